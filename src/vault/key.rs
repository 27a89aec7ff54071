//! The data key, and the slow way from a secret that a person knows to a key that can wrap it.
//!
//! Does not know officers, slots or files.
//!
//! Rule: memory that held a key, or from which one can be computed, is wiped before it is given back.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::VaultError;
use super::entropy::Entropy;
use super::hex;

/// Length of every key here, in bytes.
pub(super) const KEY_BYTES: usize = 32;
pub(super) const SALT_BYTES: usize = 16;
pub(super) const CHECK_BYTES: usize = 16;
pub(super) const NONCE_BYTES: usize = 24;
/// A key and its authentication tag.
pub(super) const WRAPPED_BYTES: usize = KEY_BYTES + 16;

const SEAL_CONTEXT: &str = "cobijo vault format 1: seal over the slots of a key file";

/// The key of the store. It lives on the heap, so that moving the value leaves no copies on the stack.
pub struct DataKey(Box<Zeroizing<[u8; KEY_BYTES]>>);

impl DataKey {
    /// Draws a new key.
    ///
    /// # Errors
    /// [`VaultError::Entropy`] where the machine gives no random bytes.
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        let mut key = Self::empty();
        entropy.fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// The key as 64 hexadecimal digits, for `SQLCipher`'s raw key `x'...'`.
    #[must_use]
    pub fn expose_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(KEY_BYTES * 2));
        for byte in self.0.iter() {
            hex::push(&mut text, *byte);
        }
        text
    }

    /// What only a holder of this key can compute over `bytes`; compared in constant time by its own `==`.
    pub(super) fn seal_over(&self, bytes: &[u8]) -> blake3::Hash {
        let key = Zeroizing::new(blake3::derive_key(SEAL_CONTEXT, self.0.as_slice()));
        blake3::keyed_hash(&key, bytes)
    }

    fn empty() -> Self {
        Self(Box::new(Zeroizing::new([0; KEY_BYTES])))
    }
}

/// Cost of Argon2id, within bounds that are neither weak nor able to stall a laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawKdfParams")]
pub struct KdfParams {
    m_kib: u32,
    t: u32,
    p: u32,
}

/// The same numbers before anybody looked at them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKdfParams {
    m_kib: u32,
    t: u32,
    p: u32,
}

impl KdfParams {
    /// 64 MiB and three passes: the least for a real store.
    pub const DEFAULT: Self = Self { m_kib: 64 * 1024, t: 3, p: 1 };
    /// The least that is read back: for training stores and tests, which protect nobody.
    pub const LIGHTEST: Self = Self { m_kib: 8 * 1024, t: 1, p: 1 };

    const M_KIB_MAX: u32 = 1024 * 1024;
    const T_MAX: u32 = 10;
    const P_MAX: u32 = 4;

    /// Memory in KiB (8 MiB to 1 GiB), passes (1 to 10) and lanes (1 to 4).
    ///
    /// # Errors
    /// [`VaultError::KdfOutOfBounds`].
    pub fn bounded(m_kib: u32, t: u32, p: u32) -> Result<Self, VaultError> {
        let is_bounded = (Self::LIGHTEST.m_kib..=Self::M_KIB_MAX).contains(&m_kib)
            && (Self::LIGHTEST.t..=Self::T_MAX).contains(&t)
            && (Self::LIGHTEST.p..=Self::P_MAX).contains(&p);
        if is_bounded { Ok(Self { m_kib, t, p }) } else { Err(VaultError::KdfOutOfBounds) }
    }
}

impl TryFrom<RawKdfParams> for KdfParams {
    type Error = VaultError;

    fn try_from(raw: RawKdfParams) -> Result<Self, VaultError> {
        Self::bounded(raw.m_kib, raw.t, raw.p)
    }
}

/// What a secret becomes: a key that wraps, and a check that tells a wrong secret from an altered slot.
///
/// The check is a part of the derivation's output of its own, so it reveals nothing of the key; guessing the secret by
/// it costs what guessing it by the wrapped key costs.
pub(super) struct Stretched {
    output: Zeroizing<[u8; KEY_BYTES + CHECK_BYTES]>,
}

impl Stretched {
    /// Runs Argon2id.
    pub(super) fn new(secret: &[u8], kdf: KdfParams, salt: &[u8; SALT_BYTES]) -> Result<Self, VaultError> {
        let mut output = Zeroizing::new([0; KEY_BYTES + CHECK_BYTES]);
        let params = Params::new(kdf.m_kib, kdf.t, kdf.p, Some(output.len())).ok().ok_or(VaultError::KdfOutOfBounds)?;
        let mut memory = Memory::of(params.block_count())?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let done = argon2.hash_password_into_with_memory(secret, salt, output.as_mut_slice(), &mut memory.0);
        done.ok().ok_or(VaultError::KdfOutOfBounds)?;
        Ok(Self { output })
    }

    /// The part that may stand in the file.
    pub(super) fn check(&self) -> [u8; CHECK_BYTES] {
        *self.output.last_chunk().expect("48 bytes end with 16")
    }

