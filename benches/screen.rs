//! What a key costs on the screen at 100,000 cases: from the key to the painted frame, with the store's answer in between.

use cobijo::domain::moment::Moment;
use cobijo::log::operation::Act;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::{Folder, NewOperation, Store};
use cobijo::training::{Scenario, cases};
use cobijo::ui::key::Key;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::KdfParams;
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use divan::Bencher;
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;
use uuid::Uuid;

const NOW_MS: i64 = 1_560_630_720_000;
const PASSPHRASE: &str = "la marea sube despacio";

fn main() {
    divan::main();
}

/// A store of 100,000 cases, as an office finds it in the morning.
static OFFICE: LazyLock<TempDir> = LazyLock::new(|| {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::new(place.path());
    folder.make().unwrap();
    let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
    let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
    let created = Vault::create(folder.path(), Uuid::now_v7(), first, means).unwrap();
    let mut store = Store::create(&folder.database(), &created.key, Uuid::now_v7(), false).unwrap();
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    store.set_up(&author, NOW_MS, cobijo::i18n::Lang::Es, &cobijo::domain::catalogue::OFFICES).unwrap();
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed: 1, cases: 100_000, days: 365, now, present: 43 });
    let operations = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
    store.append(&author, NOW_MS, operations).unwrap();
    place
});

/// The one screen on it: a store takes no second.
static DESK: LazyLock<Mutex<Driver>> = LazyLock::new(|| {
    let options = Options { kdf: KdfParams::LIGHTEST, now_ms: Some(NOW_MS), ..Options::default() };
    let mut driver = Driver::new(Folder::new(OFFICE.path()), &options, (80, 24)).unwrap();
    driver.letters(PASSPHRASE).press(Key::Enter);
    assert!(driver.screen().contains("43 presentes"), "{}", driver.screen());
    driver.press(Key::Function(3));
    Mutex::new(driver)
});

/// Presses keys and reads what they show, again and again.
fn keys(bencher: Bencher, before: &[Key], pressed: &[Key]) {
    let mut driver = DESK.lock().unwrap();
    for key in before {
        driver.press(*key);
    }
    bencher.bench_local(|| {
        for key in pressed {
            driver.press(*key);
            divan::black_box(driver.screen());
        }
    });
    driver.press(Key::Function(3));
}

#[divan::bench]
fn a_full_frame(bencher: Bencher) {
    let mut driver = DESK.lock().unwrap();
    bencher.bench_local(|| driver.screen());
}

#[divan::bench]
fn the_start_screen(bencher: Bencher) {
    keys(bencher, &[], &[Key::Esc, Key::Function(3)]);
}

#[divan::bench]
fn down_and_up_the_list(bencher: Bencher) {
    keys(bencher, &[], &[Key::Down, Key::Up]);
}

#[divan::bench]
fn a_page_of_all_cases(bencher: Bencher) {
    keys(bencher, &[Key::Tab, Key::End], &[Key::PageUp]);
    DESK.lock().unwrap().press(Key::Tab);
}

#[divan::bench]
fn a_letter_of_a_search_and_back(bencher: Bencher) {
    keys(bencher, &[Key::Char('e'), Key::Char('n')], &[Key::Char('s'), Key::Backspace]);
}

#[divan::bench]
fn a_letter_on_the_intake(bencher: Bencher) {
    keys(bencher, &[Key::Function(7)], &[Key::Char('a'), Key::Backspace]);
}

#[divan::bench]
fn a_case_opened_and_left(bencher: Bencher) {
    keys(bencher, &[], &[Key::Enter, Key::Esc]);
}

#[divan::bench]
fn the_next_period_of_a_summary(bencher: Bencher) {
    keys(bencher, &[Key::Function(8)], &[Key::Char('+'), Key::Char('-')]);
}
