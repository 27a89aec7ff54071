//! The table of actions is all that footer, help, menu and README say of keys: each shows every action of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::app::action::{self, ACTIONS, Action, COMMANDS};
use cobijo::i18n::{Lang, Texts};
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::screen::Place;
use cobijo::screen::session::Wishes;
use cobijo::store::Folder;
use cobijo::ui::key::Key;
use common::office::{self, PASSPHRASE};
use std::fmt::Write as _;
use tempfile::TempDir;

const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

fn start(place: &TempDir, lang: Lang, size: (u16, u16)) -> Driver {
    let options = Options { lang, asked: Wishes { lang: Some(lang), ..Wishes::default() }, ..office::options() };
    Driver::new(Folder::new(place.path().join("store")), &options, size).unwrap()
}

/// A store with one case.
fn store() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut driver = start(&place, Lang::Es, (80, 24));
    office::set_up(&mut driver);
    office::intake(&mut driver, "Ana", "Ensayo");
    place
}

/// The program on one of its screens.
fn at(store: &TempDir, none: &TempDir, place: Place, lang: Lang, size: (u16, u16)) -> Driver {
    if place == Place::Setup {
        return start(none, lang, size);
    }
    let mut driver = start(store, lang, size);
    if place != Place::Unlock {
        driver.letters(PASSPHRASE).press(Key::Enter);
    }
    match place {
        Place::Setup | Place::Unlock | Place::Home => {}
        Place::Cases => drop(driver.press(Key::Function(3))),
        Place::Entry => drop(driver.press(Key::Function(7))),
        Place::Case => drop(driver.press(Key::Enter)),
        Place::Summary => drop(driver.press(Key::Function(8))),
        Place::Settings => drop(driver.press(Key::Ctrl('e'))),
    }
    driver
}

/// All that can be read by going on with a key until nothing new comes.
fn read(driver: &mut Driver, on: Key) -> String {
    let mut whole = String::new();
    let mut last = driver.screen();
    loop {
        whole += &last;
        driver.press(on);
        let screen = driver.screen();
        if screen == last {
            return whole;
        }
        last = screen;
    }
}

/// Whether a line says both, in this order.
fn says(text: &str, first: &str, second: &str) -> bool {
    text.lines().any(|line| line.split_once(first).is_some_and(|(_, rest)| rest.contains(second)))
}

#[test]
fn footer_help_and_menu_show_every_action_on_every_screen() {
    let (store, none) = (store(), tempfile::tempdir().unwrap());
    for (lang, size) in Lang::ALL.into_iter().flat_map(|lang| SIZES.map(|size| (lang, size))) {
        let texts = Texts::new(lang);
        let sentence = |action: &Action| texts.get(&format!("action-{}", action.name));
        for place in Place::ALL {
            let mut driver = at(&store, &none, place, lang, size);
            let screen = driver.screen();
            let footer = screen.lines().last().unwrap_or_default().to_owned();
            let help = read(driver.press(Key::Function(1)), Key::PageDown);
            let menu = read(driver.press(Key::Esc).press(Key::Function(9)), Key::Down);
            for action in action::at(place) {
                let key = action.key.name(&texts);
                assert!(says(&help, &key, &sentence(action)), "{lang:?} {size:?} {place:?} {}:\n{help}", action.name);
                if let Key::Function(number) = action.key {
                    let label = format!("{number}{}", texts.get(&format!("foot-{}", action.name)));
                    assert!(footer.contains(&label), "{lang:?} {size:?} {place:?} {label}: {footer}");
                }
            }
            for action in ACTIONS.iter().filter(|action| action.name != "menu") {
                let key = action.key.name(&texts);
                assert!(says(&menu, &sentence(action), &key), "{lang:?} {size:?} {place:?} {}:\n{menu}", action.name);
            }
            for command in COMMANDS {
                let sentence = texts.get(&format!("command-{command}"));
                assert!(says(&menu, &sentence, &format!("cobijo {command}")), "{lang:?} {place:?} {command}:\n{menu}");
            }
        }
    }
}

#[test]
fn the_menu_runs_what_is_here_and_leads_to_what_is_elsewhere() {
    let (store, none) = (store(), tempfile::tempdir().unwrap());
    let mut driver = at(&store, &none, Place::Summary, Lang::Es, (80, 24));
    let mut choose = |typed: &str| driver.press(Key::Function(9)).letters(typed).press(Key::Enter).screen();
    let screen = choose("presentes");
    assert!(screen.contains("1 presente") && screen.contains("con Tab en «Casos»"), "{screen}");
    let screen = choose("hermano");
    assert!(screen.contains("con h en «Un caso»"), "{screen}");
    let screen = choose("respaldo copia ahora");
    assert!(screen.contains("cobijo backup --help"), "{screen}");
    let screen = choose("1");
    assert!(screen.contains("Nuevo ingreso"), "{screen}");
    drop(driver);
    let mut driver = at(&store, &none, Place::Unlock, Lang::Es, (80, 24));
    let screen = driver.press(Key::Function(9)).letters("ingreso").press(Key::Enter).screen();
    assert!(screen.contains("SESIÓN BLOQUEADA") && screen.contains("con F7 en «Inicio»"), "{screen}");
}

#[test]
fn topics_of_the_help_are_found_by_typing() {
    let (store, none) = (store(), tempfile::tempdir().unwrap());
    let mut driver = at(&store, &none, Place::Cases, Lang::Es, (60, 18));
    let screen = driver.press(Key::Function(1)).press(Key::Function(1)).screen();
    assert!(screen.contains("> Registrar un ingreso"), "{screen}");
    for (typed, topic) in [("edad aproximada", "~7"), ("dos apellidos", "- es que no tiene"), ("respaldo", "backup")] {
        let screen = driver.press(Key::Ctrl('u')).letters(typed).press(Key::Enter).screen();
        assert!(screen.contains(topic), "{typed}: {screen}");
        driver.press(Key::Esc);
    }
    let screen = driver.press(Key::Ctrl('u')).letters("qqq").screen();
    assert!(screen.contains("Nada con esas palabras"), "{screen}");
    let screen = driver.press(Key::Esc).screen();
    assert!(screen.contains("1 presente"), "{screen}");
}

#[test]
fn the_readme_lists_the_keys_of_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (begin, end) = ("<!-- keys -->\n", "<!-- /keys -->");
    let (before, rest) = readme.split_once(begin).unwrap();
    let (there, after) = rest.split_once(end).unwrap();
    let texts = Texts::new(Lang::En);
    let mut keys = String::from("| key | does | on |\n|---|---|---|\n");
    for action in ACTIONS {
        let places = Place::ALL.into_iter().filter(|place| action.places.contains(place));
        let places: Vec<String> = places.map(|place| texts.get(&format!("place-{}", place.code()))).collect();
        let places = if places.len() == Place::ALL.len() { "everywhere".to_owned() } else { places.join(", ") };
        let key = action.key.name(&texts);
        writeln!(keys, "| `{key}` | {} | {places} |", texts.get(&format!("action-{}", action.name))).unwrap();
    }
    if there != keys && std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}{begin}{keys}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(there, keys, "UPDATE_README=1 cargo nextest run the_readme_lists writes the table anew");
}
