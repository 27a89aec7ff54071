//! What figures are made of: packed rows of cases, services and calls, and what can be said of each case in advance.
//!
//! Does not read the store, which fills [`Begun`] and [`Acts`], and knows nothing of periods. Must stay true: rows read in
//! another order, or by several threads, are the same facts.

mod aid;
mod by_day;
mod care;
mod half;
mod packed;
mod rows;

pub(super) use aid::{Aid, CAME, MARKS, Marks};
pub(super) use by_day::{Act, Deed};
pub(super) use care::Care;
pub use care::{Delay, Need};
pub(super) use half::Half;
pub(super) use packed::{CLASSES, Event, Return, SEXES};
pub use rows::{CallFact, CaseFact, OfficeFact, ServiceFact, Sources};

use super::since::Member;
use crate::domain::code::CallOutcome;
use by_day::{ByDay, Come};
use std::ops::{Range, RangeInclusive};

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

/// Facts of cases alone, and what is asked of these when something that hangs on them is packed.
#[derive(Clone, Debug)]
pub struct Begun {
    facts: Facts,
    /// When each case began, in minutes since 1970: an instant.
    opened: Vec<i32>,
    /// The number of each child, once it has come, and whether it has come with a case that counts.
    known: Vec<(u32, bool)>,
    /// A point that is called what tables call the lack of one stands for that lack, or a key would stand twice.
    unnamed: Option<u16>,
}

impl Begun {
    /// Of no cases yet, with room for so many, and what their numbers will point at; see [`Sources`].
    #[must_use]
    pub fn new(offices: Vec<OfficeFact>, points: Vec<String>, children: u32, cases: usize) -> Self {
        let unnamed = (0..NONE).zip(&points).find(|(_, name)| *name == UNSPECIFIED).map(|(number, _)| number);
        let facts = Facts {
            cases: Vec::with_capacity(cases),
            ids: Vec::with_capacity(cases),
            children: Vec::with_capacity(cases),
            offices,
            points,
            ..Facts::default()
        };
        let known = vec![(u32::MAX, false); index(children)];
        Self { facts, opened: Vec::with_capacity(cases), known, unnamed }
    }

    /// Takes the next case, in the order of written local time.
    pub fn case(&mut self, case: &CaseFact) {
        let facts = &mut self.facts;
        let point = if Some(case.point) == self.unnamed { NONE } else { case.point };
        let (number, has_counted) = &mut self.known[index(case.child)];
        if *number == u32::MAX {
            *number = facts.count;
            facts.count += 1;
        }
        let place = u32::try_from(facts.cases.len()).unwrap_or(u32::MAX);
        facts.returns.extend(Return::new(place, case));
        facts.cases.push(Event::new(&CaseFact { point, ..*case }).of_child(has_counted));
        facts.ids.push(case.id);
        facts.children.push(*number);
        self.opened.push(case.opened_minutes - i32::from(case.offset));
    }

    /// Notes of the case in a place that it has a contact.
    pub fn contact(&mut self, place: u32) {
        if let Some(case) = self.facts.cases.get_mut(index(place)) {
            *case = case.with_contact();
        }
    }

    /// The integers of the records of the cases, by their places.
    #[must_use]
    pub fn ids(&self) -> &[u32] {
        &self.facts.ids
    }

    /// Has come to the last case: what hangs on them may be packed.
    #[must_use]
    pub fn with_all_cases(mut self) -> Self {
        debug_assert!(self.facts.cases.is_sorted_by_key(|case| case.day()), "the store sorts cases by local time");
        self.known = Vec::new();
        let mut counts = vec![0_u8; index(self.facts.count)];
        for child in &self.facts.children {
            counts[index(*child)] = counts[index(*child)].saturating_add(1);
        }
        for (case, child) in self.facts.cases.iter_mut().zip(&self.facts.children) {
            if counts[index(*child)] == 1 {
                *case = case.the_only();
            }
        }
        self.facts.returns.sort_unstable();
        self.facts.come = Come::new(&self.facts.cases);
        self
    }

    /// Index into the offices of that of a case.
    #[must_use]
    pub fn office(&self, case: u32) -> Option<u16> {
        self.facts.cases.get(index(case)).map(|case| case.office())
    }

    /// The minutes between the event of a minor and a civil time; between instants, since a clock may have been changed in
    /// between. What hangs on an adult's case counts nowhere.
    fn elapsed(&self, case: u32, at_minutes: i32, offset: i16) -> Option<i32> {
        self.facts.cases.get(index(case)).filter(|case| !case.is_adult())?;
        self.opened.get(index(case)).map(|opened| at_minutes - i32::from(offset) - opened)
    }

