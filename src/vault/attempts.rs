//! Wrong passphrases: how many in an officer's name since when, in a small file beside the keys, and the wait that grows.
//!
//! Names nobody: an officer is a place among those of the keys. Whoever can write the folder can write the file, and a copy
//! in other hands can be brought back and tried at will, where the derivation of the key alone slows that down: so nothing
//! is safe because of it, it slows down who tries by hand, and tells the officer. Must stay true: neither a file that cannot
//! be read or written keeps anybody out, nor a clock that was set back, nor a script with an old passphrase.

use super::disk::{Folder, Hold};
use super::recovery::RecoveryCode;
use super::{Unlocked, Vault, VaultError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;

/// The file, in the folder of the store.
pub const FILE: &str = "attempts.json";
/// So many wrong passphrases cost nothing.
const FREE: u32 = 2;
/// The longest wait, in seconds.
const WAIT_MAX_S: u32 = 60;

/// What was tried in vain in an officer's name since the officer was told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Attempts {
    /// How often.
    pub count: u32,
    /// The first time, in milliseconds UTC.
    pub since_ms: i64,
    /// The last time that somebody typed.
    pub last_ms: i64,
    /// How many of them nobody typed, so that nobody waits for them.
    #[serde(default)]
    on_file: u32,
}

/// Where what is tried comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Given {
    /// Somebody typed it.
    Typed,
    /// It stands in a file, for scripts.
    OnFile,
}

/// What is tried.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The passphrase, or the recovery code in its place.
    pub passphrase: &'a str,
    /// Where that comes from.
    pub given: Given,
    /// When, in milliseconds UTC.
    pub now_ms: i64,
}

impl Attempts {
    /// How many seconds the next attempt has to wait still: none after the first ones, then 1, 2, 4 and so on.
    #[must_use]
    pub fn wait_s(self, now_ms: i64) -> u32 {
        let Some(doublings) = self.count.saturating_sub(self.on_file).checked_sub(FREE + 1) else { return 0 };
        let whole_s = 2_u32.checked_pow(doublings).unwrap_or(WAIT_MAX_S).min(WAIT_MAX_S);
        let passed_ms = u64::try_from(now_ms.saturating_sub(self.last_ms)).unwrap_or(u64::MAX);
        let left_ms = u64::from(whole_s).saturating_mul(1000).saturating_sub(passed_ms);
        u32::try_from(left_ms.div_ceil(1000)).unwrap_or(WAIT_MAX_S)
    }

    fn and_one(self, given: Given, now_ms: i64) -> Self {
        let since_ms = if self.count == 0 { now_ms } else { self.since_ms };
        let (last_ms, on_file) = match given {
            Given::Typed => (now_ms, self.on_file),
            Given::OnFile => (self.last_ms, self.on_file.saturating_add(1)),
        };
        Self { count: self.count.saturating_add(1), since_ms, last_ms, on_file }
    }
}

impl Vault {
    /// [`Vault::unlock`], where every wrong passphrase is counted; within the wait that they brought no passphrase that
    /// somebody typed is looked at. One on file neither waits nor makes anybody wait, and the recovery code waits for none.
    ///
    /// # Errors
    /// Those of [`Vault::unlock`] and [`VaultError::TooSoon`], each with what was tried in vain by now.
    pub fn attempt(
        &self,
        officer: Option<&str>,
        Attempt { passphrase, given, now_ms }: Attempt<'_>,
    ) -> Result<(Unlocked, Attempts), (VaultError, Attempts)> {
        let place = self.place(officer).map_err(|error| (error, Attempts::default()))?;
        let tried = self.attempts().remove(&place).unwrap_or_default();
        let waits = given == Given::Typed && RecoveryCode::parse(passphrase).is_err();
        if waits && tried.wait_s(now_ms) > 0 {
            return Err((VaultError::TooSoon, tried));
        }
        match self.unlock(officer, passphrase) {
            Ok(unlocked) => Ok((unlocked, tried)),
            Err(error @ (VaultError::WrongPassphrase | VaultError::WrongRecoveryCode)) => {
                Err((error, self.alter(place, |tried| tried.and_one(given, now_ms))))
            }
            Err(error) => Err((error, tried)),
        }
    }

    /// The officer was told what was tried in vain.
    pub fn forget_attempts(&self, officer: &str) {
        if let Ok(place) = self.place(Some(officer)) {
            self.alter(place, |_| Attempts::default());
        }
    }

    /// Officers are only ever added, so that a place stays theirs.
    fn place(&self, officer: Option<&str>) -> Result<usize, VaultError> {
        let (meant, _) = self.meant(officer)?;
        self.officers().position(|officer| officer == meant).ok_or(VaultError::UnknownOfficer)
    }

