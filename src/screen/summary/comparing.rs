//! The figures beside those of another period.
//!
//! Counts nothing. Must stay true: every figure stands there in digits.

use super::{State, document, tables};
use crate::render::{Document, text};
use crate::screen::Ctx;
use crate::screen::message::{Figures, Move};
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::theme::Role;

/// How far a page key goes.
const STRIDE: usize = 14;

/// How the tab stands.
#[derive(Default)]
pub(super) struct Comparing {
    scroll: usize,
}

impl State {
    pub(super) fn key_comparing(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        self.comparing.scroll = key.walk(self.comparing.scroll, usize::MAX, STRIDE).unwrap_or(self.comparing.scroll);
        Vec::new()
    }

    pub(super) fn draw_comparing(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let lines = Self::spoken_comparing(figures, ctx);
        for (y, line) in (0..canvas.height()).zip(lines.iter().skip(self.comparing.scroll)) {
            canvas.put(1, y, Role::Body, line);
        }
    }

    /// The tab in words.
    pub(super) fn spoken_comparing(figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        let stamp = figures.stamp(ctx.texts.lang());
        let document = Document { comparison: Some(&figures.comparison), ..document(figures, &stamp, ctx) };
        let [(title, grid), ..] = text::measures(&document);
        [title].into_iter().chain(grid.lines(tables::columns(ctx))).collect()
    }
}
