//! What figures are made of: packed rows of cases, services and calls, and what can be said of each case in advance.
//!
//! Does not read the store, which fills [`Acts`] and [`Cases`], and knows nothing of periods. Must stay true: rows read in
//! another order, or by several threads, are the same facts.

mod by_day;
mod care;
mod packed;
mod rows;

pub(super) use by_day::Act;
pub(super) use care::Care;
pub use care::{Delay, Need};
pub(super) use packed::{CLASSES, Event, Return, SEXES};
pub use rows::{CallFact, CaseFact, Cases, OfficeFact, ServiceFact, Sources};

use super::since::Member;
use crate::domain::age::AgeGroup;
use crate::domain::code::CallOutcome;
use by_day::{ByDay, Come};
use std::ops::RangeInclusive;

/// Minutes in a day.
const DAY_MINUTES: i32 = 24 * 60;
/// A nationality or a point that is not known.
pub const NONE: u16 = u16::MAX;
/// The code of what is not known.
pub const UNSPECIFIED: &str = "unspecified";
/// The most cases that can be told apart, and the most offices.
pub const CASES_MAX: usize = 1 << 26;
/// See [`CASES_MAX`].
pub const OFFICES_MAX: usize = 1 << 10;

/// What is asked of a case when something that hangs on it is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opened {
    utc_minutes: i32,
    office: u16,
    is_minor: bool,
}

impl Opened {
    fn new(case: &CaseFact) -> Self {
        let utc_minutes = case.opened_minutes - i32::from(case.offset);
        Self { utc_minutes, office: case.office, is_minor: case.group != AgeGroup::Adult }
    }

    /// Index into the offices.
    #[must_use]
    pub const fn office(self) -> u16 {
        self.office
    }

    /// Minutes between the event and a civil time; between instants, since a clock may have been changed in between.
    fn elapsed(self, at_minutes: i32, offset: i16) -> i32 {
        at_minutes - i32::from(offset) - self.utc_minutes
    }
}

/// Facts of cases alone, and what is asked of these when something that hangs on them is packed.
#[derive(Clone, Debug)]
pub struct Begun {
    facts: Facts,
    opened: Vec<Opened>,
}

impl Begun {
    /// Works out what no period and no scope can change.
    #[must_use]
    pub fn new(cases: Cases) -> Self {
        let Cases { mut cases, offices, points, children } = cases;
        forget_unnamed_point(&mut cases, &points);
        debug_assert!(cases.is_sorted_by_key(|case| case.opened_minutes), "the store sorts cases by local time");
        let (children, count) = as_they_came(&cases, children);
        let mut returns: Vec<Return> = (0..).zip(&cases).filter_map(|(at, case)| Return::new(at, case)).collect();
        returns.sort_unstable();
        let events: Vec<Event> = with_firsts(cases.iter().map(Event::new), &children, count).collect();
        let facts = Facts {
            come: Come::new(&events),
            cases: events,
            ids: cases.iter().map(|case| case.id).collect(),
            care: vec![Care::default(); cases.len()],
            children,
            count,
            returns,
            offices,
            points,
            services: ByDay::default(),
            calls: ByDay::default(),
        };
        Self { facts, opened: cases.iter().map(Opened::new).collect() }
    }

    /// What is asked of the case in a place.
    #[must_use]
    pub fn opened(&self, case: u32) -> Option<&Opened> {
        self.opened.get(index(case))
    }

    fn minor(&self, case: u32) -> Option<&Opened> {
        self.opened(case).filter(|case| case.is_minor)
    }

    /// The facts, with what hangs on the cases, each part of it in order.
    #[must_use]
    pub fn end(self, acts: Vec<Acts>) -> Facts {
        let mut acts = acts.into_iter();
        let mut all = acts.next().unwrap_or_default();
        for acts in acts {
            all.merge(acts);
        }
        let care = if all.care.is_empty() { self.facts.care } else { all.care };
        Facts { care, services: all.services, calls: all.calls, ..self.facts }
    }
}

/// What hangs on cases, packed as it is read, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    services: ByDay,
    calls: ByDay,
    /// What is known of the care of each case so far.
    care: Vec<Care>,
}

impl Acts {
    /// Takes a service. What hangs on an adult's case counts nowhere.
    pub fn service(&mut self, begun: &Begun, service: &ServiceFact) {
        let &ServiceFact { case, at_minutes, quantity, offset, office, category } = service;
        let Some(opened) = begun.minor(case) else { return };
        let act = Act { day: day_of(at_minutes), case, office, what: category as u8, rest: quantity };
        self.services.push(&begun.facts.come, act);
        if let Some(need) = Need::of_service(category) {
            self.note(begun, case, need, opened.elapsed(at_minutes, offset));
        }
    }

    /// Takes a call.
    pub fn call(&mut self, begun: &Begun, call: &CallFact) {
        let &CallFact { case, at_minutes, offset, office, outcome, child_spoke } = call;
        let Some(opened) = begun.minor(case) else { return };
        let elapsed = opened.elapsed(at_minutes, offset);
        let act = Act { day: day_of(at_minutes), case, office, what: outcome as u8, rest: child_spoke.into() };
        self.calls.push(&begun.facts.come, act);
        self.note(begun, case, Need::CallOffered, elapsed);
        if is_reached(outcome) && child_spoke {
            self.note(begun, case, Need::CallSpoke, elapsed);
        }
    }

