//! The report as CSV: one tidy table for programs, or one file a table for spreadsheets.
//!
//! Does not choose file names' places; the caller opens them. Must stay true: no cell of a spreadsheet file begins as a
//! formula would, whatever somebody named a reception point; and no row of made-up figures can be taken for a real one,
//! wherever it is copied to.

use super::sheet::{Level, Sheet, region};
use super::{Document, shown, wording};
use crate::domain::period::Period;
use crate::report::comparison::{Comparison, Percent};
use crate::report::measures::Measures;
use csv::{Writer, WriterBuilder};
use std::io::{self, Write};

/// What tells a spreadsheet program that a file is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// How many files [`write_csv_tables`] makes beside those of the tables.
pub const FILES: usize = 2;

/// A measure as rows of the tidy table have it: place, key, figure.
type Figure = (String, String, String);

/// What the head and the rows of a training store have in a column more. It is the last one of the tidy table, whose four
/// stay where programs look for them, and the first of a table for people, where it is seen.
fn marks(document: &Document<'_>) -> [Option<String>; 2] {
    let is_training = document.stamp.training;
    [is_training.then(|| "training".to_owned()), is_training.then(|| document.text("csv-training"))]
}

/// Writes `table,row,cell,value`: the measures first, as the table `measures`, then every table with its total.
///
/// # Errors
/// Where the writer fails.
pub fn write_csv_tidy(out: &mut impl Write, document: &Document<'_>) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    write_measures(&mut csv, document, '.')?;
    let [_, mark] = marks(document);
    for table in document.tables() {
        let rows = table.rows.iter().map(|row| (row.key.as_str(), &row.cells));
        for (row, cells) in rows.chain([("total", &table.total)]) {
            for (cell, value) in table.columns.iter().zip(cells).filter(|(_, value)| **value > 0) {
                csv.write_record([table.id.code(), row, cell, &value.to_string()].into_iter().chain(mark.as_deref()))?;
            }
        }
    }
    csv.flush()?;
    Ok(())
}

