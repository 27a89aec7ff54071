//! The start screen, drawn: the day in figures, then what there is to do. Every block has its share of the lines; the one
//! with the focus is scrolled to it.
//!
//! ```text
//!  43 presentes · hoy: 6 ingresos, 2 egresos, 18 llamadas   Copia: hoy
//!  Falta: salud 1 · alimento 3 · vestido 0 · descanso 2 · llamada 4 · familia 9
//! ──────────────────────────────────────────────────────────────
//!  SIN GUARDAR (1)
//! > Nuevo ingreso · Ana Caal · 15/06/2019 14:32
//!  PENDIENTES 12 · vencidos 3
//! !! TAP-19-0409 José Luis C.   Aviso a Procuraduría de Pro… venció hace 2 h
//!  LES FALTA ALGO (9)
//!   TAP-19-0409  Caal Pop, José Luis       14   5 h  sal. ali.      des. lla. fam.
//! ```

use super::{Item, State};
use crate::domain::due::State as Clock;
use crate::domain::moment::Moment;
use crate::render::due as words;
use crate::report::facts::Need;
use crate::screen::choice::first_shown;
use crate::screen::message::{Draft, Today};
use crate::screen::{Ctx, cases, child, entry, moment};
use crate::store::{Day, Due, Lacking};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;

/// From here on what is lacked stands in short words, and from there in whole ones; below in first letters.
const WIDTH_WORDS: u16 = 76;
const WIDTH_WHOLE: u16 = 110;
/// From this age on the last copy of the store is said loudly, in days.
const COPY_DAYS_MAX: i64 = 7;

/// Where the row of what is due begins, behind the mark, and how wide folio, what is due, when, and by what rule get.
const DUE: u16 = 4;
const FOLIO: u16 = 11;
const WHAT: u16 = 34;
const WHEN: u16 = 20;
const BASIS: u16 = 8;
const BASIS_SHORT: u16 = 5;
/// From here on there is room for the whole word of the rule.
const WIDTH_RULE: u16 = 100;
/// How wide the column of the child gets at least, and from where on its name stands there whole.
const NAME: u16 = 13;
const NAME_WHOLE: u16 = 24;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let width = canvas.width();
        let lines = self.today.as_ref().map_or_else(Vec::new, |today| figures(today, width.saturating_sub(2), ctx));
        for (y, (role, line)) in (0..).zip(&lines) {
            canvas.put(1, y, *role, line);
        }
        let below = u16::try_from(lines.len()).unwrap_or(0);
        canvas.rule(below);
        let height = canvas.height().saturating_sub(below).saturating_sub(1);
        self.draw_list(ctx, &mut canvas.part(Slot { x: 0, y: below.saturating_add(1), width }, height));
    }

    fn draw_list(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let items = self.items(ctx);
        if items.is_empty() {
            let none = match &self.today {
                None if self.is_answered => "home-unread",
                None => "wait",
                Some(today) if today.day.present == 0 => "cases-none",
                Some(_) => "home-nothing",
            };
            canvas.put(2, 0, Role::Body, &ctx.text(none));
        }
        let at = self.focused(&items);
        let blocks: Vec<&[Item]> = items.chunk_by(|one, other| one.block() == other.block()).collect();
        let shares = shares(&blocks, usize::from(canvas.height()));
        let (mut y, mut before) = (0, 0);
        for (block, share) in blocks.into_iter().zip(shares) {
            canvas.put(1, y, Role::Strong, &self.heading(block, share, ctx));
            y += 1;
            let first = at.checked_sub(before).filter(|focus| *focus < block.len());
            let first = first.map_or(0, |focus| first_shown(focus, block.len(), share));
            for (row, item) in (before..).zip(block).skip(first).take(share) {
                self.draw_row((y, row == at), *item, ctx, canvas);
                y += 1;
            }
            before += block.len();
        }
    }

    fn draw_row(&self, (y, is_focus): (u16, bool), item: Item, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let role = if is_focus { Role::Focus } else { Role::Body };
        canvas.blank(Slot { x: 1, y, width: canvas.width().saturating_sub(1) }, role);
        if is_focus {
            canvas.put(0, y, Role::Body, ">");
            canvas.set_cursor(1, y);
        }
        match item {
            Item::Draft(id) => {
                if let Some(draft) = ctx.drafts.iter().find(|draft| draft.name.id == id) {
                    canvas.put(2, y, role, &self.draft_in_words(draft, ctx));
                }
            }
            Item::Due(..) => {
                if let Some(due) = self.place(item).and_then(|at| self.due().get(at)) {
                    draw_due(due, (y, role), ctx, canvas);
                }
            }
            Item::Child(_) => draw_child(self.child(Some(item)), (y, role), ctx, canvas),
        }
    }

    /// What a block holds and how much of it, and how many are seen where that is not all.
    fn heading(&self, block: &[Item], share: usize, ctx: &Ctx<'_>) -> String {
        let of_all = |count: fn(&Today) -> usize| self.today.as_deref().map_or(0, count);
        let (key, count) = match block.first() {
            Some(Item::Draft(_)) => ("home-drafts", block.len()),
            Some(Item::Due(..)) => ("home-due", of_all(|today| today.due.count)),
            Some(Item::Child(_)) | None => ("home-lacking", of_all(|today| today.lack.count)),
        };
        let overdue = of_all(|today| today.due.overdue);
        let heading = ctx.texts.with(key, &[("count", count.into()), ("overdue", overdue.into())]);
        if share >= count {
            return heading;
        }
        format!("{heading}{}{}", text::SEPARATOR, ctx.texts.with("home-shown", &[("count", share.into())]))
    }

    /// A form that was left, with the folio of the case that it is about.
    pub(super) fn draft_in_words(&self, draft: &Draft, ctx: &Ctx<'_>) -> String {
        let mut folios = self.today.iter().flat_map(|today| &today.folios);
        let folio = folios.find(|(case, _)| draft.name.subject.case == Some(*case)).map(|(_, folio)| folio.as_str());
        entry::draft_in_words(draft, folio, ctx)
    }
}

