//! The rows of `cases.csv`, each on its own: drafts of new cases, and which cases are there already.
//!
//! Does not compare what rows know of a child. Must stay true: a row of a case that the store has is not looked at
//! further, and every other row becomes a draft or a problem.

use super::read::{At, Found, Row, Table, Value, value};
use super::sheet::Sheet;
use super::{KnownCase, Terms};
use crate::form::wrong::Wrong;
use crate::log::field::{Entity, named, number};
use std::collections::{HashMap, HashSet};

/// What folios and references of training data begin with.
const TRAINING: &str = "ZZZ-";

/// A row that would make a new case.
pub(super) struct Draft<'t, 'a> {
    /// Where its row stands.
    pub row: At<'t, 'a>,
    /// What it says.
    pub values: Vec<Value>,
    /// Whether nothing is wrong with it by itself.
    pub is_sound: bool,
}

impl Draft<'_, '_> {
    /// The text of the field of this number.
    pub fn value(&self, number: u16) -> Option<&str> {
        value(&self.values, number)
    }
}

/// What `cases.csv` says of which case.
#[derive(Default)]
pub(super) struct Cases<'t, 'a> {
    /// Rows that would make a case.
    pub drafts: Vec<Draft<'t, 'a>>,
    /// Which draft stands for a `case_ref`.
    pub by_ref: HashMap<String, usize>,
    /// Cases that the store has.
    pub stored: HashMap<String, KnownCase>,
    /// References that stand in rows that cannot be read.
    pub spoiled: HashSet<String>,
    /// How many rows are of cases that the store has.
    pub unchanged: u64,
}

/// Whether this is training data in a real store, or a real case in one for training, which protects nobody.
pub(super) fn is_refused_training(case_ref: &str, terms: Terms<'_>) -> bool {
    terms.options.training != case_ref.starts_with(TRAINING)
}

/// Reads the rows of every `cases.csv`.
pub(super) fn read<'t, 'a>(tables: &'t [Table<'a>], terms: Terms<'_>, found: &mut Vec<Found>) -> Cases<'t, 'a> {
    let mut cases = Cases::default();
    for row in tables.iter().filter(|table| table.sheet == Sheet::Cases).flat_map(Table::rows) {
        cases.add(&row, terms, found);
    }
    cases
}

impl<'t, 'a> Cases<'t, 'a> {
    fn add(&mut self, row: &Row<'t, 'a>, terms: Terms<'_>, found: &mut Vec<Found>) {
        let case_ref = row.reference("case_ref");
        if let Err(wrong) = row.check_width() {
            found.push(row.at.wrong("", wrong));
            self.spoiled.extend(case_ref);
            return;
        }
        if let Some((case_ref, case)) = case_ref.as_ref().and_then(|text| Some((text, terms.known.case(text)?))) {
            self.unchanged += 1;
            self.stored.insert(case_ref.clone(), case);
            return;
        }
        let before = found.len();
        let values = row.values(None, terms.desk, found);
        check_row(row, &values, terms, found);
        if let Some(case_ref) = case_ref {
            if let Some(first) = self.by_ref.get(&case_ref).and_then(|place| self.drafts.get(*place)) {
                found.push(row.at.wrong("case_ref", first.row.twice()));
            } else {
                self.by_ref.insert(case_ref, self.drafts.len());
            }
        }
        let is_sound = found.len() == before && row.at.table.is_sound;
        self.drafts.push(Draft { row: row.at, values, is_sound });
    }
}

/// What must agree within a row.
fn check_row(row: &Row<'_, '_>, values: &[Value], terms: Terms<'_>, found: &mut Vec<Found>) {
    if value(values, number::CASE_REF).is_some_and(|case_ref| is_refused_training(case_ref, terms)) {
        found.push(row.at.wrong("case_ref", Wrong::new("wrong-training")));
    }
    let [what, when] = ["outcome", "outcome_at"].map(|name| named(Entity::Case, name).column.unwrap_or_default());
    match (row.is_filled(what), row.is_filled(when)) {
        (true, false) => found.push(row.at.wrong(when, Wrong::new("wrong-partner").with("other", what))),
        (false, true) => found.push(row.at.wrong(what, Wrong::new("wrong-partner").with("other", when))),
        _ => {}
    }
    let other = value(values, number::LINK_OTHER);
    if other.is_some() && other == value(values, number::PERSON_REF) {
        found.push(row.at.wrong("same_child_as", Wrong::new("wrong-own-child")));
    }
}
