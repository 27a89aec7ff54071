//! Exercises, as data: what there is when one begins, what it asks for, and when it is done.
//!
//! Reads no store: it is told what was found. Must stay true: an exercise is done by what is saved, never by which keys
//! led there.

use super::OFFICE;
use super::chance::Chance;
use super::event::record;
use crate::domain::catalogue;
use crate::domain::moment::Moment;
use crate::log::field::{Entity, Field, Kind, number};
use crate::log::operation::Change;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What fields hold, by their names.
type Values = BTreeMap<String, String>;

/// An exercise; its texts are `exercise-1-title`, `-text` and `-hint`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Its number, from 1.
    pub number: u8,
    /// With how many keys it should be done.
    pub keys: usize,
    /// In how many seconds.
    pub seconds: i64,
    now: String,
    /// How many children are present beside its own.
    pub present: u32,
    #[serde(default)]
    children: Vec<Sketch>,
    #[serde(default)]
    draft: Values,
    goals: Vec<Sketch>,
    /// The field that all goals must have in common.
    together: Option<String>,
}

/// A case with what hangs on it, as far as it matters; values of the child stand among those of the case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sketch {
    case: Values,
    #[serde(default)]
    contacts: Vec<Values>,
    #[serde(default)]
    calls: Vec<Values>,
    #[serde(default)]
    steps: Vec<Values>,
    #[serde(default)]
    services: Vec<Values>,
}

/// A record as it was found: what it is, and what it says.
pub type Found<'a> = (Entity, &'a [(u16, String)]);

/// Every exercise, in order.
pub static EXERCISES: LazyLock<Vec<Exercise>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/exercises.json"))
        .expect("the exercises are part of the program and a test reads them")
});

/// The exercise of a number.
#[must_use]
pub fn exercise(number: u8) -> Option<&'static Exercise> {
    EXERCISES.iter().find(|exercise| exercise.number == number)
}

impl Exercise {
    /// When it begins.
    #[must_use]
    pub fn now(&self) -> Option<Moment> {
        let zone = catalogue::find_office(OFFICE)?.zone.parse().ok()?;
        Moment::parse(&self.now, zone)
    }

    /// Its own children, each as the changes of one operation.
    #[must_use]
    pub fn cases(&self) -> Vec<Vec<Change>> {
        let mut chance = Chance(u64::from(self.number));
        self.children.iter().map(|child| child.changes(&mut chance)).collect()
    }

    /// What somebody had typed into an intake that was never saved: fields and texts.
    pub fn draft(&self) -> impl Iterator<Item = (u16, &str)> {
        let field = |name: &str| named(Entity::Person, name).or_else(|| named(Entity::Case, name));
        self.draft.iter().filter_map(move |(name, text)| Some((field(name)?.number, text.as_str())))
    }

    /// The surname of the child of each goal.
    pub fn surnames(&self) -> impl Iterator<Item = &str> {
        self.goals.iter().filter_map(|goal| goal.case.get("surname1").map(String::as_str))
    }

    /// Whether these cases hold all that was asked for. The records of each: its child, itself, what hangs on it.
    #[must_use]
    pub fn is_done(&self, cases: &[Vec<Found<'_>>]) -> bool {
        let met = self.goals.iter().map(|goal| cases.iter().find(|records| goal.is_met(records)));
        let Some(met) = met.collect::<Option<Vec<_>>>() else { return false };
        let Some(name) = &self.together else { return true };
        let mut shared = met.iter().map(|records| records.iter().find_map(|found| value(found, name)));
        let first = shared.next().flatten();
        first.is_some() && shared.all(|other| other == first)
    }
}

impl Sketch {
    fn hanging(&self) -> impl Iterator<Item = (Entity, &Values)> {
        let of_case = [(Entity::Contact, &self.contacts), (Entity::Service, &self.services)];
        let all = of_case.into_iter().chain([(Entity::Call, &self.calls), (Entity::Step, &self.steps)]);
        all.flat_map(|(entity, list)| list.iter().map(move |values| (entity, values)))
    }

