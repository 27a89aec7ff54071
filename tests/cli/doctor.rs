//! What `doctor` says of a terminal, a machine and a folder.

use super::office::Office;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

/// What was found, by the name of the check.
fn find<'a>(told: &'a Value, check: &str) -> &'a Value {
    told["checks"].as_array().unwrap().iter().find(|finding| finding["check"] == check).unwrap()
}

#[test]
fn a_sound_machine_keeps_nobody_from_working() {
    let office = Office::new();
    let told = office.json(&["doctor", "--json"]);
    assert_eq!(told["good"], true, "{told}");
    for check in ["window", "colours", "glyphs", "sample", "locale", "keys", "disk", "clock", "memory"] {
        assert!(!find(&told, check)["message"].as_str().unwrap().starts_with("doctor-"), "{check}");
    }
    assert_eq!(find(&told, "key_files")["verdict"], "good");
    assert_eq!(find(&told, "copy")["verdict"], "warning", "there is no copy yet");
    for lang in ["es", "en"] {
        let said = office.run(&["doctor", "--lang", lang]).ends(0).out;
        assert!(!said.contains("Ruiz") && !said.contains("doctor-"), "{said}");
    }
}

#[test]
fn the_terminal_says_what_it_has() {
    let office = Office::empty();
    for (variables, level, because) in [
        (&[("LC_ALL", "C")][..], "ascii", "LC_ALL"),
        (&[("TERM", "linux")], "console", "TERM"),
        (&[("WT_SESSION", "1")], "full", "WT_SESSION"),
        (&[("COBIJO_GLYPHS", "ascii")], "ascii", "COBIJO_GLYPHS"),
    ] {
        let mut command = office.process(&["doctor", "--json"]);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let values = &find(&told, "glyphs")["values"];
        assert_eq!((&values["level"], &values["because"]), (&level.into(), &because.into()));
    }
}

#[test]
fn what_stands_in_the_way_is_told_and_ends_with_1() {
    let office = Office::new();
    fs::set_permissions(office.store(), fs::Permissions::from_mode(0o755)).unwrap();
    let told = office.json(&["doctor", "--json"]);
    assert_eq!(find(&told, "mode")["verdict"], "warning");
    for name in ["keys.json", "keys.copy.json"] {
        fs::write(office.store().join(name), "{}").unwrap();
    }
    let said = office.run(&["doctor"]).ends(1).out;
    assert!(said.contains("!! Key files: damaged"), "{said}");
}
