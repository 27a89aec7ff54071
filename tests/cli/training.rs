//! Made-up data and real ones stay apart, whatever is brought back, opened or made where: 8, a sentence, nothing touched.

use super::office::{Office, Run, files_below};
use std::fs;

const DEMO: [&str; 9] =
    ["demo", "--generate-only", "--cases", "20", "--days", "9", "--clock", "2019-06-15T14:32", "--store"];

/// A real store, a training store in `demo`, and a copy of each: `real.cobijo`, `made-up.cobijo`.
fn both() -> Office {
    let office = Office::with_cases();
    office.run(&[&DEMO[..], &["demo"]].concat()).ends(0);
    office.run(&["backup", "real.cobijo"]).ends(0);
    office.run(&["--store", "demo", "backup", "made-up.cobijo"]).ends(0);
    office
}

#[test]
fn a_copy_comes_back_only_where_its_kind_may_be() {
    let office = both();
    let before = [office.store(), office.path("demo")].map(|folder| files_below(&folder));
    // Where a store of the other kind is.
    for (store, copy) in [("store", "made-up.cobijo"), ("demo", "real.cobijo")] {
        office.run(&["--store", store, "restore", copy]).refuses(8, "nor the reverse");
    }
    assert!(before == [office.store(), office.path("demo")].map(|folder| files_below(&folder)), "a store was touched");
    for (store, copy) in [("store", "real.cobijo"), ("demo", "made-up.cobijo")] {
        office.run(&["--store", store, "restore", copy]).refuses(1, "a store in this folder");
    }
    // Where it is no more, and its copies are.
    for (store, copy) in [("store", "made-up.cobijo"), ("demo", "real.cobijo")] {
        let daily = office.path(store).join("backups/daily-2019-06-15.cobijo");
        fs::copy(office.path(if store == "store" { "real.cobijo" } else { "made-up.cobijo" }), daily).unwrap();
        for file in ["store.db", "keys.json", "keys.copy.json"] {
            fs::remove_file(office.path(store).join(file)).unwrap();
        }
        office.run(&["--store", store, "restore", copy]).refuses(8, "nor the reverse");
    }
    let copies = files_below(&office.store());
    office.run(&["demo", "--store", "store", "--seed", "1"]).refuses(8, "not for training");
    assert!(copies == files_below(&office.store()), "copies of a real store were touched");
    // Where the program opens one unless told otherwise.
    let data = |copy: &str, variables: &[(&str, &str)]| {
        let mut command = office.command(&["restore", copy]);
        command.env_remove("COBIJO_STORE").env("XDG_DATA_HOME", office.path("data"));
        Run::of(command.envs(variables.iter().copied()))
    };
    data("made-up.cobijo", &[]).refuses(8, "nor the reverse");
    data("made-up.cobijo", &[("COBIJO_STORE", "everyday")]).refuses(8, "nor the reverse");
    data("real.cobijo", &[("COBIJO_STORE", "data/cobijo-demo")]).ends(0);
    let mut reverse = office.command(&["--store", "data/cobijo-demo", "restore", "real.cobijo"]);
    fs::remove_dir_all(office.path("data/cobijo-demo")).unwrap();
    reverse.env_remove("COBIJO_STORE").env("XDG_DATA_HOME", office.path("data"));
    Run::of(&mut reverse).refuses(8, "nor the reverse");
    assert!(!office.path("everyday").exists() && !office.path("data/cobijo").exists(), "something was made");
    // Anywhere else either comes back.
    for copy in ["made-up", "real"] {
        office.run(&["--store", copy, "restore", &format!("{copy}.cobijo")]).ends(0);
    }
}

#[test]
fn a_copy_that_says_it_is_of_the_other_kind_is_none() {
    let office = both();
    for (copy, says) in [("made-up.cobijo", b"cobijo backup 1\n"), ("real.cobijo", b"cobijo training\n")] {
        let mut bytes = fs::read(office.path(copy)).unwrap();
        bytes[..16].copy_from_slice(says);
        office.write(copy, bytes);
        office.run(&["--store", "back", "restore", copy]).refuses(7, "no sound copy");
        assert!(!office.path("back").exists());
    }
}

#[test]
fn cases_of_one_kind_do_not_go_into_a_store_of_the_other() {
    let office = both();
    for (from, into) in [("demo", "store"), ("store", "demo")] {
        office.run(&["--store", from, "export", "--nominal", &format!("{from}-files")]).ends(0);
        let before = office.run(&["--store", into, "verify", "--json"]).ends(0).out;
        for option in ["--dry-run", "--active", "--skip-invalid"] {
            office.run(&["--store", into, "import", &format!("{from}-files"), option]).refuses(8, "training");
        }
        assert_eq!(office.run(&["--store", into, "verify", "--json"]).ends(0).out, before);
    }
    office.run(&["office", "zzz", "--state", "CHP", "--zone", "America/Mexico_City"]).refuses(2, "for training");
}

#[test]
fn line_mode_does_not_open_a_training_store() {
    let office = both();
    let before = files_below(&office.path("demo"));
    office.run(&["--lineal", "--store", "demo"]).refuses(8, "cobijo demo --store");
    assert!(before == files_below(&office.path("demo")));
}

#[test]
fn an_officer_of_a_real_store_who_is_called_like_a_trainee_makes_it_no_training_store() {
    let office = Office::empty();
    office.write("passphrase", "datos inventados");
    office.run(&["init", "--office", "CHP", "--officer", "Participante"]).ends(0);
    let before = files_below(&office.store());
    for args in [&["demo"][..], &["demo", "--seed", "1"]] {
        office.run(args).refuses(8, "not for training");
    }
    let mut command = office.command(&["list"]);
    Run::of(command.env_remove("COBIJO_PASSPHRASE_FILE")).refuses(6, "--passphrase-file");
    assert!(before == files_below(&office.store()), "a real store was touched");
}
