//! Where an officer was when the store was locked, so that the same officer comes back to the same field.
//!
//! Stands on file beside the unsaved forms, encrypted like them. Must stay true: it holds ids and numbers, never what
//! somebody typed or what a case says.

use super::case::Tab;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where an officer was.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Whereabouts {
    /// Whether the list was open.
    pub is_list: bool,
    /// The case in focus on it.
    pub marked: Option<Uuid>,
    /// The case that was open.
    pub case: Option<(Uuid, Tab)>,
    /// The unsaved form that was open, and the position of the field in it.
    pub form: Option<(Uuid, usize)>,
    /// Whether the figures were on the screen.
    pub is_summary: bool,
    /// Whether names were shown as initials.
    pub is_masked: bool,
    /// Operations that Ctrl+Z takes back, the last one last.
    pub written: Vec<u64>,
    /// Operations that Ctrl+Y takes back.
    pub undone: Vec<u64>,
}
