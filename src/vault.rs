//! From a passphrase to the key of the store: who may open it, and with what.
//!
//! Does not open the database, does not ask anyone for anything, and does not judge who may change what: it hands back
//! the officer's role, and the layers above decide. It cannot tell an old pair of key files, put back whole, from the
//! present one.
//!
//! Rule: a data key leaves this module only after the whole key file was found to be as the last holder of that key
//! left it.

pub mod attempts;
mod disk;
pub mod entropy;
mod hex;
pub mod key;
mod keys_file;
pub mod passphrase;
pub mod recovery;

use crate::domain::code::closed;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use disk::{Folder, Hold};
use entropy::Entropy;
use key::{DataKey, KdfParams};
use keys_file::{Holder, Keys, Slot, Wrapping};
use passphrase::NewPassphrase;
use recovery::RecoveryCode;

/// What can go wrong between a passphrase and the data key. No text here holds a name, a path or a secret.
#[derive(Debug, Error)]
pub enum VaultError {
    /// Neither key file is there.
    #[error("there is no keys.json and no keys.copy.json in this store")]
    Missing,
    /// Neither key file can be used.
    #[error("keys.json and keys.copy.json are both damaged or missing")]
    Damaged,
    /// The key file changed by other means than this program, though its checksum is right.
    #[error("keys.json was altered outside this program")]
    Altered,
    /// A later version of the program wrote the key file.
    #[error("keys.json was written by a newer version of this program")]
    Newer,
    /// The folder holds keys already, and new ones would shut everybody out.
    #[error("this store has its keys already: keys.json or keys.copy.json exists")]
    AlreadyThere,
    /// The disk or the system refused.
    #[error("{file} could not be read or written")]
    Io {
        /// Which file of the store, without its folder.
        file: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The system gave no random numbers.
    #[error("the system gave no random numbers")]
    Entropy(#[source] getrandom::Error),
    /// The key derivation needs more memory than the machine can give.
    #[error("there is not enough memory free to check the passphrase")]
    OutOfMemory,
    /// Key derivation parameters that are too weak or would stall the machine.
    #[error("the key derivation parameters are out of bounds")]
    KdfOutOfBounds,
    /// The slot is sound and the passphrase is not its own.
    #[error("the passphrase is not right")]
    WrongPassphrase,
    /// The recovery code is well formed and belongs to another store or was replaced.
    #[error("the recovery code is not the one of this store")]
    WrongRecoveryCode,
    /// The recovery code cannot be any code: a character is missing or wrong.
    #[error("the recovery code has a typing mistake")]
    RecoveryCodeMistyped,
    /// Too little time has passed since the last wrong passphrase.
    #[error("the passphrase was tried too soon after a wrong one")]
    TooSoon,
    /// A new passphrase below the minimum.
    #[error("the passphrase needs at least {} characters", passphrase::LENGTH_MIN)]
    PassphraseTooShort,
    /// No officer of that name.
    #[error("there is no such officer in this store")]
    UnknownOfficer,
    /// The officer may not open the store any more.
    #[error("this officer's access is disabled")]
    OfficerDisabled,
    /// No officer was named, and there is not exactly one who could be meant.
    #[error("the officer must be named: the store does not have exactly one")]
    OfficerNeeded,
    /// Another officer has that name, perhaps in other letter case.
    #[error("another officer of this store has that name")]
    NameTaken,
    /// A name that is empty, too long, or holds characters that do not print.
    #[error("the officer's name is empty, too long, or has characters that do not print")]
    NameUnfit,
    /// Disabling would leave nobody who could enable anybody.
    #[error("the last administrator cannot be disabled")]
    LastAdministrator,
}

closed! {
    /// What an officer may do; the layers above give it its meaning.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Role {
        /// Records cases.
        Officer = "officer",
        /// Records cases, and answers for decisions that need a second person.
        Supervisor = "supervisor",
        /// Reads figures.
        Analyst = "analyst",
        /// Keeps officers, settings and copies.
        Administrator = "administrator",
    }
}

/// Somebody with a passphrase of their own. Without `Debug`, because it holds a name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The name as it was entered, trimmed; unique in the store whatever the letter case.
    pub name: String,
    /// What the officer may do.
    pub role: Role,
    /// Whether the officer may open the store.
    pub enabled: bool,
}

