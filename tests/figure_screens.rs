//! The figures on every screen that shows them, as they look in the least window and in the usual one: the tables one by
//! one, the other tabs, the boxes over them, the cases behind a cell and the way back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::i18n::{Lang, Texts};
use cobijo::render::prose;
use cobijo::runtime::driver::Driver;
use cobijo::store::Look;
use cobijo::ui::key::Key;
use common::office::{NOW_MS, Office, PASSPHRASE, half_year, miss, see};

const HOW: [(Lang, (u16, u16)); 3] = [(Lang::Es, (80, 24)), (Lang::Es, (60, 18)), (Lang::En, (60, 18))];
const TABLES: [&str; 13] = [
    "main",
    "services",
    "calls",
    "care",
    "foreign_by_nationality",
    "foreign_by_state",
    "foreign_by_month",
    "repatriated_by_state",
    "returned_by_nationality",
    "services_by_state",
    "calls_by_state",
    "care_by_state",
    "unspecified",
];

/// The screen without what is another one in each store: the words of the head.
fn screen(driver: &mut Driver) -> String {
    let is_head = |word: &&str| word.len() > 40 && word.contains(':') && word.matches('-').count() == 7;
    let screen = driver.screen();
    let heads: Vec<&str> = screen.split_whitespace().filter(is_head).collect();
    heads.iter().fold(screen.clone(), |screen, head| screen.replace(head, &"-".repeat(head.len()))) + "\n"
}

/// Keeps how one thing looks in every window and language; the way there begins at the figures.
fn keep(name: &str, office: &Office, way: impl Fn(&mut Driver)) {
    let looks = HOW.map(|(lang, size)| {
        let office = office.copy();
        let mut driver = half_year(&office, lang, size);
        way(&mut driver);
        format!("{lang:?} {size:?}\n{}", screen(&mut driver))
    });
    insta::assert_snapshot!(name, looks.concat());
}

/// A store of made-up cases in which April and May were published before.
fn store() -> Office {
    let office = Office::filled(300, 20);
    let (mut store, author) = office.beside();
    for subject in ["2019-05 json 0123456789abcdef public", "2019-04 html 0123456789abcdef public offices=TAP"] {
        let (officer, subject) = (author.officer.clone(), subject.to_owned());
        store.look(Look { at_ms: NOW_MS, officer, session: author.session, what: "report", subject });
    }
    store.flush_access().unwrap();
    office
}

fn turns(driver: &mut Driver, key: Key, times: usize) {
    (0..times).for_each(|_| {
        driver.press(key);
    });
}

#[test]
fn each_table_looks_so() {
    let office = store();
    for (at, table) in TABLES.iter().enumerate() {
        keep(&format!("table_{at:02}_{table}"), &office, |driver| turns(driver, Key::PageDown, at));
    }
    keep("table_far_column", &office, |driver| {
        turns(driver, Key::PageDown, 4);
        turns(driver, Key::Right, 20);
        driver.press(Key::Down);
    });
    keep("table_notes", &office, |driver| {
        turns(driver, Key::PageDown, 4);
        driver.press(Key::End);
        turns(driver, Key::Down, 6);
    });
}

#[test]
fn the_other_tabs_look_so() {
    let office = store();
    for (at, variable) in ["month", "nationality", "age", "sex", "company", "service", "state"].iter().enumerate() {
        keep(&format!("chart_{at}_{variable}"), &office, |driver| turns(driver.letters("2"), Key::Right, at));
    }
    for (at, form) in ["tiles", "outlines", "list"].iter().enumerate() {
        keep(&format!("map_{form}"), &office, |driver| {
            turns(driver.letters("3").press(Key::Left), Key::Char(' '), at);
        });
    }
    keep("comparing", &office, |driver| {
        driver.letters("4");
    });
    keep("comparing_whole", &office, |driver| {
        driver.letters("4 ");
    });
    keep("comparing_end", &office, |driver| {
        driver.letters("4").press(Key::End);
    });
    keep("comparing_typing", &office, |driver| {
        driver.letters("4").press(Key::Enter).letters("2018").press(Key::Enter).press(Key::Enter);
    });
    keep("prose", &office, |driver| {
        driver.letters("5");
    });
    keep("prose_other", &office, |driver| {
        driver.letters("5 ");
    });
    keep("prose_editing", &office, |driver| {
        driver.letters("5").press(Key::Down).press(Key::Ctrl('e')).letters("x");
    });
}

