//! Telephone numbers: what can be understood becomes `+`, country and number; the rest stays as typed.
//!
//! Refuses nothing: an odd number is better than none. Must stay true: no digit that was typed is lost, but for the
//! prefixes that Mexico gave up in 2019 (01, 044, 045 and the 1 after +52).

use super::{Desk, Reading};
use crate::domain::catalogue::{COUNTRIES, Country, Entry, find};
use crate::form::wrong::Wrong;

/// Mexico's dialling code.
const MEXICO: &str = "52";
/// The dialling code that the United States share.
const NORTH_AMERICA: &str = "1";
/// Area codes of two digits in Mexico: its capital, Guadalajara, Monterrey.
const LARGE_CITIES: [&str; 4] = ["55", "56", "33", "81"];
/// How many digits follow the dialling code, for the countries that are called most.
const LENGTHS: &[(&str, &[usize])] = &[
    (MEXICO, &[10]),
    ("1", &[10]),
    ("502", &[8]),
    ("503", &[8]),
    ("504", &[8]),
    ("505", &[8]),
    ("506", &[8]),
    ("507", &[7, 8]),
    ("501", &[7]),
    ("509", &[8]),
    ("53", &[8]),
    ("55", &[10, 11]),
    ("57", &[10]),
    ("58", &[10]),
    ("593", &[8, 9]),
    ("51", &[8, 9]),
    ("34", &[9]),
];
/// What E.164 leaves for the digits after a dialling code, at most and at least.
const ANY_LENGTH: std::ops::RangeInclusive<usize> = 4..=14;
/// Digits of a number in Central America, which many countries share.
const SHARED_LENGTH: usize = 8;

/// A number with its dialling code.
struct Number<'a> {
    dial: &'a str,
    rest: &'a str,
}

/// The reading of a telephone number: never refused, marked where it looks odd.
pub fn read(field: u16, line: &str, country: Option<&str>, desk: &Desk<'_>) -> Reading {
    let compact: String = line.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/')).collect();
    let digits = compact.strip_prefix('+').unwrap_or(&compact);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return odd(field, line, Wrong::new("form-phone"));
    }
    let country = country.and_then(|code| find(&COUNTRIES, code)).filter(|country| !country.dial.is_empty());
    let international = if compact.starts_with('+') { Some(digits) } else { digits.strip_prefix("00") };
    let number = match international {
        Some(digits) => with_prefix(digits),
        None => within_country(digits, country).or_else(|| guess(digits)).or_else(|| assumed(digits, country)),
    };
    match number {
        Some(number) => understood(field, &number, country, desk),
        None if digits.len() == SHARED_LENGTH && international.is_none() => {
            odd(field, line, Wrong::new("form-phone-country"))
        }
        None => odd(field, line, Wrong::new("form-phone")),
    }
}

/// `+502 5123 4567`; nothing for what is no international number.
pub fn show(canonical: &str) -> Option<String> {
    let digits = canonical.strip_prefix('+').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))?;
    let dial = dial_of(digits)?;
    Some(format!("+{dial} {}", grouped(dial, digits.strip_prefix(dial)?)))
}

/// The country whose number this is; where several share the dialling code, the one that is called most.
#[must_use]
pub fn country_of(canonical: &str) -> Option<&'static str> {
    let dial = dial_of(canonical.strip_prefix('+')?)?;
    let mut sharing = COUNTRIES.iter().filter(|country| country.dial == dial);
    let only = sharing.next().filter(|_| sharing.next().is_none());
    if dial == NORTH_AMERICA { Some("USA") } else { only.map(|country| country.iso3.as_str()) }
}

