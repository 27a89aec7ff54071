//! Made-up cases from a seed: for learning, for tests and for measuring.
//!
//! Pure: the same seed gives the same cases on every machine. Must stay true: nobody could take one of these children
//! for a real one: their surnames say so, and so does the `ZZZ` of their folios.

use crate::domain::catalogue::{self, OFFICES};
use crate::domain::moment::Moment;
use crate::log::field::{Entity, named, number};
use crate::log::operation::Change;
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::LazyLock;
use uuid::Uuid;

/// What to make.
#[derive(Clone, Copy, Debug)]
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

#[derive(Deserialize)]
struct Name {
    part: String,
    sex: String,
    value: String,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let text = include_str!("../assets/catalogues/names.csv");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the names are part of the program and a test reads them")
});

/// Makes the cases of a scenario, oldest first, each as the changes of one operation.
pub fn cases(scenario: Scenario) -> impl Iterator<Item = Vec<Change>> {
    let mut maker = Maker { scenario, chance: Chance(scenario.seed), family: None };
    (0..scenario.cases).map(move |at| maker.case(at))
}

/// `SplitMix64`: eight lines instead of a crate, and its sequence can never change under us.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap_or_default()
    }

    fn one_in(&mut self, chances: u32) -> bool {
        self.below(chances) == 0
    }

    /// One of some values, each with its weight.
    fn pick<'a>(&mut self, weighted: &[(u32, &'a str)]) -> &'a str {
        let mut left = self.below(weighted.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in weighted {
            if left < *weight {
                return value;
            }
            left -= weight;
        }
        ""
    }
}

/// What children who travel together share.
struct Family {
    surnames: [String; 2],
    nationality: &'static str,
    group: String,
    left: u32,
}

struct Maker {
    scenario: Scenario,
    chance: Chance,
    family: Option<Family>,
}

impl Maker {
    fn case(&mut self, at: u32) -> Vec<Change> {
        let opened = self.opened(at);
        let (person, case) = (self.id(opened), self.id(opened));
        let sex = self.chance.pick(&[(59, "male"), (40, "female"), (1, "other")]);
        let age = self.chance.pick(&[
            (8, "3"),
            (12, "7"),
            (14, "10"),
            (6, "~12"),
            (10, "13"),
            (14, "15"),
            (16, "16"),
            (18, "17"),
            (2, "12-14"),
        ]);
        let given = self.name("given", if sex == "other" { "female" } else { sex });
        let family = self.family(at);
        let mut changes = vec![
            Change::new(Entity::Person, person)
                .with(person_field("given_names"), given)
                .with(person_field("surname1"), family.0[0].as_str())
                .with(person_field("surname2"), family.0[1].as_str())
                .with(person_field("sex"), sex)
                .with(person_field("nationality"), family.1)
                .with(person_field("language"), if family.1 == "GTM" && at.is_multiple_of(4) { "mam" } else { "spa" }),
            self.case_change(case, person, opened, at),
        ];
        if let Some(case) = changes.last_mut() {
            case.put(case_field("age_years"), Some(age.to_owned()));
            case.put(case_field("group_ref"), family.2);
        }
        self.contacts_and_calls(&mut changes, case, opened, family.1);
        self.services(&mut changes, case, opened);
        changes
    }

    fn opened(&mut self, at: u32) -> Moment {
        let Scenario { cases, days, now, .. } = self.scenario;
        let span = i64::from(days.max(1)) * 24 * 60;
        let back = span * i64::from(cases - at) / i64::from(cases.max(1));
        let jitter = i64::from(self.chance.below(u32::try_from(span / i64::from(cases.max(1))).unwrap_or(1).max(1)));
        later(now, jitter - back)
    }

