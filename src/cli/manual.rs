//! `man`: the manual as one page, in the language that was asked for, from the table of commands.
//!
//! Must stay true: every command stands under its own name, and every option once with its text.

use super::arguments;
use super::failure::Failure;
use super::session::Context;
use crate::i18n::Texts;
use clap::Command;

pub fn run(context: &Context) -> Result<u8, Failure> {
    let texts = &context.texts;
    let mut command = arguments::command(texts);
    command.build();
    let mut page = vec![format!(".TH cobijo 1 \"\" \"cobijo {}\"", env!("CARGO_PKG_VERSION"))];
    let mut section = |key: &str, lines: Vec<String>| {
        page.push(format!(".SH {}", texts.get(key).to_uppercase()));
        page.extend(lines);
    };
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    section("cli-man-name", vec![roff(&format!("cobijo - {about}"))]);
    section("cli-man-synopsis", vec![usage(&mut command, texts)]);
    section("cli-man-description", vec![roff(&texts.get("cli-man-about"))]);
    section("cli-options", options(&command, true));
    section("cli-commands", command.get_subcommands_mut().flat_map(|sub| of_command(sub, texts)).collect());
    section("cli-man-exit", block(&texts.get("cli-man-codes")));
    super::print(&page.join("\n"))
}

/// A command under its name: what it does, how it is called, its own options, examples; then its verbs.
fn of_command(command: &mut Command, texts: &Texts) -> Vec<String> {
    let path = command.get_bin_name().unwrap_or_default().to_owned();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut lines = vec![format!(".SS {}", roff(&path)), roff(&about), ".PP".to_owned(), usage(command, texts)];
    lines.extend(options(command, false));
    lines.extend(command.get_after_help().into_iter().flat_map(|examples| block(&examples.to_string())));
    lines.extend(command.get_subcommands_mut().flat_map(|verb| of_command(verb, texts)));
    lines
}

/// How it is called.
fn usage(command: &mut Command, texts: &Texts) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.find("cobijo").and_then(|at| usage.get(at..)).unwrap_or_default();
    format!("\\fB{}\\fR", roff(&arguments::in_language(usage, texts)))
}

/// Its arguments and options; those of every command are told once, with the program's.
fn options(command: &Command, is_program: bool) -> Vec<String> {
    let own = command.get_arguments().filter(|arg| is_program || !arg.is_global_set() && arg.get_id() != "help");
    own.flat_map(|arg| {
        let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        let name = match arg.get_long() {
            Some(long) => {
                let value =
                    arg.get_value_names().and_then(|names| names.first()).filter(|_| arg.get_action().takes_values());
                let value = value.map(|name| format!(" \\fI{}\\fR", roff(name))).unwrap_or_default();
                format!("\\fB{}\\fR{value}", roff(&format!("{short}--{long}")))
            }
            None => format!("\\fI{}\\fR", roff(&arg.to_string())),
        };
        [".TP".to_owned(), name, roff(&arg.get_help().map(ToString::to_string).unwrap_or_default())]
    })
    .collect()
}

/// Lines that stay lines.
fn block(text: &str) -> Vec<String> {
    let lines = text.lines().map(roff);
    [".PP".to_owned(), ".nf".to_owned()].into_iter().chain(lines).chain([".fi".to_owned()]).collect()
}

/// The text as roff prints it.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
