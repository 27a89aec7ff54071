//! A half of a year with many cases: cases, services and calls of which the same is told, counted together in advance.
//!
//! Decides nothing: `walk` says what each kind of case counts in. Must stay true: it is the same to tell of its cases one by
//! one; what cannot be told of many at once is among the odd ones.

use super::aid::{CAME, Marks};
use super::care::Care;
use super::packed::Event;
use super::{Aid, Alike, Deed, Facts, alike};
use chrono::{Datelike, Months, NaiveDate};
use std::ops::RangeInclusive;

/// The months of a half, which is what periods are made of: `H1`, or a year from July.
const MONTHS: u32 = 6;
/// A half with fewer cases is told of case by case.
pub(super) const MANY: usize = 5_000;

/// A half with many cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::report) struct Half {
    /// From its first to its last, since 1970.
    pub(in crate::report) days: RangeInclusive<i32>,
    pub(in crate::report) classes: Alike<Event>,
    /// By month, of which `walk` says what counts there.
    pub(in crate::report) months: Vec<Alike<Event>>,
    /// Of minors, as all that follows.
    pub(in crate::report) rows: Alike<Event>,
    pub(in crate::report) services: Alike<Deed>,
    pub(in crate::report) calls: Alike<Deed>,
    /// By office.
    pub(in crate::report) care: Alike<(u16, Care)>,
    /// By office what marks the children who have one case, all of it in this half and by its office.
    pub(in crate::report) marks: Alike<(u16, Marks)>,
    /// The cases of the others.
    pub(in crate::report) odd: Vec<u32>,
}

impl Half {
    /// Of each half of these facts that has so many cases.
    pub(in crate::report) fn of(facts: &Facts, many: usize) -> Vec<Self> {
        let year_of = |event: &Event| NaiveDate::from_epoch_days(event.day()).map(|day| day.year());
        let [first, last] = [facts.cases.first(), facts.cases.last()].map(|event| event.and_then(year_of));
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let all = (first..=last).flat_map(|year| [1, 7].map(|month| (year, month)));
        let those: Vec<_> = all.filter(|begin| facts.cases_of(&days_of(*begin, MONTHS)).len() >= many).collect();
        // As the store is read: by two at once.
        let (some, others) = those.split_at(those.len() / 2);
        let sum_up = |those: &[_]| those.iter().map(|begin| Self::new(facts, *begin)).collect::<Vec<_>>();
        std::thread::scope(|scope| {
            let others = scope.spawn(|| sum_up(others));
            let mut halves = sum_up(some);
            halves.extend(others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            halves
        })
    }

    fn new(facts: &Facts, (year, month): (i32, u32)) -> Self {
        let days = days_of((year, month), MONTHS);
        let months = (month..month + MONTHS).map(|month| facts.cases_of(&days_of((year, month), 1)));
        let months = months.map(|cases| alike(facts.cases[cases].iter().map(|event| event.monthly())));
        let cases = facts.cases_of(&days);
        let minors = || cases.clone().map(|case| (case, facts.cases[case])).filter(|(_, event)| !event.is_adult());
        let (mut marks, mut odd) = (Vec::new(), Vec::new());
        for (case, event) in minors() {
            match marks_alone(event, facts.aids[case], *days.end()) {
                Some(all) => marks.push((event.office(), all)),
                None => odd.push(u32::try_from(case).unwrap_or(u32::MAX)),
            }
        }
        Self {
            classes: alike(facts.cases[cases.clone()].iter().map(|event| event.class())),
            months: months.collect(),
            rows: alike(minors().map(|(_, event)| event.row())),
            care: alike(minors().map(|(case, event)| (event.office(), facts.care[case]))),
            marks: alike(marks.into_iter()),
            odd,
            services: facts.service_deeds(&days),
            calls: facts.call_deeds(&days),
            days,
        }
    }
}

/// What marks a child of one case, where all that was done in it was done by its office and up to a day.
fn marks_alone(event: Event, aid: Aid, last: i32) -> Option<Marks> {
    let is_by_its_office = aid.marks() == 0 || aid.office() == event.office();
    let is_alone = event.is_only() && !aid.is_scattered() && is_by_its_office && event.day() + aid.days() <= last;
    is_alone.then(|| aid.marks() | 1 << CAME)
}

/// The days of so many months, from one of a year on.
fn days_of((year, month): (i32, u32), months: u32) -> RangeInclusive<i32> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX);
    let next = first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    first.to_epoch_days()..=next.to_epoch_days() - 1
}
