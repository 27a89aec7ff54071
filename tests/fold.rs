//! The tables equal the fold of the log, whatever was done; and as-of is that fold, stopped early.
//!
//! The reference fold here is written apart: over maps, without SQL and without the store's own code.

mod common;

use cobijo::log::field::{Entity, FIELDS, Field, Kind, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::store::{Appended, NewOperation, StoreError};
use common::Desk;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One thing that somebody does; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Deed {
    Intake { year: u8, adult: bool },
    Add { entity: u8, case: u8, minute: u16 },
    Edit { record: u8, field: u8, value: u8 },
    Clear { record: u8, field: u8 },
    Void { record: u8 },
    Link { a: u8, b: u8 },
    Undo { back: u8 },
    Batch { cases: u8 },
    UndoBatch { batch: u8 },
    Wait,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (0..3_u8, any::<bool>()).prop_map(|(year, adult)| Deed::Intake { year, adult }),
        6 => (0..4_u8, any::<u8>(), 0..3000_u16).prop_map(|(entity, case, minute)| Deed::Add { entity, case, minute }),
        6 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(record, field, value)| Deed::Edit { record, field, value }),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(record, field)| Deed::Clear { record, field }),
        2 => any::<u8>().prop_map(|record| Deed::Void { record }),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Deed::Link { a, b }),
        4 => any::<u8>().prop_map(|back| Deed::Undo { back }),
        1 => (1..4_u8).prop_map(|cases| Deed::Batch { cases }),
        1 => any::<u8>().prop_map(|batch| Deed::UndoBatch { batch }),
        1 => Just(Deed::Wait),
    ];
    prop::collection::vec(deed, 1..40)
}

/// Does deeds on a real store. Ids are counted, so that two actors who do the same write the same.
struct Actor {
    desk: Desk,
    ids: u128,
    records: Vec<(Entity, Uuid)>,
    batches: Vec<Uuid>,
}

impl Actor {
    fn new() -> Self {
        Self { desk: Desk::new(), ids: 0, records: Vec::new(), batches: Vec::new() }
    }

    fn id(&mut self, entity: Entity) -> Uuid {
        self.ids += 1;
        let id = Uuid::from_u128(self.ids);
        self.records.push((entity, id));
        id
    }

    fn any(&self, entity: Entity, chosen: u8) -> Option<Uuid> {
        let all: Vec<Uuid> = self.records.iter().filter(|(kind, _)| *kind == entity).map(|(_, id)| *id).collect();
        (!all.is_empty()).then(|| all[usize::from(chosen) % all.len()])
    }

    /// Saves, or is told that the case no longer counts: then there is no new record either.
    fn save(&mut self, act: Act, changes: Vec<Change>) {
        let created: Vec<Uuid> = changes.iter().map(|change| change.id).collect();
        let operation = NewOperation { act, base: u64::MAX, changes };
        match self.desk.store.append(&self.desk.author, self.desk.now_ms, vec![operation]) {
            Ok(Appended::Saved { .. }) => {}
            Err(StoreError::VoidedCase) => self.records.retain(|(_, id)| !created.contains(id)),
            other => panic!("{other:?}"),
        }
    }

    fn intake(&mut self, year: u8, adult: bool) -> Vec<Change> {
        let (person, case) = (self.id(Entity::Person), self.id(Entity::Case));
        let age = if adult { "18" } else { "12-14" };
        vec![
            Change::new(Entity::Person, person).with(named(Entity::Person, "sex").number, "female"),
            Change::new(Entity::Case, case)
                .with(number::CASE_PERSON, person)
                .with(number::CASE_OFFICE, "CHP")
                .with(named(Entity::Case, "kind").number, "foreign")
                .with(named(Entity::Case, "age_years").number, age)
                .with(number::CASE_OPENED_AT, format!("201{year}-05-07T11:50-05:00")),
        ]
    }

    fn add(&mut self, entity: u8, case: u8, minute: u16) {
        let entity = [Entity::Service, Entity::Contact, Entity::Call, Entity::Step][usize::from(entity) % 4];
        let Some(case) = self.any(Entity::Case, case) else { return };
        let at = format!("2011-05-{:02}T{:02}:{:02}-05:00", 7 + minute / 1440, minute / 60 % 24, minute % 60);
        let mut change = Change::new(entity, self.id(entity)).with(named(entity, "case_id").number, case);
        for (name, value) in
            [("category", "food"), ("outcome", "reached"), ("step", "rights_information"), ("at", at.as_str())]
        {
            if let Some(field) = entity.fields().find(|field| field.name == name) {
                change.put(field.number, Some(value.to_owned()));
            }
        }
        self.save(Act::Save, vec![change]);
    }

