//! Who sits at the screen: what each role may do there, the lock, and what is hidden.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::log::field::Entity;
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::search::roster::Aspect;
use cobijo::store::{Asking, Filter, Finder, From, NewOperation, Query, Right, Store, StoreError, may};
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use common::office::{Office, PASSPHRASE, intake};
use common::{Desk, new_id};

/// An office that M. Ruiz set up, with one child, and one officer of each role, called like the role.
fn office() -> Office {
    let office = Office::new();
    intake(&mut office.set_up(), "Ana", "Ensayo");
    for role in Role::ALL {
        office.add_officer(role.code(), role);
    }
    office
}

/// The program as an officer of this role has just opened it.
fn opened_by(office: &Office, role: Role) -> Driver {
    let mut driver = office.start();
    while !driver.screen().contains(&format!("Persona        {}", role.code())) {
        driver.press(Key::Function(4));
    }
    driver.letters(PASSPHRASE).press(Key::Enter);
    driver
}

/// Every right, in the order of the table in `store::rights`.
const RIGHTS: [Right; 12] = [
    Right::Figures,
    Right::Read,
    Right::Write,
    Right::BackUp,
    Right::VoidCase,
    Right::OverrideConsulate,
    Right::Import,
    Right::Export,
    Right::Restore,
    Right::Seal,
    Right::Settings,
    Right::Officers,
];

#[test]
fn each_role_against_each_deed_of_the_store() {
    for role in Role::ALL {
        let mut desk = Desk::new();
        let (case, person) = (new_id(), new_id());
        let opened = |case| Change::new(Entity::Case, case).with(103, "CHP").with(104, "foreign");
        let opened = |case| opened(case).with(101, person.to_string()).with(105, "2019-06-15T12:00-06:00");
        desk.save(vec![Change::new(Entity::Person, person).with(2, "Ana"), opened(case)]);
        let author = desk.store.seat("L. Soto", role, "CHP");
        let mut write = |act, change| {
            let operation = NewOperation { act, base: u64::MAX, changes: vec![change] };
            desk.store.append(&author, desk.now_ms, vec![operation]).map(drop)
        };
        let mut told = vec![
            (Right::Write, write(Act::Save, Change::new(Entity::Case, case).with(114, "nota"))),
            (Right::Write, write(Act::Void, Change::new(Entity::Person, person).with(9, "doble"))),
            (Right::Import, write(Act::Import, opened(new_id()))),
            (Right::Settings, write(Act::Save, Change::new(Entity::Office, new_id()).with(701, "XAA"))),
            (Right::VoidCase, write(Act::Void, Change::new(Entity::Case, case).with(116, "doble"))),
        ];
        let store = &desk.store;
        let asking = Asking { officer: "L. Soto", today: chrono::NaiveDate::default(), now_ms: 0 };
        let words = Query { typed: Some("ana".to_owned()), limit: 9, ..Query::default() };
        told.extend([
            (Right::Read, store.list(Filter::All, From::Newest, 9).map(drop)),
            (Right::Read, store.count(Filter::All).map(drop)),
            (Right::Read, Finder::default().find(store, &words, asking).map(drop)),
            (Right::Read, Finder::default().count(store, &words.filter, Aspect::Sex, asking).map(drop)),
            (Right::Read, store.case_by_ref("CHP-19-0001").map(drop)),
            (Right::Read, store.sheet(case).map(drop)),
            (Right::Read, store.record(Entity::Person, person).map(drop)),
            (Right::Read, store.history(&[person]).map(drop)),
            (Right::Read, store.operations(|_| Ok(())).map(drop)),
            (Right::Export, store.nominal(cobijo::form::files::sheet::Sheet::Cases, |_| Ok(()))),
            (Right::Figures, store.facts().map(drop)),
            (Right::Figures, store.all(Entity::Office).map(drop)),
            (Right::Figures, store.head().map(drop)),
        ]);
        told.extend(RIGHTS.map(|right| (right, store.allow(right))));
        for (right, result) in told {
            match result {
                Ok(()) => assert!(may(role, right), "{role:?} did {right:?}"),
                Err(StoreError::NotAllowed) => assert!(!may(role, right), "{role:?} could not {right:?}"),
                Err(error) => panic!("{role:?} {right:?}: {error}"),
            }
        }
        let undone = desk.store.undo(&author, desk.now_ms, 1, "deshecho");
        assert!(may(role, Right::Write) || undone.is_err());
    }
}

