//! The summary by keys: its tabs, its period, and behind each figure exactly its cases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::domain::period::Period;
use cobijo::report::public::earlier::Published;
use cobijo::runtime::driver::Driver;
use cobijo::store::Look;
use cobijo::ui::key::Key;
use common::office::{NOW_MS, Office, PASSPHRASE, miss, see};
use std::collections::BTreeSet;
use std::path::Path;

/// The program at the figures of a year, with the keys in the tables.
fn figures(office: &Office, period: &str) -> Driver {
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(8));
    driver.press(Key::Function(4)).letters("todas").press(Key::Enter);
    driver.press(Key::Function(8)).letters(period).press(Key::Enter);
    driver
}

/// What stands in the cell in focus, by where the cursor is.
fn focused(driver: &mut Driver) -> String {
    let screen = driver.screen();
    let (x, y) = driver.looks().cursor.unwrap();
    let line: Vec<char> = screen.lines().nth(usize::from(y)).unwrap().chars().collect();
    let before = line.iter().take(usize::from(x) + 1).collect::<String>();
    before.rsplit(' ').next().unwrap_or_default().to_owned()
}

/// The figure and the number of cases that the list says at its right end: `12 en 10 casos`.
fn behind(driver: &mut Driver) -> (String, usize) {
    let screen = driver.screen();
    let said = screen.lines().nth(1).unwrap().rsplit("  ").next().unwrap().to_owned();
    let (figure, cases) = said.split_once(" en ").unwrap_or_else(|| panic!("{screen}"));
    (figure.to_owned(), cases.split(' ').next().unwrap().parse().unwrap())
}

/// How many rows a list has, by walking it.
fn rows(driver: &mut Driver) -> usize {
    let mut rows = BTreeSet::new();
    driver.press(Key::Home);
    while driver.screen().lines().find(|line| line.starts_with('>')).is_some_and(|row| rows.insert(row.to_owned())) {
        driver.press(Key::Down);
    }
    rows.len()
}

/// Opens the figure in focus; it is made of exactly the cases of the list, and Esc leads back to it.
fn check_behind(driver: &mut Driver) -> usize {
    let (figure, before) = (focused(driver), driver.screen());
    let is_open = driver.press(Key::Enter).screen().contains("Casos que forman una cifra");
    let is_figure = figure.bytes().all(|sign| sign.is_ascii_digit() || sign == b',');
    assert_eq!(is_open, is_figure, "{figure}:\n{before}");
    if is_open {
        let (sum, cases) = behind(driver);
        assert_eq!((sum, cases), (figure, rows(driver)), "{before}");
        assert_eq!(driver.press(Key::Esc).screen(), before, "back at the same cell");
    }
    // What was said of it goes with a key that does nothing.
    driver.press(Key::Insert);
    usize::from(is_open)
}

#[test]
fn behind_each_figure_are_exactly_its_cases() {
    let office = Office::filled(5, 2);
    let mut driver = figures(&office, "2018-06..2019-06");
    driver.resize(100, 40);
    let mut opened = 0;
    let tables = (0..20).take_while(|_| {
        let table = driver.screen();
        loop {
            // The row from its first column to its last one, and back.
            let mut columns = 0;
            loop {
                opened += check_behind(&mut driver);
                let at = (driver.looks(), driver.screen());
                driver.press(Key::Right);
                if (driver.looks(), driver.screen()) == at {
                    break;
                }
                columns += 1;
            }
            for _ in 0..columns {
                driver.press(Key::Left);
            }
            let cursor = driver.looks().cursor.unwrap();
            let next = driver.press(Key::Down).looks().cursor.unwrap();
            // Below the rows stands what is to be known of the table.
            if next.0 == 0 || next.1 <= cursor.1 {
                break;
            }
        }
        driver.press(Key::PageDown).screen() != table
    });
    assert_eq!(tables.count(), 12);
    assert!(opened > 100, "{opened}");
}

