//! Checking a store: pages, chains, and that the tables are the fold of the log.
//!
//! Mends nothing. Must stay true: every finding names what is wrong and where, and none of them holds a value.

use super::as_of::AsOf;
use super::fold::{Folds, rebuild};
use super::history::{HEADER, hash, header};
use super::schema::keyed;
use super::{OpenError, Result, Store, StoreError, access, history};
use crate::log::chain::{self, GENESIS, Hash};
use crate::log::field::Entity;
use crate::log::operation::decode;
use crate::log::words;
use crate::vault::key::DataKey;
use rusqlite::Connection;
use std::collections::HashMap;
use std::path::Path;
use uuid::Uuid;

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// Pages of the file that do not carry their seal.
    Pages(Vec<u64>),
    /// What SQLite says of a tree or an index, in its own words.
    Tree(String),
    /// The chain breaks at this operation.
    Chain {
        /// Its position.
        position: i64,
        /// The key of the text that says what is wrong with it.
        why: &'static str,
    },
    /// The chain of looks breaks at this row.
    Access {
        /// Its position.
        position: i64,
    },
    /// A sealed report is not what was sealed, or is gone.
    Seal {
        /// Its number.
        number: i64,
    },
    /// A table is not the fold of the log.
    Table(&'static str),
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How many operations were walked; nothing where they could not be.
    pub operations: Option<u64>,
    /// What is wrong; empty where all is well.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Checks everything; the fold is compared in an encrypted file in `scratch`, which is removed.
    ///
    /// # Errors
    /// [`OpenError`] where the check could not be made; what it finds is in the [`Verdict`].
    pub fn verify(&self, scratch: &Path) -> Result<Verdict, OpenError> {
        let mut findings = Vec::from_iter(unsealed(&self.connection)?);
        if findings.is_empty() {
            findings = self.trees()?;
        }
        let mut operations = None;
        if findings.is_empty() {
            operations = Some(self.walk(&mut findings)?);
            self.walk_access(&mut findings)?;
            self.check_seals(&mut findings)?;
        }
        if findings.is_empty() {
            let anew = AsOf::new(scratch)?;
            let tx = anew.connection().unchecked_transaction()?;
            rebuild(&self.connection, &tx, &Folds::all())?;
            tx.commit()?;
            findings.extend(self.compare(anew.connection())?);
        }
        Ok(Verdict { operations, findings })
    }

    /// Whether an old head, as written on paper, is still in the chain of this device.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn has_head(&self, seq: u64, typed: &str) -> Result<bool> {
        use rusqlite::OptionalExtension as _;
        let Ok(seq) = i64::try_from(seq) else { return Ok(false) };
        let sql = "SELECT hash FROM operation WHERE device = ?1 AND seq = ?2";
        let read = |row: &rusqlite::Row<'_>| Ok(hash(row, 0));
        let found = self.connection.query_row(sql, (self.device.as_bytes(), seq), read).optional()?;
        Ok(found.transpose()?.is_some_and(|hash| words::matches(&hash, typed)))
    }

    /// Whether a head is in the chain of this device.
    pub(super) fn holds(&self, head: &super::Head) -> Result<bool> {
        self.has_head(head.seq, &head.words()).map(|has| has || head.seq == 0)
    }

    /// Whether the pages that are in use and the chain are sound; the quick half of [`Store::verify`].
    pub(super) fn is_sound(&self) -> Result<bool> {
        let mut findings = self.trees()?;
        self.walk(&mut findings)?;
        Ok(findings.is_empty())
    }

    fn trees(&self) -> Result<Vec<Finding>> {
        let lines = lines(&self.connection, "PRAGMA integrity_check")?;
        Ok(lines.into_iter().filter(|line| line != "ok").map(Finding::Tree).collect())
    }

    fn walk(&self, findings: &mut Vec<Finding>) -> Result<u64> {
        let sql =
            format!("SELECT position, payload, commitment, prev, hash, {HEADER} FROM operation ORDER BY position");
        let mut query = self.connection.prepare(&sql)?;
        let mut rows = query.query(())?;
        let mut heads: HashMap<Uuid, (u64, Hash, i64)> = HashMap::new();
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            let position = row.get(0)?;
            let header = header(row, 5)?;
            let (commitment, prev, own) = (hash(row, 2)?, hash(row, 3)?, hash(row, 4)?);
            let (seq, last, at_ms) = heads.get(&header.device).copied().unwrap_or((0, GENESIS, i64::MIN));
            let payload = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
            let wrong = [
                (header.seq != seq + 1, "verify-why-missing"),
                (prev != last, "verify-why-order"),
                (header.at_ms < at_ms, "verify-why-older"),
                (payload.is_some_and(|p| chain::commitment(p) != commitment), "verify-why-payload"),
                (chain::hash(&prev, &header, &commitment) != own, "verify-why-header"),
                (payload.is_some_and(|p| decode(p).is_err()), "verify-why-unreadable"),
            ];
            findings.extend(wrong.iter().find(|(is, _)| *is).map(|(_, why)| Finding::Chain { position, why }));
            heads.insert(header.device, (header.seq, own, header.at_ms));
        }
        Ok(count)
    }

    fn walk_access(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = "SELECT position, at, officer, session, what, subject, hash FROM access ORDER BY position";
        let mut query = self.connection.prepare(sql)?;
        let mut rows = query.query(())?;
        let mut prev = [0; 32];
        while let Some(row) = rows.next()? {
            let (officer, what, subject): (String, String, String) = (row.get(2)?, row.get(4)?, row.get(5)?);
            let session = history::uuid(row, 3)?;
            let own = hash(row, 6)?;
            if access::row_hash(&prev, row.get(1)?, [&officer, &what, &subject], session) != own {
                findings.push(Finding::Access { position: row.get(0)? });
            }
            prev = own;
        }
        Ok(())
    }

    /// The tables that differ from those of another fold of the same log.
    fn compare(&self, other: &Connection) -> Result<Vec<Finding>> {
        for db in [&self.connection, other] {
            db.execute_batch(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'case_words', 'instance')",
            )?;
        }
        let tables = Entity::ALL.into_iter().map(Entity::table).chain(["entity", "touched", "words"]);
        let mut findings = Vec::new();
        for table in tables {
            if digest(&self.connection, table)? != digest(other, table)? {
                findings.push(Finding::Table(table));
            }
        }
        Ok(findings)
    }
}

