//! Children that are known already and may be the one who is being registered.
//!
//! Says how alike they are and links nothing. Must stay true: it looks up words of the index, and reads no whole table.

use super::{CaseRow, Record, Result, Store};
use crate::form::alike::{Child, Likeness, expression, likeness};
use crate::log::field::Entity;
use std::cmp::Reverse;
use uuid::Uuid;

/// How many cases are looked at, the last ones entered.
const LOOKED_AT: u32 = 2_000;

/// A child that may be the same.
pub struct Alike {
    /// Its case that was entered last.
    pub row: CaseRow,
    /// What is known of it.
    pub person: Record,
    /// In what it is alike.
    pub likeness: Likeness,
}

impl Store {
    /// The children most like this one, the likest first; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError) where the store does not answer.
    pub fn alike(&self, child: &Child, limit: usize) -> Result<Vec<Alike>> {
        let Some(expression) = expression(child) else { return Ok(Vec::new()) };
        let rows = self.search(&expression, LOOKED_AT)?;
        let mut alike: Vec<(Likeness, CaseRow)> =
            rows.into_iter().filter_map(|row| Some((likeness(child, &known(&row))?, row))).collect();
        alike.sort_by_key(|(likeness, _)| Reverse(*likeness));
        let mut found: Vec<Alike> = Vec::new();
        for (likeness, row) in alike {
            if let Some(person) = self.child_of(row.id)?
                && found.len() < limit
                && found.iter().all(|earlier| earlier.person.id != person.id)
            {
                found.push(Alike { row, person, likeness });
            }
        }
        Ok(found)
    }

    fn child_of(&self, case: Uuid) -> Result<Option<Record>> {
        let case = self.record(Entity::Case, case)?;
        let person = case.as_ref().and_then(|case| case.named("person")).and_then(|id| Uuid::parse_str(id).ok());
        Ok(person.map(|id| self.record(Entity::Person, id)).transpose()?.flatten())
    }
}

fn known(row: &CaseRow) -> Child {
    let row = row.clone();
    Child {
        given_names: row.given_names,
        surnames: [row.surname1, row.surname2],
        sex: row.sex,
        nationality: row.nationality,
        birth_date: row.birth_date,
        age_years: row.age_years,
        event: row.opened_at.map(crate::domain::moment::Moment::date),
    }
}
