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
