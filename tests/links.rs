//! Two records of one child: said so on the screen, seen in both cases and in the figures, and taken back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::store::NewOperation;
use cobijo::ui::key::Key;
use common::new_id;
use common::office::{NOW_MS, Office, answer, miss, see};

/// Two children who came one after the other, and the case of the second on the screen.
fn two_children(office: &Office) -> Driver {
    let mut driver = office.set_up();
    for (given, surname) in [("Ana", "Ensayo"), ("Brisa", "Ficticia")] {
        driver.press(Key::Function(7));
        answer(&mut driver, &[given, surname, "-", "m", "14", "gua", "1", "n"]);
        driver.press(Key::Function(2)).press(Key::Enter);
    }
    driver.press(Key::Function(3)).letters("brisa").press(Key::Enter);
    see(&mut driver, "CHP-19-0002 Ficticia, Brisa");
    driver
}

/// Whether the store holds a link that counts.
fn is_linked(office: &Office) -> bool {
    let links = office.beside().0.all(Entity::Link).unwrap();
    links.iter().any(|link| !link.is_voided())
}

#[test]
fn a_link_is_made_after_both_were_seen_and_taken_back_with_a_reason() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.press(Key::Ctrl('w'));
    see(&mut driver, "¿De quién es también?");
    driver.letters("0001").press(Key::Enter);
    see(&mut driver, "¿Son la misma persona?");
    see(&mut driver, "CHP-19-0002 · Ficticia, Brisa");
    see(&mut driver, "CHP-19-0001 · Ensayo, Ana");
    driver.resize(60, 18);
    see(&mut driver, "S  Sí: se unen y cuentan como un NNA; nada se copia");
    assert!(!driver.screen().contains('…'), "{}", driver.screen());
    driver.resize(80, 24);
    // Neither Intro nor any other key links; Esc leaves all as it was.
    driver.press(Key::Enter).letters("n2").press(Key::Esc);
    see(&mut driver, "[1 Datos]");
    assert!(!is_linked(&office));
    driver.press(Key::Ctrl('w')).letters("0001").press(Key::Enter).letters("s");
    see(&mut driver, "Unidos: cuentan como un solo NNA");
    see(&mut driver, "OTRO CASO DE ESTE NNA");
    see(&mut driver, "CHP-19-0001 · unido · Ensayo, Ana · 15/06/2019");
    assert!(is_linked(&office));
    driver.letters("5");
    see(&mut driver, "unió: unión con CHP-19-0001");
    // What was linked is not linked again, nor is a case with itself.
    for folio in ["0001", "0002"] {
        driver.letters("1").press(Key::Ctrl('w')).press(Key::Down).press(Key::Enter).letters(folio).press(Key::Enter);
        see(&mut driver, "Ya es el mismo NNA");
    }
    // The other case says so too, and takes it back.
    driver.press(Key::Function(3)).letters("0001").press(Key::Enter);
    see(&mut driver, "CHP-19-0002 · unido · Ficticia, Brisa · 15/06/2019");
    driver.press(Key::Ctrl('w'));
    see(&mut driver, "¿Qué unión se quita?");
    driver.press(Key::Enter);
    see(&mut driver, "Anular: unión con CHP-19-0002");
    driver.letters("otra niña").press(Key::Enter);
    miss(&mut driver, "OTRO CASO DE ESTE NNA");
    assert!(!is_linked(&office));
    driver.letters("5");
    see(&mut driver, "anuló: unión con CHP-19-0002 · anulado: otra niña");
}

#[test]
fn a_link_is_undone_with_one_key() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.letters("2").press(Key::Function(9)).letters("misma persona").press(Key::Enter);
    see(&mut driver, "¿De quién es también?");
    driver.letters("ana").press(Key::Enter).letters("s");
    assert!(is_linked(&office));
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: unión de CHP-19-0002 con CHP-19-0001");
    assert!(!is_linked(&office));
    driver.press(Key::Ctrl('y'));
    assert!(is_linked(&office));
}

#[test]
fn two_events_of_one_record_know_each_other() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.press(Key::Function(7));
    answer(&mut driver, &["Ana", "Ensayo", "-", "m", "14", "gua", "1", "n"]);
    driver.press(Key::Function(2));
    see(&mut driver, "parecido");
    driver.letters("1").letters("s").letters("1");
    see(&mut driver, "OTRO CASO DE ESTE NNA");
    see(&mut driver, "CHP-19-0001 · Ensayo, Ana · 15/06/2019");
    miss(&mut driver, "· unido");
}

#[test]
fn a_case_without_a_child_is_linked_with_none_and_that_is_said() {
    let office = Office::new();
    let mut driver = two_children(&office);
    let (mut store, author) = office.beside();
    let case = Change::new(Entity::Case, new_id()).with(number::CASE_OFFICE, "CHP");
    let case = case.with(named(Entity::Case, "kind").number, "foreign");
    let changes = vec![case.with(number::CASE_OPENED_AT, "2019-06-15T15:20-05:00")];
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base: u64::MAX, changes }]).unwrap();
    driver.press(Key::Ctrl('w')).letters("0003").press(Key::Enter);
    see(&mut driver, "¿Son la misma persona?");
    see(driver.letters("s"), "! Uno de los dos casos no tiene NNA registrado: no se unió nada.");
    assert!(!is_linked(&office));
}
