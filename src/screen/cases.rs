//! The list of cases: narrowed by a filter, in one of several orders, or what the words typed find.
//!
//! Holds the rows near the focus and asks for more by key. Must stay true: letters search and change nothing, and an
//! answer to an older question than the last is passed over.

mod panel;
mod spoken;
mod view;

pub(super) use view::{age, words};

use super::Ctx;
use super::case::Tab;
use super::message::{Behind, Move, Note, Reply, Request};
use super::whereabouts::{Listed, Purpose};
use crate::search::among::Among;
use crate::search::roster::{Filter, From, Key as Place, Sort, View};
use crate::store::{CaseRow, Found, Query};
use crate::ui::key::Key;
use crate::ui::line::Line;
use panel::{Panel, Taken};
use std::sync::Arc;
use uuid::Uuid;

/// How many rows are asked for at a time, and the most that words find.
const PAGE: usize = 60;
/// How many rows are kept at most.
const ROWS_MAX: usize = 240;
/// How far a page key goes.
const STRIDE: usize = 10;

/// The list of cases.
#[derive(Default)]
pub struct State {
    filter: Filter,
    sort: Sort,
    rows: Vec<CaseRow>,
    focus: usize,
    has_before: bool,
    has_after: bool,
    /// The question that is open; an answer to another one is passed over.
    asked: Option<Query>,
    /// How many cases there are; nothing before the answer to what is asked now, while rows of another question stand there.
    total: Option<usize>,
    /// Whether words find more than is shown.
    is_cut: bool,
    search: Line,
    /// The case to stand on after the next answer.
    sought: Option<Uuid>,
    panel: Option<Panel>,
    /// The views that the officer saved.
    views: Vec<View>,
    purpose: Purpose,
    /// The figure that the cases are behind.
    behind: Option<Box<Figure>>,
}

/// A figure that cases are behind: what was asked, in words too, and how much each makes of it.
pub struct Figure {
    asked: Behind,
    words: String,
    among: Arc<Among>,
    /// What makes it by now, and how many of the cases make another part of that.
    now: Option<Arc<Among>>,
    moved: usize,
}

impl Figure {
    /// As it was when it was asked about.
    #[must_use]
    pub const fn new(asked: Behind, words: String, among: Arc<Among>) -> Self {
        Self { asked, words, among, now: None, moved: 0 }
    }

    /// Asks what makes it by now.
    fn ask(&self) -> Move {
        Move::Ask(Request::Behind(Behind { head: None, ..self.asked.clone() }))
    }

    fn take(&mut self, now: Arc<Among>) {
        self.moved = self.among.moved(&now);
        self.now = Some(now).filter(|_| self.moved > 0);
    }

    /// Whether a case makes another part of it by now, or none.
    fn has_moved(&self, case: i64) -> bool {
        self.now.as_ref().is_some_and(|now| now.count(case) != self.among.count(case))
    }
}

impl State {
    /// The list that stands so, and what to ask for it; by default it shows those present.
    #[must_use]
    pub fn open(listed: &Listed) -> (Self, Vec<Move>) {
        let (filter, sort, purpose) = (listed.filter.clone(), listed.sort, listed.purpose);
        let mut state = Self { filter, sort, sought: listed.marked, purpose, ..Self::default() };
        state.search.insert(&listed.typed);
        let ask = state.ask_around();
        (state, vec![ask, Move::Ask(Request::Views)])
    }

    /// The cases that make a figure, and what to ask for.
    #[must_use]
    pub fn open_behind(figure: Box<Figure>) -> (Self, Vec<Move>) {
        let mut state = Self { filter: Filter::everything(), behind: Some(figure), ..Self::default() };
        let ask = state.ask_around();
        (state, vec![ask])
    }

    /// Whether it is of the cases that make a figure, and goes with the figures.
    #[must_use]
    pub const fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// How the list stands.
    #[must_use]
    pub fn listed(&self) -> Listed {
        let (filter, typed) = (self.filter.clone(), self.search.text().to_owned());
        let marked = self.focused().or(self.sought);
        Listed { filter, sort: self.sort, typed, marked, purpose: self.purpose }
    }

    /// Whether a case is chosen for something else than to be opened.
    #[must_use]
    pub const fn is_choosing(&self) -> bool {
        !matches!(self.purpose, Purpose::Open)
    }

