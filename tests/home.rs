//! The start screen by keys: what a child lacks, what was left, and the ways from there and back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use common::office::{self, Office, PASSPHRASE, answer, miss, see};

/// A new store, with the start screen.
fn set_up(office: &Office) -> Driver {
    let mut driver = office.set_up();
    driver.press(Key::Esc);
    see(&mut driver, "Aún no hay nadie");
    driver.presses();
    driver
}

/// Cuts the program off, starts it anew and unlocks, which counts one key.
fn come_back(office: &Office, killed: Driver) -> Driver {
    drop(killed);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).presses();
    driver.press(Key::Enter);
    driver
}

/// Registers a child, and goes back to the start screen.
fn intake(driver: &mut Driver, given: &str) {
    office::intake(driver, given, "Ensayo");
    driver.press(Key::Enter);
    see(driver, "Inicio");
}

#[test]
fn each_child_stands_there_with_what_it_lacks_until_it_is_given() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    for _ in 0..20 {
        driver.pass(4);
        driver.press(Key::Home);
    }
    intake(&mut driver, "Luis");
    see(&mut driver, "2 presentes · hoy: 2 ingresos, 0 egresos, 0 llamadas");
    see(&mut driver, "Falta: salud 2 · alimento 2 · vestido 2 · descanso 2 · llamada 2 · familia 2");
    see(&mut driver, "> CHP-19-0002  Ensayo, Luis");
    driver.press(Key::Home).press(Key::Tab).press(Key::Enter);
    see(&mut driver, "CHP-19-0001 Ensayo, Ana");
    see(&mut driver, "[2 Servicios 0]");
    for letter in ["s", "a", "v"] {
        driver.letters(letter).press(Key::Enter);
    }
    driver.press(Key::Esc);
    see(&mut driver, "Falta: salud 1 · alimento 1 · vestido 1 · descanso 2 · llamada 2 · familia 2");
    let screen = driver.screen();
    let ana = screen.lines().find(|line| line.contains("Ensayo, Ana")).unwrap();
    assert!(ana.starts_with("> CHP-19-0001") && ana.contains("1 h") && ana.ends_with("des. lla. fam."), "{ana}");
    driver.press(Key::Enter).letters("d").press(Key::Enter).press(Key::Esc).press(Key::Enter);
    see(&mut driver, "[3 Contactos 0]");
    driver.letters("c");
    answer(&mut driver, &["Rosa", "m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2)).letters("l");
    answer(&mut driver, &["1", "5", "s"]);
    driver.press(Key::Function(2)).press(Key::Esc);
    miss(&mut driver, "Ensayo, Ana");
    see(&mut driver, "1 llamada");
    // What is taken back is lacked again.
    driver.press(Key::Ctrl('z'));
    see(&mut driver, "Ensayo, Ana");
    see(&mut driver, "0 llamadas");
}

#[test]
fn hours_go_by_on_the_screen() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    see(&mut driver, " 0 min");
    driver.wait(3 * 60_000);
    see(&mut driver, " 3 min");
}

#[test]
fn the_start_screen_is_two_keys_from_everywhere() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    let ways: [&[Key]; 7] = [
        &[Key::Function(3), Key::Char('a')],
        &[Key::Function(3), Key::Char('a'), Key::Enter, Key::Enter, Key::Char('x')],
        &[Key::Enter, Key::Insert],
        &[Key::Function(8)],
        &[Key::Function(7), Key::Char('A'), Key::Function(2)],
        &[Key::Function(6), Key::Char('a'), Key::Enter],
        &[Key::Function(1)],
    ];
    for way in ways {
        for key in way {
            driver.press(*key);
        }
        driver.press(Key::Function(3)).press(Key::Esc);
        let screen = driver.screen();
        assert!(screen.starts_with(" Cobijo  Inicio"), "{way:?}\n{screen}");
    }
    see(&mut driver, "SIN GUARDAR (2)");
}

#[test]
fn letters_search_at_once() {
    let office = Office::new();
    let mut driver = set_up(&office);
    for given in ["Ana", "Luis"] {
        intake(&mut driver, given);
    }
    driver.letters("lui");
    see(&mut driver, "Buscar: lui");
    see(&mut driver, "1 hallado");
    driver.press(Key::Enter);
    see(&mut driver, "CHP-19-0002 Ensayo, Luis");
    driver.press(Key::Esc).press(Key::Esc).press(Key::Esc);
    see(&mut driver, "Inicio");
    driver.paste("ana\n");
    see(&mut driver, "1 hallado");
}

#[test]
fn after_a_power_cut_two_keys_go_on_with_the_form() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    driver.press(Key::Function(7)).letters("Luis").press(Key::Enter).letters("Ens");
    driver.wait(1_000);
    let mut driver = come_back(&office, driver);
    see(&mut driver, "SIN GUARDAR (1)");
    see(&mut driver, "> Nuevo ingreso · Luis Ens · 15/06/2019 15:32");
    driver.press(Key::Enter);
    assert_eq!(driver.presses(), 2);
    see(&mut driver, "obligatorios 2/8");
    driver.letters("-");
    // What is gone on with is one form and not two.
    driver.press(Key::Esc);
    see(&mut driver, "SIN GUARDAR (1)");
}

