//! One report beside another: percentages and changes, on whole numbers.
//!
//! Does not count. Must stay true: percentages are exact integers rounded half away from zero, and a share of nothing
//! is no number.

use super::change::{Decomposition, decompositions};
use super::measures::Measures;
use super::public::public;
use super::{Report, facts::Facts, report};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use std::cmp::Ordering;
use std::fmt;

/// Percentages of a smaller base say more of chance than of what happened, and are not printed for people.
pub const BASE_MIN: u64 = 10;

/// A percentage, rounded once to two decimals and once to one: 25.745 % is 25.75 and 25.7, never 25.8.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Percent {
    hundredths: i64,
    tenths: i64,
}

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

    /// By how many points a share, part and base, lies above another; nothing where a base is 0.
    #[must_use]
    pub fn points((part, base): (u64, u64), (part_before, base_before): (u64, u64)) -> Option<Self> {
        let product = |one: u64, other: u64| i128::from(one).checked_mul(other.into());
        let above = product(part, base_before)?.checked_sub(product(part_before, base)?)?;
        Self::ratio(above, base.checked_mul(base_before)?)
    }

    pub(super) fn ratio(part: i128, base: u64) -> Option<Self> {
        let base = i128::from(base);
        let rounded = |steps: i128| {
            let doubled = part.abs().checked_mul(2 * steps)?;
            i64::try_from((doubled + base).checked_div(2 * base)? * part.signum()).ok()
        };
        Some(Self { hundredths: rounded(10_000)?, tenths: rounded(1_000)? })
    }

    /// Whether it is more than nothing, less, or neither.
    #[must_use]
    pub fn sign(self) -> Ordering {
        self.hundredths.cmp(&0)
    }

    /// The same without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { hundredths: self.hundredths.saturating_abs(), tenths: self.tenths.saturating_abs() }
    }
}

/// Prints two decimals, or one where one is asked for (`{:.1}`), and never `-0.00`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (steps, unit, width) =
            if f.precision() == Some(1) { (self.tenths, 10, 1) } else { (self.hundredths, 100, 2) };
        let sign = match steps.cmp(&0) {
            Ordering::Less => "-",
            Ordering::Greater if f.sign_plus() => "+",
            _ => "",
        };
        let steps = steps.unsigned_abs();
        write!(f, "{sign}{}.{:0width$}", steps / unit, steps % unit)
    }
}

/// How a measure changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The earlier figure.
    pub before: u64,
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
        let absolute = if figure < base { -size } else { size };
        Self { before: base, absolute, percent: Percent::growth(figure, base) }
    }

    /// The percentage as people are told it: nothing on a small base.
    #[must_use]
    pub fn told(self) -> Option<Percent> {
        self.percent.filter(|_| self.before >= BASE_MIN)
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
    /// What accounts for the change.
    pub parts: Vec<Decomposition>,
    /// The same with the other period cut at the same day, where the report's is not over.
    pub equal_cut_off: Option<Box<Self>>,
}

impl Comparison {
    /// A report beside another.
    #[must_use]
    pub fn new(now: &Report, before: &Report) -> Self {
        let pairs = now.measures.whole().into_iter().zip(before.measures.whole());
        let change = pairs
            .filter_map(|((key, figure), (_, base))| Some((key, Change::new(figure.exact()?, base.exact()?))))
            .collect();
        let parts = decompositions(now, before);
        Self { period: before.period, measures: before.measures, change, parts, equal_cut_off: None }
    }

    /// The comparison of like with like: as many days of the other period, where the report's is not over.
    #[must_use]
    pub fn like(&self) -> &Self {
        self.equal_cut_off.as_deref().unwrap_or(self)
    }

    /// By how many points the share of the unaccompanied changed; nothing on a small base, or where it is held back.
    #[must_use]
    pub fn share_points(&self, now: &Measures) -> Option<Percent> {
        let share = |measures: &Measures| {
            let figure = |key| measures.shown(key).exact();
            Some((figure("foreign_unaccompanied")?, figure("foreign").filter(|base| *base >= BASE_MIN)?))
        };
        Percent::points(share(now)?, share(&self.measures)?)
    }

    /// How a measure changed; nothing where either period holds it back.
    #[must_use]
    pub fn change(&self, key: &str) -> Option<Change> {
        self.change.iter().find(|(known, _)| *known == key).map(|(_, change)| *change)
    }
}

/// Counts another period within the scope of a report, and sets the report beside it. Where the report's period is not
/// over at its cut-off the other is also cut at the same day; not for publication, which knows whole months alone.
#[must_use]
pub fn compare(facts: &Facts, now: &Report, period: Period, as_of: Moment) -> Comparison {
    let before = |period: Period| {
        let before = report(facts, &now.scope, period);
        if now.is_public { public(&before) } else { before }
    };
    let cut = if now.is_public { None } else { now.period.cut_of(period, as_of) };
    let equal_cut_off = cut.map(|cut| Box::new(Comparison::new(now, &before(cut))));
    Comparison { equal_cut_off, ..Comparison::new(now, &before(period)) }
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
    fn one_decimal_is_rounded_from_the_fraction_and_never_from_two() {
        let one = |part, base| format!("{:.1}", Percent::share(part, base).unwrap());
        assert_eq!(
            (one(25_745, 100_000), one(8525, 33122), one(1, 20_001)),
            ("25.7".into(), "25.7".into(), "0.0".into())
        );
        assert_eq!(format!("{:+.1}", Percent::growth(33122, 14279).unwrap()), "+132.0");
        assert_eq!(format!("{:+.1}", Percent::growth(9_999, 10_000).unwrap()), "0.0");
    }

    #[test]
    fn shares_differ_by_points() {
        let points = |now, before| Percent::points(now, before).map(|points| format!("{points:+.1}"));
        assert_eq!(points((84, 100), (792, 1000)).as_deref(), Some("+4.8"));
        assert_eq!(points((1, 3), (2, 3)).as_deref(), Some("-33.3"));
        assert_eq!(points((1, 0), (2, 3)), None);
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!(Change::new(3, 5).absolute, -2);
        assert_eq!(Change::new(33122, 14279).absolute, 18843);
    }
}
