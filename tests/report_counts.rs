//! The report against a slow count written apart, sentence by sentence after the definitions, over random cases.
//!
//! The slow count uses nothing of `report`, and works out ages by trying every day of birth that is possible.

#![expect(clippy::unwrap_used, reason = "rows that cannot be made are a failed test")]

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use cobijo::domain::age::{AgeSpan, PartialBirth, age_group};
use cobijo::domain::catalogue::{COUNTRIES, STATES};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, ServiceStatus, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use cobijo::report::{Report, Scope, report};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Office, state.
const OFFICES: [(&str, &str); 5] = [("CHP", "CHP"), ("TAP", "CHP"), ("BCN", "BCN"), ("SON", "SON"), ("NOG", "SON")];
const POINTS: [&str; 4] = ["Nogales", "Chaparral", "A/B", "unspecified"];
const NATIONALITIES: [&str; 6] = ["HND", "SLV", "GTM", "NIC", "CUB", "XXA"];

#[derive(Clone, Debug)]
struct Child {
    birth: Option<PartialBirth>,
    sex: Option<Sex>,
    nationality: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Case {
    reference: String,
    child: usize,
    office: usize,
    kind: Kind,
    opened: Moment,
    age: Option<AgeSpan>,
    accompaniment: Option<Accompaniment>,
    point: Option<usize>,
    outcome: Option<(Outcome, NaiveDate)>,
    has_contact: bool,
}

#[derive(Clone, Debug)]
struct Service {
    case: usize,
    office: usize,
    at: Moment,
    category: ServiceCategory,
    quantity: u32,
    status: ServiceStatus,
}

#[derive(Clone, Debug)]
struct Call {
    case: usize,
    office: usize,
    at: Moment,
    outcome: CallOutcome,
    child_spoke: bool,
}

#[derive(Clone, Debug)]
struct Rows {
    children: Vec<Child>,
    links: Vec<(usize, usize)>,
    cases: Vec<Case>,
    services: Vec<Service>,
    calls: Vec<Call>,
}

impl Rows {
    /// The lowest child that each child is linked to, directly or not.
    fn same_child(&self) -> Vec<usize> {
        let mut same: Vec<usize> = (0..self.children.len()).collect();
        for _ in 0..self.children.len() {
            for (one, other) in &self.links {
                let lowest = same[*one].min(same[*other]);
                (same[*one], same[*other]) = (lowest, lowest);
            }
        }
        same
    }

    /// What a store would make of the rows.
    fn facts(&self) -> Facts {
        let same = self.same_child();
        let mut order: Vec<usize> = (0..self.cases.len()).collect();
        order.sort_by_key(|case| (self.cases[*case].opened.civil(), self.cases[*case].reference.clone()));
        let rank = |case: usize| u32::try_from(order.iter().position(|c| *c == case).unwrap()).unwrap();
        let small = |number: usize| u16::try_from(number).unwrap();
        let state = |code: &str| u8::try_from(STATES.iter().position(|s| s.code == code).unwrap()).unwrap();
        let office = |(code, of): &(&str, &str)| OfficeFact { code: (*code).to_owned(), state: state(of) };
        let case = |number: &usize| {
            let case = &self.cases[*number];
            let child = &self.children[case.child];
            let country = |code| COUNTRIES.iter().position(|c| c.iso3 == code).unwrap();
            CaseFact {
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
            services: self.services.iter().filter(|s| s.status == ServiceStatus::Given).map(service).collect(),
            calls: self.calls.iter().map(call).collect(),
            offices: OFFICES.iter().map(office).collect(),
            points: POINTS.map(str::to_owned).to_vec(),
            children: u32::try_from(self.children.len()).unwrap(),
        })
    }
}

/// Figures by name; those that are 0 are left out.
type Figures = BTreeMap<String, u64>;

/// The slow count.
struct Reference<'a> {
    rows: &'a Rows,
    same: Vec<usize>,
    period: Period,
    scope: &'a Scope,
    figures: Figures,
    /// Distinct children, by the name of the figure.
    children: BTreeMap<String, BTreeSet<usize>>,
}

