//! Renderings of a small report: every text exists in both languages, figures agree, and no line is too wide.

#![expect(clippy::unwrap_used, reason = "a report that cannot be made is a failed test")]

use chrono::NaiveDate;
use cobijo::domain::age::AgeGroup;
use cobijo::domain::catalogue::{COUNTRIES, STATES};
use cobijo::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::csv::{write_csv_tables, write_csv_tidy};
use cobijo::render::json::write_json;
use cobijo::render::part::Parts;
use cobijo::render::text::{WIDTH, write_text};
use cobijo::render::{Document, Stamp};
use cobijo::report::comparison::compare;
use cobijo::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use cobijo::report::{Scope, report};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

const ES: &str = include_str!("../assets/locales/es/report.ftl");
const EN: &str = include_str!("../assets/locales/en/report.ftl");

fn minutes(text: &str) -> i32 {
    Moment::parse(text, chrono_tz::UTC).unwrap().civil_minutes()
}

fn facts() -> Facts {
    let country = |code: &str| u16::try_from(COUNTRIES.iter().position(|c| c.iso3 == code).unwrap()).unwrap();
    let state = |code: &str| u8::try_from(STATES.iter().position(|s| s.code == code).unwrap()).unwrap();
    let first = CaseFact {
        id: 0,
        opened_minutes: minutes("2018-05-01T10:00"),
        child: 0,
        outcome_day: NaiveDate::from_ymd_opt(2019, 2, 3).unwrap().to_epoch_days(),
        offset: -360,
        office: 0,
        nationality: country("HND"),
        point: NONE,
        kind: Kind::Foreign,
        sex: Some(Sex::Female),
        accompaniment: Some(Accompaniment::Separated),
        group: AgeGroup::Teen,
        outcome: Some(Outcome::AssistedReturn),
        has_contact: true,
    };
    let mut cases = vec![first; 1_300];
    for (number, case) in (1..).zip(&mut cases[1..]) {
        case.opened_minutes = minutes("2019-01-31T23:59");
        case.child = number;
        case.group = AgeGroup::MINORS[usize::try_from(number % 3).unwrap()];
        case.sex = [Some(Sex::Male), Some(Sex::Female), Some(Sex::Other), None][usize::try_from(number % 4).unwrap()];
        case.accompaniment = [None, Some(Accompaniment::Accompanied)][usize::try_from(number % 2).unwrap()];
        case.nationality = [country("HND"), country("CUB"), NONE, country("SLV"), country("XXA")]
            [usize::try_from(number % 5).unwrap()];
        case.outcome = None;
        if number % 7 == 0 {
            case.kind = Kind::Repatriated;
            case.office = 1;
            case.point = [0, 1, NONE][usize::try_from(number % 3).unwrap()];
        }
        if number % 97 == 0 {
            case.group = AgeGroup::Adult;
        }
    }
    let at_minutes = minutes("2019-02-01T01:00");
    let service =
        |case: u32, category| ServiceFact { case, at_minutes, quantity: 2, offset: -360, office: 0, category };
    let call = |case: u32, outcome| CallFact { case, at_minutes, offset: -360, office: 1, outcome, child_spoke: true };
    let office = |code: &str| OfficeFact { code: code.to_owned(), state: state(code) };
    Facts::new(Sources {
        cases,
        services: (1..900).map(|n| service(n, ServiceCategory::ALL[usize::try_from(n % 11).unwrap()])).collect(),
        calls: (1..400).map(|n| call(n, CallOutcome::ALL[usize::try_from(n % 10).unwrap()])).collect(),
        offices: vec![office("CHP"), office("SON")],
        points: vec![
            "=Garita Nogales I".to_owned(),
            "Agua Prieta, un punto con un nombre que no cabe en su columna".to_owned(),
        ],
        children: 1_300,
    })
}

