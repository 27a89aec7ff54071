//! The rows of a tab: what stands in each of their cells, and where the columns are.
//!
//! Draws nothing. Must stay true: names stand there as names are shown now, and what is voided says so first.

use super::process::Row;
use super::view::{WIDTH_TWO, moment_of, named, shown_of};
use super::{State, Tab, history};
use crate::domain::catalogue::label;
use crate::domain::code::{Safe, ServiceStatus};
use crate::domain::due;
use crate::form::typed::About;
use crate::render::due as words;
use crate::screen::message::Opened;
use crate::screen::{Ctx, child, moment};
use crate::store::Record;
use crate::ui::text;

/// The mark of what is overdue.
pub(super) const OVERDUE: &str = "!!";
/// As wide as there is room.
pub(super) const REST: u16 = u16::MAX;
/// How wide the names of officers get in the history.
const OFFICERS_MAX: u16 = 14;

/// Rows in columns.
#[derive(Default)]
pub(super) struct Table {
    /// Where each column begins, and how wide it is.
    pub(super) columns: Vec<(u16, u16)>,
    /// The cells of each row.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// What a row says, where not all of it fits.
    pub(super) fn cut(&self, at: usize, width: u16) -> Option<String> {
        let row = self.rows.get(at)?;
        let mut cells = self.columns.iter().zip(row);
        let is_cut =
            cells.any(|((x, room), cell)| text::columns(&text::clean(cell)) > width.saturating_sub(*x).min(*room));
        is_cut.then(|| in_a_line(row))
    }
}

/// The cells of a row, one after the other.
pub(super) fn in_a_line(cells: &[String]) -> String {
    cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(text::SEPARATOR)
}

impl State {
    /// What can be stood on; of what is known of the child and the case, nothing.
    pub(super) fn table(&self, opened: &Opened, width: u16, ctx: &Ctx<'_>) -> Table {
        let sheet = &opened.sheet;
        match self.tab {
            Tab::Data => Table::default(),
            Tab::Services => Table {
                columns: vec![(2, 10), (14, 5), (21, 20), (42, REST)],
                rows: sheet.services.iter().map(|record| service(record, ctx)).collect(),
            },
            Tab::Contacts => {
                let calls = sheet.calls.iter().map(|record| call(opened, record, ctx));
                let lines = sheet.contacts.iter().map(|record| contact(record, ctx)).chain(calls);
                Table { columns: vec![(2, REST)], rows: lines.map(|line| vec![line]).collect() }
            }
            Tab::Process => {
                let (about, name) = (self.about(ctx), if width < WIDTH_TWO { 25 } else { 34 });
                let rows = self.process_rows(ctx);
                Table {
                    columns: vec![(1, 2), (4, name), (name + 5, 20), (name + 26, REST)],
                    rows: rows.iter().map(|row| step_in(row, name, &about, ctx)).collect(),
                }
            }
            Tab::History => {
                let rows = history::told(opened, &self.about(ctx), ctx);
                let officers = rows.iter().map(|told| text::columns(&told.officer)).max();
                let officers = officers.unwrap_or(0).min(OFFICERS_MAX);
                Table {
                    columns: vec![(2, 16), (20, officers), (officers + 22, REST)],
                    rows: rows.into_iter().map(|told| vec![told.when, told.officer, told.what]).collect(),
                }
            }
        }
    }
}

/// Day, clock, what, and what else there is to say of a service.
fn service(record: &Record, ctx: &Ctx<'_>) -> Vec<String> {
    let at = moment_of(record, "at");
    let written = |write: fn(_) -> String| at.map_or_else(String::new, write);
    vec![written(moment::day), written(moment::clock), named(record, "category", ctx), detail(record, ctx)]
}

fn detail(record: &Record, ctx: &Ctx<'_>) -> String {
    let status = record.named("status").filter(|status| *status != ServiceStatus::Given.code());
    let status = status.map_or("", |status| label("service_status", status, ctx.texts.lang())).to_owned();
    let quantity = record.named("quantity").filter(|quantity| *quantity != "1");
    let quantity = quantity.map_or_else(String::new, |quantity| format!("× {quantity}"));
    in_a_line(&[voided(record, ctx), named(record, "detail", ctx), quantity, status, named(record, "note", ctx)])
}

