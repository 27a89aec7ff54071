//! When something happened, as typed: a day, a time of today, or both.
//!
//! Takes the past alone, for a form is filled in afterwards; but for when to try again, which lies ahead. Must stay
//! true: a time without an offset is that of the office's zone.

use super::Desk;
use super::day::{Written, from_today, in_words, is_weekday, nearness};
use super::text::fold;
use crate::domain::moment::{Moment, digits};
use crate::form::wrong::Wrong;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// How far ahead of the clock a moment may lie, in minutes: the clocks of two machines are never quite the same.
const AHEAD_MINUTES: i64 = 5;
/// Words for tomorrow; the longer ones first, since each is looked for at the start.
const TOMORROW: [&str; 3] = ["manana", "tomorrow", "m"];
/// The hour of a day to come that is said without one.
const USUAL_HOUR: u32 = 9;
/// Words for this moment.
const NOW: [&str; 3] = ["ya", "ahora", "now"];

/// The canonical moment, and its words.
pub fn read(line: &str, desk: &Desk<'_>) -> Result<(String, String), Wrong> {
    let moment = find(line, desk)?;
    Ok((moment.to_string(), echo(moment, desk)))
}

/// The canonical moment to come, and its words: `30` (minutes), `16`, `m9`, `lun 10`, `16/06/2019 09:00`.
pub fn read_ahead(line: &str, desk: &Desk<'_>) -> Result<(String, String), Wrong> {
    let folded = fold(line);
    let now = desk.now.civil();
    let minutes = |text: &str| text.trim_end().parse::<u32>().ok().filter(|minutes| text.len() <= 4 && *minutes > 0);
    let bare = minutes(&folded).filter(|minutes| folded.len() == 2 && *minutes > 24 || folded.len() == 3);
    let said = ["minutos", "minutes", "mins", "min"].into_iter().find_map(|unit| minutes(folded.strip_suffix(unit)?));
    let civil = match bare.filter(|_| time(&folded).is_none()).or(said) {
        Some(minutes) => now.checked_add_signed(TimeDelta::minutes(minutes.into())),
        None => ahead_of(&folded, line, desk),
    };
    let moment = civil.and_then(|civil| Moment::in_zone(civil, desk.zone)).ok_or(Wrong::new("form-ahead"))?;
    if moment.utc_minutes() < desk.now.utc_minutes() {
        return Err(Wrong::new("form-ahead-past"));
    }
    Ok((moment.to_string(), echo(moment, desk)))
}

/// A time that is still to come, or a day to come with its time; the usual hour where none is said.
fn ahead_of(folded: &str, line: &str, desk: &Desk<'_>) -> Option<NaiveDateTime> {
    if let Some(moment) = line.contains('T').then(|| Moment::parse(line, desk.zone)).flatten() {
        return Some(moment.civil());
    }
    let (now, today) = (desk.now.civil(), desk.today());
    if let Some(time) = time(folded) {
        let day = if time > now.time() { today } else { today.succ_opt()? };
        return Some(day.and_time(time));
    }
    let usual = NaiveTime::from_hms_opt(USUAL_HOUR, 0, 0)?;
    let words = TOMORROW.iter().find_map(|word| folded.strip_prefix(word));
    let tomorrow = words.map(str::trim).filter(|rest| rest.is_empty() || time(rest).is_some());
    if let Some(rest) = tomorrow {
        return Some(today.succ_opt()?.and_time(time(rest).unwrap_or(usual)));
    }
    let cuts = folded.match_indices(' ').filter_map(|(at, _)| folded.split_at_checked(at));
    let split =
        cuts.filter_map(|(day, clock)| Some((day_ahead(day.trim_end_matches(','), today)?, time(clock.trim())?)));
    let whole = day_ahead(folded, today).map(|day| (day, usual));
    split.chain(whole).next().map(|(day, time)| day.and_time(time))
}

/// The next such day after today; a date with its year as it is.
fn day_ahead(folded: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(before) = from_today(folded, today) {
        // A day of the week is read as the last one before today; what is meant is the next one after it.
        let is_weekday = before < today && is_weekday(folded);
        let weeks = if before.checked_add_days(Days::new(7)) == Some(today) { 14 } else { 7 };
        return if is_weekday { before.checked_add_days(Days::new(weeks)) } else { Some(before) };
    }
    let written = Written::parse(folded).filter(|written| written.day.is_some())?;
    match written.year {
        Some(year) => written.on(year.resolve(today).ok()?, today),
        None => today.iter_days().take(366).find(|day| written.on(day.year(), *day) == Some(*day)),
    }
}

