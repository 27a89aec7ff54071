//! The settings in words: a number takes the next value of its line.

use super::{Line, State};
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Spoken, steps};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let line = |(at, line): (usize, Line)| {
            let label = format!("{}: {}", ctx.text(line.key()), self.value(line, ctx));
            Choosable::numbered(label, steps(self.focus, at).chain([Key::Right]))
        };
        let save = Choosable::numbered(ctx.text("spoken-save"), [Key::Function(2)]);
        let options = Line::ALL.into_iter().enumerate().map(line).chain([save]).collect();
        Spoken { lines: Some(Vec::new()), options, empty: Vec::new(), ..Spoken::new(self.hint(ctx)) }
    }
}
