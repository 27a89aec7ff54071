//! The training store from the command line: made of a seed, marked as made up everywhere, and never a real one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use assert_cmd::Command;
use cobijo::training::exercise::EXERCISES;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const BANNER: &str = "DATOS INVENTADOS";

struct Place(TempDir);

/// What a command gave back.
struct Run {
    code: i32,
    out: String,
    told: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, store: &str, arguments: &[&str]) -> Run {
        let mut command = Command::cargo_bin("cobijo").unwrap();
        command.args(["--lang", "es", "--store"]).arg(self.path(store)).args(arguments);
        let output = command.env_remove("COBIJO_PASSPHRASE_FILE").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), out: text(output.stdout), told: text(output.stderr) }
    }

    /// A small training store, whose clock stands at an afternoon of 2019.
    fn demo(&self, store: &str, seed: &str) -> Run {
        let words = ["demo", "--seed", seed, "--cases", "60", "--days", "30", "--clock", "2019-06-15T14:32"];
        let run = self.run(store, &words);
        assert_eq!(run.code, 0, "{}", run.told);
        run
    }

    fn json(&self, store: &str, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(store, arguments).out).unwrap()
    }
}

/// The names and bytes of all files of a store.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().filter(|file| file.is_file()).map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

#[test]
fn without_a_terminal_the_store_is_made_and_its_summary_printed() {
    let place = Place::new();
    let run = place.demo("demo", "7");
    for text in ["60 casos, 40 presentes", "datos inventados", "2019-06-15 14:32", "Eventos", "Chiapas"] {
        assert!(run.out.contains(text), "{text}: {}", run.out);
    }
    let again = place.run("demo", &["demo"]);
    assert_eq!((again.code, &again.out), (0, &run.out), "opened again it is the same store at the same hour");
    assert_eq!(place.run("demo", &["verify"]).code, 0);
}

#[test]
fn the_same_seed_gives_the_same_store() {
    let place = Place::new();
    let list = |store: &str, seed| {
        place.demo(store, seed);
        place.json(store, &["list", "--names", "--limit", "60", "--json"])
    };
    let first = list("a", "7");
    assert_eq!(first, list("b", "7"));
    assert_ne!(first, list("c", "8"));
    assert_eq!(first, list("c", "7"), "made anew");
}

#[test]
fn every_output_says_that_it_is_made_up() {
    let place = Place::new();
    place.demo("demo", "1");
    let list = place.run("demo", &["list", "--open"]);
    assert!(list.out.lines().next().unwrap().contains(BANNER) && list.told.contains(BANNER));
    assert!(list.out.lines().skip(1).all(|line| line.starts_with("ZZZ-19-")));
    let rows = place.json("demo", &["list", "--json"]);
    assert!(rows.as_array().unwrap().iter().all(|row| row["training"] == true));
    let shown = place.json("demo", &["show", "ZZZ-19-0060", "--json"]);
    assert_eq!(shown["training"], true);
    assert!(place.run("demo", &["show", "ZZZ-19-0060"]).out.contains(BANNER));
    let report = ["report", "--period", "2019", "--format", "json"];
    assert_eq!(place.json("demo", &report)["training"], true);
    assert!(place.run("demo", &["verify"]).told.contains(BANNER));
    for command in ["office", "holiday"] {
        assert!(place.run("demo", &[command]).out.contains(BANNER), "{command}");
    }
    assert!(place.run("demo", &["doctor"]).out.contains(BANNER));
    assert_eq!(place.run("none", &["doctor"]).out.find(BANNER), None);
    let doctor = place.json("demo", &["doctor", "--json"]);
    assert!(doctor["checks"].as_array().unwrap().iter().any(|check| check["values"]["training"] == true));
}