/// What the figures are of is chosen by name, and what is chosen stands above them.
#[test]
fn the_figures_are_of_what_is_chosen() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office, "2019");
    see(&mut driver, "Todas las oficinas");
    driver.press(Key::Function(4)).letters("tabas").press(Key::Enter);
    see(&mut driver, "Tabasco");
    driver.press(Key::Function(4)).letters("comparar").press(Key::Enter).letters("2017").press(Key::Enter);
    driver.letters("4");
    see(&mut driver, "[4 Comparar]");
    // Back to the office, with the first row.
    driver.press(Key::Function(4)).press(Key::Enter);
    see(&mut driver, "Oficina de Representación en Chiapas");
}

/// Where a table gets shorter, the cursor stays on its figures; below them it says how to get back.
#[test]
fn the_cursor_stays_on_figures_where_there_are_fewer() {
    let office = Office::filled(300, 40);
    let mut driver = figures(&office, "2019");
    for key in [[Key::PageDown; 4].as_slice(), &[Key::Down; 8]].concat() {
        driver.press(key);
    }
    see(&mut driver, "Cuadro 5 de 13");
    driver.press(Key::Function(4)).letters("otro dia").press(Key::Enter).letters("01/01/2019").press(Key::Enter);
    see(&mut driver, "Como estaba el 01/01/2019");
    see(driver.press(Key::Enter), "No hay ningún caso detrás de un cero");
    driver.press(Key::Down).press(Key::Down);
    see(driver.press(Key::Enter), "Es una nota del cuadro");
}

/// A key that changes nothing says why, and changes nothing that is seen later.
#[test]
fn a_period_that_is_over_is_compared_whole() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office, "2018");
    driver.letters("4").press(Key::Char(' '));
    see(&mut driver, "no está en curso");
    driver.press(Key::Function(8)).letters("2019").press(Key::Enter);
    see(&mut driver, ">2018-01-01..2018-06-15");
}

/// Figures of another day say so on every tab, and a day that has not come is none.
#[test]
fn figures_as_they_stood_say_so_on_every_tab() {
    let office = Office::filled(20, 4);
    let mut driver = figures(&office, "2019");
    driver.press(Key::Function(4)).letters("otro dia").press(Key::Enter).letters("16/06/2019").press(Key::Enter);
    see(&mut driver, "Aún no llega; a más tardar hoy, 15/06/2019");
    driver.press(Key::Ctrl('u')).letters("31/04/2019").press(Key::Enter);
    see(&mut driver, "No existe el 31/04: ese mes va del 1 al 30");
    driver.press(Key::Ctrl('u')).letters("zanahoria").press(Key::Enter);
    see(&mut driver, "No es un día. Por ejemplo: 18/07/2019");
    driver.press(Key::Ctrl('u')).letters("14/06/2019 9:00").press(Key::Enter);
    for tab in "12345".chars() {
        see(driver.press(Key::Char(tab)), "! Como estaba el 14/06/2019 09:00");
    }
    // The store was filled the day after, so nothing stood there.
    driver.letters("1");
    see(&mut driver, "NNA extranjeros                           -");
    driver.press(Key::Function(4)).letters("otro dia").press(Key::Enter).press(Key::Ctrl('u')).press(Key::Enter);
    miss(&mut driver, "Como estaba");
}

/// The first half of the year as a workbook, in eight keys; nothing that is there is written over.
#[test]
fn figures_are_exported_where_nothing_is_yet() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let mut driver = office.open();
    driver.press(Key::Function(8)).letters("1s").press(Key::Enter).press(Key::Function(2));
    see(&mut driver, "XLSX");
    let file = place.path().join("figures.json");
    while !driver.screen().contains("JSON") {
        driver.press(Key::Right);
    }
    driver.paste(file.to_str().unwrap());
    see(&mut driver, "figures.json");
    driver.press(Key::Enter);
    see(&mut driver, "Hecho: ");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("\"cobijo.report/1\""), "{written}");
    driver.press(Key::Function(2)).press(Key::PageDown).press(Key::Ctrl('u'));
    driver.paste(file.to_str().unwrap()).press(Key::Enter);
    see(&mut driver, "Ya hay algo con ese nombre");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    driver.press(Key::Ctrl('u')).paste("/no/such/folder/x.json").press(Key::Enter);
    see(&mut driver, "Esa carpeta no existe");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "nothing half made");
}

