//! Saving a form: problems first, then the write, then what somebody else changed, then what comes next.
//!
//! Must stay true: nothing is written twice from one form, and "saved" is said on the store's word alone.

use super::{Asking, Opening, Stage, State, desk};
use crate::form::answers::{Problem, Severity};
use crate::form::layout::FormKind;
use crate::form::typed::show;
use crate::log::field::{Entity, field};
use crate::log::operation::{Act, Change};
use crate::screen::Ctx;
use crate::screen::case::Tab;
use crate::screen::message::{Move, Note, Request, Subject};
use crate::store::Conflict;
use crate::ui::key::Key;

impl State {
    pub(super) fn save(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(desk) = desk(ctx, &self.contacts) else { return Vec::new() };
        let mut problems = self.form.problems(&desk);
        problems.retain(|problem| match problem.severity {
            Severity::Stop => true,
            Severity::Ask => !self.is_warned,
            Severity::Note => false,
        });
        if let Some(first) = problems.first().cloned() {
            return self.show_problems(&first, problems, ctx);
        }
        match self.form.changes(&desk, self.subject.case, &mut || (ctx.new_id)()) {
            Ok(changes) if changes.is_empty() => {
                let dropped = self.drop_draft();
                let note = Note::plain(ctx.text("entry-unchanged"));
                dropped.into_iter().chain([Move::Say(note), Move::Close]).collect()
            }
            Ok(changes) => vec![self.write(changes)],
            Err(problems) => {
                problems.first().cloned().map_or_else(Vec::new, |first| self.show_problems(&first, problems, ctx))
            }
        }
    }

    fn show_problems(&mut self, first: &Problem, problems: Vec<Problem>, ctx: &Ctx<'_>) -> Vec<Move> {
        let is_asking = first.severity == Severity::Ask;
        self.is_warned = is_asking;
        let label = field(first.field).map_or_else(String::new, |field| label(field.number, ctx));
        let key = if is_asking { "entry-asks" } else { "entry-stops" };
        let text = ctx.texts.with(key, &[("field", label.into()), ("problem", first.text(ctx.texts).into())]);
        if let Some(position) = self.fields.iter().position(|field| field.number == first.field) {
            self.stand_on(position);
        }
        self.problems = problems;
        vec![Move::Say(if is_asking { Note::warning(text) } else { Note::error(text) })]
    }

    fn write(&mut self, changes: Vec<Change>) -> Move {
        let case = changes.iter().find(|change| change.entity == Entity::Case).map(|change| change.id);
        self.saving = self.subject.case.or(case);
        self.stage = Stage::Saving;
        let base = if self.form.is_edit() { self.base } else { u64::MAX };
        Move::Ask(Request::Write { act: Act::Save, base, changes, draft: self.draft_name() })
    }

    pub(super) fn saved(&mut self, seq: u64, folios: Vec<String>, ctx: &Ctx<'_>) -> Vec<Move> {
        self.forget_draft();
        let mut moves = vec![Move::Wrote(seq)];
        let case = self.saving.filter(|_| self.subject.kind == FormKind::Intake);
        let folio = folios.into_iter().next().unwrap_or_default();
        match case {
            Some(case) => {
                moves.push(Move::Say(Note::plain(ctx.texts.with("saved-intake", &[("folio", folio.as_str().into())]))));
                self.stage = Stage::Saved { folio, case };
            }
            None => moves.extend([Move::Say(Note::plain(ctx.text("saved"))), Move::Close]),
        }
        moves
    }

    pub(super) fn moved(&mut self, conflicts: Vec<Conflict>) -> Vec<Move> {
        self.stage = Stage::Asking(Asking { conflicts, base: None });
        self.saving.map(|case| Move::Ask(Request::Sheet(case))).into_iter().collect()
    }

    /// 1 keeps what was typed, 2 takes what the other one wrote.
    pub(super) fn key_asking(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Asking(asking) = &mut self.stage else { return Vec::new() };
        let is_theirs = match key {
            Key::Char('1') => false,
            Key::Char('2') => true,
            Key::Esc => {
                self.stage = Stage::Typing;
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        let Some(conflict) = asking.conflicts.pop() else { return self.settle(ctx) };
        if is_theirs {
            self.take_theirs(&conflict, ctx);
        }
        self.settle(ctx)
    }

    fn take_theirs(&mut self, conflict: &Conflict, ctx: &Ctx<'_>) {
        let Some(on_form) = self.subject.kind.field_of(conflict.field) else { return };
        let Some(desk) = desk(ctx, &self.contacts) else { return };
        let theirs = field(conflict.field).zip(conflict.theirs.as_deref());
        let text = theirs.map_or_else(String::new, |(field, value)| show(field, value, &desk));
        self.form.set(on_form.number, text, &desk);
        self.kept.unkept_ms.get_or_insert(ctx.now_ms);
    }

    /// Saves again once everything was answered and it is known what to save on.
    pub(super) fn settle(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Asking(Asking { conflicts, base: Some(base) }) = &self.stage else { return Vec::new() };
        if !conflicts.is_empty() {
            return Vec::new();
        }
        self.base = *base;
        self.stage = Stage::Typing;
        self.is_warned = true;
        self.save(ctx)
    }

    /// After an intake: brother or sister, contact, call, service, or ready.
    pub(super) fn key_saved(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Saved { case, .. } = &self.stage else { return Vec::new() };
        let case = *case;
        let form = |kind| Subject { kind, case: Some(case), record: None };
        match key {
            Key::Char('h' | 'H' | 'b' | 'B') => {
                let subject = Subject { kind: FormKind::Intake, case: None, record: None };
                let opening = Opening { sibling_of: Some(self.form.clone()), ..Opening::new(subject) };
                vec![Move::OpenForm(Box::new(opening))]
            }
            Key::Char('c' | 'C') => vec![Move::OpenCase(case, Tab::Contacts), self.next(form(FormKind::Contact), ctx)],
            Key::Char('l' | 'L') => vec![Move::OpenCase(case, Tab::Contacts), self.next(form(FormKind::Call), ctx)],
            Key::Char('s' | 'S') => vec![Move::OpenCase(case, Tab::Services)],
            Key::Enter | Key::Esc => vec![Move::Close],
            _ => Vec::new(),
        }
    }

    fn next(&self, subject: Subject, ctx: &Ctx<'_>) -> Move {
        let Stage::Saved { folio, .. } = &self.stage else { return Move::Close };
        let heading = format!("{folio} {}", self.name(ctx));
        Move::OpenForm(Box::new(Opening { heading, ..Opening::new(subject) }))
    }

    /// The child's name as typed, surnames first.
    pub(super) fn name(&self, ctx: &Ctx<'_>) -> String {
        let value = |name: &str| {
            let field = self.fields.iter().find(|field| field.entity == Entity::Person && field.name == name)?;
            match self.answer(field, ctx) {
                crate::form::typed::Answer::Known(reading) => reading.values.into_iter().next().map(|(_, value)| value),
                _ => None,
            }
        };
        let (given, first, second) = (value("given_names"), value("surname1"), value("surname2"));
        crate::form::typed::name_of(given.as_deref(), first.as_deref(), second.as_deref())
    }
}

/// The label of a field.
pub(super) fn label(number: u16, ctx: &Ctx<'_>) -> String {
    field(number).map_or_else(String::new, |field| ctx.text(&format!("field-{}-{}", field.entity.name(), field.name)))
}
