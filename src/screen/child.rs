//! How a child is called on the screens: by its names, or by a provisional one as long as nobody knows any.
//!
//! Must stay true: every screen that shows a name has it from here, so that one key hides all.

use super::Ctx;
use crate::form::typed::{age_shown, name_of, provisional_name};
use crate::store::{CaseRow, Sheet};
use crate::ui::text;

/// What is known of a child, as far as its name needs it.
#[derive(Clone, Copy, Default)]
pub struct Child<'a> {
    /// Given names, first and second surname.
    pub names: [Option<&'a str>; 3],
    /// The folio of the case.
    pub case_ref: &'a str,
    /// Code of sex.
    pub sex: Option<&'a str>,
    /// Birth date as known.
    pub birth_date: Option<&'a str>,
    /// Age as given at the event.
    pub age_years: Option<&'a str>,
    /// When the case began, canonical.
    pub opened_at: Option<&'a str>,
}

impl Child<'_> {
    /// Its name.
    #[must_use]
    pub fn name(self, ctx: &Ctx<'_>) -> String {
        let [given_names, surname1, surname2] = self.names;
        let name = name_of(given_names, surname1, surname2).map(|name| shown(&name, ctx));
        name.unwrap_or_else(|| {
            let age = age_shown(self.birth_date, self.age_years, self.opened_at);
            provisional_name(self.case_ref, self.sex, &age, ctx.texts)
        })
    }
}

/// A name as it stands on the screen: whole, or each word as its initial where the officer hides names. A word with a
/// digit is a folio and stays.
#[must_use]
pub fn shown(name: &str, ctx: &Ctx<'_>) -> String {
    if !ctx.session.is_some_and(|session| session.is_masked) {
        return name.to_owned();
    }
    let initial = |word: &str| match word.chars().next().filter(|c| c.is_alphabetic()) {
        Some(letter) if !word.contains(|c: char| c.is_ascii_digit()) => {
            format!("{letter}.{}", if word.ends_with(',') { "," } else { "" })
        }
        _ => word.to_owned(),
    };
    name.split(' ').map(initial).collect::<Vec<_>>().join(" ")
}

/// The name of the child of a case in a list.
#[must_use]
pub fn of_row(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let opened_at = row.opened_at.map(|at| at.to_string());
    let child = Child {
        names: [&row.given_names, &row.surname1, &row.surname2].map(|name| known(name)),
        case_ref: &row.case_ref,
        sex: known(&row.sex),
        birth_date: known(&row.birth_date),
        age_years: known(&row.age_years),
        opened_at: opened_at.as_deref(),
    };
    child.name(ctx)
}

/// The same in so few columns: given names and an initial, or the first of them, where they are known.
#[must_use]
pub fn short(row: &CaseRow, columns: u16, ctx: &Ctx<'_>) -> String {
    let initial = row.surname1.chars().next().filter(|letter| letter.is_alphabetic());
    let (Some(given), Some(initial)) = (known(&row.given_names), initial) else { return of_row(row, ctx) };
    let first = given.split(' ').next().unwrap_or(given);
    let whole = format!("{given} {initial}.");
    let name = if text::columns(&whole) > columns { format!("{first} {initial}.") } else { whole };
    shown(&name, ctx)
}

/// The name of the child of a case that is open.
#[must_use]
pub fn of_sheet(sheet: &Sheet, ctx: &Ctx<'_>) -> String {
    let (case, person) = (&sheet.case, sheet.person.as_ref());
    let of = |name: &str| person.and_then(|person| person.named(name));
    let child = Child {
        names: ["given_names", "surname1", "surname2"].map(of),
        case_ref: case.named("case_ref").unwrap_or_default(),
        sex: of("sex"),
        birth_date: of("birth_date"),
        age_years: case.named("age_years"),
        opened_at: case.named("opened_at"),
    };
    child.name(ctx)
}

/// A text of a row, where it is known.
pub(super) fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// An age in completed years, in words: `1 año`, `12-14 años`.
pub(super) fn aged(shown: &str, ctx: &Ctx<'_>) -> String {
    let count: Option<u32> = shown.rsplit(['-', '≈']).next().and_then(|last| last.parse().ok());
    ctx.texts.with("form-age-years", &[("shown", shown.into()), ("count", count.unwrap_or(0).into())])
}
