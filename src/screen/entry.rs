//! A form on the screen: any form of the table of fields, filled in by keys.
//!
//! Does not judge what is typed; `form` does. Must stay true: leaving a form that somebody typed into keeps it, saving
//! says so only once the store has, and what somebody else changed meanwhile is never overwritten unasked.

mod comparing;
mod moving;
mod resuming;
mod saving;
mod spoken;
mod typing;
mod view;

pub(super) use resuming::in_words as draft_in_words;

use super::Ctx;
use super::child;
use super::choice::{Choice, Row};
use super::message::{Draft, Move, Note, Reply, Subject};
use super::moment;
use crate::form::answers::{Elder, Existing, Form, Problem};
use crate::form::layout::FormKind;
use crate::form::typed::{About, Answer, Desk, NOT_KNOWN, Standing};
use crate::log::field::{Entity, Field, Kind};
use crate::store::{Conflict, Record};
use crate::ui::key::Key;
use crate::ui::line::Line;
use comparing::{Comparison, Verdict};
use uuid::Uuid;

/// What a form begins with.
pub struct Opening {
    /// What it is about.
    pub subject: Subject,
    /// The records that it edits; none on a new one.
    pub records: Vec<Record>,
    /// The case that it is about.
    pub about: About,
    /// Folio and name of the case, for the title; empty on the intake.
    pub heading: String,
    /// What stands in fields already: canonical values, by number.
    pub preset: Vec<(u16, String)>,
    /// The answers about the brother or sister that this child comes with, and who that is.
    pub sibling_of: Option<(Form, Elder)>,
    /// This machine's last operation when the records were read.
    pub base: u64,
    /// The forms about the same kind of thing that were saved last, the latest last.
    pub before: Vec<Form>,
    /// The form that was left which is gone on with, without a choice among others.
    pub resumes: Option<Uuid>,
}

impl Opening {
    /// A new, empty form.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            records: Vec::new(),
            about: About::default(),
            heading: String::new(),
            preset: Vec::new(),
            sibling_of: None,
            base: u64::MAX,
            before: Vec::new(),
            resumes: None,
        }
    }
}

/// How far a form has come.
enum Stage {
    /// Forms about the same thing were left unsaved: which one to go on with.
    Resuming(Resuming),
    /// It is being filled in.
    Typing,
    /// A value is chosen from a list.
    Choosing(Choice),
    /// Something is missing or odd: whether to save it so.
    Doubting,
    /// A child that is known may be the same: whether it is.
    Alike(Comparison),
    /// COMMIT is awaited.
    Saving,
    /// Somebody else changed fields meanwhile.
    Asking(Asking),
    /// An intake is saved; what comes next.
    Saved { folio: String, case: Uuid },
}

/// The forms that were left, to choose from.
struct Resuming {
    drafts: Vec<Draft>,
    choice: Choice,
    /// The one that Supr was pressed on once.
    doomed: Option<Uuid>,
}

/// What is on file of a form that is not saved.
struct Kept {
    /// Its id on file.
    id: Uuid,
    /// Whether anything is, or is on its way there.
    is_on_file: bool,
    /// When the first key came that is not on file, on the steady clock.
    unkept_ms: Option<i64>,
    /// Of when that is which is on file, in milliseconds UTC.
    at_ms: Option<i64>,
}

/// Fields that somebody else changed while the form was open.
struct Asking {
    /// The fields, the one that is asked about last.
    conflicts: Vec<Conflict>,
    /// What to save on: this machine's last operation, once it is known.
    base: Option<u64>,
}

/// A form on the screen.
pub struct State {
    subject: Subject,
    about: About,
    heading: String,
    form: Form,
    fields: Vec<&'static Field>,
    /// A position in `fields`; behind the last one is the line that saves.
    focus: usize,
    line: Line,
    /// What the field held when it was entered, and what Ctrl+Z took back of the typing since.
    entered: Line,
    untyped: Option<Line>,
    /// The sign that has just moved a date by a day.
    nudged: Option<char>,
    /// The forms about the same kind of thing that were saved last, the latest last.
    before: Vec<Form>,
    stage: Stage,
    /// What F2 found, until something is typed.
    problems: Vec<Problem>,
    /// Whether somebody said that what is odd is meant.
    is_meant: bool,
    /// What the officer could have seen of the records.
    base: u64,
    /// What somebody said of the children that may be the same.
    verdict: Option<Verdict>,
    /// The case that saving makes or touches.
    saving: Option<Uuid>,
    kept: Kept,
}

