//! One case, drawn: who it is, the tabs, and the tab that is open.

use super::rows::{OVERDUE, REST, Table, in_a_line};
use super::{State, Tab, Voiding, history, process};
use crate::domain::catalogue::{Entry as _, ListCode, label, list};
use crate::domain::code::{ServiceCategory, ServiceStatus, YesNo};
use crate::domain::moment::Moment;
use crate::form::layout::FormKind;
use crate::form::typed::{About, UNKNOWN_SHOWN, age_shown, show};
use crate::i18n::Lang;
use crate::log::field::{Entity, Field};
use crate::screen::choice::{first_shown, room, say_hidden};
use crate::screen::message::Opened;
use crate::screen::{Ctx, child, entry, moment};
use crate::store::Record;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;
use std::ops::Range;

/// Where the values of a column begin.
const VALUES: u16 = 19;
/// From here on what is known stands in two columns, and tabs have their whole names.
pub(super) const WIDTH_TWO: u16 = 76;
/// The names of the tabs, whole and short.
const TABS: [[&str; 2]; 5] = [
    ["tab-data", "tab-data"],
    ["tab-services", "tab-services-short"],
    ["tab-contacts", "tab-contacts-short"],
    ["tab-process", "tab-process-short"],
    ["tab-history", "tab-history-short"],
];

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(opened) = &self.opened else {
            canvas.put(1, 1, Role::Body, &ctx.text("wait"));
            return;
        };
        let mut x = 1;
        let to_review = opened.sheet.case.named("review").is_some();
        let flags =
            [(is_urgent(opened), Role::Error, "!! ", "case-urgent"), (to_review, Role::Warning, "! ", "case-review")];
        for (_, role, mark, key) in flags.into_iter().filter(|(is_so, ..)| *is_so) {
            x = canvas.put(x, 0, role, &format!("{mark}{}", ctx.text(key))).saturating_add(2);
        }
        let who = text::fitting(&who(opened, ctx), canvas.width().saturating_sub(x));
        canvas.put(x, 0, Role::Strong, &who);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(3));
        let table = self.table(opened, width, ctx);
        self.draw_tabs(&table, opened, ctx, canvas);
        canvas.rule(2);
        let mut body = canvas.part(Slot { x: 0, y: 3, width }, height);
        let height = self.draw_whole(&table, ctx, &mut body);
        let mut above = body.part(Slot { x: 0, y: 0, width }, height);
        match self.tab {
            Tab::Data => self.draw_data(opened, ctx, &mut above),
            Tab::Services => self.draw_services(&table, opened, ctx, &mut above),
            Tab::Contacts => self.draw_contacts(&table, opened, ctx, &mut above),
            Tab::Process | Tab::History => {
                if table.rows.is_empty() {
                    above.put(3, 0, Role::Body, &ctx.text("process-none"));
                }
                self.draw_rows(&table, 0..table.rows.len(), ctx, &mut above);
            }
        }
        if let Some(voiding) = &self.voiding {
            draw_voiding(voiding, opened, ctx, &mut body);
        }
        if let Some(linking) = &self.linking {
            self.draw_linking(linking, ctx, &mut body);
        }
    }

    fn draw_tabs(&self, table: &Table, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let sheet = &opened.sheet;
        let count = |records: &[Record]| records.iter().filter(|record| !record.is_voided()).count();
        // Where a row has the focus the tab does not look as if it had it too.
        let has_row = !table.rows.is_empty() || self.picked.is_some() || self.voiding.is_some();
        let (width, overdue, mut x) = (canvas.width(), process::overdue(opened, ctx), 1);
        for (number, (tab, [whole, short])) in (1..).zip(Tab::ALL.into_iter().zip(TABS)) {
            let counted = match tab {
                Tab::Services if is_urgent(opened) => format!(" {} !!", count(&sheet.services)),
                Tab::Services => format!(" {}", count(&sheet.services)),
                Tab::Contacts => format!(" {}", count(&sheet.contacts)),
                Tab::Process if overdue > 0 => format!(" !{overdue}"),
                Tab::Data | Tab::Process | Tab::History => String::new(),
            };
            let name = format!("{number} {}{counted}", ctx.text(if width < WIDTH_TWO { short } else { whole }));
            let is_open = tab == self.tab;
            let role = match is_open {
                true if has_row => Role::Strong,
                true => Role::Focus,
                false => Role::Body,
            };
            let shown = if is_open { format!("[{name}]") } else { format!(" {name} ") };
            if role == Role::Focus {
                canvas.set_cursor(x, 1);
            }
            let end = canvas.put(x, 1, role, &shown);
            x = end.saturating_add(u16::from(width >= WIDTH_TWO));
        }
    }

    fn draw_data(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        let blocks = [self.group_lines(usize::from(height / 4), ctx), self.same_lines(usize::from(height / 5), ctx)];
        let count = blocks.iter().map(Vec::len).sum::<usize>();
        let below = height.saturating_sub(u16::try_from(count).unwrap_or(height));
        let roles = || std::iter::once(Role::Strong).chain(std::iter::repeat(Role::Body));
        for (y, (line, role)) in (below..).zip(blocks.iter().flat_map(|block| block.iter().zip(roles()))) {
            canvas.put(1, y, role, line);
        }
        self.draw_known(opened, ctx, &mut canvas.part(Slot { x: 0, y: 0, width }, below));
    }

    fn draw_known(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let mut columns = vec![Vec::new()];
        if canvas.width() >= WIDTH_TWO {
            columns.push(Vec::new());
        }
        let width = canvas.width().checked_div(u16::try_from(columns.len()).unwrap_or(1)).unwrap_or(0);
        for (at, section) in FormKind::Case.sections().into_iter().enumerate() {
            let to = at.checked_rem(columns.len()).unwrap_or(0);
            let Some(column) = columns.get_mut(to) else { continue };
            column.extend(section.key.map(|key| (ctx.text(key).to_uppercase(), None)));
            column.extend(section.fields.into_iter().flat_map(|field| {
                let name = ctx.text(&format!("field-{}-{}", field.entity.code(), field.name));
                let lines = text::wrap(&shown(opened, field, ctx), width.saturating_sub(VALUES).saturating_sub(1));
                let names = std::iter::once(name).chain(std::iter::repeat_with(String::new));
                names.zip(lines).map(|(name, line)| (name, Some(line)))
            }));
        }
        let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
        let (height, room) = (canvas.height(), room(longest, canvas));
        let first_of = |rows: usize| self.focus.min(rows.saturating_sub(room));
        say_hidden(first_of(longest), room, longest, ctx, canvas);
        for (at, column) in (0_u16..).zip(&columns) {
            let mut part =
                canvas.part(Slot { x: at.saturating_mul(width), y: 0, width: width.saturating_sub(1) }, height);
            for (y, (name, value)) in (0_u16..).zip(column.iter().skip(first_of(column.len())).take(room)) {
                let Some(value) = value else {
                    part.put(1, y, Role::Strong, name);
                    continue;
                };
                part.put_in(Slot { x: 2, y, width: VALUES.saturating_sub(3) }, Role::Body, name);
                part.put(VALUES, y, Role::Body, value);
            }
        }
    }

    fn draw_services(&self, table: &Table, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let height = canvas.height().saturating_sub(6);
        let width = canvas.width();
        let headings = ["column-day", "column-clock", "column-service", "column-detail"];
        for ((x, _), key) in table.columns.iter().zip(headings) {
            canvas.put(*x, 0, Role::Strong, &ctx.text(key));
        }
        if opened.sheet.services.is_empty() {
            canvas.put(3, 2, Role::Body, &ctx.text("services-none"));
        }
        self.draw_rows(table, 0..table.rows.len(), ctx, &mut canvas.part(Slot { x: 0, y: 1, width }, height));
        let below = height.saturating_add(1);
        canvas.rule(below);
        draw_letters(below.saturating_add(1), ctx, canvas);
        let last = below.saturating_add(4);
        match self.picked {
            Some(picked) => draw_picked(picked, last, ctx, canvas),
            None => {
                canvas.put(1, last, Role::Body, &totals(opened, width.saturating_sub(1), ctx));
            }
        }
    }

    fn draw_contacts(&self, table: &Table, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        let contacts = opened.sheet.contacts.len();
        let lines = u16::try_from(contacts).unwrap_or(u16::MAX).max(1).min(height.saturating_sub(4) / 2);
        let below = lines.saturating_add(2);
        let blocks = [
            (0, lines, 0..contacts, ["contacts-title", "contacts-none"]),
            (below, height, contacts..table.rows.len(), ["calls-title", "calls-none"]),
        ];
        for (y, lines, rows, [title, none]) in blocks {
            canvas.put(1, y, Role::Strong, &ctx.text(title));
            if rows.is_empty() {
                canvas.put(3, y.saturating_add(1), Role::Body, &ctx.text(none));
            }
            let slot = Slot { x: 0, y: y.saturating_add(1), width };
            self.draw_rows(table, rows, ctx, &mut canvas.part(slot, lines));
        }
    }

    /// Rows of the tab, the one in focus among them where it is one of these.
    fn draw_rows(&self, table: &Table, rows: Range<usize>, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let room = room(rows.len(), canvas);
        let first = first_shown(self.focus.saturating_sub(rows.start), rows.len(), room);
        say_hidden(first, room, rows.len(), ctx, canvas);
        for (y, at) in (0_u16..).zip((rows.start.saturating_add(first)..rows.end).take(room)) {
            let role = self.row_role(at, y, canvas);
            for ((x, width), cell) in table.columns.iter().zip(table.rows.get(at).into_iter().flatten()) {
                let role = if role == Role::Body && cell == OVERDUE { Role::Error } else { role };
                let rest = if *width == REST { canvas.width().saturating_sub(*x) } else { u16::MAX };
                canvas.put_in(Slot { x: *x, y, width: *width }, role, &text::whole(cell, rest));
            }
        }
    }

    /// Says whole, at the foot, what does not fit into the row in focus; the lines that are left above.
    fn draw_whole(&self, table: &Table, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) -> u16 {
        let (width, height) = (canvas.width(), canvas.height());
        let room = if self.is_whole { height.saturating_sub(1) } else { height / 2 };
        let is_wanted = self.is_whole || self.tab != Tab::History && self.picked.is_none();
        let whole = table.cut(self.focus, width).filter(|_| is_wanted);
        let lines: Vec<String> = whole.iter().flat_map(|whole| text::wrap(whole, width.saturating_sub(2))).collect();
        let shown = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room);
        let above = height.saturating_sub(shown);
        if shown == 0 {
            return height;
        }
        let rule = above.saturating_sub(1);
        canvas.rule(rule);
        canvas.put(2, rule, Role::Strong, &format!(" {} ", ctx.text("case-row-whole")));
        for (y, line) in (above..height).zip(&lines) {
            canvas.put(1, y, Role::Body, line);
        }
        rule
    }

    /// Marks the row in focus; the role of its text.
    pub(super) fn row_role(&self, at: usize, y: u16, canvas: &mut Canvas<'_>) -> Role {
        // A service that waits for Intro has the focus, and no row has it then.
        if at != self.focus || self.picked.is_some() {
            return Role::Body;
        }
        canvas.put(0, y, Role::Body, ">");
        canvas.blank(Slot { x: 1, y, width: canvas.width().saturating_sub(1) }, Role::Focus);
        canvas.set_cursor(1, y);
        Role::Focus
    }
}

