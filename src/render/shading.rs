//! The classes by which a map is shaded: plain round limits that follow from the greatest figure.
//!
//! Knows no colours and no patterns. Must stay true: a class rises with its figures, nothing is class 0, and what is
//! something is at least class 1.

/// How many classes there are beside that of nothing.
pub const CLASSES: usize = 3;

/// The least figure of each class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shading([u64; CLASSES]);

impl Shading {
    /// The classes for figures up to this one: `1-99, 100-499, 500 or more` up to 4,999, and so on by tens.
    #[must_use]
    pub fn new(greatest: u64) -> Self {
        let power = 10_u64.pow(greatest.checked_ilog10().unwrap_or(0));
        let tenth = if greatest / 5 >= power { power } else { power / 10 };
        Self([1, tenth.max(2), (tenth * 5).max(5)])
    }

    /// The class of a figure, from 0 for nothing to [`CLASSES`].
    #[must_use]
    pub fn class(self, figure: u64) -> usize {
        self.0.iter().filter(|least| **least <= figure).count()
    }

    /// The least and the greatest figure of each class from 1 on; the last one has no end.
    #[must_use]
    pub const fn ranges(self) -> [(u64, Option<u64>); CLASSES] {
        let Self([one, two, three]) = self;
        [(one, Some(two - 1)), (two, Some(three - 1)), (three, None)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn limits_are_round_and_follow_the_greatest_figure() {
        for (greatest, limits) in [
            (0, [1, 2, 5]),
            (9, [1, 2, 5]),
            (49, [1, 2, 5]),
            (50, [1, 10, 50]),
            (1_264, [1, 100, 500]),
            (4_999, [1, 100, 500]),
            (5_000, [1, 1_000, 5_000]),
            (17_034, [1, 1_000, 5_000]),
            (u64::MAX, [1, 10_u64.pow(18), 5 * 10_u64.pow(18)]),
        ] {
            assert_eq!(Shading::new(greatest), Shading(limits), "{greatest}");
        }
    }

    proptest! {
        #[test]
        fn classes_rise_with_their_figures(greatest in any::<u64>(), one in any::<u64>(), other in any::<u64>()) {
            let shading = Shading::new(greatest);
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(shading.class(less) <= shading.class(more));
            prop_assert_eq!(shading.class(0), 0);
            prop_assert!(shading.class(more.max(1)) >= 1);
            prop_assert!(greatest < 5 || shading.class(greatest) == CLASSES);
            for (class, (least, most)) in (1..).zip(shading.ranges()) {
                prop_assert_eq!(shading.class(least), class);
                prop_assert_eq!(shading.class(most.unwrap_or(u64::MAX)), class);
            }
        }
    }
}
