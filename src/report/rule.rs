//! The rule of each table as data: whom it counts, in what unit, and by which date and office.
//!
//! Does not count; `tests/figures/ficha.rs` proves of every part of a rule that the counting does what it says. Must stay true:
//! what is printed under a table comes from here.

use super::tables::TableId;
use crate::domain::code::{Kind, closed};

/// What a table counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Whom or what.
    pub universe: Universe,
    /// In what.
    pub unit: Unit,
    /// The date that lies in the period; the office that lies inside the places asked for is that of the same thing.
    pub date: DateOf,
}

closed! {
    /// Whom or what a table counts; minors alone.
    pub enum Universe {
        /// Foreign minors.
        Foreign = "foreign",
        /// Mexican minors returned from the United States.
        Repatriated = "repatriated",
        /// Foreign minors whose case ended in a return.
        Returned = "returned",
        /// Help given in cases of all kinds.
        Services = "services",
        /// Calls in cases of all kinds.
        Calls = "calls",
        /// Cases of all kinds.
        Cases = "cases",
    }
}

closed! {
    /// What a figure counts.
    pub enum Unit {
        /// Events; a person met twice counts twice.
        Events = "events",
        /// Records and quantities; and distinct children in columns of their own.
        Services = "services",
        /// Calls; and distinct children in columns of their own.
        Calls = "calls",
    }
}

closed! {
    /// Which date counts.
    pub enum DateOf {
        /// When the case began.
        Event = "event",
        /// When the case ended.
        Outcome = "outcome",
        /// When help was given.
        Service = "service",
        /// When a call was made or offered.
        Call = "call",
    }
}

impl Universe {
    /// The kinds of case in it.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Foreign | Self::Returned => &[Kind::Foreign],
            Self::Repatriated => &[Kind::Repatriated],
            Self::Services | Self::Calls | Self::Cases => &[Kind::Foreign, Kind::Repatriated, Kind::Received],
        }
    }
}

impl Unit {
    /// Whether some columns count distinct children, so that the total is not the sum of the rows.
    #[must_use]
    pub const fn has_children(self) -> bool {
        matches!(self, Self::Services | Self::Calls)
    }
}

impl TableId {
    /// What it counts.
    #[must_use]
    pub const fn rule(self) -> Rule {
        let (universe, unit, date) = match self {
            Self::ForeignByNationality | Self::ForeignByState | Self::ForeignByMonth => {
                (Universe::Foreign, Unit::Events, DateOf::Event)
            }
            Self::RepatriatedByState => (Universe::Repatriated, Unit::Events, DateOf::Event),
            Self::ReturnedByNationality => (Universe::Returned, Unit::Events, DateOf::Outcome),
            Self::ServicesByState => (Universe::Services, Unit::Services, DateOf::Service),
            Self::CallsByState => (Universe::Calls, Unit::Calls, DateOf::Call),
            Self::CareByState | Self::UnspecifiedByOffice => (Universe::Cases, Unit::Events, DateOf::Event),
        };
        Rule { universe, unit, date }
    }
}
