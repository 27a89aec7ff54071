//! What figures are made of: packed rows of cases, services and calls, and what can be said of each case in advance.
//!
//! Does not read the store, which fills [`Acts`] and [`Cases`], and knows nothing of periods. Must stay true: nothing voided
//! and no name stands in these rows; a case, a child, an office and a point are numbers; and rows read in another order, or
//! by several threads, are the same facts.

use super::since::Member;
use crate::domain::age::AgeGroup;
use crate::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex, closed};
use std::collections::BTreeMap;

/// The first day that can be written, 1 January 1900, in days since 1970.
const FIRST_DAY: i32 = -25_567;
/// Minutes in a day.
pub(super) const DAY_MINUTES: i32 = 24 * 60;
/// A nationality or a point that is not known.
pub const NONE: u16 = u16::MAX;
/// The code of what is not known.
pub const UNSPECIFIED: &str = "unspecified";
/// The child of a case that counts nowhere.
pub(super) const NO_CHILD: u32 = u32::MAX;

/// A case that is not voided: one event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseFact {
    /// The integer of its record in the store.
    pub id: u32,
    /// When it began: minutes of the civil clock since 1970.
    pub opened_minutes: i32,
    /// The child: a number below [`Cases::children`]; children linked to one another share it.
    pub child: u32,
    /// Written date of the outcome, days since 1970; without meaning where there is no outcome.
    pub outcome_day: i32,
    /// Minutes that the clock of the event was ahead of UTC.
    pub offset: i16,
    /// Index into [`Cases::offices`].
    pub office: u16,
    /// Index into the catalogue of countries, or [`NONE`].
    pub nationality: u16,
    /// Index into [`Cases::points`], or [`NONE`].
    pub point: u16,
    /// What brought the child.
    pub kind: Kind,
    /// The child's sex.
    pub sex: Option<Sex>,
    /// How the child travels.
    pub accompaniment: Option<Accompaniment>,
    /// Its age group on the day of the event.
    pub group: AgeGroup,
    /// How the case ended.
    pub outcome: Option<Outcome>,
    /// Whether it has a contact that is not voided.
    pub has_contact: bool,
}

