//! The cases behind one figure of a report, by their folios.
//!
//! Finds them nowhere but where they are counted. Must stay true: what is told of the cases adds up to the figure.

use super::{Asked, deliver, seals};
use crate::cli::failure::{Failure, USAGE};
use crate::cli::session::Context;
use crate::report::behind::{Behind, CellRef, MEASURES, behind};
use crate::report::tables::{TableId, columns};
use crate::store::Right;
use clap::ArgMatches;
use serde_json::{Value, json};

/// Prints the folios of the cases that make a figure.
pub fn run(context: &Context, arguments: &ArgMatches, text: &str) -> Result<u8, Failure> {
    let form = seals::format(arguments, &["text", "json"])?;
    let mut session = context.open(Right::Read)?;
    let Asked { facts, stamp, scope, period } = super::asked(context, &session, arguments)?;
    let found = CellRef::parse(text).and_then(|cell| Some((behind(&facts, &scope, period, &cell)?, cell)));
    let (behind, cell) = found.ok_or_else(|| no_such_figure(text))?;
    let folios = session.store.folios(behind.iter().map(|behind| behind.case))?;
    session.note(context, "report", format!("{period} {cell}"));
    let cases = folios.iter().zip(&behind);
    if form == "json" {
        let cases: Vec<Value> = cases.map(|(folio, of)| json!({"folio": folio, "count": of.count})).collect();
        return deliver(
            arguments,
            &seals::pretty(&json!({
                "schema": "cobijo.explain/1",
                "cell": cell.to_string(),
                "period": {"from": period.from().to_string(), "to": period.to().to_string()},
                "states": scope.states,
                "offices": scope.offices,
                "as_of": stamp.as_of.to_string(),
                "head": stamp.head,
                "training": stamp.training,
                "figure": behind.iter().map(|of| of.count).sum::<u64>(),
                "cases": cases,
            }))?,
        );
    }
    let line = |(folio, of): (&String, &Behind)| {
        if of.count == 1 { folio.clone() } else { format!("{folio} {}", of.count) }
    };
    deliver(arguments, &session.marked(context, cases.map(line).collect::<Vec<_>>().join("\n")))
}

/// What is wrong with the name of a figure, and what would be right.
fn no_such_figure(text: &str) -> Failure {
    let table = TableId::from_code(text.split_once('/').map_or(text, |(table, _)| table));
    let tables = || TableId::ALL.map(TableId::code).into_iter().chain([MEASURES]).map(str::to_owned).collect();
    let known: Vec<String> = table.map_or_else(tables, columns);
    Failure::new(USAGE, "error-cell").with("cell", text).with("known", known.join(", "))
}
