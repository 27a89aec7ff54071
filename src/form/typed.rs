//! What a person typed into a field: read, offered as choices, and shown again.
//!
//! Does not look at other fields but for [`Beside`], and keeps nothing. Must stay true: what [`show`] shows, [`read`]
//! reads as the same value.

mod birth;
mod choice;
mod day;
mod moment;
pub mod period;
mod phone;
pub mod text;

#[cfg(test)]
pub(in crate::form) mod fixture;

pub use phone::country_of as country_of_phone;

use crate::domain::age::{AgeSpan, PartialBirth, ages_possible};
use crate::domain::code::Kind as CaseKind;
use crate::domain::moment::{Moment, date_of, parse_date};
use crate::domain::text::{COUNT_MAX, count};
use crate::form::wrong::Wrong;
use crate::i18n::Texts;
use crate::log::field::{Field, Kind, Need};
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::fmt;
use uuid::Uuid;

/// What a field says when it is not known.
pub const NOT_KNOWN: &str = "?";
/// The second surname of somebody who has none.
pub const HAS_NONE: &str = "-";
/// The moment that lies ahead: when to call again.
const AHEAD: &str = "retry_at";
/// What stands on screen for what is not known.
pub const UNKNOWN_SHOWN: &str = "—";

/// What reading depends on beside the text: the moment, the place and the words of the screen.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Now, as the clocks of the office show it.
    pub now: Moment,
    /// The zone of the office.
    pub zone: Tz,
    /// The office's code.
    pub office: &'a str,
    /// Every office: code and name.
    pub offices: &'a [(String, String)],
    /// The case that the form is about.
    pub about: &'a About,
    /// The texts of the screen's language.
    pub texts: &'a Texts,
}

/// What a form needs to know of the case that it is about.
#[derive(Clone, Default)]
pub struct About {
    /// The contacts, in the order of the list.
    pub contacts: Vec<Contact>,
    /// What brought the child to the office, and on which day: its steps are those of the law of that day.
    pub event: Option<(CaseKind, NaiveDate)>,
    /// Whether the consulate is locked and the officer may set that aside.
    pub may_override: bool,
}

impl About {
    /// No case.
    pub const NOTHING: &'static Self = &NOTHING;
}

static NOTHING: About = About { contacts: Vec::new(), event: None, may_override: false };

/// A contact of the case, as a call is written for it. Without `Debug`, because it holds a name.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which one.
    pub id: Uuid,
    /// Its number within the case, which stays when others are voided.
    pub number: String,
    /// What it is called.
    pub name: String,
    /// What is recorded about calling it.
    pub standing: Standing,
}

/// What is recorded about calling a contact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is safe.
    Safe,
    /// It is not.
    NotSafe,
    /// That is still to be found out.
    Pending,
    /// It is not known whether it is safe.
    NotKnown,
    /// It is voided: shown where it stands, offered no more.
    Voided,
}

impl Desk<'_> {
    /// The contacts that can be called.
    pub fn callable(&self) -> impl Iterator<Item = &Contact> {
        self.about.contacts.iter().filter(|contact| contact.standing != Standing::Voided)
    }

    /// Today at the office.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }
}

/// What other fields of the same form tell about a field.
#[derive(Clone, Default)]
pub struct Beside {
    /// The day of the event, for ages; today where it is not known.
    pub event: Option<NaiveDate>,
    /// The category of the service, for its details.
    pub category: Option<String>,
    /// The country of the contact, for its telephone number.
    pub country: Option<String>,
}

/// What a text typed into a field says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Nothing was typed.
    Empty,
    /// It was asked, and is not known.
    NotKnown,
    /// It is understood.
    Known(Reading),
    /// It is not understood, or cannot be.
    Wrong(Wrong),
}

/// A text that was understood.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// Field numbers and canonical values; an age typed into the field for births is one of another number.
    pub values: Vec<(u16, String)>,
    /// The value in words, as understood; empty where the text says it all.
    pub echo: String,
    /// What looks odd in it; it can be saved all the same.
    pub warning: Option<Wrong>,
}

