//! A table as it is laid out for people: the columns that are shown, labels, regions or borders, points under their
//! states, the total, shares, notes.
//!
//! Does not draw; text, CSV and documents do. Must stay true: a group's figures are the sum of its rows, so it has none of
//! distinct children; and no column is left out that holds a figure.

use super::{Document, wording};
use crate::domain::catalogue::{COUNTRIES, STATES, find};
use crate::report::comparison::{BASE_MIN, Percent};
use crate::report::facts::UNSPECIFIED;
use crate::report::public::OTHER;
use crate::report::tables::{Lack, Row, Table, TableId};

/// How a row stands to the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// A group: a region or a border, the sum of the rows that follow.
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
    /// How many steps its label is set in.
    pub indent: usize,
    /// Its key; a group's is that of the catalogue.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Its figures.
    pub cells: Vec<u64>,
    /// What share each of them is of what it is asked of, where the table is about shares.
    pub shares: Vec<Option<Percent>>,
}

impl SheetRow {
    /// Whether it has a figure in a column: a child may count in several rows of a group, whose sum would tell nothing.
    #[must_use]
    pub fn holds(&self, column: &str) -> bool {
        self.level != Level::Region || !column.rsplit('/').next().is_some_and(|key| key.starts_with("minors"))
    }
}

/// A table laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Which table.
    pub id: TableId,
    /// Its title.
    pub title: String,
    /// Keys of the columns that are shown.
    pub keys: Vec<String>,
    /// Labels of each column, one for each line of the head, all of the same length.
    pub heads: Vec<Vec<String>>,
    /// The label of the whole.
    pub total_label: String,
    /// The figures of the whole.
    pub total: Vec<u64>,
    /// The shares of the whole, as those of the rows.
    pub total_shares: Vec<Option<Percent>>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// Its *ficha*: what is counted, in which unit and by which date, what is not known, as of when, and where from.
    pub notes: Vec<String>,
}

impl Sheet {
    /// Lays a table out.
    #[must_use]
    pub fn new(document: &Document<'_>, table: &Table) -> Self {
        let shown: Vec<usize> = (0..table.columns.len()).filter(|column| is_shown(table, *column)).collect();
        let cut = |cells: &[u64]| shown.iter().filter_map(|column| cells.get(*column)).copied().collect::<Vec<_>>();
        let keys: Vec<String> = shown.iter().filter_map(|column| table.columns.get(*column)).cloned().collect();
        let mut rows = rows(document, table);
        for row in &mut rows {
            row.cells = cut(&row.cells);
        }
        Self {
            id: table.id,
            title: wording::title(document, table.id),
            heads: keys.iter().map(|column| wording::column_labels(document, (table.id, &keys), column)).collect(),
            keys,
            total_label: document.text("cell-total"),
            total: cut(&table.total),
            total_shares: shares(table.id, &table.total),
            rows,
            notes: wording::notes(document, table),
        }
    }
}

/// Whether a column is shown: what is not known, other and in detail of services only where there is any.
fn is_shown(table: &Table, column: usize) -> bool {
    let holds_any = table.total.get(column).is_none_or(|figure| *figure > 0);
    let is_rest = |key: &String| key.split('/').any(|part| part == UNSPECIFIED || part == "other");
    holds_any || !(table.id == TableId::ServicesByState || table.columns.get(column).is_some_and(is_rest))
}

/// The region of a nationality; that of pooled ones is `other`.
#[must_use]
pub fn region(nationality: &str) -> &'static str {
    find(&COUNTRIES, nationality).map_or("other", |country| country.region.as_str())
}

/// The border of a state or of one of its points.
fn border(key: &str) -> &'static str {
    match find(&STATES, key.split('/').next().unwrap_or(key)).map(|state| state.border.as_str()) {
        Some("") => "inland",
        Some(border) => border,
        None => "other",
    }
}

/// The rows, under their groups where they have any. A group that its one row already names is left out.
fn rows(document: &Document<'_>, table: &Table) -> Vec<SheetRow> {
    // Where some rows are pooled, no group is whole.
    let is_pooled = table.rows.iter().any(|row| row.key == OTHER);
    let Some(Grouping { of, order }) = grouping(document, table.id).filter(|_| !is_pooled) else {
        let told = table.rows.iter().filter(|row| wording::is_told(document, table.id, row));
        return told.map(|row| labelled(document, table.id, row, 0)).collect();
    };
    let mut rows = Vec::new();
    for key in order {
        let own: Vec<&Row> = table.rows.iter().filter(|row| of(&row.key) == key).collect();
        let is_alone = SINGLES.contains(&key);
        if !own.is_empty() && !is_alone {
            let label = wording::region_label(document, key);
            rows.push(SheetRow {
                level: Level::Region,
                indent: 0,
                key: key.to_owned(),
                label,
                cells: sum(&own),
                shares: Vec::new(),
            });
        }
        rows.extend(own.into_iter().map(|row| labelled(document, table.id, row, usize::from(!is_alone))));
    }
    rows
}

/// Groups of a single row.
const SINGLES: [&str; 3] = ["stateless", "other", UNSPECIFIED];

/// What groups the rows of a table.
struct Grouping {
    of: fn(&str) -> &'static str,
    order: Vec<&'static str>,
}

/// Nationalities stand under regions, and states, where that is asked for, under borders.
fn grouping(document: &Document<'_>, id: TableId) -> Option<Grouping> {
    if id.is_by_nationality() {
        let mut order: Vec<&str> = COUNTRIES.iter().map(|country| country.region.as_str()).collect();
        order.dedup();
        order.push("other");
        return Some(Grouping { of: region, order });
    }
    let is_by_state = !matches!(id, TableId::ForeignByMonth | TableId::UnspecifiedByOffice);
    let order = || vec!["north", "south", "inland", "other"];
    (document.is_by_border && is_by_state).then(|| Grouping { of: border, order: order() })
}

fn labelled(document: &Document<'_>, id: TableId, row: &Row, indent: usize) -> SheetRow {
    let is_part = row.key.contains('/');
    SheetRow {
        level: if is_part { Level::Part } else { Level::Row },
        indent: indent + usize::from(is_part),
        key: row.key.clone(),
        label: wording::row_head(document, id, &row.key),
        cells: row.cells.clone(),
        shares: shares(id, &row.cells),
    }
}

/// The share that each column is of its base; none on a small one.
fn shares(id: TableId, cells: &[u64]) -> Vec<Option<Percent>> {
    let share = |lack: Lack| {
        let figure = |lack: Lack| Lack::ALL.iter().zip(cells).find(|(own, _)| **own == lack).map(|(_, figure)| *figure);
        Percent::share(figure(lack)?, figure(lack.base()?).filter(|base| *base >= BASE_MIN)?)
    };
    if id == TableId::UnspecifiedByOffice { Lack::ALL.map(share).to_vec() } else { Vec::new() }
}

/// The sum of rows; their parts are in them already.
fn sum(rows: &[&Row]) -> Vec<u64> {
    let width = rows.first().map_or(0, |row| row.cells.len());
    rows.iter().filter(|row| !row.key.contains('/')).fold(vec![0; width], |mut sum, row| {
        sum.iter_mut().zip(&row.cells).for_each(|(sum, cell)| *sum += cell);
        sum
    })
}
