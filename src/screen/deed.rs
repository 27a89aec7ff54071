//! What an operation did, in a few words: for what is taken back, and for the names of records in the history.
//!
//! Asks nothing. Must stay true: it names records and fields, and never says what stands in them but for what a record
//! is known by.

use super::{Ctx, child, moment};
use crate::domain::catalogue::{Entry as _, STEPS, find, label};
use crate::domain::moment::Moment;
use crate::log::field::{Entity, Place, field, number};
use crate::log::operation::{Act, Change};
use crate::store::{Deed, Record};

/// `servicio Salud 15:05 de CHP-19-0001`, `Nombre(s), Lengua de CHP-19-0001`, `servicio Salud 15:05 (40 casos)`.
#[must_use]
pub fn in_words(deed: &Deed, ctx: &Ctx<'_>) -> String {
    let is_whole = |change: &&Change| change.fields.iter().any(|(number, _)| !is_typed(*number));
    let whole: Vec<&Change> = deed.changes.iter().filter(is_whole).collect();
    let main = whole.iter().find(|change| change.entity == Entity::Case).or(whole.first());
    let what = match main {
        Some(change) if change.get(number::CASE_PERSON).is_some() => ctx.text("deed-intake"),
        Some(change) => {
            let record = deed.records.iter().find(|record| record.id == change.id);
            let own = record.filter(|record| record.entity != Entity::Case);
            name(change.entity, &own.map_or_else(String::new, |record| own_name(record, None, ctx)), ctx)
        }
        None => labels(deed, ctx),
    };
    let what = if deed.act == Act::Void.code() { ctx.texts.with("deed-void", &[("what", what.into())]) } else { what };
    let of = match deed.folios.as_slice() {
        [] => what,
        [folio] => ctx.texts.with("deed-of", &[("what", what.into()), ("folio", folio.as_str().into())]),
        many => ctx.texts.with("deed-of-many", &[("what", what.into()), ("count", many.len().into())]),
    };
    let other = deed.other.as_deref().map(|folio| ctx.texts.with("same-with", &[("folio", folio.into())]));
    [of].into_iter().chain(other).collect::<Vec<_>>().join(" ")
}

/// What a record is and its own name: `servicio Salud 15:05`.
#[must_use]
pub fn name(entity: Entity, own: &str, ctx: &Ctx<'_>) -> String {
    let kind = ctx.text(&format!("entity-{}", entity.code()));
    if own.is_empty() { kind } else { format!("{kind} {own}") }
}

/// The name of a record without what it is: `Salud 15:05`, `Rosa`; of a call, whom it went to is told apart.
#[must_use]
pub fn own_name(record: &Record, callee: Option<&str>, ctx: &Ctx<'_>) -> String {
    let lang = ctx.texts.lang();
    let clock = || record.named("at").and_then(|at| Moment::parse(at, chrono_tz::UTC)).map(moment::clock);
    let parts = match record.entity {
        Entity::Service => {
            [record.named("category").map(|code| label("service_category", code, lang).to_owned()), clock()]
        }
        Entity::Contact => [record.named("name").map(|name| child::shown(name, ctx)), None],
        Entity::Call => [callee.map(|name| child::shown(name, ctx)), clock()],
        Entity::Case => [record.named("case_ref").map(str::to_owned), None],
        Entity::Step => {
            [record.named("step").and_then(|code| find(&STEPS, code)).map(|step| step.name(lang).to_owned()), None]
        }
        Entity::Person | Entity::Link | Entity::Office | Entity::Holiday => [None, None],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn is_typed(number: u16) -> bool {
    field(number).is_some_and(|field| field.place != Place::Program)
}

/// The fields that an edit changed.
fn labels(deed: &Deed, ctx: &Ctx<'_>) -> String {
    let fields = deed.changes.iter().flat_map(|change| &change.fields).filter_map(|(number, _)| field(*number));
    let mut labels: Vec<String> = Vec::new();
    for field in fields {
        let label = ctx.text(&format!("field-{}-{}", field.entity.code(), field.name));
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(", ")
}
