//! Imports that leave rows out, that are taken back, and that meet what is there already.

use super::office::{FILES, Office, files_below};
use serde_json::json;
use std::fs;

const HEADER: &str = "case_ref,office,kind,opened_at";

#[test]
fn sound_rows_go_in_and_the_others_into_a_file_beside_the_source() {
    let office = Office::new();
    let cases = "case_ref,person_ref,office,kind,opened_at,notes\n\
        A,p1,CHP,foreign,2019-05-07T11:50,\"a, \"\"b\"\"\nc\"\n\
        B,p2,CHP,foreigner,2019-05-07T11:50,\"x, \"\"y\"\"\nz\"\n\
        C,p3,CHP,foreign,2019-05-07\n";
    let services = "ref,case_ref,category,at\ns1,A,food,2019-05-07T12:00\ns2,B,food,2019-05-07T12:00\n";
    office.lay_out("in", &[("cases.csv", cases), ("services.csv", services)]);
    let run = office.run(&["import", "--skip-invalid", "in"]).ends(9);
    assert!(run.out.contains("Imported in part: 1 case, 1 service,"), "{}", run.out);
    let problems: Vec<&str> = run.err.lines().collect();
    let expected = ["in/cases.csv:4: kind: ", "in/cases.csv:6: ", "in/services.csv:3: case_ref: "];
    assert_eq!(problems.len(), expected.len(), "{}", run.err);
    let said: Vec<&str> =
        problems.iter().zip(expected).map(|(problem, place)| problem.strip_prefix(place).unwrap()).collect();
    let quoted =
        |text: &str| if text.contains(',') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into() };
    assert_eq!(
        office.read("in/cases.rejected.csv"),
        format!(
            "case_ref,person_ref,office,kind,opened_at,notes,problem\n\
             B,p2,CHP,foreigner,2019-05-07T11:50,\"x, \"\"y\"\"\nz\",{}\nC,p3,CHP,foreign,2019-05-07,{}\n",
            quoted(said[0]),
            quoted(said[1]),
        )
    );
    let expected = format!("ref,case_ref,category,at,problem\ns2,B,food,2019-05-07T12:00,{}\n", quoted(said[2]));
    assert_eq!(office.read("in/services.rejected.csv"), expected);
    // A folder import passes over them; mended they go in, the column `problem` and all.
    office.run(&["import", "in", "--skip-invalid"]).ends(9);
    let mended = office.read("in/cases.rejected.csv").replace("foreigner", "foreign");
    office.write(
        "in/cases.rejected.csv",
        mended.replace("2019-05-07,\"", "2019-05-07,,\"").replace("2019-05-07,the", "2019-05-07,,the"),
    );
    let answer = office.json(&["import", "--json", "in/cases.rejected.csv", "in/services.rejected.csv"]);
    assert_eq!((&answer["imported"]["cases"], &answer["imported"]["services"]), (&json!(2), &json!(1)));
    assert_eq!(office.json(&["show", "B", "--names", "--json"])["case"]["notes"], "x, \"y\"\nz");
    assert_eq!(office.contents()["measures"]["foreign"], 3);
}

#[test]
fn a_whole_import_leaves_no_file_of_rejects_and_a_trial_writes_nothing() {
    let office = Office::new();
    office.lay_out("in", &FILES);
    office.run(&["import", "--skip-invalid", "in"]).ends(0);
    assert_eq!(files_below(&office.path("in")).len(), FILES.len());
    let before = office.contents();
    office.write("bad.csv", format!("{HEADER}\nX,CHP,none,2019-05-07\nY,CHP,foreign,2019-05-07\n"));
    office.run(&["import", "--dry-run", "bad.csv"]).ends(4);
    office.run(&["import", "--dry-run", "--skip-invalid", "bad.csv"]).ends(9);
    assert!(!office.path("bad.rejected.csv").exists());
    assert_eq!(office.contents(), before);
}

#[test]
fn an_import_is_taken_back_whole_and_can_be_made_again() {
    let office = Office::new();
    office.import(&[("cases.csv", &format!("{HEADER}\nOLD,CHP,foreign,2019-01-07\n"))]).ends(0);
    let figures = |office: &Office| office.contents()["measures"].clone();
    let before = figures(&office);
    office.lay_out("in", &FILES);
    let batch = office.json(&["import", "in", "--json"])["batch"].as_str().unwrap().to_owned();
    let with = figures(&office);
    assert_ne!(before, with);
    let run = office.run(&["import", "--undo", &batch]).ends(0);
    assert!(run.out.contains("2 operations"), "{}", run.out);
    assert_eq!(figures(&office), before);
    office.run(&["show", "A"]).ends(3);
    assert!(office.run(&["import", "--undo", &batch]).ends(0).err.contains("already"));
    let again = office.json(&["import", "in", "--json"]);
    assert_eq!(again["imported"], json!({"cases": 2, "services": 1, "contacts": 1, "calls": 1, "steps": 1}));
    assert_eq!(figures(&office), with);
    office.run(&["verify"]).ends(0);
}

