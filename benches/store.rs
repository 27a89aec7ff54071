//! What the store costs at 10,000 and 100,000 cases with five services and two calls each, encrypted, durable.

use chrono::NaiveDate;
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::form::alike::Child;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::Act;
use cobijo::report::{Scope, report};
use cobijo::search::roster::{Aspect, Filter, From, Sort};
use cobijo::store::{Asking, Author, Clocks, Finder, Folder, NewOperation, Query, Store};
use cobijo::training::{Scenario, cases};
use cobijo::vault::Role;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::DataKey;
use divan::{Bencher, black_box};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;
use uuid::Uuid;

const SIZES: [u32; 2] = [10_000, 100_000];
const NOW_MS: i64 = 1_560_630_720_000;
const ASKING: Asking<'_> =
    Asking { officer: "M. Ruiz", today: NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };

fn main() {
    divan::main();
}

struct Filled {
    folder: Folder,
    key: DataKey,
    store: Mutex<Store>,
    _temporary: TempDir,
}

static STORES: LazyLock<[Filled; 2]> = LazyLock::new(|| SIZES.map(filled));

fn of_size(cases: u32) -> &'static Filled {
    &STORES[usize::from(cases != SIZES[0])]
}

fn empty() -> (TempDir, Folder, DataKey, Store) {
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(temporary.path().join("store"));
    folder.make().unwrap();
    let key = DataKey::generate(&mut SystemEntropy).unwrap();
    let store = Store::create(&folder.database(), &key, Uuid::now_v7(), true).unwrap();
    (temporary, folder, key, store)
}

fn author(store: &mut Store) -> Author {
    store.seat("M. Ruiz", Role::Administrator, "CHP")
}

fn operations(seed: u64, count: u32) -> Vec<NewOperation> {
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed, cases: count, days: 365, now, present: 300 });
    made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect()
}

fn filled(count: u32) -> Filled {
    filled_with(operations(1, count))
}

fn filled_with(operations: Vec<NewOperation>) -> Filled {
    let (temporary, folder, key, mut store) = empty();
    let author = author(&mut store);
    store.append(&author, NOW_MS, operations).unwrap();
    Filled { folder, key, store: Mutex::new(store), _temporary: temporary }
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    bencher.bench(|| Store::open(&filled.folder.database(), &filled.key).unwrap());
}

#[divan::bench(args = SIZES)]
fn append_one_durably(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    let author = author(&mut filled.store.lock().unwrap());
    let seed = AtomicU64::new(u64::from(cases));
    bencher
        .with_inputs(|| {
            let mut operations = operations(seed.fetch_add(1, Ordering::Relaxed), 1);
            // Without its folio, so that the store gives the next one.
            for change in &mut operations[0].changes {
                change.fields.retain(|(number, _)| *number != cobijo::log::field::number::CASE_REF);
            }
            operations
        })
        .bench_values(|operations| filled.store.lock().unwrap().append(&author, NOW_MS, operations).unwrap());
}

