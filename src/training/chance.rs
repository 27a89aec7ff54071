//! Chance that can be had again: numbers from a seed.
//!
//! Must stay true: the sequence of a seed never changes, on no machine and in no version.

use uuid::Uuid;

/// `SplitMix64`: eight lines instead of a crate, and its sequence can never change under us.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap_or_default()
    }

    pub(super) fn one_in(&mut self, chances: u32) -> bool {
        self.below(chances) == 0
    }

    /// One of some values, each with its weight.
    pub(super) fn pick<'a>(&mut self, weighted: &[(u32, &'a str)]) -> &'a str {
        let mut left = self.below(weighted.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in weighted {
            if left < *weight {
                return value;
            }
            left -= weight;
        }
        ""
    }

    /// One of some things; nothing of none.
    pub(super) fn any<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(usize::try_from(self.below(u32::try_from(things.len()).unwrap_or(u32::MAX))).unwrap_or_default())
    }

    /// An id as it would have been made then.
    pub(super) fn id(&mut self, utc_minutes: i64) -> Uuid {
        let millis = u64::try_from(utc_minutes * 60_000).unwrap_or_default();
        let mut random = [0; 10];
        for half in random.chunks_mut(5) {
            half.copy_from_slice(&self.next().to_le_bytes()[..5]);
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
