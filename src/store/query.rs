//! Reading cases: what a list shows of one, and one case whole.
//!
//! Which cases a list shows is not decided here. Must stay true: a row holds what a list shows and no more; values come
//! out in the canonical form in which they went in.

use super::{Result, Right, Store, StoreError, all, history};
use crate::domain::due::Item;
use crate::domain::moment::Moment;
use crate::log::field::{Entity, Field, Kind, number};
use crate::search::roster::Key;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension as _, Params, Row};
use std::fmt;
use uuid::Uuid;

/// That the child of the case `c` is here, word for word as the index `case_present` has it.
macro_rules! present {
    () => {
        "c.voided IS NULL AND c.left_at IS NULL AND c.outcome IS NULL AND c.history IS NULL"
    };
}

/// Which cases are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    /// Children in the office's care: not left, no outcome, not imported as history.
    #[default]
    Present,
    /// Every case that is not voided.
    All,
}

impl Filter {
    /// The table of cases as `c`, by the index of those who are here: left to itself SQLite takes one that holds every case.
    pub(super) const fn cases(self) -> &'static str {
        match self {
            Self::Present => "case_file c INDEXED BY case_present",
            Self::All => "case_file c",
        }
    }

    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Present => present!(),
            Self::All => "c.voided IS NULL",
        }
    }
}

/// Which of them come first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum From {
    /// The newest.
    #[default]
    Newest,
    /// The oldest.
    Oldest,
}

/// What a list shows of a case.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub id: Uuid,
    /// Its place in the list.
    pub key: Key,
    /// Folio, or the reference it was imported with.
    pub case_ref: String,
    /// The child's given names; empty where not known, as all texts here.
    pub given_names: String,
    /// First surname.
    pub surname1: String,
    /// Second surname; `-` has none.
    pub surname2: String,
    /// Code of sex.
    pub sex: String,
    /// Alpha-3 of the nationality.
    pub nationality: String,
    /// Code of accompaniment.
    pub accompaniment: String,
    /// Birth date as known.
    pub birth_date: String,
    /// Age as given at this event.
    pub age_years: String,
    /// When the case began.
    pub opened_at: Option<Moment>,
    /// Code of the outcome.
    pub outcome: String,
    /// Whether the child is in the office's care.
    pub is_present: bool,
    /// Whether the case was imported as history.
    pub is_history: bool,
    /// Code of the language.
    pub language: String,
    /// The last service given: when, and the code of its category.
    pub last_service: Option<(Moment, String)>,
    /// The last call: when, the code of its outcome, and the relationship of who was called.
    pub last_call: Option<(Moment, String, String)>,
    /// Some of those who travel together with the child: folio and given names.
    pub group: Vec<(String, String)>,
    /// What is due next.
    pub due: Option<Item>,
}

/// Prints the case, never the child.
impl fmt::Debug for CaseRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "case {}", self.id)
    }
}

/// A record with its known values, by field number, in canonical form.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub entity: Entity,
    /// Which one.
    pub id: Uuid,
    /// Its known values.
    pub values: Vec<(u16, String)>,
}

impl Record {
    /// The value of a field, where it is known.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<&str> {
        self.values.iter().find(|(n, _)| *n == number).map(|(_, value)| value.as_str())
    }

    /// The value of a field by its name in the table of fields; nothing where it is not known.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&str> {
        self.entity.fields().find(|field| field.name == name).and_then(|field| self.get(field.number))
    }

    /// Whether it no longer counts.
    #[must_use]
    pub fn is_voided(&self) -> bool {
        self.get(self.entity.voided()).is_some()
    }
}

/// Prints which record, never a value.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.entity, self.id)
    }
}

/// A case with all that hangs on it, the newest first.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The case.
    pub case: Record,
    /// The child.
    pub person: Option<Record>,
    /// Services, voided ones too.
    pub services: Vec<Record>,
    /// Contacts by their number.
    pub contacts: Vec<Record>,
    /// Calls.
    pub calls: Vec<Record>,
    /// Steps.
    pub steps: Vec<Record>,
    /// The cases of who travels in the child's group, the child's own too; nobody where it has none.
    pub group: Vec<CaseRow>,
    /// How many cases those are; of a very large group not all are read.
    pub group_count: usize,
    /// Officers' words that this child is also another record.
    pub links: Vec<Record>,
    /// The other cases of the child, of its own record and of those it is or was linked with.
    pub same: Vec<Same>,
    /// The device's head when this was read: the base of whatever is changed next.
    pub base: u64,
}

