//! What is printed under a table is what was counted: each part of a rule is tried by changing what it speaks of, and the
//! tables that move are those whose rule says so.

use super::{counted, mixed, rendered};
use cobijo::domain::age::AgeGroup;
use cobijo::domain::code::Kind;
use cobijo::i18n::Lang;
use cobijo::render::sheet::{Level, Sheet};
use cobijo::report::facts::Sources;
use cobijo::report::rule::DateOf;
use cobijo::report::tables::{Table, TableId};

/// The tables that a change to the sources moves.
fn moved(change: impl FnOnce(&mut Sources)) -> Vec<TableId> {
    let before = mixed();
    let mut after = before.clone();
    change(&mut after);
    let pairs = counted(&before, "2019").tables.into_iter().zip(counted(&after, "2019").tables);
    pairs.filter(|(before, after)| before != after).map(|(before, _)| before.id).collect()
}

fn tables(is_wanted: impl Fn(TableId) -> bool) -> Vec<TableId> {
    TableId::ALL.into_iter().filter(|id| is_wanted(*id)).collect()
}

#[test]
fn the_date_of_a_rule_is_the_one_that_counts() {
    let of = |date| tables(|id| id.rule().date == date);
    let later = 365 * 24 * 60;
    let outcomes = moved(|sources| sources.cases.iter_mut().for_each(|case| case.outcome_day += 365));
    assert_eq!(outcomes, of(DateOf::Outcome));
    // The services and calls of a case stay where they are when its event moves.
    assert_eq!(moved(|sources| sources.cases.iter_mut().for_each(|c| c.opened_minutes += later)), of(DateOf::Event));
    // How soon help came is asked of the cases of a period: a service that moves changes that too.
    let and_care = |date| tables(|id| id.rule().date == date || id == TableId::CareByState);
    assert_eq!(
        moved(|sources| sources.services.iter_mut().for_each(|s| s.at_minutes += later)),
        and_care(DateOf::Service)
    );
    assert_eq!(moved(|sources| sources.calls.iter_mut().for_each(|c| c.at_minutes += later)), and_care(DateOf::Call));
}

#[test]
fn the_universe_of_a_rule_has_the_kinds_of_case_that_count() {
    for kind in Kind::ALL {
        let adults = |sources: &mut Sources| {
            let own = sources.cases.iter_mut().filter(|case| case.kind == kind);
            own.for_each(|case| case.group = AgeGroup::Adult);
        };
        assert_eq!(moved(adults), tables(|id| id.rule().universe.kinds().contains(&kind)), "{kind:?}");
    }
}

#[test]
fn only_tables_whose_unit_has_children_tell_persons_apart() {
    let one_child = |sources: &mut Sources| sources.cases.iter_mut().for_each(|case| case.child = 0);
    assert_eq!(moved(one_child), tables(|id| id.rule().unit.has_children()));
}

#[test]
fn a_row_is_of_the_office_that_the_rule_names() {
    let cases = |sources: &mut Sources| sources.cases.iter_mut().for_each(|case| case.office = 1 - case.office);
    let by_state = tables(|id| {
        matches!(id.rule().date, DateOf::Event) && !id.is_by_nationality() && id != TableId::ForeignByMonth
    });
    assert_eq!(moved(cases), by_state);
    let services = |sources: &mut Sources| sources.services.iter_mut().for_each(|s| s.office = 1 - s.office);
    assert_eq!(moved(services), [TableId::ServicesByState]);
    let calls = |sources: &mut Sources| sources.calls.iter_mut().for_each(|call| call.office = 1 - call.office);
    assert_eq!(moved(calls), [TableId::CallsByState]);
}

/// Reads a table of 2019 and its sheet.
fn sheet<T>(lang: Lang, is_by_border: bool, id: TableId, read: impl FnOnce(&Table, &Sheet) -> T) -> T {
    let report = counted(&mixed(), "2019");
    rendered((&report, None), (lang, "2020-01-18T09:00"), is_by_border, |document| {
        let table = report.tables.iter().find(|table| table.id == id).unwrap();
        read(table, &Sheet::new(document, table))
    })
}

#[test]
fn every_table_says_what_it_counts_as_of_when_and_where_from() {
    for id in TableId::ALL {
        sheet(Lang::Es, false, id, |_, sheet| {
            let ficha = sheet.notes.join("\n");
            for word in
                ["Universo: ", "Unidad: ", "Fecha que cuenta: ", "Cifras preliminares con corte al 2020-01-18 09:00"]
            {
                assert!(ficha.contains(word), "{word}\n{ficha}");
            }
            assert!(ficha.contains("Fuente: ") && ficha.contains("Registro 4711:babab"), "{ficha}");
        });
    }
}

