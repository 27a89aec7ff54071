//! Documents as their readers see them: the figures in each format are those of the JSON, cell by cell, in both
//! languages; texts stay texts; and nothing half written is left.

#![expect(clippy::unwrap_used, reason = "a document that cannot be made or read is a failed test")]

mod naive;
#[path = "documents/readers.rs"]
mod readers;

use chrono_tz::UTC;
use cobijo::domain::age::AgeGroup;
use cobijo::domain::catalogue::{COUNTRIES, STATES, find, label};
use cobijo::domain::code::{Accompaniment, Kind, ServiceCategory, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::export::{Export, Format};
use cobijo::render::part::Parts;
use cobijo::render::picture::{Picture, places};
use cobijo::render::{Document, Stamp};
use cobijo::report::comparison::{Change, Comparison, compare};
use cobijo::report::facts::{CaseFact, Facts, NONE, OfficeFact, Sources};
use cobijo::report::public::public;
use cobijo::report::tables::TableId;
use cobijo::report::{Report, Scope, report};
use cobijo::runtime::whole;
use naive::packed::facts;
use naive::random;
use proptest::prelude::*;
use readers::{Printed, value};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;

fn stamp(lang: Lang) -> Stamp {
    let as_of = Moment::parse("2019-07-18T09:00-06:00", UTC).unwrap();
    Stamp { as_of, head: "4711:babab-babab".to_owned(), training: false, seal: None, offices: Vec::new(), lang }
}

fn document<'a>(
    report: &'a Report,
    comparison: Option<&'a Comparison>,
    stamp: &'a Stamp,
    texts: &'a Texts,
) -> Document<'a> {
    Document { report, comparison, stamp, texts, is_by_border: false, parts: Parts::ALL }
}

/// Makes a report in a format.
fn made(document: &Document<'_>, format: Format) -> Export {
    Export::new(format, document, &mut |_, _| true).unwrap()
}

/// The one file of a format.
fn bytes(document: &Document<'_>, format: Format) -> Vec<u8> {
    let export = made(document, format);
    assert_eq!(export.files().len(), 1);
    export.files()[0].1.clone()
}

fn text(document: &Document<'_>, format: Format) -> String {
    String::from_utf8(bytes(document, format)).unwrap()
}

/// The JSON says this, and that was printed: percentages with one decimal, and none on a small base.
fn is_same(json: &Value, printed: &str) -> bool {
    match json {
        Value::Array(pair) if pair[1].as_u64().is_some_and(|base| base < 10) => value(printed).is_none(),
        Value::Array(pair) => match (pair[0].as_str().and_then(value), value(printed)) {
            (Some(json), Some(printed)) => (json - printed).abs() <= 5 && printed % 10 == 0,
            (json, printed) => json == printed,
        },
        Value::String(text) => value(text).map_or(text == printed, |figure| value(printed) == Some(figure)),
        Value::Null => value(printed).is_none_or(|figure| figure == 0),
        number => value(printed) == value(&number.to_string()),
    }
}

fn word(texts: &Texts, code: &str) -> String {
    match ServiceCategory::from_code(code) {
        Some(_) => label(ServiceCategory::LIST, code, texts.lang()).to_owned(),
        None => texts.get(&format!("cell-{code}")),
    }
}

/// Every figure of a table of the JSON stands in what was printed, under its heads, and nothing else stands there.
fn check_table(json: &Value, keys: &[String], printed: &Printed, texts: &Texts) {
    let total = [texts.get("cell-subtotal")];
    let key_of = |head: &Vec<String>| {
        let labels = head.iter().filter(|label| !total.contains(label));
        let is_it =
            |key: &&String| labels.clone().eq(key.split('/').map(|part| word(texts, part)).collect::<Vec<_>>().iter());
        keys.iter().find(is_it).unwrap_or_else(|| panic!("{head:?} is the head of nothing")).as_str()
    };
    let columns: Vec<&str> = printed.heads.iter().map(key_of).collect();
    let check = |cells: &Value, row: &[String], label: &str| {
        assert_eq!(row.len(), columns.len(), "{label}");
        let mut cells = cells.as_object().unwrap().clone();
        for (key, printed) in columns.iter().zip(row) {
            let json = cells.remove(*key).unwrap_or_else(|| 0.into());
            assert!(is_same(&json, printed), "{label}, {key}: {json} is printed as {printed}");
        }
        assert!(cells.values().all(|figure| *figure == 0), "{label}: {cells:?} stands nowhere");
    };
    let mut rows = json["rows"].as_array().unwrap().iter().peekable();
    let (whole, body) = printed.rows.split_first().unwrap();
    check(&json["total"], &whole.1, &whole.0);
    for (label, cells) in body {
        // What is told of a month that is not all counted stands behind its name.
        let is_it = |row: &Value| {
            row["label"].as_str().is_some_and(|own| own == label || label.starts_with(&format!("{own} (")))
        };
        match rows.next_if(|row| is_it(row)) {
            Some(row) => check(&row["cells"], cells, label),
            None => check(&region(json, label, texts), cells, label),
        }
    }
    assert!(rows.next().is_none(), "{} lacks a row", printed.title);
}