/// Another case of a child.
#[derive(Clone, Debug)]
pub struct Same {
    /// What a list shows of it.
    pub row: CaseRow,
    /// The link that says so; nothing where both are of one record.
    pub link: Option<Uuid>,
}

/// The links of a child, whichever side it stands on.
const OF_CHILD: &str = "WHERE id IN (
    SELECT id FROM link WHERE person = (SELECT id FROM entity WHERE uuid = ?1)
    UNION SELECT id FROM link WHERE other = (SELECT id FROM entity WHERE uuid = ?1)) ORDER BY id";

/// What is read of the cases `c`.
pub(super) const ROW: &str = concat!(
    "SELECT e.uuid, c.opened_at, c.id, c.case_ref, p.given_names, p.surname1, p.surname2, p.sex, p.nationality,
    c.accompaniment, p.birth_date, c.age_years, c.outcome, ",
    present!(),
    ", c.history IS NOT NULL, p.language
  FROM case_file c JOIN entity e ON e.id = c.id LEFT JOIN person p ON p.id = c.person"
);
/// What was done last in a case, and the group.
pub(super) const LAST: &str = "SELECT s.at, s.category, l.at, l.outcome, (SELECT relationship FROM contact WHERE id = l.contact), c.group_ref
  FROM case_file c
  LEFT JOIN service s ON s.id = (SELECT id FROM service WHERE case_id = c.id AND voided IS NULL
     AND (status IS NULL OR status = 'given') ORDER BY at DESC, id DESC LIMIT 1)
  LEFT JOIN call l ON l.id = (SELECT id FROM call WHERE case_id = c.id AND voided IS NULL ORDER BY at DESC, id DESC LIMIT 1)
 WHERE c.id = ?1";
/// Who travels together, but for one case.
const GROUP: &str = "SELECT c.case_ref, p.given_names FROM case_file c LEFT JOIN person p ON p.id = c.person
 WHERE c.group_ref = ?1 AND c.id <> ?2 AND c.voided IS NULL ORDER BY c.opened_at DESC, c.id DESC LIMIT 3";

/// So many of a travel group are read one by one.
const GROUP_MAX: u32 = 300;

