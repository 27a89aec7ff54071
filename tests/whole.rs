//! Files and folders that appear whole: two programs at one place, one that was killed, and one that was quicker.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use cobijo::runtime::whole;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

fn write(path: &Path, text: &str) -> io::Result<()> {
    whole::file(path, whole::named, |out| out.write_all(text.as_bytes()))
}

fn write_in(path: &Path, text: &str) -> io::Result<()> {
    whole::folder(path, |partial| fs::write(partial.join("a"), text))
}

/// What is in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn whoever_comes_while_another_one_writes_there_writes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let [file, folder] = ["file", "folder"].map(|name| place.path().join(name));
    whole::file(&file, whole::named, |out| {
        out.write_all(b"the fi")?;
        assert_eq!(write(&file, "the second").map_err(|error| error.kind()), Err(whole::TAKEN));
        out.write_all(b"rst")
    })
    .unwrap();
    whole::folder(&folder, |partial| {
        fs::write(partial.join("a"), "the first")?;
        let second = write_in(&folder, "the second");
        assert_eq!(second.map_err(|error| error.kind()), Err(whole::TAKEN));
        Ok::<_, io::Error>(())
    })
    .unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "the first");
    assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "the first");
    assert_eq!(names(place.path()), ["file", "folder"]);
}

#[test]
fn what_came_there_meanwhile_stays_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    let [file, folder] = ["file", "folder"].map(|name| place.path().join(name));
    let written = whole::file(&file, whole::named, |out| {
        out.write_all(b"ours")?;
        fs::write(&file, "theirs")
    });
    assert_eq!(written.map_err(|error: io::Error| error.kind()), Err(whole::TAKEN));
    let written = whole::folder(&folder, |partial| {
        fs::write(partial.join("a"), "ours")?;
        fs::create_dir(&folder)
    });
    assert_eq!(written.map_err(|error: io::Error| error.kind()), Err(whole::TAKEN));
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
    assert_eq!((names(place.path()), names(&folder).len()), (vec!["file".to_owned(), "folder".to_owned()], 0));
}

#[test]
fn what_a_killed_program_left_makes_room() {
    let place = tempfile::tempdir().unwrap();
    let [file, folder] = ["file", "folder"].map(|name| place.path().join(name));
    fs::write(place.path().join("file.cobijo-partial"), "half of something long").unwrap();
    fs::create_dir(place.path().join("folder.cobijo-partial")).unwrap();
    fs::write(place.path().join("folder.cobijo-partial").join("b"), "half").unwrap();
    write(&file, "whole").unwrap();
    write_in(&folder, "whole").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "whole");
    assert_eq!(
        (names(place.path()), names(&folder)),
        (vec!["file".to_owned(), "folder".to_owned()], vec!["a".to_owned()])
    );
}

#[test]
fn what_is_written_anew_takes_the_place_of_what_was_there() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    for text in ["once", "again"] {
        whole::file(&file, |partial, path| fs::rename(partial, path), |out| out.write_all(text.as_bytes())).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    assert_eq!(names(place.path()), ["file"]);
}
