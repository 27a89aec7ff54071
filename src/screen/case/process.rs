//! The process of a case: what is due and by when, what is locked, what was done, and what is still to come.
//!
//! Works out no deadline; the domain does. Must stay true: every recorded step stands on a row of its own, voided ones
//! too, and a rule of the house is never called law.

use super::{State, Tab, Then};
use crate::domain::due::{self, CALL, Item};
use crate::form::layout::FormKind;
use crate::log::field;
use crate::screen::message::{Move, Note, Opened};
use crate::screen::{Ctx, moment};
use crate::store::{Record, Right};
use uuid::Uuid;

/// A row of the tab.
pub(super) enum Row<'a> {
    /// A step that is not done, or that something else than a step has done.
    Item(Item),
    /// A step that was recorded.
    Record(&'a Record),
}

/// What the focus was on before the case was read anew.
pub(super) enum Stood {
    /// A step that was recorded.
    Record(Uuid),
    /// The codes of what is not done: that of its row, then of whatever else is due.
    Item(Vec<&'static str>),
}

/// What is due first, then what is locked, what was recorded, and what is still to come.
pub(super) fn rows<'a>(opened: &'a Opened, ctx: &Ctx<'_>) -> Vec<Row<'a>> {
    let mut items = items(opened, ctx);
    let steps = &opened.sheet.steps;
    let is_recorded = |item: &Item| {
        item.state == due::State::Done
            && steps.iter().any(|step| !step.is_voided() && step.named("step") == Some(item.code()))
    };
    items.retain(|item| !is_recorded(item));
    items.sort_by_key(|item| (item.state, item.deadline.map(crate::domain::moment::Moment::utc_minutes)));
    let later = items.split_off(items.partition_point(|item| item.state < due::State::Done));
    let open = items.into_iter().map(Row::Item);
    open.chain(steps.iter().map(Row::Record)).chain(later.into_iter().map(Row::Item)).collect()
}

/// How many deadlines have passed.
pub(super) fn overdue(opened: &Opened, ctx: &Ctx<'_>) -> usize {
    items(opened, ctx).iter().filter(|item| item.state == due::State::Overdue).count()
}

fn items(opened: &Opened, ctx: &Ctx<'_>) -> Vec<Item> {
    let Some((case, now)) = opened.clocks.as_ref().zip(moment::now(ctx)) else { return Vec::new() };
    due::board(case, &opened.holidays, now)
}

impl State {
    pub(super) fn process_rows(&self, ctx: &Ctx<'_>) -> Vec<Row<'_>> {
        self.opened.as_ref().map_or_else(Vec::new, |opened| rows(opened, ctx))
    }

    /// A case on its process, standing on what is due, and what to ask for.
    #[must_use]
    pub fn open_due(case: Uuid, code: String) -> (Self, Vec<Move>) {
        let (state, moves) = Self::open(case, Tab::Process);
        (Self { then: Some(Then::Stand(code)), ..state }, moves)
    }

    /// Stands on the step that the case was opened for.
    pub(super) fn stand_on(&mut self, code: &str, ctx: &Ctx<'_>) {
        let is_it = |row: &Row<'_>| matches!(row, Row::Item(item) if item.code() == code);
        self.focus = self.process_rows(ctx).iter().position(is_it).unwrap_or(0);
    }

    /// What the focus stands on, and what else is due: behind it first, then before it.
    pub(super) fn stood_on(&self, ctx: &Ctx<'_>) -> Stood {
        let rows = if self.tab == Tab::Process { self.process_rows(ctx) } else { Vec::new() };
        let (before, from) = rows.split_at(self.focus.min(rows.len()));
        let due = from.iter().chain(before).filter_map(|row| match row {
            Row::Item(item) if item.state.is_running() => Some(item.code()),
            _ => None,
        });
        match from.first() {
            Some(Row::Record(record)) => Stood::Record(record.id),
            Some(Row::Item(item)) if item.state != due::State::Done => {
                Stood::Item([item.code()].into_iter().chain(due).collect())
            }
            _ => Stood::Item(Vec::new()),
        }
    }

    /// Stays there: on the same row, or on what is due next once that is done.
    pub(super) fn stay(&mut self, stood: &Stood, ctx: &Ctx<'_>) {
        let rows = if self.tab == Tab::Process { self.process_rows(ctx) } else { return };
        let is_open = |item: &Item, code: &str| item.state != due::State::Done && item.code() == code;
        let of_item = |code: &&str| rows.iter().position(|row| matches!(row, Row::Item(item) if is_open(item, code)));
        let found = match stood {
            Stood::Record(id) => rows.iter().position(|row| matches!(row, Row::Record(record) if record.id == *id)),
            Stood::Item(codes) => codes.iter().find_map(of_item),
        };
        self.focus = found.unwrap_or(self.focus);
    }

    /// Opens the form of the step in focus, for the first time or to correct it; of a call the form of calls.
    pub(super) fn enter_process(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let code = match self.process_rows(ctx).into_iter().nth(self.focus) {
            Some(Row::Record(record)) if record.is_voided() => return Vec::new(),
            Some(Row::Record(record)) => {
                let record = record.clone();
                return self.edit(FormKind::Step, record.id, vec![record], ctx);
            }
            Some(Row::Item(item)) if item.step.is_none_or(|step| step.by == CALL) => {
                let moves = self.call(ctx);
                self.tab = Tab::Process;
                return moves;
            }
            Some(Row::Item(item)) => {
                let may = ctx.session.is_some_and(|session| session.may(Right::OverrideConsulate));
                if item.state == due::State::Locked && !may {
                    return vec![Move::Say(Note::warning(ctx.text("process-locked")))];
                }
                item.code()
            }
            None => return Vec::new(),
        };
        self.new_form(FormKind::Step, vec![(field::number::STEP, code.to_owned())], ctx)
    }

    /// A step that stands on no row, or once more.
    pub(super) fn add_step(&self, ctx: &Ctx<'_>) -> Vec<Move> {
        self.new_form(FormKind::Step, Vec::new(), ctx)
    }
}
