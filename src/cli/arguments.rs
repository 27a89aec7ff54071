//! The table of commands and options, with their texts from the locales; help, completions and manual come from it.
//!
//! Must stay true: every command and option has a text in both languages, which a test walks.

use super::failure::{Failure, USAGE};
use super::session::Context;
use crate::i18n::Texts;
use crate::render::export::Format;
use crate::render::part::Part;
use crate::ui::glyph::Glyphs;
use crate::ui::theme::Theme;
use crate::vault::Role;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The whole command line, in the language of the texts.
pub fn command(texts: &Texts) -> Command {
    let command = Command::new("cobijo")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .args([
            option("store").value_name("DIR").global(true).hide_short_help(true),
            option("officer").value_name("NAME").global(true).hide_short_help(true),
            option("passphrase-file").value_name("FILE").global(true).hide_short_help(true),
            option("lang").value_parser(["es", "en"]).global(true).hide_short_help(true),
            option("theme").value_parser(Theme::ALL.map(Theme::code)).global(true).hide_short_help(true),
            option("glyphs").value_parser(Glyphs::ALL.map(Glyphs::code)).global(true).hide_short_help(true),
            flag("lineal"),
        ])
        .subcommands([
            Command::new("init")
                .args([option("office").required(true).value_name("CODE"), option("letter").value_name("LETTER")]),
            Command::new("demo").args([
                option("seed").value_name("N").value_parser(value_parser!(u64)),
                option("cases").value_name("N").value_parser(value_parser!(u32).range(..=1_000_000)),
                option("days").value_name("N").value_parser(value_parser!(u32).range(1..=36_500)),
                option("clock").value_name("DATETIME"),
                flag("generate-only"),
                option("exercise")
                    .value_name("N")
                    .value_parser(value_parser!(u8).range(1..=6))
                    .conflicts_with_all(["seed", "cases", "days", "clock"]),
            ]),
            Command::new("import").args([
                paths("path").num_args(0..).required_unless_present("undo"),
                flag("active"),
                flag("dry-run"),
                flag("skip-invalid"),
                option("undo").value_name("BATCH").conflicts_with_all(["path", "active", "dry-run", "skip-invalid"]),
                flag("json"),
            ]),
            report(),
            Command::new("list").args([
                flag("open"),
                flag("due").conflicts_with_all(["open", "text"]),
                option("text").value_name("WORDS"),
                option("limit").value_name("N").value_parser(value_parser!(u32).range(1..)),
                flag("names"),
                flag("json"),
            ]),
            Command::new("office").args([
                Arg::new("code"),
                option("state").value_name("CODE"),
                option("name").value_name("NAME"),
                option("zone").value_name("ZONE"),
            ]),
            officer(),
            Command::new("holiday").args([
                Arg::new("date").requires("name"),
                Arg::new("name"),
                option("remove").value_name("DATE").conflicts_with("date"),
            ]),
            Command::new("show").args([Arg::new("folio").required(true), flag("names"), flag("json")]),
            Command::new("export")
                .arg(option("nominal").value_name("DIR").required(true).value_parser(value_parser!(PathBuf))),
            Command::new("backup").arg(paths("file").required(true)),
            Command::new("restore").arg(paths("file").required(true)),
            Command::new("verify").args([option("head").value_name("HEAD"), flag("json")]),
            Command::new("dictionary").arg(flag("json")),
            Command::new("doctor").arg(flag("json")),
            Command::new("completions")
                .arg(Arg::new("shell").required(true).value_parser(value_parser!(clap_complete::Shell))),
            Command::new("man"),
        ]);
    localised(command, "cli", texts)
}

/// What says of itself, or of all periods, what it is about.
const WITHOUT_PERIOD: [&str; 5] = ["from", "sealed", "since-seal", "seals", "revisions"];

/// What changes nothing of an answer that is no report.
const NOT_ASKED: [&str; 4] = ["public", "compare", "group", "without"];

