//! `demo`: the training store, made of a seed, and the screen on it.
//!
//! Must stay true: a store that is not for training is not touched, and nobody is asked for a passphrase.

use super::failure::{FAILED, Failure, TRAINING, USAGE};
use super::progress::Progress;
use super::session::{self, Context, Session};
use crate::app::learning::Ending;
use crate::domain::catalogue::OFFICES;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::form::answers::Form;
use crate::form::layout::FormKind;
use crate::form::typed::{About, Desk};
use crate::log::operation::Act;
use crate::render::part::Parts;
use crate::render::{Document, Stamp, text};
use crate::report::{Scope, report};
use crate::runtime::Options;
use crate::store::{Draft, Drafts, Filter, Folder, From, NewOperation, Right, Store};
use crate::training::exercise::{Exercise, exercise};
use crate::training::{OFFICE, Scenario, cases, known_at};
use crate::vault::entropy::SystemEntropy;
use crate::vault::key::{DataKey, KdfParams};
use crate::vault::passphrase::NewPassphrase;
use crate::vault::{Credentials, Means, Role, Unlocked, Vault};
use clap::ArgMatches;
use std::io::IsTerminal as _;
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Who opens a training store, and with what; neither is a secret, since there is nothing to protect.
const TRAINEE: &str = "Participante";
const PASSPHRASE: &str = "datos inventados";

/// Settings of a training store: the arguments that make it again, and when it begins, in milliseconds UTC.
const MADE_WITH: &str = "made_with";
const BEGINS_AT: &str = "begins_at";
/// How many cases are written at once: few of a short history, so that it is known by the hour what was known when.
const BATCH_MAX: u32 = 2_000;
const BATCHES: u32 = 100;

/// The key of a training store; nothing of any other.
pub fn trainee(folder: &Folder, vault: &Vault) -> Option<Unlocked> {
    let is_here = vault.officers().any(|officer| officer.name == TRAINEE);
    let trainee = is_here.then(|| vault.unlock(Some(TRAINEE), PASSPHRASE).ok()).flatten()?;
    // An officer of a real store may be called the same and have thought of the same passphrase.
    let is_real = Store::open(&folder.database(), &trainee.key).is_ok_and(|store| !store.is_training());
    (!is_real).then_some(trainee)
}

/// Whether there is a training store in a folder.
pub fn is_training(folder: &Folder) -> Result<bool, Failure> {
    Ok(folder.is_store() && trainee(folder, &Vault::open(folder.path())?.vault).is_some())
}

/// What a training store takes for now: when it begins, or when somebody worked in it last.
pub fn now_ms(store: &Store) -> Result<i64, Failure> {
    let begins_at = store.setting(BEGINS_AT)?.and_then(|text| text.parse().ok()).unwrap_or_default();
    Ok(store.head()?.at_ms.max(begins_at))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    if context.holds_training()? == Some(false) {
        return Err(Failure::new(TRAINING, "error-real-store"));
    }
    let exercise = arguments.get_one::<u8>("exercise").and_then(|number| exercise(*number));
    let clock = clock(arguments)?;
    let is_asked = ["seed", "cases", "days", "exercise"].iter().any(|name| arguments.contains_id(name));
    if is_asked || !context.folder.is_store() {
        make(context, scenario(arguments, exercise, clock)?, exercise)?;
    }
    if arguments.get_flag("generate-only") {
        return Ok(0);
    }
    let session = context.open(Right::Figures)?;
    let now_ms = clock.map_or_else(|| now_ms(&session.store), |clock| Ok(clock.utc_minutes() * 60_000))?;
    if !(std::io::stdout().is_terminal() && std::io::stdin().is_terminal()) {
        return summary(context, &session, now_ms);
    }
    drop(session);
    let passphrase = Some(Zeroizing::new(PASSPHRASE.to_owned()));
    super::show_screen(
        context,
        Options { officer: None, passphrase, now_ms: Some(now_ms), exercise, ..super::options(context, arguments) },
    )
}

/// What the screen was left for: another run of the program in the place of this one.
pub fn go_on(context: &Context, ending: Ending) -> Result<u8, Failure> {
    let mut words: Vec<String> = Vec::new();
    let mut store = context.folder.path().to_owned();
    match ending {
        Ending::Left => return Ok(0),
        Ending::ForTraining(lang) => {
            store.as_mut_os_string().push("-demo");
            words.extend(["--lang".to_owned(), lang.code().to_owned()]);
        }
        Ending::Again => {
            let made_with = context.open(Right::Figures)?.store.setting(MADE_WITH)?.unwrap_or_default();
            words.extend(made_with.split(' ').map(str::to_owned));
        }
        Ending::ForExercise(number) => words.extend(["--exercise".to_owned(), number.to_string()]),
    }
    if context.is_lang_asked && !matches!(ending, Ending::ForTraining(_)) {
        words.extend(["--lang".to_owned(), context.texts.lang().code().to_owned()]);
    }
    let program = std::env::current_exe()?;
    // Comes back only where it fails.
    Err(Command::new(program).arg("demo").arg("--store").arg(store).args(words).exec().into())
}

fn clock(arguments: &ArgMatches) -> Result<Option<Moment>, Failure> {
    let Some(text) = arguments.get_one::<String>("clock") else { return Ok(None) };
    let clock = Moment::parse(text, chrono_tz::America::Mexico_City);
    clock.map(Some).ok_or_else(|| Failure::new(USAGE, "error-date").with("date", text.as_str()))
}

