//! The summary in words: which figures these are, and the tab that is open, line by line.

use super::choosing::{About, Choosing};
use super::exporting::{Exporting, PARTS};
use super::view::days;
use super::{State, Tab, field, tables};
use crate::render::part::{Holds, Part};
use crate::screen::Ctx;
use crate::screen::message::Figures;
use crate::screen::spoken::{Choosable, Heard, Spoken, rows, steps};
use crate::ui::key::Key;
use crate::ui::text;

/// How many places are read before somebody types a name: what is usual.
const USUAL: usize = 5;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        if let Some(choosing) = &self.choosing {
            return spoken_choosing(choosing, ctx);
        }
        if let Some(exporting) = &self.exporting {
            return spoken_exporting(exporting, ctx);
        }
        let tab = |(digit, tab): (char, Tab)| (digit, format!("summary-tab-{}", tab.code()));
        let further = [('+', "action-later"), ('-', "action-earlier")].map(|(sign, label)| (sign, label.to_owned()));
        let signed = ('1'..).zip(Tab::ALL).map(tab).chain(further);
        let signed = signed.map(|(sign, label)| Choosable::signed(sign, ctx.text(&label), [Key::Char(sign)]));
        let further = [
            Choosable::signed(">", ctx.text("spoken-next-table"), [Key::PageDown]),
            Choosable::numbered(ctx.text("action-export-figures"), [Key::Function(2)]),
            Choosable::numbered(ctx.text("action-scope"), [Key::Function(4)]),
        ];
        let mut options: Vec<Choosable> = signed.chain(further).chain(self.tab_choices(ctx)).collect();
        // The keys are for the screen itself, and not for the field.
        options.iter_mut().filter(|_| self.field.is_some()).for_each(|option| option.keys.insert(0, Key::Esc));
        let (together, lines) = self.figures.as_ref().map(|figures| self.tab_lines(figures, ctx)).unwrap_or_default();
        let days = self.shown().map(|shown| [field::written(shown.period), days(shown.period)].join(text::SEPARATOR));
        let head = days.into_iter().chain([self.places(u16::MAX, ctx)]).chain(self.marks(ctx));
        Spoken {
            together: head.chain(together).collect(),
            lines: Some(lines),
            options,
            heard: self.wrong(ctx).map_or(Heard::Nothing, Heard::Wrong),
            empty: Vec::new(),
            ..Spoken::new(ctx.text("spoken-period")).asking(ctx.text("summary-period"))
        }
    }

    /// What can be chosen of the tab that is open.
    fn tab_choices(&self, ctx: &Ctx<'_>) -> Vec<Choosable> {
        match self.tab {
            Tab::Chart => self.choices_chart(ctx),
            Tab::Map => self.choices_map(),
            Tab::Comparing => self.choices_comparing(ctx),
            Tab::Prose => Self::choices_prose(ctx),
            Tab::Tables => choices_tables(ctx),
        }
    }

    /// The figures of the tab that is open, and what is to be known of them.
    fn tab_lines(&self, figures: &Figures, ctx: &Ctx<'_>) -> (Vec<String>, Vec<String>) {
        let together = match self.tab {
            Tab::Tables => {
                let page = self.page(figures, ctx);
                let focus = self.spoken_cell(&page, ctx);
                let lines = [page.title].into_iter().chain(page.grid.lines(tables::columns(ctx)));
                return (lines.collect(), page.notes.into_iter().chain(focus).collect());
            }
            Tab::Chart => self.spoken_chart(figures, ctx),
            Tab::Map => Self::spoken_map(figures, ctx),
            Tab::Comparing => self.spoken_comparing(figures, ctx),
            Tab::Prose => self.spoken_prose(ctx),
        };
        (together, Vec::new())
    }

    /// The figure in focus, with what it is of.
    fn spoken_cell(&self, page: &tables::Page, ctx: &Ctx<'_>) -> Option<String> {
        let (words, figure) = page.words(self.cell)?;
        let args = [("of", words.join(text::SEPARATOR).into()), ("figure", figure.into())];
        Some(ctx.texts.with("spoken-figure", &args))
    }
}