/// Of a name that the program offered itself nobody has to think of another one.
#[test]
fn where_a_name_is_taken_the_next_is_offered() {
    let office = Office::filled(5, 2);
    let mut driver = figures(&office, "2019");
    driver.press(Key::Function(2)).press(Key::Enter);
    see(&mut driver, "Hecho: ");
    for named in ["_2.xlsx", "_3.xlsx"] {
        driver.press(Key::Function(2)).press(Key::Enter);
        see(&mut driver, "Ese nombre ya existe; Intro escribe con este otro.");
        while !driver.screen().contains("Hecho: ") {
            driver.press(Key::Enter);
        }
        let files = std::fs::read_dir(office.folder().path().parent().unwrap()).unwrap();
        let mut names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(names.any(|name| name.ends_with(named)), "{named}");
    }
}

/// What is no period stays in the field; the figures stay as they are.
#[test]
fn a_wrong_period_says_what_would_be_right() {
    let office = Office::filled(5, 2);
    let mut driver = figures(&office, "2019");
    let wrongs = [
        ("31/06/2019", "No existe el 31/06: ese mes va del 1 al 30"),
        ("01/06-31/06", "No existe el 31/06: ese mes va del 1 al 30"),
        ("jun19-ene19", "Termina antes de empezar: ¿01/01/2019-30/06/2019?"),
        ("nunca", "No es un periodo: 2019, 1s 2019 o mayo 2019"),
    ];
    for (wrong, right) in wrongs {
        for (columns, lines) in [(60, 18), (80, 24)] {
            driver.resize(columns, lines);
            driver.press(Key::Function(8)).letters(wrong).press(Key::Enter);
            see(&mut driver, right);
            see(&mut driver, wrong);
            see(driver.press(Key::Esc), "[2019]");
        }
        driver.press(Key::Function(4)).letters("comparar").press(Key::Enter).letters(wrong).press(Key::Enter);
        see(&mut driver, right);
        driver.press(Key::Esc).letters("4").press(Key::Enter).letters(wrong).press(Key::Enter);
        see(&mut driver, right);
        see(driver.press(Key::Esc).letters("1"), "[2019]");
    }
}

/// A lock keeps the tab, the period, the places and the cell.
#[test]
fn who_comes_back_stands_in_the_same_cell() {
    let office = Office::filled(5, 2);
    let mut driver = figures(&office, "2018-06..2019-06");
    driver.press(Key::PageDown).press(Key::Down).press(Key::Right);
    let (before, cursor) = (driver.screen(), driver.looks().cursor);
    driver.press(Key::Ctrl('l')).letters(PASSPHRASE).press(Key::Enter);
    let (after, back) = (driver.screen(), driver.looks().cursor);
    let figures = |screen: &str| screen.lines().skip(1).take(20).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!((figures(&after), back), (figures(&before), cursor));
}

/// Reads through what speaks against publishing; what was read.
fn read_through(driver: &mut Driver) -> String {
    let mut read = driver.press(Key::Enter).screen();
    while driver.screen().contains("sigue leyendo") {
        read += &driver.press(Key::Enter).screen();
    }
    read
}

/// Opens the export and has it written for publication, as JSON, to a place; without the last Intro.
fn to_publish(driver: &mut Driver, place: &Path) {
    driver.press(Key::Function(2));
    while !driver.screen().contains("JSON") {
        driver.press(Key::Right);
    }
    driver.press(Key::Down);
    while !driver.screen().contains("para publicar") {
        driver.press(Key::Right);
    }
    // Another period is among the parts.
    driver.press(Key::Down);
    driver.press(Key::Right).press(Key::Right).press(Key::Right);
    while !driver.screen().contains("[x] Comparación") {
        driver.press(Key::Char(' '));
    }
    driver.press(Key::End).paste(place.to_str().unwrap());
}

