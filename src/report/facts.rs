//! What figures are made of: packed rows of cases, services and calls, and what can be said of each case in advance.
//!
//! Does not read the store, which fills [`Acts`] and [`Cases`], and knows nothing of periods. Must stay true: rows read in
//! another order, or by several threads, are the same facts.

mod care;
mod packed;
mod rows;

pub(super) use care::Care;
pub use care::{Delay, Need};
pub(super) use packed::{Act, CLASSES, Event, Return, SEXES};
pub use rows::{CallFact, CaseFact, Cases, OfficeFact, ServiceFact, Sources};

use super::since::Member;
use crate::domain::age::AgeGroup;
use crate::domain::code::CallOutcome;
use std::collections::BTreeMap;

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

/// What hangs on cases, packed as it is read, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    services: Vec<Act>,
    calls: Vec<Act>,
    /// The sums of quantities that have no room in their rows.
    large: BTreeMap<Act, u64>,
    /// What is known of the care of each case so far.
    care: Vec<Care>,
}

impl Acts {
    /// Takes a service. What hangs on an adult's case counts nowhere.
    pub fn service(&mut self, cases: &[Opened], service: &ServiceFact) {
        let Some(case) = minor(cases, service.case) else { return };
        let quantity = service.quantity.min(Act::LARGE);
        let act = Act::new(service.at_minutes, service.case, service.office, service.category as u8, quantity);
        if quantity == Act::LARGE {
            *self.large.entry(act).or_default() += u64::from(service.quantity);
        }
        self.services.push(act);
        if let Some(need) = Need::of_service(service.category) {
            self.note(cases, service.case, need, case.elapsed(service.at_minutes, service.offset));
        }
    }

    /// Takes a call.
    pub fn call(&mut self, cases: &[Opened], call: &CallFact) {
        let Some(case) = minor(cases, call.case) else { return };
        let elapsed = case.elapsed(call.at_minutes, call.offset);
        self.calls.push(Act::new(call.at_minutes, call.case, call.office, call.outcome as u8, call.child_spoke.into()));
        self.note(cases, call.case, Need::CallOffered, elapsed);
        if is_reached(call.outcome) && call.child_spoke {
            self.note(cases, call.case, Need::CallSpoke, elapsed);
        }
    }

    /// A need was met after so many minutes. It looks at every service and call of the case, whichever office gave it and
    /// whatever a report is limited to: that a child was fed is true of the case.
    fn note(&mut self, cases: &[Opened], case: u32, need: Need, elapsed: i32) {
        if self.care.is_empty() {
            self.care = vec![Care::default(); cases.len()];
        }
        let known = &mut self.care[index(case)];
        *known = known.met(need, Delay::of_minutes(elapsed));
    }

    /// Puts it in order, which whoever has read a part of a store does for that part.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.services.sort_unstable();
        self.services.shrink_to_fit();
        self.calls.sort_unstable();
        self.calls.shrink_to_fit();
        self
    }

    fn merge(&mut self, other: Self) {
        merge(&mut self.services, other.services);
        merge(&mut self.calls, other.calls);
        for (act, sum) in other.large {
            *self.large.entry(act).or_default() += sum;
        }
        if self.care.is_empty() {
            self.care = other.care;
        } else {
            self.care.iter_mut().zip(other.care).for_each(|(care, known)| *care = care.soonest(known));
        }
    }
}

/// Merges two lists in order, from their ends, so that it takes no memory but what they have.
fn merge(into: &mut Vec<Act>, mut other: Vec<Act>) {
    let (mut left, mut end) = (into.len(), into.len() + other.len());
    into.reserve_exact(other.len());
    into.extend_from_slice(&other);
    while let Some(last) = other.last() {
        end -= 1;
        if left > 0 && into[left - 1] > *last {
            left -= 1;
            into[end] = into[left];
        } else {
            into[end] = *last;
            other.pop();
        }
    }
}

