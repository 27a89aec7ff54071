//! What counts, and where: one pass over the cases, returns, services and calls of a period, that tells of every thing that
//! adds to a figure.
//!
//! Adds nothing up: `count` does, and `behind` keeps the cases of one figure. Must stay true: both hear of the same things,
//! so that the cases behind a figure are those that make it; and an adult's case, and all that hangs on it, is told of in
//! [`whole::ADULTS`] and nowhere else.

use super::facts::{CaseFact, DAY_MINUTES, Delay, Facts, NO_CHILD, NONE, Need, is_reached};
use super::tables::{Lack, TableId};
use crate::domain::age::AgeGroup;
use crate::domain::catalogue::COUNTRIES;
use crate::domain::code::{Accompaniment, CallOutcome, Kind};
use crate::domain::period::Period;
use chrono::{Months, NaiveDate};
use std::ops::Range;

/// Classes of accompaniment in tables: accompanied, unaccompanied, unspecified.
pub(super) const CLASSES: usize = 3;
/// Sexes in tables: male, female, other, unspecified.
pub(super) const SEXES: usize = 4;

/// A row that something counts in; states and nationalities by their places in the catalogues.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Line {
    /// What stands in no table: the columns are those of [`whole`].
    Whole,
    Nationality(usize),
    State(u8),
    Month(usize),
    Repatriated(u8),
    Point(u8, u16),
    Returned(usize),
    Services(u8),
    Calls(u8),
    Care(u8),
    /// An office, and what its cases lack.
    Lacks(u16),
}

impl Line {
    /// The table whose rows these are; a point's row is a part of its state's, and is not added to the total again.
    pub(super) const fn table(self) -> Option<TableId> {
        match self {
            Self::Whole | Self::Point(..) => None,
            Self::Nationality(_) => Some(TableId::ForeignByNationality),
            Self::State(_) => Some(TableId::ForeignByState),
            Self::Month(_) => Some(TableId::ForeignByMonth),
            Self::Repatriated(_) => Some(TableId::RepatriatedByState),
            Self::Returned(_) => Some(TableId::ReturnedByNationality),
            Self::Services(_) => Some(TableId::ServicesByState),
            Self::Calls(_) => Some(TableId::CallsByState),
            Self::Care(_) => Some(TableId::CareByState),
            Self::Lacks(_) => Some(TableId::UnspecifiedByOffice),
        }
    }
}

/// The columns of [`Line::Whole`].
pub(super) mod whole {
    pub const ADULTS: usize = 0;
    pub const EVENTS: usize = 1;
    pub const PERSONS: usize = 2;
    pub const FIRST_TIME: usize = 3;
    pub const REPEAT: usize = 4;
    pub const RECEIVED: usize = 5;
    pub const COLUMNS: usize = 6;
}

/// The columns of calls, in the order of their keys.
pub(super) const CALLS: usize = 7;
const OFFERED: usize = 0;
const REFUSED: usize = 1;
const NOT_ALLOWED: usize = 2;
const ATTEMPTED: usize = 3;
const REACHED: usize = 4;
pub(super) const MINORS_REACHED: usize = 5;
const MINORS_SPOKE: usize = 6;
/// The columns of one category of services: records, items, children.
pub(super) const OF_SERVICE: usize = 3;
/// The columns before the needs of care: cases, and those with a contact.
pub(super) const BEFORE_NEEDS: usize = 2;
/// The columns of care.
pub(super) const CARE: usize = BEFORE_NEEDS + Need::ALL.len() * Delay::ALL.len();

/// One thing that counts: where, how much, and whose case it is.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) line: Line,
    pub(super) column: usize,
    pub(super) amount: u64,
    pub(super) case: u32,
}

impl Mark {
    /// Whether a child counts once here, however often it is marked.
    pub(super) const fn is_of_children(&self) -> bool {
        match self.line {
            Line::Whole => self.column == whole::PERSONS,
            Line::Services(_) => self.column % OF_SERVICE == 2,
            Line::Calls(_) => self.column >= MINORS_REACHED,
            _ => false,
        }
    }
}

/// What is counted, and where: the state of each office inside, nothing for an office outside.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) facts: &'a Facts,
    pub(super) places: &'a [Option<u8>],
    pub(super) period: Period,
}