/// The pages of a store's file that do not carry their seal, also where it does not open; none where that cannot be told.
#[must_use]
pub fn damaged_pages(path: &Path, key: &DataKey) -> Vec<u64> {
    let found = keyed(path, key).ok().and_then(|connection| unsealed(&connection).ok().flatten());
    if let Some(Finding::Pages(pages)) = found { pages } else { Vec::new() }
}

/// Read past everything that an unsound page stands in the way of.
fn unsealed(connection: &Connection) -> Result<Option<Finding>> {
    let number = |line: &str| line.split_once("page ")?.1.split(' ').next()?.parse().ok();
    let pages: Vec<u64> =
        lines(connection, "PRAGMA cipher_integrity_check")?.iter().filter_map(|line| number(line)).collect();
    Ok(Some(pages).filter(|pages| !pages.is_empty()).map(Finding::Pages))
}

fn lines(connection: &Connection, pragma: &str) -> Result<Vec<String>> {
    let answer = connection.prepare(pragma).and_then(|mut query| {
        let rows = query.query_map((), |row| row.get::<_, String>(0))?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    });
    answer.map_err(|error| StoreError::from(error).sorted())
}

/// One hash over all rows of a table, in the order of their keys.
fn digest(db: &Connection, table: &str) -> Result<blake3::Hash> {
    let more = if table == "words" { ", 3, 4" } else { "" };
    let mut query = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2{more}"))?;
    let columns = query.column_count();
    let mut hasher = blake3::Hasher::new();
    let mut rows = query.query(())?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            use rusqlite::types::ValueRef;
            match row.get_ref(column)? {
                ValueRef::Null | ValueRef::Real(_) => hasher.update(&[0]),
                ValueRef::Integer(n) => hasher.update(&[1]).update(&n.to_le_bytes()),
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    hasher.update(&[2]).update(&length.to_le_bytes()).update(bytes)
                }
            };
        }
    }
    Ok(hasher.finalize())
}
