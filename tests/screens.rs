//! Every screen in every size, in both languages, in every theme and with every level of signs. A new screen joins by a
//! line in [`SCREENS`].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::domain::catalogue::{Entry as _, STEPS};
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, FIELDS, named};
use cobijo::log::operation::{Act, Change};
use cobijo::render::due;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::{Folder, NewOperation};
use cobijo::training::exercise::exercise;
use cobijo::ui::canvas::Drawing;
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use cobijo::ui::text;
use cobijo::ui::theme::Theme;
use common::office::{self, NOW_MS, Office, PASSPHRASE};
use uuid::Uuid;

const SIZES: [(u16, u16); 7] = [(0, 0), (1, 1), (20, 5), (60, 18), (80, 24), (120, 40), (200, 60)];

/// A screen: its name, and the keys that lead there from the list with one case in it.
const SCREENS: &[(&str, &[Key])] = &[
    ("list", &[]),
    ("home", &[Key::Esc]),
    ("whom", &[Key::Esc, Key::Function(6)]),
    ("search", &[Key::Char('h'), Key::Char('e')]),
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
    ("summary_chart", &[Key::Function(8), Key::Tab]),
    ("summary_services", &[Key::Function(8), Key::Tab, Key::Right, Key::Right, Key::Right, Key::Right, Key::Right]),
    ("summary_map", &[Key::Function(8), Key::Tab, Key::Tab]),
    ("summary_outlines", &[Key::Function(8), Key::Tab, Key::Tab, Key::Char(' '), Key::Left]),
    ("summary_list", &[Key::Function(8), Key::Tab, Key::Tab, Key::Char(' '), Key::Char(' '), Key::Down]),
    ("summary_comparing", &[Key::Function(8), Key::Tab, Key::Tab, Key::Tab]),
    ("summary_against", &[Key::Function(8), Key::Tab, Key::Tab, Key::Tab, Key::Enter, Key::Char('x'), Key::Enter]),
    ("summary_prose", &[Key::Function(8), Key::Tab, Key::Tab, Key::Tab, Key::Tab]),
    ("summary_editing", &[Key::Function(8), Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Enter, Key::Char('x')]),
    ("summary_typing", &[Key::Function(8), Key::Char('2')]),
    ("settings", &[Key::Ctrl('e')]),
    ("settings_office", &[Key::Ctrl('e'), Key::Up]),
];

