//! What is published tells no count of one to four: reports are printed, read back and attacked.

#![expect(clippy::unwrap_used, reason = "a report that cannot be made or read is a failed test")]

mod attack;

use attack::Knowledge;
use chrono::NaiveDate;
use cobijo::domain::age::AgeGroup;
use cobijo::domain::catalogue::{COUNTRIES, STATES};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::export::{Export, Format};
use cobijo::render::json::write_json;
use cobijo::render::part::Parts;
use cobijo::render::{Document, Stamp};
use cobijo::report::comparison::compare;
use cobijo::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use cobijo::report::public::public;
use cobijo::report::tables::TableId;
use cobijo::report::{Report, Scope, report};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

const DAY: i32 = 24 * 60;

/// What a made-up store is like.
#[derive(Clone, Copy, Debug)]
struct Shape {
    seed: u64,
    cases: u32,
    /// How much rarer each next one is, in per cent: nationalities, offices, what is not known.
    thin: [u32; 3],
    services: u32,
    /// In how many of a hundred cases the child is Mexican, and in how many it is received.
    kinds: [u32; 2],
    /// Of how many children.
    children: u32,
}

fn shape() -> impl Strategy<Value = Shape> {
    let many = prop_oneof![0..40_u32, 40..400_u32, 400..3_000_u32];
    let kinds = prop_oneof![Just([0, 0]), Just([30, 0]), Just([30, 2]), Just([1, 1]), Just([60, 30])];
    let thin = [5..60_u32, 2..50_u32, 1..70_u32];
    (any::<u64>(), many, thin, 0..300_u32, kinds, prop_oneof![Just(100_u32), 1..100_u32]).prop_map(
        |(seed, cases, thin, services, kinds, share)| Shape {
            seed,
            cases,
            thin,
            services,
            kinds,
            children: (cases * share / 100).max(1),
        },
    )
}

/// Numbers without order, the same for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(count.max(1))).unwrap()
    }

    fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of so many, each rarer than the one before.
    fn rare(&mut self, count: u32, thin: u32) -> u32 {
        (0..count).find(|_| self.percent(thin)).unwrap_or_else(|| self.below(count))
    }
}

