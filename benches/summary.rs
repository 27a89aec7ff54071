//! What an officer waits for at the summary: from a key, in the real program in a terminal, to the frame that shows the new
//! figures, and not just any frame; also while another program imports; and how much memory the program takes.
//!
//! `cargo bench --bench summary [-- CASES [DIR]]`, as with `figures`.

#[path = "../tests/common/decade.rs"]
mod decade;
#[path = "../tests/common/pty.rs"]
mod pty;

use cobijo::domain::catalogue::OFFICES;
use cobijo::domain::period::Period;
use cobijo::i18n::Lang;
use cobijo::store::{Folder, Store};
use cobijo::vault::key::{DataKey, KdfParams};
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use decade::{NOW_MS, Sevens, asked, import, memory};
use pty::{PASSPHRASE, Terminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

const CASES: u32 = 100_000;
const ROUNDS: usize = 150;
/// The made-up cases are of ten years before June 2019.
const PERIODS: [(&str, &str); 3] = [("a month", "2018-06"), ("a year", "2017"), ("a decade", "2009-07..2019-06")];

/// Lets M. Ruiz open a store that was made with the key of sevens.
fn give_keys(folder: &Folder, key: &DataKey) {
    if folder.is_whole() {
        return;
    }
    let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
    let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut Sevens };
    Vault::create(folder.path(), Uuid::now_v7(), first, means).unwrap();
    let mut store = Store::open(&folder.database(), key).unwrap();
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    store.set_up(&author, NOW_MS, Lang::Es, &OFFICES).unwrap();
}

/// The summary on a screen, and the time that its keys take.
struct Hand {
    screen: Terminal,
}

impl Hand {
    /// Types, and waits for what stands on the screen then.
    fn type_until(&mut self, text: &str, seen: &str) -> Duration {
        let began = Instant::now();
        self.screen.text(text).wait(seen);
        began.elapsed()
    }

    fn press_until(&mut self, key: &str, seen: &str) -> Duration {
        let began = Instant::now();
        self.screen.press(key).wait(seen);
        began.elapsed()
    }

    /// Has the figures be of a period.
    fn turn_to(&mut self, period: Period) -> Duration {
        self.screen.press("F8").text(&period.to_string());
        self.press_until("Enter", &format!("[{period}]"))
    }

    /// Has the figures be of a place, which stands beside their days.
    fn limit(&mut self, place: &str) -> Duration {
        self.screen.press("F4").wait("Qué cifras").text(place).wait(&format!("  {place}   "));
        let began = Instant::now();
        self.screen.press("Enter");
        let is_there = |screen: &str| screen.lines().nth(2).is_some_and(|line| line.trim_end().ends_with(place));
        assert!(self.screen.comes(is_there), "{}", self.screen.screen());
        began.elapsed()
    }

    /// Goes on by a period and comes back, again and again.
    fn walk(&mut self, rounds: usize, when: &str) {
        for (what, period) in PERIODS {
            let period = Period::parse(period).unwrap();
            let [there, here] = [period.next(), period].map(|period| format!("[{period}]"));
            self.turn_to(period);
            let back = (0..rounds).map(|_| {
                self.type_until("+", &there);
                self.type_until("-", &here)
            });
            say(&format!("- to {what}{when}"), back.collect());
        }
        self.remember(when);
    }

    fn remember(&self, when: &str) {
        println!("  the program{when}: {}", memory(self.screen.pid()));
    }
}

/// Says what the middle and the slowest of some keys take.
fn say(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let of = |share: usize| times[(times.len() - 1) * share / 1000];
    let [p50, p90, p99, slowest] = [500, 900, 990, 1000].map(of);
    println!("{what}: p50 {p50:.1?}, p90 {p90:.1?}, p99 {p99:.1?}, slowest {slowest:.1?}");
}

fn other_keys(hand: &mut Hand, when: &str) {
    let year = Period::parse("2017").unwrap();
    hand.turn_to(year);
    let rounds = || 0..ROUNDS / 5;
    let places = rounds().map(|_| {
        hand.limit("Tabasco");
        hand.limit("Todas las oficinas")
    });
    say(&format!("another scope{when}"), places.collect());
    hand.screen.text("4").wait("[4 Comparar]");
    let beside = rounds().map(|round| {
        let other = ["2014", "2015"][round % 2];
        hand.screen.press("Enter").text(other);
        hand.press_until("Enter", &format!(">{other}"))
    });
    say(&format!("another period beside it{when}"), beside.collect());
    let tabs = rounds().flat_map(|_| {
        let tabs = ["[1 Cuadros]", "[2 Gr", "[3 Mapa]", "[4 Comparar]", "[5 Texto]"];
        [1, 2, 3, 4, 5].map(|tab| hand.type_until(&tab.to_string(), tabs[tab - 1]))
    });
    say(&format!("another tab{when}"), tabs.collect());
    hand.screen.text("1").wait("[1 Cuadros]");
    for (what, period) in PERIODS {
        hand.turn_to(Period::parse(period).unwrap());
        let behind = (0..ROUNDS / 15).map(|_| {
            let opened = hand.press_until("Enter", "Casos que forman");
            hand.press_until("Esc", "[1 Cuadros]");
            opened
        });
        say(&format!("the cases behind a figure of {what}{when}"), behind.collect());
    }
    hand.remember(when);
}

fn main() {
    let (_temporary, folder, key) = asked(CASES);
    give_keys(&folder, &key);
    let mut screen = Terminal::start(folder.path());
    screen.wait("M. Ruiz").text(PASSPHRASE);
    let mut hand = Hand { screen };
    let first = hand.press_until("Enter", "presentes");
    println!("from the passphrase to the first screen: {first:.1?}");
    hand.remember(" at its first screen");
    let filled = hand.press_until("F8", "datos al");
    println!("the first figures, their facts filled: {filled:.1?}");
    hand.remember(" with figures");
    hand.limit("Todas las oficinas");
    hand.walk(ROUNDS, "");
    other_keys(&mut hand, "");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| import(&folder, &key, &stop));
        hand.walk(ROUNDS, ", beside an import");
        stop.store(true, Ordering::Relaxed);
        println!("  {} cases came in meanwhile", importing.join().unwrap());
    });
    hand.screen.press("F10").end();
}
