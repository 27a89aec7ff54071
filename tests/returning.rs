//! After a lock the same officer finds each screen as it was left.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use office::{Office, PASSPHRASE, intake, miss, see};

/// The screen as it is, and again after a lock.
fn around_a_lock(driver: &mut Driver) -> [String; 2] {
    let before = driver.screen();
    driver.press(Key::Ctrl('l'));
    see(driver, "SESIÓN BLOQUEADA");
    let after = driver.letters(PASSPHRASE).press(Key::Enter).screen();
    [before, after]
}

#[test]
fn every_screen_stands_after_a_lock_as_it_was_left() {
    use Key::{BackTab, Char, Ctrl, Down, Enter, Function, PageDown, Tab};
    let office = Office::filled(300, 40);
    let ways: [(&str, &[Key]); 14] = [
        ("what is due", &[Down, Down]),
        ("a child who lacks something", &[Tab, Down, Down, Down]),
        ("all of them, by another order", &[Function(3), Tab, Ctrl('o'), Down, Down, PageDown]),
        ("a search", &[Function(3), Char('e'), Char('n'), Down, Down]),
        ("whom to call", &[Down, Function(6), Down]),
        ("a case over a search", &[Function(3), Char('e'), Down, Enter, Char('3')]),
        (
            "another day of all offices, further down",
            &[Function(8), Char('-'), Function(4), Down, Down, Enter, PageDown],
        ),
        ("figures that were just opened", &[Function(8)]),
        ("figures of a year", &[Function(8), Char('2'), Char('0'), Char('1'), Char('8'), Enter]),
        ("a period half typed", &[Function(8), Char('2'), Char('0')]),
        ("another one half typed", &[Function(8), BackTab, BackTab, Enter, Char('2'), Char('0')]),
        ("as of when, half typed", &[Function(8), Function(4), Char('c'), Char('o'), Char('m'), Enter, Char('1')]),
        ("where to export, half typed", &[Function(8), Function(2), PageDown, Char('x'), Char('y')]),
        ("figures over a filter", &[Function(3), Function(4), Down, Enter, Function(8), Char('2'), Key::Esc, Down]),
    ];
    for (what, keys) in ways {
        let mut driver = office.open();
        for key in keys {
            driver.press(*key).screen();
        }
        let [before, after] = around_a_lock(&mut driver);
        assert_eq!(before, after, "{what}");
        // What lies below it too.
        let [before, after] = around_a_lock(driver.press(Key::Esc));
        assert_eq!(before, after, "below {what}");
    }
}

#[test]
fn what_was_about_to_be_replaced_is_replaced_after_a_lock_and_what_was_half_typed_goes_on() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Pop");
    driver.press(Key::Enter).press(Key::Function(3)).press(Key::Enter).press(Key::Enter);
    see(&mut driver, "> * Nombre(s)");
    // A letter before, and a second more, so that the form is on file as it stood then.
    driver.press(Key::End).letters("b").wait(1_000).press(Key::Tab);
    around_a_lock(&mut driver);
    see(driver.letters("Poot"), "> * Primer apellido    Poot");
    around_a_lock(&mut driver);
    see(driver.letters("z"), "> * Primer apellido    Pootz");
    driver.wait(1_000).press(Key::BackTab);
    around_a_lock(&mut driver);
    see(driver.letters("Eva"), "> * Nombre(s)          Eva");
    miss(&mut driver, "AnabEva");
}

#[test]
fn what_settled_while_it_was_half_typed_is_typed_anew() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Pop");
    driver.press(Key::Enter).press(Key::Function(3)).press(Key::Enter).letters("4").press(Key::Insert);
    driver.letters("valoración médica").press(Key::Tab).letters("15");
    let [before, after] = around_a_lock(&mut driver);
    assert_ne!(before, after);
    see(driver.letters("14:05"), "Cumplido           14:05  ");
}

#[test]
fn a_step_is_gone_on_with_over_the_process() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Pop");
    driver.press(Key::Enter).press(Key::Function(3)).press(Key::Enter).letters("4").press(Key::Insert);
    driver.letters("notif").press(Key::Function(3)).press(Key::Esc).press(Key::Home).press(Key::Enter);
    see(&mut driver, "notif");
    see(driver.press(Key::Esc), "[4 Proceso]");
}
