//! The fold: what an operation does to the tables, and the rebuild of all of them from the log.
//!
//! Must stay true: the tables hold exactly what the operations of the log say, in their order, and nothing else.

use super::{Result, Store, StoreError, all};
use crate::domain::moment::Moment;
use crate::log::field::{Entity, FIELDS, Field, Kind, Sensitivity};
use crate::log::operation::{Change, decode};
use crate::search::{joined, tails};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};
use std::collections::BTreeSet;

/// How the fields of one entity become columns.
struct Fold {
    entity: Entity,
    fields: Vec<&'static Field>,
    columns: String,
    insert: String,
}

/// How every entity becomes a table.
pub(super) struct Folds {
    folds: Vec<Fold>,
    /// Whether nothing is folded but what figures are made of: no traces, no words, and no records that they do not read.
    is_of_figures: bool,
}

impl Folds {
    /// The fold of all fields.
    pub(super) fn all() -> Self {
        Self::of(FIELDS)
    }

    /// The fold of what figures are made of, which names nobody. Records have the same integers in it.
    pub(super) fn of_figures() -> Self {
        let entities = Entity::ALL.into_iter().filter(|entity| !matches!(entity, Entity::Step | Entity::Holiday));
        let is_read = |field: &&Field| field.sensitivity != Sensitivity::Personal || field.name == "voided";
        let folds = entities.map(|entity| Fold::new(entity, entity.fields().filter(is_read).collect()));
        Self { folds: folds.collect(), is_of_figures: true }
    }

    /// The fold of some fields: fewer than all of them make wrong tables, which is how a test sees that it would see.
    pub(super) fn of(fields: &'static [Field]) -> Self {
        let of = |entity| fields.iter().filter(move |field| field.entity == entity);
        let folds = Entity::ALL.into_iter().map(|entity| Fold::new(entity, of(entity).collect()));
        Self { folds: folds.collect(), is_of_figures: false }
    }

    /// What takes over into `scratch`, table by table, the records from one integer up to another that no operation behind
    /// a position touched: they stand there as they stood then.
    pub(super) fn copies(&self) -> impl Iterator<Item = String> {
        self.folds.iter().map(|Fold { entity, columns, .. }| {
            let table = entity.table();
            format!(
                "INSERT INTO scratch.{table} (id, {columns}) SELECT id, {columns} FROM main.{table} r
                  WHERE id >= ?1 AND id < ?2
                    AND NOT EXISTS (SELECT 1 FROM main.touched WHERE entity = r.id AND position > ?3)"
            )
        })
    }

    /// Writes what one operation says into the tables, and its traces into `touched` and the index of words.
    pub(super) fn apply(&self, db: &Connection, position: i64, changes: &[Change]) -> Result<()> {
        let mut cases = BTreeSet::new();
        for change in changes {
            let (id, is_new) = record(db, change)?;
            if let Some(fold) = self.folds.iter().find(|fold| fold.entity == change.entity) {
                fold.write(db, id, is_new, change)?;
            }
            if self.is_of_figures {
                continue;
            }
            db.prepare_cached("INSERT OR IGNORE INTO touched (entity, position) VALUES (?1, ?2)")?
                .execute((id, position))?;
            if matches!(change.entity, Entity::Person | Entity::Case | Entity::Contact) {
                cases.extend(cases_of(db, change.entity, id)?);
            }
        }
        cases.into_iter().try_for_each(|case| index_words(db, case))
    }
}

impl Fold {
    fn new(entity: Entity, fields: Vec<&'static Field>) -> Self {
        let columns = fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
        let places = ", ?".repeat(fields.len());
        let insert = format!("INSERT INTO {} (id, {columns}) VALUES (?{places})", entity.table());
        Self { entity, fields, columns, insert }
    }

    fn write(&self, db: &Connection, id: i64, is_new: bool, change: &Change) -> Result<()> {
        if is_new || !self.exists(db, id)? {
            let mut row = vec![Value::Integer(id)];
            for field in &self.fields {
                row.push(value(db, field, change.get(field.number).flatten())?);
            }
            db.prepare_cached(&self.insert)?.execute(params_from_iter(row))?;
            return Ok(());
        }
        for (number, text) in &change.fields {
            let Some(field) = self.fields.iter().find(|field| field.number == *number) else { continue };
            let sql = format!("UPDATE {} SET {} = ?2 WHERE id = ?1", self.entity.table(), field.name);
            db.prepare_cached(&sql)?.execute((id, value(db, field, text.as_deref())?))?;
        }
        Ok(())
    }

    fn exists(&self, db: &Connection, id: i64) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1", self.entity.table());
        Ok(db.prepare_cached(&sql)?.exists([id])?)
    }
}

