//! Out and in again: what a store writes into files makes, in an empty store, the same files and the same report.

#![expect(clippy::unwrap_used, reason = "files that cannot be made are a failed test")]

mod common;
mod naive;

use cobijo::domain::period::Period;
use cobijo::form::files::Source;
use cobijo::form::files::sheet::Sheet;
use cobijo::form::files::write::write_rows;
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::Change;
use cobijo::report::{Report, Scope, report};
use cobijo::store::{Store, StoreError};
use common::{Desk, new_id};
use naive::files::{files, import};
use naive::random;
use proptest::prelude::*;
use uuid::Uuid;

/// The files of an export, by name.
fn export(store: &Store) -> Vec<Source> {
    let file = |sheet: Sheet| {
        let mut rows = Vec::new();
        store
            .nominal(sheet, |row| -> Result<(), StoreError> {
                rows.push(row);
                Ok(())
            })
            .unwrap();
        let mut bytes = Vec::new();
        write_rows(&mut bytes, sheet, rows.into_iter()).unwrap();
        Source { name: sheet.code().to_owned(), bytes }
    };
    Sheet::ALL.into_iter().map(file).collect()
}

fn texts(sources: &[Source]) -> Vec<(&str, &str)> {
    sources.iter().map(|source| (source.name.as_str(), str::from_utf8(&source.bytes).unwrap())).collect()
}

fn everything(store: &Store) -> Report {
    report(&store.facts().unwrap(), &Scope::default(), Period::parse("2018-01..2020-12").unwrap())
}

/// Imports an export into an empty store and expects the same from it, twice over.
fn check_round_trip(store: &Store) -> Desk {
    let written = export(store);
    let mut other = Desk::new();
    import(&mut other.store, &other.author, other.now_ms, &written);
    let again = export(&other.store);
    assert_eq!(texts(&written), texts(&again));
    assert_eq!(everything(store), everything(&other.store));
    assert_eq!(other.verify(), vec![]);
    let head = other.store.head().unwrap();
    import(&mut other.store, &other.author, other.now_ms, &again);
    assert_eq!(other.store.head().unwrap(), head, "an import of what is there writes nothing");
    other
}

fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(name, text)| Source { name: (*name).into(), bytes: text.as_bytes().to_vec() }).collect()
}

/// Three imported cases of two linked children with everything that hangs on cases.
const IMPORTED: [(&str, &str); 5] = [
    (
        "cases.csv",
        "case_ref,person_ref,same_child_as,office,kind,opened_at,left_at,given_names,surname1,surname2,sex,birth_date,\
         nationality,language,age_years,age_source,accompaniment,group_ref,reception_point,outcome,outcome_at,notes\n\
         \"A, 1\",p1,,CHP,foreign,2019-04-07T02:30,2019-05-09,Xóchitl,\"O\"\"Brien\",-,female,2004-02-29,HND,mam,,,\
         separated,g 1,\"Río, \"\"Suchiate\"\"\",assisted_return,2019-05-09T23:59+00:00,\"one\ntwo\r\n\tthree, \"\"four\"\"\"\n\
         a2,p2,p1,BCN,repatriated,2019-06-01,,,,,,2004,,,12-14,child,,g 1,unspecified,,,\" = +1 \"\n\
         a10,p1,,TAP,received,2019-06-30T23:59-06:00,,,,,,,,,~7,staff,unaccompanied,,,,,-\n",
    ),
    (
        "contacts.csv",
        "case_ref,contact_ref,name,relationship,country,phone,safe,note\n\
         \"A, 1\",10,Ñusta,aunt,USA,\"555, next door\",no,\"a\"\"b\"\n\"A, 1\",9,,,,,,\na2,mother,M,mother,GTM,+502 5123 4567,pending,\n",
    ),
    (
        "services.csv",
        "case_ref,ref,office,category,detail,at,quantity,status,note\n\
         \"A, 1\",s2,BCN,food,lunch,2019-04-07T03:00,3,given,\"x\ny\"\n\"A, 1\",,,food,,2019-04-07T03:00,,,\n\
         \"A, 1\",,,food,,2019-04-07T03:00,,,\na2,s1,,health,SAL-VAL,2019-06-01,1,refused,\na10,s1,,rest,,2019-07-01,,unavailable,\n",
    ),
    (
        "calls.csv",
        "case_ref,ref,office,contact_ref,at,outcome,minutes,child_spoke,note,retry_at\n\
         \"A, 1\",c1,,10,2019-04-07T04:00,reached,12,yes,,\n\
         \"A, 1\",,TAP,9,2019-04-07T04:00,no_answer,,no,\"tab\there\",2019-04-08T09:00\n\
         a2,,,,2019-06-01T00:00Z,refused_by_minor,0,,,\n",
    ),
    (
        "steps.csv",
        "case_ref,step,done_at,document,received_by,note,answer,override_reason\n\
         \"A, 1\",medical_check,2019-04-07,D-1,\"Who, where\",,,\n\"A, 1\",medical_check,,,,,,\n\
         a2,rights_information,,,,\"\"\"\",,\na2,asylum_screening,,,,,yes,\na2,consular_notice,,,,,,\"as, asked\"\n",
    ),
];

