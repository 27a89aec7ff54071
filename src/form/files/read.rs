//! One file as a table: its columns matched with fields, and each cell checked on its own.
//!
//! Does not look at other rows or the store. Must stay true: nothing of a file is passed over in silence but blank
//! lines and a column `problem`.

use super::Source;
use super::scan::{Cell, Record, Records};
use super::sheet::Sheet;
use crate::form::strict::{self, Desk};
use crate::form::wrong::{Wrong, quoted};
use crate::log::field::{Field, Kind};
use chrono_tz::Tz;
use std::borrow::Cow;

/// The column that holds what was wrong with a row that an earlier import left out.
pub(super) const PROBLEM: &str = "problem";

/// A field and its canonical text.
pub(super) type Value = (&'static Field, String);

/// The canonical text of the field of this number.
pub(super) fn value(values: &[Value], number: u16) -> Option<&str> {
    values.iter().find(|(field, _)| field.number == number).map(|(_, text)| text.as_str())
}

/// Something wrong, and where.
pub(super) struct Found {
    /// Which file, by its place among the sources.
    pub source: usize,
    /// The physical line.
    pub line: u64,
    /// The column's place in the file.
    pub position: usize,
    /// The column's name; empty where the whole row or file is wrong.
    pub column: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// A file that was recognised.
pub(super) struct Table<'a> {
    /// Its place among the sources.
    pub source: usize,
    /// Its name.
    pub name: &'a str,
    /// What it holds.
    pub sheet: Sheet,
    /// The header.
    pub header: Record<'a>,
    /// Whether the header is as it must be.
    pub is_sound: bool,
    columns: Vec<(usize, &'static Field)>,
    /// Splits the rows below it: whoever needs them splits them anew, for split they take many times their bytes.
    below: Records<'a>,
}

/// Where a row stands, which is all that is kept of it.
#[derive(Clone, Copy)]
pub(super) struct At<'t, 'a> {
    /// The table.
    pub table: &'t Table<'a>,
    /// The physical line where it begins.
    pub line: u64,
}

/// One row of a table.
pub(super) struct Row<'t, 'a> {
    /// Where it stands.
    pub at: At<'t, 'a>,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Table<'a> {
    /// Reads a file, or says why it cannot be read; problems of its header are added to `found`.
    pub fn read(source: usize, file: &'a Source, found: &mut Vec<Found>) -> Option<Self> {
        let mut records = Records::new(&file.bytes);
        let whole = |line, wrong| Found { source, line, position: 0, column: String::new(), wrong };
        let Some(header) = records.next() else {
            found.push(whole(1, Wrong::new("wrong-no-header")));
            return None;
        };
        let names = names(&header);
        let Some(sheet) = Sheet::recognise(&file.name, &names.iter().map(Cow::as_ref).collect::<Vec<_>>()) else {
            found.push(whole(header.line, Wrong::new("wrong-unknown-file")));
            return None;
        };
        let before = found.len();
        let columns = match_columns(source, sheet, &header, found);
        let is_sound = found.len() == before;
        Some(Self { source, name: &file.name, sheet, header, is_sound, columns, below: records })
    }

    /// Its rows.
    pub fn rows<'t>(&'t self) -> impl Iterator<Item = Row<'t, 'a>> {
        self.below.clone().map(move |record| Row { at: At { table: self, line: record.line }, cells: record.cells })
    }

    /// The cells of a row as they stand in the file, without those of a column `problem`.
    pub fn raw_cells(&self, cells: &[Cell<'_>]) -> Vec<Vec<u8>> {
        let is_whole = cells.len() == self.header.cells.len();
        let is_problem =
            |place: usize| is_whole && self.header.cells.get(place).is_some_and(|c| c.raw == PROBLEM.as_bytes());
        let cells = cells.iter().enumerate().filter(|(place, _)| !is_problem(*place));
        cells.map(|(_, cell)| cell.raw.to_vec()).collect()
    }

    fn position(&self, column: &str) -> Option<(usize, &'static Field)> {
        self.columns.iter().find(|(_, field)| field.column == Some(column)).copied()
    }
}

/// The file that a name, or else the header in its bytes, makes it.
#[must_use]
pub fn recognise(source: &Source) -> Option<Sheet> {
    let header = Records::new(&source.bytes).next();
    let names = header.as_ref().map(names).unwrap_or_default();
    Sheet::recognise(&source.name, &names.iter().map(Cow::as_ref).collect::<Vec<_>>())
}

fn names<'a>(header: &Record<'a>) -> Vec<Cow<'a, str>> {
    header.cells.iter().map(|cell| cell.text().unwrap_or_default()).filter(|name| name != PROBLEM).collect()
}