/// The sum of the rows of a region, by its name.
fn region(table: &Value, label: &str, texts: &Texts) -> Value {
    let mut sum = BTreeMap::new();
    let mut rows = 0;
    for row in table["rows"].as_array().unwrap() {
        let country = find(&COUNTRIES, row["key"].as_str().unwrap());
        let region = country.map_or("other", |country| country.region.as_str());
        if texts.get(&format!("region-{region}")) == label {
            rows += 1;
            for (key, figure) in row["cells"].as_object().unwrap() {
                *sum.entry(key.clone()).or_insert(0) += figure.as_u64().unwrap();
            }
        }
    }
    assert!(rows > 0, "{label} is neither a row nor a region");
    serde_json::to_value(sum).unwrap()
}

/// The measures as they must be printed: by the title of their table, their label, and their head.
fn measures(json: &Value, texts: &Texts) -> BTreeMap<(String, String, String), Value> {
    let mut expected = BTreeMap::new();
    let mut put = |title: &str, row: String, head: String, figure: &Value| {
        expected.insert((texts.get(title), row, head), figure.clone());
    };
    // Where the period is not over, like stands beside like.
    let other = json.get("comparison").map(|other| other.get("equal_cut_off").unwrap_or(other));
    for (key, figure) in json["measures"].as_object().unwrap() {
        match key.as_str() {
            "services" | "care" => {
                let parts = figure.as_object().unwrap().iter().filter(|(_, part)| part.is_object());
                for (part, figures) in parts {
                    for (cell, figure) in figures.as_object().unwrap() {
                        put(&format!("report-{key}"), word(texts, part), word(texts, cell), figure);
                    }
                }
            }
            "calls" => {
                for (cell, figure) in figure.as_object().unwrap() {
                    put("report-calls", word(texts, cell), texts.get("report-figure"), figure);
                }
            }
            "returned" => {
                for (cell, figure) in figure.as_object().unwrap() {
                    let row = texts.get(&format!("measure-returned-{cell}"));
                    put("report-measures", row.clone(), texts.get("report-figure"), figure);
                    let Some(base) = other.map(|other| &other["measures"]["returned"][cell]) else { continue };
                    put("report-measures", row.clone(), texts.get("report-before"), base);
                    // Its change stands in no JSON; it is worked out as that of the others.
                    if let Some((now, before)) = Option::zip(figure.as_u64(), base.as_u64()) {
                        let change = Change::new(now, before);
                        put("report-measures", row.clone(), texts.get("report-change"), &json!(change.absolute));
                        let percent = json!([change.percent.map(|percent| percent.to_string()), before]);
                        put("report-measures", row, texts.get("report-percent"), &percent);
                    }
                }
            }
            key => {
                let row = texts.get(&format!("measure-{key}"));
                let based = |figure: &Value, measures: &Value, base| match key {
                    "unaccompanied_share_percent" => json!([figure, measures["foreign"]]),
                    _ if base => json!([figure, measures[key]]),
                    _ => figure.clone(),
                };
                put(
                    "report-measures",
                    row.clone(),
                    texts.get("report-figure"),
                    &based(figure, &json["measures"], false),
                );
                if let Some(other) = other {
                    let before = based(&other["measures"][key], &other["measures"], false);
                    put("report-measures", row.clone(), texts.get("report-before"), &before);
                    if let Some(change) = other["change"].get(key) {
                        put("report-measures", row.clone(), texts.get("report-change"), &change["absolute"]);
                        let percent = based(&change["percent"], &other["measures"], true);
                        put("report-measures", row, texts.get("report-percent"), &percent);
                    }
                }
            }
        }
    }
    expected
}

