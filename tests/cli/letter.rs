//! The command line to the letter: what a command says of a reader gone, a folder missing, one of something, and of links.

use super::office::{FILES, Office, Run};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Read as _;
use std::process::Stdio;

/// Two records of one child, and a call to a contact of the first.
fn linked() -> Office {
    let office = Office::with_cases();
    let twin = "case_ref,person_ref,same_child_as,office,kind,opened_at\nC,p3,p1,CHP,foreign,2019-07-01T08:00\n";
    office.import(&[("cases.csv", twin)]).ends(0);
    office
}

#[test]
fn show_says_whom_a_call_reached_and_which_other_record_is_the_child() {
    let office = linked();
    let shown = office.json(&["show", "A", "--json"]);
    let call = &shown["calls"][0];
    assert_eq!(
        (&call["case_ref"], &call["contact_ref"], &call["contact_name"]),
        (&json!("A"), &json!("1"), &Value::Null)
    );
    assert_eq!(shown["contacts"][0]["case_ref"], "A");
    assert_eq!(shown["person"]["same_child_as"], json!(["p3"]));
    assert_eq!(office.json(&["show", "C", "--json"])["person"]["same_child_as"], json!(["p1"]));
    assert_eq!(office.json(&["show", "B", "--json"])["person"]["same_child_as"], json!([]));
    assert_eq!(office.json(&["show", "A", "--json", "--names"])["calls"][0]["contact_name"], "Rosa");
    let text = office.run(&["show", "A"]).ends(0).out;
    assert!(
        text.contains("Is the same child as: p3\n") && text.contains("To whom: 1 · ") && !text.contains("Rosa"),
        "{text}"
    );
    let text = office.run(&["show", "A", "--names"]).ends(0).out;
    assert!(text.contains("To whom: 1 Rosa · "), "{text}");
}

#[test]
fn a_reader_that_goes_away_in_the_middle_is_no_failure() {
    let office = Office::new();
    let mut cases = "case_ref,office,kind,opened_at,reception_point\n".to_owned();
    for n in 0..1500 {
        writeln!(cases, "R{n},CHP,repatriated,2019-05-07,Puente internacional número {n}").unwrap();
    }
    office.import(&[("cases.csv", &cases)]).ends(0);
    for args in [
        &["report", "--period", "2019", "--format", "csv"][..],
        &["report", "--period", "2019", "--format", "json"],
        &["report", "--period", "2019"],
        &["list", "--json", "--limit", "5000"],
        &["list", "--limit", "5000"],
    ] {
        let size = office.run(args).ends(0).out.len();
        assert!(size > 1 << 16, "{args:?} fits into a pipe: {size}");
        let mut child = office.process(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 16]).unwrap();
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), told.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_by_whoever_would_write_into_it() {
    let office = Office::with_cases();
    for args in [
        &["backup", "usb/copy"][..],
        &["export", "--nominal", "usb/out"],
        &["report", "--period", "2019", "-o", "usb/report"],
        &["report", "--period", "2019", "--format", "csv", "-o", "usb/tables"],
    ] {
        office.run(args).refuses(3, ": it is not there, or the folder where it would go is not.");
        office.run(&[args, &["--lang", "es"]].concat()).refuses(3, ": no existe, o no existe la carpeta donde iría.");
    }
    // Or the file system takes no such name.
    let name = "n".repeat(300);
    office.run(&["backup", &name, "--lang", "es"]).refuses(1, "no se pudo leer o escribir");
}

#[test]
fn what_was_taken_back_already_is_said_to_be_and_changes_nothing() {
    let office = Office::new();
    office.lay_out("in", &FILES);
    let batch = office.json(&["import", "in", "--json"])["batch"].as_str().unwrap().to_owned();
    office.run(&["import", "--undo", &batch]).ends(0);
    let head = office.head();
    let run = office.run(&["import", "--undo", &batch]).ends(0);
    assert_eq!(run.err, "That import was taken back already. Nothing was changed.\n");
    assert_eq!(office.head(), head);
}

#[test]
fn figures_of_a_time_that_has_not_come_are_refused() {
    let office = Office::with_cases();
    for then in ["2099-01-01", "2099-01-01T10:00"] {
        let args = ["report", "--period", "2019", "--as-of", then];
        office.run(&args).refuses(2, "has not come yet");
        office.run(&[&args[..], &["--lang", "es"]].concat()).refuses(2, "todavía no llega");
    }
}

