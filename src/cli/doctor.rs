//! `doctor`: what this terminal, this machine and the store's folder can do, and what stands in the way.
//!
//! Opens no store and asks for no passphrase. Must stay true: nothing of what a store holds and nobody's name is told,
//! nothing is changed, and 1 is the exit code where something keeps people from working.

use super::failure::{FAILED, Failure};
use super::session::{Context, now_ms, variable};
use crate::i18n::Arg;
use crate::runtime;
use crate::store::FolderError;
use crate::ui::glyph::{Glyphs, SAMPLE};
use crate::ui::theme::Theme;
use crate::vault::Vault;
use clap::ArgMatches;
use serde::Serialize;
use serde_json::{Map, Value};
use std::fs;
use std::io::{self, IsTerminal as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The least window, in columns and lines.
const WINDOW: (u16, u16) = (60, 18);
/// Megabytes free below which somebody should make room, and below which nothing should be begun.
const ROOM: (u64, u64) = (500, 50);
/// Days after which a copy is old.
const DAYS: i64 = 7;
const DAY_MS: i64 = 86_400_000;
/// The years in which this program is used: before and after them the clock is wrong.
const YEARS_MS: std::ops::Range<i64> = 1_546_300_800_000..4_102_444_800_000;

/// How it is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Good,
    /// Good to know, or to mend.
    Warning,
    /// Keeps people from working.
    Problem,
}

/// One thing that was looked at: its name, how it is, and the text that says so with its values.
struct Finding {
    check: &'static str,
    verdict: Verdict,
    text: &'static str,
    values: Vec<(&'static str, Value)>,
}

use Verdict::{Good, Problem, Warning};

fn found(check: &'static str, verdict: Verdict, text: &'static str) -> Finding {
    Finding { check, verdict, text, values: Vec::new() }
}

impl Finding {
    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    fn said(&self, context: &Context) -> String {
        let values = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str().map_or_else(|| value.to_string(), super::clean)));
        let values: Vec<(&str, Arg<'_>)> = values.map(|(name, value)| (name, value.into())).collect();
        context.texts.with(self.text, &values)
    }
}

/// Looks at everything and says how it is.
pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let findings: Vec<Finding> = [terminal(), folder(context), machine(context)].into_iter().flatten().collect();
    let is_good = findings.iter().all(|finding| finding.verdict != Problem);
    if arguments.get_flag("json") {
        let checks: Vec<Value> = findings.iter().map(|finding| as_json(finding, context)).collect();
        super::print_json(&serde_json::json!({ "good": is_good, "checks": checks }))?;
    } else {
        let mark = |verdict| match verdict {
            Good => "   ",
            Warning => " ! ",
            Problem => "!! ",
        };
        let lines = findings.iter().map(|finding| format!("{}{}", mark(finding.verdict), finding.said(context)));
        let end = context.texts.get(if is_good { "doctor-good" } else { "doctor-bad" });
        super::print(&lines.chain([end]).collect::<Vec<_>>().join("\n"))?;
    }
    Ok(if is_good { 0 } else { FAILED })
}

fn as_json(finding: &Finding, context: &Context) -> Value {
    let values: Map<String, Value> = finding.values.iter().map(|(name, v)| ((*name).to_owned(), v.clone())).collect();
    serde_json::json!({
        "check": finding.check, "verdict": finding.verdict, "message": finding.said(context), "values": values
    })
}