impl Store {
    /// The first cases, the newest or the oldest.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn list(&self, filter: Filter, from: From, limit: u32) -> Result<Vec<CaseRow>> {
        let (condition, order) = (filter.condition(), if from == From::Newest { "DESC" } else { "ASC" });
        let rows = ROW.replace(Filter::All.cases(), filter.cases());
        self.rows(&format!("{rows} WHERE {condition} ORDER BY c.opened_at {order}, c.id {order} LIMIT ?1"), [limit])
    }

    /// The cases entered last that an expression of the words' index matches; at most `limit`.
    pub(super) fn search(&self, expression: &str, limit: u32) -> Result<Vec<CaseRow>> {
        let sql = format!(
            "{ROW} WHERE c.id IN (SELECT rowid FROM case_words WHERE case_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
             AND c.voided IS NULL ORDER BY c.opened_at DESC, c.id DESC"
        );
        self.rows(&sql, (expression, limit))
    }

    pub(super) fn rows(&self, sql: &str, params: impl Params) -> Result<Vec<CaseRow>> {
        self.allow(Right::Read)?;
        all(&self.connection, sql, params, case_row)
    }

    /// What a list shows of a case, without what was done last.
    pub(super) fn row(&self, id: i64) -> Result<Option<CaseRow>> {
        Ok(self.rows(&format!("{ROW} WHERE c.id = ?1"), [id])?.pop())
    }

    /// How many cases there are.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn count(&self, filter: Filter) -> Result<u64> {
        self.allow(Right::Read)?;
        let sql = format!("SELECT count(*) FROM {} WHERE {}", filter.cases(), filter.condition());
        Ok(self.connection.prepare_cached(&sql)?.query_row((), |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// A case with all that a list shows of it; nothing where there is none.
    pub(super) fn case_row(&self, id: i64) -> Result<Option<CaseRow>> {
        let Some(mut row) = self.row(id)? else { return Ok(None) };
        let text = |row: &Row<'_>, at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let moment = |row: &Row<'_>, at| row.get::<_, Option<i64>>(at).map(|packed| packed.and_then(Moment::unpack));
        let (service, call, group) = self.connection.prepare_cached(LAST)?.query_row([id], |row| {
            let service = (moment(row, 0)?, text(row, 1)?);
            let call = (moment(row, 2)?, text(row, 3)?, text(row, 4)?);
            Ok((service, call, row.get::<_, Option<String>>(5)?))
        })?;
        row.last_service = service.0.map(|at| (at, service.1));
        row.last_call = call.0.map(|at| (at, call.1, call.2));
        if let Some(group) = group {
            row.group = all(&self.connection, GROUP, (group, id), |row| Ok((text(row, 0)?, text(row, 1)?)))?;
        }
        Ok(Some(row))
    }

    /// The integer that stands for a record; nothing where the log never spoke of it.
    /// The integer of a record; nothing where there is none.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn number(&self, record: Uuid) -> Result<Option<i64>> {
        let mut query = self.connection.prepare_cached("SELECT id FROM entity WHERE uuid = ?1")?;
        Ok(query.query_row([record.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// The case of a folio.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn case_by_ref(&self, case_ref: &str) -> Result<Option<Uuid>> {
        self.allow(Right::Read)?;
        let sql =
            "SELECT e.uuid FROM case_file c JOIN entity e ON e.id = c.id WHERE c.case_ref = ?1 AND c.voided IS NULL";
        let found = self.connection.prepare_cached(sql)?.query_row([case_ref], |row| Ok(history::uuid(row, 0)));
        found.optional()?.transpose()
    }

    /// One case with all that hangs on it.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn sheet(&self, case: Uuid) -> Result<Option<Sheet>> {
        self.at_once(|store| store.sheet_now(case))
    }

    fn sheet_now(&self, case: Uuid) -> Result<Option<Sheet>> {
        let Some(record) = self.record(Entity::Case, case)? else { return Ok(None) };
        let person = record.named("person").and_then(|id| Uuid::parse_str(id).ok());
        let of_case = "WHERE case_id = (SELECT id FROM entity WHERE uuid = ?1) ORDER BY";
        let hanging = |entity, order: &str| self.records(entity, &format!("{of_case} {order}"), [case.as_bytes()]);
        let group = record.named("group_ref").map_or_else(
            || Ok(Vec::new()),
            |group| {
                let order = "ORDER BY c.opened_at, c.id LIMIT ?2";
                self.rows(&format!("{ROW} WHERE c.group_ref = ?1 AND c.voided IS NULL {order}"), (group, GROUP_MAX))
            },
        )?;
        let links = person.map_or(Ok(Vec::new()), |child| self.links_of(child))?;
        let count = "SELECT count(*) FROM case_file WHERE group_ref = ?1 AND voided IS NULL";
        let count = |group: &str| {
            let count: i64 = self.connection.prepare_cached(count)?.query_row([group], |row| row.get(0))?;
            Ok::<_, StoreError>(usize::try_from(count).unwrap_or_default())
        };
        Ok(Some(Sheet {
            group,
            group_count: record.named("group_ref").map_or(Ok(0), count)?,
            same: person.map_or(Ok(Vec::new()), |child| self.same(case, child, &links))?,
            links,
            person: person.map(|id| self.record(Entity::Person, id)).transpose()?.flatten(),
            services: hanging(Entity::Service, "at DESC, id DESC")?,
            contacts: hanging(Entity::Contact, "CAST(contact_ref AS INTEGER), contact_ref, id")?,
            calls: hanging(Entity::Call, "at DESC, id DESC")?,
            steps: hanging(Entity::Step, "done_at DESC, id DESC")?,
            case: record,
            base: self.head()?.seq,
        }))
    }

    fn links_of(&self, child: Uuid) -> Result<Vec<Record>> {
        self.records(Entity::Link, OF_CHILD, [child.as_bytes()])
    }

    /// The child's other cases: those of its record, then those of every record that is the same child by a link, or by
    /// a link of that one, as figures take it; last those by its own links that were taken back.
    fn same(&self, case: Uuid, child: Uuid, links: &[Record]) -> Result<Vec<Same>> {
        let sql = format!(
            "{ROW} WHERE c.person = (SELECT id FROM entity WHERE uuid = ?1) AND c.voided IS NULL
             ORDER BY c.opened_at, c.id"
        );
        let (mut same, mut records, mut at) = (Vec::new(), vec![(None, child)], 0);
        let take = |records: &mut Vec<(Option<Uuid>, Uuid)>, link: &Record| {
            for side in [number::LINK_PERSON, number::LINK_OTHER] {
                let other = link.get(side).and_then(|id| id.parse().ok());
                let is_new = |other: &Uuid| records.iter().all(|(_, known)| known != other);
                records.extend(other.filter(is_new).map(|other| (Some(link.id), other)));
            }
        };
        let mut linked = links.to_vec();
        loop {
            for link in linked.iter().filter(|link| !link.is_voided()) {
                take(&mut records, link);
            }
            at += 1;
            let Some((_, next)) = records.get(at) else { break };
            linked = self.links_of(*next)?;
        }
        for link in links {
            take(&mut records, link);
        }
        for (link, person) in records {
            let rows = self.rows(&sql, [person.as_bytes()])?.into_iter();
            same.extend(rows.filter(|row| row.id != case).map(|row| Same { row, link }));
        }
        Ok(same)
    }

    /// One record.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn record(&self, entity: Entity, id: Uuid) -> Result<Option<Record>> {
        let found = self.records(entity, "WHERE id = (SELECT id FROM entity WHERE uuid = ?1)", [id.as_bytes()])?;
        Ok(found.into_iter().next())
    }

    /// Every record of an entity, as the tables hold it, in the order in which the log first spoke of them.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn all(&self, entity: Entity) -> Result<Vec<Record>> {
        self.records(entity, "ORDER BY id", ())
    }

    /// Records of an entity that a condition over its columns selects.
    pub(super) fn records(&self, entity: Entity, condition: &str, params: impl Params) -> Result<Vec<Record>> {
        if !matches!(entity, Entity::Office | Entity::Holiday) {
            self.allow(Right::Read)?;
        }
        let fields: Vec<&Field> = entity.fields().collect();
        let columns: Vec<String> = fields.iter().map(|field| column(field)).collect();
        let columns = columns.join(", ");
        let table = entity.table();
        let sql = format!("SELECT (SELECT uuid FROM entity WHERE id = {table}.id), {columns} FROM {table} {condition}");
        all(&self.connection, &sql, params, |row| {
            let mut record = Record { entity, id: history::uuid(row, 0)?, values: Vec::new() };
            for (at, field) in fields.iter().enumerate() {
                let value = canonical(field, row.get_ref(at + 1)?)?;
                record.values.extend(value.map(|value| (field.number, value)));
            }
            Ok(record)
        })
    }
}

