//! Setting up in words.

use super::{Field, Stage, State};
use crate::i18n::Lang;
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Heard, Spoken, rows};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let spoken = Spoken { lines: Some(Vec::new()), ..Spoken::new(self.hint(ctx)) };
        if let Stage::Made { recovery, .. } = &self.stage {
            let lines = [ctx.text("setup-made"), recovery.to_string(), ctx.text("setup-code-means")];
            let asked = self.hint(ctx);
            let noted = Choosable::signed("s", ctx.text("spoken-noted"), [Key::Char('s')]);
            return Spoken { lines: Some(lines.into()), options: vec![noted], empty: Vec::new(), asked, ..spoken };
        }
        let problem = self.problem.map(|problem| ctx.text(problem));
        let spoken = Spoken {
            heard: problem.map_or(Heard::Nothing, Heard::Wrong),
            back: Key::BackTab,
            is_secret: matches!(self.focus, Field::Passphrase | Field::Again),
            ..spoken.asking(ctx.text(self.focus.label()))
        };
        match self.focus {
            Field::Language => {
                let option = |lang: Lang| Choosable::numbered(lang.name(), [digit(lang), Key::Enter]);
                Spoken { options: Lang::ALL.map(option).into(), ..spoken }
            }
            Field::Office if self.office_typed.text().is_empty() => Spoken { then: None, empty: Vec::new(), ..spoken },
            Field::Office => Spoken { options: rows(&self.offices), then: None, ..spoken },
            Field::Officer | Field::Passphrase | Field::Again => spoken,
        }
    }
}

const fn digit(lang: Lang) -> Key {
    match lang {
        Lang::Es => Key::Char('1'),
        Lang::En => Key::Char('2'),
    }
}