/// The group of an event: `0-11`, `12-17`, `unspecified`, `adult`.
fn group(event: NaiveDate, birth: Option<PartialBirth>, age: Option<AgeSpan>) -> &'static str {
    let mut ages: BTreeSet<i32> = match (birth, age) {
        (Some(PartialBirth::Day(day)), _) => [age_on(day, event)].into(),
        (_, Some(said)) => (said.lo().into()..=said.hi().into()).collect(),
        (Some(PartialBirth::Year(year)), None) => ages_of_days(event, |day| day.year() == year),
        (Some(PartialBirth::Month(year, month)), None) => {
            ages_of_days(event, |day| (day.year(), day.month()) == (year, month))
        }
        (None, None) => BTreeSet::new(),
    };
    if ages.contains(&17) && ages.contains(&18) {
        ages.retain(|age| *age < 18);
    }
    let all = |wanted: std::ops::Range<i32>| !ages.is_empty() && ages.iter().all(|age| wanted.contains(age));
    if all(18..999) {
        "adult"
    } else if all(0..12) {
        "0-11"
    } else if all(12..18) {
        "12-17"
    } else {
        "unspecified"
    }
}

fn ages_of_days(event: NaiveDate, is_possible: impl Fn(NaiveDate) -> bool) -> BTreeSet<i32> {
    let first = NaiveDate::from_ymd_opt(1998, 1, 1).unwrap();
    let days = first.iter_days().take_while(|day| *day <= event);
    days.filter(|day| is_possible(*day)).map(|day| age_on(day, event)).collect()
}

fn age_on(birth: NaiveDate, event: NaiveDate) -> i32 {
    let birthday = |year: i32| {
        NaiveDate::from_ymd_opt(year, birth.month(), birth.day()).or(NaiveDate::from_ymd_opt(year, 3, 1)).unwrap()
    };
    (birth.year() + 1..=event.year()).map(|year| i32::from(birthday(year) <= event)).sum()
}