fn minor(cases: &[Opened], case: u32) -> Option<&Opened> {
    cases.get(index(case)).filter(|case| case.is_minor)
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
    /// Of minors, in order.
    pub(super) services: Vec<Act>,
    /// Of minors, in order.
    pub(super) calls: Vec<Act>,
    large: BTreeMap<Act, u64>,
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
        let (facts, opened) = Self::of_cases(Cases { cases, offices, points, children });
        let mut acts = Acts::default();
        for service in &services {
            acts.service(&opened, service);
        }
        for call in &calls {
            acts.call(&opened, call);
        }
        facts.with_acts(vec![acts.in_order()])
    }

    /// Facts of cases alone, and what is asked of these to pack what hangs on them; works out what no period and no scope can
    /// change.
    #[must_use]
    pub fn of_cases(cases: Cases) -> (Self, Vec<Opened>) {
        let Cases { mut cases, offices, points, children } = cases;
        forget_unnamed_point(&mut cases, &points);
        debug_assert!(cases.is_sorted_by_key(|case| case.opened_minutes), "the store sorts cases by local time");
        let (children, count) = as_they_came(&cases, children);
        let mut returns: Vec<Return> = (0..).zip(&cases).filter_map(|(at, case)| Return::new(at, case)).collect();
        returns.sort_unstable();
        let facts = Self {
            cases: with_firsts(cases.iter().map(Event::new), &children, count).collect(),
            ids: cases.iter().map(|case| case.id).collect(),
            care: vec![Care::default(); cases.len()],
            children,
            count,
            returns,
            offices,
            points,
            services: Vec::new(),
            calls: Vec::new(),
            large: BTreeMap::new(),
        };
        (facts, cases.iter().map(Opened::new).collect())
    }

    /// The same with what hangs on the cases, each part of it in order.
    #[must_use]
    pub fn with_acts(self, acts: Vec<Acts>) -> Self {
        let mut acts = acts.into_iter();
        let mut all = acts.next().unwrap_or_default();
        for acts in acts {
            all.merge(acts);
        }
        let care = if all.care.is_empty() { self.care } else { all.care };
        Self { care, services: all.services, calls: all.calls, large: all.large, ..self }
    }

    /// What would be known if these cases of one child, in their order, were all there is.
    pub(super) fn only(&self, members: &[Member]) -> Self {
        let numbers = || members.iter().map(|member| index(member.case));
        let children = vec![0; members.len()];
        let (mut services, mut calls, mut returns) = (Vec::new(), Vec::new(), Vec::new());
        let mut large = BTreeMap::new();
        for (case, member) in (0..).zip(members) {
            calls.extend(member.calls.iter().map(|call| self.calls[*call].of(case)));
            returns.extend(member.returned.map(|ended| ended.of(case)));
            for number in &member.services {
                let act = self.services[*number];
                if act.rest() == u64::from(Act::LARGE) {
                    *large.entry(act.of(case)).or_default() += self.quantity(*number, act);
                }
                services.push(act.of(case));
            }
        }
        services.sort_unstable();
        calls.sort_unstable();
        returns.sort_unstable();
        Self {
            cases: with_firsts(numbers().map(|case| self.cases[case]), &children, 1).collect(),
            ids: numbers().map(|case| self.ids[case]).collect(),
            care: numbers().map(|case| self.care[case]).collect(),
            offices: self.offices.clone(),
            points: self.points.clone(),
            count: 1,
            children,
            services,
            calls,
            large,
            returns,
        }
    }

    /// How many items a service brought that stands in this place.
    pub(super) fn quantity(&self, number: usize, act: Act) -> u64 {
        let rest = act.rest();
        if rest < u64::from(Act::LARGE) { rest } else { self.large_quantity(number, act) }
    }

    /// Of equal rows without room for their quantities, the first stands for all.
    #[cold]
    fn large_quantity(&self, number: usize, act: Act) -> u64 {
        let is_first = number == 0 || self.services[number - 1] != act;
        self.large.get(&act).filter(|_| is_first).copied().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{Kind, ServiceCategory};
    use proptest::prelude::*;

    #[test]
    fn equal_services_that_have_no_room_are_added_up() {
        let case = CaseFact {
            id: 1,
            opened_minutes: 0,
            child: 0,
            outcome_day: 0,
            offset: 0,
            office: 0,
            nationality: NONE,
            point: NONE,
            kind: Kind::Foreign,
            sex: None,
            accompaniment: None,
            group: AgeGroup::Teen,
            outcome: None,
            has_contact: false,
        };
        let service = |quantity| ServiceFact {
            case: 0,
            at_minutes: 7,
            quantity,
            offset: 0,
            office: 0,
            category: ServiceCategory::Food,
        };
        let services = [300, 126, 999_999_999, 127].map(service).to_vec();
        let facts = Facts::new(Sources { cases: vec![case], services, children: 1, ..Sources::default() });
        let of = |facts: &Facts| -> Vec<u64> {
            (0..).zip(&facts.services).map(|(number, act)| facts.quantity(number, *act)).collect()
        };
        let expected = [126, 300 + 999_999_999 + 127, 0, 0];
        let member = Member { services: (0..4).collect(), ..Member::default() };
        assert_eq!((of(&facts), of(&facts.only(&[member]))), (expected.to_vec(), expected.to_vec()));
    }

    proptest! {
        #[test]
        fn what_is_merged_is_in_order(one in prop::collection::vec(0..50, 0..40), other in prop::collection::vec(0..50, 0..40)) {
            let acts = |minutes: &[i32]| {
                let mut acts: Vec<Act> = minutes.iter().map(|at| Act::new(at * DAY_MINUTES, 0, 0, 0, 0)).collect();
                acts.sort_unstable();
                acts
            };
            let mut merged = acts(&one);
            merge(&mut merged, acts(&other));
            prop_assert_eq!(merged, acts(&[one, other].concat()));
        }
    }
}
