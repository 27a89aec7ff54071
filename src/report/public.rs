//! What of a report may be published: no count of one to four, and nothing from which one can be worked out.
//!
//! Does not count. Must stay true: what is printed of a figure is its [`Shown`].

use super::Report;

/// A figure as it may be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// The figure.
    Exact(u64),
    /// Only that it is one to four: `<5`.
    FewerThanFive,
    /// Nothing: others beside it would tell a small one.
    Withheld,
}

impl Shown {
    /// The figure, where it is told.
    #[must_use]
    pub const fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(figure) => Some(figure),
            _ => None,
        }
    }

    /// A figure alone: few is told as few.
    #[must_use]
    pub const fn alone(figure: u64) -> Self {
        if is_small(figure) { Self::FewerThanFive } else { Self::Exact(figure) }
    }
}

/// Whether a count is too small to be printed.
const fn is_small(figure: u64) -> bool {
    matches!(figure, 1..=4)
}

/// The report as it may be published.
#[must_use]
pub fn public(report: &Report) -> Report {
    Report {
        is_public: true,
        excluded_adults: report.excluded_adults.exact().map_or(report.excluded_adults, Shown::alone),
        ..report.clone()
    }
}
