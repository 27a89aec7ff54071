//! Finding a case: by words, with a letter wrong, by filters, page by page in every order, and by keys.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use chrono::NaiveDate;
use cobijo::domain::moment::Moment;
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::search::roster::{Aspect, Filter, From, Key, MARKS, NOT_KNOWN, PRESENT, Sort};
use cobijo::store::{Asking, CaseRow, Finder, NewOperation, Query};
use cobijo::training::{Scenario, cases};
use common::{Desk, new_id};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

const NOW_MS: i64 = 1_560_630_720_000;

/// A child with a case that began at noon on a day of May 2019.
fn child(desk: &mut Desk, names: [&str; 3], day: u32) -> Uuid {
    let (person, case) = (new_id(), new_id());
    let mut change = Change::new(Entity::Person, person);
    for (name, text) in ["given_names", "surname1", "surname2"].into_iter().zip(names) {
        change.put(named(Entity::Person, name).number, (!text.is_empty()).then(|| text.to_owned()));
    }
    let opened = format!("2019-05-{day:02}T12:00-06:00");
    let file = Change::new(Entity::Case, case)
        .with(number::CASE_PERSON, person)
        .with(number::CASE_OFFICE, "CHP")
        .with(named(Entity::Case, "kind").number, "foreign")
        .with(number::CASE_OPENED_AT, opened.as_str());
    desk.save(vec![change, file]);
    case
}

fn contact(desk: &mut Desk, case: Uuid, field: &str, value: &str) {
    let change = Change::new(Entity::Contact, new_id()).with(number::CONTACT_CASE, case);
    desk.save(vec![change.with(named(Entity::Contact, field).number, value)]);
}

/// The last figures of the folios that words find.
fn found(desk: &Desk, typed: &str) -> Vec<String> {
    desk.found(typed).iter().map(|folio| folio.rsplit('-').next().unwrap().trim_start_matches('0').to_owned()).collect()
}

#[test]
fn the_closest_comes_first() {
    let mut desk = Desk::new();
    child(&mut desk, ["Ana María", "Muñoz", "Ruiz"], 1); // 1
    child(&mut desk, ["José", "Munoz", "-"], 2); // 2
    child(&mut desk, ["Óscar", "Ramos", "Muñoz"], 3); // 3
    child(&mut desk, ["Luz de Muñoz", "Caal", "Pop"], 4); // 4
    let helped = child(&mut desk, ["Pedro", "Tot", "-"], 5); // 5
    contact(&mut desk, helped, "name", "Rosa Muñoz");
    contact(&mut desk, helped, "phone", "+50251230398");
    child(&mut desk, ["Iris", "Muñiz", "-"], 6); // 6
    child(&mut desk, ["Ch’oc", "K’an", "Vásquez"], 7); // 7
    let check = |typed: &str, expected: &str| assert_eq!(found(&desk, typed).join(" "), expected, "{typed}");
    // Names that begin so, any word of a name, a contact, one letter wrong; an exact accent first among equals.
    check("muñoz", "3 1 2 4 5 6");
    check("munoz", "2 3 1 4 5 6");
    check("munos", "1 2 3 4 5".split(' ').rev().collect::<Vec<_>>().join(" ").as_str());
    // Either order of names and surnames, by a dot or a space.
    for typed in ["caal.pop", "pop caal", "caal luz", "Luz.Caal", "pop.luz"] {
        check(typed, "4");
    }
    check("munoz ana", "1");
    check("ruiz.muñ", "1");
    check("kaal", "4");
    // Apostrophes typed or not, and words that sound alike.
    for typed in ["choc", "ch'oc", "ch’oc kan", "basques"] {
        check(typed, "7");
    }
    // The end of a folio before a telephone's, whole folios, telephones in groups.
    check("0398", "5");
    check("398", "5");
    for typed in ["CHP-19-0003", "chp 19 0003", "0003", "003"] {
        assert_eq!(found(&desk, typed).first().map(String::as_str), Some("3"), "{typed}");
    }
    for typed in ["5123 0398", "5123-0398", "+502 5123 0398", "0398.rosa"] {
        check(typed, "5");
    }
    // The day on which the case began.
    check("03/05", "3");
    check("3/5/19", "3");
    check("06/05/2018", "");
    check("zzz", "");
    check("..", "");
}

