//! What was typed and not saved: each form of the program, left in each way there is, is offered again to the same officer,
//! on the same form of the same case, and nowhere else.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use cobijo::runtime::driver::Driver;
use cobijo::store::Drafts;
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use common::office::{Office, PASSPHRASE, answer, intake, miss, see};
use pty::Terminal;
use rustix::process::{Pid, Signal, kill_process};

const OFFERED: &str = "Hay algo sin guardar";
const HOME: &str = "Cobijo  Inicio";
/// What is typed, and stands nowhere else.
const WORD: &str = "Zarzamora";

/// A form: its title, whether it is one of a case, the keys to it from there or from the start screen, and how often Tab
/// leads to the field that is typed into.
struct Form {
    title: &'static str,
    is_of_case: bool,
    way: &'static [Key],
    tabs: usize,
}

const FORMS: [Form; 8] = [
    Form { title: "Nuevo ingreso", is_of_case: false, way: &[Key::Function(7)], tabs: 0 },
    Form { title: "Hermano(a) de", is_of_case: true, way: &[Key::Char('h')], tabs: 0 },
    Form { title: "Servicio", is_of_case: true, way: &[Key::Char('2'), Key::Char('v'), Key::Tab], tabs: 1 },
    Form { title: "Contacto nuevo", is_of_case: true, way: &[Key::Char('3'), Key::Insert], tabs: 0 },
    Form { title: "Registrar llamada", is_of_case: true, way: &[Key::Function(6)], tabs: 1 },
    Form { title: "Paso", is_of_case: true, way: &[Key::Char('4'), Key::Insert], tabs: 0 },
    Form { title: "Editar datos", is_of_case: true, way: &[Key::Enter], tabs: 0 },
    // A contact that is known.
    Form { title: "Editar", is_of_case: true, way: &[Key::Char('3'), Key::Enter], tabs: 0 },
];

/// How a form is left while somebody types into it.
#[derive(Clone, Copy, Debug)]
enum Way {
    Esc,
    List,
    Summary,
    Intake,
    Lock,
    Idle,
    Quit,
    Killed,
    OtherOfficer,
}

const WAYS: [Way; 9] =
    [Way::Esc, Way::List, Way::Summary, Way::Intake, Way::Lock, Way::Idle, Way::Quit, Way::Killed, Way::OtherOfficer];

