//! Moving through a form: Intro by what is asked, Tab and arrows by what stands there, page keys by section.
//!
//! Must stay true: the focus never rests on a field that does not apply.

use super::{State, desk};
use crate::log::field::Kind;
use crate::screen::Ctx;
use crate::ui::key::Key;
use crate::ui::line::Line;

impl State {
    /// Moves; whether the key was one that does.
    pub(super) fn go(&mut self, key: Key, ctx: &Ctx<'_>) -> bool {
        let to = match key {
            Key::Enter if !ctx.session.is_some_and(|session| session.wishes.is_every_field) => self.next_asked(ctx),
            Key::Enter | Key::Tab | Key::Down => self.next_open(ctx),
            Key::BackTab | Key::Up => self.last_open_before(self.focus, ctx).unwrap_or(self.focus),
            Key::PageDown => self.next_section(ctx),
            Key::PageUp => self.last_section(ctx),
            Key::First => self.open_from(0, ctx),
            Key::Last => self.fields.len(),
            _ => return false,
        };
        if let Some(desk) = desk(ctx, &self.about) {
            self.form.settle(&desk);
        }
        self.stand_on(to);
        if self.kept.is_on_file {
            // Where it is to be gone on with has changed.
            self.kept.unkept_ms.get_or_insert(ctx.steady_ms);
        }
        true
    }

    /// Goes to the first field that is asked for and empty, on a new form else to the first empty one: what stands
    /// there already was chosen on the way here.
    pub(super) fn enter_first(&mut self, ctx: &Ctx<'_>) {
        let behind = self.fields.len();
        let asked = desk(ctx, &self.about).and_then(|desk| self.form.next_asked_after(behind, &desk));
        let is_empty = |at: usize| self.fields.get(at).is_some_and(|field| self.form.text(field.number).is_empty());
        let empty = || (0..behind).find(|at| is_empty(*at) && self.is_open(*at, ctx));
        let to = if self.form.is_edit() { None } else { asked.or_else(empty) };
        self.stand_on(to.unwrap_or_else(|| self.open_from(0, ctx)));
    }

    /// Puts the focus on a field, with what it holds selected.
    pub(super) fn stand_on(&mut self, position: usize) {
        self.focus = position.min(self.fields.len());
        self.line = match self.focused() {
            Some(field) if field.kind == Kind::Lines => Line::of_lines(self.form.text(field.number)),
            Some(field) => Line::new(self.form.text(field.number)),
            None => Line::default(),
        };
        // A copy: the line changes with every key.
        (self.entered, self.untyped) = (self.line.clone(), None);
    }

    /// Puts the focus back on a field: where it was left in the middle the next letter goes on with what it holds.
    pub fn return_to(&mut self, position: usize) {
        self.stand_on(position);
        if self.form.is_left_within && self.focused().map(|field| field.number) == self.form.left_at {
            self.line.press(Key::End);
        }
    }

    pub(super) fn is_open(&self, position: usize, ctx: &Ctx<'_>) -> bool {
        let (Some(field), Some(desk)) = (self.fields.get(position), desk(ctx, &self.about)) else { return false };
        self.form.is_open(field.number, &desk)
    }

    fn open_from(&self, position: usize, ctx: &Ctx<'_>) -> usize {
        (position..self.fields.len()).find(|at| self.is_open(*at, ctx)).unwrap_or(self.fields.len())
    }

    fn next_open(&self, ctx: &Ctx<'_>) -> usize {
        self.open_from(self.focus.saturating_add(1), ctx)
    }

    fn last_open_before(&self, position: usize, ctx: &Ctx<'_>) -> Option<usize> {
        (0..position).rev().find(|at| self.is_open(*at, ctx))
    }

    /// The next field that is asked for and empty; on a form without any left, the line that saves. A record that is
    /// edited is gone through field by field, since what it lacks was asked long ago.
    fn next_asked(&self, ctx: &Ctx<'_>) -> usize {
        if self.form.is_edit() {
            return self.next_open(ctx);
        }
        let asked = desk(ctx, &self.about).and_then(|desk| self.form.next_asked_after(self.focus, &desk));
        asked.filter(|at| self.is_open(*at, ctx)).unwrap_or(self.fields.len())
    }

    fn section(&self, position: usize) -> Option<&'static str> {
        self.fields.get(position).and_then(|field| self.subject.kind.section_of(field))
    }

    fn next_section(&self, ctx: &Ctx<'_>) -> usize {
        let here = self.section(self.focus);
        let next = (self.focus..self.fields.len()).find(|at| self.section(*at) != here);
        next.map_or(self.fields.len(), |at| self.open_from(at, ctx))
    }

    fn last_section(&self, ctx: &Ctx<'_>) -> usize {
        let before = self.section(self.focus.saturating_sub(1));
        let first = (0..self.fields.len()).find(|at| self.section(*at) == before);
        self.open_from(first.unwrap_or(0), ctx)
    }
}
