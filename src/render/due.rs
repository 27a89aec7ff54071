//! What is due, in words: what it is, when, and whether that is law or a rule of the house.
//!
//! Must stay true: a rule of the house is never called law.

use crate::domain::due::{Item, State};
use crate::domain::moment::Moment;
use crate::i18n::{Arg, Texts};
use chrono::{Datelike as _, NaiveDate};

/// Up to so many minutes late is said in minutes, up to so many in hours.
const MINUTES_MAX: i64 = 90;
const HOURS_MAX: i64 = 48 * 60;
/// So many days ahead a day of the week says which one it is.
const WEEK: i64 = 6;

/// What is due: the name of the step, or that somebody is to be called again.
#[must_use]
pub fn what(item: &Item, texts: &Texts) -> String {
    use crate::domain::catalogue::Entry as _;
    item.step.map_or_else(|| texts.get("due-call_retry"), |step| step.name(texts.lang()).to_owned())
}

/// The name of a step in so many columns: its short one where the whole one is longer.
#[must_use]
pub fn short(name: String, code: &str, columns: u16, texts: &Texts) -> String {
    let key = format!("step-short-{code}");
    if name.chars().count() > usize::from(columns) && texts.has(&key) { texts.get(&key) } else { name }
}

/// Law, or a rule of the house.
#[must_use]
pub fn basis(item: &Item, texts: &Texts) -> String {
    texts.get(if item.is_law() { "due-law" } else { "due-house" })
}

/// The same in five columns.
#[must_use]
pub fn basis_short(item: &Item, texts: &Texts) -> String {
    texts.get(if item.is_law() { "due-law-short" } else { "due-house-short" })
}

/// When it is due or was done, by the clocks of the case's office: "hoy 16:00", "venció hace 2 h", "en 3 días hábiles".
#[must_use]
pub fn when(item: &Item, now: Moment, texts: &Texts) -> String {
    let (State::Overdue | State::Today | State::Later, Some(deadline)) = (item.state, item.deadline) else {
        return stands(item, now, texts);
    };
    let late = now.utc_minutes() - deadline.utc_minutes();
    if late > 0 {
        let (key, count) = match late {
            ..MINUTES_MAX => ("due-minutes", late),
            MINUTES_MAX..HOURS_MAX => ("due-hours", late / 60),
            _ => ("due-days", late / (24 * 60)),
        };
        let time = texts.with(key, &[("count", count.into())]);
        return texts.with("due-overdue", &[("time", time.into())]);
    }
    let today = now.utc_minutes() + i64::from(deadline.offset_minutes());
    let days = i64::from(deadline.civil_minutes()).div_euclid(24 * 60) - today.div_euclid(24 * 60);
    let clock = if item.is_whole_day() { String::new() } else { clock(deadline) };
    let said = |key, name, value: Arg<'_>| texts.with(key, &[(name, value)]).trim_end().to_owned();
    match (days, item.days_left) {
        (0, _) => said("due-today", "clock", clock.into()),
        (1, _) => said("due-tomorrow", "clock", clock.into()),
        (_, Some(left)) => said("due-business-days", "count", left.into()),
        (..=WEEK, None) => format!("{} {} {clock}", weekday(deadline.date(), texts), deadline.date().day()),
        _ => deadline.date().format("%d/%m/%Y").to_string(),
    }
}

/// How a step stands whose clock does not run.
fn stands(item: &Item, now: Moment, texts: &Texts) -> String {
    let key = match item.state {
        State::Locked => "due-locked",
        State::Done => {
            let said = |at: Moment| {
                if at.date() == now.date() { clock(at) } else { at.date().format("%d/%m/%Y").to_string() }
            };
            let at = item.done_at.map_or_else(String::new, said);
            return texts.with("due-done", &[("when", at.into())]).trim_end().to_owned();
        }
        State::Waiting => "due-waiting",
        _ => "due-undated",
    };
    texts.get(key)
}

fn clock(moment: Moment) -> String {
    moment.civil().format("%H:%M").to_string()
}

fn weekday(day: NaiveDate, texts: &Texts) -> String {
    texts.get(&format!("weekday-{}", day.weekday().number_from_monday()))
}
