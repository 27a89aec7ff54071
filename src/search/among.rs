//! The cases that make a figure, as a list pages through them.
//!
//! Knows a case by its integer in the store alone. Must stay true: what a figure was made of stays in its list, whatever
//! became of it since.

/// Some cases, and how much each makes of the figure that they are behind.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct Among {
    /// Their integers in the store, the newest first.
    order: Vec<u32>,
    /// A bit for each integer up to the last of them.
    bits: Vec<u64>,
    /// How much those make that do not make one, by their integers.
    shares: Vec<(u32, u64)>,
    figure: u64,
}

impl Among {
    /// The cases in the order in which they came, each once, and how much each makes.
    #[must_use]
    pub fn new(cases: impl IntoIterator<Item = (u32, u64), IntoIter: DoubleEndedIterator>) -> Self {
        let mut among = Self::default();
        for (case, count) in cases.into_iter().rev() {
            let (word, bit) = place(case);
            if among.bits.len() <= word {
                among.bits.resize(word.saturating_add(1), 0);
            }
            among.bits.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
            among.order.push(case);
            among.shares.extend((count != 1).then_some((case, count)));
            among.figure = among.figure.saturating_add(count);
        }
        among.shares.sort_unstable();
        among
    }

    /// How much a case makes of the figure; nothing where it is not behind it.
    #[must_use]
    pub fn count(&self, case: i64) -> Option<u64> {
        let case = u32::try_from(case).ok()?;
        let (word, bit) = place(case);
        self.bits.get(word).filter(|bits| **bits & bit != 0)?;
        let share = self.shares.binary_search_by_key(&case, |(case, _)| *case).ok();
        Some(share.and_then(|at| self.shares.get(at)).map_or(1, |(_, count)| *count))
    }

    /// The cases by their integers in the store, the newest first.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// What they make together.
    #[must_use]
    pub const fn figure(&self) -> u64 {
        self.figure
    }

    /// How many of them make another part of a figure that others are behind, or none of it.
    #[must_use]
    pub fn moved(&self, other: &Self) -> usize {
        let count = |among: &Self, case: &u32| among.count(i64::from(*case));
        self.order.iter().filter(|case| count(self, case) != count(other, case)).count()
    }
}

/// Where the bit of a case stands.
fn place(case: u32) -> (usize, u64) {
    (usize::try_from(case / 64).unwrap_or(usize::MAX), 1 << (case % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_stands_once_with_what_it_makes() {
        let among = Among::new([(7, 1), (64, 3), (2, 1), (200, 2)]);
        assert_eq!((among.order(), among.figure()), ([200, 2, 64, 7].as_slice(), 7));
        let counts = [2, 7, 64, 200, 3, 63, 65, 201, 999, -1].map(|case| among.count(case));
        assert_eq!(counts[..4], [Some(1), Some(1), Some(3), Some(2)]);
        assert!(counts[4..].iter().all(Option::is_none), "{counts:?}");
        assert_eq!((among.moved(&Among::new([(7, 1), (64, 2), (9, 1)])), among.moved(&among)), (3, 0));
    }
}
