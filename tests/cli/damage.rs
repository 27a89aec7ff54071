//! Stores that are not what was written: refused with 7 and left alone, or opened with a warning where one of two files
//! will do.

use super::office::{Office, files_below};
use std::fs;

const MORE: (&str, &str) = ("cases.csv", "case_ref,office,kind,opened_at\nC,CHP,foreign,2019-05-07\n");

/// Expects that no command opens the store, and that none touches it.
fn check_refused(office: &Office, sentence: &str) {
    office.lay_out("in", &[MORE]);
    let before = files_below(&office.store());
    for args in [
        &["list"][..],
        &["import", "in"],
        &["report", "--period", "2019"],
        &["backup", "copy"],
        &["export", "--nominal", "out"],
    ] {
        office.run(args).refuses(7, sentence);
    }
    let run = office.run(&["verify"]).ends(7);
    assert!(run.out.contains(sentence) && run.err.contains("NOT sound"), "{}{}", run.out, run.err);
    let json = office.run(&["verify", "--json"]).ends(7).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["sound"], &json["operations"], &json["head"]), (&false.into(), &().into(), &().into()));
    assert!(json["findings"][0].as_str().unwrap().contains(sentence), "{json}");
    assert!(before == files_below(&office.store()), "the store was touched");
    assert!(
        !office.path("copy").exists() && !office.path("out").exists() && !office.path("out.cobijo-partial").exists()
    );
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let office = Office::with_cases();
    let newer = cobijo::store::known_version() + 1;
    office.database().pragma_update(None, "user_version", newer).unwrap();
    check_refused(&office, "newer version");
}

#[test]
fn a_store_of_an_older_version_is_copied_and_brought_to_this_one() {
    let office = Office::with_cases();
    let figures = office.contents();
    let older = office.database();
    older.execute_batch("ALTER TABLE person DROP COLUMN used_name; DROP TABLE step; PRAGMA user_version = 1;").unwrap();
    drop(older);
    let copy = office.store().join("backups/version-1.cobijo");
    let aside = office.path("aside");
    fs::rename(office.store().join("backups"), &aside).unwrap();
    office.run(&["list"]).refuses(1, "older version");
    fs::rename(&aside, office.store().join("backups")).unwrap();
    assert!(!copy.exists(), "a copy was made without its folder");

    office.run(&["verify"]).ends(0);
    assert_eq!(office.contents(), figures);
    let version: i64 = office.database().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, cobijo::store::known_version());
    assert!(copy.exists(), "no copy was made first");
}

#[test]
fn a_plain_database_in_the_place_of_the_store_is_left_alone() {
    let office = Office::with_cases();
    let file = office.store().join("store.db");
    fs::remove_file(&file).unwrap();
    let plain = rusqlite::Connection::open(&file).unwrap();
    plain.execute_batch("CREATE TABLE case_file (id INTEGER); INSERT INTO case_file VALUES (1);").unwrap();
    drop(plain);
    check_refused(&office, "plain SQLite");
}

#[test]
fn a_file_that_was_cut_short_is_left_alone() {
    let office = Office::with_cases();
    let file = office.store().join("store.db");
    let sound = fs::read(&file).unwrap();
    for length in [0, 15, 100, 4096, sound.len() - 4096, sound.len() - 1] {
        fs::write(&file, &sound[..length]).unwrap();
        office.run(&["list"]).refuses(7, "damaged");
        assert!(fs::read(&file).unwrap() == sound[..length], "the store was touched");
    }
    check_refused(&office, "damaged");
    fs::write(&file, &sound).unwrap();
    office.run(&["verify"]).ends(0);
}

#[test]
fn a_bit_that_turned_anywhere_is_found() {
    let office = Office::with_cases();
    let file = office.store().join("store.db");
    let sound = fs::read(&file).unwrap();
    let last = sound.len() - 1;
    for at in [0, 20, 4095, 4096, 9000, last / 2, last - 5000, last] {
        let mut flipped = sound.clone();
        flipped[at] ^= 16;
        fs::write(&file, &flipped).unwrap();
        let run = office.run(&["--lang", "es", "verify"]).ends(7);
        let page = if at < 16 { "1, 2, 3".to_owned() } else { (at / 4096 + 1).to_string() };
        let has_page = run.out.contains(&format!("páginas: {page}")) || run.out.contains(&format!("páginas {page}"));
        assert!(has_page, "byte {at}: {}{}", run.out, run.err);
        let told = run.out + &run.err;
        assert!(!["seal", "operaciones", "HMAC"].iter().any(|word| told.contains(word)), "byte {at}: {told}");
        let json = office.run(&["verify", "--json"]).ends(7).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert!(json["findings"][0].as_str().unwrap().contains(&page), "byte {at}: {json}");
        office.run(&["backup", "copy"]).ends(7);
        assert!(!office.path("copy").exists(), "byte {at}: a damaged store was copied");
        assert!(fs::read(&file).unwrap() == flipped, "byte {at}: the store was touched");
    }
    fs::write(&file, &sound).unwrap();
    office.run(&["verify"]).ends(0);
}

