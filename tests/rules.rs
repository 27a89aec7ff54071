//! What a report says of itself on the command line: what it stands beside, what was published before, and which seal it
//! is made from; and that what was stopped was neither published nor sealed.

#![expect(clippy::unwrap_used, reason = "a command that cannot be run is a failed test")]

#[expect(dead_code, reason = "another program uses the rest")]
#[path = "cli/office.rs"]
mod office;

use office::Office;
use serde_json::{Value, json};
use std::fs;
use std::process::{Child, Stdio};

const LATE: &str = "case_ref,person_ref,office,kind,opened_at,given_names,surname1,sex,age_years,nationality,accompaniment\n\
     C,p3,CHP,foreign,2018-05-20T11:50,Eva,Ensayo,female,12,GTM,unaccompanied\n";

impl Office {
    fn public(&self, args: &[&str]) -> String {
        self.run(&[&["report", "--public", "--period"], args].concat()).ends(0).err
    }

    fn late(&self) {
        self.lay_out("late", &[("cases.csv", LATE)]);
        self.run(&["import", "late"]).ends(0);
    }
}

/// Begins a command, and ends it with `Ctrl+C` once it is so far; what its code and its last words are.
#[cfg(target_os = "linux")]
fn stopped(office: &Office, args: &[&str], is_so_far: impl Fn(&Child) -> bool, then: impl FnOnce()) -> (i32, String) {
    use rustix::process::{Pid, Signal, kill_process};
    let child = office.process(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while !is_so_far(&child) {
        std::thread::yield_now();
    }
    kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), Signal::INT).unwrap();
    then();
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Whether a program listens for `Ctrl+C`.
#[cfg(target_os = "linux")]
fn listens(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:\t")).unwrap();
    u64::from_str_radix(caught, 16).unwrap() & 2 > 0
}

/// Another program is writing to the store, so that the look cannot be written down yet: then comes `Ctrl+C`.
#[cfg(target_os = "linux")]
#[test]
fn what_was_stopped_was_not_published() {
    let office = Office::with_cases();
    let writer = office.database();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let args = ["report", "--period", "2019-H1", "--public", "-o", "new"];
    let (code, said) = stopped(&office, &args, listens, || writer.execute_batch("ROLLBACK").unwrap());
    assert_eq!(code, 130, "{said}");
    assert!(!office.path("new").exists());
    assert_eq!(office.public(&["2019-05"]), "");
    // Nor was what the disk had no room for.
    fs::create_dir(office.path("new.cobijo-partial")).unwrap();
    office.run(&args).ends(1);
    assert_eq!(office.public(&["2019-05"]), "");
    fs::remove_dir(office.path("new.cobijo-partial")).unwrap();
    office.run(&args).ends(0);
    assert!(office.public(&["2019-05"]).contains("2019-H1"));
}

#[test]
fn what_cannot_be_noted_is_not_published() {
    let office = Office::with_cases();
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON access BEGIN SELECT RAISE(ABORT, 'full'); END";
    office.database().execute_batch(refuse).unwrap();
    let report = |args: &[&str]| office.run(&[&["report", "--period", "2019-H1"], args].concat());
    report(&[]).ends(0);
    report(&["-o", "own"]).ends(0);
    for public in [&["--public"][..], &["--public", "-o", "new"]] {
        let run = report(public);
        assert!(run.code != 0 && run.out.is_empty(), "{}", run.out);
    }
    assert!(office.path("own").exists() && !office.path("new").exists());
}

/// The report stands in its file, and sealing it takes long: then comes `Ctrl+C`.
#[cfg(target_os = "linux")]
#[test]
fn a_seal_that_was_stopped_leaves_nothing() {
    let office = Office::with_cases();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let slow = format!("CREATE TRIGGER slow BEFORE INSERT ON seal BEGIN {endless}; END");
    office.database().execute_batch(&slow).unwrap();
    let args = ["report", "--period", "2019", "--seal", "--format", "json", "-o", "new"];
    let (code, said) = stopped(&office, &args, |_| office.path("new").exists(), || ());
    assert_eq!(code, 130, "{said}");
    office.database().execute_batch("DROP TRIGGER slow").unwrap();
    let left = fs::read_dir(office.path("")).unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    assert!(left.into_iter().all(|name| !name.starts_with("new")));
    assert_eq!(office.run(&["report", "--seals"]).ends(0).out, "There are no seals.\n");
    office.run(&["verify"]).ends(0);
    office.run(&args).ends(0);
    assert_eq!(office.json(&["report", "--seals", "--format", "json"])[0]["number"], 1);
}