fn facts(shape: Shape) -> Facts {
    let mut dice = Dice(shape.seed);
    let starts =
        [(2018, 1), (2019, 1)].map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1).unwrap().to_epoch_days());
    let [nationalities, offices, unknown] = shape.thin;
    let mut cases: Vec<CaseFact> = (0..shape.cases)
        .map(|id| {
            let day = starts[usize::from(dice.percent(70))] + i32::try_from(dice.below(181)).unwrap();
            let kind = match dice.below(100) {
                at if at < shape.kinds[0] => Kind::Repatriated,
                at if at < shape.kinds[0] + shape.kinds[1] => Kind::Received,
                _ => Kind::Foreign,
            };
            let is_known = |dice: &mut Dice| !dice.percent(unknown / 4);
            let country = dice.rare(40, nationalities);
            CaseFact {
                id,
                opened_minutes: day * DAY + i32::try_from(dice.below(1_440)).unwrap(),
                child: dice.below(shape.children),
                outcome_day: day + 3,
                offset: -360,
                office: u16::try_from(dice.rare(32, offices)).unwrap(),
                nationality: if is_known(&mut dice) { u16::try_from(country).unwrap() } else { NONE },
                point: if is_known(&mut dice) { u16::try_from(dice.rare(5, 40)).unwrap() } else { NONE },
                kind,
                sex: is_known(&mut dice).then(|| {
                    if dice.percent(1) { Sex::Other } else { [Sex::Male, Sex::Female][usize::from(dice.percent(40))] }
                }),
                accompaniment: is_known(&mut dice)
                    .then(|| Accompaniment::ALL[usize::try_from(dice.rare(3, 60)).unwrap()]),
                group: if is_known(&mut dice) {
                    [AgeGroup::Under12, AgeGroup::Teen, AgeGroup::Adult][usize::try_from(dice.rare(3, 49)).unwrap()]
                } else {
                    AgeGroup::Unspecified
                },
                outcome: dice
                    .percent(40)
                    .then(|| [Outcome::AssistedReturn, Outcome::Deportation][usize::from(dice.percent(10))]),
                has_contact: dice.percent(40),
            }
        })
        .collect();
    cases.sort_by_key(|case| case.opened_minutes);
    let count = u64::from(shape.cases) * u64::from(shape.services) / 100;
    let mut services = Vec::new();
    let mut calls = Vec::new();
    for _ in 0..count {
        let case = dice.below(shape.cases);
        let of = cases[usize::try_from(case).unwrap()];
        let at_minutes = of.opened_minutes + i32::try_from(dice.below(120) * dice.below(60)).unwrap();
        let office = if dice.percent(90) { of.office } else { u16::try_from(dice.below(32)).unwrap() };
        if dice.percent(70) {
            let category = ServiceCategory::ALL[usize::try_from(dice.rare(11, 45)).unwrap()];
            let quantity = if dice.percent(90) { 1 } else { 1 + dice.below(4) };
            services.push(ServiceFact { case, at_minutes, quantity, offset: -360, office, category });
        } else {
            let outcome = CallOutcome::ALL[usize::try_from(dice.rare(10, 60)).unwrap()];
            calls.push(CallFact { case, at_minutes, offset: -360, office, outcome, child_spoke: dice.percent(70) });
        }
    }
    Facts::new(Sources {
        cases,
        services,
        calls,
        offices: (0..32).map(|state| OfficeFact { code: STATES[usize::from(state)].code.clone(), state }).collect(),
        points: ["Nogales", "Agua Prieta", "Tijuana", "Reynosa", "Matamoros"].map(str::to_owned).to_vec(),
        children: shape.children,
    })
}

