//! Keys at random: a handful of thousands here, a million in the bench of a day's work.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;
#[path = "common/monkey.rs"]
mod play;

#[test]
fn keys_at_random_void_nothing_unasked_and_home_stays_two_keys_away() {
    play::play(&office::Office::filled(43, 43), 7, 4_000);
}
