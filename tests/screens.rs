//! Every screen in every size, in both languages, with and without colours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use cobijo::i18n::Lang;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::Folder;
use cobijo::ui::key::Key;
use cobijo::ui::theme::Theme;
use cobijo::vault::key::KdfParams;
use tempfile::TempDir;

const PASSPHRASE: &str = "la marea sube despacio";
const SIZES: [(u16, u16); 7] = [(0, 0), (1, 1), (20, 5), (60, 18), (80, 24), (120, 40), (200, 60)];

/// A screen: its name, and the keys that lead there from the list with one case in it.
const SCREENS: &[(&str, &[Key])] = &[
    ("list", &[]),
    ("search", &[Key::Char('e'), Key::Char('n')]),
    ("search_nothing", &[Key::Char('q')]),
    ("intake", &[Key::Function(7)]),
    ("intake_list", &[Key::Function(7), Key::End, Key::Tab, Key::Tab, Key::Tab, Key::Function(4)]),
    ("intake_countries", &[Key::Function(7), Key::PageDown, Key::Up, Key::Function(4)]),
    ("intake_end", &[Key::Function(7), Key::Last]),
    ("intake_stopped", &[Key::Function(7), Key::Function(2)]),
    ("intake_doubt", &[Key::Function(7), Key::Char('A'), Key::Function(2)]),
    ("case_data", &[Key::Enter]),
    ("case_services", &[Key::Enter, Key::Char('2'), Key::Char('a')]),
    ("case_contacts", &[Key::Enter, Key::Char('3')]),
    ("case_history", &[Key::Enter, Key::Char('4')]),
    ("case_edit", &[Key::Enter, Key::Enter]),
    ("contact", &[Key::Enter, Key::Insert]),
    ("call", &[Key::Enter, Key::Function(6)]),
    ("service", &[Key::Enter, Key::Char('2'), Key::Char('a'), Key::Tab]),
    ("summary", &[Key::Function(8)]),
    ("help_list", &[Key::Function(1)]),
    ("help_form", &[Key::Function(7), Key::Function(1)]),
    ("menu", &[Key::Enter, Key::Function(9)]),
    ("locked", &[Key::Ctrl('l')]),
];

fn options(lang: Lang, theme: Theme) -> Options {
    Options { lang, theme, kdf: KdfParams::LIGHTEST, now_ms: Some(1_560_630_720_000), ..Options::default() }
}

/// A store with one case, a service and a contact.
fn store(lang: Lang) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut driver = Driver::new(Folder::new(place.path()), &options(lang, Theme::Coloured), (80, 24)).unwrap();
    if lang == Lang::En {
        driver.letters("2");
    }
    driver.press(Key::Enter).letters("chiap").press(Key::Enter).letters("M. Ruiz").press(Key::Enter);
    driver.letters(PASSPHRASE).press(Key::Enter).letters(PASSPHRASE).press(Key::Enter).letters("s");
    driver.press(Key::Function(7));
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).letters("s").letters("a").press(Key::Enter).press(Key::Insert);
    for answer in ["Rosa", "m", "?", "?", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2));
    assert!(driver.screen().contains("1 Rosa"), "{}", driver.screen());
    drop(driver);
    place
}

/// The store as the first screen found it: what another screen left unsaved is gone.
fn open(place: &TempDir, lang: Lang, theme: Theme, size: (u16, u16)) -> Driver {
    drop(std::fs::remove_file(Folder::new(place.path()).drafts()));
    let mut driver = Driver::new(Folder::new(place.path()), &options(lang, theme), size).unwrap();
    driver.letters(PASSPHRASE).press(Key::Enter);
    driver
}

/// Whether anything but a value is cut: values stand behind the labels, between the title and the two last lines.
fn is_cut(screen: &str) -> bool {
    let lines: Vec<&str> = screen.lines().collect();
    lines.iter().enumerate().any(|(at, line)| {
        let is_edge = at < 2 || at + 2 >= lines.len();
        line.chars().position(|letter| letter == '…').is_some_and(|column| is_edge || column < 24)
    })
}

#[test]
fn every_screen_draws_at_every_size() {
    for lang in Lang::ALL {
        let place = store(lang);
        for theme in [Theme::Coloured, Theme::Plain] {
            for (name, keys) in SCREENS {
                let mut driver = open(&place, lang, theme, (80, 24));
                for key in *keys {
                    driver.press(*key);
                }
                for size in SIZES {
                    driver.resize(size.0, size.1);
                    let screen = driver.screen();
                    let looks = driver.looks();
                    if size.0 >= 60 {
                        assert!(!is_cut(&screen), "{name} {lang:?} {size:?} is cut:\n{screen}");
                        assert!(
                            looks.has_reverse || name.starts_with("help"),
                            "{name} {lang:?} {size:?} has no focus:\n{screen}"
                        );
                        assert_eq!(looks.has_colour, theme == Theme::Coloured, "{name}");
                    }
                }
            }
        }
    }
}

#[test]
fn setting_up_draws_at_every_size() {
    for lang in Lang::ALL {
        let place = tempfile::tempdir().unwrap();
        let mut driver = Driver::new(Folder::new(place.path()), &options(lang, Theme::Plain), (80, 24)).unwrap();
        if lang == Lang::En {
            driver.letters("2");
        }
        let steps: [(&str, Key); 5] = [
            ("", Key::Enter),
            ("chiap", Key::Enter),
            ("M. Ruiz", Key::Enter),
            (PASSPHRASE, Key::Enter),
            (PASSPHRASE, Key::Enter),
        ];
        for (typed, key) in steps {
            driver.letters(typed);
            for size in SIZES {
                let screen = driver.resize(size.0, size.1).screen();
                assert!(size.0 < 60 || !is_cut(&screen), "{lang:?} {size:?}:\n{screen}");
            }
            driver.press(key);
        }
        for size in SIZES {
            let screen = driver.resize(size.0, size.1).screen();
            assert!(size.0 < 60 || !is_cut(&screen), "{lang:?} {size:?}:\n{screen}");
        }
    }
}

#[test]
fn screens_look_as_they_did() {
    let place = store(Lang::Es);
    for (name, keys) in SCREENS {
        let mut driver = open(&place, Lang::Es, Theme::Plain, (80, 24));
        for key in *keys {
            driver.press(*key);
        }
        let screen = driver.screen();
        if *name != "summary" {
            insta::assert_snapshot!(*name, screen);
        }
    }
}
