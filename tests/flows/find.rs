//! Finding by keys: words, filters with their counts, views, orders.

use crate::common::office::{Office, PASSPHRASE, miss, see};
use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;

/// An office with a few children: folio, names, sex, nationality.
fn busy(office: &Office) -> Driver {
    let mut driver = office.set_up();
    for (given, surname, sex, country) in
        [("Ana", "Muñoz", "m", "hond"), ("Carlos", "Munguía", "h", "salv"), ("Óscar", "Ramos", "h", "hond")]
    {
        driver.press(Key::Function(7));
        for answer in [given, surname, "-", sex, "14", country, "1", "n"] {
            driver.letters(answer).press(Key::Enter);
        }
        driver.press(Key::Function(2));
    }
    driver.press(Key::Function(3)).presses();
    driver
}

/// The names on the list, from above.
fn listed(driver: &mut Driver) -> Vec<String> {
    let screen = driver.screen();
    let rows = screen.lines().skip(4).take_while(|line| !line.starts_with('─'));
    let surname = |line: &str| line.get(16..)?.split(',').next().map(|name| name.trim().to_owned());
    rows.filter(|line| line.contains("CHP-")).filter_map(surname).collect()
}

#[test]
fn a_child_is_found_from_anywhere_in_eight_keys_without_its_accent() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.press(Key::Function(8)).presses();
    driver.press(Key::Function(3)).letters("munoz").press(Key::Enter);
    see(&mut driver, "Muñoz, Ana");
    assert!(driver.presses() <= 8);
    see(&mut driver, "CHP-19-0001");
    driver.press(Key::Function(3)).letters("munos").press(Key::Enter);
    see(&mut driver, "CHP-19-0001");
}

#[test]
fn a_filter_is_chosen_by_its_counts_and_stands_above_the_list_until_esc() {
    let office = Office::new();
    let mut driver = busy(&office);
    assert_eq!(listed(&mut driver), ["Ramos", "Munguía", "Muñoz"]);
    driver.press(Key::Function(4));
    see(&mut driver, "Presentes 3");
    for _ in 0..5 {
        driver.press(Key::Down);
    }
    see(&mut driver, "Honduras 2 · El Salvador 1");
    driver.press(Key::Right);
    see(&mut driver, "2 casos cumplen");
    driver.letters("e");
    see(&mut driver, "1 caso cumple");
    driver.press(Key::Left).press(Key::Function(2));
    see(&mut driver, "─ Honduras ─");
    assert_eq!(listed(&mut driver), ["Ramos", "Muñoz"]);
    driver.letters("mun");
    assert_eq!(listed(&mut driver), ["Muñoz"], "words find among those that the filter shows");
    driver.press(Key::Esc).press(Key::Esc);
    assert_eq!(listed(&mut driver), ["Ramos", "Munguía", "Muñoz"]);
}

#[test]
fn days_that_are_none_are_not_applied() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.press(Key::Function(4)).press(Key::Up);
    for _ in 0..7 {
        driver.press(Key::Down);
    }
    driver.letters("13/13").press(Key::Function(2));
    see(&mut driver, "Esas fechas no se entienden");
    driver.press(Key::Ctrl('u')).letters("hoy");
    see(&mut driver, "3 casos cumplen");
    driver.press(Key::Enter);
    see(&mut driver, "─ hoy ─");
}

#[test]
fn a_view_is_saved_with_a_name_and_chosen_by_a_digit_on_another_day() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.press(Key::Function(4));
    for _ in 0..4 {
        driver.press(Key::Down);
    }
    driver.letters("m").press(Key::Ctrl('o')).press(Key::Ctrl('g')).letters("Niñas").press(Key::Enter);
    see(&mut driver, "6 Niñas");
    driver.press(Key::Esc);
    assert_eq!(listed(&mut driver).len(), 3, "saving a view shows nothing else");
    drop(driver);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(3)).press(Key::Function(4)).letters("6");
    see(&mut driver, "─ Mujer · por apellido ─");
    assert_eq!(listed(&mut driver), ["Muñoz"]);
    driver.press(Key::Ctrl('g')).letters("niñas").press(Key::Delete);
    miss(&mut driver, "6 Niñas");
}

#[test]
fn another_order_keeps_the_case_in_focus() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.press(Key::Down);
    see(&mut driver, "CHP-19-0002  Munguía, Carlos ·");
    driver.press(Key::Ctrl('o'));
    see(&mut driver, "─ por apellido ─");
    assert_eq!(listed(&mut driver), ["Munguía", "Muñoz", "Ramos"]);
    see(&mut driver, "CHP-19-0002  Munguía, Carlos ·");
}

#[test]
fn typing_on_the_list_or_its_panel_changes_nothing_in_the_store() {
    let office = Office::new();
    let mut driver = busy(&office);
    let before = office.beside().0.head().unwrap().seq;
    for letters in ["sí, anular todo 123 -+*", "\u{ad}¿?"] {
        driver.letters(letters).press(Key::Delete).press(Key::Backspace).press(Key::Esc);
        driver.press(Key::Function(4)).letters(letters).press(Key::Delete).press(Key::Esc).press(Key::Esc);
    }
    assert_eq!(office.beside().0.head().unwrap().seq, before);
}

#[test]
fn an_answer_to_an_older_question_is_passed_over() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.hold().letters("ram").press(Key::Backspace).press(Key::Backspace).press(Key::Backspace).letters("mung");
    driver.release();
    assert_eq!(listed(&mut driver), ["Munguía"]);
}

#[test]
fn while_words_are_looked_for_no_count_is_told_and_intro_waits() {
    let office = Office::new();
    let mut driver = busy(&office);
    driver.hold().letters("ram");
    see(&mut driver, "Buscando…");
    miss(&mut driver, "hallad");
    driver.press(Key::Enter);
    see(&mut driver, "Buscando…");
    driver.release();
    see(&mut driver, "CHP-19-0003 Ramos, Óscar");
    driver.press(Key::Esc);
    see(&mut driver, "1 hallado");
}
