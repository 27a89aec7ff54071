//! The field or the box that keys went into when the summary was left, so that a lock takes nothing that was typed in it.
//!
//! Must stay true: it is opened again as it was typed, and nothing is read, counted or written before it is gone on with.

use super::choosing::About;
use super::exporting::{Exporting, Wanted};
use super::field::Field;
use super::{Ctx, State};
use crate::ui::line::{Line, Typed};
use serde::{Deserialize, Serialize};

/// What keys went into.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Left {
    /// The field of the period; whether the screen had opened with it.
    Period(Typed, bool),
    /// The field of the period beside it.
    Beside(Typed),
    /// The box of what the figures are of.
    Choosing(About, Typed),
    /// The box of an export, and the item in focus; its place where that is somebody's own.
    Exporting(Wanted, usize, Option<Typed>),
}

impl State {
    /// What keys go into.
    pub(super) fn left(&self) -> Option<Left> {
        let choosing = self.choosing.as_ref().map(|open| Left::Choosing(open.about, open.typed.as_typed()));
        let field = self.field.as_ref().map(|field| Left::Period(field.typed.as_typed(), field.is_first));
        let beside = self.comparing.field.as_ref().map(|field| Left::Beside(field.typed.as_typed()));
        self.exporting.as_ref().map(Exporting::left).or(choosing).or(field).or(beside)
    }

    /// Opens again what was left.
    pub(super) fn open_left(&mut self, left: Left, ctx: &Ctx<'_>) {
        match left {
            Left::Period(typed, is_first) => self.field = Some(Field::left(typed, is_first)),
            Left::Beside(typed) => self.comparing.field = Some(Field::left(typed, false)),
            Left::Choosing(about, typed) => self.open_choosing_again(about, Line::from(typed), ctx),
            Left::Exporting(wanted, focus, place) => {
                self.open_exporting_again(wanted, focus, place.map(Line::from), ctx);
            }
        }
    }
}
