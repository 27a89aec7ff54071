//! A folder without a store, drawn: five questions with the offices that match below them, or the recovery code.

use super::{Field, Stage, State};
use crate::i18n::Lang;
use crate::screen::Ctx;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;

/// Where the values begin.
const VALUES: u16 = 24;
/// The line of the first question.
const FIRST: u16 = 4;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        match &self.stage {
            Stage::Made { recovery, .. } => draw_code(recovery, ctx, canvas),
            Stage::Asking | Stage::Making => self.draw_questions(ctx, canvas),
        }
    }

    fn draw_questions(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        canvas.put(2, 1, Role::Strong, &ctx.text("setup-intro"));
        canvas.put(2, 2, Role::Body, &ctx.text("setup-try"));
        for (y, field) in (FIRST..).zip(Field::ALL) {
            self.draw_question(field, y, ctx, canvas);
        }
        let below = FIRST.saturating_add(6);
        match (&self.stage, self.problem) {
            (Stage::Making, _) => {
                canvas.put(2, below, Role::Body, &ctx.text("wait"));
            }
            (_, Some(problem)) => {
                canvas.put(2, below, Role::Error, &format!("!! {}", ctx.text(problem)));
            }
            _ if self.focus == Field::Office && self.office.is_none() => {
                let height = canvas.height().saturating_sub(below);
                let slot = Slot { x: 1, y: below, width: canvas.width().saturating_sub(2) };
                self.offices.draw(&mut canvas.part(slot, height));
            }
            _ => {}
        }
    }

    fn draw_question(&self, field: Field, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let is_focus = field == self.focus;
        canvas.put(0, y, Role::Body, if is_focus { ">" } else { " " });
        canvas.put(2, y, Role::Body, &ctx.text(field.label()));
        let slot = Slot { x: VALUES, y, width: canvas.width().saturating_sub(VALUES).saturating_sub(2) };
        match field {
            Field::Language => draw_languages(self.lang, is_focus, slot, canvas),
            Field::Office => draw_line(&self.office_typed, is_focus, slot, canvas),
            Field::Officer => draw_line(&self.officer, is_focus, slot, canvas),
            Field::Passphrase | Field::Again => {
                let line = if field == Field::Again { &self.again } else { &self.passphrase };
                if self.is_shown {
                    draw_line(line, is_focus, slot, canvas);
                } else {
                    canvas.secret(slot, line, is_focus);
                }
            }
        }
    }
}

fn draw_languages(lang: Lang, is_focus: bool, slot: Slot, canvas: &mut Canvas<'_>) {
    let mark = |this: Lang| if this == lang { "(*)" } else { "( )" };
    let shown = format!("{} 1 {}   {} 2 {}", mark(Lang::Es), Lang::Es.name(), mark(Lang::En), Lang::En.name());
    canvas.put_in(slot, if is_focus { Role::Focus } else { Role::Body }, &shown);
    if is_focus {
        let column = if lang == Lang::Es { 1 } else { 17 };
        canvas.set_cursor(slot.x.saturating_add(column), slot.y);
    }
}

fn draw_line(line: &Line, is_focus: bool, slot: Slot, canvas: &mut Canvas<'_>) {
    if is_focus {
        canvas.typing(slot, line);
    } else {
        canvas.put_in(slot, Role::Strong, line.text());
    }
}

fn draw_code(code: &str, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    canvas.put(2, 1, Role::Strong, &ctx.text("setup-made"));
    canvas.put(6, 3, Role::Focus, &format!(" {code} "));
    let width = canvas.width().saturating_sub(4);
    let lines = text::wrap(&ctx.text("setup-code-means"), width);
    for (y, line) in (5_u16..).zip(&lines) {
        canvas.put(2, y, Role::Body, line);
    }
    let below = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(6);
    canvas.put(0, below, Role::Body, ">");
    let end = canvas.put(2, below, Role::Strong, &ctx.text("setup-code-noted"));
    canvas.set_cursor(end, below);
}
