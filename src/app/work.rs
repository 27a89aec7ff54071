//! What belongs to the officer at work: the screens that are open, forms left unsaved, what can be taken back.
//!
//! Does nothing itself. Must stay true: it ends when the store is locked; what comes back is on file.

use crate::form::answers::Form;
use crate::form::layout::FormKind;
use crate::screen::message::Draft;
use crate::screen::{Ctx, Screen};

/// How many saved forms of a kind are remembered for what is chosen next.
const REMEMBERED: usize = 10;

/// A screen, and the number that answers find it by.
pub(super) struct Layer {
    pub(super) number: u64,
    pub(super) screen: Screen,
    /// Something was written elsewhere since it last asked.
    pub(super) is_stale: bool,
}

/// Which way an undo goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

/// What belongs to the officer at work.
#[derive(Default)]
pub(super) struct Work {
    /// The screen on top is the last one.
    pub(super) stack: Vec<Layer>,
    pub(super) drafts: Vec<Draft>,
    /// Operations of this session that can be taken back, the last one last.
    pub(super) written: Vec<u64>,
    /// Operations that took one back, and can be taken back themselves.
    pub(super) undone: Vec<u64>,
    /// The forms of each entity that were saved last, the latest last.
    before: Vec<Form>,
    /// When something was last saved, in milliseconds UTC.
    pub(super) saved_ms: Option<i64>,
}

impl Work {
    /// The screen that everything else is done from.
    pub(super) fn bottom(&mut self) -> Option<&mut Screen> {
        self.stack.first_mut().map(|layer| &mut layer.screen)
    }

    /// Closes the screen of this number; the first one stays.
    pub(super) fn close(&mut self, number: u64) -> Option<Layer> {
        self.place(number).filter(|_| self.stack.len() > 1).and_then(|at| self.take(at))
    }

    /// Where the screen of this number stands.
    pub(super) fn place(&self, number: u64) -> Option<usize> {
        self.stack.iter().position(|layer| layer.number == number)
    }

    /// Takes a screen out of the stack.
    pub(super) fn take(&mut self, at: usize) -> Option<Layer> {
        (at < self.stack.len()).then(|| self.stack.remove(at))
    }

    /// How many screens stay under a case: the start screen, and what leads to a list where one is open over it.
    pub(super) fn base(&self) -> usize {
        let is_list = |layer: &Layer| matches!(&layer.screen, Screen::Cases(list) if !list.is_choosing());
        self.stack.iter().rposition(is_list).map_or(1, |at| at.saturating_add(1))
    }

    /// How many stay where the list is asked for: the start screen, and the list of every case.
    pub(super) fn ground(&self) -> usize {
        let second = self.stack.get(1).map(|layer| &layer.screen);
        if matches!(second, Some(Screen::Cases(list)) if !list.is_choosing() && !list.is_behind()) { 2 } else { 1 }
    }

    /// How many forms are not saved: those that were left, and the one that is open.
    pub(super) fn unsaved(&self, ctx: &Ctx<'_>) -> usize {
        let is_touched = self.stack.last().is_some_and(|layer| !layer.screen.leave(ctx).is_empty());
        self.drafts.len().saturating_add(usize::from(is_touched))
    }

    /// Takes over the forms that are on file and not here: of an earlier day, or of before the program was cut off.
    pub(super) fn take_drafts(&mut self, drafts: Vec<Draft>) {
        let open = self.stack.last().and_then(|layer| layer.screen.draft()).map(|(name, _)| name.id);
        for draft in drafts {
            let is_here = |known: &Draft| known.name.id == draft.name.id;
            if open != Some(draft.name.id) && !self.drafts.iter().any(is_here) {
                self.drafts.push(draft);
            }
        }
        self.drafts.sort_by_key(|draft| draft.left_ms);
    }

    /// Keeps a form that was saved, and lets the oldest about the same kind of thing go.
    pub(super) fn remember(&mut self, form: Form) {
        let is_such = |kept: &Form| kept.kind().entity() == form.kind().entity();
        if self.before.iter().filter(|kept| is_such(kept)).count() >= REMEMBERED
            && let Some(oldest) = self.before.iter().position(is_such)
        {
            self.before.remove(oldest);
        }
        self.before.push(form);
    }

    /// The forms about the same kind of thing that were saved last, the latest last.
    pub(super) fn before(&self, kind: FormKind) -> Vec<Form> {
        self.before.iter().filter(|form| form.kind().entity() == kind.entity()).cloned().collect()
    }

    /// The operation that an undo or a redo takes back.
    pub(super) fn next(&self, way: Way) -> Option<u64> {
        match way {
            Way::Back => self.written.last().copied(),
            Way::Forth => self.undone.last().copied(),
        }
    }

    /// The last operation was taken back by this one.
    pub(super) fn took_back(&mut self, way: Way, seq: u64) {
        let (from, to) = match way {
            Way::Back => (&mut self.written, &mut self.undone),
            Way::Forth => (&mut self.undone, &mut self.written),
        };
        from.pop();
        to.push(seq);
    }

    /// An operation was written.
    pub(super) fn wrote(&mut self, seq: u64, now_ms: i64) {
        self.written.push(seq);
        self.undone.clear();
        self.saved_ms = Some(now_ms);
    }
}