/// A report of the first half of 2019 beside that of 2018, rendered.
fn rendered<T>(facts: &Facts, scope: &Scope, is_public: bool, render: impl Fn(&Document<'_>) -> T) -> T {
    let whole = report(facts, scope, Period::parse("2019-H1").unwrap());
    let report = if is_public { public(&whole) } else { whole };
    let as_of = Moment::parse("2019-07-18T09:00-06:00", chrono_tz::UTC).unwrap();
    let comparison = compare(facts, &report, report.period.previous_year(), as_of);
    let stamp =
        Stamp { as_of, head: "words".to_owned(), training: false, seal: None, offices: Vec::new(), lang: Lang::En };
    let texts = Texts::new(Lang::En);
    let document = Document {
        report: &report,
        comparison: Some(&comparison),
        stamp: &stamp,
        texts: &texts,
        is_by_border: false,
        parts: Parts::ALL,
    };
    render(&document)
}

fn json(document: &Document<'_>) -> Value {
    let mut out = Vec::new();
    write_json(&mut out, document).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// No number of one to four stands where a count does.
fn check_numbers(value: &Value, path: &str) {
    match value {
        Value::Number(number) => assert!(!matches!(number.as_i64().unwrap(), 1..=4), "{path}"),
        Value::Object(object) => {
            let counts = object.iter().filter(|(key, _)| !["change", "period"].contains(&key.as_str()));
            counts.for_each(|(key, value)| check_numbers(value, &format!("{path}/{key}")));
        }
        Value::Array(values) => values.iter().for_each(|value| check_numbers(value, path)),
        _ => {}
    }
}

/// Every row adds up to its total, every point to its state, every part to its whole.
fn check_sums(report: &Report) {
    for table in &report.tables {
        for (place, column) in table.columns.iter().enumerate() {
            let rows = table.rows.iter().filter(|row| !row.key.contains('/'));
            assert_eq!(rows.map(|row| row.cells[place]).sum::<u64>(), table.total[place], "{:?} {column}", table.id);
            for row in table.rows.iter().filter(|row| !row.key.contains('/') && row.key != "OTHER") {
                let is_part =
                    |part: &str| part.strip_prefix(row.key.as_str()).is_some_and(|rest| rest.starts_with('/'));
                let points = table.rows.iter().filter(|point| is_part(&point.key)).map(|point| point.cells[place]);
                let is_by_point = table.id == TableId::RepatriatedByState;
                assert!(!is_by_point || points.sum::<u64>() == row.cells[place], "{:?} {}", table.id, row.key);
            }
            let depth = column.split('/').count();
            let is_child = |other: &str| match (column.as_str(), table.id) {
                (_, TableId::ServicesByState | TableId::CallsByState | TableId::CareByState) => false,
                ("total", _) => other != "total" && !other.contains('/'),
                _ => {
                    other.strip_prefix(column.as_str()).is_some_and(|rest| rest.starts_with('/'))
                        && other.split('/').count() == depth + 1
                }
            };
            let children: Vec<usize> =
                (0..table.columns.len()).filter(|child| is_child(&table.columns[*child])).collect();
            for cells in table.rows.iter().map(|row| &row.cells).chain([&table.total]) {
                assert!(
                    children.is_empty() || children.iter().map(|child| cells[*child]).sum::<u64>() == cells[place],
                    "{column}"
                );
            }
        }
    }
}

/// The report with its small counts blanked instead of pooled, and nothing else.
fn blanked(mut value: Value) -> Value {
    match &mut value {
        Value::Number(number) if matches!(number.as_i64(), Some(1..=4)) => return Value::Null,
        Value::Object(object) => {
            let counts = object.iter_mut().filter(|(key, _)| key.as_str() != "change");
            counts.for_each(|(_, value)| *value = blanked(value.take()));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| *value = blanked(value.take())),
        _ => {}
    }
    value
}

/// Stores of every kind: forty nationalities in all states, one border office, a handful of children.
const SHAPES: [Shape; 4] = [
    Shape { seed: 1, cases: 5_000, thin: [12, 4, 4], services: 300, kinds: [20, 1], children: 4_500 },
    Shape { seed: 2, cases: 600, thin: [30, 60, 20], services: 200, kinds: [30, 0], children: 600 },
    Shape { seed: 3, cases: 60, thin: [40, 90, 1], services: 150, kinds: [0, 0], children: 40 },
    Shape { seed: 4, cases: 12_000, thin: [20, 10, 1], services: 100, kinds: [10, 10], children: 12_000 },
];

#[test]
fn the_attack_finds_small_counts_in_a_report_that_pools_none() {
    for shape in SHAPES {
        let full = rendered(&facts(shape), &Scope::default(), false, json);
        assert!(!Knowledge::of(&full).pinned().is_empty(), "{shape:?}");
        let blanked = Knowledge::of(&blanked(full)).pinned();
        assert!(!blanked.is_empty(), "subtraction tells what was only blanked: {shape:?}");
    }
}

#[test]
fn reports_of_every_kind_of_store_withstand_it() {
    for shape in SHAPES {
        attack(shape, &Scope::default()).unwrap();
    }
}

/// Of calls that were all reached as many had no child of their own whichever of the two they are taken from: one count.
#[test]
fn a_difference_that_another_one_is_tells_no_more() {
    let (seed, thin, kinds) = (12_917_582_181_716_719_453, [36, 5, 11], [60, 30]);
    attack(Shape { seed, cases: 33, thin, services: 127, kinds, children: 11 }, &Scope::default()).unwrap();
}

/// So many unaccompanied boys of each country.
fn boys(of: &[(&str, u32)]) -> Facts {
    let country = |code: &str| u16::try_from(COUNTRIES.iter().position(|it| it.iso3 == code).unwrap()).unwrap();
    let start = NaiveDate::from_ymd_opt(2019, 2, 1).unwrap().to_epoch_days() * DAY;
    let nationalities = of.iter().flat_map(|(code, many)| (0..*many).map(move |_| country(code)));
    let case = |(id, nationality): (u32, u16)| CaseFact {
        id,
        opened_minutes: start,
        child: id,
        outcome_day: 0,
        offset: -360,
        office: 0,
        nationality,
        point: NONE,
        kind: Kind::Foreign,
        sex: Some(Sex::Male),
        accompaniment: Some(Accompaniment::Unaccompanied),
        group: AgeGroup::Teen,
        outcome: None,
        has_contact: false,
    };
    let cases: Vec<CaseFact> = (0..).zip(nationalities).map(case).collect();
    Facts::new(Sources {
        children: u32::try_from(cases.len()).unwrap(),
        cases,
        services: Vec::new(),
        calls: Vec::new(),
        offices: vec![OfficeFact { code: STATES[0].code.clone(), state: 0 }],
        points: Vec::new(),
    })
}

#[test]
fn four_countries_do_not_tell_how_many_of_them_a_table_pools() {
    const PATH: &str = "unaccompanied_sv_gt_hn_ni";
    for (of, told) in [
        // Of the pooled nine three are Guatemalan: 23 less 20 would tell it.
        ([("HND", 20), ("GTM", 3), ("CUB", 6)], None),
        // Or all but three.
        ([("HND", 20), ("GTM", 6), ("CUB", 3)], None),
        ([("HND", 20), ("GTM", 4), ("NIC", 4)], Some(28)),
        ([("HND", 20), ("GTM", 5), ("CUB", 6)], Some(25)),
    ] {
        let facts = boys(&of);
        let mut printed = rendered(&facts, &Scope::default(), true, json);
        assert_eq!(printed["measures"][PATH].as_u64(), told, "{of:?}");
        assert!(Knowledge::of(&printed).pinned().is_empty(), "{of:?}");
        printed["measures"][PATH] = rendered(&facts, &Scope::default(), false, json)["measures"][PATH].take();
        assert_eq!(Knowledge::of(&printed).pinned().is_empty(), told.is_some(), "{of:?}");
    }
}

/// Every number that stands in a report in JSON.
fn numbers(value: &Value) -> BTreeSet<i64> {
    match value {
        Value::Number(number) => BTreeSet::from([number.as_i64().unwrap()]),
        Value::Object(object) => object.values().flat_map(numbers).collect(),
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        _ => BTreeSet::new(),
    }
}

/// The counts that stand in the cells of a printed report: whole numbers without a sign.
fn counts<'a>(cells: impl IntoIterator<Item = &'a str>) -> BTreeSet<i64> {
    let is_count = |cell: &&str| cell.starts_with(|c: char| c.is_ascii_digit()) && !cell.contains('.');
    cells.into_iter().filter(is_count).map(|cell| cell.replace(',', "").parse().unwrap()).collect()
}

/// What a change is explained with beside its largest parts: the sum of the others.
const REST: &str = "Others";

/// The counts of a report as text: what stands to the right of a label, set apart by two spaces.
fn counts_of_text(text: &str) -> BTreeSet<i64> {
    let is_figure = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| "0123456789,.+-<n.pa".contains(c));
    let cells = text
        .lines()
        .filter(|line| !line.starts_with(REST))
        .flat_map(|line| line.split("  ").map(str::trim).skip(1).filter(is_figure));
    counts(cells)
}

