//! The statement for the press, in either language and with numbers written in either way, and a copy of it that can be edited.
//!
//! Words nothing; `render::prose` does. Must stay true: what was typed is kept until somebody gives it up twice, and of an
//! edited copy it is said that it is one, and of which figures.

use super::{State, Tab, document, field};
use crate::domain::period::Period;
use crate::i18n::{Lang, Texts};
use crate::render::Document;
use crate::render::prose::{in_words, statement};
use crate::screen::Ctx;
use crate::screen::choice::first_shown;
use crate::screen::message::{Move, Note};
use crate::screen::spoken::Choosable;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;

/// How many paragraphs a page key goes.
const STRIDE: usize = 3;
/// The widest line that is easy to read.
const WIDTH: u16 = 78;
/// Stands in a text where the cursor is, and takes no room.
const CURSOR: char = '\u{200b}';

/// How the tab stands.
#[derive(Default)]
pub(super) struct Prose {
    /// The paragraph in focus.
    at: usize,
    /// The texts of the statement, while it is not written as the screen speaks.
    other: Option<Box<Texts>>,
    copy: Option<Edited>,
    /// Whether the statement is shown as it is made although there is a copy.
    is_made: bool,
    /// The paragraph in focus, while keys go into it.
    pub(super) line: Option<Line>,
    /// Whether it was said that the copy goes.
    pub(super) is_warned: bool,
}

/// A language, and whether thousands stand in digits.
pub type Manner = (Lang, bool);
/// Every one, in the order in which the keys go through them.
const MANNERS: [Manner; 3] = [(Lang::Es, false), (Lang::Es, true), (Lang::En, true)];
/// The number that shows how numbers are written.
const EXAMPLE: u64 = 1_204;