/// Renders the report of a period in a language by some function.
fn rendered<T>(lang: Lang, period: &str, render: impl FnOnce(&Document<'_>) -> T) -> T {
    let facts = facts();
    let report = report(&facts, &Scope::default(), Period::parse(period).unwrap());
    let as_of = Moment::parse("2019-07-18T09:00-06:00", chrono_tz::UTC).unwrap();
    let comparison = compare(&facts, &report, report.period.previous_year(), as_of);
    let head = "4711:babab-babab-babab-babab-babab-babab-babab-babab".to_owned();
    let stamp = Stamp { as_of, head, training: true, seal: None, offices: Vec::new(), lang };
    render(&Document {
        report: &report,
        comparison: Some(&comparison),
        stamp: &stamp,
        texts: &Texts::new(lang),
        is_by_border: false,
        parts: Parts::ALL,
    })
}

/// What was written, in which no key stands for a text and no placeholder for a value.
fn whole(out: Vec<u8>) -> String {
    let text = String::from_utf8(out).unwrap();
    let keys = ["{$", "cell-", "measure-", "month-", "note-", "period-", "point-", "region-", "report-", "table-"];
    assert!(keys.iter().all(|key| !text.contains(key)), "{text}");
    text
}

fn text(lang: Lang, period: &str) -> String {
    rendered(lang, period, |document| {
        let mut out = Vec::new();
        write_text(&mut out, document).unwrap();
        whole(out)
    })
}

fn json(period: &str) -> String {
    rendered(Lang::Es, period, |document| {
        let mut out = Vec::new();
        write_json(&mut out, document).unwrap();
        whole(out)
    })
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys = |source: &str| -> Vec<String> {
        let lines = source.lines().filter(|line| !line.starts_with([' ', '#', '}']));
        lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(keys(ES), keys(EN));
    for country in COUNTRIES.iter() {
        assert!(ES.contains(&format!("\nregion-{} =", country.region)), "{}", country.region);
    }
    let forbidden = ["ilegal", "detenid", "illegal", "detain"];
    assert!(!forbidden.iter().any(|word| ES.to_lowercase().contains(word) || EN.to_lowercase().contains(word)));
}

#[test]
fn no_line_of_text_is_too_wide() {
    for lang in [Lang::Es, Lang::En] {
        for period in ["2019-H1", "2018-01..2019-12", "2022", "2021-05", "2019-01-07..2019-02-20"] {
            for line in text(lang, period).lines() {
                assert!(line.width() <= WIDTH, "{line}");
            }
        }
    }
}

#[test]
fn the_text_reads_as_a_report() {
    insta::assert_snapshot!(text(Lang::Es, "2019-H1"));
}

#[test]
fn titles_use_the_words_of_their_time_and_end_at_the_cut_off() {
    let check = |lang, period: &str, words: &str| {
        let text = text(lang, period).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words), "{period}: {words}\n{text}");
    };
    check(Lang::Es, "2019-H1", "Eventos de menores presentados ante la autoridad migratoria, según continente");
    check(Lang::Es, "2019-H1", "condición de viaje y sexo, enero-junio de 2019");
    check(Lang::Es, "2018-12..2019-06", "sexo, diciembre de 2018 a junio de 2019");
    check(Lang::Es, "2019-05", "sexo, mayo de 2019");
    check(Lang::Es, "2018", "sexo, 2018");
    check(Lang::Es, "2019", "sexo, del 1 de enero al 18 de julio de 2019 (preliminar)");
    check(Lang::Es, "2021", "Eventos de menores canalizados por la autoridad migratoria");
    check(Lang::En, "2022", "Events of children and adolescents in an irregular migration situation in Mexico");
    check(Lang::En, "2019-05-07..2019-05-07", "travel condition and sex, 7 May 2019");
}