#[test]
fn what_was_written_around_the_log_is_found() {
    let office = Office::with_cases();
    office.database().execute_batch("UPDATE case_file SET age_years = '30' WHERE case_ref = 'A'").unwrap();
    let run = office.run(&["verify"]).ends(7);
    assert!(run.out.contains("case_file") && run.err.contains("NOT sound"), "{}{}", run.out, run.err);
    let office = Office::with_cases();
    office.database().execute_batch("UPDATE operation SET officer = 'Nadie' WHERE position = 2").unwrap();
    let verdict = office.run(&["verify", "--json"]).ends(7);
    let json: serde_json::Value = serde_json::from_str(&verdict.out).unwrap();
    assert_eq!(json["sound"], false);
    assert!(json["findings"][0].as_str().unwrap().contains("operation 2"), "{json}");
    let office = Office::with_cases();
    office.database().execute_batch("DELETE FROM access WHERE position = 1").unwrap();
    office.run(&["report", "--period", "2019"]).ends(0);
    let office = Office::with_cases();
    office.database().execute_batch("DELETE FROM operation WHERE position = 2").unwrap();
    office.run(&["verify"]).ends(7);
}

#[test]
fn without_both_key_files_nothing_opens() {
    let office = Office::with_cases();
    let files = ["keys.json", "keys.copy.json"].map(|name| office.store().join(name));
    let sound = fs::read(&files[0]).unwrap();
    let mut flipped = sound.clone();
    flipped[sound.len() / 2] ^= 1;
    for damaged in [&b""[..], b"{}", &flipped, &sound[..sound.len() - 2]] {
        for file in &files {
            fs::write(file, damaged).unwrap();
        }
        office.run(&["list"]).refuses(7, "key files");
        assert!(files.iter().all(|file| fs::read(file).unwrap() == damaged), "a key file was touched");
    }
    check_refused(&office, "key files");
    for file in &files {
        fs::remove_file(file).unwrap();
    }
    check_refused(&office, "key files");
}

#[test]
fn one_sound_key_file_is_enough_and_a_copy_made_with_it_comes_back() {
    let office = Office::with_cases();
    for (name, damaged) in
        [("keys.json", Some("{}")), ("keys.json", None), ("keys.copy.json", Some("")), ("keys.copy.json", None)]
    {
        let file = office.store().join(name);
        let sound = fs::read(&file).unwrap();
        match damaged {
            Some(text) => fs::write(&file, text).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let run = office.run(&["list"]).ends(0);
        assert!(run.err.contains("Warning") && run.out.lines().count() == 2, "{}", run.err);
        office.run(&["backup", "copy"]).ends(0);
        office.run(&["--store", "back", "restore", "copy"]).ends(0);
        assert_eq!(office.run(&["--store", "back", "list"]).ends(0).err, "");
        fs::remove_dir_all(office.path("back")).unwrap();
        fs::remove_file(office.path("copy")).unwrap();
        fs::write(&file, sound).unwrap();
    }
}

#[test]
fn a_damaged_copy_is_refused_and_leaves_nothing_behind() {
    let office = Office::with_cases();
    office.run(&["backup", "copy"]).ends(0);
    let sound = fs::read(office.path("copy")).unwrap();
    let flip = |at: usize| {
        let mut flipped = sound.clone();
        flipped[at] ^= 1;
        flipped
    };
    let cut = sound.len() / 2;
    // In the mark, the length, the keys, the first page, and the last.
    for copy in [flip(3), flip(20), flip(300), flip(2000), flip(sound.len() - 1), sound[..cut].to_vec(), Vec::new()] {
        office.write("damaged", copy);
        office.run(&["--store", "back", "restore", "damaged"]).refuses(7, "");
        assert!(!office.path("back").exists(), "something was left behind");
    }
    office.write("wrong", "la marea sube deprisa");
    office.run(&["--store", "back", "--passphrase-file", "wrong", "restore", "copy"]).refuses(6, "passphrase");
    assert!(!office.path("back").exists());
    fs::create_dir(office.path("back")).unwrap();
    office.write("back/letter.txt", "mine");
    office.run(&["--store", "back", "restore", "damaged"]).refuses(7, "");
    assert_eq!(files_below(&office.path("back")).len(), 1);
    office.run(&["--store", "back", "restore", "copy"]).ends(0);
}

/// Expects that a copy of the day comes back in the place of what a store was made into, which stays.
fn check_restored(damage: impl FnOnce(&Office)) {
    let office = Office::with_cases();
    let figures = office.contents();
    let copy = "store/backups/daily-2019-06-15.cobijo";
    office.run(&["backup", copy]).ends(0);
    office.run(&["restore", copy]).refuses(1, "already");
    damage(&office);
    let before = files_below(&office.store());
    office.write("not-a-copy", "nothing");
    office.run(&["restore", "not-a-copy"]).refuses(7, "");
    let mut after = files_below(&office.store());
    after.remove(&office.store().join("store.lock"));
    assert!(before == after, "the store was touched");

    let run = office.run(&["restore", copy]).ends(0);
    assert_eq!(office.contents(), figures);
    office.run(&["verify"]).ends(0);
    let aside = fs::read_dir(office.store()).unwrap().map(|entry| entry.unwrap().path());
    let aside = aside.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("damaged-"));
    let aside: Vec<_> = aside.collect();
    assert!(aside.len() == 1 && run.out.contains(aside[0].to_str().unwrap()), "{aside:?} {}", run.out);
    for (path, bytes) in before {
        let name = path.strip_prefix(office.store()).unwrap();
        let is_aside = fs::read(aside[0].join(name)).is_ok_and(|kept| kept == bytes);
        assert!(is_aside || fs::read(&path).is_ok_and(|kept| kept == bytes), "{} has gone", path.display());
    }
    assert_eq!(super::office::not_private(&office.store()), []);
}