fn understood(field: u16, number: &Number<'_>, country: Option<&Country>, desk: &Desk<'_>) -> Reading {
    let canonical = format!("+{}{}", number.dial, number.rest);
    let shown = show(&canonical).unwrap_or_else(|| canonical.clone());
    let echo = match name_of(number.dial, country, desk) {
        Some(name) => format!("{shown} · {name}"),
        None => shown,
    };
    let warning = (!is_right(number.dial, number.rest.len())).then(|| {
        let lengths = LENGTHS.iter().find(|(dial, _)| *dial == number.dial).map_or(&[][..], |(_, lengths)| lengths);
        let expected: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        Wrong::new(if expected.is_empty() { "form-phone" } else { "form-phone-length" })
            .with("dial", number.dial)
            .with("expected", expected.join("/"))
            .with("found", number.rest.len())
    });
    Reading { warning, ..Reading::new(field, canonical, echo) }
}

fn odd(field: u16, line: &str, warning: Wrong) -> Reading {
    Reading { warning: Some(warning), ..Reading::new(field, line, "") }
}

/// A number that begins with its dialling code.
fn with_prefix(digits: &str) -> Option<Number<'_>> {
    let dial = dial_of(digits)?;
    let rest = digits.strip_prefix(dial)?;
    Some(Number { dial, rest: if dial == MEXICO { mexican(rest) } else { rest } })
}

/// A number of the contact's country, with or without its dialling code.
fn within_country<'a>(digits: &'a str, country: Option<&'a Country>) -> Option<Number<'a>> {
    let dial = country?.dial.as_str();
    let national = if dial == MEXICO { mexican(digits) } else { digits };
    let abroad = digits.strip_prefix(dial).map(|rest| if dial == MEXICO { mexican(rest) } else { rest });
    let known = LENGTHS.iter().any(|(known, _)| *known == dial);
    let rest = [Some(national), abroad].into_iter().flatten().find(|rest| known && is_right(dial, rest.len()))?;
    Some(Number { dial, rest })
}

/// A number whose length betrays its country: ten digits are Mexican, as are those with a prefix of before 2019.
fn guess(digits: &str) -> Option<Number<'_>> {
    let national = mexican(digits);
    if is_right(MEXICO, national.len()) && (national == digits || digits.starts_with('0')) {
        return Some(Number { dial: MEXICO, rest: national });
    }
    let number = with_prefix(digits)?;
    let is_known = LENGTHS.iter().any(|(dial, _)| *dial == number.dial);
    (is_known && is_right(number.dial, number.rest.len())).then_some(number)
}

/// A number of any length in the contact's country, which stays odd where the length is wrong.
fn assumed<'a>(digits: &'a str, country: Option<&'a Country>) -> Option<Number<'a>> {
    let dial = country?.dial.as_str();
    Some(Number { dial, rest: digits.strip_prefix(dial).filter(|rest| is_right(dial, rest.len())).unwrap_or(digits) })
}

/// Mexican digits without the prefixes that ended in 2019.
fn mexican(digits: &str) -> &str {
    let old = [("01", 12), ("044", 13), ("045", 13), ("1", 11)];
    let stripped = old.iter().find_map(|(prefix, len)| digits.strip_prefix(prefix).filter(|_| digits.len() == *len));
    stripped.unwrap_or(digits)
}

fn is_right(dial: &str, len: usize) -> bool {
    match LENGTHS.iter().find(|(known, _)| *known == dial) {
        Some((_, lengths)) => lengths.contains(&len),
        None => ANY_LENGTH.contains(&len),
    }
}

/// The longest dialling code that these digits begin with.
fn dial_of(digits: &str) -> Option<&'static str> {
    let dials = COUNTRIES.iter().map(|country| country.dial.as_str());
    dials.filter(|dial| !dial.is_empty() && digits.starts_with(dial)).max_by_key(|dial| dial.len())
}

/// The country of a dialling code; nothing where several share it and the contact is in none of them.
fn name_of(dial: &str, country: Option<&Country>, desk: &Desk<'_>) -> Option<String> {
    let mut sharing = COUNTRIES.iter().filter(|country| country.dial == dial);
    let named = country.filter(|country| country.dial == dial);
    let only = sharing.next().filter(|_| sharing.next().is_none());
    named.or(only).map(|country| country.name(desk.texts.lang()).to_owned())
}

