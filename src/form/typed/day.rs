//! Days as people type them: `1506`, `15/6`, `15 de junio`, `lun`, `-3`, `02/2010`.
//!
//! Does not decide what a field allows. Must stay true: the day stands before the month, whatever the language, but for
//! the year-first dates of ISO 8601.

use crate::domain::moment::{digits, parse_year};
use crate::form::wrong::Wrong;
use crate::i18n::Texts;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Months from January, in both languages.
const MONTHS: [[&str; 2]; 12] = [
    ["enero", "january"],
    ["febrero", "february"],
    ["marzo", "march"],
    ["abril", "april"],
    ["mayo", "may"],
    ["junio", "june"],
    ["julio", "july"],
    ["agosto", "august"],
    ["septiembre", "september"],
    ["octubre", "october"],
    ["noviembre", "november"],
    ["diciembre", "december"],
];
/// Days of the week from Monday, in both languages.
const WEEKDAYS: [[&str; 2]; 7] = [
    ["lunes", "monday"],
    ["martes", "tuesday"],
    ["miercoles", "wednesday"],
    ["jueves", "thursday"],
    ["viernes", "friday"],
    ["sabado", "saturday"],
    ["domingo", "sunday"],
];
/// Words for today, yesterday and the day before.
const NEAR: [&[&str]; 3] =
    [&["h", "hoy", "today"], &["a", "ayer", "yesterday"], &["an", "antier", "anteayer", "antes de ayer"]];
/// The fewest letters that stand for a month: two would take `ma` from `martes`.
const MONTH_LETTERS: usize = 3;
/// The fewest letters that stand for a day of the week.
const WEEKDAY_LETTERS: usize = 2;
/// How far back a day and a month without a year can lie: 29 February may be eight years off.
const YEARS_BACK: i32 = 8;

/// A year as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Year {
    /// With all its digits.
    Full(i32),
    /// With its last two.
    Short(u32),
}

/// The parts of a date that were written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Day of the month.
    pub day: Option<u32>,
    /// Month, from 1.
    pub month: Option<u32>,
    /// Year.
    pub year: Option<Year>,
}

impl Year {
    /// The year; two digits are a year of this century that has begun.
    ///
    /// # Errors
    /// Where two digits would be a year still to come.
    pub fn resolve(self, today: NaiveDate) -> Result<i32, Wrong> {
        match self {
            Self::Full(year) => Ok(year),
            Self::Short(short) => {
                let year = 2000 + i32::try_from(short).unwrap_or(i32::MAX - 2000);
                let old = format!("19{short:02}");
                if year <= today.year() { Ok(year) } else { Err(Wrong::new("form-year").with("year", old)) }
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some(short) = digits(text, 2) {
            return Some(Self::Short(short));
        }
        parse_year(text).map(Self::Full)
    }
}

impl Written {
    /// Reads folded text; nothing where it is no date.
    #[must_use]
    pub fn parse(folded: &str) -> Option<Self> {
        let tokens = tokens(folded)?;
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let numbers_only = tokens.iter().all(|token| token.bytes().all(|byte| byte.is_ascii_digit()));
        if numbers_only { Self::of_numbers(folded, &tokens) } else { Self::of_words(&tokens) }
    }

    /// The day itself; the month and the year are today's where they were not written.
    #[must_use]
    pub fn on(self, year: i32, today: NaiveDate) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month.unwrap_or(today.month()), self.day?)
    }

    /// The last such day before today, for a date that lacks its year.
    #[must_use]
    pub fn before(self, today: NaiveDate) -> Option<NaiveDate> {
        if self.month.is_none() {
            let months = (0..12).filter_map(|back| today.with_day(1)?.checked_sub_months(Months::new(back)));
            return months.filter_map(|month| month.with_day(self.day?)).find(|day| *day < today);
        }
        let years = (0..=YEARS_BACK).map(|back| today.year() - back);
        years.filter_map(|year| self.on(year, today)).find(|day| *day < today)
    }

    fn of_words(tokens: &[&str]) -> Option<Self> {
        let (day, month, year) = match *tokens {
            [month, number] if is_word(month) && number.len() == 4 => (None, month, Some(number)),
            [month, day] if is_word(month) => (Some(day), month, None),
            [day, month] => (Some(day), month, None),
            [month, day, year] if is_word(month) => (Some(day), month, Some(year)),
            [day, month, year] => (Some(day), month, Some(year)),
            _ => return None,
        };
        let day = day.map(|day| small(day).ok_or(())).transpose().ok()?;
        let year = year.map(|year| Year::parse(year).ok_or(())).transpose().ok()?;
        Some(Self { day, month: Some(month_of(month)?), year })
    }