/// The integer of a record, and whether the log speaks of it for the first time.
fn record(db: &Connection, change: &Change) -> Result<(i64, bool)> {
    let found: Option<i64> = db
        .prepare_cached("SELECT id FROM entity WHERE uuid = ?1")?
        .query_row([change.id.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok((id, false));
    }
    db.prepare_cached("INSERT INTO entity (uuid, kind) VALUES (?1, ?2)")?
        .execute((change.id.as_bytes(), change.entity.number()))?;
    Ok((db.last_insert_rowid(), true))
}

/// A canonical value as its column holds it.
fn value(db: &Connection, field: &Field, text: Option<&str>) -> Result<Value> {
    let Some(text) = text else { return Ok(Value::Null) };
    let unfit = || StoreError::Refused("a value is not in the form of its field");
    Ok(match field.kind {
        Kind::Moment => Value::Integer(Moment::parse(text, chrono_tz::UTC).ok_or_else(unfit)?.pack()),
        Kind::Count(_) => Value::Integer(text.parse().ok().ok_or_else(unfit)?),
        Kind::Record(entity) => {
            let id = uuid::Uuid::parse_str(text).ok().ok_or_else(unfit)?;
            Value::Integer(record(db, &Change::new(entity, id))?.0)
        }
        _ => Value::Text(text.to_owned()),
    })
}

/// The cases that a record belongs to.
pub(super) fn cases_of(db: &Connection, entity: Entity, id: i64) -> Result<Vec<i64>> {
    let sql = match entity {
        Entity::Case => return Ok(vec![id]),
        Entity::Person => "SELECT id FROM case_file WHERE person = ?1",
        Entity::Service | Entity::Contact | Entity::Call | Entity::Step => {
            &format!("SELECT case_id FROM {} WHERE id = ?1 AND case_id IS NOT NULL", entity.table())
        }
        Entity::Link | Entity::Office | Entity::Holiday => return Ok(Vec::new()),
    };
    all(db, sql, [id], |row| Ok(row.get(0)?))
}

/// What a case that counts is found by, column for column of the index of words.
pub(super) fn words_of(db: &Connection, case: i64) -> Result<Option<[String; 6]>> {
    let mut read = db.prepare_cached(
        "SELECT p.given_names, p.surname1, p.surname2, c.case_ref,
                (SELECT group_concat(name, ' ') FROM contact WHERE case_id = c.id AND voided IS NULL),
                (SELECT group_concat(replace(replace(phone, ' ', ''), '-', ''), ' ')
                   FROM contact WHERE case_id = c.id AND voided IS NULL)
           FROM case_file c LEFT JOIN person p ON p.id = c.person WHERE c.id = ?1 AND c.voided IS NULL",
    )?;
    let words = read.query_row([case], |row| {
        let text = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
        let with_tails = |text: String| format!("{text} {}", tails(&text));
        let name = |column| Ok::<_, rusqlite::Error>(joined(text(column)?));
        Ok([name(0)?, name(1)?, name(2)?, with_tails(text(3)?), name(4)?, with_tails(text(5)?)])
    });
    Ok(words.optional()?)
}

/// Writes the words of a case that counts. Two statements, for one that both reads and writes would have FTS5 flush after
/// each case.
fn index_words(db: &Connection, case: i64) -> Result<()> {
    let write = "INSERT OR REPLACE INTO case_words (rowid, given_names, surname1, surname2, folio, contacts, phones)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    match words_of(db, case)? {
        Some([given, first, second, folio, contacts, phones]) => {
            db.prepare_cached(write)?.execute((case, given, first, second, folio, contacts, phones))?
        }
        None => db.prepare_cached("DELETE FROM case_words WHERE rowid = ?1")?.execute([case])?,
    };
    Ok(())
}

/// Folds every operation into tables that are empty.
pub(super) fn rebuild(from: &Connection, into: &Connection, folds: &Folds) -> Result<()> {
    let mut query = from.prepare("SELECT position, payload FROM operation ORDER BY position")?;
    let mut rows = query.query(())?;
    while let Some(row) = rows.next()? {
        if let Some(payload) = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
            folds.apply(into, row.get(0)?, &decode(payload)?)?;
        }
    }
    Ok(())
}

impl Store {
    /// Drops the tables of what is known and folds the log anew; the tables are equal afterwards.
    ///
    /// # Errors
    /// [`StoreError`] with the tables as they were.
    pub fn rebuild(&mut self) -> Result<()> {
        self.rebuild_knowing(FIELDS)
    }

    /// Rebuilds as a program would that knows only these fields; for a test of the test.
    ///
    /// # Errors
    /// As [`Store::rebuild`].
    pub fn rebuild_knowing(&mut self, fields: &'static [Field]) -> Result<()> {
        let tx = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for table in Entity::ALL.into_iter().map(Entity::table).chain(["touched", "entity", "case_words"]) {
            tx.execute(&format!("DELETE FROM {table}"), ())?;
        }
        rebuild(&tx, &tx, &Folds::of(fields))?;
        Ok(tx.commit()?)
    }
}
