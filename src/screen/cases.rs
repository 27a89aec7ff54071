//! The list of cases: newest first, or what the words typed find.
//!
//! Holds the rows near the focus and asks for more by key. Must stay true: letters search and change nothing, and an
//! answer to an older question than the last is passed over.

mod view;

use super::Ctx;
use super::case::Tab;
use super::message::{ListQuery, Move, Note, Reply, Request, Search};
use crate::search::expression;
use crate::store::{CaseRow, Filter, From};
use crate::ui::key::Key;
use crate::ui::line::Line;
use uuid::Uuid;

/// How many rows are asked for at a time.
const PAGE: u32 = 60;
/// How many rows are kept at most.
const ROWS_MAX: usize = 240;
/// How many cases a search shows at most.
const HITS_MAX: u32 = 50;
/// How far a page key goes.
const STRIDE: usize = 10;

/// The list of cases.
pub struct State {
    filter: Filter,
    rows: Vec<CaseRow>,
    focus: usize,
    has_newer: bool,
    has_older: bool,
    /// The question that is open; an answer to another one is passed over.
    asked: Option<Asked>,
    total: u64,
    is_loaded: bool,
    search: Line,
    /// The case to stand on after the next answer.
    sought: Option<Uuid>,
}

/// A question to the store.
#[derive(Clone, PartialEq, Eq)]
enum Asked {
    List(ListQuery),
    Search(Search),
}

impl Default for State {
    fn default() -> Self {
        Self {
            filter: Filter::Present,
            rows: Vec::new(),
            focus: 0,
            has_newer: false,
            has_older: false,
            asked: None,
            total: 0,
            is_loaded: false,
            search: Line::default(),
            sought: None,
        }
    }
}

impl State {
    /// The list of those present, and what to ask for it.
    #[must_use]
    pub fn begin() -> (Self, Vec<Move>) {
        let mut state = Self::default();
        let ask = state.ask_from(From::Newest);
        (state, vec![ask])
    }

    /// The case in focus.
    #[must_use]
    pub fn focused(&self) -> Option<Uuid> {
        self.rows.get(self.focus).map(|row| row.id)
    }

    /// Stands on a case once the list is asked for anew; a search would hide it.
    pub fn seek(&mut self, case: Uuid) {
        self.search.clear();
        self.sought = Some(case);
    }

    /// Letters go on searching; what is about the case in focus waits until it is known which one that is.
    pub(super) const fn is_waiting(&self, key: Key) -> bool {
        self.asked.is_some() && matches!(key, Key::Enter | Key::Function(5 | 6) | Key::Up | Key::Down)
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Enter => self.open(|case| Move::OpenCase(case, Tab::Data), ctx),
            Key::Function(5) => self.open(|case| Move::OpenCase(case, Tab::Services), ctx),
            Key::Function(6) => self.open(Move::OpenCall, ctx),
            Key::Tab | Key::BackTab | Key::Function(4) => self.toggle(),
            Key::Esc => self.set_search(""),
            Key::Up => self.step_back(1),
            Key::Down => self.step_on(1),
            Key::PageUp => self.step_back(STRIDE),
            Key::PageDown => self.step_on(STRIDE),
            Key::Home | Key::First => self.jump(From::Newest),
            Key::End | Key::Last => self.jump(From::Oldest),
            _ => self.type_key(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        self.search.insert(pasted);
        self.search_again()
    }

    pub(super) fn reply(&mut self, reply: Reply, _: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Page { query, page, total } if self.asked == Some(Asked::List(query)) => {
                self.total = total;
                self.take_page(query.from, page.rows, page.has_more);
            }
            Reply::Hits { search, rows } if self.asked == Some(Asked::Search(search.clone())) => {
                (self.has_newer, self.has_older) = (false, false);
                self.rows = rows;
                self.focus = 0;
                self.stand_on_sought();
            }
            // Without an answer the rows that are known stay.
            Reply::Failed(_) => {}
            _ => return Vec::new(),
        }
        self.asked = None;
        self.is_loaded = true;
        Vec::new()
    }

    /// Asks for the newest rows anew, to stand on the same case where it is still among them.
    pub(super) fn refresh(&mut self) -> Vec<Move> {
        self.sought = self.sought.or(self.focused());
        self.search_again()
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(if self.is_searching() { "hint-cases-search" } else { "hint-cases" })
    }

