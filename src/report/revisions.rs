//! Revisions: the measures of each month of a sealed report, and how they changed from seal to seal.
//!
//! Keeps nothing. Must stay true: only a month that a period holds whole has a figure, for part of one is no revision.

use super::facts::Facts;
use super::measures::Measures;
use super::{Scope, report};
use crate::domain::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// The measures of each month, by month (`2019-05`) and path.
pub type Months = BTreeMap<String, BTreeMap<String, u64>>;

/// How a measure of a month stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// The month.
    pub month: String,
    /// The path of the measure: `foreign`, `returned/total`.
    pub measure: String,
    /// The figure of each seal, in the order of sealing; nothing where a seal does not hold the month.
    pub sealed: Vec<Option<u64>>,
    /// The figure today.
    pub today: u64,
}

impl Revision {
    /// The figures of the seals, and then today's.
    pub fn figures(&self) -> impl Iterator<Item = Option<u64>> {
        self.sealed.iter().copied().chain([Some(self.today)])
    }
}

/// The months that a period holds whole.
pub fn whole_months(period: Period) -> impl Iterator<Item = Period> {
    let months = period.months().filter_map(|month| Period::parse(&month.format("%Y-%m").to_string()).ok());
    months.filter(move |month| period.from() <= month.from() && month.to() <= period.to())
}

/// The measures of some months.
#[must_use]
pub fn measured(facts: &Facts, scope: &Scope, months: impl Iterator<Item = Period>) -> Months {
    let of_month = |month: Period| {
        let figures = figures(&report(facts, scope, month).measures);
        (month.to_string(), figures.collect())
    };
    months.map(of_month).collect()
}

/// How each measure of each of these months stood in each seal that holds it, and stands today; measure by measure.
#[must_use]
pub fn revisions(facts: &Facts, scope: &Scope, months: &BTreeSet<Period>, sealed: &[&Months]) -> Vec<Revision> {
    let mut revisions = Vec::new();
    for period in months {
        let month = period.to_string();
        for (place, (measure, today)) in figures(&report(facts, scope, *period).measures).enumerate() {
            let figure = |seal: &&Months| seal.get(&month).and_then(|figures| figures.get(&measure)).copied();
            let sealed = sealed.iter().map(figure).collect();
            revisions.push((place, Revision { month: month.clone(), measure, sealed, today }));
        }
    }
    revisions.sort_by_key(|(place, _)| *place);
    revisions.into_iter().map(|(_, revision)| revision).collect()
}

/// The measures of the top level, and the returns.
fn figures(measures: &Measures) -> impl Iterator<Item = (String, u64)> + use<> {
    let is_told = |(path, _): &(String, u64)| !path.contains('/') || path == "returned/total";
    measures.figures().into_iter().filter(is_told)
}
