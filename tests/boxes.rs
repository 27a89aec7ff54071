//! What a document is made with and without, and what the box that exports it says: nothing that is left out is in it, and
//! all that stays is as it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::export::{Export, Format};
use cobijo::render::part::{Holds, Part, Parts};
use cobijo::render::{Document, Stamp};
use cobijo::report::comparison::compare;
use cobijo::report::public::earlier::Published;
use cobijo::report::public::public;
use cobijo::report::{Scope, report};
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::Look;
use cobijo::ui::key::Key;
use common::office::{self, Office, half_year, see};
use std::io::Cursor;

/// A document of a year that is not over, or of months that are to be published, without some parts, as text; of a folder or
/// a workbook all of its files.
fn made(office: &Office, format: Format, is_public: bool, parts: Parts) -> String {
    let (store, _) = office.beside();
    let facts = store.facts().unwrap();
    let as_of = Moment::parse("2019-06-15T15:32", chrono_tz::America::Mexico_City).unwrap();
    let [period, against] = if is_public { ["2019-03..2019-05", "2018"] } else { ["2019", "2019-02..2019-03"] };
    let [period, against] = [period, against].map(|period| Period::parse(period).unwrap());
    let counted = report(&facts, &Scope::default(), period);
    let report = if is_public { public(&counted) } else { counted };
    let comparison = compare(&facts, &report, against, as_of);
    let stamp =
        Stamp { as_of, head: "1:head".to_owned(), training: false, seal: None, offices: Vec::new(), lang: Lang::Es };
    let texts = Texts::new(Lang::Es);
    let comparison = parts.has(Part::Comparison).then_some(&comparison);
    let document = Document { report: &report, comparison, stamp: &stamp, texts: &texts, is_by_border: false, parts };
    let export = Export::new(format, &document, &mut |done, of| done <= of).unwrap();
    let files = export.files().iter().map(|(name, bytes)| match format {
        Format::Xlsx => unzipped(bytes),
        _ => format!("{name}\n{}", String::from_utf8_lossy(bytes)),
    });
    files.collect()
}

/// What stands in the cells of a workbook, and the names of its parts, which stand in it as they are.
fn unzipped(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let cells = book
        .worksheets()
        .into_iter()
        .flat_map(|(_, range)| range.used_cells().map(|(_, _, cell)| format!("{cell}\n")).collect::<Vec<_>>());
    cells.collect::<String>() + &String::from_utf8_lossy(bytes)
}

/// What stands in a document of a format where, and only where, it has a part.
fn mark(format: Format, part: Part) -> &'static str {
    match (format, part) {
        (Format::Html, Part::Charts) => "por nacionalidad, del",
        (Format::Html, Part::Map) => "class=\"states\"",
        (Format::Xlsx, Part::Charts) => "xl/charts/chart1.xml",
        (Format::Tidy, Part::Tables) => "foreign_by_month,",
        (Format::Csv | Format::CsvSemicolon, Part::Tables) => "foreign_by_month.csv",
        (_, Part::Tables) => "según mes",
        (Format::Json, Part::Comparison) => "\"comparison\":",
        (Format::Tidy | Format::Csv, Part::Comparison) => "comparison,",
        (Format::CsvSemicolon, Part::Comparison) => "comparison;",
        (Format::Prose, Part::Comparison) => "Respecto",
        (_, Part::Comparison) => "Variación",
        _ => "nothing has it",
    }
}

#[test]
fn what_is_left_out_is_not_in_it_and_nothing_else_is_missing() {
    let office = Office::filled(60, 500);
    for format in Format::ALL {
        let whole = made(&office, format, false, Parts::ALL);
        for part in Part::ALL {
            let without = made(&office, format, false, Parts::ALL.with(part, false));
            if format.holds(part) != Holds::AsChosen {
                assert_eq!(without, whole, "{format:?} has no choice of {part:?}");
                continue;
            }
            for other in Part::ALL.into_iter().filter(|other| format.holds(*other) == Holds::AsChosen) {
                let mark = mark(format, other);
                assert!(whole.contains(mark), "{format:?} {other:?}: {whole}");
                assert_eq!(without.contains(mark), other != part, "{format:?} without {part:?}: {other:?}");
            }
        }
        let none = Part::ALL.into_iter().fold(Parts::ALL, |parts, part| parts.with(part, false));
        let least = made(&office, format, false, none);
        assert!(least.len() > 100, "the figures at the head are always there: {least}");
    }
}

