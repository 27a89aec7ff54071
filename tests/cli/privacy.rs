//! What nobody may read who did not ask for it: names, telephones and notes on screens, in errors and in files.

use super::office::{Office, Run, files_below, not_private};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

/// Texts that stand in the store and nowhere in the program.
const SECRETS: [&str; 7] =
    ["Xiloteotzin", "Quetzalpopoca", "Tlacaelelli", "5550199887", "zapatosrojos", "DOC-998877", "Licdazuniga"];
const FILES: [(&str, &str); 5] = [
    (
        "cases.csv",
        "case_ref,person_ref,office,kind,opened_at,given_names,surname1,surname2,birth_date,notes\n\
         A,p1,CHP,foreign,2019-05-07T11:50,Quetzalpopoca,Xiloteotzin,-,2004-02-29,busca zapatosrojos\n",
    ),
    ("services.csv", "case_ref,category,at,note\nA,clothing,2019-05-07T12:00,zapatosrojos\n"),
    ("contacts.csv", "case_ref,contact_ref,name,phone,note\nA,1,Tlacaelelli,5550199887,zapatosrojos\n"),
    ("calls.csv", "case_ref,contact_ref,at,outcome,note\nA,1,2019-05-07T13:00,reached,zapatosrojos\n"),
    ("steps.csv", "case_ref,step,document,received_by,note\nA,medical_check,DOC-998877,Licdazuniga,zapatosrojos\n"),
];

fn office() -> Office {
    let office = Office::new();
    office.import(&FILES).ends(0);
    fs::remove_dir_all(office.path("in")).unwrap();
    office
}

#[track_caller]
fn check_silent(run: &Run) {
    for secret in SECRETS {
        assert!(!run.out.contains(secret) && !run.err.contains(secret), "{secret} is told:\n{}{}", run.out, run.err);
    }
}

#[test]
fn no_command_tells_a_name_that_was_not_asked_for() {
    let office = office();
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--text", "xiloteo"],
        &["show", "A"],
        &["show", "A", "--json"],
        &["verify"],
        &["verify", "--json"],
        &["report", "--period", "2019"],
        &["report", "--period", "2019", "--format", "json"],
        &["report", "--period", "2019", "--format", "csv"],
        &["backup", "copy"],
        &["export", "--nominal", "out"],
    ] {
        check_silent(&office.run(args).ends(0));
    }
    let named = office.run(&["show", "A", "--names"]).ends(0).out;
    assert!(SECRETS.iter().all(|secret| named.contains(secret)), "{named}");
    let named = office.run(&["show", "A", "--names", "--json"]).ends(0).out;
    assert!(SECRETS.iter().all(|secret| named.contains(secret)), "{named}");
    for args in [&["list", "--names"][..], &["list", "--names", "--json"]] {
        let named = office.run(args).ends(0).out;
        assert!(named.contains("Quetzalpopoca") && named.contains("Xiloteotzin"), "{named}");
    }
}

#[test]
fn problems_of_an_import_tell_no_name_of_the_store_or_of_other_rows() {
    let office = office();
    let header = "case_ref,person_ref,office,kind,opened_at,given_names,surname1,surname2,notes,sex\n";
    for rows in [
        // Against the store.
        "B,p1,CHP,foreign,2019-06-07,Ana,Otra,Dos,,\n",
        // Against another row.
        "B,p2,CHP,foreign,2019-06-07,Ana,Tlacaelelli,,,\nC,p2,CHP,foreign,2019-06-08,Ana,Otra,,,\n",
        // Something else is wrong with the row.
        "B,p3,CHP,foreign,2019-06-07,Quetzalpopoca,Xiloteotzin,,zapatosrojos,none\n",
        "B,p3,CHP,foreign,2019-06-07,Quetzalpopoca,Xiloteotzin,,zapatosrojos\n",
        "B,p3,CHP,foreign,2019-06-07,Quetzalpopoca\u{202e},\u{1b}Xiloteotzin,,\"zapatosrojos,\n",
    ] {
        office.lay_out("in", &[("cases.csv", &format!("{header}{rows}"))]);
        check_silent(&office.run(&["import", "in"]).ends(4));
        check_silent(&office.run(&["import", "--json", "in"]).ends(4));
        check_silent(&office.run(&["import", "--skip-invalid", "--dry-run", "in"]).ends(9));
    }
    let contacts = "case_ref,contact_ref,name,phone,safe\nA,2,Tlacaelelli,5550199887,maybe\n";
    check_silent(&office.import(&[("contacts.csv", contacts)]).ends(4));
}