    fn is_met(&self, records: &[Found<'_>]) -> bool {
        let is_of_case = |(entity, _): &&Found<'_>| matches!(entity, Entity::Person | Entity::Case);
        let holds = |wanted: (&String, &String)| records.iter().filter(is_of_case).any(|found| fits(found, wanted));
        let has = |(entity, values): (Entity, &Values)| {
            records
                .iter()
                .filter(|found| found.0 == entity)
                .any(|found| values.iter().all(|wanted| fits(found, wanted)))
        };
        self.case.iter().all(holds) && self.hanging().all(has)
    }

    fn changes(&self, chance: &mut Chance) -> Vec<Change> {
        let at = self.case.get("opened_at").and_then(|text| Moment::parse(text, chrono_tz::UTC));
        let at = at.map_or(0, Moment::utc_minutes);
        let is_known = |entity: Entity, name: &str| named(entity, name).is_some();
        let mut made = |entity: Entity, values: &Values| {
            let own = values.iter().filter(|(name, _)| is_known(entity, name));
            record(entity, chance.id(at), &own.map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
        };
        let (person, mut case) = (made(Entity::Person, &self.case), made(Entity::Case, &self.case));
        case.put(number::CASE_PERSON, Some(person.id.to_string()));
        let id = case.id.to_string();
        let mut changes = vec![person, case];
        for (entity, values) in self.hanging() {
            let mut hanging = made(entity, values);
            if let Some(of_case) = named(entity, "case_id") {
                hanging.put(of_case.number, Some(id.clone()));
            }
            changes.push(hanging);
        }
        changes
    }
}

fn named(entity: Entity, name: &str) -> Option<&'static Field> {
    entity.fields().find(|field| field.name == name)
}

fn value<'a>((entity, values): &Found<'a>, name: &str) -> Option<&'a str> {
    let field = named(*entity, name)?;
    values.iter().find(|(number, _)| *number == field.number).map(|(_, value)| value.as_str())
}

/// Whether a record says what is wanted; a moment may be wanted as far as its day or its minute.
fn fits(found: &Found<'_>, (name, wanted): (&String, &String)) -> bool {
    let is_moment = named(found.0, name).is_some_and(|field| field.kind == Kind::Moment);
    value(found, name).is_some_and(|value| if is_moment { value.starts_with(wanted) } else { value == wanted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exercises_speak_of_fields_that_there_are() {
        for (exercise, number) in EXERCISES.iter().zip(1..) {
            assert_eq!(exercise.number, number);
            assert!(exercise.now().is_some());
            for sketch in exercise.children.iter().chain(&exercise.goals) {
                let of_case = |name: &String| [Entity::Person, Entity::Case].iter().any(|e| named(*e, name).is_some());
                assert!(sketch.case.keys().all(of_case), "{number}: {:?}", sketch.case);
                for (entity, values) in sketch.hanging() {
                    assert!(values.keys().all(|name| named(entity, name).is_some()), "{number}: {values:?}");
                }
            }
        }
        assert_eq!(EXERCISES.len(), 6);
    }

    #[test]
    fn an_exercise_is_done_by_what_is_saved() {
        let exercise = exercise(4).unwrap();
        let mut records = exercise.cases().remove(0);
        let values = |changes: &[Change]| -> Vec<(Entity, Vec<(u16, String)>)> {
            let known = |change: &Change| change.fields.iter().map(|(n, v)| (*n, v.clone().unwrap())).collect();
            changes.iter().map(|change| (change.entity, known(change))).collect()
        };
        let is_done = |changes: &[Change]| {
            let values = values(changes);
            exercise.is_done(&[values.iter().map(|(entity, values)| (*entity, values.as_slice())).collect()])
        };
        assert!(!is_done(&records));
        let call = |outcome| {
            record(
                Entity::Call,
                Chance(1).id(0),
                &[("outcome", outcome), ("at", "2019-06-15T14:32-05:00"), ("retry_at", "2019-06-16T09:00-05:00")],
            )
        };
        records.push(call("busy"));
        assert!(!is_done(&records));
        records.push(call("no_answer"));
        assert!(is_done(&records));
    }
}