/// How many rows of each block are shown beside their headings: one after the other gets one more until no line is left.
fn shares(blocks: &[&[Item]], height: usize) -> Vec<usize> {
    let mut shares = vec![0; blocks.len()];
    let mut left = height.saturating_sub(blocks.len());
    while left > 0 && shares.iter().zip(blocks).any(|(share, block)| *share < block.len()) {
        for (share, _) in shares.iter_mut().zip(blocks).filter(|(share, block)| **share < block.len()).take(left) {
            *share += 1;
            left -= 1;
        }
    }
    shares
}

/// Mark, what is due, when, and by what rule.
pub(super) fn due_in_words(due: &Due, ctx: &Ctx<'_>) -> [String; 4] {
    let mark = match due.item.state {
        Clock::Overdue => "!!",
        Clock::Today => "!",
        _ => "",
    };
    let when = moment::now(ctx).map_or_else(String::new, |now| words::when(&due.item, now, ctx.texts));
    [mark.to_owned(), words::what(&due.item, ctx.texts), when, words::basis(&due.item, ctx.texts)]
}

/// Where the window is narrow the word of the rule gets short, then it goes with the folio; whose it is, what and when stay.
fn draw_due(due: &Due, (y, role): (u16, Role), ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let [mark, what, when, basis] = due_in_words(due, ctx);
    let mark_role = if role == Role::Body && mark == "!!" { Role::Error } else { role };
    canvas.put(1, y, mark_role, &mark);
    let width = canvas.width();
    let (folio, basis, basis_room) = match width {
        WIDTH_RULE.. => (FOLIO + 1, basis, BASIS + 1),
        WIDTH_WORDS.. => (FOLIO + 1, words::basis_short(&due.item, ctx.texts), BASIS_SHORT + 1),
        _ => (0, basis, 0),
    };
    // Every cell ends with a blank; that of the last one is past the edge.
    let room = (width + 1).saturating_sub(DUE + folio + WHEN + 1 + basis_room);
    let name_room = room.saturating_sub(WHAT + 1).max(NAME);
    let name = match name_room {
        NAME_WHOLE.. => child::of_row(&due.case, ctx),
        room => child::short(&due.case, room.saturating_sub(1), ctx),
    };
    let what_room = room.saturating_sub(name_room);
    let what = words::short(what, due.item.code(), what_room.saturating_sub(1), ctx.texts);
    let cells =
        [(folio, &due.case.case_ref), (name_room, &name), (what_room, &what), (WHEN + 1, &when), (basis_room, &basis)];
    let mut x = DUE;
    for (room, text) in cells {
        canvas.put_in(Slot { x, y, width: room.saturating_sub(1) }, role, text);
        x = x.saturating_add(room);
    }
}