#[test]
fn what_was_saved_a_moment_ago_is_found_with_a_letter_wrong() {
    let mut desk = Desk::new();
    let asking =
        Asking { officer: "M. Ruiz", today: chrono::NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
    let query = Query { typed: Some("xicohtemcatl".to_owned()), limit: 60, ..Query::default() };
    let mut finder = Finder::default();
    assert!(finder.find(&desk.store, &query, asking).unwrap().rows.is_empty());
    child(&mut desk, ["Xicohténcatl", "Ensayo", "-"], 1);
    assert_eq!(finder.find(&desk.store, &query, asking).unwrap().rows.len(), 1);
}

/// A store of made-up cases, some of them present.
fn office(count: u32) -> Desk {
    let mut desk = Desk::new();
    let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
    let made = cases(Scenario { seed: 3, cases: count, days: 90, now, present: 40 });
    let operations = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
    desk.append(operations);
    desk
}

#[test]
fn every_case_is_found_by_any_word_of_its_name_with_one_letter_changed() {
    let desk = office(150);
    let asking =
        Asking { officer: "M. Ruiz", today: chrono::NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
    let mut finder = Finder::default();
    let everything = Query { filter: Filter::everything(), limit: 1000, ..Query::default() };
    let all = finder.find(&desk.store, &everything, asking).unwrap().rows;
    let mut turn = 0;
    for row in &all {
        let names = [&row.given_names, &row.surname1, &row.surname2].map(String::as_str).join(" ");
        for word in names.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4) {
            let mut letters: Vec<char> = word.chars().collect();
            turn += 1;
            let at = turn % letters.len();
            letters[at] = if letters[at] == 'q' { 'z' } else { 'q' };
            let typed: String = letters.into_iter().collect();
            let query = Query { typed: Some(typed.clone()), ..everything.clone() };
            let found = finder.find(&desk.store, &query, asking).unwrap().rows;
            assert!(found.iter().any(|found| found.id == row.id), "{typed} for {word}");
        }
    }
}

#[test]
fn pages_meet_in_every_order_from_either_end_and_around_any_case() {
    let desk = office(97);
    let asking =
        Asking { officer: "M. Ruiz", today: chrono::NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
    let mut finder = Finder::default();
    for sort in Sort::ALL {
        for filter in [Filter::default(), Filter::everything(), Filter::everything().with(Aspect::Sex, "female")] {
            let mut page = |from, limit| {
                let query = Query { filter: filter.clone(), sort, from, limit, ..Query::default() };
                finder.find(&desk.store, &query, asking).unwrap()
            };
            let whole = page(From::First, 1000);
            assert_eq!((whole.rows.len(), whole.has_before, whole.has_after), (whole.total, false, false));
            let ids = |rows: &[CaseRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
            let (mut on, mut back) = (page(From::First, 7), page(From::Last, 7));
            let (mut forwards, mut backwards) = (ids(&on.rows), ids(&back.rows));
            while on.has_after {
                on = page(From::After(on.rows.last().unwrap().key), 7);
                forwards.extend(ids(&on.rows));
            }
            while back.has_before {
                back = page(From::Before(back.rows[0].key), 7);
                backwards.splice(..0, ids(&back.rows));
            }
            assert_eq!((&forwards, &backwards), (&ids(&whole.rows), &ids(&whole.rows)), "{sort:?}");
            for row in &whole.rows {
                let around = page(From::Case(row.id, None), 8);
                assert!(around.rows.iter().any(|other| other.id == row.id), "{sort:?}");
                assert!(whole.rows.windows(around.rows.len()).any(|window| ids(window) == ids(&around.rows)));
            }
            assert!(whole.rows.windows(2).all(|pair| pair[0].key < pair[1].key), "no two cases are tied");
        }
    }
}

#[test]
fn a_case_that_left_the_list_leaves_its_place() {
    let mut desk = Desk::new();
    let ids: Vec<Uuid> = (1..=5).map(|day| child(&mut desk, ["Ana", "Ensayo", "-"], day)).collect();
    let query = |from| Query { from, limit: 60, ..Query::default() };
    let key = desk.find(&query(From::First)).rows[2].key;
    desk.save(vec![
        Change::new(Entity::Case, ids[2]).with(named(Entity::Case, "left_at").number, "2019-05-20T12:00-06:00"),
    ]);
    let rows = desk.find(&query(From::Case(ids[2], Some(key)))).rows;
    let days: Vec<u32> = rows.iter().map(|row| chrono::Datelike::day(&row.opened_at.unwrap().date())).collect();
    assert_eq!(days, [5, 4, 2, 1]);
    assert_eq!(rows.iter().find(|row| row.key >= key).map(|row| row.id), Some(ids[1]), "the next one takes its place");
}

#[test]
fn counts_are_the_cases_that_a_filter_shows() {
    let desk = office(120);
    let asking =
        Asking { officer: "M. Ruiz", today: chrono::NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
    let mut finder = Finder::default();
    for aspect in Aspect::ALL {
        for base in [Filter::default(), Filter::everything(), Filter::everything().with(Aspect::Opened, "mayo")] {
            let counts = finder.count(&desk.store, &base, aspect, asking).unwrap();
            let mut sum = 0;
            for (code, count) in &counts.of {
                let query = Query { filter: base.clone().with(aspect, code), limit: 1000, ..Query::default() };
                let rows = finder.find(&desk.store, &query, asking).unwrap().rows;
                assert_eq!(rows.len(), *count, "{aspect:?} {code}");
                assert!(rows.iter().all(|row| fits(row, aspect, code)), "{aspect:?} {code}");
                sum += count;
            }
            let is_whole = ![Aspect::Only, Aspect::Opened].contains(&aspect) && base.get(aspect).is_none();
            assert!(!is_whole || sum == counts.total, "{aspect:?}");
        }
    }
}

/// Whether a row is what a filter asked for, where the row says so.
fn fits(row: &CaseRow, aspect: Aspect, code: &str) -> bool {
    let same = |value: &str| code == if value.is_empty() { NOT_KNOWN } else { value };
    match aspect {
        Aspect::Situation => row.is_present == (code == PRESENT),
        Aspect::Sex => same(&row.sex),
        Aspect::Accompaniment => same(&row.accompaniment),
        Aspect::Nationality => same(&row.nationality),
        Aspect::Language => same(&row.language),
        Aspect::Only => row.is_present && (code != "uncalled" || row.last_call.is_none()),
        Aspect::Age | Aspect::Opened => true,
    }
}

#[test]
fn what_is_due_orders_the_list_and_narrows_it() {
    let mut desk = Desk::new();
    for day in [1, 14] {
        child(&mut desk, ["Ana", "Ensayo", "-"], day);
    }
    desk.now_ms = 1_557_900_000_000; // 15 May 2019
    let now_ms = desk.now_ms;
    let asking = Asking { officer: "M. Ruiz", today: chrono::NaiveDate::from_ymd_opt(2019, 5, 15).unwrap(), now_ms };
    let mut finder = Finder::default();
    let mut page = |filter: Filter, sort, now_ms| {
        let query = Query { filter, sort, limit: 60, ..Query::default() };
        finder.find(&desk.store, &query, Asking { now_ms, ..asking }).unwrap().rows
    };
    let due = page(Filter::default(), Sort::Due, now_ms);
    let deadlines: Vec<i64> = due.iter().filter_map(|row| Some(row.due.as_ref()?.deadline?.utc_minutes())).collect();
    assert!(deadlines.len() == 2 && deadlines.is_sorted(), "{deadlines:?}");
    let overdue = Filter::default().with(Aspect::Only, "overdue");
    let of = |rows: Vec<CaseRow>| rows.len();
    let late = deadlines.iter().filter(|deadline| **deadline < now_ms / 60_000).count();
    assert_eq!(of(page(overdue.clone(), Sort::Due, now_ms)), late);
    assert_eq!(of(page(overdue, Sort::Due, now_ms + 400 * 86_400_000)), 2, "time alone makes it late");
}

/// Something that happens to the children of an office, by their places.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Arrives(usize),
    IsRenamed(usize, usize),
    Set(usize, &'static str, Option<&'static str>),
    Gets(usize, Entity),
    IsGivenTo(usize, usize),
    IsTakenBack(u64),
}

const NAMES: [[&str; 3]; 5] = [
    ["Ana", "Caal", "Pop"],
    ["Óscar", "Caal", "-"],
    ["Ana", "Caal", "Pop"],
    ["Luz", "Ñuflo", ""],
    ["Itzel", "Ensayo", "Tot"],
];

fn deed() -> impl Strategy<Value = Deed> {
    let values = [
        ("outcome", Some("family_reunification")),
        ("outcome", None),
        ("voided", Some("a test")),
        ("voided", None),
        ("age_years", Some("9")),
        ("opened_at", Some("2019-05-03T09:00-06:00")),
        ("accompaniment", Some("accompanied")),
    ];
    let hanging = [Entity::Call, Entity::Call, Entity::Service, Entity::Contact, Entity::Step];
    prop_oneof![
        3 => (0..NAMES.len()).prop_map(Deed::Arrives),
        2 => (0..4_usize, 0..NAMES.len()).prop_map(|(who, name)| Deed::IsRenamed(who, name)),
        4 => (0..4_usize, select(values.to_vec())).prop_map(|(who, (field, value))| Deed::Set(who, field, value)),
        3 => (0..4_usize, select(hanging.to_vec())).prop_map(|(who, what)| Deed::Gets(who, what)),
        3 => (0..3_usize, 0..4_usize).prop_map(|(one, other)| Deed::IsGivenTo(one, other)),
        2 => (1..30_u64).prop_map(Deed::IsTakenBack),
    ]
}

fn happen(desk: &mut Desk, children: &mut Vec<(Uuid, Uuid)>, hanging: &mut Vec<(Entity, Uuid)>, deed: Deed) {
    let one = |who: usize| children.get(who % children.len().max(1)).copied();
    let change = match deed {
        Deed::Arrives(name) => {
            let case = child(desk, NAMES[name], 1 + u32::try_from(children.len() % 28).unwrap());
            let person = desk.value(Entity::Case, case, number::CASE_PERSON).unwrap();
            children.push((Uuid::parse_str(&person).unwrap(), case));
            None
        }
        Deed::IsRenamed(who, name) => one(who).map(|(person, _)| {
            let named = named(Entity::Person, "surname1").number;
            Change::new(Entity::Person, person).with(named, NAMES[name][1])
        }),
        Deed::Set(who, field, value) => one(who).map(|(_, case)| {
            let mut change = Change::new(Entity::Case, case);
            change.put(named(Entity::Case, field).number, value.map(str::to_owned));
            change
        }),
        Deed::Gets(who, entity) => one(who).map(|(_, case)| {
            let id = new_id();
            hanging.push((entity, id));
            Change::new(entity, id).with(named(entity, "case_id").number, case)
        }),
        Deed::IsGivenTo(what, who) => hanging
            .get(what)
            .zip(one(who))
            .map(|((entity, id), (_, case))| Change::new(*entity, *id).with(named(*entity, "case_id").number, case)),
        Deed::IsTakenBack(seq) => {
            // One that was written to since stays.
            drop(desk.store.undo(&desk.author, desk.now_ms, seq, "a test"));
            None
        }
    };
    if let Some(change) = change {
        // A step that the law locks, or a record of a voided case, is refused: nothing happens.
        let operation = NewOperation { act: Act::Save, base: u64::MAX, changes: vec![change] };
        drop(desk.store.append(&desk.author, desk.now_ms, vec![operation]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_list_that_lives_on_shows_what_a_new_one_shows(deeds in proptest::collection::vec((deed(), any::<bool>()), 1..30)) {
        let mut desk = Desk::new();
        let (mut children, mut hanging, mut living) = (Vec::new(), Vec::new(), Finder::default());
        for (deed, is_looked_at) in deeds {
            happen(&mut desk, &mut children, &mut hanging, deed);
            for query in questions().into_iter().filter(|_| is_looked_at) {
                let asking = Asking { officer: "M. Ruiz", today: NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
                let shown = |finder: &mut Finder| {
                    let found = finder.find(&desk.store, &query, asking).unwrap();
                    let row = |row: CaseRow| CaseRow { key: Key::of_entry(0, 0), ..row };
                    (found.rows.into_iter().map(row).collect::<Vec<_>>(), found.total)
                };
                prop_assert!(shown(&mut living) == shown(&mut Finder::default()), "{deed:?}, {:?}", query.sort);
            }
        }
    }
}

fn questions() -> Vec<Query> {
    let whole = Query { filter: Filter::everything(), limit: 100, ..Query::default() };
    let sorted = Sort::ALL.map(|sort| Query { sort, ..whole.clone() });
    let words = ["enzayo", "caal", "ñufloo"].map(|typed| Query { typed: Some(typed.to_owned()), ..whole.clone() });
    let marked = MARKS.map(|mark| Query { filter: Filter::default().with(Aspect::Only, mark), ..whole.clone() });
    sorted.into_iter().chain(words).chain(marked).chain([Query { limit: 100, ..Query::default() }]).collect()
}

#[test]
fn a_call_that_is_given_to_another_child_is_missed_by_the_first() {
    let mut desk = Desk::new();
    let [one, other] = [1, 2].map(|day| child(&mut desk, NAMES[0], day));
    let (call, of_case) = (new_id(), named(Entity::Call, "case_id").number);
    let (mut finder, today) = (Finder::default(), NaiveDate::from_ymd_opt(2019, 6, 15).unwrap());
    let uncalled = Query { filter: Filter::default().with(Aspect::Only, "uncalled"), limit: 9, ..Query::default() };
    for (case, missed) in [(one, other), (other, one)] {
        desk.save(vec![Change::new(Entity::Call, call).with(of_case, case)]);
        let asking = Asking { officer: "M. Ruiz", today, now_ms: NOW_MS };
        let found = finder.find(&desk.store, &uncalled, asking).unwrap().rows;
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [missed]);
    }
}

#[test]
fn a_case_is_mine_where_i_wrote_something_that_hangs_on_it() {
    let mut desk = Desk::new();
    let [mine, _] = [1, 2].map(|day| child(&mut desk, NAMES[0], day));
    let mut finder = Finder::default();
    let asking = |officer| Asking { officer, today: NaiveDate::from_ymd_opt(2019, 6, 15).unwrap(), now_ms: NOW_MS };
    let own = Query { filter: Filter::default().with(Aspect::Only, "mine"), limit: 9, ..Query::default() };
    assert!(finder.find(&desk.store, &own, asking("L. Soto")).unwrap().rows.is_empty());
    desk.author = desk.store.seat("L. Soto", cobijo::vault::Role::Officer, "CHP");
    let call = Change::new(Entity::Call, new_id()).with(named(Entity::Call, "case_id").number, mine);
    desk.save(vec![call]);
    let found = finder.find(&desk.store, &own, asking("L. Soto")).unwrap().rows;
    assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [mine]);
}
