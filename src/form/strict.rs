//! One value as files write it: is it what the field takes, and how does the log keep it?
//!
//! Does not look at other values, other rows or the store. Must stay true: the canonical text of a canonical text is
//! that text, so that what was exported comes back as it was.

use crate::domain::age::{AGE_YEARS_MAX, AgeSpan, PartialBirth};
use crate::domain::catalogue::{self, COUNTRIES, LANGUAGES, STEPS};
use crate::domain::moment::Moment;
use crate::domain::text::{CHARS_MAX, COUNT_MAX, is_unfit};
use crate::log::field::{Field, Kind};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::fmt;

/// How much of a wrong value a problem quotes, in characters.
const QUOTED_CHARS: usize = 40;

/// What a check has to ask about the store's offices.
pub trait Desk {
    /// The zone of an office; nothing where there is no such office.
    fn zone(&self, office: &str) -> Option<Tz>;
}

/// What is wrong with a value, a row or a file, with what it takes to say what would be right.
#[derive(Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands where something must.
    Required,
    /// A character that no text may hold: control, bidirectional or zero-width.
    Character(char),
    /// So many characters, more than [`CHARS_MAX`].
    TooLong(usize),
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Quotes that are not as RFC 4180 has them.
    Quotes,
    /// No code of this list.
    Code {
        /// What stands there.
        found: String,
        /// The list in `codes.csv`.
        list: &'static str,
    },
    /// No office.
    Office(String),
    /// No country.
    Country(String),
    /// No language.
    Language(String),
    /// No step.
    Step(String),
    /// No date-time.
    Moment(String),
    /// No birth date.
    Birth(String),
    /// No age.
    Age(String),
    /// No whole number, or one out of bounds.
    Count {
        /// What stands there.
        found: String,
        /// The least that is right.
        least: i64,
    },
    /// Stands only together with this other column.
    Partner(&'static str),
    /// Stands a second time; it must be unique.
    Twice {
        /// The file of the first.
        file: String,
        /// The line of the first.
        line: u64,
    },
    /// A case that is neither in the files nor in the store.
    UnknownCase(String),
    /// A contact that its case does not have.
    UnknownContact(String),
    /// A child that is neither in the files nor in the store.
    UnknownChild(String),
    /// A child linked to itself.
    OwnChild,
    /// A child born after what happened to it.
    BirthAfterEvent {
        /// The birth date, as far as known.
        birth: String,
        /// The date of the event.
        event: NaiveDate,
    },
    /// Another row, or the store, knows something else of the same child.
    Differs {
        /// What stands there.
        found: String,
        /// What is known already.
        known: String,
    },
    /// The same of a name, which no sentence repeats.
    DiffersUnsaid,
    /// Training data where only real data may stand.
    Training,
    /// Hangs on a case, contact or child that is left out.
    Hangs,
    /// A row with another number of fields than the header.
    Fields {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A column that no file of this kind has.
    UnknownColumn(String),
    /// A column that a file of this kind must have.
    MissingColumn,
    /// A column that stands a second time.
    ColumnTwice,
    /// A file without a header.
    NoHeader,
    /// A file that is none of those that can be read.
    UnknownFile,
}

impl Wrong {
    /// The key of its sentence in `assets/locales/*/files.ftl`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Required => "wrong-required",
            Self::Character(_) => "wrong-character",
            Self::TooLong(_) => "wrong-too-long",
            Self::NotUtf8 => "wrong-not-utf8",
            Self::Quotes => "wrong-quotes",
            Self::Code { .. } => "wrong-code",
            Self::Office(_) => "wrong-office",
            Self::Country(_) => "wrong-country",
            Self::Language(_) => "wrong-language",
            Self::Step(_) => "wrong-step",
            Self::Moment(_) => "wrong-moment",
            Self::Birth(_) => "wrong-birth",
            Self::Age(_) => "wrong-age",
            Self::Count { .. } => "wrong-count",
            Self::Partner(_) => "wrong-partner",
            Self::Twice { .. } => "wrong-twice",
            Self::UnknownCase(_) => "wrong-unknown-case",
            Self::UnknownContact(_) => "wrong-unknown-contact",
            Self::UnknownChild(_) => "wrong-unknown-child",
            Self::OwnChild => "wrong-own-child",
            Self::BirthAfterEvent { .. } => "wrong-birth-after-event",
            Self::Differs { .. } => "wrong-differs",
            Self::DiffersUnsaid => "wrong-differs-unsaid",
            Self::Training => "wrong-training",
            Self::Hangs => "wrong-hangs",
            Self::Fields { .. } => "wrong-fields",
            Self::UnknownColumn(_) => "wrong-unknown-column",
            Self::MissingColumn => "wrong-missing-column",
            Self::ColumnTwice => "wrong-column-twice",
            Self::NoHeader => "wrong-no-header",
            Self::UnknownFile => "wrong-unknown-file",
        }
    }

    /// The arguments of its sentence; quoted values are shortened and on one line.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let found = |text: &String| ("found", quoted(text));
        match self {
            Self::Character(c) => vec![("code", format!("U+{:04X}", u32::from(*c)))],
            Self::TooLong(chars) => vec![("found", chars.to_string()), ("most", CHARS_MAX.to_string())],
            Self::Code { found: text, list } => {
                let codes: Vec<&str> = catalogue::list(list).map(|entry| entry.code.as_str()).collect();
                vec![found(text), ("codes", codes.join(", "))]
            }
            Self::Age(text) => vec![found(text), ("most", AGE_YEARS_MAX.to_string())],
            Self::Count { found: text, least } => {
                vec![found(text), ("least", least.to_string()), ("most", COUNT_MAX.to_string())]
            }
            Self::Partner(column) => vec![("other", (*column).to_owned())],
            Self::Twice { file, line } => vec![("file", quoted(file)), ("line", line.to_string())],
            Self::BirthAfterEvent { birth, event } => vec![("found", quoted(birth)), ("event", event.to_string())],
            Self::Differs { found: text, known } => vec![found(text), ("known", quoted(known))],
            Self::Fields { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::Office(text)
            | Self::Country(text)
            | Self::Language(text)
            | Self::Step(text)
            | Self::Moment(text)
            | Self::Birth(text)
            | Self::UnknownCase(text)
            | Self::UnknownContact(text)
            | Self::UnknownChild(text)
            | Self::UnknownColumn(text) => vec![found(text)],
            _ => Vec::new(),
        }
    }
}