fn check_measures(json: &Value, printed: &[Printed], texts: &Texts) {
    let mut expected = measures(json, texts);
    for table in printed {
        let headline = texts.get("report-measures");
        let title = if table.title.starts_with(&headline) { &headline } else { &table.title };
        for (label, cells) in &table.rows {
            for (head, cell) in table.heads.iter().zip(cells) {
                let place = (title.clone(), label.clone(), head.concat());
                // A difference of shares in points stands in no JSON.
                if *label == texts.get("measure-unaccompanied_share_percent") && place.2 == texts.get("report-change") {
                    continue;
                }
                let Some(figure) = expected.remove(&place) else { panic!("{place:?} is printed and no measure") };
                assert!(is_same(&figure, cell), "{place:?}: {figure} is printed as {cell}");
            }
        }
    }
    assert!(expected.is_empty(), "not printed: {:?}", expected.keys());
}

/// A table of a workbook without the shares, which stand in columns of their own there; they are those of the page.
fn without_shares(table: &mut Printed, page: &Printed, figure: &str) {
    while let Some(place) = table.heads.iter().position(|head| head.ends_with(&["%".to_owned()])) {
        table.heads.remove(place);
        assert_eq!(table.heads[place - 1].pop().as_deref(), Some(figure));
        for ((_, cells), (_, of_page)) in table.rows.iter_mut().zip(&page.rows) {
            let share = cells.remove(place).parse::<f64>().ok().filter(|share| *share > 0.0);
            let share = share.map(|share| format!("{:.1}", share * 100.0));
            let beside = of_page[place - 1].split_once(" (").map(|(_, share)| share.trim_end_matches(" %)").to_owned());
            assert_eq!(share, beside.filter(|share| share != "0.0"));
        }
    }
}

/// Tables as they come one after the other: the measures first.
fn check_all(json: &Value, document: &Document<'_>, printed: &[Printed]) {
    let (measures, rest) = printed.split_at(4);
    check_measures(json, measures, document.texts);
    let (explained, tables) = rest.split_at(cobijo::render::text::comparisons(document).len());
    for table in explained.iter().filter(|table| table.rows.last().unwrap().0 == document.texts.get("cell-total")) {
        check_parts(table);
    }
    let mut tables = tables.iter();
    for (json, table) in json["tables"].as_array().unwrap().iter().zip(&document.report.tables) {
        // Of services only those are columns that were given; and one that may not be published has none.
        let is_of_given = table.id == TableId::ServicesByState && table.total.iter().all(|figure| *figure == 0);
        if is_of_given || table.columns.is_empty() {
            continue;
        }
        check_table(json, &table.columns, tables.next().unwrap(), document.texts);
    }
    if let Some(table) = document.report.tables.iter().find(|table| table.id == TableId::UnspecifiedByOffice) {
        check_table(&json["unspecified"], &table.columns, tables.next().unwrap(), document.texts);
    }
    assert!(tables.next().is_none());
}

/// The parts of a change add up to it.
fn check_parts(table: &Printed) {
    let figures = |(_, cells): &(String, Vec<String>)| [0, 1, 2].map(|column| value(&cells[column]).unwrap());
    let (whole, parts) = table.rows.split_last().unwrap();
    for row in &table.rows {
        let [now, before, change] = figures(row);
        assert_eq!(now - before, change, "{}: {row:?}", table.title);
    }
    for column in 0..3 {
        assert_eq!(
            parts.iter().map(|row| figures(row)[column]).sum::<i64>(),
            figures(whole)[column],
            "{}",
            table.title
        );
    }
}

/// Plain text has the rows of the page, in as many blocks as their columns take.
fn check_text(text: &str, printed: &[Printed]) {
    let mut blocks = readers::blocks(text).into_iter();
    for table in printed {
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        while rows.first().is_none_or(|(_, cells)| cells.len() < table.heads.len()) {
            let Some(block) = blocks.next() else { panic!("{} is not in the text", table.title) };
            rows.resize(rows.len().max(block.len()), <_>::default());
            for ((label, cells), (shown, more)) in rows.iter_mut().zip(block) {
                *label = shown;
                cells.extend(more);
            }
        }
        assert_eq!(rows.len(), table.rows.len(), "{}", table.title);
        for ((shown, cells), (label, expected)) in rows.iter().zip(&table.rows) {
            assert!(label.starts_with(shown.trim_end_matches('…')), "{shown} is not {label}");
            assert_eq!(cells, expected, "{label}");
        }
    }
    assert_eq!(blocks.next(), None, "the text has more than the page");
}

