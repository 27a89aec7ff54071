//! The report as plain text that fits a terminal and a printer: the measures first, then the tables.
//!
//! Does no drawing with colour or lines. Must stay true: no line is wider than asked for, whatever the figures; a table
//! too wide goes on below, with its row labels again.

use super::grid::{Grid, padded};
use super::sheet::Sheet;
use super::{Document, count, printed, signed, wording};
use crate::report::change::{Decomposition, Part};
use crate::report::comparison::{BASE_MIN, Change, Comparison, Percent};
use crate::report::measures::{CallCounts, Measures};
use std::io::{self, Write};
use std::iter::once;
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
    for table in document.tables() {
        lines.extend(table_lines(&Sheet::new(document, table), width));
    }
    lines.push(String::new());
    for note in ["note-zero", "note-no-percent"] {
        lines.extend(wrap(&document.text(note), width));
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn head(document: &Document<'_>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if document.stamp.training {
        lines.extend(wrap(&document.text("note-training"), width));
        lines.push(String::new());
    }
    lines.extend(wrap(&document.text("report-title"), width));
    let about = wording::about(document).into_iter();
    lines.extend(about.flat_map(|(key, value)| wrap(&format!("{}: {value}", document.text(key)), width)));
    lines
}

fn measure_lines(document: &Document<'_>, width: usize) -> Vec<String> {
    let lines = |(title, grid): (String, Grid)| {
        let title = [String::new()].into_iter().chain(wrap(&title, width));
        title.chain(grid.lines(width)).collect::<Vec<_>>()
    };
    measures(document).into_iter().chain(comparisons(document)).flat_map(lines).collect()
}

/// The measures as grids, each with its title: those of the head beside the other period where there is one.
#[must_use]
pub fn measures(document: &Document<'_>) -> [(String, Grid); 4] {
    let part = |key: &str, grid: Grid| (document.text(key), grid);
    [
        headline(document),
        part("report-services", parts(document, "services")),
        part("report-calls", calls(document)),
        part("report-care", parts(document, "care")),
    ]
}

/// Like is set beside like first: where this period is not over, as many days of the other.
fn headline(document: &Document<'_>) -> (String, Grid) {
    let Some(comparison) = document.comparison else {
        return (document.text("report-measures"), compared(document, None));
    };
    let is_cut = comparison.equal_cut_off.is_some();
    beside(document, comparison.like(), if is_cut { "report-equal-cut-off" } else { "report-compared" })
}

/// The measures of the head beside those of a period that the title names.
fn beside(document: &Document<'_>, other: &Comparison, title: &str) -> (String, Grid) {
    let period = [("period", wording::to_date(document, other.period).into())];
    (document.texts.with(title, &period), compared(document, Some(other)))
}

/// The measures of the head, and beside them those of another period and how they changed.
fn compared(document: &Document<'_>, comparison: Option<&Comparison>) -> Grid {
    let measures = &document.report.measures;
    let told = |measures: &Measures, key: &str| printed(measures.shown(key), document.texts);
    let has_begun = !wording::is_ahead(document, document.report.period);
    let mut heads = vec![vec![document.text("report-figure")]];
    if comparison.is_some() {
        heads.extend(["report-before", "report-change", "report-percent"].map(|key| vec![document.text(key)]));
    }
    let row = |key: &str| {
        let mut cells = vec![told(measures, key)];
        if let Some(comparison) = comparison {
            cells.push(told(&comparison.measures, key));
            let [now, before] = [measures, &comparison.measures].map(|measures| measures.shown(key).exact());
            cells.extend(match Option::zip(now, before).map(|(now, before)| Change::new(now, before)) {
                Some(change) => [signed(change.absolute), percent(document, change.told().filter(|_| has_begun))],
                None => [document.text("public-withheld"), document.text("public-withheld")],
            });
        }
        (document.text(&format!("measure-{}", key.replace('/', "-"))), cells)
    };
    let mut rows: Vec<_> = measures.whole().into_iter().map(|(key, _)| row(key)).collect();
    let mut shares = vec![unaccompanied_share(document, measures)];
    if let Some(comparison) = comparison {
        shares.push(unaccompanied_share(document, &comparison.measures));
        let points = |points| document.texts.with("report-points", &[("points", format!("{points:+.1}").into())]);
        // Points stand below the percentages.
        shares.extend(comparison.share_points(measures).into_iter().flat_map(|it| [String::new(), points(it)]));
    }
    rows.push((document.text("measure-unaccompanied_share_percent"), shares));
    rows.extend(["returned/deportation", "returned/assisted_return", "returned/total"].map(row));
    Grid { heads, rows }
}

fn unaccompanied_share(document: &Document<'_>, measures: &Measures) -> String {
    match ["foreign_unaccompanied", "foreign"].map(|key| measures.shown(key).exact()) {
        [Some(part), Some(base)] => percent(document, Percent::share(part, base).filter(|_| base >= BASE_MIN)),
        _ => document.text("public-withheld"),
    }
}