#[test]
fn the_boxes_look_so() {
    let office = store();
    let chosen = |driver: &mut Driver, words: &str| {
        driver.press(Key::Function(4)).letters(words);
    };
    keep("choosing", &office, |driver| chosen(driver, ""));
    keep("choosing_state", &office, |driver| chosen(driver, "taba"));
    keep("choosing_nothing", &office, |driver| chosen(driver, "tabax"));
    for (name, row, typed) in [("against", 3, "31/06/2018"), ("as_of", 4, "16/06/2019")] {
        keep(&format!("choosing_{name}"), &office, |driver| {
            chosen(driver, "");
            turns(driver, Key::Down, row);
            driver.press(Key::Enter);
        });
        keep(&format!("choosing_{name}_wrong"), &office, |driver| {
            chosen(driver, "");
            turns(driver, Key::Down, row);
            driver.press(Key::Enter).letters(typed).press(Key::Enter);
        });
    }
    keep("as_it_stood", &office, |driver| {
        chosen(driver, "");
        turns(driver, Key::Down, 4);
        driver.press(Key::Enter).letters("14/06/2019 9:00").press(Key::Enter);
    });
    let export = |driver: &mut Driver, place: &str| {
        driver.press(Key::Function(2)).paste(place);
    };
    keep("export", &office, |driver| export(driver, "medio año.xlsx"));
    keep("export_public", &office, |driver| {
        export(driver, "medio año.xlsx");
        driver.press(Key::Down).press(Key::Right);
    });
    keep("export_parts", &office, |driver| {
        export(driver, "medio año.xlsx");
        turns(driver.press(Key::Down).press(Key::Down), Key::Right, 3);
        driver.letters(" ");
    });
    keep("export_part_without_place", &office, |driver| {
        export(driver, "medio año.xlsx");
        turns(driver.press(Key::Down).press(Key::Down), Key::Right, 2);
        driver.letters(" ");
    });
    keep("export_not_over", &office, |driver| {
        export(driver, "medio año.xlsx");
        driver.press(Key::Down).press(Key::Right).press(Key::Enter);
    });
    // What does not fit is read on before anything is written.
    keep("export_read_on", &office, |driver| {
        driver.press(Key::Function(8)).letters("dic18-may19").press(Key::Enter);
        chosen(driver, "");
        turns(driver, Key::Down, 3);
        driver.press(Key::Enter).letters("2019-06").press(Key::Enter);
        driver.letters("4");
        export(driver, "medio año.xlsx");
        driver.press(Key::Down).press(Key::Right).press(Key::Enter).press(Key::Enter);
    });
    keep("export_warned", &office, |driver| {
        driver.press(Key::Function(8)).letters("dic18-may19").press(Key::Enter);
        export(driver, "medio año.xlsx");
        driver.press(Key::Down).press(Key::Right).press(Key::Enter);
    });
    keep("export_no_folder", &office, |driver| {
        export(driver, "/no/hay/medio año.xlsx");
        driver.press(Key::Enter);
    });
    keep("export_no_months", &office, |driver| {
        driver.press(Key::Function(8)).letters("2019-05-07..2019-06-15").press(Key::Enter);
        export(driver, "medio año.xlsx");
        driver.press(Key::Down).press(Key::Right).press(Key::Enter);
    });
}

#[test]
fn behind_a_cell_and_back_looks_so() {
    let office = store();
    let cell = |driver: &mut Driver| {
        turns(driver, Key::PageDown, 5);
        turns(driver, Key::Down, 4);
        turns(driver, Key::Right, 9);
    };
    keep("cell", &office, cell);
    keep("cell_cases", &office, |driver| {
        cell(driver);
        driver.press(Key::Enter);
    });
    keep("cell_back", &office, |driver| {
        cell(driver);
        let before = driver.screen();
        driver.press(Key::Enter).press(Key::Enter).press(Key::Esc).press(Key::Esc);
        assert_eq!(driver.screen(), before);
    });
}

