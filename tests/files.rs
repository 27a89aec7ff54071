//! What an import takes, what it refuses and where it says so, and that what is written comes back as it was.

#[path = "files/memory.rs"]
mod memory;

use cobijo::form::files::sheet::Sheet;
use cobijo::form::files::write::{write_rejected, write_rows};
use cobijo::form::files::{Counts, Options, Plan, Source};
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, FIELDS, Field, Kind, named, number};
use memory::Memory;
use proptest::prelude::*;

const HEADER: &str = "case_ref,office,kind,opened_at";
const CASE: &str = "case_ref,office,kind,opened_at\nA,CHP,foreign,2019-05-07T11:50\n";
const SKIP: Options = Options { active: false, skip_invalid: true, training: false };
const STRICT: Options = Options { active: false, skip_invalid: false, training: false };

/// A problem as `file:line: column: key`.
fn places(plan: &Plan) -> Vec<String> {
    for problem in &plan.problems {
        let sentences = Lang::ALL.map(|lang| problem.wrong.text(&Texts::new(lang)));
        assert!(sentences.iter().all(|sentence| !sentence.contains(['{', '$'])), "{sentences:?}");
    }
    plan.problems.iter().map(|p| format!("{}:{}: {}: {}", p.file, p.line, p.column, p.wrong.key)).collect()
}

#[track_caller]
fn check_in(store: &mut Memory, files: &[(&str, &str)], expected: &[&str]) {
    let plan = store.plan(files, STRICT);
    assert_eq!(places(&plan), expected, "{files:?}");
    if !expected.is_empty() {
        assert!(plan.operations.is_empty() && plan.imported == Counts::default(), "{files:?}");
    }
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    check_in(&mut Memory::default(), files, expected);
}

/// Checks one case row with these columns beside the required ones.
#[track_caller]
fn check_case(columns: &str, values: &str, expected: &[&str]) {
    let file = format!("{HEADER},{columns}\nA,CHP,foreign,2019-05-07T11:50,{values}\n");
    check(&[("cases.csv", &file)], expected);
}

/// Checks one row that hangs on case A.
#[track_caller]
fn check_hanging(name: &str, header: &str, row: &str, expected: &[&str]) {
    check(&[("cases.csv", CASE), (name, &format!("{header}\n{row}\n"))], expected);
}

#[test]
fn sound_values_are_taken() {
    check_case("left_at,outcome,outcome_at", "2001-01-01,died,2000-01-01T00:00Z", &[]);
    check_case("given_names,surname1,surname2", "Ana Lucía,\"de \"\"la\"\" O,\",-", &[]);
    check_case("notes", "\"one\r\n\ttwo\n\"", &[]);
    check_case("sex,nationality,language,accompaniment", "other,XXA,spa,separated", &[]);
    check_case("birth_date,age_years,age_source", "2019-05-07,~7,document", &[]);
    check_case("birth_date,person_ref,same_child_as", "2019,P,", &[]);
    check_case("problem,group_ref", "anything\u{200b},g", &[]);
    check_hanging("services.csv", "case_ref,category,at,detail", "A,food,2019-04-07T02:30,any text", &[]);
    check_hanging("contacts.csv", "case_ref,contact_ref,phone,safe", "A,1,next door,no", &[]);
    check_hanging("calls.csv", "case_ref,at,outcome,minutes", "A,2019-05-07,busy,0", &[]);
    check_hanging("steps.csv", "case_ref,step,done_at", "A,medical_check,", &[]);
}

