//! A form about a case that was left, gone on with over that case.
//!
//! Keeps nothing itself. Must stay true: the form opens over the records as they are now; what moved meanwhile is asked
//! about when it is saved.

use super::{State, Tab, Then};
use crate::form::layout::FormKind;
use crate::screen::Ctx;
use crate::screen::message::{DraftName, Move, Subject};
use uuid::Uuid;

impl State {
    /// A case with a form about it that was left and is gone on with, and what to ask for.
    #[must_use]
    pub fn open_resuming(case: Uuid, draft: DraftName) -> (Self, Vec<Move>) {
        let tab = match draft.subject.kind {
            FormKind::Intake | FormKind::Case => Tab::Data,
            FormKind::Step => Tab::Process,
            FormKind::Service => Tab::Services,
            FormKind::Contact | FormKind::Call => Tab::Contacts,
        };
        let (state, moves) = Self::open(case, tab);
        (Self { then: Some(Then::Resume(draft)), ..state }, moves)
    }

    /// Opens a form that was left, over the records that it edits.
    pub(super) fn resume(&self, draft: DraftName, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let Subject { kind, record, .. } = draft.subject;
        let sheet = &opened.sheet;
        let hanging = [&sheet.services, &sheet.contacts, &sheet.calls, &sheet.steps].into_iter().flatten();
        let mut moves = match record {
            Some(_) if kind == FormKind::Case => self.edit_case(ctx),
            Some(id) => self.edit(kind, id, hanging.filter(|record| record.id == id).cloned().collect(), ctx),
            None => self.new_form(kind, Vec::new(), ctx),
        };
        for wish in &mut moves {
            if let Move::OpenForm(opening) = wish {
                opening.resumes = Some(draft.id);
            }
        }
        moves
    }
}
