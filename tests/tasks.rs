//! The tasks that officers are timed at, by keys on the real program in a real terminal, in both languages, from the start
//! screen with 43 children present: each within its budget of keys. What it left in the store is compared with the task,
//! field by field, and nothing else may have changed. On the way all six exercises are played until the program says so.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use cobijo::store::{Clocks, Drafts};
use cobijo::training::exercise::exercise;
use common::office::{self, Office, PASSPHRASE};
use pty::{LANGS, Terminal};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const BANNERS: [&str; 2] = ["DATOS INVENTADOS", "MADE-UP DATA"];
const TASK: [&str; 2] = ["Ejercicio", "Exercise"];
const DONE: [&str; 2] = ["¡Hecho!", "Done!"];
/// What the keys of the program itself name records by; each is there, and none is asked for.
const REFS: [&str; 2] = ["person_ref", "ref"];
/// What every child of these tasks shares, beside what the task says.
const ARRIVED: [(&str, &str); 5] = [
    ("office", "CHP"),
    ("kind", "foreign"),
    ("opened_at", "2019-06-15T14:3*"),
    ("accompaniment", "unaccompanied"),
    ("health_urgent", "no"),
];

/// The values of a record that are known, by their columns in files; which file it is stands under no name.
type Record = BTreeMap<String, String>;

/// What a record must hold, and not one field more; `*` stands for the rest of a value.
type Wanted<'a> = [(&'a str, &'a str)];

/// Everything that a store knows, and how many operations it took.
type Known = (BTreeSet<Record>, u64);

fn known(store: &Path) -> Known {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("passphrase"), PASSPHRASE).unwrap();
    let run = |words: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("cobijo").unwrap();
        command.env("COBIJO_PASSPHRASE_FILE", place.path().join("passphrase"));
        let output = command.arg("--store").arg(store).args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    };
    let files = place.path().join("files");
    // It ends with the head of the log: how many operations there are, and words.
    let told = run(&["export", "--nominal", files.to_str().unwrap()]);
    let operations = told.split_whitespace().next_back().unwrap().split(':').next().unwrap().parse().unwrap();
    let mut records = BTreeSet::new();
    for sheet in ["cases", "services", "contacts", "calls", "steps"] {
        let Ok(mut reader) = csv::Reader::from_path(files.join(format!("{sheet}.csv"))) else { continue };
        records.extend(reader.deserialize::<Record>().map(|row| {
            let known = row.unwrap().into_iter().filter(|(_, value)| !value.is_empty());
            known.chain([(String::new(), sheet.to_owned())]).collect::<Record>()
        }));
    }
    (records, operations)
}

/// What was written after a store was as it was: these records in so many operations, and nothing went or changed.
fn check_written(before: &Known, store: &Path, operations: u64, wanted: &[Vec<(&str, &str)>]) {
    let after = known(store);
    assert_eq!(after.1, before.1 + operations, "operations");
    let lost: Vec<_> = before.0.difference(&after.0).collect();
    assert!(lost.is_empty(), "gone or changed: {lost:#?}");
    let mut new: Vec<_> = after.0.difference(&before.0).collect();
    assert_eq!(new.len(), wanted.len(), "{new:#?}");
    for wanted in wanted {
        let at = new.iter().position(|record| is_wanted(record, wanted));
        new.remove(at.unwrap_or_else(|| panic!("{wanted:#?}\nis not among\n{new:#?}")));
    }
}

fn is_wanted(record: &Record, wanted: &Wanted<'_>) -> bool {
    let fits = |value: &str, wanted: &str| match wanted.strip_suffix('*') {
        Some(beginning) => value.starts_with(beginning),
        None => value == wanted,
    };
    let told = record.iter().filter(|(column, _)| !REFS.contains(&column.as_str()));
    let all =
        told.clone().all(|(column, value)| wanted.iter().any(|(name, wanted)| name == column && fits(value, wanted)));
    all && told.count() == wanted.len()
}

/// A child who arrived unaccompanied this minute.
fn child<'a>(folio: &'a str, told: &Wanted<'a>) -> Vec<(&'a str, &'a str)> {
    [("", "cases"), ("case_ref", folio)].into_iter().chain(ARRIVED).chain(told.iter().copied()).collect()
}

/// Answers the questions of a form, one after the other.
fn answer(terminal: &mut Terminal, answers: &[&str]) {
    for answer in answers {
        terminal.text(answer).press("Enter");
    }
}

fn is_within(task: &str, at: usize, keys: usize, budget: usize) {
    println!("{task} ({}): {keys} keys of {budget}", LANGS[at]);
    assert!(keys <= budget, "{task}: {keys} keys of {budget}");
}