    /// A need was met after so many minutes. It looks at every service and call of the case, whichever office gave it and
    /// whatever a report is limited to: that a child was fed is true of the case.
    fn note(&mut self, begun: &Begun, case: u32, need: Need, elapsed: i32) {
        if self.care.is_empty() {
            self.care = vec![Care::default(); begun.opened.len()];
        }
        let known = &mut self.care[index(case)];
        *known = known.met(need, Delay::of_minutes(elapsed));
    }

    /// Puts it in order, which whoever has read a part of a store does for that part.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.services.put_in_order();
        self.calls.put_in_order();
        self
    }

    fn merge(&mut self, other: Self) {
        self.services.merge(other.services);
        self.calls.merge(other.calls);
        if self.care.is_empty() {
            self.care = other.care;
        } else {
            self.care.iter_mut().zip(other.care).for_each(|(care, known)| *care = care.soonest(known));
        }
    }
}

/// Facts ready to be counted: cases, services and calls by day, and what holds of a case in every report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// In the order of written local time; the following three say more of the same cases.
    pub(super) cases: Vec<Event>,
    /// The integer of the record of each case.
    pub(super) ids: Vec<u32>,
    /// The child of each case, numbered as they came, so that those who came together lie together.
    pub(super) children: Vec<u32>,
    pub(super) care: Vec<Care>,
    /// How many children there are.
    pub(super) count: u32,
    come: Come,
    services: ByDay,
    calls: ByDay,
    /// Of minors, in order.
    pub(super) returns: Vec<Return>,
    pub(super) offices: Vec<OfficeFact>,
    pub(super) points: Vec<String>,
}

impl Facts {
    /// Facts of rows that lie before us.
    #[must_use]
    pub fn new(rows: Sources) -> Self {
        let Sources { cases, services, calls, offices, points, children } = rows;
        let begun = Begun::new(Cases { cases, offices, points, children });
        let mut acts = Acts::default();
        for service in &services {
            acts.service(&begun, service);
        }
        for call in &calls {
            acts.call(&begun, call);
        }
        begun.end(vec![acts.in_order()])
    }

    /// What would be known if these cases of one child, in their order, were all there is.
    pub(super) fn only(&self, members: &[Member]) -> Self {
        let numbers = || members.iter().map(|member| index(member.case));
        let children = vec![0; members.len()];
        let (mut services, mut calls, mut returns) = (Vec::new(), Vec::new(), Vec::new());
        for (case, member) in (0..).zip(members) {
            services.extend(member.services.iter().map(|act| Act { case, ..*act }));
            calls.extend(member.calls.iter().map(|act| Act { case, ..*act }));
            returns.extend(member.returned.map(|ended| ended.of(case)));
        }
        returns.sort_unstable();
        Self {
            cases: with_firsts(numbers().map(|case| self.cases[case]), &children, 1).collect(),
            ids: numbers().map(|case| self.ids[case]).collect(),
            care: numbers().map(|case| self.care[case]).collect(),
            offices: self.offices.clone(),
            points: self.points.clone(),
            count: 1,
            children,
            come: Come::default(),
            services: ByDay::of_few(services),
            calls: ByDay::of_few(calls),
            returns,
        }
    }

    /// Tells of each service of some days, in their order.
    pub(super) fn services(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act)) {
        self.services.each(&self.come, days, told);
    }

    /// Tells of each call of some days, in their order.
    pub(super) fn calls(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act)) {
        self.calls.each(&self.come, days, told);
    }

    /// How many cases there are, adults' too.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there is no case at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }
}

/// The day of a minute of the civil clock.
const fn day_of(minutes: i32) -> i32 {
    minutes.div_euclid(DAY_MINUTES)
}

/// A number of the facts as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Whether somebody was reached, or called.
pub(super) const fn is_reached(outcome: CallOutcome) -> bool {
    matches!(outcome, CallOutcome::Reached | CallOutcome::Received)
}

/// The child of each case, by new numbers in the order in which they first came, and how many there are.
fn as_they_came(cases: &[CaseFact], children: u32) -> (Vec<u32>, u32) {
    let mut numbers = vec![u32::MAX; index(children)];
    let mut count = 0;
    let of_case = |case: &CaseFact| {
        let number = &mut numbers[index(case.child)];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *number
    };
    let children = cases.iter().map(of_case).collect();
    (children, count)
}

/// The cases, in their order, with the first counted one of each child marked.
fn with_firsts(cases: impl Iterator<Item = Event>, children: &[u32], count: u32) -> impl Iterator<Item = Event> {
    let mut is_known = vec![false; index(count)];
    cases.zip(children).map(move |(case, child)| {
        case.with_first(!case.is_adult() && !std::mem::replace(&mut is_known[index(*child)], true))
    })
}

/// A point that is called what tables call the lack of one stands for that lack, or a key would stand twice.
fn forget_unnamed_point(cases: &mut [CaseFact], points: &[String]) {
    let unnamed = (0..NONE).zip(points).find(|(_, name)| *name == UNSPECIFIED).map(|(number, _)| number);
    if let Some(unnamed) = unnamed {
        cases.iter_mut().filter(|case| case.point == unnamed).for_each(|case| case.point = NONE);
    }
}
