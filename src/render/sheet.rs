//! A table as it is laid out for people: labels, regions, points under their states, the total, notes.
//!
//! Does not draw; text, CSV and documents do. Must stay true: a region's figures are the sum of its rows, so only tables
//! of events have regions, never one that counts distinct children.

use super::{Document, wording};
use crate::domain::catalogue::{COUNTRIES, find};
use crate::report::tables::{Row, Table, TableId};

/// How a row stands to the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// A region, the sum of the rows that follow.
    Region,
    /// A row of the table.
    Row,
    /// A part of the row before, not added to the total again.
    Part,
}

/// A row with its label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetRow {
    /// How it stands to the others.
    pub level: Level,
    /// Its key; a region's is that of the catalogue.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Its figures.
    pub cells: Vec<u64>,
}

/// A table laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Which table.
    pub id: TableId,
    /// Its title.
    pub title: String,
    /// Keys of the columns.
    pub keys: Vec<String>,
    /// Labels of each column, one for each line of the head, all of the same length.
    pub heads: Vec<Vec<String>>,
    /// The label of the whole.
    pub total_label: String,
    /// The figures of the whole.
    pub total: Vec<u64>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// Its own notes; those of the whole report are [`wording::common_notes`].
    pub notes: Vec<String>,
}

impl Sheet {
    /// Lays a table out.
    #[must_use]
    pub fn new(document: &Document<'_>, table: &Table) -> Self {
        Self {
            id: table.id,
            title: wording::title(document, table.id),
            keys: table.columns.clone(),
            heads: table.columns.iter().map(|column| wording::column_labels(document, table, column)).collect(),
            total_label: document.text("cell-total"),
            total: table.total.clone(),
            rows: rows(document, table),
            notes: wording::own_notes(document, table),
        }
    }
}

/// The region of a nationality.
#[must_use]
pub fn region(nationality: &str) -> &'static str {
    find(&COUNTRIES, nationality).map_or("unspecified", |country| country.region.as_str())
}

fn rows(document: &Document<'_>, table: &Table) -> Vec<SheetRow> {
    let row = |row: &Row| SheetRow {
        level: if row.key.contains('/') { Level::Part } else { Level::Row },
        key: row.key.clone(),
        label: wording::row_label(document, table.id, &row.key),
        cells: row.cells.clone(),
    };
    if !table.id.is_by_nationality() {
        return table.rows.iter().map(row).collect();
    }
    let mut rows = Vec::new();
    for countries in table.rows.chunk_by(|one, other| region(&one.key) == region(&other.key)) {
        let region = countries.first().map_or("", |first| region(&first.key));
        let label = wording::region_label(document, region);
        rows.push(SheetRow { level: Level::Region, key: region.to_owned(), label, cells: sum(countries) });
        rows.extend(countries.iter().map(row));
    }
    rows
}

fn sum(rows: &[Row]) -> Vec<u64> {
    let width = rows.first().map_or(0, |row| row.cells.len());
    rows.iter().fold(vec![0; width], |mut sum, row| {
        sum.iter_mut().zip(&row.cells).for_each(|(sum, cell)| *sum += cell);
        sum
    })
}
