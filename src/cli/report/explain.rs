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

/// So many figures are named where one is asked for that is none.
const MANY: usize = 60;

/// Prints the folios of the cases that make a figure.
pub fn run(context: &Context, arguments: &ArgMatches, text: &str) -> Result<u8, Failure> {
    let form = seals::format(arguments, &["text", "json"])?;
    let mut session = context.open(Right::Read)?;
    super::stoppable(&mut session)?;
    let asked = super::asked(context, &session, arguments)?;
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

/// What is wrong with the name of a figure, and what would be right: figures that begin as it does.
fn no_such_figure(asked: &Asked, text: &str) -> Failure {
    let report = report(&asked.facts, &asked.scope, asked.period);
    let all: Vec<String> = figures(&report).keys().map(ToString::to_string).collect();
    let beginnings = std::iter::successors(Some(text), |text| text.rsplit_once('/').map(|(beginning, _)| beginning));
    let like = |beginning: &str| -> Vec<&str> {
        all.iter().map(String::as_str).filter(|figure| figure.starts_with(beginning)).take(MANY).collect()
    };
    let mut known = beginnings.map(like).find(|known| !known.is_empty()).unwrap_or_default();
    if known.is_empty() {
        known.extend(TableId::ALL.map(TableId::code).into_iter().chain([MEASURES]));
    }
    Failure::new(USAGE, "error-cell").with("cell", text).with("known", known.join(", "))
}
