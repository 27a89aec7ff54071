//! What officers do, by keys, on the real program over a real store.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "flows/case.rs"]
mod case;
mod common;
#[path = "flows/damage.rs"]
mod damage;
#[path = "flows/find.rs"]
mod find;
#[path = "flows/forms.rs"]
mod forms;
#[path = "flows/words.rs"]
mod words;

use cobijo::i18n::Lang;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::screen::session::Wishes;
use cobijo::store::{NewOperation, Store};
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use common::new_id;
use common::office::{NOW_MS, Office, PASSPHRASE, answer, intake, miss, options, see};

/// Fills in a contact and whether it is safe to call.
fn contact(driver: &mut Driver, name: &str, safe: &str) {
    answer(driver, &[name, "m", "gua", "51234567", safe]);
    driver.press(Key::Function(2));
}

#[test]
fn a_child_is_registered_in_few_keys_and_helped_in_two_each() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    see(&mut driver, "obligatorios 0/8");
    for answer in ["José Luis", "Caal", "Pop", "h", "14", "gua", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    see(&mut driver, "obligatorios 8/8");
    driver.press(Key::Function(2));
    see(&mut driver, "CHP-19-0001");
    let keys = driver.presses();
    assert!(keys <= 45, "{keys} keys");

    driver.letters("s");
    see(&mut driver, "[2 Servicios 0]");
    driver.presses();
    for (letter, service) in [("a", "Alimentación"), ("s", "Salud"), ("v", "Vestido"), ("d", "Descanso")] {
        driver.letters(letter).press(Key::Enter);
        see(&mut driver, &format!("Guardado: {service}"));
        assert_eq!(driver.presses(), 2, "{service}");
    }
    see(&mut driver, "[2 Servicios 4]");
    see(&mut driver, "15/06/2019  15:32  Descanso");
}

#[test]
fn a_letter_alone_writes_no_service() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Esc).letters("asvd");
    see(&mut driver, "[2 Servicios 0]");
}

#[test]
fn a_contact_is_called_and_the_totals_show_it() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    see(&mut driver, "Contacto nuevo · CHP-19-0001");
    for answer in ["Rosa Ensayo", "m", "gua", "51234567", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Enter);
    see(&mut driver, "1 Rosa Ensayo · Madre");
    driver.press(Key::Function(6));
    see(&mut driver, "Registrar llamada");
    see(&mut driver, "Rosa Ensayo");
    for answer in ["1", "5", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2));
    see(&mut driver, "Rosa Ensayo · Contestó · 5 min");
    driver.press(Key::Function(5)).letters("a").press(Key::Enter);
    driver.press(Key::Function(8));
    see(&mut driver, "Resumen del periodo");
    see(&mut driver, "2019-06-15");
    let figures = (0..12).map(|_| {
        driver.press(Key::PageDown);
        driver.screen()
    });
    let figures: String = figures.collect();
    assert!(figures.contains("Guatemala"), "{figures}");
    driver.press(Key::Function(8)).letters("2018").press(Key::Enter);
    see(&mut driver, "[2018]");
    driver.letters("+");
    see(&mut driver, "[2019]");
    driver.letters("hoy").press(Key::Enter);
    see(&mut driver, "[2019-06-15]");
}

#[test]
fn the_store_opens_again_for_who_knows_the_passphrase_alone() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Function(10));
    assert!(!driver.is_running());
    drop(driver);
    let mut driver = office.start();
    see(&mut driver, "M. Ruiz");
    miss(&mut driver, "Ensayo");
    driver.letters("esta no es la buena").press(Key::Enter);
    see(&mut driver, "No es la contraseña");
    driver.letters("esta tampoco es la").press(Key::Enter);
    see(&mut driver, "2 intentos");
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "Ensayo, Ana");
    see(&mut driver, "1 presente");
}

#[test]
fn esc_keeps_a_form_and_it_is_gone_on_with() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Enter).letters("Ens").press(Key::Esc);
    see(&mut driver, "Quedó en borradores. Ctrl+Z la reabre");
    see(&mut driver, "Casos");
    driver.press(Key::Function(7));
    see(&mut driver, "Ana Ens · 15/06/2019");
    driver.press(Key::Enter);
    see(&mut driver, "obligatorios 2/8");
    // A second one beside it, and neither is lost.
    driver.press(Key::Esc).press(Key::Function(7)).press(Key::Down).press(Key::Enter).letters("Luis").press(Key::Esc);
    driver.press(Key::Function(7));
    see(&mut driver, "Ana Ens");
    see(&mut driver, "Luis");
}