    /// The facts, with what hangs on the cases, each part of it in order.
    #[must_use]
    pub fn end(self, acts: Vec<Acts>) -> Facts {
        // What is no more needed makes room for what is put together.
        drop(self.opened);
        let mut acts = acts.into_iter();
        let mut all = acts.next().unwrap_or_default();
        for acts in acts {
            all.merge(acts);
        }
        let Acts { done, mut care, mut aids } = all;
        care.resize(self.facts.cases.len(), Care::default());
        aids.resize(self.facts.cases.len(), Aid::default());
        Facts { care, aids, done, ..self.facts }.with_scattered().with_halves()
    }
}

/// What hangs on cases, packed as it is read, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    done: Done,
    /// What is known of the care of each case so far, and of what was done in it.
    care: Vec<Care>,
    aids: Vec<Aid>,
}

impl Acts {
    /// Takes a service. What hangs on an adult's case counts nowhere.
    pub fn service(&mut self, begun: &Begun, service: &ServiceFact) {
        let &ServiceFact { case, at_minutes, quantity, offset, office, category } = service;
        let Some(elapsed) = begun.elapsed(case, at_minutes, offset) else { return };
        let deed = Deed { office, what: category as u8, rest: quantity };
        let act = Act { day: day_of(at_minutes), case, deed };
        self.done.services.push(&begun.facts.come, act);
        self.note(begun, &act, aid::of_service(act.deed.what));
        if let Some(need) = Need::of_service(category) {
            self.meet(case, need, elapsed);
        }
    }

    /// Takes a call.
    pub fn call(&mut self, begun: &Begun, call: &CallFact) {
        let &CallFact { case, at_minutes, offset, office, outcome, child_spoke } = call;
        let Some(elapsed) = begun.elapsed(case, at_minutes, offset) else { return };
        let deed = Deed { office, what: outcome as u8, rest: child_spoke.into() };
        let act = Act { day: day_of(at_minutes), case, deed };
        self.done.calls.push(&begun.facts.come, act);
        self.note(begun, &act, aid::of_call(outcome, child_spoke));
        self.meet(case, Need::CallOffered, elapsed);
        if is_reached(outcome) && child_spoke {
            self.meet(case, Need::CallSpoke, elapsed);
        }
    }

    /// Notes that something was done in a case.
    fn note(&mut self, begun: &Begun, act: &Act, marks: Marks) {
        if self.aids.is_empty() {
            self.care = vec![Care::default(); begun.opened.len()];
            self.aids = vec![Aid::default(); begun.opened.len()];
        }
        let case = index(act.case);
        let days = act.day.saturating_sub(begun.facts.cases[case].day());
        self.aids[case] = self.aids[case].and(Aid::new(marks, act.deed.office, days));
    }

    /// A need was met after so many minutes. It looks at every service and call of the case, whichever office gave it and
    /// whatever a report is limited to: that a child was fed is true of the case.
    fn meet(&mut self, case: u32, need: Need, elapsed: i32) {
        let known = &mut self.care[index(case)];
        *known = known.met(need, Delay::of_minutes(elapsed));
    }

    /// Puts it in order, which whoever has read a part of a store does for that part.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.done.services.put_in_order();
        self.done.calls.put_in_order();
        self
    }

    fn merge(&mut self, other: Self) {
        if self.aids.is_empty() {
            (self.care, self.aids) = (other.care, other.aids);
        } else {
            self.care.iter_mut().zip(other.care).for_each(|(care, known)| *care = care.soonest(known));
            self.aids.iter_mut().zip(other.aids).for_each(|(aid, known)| *aid = aid.and(known));
        }
        self.done.services.merge(other.done.services);
        self.done.calls.merge(other.done.calls);
    }
}

/// Services and calls.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Done {
    services: ByDay,
    calls: ByDay,
}

impl Done {
    /// Tells of each thing of some days of which a child counts once, with its marks.
    fn marked(&self, come: &Come, days: &RangeInclusive<i32>, mut told: impl FnMut(Act, Marks)) {
        self.services.each(come, days, |act| told(act, aid::of_service(act.deed.what)));
        self.calls.each(come, days, |act| {
            told(act, aid::of_call(CallOutcome::ALL[usize::from(act.deed.what)], act.deed.rest == 1));
        });
    }
}