fn report() -> Command {
    let seal = |name| option(name).value_name("N").value_parser(value_parser!(u64)).num_args(0..=1);
    let seals = [
        // What is sealed is the report alone, so that what was given out is what was sealed.
        flag("seal").conflicts_with_all(["public", "compare"]),
        seal("sealed").conflicts_with("compare"),
        seal("since-seal").conflicts_with_all(NOT_ASKED),
        flag("seals").conflicts_with_all(NOT_ASKED).conflicts_with_all(["period", "from", "state", "office"]),
        flag("revisions").conflicts_with_all(NOT_ASKED),
    ];
    let names = seals.each_ref().map(|option| option.get_id().clone());
    let seals =
        seals.map(|option| option.hide_short_help(true).conflicts_with("as-of").help_heading("cli-report-about-seals"));
    let not_explained = [NOT_ASKED.as_slice(), &["seal", "since-seal", "seals", "revisions"]].concat();
    let command = Command::new("report").args([
        option("period").value_name("P").required_unless_present_any(WITHOUT_PERIOD).conflicts_with_all(["from", "to"]),
        option("from").value_name("D").requires("to"),
        option("to").value_name("D").requires("from"),
        option("state").value_name("CODE").value_delimiter(',').action(ArgAction::Append),
        option("office").value_name("CODE").value_delimiter(',').action(ArgAction::Append),
        option("compare").value_name("P"),
        flag("public").conflicts_with("seal"),
        option("format").value_parser(Format::ALL.map(Format::code)).default_value("text"),
        option("output").short('o').value_name("PATH").value_parser(value_parser!(PathBuf)),
        option("as-of").value_name("DATETIME"),
        option("group").value_parser(["border"]).hide_short_help(true),
        option("without")
            .value_name("PART")
            .value_delimiter(',')
            .action(ArgAction::Append)
            .value_parser([Part::Tables, Part::Charts, Part::Map].map(Part::code))
            .hide_short_help(true),
        option("explain").value_name("CELL").hide_short_help(true).conflicts_with_all(not_explained),
    ]);
    command.args(seals).group(ArgGroup::new("about-seals").args(names))
}

fn officer() -> Command {
    let name = || Arg::new("name");
    let new = || option("new-passphrase-file").value_name("FILE").value_parser(value_parser!(PathBuf));
    let role = option("role").required(true).value_parser(Role::ALL.map(Role::code));
    Command::new("officer").subcommand_required(true).subcommands([
        Command::new("add").args([name().required(true), role, new()]),
        Command::new("list").arg(flag("json")),
        Command::new("disable").arg(name().required(true)),
        Command::new("enable").arg(name().required(true)),
        Command::new("passphrase").args([name(), new()]),
        Command::new("recovery"),
    ])
}

fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name)
}

fn flag(name: &'static str) -> Arg {
    option(name).action(ArgAction::SetTrue)
}

fn paths(name: &'static str) -> Arg {
    Arg::new(name).value_parser(value_parser!(PathBuf))
}

/// Gives a command, its options and its subcommands their texts: `cli`, `cli-report`, `cli-report-period`, ...
fn localised(command: Command, key: &str, texts: &Texts) -> Command {
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", texts.get("cli-usage"));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let mut command = command
        .about(texts.get(key))
        .help_template(template)
        .subcommand_help_heading(texts.get("cli-commands"))
        .subcommand_value_name(texts.get("cli-command-name"))
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| {
            let own = format!("{key}-{}", arg.get_id());
            // An option may be called like a command.
            let any = format!("cli-any-{}", arg.get_id());
            let text = if texts.has(&own) { own } else { format!("cli-{}", arg.get_id()) };
            let text = if texts.has(&any) { any } else { text };
            let usual = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
            let heading = texts.get(arg.get_help_heading().unwrap_or(usual));
            let arg = arg.help(texts.get(&text)).help_heading(heading);
            // A command's own come first.
            let arg = if arg.is_global_set() { arg.display_order(99) } else { arg };
            if !arg.get_action().takes_values() {
                return arg;
            }
            let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            let value = format!("cli-value-{}", value.unwrap_or_else(|| arg.get_id().to_string()));
            // The texts name the values, and what is usual.
            arg.value_name(texts.get(&value)).hide_possible_values(true).hide_default_value(true)
        });
    if key == "cli" {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command
            .disable_version_flag(true)
            .arg(version.help(texts.get("cli-version")).help_heading(texts.get("cli-options")));
    }
    if texts.has(&format!("{key}-examples")) {
        command = command.after_help(texts.get(&format!("{key}-examples")));
    }
    for name in names {
        command = command.mut_subcommand(&name, |sub| localised(sub, &format!("{key}-{name}"), texts));
    }
    command
}