#[test]
fn wrong_values_are_problems_in_their_column() {
    for (columns, values, column, key) in [
        ("sex", "Male", "sex", "code"),
        ("age_source", "guess", "age_source", "code"),
        ("accompaniment", "alone", "accompaniment", "code"),
        ("nationality", "HN", "nationality", "country"),
        ("language", "es", "language", "language"),
        ("left_at", "2019-05-07 11:50", "left_at", "moment"),
        ("left_at", "2019-02-30", "left_at", "moment"),
        ("birth_date", "07/05/2004", "birth_date", "birth"),
        ("birth_date", "2019-05-08", "birth_date", "birth-after-event"),
        ("birth_date", "2019-06", "birth_date", "birth-after-event"),
        ("birth_date", "2020", "birth_date", "birth-after-event"),
        ("age_years", "121", "age_years", "age"),
        ("age_years", "14-12", "age_years", "age"),
        ("outcome", "died", "outcome_at", "partner"),
        ("outcome_at", "2019-05-07", "outcome", "partner"),
        ("outcome,outcome_at", "died,", "outcome_at", "partner"),
        ("outcome,outcome_at", ",2019-05-07", "outcome", "partner"),
        ("outcome,outcome_at", "dead,2019-05-07", "outcome", "code"),
        ("same_child_as", "Q", "same_child_as", "unknown-child"),
        ("person_ref,same_child_as", "P,P", "same_child_as", "own-child"),
        ("notes", "a\u{7}b", "notes", "character"),
        ("notes", "a\tb", "notes", "character"),
        ("notes", "a\u{202e}b", "notes", "character"),
        ("notes", "a\u{200d}b", "notes", "character"),
        ("notes", "a \"b\"", "notes", "quotes"),
        ("notes", "\"a\"b", "notes", "quotes"),
        ("notes", "\"a", "notes", "quotes"),
    ] {
        check_case(columns, values, &[&format!("cases.csv:2: {column}: wrong-{key}")]);
    }
    let long = "ñ".repeat(10_001);
    check_case("notes", &long, &["cases.csv:2: notes: wrong-too-long"]);
    check_case("notes", &format!("\"{}\"", "\"\"".repeat(10_000)), &[]);
}

#[test]
fn wrong_rows_of_other_files_are_problems() {
    for (name, header, row, column, key) in [
        ("services.csv", "case_ref,category,at", "A,,2019-05-07", "category", "required"),
        ("services.csv", "case_ref,category,at", "A,food,", "at", "required"),
        ("services.csv", "case_ref,category,at", ",food,2019-05-07", "case_ref", "required"),
        ("services.csv", "case_ref,category,at", "B,food,2019-05-07", "case_ref", "unknown-case"),
        ("services.csv", "case_ref,category,at", "ZZZ-19-0001,food,2019-05-07", "case_ref", "training"),
        ("services.csv", "case_ref,category,at,office", "A,food,2019-05-07,XYZ", "office", "office"),
        ("services.csv", "case_ref,category,at,quantity", "A,food,2019-05-07,0", "quantity", "count"),
        ("services.csv", "case_ref,category,at,status", "A,food,2019-05-07,yes", "status", "code"),
        ("contacts.csv", "case_ref,contact_ref", "A,", "contact_ref", "required"),
        ("contacts.csv", "case_ref,contact_ref,country", "A,1,Honduras", "country", "country"),
        ("contacts.csv", "case_ref,contact_ref,relationship", "A,1,boss", "relationship", "code"),
        ("calls.csv", "case_ref,at,outcome", "A,2019-05-07,", "outcome", "required"),
        ("calls.csv", "case_ref,at,outcome,minutes", "A,2019-05-07,busy,1.5", "minutes", "count"),
        ("calls.csv", "case_ref,at,outcome,child_spoke", "A,2019-05-07,busy,si", "child_spoke", "code"),
        ("calls.csv", "case_ref,at,outcome,contact_ref", "A,2019-05-07,busy,1", "contact_ref", "unknown-contact"),
        ("steps.csv", "case_ref,step", "A,dance", "step", "step"),
        ("steps.csv", "case_ref,step", "A,", "step", "required"),
    ] {
        check_hanging(name, header, row, &[&format!("{name}:2: {column}: wrong-{key}")]);
    }
}