/// An exercise on the start screen, with its text put away and no key counted.
struct Lesson {
    terminal: Terminal,
    place: TempDir,
    number: u8,
    /// Which language.
    at: usize,
    /// What its store knew at first.
    before: Known,
}

impl Lesson {
    fn begin(number: u8, at: usize) -> Self {
        let place = tempfile::tempdir().unwrap();
        let store = place.path().join("store");
        let (path, exercise) = (store.display().to_string(), number.to_string());
        let mut terminal =
            Terminal::run(&["--lang", LANGS[at], "--store", &path, "demo", "--exercise", &exercise], &[]);
        terminal.wait(BANNERS[at]).wait(&format!("{} {number}: ", TASK[at]));
        let before = known(&store);
        terminal.press("Enter").wait("!!");
        terminal.keys = 0;
        Self { terminal, place, number, at, before }
    }

    fn store(&self) -> PathBuf {
        self.place.path().join("store")
    }

    fn answer(&mut self, answers: &[&str]) -> &mut Self {
        answer(&mut self.terminal, answers);
        self
    }

    /// Waits until the store says that the exercise is done, with the keys that were pressed, and no more than it may take.
    fn is_done(&mut self, task: &str) {
        let (at, keys) = (self.at, self.terminal.keys);
        let budget = exercise(self.number).unwrap().keys;
        let result = [format!("{keys} teclas (meta {budget}) · 0:"), format!("{keys} keys (goal {budget}) · 0:")];
        self.terminal.wait(DONE[at]).wait(&result[at]);
        is_within(task, at, keys, budget);
    }

    /// Puts away what says that it is done, which is no key of the task.
    fn goes_on(&mut self) {
        self.terminal.press("Enter");
        self.terminal.keys = 0;
    }

    fn wrote(&self, operations: u64, wanted: &[Vec<(&str, &str)>]) {
        check_written(&self.before, &self.store(), operations, wanted);
    }

    fn leave(&mut self) {
        // Once more where a form is left unsaved.
        self.terminal.press("F10 F10");
        assert_eq!(self.terminal.end(), 0, "exercise {} in {}", self.number, self.place.path().display());
    }
}

const JOSE: [(&str, &str); 6] = [
    ("given_names", "José Luis"),
    ("surname1", "Caal"),
    ("surname2", "Ejemplo"),
    ("sex", "male"),
    ("age_years", "14"),
    ("nationality", "GTM"),
];

#[test]
fn task_1_what_is_due_shows_after_the_passphrase() {
    let office = Office::filled(400, 43);
    let store = office.folder().path().to_owned();
    let before = known(&store);
    // Everything of 2019 is over by now, so what is due is in the order of its end.
    let board = Clocks::default().board(&office.beside().0, office::NOW_MS * 2, usize::MAX).unwrap().first;
    let present = ["43 presentes", "43 present"];
    let due = ["PENDIENTES", "DUE"];
    for at in [0, 1] {
        let mut terminal = Terminal::run(&["--lang", LANGS[at], "--store", store.to_str().unwrap()], &[]);
        terminal.wait("M. Ruiz");
        terminal.keys = 0;
        terminal.text(PASSPHRASE).press("Enter").wait(present[at]).wait(due[at]).wait(">!!");
        is_within("1 unlock, what is due", at, terminal.keys, PASSPHRASE.chars().count() + 2);
        let screen = terminal.screen();
        let rows: Vec<&str> = screen.lines().filter(|line| line.contains("!! ZZZ-")).collect();
        assert!(!rows.is_empty() && rows.len() <= board.len(), "{screen}");
        for (row, due) in rows.iter().zip(&board) {
            assert!(row.contains(&due.case.case_ref), "{} is not in {row}", due.case.case_ref);
        }
        terminal.press("F10").end();
    }
    check_written(&before, &store, 0, &[]);
}

#[test]
fn tasks_2_and_3_an_intake_with_all_mandatory_fields_and_two_siblings_after_it() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(1, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["José Luis", "Caal", "Ejemplo", "h", "14", "gua", "1", "n"]);
        lesson.terminal.wait("8/8").press("F2");
        lesson.is_done("2 intake");
        lesson.wrote(1, &[child("ZZZ-19-0401", &JOSE)]);
        lesson.goes_on();
        siblings(&mut lesson);
        is_within("3 two siblings", at, lesson.terminal.keys, 30);
        lesson.leave();
        lesson.wrote(3, &family());
    }
}

