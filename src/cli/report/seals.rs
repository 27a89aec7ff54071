//! Seals on the command line: sealing a report, issuing it again, the list of seals, and how figures were revised.
//!
//! Does not keep them; the store does. Must stay true: a sealed report comes out byte for byte, or, in any other form, with
//! the same figures, or not at all.

use super::{Asked, deliver, period_if_any, scope};
use crate::cli::failure::{DAMAGED, Failure, NOT_FOUND, USAGE};
use crate::cli::progress::Progress;
use crate::cli::session::{Context, Session};
use crate::cli::{clean, say};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::render::grid::Grid;
use crate::render::part::Parts;
use crate::render::text::WIDTH;
use crate::render::{Document, SealStamp, Stamp, json, number};
use crate::report::facts::Facts;
use crate::report::revisions::{Months, Revision, measured, revisions, whole_months};
use crate::report::{Report, Scope, report};
use crate::store::{NewSeal, Right, Seal};
use clap::ArgMatches;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The seal that an option names: by its number, or the latest of the period and the places that were asked for.
pub fn find(session: &Session, arguments: &ArgMatches, option: &str) -> Result<Seal, Failure> {
    let (scope, period) = (scope(session, arguments)?, period_if_any(arguments)?);
    let found = if let Some(number) = arguments.get_one::<u64>(option) {
        let is_other = |seal: &Seal| {
            period.is_some_and(|period| period != seal.period) || scope != Scope::default() && scope != seal.scope
        };
        let found = session.store.sealed(*number)?;
        if found.as_ref().is_some_and(is_other) {
            return Err(Failure::new(USAGE, "error-seal-other").with("number", number.to_string()));
        }
        found
    } else {
        let is_meant = |seal: &Seal| seal.scope == scope && period.is_none_or(|period| seal.period == period);
        session.store.seals()?.into_iter().rev().find(is_meant)
    };
    found.ok_or_else(|| Failure::new(NOT_FOUND, "error-no-seal"))
}

/// Whether the bytes that were sealed are what was asked for.
pub fn is_as_it_is(context: &Context, arguments: &ArgMatches) -> bool {
    let is_json = arguments.get_one::<String>("format").is_some_and(|format| format == "json");
    arguments.contains_id("sealed") && is_json && !context.is_lang_asked && !arguments.get_flag("public")
}

/// What a sealed report was counted from, for another form of it.
pub fn asked(context: &Context, session: &Session, seal: &Seal, progress: &mut Progress) -> Result<Asked, Failure> {
    let mut watch = |done, of| progress.step(done, of);
    let facts = session.store.as_sealed(seal, context.folder.path(), &mut watch)?.facts()?;
    let (head, lang) = (seal.head.clone(), context.texts.lang());
    let stamp = Stamp { as_of: seal.as_of, head, training: seal.training, seal: None, lang };
    let again = report(&facts, &seal.scope, seal.period);
    if figures(&written(context, &again, &stamp)?) == figures(&seal.report) {
        return Ok(Asked { facts, stamp, scope: seal.scope.clone(), period: seal.period });
    }
    Err(Failure::new(DAMAGED, "error-seal-differs").with("number", seal.number.to_string()))
}

/// The figures of a report's JSON without the words that go with them.
fn figures(report: &str) -> Option<Vec<Value>> {
    let mut report: Value = serde_json::from_str(report).ok()?;
    let mut figures = vec![report["measures"].take(), report["excluded"].take()];
    for table in report["tables"].as_array_mut()? {
        figures.extend([table["id"].take(), table["total"].take()]);
        let rows = table["rows"].as_array_mut()?.iter_mut();
        figures.extend(rows.flat_map(|row| [row["key"].take(), row["cells"].take()]));
    }
    Some(figures)
}

