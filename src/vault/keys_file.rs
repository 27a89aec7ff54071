//! What stands in `keys.json`: the slots, the seal over them, the checksum at the end.
//!
//! Does not touch the disk. The checksum tells accidents, the seal tells intent: whoever edits the file can mend the
//! checksum, but only a holder of the data key can make the seal.
//!
//! Rule: everything in a slot but `enabled` is bound to its wrapped key, and everything in all slots is under the seal.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::hex::Hex;
use super::key::{CHECK_BYTES, DataKey, KdfParams, NONCE_BYTES, SALT_BYTES, Stretched, WRAPPED_BYTES};
use super::{Means, Officer, Role, VaultError};

const FORMAT: u32 = 1;
const NAME_LENGTH_MAX: usize = 100;
const CHECKSUM_OPENS: &str = ",\"checksum\":\"";
const CHECKSUM_CLOSES: &str = "\"}";

/// The contents of a key file.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    format: u32,
    store: Uuid,
    slots: Vec<Slot>,
    seal: Hex<32>,
}

/// One way to the data key.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    holder: Holder,
    kdf: KdfParams,
    salt: Hex<SALT_BYTES>,
    check: Hex<CHECK_BYTES>,
    nonce: Hex<NONCE_BYTES>,
    wrapped: Hex<WRAPPED_BYTES>,
}

/// Who opens by a slot.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Holder {
    /// An officer with a passphrase.
    #[serde(rename = "passphrase")]
    Officer(Officer),
    /// Whoever has the recovery code.
    Recovery,
}

/// What every slot of a store has in common.
pub(super) struct Wrapping<'a> {
    pub(super) store: Uuid,
    pub(super) key: &'a DataKey,
}

/// The part of a slot that its wrapped key is bound to. `enabled` is not in it, because an officer is disabled by
/// somebody who does not know the passphrase; the seal guards it.
#[derive(Serialize)]
struct Context<'a> {
    format: u32,
    store: Uuid,
    officer: Option<(&'a str, Role)>,
    kdf: KdfParams,
    salt: Hex<SALT_BYTES>,
    check: Hex<CHECK_BYTES>,
    nonce: Hex<NONCE_BYTES>,
}

impl Holder {
    /// An enabled officer, if the name can be one.
    pub(super) fn officer(name: &str, role: Role) -> Result<Self, VaultError> {
        let name: String = name.trim().nfc().collect();
        if !is_fit(&name) {
            return Err(VaultError::NameUnfit);
        }
        Ok(Self::Officer(Officer { name, role, enabled: true }))
    }

    fn wrong_secret(&self) -> VaultError {
        match self {
            Self::Officer(_) => VaultError::WrongPassphrase,
            Self::Recovery => VaultError::WrongRecoveryCode,
        }
    }
}

impl Wrapping<'_> {
    /// Makes a slot that `secret` opens.
    pub(super) fn slot(&self, holder: Holder, secret: &[u8], means: &mut Means<'_>) -> Result<Slot, VaultError> {
        let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
        means.entropy.fill(&mut salt)?;
        means.entropy.fill(&mut nonce)?;
        let stretched = Stretched::new(secret, means.kdf, &salt)?;
        let mut slot = Slot {
            holder,
            kdf: means.kdf,
            salt: Hex(salt),
            check: Hex(stretched.check()),
            nonce: Hex(nonce),
            wrapped: Hex([0; WRAPPED_BYTES]),
        };
        slot.wrapped = Hex(stretched.wrap(self.key, &nonce, &slot.context(self.store)));
        Ok(slot)
    }
}

impl Slot {
    /// The data key, if `secret` is the slot's own and the slot is as it was made.
    pub(super) fn unwrap_key(&self, store: Uuid, secret: &[u8]) -> Result<DataKey, VaultError> {
        let stretched = Stretched::new(secret, self.kdf, &self.salt.0)?;
        if stretched.check() != self.check.0 {
            return Err(self.holder.wrong_secret());
        }
        stretched.unwrap_key(&self.wrapped.0, &self.nonce.0, &self.context(store)).ok_or(VaultError::Altered)
    }

    fn context(&self, store: Uuid) -> Vec<u8> {
        json(&Context {
            format: FORMAT,
            store,
            officer: self.officer().map(|officer| (officer.name.as_str(), officer.role)),
            kdf: self.kdf,
            salt: self.salt,
            check: self.check,
            nonce: self.nonce,
        })
    }

