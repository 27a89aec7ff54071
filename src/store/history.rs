//! Reading the log: heads, operations, the history of a record.
//!
//! Must stay true: what is read here is what was written, hash by hash; nothing is computed anew but for `verify`.

use super::facts::newest;
use super::{Record, Result, Right, Store, StoreError};
use crate::log::chain::{GENESIS, Hash};
use crate::log::field::Entity;
use crate::log::operation::{Act, Change, Header, decode};
use crate::log::undo::Touch;
use crate::log::words;
use rusqlite::{Connection, OptionalExtension as _, Row};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The last operation of a device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// Its place on the device; 0 where there is none yet.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// When it was written, in milliseconds UTC.
    pub at_ms: i64,
}

impl Head {
    /// Its hash in eight words.
    #[must_use]
    pub fn words(&self) -> String {
        words::words(&self.hash)
    }
}

/// Prints the head as `verify --head` takes it: `4711:` and the eight words.
impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, self.words())
    }
}

/// An operation as it stands in the log.
#[derive(Clone, Debug)]
pub struct StoredOperation {
    /// Its position in this store.
    pub position: u64,
    /// Its header.
    pub header: Header,
    /// What it changed; nothing where the payload was purged.
    pub changes: Option<Vec<Change>>,
}

/// What an operation did, to be told in words.
pub struct Deed {
    /// Why it was written.
    pub act: String,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The records that it changed, as they stand.
    pub records: Vec<Record>,
    /// The folios of the cases that these belong to, each once.
    pub folios: Vec<String>,
    /// The folio of the other child, where it links two.
    pub other: Option<String>,
}

/// The columns of a header, in the order in which [`header`] reads them.
pub(super) const HEADER: &str = "device, seq, at, offset_minutes, officer, office, session, act, schema, base";

pub(super) fn header(row: &Row<'_>, first: usize) -> Result<Header> {
    let number = |at: usize| row.get::<_, i64>(first + at);
    let unsigned = |n: i64| u64::try_from(n).or(Err(StoreError::Damaged("a count below zero")));
    Ok(Header {
        device: uuid(row, first)?,
        seq: unsigned(number(1)?)?,
        at_ms: number(2)?,
        offset_minutes: row.get(first + 3)?,
        officer: row.get(first + 4)?,
        office: row.get(first + 5)?,
        session: uuid(row, first + 6)?,
        act: row.get(first + 7)?,
        schema: row.get(first + 8)?,
        base: unsigned(number(9)?)?,
    })
}

pub(super) fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid> {
    let bytes = row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?;
    Uuid::from_slice(bytes).or(Err(StoreError::Damaged("an identifier is not 16 bytes")))
}

pub(super) fn hash(row: &Row<'_>, column: usize) -> Result<Hash> {
    let bytes = row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?;
    Hash::try_from(bytes).or(Err(StoreError::Damaged("a hash is not 32 bytes")))
}

/// The last operation of a device.
pub(super) fn head(db: &Connection, device: Uuid) -> Result<Head> {
    let sql = "SELECT seq, hash, at FROM operation WHERE device = ?1 ORDER BY seq DESC LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, hash(row, 1), row.get(2)?));
    match db.prepare_cached(sql)?.query_row([device.as_bytes()], read).optional()? {
        Some((seq, hash, at_ms)) => Ok(Head { seq: seq.unsigned_abs(), hash: hash?, at_ms }),
        None => Ok(Head { seq: 0, hash: GENESIS, at_ms: i64::MIN }),
    }
}

/// Everything that operations did to one record, oldest first.
pub(super) fn touches(db: &Connection, id: Uuid) -> Result<Vec<Touch>> {
    let mut query = db.prepare_cached(
        "SELECT o.position, o.payload, o.act FROM entity e JOIN touched t ON t.entity = e.id
           JOIN operation o ON o.position = t.position WHERE e.uuid = ?1 ORDER BY o.position",
    )?;
    let mut rows = query.query([id.as_bytes()])?;
    let mut touches = Vec::new();
    while let Some(row) = rows.next()? {
        let position = row.get::<_, i64>(0)?.unsigned_abs();
        let is_undo = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)? == Act::Undo.code();
        let Some(payload) = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)? else { continue };
        let changes = decode(payload)?.into_iter().filter(|change| change.id == id);
        touches.extend(changes.map(|change| Touch { position, change, is_undo }));
    }
    Ok(touches)
}

