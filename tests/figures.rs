//! The words and the layout of figures: the ficha under each table, groups and columns, comparison and statement.

#![expect(clippy::unwrap_used, reason = "a report that cannot be made is a failed test")]

#[path = "figures/change.rs"]
mod change;
#[path = "figures/ficha.rs"]
mod ficha;
#[path = "figures/prose.rs"]
mod prose;

use chrono::NaiveDate;
use cobijo::domain::age::AgeGroup;
use cobijo::domain::catalogue::{COUNTRIES, STATES};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::part::Parts;
use cobijo::render::{Document, Stamp};
use cobijo::report::comparison::Comparison;
use cobijo::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use cobijo::report::{Report, Scope, report};

fn minutes(text: &str) -> i32 {
    Moment::parse(text, chrono_tz::UTC).unwrap().civil_minutes()
}

/// A case of a foreign boy from Honduras, accompanied, on a day of 2019.
fn case(number: u32) -> CaseFact {
    CaseFact {
        id: number,
        opened_minutes: minutes("2019-01-01T10:00") + i32::try_from(number).unwrap() * 700,
        child: number / 2,
        outcome_day: NaiveDate::from_ymd_opt(2019, 6, 3).unwrap().to_epoch_days(),
        offset: -360,
        office: 0,
        nationality: country("HND"),
        point: NONE,
        kind: Kind::Foreign,
        sex: Some(Sex::Male),
        accompaniment: Some(Accompaniment::Accompanied),
        group: AgeGroup::Teen,
        outcome: None,
        has_contact: false,
    }
}

fn country(code: &str) -> u16 {
    u16::try_from(COUNTRIES.iter().position(|country| country.iso3 == code).unwrap()).unwrap()
}

/// One of several, by number.
fn one_of<T: Copy>(values: &[T], number: u32) -> T {
    values[usize::try_from(number).unwrap() % values.len()]
}

/// Facts from cases; with each, in turn, a service and a call an hour after.
fn sources_of(cases: Vec<CaseFact>) -> Sources {
    let numbered = || (0..).zip(&cases);
    let service = |(number, case): (u32, &CaseFact)| ServiceFact {
        case: number,
        at_minutes: case.opened_minutes + 60,
        quantity: 2,
        offset: -360,
        office: case.office,
        category: one_of(&ServiceCategory::ALL, number / 2),
    };
    let call = |(number, case): (u32, &CaseFact)| CallFact {
        case: number,
        at_minutes: case.opened_minutes + 60,
        offset: -360,
        office: case.office,
        outcome: one_of(&CallOutcome::ALL, number / 2),
        child_spoke: number % 3 != 0,
    };
    let state = |code: &str| u8::try_from(STATES.iter().position(|state| state.code == code).unwrap()).unwrap();
    let office = |code: &str| OfficeFact { code: code.to_owned(), state: state(code) };
    Sources {
        services: numbered().filter(|(number, _)| number % 2 == 0).map(service).collect(),
        calls: numbered().filter(|(number, _)| number % 2 == 1).map(call).collect(),
        offices: vec![office("CHP"), office("SON")],
        points: vec!["Nogales".to_owned()],
        children: cases.iter().map(|case| case.child + 1).max().unwrap_or(0),
        cases,
    }
}

/// Some of everything, all in 2019.
fn mixed() -> Sources {
    let mixed = |number: u32| CaseFact {
        office: one_of(&[0, 1, 0], number),
        nationality: one_of(&[country("HND"), country("GTM"), NONE, country("CUB"), country("XXA")], number),
        point: one_of(&[0, NONE], number),
        kind: one_of(&[Kind::Foreign, Kind::Foreign, Kind::Repatriated, Kind::Received], number / 3),
        sex: one_of(&[Some(Sex::Male), Some(Sex::Female), None, Some(Sex::Other)], number / 5),
        accompaniment: one_of(&[Some(Accompaniment::Separated), Some(Accompaniment::Accompanied), None], number),
        group: one_of(&AgeGroup::MINORS, number / 2),
        outcome: one_of(&[Some(Outcome::AssistedReturn), Some(Outcome::Deportation), None], number / 2),
        ..case(number)
    };
    sources_of((0..400).map(mixed).collect())
}

fn counted(sources: &Sources, period: &str) -> Report {
    report(&Facts::new(sources.clone()), &Scope::default(), Period::parse(period).unwrap())
}

/// Renders something of a report, as of a time of day in Mexico City.
fn rendered<T>(
    (report, comparison): (&Report, Option<&Comparison>),
    (lang, as_of): (Lang, &str),
    is_by_border: bool,
    read: impl FnOnce(&Document<'_>) -> T,
) -> T {
    let as_of = Moment::parse(&format!("{as_of}-06:00"), chrono_tz::UTC).unwrap();
    let stamp = Stamp { as_of, head: "4711:babab".to_owned(), training: false, seal: None, offices: Vec::new(), lang };
    read(&Document { report, comparison, stamp: &stamp, texts: &Texts::new(lang), is_by_border, parts: Parts::ALL })
}
