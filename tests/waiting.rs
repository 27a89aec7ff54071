//! Answers of the store that come late: what is shown meanwhile, and that each finds its place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::runtime::driver::Driver;
use cobijo::store::{Look, StoreError};
use cobijo::ui::key::Key;
use common::office::{NOW_MS, Office, PASSPHRASE, miss, see};

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
