//! Typing into a field: what goes into the form, what is taken back, and the keys that fill a field in one go.
//!
//! Moves nowhere. Must stay true: what the line holds, the form holds.

use super::{State, desk};
use crate::log::field::Kind;
use crate::screen::Ctx;
use crate::screen::message::{Move, Note};
use crate::ui::key::Key;
use crate::ui::line::Line;
use zeroize::Zeroizing;

/// What stands for the same as in the form before.
const SAME: &str = "=";

impl State {
    /// What was typed into the line goes into the form; a key that only moves the cursor changes nothing there.
    pub(super) fn type_into(&mut self, ctx: &Ctx<'_>, act: impl FnOnce(&mut Line)) {
        if self.focused().is_none() {
            return;
        }
        let before = Zeroizing::new(self.line.text().to_owned());
        act(&mut self.line);
        if self.line.text() != before.as_str() {
            self.typed(ctx);
        }
    }

    /// What the line holds goes into the form.
    pub(super) fn typed(&mut self, ctx: &Ctx<'_>) {
        self.problems.clear();
        (self.is_meant, self.verdict) = (false, None);
        self.kept.unkept_ms.get_or_insert(ctx.steady_ms);
        let (Some(field), Some(desk)) = (self.focused(), desk(ctx, &self.about)) else { return };
        self.form.set(field.number, self.line.text(), &desk);
    }

    /// Puts back what the field held when it was entered.
    pub(super) fn take_typing_back(&mut self, ctx: &Ctx<'_>) {
        if self.focused().is_some() && self.line.text() != self.entered.text() {
            // A copy: the same may be taken back again.
            self.untyped = Some(std::mem::replace(&mut self.line, self.entered.clone()));
            self.typed(ctx);
        }
    }

    pub(super) fn type_again(&mut self, ctx: &Ctx<'_>) {
        if let Some(untyped) = self.untyped.take() {
            self.line = untyped;
            self.typed(ctx);
        }
    }

    /// Takes over what the form before holds in this field; what is to be said where there is nothing.
    pub(super) fn take_same(&mut self, ctx: &Ctx<'_>) -> Option<Move> {
        let (field, desk) = (self.focused()?, desk(ctx, &self.about)?);
        let same = self.before.last().map(|before| before.shown(field.number, &desk)).filter(|same| !same.is_empty());
        let Some(same) = same else { return Some(Move::Say(Note::warning(ctx.text("entry-no-same")))) };
        self.put(&same, ctx);
        None
    }

    /// Puts a text into the field in focus, selected as on entering it.
    pub(super) fn put(&mut self, text: &str, ctx: &Ctx<'_>) {
        let is_lines = self.focused().is_some_and(|field| field.kind == Kind::Lines);
        self.line = if is_lines { Line::of_lines(text) } else { Line::new(text) };
        self.typed(ctx);
    }

    /// `+` and `-` on a date that stands there move it by a day, and a digit that follows makes them its sign: `-3` is
    /// three days ago. Nothing where the key was none of these.
    pub(super) fn nudge(&mut self, nudged: Option<char>, key: Key, ctx: &Ctx<'_>) -> Option<Vec<Move>> {
        let Key::Char(typed) = key else { return None };
        if let Some(sign) = nudged.filter(|_| typed.is_ascii_digit()) {
            self.type_into(ctx, |line| line.insert(&format!("{sign}{typed}")));
            return Some(Vec::new());
        }
        let days = match typed {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (field, desk) = (self.focused().filter(|_| self.line.is_selected())?, desk(ctx, &self.about)?);
        let later = self.form.days_later(field.number, days, &desk)?;
        self.nudged = Some(typed);
        match later {
            Ok(later) => self.put(&later, ctx),
            Err(wrong) => return Some(vec![Move::Say(Note::warning(wrong.text(ctx.texts)))]),
        }
        Some(Vec::new())
    }

    /// Whether the line says the same as before, and this key leaves the field.
    pub(super) fn is_same_sign(&self, key: Key) -> bool {
        let leaves = matches!(
            key,
            Key::Enter | Key::Tab | Key::BackTab | Key::Up | Key::Down | Key::PageUp | Key::PageDown | Key::Function(2)
        );
        leaves && self.line.text() == SAME
    }
}
