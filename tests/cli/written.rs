//! Reports as files: the real binary writes each format whole or not at all, and says what was wrong.

use super::office::Office;
use std::fs;
use std::process::Stdio;

/// Every format, and what a file of it begins with.
const FORMATS: [(&str, &[u8]); 6] = [
    ("text", b"A"),
    ("json", b"{\n"),
    ("csv", b""),
    ("tidy", b"table,row,cell,value"),
    ("html", b"<!DOCTYPE html>"),
    ("xlsx", b"PK"),
];

fn names(office: &Office) -> Vec<String> {
    let entries = fs::read_dir(office.path("")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_format_is_written_whole_and_noted() {
    let office = Office::with_cases();
    for (format, begins) in FORMATS {
        for period in ["2019-H1", "1999"] {
            let out = format!("{format}-{period}");
            let run = office.run(&["report", "--period", period, "--format", format, "-o", &out]).ends(0);
            assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{format}");
            let path = office.path(&out);
            if format == "csv" {
                assert_eq!(fs::read_dir(path).unwrap().count(), 11);
            } else {
                assert!(fs::read(path).unwrap().starts_with(begins), "{format}");
            }
        }
    }
    assert!(names(&office).iter().all(|name| !name.contains("partial")));
    let database = office.database();
    let mut query = database.prepare("SELECT subject FROM access WHERE what = 'report' ORDER BY position").unwrap();
    let subjects: Vec<String> = query.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for (format, _) in FORMATS {
        let is_noted = |subject: &String| {
            let words: Vec<&str> = subject.split(' ').collect();
            words.contains(&format) && words.iter().any(|word| word.len() == 16)
        };
        assert!(subjects.iter().any(is_noted), "{format}: {subjects:?}");
    }
}

#[test]
fn an_empty_store_has_a_report_in_every_format() {
    let office = Office::new();
    for (format, _) in FORMATS {
        for lang in ["es", "en"] {
            office
                .run(&[
                    "report",
                    "--period",
                    "2019",
                    "--format",
                    format,
                    "-o",
                    &format!("{format}-{lang}"),
                    "--lang",
                    lang,
                ])
                .ends(0);
        }
    }
}

#[test]
fn a_place_that_will_not_do_is_named_before_any_work() {
    let office = Office::with_cases();
    office.write("there/file", "stays");
    let before = names(&office);
    for (format, _) in FORMATS {
        for (out, code, said) in [
            ("there/file", 1, "It exists already: there/file"),
            ("there", 1, "It exists already: there"),
            ("none/report", 3, "none/report: it is not there"),
            ("there/file/report", 1, "there/file/report: there is a file where"),
        ] {
            let run = office.run(&["report", "--period", "2019", "--format", format, "-o", out]);
            assert_eq!(run.code, code, "{format} {out}: {}", run.err);
            assert!(run.err.contains(said) && run.out.is_empty(), "{format} {out}: {}", run.err);
        }
        for wrong in [
            &["--period", "2019-07..2019-06"][..],
            &["--from", "2019-06-31", "--to", "2019-07-01"],
            &["--period", "2019", "--state", "XYZ"],
        ] {
            let args = [&["report", "--format", format, "-o", "new"], wrong].concat();
            assert_eq!(office.run(&args).code, 2, "{args:?}");
        }
    }
    assert_eq!(office.read("there/file"), "stays");
    assert_eq!(names(&office), before);
}

/// Another program is writing to the store, so that the look cannot be written down yet: then comes `Ctrl+C`, the end of
/// the session, or that of the terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_is_interrupted_leaves_nothing() {
    use rustix::process::{Pid, Signal, kill_process};
    let office = Office::with_cases();
    for (format, signal) in [("html", Signal::INT), ("csv", Signal::TERM), ("xlsx", Signal::HUP)] {
        let writer = office.database();
        writer.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut command = office.process(&["report", "--period", "2019", "--format", format, "-o", "new"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let listens = || {
            let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
            let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:\t")).unwrap().to_owned();
            u64::from_str_radix(&caught, 16).unwrap() & (1 << (signal.as_raw() - 1)) > 0
        };
        while !listens() {
            std::thread::yield_now();
        }
        kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), signal).unwrap();
        writer.execute_batch("ROLLBACK").unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(130), "{format}: {said}");
        assert!(said.contains("Interrupted"), "{said}");
        assert!(names(&office).iter().all(|name| !name.starts_with("new")));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_workbook_goes_down_a_pipe_and_a_full_one_is_told() {
    let office = Office::with_cases();
    let output = office.process(&["report", "--period", "2019", "--format", "xlsx"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"PK"));
    for format in ["xlsx", "html", "tidy"] {
        let mut command = office.process(&["report", "--period", "2019", "--format", format]);
        let output = command.stdout(fs::File::create("/dev/full").unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("stdout: the disk is full"), "{format}");
    }
}
