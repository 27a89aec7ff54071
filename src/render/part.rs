//! What a document can be made with or without: tables, charts, the map, another period beside this one.
//!
//! Lays nothing out. Must stay true: the figures at the head are in every document, and what is left out of one changes
//! nothing of what stays in it, so that what was pooled to be published stays pooled.

use super::export::Format;
use crate::domain::code::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// A part of a document.
    pub enum Part {
        /// The tables, each with its *ficha*.
        Tables = "tables",
        /// The charts.
        Charts = "charts",
        /// The map of the states.
        Map = "map",
        /// Another period beside this one.
        Comparison = "comparison",
    }
}

/// How a format stands to a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// It has no place for it.
    Never,
    /// It is made for programs that look for it.
    Always,
    /// As somebody chooses.
    AsChosen,
}

impl Format {
    /// How it stands to a part.
    #[must_use]
    pub const fn holds(self, part: Part) -> Holds {
        match (self, part) {
            (Self::Json, Part::Tables) => Holds::Always,
            (_, Part::Comparison)
            | (Self::Html, _)
            | (Self::Xlsx, Part::Tables | Part::Charts)
            | (Self::Text | Self::Csv | Self::CsvSemicolon | Self::Tidy, Part::Tables) => Holds::AsChosen,
            _ => Holds::Never,
        }
    }
}

/// The parts that somebody wants, each by its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Parts([bool; Part::ALL.len()]);

impl Parts {
    /// Every part.
    pub const ALL: Self = Self([true; Part::ALL.len()]);

    /// Whether a part is wanted.
    #[must_use]
    pub fn has(self, part: Part) -> bool {
        Part::ALL.iter().zip(self.0).any(|(own, is_wanted)| *own == part && is_wanted)
    }

    /// The same with one part wanted, or not.
    #[must_use]
    pub fn with(self, part: Part, is_wanted: bool) -> Self {
        Self(Part::ALL.map(|own| if own == part { is_wanted } else { self.has(own) }))
    }
}
