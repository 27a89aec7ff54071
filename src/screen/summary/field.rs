//! The field of the period: typed over from its first letter on, applied with Intro, F2 or F4.
//!
//! Reads no period itself; `form::typed::period` does. Must stay true: the figures stay as they are until a period is read,
//! and what is none stays in the field.

use super::State;
use crate::domain::period::Period;
use crate::form::typed::period;
use crate::form::wrong::Wrong;
use crate::screen::message::Move;
use crate::screen::{Ctx, moment};
use crate::ui::key::Key;
use crate::ui::line::{Line, Typed};

/// The field while keys go into it.
pub(super) struct Field {
    pub(super) typed: Line,
    /// What is wrong with what is typed, once it was tried.
    pub(super) wrong: Option<Wrong>,
    /// Whether the screen has opened with it, so that Esc closes the screen.
    pub(super) is_first: bool,
}

impl Field {
    pub(super) fn new(period: Period) -> Self {
        Self { typed: Line::new(&written(period)), wrong: None, is_first: false }
    }

    /// The field as it was left.
    pub(super) fn left(typed: Typed, is_first: bool) -> Self {
        Self { typed: typed.into(), wrong: None, is_first }
    }

    /// Whether something was typed.
    pub(super) const fn is_typed(&self) -> bool {
        !self.typed.is_selected()
    }
}

impl State {
    /// Takes the focus from a field in which nothing was typed.
    pub fn leave_field(&mut self) {
        self.field.take_if(|field| !field.is_typed());
    }

    /// A key while the field has the focus; it stays open where it is put back.
    pub(super) fn key_period(&mut self, mut field: Field, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Enter => return self.apply(field, ctx),
            // What they are about is what was typed; what is exported is seen first.
            Key::Function(2 | 4) if field.is_typed() => {
                let moves = self.apply(field, ctx);
                let is_right = self.field.is_none() && key == Key::Function(4);
                let then = if is_right { self.key(key, ctx) } else { Vec::new() };
                return moves.into_iter().chain(then).collect();
            }
            Key::Esc if field.is_first && !field.is_typed() => return vec![Move::Close],
            Key::Esc => return Vec::new(),
            Key::Char('+' | '-') if !field.is_typed() => {
                let moves = self.key(key, ctx);
                self.field = self.period.map(|period| Field { is_first: field.is_first, ..Field::new(period) });
                return moves;
            }
            Key::Up | Key::Down if !field.is_typed() => return Vec::new(),
            // Whatever does not write leaves the field and means what it means beside it.
            Key::Tab | Key::BackTab | Key::PageUp | Key::PageDown | Key::Function(2..=7) | Key::Ctrl('e')
                if !field.is_typed() =>
            {
                return self.key(key, ctx);
            }
            Key::Function(_) => {}
            _ => {
                field.wrong = None;
                field.typed.press(key);
            }
        }
        self.field = Some(field);
        Vec::new()
    }

    fn apply(&mut self, mut field: Field, ctx: &Ctx<'_>) -> Vec<Move> {
        if !field.is_typed() {
            return Vec::new();
        }
        match read(field.typed.text(), ctx) {
            Ok(period) => self.period = Some(period),
            Err(wrong) => {
                field.wrong = Some(wrong);
                self.field = Some(field);
                return Vec::new();
            }
        }
        self.ask()
    }
}

/// The period that was typed.
pub(super) fn read(typed: &str, ctx: &Ctx<'_>) -> Result<Period, Wrong> {
    let today = moment::now(ctx).ok_or_else(|| Wrong::new("period-none"))?;
    period::read(typed, today.date())
}

/// A period as it can be typed; one day is its date.
pub(super) fn written(period: Period) -> String {
    if period.from() == period.to() { period.from().to_string() } else { period.to_string() }
}