#[test]
fn a_missing_answer_is_asked_for_and_a_wrong_one_stops() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).press(Key::Function(2));
    see(&mut driver, "Nombre(s): Escriba un nombre");
    driver.letters("?").press(Key::Enter).letters("?").press(Key::Enter).letters("?").press(Key::Enter);
    driver.letters("h").press(Key::Enter).letters("abc").press(Key::Function(2));
    see(&mut driver, "Nacim. o edad: ");
    driver.press(Key::Ctrl('u')).press(Key::Function(2));
    see(&mut driver, "¿Guardar así?");
    see(&mut driver, "Falta: 1 Nacim. o edad · 2 Nacionalidad · 3 Compañía · 4 ¿Salud urgente?");
    driver.press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, "¿Guardar así?");
    driver.press(Key::Esc);
    miss(&mut driver, "¿Guardar así?");
    see(&mut driver, "obligatorios 4/8");
    driver.press(Key::Function(2)).letters("s");
    see(&mut driver, "CHP-19-0001");
}

#[test]
fn what_was_saved_last_is_taken_back_and_brought_back() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter);
    see(&mut driver, "[2 Servicios 1]");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Se deshizo: servicio Alimentación");
    see(&mut driver, "[2 Servicios 0]");
    driver.press(Key::Ctrl('y'));
    see(&mut driver, "[2 Servicios 1]");
    driver.press(Key::Ctrl('z')).press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Nadie presente");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Nada más que deshacer");
}

#[test]
fn what_another_officer_changed_meanwhile_is_asked_about() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let point = named(Entity::Case, "reception_point").number;
    let write = |store: &mut Store, text: &str| {
        let base = store.head().unwrap().seq;
        let changes = vec![Change::new(Entity::Case, case).with(point, text)];
        store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base, changes }]).unwrap();
    };
    for (answer, kept) in [("1", "Lo mío 1"), ("2", "Lo ajeno 2")] {
        driver.press(Key::Enter).press(Key::Enter);
        see(&mut driver, "Editar datos");
        while !driver.screen().contains("> ")
            || !driver.screen().lines().any(|l| l.starts_with('>') && l.contains("Punto"))
        {
            driver.press(Key::Tab);
        }
        write(&mut store, &format!("Lo ajeno {answer}"));
        driver.press(Key::Ctrl('u')).letters(&format!("Lo mío {answer}")).press(Key::Function(2));
        see(&mut driver, "L. Soto cambió: Punto o lugar");
        see(&mut driver, &format!("2 lo de la otra persona: Lo ajeno {answer}"));
        driver.letters(answer);
        see(&mut driver, kept);
        driver.press(Key::Esc);
    }
}

#[test]
fn what_another_program_wrote_shows_up() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let person = store.sheet(case).unwrap().unwrap().person.unwrap().id;
    let name = named(Entity::Person, "given_names").number;
    let changes = vec![Change::new(Entity::Person, person).with(name, "Anabel")];
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base: u64::MAX, changes }]).unwrap();
    miss(&mut driver, "Anabel");
    driver.idle();
    see(&mut driver, "Anabel");
}

#[test]
fn locking_hides_everything_and_gives_the_place_back() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s");
    driver.press(Key::Ctrl('l'));
    see(&mut driver, "SESIÓN BLOQUEADA");
    miss(&mut driver, "Ensayo");
    driver.press(Key::Function(7)).press(Key::Esc);
    see(&mut driver, "SESIÓN BLOQUEADA");
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "[2 Servicios 0]");
}

#[test]
fn locking_and_hiding_names_work_over_help_and_menu_too() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    for over in [&[Key::Function(9)][..], &[Key::Function(1)], &[Key::Function(1), Key::Function(1)]] {
        let open = |driver: &mut Driver| {
            for key in over {
                driver.press(*key);
            }
        };
        open(&mut driver);
        driver.press(Key::Ctrl('k'));
        for _ in over {
            driver.press(Key::Esc);
        }
        see(&mut driver, "E., A.");
        driver.press(Key::Ctrl('k'));
        open(&mut driver);
        driver.press(Key::Ctrl('l'));
        see(&mut driver, "SESIÓN BLOQUEADA");
        driver.letters(PASSPHRASE).press(Key::Enter);
        see(&mut driver, "Ensayo, Ana");
    }
}