/// An officer and the passphrase that is to be theirs from now on.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The officer's name; letter case and spaces around it do not matter.
    pub name: &'a str,
    /// The new passphrase.
    pub passphrase: &'a NewPassphrase,
}

/// What making a slot needs from outside: how costly, and whence randomness.
pub struct Means<'a> {
    /// Cost of deriving the key from the passphrase.
    pub kdf: KdfParams,
    /// Where random bytes come from.
    pub entropy: &'a mut dyn Entropy,
}

/// The keys of one store: a slot for each officer and one for the recovery code.
///
/// Whatever changes it is on disk, in both files, when the call returns. An error about `keys.copy.json` alone means
/// that the change stands and the copy does not have it: [`Vault::repair`] mends that.
pub struct Vault {
    folder: PathBuf,
    keys: Keys,
}

/// A vault as it was found.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// What was wrong with one of the two files; [`Vault::repair`] mends it.
    pub warning: Option<Warning>,
}

/// One of the two key files cannot be relied on; the other could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// `keys.json` is damaged or missing; the copy served.
    OpenedFromCopy,
    /// `keys.copy.json` is damaged, missing, or differs; `keys.json` served.
    CopyUnsound,
}

impl Opened {
    /// The key file that served, which is sound.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        disk::file(&self.vault.folder, self.warning)
    }
}

/// An open door: the key, and who opened.
pub struct Unlocked {
    /// The key of the store.
    pub key: DataKey,
    /// The officer whose passphrase it was.
    pub officer: Officer,
    /// Whether it was the recovery code in its place.
    pub is_by_code: bool,
}

/// What making a vault yields.
pub struct Created {
    /// The vault, already on disk.
    pub vault: Vault,
    /// The key of the new store.
    pub key: DataKey,
    /// To be shown once and kept on paper; it stands nowhere else.
    pub recovery: RecoveryCode,
}

impl Vault {
    /// Makes the keys of a new store in `folder`, which must exist; the first officer is an administrator.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`] where either key file exists; else what the name, the machine or the disk refuse. On
    /// an error the folder holds no key files that were not there before.
    pub fn create(
        folder: &Path,
        store: Uuid,
        first: Credentials<'_>,
        mut means: Means<'_>,
    ) -> Result<Created, VaultError> {
        let key = DataKey::generate(means.entropy)?;
        let recovery = RecoveryCode::generate(means.entropy)?;
        let wrapping = Wrapping { store, key: &key };
        let officer = Holder::officer(first.name, Role::Administrator)?;
        let slots = vec![
            wrapping.slot(officer, first.passphrase.bytes(), &mut means)?,
            wrapping.slot(Holder::Recovery, recovery.bytes(), &mut means)?,
        ];
        let keys = Keys::new(store, slots, &key);

        let locked = Folder::lock(folder, Hold::Changing)?;
        if !locked.is_empty()? {
            return Err(VaultError::AlreadyThere);
        }
        let text = keys.to_text();
        if let Err(error) = locked.write(disk::MAIN, &text).and_then(|()| locked.write(disk::COPY, &text)) {
            // Keys whose recovery code nobody saw would only stand in the way of the next attempt.
            locked.remove_both()?;
            return Err(error);
        }
        let vault = Self { folder: folder.to_path_buf(), keys };
        Ok(Created { vault, key, recovery })
    }

    /// Reads the keys of the store in `folder`, from the copy where `keys.json` is damaged or missing.
    ///
    /// # Errors
    /// [`VaultError::Missing`] with neither file there, [`VaultError::Damaged`] with neither sound,
    /// [`VaultError::Newer`], or [`VaultError::Io`].
    pub fn open(folder: &Path) -> Result<Opened, VaultError> {
        let (keys, warning) = Folder::lock(folder, Hold::Reading)?.read()?;
        let vault = Self { folder: folder.to_path_buf(), keys };
        Ok(Opened { vault, warning })
    }