/// The counts in the cells of a page.
fn counts_of_page(page: &str) -> BTreeSet<i64> {
    let rows = page.split("<tr").filter(|row| !row.contains(&format!(">{REST}<")));
    let cells =
        rows.flat_map(|row| row.split("<td").skip(1)).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    counts(cells)
}

#[test]
fn no_format_tells_more_than_another() {
    for shape in SHAPES {
        let facts = facts(shape);
        let printed = rendered(&facts, &Scope::default(), true, json);
        let told: BTreeSet<i64> = numbers(&printed).into_iter().map(i64::abs).collect();
        let [text, page, tidy] = [Format::Text, Format::Html, Format::Tidy].map(|format| {
            rendered(&facts, &Scope::default(), true, |document| {
                let export = Export::new(format, document, &mut |_, _| true).unwrap();
                String::from_utf8(export.files()[0].1.clone()).unwrap()
            })
        });
        let (text, page) = (counts_of_text(&text), counts_of_page(&page));
        let mut rows = csv::Reader::from_reader(tidy.as_bytes());
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let tidy = counts(rows.iter().filter(|row| &row[0] != "change" && &row[2] != "change").map(|row| &row[3]));
        for counts in [text, page, tidy] {
            assert!(counts.len() > 5, "{shape:?}: nothing was read");
            assert!(counts.range(1..5).next().is_none(), "{shape:?}: {:?}", counts.range(1..5));
            let more: Vec<_> = counts.difference(&told).collect();
            assert!(more.is_empty(), "{shape:?}: {more:?}");
        }
    }
}

