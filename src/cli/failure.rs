//! What a command could not do: an exit code and a sentence.
//!
//! Must stay true: a sentence says what, where and what to do, and never holds a name, a passphrase or a value.

use super::session::PASSPHRASE_FILE;
use crate::i18n::{Arg, Texts};
use crate::runtime::RunError;
use crate::store::{BackupError, FolderError, OpenError, StoreError, UndoError};
use crate::vault::VaultError;
use std::path::Path;

/// Failure.
pub const FAILED: u8 = 1;
/// Wrong usage: also a period, date, state or office that is none.
pub const USAGE: u8 = 2;
/// No such folio, file or store.
pub const NOT_FOUND: u8 = 3;
/// Data rejected, nothing changed.
pub const REJECTED: u8 = 4;
/// Another program holds the store.
pub const BUSY: u8 = 5;
/// Not unlocked, or not allowed.
pub const LOCKED: u8 = 6;
/// The store is not what was written.
pub const DAMAGED: u8 = 7;
/// A training store where a real one is needed, or the reverse.
pub const TRAINING: u8 = 8;
/// Some rows were left out.
pub const PARTLY: u8 = 9;

/// Stopped by whoever waited.
pub const INTERRUPTED: u8 = 130;

/// What a command could not do.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Failure {
    /// A failure with a sentence of the locales.
    #[must_use]
    pub const fn new(code: u8, key: &'static str) -> Self {
        Self { code, key, args: Vec::new() }
    }

    /// Why an attempt to open a store came to nothing; the next one has to wait for so many seconds.
    #[must_use]
    pub fn of_attempt(error: VaultError, wait_s: u32) -> Self {
        let failure = match error {
            VaultError::WrongPassphrase | VaultError::WrongRecoveryCode if wait_s > 0 => {
                Self::new(LOCKED, "error-passphrase-wait")
            }
            other => other.into(),
        };
        failure.with("seconds", wait_s.to_string())
    }

    /// The same failure, with a placeholder of its sentence filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Whether a newer version of the program wrote what could not be read.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        ["error-newer", "error-keys-newer"].contains(&self.key)
    }

    /// The same failure, which was at this place unless it knows better: what a system says of a file names none.
    #[must_use]
    pub fn at(self, place: &Path) -> Self {
        let is_known = self.args.iter().any(|(name, _)| *name == "place");
        if is_known { self } else { self.with("place", place.display().to_string()) }
    }

    /// The sentence.
    #[must_use]
    pub fn sentence(&self, texts: &Texts) -> String {
        let args: Vec<(&str, Arg<'_>)> = self.args.iter().map(|(n, v)| (*n, super::clean(v).into())).collect();
        texts.with(self.key, &args)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let (code, key) = match error.kind() {
            K::NotFound => (NOT_FOUND, "error-io-missing"),
            K::NotADirectory | K::AlreadyExists => (FAILED, "error-io-no-folder"),
            K::ResourceBusy => (FAILED, "error-io-taken"),
            K::PermissionDenied | K::ReadOnlyFilesystem => (FAILED, "error-io-denied"),
            K::StorageFull | K::QuotaExceeded => (FAILED, "error-io-full"),
            K::Interrupted => (INTERRUPTED, "error-interrupted"),
            _ => (FAILED, "error-io"),
        };
        Self::new(code, key).with("what", error.kind().to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error.sorted() {
            StoreError::Busy => Self::new(BUSY, "error-busy"),
            StoreError::Damaged(_) | StoreError::Payload(_) => Self::new(DAMAGED, "error-damaged"),
            StoreError::Stopped => Self::new(INTERRUPTED, "error-interrupted"),
            StoreError::NotAllowed => Self::new(LOCKED, "error-not-allowed"),
            StoreError::Consulate => Self::new(LOCKED, "failed-consulate"),
            StoreError::VoidedCase => Self::new(REJECTED, "error-voided-case"),
            StoreError::Io(kind) => std::io::Error::from(kind).into(),
            StoreError::Refused(what) => Self::new(FAILED, "error-refused").with("what", what),
            error @ StoreError::Sqlite(_) => Self::new(FAILED, "error-store").with("what", error.to_string()),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Missing => Self::new(DAMAGED, "error-incomplete"),
            OpenError::Plain => Self::new(DAMAGED, "error-plain"),
            OpenError::Damaged => Self::new(DAMAGED, "error-damaged"),
            OpenError::Newer { found, known } => {
                Self::new(DAMAGED, "error-newer").with("found", found.to_string()).with("known", known.to_string())
            }
            OpenError::NotCopied => Self::new(FAILED, "error-not-copied"),
            OpenError::Key(error) => error.into(),
            OpenError::Store(error) => error.into(),
            OpenError::Io(error) => error.into(),
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        use VaultError as V;
        let (code, key) = match error {
            V::WrongPassphrase => (LOCKED, "error-passphrase"),
            V::WrongRecoveryCode | V::RecoveryCodeMistyped => (LOCKED, "error-recovery"),
            V::TooSoon => (LOCKED, "error-too-soon"),
            V::UnknownOfficer => (LOCKED, "error-officer-unknown"),
            V::OfficerDisabled => (LOCKED, "error-officer-disabled"),
            V::OfficerNeeded => (LOCKED, "error-officer-needed"),
            V::PassphraseTooShort => (LOCKED, "error-passphrase-short"),
            V::Damaged | V::Altered | V::Missing | V::KdfOutOfBounds => (DAMAGED, "error-keys"),
            V::Newer => (DAMAGED, "error-keys-newer"),
            V::AlreadyThere => (FAILED, "error-store-exists"),
            V::NameTaken => (FAILED, "error-name-taken"),
            V::NameUnfit => (FAILED, "error-name-unfit"),
            V::LastAdministrator => (FAILED, "error-last-administrator"),
            V::OutOfMemory => (FAILED, "error-memory"),
            V::Entropy(_) => (FAILED, "error-entropy"),
            V::Io { source, .. } => return source.into(),
        };
        Self::new(code, key)
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Held => Self::new(BUSY, "error-held"),
            FolderError::Io(error) => error.into(),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Folder(error) => error.into(),
            RunError::Vault(error) => error.into(),
            RunError::Locked => Self::new(LOCKED, "error-no-passphrase").with("option", PASSPHRASE_FILE),
            RunError::Terminal(error) => Self::from(error).at(Path::new("terminal")),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Exists(path) => {
                Self::new(FAILED, "error-file-exists").with("file", path.display().to_string())
            }
            BackupError::NotACopy => Self::new(DAMAGED, "error-copy"),
            BackupError::Open(error) => error.into(),
            BackupError::Store(error) => error.into(),
            BackupError::Io(error) => error.into(),
        }
    }
}

impl From<UndoError> for Failure {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::Already => Self::new(0, "cli-undo-already"),
            UndoError::Nothing => Self::new(NOT_FOUND, "error-nothing-to-undo"),
            UndoError::Refused(_) => Self::new(REJECTED, "error-written-since"),
            UndoError::Store(error) => error.into(),
        }
    }
}
