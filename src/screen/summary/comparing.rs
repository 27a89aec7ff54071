//! The figures beside those of another period: how each changed, and what accounts for the change.
//!
//! Counts nothing and lays out nothing; `report::comparison` and `render::text` do. Must stay true: a period that is not
//! over is set beside as many days of the other unless somebody wants the whole, and which of the two is said above.

use super::field::{Field, read, written};
use super::{State, document, tables};
use crate::render::grid::{GAP, Grid};
use crate::render::{Document, text, wording};
use crate::report::comparison::Comparison;
use crate::screen::Ctx;
use crate::screen::choice::{room, say_hidden};
use crate::screen::message::{Figures, Move, Note};
use crate::screen::spoken::Choosable;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::theme::Role;

/// How far a page key goes.
const STRIDE: usize = 10;
/// How wide the field of the other period is.
const FIELD: u16 = 24;

/// How the tab stands.
#[derive(Default)]
pub(super) struct Comparing {
    scroll: usize,
    /// Whether the other period is shown whole although this one is not over.
    pub(super) is_whole: bool,
    /// The field of the other period, while keys go into it.
    pub(super) field: Option<Field>,
}

impl Comparing {
    pub(super) fn with(is_whole: bool) -> Self {
        Self { is_whole, ..Self::default() }
    }
}

impl State {
    pub(super) fn key_comparing(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if let Some(field) = self.comparing.field.take() {
            return self.key_against(field, key, ctx);
        }
        match key {
            Key::Enter => self.comparing.field = self.period.map(|period| Field::new(self.beside(period))),
            Key::Char(' ') | Key::Left | Key::Right if self.choices_comparing(ctx).is_empty() => {
                let is_known = self.figures.as_ref().is_some_and(|figures| figures.comparison.is_some());
                return is_known.then(|| Move::Say(Note::plain(ctx.text("comparing-one")))).into_iter().collect();
            }
            Key::Char(' ') | Key::Left | Key::Right => self.comparing.is_whole = !self.comparing.is_whole,
            _ => {
                let last = self.figures.as_ref().map_or(0, |figures| self.lines(figures, ctx).len());
                let at = self.comparing.scroll.min(last);
                self.comparing.scroll = key.walk(at, last, STRIDE).unwrap_or(at);
            }
        }
        Vec::new()
    }

    /// A key while the other period is typed; an empty field is the same days a year before.
    fn key_against(&mut self, mut field: Field, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match key {
            Key::Esc => return Vec::new(),
            Key::Enter if !field.is_typed() => return Vec::new(),
            Key::Enter => {
                let typed = field.typed.text().trim();
                let against = if typed.is_empty() { Ok(None) } else { read(typed, ctx).map(Some) };
                match against {
                    Ok(against) => {
                        (self.against, self.comparing.scroll) = (against, 0);
                        return self.ask();
                    }
                    Err(wrong) => field.wrong = Some(wrong),
                }
            }
            _ => {
                field.wrong = None;
                field.typed.press(key);
            }
        }
        self.comparing.field = Some(field);
        Vec::new()
    }

    /// The comparison that is shown, with nothing else beside it.
    fn comparison(&self, figures: &Figures) -> Option<Comparison> {
        let whole = figures.comparison.as_ref()?;
        let shown = whole.equal_cut_off.as_deref().filter(|_| !self.comparing.is_whole).unwrap_or(whole);
        Some(Comparison { equal_cut_off: None, ..shown.clone() })
    }

    /// Its lines, and which of them are titles.
    fn lines(&self, figures: &Figures, ctx: &Ctx<'_>) -> Vec<(Role, String)> {
        let Some(comparison) = self.comparison(figures) else { return Vec::new() };
        let stamp = figures.stamp(ctx.texts.lang());
        let document = Document { comparison: Some(&comparison), ..document(figures, &stamp, ctx) };
        let [(_, headline), ..] = text::measures(&document);
        let before = wording::to_date(&document, comparison.period);
        let args = [("now", wording::period_to_date(&document).into()), ("before", before.into())];
        let title = ctx.texts.with("comparing-of", &args);
        let width = tables::columns(ctx);
        let grids = [(title, headline)].into_iter().chain(text::comparisons(&document));
        let mut lines = Vec::new();
        for (title, grid) in grids {
            lines.extend(text::wrap(&title, width).into_iter().map(|line| (Role::Strong, line)));
            lines.extend(
                folded(grid, width).lines(width).into_iter().chain([String::new()]).map(|line| (Role::Body, line)),
            );
        }
        lines.extend(text::wrap(&ctx.text("note-no-percent"), width).into_iter().map(|line| (Role::Body, line)));
        lines
    }