impl Reading {
    /// A value of one field, in words.
    #[must_use]
    pub fn new(number: u16, value: impl Into<String>, echo: impl Into<String>) -> Self {
        Self { values: vec![(number, value.into())], echo: echo.into(), warning: None }
    }
}

/// Prints which fields were read, never a value.
impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values.iter().map(|(number, _)| number)).finish()
    }
}

/// One of the values that a field offers. Typing its code always chooses it.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// The canonical value.
    pub code: String,
    /// Its name on screen.
    pub label: String,
    /// The one character that stands for it.
    pub key: Option<char>,
}

/// Prints the key, never the name of a contact.
impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.key)
    }
}

/// Reads what was typed into a field that stands alone.
#[must_use]
pub fn read(field: &Field, typed: &str, desk: &Desk<'_>) -> Answer {
    read_beside(field, typed, desk, &Beside::default())
}

/// Reads what was typed into a field, knowing what stands beside it.
#[must_use]
pub fn read_beside(field: &Field, typed: &str, desk: &Desk<'_>, beside: &Beside) -> Answer {
    let line = text::line(typed);
    if line.is_empty() {
        return Answer::Empty;
    }
    if line == NOT_KNOWN {
        return match field.need {
            Need::Required => Answer::Wrong(Wrong::new("form-must-be-known")),
            Need::Asked | Need::Optional => Answer::NotKnown,
        };
    }
    match value(field, typed, &line, desk, beside) {
        Ok(reading) => Answer::Known(reading),
        Err(wrong) => Answer::Wrong(wrong),
    }
}

/// What a field offers for what was typed, best first, knowing what stands beside it; everything where nothing was typed,
/// nothing for a field without a closed set.
#[must_use]
pub fn offer_beside(field: &Field, typed: &str, desk: &Desk<'_>, beside: &Beside) -> Vec<Choice> {
    choice::offer(field.kind, &text::line(typed), desk, beside)
}

/// A canonical value as a person reads it on screen; as it is where it is not understood.
#[must_use]
pub fn show(field: &Field, canonical: &str, desk: &Desk<'_>) -> String {
    let shown = match field.kind {
        Kind::Text | Kind::Lines | Kind::Count(_) => None,
        Kind::Code(_) | Kind::Country | Kind::Language | Kind::Office | Kind::Step | Kind::Detail | Kind::Record(_) => {
            choice::show(field.kind, canonical, desk)
        }
        Kind::Moment => Moment::parse(canonical, desk.zone).map(moment::show),
        Kind::Birth => PartialBirth::parse(canonical).map(birth::show),
        Kind::Age => AgeSpan::parse(canonical).map(birth::show_age),
        Kind::Phone => phone::show(canonical),
    };
    shown.unwrap_or_else(|| canonical.to_owned())
}

/// The text of a date so many days later; nothing for what is no day.
#[must_use]
pub fn days_later(field: &Field, canonical: &str, days: i64, desk: &Desk<'_>) -> Option<String> {
    let by = TimeDelta::try_days(days)?;
    let later = match field.kind {
        Kind::Moment => {
            let civil = Moment::parse(canonical, desk.zone)?.civil().checked_add_signed(by)?;
            Moment::in_zone(civil, desk.zone)?.to_string()
        }
        Kind::Birth => parse_date(canonical)?.checked_add_signed(by)?.to_string(),
        _ => return None,
    };
    Some(show(field, &later, desk))
}

/// "Surnames, given names", with a dash for what is not known; nothing where no name is.
#[must_use]
pub fn name_of(given_names: Option<&str>, surname1: Option<&str>, surname2: Option<&str>) -> Option<String> {
    let shown = |name: Option<&str>| name.unwrap_or(UNKNOWN_SHOWN).to_owned();
    let surname2 = surname2.filter(|name| surname1.is_some() || given_names.is_some() || *name != HAS_NONE);
    given_names.or(surname1).or(surname2)?;
    let family = match (surname1, surname2) {
        (None, None) => shown(None),
        (_, Some(HAS_NONE)) => shown(surname1),
        _ => format!("{} {}", shown(surname1), shown(surname2)),
    };
    Some(format!("{family}, {}", shown(given_names)))
}

