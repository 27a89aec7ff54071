//! The two key files on disk: `keys.json` and `keys.copy.json`, and how a small file beside them is replaced.
//!
//! Does not look inside them beyond asking whether they are sound.
//!
//! Rule: at every moment, through a power cut too, at least one of the two files is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::keys_file::{Flaw, Keys};
use super::{VaultError, Warning};

const MAIN: &str = "keys.json";
const COPY: &str = "keys.copy.json";
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

/// Why one of the files does not serve.
enum Fault {
    Missing,
    Unsound,
    Newer,
    Io(VaultError),
}

impl Folder {
    /// Waits for its turn, which comes within the time that others take to write two small files.
    pub(super) fn lock(path: &Path, hold: Hold) -> Result<Self, VaultError> {
        let handle = match File::open(path) {
            Ok(handle) => handle,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(VaultError::Missing),
            Err(source) => return Err(VaultError::Io { file: MAIN, source }),
        };
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
        match (self.read_one(MAIN), self.read_one(COPY)) {
            (Err(Fault::Newer), _) | (Err(_), Err(Fault::Newer)) => Err(VaultError::Newer),
            (Ok(main), Ok(copy)) if main == copy => Ok((main, None)),
            (Ok(main), _) => Ok((main, Some(Warning::CopyUnsound))),
            (Err(_), Ok(copy)) => Ok((copy, Some(Warning::OpenedFromCopy))),
            (Err(Fault::Missing), Err(Fault::Missing)) => Err(VaultError::Missing),
            (Err(Fault::Io(error)), Err(_)) | (Err(_), Err(Fault::Io(error))) => Err(error),
            (Err(_), Err(_)) => Err(VaultError::Damaged),
        }
    }

    /// Puts `text` in the place of `keys.json`.
    pub(super) fn write_main(&self, text: &str) -> Result<(), VaultError> {
        self.write_one(MAIN, text)
    }

    /// Puts `text` in the place of `keys.copy.json`.
    pub(super) fn write_copy(&self, text: &str) -> Result<(), VaultError> {
        self.write_one(COPY, text)
    }

    /// Takes back what a failed creation left.
    pub(super) fn remove_both(&self) -> Result<(), VaultError> {
        for file in [UNFINISHED, MAIN, COPY] {
            remove_if_there(&self.path.join(file)).map_err(|source| VaultError::Io { file, source })?;
        }
        Ok(())
    }

    fn read_one(&self, file: &'static str) -> Result<Keys, Fault> {
        let mut bytes = Vec::new();
        File::open(self.path.join(file))
            .and_then(|open| open.take(BYTES_MAX).read_to_end(&mut bytes))
            .map_err(|source| Fault::from_io(file, source))?;
        let text = String::from_utf8(bytes).ok().ok_or(Fault::Unsound)?;
        Keys::from_text(&text).map_err(Fault::from)
    }

    fn write_one(&self, file: &'static str, text: &str) -> Result<(), VaultError> {
        self.replace(file, text).map_err(|source| VaultError::Io { file, source })
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

impl Fault {
    fn from_io(file: &'static str, source: io::Error) -> Self {
        if source.kind() == ErrorKind::NotFound { Self::Missing } else { Self::Io(VaultError::Io { file, source }) }
    }
}

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::Unsound => Self::Unsound,
            Flaw::Newer => Self::Newer,
        }
    }
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