#[test]
fn a_sibling_takes_over_what_is_shared() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("h");
    see(&mut driver, "Hermano(a) de CHP-19-0001");
    see(&mut driver, "Ensayo                     (de Ana)");
    see(&mut driver, "G-CHP-19-0001              (de Ana)");
    miss(&mut driver, "No acompañado");
    see(&mut driver, "obligatorios 3/8");
    driver.letters("Luis").press(Key::Enter).letters("h").press(Key::Enter).letters("9").press(Key::Enter);
    driver.letters("1").press(Key::Enter).letters("n").press(Key::Enter).press(Key::Enter);
    see(&mut driver, "CHP-19-0002");
    driver.press(Key::Enter).press(Key::Enter);
    see(&mut driver, "G-CHP-19-0001");
    driver.press(Key::Esc).press(Key::Down).press(Key::Enter);
    see(&mut driver, "CHP-19-0001 Ensayo, Ana");
    see(&mut driver, "G-CHP-19-0001");
}

#[test]
fn a_call_right_after_an_intake_goes_to_whom_the_siblings_share() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    answer(&mut driver, &["Rosa Ensayo", "m", "hon", "51234567", "s"]);
    driver.press(Key::Function(2)).letters("1h");
    answer(&mut driver, &["Luis", "h", "9", "1", "n"]);
    driver.press(Key::Function(2));
    see(&mut driver, "CHP-19-0002");
    driver.letters("l");
    see(&mut driver, "Rosa Ensayo");
}

#[test]
fn a_sibling_is_begun_from_an_open_case_and_what_moved_there_is_asked_about() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Enter).letters("h");
    see(&mut driver, "Hermano(a) de CHP-19-0001");
    for answer in ["Luis", "h", "9", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let group = named(Entity::Case, "group_ref").number;
    let base = store.head().unwrap().seq;
    let changes = vec![Change::new(Entity::Case, case).with(group, "Familia 7")];
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base, changes }]).unwrap();
    driver.press(Key::Function(2));
    see(&mut driver, "2 lo de la otra persona: Familia 7");
    driver.letters("2");
    see(&mut driver, "CHP-19-0002");
    let second = store.case_by_ref("CHP-19-0002").unwrap().unwrap();
    for case in [case, second] {
        assert_eq!(store.sheet(case).unwrap().unwrap().case.named("group_ref"), Some("Familia 7"));
    }
}

#[test]
fn a_passphrase_that_is_refused_is_gone() {
    let office = Office::new();
    let mut driver = office.start();
    driver.press(Key::Enter).letters("chiap").press(Key::Enter).letters("M. Ruiz").press(Key::Enter);
    driver.letters("corta").press(Key::Enter);
    see(&mut driver, "14 caracteres");
    miss(&mut driver, "*****");
    driver.letters(PASSPHRASE).press(Key::Enter).letters("otra cosa").press(Key::Enter);
    see(&mut driver, "No es la misma");
    driver.letters("la marea").press(Key::Ctrl('r'));
    see(&mut driver, "Ctrl+R la muestra");
    assert_eq!(driver.screen().matches("la marea").count(), 2);
    driver.press(Key::Ctrl('u')).letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "código de recuperación");
}

#[test]
fn a_period_that_is_none_leaves_the_last_one_standing() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(8)).letters("1s 2019").press(Key::Enter);
    see(&mut driver, "[2019-H1]");
    driver.letters("nada").press(Key::Enter);
    see(&mut driver, "No es un periodo");
    driver.press(Key::Esc);
    miss(&mut driver, "No es un periodo");
    see(&mut driver, "[2019-H1]");
    driver.letters("dic18-may19").press(Key::Enter);
    see(&mut driver, "[2018-12..2019-05]");
}

#[test]
fn letters_search_and_the_menu_finds_actions() {
    let office = Office::new();
    let mut driver = office.set_up();
    for (given, surname) in [("Ana", "Núñez"), ("Luis", "Muñoz"), ("Eva", "Caal")] {
        intake(&mut driver, given, surname);
        driver.press(Key::Enter);
    }
    driver.letters("nun");
    see(&mut driver, "1 hallado");
    see(&mut driver, "Núñez, Ana");
    miss(&mut driver, "Muñoz, Luis");
    driver.press(Key::Esc);
    see(&mut driver, "3 presentes");
    driver.press(Key::Function(9)).letters("resumen").press(Key::Enter);
    see(&mut driver, "Resumen del periodo");
    driver.press(Key::Esc).press(Key::Function(1));
    see(&mut driver, "Ayuda");
    see(&mut driver, "Bloquear ya");
}

