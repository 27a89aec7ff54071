//! `import`: case files into the store, all of them or nothing; and the way back.

use super::failure::{FAILED, Failure, NOT_FOUND, PARTLY, REJECTED, TRAINING, USAGE};
use super::progress::Progress;
use super::session::{self, Context, Session};
use crate::form::files::read::recognise;
use crate::form::files::write::{is_rejected_name, rejected_name, write_rejected};
use crate::form::files::{Counts, Options, Plan, Problem, Source, Terms, plan};
use crate::i18n::Arg;
use crate::log::operation::Act;
use crate::runtime::whole;
use crate::store::{NewOperation, Right};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open(Right::Import)?;
    if let Some(batch) = arguments.get_one::<String>("undo") {
        return undo(context, &mut session, batch);
    }
    let mut progress = Progress::new()?;
    let paths: Vec<PathBuf> = arguments.get_many("path").into_iter().flatten().cloned().collect();
    let sources = sources(&paths)?;
    let options = Options {
        active: arguments.get_flag("active"),
        skip_invalid: arguments.get_flag("skip-invalid"),
        training: session.store.is_training(),
    };
    let batch = Uuid::now_v7();
    // Planned against one state of the store; what is written after it is asked about, not written over.
    let (base, mut plan) = session.store.at_once(|store| -> Result<_, Failure> {
        let reader = store.reader();
        let plan = plan(&sources, Terms { options, known: &reader, desk: &reader }, &mut Uuid::now_v7);
        reader.check()?;
        Ok((store.head()?.seq, plan))
    })?;
    let code = code(&plan, options);
    if code == TRAINING {
        plan.imported = Counts::default();
    }
    let is_written = (code == 0 || code == PARTLY) && !arguments.get_flag("dry-run");
    if is_written {
        write_rejects(context, &sources, &plan)?;
        append(&mut session, batch, (base, std::mem::take(&mut plan.operations)), &mut progress)?;
    }
    tell(context, arguments, is_written.then_some(batch), &plan)?;
    Ok(code)
}

/// What a plan comes to: all of it, a part, or nothing.
fn code(plan: &Plan, options: Options) -> u8 {
    match plan.problems.as_slice() {
        [] => 0,
        _ if plan.has_training_data() => TRAINING,
        _ if options.skip_invalid => PARTLY,
        _ => REJECTED,
    }
}

/// Reads the files, and of folders those that hold cases; what was left out of an earlier import is passed over there.
fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in paths {
        let missing = || Failure::new(NOT_FOUND, "error-no-file").with("file", path.display().to_string());
        if !path.is_dir() {
            sources.push(read(path)?);
            continue;
        }
        let before = sources.len();
        let entries = fs::read_dir(path)
            .map_err(|error| Failure::from(error).at(path))?
            .map(|entry| entry.map(|entry| entry.path()));
        let mut files: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
        files
            .retain(|file| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) && file.is_file());
        files.sort();
        for file in files.iter().filter(|file| !is_rejected_name(&file.to_string_lossy())) {
            let source = read(file)?;
            sources.extend(recognise(&source).is_some().then_some(source));
        }
        if sources.len() == before {
            return Err(missing());
        }
    }
    Ok(sources)
}

fn read(path: &Path) -> Result<Source, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::from(error).at(path))?;
    Ok(Source { name: path.display().to_string(), bytes })
}

fn append(
    session: &mut Session,
    batch: Uuid,
    (base, operations): (u64, Vec<Vec<crate::log::operation::Change>>),
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut author = session.author.clone();
    author.session = batch;
    let operations = operations.into_iter().map(|changes| NewOperation { act: Act::Import, base, changes }).collect();
    let mut watch = |done, of| progress.step(done, of);
    match session.store.append_watched(&author, session::now_ms(), operations, &mut watch)? {
        crate::store::Appended::Saved { .. } => Ok(()),
        crate::store::Appended::Moved(_) => Err(Failure::new(FAILED, "error-moved")),
    }
}

/// Writes the rows that are left out beside their sources.
fn write_rejects(context: &Context, sources: &[Source], plan: &Plan) -> Result<(), Failure> {
    for rejected in &plan.rejected {
        let Some(source) = sources.get(rejected.source) else { continue };
        let file = PathBuf::from(rejected_name(&source.name));
        let sentence = |problem: &Problem| problem.wrong.text(&context.texts);
        let write = |out: &mut fs::File| write_rejected(out, rejected, &plan.problems, &sentence);
        let written = whole::file(&file, |partial, path| fs::rename(partial, path), write);
        written.map_err(|error| Failure::from(error).at(&file))?;
    }
    Ok(())
}

fn undo(context: &Context, session: &mut Session, batch: &str) -> Result<u8, Failure> {
    let wrong = || Failure::new(USAGE, "error-batch").with("batch", batch);
    let batch = Uuid::parse_str(batch.trim()).ok().ok_or_else(wrong)?;
    let reason = context.texts.get("cli-undo-reason");
    let count = session.store.undo_batch(&session.author, session::now_ms(), batch, &reason)?;
    super::print(&context.texts.with("cli-undo-done", &[("count", count.into())]))
}

fn tell(context: &Context, arguments: &ArgMatches, batch: Option<Uuid>, plan: &Plan) -> Result<u8, Failure> {
    if arguments.get_flag("json") {
        let told = |p: &Problem| {
            let message = p.wrong.text(&context.texts);
            json!({"file": p.file, "line": p.line, "column": p.column, "message": message})
        };
        let answer = json!({
            "batch": batch.map(|batch| batch.to_string()),
            "imported": plan.imported,
            "unchanged": plan.unchanged,
            "problems": plan.problems.iter().map(told).collect::<Vec<Value>>(),
        });
        return super::print_json(&answer);
    }
    for problem in &plan.problems {
        let column = if problem.column.is_empty() { String::new() } else { format!("{}: ", problem.column) };
        let line = format!("{}:{}: {column}{}", problem.file, problem.line, problem.wrong.text(&context.texts));
        super::say(0, &super::clean(&line));
    }
    let key = match (batch, plan.problems.is_empty()) {
        (None, true) => "cli-import-dry",
        (None, false) => "cli-import-rejected",
        (Some(_), true) => "cli-import-done",
        (Some(_), false) => "cli-import-partly",
    };
    let Counts { cases, services, contacts, calls, steps } = plan.imported;
    let args: [(&str, Arg<'_>); 8] = [
        ("cases", cases.into()),
        ("services", services.into()),
        ("contacts", contacts.into()),
        ("calls", calls.into()),
        ("steps", steps.into()),
        ("unchanged", plan.unchanged.cases.into()),
        ("problems", plan.problems.len().into()),
        ("batch", batch.map(|batch| batch.to_string()).unwrap_or_default().into()),
    ];
    let sentence = context.texts.with(key, &args);
    if key == "cli-import-rejected" {
        return Ok(super::say(0, &sentence));
    }
    super::print(&sentence)
}
