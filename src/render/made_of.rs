//! Which figures of a report the cells of its grids are, so that the cases behind each can be asked for.
//!
//! Lays nothing out; `text` does. Must stay true: rows and columns are those of `text::measures` and `text::table`, in the
//! same order, which a test walks cell by cell.

use super::Document;
use super::sheet::{Level, Sheet};
use crate::report::behind::{CellRef, TOTAL};
use crate::report::measures::CallCounts;

/// What each cell of each row is made of: of nothing where no case is behind it.
pub type MadeOf = Vec<Vec<Vec<CellRef>>>;

/// What the grids of the measures are made of.
#[must_use]
pub fn measures(document: &Document<'_>) -> [MadeOf; 4] {
    let measures = &document.report.measures;
    let nested = |whole: &str| {
        let parts = measures.nested().into_iter().filter(|(place, _)| place.starts_with(whole) && place != whole);
        parts.map(|(place, figures)| figures.iter().map(|(key, _)| vec![measure(&place, key)]).collect()).collect()
    };
    let mut headline: MadeOf = measures.whole().iter().map(|(key, _)| vec![vec![measure(key, TOTAL)]]).collect();
    // A share is made of no cases.
    headline.push(Vec::new());
    headline.extend(["deportation", "assisted_return", "total"].map(|key| vec![vec![measure("returned", key)]]));
    let calls = CallCounts::KEYS.map(|key| vec![vec![measure("calls", key)]]).to_vec();
    [headline, nested("services"), calls, nested("care")]
}

fn measure(row: &str, cell: &str) -> CellRef {
    CellRef { table: None, row: row.to_owned(), cell: cell.to_owned() }
}

/// What the grid of a table is made of, the whole first; a group of the rows that stand below it.
#[must_use]
pub fn table(sheet: &Sheet) -> MadeOf {
    let cell = |row: &String, cell: &String| CellRef { table: Some(sheet.id), row: row.clone(), cell: cell.clone() };
    let of = |rows: Vec<String>| sheet.keys.iter().map(|key| rows.iter().map(|row| cell(row, key)).collect()).collect();
    let rows = sheet.rows.iter().enumerate().map(|(at, row)| {
        let below = sheet.rows.iter().skip(at + 1).take_while(|below| below.indent > row.indent);
        let below = below.filter(|below| below.level == Level::Row);
        match row.level {
            Level::Region => below.map(|row| row.key.clone()).collect(),
            Level::Row | Level::Part => vec![row.key.clone()],
        }
    });
    [vec![TOTAL.to_owned()]].into_iter().chain(rows).map(of).collect()
}