    pub(super) fn draw_comparing(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_against(figures, ctx, canvas);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(1));
        let mut body = canvas.part(Slot { x: 0, y: 1, width }, height);
        let lines = self.lines(figures, ctx);
        let room = room(lines.len(), &body);
        let first = self.comparing.scroll.min(lines.len().saturating_sub(room));
        for (y, (role, line)) in (0..height).zip(lines.iter().skip(first).take(room)) {
            body.put(1, y, *role, line);
        }
        if room < lines.len() {
            say_hidden(first, room, lines.len(), ctx, &mut body);
        }
    }

    /// Draws which days the figures stand beside, and which others they could.
    fn draw_against(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let x = canvas.put(1, 0, Role::Body, &ctx.text("comparing-against")).saturating_add(1);
        if let Some(field) = &self.comparing.field {
            canvas.typing(Slot { x, y: 0, width: FIELD }, &field.typed);
            if field.wrong.is_none() {
                canvas.put(x.saturating_add(FIELD).saturating_add(2), 0, Role::Body, &ctx.text("comparing-empty"));
            }
            return;
        }
        let focus = if self.field.is_some() { Role::Strong } else { Role::Focus };
        let mut x = x;
        let others = Self::others(figures, ctx);
        let is_one = others.len() == 1;
        for (is_whole, label) in others {
            let is_shown = is_one || is_whole == self.comparing.is_whole;
            if is_shown && focus == Role::Focus {
                canvas.set_cursor(x, 0);
            }
            let (role, shown) = if is_shown { (focus, format!(">{label}")) } else { (Role::Body, format!(" {label}")) };
            x = canvas.put(x, 0, role, &shown).saturating_add(2);
        }
    }

    /// The periods that the figures can stand beside without typing: the cut one, where there is one, and the whole.
    fn others(figures: &Figures, ctx: &Ctx<'_>) -> Vec<(bool, String)> {
        let Some(whole) = &figures.comparison else { return Vec::new() };
        let cut = whole.equal_cut_off.as_ref().map(|cut| {
            let args = [("period", written(cut.period).into())];
            (false, ctx.texts.with("comparing-equal", &args))
        });
        cut.into_iter().chain([(true, written(whole.period))]).collect()
    }

    /// The tab in words.
    pub(super) fn spoken_comparing(&self, figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        self.lines(figures, ctx).into_iter().map(|(_, line)| line).collect()
    }

    /// What can be chosen in words: the other of the two periods.
    pub(super) fn choices_comparing(&self, ctx: &Ctx<'_>) -> Vec<Choosable> {
        let others = self.figures.as_ref().map_or_else(Vec::new, |figures| Self::others(figures, ctx));
        let is_two = others.len() > 1;
        let other = others.into_iter().find(|(is_whole, _)| is_two && *is_whole != self.comparing.is_whole);
        other.into_iter().map(|(_, label)| Choosable::signed('a', label, [Key::Char(' ')])).collect()
    }
}

/// The grid with every figure of a row beside the others: where its label leaves no room for them, it takes lines of its
/// own, and the figures stand in the last one.
fn folded(grid: Grid, width: usize) -> Grid {
    let places = grid.block(0, usize::MAX).places;
    let Some(((begin, _), (end, last))) = Option::zip(places.first(), places.last()) else { return grid };
    let room = width.saturating_sub(end.saturating_add(*last).saturating_sub(*begin)).saturating_sub(GAP);
    let rows = grid.rows.into_iter().flat_map(|(label, cells)| {
        let mut rows: Vec<_> = text::wrap(&label, room).into_iter().map(|line| (line, Vec::new())).collect();
        rows.last_mut().into_iter().for_each(|(_, figures)| figures.clone_from(&cells));
        rows
    });
    Grid { rows: rows.collect(), heads: grid.heads }
}
