//! Unsaved forms: kept on file while they are typed, offered when the form is opened again, dropped when they are saved.
//!
//! Writes no file itself. Must stay true: what was typed is on file a second later at the most, and goes from there only
//! when it was saved, emptied, or given up with Supr pressed twice.

use super::{Resuming, Stage, State, desk};
use crate::domain::moment::Moment;
use crate::screen::choice::{Choice, Row};
use crate::screen::message::{Draft, DraftName, Move, Note, Request};
use crate::screen::{Ctx, child, moment};
use crate::ui::key::Key;
use crate::ui::text;
use uuid::Uuid;

/// How long a key waits until it is kept, in milliseconds: with the tick of the program's clock after it well below a second.
pub(in crate::screen) const KEEP_MS: i64 = 250;

/// Columns beside a form that was left.
const EDGES: u16 = 6;

impl Resuming {
    /// The forms to choose from as names are shown now.
    pub(super) fn said(&self, ctx: &Ctx<'_>) -> Choice {
        let of = |code: &str| self.drafts.iter().find(|draft| draft.name.id.to_string() == code);
        self.choice.saying(|row| Some(typed_and_when(of(&row.code)?, u16::MAX, ctx)))
    }
}

impl State {
    /// Keeps what was typed, for whoever opens the form again.
    pub(in crate::screen) fn leave(&self, ctx: &Ctx<'_>) -> Vec<Move> {
        if !self.form.is_touched() || matches!(self.stage, Stage::Saved { .. } | Stage::Resuming(_)) {
            return Vec::new();
        }
        vec![Move::Keep(Box::new(self.draft(ctx)))]
    }

    /// Puts on file what is not there yet; nothing stays there of a form that was emptied.
    pub(in crate::screen) fn keep_now(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        if self.kept.unkept_ms.take().is_none() {
            return Vec::new();
        }
        if self.form.is_touched() {
            self.kept.is_on_file = true;
            return vec![Move::Ask(Request::KeepDraft(Box::new(self.draft(ctx))))];
        }
        self.drop_draft()
    }