    fn case_change(&mut self, case: Uuid, person: Uuid, opened: Moment, at: u32) -> Change {
        let Scenario { cases, present, now, .. } = self.scenario;
        let office = OFFICES
            .get(usize::try_from(self.chance.below(32)).unwrap_or_default())
            .map_or("CHP", |office| office.code.as_str());
        let office = if at + present >= cases || self.chance.one_in(2) { "CHP" } else { office };
        let kind = self.chance.pick(&[(80, "foreign"), (18, "repatriated"), (2, "received")]);
        let mut change = Change::new(Entity::Case, case)
            .with(number::CASE_PERSON, person)
            .with(number::CASE_REF, format!("ZZZ-{}-{:04}", opened.civil().format("%y"), at + 1))
            .with(number::CASE_OFFICE, office)
            .with(case_field("kind"), kind)
            .with(number::CASE_OPENED_AT, opened.to_string())
            .with(case_field("age_source"), self.chance.pick(&[(3, "child"), (1, "document"), (1, "staff")]))
            .with(case_field("health_urgent"), self.chance.pick(&[(1, "yes"), (15, "no")]));
        let accompaniment = self.chance.pick(&[(30, "unaccompanied"), (60, "accompanied"), (6, "separated"), (4, "")]);
        change.put(case_field("accompaniment"), Some(accompaniment.to_owned()).filter(|code| !code.is_empty()));
        if at + present < cases {
            let left = later(opened, i64::from(self.chance.below(20 * 24 * 60))).min(now);
            let outcome = self.chance.pick(&[
                (55, "assisted_return"),
                (3, "deportation"),
                (20, "handed_to_dif"),
                (10, "humanitarian_card"),
                (5, "refugee_status"),
                (7, "handed_to_family"),
            ]);
            change = change
                .with(case_field("left_at"), left.to_string())
                .with(case_field("outcome"), outcome)
                .with(case_field("outcome_at"), left.to_string());
        }
        change
    }

    /// Surnames, nationality and travel group: new ones, or those of the family that is arriving.
    fn family(&mut self, at: u32) -> ([String; 2], &'static str, Option<String>) {
        if let Some(family) = &mut self.family {
            family.left -= 1;
            let shared = (family.surnames.clone(), family.nationality, Some(family.group.clone()));
            if family.left == 0 {
                self.family = None;
            }
            return shared;
        }
        let surnames = [self.name("surname", ""), self.name("surname", "")];
        let nationality =
            self.chance.pick(&[(46, "HND"), (33, "GTM"), (14, "SLV"), (2, "NIC"), (3, "HTI"), (2, "VEN")]);
        if !self.chance.one_in(5) {
            return (surnames, nationality, None);
        }
        let group = format!("ZZZ-G-{at:04}");
        let left = 1 + self.chance.below(2);
        self.family = Some(Family { surnames: surnames.clone(), nationality, group: group.clone(), left });
        (surnames, nationality, Some(group))
    }

    fn services(&mut self, changes: &mut Vec<Change>, case: Uuid, opened: Moment) {
        let given = [
            ("health", 90, "SAL-VAL"),
            ("food", 40, "ALI-COM"),
            ("clothing", 180, "VES-ROP"),
            ("rest", 300, "DES-EST"),
            ("food", 700, "ALI-CEN"),
        ];
        for (category, after, detail) in given {
            if self.chance.one_in(20) {
                continue;
            }
            let at = later(opened, i64::from(self.chance.below(after * 2)));
            if at > self.scenario.now {
                continue;
            }
            let status = self.chance.pick(&[(38, "given"), (1, "refused"), (1, "unavailable")]);
            let change = Change::new(Entity::Service, self.id(at))
                .with(number::SERVICE_CASE, case)
                .with(field(Entity::Service, "category"), category)
                .with(field(Entity::Service, "detail"), detail)
                .with(field(Entity::Service, "at"), at.to_string())
                .with(field(Entity::Service, "quantity"), "1")
                .with(field(Entity::Service, "status"), status);
            changes.push(change);
        }
    }

