//! The report as JSON, `cobijo.report/1`: what other programs read.
//!
//! Not for people, though titles and labels come along. Must stay true: keys never change their meaning, and
//! percentages are text with two decimals, or null where there is no base.

use super::{Document, wording};
use crate::domain::period::Period;
use crate::report::change::{Decomposition, Part};
use crate::report::comparison::{Comparison, Percent};
use crate::report::measures::Measures;
use crate::report::public::Shown;
use crate::report::tables::{Table, TableId};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Measures that stand after all others.
const LAST: [&str; 4] = ["events", "persons", "first_time", "repeat"];

/// Writes the report, and a line end after it.
///
/// # Errors
/// Where the writer fails.
pub fn write_json(out: &mut impl Write, document: &Document<'_>) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &whole(document))?;
    out.write_all(b"\n")?;
    Ok(())
}

fn whole(document: &Document<'_>) -> Value {
    let (report, stamp) = (document.report, document.stamp);
    // The tables that were promised are a closed list; what is not known stands beside them.
    let is_beside = |table: &&Table| table.id == TableId::UnspecifiedByOffice;
    let (beside, tables) =
        (report.tables.iter().find(is_beside), report.tables.iter().filter(|table| !is_beside(table)));
    let mut whole = json!({
        "schema": "cobijo.report/1",
        "period": period(report.period),
        "states": report.scope.states,
        "offices": report.scope.offices,
        "as_of": stamp.as_of.to_string(),
        "head": stamp.head,
        "public": report.is_public,
        "training": stamp.training,
        "measures": measures(&report.measures),
        "excluded": {"adults": figure(report.excluded_adults)},
        "tables": tables.map(|shown| table(document, shown)).collect::<Vec<_>>(),
    });
    if let (Some(other), Some(object)) = (document.comparison, whole.as_object_mut()) {
        object.insert("comparison".to_owned(), comparison(other));
    }
    if let (Some(seal), Some(object)) = (stamp.seal, whole.as_object_mut()) {
        object.insert("seal".to_owned(), json!({"number": seal.number, "sealed_at": seal.at.to_string()}));
    }
    if let (Some(beside), Some(object)) = (beside, whole.as_object_mut()) {
        object.insert("unspecified".to_owned(), table(document, beside));
    }
    whole
}

fn period(period: Period) -> Value {
    json!({"from": period.from().to_string(), "to": period.to().to_string()})
}

fn percent(percent: Option<Percent>) -> Value {
    percent.map_or(Value::Null, |percent| percent.to_string().into())
}

/// A number; `"<5"`, or null where it is held back.
fn figure(shown: Shown) -> Value {
    shown.exact().map_or_else(|| super::shown(shown).map_or(Value::Null, Value::from), Value::from)
}

fn figures<'a>(figures: impl IntoIterator<Item = (&'a str, Shown)>) -> Map<String, Value> {
    figures.into_iter().map(|(key, shown)| (key.to_owned(), figure(shown))).collect()
}

fn measures(measures: &Measures) -> Value {
    let (last, first): (Vec<_>, Vec<_>) = measures.whole().into_iter().partition(|(key, _)| LAST.contains(key));
    let mut entries = figures(first);
    entries.insert("unaccompanied_share_percent".to_owned(), percent(measures.unaccompanied_share()));
    for (place, list) in measures.nested() {
        let (outer, inner) = place.split_once('/').unwrap_or((&place, ""));
        let object = entries.entry(outer).or_insert_with(|| Value::Object(Map::new()));
        match (inner, object.as_object_mut()) {
            ("", Some(object)) => object.extend(figures(list)),
            (inner, Some(object)) => drop(object.insert(inner.to_owned(), figures(list).into())),
            (_, None) => unreachable!("measures with parts are objects"),
        }
    }
    entries.extend(figures(last));
    entries.into()
}

fn table(document: &Document<'_>, table: &Table) -> Value {
    let cells = |cells: &[u64]| {
        let named = table.columns.iter().map(String::as_str).zip(cells.iter().copied());
        named
            .filter(|(key, figure)| *figure > 0 || *key == "total")
            .map(|(key, figure)| (key.to_owned(), figure.into()))
            .collect::<Map<String, Value>>()
    };
    let rows = table.rows.iter().map(|row| {
        json!({
            "key": row.key,
            "label": wording::row_label(document, table.id, &row.key),
            "cells": cells(&row.cells),
        })
    });
    json!({
        "id": table.id.code(),
        "title": wording::title(document, table.id),
        "rows": rows.collect::<Vec<_>>(),
        "total": cells(&table.total),
        "notes": wording::notes(document, table),
    })
}

fn comparison(comparison: &Comparison) -> Value {
    let changes = comparison.measures.whole().map(|(key, _)| {
        let change = comparison.change(key);
        let absolute = change.map(|change| change.absolute);
        (key.to_owned(), json!({"absolute": absolute, "percent": percent(change.and_then(|change| change.percent))}))
    });
    let mut whole = json!({
        "period": period(comparison.period),
        "measures": measures(&comparison.measures),
        "change": changes.into_iter().collect::<Map<_, _>>(),
        "parts": comparison.parts.iter().map(decomposition).collect::<Vec<_>>(),
    });
    if let (Some(cut), Some(object)) = (&comparison.equal_cut_off, whole.as_object_mut()) {
        object.insert("equal_cut_off".to_owned(), self::comparison(cut));
    }
    whole
}

fn decomposition(decomposition: &Decomposition) -> Value {
    let part = |part: &Part| {
        let share = percent(decomposition.share(part));
        json!({"key": part.key, "before": part.before, "now": part.now, "change": part.change, "share_percent": share})
    };
    let parts: Vec<_> = decomposition.parts.iter().map(part).collect();
    json!({"measure": decomposition.measure, "by": decomposition.by.code(), "parts": parts})
}
