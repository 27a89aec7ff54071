//! What was typed before a question stood on the screen does not answer it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use cobijo::log::field::Entity;
use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use office::{Office, answer, intake, miss, see};

/// The case of a second child on the screen; with `hold` the store answers nothing.
fn two_children(office: &Office) -> Driver {
    let mut driver = office.set_up();
    for (given, surname) in [("Ana", "Ensayo"), ("Brisa", "Ficticia")] {
        intake(&mut driver, given, surname);
        driver.press(Key::Enter);
    }
    driver.press(Key::Function(3)).letters("brisa").press(Key::Enter);
    see(&mut driver, "CHP-19-0002 Ficticia, Brisa");
    driver
}

#[test]
fn nobody_links_two_children_before_both_were_shown() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.press(Key::Ctrl('w')).letters("ana");
    see(&mut driver, "CHP-19-0001");
    driver.hold().press(Key::Enter).letters("s");
    // The sheets of both come one after the other.
    driver.release().release();
    see(&mut driver, "¿Son la misma persona?");
    assert!(office.beside().0.all(Entity::Link).unwrap().is_empty());
    see(driver.letters("s"), "Unidos");
}

#[test]
fn nobody_takes_back_what_touches_several_cases_before_it_was_asked() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.letters("h");
    answer(&mut driver, &["Luis"]);
    driver.press(Key::Function(2)).letters("s");
    see(&mut driver, "CHP-19-0003");
    driver.press(Key::Enter).hold().press(Key::Ctrl('z')).press(Key::Enter).release();
    see(&mut driver, "(2 casos)");
    miss(&mut driver, "Se deshizo");
    see(driver.press(Key::Enter), "Se deshizo");
}

#[test]
fn nobody_says_that_a_child_is_known_before_the_known_one_was_shown() {
    let office = Office::new();
    let mut driver = two_children(&office);
    driver.hold();
    intake(&mut driver, "Ana", "Ensayo");
    driver.letters("1s").release();
    see(&mut driver, "parecido");
    see(&mut driver, "CHP-19-0001");
    assert_eq!(office.beside().0.all(Entity::Case).unwrap().len(), 2);
}
