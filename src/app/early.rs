//! What was typed while an answer was awaited that decides what it means.
//!
//! Must stay true: it is taken in the order in which it was typed, and nothing keeps anybody from locking or leaving.

use super::{App, Effect, Input};
use crate::ui::key::Key;

impl App {
    /// Whether a key is taken before everything that was typed earlier: nothing keeps anybody from locking the store,
    /// from hiding names, from leaving, and with Esc pressed twice from going back.
    pub(super) fn jumps(&mut self, key: Key) -> bool {
        let is_again = matches!(self.early.back(), Some(Input::Key(Key::Esc)));
        match key {
            Key::Function(10) | Key::Ctrl('k') => true,
            Key::Ctrl('l') => self.may_lock(),
            Key::Esc if is_again && self.top().is_some_and(|screen| !screen.is_waiting(key)) => {
                self.early.clear();
                true
            }
            _ => false,
        }
    }

    /// Takes what was typed, up to a key whose meaning hangs on an answer that is not there yet.
    pub(super) fn take_early(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(input) = self.early.front() {
            let is_early = match input {
                Input::Key(_) if self.undoing.is_some() => true,
                Input::Key(key) => {
                    self.overlay.is_none()
                        && !self.learning.is_shown()
                        && self.top().is_some_and(|screen| screen.is_waiting(*key))
                }
                _ => self.top().is_some_and(|screen| screen.is_waiting(Key::Enter)),
            };
            if is_early {
                break;
            }
            effects.extend(match self.early.pop_front() {
                Some(Input::Key(key)) => self.key(key),
                Some(Input::Paste(pasted)) => self.with_top(|screen, ctx| screen.paste(&pasted, ctx)),
                _ => Vec::new(),
            });
        }
        effects
    }
}
