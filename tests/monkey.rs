//! Keys at random: a handful of thousands here, a million in the bench of a day's work; and that each thing that must not
//! come of them is noticed where it does.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;
#[path = "common/monkey.rs"]
mod play;

use cobijo::log::field::Entity;
use cobijo::log::operation::{Act, Change};
use cobijo::store::{Filter, From, NewOperation, Store};
use cobijo::vault::Role;
use office::{NOW_MS, Office};
use uuid::Uuid;

fn office() -> Office {
    let office = Office::filled(43, 43);
    office.add_officer("L. Soto", Role::Officer);
    office
}

#[test]
fn keys_at_random_do_nothing_unasked_and_home_stays_two_keys_away() {
    let played = play::play(&office(), 7, 2_500, &mut |_, _| {}).unwrap_or_else(|what| panic!("{what}"));
    println!("{played}");
}

/// What the play says where something happens that no key asked for.
#[track_caller]
fn check(expected: &str, tamper: impl Fn(&Office, &mut Store)) {
    let office = office();
    let result = play::play(&office, 7, 250, &mut |at, store| {
        if at >= 150 {
            tamper(&office, store);
        }
    });
    let told = result.map(|played| played.to_string()).unwrap_err();
    assert!(told.starts_with(expected), "{told}");
}

/// Writes as the officer at the screen would.
fn write(store: &mut Store, act: Act, changes: Vec<Change>) {
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    store.append(&author, NOW_MS, vec![NewOperation { act, base: u64::MAX, changes }]).unwrap();
}

fn case(store: &Store) -> Uuid {
    store.list(Filter::All, From::Newest, 1).unwrap().remove(0).id
}

#[test]
fn what_must_not_happen_is_noticed() {
    check("something was voided that nobody gave a reason for", |_, store| {
        let case = case(store);
        write(store, Act::Save, vec![Change::new(Entity::Case, case).with(Entity::Case.voided(), "doble")]);
    });
    check("two children were said to be one", |_, store| {
        let children = [(); 2].map(|()| Uuid::now_v7().to_string());
        let [one, other] = children;
        write(store, Act::Link, vec![Change::new(Entity::Link, Uuid::now_v7()).with(601, one).with(602, other)]);
    });
    check("two children were said to be one", |_, store| {
        let child = store.sheet(case(store)).unwrap().unwrap().person.unwrap().id.to_string();
        let opened = Change::new(Entity::Case, Uuid::now_v7()).with(101, child).with(103, "CHP").with(104, "foreign");
        write(store, Act::Save, vec![opened.with(105, "2019-06-15T12:00-06:00")]);
    });
    check("somebody else's work was taken back", |_, store| {
        let case = case(store);
        let other = store.seat("P. Ajena", Role::Officer, "CHP");
        let change = Change::new(Entity::Case, case).with(111, "Ajeno");
        let operation = NewOperation { act: Act::Save, base: u64::MAX, changes: vec![change] };
        store.append(&other, NOW_MS, vec![operation]).unwrap();
        let (author, seq) = (store.seat("M. Ruiz", Role::Administrator, "CHP"), store.head().unwrap().seq);
        store.undo(&author, NOW_MS, seq, "deshecho").unwrap();
    });
    check("something was exported", |office, _| {
        std::fs::create_dir_all(office.folder().exports()).unwrap();
        std::fs::write(office.folder().exports().join("cases.csv"), "case_ref\n").unwrap();
    });
    check("something was written that no key asked for", |_, store| {
        let case = case(store);
        write(store, Act::Save, vec![Change::new(Entity::Case, case).with(111, "Puente")]);
    });
    check("seed 7: ", |office, _| {
        office.file().execute("UPDATE case_file SET reception_point = 'otro'", ()).unwrap();
    });
}
