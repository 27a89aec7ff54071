//! The settings: seen at once, kept by F2, gone without it, each officer's own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::screen::session::Wishes;
use cobijo::ui::key::Key;
use cobijo::ui::theme::Theme;
use cobijo::vault::Role;
use common::office::{self, Office, PASSPHRASE, see};

fn start(office: &Office, asked: Wishes) -> Driver {
    Driver::new(office.folder(), &Options { asked, ..office::options() }, (80, 24)).unwrap()
}

/// A store that M. Ruiz has just set up, with the settings on the screen.
fn settings(office: &Office) -> Driver {
    let mut driver = start(office, Wishes::default());
    office::set_up(&mut driver);
    driver.press(Key::Ctrl('e'));
    see(&mut driver, "Ajustes");
    driver
}

#[test]
fn what_is_chosen_shows_at_once_and_holds_once_it_is_saved() {
    let office = Office::new();
    let mut driver = settings(&office);
    // Colours: automatic, dark, light, contrast, none.
    driver.press(Key::Down).press(Key::Left);
    assert!(!driver.looks().has_colour, "without colours at once");
    driver.press(Key::Esc);
    assert!(driver.looks().has_colour, "left without F2");
    driver.press(Key::Ctrl('e')).press(Key::Right).press(Key::Right).press(Key::Down).press(Key::Left);
    driver.press(Key::Function(2));
    see(&mut driver, "Guardado");
    see(&mut driver, "Cases");
    assert!(!driver.looks().has_colour);
    drop(driver);
    for (asked, is_spanish) in
        [(Wishes::default(), false), (Wishes { lang: Some(cobijo::i18n::Lang::Es), ..Wishes::default() }, true)]
    {
        let mut driver = start(&office, asked);
        assert!(driver.looks().has_colour, "whoever it is, the lock looks as the terminal does");
        driver.letters(PASSPHRASE).press(Key::Enter);
        see(&mut driver, if is_spanish { "Casos" } else { "Cases" });
        assert!(!driver.looks().has_colour);
    }
    let mut driver = start(&office, Wishes { theme: Some(Theme::Light), ..Wishes::default() });
    driver.letters(PASSPHRASE).press(Key::Enter);
    assert!(driver.looks().has_colour, "what is asked for at the start wins");
}

#[test]
fn intro_goes_to_every_field_where_that_is_set() {
    let office = Office::new();
    let mut driver = settings(&office);
    for _ in 0..3 {
        driver.press(Key::Down);
    }
    see(&mut driver, "siguiente obligatorio");
    driver.press(Key::Right).press(Key::Function(2)).press(Key::Function(7));
    for _ in 0..5 {
        driver.press(Key::Enter);
    }
    // The source of the age is not asked for.
    let (_, line) = driver.looks().cursor.unwrap();
    let screen = driver.screen();
    assert!(screen.lines().nth(line.into()).unwrap().contains("Fuente de edad"), "{screen}");
}

#[test]
fn the_office_locks_after_the_minutes_that_are_set() {
    let office = Office::new();
    let mut driver = settings(&office);
    driver.press(Key::Up);
    see(&mut driver, "5 ▶ minutos");
    driver.press(Key::Left).press(Key::Left).press(Key::Function(2));
    see(&mut driver, "Guardado");
    let (store, _) = office.beside();
    assert_eq!(store.setting("office/idle-minutes").unwrap().as_deref(), Some("3"));
    assert_eq!(store.setting("person/M. Ruiz/lang").unwrap().as_deref(), Some(""));
}

#[test]
fn what_holds_for_the_office_is_set_by_whoever_may() {
    let office = Office::new();
    drop(settings(&office));
    office.add_officer("A. Ley", Role::Officer);
    let mut driver = start(&office, Wishes::default());
    while !driver.screen().contains("Persona        A. Ley") {
        driver.press(Key::Function(4));
    }
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Ctrl('e')).press(Key::Up).press(Key::Left);
    see(&mut driver, "5 minutos");
    driver.press(Key::Up).press(Key::Right).press(Key::Function(2));
    see(&mut driver, "Guardado");
}
