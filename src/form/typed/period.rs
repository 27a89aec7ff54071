//! Periods as people type them: `1s`, `3t 2018`, `mayo`, `ene-jun 2019`, `dic18-jun19`, `01/12/18-30/06/19`.
//!
//! Reads the canonical forms as well. Must stay true: a period without a year is the last one that has begun.

use super::day::{Written, Year, from_today};
use super::text::fold;
use crate::domain::moment::{digits, parse_date};
use crate::domain::period::Period;
use crate::form::wrong::Wrong;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Words for the week that today lies in.
const WEEK: [&str; 3] = ["sem", "semana", "week"];
/// What stands between the ends of a period.
const BETWEEN: [&str; 6] = ["..", " a ", " al ", " to ", "–", "-"];

/// Something that has a length, and a year where one was written.
#[derive(Clone, Copy)]
struct Span {
    month: u32,
    months: u32,
    year: Option<i32>,
}

/// The period of a text.
///
/// # Errors
/// What is wrong with it, and what would be right.
pub fn read(typed: &str, today: NaiveDate) -> Result<Period, Wrong> {
    let typed = typed.trim();
    if let Ok(period) = Period::parse(&typed.to_uppercase()).or_else(|_| Period::parse(typed)) {
        return Ok(period);
    }
    let folded = fold(typed);
    if let Some(period) = one(&folded, today) {
        return Ok(period);
    }
    let halves = || {
        let cuts = BETWEEN.into_iter().flat_map(|sign| folded.match_indices(sign));
        cuts.filter_map(|(at, sign)| {
            let (from, rest) = folded.split_at_checked(at)?;
            Some((from.trim(), rest.strip_prefix(sign)?.trim()))
        })
    };
    let ranges: Vec<(Period, Period)> = halves().filter_map(|(from, to)| range(from, to, today)).collect();
    if let Some(period) = ranges.iter().find_map(|(from, to)| Period::from_to(from.from(), to.to()).ok()) {
        return Ok(period);
    }
    let day = |day: NaiveDate| day.format("%d/%m/%Y");
    if let Some((from, to)) = ranges.first() {
        return Err(Wrong::new("period-turned").with("from", day(to.from())).with("to", day(from.to())));
    }
    let days = [folded.as_str()].into_iter().chain(halves().flat_map(|(from, to)| [from, to]));
    Err(days.into_iter().find_map(no_such_day).unwrap_or_else(|| Wrong::new("period-none")))
}

/// That a text names a day that its month does not have; nothing where it does, or is no day at all.
fn no_such_day(folded: &str) -> Option<Wrong> {
    let Written { day, month, year } = Written::parse(folded)?;
    // A leap year has every day that there is.
    let year = match year {
        Some(Year::Full(year)) => year,
        Some(Year::Short(short)) => i32::try_from(short).ok()?.checked_add(2000)?,
        None => 2000,
    };
    let first = NaiveDate::from_ymd_opt(year, month?, 1)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?.day();
    let is_there = (1..=last).contains(&day?);
    let named = format!("{:02}/{:02}", day?, month?);
    (!is_there).then(|| Wrong::new("period-no-day").with("day", named).with("last", last))
}

/// A week, a year, a part of one, or a day.
fn one(folded: &str, today: NaiveDate) -> Option<Period> {
    if WEEK.contains(&folded) {
        let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
        return Period::from_to(monday, monday.checked_add_days(Days::new(6))?).ok();
    }
    // `mar` is March rather than a Tuesday, and `dic18` a month rather than a day.
    if let Some(span) = span(folded, today) {
        let year = span.year.or_else(|| last_begun(span.month, today))?;
        return span.in_year(year);
    }
    let day = day(folded, today)?;
    Period::from_to(day, day).ok()
}

impl Span {
    fn in_year(self, year: i32) -> Option<Period> {
        let from = NaiveDate::from_ymd_opt(year, self.month, 1)?;
        let to = from.checked_add_months(Months::new(self.months))?.pred_opt()?;
        Period::from_to(from, to).ok()
    }
}