/// Prints which rule was broken, never a value.
impl fmt::Debug for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The text of a value that is not empty as the log keeps it. Times without an offset are those of `zone`; what names
/// another record is taken as text.
///
/// # Errors
/// [`Wrong`] where the field does not take it.
pub fn canonical(field: &Field, text: &str, zone: Tz, desk: &dyn Desk) -> Result<String, Wrong> {
    plain(text)?;
    let as_written = |is_right: bool, wrong: fn(String) -> Wrong| {
        if is_right { Ok(text.to_owned()) } else { Err(wrong(text.to_owned())) }
    };
    match field.kind {
        Kind::Text | Kind::Lines | Kind::Phone | Kind::Detail | Kind::Record(_) => Ok(text.to_owned()),
        Kind::Code(list) => {
            let is_code = catalogue::list(list).any(|entry| entry.code == text);
            if is_code { Ok(text.to_owned()) } else { Err(Wrong::Code { found: text.to_owned(), list }) }
        }
        Kind::Country => as_written(catalogue::find(&COUNTRIES, text).is_some(), Wrong::Country),
        Kind::Language => as_written(catalogue::find(&LANGUAGES, text).is_some(), Wrong::Language),
        Kind::Step => as_written(catalogue::find(&STEPS, text).is_some(), Wrong::Step),
        Kind::Office => as_written(desk.zone(text).is_some(), Wrong::Office),
        Kind::Moment => {
            let moment = Moment::parse(text, zone).map(|moment| moment.to_string());
            moment.ok_or_else(|| Wrong::Moment(text.to_owned()))
        }
        Kind::Birth => written(PartialBirth::parse(text)).ok_or_else(|| Wrong::Birth(text.to_owned())),
        Kind::Age => written(AgeSpan::parse(text)).ok_or_else(|| Wrong::Age(text.to_owned())),
        Kind::Count(least) => {
            let number = count(text).filter(|number| (least..=COUNT_MAX).contains(number));
            number.map(|n| n.to_string()).ok_or_else(|| Wrong::Count { found: text.to_owned(), least })
        }
    }
}

