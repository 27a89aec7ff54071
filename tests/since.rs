//! Why figures are no longer those of a seal: what the cases make adds up to the change, each with what became of it; and
//! a sealed report stays what it was through everything that is done to its store.

#![expect(clippy::unwrap_used, reason = "rows that cannot be made are a failed test")]

mod common;
mod naive;

use cobijo::domain::age::AgeGroup;
use cobijo::domain::code::{Kind, ServiceCategory};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::log::since::Turn;
use cobijo::render::part::Parts;
use cobijo::render::{Document, Stamp, json};
use cobijo::report::facts::{CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use cobijo::report::since::{Difference, Figures, differences, figures};
use cobijo::report::{Scope, report};
use cobijo::store::{ChangedCase, NewOperation, NewSeal, Record, Seal, Since, Store, StoreError};
use cobijo::vault::Role;
use common::{Desk, new_id};
use naive::files::{files, import};
use naive::packed::facts;
use naive::{Case, Child, Rows, random};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What some parts come to, without what comes to nothing.
fn sum<'a>(parts: impl IntoIterator<Item = &'a Figures>) -> Figures {
    let mut sum = Figures::new();
    for (cell, figure) in parts.into_iter().flatten() {
        *sum.entry(cell.clone()).or_default() += figure;
    }
    sum.retain(|_, figure| *figure != 0);
    sum
}

fn change(sealed: &Figures, today: &Figures) -> Figures {
    let taken: Figures = sealed.iter().map(|(cell, figure)| (cell.clone(), -figure)).collect();
    sum([&taken, today])
}

fn of(facts: &Facts, scope: &Scope, period: Period) -> Figures {
    figures(&report(facts, scope, period))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_cases_make_adds_up_to_the_change_of_every_figure(
        then in random::rows(),
        other in random::rows(),
        kept in 0..5_u8,
        scope in random::scope(),
        period in random::period(),
    ) {
        // From all of it another to one thing another.
        let mut now = other;
        for (bit, part) in (0_u8..).zip([0, 1, 2, 3].map(|part| part < kept)) {
            match (bit, part) {
                (0, true) => now.cases = then.cases.clone(),
                (1, true) => now.children = then.children.clone(),
                (2, true) => now.links = then.links.clone(),
                (3, true) => now.services = then.services.clone(),
                _ => {}
            }
        }
        now.services.retain(|service| service.case < now.cases.len());
        now.calls.retain(|call| call.case < now.cases.len());
        let (then, now) = (facts(&then), facts(&now));
        let parts = differences(&then, &now, &scope, period);
        let change = change(&of(&then, &scope, period), &of(&now, &scope, period));
        prop_assert_eq!(sum(parts.iter().map(|part: &Difference| &part.figures)), change);
        prop_assert!(parts.iter().all(|part| !part.figures.is_empty()));
        prop_assert_eq!(differences(&now, &now, &scope, period), vec![]);
    }
}

fn minute(text: &str) -> i32 {
    Moment::parse(text, chrono_tz::UTC).unwrap().civil_minutes()
}

/// A case of the first office of which next to nothing is known.
fn case(id: u32, child: u32, opened: &str) -> CaseFact {
    CaseFact {
        id,
        opened_minutes: minute(opened),
        child,
        outcome_day: 0,
        offset: 0,
        office: 0,
        nationality: NONE,
        point: NONE,
        kind: Kind::Foreign,
        sex: None,
        accompaniment: None,
        group: AgeGroup::Teen,
        outcome: None,
        has_contact: false,
    }
}

/// A case that counts nowhere any more may have become one of another child's.
#[test]
fn a_case_goes_to_another_child_and_counts_no_more() {
    let facts = |child: u32, is_served: bool| {
        let at_minutes = minute("2019-01-02");
        let service =
            ServiceFact { case: 1, at_minutes, quantity: 1, offset: 0, office: 0, category: ServiceCategory::Food };
        Facts::new(Sources {
            cases: vec![
                case(7, 1, "2018-12-01"),
                case(4, child, "2018-12-02"),
                case(5, 1, "2019-01-01"),
                case(6, 1, "2019-01-03"),
            ],
            services: is_served.then_some(service).into_iter().collect(),
            offices: vec![OfficeFact { code: "CHP".to_owned(), state: 0 }],
            children: 2,
            ..Sources::default()
        })
    };
    let (then, now, scope, period) =
        (facts(0, true), facts(1, false), Scope::default(), Period::parse("2019-01").unwrap());
    let parts = differences(&then, &now, &scope, period);
    let change = change(&of(&then, &scope, period), &of(&now, &scope, period));
    assert_eq!(sum(parts.iter().map(|part| &part.figures)), change);
    assert_eq!(parts.iter().map(|part| part.case).collect::<Vec<_>>(), [4]);
}