/// Whatever is left out, the lines that stay are lines of the whole: nothing that was pooled is told.
#[test]
fn a_public_document_without_a_part_tells_nothing_more() {
    let office = Office::filled(120, 500);
    for format in [Format::Text, Format::Html, Format::Tidy, Format::Csv] {
        let whole = made(&office, format, true, Parts::ALL);
        for part in Part::ALL.into_iter().filter(|part| *part != Part::Comparison) {
            let without = made(&office, format, true, Parts::ALL.with(part, false));
            for line in without.lines() {
                assert!(whole.contains(line), "{format:?} without {part:?}: {line}");
            }
        }
    }
}

/// A month that has not begun has no figure, one that runs is marked, and one in which nothing happened is zero.
#[test]
fn months_are_told_as_far_as_they_have_come() {
    let office = Office::filled(60, 20);
    let text = made(&office, Format::Text, false, Parts::ALL);
    let row = |month: &str| text.lines().find(|line| line.starts_with(month)).map(str::to_owned);
    assert!(row("junio de 2019 (parcial)").is_some(), "{text}");
    assert!(row("mayo de 2019  ").is_some() && row("julio de 2019").is_none(), "{text}");
    assert!(row("enero de 2019  ").is_some_and(|row| row.ends_with('-')), "{text}");
    let json = made(&office, Format::Json, false, Parts::ALL);
    assert!(json.contains("\"2019-07\"") && json.contains("\"junio de 2019\""), "for programs nothing changes");
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.press(Key::Function(8)).letters("2019").press(Key::Enter);
    see(driver.letters("2"), "junio de 2019 (parcial)");
    assert!(!driver.screen().contains("julio"), "{}", driver.screen());
}

/// What is shown in the focus, without what is beside it.
fn focused(driver: &mut Driver) -> String {
    let screen = driver.screen();
    let (x, y) = driver.looks().cursor.unwrap();
    let line: String = screen.lines().nth(usize::from(y)).unwrap().chars().take(usize::from(x) + 1).collect();
    line.rsplit(' ').next().unwrap_or_default().to_owned()
}

/// Each figure of the statement leads to the cell that has it, or to the first of those whose sum it is, or to the
/// comparison; and Esc back to the figure.
#[test]
fn each_figure_of_the_statement_leads_to_where_it_stands() {
    let office = Office::filled(300, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.press(Key::Function(8)).letters("2019-02..2019-05").press(Key::Enter);
    driver.press(Key::Function(4)).letters("comparar").press(Key::Enter).letters("2018-10..2019-01").press(Key::Enter);
    // Figures in digits are those of the cells.
    driver.letters("5 ");
    let (mut cells, mut sums, mut changes) = (0, 0, 0);
    loop {
        let (text, cursor) = (driver.screen(), driver.looks().cursor);
        let figure = figure_in_focus(&mut driver);
        driver.press(Key::Enter);
        let screen = driver.screen();
        if screen.contains("[4 Comparar]") {
            assert!(screen.contains("Esc regresa al texto"), "{screen}");
            changes += 1;
        } else if screen.contains("La cifra del texto suma") {
            sums += 1;
        } else {
            assert!(screen.contains("[1 Cuadros]") && screen.contains("Esc regresa al texto"), "{text}\n{screen}");
            assert_eq!(focused(&mut driver), figure, "{text}\n{screen}");
            cells += 1;
        }
        assert_eq!((driver.press(Key::Esc).screen(), driver.looks().cursor), (text.clone(), cursor));
        if driver.press(Key::Right).screen() == text && driver.looks().cursor == cursor {
            break;
        }
    }
    assert!(cells >= 15 && sums >= 3 && changes >= 1, "{cells} cells, {sums} sums, {changes} changes");
    // Of a copy, which is edited from any tab, nobody knows what its figures are.
    driver.press(Key::Function(8)).letters("2019-03..2019-05").press(Key::Enter).letters("1").press(Key::Ctrl('e'));
    see(&mut driver, "Editando el párrafo");
    driver.letters("x").press(Key::Enter).press(Key::Enter);
    see(&mut driver, "De una copia editada no se abren cifras");
}

/// The figure of the statement that stands before the cursor, as its table prints it.
fn figure_in_focus(driver: &mut Driver) -> String {
    let words = ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];
    let figure = focused(driver).trim_start_matches('(').to_owned();
    words.iter().position(|word| *word == figure).map_or(figure, |at| (at + 1).to_string())
}

