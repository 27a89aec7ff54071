//! Filling the facts: one pass over cases, children, services and calls.
//!
//! Counts nothing. Must stay true: what is voided, and what hangs on something voided, is not in the facts.

mod cases;
mod readers;

use self::cases::Known;
use self::readers::Readers;
use super::as_of::AsOf;
use super::{Head, Result, Store, StoreError};
use crate::domain::code::{CallOutcome, ServiceCategory};
use crate::domain::moment::Moment;
use crate::report::facts::{Acts, CallFact, Facts, ServiceFact};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows};
use std::ops::Range;

impl Store {
    /// Everything that figures are made of, as the tables stand now.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts(&self) -> Result<Facts> {
        Ok(self.facts_at_head()?.1)
    }

    /// Has this store remember few pages: passes read each once, so that memory for them is wasted.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn keep_few_pages(&self) -> Result<()> {
        let beside = self.beside.lock().or(Err(DIED))?;
        for connection in [&self.connection, &beside] {
            connection.pragma_update(None, "cache_size", -1_000)?;
        }
        Ok(())
    }

    /// The same, with the last operation that these facts know.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts_at_head(&self) -> Result<(Head, Facts)> {
        let mut beside = self.beside.lock().or(Err(DIED))?;
        self.at_once(|store| Ok((store.head()?, load(&store.connection, Some(&mut beside))?)))
            .map_err(StoreError::sorted)
    }
}

impl AsOf {
    /// Everything that figures were made of then.
    ///
    /// # Errors
    /// [`StoreError`] where the temporary store does not answer.
    pub fn facts(&self) -> Result<Facts> {
        let snapshot = self.connection().unchecked_transaction()?;
        let facts = load(&snapshot, None).map_err(StoreError::sorted)?;
        snapshot.commit()?;
        Ok(facts)
    }
}

/// Reads children, then cases, then what hangs on these: here and on a second connection, where there is one that sees the
/// same. The caller has begun a transaction.
fn load(db: &Connection, beside: Option<&mut Connection>) -> Result<Facts> {
    let mut readers = Readers::new(db, beside)?;
    let last = last_record(db)?;
    let known = Known::read(db, &mut readers, last)?;
    let acts = readers.read((0, last), |db, shares| {
        let mut acts = Acts::default();
        while let Some(share) = shares.next() {
            services(db, share.clone(), &known, &mut acts)?;
            calls(db, share, &known, &mut acts)?;
        }
        Ok(acts.in_order())
    })?;
    Ok(known.alone().end(acts))
}

/// Takes the services of a share of the records of cases.
fn services(db: &Connection, share: Range<i64>, known: &Known, acts: &mut Acts) -> Result<()> {
    let mut query = db.prepare_cached(
        "SELECT case_id, figures, office, id FROM service INDEXED BY service_facts
          WHERE case_id >= ?1 AND voided IS NULL AND (status IS NULL OR status = 'given') ORDER BY case_id",
    )?;
    let mut rows = query.query([share.start])?;
    let mut cases = known.cases();
    while let Some((row, record)) = next_of(&mut rows, &share)? {
        let Some(case) = cases.get(record) else { continue };
        let figures = id(row, 1)?.ok_or(StoreError::Damaged("a service has no date or no category"))?;
        let quantity = match figures >> 4 & 0xffff {
            0 => db.query_row("SELECT quantity FROM service WHERE id = ?1", [id(row, 3)?], |row| row.get(0))?,
            quantity => quantity,
        };
        let at = Moment::unpack(figures >> 20).ok_or(StoreError::Damaged("a service has no date"))?;
        let category = nth(&ServiceCategory::ALL, figures & 15);
        let service = ServiceFact {
            case,
            at_minutes: at.civil_minutes(),
            offset: at.offset_minutes(),
            quantity: u32::try_from(quantity).unwrap_or(u32::MAX),
            office: known.office(text(row, 2)?, case)?,
            category: category.ok_or(StoreError::Damaged("a service has no category"))?,
        };
        acts.service(&known.begun, &service);
    }
    Ok(())
}