#[test]
fn an_edit_saves_what_changed_alone() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).press(Key::Enter).press(Key::Enter);
    see(&mut driver, "Editar datos");
    driver.letters("Anabel").press(Key::Function(2));
    see(&mut driver, "Anabel");
    driver.letters("5");
    see(&mut driver, "guardó: NNA · Nombre(s): Ana → Anabel");
}

#[test]
fn the_history_tells_what_was_done_to_which_record() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("s").press(Key::Enter).press(Key::Delete);
    see(&mut driver, "Anular: servicio Salud 15:32");
    driver.letters("repetido").press(Key::Enter).press(Key::Ctrl('z')).press(Key::Ctrl('y')).letters("5");
    see(&mut driver, "anuló: servicio Salud 15:32 · anulado: rep");
    see(&mut driver, "deshizo: servicio Salud 15:32 · cuenta otra");
    see(&mut driver, "rehízo: servicio Salud 15:32 · anulado: rep");
    driver.press(Key::End).press(Key::Enter);
    see(&mut driver, " Completo ");
    see(&mut driver, "Nacionalidad: Guatemala");
    driver.press(Key::Esc);
    miss(&mut driver, " Completo ");
    see(&mut driver, "[5 Historial]");
}

#[test]
fn what_is_voided_is_named_and_keeps_its_name() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "s");
    driver.press(Key::Delete);
    see(&mut driver, "Anular: contacto Rosa");
    driver.letters("no").press(Key::Enter);
    see(&mut driver, "tres letras");
    driver.letters(" es ella").press(Key::Enter);
    see(&mut driver, "1 Rosa (anulado)");
    driver.letters("1").press(Key::Delete);
    see(&mut driver, "Anular todo: caso CHP-19-0001");
    see(&mut driver, "Sale de la lista y de las cifras");
    driver.letters("duplicado").press(Key::Enter);
    see(&mut driver, "Nadie presente");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Ensayo, Ana");
}

#[test]
fn a_word_typed_among_services_writes_none() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("sa");
    see(&mut driver, "Otra letra canceló: Salud");
    driver.letters("vda").press(Key::Enter);
    see(&mut driver, "[2 Servicios 0]");
    driver.letters("a").press(Key::Enter);
    see(&mut driver, "[2 Servicios 1]");
}

#[test]
fn a_search_gone_back_to_is_replaced_by_typing() {
    let office = Office::new();
    let mut driver = office.set_up();
    for given in ["Ana", "Luis"] {
        intake(&mut driver, given, "Ensayo");
        driver.press(Key::Enter);
    }
    driver.letters("ana").press(Key::Enter).press(Key::Esc);
    see(&mut driver, "1 hallado");
    driver.letters("luis");
    see(&mut driver, "Buscar: luis");
    see(&mut driver, "Ensayo, Luis");
}

#[test]
fn a_case_of_another_year_shows_it_in_the_list() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    stand_on(&mut driver, "Fecha y hora");
    driver.letters("03/11/2018").press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, " 03/11/18 ");
}

#[test]
fn a_paste_fills_a_field_and_saves_nothing() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).paste("Ana\nMaría\n\n\n");
    see(&mut driver, "Ana María");
    see(&mut driver, "obligatorios 1/8");
}

#[test]
fn keys_typed_before_the_store_answers_are_not_lost() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.hold();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter).letters("v").press(Key::Enter).press(Key::Function(5));
    miss(&mut driver, "Guardado");
    driver.release();
    see(&mut driver, "CHP-19-0001 Ensayo, Ana");
    see(&mut driver, "[2 Servicios 2]");
    driver.press(Key::Esc).press(Key::Enter);
    see(&mut driver, "[1 Datos]");
    // A search and Intro at once open what the search finds, not what stood there before.
    intake(&mut driver, "Luis", "Otro");
    driver.press(Key::Enter).press(Key::Function(3)).hold().letters("ens").press(Key::Enter).release();
    see(&mut driver, "CHP-19-0001 Ensayo, Ana");
}

