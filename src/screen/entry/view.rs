//! A form, drawn: a line for each field under the heading of its section, scrolled to the focus.
//!
//! ```text
//!  Intro = siguiente obligatorio   Tab = todos los campos   obligatorios 5/8
//!  IDENTIDAD
//! > * Nacim. o edad    14__________________   ≈ 14 años · nace entre ...
//!   » Modalidad        NNA extranjero
//! ```

use super::saving::label;
use super::{Asking, Stage, State, desk};
use crate::form::answers::Origin;
use crate::form::typed::{About, Answer, show};
use crate::log::field::number::STEP_OVERRIDE;
use crate::log::field::{Entity, Field, Kind, Need, named};
use crate::screen::choice::{Choice, first_shown, say_more};
use crate::screen::{Ctx, child};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;

/// Where labels and values begin.
const LABELS: u16 = 4;
const VALUES: u16 = 23;
/// How wide the list of values is.
const LIST: u16 = 44;
/// The least that is left of the name of a contact.
const NAME: u16 = 8;

/// A line of the form.
enum Drawn {
    Heading(&'static str),
    Field(usize),
    /// A contact that the case gets of a brother or sister.
    Shared(usize),
    Save,
}

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        match &self.stage {
            Stage::Saved { folio, .. } => self.draw_saved(folio, ctx, canvas),
            Stage::Resuming(_) => draw_drafts(&self.list(ctx), ctx, canvas),
            _ => self.draw_form(ctx, canvas),
        }
    }

    fn draw_form(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_progress(ctx, canvas);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(1));
        let lines = self.lines(ctx);
        let focus = lines.iter().position(|line| self.is_focus(line)).unwrap_or(0);
        let first = first_shown(focus, lines.len(), usize::from(height));
        {
            let mut part = canvas.part(Slot { x: 0, y: 1, width }, height);
            for (y, line) in (0_u16..height).zip(lines.iter().skip(first)) {
                match line {
                    Drawn::Heading(key) => {
                        part.put(1, y, Role::Strong, &ctx.text(key).to_uppercase());
                    }
                    Drawn::Field(at) => self.draw_field(*at, y, ctx, &mut part),
                    Drawn::Shared(at) => self.draw_shared(*at, y, ctx, &mut part),
                    Drawn::Save => self.draw_save(y, ctx, &mut part),
                }
            }
        }
        match &self.stage {
            Stage::Choosing(_) => {
                let row = u16::try_from(focus.saturating_sub(first)).unwrap_or(0).saturating_add(1);
                draw_list(&self.list(ctx), row, ctx, canvas);
            }
            Stage::Asking(asking) => self.draw_asking(asking, ctx, canvas),
            Stage::Doubting => self.draw_doubts(ctx, canvas),
            Stage::Alike(_) => draw_alike(&self.list(ctx), ctx, canvas),
            _ => {}
        }
    }

    /// The list that is open, with what it says as names are shown now.
    pub(super) fn list(&self, ctx: &Ctx<'_>) -> Choice {
        match &self.stage {
            Stage::Choosing(choice) => choice.saying(|row| Some(self.veiled(row.label.clone(), ctx))),
            Stage::Resuming(resuming) => resuming.said(ctx),
            Stage::Alike(comparison) => comparison.said(ctx),
            _ => Choice::default(),
        }
    }

    /// What is to be drawn, in order; why a lock is set aside has no line but where that is asked.
    fn lines(&self, ctx: &Ctx<'_>) -> Vec<Drawn> {
        let mut lines = Vec::new();
        let mut heading = None;
        let is_drawn = |at: usize, field: &Field| field.number != STEP_OVERRIDE || self.is_open(at, ctx);
        for (at, field) in self.fields.iter().enumerate().filter(|(at, field)| is_drawn(*at, field)) {
            let section = self.subject.kind.section_of(field);
            if section != heading {
                heading = section;
                lines.extend(section.map(Drawn::Heading));
            }
            lines.push(Drawn::Field(at));
        }
        let shared = self.form.elder().map_or(0, |elder| elder.contacts.len());
        lines.extend((0..shared).map(Drawn::Shared));
        lines.push(Drawn::Save);
        lines
    }

    fn is_focus(&self, line: &Drawn) -> bool {
        match line {
            Drawn::Heading(_) | Drawn::Shared(_) => false,
            Drawn::Field(at) => *at == self.focus,
            Drawn::Save => self.focused().is_none(),
        }
    }

    fn draw_progress(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(desk) = desk(ctx, &self.about) else { return };
        let (done, all) = self.form.progress(&desk);
        let counted = ctx.texts.with("entry-progress", &[("done", done.into()), ("all", all.into())]);
        let room = canvas.width().saturating_sub(text::columns(&counted)).saturating_sub(3);
        let how = ctx.text(if self.form.is_edit() { "entry-how-edit" } else { "entry-how" });
        if text::columns(&how) <= room {
            canvas.put(1, 0, Role::Body, &how);
        }
        let slot = Slot { x: 0, y: 0, width: canvas.width().saturating_sub(1) };
        canvas.put_right(slot, Role::Strong, &counted);
    }

    fn draw_field(&self, at: usize, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (Some(field), Some(desk)) = (self.fields.get(at), desk(ctx, &self.about)) else { return };
        if !self.form.is_open(field.number, &desk) {
            canvas.put_in(Slot { x: LABELS, y, width: VALUES }, Role::Body, &label(field.number, ctx));
            canvas.put(VALUES, y, Role::Body, &ctx.text("entry-not-asked"));
            return;
        }
        let is_focus = at == self.focus;
        canvas.put(0, y, Role::Body, if is_focus { ">" } else { " " });
        let (role, mark) = self.mark(field, is_focus, ctx);
        canvas.put(2, y, role, mark);
        canvas.put_in(
            Slot { x: LABELS, y, width: VALUES.saturating_sub(LABELS) },
            Role::Body,
            &label(field.number, ctx),
        );
        let width = if canvas.width() >= 76 { 26 } else { 17 };
        let beside = VALUES.saturating_add(width).saturating_add(1);
        let (mut role, said) = self.beside(field, is_focus, ctx);
        let mut said = self.veiled(said, ctx);
        if let Some(name) = self.form.copied_from(field.number) {
            (role, said) = (Role::Copied, ctx.texts.with("entry-copied", &[("name", child::shown(name, ctx).into())]));
        }
        if role == Role::Copied && text::columns(&said) > canvas.width().saturating_sub(beside) {
            said.clear();
        }
        if is_focus {
            // A text of several lines takes the whole row: nothing stands beside it but what is wrong with it.
            let is_wide = field.kind == Kind::Lines && said.is_empty();
            let width = if is_wide { canvas.width().saturating_sub(VALUES).saturating_sub(1) } else { width };
            let slot = Slot { x: VALUES, y, width };
            // Until somebody types into it.
            let hidden = self.line.is_selected().then(|| self.seen(field, ctx)).filter(|seen| seen != self.line.text());
            canvas.typing(slot, &hidden.map_or_else(|| self.line.clone(), |seen| Line::new(&seen)));
        } else {
            let value = self.seen(field, ctx);
            let width = if said.is_empty() { canvas.width().saturating_sub(VALUES) } else { width };
            let origin = self.form.get(field.number).map(|(_, origin)| origin);
            canvas.put_in(Slot { x: VALUES, y, width }, role_of_value(origin), &value);
        }
        canvas.put(beside, y, role, &said);
    }

    /// What a field holds: a name as initials where names are hidden.
    pub(super) fn seen(&self, field: &Field, ctx: &Ctx<'_>) -> String {
        let text = self.form.text(field.number);
        if field.is_name() { child::shown(text, ctx) } else { text.to_owned() }
    }

    /// A sentence in which contacts may be named, with initials where names are hidden.
    pub(super) fn veiled(&self, said: String, ctx: &Ctx<'_>) -> String {
        let names = self.about.contacts.iter().map(|contact| contact.name.as_str());
        names.fold(said, |said, name| said.replace(name, &child::shown(name, ctx)))
    }

    /// `*` asked for, `»` filled in by the program, `?` to be looked at.
    fn mark(&self, field: &Field, is_focus: bool, ctx: &Ctx<'_>) -> (Role, &'static str) {
        if !is_focus && matches!(self.answer(field, ctx), Answer::Wrong(_)) {
            return (Role::Error, "!");
        }
        match self.form.get(field.number) {
            Some((text, Origin::Default | Origin::Carried)) if !text.is_empty() => (Role::Copied, "»"),
            _ if self.is_mandatory(field, ctx) => (Role::Body, "*"),
            _ => (Role::Body, " "),
        }
    }

    fn is_mandatory(&self, field: &Field, ctx: &Ctx<'_>) -> bool {
        desk(ctx, &self.about).is_some_and(|desk| self.form.need(field, &desk) != Need::Optional)
    }

    /// What was understood, or what is wrong with it; nothing is wrong while somebody types.
    fn beside(&self, field: &Field, is_focus: bool, ctx: &Ctx<'_>) -> (Role, String) {
        if let Some(problem) = self.problems.iter().find(|problem| problem.field == field.number) {
            let is_missing = self.form.text(field.number).is_empty();
            return (Role::Error, if is_missing { ctx.text("entry-missing") } else { problem.text(ctx.texts) });
        }
        if field.kind == Kind::Record(Entity::Contact)
            && let Some([_, words]) = self.caution(ctx)
        {
            return (Role::Error, format!("!! {}", ctx.text(words)));
        }
        match self.answer(field, ctx) {
            Answer::Wrong(_) if is_focus => (Role::Body, String::new()),
            Answer::Wrong(wrong) => (Role::Error, wrong.text(ctx.texts)),
            Answer::NotKnown => (Role::Body, ctx.text("not-known")),
            Answer::Known(reading) => match reading.warning {
                Some(warning) if !is_focus => (Role::Warning, warning.text(ctx.texts)),
                _ if reading.echo == self.form.text(field.number) => (Role::Body, String::new()),
                _ if self.form.get(field.number).is_some_and(|(_, origin)| origin == Origin::Default) => {
                    (Role::Copied, reading.echo)
                }
                _ => (Role::Body, reading.echo),
            },
            Answer::Empty => (Role::Body, String::new()),
        }
    }

    fn draw_shared(&self, at: usize, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let contact = self.form.elder().and_then(|elder| elder.contacts.get(at));
        let (Some(contact), Some(desk)) = (contact, desk(ctx, About::NOTHING)) else { return };
        let known = ["name", "phone", "relationship"].map(|name| named(Entity::Contact, name)).into_iter();
        let value = |field: &Field| contact.iter().find(|(number, _)| *number == field.number);
        let shown = |field: &Field| {
            let shown = show(field, &value(field)?.1, &desk);
            Some(if field.is_name() { child::shown(&shown, ctx) } else { shown })
        };
        let mut parts = known.filter_map(shown);
        let name = parts.next().unwrap_or_default();
        let said: Vec<String> = parts.chain([ctx.text("entry-shared")]).collect();
        canvas.put(2, y, Role::Copied, "»");
        canvas.put(LABELS, y, Role::Body, &ctx.text("entry-shared-contact"));
        let room = canvas.width().saturating_sub(VALUES);
        canvas.put(VALUES, y, Role::Copied, &text::with_name(&name, NAME, &said, room));
    }

    fn draw_save(&self, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let is_focus = self.focused().is_none();
        let key = match self.stage {
            Stage::Saving => "wait",
            _ => "entry-save",
        };
        canvas.put(0, y, Role::Body, if is_focus { ">" } else { " " });
        let role = if is_focus { Role::Focus } else { Role::Body };
        canvas.put(LABELS, y, role, &format!(" {} ", ctx.text(key)));
        if is_focus {
            canvas.set_cursor(LABELS, y);
        }
    }

    fn draw_saved(&self, folio: &str, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        canvas.put(2, 2, Role::Strong, &ctx.text("entry-saved"));
        canvas.put(6, 4, Role::Focus, &format!(" {folio} "));
        canvas.put(6, 6, Role::Strong, &self.name(ctx));
        for (y, key) in
            (8_u16..).zip(["entry-next-sibling", "entry-next-contact", "entry-next-call", "entry-next-service"])
        {
            canvas.put(6, y, Role::Body, &ctx.text(key));
        }
        canvas.put(4, 12, Role::Body, ">");
        canvas.put(6, 12, Role::Strong, &ctx.text("entry-next-ready"));
        canvas.set_cursor(6, 12);
    }

    fn draw_doubts(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let width = canvas.width();
        let doubts = self.doubts(ctx);
        let lines = doubts.iter().flat_map(|doubt| text::wrap(doubt, width.saturating_sub(4)));
        let lines: Vec<String> = lines.collect();
        let mut inner = canvas.boxed_at_foot(&ctx.text("entry-doubt-title"), lines.len().saturating_add(2));
        let answers = inner.height().saturating_sub(1);
        for (y, line) in (0..answers).zip(&lines) {
            inner.put(1, y, Role::Warning, line);
        }
        inner.put(1, answers, Role::Focus, &format!(" {} ", ctx.text("entry-doubt-answers")));
        inner.set_cursor(2, answers);
    }

    fn draw_asking(&self, asking: &Asking, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(conflict) = asking.conflicts.last() else { return };
        let mut inner = canvas.boxed_at_foot(&ctx.text("moved-title"), 6);
        let [whole, mine, theirs] = self.moved_in_words(conflict, ctx);
        inner.put(1, 0, Role::Body, &whole);
        for (y, key, value) in [(2, "1", mine), (3, "2", theirs)] {
            let end = inner.put(1, y, Role::Focus, key);
            inner.put(end, y, Role::Strong, &format!(" {value}"));
        }
        inner.set_cursor(1, 2);
    }
}

