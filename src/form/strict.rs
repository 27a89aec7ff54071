//! One value as files write it: is it what the field takes, and how does the log keep it?
//!
//! Does not look at other values, other rows or the store. Must stay true: the canonical text of a canonical text is
//! that text, so that what was exported comes back as it was.

use crate::domain::age::{AGE_YEARS_MAX, AgeSpan, PartialBirth};
use crate::domain::catalogue::{self, COUNTRIES, LANGUAGES, STEPS};
use crate::domain::moment::Moment;
use crate::domain::text::{CHARS_MAX, COUNT_MAX, count, is_unfit};
use crate::form::wrong::Wrong;
use crate::log::field::{Field, Kind};
use chrono_tz::Tz;
use std::fmt;

/// What a check has to ask about the store's offices.
pub trait Desk {
    /// The zone of an office; nothing where there is no such office.
    fn zone(&self, office: &str) -> Option<Tz>;
}

/// The text of a value that is not empty as the log keeps it. Times without an offset are those of `zone`; what names
/// another record is taken as text.
///
/// # Errors
/// [`Wrong`] where the field does not take it.
pub fn canonical(field: &Field, text: &str, zone: Tz, desk: &dyn Desk) -> Result<String, Wrong> {
    plain(text)?;
    let as_written = |is_right: bool| is_right.then(|| text.to_owned());
    let wrong = |key| Wrong::found(key, text);
    match field.kind {
        Kind::Text | Kind::Lines | Kind::Phone | Kind::Detail | Kind::Record(_) => Ok(text.to_owned()),
        Kind::Code(list) => {
            let codes = || catalogue::list(list).map(|entry| entry.code.as_str());
            let is_code = as_written(codes().any(|code| code == text));
            is_code.ok_or_else(|| wrong("wrong-code").with("codes", codes().collect::<Vec<_>>().join(", ")))
        }
        Kind::Country => as_written(catalogue::find(&COUNTRIES, text).is_some()).ok_or_else(|| wrong("wrong-country")),
        Kind::Language => {
            as_written(catalogue::find(&LANGUAGES, text).is_some()).ok_or_else(|| wrong("wrong-language"))
        }
        Kind::Step => as_written(catalogue::find(&STEPS, text).is_some()).ok_or_else(|| wrong("wrong-step")),
        Kind::Office => as_written(desk.zone(text).is_some()).ok_or_else(|| wrong("wrong-office")),
        Kind::Moment => written(Moment::parse(text, zone)).ok_or_else(|| wrong("wrong-moment")),
        Kind::Birth => written(PartialBirth::parse(text)).ok_or_else(|| wrong("wrong-birth")),
        Kind::Age => written(AgeSpan::parse(text)).ok_or_else(|| wrong("wrong-age").with("most", AGE_YEARS_MAX)),
        Kind::Count(least) => {
            let wrong = || wrong("wrong-count").with("least", least).with("most", COUNT_MAX);
            written(count(text, least)).ok_or_else(wrong)
        }
    }
}

/// Whether a text holds only what every field takes: no control characters but line ends and tabs, no bidirectional or
/// zero-width formatting, at most [`CHARS_MAX`] characters.
///
/// # Errors
/// Names the character, or says how long it may be.
pub fn plain(text: &str) -> Result<(), Wrong> {
    if let Some(c) = text.chars().find(|c| !matches!(c, '\n' | '\r' | '\t') && is_unfit(*c)) {
        return Err(unfit(c));
    }
    if text.len() <= CHARS_MAX {
        return Ok(());
    }
    let chars = text.chars().count();
    let wrong = || Wrong::new("wrong-too-long").with("found", chars).with("most", CHARS_MAX);
    if chars > CHARS_MAX { Err(wrong()) } else { Ok(()) }
}

/// What is said of a character that no text may hold.
#[must_use]
pub fn unfit(c: char) -> Wrong {
    Wrong::new("wrong-character").with("code", format!("U+{:04X}", u32::from(c)))
}

fn written(value: Option<impl fmt::Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Texts};
    use crate::log::field::{Entity, named};

    struct Chiapas;

    impl Desk for Chiapas {
        fn zone(&self, office: &str) -> Option<Tz> {
            (office == "CHP").then_some(Tz::America__Mexico_City)
        }
    }

    fn check(entity: Entity, name: &str, text: &str, expected: Result<&str, &str>) {
        let found = canonical(named(entity, name), text, Tz::America__Mexico_City, &Chiapas);
        for lang in Lang::ALL {
            let sentence = found.as_ref().err().map(|wrong| wrong.text(&Texts::new(lang)));
            assert!(sentence.is_none_or(|sentence| !sentence.contains(['{', '$'])), "{expected:?}");
        }
        let found = found.as_deref().map_err(|wrong| wrong.key);
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
}
