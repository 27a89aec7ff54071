//! A day's work of one officer, by keys, at 100,000 stored cases: how many keys it takes, and how long from each key to
//! the painted frame, with the store's answer in between.
//!
//! `cargo bench --bench day [-- CASES]`. Ends with a failure where the day's work is not in the store as it was typed.

#[path = "../tests/common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use office::Office;
use std::time::{Duration, Instant};

const CASES: u32 = 100_000;
/// Four groups of three, each with its surname.
const GROUPS: [(&str, [&str; 3]); 4] = [
    ("Ensayo", ["Itzel", "Brandon", "Marisol"]),
    ("Ficticia", ["Wilmer", "Yaneli", "Elder"]),
    ("Ejemplo", ["Óscar", "Dulce", "Kevin"]),
    ("Prueba", ["Jade", "Nahúm", "Suri"]),
];
const SERVED: usize = 10;
const CALLED: usize = 10;
const STEPPED: usize = 5;

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

    fn answer(&mut self, answers: &[&str]) -> &mut Self {
        for answer in answers {
            self.letters(answer).press(Key::Enter);
        }
        self
    }

    #[track_caller]
    fn see(&mut self, text: &str) -> &mut Self {
        let screen = self.driver.screen();
        assert!(screen.contains(text), "`{text}` is not on the screen:\n{screen}");
        self
    }

    /// Saves an intake; who is asked about is somebody else.
    fn register(&mut self) -> &mut Self {
        self.press(Key::Function(2));
        if self.driver.screen().contains("parecido") {
            self.letters("2");
        }
        self.see("Ingreso guardado")
    }

    fn home(&mut self) -> &mut Self {
        self.press(Key::Function(3)).press(Key::Esc).see("Inicio")
    }

    fn open(&mut self, (surname, given): (&str, &str)) -> &mut Self {
        self.letters(given).press(Key::Char('.')).letters(surname).press(Key::Enter).see(given)
    }
}

fn children() -> impl Iterator<Item = (&'static str, &'static str)> {
    GROUPS.into_iter().flat_map(|(surname, given)| given.map(|given| (surname, given)))
}

fn register(hand: &mut Hand<'_>) {
    for (surname, [eldest, second, third]) in GROUPS {
        hand.press(Key::Function(7)).answer(&[eldest, surname, "-", "h", "14", "hon", "1", "n"]).register();
        for (given, sex) in [(second, "h"), (third, "m")] {
            hand.letters("h").answer(&[given, sex, "9", "1", "n"]).register();
        }
        hand.press(Key::Enter).home();
    }
}

fn work(hand: &mut Hand<'_>) {
    for (at, child) in children().enumerate() {
        hand.open(child);
        if at < SERVED {
            hand.letters("2");
            for letter in ["a", "s", "v", "d"] {
                hand.letters(letter).press(Key::Enter).see("Guardado");
            }
        }
        if at < CALLED {
            hand.letters("3").press(Key::Insert).answer(&["Rosa", "m", "hon", "98765432", "s"]).press(Key::Function(2));
            hand.see("1 Rosa").press(Key::Function(6));
            hand.answer(if at % 2 == 0 { &["1", "5", "s"] } else { &["2", "m9"] }).press(Key::Function(2));
        }
        if at < STEPPED {
            hand.letters("4").press(Key::Enter).letters("OPI/123").press(Key::Function(2)).see("Guardado");
        }
        hand.home();
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
    let before = counts(&office);
    let began = Instant::now();
    let mut driver = office.open();
    println!(
        "from the passphrase to the first screen, its key being derived at next to no cost: {:.1?}",
        began.elapsed()
    );
    let mut hand = Hand { driver: &mut driver, frames: Vec::new(), answers: Vec::new() };
    hand.see("Inicio").driver.answering();
    register(&mut hand);
    work(&mut hand);
    println!("a day: 12 intakes, 40 services, 10 contacts, 10 calls, 5 steps in {} keys", hand.frames.len());
    for (what, mut times) in [("key to frame", hand.frames), ("key to the store's answer", hand.answers)] {
        times.sort_unstable();
        let [p50, p90, p99, slowest] = [500, 900, 990, 1000].map(|share| times[(times.len() - 1) * share / 1000]);
        println!("{what}: p50 {p50:.1?}, p90 {p90:.1?}, p99 {p99:.1?}, slowest {slowest:.1?}");
    }
    check(&office, before);
}