/// Whether a record counts no longer, in a word.
fn voided(record: &Record, ctx: &Ctx<'_>) -> String {
    if record.is_voided() { ctx.text("record-voided") } else { String::new() }
}

/// A row of the process, with the name of its step in so many columns.
fn step_in(row: &Row<'_>, columns: u16, about: &About, ctx: &Ctx<'_>) -> Vec<String> {
    let code = match row {
        Row::Item(item) => item.code(),
        Row::Record(record) => record.named("step").unwrap_or_default(),
    };
    let mut cells = step(row, about, ctx);
    if let Some(name) = cells.get_mut(1) {
        *name = words::short(std::mem::take(name), code, columns, ctx.texts);
    }
    cells
}

/// Mark, name, when, and what else there is to say of a row.
pub(super) fn step(row: &Row<'_>, about: &About, ctx: &Ctx<'_>) -> Vec<String> {
    match row {
        Row::Item(item) => {
            let mark = match item.state {
                due::State::Overdue => OVERDUE,
                due::State::Today => "!",
                due::State::Locked => "x",
                _ => "",
            };
            let when = moment::now(ctx).map_or_else(String::new, |now| words::when(item, now, ctx.texts));
            let tail = match item.state {
                due::State::Done | due::State::Undated | due::State::Waiting => String::new(),
                due::State::Locked => ctx.text("process-locked-short"),
                _ => words::basis(item, ctx.texts),
            };
            vec![mark.to_owned(), words::what(item, ctx.texts), when, tail]
        }
        Row::Record(record) => {
            let at = moment_of(record, "done_at").map_or_else(|| "—".to_owned(), moment::day_and_clock);
            let known = ["answer", "document", "received_by", "override_reason", "note"];
            let known = known.map(|name| named(record, name, ctx));
            let tail = in_a_line(&[voided(record, ctx), in_a_line(&known)]);
            vec![String::new(), shown_of(record, "step", about, ctx), at, tail]
        }
    }
}

/// A contact in a line.
fn contact(record: &Record, ctx: &Ctx<'_>) -> String {
    let number = record.named("contact_ref").unwrap_or_default();
    let unknown = ctx.text("not-known");
    let name = record.named("name").map_or_else(|| unknown.clone(), |name| child::shown(name, ctx));
    if record.is_voided() {
        return format!("{number} {name} {}", voided(record, ctx));
    }
    let safe = record.named("safe");
    let word = safe.map_or(unknown, |safe| label("safe", safe, ctx.texts.lang()).to_owned());
    let word = format!("{} {word}", ctx.text("contact-safe"));
    // Whether to call at all is never cut.
    let (mark, warning, word) = match safe.and_then(Safe::from_code) {
        Some(Safe::Yes) => ("", String::new(), word),
        Some(Safe::No) => ("!! ", ctx.text("contact-not-safe"), String::new()),
        Some(Safe::Pending) | None => ("! ", word, String::new()),
    };
    let phone = named(record, "phone", ctx);
    // A number with its prefix says the country.
    let country = record.named("country").filter(|_| !phone.starts_with('+')).unwrap_or_default().to_owned();
    let parts = [name, warning, named(record, "relationship", ctx), word, phone, country, named(record, "note", ctx)];
    format!("{mark}{number} {}", in_a_line(&parts))
}

/// A call in a line.
fn call(opened: &Opened, record: &Record, ctx: &Ctx<'_>) -> String {
    let at = moment_of(record, "at").map_or_else(String::new, moment::day_and_clock);
    let contact = child::shown(history::callee(opened, record).unwrap_or("—"), ctx);
    let said = |key, name, value: String| ctx.texts.with(key, &[(name, value.into())]);
    let minutes = record.named("minutes").map(|minutes| said("call-minutes", "minutes", minutes.to_owned()));
    let retry = moment_of(record, "retry_at").filter(|_| !record.is_voided());
    let retry = retry.map(|at| said("call-retry", "at", moment::short(at)));
    // What is to be done next stands first, where it is never cut.
    let parts = [
        voided(record, ctx),
        retry.unwrap_or_default(),
        contact,
        named(record, "outcome", ctx),
        minutes.unwrap_or_default(),
        named(record, "note", ctx),
    ];
    format!("{at}  {}", in_a_line(&parts))
}
