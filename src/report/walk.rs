//! What counts, and where: one pass over the cases, returns, services and calls of a period, that tells of every thing that
//! adds to a figure.
//!
//! Adds nothing up: `count` does, and `behind` keeps the cases of one figure. Must stay true: both hear of the same things,
//! so that the cases behind a figure are those that make it; and an adult's case, and all that hangs on it, is told of in
//! [`whole::ADULTS`] and nowhere else.

use super::facts::{CLASSES, Delay, Event, Facts, NONE, Need, SEXES, is_reached};
use super::tables::{Lack, TableId};
use crate::domain::age::AgeGroup;
use crate::domain::catalogue::COUNTRIES;
use crate::domain::code::{CallOutcome, Kind};
use crate::domain::period::Period;
use chrono::{Months, NaiveDate};
use std::ops::{Range, RangeInclusive};

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

/// Who is told of what counts.
pub(super) trait Hear {
    fn hear(&mut self, mark: Mark);

    /// A service is told of as a whole, since there are so many: to who adds nothing of its own it is its three marks.
    fn service(&mut self, state: u8, category: usize, items: u64, case: u32) {
        for (part, amount) in [1, items, 1].into_iter().enumerate() {
            self.hear(Mark { line: Line::Services(state), column: category * OF_SERVICE + part, amount, case });
        }
    }

    /// So is a call.
    fn call(&mut self, state: u8, outcome: CallOutcome, child_spoke: bool, case: u32) {
        for column in columns_of_call(outcome, child_spoke) {
            self.hear(Mark { line: Line::Calls(state), column, amount: 1, case });
        }
    }
}

/// The columns that a call counts in.
pub(super) fn columns_of_call(outcome: CallOutcome, child_spoke: bool) -> impl Iterator<Item = usize> {
    let is_reached = is_reached(outcome);
    let own = match outcome {
        CallOutcome::RefusedByMinor => REFUSED,
        CallOutcome::NotAllowed => NOT_ALLOWED,
        _ => ATTEMPTED,
    };
    let reached = [REACHED, MINORS_REACHED].into_iter().filter(move |_| is_reached);
    [OFFERED, own].into_iter().chain(reached).chain((is_reached && child_spoke).then_some(MINORS_SPOKE))
}

impl<Told: FnMut(Mark)> Hear for Told {
    fn hear(&mut self, mark: Mark) {
        self(mark);
    }
}

/// Tells of one case.
struct Case<'a, H> {
    number: u32,
    hear: &'a mut H,
}

