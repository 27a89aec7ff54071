//! What a slow line, a poor terminal, a paste or a heavy hand does to what somebody types: nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use cobijo::runtime::driver::Driver;
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use common::office::{Office, answer, see};
use pty::{Terminal, train};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// A form whose mandatory fields are answered, with the focus on the line that saves.
fn at_save(office: &Office) -> Driver {
    let mut driver = office.set_up();
    driver.press(Key::Function(7));
    answer(&mut driver, &["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"]);
    see(&mut driver, "obligatorios 8/8");
    driver
}

/// The real program on an intake whose mandatory fields are answered, with the focus on the line that saves.
fn at_save_in(store: &Path, at: usize) -> Terminal {
    let mut terminal = train(store, at, &[]);
    terminal.press("F7").wait("0/8");
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"] {
        terminal.text(answer).press("Enter");
    }
    terminal.wait("8/8").wait(["Intro guarda · ", "Enter saves · "][at]);
    terminal
}

/// How many cases and services a store has that is open on a screen.
fn counted(store: &Path) -> [usize; 2] {
    let place = tempfile::tempdir().unwrap();
    let files = place.path().join("files");
    let mut command = assert_cmd::Command::cargo_bin("cobijo").unwrap();
    command.arg("--store").arg(store).args(["export", "--nominal"]).arg(&files).assert().success();
    ["cases", "services"]
        .map(|sheet| csv::Reader::from_path(files.join(format!("{sheet}.csv"))).unwrap().into_records().count())
}

#[test]
fn a_key_arrives_in_every_dialect_and_in_pieces() {
    for at in [0, 1] {
        let place = tempfile::tempdir().unwrap();
        let mut terminal = train(place.path(), at, &[]);
        let help = ["Esc cierra", "Esc closes"][at];
        for dialect in [&b"\x1bOP"[..], b"\x1b[11~", b"\x1b[[A"] {
            terminal.send(dialect).wait(help).press("Esc");
            assert!(terminal.comes(|screen| !screen.contains(help)), "{}", terminal.screen());
        }
        // Esc, and the rest of F7 a moment later.
        terminal.send(b"\x1b");
        let (_open, never) = mpsc::channel::<()>();
        never.recv_timeout(Duration::from_millis(10)).unwrap_err();
        terminal.send(b"[18~").wait("0/8");
        // Ctrl+H rubs out, as it does where that is what the key sends.
        terminal.text("Anx").send(b"\x08").text("alía").wait("Analía");
        // Without function keys.
        terminal.press("Esc").wait("Analía · 15");
        terminal.send(b"\x067").wait(["¿Seguirlo?", "Go on with it?"][at]);
        terminal.press("F10 F10").end();
    }
}

#[test]
fn lines_pasted_on_the_line_that_saves_save_nothing() {
    for at in [0, 1] {
        let place = tempfile::tempdir().unwrap();
        let mut terminal = at_save_in(place.path(), at);
        for pasted in [&b"uno\rdos\r\r"[..], b"\x1b[200~uno\rdos\r\x1b[201~"] {
            terminal.send(pasted);
        }
        let saved = ["Guardado", "Saved"][at];
        terminal.press("Up").wait(["Intro = ", "Enter = "][at]);
        assert!(!terminal.screen().contains(saved), "{}", terminal.screen());
        assert_eq!(counted(place.path())[0], 43);
        terminal.press("F2").wait(saved).press("F10").end();
        assert_eq!(counted(place.path())[0], 44);
    }
}

#[test]
fn intro_that_is_held_down_writes_once() {
    for at in [0, 1] {
        let place = tempfile::tempdir().unwrap();
        let mut terminal = at_save_in(place.path(), at);
        let services = counted(place.path())[1];
        terminal.send(&[b'\r'; 20]).press("F3").wait(["41 presentes", "41 present"][at]);
        assert_eq!(counted(place.path()), [44, services], "{}", terminal.screen());
        terminal
            .press("Enter")
            .wait("[1 ")
            .text("2")
            .wait("[2 ")
            .text("a")
            .wait(["· Intro guarda", "· Enter saves"][at]);
        terminal.send(&[b'\r'; 20]).wait(["Servicios 1]", "Services 1]"][at]).press("F3 F10").end();
        assert_eq!(counted(place.path()), [44, services + 1]);
    }
}

