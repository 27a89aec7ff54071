//! How the screens look: as the officer at work wants them, unless something else was asked for at the start.
//!
//! Must stay true: whoever opens the store next finds the screens as they were found, or as that officer wants them.

use super::{App, Surroundings};
use crate::i18n::Texts;

impl App {
    /// Makes the screens what the officer at work wants, where nothing else was asked for.
    pub(super) fn dress(&mut self) {
        let Some(session) = &self.session else { return };
        let Surroundings { asked, drawing, .. } = self.around;
        self.drawing = asked.over(session.wishes.over(drawing));
        let lang = session.wishes.lang.or(session.lang).filter(|lang| *lang != self.texts.lang());
        if let Some(lang) = lang.filter(|_| asked.lang.is_none()) {
            self.texts = Texts::new(lang);
        }
    }
}
