//! Forms by keys: what is taken back, what is kept, what is copied, and what is asked.

use super::{Office, PASSPHRASE, come_back, contact, intake, miss, see, stand_on};
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::store::{Drafts, NewOperation, Store};
use cobijo::ui::key::Key;
use cobijo::vault::Vault;
use uuid::Uuid;

fn case(store: &Store, folio: &str) -> Uuid {
    store.case_by_ref(folio).unwrap().unwrap()
}

#[test]
fn what_is_taken_back_is_said_in_words() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Nada que deshacer");
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: servicio Alimentación 15:32 de CHP-19-0001 · Ctrl+Y lo rehace");
    driver.press(Key::Ctrl('y'));
    see(&mut driver, "Se rehízo: servicio Alimentación 15:32 de CHP-19-0001");
    driver.press(Key::Delete).letters("repetido").press(Key::Enter).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: anulación de servicio Alimentación 15:32 de CHP-19-0001");
    driver.letters("1").press(Key::Enter).letters("Anabel").press(Key::Function(2)).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: Nombre(s) de CHP-19-0001");
    driver.press(Key::Ctrl('z')).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: ingreso de CHP-19-0001");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Nada que deshacer");
}

#[test]
fn what_touches_more_than_one_child_is_asked_about_before_it_is_taken_back() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("h");
    for answer in ["Luis", "h", "9", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).press(Key::Enter);
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "¿Deshacer ingreso (2 casos)? Intro = sí");
    driver.press(Key::Down);
    see(&mut driver, "Ensayo, Luis");
    driver.press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Se deshizo: ingreso (2 casos)");
    miss(&mut driver, "Ensayo, Luis");
    driver.press(Key::Ctrl('y')).press(Key::Enter);
    see(&mut driver, "Se rehízo: ");
    see(&mut driver, "Ensayo, Luis");
}

#[test]
fn what_somebody_wrote_to_since_is_not_taken_back_and_it_is_said_who_did() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    let (mut store, author) = office.beside();
    let point = named(Entity::Case, "reception_point").number;
    let changes = vec![Change::new(Entity::Case, case(&store, "CHP-19-0001")).with(point, "Puente")];
    let base = store.head().unwrap().seq;
    driver.press(Key::Enter).press(Key::Enter);
    stand_on(&mut driver, "Punto o lugar");
    driver.letters("Garita").press(Key::Function(2));
    store.append(&author, super::NOW_MS, vec![NewOperation { act: Act::Save, base: base + 1, changes }]).unwrap();
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "No se deshizo: L. Soto escribió después sobre lo mismo (15/06/2019 15:32)");
}

#[test]
fn a_form_left_with_esc_is_opened_again_with_the_next_key() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Function(7)).letters("Luis").press(Key::Enter).letters("Ens").press(Key::Esc);
    see(&mut driver, "Quedó en borradores. Ctrl+Z la reabre");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Luis");
    see(&mut driver, "> * Primer apellido");
    driver.letters("ayo").press(Key::Esc).press(Key::Down).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: ingreso de CHP-19-0001");
    driver.press(Key::Down);
    see(&mut driver, "1 formulario sin guardar");
    // What was saved is no form that was left.
    driver.press(Key::Ctrl('y')).press(Key::Enter).press(Key::Insert);
    contact(&mut driver, "Rosa", "s");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: contacto Rosa de CHP-19-0001");
}

#[test]
fn typing_in_a_field_is_taken_back_to_what_stood_there() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Enter).press(Key::Enter).letters("X").press(Key::Ctrl('z'));
    see(&mut driver, "Nombre(s)          Ana");
    driver.press(Key::Ctrl('y'));
    see(&mut driver, "Nombre(s)          X");
    driver.press(Key::Ctrl('z')).press(Key::Function(2));
    see(&mut driver, "Nada cambió");
}

#[test]
fn a_moment_typed_in_words_is_that_moment_in_the_draft_too() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana");
    stand_on(&mut driver, "Fecha y hora");
    driver.press(Key::Ctrl('u')).letters("a").press(Key::Tab);
    see(&mut driver, "14/06/2019 00:00");
    stand_on(&mut driver, "Fecha y hora");
    driver.press(Key::Ctrl('u')).letters("ya").press(Key::Esc).pass(60 * 24);
    driver.press(Key::Function(7));
    // The day after, the store has locked itself, and the form is there.
    driver.idle().letters(PASSPHRASE).press(Key::Enter);
    driver.press(Key::Function(7)).press(Key::Enter);
    see(&mut driver, "15/06/2019 15:32");
}

#[test]
fn a_draft_of_a_form_that_had_other_fields_loses_nothing() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Esc);
    drop(driver);
    let key = Vault::open(office.folder().path()).unwrap().vault.unlock(None, PASSPHRASE).unwrap().key;
    let mut drafts = Drafts::open(&office.folder().drafts(), &key).unwrap();
    let mut draft = drafts.of("M. Ruiz").unwrap().remove(0);
    let mut form: serde_json::Value = serde_json::from_str(&draft.payload).unwrap();
    let entries = form["entries"].as_array_mut().unwrap();
    entries.retain(|entry| entry["field"] != named(Entity::Case, "kind").number);
    entries.push(serde_json::json!({ "field": 9999, "text": "dato de antes", "origin": "Typed" }));
    form.as_object_mut().unwrap().remove("kin");
    draft.payload = form.to_string();
    drafts.keep("M. Ruiz", &draft).unwrap();
    drop(drafts);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(7)).press(Key::Enter);
    see(&mut driver, "El borrador traía datos que este formulario ya no pide");
    see(&mut driver, "Ana");
    stand_on(&mut driver, "Observaciones");
    see(&mut driver, "dato de antes");
    see(&mut driver, "NNA extranjero");
    drop(come_back(&office, driver));
}
