//! `report`: the totals of a period, in the format that was asked for.

mod explain;
mod seals;
mod since;

use super::failure::{Failure, USAGE};
use super::progress::Progress;
use super::session::{Context, Session};
use crate::domain::catalogue::{STATES, find};
use crate::domain::moment::{Moment, parse_date};
use crate::domain::period::{Period, PeriodError};
use crate::render::export::{Export, Format};
use crate::render::part::{Holds, Part, Parts};
use crate::render::published::{told, unfit};
use crate::render::{Document, Stamp};
use crate::report::comparison::compare;
use crate::report::facts::Facts;
use crate::report::public::earlier::{Published, is_publishable, settled};
use crate::report::public::public;
use crate::report::{Scope, report};
use crate::runtime::whole;
use crate::store::{Head, Right};
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

/// What a report is made of.
struct Asked {
    facts: Facts,
    stamp: Stamp,
    scope: Scope,
    period: Period,
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let output = arguments.get_one::<PathBuf>("output");
    output.map_or(Ok(()), |path| super::is_new(path))?;
    // What is wrong whatever the store holds is said before anybody is asked for a passphrase.
    period_if_any(arguments)?.map_or(Ok(None), |period| against(arguments, period, None))?;
    places(arguments)?;
    if let Some(cell) = arguments.get_one::<String>("explain") {
        return explain::run(context, arguments, cell);
    }
    match () {
        () if arguments.get_flag("seals") => seals::list(context, arguments),
        () if arguments.contains_id("since-seal") => since::run(context, arguments),
        () if arguments.get_flag("revisions") => seals::revised(context, arguments),
        () => counted(context, arguments),
    }
}

/// The report of a period: counted now, as things stood, or as it was sealed.
fn counted(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let output = arguments.get_one::<PathBuf>("output");
    let format = format(arguments, output.is_some());
    if format == Format::Xlsx && output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::new(USAGE, "error-workbook"));
    }
    if format == Format::CsvSemicolon && output.is_none() {
        return Err(Failure::new(USAGE, "error-folder"));
    }
    let parts = parts(arguments, format)?;
    let is_sealing = arguments.get_flag("seal");
    let mut session = context.open(if is_sealing { Right::Seal } else { Right::Figures })?;
    if seals::is_as_it_is(context, arguments) {
        let seal = seals::find(&session, arguments, "sealed")?;
        session.note(context, "report", format!("{} {}", seal.period, seal.number));
        return deliver(arguments, &seal.report);
    }
    let mut progress = stoppable(&mut session)?;
    let Asked { facts, stamp, scope, period } = asked(context, &session, arguments, &mut progress)?;
    let against = against(arguments, period, by_now(&session, stamp.as_of)?)?;
    let report = report(&facts, &scope, period);
    let report = if arguments.get_flag("public") { public(&report) } else { report };
    let comparison = against.map(|against| compare(&facts, &report, against, stamp.as_of));
    let document = Document {
        report: &report,
        comparison: comparison.as_ref(),
        stamp: &stamp,
        texts: &context.texts,
        is_by_border: arguments.contains_id("group"),
        parts,
    };
    let export = Export::new(format, &document, &mut |done, of| progress.step(done, of))?;
    let (own, is_public) = (Published { period, scope, against, head: stamp.head.clone() }, report.is_public);
    if is_public {
        warn_of_earlier(context, &session, &facts, &own)?;
    }
    let subject = own.noted(format.code(), &export.fingerprint(), is_public);
    // Noted last, when nothing but the stop of whoever waits keeps it from being there.
    let note = || session.note_report(context, (subject, is_public), || !progress.step(1, 1));
    if let Some(path) = output {
        whole::save(path, &export, note).map_err(|error: Failure| error.at(path))?;
    } else {
        note()?;
        export.files().iter().try_for_each(|(_, bytes)| super::print_bytes(bytes).map(drop))?;
    }
    // Last, for a seal stays: none of a report that nobody got, and no report on a file without its seal.
    if is_sealing && let Err(error) = seals::seal(context, &mut session, &facts, &document) {
        output.map_or(Ok(()), |path| whole::remove(path))?;
        return Err(error);
    }
    Ok(0)
}

/// Lets whoever waits stop what the store does for a report.
fn stoppable(session: &mut Session) -> Result<Progress, Failure> {
    let progress = Progress::new()?;
    session.store.stop_by(progress.stopped())?;
    Ok(progress)
}

