//! One field for a birth or an age: `14`, `8m`, `~7`, `12-14`, `03/02/2010`, `02/2010`, `2010`.
//!
//! Does not say who knows it. Must stay true: an age stays an age, and never becomes a date that nobody said.

use super::day::{Written, in_words, month_in_words};
use super::text::fold;
use super::{Desk, Reading};
use crate::domain::age::{AgeSpan, PartialBirth, ages_possible};
use crate::domain::moment::digits;
use crate::form::layout::within;
use crate::form::wrong::Wrong;
use crate::i18n::{Arg, Texts};
use crate::log::field::{Field, Kind};
use chrono::{Months, NaiveDate};

/// Units of an age: their words, how many make a year, and the key of their text.
const UNITS: [(&[&str], u32, &str); 4] = [
    (&["a", "ano", "anos", "y", "year", "years"], 1, "form-age-years"),
    (&["m", "mes", "meses", "month", "months"], 12, "form-age-months"),
    (&["s", "sem", "semana", "semanas", "w", "week", "weeks"], 52, "form-age-weeks"),
    (&["d", "dia", "dias", "day", "days"], 365, "form-age-days"),
];

/// The reading of a field for births: its own value, or that of the age it stands for.
pub fn read(field: &Field, line: &str, desk: &Desk<'_>, event: NaiveDate) -> Result<Reading, Wrong> {
    let age_field = within(field).find(|inner| inner.kind == Kind::Age);
    if let Some((age, age_field)) = age(&fold(line), desk.texts).zip(age_field) {
        return age.map(|(age, echo)| Reading::new(age_field.number, age.to_string(), echo));
    }
    let birth = birth(&fold(line), desk.today())?;
    if birth.earliest() > event {
        return Err(Wrong::new("form-birth-after").with("event", event.format("%d/%m/%Y").to_string()));
    }
    Ok(Reading::new(field.number, birth.to_string(), echo(birth, event, desk.texts)))
}

/// The canonical age, and its words.
pub fn read_age(line: &str, desk: &Desk<'_>) -> Result<(String, String), Wrong> {
    let (age, echo) = age(&fold(line), desk.texts).unwrap_or_else(|| Err(Wrong::new("form-age")))?;
    Ok((age.to_string(), echo))
}

/// `03/02/2010`, `02/2010` or `2010`.
pub fn show(birth: PartialBirth) -> String {
    match birth {
        PartialBirth::Year(year) => format!("{year:04}"),
        PartialBirth::Month(year, month) => format!("{month:02}/{year:04}"),
        PartialBirth::Day(day) => day.format("%d/%m/%Y").to_string(),
    }
}

/// `14`, `≈7` or `12-14`.
pub fn show_age(age: AgeSpan) -> String {
    age.to_string().replace('~', "≈")
}

/// The age that a text says and its words; nothing where it is no age at all.
fn age(folded: &str, texts: &Texts) -> Option<Result<(AgeSpan, String), Wrong>> {
    let about = folded.strip_prefix(['~', '≈']).map(str::trim);
    let text = about.unwrap_or(folded);
    let number = text.trim_end_matches(|c: char| c.is_ascii_lowercase()).trim_end();
    let unit = text.strip_prefix(number)?.trim();
    let (_, per_year, key) = UNITS.iter().find(|(words, ..)| unit.is_empty() || words.contains(&unit))?;
    if let Some((lo, hi)) = number.split_once('-').filter(|_| *per_year == 1) {
        let (lo, hi) = (count(lo.trim())?, count(hi.trim())?);
        return Some(span(lo, hi, false).map(|age| (age, in_units(&show_age(age), hi, key, texts))));
    }
    let count = count(number)?;
    let shown = if about.is_some() { format!("≈ {count}") } else { count.to_string() };
    let years = count / per_year;
    Some(span(years, years, about.is_some()).map(|age| (age, in_units(&shown, count, key, texts))))
}

fn span(lo: u32, hi: u32, is_about: bool) -> Result<AgeSpan, Wrong> {
    if lo > hi {
        return Err(Wrong::new("form-age-turned").with("right", format!("{hi}-{lo}")));
    }
    let (lo, hi) = (u8::try_from(lo).unwrap_or(u8::MAX), u8::try_from(hi).unwrap_or(u8::MAX));
    let age = if is_about { AgeSpan::about(lo) } else { AgeSpan::new(lo, hi) };
    age.ok_or_else(|| Wrong::new("form-age"))
}

/// A number that can be an age in some unit; four digits are a year.
fn count(text: &str) -> Option<u32> {
    (1..=3).find_map(|count| digits(text, count))
}

fn birth(folded: &str, today: NaiveDate) -> Result<PartialBirth, Wrong> {
    let wrong = || Wrong::new("form-birth");
    if let Some(year) = digits(folded, 4) {
        return PartialBirth::parse(&format!("{year:04}")).ok_or_else(wrong);
    }
    let written = Written::parse(folded).ok_or_else(wrong)?;
    let year = written.year.ok_or_else(wrong)?;
    let (year, month) = (year.resolve(today)?, written.month.ok_or_else(wrong)?);
    let text = match written.day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    PartialBirth::parse(&text).ok_or_else(wrong)
}