/// Eight digits in fours, ten as 3-3-4, or as 2-4-4 in the three largest cities of Mexico.
fn grouped(dial: &str, digits: &str) -> String {
    let is_large_city = dial == MEXICO && LARGE_CITIES.iter().any(|city| digits.starts_with(city));
    let sizes: &[usize] = match digits.len() {
        10 if is_large_city => &[2, 4, 4],
        SHARED_LENGTH => &[4, 4],
        10 => &[3, 3, 4],
        _ => return digits.to_owned(),
    };
    let mut rest = digits.chars();
    let groups: Vec<String> = sizes.iter().map(|size| rest.by_ref().take(*size).collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::typed::fixture::Fixture;

    /// The reading of a number in a country: canonical, and the key of the warning.
    fn check(typed: &str, country: &str, expected: &str, warning: &str) {
        let fixture = Fixture::default();
        let reading = read(306, typed, Some(country).filter(|code| !code.is_empty()), &fixture.desk());
        let found = reading.values.first().map(|(_, value)| value.as_str());
        assert_eq!(found, Some(expected), "{typed} in {country:?}");
        let key = reading.warning.map_or("", |wrong| wrong.key);
        assert_eq!(key, warning, "{typed} in {country:?}");
        assert!(key.is_empty() || fixture.texts.has(key), "{key}");
    }

    #[test]
    fn numbers_become_international_where_they_are_understood() {
        check("5123 4567", "GTM", "+50251234567", "");
        check("+502 5123 4567", "", "+50251234567", "");
        check("00502 5123-4567", "", "+50251234567", "");
        check("50251234567", "", "+50251234567", "");
        check("502 5123 4567", "GTM", "+50251234567", "");
        check("504 9876 5432", "GTM", "+50498765432", "");
        check("(201) 555-0143", "USA", "+12015550143", "");
        check("+1 201 555 0143", "GTM", "+12015550143", "");
        check("1 201 555 0143", "", "+12015550143", "");
        check("+44 20 7946 0958", "", "+442079460958", "");
    }

    #[test]
    fn mexico_lost_its_prefixes() {
        for typed in ["962 123 4567", "01 962 123 4567", "044 962 123 4567", "045 962 123 4567", "52 962 123 4567"] {
            check(typed, "MEX", "+529621234567", "");
            check(typed, "", "+529621234567", "");
        }
        for typed in ["+52 962 123 4567", "+52 1 962 123 4567", "0052 1 962 123 4567", "521 962 123 4567"] {
            check(typed, "MEX", "+529621234567", "");
            check(typed, "GTM", "+529621234567", "");
        }
    }

    #[test]
    fn what_is_odd_is_kept_and_marked() {
        check("5123 4567", "", "5123 4567", "form-phone-country");
        check("512345", "GTM", "+502512345", "form-phone-length");
        check("+502 5123 456", "", "+5025123456", "form-phone-length");
        check("512345", "", "512345", "form-phone");
        check("caseta, pedir a Rosa", "GTM", "caseta, pedir a Rosa", "form-phone");
        check("+", "GTM", "+", "form-phone");
        check("5123 4567 ext. 3", "GTM", "5123 4567 ext. 3", "form-phone");
    }

    #[test]
    fn numbers_are_shown_in_groups() {
        assert_eq!(show("+50251234567").as_deref(), Some("+502 5123 4567"));
        assert_eq!(show("+529621234567").as_deref(), Some("+52 962 123 4567"));
        assert_eq!(show("+525512345678").as_deref(), Some("+52 55 1234 5678"));
        assert_eq!(show("caseta"), None);
        let fixture = Fixture::default();
        let echo = |typed: &str, country: Option<&str>| read(306, typed, country, &fixture.desk()).echo;
        assert_eq!(echo("50251234567", None), "+502 5123 4567 · Guatemala");
        assert_eq!(echo("2015550143", Some("USA")), "+1 201 555 0143 · Estados Unidos");
        assert_eq!(echo("+12015550143", None), "+1 201 555 0143");
    }
}
