//! While a period is typed, the figures below are still of another one, and say of which; and what is said to be a period
//! is one.

mod common;

use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::ui::key::Key;
use common::office::{Office, PASSPHRASE, miss, see};

#[test]
fn the_days_of_the_figures_stand_beside_the_period_that_is_typed() {
    let office = Office::filled(5, 2);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(8)).letters("2019-06").press(Key::Enter);
    let days = "01/06/2019-30/06/2019";
    see(&mut driver, days);
    driver.letters("mayo");
    see(&mut driver, "mayo");
    see(&mut driver, days);
    miss(&mut driver, "Representación");
    driver.press(Key::Esc);
    see(&mut driver, "[2019-06]");
    see(&mut driver, "Representación");
}

/// Keys that the footer offers take what is typed before they do what they do.
#[test]
fn what_is_typed_is_taken_before_what_is_about_it() {
    let office = Office::filled(5, 2);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(8)).letters("junio 2019").press(Key::Function(4));
    see(&mut driver, "[2019-06]");
    see(&mut driver, "Qué cifras");
    driver.press(Key::Esc).press(Key::Function(8)).letters("mayo 2019").press(Key::Function(2));
    see(&mut driver, "[2019-05]");
    miss(&mut driver, "Formato");
    driver.press(Key::Function(8)).letters("31/06/2019").press(Key::Function(4));
    see(&mut driver, "No existe el 31/06");
    miss(&mut driver, "Qué cifras");
}

/// Whoever is told that something is no period is told what would be one.
#[test]
fn every_example_of_a_period_is_one() {
    for lang in [Lang::Es, Lang::En] {
        let said = Texts::new(lang).with("error-period", &[("period", "x".into())]);
        let examples: Vec<&str> = said.split([' ', ',']).filter(|word| word.starts_with("20")).collect();
        let are_periods = examples.iter().all(|example| Period::parse(example).is_ok());
        assert!(examples.len() >= 4 && are_periods, "{said}");
    }
}
