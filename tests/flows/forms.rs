//! Forms by keys: what is taken back, what is kept, what is copied, and what is asked.

use super::{come_back, contact, stand_on};
use crate::common::office::{Office, PASSPHRASE, intake, miss, see};
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
    // With an intake a whole case would be void: that is asked about, and any other key leaves it.
    see(&mut driver, "¿Deshacer ingreso de CHP-19-0001? Intro = sí; cualquier otra tecla = no");
    driver.press(Key::Esc);
    miss(&mut driver, "¿Deshacer");
    driver.press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Se deshizo: ingreso de CHP-19-0001");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Nada más que deshacer");
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
    driver.letters("ayo").press(Key::Esc).press(Key::Down).press(Key::Ctrl('z')).press(Key::Enter);
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

#[test]
fn plus_and_minus_move_a_date_and_with_a_number_they_are_its_sign() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    stand_on(&mut driver, "Fecha y hora");
    driver.letters("--");
    see(&mut driver, "13/06/2019 15:32");
    driver.letters("+");
    see(&mut driver, "14/06/2019 15:32");
    driver.press(Key::Tab);
    stand_on(&mut driver, "Fecha y hora");
    driver.letters("-3").press(Key::Tab);
    see(&mut driver, "12/06/2019 00:00");
    stand_on(&mut driver, "Nacim. o edad");
    driver.letters("03/02/2010").press(Key::Tab).press(Key::BackTab).letters("-");
    see(&mut driver, "02/02/2010");
    // A name may begin so, and an age is no date.
    stand_on(&mut driver, "Segundo apellido");
    driver.letters("-");
    see(&mut driver, "no tiene");
}

#[test]
fn what_the_record_before_had_is_taken_over_with_one_key() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).press(Key::Ctrl('d'));
    see(&mut driver, "No hay registro anterior con este dato");
    driver.press(Key::Esc);
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Function(7)).letters("Eva").press(Key::Enter);
    driver.press(Key::Ctrl('d'));
    see(&mut driver, "Primer apellido    Ensayo");
    stand_on(&mut driver, "Nacionalidad");
    driver.letters("=").press(Key::Enter);
    see(&mut driver, "Guatemala");
    stand_on(&mut driver, "Punto o lugar");
    driver.letters("=").press(Key::Enter);
    see(&mut driver, "No hay registro anterior con este dato");
}

#[test]
fn a_child_without_a_name_is_helped_after_five_keys_and_named_later() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).press(Key::Function(4));
    see(&mut driver, "Sin nombre aún");
    driver.press(Key::Enter).press(Key::Function(2)).letters("s");
    assert_eq!(driver.presses(), 5);
    see(&mut driver, "CHP-19-0001");
    see(&mut driver, "NN-0001");
    driver.letters("s").letters("a").press(Key::Enter);
    see(&mut driver, "CHP-19-0001 NN-0001");
    driver.letters("1").press(Key::Enter);
    stand_on(&mut driver, "Sexo");
    driver.letters("m").press(Key::Enter);
    driver.letters("~3").press(Key::Function(2)).press(Key::Esc);
    see(&mut driver, "NN-0001 (niña, ≈3)");
    driver.letters("nn-0001");
    see(&mut driver, "1 hallado");
    driver.press(Key::Esc);
    driver.press(Key::Enter).press(Key::Enter).letters("Luz").press(Key::Function(2));
    see(&mut driver, "CHP-19-0001 —, Luz");
    // Who is typed into the list of a field is not taken for nobody.
    driver.press(Key::Function(7)).press(Key::Function(4)).letters("Ana").press(Key::Enter);
    see(&mut driver, "Nombre(s)          Ana");
    see(&mut driver, "obligatorios 1/8");
}

#[test]
fn a_sibling_gets_the_contacts_too() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "s");
    driver.press(Key::Insert);
    contact(&mut driver, "Elena", "n");
    driver.letters("1h");
    see(&mut driver, "15/06/2019 15:32           (de Ana)");
    driver.press(Key::Last);
    see(&mut driver, "Rosa · +502 5123 4567 · Madre · (compartido)");
    driver.press(Key::First);
    for answer in ["Luis", "h", "9", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2));
    see(&mut driver, "CHP-19-0002");
    // The third one gets them of the second.
    driver.letters("h");
    for answer in ["Eva", "m", "7", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).press(Key::Enter);
    let (store, _) = office.beside();
    for folio in ["CHP-19-0001", "CHP-19-0002", "CHP-19-0003"] {
        let contacts = store.sheet(case(&store, folio)).unwrap().unwrap().contacts;
        let told: Vec<_> =
            contacts.iter().map(|c| [c.named("contact_ref"), c.named("name"), c.named("safe")]).collect();
        assert_eq!(told, [[Some("1"), Some("Rosa"), Some("yes")], [Some("2"), Some("Elena"), Some("no")]], "{folio}");
    }
}

