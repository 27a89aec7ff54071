//! What figures cost: filling the facts, a report of a year and of a decade, the cases behind a figure, and how much memory
//! it takes; also while another connection imports.
//!
//! `cargo bench --bench figures [-- CASES [DIR]]`: 100,000 cases over ten years, five services and two calls each, in a folder
//! that is thrown away, or in DIR, which is made where it is missing. Cases are made up, and so is the key. On Linux memory is
//! what the system says.

use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::report::behind::{CellRef, behind};
use cobijo::report::facts::Facts;
use cobijo::report::{Scope, report};
use cobijo::store::{Folder, NewOperation, Store};
use cobijo::training::{Scenario, cases};
use cobijo::vault::entropy::Entropy;
use cobijo::vault::key::DataKey;
use cobijo::vault::{Role, VaultError};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

const CASES: u32 = 100_000;
const DAYS: u32 = 3_650;
const NOW_MS: i64 = 1_560_630_720_000;
const ROUNDS: usize = 15;
const PERIODS: [(&str, &str); 2] = [("a year", "2018-07..2019-06"), ("a decade", "2009-07..2019-06")];

/// Makes the same key each time.
struct Sevens;

impl Entropy for Sevens {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        bytes.fill(7);
        Ok(())
    }
}

fn made(seed: u64, count: u32) -> impl Iterator<Item = NewOperation> {
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed, cases: count, days: DAYS, now, present: 300 });
    made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes: shaped(changes) })
}

/// The same case with five services and two calls, whatever chance gave it.
fn shaped(mut changes: Vec<Change>) -> Vec<Change> {
    let case = changes.iter().find(|change| change.entity == Entity::Case).unwrap();
    let opened = case.fields.iter().find(|(number, _)| *number == number::CASE_OPENED_AT).unwrap();
    let (case, opened) = (case.id.to_string(), opened.1.clone());
    for (entity, wanted, (name, value)) in
        [(Entity::Service, 5, ("category", "food")), (Entity::Call, 2, ("outcome", "refused_by_minor"))]
    {
        let mut seen = 0;
        changes.retain(|change| {
            seen += usize::from(change.entity == entity);
            change.entity != entity || seen <= wanted
        });
        for _ in seen..wanted {
            let mut more = Change::new(entity, Uuid::now_v7());
            more.put(named(entity, "case_id").number, Some(case.clone()));
            more.put(named(entity, "at").number, opened.clone());
            more.put(named(entity, name).number, Some(value.to_owned()));
            changes.push(more);
        }
    }
    changes
}

fn fill(store: &mut Store, operations: impl Iterator<Item = NewOperation>, stop: &AtomicBool) {
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    let mut operations = operations.peekable();
    while operations.peek().is_some() && !stop.load(Ordering::Relaxed) {
        store.append(&author, NOW_MS, operations.by_ref().take(1_000).collect()).unwrap();
    }
}

/// Says what the middle and the slowest of some rounds take, and what the process has taken of memory so far.
fn time<T>(what: &str, rounds: usize, mut work: impl FnMut() -> T) -> T {
    let mut times: Vec<Duration> = Vec::new();
    let mut last = None;
    for _ in 0..rounds {
        drop(last.take());
        let began = Instant::now();
        last = Some(work());
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let [p50, slowest] = [rounds / 2, rounds - 1].map(|at| times[at]);
    println!("{what}: p50 {p50:.1?}, slowest {slowest:.1?}{}", memory());
    last.unwrap()
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map_or("?", str::trim);
    format!(" (memory {}, at most {})", of("VmRSS:"), of("VmHWM:"))
}

fn reports(facts: &Facts, when: &str) {
    for (what, period) in PERIODS {
        let period = Period::parse(period).unwrap();
        let report = time(&format!("report of {what}{when}"), ROUNDS, || report(facts, &Scope::default(), period));
        let place = CellRef::parse("foreign_by_nationality/HND/total").unwrap();
        let cases = time(&format!("cases behind a figure of {what}{when}"), ROUNDS, || {
            behind(facts, &Scope::default(), period, &place).unwrap()
        });
        println!("  {} events, {} of Honduras", report.measures.events, cases.len());
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(arguments.next().map_or_else(|| temporary.path().join("store"), PathBuf::from));
    let (database, key) = (folder.database(), DataKey::generate(&mut Sevens).unwrap());
    let is_new = !database.exists();
    if is_new {
        folder.make().unwrap();
        let mut store = Store::create(&database, &key, Uuid::now_v7(), true).unwrap();
        fill(&mut store, made(1, count), &AtomicBool::new(false));
    }
    let store = time("open", ROUNDS, || Store::open(&database, &key).unwrap());
    store.keep_few_pages().unwrap();
    let facts = time("facts", ROUNDS, || store.facts().unwrap());
    reports(&facts, "");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = Store::open(&database, &key).unwrap();
            // Without their folios, so that the store gives the next ones.
            let anew = made(Uuid::now_v7().as_u64_pair().1, 5_000).map(|mut operation| {
                for change in &mut operation.changes {
                    change.fields.retain(|(number, _)| *number != number::CASE_REF);
                }
                operation
            });
            fill(&mut store, anew, &stop);
        });
        reports(&facts, ", beside an import");
        time("facts, beside an import", 3, || store.facts().unwrap());
        stop.store(true, Ordering::Relaxed);
    });
}