/// One day or month and another, which may lie before it; a beginning without a year is of the year of the end, or of the one before.
fn range(from: &str, to: &str, today: NaiveDate) -> Option<(Period, Period)> {
    if let (Some(first), Some(last)) = (span(from, today), span(to, today)) {
        let end = last.year.or_else(|| last_begun(last.month, today))?;
        let begin = first.year.unwrap_or(if first.month <= last.month { end } else { end.checked_sub(1)? });
        return Some((first.in_year(begin)?, last.in_year(end)?));
    }
    let month = |text: &str| Period::parse(text).ok();
    if let (Some(first), Some(last)) = (month(from), month(to)) {
        return Some((first, last));
    }
    let to = day(to, today)?;
    // A day without a year lies before the end, not before today.
    let from = day(from, to)?;
    Some((Period::from_to(from, from).ok()?, Period::from_to(to, to).ok()?))
}

/// A day with or without its year.
fn day(folded: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(day) = from_today(folded, today).or_else(|| parse_date(folded)) {
        return Some(day);
    }
    let written = Written::parse(folded).filter(|written| written.day.is_some() && written.month.is_some())?;
    match written.year {
        Some(year) => written.on(year.resolve(today).ok()?, today),
        None => written.on(today.year(), today).filter(|day| *day <= today).or_else(|| written.before(today)),
    }
}

/// A year, a half, a quarter or a month.
fn span(folded: &str, today: NaiveDate) -> Option<Span> {
    if let Some(year) = digits(folded, 4) {
        return Some(Span { month: 1, months: 12, year: i32::try_from(year).ok() });
    }
    part(folded, today).or_else(|| month(folded, today))
}

/// `1s`, `s1`, `3t 2018`, `q3 18`.
fn part(folded: &str, today: NaiveDate) -> Option<Span> {
    let (name, rest) = folded.split_at_checked(2)?;
    let year = match rest.trim() {
        "" => None,
        year => Some(year_of(year, today)?),
    };
    let letter = name.trim_matches(|c: char| c.is_ascii_digit());
    let number = digits(name.trim_matches(|c: char| c.is_ascii_lowercase()), 1)?;
    let months = match letter {
        "s" | "h" => 6,
        "t" | "q" => 3,
        _ => return None,
    };
    let month = number.checked_sub(1)?.checked_mul(months)?.checked_add(1).filter(|month| *month <= 12)?;
    Some(Span { month, months, year })
}

/// `mayo`, `mayo de 2019`, `dic18`, `05/2019`.
fn month(folded: &str, today: NaiveDate) -> Option<Span> {
    let letters = folded.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '.'));
    let rest = folded.strip_prefix(letters)?.trim_start_matches([' ', '/', '.']);
    if letters.bytes().all(|byte| byte.is_ascii_digit()) {
        let written = Written::parse(folded).filter(|written| written.day.is_none())?;
        return Some(Span { month: written.month?, months: 1, year: Some(written.year?.resolve(today).ok()?) });
    }
    let name = letters.trim_end_matches(" de");
    if !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    // A month with a day is read as a date; its name alone is not.
    let month = Written::parse(&format!("1 {name}"))?.month?;
    let year = if rest.is_empty() { None } else { Some(year_of(rest, today)?) };
    Some(Span { month, months: 1, year })
}

/// Four digits, or the last two of a year of this century that has begun.
fn year_of(text: &str, today: NaiveDate) -> Option<i32> {
    let short = || digits(text, 2).and_then(|short| i32::try_from(short).ok()).map(|short| 2000 + short);
    let year = digits(text, 4).and_then(|year| i32::try_from(year).ok());
    year.or_else(|| short().filter(|year| *year <= today.year()))
}

