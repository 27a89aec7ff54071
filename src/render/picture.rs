//! What the pictures of a report show: a few rows of figures, made of its tables.
//!
//! Draws nothing. Must stay true: every figure of a picture is a cell of a table of the same report, or a sum of such
//! cells, so that a picture never says more than the tables, nor anything else.

use super::{Document, published, wording};
use crate::domain::catalogue::{Entry as _, STATES, State};
use crate::report::facts::UNSPECIFIED;
use crate::report::tables::{Row, Table, TableId};
use crate::report::{Report, Scope};
use std::cmp::Reverse;

/// The nationalities that stand alone in a picture; the others are one bar.
const NATIONALITIES: usize = 10;

/// The key of the column of the whole.
const WHOLE: &str = "total";

/// Figures to draw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Its name in `picture-NAME`.
    pub name: &'static str,
    /// What it shows.
    pub title: String,
    /// The parts of each row, from the first to the last.
    pub series: Vec<String>,
    /// A label, and a figure for each of the series.
    pub rows: Vec<(String, Vec<u64>)>,
}

impl Picture {
    /// The pictures of a report: months, nationalities, ages, care.
    #[must_use]
    pub fn all(document: &Document<'_>) -> Vec<Self> {
        vec![months(document), nationalities(document), ages(document), care(document)]
    }

    fn new(document: &Document<'_>, name: &'static str, series: &[String], rows: Vec<(String, Vec<u64>)>) -> Self {
        let period = wording::period_to_date(document);
        let title = document.texts.with(&format!("picture-{name}"), &[("period", period.into())]);
        let is_used = |place: &usize| {
            *place == 0 || rows.iter().any(|(_, figures)| figures.get(*place).is_some_and(|figure| *figure > 0))
        };
        let used: Vec<usize> = (0..series.len()).filter(is_used).collect();
        let kept = |place: &usize, of: &[u64]| of.get(*place).copied().unwrap_or(0);
        Self {
            name,
            title,
            series: used.iter().filter_map(|place| series.get(*place).cloned()).collect(),
            rows: rows
                .into_iter()
                .map(|(label, figures)| (label, used.iter().map(|place| kept(place, &figures)).collect()))
                .collect(),
        }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|(_, figures)| figures.iter().all(|figure| *figure == 0))
    }

    /// What stands in its place where there is nothing to draw.
    #[must_use]
    pub fn absence(&self, document: &Document<'_>) -> String {
        published::no_picture(document, if self.name == "care" { "care/cases" } else { "foreign" })
    }

    /// All that it shows, as a sentence for who cannot see it.
    #[must_use]
    pub fn in_words(&self) -> String {
        let figures = |figures: &[u64]| {
            let part = |(series, figure): (&String, &u64)| format!("{series} {}", super::number(*figure));
            match self.series.as_slice() {
                [_] => super::number(figures.iter().sum()),
                series => series.iter().zip(figures).map(part).collect::<Vec<_>>().join(", "),
            }
        };
        let rows = self.rows.iter().map(|(label, row)| format!("{label}: {}", figures(row)));
        rows.collect::<Vec<_>>().join("; ")
    }
}

/// A state on the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its figure; nothing where it may be pooled with others, and where the report is not about it.
    pub figure: Option<u64>,
    /// Why it has none: the key of a text.
    pub absence: &'static str,
}

/// Why a state has no figure: that is in those of others, or the report is limited to other places.
pub const ABSENCES: [&str; 2] = [POOLED, OUTSIDE];
const POOLED: &str = "map-pooled";
const OUTSIDE: &str = "map-outside";

impl Place {
    /// Whether the report is about it.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.figure.is_some() || self.absence != OUTSIDE
    }
}

/// The figure of each state, in the order of the catalogue.
#[must_use]
pub fn places(document: &Document<'_>) -> Vec<Place> {
    let place = |state: &'static State| {
        let figure = of_state(document.report, state);
        let absence = figure.err().unwrap_or(POOLED);
        Place { code: &state.code, name: state.name(document.stamp.lang), figure: figure.ok(), absence }
    };
    STATES.iter().map(place).collect()
}

