//! What happens between two moments of a screen: other figures come while somebody types, or before what was warned of is
//! written, and a line stops what is being written.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use cobijo::domain::moment::Moment;
use cobijo::i18n::Lang;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::store::{Look, NewOperation};
use cobijo::training::{Scenario, cases};
use cobijo::ui::key::Key;
use common::new_id;
use common::office::{NOW_MS, Office, PASSPHRASE, half_year, miss, see};
use pty::Terminal;
use std::path::Path;

/// Has what the tab shows written to a new file; the statement by its paragraphs.
fn exported(driver: &mut Driver, file: &Path) -> Vec<String> {
    driver.press(Key::Function(2)).paste(file.to_str().unwrap()).press(Key::Enter);
    see(driver, "Hecho: ");
    let written = std::fs::read_to_string(file).unwrap();
    written.trim_end().split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect()
}

/// Another program writes, which the screen learns when its clock moves.
fn written_beside(office: &Office, driver: &mut Driver) {
    let (mut store, author) = office.beside();
    let child = Change::new(Entity::Person, new_id()).with(named(Entity::Person, "surname1").number, "Ensayo");
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base: u64::MAX, changes: vec![child] }]).unwrap();
    driver.idle();
}

/// Of a period without cases there are fewer paragraphs, and none of them has anything of what was typed.
#[test]
fn what_is_typed_into_a_statement_stays_with_its_figures_whatever_comes_meanwhile() {
    let office = Office::filled(300, 20);
    for key in [Key::Home, Key::End] {
        let (office, place) = (office.copy(), tempfile::tempdir().unwrap());
        let mut driver = half_year(&office, Lang::Es, (80, 60));
        let made = exported(driver.letters("5"), &place.path().join("made"));
        driver.press(key).hold().letters("+").press(Key::Ctrl('e')).letters(" Pal").release();
        written_beside(&office, &mut driver);
        let typed = exported(driver.letters("abras.").press(Key::Enter), &place.path().join("typed"));
        let mut expected = made.clone();
        let own = if key == Key::Home { expected.first_mut() } else { expected.last_mut() };
        own.unwrap().push_str(" Palabras.");
        assert_eq!(typed, expected);
        see(&mut driver, "cifras de 2019-H1");
        let other = exported(driver.press(Key::Delete), &place.path().join("other"));
        assert!(other.len() < made.len() && !other.concat().contains("Palabras"), "{other:?}");
    }
}

/// Whoever has read what speaks against publishing some figures has read nothing of those that came since.
#[test]
fn what_speaks_against_publishing_is_read_again_of_other_figures() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let (mut store, author) = office.beside();
    let subject = "2019-05 json 0123456789abcdef public".to_owned();
    store.look(Look { at_ms: NOW_MS, officer: author.officer, session: author.session, what: "report", subject });
    store.flush_access().unwrap();
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.press(Key::Function(8)).letters("dic18-may19").press(Key::Enter);
    let file = place.path().join("half");
    driver.press(Key::Function(2)).press(Key::Down).press(Key::Right).paste(file.to_str().unwrap());
    driver.press(Key::Enter);
    see(&mut driver, "2019-06-15 L. Soto: 2019-05");
    written_beside(&office, &mut driver);
    miss(&mut driver, "2019-06-15 L. Soto: 2019-05");
    driver.press(Key::Enter);
    see(&mut driver, "2019-06-15 L. Soto: 2019-05");
    assert!(!file.exists());
    driver.idle().press(Key::Enter);
    see(&mut driver, "Hecho: ");
    assert!(file.exists());
}

/// What a screen that nobody sees asked for would be in the way of what somebody waits for.
#[test]
fn a_screen_under_another_asks_anew_once_it_is_seen() {
    let office = Office::filled(20, 4);
    let mut driver = office.open();
    let before = driver.screen();
    driver.press(Key::Function(8)).letters("2019").press(Key::Enter);
    let (mut store, author) = office.beside();
    let now = Moment::at_instant(NOW_MS, chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed: 2, cases: 1, days: 1, now, present: 1 });
    let made = made.map(|changes| NewOperation { act: Act::Save, base: u64::MAX, changes }).collect();
    store.append(&author, NOW_MS, made).unwrap();
    driver.idle().hold().press(Key::Esc);
    assert_eq!(driver.screen(), before);
    driver.release();
    assert_ne!(driver.screen(), before);
}

/// The store lets nobody note that figures leave it: that is where an export waits.
#[test]
fn a_line_stops_what_is_being_written_and_leaves_nothing() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let [key, file] = ["key", "figures.xlsx"].map(|name| place.path().join(name).display().to_string());
    std::fs::write(&key, PASSPHRASE).unwrap();
    let store = office.folder().path().display().to_string();
    let arguments = ["--lineal", "--lang", "es", "--store", &store, "--passphrase-file", &key];
    let (busy, mut terminal) = (office.file(), Terminal::run(&arguments, &[]));
    for (awaited, line) in [
        ("cierra el menú: ", "6"),
        ("Cifra: -\n", "2019"),
        ("Cifra: 4\nPeriodo: ", "6"),
        ("= Exporta estas cifras\nNúmero, o / para el menú: ", "8"),
        ("Archivo: ", &file),
        ("figures.xlsx\nNúmero, o / para el menú: ", "="),
    ] {
        terminal.wait(awaited);
        if line == "=" {
            busy.execute_batch("BEGIN IMMEDIATE").unwrap();
        }
        terminal.text(line).press("Enter");
    }
    terminal.wait("lo detiene y no deja nada").text("<").press("Enter").wait("Se detiene.");
    drop(busy);
    terminal.wait("Se detuvo; no quedó nada").wait("Número, o / para el menú: ");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "the key alone");
    terminal.kill();
}