/// One file a table, by key.
fn check_files(json: &Value, export: &Export) {
    for table in json["tables"].as_array().unwrap() {
        let name = format!("{}.csv", table["id"].as_str().unwrap());
        let (_, bytes) = export.files().iter().find(|(file, _)| *file == name).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
        let heads = reader.headers().unwrap().clone();
        let rows: Vec<_> = table["rows"].as_array().unwrap().iter().map(|row| (&row["key"], &row["cells"])).collect();
        let total = Value::from("total");
        for ((key, cells), record) in rows.into_iter().chain([(&total, &table["total"])]).zip(reader.records()) {
            let record = record.unwrap();
            assert_eq!(Some(record[0].trim_start_matches('\'')), key.as_str());
            let mut cells = cells.as_object().unwrap().clone();
            for (head, cell) in heads.iter().zip(&record).filter(|(head, _)| !["key", "label", "region"].contains(head))
            {
                let json = cells.remove(head).unwrap_or_else(|| 0.into());
                assert!(is_same(&json, cell), "{name} {key} {head}: {json} is {cell}");
            }
            assert!(cells.values().all(|figure| *figure == 0), "{name} {key}: {cells:?}");
        }
    }
}

/// Row, cell and figure of the measures, as the tidy table has them.
fn tidy_measures(measures: &Value) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for (key, figure) in measures.as_object().unwrap() {
        let Some(parts) = figure.as_object() else {
            rows.push([key.clone(), "total".to_owned(), plain(figure)]);
            continue;
        };
        for (part, figure) in parts {
            match figure.as_object() {
                Some(cells) => {
                    rows.extend(
                        cells.iter().map(|(cell, figure)| [format!("{key}/{part}"), cell.clone(), plain(figure)]),
                    );
                }
                None => rows.push([key.clone(), part.clone(), plain(figure)]),
            }
        }
    }
    rows
}

/// The same of another period: its measures, their changes, and what accounts for these.
fn tidy_comparison(json: &Value) -> [Vec<[String; 3]>; 3] {
    let change = json["change"].as_object().unwrap().iter().filter(|(_, change)| !change["absolute"].is_null());
    let change = change.flat_map(|(key, change)| {
        ["absolute", "percent"].map(|cell| [key.clone(), cell.to_owned(), plain(&change[cell])])
    });
    let wholes = json["parts"].as_array().unwrap().iter();
    let parts = wholes.flat_map(|whole| whole["parts"].as_array().unwrap().iter().map(move |part| (whole, part)));
    let parts = parts.flat_map(|(whole, part)| {
        let place = [&whole["measure"], &whole["by"], &part["key"]].map(plain).join("/");
        ["before", "now", "change"].map(|cell| [place.clone(), cell.to_owned(), plain(&part[cell])])
    });
    [tidy_measures(&json["measures"]), change.collect(), parts.collect()]
}

/// A figure as programs read it.
fn plain(figure: &Value) -> String {
    figure.as_str().map_or_else(|| if figure.is_null() { String::new() } else { figure.to_string() }, str::to_owned)
}