fn scenario(arguments: &ArgMatches, exercise: Option<&Exercise>, clock: Option<Moment>) -> Result<Scenario, Failure> {
    let machine = || Moment::at_instant(session::now_ms(), chrono_tz::America::Mexico_City);
    let now = clock.or_else(|| exercise.and_then(Exercise::now)).or_else(machine);
    let usual = Scenario::usual(now.ok_or_else(|| Failure::new(FAILED, "error-clock"))?);
    let cases = arguments.get_one("cases").copied().unwrap_or(usual.cases);
    let present = exercise.map_or(usual.present, |exercise| exercise.present);
    Ok(Scenario {
        seed: arguments.get_one("seed").copied().unwrap_or(usual.seed),
        cases,
        days: arguments.get_one("days").copied().unwrap_or(usual.days),
        present: present.min(cases),
        ..usual
    })
}

/// Makes the store anew; what cannot be made whole is not left.
fn make(context: &Context, scenario: Scenario, exercise: Option<&Exercise>) -> Result<(), Failure> {
    let folder = &context.folder;
    folder.make()?;
    let held = folder.lock()?;
    folder.clear()?;
    let made = fill(context, scenario, exercise);
    if made.is_err() {
        folder.clear()?;
    }
    drop(held);
    made
}

fn fill(context: &Context, scenario: Scenario, exercise: Option<&Exercise>) -> Result<(), Failure> {
    let passphrase = NewPassphrase::parse(PASSPHRASE)?;
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
    let first = Credentials { name: TRAINEE, passphrase: &passphrase };
    let key = Vault::create(context.folder.path(), Uuid::now_v7(), first, means)?.key;
    let mut store = Store::create(&context.folder.database(), &key, Uuid::now_v7(), true)?;
    let Scenario { seed, cases: count, days, now, .. } = scenario;
    let now_ms = now.utc_minutes() * 60_000;
    let again = format!("--seed {seed} --cases {count} --days {days} --clock {now}");
    let again = exercise.map_or(again, |exercise| format!("--exercise {}", exercise.number));
    store.set_setting(MADE_WITH, &again)?;
    store.set_setting(BEGINS_AT, &now_ms.to_string())?;
    let author = store.seat(TRAINEE, Role::Administrator, OFFICE);
    let first_ms = now_ms - i64::from(days) * 24 * 60 * 60_000;
    store.set_up(&author, first_ms, context.texts.lang(), &OFFICES)?;
    let mut progress = Progress::new()?;
    let own = exercise.map(Exercise::cases).unwrap_or_default();
    let mut made = cases(scenario).chain(own);
    let batch = (count / BATCHES).clamp(1, BATCH_MAX);
    let mut done = 0;
    loop {
        // A whole case in one operation, as an import writes it.
        let operation = |changes| NewOperation { act: Act::Import, base: u64::MAX, changes };
        let operations: Vec<NewOperation> =
            made.by_ref().take(usize::try_from(batch).unwrap_or(1)).map(operation).collect();
        let Some(at_ms) = operations.iter().map(|operation| known_at(&operation.changes)).max() else { break };
        store.append_watched(&author, at_ms, operations, &mut |more, _| progress.step(done + more, count.into()))?;
        done += u64::from(batch);
    }
    exercise.map_or(Ok(()), |exercise| begin_draft(context, exercise, &store, &key))
}

/// Leaves the form that the exercise is to go on with, as if the power had gone.
fn begin_draft(context: &Context, exercise: &Exercise, store: &Store, key: &DataKey) -> Result<(), Failure> {
    let mut typed = exercise.draft().peekable();
    let (Some(_), Some(now), Some(zone)) = (typed.peek(), exercise.now(), store.zone(OFFICE)) else { return Ok(()) };
    let offices = store.offices()?;
    let desk = Desk { now, zone, office: OFFICE, offices: &offices, about: About::NOTHING, texts: &context.texts };
    let mut form = Form::new(FormKind::Intake, &desk);
    for (field, text) in typed {
        form.set(field, text, &desk);
    }
    let payload = serde_json::to_string(&form).map_err(std::io::Error::from)?;
    let subject = format!("{}/-/-", Uuid::now_v7());
    let draft = Draft { form: "intake".to_owned(), subject, payload, at_ms: now.utc_minutes() * 60_000 };
    Ok(Drafts::open(&context.folder.drafts(), key)?.keep(TRAINEE, &draft)?)
}

/// Without a terminal: what the store holds, and its figures.
fn summary(context: &Context, session: &Session, now_ms: i64) -> Result<u8, Failure> {
    let store = &session.store;
    let now = Moment::at_instant(now_ms, session.zone()?).ok_or_else(|| Failure::new(FAILED, "error-clock"))?;
    let oldest = store.list(Filter::All, From::Oldest, 1)?.first().and_then(|row| row.opened_at);
    let from = oldest.unwrap_or(now).min(now);
    let period = Period::from_to(from.date(), now.date()).or(Err(Failure::new(FAILED, "error-clock")))?;
    let (head, facts) = store.facts_at_head()?;
    let report = report(&facts, &Scope::default(), period);
    let lang = context.texts.lang();
    let stamp =
        Stamp { as_of: now, head: head.to_string(), training: true, seal: None, offices: store.offices()?, lang };
    let place = super::clean(&context.folder.path().display().to_string());
    let (all, present) = (store.count(Filter::All)?, store.count(Filter::Present)?);
    let counts = [("place", place.into()), ("cases", all.into()), ("present", present.into())];
    let mut out = format!("{}\n\n", context.texts.with("cli-demo-store", &counts)).into_bytes();
    text::write_text(
        &mut out,
        &Document {
            report: &report,
            comparison: None,
            stamp: &stamp,
            texts: &context.texts,
            is_by_border: false,
            parts: Parts::ALL,
        },
    )?;
    super::print(String::from_utf8_lossy(&out).trim_end())
}