/// What a child is called whose name nobody knows yet: `NN-0413 (niña, ≈3)`, by the end of its folio.
#[must_use]
pub fn provisional_name(case_ref: &str, sex: Option<&str>, age: &str, texts: &Texts) -> String {
    let serial = case_ref.rsplit('-').next().unwrap_or(case_ref);
    let child = sex.map(|sex| texts.get(&format!("form-child-{sex}")));
    let known: Vec<String> =
        child.into_iter().chain((!matches!(age, "" | UNKNOWN_SHOWN)).then(|| age.to_owned())).collect();
    if known.is_empty() { format!("NN-{serial}") } else { format!("NN-{serial} ({})", known.join(", ")) }
}

/// The age at an event as lists show it: `14`, `≈7`, `12-14`, or a dash. All three are canonical values.
#[must_use]
pub fn age_shown(birth_date: Option<&str>, age_years: Option<&str>, opened_at: Option<&str>) -> String {
    let said = age_years.and_then(AgeSpan::parse);
    let event = opened_at.and_then(date_of);
    let age = match event {
        Some(event) => ages_possible(event, birth_date.and_then(PartialBirth::parse), said),
        None => said,
    };
    age.map_or_else(|| UNKNOWN_SHOWN.to_owned(), birth::show_age)
}

fn value(field: &Field, typed: &str, line: &str, desk: &Desk<'_>, beside: &Beside) -> Result<Reading, Wrong> {
    match field.kind {
        Kind::Text => words(field, line, desk),
        Kind::Lines => text::checked(&text::lines(typed)).map(|value| Reading::new(field.number, value, "")),
        Kind::Count(least) => {
            let count = count(line, least).map(|count| Reading::new(field.number, count.to_string(), ""));
            count.ok_or_else(|| Wrong::new("form-count").with("least", least).with("most", COUNT_MAX))
        }
        Kind::Moment if field.name == AHEAD => {
            moment::read_ahead(line, desk).map(|read| Reading::new(field.number, read.0, read.1))
        }
        Kind::Moment => moment::read(line, desk).map(|read| Reading::new(field.number, read.0, read.1)),
        Kind::Birth => birth::read(field, line, desk, beside.event.unwrap_or_else(|| desk.today())),
        Kind::Age => birth::read_age(line, desk).map(|read| Reading::new(field.number, read.0, read.1)),
        Kind::Phone => Ok(phone::read(field.number, line, beside.country.as_deref(), desk)),
        Kind::Code(_) | Kind::Country | Kind::Language | Kind::Office | Kind::Step | Kind::Detail | Kind::Record(_) => {
            choice::read(field.kind, line, desk, beside).map(|read| Reading::new(field.number, read.code, read.label))
        }
    }
}

fn words(field: &Field, line: &str, desk: &Desk<'_>) -> Result<Reading, Wrong> {
    let value = text::checked(line)?;
    let has_none = value == HAS_NONE && field.name == "surname2";
    let echo = if has_none { desk.texts.get("form-has-none") } else { String::new() };
    Ok(Reading::new(field.number, value, echo))
}

#[cfg(test)]
mod tests {
    use super::fixture::Fixture;
    use super::*;
    use crate::domain::catalogue::{COUNTRIES, DETAILS, LANGUAGES, STEPS, list};
    use crate::log::field::{Entity, FIELDS, named};
    use proptest::prelude::*;

    /// The reading of a field: its canonical values, and its echo; or the key of what is wrong.
    fn check(entity: Entity, name: &str, typed: &str, value: &str, echo: &str) {
        let fixture = Fixture::default();
        let field = named(entity, name);
        match read(field, typed, &fixture.desk()) {
            Answer::Known(reading) => {
                assert_eq!(reading.values, [(field.number, value.to_owned())], "{typed}");
                assert_eq!(reading.echo, echo, "{typed}");
            }
            Answer::NotKnown => assert_eq!(value, NOT_KNOWN, "{typed}"),
            Answer::Empty => assert_eq!(value, "", "{typed}"),
            Answer::Wrong(wrong) => {
                assert_eq!(wrong.key, value, "{typed}");
                let text = wrong.text(&fixture.texts);
                assert!(fixture.texts.has(wrong.key) && !text.contains('$'), "{text}");
            }
        }
    }

