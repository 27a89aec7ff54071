//! Every screen in every size, in both languages, in every theme and with every level of signs. A new screen joins by a
//! line in [`SCREENS`].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::FIELDS;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::Folder;
use cobijo::ui::canvas::Drawing;
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use cobijo::ui::text;
use cobijo::ui::theme::Theme;
use common::office::{self, PASSPHRASE};
use tempfile::TempDir;

const SIZES: [(u16, u16); 7] = [(0, 0), (1, 1), (20, 5), (60, 18), (80, 24), (120, 40), (200, 60)];

/// A screen: its name, and the keys that lead there from the list with one case in it.
const SCREENS: &[(&str, &[Key])] = &[
    ("list", &[]),
    ("home", &[Key::Esc]),
    ("whom", &[Key::Esc, Key::Function(6)]),
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
    ("case_process", &[Key::Enter, Key::Char('4')]),
    ("case_history", &[Key::Enter, Key::Char('5')]),
    ("case_edit", &[Key::Enter, Key::Enter]),
    ("contact", &[Key::Enter, Key::Insert]),
    ("call", &[Key::Enter, Key::Function(6)]),
    ("service", &[Key::Enter, Key::Char('2'), Key::Char('a'), Key::Tab]),
    ("summary", &[Key::Function(8)]),
    ("help_list", &[Key::Function(1)]),
    ("help_form", &[Key::Function(7), Key::Function(1)]),
    ("menu", &[Key::Enter, Key::Function(9)]),
    ("locked", &[Key::Ctrl('l')]),
    ("filters", &[Key::Function(4)]),
    ("order", &[Key::Ctrl('o')]),
    ("view_name", &[Key::Ctrl('g')]),
    ("case_void", &[Key::Enter, Key::Delete]),
    ("same", &[Key::Enter, Key::Ctrl('w')]),
    ("case_change", &[Key::Enter, Key::BackTab, Key::Enter]),
    ("summary_typing", &[Key::Function(8), Key::Char('2')]),
    ("settings", &[Key::Ctrl('e')]),
    ("settings_office", &[Key::Ctrl('e'), Key::Up]),
];

fn options(lang: Lang, theme: Theme) -> Options {
    let drawing = Drawing { theme, glyphs: Glyphs::Full };
    Options { lang, drawing, ..office::options() }
}

/// A store with one case, a service and a contact.
fn store(lang: Lang) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut driver = Driver::new(Folder::new(place.path()), &options(lang, Theme::Dark), (80, 24)).unwrap();
    if lang == Lang::En {
        driver.letters("2");
    }
    office::set_up(&mut driver);
    office::intake(&mut driver, "Ana", "Ensayo");
    driver.letters("s").letters("a").press(Key::Enter).press(Key::Insert);
    office::answer(&mut driver, &["Rosa", "m", "?", "?", "s"]);
    driver.press(Key::Function(2));
    assert!(driver.screen().contains("1 Rosa"), "{}", driver.screen());
    drop(driver);
    place
}

/// The store as the first screen found it: what another screen left unsaved is gone.
fn open(place: &TempDir, lang: Lang, theme: Theme, size: (u16, u16)) -> Driver {
    drop(std::fs::remove_file(Folder::new(place.path()).drafts()));
    let mut driver = Driver::new(Folder::new(place.path()), &options(lang, theme), size).unwrap();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(3));
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

/// Every theme with all signs, and the other levels of signs.
fn drawings() -> Vec<Drawing> {
    let themes = Theme::ALL.into_iter().map(|theme| Drawing { theme, glyphs: Glyphs::Full });
    let poorer = [Glyphs::Console, Glyphs::Ascii].map(|glyphs| Drawing { theme: Theme::Plain, glyphs });
    themes.chain(poorer).collect()
}

/// A window that is large enough shows everything, shows where the keys go by three cues, and shows no sign that the
/// terminal does not have.
fn check(name: &str, drawing: Drawing, driver: &mut Driver) {
    let (screen, looks) = (driver.draw_as(drawing).screen(), driver.looks());
    let lines: Vec<&str> = screen.lines().collect();
    let told = format!("{name} {drawing:?}:\n{screen}");
    assert!(screen.chars().all(|sign| drawing.glyphs.instead_of(&sign.to_string()).is_none()), "{told}");
    assert_eq!(looks.has_colour, drawing.theme != Theme::Plain, "{told}");
    if drawing.glyphs == Glyphs::Full {
        assert!(!is_cut(&screen), "cut: {told}");
        let unknown = |sign: char| Glyphs::Ascii.instead_of(&sign.to_string()) == Some("?");
        assert!(!screen.chars().any(unknown), "a sign without a stand-in: {told}");
    }
    let cursor = looks.cursor.expect(&told);
    if !name.starts_with("help") {
        assert!(looks.has_reverse, "no focus: {told}");
        let row = lines.get(usize::from(cursor.1)).copied().unwrap_or_default();
        let is_bare = WITHOUT_ARROW.iter().any(|bare| name.starts_with(bare));
        assert!(is_bare || row.contains('>'), "the cursor at {cursor:?} is not where the arrow is: {told}");
    }
}

/// Screens whose focus is a line of its own, without an arrow before it.
const WITHOUT_ARROW: [&str; 5] = ["search_nothing", "intake_doubt", "case_data", "summary", "menu_nothing"];

#[test]
fn every_screen_draws_at_every_size() {
    for lang in Lang::ALL {
        let place = store(lang);
        for (name, keys) in SCREENS {
            let mut driver = open(&place, lang, Theme::Dark, (80, 24));
            for key in *keys {
                driver.press(*key);
            }
            for size in SIZES {
                driver.resize(size.0, size.1);
                for drawing in drawings() {
                    if size.0 >= 60 {
                        check(&format!("{name} {lang:?} {size:?}"), drawing, &mut driver);
                    } else {
                        driver.draw_as(drawing).screen();
                    }
                }
            }
        }
    }
}

/// The line below a form says the whole of what can be typed, in the least window too; where that is more than a line
/// takes, it begins with the key that lists it.
#[test]
fn what_can_be_typed_into_a_field_fits_the_least_window() {
    for texts in Lang::ALL.map(Texts::new) {
        for field in FIELDS {
            let key = format!("help-{}-{}", field.entity.code(), field.name);
            let hint = texts.get(&key);
            assert!(!texts.has(&key) || text::columns(&hint) <= 58 || hint.starts_with("F4 "), "{key}: {hint}");
        }
        // Of what can be done on a screen the first part is never cut.
        let lang = if texts.lang() == Lang::Es { "es" } else { "en" };
        let all = std::fs::read_to_string(format!("assets/locales/{lang}/screen.ftl")).unwrap();
        for (key, hint) in all.lines().filter_map(|line| line.split_once(" = ")) {
            let first = hint.split(text::SEPARATOR).next().unwrap();
            assert!(!key.starts_with("hint-") || text::columns(first) <= 58, "{key}: {hint}");
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
        // The figures name the head of the log, which is another one in each store.
        if !name.starts_with("summary") {
            insta::assert_snapshot!(*name, screen);
        }
    }
}
