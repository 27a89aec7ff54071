//! Which screen opens over which.
//!
//! Does nothing on the screens themselves. Must stay true: a form that is covered is kept first.

use super::{App, Effect, PROGRAM};
use crate::form::layout::FormKind;
use crate::screen::entry::Opening;
use crate::screen::message::{Draft, Move, Note, Subject};
use crate::screen::{Screen, case, cases, entry, summary};
use crate::store::Right;
use uuid::Uuid;

impl App {
    /// The first screen of an officer: the list, or the figures for whoever may read no case.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        if !self.ctx().may(Right::Read) {
            return self.open_summary();
        }
        let (state, moves) = cases::State::begin();
        let number = self.push(Screen::Cases(state));
        self.run(number, moves)
    }

    /// Goes back to the list, keeping a form that is open.
    pub(super) fn find(&mut self) -> Vec<Effect> {
        let effects = self.keep_top();
        self.work.stack.truncate(1);
        effects
    }

    pub(super) fn open_intake(&mut self) -> Vec<Effect> {
        let subject = Subject { kind: FormKind::Intake, case: None, record: None };
        self.run(PROGRAM, vec![Move::OpenForm(Box::new(Opening::new(subject)))])
    }

    pub(super) fn mark(&mut self, case: Uuid) {
        for layer in &mut self.work.stack {
            if let Screen::Cases(list) = &mut layer.screen {
                list.seek(case);
            }
        }
    }

    pub(super) fn open_case(&mut self, id: Uuid, tab: case::Tab) -> Vec<Effect> {
        self.show_case(case::State::open(id, tab))
    }

    pub(super) fn open_call(&mut self, id: Uuid) -> Vec<Effect> {
        self.show_case(case::State::open_calling(id))
    }

    fn show_case(&mut self, (state, moves): (case::State, Vec<Move>)) -> Vec<Effect> {
        self.work.stack.truncate(1);
        let number = self.push(Screen::Case(Box::new(state)));
        self.run(number, moves)
    }

    pub(super) fn open_form(&mut self, mut opening: Opening) -> Vec<Effect> {
        let effects = self.keep_top();
        if self.left.take().is_some() {
            self.note = Some(Note::plain(self.texts.get("draft-kept")));
        }
        opening.before = self.work.before(opening.subject.kind);
        let elder = opening.sibling_of.as_ref().map(|(_, elder)| elder.case);
        let is_of = |draft: &Draft, elder| draft.form.elder().is_some_and(|of| of.case == elder);
        let about =
            |draft: &&Draft| draft.name.subject == opening.subject && elder.is_none_or(|elder| is_of(draft, elder));
        // A copy: it stays among the unsaved ones until somebody chooses it.
        let drafts = self.work.drafts.iter().filter(about).cloned().collect();
        if let Some(state) = entry::State::open(opening, drafts, &self.ctx()) {
            self.push(Screen::Entry(Box::new(state)));
        }
        effects
    }

    pub(super) fn open_summary(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_top();
        let (state, moves) = summary::State::open(&self.ctx());
        let number = self.push(Screen::Summary(Box::new(state)));
        effects.extend(self.run(number, moves));
        effects
    }

    pub(super) fn keep(&mut self, draft: Draft) {
        self.note = Some(Note::plain(self.texts.get("draft-left")));
        self.work.drafts.push(draft);
    }
}