    fn of_numbers(folded: &str, tokens: &[&str]) -> Option<Self> {
        match *tokens {
            [run] => Self::of_run(run),
            [year, month] if year.len() == 4 => Self::of_parts(None, month, Some(year)),
            [month, year] if year.len() == 4 => Self::of_parts(None, month, Some(year)),
            // Spaces alone between two numbers are a day and an hour.
            [day, month] if !folded.contains(' ') => Self::of_parts(Some(day), month, None),
            [year, month, day] if year.len() == 4 => Self::of_parts(Some(day), month, Some(year)),
            [day, month, year] if is_one_date(folded, year) => Self::of_parts(Some(day), month, Some(year)),
            _ => None,
        }
    }

    /// Digits in a row: `15`, `1506`, `150619`, `15062019`.
    fn of_run(run: &str) -> Option<Self> {
        if run.len() <= 2 {
            return Some(Self { day: Some(small(run)?), ..Self::default() });
        }
        let (day, rest) = run.split_at_checked(2)?;
        let (month, year) = rest.split_at_checked(2)?;
        Self::of_parts(Some(day), month, (!year.is_empty()).then_some(year))
    }

    fn of_parts(day: Option<&str>, month: &str, year: Option<&str>) -> Option<Self> {
        let month = small(month).filter(|month| (1..=12).contains(month))?;
        let day = day.map(|day| small(day).filter(|day| (1..=31).contains(day)).ok_or(())).transpose().ok()?;
        let year = year.map(|year| Year::parse(year).ok_or(())).transpose().ok()?;
        Some(Self { day, month: Some(month), year })
    }
}

/// A day said from today: `h`, `ayer`, `-3`, `+2s`, `-1m`, `lun` (the last one before today).
#[must_use]
pub fn from_today(folded: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(back) = NEAR.iter().position(|words| words.contains(&folded)) {
        return today.checked_sub_days(Days::new(u64::try_from(back).ok()?));
    }
    if let Some(number) = WEEKDAYS.iter().position(|names| is_start_of(folded, names, WEEKDAY_LETTERS)) {
        let number = u32::try_from(number).ok()?;
        let back = (today.weekday().num_days_from_monday() + 7 - number - 1) % 7 + 1;
        return today.checked_sub_days(Days::new(back.into()));
    }
    shifted(folded, today)
}

/// Whether a text is a day of the week.
#[must_use]
pub fn is_weekday(folded: &str) -> bool {
    WEEKDAYS.iter().any(|names| is_start_of(folded, names, WEEKDAY_LETTERS))
}

/// The word for a day that is today, tomorrow or one of the two days before.
#[must_use]
pub fn nearness(day: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    match today.signed_duration_since(day).num_days() {
        -1 => Some("form-tomorrow"),
        0 => Some("form-today"),
        1 => Some("form-yesterday"),
        2 => Some("form-day-before"),
        _ => None,
    }
}

/// `sáb 15 jun 2019`.
#[must_use]
pub fn in_words(day: NaiveDate, texts: &Texts) -> String {
    let weekday = nth_word(&texts.get("form-weekdays"), day.weekday().num_days_from_monday());
    format!("{weekday} {} {}", day.day(), month_in_words(day, texts))
}

/// `jun 2019`.
#[must_use]
pub fn month_in_words(day: NaiveDate, texts: &Texts) -> String {
    format!("{} {}", nth_word(&texts.get("form-months"), day.month0()), day.year())
}

fn nth_word(words: &str, at: u32) -> String {
    usize::try_from(at).ok().and_then(|at| words.split_whitespace().nth(at)).unwrap_or_default().to_owned()
}

/// `+1`, `-3` days, `+2s` weeks, `-1m` months.
fn shifted(folded: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (sign, rest) = folded.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
    let number = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count: u32 = number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()?;
    let days = match rest.strip_prefix(number)? {
        "" | "d" => count,
        "s" | "w" => count.checked_mul(7)?,
        "m" if sign == "-" => return today.checked_sub_months(Months::new(count)),
        "m" => return today.checked_add_months(Months::new(count)),
        _ => return None,
    };
    let days = Days::new(days.into());
    if sign == "-" { today.checked_sub_days(days) } else { today.checked_add_days(days) }
}

/// The numbers and words of a date; nothing where other signs stand in it. `15jun` is two of them.
fn tokens(folded: &str) -> Option<Vec<String>> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in folded.chars() {
        match c {
            '0'..='9' | 'a'..='z' => {
                let continues = last.is_ascii_digit() == c.is_ascii_digit() && last.is_ascii_alphanumeric();
                match tokens.last_mut().filter(|_| continues) {
                    Some(token) => token.push(c),
                    None => tokens.push(c.to_string()),
                }
            }
            ' ' | '/' | '-' | '.' | ',' => {}
            _ => return None,
        }
        last = c;
    }
    tokens.retain(|token| !matches!(token.as_str(), "de" | "del"));
    Some(tokens)
}

