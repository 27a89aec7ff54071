//! The start screen: what was left unsaved, what is due, and what each child who is here still lacks.
//!
//! A work list and nothing else; figures of a period are the summary's. Must stay true: the focus stays on what it
//! stands on, whatever comes or goes around it, and letters search and change nothing.

mod spoken;
mod view;

use super::Ctx;
use super::case::Tab;
use super::message::{Move, Reply, Request, Today};
use crate::domain::catalogue::{STEPS, find};
use crate::domain::due::CALL_RETRY;
use crate::report::facts::Need;
use crate::store::{Due, Lacking};
use crate::ui::key::Key;
use uuid::Uuid;

/// How far a page key goes.
const STRIDE: usize = 10;
/// How many rows of what is due, and of who lacks something, are asked for at a time.
const ROWS: usize = 100;
/// How long what is shown stands, in milliseconds: hours go by.
const STANDS_MS: i64 = 60_000;

/// The start screen.
#[derive(Default)]
pub struct State {
    today: Option<Box<Today>>,
    /// How many rows of each block were asked for.
    rows: usize,
    /// What somebody moved to; the first row until then.
    focus: Option<Item>,
    /// Its row when it was last seen.
    at: usize,
    /// What is due that was opened last, and its place among all that is due when it was last seen.
    opened: Option<(Item, usize)>,
    is_answered: bool,
    /// When the store was asked last, in milliseconds UTC; the first tick tells when that was.
    asked_ms: Option<i64>,
}

/// What a row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    /// A form that is not saved, by its id.
    Draft(Uuid),
    /// Something that is due, by the case and the code of the step.
    Due(Uuid, &'static str),
    /// A child who lacks something, by the case.
    Child(Uuid),
}

impl Item {
    /// Which block it stands in.
    const fn block(self) -> usize {
        match self {
            Self::Draft(_) => 0,
            Self::Due(..) => 1,
            Self::Child(_) => 2,
        }
    }

    fn due(due: &Due) -> Self {
        Self::Due(due.case.id, due.item.code())
    }
}

impl State {
    /// The start screen, and what to ask for it.
    #[must_use]
    pub fn begin() -> (Self, Vec<Move>) {
        let state = Self { rows: ROWS, ..Self::default() };
        let ask = state.ask();
        (state, ask)
    }

    /// Stands on a case, where it lacks something; or stays on what is due in it, and on what comes next once that is done.
    pub fn seek(&mut self, case: Uuid) {
        if !matches!(self.focus, Some(Item::Due(of, _)) if of == case) {
            self.focus = Some(Item::Child(case));
        }
    }

    /// What somebody moved to: its block, the form or the case, and the step that is due.
    #[must_use]
    pub fn whereabouts(&self) -> Option<(usize, Uuid, String)> {
        self.focus.map(|item| match item {
            Item::Draft(id) | Item::Child(id) => (item.block(), id, String::new()),
            Item::Due(case, code) => (item.block(), case, code.to_owned()),
        })
    }

    /// Stands there again.
    pub fn come_back(&mut self, (block, id, code): (usize, Uuid, String)) {
        let code = find(&STEPS, &code).map_or(CALL_RETRY, |step| step.code.as_str());
        let items = [Item::Draft(id), Item::Due(id, code), Item::Child(id)];
        self.focus = items.into_iter().find(|item| item.block() == block);
    }

    /// Opens what is due after what was opened last, around the end.
    pub(crate) fn next_due(&mut self) -> Vec<Move> {
        let after = self.opened.map_or(0, |(item, at)| self.place(item).map_or(at, |place| place.saturating_add(1)));
        let next = self.due().get(after).or_else(|| self.due().first()).map(Item::due);
        self.focus = next.or(self.focus);
        let opens = next.map_or_else(Vec::new, |next| self.open(Some(next)));
        self.more(after, self.due().len()).into_iter().chain(opens).collect()
    }

    /// What is to be opened waits until it is known what there is.
    pub(super) const fn is_waiting(&self, key: Key) -> bool {
        !self.is_answered && matches!(key, Key::Enter | Key::Function(5 | 6) | Key::Up | Key::Down | Key::Ctrl('n'))
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let items = self.items(ctx);
        let at = self.focused(&items);
        let item = items.get(at).copied();
        let case = match item {
            Some(Item::Due(case, _) | Item::Child(case)) => Some(case),
            Some(Item::Draft(_)) | None => None,
        };
        let to = match key {
            Key::Enter => return self.open(item),
            Key::Function(5) => return case.map(|case| Move::OpenCase(case, Tab::Services)).into_iter().collect(),
            Key::Function(6) => return vec![Move::ChooseCall(case)],
            Key::Char(letter) => return vec![Move::Search(letter.to_string())],
            Key::Tab | Key::BackTab => Some(other_block(&items, item)),
            _ => key.walk(at, items.len(), STRIDE),
        };
        let Some(to) = to else { return Vec::new() };
        self.at = to;
        self.focus = items.get(self.at).copied();
        let block = self.focus.map(Item::block);
        let is_of = |item: &&Item| Some(item.block()) == block;
        let before = items.iter().take_while(|item| !is_of(item)).count();
        self.more(self.at.saturating_sub(before), items.iter().filter(is_of).count())
    }