    fn officer(&self) -> Option<&Officer> {
        if let Holder::Officer(officer) = &self.holder { Some(officer) } else { None }
    }

    fn officer_mut(&mut self) -> Option<&mut Officer> {
        if let Holder::Officer(officer) = &mut self.holder { Some(officer) } else { None }
    }

    /// What tells slots apart: the folded name, or nothing for the recovery slot.
    fn identity(&self) -> Option<String> {
        self.officer().map(|officer| folded(&officer.name))
    }
}

impl Keys {
    /// A sealed key file.
    pub(super) fn new(store: Uuid, slots: Vec<Slot>, key: &DataKey) -> Self {
        let mut keys = Self { format: FORMAT, store, slots, seal: Hex([0; 32]) };
        keys.seal(key);
        keys
    }

    /// Reads a key file, if it is sound and of this format.
    pub(super) fn from_text(text: &str) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct AnyFormat {
            format: u32,
        }
        // The checksum comes before the format: a damaged number must not pass for a newer program.
        let body = without_checksum(text).ok_or(VaultError::Damaged)?;
        let any: AnyFormat = serde_json::from_str(&body).ok().ok_or(VaultError::Damaged)?;
        if any.format > FORMAT {
            return Err(VaultError::Newer);
        }
        let keys: Self = serde_json::from_str(&body).ok().ok_or(VaultError::Damaged)?;
        if keys.is_well_formed() { Ok(keys) } else { Err(VaultError::Damaged) }
    }

    /// The file's text: one line, the checksum last.
    pub(super) fn to_text(&self) -> String {
        let body = String::from_utf8(json(self)).expect("JSON is UTF-8");
        with_checksum(&body)
    }

    pub(super) fn store(&self) -> Uuid {
        self.store
    }

    pub(super) fn officers(&self) -> impl Iterator<Item = &Officer> {
        self.slots.iter().filter_map(Slot::officer)
    }

    pub(super) fn recovery(&self) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.officer().is_none())
    }

    /// The officer of that name, in any letter case.
    pub(super) fn find(&self, name: &str) -> Result<(&Officer, &Slot), VaultError> {
        let wanted = folded(name);
        self.officer_slots().find(|(officer, _)| folded(&officer.name) == wanted).ok_or(VaultError::UnknownOfficer)
    }

    /// The one officer who can be meant when none is named.
    pub(super) fn only_enabled(&self) -> Result<(&Officer, &Slot), VaultError> {
        let mut enabled = self.officer_slots().filter(|(officer, _)| officer.enabled);
        match (enabled.next(), enabled.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(VaultError::OfficerNeeded),
        }
    }

    /// Adds a slot whose name is not taken.
    pub(super) fn add(&mut self, slot: Slot) -> Result<(), VaultError> {
        if self.slots.iter().any(|present| present.identity() == slot.identity()) {
            return Err(VaultError::NameTaken);
        }
        self.slots.push(slot);
        Ok(())
    }

    /// Puts a slot in the place of the one of the same holder, who stays enabled or disabled.
    pub(super) fn replace(&mut self, mut slot: Slot) -> Result<(), VaultError> {
        let identity = slot.identity();
        let place = self.slots.iter_mut().find(|present| present.identity() == identity);
        let place = place.ok_or(VaultError::UnknownOfficer)?;
        if let (Some(new), Some(old)) = (slot.officer_mut(), place.officer()) {
            new.enabled = old.enabled;
        }
        *place = slot;
        Ok(())
    }

    /// Enables or disables an officer; an enabled administrator always remains.
    pub(super) fn set_enabled(&mut self, name: &str, enabled: bool) -> Result<(), VaultError> {
        let (officer, _) = self.find(name)?;
        let is_keeper = |officer: &Officer| officer.enabled && officer.role == Role::Administrator;
        if !enabled && is_keeper(officer) && self.officers().filter(|other| is_keeper(other)).count() == 1 {
            return Err(VaultError::LastAdministrator);
        }
        let wanted = folded(name);
        for officer in self.slots.iter_mut().filter_map(Slot::officer_mut) {
            if folded(&officer.name) == wanted {
                officer.enabled = enabled;
            }
        }
        Ok(())
    }

    /// Puts the seal of `key` over all slots.
    pub(super) fn seal(&mut self, key: &DataKey) {
        self.seal = Hex(*key.seal_over(&self.sealed_part()).as_bytes());
    }

    /// Makes sure that the last change was made by a holder of `key`.
    pub(super) fn verify(&self, key: &DataKey) -> Result<(), VaultError> {
        if key.seal_over(&self.sealed_part()) == blake3::Hash::from_bytes(self.seal.0) {
            Ok(())
        } else {
            Err(VaultError::Altered)
        }
    }

    fn sealed_part(&self) -> Vec<u8> {
        json(&(self.format, self.store, &self.slots))
    }

    fn officer_slots(&self) -> impl Iterator<Item = (&Officer, &Slot)> {
        self.slots.iter().filter_map(|slot| slot.officer().map(|officer| (officer, slot)))
    }

    fn is_well_formed(&self) -> bool {
        let mut identities: Vec<_> = self.slots.iter().map(Slot::identity).collect();
        identities.sort_unstable();
        let is_unique = identities.windows(2).all(|pair| pair.first() != pair.last());
        is_unique
            && self.format == FORMAT
            && self.recovery().is_some()
            && self.officers().count() > 0
            && self.officers().all(|officer| is_fit(&officer.name))
    }
}