#[test]
fn json_keeps_its_keys_and_their_order() {
    let json = json("2019-H1");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "cobijo.report/1");
    assert_eq!(value["period"], serde_json::json!({"from": "2019-01-01", "to": "2019-06-30"}));
    assert_eq!(value["as_of"], "2019-07-18T09:00-06:00");
    assert_eq!(value["head"], "4711:babab-babab-babab-babab-babab-babab-babab-babab");
    assert_eq!((&value["public"], &value["training"]), (&serde_json::json!(false), &serde_json::json!(true)));
    assert_eq!(value["measures"]["returned"], serde_json::json!({"deportation": 0, "assisted_return": 1, "total": 1}));
    assert_eq!(value["measures"]["unaccompanied_share_percent"], "0.00");
    assert_eq!(value["excluded"]["adults"], 13);
    assert_eq!(value["measures"]["care"]["call_spoke"].as_object().unwrap().len(), 4);
    assert_eq!(value["tables"].as_array().unwrap().len(), 8);
    assert_eq!(value["comparison"]["period"]["from"], "2018-01-01");
    assert_eq!(value["comparison"]["measures"]["unaccompanied_share_percent"], "100.00");
    assert_eq!(value["comparison"]["change"]["foreign_unaccompanied"]["absolute"], -1);
    assert_eq!(value["comparison"]["change"]["foreign_unaccompanied"]["percent"], "-100.00");
    assert_eq!(value["comparison"]["change"]["repatriated"]["percent"], serde_json::Value::Null);
    assert_eq!(value["comparison"]["change"].as_object().unwrap().len(), 11);
    let places: Vec<_> = ["\"schema\"", "\"measures\"", "\"returned\"", "\"services\"", "\"events\"", "\"excluded\""]
        .map(|key| json.find(key))
        .to_vec();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    let row = &value["tables"][0]["rows"][0];
    assert_eq!((&row["key"], &row["label"]), (&"SLV".into(), &"El Salvador".into()));
}

#[test]
fn csv_has_the_figures_of_json() {
    let value: serde_json::Value = serde_json::from_str(&json("2019-H1")).unwrap();
    let csv = rendered(Lang::Es, "2019-H1", |document| {
        let mut out = Vec::new();
        write_csv_tidy(&mut out, document).unwrap();
        out
    });
    let mut figures = BTreeMap::new();
    for record in csv::Reader::from_reader(csv.as_slice()).into_records() {
        let record = record.unwrap();
        let name = format!("{}:{}:{}", &record[0], &record[1], &record[2]);
        assert!(figures.insert(name, record[3].to_owned()).is_none());
    }
    assert_eq!(figures["measures:foreign:total"], value["measures"]["foreign"].to_string());
    assert_eq!(figures["measures:services/food:items"], value["measures"]["services"]["food"]["items"].to_string());
    assert_eq!(figures["change:foreign_unaccompanied:percent"], "-100.00");
    for table in value["tables"].as_array().unwrap() {
        for row in table["rows"].as_array().unwrap() {
            for (cell, figure) in row["cells"].as_object().unwrap().iter().filter(|(_, figure)| **figure != 0) {
                let name = format!("{}:{}:{cell}", table["id"].as_str().unwrap(), row["key"].as_str().unwrap());
                assert_eq!(figures[&name], figure.to_string(), "{name}");
            }
        }
    }
}

#[test]
fn each_table_is_a_file_for_spreadsheets() {
    let mut files = BTreeMap::new();
    rendered(Lang::Es, "2019-H1", |document| {
        write_csv_tables(document, b',', |name, bytes| {
            files.insert(name.to_owned(), bytes);
            Ok(())
        })
        .unwrap();
    });
    assert_eq!(files.len(), 11);
    assert!(files.values().all(|bytes| bytes.starts_with("\u{feff}".as_bytes())));
    let points = String::from_utf8(files["repatriated_by_state.csv"].clone()).unwrap();
    assert!(points.contains("SON/=Garita Nogales I,'=Garita Nogales I,"), "{points}");
    let by_nationality = String::from_utf8(files["foreign_by_nationality.csv"].clone()).unwrap();
    assert!(by_nationality.contains("HND,Honduras,América Central,"), "{by_nationality}");
}