#[test]
fn a_window_that_grows_and_shrinks_keeps_what_was_typed() {
    for at in [0, 1] {
        let place = tempfile::tempdir().unwrap();
        let mut terminal = train(place.path(), at, &[]);
        terminal.press("F7").wait("0/8").text("Analía").wait("Analía");
        let small = ["Se necesitan 60 x 18", "60 x 18 are needed"][at];
        for (cols, rows, shown) in [(60, 15, small), (200, 60, "Analía"), (20, 5, "20 x 5"), (80, 24, "Analía")] {
            terminal.resize(cols, rows).wait(shown);
        }
        terminal.press("Enter").wait("1/8").press("F10 F10").end();
    }
}

#[test]
fn lines_pasted_into_a_field_stay_in_it() {
    let office = Office::new();
    let mut driver = at_save(&office);
    driver.press(Key::First).paste("María\nJosé\n");
    assert!(driver.screen().contains("María José"), "{}", driver.screen());
    driver.press(Key::Last).paste("s\n\n");
    assert!(driver.screen().contains("obligatorios 8/8"), "{}", driver.screen());
}

#[test]
fn intro_that_is_held_down_saves_nothing() {
    let office = Office::new();
    let mut driver = at_save(&office);
    for _ in 0..9 {
        driver.hasty_enter();
    }
    assert!(driver.screen().contains("obligatorios 8/8"), "{}", driver.screen());
    driver.press(Key::Enter);
    assert!(driver.screen().contains("CHP-19-0001"), "{}", driver.screen());
}

#[test]
fn a_reason_that_is_pasted_with_its_line_end_voids_nothing() {
    let office = Office::new();
    let mut driver = at_save(&office);
    driver.press(Key::Enter).press(Key::Enter).press(Key::Function(3)).press(Key::Enter).press(Key::Delete);
    driver.letters("doble captura").hasty_enter();
    see(&mut driver, "¿Por qué se anula?");
    driver.press(Key::Enter);
    see(&mut driver, "Nadie presente");
}

#[test]
fn whatever_the_window_does_what_was_typed_stays() {
    let office = Office::new();
    let mut driver = at_save(&office);
    driver.press(Key::First).letters("Analía");
    for (width, height) in [(60, 15), (200, 60), (20, 5), (0, 0), (80, 24)] {
        driver.resize(width, height);
        let screen = driver.screen();
        assert!(width < 80 || screen.contains("Analía"), "{screen}");
    }
    driver.wait(1_500).resize(46, 12);
    for words in ["Ventana de 46 x 12.", "60 x 18", "Su borrador está guardado.", "Ctrl+F 0: salir"] {
        assert!(driver.screen().contains(words), "{}", driver.screen());
    }
}

#[test]
fn a_poor_terminal_without_colours_shows_the_focus_and_no_sign_that_it_lacks() {
    for (variables, glyphs) in [
        (&[("TERM", "linux"), ("NO_COLOR", "1")][..], Glyphs::Console),
        (&[("LC_ALL", "C"), ("NO_COLOR", "1")], Glyphs::Ascii),
    ] {
        for at in [0, 1] {
            let place = tempfile::tempdir().unwrap();
            let mut terminal = train(place.path(), at, variables);
            for (key, text) in [("F3", "ZZZ-"), ("F8", "2019"), ("F7", "0/8")] {
                terminal.press(key).wait(text);
                assert_eq!(terminal.looks(), (false, true), "{}", terminal.screen());
                let screen = terminal.screen();
                assert!(screen.chars().all(|sign| glyphs.instead_of(&sign.to_string()).is_none()), "{screen}");
            }
            terminal.press("F10 F10").end();
        }
    }
}