/// The command whose help says more: the last one that the arguments name.
pub fn meant(command: &Command, arguments: &[OsString]) -> String {
    let (mut at, mut words) = (command, vec![command.get_name()]);
    for sub in arguments.iter().skip(1) {
        if let Some(sub) = at.find_subcommand(sub) {
            at = sub;
            words.push(sub.get_name());
        }
    }
    words.join(" ")
}

/// What was wrong with the arguments, in the language of the person; help and version are no mistake.
pub fn explain(error: &clap::Error, texts: &Texts) -> Failure {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has gone away is no failure.
        drop(super::print(&in_language(error.render().to_string().trim_end(), texts)));
        return Failure::new(0, "cli-nothing");
    }
    let said = |kinds: &[ContextKind], between: &str| {
        let said: Vec<_> = kinds.iter().filter_map(|kind| error.get(*kind).map(ToString::to_string)).collect();
        said.join(between)
    };
    let known = said(&[ContextKind::ValidValue], "");
    let word = match error.kind() {
        ErrorKind::ArgumentConflict => said(&[ContextKind::InvalidArg, ContextKind::PriorArg], ", "),
        _ => said(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue], ": "),
    };
    let key = match error.kind() {
        ErrorKind::InvalidValue if !known.is_empty() => "error-usage-choice",
        ErrorKind::MissingRequiredArgument => "error-usage-missing",
        ErrorKind::ArgumentConflict => "error-usage-conflict",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => "error-usage-value",
        _ => "error-usage",
    };
    debug_assert!(texts.has(key), "{key} has no text");
    Failure::new(USAGE, key).with("word", word).with("known", known)
}

/// Help with the one word of the library's own that no setting changes.
pub fn in_language(help: &str, texts: &Texts) -> String {
    help.replace("[OPTIONS]", &texts.get("cli-any-options"))
}

/// Prints the completions of a shell.
pub fn completions(context: &Context, matches: &ArgMatches) -> Result<u8, Failure> {
    let shell = matches.get_one::<clap_complete::Shell>("shell").copied().unwrap_or(clap_complete::Shell::Bash);
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command(&context.texts), "cobijo", &mut out);
    super::print(String::from_utf8_lossy(&out).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn walk(command: &Command, path: &str) {
        assert!(command.get_about().is_some_and(|about| !about.to_string().starts_with("cli")), "{path}");
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty() && !help.starts_with("cli-"), "{path} {}: {help}", arg.get_id());
            let mut values = arg.get_value_names().into_iter().flatten();
            assert!(!values.any(|value| value.starts_with("cli-")), "{path} {}: its value has no name", arg.get_id());
        }
        command.get_subcommands().for_each(|sub| walk(sub, &format!("{path} {}", sub.get_name())));
    }

    #[test]
    fn the_short_help_of_a_command_fits_on_a_screen_with_examples() {
        for lang in Lang::ALL {
            for sub in command(&Texts::new(lang)).get_subcommands_mut() {
                let help = sub.render_help().to_string();
                assert!(help.lines().count() <= 24, "{help}");
            }
        }
    }

    #[test]
    fn the_menu_names_every_command() {
        let command = command(&Texts::new(Lang::Es));
        let mut commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let mut named = crate::app::action::COMMANDS.to_vec();
        commands.sort_unstable();
        named.sort_unstable();
        assert_eq!(commands, named, "add it to COMMANDS, and `command-NAME` to help.ftl in both languages");
    }

    #[test]
    fn every_command_and_option_has_its_text() {
        for lang in Lang::ALL {
            let command = command(&Texts::new(lang));
            walk(&command, "cobijo");
            command.debug_assert();
        }
    }
}