#[test]
fn headers_and_rows_must_have_their_shape() {
    let row = "A,CHP,foreign,2019-05-07";
    for (file, expected) in [
        (String::new(), vec!["cases.csv:1: : wrong-no-header"]),
        ("\n\n".into(), vec!["cases.csv:1: : wrong-no-header"]),
        (format!("{HEADER},colour\n{row},red\n"), vec!["cases.csv:1: colour: wrong-unknown-column"]),
        (format!("{HEADER},\n{row},\n"), vec!["cases.csv:1: : wrong-unknown-column"]),
        (format!("{HEADER},kind\n{row},foreign\n"), vec!["cases.csv:1: kind: wrong-column-twice"]),
        ("case_ref,office,kind\nA,CHP,foreign\n".into(), vec!["cases.csv:1: opened_at: wrong-missing-column"]),
        (format!("{HEADER}\n{row},\n"), vec!["cases.csv:2: : wrong-fields"]),
        (format!("{HEADER}\nA,CHP,foreign\n"), vec!["cases.csv:2: : wrong-fields"]),
        (format!("{HEADER}\n \n"), vec!["cases.csv:2: : wrong-fields"]),
        (format!("{HEADER}\n{row}\n{row}\n"), vec!["cases.csv:3: case_ref: wrong-twice"]),
        (format!("{HEADER}\nZZZ-19-0001,CHP,foreign,2019-05-07\n"), vec!["cases.csv:2: case_ref: wrong-training"]),
        (
            format!("{HEADER},sex\n,XX,x,y,z\n"),
            vec![
                "cases.csv:2: case_ref: wrong-required",
                "cases.csv:2: office: wrong-office",
                "cases.csv:2: kind: wrong-code",
                "cases.csv:2: opened_at: wrong-moment",
                "cases.csv:2: sex: wrong-code",
            ],
        ),
    ] {
        check(&[("cases.csv", &file)], &expected);
    }
    check(&[("list.csv", "a,b\n1,2\n")], &["list.csv:1: : wrong-unknown-file"]);
    check(&[("list.csv", CASE)], &[]);
    let training = Options { training: true, ..STRICT };
    let plan = Memory::default().plan(&[("cases.csv", &CASE.replace("A,", "ZZZ-19-0001,"))], training);
    assert_eq!((places(&plan).len(), plan.imported.cases), (0, 1));
}

#[test]
fn bytes_that_are_not_utf8_are_a_problem_of_their_cell() {
    let bytes = [HEADER.as_bytes(), b",notes\nA,CHP,foreign,2019-05-07,Nu\xf1ez\n"].concat();
    let plan = Memory::default().plan_sources(&[Source { name: "cases.csv".into(), bytes }], STRICT);
    assert_eq!(places(&plan), ["cases.csv:2: notes: wrong-not-utf8"]);
}

#[test]
fn problems_name_the_physical_line_where_their_row_begins() {
    let rows = [HEADER, ",notes", "\n\nA,CHP,foreign,2019-05-07,\"one\n\ntwo\"\n\n\nB,CHP,x,2019-05-07,\n", "C,CHP\n"];
    let file = rows.concat();
    check(&[("cases.csv", &file)], &["cases.csv:8: kind: wrong-code", "cases.csv:9: : wrong-fields"]);
    let expected = ["in/cases.csv:8: kind: wrong-code", "in/cases.csv:9: : wrong-fields"];
    check(&[("in/cases.csv", &file.replace('\n', "\r\n"))], &expected);
    check(&[("in/cases.csv", &format!("\u{feff}{}", file.replace('\n', "\r")))], &expected);
}

#[test]
fn problems_come_by_file_then_line_then_column() {
    let calls = "at,case_ref,outcome\nx,B,y\n2019-05-07,A,z\n";
    let cases = format!("{HEADER}\nA,XX,foreign,x\n");
    let of_calls = [
        "calls.csv:2: at: wrong-moment",
        "calls.csv:2: case_ref: wrong-unknown-case",
        "calls.csv:2: outcome: wrong-code",
        "calls.csv:3: outcome: wrong-code",
    ];
    let of_cases = ["cases.csv:2: office: wrong-office", "cases.csv:2: opened_at: wrong-moment"];
    check(&[("calls.csv", calls), ("cases.csv", &cases)], &[&of_calls[..], &of_cases[..]].concat());
    check(&[("cases.csv", &cases), ("calls.csv", calls)], &[&of_cases[..], &of_calls[..]].concat());
}

