//! `show`: one case with all that hangs on it.

use super::failure::{Failure, NOT_FOUND};
use super::session::Context;
use crate::log::field::{Field, Kind, Sensitivity};
use crate::store::{Record, Right, Sheet};
use clap::ArgMatches;
use serde_json::{Map, Value, json};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open(Right::Read)?;
    let folio = arguments.get_one::<String>("folio").map_or("", String::as_str);
    let missing = || Failure::new(NOT_FOUND, "error-folio").with("folio", folio);
    let case = session.store.case_by_ref(folio)?.ok_or_else(missing)?;
    let sheet = session.store.sheet(case)?.ok_or_else(missing)?;
    session.note(context, "open", case.to_string());
    let has_names = arguments.get_flag("names");
    if arguments.get_flag("json") {
        let mut whole = as_json(&sheet, has_names);
        if session.store.is_training() {
            whole.insert("training".to_owned(), true.into());
        }
        super::print_json(&whole)?;
    } else {
        super::print(&session.marked(context, as_text(context, &sheet, has_names)))?;
    }
    Ok(0)
}

/// The values of a record that may be seen, with their fields, in the order of the table of fields.
fn seen(record: &Record, has_names: bool) -> impl Iterator<Item = (&'static Field, &str)> {
    let fields = record.entity.fields().filter(move |field| has_names || field.sensitivity != Sensitivity::Personal);
    let fields = fields.filter(|field| !matches!(field.kind, Kind::Record(_)));
    fields.filter_map(|field| Some((field, record.get(field.number)?)))
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

fn as_json(sheet: &Sheet, has_names: bool) -> Map<String, Value> {
    let object = |record: &Record| -> Value {
        Value::Object(seen(record, has_names).map(|(field, value)| (field.name.to_owned(), value.into())).collect())
    };
    let mut whole: Map<String, Value> = Map::new();
    whole.insert("case".to_owned(), object(&sheet.case));
    whole.insert("person".to_owned(), sheet.person.as_ref().map_or(Value::Null, object));
    for (name, records) in groups(sheet) {
        whole.insert(name.to_owned(), json!(records.iter().map(|record| object(record)).collect::<Vec<_>>()));
    }
    whole
}

fn as_text(context: &Context, sheet: &Sheet, has_names: bool) -> String {
    let mut lines = Vec::new();
    for record in sheet.person.iter().chain([&sheet.case]) {
        for (field, value) in seen(record, has_names) {
            let label = context.texts.get(&format!("field-{}-{}", record.entity.code(), field.name));
            lines.push(format!("{label}: {}", super::clean(&plain(context, field, value))));
        }
    }
    for (name, records) in groups(sheet) {
        lines.push(String::new());
        lines.push(context.texts.with("cli-show-group", &[("group", name.into()), ("count", records.len().into())]));
        for record in records {
            let values: Vec<String> =
                seen(record, has_names).map(|(field, value)| super::clean(&plain(context, field, value))).collect();
            lines.push(format!("  {}", values.join(" · ")));
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