/// What is to be voided, what that means, and the reason as it is typed.
fn draw_voiding(voiding: &Voiding, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let is_case = voiding.entity == Entity::Case;
    let what = history::name_of(opened, voiding.entity, voiding.record, ctx);
    let key = if is_case { "void-case-title" } else { "void-title" };
    let title = ctx.texts.with(key, &[("what", what.into())]);
    let means = ctx.text(if is_case { "void-case-means" } else { "void-means" });
    let mut inner = canvas.boxed_at_foot(&title, 3);
    inner.put(1, 0, Role::Body, &means);
    inner.put(1, 1, Role::Strong, &ctx.text("void-ask"));
    let whole = Slot { x: 1, y: 2, width: inner.width().saturating_sub(2) };
    inner.put(0, 2, Role::Body, ">");
    inner.typing(whole, &voiding.reason);
}

/// The letters that choose a service, on three lines.
fn draw_letters(y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let lang = ctx.texts.lang();
    let mut x = canvas.put(1, y, Role::Strong, &ctx.text("services-add")).saturating_add(1);
    // Where the window is narrow each column counts for the letters to stand on three lines.
    let indent = if canvas.width() < WIDTH_TWO { 1 } else { x };
    let mut line = y;
    for code in list(ServiceCategory::LIST) {
        let name = label(ServiceCategory::LIST, &code.code, lang);
        let room = text::columns(name).saturating_add(2);
        if x.saturating_add(room) > canvas.width() {
            (x, line) = (indent, line.saturating_add(1));
        }
        let end = canvas.put(x, line, Role::Key, &code.key.to_uppercase());
        x = canvas.put(end.saturating_add(1), line, Role::Body, name).saturating_add(2);
    }
}

