//! Which part of a figure accounts for how much of its change: by nationality, state, age group, accompaniment, sex.
//!
//! Does not count; it sets the tables of two reports side by side. Must stay true: the changes of the parts add up to the
//! change of the whole, to the last event.

use super::Report;
use super::comparison::{BASE_MIN, Percent};
use super::public::OTHER;
use super::tables::{Table, TableId};
use crate::domain::code::closed;

closed! {
    /// What a figure is taken apart by.
    pub enum Dimension {
        /// Nationality.
        Nationality = "nationality",
        /// State of the office.
        State = "state",
        /// Age group.
        Group = "group",
        /// Class of accompaniment.
        Accompaniment = "accompaniment",
        /// Sex.
        Sex = "sex",
    }
}

/// A part of a figure, then and now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The key of its row, or its part of the keys of columns.
    pub key: String,
    /// In the other period.
    pub before: u64,
    /// In the period of the report.
    pub now: u64,
    /// The latter less the former.
    pub change: i64,
}

/// A figure taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decomposition {
    /// The measure: `foreign` or `repatriated`.
    pub measure: &'static str,
    /// By what.
    pub by: Dimension,
    /// Every part, the largest change first, whichever its sign; what is pooled last.
    pub parts: Vec<Part>,
}

impl Part {
    fn new(key: String, before: u64, now: u64) -> Self {
        let change = i64::try_from(i128::from(now) - i128::from(before)).unwrap_or(i64::MAX);
        Self { key, before, now, change }
    }
}

impl Decomposition {
    /// The whole.
    #[must_use]
    pub fn whole(&self) -> Part {
        sum("total", &self.parts)
    }

    /// The parts that moved most, and all others as one, where there are any.
    #[must_use]
    pub fn main(&self, most: usize) -> (&[Part], Option<Part>) {
        // A rest of one is named rather than pooled.
        let most = if self.parts.len() == most.saturating_add(1) { self.parts.len() } else { most };
        let (main, rest) = self.parts.split_at(most.min(self.parts.len()));
        (main, (!rest.is_empty()).then(|| sum(OTHER, rest)))
    }

    /// What share of the change a part accounts for. Nothing where that means nothing: where the whole moved by a few,
    /// or parts moved against one another by more than the whole.
    #[must_use]
    pub fn share(&self, part: &Part) -> Option<Percent> {
        let whole = self.whole().change;
        let is_told = |part: &Part| part.change.unsigned_abs() <= whole.unsigned_abs();
        let has_meaning = whole.unsigned_abs() >= BASE_MIN && self.parts.iter().all(is_told);
        has_meaning
            .then(|| Percent::ratio(i128::from(part.change) * i128::from(whole.signum()), whole.unsigned_abs()))?
    }
}

fn sum(key: &str, parts: &[Part]) -> Part {
    let total = |figure: fn(&Part) -> u64| parts.iter().map(figure).sum();
    Part::new(key.to_owned(), total(|part| part.before), total(|part| part.now))
}

/// The figures of a report taken apart, beside those of another.
pub(super) fn decompositions(now: &Report, before: &Report) -> Vec<Decomposition> {
    let foreign = Dimension::ALL.map(|by| match by {
        Dimension::Nationality => ("foreign", TableId::ForeignByNationality, by),
        _ => ("foreign", TableId::ForeignByState, by),
    });
    let repatriated = Dimension::ALL.into_iter().filter(|by| *by != Dimension::Nationality);
    let repatriated = repatriated.map(|by| ("repatriated", TableId::RepatriatedByState, by));
    let decomposed = |(measure, id, by)| {
        let [now, before] = [now, before].map(|report| report.tables.iter().find(|table| table.id == id));
        let mut parts = parts(now?, before?, by)?;
        parts.sort_by_key(|part| (part.key == OTHER, std::cmp::Reverse(part.change.unsigned_abs())));
        (!parts.is_empty()).then_some(Decomposition { measure, by, parts })
    };
    foreign.into_iter().chain(repatriated).filter_map(decomposed).collect()
}

/// The parts of two tables; nothing where one of them tells less than the other, as those that are published may.
fn parts(now: &Table, before: &Table, by: Dimension) -> Option<Vec<Part>> {
    let has_total = |table: &Table| table.columns.first().is_some_and(|column| column == "total");
    if !has_total(now) || !has_total(before) {
        return None;
    }
    let (now, before) = match by {
        Dimension::Nationality | Dimension::State => alike(rows(now), rows(before)),
        _ if now.columns != before.columns => return None,
        Dimension::Group => (now.by_level(0)?, before.by_level(0)?),
        Dimension::Accompaniment => (now.by_level(1)?, before.by_level(1)?),
        Dimension::Sex => (now.by_level(2)?, before.by_level(2)?),
    };
    let gone = before.iter().filter(|(key, _)| figure(&now, key).is_none()).map(|(key, _)| key);
    let keys: Vec<&String> = now.iter().map(|(key, _)| key).chain(gone).collect();
    let part = |key: &String| Part::new(key.clone(), figure(&before, key).unwrap_or(0), figure(&now, key).unwrap_or(0));
    Some(keys.into_iter().map(part).filter(|part| part.before + part.now > 0).collect())
}

type Figures = Vec<(String, u64)>;

fn figure(figures: &Figures, key: &str) -> Option<u64> {
    figures.iter().find(|(known, _)| known == key).map(|(_, figure)| *figure)
}

/// The totals of the rows.
fn rows(table: &Table) -> Figures {
    let rows = table.rows.iter().filter(|row| !row.key.contains('/'));
    rows.map(|row| (row.key.clone(), row.cells.first().copied().unwrap_or(0))).collect()
}

/// Where one pools rows, what it does not name is pooled in both: a row that the other hides is not one of zero.
fn alike(now: Figures, before: Figures) -> (Figures, Figures) {
    if figure(&now, OTHER).is_none() && figure(&before, OTHER).is_none() {
        return (now, before);
    }
    let pooled = |own: &Figures, other: &Figures| {
        let (mut named, rest): (Figures, Figures) =
            own.iter().cloned().partition(|(key, _)| key != OTHER && figure(other, key).is_some());
        named.push((OTHER.to_owned(), rest.iter().map(|(_, figure)| figure).sum()));
        named
    };
    (pooled(&now, &before), pooled(&before, &now))
}
