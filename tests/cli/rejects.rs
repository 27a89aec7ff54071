//! Every rule of the case files, broken once: where the problem is told, and that nothing is imported.

use super::office::Office;

const CASES: &str = "case_ref,office,kind,opened_at\nA,CHP,foreign,2019-05-07T11:50\n";

/// Imports these files beside each other and expects these problems and no others, each with a sentence.
#[track_caller]
fn check(office: &Office, files: &[(&str, &[u8])], places: &[&str]) {
    for (name, bytes) in files {
        office.write(name, bytes);
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let run = office.run(&[&["import"], names.as_slice()].concat()).refuses(4, "Nothing was imported");
    let problems: Vec<&str> = run.err.lines().collect();
    assert_eq!(problems.len(), places.len() + 1, "{}", run.err);
    for (problem, place) in problems.iter().zip(places) {
        let sentence = problem.strip_prefix(place);
        assert!(sentence.is_some_and(|sentence| sentence.len() > 15), "{place} is not where {problem}");
    }
}

/// Checks a table of headers, rows and places against a store that must end as it began.
fn check_all(name: &str, base: &str, table: &[(&str, &str, &str)]) {
    let office = Office::with_cases();
    let before = office.contents();
    for (header, row, place) in table {
        let header = if base.is_empty() { (*header).to_owned() } else { format!("{base}{header}") };
        let file = format!("{header}\n{row}\n");
        check(&office, &[(name, file.as_bytes())], &[&format!("{name}:{place}: ")]);
    }
    assert_eq!(office.contents(), before);
}

#[test]
fn a_case_is_well_formed() {
    let row = |values: &'static str| values;
    check_all(
        "cases.csv",
        "case_ref,office,kind,opened_at",
        &[
            (",colour", row("X,CHP,foreign,2019-05-07,red"), "1: colour"),
            (",kind", row("X,CHP,foreign,2019-05-07,foreign"), "1: kind"),
            ("", row(",CHP,foreign,2019-05-07"), "2: case_ref"),
            ("", row("X,,foreign,2019-05-07"), "2: office"),
            ("", row("X,CHP,,2019-05-07"), "2: kind"),
            ("", row("X,CHP,foreign,"), "2: opened_at"),
            ("", row("X,XYZ,foreign,2019-05-07"), "2: office"),
            ("", row("X,CHP,Foreign,2019-05-07"), "2: kind"),
            ("", row("X,CHP,foreign,07/05/2019"), "2: opened_at"),
            ("", row("X,CHP,foreign,2019-06-31"), "2: opened_at"),
            ("", row("X,CHP,foreign,2019-06-30T24:00"), "2: opened_at"),
            (",left_at", row("X,CHP,foreign,2019-05-07,2019-05-07 10:00"), "2: left_at"),
            (",sex", row("X,CHP,foreign,2019-05-07,m"), "2: sex"),
            (",age_years", row("X,CHP,foreign,2019-05-07,121"), "2: age_years"),
            (",age_years", row("X,CHP,foreign,2019-05-07,14-12"), "2: age_years"),
            (",age_source", row("X,CHP,foreign,2019-05-07,guess"), "2: age_source"),
            (",accompaniment", row("X,CHP,foreign,2019-05-07,alone"), "2: accompaniment"),
            (",nationality", row("X,CHP,foreign,2019-05-07,HN"), "2: nationality"),
            (",language", row("X,CHP,foreign,2019-05-07,es"), "2: language"),
            (",birth_date", row("X,CHP,foreign,2019-05-07,2003-02-29"), "2: birth_date"),
            (",birth_date", row("X,CHP,foreign,2019-05-07,2019-05-08"), "2: birth_date"),
            (",birth_date", row("X,CHP,foreign,2019-05-07,2019-06"), "2: birth_date"),
            (",outcome", row("X,CHP,foreign,2019-05-07,died"), "2: outcome_at"),
            (",outcome_at", row("X,CHP,foreign,2019-05-07,2019-05-08"), "2: outcome"),
            (",outcome,outcome_at", row("X,CHP,foreign,2019-05-07,dead,2019-05-08"), "2: outcome"),
            (",same_child_as", row("X,CHP,foreign,2019-05-07,nobody"), "2: same_child_as"),
            (",person_ref,same_child_as", row("X,CHP,foreign,2019-05-07,p,p"), "2: same_child_as"),
            (",person_ref,sex", row("X,CHP,foreign,2019-05-07,p1,male"), "2: sex"),
            (",person_ref,surname1", row("X,CHP,foreign,2019-05-07,p1,Otra"), "2: surname1"),
        ],
    );
}

#[test]
fn a_row_has_the_shape_of_its_header_and_characters_that_can_be_seen() {
    check_all(
        "cases.csv",
        "case_ref,office,kind,opened_at",
        &[
            ("", "X,CHP,foreign", "2"),
            ("", "X,CHP,foreign,2019-05-07,more", "2"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{1b}[31mb", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\0b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{7f}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{85}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\tb", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{202e}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{2066}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{200b}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a\u{feff}b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,a \"b\"", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,\"a\"b", "2: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,\"a", "2: notes"),
            (",notes", "\n\nX,CHP,foreign,2019-05-07,a\u{200b}b", "4: notes"),
            (",notes", "X,CHP,foreign,2019-05-07,\"a\nb\"\nY,CHP,none,2019-05-07,", "4: kind"),
            ("", "X,CHP,foreign,2019-05-07\nX,CHP,foreign,2019-05-07", "3: case_ref"),
        ],
    );
    let office = Office::new();
    let file =
        |notes: &[u8]| [b"case_ref,office,kind,opened_at,notes\nX,CHP,foreign,2019-05-07,", notes, b"\n"].concat();
    check(&office, &[("cases.csv", &file(b"a\xffb"))], &["cases.csv:2: notes: "]);
    check(&office, &[("cases.csv", &file("ñ".repeat(10_001).as_bytes()))], &["cases.csv:2: notes: "]);
    check(&office, &[("cases.csv", b"case_ref,office,kind\nX,CHP,foreign\n")], &["cases.csv:1: opened_at: "]);
    check(&office, &[("cases.csv", b"")], &["cases.csv:1: "]);
    check(&office, &[("mine.csv", b"a,b\n1,2\n")], &["mine.csv:1: "]);
}

#[test]
fn what_hangs_on_a_case_is_well_formed() {
    check_all(
        "services.csv",
        "case_ref,category,at",
        &[
            (",colour", "A,food,2019-05-07,red", "1: colour"),
            ("", "Z,food,2019-05-07", "2: case_ref"),
            (",ref", "A,meal,2019-05-07,s9", "2: category"),
            (",ref", "A,food,soon,s9", "2: at"),
            (",ref,office", "A,food,2019-05-07,s9,XYZ", "2: office"),
            (",ref,quantity", "A,food,2019-05-07,s9,0", "2: quantity"),
            (",ref,quantity", "A,food,2019-05-07,s9,1.5", "2: quantity"),
            (",ref,status", "A,food,2019-05-07,s9,yes", "2: status"),
        ],
    );
    check_all(
        "contacts.csv",
        "case_ref,contact_ref",
        &[
            ("", "A,", "2: contact_ref"),
            ("", "Z,1", "2: case_ref"),
            (",relationship", "A,2,boss", "2: relationship"),
            (",country", "A,2,Honduras", "2: country"),
            (",safe", "A,2,maybe", "2: safe"),
            ("", "A,2\nA,2", "3: contact_ref"),
        ],
    );
}

#[test]
fn calls_and_steps_are_well_formed() {
    check_all(
        "calls.csv",
        "case_ref,ref,at,outcome",
        &[
            ("", "Z,c1,2019-05-07,busy", "2: case_ref"),
            ("", "A,c1,2019-05-07,answered", "2: outcome"),
            ("", "A,c1,,busy", "2: at"),
            (",minutes", "A,c1,2019-05-07,reached,1.5", "2: minutes"),
            (",child_spoke", "A,c1,2019-05-07,reached,si", "2: child_spoke"),
            (",contact_ref", "A,c1,2019-05-07,reached,7", "2: contact_ref"),
            (",contact_ref", "B,c1,2019-05-07,reached,1", "2: contact_ref"),
        ],
    );
    let office = Office::with_cases();
    let steps = |row: &str| format!("case_ref,step,done_at\n{row}\n").into_bytes();
    let new = CASES.replace("A,", "N,");
    let check = |row: &str, place: &str| {
        check(&office, &[("cases.csv", new.as_bytes()), ("steps.csv", &steps(row))], &[place]);
    };
    check("N,dance,", "steps.csv:2: step: ");
    check("N,,", "steps.csv:2: step: ");
    check("N,medical_check,soon", "steps.csv:2: done_at: ");
    check("Z,medical_check,", "steps.csv:2: case_ref: ");
}

#[test]
fn every_problem_of_every_file_is_told_at_once() {
    let office = Office::with_cases();
    let before = office.contents();
    let cases = "case_ref,office,kind,opened_at,sex,nationality\n\
        X,CHP,foreign,2019-05-07,,\nY,XYZ,none,soon,m,HN\nX,CHP,foreign,2019-05-07,,HND\nW,CHP\n";
    let calls = "case_ref,at,outcome,contact_ref\nX,2019-05-07,busy,9\nQ,2019-05-07,busy,\n";
    check(
        &office,
        &[("cases.csv", cases.as_bytes()), ("calls.csv", calls.as_bytes())],
        &[
            "cases.csv:3: office: ",
            "cases.csv:3: kind: ",
            "cases.csv:3: opened_at: ",
            "cases.csv:3: sex: ",
            "cases.csv:3: nationality: ",
            "cases.csv:4: case_ref: ",
            "cases.csv:5: ",
            "calls.csv:2: contact_ref: ",
            "calls.csv:3: case_ref: ",
        ],
    );
    let json = office.run(&["import", "--json", "cases.csv", "calls.csv"]).ends(4);
    let answer: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(answer["problems"].as_array().unwrap().len(), 9);
    assert_eq!(answer["problems"][0]["line"], 3);
    assert_eq!(answer["problems"][0]["column"], "office");
    assert_eq!(answer["batch"], serde_json::Value::Null);
    assert_eq!(office.contents(), before);
    let spanish = office.run(&["import", "--lang", "es", "cases.csv"]).ends(4);
    assert!(spanish.err.contains("no es") || spanish.err.contains("oficina"), "{}", spanish.err);
}