/// Two children, the first with a contact, and two officers.
fn office() -> Office {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Luis", "Ensayo");
    intake(driver.press(Key::Enter), "Eva", "Prueba");
    driver.letters("c");
    answer(&mut driver, &["Rosa", "m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2));
    see(&mut driver, "1 Rosa");
    office.add_officer("L. Soto", Role::Officer);
    office
}

fn home(driver: &mut Driver) {
    driver.press(Key::Function(3)).press(Key::Esc);
    see(driver, HOME);
}

/// Opens a form from the start screen, as far as a choice among those that were left.
fn open(driver: &mut Driver, form: &Form, child: &str) {
    home(driver);
    if form.is_of_case {
        driver.letters(child).press(Key::Enter);
        see(driver, "[1 Datos]");
    }
    for key in form.way {
        driver.press(*key);
    }
    see(driver, &format!("Cobijo  {}", form.title));
}

fn type_into(driver: &mut Driver, form: &Form) {
    for _ in 0..form.tabs {
        driver.press(Key::Tab);
    }
    driver.letters(WORD);
    see(driver, WORD);
}

fn unlock(driver: &mut Driver) {
    see(driver, "SESIÓN BLOQUEADA");
    driver.letters(PASSPHRASE).press(Key::Enter);
}

/// Leaves the form; the program afterwards, with the same officer.
fn leave(office: &Office, mut driver: Driver, form: &Form, way: Way) -> Driver {
    match way {
        Way::Esc => drop(driver.press(Key::Esc)),
        Way::List => drop(driver.press(Key::Function(3))),
        Way::Summary => drop(driver.press(Key::Function(8))),
        Way::Intake => drop(driver.press(Key::Function(7))),
        Way::Lock | Way::Idle => {
            match way {
                Way::Lock => drop(driver.press(Key::Ctrl('l'))),
                _ => driver.pass(16),
            }
            driver.idle();
            unlock(&mut driver);
            see(&mut driver, WORD);
        }
        Way::Quit => {
            driver.press(Key::Function(10)).press(Key::Function(10));
            assert!(!driver.is_running());
            drop(driver);
            driver = office.open();
        }
        Way::Killed => {
            driver.wait(1_000);
            drop(driver);
            driver = office.open();
        }
        Way::OtherOfficer => {
            driver.press(Key::Ctrl('l')).press(Key::Function(4));
            unlock(&mut driver);
            see(&mut driver, "L. Soto");
            miss(&mut driver, "sin guardar");
            open(&mut driver, form, "eva");
            miss(&mut driver, OFFERED);
            miss(&mut driver, WORD);
            driver.press(Key::Ctrl('l'));
            unlock(&mut driver);
            see(&mut driver, WORD);
        }
    }
    driver
}

/// The form is offered where it belongs, goes on as it was left, and goes when nobody wants it.
fn go_on(driver: &mut Driver, form: &Form, way: Way) {
    home(driver);
    let screen = driver.screen();
    assert!(screen.contains("SIN GUARDAR (1)"), "{way:?} {}:\n{screen}", form.title);
    open(driver, form, "eva");
    let screen = driver.screen();
    assert!(screen.contains(OFFERED), "{way:?} {}:\n{screen}", form.title);
    driver.press(Key::Enter);
    see(driver, WORD);
    driver.press(Key::Esc);
    open(driver, form, "eva");
    driver.press(Key::Delete).press(Key::Delete);
    home(driver);
    miss(driver, "SIN GUARDAR");
}

#[test]
fn each_form_left_in_each_way_is_offered_to_its_officer_again() {
    let office = office();
    let mut driver = office.open();
    for form in &FORMS {
        for way in WAYS {
            open(&mut driver, form, "eva");
            type_into(&mut driver, form);
            driver = leave(&office, driver, form, way);
            go_on(&mut driver, form, way);
        }
    }
}

#[test]
fn a_form_is_offered_on_no_other_and_for_no_other_case() {
    let office = office();
    let mut driver = office.open();
    for form in &FORMS {
        open(&mut driver, form, "eva");
        type_into(&mut driver, form);
        // Whoever begins an intake may have meant that of the brother or sister.
        let is_also = |other: &Form| form.title == "Hermano(a) de" && other.title == "Nuevo ingreso";
        for other in FORMS.iter().filter(|other| other.title != form.title && !is_also(other)) {
            open(&mut driver, other, "eva");
            miss(&mut driver, OFFERED);
        }
        if form.is_of_case && form.title != "Editar" {
            open(&mut driver, form, "luis");
            miss(&mut driver, OFFERED);
        }
        go_on(&mut driver, form, Way::List);
    }
}

#[test]
fn each_form_outlives_each_signal_and_a_kill_after_a_second() {
    let office = office();
    for form in &FORMS {
        for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
            let mut terminal = Terminal::start(office.folder().path());
            terminal.wait("M. Ruiz").text(PASSPHRASE).press("Enter").wait(HOME);
            if form.is_of_case {
                terminal.text("eva").wait("Prueba, Eva").press("Enter").wait("[1 Datos]");
            }
            for key in form.way {
                terminal.key(*key);
            }
            terminal.wait(&format!("Cobijo  {}", form.title));
            for _ in 0..form.tabs {
                terminal.press("Tab");
            }
            terminal.text(WORD).wait(WORD);
            if signal == Signal::KILL {
                terminal.wait("Borrador guardado");
            }
            kill_process(Pid::from_raw(terminal.pid().cast_signed()).unwrap(), signal).unwrap();
            terminal.end();
            go_on(&mut office.open(), form, Way::Killed);
        }
    }
}

#[test]
fn a_form_that_was_saved_when_the_power_went_is_none_any_more() {
    let office = office();
    let mut driver = office.open();
    for (form, answers) in
        [(&FORMS[0], &["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"][..]), (&FORMS[6], &["Eva Inés"])]
    {
        open(&mut driver, form, "eva");
        answer(&mut driver, answers);
        let kept = |office: &Office| Drafts::open(&office.folder().drafts(), &office.key()).unwrap();
        let draft = kept(&office).of("M. Ruiz").unwrap().remove(0);
        driver.press(Key::Function(2));
        see(&mut driver, "uardado");
        drop(driver);
        // COMMIT had returned, and the form was still on file.
        kept(&office).keep("M. Ruiz", &draft).unwrap();
        drop(office.start());
        driver = office.open();
        miss(&mut driver, "SIN GUARDAR");
        open(&mut driver, form, "eva");
        miss(&mut driver, OFFERED);
    }
}

#[test]
fn what_was_typed_is_on_file_within_a_second_whatever_the_clock_is_set_to() {
    const DAY_MS: i64 = 24 * 60 * 60_000;
    // Set once, and a little with every tick, as a clock does that is off.
    for (once_ms, each_ms) in [(0, 0), (DAY_MS, 0), (-DAY_MS, 0), (-100, -100), (0, 100)] {
        let office = Office::new();
        let mut driver = office.set_up();
        driver.press(Key::Function(7)).letters(WORD).set_clock(once_ms);
        for _ in 0..10 {
            driver.set_clock(each_ms).wait(100);
        }
        let kept = Drafts::open(&office.folder().drafts(), &office.key()).unwrap().of("M. Ruiz").unwrap();
        assert!(kept.iter().any(|kept| kept.payload.contains(WORD)), "{once_ms} {each_ms}: {kept:?}");
    }
}
