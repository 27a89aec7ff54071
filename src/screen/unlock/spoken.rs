//! The locked store in words.

use super::State;
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Heard, Spoken, steps};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let name = self.officers.get(self.officer).map_or("", String::as_str);
        let others = self.officers.iter().enumerate().filter(|_| self.officers.len() > 1);
        Spoken {
            lines: Some(self.warning.map(|warning| ctx.text(warning)).into_iter().collect()),
            heard: self.refusal.map_or(Heard::Nothing, |_| Heard::Wrong(self.said(ctx).1)),
            options: others.map(|(at, name)| Choosable::numbered(name, steps(self.officer, at))).collect(),
            // What was typed too soon is there still.
            empty: vec![Key::Enter],
            is_secret: true,
            ..Spoken::new(ctx.text("spoken-unlock")).asking(format!("{} · {name}", ctx.text("unlock-passphrase")))
        }
    }
}