#[test]
fn a_child_that_another_import_needs_stays_when_the_first_is_taken_back() {
    let office = Office::new();
    let file = |case_ref: &str| format!("{HEADER},person_ref,sex\n{case_ref},CHP,foreign,2019-05-07,p1,female\n");
    office.write("one.csv", file("A"));
    office.write("two.csv", file("B"));
    let batch = office.json(&["import", "one.csv", "--json"])["batch"].as_str().unwrap().to_owned();
    office.run(&["import", "two.csv"]).ends(0);
    office.run(&["import", "--undo", &batch]).ends(0);
    assert_eq!(office.json(&["show", "B", "--json"])["person"]["sex"], "female");
    office.run(&["import", "one.csv"]).ends(0);
    let measures = &office.contents()["measures"];
    assert_eq!((&measures["events"], &measures["persons"], &measures["repeat"]), (&json!(2), &json!(1), &json!(1)));
    office.run(&["verify"]).ends(0);
}

#[test]
fn what_an_officer_saw_fit_to_write_is_not_questioned() {
    let office = Office::new();
    let cases = "case_ref,person_ref,office,kind,opened_at,left_at,birth_date,age_years,nationality,accompaniment,outcome,outcome_at,group_ref\n\
        A,p1,CHP,repatriated,2019-04-07T02:30,2001-01-01,2004,99,HND,accompanied,deportation,1990-01-01,g\n\
        B,p1,BCN,foreign,2019-10-27T01:30,,2004-02,,,unaccompanied,turned_18,2019-10-28T00:00Z,g\n\
        C,,SON,received,2019-12-31T23:59+14:00,,,0-120,XXA,separated,,,g\n";
    let calls = "case_ref,contact_ref,at,outcome\nA,1,1999-01-01,reached\n";
    let contacts = "case_ref,contact_ref,phone,safe\nA,1,next door,no\n";
    let bom = format!("\u{feff}{}", cases.replace('\n', "\r\n"));
    office.import(&[("cases.csv", &bom), ("calls.csv", calls), ("contacts.csv", contacts)]).ends(0);
    let opened = |case_ref: &str| office.json(&["show", case_ref, "--json"])["case"]["opened_at"].clone();
    assert_eq!(
        ["A", "B", "C"].map(opened),
        ["2019-04-07T02:30-06:00", "2019-10-27T01:30-07:00", "2019-12-31T23:59+14:00"]
    );
}

#[test]
fn ten_thousand_characters_fit() {
    let office = Office::new();
    let notes = "ñ".repeat(10_000);
    office.import(&[("cases.csv", &format!("{HEADER},notes\nA,CHP,foreign,2019-05-07,{notes}\n"))]).ends(0);
    assert_eq!(
        office.json(&["show", "A", "--names", "--json"])["case"]["notes"].as_str().unwrap().chars().count(),
        10_000
    );
}

#[test]
fn a_rejected_file_that_cannot_be_written_leaves_the_store_as_it_was() {
    let office = Office::with_cases();
    let before = office.contents();
    office.lay_out("in", &[("cases.csv", &format!("{HEADER}\nX,CHP,foreign,2019-05-07\nY,CHP,none,2019-05-07\n"))]);
    fs::create_dir(office.path("in/cases.rejected.csv")).unwrap();
    office.run(&["import", "--skip-invalid", "in"]).refuses(1, "");
    assert_eq!(office.contents(), before);
}

/// The file is a pipe: the program has taken over `Ctrl+C` when it opens it, and reads it only after the key was pressed.
#[test]
fn an_import_that_is_interrupted_saves_nothing() {
    use std::io::Write as _;
    let office = Office::with_cases();
    let before = office.head();
    let pipe = office.path("cases.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = office.process(&["import", "cases.csv"]);
    let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    let pid = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    file.write_all(b"case_ref,office,kind,opened_at\nNEW,CHP,foreign,2019-01-07T11:50\n").unwrap();
    drop(file);
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stdout.len()),
        (Some(130), 0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(office.head(), before);
}