/// A new office may have the number that another one had.
#[test]
fn a_case_goes_to_an_office_that_is_new() {
    let office = |code: &str| OfficeFact { code: code.to_owned(), state: 0 };
    let case = CaseFact { office: 1, ..case(4, 0, "2019-01-02") };
    let facts = |codes: &[&str]| {
        let offices = codes.iter().map(|code| office(code)).collect();
        Facts::new(Sources { cases: vec![case], offices, children: 1, ..Sources::default() })
    };
    let (then, now) = (facts(&["AGU", "AGU-Z"]), facts(&["AGU", "AGU-B", "AGU-Z"]));
    let (scope, period) = (Scope::default(), Period::parse("2019-01").unwrap());
    let parts = differences(&then, &now, &scope, period);
    let change = change(&of(&then, &scope, period), &of(&now, &scope, period));
    assert!(!change.is_empty());
    assert_eq!(sum(parts.iter().map(|part| &part.figures)), change);
}

/// A desk that can seal.
struct Sealing {
    desk: Desk,
    scope: Scope,
    period: Period,
}

impl Sealing {
    /// The bytes of a report with the facts and the head of a store.
    fn bytes(&self, facts: &Facts, head: String) -> String {
        let report = report(facts, &self.scope, self.period);
        let stamp = Stamp {
            as_of: Moment::parse("2019-07-01", chrono_tz::UTC).unwrap(),
            head,
            training: false,
            seal: None,
            offices: Vec::new(),
            lang: Lang::Es,
        };
        let texts = Texts::new(Lang::Es);
        let document = Document {
            report: &report,
            comparison: None,
            stamp: &stamp,
            texts: &texts,
            is_by_border: false,
            parts: Parts::ALL,
        };
        let mut bytes = Vec::new();
        json::write_json(&mut bytes, &document).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn seal(&mut self) -> Seal {
        let (head, facts) = self.desk.store.facts_at_head().unwrap();
        let new = NewSeal { report: self.bytes(&facts, head.to_string()), months: BTreeMap::new() };
        self.desk.store.seal(&self.desk.author, self.desk.now_ms, &new).unwrap()
    }

    fn since(&self, seal: &Seal) -> Since {
        let then = self.desk.store.as_sealed(seal, self.desk.folder.path(), &mut |_, _| true).unwrap().facts().unwrap();
        self.desk.store.since(seal, &then).unwrap()
    }

    /// One operation on one record.
    fn write(&mut self, act: Act, change: Change) {
        self.desk.append(vec![NewOperation { act, base: u64::MAX, changes: vec![change] }]);
    }

    fn void(&mut self, record: &Record) {
        self.write(Act::Void, Change::new(record.entity, record.id).with(record.entity.voided(), "mistake"));
    }

    /// Does something to some of the records, by dice.
    fn change(&mut self, dice: &[u8]) {
        let entities = [Entity::Person, Entity::Case, Entity::Service, Entity::Contact, Entity::Call];
        let records: Vec<Record> =
            entities.into_iter().flat_map(|entity| self.desk.store.all(entity).unwrap()).collect();
        let with = |record: &Record, name, value: &str| {
            Change::new(record.entity, record.id).with(named(record.entity, name).number, value)
        };
        let persons: Vec<&Record> = records.iter().filter(|record| record.entity == Entity::Person).collect();
        for (record, die) in records.iter().zip(dice.iter().cycle()) {
            match (record.entity, die % 12) {
                (Entity::Case, 0) => self.write(Act::Save, with(record, "kind", "received")),
                (Entity::Case, 1) => self.write(Act::Save, with(record, "opened_at", "2019-04-03T10:00-06:00")),
                (Entity::Person, 0) => self.write(Act::Save, with(record, "nationality", "SLV")),
                (Entity::Person, 1) => self.write(Act::Save, with(record, "birth_date", "1980")),
                (Entity::Person, 2 | 3) => {
                    let change = with(record, "sex", "other");
                    self.write(Act::Save, change);
                    let other = persons[usize::from(*die) % persons.len()];
                    let link = Change::new(Entity::Link, new_id()).with(601, record.id.to_string());
                    self.write(Act::Link, link.with(602, other.id.to_string()));
                }
                (Entity::Case | Entity::Service | Entity::Call | Entity::Contact, 2) if !record.is_voided() => {
                    self.void(record);
                }
                (Entity::Service, 3) => self.write(Act::Save, with(record, "quantity", "9")),
                _ => {}
            }
        }
    }
}

/// A minute that is not over may still get something: its figures are told apart by the last operation that they know.
#[test]
fn two_readings_of_a_running_minute_that_differ_have_other_heads() {
    let mut desk = Desk::new();
    let until_ms = desk.now_ms - desk.now_ms % 60_000 + 59_999;
    let read = |desk: &Desk| {
        let (head, then) = desk.store.as_of(until_ms, desk.folder.path(), &mut |_, _| true).unwrap();
        (head, then.facts().unwrap().len())
    };
    let case = || {
        let field = |name| named(Entity::Case, name).number;
        let child = new_id();
        let case = Change::new(Entity::Case, new_id()).with(field("person"), child.to_string());
        let case = case.with(field("office"), "CHP").with(field("kind"), "foreign");
        vec![Change::new(Entity::Person, child), case.with(field("opened_at"), "2019-06-15T10:00-06:00")]
    };
    desk.save(case());
    let first = read(&desk);
    assert_eq!(read(&desk), first);
    desk.now_ms += 1;
    desk.save(case());
    let (head, cases) = read(&desk);
    assert!(cases == first.1 + 1 && head != first.0);
}

/// What a colleague writes meanwhile is in none of the answers, or their parts would not add up.
#[test]
fn what_is_read_at_once_is_of_one_moment_whatever_it_is_made_of() {
    let mut desk = Desk::new();
    let store = Store::open(&desk.folder.database(), &desk.key).unwrap();
    let heads = store.at_once(|store| {
        let (before, _) = store.facts_at_head()?;
        desk.save(vec![Change::new(Entity::Person, new_id()).with(named(Entity::Person, "sex").number, "female")]);
        Ok::<_, StoreError>([before, store.facts_at_head()?.0, store.at_once(Store::head)?])
    });
    let heads = heads.unwrap();
    assert!(heads.iter().all(|head| *head == heads[0]) && store.head().unwrap() != heads[0], "{heads:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_seal_outlives_everything_and_the_cases_account_for_what_differs(
        mut rows in random::rows(),
        seed in any::<u64>(),
        dice in prop::collection::vec(any::<u8>(), 7..40),
        scope in random::scope(),
        period in random::period(),
    ) {
        let mut of = Sealing { desk: Desk::new(), scope, period };
        let mut batches = files(&mut rows, seed).into_iter();
        import(&mut of.desk.store, &of.desk.author, of.desk.now_ms, &batches.next().unwrap());
        let known: Vec<String> = folios(&of.desk.store);
        let seal = of.seal();
        prop_assert!(of.since(&seal).cases.is_empty());
        for sources in batches {
            import(&mut of.desk.store, &of.desk.author, of.desk.now_ms, &sources);
        }
        of.change(&dice);

        let Since { sealed, today, cases, .. } = of.since(&seal);
        prop_assert_eq!(sum(cases.iter().map(|case| &case.figures)), change(&sealed, &today));
        for ChangedCase { folio, reasons, .. } in &cases {
            // What became of another case of the child may be the reason, also of one that counts nowhere here.
            prop_assert!(!reasons.is_empty() || of_its_child(&of.desk.store, folio) > 1, "{}", folio);
            let is_late = reasons.iter().any(|it| (it.entity, it.turn) == (Entity::Case, Turn::Added));
            prop_assert_eq!(is_late, !known.contains(folio), "{} {:?}", folio, reasons);
            prop_assert!(!is_late || reasons.len() == 1);
        }

        of.desk.store.rebuild().unwrap();
        let copy = of.desk.folder.path().join("copy.cobijo");
        of.desk.store.back_up(&of.desk.folder.keys(), &copy, &of.desk.key).unwrap();
        let other = of.desk.temporary.path().join("other");
        std::fs::create_dir(&other).unwrap();
        cobijo::store::restore(&copy, &other.join("keys.json"), &other.join("store.db")).unwrap();
        let back = Store::open(&other.join("store.db"), &of.desk.key).unwrap();
        for store in [&of.desk.store, &back] {
            let again = store.sealed(1).unwrap().unwrap();
            prop_assert_eq!(&again, &seal);
            let then = store.as_sealed(&again, &other, &mut |_, _| true).unwrap().facts().unwrap();
            prop_assert_eq!(of.bytes(&then, again.head.clone()), again.report);
            prop_assert_eq!(store.verify(&other).unwrap().findings, vec![]);
        }
    }
}

/// How many cases the child of a case has, whatever was ever linked.
fn of_its_child(store: &Store, folio: &str) -> usize {
    let [cases, links] = [Entity::Case, Entity::Link].map(|entity| store.all(entity).unwrap());
    let person = |case: &Record| case.named("person").unwrap().to_owned();
    let own = cases.iter().find(|case| case.named("case_ref") == Some(folio)).unwrap();
    let mut same = BTreeSet::from([person(own)]);
    for _ in &links {
        for link in &links {
            let both = ["person", "other"].map(|end| link.named(end).unwrap().to_owned());
            if both.iter().any(|end| same.contains(end)) {
                same.extend(both);
            }
        }
    }
    cases.iter().filter(|case| same.contains(&person(case))).count()
}

/// A child's first event elsewhere is voided: the next one here is its first, though nothing became of it.
#[test]
fn another_case_of_the_child_is_the_reason() {
    let event = |reference: &str, office: usize, opened: &str| Case {
        reference: reference.to_owned(),
        child: 0,
        office,
        kind: Kind::Foreign,
        opened: Moment::parse(opened, chrono_tz::UTC).unwrap(),
        age: None,
        accompaniment: None,
        point: None,
        outcome: None,
        has_contact: false,
    };
    let mut rows = Rows {
        children: vec![Child { birth: None, sex: None, nationality: None }],
        links: Vec::new(),
        cases: vec![event("first", 1, "2018-12-01T10:00-06:00"), event("next", 4, "2019-01-05T10:00-07:00")],
        services: Vec::new(),
        calls: Vec::new(),
    };
    let scope = Scope { offices: vec!["NOG".to_owned()], ..Scope::default() };
    let mut of = Sealing { desk: Desk::new(), scope, period: Period::parse("2019").unwrap() };
    for sources in files(&mut rows, 1) {
        import(&mut of.desk.store, &of.desk.author, of.desk.now_ms, &sources);
    }
    let seal = of.seal();
    let first = of.desk.store.all(Entity::Case).unwrap();
    let first = first.iter().find(|case| case.named("case_ref").unwrap() == "first").unwrap();
    of.void(first);
    let cases = of.since(&seal).cases;
    let cases: Vec<_> =
        cases.iter().map(|case| (case.folio.as_str(), case.reasons.len(), case.figures.len())).collect();
    assert_eq!(cases, [("next", 0, 2)], "one more for the first time, and one less again");
}

fn folios(store: &Store) -> Vec<String> {
    store.all(Entity::Case).unwrap().iter().map(|case| case.named("case_ref").unwrap().to_owned()).collect()
}

#[test]
fn only_who_may_read_cases_is_told_which_differ() {
    let mut of = Sealing { desk: Desk::new(), scope: Scope::default(), period: Period::parse("2019").unwrap() };
    let seal = of.seal();
    let then = of.desk.store.facts().unwrap();
    of.desk.store.seat("L. Soto", Role::Analyst, "CHP");
    assert!(of.desk.store.since(&seal, &then).is_err());
    assert!(matches!(of.desk.store.folios([1]), Err(StoreError::NotAllowed)));
}
