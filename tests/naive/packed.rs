//! The same rows as facts.

#![expect(clippy::unwrap_used, reason = "rows that cannot be made are a failed test")]

use super::{Call, OFFICES, POINTS, Rows, Service};
use cobijo::domain::age::age_group;
use cobijo::domain::catalogue::{COUNTRIES, STATES};
use cobijo::domain::code::ServiceStatus;
use cobijo::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};

/// What a store would make of the rows.
pub fn facts(rows: &Rows) -> Facts {
    let same = rows.same_child();
    let mut order: Vec<usize> = (0..rows.cases.len()).collect();
    order.sort_by_key(|case| (rows.cases[*case].opened.civil(), rows.cases[*case].reference.clone()));
    let rank = |case: usize| u32::try_from(order.iter().position(|c| *c == case).unwrap()).unwrap();
    let small = |number: usize| u16::try_from(number).unwrap();
    let state = |code: &str| u8::try_from(STATES.iter().position(|s| s.code == code).unwrap()).unwrap();
    let office = |(code, of): &(&str, &str)| OfficeFact { code: (*code).to_owned(), state: state(of) };
    let case = |number: &usize| {
        let case = &rows.cases[*number];
        let child = &rows.children[case.child];
        let country = |code| COUNTRIES.iter().position(|c| c.iso3 == code).unwrap();
        CaseFact {
            id: u32::try_from(*number).unwrap(),
            opened_minutes: case.opened.civil_minutes(),
            child: u32::try_from(same[case.child]).unwrap(),
            outcome_day: case.outcome.map_or(0, |(_, day)| day.to_epoch_days()),
            offset: case.opened.offset_minutes(),
            office: small(case.office),
            nationality: child.nationality.map_or(NONE, |code| small(country(code))),
            point: case.point.map_or(NONE, small),
            kind: case.kind,
            sex: child.sex,
            accompaniment: case.accompaniment,
            group: age_group(case.opened.date(), child.birth, case.age),
            outcome: case.outcome.map(|(outcome, _)| outcome),
            has_contact: case.has_contact,
        }
    };
    let service = |service: &Service| ServiceFact {
        case: rank(service.case),
        at_minutes: service.at.civil_minutes(),
        quantity: service.quantity,
        offset: service.at.offset_minutes(),
        office: small(service.office),
        category: service.category,
    };
    let call = |call: &Call| CallFact {
        case: rank(call.case),
        at_minutes: call.at.civil_minutes(),
        offset: call.at.offset_minutes(),
        office: small(call.office),
        outcome: call.outcome,
        child_spoke: call.child_spoke,
    };
    Facts::new(Sources {
        cases: order.iter().map(case).collect(),
        services: rows.services.iter().filter(|s| s.status == ServiceStatus::Given).map(service).collect(),
        calls: rows.calls.iter().map(call).collect(),
        offices: OFFICES.iter().map(office).collect(),
        points: POINTS.map(str::to_owned).to_vec(),
        children: u32::try_from(rows.children.len()).unwrap(),
    })
}