    fn attempts(&self) -> BTreeMap<usize, Attempts> {
        let text = fs::read_to_string(self.folder.join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Puts down something else for an officer, while no other program does so; what it is now.
    fn alter(&self, place: usize, change: impl FnOnce(Attempts) -> Attempts) -> Attempts {
        let locked = Folder::lock(&self.folder, Hold::Changing);
        let mut all = self.attempts();
        let before = all.remove(&place).unwrap_or_default();
        let tried = change(before);
        if tried.count > 0 {
            all.insert(place, tried);
        }
        if let (true, Ok(folder), Ok(text)) = (tried != before, locked, serde_json::to_string(&all)) {
            // Where this fails the wait does not grow, which keeps nobody out.
            drop(folder.replace(FILE, &text));
        }
        tried
    }
}

#[cfg(test)]
mod tests {
    use super::super::entropy::Counting;
    use super::super::key::KdfParams;
    use super::super::passphrase::NewPassphrase;
    use super::super::{Credentials, Means, Role};
    use super::*;
    use uuid::Uuid;

    const RIGHT: &str = "la marea sube despacio";
    const WRONG: &str = "la marea sube deprisa";

    #[test]
    fn the_wait_grows_and_passes() {
        let waits = (0..=12).map(|count| Attempts { count, ..Attempts::default() }.wait_s(0));
        assert_eq!(waits.collect::<Vec<_>>(), [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        let six = Attempts { count: 6, last_ms: 10_000, ..Attempts::default() };
        for (now_ms, left_s) in
            [(9_999, 0), (10_000, 8), (10_001, 8), (11_000, 7), (17_999, 1), (18_000, 0), (i64::MIN, 0), (i64::MAX, 0)]
        {
            assert_eq!(six.wait_s(now_ms), left_s, "{now_ms}");
        }
        assert_eq!(Attempts { count: u32::MAX, ..six }.wait_s(10_000), 60);
        assert_eq!(Attempts { count: 400, on_file: 398, ..six }.wait_s(10_000), 0);
    }

    /// A store of M. Ruiz and Ana Pech, who have the same passphrase.
    fn store() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let passphrase = NewPassphrase::parse(RIGHT).ok().unwrap();
        let (mut entropy, mut more) = (Counting(0), Counting(9));
        let [ruiz, pech] = ["M. Ruiz", "Ana Pech"].map(|name| Credentials { name, passphrase: &passphrase });
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut entropy };
        let mut created = Vault::create(folder.path(), Uuid::from_u128(7), ruiz, means).ok().unwrap();
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut more };
        created.vault.add_officer(&created.key, pech, Role::Officer, means).ok().unwrap();
        (folder, created.vault)
    }

    /// What an attempt came to: the count, and whether it was looked at.
    fn tried(vault: &Vault, officer: &str, passphrase: &str, now_ms: i64) -> (&'static str, u32) {
        tried_by(vault, officer, Attempt { passphrase, given: Given::Typed, now_ms })
    }

    fn tried_by(vault: &Vault, officer: &str, attempt: Attempt<'_>) -> (&'static str, u32) {
        match vault.attempt(Some(officer), attempt) {
            Ok((_, tried)) => ("open", tried.count),
            Err((VaultError::WrongPassphrase | VaultError::WrongRecoveryCode, tried)) => ("wrong", tried.count),
            Err((VaultError::TooSoon, tried)) => ("too soon", tried.count),
            Err((error, _)) => panic!("{error}"),
        }
    }

    #[test]
    fn each_officer_has_a_count_that_outlives_the_program_until_the_officer_is_told() {
        let (folder, vault) = store();
        for count in 1..=3 {
            assert_eq!(tried(&vault, "M. Ruiz", WRONG, 5), ("wrong", count));
        }
        let vault = Vault::open(folder.path()).ok().unwrap().vault;
        // The right one waits too, in whatever letters the name is written; a refusal makes the wait no longer.
        assert_eq!(tried(&vault, "m. ruiz", RIGHT, 900), ("too soon", 3));
        assert_eq!(tried(&vault, "Ana Pech", RIGHT, 900), ("open", 0));
        assert_eq!(tried(&vault, "M. Ruiz", "AAAA-AAAA", 1005), ("wrong", 4));
        assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 3004), ("too soon", 4));
        for _ in 0..2 {
            assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 3005), ("open", 4));
        }
        let right = Attempt { passphrase: RIGHT, given: Given::Typed, now_ms: 3005 };
        let (_, told) = vault.attempt(Some("M. Ruiz"), right).ok().unwrap();
        assert_eq!(told, Attempts { count: 4, since_ms: 5, last_ms: 1005, on_file: 0 });
        assert!(!fs::read_to_string(folder.path().join(FILE)).unwrap().contains("Ruiz"));
        vault.forget_attempts("M. Ruiz");
        assert_eq!(tried(&vault, "M. Ruiz", WRONG, 3005), ("wrong", 1));
    }

    #[test]
    fn a_script_with_an_old_passphrase_makes_nobody_wait_and_the_recovery_code_waits_for_none() {
        let (_folder, mut vault) = store();
        let key = vault.unlock(Some("M. Ruiz"), RIGHT).ok().unwrap().key;
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut Counting(5) };
        let code = vault.replace_recovery_code(&key, means).ok().unwrap().expose_grouped();
        let on_file = |passphrase, now_ms| Attempt { passphrase, given: Given::OnFile, now_ms };
        for count in 1..=9 {
            assert_eq!(tried_by(&vault, "M. Ruiz", on_file(WRONG, 5)), ("wrong", count));
        }
        assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 5), ("open", 9));
        for count in 10..=12 {
            assert_eq!(tried(&vault, "M. Ruiz", WRONG, 5), ("wrong", count));
        }
        assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 900), ("too soon", 12));
        assert_eq!(tried(&vault, "M. Ruiz", &code, 900), ("open", 12));
        assert_eq!(tried_by(&vault, "M. Ruiz", on_file(RIGHT, 900)), ("open", 12));
        // Nor does it keep up the wait of whoever typed.
        assert_eq!(tried_by(&vault, "M. Ruiz", on_file(WRONG, 1000)), ("wrong", 13));
        assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 1005), ("open", 13));
    }

    #[test]
    fn a_file_that_cannot_be_read_or_written_keeps_nobody_out() {
        let (folder, vault) = store();
        let file = folder.path().join(FILE);
        for damaged in ["", "{", "[1]", r#"{"0":{"count":-1}}"#] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 5), ("open", 0), "{damaged}");
        }
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        for _ in 0..4 {
            assert_eq!(tried(&vault, "M. Ruiz", WRONG, 5), ("wrong", 1));
        }
        assert_eq!(tried(&vault, "M. Ruiz", RIGHT, 5), ("open", 0));
    }
}
