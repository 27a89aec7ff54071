//! The panel of filters, drawn.
//!
//! ```text
//! ┌─ Filtros ────────────────────────────────────────────────┐
//! │> Situación      Presentes                                │
//! │  Sexo           cualquiera                               │
//! │ Presentes 43 · Egresados 1,161                           │
//! │ 43 casos cumplen · por ingreso                           │
//! │ 1 Presentes  2 Mis casos  3 Sin llamada  4 Todos         │
//! └──────────────────────────────────────────────────────────┘
//! ```

use super::{Panel, option, views};
use crate::screen::Ctx;
use crate::search::roster::{Aspect, View};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;

/// A space at which no line is broken.
const HELD: &str = "\u{a0}";
/// The widest that the panel gets.
const WIDTH: u16 = 60;
/// Where the choices stand.
const CHOICES: u16 = 17;
/// Lines below the aspects: the counts, the whole, the views.
const BELOW: u16 = 6;

impl Panel {
    pub(in crate::screen::cases) fn draw(&self, own: &[View], ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let rows = u16::try_from(Aspect::ALL.len()).unwrap_or(u16::MAX);
        let (width, height) = (canvas.width().min(WIDTH), canvas.height().min(rows.saturating_add(BELOW)));
        let mut part = canvas.middle(width, height);
        let mut inner = part.boxed(&ctx.text("filter-title"));
        for (y, aspect) in (0_u16..).zip(Aspect::ALL) {
            self.draw_aspect(y, aspect, ctx, &mut inner);
        }
        let line = Slot { x: 1, y: rows, width: inner.width().saturating_sub(2) };
        inner.put_in(line, Role::Body, &text::fitting(&self.choices(ctx), line.width));
        if let Some(counts) = &self.counts {
            let count = ctx.texts.with("filter-total", &[("count", counts.total.into())]);
            let sort = ctx.text(&format!("sort-{}", self.sort.code()));
            let whole = Slot { y: rows.saturating_add(1), ..line };
            inner.put_in(whole, Role::Strong, &[count, sort].join(text::SEPARATOR));
        }
        let below = rows.saturating_add(2);
        if let Some(name) = &self.naming {
            inner.put(0, below, Role::Body, ">");
            let end = inner.put(2, below, Role::Strong, &ctx.text("view-name")).saturating_add(1);
            inner.typing(Slot { x: end, y: below, width: inner.width().saturating_sub(end).saturating_sub(1) }, name);
            return;
        }
        // A name is not broken between its words.
        let views = (1..)
            .zip(views(own, ctx))
            .map(|(at, view): (usize, View)| format!("{at} {}", view.name).replace(' ', HELD));
        for (y, line) in (below..).zip(text::wrap_parts(&views.collect::<Vec<_>>().join(text::SEPARATOR), line.width)) {
            inner.put(1, y, Role::Body, &line.replace(HELD, " "));
        }
    }

    fn draw_aspect(&self, y: u16, aspect: Aspect, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let is_focus = aspect == self.aspect && self.naming.is_none();
        canvas.put(0, y, Role::Body, if is_focus { ">" } else { " " });
        canvas.put(2, y, Role::Body, &ctx.text(&format!("filter-{}", aspect.code())));
        let slot = Slot { x: CHOICES, y, width: canvas.width().saturating_sub(CHOICES).saturating_sub(1) };
        if is_focus && aspect == Aspect::Opened {
            return canvas.typing(slot, &self.days);
        }
        let chosen = self.filter.get(aspect).map(|code| option(aspect, code, ctx));
        let role = if is_focus { Role::Focus } else { chosen.as_ref().map_or(Role::Body, |_| Role::Strong) };
        if is_focus {
            canvas.blank(slot, role);
            canvas.set_cursor(CHOICES, y);
        }
        canvas.put_in(slot, role, &chosen.unwrap_or_else(|| ctx.text("filter-any")));
    }

    /// How many cases there are with each choice of the aspect in focus.
    fn choices(&self, ctx: &Ctx<'_>) -> String {
        let counts = self.counts.iter().flat_map(|counts| &counts.of);
        let shown = counts.map(|(code, count)| format!("{} {count}", option(self.aspect, code, ctx)));
        shown.collect::<Vec<_>>().join(text::SEPARATOR)
    }
}