/// Who may be the same child, and the three answers.
fn draw_alike(choice: &Choice, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let rows = u16::try_from(choice.len()).unwrap_or(0);
    let title = ctx.texts.with("alike-title", &[("count", choice.len().into())]);
    let mut inner = canvas.boxed_at_foot(&title, choice.len().saturating_add(5));
    let slot = Slot { x: 0, y: 0, width: inner.width() };
    choice.draw(&mut inner.part(slot, rows));
    for (y, key) in (rows.saturating_add(1)..).zip(["alike-same", "alike-another", "alike-unknown", "alike-back"]) {
        inner.put(1, y, Role::Strong, &ctx.text(key));
    }
    inner.set_cursor(1, 0);
}

const fn role_of_value(origin: Option<Origin>) -> Role {
    match origin {
        Some(Origin::Default | Origin::Carried) => Role::Copied,
        Some(Origin::Typed) => Role::Strong,
        Some(Origin::Kept) | None => Role::Body,
    }
}

fn draw_drafts(choice: &Choice, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    canvas.put(2, 1, Role::Strong, &ctx.text("entry-drafts"));
    let (width, height) = (canvas.width().saturating_sub(4), canvas.height().saturating_sub(4));
    choice.draw(&mut canvas.part(Slot { x: 2, y: 3, width }, height));
}

/// The list of values, below the field or above it, wherever there is more room.
fn draw_list(choice: &Choice, row: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let wanted = u16::try_from(choice.len()).unwrap_or(u16::MAX).saturating_add(2);
    let below = canvas.height().saturating_sub(row.saturating_add(1));
    let is_below = below >= wanted || below >= row;
    let height = wanted.min(if is_below { below } else { row });
    let y = if is_below { row.saturating_add(1) } else { row.saturating_sub(height) };
    let width = LIST.min(canvas.width());
    let x = VALUES.saturating_sub(2).min(canvas.width().saturating_sub(width));
    let mut part = canvas.part(Slot { x, y, width }, height);
    let is_more = choice.draw(&mut part.boxed(&ctx.text("values-title")));
    say_more(is_more, ctx, &mut part);
}