    #[test]
    fn texts_are_kept_as_written_and_clean() {
        check(Entity::Person, "given_names", "  José Luis ", "José Luis", "");
        check(Entity::Person, "surname2", "-", "-", "no tiene");
        check(Entity::Person, "surname2", "?", "?", "");
        check(Entity::Person, "surname2", "  ", "", "");
        check(Entity::Person, "given_names", "Luz\u{200b}\nMaría", "Luz María", "");
        check(Entity::Case, "notes", "uno\r\n dos \n", "uno\n dos", "");
        check(Entity::Case, "notes", &"x".repeat(10_001), "form-too-long", "");
    }

    #[test]
    fn numbers_are_whole_and_large_enough() {
        check(Entity::Service, "quantity", "02", "2", "");
        check(Entity::Service, "quantity", "0", "form-count", "");
        check(Entity::Call, "minutes", "0", "0", "");
        for wrong in ["-1", "1.5", "dos", "1000000000", "99999999999999999999"] {
            check(Entity::Call, "minutes", wrong, "form-count", "");
        }
    }

    #[test]
    fn only_what_nothing_is_saved_without_must_be_known() {
        for field in FIELDS {
            let answer = read(field, " ? ", &Fixture::default().desk());
            assert_eq!(matches!(answer, Answer::NotKnown), field.need != Need::Required, "{}", field.name);
        }
        check(Entity::Case, "office", "?", "form-must-be-known", "");
    }

    #[test]
    fn names_and_ages_are_shown_with_what_is_missing() {
        let name = |given: &str, one: &str, two: &str| {
            let some = |text| Some(text).filter(|text: &&str| !text.is_empty());
            name_of(some(given), some(one), some(two)).unwrap_or_default()
        };
        assert_eq!(name("José Luis", "Caal", "Pop"), "Caal Pop, José Luis");
        assert_eq!(name("José Luis", "Caal", "-"), "Caal, José Luis");
        assert_eq!(name("Luz", "Pérez", ""), "Pérez —, Luz");
        assert_eq!(name("Luz", "", ""), "—, Luz");
        assert_eq!(name("", "Caal", "Pop"), "Caal Pop, —");
        assert_eq!(name("", "", "Pop"), "— Pop, —");
        assert_eq!((name("", "", ""), name("", "", "-")), (String::new(), String::new()));
        let texts = &Fixture::default().texts;
        assert_eq!(provisional_name("TAP-19-0413", Some("female"), "≈3", texts), "NN-0413 (niña, ≈3)");
        assert_eq!(provisional_name("TAP-19-B0413", None, "—", texts), "NN-B0413");
        assert_eq!(provisional_name("7", Some("other"), "14", texts), "NN-7 (NNA, 14)");
        assert_eq!(age_shown(None, Some("~7"), Some("2019-06-15T14:32-05:00")), "≈7");
        assert_eq!(age_shown(Some("2005-06-15"), None, Some("2019-06-15T14:32-05:00")), "14");
        assert_eq!(age_shown(Some("2005"), None, Some("2019-06-15T14:32-05:00")), "13-14");
        assert_eq!(age_shown(Some("2005"), Some("12-14"), None), "12-14");
        assert_eq!(age_shown(None, None, Some("2019-06-15T14:32-05:00")), "—");
    }

