//! The counting: one pass over the cases, returns, services and calls of a period, into arrays by number.
//!
//! Does not name anything; `tables` does. Must stay true: an adult's case, and all that hangs on it, is counted in
//! [`Counts::adults`] and nowhere else.

use super::distinct::Distinct;
use super::facts::{CaseFact, DAY_MINUTES, Facts, NO_CHILD, NONE, index};
use super::measures::{CallCounts, CareCounts, Returned, ServiceCounts};
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::code::{Accompaniment, CallOutcome, Kind, ServiceCategory};
use crate::domain::period::Period;
use chrono::{Months, NaiveDate};
use std::ops::Range;

/// Classes of accompaniment in tables: accompanied, unaccompanied, unspecified.
pub(super) const CLASSES: usize = 3;
/// Sexes in tables: male, female, other, unspecified.
pub(super) const SEXES: usize = 4;
/// Cells of minors by group, accompaniment and sex, in this order.
pub(super) type Minors = [u32; 3 * CLASSES * SEXES];
/// Services of each category.
pub(super) type Services = [ServiceCounts; ServiceCategory::ALL.len()];

const SPOKE: u8 = 0;
const REACHED: u8 = 1;

/// What was counted. Vectors by state and by nationality have the order of the catalogues.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) adults: u64,
    pub(super) events: u64,
    pub(super) persons: u64,
    pub(super) first_time: u64,
    pub(super) received: u64,
    /// One longer than the catalogue where that has no entry for "not known".
    pub(super) foreign_by_nationality: Vec<Minors>,
    pub(super) foreign_by_state: Vec<Minors>,
    pub(super) foreign_by_month: Vec<Minors>,
    pub(super) repatriated_by_state: Vec<Minors>,
    /// By state and point, in no order.
    pub(super) repatriated_by_point: Vec<(u8, u16, Minors)>,
    pub(super) returned_by_nationality: Vec<Returned>,
    pub(super) services_by_state: Vec<Services>,
    pub(super) services: Services,
    pub(super) calls_by_state: Vec<CallCounts>,
    pub(super) calls: CallCounts,
    pub(super) care_by_state: Vec<CareCounts>,
}

impl Counts {
    /// Counts a period at some places: the state of each office inside, nothing for an office outside.
    pub(super) fn new(facts: &Facts, places: &[Option<u8>], period: Period) -> Self {
        // Services are the most of the work, and nothing else looks at them.
        std::thread::scope(|scope| {
            let services = scope.spawn(|| count_services(facts, places, period));
            let mut counts = Self::without_services(period);
            counts.count_cases(facts, places, period);
            counts.count_returns(facts, places, period);
            counts.count_calls(facts, places, period);
            let services = services.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (counts.services_by_state, counts.services) = services;
            counts
        })
    }

    fn without_services(period: Period) -> Self {
        let (states, nationalities) = (STATES.len(), COUNTRIES.len() + 1);
        Self {
            foreign_by_nationality: vec![[0; _]; nationalities],
            foreign_by_state: vec![[0; _]; states],
            foreign_by_month: vec![[0; _]; period.months().count()],
            repatriated_by_state: vec![[0; _]; states],
            returned_by_nationality: vec![Returned::default(); nationalities],
            calls_by_state: vec![CallCounts::default(); states],
            care_by_state: vec![CareCounts::default(); states],
            ..Self::default()
        }
    }

    fn count_cases(&mut self, facts: &Facts, places: &[Option<u8>], period: Period) {
        let unknown = unknown_nationality();
        let mut is_known = vec![false; index(facts.children)];
        let mut points = Points::new(facts.points.len());
        let mut month = MonthCursor::new(period);
        for number in of_period(&facts.cases, period, |case| case.opened_minutes) {
            let (case, child) = (&facts.cases[number], facts.minors[number]);
            let Some(state) = places[usize::from(case.office)] else { continue };
            if child == NO_CHILD {
                self.adults += 1;
                continue;
            }
            self.events += 1;
            self.persons += u64::from(!std::mem::replace(&mut is_known[index(child)], true));
            self.first_time += u64::from(facts.firsts[number]);
            self.count_care(facts, number, state);
            let cell = cell(case);
            match case.kind {
                Kind::Foreign => {
                    self.foreign_by_nationality[nationality(case.nationality, unknown)][cell] += 1;
                    self.foreign_by_state[usize::from(state)][cell] += 1;
                    self.foreign_by_month[month.of(case.opened_minutes)][cell] += 1;
                }
                Kind::Repatriated => {
                    self.repatriated_by_state[usize::from(state)][cell] += 1;
                    points.row(&mut self.repatriated_by_point, state, case.point)[cell] += 1;
                }
                Kind::Received => self.received += 1,
            }
        }
    }

    fn count_care(&mut self, facts: &Facts, number: usize, state: u8) {
        let counts = &mut self.care_by_state[usize::from(state)];
        counts.cases += 1;
        counts.with_contact += u64::from(facts.cases[number].has_contact);
        for (delays, delay) in counts.needs.iter_mut().zip(facts.care[number]) {
            delays[usize::from(delay as u8)] += 1;
        }
    }

    /// By the date of the outcome, whenever the event was.
    fn count_returns(&mut self, facts: &Facts, places: &[Option<u8>], period: Period) {
        let unknown = unknown_nationality();
        let returns = &facts.returns;
        let start = returns.partition_point(|ended| ended.day < epoch_day(period.from()));
        let end = returns.partition_point(|ended| ended.day <= epoch_day(period.to()));
        for ended in &returns[start..end] {
            if places[usize::from(ended.office)].is_none() {
                continue;
            }
            let returned = &mut self.returned_by_nationality[nationality(ended.nationality, unknown)];
            returned.deportation += u64::from(ended.is_deportation);
            returned.assisted_return += u64::from(!ended.is_deportation);
        }
    }

