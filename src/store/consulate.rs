//! The consular lock: no consulate hears of a child who needs asylum, or who was not asked, unless somebody who may
//! says why.
//!
//! Judges no import. Must stay true: whatever a screen lets through, no notice is written past the lock.

use super::{Author, NewOperation, Result, Right, StoreError, all};
use crate::domain::code::YesNo;
use crate::domain::due::{CONSULAR_NOTICE, asylum};
use crate::log::field::{Entity, number};
use crate::log::operation::{Act, Change};
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

/// Refuses an operation that would make a consular notice count while the lock is closed.
pub(super) fn refuse_locked(db: &Connection, author: &Author, operation: &NewOperation) -> Result<()> {
    if operation.act == Act::Import {
        return Ok(());
    }
    let decisive = [number::STEP, number::STEP_CASE, number::STEP_OVERRIDE, Entity::Step.voided()];
    let may_make =
        |change: &&Change| change.entity == Entity::Step && decisive.iter().any(|number| change.get(*number).is_some());
    operation.changes.iter().filter(may_make).try_for_each(|change| refuse(db, author, change))
}

fn refuse(db: &Connection, author: &Author, change: &Change) -> Result<()> {
    let sql =
        "SELECT case_id, step, override_reason, voided FROM step WHERE id = (SELECT id FROM entity WHERE uuid = ?1)";
    let known: Option<(Option<i64>, [Option<String>; 3])> = db
        .prepare_cached(sql)?
        .query_row([change.id.as_bytes()], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?])))
        .optional()?;
    let (case, [step, reason, voided]) = known.unwrap_or_default();
    let after = |number, before: Option<String>| change.get(number).map_or(before, |value| value.map(str::to_owned));
    let is_notice = after(number::STEP, step).as_deref() == Some(CONSULAR_NOTICE);
    if !is_notice || after(Entity::Step.voided(), voided).is_some() {
        return Ok(());
    }
    let case = match change.get(number::STEP_CASE).flatten().and_then(|case| Uuid::parse_str(case).ok()) {
        Some(case) => {
            let sql = "SELECT id FROM entity WHERE uuid = ?1";
            db.prepare_cached(sql)?.query_row([case.as_bytes()], |row| row.get(0)).optional()?
        }
        None => case,
    };
    let has_reason = after(number::STEP_OVERRIDE, reason).is_some_and(|reason| !reason.trim().is_empty());
    if needs_asylum(db, case)? == Some(YesNo::No) || has_reason && author.allow(Right::OverrideConsulate).is_ok() {
        return Ok(());
    }
    Err(StoreError::Consulate)
}

/// Whether the child of a case needs asylum, as far as anybody asked.
fn needs_asylum(db: &Connection, case: Option<i64>) -> Result<Option<YesNo>> {
    let sql = "SELECT step, answer FROM step WHERE case_id = ?1 AND voided IS NULL";
    let steps: Vec<[Option<String>; 2]> = all(db, sql, [case], |row| Ok([row.get(0)?, row.get(1)?]))?;
    let answers = steps
        .iter()
        .filter_map(|[step, answer]| Some((step.as_deref()?, answer.as_deref().and_then(YesNo::from_code))));
    Ok(asylum(answers))
}
