//! The report as plain text that fits a terminal and a printer: the measures first, then the tables.
//!
//! Does no drawing with colour or lines. Must stay true: no line is wider than asked for, whatever the figures; a table
//! too wide goes on below, with its row labels again.

use super::grid::{Grid, padded};
use super::sheet::Sheet;
use super::{Document, count, printed, signed, wording};
use crate::report::comparison::{Change, Percent};
use crate::report::measures::{CallCounts, Measures};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// The widest line of a document, in columns of a terminal.
pub const WIDTH: usize = 100;

/// Writes the report.
///
/// # Errors
/// Where the writer fails.
pub fn write_text(out: &mut impl Write, document: &Document<'_>) -> io::Result<()> {
    for line in lines(document, WIDTH) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The report in lines of at most this width.
#[must_use]
pub fn lines(document: &Document<'_>, width: usize) -> Vec<String> {
    let mut lines = head(document, width);
    lines.extend(measure_lines(document, width));
    for table in &document.report.tables {
        lines.extend(table_lines(&Sheet::new(document, table), width));
    }
    lines.push(String::new());
    lines.extend(wrap(&document.text("note-zero"), width));
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn head(document: &Document<'_>, width: usize) -> Vec<String> {
    let stamp = document.stamp;
    let places = wording::places(document).unwrap_or_else(|| document.text("report-everywhere"));
    let period = wording::period_to_date(document);
    let entries = [
        ("report-period", period),
        ("report-scope", places),
        ("report-as-of", wording::cut_off(document)),
        ("report-head", stamp.head.clone()),
    ];
    let mut lines = Vec::new();
    if stamp.training {
        lines.extend(wrap(&document.text("note-training"), width));
        lines.push(String::new());
    }
    lines.extend(wrap(&document.text("report-title"), width));
    lines.extend(entries.iter().flat_map(|(key, value)| wrap(&format!("{}: {value}", document.text(key)), width)));
    lines
}

fn measure_lines(document: &Document<'_>, width: usize) -> Vec<String> {
    let lines = |(title, grid): (String, Grid)| {
        let mut lines = vec![String::new(), title];
        lines.extend(grid.lines(width));
        lines
    };
    measures(document).into_iter().flat_map(lines).collect()
}

/// The measures as grids, each with its title.
#[must_use]
pub fn measures(document: &Document<'_>) -> [(String, Grid); 4] {
    let grids = [
        ("report-measures", headline(document)),
        ("report-services", parts(document, "services")),
        ("report-calls", calls(document)),
        ("report-care", parts(document, "care")),
    ];
    grids.map(|(key, grid)| (document.text(key), grid))
}

fn headline(document: &Document<'_>) -> Grid {
    let measures = &document.report.measures;
    let mut heads = vec![vec![document.text("report-figure")]];
    if document.comparison.is_some() {
        heads.extend(["report-before", "report-change", "report-percent"].map(|key| vec![document.text(key)]));
    }
    let mut rows = Vec::new();
    for (key, figure) in measures.whole() {
        let mut cells = vec![printed(figure, document.texts)];
        if let Some(comparison) = document.comparison {
            cells.push(printed(comparison.measures.shown(key), document.texts));
            cells.extend(match comparison.change(key) {
                Some(Change { absolute, percent }) => [signed(absolute), share(document, percent)],
                None => [document.text("public-withheld"), document.text("public-withheld")],
            });
        }
        rows.push((document.text(&format!("measure-{key}")), cells));
    }
    let before = document.comparison.map(|comparison| further(document, &comparison.measures));
    for (place, (key, figure)) in further(document, measures).into_iter().enumerate() {
        let before = before.as_ref().and_then(|before| before.get(place)).map(|(_, figure)| figure.clone());
        rows.push((document.text(&format!("measure-{key}")), [figure].into_iter().chain(before).collect()));
    }
    Grid { heads, rows }
}

/// The measures of the head that have no change of their own.
fn further(document: &Document<'_>, measures: &Measures) -> [(&'static str, String); 4] {
    let is_told = ["foreign", "foreign_unaccompanied"].iter().all(|key| measures.shown(key).exact().is_some());
    let share =
        if is_told { share(document, measures.unaccompanied_share()) } else { document.text("public-withheld") };
    let returned = |key| printed(measures.shown(key), document.texts);
    [
        ("unaccompanied_share_percent", share),
        ("returned-deportation", returned("returned/deportation")),
        ("returned-assisted_return", returned("returned/assisted_return")),
        ("returned-total", returned("returned/total")),
    ]
}

fn share(document: &Document<'_>, percent: Option<Percent>) -> String {
    percent.map_or_else(|| document.text("report-no-base"), |percent| percent.to_string())
}

/// The measures below one of the top level, a row for each: services by category, care by need.
fn parts(document: &Document<'_>, whole: &str) -> Grid {
    let mut grid = Grid::default();
    for (place, figures) in document.report.measures.nested() {
        let Some(part) = place.strip_prefix(whole).and_then(|place| place.strip_prefix('/')) else { continue };
        grid.heads = figures.iter().map(|(key, _)| vec![document.text(&format!("cell-{key}"))]).collect();
        let cells = figures.iter().map(|(_, figure)| printed(*figure, document.texts)).collect();
        grid.rows.push((wording::need_label(document, part), cells));
    }
    grid
}

fn calls(document: &Document<'_>) -> Grid {
    let row = |key: &str| {
        let shown = printed(document.report.shown(&format!("calls/{key}")), document.texts);
        (document.text(&format!("cell-{key}")), vec![shown])
    };
    Grid { heads: vec![vec![document.text("report-figure")]], rows: CallCounts::KEYS.map(row).to_vec() }
}

fn table_lines(sheet: &Sheet, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(wrap(&sheet.title, width));
    lines.extend(table(sheet).0.lines(width));
    lines.extend(sheet.notes.iter().flat_map(|note| wrap(note, width)));
    lines
}

/// A table as a grid, the whole first, and which columns of the sheet are in it: all that it shows.
#[must_use]
pub fn table(sheet: &Sheet) -> (Grid, Vec<usize>) {
    let cells = |cells: &[u64]| cells.iter().map(|n| count(*n)).collect();
    let total = (sheet.total_label.clone(), cells(&sheet.total));
    let rows = sheet.rows.iter().map(|row| ("  ".repeat(row.indent) + &row.label, cells(&row.cells)));
    let rows = [total].into_iter().chain(rows).collect();
    (Grid { heads: sheet.heads.clone(), rows }, (0..sheet.keys.len()).collect())
}

/// Lines of words, none wider than asked for.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let word = if word.width() > width { padded(word, width, false) } else { word.to_owned() };
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&word),
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}
