//! The settings, drawn: a line for each with its value between arrows, and a sample of the signs.
//!
//! ```text
//!  PERSONA · M. Ruiz
//! > Idioma            < como la oficina >
//!   Colores           < oscuro >
//! ```

use super::{Line, State, may_set_office};
use crate::screen::Ctx;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::glyph::{Glyphs, SAMPLE};
use crate::ui::theme::{Role, Theme};

/// Where the values begin.
const VALUES: u16 = 24;
/// The line of the first setting.
const FIRST: u16 = 2;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(session) = ctx.session else { return };
        canvas.put(1, FIRST.saturating_sub(1), Role::Strong, &ctx.text("settings-person").to_uppercase());
        canvas.put(VALUES, FIRST.saturating_sub(1), Role::Strong, &session.officer);
        let mut y = FIRST;
        for line in Line::ALL {
            if line == Line::Idle {
                canvas.put(2, y, Role::Body, &ctx.text("settings-sample"));
                canvas.put(VALUES, y, Role::Body, SAMPLE);
                y = y.saturating_add(2);
                canvas.put(1, y, Role::Strong, &ctx.text("settings-office").to_uppercase());
                canvas.put(VALUES, y, Role::Strong, session.office_name());
                y = y.saturating_add(1);
            }
            self.draw_line(line, y, ctx, canvas);
            y = y.saturating_add(1);
        }
    }

    fn draw_line(&self, line: Line, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let is_focus = line == self.line();
        let role = if is_focus { Role::Focus } else { Role::Body };
        canvas.put(2, y, Role::Body, &ctx.text(line.key()));
        let room = canvas.width().saturating_sub(VALUES).saturating_sub(1);
        let value = self.value(line, ctx);
        let is_fixed = line == Line::Idle && !may_set_office(ctx);
        let shown = if is_fixed { value } else { format!("◀ {value} ▶") };
        let end = canvas.put_in(Slot { x: VALUES, y, width: room }, role, &shown);
        if is_focus {
            canvas.put(0, y, Role::Body, ">");
            canvas.set_cursor(VALUES, y);
        }
        if line == Line::Idle {
            canvas.put(end.saturating_add(1), y, Role::Body, &ctx.text("settings-minutes"));
        }
    }

    /// The value of a line, in words.
    pub(super) fn value(&self, line: Line, ctx: &Ctx<'_>) -> String {
        let wishes = &self.settings.wishes;
        let automatic = "automatic";
        let name = match line {
            Line::Lang => {
                return wishes.lang.map_or_else(|| ctx.text("settings-as-office"), |lang| lang.name().to_owned());
            }
            Line::Idle if self.is_known => return self.settings.idle_minutes.to_string(),
            Line::Idle => return ctx.text("wait"),
            Line::Theme => wishes.theme.map_or(automatic, Theme::code),
            Line::Glyphs => wishes.glyphs.map_or(automatic, Glyphs::code),
            Line::Enter if wishes.is_every_field => "every-field",
            Line::Enter => "mandatory",
        };
        ctx.text(&format!("settings-{name}"))
    }
}

impl Line {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Lang => "settings-lang",
            Self::Theme => "settings-theme",
            Self::Glyphs => "settings-glyphs",
            Self::Enter => "settings-enter",
            Self::Idle => "settings-idle",
        }
    }
}