/// The tidy table says what the JSON says, and nothing else; its measures stand in a file of their own too.
fn check_tidy(json: &Value, tidy: &str, files: &Export) {
    let mut expected = BTreeSet::new();
    let mut put = |table: &str, rows: Vec<[String; 3]>| {
        expected.extend(rows.into_iter().map(|row| [&[table.to_owned()], row.as_slice()].concat()));
    };
    put("measures", tidy_measures(&json["measures"]));
    put("excluded", vec![["adults".to_owned(), "total".to_owned(), plain(&json["excluded"]["adults"])]]);
    let cut = json.get("comparison").and_then(|other| other.get("equal_cut_off"));
    for (other, names) in [
        (json.get("comparison"), ["comparison", "change", "parts"]),
        (cut, ["equal_cut_off", "equal_cut_off_change", "equal_cut_off_parts"]),
    ] {
        names
            .into_iter()
            .zip(other.map(tidy_comparison).into_iter().flatten())
            .for_each(|(name, rows)| put(name, rows));
    }
    let measures = rows(tidy).into_iter().filter(|row| expected.contains(row)).collect::<Vec<_>>();
    assert_eq!(measures.len(), expected.len(), "{:?}", expected.iter().find(|row| !measures.contains(row)));
    let (_, file) = files.files().iter().find(|(name, _)| name == "measures.csv").unwrap();
    assert_eq!(rows(str::from_utf8(file).unwrap()), measures);
    for table in json["tables"].as_array().unwrap().iter().chain(json.get("unspecified")) {
        let total = Value::from("total");
        let whole = [(&total, &table["total"])];
        let cells = table["rows"].as_array().unwrap().iter().map(|row| (&row["key"], &row["cells"])).chain(whole);
        expected.extend(cells.flat_map(|(key, cells)| {
            let cells = cells.as_object().unwrap().iter().filter(|(_, figure)| **figure != 0);
            cells
                .map(|(cell, figure)| vec![plain(&table["id"]), plain(key), cell.clone(), plain(figure)])
                .collect::<Vec<_>>()
        }));
    }
    assert_eq!(rows(tidy).len(), expected.len());
    assert_eq!(rows(tidy).into_iter().collect::<BTreeSet<_>>(), expected);
}

/// The rows of a file.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The figures that the charts of a workbook are drawn from are those of the pictures.
fn check_charts(document: &Document<'_>, printed: &[Printed]) {
    let pictures = Picture::all(document);
    assert_eq!(printed.len(), pictures.iter().filter(|picture| !picture.is_empty()).count());
    for (picture, table) in pictures.iter().filter(|picture| !picture.is_empty()).zip(printed) {
        assert_eq!((&table.title, table.heads.concat()), (&picture.title, picture.series.clone()));
        let figure = |cell: &String| u64::try_from(value(cell).unwrap() / 100).unwrap();
        let rows = table.rows.iter().map(|(label, cells)| (label.clone(), cells.iter().map(figure).collect()));
        assert_eq!(rows.collect::<Vec<(String, Vec<u64>)>>(), picture.rows);
    }
}

/// A month that has not begun is a row of no figure for people.
fn drop_what_has_not_begun(json: &mut Value) {
    let now = json["as_of"].as_str().unwrap().get(..7).unwrap().to_owned();
    let tables = json["tables"].as_array_mut().unwrap();
    let months = tables.iter_mut().find(|table| table["id"] == "foreign_by_month").unwrap();
    let is_begun = |row: &Value| *row["key"].as_str().unwrap() <= *now;
    let has_any = |row: &Value| row["cells"].as_object().unwrap().values().any(|figure| *figure != 0);
    months["rows"].as_array_mut().unwrap().retain(|row| is_begun(row) || has_any(row));
}

