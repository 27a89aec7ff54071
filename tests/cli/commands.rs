//! Every command's way when all is well.

use super::office::{FILES, Office, Run, files_below};
use cobijo::domain::catalogue;
use cobijo::form::files::sheet::Sheet;
use cobijo::log::field::{Entity, Field, Kind};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::File;

const COMMANDS: [&str; 15] = [
    "init",
    "import",
    "report",
    "list",
    "show",
    "export",
    "backup",
    "restore",
    "verify",
    "dictionary",
    "doctor",
    "completions",
    "man",
    "office",
    "officer",
];

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn init_prints_the_recovery_code_alone_and_says_to_keep_it() {
    let office = Office::empty();
    let run = office.run(&["init", "--office", "CHP", "--officer", "M. Ruiz"]).ends(0);
    let code = run.out.trim_end();
    assert_eq!(run.out.lines().count(), 1);
    assert!(
        code.len() > 20 && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'),
        "{code}"
    );
    assert!(run.err.contains("recovery code"), "{}", run.err);
    assert_eq!(office.run(&["list"]).ends(0).out, "\n");
}

#[test]
fn without_a_terminal_it_says_what_it_is_and_how_to_begin() {
    let office = Office::empty();
    let run = office.run(&[]).ends(0);
    assert!(run.out.contains("There is no store") && run.out.contains("cobijo init --office"), "{}", run.out);
    assert!(!office.store().exists());
    let run = Run::of(office.command(&[]).env("LANG", "es_MX.UTF-8")).ends(0);
    assert!(run.out.contains("cobijo init --office") && run.out.contains("almacén"), "{}", run.out);
    office.run(&["init", "--office", "chp", "--officer", "M. Ruiz", "--lang", "en"]).ends(0);
    assert!(office.run(&[]).ends(0).out.contains("There is a store"));
}

#[test]
fn help_is_there_in_both_languages_for_every_command() {
    let office = Office::empty();
    for command in COMMANDS {
        let [es, en] = ["es", "en"].map(|lang| office.run(&[command, "--help", "--lang", lang]).ends(0).out);
        assert!(es.contains(&format!("Uso: cobijo {command}")) && en.contains(&format!("Usage: cobijo {command}")));
        assert_ne!(es.lines().next(), en.lines().next(), "{command} is not translated");
    }
    let [es, en] = ["es", "en"].map(|lang| office.run(&["--help", "--lang", lang]).ends(0).out);
    assert!(COMMANDS.iter().all(|command| es.contains(command) && en.contains(command)));
    assert!(office.run(&["--version"]).ends(0).out.starts_with("cobijo "));
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let office = Office::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let out = office.run(&["completions", shell]).ends(0).out;
        assert!(COMMANDS.iter().all(|command| out.contains(command)), "{shell}");
    }
    let manual = office.run(&["man"]).ends(0).out;
    assert!(manual.contains(".TH cobijo"));
    assert!(COMMANDS.iter().all(|command| manual.contains(command)));
}

#[test]
fn the_dictionary_has_every_column_of_the_case_files() {
    let rows = Office::empty().json(&["dictionary", "--json"]);
    let columns = |entities: &[&str]| -> BTreeSet<String> {
        let rows = rows.as_array().unwrap().iter().filter(|row| entities.contains(&row["entity"].as_str().unwrap()));
        rows.filter_map(|row| row["column"].as_str().map(str::to_owned)).collect()
    };
    for (entities, expected) in [
        (
            vec!["person", "case", "link"],
            "case_ref person_ref same_child_as office kind opened_at left_at given_names surname1 surname2 sex birth_date \
             age_years age_source nationality accompaniment language group_ref reception_point outcome outcome_at notes",
        ),
        (vec!["service"], "case_ref ref office category detail at quantity status note"),
        (vec!["contact"], "case_ref contact_ref name relationship country phone safe note"),
        (vec!["call"], "case_ref ref office contact_ref at outcome minutes child_spoke note retry_at"),
        (vec!["step"], "case_ref step done_at document received_by note answer override_reason"),
    ] {
        let found = columns(&entities);
        for column in expected.split_whitespace() {
            assert!(found.contains(column), "{entities:?} lacks {column}");
        }
    }
    for row in rows.as_array().unwrap() {
        for key in ["type", "need", "sensitivity", "label"] {
            assert!(row[key].as_str().is_some_and(|text| !text.is_empty()), "{row}");
        }
    }
    let kind = rows.as_array().unwrap().iter().find(|row| row["name"] == "kind").unwrap();
    assert_eq!(kind["values"], json!(["foreign", "repatriated", "received"]));
    assert_eq!(kind["need"], "required");
    assert!(Office::empty().run(&["dictionary"]).ends(0).out.contains("surname1"));
}

