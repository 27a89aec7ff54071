//! Ten years of made-up cases with five services and two calls each, which is what budgets are about: for programs that
//! measure.

#![allow(dead_code, reason = "each program uses its own part of this")]

use cobijo::domain::moment::Moment;
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::give_way;
use cobijo::store::{Folder, NewOperation, Store};
use cobijo::training::{Scenario, cases};
use cobijo::vault::entropy::Entropy;
use cobijo::vault::key::DataKey;
use cobijo::vault::{Role, VaultError};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use uuid::Uuid;

const DAYS: u32 = 3_650;
pub const NOW_MS: i64 = 1_560_630_720_000;

/// Makes the same key each time.
pub struct Sevens;

impl Entropy for Sevens {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        bytes.fill(7);
        Ok(())
    }
}

/// So many cases as were asked for, or else so many, in the folder that was, or one that is thrown away; the key of their
/// store.
pub fn asked(count: u32) -> (TempDir, Folder, DataKey) {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(count);
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(arguments.next().map_or_else(|| temporary.path().join("store"), PathBuf::from));
    let key = made_in(&folder, count);
    (temporary, folder, key)
}

/// So many cases in a folder that is made where it is missing; the key of their store.
fn made_in(folder: &Folder, count: u32) -> DataKey {
    let (database, key) = (folder.database(), DataKey::generate(&mut Sevens).unwrap());
    if !database.exists() {
        folder.make().unwrap();
        let mut store = Store::create(&database, &key, Uuid::now_v7(), true).unwrap();
        fill(&mut store, made(1, count), &AtomicBool::new(false));
    }
    key
}

/// Imports more cases into a store until it is stopped, giving way as the command does; how many.
pub fn import(folder: &Folder, key: &DataKey, stop: &AtomicBool) -> u32 {
    give_way();
    let mut store = Store::open(&folder.database(), key).unwrap();
    // Without their folios, so that the store gives the next ones.
    let anew = made(Uuid::now_v7().as_u64_pair().1, 1_000_000).map(|mut operation| {
        for change in &mut operation.changes {
            change.fields.retain(|(number, _)| *number != number::CASE_REF);
        }
        operation
    });
    fill(&mut store, anew, stop)
}

fn made(seed: u64, count: u32) -> impl Iterator<Item = NewOperation> {
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed, cases: count, days: DAYS, now, present: 300 });
    made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes: shaped(changes) })
}

/// The same case with five services and two calls, whatever chance gave it.
fn shaped(mut changes: Vec<Change>) -> Vec<Change> {
    let case = changes.iter().find(|change| change.entity == Entity::Case).unwrap();
    let opened = case.fields.iter().find(|(number, _)| *number == number::CASE_OPENED_AT).unwrap();
    let (case, opened) = (case.id.to_string(), opened.1.clone());
    for (entity, wanted, (name, value)) in
        [(Entity::Service, 5, ("category", "food")), (Entity::Call, 2, ("outcome", "refused_by_minor"))]
    {
        let mut seen = 0;
        changes.retain(|change| {
            seen += usize::from(change.entity == entity);
            change.entity != entity || seen <= wanted
        });
        for _ in seen..wanted {
            let mut more = Change::new(entity, Uuid::now_v7());
            more.put(named(entity, "case_id").number, Some(case.clone()));
            more.put(named(entity, "at").number, opened.clone());
            more.put(named(entity, name).number, Some(value.to_owned()));
            changes.push(more);
        }
    }
    changes
}

fn fill(store: &mut Store, operations: impl Iterator<Item = NewOperation>, stop: &AtomicBool) -> u32 {
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    let (mut operations, mut count) = (operations.peekable(), 0);
    while operations.peek().is_some() && !stop.load(Ordering::Relaxed) {
        store.append(&author, NOW_MS, operations.by_ref().take(1_000).collect()).unwrap();
        count += 1_000;
    }
    count
}

/// What a process has taken of memory, and at most; on Linux, where the system says so.
pub fn memory(pid: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map_or("?", str::trim);
    format!("memory {}, at most {}", of("VmRSS:"), of("VmHWM:"))
}
