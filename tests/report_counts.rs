//! The report against a slow count written apart, over random cases; and the cases behind each of its figures.

mod naive;

use cobijo::report::behind::{CellRef, TOTAL, behind};
use cobijo::report::public::Shown;
use cobijo::report::report;
use naive::packed::facts;
use naive::{count, figures_of, random};
use proptest::prelude::*;
use std::collections::HashSet;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_report_agrees_with_the_slow_count(rows in random::rows(), scope in random::scope(), period in random::period()) {
        prop_assert_eq!(figures_of(&report(&facts(&rows), &scope, period)), count(&rows, &scope, period));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, ..ProptestConfig::default() })]

    #[test]
    fn the_cases_behind_each_figure_make_it(rows in random::rows(), scope in random::scope(), period in random::period()) {
        let facts = facts(&rows);
        let report = report(&facts, &scope, period);
        let mut figures = Vec::new();
        for table in &report.tables {
            let rows = table.rows.iter().map(|row| (row.key.as_str(), &row.cells)).chain([(TOTAL, &table.total)]);
            for (row, cells) in rows {
                let place = |cell: &String| CellRef { table: Some(table.id), row: row.to_owned(), cell: cell.clone() };
                figures.extend(table.columns.iter().map(place).zip(cells.iter().copied()));
            }
        }
        let measure = |row: &str, cell: &str| CellRef { table: None, row: row.to_owned(), cell: cell.to_owned() };
        let exact = |shown: Shown| shown.exact().unwrap();
        figures.extend(report.measures.whole().map(|(key, figure)| (measure(key, TOTAL), exact(figure))));
        for (place, list) in report.measures.nested() {
            figures.extend(list.into_iter().map(|(key, figure)| (measure(&place, key), exact(figure))));
        }
        figures.push((measure("adults", TOTAL), exact(report.excluded_adults)));
        for (place, figure) in figures {
            prop_assert_eq!(CellRef::parse(&place.to_string()), Some(place.clone()));
            let cases = behind(&facts, &scope, period, &place).unwrap_or_default();
            prop_assert_eq!(cases.iter().map(|case| case.count).sum::<u64>(), figure, "{}", place);
            prop_assert_eq!(cases.iter().map(|case| case.case).collect::<HashSet<_>>().len(), cases.len(), "{}", place);
        }
    }
}

#[test]
fn a_place_where_no_figure_can_stand_is_none() {
    for text in [
        "",
        "measures",
        "measures/foreing",
        "measures/services/health",
        "foreign_by_state/CHP/12-18",
        "x/y/total",
        "calls_by_state/CHP/total",
    ] {
        assert_eq!(CellRef::parse(text), None, "{text}");
    }
    let parsed = CellRef::parse("repatriated_by_state/SON/a/b/0-11/unaccompanied");
    assert!(parsed.is_some_and(|place| place.row == "SON/a/b" && place.cell == "0-11/unaccompanied"));
}