/// The service that Intro writes.
fn draw_picked(picked: ServiceCategory, y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let name = label(ServiceCategory::LIST, picked.code(), ctx.texts.lang());
    let time = moment::now(ctx).map_or_else(String::new, moment::clock);
    let said = ctx.texts.with("services-picked", &[("service", name.into()), ("time", time.into())]);
    canvas.put(0, y, Role::Body, ">");
    canvas.put(2, y, Role::Focus, &format!(" {said} "));
    canvas.set_cursor(2, y);
}

/// Age, sex, nationality, whether the child is here, and accompaniment, in words.
pub(super) fn who(opened: &Opened, ctx: &Ctx<'_>) -> String {
    let (case, person) = (&opened.sheet.case, opened.sheet.person.as_ref());
    let of = |record: Option<&Record>, name: &str| record.and_then(|record| record.named(name).map(str::to_owned));
    let age = age_shown(
        of(person, "birth_date").as_deref(),
        of(Some(case), "age_years").as_deref(),
        of(Some(case), "opened_at").as_deref(),
    );
    let known =
        |record: Option<&Record>, name: &str| record.map_or_else(String::new, |record| named(record, name, ctx));
    let opened_at = moment_of(case, "opened_at").map_or_else(|| ctx.text("not-known"), moment::day);
    let state = match (case.named("outcome"), case.named("left_at"), case.named("history")) {
        (Some(outcome), _, _) => label("outcome", outcome, ctx.texts.lang()).to_owned(),
        (None, None, None) => ctx.texts.with("case-present-since", &[("day", opened_at.into())]),
        (None, _, Some(_)) => ctx.text("case-history"),
        _ => ctx.text("case-closed"),
    };
    let age = if age == UNKNOWN_SHOWN { String::new() } else { child::aged(&age, ctx) };
    let accompaniment = known(Some(case), "accompaniment");
    in_a_line(&[age, known(person, "sex"), known(person, "nationality"), state, accompaniment])
}

