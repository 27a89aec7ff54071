//! Answers of the store that come late: what is shown meanwhile, and that each finds its place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::domain::moment::Moment;
use cobijo::log::field::{Entity, number};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::store::{Look, NewOperation, StoreError};
use cobijo::training::{self, Scenario};
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use common::office::{NOW_MS, Office, PASSPHRASE, miss, see};
use std::collections::BTreeSet;

fn figures(office: &Office) -> Driver {
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(8)).letters("2019").press(Key::Enter);
    driver
}

/// The other period is asked for where a tab shows it; until it has come nothing stands there that might be another's.
#[test]
fn another_period_comes_with_the_tab_that_shows_it() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office);
    driver.hold().press(Key::Char('4'));
    see(&mut driver, "[4 Comparar]");
    miss(&mut driver, "2018");
    driver.release();
    see(&mut driver, ">2018");
    // A statement compares as well, and has what it needs.
    driver.hold().press(Key::Char('5'));
    see(&mut driver, ">Del 1 de enero");
    driver.release();
    // Asked for without the other period, and then with it.
    driver.press(Key::Char('1')).hold().press(Key::Char('-')).press(Key::Char('4')).release();
    see(&mut driver, "[2018]");
    see(&mut driver, ">2017");
    // Asked for with it, and answered on a tab that does not show it.
    driver.hold().press(Key::Char('-')).press(Key::Char('1')).release();
    see(&mut driver, "[2017]");
    driver.hold().press(Key::Char('4'));
    see(&mut driver, ">2016");
}

/// Asks for the figures as they stood at the end of a day, and waits for longer than nothing is said of it.
fn go_back(driver: &mut Driver) {
    driver.press(Key::Function(4)).letters("otro dia").press(Key::Enter).letters("14/06/2019").press(Key::Enter);
    driver.wait(500).wait(500);
}

/// In a large store it takes a while: what stood before stays, can be walked, and is left by itself by who waits no more.
#[test]
fn what_stood_once_is_waited_for_or_given_up() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office);
    let before = driver.screen();
    go_back(driver.hold());
    see(&mut driver, "! Volviendo al 14/06/2019 23:59: 0 %");
    see(&mut driver, "Esc deja de esperar");
    driver.press(Key::Char('2'));
    see(&mut driver, "[2 Gr");
    driver.press(Key::Char('1')).press(Key::Esc);
    assert_eq!(driver.screen(), before);
    assert_eq!(driver.release().screen(), before, "nothing comes of it");
    go_back(driver.hold());
    // Another period is asked of the same moment.
    driver.press(Key::Char('-')).release();
    see(&mut driver, "! Como estaba el 14/06/2019 23:59");
    see(&mut driver, "[2018]");
    // From there back to now, which nobody waits for.
    driver.hold().press(Key::Function(4)).letters("otro dia").press(Key::Enter).press(Key::Ctrl('u')).press(Key::Enter);
    driver.wait(500).wait(500);
    miss(&mut driver, "Volviendo");
    driver.release();
    miss(&mut driver, "Como estaba");
    go_back(&mut driver);
    see(&mut driver, "! Como estaba");
}

/// Whoever looks waits for nobody who writes; the look is written once there is room.
#[test]
fn a_look_waits_for_a_long_import_and_nobody_waits_for_the_look() {
    let office = Office::filled(20, 4);
    let (mut store, author) = office.beside();
    let import = office.file();
    import.execute_batch("BEGIN IMMEDIATE").unwrap();
    let session = author.session;
    store.look(Look { at_ms: NOW_MS, officer: author.officer, session, what: "report", subject: "2019".to_owned() });
    let waiting = store.flush_access_if_free().map_err(StoreError::sorted);
    assert!(matches!(waiting, Err(StoreError::Busy)), "{waiting:?}");
    import.execute_batch("ROLLBACK").unwrap();
    store.flush_access_if_free().unwrap();
    assert_eq!(store.looks("report").unwrap().len(), 1);
}

/// What was written between a figure and the key that opens it changes nothing of its list: what no longer belongs there is
/// marked once that is known, and nothing is added.
#[test]
fn behind_a_figure_are_the_cases_that_it_was_made_of() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office);
    driver.press(Key::Function(4)).letters("todas").press(Key::Enter);
    let list = driver.press(Key::Enter).screen();
    let folios = |screen: &str| -> Vec<String> {
        let rows = screen.lines().skip(4).map_while(|line| line.get(2..15).filter(|_| !line.starts_with('─')));
        rows.map(|folio| folio.trim().to_owned()).filter(|folio| !folio.is_empty()).collect()
    };
    let (said, cases) = (list.lines().nth(1).unwrap().to_owned(), folios(&list));
    assert!(cases.len() > 3 && said.contains(&format!("{0} en {0} casos", cases.len())), "{list}");
    let before = driver.press(Key::Esc).screen();

    let (mut store, _) = office.beside();
    let author = store.seat("L. Soto", Role::Supervisor, "CHP");
    let case = store.case_by_ref(&cases[1]).unwrap().unwrap();
    let void = vec![Change::new(Entity::Case, case).with(Entity::Case.voided(), "dos veces")];
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = training::cases(Scenario { seed: 2, cases: 30, days: 100, now, present: 3 });
    let made = made.map(|mut changes| {
        // Without their folios, so that the store gives the next ones.
        for change in &mut changes {
            change.fields.retain(|(number, _)| *number != number::CASE_REF);
        }
        (Act::Import, changes)
    });
    let operations = std::iter::once((Act::Void, void)).chain(made);
    let operations = operations.map(|(act, changes)| NewOperation { act, base: u64::MAX, changes });
    store.append(&author, NOW_MS, operations.collect()).unwrap();

    assert_eq!(driver.screen(), before);
    let opened = driver.press(Key::Enter).screen();
    assert_eq!((opened.lines().nth(1).unwrap(), folios(&opened)), (said.as_str(), cases.clone()));
    for sort in ["apellidos", "vence", "edad", ""] {
        let sorted = folios(&driver.press(Key::Ctrl('o')).screen()).into_iter().collect::<BTreeSet<_>>();
        assert_eq!(sorted, cases.iter().cloned().collect(), "{sort}");
    }
    // Once it is known that something was written.
    let marked = driver.idle().idle().screen();
    assert_eq!(folios(&marked), cases);
    see(&mut driver, "1 cambió después");
    let row = marked.lines().find(|line| line.contains(&cases[1])).unwrap();
    assert!(row.starts_with(" x"), "{marked}");
    driver.press(Key::Home).press(Key::Down);
    see(&mut driver, " cambió después de esta cifra · Ingreso");
    assert_ne!(driver.press(Key::Esc).screen(), before, "the figures of now");
}