#[test]
fn without_keys_the_store_locks_itself_and_keeps_the_form() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana");
    for _ in 0..140 {
        driver.idle();
    }
    see(&mut driver, "se bloquea en 20 s");
    for _ in 0..20 {
        driver.idle();
    }
    see(&mut driver, "SESIÓN BLOQUEADA");
    miss(&mut driver, "Ana");
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "Nuevo ingreso");
    see(&mut driver, "Ana");
}

#[test]
fn leaving_says_first_what_would_be_lost() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Esc).press(Key::Function(10));
    see(&mut driver, "Hay un formulario sin guardar");
    see(&mut driver, "F10 otra vez");
    assert!(driver.is_running());
    driver.press(Key::Function(10));
    assert!(!driver.is_running());
}

#[test]
fn a_record_is_voided_with_a_reason_and_comes_back() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter).press(Key::Delete);
    see(&mut driver, "¿Por qué se anula?");
    driver.press(Key::Enter);
    see(&mut driver, "Escriba por qué");
    driver.letters("repetido").press(Key::Enter);
    see(&mut driver, "(anulado)");
    see(&mut driver, "[2 Servicios 0]");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "[2 Servicios 1]");
}

#[test]
fn a_call_that_may_be_unsafe_says_so() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "n");
    see(&mut driver, "!! 1 Rosa · NO es seguro");
    driver.press(Key::Function(6));
    for key in [Key::Tab, Key::BackTab, Key::Tab] {
        see(&mut driver, "!! Consta que NO es seguro llamar a este contacto.");
        driver.press(key);
    }
    driver.press(Key::BackTab).letters("2").press(Key::Function(2));
    see(&mut driver, "¿Guardar así?");
    see(&mut driver, "NO es seguro llamar");
    driver.press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, "¿Guardar así?");
    driver.letters("s");
    see(&mut driver, "Rosa · No contestó");
}

#[test]
fn a_call_says_what_was_recorded_about_its_contact() {
    for (answer, said) in [("p", "pendiente si es seguro"), ("?", "No se sabe si es seguro")] {
        let office = Office::new();
        let mut driver = office.set_up();
        intake(&mut driver, "Ana", "Ensayo");
        driver.letters("c");
        contact(&mut driver, "Rosa", answer);
        see(&mut driver, "! 1 Rosa");
        driver.press(Key::Function(6));
        see(&mut driver, said);
    }
}

#[test]
fn a_call_asks_whom_then_what_came_of_it_then_how_long() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "s");
    driver.press(Key::Function(6)).press(Key::BackTab).press(Key::Ctrl('u')).press(Key::Enter);
    see(&mut driver, "8 buzón");
    see(&mut driver, "0 no permitida");
    driver.letters("1").press(Key::Enter);
    see(&mut driver, "Minutos enteros");
    driver.letters("5").press(Key::Enter);
    see(&mut driver, "> * ¿Habló el NNA?");
    driver.letters("?").press(Key::Enter);
    see(&mut driver, "> * A quién");
    driver.press(Key::Function(2));
    see(&mut driver, "Falta: 1 A quién");
    driver.press(Key::Esc).press(Key::Tab).letters("9").press(Key::Function(2));
    see(&mut driver, "NNA no quiso");
    see(&mut driver, "Contactos 1]");
}

#[test]
fn the_list_stands_on_the_child_just_registered() {
    let office = Office::new();
    let mut driver = office.set_up();
    for given in ["Ana", "Luis"] {
        intake(&mut driver, given, "Ensayo");
        driver.press(Key::Enter);
    }
    driver.press(Key::Down);
    see(&mut driver, ">!CHP-19-0001");
    intake(&mut driver, "Eva", "Ensayo");
    driver.press(Key::Enter);
    see(&mut driver, ">!CHP-19-0003");
}

#[test]
fn f6_in_the_list_begins_a_call() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    contact(&mut driver, "Rosa", "s");
    driver.press(Key::Esc).press(Key::Function(6)).press(Key::Enter);
    see(&mut driver, "Registrar llamada · CHP-19-0001");
    see(&mut driver, "A quién            1");
}

#[test]
fn an_urgent_child_is_marked_until_health_care_is_given() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).letters("s");
    see(&mut driver, "!! SALUD URGENTE");
    see(&mut driver, "2 Servicios 0 !!");
    driver.letters("s").press(Key::Enter);
    see(&mut driver, "Guardado: Salud");
    miss(&mut driver, "SALUD URGENTE");
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "!! SALUD URGENTE");
}

