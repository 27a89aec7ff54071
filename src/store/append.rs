//! Writing: operations appended in one transaction with their fold, and operations taken back.
//!
//! Must stay true: either everything of an append is in the file after COMMIT or nothing is; and a field that moved on
//! since the author looked is never overwritten unasked.

use super::history::{head, touches};
use super::{CLOSED_DRAFT, Result, Right, Store, StoreError, access, all, consulate, history, put_setting};
use crate::domain::catalogue::TRAINING_OFFICE;
use crate::domain::moment::Moment;
use crate::log::chain::{commitment, hash};
use crate::log::field::{Entity, number};
use crate::log::operation::{Act, Change, Header, SALT_BYTES, SCHEMA, encode};
use crate::log::undo::{Refused, Touch, undo};
use crate::vault::Role;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Who writes, and for which office.
#[derive(Clone, Debug)]
pub struct Author {
    /// The officer's name as in `keys.json`.
    pub officer: String,
    /// As what; only [`Store::seat`] gives it.
    pub(super) role: Role,
    /// The office's code.
    pub office: String,
    /// From unlock to lock, or the batch of an import.
    pub session: Uuid,
}

/// What is to be written as one operation.
#[derive(Clone, Debug)]
pub struct NewOperation {
    /// Why.
    pub act: Act,
    /// The device's last `seq` when the author looked; [`u64::MAX`] where nothing could have been seen before.
    pub base: u64,
    /// What.
    pub changes: Vec<Change>,
}

/// A field that somebody else changed since the author looked.
#[derive(Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What the record is.
    pub entity: Entity,
    /// Which record.
    pub id: Uuid,
    /// Which field.
    pub field: u16,
    /// What it is now.
    pub theirs: Option<String>,
    /// Who changed it.
    pub officer: String,
}

/// Prints which field, never its value or its author.
impl std::fmt::Debug for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} field {}", self.entity, self.id, self.field)
    }
}

/// What became of an append.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Appended {
    /// COMMIT returned; `seq` of the last operation, and the folios given to new cases.
    Saved {
        /// The last operation written.
        seq: u64,
        /// The folios of new cases, in the order of the changes.
        folios: Vec<String>,
    },
    /// Nothing was written: these fields moved on. The author may look, and append again with the new base.
    Moved(Vec<Conflict>),
}

/// Why an operation is not taken back.
#[derive(thiserror::Error, Debug)]
pub enum UndoError {
    /// It was taken back, and still is.
    #[error("it was taken back already")]
    Already,
    /// There is no such operation or batch.
    #[error("there is nothing to take back")]
    Nothing,
    /// Somebody wrote since.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for UndoError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(StoreError::from(error).sorted())
    }
}

impl Store {
    /// Appends operations and folds them, all in one transaction. Cases without a folio get the next one of their
    /// office and year, contacts without a number the next one of their case.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another program writes for longer than five seconds; others where a change does not
    /// fit its fields. Nothing is written then.
    pub fn append(&mut self, author: &Author, now_ms: i64, operations: Vec<NewOperation>) -> Result<Appended> {
        self.append_watched(author, now_ms, operations, &mut |_, _| true)
    }