/// What walks the cells of a table, and opens the one in focus.
fn choices_tables(ctx: &Ctx<'_>) -> Vec<Choosable> {
    let ways = [
        ('a', "spoken-row-after", Key::Down),
        ('b', "spoken-row-before", Key::Up),
        ('c', "spoken-column-after", Key::Right),
        ('d', "spoken-column-before", Key::Left),
        ('e', "action-open-figure", Key::Enter),
    ];
    ways.map(|(sign, label, key)| Choosable::signed(sign, ctx.text(label), [key])).into()
}

/// What the figures are to be of, in words: what can be chosen, or what is to be typed.
fn spoken_choosing(choosing: &Choosing, ctx: &Ctx<'_>) -> Spoken {
    let (asked, first) = match choosing.about {
        About::Places => ("spoken-places", USUAL),
        About::Against => ("summary-against-title", 0),
        About::AsOf => ("summary-stood-title", 0),
    };
    let spoken = Spoken::new(ctx.text(choosing.hint())).asking(ctx.text(asked));
    Spoken {
        lines: Some(Vec::new()),
        options: rows(&choosing.choice).into_iter().take(first).collect(),
        holds: choosing.typed.text().to_owned(),
        heard: choosing.wrong.as_ref().map_or(Heard::Nothing, |wrong| Heard::Wrong(wrong.text(ctx.texts))),
        ..spoken
    }
}

/// The export in words: each item with the keys that go to it and change it, and what writes it.
fn spoken_exporting(exporting: &Exporting, ctx: &Ctx<'_>) -> Spoken {
    let items = exporting.items(ctx).into_iter().enumerate();
    let items = items.flat_map(|(at, (label, value))| {
        if at == PARTS {
            return Part::ALL.into_iter().enumerate().map(|part| choice_part(exporting, part, ctx)).collect();
        }
        let keys = steps(exporting.focus, at).chain((!Exporting::is_place(at)).then_some(Key::Right));
        vec![Choosable::numbered(format!("{label} {value}"), keys)]
    });
    // What is to be known is all read here at once.
    let write = (0..exporting.unread(ctx).max(1)).map(|_| Key::Function(2));
    let write = Choosable::signed("=", ctx.text("action-export-figures"), write);
    let spoken = Spoken::new(ctx.text("spoken-export"));
    let again = (!exporting.warned.is_empty()).then(|| ctx.text("spoken-again"));
    let nominal = exporting.warned.is_empty().then(|| ctx.text("export-nominal"));
    let lines = exporting.warned.iter().cloned().chain(again).chain(nominal).collect();
    let spoken = Spoken { lines: Some(lines), options: items.chain([write]).collect(), empty: Vec::new(), ..spoken };
    if !exporting.is_at_place() {
        return spoken;
    }
    // What was typed is taken when the focus leaves it; nothing is written before that is asked for.
    let asked = ctx.text("export-item-place");
    Spoken { asked, then: Some(Key::Up), takes_slash: true, ..spoken }
}

/// A part in words, and the keys that take it in or leave it out.
fn choice_part(exporting: &Exporting, (at, part): (usize, Part), ctx: &Ctx<'_>) -> Choosable {
    let state = match (exporting.holds(part), exporting.has(part)) {
        (Holds::Never, _) => "spoken-part-never",
        (Holds::Always, _) => "spoken-part-always",
        (_, true) => "spoken-part-in",
        (_, false) => "spoken-part-out",
    };
    let label = ctx.texts.with(state, &[("part", ctx.text(&format!("part-{}", part.code())).into())]);
    let way = if at < exporting.part { Key::Left } else { Key::Right };
    let way = std::iter::repeat_n(way, at.abs_diff(exporting.part));
    Choosable::numbered(label, steps(exporting.focus, PARTS).chain(way).chain([Key::Char(' ')]))
}