impl State {
    /// A form with what is known, or with a choice among those that were left; nothing without anybody at work.
    #[must_use]
    pub fn open(opening: Opening, drafts: Vec<Draft>, ctx: &Ctx<'_>) -> Option<(Self, Vec<Move>)> {
        let kind = opening.subject.kind;
        let form = {
            let desk = desk(ctx, &opening.about)?;
            begin(&opening, &desk)
        };
        let mut state = Self {
            subject: opening.subject,
            about: opening.about,
            heading: opening.heading,
            form,
            fields: kind.fields(),
            focus: 0,
            line: Line::default(),
            entered: Line::default(),
            untyped: None,
            nudged: None,
            before: opening.before,
            stage: Stage::Typing,
            problems: Vec::new(),
            is_meant: false,
            base: opening.sibling_of.as_ref().map_or(opening.base, |(_, elder)| elder.base),
            verdict: None,
            saving: None,
            kept: Kept { id: (ctx.new_id)(), is_on_file: false, unkept_ms: None, at_ms: None },
        };
        state.enter_first(ctx);
        if opening.resumes.is_some() {
            let gone_on = drafts.into_iter().flat_map(|draft| state.go_on(draft, ctx)).collect();
            return Some((state, gone_on));
        }
        if !drafts.is_empty() {
            state.offer_drafts(drafts, ctx);
        }
        Some((state, Vec::new()))
    }