#[test]
fn the_dictionary_gives_the_type_and_every_value_of_a_field() {
    let office = Office::empty();
    let rows = office.json(&["dictionary", "--json"]);
    for (entity, name, value) in [
        ("person", "nationality", "HND"),
        ("contact", "country", "XXA"),
        ("person", "language", "spa"),
        ("case", "office", "TAP"),
        ("step", "step", "medical_check"),
        ("case", "kind", "received"),
        ("service", "detail", ""),
    ] {
        let row = rows.as_array().unwrap().iter().find(|row| row["entity"] == entity && row["name"] == name).unwrap();
        let values: Vec<&str> = row["values"].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect();
        assert!(values.len() > 2 && (value.is_empty() || values.contains(&value)), "{row}");
    }
    for (lang, kind) in [("en", "date and time"), ("es", "fecha y hora")] {
        let text = office.run(&["dictionary", "--lang", lang]).ends(0).out;
        let row = text.lines().find(|line| line.contains("opened_at")).unwrap();
        assert!(row.contains(kind), "{row}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too wide");
    }
}

#[test]
fn one_is_one_and_none_is_none() {
    let office = Office::new();
    let spanish = |args: &[&str]| {
        let run = office.run(&[args, &["--lang", "es"]].concat());
        run.out + &run.err
    };
    let header = "case_ref,office,kind,opened_at\n";
    office.write("bad.csv", format!("{header}A,CHP,none,2019-05-07\n"));
    assert!(spanish(&["import", "bad.csv"]).contains("\n1 problema. No se importó nada."));
    office.write("bad.csv", format!("{header}A,CHP,none,2019-05-07\nB,CHP,none,2019-05-07\n"));
    assert!(spanish(&["import", "bad.csv"]).contains("\n2 problemas."));
    office.lay_out("in", &FILES);
    office.write("in/cases.csv", FILES[0].1.split_inclusive('\n').take(2).collect::<String>());
    let would = spanish(&["import", "--dry-run", "in"]);
    let all = "1 caso, 1 servicio, 1 contacto, 1 llamada y 1 paso. ";
    assert!(would.contains(&format!("Se importarían: {all}")), "{would}");
    let done = spanish(&["import", "in"]);
    assert!(done.contains("1 caso, 1 servicio, 1 contacto, 1 llamada y 1 paso. Sin cambio: 0 casos."), "{done}");
    let batch = done.trim().rsplit(' ').next().unwrap().to_owned();
    let again = office.run(&["import", "in"]).ends(0).out;
    assert!(again.contains("0 cases, 0 services, 0 contacts, 0 calls and 0 steps. Unchanged: 1 case."), "{again}");
    assert!(spanish(&["import", "--undo", &batch]).ends_with("anulada: 1 operación.\n"));
    let sound = spanish(&["verify"]);
    assert!(sound.contains(" operaciones."), "{sound}");
}

#[test]
fn the_manual_is_one_page_in_the_language_that_was_asked_for() {
    let office = Office::empty();
    let [es, en] = ["es", "en"].map(|lang| office.run(&["man", "--lang", lang]).ends(0).out);
    for page in [&es, &en] {
        assert_eq!(page.matches(".TH ").count(), 1);
        for command in ["init", "import", "report", "officer add", "backup", "man"] {
            assert!(page.contains(&format!(".SS cobijo {command}\n")), "{command} has no heading");
        }
        for option in ["store", "officer", "passphrase\\-file", "lang", "theme", "glyphs", "lineal"] {
            assert_eq!(
                page.matches(&format!("\\fB\\-\\-{option}\\fR")).count(),
                1,
                "--{option} stands once, with a text"
            );
        }
    }
    for heading in ["NOMBRE", "SINOPSIS", "OPCIONES", "ÓRDENES", "CÓDIGOS DE SALIDA"] {
        assert!(es.contains(&format!(".SH {heading}\n")), "{heading}");
    }
    check_spanish(&es);
    assert!(en.contains(".SH NAME\n") && en.contains(".SH EXIT CODES\n"));
}

#[test]
fn the_help_of_every_command_is_in_one_language() {
    let office = Office::empty();
    let page = office.run(&["--help", "--lang", "es"]).ends(0).out;
    check_spanish(&page);
    let names = page.lines().skip_while(|line| *line != "Órdenes:").skip(1).take_while(|line| line.starts_with("  "));
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        check_spanish(&office.run(&[name, "--help", "--lang", "es"]).ends(0).out);
    }
    check_spanish(&office.run(&["officer", "add", "--help", "--lang", "es"]).ends(0).out);
    let short = Run::of(office.command(&["report", "-h"]).env("LANG", "es_MX.UTF-8")).ends(0).out;
    assert!(short.contains("Uso: cobijo report [OPCIONES]"), "{short}");
}

#[track_caller]
fn check_spanish(page: &str) {
    for word in
        ["OPTIONS", "possible", "Possible", "default", "NAME", "EXTRA", "DIR>", "<FILE", "<CODE", "COMMAND", "Usage"]
    {
        assert!(!page.contains(word), "{word}:\n{page}");
    }
}