/// `15/06/2019 14:32`.
pub fn show(moment: Moment) -> String {
    moment.civil().format("%d/%m/%Y %H:%M").to_string()
}

fn find(line: &str, desk: &Desk<'_>) -> Result<Moment, Wrong> {
    let folded = fold(line);
    if NOW.contains(&folded.as_str()) {
        return Ok(desk.now);
    }
    let iso = line.contains('T').then(|| Moment::parse(line, desk.zone)).flatten();
    let candidates = match iso {
        Some(moment) => vec![moment],
        None => candidates(&folded, desk)?,
    };
    let Some(first) = candidates.first().copied() else { return Err(Wrong::new("form-moment")) };
    let is_past = |moment: &Moment| moment.utc_minutes() <= desk.now.utc_minutes() + AHEAD_MINUTES;
    candidates.into_iter().find(is_past).ok_or_else(|| ahead(first, desk))
}

/// What the text can mean, likeliest first: the day of this month or year, the time of today, an earlier day.
fn candidates(folded: &str, desk: &Desk<'_>) -> Result<Vec<Moment>, Wrong> {
    let mut days = days(folded, desk.today())?.into_iter().map(|day| at_usual_time(day, desk));
    let mut found: Vec<NaiveDateTime> = days.next().into_iter().collect();
    found.extend(time(folded).map(|time| desk.today().and_time(time)));
    found.extend(days);
    if found.is_empty() {
        found = split(folded, desk.today())?;
    }
    Ok(found.into_iter().filter_map(|civil| Moment::in_zone(civil, desk.zone)).collect())
}

/// A day alone: today is now, any other day its beginning, as files have it.
fn at_usual_time(day: NaiveDate, desk: &Desk<'_>) -> NaiveDateTime {
    if day == desk.today() { desk.now.civil() } else { day.and_time(NaiveTime::MIN) }
}

/// A day followed by a time, such as `ayer 4 pm`.
fn split(folded: &str, today: NaiveDate) -> Result<Vec<NaiveDateTime>, Wrong> {
    for (at, _) in folded.match_indices(' ') {
        let Some((day, clock)) = folded.split_at_checked(at) else { continue };
        if let Some(time) = time(clock.trim()) {
            let days = days(day.trim_end_matches([',', ' ']), today)?;
            if !days.is_empty() {
                return Ok(days.into_iter().map(|day| day.and_time(time)).collect());
            }
        }
    }
    Ok(Vec::new())
}

/// The days that a text can mean, likeliest first; none where it is no day.
fn days(folded: &str, today: NaiveDate) -> Result<Vec<NaiveDate>, Wrong> {
    if let Some(day) = from_today(folded, today) {
        return Ok(vec![day]);
    }
    let Some(written) = Written::parse(folded).filter(|written| written.day.is_some()) else { return Ok(Vec::new()) };
    Ok(match written.year {
        Some(year) => written.on(year.resolve(today)?, today).into_iter().collect(),
        None => [written.on(today.year(), today), written.before(today)].into_iter().flatten().collect(),
    })
}

