//! Who is at work, and where.
//!
//! Holds no key. Must stay true: there is a session exactly while the store is open.

use super::summary::exporting::Wanted;
use crate::domain::catalogue::STATES;
use crate::i18n::Lang;
use crate::store::{Right, may};
use crate::ui::canvas::Drawing;
use crate::ui::glyph::Glyphs;
use crate::ui::theme::Theme;
use crate::vault::Role;
use chrono_tz::Tz;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// How somebody wants the screens; what is not said is left to the store and to the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    /// The language.
    pub lang: Option<Lang>,
    /// The colours.
    pub theme: Option<Theme>,
    /// The signs.
    pub glyphs: Option<Glyphs>,
    /// Whether Intro goes to every field of a form, and not to the next one that is asked for.
    pub is_every_field: bool,
}

/// What can be set on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    /// How the officer wants the screens.
    pub wishes: Wishes,
    /// After how many minutes without a key the store is locked.
    pub idle_minutes: u8,
}

/// The minutes that an office may choose from.
pub const IDLE_MINUTES: RangeInclusive<u8> = 1..=15;
/// What holds until it does.
pub const IDLE_MINUTES_USUAL: u8 = 5;

impl Wishes {
    /// The drawing that is wished for, else this one.
    #[must_use]
    pub fn over(self, drawing: Drawing) -> Drawing {
        Drawing { theme: self.theme.unwrap_or(drawing.theme), glyphs: self.glyphs.unwrap_or(drawing.glyphs) }
    }
}

/// From unlock to lock.
#[derive(Clone)]
pub struct Session {
    /// The officer's name as in `keys.json`.
    pub officer: String,
    /// As what.
    pub role: Role,
    /// The code of the office.
    pub office: String,
    /// The zone of the office.
    pub zone: Tz,
    /// Where what is exported goes, unless another place is named.
    pub folder: PathBuf,
    /// The offices that this store knows: code and name.
    pub offices: Vec<(String, String)>,
    /// Whether the data are made up.
    pub is_training: bool,
    /// The language that the store was set up in, where it says so.
    pub lang: Option<Lang>,
    /// How the officer wants the screens.
    pub wishes: Wishes,
    /// After how many minutes without a key the store is locked.
    pub idle_minutes: u8,
    /// Whether names are shown as initials.
    pub is_masked: bool,
    /// What was chosen last for an export.
    pub wanted: Wanted,
}

impl Session {
    /// Whether the officer may do this.
    #[must_use]
    pub const fn may(&self, right: Right) -> bool {
        may(self.role, right)
    }

    /// The officer's place in a word or two: the state of the office, or the office's name.
    #[must_use]
    pub fn place_name(&self) -> &str {
        STATES.iter().find(|state| state.code == self.office).map_or_else(|| self.office_name(), |state| &state.es)
    }

    /// The name of the officer's office; its code where it has none.
    #[must_use]
    pub fn office_name(&self) -> &str {
        self.offices.iter().find(|(code, _)| *code == self.office).map_or(&self.office, |(_, name)| name)
    }
}