/// Takes the calls of a share of the records of cases.
fn calls(db: &Connection, share: Range<i64>, known: &Known, acts: &mut Acts) -> Result<()> {
    let mut query = db.prepare_cached(
        "SELECT case_id, figures, office FROM call INDEXED BY call_facts
          WHERE case_id >= ?1 AND voided IS NULL ORDER BY case_id",
    )?;
    let mut rows = query.query([share.start])?;
    let mut cases = known.cases();
    while let Some((row, record)) = next_of(&mut rows, &share)? {
        let Some(case) = cases.get(record) else { continue };
        let figures = id(row, 1)?.ok_or(StoreError::Damaged("a call has no date or no outcome"))?;
        let at = Moment::unpack(figures >> 5).ok_or(StoreError::Damaged("a call has no date"))?;
        let outcome = nth(&CallOutcome::ALL, figures >> 1 & 15);
        let call = CallFact {
            case,
            at_minutes: at.civil_minutes(),
            offset: at.offset_minutes(),
            office: known.office(text(row, 2)?, case)?,
            outcome: outcome.ok_or(StoreError::Damaged("a call has no outcome"))?,
            child_spoke: figures & 1 == 1,
        };
        acts.call(&known.begun, &call);
    }
    Ok(())
}

/// The next row of a share, and the record that it begins with. So that it is not compared twice, the end of the share is
/// not asked of the store: rows must come in the order of their records, and are asked for in it.
pub(super) fn next_of<'r>(rows: &'r mut Rows<'_>, share: &Range<i64>) -> Result<Option<(&'r Row<'r>, i64)>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(id(row, 0)?.filter(|record| share.contains(record)).map(|record| (row, record)))
}

/// The last operation that a connection sees.
pub(super) fn newest(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(position), 0) FROM operation", (), |row| row.get(0))?)
}

/// The last record of all.
fn last_record(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(id), 0) FROM entity", (), |row| row.get(0))?)
}

pub(super) const DIED: StoreError = StoreError::Damaged("a reader of the store has died");
const TOO_MANY: StoreError = StoreError::Refused("more children, offices or points than can be counted");

pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(std::str::from_utf8(bytes).ok()),
        _ => Ok(None),
    }
}

pub(super) fn id(row: &Row<'_>, column: usize) -> Result<Option<i64>> {
    match row.get_ref(column)? {
        ValueRef::Integer(number) => Ok(Some(number)),
        _ => Ok(None),
    }
}

/// The value of a closed list by the number that an index has of it.
pub(super) fn nth<T: Copy>(all: &[T], number: i64) -> Option<T> {
    usize::try_from(number).ok().and_then(|at| all.get(at)).copied()
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::operation::Act;
    use crate::store::{Author, NewOperation, Store};
    use crate::training::{Scenario, cases};
    use crate::vault::Role;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;
    use uuid::Uuid;

    const NOW_MS: i64 = 1_560_630_720_000;

    /// A store, and as many operations to write to it.
    fn store(count: u32) -> (tempfile::TempDir, Store, DataKey, Author, Vec<NewOperation>) {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("store.db"), DataKey::generate(&mut SystemEntropy).unwrap());
        let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        let now = Moment::at_instant(NOW_MS, chrono_tz::UTC).unwrap();
        let made = cases(Scenario { seed: 3, cases: count, days: 30, now, present: 20 });
        let made = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
        (folder, store, key, author, made)
    }

    /// Whoever stops a pass leaves no transaction open, on neither connection.
    #[test]
    fn a_pass_that_was_stopped_can_be_begun_again() {
        let (_folder, mut store, _, author, made) = store(200);
        store.append(&author, NOW_MS, made).unwrap();
        let stop = std::sync::Arc::default();
        store.stop_by(&stop).unwrap();
        let whole = store.facts().unwrap();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(matches!(store.facts(), Err(StoreError::Stopped)));
        assert!(store.beside.lock().unwrap().is_autocommit() && store.connection.is_autocommit());
        stop.store(false, std::sync::atomic::Ordering::Relaxed);
        assert!(store.facts().unwrap() == whole);
    }

    /// However the shares fall to two threads, and where the second one sees another log.
    #[test]
    fn nothing_is_lost_between_two_threads() {
        let (folder, mut store, key, author, mut made) = store(80);
        let later = made.split_off(60);
        store.append(&author, NOW_MS, made).unwrap();
        let alone = load(&store.connection, None).unwrap();
        assert!(!alone.is_empty());
        for _ in 0..20 {
            let mut beside = store.beside.lock().unwrap();
            assert!(load(&store.connection, Some(&mut beside)).unwrap() == alone);
        }
        let mut other = Store::open(&folder.path().join("store.db"), &key).unwrap();
        let snapshot = store.connection.unchecked_transaction().unwrap();
        assert_eq!(load(&snapshot, None).unwrap(), alone);
        other.append(&author, NOW_MS, later).unwrap();
        let mut beside = store.beside.lock().unwrap();
        assert!(load(&snapshot, Some(&mut beside)).unwrap() == alone, "older than what the second one sees");
        snapshot.commit().unwrap();
        assert!(load(&store.connection, Some(&mut beside)).unwrap() != alone);
    }
}