    /// The same once a key has waited long enough.
    pub(in crate::screen) fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let is_due = self.kept.unkept_ms.is_some_and(|since_ms| ctx.steady_ms.saturating_sub(since_ms) >= KEEP_MS);
        if is_due { self.keep_now(ctx) } else { Vec::new() }
    }

    /// When that was typed which is on file, in milliseconds UTC.
    pub(in crate::screen) const fn kept_ms(&self) -> Option<i64> {
        self.kept.at_ms
    }

    /// Its name on file, once it has one.
    pub(in crate::screen) fn draft_name(&self) -> Option<DraftName> {
        self.kept.is_on_file.then_some(DraftName { id: self.kept.id, subject: self.subject })
    }

    /// What is on file is no longer wanted.
    pub(super) fn drop_draft(&mut self) -> Vec<Move> {
        let name = self.draft_name();
        self.forget_draft();
        name.map(|name| Move::Ask(Request::DropDraft(name))).into_iter().collect()
    }

    /// What was on file went with what was saved.
    pub(super) const fn forget_draft(&mut self) {
        (self.kept.is_on_file, self.kept.unkept_ms, self.kept.at_ms) = (false, None, None);
    }

    pub(super) fn keep_and_save(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let mut moves = self.keep_now(ctx);
        moves.extend(self.save(ctx));
        moves
    }

    fn draft(&self, ctx: &Ctx<'_>) -> Draft {
        let name = DraftName { id: self.kept.id, subject: self.subject };
        // A copy: somebody may still be typing into the field.
        let mut form = self.form.clone();
        if let Some(desk) = desk(ctx, &self.about) {
            form.settle(&desk);
        }
        form.left_at = self.focused().map(|field| field.number);
        form.is_left_within =
            !self.line.is_selected() && form.left_at.is_some_and(|number| form.text(number) == self.line.text());
        Draft { name, form, left_ms: ctx.now_ms }
    }

    /// Offers forms that were left, the latest first; without any, a new one begins.
    pub(super) fn offer_drafts(&mut self, drafts: Vec<Draft>, ctx: &Ctx<'_>) {
        if drafts.is_empty() {
            self.stage = Stage::Typing;
            return;
        }
        let row = |draft: &Draft| Row { code: draft.name.id.to_string(), label: typed_and_when(draft, u16::MAX, ctx) };
        let mut rows: Vec<Row> = drafts.iter().rev().map(row).collect();
        rows.push(Row { code: String::new(), label: ctx.text("entry-begin-anew") });
        self.stage = Stage::Resuming(Resuming { drafts, choice: Choice::new(rows), doomed: None });
    }

    pub(super) fn key_resuming(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Resuming(resuming) = &mut self.stage else { return Vec::new() };
        let chosen = resuming.choice.chosen().and_then(|row| row.code.parse().ok());
        let at = resuming.drafts.iter().position(|draft| Some(draft.name.id) == chosen);
        let was_doomed = resuming.doomed.take();
        match (key, at) {
            (Key::Esc, _) => return vec![Move::Close],
            (Key::Enter, None) => self.stage = Stage::Typing,
            (Key::Enter, Some(at)) => {
                let draft = resuming.drafts.swap_remove(at);
                return self.go_on(draft, ctx);
            }
            (Key::Delete, Some(at)) if was_doomed == chosen => {
                let draft = resuming.drafts.remove(at);
                let drafts = std::mem::take(&mut resuming.drafts);
                self.offer_drafts(drafts, ctx);
                return vec![Move::Forget(draft.name.id), Move::Ask(Request::DropDraft(draft.name))];
            }
            (Key::Delete, Some(_)) => {
                resuming.doomed = chosen;
                return vec![Move::Say(Note::warning(ctx.text("entry-drop")))];
            }
            _ => {
                resuming.choice.press(key);
            }
        }
        Vec::new()
    }

    /// Its id on file and the field in focus, where it is on file.
    #[must_use]
    pub fn whereabouts(&self) -> Option<(Uuid, usize)> {
        self.kept.is_on_file.then_some((self.kept.id, self.focus))
    }

    pub(super) fn go_on(&mut self, draft: Draft, ctx: &Ctx<'_>) -> Vec<Move> {
        self.stage = Stage::Typing;
        let mut form = draft.form;
        let is_older = desk(ctx, &self.about).is_some_and(|desk| form.renew(&desk));
        self.base = if form.changes_what_is_known() { form.base() } else { u64::MAX };
        self.form = form;
        self.kept.id = draft.name.id;
        self.kept.is_on_file = true;
        self.kept.at_ms = Some(draft.left_ms);
        let left_at = self.fields.iter().position(|field| Some(field.number) == self.form.left_at);
        match left_at.filter(|position| self.is_open(*position, ctx)) {
            Some(position) => self.return_to(position),
            None => self.enter_first(ctx),
        }
        let note = is_older.then(|| Move::Say(Note::warning(ctx.text("draft-older"))));
        [Move::Forget(draft.name.id)].into_iter().chain(note).collect()
    }
}

/// A form that was left, in a line: which form, of which case, what its first fields hold, and when.
pub(in crate::screen) fn in_words(draft: &Draft, folio: Option<&str>, ctx: &Ctx<'_>) -> String {
    let title = ctx.text(super::title_of(draft.name.subject));
    let head = [title.as_str()].into_iter().chain(folio).collect::<Vec<_>>().join(text::SEPARATOR);
    let room = ctx.width.saturating_sub(EDGES).saturating_sub(text::columns(&head));
    let typed = typed_and_when(draft, room, ctx);
    format!("{head}{}{typed}", text::SEPARATOR)
}

/// What the first fields hold, as far as there is room in so many columns, and when.
fn typed_and_when(draft: &Draft, room: u16, ctx: &Ctx<'_>) -> String {
    let zone = ctx.session.map_or(chrono_tz::UTC, |session| session.zone);
    let time = Moment::at_instant(draft.left_ms, zone).map_or_else(String::new, moment::day_and_clock);
    let fields = draft.name.subject.kind.fields();
    let typed = fields.iter().take(3).map(|field| {
        let text = draft.form.text(field.number);
        if field.is_name() { child::shown(text, ctx) } else { text.to_owned() }
    });
    let typed: Vec<String> = typed.collect();
    text::with_name(typed.join(" ").trim(), 3, &[time], room)
}
