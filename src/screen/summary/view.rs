//! The summary of a period, drawn: the period and the places above, the tables below, scrolled.

use super::State;
use crate::screen::Ctx;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;

/// How wide the field of the period is: `2019-05-07..2019-05-20`, and room for the cursor.
const FIELD: u16 = 24;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_head(ctx, canvas);
        canvas.rule(1);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(2));
        let mut body = canvas.part(Slot { x: 1, y: 2, width: width.saturating_sub(2) }, height);
        if self.lines.is_empty() && self.is_asked {
            body.put(0, 0, Role::Body, &ctx.text("wait"));
        }
        let first = self.scroll.min(self.lines.len().saturating_sub(usize::from(height)));
        let before = first.checked_sub(1).and_then(|before| self.lines.get(before)).map_or("", String::as_str);
        let lines = self.lines.iter().skip(first);
        let befores = std::iter::once(before).chain(lines.clone().map(String::as_str));
        for (y, (line, before)) in (0_u16..height).zip(lines.zip(befores)) {
            // A title has a blank line before it.
            body.put(0, y, if before.is_empty() { Role::Strong } else { Role::Body }, line);
        }
    }

    fn draw_head(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let x = canvas.put(1, 0, Role::Body, &ctx.text("summary-period")).saturating_add(1);
        let slot = Slot { x, y: 0, width: FIELD };
        if self.is_typing {
            canvas.typing(slot, &self.typed);
        } else {
            let shown = self.period.map_or_else(String::new, super::written);
            let end = canvas.put_in(slot, Role::Focus, &format!("[{shown}]"));
            canvas.set_cursor(end.saturating_sub(1), 0);
        }
        let beyond = x.saturating_add(FIELD).saturating_add(1);
        let room = canvas.width().saturating_sub(beyond);
        let place = match (&self.office, ctx.session) {
            (Some(_), Some(session)) if text::columns(session.office_name()) <= room => {
                session.office_name().to_owned()
            }
            (Some(office), _) => office.clone(),
            (None, _) => ctx.text("summary-all-offices"),
        };
        if self.is_wrong {
            canvas.put(beyond, 0, Role::Error, &ctx.text("summary-wrong"));
        } else {
            canvas.put(beyond, 0, Role::Body, &place);
        }
    }
}
