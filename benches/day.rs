//! A day's work of one officer, by keys, at 100,000 stored cases: how many keys it takes, and how long from each key to
//! the painted frame, with the store's answer in between.
//!
//! `cargo bench --bench day [-- CASES]`. Ends with a failure where the day's work is not in the store as it was typed.

#[path = "../tests/common/day.rs"]
mod day;
#[path = "../tests/common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use day::{Act, Day, Stroke, acts};
use office::Office;
use std::time::{Duration, Instant};

const CASES: u32 = 100_000;

/// A hand that takes the time of each key.
struct Hand<'a> {
    driver: &'a mut Driver,
    /// From each key to the painted frame, without the store's answer: what the officer waits for before the next key.
    frames: Vec<Duration>,
    /// From each key to the frame that shows the store's answer.
    answers: Vec<Duration>,
}

impl Hand<'_> {
    fn press(&mut self, key: Key) -> &mut Self {
        let began = Instant::now();
        self.driver.press(key);
        self.driver.screen();
        let elapsed = began.elapsed();
        self.frames.push(elapsed.saturating_sub(self.driver.answering()));
        self.answers.push(elapsed);
        self
    }

    fn letters(&mut self, letters: &str) -> &mut Self {
        letters.chars().for_each(|letter| {
            self.press(Key::Char(letter));
        });
        self
    }

    fn stroke(&mut self, stroke: Stroke) -> &mut Self {
        match stroke {
            Stroke::Key(key) => self.press(key),
            Stroke::Letters(letters) => self.letters(&letters),
            Stroke::See(texts) => {
                let screen = self.driver.screen();
                assert!(texts.iter().all(|text| screen.contains(text.as_str())), "{texts:?} is not there:\n{screen}");
                self
            }
        }
    }

    /// Does one thing and saves it; who is asked about is somebody else.
    fn act(&mut self, day: &Day, act: Act, before: Option<Act>) {
        for stroke in day.way(act, before).into_iter().chain(Day::choose(act)) {
            self.stroke(stroke);
        }
        for (_, answer) in day.answers(act) {
            self.letters(&answer).press(Key::Enter);
        }
        let [key, saved] = Day::save(act);
        self.stroke(key);
        if self.driver.screen().contains("parecido") {
            self.letters("2");
        }
        self.stroke(saved);
    }
}

/// What the day's work must have left: cases, services, contacts, calls, steps.
fn check(office: &Office, before: [u64; 5]) {
    let after = counts(office);
    let written: Vec<u64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    assert_eq!(written, [12, 40, 10, 10, 5], "cases, services, contacts, calls and steps");
}

fn counts(office: &Office) -> [u64; 5] {
    let file = office.file();
    ["case_file", "service", "contact", "call", "step"].map(|table| {
        let sql = format!("SELECT count(*) FROM {table}");
        file.query_row(&sql, (), |row| row.get::<_, i64>(0)).unwrap().unsigned_abs()
    })
}

fn main() {
    let cases = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(CASES);
    let office = Office::filled(cases, 43);
    let counted = counts(&office);
    let began = Instant::now();
    let mut driver = office.open();
    println!(
        "from the passphrase to the first screen, its key being derived at next to no cost: {:.1?}",
        began.elapsed()
    );
    let mut hand = Hand { driver: &mut driver, frames: Vec::new(), answers: Vec::new() };
    hand.driver.answering();
    let day = Day { word: "-".to_owned() };
    let before = std::iter::once(None).chain(acts().into_iter().map(Some));
    for (act, before) in acts().into_iter().zip(before) {
        hand.act(&day, act, before);
    }
    println!("a day: 12 intakes, 40 services, 10 contacts, 10 calls, 5 steps in {} keys", hand.frames.len());
    for (what, mut times) in [("key to frame", hand.frames), ("key to the store's answer", hand.answers)] {
        times.sort_unstable();
        let [p50, p90, p99, slowest] = [500, 900, 990, 1000].map(|share| times[(times.len() - 1) * share / 1000]);
        println!("{what}: p50 {p50:.1?}, p90 {p90:.1?}, p99 {p99:.1?}, slowest {slowest:.1?}");
    }
    check(&office, counted);
}