impl Walk<'_> {
    fn place(&self, office: u16) -> Option<u8> {
        self.places.get(usize::from(office)).copied().flatten()
    }

    /// Tells of everything that counts: of all that a figure is made of, and of nothing else.
    pub(super) fn all(self, mut tell: impl FnMut(Mark)) {
        self.cases(&mut tell);
        self.returns(&mut tell);
        self.calls(&mut tell);
        self.services(&mut tell);
    }

    pub(super) fn cases(self, mut tell: impl FnMut(Mark)) {
        let (facts, unknown) = (self.facts, unknown_nationality());
        let mut month = MonthCursor::new(self.period);
        for number in of_period(&facts.cases, self.period, |case| case.opened_minutes.div_euclid(DAY_MINUTES)) {
            let case = &facts.cases[number];
            let Some(state) = self.place(case.office) else { continue };
            let of_case = u32::try_from(number).unwrap_or(u32::MAX);
            let mut one = |line: Line, column: usize| tell(Mark { line, column, amount: 1, case: of_case });
            if facts.minors[number] == NO_CHILD {
                one(Line::Whole, whole::ADULTS);
                continue;
            }
            one(Line::Whole, whole::EVENTS);
            one(Line::Whole, whole::PERSONS);
            one(Line::Whole, if facts.firsts[number] { whole::FIRST_TIME } else { whole::REPEAT });
            one(Line::Care(state), 0);
            if case.has_contact {
                one(Line::Care(state), 1);
            }
            for (need, delay) in facts.care[number].delays().into_iter().enumerate() {
                one(Line::Care(state), BEFORE_NEEDS + need * Delay::ALL.len() + usize::from(delay as u8));
            }
            for (column, _) in lacks(case, unknown).into_iter().enumerate().filter(|(_, counts)| *counts) {
                one(Line::Lacks(case.office), column);
            }
            let cell = cell(case);
            match case.kind {
                Kind::Foreign => {
                    one(Line::Nationality(nationality(case.nationality, unknown)), cell);
                    one(Line::State(state), cell);
                    one(Line::Month(month.of(case.opened_minutes)), cell);
                }
                Kind::Repatriated => {
                    one(Line::Repatriated(state), cell);
                    one(Line::Point(state, case.point), cell);
                }
                Kind::Received => one(Line::Whole, whole::RECEIVED),
            }
        }
    }

    /// By the date of the outcome, whenever the event was.
    pub(super) fn returns(self, mut tell: impl FnMut(Mark)) {
        let unknown = unknown_nationality();
        let returns = &self.facts.returns;
        for ended in &returns[of_period(returns, self.period, |ended| ended.day)] {
            if self.place(ended.office).is_some() {
                let line = Line::Returned(nationality(ended.nationality, unknown));
                tell(Mark { line, column: usize::from(!ended.is_deportation), amount: 1, case: ended.case });
            }
        }
    }

    /// By the office that made them, whichever the case's is.
    pub(super) fn calls(self, mut tell: impl FnMut(Mark)) {
        let calls = &self.facts.calls;
        for call in &calls[of_period(calls, self.period, |call| call.day())] {
            let Some(state) = self.place(call.office()) else { continue };
            let mut one = |column| tell(Mark { line: Line::Calls(state), column, amount: 1, case: call.case() });
            one(OFFERED);
            let outcome = CallOutcome::ALL[call.what()];
            one(match outcome {
                CallOutcome::RefusedByMinor => REFUSED,
                CallOutcome::NotAllowed => NOT_ALLOWED,
                _ => ATTEMPTED,
            });
            if is_reached(outcome) {
                one(REACHED);
                one(MINORS_REACHED);
                if call.rest() == 1 {
                    one(MINORS_SPOKE);
                }
            }
        }
    }

    /// By the office that gave them, whichever the case's is.
    pub(super) fn services(self, mut tell: impl FnMut(Mark)) {
        let services = &self.facts.services;
        for number in of_period(services, self.period, |service| service.day()) {
            let service = services[number];
            let Some(state) = self.place(service.office()) else { continue };
            let mut mark = |part: usize, amount: u64| {
                let column = service.what() * OF_SERVICE + part;
                tell(Mark { line: Line::Services(state), column, amount, case: service.case() });
            };
            mark(0, 1);
            mark(1, self.facts.quantity(number));
            mark(2, 1);
        }
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
fn of_period<Row>(rows: &[Row], period: Period, day: impl Fn(&Row) -> i32) -> Range<usize> {
    let (from, to) = (epoch_day(period.from()), epoch_day(period.to()));
    rows.partition_point(|row| day(row) < from)..rows.partition_point(|row| day(row) <= to)
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

/// What the columns of [`Lack`] are of a case: that it is one, of which kind it is where that matters, and what is not known.
fn lacks(case: &CaseFact, unknown: usize) -> [bool; Lack::ALL.len()] {
    let (is_foreign, is_repatriated) = (case.kind == Kind::Foreign, case.kind == Kind::Repatriated);
    Lack::ALL.map(|lack| match lack {
        Lack::Cases => true,
        Lack::Foreign => is_foreign,
        Lack::Repatriated => is_repatriated,
        Lack::Nationality => is_foreign && nationality(case.nationality, unknown) == unknown,
        Lack::Sex => case.sex.is_none(),
        Lack::Group => case.group == AgeGroup::Unspecified,
        Lack::Accompaniment => case.accompaniment.is_none(),
        Lack::Point => is_repatriated && case.point == NONE,
    })
}

/// The row for a nationality that is not known.
pub(super) fn unknown_nationality() -> usize {
    COUNTRIES.iter().position(|country| country.iso3 == "XXX").unwrap_or(COUNTRIES.len())
}

fn nationality(number: u16, unknown: usize) -> usize {
    if number == NONE { unknown } else { usize::from(number) }
}
