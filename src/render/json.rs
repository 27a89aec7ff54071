//! The report as JSON, `cobijo.report/1`: what other programs read.
//!
//! Not for people, though titles and labels come along. Must stay true: keys never change their meaning, and
//! percentages are text with two decimals, or null where there is no base.

use super::{Document, RenderError, wording};
use crate::domain::period::Period;
use crate::report::comparison::{Change, Comparison, Percent};
use crate::report::measures::Measures;
use crate::report::tables::Table;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::io::Write;

/// A value whose objects keep the order in which their keys were put.
enum Json {
    Null,
    Flag(bool),
    Whole(u64),
    Signed(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Whole(whole) => serializer.serialize_u64(*whole),
            Self::Signed(signed) => serializer.serialize_i64(*signed),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Writes the report, and a line end after it.
///
/// # Errors
/// Where the writer fails.
pub fn write_json(out: &mut impl Write, document: &Document<'_>) -> Result<(), RenderError> {
    serde_json::to_writer_pretty(&mut *out, &whole(document))?;
    out.write_all(b"\n")?;
    Ok(())
}

fn whole(document: &Document<'_>) -> Json {
    let (report, stamp) = (document.report, document.stamp);
    let codes = |codes: &[String]| Json::List(codes.iter().map(text).collect());
    let mut entries = vec![
        ("schema", text("cobijo.report/1")),
        ("period", period(report.period)),
        ("states", codes(&report.scope.states)),
        ("offices", codes(&report.scope.offices)),
        ("as_of", text(stamp.as_of.to_string())),
        ("head", text(stamp.head())),
        ("public", Json::Flag(stamp.public)),
        ("training", Json::Flag(stamp.training)),
        ("measures", measures(&report.measures)),
        ("excluded", object([("adults", Json::Whole(report.excluded_adults))])),
        ("tables", Json::List(report.tables.iter().map(|shown| table(document, shown)).collect())),
    ];
    if let Some(other) = document.comparison {
        entries.push(("comparison", comparison(other)));
    }
    object(entries)
}

fn text(value: impl Into<String>) -> Json {
    Json::Text(value.into())
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn period(period: Period) -> Json {
    object([("from", text(period.from().to_string())), ("to", text(period.to().to_string()))])
}

fn percent(percent: Option<Percent>) -> Json {
    percent.map_or(Json::Null, |percent| text(percent.to_string()))
}

fn figures(figures: &[(&str, u64)]) -> Json {
    object(figures.iter().map(|(key, figure)| (*key, Json::Whole(*figure))))
}

fn measures(measures: &Measures) -> Json {
    let (events, tail): (Vec<_>, Vec<_>) =
        measures.whole().into_iter().partition(|(key, _)| !["events", "persons", "first_time", "repeat"].contains(key));
    let mut entries: Vec<(String, Json)> = Vec::new();
    let put = |entries: &mut Vec<(String, Json)>, list: Vec<(&str, u64)>| {
        entries.extend(list.into_iter().map(|(key, figure)| (key.to_owned(), Json::Whole(figure))));
    };
    put(&mut entries, events);
    entries.push(("unaccompanied_share_percent".to_owned(), percent(measures.unaccompanied_share())));
    for (place, list) in measures.nested() {
        match place.split_once('/') {
            None => entries.push((place, figures(&list))),
            Some((outer, inner)) => within(&mut entries, outer).push((inner.to_owned(), figures(&list))),
        }
    }
    put(&mut entries, tail);
    Json::Object(entries)
}

/// The entries of the object under a key, which is made where there is none yet.
fn within<'a>(entries: &'a mut Vec<(String, Json)>, key: &str) -> &'a mut Vec<(String, Json)> {
    let place = entries.iter().position(|(candidate, _)| candidate == key).unwrap_or_else(|| {
        entries.push((key.to_owned(), Json::Object(Vec::new())));
        entries.len() - 1
    });
    match &mut entries[place].1 {
        Json::Object(inner) => inner,
        _ => unreachable!("measures with a part are objects"),
    }
}

fn table(document: &Document<'_>, table: &Table) -> Json {
    let cells = |cells: &[u64]| {
        let named = table.columns.iter().zip(cells);
        object(named.filter(|(key, n)| **n > 0 || *key == "total").map(|(key, n)| (key.as_str(), Json::Whole(*n))))
    };
    let rows = table.rows.iter().map(|row| {
        let label = wording::row_label(document, table.id, &row.key);
        object([("key", text(&row.key)), ("label", text(label)), ("cells", cells(&row.cells))])
    });
    object([
        ("id", text(table.id.code())),
        ("title", text(wording::title(document, table.id))),
        ("rows", Json::List(rows.collect())),
        ("total", cells(&table.total)),
        ("notes", Json::List(wording::notes(document, table).into_iter().map(Json::Text).collect())),
    ])
}

fn comparison(comparison: &Comparison) -> Json {
    let change =
        |change: Change| object([("absolute", Json::Signed(change.absolute)), ("percent", percent(change.percent))]);
    object([
        ("period", period(comparison.period)),
        ("measures", measures(&comparison.measures)),
        ("change", object(comparison.change.iter().map(|(key, changed)| (*key, change(*changed))))),
    ])
}
