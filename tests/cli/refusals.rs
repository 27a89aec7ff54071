//! How commands end when something is not as it must be, from 1 to 8; what is damaged stands in `damage`.

use super::office::{Office, Run, files_below};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

#[test]
fn wrong_usage_is_told_before_anything_is_opened() {
    // No store: were it opened first, the answer would be 3.
    let office = Office::empty();
    let day_after = "2019-05-07..2019-05-06";
    for (args, sentence) in [
        (&["report", "--period", "2019-13"][..], "2019-13"),
        (&["report", "--period", "2019-Q5"], "2019-Q5"),
        (&["report", "--period", "2019-06-01..2019-06-31"], "“2019-06-31” is not a date"),
        (&["report", "--period", "2019-07..2019-06"], "ends before it begins. Turned round: 2019-06..2019-07"),
        (&["report", "--period", day_after], "ends before it begins"),
        (&["report", "--from", "2019-07-01", "--to", "2019-06-30"], "ends before it begins"),
        (&["report", "--from", "2019-06-31", "--to", "2019-07-01"], "2019-06-31"),
        (&["report", "--from", "2019-06-01"], "--to"),
        (&["report", "--period", "2019", "--from", "2019-06-01", "--to", "2019-06-02"], "--period <P>, --from <D>"),
        (&["report", "--period", "2019", "--compare", "last-year"], "last-year"),
        (&["report", "--period", "2019-13", "--explain", "measures/foreign/total"], "2019-13"),
        (&["report", "--period", "2019", "--state", "CHP,XYZ"], "XYZ"),
        (&["report", "--revisions", "--state", "TAP"], "TAP"),
        (&["report", "--period", "2019", "--format", "pdf"], "pdf. Accepted are: text, prose, json"),
        (
            &["report", "--period", "2019", "--without", "prose"],
            "--without <PART>: prose. Accepted are: tables, charts, map",
        ),
        (&["report", "--period", "2019", "--format", "json", "--without", "tables"], "json always has “tables”"),
        (&["report", "--period", "2019", "--format", "csv-semicolon"], "-o FOLDER"),
        (&["report"], "--period"),
        (&["list", "--limit", "0"], "0"),
        (&["list", "--limit", "many"], "many"),
        (&["show"], "FOLIO"),
        (&["import"], "PATH"),
        (&["completions", "sh"], "sh"),
        (&["frobnicate"], "frobnicate"),
        (&["list", "--colour"], "--colour"),
        (&["report", "--colour"], "See: cobijo report --help"),
        (&["officer", "add"], "See: cobijo officer add --help"),
        (&["list", "--limit", "none"], "See: cobijo list --help"),
        (&["frobnicate"], "See: cobijo --help"),
        (&["init", "--office", "XYZ", "--officer", "M. Ruiz"], "XYZ"),
        (&["init", "--office", "CHP"], "--officer"),
        (&["init", "--officer", "M. Ruiz"], "--office"),
    ] {
        office.run(args).refuses(2, sentence);
    }
    assert!(!office.store().exists());
}

/// No option is advised that the command refuses.
#[test]
fn where_a_passphrase_is_missing_the_option_for_it_is_named() {
    let office = Office::new();
    let check = |args: &[&str], option: &str| {
        let run = Run::of(office.command(args).env_remove("COBIJO_PASSPHRASE_FILE"));
        run.refuses(6, &format!("missing: use {option}, or a terminal"));
    };
    check(&["--store", "other", "init", "--office", "CHP", "--officer", "M. Ruiz"], "--passphrase-file");
    check(&["report", "--period", "2019"], "--passphrase-file");
    let add = ["--passphrase-file", "passphrase", "officer", "add", "L. Soto", "--role", "officer"];
    check(&add, "--new-passphrase-file");
}

