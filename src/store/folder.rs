//! The folder of a store: which files there are, who holds it, and that nobody else can read it.
//!
//! Must stay true: everything in the folder is for its owner alone (0700, files 0600), and one screen at most holds it.

use crate::vault::attempts;
use rustix::fs::{FlockOperation, flock};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How often a held store is tried again, and after which pause.
const TRIES: u32 = 10;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(20);

/// What the files of a store begin with, but for the unsaved forms.
const OWN: [&str; 3] = ["store.db", "keys.", attempts::FILE];

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

    /// A private place for what somebody exports and keeps beside the store; the program itself puts nothing there.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.0.join("exports")
    }

    /// Whether there is a store here, sound or not.
    #[must_use]
    pub fn is_store(&self) -> bool {
        [self.database(), self.keys(), self.keys_copy()].iter().any(|file| file.exists())
    }

    /// Whether no part of a store is missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.database().exists() && (self.keys().exists() || self.keys_copy().exists())
    }

    /// Puts the store of another folder here, and what was here of one into a folder of its own, with the unsaved forms
    /// where they do not belong to the new one; which folder that is, where anything was here.
    ///
    /// # Errors
    /// [`io::Error`] where a file cannot be moved; none is ever removed.
    pub fn replace_with(&self, other: &Self, day: &str, has_drafts: bool) -> io::Result<Option<PathBuf>> {
        let own: &[&str] = if has_drafts { &OWN } else { &[OWN.as_slice(), &["drafts.db"]].concat() };
        let left = files(&self.0, own)?;
        let mut names =
            (1..).map(|n: u32| if n == 1 { format!("damaged-{day}") } else { format!("damaged-{day}-{n}") });
        let aside = names.find_map(|name| Some(self.0.join(name)).filter(|path| !path.exists()));
        let aside = aside.filter(|_| !left.is_empty());
        if let Some(aside) = &aside {
            make_private(aside)?;
            for (name, file) in left {
                fs::rename(file, aside.join(name))?;
            }
        }
        fs::rename(other.database(), self.database())?;
        fs::rename(other.keys_copy(), self.keys_copy())?;
        fs::rename(other.keys(), self.keys())?;
        File::open(&self.0)?.sync_all()?;
        Ok(aside)
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
        let own = files(&self.0, &[OWN.as_slice(), &["drafts.db"]].concat())?;
        for (_, file) in own.into_iter().chain(files(&self.backups(), &["daily-"])?) {
            fs::remove_file(file)?;
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
        [self.0.clone(), self.backups(), self.exports()].iter().try_for_each(|folder| make_private(folder))
    }

    /// Holds the store for a screen.
    ///
    /// # Errors
    /// [`FolderError::Held`] where another screen holds it.
    pub fn lock(&self) -> Result<Lock, FolderError> {
        let file = File::options().create(true).append(true).open(self.0.join("store.lock"))?;
        let mut tries = TRIES;
        let held = loop {
            let held = flock(&file, FlockOperation::NonBlockingLockExclusive);
            tries -= 1;
            if held != Err(rustix::io::Errno::WOULDBLOCK) || tries == 0 {
                break held;
            }
            // Whoever held it may be about to end, or to start another program.
            std::thread::sleep(PAUSE);
        };
        match held {
            Ok(()) => {
                sweep(&self.0)?;
                Ok(Lock { _file: file })
            }
            Err(rustix::io::Errno::WOULDBLOCK) => Err(FolderError::Held),
            Err(error) => Err(io::Error::from(error).into()),
        }
    }
}

/// Removes files that a killed program left behind, unless another one may be using any; their keys were never written.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    let held = File::open(folder)?;
    if flock(&held, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Ok(());
    }
    files(folder, &["scratch-"])?.into_iter().try_for_each(|(_, file)| fs::remove_file(file))
}

/// Opens a folder so that nobody sweeps it until that is dropped; the system lets go of a program that is killed.
pub(super) fn keep_from_sweeping(folder: &Path) -> io::Result<File> {
    let folder = File::open(folder)?;
    // Not every disk has locks: there nobody sweeps.
    flock(&folder, FlockOperation::LockShared).ok();
    Ok(folder)
}

/// The files of a folder whose names begin so.
pub(super) fn files(folder: &Path, beginnings: &[&str]) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().unwrap_or_default();
        if beginnings.iter().any(|beginning| name.starts_with(beginning)) {
            found.push((name, entry.path()));
        }
    }
    Ok(found)
}

fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Takes one kind of error for success.
fn pass(result: io::Result<()>, kind: io::ErrorKind) -> io::Result<()> {
    if result.as_ref().is_err_and(|error| error.kind() == kind) { Ok(()) } else { result }
}