/// What the terminal shows, and which keys it sends.
fn terminal() -> Vec<Finding> {
    let term = variable("TERM").unwrap_or_default();
    let window = if io::stdout().is_terminal() { runtime::window() } else { None };
    let window = match window {
        None => found("window", Warning, "doctor-no-terminal"),
        Some((width, height)) => {
            let is_small = width < WINDOW.0 || height < WINDOW.1;
            let (verdict, text) = if is_small { (Problem, "doctor-small") } else { (Good, "doctor-window") };
            found("window", verdict, text).with("width", width).with("height", height)
        }
    };
    let asked = variable("COBIJO_GLYPHS").as_deref().and_then(Glyphs::from_code);
    let (glyphs, because) = asked.map_or_else(|| Glyphs::of_terminal(variable), |asked| (asked, Some("COBIJO_GLYPHS")));
    let glyphs = found("glyphs", Good, if because.is_some() { "doctor-glyphs" } else { "doctor-glyphs-guess" })
        .with("level", glyphs.code())
        .with("because", because);
    let colours = match variable("COLORTERM").as_deref() {
        _ if Theme::of_terminal(variable) == Theme::Plain => 0,
        Some("truecolor" | "24bit") => 16_777_216,
        _ if term.contains("256color") => 256,
        _ => 16,
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    vec![
        window.with("term", term),
        found("colours", Good, if colours == 0 { "doctor-no-colours" } else { "doctor-colours" })
            .with("count", colours),
        glyphs,
        found("sample", Good, "doctor-sample").with("sample", SAMPLE),
        found("locale", Good, if locale.is_empty() { "doctor-no-locale" } else { "doctor-locale" })
            .with("locale", locale),
        found("keys", Good, "doctor-keys"),
    ]
}

/// The folder of the store: whether it can be written to, by whom, how full the disk is, and who holds it.
fn folder(context: &Context) -> Vec<Finding> {
    let folder = context.folder.path();
    let is_store = context.folder.is_store();
    let place = without_home(folder);
    // Key files that cannot be read are told of below.
    let is_training = super::demo::is_training(&context.folder).unwrap_or_default();
    let store = if is_store { "doctor-store" } else { "doctor-no-store" };
    let store = found("store", Good, if is_training { "doctor-training" } else { store });
    let mut findings = vec![store.with("place", place).with("training", is_training)];
    let Some(there) = folder.ancestors().find(|path| path.exists()) else { return findings };
    if rustix::fs::access(there, rustix::fs::Access::WRITE_OK).is_err() {
        findings.push(found("writing", Problem, "doctor-not-written").with("place", without_home(there)));
    }
    let mode = fs::metadata(folder).map_or(0o700, |data| data.permissions().mode());
    if is_store && mode & 0o077 != 0 {
        findings.push(found("mode", Warning, "doctor-shared").with("place", without_home(folder)));
    }
    if let Ok(disk) = rustix::fs::statvfs(there) {
        let free = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
        let (verdict, text) = match free {
            _ if free < ROOM.1 => (Problem, "doctor-full"),
            _ if free < ROOM.0 => (Warning, "doctor-full"),
            _ => (Good, "doctor-room"),
        };
        findings.push(found("disk", verdict, text).with("megabytes", free));
    }
    if is_store {
        findings.extend([held(context), keys(folder), copy(&context.folder.backups())]);
    }
    findings
}

fn held(context: &Context) -> Finding {
    match context.folder.lock() {
        Ok(_) => found("screen", Good, "doctor-not-held"),
        Err(FolderError::Held) => found("screen", Good, "doctor-held"),
        Err(FolderError::Io(_)) => found("screen", Problem, "doctor-not-lockable"),
    }
}

fn keys(folder: &Path) -> Finding {
    match Vault::open(folder) {
        Ok(opened) if opened.warning.is_none() => found("key_files", Good, "doctor-keys-sound"),
        Ok(_) => found("key_files", Warning, "doctor-keys-one"),
        Err(_) => found("key_files", Problem, "doctor-keys-bad"),
    }
}

/// How old the last copy is.
fn copy(backups: &Path) -> Finding {
    let entries = fs::read_dir(backups).into_iter().flatten().flatten();
    match entries.filter_map(|entry| changed_ms(&entry.path())).max() {
        None => found("copy", Warning, "doctor-no-copy"),
        Some(last_ms) => {
            let days = now_ms().saturating_sub(last_ms).max(0) / DAY_MS;
            found("copy", if days > DAYS { Warning } else { Good }, "doctor-copy").with("days", days)
        }
    }
}

/// The clock and the memory of the machine.
fn machine(context: &Context) -> Vec<Finding> {
    let now = now_ms();
    let time = chrono::DateTime::from_timestamp_millis(now).map(|now| now.format("%Y-%m-%d %H:%M").to_string());
    let is_behind = changed_ms(&context.folder.database()).is_some_and(|last| last > now.saturating_add(DAY_MS));
    let (verdict, text) = match YEARS_MS.contains(&now) {
        false => (Problem, "doctor-clock-wrong"),
        true if is_behind => (Problem, "doctor-clock-behind"),
        true => (Good, "doctor-clock"),
    };
    let kept = rustix::process::getrlimit(rustix::process::Resource::Memlock).current;
    let memory = match kept {
        None => found("memory", Good, "doctor-memory-all"),
        Some(0) => found("memory", Warning, "doctor-memory-none"),
        Some(bytes) => found("memory", Good, "doctor-memory").with("kilobytes", bytes / 1000),
    };
    vec![found("clock", verdict, text).with("time", time.unwrap_or_default()), memory]
}

/// When a file was last written to.
fn changed_ms(path: &Path) -> Option<i64> {
    let changed = fs::metadata(path).ok()?.modified().ok()?;
    i64::try_from(changed.duration_since(UNIX_EPOCH).ok()?.as_millis()).ok()
}

/// A path, without the name of whose home it is in.
fn without_home(path: &Path) -> String {
    let home = variable("HOME").map(PathBuf::from);
    let rest = home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
    rest.map_or_else(|| path.display().to_string(), |rest| format!("~/{}", rest.display()))
}