#[test]
fn what_stands_beside_a_published_period_is_published_too() {
    let office = Office::with_cases();
    assert_eq!(office.public(&["2019-H1", "--compare", "2018-H1"]), "");
    // The same figures again tell nothing.
    assert_eq!(office.public(&["2018-H1"]), "");
    let inside = office.public(&["2018-05"]);
    assert!(inside.contains("2019-H1 compared with 2018-H1") && inside.lines().count() == 2, "{inside}");
    assert!(inside.contains("2018-H1” (all offices)"), "{inside}");
    let beside = office.public(&["2019-07", "--compare", "2018-H1"]);
    assert!(beside.contains("2018-05") && !beside.contains("2019-H1"), "{beside}");
    assert_eq!(office.public(&["2017"]), "");
    office.late();
    assert!(office.public(&["2018-H1"]).contains("2019-H1 compared with 2018-H1"), "something was registered since");
}

#[test]
fn every_seal_is_listed_whatever_became_of_another() {
    let office = Office::with_cases();
    for period in ["2019-05", "2019-H1", "2019"] {
        office.run(&["report", "--period", period, "--seal"]).ends(0);
    }
    office.database().execute_batch("UPDATE seal SET position = 1 WHERE number = 1").unwrap();
    office.database().execute_batch("DELETE FROM seal WHERE number = 2").unwrap();
    let listed = office.run(&["report", "--seals"]).ends(7);
    for line in ["Seal 1 is not what was sealed", "Seal 2 is not what was sealed", "3  2019, all offices"] {
        assert!(listed.out.contains(line), "{line}\n{}", listed.out);
    }
    assert!(listed.err.contains("1, 2"), "{}", listed.err);
    let listed = office.run(&["report", "--seals", "--format", "json"]).ends(7);
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed[0], json!({"number": 1, "damaged": true}));
    assert_eq!((&listed[1]["damaged"], &listed[2]["number"]), (&json!(true), &json!(3)));
}

/// Of a damaged seal nobody knows of what it was: without a number it may be the one that is meant.
#[test]
fn a_damaged_seal_stands_in_the_way_of_none_that_is_named() {
    let office = Office::with_cases();
    for period in ["2019-05", "2019-H1", "2019-05"] {
        office.run(&["report", "--period", period, "--seal"]).ends(0);
    }
    let damage = |number: u64| {
        let sql = format!("UPDATE seal SET position = 1 WHERE number = {number}");
        assert_eq!(office.database().execute(&sql, ()).unwrap(), 1);
    };
    damage(1);
    let sealed = |args: &[&str]| office.run(&[&["report", "--sealed"], args].concat());
    assert_eq!(
        sealed(&["--period", "2019-05", "--format", "json"]).ends(0).out,
        sealed(&["3", "--format", "json"]).out
    );
    sealed(&["1"]).refuses(7, "missing: 1.");
    damage(3);
    sealed(&["2"]).ends(0);
    office.run(&["report", "--since-seal", "2"]).ends(0);
    sealed(&["--period", "2019-05"]).refuses(7, "missing: 3, 1.");
    sealed(&[]).refuses(7, "--sealed 2");
    office.run(&["report", "--since-seal"]).refuses(7, "--since-seal 2");
    let revised = office.run(&["report", "--revisions"]).ends(7);
    assert!(revised.out.contains("Seal 2") && revised.err.contains("1, 3"), "{}{}", revised.out, revised.err);
}

#[test]
fn the_statement_names_offices_as_the_store_does() {
    let office = Office::with_cases();
    let said = |codes: &str, lang| {
        let args = ["report", "--period", "2019", "--format", "prose", "--office", codes, "--lang", lang];
        office.run(&args).ends(0).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said("TAP", "es").contains("(OPI) de «Representación Local en Tapachula»"), "{}", said("TAP", "es"));
    let own = ["office", "IZP", "--state", "CHP", "--zone", "America/Mexico_City", "--name", "Iztapa, puesto"];
    office.run(&own).ends(0);
    let said = said("CHP,IZP", "es");
    assert!(said.contains("de «Oficina de Representación en Chiapas» e «Iztapa, puesto»"), "{said}");
}

#[test]
fn what_is_published_of_a_seal_says_so() {
    let office = Office::with_cases();
    office.run(&["report", "--period", "2019-H1", "--seal"]).ends(0);
    let head = office.head();
    office.late();
    let made = |format: &str| office.run(&["report", "--sealed", "1", "--public", "--format", format]).ends(0).out;
    let text = made("text");
    let heading: String = text.lines().take_while(|line| !line.is_empty()).collect();
    assert!(heading.contains("Made from seal: 1 of 20") && heading.contains(&head), "{heading}");
    let json: Value = serde_json::from_str(&made("json")).unwrap();
    assert_eq!((&json["seal"]["number"], &json["head"]), (&json!(1), &json!(head)));
    assert!(made("html").contains("<dt>Made from seal</dt>\n<dd>1 of 20"));
    assert!(made("prose").contains("Made from seal 1 of 20"));
    office.run(&["report", "--sealed", "1", "--public", "--format", "csv", "-o", "tables"]).ends(0);
    assert!(office.read("tables/about.csv").contains("report,seal,1\n"));
    let own = office.run(&["report", "--period", "2019-H1", "--public"]).ends(0).out;
    assert!(!own.contains("Made from seal"));
}

