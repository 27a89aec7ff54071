//! The settings: how an officer wants the screens, and what holds for the office.
//!
//! Stores nothing itself. Must stay true: what is chosen shows at once, holds once the store has it, and is gone where
//! the screen is left without F2.

mod spoken;
mod view;

use super::Ctx;
use super::message::{Move, Note, Reply, Request};
use super::session::{IDLE_MINUTES, Settings, Wishes};
use crate::i18n::Lang;
use crate::store::Right;
use crate::ui::glyph::Glyphs;
use crate::ui::key::Key;
use crate::ui::theme::Theme;

/// What can be set, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Lang,
    Theme,
    Glyphs,
    Enter,
    Idle,
}

impl Line {
    const ALL: [Self; 5] = [Self::Lang, Self::Theme, Self::Glyphs, Self::Enter, Self::Idle];
}

/// The settings.
pub struct State {
    settings: Settings,
    focus: usize,
    /// Whether what is set is known, so that it can be changed.
    is_known: bool,
    is_saving: bool,
}

impl State {
    /// The settings of the officer at work, and what to ask for.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>) -> (Self, Vec<Move>) {
        let wishes = ctx.session.map_or_else(Wishes::default, |session| session.wishes);
        let settings = Settings { wishes, idle_minutes: *IDLE_MINUTES.start() };
        (Self { settings, focus: 0, is_known: false, is_saving: false }, vec![Move::Ask(Request::Settings)])
    }

    /// How the screens are to look while this one is open.
    #[must_use]
    pub const fn wishes(&self) -> Wishes {
        self.settings.wishes
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let lines = Line::ALL.len();
        let by = |by: usize| self.focus.saturating_add(by).checked_rem(lines).unwrap_or(0);
        match key {
            Key::Esc => return vec![Move::Close],
            Key::Function(2) if self.is_known && !self.is_saving => {
                self.is_saving = true;
                return vec![Move::Ask(Request::Set(self.settings))];
            }
            Key::Down | Key::Tab | Key::Enter => self.focus = by(1),
            Key::Up | Key::BackTab => self.focus = by(lines.saturating_sub(1)),
            Key::Right | Key::Char(' ' | '+') => return self.turn(1, ctx),
            Key::Left | Key::Char('-') => return self.turn(-1, ctx),
            _ => {}
        }
        Vec::new()
    }

    #[expect(clippy::unused_self, reason = "every screen takes what is pasted")]
    pub(super) const fn paste(&self, _: &str, _: &Ctx<'_>) -> Vec<Move> {
        Vec::new()
    }

    #[expect(clippy::needless_pass_by_value, reason = "every screen takes what is answered")]
    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Settings(settings) if self.is_saving => {
                return vec![Move::Wear(settings), Move::Say(Note::plain(ctx.text("saved"))), Move::Close];
            }
            Reply::Settings(settings) => {
                self.settings = settings;
                self.is_known = true;
            }
            Reply::Failed(_) => self.is_saving = false,
            _ => {}
        }
        Vec::new()
    }

    #[expect(clippy::unused_self, reason = "every screen has a hint")]
    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text("hint-settings")
    }

    fn line(&self) -> Line {
        Line::ALL.get(self.focus).copied().unwrap_or(Line::Lang)
    }

    /// Takes the next value of the line in focus, or the one before.
    fn turn(&mut self, by: isize, ctx: &Ctx<'_>) -> Vec<Move> {
        let line = self.line();
        let wishes = &mut self.settings.wishes;
        match line {
            Line::Lang => wishes.lang = beside(&choices(Lang::ALL), wishes.lang, by),
            Line::Theme => wishes.theme = beside(&choices(Theme::ALL), wishes.theme, by),
            Line::Glyphs => wishes.glyphs = beside(&choices(Glyphs::ALL), wishes.glyphs, by),
            Line::Enter => wishes.is_every_field = !wishes.is_every_field,
            Line::Idle if !may_set_office(ctx) => {
                return vec![Move::Say(Note::warning(ctx.text("failed-not-allowed")))];
            }
            Line::Idle if self.is_known => {
                let all: Vec<u8> = IDLE_MINUTES.collect();
                self.settings.idle_minutes = beside(&all, self.settings.idle_minutes, by);
            }
            Line::Idle => {}
        }
        Vec::new()
    }
}

/// Whether the officer at work may change what holds for the office.
fn may_set_office(ctx: &Ctx<'_>) -> bool {
    ctx.session.is_some_and(|session| session.may(Right::Settings))
}

/// Nothing, which leaves it to the store or the terminal, and every value.
fn choices<T: Copy>(all: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
    std::iter::once(None).chain(all.into_iter().map(Some)).collect()
}

/// The value beside this one; behind the last comes the first.
fn beside<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
    let at = all.iter().position(|value| *value == now).unwrap_or(0);
    let to = at.saturating_add(all.len()).saturating_add_signed(by).checked_rem(all.len());
    to.and_then(|to| all.get(to)).copied().unwrap_or(now)
}
