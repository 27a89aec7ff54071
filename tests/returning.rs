//! After a lock the same officer finds each screen as it was left.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use office::{Office, PASSPHRASE, see};

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
    use Key::{Char, Ctrl, Down, Enter, Function, PageDown, Tab};
    let office = Office::filled(300, 40);
    let ways: [(&str, &[Key]); 8] = [
        ("what is due", &[Down, Down]),
        ("a child who lacks something", &[Tab, Down, Down, Down]),
        ("all of them, by another order", &[Function(3), Tab, Ctrl('o'), Down, Down, PageDown]),
        ("a search", &[Function(3), Char('e'), Char('n'), Down, Down]),
        ("whom to call", &[Down, Function(6), Down]),
        ("a case over a search", &[Function(3), Char('e'), Down, Enter, Char('3')]),
        ("another day of all offices, further down", &[Function(8), Key::Left, Function(4), PageDown]),
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