/// Matches the names of a header with fields.
fn match_columns(
    source: usize,
    sheet: Sheet,
    header: &Record<'_>,
    found: &mut Vec<Found>,
) -> Vec<(usize, &'static Field)> {
    let fields = sheet.columns();
    let mut columns: Vec<(usize, &'static Field)> = Vec::new();
    for (position, cell) in header.cells.iter().enumerate() {
        let name = cell.text();
        let field = fields.iter().find(|field| name.as_deref().ok() == field.column);
        let wrong = match (&name, field) {
            (Err(wrong), _) => wrong.clone(),
            (Ok(_), Some(field)) if columns.iter().any(|(_, other)| other.number == field.number) => {
                Wrong::new("wrong-column-twice")
            }
            (Ok(_), Some(field)) => {
                columns.push((position, field));
                continue;
            }
            (Ok(name), None) if name == PROBLEM => continue,
            (Ok(name), None) => Wrong::found("wrong-unknown-column", name),
        };
        let column = name.map(|name| quoted(&name)).unwrap_or_default();
        found.push(Found { source, line: header.line, position, column, wrong });
    }
    let is_missing = |field: &&&Field| sheet.requires(field) && columns.iter().all(|(_, f)| f.number != field.number);
    for field in fields.iter().filter(is_missing) {
        let column = field.column.unwrap_or_default().to_owned();
        let position = header.cells.len();
        found.push(Found { source, line: header.line, position, column, wrong: Wrong::new("wrong-missing-column") });
    }
    columns
}

impl At<'_, '_> {
    /// What is wrong with another row that repeats what must be unique.
    pub fn twice(&self) -> Wrong {
        Wrong::new("wrong-twice").with("file", quoted(self.table.name)).with("line", self.line)
    }

    /// Something wrong with this row; an empty column means all of it.
    pub fn wrong(&self, column: &str, wrong: Wrong) -> Found {
        let position = match self.table.position(column) {
            Some((position, _)) => position,
            None if column.is_empty() => 0,
            None => self.table.header.cells.len(),
        };
        Found { source: self.table.source, line: self.line, position, column: column.to_owned(), wrong }
    }
}

impl Row<'_, '_> {
    /// Whether it has as many fields as the header.
    pub fn check_width(&self) -> Result<(), Wrong> {
        let (found, expected) = (self.cells.len(), self.at.table.header.cells.len());
        let wrong = || Wrong::new("wrong-fields").with("found", found).with("expected", expected);
        if found == expected { Ok(()) } else { Err(wrong()) }
    }

    /// The sound text of a column that names something; nothing where it is empty, missing or wrong.
    pub fn reference(&self, column: &str) -> Option<String> {
        let (position, _) = self.at.table.position(column)?;
        let text = self.cells.get(position)?.text().ok()?;
        (!text.is_empty() && strict::plain(&text).is_ok()).then(|| text.into_owned())
    }

    /// Whether anything stands in a column.
    pub fn is_filled(&self, column: &str) -> bool {
        let cell = self.at.table.position(column).and_then(|(position, _)| self.cells.get(position));
        cell.is_some_and(|cell| !matches!(cell.raw, b"" | b"\"\""))
    }

    /// The canonical texts of its cells, and what is wrong with the others. Times without an offset are those of the
    /// row's own office, or else of this zone.
    pub fn values(&self, zone: Option<Tz>, desk: &dyn Desk, found: &mut Vec<Found>) -> Vec<Value> {
        let zone = self.own_zone(desk).or(zone).unwrap_or(Tz::UTC);
        let mut values = Vec::new();
        for (position, field) in &self.at.table.columns {
            let Some(cell) = self.cells.get(*position) else { continue };
            let checked = cell.text().and_then(|text| match text.as_ref() {
                "" if self.at.table.sheet.requires(field) => Err(Wrong::new("wrong-required")),
                "" => Ok(None),
                text => strict::canonical(field, text, zone, desk).map(Some),
            });
            match checked {
                Ok(text) => values.extend(text.map(|text| (*field, text))),
                Err(wrong) => found.push(self.at.wrong(field.column.unwrap_or_default(), wrong)),
            }
        }
        values.shrink_to_fit();
        values
    }

    fn own_zone(&self, desk: &dyn Desk) -> Option<Tz> {
        let (position, _) = self.at.table.columns.iter().find(|(_, field)| field.kind == Kind::Office)?;
        let office = self.cells.get(*position)?.text().ok()?;
        desk.zone(&office)
    }
}