/// The format that was asked for; CSV on stdout is the tidy table, for there is no folder.
fn format(arguments: &ArgMatches, is_saved: bool) -> Format {
    let code = arguments.get_one::<String>("format");
    match code.and_then(|code| Format::from_code(code)).unwrap_or(Format::Text) {
        Format::Csv if !is_saved => Format::Tidy,
        format => format,
    }
}

/// The parts that are not left out; programs rely on those that a format always has.
fn parts(arguments: &ArgMatches, format: Format) -> Result<Parts, Failure> {
    let codes = arguments.get_many::<String>("without").into_iter().flatten();
    codes.filter_map(|code| Part::from_code(code)).try_fold(Parts::ALL, |parts, part| match format.holds(part) {
        Holds::Always => Err(Failure::new(USAGE, "error-part").with("part", part.code()).with("format", format.code())),
        _ => Ok(parts.with(part, false)),
    })
}

/// What a report is made of: now, then, or as it was sealed.
fn asked(
    context: &Context,
    session: &Session,
    arguments: &ArgMatches,
    progress: &mut Progress,
) -> Result<Asked, Failure> {
    if arguments.contains_id("sealed") {
        let seal = seals::find(session, arguments, "sealed")?;
        against(arguments, seal.period, Some(seal.as_of))?;
        let mut asked = seals::asked(context, session, &seal, progress)?;
        // What is made public of a seal is not what was sealed.
        asked.stamp.seal = seals::stamp(session, &seal).filter(|_| arguments.get_flag("public"));
        return Ok(asked);
    }
    let period = period_if_any(arguments)?.ok_or_else(|| Failure::new(USAGE, "error-period").with("period", ""))?;
    let scope = scope(session, arguments)?;
    let then = cut_off(session, arguments)?;
    // Before all that takes time: whether it can be published.
    against(arguments, period, by_now(session, then.map_or_else(|| session.now(), Ok)?)?)?;
    let (facts, stamp) = facts(context, session, then, progress)?;
    if scope.is_nowhere(&facts) {
        return Err(Failure::new(USAGE, "error-places").with("places", scope.states.join(", ")));
    }
    Ok(Asked { facts, stamp, scope, period })
}

/// Writes a text to stdout, or to the file that was named.
fn deliver(arguments: &ArgMatches, text: &str) -> Result<u8, Failure> {
    let text = text.trim_end();
    match arguments.get_one::<PathBuf>("output") {
        Some(file) => {
            let saved = whole::file(file, whole::named, |out| writeln!(out, "{text}"));
            saved.map(|()| 0).map_err(|error| Failure::from(error).at(file))
        }
        None => super::print(text),
    }
}

/// The period that was asked for, where one was.
fn period_if_any(arguments: &ArgMatches) -> Result<Option<Period>, Failure> {
    let text = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    match (text("period"), text("from"), text("to")) {
        (Some(period), ..) => Period::parse(period).map(Some).map_err(|error| not_a_period(&error, period)),
        (None, Some(from), Some(to)) => {
            let day = |text: &str| parse_date(text).ok_or_else(|| Failure::new(USAGE, "error-date").with("date", text));
            let period = Period::from_to(day(from)?, day(to)?);
            period.map(Some).map_err(|error| not_a_period(&error, &format!("{from}..{to}")))
        }
        _ => Ok(None),
    }
}

/// Which of three things is wrong, and what would be right.
fn not_a_period(error: &PeriodError, text: &str) -> Failure {
    let (from, to) = text.split_once("..").unwrap_or_default();
    match error {
        PeriodError::NotADate(day) => Failure::new(USAGE, "error-date").with("date", day),
        PeriodError::EndsBeforeItBegins { .. } => {
            Failure::new(USAGE, "error-period-order").with("period", text).with("turned", format!("{to}..{from}"))
        }
        PeriodError::NotAPeriod(_) => Failure::new(USAGE, "error-period").with("period", text),
    }
}

/// As of when it is asked whether months are over.
fn by_now(session: &Session, as_of: Moment) -> Result<Option<Moment>, Failure> {
    Ok(settled(Some(as_of), session.now()?.utc_minutes().saturating_mul(60_000), session.zone()?))
}