    /// Encrypts `key`, bound to `context`.
    pub(super) fn wrap(&self, key: &DataKey, nonce: &[u8; NONCE_BYTES], context: &[u8]) -> [u8; WRAPPED_BYTES] {
        let mut wrapped = Zeroizing::new([0; WRAPPED_BYTES]);
        let (body, tag) = wrapped.split_at_mut(KEY_BYTES);
        body.copy_from_slice(key.0.as_slice());
        let made = self
            .cipher()
            .encrypt_inout_detached(&XNonce::from(*nonce), context, body.into())
            .expect("the cipher refuses only texts of more than 256 GiB");
        tag.copy_from_slice(&made);
        *wrapped
    }

    /// Decrypts what [`Stretched::wrap`] made; nothing where the wrapped key or the context is another.
    pub(super) fn unwrap_key(
        &self,
        wrapped: &[u8; WRAPPED_BYTES],
        nonce: &[u8; NONCE_BYTES],
        context: &[u8],
    ) -> Option<DataKey> {
        let (body, tag) = wrapped.split_at(KEY_BYTES);
        let mut key = DataKey::empty();
        key.0.copy_from_slice(body);
        let tag = tag.try_into().ok()?;
        self.cipher().decrypt_inout_detached(&XNonce::from(*nonce), context, key.0.as_mut_slice().into(), &tag).ok()?;
        Some(key)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key: &[u8; KEY_BYTES] = self.output.first_chunk().expect("48 bytes begin with 32");
        XChaCha20Poly1305::new(key.into())
    }
}

/// Working memory of Argon2, of which the last blocks yield the key.
struct Memory(Vec<Block>);

impl Memory {
    fn of(blocks: usize) -> Result<Self, VaultError> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).ok().ok_or(VaultError::OutOfMemory)?;
        memory.resize(blocks, Block::new());
        Ok(Self(memory))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(Zeroize::zeroize);
    }
}

#[cfg(test)]
mod tests {
    use super::super::entropy::Counting;
    use super::*;

    const SALT: [u8; SALT_BYTES] = [3; SALT_BYTES];
    const NONCE: [u8; NONCE_BYTES] = [5; NONCE_BYTES];

    fn stretched(secret: &str) -> Stretched {
        Stretched::new(secret.as_bytes(), KdfParams::LIGHTEST, &SALT).unwrap()
    }

    fn check_bounds(m_kib: u32, t: u32, p: u32, is_accepted: bool) {
        assert_eq!(KdfParams::bounded(m_kib, t, p).is_ok(), is_accepted, "{m_kib} {t} {p}");
        let json = format!(r#"{{"m_kib":{m_kib},"t":{t},"p":{p}}}"#);
        assert_eq!(serde_json::from_str::<KdfParams>(&json).is_ok(), is_accepted, "{json}");
    }

    #[test]
    fn costs_out_of_bounds_are_refused() {
        check_bounds(65_536, 3, 1, true);
        check_bounds(8_192, 1, 1, true);
        check_bounds(1_048_576, 10, 4, true);
        check_bounds(8_191, 1, 1, false);
        check_bounds(1_048_577, 1, 1, false);
        check_bounds(1 << 31, 1, 1, false);
        check_bounds(u32::MAX, 1, 1, false);
        check_bounds(8_192, 0, 1, false);
        check_bounds(8_192, 11, 1, false);
        check_bounds(8_192, 1, 0, false);
        check_bounds(8_192, 1, 5, false);
    }

    #[test]
    fn a_key_comes_back_only_with_the_same_secret_nonce_and_context() {
        let key = DataKey::generate(&mut Counting(1)).unwrap();
        let right = stretched("right");
        let wrapped = right.wrap(&key, &NONCE, b"here");
        let back = right.unwrap_key(&wrapped, &NONCE, b"here").unwrap();
        assert_eq!(*back.expose_hex(), *key.expose_hex());
        assert!(right.unwrap_key(&wrapped, &NONCE, b"there").is_none());
        assert!(right.unwrap_key(&wrapped, &[6; NONCE_BYTES], b"here").is_none());
        assert!(stretched("wrong").unwrap_key(&wrapped, &NONCE, b"here").is_none());
        assert!(stretched("wrong").check() != right.check());
    }

    #[test]
    fn the_raw_key_is_64_hexadecimal_digits() {
        let text = DataKey::generate(&mut Counting(1)).unwrap().expose_hex();
        assert_eq!(text.len(), 64);
        assert!(text.chars().all(|digit| digit.is_ascii_hexdigit()));
    }

    #[test]
    fn a_seal_belongs_to_its_key_and_its_bytes() {
        let key = DataKey::generate(&mut Counting(1)).unwrap();
        let other = DataKey::generate(&mut Counting(2)).unwrap();
        assert_eq!(key.seal_over(b"a"), key.seal_over(b"a"));
        assert_ne!(key.seal_over(b"a"), key.seal_over(b"b"));
        assert_ne!(key.seal_over(b"a"), other.seal_over(b"a"));
    }
}