/// Ana and Luis, from the screen after José Luis.
fn siblings(lesson: &mut Lesson) {
    lesson.terminal.text("h").wait("Caal");
    lesson.answer(&["Ana", "m", "9", "1", "n"]).terminal.wait("8/8").press("F2").wait("ZZZ-19-0402").text("h");
    lesson.answer(&["Luis", "h", "6", "1", "n"]).terminal.wait("8/8").press("F2").wait("ZZZ-19-0403");
}

/// The three of them, in one group.
fn family() -> [Vec<(&'static str, &'static str)>; 3] {
    let mut ana = JOSE;
    ana[0].1 = "Ana";
    ana[3].1 = "female";
    ana[4].1 = "9";
    let mut luis = JOSE;
    luis[0].1 = "Luis";
    luis[4].1 = "6";
    [("ZZZ-19-0401", JOSE), ("ZZZ-19-0402", ana), ("ZZZ-19-0403", luis)].map(|(folio, told)| {
        let mut child = child(folio, &told);
        child.push(("group_ref", "G-ZZZ-19-0401"));
        child
    })
}

#[test]
fn exercise_2_begins_from_the_case_of_the_first_sibling() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(2, at);
        lesson.terminal.text("caal").wait("Caal Ejemplo, José Luis").press("Enter").wait("1 Dat");
        siblings(&mut lesson);
        lesson.is_done("exercise 2, from the list");
        lesson.leave();
    }
}

#[test]
fn task_4_about_seven_years_one_surname_mam() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(3, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["María", "Ejemplo", "-", "m", "~7", "gua", "1"]);
        lesson.terminal.text("n").press("PageDown").text("mam").press("Tab").wait("8/8").press("F2");
        lesson.is_done("4 approximate age");
        lesson.leave();
        let maria = [
            ("given_names", "María"),
            ("surname1", "Ejemplo"),
            ("surname2", "-"),
            ("sex", "female"),
            ("age_years", "~7"),
            ("nationality", "GTM"),
            ("language", "mam"),
        ];
        lesson.wrote(1, &[child("ZZZ-19-0401", &maria)]);
    }
}

#[test]
fn task_5_after_a_power_cut_the_form_goes_on_where_it_was() {
    for at in [0, 1] {
        let office = Office::filled(400, 43);
        let store = office.folder().path().to_owned();
        let before = known(&store);
        let start = || Terminal::run(&["--lang", LANGS[at], "--store", store.to_str().unwrap()], &[]);
        let mut terminal = start();
        terminal.wait("M. Ruiz").text(PASSPHRASE).press("Enter").wait(">!!").press("F7").wait("0/8");
        answer(&mut terminal, &["José Luis", "Caal"]);
        terminal.wait("2/8").text("Ejem");
        let drafts = || Drafts::open(&office.folder().drafts(), &office.key()).unwrap().of("M. Ruiz").unwrap();
        assert!(terminal.comes(|_| drafts().iter().any(|draft| draft.payload.contains("Ejem"))), "a second later");
        let form = |screen: &str| screen.lines().skip(2).take(19).map(str::to_owned).collect::<Vec<_>>();
        let was = form(&terminal.screen());
        terminal.kill();
        let mut terminal = start();
        terminal.wait("M. Ruiz");
        terminal.keys = 0;
        terminal.text(PASSPHRASE).press("Enter").wait("José Luis Caal").press("Enter");
        assert!(terminal.comes(|screen| form(screen) == was), "{was:#?}\n{}", terminal.screen());
        is_within("5 power cut", at, terminal.keys, PASSPHRASE.chars().count() + 2);
        answer(&mut terminal, &["plo", "h", "14", "gua", "1", "n"]);
        terminal.wait("8/8").press("F2").wait("CHP-").press("F10").end();
        let mut wanted = child("CHP-*", &JOSE);
        wanted.iter_mut().filter(|(column, _)| *column == "opened_at").for_each(|(_, value)| *value = "2*");
        check_written(&before, &store, 1, &[wanted]);
    }
}

#[test]
fn task_8_a_call_that_nobody_answers_is_tried_again_tomorrow() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson.terminal.press("F6").text("caal").wait("Caal Ensayo, Pedro").press("Enter").wait("Rosa Ensayo");
        lesson.answer(&["2", "m9"]).terminal.press("F2");
        lesson.is_done("8 call and retry");
        lesson.leave();
        let call = vec![
            ("", "calls"),
            ("case_ref", "ZZZ-19-0401"),
            ("contact_ref", "1"),
            ("outcome", "no_answer"),
            ("at", "2019-06-15T14:3*"),
            ("retry_at", "2019-06-16T09:00-05:00"),
        ];
        lesson.wrote(1, &[call]);
    }
}