    /// The store to which these keys belong.
    #[must_use]
    pub fn store(&self) -> Uuid {
        self.keys.store()
    }

    /// The officers, in the order in which they were added.
    pub fn officers(&self) -> impl Iterator<Item = &Officer> {
        self.keys.officers()
    }

    /// The officer of that name, in any letter case.
    ///
    /// # Errors
    /// [`VaultError::UnknownOfficer`].
    pub fn officer(&self, name: &str) -> Result<&Officer, VaultError> {
        self.keys.find(name).map(|(officer, _)| officer)
    }

    /// Opens with an officer's passphrase, or with the recovery code in its place; the name may be left out where exactly
    /// one officer is enabled.
    ///
    /// # Errors
    /// [`VaultError::OfficerNeeded`], [`VaultError::UnknownOfficer`], [`VaultError::OfficerDisabled`],
    /// [`VaultError::WrongPassphrase`], [`VaultError::WrongRecoveryCode`], [`VaultError::Altered`] or
    /// [`VaultError::OutOfMemory`].
    pub fn unlock(&self, officer: Option<&str>, passphrase: &str) -> Result<Unlocked, VaultError> {
        let (officer, slot) = self.meant(officer)?;
        if !officer.enabled {
            return Err(VaultError::OfficerDisabled);
        }
        // Whoever forgot the passphrase types the recovery code in its place; nothing else has its form and its checks.
        let code = RecoveryCode::parse(passphrase).ok();
        let key = match &code {
            Some(code) => self.unlock_with_recovery(code)?,
            None => self.open_slot(slot, passphrase::normalised(passphrase).as_bytes())?,
        };
        // The caller keeps the officer for the whole session, while the vault may change under it.
        Ok(Unlocked { key, officer: officer.clone(), is_by_code: code.is_some() })
    }

    /// Opens with the recovery code; then give an officer a new passphrase, and replace the code.
    ///
    /// # Errors
    /// [`VaultError::WrongRecoveryCode`], [`VaultError::Altered`] or [`VaultError::OutOfMemory`].
    pub fn unlock_with_recovery(&self, code: &RecoveryCode) -> Result<DataKey, VaultError> {
        let slot = self.keys.recovery().ok_or(VaultError::Damaged)?;
        self.open_slot(slot, code.bytes())
    }

    /// Lets one more officer open the store.
    ///
    /// # Errors
    /// [`VaultError::NameTaken`], [`VaultError::NameUnfit`], [`VaultError::Altered`], or what the machine or the disk
    /// refuse.
    pub fn add_officer(
        &mut self,
        key: &DataKey,
        new: Credentials<'_>,
        role: Role,
        mut means: Means<'_>,
    ) -> Result<(), VaultError> {
        let holder = Holder::officer(new.name, role)?;
        let slot = self.wrapping(key).slot(holder, new.passphrase.bytes(), &mut means)?;
        self.change(key, |keys| keys.add(slot))
    }

    /// Lets an officer open the store, or no longer.
    ///
    /// # Errors
    /// [`VaultError::UnknownOfficer`], [`VaultError::LastAdministrator`], [`VaultError::Altered`], or [`VaultError::Io`].
    pub fn set_enabled(&mut self, key: &DataKey, name: &str, enabled: bool) -> Result<(), VaultError> {
        self.change(key, |keys| keys.set_enabled(name, enabled))
    }

    /// Gives an officer a new passphrase; whoever calls this has made sure that it may be done.
    ///
    /// # Errors
    /// [`VaultError::UnknownOfficer`], [`VaultError::Altered`], or what the machine or the disk refuse.
    pub fn change_passphrase(
        &mut self,
        key: &DataKey,
        new: Credentials<'_>,
        mut means: Means<'_>,
    ) -> Result<(), VaultError> {
        let (officer, _) = self.keys.find(new.name)?;
        let holder = Holder::officer(&officer.name, officer.role)?;
        let slot = self.wrapping(key).slot(holder, new.passphrase.bytes(), &mut means)?;
        self.change(key, |keys| keys.replace(slot))
    }

