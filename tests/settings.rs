//! The settings: seen at once, kept by F2, gone without it, each officer's own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::screen::session::Wishes;
use cobijo::store::{Folder, Store};
use cobijo::ui::key::Key;
use cobijo::ui::theme::Theme;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::KdfParams;
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use std::path::Path;

const PASSPHRASE: &str = "la marea sube despacio";

fn start(store: &Path, asked: Wishes) -> Driver {
    let options = Options { asked, kdf: KdfParams::LIGHTEST, now_ms: Some(1_560_630_720_000), ..Options::default() };
    Driver::new(Folder::new(store), &options, (80, 24)).unwrap()
}

/// A store that M. Ruiz has just set up, with the settings on the screen.
fn settings(store: &Path) -> Driver {
    let mut driver = start(store, Wishes::default());
    driver.press(Key::Enter).letters("chiap").press(Key::Enter).letters("M. Ruiz").press(Key::Enter);
    driver.letters(PASSPHRASE).press(Key::Enter).letters(PASSPHRASE).press(Key::Enter).letters("s");
    driver.press(Key::Ctrl('e'));
    see(&mut driver, "Ajustes");
    driver
}

#[track_caller]
fn see(driver: &mut Driver, text: &str) {
    let screen = driver.screen();
    assert!(screen.contains(text), "`{text}` is not on the screen:\n{screen}");
}

#[test]
fn what_is_chosen_shows_at_once_and_holds_once_it_is_saved() {
    let place = tempfile::tempdir().unwrap();
    let mut driver = settings(place.path());
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
        let mut driver = start(place.path(), asked);
        assert!(driver.looks().has_colour, "whoever it is, the lock looks as the terminal does");
        driver.letters(PASSPHRASE).press(Key::Enter);
        see(&mut driver, if is_spanish { "Casos" } else { "Cases" });
        assert!(!driver.looks().has_colour);
    }
    let mut driver = start(place.path(), Wishes { theme: Some(Theme::Light), ..Wishes::default() });
    driver.letters(PASSPHRASE).press(Key::Enter);
    assert!(driver.looks().has_colour, "what is asked for at the start wins");
}

#[test]
fn intro_goes_to_every_field_where_that_is_set() {
    let place = tempfile::tempdir().unwrap();
    let mut driver = settings(place.path());
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
    let place = tempfile::tempdir().unwrap();
    let mut driver = settings(place.path());
    driver.press(Key::Up);
    see(&mut driver, "5 ▶ minutos");
    driver.press(Key::Left).press(Key::Left).press(Key::Function(2));
    see(&mut driver, "Guardado");
    let key = Vault::open(place.path()).unwrap().vault.unlock(None, PASSPHRASE).unwrap().key;
    let store = Store::open(&Folder::new(place.path()).database(), &key).unwrap();
    assert_eq!(store.setting("office/idle-minutes").unwrap().as_deref(), Some("3"));
    assert_eq!(store.setting("person/M. Ruiz/lang").unwrap().as_deref(), Some(""));
}

#[test]
fn what_holds_for_the_office_is_set_by_whoever_may() {
    let place = tempfile::tempdir().unwrap();
    drop(settings(place.path()));
    let mut vault = Vault::open(place.path()).unwrap().vault;
    let key = vault.unlock(None, PASSPHRASE).unwrap().key;
    let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
    vault.add_officer(&key, Credentials { name: "A. Ley", passphrase: &passphrase }, Role::Officer, means).unwrap();
    let mut driver = start(place.path(), Wishes::default());
    while !driver.screen().contains("Persona        A. Ley") {
        driver.press(Key::Function(4));
    }
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Ctrl('e')).press(Key::Up).press(Key::Left);
    see(&mut driver, "5 minutos");
    driver.press(Key::Up).press(Key::Right).press(Key::Function(2));
    see(&mut driver, "Guardado");
}
