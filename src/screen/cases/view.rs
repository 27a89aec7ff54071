//! The list of cases, drawn.
//!
//! ```text
//!  Buscar: mun_                                   Presentes 43
//! ──────────────────────────────────────────────────────────────
//!    Folio        Apellidos, nombre            Edad S País ...
//! >  TAP-19-0398  Muñoz Ruiz, Ana María           9 M HND  ...
//! ──────────────────────────────────────────────────────────────
//!  the case in focus, in words
//! ```

use super::State;
use crate::domain::catalogue::{COUNTRIES, Entry as _, find, label};
use crate::domain::moment::Moment;
use crate::form::typed::{UNKNOWN_SHOWN, age_shown};
use crate::screen::choice::first_shown;
use crate::screen::{Ctx, child, moment};
use crate::store::{CaseRow, Filter};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;
use chrono::Datelike as _;

/// A column: where it begins and how wide it is at the width given, and the key of its heading.
struct Column {
    heading: &'static str,
    slot: fn(u16) -> Option<(u16, u16)>,
    value: fn(&CaseRow, &Ctx<'_>) -> String,
}

/// What stands to the right of the name, and how wide that is; the names take what is left.
const fn names(width: u16) -> u16 {
    let right = if width >= 76 { 36 } else { 17 };
    width.saturating_sub(16).saturating_sub(right)
}

const fn behind(width: u16, by: u16) -> u16 {
    16_u16.saturating_add(names(width)).saturating_add(by)
}

const COLUMNS: [Column; 8] = [
    Column { heading: "column-folio", slot: |_| Some((2, 13)), value: |row, _| row.case_ref.clone() },
    Column { heading: "column-name", slot: |width| Some((16, names(width))), value: child::of_row },
    Column { heading: "column-age", slot: |width| Some((behind(width, 1), 5)), value: |row, _| age(row) },
    Column { heading: "column-sex", slot: |width| Some((behind(width, 7), 1)), value: sex },
    Column {
        heading: "column-country",
        slot: |width| Some((behind(width, 9), 4)),
        value: |row, _| row.nationality.clone(),
    },
    Column { heading: "column-accompaniment", slot: |width| wide(width, 14, 4), value: accompaniment },
    Column { heading: "column-opened", slot: |width| wide(width, 19, 8), value: opened },
    Column { heading: "column-state", slot: |width| wide(width, 28, 8), value: condition },
];

fn wide(width: u16, by: u16, columns: u16) -> Option<(u16, u16)> {
    (width >= 76).then(|| (behind(width, by), columns))
}

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_search(ctx, canvas);
        canvas.rule(1);
        let detail = if canvas.height() >= 16 { 4 } else { 2 };
        let rows = canvas.height().saturating_sub(4).saturating_sub(detail);
        let width = canvas.width();
        for column in &COLUMNS {
            if let Some((x, columns)) = (column.slot)(width) {
                canvas.put_in(Slot { x, y: 2, width: columns }, Role::Strong, &ctx.text(column.heading));
            }
        }
        self.draw_rows(ctx, &mut canvas.part(Slot { x: 0, y: 3, width }, rows));
        let below = rows.saturating_add(3);
        canvas.rule(below);
        let slot = Slot { x: 0, y: below.saturating_add(1), width };
        self.draw_detail(ctx, &mut canvas.part(slot, detail));
    }

    fn draw_search(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let label = ctx.text("cases-search");
        let end = canvas.put(1, 0, Role::Body, &label).saturating_add(1);
        let count = self.count(ctx);
        let room = text::columns(&count).saturating_add(2);
        let width = canvas.width().saturating_sub(end).saturating_sub(room);
        let shown = text::end(self.search.before_cursor(), width.saturating_sub(1));
        let role = if self.search.is_selected() { Role::Focus } else { Role::Strong };
        let at = canvas.put_in(Slot { x: end, y: 0, width }, role, &shown);
        canvas.put_in(Slot { x: at, y: 0, width: 1 }, Role::Focus, " ");
        canvas.set_cursor(at, 0);
        let whole = Slot { x: 0, y: 0, width: canvas.width().saturating_sub(1) };
        canvas.put_right(whole, Role::Body, &count);
    }

    /// How many cases, in words.
    fn count(&self, ctx: &Ctx<'_>) -> String {
        let (key, count) = match (self.is_searching(), self.filter) {
            (true, _) => ("cases-found", u64::try_from(self.rows.len()).unwrap_or(u64::MAX)),
            (_, Filter::Present) => ("cases-present", self.total),
            (_, Filter::All) => ("cases-all", self.total),
        };
        ctx.texts.with(key, &[("count", count.into())])
    }

    fn draw_rows(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        if self.rows.is_empty() && self.is_loaded {
            let key = if self.is_searching() { "cases-nothing-found" } else { "cases-none" };
            for (y, line) in (1_u16..).zip(text::wrap(&ctx.text(key), canvas.width().saturating_sub(4))) {
                canvas.put(2, y, Role::Body, &line);
            }
        }
        let height = usize::from(canvas.height());
        let first = first_shown(self.focus, self.rows.len(), height);
        let width = canvas.width();
        for (y, (at, row)) in (0_u16..).zip(self.rows.iter().enumerate().skip(first).take(height)) {
            let role = if at == self.focus { Role::Focus } else { Role::Body };
            if at == self.focus {
                canvas.put(0, y, Role::Body, ">");
                canvas.set_cursor(0, y);
            }
            canvas.blank(Slot { x: 1, y, width: width.saturating_sub(1) }, role);
            for column in &COLUMNS {
                let Some((x, columns)) = (column.slot)(width) else { continue };
                let slot = Slot { x, y, width: columns };
                let value = (column.value)(row, ctx);
                if column.heading == "column-age" {
                    canvas.put_right(slot, role, &value);
                } else {
                    canvas.put_in(slot, role, &value);
                }
            }
        }
    }

    fn draw_detail(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(row) = self.rows.get(self.focus) else { return };
        let or_not_known = |text: String| if text.is_empty() { ctx.text("not-known") } else { text };
        let lang = ctx.texts.lang();
        let end = canvas.put(1, 0, Role::Strong, &row.case_ref).saturating_add(2);
        canvas.put(end, 0, Role::Strong, &child::of_row(row, ctx));
        let country = find(&COUNTRIES, &row.nationality).map_or_else(String::new, |c| c.name(lang).to_owned());
        let parts = [
            or_not_known(age_in_words(row, ctx)),
            or_not_known(label("sex", &row.sex, lang).to_owned()),
            or_not_known(country),
            or_not_known(label("accompaniment", &row.accompaniment, lang).to_owned()),
        ];
        canvas.put(1, 1, Role::Body, &parts.join(" · "));
        let opened = row.opened_at.map_or_else(|| ctx.text("not-known"), moment::day_and_clock);
        let state = if row.outcome.is_empty() {
            condition_word(row, ctx)
        } else {
            label("outcome", &row.outcome, lang).to_owned()
        };
        canvas.put(1, 2, Role::Body, &format!("{} {opened} · {state}", ctx.text("case-opened")));
    }
}