/// The period that stands beside the one that was asked for, where one does; as of when, once that is known.
fn against(arguments: &ArgMatches, period: Period, as_of: Option<Moment>) -> Result<Option<Period>, Failure> {
    let against = match arguments.get_one::<String>("compare").map(String::as_str) {
        None => None,
        Some("previous-year") => Some(period.previous_year()),
        Some(text) => Some(Period::parse(text).map_err(|e| not_a_period(&e, text))?),
    };
    if arguments.get_flag("public") {
        is_publishable(period, against, as_of).map_err(|why| {
            let (key, named) = unfit(why);
            named.into_iter().fold(Failure::new(USAGE, key), |failure, (name, period)| failure.with(name, period))
        })?;
    }
    Ok(against)
}

/// Names what was published before and overlaps: whoever has both may subtract one from the other.
fn warn_of_earlier(context: &Context, session: &Session, facts: &Facts, own: &Published) -> Result<(), Failure> {
    let (zone, looks) = (session.zone()?, session.store.looks("report")?);
    for earlier in own.earlier(looks.into_iter().map(|look| (look.subject, look.officer, look.at_ms)), facts) {
        super::say(0, &super::clean(&told(&earlier, "warning-public-overlap", zone, &context.texts)));
    }
    Ok(())
}

/// The places that were asked for; which states there are, every store knows alike.
fn places(arguments: &ArgMatches) -> Result<Scope, Failure> {
    // In one order and each once, so that the same places are the same.
    let codes = |name: &str| -> Vec<String> {
        let codes = arguments.get_many::<String>(name).into_iter().flatten();
        codes.map(|code| code.trim().to_ascii_uppercase()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let scope = Scope { states: codes("state"), offices: codes("office") };
    match scope.states.iter().find(|state| find(&STATES, state).is_none()) {
        Some(state) => Err(Failure::new(USAGE, "error-state").with("state", state.as_str())),
        None => Ok(scope),
    }
}

fn scope(session: &Session, arguments: &ArgMatches) -> Result<Scope, Failure> {
    let scope = places(arguments)?;
    if let Some(office) = scope.offices.iter().find(|office| session.store.zone(office).is_none()) {
        return Err(Failure::new(USAGE, "error-office").with("office", office.as_str()));
    }
    Ok(scope)
}

/// The moment that was asked for, where one was.
fn cut_off(session: &Session, arguments: &ArgMatches) -> Result<Option<Moment>, Failure> {
    let Some(text) = arguments.get_one::<String>("as-of") else { return Ok(None) };
    let (now, zone) = (session.now()?, session.zone()?);
    let as_of = Moment::parse(text, zone);
    let as_of = as_of.ok_or_else(|| Failure::new(USAGE, "error-as-of-none").with("date", text.as_str()))?;
    if as_of.utc_minutes() > now.utc_minutes() {
        return Err(Failure::new(USAGE, "error-as-of").with("date", text.as_str()));
    }
    // A day without a time is the whole of that day, as on the screen; of today, what has been.
    let day_end = parse_date(text).and_then(|day| Moment::in_zone(day.and_hms_opt(23, 59, 0)?, zone));
    Ok(Some(day_end.map_or(as_of, |end| if end.utc_minutes() > now.utc_minutes() { now } else { end })))
}

/// The facts of now, or of then, with where they come from.
fn facts(
    context: &Context,
    session: &Session,
    then: Option<Moment>,
    progress: &mut Progress,
) -> Result<(Facts, Stamp), Failure> {
    let (training, lang, offices) = (session.store.is_training(), context.texts.lang(), session.store.offices()?);
    let stamp = |as_of, head: &Head| Stamp { as_of, head: head.to_string(), training, seal: None, offices, lang };
    let Some(as_of) = then else {
        // Taken before: what is written while this reads is not of a minute that is said to be in.
        let now = session.now()?;
        let (head, facts) = session.store.facts_at_head()?;
        return Ok((facts, stamp(now, &head)));
    };
    // The whole of the minute that is named, so that the cut-off that a report prints gives that report again.
    let until_ms = as_of.utc_minutes().saturating_mul(60_000).saturating_add(59_999);
    let mut watch = |done, of| progress.step(done, of);
    let (head, then) = session.store.as_of(until_ms, context.folder.path(), &mut watch)?;
    Ok((then.facts()?, stamp(as_of, &head)))
}
