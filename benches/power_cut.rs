//! A hundred power cuts while children are being registered: what the screen had acknowledged must be there.
//!
//! `cargo bench --bench power_cut [-- ROUNDS]`. Ends with a failure where anything acknowledged is lost, or where the
//! store does not open and verify.

#[path = "../tests/common/pty.rs"]
mod pty;

use cobijo::store::{Filter, Folder, Store};
use cobijo::vault::Vault;
use pty::{PASSPHRASE, set_up, work_until_killed};
use std::time::Duration;

/// The power goes within this time after the store was opened.
const SPAN_MICROS: u64 = 900_000;

fn main() {
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_u32);
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::new(place.path().join("store"));
    set_up(folder.path()).press("F10").end();
    let (mut acknowledged, mut rounds_with_work) = (0, 0);
    for round in 1..=rounds {
        let mut random = [0; 8];
        getrandom::fill(&mut random).unwrap();
        let after = Duration::from_micros(u64::from_le_bytes(random) % SPAN_MICROS);
        let done = work_until_killed(folder.path(), after);
        acknowledged += done;
        rounds_with_work += usize::from(done > 0);
        let unlocked = Vault::open(folder.path()).unwrap().vault.unlock(None, PASSPHRASE).unwrap();
        let mut store = Store::open(&folder.database(), &unlocked.key).unwrap();
        store.seat("M. Ruiz", unlocked.officer.role, "CHP");
        let held = store.count(Filter::All).unwrap();
        assert!(held >= acknowledged as u64, "round {round}: {acknowledged} were acknowledged, {held} are there");
        let verdict = store.verify(folder.path()).unwrap();
        assert!(verdict.findings.is_empty(), "round {round}: {:?}", verdict.findings);
    }
    println!("{rounds} power cuts, {acknowledged} acknowledged in {rounds_with_work} of them, none lost, all verified");
}
