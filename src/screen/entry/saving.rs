//! Saving a form: problems first, then the write, then what somebody else changed, then what comes next.
//!
//! Must stay true: nothing is written twice from one form, and "saved" is said on the store's word alone.

use super::{Asking, Opening, Stage, State, desk};
use crate::form::alike::Child;
use crate::form::answers::{Elder, Problem, Severity};
use crate::form::layout::FormKind;
use crate::form::typed::{Answer, show};
use crate::log::field::{Entity, Field, field, named};
use crate::log::operation::{Act, Change};
use crate::screen::case::Tab;
use crate::screen::message::{Move, Note, Request, Subject};
use crate::screen::{Ctx, child};
use crate::store::Conflict;
use crate::ui::key::Key;

impl State {
    pub(super) fn save(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(desk) = desk(ctx, &self.about) else { return Vec::new() };
        self.form.settle(&desk);
        let mut problems = self.form.problems(&desk);
        problems.retain(|problem| match problem.severity {
            Severity::Stop => true,
            Severity::Ask => !self.is_meant,
            Severity::Note => false,
        });
        let has_caution = !self.is_meant && self.caution(ctx).is_some();
        match problems.first().cloned() {
            Some(first) if first.severity == Severity::Stop => return self.show_problems(&first, problems, ctx),
            first if first.is_some() || has_caution => return self.doubt(first.as_ref(), problems),
            _ => {}
        }
        match self.form.changes(&desk, self.subject.case, &mut || (ctx.new_id)()) {
            Ok(changes) if changes.is_empty() => {
                let dropped = self.drop_draft();
                let note = Note::plain(ctx.text("entry-unchanged"));
                dropped.into_iter().chain([Move::Say(note), Move::Close]).collect()
            }
            Ok(mut changes) => {
                let unless_alike = self.to_compare(&desk);
                self.judge(&mut changes, &desk);
                vec![self.write(changes, unless_alike)]
            }
            Err(problems) => {
                problems.first().cloned().map_or_else(Vec::new, |first| self.show_problems(&first, problems, ctx))
            }
        }
    }

    fn show_problems(&mut self, first: &Problem, problems: Vec<Problem>, ctx: &Ctx<'_>) -> Vec<Move> {
        let text = self.veiled(said(first, ctx), ctx);
        self.stand_on_problem(first);
        self.problems = problems;
        vec![Move::Say(Note::error(text))]
    }

    fn stand_on_problem(&mut self, problem: &Problem) {
        if let Some(position) = self.fields.iter().position(|field| field.number == problem.field) {
            self.stand_on(position);
        }
    }

    /// Asks whether to save what is missing or odd; the key that says so is none that asks.
    fn doubt(&mut self, first: Option<&Problem>, problems: Vec<Problem>) -> Vec<Move> {
        if let Some(first) = first {
            self.stand_on_problem(first);
        }
        self.problems = problems;
        self.stage = Stage::Doubting;
        Vec::new()
    }