/// A statement that somebody has changed: the period that it is of, and its paragraphs.
pub type Edited = (String, Vec<String>);

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

    fn shown_copy(&self) -> Option<&Edited> {
        self.copy.as_ref().filter(|_| !self.is_made)
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
            (None, Key::Enter) => {
                let paragraphs = self.paragraphs(ctx);
                let at = self.prose.at.min(paragraphs.len().saturating_sub(1));
                self.prose.at = at;
                self.prose.line = paragraphs.get(at).map(|paragraph| {
                    let mut line = Line::new(paragraph);
                    line.press(Key::End);
                    line
                });
            }
            (None, Key::Char(' ')) => {
                self.prose.turn(ctx);
                self.prose.is_made = true;
            }
            (None, Key::Delete) => self.prose.is_made = self.prose.copy.is_some() && !self.prose.is_made,
            (None, _) => {
                let count = self.paragraphs(ctx).len();
                self.prose.at = key.walk(self.prose.at, count, STRIDE).unwrap_or(self.prose.at);
            }
        }
        Vec::new()
    }

    /// The copy as it stands, with what is being typed; where nothing was changed there is no new one.
    pub(super) fn edited(&self, ctx: &Ctx<'_>) -> Option<Edited> {
        let is_same = |line: &&Line| self.paragraphs(ctx).get(self.prose.at).is_some_and(|own| own == line.text());
        let Some(line) = self.prose.line.as_ref().filter(|line| !is_same(line)) else { return self.prose.copy.clone() };
        let of = self.prose.shown_copy().map(|(of, _)| of.clone());
        let period = self.figures.as_ref().map(|figures| field::written(figures.query.period));
        let mut paragraphs = self.paragraphs(ctx);
        paragraphs.get_mut(self.prose.at).into_iter().for_each(|own| line.text().clone_into(own));
        Some((of.or(period)?, paragraphs))
    }

    /// The copy, where the tab shows it, and of which days it is.
    pub(super) fn shown_copy(&self) -> Option<(Period, Vec<String>)> {
        let (of, paragraphs) = self.prose.shown_copy().filter(|_| self.tab == Tab::Prose)?;
        let period = Period::parse(of).or_else(|_| Period::parse(&format!("{of}..{of}"))).ok()?;
        Some((period, paragraphs.clone()))
    }

    /// Says once that the copy goes with the screen; nothing where there is none, or it was said.
    pub(super) fn warn_of_copy(&mut self, ctx: &Ctx<'_>) -> Option<Vec<Move>> {
        let is_said = std::mem::replace(&mut self.prose.is_warned, true);
        let is_there = self.prose.copy.is_some() && !is_said;
        is_there.then(|| vec![Move::Say(Note::warning(ctx.text("prose-goes")))])
    }

    /// The paragraphs that are shown.
    fn paragraphs(&self, ctx: &Ctx<'_>) -> Vec<String> {
        if let Some((_, paragraphs)) = self.prose.shown_copy() {
            return paragraphs.clone();
        }
        let Some(figures) = self.figures.as_ref().filter(|figures| figures.comparison.is_some()) else {
            return Vec::new();
        };
        let ctx = Ctx { texts: self.prose.texts(ctx), ..*ctx };
        let stamp = figures.stamp(ctx.texts.lang());
        statement(&Document { comparison: figures.comparison.as_ref(), ..document(figures, &stamp, &ctx) })
    }

    pub(super) fn draw_prose(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (role, said) = self.said_of_text(ctx);
        let (width, height) = (canvas.width().saturating_sub(2).min(WIDTH), canvas.height().saturating_sub(2));
        canvas.put_in(Slot { x: 1, y: 0, width: canvas.width().saturating_sub(2) }, role, &text::fitting(&said, width));
        let mut body = canvas.part(Slot { x: 0, y: 2, width: canvas.width() }, height);
        let lines = self.lines_of_text(width, ctx);
        let is_own = |(paragraph, _): &(usize, String)| *paragraph == self.prose.at;
        let start = lines.iter().position(is_own).unwrap_or(0);
        let typed = lines.iter().enumerate().find_map(|(at, (_, line))| Some((at, line.split_once(CURSOR)?.0)));
        let focus = typed.map_or(start, |(at, _)| at);
        let first = first_shown(focus, lines.len(), usize::from(height));
        for (y, (at, (_, line))) in (0..height).zip(lines.iter().enumerate().skip(first)) {
            body.put(1, y, Role::Body, line);
            if at == start && self.field.is_none() {
                body.put(0, y, Role::Focus, ">");
                body.set_cursor(0, y);
            }
            if let Some((_, before)) = typed.filter(|(typed, _)| *typed == at) {
                body.set_cursor(text::columns(before).saturating_add(1), y);
            }
        }
    }

    /// Which text it is: in which language, or an edited copy and of which figures.
    fn said_of_text(&self, ctx: &Ctx<'_>) -> (Role, String) {
        let lang = called(self.prose.texts(ctx));
        match (&self.prose.line, &self.prose.copy) {
            (Some(_), _) => (Role::Strong, ctx.text("prose-typing")),
            (None, Some((of, _))) => {
                let key = if self.prose.is_made { "prose-made-beside" } else { "prose-copy" };
                (Role::Warning, ctx.texts.with(key, &[("period", of.as_str().into()), ("lang", lang.into())]))
            }
            (None, None) => (Role::Strong, ctx.texts.with("prose-made", &[("lang", lang.into())])),
        }
    }

    /// The lines of the text, each with the number of its paragraph; blank ones between, and a mark where the cursor is.
    fn lines_of_text(&self, width: u16, ctx: &Ctx<'_>) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        for (at, paragraph) in self.paragraphs(ctx).into_iter().enumerate() {
            let typed = self.prose.line.as_ref().filter(|_| at == self.prose.at).map(|line| {
                let (before, after) = line.shown();
                format!("{before}{CURSOR}{after}")
            });
            let blank = if at > 0 { Some((usize::MAX, String::new())) } else { None };
            let wrapped = text::wrap(&typed.unwrap_or(paragraph), width);
            lines.extend(blank.into_iter().chain(wrapped.into_iter().map(|line| (at, line))));
        }
        lines
    }

    /// The tab in words.
    pub(super) fn spoken_prose(&self, ctx: &Ctx<'_>) -> Vec<String> {
        [self.said_of_text(ctx).1].into_iter().chain(self.paragraphs(ctx)).collect()
    }

    /// What can be chosen in words: the next manner.
    pub(super) fn choices_prose(ctx: &Ctx<'_>) -> Vec<Choosable> {
        vec![Choosable::signed('a', ctx.text("prose-other"), [Key::Char(' ')])]
    }
}

fn texts((lang, is_in_digits): Manner) -> Box<Texts> {
    Box::new(Texts::new(lang).in_digits(is_in_digits))
}

/// What a manner is called: its language, and a number as it is written.
pub(super) fn called(texts: &Texts) -> String {
    format!("{} ({})", texts.lang().name(), in_words(texts, EXAMPLE))
}