    pub(super) const fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Saving)
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match &mut self.stage {
            Stage::Saving => Vec::new(),
            Stage::Alike(_) => self.key_alike(key, ctx),
            Stage::Resuming(_) => self.key_resuming(key, ctx),
            Stage::Choosing(_) => self.key_choosing(key, ctx),
            Stage::Doubting => self.key_doubting(key, ctx),
            Stage::Asking(_) => self.key_asking(key, ctx),
            Stage::Saved { .. } => self.key_saved(key, ctx),
            Stage::Typing => self.key_typing(key, ctx),
        }
    }

    /// Whether it is told what was saved, and nothing can be typed any more.
    pub(super) const fn is_saved(&self) -> bool {
        matches!(self.stage, Stage::Saved { .. })
    }

    pub(super) fn paste(&mut self, pasted: &str, ctx: &Ctx<'_>) -> Vec<Move> {
        if matches!(self.stage, Stage::Typing) && self.focus < self.fields.len() {
            self.type_into(ctx, |line| line.insert(pasted));
        }
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Saved { seq, folios } => self.saved(seq, folios, ctx),
            Reply::Alike(found) => self.ask_alike(found, ctx),
            Reply::Moved(conflicts) => self.moved(conflicts),
            Reply::Sheet(Some(opened)) => {
                if let Stage::Asking(asking) = &mut self.stage {
                    asking.base = Some(opened.sheet.base);
                }
                self.settle(ctx)
            }
            Reply::Failed(_) => {
                self.stage = Stage::Typing;
                Vec::new()
            }
            Reply::Kept(kept_ms) => {
                self.kept.at_ms = Some(kept_ms).filter(|_| self.kept.is_on_file);
                Vec::new()
            }
            Reply::NotKept(why) => vec![Move::Say(Note::warning(ctx.text(why)))],
            _ => Vec::new(),
        }
    }

    pub(super) fn title(&self, ctx: &Ctx<'_>) -> String {
        if let Some(elder) = self.form.elder() {
            return ctx.texts.with("title-sibling", &[("folio", elder.case_ref.as_str().into())]);
        }
        let title = ctx.text(title_of(self.subject));
        if self.heading.is_empty() { title } else { format!("{title} · {}", child::shown(&self.heading, ctx)) }
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        match &self.stage {
            Stage::Resuming(_) => ctx.text("hint-entry-drafts"),
            Stage::Choosing(_) => ctx.text("hint-entry-choosing"),
            Stage::Saving => ctx.text("wait"),
            Stage::Alike(_) => ctx.text("hint-entry-alike"),
            Stage::Doubting => ctx.text("hint-entry-doubting"),
            Stage::Asking(_) => ctx.text("hint-entry-moved"),
            Stage::Saved { .. } => ctx.text("hint-entry-saved"),
            Stage::Typing => match self.fields.get(self.focus) {
                Some(field) => ctx.text(&format!("help-{}-{}", field.entity.code(), field.name)),
                None => ctx.text("hint-entry-save"),
            },
        }
    }

    pub(super) fn is_at_save(&self) -> bool {
        matches!(self.stage, Stage::Typing) && self.focused().is_none()
    }

    fn focused(&self) -> Option<&'static Field> {
        self.fields.get(self.focus).copied()
    }

    fn key_typing(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let nudged = self.nudged.take();
        if self.is_same_sign(key)
            && let Some(note) = self.take_same(ctx)
        {
            return vec![note];
        }
        if let Some(moves) = self.nudge(nudged, key, ctx) {
            return moves;
        }
        match key {
            Key::Ctrl('d') => return self.take_same(ctx).into_iter().collect(),
            Key::Enter if self.focused().is_none() => return self.keep_and_save(ctx),
            Key::Function(2) => return self.keep_and_save(ctx),
            Key::Function(4) => self.offer(ctx),
            Key::Esc => {
                let kept = self.keep_now(ctx);
                return kept.into_iter().chain(self.leave(ctx)).chain([Move::Close]).collect();
            }
            Key::Ctrl('z') => self.take_typing_back(ctx),
            Key::Ctrl('y') => self.type_again(ctx),
            _ => return self.move_or_type(key, ctx),
        }
        Vec::new()
    }

    fn move_or_type(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let (left, at) = (self.focused(), self.focus);
        if self.go(key, ctx) {
            let note = left.filter(|_| self.focus != at).and_then(|left| self.note_on(left, ctx));
            return self.keep_now(ctx).into_iter().chain(note.map(Move::Say)).collect();
        }
        if self.focused().is_none() && matches!(key, Key::Char(_)) {
            return vec![Move::Say(Note::warning(ctx.text("entry-no-typing")))];
        }
        self.type_into(ctx, |line| {
            line.press(key);
        });
        Vec::new()
    }

    /// What is wrong or odd in a field, in full; beside the field there may be no room for it.
    fn note_on(&self, field: &Field, ctx: &Ctx<'_>) -> Option<Note> {
        let problem = self.problems.iter().find(|problem| problem.field == field.number);
        let (wrong, note): (_, fn(String) -> Note) = match (problem, self.answer(field, ctx)) {
            (Some(problem), _) => (problem.wrong.clone(), Note::error),
            (None, Answer::Wrong(wrong)) => (wrong, Note::error),
            (None, Answer::Known(reading)) => (reading.warning?, Note::warning),
            (None, Answer::Empty | Answer::NotKnown) => return None,
        };
        let problem = self.veiled(wrong.text(ctx.texts), ctx);
        let args = [("field", saving::label(field.number, ctx).into()), ("problem", problem.into())];
        Some(note(ctx.texts.with("entry-stops", &args)))
    }

    /// What stands as long as it is so: what is wrong with the field in focus until somebody types, and what is
    /// recorded against this call where there is room for it: the words beside the field stand anyway.
    pub(super) fn said(&self, is_roomy: bool, ctx: &Ctx<'_>) -> Option<Note> {
        if !matches!(self.stage, Stage::Typing) {
            return None;
        }
        let is_untouched = self.line.is_selected() || self.line.text().is_empty();
        let of_field = self.focused().filter(|_| is_untouched).and_then(|field| self.note_on(field, ctx));
        of_field.or_else(|| self.caution(ctx).filter(|_| is_roomy).map(|[sentence, _]| Note::error(ctx.text(sentence))))
    }

    fn offer(&mut self, ctx: &Ctx<'_>) {
        let (Some(field), Some(desk)) = (self.focused(), desk(ctx, &self.about)) else { return };
        let typed = self.line.text();
        let mut all = self.form.offer(field.number, "", &desk);
        // What was chosen last stands first, but where the keyboard orders the list.
        if all.iter().all(|choice| choice.key.is_none()) {
            let recent: Vec<String> = self.before.iter().rev().map(|form| form.shown(field.number, &desk)).collect();
            all.sort_by_key(|choice| recent.iter().position(|shown| *shown == choice.label).unwrap_or(usize::MAX));
        }
        let fitting = self.form.offer(field.number, typed, &desk);
        let best = if typed.is_empty() { all.first() } else { fitting.first() };
        let chosen = best.map(|choice| choice.code.clone()).unwrap_or_default();
        let rows: Vec<Row> = all.into_iter().map(row).collect();
        // Where nothing fits any more, Intro must not take what nobody typed.
        let is_past = matches!(self.stage, Stage::Choosing(_)) && chosen.is_empty();
        self.stage =
            if rows.is_empty() || is_past { Stage::Typing } else { Stage::Choosing(Choice::new(rows).at(&chosen)) };
    }

    fn key_choosing(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Choosing(choice) = &mut self.stage else { return Vec::new() };
        if choice.press(key) {
            return Vec::new();
        }
        match key {
            Key::Esc | Key::Function(4) => self.stage = Stage::Typing,
            Key::Enter | Key::Tab => {
                let taken = choice.chosen().map(|row| row.code.clone());
                self.stage = Stage::Typing;
                if let Some(code) = taken {
                    self.take(&code, ctx);
                    self.go(key, ctx);
                    return self.keep_now(ctx);
                }
            }
            _ => {
                self.type_into(ctx, |line| {
                    line.press(key);
                });
                self.offer(ctx);
            }
        }
        Vec::new()
    }

    fn take(&mut self, code: &str, ctx: &Ctx<'_>) {
        let shown = {
            let (Some(field), Some(desk)) = (self.focused(), desk(ctx, &self.about)) else { return };
            if code == NOT_KNOWN {
                self.form.leave_nameless(&desk);
            }
            crate::form::typed::show(field, code, &desk)
        };
        self.put(&shown, ctx);
    }

    fn answer(&self, field: &Field, ctx: &Ctx<'_>) -> Answer {
        desk(ctx, &self.about).map_or(Answer::Empty, |desk| self.form.answer(field.number, &desk))
    }

    /// What is recorded against calling the contact of this call, where anything is: the keys of a sentence and of
    /// the few words beside the field.
    fn caution(&self, ctx: &Ctx<'_>) -> Option<[&'static str; 2]> {
        let field = self.fields.iter().find(|field| field.kind == Kind::Record(Entity::Contact))?;
        let Answer::Known(reading) = self.answer(field, ctx) else { return None };
        let id: Uuid = reading.values.first()?.1.parse().ok()?;
        match self.about.contacts.iter().find(|contact| contact.id == id)?.standing {
            Standing::Safe | Standing::Voided => None,
            Standing::NotSafe => Some(["call-not-safe", "call-not-safe-short"]),
            Standing::Pending => Some(["call-safe-pending", "call-safe-pending-short"]),
            Standing::NotKnown => Some(["call-safe-unknown", "call-safe-unknown-short"]),
        }
    }
}