fn month_of(word: &str) -> Option<u32> {
    let word = if word.starts_with("set") { "septiembre" } else { word };
    let at = MONTHS.iter().position(|names| is_start_of(word, names, MONTH_LETTERS))?;
    u32::try_from(at + 1).ok()
}

fn is_start_of(word: &str, names: &[&str], letters: usize) -> bool {
    word.len() >= letters && names.iter().any(|name| name.starts_with(word))
}

fn is_word(token: &str) -> bool {
    token.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether three numbers are a date alone: `15/6 1630` ends in a time, and so does `15 6 16`.
fn is_one_date(folded: &str, year: &str) -> bool {
    !folded.contains(' ') || year.len() == 4 && !folded.contains(['/', '-', '.'])
}

/// A number of one or two digits.
fn small(text: &str) -> Option<u32> {
    digits(text, 1).or_else(|| digits(text, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_day_first() {
        let check = |typed: &str, day: Option<u32>, month: Option<u32>, year: Option<Year>| {
            assert_eq!(Written::parse(typed), Some(Written { day, month, year }), "{typed}");
        };
        check("15", Some(15), None, None);
        check("1506", Some(15), Some(6), None);
        check("150619", Some(15), Some(6), Some(Year::Short(19)));
        check("15062019", Some(15), Some(6), Some(Year::Full(2019)));
        check("15/6", Some(15), Some(6), None);
        check("6/5", Some(6), Some(5), None);
        check("15-6-19", Some(15), Some(6), Some(Year::Short(19)));
        check("15.06.2019", Some(15), Some(6), Some(Year::Full(2019)));
        check("15 06 2019", Some(15), Some(6), Some(Year::Full(2019)));
        check("2019-06-15", Some(15), Some(6), Some(Year::Full(2019)));
        check("15jun", Some(15), Some(6), None);
        check("15 de junio", Some(15), Some(6), None);
        check("15 de junio de 2019", Some(15), Some(6), Some(Year::Full(2019)));
        check("jun 15, 2019", Some(15), Some(6), Some(Year::Full(2019)));
        check("1 setiembre", Some(1), Some(9), None);
        check("feb 2010", None, Some(2), Some(Year::Full(2010)));
        check("02/2010", None, Some(2), Some(Year::Full(2010)));
        check("2010-02", None, Some(2), Some(Year::Full(2010)));
        for wrong in [
            "",
            "x",
            "13/13",
            "32/1",
            "15/6/1815",
            "15 6",
            "1/2/3/4",
            "15:06",
            "jun",
            "15 ju",
            "123",
            "+1",
            "15/6 1930",
            "15 6 19",
        ] {
            assert_eq!(Written::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_count_from_today() {
        let today = NaiveDate::from_ymd_opt(2019, 6, 15).unwrap();
        let check = |typed: &str, expected: &str| {
            assert_eq!(from_today(typed, today).map(|day| day.to_string()).as_deref(), Some(expected), "{typed}");
        };
        for (typed, expected) in [("h", "2019-06-15"), ("ayer", "2019-06-14"), ("an", "2019-06-13")] {
            check(typed, expected);
        }
        check("lun", "2019-06-10");
        check("vi", "2019-06-14");
        check("sab", "2019-06-08");
        check("dom", "2019-06-09");
        check("wed", "2019-06-12");
        check("-3", "2019-06-12");
        check("+1", "2019-06-16");
        check("+2s", "2019-06-29");
        check("-1m", "2019-05-15");
        for wrong in ["l", "-", "+x", "-3q", "1", "-99999999999"] {
            assert_eq!(from_today(wrong, today), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_last_one() {
        let check = |typed: &str, today: (i32, u32, u32), expected: &str| {
            let today = NaiveDate::from_ymd_opt(today.0, today.1, today.2).unwrap();
            let found = Written::parse(typed).unwrap().before(today);
            assert_eq!(found.map(|day| day.to_string()).as_deref(), Some(expected), "{typed}");
        };
        check("16/6", (2019, 6, 15), "2018-06-16");
        check("14/6", (2019, 6, 15), "2019-06-14");
        check("29/2", (2019, 6, 15), "2016-02-29");
        check("31", (2019, 3, 30), "2019-01-31");
        check("28", (2019, 6, 2), "2019-05-28");
    }
}