impl Store {
    /// The last operation of this device.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn head(&self) -> Result<Head> {
        head(&self.connection, self.device)
    }

    /// What an operation of this machine did; nothing where there is none of this `seq`.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn deed(&self, seq: u64) -> Result<Option<Deed>> {
        let sql = "SELECT act, payload FROM operation WHERE device = ?1 AND seq = ?2 AND payload IS NOT NULL";
        let key = (self.device.as_bytes(), i64::try_from(seq).unwrap_or(i64::MAX));
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?));
        let Some((act, payload)) = self.connection.prepare_cached(sql)?.query_row(key, row).optional()? else {
            return Ok(None);
        };
        let mut deed = Deed { act, changes: decode(&payload)?, records: Vec::new(), folios: Vec::new(), other: None };
        for change in &deed.changes {
            let Some(record) = self.record(change.entity, change.id)? else { continue };
            let is_link = record.entity == Entity::Link;
            let folio = self.folio_of(&record, if is_link { "person" } else { "case_id" })?;
            deed.folios.extend(folio.filter(|folio| !deed.folios.contains(folio)));
            deed.other = if is_link { self.folio_of(&record, "other")? } else { deed.other };
            deed.records.push(record);
        }
        Ok(Some(deed))
    }

    /// The folio of the case that a field of a record names; of a child, or of either one of a link, the one that began last.
    fn folio_of(&self, record: &Record, of: &str) -> Result<Option<String>> {
        let sql = match record.entity {
            Entity::Person | Entity::Link => {
                "SELECT case_ref FROM case_file WHERE person = (SELECT id FROM entity WHERE uuid = ?1)
                  ORDER BY voided IS NOT NULL, opened_at DESC, id DESC LIMIT 1"
            }
            _ => "SELECT case_ref FROM case_file WHERE id = (SELECT id FROM entity WHERE uuid = ?1)",
        };
        let case = record.named(of).and_then(|of| Uuid::parse_str(of).ok());
        let found =
            self.connection.prepare_cached(sql)?.query_row([case.unwrap_or(record.id).as_bytes()], |row| row.get(0));
        Ok(found.optional()?.flatten())
    }

    /// Who wrote the operation at a position, and when, in milliseconds UTC.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn writer(&self, position: u64) -> Result<Option<(String, i64)>> {
        let sql = "SELECT officer, at FROM operation WHERE position = ?1";
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([position], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// The last operation written at or before an instant.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn head_at(&self, until_ms: i64) -> Result<Head> {
        Ok(self.last_until(until_ms)?.1)
    }

    /// The same, with its position; 0 where there is none. No operation has an instant before that of the one before it.
    pub(super) fn last_until(&self, until_ms: i64) -> Result<(i64, Head)> {
        let sql = "SELECT at, seq, hash FROM operation WHERE position = ?1";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, hash(row, 2)));
        let mut query = self.connection.prepare_cached(sql)?;
        let (mut known, mut after) = (0, newest(&self.connection)? + 1);
        let mut head = Head { seq: 0, hash: GENESIS, at_ms: i64::MIN };
        while known + 1 < after {
            let middle = i64::midpoint(known, after);
            let (at_ms, seq, hash) = query.query_row([middle], read)?;
            if at_ms <= until_ms {
                (known, head) = (middle, Head { seq: seq.unsigned_abs(), hash: hash?, at_ms });
            } else {
                after = middle;
            }
        }
        Ok((known, head))
    }

    /// Every operation, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer, or whatever `each` returns.
    pub fn operations(&self, mut each: impl FnMut(StoredOperation) -> Result<()>) -> Result<()> {
        self.allow(Right::Read)?;
        let mut query =
            self.connection.prepare(&format!("SELECT position, payload, {HEADER} FROM operation ORDER BY position"))?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            each(stored(row)?)?;
        }
        Ok(())
    }

    /// The operations that touched any of these records, oldest first, each once: their history.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn history(&self, ids: &[Uuid]) -> Result<Vec<StoredOperation>> {
        self.allow(Right::Read)?;
        let sql = "SELECT position FROM touched WHERE entity = (SELECT id FROM entity WHERE uuid = ?1)";
        let mut touching = self.connection.prepare_cached(sql)?;
        let mut positions = BTreeSet::new();
        for id in ids {
            for position in touching.query_map([id.as_bytes()], |row| row.get::<_, i64>(0))? {
                positions.insert(position?);
            }
        }
        // An imported case is one operation, which touches everything that hangs on it: it is read once.
        let sql = format!("SELECT position, payload, {HEADER} FROM operation WHERE position = ?1");
        let mut query = self.connection.prepare_cached(&sql)?;
        positions.into_iter().map(|position| query.query_row([position], |row| Ok(stored(row)))?).collect()
    }
}

fn stored(row: &Row<'_>) -> Result<StoredOperation> {
    let payload = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
    Ok(StoredOperation {
        position: row.get::<_, i64>(0)?.unsigned_abs(),
        changes: payload.map(decode).transpose()?,
        header: header(row, 2)?,
    })
}
