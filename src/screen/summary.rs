//! The summary of a period in five tabs: tables, charts, map, comparison, text; and above them which figures these are.
//!
//! Counts nothing and words nothing itself; `report` and `render` do. Must stay true: what is shown is the last answer, and
//! it says itself of which days, places and moment it is, whatever has been asked for since.

pub mod chart;
mod choosing;
mod comparing;
pub mod exporting;
mod field;
pub mod left;
pub mod map;
pub mod prose;
mod spoken;
mod tables;
mod view;

use super::Ctx;
use super::cases::Figure;
use super::message::{Behind, Figures, Move, Note, Progress, Reply, Request, SummaryQuery};
use super::moment;
use super::whereabouts::Counted;
use crate::domain::code::closed;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::render::part::Parts;
use crate::render::{Document, Stamp};
use crate::report::Scope;
use crate::ui::key::Key;
use choosing::Choosing;
use exporting::Exporting;
use field::Field;
use left::Left;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

closed! {
    /// The parts of a summary.
    #[derive(Default, Serialize, Deserialize)]
    pub enum Tab {
        /// Every table, one after the other.
        #[default]
        Tables = "tables",
        /// Bars.
        Chart = "chart",
        /// The states.
        Map = "map",
        /// Another period beside it.
        Comparing = "comparing",
        /// The statement for the press.
        Prose = "prose",
    }
}

impl Tab {
    /// Whether figures of another period stand in it.
    const fn compares(self) -> bool {
        matches!(self, Self::Comparing | Self::Prose)
    }

    fn beside(self, by: usize) -> Self {
        Self::ALL.into_iter().cycle().skip_while(|tab| *tab != self).nth(by).unwrap_or(self)
    }
}

/// Where Esc leads back to from tables that were opened on another tab: that tab, and the places that it was of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    tab: Tab,
    scope: Scope,
}

/// An answer that comes sooner than this, in milliseconds, is not said to be awaited: nothing flickers.
const SLOW_MS: i64 = 300;

/// How far something has come that is waited for; where nobody waits any more, it is stopped.
#[derive(Default)]
struct Awaited(Arc<Progress>);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// The summary of a period.
#[derive(Default)]
pub struct State {
    tab: Tab,
    period: Option<Period>,
    scope: Scope,
    /// The period to compare with, where that is not the one a year before.
    against: Option<Period>,
    /// The figures as they stood then, where not as they are.
    as_of: Option<Moment>,
    /// The field of the period, while keys go into it.
    field: Option<Field>,
    /// The last answer.
    figures: Option<Box<Figures>>,
    is_asked: bool,
    /// How far what stood at a moment is put together, and at which.
    reading: (Option<Moment>, Awaited),
    /// Since when the answer is awaited, on the steady clock, and whether that is long enough to be said.
    asked_ms: Option<i64>,
    is_slow: bool,
    /// The figure whose cases are awaited, and its words.
    opening: Option<(Behind, String)>,
    /// What F4 chooses, while it is open.
    choosing: Option<Choosing>,
    /// The export, while it is open.
    exporting: Option<Exporting>,
    /// What opened what is shown, the last one last.
    back: Vec<Back>,
    cell: tables::Cell,
    chart: chart::Chart,
    map: map::Map,
    comparing: comparing::Comparing,
    prose: prose::Prose,
}

