//! Rows as the files that would say them, in one of many ways, and their import into a store.
//!
//! The ways differ in what the contract says makes no difference: an offset or none, a bare date for 00:00, an office
//! left out where it is the case's, what is known of a child spread over its rows, one import or two.

use super::{Case, OFFICES, POINTS, Rows};
use chrono::Timelike as _;
use chrono_tz::Tz;
use cobijo::domain::catalogue::find_office;
use cobijo::domain::code::ServiceStatus;
use cobijo::domain::moment::Moment;
use cobijo::form::files::{Options, Source, Terms, plan};
use cobijo::log::operation::Act;
use cobijo::store::{Appended, Author, NewOperation, Store};
use uuid::Uuid;

const CASES: &str = "case_ref,person_ref,same_child_as,office,kind,opened_at,sex,birth_date,nationality,age_years,\
    accompaniment,reception_point,outcome,outcome_at";

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn is_heads(&mut self) -> bool {
        self.roll(2) == 0
    }
}

/// The files of one or two imports; links that no row can say are taken out of the rows.
pub fn files(rows: &mut Rows, seed: u64) -> Vec<Vec<Source>> {
    let mut dice = Dice(seed);
    let count = u64::try_from(rows.cases.len()).unwrap();
    // From this case on, the second import.
    let second = usize::try_from(dice.roll(2 * count)).unwrap().min(rows.cases.len());
    let links = links(rows, second);
    let all = 0..rows.cases.len();
    let mut batches = Vec::new();
    for batch in [0..second, second..all.end] {
        if !batch.is_empty() {
            let cases = batch.clone().map(|number| case_row(rows, number, &links, &mut dice));
            let cases = text(CASES, cases.collect());
            let mut sources = hanging(rows, &batch, &mut dice);
            sources.insert(usize::try_from(dice.roll(4)).unwrap(), source("cases.csv", cases));
            batches.push(sources);
        }
    }
    batches
}

fn source(name: &str, text: String) -> Source {
    Source { name: name.to_owned(), bytes: text.into_bytes() }
}

fn text(header: &str, rows: Vec<String>) -> String {
    std::iter::once(header.to_owned()).chain(rows).map(|row| row + "\n").collect()
}

/// For each case the child that its row links to. A row has room for one, and the other child must have come before.
fn links(rows: &mut Rows, second: usize) -> Vec<Option<usize>> {
    let mut said: Vec<Option<usize>> = vec![None; rows.cases.len()];
    let cases = &rows.cases;
    let has_come = |child: usize, at: usize| {
        cases.iter().enumerate().any(|(number, case)| case.child == child && (number < second || at >= second))
    };
    rows.links.retain(|(one, other)| {
        let mut ways = [(*one, *other), (*other, *one)].into_iter();
        let free = |child: usize, to: usize, said: &[Option<usize>]| {
            (0..cases.len()).find(|at| cases[*at].child == child && said[*at].is_none() && has_come(to, *at))
        };
        let way = ways.find_map(|(child, to)| free(child, to, &said).filter(|_| child != to).map(|at| (at, to)));
        way.inspect(|(at, to)| said[*at] = Some(*to)).is_some()
    });
    said
}

/// A time, with its offset or, where the office's clocks say the same, without.
fn time(moment: Moment, office: usize, dice: &mut Dice) -> String {
    let zone: Tz = find_office(OFFICES[office].0).unwrap().zone.parse().unwrap();
    let is_local = Moment::in_zone(moment.civil(), zone) == Some(moment);
    match (is_local && dice.is_heads(), moment.civil().hour() + moment.civil().minute()) {
        (false, _) => moment.to_string(),
        (true, 0) => moment.date().to_string(),
        (true, _) => moment.civil().format("%Y-%m-%dT%H:%M").to_string(),
    }
}

