//! The panel of filters in words: the views by number, and each filter in its turn.

use super::{Panel, views};
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Spoken};
use crate::search::roster::View;
use crate::ui::key::Key;

impl Panel {
    pub(in crate::screen::cases) fn spoken(&self, own: &[View], ctx: &Ctx<'_>) -> Spoken {
        let spoken = Spoken::new(ctx.text(self.hint()));
        if self.naming.is_some() {
            return Spoken { lines: Some(Vec::new()), ..spoken.asking(ctx.text(self.hint())) };
        }
        let view = |(view, digit): (View, char)| Choosable::numbered(view.name, [Key::Char(digit)]);
        let options = views(own, ctx).into_iter().zip('1'..).map(view);
        let turns = [("+", "spoken-filter", Key::Down), ("-", "spoken-choice", Key::Right)];
        let turns = turns.map(|(sign, text, key)| Choosable::signed(sign, ctx.text(text), [key]));
        Spoken { options: options.chain(turns).collect(), ..spoken }
    }
}