const PEOPLE: &str = "case_ref,person_ref,office,kind,opened_at,surname1,surname2,birth_date,same_child_as";

/// Checks case rows given as `case_ref,person_ref`, an event date and the rest of [`PEOPLE`].
#[track_caller]
fn check_people(store: &mut Memory, rows: &[(&str, &str, &str)], expected: &[&str]) -> Plan {
    let row = |(refs, date, rest): &(&str, &str, &str)| format!("\n{refs},CHP,foreign,{date},{rest}");
    let file = format!("{PEOPLE}{}\n", rows.iter().map(row).collect::<String>());
    let plan = store.plan(&[("cases.csv", &file)], STRICT);
    assert_eq!(places(&plan), expected, "{rows:?}");
    plan
}

#[test]
fn rows_of_one_child_must_agree() {
    let mut store = Memory::default();
    let day = "2019-05-07";
    check_people(&mut store, &[("A,P", day, "Paz,,,"), ("B,P", day, ",,,"), ("C,P", day, "Paz,-,,")], &[]);
    let differs = ["cases.csv:3: surname1: wrong-differs-unsaid"];
    check_people(&mut store, &[("A,P", day, "Paz,,,"), ("B,P", day, "Sol,,,"), ("C,P", day, "Paz,,,")], &differs);
    let differs = ["cases.csv:3: surname2: wrong-differs-unsaid"];
    check_people(&mut store, &[("A,P", day, ",-,,"), ("B,P", day, ",Sol,,")], &differs);
    check_people(&mut store, &[("A,", day, "Paz,,,"), ("B,", day, "Sol,,,")], &[]);
    let births = |dates: [&'static str; 3]| dates.map(|date| format!(",,{date},"));
    let [a, b, c] = births(["2004", "2004-02-03", "2004-02"]);
    check_people(&mut store, &[("A,P", day, &a), ("B,P", day, &b), ("C,P", day, &c)], &[]);
    let [a, b, c] = births(["2004", "2005-02", "2004-03"]);
    let differs = ["cases.csv:3: birth_date: wrong-differs"];
    check_people(&mut store, &[("A,P", day, &a), ("B,P", day, &b), ("C,P", day, &c)], &differs);
    let after = ["cases.csv:3: birth_date: wrong-birth-after-event"];
    check_people(&mut store, &[("A,P", "2019-05-07", ",,2019-05-01,"), ("B,P", "2019-04-30", ",,,")], &after);
    check_people(&mut store, &[("A,P", "2019-04-30", ",,2019,"), ("B,P", "2019-05-07", ",,2019-05-01,")], &after);
}

#[test]
fn what_the_store_knows_of_a_child_counts() {
    let mut store = Memory::default();
    let plan = check_people(&mut store, &[("A,P", "2019-05-07", "Paz,,2004,")], &[]);
    store.apply(&plan);
    let differs = ["cases.csv:2: surname1: wrong-differs-unsaid", "cases.csv:2: birth_date: wrong-differs"];
    check_people(&mut store, &[("B,P", "2019-06-07", "Sol,,2005,")], &differs);
    check_people(&mut store, &[("A,P", "2019-06-07", "Sol,,2005,")], &[]);
    check_people(&mut store, &[("B,P", "2003-06-07", ",,,")], &["cases.csv:2: birth_date: wrong-birth-after-event"]);
    let plan = check_people(&mut store, &[("B,P", "2019-06-07", "Paz,-,2004-03,")], &[]);
    store.apply(&plan);
    let people = store.all(Entity::Person);
    let known = ["ref", "surname1", "surname2", "birth_date"]
        .map(|name| people[0][&named(Entity::Person, name).number].as_str());
    assert_eq!((people.len(), known), (1, ["P", "Paz", "-", "2004-03"]));
    let plan = check_people(&mut store, &[("C,P", "2019-06-07", "Paz,-,2004,")], &[]);
    assert_eq!(plan.operations[0].len(), 1, "a row that knows nothing new leaves the child alone");
}

#[test]
fn links_join_children_of_the_files_and_of_the_store() {
    let mut store = Memory::default();
    let day = "2019-05-07";
    let rows = [("A,P", day, "Paz,,,Q"), ("B,Q", day, "Sol,,,P"), ("C,P", day, ",,,Q"), ("D,Q", day, ",,,")];
    let plan = check_people(&mut store, &rows, &[]);
    assert_eq!(plan.operations.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 1, 1]);
    store.apply(&plan);
    assert_eq!((store.all(Entity::Link).len(), store.all(Entity::Person).len()), (1, 2));
    let plan = check_people(&mut store, &[("E,R", day, ",,,Q"), ("F,P", day, ",,,Q"), ("G,", day, ",,,R")], &[]);
    store.apply(&plan);
    assert_eq!(store.all(Entity::Link).len(), 3);
    // A row that is wrong still says that its child is there.
    let rows = [("H,S", "never", ",,,"), ("I,T", day, ",,,S"), ("J,U", day, ",,,V")];
    let expected = ["cases.csv:2: opened_at: wrong-moment", "cases.csv:4: same_child_as: wrong-unknown-child"];
    check_people(&mut store, &rows, &expected);
}