/// A screen that other things than keys from the list lead to: its name, whether the store is one for training, and the way
/// there.
type Scene = (&'static str, bool, fn(&Office, &mut Driver));

const SCENES: [Scene; 16] = [
    ("saved", false, |_, driver| register(driver, "Ana", "Caal")),
    ("alike", false, |_, driver| register(driver, "María Fernanda", "Hernández")),
    ("undo_asked", false, |_, driver| {
        register(driver, "Ana", "Caal");
        driver.press(Key::Enter).press(Key::Ctrl('z'));
    }),
    ("drafts_offered", false, |_, driver| {
        leave_draft(driver);
        driver.press(Key::Function(7));
    }),
    ("home_full", false, |_, driver| {
        leave_draft(driver);
        driver.press(Key::Enter).press(Key::Insert).letters("Josefa Candelaria").press(Key::Enter).letters("?");
        driver.press(Key::Esc).press(Key::Function(3)).press(Key::Esc);
    }),
    ("moved", false, |office, driver| {
        driver.press(Key::Enter).letters("h");
        office::answer(driver, &["Luis", "h", "9", "1", "n"]);
        let (store, _) = office.beside();
        let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
        drop(store);
        save(office, vec![set(Change::new(Entity::Case, case), "group_ref", "Familia Hernández Xitumul")]);
        driver.press(Key::Function(2));
    }),
    ("override", false, |_, driver| {
        driver.press(Key::Enter).letters("4");
        office::stand_on(driver, ">x ");
        driver.press(Key::Enter);
    }),
    ("call_again", false, |_, driver| {
        driver.press(Key::Enter).press(Key::Function(6));
        office::answer(driver, &["1", "2", "16/6 9:00"]);
    }),
    ("help_topics", false, |_, driver| {
        driver.press(Key::Function(1)).letters("e");
    }),
    ("help_topic", false, |_, driver| {
        driver.press(Key::Function(1)).letters("e").press(Key::Enter);
    }),
    ("process_end", false, |_, driver| {
        driver.press(Key::Enter).letters("4").press(Key::End);
    }),
    ("contacts_end", false, |_, driver| {
        driver.press(Key::Enter).letters("3").press(Key::End);
    }),
    ("history_end", false, |_, driver| {
        driver.press(Key::Enter).letters("5").press(Key::End);
    }),
    ("exercise", true, |_, _| {}),
    ("training", true, |_, driver| {
        driver.press(Key::Enter);
    }),
    ("begin_again", true, |_, driver| {
        driver.press(Key::Enter).press(Key::Ctrl('p'));
    }),
];

fn options(lang: Lang, theme: Theme) -> Options {
    let drawing = Drawing { theme, glyphs: Glyphs::Full };
    Options { lang, drawing, ..office::options() }
}

/// Names and texts of the store, which are longer than there is room for everywhere; nothing else may be cut.
const LONG: [&str; 10] = [
    "CHP Oficina de Representación en Chiapas",
    "Hernández Xitumul, María Fernanda",
    "María Fernanda Hernández Xitumul",
    "Familia Hernández Xitumul",
    "Josefa Candelaria ?",
    "Rosa Candelaria Xitumul Tzunux",
    "Esteban de Jesús Hernández",
    "Contestó una vecina; pide que se le llame después de las seis",
    "FGR/CHIS/TAP/0001/2019, Lic. Guadalupe Hernández Ruiz",
    "Camisa, pantalón y zapatos del número 24",
];

/// A child who came two days ago, with two last names.
fn register(driver: &mut Driver, given: &str, surname: &str) {
    driver.press(Key::Function(7));
    office::answer(driver, &[given, surname, "Xitumul", "m", "14", "hnd", "1", "n"]);
    driver.press(Key::Function(2));
}

fn leave_draft(driver: &mut Driver) {
    driver.press(Key::Function(7));
    office::answer(driver, &["María Fernanda", "Hernández Xitumul"]);
    driver.press(Key::Esc);
}

fn set(change: Change, name: &str, value: &str) -> Change {
    let number = named(change.entity, name).number;
    change.with(number, value)
}

fn save(office: &Office, changes: Vec<Change>) {
    let (mut store, author) = office.beside();
    let operations = changes.into_iter().map(|change| {
        let base = store.head().unwrap().seq;
        NewOperation { act: Act::Save, base, changes: vec![change] }
    });
    let operations = operations.collect();
    store.append(&author, NOW_MS, operations).unwrap();
}

/// What hangs on a case: its values by name.
fn of_case(entity: Entity, case: Uuid, values: &[(&str, &str)]) -> Change {
    let change = set(Change::new(entity, Uuid::now_v7()), "case_id", &case.to_string());
    values.iter().fold(change, |change, (name, value)| set(change, name, value))
}

/// A store with a child who came two days ago and what an office writes about it: services, contacts, calls and steps, each
/// more than the least window shows.
fn store(lang: Lang, is_training: bool) -> Office {
    let office = Office::new();
    let now_ms = Some(NOW_MS - 2 * 24 * 3_600_000);
    let options = Options { now_ms, is_training, ..options(lang, Theme::Dark) };
    let mut driver = Driver::new(office.folder(), &options, (80, 24)).unwrap();
    if lang == Lang::En {
        driver.letters("2");
    }
    office::set_up(&mut driver);
    register(&mut driver, "María Fernanda", "Hernández");
    let folio = if is_training { "ZZZ-19-0001" } else { "CHP-19-0001" };
    office::see(&mut driver, folio);
    drop(driver);
    let (store, _) = office.beside();
    let case = store.case_by_ref(folio).unwrap().unwrap();
    drop(store);
    let people = [
        ("Rosa Candelaria Xitumul Tzunux", "mother", "yes"),
        ("Esteban de Jesús Hernández", "stepparent", "no"),
        ("Juana Xitumul", "aunt", "pending"),
        ("Pedro Xitumul", "grandfather", "yes"),
        ("Ana", "friend", "yes"),
    ];
    let contacts = people.map(|(name, relationship, safe)| {
        let values = [("relationship", relationship), ("country", "HND"), ("phone", "+50455506123"), ("safe", safe)];
        set(of_case(Entity::Contact, case, &values), "name", name)
    });
    let note = "Contestó una vecina; pide que se le llame después de las seis";
    let callees = [0, 1, 0, 2, 3, 0, 1].map(|at: usize| contacts[at].id.to_string());
    let calls = ["no_answer", "message_sent", "reached", "busy", "wrong_number", "no_answer", "no_answer"];
    let calls = callees.iter().zip(calls).map(|(contact, outcome)| {
        let call = of_case(Entity::Call, case, &[("contact", contact), ("outcome", outcome), ("note", note)]);
        let call = set(call, "at", "2019-06-14T09:05-05:00");
        if outcome == "reached" { set(call, "minutes", "12") } else { set(call, "retry_at", "2019-06-16T09:00-05:00") }
    });
    let services = [
        ("food", "Desayuno", "given", "1"),
        ("health", "Valoración médica general", "refused", "1"),
        ("clothing", "Camisa, pantalón y zapatos del número 24", "given", "12"),
        ("psychosocial", "Primeros auxilios psicológicos", "unavailable", "1"),
        ("food", "Comida", "given", "2"),
        ("rest", "", "given", "1"),
        ("information", "Información sobre asilo y refugio", "given", "1"),
        ("food", "Cena", "given", "2"),
    ];
    let services = services.map(|(category, detail, status, quantity)| {
        let values = [("category", category), ("status", status), ("quantity", quantity)];
        let service = set(of_case(Entity::Service, case, &values), "at", "2019-06-14T08:30-05:00");
        if detail.is_empty() { service } else { set(service, "detail", detail) }
    });
    let steps = [("medical_check", ""), ("prosecutor_report", "FGR/CHIS/TAP/0001/2019, Lic. Guadalupe Hernández Ruiz")];
    let steps = steps.map(|(step, document)| {
        let step = of_case(Entity::Step, case, &[("step", step), ("done_at", "2019-06-14T10:00-05:00")]);
        if document.is_empty() { step } else { set(step, "document", document) }
    });
    let contacts = contacts.into_iter().enumerate();
    let contacts = contacts.map(|(at, contact)| set(contact, "contact_ref", &(at + 1).to_string()));
    save(&office, contacts.chain(calls).chain(services).chain(steps).collect());
    office
}

/// A copy of the store, opened.
fn open(office: &Office, options: &Options, size: (u16, u16)) -> (Office, Driver) {
    let office = office.copy();
    let mut driver = Driver::new(office.folder(), options, size).unwrap();
    driver.letters(PASSPHRASE).press(Key::Enter);
    (office, driver)
}

/// Every screen with its name, in a language.
fn every_screen(lang: Lang, theme: Theme, mut look: impl FnMut(&str, &mut Driver)) {
    let [plain, training] = [false, true].map(|is_training| store(lang, is_training));
    for (name, keys) in SCREENS {
        let (_office, mut driver) = open(&plain, &options(lang, theme), (80, 24));
        driver.press(Key::Function(3));
        for key in *keys {
            driver.press(*key);
        }
        look(name, &mut driver);
    }
    for (name, is_training, way) in SCENES {
        let exercise = if is_training { exercise(5) } else { None };
        let options = Options { exercise, ..options(lang, theme) };
        let (office, mut driver) = open(if is_training { &training } else { &plain }, &options, (80, 24));
        if !is_training {
            driver.press(Key::Function(3));
        }
        way(&office, &mut driver);
        look(name, &mut driver);
    }
}

/// The lines in which anything is cut but a person's name or a free text; in the history and in services the line may end
/// behind a value or a word.
fn cut(name: &str, screen: &str) -> Vec<String> {
    let has_lines =
        ["history", "case_history", "case_change", "case_services", "service"].iter().any(|of| name.starts_with(of));
    let is_start = |before: &str, long: &str| (3..40).any(|columns| before.ends_with(&text::start(long, columns)));
    let is_value = |before: &str| has_lines && before.ends_with(' ') || LONG.iter().any(|long| is_start(before, long));
    let is_cut = |line: &&str| !line.rsplit('…').skip(1).all(is_value);
    screen.lines().filter(is_cut).map(str::to_owned).collect()
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
        let unknown = |sign: char| Glyphs::Ascii.instead_of(&sign.to_string()) == Some("?");
        assert!(!screen.chars().any(unknown), "a sign without a stand-in: {told}");
    }
    let cursor = looks.cursor.expect(&told);
    if !name.starts_with("help") && !name.starts_with("exercise") {
        assert!(looks.has_reverse, "no focus: {told}");
        let row = lines.get(usize::from(cursor.1)).copied().unwrap_or_default();
        let is_bare = WITHOUT_ARROW.iter().any(|bare| name.starts_with(bare));
        assert!(is_bare || row.contains('>'), "the cursor at {cursor:?} is not where the arrow is: {told}");
    }
}

