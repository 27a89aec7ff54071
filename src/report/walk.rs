//! What counts, and where: one pass over the cases, returns, services and calls of a period, that tells of every thing that
//! adds to a figure.
//!
//! Adds nothing up: `count` does, which `bulk` tells of what is alike at once, and `behind` keeps the cases of one figure.
//! Must stay true: both hear of the same things, so that the cases behind a figure are those that make it; and an adult's
//! case, and all that hangs on it, is told of in [`whole::ADULTS`] and nowhere else.

use super::facts::{Act, CLASSES, Care, Deed, Delay, Event, Facts, NONE, Need, SEXES, index, is_reached, of_days};
use super::tables::{Lack, TableId};
use crate::domain::age::AgeGroup;
use crate::domain::catalogue::COUNTRIES;
use crate::domain::code::{CallOutcome, Kind};
use crate::domain::period::Period;
use chrono::{Months, NaiveDate};
use std::ops::RangeInclusive;

/// A row that something counts in; states and nationalities by their places in the catalogues.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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
}

/// The columns that a call counts in.
fn columns_of_call(outcome: CallOutcome, child_spoke: bool) -> impl Iterator<Item = usize> {
    let is_reached = is_reached(outcome);
    let own = match outcome {
        CallOutcome::RefusedByMinor => REFUSED,
        CallOutcome::NotAllowed => NOT_ALLOWED,
        _ => ATTEMPTED,
    };
    let reached = [REACHED, MINORS_REACHED].into_iter().filter(move |_| is_reached);
    [OFFERED, own].into_iter().chain(reached).chain((is_reached && child_spoke).then_some(MINORS_SPOKE))
}

impl<F: FnMut(Mark)> Hear for F {
    fn hear(&mut self, mark: Mark) {
        self(mark);
    }
}

/// Tells of one thing, or of as many as are alike.
pub(super) struct Told<'a, H> {
    pub(super) case: u32,
    pub(super) count: u64,
    pub(super) hear: &'a mut H,
}