#[test]
fn contacts_are_unique_within_their_case_and_calls_name_them() {
    let cases = format!("{HEADER}\nA,CHP,foreign,2019-05-07\nB,CHP,foreign,2019-05-07\n");
    let contacts = "case_ref,contact_ref\nA,1\nB,1\nA,1\nB,2\n";
    let calls = "case_ref,contact_ref,at,outcome\nA,1,2019-05-07,busy\nA,2,2019-05-07,busy\n";
    let expected = ["calls.csv:3: contact_ref: wrong-unknown-contact", "contacts.csv:4: contact_ref: wrong-twice"];
    check(&[("calls.csv", calls), ("cases.csv", &cases), ("contacts.csv", contacts)], &expected);
}

#[test]
fn what_hangs_on_a_wrong_row_has_no_problem_of_its_own_unless_rows_are_left_out() {
    let cases = format!("{HEADER}\nA,CHP,x,2019-05-07\nB,CHP\nC,CHP,foreign,2019-05-07\n");
    let contacts = "case_ref,contact_ref,safe\nA,1,\nC,1,maybe\nC,2\nC,3,yes\n";
    let calls = "case_ref,contact_ref,at,outcome\nA,1,2019-05-07,busy\nC,1,2019-05-07,busy\nC,2,2019-05-07,busy\nC,3,2019-05-07,busy\n";
    let services = "case_ref,category,at\nB,food,2019-05-07\nC,food,2019-05-07\nC,food,2019-05-07\n";
    let files = [("cases.csv", &*cases), ("contacts.csv", contacts), ("calls.csv", calls), ("services.csv", services)];
    let own = [
        "cases.csv:2: kind: wrong-code",
        "cases.csv:3: : wrong-fields",
        "contacts.csv:3: safe: wrong-code",
        "contacts.csv:4: : wrong-fields",
    ];
    check(&files, &own);
    let mut store = Memory::default();
    let plan = store.plan(&files, SKIP);
    let expected = [
        own[0],
        own[1],
        "contacts.csv:2: case_ref: wrong-hangs",
        own[2],
        own[3],
        "calls.csv:2: case_ref: wrong-hangs",
        "calls.csv:2: contact_ref: wrong-hangs",
        "calls.csv:3: contact_ref: wrong-hangs",
        "calls.csv:4: contact_ref: wrong-hangs",
        "services.csv:2: case_ref: wrong-hangs",
    ];
    assert_eq!(places(&plan), expected);
    assert_eq!(plan.imported, Counts { cases: 1, services: 2, contacts: 1, calls: 1, steps: 0 });
    store.apply(&plan);
    let left_out: Vec<usize> = plan.rejected.iter().map(|rejected| rejected.rows.len()).collect();
    assert_eq!(left_out, [2, 3, 3, 1]);
}

