//! The statement for the press, in either language and with numbers written in either way, each figure leading to its
//! table; and a copy of it that can be edited.
//!
//! Words nothing; `render::prose` does. Must stay true: what was typed is kept until somebody gives it up twice, and of an
//! edited copy it is said that it is one, and of which figures.

use super::field::written;
use super::tables::cell_of;
use super::{State, Tab, document};
use crate::domain::period::Period;
use crate::i18n::{Lang, Texts};
use crate::render::Document;
use crate::render::linked::Piece;
use crate::render::prose::{WITHIN, in_words, linked, unbroken};
use crate::report::Scope;
use crate::report::behind::CellRef;
use crate::screen::Ctx;
use crate::screen::choice::first_shown;
use crate::screen::message::{Figures, Move, Note};
use crate::screen::spoken::Choosable;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;
use chrono::NaiveDate;

/// How many paragraphs a page key goes.
const STRIDE: usize = 3;
/// The widest line that is easy to read.
const WIDTH: u16 = 78;
/// Stands in a text where the cursor is, or on both sides of the figure in focus, and takes no room.
const CURSOR: char = '\u{200b}';

/// How the tab stands.
#[derive(Default)]
pub(super) struct Prose {
    /// The paragraph in focus, and which of its figures.
    at: usize,
    figure: usize,
    /// The texts of the statement, while it is not written as the screen speaks.
    other: Option<Box<Texts>>,
    copy: Option<Edited>,
    /// Whether the statement is shown as it is made although there is a copy.
    is_made: bool,
    /// The paragraph in focus, while keys go into it.
    pub(super) line: Option<Line>,
    /// What that paragraph is one of: figures that come meanwhile do not reach what is typed.
    begun: Option<Edited>,
    /// Whether it is to be edited as soon as it is there.
    pub(super) is_wanted: bool,
    /// What was said last of the copy: that it goes, or that another one would take its place.
    pub(super) warned: &'static str,
}

/// A language, and whether thousands stand in digits.
pub type Manner = (Lang, bool);
/// Every one, in the order in which the keys go through them.
const MANNERS: [Manner; 3] = [(Lang::Es, false), (Lang::Es, true), (Lang::En, true)];
/// The number that shows how numbers are written.
const EXAMPLE: u64 = 1_204;

/// Which figures: their days, the places in codes, and the day that they are as of.
pub type Of = [String; 3];
/// A statement that somebody has changed: which figures it is of, and its paragraphs.
pub type Edited = (Of, Vec<String>);

/// Which figures these are.
pub(super) fn of(figures: &Figures, ctx: &Ctx<'_>) -> Of {
    let Scope { states, offices } = &figures.query.scope;
    let places = states.iter().chain(offices).map(String::as_str).collect::<Vec<_>>().join("-");
    let places = if places.is_empty() { ctx.text("export-everywhere") } else { places };
    [figures.query.period.to_string(), places, figures.as_of.date().format("%Y%m%d").to_string()]
}

impl Prose {
    pub(super) fn with(copy: Option<Edited>, manner: Option<Manner>) -> Self {
        Self { copy, other: manner.map(texts), ..Self::default() }
    }

    /// How the statement is written, where not as the screen speaks.
    pub(super) fn manner(&self) -> Option<Manner> {
        self.other.as_ref().map(|texts| (texts.lang(), texts.is_in_digits()))
    }

    /// The texts that the statement is made of.
    pub(super) fn texts<'a>(&'a self, ctx: &Ctx<'a>) -> &'a Texts {
        self.other.as_deref().unwrap_or(ctx.texts)
    }

    /// Writes it in the next manner, behind the last one as the screen speaks.
    fn turn(&mut self, ctx: &Ctx<'_>) {
        let is_shown = |manner: &Manner| *manner == (self.texts(ctx).lang(), self.texts(ctx).is_in_digits());
        let next = MANNERS.iter().cycle().skip_while(|manner| !is_shown(manner)).nth(1);
        let own = (ctx.texts.lang(), ctx.texts.is_in_digits());
        self.other = next.filter(|next| **next != own).copied().map(texts);
    }

