//! The folder of a store: which files there are, who holds it, and that nobody else can read it.
//!
//! Must stay true: everything in the folder is for its owner alone (0700, files 0600), and one screen at most holds it.

use crate::vault::attempts;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How often a held store is tried again, and after which pause.
const TRIES: u32 = 10;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(20);

/// A store's folder, which may not exist yet.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// Why a folder cannot be used.
#[derive(thiserror::Error, Debug)]
pub enum FolderError {
    /// Another screen holds the store.
    #[error("the store is open in another window")]
    Held,
    /// The file system said no.
    #[error("the folder of the store cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Held while a screen runs on the store; dropping it closes the file, which lets go.
pub struct Lock {
    _file: File,
}

impl Folder {
    /// Names a folder; nothing is touched.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The encrypted store.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("store.db")
    }

    /// What was typed and not yet saved, encrypted like the store.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.0.join("drafts.db")
    }

    /// The keys, locked by passphrases.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys.json")
    }

    /// The copy of them.
    #[must_use]
    pub fn keys_copy(&self) -> PathBuf {
        self.0.join("keys.copy.json")
    }

    /// Where copies go.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// Where exports go unless told otherwise.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.0.join("exports")
    }

    /// Whether there is a store here, sound or not.
    #[must_use]
    pub fn is_store(&self) -> bool {
        [self.database(), self.keys(), self.keys_copy()].iter().any(|file| file.exists())
    }

    /// Removes what a set-up that failed has made, and the folders that are empty then; only ever called before a store
    /// held anything.
    ///
    /// # Errors
    /// [`io::Error`] where a file cannot be removed.
    pub fn abandon(&self) -> io::Result<()> {
        for file in [self.database(), self.keys(), self.keys_copy(), self.0.join(attempts::FILE)] {
            pass(fs::remove_file(file), io::ErrorKind::NotFound)?;
        }
        self.leave()
    }

    /// Removes a store with all that belongs to it, but for the folders: a training store is made anew.
    ///
    /// # Errors
    /// [`io::Error`] where a file cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        let own = ["store.db", "drafts.db", "keys.", attempts::FILE];
        for (folder, own) in [(&self.0, own.as_slice()), (&self.backups(), &["daily-"])] {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                if own.iter().any(|own| name.starts_with(own)) {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    /// Removes the folders of a set-up that made nothing, where they are empty.
    ///
    /// # Errors
    /// [`io::Error`] where a folder cannot be removed.
    pub fn leave(&self) -> io::Result<()> {
        for folder in [self.backups(), self.exports(), self.0.clone()] {
            pass(pass(fs::remove_dir(folder), io::ErrorKind::NotFound), io::ErrorKind::DirectoryNotEmpty)?;
        }
        Ok(())
    }

    /// Makes the folder and what is in it, for its owner alone.
    ///
    /// # Errors
    /// [`io::Error`] where it cannot.
    pub fn make(&self) -> io::Result<()> {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        for folder in [self.0.clone(), self.backups(), self.exports()] {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }

    /// Holds the store for a screen.
    ///
    /// # Errors
    /// [`FolderError::Held`] where another screen holds it.
    pub fn lock(&self) -> Result<Lock, FolderError> {
        let file = File::options().create(true).append(true).open(self.0.join("store.lock"))?;
        let mut tries = TRIES;
        let held = loop {
            let held = rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive);
            tries -= 1;
            if held != Err(rustix::io::Errno::WOULDBLOCK) || tries == 0 {
                break held;
            }
            // Whoever held it may be about to end, or to start another program.
            std::thread::sleep(PAUSE);
        };
        match held {
            Ok(()) => {
                self.sweep()?;
                Ok(Lock { _file: file })
            }
            Err(rustix::io::Errno::WOULDBLOCK) => Err(FolderError::Held),
            Err(error) => Err(io::Error::from(error).into()),
        }
    }

    /// Removes files that a killed program left behind; their keys were never written. A program that still uses one
    /// has it open and goes on.
    fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with("scratch-") {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

/// Takes one kind of error for success.
fn pass(result: io::Result<()>, kind: io::ErrorKind) -> io::Result<()> {
    if result.as_ref().is_err_and(|error| error.kind() == kind) { Ok(()) } else { result }
}
