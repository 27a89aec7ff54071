//! One case, drawn: who it is, the tabs, and the tab that is open.

use super::{State, Tab, Voiding, history, process};
use crate::domain::catalogue::{Entry as _, ListCode, label, list};
use crate::domain::code::{Safe, ServiceCategory, ServiceStatus, YesNo};
use crate::domain::moment::Moment;
use crate::form::layout::FormKind;
use crate::form::typed::{About, UNKNOWN_SHOWN, age_shown, show};
use crate::i18n::Lang;
use crate::log::field::{Entity, Field};
use crate::screen::choice::first_shown;
use crate::screen::message::Opened;
use crate::screen::{Ctx, child, entry, moment};
use crate::store::Record;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::text;
use crate::ui::theme::Role;

/// Where the values of a column begin.
const VALUES: u16 = 19;
/// From here on what is known stands in two columns.
pub(super) const WIDTH_TWO: u16 = 76;
/// From here on the tabs have their whole names.
const WIDTH_TABS: u16 = 92;
/// Where columns of services and calls begin.
const CLOCK: u16 = 14;
const WHAT: u16 = 21;
/// Where the names of officers begin in the history, and how wide they get.
const OFFICERS: u16 = 20;
const OFFICERS_MAX: u16 = 14;

impl State {
    pub(in crate::screen) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let Some(opened) = &self.opened else {
            canvas.put(1, 1, Role::Body, &ctx.text("wait"));
            return;
        };
        let mut x = 1;
        if is_urgent(opened) {
            let urgent = format!("!! {}", ctx.text("case-urgent"));
            x = canvas.put(x, 0, Role::Error, &urgent).saturating_add(2);
        }
        let who = text::fitting(&who(opened, ctx), canvas.width().saturating_sub(x));
        canvas.put(x, 0, Role::Strong, &who);
        self.draw_tabs(opened, ctx, canvas);
        canvas.rule(2);
        let (width, height) = (canvas.width(), canvas.height().saturating_sub(3));
        let mut body = canvas.part(Slot { x: 0, y: 3, width }, height);
        match self.tab {
            Tab::Data => self.draw_data(opened, ctx, &mut body),
            Tab::Services => self.draw_services(opened, ctx, &mut body),
            Tab::Contacts => self.draw_contacts(opened, ctx, &mut body),
            Tab::Process => self.draw_process(ctx, &mut body),
            Tab::History => self.draw_history(opened, ctx, &mut body),
        }
        if let Some(voiding) = &self.voiding {
            draw_voiding(voiding, opened, ctx, &mut body);
        }
        if let Some(linking) = &self.linking {
            self.draw_linking(linking, ctx, &mut body);
        }
    }

    fn draw_tabs(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let sheet = &opened.sheet;
        let count = |records: &[Record]| records.iter().filter(|record| !record.is_voided()).count();
        // Where a row has the focus the tab does not look as if it had it too.
        let has_row = match self.tab {
            Tab::Data => self.voiding.is_some(),
            Tab::Services => !sheet.services.is_empty() || self.picked.is_some(),
            Tab::Contacts => !sheet.contacts.is_empty() || !sheet.calls.is_empty(),
            Tab::Process => !self.process_rows(ctx).is_empty(),
            Tab::History => true,
        };
        let (width, mut x) = (canvas.width(), 1);
        for (number, tab) in (1..).zip(Tab::ALL) {
            let (key, counted) = match tab {
                Tab::Data => ("tab-data", None),
                Tab::Services if width < WIDTH_TWO => ("tab-services-short", Some(count(&sheet.services))),
                Tab::Services => ("tab-services", Some(count(&sheet.services))),
                Tab::Contacts if width < WIDTH_TWO => ("tab-contacts-shortest", Some(count(&sheet.contacts))),
                Tab::Contacts if width < WIDTH_TABS => ("tab-contacts-short", Some(count(&sheet.contacts))),
                Tab::Contacts => ("tab-contacts", Some(count(&sheet.contacts))),
                Tab::Process if width < WIDTH_TWO => ("tab-process-short", None),
                Tab::Process => ("tab-process", None),
                Tab::History if width < WIDTH_TWO => ("tab-history-short", None),
                Tab::History => ("tab-history", None),
            };
            let counted = counted.map_or_else(String::new, |counted| format!(" {counted}"));
            let overdue = if tab == Tab::Process { process::overdue(opened, ctx) } else { 0 };
            let counted = match tab {
                Tab::Services if is_urgent(opened) => format!("{counted} !!"),
                Tab::Process if overdue > 0 => format!(" !{overdue}"),
                _ => counted,
            };
            let name = format!("{number} {}{counted}", ctx.text(key));
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
        let height = canvas.height();
        for (at, column) in (0_u16..).zip(&columns) {
            let mut part =
                canvas.part(Slot { x: at.saturating_mul(width), y: 0, width: width.saturating_sub(1) }, height);
            let first = self.focus.min(column.len().saturating_sub(usize::from(height)));
            for (y, (name, value)) in (0_u16..height).zip(column.iter().skip(first)) {
                let Some(value) = value else {
                    part.put(1, y, Role::Strong, name);
                    continue;
                };
                part.put_in(Slot { x: 2, y, width: VALUES.saturating_sub(3) }, Role::Body, name);
                part.put(VALUES, y, Role::Body, value);
            }
        }
    }

    fn draw_services(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let height = canvas.height().saturating_sub(6);
        let width = canvas.width();
        let headings = ["column-day", "column-clock", "column-service", "column-detail"];
        draw_headings(&headings, ctx, canvas);
        if opened.sheet.services.is_empty() {
            canvas.put(3, 2, Role::Body, &ctx.text("services-none"));
        }
        let mut part = canvas.part(Slot { x: 0, y: 1, width }, height);
        self.draw_records(&opened.sheet.services, &mut part, |record| {
            let at = moment_of(record, "at");
            [
                at.map_or_else(String::new, moment::day),
                at.map_or_else(String::new, moment::clock),
                named(record, "category", ctx),
                detail(record, ctx),
            ]
        });
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

    fn draw_contacts(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let sheet = &opened.sheet;
        let width = canvas.width();
        let contacts = u16::try_from(sheet.contacts.len()).unwrap_or(u16::MAX).max(1);
        let contacts = contacts.min(canvas.height().saturating_sub(4) / 2);
        canvas.put(1, 0, Role::Strong, &ctx.text("contacts-title"));
        if sheet.contacts.is_empty() {
            canvas.put(3, 1, Role::Body, &ctx.text("contacts-none"));
        }
        {
            let mut part = canvas.part(Slot { x: 0, y: 1, width }, contacts);
            self.draw_rows(0, &sheet.contacts, &mut part, |record| contact_line(record, ctx));
        }
        let below = contacts.saturating_add(2);
        canvas.put(1, below, Role::Strong, &ctx.text("calls-title"));
        if sheet.calls.is_empty() {
            canvas.put(3, below.saturating_add(1), Role::Body, &ctx.text("calls-none"));
        }
        let height = canvas.height().saturating_sub(below).saturating_sub(1);
        let mut part = canvas.part(Slot { x: 0, y: below.saturating_add(1), width }, height);
        self.draw_rows(sheet.contacts.len(), &sheet.calls, &mut part, |record| call_line(opened, record, ctx));
    }

    fn draw_history(&self, opened: &Opened, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let height = usize::from(canvas.height());
        let rows = history::told(opened, &self.about(ctx), ctx);
        let officers = rows.iter().map(|told| text::columns(&told.officer)).max().unwrap_or(0).min(OFFICERS_MAX);
        let first = first_shown(self.focus, rows.len(), height);
        for (y, (at, told)) in (0_u16..).zip(rows.iter().enumerate().skip(first).take(height)) {
            let role = self.row_role(at, y, canvas);
            canvas.put_in(Slot { x: 2, y, width: 16 }, role, &told.when);
            canvas.put_in(Slot { x: OFFICERS, y, width: officers }, role, &told.officer);
            canvas.put(OFFICERS.saturating_add(officers).saturating_add(2), y, role, &told.what);
        }
        if let Some(told) = rows.get(self.focus).filter(|_| self.is_whole) {
            draw_whole(told, ctx, canvas);
        }
    }

    fn draw_records(&self, records: &[Record], canvas: &mut Canvas<'_>, cells: impl Fn(&Record) -> [String; 4]) {
        let height = usize::from(canvas.height());
        let first = first_shown(self.focus, records.len(), height);
        for (y, (at, record)) in (0_u16..).zip(records.iter().enumerate().skip(first).take(height)) {
            let role = self.row_role(at, y, canvas);
            let [day, clock, what, detail] = cells(record);
            canvas.put_in(Slot { x: 2, y, width: 10 }, role, &day);
            canvas.put_in(Slot { x: CLOCK, y, width: 5 }, role, &clock);
            canvas.put_in(Slot { x: WHAT, y, width: 20 }, role, &what);
            canvas.put(42, y, role, &detail);
        }
    }

    fn draw_rows(&self, from: usize, records: &[Record], canvas: &mut Canvas<'_>, line: impl Fn(&Record) -> String) {
        let height = usize::from(canvas.height());
        let first = first_shown(self.focus.saturating_sub(from), records.len(), height);
        for (y, (at, record)) in (0_u16..).zip(records.iter().enumerate().skip(first).take(height)) {
            let role = self.row_role(at.saturating_add(from), y, canvas);
            canvas.put(2, y, role, &line(record));
        }
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
    let (width, y) = (canvas.width(), canvas.height().saturating_sub(5));
    let mut part = canvas.part(Slot { x: 0, y, width }, 5);
    let mut inner = part.boxed(&title);
    inner.put(1, 0, Role::Body, &means);
    inner.put(1, 1, Role::Strong, &ctx.text("void-ask"));
    let whole = Slot { x: 1, y: 2, width: inner.width().saturating_sub(2) };
    inner.put(0, 2, Role::Body, ">");
    inner.typing(whole, &voiding.reason);
}

/// A line of the history, whole.
fn draw_whole(told: &history::Told, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let lines = text::wrap(&told.what, width.saturating_sub(4));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(3).min(canvas.height());
    let y = canvas.height().saturating_sub(height);
    let mut part = canvas.part(Slot { x: 0, y, width }, height);
    let mut inner = part.boxed(&ctx.text("history-whole"));
    inner.put(1, 0, Role::Strong, &format!("{} · {}", told.when, told.officer));
    for (y, line) in (1_u16..).zip(&lines) {
        inner.put(1, y, Role::Body, line);
    }
}

/// The letters that choose a service, on three lines.
fn draw_letters(y: u16, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let lang = ctx.texts.lang();
    let mut x = canvas.put(1, y, Role::Strong, &ctx.text("services-add")).saturating_add(1);
    let indent = x;
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

fn draw_headings(keys: &[&str; 4], ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    for (x, key) in [2, CLOCK, WHAT, 42].into_iter().zip(keys) {
        canvas.put(x, 0, Role::Strong, &ctx.text(key));
    }
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
    let known = |record: Option<&Record>, name: &str| {
        record.map(|record| named(record, name, ctx)).filter(|text| !text.is_empty())
    };
    let opened_at = moment_of(case, "opened_at").map_or_else(|| ctx.text("not-known"), moment::day);
    let state = match (case.named("outcome"), case.named("left_at"), case.named("history")) {
        (Some(outcome), _, _) => label("outcome", outcome, ctx.texts.lang()).to_owned(),
        (None, None, None) => ctx.texts.with("case-present-since", &[("day", opened_at.into())]),
        (None, _, Some(_)) => ctx.text("case-history"),
        _ => ctx.text("case-closed"),
    };
    let parts = [
        (age != UNKNOWN_SHOWN).then(|| child::aged(&age, ctx)),
        known(person, "sex"),
        known(person, "nationality"),
        Some(state),
        known(Some(case), "accompaniment"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
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

fn detail(record: &Record, ctx: &Ctx<'_>) -> String {
    if record.is_voided() {
        return ctx.text("record-voided");
    }
    let status = record.named("status").filter(|status| *status != "given");
    let quantity = record.named("quantity").filter(|quantity| *quantity != "1").map(|quantity| format!("× {quantity}"));
    let parts = [
        Some(named(record, "detail", ctx)),
        quantity,
        status.map(|status| label("service_status", status, ctx.texts.lang()).to_owned()),
        record.named("note").map(str::to_owned),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
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

fn contact_line(record: &Record, ctx: &Ctx<'_>) -> String {
    if record.is_voided() {
        let number = record.named("contact_ref").unwrap_or_default();
        return format!(
            "{number} {} {}",
            child::shown(record.named("name").unwrap_or("—"), ctx),
            ctx.text("record-voided")
        );
    }
    let number = record.named("contact_ref").unwrap_or_default();
    let unnamed = ctx.text("not-known");
    let safe = record.named("safe");
    let word = safe.map_or_else(|| unnamed.clone(), |safe| label("safe", safe, ctx.texts.lang()).to_owned());
    let word = format!("{} {word}", ctx.text("contact-safe"));
    let (mark, warning, word) = match safe.and_then(Safe::from_code) {
        Some(Safe::Yes) => ("", None, Some(word)),
        Some(Safe::No) => ("!! ", Some(ctx.text("contact-not-safe")), None),
        Some(Safe::Pending) | None => ("! ", Some(word), None),
    };
    let phone = named(record, "phone", ctx);
    // Whether to call at all is never cut; a number with its prefix says the country.
    let country = record.named("country").filter(|_| !phone.starts_with('+')).map(str::to_owned);
    let parts = [
        Some(record.named("name").map_or(unnamed, |name| child::shown(name, ctx))),
        warning,
        Some(named(record, "relationship", ctx)),
        word,
        Some(phone),
        country,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{mark}{number} {}", parts.join(" · "))
}

fn call_line(opened: &Opened, record: &Record, ctx: &Ctx<'_>) -> String {
    let at = moment_of(record, "at").map_or_else(String::new, moment::day_and_clock);
    let contact = child::shown(history::callee(opened, record).unwrap_or("—"), ctx);
    let minutes = record.named("minutes").map(|minutes| ctx.texts.with("call-minutes", &[("minutes", minutes.into())]));
    let retry = moment_of(record, "retry_at").filter(|_| !record.is_voided()).map(moment::day_and_clock);
    let retry = retry.map(|at| ctx.texts.with("call-retry", &[("at", at.into())]));
    let note = record.named("note").map(str::to_owned);
    let voided = record.is_voided().then(|| ctx.text("record-voided"));
    let parts: Vec<String> = [voided, Some(named(record, "outcome", ctx)), minutes, retry, note]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{at}  {contact} · {}", parts.join(" · "))
}
