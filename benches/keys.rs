//! Keys at random, for what must never come of them.
//!
//! `cargo bench --bench keys [-- KEYS [CASES [SEED]]]`: how many keys, a million unless told otherwise; on a store of so
//! many cases; from which seed. Ends with a failure where something happened that must not.

#[path = "../tests/common/monkey.rs"]
mod monkey;
#[path = "../tests/common/office.rs"]
mod office;

use cobijo::vault::Role;
use office::Office;
use std::time::Instant;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u32>().ok());
    let keys = numbers.next().unwrap_or(1_000_000);
    let (cases, seed) = (numbers.next().unwrap_or(43), numbers.next().unwrap_or(1));
    let office = Office::filled(cases, 43);
    office.add_officer("L. Soto", Role::Officer);
    let began = Instant::now();
    match monkey::play(&office, seed.into(), keys, &mut |_, _| {}) {
        Ok(played) => println!("{played}; {cases} cases, {:.0?}", began.elapsed()),
        Err(what) => panic!("{what}"),
    }
}
