//! Who may do what: the one place that decides it, for the screens and for every command.
//!
//! Knows nothing of passphrases; the role comes from `keys.json`, where the seal guards it. Must stay true: a store at
//! which nobody sits shows no child, and whoever sits down says as what.
//!
//! | right | officer | supervisor | analyst | administrator |
//! |---|---|---|---|---|
//! | figures: reports, and the check of the store | yes | yes | yes | yes |
//! | read cases: list, search, open, history | yes | yes | | yes |
//! | write: register, change, add, undo the own session | yes | yes | | yes |
//! | copy the store | yes | yes | | yes |
//! | void a case; set the consular lock aside | | yes | | yes |
//! | import; export with names; bring a copy back | | yes | | yes |
//! | seal the figures of a period | | yes | | yes |
//! | settings of the office, its list of offices and holidays | | yes | | yes |
//! | officers: add, disable, another's passphrase | | | | yes |

use super::{Author, NewOperation, Result, Store, StoreError};
use crate::log::field::Entity;
use crate::log::operation::Act;
use crate::vault::Role;
use uuid::Uuid;

/// What somebody may or may not do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// Read figures, and check the store that they come from.
    Figures,
    /// Read cases and whoever they are about.
    Read,
    /// Register cases, change them and hang things on them; take back what was written in the same session.
    Write,
    /// Void a whole case, which takes a child out of the figures.
    VoidCase,
    /// Set aside that no consulate hears of a child who asks for protection.
    OverrideConsulate,
    /// Import files, and undo an import.
    Import,
    /// Write names into files.
    Export,
    /// Make an encrypted copy of the store.
    BackUp,
    /// Bring a copy back.
    Restore,
    /// Seal the figures of a period.
    Seal,
    /// Change what holds for the whole office: its settings, its list of offices, its holidays.
    Settings,
    /// Add and disable officers, and give another one a new passphrase.
    Officers,
}

impl Right {
    /// What it takes to write an operation. An undo is judged as the writing that it takes back: a case that was
    /// registered by mistake goes again without a second person.
    pub(super) fn of(operation: &NewOperation) -> Self {
        let has = |entity| operation.changes.iter().any(|change| change.entity == entity);
        let voids = || operation.changes.iter().any(|change| change.get(Entity::Case.voided()).flatten().is_some());
        match operation.act {
            Act::Import => Self::Import,
            _ if has(Entity::Office) || has(Entity::Holiday) => Self::Settings,
            Act::Undo => Self::Write,
            _ if voids() => Self::VoidCase,
            _ => Self::Write,
        }
    }
}

/// Whether somebody of this role may do this.
#[must_use]
pub const fn may(role: Role, right: Right) -> bool {
    match right {
        Right::Figures => true,
        Right::Read | Right::Write | Right::BackUp => !matches!(role, Role::Analyst),
        Right::VoidCase
        | Right::OverrideConsulate
        | Right::Import
        | Right::Export
        | Right::Restore
        | Right::Seal
        | Right::Settings => {
            matches!(role, Role::Supervisor | Role::Administrator)
        }
        Right::Officers => matches!(role, Role::Administrator),
    }
}

impl Author {
    /// As what this author writes.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Refuses what this author may not do.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`].
    pub fn allow(&self, right: Right) -> Result<()> {
        if may(self.role, right) { Ok(()) } else { Err(StoreError::NotAllowed) }
    }
}

impl Store {
    /// Sits an officer down at the store: what is read from now on is what this role may read.
    pub fn seat(&mut self, officer: &str, role: Role, office: &str) -> Author {
        self.role = Some(role);
        Author { officer: officer.to_owned(), role, office: office.to_owned(), session: Uuid::now_v7() }
    }

    /// Refuses what whoever sits here may not do; where nobody does, everything but figures.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`].
    pub fn allow(&self, right: Right) -> Result<()> {
        let is_allowed = self.role.map_or(right == Right::Figures, |role| may(role, right));
        if is_allowed { Ok(()) } else { Err(StoreError::NotAllowed) }
    }
}
