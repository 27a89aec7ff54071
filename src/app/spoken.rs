//! The program in words, for whoever has no screen: what is open, what was said, what it is called.
//!
//! Decides nothing. Must stay true: what is said here is what the screen shows.

use super::App;
use crate::screen::message::Note;
use crate::screen::spoken::Spoken;
use crate::ui::key::Key;

impl App {
    /// What is on the screen, in words.
    #[must_use]
    pub fn spoken(&self) -> Spoken {
        let ctx = self.ctx();
        match (&self.overlay, self.top()) {
            (Some(overlay), _) => overlay.spoken(&ctx),
            // What is asked about an undo stands in the note.
            (None, Some(screen)) if self.asked.is_some() => Spoken { empty: vec![Key::Enter], ..screen.spoken(&ctx) },
            (None, Some(screen)) => screen.spoken(&ctx),
            (None, None) => Spoken::new(String::new()),
        }
    }

    /// What the screen is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.top().map_or_else(String::new, |screen| screen.title(&self.ctx()))
    }

    /// What was said last.
    #[must_use]
    pub const fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// What was said was heard.
    pub fn forget_note(&mut self) {
        self.note = None;
    }

    /// A text in the language of the screens.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// Whether the screen is the one that everything else is done from.
    #[must_use]
    pub fn is_at_the_bottom(&self) -> bool {
        self.is_open() && self.overlay.is_none() && self.work.stack.len() == 1
    }
}