#[test]
fn a_child_that_is_left_out_takes_with_it_what_is_linked_to_it() {
    let day = "2019-05-07";
    let row = |refs: &str, date: &str, rest: &str| format!("\n{refs},CHP,foreign,{date},{rest}");
    let rows = [
        row("A,P", day, "Paz,,,Q"),
        row("B,Q", day, "Sol,,,R"),
        row("C,R", "x", ",,,"),
        row("D,P", day, "Luz,,,"),
        row("E,S", day, ",,,D"),
    ];
    let file = format!("{PEOPLE}{}\n", rows.concat());
    let mut store = Memory::default();
    let plan = store.plan(&[("cases.csv", &file)], SKIP);
    let expected = [
        "cases.csv:2: same_child_as: wrong-hangs",
        "cases.csv:3: same_child_as: wrong-hangs",
        "cases.csv:4: opened_at: wrong-moment",
        "cases.csv:6: same_child_as: wrong-unknown-child",
    ];
    assert_eq!(places(&plan), expected);
    store.apply(&plan);
    // With A gone, nobody says that P is called Paz.
    assert_eq!(store.all(Entity::Case)[0][&number::CASE_REF], "D");
}

#[test]
fn rejected_rows_are_written_as_they_stood_and_read_again() -> std::io::Result<()> {
    let file = format!(
        "\u{feff}{HEADER},problem,notes\r\nA,CHP,x,2019-05-07,old,\"a\"\"\r\nb\"\r\nB,CHP\r\nC,CHP,foreign,2019-05-07,,\"\tx\"\r\n"
    );
    let mut store = Memory::default();
    let plan = store.plan(&[("cases.csv", &file)], SKIP);
    store.apply(&plan);
    let mut out = Vec::new();
    write_rejected(&mut out, &plan.rejected[0], &plan.problems, &|p| format!("{}: {}", p.column, p.wrong.key))?;
    let text = String::from_utf8_lossy(&out).into_owned();
    let rows = "A,CHP,x,2019-05-07,\"a\"\"\r\nb\",kind: wrong-code\nB,CHP,: wrong-fields\n";
    assert_eq!(text, format!("{HEADER},notes,problem\n{rows}"));
    check(&[("x.csv", &text)], &["x.csv:2: kind: wrong-code", "x.csv:4: : wrong-fields"]);
    Ok(())
}

#[test]
fn a_wrong_header_leaves_out_the_whole_file() {
    let file = format!("{HEADER},colour\nA,CHP,foreign,2019-05-07,red\n");
    let plan = Memory::default().plan(&[("cases.csv", &file)], SKIP);
    assert!(plan.operations.is_empty());
    assert_eq!(plan.rejected[0].rows[0].problems, [0]);
}

#[test]
fn an_operation_holds_a_case_and_what_hangs_on_it() {
    let mut store = Memory::default();
    let contacts = "case_ref,contact_ref\nA,1\n";
    let calls = "case_ref,contact_ref,at,outcome\nA,1,2019-05-07T12:00,reached\n";
    let services = "case_ref,category,at\nA,food,2019-05-07T12:00\n";
    let steps = "case_ref,step\nA,medical_check\n";
    let files = [
        ("steps.csv", steps),
        ("calls.csv", calls),
        ("services.csv", services),
        ("contacts.csv", contacts),
        ("cases.csv", CASE),
    ];
    let plan = store.import(&files);
    let entities: Vec<Entity> = plan.operations[0].iter().map(|change| change.entity).collect();
    let expected = [Entity::Person, Entity::Case, Entity::Contact, Entity::Service, Entity::Call, Entity::Step];
    assert_eq!((plan.operations.len(), entities.as_slice()), (1, expected.as_slice()));
    assert_eq!(store.all(Entity::Case)[0][&number::CASE_HISTORY], "yes");
    assert_eq!(store.all(Entity::Case)[0][&number::CASE_OPENED_AT], "2019-05-07T11:50-05:00");
    let service = |name| store.all(Entity::Service)[0].get(&named(Entity::Service, name).number).cloned();
    assert_eq!(["quantity", "status", "office"].map(service), [Some("1".into()), Some("given".into()), None]);
    let active = Memory::default().plan(&[("cases.csv", CASE)], Options { active: true, ..STRICT });
    assert_eq!(active.operations[0][1].get(number::CASE_HISTORY), None);
}

