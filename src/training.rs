//! Made-up cases from a seed: for learning, for tests and for measuring.
//!
//! Pure: the same seed gives the same cases on every machine. Must stay true: nobody could take one of these children
//! for a real one: their surnames say so, and so does the `ZZZ` of their folios.

mod chance;
mod event;
pub mod exercise;

use crate::domain::catalogue::{self, OFFICES, ShippedOffice};
use crate::domain::moment::Moment;
use crate::log::field::{Kind, field};
use crate::log::operation::Change;
use chance::Chance;
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use event::{Event, MINUTES_OF_A_DAY, by_day};
use serde::Deserialize;
use std::sync::LazyLock;
use uuid::Uuid;

/// The office at which everybody is who is present.
pub const OFFICE: &str = "CHP";
/// So many children who have left may come again.
const GONE_MAX: usize = 256;

/// What to make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// Where chance begins.
    pub seed: u64,
    /// How many cases.
    pub cases: u32,
    /// Over how many days, the last of which is that of `now`.
    pub days: u32,
    /// When the last case has just begun.
    pub now: Moment,
    /// How many of the newest cases are still present.
    pub present: u32,
}

impl Scenario {
    /// What is made unless told otherwise.
    #[must_use]
    pub const fn usual(now: Moment) -> Self {
        Self { seed: 1, cases: 400, days: 90, now, present: 40 }
    }
}

#[derive(Deserialize)]
struct Name {
    part: String,
    sex: String,
    value: String,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| catalogue::read(include_str!("../assets/catalogues/names.csv")));

/// Makes the cases of a scenario, oldest first, each as the changes of one operation: the child, the case, and what
/// hangs on it.
pub fn cases(scenario: Scenario) -> impl Iterator<Item = Vec<Change>> {
    let mut maker = Maker::new(scenario);
    (0..scenario.cases).map(move |at| maker.case(at))
}

/// When all that some changes tell of had happened, in milliseconds UTC.
#[must_use]
pub fn known_at(changes: &[Change]) -> i64 {
    let is_past = |number: u16| field(number).is_some_and(|f| f.kind == Kind::Moment && f.name != "retry_at");
    let values = changes.iter().flat_map(|change| &change.fields).filter(|(number, _)| is_past(*number));
    let moments = values.filter_map(|(_, value)| Moment::parse(value.as_deref()?, Tz::UTC));
    moments.map(|moment| moment.utc_minutes() * 60_000).max().unwrap_or_default()
}