#[divan::bench(sample_count = 5)]
fn import_1000_cases(bencher: Bencher) {
    bencher.with_inputs(|| (empty(), operations(7, 1000))).bench_values(
        |((temporary, _, _, mut store), operations)| {
            let author = author(&mut store);
            store.append(&author, NOW_MS, operations).unwrap();
            temporary
        },
    );
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn fill_facts(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    bencher.bench(|| filled.store.lock().unwrap().facts().unwrap());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn open_and_report_a_year(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    let period = Period::parse("2019").unwrap();
    bencher.bench(|| {
        let store = Store::open(&filled.folder.database(), &filled.key).unwrap();
        report(&store.facts().unwrap(), &Scope::default(), period)
    });
}

#[divan::bench(args = SIZES)]
fn report_a_year_from_facts(bencher: Bencher, cases: u32) {
    let facts = of_size(cases).store.lock().unwrap().facts().unwrap();
    let period = Period::parse("2019").unwrap();
    bencher.bench(|| report(black_box(&facts), &Scope::default(), period));
}

/// A finder that has read everything already, as it has between two keys.
fn ready(filled: &Filled) -> Finder {
    let mut finder = Finder::default();
    let query = Query { typed: Some("zzzzz".to_owned()), limit: 60, ..Query::default() };
    finder.find(&filled.store.lock().unwrap(), &query, ASKING).unwrap();
    finder
}

#[divan::bench(args = ["e", "en", "ens", "ensa", "ensayo", "ensayo mar", "ensyao", "mendosa", "0413", "12/06"])]
fn search_at_100_k(bencher: Bencher, typed: &str) {
    let filled = of_size(SIZES[1]);
    let mut finder = ready(filled);
    let filter = Filter::everything();
    let query = Query { filter, typed: Some(typed.to_owned()), limit: 60, ..Query::default() };
    bencher.bench_local(|| finder.find(&filled.store.lock().unwrap(), &query, ASKING).unwrap());
}

/// Names of the made-up cases, as an officer types them at intake.
#[divan::bench(args = ["José/Ensayo", "Maria Jose/Prueba", "Ana/Xuncax"])]
fn who_is_alike_at_100_k(bencher: Bencher, name: &str) {
    let filled = of_size(SIZES[1]);
    let (given, surname) = name.split_once('/').unwrap();
    let surnames = [surname.to_owned(), "Ensayo".to_owned()];
    let child = Child { given_names: given.to_owned(), surnames, nationality: "HND".to_owned(), ..Child::default() };
    bencher.bench(|| filled.store.lock().unwrap().alike(&child, 3).unwrap());
}

#[divan::bench(args = SIZES)]
fn read_the_roster(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    let query = Query { limit: 60, ..Query::default() };
    bencher.bench(|| Finder::default().find(&filled.store.lock().unwrap(), &query, ASKING).unwrap());
}

/// Who is here and lacks what, and the day, with some hundred children here.
#[divan::bench(args = SIZES)]
fn the_start_screen(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    let day = chrono::NaiveDate::from_ymd_opt(2019, 6, 15).unwrap();
    bencher.bench(|| {
        let store = filled.store.lock().unwrap();
        (store.lacking(100).unwrap(), store.day(day).unwrap())
    });
}

/// A year of cases of which a fifth was handed to DIF, which signed for none.
static UNSIGNED: LazyLock<Filled> = LazyLock::new(|| {
    let outcome = named(Entity::Case, "outcome").number;
    let mut operations = operations(1, SIZES[1]);
    for NewOperation { changes, .. } in operations.iter_mut().step_by(5) {
        changes.retain(|change| change.entity != Entity::Step);
        for case in changes.iter_mut().filter(|change| change.get(outcome).is_some()) {
            case.put(outcome, Some("handed_to_dif".to_owned()));
        }
    }
    filled_with(operations)
});

/// What is due where 20,000 cases of 100,000 wait for DIF: read anew, or as it is kept between two questions.
#[divan::bench(args = ["anew", "kept"])]
fn the_board_at_100_k(bencher: Bencher, how: &str) {
    let store = UNSIGNED.store.lock().unwrap();
    let mut clocks = Clocks::default();
    assert!(clocks.board(&store, NOW_MS, 100).unwrap().count > 19_000);
    bencher.bench_local(|| {
        if how == "anew" {
            clocks = Clocks::default();
        }
        clocks.board(&store, NOW_MS, 100).unwrap()
    });
}

#[divan::bench(args = SIZES)]
fn read_the_words(bencher: Bencher, cases: u32) {
    let filled = of_size(cases);
    bencher.bench(|| ready(filled));
}

#[divan::bench(args = Sort::ALL)]
fn first_page_at_100_k(bencher: Bencher, sort: Sort) {
    page(bencher, sort, From::First);
}

#[divan::bench(args = Sort::ALL)]
fn last_page_at_100_k(bencher: Bencher, sort: Sort) {
    page(bencher, sort, From::Last);
}

fn page(bencher: Bencher, sort: Sort, from: From) {
    let filled = of_size(SIZES[1]);
    let mut finder = ready(filled);
    let query = Query { filter: Filter::everything(), sort, from, limit: 60, ..Query::default() };
    bencher.bench_local(|| finder.find(&filled.store.lock().unwrap(), &query, ASKING).unwrap());
}

#[divan::bench]
fn counts_at_100_k(bencher: Bencher) {
    let filled = of_size(SIZES[1]);
    let mut finder = ready(filled);
    let filter = Filter::everything().with(Aspect::Sex, "female");
    bencher.bench_local(|| finder.count(&filled.store.lock().unwrap(), &filter, Aspect::Nationality, ASKING).unwrap());
}
