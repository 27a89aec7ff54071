//! Where an officer was when the store was locked, so that the same officer comes back to the same field.
//!
//! Stands on file beside the unsaved forms, encrypted like them. Must stay true: of a case it holds ids and numbers, never
//! what the case says; the words of a search stand in it as they were typed.

use super::{case, summary};
use crate::search::roster::{Filter, Sort};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How the list of cases stands.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Listed {
    /// What narrows it.
    pub filter: Filter,
    /// Its order.
    pub sort: Sort,
    /// The words that are searched for.
    pub typed: String,
    /// The case in focus.
    pub marked: Option<Uuid>,
    /// What a case is chosen for.
    pub purpose: Purpose,
}

impl Listed {
    /// The list to choose a case for this, standing on one.
    #[must_use]
    pub fn to(purpose: Purpose, marked: Option<Uuid>) -> Self {
        Self { marked, purpose, ..Self::default() }
    }
}

/// What a case is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Purpose {
    /// It is opened.
    #[default]
    Open,
    /// Somebody is called for the child.
    Call,
    /// Its child may be that of this case.
    Same(Uuid),
}

/// Which figures are shown, and where in them somebody stands.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counted {
    /// The period, in its canonical form.
    pub period: String,
    /// The codes of states that they are limited to.
    pub states: Vec<String>,
    /// The codes of offices that they are limited to.
    pub offices: Vec<String>,
    /// The period that they are compared with, where that is not the one a year before.
    pub against: Option<String>,
    /// As of which moment they are, where that is not now.
    pub as_of: Option<String>,
    /// The tab that is shown.
    pub tab: summary::Tab,
    /// Where Esc leads back to.
    pub back: Vec<summary::Back>,
    /// The table, the row and the column of the cell in focus.
    pub cell: [usize; 3],
    /// The statement as somebody has changed it.
    pub copy: Option<summary::prose::Edited>,
    /// How the statement is written, where not as the screen speaks.
    pub manner: Option<summary::prose::Manner>,
    /// What the bars are of.
    pub chart: summary::chart::Chart,
    /// How the states are shown, and which of them is in focus.
    pub map: summary::map::Map,
    /// Whether the other period is shown whole although this one is not over.
    pub is_whole: bool,
    /// What keys went into.
    pub left: Option<summary::left::Left>,
}

/// Where an officer was.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Whereabouts {
    /// What was in focus on the start screen: its block, the form or the case, and the step that is due.
    pub home: Option<(usize, Uuid, String)>,
    /// The list, where it was open.
    pub list: Option<Listed>,
    /// The case that was open.
    pub case: Option<(Uuid, case::Tab)>,
    /// The unsaved form that was open, and the position of the field in it.
    pub form: Option<(Uuid, usize)>,
    /// The figures, where they were on the screen.
    pub summary: Option<Counted>,
    /// Whether names were shown as initials.
    pub is_masked: bool,
    /// What was chosen last for an export.
    pub wanted: summary::exporting::Wanted,
    /// Operations that Ctrl+Z takes back, the last one last.
    pub written: Vec<u64>,
    /// Operations that Ctrl+Y takes back.
    pub undone: Vec<u64>,
}