/// A lock keeps what is chosen on each tab: what the bars are of, how the states are shown and which of them is in focus,
/// which of two periods stands beside, in which language the statement is.
#[test]
fn who_comes_back_finds_each_tab_as_it_was() {
    let office = store();
    let ways: [(&str, &[Key]); 4] = [
        ("2", &[Key::Right, Key::Right, Key::Right]),
        ("3", &[Key::Left, Key::Up, Key::Char(' '), Key::Char(' '), Key::Down]),
        ("4", &[Key::Char(' ')]),
        ("5", &[Key::Char(' ')]),
    ];
    for (tab, way) in ways {
        let office = office.copy();
        let mut driver = half_year(&office, Lang::Es, (80, 24));
        driver.letters(tab);
        for key in way {
            driver.press(*key);
        }
        let before = driver.screen();
        driver.press(Key::Ctrl('l')).letters(PASSPHRASE).press(Key::Enter);
        let parts = |screen: &str| screen.lines().skip(1).take(20).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parts(&driver.screen()), parts(&before));
    }
}

/// Looking at a paragraph with the field open edits nothing.
#[test]
fn a_paragraph_that_was_not_changed_is_no_copy() {
    let office = store();
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.letters("5").press(Key::Ctrl('e'));
    see(&mut driver, "Editando");
    driver.press(Key::Left).press(Key::Esc);
    miss(&mut driver, "Copia editada");
    see(&mut driver, "hecho con las cifras");
}

/// What was chosen for an export is offered again, when the figures are opened anew and after a lock; on the tab of the
/// statement its text is written, in the language that is shown, whatever was chosen elsewhere.
#[test]
fn an_export_offers_what_was_chosen_last() {
    let (office, place) = (store(), tempfile::tempdir().unwrap());
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    let write = |driver: &mut Driver, name: &str| {
        driver.paste(place.path().join(name).to_str().unwrap()).press(Key::Enter);
        see(driver, "Hecho: ");
    };
    turns(driver.press(Key::Function(2)), Key::Right, 4);
    see(&mut driver, "CSV: carpeta");
    turns(driver.press(Key::PageDown).press(Key::Up), Key::Right, 1);
    write(&mut driver, "tables");
    // The statement, in English because the tab shows it so.
    driver.letters("5").press(Key::Function(2));
    see(&mut driver, "< Español >");
    driver.press(Key::Esc).letters("  ").press(Key::Function(2));
    see(&mut driver, "TXT: el comunicado");
    see(&mut driver, "< English >");
    write(&mut driver, "statement");
    assert!(std::fs::read_to_string(place.path().join("statement")).unwrap().contains("child protection officers"));
    let offered = |driver: &mut Driver| {
        see(driver.press(Key::Function(2)), "CSV: carpeta");
        see(driver, "< English >");
        driver.press(Key::Esc);
    };
    offered(driver.letters("1"));
    offered(driver.press(Key::Esc).press(Key::Function(8)));
    driver.press(Key::Ctrl('l')).letters(PASSPHRASE).press(Key::Enter);
    offered(&mut driver);
}

/// Thousands in a statement stand as the tab shows them, on the screen and in the file.
#[test]
fn thousands_stand_in_words_or_in_digits() {
    for (number, in_words, in_digits) in [
        (7, "siete", "siete"),
        (204, "204", "204"),
        (1_204, "mil 204", "1,204"),
        (10_135, "10 mil 135", "10,135"),
        (3_000_000, "3 millones", "3,000,000"),
    ] {
        let said =
            [false, true].map(|is_in_digits| prose::in_words(&Texts::new(Lang::Es).in_digits(is_in_digits), number));
        assert_eq!(said, [in_words, in_digits]);
    }
    let office = store();
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    see(driver.letters("5"), "Español (mil 204)");
    see(driver.letters(" "), "Español (1,204)");
    see(driver.press(Key::Function(2)), "< Español (1,204) >");
    // Another format has no sentences in digits, nor has another language.
    see(driver.press(Key::Left), "< Español >");
    see(driver.press(Key::Right).press(Key::PageDown).press(Key::Up).press(Key::Right), "< English >");
    see(driver.press(Key::Right), "< Español >");
    see(driver.press(Key::Esc).letters(" "), "English (1,204)");
    see(driver.letters(" "), "Español (mil 204)");
}