impl Reference<'_> {
    fn add(&mut self, name: String, number: u64) {
        *self.figures.entry(name).or_default() += number;
    }

    fn add_child(&mut self, name: String, child: usize) {
        self.children.entry(name).or_default().insert(child);
    }

    fn is_minor(&self, case: &Case) -> bool {
        self.group(case) != "adult"
    }

    fn group(&self, case: &Case) -> &'static str {
        group(case.opened.date(), self.rows.children[case.child].birth, case.age)
    }

    fn is_inside(&self, office: usize) -> bool {
        let (office, state) = OFFICES[office];
        let listed = |list: &[String], code: &str| list.is_empty() || list.contains(&code.to_owned());
        listed(&self.scope.states, state) && listed(&self.scope.offices, office)
    }

    fn count(mut self) -> Figures {
        let rows = self.rows;
        for (number, case) in rows.cases.iter().enumerate() {
            if self.is_inside(case.office) && self.period.contains(case.opened.date()) {
                self.count_case(number, case);
            }
            self.count_return(case);
        }
        for service in &rows.services {
            self.count_service(service);
        }
        for call in &rows.calls {
            self.count_call(call);
        }
        for (name, children) in std::mem::take(&mut self.children) {
            self.add(name, u64::try_from(children.len()).unwrap());
        }
        let value = |name: &str| self.figures.get(name).copied().unwrap_or(0);
        let repeat = value("events") - value("first_time");
        self.add("repeat".to_owned(), repeat);
        self.figures.retain(|_, number| *number > 0);
        self.figures
    }

    fn count_case(&mut self, number: usize, case: &Case) {
        if !self.is_minor(case) {
            self.add("adults".to_owned(), 1);
            return;
        }
        let (same, state) = (self.same[case.child], OFFICES[case.office].1);
        self.add("events".to_owned(), 1);
        self.add_child("persons".to_owned(), same);
        let earliest = self.rows.cases.iter().enumerate();
        let earliest = earliest.filter(|(_, other)| self.same[other.child] == same && self.is_minor(other));
        let earliest = earliest.min_by_key(|(_, other)| (other.opened.civil(), &other.reference)).unwrap().0;
        self.add("first_time".to_owned(), u64::from(earliest == number));
        for place in ["care".to_owned(), format!("care_by_state:{state}")] {
            self.count_care(number, case, &place);
        }
        match case.kind {
            Kind::Foreign => self.count_foreign(case),
            Kind::Repatriated => {
                self.add("repatriated".to_owned(), 1);
                let point = case.point.map_or("unspecified", |point| POINTS[point]);
                for row in ["total".to_owned(), state.to_owned(), format!("{state}/{point}")] {
                    self.add_cells(case, &format!("repatriated_by_state:{row}"));
                }
            }
            Kind::Received => self.add("received".to_owned(), 1),
        }
    }

    fn count_foreign(&mut self, case: &Case) {
        let nationality = self.rows.children[case.child].nationality;
        let class = class(case);
        self.add("foreign".to_owned(), 1);
        self.add(format!("foreign_{class}"), 1);
        if class == "unaccompanied" && ["SLV", "GTM", "HND", "NIC"].contains(&nationality.unwrap_or("")) {
            self.add("unaccompanied_sv_gt_hn_ni".to_owned(), 1);
        }
        let month = case.opened.civil().format("%Y-%m").to_string();
        let rows = [
            ("foreign_by_nationality", nationality.unwrap_or("XXX")),
            ("foreign_by_state", OFFICES[case.office].1),
            ("foreign_by_month", &month),
        ];
        for (table, row) in rows {
            self.add_cells(case, &format!("{table}:{row}"));
            self.add_cells(case, &format!("{table}:total"));
        }
    }

    fn add_cells(&mut self, case: &Case, row: &str) {
        let (group, class) = (self.group(case), class(case));
        let sex = self.rows.children[case.child].sex.map_or("unspecified", Sex::code);
        for cell in ["total", group, &format!("{group}/{class}"), &format!("{group}/{class}/{sex}")] {
            self.add(format!("{row}:{cell}"), 1);
        }
    }

    fn count_care(&mut self, number: usize, case: &Case, place: &str) {
        self.add(format!("{place}:cases"), 1);
        self.add(format!("{place}:with_contact"), u64::from(case.has_contact));
        let services = self.rows.services.iter();
        let given: Vec<&Service> = services.filter(|s| s.case == number && s.status == ServiceStatus::Given).collect();
        let first = |category| given.iter().filter(|s| s.category == category).map(|s| s.at.utc_minutes()).min();
        let calls: Vec<&Call> = self.rows.calls.iter().filter(|call| call.case == number).collect();
        let spoke = calls.iter().filter(|c| is_reached(c) && c.child_spoke).map(|c| c.at.utc_minutes()).min();
        let needs = [
            ("health", first(ServiceCategory::Health)),
            ("food", first(ServiceCategory::Food)),
            ("clothing", first(ServiceCategory::Clothing)),
            ("rest", first(ServiceCategory::Rest)),
            ("call_offered", calls.iter().map(|c| c.at.utc_minutes()).min()),
            ("call_spoke", spoke),
        ];
        for (need, at) in needs {
            let delay = match at.map(|at| at - case.opened.utc_minutes()) {
                None => "never",
                Some(minutes) if minutes <= 2 * 60 => "2h",
                Some(minutes) if minutes <= 24 * 60 => "24h",
                Some(_) => "later",
            };
            self.add(format!("{place}:{need}/{delay}"), 1);
            if place != "care" {
                self.add(format!("care_by_state:total:{need}/{delay}"), 1);
            }
        }
        if place != "care" {
            self.add("care_by_state:total:cases".to_owned(), 1);
            self.add("care_by_state:total:with_contact".to_owned(), u64::from(case.has_contact));
        }
    }

    fn count_return(&mut self, case: &Case) {
        let Some((outcome, day)) = case.outcome else { return };
        let is_return = [Outcome::Deportation, Outcome::AssistedReturn].contains(&outcome);
        let counts = case.kind == Kind::Foreign && self.is_minor(case) && self.is_inside(case.office);
        if is_return && counts && self.period.contains(day) {
            let nationality = self.rows.children[case.child].nationality.unwrap_or("XXX");
            for cell in [outcome.code(), "total"] {
                self.add(format!("returned:{cell}"), 1);
                self.add(format!("returned_by_nationality:{nationality}:{cell}"), 1);
                self.add(format!("returned_by_nationality:total:{cell}"), 1);
            }
        }
    }

    fn count_service(&mut self, service: &Service) {
        let case = &self.rows.cases[service.case];
        let counts = service.status == ServiceStatus::Given && self.is_minor(case) && self.is_inside(service.office);
        if !counts || !self.period.contains(service.at.date()) {
            return;
        }
        let category = service.category.code();
        let state = OFFICES[service.office].1;
        let places = [format!("services/{category}:"), format!("services_by_state:total:{category}/")];
        for place in places.into_iter().chain([format!("services_by_state:{state}:{category}/")]) {
            self.add(format!("{place}acts"), 1);
            self.add(format!("{place}items"), service.quantity.into());
            self.add_child(format!("{place}minors"), self.same[case.child]);
        }
    }

    fn count_call(&mut self, call: &Call) {
        let case = &self.rows.cases[call.case];
        if !self.is_minor(case) || !self.is_inside(call.office) || !self.period.contains(call.at.date()) {
            return;
        }
        let kind = match call.outcome {
            CallOutcome::RefusedByMinor => "refused",
            CallOutcome::NotAllowed => "not_allowed",
            _ => "attempted",
        };
        let state = OFFICES[call.office].1;
        for place in ["calls".to_owned(), "calls_by_state:total".to_owned(), format!("calls_by_state:{state}")] {
            self.add(format!("{place}:offered"), 1);
            self.add(format!("{place}:{kind}"), 1);
            if is_reached(call) {
                self.add(format!("{place}:reached"), 1);
                self.add_child(format!("{place}:minors_reached"), self.same[case.child]);
                if call.child_spoke {
                    self.add_child(format!("{place}:minors_spoke"), self.same[case.child]);
                }
            }
        }
    }
}

