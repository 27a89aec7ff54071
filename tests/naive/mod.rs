//! Cases as plain rows, and a slow count of them written apart from the program, sentence by sentence after the
//! definitions.
//!
//! The slow count uses nothing of `report`, and works out ages by trying every day of birth that is possible.

#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod files;
pub mod packed;
pub mod random;

use chrono::{Datelike, NaiveDate};
use cobijo::domain::age::{AgeSpan, PartialBirth};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, ServiceStatus, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::report::{Report, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Office, state.
pub const OFFICES: [(&str, &str); 5] = [("CHP", "CHP"), ("TAP", "CHP"), ("BCN", "BCN"), ("SON", "SON"), ("NOG", "SON")];
pub const POINTS: [&str; 4] = ["Nogales", "Chaparral", "A/B", "unspecified"];
pub const NATIONALITIES: [&str; 6] = ["HND", "SLV", "GTM", "NIC", "CUB", "XXA"];

#[derive(Clone, Debug)]
pub struct Child {
    pub birth: Option<PartialBirth>,
    pub sex: Option<Sex>,
    pub nationality: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub struct Case {
    pub reference: String,
    pub child: usize,
    pub office: usize,
    pub kind: Kind,
    pub opened: Moment,
    pub age: Option<AgeSpan>,
    pub accompaniment: Option<Accompaniment>,
    pub point: Option<usize>,
    pub outcome: Option<(Outcome, NaiveDate)>,
    pub has_contact: bool,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub case: usize,
    pub office: usize,
    pub at: Moment,
    pub category: ServiceCategory,
    pub quantity: u32,
    pub status: ServiceStatus,
}

#[derive(Clone, Debug)]
pub struct Call {
    pub case: usize,
    pub office: usize,
    pub at: Moment,
    pub outcome: CallOutcome,
    pub child_spoke: bool,
}

#[derive(Clone, Debug)]
pub struct Rows {
    pub children: Vec<Child>,
    pub links: Vec<(usize, usize)>,
    pub cases: Vec<Case>,
    pub services: Vec<Service>,
    pub calls: Vec<Call>,
}
impl Rows {
    /// The lowest child that each child is linked to, directly or not.
    pub fn same_child(&self) -> Vec<usize> {
        let mut same: Vec<usize> = (0..self.children.len()).collect();
        for _ in 0..self.children.len() {
            for (one, other) in &self.links {
                let lowest = same[*one].min(same[*other]);
                (same[*one], same[*other]) = (lowest, lowest);
            }
        }
        same
    }
}

/// Figures by name; those that are 0 are left out.
pub type Figures = BTreeMap<String, u64>;

/// The figures of a period by the slow count.
pub fn count(rows: &Rows, scope: &Scope, period: Period) -> Figures {
    let (figures, children) = (Figures::new(), BTreeMap::new());
    Reference { rows, same: rows.same_child(), period, scope, figures, children }.count()
}

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
        self.count_lacks(case);
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

    /// What is not known of a case, among those of its kind where only they are asked.
    fn count_lacks(&mut self, case: &Case) {
        let child = &self.rows.children[case.child];
        let (is_foreign, is_repatriated) = (case.kind == Kind::Foreign, case.kind == Kind::Repatriated);
        let point = case.point.is_none_or(|point| POINTS[point] == "unspecified");
        let columns = [
            ("cases", true),
            ("foreign", is_foreign),
            ("repatriated", is_repatriated),
            ("missing/nationality", is_foreign && child.nationality.is_none()),
            ("missing/sex", child.sex.is_none()),
            ("missing/group", self.group(case) == "unspecified"),
            ("missing/accompaniment", case.accompaniment.is_none()),
            ("missing/reception_point", is_repatriated && point),
        ];
        for (column, counts) in columns {
            for row in [OFFICES[case.office].0, "total"] {
                self.add(format!("unspecified_by_office:{row}:{column}"), u64::from(counts));
            }
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
pub fn figures_of(report: &Report) -> Figures {
    let mut figures = Figures::from([("adults".to_owned(), report.excluded_adults.exact().unwrap())]);
    let mut put = |name: String, number: u64| {
        assert!(figures.insert(name.clone(), number).is_none(), "{name} stands twice");
    };
    report.measures.whole().into_iter().for_each(|(key, number)| put(key.to_owned(), number.exact().unwrap()));
    for (place, keys) in report.measures.nested() {
        for (key, number) in keys {
            let name = place.strip_prefix("care/").map_or(format!("{place}:{key}"), |n| format!("care:{n}/{key}"));
            put(name, number.exact().unwrap());
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