/// A state of the map opens its tables, says of which places they are, and Esc leads back to the same place of the map.
#[test]
fn a_state_that_was_opened_says_so_and_leads_back() {
    let office = Office::filled(300, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    let map = driver.letters("3").press(Key::Left).screen();
    driver.press(Key::Enter);
    see(&mut driver, "Esc regresa al mapa y a su ámbito");
    see(&mut driver, "[1 Cuadros]");
    // From there to a figure of the text of this state, and each Esc one step back.
    driver.letters("5");
    let text = driver.screen();
    driver.press(Key::Enter);
    see(&mut driver, "[1 Cuadros]");
    assert_eq!(driver.press(Key::Esc).screen(), text);
    assert_eq!(driver.press(Key::Esc).screen(), map);
}

/// What is to be read before it is published, page by page, as one line.
fn warned(driver: &mut Driver) -> String {
    driver.press(Key::Function(2)).press(Key::Down);
    if !driver.screen().contains("para publicar") {
        driver.press(Key::Right);
    }
    driver.press(Key::Enter);
    let mut read = String::new();
    loop {
        let screen = driver.screen();
        let lines = screen.lines().skip_while(|line| !line.contains("Archivo")).skip(1);
        for line in lines.take_while(|line| !line.contains("Esc no escribe nada")) {
            read += line.trim_matches(['│', ' ']);
            read.push(' ');
        }
        if !screen.contains("Intro sigue leyendo") {
            return read;
        }
        assert!(!screen.contains("Intro exporta"), "{screen}");
        driver.press(Key::Enter);
    }
}

/// On the smallest screen too, where made-up data take a line from it.
#[test]
fn what_is_to_be_known_before_it_is_published_is_read_whole() {
    let office = Office::new();
    let mut driver =
        Driver::new(office.folder(), &Options { is_training: true, ..office::options() }, (80, 24)).unwrap();
    office::set_up(&mut driver);
    let (mut store, author) = office.beside();
    for period in ["2018-05", "2018-06..2018-08", "2018"].map(|period| Period::parse(period).unwrap()) {
        let states = ["BCN", "CHP", "OAX", "SON", "TAB", "VER"].map(str::to_owned).into();
        let scope = Scope { states, ..Scope::default() };
        let subject =
            Published { period, scope, against: None, head: String::new() }.noted("json", "0123456789abcdef", true);
        let (officer, session) = (author.officer.clone(), author.session);
        store.look(Look { at_ms: office::NOW_MS, officer, session, what: "report", subject });
    }
    store.flush_access().unwrap();
    driver.press(Key::Function(8)).press(Key::Function(4)).letters("todas").press(Key::Enter);
    driver.press(Key::Function(8)).letters("2018").press(Key::Enter);
    driver.letters("4").press(Key::Enter).letters("2017-07..2018-06").press(Key::Enter);
    let whole = warned(&mut driver);
    assert!(whole.contains("No se publican juntos dos") && whole.matches("TAB, VER)").count() == 3, "{whole}");
    assert_eq!(warned(driver.press(Key::Esc).resize(60, 18)), whole);
}

/// A name that says another format than the one that is chosen is not written.
#[test]
fn a_file_is_not_called_what_it_is_not() {
    let office = Office::filled(5, 2);
    let mut driver = office.open();
    let place = tempfile::tempdir().unwrap();
    driver.press(Key::Function(8)).press(Key::Tab).press(Key::Function(2)).press(Key::PageDown).press(Key::Ctrl('u'));
    driver.letters(&place.path().join("junio.html").display().to_string()).press(Key::Enter);
    see(&mut driver, "Ese nombre es de otro formato; para este sería junio.xlsx");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    driver.press(Key::Ctrl('u')).letters(&place.path().join("junio").display().to_string()).press(Key::Enter);
    see(&mut driver, "Hecho");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}