#[test]
fn a_store_where_nobody_sits_shows_figures_alone() {
    let (folder, key) = Desk::new().close();
    let store = Store::open(&folder.database(), &key).unwrap();
    assert!(store.facts().is_ok());
    assert!(matches!(store.list(Filter::All, From::Newest, 9), Err(StoreError::NotAllowed)));
}

#[test]
fn each_role_against_each_screen() {
    let office = office();
    for role in Role::ALL {
        let mut driver = opened_by(&office, role);
        assert_eq!(driver.screen().contains("Ensayo"), may(role, Right::Read), "{}", driver.screen());
        let keys = (1..=9).map(Key::Function).chain("azy".chars().map(Key::Ctrl)).chain([Key::Insert, Key::Enter]);
        for key in keys.chain("ensayo1234".chars().map(Key::Char)) {
            driver.press(key).press(Key::Esc).press(Key::Esc);
            let screen = driver.screen();
            assert!(may(role, Right::Read) || !screen.contains("Ensayo") && !screen.contains("CHP-"), "{screen}");
        }
        driver.press(Key::Function(7));
        assert_eq!(driver.screen().contains("obligatorios"), may(role, Right::Write), "{}", driver.screen());
        assert_eq!(driver.screen().contains("Su función no lo permite"), !may(role, Right::Write));
        driver.press(Key::Esc).press(Key::Function(3));
        assert_eq!(driver.screen().contains("Su función no lo permite"), !may(role, Right::Read));
        assert_eq!(driver.screen().contains("7Nuevo"), may(role, Right::Write), "{}", driver.screen());
    }
}

#[test]
fn a_whole_case_is_voided_by_a_supervisor() {
    let office = office();
    for role in [Role::Officer, Role::Supervisor] {
        let mut driver = opened_by(&office, role);
        driver.press(Key::Function(3)).press(Key::Enter).press(Key::Delete).letters("doble").press(Key::Enter);
        assert_eq!(driver.screen().contains("Su función no lo permite"), role == Role::Officer, "{}", driver.screen());
        driver.press(Key::Esc).press(Key::Function(3)).press(Key::Esc);
        assert_eq!(driver.screen().contains("Ensayo"), role == Role::Officer, "{}", driver.screen());
    }
}

#[test]
fn one_key_shows_names_as_initials_everywhere_until_it_is_pressed_again() {
    let office = office();
    let mut driver = opened_by(&office, Role::Officer);
    driver.press(Key::Tab).press(Key::Enter).letters("c");
    for answer in ["Rosa", "m", "gua", "51234567", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).letters("3").press(Key::Insert).letters("Petra").press(Key::Esc);
    let names = ["Ana", "Ensayo", "Rosa", "Petra"];
    let masked = |driver: &mut Driver| {
        let screen = driver.screen();
        assert!(names.iter().all(|name| !screen.contains(name)), "{screen}");
        assert!(screen.contains("iniciales"), "{screen}");
        screen
    };
    driver.press(Key::Ctrl('k'));
    for tab in "12345".chars() {
        driver.letters(&tab.to_string());
        masked(&mut driver);
    }
    driver.press(Key::Enter);
    masked(&mut driver);
    driver.press(Key::Esc).letters("3").press(Key::Function(6));
    driver.press(Key::Ctrl('k')).press(Key::Ctrl('k')).press(Key::Esc).press(Key::Insert);
    masked(&mut driver);
    driver.press(Key::Esc).press(Key::Esc);
    assert!(masked(&mut driver).contains("E., A."), "{}", driver.screen());
    driver.press(Key::Ctrl('l')).press(Key::Function(4)).letters(PASSPHRASE).press(Key::Enter);
    masked(&mut driver);
    driver.press(Key::Ctrl('k'));
    assert!(driver.screen().contains("Ensayo, Ana"), "{}", driver.screen());
}
