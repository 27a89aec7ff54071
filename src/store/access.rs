//! Who looked: one row per officer, subject and ten minutes, in a chain of its own.
//!
//! Never stops anybody from reading: looks wait in memory and go in with the next operation, or within two seconds.
//! Must stay true: a row names a case by its UUID, never a child.

use super::schema::BUSY;
use super::{Result, Store};
use rusqlite::{Connection, OptionalExtension as _};
use std::time::Duration;
use uuid::Uuid;

/// Looks of one officer at one subject within this time are one row.
const TOGETHER_MS: i64 = 10 * 60 * 1000;

/// One look at something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who.
    pub officer: String,
    /// In which session.
    pub session: Uuid,
    /// `unlock`, `open`, `print`, `export`, `report`, `seal`, `backup`, `restore`.
    pub what: &'static str,
    /// The UUID of a case, a period, a file format; never a name.
    pub subject: String,
}

/// Looks that are not written yet.
#[derive(Default)]
pub(super) struct Pending(Vec<Look>);

impl Pending {
    /// Drops the looks that were written.
    pub(super) fn forget(&mut self, count: usize) {
        self.0.drain(..count.min(self.0.len()));
    }
}

impl Store {
    /// Notes a look; [`Store::flush_access`] or the next operation writes it.
    pub fn look(&mut self, look: Look) {
        if !self.access.0.iter().any(|known| is_same(known, &look)) {
            self.access.0.push(look);
        }
    }

    /// What was looked at before, in the order in which it was.
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer.
    pub fn looks(&self, what: &'static str) -> Result<Vec<Look>> {
        let sql = "SELECT at, officer, session, subject FROM access WHERE what = ?1 ORDER BY position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let looks = statement.query_map([what], |row| {
            let session = Uuid::from_bytes(row.get(2)?);
            Ok(Look { at_ms: row.get(0)?, officer: row.get(1)?, session, what, subject: row.get(3)? })
        })?;
        Ok(looks.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes the looks that wait.
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer; the looks then wait on.
    pub fn flush_access(&mut self) -> Result<()> {
        if self.access.0.is_empty() {
            return Ok(());
        }
        let tx = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let written = write(&tx, &self.access)?;
        tx.commit()?;
        self.access.forget(written);
        Ok(())
    }

    /// Writes down something that is about to be done, unless whoever does it is stopped while this waits for its turn:
    /// then it was never begun.
    ///
    /// # Errors
    /// [`super::StoreError::Stopped`], or where the store does not answer.
    pub fn look_unless(&mut self, look: &Look, is_stopped: impl FnOnce() -> bool) -> Result<()> {
        let tx = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let written = write(&tx, &self.access)?;
        write_one(&tx, look)?;
        if is_stopped() {
            return Err(super::StoreError::Stopped);
        }
        tx.commit()?;
        self.access.forget(written);
        Ok(())
    }

    /// The same, unless another program is writing just now: an import may do so for minutes, and nobody waits for looks.
    ///
    /// # Errors
    /// As [`Store::flush_access`]; [`super::StoreError::Busy`], once sorted, where they wait on.
    pub fn flush_access_if_free(&mut self) -> Result<()> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let flushed = self.flush_access();
        self.connection.busy_timeout(BUSY)?;
        flushed
    }
}

fn is_same(a: &Look, b: &Look) -> bool {
    (&a.officer, a.what, &a.subject) == (&b.officer, b.what, &b.subject) && b.at_ms - a.at_ms < TOGETHER_MS
}

/// Writes what waits into the chain; how many looks that were.
pub(super) fn write(db: &Connection, pending: &Pending) -> Result<usize> {
    pending.0.iter().try_for_each(|look| write_one(db, look))?;
    Ok(pending.0.len())
}

/// Writes one look into the chain, unless it is the same as a recent one.
pub(super) fn write_one(db: &Connection, look: &Look) -> Result<()> {
    let recent = "SELECT 1 FROM access WHERE officer = ?1 AND what = ?2 AND subject = ?3 AND at > ?4";
    let key = (&look.officer, look.what, &look.subject, look.at_ms - TOGETHER_MS);
    if db.prepare_cached(recent)?.exists(key)? {
        return Ok(());
    }
    let last = "SELECT hash FROM access ORDER BY position DESC LIMIT 1";
    let prev: Option<[u8; 32]> = db.prepare_cached(last)?.query_row((), |row| row.get(0)).optional()?;
    db.prepare_cached(
        "INSERT INTO access (at, officer, session, what, subject, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        look.at_ms,
        &look.officer,
        look.session.as_bytes(),
        look.what,
        &look.subject,
        row_hash(&prev.unwrap_or_default(), look.at_ms, [&look.officer, look.what, &look.subject], look.session),
    ))?;
    Ok(())
}

/// The hash of a row of `access`.
pub(super) fn row_hash(prev: &[u8; 32], at_ms: i64, texts: [&str; 3], session: Uuid) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prev).update(&at_ms.to_le_bytes()).update(session.as_bytes());
    for text in texts {
        hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes()).update(text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}
