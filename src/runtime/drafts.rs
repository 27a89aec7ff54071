//! Unsaved forms on their way to the file and back.
//!
//! Decides nothing about them. Must stay true: what cannot be read, because a newer version wrote it, stays on file.

use crate::form::layout::FormKind;
use crate::screen::message::{Draft, DraftName, Subject};
use crate::screen::whereabouts::Whereabouts;
use crate::store;
use uuid::Uuid;

/// Stands for what a form is not about.
pub(super) const NONE: &str = "-";
/// Stands for where an officer was, among the forms.
pub(super) const PLACE: &str = "place";

/// Where an officer was, as it stands on file.
pub(super) fn stored_place(left: &Whereabouts, at_ms: i64) -> Option<store::Draft> {
    let payload = serde_json::to_string(left).ok()?;
    Some(store::Draft { form: PLACE.to_owned(), subject: NONE.to_owned(), payload, at_ms })
}

/// Where an officer was.
pub(super) fn read_place(stored: &store::Draft) -> Option<Whereabouts> {
    (stored.form == PLACE).then(|| serde_json::from_str(&stored.payload).ok()).flatten()
}

/// A form as it stands on file.
pub(super) fn stored(draft: &Draft) -> Option<store::Draft> {
    let payload = serde_json::to_string(&draft.form).ok()?;
    let form = kind_name(draft.name.subject.kind).to_owned();
    Some(store::Draft { form, subject: subject(draft.name), payload, at_ms: draft.left_ms })
}

/// The form that stands on file.
pub(super) fn read(stored: &store::Draft) -> Option<Draft> {
    let form: crate::form::answers::Form = serde_json::from_str(&stored.payload).ok()?;
    let mut parts = stored.subject.split('/');
    let id = parts.next()?.parse().ok()?;
    let mut part = || parts.next().and_then(|part| part.parse::<Uuid>().ok());
    let subject = Subject { kind: form.kind(), case: part(), record: part() };
    Some(Draft { name: DraftName { id, subject }, form, left_ms: stored.at_ms })
}

/// What the file knows a form by: which form, and which one of them.
pub(super) fn place(name: DraftName) -> (&'static str, String) {
    (kind_name(name.subject.kind), subject(name))
}

/// What the store calls a form of this officer that it has saved.
pub(super) fn closed(name: DraftName, officer: &str) -> String {
    let (form, subject) = place(name);
    format!("{form} {subject} {officer}")
}

/// Forgets a form that was saved when the power went, before it went from here.
pub(super) fn forget(drafts: &mut store::Drafts, closed: &str) {
    if let [form, subject, officer] = closed.splitn(3, ' ').collect::<Vec<_>>().as_slice() {
        // What stays on file by mistake is offered once more, where Supr drops it.
        drop(drafts.forget(officer, form, subject));
    }
}

/// Its own id, the case and the record: several forms about the same thing stand beside each other.
fn subject(name: DraftName) -> String {
    let part = |id: Option<Uuid>| id.map_or_else(|| NONE.to_owned(), |id| id.to_string());
    format!("{}/{}/{}", name.id, part(name.subject.case), part(name.subject.record))
}

const fn kind_name(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Intake => "intake",
        FormKind::Case => "case",
        FormKind::Service => "service",
        FormKind::Contact => "contact",
        FormKind::Call => "call",
        FormKind::Step => "step",
    }
}
