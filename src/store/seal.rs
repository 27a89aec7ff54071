//! Seals: the report of a period as it was given out, kept byte for byte, with who sealed it and at which operation.
//!
//! Counts nothing and writes no JSON; it keeps what it is given. Must stay true: a seal is written with a look that
//! names its hashes: one which was changed is not given out, and `verify` finds it, or that one was added or removed. It
//! cannot find that the last looks were removed together with their seals.

use super::history::hash;
use super::{Author, Finding, Look, OpenError, Result, Right, Store, StoreError, access, all};
use crate::domain::moment::{Moment, parse_date};
use crate::domain::period::Period;
use crate::log::chain::Hash;
use crate::log::words;
use crate::report::Scope;
use crate::report::revisions::Months;
use crate::store::as_of::{AsOf, Watch};
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::path::Path;
use std::sync::atomic::Ordering;

/// What the looks that stand for seals are called.
const SEAL: &str = "seal";
/// The look that stands for a seal: only its own row says all of this.
const LOOK_OF: &str = "a.what = 'seal' AND a.at = s.at AND a.officer = s.officer
  AND a.subject LIKE s.number || ':' || s.position || ' ' || lower(hex(s.hash)) || ' %'";

/// What a seal is read from, the subject of its look last.
fn select(which: &str) -> String {
    let look = format!("(SELECT a.subject FROM access a WHERE {LOOK_OF})");
    format!("SELECT number, at, officer, position, report, months, hash, {look} FROM seal s {which}")
}

/// Whether what a row of [`select`] holds is what was sealed.
fn is_kept(row: &Row<'_>) -> Result<bool> {
    let hashed =
        |column| Ok::<_, StoreError>(blake3::hash(row.get_ref(column)?.as_bytes().map_err(rusqlite::Error::from)?));
    let (report, months, subject): (_, _, Option<String>) = (hashed(4)?, hashed(5)?.to_hex(), row.get(7)?);
    Ok(*report.as_bytes() == hash(row, 6)? && subject.is_some_and(|it| it.ends_with(months.as_str())))
}

/// A report to be kept.
pub struct NewSeal {
    /// Its JSON.
    pub report: String,
    /// The measures of each month of it.
    pub months: Months,
}

/// A report that was sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    /// From 1, in the order of sealing.
    pub number: u64,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who sealed it.
    pub officer: String,
    /// The last operation that it knows, by its place in this store.
    pub position: u64,
    /// The days that it is about.
    pub period: Period,
    /// The places that it is about.
    pub scope: Scope,
    /// Its cut-off.
    pub as_of: Moment,
    /// The last operation that it knows, as `verify --head` takes it.
    pub head: String,
    /// Whether its data are made up.
    pub training: bool,
    /// The measures of each month.
    pub months: Months,
    /// The report as JSON, byte for byte.
    pub report: String,
    /// BLAKE3 of these bytes.
    pub hash: Hash,
}

/// What a report says of itself.
#[derive(Deserialize)]
struct Said {
    period: Days,
    states: Vec<String>,
    offices: Vec<String>,
    as_of: String,
    head: String,
    training: bool,
}

#[derive(Deserialize)]
struct Days {
    from: String,
    to: String,
}

impl Days {
    fn period(&self) -> Option<Period> {
        Period::from_to(parse_date(&self.from)?, parse_date(&self.to)?).ok()
    }
}

impl Seal {
    /// Its hash, as other programs print it.
    #[must_use]
    pub fn hash_text(&self) -> String {
        blake3::Hash::from(self.hash).to_hex().to_string()
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        if !is_kept(row)? {
            return Err(StoreError::Damaged("a seal is not what was sealed"));
        }
        let unsigned = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
        let report: String = row.get(4)?;
        let said: Option<Said> = serde_json::from_str(&report).ok();
        let said = said.ok_or(StoreError::Damaged("a seal holds no report"))?;
        let months = serde_json::from_str(row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?);
        Ok(Self {
            number: unsigned(0)?,
            at_ms: row.get(1)?,
            officer: row.get(2)?,
            position: unsigned(3)?,
            period: said.period.period().ok_or(StoreError::Damaged("a seal has no period"))?,
            scope: Scope { states: said.states, offices: said.offices },
            as_of: Moment::parse(&said.as_of, chrono_tz::UTC).ok_or(StoreError::Damaged("a seal has no cut-off"))?,
            head: said.head,
            training: said.training,
            months: months.or(Err(StoreError::Damaged("a seal has no months")))?,
            report,
            hash: hash(row, 6)?,
        })
    }
}

