//! Opening and making the encrypted file: key, pragmas, version.
//!
//! Must stay true: whatever is not a sound store of this version or an older one is refused before anything is written.

use super::{Store, StoreError, access, fold, setting};
use crate::vault::key::DataKey;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

/// "Cobi" in ASCII: what `file` and other tools see in the header of a decrypted store.
const APPLICATION_ID: i32 = 0x436f_6269;
/// The whole schema, and with its last line the version of it.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// Held while a connection is set up; guards no state of ours.
static OPENING: Mutex<()> = Mutex::new(());
/// How long a command waits for another program's transaction.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// Why a store does not open.
#[derive(thiserror::Error, Debug)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no store here")]
    Missing,
    /// A plain SQLite file stands in the store's place.
    #[error("the file in the store's place is a plain SQLite database, not a store")]
    Plain,
    /// Not a store that this key opens, or a damaged one.
    #[error("the store is damaged or was not made with this key")]
    Damaged,
    /// Made by a newer version.
    #[error("the store was made by a newer version of the program ({found}; this one knows {known})")]
    Newer {
        /// The version found.
        found: i64,
        /// The newest one that this program knows.
        known: i64,
    },
    /// Made by an older version, and no copy could be made before it is brought to this one.
    #[error("the store was made by an older version of the program, and no copy of it could be made first")]
    NotCopied,
    /// The key could not be drawn.
    #[error(transparent)]
    Key(#[from] crate::vault::VaultError),
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be reached.
    #[error("the store cannot be reached: {0}")]
    Io(#[from] std::io::Error),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match StoreError::from(error).sorted() {
            StoreError::Damaged(_) => Self::Damaged,
            other => Self::Store(other),
        }
    }
}

impl Store {
    /// Makes a new store file, which must not exist.
    ///
    /// # Errors
    /// [`OpenError`] where the file cannot be made.
    pub fn create(path: &Path, key: &DataKey, device: Uuid, training: bool) -> Result<Self, OpenError> {
        fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let connection = connect(path, key)?;
        connection.execute_batch(SCHEMA)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        settle(&connection)?;
        let beside = Self::reader_of(path, key)?;
        let put = "INSERT INTO setting (name, value) VALUES (?1, ?2)";
        connection.execute(put, ("device", device.to_string()))?;
        connection.execute(put, ("training", if training { "yes" } else { "no" }))?;
        Self::with(connection, beside)
    }

    /// Opens a store file; one of an older version is copied and brought to this one.
    ///
    /// # Errors
    /// [`OpenError`], with the file untouched.
    pub fn open(path: &Path, key: &DataKey) -> Result<Self, OpenError> {
        let mut store = Self::open_as_it_is(path, key)?;
        store.migrate(path, key)?;
        Ok(store)
    }

    /// Opens a store file of this version or an older one.
    pub(super) fn open_as_it_is(path: &Path, key: &DataKey) -> Result<Self, OpenError> {
        refuse_plain(path)?;
        let walless = fs::metadata(path.with_extension("db-wal")).map_or(0, |wal| wal.len()) == 0;
        let connection = connect(path, key)?;
        let application: i32 = connection.query_row("PRAGMA application_id", (), |row| row.get(0))?;
        let found = version(&connection)?;
        let known = known_version();
        if application != APPLICATION_ID || found < 1 {
            return Err(OpenError::Damaged);
        }
        if found > known {
            return Err(OpenError::Newer { found, known });
        }
        if walless && is_truncated(&connection, path)? {
            return Err(OpenError::Damaged);
        }
        settle(&connection)?;
        Self::with(connection, Self::reader_of(path, key)?)
    }

    /// A second connection, for passes that run beside the first; it never writes.
    fn reader_of(path: &Path, key: &DataKey) -> Result<Mutex<Connection>, OpenError> {
        let connection = connect(path, key)?;
        settle(&connection)?;
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -4000;")?;
        Ok(Mutex::new(connection))
    }

    fn with(connection: Connection, beside: Mutex<Connection>) -> Result<Self, OpenError> {
        let device = setting(&connection, "device")?.and_then(|text| Uuid::parse_str(&text).ok());
        let training = setting(&connection, "training")?.as_deref() == Some("yes");
        let letter = setting(&connection, "letter")?.unwrap_or_default();
        connection.set_prepared_statement_cache_capacity(128);
        let device = device.ok_or(OpenError::Damaged)?;
        let folds = fold::Folds::all();
        let access = access::Pending::default();
        Ok(Self {
            connection,
            beside,
            folds,
            device,
            letter,
            training,
            role: None,
            access,
            closing: None,
            stop: Arc::default(),
        })
    }
}

/// The schema version that this program writes.
#[must_use]
pub fn known_version() -> i64 {
    let line = SCHEMA.lines().rev().find_map(|line| line.strip_prefix("PRAGMA user_version = "));
    line.and_then(|text| text.trim_end_matches(';').parse().ok()).unwrap_or(i64::MAX)
}

/// Opens a file with a key that is the right one.
pub(super) fn connect(path: &Path, key: &DataKey) -> Result<Connection, OpenError> {
    let connection = keyed(path, key)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

/// Opens a file with a key, and reads nothing; the first pragma keeps SQLCipher from writing over the screen.
pub(super) fn keyed(path: &Path, key: &DataKey) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // The library sets itself up with its first connections: two threads that begin at once have been seen to fail.
    let _alone = OPENING.lock().or(Err(StoreError::Damaged("a reader of the store has died")))?;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON;")?;
    // As large as it gets, so that no copy of the key stays behind where it grew.
    let mut pragma = Zeroizing::new(String::with_capacity(128));
    for part in ["PRAGMA key = \"x'", key.expose_hex().as_str(), "'\";"] {
        pragma.push_str(part);
    }
    connection.execute_batch(&pragma)?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

/// The settings of every connection. `synchronous = FULL`: what was reported as saved survives a power cut.
pub(super) fn settle(connection: &Connection) -> Result<(), OpenError> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
    if mode != "wal" {
        connection.query_row("PRAGMA journal_mode = DELETE", (), |row| row.get::<_, String>(0))?;
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;",
    )?;
    Ok(())
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", (), |row| row.get(0))
}

fn refuse_plain(path: &Path) -> Result<(), OpenError> {
    use std::io::Read as _;
    let mut head = [0; 16];
    match fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(OpenError::Missing),
        Err(error) => return Err(error.into()),
        Ok(mut file) => file.read_exact(&mut head).or(Err(OpenError::Damaged))?,
    }
    if head.starts_with(b"SQLite format 3") { Err(OpenError::Plain) } else { Ok(()) }
}

/// Without a write-ahead log the file must hold every page that its header counts.
fn is_truncated(connection: &Connection, path: &Path) -> Result<bool, OpenError> {
    let pages: u64 = connection.query_row("PRAGMA page_count", (), |row| row.get(0).map(i64::unsigned_abs))?;
    // SQLCipher answers this pragma with text.
    let size: String = connection.query_row("PRAGMA cipher_page_size", (), |row| row.get(0))?;
    let size: u64 = size.parse().or(Err(OpenError::Damaged))?;
    Ok(fs::metadata(path)?.len() < pages.saturating_mul(size))
}
