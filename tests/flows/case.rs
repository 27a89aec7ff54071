//! The screens of a case: what stands on them can be read in every window.

use crate::common::new_id;
use crate::common::office::{NOW_MS, Office, answer, intake, miss, see};
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::store::NewOperation;
use cobijo::ui::key::Key;

/// The windows that everything fits into, the least one last.
const WINDOWS: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 18)];

/// What the screen says, as if it were one line.
fn running(driver: &mut Driver) -> String {
    driver.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a step of the case past the screen.
fn step(office: &Office, values: &[(&str, &str)]) {
    let (mut store, author) = office.beside();
    let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
    let step = Change::new(Entity::Step, new_id()).with(number::STEP_CASE, case.to_string());
    let step = values.iter().fold(step, |step, (name, value)| step.with(named(Entity::Step, name).number, *value));
    let operation = NewOperation { act: Act::Save, base: u64::MAX, changes: vec![step] };
    store.append(&author, NOW_MS, vec![operation]).unwrap();
}

#[test]
fn who_received_a_document_is_read_whole_on_the_row_one_is_on() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    let who = "Lic. Guadalupe Sandoval Trinidad, Procuraduría de Protección de Chiapas";
    let values = [
        ("step", "referral_record"),
        ("done_at", "2019-06-15T15:00-05:00"),
        ("document", "Acta 123/2019"),
        ("received_by", who),
        ("note", "Se entregó en mano, con copia"),
    ];
    step(&office, &values);
    driver.idle().press(Key::Enter).press(Key::Enter).letters("4");
    for (width, height) in WINDOWS {
        driver.resize(width, height).press(Key::Home);
        miss(&mut driver, "en mano, con copia");
        for _ in 0..20 {
            if !running(&mut driver).contains(who) {
                driver.press(Key::Down);
            }
        }
        let screen = running(&mut driver);
        assert!(screen.contains(&format!("Acta 123/2019 · {who} · Se entregó en mano, con copia")), "{screen}");
    }
}

#[test]
fn when_to_call_again_is_never_cut() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("c");
    answer(&mut driver, &["María Fernanda Ensayo de la Cruz", "m", "gua", "51234567", "s"]);
    driver.press(Key::Function(2)).press(Key::Function(6)).letters("no con").press(Key::Enter);
    driver.letters("m9").press(Key::Function(2));
    for (width, height) in WINDOWS {
        driver.resize(width, height).letters("3");
        see(&mut driver, "15/06/2019 15:32  reintentar 16/06 09:00");
        driver.press(Key::Down);
        let said = "María Fernanda Ensayo de la Cruz · No contestó";
        assert!(running(&mut driver).contains(said), "{}", driver.screen());
    }
}

#[test]
fn every_tab_says_that_a_child_may_be_registered_twice() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("3").press(Key::Enter).press(Key::Enter);
    for (width, height) in WINDOWS {
        driver.resize(width, height);
        for tab in "12345".chars() {
            driver.press(Key::Char(tab));
            see(&mut driver, "! Por revisar: ¿duplicado?");
            see(&mut driver, "14 años");
        }
    }
    driver.letters("1").press(Key::Enter).press(Key::Last).press(Key::Up).press(Key::Ctrl('u')).press(Key::Function(2));
    miss(&mut driver, "Por revisar: ¿duplicado?");
}

#[test]
fn a_list_of_values_says_that_there_is_more() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    answer(&mut driver, &["Ana", "Ensayo", "-", "h", "14"]);
    driver.press(Key::Function(4));
    for (width, height) in WINDOWS {
        driver.resize(width, height);
        for _ in 0..60 {
            driver.press(Key::PageUp);
        }
        see(&mut driver, "↓ más");
        miss(&mut driver, "↑ más");
        for _ in 0..5 {
            driver.press(Key::PageDown);
        }
        see(&mut driver, "↑ más");
        see(&mut driver, "↓ más");
    }
}
