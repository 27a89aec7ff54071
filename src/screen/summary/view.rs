//! The summary of a period, drawn: the period and the places above, the tables below, scrolled.

use super::State;
use crate::screen::Ctx;
use crate::ui::canvas::{Canvas, Slot};
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
        for (y, line) in (0_u16..height).zip(self.lines.iter().skip(first)) {
            // A heading begins at the edge and has no figure at its end.
            let is_heading =
                !line.starts_with(' ') && !line.ends_with(|last: char| last.is_ascii_digit() || last == '-');
            body.put(0, y, if is_heading { Role::Strong } else { Role::Body }, line);
        }
    }

    fn draw_head(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let x = canvas.put(1, 0, Role::Body, &ctx.text("summary-period")).saturating_add(1);
        let slot = Slot { x, y: 0, width: FIELD };
        if self.is_typing {
            canvas.typing(slot, &self.typed);
        } else {
            let shown = self.period.map_or_else(String::new, |period| period.to_string());
            let end = canvas.put_in(slot, Role::Strong, &format!("[{shown}]"));
            canvas.set_cursor(end.saturating_sub(1), 0);
        }
        let place = match (&self.office, ctx.session) {
            (Some(_), Some(session)) => session.place_name().to_owned(),
            _ => ctx.text("summary-all-offices"),
        };
        let beyond = x.saturating_add(FIELD).saturating_add(1);
        if self.is_wrong {
            canvas.put(beyond, 0, Role::Error, &ctx.text("summary-wrong"));
        } else {
            canvas.put(beyond, 0, Role::Body, &place);
        }
    }
}
