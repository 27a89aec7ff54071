//! `show`: one case with all that hangs on it.

use super::failure::{Failure, NOT_FOUND};
use super::session::Context;
use crate::log::field::{Entity, Field, Kind, Sensitivity, number};
use crate::store::{Record, Right, Sheet, Store};
use clap::ArgMatches;
use serde_json::{Map, Value, json};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open(Right::Read)?;
    let folio = arguments.get_one::<String>("folio").map_or("", String::as_str);
    let missing = || Failure::new(NOT_FOUND, "error-folio").with("folio", folio);
    let case = session.store.case_by_ref(folio)?.ok_or_else(missing)?;
    let sheet = session.store.sheet(case)?.ok_or_else(missing)?;
    session.note(context, "open", case.to_string());
    let same = same_child_as(&session.store, &sheet)?;
    let has_names = arguments.get_flag("names");
    if arguments.get_flag("json") {
        let mut whole = as_json(&sheet, &same, has_names);
        if session.store.is_training() {
            whole.insert("training".to_owned(), true.into());
        }
        super::print_json(&whole)?;
    } else {
        super::print(&session.marked(context, as_text(context, &sheet, &same, has_names)))?;
    }
    Ok(0)
}

/// The values of a record that may be seen, with their fields, in the order of the table of fields.
fn seen<'a>(sheet: &'a Sheet, record: &'a Record, has_names: bool) -> impl Iterator<Item = (&'static Field, &'a str)> {
    let fields = record.entity.fields().filter(move |field| has_names || field.sensitivity != Sensitivity::Personal);
    fields.filter_map(move |field| {
        let value = record.get(field.number)?;
        match field.kind {
            Kind::Record(Entity::Case) => Some((field, sheet.case.get(number::CASE_REF)?)),
            Kind::Record(Entity::Contact) => Some((field, called(sheet, record)?.get(number::CONTACT_REF)?)),
            // The child stands beside its case.
            Kind::Record(_) => None,
            _ => Some((field, value)),
        }
    })
}

/// Whom a call was to; a contact that was voided since is still whom it reached.
fn called<'a>(sheet: &'a Sheet, call: &Record) -> Option<&'a Record> {
    let id = call.named("contact")?;
    sheet.contacts.iter().find(|contact| contact.id.to_string() == id)
}

/// The other records that an officer has said to be this child, as files name them.
fn same_child_as(store: &Store, sheet: &Sheet) -> Result<Vec<String>, Failure> {
    let own = sheet.person.as_ref().map(|person| person.id.to_string());
    let sides = live(&sheet.links)
        .into_iter()
        .flat_map(|link| [number::LINK_PERSON, number::LINK_OTHER].map(|side| link.get(side)));
    let others = sides.flatten().filter(|id| Some(*id) != own.as_deref()).filter_map(|id| id.parse().ok());
    let mut refs = Vec::new();
    for other in others {
        let person = store.record(Entity::Person, other)?;
        let reference = person.and_then(|person| person.get(number::PERSON_REF).map(str::to_owned));
        refs.push(reference.unwrap_or_else(|| other.simple().to_string().to_uppercase()));
    }
    Ok(refs)
}

/// Records that count.
fn live(records: &[Record]) -> Vec<&Record> {
    records.iter().filter(|record| !record.is_voided()).collect()
}

/// What hangs on the case and counts, group by group.
fn groups(sheet: &Sheet) -> [(&'static str, Vec<&Record>); 4] {
    [
        ("services", live(&sheet.services)),
        ("contacts", live(&sheet.contacts)),
        ("calls", live(&sheet.calls)),
        ("steps", live(&sheet.steps)),
    ]
}

fn as_json(sheet: &Sheet, same: &[String], has_names: bool) -> Map<String, Value> {
    let object = |record: &Record| -> Value {
        let name = |field: &Field| match field.kind {
            Kind::Record(_) => field.column.unwrap_or(field.name),
            _ => field.name,
        };
        let mut object: Map<String, Value> =
            seen(sheet, record, has_names).map(|(field, value)| (name(field).to_owned(), value.into())).collect();
        if let Some(name) = called(sheet, record).filter(|_| has_names).and_then(|contact| contact.named("name")) {
            object.insert("contact_name".to_owned(), name.into());
        }
        if record.entity == Entity::Person {
            object.insert("same_child_as".to_owned(), json!(same));
        }
        object.into()
    };
    let mut whole: Map<String, Value> = Map::new();
    whole.insert("case".to_owned(), object(&sheet.case));
    whole.insert("person".to_owned(), sheet.person.as_ref().map_or(Value::Null, object));
    for (name, records) in groups(sheet) {
        whole.insert(name.to_owned(), json!(records.iter().map(|record| object(record)).collect::<Vec<_>>()));
    }
    whole
}

fn as_text(context: &Context, sheet: &Sheet, same: &[String], has_names: bool) -> String {
    let labelled = |entity: Entity, name: &str, value: &str| {
        let label = context.texts.get(&format!("field-{}-{name}", entity.code()));
        format!("{label}: {}", super::clean(value))
    };
    let mut lines = Vec::new();
    for record in sheet.person.iter().chain([&sheet.case]) {
        let fields = seen(sheet, record, has_names);
        lines.extend(fields.map(|(field, value)| labelled(record.entity, field.name, &plain(context, field, value))));
    }
    lines.extend((!same.is_empty()).then(|| labelled(Entity::Link, "other", &same.join(", "))));
    for (name, records) in groups(sheet) {
        lines.push(String::new());
        lines.push(context.texts.with("cli-show-group", &[("group", name.into()), ("count", records.len().into())]));
        for record in records {
            let name = called(sheet, record).filter(|_| has_names).and_then(|contact| contact.named("name"));
            let values = seen(sheet, record, has_names).filter_map(|(field, value)| match field.kind {
                // It stands above.
                Kind::Record(Entity::Case) => None,
                Kind::Record(_) => {
                    Some(labelled(record.entity, field.name, [value, name.unwrap_or_default()].join(" ").trim_end()))
                }
                _ => Some(super::clean(&plain(context, field, value))),
            });
            lines.push(format!("  {}", values.collect::<Vec<_>>().join(" · ")));
        }
    }
    lines.join("\n")
}

/// A value as a person reads it.
fn plain(context: &Context, field: &Field, value: &str) -> String {
    use crate::domain::catalogue::{COUNTRIES, DETAILS, Entry, LANGUAGES, STEPS, find, label};
    let lang = context.texts.lang();
    let name = |entry: Option<&dyn Entry>| entry.map_or(value, |entry| entry.name(lang)).to_owned();
    match field.kind {
        Kind::Code(list) => label(list, value, lang).to_owned(),
        Kind::Country => find(&COUNTRIES, value).map_or(value, |country| country.name(lang)).to_owned(),
        Kind::Language => name(find(&LANGUAGES, value).map(|entry| entry as &dyn Entry)),
        Kind::Step => name(find(&STEPS, value).map(|entry| entry as &dyn Entry)),
        Kind::Detail => name(find(&DETAILS, value).map(|entry| entry as &dyn Entry)),
        _ => value.to_owned(),
    }
}
