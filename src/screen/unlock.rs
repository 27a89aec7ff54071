//! The locked store: who, and the passphrase.
//!
//! Shows nothing of what the store holds. Must stay true: what was typed is wiped as soon as it was asked about.

mod spoken;
mod view;

use super::Ctx;
use super::message::{Move, Reply, Request};
use crate::ui::key::Key;
use crate::ui::line::Line;
use zeroize::Zeroizing;

/// The locked store.
pub struct State {
    /// The names of those who may open it.
    officers: Vec<String>,
    /// The one who is asked.
    officer: usize,
    passphrase: Line,
    is_shown: bool,
    is_asked: bool,
    /// How often the passphrase was wrong.
    wrong: usize,
    /// The key of the text that says why it stays locked.
    refusal: Option<&'static str>,
    /// What to say of the key files.
    warning: Option<&'static str>,
}

impl State {
    /// A locked store that these people may open.
    #[must_use]
    pub fn new(officers: Vec<String>) -> Self {
        Self {
            officers,
            officer: 0,
            passphrase: Line::default(),
            is_shown: false,
            is_asked: false,
            wrong: 0,
            refusal: None,
            warning: None,
        }
    }

    /// The same with something to say of the key files.
    #[must_use]
    pub const fn warned(mut self, warning: Option<&'static str>) -> Self {
        self.warning = warning;
        self
    }

    pub(super) const fn is_waiting(&self) -> bool {
        self.is_asked
    }

    pub(super) fn key(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Enter if !self.is_asked && !self.passphrase.text().is_empty() => return vec![self.ask()],
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

    pub(super) fn reply(&mut self, reply: Reply, _: &Ctx<'_>) -> Vec<Move> {
        self.is_asked = false;
        match reply {
            Reply::Unlocked { session, drafts, left } => {
                return vec![Move::Enter(Box::new(session), drafts, left)];
            }
            Reply::NotUnlocked(why) => {
                self.wrong = self.wrong.saturating_add(1);
                self.refusal = Some(why);
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
        self.passphrase.clear();
        Move::Ask(Request::Unlock { officer: self.officers.get(self.officer).cloned(), passphrase })
    }

    fn turn(&mut self, by: usize) {
        self.officer = self.officer.saturating_add(by).checked_rem(self.officers.len()).unwrap_or(0);
    }
}
