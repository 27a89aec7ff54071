//! `verify`: is everything in the store what was written?

use super::failure::{DAMAGED, Failure, USAGE};
use super::session::Context;
use crate::store::{Finding, Right};
use clap::ArgMatches;
use serde_json::json;

/// So many damaged pages are told one by one.
const PAGES: usize = 8;

/// What there is to tell of a store.
#[derive(Default)]
struct Checked {
    operations: Option<u64>,
    head: Option<String>,
    /// Whether the head that was asked about is there, where one was.
    has_old: Option<bool>,
    findings: Vec<String>,
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let old = arguments.get_one::<String>("head").map(|text| old_head(text)).transpose()?;
    let Checked { operations, head, has_old, findings } = match check(context, old) {
        // That it cannot be read is an answer too.
        Err(failure) if failure.code == DAMAGED => {
            Checked { findings: vec![failure.sentence(&context.texts)], ..Checked::default() }
        }
        checked => checked?,
    };
    let is_sound = findings.is_empty();
    if arguments.get_flag("json") {
        super::print_json(&json!({
            "sound": is_sound,
            "operations": operations,
            "head": head,
            "head_found": has_old,
            "findings": findings,
        }))?;
    } else if is_sound {
        let args = [("count", operations.unwrap_or_default().into()), ("head", head.unwrap_or_default().into())];
        super::print(&context.texts.with("verify-sound", &args))?;
    } else {
        super::print(&findings.join("\n"))?;
    }
    // The findings are what was asked for; that there are any is told apart, lest a script swallow it.
    Ok(if is_sound { 0 } else { super::say(DAMAGED, &context.texts.get("verify-unsound")) })
}

fn check(context: &Context, old: Option<(u64, String)>) -> Result<Checked, Failure> {
    let store = context.open(Right::Figures)?.store;
    let verdict = store.verify(context.folder.path())?;
    let mut findings: Vec<String> = verdict.findings.iter().map(|finding| told(context, finding)).collect();
    if verdict.operations.is_none() {
        return Ok(Checked { findings, ..Checked::default() });
    }
    let head = store.head()?;
    let has_old = old.map(|(seq, words)| store.has_head(seq, &words)).transpose()?;
    if has_old == Some(false) {
        findings.push(context.texts.get("verify-head-missing"));
    }
    let head = Some(head.to_string());
    Ok(Checked { operations: verdict.operations, head, has_old, findings })
}

/// Reads `SEQ:WORDS`.
fn old_head(text: &str) -> Result<(u64, String), Failure> {
    let wrong = || Failure::new(USAGE, "error-head").with("head", text);
    let (seq, words) = text.split_once(':').ok_or_else(wrong)?;
    Ok((seq.trim().parse().ok().ok_or_else(wrong)?, words.to_owned()))
}

fn told(context: &Context, finding: &Finding) -> String {
    let texts = &context.texts;
    match finding {
        Finding::Pages(pages) => texts.with("verify-pages", &[("pages", pages_told(pages).as_str().into())]),
        Finding::Tree(what) => texts.with("verify-tree", &[("what", what.as_str().into())]),
        Finding::Chain { position, why } => {
            let why = texts.get(why);
            texts.with("verify-chain", &[("position", (*position).into()), ("why", why.as_str().into())])
        }
        Finding::Access { position } => texts.with("verify-access", &[("position", (*position).into())]),
        Finding::Seal { number } => texts.with("verify-seal", &[("number", (*number).into())]),
        Finding::Table(table) => texts.with("verify-table", &[("table", (*table).into())]),
    }
}

/// The numbers of some pages; of many the first ones and the last.
pub fn pages_told(pages: &[u64]) -> String {
    let first: Vec<String> = pages.iter().take(PAGES).map(u64::to_string).collect();
    let last = pages.get(PAGES..).and_then(<[u64]>::last).map_or_else(String::new, |last| format!(" … {last}"));
    format!("{}{last}", first.join(", "))
}