#[test]
fn import_tells_what_it_did_and_does_nothing_twice() {
    let office = Office::new();
    office.lay_out("in", &FILES);
    let before = office.head();
    let dry = office.json(&["import", "in", "--dry-run", "--json"]);
    assert_eq!((&dry["batch"], &dry["imported"]["cases"]), (&Value::Null, &json!(2)));
    assert_eq!(office.head(), before);
    let done = office.json(&["import", "in", "--json"]);
    assert_eq!(keys(&done), ["batch", "imported", "problems", "unchanged"].into());
    let all = json!({"cases": 2, "services": 1, "contacts": 1, "calls": 1, "steps": 1});
    let none = json!({"cases": 0, "services": 0, "contacts": 0, "calls": 0, "steps": 0});
    assert_eq!((&done["imported"], &done["unchanged"], &done["problems"]), (&all, &none, &json!([])));
    assert_eq!(done["batch"].as_str().unwrap().len(), 36);
    let head = office.head();
    assert_ne!(head, before);
    let again = office.json(&["import", "in", "--json"]);
    assert_eq!((&again["imported"], &again["unchanged"]), (&none, &all));
    assert_eq!(office.head(), head);
    // By name in any place, or by their header; in a folder other files are passed over.
    office.write("in/notes.txt", "nothing of ours");
    office.write("in/other.csv", "a,b\n1,2\n");
    office.write("in/mine.csv", "case_ref,office,kind,opened_at\nC,CHP,received,2019-05-08\n");
    let run = office.run(&["import", "in"]).ends(0);
    assert!(run.out.contains("Imported: 1 case,") && run.out.contains("Unchanged: 2 cases."), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn imported_cases_are_history_unless_they_are_active() {
    let office = Office::with_cases();
    office.write("now/cases.csv", "case_ref,office,kind,opened_at,left_at,outcome,outcome_at\nC,CHP,foreign,2019-05-07,,,\nD,CHP,foreign,2019-05-07,2019-05-08,,\nE,CHP,foreign,2019-05-07,,died,2019-05-08\n");
    office.run(&["import", "--active", "now"]).ends(0);
    let refs = |args: &[&str]| -> Vec<String> {
        let rows = office.json(args);
        rows.as_array().unwrap().iter().map(|row| row["case_ref"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(refs(&["list", "--open", "--json"]), ["C"]);
    assert_eq!(refs(&["list", "--json", "--limit", "2"]).len(), 2);
    assert_eq!(refs(&["list", "--json", "--text", "ensayo"]), ["A"]);
    assert_eq!(refs(&["list", "--json", "--text", "5551234"]), ["A"]);
    assert_eq!(refs(&["list", "--json", "--text", "nobody"]), [""; 0]);
}

#[test]
fn a_limit_counts_what_is_left_after_every_filter() {
    let office = Office::new();
    let row = |case_ref, left| format!("{case_ref},CHP,foreign,2019-05-07,Ensayo,{left}\n");
    let header = "case_ref,office,kind,opened_at,surname1,left_at\n";
    let files = format!("{header}{}{}", row("OLD", ""), row("NEW", "2019-05-08"));
    office.write("in/cases.csv", files);
    office.run(&["import", "--active", "in"]).ends(0);
    let found = office.json(&["list", "--open", "--text", "ensayo", "--limit", "1", "--json"]);
    assert_eq!(found[0]["case_ref"], "OLD");
}

#[test]
fn show_has_all_that_hangs_on_a_case() {
    let office = Office::with_cases();
    let shown = office.json(&["show", "A", "--json"]);
    assert_eq!(keys(&shown), ["case", "person", "services", "contacts", "calls", "steps"].into());
    assert_eq!((&shown["services"][0]["category"], &shown["calls"][0]["outcome"]), (&json!("food"), &json!("reached")));
    assert_eq!(
        (&shown["case"]["opened_at"], &shown["case"]["age_years"]),
        (&json!("2019-05-07T11:50-05:00"), &json!("14"))
    );
    let text = office.run(&["show", "A"]).ends(0).out;
    assert!(text.contains("Honduras") && text.contains("Services: 1") && text.contains("Steps: 1"), "{text}");
}

#[test]
fn the_report_has_the_keys_of_the_contract() {
    let office = Office::with_cases();
    let args = ["report", "--period", "2019-H1", "--format", "json", "--compare", "previous-year"];
    let report = office.json(&args);
    let expected =
        "schema period states offices as_of head public training measures excluded tables unspecified comparison";
    assert_eq!(keys(&report), expected.split(' ').collect());
    assert_eq!(
        (&report["schema"], &report["training"], &report["public"]),
        (&json!("cobijo.report/1"), &json!(false), &json!(false))
    );
    assert_eq!(report["period"], json!({"from": "2019-01-01", "to": "2019-06-30"}));
    let expected = "foreign foreign_accompanied foreign_unaccompanied foreign_unspecified unaccompanied_share_percent \
        unaccompanied_sv_gt_hn_ni repatriated received returned services calls care events persons first_time repeat";
    assert_eq!(keys(&report["measures"]), expected.split_whitespace().collect());
    let measures = &report["measures"];
    assert_eq!(
        (&measures["foreign"], &measures["repatriated"], &measures["persons"]),
        (&json!(1), &json!(1), &json!(2))
    );
    assert_eq!(measures["unaccompanied_share_percent"], "100.00");
    assert_eq!(measures["services"]["food"], json!({"acts": 1, "items": 1, "minors": 1}));
    assert_eq!(measures["calls"]["minors_spoke"], 1);
    assert_eq!(measures["care"]["call_spoke"], json!({"2h": 1, "24h": 0, "later": 0, "never": 1}));
    assert_eq!(report["comparison"]["period"], json!({"from": "2018-01-01", "to": "2018-06-30"}));
    assert_eq!(report["comparison"]["change"]["foreign"], json!({"absolute": 1, "percent": null}));
    let ids: Vec<&str> =
        report["tables"].as_array().unwrap().iter().map(|table| table["id"].as_str().unwrap()).collect();
    let expected = "foreign_by_nationality foreign_by_state foreign_by_month repatriated_by_state \
        returned_by_nationality services_by_state calls_by_state care_by_state";
    assert_eq!(ids, expected.split_whitespace().collect::<Vec<_>>());
    let row = &report["tables"][0]["rows"][0];
    assert_eq!(
        (&row["key"], &row["label"], &row["cells"]["12-17/unaccompanied/female"]),
        (&json!("HND"), &json!("Honduras"), &json!(1))
    );
    assert_eq!(report["head"], office.head());
}

#[test]
fn a_report_is_limited_to_places_and_to_what_was_known_then() {
    let office = Office::with_cases();
    let events = |more: &[&str]| {
        let args = [&["report", "--period", "2019", "--format", "json"], more].concat();
        office.json(&args)["measures"]["events"].as_u64().unwrap()
    };
    assert_eq!(events(&[]), 2);
    assert_eq!(events(&["--state", "chp,SON"]), 2);
    assert_eq!(events(&["--office", "TAP"]), 1);
    assert_eq!(events(&["--office", "TAP", "--office", "CHP"]), 2);
    assert_eq!(events(&["--state", "SON"]), 0);
    assert_eq!(events(&["--as-of", "2019-07-18T09:00"]), 0);
    let printed = office.json(&["report", "--period", "2019", "--format", "json"])["as_of"].clone();
    assert_eq!(events(&["--as-of", printed.as_str().unwrap()]), 2);
    // A day alone is the whole of it, as on the screen.
    assert_eq!(events(&["--as-of", printed.as_str().unwrap().split('T').next().unwrap()]), 2);
    let from_to = office.json(&["report", "--from", "2019-06-01", "--to", "2019-06-01", "--format", "json"]);
    assert_eq!(from_to["measures"]["events"], 1);
}

#[test]
fn a_report_goes_to_stdout_to_a_file_or_to_a_folder_of_tables() {
    let office = Office::with_cases();
    let text = office.run(&["report", "--period", "2019-05"]).ends(0).out;
    assert!(text.contains("May 2019") && text.contains("Honduras"));
    assert!(office.run(&["report", "--period", "2019-05", "--lang", "es"]).ends(0).out.contains("mayo de 2019"));
    let csv = office.run(&["report", "--period", "2019", "--format", "csv"]).ends(0).out;
    assert!(csv.starts_with("table,row,cell,value"), "{csv}");
    assert!(csv.lines().any(|line| line == "foreign_by_nationality,HND,total,1"), "{csv}");
    assert_eq!(office.run(&["report", "--period", "2019-05", "--format", "json", "-o", "may.json"]).ends(0).out, "");
    let saved: Value = serde_json::from_str(&office.read("may.json")).unwrap();
    assert_eq!(saved["measures"]["foreign"], 1);
    office.run(&["report", "--period", "2019", "--format", "csv", "-o", "tables"]).ends(0);
    assert!(files_below(&office.path("tables")).len() >= 8);
    assert!(!office.path("tables.cobijo-partial").exists() && !office.path("may.json.cobijo-partial").exists());
}

#[test]
fn an_export_imported_into_an_empty_store_gives_the_same_files_and_report() {
    let (office, other) = (Office::with_cases(), Office::new());
    let run = office.run(&["export", "--nominal", "out"]).ends(0);
    assert_eq!(run.out, "");
    assert!(run.err.contains("not encrypted"), "{}", run.err);
    let from = office.path("out");
    other.run(&["import", from.to_str().unwrap()]).ends(0);
    other.run(&["export", "--nominal", "out"]).ends(0);
    let names = |office: &Office| -> Vec<(String, Vec<u8>)> {
        let files = files_below(&office.path("out"));
        files.into_iter().map(|(path, text)| (path.file_name().unwrap().to_string_lossy().into_owned(), text)).collect()
    };
    assert_eq!(names(&office), names(&other));
    assert_eq!(names(&office).len(), 5);
    let without_head = |office: &Office| {
        let mut contents = office.contents();
        contents.as_object_mut().unwrap().remove("head");
        contents
    };
    assert_eq!(without_head(&office), without_head(&other));
}

#[test]
fn a_backup_comes_back_with_the_same_head_and_verifies() {
    let (office, other) = (Office::with_cases(), Office::empty());
    let out = office.run(&["backup", "copy.cobijo"]).ends(0).out;
    assert!(out.contains(&office.head()), "{out}");
    let copy = office.path("copy.cobijo");
    other.run(&["restore", copy.to_str().unwrap()]).ends(0);
    assert_eq!(office.contents(), other.contents());
    assert_eq!(other.run(&["verify"]).ends(0).err, "");
    other.import(&[("cases.csv", "case_ref,office,kind,opened_at\nC,CHP,foreign,2019-05-07\n")]).ends(0);
}

#[test]
fn verify_knows_old_heads_from_wrong_ones() {
    let office = Office::with_cases();
    let old = office.head();
    office.import(&[("cases.csv", "case_ref,office,kind,opened_at\nC,CHP,foreign,2019-05-07\n")]).ends(0);
    let new = office.head();
    assert_ne!(old, new);
    for head in [&old, &new, &old.replace('-', " ").to_uppercase()] {
        assert!(office.run(&["verify", "--head", head]).ends(0).out.contains("Sound"));
    }
    let verdict = office.json(&["verify", "--json", "--head", &old]);
    assert_eq!(
        (&verdict["sound"], &verdict["head_found"], &verdict["findings"]),
        (&json!(true), &json!(true), &json!([]))
    );
    let (_, words) = old.split_once(':').unwrap();
    for head in [format!("1:{words}"), format!("4711:{words}"), format!("{old}a")] {
        let run = office.run(&["verify", "--head", &head]).ends(7);
        assert!(run.err.contains("NOT sound") && run.out.contains("not in the chain"), "{}{}", run.err, run.out);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let office = Office::with_cases();
    for args in [
        &["--help"][..],
        &["dictionary"],
        &["man"],
        &["completions", "bash"],
        &["list"],
        &["verify"],
        &["report", "--period", "2019"],
        &["report", "--period", "2019", "--format", "json"],
        &["report", "--period", "2019", "--format", "csv"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cobijo"));
        command.args(args).env("COBIJO_STORE", office.store()).env("COBIJO_PASSPHRASE_FILE", office.path("passphrase"));
        let output = command.stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_a_failure_that_is_told() {
    let office = Office::with_cases();
    for args in [
        &["dictionary"][..],
        &["list"],
        &["report", "--period", "2019"],
        &["report", "--period", "2019", "--format", "csv"],
        &["report", "--period", "2019", "--format", "json"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cobijo"));
        command.args(args).env("COBIJO_STORE", office.store()).env("COBIJO_PASSPHRASE_FILE", office.path("passphrase"));
        let output = command.stdout(File::create("/dev/full").unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(!output.stderr.is_empty());
    }
}

/// A value that this field takes, different from those of other fields where it can be.
fn example(field: &Field) -> String {
    match field.kind {
        Kind::Code(list) => catalogue::list(list).next().unwrap().code.clone(),
        Kind::Country => "HND".into(),
        Kind::Language => "mam".into(),
        Kind::Office => "CHP".into(),
        Kind::Step => catalogue::STEPS[0].code.clone(),
        Kind::Moment => "2019-05-07T12:00-05:00".into(),
        Kind::Birth => "2008-05-06".into(),
        Kind::Age => "11".into(),
        Kind::Count(_) => "3".into(),
        Kind::Record(Entity::Contact) => "1".into(),
        Kind::Record(_) => "A".into(),
        Kind::Text | Kind::Lines | Kind::Detail | Kind::Phone => format!("texto {}", field.number),
    }
}

/// Walks the table of fields through the program itself: what a file says of each field is imported, shown and written
/// out again.
#[test]
fn every_field_of_the_table_goes_in_and_comes_out() {
    let office = Office::new();
    let mut files = Vec::new();
    for sheet in Sheet::ALL {
        let columns = sheet.columns().into_iter().filter(|field| field.entity != Entity::Link);
        let (header, row): (Vec<_>, Vec<_>) = columns
            .map(|field| {
                let value = if field.column == Some("case_ref") { "A".into() } else { example(field) };
                let value = if field.column == Some("contact_ref") { "1".to_owned() } else { value };
                (field.column.unwrap(), value)
            })
            .unzip();
        files.push((sheet.code(), format!("{}\n{}\n", header.join(","), row.join(","))));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    office.import(&files).ends(0);
    let shown = office.json(&["show", "A", "--names", "--json"]);
    office.run(&["export", "--nominal", "out"]).ends(0);
    for (name, text) in &files {
        let (header, row) = text.trim().split_once('\n').unwrap();
        let written = office.read(&format!("out/{name}"));
        let columns: Vec<&str> = written.lines().next().unwrap().split(',').collect();
        let values: Vec<&str> = written.lines().nth(1).unwrap().split(',').collect();
        for (column, value) in header.split(',').zip(row.split(',')) {
            let at = columns.iter().position(|found| *found == column).unwrap();
            assert_eq!(values[at], value, "{name} {column}");
        }
    }
    let groups = [
        ("person", Entity::Person),
        ("case", Entity::Case),
        ("services", Entity::Service),
        ("contacts", Entity::Contact),
        ("calls", Entity::Call),
        ("steps", Entity::Step),
    ];
    for (group, entity) in groups {
        let record = if shown[group].is_array() { &shown[group][0] } else { &shown[group] };
        for field in entity.fields().filter(|field| field.column.is_some()) {
            let name = if matches!(field.kind, Kind::Record(_)) { field.column.unwrap() } else { field.name };
            assert!(record[name].is_string(), "{group} {name} is not shown");
        }
    }
}

#[test]
fn offices_are_listed_added_and_changed() {
    let office = Office::new();
    assert!(office.run(&["office"]).ends(0).out.contains("TAP  CHP  America/Mexico_City"));
    office.run(&["office", "zzy", "--zone", "America/Ojinaga"]).ends(2);
    office.run(&["office", "zzy", "--state", "XXX", "--zone", "America/Ojinaga"]).ends(2);
    office.run(&["office", "zzy", "--state", "CHH", "--zone", "America/Nowhere"]).ends(2);
    office.run(&["office", "toolong", "--state", "CHH", "--zone", "America/Ojinaga"]).ends(2);
    office.run(&["office", "zzy", "--state", "CHH", "--zone", "America/Ojinaga", "--name", "Ensayo"]).ends(0);
    office.run(&["office", "ZZY", "--zone", "America/Ciudad_Juarez"]).ends(0);
    assert!(office.run(&["office"]).ends(0).out.contains("ZZY  CHH  America/Ciudad_Juarez  Ensayo"));
    let case = "case_ref,office,kind,opened_at\nA,ZZY,foreign,2019-01-07T11:50\n";
    office.import(&[("cases.csv", case)]).ends(0);
    assert_eq!(office.json(&["show", "A", "--json"])["case"]["opened_at"], json!("2019-01-07T11:50-07:00"));
    assert_eq!(
        office.json(&["report", "--period", "2019", "--state", "CHH", "--format", "json"])["measures"]["events"],
        1
    );
}
