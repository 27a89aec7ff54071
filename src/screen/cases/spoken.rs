//! The list of cases in words: the cases from the one in focus on, by number.

use super::State;
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Spoken};
use crate::ui::key::Key;

/// How many cases are read at a time.
const READ: usize = 9;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        if let Some(panel) = &self.panel {
            return panel.spoken(&self.views, ctx);
        }
        let rows = self.rows.iter().skip(self.focus).take(READ).enumerate();
        let case = |(at, row)| {
            let keys = std::iter::repeat_n(Key::Down, at).chain([Key::Enter]);
            let words = [super::view::words(row, ctx)].into_iter().chain(self.share(row, ctx));
            Choosable::numbered(words.collect::<Vec<_>>().join(", "), keys)
        };
        let mut options: Vec<Choosable> = rows.map(case).collect();
        if self.rows.len() > READ {
            options.push(Choosable::signed("+", ctx.text("spoken-later"), [Key::PageDown]));
            options.push(Choosable::signed("-", ctx.text("spoken-earlier"), [Key::PageUp]));
        }
        Spoken {
            lines: Some(vec![self.count(ctx)]),
            options,
            empty: Vec::new(),
            asked: ctx.text("spoken-search"),
            ..Spoken::new(self.hint(ctx))
        }
    }
}