/// The key of what a form is called.
const fn title_of(subject: Subject) -> &'static str {
    match (subject.kind, subject.record.is_some()) {
        (FormKind::Intake, _) => "title-intake",
        (FormKind::Case, _) => "title-case-edit",
        (FormKind::Service, false) => "title-service",
        (FormKind::Contact, false) => "title-contact",
        (FormKind::Call, false) => "title-call",
        (FormKind::Step, false) => "title-step",
        (_, true) => "title-record-edit",
    }
}

fn row(choice: crate::form::typed::Choice) -> Row {
    let key = choice.key.map_or_else(|| "  ".to_owned(), |key| format!("{key} "));
    Row { label: format!(" {key} {}", choice.label), code: choice.code }
}

fn begin(opening: &Opening, desk: &Desk<'_>) -> Form {
    let kind = opening.subject.kind;
    let mut form = if let Some((sibling, elder)) = &opening.sibling_of {
        sibling.sibling(elder.clone(), desk)
    } else if opening.records.is_empty() {
        Form::new(kind, desk)
    } else {
        let known = opening.records.iter();
        let records: Vec<Existing<'_>> =
            known.map(|record| Existing { entity: record.entity, id: record.id, values: &record.values }).collect();
        Form::edit(kind, &records, opening.base, desk)
    };
    for (number, value) in &opening.preset {
        form.preset(*number, value, desk);
    }
    form
}

/// What reading depends on beside the text.
pub(super) fn desk<'a>(ctx: &Ctx<'a>, about: &'a About) -> Option<Desk<'a>> {
    let session = ctx.session?;
    Some(Desk {
        now: moment::now(ctx)?,
        zone: session.zone,
        office: &session.office,
        offices: &session.offices,
        about,
        texts: ctx.texts,
    })
}