#[test]
fn a_copy_takes_the_place_of_a_store_whose_page_turned() {
    check_restored(|office| {
        let file = office.store().join("store.db");
        let mut bytes = fs::read(&file).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 16;
        fs::write(file, bytes).unwrap();
    });
}

#[test]
fn a_copy_takes_the_place_of_a_store_that_was_cut_short() {
    check_restored(|office| {
        let file = office.store().join("store.db");
        let bytes = fs::read(&file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    });
}

#[test]
fn a_copy_takes_the_place_of_a_store_without_its_keys() {
    check_restored(|office| {
        for name in ["keys.json", "keys.copy.json"] {
            office.write(&format!("store/{name}"), "{}");
        }
    });
}

#[test]
fn a_copy_takes_the_place_of_a_store_without_its_file_which_everybody_calls_damaged() {
    check_restored(|office| {
        fs::remove_file(office.store().join("store.db")).unwrap();
        let init = ["init", "--office", "CHP", "--officer", "M. Ruiz"];
        for args in [&["list"][..], &["verify"], &[], &["--lineal"], &init, &["backup", "copy"]] {
            let run = office.run(args).ends(7);
            assert!((run.out + &run.err).contains("lacks store.db"), "{args:?}");
        }
    });
}

#[test]
fn a_store_of_a_newer_version_makes_no_room_for_a_copy() {
    let office = Office::with_cases();
    office.run(&["backup", "copy"]).ends(0);
    office.database().pragma_update(None, "user_version", cobijo::store::known_version() + 1).unwrap();
    let before = files_below(&office.store());
    office.run(&["restore", "copy"]).refuses(7, "newer version");
    assert!(before == files_below(&office.store()), "the store was touched");
}

#[test]
fn what_was_saved_outlives_a_program_that_was_killed() {
    let office = Office::with_cases();
    // As long as another connection is open, what is written stays in the write-ahead log.
    let database = office.database();
    database.query_row("SELECT count(*) FROM case_file", (), |row| row.get::<_, i64>(0)).unwrap();
    office.import(&[MORE]).ends(0);
    for name in ["keys.json", "keys.copy.json", "store.db", "store.db-wal"] {
        office.write(&format!("killed/{name}"), fs::read(office.store().join(name)).unwrap());
    }
    drop(database);
    assert!(fs::metadata(office.path("killed/store.db-wal")).unwrap().len() > 0);
    let run = office.run(&["--store", "killed", "list"]).ends(0);
    assert_eq!(run.out.lines().count(), 3);
    office.run(&["--store", "killed", "verify"]).ends(0);
}