/// What was published before, from wherever, is named before anything that it can be subtracted from is written.
#[test]
fn what_was_published_before_is_named_before_anything_is_written() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let (mut store, author) = office.beside();
    let subject = "2019-05 json 0123456789abcdef public".to_owned();
    store.look(Look { at_ms: NOW_MS, officer: author.officer, session: author.session, what: "report", subject });
    store.flush_access().unwrap();
    let mut driver = figures(&office, "dic18-may19");
    let file = place.path().join("half.json");
    to_publish(&mut driver, &file);
    let read = read_through(&mut driver);
    assert!(read.contains("2019-06-15 L. Soto: 2019-05 (todas las oficinas)"), "{read}");
    assert!(!file.exists(), "read first");
    driver.press(Key::Enter);
    see(&mut driver, "Hecho: ");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("\"public\": true"), "{written}");
    // What the screen has published is known to whatever is published next.
    let published: Vec<_> =
        store.looks("report").unwrap().iter().filter_map(|look| Published::parse(&look.subject)).collect();
    let periods: Vec<_> = published.iter().map(|published| published.period).collect();
    assert_eq!(periods, ["2019-05", "2018-12..2019-05"].map(|text| Period::parse(text).unwrap()));
    let file = place.path().join("quarter.json");
    driver.press(Key::Function(8)).letters("1t 2019").press(Key::Enter);
    to_publish(&mut driver, &file);
    let read = read_through(&mut driver);
    assert!(read.contains("M. Ruiz: 2018-12..2019-05"), "{read}");
    driver.press(Key::Esc);
    assert!(!file.exists());
}

/// Only whole months that are over are published, and no comparison with days of the same period.
#[test]
fn what_cannot_be_published_is_not_written_and_says_so() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let mut driver = figures(&office, "01/01/2019-14/06/2019");
    let days = place.path().join("days.json");
    to_publish(&mut driver, &days);
    see(driver.press(Key::Enter), "Solo se publican meses completos");
    driver.press(Key::Esc);
    assert!(!days.exists());
    // Nor is a month that is not over, by the clock of the office or by that of the figures.
    driver.press(Key::Function(8)).letters("1s 2019").press(Key::Enter);
    to_publish(&mut driver, &days);
    see(driver.press(Key::Enter), "«2019-06» no ha terminado");
    see(&mut driver, "«2019-01..2019-05»");
    driver.press(Key::Esc);
    assert!(!days.exists());
    // The same days a year before share a year with two years; what was chosen may be no whole months.
    for (period, against, why) in [
        ("2017-2018", "", "No se publican juntos dos"),
        ("2016", "01/05/15-10/05/15", "Solo se publican meses completos"),
        ("2015", "2019", "«2019-06» no ha terminado"),
    ] {
        driver.press(Key::Function(8)).letters(period).press(Key::Enter);
        driver.press(Key::Function(4)).letters("comparar").press(Key::Enter).letters(against).press(Key::Enter);
        let file = place.path().join(format!("{period}.json"));
        to_publish(&mut driver, &file);
        let read = read_through(&mut driver);
        assert!(read.contains(why) && read.contains("Así como está, se publica"), "{read}");
        assert!(!file.exists());
        driver.press(Key::Enter);
        see(&mut driver, "Hecho: ");
        let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert!(written.get("comparison").is_none_or(serde_json::Value::is_null), "{written}");
    }
}

/// The statement is exported as it was edited, once the tab shows it so; never for publication, where nobody checks it.
#[test]
fn an_edited_statement_is_exported_as_it_was_edited() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let mut driver = figures(&office, "1s 2019");
    driver.letters("5").press(Key::Ctrl('e')).letters(" Palabras propias.").press(Key::Enter);
    let export = |driver: &mut Driver, name: &str| {
        let file = place.path().join(name);
        driver.press(Key::Function(2));
        see(driver, "TXT");
        driver.paste(file.to_str().unwrap()).press(Key::Enter);
        std::fs::read_to_string(&file).unwrap_or_default()
    };
    let edited = export(&mut driver, "edited.txt");
    assert!(edited.contains("Palabras propias."), "{edited}");
    // The statement as it is made, which the tab shows with Supr.
    driver.press(Key::Delete);
    let made = export(&mut driver, "made.txt");
    assert!(made.len() > 100 && !made.contains("propias"), "{made}");
    driver.press(Key::Delete).press(Key::Function(2)).press(Key::Down).press(Key::Right);
    driver.paste(place.path().join("public.txt").to_str().unwrap()).press(Key::Enter);
    see(&mut driver, "Un texto editado no se revisa para publicar");
    assert!(!place.path().join("public.txt").exists());
}
