//! Dates and times as the screens write them: `15/06/2019 14:32`.
//!
//! Reads nothing back; that is the form's work. Must stay true: a date is shown day first in both languages, as on every
//! paper of the office.

use super::Ctx;
use crate::domain::moment::Moment;
use chrono::Datelike as _;

/// Day, month and year.
#[must_use]
pub fn day(moment: Moment) -> String {
    moment.date().format("%d/%m/%Y").to_string()
}

/// Hour and minute.
#[must_use]
pub fn clock(moment: Moment) -> String {
    moment.civil().format("%H:%M").to_string()
}

/// Hour, minute and second of an instant, given the moment that the clocks of the office showed.
#[must_use]
pub fn to_the_second(moment: Moment, instant_ms: i64) -> String {
    format!("{}:{:02}", clock(moment), instant_ms.div_euclid(1000).rem_euclid(60))
}

/// Both of them.
#[must_use]
pub fn day_and_clock(moment: Moment) -> String {
    format!("{} {}", day(moment), clock(moment))
}

/// Day, month and time, where the year is known.
#[must_use]
pub fn short(moment: Moment) -> String {
    moment.civil().format("%d/%m %H:%M").to_string()
}

/// The moment that the clocks of the office show.
#[must_use]
pub fn now(ctx: &Ctx<'_>) -> Option<Moment> {
    Moment::at_instant(ctx.now_ms, ctx.session?.zone)
}

/// Now, with the day of the week.
#[must_use]
pub fn now_in_words(ctx: &Ctx<'_>) -> String {
    let Some(now) = now(ctx) else { return String::new() };
    let weekday = ctx.text(&format!("weekday-{}", now.date().weekday().number_from_monday()));
    format!("{weekday} {}", day_and_clock(now))
}
