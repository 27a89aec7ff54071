//! What the figures are of, chosen with F4: the places; and from there the period beside them, and as of when they are.
//!
//! Counts nothing. Must stay true: the figures stay as they are until something is chosen, and what cannot be read stays in
//! the field.

use super::{State, field, own_office};
use crate::domain::catalogue::{Entry as _, OFFICES, STATES};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::form::typed::period;
use crate::form::typed::text::fold;
use crate::form::wrong::Wrong;
use crate::report::Scope;
use crate::screen::choice::{Choice, Row, say_more};
use crate::screen::message::Move;
use crate::screen::{Ctx, moment};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

const WIDTH: u16 = 56;
/// What the rows of the list leave of the screen.
const LINES: u16 = 5;

/// What is chosen or typed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The places.
    Places,
    /// The period beside.
    Against,
    /// As of when they are.
    AsOf,
}

/// The box, open.
pub(super) struct Choosing {
    pub(super) about: About,
    pub(super) typed: Line,
    pub(super) choice: Choice,
    /// What is wrong with what is typed, once it was tried.
    pub(super) wrong: Option<Wrong>,
}

impl Choosing {
    pub(super) const fn hint(&self) -> &'static str {
        match self.about {
            About::Places => "hint-summary-places",
            About::Against => "hint-summary-against",
            About::AsOf => "hint-summary-as-of",
        }
    }
}

impl State {
    pub(super) fn open_choosing(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        self.open_choosing_again(About::Places, Line::default(), ctx);
        Vec::new()
    }

    /// Opens the box as it was left.
    pub(super) fn open_choosing_again(&mut self, about: About, typed: Line, ctx: &Ctx<'_>) {
        let choice = Choice::new(self.rows(typed.text(), ctx));
        self.choosing = Some(Choosing { about, typed, choice, wrong: None });
    }

    pub(super) fn key_choosing(&mut self, mut choosing: Choosing, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Esc | Key::Function(4) => return Vec::new(),
            Key::Enter => return self.choose(choosing, ctx),
            _ if choosing.about == About::Places && choosing.choice.press(key) => {}
            _ => {
                choosing.wrong = None;
                choosing.typed.press(key);
                choosing.choice = Choice::new(self.rows(choosing.typed.text(), ctx));
            }
        }
        self.choosing = Some(choosing);
        Vec::new()
    }

    fn choose(&mut self, mut choosing: Choosing, ctx: &Ctx<'_>) -> Vec<Move> {
        let typed = choosing.typed.text().trim().to_owned();
        let read = match choosing.about {
            About::Places => return self.take_row(choosing, ctx),
            About::Against => self.read_against(&typed, ctx),
            About::AsOf => self.read_as_of(&typed, ctx),
        };
        match read {
            Ok(()) => return self.ask(),
            Err(wrong) => choosing.wrong = Some(wrong),
        }
        self.choosing = Some(choosing);
        Vec::new()
    }

    fn take_row(&mut self, mut choosing: Choosing, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(code) = choosing.choice.chosen().map(|row| row.code.clone()) else {
            self.choosing = Some(choosing);
            return Vec::new();
        };
        let holds = match code.as_str() {
            "against" => Some((About::Against, self.against.map(field::written))),
            "as-of" => Some((About::AsOf, self.as_of.map(moment::day_and_clock))),
            _ => None,
        };
        if let Some((about, holds)) = holds {
            (choosing.about, choosing.typed) = (about, Line::new(&holds.unwrap_or_default()));
            self.choosing = Some(choosing);
            return Vec::new();
        }
        // Whoever limits the figures otherwise does not want those back that were there before.
        self.back.clear();
        self.limit(match code.split_once(' ') {
            Some(("state", code)) => Scope { states: vec![code.to_owned()], ..Scope::default() },
            Some((_, code)) => Scope { offices: vec![code.to_owned()], ..Scope::default() },
            None if code == "own" => own_office(ctx),
            None => Scope::default(),
        })
    }

    /// The period to compare with; nothing typed is the one a year before.
    fn read_against(&mut self, typed: &str, ctx: &Ctx<'_>) -> Result<(), Wrong> {
        self.against = if typed.is_empty() { None } else { Some(field::read(typed, ctx)?) };
        Ok(())
    }

    /// As of when; nothing typed is now, and a day is the end of it.
    fn read_as_of(&mut self, typed: &str, ctx: &Ctx<'_>) -> Result<(), Wrong> {
        let past = || past(typed, ctx).ok_or_else(|| not_past(typed, ctx));
        self.as_of = if typed.is_empty() { None } else { Some(past()?) };
        Ok(())
    }

    /// Everything that may be meant: what is usual first, then every state and every office.
    fn rows(&self, typed: &str, ctx: &Ctx<'_>) -> Vec<Row> {
        let (typed, lang) = (fold(typed.trim()), ctx.texts.lang());
        let row = |code: &str, label: String| Row { code: code.to_owned(), label: format!(" {label}") };
        let offices = ctx.session.map(|session| session.offices.as_slice()).unwrap_or_default();
        let own = ctx.session.and_then(|session| OFFICES.iter().find(|office| office.code == session.office));
        let own = own.and_then(|office| STATES.iter().find(|state| state.code == office.state));
        let against = self.period.map_or_else(String::new, |period| field::written(self.beside(period)));
        let as_of = self.as_of.map_or_else(|| ctx.text("summary-now"), moment::day_and_clock);
        let usual = [
            row("own", ctx.text("summary-own-office")),
            row("all", ctx.text("summary-all-offices")),
            row("against", ctx.texts.with("summary-against", &[("period", against.into())])),
            row("as-of", ctx.texts.with("summary-stood", &[("at", as_of.into())])),
        ];
        let state = |code: &str, name: &str| {
            row(&format!("state {code}"), ctx.texts.with("summary-state", &[("state", name.into())]))
        };
        let [first, rest @ ..] = usual;
        let own = own.map(|own| state(&own.code, own.name(lang)));
        let states = STATES.iter().map(|other| state(&other.code, other.name(lang)));
        let states = states.filter(|other| Some(other) != own.as_ref());
        let offices = offices.iter().map(|(code, name)| row(&format!("office {code}"), format!("{code} {name}")));
        let rows = [first].into_iter().chain(own.clone()).chain(rest).chain(states.collect::<Vec<_>>()).chain(offices);
        rows.filter(|row| typed.split(' ').all(|word| fold(&row.label).contains(word))).collect()
    }
}