/// Writes one file a table, wide, with a byte order mark; where `;` stands between cells, decimals have a comma, or what reads
/// the one would take the other for text: `measures.csv`, `about.csv`, and one by the name of each table.
/// `take` gets each file when it is made.
///
/// # Errors
/// Where `take` fails.
pub fn write_csv_tables(
    document: &Document<'_>,
    separator: u8,
    mut take: impl FnMut(&str, Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let point = if separator == b';' { ',' } else { '.' };
    take("measures.csv", file(separator, |csv| write_measures(csv, document, point))?)?;
    take("about.csv", file(separator, |csv| write_about(csv, document))?)?;
    for table in document.tables() {
        let sheet = Sheet::new(document, table);
        take(&format!("{}.csv", table.id.code()), file(separator, |csv| write_sheet(csv, document, &sheet))?)?;
    }
    Ok(())
}

fn file(separator: u8, write: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = BOM.to_vec();
    write(&mut WriterBuilder::new().delimiter(separator).from_writer(&mut bytes))?;
    Ok(bytes)
}

/// The head of the tidy table, and the measures with this decimal point.
fn write_measures<W: Write>(csv: &mut Writer<W>, document: &Document<'_>, point: char) -> io::Result<()> {
    let [head, mark] = marks(document);
    csv.write_record(["table", "row", "cell", "value"].into_iter().chain(head.as_deref()))?;
    for (table, (row, cell, value)) in measure_rows(document) {
        let value = value.replace('.', &point.to_string());
        csv.write_record([table, &row, &cell, &value].into_iter().chain(mark.as_deref()))?;
    }
    csv.flush()?;
    Ok(())
}

/// Regions stand in a column of their own rather than as rows, so that a spreadsheet's own sums stay right.
fn write_sheet<W: Write>(csv: &mut Writer<W>, document: &Document<'_>, sheet: &Sheet) -> io::Result<()> {
    let by_nationality = sheet.id.is_by_nationality();
    let region_of = |key: &str| wording::region_label(document, region(key));
    let [head, mark] = marks(document);
    let mut head: Vec<String> = head.into_iter().chain(["key", "label"].map(str::to_owned)).collect();
    head.extend(by_nationality.then(|| "region".to_owned()));
    head.extend(sheet.keys.iter().cloned());
    csv.write_record(&head)?;
    for row in sheet.rows.iter().filter(|row| row.level != Level::Region) {
        let mut record: Vec<String> =
            mark.iter().cloned().chain([&row.key, &row.label].map(|cell| inert(cell))).collect();
        record.extend(by_nationality.then(|| inert(&region_of(&row.key))));
        record.extend(row.cells.iter().map(u64::to_string));
        csv.write_record(&record)?;
    }
    let mut total: Vec<String> = mark.into_iter().chain(["total".to_owned(), sheet.total_label.clone()]).collect();
    total.extend(by_nationality.then(String::new));
    total.extend(sheet.total.iter().map(u64::to_string));
    csv.write_record(&total)?;
    csv.flush()?;
    Ok(())
}

/// Where the figures come from, and the title and the notes of each table.
fn write_about<W: Write>(csv: &mut Writer<W>, document: &Document<'_>) -> io::Result<()> {
    let (report, stamp) = (document.report, document.stamp);
    csv.write_record(["table", "item", "text"])?;
    let days =
        |about, period: Period| [(about, "from", period.from().to_string()), (about, "to", period.to().to_string())];
    let other = document.comparison;
    let cut = other.and_then(|other| Some(days("equal_cut_off", other.equal_cut_off.as_ref()?.period)));
    let against = other.map(|other| days("comparison", other.period));
    let facts = [
        ("states", report.scope.states.join(" ")),
        ("offices", report.scope.offices.join(" ")),
        ("as_of", stamp.as_of.to_string()),
        ("head", stamp.head.clone()),
        ("public", report.is_public.to_string()),
        ("training", stamp.training.to_string()),
    ];
    let seal = stamp.seal.map(|seal| [("seal", seal.number.to_string()), ("sealed_at", seal.at.to_string())]);
    let facts = facts.into_iter().chain(seal.into_iter().flatten()).map(|(item, text)| ("report", item, text));
    let periods = days("report", report.period).into_iter().chain([cut, against].into_iter().flatten().flatten());
    for (about, item, text) in periods.chain(facts) {
        csv.write_record([about, item, &inert(&text)])?;
    }
    for table in document.tables() {
        csv.write_record([table.id.code(), "title", &inert(&wording::title(document, table.id))])?;
        for note in wording::notes(document, table) {
            csv.write_record([table.id.code(), "note", &inert(&note)])?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// All measures, those of the comparison too, by the table they stand under.
fn measure_rows(document: &Document<'_>) -> Vec<(&'static str, Figure)> {
    let adults = shown(document.report.excluded_adults).unwrap_or_default();
    let mut rows: Vec<(&'static str, Figure)> =
        figures(&document.report.measures).into_iter().map(|figure| ("measures", figure)).collect();
    rows.push(("excluded", ("adults".to_owned(), "total".to_owned(), adults)));
    if let Some(comparison) = document.comparison {
        // Like beside like comes first, as in every other form.
        let cut = comparison.equal_cut_off.as_deref();
        let names = ["equal_cut_off", "equal_cut_off_change", "equal_cut_off_parts"];
        rows.extend(cut.into_iter().flat_map(|cut| comparison_rows(names, cut)));
        rows.extend(comparison_rows(["comparison", "change", "parts"], comparison));
    }
    rows
}

/// The measures of another period, their changes, and what accounts for them, each under its name.
fn comparison_rows(
    [measures, change, parts]: [&'static str; 3],
    comparison: &Comparison,
) -> Vec<(&'static str, Figure)> {
    let mut rows: Vec<_> = figures(&comparison.measures).into_iter().map(|figure| (measures, figure)).collect();
    for (key, changed) in &comparison.change {
        let absolute = changed.absolute.to_string();
        rows.push((change, ((*key).to_owned(), "absolute".to_owned(), absolute)));
        rows.push((change, ((*key).to_owned(), "percent".to_owned(), percent(changed.percent))));
    }
    for whole in &comparison.parts {
        for part in &whole.parts {
            let place = format!("{}/{}/{}", whole.measure, whole.by.code(), part.key);
            let figures = [part.before.to_string(), part.now.to_string(), part.change.to_string()];
            let cells = ["before", "now", "change"].into_iter().zip(figures);
            rows.extend(cells.map(|(cell, figure)| (parts, (place.clone(), cell.to_owned(), figure))));
        }
    }
    rows
}

fn figures(measures: &Measures) -> Vec<Figure> {
    let figure = |place: &str, key: &str, value| (place.to_owned(), key.to_owned(), shown(value).unwrap_or_default());
    let mut figures: Vec<Figure> =
        measures.whole().into_iter().map(|(key, value)| figure(key, "total", value)).collect();
    let share = percent(measures.unaccompanied_share());
    figures.push(("unaccompanied_share_percent".to_owned(), "total".to_owned(), share));
    for (place, list) in measures.nested() {
        figures.extend(list.into_iter().map(|(key, value)| figure(&place, key, value)));
    }
    figures
}

/// Two decimals; empty where there is no base.
fn percent(percent: Option<Percent>) -> String {
    percent.map(|percent| percent.to_string()).unwrap_or_default()
}

/// Text that a spreadsheet program does not take for a formula.
#[must_use]
pub fn inert(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_a_formula() {
        for text in ["=1+1", "+52", "-", "@x", "\t=1"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        assert_eq!(inert("SON/=1"), "SON/=1");
    }
}