fn draw_child(child: Option<&Lacking>, (y, role): (u16, Role), ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let Some(Lacking { row, needs }) = child else { return };
    let (cell, in_cell): (u16, fn(Need, &Ctx<'_>) -> String) = match canvas.width() {
        WIDTH_WHOLE.. => (9, word),
        WIDTH_WORDS.. => (5, |need, ctx| ctx.text(&format!("need-short-{}", need.code()))),
        _ => (2, |need, ctx| word(need, ctx).chars().take(1).flat_map(char::to_uppercase).collect()),
    };
    let grid = canvas.width().saturating_sub(cell.saturating_mul(6)).saturating_sub(u16::from(cell == 2));
    let name = Slot { x: 15, y, width: grid.saturating_sub(29) };
    canvas.put_in(Slot { x: 2, y, width: 12 }, role, &row.case_ref);
    let whole = child::of_row(row, ctx);
    let is_cut = text::columns(&whole) > name.width;
    canvas.put_in(name, role, &if is_cut { child::short(row, name.width, ctx) } else { whole });
    let behind = name.x.saturating_add(name.width).saturating_add(1);
    canvas.put_right(Slot { x: behind, y, width: 5 }, role, &cases::age(row));
    canvas.put_right(Slot { x: behind + 5, y, width: 7 }, role, &since(row.opened_at, ctx));
    for (x, need) in (grid..).step_by(usize::from(cell)).zip(Need::ALL) {
        if needs.contains(&need) {
            canvas.put_in(Slot { x, y, width: cell }, role, &in_cell(need, ctx));
        }
    }
}

/// What the day brought, who lacks what, and how old the last copy of the store is: that on a line of its own where it
/// is loud, else wherever there is room.
fn figures(today: &Today, width: u16, ctx: &Ctx<'_>) -> Vec<(Role, String)> {
    let mut lines = vec![(Role::Strong, day(today, ctx))];
    lines.extend(text::wrap_parts(&counts(today, ctx), width).into_iter().map(|line| (Role::Body, line)));
    let (role, copied) = copied(today, ctx);
    let free = |line: &str| width.saturating_sub(text::columns(line)).saturating_sub(text::columns(&copied));
    match lines.iter_mut().find(|(_, line)| role == Role::Body && free(line) > 2) {
        Some((_, line)) => *line = format!("{line}{}{copied}", " ".repeat(usize::from(free(line)))),
        None => lines.push((role, copied)),
    }
    lines
}

/// What the day brought.
pub(super) fn day(today: &Today, ctx: &Ctx<'_>) -> String {
    let Day { present, intakes, departures, calls } = today.day;
    let counts = [("intakes", intakes.into()), ("departures", departures.into()), ("calls", calls.into())];
    let present = ctx.texts.with("cases-present", &[("count", present.into())]);
    format!("{present}{}{}", text::SEPARATOR, ctx.texts.with("home-day", &counts))
}

/// How many lack what.
pub(super) fn counts(today: &Today, ctx: &Ctx<'_>) -> String {
    let counted = Need::ALL.into_iter().zip(today.lack.counts);
    let counted: Vec<String> = counted.map(|(need, count)| format!("{} {count}", word(need, ctx))).collect();
    format!("{} {}", ctx.text("home-lack"), counted.join(text::SEPARATOR))
}

/// How old the last copy of the store is.
pub(super) fn copied(today: &Today, ctx: &Ctx<'_>) -> (Role, String) {
    let now = moment::now(ctx).map(Moment::date);
    let days = today.copied.zip(now).map(|(copied, now)| now.signed_duration_since(copied).num_days());
    match days {
        Some(days) if days < COPY_DAYS_MAX => (Role::Body, ctx.texts.with("home-copied", &[("days", days.into())])),
        Some(days) => (Role::Error, ctx.texts.with("home-copy-old", &[("days", days.into())])),
        None => (Role::Error, ctx.text("home-copy-none")),
    }
}

/// How long ago a case began.
fn since(opened: Option<Moment>, ctx: &Ctx<'_>) -> String {
    let Some((opened, now)) = opened.zip(moment::now(ctx)) else { return String::new() };
    match now.utc_minutes().saturating_sub(opened.utc_minutes()) {
        minutes @ ..60 => format!("{} min", minutes.max(0)),
        minutes @ 60..2880 => format!("{} h", minutes / 60),
        minutes => format!("{} d", minutes / 1440),
    }
}

fn word(need: Need, ctx: &Ctx<'_>) -> String {
    ctx.text(&format!("need-{}", need.code()))
}