/// Whether a child was said to need health care at once, and none is recorded as given yet.
fn is_urgent(opened: &Opened) -> bool {
    let is_said = opened.sheet.case.named("health_urgent") == Some(YesNo::Yes.code());
    is_said && !opened.sheet.services.iter().any(|record| is_given(record, ServiceCategory::Health))
}

/// Whether a record says that help of a kind was given.
fn is_given(record: &Record, category: ServiceCategory) -> bool {
    let status = record.named("status").and_then(ServiceStatus::from_code).unwrap_or(ServiceStatus::Given);
    let is_of = record.named("category") == Some(category.code());
    is_of && status == ServiceStatus::Given && !record.is_voided()
}

pub(super) fn moment_of(record: &Record, name: &str) -> Option<Moment> {
    Moment::parse(record.named(name)?, chrono_tz::UTC)
}

/// The value of a field in words; empty where it is not known.
pub(super) fn named(record: &Record, name: &str, ctx: &Ctx<'_>) -> String {
    shown_of(record, name, About::NOTHING, ctx)
}

/// The same, where what it is called hangs on the case.
pub(super) fn shown_of(record: &Record, name: &str, about: &About, ctx: &Ctx<'_>) -> String {
    let field = record.entity.fields().find(|field| field.name == name);
    let (Some(field), Some(value), Some(desk)) = (field, record.named(name), entry::desk(ctx, about)) else {
        return String::new();
    };
    let shown = show(field, value, &desk);
    if field.is_name() { child::shown(&shown, ctx) } else { shown }
}

/// What is known of a field of the child or the case; a dash where nothing is.
fn shown(opened: &Opened, on_form: &Field, ctx: &Ctx<'_>) -> String {
    let record = if on_form.entity == Entity::Person { opened.sheet.person.as_ref() } else { Some(&opened.sheet.case) };
    let value = record.map_or_else(String::new, |record| named(record, on_form.name, ctx));
    let value = if value.is_empty() && on_form.name == "birth_date" { age(opened, ctx) } else { value };
    if value.is_empty() { "—".to_owned() } else { value }
}

fn age(opened: &Opened, ctx: &Ctx<'_>) -> String {
    let years = named(&opened.sheet.case, "age_years", ctx);
    if years.is_empty() { years } else { child::aged(&years, ctx) }
}

/// How often each kind of help was given; by the letters that stand above where names take too much room.
fn totals(opened: &Opened, width: u16, ctx: &Ctx<'_>) -> String {
    let count =
        |category: ServiceCategory| opened.sheet.services.iter().filter(|record| is_given(record, category)).count();
    let counted = list(ServiceCategory::LIST).filter_map(|code| Some((code, ServiceCategory::from_code(&code.code)?)));
    let counted: Vec<_> = counted.map(|(code, category)| (code, count(category))).filter(|(_, n)| *n > 0).collect();
    if counted.is_empty() {
        return String::new();
    }
    let line = |name: fn(&ListCode, Lang) -> String| {
        let parts = counted.iter().map(|(code, n)| format!("{} {n}", name(code, ctx.texts.lang())));
        format!("{} {}", ctx.text("services-total"), parts.collect::<Vec<_>>().join(text::SEPARATOR))
    };
    let whole = line(|code, lang| code.name(lang).to_owned());
    if text::columns(&whole) <= width { whole } else { line(|code, _| code.key.to_uppercase()) }
}