/// Facts ready to be counted: cases, services and calls by day, and what holds of a case in every report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// In the order of written local time; the following four say more of the same cases.
    pub(super) cases: Vec<Event>,
    /// The integer of the record of each case.
    pub(super) ids: Vec<u32>,
    /// The child of each case, numbered as they came, so that those who came together lie together.
    pub(super) children: Vec<u32>,
    pub(super) care: Vec<Care>,
    pub(super) aids: Vec<Aid>,
    /// How many children there are.
    pub(super) count: u32,
    come: Come,
    done: Done,
    /// What was done in cases where it is scattered.
    scattered: Done,
    /// Those with many cases, in their order.
    pub(super) halves: Vec<Half>,
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
        let mut begun = Begun::new(offices, points, children, cases.len());
        for case in &cases {
            begun.case(case);
        }
        let begun = begun.with_all_cases();
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
        let mut has_counted = false;
        let (mut services, mut calls, mut returns) = (Vec::new(), Vec::new(), Vec::new());
        for (case, member) in (0..).zip(members) {
            services.extend(member.services.iter().map(|act| Act { case, ..*act }));
            calls.extend(member.calls.iter().map(|act| Act { case, ..*act }));
            returns.extend(member.returned.map(|ended| ended.of(case)));
        }
        returns.sort_unstable();
        Self {
            cases: numbers().map(|case| self.cases[case].of_child(&mut has_counted)).collect(),
            ids: numbers().map(|case| self.ids[case]).collect(),
            care: numbers().map(|case| self.care[case]).collect(),
            aids: numbers().map(|case| self.aids[case]).collect(),
            offices: self.offices.clone(),
            points: self.points.clone(),
            count: 1,
            children: vec![0; members.len()],
            come: Come::default(),
            done: Done { services: ByDay::of_few(services), calls: ByDay::of_few(calls) },
            scattered: Done::default(),
            halves: Vec::new(),
            returns,
        }
        .with_scattered()
    }

    /// With what was done where it is scattered apart, too.
    fn with_scattered(self) -> Self {
        if !self.aids.iter().any(|aid| aid.is_scattered()) {
            return self;
        }
        let of = |acts: &ByDay| acts.of_cases(&self.come, |case| self.aids[index(case)].is_scattered());
        let scattered = Done { services: of(&self.done.services), calls: of(&self.done.calls) };
        Self { scattered, ..self }
    }

    /// With its halves summed up.
    fn with_halves(self) -> Self {
        Self { halves: Half::of(&self, half::MANY), ..self }
    }

    /// The places of the cases of some days.
    pub(super) fn cases_of(&self, days: &RangeInclusive<i32>) -> Range<usize> {
        of_days(&self.cases, days, |case| case.day())
    }

    /// The cases of some days, with their numbers.
    pub(super) fn events(&self, days: &RangeInclusive<i32>) -> impl Iterator<Item = (u32, Event)> {
        let cases = self.cases_of(days);
        let first = u32::try_from(cases.start).unwrap_or(u32::MAX);
        (first..).zip(self.cases[cases].iter().copied())
    }

    /// Tells of each service of some days, in their order.
    pub(super) fn services(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act)) {
        self.done.services.each(&self.come, days, told);
    }

    /// Tells of each call of some days, in their order.
    pub(super) fn calls(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act)) {
        self.done.calls.each(&self.come, days, told);
    }

    /// How many services of some days there are of each deed; it may name one more than once.
    pub(super) fn service_deeds(&self, days: &RangeInclusive<i32>) -> Alike<Deed> {
        self.done.services.deeds(days)
    }

    /// The same of calls.
    pub(super) fn call_deeds(&self, days: &RangeInclusive<i32>) -> Alike<Deed> {
        self.done.calls.deeds(days)
    }

    /// Tells of each thing of some days that marks a child, and its marks.
    pub(super) fn marked(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act, Marks)) {
        self.done.marked(&self.come, days, told);
    }

    /// Tells the same of those cases only of whose [`Aid`] it is not known.
    pub(super) fn marked_and_scattered(&self, days: &RangeInclusive<i32>, told: impl FnMut(Act, Marks)) {
        self.scattered.marked(&self.come, days, told);
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

/// Where what is of some days stands among rows in the order of days.
pub(super) fn of_days<Row>(rows: &[Row], days: &RangeInclusive<i32>, day: impl Fn(&Row) -> i32) -> Range<usize> {
    let start = rows.partition_point(|row| day(row) < *days.start());
    start..start + rows[start..].partition_point(|row| day(row) <= *days.end())
}

/// Things that are alike, and how many there are of each.
type Alike<T> = Vec<(T, u32)>;

fn alike<T: Ord + Copy>(things: impl Iterator<Item = T>) -> Alike<T> {
    let mut things: Vec<T> = things.collect();
    things.sort_unstable();
    let counted = things.chunk_by(T::eq).filter_map(|same| Some((*same.first()?, u32::try_from(same.len()).ok()?)));
    counted.collect()
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