    pub(super) fn shown_copy(&self) -> Option<&Edited> {
        self.copy.as_ref().filter(|_| !self.is_made)
    }

    /// What is shown where it is not made of the figures: what keys go into, or the copy.
    fn own(&self) -> Option<&Edited> {
        self.begun.as_ref().filter(|_| self.line.is_some()).or(self.shown_copy())
    }
}

impl State {
    pub(super) fn key_prose(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match (&mut self.prose.line, key) {
            (Some(_), Key::Enter | Key::Esc) => {
                let edited = self.edited(ctx);
                self.prose.is_made &= edited == self.prose.copy;
                (self.prose.copy, self.prose.line) = (edited, None);
            }
            (Some(line), _) => drop(line.press(key)),
            (None, Key::Enter) => return self.open_figure(ctx),
            (None, Key::Left | Key::Right) => self.walk_figures(key, ctx),
            (None, Key::Char(' ')) => {
                self.prose.turn(ctx);
                self.prose.is_made = true;
            }
            (None, Key::Delete) => self.prose.is_made = self.prose.copy.is_some() && !self.prose.is_made,
            (None, _) => {
                let count = self.paragraphs(ctx).len();
                if let Some(at) = key.walk(self.prose.at, count, STRIDE) {
                    (self.prose.at, self.prose.figure) = (at, 0);
                }
            }
        }
        Vec::new()
    }

    /// Edits a copy of the paragraph in focus, once there is any; in the place of another copy when that was said.
    pub(super) fn edit_prose(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let mut moves = self.turn_to(Tab::Prose);
        let paragraphs = self.paragraphs(ctx);
        self.prose.is_wanted = paragraphs.is_empty();
        let is_beside = self.prose.is_made;
        if let Some(warning) = is_beside.then(|| self.warn_of_copy("prose-replaces", ctx)).flatten() {
            moves.extend(warning);
            return moves;
        }
        self.prose.at = self.prose.at.min(paragraphs.len().saturating_sub(1));
        self.prose.line = paragraphs.get(self.prose.at).map(|paragraph| {
            let mut line = Line::new(paragraph);
            line.press(Key::End);
            line
        });
        let of = self.prose.shown_copy().map(|(of, _)| of.clone());
        self.prose.begun = of.or_else(|| Some(self::of(self.figures.as_deref()?, ctx))).map(|of| (of, paragraphs));
        moves
    }

    /// The figures of the statement, paragraph by paragraph: the words of each and the cells whose sum it is; a copy has
    /// none, for nobody knows what was typed.
    fn figures_of_text(&self, ctx: &Ctx<'_>) -> Vec<Vec<(String, Vec<CellRef>)>> {
        let figures = |pieces: Vec<Piece>| pieces.into_iter().filter_map(|piece| Some((piece.text, piece.made_of?)));
        let paragraphs = self.pieces(ctx).filter(|_| self.prose.own().is_none());
        paragraphs.unwrap_or_default().into_iter().map(|pieces| figures(pieces).collect()).collect()
    }

    /// Goes to the figure before or after, in this paragraph or in the next one that has any.
    fn walk_figures(&mut self, key: Key, ctx: &Ctx<'_>) {
        let paragraphs = self.figures_of_text(ctx);
        let places = paragraphs.iter().enumerate();
        let places: Vec<_> =
            places.flat_map(|(at, figures)| (0..figures.len()).map(move |figure| (at, figure))).collect();
        let here = (self.prose.at, self.prose.figure);
        let next = match key {
            Key::Left => places.iter().rfind(|place| **place < here),
            _ => places.iter().find(|place| **place > here),
        };
        (self.prose.at, self.prose.figure) = next.copied().unwrap_or(here);
    }

    /// The figure in focus.
    fn figure_in_focus(&self, ctx: &Ctx<'_>) -> Option<(String, Vec<CellRef>)> {
        self.figures_of_text(ctx).into_iter().nth(self.prose.at)?.into_iter().nth(self.prose.figure)
    }