impl Store {
    /// Keeps a report of this store.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`], or where the store does not answer or is not what was counted.
    pub fn seal(&mut self, author: &Author, now_ms: i64, new: &NewSeal) -> Result<Seal> {
        author.allow(Right::Seal)?;
        let said: Option<Said> = serde_json::from_str(&new.report).ok();
        let position = said.map(|said| self.position(&said.head)).transpose()?.flatten();
        let position = position.ok_or(StoreError::Refused("a report that is not of this store"))?;
        let months = serde_json::to_string(&new.months).or(Err(StoreError::Refused("months that are no text")))?;
        let own = blake3::hash(new.report.as_bytes());
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.prepare_cached(
            "INSERT INTO seal (at, officer, position, report, months, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((now_ms, &author.officer, position, &new.report, &months, own.as_bytes()))?;
        let number = tx.last_insert_rowid();
        let subject = format!("{number}:{position} {} {}", own.to_hex(), blake3::hash(months.as_bytes()).to_hex());
        let look =
            Look { at_ms: now_ms, officer: author.officer.clone(), session: author.session, what: SEAL, subject };
        let looks = access::write(&tx, &self.access)?;
        access::write_one(&tx, &look)?;
        // It is read before it stays: once it does, nothing fails any more.
        let seal = sealed(&tx, number)?.ok_or(StoreError::Damaged("a seal is not there"))?;
        if self.stop.load(Ordering::Relaxed) {
            return Err(StoreError::Stopped);
        }
        tx.commit()?;
        self.access.forget(looks);
        Ok(seal)
    }

    /// Every seal by its number: nothing where it is not what was sealed, or is gone.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn every_seal(&self) -> Result<BTreeMap<u64, Option<Seal>>> {
        let wrong = self.wrong_seals()?.into_iter().map(|number| (number.unsigned_abs(), None));
        let mut seals: BTreeMap<_, _> = wrong.collect();
        let numbers: Vec<i64> = all(&self.connection, "SELECT number FROM seal", (), |row| Ok(row.get(0)?))?;
        for number in numbers.into_iter().map(i64::unsigned_abs) {
            if let Entry::Vacant(sound) = seals.entry(number) {
                sound.insert(self.sealed(number)?);
            }
        }
        Ok(seals)
    }

    /// The seal of a number.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer, or it is not what was sealed.
    pub fn sealed(&self, number: u64) -> Result<Option<Seal>> {
        sealed(&self.connection, i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A store that only ever got the operations that a seal knows, as [`Store::as_of`].
    ///
    /// # Errors
    /// [`OpenError`] where the file cannot be made.
    pub fn as_sealed(&self, seal: &Seal, scratch: &Path, watch: Watch<'_>) -> Result<AsOf, OpenError> {
        self.as_of_position(seal.position, scratch, watch)
    }

    /// The place in this store of a head as reports print it; nothing where it is of another store.
    fn position(&self, head: &str) -> Result<Option<i64>> {
        let Some((seq, words)) = head.split_once(':') else { return Ok(None) };
        let Ok(seq) = seq.parse::<i64>() else { return Ok(None) };
        if seq == 0 {
            return Ok(Some(0));
        }
        let sql = "SELECT position, hash FROM operation WHERE device = ?1 AND seq = ?2";
        let read = |row: &Row<'_>| Ok((row.get(0)?, hash(row, 1)));
        let Some((position, own)) = self.connection.query_row(sql, (self.device.as_bytes(), seq), read).optional()?
        else {
            return Ok(None);
        };
        Ok(words::matches(&own?, words).then_some(position))
    }

    /// Whether each seal is what was sealed, and whether none is gone whose look stands.
    pub(super) fn check_seals(&self, findings: &mut Vec<Finding>) -> Result<()> {
        findings.extend(self.wrong_seals()?.into_iter().map(|number| Finding::Seal { number }));
        Ok(())
    }

    /// The numbers of seals that are not what was sealed, or are gone, in order.
    fn wrong_seals(&self) -> Result<BTreeSet<i64>> {
        let kept: Vec<(i64, bool)> = all(&self.connection, &select(""), (), |row| Ok((row.get(0)?, is_kept(row)?)))?;
        let gone = format!(
            "SELECT CAST(a.subject AS INTEGER) FROM access a WHERE a.what = 'seal'
              AND NOT EXISTS (SELECT 1 FROM seal s WHERE {LOOK_OF})"
        );
        let gone: Vec<i64> = all(&self.connection, &gone, (), |row| Ok(row.get(0)?))?;
        let changed = kept.into_iter().filter(|(_, is_kept)| !is_kept).map(|(number, _)| number);
        Ok(gone.into_iter().chain(changed).collect())
    }
}

fn sealed(connection: &Connection, number: i64) -> Result<Option<Seal>> {
    let read = |row: &Row<'_>| Ok(Seal::read(row));
    connection.prepare_cached(&select("WHERE number = ?1"))?.query_row([number], read).optional()?.transpose()
}
