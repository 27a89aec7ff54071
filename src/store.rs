//! The store: an encrypted SQLite file that holds the log and its fold, and the only user of rusqlite.
//!
//! Decides nothing about forms or figures. Must stay true: a case is written by [`Store::append`] alone, in one
//! transaction with everything that follows from it.

mod access;
mod alike;
mod append;
mod as_of;
mod backup;
mod board;
mod consulate;
mod drafts;
mod facts;
mod finder;
mod fold;
mod folder;
mod history;
mod migrate;
mod nominal;
mod presence;
mod query;
mod rights;
mod roster;
mod schema;
mod seal;
mod since;
mod verify;

pub use access::Look;
pub use alike::Alike;
pub use append::{Appended, Author, Conflict, NewOperation, UndoError};
pub use backup::{BackupError, is_of_training, last_daily, restore};
pub use board::{Board, Clocks, Due};
pub use drafts::{Draft, Drafts};
pub use finder::{Asking, Counts, Finder, Found, Query};
pub use folder::{Folder, FolderError, Lock};
pub use history::{Deed, Head, StoredOperation};
pub use nominal::Reader;
pub use presence::{Day, Lack, Lacking};
pub use query::{CaseRow, Filter, From, Record, Same, Sheet};
pub use rights::{Right, may};
pub use schema::{OpenError, known_version};
pub use seal::{NewSeal, Seal};
pub use since::{ChangedCase, Since};
pub use verify::{Finding, Verdict, damaged_pages};

use crate::domain::catalogue::{HOLIDAYS, ShippedOffice};
use crate::i18n::Lang;
use crate::log::field::{Entity, named};
use crate::log::operation::{Act, Change};
use rusqlite::{Connection, Params, Row};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// What went wrong between the program and its store.
#[derive(thiserror::Error, Debug)]
pub enum StoreError {
    /// SQLite said no. The text never holds a value.
    #[error("the store did not answer: {}", plain(.0))]
    Sqlite(#[from] rusqlite::Error),
    /// Another program held the store longer than the time limit.
    #[error("the store is busy")]
    Busy,
    /// A page or a row is not what was written.
    #[error("the store is damaged: {0}")]
    Damaged(&'static str),
    /// The file system said no.
    #[error("the file of the store cannot be used: {0}")]
    Io(std::io::ErrorKind),
    /// Something that must be unique, or must be there, is not.
    #[error("the store refused this: {0}")]
    Refused(&'static str),
    /// Whoever waited for it stopped it; nothing was written.
    #[error("stopped")]
    Stopped,
    /// A record of a case that was voided meanwhile.
    #[error("the case was voided")]
    VoidedCase,
    /// Whoever asks may not do that.
    #[error("not allowed")]
    NotAllowed,
    /// A consular notice about a child who needs asylum, or was not asked.
    #[error("the consular notice is locked")]
    Consulate,
    /// What an operation says cannot be read by this version.
    #[error(transparent)]
    Payload(#[from] crate::log::operation::Unreadable),
}

impl std::convert::From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}

impl StoreError {
    /// Tells apart what SQLite reports: busy, damaged, or anything else.
    #[must_use]
    pub fn sorted(self) -> Self {
        use rusqlite::ErrorCode as C;
        match &self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => match failure.code {
                C::DatabaseBusy | C::DatabaseLocked => Self::Busy,
                C::DatabaseCorrupt | C::NotADatabase => Self::Damaged("a page does not carry its seal"),
                C::OperationInterrupted => Self::Stopped,
                C::ConstraintViolation => Self::Refused("a reference that must be unique is there already"),
                C::DiskFull => Self::Io(std::io::ErrorKind::StorageFull),
                C::CannotOpen | C::PermissionDenied | C::ReadOnly => Self::Io(std::io::ErrorKind::PermissionDenied),
                _ => self,
            },
            _ => self,
        }
    }
}

/// SQLite's own words without the statement or a value in it.
fn plain(error: &rusqlite::Error) -> String {
    error.sqlite_error_code().map_or_else(|| "an unexpected answer".to_owned(), |code| format!("{code:?}"))
}

type Result<T, E = StoreError> = std::result::Result<T, E>;

/// An open store.
pub struct Store {
    connection: Connection,
    /// Reads beside it, for passes that are too long for one processor.
    beside: std::sync::Mutex<Connection>,
    folds: fold::Folds,
    device: Uuid,
    /// Empty, or the letter of this machine's folios.
    letter: String,
    training: bool,
    /// As what somebody sits here; nobody yet.
    role: Option<crate::vault::Role>,
    access: access::Pending,
    /// The unsaved form that is none once the next append is written.
    closing: Option<String>,
    /// What ends a long piece of work before it is done.
    stop: Arc<AtomicBool>,
}

/// After so many steps of SQLite it is asked whether to go on.
const STEPS: i32 = 1_000;

/// The setting that names the unsaved form that was saved last.
pub const CLOSED_DRAFT: &str = "closed_draft";

impl Store {
    /// Names the unsaved form that the next append saves. The name is written with it, since the form itself is in
    /// another file, which a power cut may leave as it was.
    pub fn closes(&mut self, draft: Option<String>) {
        self.closing = draft;
    }

    /// Stops what this store does, on each of its connections, once that is set.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn stop_by(&mut self, stop: &Arc<AtomicBool>) -> Result<()> {
        self.stop = Arc::clone(stop);
        let beside = self.beside.get_mut().or(Err(facts::DIED))?;
        [&mut self.connection, beside].into_iter().try_for_each(|connection| stopped_by(connection, stop))
    }

    /// Whether the store holds made-up data.
    #[must_use]
    pub const fn is_training(&self) -> bool {
        self.training
    }

    /// A setting of this store.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        setting(&self.connection, name)
    }