#[test]
fn no_column_is_left_out_that_holds_a_figure_and_none_is_shown_for_what_is_always_known() {
    for id in TableId::ALL {
        sheet(Lang::En, true, id, |table, sheet| {
            let figures = |keys: &[String], cells: &[u64]| -> Vec<(String, u64)> {
                keys.iter().cloned().zip(cells.iter().copied()).filter(|(_, figure)| *figure > 0).collect()
            };
            assert_eq!(figures(&table.columns, &table.total), figures(&sheet.keys, &sheet.total));
            for row in sheet.rows.iter().filter(|row| row.level != Level::Region) {
                let whole = table.rows.iter().find(|whole| whole.key == row.key).unwrap();
                assert_eq!(figures(&table.columns, &whole.cells), figures(&sheet.keys, &row.cells), "{}", row.key);
            }
            let empty = |(key, figure): &(&String, &u64)| **figure == 0 && key.contains("unspecified");
            assert_eq!(sheet.keys.iter().zip(&sheet.total).find(empty), None);
        });
    }
}

#[test]
fn groups_are_the_sum_of_their_rows_and_all_of_them_are_the_whole() {
    for id in TableId::ALL {
        sheet(Lang::Es, true, id, |table, sheet| {
            let rows = sheet.rows.iter().filter(|row| row.level != Level::Part);
            let mut sums = vec![0; sheet.total.len()];
            let mut own: Option<(Vec<u64>, Vec<u64>)> = None;
            for row in rows {
                match (row.level, row.indent, &mut own) {
                    (Level::Region, ..) => own = Some((row.cells.clone(), vec![0; row.cells.len()])),
                    (_, 1, Some((_, sum))) => sum.iter_mut().zip(&row.cells).for_each(|(sum, cell)| *sum += cell),
                    _ => {}
                }
                if row.level == Level::Row {
                    sums.iter_mut().zip(&row.cells).for_each(|(sum, cell)| *sum += cell);
                }
                if let Some((whole, sum)) = &own {
                    assert!(sum.iter().zip(whole).all(|(sum, whole)| sum <= whole));
                }
            }
            if !table.id.rule().unit.has_children() {
                assert_eq!(sums, sheet.total, "{}", id.code());
            }
            let has_groups = sheet.rows.iter().any(|row| row.level == Level::Region);
            assert_eq!(has_groups, id.is_by_nationality() || id.code().ends_with("_by_state"));
            // A group says nothing of distinct children.
            let groups = sheet.rows.iter().filter(|row| row.level == Level::Region);
            let is_of_children = |key: &&String| key.split('/').any(|part| part.starts_with("minors"));
            let children: Vec<&String> = sheet.keys.iter().filter(is_of_children).collect();
            assert_eq!(children.is_empty(), !id.rule().unit.has_children());
            groups.for_each(|group| assert!(children.iter().all(|key| !group.holds(key)), "{}", group.label));
        });
    }
}

#[test]
fn titles_follow_the_year_of_the_events() {
    let title = |period: &str, as_of: &str| {
        let report = counted(&mixed(), period);
        rendered((&report, None), (Lang::Es, as_of), false, |document| Sheet::new(document, &report.tables[0]).title)
    };
    let late = "2030-01-01T00:00";
    let check = |period, as_of, words: &str| assert!(title(period, as_of).contains(words), "{}", title(period, as_of));
    check("2020-12", late, "menores presentados ante la autoridad migratoria, según");
    check("2021-01", late, "menores canalizados por la autoridad migratoria");
    check("2021-12", late, "menores canalizados por la autoridad migratoria");
    check("2022-01", late, "niñas, niños y adolescentes en situación migratoria irregular");
    check("2020-07..2021-06", late, "presentados ante la autoridad migratoria o canalizados por ella");
    check("2021-07..2022-06", late, "en situación migratoria irregular en México");
    // Nothing is said of a year that had not begun at the cut-off.
    check("2020-07..2021-06", "2020-12-15T10:00", "menores presentados ante la autoridad migratoria, según");
    check("2020-07..2021-06", "2020-12-15T10:00", "sexo, del 1 de julio al 15 de diciembre de 2020 (preliminar)");
    check("2019-H1", "2019-06-30T14:32", "sexo, del 1 de enero al 30 de junio de 2019 (preliminar)");
    check("2019-H1", "2019-06-30T23:59", "sexo, enero-junio de 2019");
    check("2019-05-07..2019-05-20", late, "sexo, del 7 al 20 de mayo de 2019");
    check("2018-12-20..2019-01-10", late, "sexo, del 20 de diciembre de 2018 al 10 de enero de 2019");
}
