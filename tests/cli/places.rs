//! Files and folders that cannot be read or written: which one, what is wrong with it, what would be right.

use super::office::Office;
use std::fs::{self, File};
use std::process::Stdio;

#[test]
fn a_path_that_will_not_do_is_named_with_what_would() {
    let office = Office::with_cases();
    office.write("file", "no folder");
    office.run(&["backup", "copy"]).ends(0);
    for (args, code, sentence) in [
        (&["report", "--period", "2019", "-o", "none/out"][..], 3, "none/out: it is not there"),
        (&["report", "--period", "2019", "--format", "csv", "-o", "none/out"], 3, "none/out: it is not there"),
        (&["report", "--period", "2019", "-o", "file/out"], 1, "file/out: there is a file where"),
        (&["export", "--nominal", "none/out"], 3, "none/out: it is not there"),
        (&["export", "--nominal", "file/out"], 1, "file/out: there is a file where"),
        (&["backup", "none/out"], 3, "none/out: it is not there"),
        (&["backup", "file/out"], 1, "file/out: there is a file where"),
        (&["restore", "none"], 3, "none: it is not there"),
        (&["--store", "file/back", "restore", "copy"], 1, "file/back: there is a file where"),
        (&["import", "none"], 3, "none: it is not there"),
        (&["import", "/proc/self/mem"], 1, "/proc/self/mem: it could not be read"),
        (&["--store", "file", "init", "--office", "CHP", "--officer", "X"], 1, "file: there is a file where"),
        (&["--store", "file/in", "init", "--office", "CHP", "--officer", "X"], 1, "file/in: there is a file where"),
        (&["--store", "file/in", "demo", "--generate-only"], 1, "file/in: there is a file where"),
    ] {
        office.run(args).refuses(code, sentence);
    }
    assert_eq!(office.read("file"), "no folder");
    let left = fs::read_dir(office.path(".")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(left.into_iter().all(|name| !name.contains("partial")), "something half made was left");
}

#[test]
fn a_full_device_behind_stdout_is_said_and_a_reader_that_has_gone_is_not() {
    let office = Office::with_cases();
    for args in [&["list"][..], &["list", "--json"], &["report", "--period", "2019"], &["dictionary"], &["man"]] {
        let mut process = office.process(args);
        let output = process.stdout(File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.contains("stdout: the disk is full")), (Some(1), true), "{told}");
        let mut child = office.process(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{args:?}");
    }
}