fn case_of(desk: &Desk, case_ref: &str) -> Uuid {
    desk.store.case_by_ref(case_ref).unwrap().unwrap()
}

fn change(entity: Entity, id: Uuid, values: &[(&str, &str)]) -> Change {
    values.iter().fold(Change::new(entity, id), |change, (name, value)| change.with(named(entity, name).number, *value))
}

/// A case made at the desk, with a folio, a contact with a number and a call to it; its child has no reference.
fn save_at_desk(desk: &mut Desk, opened_at: &str) -> Uuid {
    let (person, case, contact) = (new_id(), new_id(), new_id());
    let at = [("at", opened_at)];
    desk.save(vec![
        change(Entity::Person, person, &[("surname1", "Del Mar"), ("birth_date", "2010-05"), ("sex", "other")]),
        change(Entity::Case, case, &[("office", "TAP"), ("kind", "foreign"), ("opened_at", opened_at)])
            .with(number::CASE_PERSON, person),
        change(Entity::Contact, contact, &[("name", "Tía")]).with(number::CONTACT_CASE, case),
        change(Entity::Call, new_id(), &at)
            .with(number::CALL_CASE, case)
            .with(named(Entity::Call, "outcome").number, "reached")
            .with(named(Entity::Call, "contact").number, contact),
        change(Entity::Service, new_id(), &at)
            .with(number::SERVICE_CASE, case)
            .with(named(Entity::Service, "category").number, "clothing"),
    ]);
    person
}

fn void(desk: &mut Desk, entity: Entity, id: Uuid) {
    desk.save(vec![Change::new(entity, id).with(entity.voided(), "mistake")]);
}

/// The record of an entity in which a field has this value.
fn find(desk: &Desk, entity: Entity, name: &str, value: &str) -> Uuid {
    let records = desk.store.all(entity).unwrap();
    records.iter().find(|record| record.named(name) == Some(value)).unwrap().id
}

#[test]
fn a_rich_store_comes_back_as_it_was() {
    let mut desk = Desk::new();
    import(&mut desk.store, &desk.author, desk.now_ms, &sources(&IMPORTED));
    let one = save_at_desk(&mut desk, "2019-06-15T14:32-05:00");
    let other = save_at_desk(&mut desk, "2019-06-15T14:32-05:00");
    let gone = save_at_desk(&mut desk, "2019-06-16T00:00-05:00");
    let p1 = find(&desk, Entity::Person, "ref", "p1");
    for (a, b) in [(one, other), (gone, p1), (gone, one)] {
        desk.save(vec![Change::new(Entity::Link, new_id()).with(number::LINK_PERSON, a).with(number::LINK_OTHER, b)]);
    }
    let gone_case = case_of(&desk, "TAP-19-0003");
    void(&mut desk, Entity::Case, gone_case);
    let contact = find(&desk, Entity::Contact, "contact_ref", "9");
    void(&mut desk, Entity::Contact, contact);
    let service = find(&desk, Entity::Service, "ref", "s2");
    void(&mut desk, Entity::Service, service);
    let step = find(&desk, Entity::Step, "step", "rights_information");
    void(&mut desk, Entity::Step, step);
    let written = export(&desk.store);
    let lines = |name: &str| {
        let file = written.iter().find(|source| source.name == name).unwrap();
        str::from_utf8(&file.bytes).unwrap().matches('\n').count()
    };
    // Header, rows, and the line ends within notes.
    assert_eq!(["contacts.csv", "services.csv", "calls.csv", "steps.csv"].map(lines), [5, 7, 6, 5]);
    let mut back = check_round_trip(&desk.store);
    save_at_desk(&mut back, "2019-06-17T10:00-05:00");
    assert!(back.store.case_by_ref("TAP-19-0003").unwrap().is_some(), "folios go on after those that were imported");
}

#[test]
fn an_empty_store_writes_headers_and_reads_them() {
    check_round_trip(&Desk::new().store);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn random_stores_come_back_as_they_were(mut rows in random::rows(), seed in any::<u64>()) {
        let mut desk = Desk::new();
        for sources in files(&mut rows, seed) {
            import(&mut desk.store, &desk.author, desk.now_ms, &sources);
        }
        check_round_trip(&desk.store);
    }
}