/// Rows are sorted, filtered and pasted elsewhere: each of them says it.
#[test]
fn every_row_of_every_file_says_that_it_is_made_up() {
    let place = Place::new();
    place.demo("demo", "1");
    let report = ["report", "--period", "2019", "--format", "csv"];
    let tidy = place.run("demo", &report).out;
    assert_eq!(tidy.lines().next(), Some("table,row,cell,value,training"));
    assert!(tidy.lines().skip(1).all(|line| line.ends_with(",DATOS INVENTADOS")), "{tidy}");
    let folder = |name: &str, words: &[&str]| {
        let run = place.run("demo", &[words, &[place.path(name).to_str().unwrap()]].concat());
        assert!(run.code == 0 && run.told.contains(BANNER), "{}", run.told);
        let read = |(file, bytes): (PathBuf, Vec<u8>)| (file, String::from_utf8(bytes).unwrap());
        bytes(&place.path(name)).into_iter().map(read).collect::<Vec<_>>()
    };
    for (file, text) in folder("figures", &[&report[..], &["-o"]].concat()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let is_marked = |line: &str| line.starts_with("DATOS INVENTADOS,") || line.ends_with(",DATOS INVENTADOS");
        let is_told = name == "about.csv" && text.contains("report,training,true\n");
        assert!(is_told || text.lines().skip(1).all(is_marked), "{name}: {text}");
    }
    for (file, text) in folder("cases", &["export", "--nominal"]) {
        assert!(
            csv::Reader::from_reader(text.as_bytes()).records().all(|row| row.unwrap()[0].starts_with("ZZZ-")),
            "{file:?}"
        );
    }
}

#[test]
fn a_copy_says_that_it_is_made_up_and_does_not_come_back_as_the_everyday_store() {
    let place = Place::new();
    place.demo("demo", "1");
    let copy = place.path("copy").display().to_string();
    let run = place.run("demo", &["backup", &copy]);
    assert!(run.code == 0 && run.out.starts_with("*** ") && run.out.contains(BANNER), "{}{}", run.out, run.told);
    assert!(fs::read(&copy).unwrap().starts_with(b"cobijo training\n"));
    let mut everyday = Command::cargo_bin("cobijo").unwrap();
    everyday.env("XDG_DATA_HOME", place.0.path()).env_remove("COBIJO_STORE").args(["restore", &copy]);
    everyday.assert().code(8);
    assert!(!place.path("cobijo").exists(), "nothing is left of it");
    let back = place.run("back", &["restore", &copy]);
    assert_eq!(back.code, 0, "{}", back.told);
    assert!(back.told.contains(BANNER) && !back.told.contains("keys.json"), "{}", back.told);
}

#[test]
fn what_is_due_is_told_by_the_clock_of_the_training_store() {
    let place = Place::new();
    place.demo("demo", "1");
    let due = place.run("demo", &["list", "--due"]).out;
    let late = due.lines().filter_map(|line| line.split("hace ").nth(1)?.split(' ').next()?.parse::<u32>().ok());
    let late: Vec<u32> = late.collect();
    assert!(!late.is_empty() && late.iter().all(|days| *days < 120), "{due}");
}

#[test]
fn a_real_store_is_not_touched_by_demo() {
    let place = Place::new();
    fs::write(place.path("key"), "la marea sube despacio").unwrap();
    let key = place.path("key").display().to_string();
    let made = place.run("real", &["--passphrase-file", &key, "init", "--office", "CHP", "--officer", "M. Ruiz"]);
    assert_eq!(made.code, 0, "{}", made.told);
    let before = bytes(&place.path("real"));
    for arguments in [&["demo"][..], &["demo", "--seed", "1"], &["demo", "--exercise", "1"]] {
        let run = place.run("real", arguments);
        assert_eq!((run.code, run.out.as_str()), (8, ""), "{}", run.told);
        assert!(run.told.contains("No se tocó nada"), "{}", run.told);
    }
    assert!(before == bytes(&place.path("real")));
}

#[test]
fn no_real_case_goes_into_a_training_store() {
    let place = Place::new();
    place.demo("demo", "1");
    let file = place.path("cases.csv").display().to_string();
    let import = |case_ref: &str| {
        fs::write(&file, format!("case_ref,office,kind,opened_at\n{case_ref},CHP,foreign,2019-05-07\n")).unwrap();
        place.run("demo", &["import", &file])
    };
    assert_eq!((import("CHP-19-0001").code, import("ZZZ-19-9001").code), (8, 0));
}

#[test]
fn each_exercise_has_its_own_beginning() {
    let place = Place::new();
    for exercise in EXERCISES.iter() {
        let run = place.run("demo", &["demo", "--exercise", &exercise.number.to_string()]);
        assert_eq!(run.code, 0, "{}", run.told);
        let present = 43 + exercise.cases().len();
        assert!(run.out.contains(&format!("{present} presentes")), "{}: {}", exercise.number, run.out);
    }
    assert_eq!(place.run("demo", &["demo", "--exercise", "7"]).code, 2);
    assert_eq!(place.run("demo", &["demo", "--clock", "someday"]).code, 2);
}
