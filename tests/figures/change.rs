//! A period beside another: what changed, what accounts for it, and no more compared than there was time for.

use super::{case, counted, country, mixed, one_of, rendered, sources_of};
use cobijo::domain::code::{Accompaniment, Kind, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::Lang;
use cobijo::render::text;
use cobijo::report::change::{Decomposition, Dimension, Part};
use cobijo::report::comparison::{Comparison, compare};
use cobijo::report::facts::{CaseFact, Facts};
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("{text}-06:00"), chrono_tz::UTC).unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn compared(now: &str, before: &str, as_of: &str) -> Comparison {
    let sources = mixed();
    compare(&Facts::new(sources.clone()), &counted(&sources, now), period(before), at(as_of))
}

prop_compose! {
    fn cases()(seeds in prop::collection::vec((any::<u32>(), 0_u32..1_000), 0..120)) -> Vec<CaseFact> {
        let mut cases: Vec<CaseFact> = seeds.into_iter().map(|(seed, number)| CaseFact {
            office: one_of(&[0, 1], seed),
            nationality: one_of(&[country("HND"), country("GTM"), country("CUB")], seed / 2),
            kind: one_of(&[Kind::Foreign, Kind::Repatriated], seed / 7),
            sex: one_of(&[Some(Sex::Male), Some(Sex::Female), None], seed / 11),
            accompaniment: one_of(&[Some(Accompaniment::Accompanied), None], seed / 13),
            ..case(number)
        }).collect();
        cases.sort_by_key(|case| case.opened_minutes);
        cases
    }
}

proptest! {
    #[test]
    fn the_parts_of_a_change_add_up_to_it(cases in cases()) {
        let sources = sources_of(cases);
        let now = counted(&sources, "2019-07..2020-03");
        let comparison = compare(&Facts::new(sources), &now, period("2019-H1"), at("2021-01-01T00:00"));
        for whole in &comparison.parts {
            let change = comparison.change(whole.measure).unwrap();
            prop_assert_eq!(whole.parts.iter().map(|part| part.change).sum::<i64>(), change.absolute);
            prop_assert_eq!(whole.parts.iter().map(|part| part.before).sum::<u64>(), change.before);
            let (main, rest) = whole.main(2);
            prop_assert_eq!(main.iter().chain(&rest).map(|part| part.change).sum::<i64>(), change.absolute);
            prop_assert!(whole.parts.is_sorted_by(|a, b| a.change.unsigned_abs() >= b.change.unsigned_abs()));
        }
        let dimensions = |measure| comparison.parts.iter().filter(|whole| whole.measure == measure).count();
        let is_any = |key| comparison.change(key).unwrap().before > 0 || now.shown(key).exact() != Some(0);
        prop_assert_eq!(dimensions("foreign"), if is_any("foreign") { 5 } else { 0 });
        prop_assert_eq!(dimensions("repatriated"), if is_any("repatriated") { 4 } else { 0 });
    }
}

#[test]
fn a_share_of_a_change_is_told_only_where_it_means_something() {
    let share = |changes: &[i64], part: usize| {
        let part_of = |(number, change): (usize, &i64)| {
            let (before, now) = (change.min(&0).unsigned_abs(), change.max(&0).unsigned_abs());
            Part { key: number.to_string(), before, now, change: *change }
        };
        let parts = changes.iter().enumerate().map(part_of).collect();
        let whole = Decomposition { measure: "foreign", by: Dimension::State, parts };
        whole.share(&whole.parts[part]).map(|share| format!("{share:.1}"))
    };
    assert_eq!(share(&[75, 25], 0).as_deref(), Some("75.0"));
    assert_eq!(share(&[-75, -25], 1).as_deref(), Some("25.0"));
    assert_eq!(share(&[100, -40], 1), None);
    assert_eq!(share(&[60, 50, -10], 2).as_deref(), Some("-10.0"));
    assert_eq!(share(&[500, -488], 0), None);
    assert_eq!(share(&[5, 4], 0), None);
    assert_eq!(share(&[0, 0], 0), None);
}

#[test]
fn a_period_that_is_not_over_is_also_compared_with_as_many_days() {
    let cut =
        |now: &str, other: &str, as_of: &str| period(now).cut_of(period(other), at(as_of)).map(|cut| cut.to_string());
    let check = |now, other, as_of, expected: Option<&str>| assert_eq!(cut(now, other, as_of).as_deref(), expected);
    check("2019-H1", "2018-H1", "2019-06-15T14:32", Some("2018-01-01..2018-06-15"));
    check("2019-H1", "2018-H1", "2019-05-31T10:00", Some("2018-01..2018-05"));
    check("2019-H1", "2018-H1", "2019-06-30T14:32", None);
    check("2019-H1", "2018-H1", "2019-07-01T00:00", None);
    check("2019-H1", "2018-H1", "2018-12-31T23:59", None);
    check("2020", "2019", "2020-02-29T10:00", Some("2019-01..2019-02"));
    check("2019", "2020", "2019-02-28T10:00", Some("2020-01..2020-02"));
    check("2019", "2018-H1", "2019-09-01T10:00", None);
    check("2019-05-07..2019-05-20", "2018-12-25..2019-01-07", "2019-05-10T10:00", Some("2018-12-25..2018-12-28"));
    let comparison = compared("2019-H2", "2019-H1", "2019-08-10T10:00");
    let cut = comparison.equal_cut_off.unwrap();
    assert_eq!(cut.period.to_string(), "2019-01-01..2019-02-10");
    assert_eq!(cut.change("foreign").unwrap().before, counted(&mixed(), "2019-01-01..2019-02-10").measures.foreign);
    assert_eq!(compared("2019-H1", "2018-H1", "2019-07-01T00:00").equal_cut_off, None);
}

#[test]
fn the_text_compares_both_ways_and_gives_no_percentage_on_small_bases() {
    let report = counted(&mixed(), "2019-H2");
    let comparison = compared("2019-H2", "2019-H1", "2019-07-10T10:00");
    let lines = |lang| {
        rendered((&report, Some(&comparison)), (lang, "2019-07-10T10:00"), false, |document| {
            let mut lines = text::lines(document, 80);
            lines.truncate(
                lines.iter().position(|line| line.starts_with("Eventos de") || line.starts_with("Events of")).unwrap(),
            );
            lines.join("\n")
        })
    };
    insta::assert_snapshot!(lines(Lang::Es));
    assert!(lines(Lang::En).contains("with an equal cut-off"));
}

/// What there was before has not fallen by a hundred per cent, and nothing accounts for that.
#[test]
fn of_a_period_that_has_not_begun_no_percentage_is_told_and_nothing_accounts_for_its_change() {
    let report = counted(&mixed(), "2020-H1");
    let comparison = compared("2020-H1", "2019-H1", "2019-08-10T10:00");
    let text = rendered((&report, Some(&comparison)), (Lang::Es, "2019-08-10T10:00"), false, |document| {
        text::lines(document, 80).join("\n")
    });
    assert!(text.contains("(aún no empieza)") && text.contains("n. c."), "{text}");
    assert!(!text.contains("-100.0") && !text.contains("explica"), "{text}");
}
