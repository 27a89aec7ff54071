//! The locked store: who, and the passphrase.
//!
//! Shows nothing of what the store holds. Must stay true: what was typed is wiped once it was looked at, and not before.

mod spoken;
mod view;

use super::message::{Move, Note, Reply, Request};
use super::{Ctx, moment};
use crate::domain::moment::Moment;
use crate::i18n::Texts;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::vault::attempts::{Attempts, Given};
use chrono_tz::Tz;
use zeroize::Zeroizing;

/// The locked store.
#[derive(Default)]
pub struct State {
    /// The names of those who may open it.
    officers: Vec<String>,
    /// The one who is asked.
    officer: usize,
    passphrase: Line,
    is_shown: bool,
    is_asked: bool,
    /// What was tried in vain in the name of the one who is asked.
    tried: Attempts,
    /// The key of the text that says why it stays locked.
    refusal: Option<&'static str>,
    /// What to say of the key files.
    warning: Option<&'static str>,
}

impl State {
    /// A locked store that these people may open, and the key of what is to be said of its key files.
    #[must_use]
    pub fn new(officers: Vec<String>, warning: Option<&'static str>) -> Self {
        Self { officers, warning, ..Self::default() }
    }

    pub(super) const fn is_waiting(&self) -> bool {
        self.is_asked
    }

    pub(super) fn key(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Enter if !self.passphrase.text().is_empty() => return vec![self.ask()],
            Key::Function(4) | Key::Down => self.turn(1),
            Key::Up => self.turn(self.officers.len().saturating_sub(1)),
            Key::Ctrl('r') => self.is_shown = !self.is_shown,
            Key::Esc => self.passphrase.clear(),
            _ => {
                self.passphrase.press(key);
            }
        }
        Vec::new()
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        self.passphrase.insert(pasted);
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        self.is_asked = false;
        match reply {
            Reply::Unlocked { session, drafts, left, tried, is_by_code } => {
                let told = told(tried, is_by_code, session.zone, ctx);
                let enter = Move::Enter(Box::new(session), drafts, left);
                let told = told.into_iter().flat_map(|told| [Move::DropEarly, Move::Say(told)]);
                return [enter].into_iter().chain(told).collect();
            }
            Reply::NotUnlocked { why, tried, is_looked_at } => {
                (self.refusal, self.tried) = (Some(why), tried);
                if is_looked_at {
                    self.passphrase.clear();
                }
            }
            Reply::Failed(why) => self.refusal = Some(why),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        ctx.text(if self.officers.len() > 1 { "hint-unlock-many" } else { "hint-unlock" })
    }

    fn ask(&mut self) -> Move {
        self.is_asked = true;
        self.refusal = None;
        let passphrase = Zeroizing::new(self.passphrase.text().to_owned());
        let officer = self.officers.get(self.officer).cloned();
        Move::Ask(Request::Unlock { officer, passphrase, given: Given::Typed })
    }

    fn turn(&mut self, by: usize) {
        let next = self.officer.saturating_add(by).checked_rem(self.officers.len()).unwrap_or(0);
        if std::mem::replace(&mut self.officer, next) != next {
            (self.tried, self.refusal) = (Attempts::default(), None);
        }
    }
}

/// What was tried in vain in the name of whoever opened the store, where anything was.
#[must_use]
pub fn failed(tried: Attempts, zone: Tz, texts: &Texts) -> Option<String> {
    let since = Moment::at_instant(tried.since_ms, zone).filter(|_| tried.count > 0)?;
    let args = [("count", tried.count.into()), ("since", moment::day_and_clock(since).into())];
    Some(texts.with("unlock-tried", &args))
}

/// What the officer is told on coming in.
fn told(tried: Attempts, is_by_code: bool, zone: Tz, ctx: &Ctx<'_>) -> Option<Note> {
    let failed = failed(tried, zone, ctx.texts);
    let advice = if is_by_code { Some("unlock-by-code") } else { failed.as_ref().map(|_| "unlock-not-you") };
    let advice = ctx.text(advice?);
    Some(Note::warning(failed.into_iter().chain([advice]).collect::<Vec<_>>().join(" ")))
}