    fn edit(&mut self, record: u8, field: u8, value: Option<u8>) {
        if self.records.is_empty() {
            return;
        }
        let (entity, id) = self.records[usize::from(record) % self.records.len()];
        let editable: Vec<&Field> = entity.fields().filter(|field| is_free(field)).collect();
        if editable.is_empty() {
            return;
        }
        let field = editable[usize::from(field) % editable.len()];
        let mut change = Change::new(entity, id);
        change.put(field.number, value.map(|value| sample(field, value)));
        self.save(Act::Save, vec![change]);
    }

    fn all(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            self.act(deed);
        }
    }

    fn act(&mut self, deed: &Deed) {
        match *deed {
            Deed::Intake { year, adult } => {
                let changes = self.intake(year, adult);
                self.save(Act::Save, changes);
            }
            Deed::Add { entity, case, minute } => self.add(entity, case, minute),
            Deed::Edit { record, field, value } => self.edit(record, field, Some(value)),
            Deed::Clear { record, field } => self.edit(record, field, None),
            Deed::Void { record } if !self.records.is_empty() => {
                let (entity, id) = self.records[usize::from(record) % self.records.len()];
                self.save(Act::Void, vec![Change::new(entity, id).with(entity.voided(), "wrong")]);
            }
            Deed::Link { a, b } => {
                if let (Some(a), Some(b)) = (self.any(Entity::Person, a), self.any(Entity::Person, b)) {
                    let link = self.id(Entity::Link);
                    let change =
                        Change::new(Entity::Link, link).with(number::LINK_PERSON, a).with(number::LINK_OTHER, b);
                    self.save(Act::Link, vec![change]);
                }
            }
            Deed::Undo { back } => {
                let seq = self.desk.store.head().unwrap().seq.saturating_sub(u64::from(back % 8));
                // A refusal is an answer too: the tables must hold what they held.
                drop(self.desk.store.undo(&self.desk.author, self.desk.now_ms, seq, "undo"));
            }
            Deed::Batch { cases } => {
                let session = std::mem::replace(&mut self.desk.author.session, Uuid::from_u128(1 << 100 | self.ids));
                for _ in 0..cases {
                    let changes = self.intake(2, false);
                    self.save(Act::Import, changes);
                }
                self.batches.push(std::mem::replace(&mut self.desk.author.session, session));
            }
            Deed::UndoBatch { batch } if !self.batches.is_empty() => {
                let batch = self.batches[usize::from(batch) % self.batches.len()];
                drop(self.desk.store.undo_batch(&self.desk.author, self.desk.now_ms, batch, "undo"));
            }
            Deed::Wait => self.desk.now_ms += 60_000,
            Deed::Void { .. } | Deed::UndoBatch { .. } => {}
        }
    }
}

/// Fields whose value any record of the entity may have without breaking another rule.
fn is_free(field: &Field) -> bool {
    let needed = [
        "opened_at",
        "at",
        "kind",
        "office",
        "category",
        "outcome",
        "step",
        "voided",
        "history",
        "ref",
        "case_ref",
        "code",
    ];
    !matches!(field.kind, Kind::Record(_)) && !needed.contains(&field.name)
}

fn sample(field: &Field, value: u8) -> String {
    match field.kind {
        Kind::Moment => format!("2012-01-{:02}T10:00-06:00", value % 28 + 1),
        Kind::Count(_) => (i64::from(value) + 1).to_string(),
        Kind::Age => (value % 20).to_string(),
        Kind::Birth => format!("{}", 1995 + u16::from(value % 20)),
        Kind::Country => ["HND", "GTM"][usize::from(value % 2)].to_owned(),
        Kind::Code("sex") => ["male", "female"][usize::from(value % 2)].to_owned(),
        Kind::Code("accompaniment") => ["separated", "accompanied"][usize::from(value % 2)].to_owned(),
        _ => format!("valor {value}"),
    }
}

type Known = BTreeMap<(Entity, Uuid), BTreeMap<u16, String>>;

