//! The command line: one file for each subcommand.
//!
//! Counts and stores nothing itself. Must stay true: data on stdout, everything else on stderr, a passphrase in no
//! argument, and a child's name nowhere without `--names`.

mod arguments;
mod backup;
mod demo;
mod dictionary;
mod doctor;
mod export;
mod failure;
mod holiday;
mod import;
mod init;
mod list;
mod manual;
mod office;
mod officer;
mod progress;
mod report;
mod session;
mod show;
mod verify;

pub use failure::Failure;

use crate::i18n::{Lang, Texts};
use crate::runtime::lineal::{self, Talk};
use crate::runtime::{self, Options, give_way, whole};
use crate::screen::session::Wishes;
use crate::ui::canvas::Drawing;
use crate::ui::glyph::Glyphs;
use crate::ui::theme::Theme;
use clap::ArgMatches;
use serde::Serialize;
use session::Context;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

/// Runs the program with these arguments; what it returns is the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    // Whatever this program makes is for its owner alone.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let texts = Texts::new(language(&arguments));
    let mut command = arguments::command(&texts);
    let matches = match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => matches,
        Err(error) => {
            let failure = arguments::explain(&error, &texts).with("command", arguments::meant(&command, &arguments));
            return if failure.code == 0 { 0 } else { say(failure.code, &failure.sentence(&texts)) };
        }
    };
    let context = Context::new(&matches, texts);
    let failed = |failure: Failure| say(failure.code, &failure.at(context.folder.path()).sentence(&context.texts));
    dispatch(&context, &matches).unwrap_or_else(failed)
}

fn dispatch(context: &Context, matches: &ArgMatches) -> Result<u8, Failure> {
    if matches.subcommand_name().is_some_and(|command| command != "demo") {
        // Whoever works at a screen meanwhile goes first.
        give_way();
    }
    match matches.subcommand() {
        None => screen(context, matches, context.has_store()?),
        Some(("init", arguments)) => init::run(context, arguments),
        Some(("demo", arguments)) => demo::run(context, arguments),
        Some(("import", arguments)) => import::run(context, arguments),
        Some(("report", arguments)) => report::run(context, arguments),
        Some(("list", arguments)) => list::run(context, arguments),
        Some(("office", arguments)) => office::run(context, arguments),
        Some(("officer", arguments)) => officer::run(context, arguments),
        Some(("holiday", arguments)) => holiday::run(context, arguments),
        Some(("show", arguments)) => show::run(context, arguments),
        Some(("export", arguments)) => export::run(context, arguments),
        Some(("backup", arguments)) => backup::run(context, arguments),
        Some(("restore", arguments)) => backup::restore(context, arguments),
        Some(("verify", arguments)) => verify::run(context, arguments),
        Some(("dictionary", arguments)) => dictionary::run(context, arguments),
        Some(("doctor", arguments)) => doctor::run(context, arguments),
        Some(("completions", matches)) => arguments::completions(context, matches),
        Some(("man", _)) => manual::run(context),
        Some((other, _)) => unreachable!("{other} is in the table of commands and not here"),
    }
}

/// The terminal UI; without a terminal, a sentence or two on what this is and how to begin.
fn screen(context: &Context, matches: &ArgMatches, is_store: bool) -> Result<u8, Failure> {
    if matches.get_flag("lineal") || session::variable("COBIJO_LINEAL").is_some_and(|on| on != "0") {
        return lineal(context, matches);
    }
    let is_training = demo::is_training(&context.folder)?;
    if io::stdout().is_terminal() && io::stdin().is_terminal() {
        refuse_training(context)?;
        return show_screen(context, options(context, matches));
    }
    let key = match is_store {
        true if is_training => "error-training-store",
        true => "cli-intro-store",
        false => "cli-intro-none",
    };
    let place = clean(&context.folder.path().display().to_string());
    print(&[context.texts.get("cli-intro"), context.texts.with(key, &[("place", place.into())])].join("\n"))
}