/// The bytes that are sealed: the report alone, whatever else was asked for beside it.
fn written(context: &Context, report: &Report, stamp: &Stamp) -> Result<String, Failure> {
    let document =
        Document { report, comparison: None, stamp, texts: &context.texts, is_by_border: false, parts: Parts::ALL };
    let mut out = Vec::new();
    json::write_json(&mut out, &document)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Keeps a report.
pub fn seal(context: &Context, session: &mut Session, facts: &Facts, document: &Document<'_>) -> Result<(), Failure> {
    let Document { report, stamp, .. } = *document;
    let months = measured(facts, &report.scope, whole_months(report.period));
    let new = NewSeal { report: written(context, report, stamp)?, months };
    let now_ms = session.now_ms()?;
    let seal = session.store.seal(&session.author, now_ms, &new)?;
    let args = [("number", seal.number.into()), ("hash", seal.hash_text().into()), ("head", seal.head.into())];
    say(0, &context.texts.with("cli-sealed", &args));
    Ok(())
}

/// The seals, in the order of sealing; of one that is not what was sealed, that alone.
pub fn list(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let form = format(arguments, &["text", "json"])?;
    let session = context.open(Right::Figures)?;
    let seals = session.store.every_seal()?;
    let text = match form {
        "json" => {
            let wrong = |number: &u64| json!({"number": number, "damaged": true});
            let told = |(number, seal): (_, &Option<Seal>)| {
                seal.as_ref().map_or_else(|| wrong(number), |seal| as_json(&session, seal))
            };
            pretty(&json!(seals.iter().map(told).collect::<Vec<_>>()))?
        }
        _ if seals.is_empty() => context.texts.get("cli-seals-none"),
        _ => {
            let wrong = |number: &u64| context.texts.with("verify-seal", &[("number", (*number).into())]);
            let told = |(number, seal): (_, &Option<Seal>)| {
                seal.as_ref().map_or_else(|| wrong(number), |seal| told(context, &session, seal))
            };
            seals.iter().map(told).chain([context.texts.get("cli-seals-check")]).collect::<Vec<_>>().join("\n")
        }
    };
    deliver(arguments, &text)?;
    let wrong: Vec<String> =
        seals.iter().filter(|(_, seal)| seal.is_none()).map(|(number, _)| number.to_string()).collect();
    if wrong.is_empty() { Ok(0) } else { Err(Failure::new(DAMAGED, "error-seals").with("numbers", wrong.join(", "))) }
}

/// What a person is told of a seal.
pub fn told(context: &Context, session: &Session, seal: &Seal) -> String {
    let places = [seal.scope.states.as_slice(), &seal.scope.offices].concat().join(", ");
    let when = moment(session, seal).map(|at| at.civil().format("%Y-%m-%d %H:%M").to_string());
    let args = [
        ("number", seal.number.into()),
        ("period", seal.period.to_string().into()),
        ("places", if places.is_empty() { context.texts.get("report-everywhere") } else { places }.into()),
        ("when", when.unwrap_or_default().into()),
        ("officer", clean(&seal.officer).into()),
        ("hash", seal.hash_text().into()),
        ("head", seal.head.as_str().into()),
    ];
    context.texts.with("cli-seals-one", &args)
}

/// The same for programs.
pub fn as_json(session: &Session, seal: &Seal) -> Value {
    json!({
        "number": seal.number,
        "period": {"from": seal.period.from().to_string(), "to": seal.period.to().to_string()},
        "states": seal.scope.states,
        "offices": seal.scope.offices,
        "sealed_at": moment(session, seal).map(|at| at.to_string()),
        "sealed_by": seal.officer,
        "as_of": seal.as_of.to_string(),
        "head": seal.head,
        "hash": seal.hash_text(),
        "training": seal.training,
    })
}

/// What a report says that is made from a seal.
pub fn stamp(session: &Session, seal: &Seal) -> Option<SealStamp> {
    Some(SealStamp { number: seal.number, at: moment(session, seal)? })
}

fn moment(session: &Session, seal: &Seal) -> Option<Moment> {
    Moment::at_instant(seal.at_ms, session.zone().ok()?)
}

/// How the measures of each month changed from seal to seal, and what they are today.
pub fn revised(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let form = format(arguments, &["text", "json", "csv"])?;
    let period = period_if_any(arguments)?;
    let mut session = context.open(Right::Figures)?;
    super::stoppable(&mut session)?;
    let scope = scope(&session, arguments)?;
    let is_asked = |month: &Period| period.is_none_or(|of| of.from() <= month.from() && month.to() <= of.to());
    let months = |seal: &Seal| whole_months(seal.period).filter(is_asked);
    let mut seals = session.store.seals()?;
    seals.retain(|seal| seal.scope == scope && months(seal).next().is_some());
    let all: BTreeSet<Period> = seals.iter().flat_map(months).collect();
    let sealed: Vec<&Months> = seals.iter().map(|seal| &seal.months).collect();
    let rows = revisions(&session.store.facts()?, &scope, &all, &sealed);
    let text = match form {
        "json" => {
            let told: Vec<Value> = seals.iter().map(|seal| as_json(&session, seal)).collect();
            let row = |row: &Revision| {
                let figures: Map<_, _> = stood(row, &seals).map(|(seal, figure)| (seal, figure.into())).collect();
                json!({"month": row.month, "measure": row.measure, "figures": figures})
            };
            let rows: Vec<Value> = rows.iter().map(row).collect();
            let training = session.store.is_training();
            pretty(&json!({"schema": "cobijo.revisions/1", "training": training, "seals": told, "rows": rows}))?
        }
        "csv" => {
            let lines = rows.iter().flat_map(|row| {
                let line = |(seal, figure)| format!("{},{},{seal},{figure}", row.month, row.measure);
                stood(row, &seals).map(line)
            });
            ["month,measure,seal,value".to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
        }
        _ if seals.is_empty() => context.texts.get("cli-seals-none"),
        _ => session.marked(context, revisions_as_text(context, &rows, &seals)),
    };
    deliver(arguments, &text)
}

/// The figures that are known, by the numbers of the seals and `today`.
fn stood(row: &Revision, seals: &[Seal]) -> impl Iterator<Item = (String, u64)> {
    let sealed = seals.iter().zip(&row.sealed).filter_map(|(seal, figure)| Some((seal.number.to_string(), (*figure)?)));
    sealed.chain([("today".to_owned(), row.today)])
}

fn revisions_as_text(context: &Context, rows: &[Revision], seals: &[Seal]) -> String {
    let texts = &context.texts;
    let shown = |figure: u64| if figure == 0 { "-".to_owned() } else { number(figure) };
    let head = |seal: &Seal| vec![texts.with("cli-revisions-seal", &[("number", seal.number.into())])];
    let heads = seals.iter().map(head).chain([vec![texts.get("cli-revisions-today")]]);
    let is_any = |row: &&Revision| row.today > 0 || row.sealed.iter().flatten().any(|figure| *figure > 0);
    let mut above = "";
    // The months stand under their measure, for beside it labels would be cut.
    let rows = rows.iter().filter(is_any).flat_map(|row| {
        let label = || (texts.get(&format!("measure-{}", row.measure.replace('/', "-"))), Vec::new());
        let label = (std::mem::replace(&mut above, row.measure.as_str()) != row.measure.as_str()).then(label);
        let sealed = row.sealed.iter().map(|figure| figure.map_or_else(String::new, shown));
        label.into_iter().chain([(format!("  {}", row.month), sealed.chain([shown(row.today)]).collect())])
    });
    Grid { heads: heads.collect(), rows: rows.collect() }.lines(WIDTH).join("\n")
}

/// The format that was asked for, of those that an answer has.
pub fn format<'a>(arguments: &'a ArgMatches, known: &[&str]) -> Result<&'a str, Failure> {
    let format = arguments.get_one::<String>("format").map_or("text", String::as_str);
    let wrong = || Failure::new(USAGE, "error-seal-format").with("known", known.join(", "));
    if known.contains(&format) { Ok(format) } else { Err(wrong()) }
}

/// JSON for programs.
pub fn pretty(value: &Value) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(value).map_err(std::io::Error::from)?)
}
