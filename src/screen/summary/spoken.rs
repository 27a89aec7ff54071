//! The summary in words: which figures these are, and the tab that is open, line by line.

use super::choosing::{About, Choosing};
use super::exporting::Exporting;
use super::{State, Tab, tables};
use crate::screen::Ctx;
use crate::screen::message::Figures;
use crate::screen::spoken::{Choosable, Heard, Spoken, rows, steps};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        if let Some(choosing) = &self.choosing {
            return spoken_choosing(choosing, ctx);
        }
        if let Some(exporting) = &self.exporting {
            return spoken_exporting(exporting, ctx);
        }
        let tabs = ('1'..).zip(Tab::ALL);
        let tabs = tabs.map(|(digit, tab)| {
            Choosable::signed(
                digit,
                ctx.text(&format!("summary-tab-{}", tab.code())),
                self.beside_field([Key::Char(digit)]),
            )
        });
        let further = [
            Choosable::signed("+", ctx.text("action-later"), self.beside_field([Key::Char('+')])),
            Choosable::signed("-", ctx.text("action-earlier"), self.beside_field([Key::Char('-')])),
            Choosable::signed(">", ctx.text("spoken-next-table"), self.beside_field([Key::PageDown])),
            Choosable::numbered(ctx.text("action-export-figures"), self.beside_field([Key::Function(2)])),
            Choosable::numbered(ctx.text("action-scope"), self.beside_field([Key::Function(4)])),
        ];
        let head = [self.places(u16::MAX, ctx)].into_iter().chain(self.marks(ctx));
        let tab = self.figures.iter().flat_map(|figures| self.tab_lines(figures, ctx));
        Spoken {
            lines: Some(head.chain(tab).collect()),
            options: tabs.chain(further).chain(self.tab_choices(ctx)).collect(),
            heard: self.wrong(ctx).map_or(Heard::Nothing, Heard::Wrong),
            empty: Vec::new(),
            ..Spoken::new(ctx.text("hint-summary-period")).asking(ctx.text("summary-period"))
        }
    }

    /// Keys for the screen itself, where the field of the period has the focus.
    fn beside_field<const N: usize>(&self, keys: [Key; N]) -> Vec<Key> {
        self.field.iter().map(|_| Key::Esc).chain(keys).collect()
    }

    /// What can be chosen of the tab that is open.
    fn tab_choices(&self, ctx: &Ctx<'_>) -> Vec<Choosable> {
        let mut choices = match self.tab {
            Tab::Chart => self.choices_chart(ctx),
            Tab::Map => self.choices_map(),
            Tab::Comparing => self.choices_comparing(ctx),
            Tab::Prose => Self::choices_prose(ctx),
            Tab::Tables => Vec::new(),
        };
        for choice in &mut choices {
            choice.keys.splice(0..0, self.field.iter().map(|_| Key::Esc));
        }
        choices
    }

    fn tab_lines(&self, figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        match self.tab {
            Tab::Tables => {
                let tables::Page { title, grid, notes, .. } = self.page(figures, ctx);
                [title].into_iter().chain(grid.lines(tables::columns(ctx))).chain(notes).collect()
            }
            Tab::Chart => self.spoken_chart(figures, ctx),
            Tab::Map => Self::spoken_map(figures, ctx),
            Tab::Comparing => self.spoken_comparing(figures, ctx),
            Tab::Prose => self.spoken_prose(ctx),
        }
    }
}

/// What the figures are to be of, in words: what can be chosen, or what is to be typed.
fn spoken_choosing(choosing: &Choosing, ctx: &Ctx<'_>) -> Spoken {
    let is_list = choosing.about == About::Places;
    let spoken = Spoken::new(ctx.text(choosing.hint())).asking(ctx.text(choosing.hint()));
    Spoken {
        lines: Some(Vec::new()),
        options: if is_list { rows(&choosing.choice) } else { Vec::new() },
        holds: choosing.typed.text().to_owned(),
        heard: choosing.wrong.as_ref().map_or(Heard::Nothing, |wrong| Heard::Wrong(wrong.text(ctx.texts))),
        ..spoken
    }
}

/// The export in words: each item with the keys that go to it and change it, and what writes it.
fn spoken_exporting(exporting: &Exporting, ctx: &Ctx<'_>) -> Spoken {
    let items = exporting.items(ctx).into_iter().enumerate();
    let items = items.map(|(at, (label, value))| {
        let keys = steps(exporting.focus, at).chain((at < 3).then_some(Key::Right));
        Choosable::numbered(format!("{label} {value}"), keys)
    });
    let write = Choosable::signed("=", ctx.text("action-export-figures"), [Key::Function(2)]);
    let spoken = Spoken::new(ctx.text(exporting.hint()));
    let again = (!exporting.warned.is_empty()).then(|| ctx.text("export-again"));
    let lines = exporting.warned.iter().cloned().chain(again).collect();
    let spoken = Spoken { lines: Some(lines), options: items.chain([write]).collect(), empty: Vec::new(), ..spoken };
    if exporting.is_at_place() { spoken.asking(ctx.text("export-item-place")) } else { spoken }
}