#[test]
fn what_is_not_over_stands_beside_as_many_days_before_anything_else() {
    let office = Office::with_cases();
    // Until the end of a century that is not over.
    let report = |format: &str| {
        let args = ["report", "--from", "2019-01-01", "--to", "2199-12-31", "--compare", "1801..1981"];
        office.run(&[&args[..], &["--format", format]].concat())
    };
    report("text").refuses(2, "1801..1981");
    let report = |format: &str| {
        let args = ["report", "--from", "2019-01-01", "--to", "2099-12-31", "--compare", "1919-01..1999-12"];
        office.run(&[&args[..], &["--format", format]].concat()).ends(0).out
    };
    let text = report("text");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(place("equal cut-off, of January 1919 to December 1999") < place("Main figures with an equal cut-off"));
    assert!(place("Main figures with an equal cut-off") < place("Main figures beside all of the period compared"));
    let page = report("html");
    assert!(page.contains("<dt>Compared with</dt>") && page.contains("<caption>Main figures with an equal cut-off"));
    let tidy = report("tidy");
    assert!(tidy.find("\nequal_cut_off,").unwrap() < tidy.find("\ncomparison,").unwrap());
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    assert_eq!(json["comparison"]["period"]["to"], "1999-12-31");
    let other = office.run(&["report", "--period", "2018", "--compare", "2019-01..2099-12"]).ends(0).out;
    assert!(
        other.contains("Main figures, compared with 1 January 2019 to ") && other.contains("(preliminary)"),
        "{other}"
    );
    let over = office.run(&["report", "--period", "2019-H1", "--compare", "previous-year"]).ends(0).out;
    assert!(over.contains("Main figures, compared with January-June 2018"), "{over}");
}

#[test]
fn a_place_named_twice_is_one_and_a_figure_that_is_none_has_few_like_it() {
    let office = Office::with_cases();
    let places = ["--state", "TAB,CHP", "--state", "chp,CHP", "--format", "json"];
    let report = office.json(&[&["report", "--period", "2019"][..], &places].concat());
    assert_eq!(report["states"], json!(["CHP", "TAB"]));
    for (cell, like) in [
        ("foreign_by_state/CHP/13-17", "foreign_by_state/CHP/12-17, "),
        ("measures/foreigners/total", "measures/foreign/total, "),
        ("foreign_by_nation/HND/total", "foreign_by_nationality/HND/total"),
    ] {
        let run = office.run(&["report", "--period", "2019", "--explain", cell]).ends(2);
        assert!(run.err.contains(like) && run.err.matches(", ").count() == 2, "{}", run.err);
    }
}

#[test]
fn what_would_change_or_count_nothing_is_said() {
    let office = Office::with_cases();
    let report = |args: &[&str]| office.run(&[&["report", "--period"], args].concat());
    report(&["2019", "--state", "TAB,SON", "--office", "CHP"]).refuses(2, "SON, TAB");
    for ignored in [
        &["--seal", "--period", "2019", "--compare", "2018"][..],
        &["--seals", "--period", "2019"],
        &["--seals", "--state", "CHP"],
        &["--revisions", "--public"],
        &["--since-seal", "--compare", "2018"],
    ] {
        office.run(&[&["report"], ignored].concat()).refuses(2, "--");
    }
    report(&["2019", "--state", "TAB,CHP", "--office", "CHP"]).ends(0);
    report(&["2019", "--state", "TAB"]).ends(0);
    let text = report(&["2199", "--compare", "2019"]).ends(0).out;
    assert!(text.contains("Period: 2199 (not begun yet)\n"), "{text}");
    let prose = report(&["2018", "--compare", "2019", "--format", "prose"]).ends(0).out;
    assert!(prose.starts_with("In 2018"), "a change alone does not say of which days it is\n{prose}");
}

#[test]
fn borders_group_every_table_of_states_and_no_child_twice() {
    let office = Office::with_cases();
    let text = office.run(&["report", "--period", "2019", "--group", "border"]).ends(0).out;
    let (_, services) = text.split_once("Services given to children").unwrap();
    let group = services.lines().find(|line| line.starts_with("Southern border")).unwrap();
    assert_eq!(
        group.split_whitespace().collect::<Vec<_>>(),
        ["Southern", "border", "1", "1"],
        "acts, items, no children"
    );
    assert!(text.matches("Southern border").count() >= 5, "{text}");
}

#[test]
fn help_says_first_what_is_needed_first() {
    let office = Office::empty();
    let help = office.run(&["report", "--help"]).ends(0).out;
    let place = |words: &str| help.find(words).unwrap_or_else(|| panic!("{words}\n{help}"));
    assert!(place("--period") < place("--explain") && place("--explain") < place("\nSeals:\n"));
    assert!(place("\nSeals:\n") < place("--seal\n"));
}
