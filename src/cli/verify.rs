//! `verify`: is everything in the store what was written?

use super::failure::{DAMAGED, Failure, USAGE};
use super::session::Context;
use crate::store::{Finding, Right};
use clap::ArgMatches;
use serde_json::json;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let session = context.open(Right::Figures)?;
    let verdict = session.store.verify(context.folder.path())?;
    let head = session.store.head()?;
    let old = arguments.get_one::<String>("head").map(|text| old_head(text)).transpose()?;
    let old = old.map(|(seq, words)| session.store.has_head(seq, &words)).transpose()?;
    let mut findings: Vec<String> = verdict.findings.iter().map(|finding| told(context, finding)).collect();
    if old == Some(false) {
        findings.push(context.texts.get("verify-head-missing"));
    }
    let is_sound = findings.is_empty();
    let sentence =
        |key: &str| context.texts.with(key, &[("count", verdict.operations.into()), ("head", head.to_string().into())]);
    if arguments.get_flag("json") {
        let answer = json!({
            "sound": is_sound,
            "operations": verdict.operations,
            "head": head.to_string(),
            "head_found": old,
            "findings": findings,
        });
        super::print_json(&answer)?;
    } else if is_sound {
        super::print(&sentence("verify-sound"))?;
    } else {
        super::print(&findings.join("\n"))?;
    }
    // The findings are what was asked for; that there are any is told apart, lest a script swallow it.
    Ok(if is_sound { 0 } else { super::say(DAMAGED, &sentence("verify-unsound")) })
}

/// Reads `SEQ:WORDS`.
fn old_head(text: &str) -> Result<(u64, String), Failure> {
    let wrong = || Failure::new(USAGE, "error-head").with("head", text);
    let (seq, words) = text.split_once(':').ok_or_else(wrong)?;
    Ok((seq.trim().parse().ok().ok_or_else(wrong)?, words.to_owned()))
}

fn told(context: &Context, finding: &Finding) -> String {
    match finding {
        Finding::Page(what) => context.texts.with("verify-page", &[("what", what.as_str().into())]),
        Finding::Chain { position, what } => {
            context.texts.with("verify-chain", &[("position", (*position).into()), ("what", (*what).into())])
        }
        Finding::Access { position } => context.texts.with("verify-access", &[("position", (*position).into())]),
        Finding::Table(table) => context.texts.with("verify-table", &[("table", (*table).into())]),
    }
}
