//! Copies of a store: made, verified by opening them again, and brought back.
//!
//! A copy is one file: the keys' file in front, then the encrypted database; it opens with the passphrases of the day
//! it was made. Must stay true: a copy appears under its name only after it was read back whole.

use super::folder::files;
use super::{OpenError, Store, StoreError};
use crate::vault::key::DataKey;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What a copy begins with: that of a store, and that of one for training.
const MAGICS: [&[u8; 16]; 2] = [b"cobijo backup 1\n", b"cobijo training\n"];
/// How many daily copies are kept.
const KEPT: usize = 7;
/// What the names of files hold that are not whole yet.
const PARTIAL: &str = ".partial";
/// No keys' file is larger.
const KEYS_BYTES_MAX: u64 = 1 << 20;

/// Why a copy was not made or brought back.
#[derive(thiserror::Error, Debug)]
pub enum BackupError {
    /// A file stands in the way.
    #[error("there is a file already: {}", .0.display())]
    Exists(PathBuf),
    /// Not a copy, or a damaged one.
    #[error("this is not a sound copy of a store")]
    NotACopy,
    /// The copy does not open, or does not hold what the store holds.
    #[error("the copy does not verify: {0}")]
    Open(#[from] OpenError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file system said no.
    #[error("the copy cannot be written or read: {0}")]
    Io(#[from] io::Error),
}

impl Store {
    /// Copies the store and its keys into one new file, reads it back, and only then gives it its name.
    ///
    /// # Errors
    /// [`BackupError`]; no file of that name is left then.
    pub fn back_up(&self, keys: &Path, to: &Path, key: &DataKey) -> Result<(), BackupError> {
        if to.exists() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let folder = folder_of(to);
        let own = format!("{}.", to.file_name().and_then(|name| name.to_str()).ok_or(BackupError::NotACopy)?);
        sweep(folder, &own)?;
        let database = partial(to, "db");
        let whole = partial(to, "copy");
        let begun = write_new(&database, &mut io::empty()).map_err(BackupError::from);
        let made = begun.and_then(|()| self.copy_into(&database, key)).and_then(|()| {
            let [real, training] = MAGICS;
            self.pack(if self.is_training() { training } else { real }, [keys, &database, &whole])?;
            fs::rename(&whole, to)?;
            sync_folder(to)
        });
        sweep(folder, &own)?;
        made
    }

    /// Makes the copy of the day unless there is one, and removes the oldest beyond seven. `today` is `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`BackupError`] where the copy could not be made.
    pub fn back_up_daily(&self, keys: &Path, folder: &Path, today: &str, key: &DataKey) -> Result<bool, BackupError> {
        let to = daily(folder, today);
        if to.exists() {
            return Ok(false);
        }
        sweep(folder, "daily-")?;
        self.back_up(keys, &to, key)?;
        let mut days = days(folder)?;
        days.sort();
        for old in days.iter().rev().skip(KEPT) {
            fs::remove_file(daily(folder, old))?;
        }
        Ok(true)
    }

    fn copy_into(&self, database: &Path, key: &DataKey) -> Result<(), BackupError> {
        let target = database.to_str().ok_or(BackupError::NotACopy)?;
        let before = self.head()?;
        // SQLite takes an empty file; what keeps it from being made is the file system's, and told as such.
        File::options().write(true).create(true).truncate(true).mode(0o600).open(database)?;
        let vacuum = self.connection.execute("VACUUM INTO ?1", [target]);
        vacuum.map_err(|error| StoreError::from(error).sorted())?;
        let mut copy = Self::open_as_it_is(database, key)?;
        copy.stop_by(&self.stop)?;
        copy.keep_few_pages()?;
        let head = copy.head()?;
        // Somebody may save while the copy is made: it holds what was there before, and nothing that this store does not.
        if head.seq < before.seq || !self.holds(&head)? || !copy.is_sound()? {
            return Err(BackupError::NotACopy);
        }
        Ok(())
    }

    fn pack(&self, magic: &[u8; 16], [keys, database, to]: [&Path; 3]) -> Result<(), BackupError> {
        let keys = fs::read(keys)?;
        let length = u64::try_from(keys.len()).or(Err(BackupError::NotACopy))?;
        let head = [magic.as_slice(), &length.to_le_bytes(), &keys].concat();
        write_new(to, &mut head.chain(Stoppable(File::open(database)?, &self.stop)))?;
        Ok(())
    }
}

/// A file that is read until somebody stops it.
struct Stoppable<'a>(File, &'a AtomicBool);

impl io::Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1.load(Ordering::Relaxed) { Err(io::Error::other("stopped")) } else { self.0.read(buffer) }
    }
}

