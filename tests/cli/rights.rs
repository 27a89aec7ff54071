//! Who may do what on the command line: each role against each command; officers, their passphrases and their code.

use super::office::{Office, PASSPHRASE, Run};
use cobijo::store::{Right, may};
use cobijo::vault::Role;
use std::fs;

const PECH: &str = "el ceibo junto al pozo";
const NEW: &str = "cuatro ranas en el patio";

impl Office {
    /// Adds somebody with a passphrase that stands in a file of their name.
    fn add(&self, name: &str, role: &str, passphrase: &str) {
        self.write(name, passphrase);
        self.run(&["--officer", "M. Ruiz", "officer", "add", name, "--role", role, "--new-passphrase-file", name])
            .ends(0);
    }

    fn run_as(&self, name: &str, args: &[&str]) -> Run {
        self.run(&[&["--officer", name, "--passphrase-file", name], args].concat())
    }
}

/// A store with cases, and one officer of each role beside M. Ruiz, called like the role.
fn office_of_all() -> Office {
    let office = Office::with_cases();
    for role in Role::ALL {
        office.add(role.code(), role.code(), &format!("{PECH} {}", role.code()));
    }
    office
}

#[test]
fn each_role_against_each_command() {
    let office = office_of_all();
    office.write("more/cases.csv", "case_ref,office,kind,opened_at\n");
    let commands: [(Right, &[&str]); 23] = [
        (Right::Figures, &["report", "--period", "2019"]),
        (Right::Figures, &["report", "--period", "2019", "--format", "json", "--as-of", "2020-01-01"]),
        (Right::Seal, &["report", "--period", "2019", "--seal"]),
        (Right::Figures, &["report", "--seals"]),
        (Right::Figures, &["verify"]),
        (Right::Figures, &["office"]),
        (Right::Read, &["report", "--period", "2019", "--explain", "measures/events"]),
        (Right::Read, &["list"]),
        (Right::Read, &["list", "--names", "--json"]),
        (Right::Read, &["list", "--text", "ensayo"]),
        (Right::Read, &["show", "A"]),
        (Right::Read, &["show", "A", "--names"]),
        (Right::Import, &["import", "more"]),
        (Right::Import, &["import", "more", "--dry-run"]),
        (Right::Export, &["export", "--nominal", "out"]),
        (Right::BackUp, &["backup", "copy"]),
        (Right::Settings, &["office", "OJI", "--zone", "America/Ojinaga"]),
        (Right::Officers, &["officer", "list"]),
        (
            Right::Officers,
            &["officer", "add", "L. Soto", "--role", "administrator", "--new-passphrase-file", "analyst"],
        ),
        (Right::Officers, &["officer", "enable", "M. Ruiz"]),
        (Right::Officers, &["officer", "disable", "L. Soto"]),
        (Right::Officers, &["officer", "passphrase", "M. Ruiz", "--new-passphrase-file", "officer"]),
        (Right::Officers, &["officer", "recovery"]),
    ];
    for role in Role::ALL {
        for (right, args) in &commands {
            let run = office.run_as(role.code(), args);
            if matches!(right, Right::Export | Right::BackUp) {
                assert_eq!(office.path(args[args.len() - 1]).exists(), may(role, *right), "{args:?}");
                drop(fs::remove_dir_all(office.path("out")).or_else(|_| fs::remove_file(office.path("copy"))));
            }
            if may(role, *right) {
                run.ends(0);
            } else {
                run.refuses(6, "Your role does not allow this");
            }
        }
    }
}

#[test]
fn a_copy_is_brought_back_by_who_may() {
    let office = office_of_all();
    office.run(&["--officer", "M. Ruiz", "backup", "copy"]).ends(0);
    for role in Role::ALL {
        let place = format!("store of {}", role.code());
        let run = office.run_as(role.code(), &["--store", &place, "restore", "copy"]);
        assert_eq!(
            (run.code, office.path(&place).exists()),
            if may(role, Right::Restore) { (0, true) } else { (6, false) }
        );
    }
}

#[test]
fn everybody_may_change_the_own_passphrase_and_the_old_one_opens_no_more() {
    let office = office_of_all();
    office.write("new", NEW);
    for role in Role::ALL.map(Role::code) {
        office.run_as(role, &["officer", "passphrase", "--new-passphrase-file", "new"]).ends(0);
        office.run_as(role, &["verify"]).refuses(6, "passphrase");
        office.run(&["--officer", role, "--passphrase-file", "new", "verify"]).ends(0);
        office.write("short", "corta");
        office
            .run(&[
                "--officer",
                role,
                "--passphrase-file",
                "new",
                "officer",
                "passphrase",
                role,
                "--new-passphrase-file",
                "short",
            ])
            .refuses(6, "14 characters");
    }
    office.write("M. Ruiz", PASSPHRASE);
    office.run_as("M. Ruiz", &["officer", "passphrase"]).refuses(6, "--new-passphrase-file");
}

#[test]
fn officers_are_added_listed_and_disabled() {
    let office = Office::with_cases();
    office.add("L. Soto", "analyst", PECH);
    office.write("M. Ruiz", PASSPHRASE);
    office.run(&["list"]).refuses(6, "--officer");
    let listed = office.run_as("M. Ruiz", &["officer", "list"]).ends(0).out;
    assert_eq!(listed, "M. Ruiz  administrator  may open\nL. Soto  analyst  may open\n");
    let with = ["--new-passphrase-file", "L. Soto"];
    let add = |name, role| office.run_as("M. Ruiz", &[&["officer", "add", name, "--role", role], &with[..]].concat());
    add("l. soto", "officer").refuses(1, "name");
    add("Ana", "boss").refuses(2, "boss");
    add("a\u{1b}[2J", "officer").refuses(1, "name");
    office.run_as("M. Ruiz", &["officer", "disable", "M. Ruiz"]).refuses(1, "administrator");
    office.run_as("M. Ruiz", &["officer", "disable", "Nadie"]).refuses(6, "no access");
    office.run_as("M. Ruiz", &["officer", "disable", "l. soto"]).ends(0);
    office.run_as("L. Soto", &["report", "--period", "2019"]).refuses(6, "disabled");
    let listed = office.run_as("M. Ruiz", &["officer", "list", "--json"]).ends(0).out;
    assert!(listed.contains("\"enabled\": false"), "{listed}");
    office.run_as("M. Ruiz", &["officer", "enable", "L. Soto"]).ends(0);
    office.run_as("L. Soto", &["report", "--period", "2019"]).ends(0);
}

#[test]
fn whoever_forgot_the_passphrase_sets_a_new_one_with_the_recovery_code() {
    let office = Office::empty();
    office.write("code", office.run(&["init", "--office", "CHP", "--officer", "M. Ruiz"]).ends(0).out);
    office.write("new", NEW);
    let set = ["--passphrase-file", "code", "officer", "passphrase", "--new-passphrase-file", "new"];
    office.run(&set).ends(0);
    office.run(&["verify"]).refuses(6, "passphrase");
    office.write("next", office.run(&["--passphrase-file", "new", "officer", "recovery"]).ends(0).out);
    office.run(&set).refuses(6, "recovery code");
    office.run(&["--passphrase-file", "next", "verify"]).ends(0);
}
