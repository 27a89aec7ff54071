//! Why today's figures are no longer those of a seal: the figures that changed, and case by case what became of it.
//!
//! Finds nothing out; the store and `report::since` do. Must stay true: a case is named by its folio alone, and all that
//! changed any figure are named.

use super::{deliver, seals};
use crate::cli::failure::Failure;
use crate::cli::session::{Context, Session};
use crate::log::field::field;
use crate::log::since::Moved;
use crate::render::grid::Grid;
use crate::render::text::{WIDTH, wrap};
use crate::render::{number, signed};
use crate::report::behind::{CellRef, TOTAL};
use crate::report::measures::Measures;
use crate::report::since::Figures;
use crate::store::{ChangedCase, Right, Seal, Since};
use clap::ArgMatches;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// So many figures of a table are told of a case that changes no measure.
const CELLS: usize = 6;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let form = seals::format(arguments, &["text", "json"])?;
    let mut session = context.open(Right::Read)?;
    let mut progress = super::stoppable(&mut session)?;
    let seal = seals::find(&session, arguments, "since-seal")?;
    let since = session.store.since(&seal, &seals::asked(context, &session, &seal, &mut progress)?.facts)?;
    session.note(context, "report", format!("{} since {}", seal.period, seal.number));
    deliver(
        arguments,
        &match form {
            "json" => seals::pretty(&as_json(&session, &seal, &since))?,
            _ => session.marked(context, as_text(context, &session, &seal, &since)),
        },
    )
}

/// A figure as it was sealed and today.
fn both(since: &Since, cell: &CellRef) -> [i64; 2] {
    [&since.sealed, &since.today].map(|figures| figures.get(cell).copied().unwrap_or_default())
}

fn as_json(session: &Session, seal: &Seal, since: &Since) -> Value {
    let cells: BTreeSet<&CellRef> = since.sealed.keys().chain(since.today.keys()).collect();
    let change = cells.into_iter().map(|cell| (cell, both(since, cell))).filter(|(_, [sealed, today])| sealed != today);
    let change = change.map(|(cell, [sealed, today])| (cell.to_string(), json!({"sealed": sealed, "today": today})));
    let case = |ChangedCase { folio, reasons, figures }: &ChangedCase| {
        let figures = figures.iter().map(|(cell, figure)| (cell.to_string(), (*figure).into()));
        let reasons = reasons.iter().map(|moved| json!({"reason": reason(moved), "fields": fields(moved)}));
        let (figures, reasons) = (figures.collect::<Map<_, _>>(), reasons.collect::<Vec<_>>());
        json!({"folio": folio, "reasons": reasons, "change": figures})
    };
    json!({
        "schema": "cobijo.since/1",
        "seal": seals::as_json(session, seal),
        "head": since.head.to_string(),
        "training": seal.training,
        "change": change.collect::<Map<_, _>>(),
        "cases": since.cases.iter().map(case).collect::<Vec<_>>(),
    })
}

/// What became of a record: `added-case`, `changed-person`, `voided-link`.
fn reason(moved: &Moved) -> String {
    format!("{}-{}", moved.turn.code(), moved.entity.code())
}

fn fields(moved: &Moved) -> Vec<&'static str> {
    moved.fields.iter().filter_map(|number| field(*number)).map(|field| field.name).collect()
}

fn as_text(context: &Context, session: &Session, seal: &Seal, since: &Since) -> String {
    let texts = &context.texts;
    let mut lines = vec![seals::told(context, session, seal), String::new()];
    let heads = ["since-sealed", "since-today", "since-change"].map(|key| vec![texts.get(key)]).to_vec();
    let shown = |figure: i64| if figure == 0 { "-".to_owned() } else { number(figure.unsigned_abs()) };
    let rows = headlines().into_iter().filter_map(|(key, cell)| {
        let [sealed, today] = both(since, &cell);
        (sealed != today).then(|| (texts.get(&key), vec![shown(sealed), shown(today), signed(today - sealed)]))
    });
    let grid = Grid { heads, rows: rows.collect() };
    lines.extend(if grid.rows.is_empty() { Vec::new() } else { [grid.lines(WIDTH), vec![String::new()]].concat() });
    lines.extend(since.cases.is_empty().then(|| texts.get("since-same")));
    for case in &since.cases {
        lines.extend(wrap(&format!("{}: {}", case.folio, reasons_in_words(context, &case.reasons)), WIDTH));
        let figures = wrap(&figures_in_words(context, &case.figures), WIDTH - 4);
        lines.extend(figures.into_iter().map(|line| format!("    {line}")));
    }
    lines.join("\n")
}

fn reasons_in_words(context: &Context, reasons: &[Moved]) -> String {
    let texts = &context.texts;
    let one = |moved: &Moved| {
        let label = |name| texts.get(&format!("field-{}-{name}", moved.entity.code()));
        let fields: Vec<String> = fields(moved).into_iter().map(label).collect();
        texts.with(&format!("since-{}", reason(moved)), &[("fields", fields.join(", ").into())])
    };
    if reasons.is_empty() { texts.get("since-sibling") } else { reasons.iter().map(one).collect::<Vec<_>>().join("; ") }
}

/// The measures of the top level, the returns and whoever is left out, with the keys of their texts, in the order of the
/// report.
fn headlines() -> Vec<(String, CellRef)> {
    let cell = |row: &str| CellRef { table: None, row: row.to_owned(), cell: TOTAL.to_owned() };
    let whole = Measures::default().whole().map(|(key, _)| (format!("measure-{key}"), cell(key)));
    let others = [("measure-returned-total", "returned"), ("measure-adults", "adults")];
    whole.into_iter().chain(others.map(|(key, row)| (key.to_owned(), cell(row)))).collect()
}

/// The measures that a case changes; where there is none, the first of the other figures, as `--explain` takes them.
fn figures_in_words(context: &Context, figures: &Figures) -> String {
    let told = headlines().into_iter().filter_map(|(key, cell)| {
        Some((context.texts.get(&key).trim_start_matches(['–', ' ']).to_owned(), *figures.get(&cell)?))
    });
    let mut told: Vec<(String, i64)> = told.collect();
    if told.is_empty() {
        told.extend(figures.iter().take(CELLS).map(|(cell, figure)| (cell.to_string(), *figure)));
    }
    told.iter().map(|(told, figure)| format!("{told} {}", signed(*figure))).collect::<Vec<_>>().join("; ")
}