#[test]
fn a_form_about_a_case_goes_on_over_that_case() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    driver.press(Key::Enter).press(Key::Insert).letters("Rosa").press(Key::Tab);
    let mut driver = come_back(&office, driver);
    see(&mut driver, "> Contacto nuevo · CHP-19-0001 · Rosa · ");
    driver.press(Key::Enter);
    see(&mut driver, "Contacto nuevo · CHP-19-0001 Ensayo, Ana");
    answer(&mut driver, &["m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2));
    see(&mut driver, "1 Rosa · Madre");
    driver.press(Key::Enter).letters("Rosa Pop").press(Key::Tab);
    let mut driver = come_back(&office, driver);
    driver.press(Key::Enter);
    see(&mut driver, "Rosa Pop");
    driver.press(Key::Function(2));
    see(&mut driver, "1 Rosa Pop · Madre");
    driver.press(Key::Esc);
    miss(&mut driver, "SIN GUARDAR");
}

#[test]
fn a_call_from_the_start_screen_asks_whom_first() {
    let office = Office::new();
    let mut driver = set_up(&office);
    for given in ["Caal", "Luis"] {
        intake(&mut driver, given);
    }
    driver.letters("caal").press(Key::Enter).press(Key::Insert);
    answer(&mut driver, &["Rosa", "m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2)).press(Key::Function(3)).press(Key::Esc).presses();
    driver.press(Key::Function(6)).letters("caal").press(Key::Enter);
    see(&mut driver, "Registrar llamada · CHP-19-0001");
    see(&mut driver, "1 Rosa");
    driver.letters("2").press(Key::Enter).press(Key::Function(2));
    see(&mut driver, "Rosa · No contestó");
    assert!(driver.presses() <= 16);
    driver.press(Key::Esc);
    see(&mut driver, "Inicio");
    // The child in focus is the one to call, once Intro says so; Esc calls nobody.
    driver.press(Key::Function(6));
    see(&mut driver, "¿De quién es la llamada?");
    driver.press(Key::Esc);
    see(&mut driver, "Inicio");
}

#[test]
fn a_case_shows_who_travels_with_the_child_and_leads_to_each() {
    let office = Office::new();
    let mut driver = set_up(&office);
    driver.press(Key::Function(7));
    answer(&mut driver, &["Ana", "Ensayo", "-", "m", "14", "gua", "1", "n"]);
    driver.press(Key::Function(2));
    for (given, age) in [("Luis", "9"), ("Eva", "6")] {
        driver.letters("h");
        answer(&mut driver, &[given, "h", age, "1", "n"]);
        driver.press(Key::Function(2));
        see(&mut driver, "Ingreso guardado");
    }
    driver.press(Key::Enter).letters("ana").press(Key::Enter);
    see(&mut driver, "VIAJA CON 2 MÁS");
    see(&mut driver, "CHP-19-0002 · Ensayo, Luis · 9 · Hombre");
    see(&mut driver, "CHP-19-0003 · Ensayo, Eva");
    for folio in ["CHP-19-0002", "CHP-19-0003", "CHP-19-0001"] {
        driver.letters("g");
        see(&mut driver, &format!(" Cobijo  {folio}"));
    }
}

/// The line with the focus.
#[track_caller]
fn focus(driver: &mut Driver) -> String {
    let screen = driver.screen();
    screen.lines().find(|line| line.starts_with('>')).unwrap_or_else(|| panic!("no focus:\n{screen}")).to_owned()
}

/// Moves down to a row.
#[track_caller]
fn stand_on(driver: &mut Driver, text: &str) {
    driver.press(Key::Home);
    for _ in 0..40 {
        if focus(driver).contains(text) {
            return;
        }
        driver.press(Key::Down);
    }
    panic!("no row of {text}:\n{}", driver.screen());
}

/// Lets minutes go by, which locks the store, and opens it again.
fn pass(driver: &mut Driver, minutes: i64) {
    driver.pass(minutes);
    driver.idle().letters(PASSPHRASE).press(Key::Enter);
}

#[test]
fn drafts_what_is_due_and_what_is_lacked_share_the_lines() {
    let office = Office::new();
    let mut driver = set_up(&office);
    for given in ["Ana", "Eva", "Luis", "Noé"] {
        intake(&mut driver, given);
    }
    for (at, given) in ["Sol", "Paz", "Mar"].into_iter().enumerate() {
        driver.press(Key::Function(7));
        if at > 0 {
            driver.press(Key::PageDown).press(Key::Enter);
        }
        driver.letters(given).press(Key::Enter).press(Key::Esc);
        driver.press(Key::Function(3)).press(Key::Esc);
    }
    pass(&mut driver, 13 * 60);
    for (width, height, least) in [(80, 24, 3), (60, 18, 2)] {
        driver.resize(width, height).press(Key::Home);
        let screen = driver.screen();
        let count = |of: &dyn Fn(&str) -> bool| screen.lines().filter(|line| of(line)).count();
        see(&mut driver, "SIN GUARDAR (3)");
        see(&mut driver, "PENDIENTES 24 · vencidos 8");
        see(&mut driver, "LES FALTA ALGO (4)");
        assert!(count(&|line| line.contains("Nuevo ingreso ·")) >= least.min(3), "{screen}");
        assert!(count(&|line| line.starts_with(" !! ") && line.contains(" E. ")) >= least, "{screen}");
        assert!(count(&|line| line.contains("Ensayo, ")) >= least.min(3), "{screen}");
        assert!(focus(&mut driver).contains("Nuevo ingreso"), "{screen}");
        driver.press(Key::Tab);
        assert!(
            focus(&mut driver).starts_with(if width == 80 { ">!! CHP-19-0001 Ana E." } else { ">!! Ana E." }),
            "{}",
            driver.screen()
        );
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..24 {
            seen.insert(focus(&mut driver));
            driver.press(Key::Down);
        }
        assert_eq!(seen.len(), 24, "every row is reached, in the order of the time that is left: {seen:?}");
        assert!(focus(&mut driver).contains("Ensayo, "), "{}", driver.screen());
        see(&mut driver, "Nuevo ingreso ·");
        driver.press(Key::Tab);
        assert!(focus(&mut driver).contains("Nuevo ingreso"), "{}", driver.screen());
    }
}

#[test]
fn an_overdue_notice_is_recorded_with_its_number_in_few_keys() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    pass(&mut driver, 25 * 60);
    see(&mut driver, "PENDIENTES 6 · vencidos 6");
    driver.press(Key::Home).presses();
    stand_on(&mut driver, "Aviso a Procuraduría");
    assert!(focus(&mut driver).ends_with("venció hace 60 min   ley"), "{}", driver.screen());
    let keys_to = driver.presses();
    driver.press(Key::Enter);
    see(&mut driver, "[4 Proceso");
    assert!(focus(&mut driver).contains("Aviso a Procuraduría"), "{}", driver.screen());
    driver.press(Key::Enter).letters("OPI/123").press(Key::Function(2));
    assert!(driver.presses() <= 10 && keys_to <= 5, "from any row at most 14");
    see(&mut driver, "OPI/123");
    driver.press(Key::Esc);
    see(&mut driver, "PENDIENTES 5 · vencidos 5");
    assert!(focus(&mut driver).contains("Canalización al DIF"), "the next one:\n{}", driver.screen());
}

#[test]
fn the_first_draft_has_the_focus_or_else_what_is_due_first() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    driver.press(Key::Function(7)).letters("Luis").press(Key::Enter);
    driver.wait(1_000);
    let mut driver = come_back(&office, driver);
    assert!(focus(&mut driver).contains("Nuevo ingreso"), "{}", driver.screen());
    driver.press(Key::Enter).press(Key::Ctrl('u'));
    drop(driver);
    drop(std::fs::remove_file(office.folder().drafts()));
    let mut driver = office.open();
    assert!(focus(&mut driver).contains("Informar derechos"), "{}", driver.screen());
}

#[test]
fn ctrl_n_goes_from_one_thing_due_to_the_next() {
    let office = Office::new();
    let mut driver = set_up(&office);
    driver.press(Key::Ctrl('n'));
    see(&mut driver, "Ningún caso tiene un plazo abierto.");
    intake(&mut driver, "Ana");
    let next = |driver: &mut Driver, step: &str| {
        driver.press(Key::Ctrl('n'));
        see(driver, "[4 Proceso");
        assert!(focus(driver).contains(step), "{step}:\n{}", driver.screen());
    };
    next(&mut driver, "Información de derechos");
    next(&mut driver, "Llamada a familiares");
    driver.press(Key::Esc);
    assert!(focus(&mut driver).contains("Llamada ofrecida"), "{}", driver.screen());
    driver.press(Key::Function(3));
    next(&mut driver, "Valoración médica");
    driver.press(Key::Function(8));
    next(&mut driver, "Necesidad de asilo");
    next(&mut driver, "Aviso a Procuraduría");
    driver.press(Key::Enter).letters("OPI/123").press(Key::Ctrl('n'));
    see(&mut driver, "OPI/123");
    driver.press(Key::Function(2));
    next(&mut driver, "Canalización al DIF");
    next(&mut driver, "Información de derechos");
    // A reason that is being typed stays where it is.
    driver.letters("1").press(Key::Delete).letters("otro").press(Key::Ctrl('n'));
    see(&mut driver, "otro");
}

#[test]
fn a_call_to_try_again_opens_the_contacts() {
    let office = Office::new();
    let mut driver = set_up(&office);
    intake(&mut driver, "Ana");
    driver.press(Key::Enter).press(Key::Insert).press(Key::Esc).letters("3c");
    answer(&mut driver, &["Rosa", "m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2)).press(Key::Function(6)).letters("2").press(Key::Enter).letters("m9");
    driver.press(Key::Enter).press(Key::Function(2)).press(Key::Esc);
    stand_on(&mut driver, "Volver a llamar");
    driver.press(Key::Enter);
    see(&mut driver, "[3 Contactos");
}