    pub(super) fn key_doubting(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Char('s' | 'S' | 'y' | 'Y') => {
                self.stage = Stage::Typing;
                self.is_meant = true;
                self.save(ctx)
            }
            Key::Char(digit @ '1'..='9') => {
                let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or_default();
                if let Some(problem) = self.problems.get(at.saturating_sub(1)).cloned() {
                    self.stage = Stage::Typing;
                    self.stand_on_problem(&problem);
                }
                Vec::new()
            }
            Key::Esc => {
                self.stage = Stage::Typing;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What is missing or odd, in sentences, each with the number that leads to its field.
    pub(super) fn doubts(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let (missing, odd): (Vec<_>, Vec<_>) =
            (1..).zip(&self.problems).partition(|(_, problem)| self.form.text(problem.field).is_empty());
        let missing: Vec<String> =
            missing.into_iter().map(|(at, problem)| format!("{at} {}", label(problem.field, ctx))).collect();
        let missing = (!missing.is_empty())
            .then(|| ctx.texts.with("entry-all-missing", &[("fields", missing.join(" · ").into())]));
        let caution = self.caution(ctx).map(|[sentence, _]| format!("!! {}", ctx.text(sentence)));
        let odd = odd.into_iter().map(|(at, problem)| format!("{at} {}", self.veiled(said(problem, ctx), ctx)));
        caution.into_iter().chain(odd).chain(missing).collect()
    }

    fn write(&mut self, changes: Vec<Change>, unless_alike: Option<Box<Child>>) -> Move {
        let case = changes.iter().find(|change| change.entity == Entity::Case).map(|change| change.id);
        self.saving = self.subject.case.or(case);
        self.stage = Stage::Saving;
        let base = if self.form.changes_what_is_known() { self.base } else { u64::MAX };
        Move::Ask(Request::Write { act: Act::Save, base, changes, draft: self.draft_name(), unless_alike })
    }

    pub(super) fn saved(&mut self, seq: u64, folios: Vec<String>, ctx: &Ctx<'_>) -> Vec<Move> {
        self.forget_draft();
        let case = self.saving.filter(|_| self.subject.kind == FormKind::Intake);
        let mut moves: Vec<Move> = case.map(Move::Mark).into_iter().chain([Move::Wrote(seq)]).collect();
        // A copy: brothers and sisters are begun from this form.
        moves.push(Move::Remember(Box::new(self.form.clone())));
        let folio = folios.into_iter().next().unwrap_or_default();
        match case {
            Some(case) => {
                moves.push(Move::Say(Note::plain(ctx.texts.with("saved-intake", &[("folio", folio.as_str().into())]))));
                self.base = seq;
                self.stage = Stage::Saved { folio, case };
            }
            None => moves.extend([Move::Say(Note::plain(ctx.text("saved"))), Move::Close]),
        }
        moves
    }

    pub(super) fn moved(&mut self, conflicts: Vec<Conflict>) -> Vec<Move> {
        self.stage = Stage::Asking(Asking { conflicts, base: None });
        // A case that was not made has no sheet; what moved then is that of the brother or sister.
        let moved = self.form.elder().map(|elder| elder.case).or(self.saving);
        let ask = moved.map(|case| Move::Ask(Request::Sheet(case)));
        ask.into_iter().chain([Move::DropEarly]).collect()
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

    /// Who changed which field, what was typed here, and what the other one wrote.
    pub(super) fn moved_in_words(&self, conflict: &Conflict, ctx: &Ctx<'_>) -> [String; 3] {
        let number = conflict.field;
        let written = field(number).zip(conflict.theirs.as_deref());
        let theirs = desk(ctx, &self.about).zip(written).map(|(desk, (field, value))| show(field, value, &desk));
        let mine = self.subject.kind.field_of(number).map_or("", |field| self.form.text(field.number));
        let empty = ctx.text("moved-empty");
        let is_name = field(number).is_some_and(Field::is_name);
        let hidden = |text: &str| if is_name { child::shown(text, ctx) } else { text.to_owned() };
        let said =
            |key: &str, text: &str| format!("{}: {}", ctx.text(key), if text.is_empty() { &empty } else { text });
        let args = [("officer", conflict.officer.as_str().into()), ("field", label(number, ctx).into())];
        [
            ctx.texts.with("moved-says", &args),
            said("moved-mine", &hidden(mine)),
            said("moved-theirs", &hidden(theirs.as_deref().unwrap_or_default())),
        ]
    }

    fn take_theirs(&mut self, conflict: &Conflict, ctx: &Ctx<'_>) {
        let Some(on_form) = self.subject.kind.field_of(conflict.field) else { return };
        let Some(desk) = desk(ctx, &self.about) else { return };
        let theirs = field(conflict.field).zip(conflict.theirs.as_deref());
        let text = theirs.map_or_else(String::new, |(field, value)| show(field, value, &desk));
        self.form.set(on_form.number, text, &desk);
        self.kept.unkept_ms.get_or_insert(ctx.steady_ms);
    }

    /// Saves again once everything was answered and it is known what to save on.
    pub(super) fn settle(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Asking(Asking { conflicts, base: Some(base) }) = &self.stage else { return Vec::new() };
        if !conflicts.is_empty() {
            return Vec::new();
        }
        self.base = *base;
        self.stage = Stage::Typing;
        self.is_meant = true;
        self.save(ctx)
    }

    /// After an intake: brother or sister, contact, call, service, or ready.
    pub(super) fn key_saved(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Saved { case, folio } = &self.stage else { return Vec::new() };
        let (case, case_ref) = (*case, folio.clone());
        let form = |kind| Subject { kind, case: Some(case), record: None };
        match key {
            Key::Char('h' | 'H' | 'b' | 'B') => {
                let subject = Subject { kind: FormKind::Intake, case: None, record: None };
                let contacts = self.form.elder().map_or_else(Vec::new, |elder| elder.contacts.clone());
                let elder = Elder { case, case_ref, base: self.base, contacts };
                let opening = Opening { sibling_of: Some((self.form.clone(), elder)), ..Opening::new(subject) };
                vec![Move::OpenForm(Box::new(opening))]
            }
            Key::Char('c' | 'C') => vec![Move::OpenCase(case, Tab::Contacts), self.next(form(FormKind::Contact), ctx)],
            Key::Char('l' | 'L') => vec![Move::OpenCall(case)],
            Key::Char('s' | 'S') => vec![Move::OpenCase(case, Tab::Services)],
            Key::Ctrl('z') => vec![Move::Close, Move::Undo],
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
        let Some(desk) = desk(ctx, &self.about) else { return String::new() };
        let value = |entity: Entity, name: &str| {
            let number = named(entity, name).number;
            let on_form = self.form.kind().field_of(number)?;
            match self.form.answer(on_form.number, &desk) {
                Answer::Known(reading) => {
                    reading.values.into_iter().find(|(of, _)| *of == number).map(|(_, value)| value)
                }
                _ => None,
            }
        };
        let names = ["given_names", "surname1", "surname2"].map(|name| value(Entity::Person, name));
        let (sex, birth_date) = (value(Entity::Person, "sex"), value(Entity::Person, "birth_date"));
        let (age_years, opened_at) = (value(Entity::Case, "age_years"), value(Entity::Case, "opened_at"));
        let child = child::Child {
            names: names.each_ref().map(Option::as_deref),
            case_ref: if let Stage::Saved { folio, .. } = &self.stage { folio } else { "" },
            sex: sex.as_deref(),
            birth_date: birth_date.as_deref(),
            age_years: age_years.as_deref(),
            opened_at: opened_at.as_deref(),
        };
        child.name(ctx)
    }
}

/// The field, and what is wrong with it.
fn said(problem: &Problem, ctx: &Ctx<'_>) -> String {
    let args = [("field", label(problem.field, ctx).into()), ("problem", problem.text(ctx.texts).into())];
    ctx.texts.with("entry-stops", &args)
}

/// The label of a field.
pub(super) fn label(number: u16, ctx: &Ctx<'_>) -> String {
    field(number).map_or_else(String::new, |field| ctx.text(&format!("field-{}-{}", field.entity.code(), field.name)))
}
