//! How the screens look: as the officer at work wants them, unless something else was asked for at the start.
//!
//! Must stay true: whoever opens the store next finds the screens as that officer wants them, or as they were found.

use super::{App, Effect, Surroundings, action};
use crate::i18n::Texts;
use crate::screen::session::Settings;
use crate::screen::{Screen, settings};
use crate::ui::canvas::Drawing;

impl App {
    /// The colours and signs of now: what is chosen on the settings is seen before it is saved.
    pub(super) fn drawing(&self) -> Drawing {
        let Surroundings { asked, drawing, .. } = self.around;
        let chosen = match self.top() {
            Some(Screen::Settings(state)) => Some(state.wishes()),
            _ => self.session.as_ref().map(|session| session.wishes),
        };
        asked.over(chosen.unwrap_or_default().over(drawing))
    }

    /// The settings open where the table of actions has their key.
    pub(super) fn may_set(&self) -> bool {
        self.is_open() && self.place().is_some_and(|place| action::at(place).any(|action| action.name == "settings"))
    }

    pub(super) fn open_settings(&mut self) -> Vec<Effect> {
        let (state, moves) = settings::State::open(&self.ctx());
        self.open(Screen::Settings(state), moves)
    }

    /// The officer at work has set this.
    pub(super) fn wear(&mut self, settings: Settings) {
        if let Some(session) = &mut self.session {
            (session.wishes, session.idle_minutes) = (settings.wishes, settings.idle_minutes);
        }
        self.dress();
    }

    /// Hides names, or shows them again.
    pub(super) fn mask(&mut self) -> Vec<Effect> {
        if let Some(session) = &mut self.session {
            session.is_masked = !session.is_masked;
        }
        Vec::new()
    }

    /// Speaks the language of the officer at work, else of the store, where no other was asked for.
    pub(super) fn dress(&mut self) {
        let Some(session) = &self.session else { return };
        let lang = session.wishes.lang.or(session.lang).filter(|lang| *lang != self.texts.lang());
        if let Some(lang) = lang.filter(|_| self.around.asked.lang.is_none()) {
            self.texts = Texts::new(lang);
        }
    }
}