/// Numbers of one to four that a statement for the press says, in digits or in a word, but for days of a month.
fn said(statement: &str) -> Vec<&str> {
    let statement = statement.split("Figures as of").next().unwrap_or_default();
    let words: Vec<&str> =
        statement.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_small = |word: &&str| ["1", "2", "3", "4", "one", "two", "three", "four"].contains(word);
    words
        .windows(2)
        .filter(|pair| !pair[1].starts_with(char::is_uppercase))
        .map(|pair| pair[0])
        .filter(is_small)
        .collect()
}

#[test]
fn the_statement_for_the_press_says_no_small_count() {
    let statement = |facts: &Facts, is_public| {
        rendered(facts, &Scope::default(), is_public, |document| {
            let export = Export::new(Format::Prose, document, &mut |_, _| true).unwrap();
            String::from_utf8(export.files()[0].1.clone()).unwrap()
        })
    };
    let mut found = 0;
    for (seed, cases) in (0..40).zip([8, 15, 30, 60, 120].into_iter().cycle()) {
        let facts = facts(Shape { seed, cases, thin: [40, 60, 10], services: 200, kinds: [20, 10], children: cases });
        let printed = statement(&facts, true);
        assert!(said(&printed).is_empty(), "{:?}\n{printed}", said(&printed));
        found += said(&statement(&facts, false)).len();
    }
    assert!(found > 0, "the statement of a report that pools none does say some");
}

fn attack(shape: Shape, scope: &Scope) -> Result<(), TestCaseError> {
    let facts = facts(shape);
    let printed = rendered(&facts, scope, true, json);
    check_numbers(&printed, "");
    rendered(&facts, scope, true, |document| check_sums(document.report));
    let known = Knowledge::of(&printed);
    let pinned = known.pinned();
    prop_assert!(pinned.is_empty(), "{pinned:#?}\n{printed:#}");
    // The attack itself is sound: the truth lies within whatever it knows.
    let wrong = known.wrong(&Knowledge::of(&rendered(&facts, scope, false, json)));
    prop_assert!(wrong.is_empty(), "{wrong:#?}\n{printed:#}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_small_count_of_a_handful_can_be_worked_out(mut shape in shape(), cases in 1..30_u32, services in 0..500_u32) {
        (shape.cases, shape.children, shape.services) = (cases, shape.children.min(cases), services);
        attack(shape, &Scope::default())?;
    }

    #[test]
    fn no_small_count_can_be_worked_out(shape in shape(), state in prop::option::of(0..32_usize)) {
        let states = state.map(|state| STATES[state].code.clone()).into_iter().collect();
        attack(shape, &Scope { states, offices: Vec::new() })?;
    }
}