/// Goes to the field whose label begins so.
fn stand_on(driver: &mut Driver, label: &str) {
    driver.press(Key::First);
    for _ in 0..40 {
        if driver.screen().lines().any(|line| line.starts_with('>') && line.contains(label)) {
            return;
        }
        driver.press(Key::Tab);
    }
    panic!("no field {label}:\n{}", driver.screen());
}

#[test]
fn long_notes_survive_a_look_and_an_edit_with_their_lines() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let notes = named(Entity::Case, "notes").number;
    let long = format!("uno\ndos\n{}", "ñandú ".repeat(900).trim());
    let changes = vec![Change::new(Entity::Case, case).with(notes, long.as_str())];
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base: u64::MAX, changes }]).unwrap();
    let held = |store: &Store| store.record(Entity::Case, case).unwrap().unwrap().get(notes).unwrap().to_owned();
    driver.idle();
    driver.press(Key::Enter).press(Key::Enter);
    stand_on(&mut driver, "Observaciones");
    driver.press(Key::Home).press(Key::End).press(Key::Left).press(Key::Function(2));
    see(&mut driver, "Nada cambió");
    assert_eq!(held(&store), long);
    driver.press(Key::Enter);
    stand_on(&mut driver, "Observaciones");
    driver.press(Key::Home).letters("0").press(Key::Ctrl('j')).press(Key::Function(2));
    see(&mut driver, "Guardado");
    assert_eq!(held(&store), format!("0\n{long}"));
}

#[test]
fn what_is_voided_is_what_was_marked_though_rows_move_meanwhile() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter);
    driver.pass(1);
    driver.letters("s").press(Key::Enter).press(Key::Delete).letters("no fue salud");
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let later = Change::new(Entity::Service, new_id())
        .with(named(Entity::Service, "case_id").number, case)
        .with(named(Entity::Service, "category").number, "clothing")
        .with(named(Entity::Service, "at").number, "2019-06-15T23:00-05:00");
    store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base: u64::MAX, changes: vec![later] }]).unwrap();
    driver.idle().press(Key::Enter);
    let services = store.sheet(case).unwrap().unwrap().services;
    let voided: Vec<&str> =
        services.iter().filter(|service| service.is_voided()).filter_map(|service| service.named("category")).collect();
    assert_eq!(voided, ["health"]);
}

#[test]
fn a_call_goes_to_the_contact_in_focus_by_its_number() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s");
    for (name, safe) in [("Rosa", "s"), ("Berta", "s"), ("Carla", "n")] {
        driver.press(Key::Insert);
        contact(&mut driver, name, safe);
    }
    driver.press(Key::Home).press(Key::Delete).letters("error").press(Key::Enter);
    driver.press(Key::Home).press(Key::Down).press(Key::Function(6));
    see(&mut driver, "2 Berta");
    miss(&mut driver, "NO es seguro");
    // Another contact is chosen by the number that the list shows, and what is known of that one is said.
    stand_on(&mut driver, "A quién");
    driver.letters("3");
    see(&mut driver, "NO es seguro");
    driver.press(Key::Ctrl('u')).letters("2").press(Key::Enter).letters("2").press(Key::Function(2));
    see(&mut driver, "Guardado");
    let (store, _) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let sheet = store.sheet(case).unwrap().unwrap();
    let berta = sheet.contacts.iter().find(|contact| contact.named("name") == Some("Berta")).unwrap().id.to_string();
    assert_eq!(sheet.calls[0].named("contact"), Some(berta.as_str()));
}

#[test]
fn a_store_that_does_not_answer_holds_nobody() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    // What was saved cannot be read any more.
    office.file().execute("UPDATE operation SET payload = x'00' WHERE act = 'save'", ()).unwrap();
    driver.press(Key::Enter);
    see(&mut driver, "está dañado");
    see(&mut driver, "Casos");
    driver.press(Key::Function(10));
    assert!(!driver.is_running());
}