/// A service that was given, is not voided, and hangs on a case that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ServiceFact {
    /// Index into [`Cases::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// How many items.
    pub quantity: u32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Cases::offices`]: that gave it.
    pub office: u16,
    /// What kind of help.
    pub category: ServiceCategory,
}

/// A call or the offer of one, not voided, of a case that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallFact {
    /// Index into [`Cases::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Cases::offices`]: that made it.
    pub office: u16,
    /// What came of it.
    pub outcome: CallOutcome,
    /// Whether the child spoke.
    pub child_spoke: bool,
}

/// An office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeFact {
    /// Its code.
    pub code: String,
    /// Index into the catalogue of states.
    pub state: u8,
}

/// The cases, and what their numbers point at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cases {
    /// Every case that is not voided, by written local time, then by `case_ref`.
    pub cases: Vec<CaseFact>,
    /// The offices that cases, services and calls point at.
    pub offices: Vec<OfficeFact>,
    /// The reception points that cases point at.
    pub points: Vec<String>,
    /// How many children there are: their numbers are below this.
    pub children: u32,
}

/// The same, with rows of what hangs on the cases, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sources {
    /// See [`Cases::cases`].
    pub cases: Vec<CaseFact>,
    /// Every service given.
    pub services: Vec<ServiceFact>,
    /// Every call.
    pub calls: Vec<CallFact>,
    /// See [`Cases::offices`].
    pub offices: Vec<OfficeFact>,
    /// See [`Cases::points`].
    pub points: Vec<String>,
    /// See [`Cases::children`].
    pub children: u32,
}

/// The most cases that can be told apart, and the most offices.
pub const CASES_MAX: usize = 1 << 26;
/// See [`CASES_MAX`].
pub const OFFICES_MAX: usize = 1 << 10;

/// A service or a call of a minor in one number: day (17 bits), case (26), office (10), category or outcome (4), and 7 bits
/// for the quantity or for whether the child spoke; so rows in their order are rows in the order of days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Act(u64);

impl Act {
    /// A quantity that its bits cannot hold: it stands in [`Facts::large`].
    const LARGE: u32 = 127;

    fn new(at_minutes: i32, case: u32, office: u16, what: u8, rest: u32) -> Self {
        let day = u64::try_from(at_minutes.div_euclid(DAY_MINUTES) - FIRST_DAY).unwrap_or_default();
        Self(day << 47 | u64::from(case) << 21 | u64::from(office) << 11 | u64::from(what) << 7 | u64::from(rest))
    }

    /// The same of another case.
    fn of(self, case: u32) -> Self {
        Self(self.0 & !(((1 << 26) - 1) << 21) | u64::from(case) << 21)
    }

    const fn bits(self, from: u32, count: u32) -> u64 {
        self.0 >> from & ((1 << count) - 1)
    }

    pub(super) fn day(self) -> i32 {
        i32::try_from(self.0 >> 47).unwrap_or(i32::MAX).saturating_add(FIRST_DAY)
    }

    pub(super) fn case(self) -> u32 {
        u32::try_from(self.bits(21, 26)).unwrap_or(u32::MAX)
    }

    pub(super) fn office(self) -> u16 {
        u16::try_from(self.bits(11, 10)).unwrap_or(u16::MAX)
    }

    pub(super) fn what(self) -> usize {
        usize::try_from(self.bits(7, 4)).unwrap_or(usize::MAX)
    }

    pub(super) const fn rest(self) -> u64 {
        self.bits(0, 7)
    }
}

/// What hangs on cases, packed as it is read, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    services: Vec<Act>,
    calls: Vec<Act>,
    /// The sums of quantities that have no room in their rows.
    large: BTreeMap<Act, u64>,
    /// Of a case, again and again: what is known of its care so far.
    care: Vec<(u32, Care)>,
}

impl Acts {
    /// Takes a service. What hangs on an adult's case counts nowhere.
    pub fn service(&mut self, cases: &[CaseFact], service: &ServiceFact) {
        let Some(case) = minor(cases, service.case) else { return };
        let quantity = service.quantity.min(Act::LARGE);
        let act = Act::new(service.at_minutes, service.case, service.office, service.category as u8, quantity);
        if quantity == Act::LARGE {
            *self.large.entry(act).or_default() += u64::from(service.quantity);
        }
        self.services.push(act);
        if let Some(need) = Need::of_service(service.category) {
            self.note(service.case, need, case.elapsed(service.at_minutes, service.offset));
        }
    }

    /// Takes a call.
    pub fn call(&mut self, cases: &[CaseFact], call: &CallFact) {
        let Some(case) = minor(cases, call.case) else { return };
        let elapsed = case.elapsed(call.at_minutes, call.offset);
        self.calls.push(Act::new(call.at_minutes, call.case, call.office, call.outcome as u8, call.child_spoke.into()));
        self.note(call.case, Need::CallOffered, elapsed);
        if is_reached(call.outcome) && call.child_spoke {
            self.note(call.case, Need::CallSpoke, elapsed);
        }
    }

    /// A need was met after so many minutes. It looks at every service and call of the case, whichever office gave it and
    /// whatever a report is limited to: that a child was fed is true of the case.
    fn note(&mut self, case: u32, need: Need, elapsed: i32) {
        let met = Care::default().with(need, Delay::of_minutes(elapsed));
        match self.care.last_mut() {
            Some((last, soonest)) if *last == case => *soonest = soonest.soonest(met),
            _ => self.care.push((case, met)),
        }
    }
}

fn minor(cases: &[CaseFact], case: u32) -> Option<&CaseFact> {
    cases.get(index(case)).filter(|case| case.group != AgeGroup::Adult)
}

closed! {
    /// What a child needs first, and how soon it came is asked of.
    pub enum Need {
        /// First health service given.
        Health = "health",
        /// First food.
        Food = "food",
        /// First clothing.
        Clothing = "clothing",
        /// First rest.
        Rest = "rest",
        /// First call row of any outcome.
        CallOffered = "call_offered",
        /// First call in which somebody was reached and the child spoke.
        CallSpoke = "call_spoke",
    }
}

impl Need {
    const fn of_service(category: ServiceCategory) -> Option<Self> {
        match category {
            ServiceCategory::Health => Some(Self::Health),
            ServiceCategory::Food => Some(Self::Food),
            ServiceCategory::Clothing => Some(Self::Clothing),
            ServiceCategory::Rest => Some(Self::Rest),
            _ => None,
        }
    }
}

closed! {
    /// How long after the event a need was met.
    pub enum Delay {
        /// Up to two hours, or before the event.
        TwoHours = "2h",
        /// More than that, up to 24 hours.
        Day = "24h",
        /// After 24 hours.
        Later = "later",
        /// Not at all.
        Never = "never",
    }
}

impl Delay {
    const fn of_minutes(elapsed: i32) -> Self {
        match elapsed {
            ..=120 => Self::TwoHours,
            121..=DAY_MINUTES => Self::Day,
            _ => Self::Later,
        }
    }
}

/// How soon each need of a case was met: two bits each, the sooner the less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Care(u16);

impl Default for Care {
    /// None was met.
    fn default() -> Self {
        Self(u16::MAX)
    }
}

impl Care {
    fn with(self, need: Need, delay: Delay) -> Self {
        let place = 2 * (need as u16);
        Self(self.0 & !(3 << place) | (delay as u16) << place)
    }

    pub(super) fn delays(self) -> [Delay; Need::ALL.len()] {
        Need::ALL.map(|need| Delay::ALL[usize::from(self.0 >> (2 * (need as u16)) & 3)])
    }

    fn soonest(self, other: Self) -> Self {
        let pairs = Need::ALL.into_iter().zip(self.delays().into_iter().zip(other.delays()));
        pairs.fold(self, |care, (need, (a, b))| care.with(need, a.min(b)))
    }
}

/// Facts ready to be counted: services and calls by day, and what holds of a case in every report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    pub(super) cases: Vec<CaseFact>,
    /// Of minors, in order.
    pub(super) services: Vec<Act>,
    /// Of minors, in order.
    pub(super) calls: Vec<Act>,
    large: BTreeMap<Act, u64>,
    pub(super) offices: Vec<OfficeFact>,
    pub(super) points: Vec<String>,
    pub(super) children: u32,
    /// The child of each case, [`NO_CHILD`] for an adult's.
    pub(super) minors: Vec<u32>,
    /// Whether each case is its child's earliest counted event in the store.
    pub(super) firsts: Vec<bool>,
    pub(super) care: Vec<Care>,
    /// In the order of their days.
    pub(super) returns: Vec<Return>,
}

/// A foreign minor's case that ended in a return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Return {
    pub(super) case: u32,
    pub(super) day: i32,
    pub(super) office: u16,
    pub(super) nationality: u16,
    pub(super) is_deportation: bool,
}

impl Facts {
    /// Facts of rows that lie before us.
    #[must_use]
    pub fn new(rows: Sources) -> Self {
        let Sources { cases, services, calls, offices, points, children } = rows;
        let mut acts = Acts::default();
        for service in &services {
            acts.service(&cases, service);
        }
        for call in &calls {
            acts.call(&cases, call);
        }
        Self::packed(Cases { cases, offices, points, children }, vec![acts])
    }

    /// Takes what was read, puts it in order, and works out what no period and no scope can change.
    #[must_use]
    pub fn packed(cases: Cases, acts: Vec<Acts>) -> Self {
        let Cases { mut cases, offices, points, children } = cases;
        forget_unnamed_point(&mut cases, &points);
        debug_assert!(cases.is_sorted_by_key(|case| case.opened_minutes), "the store sorts cases by local time");
        let minors = cases.iter().map(|case| if case.group == AgeGroup::Adult { NO_CHILD } else { case.child });
        let minors: Vec<u32> = minors.collect();
        let mut acts = acts.into_iter();
        let mut all = acts.next().unwrap_or_default();
        for mut acts in acts {
            all.services.append(&mut acts.services);
            all.calls.append(&mut acts.calls);
            all.care.append(&mut acts.care);
            for (act, sum) in acts.large {
                *all.large.entry(act).or_default() += sum;
            }
        }
        let mut care = vec![Care::default(); cases.len()];
        for (case, known) in all.care {
            care[index(case)] = care[index(case)].soonest(known);
        }
        std::thread::scope(|scope| {
            scope.spawn(|| all.services.sort());
            all.calls.sort();
        });
        Self {
            firsts: first_events(&minors, children),
            returns: returns(&cases),
            services: all.services,
            calls: all.calls,
            large: all.large,
            care,
            cases,
            offices,
            points,
            children,
            minors,
        }
    }

    /// What would be known if these cases of one child, in their order, were all there is.
    pub(super) fn only(&self, members: &[Member]) -> Self {
        let numbers = || members.iter().map(|member| index(member.case));
        let cases: Vec<CaseFact> = numbers().map(|case| CaseFact { child: 0, ..self.cases[case] }).collect();
        let minors: Vec<u32> = numbers().map(|case| if self.minors[case] == NO_CHILD { NO_CHILD } else { 0 }).collect();
        let (mut services, mut calls, mut large) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (case, member) in (0..).zip(members) {
            calls.extend(member.calls.iter().map(|call| self.calls[*call].of(case)));
            for number in &member.services {
                let act = self.services[*number].of(case);
                if act.rest() == u64::from(Act::LARGE) {
                    *large.entry(act).or_default() += self.quantity(*number);
                }
                services.push(act);
            }
        }
        services.sort_unstable();
        calls.sort_unstable();
        Self {
            firsts: first_events(&minors, 1),
            returns: returns(&cases),
            care: numbers().map(|case| self.care[case]).collect(),
            offices: self.offices.clone(),
            points: self.points.clone(),
            children: 1,
            cases,
            services,
            calls,
            large,
            minors,
        }
    }

    /// How many items a service brought. Of equal rows without room for theirs, the first stands for all.
    pub(super) fn quantity(&self, number: usize) -> u64 {
        let act = self.services[number];
        match act.rest() {
            rest if rest < u64::from(Act::LARGE) => rest,
            _ if number > 0 && self.services[number - 1] == act => 0,
            _ => self.large.get(&act).copied().unwrap_or_default(),
        }
    }

    /// The cases, in the order in which they came.
    #[must_use]
    pub fn cases(&self) -> &[CaseFact] {
        &self.cases
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

impl CaseFact {
    /// Minutes between the event and a civil time; between instants, since a clock may have been changed in between.
    fn elapsed(&self, at_minutes: i32, offset: i16) -> i32 {
        let utc = |civil: i32, offset: i16| civil - i32::from(offset);
        utc(at_minutes, offset) - utc(self.opened_minutes, self.offset)
    }

    /// Whether the case ended in a return that figures count.
    #[must_use]
    pub const fn is_returned(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Deportation | Outcome::AssistedReturn))
            && matches!(self.kind, Kind::Foreign)
            && !matches!(self.group, AgeGroup::Adult)
    }
}

fn first_events(minors: &[u32], children: u32) -> Vec<bool> {
    let mut is_known = vec![false; index(children)];
    let is_first = |child: &u32| *child != NO_CHILD && !std::mem::replace(&mut is_known[index(*child)], true);
    minors.iter().map(is_first).collect()
}

fn returns(cases: &[CaseFact]) -> Vec<Return> {
    let ended = (0..).zip(cases).filter(|(_, case)| case.is_returned()).map(|(number, case)| Return {
        case: number,
        day: case.outcome_day,
        office: case.office,
        nationality: case.nationality,
        is_deportation: case.outcome == Some(Outcome::Deportation),
    });
    let mut ended: Vec<Return> = ended.collect();
    ended.sort_by_key(|ended| ended.day);
    ended
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
    use chrono::NaiveDate;

    #[test]
    fn what_is_packed_comes_out_again() {
        let act = Act::new(-1, 67_108_863, 1_023, 15, 127);
        assert_eq!((act.day(), act.case(), act.office(), act.what(), act.rest()), (-1, 67_108_863, 1_023, 15, 127));
        let last = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap().to_epoch_days();
        assert_eq!(Act::new(last * DAY_MINUTES, 0, 0, 0, 0).day(), last);
        assert_eq!(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().to_epoch_days(), FIRST_DAY);
    }

    #[test]
    fn delays_end_with_their_last_minute() {
        let check = |minutes, expected| assert_eq!(Delay::of_minutes(minutes), expected, "{minutes}");
        check(-5, Delay::TwoHours);
        check(120, Delay::TwoHours);
        check(121, Delay::Day);
        check(1440, Delay::Day);
        check(1441, Delay::Later);
    }

    #[test]
    fn rows_stay_small() {
        assert!(size_of::<CaseFact>() <= 32 && size_of::<ServiceFact>() <= 20 && size_of::<CallFact>() <= 16);
    }
}