/// A time of the day: `16`, `1630`, `14:32`, `14.32`, `14h32`, `4p`, `4:30 pm`.
fn time(folded: &str) -> Option<NaiveTime> {
    let text = folded.replace("p.m.", "p").replace("a.m.", "a");
    let clock = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let noon = match text.strip_prefix(clock)? {
        "" | "h" => None,
        "a" | "am" => Some(0),
        "p" | "pm" => Some(12),
        _ => return None,
    };
    let (hour, minute) = hour_and_minute(clock.trim_end())?;
    let hour = match noon {
        None => hour,
        Some(noon) => (1..=12).contains(&hour).then_some(hour % 12 + noon)?,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn hour_and_minute(clock: &str) -> Option<(u32, u32)> {
    let small = |text: &str| digits(text, 1).or_else(|| digits(text, 2));
    if let Some((hour, minute)) = clock.split_once([':', '.', 'h']) {
        return Some((small(hour)?, digits(minute, 2)?));
    }
    match clock.len() {
        1 | 2 => Some((small(clock)?, 0)),
        3 | 4 => {
            let (hour, minute) = clock.split_at_checked(clock.len() - 2)?;
            Some((small(hour)?, digits(minute, 2)?))
        }
        _ => None,
    }
}

/// What is wrong with a moment to come: the same day of an earlier year is the likeliest slip.
fn ahead(moment: Moment, desk: &Desk<'_>) -> Wrong {
    if moment.date() == desk.today() {
        let now = desk.now.civil();
        return Wrong::new("form-later-today").with("now", format!("{:02}:{:02}", now.hour(), now.minute()));
    }
    let written = Written { day: Some(moment.date().day()), month: Some(moment.date().month()), year: None };
    let earlier = written.before(desk.today()).unwrap_or(desk.today());
    Wrong::new("form-future").with("earlier", earlier.format("%d/%m/%Y").to_string())
}

fn echo(moment: Moment, desk: &Desk<'_>) -> String {
    let words = format!("{} {}", in_words(moment.date(), desk.texts), moment.civil().format("%H:%M"));
    match nearness(moment.date(), desk.today()) {
        Some(key) => format!("{words} ({})", desk.texts.get(key)),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::typed::fixture::Fixture;

    /// What a text means at 14:32 on Saturday 15 June 2019: civil time and echo, or the sentence of what is wrong.
    fn check(typed: &str, expected: &str, words: &str) {
        let fixture = Fixture::default();
        let (found, echo) = match read(typed, &fixture.desk()) {
            Ok((canonical, echo)) => (canonical.chars().take(16).collect(), echo),
            Err(wrong) => (wrong.key.to_owned(), wrong.text(&fixture.texts)),
        };
        assert_eq!((found.as_str(), echo.as_str()), (expected, words), "{typed}");
    }

    #[test]
    fn days_are_read_as_the_manual_says() {
        check("h", "2019-06-15T14:32", "sáb 15 jun 2019 14:32 (hoy)");
        check("Hoy", "2019-06-15T14:32", "sáb 15 jun 2019 14:32 (hoy)");
        check("ya", "2019-06-15T14:32", "sáb 15 jun 2019 14:32 (hoy)");
        check("a", "2019-06-14T00:00", "vie 14 jun 2019 00:00 (ayer)");
        check("yesterday", "2019-06-14T00:00", "vie 14 jun 2019 00:00 (ayer)");
        for typed in ["an", "antier"] {
            check(typed, "2019-06-13T00:00", "jue 13 jun 2019 00:00 (antier)");
        }
        check("vi", "2019-06-14T00:00", "vie 14 jun 2019 00:00 (ayer)");
        check("-2s", "2019-06-01T00:00", "sáb 1 jun 2019 00:00");
        check("lun", "2019-06-10T00:00", "lun 10 jun 2019 00:00");
        check("-3", "2019-06-12T00:00", "mié 12 jun 2019 00:00");
        check("-1m", "2019-05-15T00:00", "mié 15 may 2019 00:00");
        for typed in ["15", "1506", "150619", "15/6", "15-6-19", "15/06/2019", "15jun", "15 de junio", "2019-06-15"] {
            check(typed, "2019-06-15T14:32", "sáb 15 jun 2019 14:32 (hoy)");
        }
        check("06/05", "2019-05-06T00:00", "lun 6 may 2019 00:00");
        check("16/6", "2018-06-16T00:00", "sáb 16 jun 2018 00:00");
        check("28", "2019-05-28T00:00", "mar 28 may 2019 00:00");
    }

    #[test]
    fn times_are_of_today_or_follow_a_day() {
        check("14:05", "2019-06-15T14:05", "sáb 15 jun 2019 14:05 (hoy)");
        check("1430", "2019-06-15T14:30", "sáb 15 jun 2019 14:30 (hoy)");
        check("2p", "2019-06-15T14:00", "sáb 15 jun 2019 14:00 (hoy)");
        check("9:05 a.m.", "2019-06-15T09:05", "sáb 15 jun 2019 09:05 (hoy)");
        check("12a", "2019-06-15T00:00", "sáb 15 jun 2019 00:00 (hoy)");
        check("14:37", "2019-06-15T14:37", "sáb 15 jun 2019 14:37 (hoy)");
        check("15/06/2019 14:32", "2019-06-15T14:32", "sáb 15 jun 2019 14:32 (hoy)");
        check("a 16", "2019-06-14T16:00", "vie 14 jun 2019 16:00 (ayer)");
        check("ayer 4 pm", "2019-06-14T16:00", "vie 14 jun 2019 16:00 (ayer)");
        check("14/6 1630", "2019-06-14T16:30", "vie 14 jun 2019 16:30 (ayer)");
        check("14/6 1930", "2019-06-14T19:30", "vie 14 jun 2019 19:30 (ayer)");
        check("14 de junio, 8h05", "2019-06-14T08:05", "vie 14 jun 2019 08:05 (ayer)");
        check("2019-06-14T08:05", "2019-06-14T08:05", "vie 14 jun 2019 08:05 (ayer)");
        check("2019-06-14 08:05", "2019-06-14T08:05", "vie 14 jun 2019 08:05 (ayer)");
    }

    #[test]
    fn a_number_is_an_hour_only_where_it_can_be_no_day() {
        let evening = Fixture { now: "2019-06-15T23:00", ..Fixture::default() };
        let found = |typed: &str| read(typed, &evening.desk()).map(|read| read.0).unwrap();
        assert_eq!(found("20"), "2019-06-15T20:00-05:00");
        assert_eq!(found("10"), "2019-06-10T00:00-05:00");
        assert_eq!(found("1812"), "2019-06-15T18:12-05:00");
        assert_eq!(found("1406"), "2019-06-14T00:00-05:00");
    }

    #[test]
    fn what_is_to_come_or_is_no_date_says_what_would_be_right() {
        let later = "La hora es posterior a la de ahora (14:32); escriba una anterior.";
        let not_a_date = "No es una fecha: escriba 15/06/2019 14:32, 1506, h (hoy), a (ayer) o ya.";
        check("+1", "form-future", "La fecha es posterior a hoy. ¿16/06/2018?");
        check("16/06/2019", "form-future", "La fecha es posterior a hoy. ¿16/06/2018?");
        check("1/1/2091", "form-future", "La fecha es posterior a hoy. ¿01/01/2019?");
        check("14:38", "form-later-today", later);
        check("1630", "form-later-today", later);
        check("h 16", "form-later-today", later);
        check("15/6/20", "form-year", "Escriba el año con cuatro cifras, por ejemplo 1920.");
        for typed in ["x", "31/6", "30/02/2019", "25:00", "13p", "15 6 19", "15/6 25", "feb 2019", "-", "T", "1/13"] {
            check(typed, "form-moment", not_a_date);
        }
    }

    #[test]
    fn when_to_try_again_lies_ahead() {
        let fixture = Fixture::default();
        let check = |typed: &str, expected: &str| {
            let found = read_ahead(typed, &fixture.desk());
            let found = found.map_or_else(|wrong| wrong.key.to_owned(), |(canonical, _)| canonical);
            assert_eq!(found.get(..16).unwrap_or(&found), expected, "{typed}");
        };
        for typed in ["30", "30 min", "30min", "30 minutos"] {
            check(typed, "2019-06-15T15:02");
        }
        check("90", "2019-06-15T16:02");
        check("120", "2019-06-16T01:20");
        for typed in ["16", "1600", "16:00", "4p", "2019-06-15T16:00", "15/06/2019 16:00", "h 16"] {
            check(typed, "2019-06-15T16:00");
        }
        for typed in ["m9", "m", "m 9", "manana 9", "Mañana", "tomorrow 9:00", "9", "16/6 9", "16/06/2019"] {
            check(typed, "2019-06-16T09:00");
        }
        check("m1630", "2019-06-16T16:30");
        check("lun 10", "2019-06-17T10:00");
        check("mon 10", "2019-06-17T10:00");
        check("mar", "2019-06-18T09:00");
        check("sab 10", "2019-06-22T10:00");
        check("14/6 9", "2020-06-14T09:00");
        check("+1 10", "2019-06-16T10:00");
        for typed in ["ayer 9", "14/06/2019 09:00", "15/06/2019 14:31"] {
            check(typed, "form-ahead-past");
        }
        for typed in ["x", "mx", "0", "31/2 9"] {
            check(typed, if typed == "0" { "2019-06-16T00:00" } else { "form-ahead" });
        }
    }

    #[test]
    fn a_time_is_that_of_the_office_unless_it_says_otherwise() {
        let fixture = Fixture::default();
        let found = |typed: &str| read(typed, &fixture.desk()).map(|read| read.0).unwrap();
        assert_eq!(found("15/01/2019 08:00"), "2019-01-15T08:00-06:00");
        assert_eq!(found("7/4/2019 2:30"), "2019-04-07T02:30-06:00");
        assert_eq!(found("2019-06-15T08:00-07:00"), "2019-06-15T08:00-07:00");
    }
}