impl State {
    /// The summary that was left, else that of today, and what to ask for.
    #[must_use]
    pub fn open(left: Option<Counted>, ctx: &Ctx<'_>) -> (Self, Vec<Move>) {
        let now = moment::now(ctx);
        let today = || Period::from_to(now?.date(), now?.date()).ok();
        let fresh = || Some(Left::Period((field::written(today()?), true), true));
        let typed = left.as_ref().map_or_else(fresh, |left| left.left.clone());
        let mut state = match left {
            Some(left) => Self {
                tab: left.tab,
                period: Period::parse(&left.period).ok().or_else(today),
                scope: Scope { states: left.states, offices: left.offices },
                against: left.against.and_then(|against| Period::parse(&against).ok()),
                as_of: Option::zip(left.as_of, ctx.session)
                    .and_then(|(then, session)| Moment::parse(&then, session.zone)),
                back: left.back,
                cell: left.cell.into(),
                chart: left.chart,
                map: left.map,
                comparing: comparing::Comparing::with(left.is_whole),
                prose: prose::Prose::with(left.copy, left.manner),
                ..Self::default()
            },
            None => Self { period: today(), scope: own_office(ctx), ..Self::default() },
        };
        if let Some(typed) = typed {
            state.open_left(typed, ctx);
        }
        let moves = state.ask();
        (state, moves)
    }

    /// Which figures are shown, and where in them the cursor stands.
    #[must_use]
    pub fn whereabouts(&self, ctx: &Ctx<'_>) -> Option<Counted> {
        Some(Counted {
            period: self.period?.to_string(),
            states: self.scope.states.clone(),
            offices: self.scope.offices.clone(),
            against: self.against.map(|against| against.to_string()),
            as_of: self.as_of.map(|then| then.to_string()),
            tab: self.tab,
            back: self.back.clone(),
            cell: self.cell.into(),
            copy: self.edited(ctx),
            manner: self.prose.manner(),
            chart: self.chart.clone(),
            map: self.map.clone(),
            is_whole: self.comparing.is_whole,
            left: self.left(),
        })
    }

