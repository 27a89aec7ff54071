//! Reports: from packed facts to measures and tables, and from two of them to a comparison.
//!
//! Pure: no store, clock or texts; titles and labels are made where a report is rendered. Must stay true: what is
//! counted is defined here alone, so that screen, files and documents cannot disagree.

pub mod behind;
mod bulk;
pub mod change;
pub mod comparison;
mod count;
pub mod daily;
mod distinct;
pub mod facts;
pub mod measures;
pub mod public;
pub mod revisions;
pub mod rule;
pub mod since;
pub mod tables;
mod walk;

use crate::domain::catalogue::STATES;
use crate::domain::period::Period;
use facts::Facts;
use measures::Measures;
use public::Shown;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tables::{Table, TableId};

/// The places that a report is limited to; with neither, it is about the whole store.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    /// Codes of states; empty for all.
    pub states: Vec<String>,
    /// Codes of offices; empty for all.
    pub offices: Vec<String>,
}

impl Scope {
    /// Whether no office lies inside: the states that are named have none of the offices.
    #[must_use]
    pub fn is_nowhere(&self, facts: &Facts) -> bool {
        !self.states.is_empty() && !self.offices.is_empty() && self.places(facts).iter().all(Option::is_none)
    }

    /// The state of each office that lies inside, as an index into the catalogue.
    fn places(&self, facts: &Facts) -> Vec<Option<u8>> {
        let is_inside = |codes: &[String], code: &str| codes.is_empty() || codes.iter().any(|inside| inside == code);
        let place = |office: &facts::OfficeFact| {
            let state = STATES.get(usize::from(office.state)).map_or("", |state| state.code.as_str());
            let inside = is_inside(&self.states, state) && is_inside(&self.offices, &office.code);
            inside.then_some(office.state)
        };
        facts.offices.iter().map(place).collect()
    }
}

/// What a store says of a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The days it is about.
    pub period: Period,
    /// The places it is about.
    pub scope: Scope,
    /// The states of the offices that lie inside, as indexes into the catalogue.
    pub states: BTreeSet<u8>,
    /// The figures at its head.
    pub measures: Measures,
    /// Cases of persons of 18 or more, which stand nowhere else.
    pub excluded_adults: Shown,
    /// Whether it is fit to publish, as [`public::public`] makes it.
    pub is_public: bool,
    /// Its tables, in the order of [`tables::TableId::ALL`].
    pub tables: Vec<Table>,
}

impl Report {
    /// A measure as it may be printed, by its place and key: `foreign`, `calls/offered`, `excluded/adults`.
    #[must_use]
    pub fn shown(&self, path: &str) -> Shown {
        if path == "excluded/adults" { self.excluded_adults } else { self.measures.shown(path) }
    }

    /// One of its tables.
    ///
    /// # Panics
    /// Never: a report has all of them.
    #[must_use]
    pub fn table(&self, id: TableId) -> &Table {
        self.tables.iter().find(|table| table.id == id).expect("a report has every table")
    }
}

/// Counts a period.
///
/// # Panics
/// Where a number in the facts points at nothing.
#[must_use]
pub fn report(facts: &Facts, scope: &Scope, period: Period) -> Report {
    let places = scope.places(facts);
    let counts = count::Counts::new(walk::Walk { facts, places: &places, period });
    Report {
        period,
        scope: scope.clone(),
        states: places.iter().flatten().copied().collect(),
        measures: tables::measures(&counts),
        excluded_adults: Shown::Exact(counts.whole[walk::whole::ADULTS]),
        is_public: false,
        tables: tables::tables(&counts, facts, period),
    }
}
