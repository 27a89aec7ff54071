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
use crate::render::{Document, SealStamp, Stamp, count, json};
use crate::report::facts::Facts;
use crate::report::revisions::{Months, Revision, measured, revisions, whole_months};
use crate::report::{Report, Scope, report};
use crate::store::{NewSeal, Right, Seal};
use clap::ArgMatches;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The seal that an option names: by its number, or the latest of the period and the places that were asked for.
pub fn find(session: &Session, arguments: &ArgMatches, option: &str) -> Result<Seal, Failure> {
    let (scope, period) = (scope(session, arguments)?, period_if_any(arguments)?);
    let mut seals = session.store.every_seal()?;
    let none = || Failure::new(NOT_FOUND, "error-no-seal");
    let of_period = |seal: &Seal| period.is_none_or(|period| seal.period == period);
    if let Some(number) = arguments.get_one::<u64>(option) {
        let seal = seals.remove(number).ok_or_else(none)?.ok_or_else(|| damaged("error-seals", &[*number]))?;
        let is_meant = of_period(&seal) && (scope == Scope::default() || scope == seal.scope);
        let other = || Failure::new(USAGE, "error-seal-other").with("number", number.to_string());
        return is_meant.then_some(seal).ok_or_else(other);
    }
    // Nobody knows of what a damaged one is: it may be the one that is meant.
    let is_meant =
        |(_, seal): &(u64, Option<Seal>)| seal.as_ref().is_none_or(|seal| seal.scope == scope && of_period(seal));
    let mut wrong = Vec::new();
    for (number, seal) in seals.into_iter().rev().filter(is_meant) {
        match seal {
            None => wrong.push(number),
            Some(seal) if wrong.is_empty() => return Ok(seal),
            Some(_) => {
                let next = format!("--{option} {number}");
                return Err(damaged("error-seals-next", &wrong).with("next", next));
            }
        }
    }
    Err(if wrong.is_empty() { none() } else { damaged("error-seals", &wrong) })
}

/// That these are not what was sealed.
fn damaged(key: &'static str, numbers: &[u64]) -> Failure {
    let numbers = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    Failure::new(DAMAGED, key).with("numbers", numbers)
}

/// Fails where some are not what was sealed.
fn sound(seals: &BTreeMap<u64, Option<Seal>>) -> Result<u8, Failure> {
    let wrong: Vec<u64> = seals.iter().filter(|(_, seal)| seal.is_none()).map(|(number, _)| *number).collect();
    if wrong.is_empty() { Ok(0) } else { Err(damaged("error-seals", &wrong)) }
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
    let offices = session.store.offices()?;
    let stamp = Stamp { as_of: seal.as_of, head, training: seal.training, seal: None, offices, lang };
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
    sound(&seals)
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
    let every = session.store.every_seal()?;
    let mut seals: Vec<&Seal> = every.values().flatten().collect();
    seals.retain(|seal| seal.scope == scope && months(seal).next().is_some());
    let all: BTreeSet<Period> = seals.iter().flat_map(|seal| months(seal)).collect();
    let sealed: Vec<&Months> = seals.iter().map(|seal| &seal.months).collect();
    let rows = revisions(&session.store.facts()?, &scope, &all, &sealed);
    let columns = seals.iter().map(|seal| (seal.number.to_string(), seal.as_of));
    let columns: Vec<_> = columns.chain([("today".to_owned(), session.now()?)]).collect();
    let text = match form {
        "json" => {
            let told: Vec<Value> = seals.iter().map(|seal| as_json(&session, seal)).collect();
            let row = |row: &Revision| {
                let stood: Vec<Stood<'_>> = stood(row, &columns).collect();
                let figures: Map<_, _> = stood.iter().map(|it| (it.column.to_owned(), it.figure.into())).collect();
                let open: Vec<_> = stood.iter().filter(|it| !it.is_over).map(|it| it.column).collect();
                json!({"month": row.month, "measure": row.measure, "figures": figures, "not_over": open})
            };
            let rows: Vec<Value> = rows.iter().map(row).collect();
            let training = session.store.is_training();
            pretty(&json!({"schema": "cobijo.revisions/1", "training": training, "seals": told, "rows": rows}))?
        }
        "csv" => {
            let lines = rows.iter().flat_map(|row| {
                let line = |it: Stood<'_>| {
                    [&row.month, &row.measure, it.column, &it.figure.to_string(), &it.is_over.to_string()].join(",")
                };
                stood(row, &columns).map(line)
            });
            ["month,measure,seal,value,month_over".to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
        }
        _ if seals.is_empty() => context.texts.get("cli-seals-none"),
        _ => session.marked(context, revisions_as_text(context, &rows, &columns)),
    };
    deliver(arguments, &text)?;
    sound(&every)
}

/// A figure of a month: in which seal, or today, and whether the month was over by then.
struct Stood<'a> {
    column: &'a str,
    figure: u64,
    is_over: bool,
}

/// The figures that are known, by the seals with their cut-offs and then today.
fn stood<'a>(row: &'a Revision, columns: &'a [(String, Moment)]) -> impl Iterator<Item = Stood<'a>> {
    let month = Period::parse(&row.month).ok();
    columns.iter().zip(row.figures()).filter_map(move |((column, as_of), figure)| {
        Some(Stood { column, figure: figure?, is_over: month.is_some_and(|month| month.is_over(*as_of)) })
    })
}

fn revisions_as_text(context: &Context, rows: &[Revision], columns: &[(String, Moment)]) -> String {
    let texts = &context.texts;
    let head = |(column, _): &(String, Moment)| match column.as_str() {
        "today" => vec![texts.get("cli-revisions-today")],
        number => vec![texts.with("cli-revisions-seal", &[("number", number.into())])],
    };
    let cell = |it: &Stood<'_>| count(it.figure) + if it.is_over { " " } else { "*" };
    let is_any = |row: &&Revision| row.figures().flatten().any(|figure| figure > 0);
    let mut above = "";
    // The months stand under their measure, for beside it labels would be cut.
    let rows = rows.iter().filter(is_any).flat_map(|row| {
        let label = || (texts.get(&format!("measure-{}", row.measure.replace('/', "-"))), Vec::new());
        let label = (std::mem::replace(&mut above, row.measure.as_str()) != row.measure.as_str()).then(label);
        let stood: Vec<Stood<'_>> = stood(row, columns).collect();
        let known =
            |(column, _): &(String, Moment)| stood.iter().find(|it| it.column == column).map_or_else(String::new, cell);
        label.into_iter().chain([(format!("  {}", row.month), columns.iter().map(known).collect())])
    });
    let mut lines = Grid { heads: columns.iter().map(head).collect(), rows: rows.collect() }.lines(WIDTH);
    if lines.iter().any(|line| line.contains('*')) {
        lines.extend([String::new(), texts.get("cli-revisions-not-over")]);
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
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