    #[test]
    fn a_value_of_a_closed_set_is_read_by_its_code_and_by_what_is_shown() {
        for lang in crate::i18n::Lang::ALL {
            let fixture = Fixture::new(lang);
            let desk = fixture.desk();
            let round = |entity, name: &str, code: &str| {
                let field = named(entity, name);
                for typed in [code.to_owned(), show(field, code, &desk)] {
                    let Answer::Known(reading) = read(field, &typed, &desk) else { panic!("{name}: {typed}") };
                    assert_eq!(reading.values, [(field.number, code.to_owned())], "{name}: {typed}");
                }
            };
            for field in FIELDS {
                if let Kind::Code(name) = field.kind {
                    list(name).for_each(|code| round(field.entity, field.name, &code.code));
                }
            }
            COUNTRIES.iter().for_each(|country| round(Entity::Person, "nationality", &country.iso3));
            LANGUAGES.iter().for_each(|language| round(Entity::Person, "language", &language.code));
            DETAILS.iter().for_each(|detail| round(Entity::Service, "detail", &detail.code));
            STEPS.iter().for_each(|step| round(Entity::Step, "step", &step.code));
            fixture.offices.iter().for_each(|office| round(Entity::Case, "office", &office.0));
            fixture.about.contacts.iter().for_each(|contact| round(Entity::Call, "contact", &contact.id.to_string()));
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let shape = |text: &str| -> Vec<String> {
            let marks =
                |line: &str| line.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
            text.lines()
                .filter_map(|line| Some((line.split_once(" = ")?.0.to_owned(), marks(line))))
                .map(|(key, marks): (String, Vec<String>)| format!("{key} {marks:?}"))
                .collect()
        };
        let spanish = include_str!("../../assets/locales/es/form.ftl");
        assert_eq!(shape(spanish), shape(include_str!("../../assets/locales/en/form.ftl")));
        let fixture = Fixture::default();
        assert!(spanish.lines().filter_map(|line| line.split_once(" = ")).all(|(key, _)| fixture.texts.has(key)));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_as_the_same_value(
            minutes in 0..26_000_000_i64, birth in 0..43_000_i64, lo in 0..=120_u8, hi in 0..=120_u8,
            precision in 0..3_usize, count in 1..1_000_000_i64, number in "[1-9][0-9]{7}", text in "\\PC{0,40}",
        ) {
            let fixture = Fixture::default();
            let desk = fixture.desk();
            let round = |field: &Field, value: &str| {
                let shown = show(field, value, &desk);
                if shown.trim().is_empty() || shown.trim() == NOT_KNOWN {
                    return;
                }
                let Answer::Known(reading) = read(field, &shown, &desk) else { panic!("{shown}") };
                assert_eq!(reading.values.first().map(|(_, value)| value.as_str()), Some(value), "{shown}");
            };
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
            let civil = desk.now.civil() - chrono::TimeDelta::minutes(minutes);
            round(named(Entity::Case, "opened_at"), &Moment::in_zone(civil, desk.zone).unwrap().to_string());
            let birth = (day + chrono::TimeDelta::days(birth)).to_string();
            let birth: String = birth.chars().take([4, 7, 10][precision]).collect();
            round(named(Entity::Person, "birth_date"), &birth);
            let age = if lo <= hi { AgeSpan::new(lo, hi) } else { AgeSpan::about(lo) };
            round(named(Entity::Person, "birth_date"), &age.unwrap().to_string());
            round(named(Entity::Case, "age_years"), &age.unwrap().to_string());
            round(named(Entity::Service, "quantity"), &count.to_string());
            round(named(Entity::Contact, "phone"), &format!("+502{number}"));
            round(named(Entity::Contact, "phone"), &format!("+52{number}10"));
            round(named(Entity::Person, "given_names"), &text::line(&text));
            round(named(Entity::Case, "notes"), &text::lines(&text));
        }

        #[test]
        fn nothing_that_is_typed_breaks_a_field(typed in "\\PC{0,24}", clock in "[0-9apmh/:+~ -]{0,12}") {
            let fixture = Fixture::default();
            for field in FIELDS {
                for typed in [&typed, &clock] {
                    if let Answer::Wrong(wrong) = read(field, typed, &fixture.desk()) {
                        prop_assert!(fixture.texts.has(wrong.key), "{}", wrong.key);
                    }
                }
            }
        }
    }
}