    /// Sets a setting of this store.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        put_setting(&self.connection, name, value)
    }

    /// Gives a new store its office, its language, and the lists of offices and of days of rest: the first operation of
    /// its log.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn set_up(&mut self, author: &Author, now_ms: i64, lang: Lang, offices: &[ShippedOffice]) -> Result<()> {
        self.set_setting("office", &author.office)?;
        self.set_setting("lang", lang.code())?;
        let office = |office: &ShippedOffice| {
            let with = |name| named(Entity::Office, name).number;
            Change::new(Entity::Office, Uuid::now_v7())
                .with(with("code"), office.code.as_str())
                .with(with("state"), office.state.as_str())
                .with(with("name"), office.name.as_str())
                .with(with("zone"), office.zone.as_str())
        };
        let changes = offices.iter().map(office).chain(shipped_holidays()).collect();
        self.append(author, now_ms, vec![NewOperation { act: Act::Setup, base: 0, changes }])?;
        Ok(())
    }

    /// The offices of this store, by code: code and name.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn offices(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT code, coalesce(name, code) FROM office WHERE voided IS NULL ORDER BY code";
        all(&self.connection, sql, (), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Reads several things as they stood at one moment, whoever writes meanwhile; within another such reading, at its moment.
    ///
    /// # Errors
    /// Whatever `read` returns, or [`StoreError`] where the store does not answer.
    pub fn at_once<T, E: std::convert::From<StoreError>>(
        &self,
        read: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let snapshot = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let answer = read(self)?;
        snapshot.commit().map_err(StoreError::from)?;
        Ok(answer)
    }

    /// A number that changes whenever another program has written to the store.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", (), |row| row.get(0))?)
    }

    /// The zone of an office: the store's own list first, then the shipped one.
    #[must_use]
    pub fn zone(&self, office: &str) -> Option<chrono_tz::Tz> {
        let sql = "SELECT zone FROM office WHERE code = ?1 AND voided IS NULL";
        let own =
            self.connection.prepare_cached(sql).and_then(|mut q| q.query_row([office], |r| r.get::<_, String>(0)));
        let shipped = || crate::domain::catalogue::OFFICES.iter().find(|o| o.code == office).map(|o| o.zone.clone());
        own.ok().or_else(shipped)?.parse().ok()
    }
}

/// Stops what a connection does once that is set.
fn stopped_by(connection: &mut Connection, stop: &Arc<AtomicBool>) -> Result<()> {
    let stop = Arc::clone(stop);
    Ok(connection.progress_handler(STEPS, Some(move || stop.load(Ordering::Relaxed)))?)
}

/// The days of rest that a store begins with.
pub fn shipped_holidays() -> impl Iterator<Item = Change> {
    HOLIDAYS.iter().map(|day| {
        Change::new(Entity::Holiday, Uuid::now_v7())
            .with(named(Entity::Holiday, "date").number, day.date.as_str())
            .with(named(Entity::Holiday, "name").number, day.name.as_str())
    })
}

/// What is read of every row that a query finds.
fn all<T>(db: &Connection, sql: &str, params: impl Params, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut query = db.prepare_cached(sql)?;
    query.query_and_then(params, read)?.collect()
}

fn put_setting(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute((name, value))?;
    Ok(())
}

fn setting(connection: &Connection, name: &str) -> Result<Option<String>> {
    use rusqlite::OptionalExtension as _;
    let sql = "SELECT value FROM setting WHERE name = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;

    #[test]
    fn whoever_stops_a_store_stops_both_its_connections() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("store"), DataKey::generate(&mut SystemEntropy).unwrap());
        let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
        let stop = Arc::default();
        store.stop_by(&stop).unwrap();
        let long =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) SELECT count(*) FROM n";
        let goes_on = |db: &Connection| db.query_row(long, (), |row| row.get::<_, i64>(0)).is_ok();
        let beside = store.beside.lock().unwrap();
        assert!(goes_on(&store.connection) && goes_on(&beside));
        stop.store(true, Ordering::Relaxed);
        assert!(!goes_on(&store.connection) && !goes_on(&beside));
    }
}
