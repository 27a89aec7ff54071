//! What a person typed into a field: read, offered as choices, and shown again.
//!
//! Does not look at other fields but for [`Beside`], and keeps nothing. Must stay true: what [`show`] shows, [`read`]
//! reads as the same value.

pub mod birth;
pub mod choice;
pub mod day;
pub mod moment;
pub mod phone;
pub mod text;

use crate::domain::age::{AgeSpan, PartialBirth, ages_possible};
use crate::domain::moment::{Moment, parse_date};
use crate::i18n::{Arg, Texts};
use crate::log::field::{Field, Kind, Need};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::fmt;
use uuid::Uuid;

/// What a field says when it is not known.
pub const NOT_KNOWN: &str = "?";
/// The second surname of somebody who has none.
pub const HAS_NONE: &str = "-";
/// The largest number that a field takes: sums of millions of them still fit.
const COUNT_MAX: i64 = 999_999_999;
/// What stands on screen for what is not known.
const UNKNOWN_SHOWN: &str = "—";

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
    /// The contacts of the case, in the order of the list.
    pub contacts: &'a [(Uuid, String)],
    /// The texts of the screen's language.
    pub texts: &'a Texts,
}

impl Desk<'_> {
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

/// What is wrong with a text, and what would be right.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The key of its sentence in `assets/locales`.
    pub key: &'static str,
    /// What the sentence's placeholders are filled with.
    pub args: Vec<(&'static str, String)>,
}

impl Wrong {
    /// A sentence without placeholders.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same, with a placeholder filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The sentence.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
        texts.with(self.key, &args)
    }
}

/// Prints which sentence it is, never what it says.
impl fmt::Debug for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
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

/// What a field offers for what was typed, best first; everything where nothing was typed, nothing for a field without
/// a closed set.
#[must_use]
pub fn offer(field: &Field, typed: &str, desk: &Desk<'_>) -> Vec<Choice> {
    offer_beside(field, typed, desk, &Beside::default())
}

/// What a field offers, knowing what stands beside it.
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

/// "Surnames, given names", with a dash for what is not known.
#[must_use]
pub fn name_of(given_names: Option<&str>, surname1: Option<&str>, surname2: Option<&str>) -> String {
    let shown = |name: Option<&str>| name.unwrap_or(UNKNOWN_SHOWN).to_owned();
    let surnames = match (surname1, surname2) {
        (None, None) => shown(None),
        (_, Some(HAS_NONE)) => shown(surname1),
        _ => format!("{} {}", shown(surname1), shown(surname2)),
    };
    match given_names {
        None if surnames == UNKNOWN_SHOWN => surnames,
        _ => format!("{surnames}, {}", shown(given_names)),
    }
}

/// The age at an event as lists show it: `14`, `≈7`, `12-14`, or a dash. All three are canonical values.
#[must_use]
pub fn age_shown(birth_date: Option<&str>, age_years: Option<&str>, opened_at: Option<&str>) -> String {
    let said = age_years.and_then(AgeSpan::parse);
    let event = opened_at.and_then(|at| parse_date(at.get(..10)?));
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
        Kind::Count(least) => count(field.number, line, least),
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

fn count(number: u16, line: &str, least: i64) -> Result<Reading, Wrong> {
    let is_number = line.bytes().all(|byte| byte.is_ascii_digit());
    let count = is_number.then(|| line.parse::<i64>().ok()).flatten();
    let count = count.filter(|count| (least..=COUNT_MAX).contains(count));
    let wrong = || Wrong::new("form-count").with("least", least.to_string());
    count.map(|count| Reading::new(number, count.to_string(), "")).ok_or_else(wrong)
}
