//! `dictionary`: every field, straight from the table of fields.

use super::failure::Failure;
use super::session::Context;
use crate::domain::catalogue;
use crate::log::field::{FIELDS, Field, Kind, Place};
use clap::ArgMatches;
use serde_json::{Value, json};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    if arguments.get_flag("json") {
        let rows: Vec<Value> = FIELDS.iter().map(|field| as_json(context, field)).collect();
        return super::print_json(&rows);
    }
    let mut lines = Vec::new();
    for field in FIELDS {
        let column = field.column.unwrap_or("-");
        let words =
            [field.need.code(), field.sensitivity.code()].map(|code| context.texts.get(&format!("word-{code}")));
        lines.push(format!(
            "{:>4}  {:<8} {:<16} {:<16} {:<28} {}",
            field.number,
            field.entity.code(),
            field.name,
            column,
            label(context, field),
            words.join(", ")
        ));
        let values = values(field);
        if !values.is_empty() {
            lines.push(format!("      {}", values.join(" ")));
        }
    }
    super::print(&lines.join("\n"))
}

fn as_json(context: &Context, field: &Field) -> Value {
    json!({
        "number": field.number,
        "entity": field.entity.code(),
        "name": field.name,
        "label": label(context, field),
        "type": kind(field.kind),
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

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Lines => "lines",
        Kind::Code(_) => "code",
        Kind::Country => "country",
        Kind::Language => "language",
        Kind::Office => "office",
        Kind::Step => "step",
        Kind::Detail => "detail",
        Kind::Moment => "moment",
        Kind::Birth => "birth",
        Kind::Age => "age",
        Kind::Count(_) => "count",
        Kind::Phone => "phone",
        Kind::Record(_) => "record",
    }
}

/// The codes of a closed list; catalogues are too long for a dictionary.
fn values(field: &Field) -> Vec<&'static str> {
    match field.kind {
        Kind::Code(list) => catalogue::list(list).map(|code| code.code.as_str()).collect(),
        _ => Vec::new(),
    }
}