    /// Shows the figure in focus where it stands: the cell of its table, or the comparison.
    fn open_figure(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some((_, cells)) = self.figure_in_focus(ctx) else {
            let key = if self.prose.shown_copy().is_some() { "prose-copy-figures" } else { "prose-no-figure" };
            return vec![Move::Say(Note::plain(ctx.text(key)))];
        };
        let said = match cells.len() {
            0 | 1 => ctx.text("prose-back"),
            count => ctx.texts.with("prose-sum", &[("count", count.into())]),
        };
        if cells.is_empty() {
            return self.lead((Tab::Comparing, self.scope.clone()), said);
        }
        let Some(cell) = self.figures.as_ref().and_then(|figures| cell_of(figures, &cells, ctx)) else {
            return Vec::new();
        };
        self.cell = cell;
        self.lead((Tab::Tables, self.scope.clone()), said)
    }

    /// The copy as it stands, with what is being typed; where nothing was changed there is no new one.
    pub(super) fn edited(&self, ctx: &Ctx<'_>) -> Option<Edited> {
        let is_same = |line: &&Line| self.paragraphs(ctx).get(self.prose.at).is_some_and(|own| own == line.text());
        let Some(line) = self.prose.line.as_ref().filter(|line| !is_same(line)) else { return self.prose.copy.clone() };
        let (of, mut paragraphs) = self.prose.own()?.clone();
        paragraphs.get_mut(self.prose.at).into_iter().for_each(|own| line.text().clone_into(own));
        Some((of, paragraphs))
    }

    /// Says once of the copy what would become of it; nothing where there is none, or it was said.
    pub(super) fn warn_of_copy(&mut self, warning: &'static str, ctx: &Ctx<'_>) -> Option<Vec<Move>> {
        let is_said = std::mem::replace(&mut self.prose.warned, warning) == warning;
        let is_there = self.prose.copy.is_some() && !is_said;
        is_there.then(|| vec![Move::Say(Note::warning(ctx.text(warning)))])
    }

    /// The paragraphs that are shown.
    fn paragraphs(&self, ctx: &Ctx<'_>) -> Vec<String> {
        if let Some((_, paragraphs)) = self.prose.own() {
            return paragraphs.clone();
        }
        let text = |pieces: Vec<Piece>| pieces.into_iter().map(|piece| piece.text).collect();
        self.pieces(ctx).unwrap_or_default().into_iter().map(text).collect()
    }

    /// The statement as it is made of the figures; nothing until the other period has come.
    fn pieces(&self, ctx: &Ctx<'_>) -> Option<Vec<Vec<Piece>>> {
        let figures = self.figures.as_ref().filter(|figures| figures.comparison.is_some())?;
        let ctx = Ctx { texts: self.prose.texts(ctx), ..*ctx };
        let stamp = figures.stamp(ctx.texts.lang());
        Some(linked(&Document { comparison: figures.comparison.as_ref(), ..document(figures, &stamp, &ctx) }))
    }

    pub(super) fn draw_prose(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (role, said) = self.said_of_text(ctx);
        let (width, height) = (canvas.width().saturating_sub(2).min(WIDTH), canvas.height().saturating_sub(2));
        canvas.put_in(Slot { x: 1, y: 0, width: canvas.width().saturating_sub(2) }, role, &text::fitting(&said, width));
        let mut body = canvas.part(Slot { x: 0, y: 2, width: canvas.width() }, height);
        let lines = self.lines_of_text(width, ctx);
        let is_own = |(paragraph, _): &(usize, String)| *paragraph == self.prose.at;
        let start = lines.iter().position(is_own).unwrap_or(0);
        let focus = lines.iter().position(|(_, line)| line.contains(CURSOR)).unwrap_or(start);
        let first = first_shown(focus, lines.len(), usize::from(height));
        // The figure in focus may go on in the next line.
        let (mut is_in_focus, is_typing) = (false, self.prose.line.is_some());
        for (y, (at, (_, line))) in (0..height).zip(lines.iter().enumerate().skip(first)) {
            if at == start && self.field.is_none() {
                body.put(0, y, Role::Focus, ">");
                body.set_cursor(0, y);
            }
            let mut x = 1;
            for (place, part) in line.split(CURSOR).enumerate() {
                if place > 0 && is_typing {
                    body.set_cursor(x, y);
                }
                is_in_focus ^= place > 0 && !is_typing;
                x = body.put(x, y, if is_in_focus { Role::Focus } else { Role::Body }, part);
                if is_in_focus {
                    body.set_cursor(x.saturating_sub(1), y);
                }
            }
        }
    }