impl Choosing {
    pub(super) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let rows = if self.about == About::Places { self.choice.len().max(1) } else { 1 };
        let height = canvas.height().min(u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(LINES));
        let width = canvas.width().min(WIDTH);
        let y = canvas.height().saturating_sub(height) / 2;
        (y..y.saturating_add(height)).for_each(|line| canvas.bar(line, Role::Body));
        let mut part = canvas.middle(width, height);
        let title = match self.about {
            About::Places => "summary-places",
            About::Against => "summary-against-title",
            About::AsOf => "summary-stood-title",
        };
        let mut inner = part.boxed(&ctx.text(title));
        let (width, last) = (inner.width(), inner.height().saturating_sub(1));
        inner.typing(Slot { x: 2, y: 0, width: width.saturating_sub(4) }, &self.typed);
        if let Some(wrong) = &self.wrong {
            inner.put(2, 2, Role::Error, &format!("!! {}", wrong.text(ctx.texts)));
        }
        if self.about == About::Places {
            if self.choice.is_empty() {
                inner.put(2, 2, Role::Body, &ctx.text("menu-nothing"));
            }
            let is_more = self.choice.draw(&mut inner.part(Slot { x: 0, y: 2, width }, last.saturating_sub(1)));
            inner.set_cursor(2_u16.saturating_add(text::columns(self.typed.before_cursor())), 0);
            say_more(is_more, ctx, &mut part);
        } else if self.wrong.is_none() {
            let key = if self.about == About::AsOf { "summary-empty-now" } else { "summary-empty-before" };
            inner.put(2, 2, Role::Body, &ctx.text(key));
        }
    }
}

/// Why what is typed is no moment that lies behind.
fn not_past(typed: &str, ctx: &Ctx<'_>) -> Wrong {
    match (field::read(typed, ctx), moment::now(ctx)) {
        (Ok(_), Some(now)) => Wrong::new("summary-ahead").with("today", now.date().format("%d/%m/%Y").to_string()),
        (Err(wrong), _) if wrong.key == "period-no-day" => wrong,
        _ => Wrong::new("summary-no-moment"),
    }
}

/// A moment that lies behind: a day with its time, or the end of a day or of a period, today as far as it has come.
fn past(typed: &str, ctx: &Ctx<'_>) -> Option<Moment> {
    let (now, zone) = (moment::now(ctx)?, ctx.session?.zone);
    let at = |day: Period, time: NaiveTime| Moment::in_zone(day.to().and_time(time), zone);
    let days = |typed: &str| period::read(typed.trim(), now.date()).ok();
    let timed = || {
        let (day, time) = typed.rsplit_once(' ')?;
        let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
        at(days(day).filter(|day| day.from() == day.to())?, time)
    };
    let whole = || at(days(typed)?, NaiveTime::from_hms_opt(23, 59, 0)?);
    let then = Moment::parse(typed, zone).or_else(timed).or_else(whole)?;
    let is_past = then.utc_minutes() <= now.utc_minutes();
    if is_past { Some(then) } else { Some(now).filter(|_| then.date() == now.date() && !typed.contains(':')) }
}