fn case_row(rows: &Rows, number: usize, links: &[Option<usize>], dice: &mut Dice) -> String {
    let case = &rows.cases[number];
    let child = &rows.children[case.child];
    let is_alone = rows.cases.iter().filter(|other| other.child == case.child).count() == 1
        && rows.links.iter().all(|(one, other)| *one != case.child && *other != case.child);
    let is_last = rows.cases.iter().skip(number + 1).all(|later| later.child != case.child);
    let mut known = |text: String| if is_last || dice.is_heads() { text } else { String::new() };
    let sex = known(child.sex.map_or(String::new(), |sex| sex.code().to_owned()));
    let nationality = known(child.nationality.unwrap_or_default().to_owned());
    let mut birth = known(child.birth.map_or(String::new(), |birth| birth.to_string()));
    if !is_last && !birth.is_empty() {
        birth.truncate([4, 7, 10][usize::try_from(dice.roll(3)).unwrap()]);
    }
    let outcome_at = case.outcome.map_or(String::new(), |(_, day)| match dice.roll(3) {
        0 => day.to_string(),
        1 => format!("{day}T23:59"),
        _ => format!("{day}T00:00+14:00"),
    });
    [
        case.reference.clone(),
        if is_alone && dice.is_heads() { String::new() } else { format!("p{}", case.child) },
        links[number].map_or(String::new(), |other| format!("p{other}")),
        OFFICES[case.office].0.to_owned(),
        case.kind.code().to_owned(),
        time(case.opened, case.office, dice),
        sex,
        birth,
        nationality,
        case.age.map_or(String::new(), |age| age.to_string()),
        case.accompaniment.map_or(String::new(), |a| a.code().to_owned()),
        case.point.map_or("", |point| POINTS[point]).to_owned(),
        case.outcome.map_or("", |(outcome, _)| outcome.code()).to_owned(),
        outcome_at,
    ]
    .join(",")
}

/// The files of what hangs on these cases. Every record has a reference: `s` or `c` and its place among the rows.
fn hanging(rows: &Rows, batch: &std::ops::Range<usize>, dice: &mut Dice) -> Vec<Source> {
    let mut services = Vec::new();
    for (place, service) in rows.services.iter().enumerate().filter(|(_, service)| batch.contains(&service.case)) {
        let case = &rows.cases[service.case];
        let office = office(case, service.office, dice);
        let status = if service.status == ServiceStatus::Given && dice.is_heads() { "" } else { service.status.code() };
        let quantity = if service.quantity == 1 { String::new() } else { service.quantity.to_string() };
        let (at, category) = (time(service.at, service.office, dice), service.category.code());
        services.push(format!("{},s{place},{office},{category},{at},{quantity},{status}", case.reference));
    }
    let mut calls = Vec::new();
    for (place, call) in rows.calls.iter().enumerate().filter(|(_, call)| batch.contains(&call.case)) {
        let case = &rows.cases[call.case];
        let office = office(case, call.office, dice);
        let contact = if case.has_contact && dice.is_heads() { "1" } else { "" };
        let spoke = match (call.child_spoke, dice.is_heads()) {
            (true, _) => "yes",
            (false, is_said) => ["", "no"][usize::from(is_said)],
        };
        let (at, outcome) = (time(call.at, call.office, dice), call.outcome.code());
        calls.push(format!("{},c{place},{office},{contact},{at},{outcome},{spoke}", case.reference));
    }
    let with_contact = rows.cases.get(batch.clone()).unwrap_or_default().iter().filter(|case| case.has_contact);
    let contacts = with_contact.map(|case| format!("{},1,aunt", case.reference)).collect();
    vec![
        source("services.csv", text("case_ref,ref,office,category,at,quantity,status", services)),
        source("calls.csv", text("case_ref,ref,office,contact_ref,at,outcome,child_spoke", calls)),
        source("contacts.csv", text("case_ref,contact_ref,relationship", contacts)),
    ]
}

fn office(case: &Case, office: usize, dice: &mut Dice) -> &'static str {
    if office == case.office && dice.is_heads() { "" } else { OFFICES[office].0 }
}

/// Imports as the command does.
pub fn import(store: &mut Store, author: &Author, now_ms: i64, sources: &[Source]) {
    let planned = {
        let reader = store.reader();
        let terms = Terms { options: Options::default(), known: &reader, desk: &reader };
        let planned = plan(sources, terms, &mut Uuid::now_v7);
        reader.check().unwrap();
        planned
    };
    assert_eq!(planned.problems, []);
    let base = store.head().unwrap().seq;
    let operations = planned.operations.into_iter().map(|changes| NewOperation { act: Act::Import, base, changes });
    let appended = store.append(author, now_ms, operations.collect()).unwrap();
    assert!(matches!(appended, Appended::Saved { .. }), "nobody writes beside a test");
}