    /// Which text it is: in which language, or an edited copy and of which figures.
    fn said_of_text(&self, ctx: &Ctx<'_>) -> (Role, String) {
        let lang = called(self.prose.texts(ctx));
        match (&self.prose.line, &self.prose.copy) {
            (Some(_), _) => (Role::Strong, ctx.text("prose-typing")),
            (None, Some(([days, places, as_of], _))) => {
                let days = Period::parse(days).map_or_else(|_| days.clone(), written);
                let as_of = NaiveDate::parse_from_str(as_of, "%Y%m%d").map(|day| day.format("%d/%m/%Y").to_string());
                let of = [days, places.clone(), as_of.unwrap_or_default()];
                let key = if self.prose.is_made { "prose-made-beside" } else { "prose-copy" };
                (Role::Warning, ctx.texts.with(key, &[("figures", of.join(", ").into()), ("lang", lang.into())]))
            }
            (None, None) => (Role::Strong, ctx.texts.with("prose-made", &[("lang", lang.into())])),
        }
    }

    /// The lines of the text, each with the number of its paragraph; blank ones between, and marks where the cursor is.
    fn lines_of_text(&self, width: u16, ctx: &Ctx<'_>) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        let made = self.pieces(ctx).filter(|_| self.prose.own().is_none());
        let made = made.map(|made| made.iter().enumerate().map(|(at, pieces)| self.laid_out(at, pieces)).collect());
        for (at, paragraph) in made.unwrap_or_else(|| self.paragraphs(ctx)).into_iter().enumerate() {
            let typed = self.prose.line.as_ref().filter(|_| at == self.prose.at).map(|line| {
                let (before, after) = line.shown();
                format!("{before}{CURSOR}{after}")
            });
            let blank = if at > 0 { Some((usize::MAX, String::new())) } else { None };
            let wrapped = text::wrap(&typed.unwrap_or(paragraph), width).into_iter();
            lines.extend(blank.into_iter().chain(wrapped.map(|line| (at, line.replace(WITHIN, " ")))));
        }
        lines
    }

    /// A paragraph without line ends in its figures; of the one in focus with marks on both sides of the figure that is.
    fn laid_out(&self, at: usize, pieces: &[Piece]) -> String {
        let is_in_focus = at == self.prose.at && self.field.is_none();
        let mut figure = 0..;
        let shown = pieces.iter().map(|piece| match piece.made_of {
            Some(_) if figure.next() == Some(self.prose.figure) && is_in_focus => {
                format!("{CURSOR}{}{CURSOR}", unbroken(piece))
            }
            _ => unbroken(piece),
        });
        shown.collect()
    }

    /// The tab in words.
    pub(super) fn spoken_prose(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let focus =
            self.figure_in_focus(ctx).map(|(figure, _)| ctx.texts.with("prose-figure", &[("figure", figure.into())]));
        [self.said_of_text(ctx).1].into_iter().chain(self.paragraphs(ctx)).chain(focus).collect()
    }

    /// What can be chosen in words: the next manner, and the way through the figures to where each stands.
    pub(super) fn choices_prose(ctx: &Ctx<'_>) -> Vec<Choosable> {
        let ways = [
            ('a', "prose-other", Key::Char(' ')),
            ('b', "spoken-figure-after", Key::Right),
            ('c', "spoken-figure-before", Key::Left),
            ('d', "spoken-figure-open", Key::Enter),
        ];
        ways.map(|(sign, label, key)| Choosable::signed(sign, ctx.text(label), [key])).into()
    }
}

fn texts((lang, is_in_digits): Manner) -> Box<Texts> {
    Box::new(Texts::new(lang).in_digits(is_in_digits))
}

/// What a manner is called: its language, and a number as it is written.
pub(super) fn called(texts: &Texts) -> String {
    format!("{} ({})", texts.lang().name(), in_words(texts, EXAMPLE))
}