/// A training store opens with its own command, which brings its clock and its banner.
fn refuse_training(context: &Context) -> Result<(), Failure> {
    if demo::is_training(&context.folder)? {
        let place = context.folder.path().display().to_string();
        return Err(Failure::new(failure::TRAINING, "error-training-store").with("place", place));
    }
    Ok(())
}

fn show_screen(context: &Context, options: Options) -> Result<u8, Failure> {
    demo::go_on(context, runtime::run(context.folder.clone(), options)?)
}

/// The program line by line.
fn lineal(context: &Context, matches: &ArgMatches) -> Result<u8, Failure> {
    refuse_training(context)?;
    let is_begun_anew = session::variable(runtime::BEGUN_ANEW).is_some();
    let talk = Talk {
        input: Box::new(io::BufReader::new(io::stdin())),
        out: Box::new(io::stdout()),
        is_terminal: io::stdin().is_terminal(),
        passphrase: if is_begun_anew { None } else { context.passphrase_on_file()? },
        steady_ms: Box::new(runtime::steady_ms),
    };
    lineal::run(context.folder.clone(), &options(context, matches), talk)?;
    Ok(0)
}

/// How the screens begin: what the terminal has, and what was asked for. `NO_COLOR` wins, for the library that writes to
/// the terminal keeps it whatever this program does.
fn options(context: &Context, matches: &ArgMatches) -> Options {
    let code = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let lang = context.texts.lang();
    let is_plain = session::variable("NO_COLOR").is_some();
    let asked = Wishes {
        lang: context.is_lang_asked.then_some(lang),
        theme: if is_plain { Some(Theme::Plain) } else { code("theme").and_then(Theme::from_code) },
        glyphs: code("glyphs")
            .and_then(Glyphs::from_code)
            .or_else(|| session::variable("COBIJO_GLYPHS").as_deref().and_then(Glyphs::from_code)),
        is_every_field: false,
    };
    let drawing =
        Drawing { theme: Theme::of_terminal(session::variable), glyphs: Glyphs::of_terminal(session::variable).0 };
    Options { lang, drawing, asked, officer: context.officer().map(str::to_owned), ..Options::default() }
}

/// The language of `--lang`, else of the environment, else Spanish.
fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(word) = words.next() {
        let value = word.strip_prefix("--lang=").or_else(|| (word == "--lang").then(|| words.next()).flatten());
        asked = value.and_then(Lang::from_locale).or(asked);
    }
    asked
        .or_else(|| {
            session::variable("LC_ALL").or_else(|| session::variable("LANG")).and_then(|l| Lang::from_locale(&l))
        })
        .unwrap_or_default()
}

/// Writes a line of data to stdout.
fn print(text: &str) -> Result<u8, Failure> {
    print_bytes(format!("{text}\n").as_bytes())
}

/// Writes data to stdout, and all is well then; a reader that has gone away is no failure.
fn print_bytes(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::from(error).at(Path::new("stdout"))),
        _ => Ok(0),
    }
}

/// Writes JSON to stdout. What could steer a terminal is escaped, so that the text stays what it is for a reader.
fn print_json(value: &impl Serialize) -> Result<u8, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || !crate::domain::text::is_unfit(c) {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.extend(["\\u".to_owned(), format!("{unit:04x}")]);
            }
        }
    }
    print(&escaped)
}

/// Whether something new can stand at a place, which is asked before any work.
fn is_new(path: &Path) -> Result<(), Failure> {
    whole::is_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(failure::FAILED, "error-file-exists").with("file", path.display().to_string())
        }
        _ => Failure::from(error).at(path),
    })
}

/// Tells a person something on stderr, and passes the exit code on.
fn say(code: u8, sentence: &str) -> u8 {
    // Where stderr is gone there is nobody left to tell.
    drop(writeln!(io::stderr().lock(), "{sentence}"));
    code
}

/// Text from a file or a store, as a terminal may see it: without control and direction characters.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !crate::domain::text::is_unfit(*c)).collect()
}
