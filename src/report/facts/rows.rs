//! What is read of cases, services and calls: rows as the store has them, by number.
//!
//! Packs nothing. Must stay true: nothing voided and no name stands in these rows; a case, a child, an office and a point are
//! numbers.

use crate::domain::age::AgeGroup;
use crate::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};

/// A case that is not voided: one event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseFact {
    /// The integer of its record in the store.
    pub id: u32,
    /// When it began: minutes of the civil clock since 1970.
    pub opened_minutes: i32,
    /// The child: a number below [`Sources::children`]; children linked to one another share it.
    pub child: u32,
    /// Written date of the outcome, days since 1970; without meaning where there is no outcome.
    pub outcome_day: i32,
    /// Minutes that the clock of the event was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`].
    pub office: u16,
    /// Index into the catalogue of countries, or [`super::NONE`].
    pub nationality: u16,
    /// Index into [`Sources::points`], or [`super::NONE`].
    pub point: u16,
    /// What brought the child.
    pub kind: Kind,
    /// The child's sex.
    pub sex: Option<Sex>,
    /// How the child travels.
    pub accompaniment: Option<Accompaniment>,
    /// Its age group on the day of the event.
    pub group: AgeGroup,
    /// How the case ended.
    pub outcome: Option<Outcome>,
    /// Whether it has a contact that is not voided.
    pub has_contact: bool,
}

/// A service that was given, is not voided, and hangs on a case that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ServiceFact {
    /// Index into [`Sources::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// How many items.
    pub quantity: u32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`]: that gave it.
    pub office: u16,
    /// What kind of help.
    pub category: ServiceCategory,
}

/// A call or the offer of one, not voided, of a case that is not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallFact {
    /// Index into [`Sources::cases`].
    pub case: u32,
    /// When: minutes of the civil clock since 1970.
    pub at_minutes: i32,
    /// Minutes that the clock was ahead of UTC.
    pub offset: i16,
    /// Index into [`Sources::offices`]: that made it.
    pub office: u16,
    /// What came of it.
    pub outcome: CallOutcome,
    /// Whether the child spoke.
    pub child_spoke: bool,
}

/// An office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeFact {
    /// Its code.
    pub code: String,
    /// Index into the catalogue of states.
    pub state: u8,
}

/// Cases, what hangs on them, in any order, and what their numbers point at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sources {
    /// Every case that is not voided, by written local time, then by `case_ref`.
    pub cases: Vec<CaseFact>,
    /// Every service given.
    pub services: Vec<ServiceFact>,
    /// Every call.
    pub calls: Vec<CallFact>,
    /// The offices that cases, services and calls point at.
    pub offices: Vec<OfficeFact>,
    /// The reception points that cases point at.
    pub points: Vec<String>,
    /// How many children there are: their numbers are below this.
    pub children: u32,
}

impl CaseFact {
    /// Whether the case ended in a return that figures count.
    #[must_use]
    pub const fn is_returned(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Deportation | Outcome::AssistedReturn))
            && matches!(self.kind, Kind::Foreign)
            && !matches!(self.group, AgeGroup::Adult)
    }
}
