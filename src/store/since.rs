//! Why figures are no longer those of a seal: which cases make others, and what became of them since.
//!
//! Counts nothing; `report::since` does. Must stay true: a case is named by its folio, and a child never.

use super::history::touches;
use super::{Head, Result, Right, Seal, Store, all};
use crate::log::field::Entity;
use crate::log::since::{Moved, Turn, moved};
use crate::report::facts::Facts;
use crate::report::report;
use crate::report::since::{Figures, differences, figures};
use uuid::Uuid;

/// What differs from a seal.
pub struct Since {
    /// The last operation that today's figures know.
    pub head: Head,
    /// The figures that were sealed, where they are not zero.
    pub sealed: Figures,
    /// The same today.
    pub today: Figures,
    /// The cases that account for it.
    pub cases: Vec<ChangedCase>,
}

/// A case that makes other figures than it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedCase {
    /// Its folio.
    pub folio: String,
    /// What became of it and of what hangs on it; nothing where another case of its child is the reason.
    pub reasons: Vec<Moved>,
    /// What it adds to each figure.
    pub figures: Figures,
}

/// The records that a case's figures are made of, with their integers: itself, its child, what hangs on it, the links of its
/// child, its office.
const MADE_OF: &str = "
  WITH c AS (SELECT id, person, office FROM case_file WHERE id = ?1), record (id) AS (
    SELECT id FROM c UNION SELECT person FROM c
    UNION SELECT id FROM service WHERE case_id = ?1
    UNION SELECT id FROM contact WHERE case_id = ?1
    UNION SELECT id FROM call WHERE case_id = ?1
    UNION SELECT link.id FROM link JOIN c ON link.person = c.person
    UNION SELECT link.id FROM link JOIN c ON link.other = c.person
    UNION SELECT office.id FROM office JOIN c ON office.code = c.office)
  SELECT uuid FROM entity JOIN record USING (id)
   WHERE EXISTS (SELECT 1 FROM touched WHERE entity = id AND position > ?2) ORDER BY kind, id";

impl Store {
    /// What differs between today's figures and those of a seal, case by case. The facts of then are of its [`Self::as_sealed`].
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer, or whoever sits here may not read cases.
    pub fn since(&self, seal: &Seal, then: &Facts) -> Result<Since> {
        self.allow(Right::Read)?;
        self.at_once(|store| store.since_at_once(seal, then))
    }

    fn since_at_once(&self, seal: &Seal, then: &Facts) -> Result<Since> {
        let (head, now) = self.facts_at_head()?;
        let all = |facts| figures(&report(facts, &seal.scope, seal.period));
        let (sealed, today) = (all(then), all(&now));
        let mut cases = Vec::new();
        for difference in differences(then, &now, &seal.scope, seal.period) {
            let folio = self.folio(difference.case)?;
            let reasons = self.reasons(difference.case, seal.position)?;
            cases.push(ChangedCase { folio, reasons, figures: difference.figures });
        }
        Ok(Since { head, sealed, today, cases })
    }

    /// What became of a case after a position in the log. What hangs on one that came, went or came back needs no word.
    fn reasons(&self, case: u32, position: u64) -> Result<Vec<Moved>> {
        let key = (case, i64::try_from(position).unwrap_or(i64::MAX));
        let ids: Vec<Uuid> = all(&self.connection, MADE_OF, key, |row| super::history::uuid(row, 0))?;
        let mut reasons = Vec::new();
        for id in ids {
            reasons.extend(moved(&touches(&self.connection, id)?, position));
        }
        reasons.sort();
        reasons.dedup();
        let whole = |moved: &&Moved| moved.entity == Entity::Case && moved.turn != Turn::Changed;
        Ok(reasons.iter().find(whole).map_or_else(|| reasons.clone(), |whole| vec![whole.clone()]))
    }

    /// The folios of cases, by the integers of their records.
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer, or whoever sits here may not read cases.
    pub fn folios(&self, cases: impl IntoIterator<Item = u32>) -> Result<Vec<String>> {
        self.allow(Right::Read)?;
        cases.into_iter().map(|case| self.folio(case)).collect()
    }

    fn folio(&self, case: u32) -> Result<String> {
        let mut query = self.connection.prepare_cached("SELECT case_ref FROM case_file WHERE id = ?1")?;
        Ok(query.query_row([case], |row| row.get(0))?)
    }
}