fn class(case: &Case) -> &'static str {
    match case.accompaniment.map(Accompaniment::code) {
        Some("separated") => "unaccompanied",
        Some(class) => class,
        None => "unspecified",
    }
}

fn is_reached(call: &Call) -> bool {
    ["reached", "received"].contains(&call.outcome.code())
}

/// The figures of a report by the same names.
fn figures_of(report: &Report) -> Figures {
    let mut figures = Figures::from([("adults".to_owned(), report.excluded_adults)]);
    let mut put = |name: String, number: u64| {
        assert!(figures.insert(name.clone(), number).is_none(), "{name} stands twice");
    };
    report.measures.whole().into_iter().for_each(|(key, number)| put(key.to_owned(), number));
    for (place, keys) in report.measures.nested() {
        for (key, number) in keys {
            put(place.strip_prefix("care/").map_or(format!("{place}:{key}"), |n| format!("care:{n}/{key}")), number);
        }
    }
    for table in &report.tables {
        let rows = table.rows.iter().map(|row| (row.key.as_str(), &row.cells));
        for (key, cells) in rows.chain([("total", &table.total)]) {
            assert_eq!(cells.len(), table.columns.len());
            let named = table.columns.iter().zip(cells);
            named.for_each(|(column, number)| put(format!("{}:{key}:{column}", table.id.code()), *number));
        }
    }
    figures.retain(|_, number| *number > 0);
    figures
}

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

fn rows() -> impl Strategy<Value = Rows> {
    let delay = prop_oneof![
        prop::sample::select(vec![-30_i64, 0, 119, 120, 121, 1439, 1440, 1441, 5_000, 300_000]),
        0..4_000_i64
    ];
    let when = (any::<prop::sample::Index>(), 0..OFFICES.len(), delay, zone());
    let service = (when.clone(), prop::sample::select(ServiceCategory::ALL.to_vec()), 1..5_u32, 0..3_usize);
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

fn scope() -> impl Strategy<Value = Scope> {
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

fn period() -> impl Strategy<Value = Period> {
    let periods = ["2019-H1", "2019", "2018-12..2019-06", "2019-02-28..2019-03-01", "2019-04", "2018-01..2020-12"];
    prop::sample::select(periods.to_vec()).prop_map(|text| Period::parse(text).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_report_agrees_with_the_slow_count(rows in rows(), scope in scope(), period in period()) {
        let (figures, children) = (Figures::new(), BTreeMap::new());
        let same = rows.same_child();
        let expected = Reference { rows: &rows, same, period, scope: &scope, figures, children }.count();
        prop_assert_eq!(figures_of(&report(&rows.facts(), &scope, period)), expected);
    }
}