    /// By the office that made them, whichever the case's is.
    fn count_calls(&mut self, facts: &Facts, places: &[Option<u8>], period: Period) {
        let mut minors = Distinct::new(facts.children, STATES.len());
        for call in &facts.calls[of_period(&facts.calls, period, |call| call.at_minutes)] {
            let child = facts.minors[index(call.case)];
            let Some(state) = places[usize::from(call.office)] else { continue };
            let counts = &mut self.calls_by_state[usize::from(state)];
            counts.offered += 1;
            match call.outcome {
                CallOutcome::RefusedByMinor => counts.refused += 1,
                CallOutcome::NotAllowed => counts.not_allowed += 1,
                _ => counts.attempted += 1,
            }
            if call.is_reached() {
                counts.reached += 1;
                minors.mark(child, state, REACHED);
                if call.child_spoke {
                    minors.mark(child, state, SPOKE);
                }
            }
        }
        let (states, total) = minors.finish();
        for (counts, minors) in self.calls_by_state.iter_mut().zip(states) {
            counts.minors_reached = minors[usize::from(REACHED)];
            counts.minors_spoke = minors[usize::from(SPOKE)];
            self.calls.offered += counts.offered;
            self.calls.refused += counts.refused;
            self.calls.not_allowed += counts.not_allowed;
            self.calls.attempted += counts.attempted;
            self.calls.reached += counts.reached;
        }
        self.calls.minors_reached = total[usize::from(REACHED)];
        self.calls.minors_spoke = total[usize::from(SPOKE)];
    }
}

/// Services by state and in all; by the office that gave them, whichever the case's is.
fn count_services(facts: &Facts, places: &[Option<u8>], period: Period) -> (Vec<Services>, Services) {
    let mut by_state = vec![Services::default(); STATES.len()];
    let mut minors = Distinct::new(facts.children, STATES.len());
    for service in &facts.services[of_period(&facts.services, period, |service| service.at_minutes)] {
        let Some(state) = places[usize::from(service.office)] else { continue };
        let category = service.category as u8;
        let counts = &mut by_state[usize::from(state)][usize::from(category)];
        counts.acts += 1;
        counts.items += u64::from(service.quantity);
        minors.mark(facts.minors[index(service.case)], state, category);
    }
    let (states, total) = minors.finish();
    let mut all = Services::default();
    for (services, minors) in by_state.iter_mut().zip(states) {
        for ((counts, sum), minors) in services.iter_mut().zip(&mut all).zip(minors) {
            counts.minors = minors;
            sum.acts += counts.acts;
            sum.items += counts.items;
        }
    }
    for (counts, minors) in all.iter_mut().zip(total) {
        counts.minors = minors;
    }
    (by_state, all)
}

/// The rows of states and points, made as they turn up: most states have no point.
struct Points {
    /// By state and point, one more than the place of the row; 0 where there is none yet.
    rows: Vec<u32>,
    points: usize,
}

impl Points {
    fn new(points: usize) -> Self {
        Self { rows: vec![0; STATES.len() * (points + 1)], points }
    }

    fn row<'a>(&mut self, rows: &'a mut Vec<(u8, u16, Minors)>, state: u8, point: u16) -> &'a mut Minors {
        let column = if point == NONE { self.points } else { usize::from(point) };
        let row = &mut self.rows[usize::from(state) * (self.points + 1) + column];
        if *row == 0 {
            rows.push((state, point, [0; _]));
            *row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        }
        &mut rows[index(*row - 1)].2
    }
}

/// Which month of the period a case belongs to; goes forward only, as the cases do.
struct MonthCursor {
    ends: Vec<i32>,
    current: usize,
}

impl MonthCursor {
    fn new(period: Period) -> Self {
        let next = |month: NaiveDate| month.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        let ends = period.months().map(|month| epoch_day(next(month)).saturating_mul(DAY_MINUTES)).collect();
        Self { ends, current: 0 }
    }

    fn of(&mut self, minutes: i32) -> usize {
        while self.ends.get(self.current).is_some_and(|end| *end <= minutes) {
            self.current += 1;
        }
        self.current
    }
}

/// Where the rows of a period stand among rows in the order of days.
fn of_period<Row>(rows: &[Row], period: Period, minutes: impl Fn(&Row) -> i32) -> Range<usize> {
    let start = epoch_day(period.from()).saturating_mul(DAY_MINUTES);
    let end = epoch_day(period.to()).saturating_add(1).saturating_mul(DAY_MINUTES);
    rows.partition_point(|row| minutes(row) < start)..rows.partition_point(|row| minutes(row) < end)
}

/// Days since 1970.
fn epoch_day(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}

fn cell(case: &CaseFact) -> usize {
    let class = match case.accompaniment {
        Some(Accompaniment::Accompanied) => 0,
        // Separated children are unaccompanied in public tables, as the Ley de Migracion defines it.
        Some(Accompaniment::Unaccompanied | Accompaniment::Separated) => 1,
        None => 2,
    };
    let sex = case.sex.map_or(SEXES - 1, |sex| usize::from(sex as u8));
    (usize::from(case.group as u8) * CLASSES + class) * SEXES + sex
}

/// The row for a nationality that is not known.
pub(super) fn unknown_nationality() -> usize {
    COUNTRIES.iter().position(|country| country.iso3 == "XXX").unwrap_or(COUNTRIES.len())
}

fn nationality(number: u16, unknown: usize) -> usize {
    if number == NONE { unknown } else { usize::from(number) }
}