/// Removes what was being made of copies whose names begin so: now, or when the power went.
fn sweep(folder: &Path, beginning: &str) -> io::Result<()> {
    let half = files(folder, &[beginning])?.into_iter().filter(|(name, _)| name.contains(PARTIAL));
    half.into_iter().try_for_each(|(_, file)| fs::remove_file(file))
}

/// The day of the last daily copy in a folder, `YYYY-MM-DD`; nothing where there is none.
#[must_use]
pub fn last_daily(folder: &Path) -> Option<String> {
    days(folder).ok()?.into_iter().max()
}

/// The days that a folder holds daily copies of.
fn days(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter_map(|name| Some(name.strip_prefix("daily-")?.strip_suffix(".cobijo")?.to_owned())).collect())
}

fn daily(folder: &Path, day: &str) -> PathBuf {
    folder.join(format!("daily-{day}.cobijo"))
}

/// Whether a copy is of a store for training; nothing where the file is no copy.
#[must_use]
pub fn is_of_training(copy: &Path) -> Option<bool> {
    let mut magic = [0; 16];
    File::open(copy).ok()?.read_exact(&mut magic).ok()?;
    MAGICS.iter().position(|known| **known == magic).map(|at| at == 1)
}

/// Brings a copy back into a folder that holds no store: the keys and the database, each whole or not at all.
///
/// # Errors
/// [`BackupError`] with the folder as it was.
pub fn restore(copy: &Path, keys: &Path, database: &Path) -> Result<(), BackupError> {
    for target in [keys, database] {
        if target.exists() {
            return Err(BackupError::Exists(target.to_owned()));
        }
    }
    let mut file = File::open(copy)?;
    let mut head = [0; 24];
    file.read_exact(&mut head).or(Err(BackupError::NotACopy))?;
    let (magic, length) = head.split_at(16);
    let length = u64::from_le_bytes(length.try_into().or(Err(BackupError::NotACopy))?);
    if !MAGICS.iter().any(|known| magic == *known) || length > KEYS_BYTES_MAX {
        return Err(BackupError::NotACopy);
    }
    let (keys_partial, database_partial) = (partial(keys, "keys"), partial(database, "db"));
    let written = write_new(&keys_partial, &mut (&mut file).take(length))
        .and_then(|()| write_new(&database_partial, &mut file))
        .and_then(|()| fs::rename(&database_partial, database))
        .and_then(|()| fs::rename(&keys_partial, keys));
    if written.is_err() {
        for left in [keys_partial, database_partial] {
            drop(fs::remove_file(left));
        }
    }
    written?;
    sync_folder(database)
}

fn write_new(to: &Path, from: &mut impl io::Read) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(to)?;
    io::copy(from, &mut file)?;
    file.flush()?;
    file.sync_all()
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn sync_folder(of: &Path) -> Result<(), BackupError> {
    File::open(folder_of(of))?.sync_all()?;
    Ok(())
}

/// The name beside a file under which it is made.
fn partial(of: &Path, part: &str) -> PathBuf {
    let mut name = of.as_os_str().to_owned();
    name.push(format!(".{part}{PARTIAL}"));
    PathBuf::from(name)
}
