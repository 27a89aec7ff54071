//! The lock of the real program in a real terminal: nothing of a case stays in its memory, the same field comes back, and
//! every way of ending it keeps what was typed.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/pty.rs"]
mod pty;

use pty::{PASSPHRASE, Terminal, set_up};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::time::{Duration, Instant};

const CANARY: &str = "Zarquonix";

/// How often a word stands in the memory of a process.
fn found_in_memory(pid: u32, word: &str) -> usize {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).unwrap().starts_with('r')) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|edge| u64::from_str_radix(edge, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        // What the kernel keeps for itself cannot be read, and holds nothing of the program.
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            found += bytes.windows(word.len()).filter(|part| *part == word.as_bytes()).count();
        }
    }
    found
}

/// A terminal with a saved child, and a form that is not saved with the cursor in its third field.
fn at_work(store: &std::path::Path) -> Terminal {
    let mut terminal = set_up(store);
    terminal.press("F7").wait("obligatorios 0/8");
    for answer in [CANARY, CANARY, "-", "h", "14", "gua", "1", "n"] {
        terminal.text(answer).press("Enter");
    }
    terminal.wait("obligatorios 8/8").press("F2").wait("Guardado").press("Enter").press("F7");
    terminal.wait("obligatorios 0/8").text(CANARY).press("Enter").text(CANARY).press("Enter").text("Pop");
    terminal.wait("Pop");
    terminal
}

#[test]
fn nothing_of_a_case_stays_in_the_memory_of_a_locked_program() {
    let place = tempfile::tempdir().unwrap();
    let mut terminal = at_work(&place.path().join("store"));
    let pid = terminal.pid();
    assert!(found_in_memory(pid, CANARY) > 0);
    terminal.press("C-l").wait("SESIÓN BLOQUEADA");
    assert_eq!(terminal.pid(), pid);
    assert_eq!(found_in_memory(pid, CANARY), 0);
    assert_eq!(found_in_memory(pid, "CHP-"), 0);
    assert!(!terminal.screen().contains(CANARY));
    // The same field: what is typed goes on behind what stood there.
    terminal.text(PASSPHRASE).press("Enter").wait("> * Segundo apellido   Pop").press("F10").press("F10");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn nothing_of_a_case_stays_in_the_memory_of_a_program_that_was_locked_line_by_line() {
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    at_work(&store).press("F10 F10").end();
    let key = place.path().join("key");
    fs::write(&key, PASSPHRASE).unwrap();
    let (store, key) = (store.display().to_string(), key.display().to_string());
    let arguments = ["--lineal", "--lang", "es", "--store", &store, "--passphrase-file", &key];
    let mut terminal = Terminal::run(&arguments, &[]);
    terminal.wait("cierra el menú: ").text("1").press("Enter").wait("¿Seguirlo?");
    terminal.text("1").press("Enter").wait("Segundo apellido [Pop]: ");
    let pid = terminal.pid();
    assert!(found_in_memory(pid, CANARY) > 0);
    terminal.text("/bloq").press("Enter").wait("Bloquear ya (Ctrl+L)\n").text("1").press("Enter").wait("== Bloqueado");
    // Whoever sat down is asked, though a file opened the store at first, and is not seen typing.
    terminal.wait("Contraseña · M. Ruiz: ");
    assert_eq!(terminal.pid(), pid);
    assert_eq!(found_in_memory(pid, CANARY), 0);
    assert_eq!(found_in_memory(pid, "CHP-"), 0);
    terminal.text(PASSPHRASE).press("Enter");
    let came_back = |screen: &str| {
        screen.rsplit_once("== Bloqueado").is_some_and(|(_, said)| said.contains("Segundo apellido [Pop]: "))
    };
    assert!(terminal.comes(came_back) && !terminal.screen().contains(PASSPHRASE), "{}", terminal.screen());
    terminal.kill();
}

#[test]
fn every_end_keeps_what_was_typed_and_comes_within_a_second() {
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    let mut terminal = at_work(&store);
    for round in 0..3 {
        let begun = Instant::now();
        let pid = Pid::from_raw(terminal.pid().cast_signed()).unwrap();
        match round {
            0 => drop(terminal.press("F10").press("F10")),
            1 => kill_process(pid, Signal::TERM).unwrap(),
            _ => kill_process(pid, Signal::HUP).unwrap(),
        }
        terminal.end();
        assert!(begun.elapsed() < Duration::from_secs(1), "{round}: {:?}", begun.elapsed());
        terminal = Terminal::start(&store);
        terminal.wait("M. Ruiz").text(PASSPHRASE).press("Enter").wait("1 formulario sin guardar").press("F7");
        terminal
            .wait(&format!("{CANARY} {CANARY} Pop"))
            .press("Enter")
            .wait("obligatorios 3/8")
            .text("Luis")
            .wait("Luis");
    }
    terminal.kill();
}
