//! The summary of a period: the figures of an office or of all of them, as tables to scroll through.
//!
//! Counts nothing and lays out nothing itself; `report` and `render` do. Must stay true: the figures on screen are
//! those of the period and the places named above them.

mod spoken;
mod view;

use super::Ctx;
use super::message::{Move, Reply, Request, SummaryQuery};
use super::moment;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::form::typed::period;
use crate::i18n::Lang;
use crate::ui::key::Key;
use crate::ui::line::Line;

/// How far a page key goes.
const STRIDE: usize = 14;

/// How wide the lines of the report get: they fit the least window that screens are made for, and stay easy to read in
/// the widest. Beside them the screen has an edge.
const COLUMNS_MIN: u16 = 58;
const COLUMNS_MAX: u16 = 118;
const EDGES: u16 = 2;

/// The summary of a period.
#[derive(Default)]
pub struct State {
    period: Option<Period>,
    columns: u16,
    /// The office; all of them without one.
    office: Option<String>,
    typed: Line,
    is_typing: bool,
    is_wrong: bool,
    /// The lines of the report, and the language they are in.
    lines: Vec<String>,
    lang: Lang,
    is_asked: bool,
    scroll: usize,
}

impl State {
    /// The summary that was left, else that of today, and what to ask for.
    #[must_use]
    pub fn open(left: Option<(String, bool, usize)>, ctx: &Ctx<'_>) -> (Self, Vec<Move>) {
        let (period, is_of_all, scroll) = left.unwrap_or_default();
        let today = || Period::from_to(moment::now(ctx)?.date(), moment::now(ctx)?.date()).ok();
        let office = ctx.session.map(|session| session.office.clone());
        let mut state = Self {
            period: Period::parse(&period).ok().or_else(today),
            columns: columns(ctx),
            office: office.filter(|_| !is_of_all),
            lang: ctx.texts.lang(),
            scroll,
            ..Self::default()
        };
        let moves = state.ask();
        (state, moves)
    }

    /// Which period it is of, whether of all offices, and how far down it is scrolled.
    #[must_use]
    pub fn whereabouts(&self) -> Option<(String, bool, usize)> {
        Some((self.period?.to_string(), self.office.is_none(), self.scroll))
    }

    /// Whether letters go into the field of the period.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.is_typing
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if self.is_typing {
            return self.key_typing(key, ctx);
        }
        match key {
            Key::Esc => return vec![Move::Close],
            Key::Char('+') | Key::Right => return self.shift(Period::next),
            Key::Char('-') | Key::Left => return self.shift(Period::previous),
            Key::Function(4) => return self.turn_scope(ctx),
            Key::Char(_) | Key::Enter | Key::Tab => {
                self.is_typing = true;
                self.is_wrong = false;
                self.typed = Line::new(&self.period.map_or_else(String::new, written));
                if let Key::Char(_) = key {
                    self.typed.press(key);
                }
            }
            _ => self.scroll = key.walk(self.scroll, self.lines.len(), STRIDE).unwrap_or(self.scroll),
        }
        Vec::new()
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        if self.is_typing {
            self.typed.insert(pasted);
        }
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, _: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Summary { query, lines } if self.query().as_ref() == Some(&query) => {
                self.is_asked = false;
                self.lines = lines;
            }
            Reply::Failed(_) => self.is_asked = false,
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn refresh(&mut self) -> Vec<Move> {
        self.ask()
    }

    pub(super) fn resize(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        if self.columns == columns(ctx) {
            return Vec::new();
        }
        self.columns = columns(ctx);
        self.ask()
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(if self.is_typing { "hint-summary-period" } else { "hint-summary" })
    }

    fn query(&self) -> Option<SummaryQuery> {
        Some(SummaryQuery { period: self.period?, office: self.office.clone(), lang: self.lang, columns: self.columns })
    }

    fn ask(&mut self) -> Vec<Move> {
        let Some(query) = self.query() else { return Vec::new() };
        self.is_asked = true;
        vec![Move::Ask(Request::Summary(query))]
    }

    fn shift(&mut self, to: impl Fn(Period) -> Period) -> Vec<Move> {
        self.period = self.period.map(to);
        self.ask()
    }

    fn turn_scope(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        self.office = match self.office {
            Some(_) => None,
            None => ctx.session.map(|session| session.office.clone()),
        };
        self.ask()
    }

    fn key_typing(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Esc => (self.is_typing, self.is_wrong) = (false, false),
            Key::Enter => {
                let today = moment::now(ctx).map(Moment::date);
                let Some(period) = today.and_then(|today| period::read(self.typed.text(), today)) else {
                    self.is_wrong = true;
                    return Vec::new();
                };
                (self.is_typing, self.period, self.scroll) = (false, Some(period), 0);
                return self.ask();
            }
            _ => {
                self.is_wrong = false;
                self.typed.press(key);
            }
        }
        Vec::new()
    }
}

/// How wide the lines are in this window.
fn columns(ctx: &Ctx<'_>) -> u16 {
    ctx.width.saturating_sub(EDGES).clamp(COLUMNS_MIN, COLUMNS_MAX)
}

/// A period as it can be typed; one day is its date.
fn written(period: Period) -> String {
    if period.from() == period.to() { period.from().to_string() } else { period.to_string() }
}
