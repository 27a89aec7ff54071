//! Sealed reports: issued again byte for byte whatever happens afterwards, listed, revised, and found where somebody
//! changed one.

#![expect(clippy::unwrap_used, reason = "a command that cannot be run is a failed test")]

#[expect(dead_code, reason = "another program uses the rest")]
#[path = "cli/office.rs"]
mod office;

use cobijo::store::{NewSeal, Store};
use cobijo::vault::Role;
use office::Office;
use serde_json::{Value, json};

const LATE: &str = "case_ref,person_ref,office,kind,opened_at,given_names,surname1,sex,age_years,nationality,accompaniment\n\
     C,p3,CHP,foreign,2019-05-20T11:50,Eva,Ensayo,female,12,GTM,unaccompanied\n";

impl Office {
    fn seal(&self, period: &str) -> String {
        let run = self.run(&["report", "--period", period, "--seal", "--format", "json"]).ends(0);
        assert!(run.err.starts_with("Seal "), "{}", run.err);
        run.out
    }

    fn late(&self) {
        self.lay_out("late", &[("cases.csv", LATE)]);
        self.run(&["import", "late"]).ends(0);
    }

    fn sealed(&self, args: &[&str]) -> String {
        self.run(&[&["report", "--sealed"], args].concat()).ends(0).out
    }
}

#[test]
fn a_sealed_report_comes_out_byte_for_byte_whatever_follows() {
    let office = Office::with_cases();
    let sealed = office.seal("2019-H1");
    office.late();
    assert_eq!(office.sealed(&["1", "--format", "json"]), sealed);
    assert_eq!(office.sealed(&["--period", "2019-H1", "--format", "json"]), sealed);
    assert_ne!(office.run(&["report", "--period", "2019-H1", "--format", "json"]).ends(0).out, sealed);
    office.run(&["backup", "copy"]).ends(0);
    let other = office.path("other");
    office.run(&["--store", other.to_str().unwrap(), "restore", "copy"]).ends(0);
    assert_eq!(office.sealed(&["--store", other.to_str().unwrap(), "--format", "json"]), sealed);
    office.run(&["report", "--sealed", "1", "--format", "json", "-o", "again.json"]).ends(0);
    assert_eq!(office.read("again.json"), sealed);
    office.run(&["report", "--sealed", "7"]).refuses(3, "no such seal");
    office.run(&["report", "--sealed", "--period", "2019-05"]).refuses(3, "no such seal");
    office.run(&["report", "--sealed", "1", "--seals"]).refuses(2, "--s");
    office.run(&["report", "--period", "2019", "--seal", "--as-of", "2019-07-01"]).refuses(2, "--seal");
}

#[test]
fn every_other_form_of_a_sealed_report_has_its_figures() {
    let office = Office::with_cases();
    let text = office.run(&["report", "--period", "2019-H1", "--seal"]).ends(0).out;
    let csv = office.run(&["report", "--period", "2019-H1", "--format", "csv"]).ends(0).out;
    let sealed: Value = serde_json::from_str(&office.sealed(&["--format", "json"])).unwrap();
    office.late();
    assert_eq!(office.sealed(&["1"]), text);
    assert_eq!(office.sealed(&["1", "--format", "csv"]), csv);
    let spanish: Value = serde_json::from_str(&office.sealed(&["1", "--format", "json", "--lang", "es"])).unwrap();
    assert_eq!((&spanish["measures"], &spanish["head"]), (&sealed["measures"], &sealed["head"]));
    assert_ne!(spanish["tables"][0]["title"], sealed["tables"][0]["title"]);
    office.run(&["report", "--sealed", "1", "--compare", "previous-year"]).refuses(2, "--");
    office.run(&["report", "--sealed", "1", "--period", "2019-05"]).refuses(2, "another period");
    office.run(&["report", "--since-seal", "1", "--state", "TAB"]).refuses(2, "other places");
    office.run(&["report", "--sealed", "1", "--period", "2019-H1"]).ends(0);
}

