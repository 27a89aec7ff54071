//! From files to figures: random rows written as case files, imported into a real store, some of them voided there; the
//! report of the store against the slow count of the rows.

#![expect(clippy::unwrap_used, reason = "rows that cannot be made are a failed test")]

mod common;
mod naive;

use cobijo::log::field::Entity;
use cobijo::log::operation::{Act, Change};
use cobijo::report::report;
use cobijo::store::{NewOperation, Record};
use common::Desk;
use naive::files::{files, import};
use naive::{Rows, count, figures_of, random};
use proptest::prelude::*;
use std::collections::HashSet;

/// What an officer took out of the figures, by places among the rows.
struct Voided {
    cases: HashSet<usize>,
    services: HashSet<usize>,
    calls: HashSet<usize>,
    /// Contacts of these cases.
    contacts: HashSet<usize>,
}

impl Voided {
    /// Each row with a chance of one in six.
    fn of(rows: &Rows, dice: &[u8]) -> Self {
        let mut dice = dice.iter().cycle();
        let mut some = |count: usize| (0..count).filter(|_| dice.next().unwrap().is_multiple_of(6)).collect();
        Self {
            cases: some(rows.cases.len()),
            services: some(rows.services.len()),
            calls: some(rows.calls.len()),
            contacts: some(rows.cases.len()),
        }
    }

    /// The rows without what was voided and what hangs on it.
    fn without(&self, rows: Rows) -> Rows {
        let Rows { children, links, cases, services, calls } = rows;
        let mut places = vec![None; cases.len()];
        let mut kept = Vec::new();
        for (place, mut case) in cases.into_iter().enumerate().filter(|(place, _)| !self.cases.contains(place)) {
            case.has_contact &= !self.contacts.contains(&place);
            places[place] = Some(kept.len());
            kept.push(case);
        }
        let services = services.into_iter().enumerate().filter(|(place, _)| !self.services.contains(place));
        let services = services.filter_map(|(_, mut service)| {
            service.case = places[service.case]?;
            Some(service)
        });
        let calls = calls.into_iter().enumerate().filter(|(place, _)| !self.calls.contains(place));
        let calls = calls.filter_map(|(_, mut call)| {
            call.case = places[call.case]?;
            Some(call)
        });
        Rows { services: services.collect(), calls: calls.collect(), children, links, cases: kept }
    }

    /// Voids the same in the store, one operation for each record.
    fn void(&self, desk: &mut Desk, rows: &Rows) {
        let names = |places: &HashSet<usize>, letter: &str| -> HashSet<String> {
            places.iter().map(|place| format!("{letter}{place}")).collect()
        };
        let (services, calls) = (names(&self.services, "s"), names(&self.calls, "c"));
        let refs = |places: &HashSet<usize>| -> HashSet<&str> {
            places.iter().map(|place| rows.cases[*place].reference.as_str()).collect()
        };
        let (cases, with_contact) = (refs(&self.cases), refs(&self.contacts));
        let of_cases = desk.store.all(Entity::Case).unwrap();
        let case_ref = |id: &str| {
            let case = of_cases.iter().find(|case| case.id.to_string() == id)?;
            case.named("case_ref").map(str::to_owned)
        };
        let is_voided = |record: &Record| match record.entity {
            Entity::Case => cases.contains(record.named("case_ref").unwrap()),
            Entity::Service => services.contains(record.named("ref").unwrap()),
            Entity::Call => calls.contains(record.named("ref").unwrap()),
            _ => with_contact.contains(case_ref(record.named("case_id").unwrap()).unwrap().as_str()),
        };
        let entities = [Entity::Contact, Entity::Service, Entity::Case, Entity::Call];
        let records = entities.into_iter().flat_map(|entity| desk.store.all(entity).unwrap());
        let void = |record: Record| NewOperation {
            act: Act::Void,
            base: u64::MAX,
            changes: vec![Change::new(record.entity, record.id).with(record.entity.voided(), "mistake")],
        };
        let operations: Vec<NewOperation> = records.filter(|record| is_voided(record)).map(void).collect();
        desk.append(operations);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_report_of_a_store_agrees_with_the_slow_count_of_its_files(
        mut rows in random::rows(),
        seed in any::<u64>(),
        dice in prop::collection::vec(any::<u8>(), 7..40),
        scopes in prop::collection::vec((random::scope(), random::period()), 3),
    ) {
        let mut desk = Desk::new();
        for sources in files(&mut rows, seed) {
            import(&mut desk.store, &desk.author, desk.now_ms, &sources);
        }
        let whole = desk.store.facts().unwrap();
        for (scope, period) in &scopes {
            prop_assert_eq!(figures_of(&report(&whole, scope, *period)), count(&rows, scope, *period));
        }
        let voided = Voided::of(&rows, &dice);
        voided.void(&mut desk, &rows);
        let rows = voided.without(rows);
        let left = desk.store.facts().unwrap();
        for (scope, period) in &scopes {
            prop_assert_eq!(figures_of(&report(&left, scope, *period)), count(&rows, scope, *period));
        }
        prop_assert_eq!(desk.verify(), vec![]);
    }
}