/// The reference: every operation in turn, every field to its last value.
fn fold(desk: &Desk) -> Known {
    let mut known = Known::new();
    let each = |operation: cobijo::store::StoredOperation| {
        for change in operation.changes.unwrap_or_default() {
            let record = known.entry((change.entity, change.id)).or_default();
            for (field, value) in change.fields {
                match value {
                    Some(value) => record.insert(field, value),
                    None => record.remove(&field),
                };
            }
        }
        Ok(())
    };
    desk.store.operations(each).unwrap();
    known
}

fn tables(desk: &Desk) -> Known {
    let records = Entity::ALL.into_iter().flat_map(|entity| desk.store.all(entity).unwrap());
    records.map(|record| ((record.entity, record.id), record.values.into_iter().collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_tables_equal_the_fold_of_the_log(deeds in deeds()) {
        let mut actor = Actor::new();
        actor.all(&deeds);
        let reference = fold(&actor.desk);
        prop_assert_eq!(&tables(&actor.desk), &reference);
        actor.desk.store.rebuild().unwrap();
        prop_assert_eq!(&tables(&actor.desk), &reference);
        prop_assert_eq!(actor.desk.verify(), vec![]);
    }

    #[test]
    fn as_of_equals_a_store_that_was_only_given_the_log_up_to_then(deeds in deeds(), cut in 0..40_usize) {
        let (before, after) = deeds.split_at(cut.min(deeds.len()));
        let mut whole = Actor::new();
        whole.all(before);
        let then = whole.desk.now_ms;
        let head = whole.desk.store.head().unwrap();
        whole.desk.now_ms += 1;
        whole.all(after);
        let mut stopped = Actor::new();
        stopped.all(before);

        let scratch = whole.desk.folder.path();
        let as_of = |until| whole.desk.store.as_of(until, scratch, &mut |_, _| true).unwrap().1.facts().unwrap();
        prop_assert!(as_of(then) == stopped.desk.store.facts().unwrap());
        prop_assert!(as_of(i64::MAX) == whole.desk.store.facts().unwrap());
        prop_assert_eq!(whole.desk.store.head_at(then).unwrap(), head);
    }
}

#[test]
fn a_fold_that_skips_any_one_field_is_seen() {
    let mut actor = Actor::new();
    let everything = [
        Deed::Intake { year: 1, adult: false },
        Deed::Intake { year: 1, adult: false },
        Deed::Add { entity: 0, case: 0, minute: 1 },
        Deed::Add { entity: 1, case: 0, minute: 1 },
        Deed::Add { entity: 2, case: 0, minute: 1 },
        Deed::Add { entity: 3, case: 0, minute: 1 },
        Deed::Link { a: 0, b: 1 },
    ];
    actor.all(&everything);
    let mut full = Vec::new();
    for (entity, id) in actor.records.clone() {
        let mut change = Change::new(entity, id);
        for field in entity
            .fields()
            .filter(|field| is_free(field) || ["voided", "history", "ref", "outcome", "office"].contains(&field.name))
        {
            change.put(field.number, Some(sample(field, 1)));
        }
        if entity == Entity::Call {
            let contact = actor.records.iter().find(|(entity, _)| *entity == Entity::Contact);
            change.put(named(Entity::Call, "contact").number, contact.map(|(_, id)| id.to_string()));
        }
        full.push(change);
    }
    full.retain(|change| !change.fields.is_empty());
    let code = named(Entity::Office, "code").number;
    full.push(
        Change::new(Entity::Office, Uuid::from_u128(1 << 90))
            .with(code, "TAP")
            .with(702, "CHP")
            .with(703, "x")
            .with(704, "America/Mexico_City")
            .with(705, "x"),
    );
    full.push(
        Change::new(Entity::Holiday, Uuid::from_u128(1 << 91)).with(801, "2019-05-10").with(802, "x").with(803, "x"),
    );
    actor.save(Act::Save, full);
    let reference = fold(&actor.desk);
    assert_eq!(tables(&actor.desk), reference);
    for field in FIELDS {
        assert!(reference.values().any(|values| values.contains_key(&field.number)), "{} is in no record", field.name);
        let others: Vec<Field> = FIELDS.iter().copied().filter(|other| other.number != field.number).collect();
        // A unique index may notice first, where a voided record no longer looks voided.
        let is_folded = actor.desk.store.rebuild_knowing(Vec::leak(others)).is_ok();
        assert!(!is_folded || tables(&actor.desk) != reference, "nobody misses {}", field.name);
    }
}