    fn is_searching(&self) -> bool {
        !self.search.text().trim().is_empty()
    }

    fn current_search(&self) -> Option<Search> {
        expression(self.search.text()).map(|expression| Search { expression, limit: HITS_MAX })
    }

    fn ask_from(&mut self, from: From) -> Move {
        let query = ListQuery { filter: self.filter, from, limit: PAGE };
        self.asked = Some(Asked::List(query));
        Move::Ask(Request::List(query))
    }

    fn toggle(&mut self) -> Vec<Move> {
        self.filter = match self.filter {
            Filter::Present => Filter::All,
            Filter::All => Filter::Present,
        };
        self.search.clear();
        self.sought = self.focused();
        vec![self.ask_from(From::Newest)]
    }

    fn jump(&mut self, from: From) -> Vec<Move> {
        if self.is_searching() {
            self.focus = if from == From::Newest { 0 } else { self.rows.len().saturating_sub(1) };
            return Vec::new();
        }
        vec![self.ask_from(from)]
    }

    fn step_back(&mut self, by: usize) -> Vec<Move> {
        self.focus = self.focus.saturating_sub(by);
        let is_near = self.focus < STRIDE && self.has_newer && self.asked.is_none();
        let first = self.rows.first().map(|row| row.key).filter(|_| is_near);
        first.map(|key| self.ask_from(From::NewerThan(key))).into_iter().collect()
    }

    fn step_on(&mut self, by: usize) -> Vec<Move> {
        let last = self.rows.len().saturating_sub(1);
        self.focus = self.focus.saturating_add(by).min(last);
        let is_near = last.saturating_sub(self.focus) < STRIDE && self.has_older && self.asked.is_none();
        let last = self.rows.last().map(|row| row.key).filter(|_| is_near);
        last.map(|key| self.ask_from(From::OlderThan(key))).into_iter().collect()
    }

    fn type_key(&mut self, key: Key) -> Vec<Move> {
        let before = self.search.text().to_owned();
        self.search.press(key);
        if self.search.text() == before {
            return Vec::new();
        }
        self.search_again()
    }

    fn set_search(&mut self, text: &str) -> Vec<Move> {
        if !self.is_searching() {
            return Vec::new();
        }
        self.sought = self.focused();
        self.search = Line::new(text);
        self.search_again()
    }

    fn search_again(&mut self) -> Vec<Move> {
        let Some(search) = self.current_search() else { return vec![self.ask_from(From::Newest)] };
        self.asked = Some(Asked::Search(search.clone()));
        vec![Move::Ask(Request::Search(search))]
    }

    fn open(&mut self, open: impl FnOnce(Uuid) -> Move, ctx: &Ctx<'_>) -> Vec<Move> {
        // Who comes back begins a search anew by typing.
        self.search = Line::new(self.search.text());
        let none = || Move::Say(Note::warning(ctx.text("cases-none-chosen")));
        vec![self.focused().map_or_else(none, open)]
    }

    fn take_page(&mut self, from: From, mut rows: Vec<CaseRow>, has_more: bool) {
        match from {
            From::OlderThan(_) => {
                self.rows.append(&mut rows);
                let surplus = self.rows.len().saturating_sub(ROWS_MAX);
                self.rows.drain(..surplus);
                self.focus = self.focus.saturating_sub(surplus);
                self.has_newer |= surplus > 0;
                self.has_older = has_more;
            }
            From::NewerThan(_) => {
                self.focus = self.focus.saturating_add(rows.len());
                rows.append(&mut self.rows);
                self.has_older |= rows.len() > ROWS_MAX;
                rows.truncate(ROWS_MAX);
                self.rows = rows;
                self.has_newer = has_more;
            }
            From::Newest => {
                (self.rows, self.has_newer, self.has_older, self.focus) = (rows, false, has_more, 0);
                self.stand_on_sought();
            }
            From::Oldest => {
                (self.rows, self.has_newer, self.has_older) = (rows, has_more, false);
                self.focus = self.rows.len().saturating_sub(1);
            }
        }
    }

    fn stand_on_sought(&mut self) {
        if let Some(sought) = self.sought.take() {
            self.focus = self.rows.iter().position(|row| row.id == sought).unwrap_or(0);
        }
    }
}