/// A percentage with one decimal, or that there is none.
fn percent(document: &Document<'_>, percent: Option<Percent>) -> String {
    percent.map_or_else(|| document.text("report-no-base"), |percent| format!("{percent:.1}"))
}

/// The rest of a comparison as grids, each with its title: what accounts for the change; and last, where this period is
/// not over, all of the other.
#[must_use]
pub fn comparisons(document: &Document<'_>) -> Vec<(String, Grid)> {
    let Some(comparison) = document.comparison else { return Vec::new() };
    // What had no time to happen accounts for nothing.
    let has_begun = !wording::is_ahead(document, document.report.period);
    let parts = comparison.like().parts.iter().filter(|parts| has_begun && parts.parts.len() > 1);
    let whole = comparison.equal_cut_off.as_ref().map(|_| beside(document, comparison, "report-whole"));
    parts.map(|parts| explained(document, parts)).chain(whole).collect()
}

/// How many parts of a change are named; the others are one.
const PARTS: usize = 6;

fn explained(document: &Document<'_>, decomposition: &Decomposition) -> (String, Grid) {
    let [measure, by] =
        [format!("measure-{}", decomposition.measure), format!("report-by-{}", decomposition.by.code())]
            .map(|key| document.text(&key));
    let title = document.texts.with("report-explained", &[("measure", measure.into()), ("by", by.into())]);
    let heads = ["report-figure", "report-before", "report-change", "report-share"].map(|key| vec![document.text(key)]);
    let row = |part: &Part, label: String| {
        let share = percent(document, decomposition.share(part));
        (label, vec![count(part.now), count(part.before), signed(part.change), share])
    };
    let (main, rest) = decomposition.main(PARTS);
    let main = main.iter().map(|part| row(part, wording::part_of_change(document, decomposition.by, &part.key)));
    let rest = rest.map(|rest| row(&rest, document.text("region-other")));
    let whole = row(&decomposition.whole(), document.text("cell-total"));
    (title, Grid { heads: heads.to_vec(), rows: main.chain(rest).chain([whole]).collect() })
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
    let shown = |cell: u64, share: Option<Percent>| match share {
        Some(share) if cell > 0 => format!("{} ({share:.1} %)", count(cell)),
        _ => count(cell),
    };
    let cells = |cells: &[u64], shares: &[Option<Percent>]| {
        let shares = shares.iter().copied().chain(std::iter::repeat(None));
        cells.iter().zip(shares).map(|(cell, share)| shown(*cell, share)).collect::<Vec<_>>()
    };
    let total = (sheet.total_label.clone(), cells(&sheet.total, &sheet.total_shares));
    let rows = sheet.rows.iter().map(|row| {
        let shown = cells(&row.cells, &row.shares).into_iter().zip(&sheet.keys);
        let shown = shown.map(|(cell, key)| if row.holds(key) { cell } else { String::new() });
        ("  ".repeat(row.indent) + &row.label, shown.collect())
    });
    let rows = [total].into_iter().chain(rows).collect();
    (Grid { heads: sheet.heads.clone(), rows }, (0..sheet.keys.len()).collect())
}

/// The same with each share in a column of its own beside its figure, so that both are numbers.
#[must_use]
pub fn table_apart(document: &Document<'_>, sheet: &Sheet) -> Grid {
    let (mut grid, _) = table(sheet);
    let rows = sheet.rows.iter().map(|row| (&row.cells, &row.shares));
    let rows: Vec<_> = once((&sheet.total, &sheet.total_shares)).chain(rows).collect();
    for place in (0..grid.heads.len()).rev() {
        let share = |shares: &[Option<Percent>]| shares.get(place).copied().flatten();
        if rows.iter().all(|(_, shares)| share(shares).is_none()) {
            continue;
        }
        let head = grid.heads.remove(place);
        let under = |label: String| head.iter().cloned().chain([label]).collect::<Vec<_>>();
        grid.heads.splice(place..place, [under(document.text("report-figure")), under("%".to_owned())]);
        for ((_, cells), (figures, shares)) in grid.rows.iter_mut().zip(&rows) {
            let figure = figures.get(place).copied().map_or_else(String::new, count);
            let share = share(shares).map_or_else(|| document.text("report-no-base"), |share| format!("{share:.1} %"));
            cells.splice(place..=place, [figure, share]);
        }
    }
    let depth = grid.heads.iter().map(Vec::len).max().unwrap_or(0);
    grid.heads.iter_mut().for_each(|head| head.resize(depth, String::new()));
    grid
}

/// Lines of words, none wider than asked for; what a space holds together that no line ends at is one word.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let is_between = |c: char| c.is_whitespace() && c != '\u{a0}';
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
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