#[test]
fn a_list_that_was_not_answered_can_be_gone_on_with() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    office.file().execute_batch("ALTER TABLE case_file RENAME TO away").unwrap();
    driver.letters("ana");
    office.file().execute_batch("ALTER TABLE away RENAME TO case_file").unwrap();
    // What was not found cannot be chosen from.
    driver.press(Key::Enter);
    see(&mut driver, "No hay un caso marcado.");
    driver.press(Key::Backspace).press(Key::Enter);
    see(&mut driver, "[1 Datos]");
}

#[test]
fn locking_leaving_and_going_back_wait_for_nothing() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).hold().press(Key::Enter).letters("2a").press(Key::Esc);
    see(&mut driver, "Un momento");
    driver.press(Key::Esc);
    see(&mut driver, "Buscar:");
    driver.press(Key::Enter).letters("2a").press(Key::Function(10));
    see(&mut driver, "F10 otra vez");
    driver.press(Key::Ctrl('l'));
    see(&mut driver, "SESIÓN BLOQUEADA");
    driver.release().letters(PASSPHRASE).press(Key::Enter).press(Key::Esc).press(Key::Enter).letters("a");
    driver.hold().press(Key::Enter).letters("s");
    for _ in 0..160 {
        driver.idle();
    }
    see(&mut driver, "SESIÓN BLOQUEADA");
}

#[test]
fn what_was_being_saved_when_the_store_was_locked_is_there_afterwards() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.hold().press(Key::Function(2)).pass(6);
    driver.idle().release();
    see(&mut driver, "SESIÓN BLOQUEADA");
    miss(&mut driver, "Ensayo");
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "CHP-19-0001");
    driver.press(Key::Enter);
    see(&mut driver, "Ensayo, Ana");
    driver.press(Key::Ctrl('z')).press(Key::Enter);
    see(&mut driver, "Nadie presente");
}

#[test]
fn leaving_the_locked_screen_loses_nothing() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Ctrl('l'));
    miss(&mut driver, "Ana");
    driver.press(Key::Function(10));
    assert!(!driver.is_running());
    drop(driver);
    let mut driver = office.open();
    see(&mut driver, "Ana");
}

#[test]
fn nobody_leaves_before_the_recovery_code_is_on_paper() {
    let office = Office::new();
    let mut driver = office.start();
    driver.press(Key::Enter).letters("chiap").press(Key::Enter).letters("M. Ruiz").press(Key::Enter);
    driver.letters(PASSPHRASE).press(Key::Enter).letters(PASSPHRASE).press(Key::Enter);
    driver.press(Key::Function(10)).press(Key::Function(10));
    see(&mut driver, "código de recuperación");
    assert!(driver.is_running());
    driver.letters("s").press(Key::Function(10));
    assert!(!driver.is_running());
}

#[test]
fn the_list_shows_the_age_of_a_child_with_a_birth_date() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    for answer in ["Ana", "Ensayo", "-", "h", "03/02/2010", "gua", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, "9 años");
    miss(&mut driver, "no se sabe");
}

/// Starts anew after a kill and unlocks, where nothing was open when the store was locked, and goes to the list.
fn come_back(office: &Office, killed: Driver) -> Driver {
    drop(killed);
    let mut driver = office.open();
    see(&mut driver, "Inicio");
    driver.press(Key::Function(3));
    see(&mut driver, "Casos");
    driver
}

#[test]
fn half_an_intake_survives_a_kill_but_for_the_last_second() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Enter).letters("Ens");
    driver.wait(1_000);
    see(&mut driver, "Borrador guardado 15:32:01");
    driver.letters("ayo");
    let mut driver = come_back(&office, driver);
    see(&mut driver, "1 formulario sin guardar");
    driver.press(Key::Function(7));
    see(&mut driver, "Ana Ens · 15/06/2019 15:32");
    driver.press(Key::Enter);
    see(&mut driver, "obligatorios 2/8");
    // The field that was left in the middle is gone on with. What is left behind a field is kept at once, and what was
    // gone on with is one form and not two.
    driver.letters("ayo").press(Key::Enter).letters("-").press(Key::Enter);
    let mut driver = come_back(&office, driver);
    see(&mut driver, "1 formulario sin guardar");
    driver.press(Key::Function(7));
    see(&mut driver, "Ana Ensayo - · 15/06/2019 15:32");
}

