//! The store as it stood: what figures are made of, at an instant or at a place in the log.
//!
//! Counts nothing. Must stay true: what is there is what a store would hold that only ever got the operations up to then:
//! what no later one touched is taken over as it stands, and the rest is folded from the log.

use super::fold::Folds;
use super::folder::{keep_from_sweeping, sweep};
use super::schema::{SCHEMA, connect};
use super::{Head, OpenError, Result, Store, StoreError, all};
use crate::log::field::{Entity, Kind, field};
use crate::log::operation::decode;
use crate::vault::entropy::SystemEntropy;
use crate::vault::key::DataKey;
use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Told how much of how much is done; whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// So many records are taken over at a time.
const RECORDS: u16 = 10_000;
/// The records that were touched up to a place in the log and behind it.
const CHANGED: &str = "SELECT DISTINCT entity FROM touched t WHERE position > ?1
    AND EXISTS (SELECT 1 FROM touched WHERE entity = t.entity AND position <= ?1)";
/// Figures ask how many records there are.
const LAST: &str =
    "INSERT OR IGNORE INTO scratch.entity SELECT id, uuid, kind FROM main.entity ORDER BY id DESC LIMIT 1";
const NO_RECORD: StoreError = StoreError::Damaged("the log speaks of a record that is not there");

/// The store as it stood, in an encrypted file with a key that nobody keeps, removed when dropped.
pub struct AsOf {
    connection: Connection,
    key: DataKey,
    file: PathBuf,
    _folder: File,
}

impl AsOf {
    pub(super) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// With the tables of a store, empty.
    pub(super) fn new(folder: &Path) -> Result<Self, OpenError> {
        let key = DataKey::generate(&mut SystemEntropy)?;
        sweep(folder)?;
        let kept = keep_from_sweeping(folder)?;
        let file = folder.join(format!("scratch-{}.db", Uuid::new_v4().simple()));
        let connection = connect(&file, &key)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -16000;",
        )?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection, key, file, _folder: kept })
    }
}

impl Drop for AsOf {
    fn drop(&mut self) {
        // A file that stays behind is unreadable: its key was never written.
        drop(std::fs::remove_file(&self.file));
    }
}

impl Store {
    /// What figures were made of at an instant, with the last operation before; where the store is in no transaction. It
    /// tells how much of how much is done, and stops where the answer is no.
    ///
    /// # Errors
    /// [`OpenError`] where the file cannot be made.
    pub fn as_of(&self, until_ms: i64, scratch: &Path, watch: Watch<'_>) -> Result<(Head, AsOf), OpenError> {
        self.figures_of(scratch, |store, then| {
            let (position, head) = store.last_until(until_ms)?;
            store.fill(then, position, watch).map(|()| head)
        })
    }

    /// The same at a place in this store.
    ///
    /// # Errors
    /// As [`Store::as_of`].
    pub(super) fn as_of_position(&self, at: u64, scratch: &Path, watch: Watch<'_>) -> Result<AsOf, OpenError> {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        Ok(self.figures_of(scratch, |store, then| store.fill(then, at, watch))?.1)
    }

    /// Has a new file filled, from one state of this store. Records come nearly in the order of the indexes that figures are
    /// read from; the others would cost more than all the rest.
    fn figures_of<T>(
        &self,
        scratch: &Path,
        fill: impl FnOnce(&Self, &Connection) -> Result<T>,
    ) -> Result<(T, AsOf), OpenError> {
        let mut then = AsOf::new(scratch)?;
        super::stopped_by(&mut then.connection, &self.stop)?;
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
        let is_read = |name: &String| name.ends_with("_facts") || name == "contact_by_case";
        let indexes: Vec<String> = all(&then.connection, sql, (), |row| Ok(row.get(0)?))?;
        for name in indexes.iter().filter(|name| !is_read(name)) {
            then.connection.execute(&format!("DROP INDEX {name}"), ())?;
        }
        // As large as it gets, so that no copy of the key stays behind where it grew.
        let mut key = Zeroizing::new(String::with_capacity(128));
        for part in ["x'", then.key.expose_hex().as_str(), "'"] {
            key.push_str(part);
        }
        let path = ToSqlOutput::Borrowed(ValueRef::Text(then.file.as_os_str().as_bytes()));
        self.connection.execute("ATTACH ?1 AS scratch KEY ?2", (path, key.as_str()))?;
        let filled = self.at_once(|store| fill(store, &then.connection));
        self.connection.execute("DETACH scratch", ())?;
        Ok((filled?, then))
    }

    /// Fills the file, which is attached, with what stood at a place in the log.
    fn fill(&self, then: &Connection, at: i64, watch: Watch<'_>) -> Result<()> {
        let changed: HashSet<i64> = all(&self.connection, CHANGED, [at], |row| Ok(row.get(0)?))?.into_iter().collect();
        let sql = "SELECT position FROM touched WHERE entity = ?1 AND position <= ?2";
        let mut positions = BTreeSet::new();
        for record in &changed {
            positions.extend(all(&self.connection, sql, (record, at), |row| Ok(row.get::<_, i64>(0)?))?);
        }
        let last: i64 = self.connection.query_row("SELECT coalesce(max(id), 0) FROM entity", (), |row| row.get(0))?;
        let folded = i64::try_from(positions.len()).unwrap_or(i64::MAX);
        let mut step = |done: i64| {
            let goes_on = watch(done.unsigned_abs(), last.saturating_add(folded).unsigned_abs());
            if goes_on { Ok(()) } else { Err(StoreError::Stopped) }
        };
        let (folds, tx) = (Folds::of_figures(), then.unchecked_transaction()?);
        for (done, position) in (0..).zip(positions) {
            step(done)?;
            self.fold_again(&tx, &folds, position, &changed)?;
        }
        tx.commit()?;
        for first in (1..=last).step_by(usize::from(RECORDS)) {
            step(folded.saturating_add(first) - 1)?;
            for copy in folds.copies() {
                self.connection.prepare_cached(&copy)?.execute((first, first.saturating_add(RECORDS.into()), at))?;
            }
        }
        self.connection.execute(LAST, ())?;
        Ok(())
    }

    /// Folds what one operation says of some records, which have the integers that they have here.
    fn fold_again(&self, then: &Connection, folds: &Folds, position: i64, records: &HashSet<i64>) -> Result<()> {
        let sql = "SELECT payload FROM operation WHERE position = ?1";
        let payload: Option<Vec<u8>> = self.connection.prepare_cached(sql)?.query_row([position], |row| row.get(0))?;
        for change in payload.as_deref().map_or(Ok(Vec::new()), decode)? {
            if !records.contains(&self.integer(then, change.entity, change.id)?) {
                continue;
            }
            for (number, value) in &change.fields {
                if let (Some(Kind::Record(entity)), Some(id)) = (field(*number).map(|field| field.kind), value) {
                    self.integer(then, entity, id.parse().or(Err(NO_RECORD))?)?;
                }
            }
            folds.apply(then, position, &[change])?;
        }
        Ok(())
    }

    /// The integer of a record, which it has there too from now on.
    fn integer(&self, then: &Connection, entity: Entity, id: Uuid) -> Result<i64> {
        let number = self.number(id)?.ok_or(NO_RECORD)?;
        let sql = "INSERT OR IGNORE INTO entity (id, uuid, kind) VALUES (?1, ?2, ?3)";
        then.prepare_cached(sql)?.execute((number, id.as_bytes(), entity.number()))?;
        Ok(number)
    }
}