impl<H: Hear> Told<'_, H> {
    #[expect(clippy::inline_always, reason = "it is told from many places, each with a line of its own")]
    #[inline(always)]
    fn one(&mut self, line: Line, column: usize) {
        self.hear.hear(Mark { line, column, amount: self.count, case: self.case });
    }

    /// What a case counts in by its class.
    pub(super) fn class(&mut self, state: u8, case: Event) {
        if case.is_adult() {
            return self.one(Line::Whole, whole::ADULTS);
        }
        self.one(Line::Whole, whole::EVENTS);
        self.one(Line::Whole, if case.is_first() { whole::FIRST_TIME } else { whole::REPEAT });
        self.one(Line::Care(state), 0);
        if case.has_contact() {
            self.one(Line::Care(state), 1);
        }
        match case.kind() {
            Kind::Foreign => self.one(Line::State(state), case.cell()),
            Kind::Repatriated => self.one(Line::Repatriated(state), case.cell()),
            Kind::Received => self.one(Line::Whole, whole::RECEIVED),
        }
        let mut lacks = |lack: Lack| self.one(Line::Lacks(case.office()), usize::from(lack as u8));
        lacks(Lack::Cases);
        match case.kind() {
            Kind::Foreign => lacks(Lack::Foreign),
            Kind::Repatriated => lacks(Lack::Repatriated),
            Kind::Received => {}
        }
        if case.cell() / (CLASSES * SEXES) == usize::from(AgeGroup::Unspecified as u8) {
            lacks(Lack::Group);
        }
        if case.cell() / SEXES % CLASSES == CLASSES - 1 {
            lacks(Lack::Accompaniment);
        }
        if case.cell() % SEXES == SEXES - 1 {
            lacks(Lack::Sex);
        }
    }

    /// What a minor's case counts in by how soon its needs were met.
    pub(super) fn needs(&mut self, state: u8, care: Care) {
        for need in Need::ALL {
            let delay = usize::from(care.delay(need) as u8);
            self.one(Line::Care(state), BEFORE_NEEDS + usize::from(need as u8) * Delay::ALL.len() + delay);
        }
    }

    /// What a minor's case counts in by its nationality or point.
    pub(super) fn row(&mut self, state: u8, case: Event, unknown: usize) {
        let lack = match case.kind() {
            Kind::Foreign => {
                let nationality = nationality(case.nationality(), unknown);
                self.one(Line::Nationality(nationality), case.cell());
                (nationality == unknown).then_some(Lack::Nationality)
            }
            Kind::Repatriated => {
                self.one(Line::Point(state, case.point()), case.cell());
                (case.point() == NONE).then_some(Lack::Point)
            }
            Kind::Received => None,
        };
        if let Some(lack) = lack {
            self.one(Line::Lacks(case.office()), usize::from(lack as u8));
        }
    }

    /// What a case counts in by its month.
    pub(super) fn month(&mut self, month: usize, case: Event) {
        if case.kind() == Kind::Foreign && !case.is_adult() {
            self.one(Line::Month(month), case.cell());
        }
    }

    /// Services of one category that brought as many items each.
    pub(super) fn service(&mut self, state: u8, category: usize, items: u64) {
        for (part, each) in [1, items, 1].into_iter().enumerate() {
            let (line, column) = (Line::Services(state), category * OF_SERVICE + part);
            self.hear.hear(Mark { line, column, amount: self.count * each, case: self.case });
        }
    }

    pub(super) fn call(&mut self, state: u8, outcome: CallOutcome, child_spoke: bool) {
        for column in columns_of_call(outcome, child_spoke) {
            self.one(Line::Calls(state), column);
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
    /// The state of an office inside.
    pub(super) fn place(&self, office: u16) -> Option<u8> {
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
        self.cases_among(&self.days(), hear);
    }

    /// Tells of the cases of some days of the period.
    pub(super) fn cases_among(self, days: &RangeInclusive<i32>, hear: &mut impl Hear) {
        let (unknown, mut month) = (unknown_nationality(), MonthCursor::new(self.period));
        for (case, event) in self.facts.events(days) {
            let Some(state) = self.place(event.office()) else { continue };
            let mut told = Told { case, count: 1, hear };
            told.class(state, event);
            told.month(month.of(event.day()), event);
            if !event.is_adult() {
                told.one(Line::Whole, whole::PERSONS);
                told.needs(state, self.facts.care[index(case)]);
                told.row(state, event, unknown);
            }
        }
    }

    /// By the date of the outcome, whenever the event was.
    pub(super) fn returns(self, hear: &mut impl Hear) {
        let unknown = unknown_nationality();
        let returns = &self.facts.returns;
        for ended in &returns[of_days(returns, &self.days(), |ended| ended.day())] {
            if self.place(ended.office()).is_some() {
                let line = Line::Returned(nationality(ended.nationality(), unknown));
                hear.hear(Mark { line, column: usize::from(!ended.is_deportation()), amount: 1, case: ended.case() });
            }
        }
    }

    /// By the office that made them, whichever the case's is.
    pub(super) fn calls(self, hear: &mut impl Hear) {
        self.facts.calls(&self.days(), |Act { case, deed, .. }| self.call(Told { case, count: 1, hear }, deed));
    }

    /// By the office that gave them, whichever the case's is.
    pub(super) fn services(self, hear: &mut impl Hear) {
        self.facts.services(&self.days(), |Act { case, deed, .. }| self.service(Told { case, count: 1, hear }, deed));
    }

    pub(super) fn call(&self, mut told: Told<'_, impl Hear>, deed: Deed) {
        if let Some(state) = self.place(deed.office) {
            told.call(state, CallOutcome::ALL[usize::from(deed.what)], deed.rest == 1);
        }
    }

    pub(super) fn service(&self, mut told: Told<'_, impl Hear>, deed: Deed) {
        if let Some(state) = self.place(deed.office) {
            told.service(state, deed.what.into(), deed.rest.into());
        }
    }

    pub(super) fn days(&self) -> RangeInclusive<i32> {
        epoch_day(self.period.from())..=epoch_day(self.period.to())
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
