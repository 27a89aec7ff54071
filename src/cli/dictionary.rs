//! `dictionary`: every field, straight from the table of fields.

use super::failure::Failure;
use super::session::Context;
use crate::domain::catalogue::{self, COUNTRIES, DETAILS, Entry, LANGUAGES, OFFICES, STEPS};
use crate::log::field::{FIELDS, Field, Kind, Place};
use crate::ui::text::wrap_parts;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::fmt::Debug;

/// The widest line of values.
const WIDTH: u16 = 94;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    if arguments.get_flag("json") {
        let rows: Vec<Value> = FIELDS.iter().map(|field| as_json(context, field)).collect();
        return super::print_json(&rows);
    }
    let mut lines = Vec::new();
    for field in FIELDS {
        let column = field.column.unwrap_or("-");
        let words = [code(&field.kind), field.need.code().to_owned(), field.sensitivity.code().to_owned()]
            .map(|code| context.texts.get(&format!("word-{code}")));
        lines.push(format!(
            "{:>4}  {:<8} {:<16} {:<16} {}",
            field.number,
            field.entity.code(),
            field.name,
            column,
            words.join(", ")
        ));
        let values = [label(context, field)].into_iter().chain(values(field).into_iter().map(str::to_owned));
        let values = wrap_parts(&values.collect::<Vec<_>>().join(" · "), WIDTH);
        lines.extend(values.into_iter().map(|values| format!("      {values}")));
    }
    super::print(&lines.join("\n"))
}

fn as_json(context: &Context, field: &Field) -> Value {
    json!({
        "number": field.number,
        "entity": field.entity.code(),
        "name": field.name,
        "label": label(context, field),
        "type": code(&field.kind),
        "values": values(field),
        "need": field.need.code(),
        "sensitivity": field.sensitivity.code(),
        "column": field.column,
        "on_form": !matches!(field.place, Place::Program),
    })
}

fn label(context: &Context, field: &Field) -> String {
    context.texts.get(&format!("field-{}-{}", field.entity.code(), field.name))
}

/// The code of a variant is its name: `required`, `personal`, `moment`.
fn code(variant: &impl Debug) -> String {
    let name = format!("{variant:?}").to_lowercase();
    name.split('(').next().unwrap_or_default().to_owned()
}

/// The codes that a field takes. Offices are those that a store begins with; it may have more.
fn values(field: &Field) -> Vec<&'static str> {
    match field.kind {
        Kind::Code(list) => catalogue::list(list).map(|code| code.code.as_str()).collect(),
        Kind::Country => codes(&COUNTRIES),
        Kind::Language => codes(&LANGUAGES),
        Kind::Office => OFFICES.iter().map(|office| office.code.as_str()).collect(),
        Kind::Step => codes(&STEPS),
        Kind::Detail => codes(&DETAILS),
        _ => Vec::new(),
    }
}

/// The codes of a catalogue, each once: a step stands there once for each law.
fn codes<E: Entry>(entries: &'static [E]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = entries.iter().map(Entry::code).collect();
    codes.dedup();
    codes
}