#[test]
fn no_file_of_the_store_holds_a_name_in_clear() {
    let office = office();
    // As long as another connection is open, the write-ahead log stays.
    let database = office.database();
    database.query_row("SELECT count(*) FROM case_file", (), |row| row.get::<_, i64>(0)).unwrap();
    office
        .import(&[("cases.csv", "case_ref,office,kind,opened_at,surname1\nB,CHP,foreign,2019-06-07,Tlacaelelli\n")])
        .ends(0);
    office.run(&["verify"]).ends(0);
    office.run(&["backup", "store/backups/copy"]).ends(0);
    let files = files_below(&office.store());
    assert!(files.keys().any(|file| file.ends_with("store.db-wal")) && files.keys().any(|file| file.ends_with("copy")));
    for (file, bytes) in &files {
        assert!(!bytes.is_empty() || !file.ends_with("store.db"));
        for secret in SECRETS {
            let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!holds(secret.as_bytes()) && !holds(&wide), "{} holds {secret}", file.display());
        }
    }
    let bytes = fs::read(office.store().join("store.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(!bytes.windows(9).any(|window| window == b"case_file"));
    drop(database);
}

#[test]
fn whatever_is_made_is_for_its_owner_alone() {
    let office = Office::empty();
    let umask = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
    office.run(&["init", "--office", "CHP", "--officer", "M. Ruiz"]).ends(0);
    office.import(&FILES).ends(0);
    office.run(&["backup", "copy"]).ends(0);
    office.run(&["export", "--nominal", "out"]).ends(0);
    office.run(&["report", "--period", "2019", "-o", "report.txt"]).ends(0);
    office.run(&["report", "--period", "2019", "--format", "csv", "-o", "tables"]).ends(0);
    office.lay_out("in", &[("cases.csv", "case_ref,office,kind,opened_at\nB,CHP,none,2019-05-07\n")]);
    office.run(&["import", "--skip-invalid", "in"]).ends(9);
    office.run(&["--store", "back", "restore", "copy"]).ends(0);
    rustix::process::umask(umask);
    for folder in ["store", "out", "tables", "back"] {
        assert_eq!(not_private(&office.path(folder)), []);
    }
    for file in ["copy", "report.txt", "in/cases.rejected.csv"] {
        let mode = fs::metadata(office.path(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}: {mode:o}");
    }
}

#[test]
fn what_steers_a_terminal_stays_in_its_file() {
    // Every run of these tests looks for such characters in what is printed.
    let office = Office::with_cases();
    let steering = "\u{1b}[31m\u{202e}evil\u{9b}2J\u{200b}\u{7}";
    let header = "case_ref,office,kind,opened_at";
    let name = format!("{steering}.csv");
    office.write(&name, format!("{header}\nC,CHP,foreign,2019-05-07,\n"));
    for args in [
        &["import", &name][..],
        &["import", "--json", &name],
        &["import", "--skip-invalid", &name],
        &["show", steering],
        &["list", "--text", steering],
        &["report", "--period", steering],
        &["report", "--period", "2019", "--state", steering],
        &["report", "--period", "2019", "-o", &name],
        &["verify", "--head", steering],
        &["--store", steering, "list"],
        &["--store", steering],
        &["--officer", steering, "list"],
        &["--passphrase-file", steering, "list"],
        &["--lang", steering],
        &["import", steering],
        &["restore", steering],
        &[steering],
        &["backup", &name],
    ] {
        office.run(args);
    }
    for file in [
        format!("{header},{steering}\nC,CHP,foreign,2019-05-07,x\n"),
        format!("{header}\n{steering},{steering},{steering},{steering}\n"),
        format!("{header}\nC,CHP,foreign,2019-05-07,{steering}\n"),
        format!("{steering}\n{steering}\n"),
        format!("{header},problem\nC,CHP,{steering},2019-05-07,{steering}\n"),
    ] {
        office.lay_out("in", &[("cases.csv", &file), (&name, &file)]);
        let run = office.run(&["import", "in/cases.csv"]).ends(4);
        assert!(run.err.contains("in/cases.csv:"), "{}", run.err);
        let json = office.run(&["import", "--json", "in/cases.csv", &format!("in/{name}")]).ends(4);
        let answer: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        let names = answer["problems"].as_array().unwrap().iter().map(|problem| problem["file"].as_str().unwrap());
        assert!(names.clone().any(|file| file == format!("in/{name}")), "a name in JSON is the whole name");
        assert_eq!(office.run(&["import", "--json", "--skip-invalid", "in/cases.csv"]).ends(9).err, "");
    }
}
