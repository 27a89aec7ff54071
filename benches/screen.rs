//! What a key costs on the screen at 100,000 cases: from the key to the painted frame, with the store's answer in between.

#[path = "../tests/common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use divan::Bencher;
use office::{Office, see};
use std::sync::{LazyLock, Mutex};

fn main() {
    divan::main();
}

/// A store of 100,000 cases, as an office finds it in the morning.
static OFFICE: LazyLock<Office> = LazyLock::new(|| Office::filled(100_000, 43));

/// The one screen on it: a store takes no second.
static DESK: LazyLock<Mutex<Driver>> = LazyLock::new(|| {
    let mut driver = OFFICE.open();
    see(&mut driver, "43 presentes");
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