#[test]
fn times_without_offset_are_those_of_the_office_that_wrote_them() {
    let mut store = Memory::default();
    let cases = format!("{HEADER}\nA,BCN,foreign,2019-01-07T11:50\n");
    let services = "case_ref,category,office,at\nA,food,,2019-01-07T12:00\nA,food,CHP,2019-01-07T12:00\n";
    store.import(&[("cases.csv", &cases), ("services.csv", services)]);
    let at = named(Entity::Service, "at").number;
    let times: Vec<&str> = store.all(Entity::Service).iter().map(|service| service[&at].as_str()).collect();
    assert_eq!(times, ["2019-01-07T12:00-08:00", "2019-01-07T12:00-06:00"]);
}

#[test]
fn imported_again_what_is_there_is_unchanged() {
    let mut store = Memory::default();
    let services = "case_ref,ref,category,at\nA,s1,food,2019-05-07\nA,,food,2019-05-07\nA,,food,2019-05-07\nA,s1,rest,2019-05-08\n";
    let contacts = "case_ref,contact_ref,name\nA,1,Rosa\n";
    let calls = "case_ref,ref,contact_ref,at,outcome\nA,c1,1,2019-05-07,reached\nA,,,2019-05-07,busy\n";
    let steps = "case_ref,step\nA,medical_check\n";
    let files = [
        ("cases.csv", CASE),
        ("services.csv", services),
        ("contacts.csv", contacts),
        ("calls.csv", calls),
        ("steps.csv", steps),
    ];
    let first = store.import(&files);
    assert_eq!(first.imported, Counts { cases: 1, services: 3, contacts: 1, calls: 2, steps: 1 });
    assert_eq!(first.unchanged, Counts { services: 1, ..Counts::default() });
    let again = store.import(&files);
    assert!(again.operations.is_empty() && again.imported == Counts::default());
    assert_eq!(again.unchanged, Counts { cases: 1, services: 4, contacts: 1, calls: 2, steps: 1 });
    // A row of a case or contact that is there is not looked at further; a new reference or contact is imported.
    let cases = format!("{HEADER}\nA,nowhere,x,y\nA,,,\n");
    let contacts = "case_ref,contact_ref,safe\nA,1,what\nA,2,yes\n";
    let calls = "case_ref,ref,contact_ref,at,outcome\nA,c2,1,2019-05-07,reached\nA,c3,2,2019-05-07,busy\n";
    let more = store.import(&[("cases.csv", &cases), ("contacts.csv", contacts), ("calls.csv", calls)]);
    assert_eq!(more.imported, Counts { contacts: 1, calls: 2, ..Counts::default() });
    assert_eq!(more.unchanged, Counts { cases: 2, contacts: 1, ..Counts::default() });
    assert_eq!(more.operations.len(), 1);
    check_in(
        &mut store,
        &[("services.csv", "case_ref,ref,category,at\nA,s9,what,2019-05-07\n")],
        &["services.csv:2: category: wrong-code"],
    );
}

