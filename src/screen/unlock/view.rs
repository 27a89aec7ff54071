//! The locked store, drawn: one box in the middle, nothing else.

use super::State;
use crate::screen::Ctx;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::theme::Role;

/// Columns and lines of the box.
const WIDTH: u16 = 58;
const HEIGHT: u16 = 9;
/// Where the values begin.
const VALUES: u16 = 17;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let mut part = canvas.middle(WIDTH, HEIGHT);
        let mut inner = part.boxed(&ctx.text("unlock-locked"));
        let width = inner.width().saturating_sub(VALUES).saturating_sub(2);
        inner.put(2, 1, Role::Body, &ctx.text("unlock-officer"));
        let name = self.officers.get(self.officer).map_or("", String::as_str);
        inner.put_in(Slot { x: VALUES, y: 1, width }, Role::Strong, name);
        inner.put(0, 3, Role::Body, ">");
        inner.put(2, 3, Role::Body, &ctx.text("unlock-passphrase"));
        let slot = Slot { x: VALUES, y: 3, width };
        if self.is_shown {
            inner.typing(slot, &self.passphrase);
        } else {
            inner.secret(slot, &self.passphrase, true);
        }
        let (role, said) = self.said(ctx);
        inner.put(2, 5, role, &said);
    }

    pub(super) fn said(&self, ctx: &Ctx<'_>) -> (Role, String) {
        let wait_s = self.tried.wait_s(ctx.now_ms);
        let args = [("count", self.tried.count.into()), ("seconds", wait_s.into())];
        match (self.is_asked, self.refusal, self.warning) {
            (true, _, _) => (Role::Body, ctx.text("wait")),
            (_, Some("unlock-wrong"), _) if wait_s > 0 => (Role::Error, ctx.texts.with("unlock-wait", &args)),
            (_, Some(why), _) => (Role::Error, ctx.texts.with(why, &args)),
            (_, None, Some(warning)) => (Role::Warning, ctx.text(warning)),
            _ => (Role::Body, ctx.text("unlock-reveal")),
        }
    }
}