    /// Shows those present with nothing searched for, to stand on the same case.
    pub fn begin_anew(&mut self) -> Vec<Move> {
        self.panel = None;
        self.search.clear();
        self.show(Filter::default(), self.sort)
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
        match &self.panel {
            Some(panel) => panel.is_waiting(key),
            None => self.asked.is_some() && matches!(key, Key::Enter | Key::Function(5 | 6) | Key::Up | Key::Down),
        }
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if let Some(panel) = &mut self.panel {
            let taken = panel.key(key, &self.views, ctx);
            return self.take(taken);
        }
        match key {
            Key::Enter => match self.purpose {
                Purpose::Open => self.choose(|case| Move::OpenCase(case, Tab::Data), ctx),
                Purpose::Call => self.choose(Move::OpenCall, ctx),
                Purpose::Same(own) => self.choose(|other| Move::OpenSame(own, other), ctx),
            },
            Key::Function(5) => self.choose(|case| Move::OpenCase(case, Tab::Services), ctx),
            Key::Function(6) if !self.is_choosing() => self.choose(Move::OpenCall, ctx),
            // A figure is made of all of them, whatever else they have in common.
            Key::Function(4) | Key::Ctrl('g') | Key::Tab | Key::BackTab if self.behind.is_some() => {
                vec![Move::Say(Note::plain(ctx.text("behind-whole")))]
            }
            Key::Function(4) => self.open_panel(false),
            Key::Ctrl('g') => self.open_panel(true),
            Key::Ctrl('o') => self.show(self.filter.clone(), self.sort.next()),
            Key::Tab | Key::BackTab => self.toggle(),
            Key::Esc => self.clear(),
            Key::Up => self.step_back(1),
            Key::Down => self.step_on(1),
            Key::PageUp => self.step_back(STRIDE),
            Key::PageDown => self.step_on(STRIDE),
            Key::Home | Key::First => self.jump(From::First),
            Key::End | Key::Last => self.jump(From::Last),
            _ => self.type_key(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        if let Some(panel) = &mut self.panel {
            return panel.paste(pasted);
        }
        self.search.insert(pasted);
        self.search_again()
    }

    pub(super) fn reply(&mut self, reply: Reply, _: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Found(query, found) if self.asked.as_ref() == Some(&query) => self.take_page(query.from, found),
            Reply::Counted(filter, aspect, counts) => {
                if let Some(panel) = &mut self.panel {
                    panel.count(&filter, aspect, counts);
                }
                return Vec::new();
            }
            Reply::Views(views) => {
                self.views = views;
                return Vec::new();
            }
            Reply::Behind(_, now) => {
                self.behind.iter_mut().for_each(|figure| figure.take(Arc::clone(&now)));
                return Vec::new();
            }
            // Without an answer the rows of the same question stay, and there is nothing to choose by.
            Reply::Failed(_) => {
                self.panel.iter_mut().for_each(Panel::count_none);
                if self.total.is_none() {
                    self.rows.clear();
                }
            }
            _ => return Vec::new(),
        }
        self.asked = None;
        Vec::new()
    }

    /// Asks for the rows around the case in focus anew; where it has left the list, around its place.
    pub(super) fn refresh(&mut self) -> Vec<Move> {
        self.sought = self.sought.or(self.focused());
        let counts = self.panel.as_mut().map(Panel::ask);
        let figure = self.behind.as_deref().map(Figure::ask);
        [self.ask_around()].into_iter().chain(counts).chain(figure).collect()
    }

    pub(super) fn title(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(match self.purpose {
            Purpose::Open if self.behind.is_some() => "title-behind",
            Purpose::Open => "title-cases",
            Purpose::Call => "title-whom",
            Purpose::Same(_) => "title-same",
        })
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(match (&self.panel, self.purpose) {
            (Some(panel), _) => panel.hint(),
            (None, Purpose::Call) => "hint-whom",
            (None, Purpose::Same(_)) => "hint-same-list",
            (None, Purpose::Open) if self.is_searching() => "hint-cases-search",
            (None, Purpose::Open) if self.behind.is_some() => "hint-behind",
            (None, Purpose::Open) => "hint-cases",
        })
    }

    /// Whether words or the name of a view are being typed.
    pub(super) fn is_typing(&self) -> bool {
        self.is_searching() || self.panel.is_some()
    }

    fn is_searching(&self) -> bool {
        !self.search.text().trim().is_empty()
    }

    fn ask(&mut self, from: From) -> Move {
        let typed = self.is_searching().then(|| self.search.text().trim().to_owned());
        let among = self.behind.as_ref().map(|figure| Arc::clone(&figure.among));
        let query = Query { filter: self.shown(), among, sort: self.sort, typed, from, limit: PAGE };
        self.asked = Some(query.clone());
        Move::Ask(Request::Find(query))
    }

    fn ask_around(&mut self) -> Move {
        let near = self.place();
        self.ask(self.sought.map_or(From::First, |case| From::Case(case, near)))
    }

    /// Which cases there are: the list begins with those present, but words look for a child wherever it is now.
    fn shown(&self) -> Filter {
        let is_everywhere = self.is_searching() && self.filter == Filter::default();
        if is_everywhere { Filter::everything() } else { self.filter.clone() }
    }

    /// Where the case in focus stands in the order.
    fn place(&self) -> Option<Place> {
        self.rows.get(self.focus).map(|row| row.key)
    }

    /// Shows other cases, or the same in another order, on the same case where it is among them.
    fn show(&mut self, filter: Filter, sort: Sort) -> Vec<Move> {
        (self.filter, self.sort, self.sought, self.total) = (filter, sort, self.focused(), None);
        vec![self.ask(self.sought.map_or(From::First, |case| From::Case(case, None)))]
    }

    fn toggle(&mut self) -> Vec<Move> {
        self.search.clear();
        let is_default = self.filter == Filter::default();
        self.show(if is_default { Filter::everything() } else { Filter::default() }, self.sort)
    }

    fn open_panel(&mut self, is_naming: bool) -> Vec<Move> {
        let (panel, ask) = Panel::open(self.filter.clone(), self.sort, is_naming);
        self.panel = Some(panel);
        vec![ask]
    }

    fn take(&mut self, taken: Taken) -> Vec<Move> {
        match taken {
            Taken::Stays(moves) => moves,
            Taken::Closes => {
                self.panel = None;
                Vec::new()
            }
            Taken::Shows(view) => {
                self.panel = None;
                self.show(view.filter, view.sort)
            }
            Taken::Keeps(views) => {
                self.views.clone_from(&views);
                vec![Move::Ask(Request::KeepViews(views))]
            }
        }
    }

    fn jump(&mut self, from: From) -> Vec<Move> {
        if self.is_searching() {
            self.focus = if from == From::First { 0 } else { self.rows.len().saturating_sub(1) };
            return Vec::new();
        }
        vec![self.ask(from)]
    }

    fn step_back(&mut self, by: usize) -> Vec<Move> {
        self.focus = self.focus.saturating_sub(by);
        let is_near = self.focus < STRIDE && self.has_before && self.asked.is_none();
        let first = self.rows.first().map(|row| row.key).filter(|_| is_near);
        first.map(|key| self.ask(From::Before(key))).into_iter().collect()
    }

    fn step_on(&mut self, by: usize) -> Vec<Move> {
        let last = self.rows.len().saturating_sub(1);
        self.focus = self.focus.saturating_add(by).min(last);
        let is_near = last.saturating_sub(self.focus) < STRIDE && self.has_after && self.asked.is_none();
        let last = self.rows.last().map(|row| row.key).filter(|_| is_near);
        last.map(|key| self.ask(From::After(key))).into_iter().collect()
    }

    fn type_key(&mut self, key: Key) -> Vec<Move> {
        let before = self.search.text().to_owned();
        self.search.press(key);
        if self.search.text() == before {
            return Vec::new();
        }
        self.search_again()
    }

    /// Clears what was typed; then the filter; then the list closes.
    fn clear(&mut self) -> Vec<Move> {
        if self.is_searching() {
            self.sought = self.focused();
            (self.search, self.total) = (Line::default(), None);
            return vec![self.ask_around()];
        }
        let is_bare = self.behind.is_some() || self.filter == Filter::default();
        if is_bare { vec![Move::Close] } else { self.show(Filter::default(), self.sort) }
    }

    fn search_again(&mut self) -> Vec<Move> {
        self.total = None;
        vec![self.ask(From::First)]
    }

    fn choose(&mut self, open: impl FnOnce(Uuid) -> Move, ctx: &Ctx<'_>) -> Vec<Move> {
        // Who comes back begins a search anew by typing.
        self.search = Line::new(self.search.text());
        let none = || Move::Say(Note::warning(ctx.text("cases-none-chosen")));
        vec![self.focused().map_or_else(none, open)]
    }

    fn take_page(&mut self, from: From, found: Found) {
        let Found { mut rows, has_before, has_after, total, is_cut } = found;
        (self.total, self.is_cut) = (Some(total), is_cut);
        match from {
            From::After(_) => {
                self.rows.append(&mut rows);
                let surplus = self.rows.len().saturating_sub(ROWS_MAX);
                self.rows.drain(..surplus);
                self.focus = self.focus.saturating_sub(surplus);
                self.has_before |= surplus > 0;
                self.has_after = has_after;
            }
            From::Before(_) => {
                self.focus = self.focus.saturating_add(rows.len());
                rows.append(&mut self.rows);
                self.has_after |= rows.len() > ROWS_MAX;
                rows.truncate(ROWS_MAX);
                self.rows = rows;
                self.has_before = has_before;
            }
            From::First | From::Last | From::At(_) | From::Case(..) => {
                (self.rows, self.has_before, self.has_after) = (rows, has_before, has_after);
                let last = self.rows.len().saturating_sub(1);
                let sought = self.sought.take();
                let near = if let From::Case(_, near) = from { near } else { None };
                let at = self.rows.iter().position(|row| Some(row.id) == sought);
                let at = at.or_else(|| self.rows.iter().position(|row| near.is_some_and(|near| row.key >= near)));
                let end = if from == From::Last || near.is_some() { last } else { 0 };
                self.focus = at.unwrap_or(end);
            }
        }
    }
}