impl<H: Hear> Case<'_, H> {
    #[expect(clippy::inline_always, reason = "it is told of each case from many places, each with a line of its own")]
    #[inline(always)]
    fn one(&mut self, line: Line, column: usize) {
        self.hear.hear(Mark { line, column, amount: 1, case: self.number });
    }

    /// Tells of what is not known of the case.
    fn lacks(&mut self, case: Event, unknown: usize) {
        let mut one = |lack: Lack| self.one(Line::Lacks(case.office()), usize::from(lack as u8));
        one(Lack::Cases);
        match case.kind() {
            Kind::Foreign => {
                one(Lack::Foreign);
                if nationality(case.nationality(), unknown) == unknown {
                    one(Lack::Nationality);
                }
            }
            Kind::Repatriated => {
                one(Lack::Repatriated);
                if case.point() == NONE {
                    one(Lack::Point);
                }
            }
            Kind::Received => {}
        }
        if case.cell() / (CLASSES * SEXES) == usize::from(AgeGroup::Unspecified as u8) {
            one(Lack::Group);
        }
        if case.cell() / SEXES % CLASSES == CLASSES - 1 {
            one(Lack::Accompaniment);
        }
        if case.cell() % SEXES == SEXES - 1 {
            one(Lack::Sex);
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
    pub(super) fn all(self, hear: &mut impl Hear) {
        self.cases(hear);
        self.returns(hear);
        self.calls(hear);
        self.services(hear);
    }

    /// Tells of what counts in one table, or of everything where that table is none.
    pub(super) fn of_table(self, table: Option<TableId>, hear: &mut impl Hear) {
        match table {
            None => self.all(hear),
            Some(TableId::ReturnedByNationality) => self.returns(hear),
            Some(TableId::ServicesByState) => self.services(hear),
            Some(TableId::CallsByState) => self.calls(hear),
            Some(_) => self.cases(hear),
        }
    }

    pub(super) fn cases(self, hear: &mut impl Hear) {
        let (facts, unknown) = (self.facts, unknown_nationality());
        let mut month = MonthCursor::new(self.period);
        let cases = self.range(&facts.cases, |case| case.day());
        let numbers = u32::try_from(cases.start).unwrap_or(u32::MAX)..;
        for (number, (case, care)) in numbers.zip(facts.cases[cases.clone()].iter().zip(&facts.care[cases])) {
            let Some(state) = self.place(case.office()) else { continue };
            let mut told = Case { number, hear };
            if case.is_adult() {
                told.one(Line::Whole, whole::ADULTS);
                continue;
            }
            told.one(Line::Whole, whole::EVENTS);
            told.one(Line::Whole, whole::PERSONS);
            told.one(Line::Whole, if case.is_first() { whole::FIRST_TIME } else { whole::REPEAT });
            told.one(Line::Care(state), 0);
            if case.has_contact() {
                told.one(Line::Care(state), 1);
            }
            for need in Need::ALL {
                let delay = usize::from(care.delay(need) as u8);
                told.one(Line::Care(state), BEFORE_NEEDS + usize::from(need as u8) * Delay::ALL.len() + delay);
            }
            told.lacks(*case, unknown);
            let cell = case.cell();
            match case.kind() {
                Kind::Foreign => {
                    told.one(Line::Nationality(nationality(case.nationality(), unknown)), cell);
                    told.one(Line::State(state), cell);
                    told.one(Line::Month(month.of(case.day())), cell);
                }
                Kind::Repatriated => {
                    told.one(Line::Repatriated(state), cell);
                    told.one(Line::Point(state, case.point()), cell);
                }
                Kind::Received => told.one(Line::Whole, whole::RECEIVED),
            }
        }
    }

    /// By the date of the outcome, whenever the event was.
    pub(super) fn returns(self, hear: &mut impl Hear) {
        let unknown = unknown_nationality();
        let returns = &self.facts.returns;
        for ended in &returns[self.range(returns, |ended| ended.day())] {
            if self.place(ended.office()).is_some() {
                let line = Line::Returned(nationality(ended.nationality(), unknown));
                hear.hear(Mark { line, column: usize::from(!ended.is_deportation()), amount: 1, case: ended.case() });
            }
        }
    }

    /// By the office that made them, whichever the case's is.
    pub(super) fn calls(self, hear: &mut impl Hear) {
        self.facts.calls(&self.days(), |call| {
            if let Some(state) = self.place(call.office) {
                hear.call(state, CallOutcome::ALL[usize::from(call.what)], call.rest == 1, call.case);
            }
        });
    }

    /// By the office that gave them, whichever the case's is.
    pub(super) fn services(self, hear: &mut impl Hear) {
        self.facts.services(&self.days(), |service| {
            if let Some(state) = self.place(service.office) {
                hear.service(state, service.what.into(), service.rest.into(), service.case);
            }
        });
    }

    fn days(&self) -> RangeInclusive<i32> {
        epoch_day(self.period.from())..=epoch_day(self.period.to())
    }

    /// Where the rows of the period stand among rows in the order of days.
    fn range<Row>(&self, rows: &[Row], day: impl Fn(&Row) -> i32) -> Range<usize> {
        let days = self.days();
        rows.partition_point(|row| day(row) < *days.start())..rows.partition_point(|row| day(row) <= *days.end())
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
        let ends = period.months().map(|month| epoch_day(next(month))).collect();
        Self { ends, current: 0 }
    }

    fn of(&mut self, day: i32) -> usize {
        while self.ends.get(self.current).is_some_and(|end| *end <= day) {
            self.current += 1;
        }
        self.current
    }
}

/// Days since 1970.
fn epoch_day(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}

/// The row for a nationality that is not known.
pub(super) fn unknown_nationality() -> usize {
    COUNTRIES.iter().position(|country| country.iso3 == "XXX").unwrap_or(COUNTRIES.len())
}

fn nationality(number: u16, unknown: usize) -> usize {
    if number == NONE { unknown } else { usize::from(number) }
}