    /// Asks for more rows near the end of those that are there, where there are more.
    fn more(&mut self, at: usize, rows: usize) -> Vec<Move> {
        if rows < self.rows || at.saturating_add(STRIDE) < rows {
            return Vec::new();
        }
        self.rows = self.rows.saturating_add(ROWS);
        self.ask()
    }

    #[expect(clippy::unused_self, reason = "every screen takes a paste")]
    pub(super) fn paste(&self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        vec![Move::Search(pasted.to_owned())]
    }

    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        self.at = self.focused(&self.items(ctx));
        match reply {
            Reply::Today(today) => {
                self.opened = self.opened.map(|(item, at)| (item, self.place(item).unwrap_or(at)));
                self.today = Some(today);
            }
            // Without an answer what is known stays.
            Reply::Failed(_) => {}
            _ => return Vec::new(),
        }
        self.is_answered = true;
        Vec::new()
    }

    pub(super) fn ask(&self) -> Vec<Move> {
        vec![Move::Ask(Request::Today(self.rows))]
    }

    pub(super) fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        if ctx.steady_ms.saturating_sub(*self.asked_ms.get_or_insert(ctx.steady_ms)) < STANDS_MS {
            return Vec::new();
        }
        self.asked_ms = Some(ctx.steady_ms);
        self.ask()
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(if self.is_answered { "hint-home" } else { "wait" })
    }

    /// Every row, in order.
    fn items(&self, ctx: &Ctx<'_>) -> Vec<Item> {
        let drafts = ctx.drafts.iter().rev().map(|draft| Item::Draft(draft.name.id));
        let lacking = self.lacking().iter().map(|child| Item::Child(child.row.id));
        drafts.chain(self.due().iter().map(Item::due)).chain(lacking).collect()
    }

    fn due(&self) -> &[Due] {
        self.today.as_ref().map_or(&[], |today| &today.due.first)
    }

    /// Where something that is due stands among all that is.
    fn place(&self, item: Item) -> Option<usize> {
        self.due().iter().position(|due| Item::due(due) == item)
    }

    fn lacking(&self) -> &[Lacking] {
        self.today.as_ref().map_or(&[], |today| &today.lack.first)
    }

    /// The row in focus.
    fn focused(&self, items: &[Item]) -> usize {
        let found = self.focus.and_then(|focus| items.iter().position(|item| *item == focus));
        found.unwrap_or_else(|| self.at.min(items.len().saturating_sub(1)))
    }

    fn child(&self, item: Option<Item>) -> Option<&Lacking> {
        self.lacking().iter().find(|child| item == Some(Item::Child(child.row.id)))
    }

    /// A form goes on; a case opens where what is due or what it lacks first is written.
    fn open(&mut self, item: Option<Item>) -> Vec<Move> {
        match item {
            Some(Item::Draft(draft)) => return vec![Move::Resume(draft)],
            Some(due @ Item::Due(case, code)) => {
                self.opened = self.place(due).map(|at| (due, at));
                return vec![match code {
                    CALL_RETRY => Move::OpenCase(case, Tab::Contacts),
                    _ => Move::OpenDue(case, code.to_owned()),
                }];
            }
            Some(Item::Child(_)) | None => {}
        }
        let tab = |child: &Lacking| match child.needs.first() {
            Some(Need::CallOffered | Need::CallSpoke) => Tab::Contacts,
            _ => Tab::Services,
        };
        self.child(item).map(|child| Move::OpenCase(child.row.id, tab(child))).into_iter().collect()
    }
}

/// The first row of the next block, around the end.
fn other_block(items: &[Item], item: Option<Item>) -> usize {
    let block = item.map_or(0, Item::block);
    items.iter().position(|item| item.block() > block).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Texts};

    #[test]
    fn the_store_is_asked_once_at_first_and_once_a_minute_then() {
        let texts = Texts::new(Lang::Es);
        let (mut state, asked) = State::begin();
        assert_eq!(asked.len(), 1);
        for (steady_ms, expected) in [(1_000, 0), (60_999, 0), (61_000, 1), (61_500, 0), (121_000, 1)] {
            let ctx =
                Ctx { texts: &texts, now_ms: 0, steady_ms, session: None, new_id: Uuid::nil, width: 80, drafts: &[] };
            assert_eq!(state.tick(&ctx).len(), expected, "{steady_ms}");
        }
    }
}