/// A value that a field takes, as it is kept, made from any number.
fn sample(field: &Field, seed: u32) -> String {
    let pick = |values: &[&str]| values[usize::try_from(seed).unwrap_or_default() % values.len()].to_owned();
    match field.kind {
        Kind::Code(list) => {
            let codes: Vec<&str> = cobijo::domain::catalogue::list(list).map(|entry| entry.code.as_str()).collect();
            pick(&codes)
        }
        Kind::Country => pick(&["HND", "GTM", "XXA"]),
        Kind::Language => pick(&["spa", "mam"]),
        Kind::Step => pick(&["medical_check", "rights_information"]),
        Kind::Office => pick(&["CHP", "BCN", "TAB"]),
        Kind::Moment => pick(&["2019-05-07T11:50-05:00", "2019-04-07T02:30-06:00", "2021-10-31T01:30+00:00"]),
        Kind::Birth => pick(&["2004", "2004-02", "2004-02-29"]),
        Kind::Age => pick(&["14", "12-14", "~7", "0"]),
        Kind::Count(_) => (seed % 50 + 1).to_string(),
        _ => pick(&["x", "Núñez, \"Ñ\"", "one\r\ntwo\n", "\ttab", " space ", "-", "'", "=1+1", "\u{1F9D2}"]),
    }
}

fn rows_of(sheet: Sheet, seeds: &[u32], is_filled: bool) -> Vec<Vec<Option<String>>> {
    let cell = |row: usize, seed: u32, field: &Field| match field.column {
        Some("case_ref") if sheet == Sheet::Cases => Some(format!("case {row}")),
        Some("case_ref") => Some("case 0".to_owned()),
        Some("contact_ref") if sheet == Sheet::Calls => Some("contact 0".to_owned()),
        Some("ref" | "contact_ref" | "person_ref") => {
            Some(format!("{} {row}", sheet.code()).replace("contacts.csv", "contact"))
        }
        Some("same_child_as") => (row > 0).then(|| format!("cases.csv {}", row - 1)),
        Some("outcome_at") => Some("2019-05-07T11:50-05:00".to_owned()),
        Some("outcome" | "quantity" | "status") => Some(sample(field, seed)),
        _ => (is_filled || sheet.requires(field) || !seed.is_multiple_of(3)).then(|| sample(field, seed / 3)),
    };
    let row = |(row, seed): (usize, &u32)| {
        let cells = sheet.columns().into_iter().enumerate();
        cells.map(|(n, field)| cell(row, seed.rotate_left(u32::try_from(n).unwrap_or_default()), field)).collect()
    };
    seeds.iter().enumerate().map(row).collect()
}

fn check_round_trip(seeds: &[u32], is_filled: bool) -> std::io::Result<Memory> {
    let mut texts = Vec::new();
    for sheet in Sheet::ALL {
        let mut out = Vec::new();
        write_rows(&mut out, sheet, rows_of(sheet, seeds, is_filled).into_iter())?;
        texts.push(String::from_utf8_lossy(&out).into_owned());
    }
    let files: Vec<(&str, &str)> = Sheet::ALL.iter().map(|s| s.code()).zip(texts.iter().map(String::as_str)).collect();
    let mut store = Memory::default();
    store.import(&files);
    for sheet in Sheet::ALL {
        assert_eq!(store.rows(sheet), rows_of(sheet, seeds, is_filled), "{sheet:?}");
    }
    assert!(store.import(&files).operations.is_empty());
    Ok(store)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read_as_it_was(seeds in prop::collection::vec(any::<u32>(), 1..6)) {
        check_round_trip(&seeds, false)?;
    }

    #[test]
    fn any_bytes_give_problems_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let start = if header { format!("{HEADER},notes\n") } else { String::new() };
        let bytes = [start.as_bytes(), bytes.as_slice()].concat();
        let file = |name: &str| Source { name: name.into(), bytes: bytes.clone() };
        let plan = Memory::default().plan_sources(&[file("cases.csv"), file("x.csv"), file("calls.csv")], SKIP);
        prop_assert!(!plan.problems.is_empty());
    }
}

#[test]
fn every_field_with_a_column_is_read_and_written() -> std::io::Result<()> {
    let store = check_round_trip(&[7, 1_000_003], true)?;
    for field in FIELDS.iter().filter(|f| f.column.is_some() && f.entity != Entity::Office) {
        let is_kept = store.all(field.entity).iter().any(|values| values.contains_key(&field.number));
        assert!(is_kept, "{:?} {}", field.entity, field.name);
    }
    Ok(())
}