/// The figure of a state.
///
/// # Errors
/// Why it has none: the key of a text, one of [`ABSENCES`].
pub fn of_state(report: &Report, state: &State) -> Result<u64, &'static str> {
    let table = report.table(TableId::ForeignByState);
    if let Some(row) = table.rows.iter().find(|row| row.key == state.code) {
        return Ok(first(&row.cells));
    }
    let Scope { states, offices } = &report.scope;
    let has_office =
        || report.states.iter().any(|at| STATES.get(usize::from(*at)).is_some_and(|s| s.code == state.code));
    if !(states.is_empty() || states.contains(&state.code)) || !(offices.is_empty() || has_office()) {
        return Err(OUTSIDE);
    }
    // A state without a row had no case, unless there is a row of states together or nothing of them is published.
    let is_state = |key: &str| STATES.iter().any(|state| state.code == key);
    let is_whole = !table.columns.is_empty() && table.rows.iter().all(|row| is_state(&row.key));
    if is_whole { Ok(0) } else { Err(POOLED) }
}

fn first(cells: &[u64]) -> u64 {
    cells.first().copied().unwrap_or(0)
}

/// Months by accompaniment.
fn months(document: &Document<'_>) -> Picture {
    let id = TableId::ForeignByMonth;
    let table = document.report.table(id);
    let classes = parts(table, 1);
    let rows = table.rows.iter().filter(|row| wording::is_told(document, id, row));
    let row = |row: &Row| {
        let figures = classes.iter().map(|class| crossed(table, &row.cells, None, (1, class)));
        (wording::row_head(document, id, &row.key), figures.collect())
    };
    Picture::new(document, "months", &labels(document, &classes), rows.map(row).collect())
}

/// The most frequent nationalities, and the others together.
fn nationalities(document: &Document<'_>) -> Picture {
    let id = TableId::ForeignByNationality;
    let row = |row: &Row| (wording::row_label(document, id, &row.key), vec![first(&row.cells)]);
    let mut rows: Vec<_> = document.report.table(id).rows.iter().map(row).collect();
    rows.sort_by_key(|(_, figures)| Reverse(first(figures)));
    let others = rows.split_off(rows.len().min(NATIONALITIES));
    if !others.is_empty() {
        let count = [("count", others.len().to_string().into())];
        let sum = others.iter().map(|(_, figures)| first(figures)).sum();
        rows.push((document.texts.with("picture-others", &count), vec![sum]));
    }
    Picture::new(document, "nationalities", &labels(document, &[WHOLE]), rows)
}

/// Age groups by sex.
fn ages(document: &Document<'_>) -> Picture {
    within(document, "ages", document.report.table(TableId::ForeignByNationality), 2)
}

/// Needs by the time until they were met.
fn care(document: &Document<'_>) -> Picture {
    within(document, "care", document.report.table(TableId::CareByState), 1)
}

/// The whole of a table: a row for each part of the first level, divided by those of a lower one.
fn within(document: &Document<'_>, name: &'static str, table: &Table, level: usize) -> Picture {
    let (heads, series) = (parts(table, 0), parts(table, level));
    let row = |head: &str| {
        let figures = series.iter().map(|part| crossed(table, &table.total, Some(head), (level, part)));
        (wording::need_label(document, head), figures.collect())
    };
    let is_shown = |head: &&str| *head != UNSPECIFIED || crossed(table, &table.total, Some(head), (0, WHOLE)) > 0;
    Picture::new(document, name, &labels(document, &series), heads.into_iter().filter(is_shown).map(row).collect())
}

fn labels(document: &Document<'_>, parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| document.text(&format!("cell-{part}"))).collect()
}

/// What the columns of a table are divided into at a level of their heads; the whole where they have no such level.
fn parts(table: &Table, level: usize) -> Vec<&str> {
    let is_divided = |column: &&String| level > 0 || ![WHOLE, "cases", "with_contact"].contains(&column.as_str());
    let mut parts = Vec::new();
    for part in table.columns.iter().filter(is_divided).filter_map(|column| column.split('/').nth(level)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() { vec![WHOLE] } else { parts }
}

/// The sum of the cells of a part of one level, under one part of the first level or under all of them.
fn crossed(table: &Table, cells: &[u64], head: Option<&str>, (level, part): (usize, &str)) -> u64 {
    let (depth, last) = if part == WHOLE { (1, head.unwrap_or(WHOLE)) } else { (level + 1, part) };
    let is_wanted = |column: &str| {
        let is_under = head.is_none_or(|head| column.split('/').next() == Some(head));
        is_under && column.split('/').count() == depth && column.split('/').next_back() == Some(last)
    };
    table.columns.iter().zip(cells).filter(|(column, _)| is_wanted(column)).map(|(_, figure)| figure).sum()
}