/// The last year in which this month has begun.
fn last_begun(month: u32, today: NaiveDate) -> Option<i32> {
    if month <= today.month() { Some(today.year()) } else { today.year().checked_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text means on Saturday 15 June 2019, in its canonical form.
    fn check(typed: &str, expected: &str) {
        let today = parse_date("2019-06-15").unwrap();
        let found = read(typed, today).map(|period| period.to_string());
        assert_eq!(found.as_deref().unwrap_or(""), expected, "{typed}");
    }

    #[test]
    fn halves_quarters_and_months_are_read_as_people_say_them() {
        check("2019", "2019");
        check("1s", "2019-H1");
        check("1S 2019", "2019-H1");
        check("2s", "2018-H2");
        check("2s 2018", "2018-H2");
        check("s2 18", "2018-H2");
        check("3t", "2018-Q3");
        check("2t", "2019-Q2");
        check("q3 2018", "2018-Q3");
        check("mayo 2019", "2019-05");
        check("Mayo de 2019", "2019-05");
        check("mayo", "2019-05");
        check("jul", "2018-07");
        check("05/2019", "2019-05");
        check("dic18", "2018-12");
        check("mar", "2019-03");
    }

    #[test]
    fn ranges_take_the_year_of_their_end() {
        check("ene-jun 2019", "2019-H1");
        check("ene-jun", "2019-H1");
        check("dic18-jun19", "2018-12..2019-06");
        check("dic-may", "2018-12..2019-05");
        check("dic 2018 a jun 2019", "2018-12..2019-06");
        check("2017-2018", "2017-01..2018-12");
        check("01/12/18-30/06/19", "2018-12..2019-06");
        check("7/5/2019 a 20/5/2019", "2019-05-07..2019-05-20");
        check("7/5-20/5", "2019-05-07..2019-05-20");
        check("20/12 - 7/1", "2018-12-20..2019-01-07");
        check("2019-05-07..2019-05-20", "2019-05-07..2019-05-20");
        check("2018-12..2019-06", "2018-12..2019-06");
    }

    #[test]
    fn days_and_weeks_are_read_from_today() {
        check("hoy", "2019-06-15..2019-06-15");
        check("ayer", "2019-06-14..2019-06-14");
        check("sem", "2019-06-10..2019-06-16");
        check("07/05/2019", "2019-05-07..2019-05-07");
        check("2019-05-07", "2019-05-07..2019-05-07");
        check("2019-h1", "2019-H1");
    }

    #[test]
    fn what_is_wrong_says_what_would_be_right() {
        let today = parse_date("2019-06-15").unwrap();
        let check = |typed: &str, key: &str, args: &[&str]| {
            let wrong = read(typed, today).unwrap_err();
            let named: Vec<&str> = wrong.args.iter().map(|(_, value)| value.as_str()).collect();
            assert_eq!((wrong.key, named.as_slice()), (key, args), "{typed}");
        };
        check("nunca", "period-none", &[]);
        check("13/2019", "period-none", &[]);
        check("31/06", "period-no-day", &["31/06", "30"]);
        check("31/06/2019", "period-no-day", &["31/06", "30"]);
        check("29/02/2019", "period-no-day", &["29/02", "28"]);
        check("01/06/2019-31/06/2019", "period-no-day", &["31/06", "30"]);
        check("2019-06-01..2019-06-31", "period-no-day", &["31/06", "30"]);
        check("jun19-ene19", "period-turned", &["01/01/2019", "30/06/2019"]);
        check("2019-06..2019-05", "period-turned", &["01/05/2019", "30/06/2019"]);
        check("01/07/2019-30/06/2019", "period-turned", &["30/06/2019", "01/07/2019"]);
        check("2019-05-20..2019-05-19", "period-turned", &["19/05/2019", "20/05/2019"]);
    }

    #[test]
    fn what_is_no_period_is_none() {
        for typed in ["", "nada", "5t", "0s", "3s", "30/02/2019", "jun19-dic18", "13/2019", "-", "1s 99", "dic99"] {
            check(typed, "");
        }
    }
}