/// Reads a report back from every format and language.
fn check(report: &Report, facts: &Facts, against: Option<Period>) {
    let as_of = stamp(Lang::Es).as_of;
    let comparison = against.map(|against| compare(facts, report, against, as_of));
    for lang in Lang::ALL {
        let (stamp, texts) = (stamp(lang), Texts::new(lang));
        let document = document(report, comparison.as_ref(), &stamp, &texts);
        let mut json: Value = serde_json::from_str(&text(&document, Format::Json)).unwrap();
        drop_what_has_not_begun(&mut json);
        let page = readers::page(&text(&document, Format::Html));
        check_all(&json, &document, &page);
        let sheets = readers::workbook(&bytes(&document, Format::Xlsx));
        let tables = report.tables.len();
        assert_eq!(sheets.len(), tables + 3);
        let mut printed: Vec<Printed> = sheets[..=tables].iter().flat_map(|(_, tables)| tables.clone()).collect();
        printed
            .iter_mut()
            .zip(&page)
            .skip(tables + 3)
            .for_each(|(printed, page)| without_shares(printed, page, &texts.get("report-figure")));
        check_all(&json, &document, &printed);
        let figures = |tables: &[Printed]| -> Vec<Vec<Option<i64>>> {
            let rows = tables.iter().flat_map(|table| &table.rows);
            rows.map(|(_, cells)| cells.iter().map(|cell| value(cell)).collect()).collect()
        };
        assert_eq!(figures(&page), figures(&printed));
        check_text(&text(&document, Format::Text), &page);
        check_charts(&document, &sheets[tables + 1].1);
        let files = made(&document, Format::Csv);
        check_files(&json, &files);
        check_tidy(&json, &text(&document, Format::Tidy), &files);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn every_format_has_the_figures_of_the_json(
        rows in random::rows(), scope in random::scope(), period in random::period(), is_public in any::<bool>(),
    ) {
        let facts = facts(&rows);
        let whole = report(&facts, &scope, period);
        let told = if is_public && period.is_whole_months() { public(&whole) } else { whole };
        check(&told, &facts, (!told.is_public).then(|| period.previous_year()));
    }
}

/// Where a report is limited to some places, the others have no figure, and no zero either.
#[test]
fn a_map_tells_no_zero_of_what_the_report_is_not_about() {
    let (facts, stamp, texts) = (many(""), stamp(Lang::Es), Texts::new(Lang::Es));
    let page = |states: &[&str], offices: &[&str]| {
        let [states, offices] = [states, offices].map(|codes| codes.iter().map(|code| (*code).to_owned()).collect());
        let report = report(&facts, &Scope { states, offices }, Period::parse("2019").unwrap());
        text(&document(&report, None, &stamp, &texts), Format::Html)
    };
    let figures = |page: &str| (page.matches("</b></li>").count(), page.contains("fuera de este ámbito"));
    assert_eq!(figures(&page(&[], &[])), (STATES.len(), false));
    assert_eq!(figures(&page(&["CHP", "SON"], &[])), (2, true));
    assert_eq!(figures(&page(&[], &["TAP"])), (1, true));
}

#[test]
fn every_state_has_its_label_on_the_map() {
    let (facts, stamp, texts) = (many(""), stamp(Lang::Es), Texts::new(Lang::Es));
    let report = report(&facts, &Scope::default(), Period::parse("2019").unwrap());
    let page = text(&document(&report, None, &stamp, &texts), Format::Html);
    for state in STATES.iter() {
        // Its figure stands below it, or beside it in the sea.
        assert!(["<", " "].iter().any(|after| page.contains(&format!(">{}{after}", state.code))), "{}", state.code);
    }
}

/// A store of 2,400 cases, half of them returned by way of a point of this name.
fn many(point: &str) -> Facts {
    let case = |id: u32| CaseFact {
        id,
        opened_minutes: minutes("2019-01-31T23:59"),
        child: id,
        outcome_day: 0,
        offset: -360,
        office: 0,
        nationality: u16::try_from(id % 200).unwrap(),
        point: if id.is_multiple_of(2) { NONE } else { 0 },
        kind: if id.is_multiple_of(2) { Kind::Foreign } else { Kind::Repatriated },
        sex: [Some(Sex::Male), Some(Sex::Other), None][usize::try_from(id % 3).unwrap()],
        accompaniment: Some(Accompaniment::Accompanied).filter(|_| !id.is_multiple_of(5)),
        group: AgeGroup::MINORS[usize::try_from(id / 7 % 3).unwrap()],
        outcome: None,
        has_contact: true,
    };
    Facts::new(Sources {
        cases: (0..2_400).map(case).collect(),
        services: Vec::new(),
        calls: Vec::new(),
        offices: ["CHP", "TAP"].map(|code| OfficeFact { code: code.to_owned(), state: 6 }).into(),
        points: vec![point.to_owned()],
        children: 2_400,
    })
}

fn minutes(text: &str) -> i32 {
    Moment::parse(text, UTC).unwrap().civil_minutes()
}

/// Nothing at all.
fn none() -> Facts {
    let (cases, services, calls) = (Vec::new(), Vec::new(), Vec::new());
    Facts::new(Sources { cases, services, calls, offices: Vec::new(), points: Vec::new(), children: 0 })
}

/// Renders a report in Spanish.
fn rendered<T>(facts: &Facts, period: &str, training: bool, render: impl FnOnce(&Document<'_>) -> T) -> T {
    let report = report(facts, &Scope::default(), Period::parse(period).unwrap());
    let texts = Texts::new(Lang::Es);
    let stamp = Stamp { training, ..stamp(Lang::Es) };
    render(&document(&report, None, &stamp, &texts))
}

#[test]
fn figures_of_thousands_and_of_nothing_are_read_back() {
    for (facts, period) in [
        (many("Nogales"), "2019"),
        (many("Nogales"), "2021-05"),
        (none(), "2019-H1"),
        (none(), "2019-01-07..2019-02-20"),
    ] {
        let report = report(&facts, &Scope::default(), Period::parse(period).unwrap());
        check(&report, &facts, Some(report.period.previous_year()));
    }
}

#[test]
fn a_name_is_never_more_than_a_name() {
    let name = "=cmd|'/C calc'!A0 <script>alert(\"1\")</script> & Cía.\u{202e}\u{7}";
    rendered(&many(name), "2019", false, |document| {
        let page = text(document, Format::Html);
        assert!(!page.contains("<script") && !page.contains('\u{202e}') && !page.contains('\u{7}'));
        let shown = "=cmd|'/C calc'!A0 <script>alert(\"1\")</script> & Cía.";
        assert!(readers::page(&page).iter().any(|table| table.rows.iter().any(|(label, _)| label == shown)));
        let book = bytes(document, Format::Xlsx);
        let sheets = readers::workbook(&book);
        let rows = || sheets.iter().flat_map(|(_, tables)| tables).flat_map(|table| &table.rows);
        assert!(rows().any(|(label, _)| label.starts_with("=cmd")), "a formula would be read as nothing");
    });
}

#[test]
fn the_page_asks_for_nothing_and_says_what_it_shows() {
    for lang in Lang::ALL {
        let report = report(&many("Nogales"), &Scope::default(), Period::parse("2019").unwrap());
        let (stamp, texts) = (stamp(lang), Texts::new(lang));
        let page = text(&document(&report, None, &stamp, &texts), Format::Html);
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", lang.code())));
        for foreign in ["http:", "https:", "src=", "href=", "@import", "<script", "javascript", "url(\""] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        let count = |text: &str| page.matches(text).count();
        assert_eq!(count("<table"), count("<caption>"));
        assert_eq!(count("role=\"img\""), 5);
        assert_eq!((count("-title\">"), count("<desc id=")), (5, 5));
        assert_eq!(count("<figcaption>"), 5);
        check_nesting(&page);
        assert!(["{$", "cell-", "sheet-foreign", "picture-", "bulletin-"].iter().all(|key| !page.contains(key)));
    }
}

/// Every mark that is opened is closed again, in order.
fn check_nesting(page: &str) {
    let (_, body) = page.split_once("</style>").unwrap();
    let mut open = vec!["html", "head"];
    for tag in body.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("<{tag} has no end"));
        let name = tag.split(' ').next().unwrap().trim_end_matches('/');
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if tag.ends_with('/') || name == "meta" => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_figures_of_a_picture_are_those_of_its_table() {
    rendered(&many("Nogales"), "2019-H1", false, |document| {
        let pictures = Picture::all(document);
        let sum = |picture: &Picture| picture.rows.iter().flat_map(|(_, figures)| figures).sum::<u64>();
        let names = pictures.iter().map(|picture| picture.name).collect::<Vec<_>>();
        assert_eq!(names, ["months", "nationalities", "ages", "care"]);
        assert!(pictures[..3].iter().all(|picture| sum(picture) == 1_200));
        assert_eq!(pictures[1].rows.len(), 11, "ten nationalities and the others");
        assert_eq!(sum(&pictures[3]), 6 * 2_400, "each case once for each need");
        let places = places(document);
        assert_eq!(places.len(), 32);
        assert_eq!(places.iter().filter_map(|place| place.figure).sum::<u64>(), 1_200);
    });
}

#[test]
fn the_same_report_is_the_same_bytes() {
    rendered(&many("Nogales"), "2019", false, |document| {
        for format in Format::ALL {
            let [one, other] = [made(document, format), made(document, format)];
            assert!(one.files() == other.files() && one.fingerprint() == other.fingerprint(), "{}", format.code());
            assert_eq!(one.fingerprint().len(), 16);
        }
    });
}

fn has_decimals(cell: &str) -> bool {
    cell.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2 && cell.parse::<f64>().is_ok())
}

/// Whatever stands in a cell, a comma or a `;` too; only decimals have a comma, as spreadsheets that read `;` read numbers.
#[test]
fn with_semicolons_each_file_reads_as_with_commas() {
    rendered(&many("Nogales; a, \"b\""), "2019", true, |document| {
        let read = |format, separator| -> Vec<(String, Vec<csv::StringRecord>)> {
            let read = |bytes: &[u8]| {
                let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
                let mut reader = csv::ReaderBuilder::new();
                let reader = reader.delimiter(separator).has_headers(false).from_reader(bytes);
                reader.into_records().collect::<Result<_, _>>().unwrap()
            };
            made(document, format).files().iter().map(|(name, bytes)| (name.clone(), read(bytes))).collect()
        };
        let files = read(Format::Csv, b',');
        assert!(files.iter().any(|(_, rows)| rows.iter().flatten().any(|cell| cell.contains("Nogales; a, \"b\""))));
        let point = |cell: &str| if has_decimals(cell) { cell.replace('.', ",") } else { cell.to_owned() };
        let points = |rows: &[csv::StringRecord]| rows.iter().map(|row| row.iter().map(point).collect()).collect();
        let expected: Vec<(String, Vec<_>)> = files.iter().map(|(name, rows)| (name.clone(), points(rows))).collect();
        assert!(files.iter().any(|(_, rows)| rows.iter().flatten().any(has_decimals)));
        assert!(read(Format::CsvSemicolon, b';') == expected);
    });
}

#[test]
fn made_up_figures_are_marked_in_every_format() {
    let mark = Texts::new(Lang::Es).get("csv-training");
    rendered(&many("Nogales"), "2019", true, |document| {
        for format in [Format::Text, Format::Json, Format::Tidy, Format::Html] {
            let text = text(document, format);
            let marks = ["datos inventados", &mark, "\"training\": true", "training"];
            assert!(marks.iter().any(|mark| text.contains(mark)), "{}", format.code());
        }
        for (name, bytes) in made(document, Format::Csv).files() {
            assert!(String::from_utf8_lossy(bytes).contains(&mark) || name == "about.csv", "{name}");
        }
        assert!(text(document, Format::Html).contains("class=\"mark\""));
        let book = bytes(document, Format::Xlsx);
        for (name, first) in readers::first_cells(&book) {
            assert_eq!(first, Texts::new(Lang::Es).get("note-training"), "{name}");
        }
    });
    rendered(&many("Nogales"), "2019", false, |document| {
        assert!(!text(document, Format::Html).contains("class=\"mark\""));
        assert!(readers::first_cells(&bytes(document, Format::Xlsx)).iter().all(|(_, first)| !first.contains("CAPAC")));
    });
}

#[test]
fn what_is_stopped_at_any_step_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    rendered(&many("Nogales"), "2019", false, |document| {
        for format in Format::ALL {
            let mut steps = Vec::new();
            Export::new(format, document, &mut |done, of| {
                steps.push((done, of));
                true
            })
            .unwrap();
            let of = u64::try_from(steps.len() - 1).unwrap();
            assert_eq!(steps, (0..=of).map(|done| (done, of)).collect::<Vec<_>>(), "{}", format.code());
            for last in 0..=of {
                let stopped = Export::new(format, document, &mut |done, _| done < last);
                assert_eq!(stopped.err().unwrap().kind(), ErrorKind::Interrupted);
            }
        }
        let (file, table) = (made(document, Format::Html), made(document, Format::Csv));
        let there = |name: &str| folder.path().join(name);
        for (export, name) in [(&file, "report.html"), (&table, "tables")] {
            let save = |path: &str| whole::save::<std::io::Error>(&there(path), export, || Ok(()));
            save(name).unwrap();
            let kind = |path: &str| save(path).unwrap_err().kind();
            assert_eq!(kind(name), whole::TAKEN);
            assert_eq!(kind("none/of/these"), ErrorKind::NotFound);
            assert_eq!(kind("report.html/in"), ErrorKind::NotADirectory);
        }
        assert_eq!(
            whole::save::<std::io::Error>(&there("no folder/"), &file, || Ok(())).unwrap_err().kind(),
            ErrorKind::NotFound
        );
        assert_eq!(fs::read(there("report.html")).unwrap(), file.files()[0].1);
        assert_eq!(fs::read_dir(there("tables")).unwrap().count(), table.files().len());
        let full = |_: &mut fs::File| Err::<(), _>(std::io::Error::from(ErrorKind::StorageFull));
        assert_eq!(whole::file(&there("full"), whole::named, full).unwrap_err().kind(), ErrorKind::StorageFull);
        let full = |path: &std::path::Path| {
            fs::write(path.join("first.csv"), "a")?;
            Err::<(), _>(std::io::Error::from(ErrorKind::StorageFull))
        };
        assert_eq!(whole::folder(&there("fuller"), full).unwrap_err().kind(), ErrorKind::StorageFull);
    });
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["report.html", "tables"]);
}