/// Whether a text holds only what every field takes: no control characters but line ends and tabs, no bidirectional or
/// zero-width formatting, at most [`CHARS_MAX`] characters.
///
/// # Errors
/// [`Wrong::Character`] or [`Wrong::TooLong`].
pub fn plain(text: &str) -> Result<(), Wrong> {
    if let Some(c) = text.chars().find(|c| !matches!(c, '\n' | '\r' | '\t') && is_unfit(*c)) {
        return Err(Wrong::Character(c));
    }
    if text.len() <= CHARS_MAX {
        return Ok(());
    }
    let chars = text.chars().count();
    if chars > CHARS_MAX { Err(Wrong::TooLong(chars)) } else { Ok(()) }
}

/// A value as a sentence may quote it: on one line, and not at length.
#[must_use]
pub fn quoted(text: &str) -> String {
    let clean = |c: char| if is_unfit(c) { ' ' } else { c };
    let mut short: String = text.chars().take(QUOTED_CHARS).map(clean).collect();
    if text.chars().nth(QUOTED_CHARS).is_some() {
        short.push('…');
    }
    short
}

fn written(value: Option<impl fmt::Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn count(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::field::{Entity, named};

    struct Chiapas;

    impl Desk for Chiapas {
        fn zone(&self, office: &str) -> Option<Tz> {
            (office == "CHP").then_some(Tz::America__Mexico_City)
        }
    }

    fn check(entity: Entity, name: &str, text: &str, expected: Result<&str, &str>) {
        let found = canonical(named(entity, name), text, Tz::America__Mexico_City, &Chiapas);
        let found = found.as_deref().map_err(Wrong::key);
        assert_eq!(found, expected, "{name} {text}");
        if let Ok(value) = found {
            let again = canonical(named(entity, name), value, Tz::UTC, &Chiapas);
            assert_eq!(again.as_deref(), Ok(value));
        }
    }

    #[test]
    fn values_become_canonical() {
        check(Entity::Person, "birth_date", "2004", Ok("2004"));
        check(Entity::Person, "birth_date", "2004-02", Ok("2004-02"));
        check(Entity::Person, "birth_date", "2004-02-29", Ok("2004-02-29"));
        check(Entity::Case, "age_years", "014", Ok("14"));
        check(Entity::Case, "age_years", "12-14", Ok("12-14"));
        check(Entity::Case, "age_years", "~7", Ok("~7"));
        check(Entity::Case, "age_years", "120", Ok("120"));
        check(Entity::Case, "opened_at", "2019-05-07", Ok("2019-05-07T00:00-05:00"));
        check(Entity::Case, "opened_at", "2019-05-07T11:50Z", Ok("2019-05-07T11:50+00:00"));
        check(Entity::Case, "office", "CHP", Ok("CHP"));
        check(Entity::Service, "quantity", "007", Ok("7"));
        check(Entity::Call, "minutes", "0", Ok("0"));
        check(Entity::Contact, "phone", "next door", Ok("next door"));
        check(Entity::Case, "notes", "one\ttwo\r\nthree", Ok("one\ttwo\r\nthree"));
        check(Entity::Person, "nationality", "XXA", Ok("XXA"));
        check(Entity::Person, "language", "spa", Ok("spa"));
    }

    #[test]
    fn wrong_values_say_why() {
        for text in ["04", "2004-13", "2004-2", "2003-02-29", "2004-02-3", "1899", "20040229", "2004-", "200a"] {
            check(Entity::Person, "birth_date", text, Err("wrong-birth"));
        }
        for text in ["121", "14-12", "~", "-", "7-", "~7-9", "0014", "seven", "-3", "+3", "7.5"] {
            check(Entity::Case, "age_years", text, Err("wrong-age"));
        }
        for text in ["0", "-1", "1.0", "+1", "1000000000", "99999999999999999999", " 1", "x"] {
            check(Entity::Service, "quantity", text, Err("wrong-count"));
        }
        check(Entity::Case, "opened_at", "07/05/2019", Err("wrong-moment"));
        check(Entity::Case, "opened_at", "2019-05-07T11:50:00", Err("wrong-moment"));
        check(Entity::Case, "office", "OAX", Err("wrong-office"));
        check(Entity::Case, "kind", "Foreign", Err("wrong-code"));
        check(Entity::Person, "nationality", "HN", Err("wrong-country"));
        check(Entity::Person, "language", "es", Err("wrong-language"));
        check(Entity::Step, "step", "no such step", Err("wrong-step"));
        for c in ['\0', '\u{1b}', '\u{7f}', '\u{85}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2066}', '\u{feff}'] {
            check(Entity::Person, "surname1", &format!("a{c}b"), Err("wrong-character"));
        }
        check(Entity::Case, "notes", &"ñ".repeat(CHARS_MAX), Ok(&"ñ".repeat(CHARS_MAX)));
        check(Entity::Case, "notes", &"ñ".repeat(CHARS_MAX + 1), Err("wrong-too-long"));
    }

    #[test]
    fn a_fuller_birth_date_says_more_and_nothing_else() {}

    fn samples() -> Vec<Wrong> {
        let text = String::new;
        let event = NaiveDate::default();
        vec![
            Wrong::Required,
            Wrong::Character('\0'),
            Wrong::TooLong(1),
            Wrong::NotUtf8,
            Wrong::Quotes,
            Wrong::Code { found: text(), list: "sex" },
            Wrong::Office(text()),
            Wrong::Country(text()),
            Wrong::Language(text()),
            Wrong::Step(text()),
            Wrong::Moment(text()),
            Wrong::Birth(text()),
            Wrong::Age(text()),
            Wrong::Count { found: text(), least: 1 },
            Wrong::Partner("outcome"),
            Wrong::Twice { file: text(), line: 2 },
            Wrong::UnknownCase(text()),
            Wrong::UnknownContact(text()),
            Wrong::UnknownChild(text()),
            Wrong::OwnChild,
            Wrong::BirthAfterEvent { birth: text(), event },
            Wrong::Differs { found: text(), known: text() },
            Wrong::DiffersUnsaid,
            Wrong::Training,
            Wrong::Hangs,
            Wrong::Fields { found: 1, expected: 2 },
            Wrong::UnknownColumn(text()),
            Wrong::MissingColumn,
            Wrong::ColumnTwice,
            Wrong::NoHeader,
            Wrong::UnknownFile,
        ]
    }

    #[test]
    fn every_wrong_has_its_sentence_in_both_languages() {
        let texts =
            [include_str!("../../assets/locales/es/files.ftl"), include_str!("../../assets/locales/en/files.ftl")];
        for text in texts {
            assert_eq!(text.lines().filter(|l| l.starts_with("wrong-")).count(), samples().len());
            for wrong in samples() {
                let sentence = text.lines().find_map(|line| line.strip_prefix(&format!("{} = ", wrong.key())));
                let sentence = sentence.unwrap_or_else(|| panic!("{wrong:?} has no sentence"));
                let args: Vec<String> = wrong.args().iter().map(|(name, _)| format!("{{ ${name} }}")).collect();
                assert!(args.iter().all(|arg| sentence.contains(arg)), "{wrong:?}");
                assert_eq!(sentence.matches('$').count(), args.len(), "{wrong:?}");
            }
        }
    }

    #[test]
    fn what_is_quoted_is_short_and_on_one_line() {
        assert_eq!(quoted("a\nb\u{1b}[2Jc"), "a b [2Jc");
        assert_eq!(quoted(&"x".repeat(50)).chars().count(), QUOTED_CHARS + 1);
        assert_eq!(format!("{:?}", Wrong::UnknownCase("Ana".into())), "wrong-unknown-case");
    }
}
