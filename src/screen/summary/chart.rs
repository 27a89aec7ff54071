//! Bars of one thing after the other, with the figure beside each.
//!
//! Counts nothing. Must stay true: every figure stands there in digits.

use super::{State, document};
use crate::render::wording;
use crate::screen::Ctx;
use crate::screen::message::{Figures, Move};
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::theme::Role;

/// How far a page key goes.
const STRIDE: usize = 14;

/// How the tab stands.
#[derive(Default)]
pub(super) struct Chart {
    scroll: usize,
}

impl State {
    pub(super) fn key_chart(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        self.chart.scroll = key.walk(self.chart.scroll, usize::MAX, STRIDE).unwrap_or(self.chart.scroll);
        Vec::new()
    }

    pub(super) fn draw_chart(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let lines = Self::spoken_chart(figures, ctx);
        for (y, line) in (0..canvas.height()).zip(lines.iter().skip(self.chart.scroll)) {
            canvas.put(1, y, Role::Body, line);
        }
    }

    /// The tab in words.
    pub(super) fn spoken_chart(figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        let stamp = figures.stamp(ctx.texts.lang());
        vec![wording::period_to_date(&document(figures, &stamp, ctx))]
    }
}
