//! A store with a page that is not what was written: said as what it is, and for as long as the store is open.

use crate::common::office::{Office, PASSPHRASE, miss, see};
use cobijo::ui::key::Key;
use std::fs;

const PAGE: usize = 4096;

#[test]
fn wherever_a_page_turned_nothing_is_said_of_the_disk_and_nothing_waits_for_ever() {
    let office = Office::filled(60, 30);
    let file = office.folder().database();
    let sound = fs::read(&file).unwrap();
    let pages = sound.len() / PAGE;
    let mut told = 0;
    for page in (1..pages).step_by(pages / 24) {
        let mut turned = sound.clone();
        turned[page * PAGE + 100] ^= 16;
        fs::write(&file, &turned).unwrap();
        let mut driver = office.start();
        driver.letters(PASSPHRASE).press(Key::Enter);
        let mut is_told = false;
        for key in [Key::Esc, Key::Function(3), Key::Enter, Key::Esc, Key::Function(8), Key::Esc, Key::Esc] {
            driver.press(key).idle();
            let screen = driver.screen();
            for never in ["espacio en disco", "Un momento", "en otra ventana"] {
                assert!(!screen.contains(never), "page {page}, {key:?}: {never}\n{screen}");
            }
            // What a key could not do is said until the next one.
            let is_now = screen.contains("archivo está dañado") || is_told && screen.contains("! No hay un caso");
            assert!(is_now || !is_told, "page {page}, {key:?}: not told any more\n{screen}");
            is_told = is_now;
        }
        told += usize::from(is_told);
    }
    assert!(told > 5, "{told} of the pages were met");
    fs::write(&file, &sound).unwrap();
    let mut driver = office.open();
    see(&mut driver, "presentes");
    miss(&mut driver, "dañado");
}
