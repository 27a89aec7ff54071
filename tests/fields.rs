//! The table of fields is the only place that knows a field: a walk over it finds the field everywhere it must be.

mod common;

use assert_cmd::Command;
use cobijo::form::files::sheet::Sheet;
use cobijo::form::layout::FormKind;
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, FIELDS, Field, Kind, Place};
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("../schema.sql");

/// The columns of a table as `schema.sql` writes them, but for those that it works out from others.
fn columns(table: &str) -> BTreeSet<&str> {
    let begin = format!("CREATE TABLE {table} (\n");
    let body = SCHEMA.split(&begin).nth(1).and_then(|rest| rest.split("\n) STRICT").next()).unwrap();
    let of_columns = body.lines().take_while(|line| !line.trim_start().starts_with("--"));
    of_columns.map(|line| line.split_whitespace().next().unwrap()).collect()
}

#[test]
fn each_field_has_its_column_and_each_column_its_field() {
    for entity in Entity::ALL {
        let fields: BTreeSet<&str> = entity.fields().map(|field| field.name).chain(["id"]).collect();
        assert_eq!(columns(entity.table()), fields, "{}", entity.table());
    }
}

#[test]
fn each_field_has_its_label_in_both_languages_and_its_help_where_it_is_typed() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for field in FIELDS {
            let name = format!("{}-{}", field.entity.code(), field.name);
            assert!(texts.has(&format!("field-{name}")), "{name} has no label");
            assert!(matches!(field.place, Place::Program) || texts.has(&format!("help-{name}")), "{name} has no help");
        }
    }
}

#[test]
fn each_field_stands_on_its_form() {
    let on_forms: BTreeSet<u16> =
        FormKind::ALL.iter().flat_map(|kind| kind.fields()).map(|field| field.number).collect();
    for field in FIELDS {
        match field.place {
            Place::Form(_) => assert!(on_forms.contains(&field.number), "{} is on no form", field.name),
            Place::Within(other) => {
                let host = field.entity.fields().chain(Entity::Person.fields()).find(|f| f.name == other).unwrap();
                assert!(on_forms.contains(&host.number), "{} is typed into {other}, which is on no form", field.name);
            }
            Place::Program => assert!(!on_forms.contains(&field.number), "{} is not for people", field.name),
        }
    }
}

/// What no file holds: what is voided is not exported, imported history is not a fact of the case, and offices and days
/// of rest are catalogues.
fn is_in_files(field: &Field) -> bool {
    let internal = ["voided", "history"].contains(&field.name)
        || matches!((field.entity, field.kind), (Entity::Case | Entity::Link, Kind::Record(Entity::Person)) if field.name == "person");
    !internal && !matches!(field.entity, Entity::Office | Entity::Holiday)
}

#[test]
fn each_field_is_read_and_written_by_files() {
    let in_files: BTreeSet<u16> =
        Sheet::ALL.iter().flat_map(|sheet| sheet.columns()).map(|field| field.number).collect();
    for field in FIELDS {
        assert_eq!(in_files.contains(&field.number), is_in_files(field), "{} {}", field.entity.code(), field.name);
    }
}

#[test]
fn each_field_is_in_the_dictionary() {
    for lang in ["es", "en"] {
        let output =
            Command::cargo_bin("cobijo").unwrap().args(["dictionary", "--json", "--lang", lang]).output().unwrap();
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let numbers: Vec<u64> = rows.iter().map(|row| row["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, FIELDS.iter().map(|field| u64::from(field.number)).collect::<Vec<_>>());
        assert!(rows.iter().all(|row| !row["label"].as_str().unwrap().starts_with("field-")));
    }
}
