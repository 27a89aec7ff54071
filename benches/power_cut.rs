//! Power cuts during a day's work: what the screen had acknowledged must be there, and what was typed a second before
//! stands in the unsaved form.
//!
//! `cargo bench --bench power_cut [-- CUTS [MILLISECONDS]]`: how many, 300 unless told otherwise, each within so much time
//! of the work. Ends with a failure where anything is lost, where a form is offered to whom it does not belong, or where
//! the store does not open and verify.

#[path = "../tests/common/cut.rs"]
mod cut;
#[path = "../tests/common/day.rs"]
mod day;
#[path = "../tests/common/pty.rs"]
mod pty;

use cut::{Cut, Work};
use std::time::{Duration, Instant};

/// The power goes within this time after the work began.
const SPAN_MILLIS: u64 = 4_000;

fn chance(below: u64) -> u64 {
    let mut random = [0; 8];
    getrandom::fill(&mut random).unwrap();
    u64::from_le_bytes(random) % below
}

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let (cuts, span) = (numbers.next().unwrap_or(300), numbers.next().unwrap_or(SPAN_MILLIS));
    let began = Instant::now();
    let mut work = Work::begin();
    for _ in 0..cuts {
        // Every other time as fast as keys go in; else like a hand, which stops to think now and then.
        let is_hasty = chance(2) == 0;
        let mut pace = || match chance(60) {
            _ if is_hasty => Duration::ZERO,
            0 => Duration::from_millis(500 + chance(1_000)),
            _ => Duration::from_millis(chance(50)),
        };
        work.go_on(Cut::After(Duration::from_micros(chance(span * 1_000))), &mut pace);
    }
    println!("{:?} in {:.0?}", work.told, began.elapsed());
}