#[test]
fn what_only_a_store_can_know_is_wrong_usage_too() {
    let office = Office::new();
    for (args, sentence) in [
        (&["report", "--period", "2019", "--office", "XYZ"][..], "XYZ"),
        (&["report", "--period", "2019", "--as-of", "yesterday"], "“yesterday” is no day"),
        (&["verify", "--head", "4711"], "4711"),
        (&["verify", "--head", "x:babab"], "x:babab"),
        (&["import", "--undo", "last"], "last"),
    ] {
        office.run(args).refuses(2, sentence);
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let office = Office::new();
    fs::create_dir(office.path("empty")).unwrap();
    office.lay_out("in", &[("cases.csv", "case_ref,office,kind,opened_at\n")]);
    for args in [
        &["show", "CHP-19-0001"][..],
        &["import", "nowhere.csv"],
        &["import", "empty"],
        &["import", "in", "empty"],
        &["import", "--undo", "0192f0c1-0000-7000-8000-000000000000"],
        &["--passphrase-file", "nowhere", "list"],
        &["report", "--period", "2019", "-o", "nowhere/report.txt"],
        &["--store", "nowhere", "list"],
        &["--store", "nowhere", "import", "in"],
        &["--store", "nowhere", "verify"],
        &["--store", "nowhere", "restore", "nowhere.cobijo"],
    ] {
        office.run(args).refuses(3, "");
    }
    assert!(!office.path("nowhere").exists());
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let office = Office::with_cases();
    office.write("old", "old");
    fs::create_dir(office.path("folder")).unwrap();
    let before = files_below(&office.store());
    for args in [
        &["init", "--office", "CHP", "--officer", "M. Ruiz"][..],
        &["init", "--office", "TAP", "--officer", "Ana Pech"],
        &["restore", "old"],
        &["backup", "old"],
        &["report", "--period", "2019", "-o", "old"],
        &["report", "--period", "2019", "--format", "json", "-o", "old"],
        &["report", "--period", "2019", "--format", "csv", "-o", "folder"],
        &["export", "--nominal", "folder"],
        &["export", "--nominal", "old"],
    ] {
        office.run(args).refuses(1, "");
    }
    assert_eq!(office.read("old"), "old");
    assert_eq!(files_below(&office.path("folder")).len(), 0);
    assert!(before == files_below(&office.store()), "the store was touched");
}

#[test]
fn no_passphrase_or_a_wrong_one_opens_nothing() {
    let office = Office::with_cases();
    let before = files_below(&office.store());
    office.write("wrong", "la marea sube deprisa");
    office.write("empty", "");
    office.run(&["--passphrase-file", "wrong", "list"]).refuses(6, "passphrase");
    office.run(&["--passphrase-file", "empty", "list"]).refuses(6, "passphrase");
    office.run(&["--officer", "Nadie", "list"]).refuses(6, "no access");
    let mut command = office.command(&["report", "--period", "2019"]);
    Run::of(command.env_remove("COBIJO_PASSPHRASE_FILE")).refuses(6, "--passphrase-file");
    fs::remove_file(office.store().join("attempts.json")).unwrap();
    assert!(before == files_below(&office.store()), "the store was touched");
    let mut command = office.command(&["list", "--officer", "m. ruiz"]);
    command.env("COBIJO_PASSPHRASE_FILE", "wrong");
    assert_eq!(Run::of(command.args(["--passphrase-file", "passphrase"])).ends(0).out.lines().count(), 2);
}

#[test]
fn wrong_passphrases_on_file_are_told_to_whoever_opens_and_no_passphrase_on_file_waits() {
    let office = Office::new();
    office.write("wrong", "la marea sube deprisa");
    for _ in 0..4 {
        let run = office.run(&["--passphrase-file", "wrong", "list"]).refuses(6, "does not open the store");
        assert!(!run.err.contains("Wait"), "{}", run.err);
    }
    let attempts = office.store().join("attempts.json");
    let told = fs::read_to_string(&attempts).unwrap();
    for _ in 0..2 {
        // What no terminal shows is told again.
        assert!(office.run(&["list"]).ends(0).err.contains("4 failed attempts since "));
    }
    // Nor does it wait for what somebody typed at the lock just now.
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let typed =
        told.replace(r#""last_ms":0"#, &format!(r#""last_ms":{now_ms}"#)).replace(r#""on_file":4"#, r#""on_file":0"#);
    assert_ne!(typed, told);
    fs::write(&attempts, typed).unwrap();
    office.run(&["list"]).ends(0);
    assert_eq!(fs::metadata(&attempts).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_new_passphrase_is_long_or_nothing_is_made() {
    let office = Office::empty();
    let init = ["init", "--office", "CHP", "--officer", "M. Ruiz"];
    for short in ["", "trece letras1", "\nla marea sube despacio"] {
        office.write("short", short);
        let mut command = office.command(&init);
        Run::of(command.env("COBIJO_PASSPHRASE_FILE", "short")).refuses(6, "14 characters");
    }
    Run::of(office.command(&init).env_remove("COBIJO_PASSPHRASE_FILE")).refuses(6, "--passphrase-file");
    office.run(&["init", "--office", "CHP", "--officer", "a\u{1b}[2J"]).refuses(1, "name");
    assert!(!office.store().exists());
    office.run(&init).ends(0);
}

#[test]
fn a_store_that_another_program_writes_to_is_busy_and_can_be_read() {
    let office = Office::with_cases();
    let before = office.contents();
    let database = office.database();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(office.run(&["list"]).ends(0).out.lines().count(), 2);
    office.write("more.csv", "case_ref,office,kind,opened_at\nC,CHP,foreign,2019-05-07\n");
    let begun = Instant::now();
    office.run(&["import", "more.csv"]).refuses(5, "Another program");
    assert!(begun.elapsed().as_secs() >= 4, "it did not wait for its turn");
    database.execute_batch("ROLLBACK").unwrap();
    drop(database);
    assert_eq!(office.contents(), before);
    office.run(&["import", "more.csv"]).ends(0);
}

#[test]
fn training_data_does_not_go_into_a_real_store() {
    let office = Office::with_cases();
    let before = office.contents();
    let mixed = "case_ref,office,kind,opened_at\nC,CHP,foreign,2019-05-07\nZZZ-19-0001,CHP,foreign,2019-05-07\n";
    for args in [&["import", "in"][..], &["import", "--skip-invalid", "in"], &["import", "--dry-run", "in"]] {
        office.lay_out("in", &[("cases.csv", mixed)]);
        let run = office.run(args).refuses(8, "training data");
        assert!(run.err.contains("in/cases.csv:3: case_ref: "), "{}", run.err);
        assert_eq!(files_below(&office.path("in")).len(), 1);
    }
    let answer = office.run(&["import", "--skip-invalid", "in", "--json"]).ends(8).out;
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["batch"], &answer["imported"]["cases"]), (&serde_json::Value::Null, &0.into()));
    let hanging = "case_ref,category,at\nZZZ-19-0001,food,2019-05-07\n";
    office.import(&[("services.csv", hanging)]).refuses(8, "training data");
    assert_eq!(office.contents(), before);
}
