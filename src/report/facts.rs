//! What figures are made of: packed rows of cases, services and calls, and what can be said of each case in advance.
//!
//! Does not read the store, which fills [`Sources`], and knows nothing of periods. Must stay true: nothing voided and
//! no name stands in these rows; a case, a child, an office and a point are numbers.

use crate::domain::age::AgeGroup;
use crate::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex, closed};

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
    /// The child: a number below [`Sources::children`]; children linked to one another share it.
    pub child: u32,
    /// Written date of the outcome, days since 1970; without meaning where there is no outcome.
    pub outcome_day: i32,
    /// Minutes that the clock of the event was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`].
    pub office: u16,
    /// Index into the catalogue of countries, or [`NONE`].
    pub nationality: u16,
    /// Index into [`Sources::points`], or [`NONE`].
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
    /// Index into [`Sources::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// How many items.
    pub quantity: u32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`]: that gave it.
    pub office: u16,
    /// What kind of help.
    pub category: ServiceCategory,
}

/// A call or the offer of one, not voided, of a case that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallFact {
    /// Index into [`Sources::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`]: that made it.
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

/// What the store fills.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sources {
    /// Every case that is not voided, by written local time, then by `case_ref`.
    pub cases: Vec<CaseFact>,
    /// Every service given, in any order.
    pub services: Vec<ServiceFact>,
    /// Every call, in any order.
    pub calls: Vec<CallFact>,
    /// The offices that cases, services and calls point at.
    pub offices: Vec<OfficeFact>,
    /// The reception points that cases point at.
    pub points: Vec<String>,
    /// How many children there are: their numbers are below this.
    pub children: u32,
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
            i32::MAX => Self::Never,
            _ => Self::Later,
        }
    }
}

/// How soon each need of a case was met, in the order of [`Need::ALL`].
pub type Care = [Delay; Need::ALL.len()];

/// Facts ready to be counted: services and calls by day, and what holds of a case in every report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    pub(super) cases: Vec<CaseFact>,
    /// Of minors, in the order of their days.
    pub(super) services: Vec<ServiceFact>,
    /// Of minors, in the order of their days.
    pub(super) calls: Vec<CallFact>,
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
    /// Takes what the store read, puts it in the order of days, and works out what no period and no scope can change.
    ///
    /// # Panics
    /// Where a number points at nothing: the store made it from the same rows.
    #[must_use]
    pub fn new(sources: Sources) -> Self {
        let Sources { mut cases, mut services, mut calls, offices, points, children } = sources;
        forget_unnamed_point(&mut cases, &points);
        debug_assert!(cases.is_sorted_by_key(|case| case.opened_minutes), "the store sorts cases by local time");
        let minors = cases.iter().map(|case| if case.group == AgeGroup::Adult { NO_CHILD } else { case.child });
        let minors: Vec<u32> = minors.collect();
        // What hangs on an adult's case counts nowhere.
        services.retain(|service| minors[index(service.case)] != NO_CHILD);
        calls.retain(|call| minors[index(call.case)] != NO_CHILD);
        let (care, services) = std::thread::scope(|scope| {
            let care = scope.spawn(|| care(&cases, &services, &calls));
            let services = by_day(&services, |service| service.at_minutes.div_euclid(DAY_MINUTES));
            (care.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), services)
        });
        Self {
            firsts: first_events(&minors, children),
            returns: returns(&cases),
            calls: by_day(&calls, |call| call.at_minutes.div_euclid(DAY_MINUTES)),
            care,
            services,
            cases,
            offices,
            points,
            children,
            minors,
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

impl CallFact {
    /// Whether somebody was reached, or called.
    #[must_use]
    pub const fn is_reached(&self) -> bool {
        matches!(self.outcome, CallOutcome::Reached | CallOutcome::Received)
    }
}

impl CaseFact {
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
    by_day(&ended.collect::<Vec<_>>(), |ended| ended.day)
}

/// How soon each case's needs were met. Elapsed time is between instants, since a clock may have been changed in
/// between; and it looks at every service and call of the case, whichever office gave it and whatever the report is
/// limited to: that a child was fed is true of the case.
fn care(cases: &[CaseFact], services: &[ServiceFact], calls: &[CallFact]) -> Vec<Care> {
    let utc = |civil: i32, offset: i16| civil - i32::from(offset);
    let mut elapsed = vec![[i32::MAX; Need::ALL.len()]; cases.len()];
    let mut note = |case: u32, need: Need, at: i32| {
        let event = &cases[index(case)];
        let shortest = &mut elapsed[index(case)][usize::from(need as u8)];
        *shortest = (*shortest).min(at - utc(event.opened_minutes, event.offset));
    };
    for service in services {
        if let Some(need) = Need::of_service(service.category) {
            note(service.case, need, utc(service.at_minutes, service.offset));
        }
    }
    for call in calls {
        let at = utc(call.at_minutes, call.offset);
        note(call.case, Need::CallOffered, at);
        if call.is_reached() && call.child_spoke {
            note(call.case, Need::CallSpoke, at);
        }
    }
    elapsed.into_iter().map(|needs| needs.map(Delay::of_minutes)).collect()
}

/// A point that is called what tables call the lack of one stands for that lack, or a key would stand twice.
fn forget_unnamed_point(cases: &mut [CaseFact], points: &[String]) {
    let unnamed = (0..NONE).zip(points).find(|(_, name)| *name == UNSPECIFIED).map(|(number, _)| number);
    if let Some(unnamed) = unnamed {
        cases.iter_mut().filter(|case| case.point == unnamed).for_each(|case| case.point = NONE);
    }
}

/// Rows in the order of their days, by counting: ten times faster than a sort of millions, and a report then looks at
/// its own days alone.
fn by_day<Row: Copy>(rows: &[Row], day: impl Fn(&Row) -> i32) -> Vec<Row> {
    let Some(first) = rows.iter().map(&day).min() else { return Vec::new() };
    let place = |row: &Row| usize::try_from(day(row) - first).unwrap_or(0);
    let days = rows.iter().map(place).max().unwrap_or(0) + 1;
    let mut next = vec![0_usize; days + 1];
    for row in rows {
        next[place(row) + 1] += 1;
    }
    for day in 1..days {
        next[day] += next[day - 1];
    }
    let mut sorted = rows.to_vec();
    for row in rows {
        let slot = &mut next[place(row)];
        sorted[*slot] = *row;
        *slot += 1;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_in_the_order_of_days_and_keep_their_own() {
        let rows = vec![(5000_i32, 'a'), (-1, 'b'), (1439, 'c'), (0, 'd'), (4999, 'e'), (-1441, 'f')];
        let sorted: String = by_day(&rows, |row| row.0.div_euclid(DAY_MINUTES)).iter().map(|row| row.1).collect();
        assert_eq!(sorted, "fbcdae");
        assert!(by_day(&[], |row: &i32| *row).is_empty());
    }

    #[test]
    fn delays_end_with_their_last_minute() {
        let check = |minutes, expected| assert_eq!(Delay::of_minutes(minutes), expected, "{minutes}");
        check(-5, Delay::TwoHours);
        check(120, Delay::TwoHours);
        check(121, Delay::Day);
        check(1440, Delay::Day);
        check(1441, Delay::Later);
        check(i32::MAX, Delay::Never);
    }

    #[test]
    fn rows_stay_small() {
        assert!(size_of::<CaseFact>() <= 28 && size_of::<ServiceFact>() <= 20 && size_of::<CallFact>() <= 16);
    }
}