/// A child, as far as all its cases share it.
#[derive(Clone, Default)]
struct Child {
    id: Uuid,
    given: &'static str,
    surnames: [&'static str; 2],
    sex: &'static str,
    born: NaiveDate,
    nationality: &'static str,
    language: &'static str,
    /// Who is called, and where.
    relative: (&'static str, String),
}

/// Children who travel together, while more of them arrive.
struct Family {
    first: Child,
    opened: i64,
    office: &'static ShippedOffice,
    group: String,
    more: u32,
}

struct Maker {
    scenario: Scenario,
    chance: Chance,
    given: [Vec<&'static str>; 2],
    surnames: Vec<&'static str>,
    home: &'static ShippedOffice,
    family: Option<Family>,
    /// Children who have left, and when.
    gone: Vec<(i64, Child)>,
}

impl Maker {
    fn new(scenario: Scenario) -> Self {
        let names = |part: &str, sex: &str| -> Vec<&'static str> {
            NAMES.iter().filter(|name| name.part == part && name.sex == sex).map(|name| name.value.as_str()).collect()
        };
        Self {
            scenario,
            chance: Chance(scenario.seed),
            given: ["male", "female"].map(|sex| names("given", sex)),
            surnames: names("surname", ""),
            home: catalogue::find_office(OFFICE).expect("a test makes cases of it"),
            family: None,
            gone: Vec::new(),
        }
    }

    fn case(&mut self, at: u32) -> Vec<Change> {
        let Scenario { cases, present, now, .. } = self.scenario;
        let is_present = at.saturating_add(present) >= cases;
        let (opened, office, child, group) = self.arrival(at, is_present);
        let zone = office.zone.parse().unwrap_or(Tz::America__Mexico_City);
        let until = if is_present { now.utc_minutes() } else { self.left(opened, zone) };
        let mut event = Event {
            chance: &mut self.chance,
            case: Uuid::nil(),
            zone,
            opened,
            until,
            is_present,
            child: &child,
            changes: Vec::new(),
        };
        event.begin(&format!("{:04}", at + 1), &office.code, group);
        event.contacts_and_calls();
        event.services();
        event.steps();
        let changes = event.changes;
        if !is_present && self.gone.len() < GONE_MAX {
            self.gone.push((until, child));
        } else if let Some(place) = self.gone.get_mut(usize::try_from(at).unwrap_or_default() % GONE_MAX) {
            *place = (until, child);
        }
        changes
    }

    /// Who arrives next, when and where: a brother or sister of who came before, somebody for the second time, or
    /// somebody new.
    fn arrival(&mut self, at: u32, is_present: bool) -> (i64, &'static ShippedOffice, Child, Option<String>) {
        if let Some(mut family) = self.family.take() {
            let child = self.aged(family.first.clone(), family.opened);
            let group = Some(family.group.clone());
            let arrived = (family.opened, family.office, child, group);
            family.more -= 1;
            self.family = Some(family).filter(|family| family.more > 0);
            return arrived;
        }
        let opened = self.opened(at);
        let is_elsewhere = !is_present && self.chance.one_in(2);
        let office = if is_elsewhere { self.chance.any(&OFFICES).unwrap_or(self.home) } else { self.home };
        if self.chance.one_in(14)
            && let Some((until, child)) = self.chance.any(&self.gone).cloned()
            && until < opened
        {
            return (opened, office, child, None);
        }
        let child = self.child(opened);
        if !self.chance.one_in(5) {
            return (opened, office, child, None);
        }
        let group = format!("ZZZ-G-{:04}", at + 1);
        let more = 1 + self.chance.below(2);
        self.family = Some(Family { first: child.clone(), opened, office, group: group.clone(), more });
        (opened, office, child, Some(group))
    }

    /// Minutes UTC; later for later cases. Those who are here came the closer together the later, so that at any hour of
    /// the clock somebody has just come and still lacks everything.
    fn opened(&mut self, at: u32) -> i64 {
        let Scenario { cases, days, now, present, .. } = self.scenario;
        let [cases, days, present] = [cases, days, present.min(cases)].map(|number| i64::from(number.max(1)));
        let span = days * i64::from(MINUTES_OF_A_DAY);
        let back = |left: i64| span * left / cases * left.min(present) / present;
        let left = cases - i64::from(at);
        let jitter = self.chance.below(u32::try_from(back(left) - back(left - 1)).unwrap_or(1));
        now.utc_minutes() + i64::from(jitter) - back(left)
    }

    /// When somebody left who came then and is gone by now: by day, where there was one.
    fn left(&mut self, opened: i64, zone: Tz) -> i64 {
        let now = self.scenario.now.utc_minutes();
        let longest = u32::try_from(now - opened - 60).unwrap_or(0).min(20 * MINUTES_OF_A_DAY);
        let left = (opened + 60 + i64::from(self.chance.below(longest))).min(now);
        let by_day = by_day(left, zone);
        let days = [by_day, by_day - i64::from(MINUTES_OF_A_DAY)];
        days.into_iter().find(|left| (opened..=now).contains(left)).unwrap_or(left)
    }

    fn child(&mut self, opened: i64) -> Child {
        let nationality = self.chance.pick(&[
            (37, "HND"),
            (27, "GTM"),
            (12, "SLV"),
            (2, "NIC"),
            (3, "HTI"),
            (2, "VEN"),
            (1, "ECU"),
            (16, "MEX"),
        ]);
        let language = match nationality {
            "GTM" => self.chance.pick(&[(10, "spa"), (4, "mam"), (3, "quc"), (3, "kek")]),
            "HTI" => "hat",
            "HND" => self.chance.pick(&[(30, "spa"), (1, "cab")]),
            "MEX" => self.chance.pick(&[(10, "spa"), (1, "tzo"), (1, "tzh")]),
            _ => "spa",
        };
        let dial = catalogue::find(&catalogue::COUNTRIES, nationality).map_or("", |country| country.dial.as_str());
        // Mexican numbers have ten digits, those of Central America eight.
        let phone = format!("+{dial}{}5550{:04}", if dial == "52" { "55" } else { "" }, self.chance.below(10_000));
        let surnames = [self.surname(), self.surname()];
        let relative = (self.given(1), phone);
        self.aged(Child { surnames, nationality, language, relative, ..Child::default() }, opened)
    }

    /// Makes a child of its own of what a family shares.
    fn aged(&mut self, child: Child, opened: i64) -> Child {
        let sex = self.chance.pick(&[(59, "male"), (40, "female"), (1, "other")]);
        let years: i64 =
            if self.chance.one_in(3) { self.chance.below(12).into() } else { (12 + self.chance.below(6)).into() };
        let days = years * 1461 / 4 + 1 + i64::from(self.chance.below(363));
        let today = Moment::at_instant(opened * 60_000, Tz::UTC).map_or(NaiveDate::MIN, Moment::date);
        let born = today.checked_sub_signed(TimeDelta::days(days)).unwrap_or(today);
        let given = self.given(usize::from(sex != "male"));
        Child { id: self.chance.id(opened), given, sex, born, ..child }
    }

    fn given(&mut self, list: usize) -> &'static str {
        self.given.get(list).and_then(|names| self.chance.any(names)).copied().unwrap_or_default()
    }

    fn surname(&mut self) -> &'static str {
        self.chance.any(&self.surnames).copied().unwrap_or_default()
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::field::{Entity, named};
    use chrono::Timelike as _;
    use std::collections::HashSet;

    fn scenario(seed: u64) -> Scenario {
        let now = Moment::parse("2019-06-15T14:32", Tz::America__Mexico_City).unwrap();
        Scenario { seed, cases: 300, days: 60, now, present: 40 }
    }

    fn value<'a>(change: &'a Change, name: &str) -> Option<&'a str> {
        change.get(named(change.entity, name).number).flatten()
    }

    fn is_given(change: &Change, category: &str) -> bool {
        let is_of = change.entity == Entity::Service && value(change, "category") == Some(category);
        is_of && value(change, "status") == Some("given")
    }

    #[test]
    fn the_same_seed_gives_the_same_cases() {
        let made = |seed| cases(scenario(seed)).collect::<Vec<_>>();
        assert!(made(1) == made(1) && made(1) != made(2));
    }

    #[test]
    fn forty_are_present_and_nobody_comes_from_the_future() {
        let present = cases(scenario(1)).filter(|changes| value(&changes[1], "left_at").is_none()).count();
        assert_eq!(present, 40);
        let mut last = i64::MIN;
        for changes in cases(scenario(1)) {
            let opened = Moment::parse(value(&changes[1], "opened_at").unwrap(), Tz::UTC).unwrap();
            assert!(opened.utc_minutes() >= last);
            last = opened.utc_minutes();
            assert!(known_at(&changes) <= scenario(1).now.utc_minutes() * 60_000);
            assert!(value(&changes[1], "case_ref").unwrap().starts_with("ZZZ-"));
        }
    }

    /// Made at this hour of a day, whatever the hour: what the start screen shows of it can be believed.
    #[test]
    fn at_any_hour_the_day_is_one_as_there_are_and_somebody_lacks_everything() {
        let moment = |text: &str| Moment::parse(text, Tz::UTC).unwrap();
        let is_night = |at: &&Moment| !(8..20).contains(&at.civil().hour());
        for (hour, seed) in (0..24).zip([1, 2, 3].into_iter().cycle()) {
            let now = Moment::parse(&format!("2019-06-15T{hour:02}:47"), Tz::America__Mexico_City).unwrap();
            let made: Vec<Vec<Change>> = cases(Scenario { seed, ..Scenario::usual(now) }).collect();
            let all = |entity: Entity, name: &str| -> Vec<Moment> {
                let records = made.iter().flatten().filter(|change| change.entity == entity);
                records.filter_map(|change| value(change, name)).map(moment).collect()
            };
            let today = |moments: &[Moment]| moments.iter().filter(|at| at.date() == now.date()).count();
            let (left, called) = (all(Entity::Case, "left_at"), all(Entity::Call, "at"));
            let done = all(Entity::Step, "done_at");
            assert_eq!((left.iter().find(is_night), called.iter().find(is_night)), (None, None), "{now}");
            assert!(done.iter().filter(is_night).count() * 4 < done.len(), "{now}");
            assert!(made.iter().all(|changes| known_at(changes) <= now.utc_minutes() * 60_000), "{now}");
            assert!(today(&left) <= 10 && today(&called) <= 20, "{now}: {} {}", today(&left), today(&called));
            assert!(hour < 13 || today(&left) > 0 && today(&called) > 0, "{now}");
            let present: Vec<_> = made.iter().filter(|changes| value(&changes[1], "left_at").is_none()).collect();
            let lacking = |is_met: fn(&Change) -> bool| present.iter().filter(|case| !case.iter().any(is_met)).count();
            let lacks = [
                lacking(|change| is_given(change, "food")),
                lacking(|change| is_given(change, "rest")),
                lacking(|change| is_given(change, "health")),
                lacking(|change| change.entity == Entity::Call),
            ];
            assert!(lacks.iter().all(|lack| (1..20).contains(lack)), "{now}: {lacks:?}");
        }
    }

    #[test]
    fn everything_that_happens_in_an_office_happens_here() {
        let all: Vec<Change> = cases(Scenario { cases: 2_000, ..scenario(3) }).flatten().collect();
        let of = |entity: Entity, name: &str| -> HashSet<&str> {
            all.iter().filter(|change| change.entity == entity).filter_map(|change| value(change, name)).collect()
        };
        let count = |entity, name, least| assert!(of(entity, name).len() >= least, "{name}: {:?}", of(entity, name));
        count(Entity::Call, "outcome", 10);
        count(Entity::Call, "retry_at", 200);
        count(Entity::Step, "step", 13);
        count(Entity::Case, "outcome", 9);
        count(Entity::Case, "kind", 3);
        count(Entity::Case, "group_ref", 200);
        count(Entity::Service, "category", 9);
        count(Entity::Contact, "safe", 3);
        count(Entity::Person, "language", 5);
        let made_up: HashSet<&str> = NAMES.iter().filter(|n| n.part == "surname").map(|n| n.value.as_str()).collect();
        assert!(of(Entity::Person, "surname1").is_subset(&made_up));
        let ids: HashSet<Uuid> = all.iter().filter(|c| c.entity == Entity::Person).map(|change| change.id).collect();
        assert!((1_700..1_990).contains(&ids.len()), "some come again: {}", ids.len());
    }
}