#[test]
fn seals_are_listed_and_months_revised() {
    let office = Office::with_cases();
    assert_eq!(office.run(&["report", "--seals"]).ends(0).out, "There are no seals.\n");
    office.seal("2019-05");
    office.late();
    office.seal("2019-H1");
    let seals = office.json(&["report", "--seals", "--format", "json"]);
    let head = office.head();
    assert_eq!(
        (&seals[1]["number"], &seals[1]["head"], &seals[1]["sealed_by"]),
        (&json!(2), &json!(head), &json!("M. Ruiz"))
    );
    let hash = blake3::hash(office.sealed(&["2", "--format", "json"]).as_bytes()).to_hex().to_string();
    assert_eq!(seals[1]["hash"], hash);
    let listed = office.run(&["report", "--seals"]).ends(0).out;
    assert!(listed.contains("1  2019-05") && listed.contains("2  2019-H1"), "{listed}");
    let csv = office.run(&["report", "--revisions", "--format", "csv"]).ends(0).out;
    for line in ["2019-05,foreign,1,1", "2019-05,foreign,2,2", "2019-05,foreign,today,2", "2019-06,repatriated,2,1"] {
        assert!(csv.lines().any(|it| it == format!("{line},true")), "{line}\n{csv}");
    }
    assert!(!csv.contains("2019-06,foreign,1,"), "the first seal holds May alone\n{csv}");
    let revised = office.json(&["report", "--revisions", "--period", "2019-05", "--format", "json"]);
    assert_eq!(
        revised["rows"][0],
        json!({"month": "2019-05", "measure": "foreign", "figures": {"1": 1, "2": 2, "today": 2}, "not_over": []})
    );
    let text = office.run(&["report", "--revisions"]).ends(0).out;
    assert!(text.contains("Seal 1") && text.contains("Today") && text.contains("\n  2019-05 "), "{text}");
    assert!(!text.contains('…'), "a label is cut\n{text}");
    let spanish = office.run(&["report", "--revisions", "--lang", "es"]).ends(0).out;
    assert!(!spanish.contains('…') && !spanish.contains('*'), "a label is cut\n{spanish}");
}

/// The figure of part of a month is no revision of that of all of it.
#[test]
fn a_month_that_was_not_over_when_it_was_sealed_is_marked() {
    let demo = ["demo", "--generate-only", "--cases", "20", "--days", "9", "--clock", "2019-06-15T14:32"];
    let office = Office::empty();
    office.run(&demo).ends(0);
    office.run(&["report", "--period", "2019-05..2019-06", "--seal"]).ends(0);
    let csv = office.run(&["report", "--revisions", "--format", "csv"]).ends(0).out;
    let lines =
        |begins: &str, ends: &str| csv.lines().filter(|it| it.starts_with(begins) && it.ends_with(ends)).count();
    assert!(lines("2019-05,", ",true") > 0 && lines("2019-06,", ",false") == lines("2019-05,", ",true"), "{csv}");
    let text = office.run(&["report", "--revisions"]).ends(0).out;
    let month = text.lines().find(|line| line.starts_with("  2019-06")).unwrap();
    assert!(month.matches('*').count() == 2 && text.contains("* The month was not over"), "{text}");
    let json = office.json(&["report", "--revisions", "--period", "2019-06", "--format", "json"]);
    assert_eq!(json["rows"][0]["not_over"], json!(["1", "today"]));
}

#[test]
fn a_report_that_nobody_got_has_no_seal() {
    let office = Office::with_cases();
    // Where the file cannot be made, and then where the seal cannot be kept.
    let seal = |path: &str| office.run(&["report", "--period", "2019", "--seal", "--format", "json", "-o", path]);
    std::fs::create_dir(office.path("none.json.cobijo-partial")).unwrap();
    seal("none.json").ends(1);
    assert_eq!(office.run(&["report", "--seals"]).ends(0).out, "There are no seals.\n");
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON seal BEGIN SELECT RAISE(ABORT, 'full'); END";
    office.database().execute_batch(refuse).unwrap();
    assert_ne!(seal("sealed.json").code, 0);
    assert!(!office.path("sealed.json").exists());
}

#[test]
fn what_counts_lines_counts_cases_and_looks_name_no_point() {
    let office = Office::with_cases();
    let point = "case_ref,person_ref,office,kind,opened_at,sex,age_years,nationality,accompaniment,reception_point\n\
                 C,p3,CHP,repatriated,2019-05-20T11:50,female,12,MEX,unaccompanied,Casa de Eva\n";
    office.lay_out("point", &[("cases.csv", point)]);
    office.run(&["import", "point"]).ends(0);
    let cell = "repatriated_by_state/CHP/Casa de Eva/12-17";
    assert_eq!(office.run(&["report", "--period", "2019", "--explain", cell]).ends(0).out, "C\n");
    let sql = "SELECT count(*) FROM access WHERE subject LIKE '%Casa%'";
    assert_eq!(office.database().query_row(sql, (), |row| row.get::<_, i64>(0)).unwrap(), 0);
    office
        .run(&[
            "demo",
            "--generate-only",
            "--cases",
            "20",
            "--days",
            "9",
            "--clock",
            "2019-06-15T14:32",
            "--store",
            "demo",
        ])
        .ends(0);
    let demo =
        |args: &[&str]| office.run(&[&["--store", "demo", "report", "--period", "2019-H1"], args].concat()).ends(0).out;
    let figure = demo(&["--explain", "measures/events"]).lines().count();
    let json: Value = serde_json::from_str(&demo(&["--explain", "measures/events", "--format", "json"])).unwrap();
    assert_eq!(json["cases"].as_array().unwrap().len(), figure);
}