/// The row, in its place among all cases, the newest first; without what was done last.
fn case_row(row: &Row<'_>) -> Result<CaseRow> {
    let text = |column: usize| -> Result<String> { Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default()) };
    let opened_at: Option<i64> = row.get(1)?;
    Ok(CaseRow {
        id: history::uuid(row, 0)?,
        key: Key::of_entry(opened_at.unwrap_or_default(), row.get(2)?),
        case_ref: text(3)?,
        given_names: text(4)?,
        surname1: text(5)?,
        surname2: text(6)?,
        sex: text(7)?,
        nationality: text(8)?,
        accompaniment: text(9)?,
        birth_date: text(10)?,
        age_years: text(11)?,
        opened_at: opened_at.and_then(Moment::unpack),
        outcome: text(12)?,
        is_present: row.get(13)?,
        is_history: row.get(14)?,
        language: text(15)?,
        last_service: None,
        last_call: None,
        group: Vec::new(),
        due: None,
    })
}

/// A field's column, a record's integer turned back into its UUID.
fn column(field: &Field) -> String {
    match field.kind {
        Kind::Record(_) => format!("(SELECT uuid FROM entity WHERE id = {})", field.name),
        _ => field.name.to_owned(),
    }
}

/// What a column holds, in the form in which the log says it.
pub(super) fn canonical(field: &Field, value: ValueRef<'_>) -> Result<Option<String>> {
    let damaged = || StoreError::Damaged("a column does not hold what its field says");
    Ok(match (field.kind, value) {
        (_, ValueRef::Null) => None,
        (Kind::Moment, ValueRef::Integer(packed)) => Some(Moment::unpack(packed).ok_or_else(damaged)?.to_string()),
        (Kind::Count(_), ValueRef::Integer(number)) => Some(number.to_string()),
        (Kind::Record(_), ValueRef::Blob(bytes)) => Some(Uuid::from_slice(bytes).ok().ok_or_else(damaged)?.to_string()),
        (_, ValueRef::Text(bytes)) => Some(String::from_utf8(bytes.to_vec()).ok().ok_or_else(damaged)?),
        _ => return Err(damaged()),
    })
}
