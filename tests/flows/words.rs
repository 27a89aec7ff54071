//! What the screens say where somebody would else stop: what is out of sight, where nothing is typed, what a word means.

use crate::common::office::{Office, PASSPHRASE, answer, intake, miss, see};
use cobijo::ui::key::Key;

#[test]
fn the_menu_is_found_by_everyday_words_and_does_what_is_chosen() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter);
    for (typed, row) in [("vincul", "Ctrl+W"), ("borrar", "Supr"), ("bitacora", "Caso: historial")] {
        driver.press(Key::Function(9)).letters(typed);
        see(&mut driver, row);
        driver.press(Key::Esc);
    }
    driver.press(Key::Function(9)).letters("unir").press(Key::Enter);
    see(&mut driver, "¿De quién es también?");
    driver.press(Key::Esc);
    driver.press(Key::Function(9)).letters("bitacora").press(Key::Enter);
    see(&mut driver, "[5 Historial]");
}

#[test]
fn what_is_below_is_said() {
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Ana", "Ensayo");
    driver.press(Key::Enter).resize(60, 18);
    for over in [Key::Function(9), Key::Function(1)] {
        driver.press(over);
        see(&mut driver, " ↓ más ");
        for _ in 0..20 {
            driver.press(Key::PageDown);
        }
        miss(&mut driver, "↓ más");
        driver.press(Key::Esc);
    }
    driver.press(Key::Esc).press(Key::Esc);
    see(&mut driver, "PENDIENTES 6");
    miss(&mut driver, "se ven");
    intake(&mut driver, "Luis", "Ensayo");
    driver.press(Key::Enter).press(Key::Esc).press(Key::Esc);
    see(&mut driver, "PENDIENTES 12 · se ven ");
}

#[test]
fn a_letter_on_the_line_that_saves_is_answered() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).press(Key::PageDown).press(Key::PageDown).press(Key::PageDown).letters("Ana");
    see(&mut driver, "Aquí no se escribe: ↑ vuelve al campo.");
}

#[test]
fn what_nobody_has_touched_is_read_from_its_beginning() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7)).letters("María de los Ángeles Guadalupe").press(Key::Enter).press(Key::Up);
    see(&mut driver, "María de los Ángeles Gua…");
    driver.press(Key::End);
    see(&mut driver, "de los Ángeles Guadalupe");
}

#[test]
fn one_year_is_one() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    answer(&mut driver, &["Ana", "Ensayo", "-", "h", "1", "gua", "1", "n"]);
    driver.press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, "1 año");
    miss(&mut driver, "1 años");
    driver.press(Key::Function(3));
    see(&mut driver, "Ensayo, Ana · 1 año ·");
}

#[test]
fn what_a_child_lacks_is_explained() {
    let office = Office::new();
    let mut driver = office.set_up();
    driver.press(Key::Function(1)).letters("fam.").press(Key::Enter);
    see(&mut driver, "aún no habla con alguien por teléfono");
}

#[test]
fn a_key_that_does_nothing_stands_in_no_footer() {
    let office = Office::new();
    let mut driver = office.start();
    see(&mut driver, "5Probar");
    answer(&mut driver, &["", "chiap", "M. Ruiz", PASSPHRASE, PASSPHRASE]);
    see(&mut driver, "código de recuperación");
    miss(&mut driver, "5Probar");
    driver.letters("s").press(Key::Function(7));
    see(&mut driver, "2Guarda");
    driver.press(Key::Esc);
    intake(&mut driver, "Ana", "Ensayo");
    see(&mut driver, "Ingreso guardado");
    miss(&mut driver, "2Guarda");
    miss(&mut driver, "4Lista");
}
