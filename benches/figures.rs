//! What figures cost: filling the facts, a report of a year and of a decade, the cases behind a figure, and how much memory
//! it takes; also while another connection imports.
//!
//! `cargo bench --bench figures [-- CASES [DIR]]`: 100,000 cases over ten years, five services and two calls each, in a folder
//! that is thrown away, or in DIR, which is made where it is missing. Cases are made up, and so is the key. On Linux memory is
//! what the system says.

#[path = "../tests/common/decade.rs"]
mod decade;

use cobijo::domain::period::Period;
use cobijo::report::behind::{CellRef, behind};
use cobijo::report::facts::Facts;
use cobijo::report::{Scope, report};
use cobijo::store::Store;
use decade::{asked, import};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CASES: u32 = 100_000;
const ROUNDS: usize = 15;
const PERIODS: [(&str, &str); 2] = [("a year", "2018-07..2019-06"), ("a decade", "2009-07..2019-06")];

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
    println!("{what}: p50 {p50:.1?}, slowest {slowest:.1?} ({})", decade::memory(std::process::id()));
    last.unwrap()
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
    let (_temporary, folder, key) = asked(CASES);
    let store = time("open", ROUNDS, || Store::open(&folder.database(), &key).unwrap());
    store.keep_few_pages().unwrap();
    let facts = time("facts", ROUNDS, || store.facts().unwrap());
    reports(&facts, "");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| import(&folder, &key, &stop));
        reports(&facts, ", beside an import");
        time("facts, beside an import", 3, || store.facts().unwrap());
        stop.store(true, Ordering::Relaxed);
    });
}