    /// Makes a new recovery code, after which the old one opens nothing.
    ///
    /// # Errors
    /// [`VaultError::Altered`], or what the machine or the disk refuse.
    pub fn replace_recovery_code(&mut self, key: &DataKey, mut means: Means<'_>) -> Result<RecoveryCode, VaultError> {
        let code = RecoveryCode::generate(means.entropy)?;
        let slot = self.wrapping(key).slot(Holder::Recovery, code.bytes(), &mut means)?;
        self.change(key, |keys| keys.replace(slot))?;
        Ok(code)
    }

    /// Writes both files anew from the sound one.
    ///
    /// # Errors
    /// [`VaultError::Altered`], or what reading and writing can meet.
    pub fn repair(&mut self, key: &DataKey) -> Result<(), VaultError> {
        self.change(key, |_| Ok(()))
    }

    /// The officer of that name; without one the only one who can be meant.
    fn meant(&self, officer: Option<&str>) -> Result<(&Officer, &Slot), VaultError> {
        officer.map_or_else(|| self.keys.only_enabled(), |name| self.keys.find(name))
    }

    fn wrapping<'a>(&self, key: &'a DataKey) -> Wrapping<'a> {
        Wrapping { store: self.store(), key }
    }

    fn open_slot(&self, slot: &Slot, secret: &[u8]) -> Result<DataKey, VaultError> {
        let key = slot.unwrap_key(self.store(), secret)?;
        self.keys.verify(&key)?;
        Ok(key)
    }

    /// Reads the files again under the lock, so that a change made beside this process is not written over.
    fn change(
        &mut self,
        key: &DataKey,
        edit: impl FnOnce(&mut Keys) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let locked = Folder::lock(&self.folder, Hold::Changing)?;
        let (mut keys, _) = locked.read()?;
        keys.verify(key)?;
        edit(&mut keys)?;
        keys.seal(key);
        let text = keys.to_text();
        locked.write(disk::MAIN, &text)?;
        self.keys = keys;
        locked.write(disk::COPY, &text)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::entropy::Counting;
    use super::*;

    const MAIN: &str = "keys.json";
    const COPY: &str = "keys.copy.json";
    const STORE: Uuid = Uuid::from_u128(7);
    const RUIZ: &str = "la marea sube despacio";
    const PECH: &str = "el ceibo junto al pozo";

    struct Store {
        folder: tempfile::TempDir,
        entropy: Counting,
        key: DataKey,
        recovery: RecoveryCode,
    }

    /// A store with one administrator, "M. Ruiz".
    fn store() -> Store {
        let folder = tempfile::tempdir().unwrap();
        let mut entropy = Counting(0);
        let passphrase = new(RUIZ);
        let first = Credentials { name: " M. Ruiz ", passphrase: &passphrase };
        let created = Vault::create(folder.path(), STORE, first, means(&mut entropy)).ok().unwrap();
        Store { folder, entropy, key: created.key, recovery: created.recovery }
    }

    /// The same with a second officer, "Ana Pech".
    fn store_of_two() -> Store {
        let mut store = store();
        store.add("Ana Pech", PECH).unwrap();
        store
    }

    fn new(passphrase: &str) -> NewPassphrase {
        NewPassphrase::parse(passphrase).ok().unwrap()
    }

    fn means(entropy: &mut Counting) -> Means<'_> {
        Means { kdf: KdfParams::LIGHTEST, entropy }
    }

    fn altered(text: &str, from: &str, to: &str) -> String {
        assert!(text.contains(from), "{text}");
        let (body, _) = text.rsplit_once(",\"checksum\"").unwrap();
        keys_file::with_checksum(&format!("{}}}", body.replacen(from, to, 1)))
    }

    impl Store {
        fn path(&self) -> &Path {
            self.folder.path()
        }

        fn open(&self) -> Opened {
            Vault::open(self.path()).ok().unwrap()
        }

        fn vault(&self) -> Vault {
            self.open().vault
        }

        fn unlock(&self, officer: Option<&str>, passphrase: &str) -> Result<Unlocked, VaultError> {
            self.vault().unlock(officer, passphrase)
        }

        fn add(&mut self, name: &str, passphrase: &str) -> Result<(), VaultError> {
            let mut vault = self.vault();
            let passphrase = new(passphrase);
            let credentials = Credentials { name, passphrase: &passphrase };
            vault.add_officer(&self.key, credentials, Role::Officer, means(&mut self.entropy))
        }

        fn text(&self, file: &str) -> String {
            fs::read_to_string(self.path().join(file)).unwrap()
        }

        fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
            fs::write(self.path().join(file), bytes).unwrap();
        }

        fn alter_both(&self, from: &str, to: &str) {
            let text = altered(&self.text(MAIN), from, to);
            self.write(MAIN, &text);
            self.write(COPY, &text);
        }

        fn is_key(&self, key: &DataKey) -> bool {
            *key.expose_hex() == *self.key.expose_hex()
        }
    }

    /// What stands in `vault`, as text that a failing test can show.
    fn listed(vault: &Vault) -> Vec<String> {
        let line = |officer: &Officer| format!("{}/{}/{}", officer.name, officer.role.code(), officer.enabled);
        vault.officers().map(line).collect()
    }

    macro_rules! assert_fails {
        ($result:expr, $error:pat) => {
            match $result {
                Ok(_) => panic!("it did not fail"),
                Err(error) => assert!(matches!(error, $error), "{error}"),
            }
        };
    }

    #[test]
    fn what_was_created_opens_again_with_the_same_key() {
        let store = store();
        let opened = store.open();
        assert_eq!(opened.warning, None);
        assert_eq!(opened.vault.store(), STORE);
        let unlocked = opened.vault.unlock(Some("m. RUIZ"), RUIZ).ok().unwrap();
        assert!(store.is_key(&unlocked.key));
        assert!(unlocked.officer.name == "M. Ruiz");
        assert_eq!(unlocked.officer.role, Role::Administrator);
        assert!(store.is_key(&store.unlock(None, RUIZ).ok().unwrap().key));
    }

    #[test]
    fn another_passphrase_does_not_open() {
        let store = store_of_two();
        assert_fails!(store.unlock(Some("M. Ruiz"), PECH), VaultError::WrongPassphrase);
        assert_fails!(store.unlock(Some("M. Ruiz"), ""), VaultError::WrongPassphrase);
        assert_fails!(store.unlock(Some("M. Ruiz"), "La marea sube despacio"), VaultError::WrongPassphrase);
    }

    #[test]
    fn an_accent_typed_in_either_way_opens() {
        let mut store = store();
        store.add("José", "un cafe\u{301} de olla con canela").unwrap();
        assert!(store.unlock(Some("Jose\u{301}"), "un caf\u{e9} de olla con canela").is_ok());
    }

    #[test]
    fn the_officer_may_be_left_out_only_where_one_is_enabled() {
        let store = store_of_two();
        assert_fails!(store.unlock(None, RUIZ), VaultError::OfficerNeeded);
        assert_fails!(store.unlock(Some("Nadie"), RUIZ), VaultError::UnknownOfficer);
        store.vault().set_enabled(&store.key, "ana pech", false).unwrap();
        assert!(store.unlock(None, RUIZ).is_ok());
    }

    #[test]
    fn a_disabled_officer_does_not_open_until_enabled_again() {
        let store = store_of_two();
        let mut vault = store.vault();
        vault.set_enabled(&store.key, "Ana Pech", false).unwrap();
        assert_eq!(listed(&vault), ["M. Ruiz/administrator/true", "Ana Pech/officer/false"]);
        assert_fails!(store.unlock(Some("Ana Pech"), PECH), VaultError::OfficerDisabled);
        vault.set_enabled(&store.key, "Ana Pech", true).unwrap();
        assert!(store.is_key(&store.unlock(Some("Ana Pech"), PECH).ok().unwrap().key));
    }

    #[test]
    fn the_last_administrator_stays_enabled() {
        let store = store_of_two();
        assert_fails!(store.vault().set_enabled(&store.key, "M. Ruiz", false), VaultError::LastAdministrator);
        assert_fails!(store.vault().set_enabled(&store.key, "Nadie", false), VaultError::UnknownOfficer);
    }

    #[test]
    fn names_are_unique_whatever_case_and_spaces() {
        let mut store = store();
        for name in ["M. Ruiz", "m. ruiz", "  M. RUIZ  "] {
            assert_fails!(store.add(name, PECH), VaultError::NameTaken);
        }
        store.add("Íñigo", PECH).unwrap();
        assert_fails!(store.add("i\u{301}n\u{303}igo", PECH), VaultError::NameTaken);
    }

    #[test]
    fn a_name_has_something_to_print() {
        let mut store = store();
        for name in ["", "   ", "a\u{1b}[2J", &"x".repeat(101)] {
            assert_fails!(store.add(name, PECH), VaultError::NameUnfit);
        }
    }

    #[test]
    fn a_changed_passphrase_replaces_the_old_one_and_nothing_else() {
        let mut store = store_of_two();
        let mut vault = store.vault();
        vault.set_enabled(&store.key, "Ana Pech", false).unwrap();
        let passphrase = new("otra cosa muy distinta");
        let credentials = Credentials { name: "ana pech", passphrase: &passphrase };
        vault.change_passphrase(&store.key, credentials, means(&mut store.entropy)).unwrap();
        assert_eq!(listed(&store.vault()), ["M. Ruiz/administrator/true", "Ana Pech/officer/false"]);
        vault.set_enabled(&store.key, "Ana Pech", true).unwrap();
        assert_fails!(store.unlock(Some("Ana Pech"), PECH), VaultError::WrongPassphrase);
        assert!(store.unlock(Some("Ana Pech"), "otra cosa muy distinta").is_ok());
        assert!(store.unlock(Some("M. Ruiz"), RUIZ).is_ok());
    }

    #[test]
    fn the_recovery_code_opens_as_it_was_printed() {
        let store = store();
        let printed = store.recovery.expose_grouped().to_lowercase();
        let code = RecoveryCode::parse(&printed).ok().unwrap();
        assert!(store.is_key(&store.vault().unlock_with_recovery(&code).ok().unwrap()));
        let in_its_place = store.unlock(Some("M. Ruiz"), &printed);
        assert!(store.is_key(&in_its_place.ok().unwrap().key));
    }

    #[test]
    fn a_replaced_recovery_code_opens_nothing() {
        let mut store = store();
        let code = store.vault().replace_recovery_code(&store.key, means(&mut store.entropy)).ok().unwrap();
        assert_fails!(store.vault().unlock_with_recovery(&store.recovery), VaultError::WrongRecoveryCode);
        assert!(store.is_key(&store.vault().unlock_with_recovery(&code).ok().unwrap()));
    }

    #[test]
    fn keys_are_never_made_where_either_file_exists() {
        for present in [MAIN, COPY] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(present), "").unwrap();
            let passphrase = new(RUIZ);
            let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
            let result = Vault::create(folder.path(), STORE, first, means(&mut Counting(0)));
            assert_fails!(result, VaultError::AlreadyThere);
            assert_eq!(fs::read(folder.path().join(present)).unwrap(), b"");
        }
    }

    /// Every way in which a file can be bad.
    fn spoil(store: &Store, file: &str, way: &str) {
        let mut bytes = store.text(file).into_bytes();
        match way {
            "missing" => return fs::remove_file(store.path().join(file)).unwrap(),
            "flipped" => {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
            }
            "truncated" => bytes.truncate(bytes.len() / 2),
            "empty" => bytes.clear(),
            "not text" => bytes.fill(0xff),
            _ => unreachable!("the tests name five ways"),
        }
        store.write(file, bytes);
    }

    const WAYS: [&str; 5] = ["missing", "flipped", "truncated", "empty", "not text"];

    #[test]
    fn a_bad_file_is_made_up_for_by_the_other_and_repaired() {
        for (bad, warning) in [(MAIN, Warning::OpenedFromCopy), (COPY, Warning::CopyUnsound)] {
            let store = store_of_two();
            for way in WAYS {
                spoil(&store, bad, way);
                let Opened { mut vault, warning: found } = store.open();
                assert_eq!(found, Some(warning), "{bad} {way}");
                let key = vault.unlock(Some("Ana Pech"), PECH).ok().unwrap().key;
                vault.repair(&key).unwrap();
                assert_eq!(store.open().warning, None, "{bad} {way}");
                assert_eq!(store.text(MAIN), store.text(COPY));
            }
        }
    }

    #[test]
    fn two_bad_files_are_damage() {
        for main in WAYS {
            for copy in WAYS.into_iter().filter(|copy| (main, *copy) != ("missing", "missing")) {
                let store = store();
                spoil(&store, MAIN, main);
                spoil(&store, COPY, copy);
                assert_fails!(Vault::open(store.path()), VaultError::Damaged);
            }
        }
    }

    #[test]
    fn no_files_and_no_folder_are_missing() {
        let store = store();
        spoil(&store, MAIN, "missing");
        spoil(&store, COPY, "missing");
        assert_fails!(Vault::open(store.path()), VaultError::Missing);
        assert_fails!(Vault::open(&store.path().join("nowhere")), VaultError::Missing);
    }

    #[test]
    fn every_single_flipped_bit_is_noticed() {
        let text = store().text(MAIN).trim_end().to_owned().into_bytes();
        for position in 0..text.len() {
            let mut bytes = text.clone();
            bytes[position] ^= 1 << (position % 8);
            let is_sound = String::from_utf8(bytes).is_ok_and(|text| Keys::from_text(&text).is_ok());
            assert!(!is_sound, "byte {position}");
        }
    }

    #[test]
    fn a_copy_left_behind_by_a_power_cut_is_older_and_does_not_count() {
        let mut store = store();
        let older = store.text(COPY);
        store.add("Ana Pech", PECH).unwrap();
        store.write(COPY, older);
        assert_eq!(store.open().warning, Some(Warning::CopyUnsound));
        assert_eq!(listed(&store.vault()).len(), 2);
    }

    #[test]
    fn a_role_edited_in_the_file_is_noticed() {
        let store = store_of_two();
        store.alter_both(r#""role":"officer""#, r#""role":"administrator""#);
        assert_fails!(store.unlock(Some("Ana Pech"), PECH), VaultError::Altered);
        assert_fails!(store.unlock(Some("M. Ruiz"), RUIZ), VaultError::Altered);
        assert_fails!(store.vault().set_enabled(&store.key, "Ana Pech", false), VaultError::Altered);
    }

    #[test]
    fn an_officer_enabled_in_the_file_is_noticed() {
        let store = store_of_two();
        store.vault().set_enabled(&store.key, "Ana Pech", false).unwrap();
        store.alter_both(r#""enabled":false"#, r#""enabled":true"#);
        assert_fails!(store.unlock(Some("Ana Pech"), PECH), VaultError::Altered);
        assert_fails!(store.vault().unlock_with_recovery(&store.recovery), VaultError::Altered);
    }

    #[test]
    fn keys_of_another_store_are_noticed() {
        let store = store();
        store.alter_both(&STORE.to_string(), &Uuid::from_u128(8).to_string());
        assert_fails!(store.unlock(None, RUIZ), VaultError::Altered);
    }

    #[test]
    fn a_cost_out_of_bounds_in_the_file_is_refused_before_it_is_paid() {
        let store = store();
        store.alter_both(r#""m_kib":8192"#, r#""m_kib":2147483648"#);
        assert_fails!(Vault::open(store.path()), VaultError::Damaged);
    }

    #[test]
    fn slots_that_contradict_each_other_are_refused() {
        let store = store_of_two();
        for (from, to) in
            [("Ana Pech", "m. ruiz"), ("Ana Pech", ""), ("Ana Pech", r"\u0007"), ("\"store\"", "\"shop\"")]
        {
            let text = altered(&store.text(MAIN), from, to);
            assert!(matches!(Keys::from_text(&text), Err(VaultError::Damaged)), "{from} {to}");
        }
    }

    #[test]
    fn a_newer_format_is_not_taken_for_damage() {
        let store = store();
        let newer = altered(&store.text(MAIN), r#""format":1"#, r#""format":2"#);
        store.write(MAIN, newer);
        assert_fails!(Vault::open(store.path()), VaultError::Newer);
    }

    #[test]
    fn a_change_made_beside_an_open_vault_is_kept() {
        let mut store = store();
        let mut early = store.vault();
        store.add("Ana Pech", PECH).unwrap();
        early.repair(&store.key).unwrap();
        assert_eq!(listed(&early), ["M. Ruiz/administrator/true", "Ana Pech/officer/true"]);
        assert_eq!(listed(&store.vault()), listed(&early));
    }

    #[test]
    fn a_half_written_file_of_an_earlier_attempt_does_not_stand_in_the_way() {
        let mut store = store();
        store.write("keys.json.new", "{\"form");
        store.add("Ana Pech", PECH).unwrap();
        assert!(!store.path().join("keys.json.new").exists());
    }

    #[test]
    fn a_failed_creation_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        // A folder where the new file would be written makes every write fail.
        fs::create_dir(folder.path().join("keys.json.new")).unwrap();
        let passphrase = new(RUIZ);
        let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
        let result = Vault::create(folder.path(), STORE, first, means(&mut Counting(0)));
        assert_fails!(result, VaultError::Io { .. });
        assert!(!folder.path().join(MAIN).exists() && !folder.path().join(COPY).exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_files() {
        use std::os::unix::fs::PermissionsExt;
        let store = store_of_two();
        for file in [MAIN, COPY] {
            let mode = fs::metadata(store.path().join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
    }

    #[test]
    fn the_files_hold_no_secret_and_errors_no_name() {
        let store = store_of_two();
        let text = store.text(MAIN).to_lowercase();
        let code = store.recovery.expose_grouped().to_lowercase();
        for secret in [RUIZ, PECH, store.key.expose_hex().as_str(), code.as_str(), &code.replace('-', "")] {
            assert!(!text.contains(secret));
        }
        let error = store.unlock(Some("Ana Pech"), RUIZ).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("Pech"));
    }

    /// Does not compile for a type that has the trait: which implementation is meant is then ambiguous.
    macro_rules! assert_lacks {
        ($lacking:ty, $unwanted:path) => {{
            trait Either<A> {
                const IS_LACKING: bool = true;
            }
            struct HasIt;
            impl<T: ?Sized> Either<()> for T {}
            impl<T: ?Sized + $unwanted> Either<HasIt> for T {}
            assert!(<$lacking as Either<_>>::IS_LACKING);
        }};
    }

    #[test]
    fn secrets_can_be_neither_printed_nor_cloned() {
        assert_lacks!(DataKey, std::fmt::Debug);
        assert_lacks!(DataKey, Clone);
        assert_lacks!(RecoveryCode, std::fmt::Debug);
        assert_lacks!(RecoveryCode, Clone);
        assert_lacks!(NewPassphrase, std::fmt::Debug);
        assert_lacks!(NewPassphrase, Clone);
        assert_lacks!(Unlocked, std::fmt::Debug);
        assert_lacks!(Created, std::fmt::Debug);
        assert_lacks!(Vault, std::fmt::Debug);
        assert_lacks!(Officer, std::fmt::Debug);
    }

    #[test]
    fn roles_come_back_from_their_codes() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.code()));
        }
        assert_eq!(Role::from_code("Officer"), None);
    }
}
