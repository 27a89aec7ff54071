//! Random rows: births and times at the edges of what the definitions tell apart.

use super::{Call, Case, Child, NATIONALITIES, OFFICES, POINTS, Rows, Service};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use cobijo::domain::age::{AgeSpan, PartialBirth};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, ServiceStatus, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::report::Scope;
use proptest::prelude::*;

fn moment() -> impl Strategy<Value = Moment> {
    let edges = [
        "2018-12-31T23:59",
        "2019-01-01T00:00",
        "2019-06-30T23:59",
        "2019-07-01T00:00",
        "2019-02-28T10:00",
        "2019-03-01T00:00",
        "2019-04-07T01:50",
        "2019-04-07T02:30",
        "2019-10-27T00:30",
        "2019-10-27T01:30",
    ];
    let edge = prop::sample::select(edges.to_vec())
        .prop_map(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap());
    let any = (0..800_000_i64).prop_map(|minutes| {
        NaiveDate::from_ymd_opt(2018, 6, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minutes)
    });
    (prop_oneof![edge, any], zone()).prop_map(|(civil, zone)| Moment::in_zone(civil, zone).unwrap())
}

fn zone() -> impl Strategy<Value = chrono_tz::Tz> + Clone {
    use chrono_tz::America::{Cancun, Mexico_City, Tijuana};
    prop::sample::select(vec![Mexico_City, Tijuana, Cancun])
}

/// A time some minutes after a moment, as clocks of some zone show it.
fn after(moment: Moment, minutes: i64, zone: chrono_tz::Tz) -> Moment {
    Moment::at_instant((moment.utc_minutes() + minutes) * 60_000, zone).unwrap()
}

fn child() -> impl Strategy<Value = Child> {
    let births = [
        "2001-01-01",
        "2001-01-02",
        "2001-06-30",
        "2001-07-01",
        "2001-02-28",
        "2001-03-01",
        "2000-02-29",
        "2004-02-29",
        "2007-01-01",
        "2007-03-01",
        "2007-06-30",
        "2008-02-29",
        "2001",
        "2000",
        "2007",
        "2010",
        "2001-06",
        "2001-02",
        "2007-03",
        "2015-05-05",
    ];
    let birth = prop::option::of(prop::sample::select(births.to_vec()));
    let sex = prop::option::of(prop::sample::select(Sex::ALL.to_vec()));
    let nationality = prop::option::of(prop::sample::select(NATIONALITIES.to_vec()));
    (birth, sex, nationality).prop_map(|(birth, sex, nationality)| Child {
        birth: birth.and_then(PartialBirth::parse),
        sex,
        nationality,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let ages = ["14", "17-18", "11-12", "~7", "18", "15-30", "10-30", "0", "~18", "17"];
    let age = prop::option::weighted(0.3, prop::sample::select(ages.to_vec()));
    let outcome = prop::option::of((prop::sample::select(Outcome::ALL[..4].to_vec()), moment()));
    let who = (0..100_u32, 0..8_usize, 0..OFFICES.len(), prop::sample::select(Kind::ALL.to_vec()));
    let what = (prop::option::of(prop::sample::select(Accompaniment::ALL.to_vec())), prop::option::of(0..POINTS.len()));
    (who, moment(), age, what, outcome, any::<bool>()).prop_map(|(who, opened, age, what, outcome, has_contact)| Case {
        reference: who.0.to_string(),
        child: who.1,
        office: who.2,
        kind: who.3,
        opened,
        age: age.and_then(AgeSpan::parse),
        accompaniment: what.0,
        point: what.1,
        outcome: outcome.map(|(outcome, at)| (outcome, at.date())),
        has_contact,
    })
}

pub fn rows() -> impl Strategy<Value = Rows> {
    let delay = prop_oneof![
        prop::sample::select(vec![-30_i64, 0, 119, 120, 121, 1439, 1440, 1441, 5_000, 300_000]),
        0..4_000_i64
    ];
    let when = (any::<prop::sample::Index>(), 0..OFFICES.len(), delay, zone());
    // As large as each way to keep them holds, and larger.
    let large = vec![126_u32, 127, 128, 65_535, 65_536, 999_999_999];
    let quantity = prop_oneof![3 => 1..5_u32, 1 => prop::sample::select(large)];
    let service = (when.clone(), prop::sample::select(ServiceCategory::ALL.to_vec()), quantity, 0..3_usize);
    let call = (when, prop::sample::select(CallOutcome::ALL.to_vec()), any::<bool>());
    let cases = prop::collection::vec(case(), 1..14);
    let links = prop::collection::vec((0..8_usize, 0..8_usize), 0..3);
    let hanging = (prop::collection::vec(service, 0..30), prop::collection::vec(call, 0..20));
    (prop::collection::vec(child(), 8), links, cases, hanging).prop_map(|(children, links, mut cases, hanging)| {
        // References are unique; their order as text is not that of the rows.
        (0..)
            .zip(&mut cases)
            .for_each(|(number, case): (u32, _)| case.reference = format!("{}-{number}", case.reference));
        let at = |(case, office, minutes, zone): (prop::sample::Index, usize, i64, chrono_tz::Tz)| {
            let case = case.index(cases.len());
            (case, office, after(cases[case].opened, minutes, zone))
        };
        let service = |(when, category, quantity, status): (_, ServiceCategory, u32, usize)| {
            let (case, office, at) = at(when);
            // Most services are given.
            let status = ServiceStatus::ALL.get(status.saturating_sub(1)).copied().unwrap_or(ServiceStatus::Given);
            Service { case, office, at, category, quantity, status }
        };
        let call = |(when, outcome, child_spoke): (_, CallOutcome, bool)| {
            let (case, office, at) = at(when);
            Call { case, office, at, outcome, child_spoke }
        };
        let services = hanging.0.into_iter().map(service).collect();
        let calls = hanging.1.into_iter().map(call).collect();
        Rows { children, links, cases, services, calls }
    })
}

pub fn scope() -> impl Strategy<Value = Scope> {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let scopes = [
        (codes(&[]), codes(&[])),
        (codes(&["CHP"]), codes(&[])),
        (codes(&["BCN", "SON"]), codes(&[])),
        (codes(&[]), codes(&["TAP"])),
        (codes(&[]), codes(&["CHP", "NOG"])),
        (codes(&["SON"]), codes(&["NOG"])),
    ];
    prop::sample::select(scopes.to_vec()).prop_map(|(states, offices)| Scope { states, offices })
}

pub fn period() -> impl Strategy<Value = Period> {
    let periods = ["2019-H1", "2019", "2018-12..2019-06", "2019-02-28..2019-03-01", "2019-04", "2018-01..2020-12"];
    prop::sample::select(periods.to_vec()).prop_map(|text| Period::parse(text).unwrap())
}
