//! The cases behind one figure of a report, by their folios.
//!
//! Finds them nowhere but where they are counted. Must stay true: what is told of the cases adds up to the figure.

use super::{Asked, deliver, seals};
use crate::cli::failure::{Failure, USAGE};
use crate::cli::session::Context;
use crate::report::behind::{Behind, CellRef, MEASURES, behind};
use crate::report::report;
use crate::report::since::figures;
use crate::report::tables::TableId;
use crate::store::Right;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::cmp::Reverse;
use strsim::osa_distance;

/// So many figures are named where one is asked for that is none.
const FEW: usize = 3;

/// Prints the folios of the cases that make a figure.
pub fn run(context: &Context, arguments: &ArgMatches, text: &str) -> Result<u8, Failure> {
    let form = seals::format(arguments, &["text", "json"])?;
    let mut session = context.open(Right::Read)?;
    let mut progress = super::stoppable(&mut session)?;
    let asked = super::asked(context, &session, arguments, &mut progress)?;
    let Asked { facts, stamp, scope, period } = &asked;
    let found = CellRef::parse(text).and_then(|cell| Some((behind(facts, scope, *period, &cell)?, cell)));
    let (behind, cell) = found.ok_or_else(|| no_such_figure(&asked, text))?;
    let folios = session.store.folios(behind.iter().map(|behind| behind.case))?;
    // A row may be a point, which is free text.
    session.note(context, "report", format!("{period} {}/{}", cell.table.map_or(MEASURES, TableId::code), cell.cell));
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
    // One line a case and nothing else, for who counts them; that the data are made up is said on stderr.
    deliver(arguments, &cases.map(line).collect::<Vec<_>>().join("\n"))
}

/// What is wrong with the name of a figure, and which of those that there are may be meant: those that begin as it does,
/// and of them the most alike.
fn no_such_figure(asked: &Asked, text: &str) -> Failure {
    let report = report(&asked.facts, &asked.scope, asked.period);
    let mut known: Vec<String> = figures(&report).keys().map(ToString::to_string).collect();
    if known.is_empty() {
        known.extend(TableId::ALL.map(TableId::code).into_iter().chain([MEASURES]).map(str::to_owned));
    }
    known.sort_by_cached_key(|figure| {
        let alike = figure.split('/').zip(text.split('/')).take_while(|(one, other)| one == other).count();
        (Reverse(alike), osa_distance(figure, text))
    });
    known.truncate(FEW);
    Failure::new(USAGE, "error-cell").with("cell", text).with("known", known.join(", "))
}