    /// Whether letters go into a field.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        match &self.field {
            Some(field) => field.is_typed(),
            None => self.is_in_tab() || self.choosing.is_some() || self.exporting.is_some(),
        }
    }

    /// Whether the cases of a figure are awaited: whatever is pressed then is about them.
    pub(super) const fn is_waiting(&self, key: Key) -> bool {
        self.opening.is_some() && !matches!(key, Key::Esc)
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if !matches!(key, Key::Esc | Key::Ctrl('e')) {
            self.prose.warned = "";
        }
        (self.opening, self.prose.is_wanted) = (None, false);
        if let Some(exporting) = self.exporting.take() {
            return self.key_exporting(exporting, key, ctx);
        }
        if let Some(choosing) = self.choosing.take() {
            return self.key_choosing(choosing, key, ctx);
        }
        if let Some(field) = self.field.take() {
            return self.key_period(field, key, ctx);
        }
        if self.is_in_tab() {
            return self.key_tab(key, ctx);
        }
        match key {
            Key::Esc => {
                let stays = self.give_up().or_else(|| self.go_back()).or_else(|| self.warn_of_copy("prose-goes", ctx));
                stays.unwrap_or_else(|| vec![Move::Close])
            }
            Key::Char('+') => self.shift(Period::next),
            Key::Char('-') => self.shift(Period::previous),
            Key::Char(digit @ '1'..='5') => {
                self.turn_to(('1'..=digit).zip(Tab::ALL).last().map_or(self.tab, |(_, tab)| tab))
            }
            Key::Ctrl('e') => self.edit_prose(ctx),
            Key::Tab => self.turn(1),
            Key::BackTab => self.turn(Tab::ALL.len().saturating_sub(1)),
            Key::Function(2) => self.open_exporting(ctx),
            Key::Function(4) => self.open_choosing(ctx),
            Key::Function(8) => self.open_field(None),
            Key::Ctrl('u') => self.open_field(Some(key)),
            Key::Char(letter) if letter.is_alphanumeric() => self.open_field(Some(key)),
            _ => self.key_tab(key, ctx),
        }
    }

    fn key_tab(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match self.tab {
            Tab::Tables => self.key_tables(key, ctx),
            Tab::Chart => self.key_chart(key, ctx),
            Tab::Map => self.key_map(key, ctx),
            Tab::Comparing => self.key_comparing(key, ctx),
            Tab::Prose => self.key_prose(key, ctx),
        }
    }

    /// Whether keys go into a field of the tab.
    const fn is_in_tab(&self) -> bool {
        self.comparing.field.is_some() || self.prose.line.is_some()
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        let fields = [&mut self.field, &mut self.comparing.field];
        let over = self.exporting.as_mut().map(Exporting::place);
        let over = over.into_iter().chain(self.choosing.as_mut().map(|choosing| &mut choosing.typed));
        let own = fields.into_iter().flatten().map(|field| &mut field.typed).chain(&mut self.prose.line);
        let lines = over.chain(own);
        lines.take(1).for_each(|line| line.insert(pasted));
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Figures(figures) if self.query().is_some_and(|query| query.is_answered(&figures.query)) => {
                (self.is_asked, self.is_slow) = (false, false);
                let moves = self.open_again(&figures);
                self.renew_exporting(&figures);
                let rows = self.rows_shown(ctx);
                self.figures = Some(figures);
                self.stay_on_rows(rows, ctx);
                self.offer_place(ctx);
                let edited = if self.prose.is_wanted { self.edit_prose(ctx) } else { Vec::new() };
                return moves.into_iter().chain(edited).collect();
            }
            Reply::Behind(asked, among) if self.opening.as_ref().is_some_and(|(opening, _)| *opening == asked) => {
                let words = self.opening.take().map(|(_, words)| words);
                return vec![Move::OpenBehind(Box::new(Figure::new(asked, words.unwrap_or_default(), among)))];
            }
            Reply::Exported(exported) => return self.exported(exported, ctx),
            Reply::Failed(_) => {
                (self.is_asked, self.is_slow, self.opening) = (false, false, None);
                self.exporting.iter_mut().for_each(Exporting::end);
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn refresh(&mut self) -> Vec<Move> {
        self.ask()
    }

    /// Says that an answer is awaited only once that takes long enough to be read.
    pub(super) fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let since = self.is_asked.then(|| self.asked_ms.unwrap_or(ctx.steady_ms));
        self.asked_ms = since;
        self.is_slow = since.is_some_and(|since| ctx.steady_ms.saturating_sub(since) >= SLOW_MS);
        Vec::new()
    }

    /// What the figures are of that are shown: what was asked for last only as long as there are none.
    fn shown(&self) -> Option<SummaryQuery> {
        self.figures.as_ref().map(|figures| figures.query.clone()).or_else(|| self.query())
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        match (&self.exporting, &self.choosing, &self.field) {
            (Some(exporting), ..) => ctx.text(exporting.hint(ctx)),
            (_, Some(choosing), _) => ctx.text(choosing.hint()),
            (.., Some(_)) => ctx.text("hint-summary-period"),
            _ if self.comparing.field.is_some() => ctx.text("hint-summary-against"),
            _ if self.prose.line.is_some() => ctx.text("hint-summary-editing"),
            _ if self.is_slow && self.read_meanwhile().is_some() => ctx.text("hint-summary-reading"),
            _ => ctx.text(&format!("hint-summary-{}", self.tab.code())),
        }
    }

    fn query(&self) -> Option<SummaryQuery> {
        let period = self.period?;
        let against = self.tab.compares().then(|| self.beside(period));
        Some(SummaryQuery { period, scope: self.scope.clone(), against, as_of: self.as_of })
    }

    /// The period that another one is compared with.
    fn beside(&self, period: Period) -> Period {
        self.against.unwrap_or_else(|| period.previous_year())
    }

    fn ask(&mut self) -> Vec<Move> {
        let Some(query) = self.query() else { return Vec::new() };
        if self.reading.0 != query.as_of {
            self.reading = (query.as_of, Awaited::default());
            (self.is_asked, self.is_slow) = (false, false);
        }
        if !std::mem::replace(&mut self.is_asked, true) {
            self.asked_ms = None;
        }
        vec![Move::Ask(Request::Summary(query, Arc::clone(&self.reading.1.0)))]
    }

    /// The moment that is read, while other figures stand here.
    fn read_meanwhile(&self) -> Option<Moment> {
        let shown = self.figures.as_ref().and_then(|figures| figures.query.as_of);
        self.as_of.filter(|then| self.is_asked && Some(*then) != shown)
    }

    /// Waits no longer for what stood at a moment: what stands here stays.
    fn give_up(&mut self) -> Option<Vec<Move>> {
        self.read_meanwhile()?;
        let SummaryQuery { period, scope, as_of, .. } = self.figures.as_ref()?.query.clone();
        (self.period, self.scope, self.as_of) = (Some(period), scope, as_of);
        Some(self.ask())
    }

    /// Asks for the cases of a figure that is awaited where it is another one now; where it is of another moment, no more.
    fn open_again(&mut self, figures: &Figures) -> Vec<Move> {
        let is_same = |(opening, _): &(Behind, String)| opening.query.as_of == figures.query.as_of;
        self.opening = self.opening.take().filter(is_same);
        let again = self.opening.as_mut().map(|(opening, _)| {
            opening.head = Some(figures.head.clone());
            Move::Ask(Request::Behind(opening.clone()))
        });
        again.into_iter().collect()
    }

    fn shift(&mut self, to: impl Fn(Period) -> Period) -> Vec<Move> {
        self.period = self.period.map(to);
        self.ask()
    }

    /// Limits the figures to some places.
    fn limit(&mut self, scope: Scope) -> Vec<Move> {
        self.scope = scope;
        self.ask()
    }

    fn turn(&mut self, by: usize) -> Vec<Move> {
        self.turn_to(self.tab.beside(by))
    }

    /// Whoever goes to a tab without what opened another one does not come back from there.
    fn turn_to(&mut self, tab: Tab) -> Vec<Move> {
        self.back.retain(|back| back.scope != self.scope);
        self.tab = tab;
        self.complete()
    }

    /// Shows another tab for something on this one, perhaps of other places, and says how to come back.
    fn lead(&mut self, (tab, scope): (Tab, Scope), said: String) -> Vec<Move> {
        self.back.push(Back { tab: self.tab, scope: self.scope.clone() });
        self.tab = tab;
        let asked = if scope == self.scope { self.complete() } else { self.limit(scope) };
        [Move::Say(Note::plain(said))].into_iter().chain(asked).collect()
    }

    /// Back to what opened the tab that is shown, where something did.
    fn go_back(&mut self) -> Option<Vec<Move>> {
        let Back { tab, scope } = self.back.pop()?;
        self.tab = tab;
        Some(if scope == self.scope { self.complete() } else { self.limit(scope) })
    }

    /// Asks for the other period that stands in the tab, where the figures came without it.
    fn complete(&mut self) -> Vec<Move> {
        let wanted = self.query().and_then(|query| query.against);
        let has = self.figures.as_ref().and_then(|figures| figures.query.against);
        if wanted.is_none() || wanted == has { Vec::new() } else { self.ask() }
    }

    fn open_field(&mut self, first: Option<Key>) -> Vec<Move> {
        let mut field = self.period.map(Field::new);
        if let (Some(field), Some(key)) = (&mut field, first) {
            field.typed.press(key);
        }
        self.field = field;
        Vec::new()
    }
}

/// The office of whoever is at work.
fn own_office(ctx: &Ctx<'_>) -> Scope {
    let office = ctx.session.map(|session| session.office.clone());
    Scope { states: Vec::new(), offices: office.into_iter().collect() }
}

/// Figures with all that putting them in words needs.
fn document<'a>(figures: &'a Figures, stamp: &'a Stamp, ctx: &Ctx<'a>) -> Document<'a> {
    Document {
        report: &figures.report,
        comparison: None,
        stamp,
        texts: ctx.texts,
        is_by_border: false,
        parts: Parts::ALL,
    }
}