    /// The same, telling after each operation how many are done of how many, and stopping where the answer is no.
    ///
    /// # Errors
    /// As [`Store::append`]; [`StoreError::Stopped`] where it was stopped.
    pub fn append_watched(
        &mut self,
        author: &Author,
        now_ms: i64,
        operations: Vec<NewOperation>,
        watch: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Appended> {
        self.append_inner(author, now_ms, operations, watch).map_err(StoreError::sorted)
    }

    fn append_inner(
        &mut self,
        author: &Author,
        now_ms: i64,
        operations: Vec<NewOperation>,
        watch: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Appended> {
        let closing = self.closing.take();
        for operation in &operations {
            author.allow(Right::of(operation))?;
        }
        let offset = self.zone(&author.office).and_then(|zone| Moment::at_instant(now_ms, zone));
        let offset_minutes = offset.map_or(0, Moment::offset_minutes);
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut conflicts = Vec::new();
        for operation in &operations {
            for change in &operation.changes {
                find_conflicts(&tx, operation.base, change, &mut conflicts)?;
            }
        }
        if !conflicts.is_empty() {
            return Ok(Appended::Moved(conflicts));
        }
        for change in operations.iter().flat_map(|operation| &operation.changes) {
            refuse_on_voided(&tx, change)?;
        }
        for operation in &operations {
            consulate::refuse_locked(&tx, author, operation)?;
        }
        let mut head = head(&tx, self.device)?;
        let mut references = References { letter: &self.letter, training: self.training, last: HashMap::new() };
        let mut folios = Vec::new();
        let (count, first) = (u64::try_from(operations.len()).unwrap_or(u64::MAX), head.seq);
        for NewOperation { act, base, mut changes } in operations {
            if !watch(head.seq - first, count) {
                return Err(StoreError::Stopped);
            }
            for change in &mut changes {
                folios.extend(references.complete(&tx, change)?);
            }
            let header = Header {
                device: self.device,
                seq: head.seq + 1,
                at_ms: now_ms.max(head.at_ms),
                offset_minutes,
                officer: author.officer.clone(),
                office: author.office.clone(),
                session: author.session,
                act: act.code().to_owned(),
                schema: SCHEMA,
                base: base.min(head.seq),
            };
            let position = insert(&tx, &header, &head.hash, &changes)?;
            self.folds.apply(&tx, position.0, &changes)?;
            head = super::Head { seq: header.seq, hash: position.1, at_ms: header.at_ms };
        }
        let looks = access::write(&tx, &self.access)?;
        if let Some(draft) = closing {
            put_setting(&tx, CLOSED_DRAFT, &draft)?;
        }
        tx.commit()?;
        self.access.forget(looks);
        Ok(Appended::Saved { seq: head.seq, folios })
    }

    /// Takes one operation of this device back, or an undo of it, which redoes it.
    ///
    /// # Errors
    /// [`UndoError`], with nothing written.
    pub fn undo(&mut self, author: &Author, now_ms: i64, seq: u64, reason: &str) -> Result<u64, UndoError> {
        let sql = "SELECT position FROM operation WHERE device = ?1 AND seq = ?2";
        let key = (self.device.as_bytes(), i64::try_from(seq).unwrap_or(i64::MAX));
        let position = self.connection.prepare_cached(sql)?.query_row(key, |row| row.get(0)).optional()?;
        self.take_back(author, now_ms, &position.map_or_else(Vec::new, |position| vec![position]), reason)
    }

    /// Takes every operation of an import back.
    ///
    /// # Errors
    /// [`UndoError`], with nothing written: an import is undone whole or not at all.
    pub fn undo_batch(&mut self, author: &Author, now_ms: i64, batch: Uuid, reason: &str) -> Result<u64, UndoError> {
        let sql = "SELECT position FROM operation WHERE session = ?1 AND act = ?2 ORDER BY position DESC";
        let key = (batch.as_bytes(), Act::Import.code());
        let positions: Vec<i64> = all(&self.connection, sql, key, |row| Ok(row.get(0)?))?;
        let taken = self.take_back(author, now_ms, &positions, reason);
        let is_already = matches!(taken, Err(UndoError::Refused(_))) && self.are_taken_back(&positions)?;
        if is_already { Err(UndoError::Already) } else { taken }
    }

    /// Whether of each of these operations a record that it made is voided by an undo.
    fn are_taken_back(&self, positions: &[i64]) -> Result<bool> {
        for position in positions {
            let mut is_taken_back = false;
            for record in touched_by(&self.connection, *position)? {
                let history = touches(&self.connection, record)?;
                let is_made_here = history.first().is_some_and(|made| made.position == position.unsigned_abs());
                let voiding =
                    |touch: &Touch| Some((touch.is_undo, touch.change.get(touch.change.entity.voided())?.is_some()));
                is_taken_back |= is_made_here && history.iter().rev().find_map(voiding) == Some((true, true));
            }
            if !is_taken_back {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Writes one undo for each operation, latest first; all of them or none.
    fn take_back(&mut self, author: &Author, now_ms: i64, positions: &[i64], reason: &str) -> Result<u64, UndoError> {
        if positions.is_empty() {
            return Err(UndoError::Nothing);
        }
        let base = self.head()?.seq;
        let mut operations = Vec::with_capacity(positions.len());
        let mut already: HashMap<Uuid, Vec<i64>> = HashMap::new();
        let mut records_of = Vec::with_capacity(positions.len());
        for position in positions {
            records_of.push((*position, touched_by(&self.connection, *position)?));
        }
        let gone: HashSet<Uuid> = records_of.iter().flat_map(|(_, records)| records).copied().collect();
        for (position, records) in &records_of {
            let mut changes = Vec::new();
            for record in records {
                let record = *record;
                let undone = already.entry(record).or_default();
                let touches: Vec<_> = touches(&self.connection, record)?
                    .into_iter()
                    .filter(|touch| !undone.contains(&touch.position.cast_signed()))
                    .collect();
                if let Some(change) = undo(&touches, position.unsigned_abs(), reason)? {
                    refuse_orphans(&self.connection, &change, &gone)?;
                    let is_kept = voids_child(&change) && has_other_case(&self.connection, record, &gone)?;
                    changes.extend((!is_kept).then_some(change));
                }
                undone.push(*position);
            }
            operations.push(NewOperation { act: Act::Undo, base, changes });
        }
        let count = u64::try_from(operations.len()).unwrap_or(u64::MAX);
        match self.append(author, now_ms, operations)? {
            Appended::Saved { .. } => Ok(count),
            Appended::Moved(conflicts) => {
                let conflict = conflicts.into_iter().next().ok_or(UndoError::Nothing)?;
                let Conflict { entity, id, field, .. } = conflict;
                let by = touches(&self.connection, id)?.last().map_or(0, |touch| touch.position);
                Err(Refused::WrittenSince { entity, id, field, by }.into())
            }
        }
    }
}

/// Every record that an operation touched.
fn touched_by(db: &Connection, position: i64) -> Result<Vec<Uuid>> {
    let payload: Option<Vec<u8>> =
        db.prepare_cached("SELECT payload FROM operation WHERE position = ?1")?.query_row([position], |r| r.get(0))?;
    let changes = payload.map(|payload| crate::log::operation::decode(&payload)).transpose()?;
    Ok(changes.unwrap_or_default().into_iter().map(|change| change.id).collect())
}

/// A case that others have hung something on since is not taken back from under it.
fn refuse_orphans(db: &Connection, change: &Change, gone: &HashSet<Uuid>) -> Result<(), UndoError> {
    let voided = change.entity.voided();
    if change.entity != Entity::Case || change.get(voided).flatten().is_none() {
        return Ok(());
    }
    for table in [Entity::Service, Entity::Contact, Entity::Call, Entity::Step].map(Entity::table) {
        let sql = format!(
            "SELECT e.uuid FROM {table} t JOIN entity e ON e.id = t.id
              WHERE t.case_id = (SELECT id FROM entity WHERE uuid = ?1) AND t.voided IS NULL"
        );
        let hanging = all(db, &sql, [change.id.as_bytes()], |row| history::uuid(row, 0))?;
        if let Some(hanging) = hanging.into_iter().find(|hanging| !gone.contains(hanging)) {
            let by = touches(db, hanging)?.last().map_or(0, |touch| touch.position);
            return Err(Refused::WrittenSince { entity: change.entity, id: change.id, field: voided, by }.into());
        }
    }
    Ok(())
}

fn voids_child(change: &Change) -> bool {
    change.entity == Entity::Person && change.get(Entity::Person.voided()).flatten().is_some()
}

/// Whether a child has a case that still counts, other than those that go. Such a child stays: a file that names it
/// again must find it, or one child would count as two.
fn has_other_case(db: &Connection, child: Uuid, gone: &HashSet<Uuid>) -> Result<bool> {
    let sql = "SELECT e.uuid FROM case_file c JOIN entity e ON e.id = c.id
                WHERE c.person = (SELECT id FROM entity WHERE uuid = ?1) AND c.voided IS NULL";
    let cases = all(db, sql, [child.as_bytes()], |row| history::uuid(row, 0))?;
    Ok(cases.iter().any(|case| !gone.contains(case)))
}

/// The fields of a change that somebody set to something else after `base`.
fn find_conflicts(db: &Connection, base: u64, change: &Change, found: &mut Vec<Conflict>) -> Result<()> {
    let Ok(base) = i64::try_from(base) else { return Ok(()) };
    let mut query = db.prepare_cached(
        "SELECT o.payload, o.officer FROM entity e JOIN touched t ON t.entity = e.id
           JOIN operation o ON o.position = t.position WHERE e.uuid = ?1 AND o.seq > ?2 ORDER BY o.position",
    )?;
    let mut rows = query.query((change.id.as_bytes(), base))?;
    let mut theirs: HashMap<u16, (Option<String>, String)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let Some(payload) = row.get_ref(0)?.as_blob_or_null().map_err(rusqlite::Error::from)? else { continue };
        for later in crate::log::operation::decode(payload)?.into_iter().filter(|later| later.id == change.id) {
            let officer: String = row.get(1)?;
            theirs.extend(later.fields.into_iter().map(|(field, value)| (field, (value, officer.clone()))));
        }
    }
    for (field, mine) in &change.fields {
        if let Some((value, officer)) = theirs.remove(field).filter(|(value, _)| value != mine) {
            found.push(Conflict { entity: change.entity, id: change.id, field: *field, theirs: value, officer });
        }
    }
    Ok(())
}

/// What hangs on a case that was voided would stand nowhere and count nowhere.
fn refuse_on_voided(db: &Connection, change: &Change) -> Result<()> {
    let owner = change.entity.fields().find(|field| field.name == "case_id");
    let Some(case) = owner.and_then(|field| change.get(field.number)).flatten() else { return Ok(()) };
    let case = Uuid::parse_str(case).or(Err(StoreError::Refused("a record of no case")))?;
    let sql = "SELECT 1 FROM case_file WHERE id = (SELECT id FROM entity WHERE uuid = ?1) AND voided IS NOT NULL";
    if db.prepare_cached(sql)?.exists([case.as_bytes()])? { Err(StoreError::VoidedCase) } else { Ok(()) }
}

/// Writes the row of an operation; its position and its hash.
fn insert(db: &Connection, header: &Header, prev: &[u8; 32], changes: &[Change]) -> Result<(i64, [u8; 32])> {
    let mut payload = vec![0; SALT_BYTES];
    getrandom::fill(&mut payload).or(Err(StoreError::Refused("the machine gave no random bytes")))?;
    payload.extend(encode(changes).bytes());
    let commitment = commitment(&payload);
    let hash = hash(prev, header, &commitment);
    let count = |n: u64| i64::try_from(n).or(Err(StoreError::Refused("a count is too large")));
    db.prepare_cached(
        "INSERT INTO operation (device, seq, at, offset_minutes, officer, office, session, act, schema, base,
           payload, commitment, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(rusqlite::params![
        header.device.as_bytes(),
        count(header.seq)?,
        header.at_ms,
        header.offset_minutes,
        header.officer,
        header.office,
        header.session.as_bytes(),
        header.act,
        header.schema,
        count(header.base)?,
        payload,
        commitment,
        prev,
        hash,
    ])?;
    Ok((db.last_insert_rowid(), hash))
}

/// Gives out folios and contact numbers within one transaction.
struct References<'a> {
    letter: &'a str,
    training: bool,
    /// The last serial given under each prefix.
    last: HashMap<String, u32>,
}

impl References<'_> {
    /// Adds the reference that a new case or contact lacks; returns a new folio.
    fn complete(&mut self, db: &Connection, change: &mut Change) -> Result<Option<String>> {
        let reference = match change.entity {
            Entity::Case => number::CASE_REF,
            Entity::Contact => number::CONTACT_REF,
            _ => return Ok(None),
        };
        let is_new = |db: &Connection| -> Result<bool> {
            Ok(!db.prepare_cached("SELECT 1 FROM entity WHERE uuid = ?1")?.exists([change.id.as_bytes()])?)
        };
        if change.get(reference).is_some() || !is_new(db)? {
            return Ok(None);
        }
        if change.entity == Entity::Contact {
            let next = next_contact(db, change.get(number::CONTACT_CASE).flatten())?;
            change.put(reference, Some(next.to_string()));
            return Ok(None);
        }
        let office = change.get(number::CASE_OFFICE).flatten().ok_or(StoreError::Refused("a case without office"))?;
        let opened = change.get(number::CASE_OPENED_AT).flatten().and_then(|text| text.get(2..4));
        let year = opened.ok_or(StoreError::Refused("a case without a date"))?;
        let office = if self.training { TRAINING_OFFICE } else { office };
        let prefix = format!("{office}-{year}-{}", self.letter);
        let serial = match self.last.get(&prefix) {
            Some(last) => last + 1,
            None => last_serial(db, &prefix)? + 1,
        };
        let folio = format!("{prefix}{serial:04}");
        self.last.insert(prefix, serial);
        change.put(reference, Some(folio.clone()));
        Ok(Some(folio))
    }
}

/// The highest serial under a prefix, whether or not its case still counts: a folio is never given twice.
fn last_serial(db: &Connection, prefix: &str) -> Result<u32> {
    let mut query = db.prepare_cached(
        "SELECT substr(case_ref, length(?1) + 1) FROM case_file INDEXED BY case_by_folio
          WHERE case_ref >= ?1 || '0' AND case_ref < ?1 || ':' AND case_ref GLOB ?2 ORDER BY case_ref DESC LIMIT 1",
    )?;
    let mut last = 0;
    for digits in 4..=9 {
        let pattern = format!("{prefix}{}", "[0-9]".repeat(digits));
        let found: Option<String> = query.query_row((prefix, pattern), |row| row.get(0)).optional()?;
        let Some(serial) = found.and_then(|serial| serial.parse().ok()) else { break };
        last = serial;
        // Serials get a digit more only when those with fewer are used up.
        if last.to_string() != "9".repeat(digits) {
            break;
        }
    }
    Ok(last)
}

fn next_contact(db: &Connection, case: Option<&str>) -> Result<u32> {
    let case = case.and_then(|id| Uuid::parse_str(id).ok()).ok_or(StoreError::Refused("a contact without case"))?;
    let sql = "SELECT contact_ref FROM contact WHERE case_id = (SELECT id FROM entity WHERE uuid = ?1)";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([case.as_bytes()], |row| row.get::<_, Option<String>>(0))?;
    let mut last = 0;
    for reference in rows {
        // Numbers that no officer would count up to were given elsewhere.
        let number = reference?.filter(|text| text.len() <= 9).and_then(|text| text.parse().ok());
        last = last.max(number.unwrap_or(0));
    }
    Ok(last + 1)
}
