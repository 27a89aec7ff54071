//! The hash chain of operations.
//!
//! Must stay true: `commitment = BLAKE3(payload)`, `hash = BLAKE3(prev, header, commitment)`, so that a payload may be
//! purged and the chain still verifies.

use super::operation::Header;

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// What comes before the first operation of a device.
pub const GENESIS: Hash = [0; 32];

/// The commitment to a payload, salt included.
#[must_use]
pub fn commitment(payload: &[u8]) -> Hash {
    *blake3::hash(payload).as_bytes()
}

/// The hash of an operation.
#[must_use]
pub fn hash(prev: &Hash, header: &Header, commitment: &Hash) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prev);
    hasher.update(header.device.as_bytes());
    hasher.update(&header.seq.to_le_bytes());
    hasher.update(&header.at_ms.to_le_bytes());
    hasher.update(&header.offset_minutes.to_le_bytes());
    for text in [&header.officer, &header.office, &header.act] {
        hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.update(header.session.as_bytes());
    hasher.update(&header.schema.to_le_bytes());
    hasher.update(&header.base.to_le_bytes());
    hasher.update(commitment);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use uuid::Uuid;

    fn header() -> Header {
        Header {
            device: Uuid::from_u128(1),
            seq: 2,
            at_ms: 3,
            offset_minutes: -360,
            officer: "ab".into(),
            office: "c".into(),
            session: Uuid::from_u128(4),
            act: "save".into(),
            schema: 1,
            base: 1,
        }
    }

    #[test]
    fn every_part_of_an_operation_is_in_its_hash() {
        let base = header();
        let variants = [
            base.clone(),
            Header { device: Uuid::from_u128(9), ..header() },
            Header { seq: 9, ..header() },
            Header { at_ms: 9, ..header() },
            Header { offset_minutes: 9, ..header() },
            Header { officer: "a".into(), office: "bc".into(), ..header() },
            Header { session: Uuid::from_u128(9), ..header() },
            Header { act: "undo".into(), ..header() },
            Header { schema: 9, ..header() },
            Header { base: 9, ..header() },
        ];
        let mut hashes: HashSet<Hash> = variants.iter().map(|h| hash(&GENESIS, h, &GENESIS)).collect();
        hashes.insert(hash(&[1; 32], &base, &GENESIS));
        hashes.insert(hash(&GENESIS, &base, &[1; 32]));
        assert_eq!(hashes.len(), variants.len() + 2);
    }
}
