//! The history of a case in words: who did what to which record, and what stood there before.
//!
//! Reads the log and draws nothing. Must stay true: every operation has its line, and what it did to the records of
//! another case is not told here.

use super::super::{child, deed, entry, moment};
use crate::domain::moment::Moment;
use crate::form::typed::{About, UNKNOWN_SHOWN, show};
use crate::log::field::{Entity, Field, Place, field};
use crate::log::operation::{Act, Change};
use crate::screen::Ctx;
use crate::screen::message::Opened;
use crate::store::{Record, StoredOperation};
use std::collections::HashMap;
use uuid::Uuid;

/// One operation in words.
pub(super) struct Told {
    /// When it was written.
    pub(super) when: String,
    /// By whom.
    pub(super) officer: String,
    /// What it did.
    pub(super) what: String,
}

/// What an operation did to a field, as far as the next one needs to know it.
struct Touched {
    value: Option<String>,
    is_undo: bool,
}

/// What stood in the fields of the case's records before an operation.
type Before = HashMap<(Uuid, u16), Touched>;

/// The operations of a case in words, newest first.
pub(super) fn told(opened: &Opened, about: &About, ctx: &Ctx<'_>) -> Vec<Told> {
    let teller = Teller { opened, about, ctx };
    let mut before = Before::new();
    let mut told: Vec<Told> = opened.history.iter().map(|operation| teller.tell(operation, &mut before)).collect();
    told.reverse();
    told
}

/// The name of a record: `servicio Salud 15:05`, `contacto Rosa`, `caso`.
pub(super) fn name_of(opened: &Opened, entity: Entity, id: Uuid, ctx: &Ctx<'_>) -> String {
    let same = opened.sheet.same.iter().find(|same| same.link == Some(id));
    let linked = same.map(|same| ctx.texts.with("same-with", &[("folio", same.row.case_ref.as_str().into())]));
    let own = || record(opened, id).map(|record| deed::own_name(record, callee(opened, record), ctx));
    let own = linked.or_else(own);
    deed::name(entity, &own.unwrap_or_default(), ctx)
}

/// Whom a call went to.
pub(super) fn callee<'a>(opened: &'a Opened, call: &Record) -> Option<&'a str> {
    let id = call.named("contact")?.parse().ok()?;
    record(opened, id)?.named("name")
}

fn record(opened: &Opened, id: Uuid) -> Option<&Record> {
    let sheet = &opened.sheet;
    let hanging = [&sheet.services, &sheet.contacts, &sheet.calls, &sheet.steps, &sheet.links];
    let mut all = hanging.into_iter().flatten().chain(&sheet.person).chain([&sheet.case]);
    all.find(|record| record.id == id)
}

struct Teller<'a> {
    opened: &'a Opened,
    about: &'a About,
    ctx: &'a Ctx<'a>,
}

impl Teller<'_> {
    fn tell(&self, operation: &StoredOperation, before: &mut Before) -> Told {
        let header = &operation.header;
        let zone = self.ctx.session.map(|session| session.zone);
        let when = zone.and_then(|zone| Moment::at_instant(header.at_ms, zone));
        let changes = operation.changes.iter().flatten().filter(|change| record(self.opened, change.id).is_some());
        let changes: Vec<&Change> = changes.collect();
        let is_undo = header.act == Act::Undo.code();
        // An undo of an undo brings back; an undo of that takes back again.
        let is_redo = is_undo && changes.iter().any(|change| takes_back_an_undo(change, before));
        let act = if is_redo { self.ctx.text("act-redo") } else { self.ctx.text(&format!("act-{}", header.act)) };
        let parts: Vec<String> = changes.iter().map(|change| self.change(change, before)).collect();
        for change in changes {
            for (number, value) in &change.fields {
                let touched = Touched { value: value.clone(), is_undo: is_undo && !is_redo };
                before.insert((change.id, *number), touched);
            }
        }
        let parts = if parts.is_empty() { UNKNOWN_SHOWN.to_owned() } else { parts.join("; ") };
        Told {
            when: when.map_or_else(String::new, moment::day_and_clock),
            officer: header.officer.clone(),
            what: format!("{act}: {parts}"),
        }
    }

    /// What an operation did to one record.
    fn change(&self, change: &Change, before: &Before) -> String {
        let name = name_of(self.opened, change.entity, change.id, self.ctx);
        let is_new = !before.keys().any(|(id, _)| *id == change.id);
        let voiding = match change.get(change.entity.voided()) {
            Some(Some(reason)) => Some(self.ctx.texts.with("history-voided", &[("reason", reason.into())])),
            Some(None) => Some(self.ctx.text("history-counts-again")),
            None => None,
        };
        let fields = change.fields.iter().filter_map(|(number, value)| Some((field(*number)?, value.as_deref())));
        let fields = fields.filter(|(field, _)| !matches!(field.place, Place::Program));
        let told = fields.map(|(field, now)| {
            let label = self.ctx.text(&format!("field-{}-{}", field.entity.code(), field.name));
            let now = self.shown(field, now);
            if is_new {
                return format!("{label}: {now}");
            }
            let earlier = before.get(&(change.id, field.number)).and_then(|touched| touched.value.as_deref());
            format!("{label}: {} → {now}", self.shown(field, earlier))
        });
        let told = voiding.into_iter().chain(told).collect::<Vec<_>>().join(", ");
        if told.is_empty() { name } else { format!("{name} · {told}") }
    }

    fn shown(&self, field: &Field, value: Option<&str>) -> String {
        let shown = value.zip(entry::desk(self.ctx, self.about)).map(|(value, desk)| show(field, value, &desk));
        let shown = shown.unwrap_or_else(|| UNKNOWN_SHOWN.to_owned());
        if field.is_name() { child::shown(&shown, self.ctx) } else { shown }
    }
}

/// Whether the last operation on the first field that this one touches was an undo.
fn takes_back_an_undo(change: &Change, before: &Before) -> bool {
    let first = change.fields.first().and_then(|(number, _)| before.get(&(change.id, *number)));
    first.is_some_and(|touched| touched.is_undo)
}
