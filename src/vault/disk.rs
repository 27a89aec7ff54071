//! The two key files on disk: `keys.json` and `keys.copy.json`, and how a small file beside them is replaced.
//!
//! Does not look inside them beyond asking whether they are sound.
//!
//! Rule: at every moment, through a power cut too, at least one of the two files is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::keys_file::Keys;
use super::{VaultError, Warning};

pub(super) const MAIN: &str = "keys.json";
pub(super) const COPY: &str = "keys.copy.json";
const UNFINISHED: &str = "keys.json.new";
/// Some thousand officers; of a larger file, which is none of ours, the checksum will be missing.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// The key file that served where this was wrong.
pub(super) fn file(folder: &Path, warning: Option<Warning>) -> PathBuf {
    folder.join(if warning == Some(Warning::OpenedFromCopy) { COPY } else { MAIN })
}

/// What the folder is locked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Others may read too.
    Reading,
    /// Nobody else.
    Changing,
}

/// The store's folder, while no other process changes the keys in it.
pub(super) struct Folder {
    path: PathBuf,
    /// Carries the lock, and is what makes a rename last. Only Unix opens a folder as a file.
    handle: File,
}

impl Folder {
    /// Waits for its turn, which comes within the time that others take to write two small files.
    pub(super) fn lock(path: &Path, hold: Hold) -> Result<Self, VaultError> {
        let handle = File::open(path).map_err(|source| io_error(MAIN, source))?;
        let locked = match hold {
            Hold::Reading => handle.lock_shared(),
            Hold::Changing => handle.lock(),
        };
        // Some network folders know no locks; the keys must open there all the same.
        locked.or_else(pass_unsupported).map_err(|source| VaultError::Io { file: MAIN, source })?;
        Ok(Self { path: path.to_path_buf(), handle })
    }

    /// Whether neither file is there.
    pub(super) fn is_empty(&self) -> Result<bool, VaultError> {
        for file in [MAIN, COPY] {
            if self.path.join(file).try_exists().map_err(|source| VaultError::Io { file, source })? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The keys from `keys.json`, else from the copy, and what is wrong with the other.
    pub(super) fn read(&self) -> Result<(Keys, Option<Warning>), VaultError> {
        use VaultError::{Damaged, Missing, Newer};
        match (self.read_one(MAIN), self.read_one(COPY)) {
            (Err(Newer), _) | (Err(_), Err(Newer)) => Err(Newer),
            (Ok(main), Ok(copy)) if main == copy => Ok((main, None)),
            (Ok(main), _) => Ok((main, Some(Warning::CopyUnsound))),
            (Err(_), Ok(copy)) => Ok((copy, Some(Warning::OpenedFromCopy))),
            (Err(Missing), Err(Missing)) => Err(Missing),
            (Err(error @ VaultError::Io { .. }), Err(_)) | (Err(_), Err(error @ VaultError::Io { .. })) => Err(error),
            (Err(_), Err(_)) => Err(Damaged),
        }
    }

    /// Puts `text` in the place of one of the two key files.
    pub(super) fn write(&self, file: &'static str, text: &str) -> Result<(), VaultError> {
        self.replace(file, text).map_err(|source| VaultError::Io { file, source })
    }

    /// Takes back what a failed creation left.
    pub(super) fn remove_both(&self) -> Result<(), VaultError> {
        for file in [UNFINISHED, MAIN, COPY] {
            remove_if_there(&self.path.join(file)).map_err(|source| VaultError::Io { file, source })?;
        }
        Ok(())
    }

    fn read_one(&self, file: &'static str) -> Result<Keys, VaultError> {
        let mut bytes = Vec::new();
        let read = File::open(self.path.join(file)).and_then(|open| open.take(BYTES_MAX).read_to_end(&mut bytes));
        read.map_err(|source| io_error(file, source))?;
        let text = String::from_utf8(bytes).ok().ok_or(VaultError::Damaged)?;
        Keys::from_text(&text)
    }

    /// Puts `text` in the place of one of the small files beside the store.
    pub(super) fn replace(&self, file: &str, text: &str) -> io::Result<()> {
        let unfinished = self.path.join(UNFINISHED);
        // What a power cut left may have another mode or be a link to elsewhere: begin anew.
        remove_if_there(&unfinished)?;
        let mut new = File::options().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        drop(new);
        fs::rename(&unfinished, self.path.join(file))?;
        self.handle.sync_all()
    }
}

fn io_error(file: &'static str, source: io::Error) -> VaultError {
    if source.kind() == ErrorKind::NotFound { VaultError::Missing } else { VaultError::Io { file, source } }
}

fn pass_unsupported(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::Unsupported { Ok(()) } else { Err(error) }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
