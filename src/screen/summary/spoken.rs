//! The summary in words: its lines as they are.

use super::State;
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Spoken};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let wrong = self.is_wrong.then(|| format!("!! {}", ctx.text("summary-wrong")));
        let scope = ctx.text("action-scope");
        Spoken {
            lines: Some(wrong.into_iter().chain(self.lines.iter().cloned()).collect()),
            options: vec![
                Choosable::signed("+", ctx.text("action-later"), [Key::Char('+')]),
                Choosable::signed("-", ctx.text("action-earlier"), [Key::Char('-')]),
                Choosable::numbered(scope, [Key::Function(4)]),
            ],
            empty: Vec::new(),
            ..Spoken::new(ctx.text("hint-summary-period")).asking(ctx.text("summary-period"))
        }
    }
}
