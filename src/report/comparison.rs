//! One report beside another: percentages and changes, on whole numbers.
//!
//! Does not count. Must stay true: percentages are exact integers rounded half away from zero, and a share of nothing
//! is no number.

use super::measures::Measures;
use super::public::public;
use super::{Report, facts::Facts, report};
use crate::domain::period::Period;
use std::fmt;

/// A percentage in hundredths of a per cent: 2574 is 25.74 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Percent(i64);

impl Percent {
    /// What share of a base a part is; nothing where the base is 0.
    #[must_use]
    pub fn share(part: u64, base: u64) -> Option<Self> {
        Self::ratio(i128::from(part), base)
    }

    /// By how much a figure grew from a base; nothing where the base is 0.
    #[must_use]
    pub fn growth(figure: u64, base: u64) -> Option<Self> {
        Self::ratio(i128::from(figure) - i128::from(base), base)
    }

    fn ratio(part: i128, base: u64) -> Option<Self> {
        let base = i128::from(base);
        let doubled = part.abs().checked_mul(20_000)?;
        let rounded = (doubled + base).checked_div(2 * base)?;
        i64::try_from(rounded * part.signum()).ok().map(Self)
    }
}

/// Prints two decimals, and never `-0.00`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// How a measure changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The figure less the earlier one.
    pub absolute: i64,
    /// The same in per cent of the earlier one; nothing where that was 0.
    pub percent: Option<Percent>,
}

impl Change {
    /// The change from one figure to another.
    #[must_use]
    pub fn new(figure: u64, base: u64) -> Self {
        let size = i64::try_from(figure.abs_diff(base)).unwrap_or(i64::MAX);
        Self { absolute: if figure < base { -size } else { size }, percent: Percent::growth(figure, base) }
    }
}

/// The measures of another period, and how those of a report changed from them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The other period.
    pub period: Period,
    /// Its measures.
    pub measures: Measures,
    /// The change of each of [`Measures::whole`] that both periods show, by key.
    pub change: Vec<(&'static str, Change)>,
}

impl Comparison {
    /// The measures of a report beside those of another period.
    #[must_use]
    pub fn new(measures: &Measures, period: Period, base: Measures) -> Self {
        let pairs = measures.whole().into_iter().zip(base.whole());
        let change = pairs
            .filter_map(|((key, figure), (_, base))| Some((key, Change::new(figure.exact()?, base.exact()?))))
            .collect();
        Self { period, measures: base, change }
    }

    /// How a measure changed; nothing where either period holds it back.
    #[must_use]
    pub fn change(&self, key: &str) -> Option<Change> {
        self.change.iter().find(|(known, _)| *known == key).map(|(_, change)| *change)
    }
}

/// Counts another period within the scope of a report, and sets the report beside it.
#[must_use]
pub fn compare(facts: &Facts, current: &Report, period: Period) -> Comparison {
    let base = report(facts, &current.scope, period);
    let base = if current.is_public { public(&base) } else { base };
    Comparison::new(&current.measures, period, base.measures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_away_from_zero() {
        let share = |part, base| Percent::share(part, base).map(|p| p.to_string());
        assert_eq!(share(8525, 33122).as_deref(), Some("25.74"));
        assert_eq!(share(1, 3).as_deref(), Some("33.33"));
        assert_eq!(share(1, 20_000).as_deref(), Some("0.01"));
        assert_eq!(share(1, 20_001).as_deref(), Some("0.00"));
        assert_eq!(share(1, 0), None);
        assert_eq!(share(u64::MAX, u64::MAX).as_deref(), Some("100.00"));
        let growth = |figure, base| Percent::growth(figure, base).map(|p| p.to_string());
        assert_eq!(growth(33122, 14279).as_deref(), Some("131.96"));
        assert_eq!(growth(19_999, 20_000).as_deref(), Some("-0.01"));
        assert_eq!(growth(20_000, 20_001).as_deref(), Some("0.00"));
        assert_eq!(growth(0, 7).as_deref(), Some("-100.00"));
        assert_eq!(growth(7, 0), None);
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!(Change::new(3, 5).absolute, -2);
        assert_eq!(Change::new(33122, 14279).absolute, 18843);
    }
}
