//! Keys that come at once, as from a paste into a terminal that does not say so, are nobody's word to save.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use cobijo::ui::key::Key;
use office::{Office, miss, see};

#[test]
fn a_letter_and_a_line_end_that_were_pasted_save_no_service() {
    let office = Office::filled(1, 1);
    let mut driver = office.open();
    driver.press(Key::Function(3)).press(Key::Function(5));
    driver.letters("a").hasty_enter();
    miss(&mut driver, "Guardado");
    see(&mut driver, "Alimentación a las 15:32 · Intro guarda");
    see(driver.press(Key::Enter), "Guardado");
}