#[test]
fn task_9_a_name_is_found_without_its_accent() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(5, at);
        lesson.terminal.press("F3").text("munoz").wait("Muñoz Ficticia, Luz").press("Enter").wait("1 Dat");
        assert!(lesson.terminal.screen().contains("Muñoz Ficticia"));
        is_within("9 find", at, lesson.terminal.keys, 8);
        lesson.leave();
        lesson.wrote(0, &[]);
    }
}

#[test]
fn task_11_an_overdue_notice_is_recorded_with_its_number() {
    let notice = ["Aviso a Procuraduría", "Notice to Protection"];
    for at in [0, 1] {
        let mut lesson = Lesson::begin(5, at);
        lesson.terminal.press("Enter").wait("[4 ").press("Enter").wait(notice[at]).text("OPI/123").press("F2");
        lesson.is_done("11 overdue notice");
        lesson.leave();
        let step = vec![
            ("", "steps"),
            ("case_ref", "ZZZ-19-0401"),
            ("step", "procuraduria_notice"),
            ("done_at", "2019-06-15T14:3*"),
            ("document", "OPI/123"),
        ];
        lesson.wrote(1, &[step]);
    }
}

#[test]
fn exercise_6_a_draft_is_gone_on_with_from_the_start_screen() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(6, at);
        lesson.terminal.wait("Rosa Prueba Modelo").press("Enter").wait("5/8");
        lesson.answer(&["hon", "1", "n"]).terminal.press("F2");
        lesson.is_done("exercise 6, a draft");
        lesson.leave();
        let rosa = [
            ("given_names", "Rosa"),
            ("surname1", "Prueba"),
            ("surname2", "Modelo"),
            ("sex", "female"),
            ("age_years", "11"),
            ("nationality", "HND"),
        ];
        lesson.wrote(1, &[child("ZZZ-19-0401", &rosa)]);
    }
}

#[test]
fn task_12_the_exercise_begins_again_and_the_banner_is_on_every_screen() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(1, at);
        let word = ["rein", "resta"][at];
        let steps = [
            ("F1", ["Ingreso completo", "A whole intake"]),
            ("Enter", ["43"; 2]),
            ("F9", ["(F9)"; 2]),
            ("F9", ["43"; 2]),
            ("F7", ["0/8"; 2]),
            ("F3", ["43 pres"; 2]),
            ("F8", ["Resumen del", "Totals of"]),
            ("F3", ["43 pres"; 2]),
            ("Enter", ["1 Dat"; 2]),
            ("F3", ["43 pres"; 2]),
        ];
        for (key, text) in steps {
            let has_both = |screen: &str| screen.contains(text[at]) && screen.matches(BANNERS[at]).count() == 2;
            assert!(lesson.terminal.press(key).comes(has_both), "after {key}: {}", lesson.terminal.screen());
        }
        // Something that is gone after it.
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["Ana", "Ensayo", "-", "m", "9", "hon", "2", "n"]).terminal.press("F2").wait("ZZZ-19-0401");
        lesson.terminal.press("Enter").wait("44");
        lesson.terminal.keys = 0;
        lesson.terminal.press("F9").text(word).press("Enter").wait(["Reiniciar: ", "Restart: "][at]).press("Enter");
        is_within("12 begin again", at, lesson.terminal.keys, 10);
        lesson.terminal.wait(&format!("{} 1: ", TASK[at])).press("Enter").wait("43");
        // In the least window too.
        let is_narrow = |screen: &str| screen.contains(["1Ayuda 3", "1Help 3"][at]) && screen.contains(BANNERS[at]);
        assert!(lesson.terminal.resize(60, 18).comes(is_narrow), "{}", lesson.terminal.screen());
        lesson.leave();
        lesson.wrote(0, &[]);
    }
}

#[test]
fn typing_on_the_wrong_screen_changes_nothing() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson
            .terminal
            .text("asvd2s2")
            .wait(": asvd2s2")
            .press("Esc")
            .wait("44")
            .press("C-z")
            .wait(["Nada que deshacer", "Nothing to"][at]);
        lesson.leave();
    }
}

#[test]
fn esc_leaves_a_draft_and_the_form_comes_back_with_it() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["Josefina", "Relato"]).terminal.wait("2/8").press("Esc").wait("44");
        lesson.terminal.press("F7").wait("Josefina");
        lesson.leave();
    }
}

#[test]
fn the_everyday_program_does_not_open_a_training_store() {
    let mut lesson = Lesson::begin(1, 0);
    lesson.leave();
    let store = lesson.place.path().join("store").display().to_string();
    let mut terminal = Terminal::run(&["--store", &store, "--lang", "es"], &[]);
    terminal.wait("cobijo demo");
    assert_eq!(terminal.end(), 8);
}