/// The age when the case began; empty where neither that nor a birth date is known.
fn age(row: &CaseRow) -> String {
    let opened = row.opened_at.map(|opened| opened.to_string());
    let shown = age_shown(known(&row.birth_date), known(&row.age_years), opened.as_deref());
    if shown == UNKNOWN_SHOWN { String::new() } else { shown }
}

fn age_in_words(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let age = age(row);
    if age.is_empty() { age } else { ctx.texts.with("case-age", &[("age", age.into())]) }
}

/// A text of the row, where it is known.
fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn sex(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    label("sex", &row.sex, ctx.texts.lang()).chars().take(1).collect()
}

fn accompaniment(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    if row.accompaniment.is_empty() {
        return String::new();
    }
    ctx.text(&format!("short-{}", row.accompaniment))
}

/// Day and month, and the year where it is not this one.
fn opened(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let Some(opened) = row.opened_at.map(Moment::date) else { return String::new() };
    let is_this_year = moment::now(ctx).is_none_or(|now| now.date().year() == opened.year());
    opened.format(if is_this_year { "%d/%m" } else { "%d/%m/%y" }).to_string()
}

fn condition(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    condition_word(row, ctx)
}

fn condition_word(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let is_unfinished = row.is_history && row.outcome.is_empty();
    ctx.text(match row.is_present {
        true => "case-present",
        false if is_unfinished => "case-history",
        false => "case-closed",
    })
}