    fn contacts_and_calls(&mut self, changes: &mut Vec<Change>, case: Uuid, opened: Moment, country: &str) {
        let contact = self.id(opened);
        let relation = self.chance.pick(&[(6, "mother"), (2, "father"), (2, "aunt"), (1, "uncle"), (1, "grandmother")]);
        let name = format!("{} {}", self.name("given", "female"), self.name("surname", ""));
        let dial = catalogue::find(&catalogue::COUNTRIES, country).map_or("", |country| country.dial.as_str());
        changes.push(
            Change::new(Entity::Contact, contact)
                .with(number::CONTACT_CASE, case)
                .with(number::CONTACT_REF, "1")
                .with(field(Entity::Contact, "name"), name)
                .with(field(Entity::Contact, "relationship"), relation)
                .with(field(Entity::Contact, "country"), country)
                .with(field(Entity::Contact, "phone"), format!("+{dial}5550{:04}", self.chance.below(10_000)))
                .with(field(Entity::Contact, "safe"), "yes"),
        );
        for attempt in 0..2 {
            let at = later(opened, i64::from(60 + attempt * 300 + self.chance.below(240)));
            if at > self.scenario.now {
                continue;
            }
            let outcome = self.chance.pick(&[
                (6, "reached"),
                (2, "no_answer"),
                (1, "busy"),
                (1, "voicemail"),
                (1, "refused_by_minor"),
            ]);
            let mut call = Change::new(Entity::Call, self.id(at))
                .with(number::CALL_CASE, case)
                .with(field(Entity::Call, "contact"), contact)
                .with(field(Entity::Call, "at"), at.to_string())
                .with(field(Entity::Call, "outcome"), outcome);
            if outcome == "reached" {
                call = call
                    .with(field(Entity::Call, "minutes"), (1 + self.chance.below(12)).to_string())
                    .with(field(Entity::Call, "child_spoke"), self.chance.pick(&[(4, "yes"), (1, "no")]));
            }
            changes.push(call);
        }
    }

    fn name(&mut self, part: &str, sex: &str) -> String {
        let all = NAMES.iter().filter(|name| name.part == part && name.sex == sex);
        let count = u32::try_from(all.clone().count()).unwrap_or(1);
        let at = usize::try_from(self.chance.below(count)).unwrap_or_default();
        all.clone().nth(at).map(|name| name.value.clone()).unwrap_or_default()
    }

    fn id(&mut self, at: Moment) -> Uuid {
        let millis = u64::try_from(at.utc_minutes() * 60_000).unwrap_or_default();
        let mut random = [0; 10];
        for half in random.chunks_mut(5) {
            half.copy_from_slice(&self.chance.next().to_le_bytes()[..5]);
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

fn person_field(name: &str) -> u16 {
    field(Entity::Person, name)
}

fn case_field(name: &str) -> u16 {
    field(Entity::Case, name)
}

fn field(entity: Entity, name: &str) -> u16 {
    named(entity, name).number
}

fn later(moment: Moment, minutes: i64) -> Moment {
    let civil = moment.civil().checked_add_signed(TimeDelta::minutes(minutes)).unwrap_or_else(|| moment.civil());
    Moment::new(civil, moment.offset_minutes()).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(seed: u64) -> Scenario {
        let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
        Scenario { seed, cases: 300, days: 60, now, present: 40 }
    }

    #[test]
    fn the_same_seed_gives_the_same_cases() {
        let made = |seed| cases(scenario(seed)).collect::<Vec<_>>();
        assert!(made(1) == made(1) && made(1) != made(2));
    }

    #[test]
    fn forty_are_present_and_nobody_comes_from_the_future() {
        let present = cases(scenario(1)).filter(|changes| changes[1].get(case_field("left_at")).is_none()).count();
        assert_eq!(present, 40);
        let mut last = i64::MIN;
        for changes in cases(scenario(1)) {
            let opened = changes[1].get(number::CASE_OPENED_AT).flatten().unwrap();
            let opened = Moment::parse(opened, chrono_tz::UTC).unwrap();
            assert!(opened <= scenario(1).now && opened.utc_minutes() >= last);
            last = opened.utc_minutes();
            assert!(changes[1].get(number::CASE_REF).flatten().unwrap().starts_with("ZZZ-"));
        }
    }
}
