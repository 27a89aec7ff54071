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

use super::panel::option;
use super::{Figure, Purpose, State};
use crate::domain::catalogue::{COUNTRIES, Entry as _, LANGUAGES, find, label};
use crate::domain::due::State as Due;
use crate::domain::moment::Moment;
use crate::form::typed::{UNKNOWN_SHOWN, age_shown};
use crate::render;
use crate::screen::choice::first_shown;
use crate::screen::{Ctx, child, moment};
use crate::search::roster::{Aspect, Filter, PRESENT, Sort};
use crate::store::CaseRow;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;
use chrono::Datelike as _;

/// From here on the case in focus stands beside the list, in so many columns.
const WIDTH_SIDE: u16 = 110;
const SIDE: u16 = 34;
/// From here on it has so many lines below it.
const HEIGHT_DETAIL: u16 = 16;
const LINES_DETAIL: u16 = 4;
/// In a narrower window what is due has a short name, where it is longer than this.
const WIDTH_WORDS: u16 = 76;
const WHAT: u16 = 20;

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

/// A case in one line.
pub(in crate::screen) fn words(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let values = COLUMNS.iter().map(|column| (column.value)(row, ctx)).filter(|value| !value.is_empty());
    values.collect::<Vec<_>>().join(", ")
}

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        self.draw_search(ctx, canvas);
        canvas.rule(1);
        let narrowed = text::fitting(&self.narrowed(ctx), canvas.width().saturating_sub(6));
        if !narrowed.is_empty() {
            canvas.put(2, 1, Role::Strong, &format!(" {narrowed} "));
        }
        let has_side = canvas.width() >= WIDTH_SIDE;
        let detail = if canvas.height() >= HEIGHT_DETAIL { LINES_DETAIL } else { 2 };
        let below = if has_side { 0 } else { detail.saturating_add(1) };
        let rows = canvas.height().saturating_sub(3).saturating_sub(below);
        let width = canvas.width().saturating_sub(if has_side { SIDE } else { 0 });
        for column in &COLUMNS {
            if let Some((x, columns)) = (column.slot)(width) {
                canvas.put_in(Slot { x, y: 2, width: columns }, Role::Strong, &ctx.text(column.heading));
            }
        }
        self.draw_rows(ctx, &mut canvas.part(Slot { x: 0, y: 3, width }, rows));
        if has_side {
            self.draw_side(ctx, &mut canvas.part(Slot { x: width.saturating_add(2), y: 2, width: SIDE - 3 }, rows));
        } else {
            canvas.rule(rows.saturating_add(3));
            let slot = Slot { x: 0, y: rows.saturating_add(4), width };
            self.draw_detail(ctx, &mut canvas.part(slot, detail));
        }
        if let Some(panel) = &self.panel {
            panel.draw(&self.views, ctx, canvas);
        }
    }

    fn draw_search(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let label = ctx.text(match self.purpose {
            Purpose::Call => "cases-whom",
            Purpose::Open | Purpose::Same(_) => "cases-search",
        });
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

    /// How many cases, in words, or that they are being looked for.
    pub(super) fn count(&self, ctx: &Ctx<'_>) -> String {
        let Some(total) = self.total else {
            return if self.asked.is_some() { ctx.text("cases-searching") } else { String::new() };
        };
        if let (Some(Figure { among, moved, .. }), false) = (self.behind.as_deref(), self.is_searching()) {
            let args = [
                ("figure", render::number(among.figure()).into()),
                ("count", total.into()),
                ("cases", render::number(u64::try_from(total).unwrap_or(u64::MAX)).into()),
                ("moved", (*moved).into()),
            ];
            return ctx.texts.with(if *moved > 0 { "behind-moved" } else { "behind-count" }, &args);
        }
        let key = match self.shown().get(Aspect::Situation) {
            _ if self.is_cut => "cases-cut",
            _ if self.is_searching() => "cases-found",
            Some(PRESENT) => "cases-present",
            Some(_) => "cases-left",
            None => "cases-all",
        };
        ctx.texts.with(key, &[("count", total.into())])
    }

    /// What narrows the list beside the situation, and its order where that is another than usual.
    fn narrowed(&self, ctx: &Ctx<'_>) -> String {
        let shown = self.shown();
        let aspects = Aspect::ALL.into_iter().filter(|aspect| *aspect != Aspect::Situation || self.is_searching());
        let chosen = aspects.filter_map(|aspect| Some(option(aspect, shown.get(aspect)?, ctx)));
        let sort =
            (self.sort != Sort::Entry && !self.is_searching()).then(|| ctx.text(&format!("sort-{}", self.sort.code())));
        let figure = self.behind.as_ref().map(|figure| figure.words.clone());
        figure.into_iter().chain(chosen).chain(sort).collect::<Vec<_>>().join(text::SEPARATOR)
    }

    fn draw_rows(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        if self.rows.is_empty() && self.total.is_some() {
            let key = match () {
                () if self.is_searching() => "cases-nothing-found",
                () if self.filter == Filter::default() || self.filter == Filter::everything() => "cases-none",
                () => "cases-none-so",
            };
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
            let mark = match row.due.as_ref().map(|due| due.state) {
                Some(Due::Overdue) => Some(Role::Error),
                Some(Due::Today) => Some(Role::Warning),
                _ => None,
            };
            let moved = self.behind.as_ref().filter(|figure| figure.has_moved(row.key.id()));
            let mark = moved.map(|_| (Role::Warning, "x")).or(mark.map(|role| (role, "!")));
            if let Some((mark, sign)) = mark {
                canvas.put_in(Slot { x: 1, y, width: 1 }, if role == Role::Focus { role } else { mark }, sign);
            }
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

    /// The case in focus in a few lines: who, whence and with whom, since when, what was done last.
    fn draw_detail(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(row) = self.rows.get(self.focus) else { return };
        let end = canvas.put(1, 0, Role::Strong, &row.case_ref).saturating_add(2);
        let [who, whence, mut when, last] = detail(row, ctx);
        when.splice(0..0, self.share(row, ctx));
        let who = [child::of_row(row, ctx)].into_iter().chain(who).collect::<Vec<_>>().join(text::SEPARATOR);
        canvas.put(end, 0, Role::Strong, &text::fitting(&who, canvas.width().saturating_sub(end)));
        let width = canvas.width().saturating_sub(2);
        for (y, parts) in (1..).zip([whence, when, last]) {
            canvas.put(1, y, Role::Body, &text::fitting(&parts.join(text::SEPARATOR), width));
        }
    }

    /// Whether what a case makes of the figure has changed since, and how much that was where it is not one.
    pub(super) fn share(&self, row: &CaseRow, ctx: &Ctx<'_>) -> Vec<String> {
        let Some(figure) = &self.behind else { return Vec::new() };
        let moved = figure.has_moved(row.key.id()).then(|| ctx.text("behind-changed"));
        let share = figure.among.count(row.key.id()).filter(|count| *count != 1);
        let share = share.map(|count| ctx.texts.with("behind-share", &[("count", render::number(count).into())]));
        moved.into_iter().chain(share).collect()
    }

    /// The same beside the list, one thing to a line.
    fn draw_side(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(row) = self.rows.get(self.focus) else { return };
        let width = canvas.width();
        let head = [row.case_ref.clone(), child::of_row(row, ctx)].map(|line| (Role::Strong, line));
        let rest = detail(row, ctx).into_iter().flat_map(|part| part.into_iter().chain([String::new()]));
        let rest = rest.chain(self.share(row, ctx));
        let lines = head.into_iter().chain(rest.map(|line| (Role::Body, line)));
        let wrapped = lines.flat_map(|(role, line)| {
            let lines = if line.is_empty() { vec![line] } else { text::wrap(&line, width) };
            lines.into_iter().map(move |line| (role, line))
        });
        for (y, (role, line)) in (0_u16..canvas.height()).zip(wrapped) {
            canvas.put(0, y, role, &line);
        }
    }
}

/// What is known of a case in words: who, whence and with whom, since when, what was done last.
fn detail(row: &CaseRow, ctx: &Ctx<'_>) -> [Vec<String>; 4] {
    let lang = ctx.texts.lang();
    let coded = |list: &str, code: &str| label(list, code, lang).to_owned();
    let born =
        child::known(&row.birth_date).map(|birth| ctx.texts.with("case-born", &[("day", written_birth(birth).into())]));
    let age = [age_in_words(row, ctx)].into_iter().chain(born).collect::<Vec<_>>().join(" ");
    let country = find(&COUNTRIES, &row.nationality).map_or_else(String::new, |country| country.name(lang).to_owned());
    let language = find(&LANGUAGES, &row.language).map_or_else(String::new, |language| language.name(lang).to_owned());
    let group = row
        .group
        .iter()
        .map(|(folio, given)| format!("{folio} {}", child::shown(given, ctx)))
        .collect::<Vec<_>>()
        .join(", ");
    let group = child::known(&group).map(|group| ctx.texts.with("case-group", &[("cases", group.into())]));
    let opened = row.opened_at.map_or_else(|| ctx.text("not-known"), moment::day_and_clock);
    let state = if row.outcome.is_empty() { condition(row, ctx) } else { coded("outcome", &row.outcome) };
    let service = row.last_service.as_ref().map_or_else(String::new, |(at, category)| {
        let what = coded("service_category", category);
        ctx.texts.with("case-last", &[("what", what.into()), ("at", moment::short(*at).into())])
    });
    let call = row.last_call.as_ref().map_or_else(String::new, |(at, outcome, relationship)| {
        let who = child::known(relationship).map(|code| coded("relationship", code));
        let call = format!("{} {}", ctx.text("case-call"), moment::short(*at));
        [Some(call), who, Some(coded("call_outcome", outcome))].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let whence = vec![country, coded("accompaniment", &row.accompaniment), language, group.unwrap_or_default()];
    let due = Option::zip(row.due.as_ref(), moment::now(ctx)).map_or_else(String::new, |(item, now)| {
        let room = if ctx.width < WIDTH_WORDS { WHAT } else { u16::MAX };
        let what = render::due::short(render::due::what(item, ctx.texts), item.code(), room, ctx.texts);
        let (when, basis) = (render::due::when(item, now, ctx.texts), render::due::basis(item, ctx.texts));
        format!("{what} {when} ({basis})")
    });
    // What does not fit is left out from the end: what is due comes first.
    let when = vec![due, format!("{} {opened}", ctx.text("case-opened")), state];
    // What is not known is left out rather than said of nobody knows what.
    [vec![age, coded("sex", &row.sex)], whence, when, vec![service, call]].map(|mut part| {
        part.retain(|text| !text.trim().is_empty());
        part
    })
}

/// A birth as far as it is known, day first.
fn written_birth(birth: &str) -> String {
    birth.split('-').rev().collect::<Vec<_>>().join("/")
}

/// The age when the case began; empty where neither that nor a birth date is known.
pub(in crate::screen) fn age(row: &CaseRow) -> String {
    let opened = row.opened_at.map(|opened| opened.to_string());
    let shown = age_shown(child::known(&row.birth_date), child::known(&row.age_years), opened.as_deref());
    if shown == UNKNOWN_SHOWN { String::new() } else { shown }
}

fn age_in_words(row: &CaseRow, ctx: &Ctx<'_>) -> String {
    let age = age(row);
    if age.is_empty() { age } else { child::aged(&age, ctx) }
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
    let is_unfinished = row.is_history && row.outcome.is_empty();
    ctx.text(match row.is_present {
        true => "case-present",
        false if is_unfinished => "case-history",
        false => "case-closed",
    })
}
