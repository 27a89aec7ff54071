//! The summary, drawn: which figures these are, the tabs, the tab that is open.
//!
//! ```text
//!  Periodo [2019-H1]    01/01/2019-30/06/2019               CHP Oficina de ...
//!  [1 Cuadros]  2 Gráfica   3 Mapa   4 Comparar   5 Texto    datos al 15/06 14:32
//! ──────────────────────────────────────────────────────────────
//!  the tab
//! ```

use super::{State, Tab, field};
use crate::domain::catalogue::{Entry as _, STATES, find};
use crate::domain::period::Period;
use crate::screen::{Ctx, moment};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;

/// How wide the field of the period is: `2019-05-07..2019-05-20`, and room for the cursor.
const FIELD: u16 = 24;
/// From here on tabs have room between them.
const WIDTH_TABS: u16 = 76;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_head(ctx, canvas);
        self.draw_tabs(ctx, canvas);
        canvas.rule(2);
        if let Some(wrong) = self.wrong(ctx) {
            canvas.put(2, 2, Role::Error, &format!(" !! {wrong} "));
        } else if let Some(marks) = self.marks(ctx) {
            canvas.put(2, 2, Role::Warning, &format!(" ! {marks} "));
        }
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(3));
        let mut body = canvas.part(Slot { x: 0, y: 3, width }, height);
        match (&self.figures, self.tab) {
            (None, _) if self.is_asked => drop(body.put(1, 0, Role::Body, &ctx.text("wait"))),
            (None, _) => {}
            (Some(figures), Tab::Tables) => self.draw_tables(figures, ctx, &mut body),
            (Some(figures), Tab::Chart) => self.draw_chart(figures, ctx, &mut body),
            (Some(figures), Tab::Map) => self.draw_map(figures, ctx, &mut body),
            (Some(figures), Tab::Comparing) => self.draw_comparing(figures, ctx, &mut body),
            (Some(_), Tab::Prose) => self.draw_prose(ctx, &mut body),
        }
        if let Some(choosing) = &self.choosing {
            choosing.draw(ctx, &mut body);
        }
        // What is to be read before it is published takes what room there is.
        if let Some(exporting) = &self.exporting {
            exporting.draw(ctx, canvas);
        }
    }

    fn draw_head(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let shown = self.shown();
        let x = canvas.put(1, 0, Role::Body, &ctx.text("summary-period")).saturating_add(1);
        let slot = Slot { x, y: 0, width: FIELD };
        let end = if let Some(field) = &self.field {
            canvas.typing(slot, &field.typed);
            x.saturating_add(FIELD)
        } else {
            let shown = shown.as_ref().map_or_else(String::new, |shown| field::written(shown.period));
            canvas.put_in(slot, Role::Strong, &format!("[{shown}]"))
        };
        let rest = Slot { x: end.saturating_add(2), y: 0, width: canvas.width().saturating_sub(end).saturating_sub(3) };
        let written = shown.as_ref().map(|shown| field::written(shown.period));
        let days = shown.map_or_else(String::new, |shown| days(shown.period));
        let beside = text::columns(&days).saturating_add(2);
        // What is typed does not say of which days the figures are: for that, places give their names up.
        let is_other = self.field.as_ref().is_some_and(|field| written.as_deref() != Some(field.typed.text()));
        let places = self.places(if is_other { rest.width.saturating_sub(beside) } else { rest.width }, ctx);
        if beside.saturating_add(text::columns(&places)) <= rest.width {
            canvas.put_in(rest, Role::Body, &days);
        }
        canvas.put_right(rest, Role::Body, &places);
    }

    /// The places that the figures are limited to, by name where there is room.
    pub(super) fn places(&self, width: u16, ctx: &Ctx<'_>) -> String {
        let office = |code: &String| {
            let offices = ctx.session.map(|session| session.offices.as_slice()).unwrap_or_default();
            let named = offices.iter().find(|(known, _)| known == code).map(|(_, name)| name);
            named.filter(|name| text::columns(name) <= width).unwrap_or(code).clone()
        };
        let state =
            |code: &String| find(&STATES, code).map_or(code.as_str(), |state| state.name(ctx.texts.lang())).to_owned();
        let scope = self.shown().map_or_else(Default::default, |shown| shown.scope);
        let places = scope.states.iter().map(state).chain(scope.offices.iter().map(office));
        let places = places.collect::<Vec<_>>().join(", ");
        if places.is_empty() { ctx.text("summary-all-offices") } else { places }
    }

    fn draw_tabs(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (width, mut x) = (canvas.width(), 1);
        for (number, tab) in (1..).zip(Tab::ALL) {
            let name = format!("{number} {}", ctx.text(&format!("summary-tab-{}", tab.code())));
            let is_open = tab == self.tab;
            let shown = if is_open { format!("[{name}]") } else { format!(" {name} ") };
            let end = canvas.put(x, 1, if is_open { Role::Strong } else { Role::Body }, &shown);
            x = end.saturating_add(u16::from(width >= WIDTH_TABS));
        }
        let Some(figures) = &self.figures else { return };
        let at = figures.as_of;
        let full = ctx.texts.with("summary-as-of", &[("at", moment::short(at).into())]);
        let slot = Slot { x, y: 1, width: width.saturating_sub(x).saturating_sub(1) };
        canvas.put_right(slot, Role::Body, &if text::columns(&full) <= slot.width { full } else { moment::clock(at) });
    }

    /// What is wrong with the period that was typed, or with the one to compare with.
    pub(super) fn wrong(&self, ctx: &Ctx<'_>) -> Option<String> {
        let field = self.field.as_ref().or(self.comparing.field.as_ref())?;
        field.wrong.as_ref().map(|wrong| wrong.text(ctx.texts))
    }

    /// What is to be known before any figure: that they are not those of now, or not yet those that were asked for, or that
    /// there is more already.
    pub(super) fn marks(&self, ctx: &Ctx<'_>) -> Option<String> {
        if let Some(reading) = self.reading(ctx) {
            return Some(reading);
        }
        let then = self.figures.as_ref().and_then(|figures| figures.query.as_of);
        let then = then.map(|then| ctx.texts.with("summary-then", &[("at", moment::day_and_clock(then).into())]));
        let asked = self.period.filter(|_| self.is_slow && self.figures.is_some());
        let old = asked.map(|asked| ctx.texts.with("summary-counting", &[("period", field::written(asked).into())]));
        let newer = self.figures.as_ref().filter(|figures| figures.has_newer).map(|_| ctx.text("summary-newer"));
        let marks: Vec<String> = then.into_iter().chain(old.or(newer)).collect();
        (!marks.is_empty()).then(|| marks.join(text::SEPARATOR))
    }

    /// How far what stood at a moment is put together, once that takes long enough to be read.
    fn reading(&self, ctx: &Ctx<'_>) -> Option<String> {
        let at = moment::day_and_clock(self.read_meanwhile().filter(|_| self.is_slow)?);
        let (done, of) = self.reading.1.0.done();
        let percent = done.saturating_mul(100).checked_div(of).unwrap_or_default();
        let args = [("at", at.into()), ("percent", percent.into()), ("done", done.into()), ("of", of.into())];
        Some(ctx.texts.with("summary-reading", &args))
    }
}

/// The first and the last day of a period.
pub(super) fn days(period: Period) -> String {
    let [from, to] = [period.from(), period.to()].map(|day| day.format("%d/%m/%Y"));
    format!("{from}-{to}")
}