/// Screens whose focus is a line of its own, without an arrow before it.
const WITHOUT_ARROW: [&str; 6] = ["search_nothing", "intake_doubt", "case_data", "summary", "menu_nothing", "moved"];

#[test]
fn every_screen_draws_at_every_size() {
    check_every_size(Lang::Es);
}

/// A test of its own, for it takes as long.
#[test]
fn every_screen_draws_at_every_size_in_english() {
    check_every_size(Lang::En);
}

fn check_every_size(lang: Lang) {
    let mut lines = Vec::new();
    every_screen(lang, Theme::Dark, |name, driver| {
        for size in SIZES {
            let screen = driver.resize(size.0, size.1).screen();
            let lost = if size.0 >= 60 { cut(name, &screen) } else { Vec::new() };
            lines.extend(lost.into_iter().map(|line| format!("{name} {lang:?} {size:?}: {line}")));
            for drawing in drawings() {
                if size.0 >= 60 {
                    check(&format!("{name} {lang:?} {size:?}"), drawing, driver);
                } else {
                    driver.draw_as(drawing).screen();
                }
            }
        }
    });
    assert!(lines.is_empty(), "cut:\n{}", lines.join("\n"));
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
                assert!(size.0 < 60 || cut("setup", &screen).is_empty(), "{lang:?} {size:?}:\n{screen}");
            }
            driver.press(key);
        }
        for size in SIZES {
            let screen = driver.resize(size.0, size.1).screen();
            assert!(size.0 < 60 || cut("setup", &screen).is_empty(), "{lang:?} {size:?}:\n{screen}");
        }
    }
}

#[test]
fn screens_look_as_they_did() {
    every_screen(Lang::Es, Theme::Plain, |name, driver| {
        let screen = driver.screen();
        // The figures name the head of the log, which is another one in each store.
        if !name.starts_with("summary") {
            insta::assert_snapshot!(name, screen);
        }
    });
}

#[test]
fn every_step_has_a_name_for_the_least_window() {
    for texts in Lang::ALL.map(Texts::new) {
        for step in STEPS.iter() {
            let short = due::short(step.name(texts.lang()).to_owned(), &step.code, 20, &texts);
            assert!(text::columns(&short) <= 20, "{}: {short}", step.code);
        }
    }
}
