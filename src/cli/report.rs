//! `report`: the totals of a period, as text, JSON or CSV.

use super::failure::{Failure, INTERRUPTED, USAGE};
use super::progress::Progress;
use super::session::{Context, Session};
use crate::domain::catalogue::{STATES, find};
use crate::domain::moment::{Moment, parse_date};
use crate::domain::period::{Period, PeriodError};
use crate::render::export::{Export, Format};
use crate::render::{Document, Stamp};
use crate::report::comparison::compare;
use crate::report::facts::Facts;
use crate::report::public::public;
use crate::report::{Scope, report};
use crate::runtime::whole;
use crate::store::{Head, Right};
use clap::ArgMatches;
use std::path::PathBuf;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let period = period(arguments)?;
    let against = against(arguments, period)?;
    if arguments.get_flag("public") {
        is_publishable(period, against)?;
    }
    let output = arguments.get_one::<PathBuf>("output");
    output.map_or(Ok(()), |path| super::is_new(path))?;
    let format = format(arguments, output.is_some());
    let mut session = context.open(Right::Figures)?;
    let scope = scope(&session, arguments)?;
    let mut progress = Progress::new()?;
    let (facts, stamp) = facts(context, &session, arguments)?;
    let report = report(&facts, &scope, period);
    let report = if arguments.get_flag("public") { public(&report) } else { report };
    let comparison = against.map(|against| compare(&facts, &report, against));
    let document = Document {
        report: &report,
        comparison: comparison.as_ref(),
        stamp: &stamp,
        texts: &context.texts,
        is_by_border: arguments.contains_id("group"),
    };
    let export = Export::new(format, &document, &mut |done, of| progress.step(done, of))?;
    session.note(context, "report", format!("{period} {} {}", format.code(), export.fingerprint()));
    let Some(path) = output else {
        return export.files().iter().try_fold(0, |_, (_, bytes)| super::print_bytes(bytes));
    };
    // Who stops it while the look is written down has stopped it.
    if !progress.step(1, 1) {
        return Err(Failure::new(INTERRUPTED, "error-interrupted"));
    }
    whole::save(path, &export).map_err(|error| Failure::from(error).at(path))?;
    Ok(0)
}

/// The format that was asked for; CSV on stdout is the tidy table, for there is no folder.
fn format(arguments: &ArgMatches, is_saved: bool) -> Format {
    let code = arguments.get_one::<String>("format");
    match code.and_then(|code| Format::from_code(code)).unwrap_or(Format::Text) {
        Format::Csv if !is_saved => Format::Tidy,
        format => format,
    }
}

fn period(arguments: &ArgMatches) -> Result<Period, Failure> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    match (text("period"), text("from"), text("to")) {
        (Some(period), ..) => Period::parse(period).map_err(|error| not_a_period(&error, period)),
        (None, Some(from), Some(to)) => {
            let day = |text: &str| parse_date(text).ok_or_else(|| Failure::new(USAGE, "error-date").with("date", text));
            Period::from_to(day(from)?, day(to)?).map_err(|error| not_a_period(&error, &format!("{from}..{to}")))
        }
        _ => Err(Failure::new(USAGE, "error-period").with("period", "")),
    }
}

fn not_a_period(error: &PeriodError, text: &str) -> Failure {
    let key =
        if matches!(error, PeriodError::EndsBeforeItBegins { .. }) { "error-period-order" } else { "error-period" };
    Failure::new(USAGE, key).with("period", text)
}

fn against(arguments: &ArgMatches, period: Period) -> Result<Option<Period>, Failure> {
    match arguments.get_one::<String>("compare").map(String::as_str) {
        None => Ok(None),
        Some("previous-year") => Ok(Some(period.previous_year())),
        Some(text) => Period::parse(text).map(Some).map_err(|e| not_a_period(&e, text)),
    }
}

/// Whether figures of these periods can be published at all, and beside one another.
fn is_publishable(period: Period, against: Option<Period>) -> Result<(), Failure> {
    if let Some(days) = [Some(period), against].into_iter().flatten().find(|period| !period.is_whole_months()) {
        return Err(Failure::new(USAGE, "error-public-months").with("period", days.to_string()));
    }
    match against {
        Some(other) if other != period && other.overlaps(period) => {
            Err(Failure::new(USAGE, "error-public-compare").with("period", other.to_string()))
        }
        _ => Ok(()),
    }
}

fn scope(session: &Session, arguments: &ArgMatches) -> Result<Scope, Failure> {
    let codes = |name: &str| -> Vec<String> {
        arguments.get_many::<String>(name).into_iter().flatten().map(|code| code.trim().to_ascii_uppercase()).collect()
    };
    let scope = Scope { states: codes("state"), offices: codes("office") };
    if let Some(state) = scope.states.iter().find(|state| find(&STATES, state).is_none()) {
        return Err(Failure::new(USAGE, "error-state").with("state", state.as_str()));
    }
    if let Some(office) = scope.offices.iter().find(|office| session.store.zone(office).is_none()) {
        return Err(Failure::new(USAGE, "error-office").with("office", office.as_str()));
    }
    Ok(scope)
}

/// The facts of now, or of then, with where they come from.
fn facts(context: &Context, session: &Session, arguments: &ArgMatches) -> Result<(Facts, Stamp), Failure> {
    let (training, lang) = (session.store.is_training(), context.texts.lang());
    let stamp = |as_of, head: &Head| Stamp { as_of, head: head.to_string(), training, lang };
    let Some(text) = arguments.get_one::<String>("as-of") else {
        let (head, facts) = session.store.facts_at_head()?;
        return Ok((facts, stamp(session.now()?, &head)));
    };
    let as_of = Moment::parse(text, session.zone()?);
    let as_of = as_of.ok_or_else(|| Failure::new(USAGE, "error-date").with("date", text.as_str()))?;
    if as_of.utc_minutes() > session.now()?.utc_minutes() {
        return Err(Failure::new(USAGE, "error-as-of").with("date", text.as_str()));
    }
    // The whole of the minute that is named, so that the cut-off that a report prints gives that report again.
    let until_ms = as_of.utc_minutes().saturating_mul(60_000).saturating_add(59_999);
    let then = session.store.as_of(until_ms, context.folder.path())?;
    Ok((then.facts()?, stamp(as_of, &session.store.head_at(until_ms)?)))
}