/// Registers José Luis Caal Pop, 14 years, and another one so that the question comes up.
fn twice(office: &Office) -> cobijo::runtime::driver::Driver {
    let mut driver = office.set_up();
    for (given, surname, age) in [("José Luis", "Caal", "14"), ("Jose", "Cal", "03/02/2005")] {
        driver.press(Key::Function(7));
        for answer in [given, surname, "Pop", "h", age, "gua", "1", "n"] {
            driver.letters(answer).press(Key::Enter);
        }
        driver.press(Key::Function(2));
        if given == "José Luis" {
            driver.press(Key::Enter);
        }
    }
    see(&mut driver, "Antes de guardar: un caso parecido");
    see(&mut driver, "CHP-19-0001  Caal Pop, José Luis · hoy · apellidos+edad+país");
    driver
}

#[test]
fn a_child_who_is_known_gets_a_new_case_and_nothing_that_was_said_is_lost() {
    let office = Office::new();
    let mut driver = twice(&office);
    driver.press(Key::Function(2)).press(Key::Enter).press(Key::Esc);
    see(&mut driver, "Nuevo ingreso");
    driver.press(Key::Function(2)).letters("1");
    see(&mut driver, "CHP-19-0002");
    let (store, _) = office.beside();
    let [first, second] = ["CHP-19-0001", "CHP-19-0002"].map(|f| store.sheet(case(&store, f)).unwrap().unwrap());
    let child = second.person.unwrap();
    assert_eq!(first.person.unwrap().id, child.id);
    assert_eq!(
        ["given_names", "surname1", "birth_date"].map(|name| child.named(name)),
        [Some("José Luis"), Some("Caal"), Some("2005-02-03")]
    );
    let notes = "Dicho en este ingreso: Nombre(s): Jose; Primer apellido: Cal";
    assert_eq!(second.case.named("notes"), Some(notes));
    driver.press(Key::Enter).press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Se deshizo: ingreso de CHP-19-0002");
    see(&mut driver, "1 presente");
}

#[test]
fn another_child_is_saved_as_new_and_one_that_nobody_knows_is_marked() {
    let office = Office::new();
    let mut driver = twice(&office);
    driver.letters("2");
    see(&mut driver, "CHP-19-0002");
    let office = Office::new();
    let mut driver = twice(&office);
    driver.letters("3");
    see(&mut driver, "CHP-19-0002");
    let (store, _) = office.beside();
    let people =
        ["CHP-19-0001", "CHP-19-0002"].map(|f| store.sheet(case(&store, f)).unwrap().unwrap().person.unwrap().id);
    assert_ne!(people[0], people[1]);
    let marked = store.sheet(case(&store, "CHP-19-0002")).unwrap().unwrap();
    assert_eq!(marked.case.named("review"), Some("CHP-19-0001"));
    driver.press(Key::Enter).press(Key::Enter);
    see(&mut driver, "Por revisar      CHP-19-0001");
}

#[test]
fn what_is_missing_is_listed_with_numbers_that_lead_there() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Function(2));
    see(&mut driver, "3 Sexo");
    driver.letters("3");
    see(&mut driver, "> * Sexo");
    driver.letters("h").press(Key::Enter).letters("18").press(Key::Function(2));
    see(&mut driver, "Nacim. o edad: Tiene 18 años");
}

/// Each field of each record with a value that no screen shows as it is.
#[test]
fn the_history_tells_every_field_of_every_record_in_words() {
    use cobijo::log::field::{FIELDS, Kind, Place};
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "s");
    let (mut store, author) = office.beside();
    let sheet = store.sheet(case(&store, "CHP-19-0001")).unwrap().unwrap();
    let rosa = sheet.contacts[0].id;
    let mut codes = Vec::new();
    for entity in [Entity::Person, Entity::Case, Entity::Service, Entity::Contact, Entity::Call, Entity::Step] {
        let id = match entity {
            Entity::Person => sheet.person.as_ref().unwrap().id,
            Entity::Case => sheet.case.id,
            Entity::Contact => rosa,
            _ => super::new_id(),
        };
        let mut change = Change::new(entity, id);
        if let Some(owner) = entity.fields().find(|field| field.name == "case_id") {
            change = change.with(owner.number, sheet.case.id);
        }
        let typed = FIELDS.iter().filter(|field| field.entity == entity && !matches!(field.place, Place::Program));
        for field in typed {
            let value = match field.kind {
                Kind::Code("sex") => "female".to_owned(),
                Kind::Code(list) => cobijo::domain::catalogue::list(list).last().unwrap().code.clone(),
                Kind::Country => "HND".to_owned(),
                Kind::Language => "kek".to_owned(),
                Kind::Office => "CHP".to_owned(),
                Kind::Step => "rights_information".to_owned(),
                Kind::Detail => "ALI-COM".to_owned(),
                Kind::Moment => "2019-06-14T08:05-05:00".to_owned(),
                Kind::Birth => "2010-02-03".to_owned(),
                Kind::Age => "~7".to_owned(),
                Kind::Count(_) => "7".to_owned(),
                Kind::Phone => "+50498765432".to_owned(),
                Kind::Record(_) => rosa.to_string(),
                Kind::Text | Kind::Lines => format!("texto {}", field.number),
            };
            codes.push((format!("field-{}-{}", entity.code(), field.name), value.clone(), field.kind));
            change.put(field.number, Some(value));
        }
        store
            .append(
                &author,
                super::NOW_MS,
                vec![NewOperation { act: Act::Save, base: u64::MAX, changes: vec![change] }],
            )
            .unwrap();
    }
    driver.idle().letters("1").press(Key::Left).press(Key::Home).resize(200, 60);
    let mut told = String::new();
    for _ in 0..6 {
        driver.press(Key::Enter);
        told.push_str(&driver.screen().split_whitespace().collect::<Vec<_>>().join(" ").replace("│ │ ", ""));
        driver.press(Key::Esc).press(Key::Down);
    }
    let texts = cobijo::i18n::Texts::new(cobijo::i18n::Lang::Es);
    for (label, value, kind) in codes {
        let label = texts.get(&label);
        assert!(told.contains(&format!("{label}: ")), "{label} is not told:\n{told}");
        let is_code = !matches!(kind, Kind::Text | Kind::Lines | Kind::Count(_));
        assert!(
            !is_code || !told.contains(&format!("→ {value}")) && !told.contains(&format!("{label}: {value}")),
            "{label} {value}"
        );
    }
}