#[test]
fn a_seal_that_was_changed_removed_or_added_is_found() {
    let office = Office::with_cases();
    office.seal("2019-05");
    office.seal("2019-H1");
    let file = office.store().join("store.db");
    let sound = std::fs::read(&file).unwrap();
    for (damage, number) in [
        ("UPDATE seal SET report = replace(report, '\"foreign\": 1', '\"foreign\": 2') WHERE number = 2", 2),
        ("UPDATE seal SET months = replace(months, '1', '2') WHERE number = 1", 1),
        ("UPDATE seal SET officer = 'L. Soto' WHERE number = 1", 1),
        ("UPDATE seal SET position = 1 WHERE number = 2", 2),
        ("DELETE FROM seal WHERE number = 2", 2),
        ("INSERT INTO seal SELECT 3, at, officer, position, report, months, hash FROM seal WHERE number = 1", 3),
    ] {
        assert_eq!(office.database().execute(damage, ()).unwrap(), 1);
        if !damage.starts_with("DELETE") {
            let number = number.to_string();
            office.run(&["report", "--sealed", &number, "--format", "json"]).refuses(7, "");
            assert!(office.run(&["report", "--seals"]).ends(7).err.contains(&number));
        }
        let found = office.run(&["verify"]).ends(7).out;
        assert_eq!(found, format!("Seal {number} is not what was sealed\n"), "{damage}");
        std::fs::write(&file, &sound).unwrap();
    }
    office.run(&["verify"]).ends(0);
}

#[test]
fn a_figure_is_explained_by_the_folios_of_its_cases() {
    let office = Office::with_cases();
    let explain =
        |cell: &str, more: &[&str]| office.run(&[&["report", "--period", "2019", "--explain", cell], more].concat());
    assert_eq!(explain("foreign_by_nationality/HND/12-17", &[]).ends(0).out, "A\n");
    assert_eq!(explain("measures/events", &[]).ends(0).out, "A\nB\n");
    assert_eq!(explain("foreign_by_nationality/GTM/total", &[]).ends(0).out, "\n");
    office.lay_out("more", &[("services.csv", "case_ref,ref,category,at,quantity\nA,s2,food,2019-05-07T18:00,3\n")]);
    office.run(&["import", "more"]).ends(0);
    assert_eq!(explain("measures/services/food/items", &[]).ends(0).out, "A 4\n");
    assert_eq!(explain("measures/events", &["--as-of", "2019-07-18"]).ends(0).out, "\n");
    assert_eq!(explain("measures/events", &["--office", "TAP"]).ends(0).out, "B\n");
    let run = explain("services_by_state/CHP/food/items", &["--format", "json"]).ends(0).out;
    let told: Value = serde_json::from_str(&run).unwrap();
    assert_eq!((&told["figure"], &told["cases"]), (&json!(4), &json!([{"folio": "A", "count": 4}])));
    explain("foreign_by_planet/HND/total", &[]).refuses(2, "foreign_by_state/");
    explain("foreign_by_state/CHP/13-17", &[]).refuses(2, "foreign_by_state/CHP/12-17");
    explain("foreign_by_state/XXX/total", &[]).refuses(2, "foreign_by_state/CHP/total");
    explain("measures/foreigners", &[]).refuses(2, "measures/foreign/total");
    explain("measures/events", &["--format", "csv"]).refuses(2, "text, json");
    explain("measures/events", &["--public"]).refuses(2, "--");
}

#[test]
fn what_differs_from_a_seal_is_told_case_by_case() {
    let office = Office::with_cases();
    office.seal("2019-H1");
    let same = office.run(&["report", "--since-seal", "1"]).ends(0).out;
    assert!(same.contains("those that were sealed"), "{same}");
    office.late();
    let since = office.json(&["report", "--since-seal", "--period", "2019-H1", "--format", "json"]);
    assert_eq!(since["change"]["measures/foreign/total"], json!({"sealed": 1, "today": 2}));
    let case = &since["cases"][0];
    assert_eq!((&case["folio"], &case["reasons"]), (&json!("C"), &json!([{"reason": "added-case", "fields": []}])));
    assert_eq!(case["change"]["foreign_by_state/CHP/12-17/unaccompanied"], 1);
    assert_eq!(since["cases"].as_array().unwrap().len(), 1);
    // One whose figures the log does not give: made by another version, or by another program.
    let other = NewSeal {
        report: office.sealed(&["1", "--format", "json"]).replace("\"foreign\": 1", "\"foreign\": 2"),
        months: std::collections::BTreeMap::new(),
    };
    let mut store = Store::open(&office.store().join("store.db"), &office.key()).unwrap();
    let author = store.seat("M. Ruiz", Role::Supervisor, "CHP");
    assert_eq!(store.seal(&author, 0, &other).unwrap().number, 2);
    drop(store);
    office.run(&["report", "--since-seal", "2"]).refuses(7, "seal 2");
    let text = office.run(&["report", "--since-seal", "1"]).ends(0).out;
    assert!(text.contains("C: late entry"), "{text}");
    office.run(&["report", "--since-seal", "4"]).refuses(3, "no such seal");
    office.run(&["report", "--since-seal", "1", "--format", "csv"]).refuses(2, "text, json");
}