fn echo(birth: PartialBirth, event: NaiveDate, texts: &Texts) -> String {
    let words = match birth {
        PartialBirth::Year(year) => year.to_string(),
        PartialBirth::Month(..) => month_in_words(birth.earliest(), texts),
        PartialBirth::Day(day) => in_words(day, texts),
    };
    let Some(age) = ages_possible(event, Some(birth), None) else { return words };
    let age = match birth {
        PartialBirth::Day(born) if age.hi() == 0 => infancy(born, event, texts),
        _ => in_units(&show_age(age), age.hi().into(), "form-age-years", texts),
    };
    format!("{words} · {age}")
}

/// The age of a child of less than a year: in months, or in days before the first of them is over.
fn infancy(born: NaiveDate, event: NaiveDate, texts: &Texts) -> String {
    let is_over = |months: &u32| born.checked_add_months(Months::new(*months)).is_some_and(|day| day <= event);
    let days = u32::try_from(event.signed_duration_since(born).num_days()).unwrap_or_default();
    let months = (1..12).rev().find(is_over).map(|months| (months, "form-age-months"));
    let (count, key) = months.unwrap_or((days, "form-age-days"));
    in_units(&count.to_string(), count, key, texts)
}

fn in_units(shown: &str, count: u32, key: &str, texts: &Texts) -> String {
    texts.with(key, &[("shown", Arg::from(shown)), ("count", Arg::from(count))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::typed::fixture::Fixture;
    use crate::i18n::Lang;
    use crate::log::field::{Entity, named};

    const BIRTH: u16 = 6;
    const AGE: u16 = 107;

    fn found(fixture: &Fixture, typed: &str) -> (u16, String, String) {
        let desk = fixture.desk();
        match read(named(Entity::Person, "birth_date"), typed, &desk, desk.today()) {
            Ok(reading) => {
                let (number, value) = reading.values.into_iter().next().unwrap();
                (number, value, reading.echo)
            }
            Err(wrong) => (0, wrong.key.to_owned(), wrong.text(&fixture.texts)),
        }
    }

    fn check(typed: &str, number: u16, value: &str, echo: &str) {
        let expected = (number, value.to_owned(), echo.to_owned());
        assert_eq!(found(&Fixture::default(), typed), expected, "{typed}");
    }

    #[test]
    fn ages_stay_ages() {
        check("14", AGE, "14", "14 años");
        check("14a", AGE, "14", "14 años");
        check("14 años", AGE, "14", "14 años");
        check("1", AGE, "1", "1 año");
        check("8m", AGE, "0", "8 meses");
        check("1 mes", AGE, "0", "1 mes");
        check("18 meses", AGE, "1", "18 meses");
        check("3s", AGE, "0", "3 semanas");
        check("20d", AGE, "0", "20 días");
        check("~7", AGE, "~7", "≈ 7 años");
        check("≈7", AGE, "~7", "≈ 7 años");
        check("12-14", AGE, "12-14", "12-14 años");
        check("12 - 14 años", AGE, "12-14", "12-14 años");
    }

    #[test]
    fn births_keep_their_precision() {
        check("03/02/2010", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("3-2-10", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("030210", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("03022010", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("3 de febrero de 2010", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("2010-02-03", BIRTH, "2010-02-03", "mié 3 feb 2010 · 9 años");
        check("02/2010", BIRTH, "2010-02", "feb 2010 · 9 años");
        check("feb 2010", BIRTH, "2010-02", "feb 2010 · 9 años");
        check("2010-02", BIRTH, "2010-02", "feb 2010 · 9 años");
        check("2010", BIRTH, "2010", "2010 · 8-9 años");
    }

    #[test]
    fn what_is_wrong_says_what_would_be_right() {
        let example = "Escriba la edad o la fecha: 14, 8m, ~7, 12-14, 03/02/2010, 02/2010 o 2010.";
        for typed in ["x", "3/2", "30/02/2010", "1815", "0000", "02/10", "m", "14 kg", "12-", "+3", "-1", "feb"] {
            check(typed, 0, "form-birth", example);
        }
        check("121", 0, "form-age", "La edad va de 0 a 120 años: 14, ~7 o 12-14.");
        check("14-12", 0, "form-age-turned", "Primero la edad menor: 12-14");
        check("3/2/98", 0, "form-year", "Escriba el año con cuatro cifras, por ejemplo 1998.");
        let after = "El nacimiento es posterior al evento (15/06/2019); escriba una fecha anterior.";
        check("16/06/2019", 0, "form-birth-after", after);
        check("2020", 0, "form-birth-after", after);
    }

    #[test]
    fn the_words_are_those_of_the_screen() {
        let english = Fixture::new(Lang::En);
        assert_eq!(found(&english, "~7").2, "≈ 7 years");
        assert_eq!(found(&english, "03/02/2010").2, "Wed 3 Feb 2010 · 9 years");
    }
}