#[test]
fn a_date_is_not_moved_past_today() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    stand_on(&mut driver, "Fecha y hora");
    driver.letters("+");
    see(&mut driver, "La fecha es posterior a hoy");
    see(&mut driver, "15/06/2019 15:32");
}

#[test]
fn a_sibling_begun_at_once_knows_the_contact_saved_last() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    driver.hold();
    contact(&mut driver, "Rosa", "s");
    driver.letters("1h").release();
    driver.press(Key::Last);
    see(&mut driver, "(compartido)");
}

#[test]
fn the_history_tells_that_two_records_are_one_child() {
    let office = Office::new();
    let mut driver = office.set_up();
    for given in ["Ana", "Luis"] {
        intake(&mut driver, given, "Ensayo");
        driver.press(Key::Enter);
    }
    let (mut store, author) = office.beside();
    let [ana, luis] =
        ["CHP-19-0001", "CHP-19-0002"].map(|f| store.sheet(case(&store, f)).unwrap().unwrap().person.unwrap().id);
    let link = Change::new(Entity::Link, super::new_id())
        .with(named(Entity::Link, "person").number, ana)
        .with(named(Entity::Link, "other").number, luis);
    let operation = NewOperation { act: Act::Link, base: u64::MAX, changes: vec![link] };
    store.append(&author, super::NOW_MS, vec![operation]).unwrap();
    for _ in 0..2 {
        driver.idle().press(Key::Enter).press(Key::Left);
        see(&mut driver, "unió: unión");
        driver.press(Key::Esc).press(Key::Down);
    }
}

#[test]
fn a_contact_with_digits_missing_is_saved_once_that_is_meant() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    for answer in ["Rosa", "m", "gua", "51234", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2));
    see(&mut driver, "1 Teléfono: Con +502 van 8 dígitos y hay 5");
    driver.letters("s");
    see(&mut driver, "1 Rosa · Madre · seguro: Sí · +502 51234");
}

#[test]
fn what_was_chosen_last_stands_first_in_a_long_list() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Function(7));
    for answer in ["Luis", "Otro", "-", "h", "9", "nic", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).press(Key::Enter).press(Key::Function(7));
    stand_on(&mut driver, "Nacionalidad");
    driver.press(Key::Function(4));
    let screen = driver.screen();
    let at = |name: &str| screen.find(name).unwrap();
    assert!(at("Nicaragua") < at("Guatemala") && at("Guatemala") < at("Bermudas"), "{screen}");
}

#[test]
fn an_intake_is_taken_back_from_the_screen_that_says_it_is_saved() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Se deshizo: ingreso de CHP-19-0001");
    see(&mut driver, "Nadie presente");
}

#[test]
fn while_something_is_typed_nothing_saved_is_taken_back() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter).press(Key::Delete).letters("5").press(Key::Ctrl('z'));
    see(&mut driver, "Está escribiendo");
    see(&mut driver, "[2 Servicios 1]");
    driver.press(Key::Esc).press(Key::Function(3)).letters("kaal").press(Key::Ctrl('z')).press(Key::Ctrl('y'));
    see(&mut driver, "Está escribiendo");
    driver.press(Key::Ctrl('u')).press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: servicio Alimentación");
}

#[test]
fn a_draft_of_another_intake_is_not_offered_for_a_sibling() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Function(7)).letters("Eva").press(Key::Esc);
    driver.press(Key::Enter).letters("h");
    miss(&mut driver, "Eva");
    driver.letters("Luis").press(Key::Esc).letters("h");
    see(&mut driver, "Luis Ensayo");
    miss(&mut driver, "Eva");
    driver.press(Key::Esc).press(Key::Function(7));
    see(&mut driver, "Luis Ensayo");
    see(&mut driver, "Eva");
}