/// Ends a JSON object with the checksum over all that stands before it.
pub(super) fn with_checksum(body: &str) -> String {
    let open = body.strip_suffix('}').unwrap_or(body);
    let checksum = blake3::hash(open.as_bytes()).to_hex();
    format!("{open}{CHECKSUM_OPENS}{checksum}{CHECKSUM_CLOSES}\n")
}

/// The JSON object without its checksum, if that is right.
fn without_checksum(text: &str) -> Option<String> {
    let (open, rest) = text.trim_end().rsplit_once(CHECKSUM_OPENS)?;
    let checksum = rest.strip_suffix(CHECKSUM_CLOSES)?;
    let is_right = blake3::hash(open.as_bytes()).to_hex().as_str() == checksum;
    is_right.then(|| format!("{open}}}"))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts, numbers and lists of them always become JSON")
}

fn is_fit(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && name.chars().count() <= NAME_LENGTH_MAX
        && !name.chars().any(char::is_control)
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    name.trim().nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::super::entropy::Counting;
    use super::*;

    const STORE: Uuid = Uuid::from_u128(7);
    const SECRET: &[u8] = b"la marea sube despacio";

    fn sealed(key: &DataKey) -> Keys {
        let mut means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut Counting(1) };
        let wrapping = Wrapping { store: STORE, key };
        let officer = Holder::officer("Ana Pech", Role::Officer).ok().unwrap();
        let slots = vec![
            wrapping.slot(officer, SECRET, &mut means).ok().unwrap(),
            wrapping.slot(Holder::Recovery, b"code", &mut means).ok().unwrap(),
        ];
        Keys::new(STORE, slots, key)
    }

    /// Edits Ana's slot as somebody would who has the data key and so can seal anew.
    fn check_resealed(edit: impl FnOnce(&mut Slot), opens: bool) {
        let key = DataKey::generate(&mut Counting(9)).ok().unwrap();
        let mut keys = sealed(&key);
        edit(&mut keys.slots[0]);
        keys.seal(&key);
        assert!(keys.verify(&key).is_ok());
        let (_, slot) = keys.find("Ana Pech").ok().unwrap();
        match slot.unwrap_key(STORE, SECRET) {
            Ok(_) => assert!(opens),
            Err(error) => assert!(!opens && matches!(error, VaultError::Altered), "{error}"),
        }
    }

    #[test]
    fn a_slot_is_bound_to_its_key_even_under_a_right_seal() {
        check_resealed(|_| (), true);
        check_resealed(|slot| slot.officer_mut().unwrap().enabled = false, true);
        check_resealed(|slot| slot.officer_mut().unwrap().role = Role::Administrator, false);
        check_resealed(|slot| slot.officer_mut().unwrap().name = "ANA PECH".to_owned(), false);
        check_resealed(|slot| slot.nonce.0[0] ^= 1, false);
        check_resealed(|slot| slot.wrapped.0[0] ^= 1, false);
    }

    #[test]
    fn a_file_comes_back_as_it_was_written() {
        let keys = sealed(&DataKey::generate(&mut Counting(9)).ok().unwrap());
        let text = keys.to_text();
        assert!(Keys::from_text(&text).is_ok_and(|back| back == keys));
        assert!(text.ends_with("\"}\n") && text.starts_with("{\"format\":1,\"store\":\"00000000-"));
    }
}