#[test]
fn a_draft_goes_when_it_is_saved_emptied_or_given_up() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    let mut driver = come_back(&office, driver);
    miss(&mut driver, "sin guardar");
    driver.press(Key::Function(7)).letters("Luis").press(Key::Tab).press(Key::BackTab).press(Key::Ctrl('u'));
    driver.press(Key::Tab);
    let mut driver = come_back(&office, driver);
    miss(&mut driver, "sin guardar");
    driver.press(Key::Function(7)).letters("Luis").press(Key::Esc);
    let mut driver = come_back(&office, driver);
    driver.press(Key::Function(7)).press(Key::Delete);
    see(&mut driver, "Supr otra vez");
    driver.press(Key::Down).press(Key::Up).press(Key::Delete);
    see(&mut driver, "Luis ·");
    driver.press(Key::Delete);
    miss(&mut driver, "Luis ·");
    let mut driver = come_back(&office, driver);
    miss(&mut driver, "sin guardar");
}

#[test]
fn a_draft_is_offered_on_its_own_form_alone() {
    let office = Office::new();
    let mut driver = office.set_up();
    for name in ["Ana", "Luis"] {
        intake(&mut driver, name, "Ensayo");
        driver.press(Key::Enter);
    }
    driver.letters("ana").press(Key::Enter).press(Key::Insert).letters("Rosa").press(Key::Tab);
    let mut driver = come_back(&office, driver);
    driver.press(Key::Function(7));
    miss(&mut driver, "Hay algo sin guardar");
    driver.press(Key::Esc).letters("luis").press(Key::Enter).press(Key::Insert);
    miss(&mut driver, "Rosa");
    driver.press(Key::Function(3)).press(Key::Esc).letters("ana").press(Key::Enter).press(Key::Function(6));
    miss(&mut driver, "Rosa");
    driver.press(Key::Esc).press(Key::Insert);
    see(&mut driver, "Rosa · 15/06/2019");
}

#[test]
fn what_was_typed_is_on_file_before_the_store_is_locked_or_left() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Ctrl('l'));
    drop(driver);
    let mut driver = office.open();
    see(&mut driver, "Nuevo ingreso");
    driver.press(Key::Enter).letters("Ensayo").press(Key::Function(10)).press(Key::Function(10));
    assert!(!driver.is_running());
    let mut driver = come_back(&office, driver);
    driver.press(Key::Function(7));
    see(&mut driver, "Ana Ensayo");
}

#[test]
fn the_screens_speak_the_language_of_the_store_unless_another_one_is_asked_for() {
    let office = Office::new();
    let mut driver = office.start();
    driver.letters("2").press(Key::Enter).letters("chiap").press(Key::Enter).letters("M. Ruiz").press(Key::Enter);
    driver.letters(PASSPHRASE).press(Key::Enter).letters(PASSPHRASE).press(Key::Enter).letters("y");
    drop(driver);
    for (lang, title) in [(None, "Cases"), (Some(Lang::Es), "Casos")] {
        let options = Options { asked: Wishes { lang, ..Wishes::default() }, ..options() };
        let mut driver = Driver::new(office.folder(), &options, (80, 24)).unwrap();
        see(&mut driver, "SESIÓN BLOQUEADA");
        driver.letters(PASSPHRASE).press(Key::Enter);
        see(&mut driver, title);
    }
}

#[test]
fn the_summary_is_as_wide_as_the_window() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).resize(120, 40).press(Key::Function(8)).press(Key::Enter);
    let widest = |driver: &mut Driver| {
        driver.press(Key::First);
        let pages = (0..20).map(|_| {
            let screen = driver.press(Key::PageDown).screen();
            screen.lines().skip(4).take(32).map(|line| line.chars().count()).max().unwrap_or_default()
        });
        pages.max().unwrap_or_default()
    };
    let wide = widest(&mut driver);
    assert!((80..=119).contains(&wide), "{wide}:\n{}", driver.screen());
    driver.resize(60, 40);
    let narrow = widest(&mut driver);
    assert!((40..=59).contains(&narrow), "{narrow}:\n{}", driver.screen());
}

#[test]
fn a_draft_is_offered_to_no_other_officer() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("Ana").press(Key::Esc);
    drop(driver);
    office.add_officer("L. Soto", Role::Officer);
    let mut driver = office.start();
    driver.press(Key::Function(4)).letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "L. Soto");
    miss(&mut driver, "sin guardar");
    driver.press(Key::Function(7));
    miss(&mut driver, "Ana");
    let mut driver = come_back(&office, driver);
    see(&mut driver, "1 formulario sin guardar");
}
