//! What a slow line, a poor terminal, a paste or a heavy hand does to what somebody types: nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use cobijo::runtime::driver::Driver;
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use common::office::{Office, answer, see};
use pty::{PASSPHRASE, Terminal, set_up};
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

#[test]
fn a_key_arrives_in_every_dialect_and_in_pieces() {
    let place = tempfile::tempdir().unwrap();
    let mut terminal = set_up(&place.path().join("store"));
    for dialect in [&b"\x1bOP"[..], b"\x1b[11~", b"\x1b[[A"] {
        terminal.send(dialect).wait("Esc cierra").press("Esc").wait("Nadie presente");
    }
    // Esc, and the rest of F7 a moment later.
    terminal.send(b"\x1b");
    let (_open, never) = mpsc::channel::<()>();
    never.recv_timeout(Duration::from_millis(10)).unwrap_err();
    terminal.send(b"[18~").wait("obligatorios 0/8");
    // Ctrl+H rubs out, as it does where that is what the key sends.
    terminal.text("Anx").send(b"\x08").text("alía").wait("Analía");
    terminal.press("Esc").wait("borrador");
    terminal.send(b"\x067").wait("Seguirlo");
}

#[test]
fn lines_pasted_on_the_line_that_saves_save_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mut terminal = set_up(&place.path().join("store"));
    terminal.press("F7").wait("obligatorios 0/8");
    for answer in ["Ana", "Ensayo", "-", "h", "14", "gua", "1", "n"] {
        terminal.text(answer).press("Enter");
    }
    terminal.wait("Intro guarda ·").send(b"uno\rdos\r\r").press("Up").wait("Lo indispensable");
    assert!(!terminal.screen().contains("Guardado"), "{}", terminal.screen());
    terminal.press("F2").wait("Guardado");
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
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    set_up(&store).press("F10").end();
    for (variables, glyphs) in [
        (&[("TERM", "linux"), ("NO_COLOR", "1")][..], Glyphs::Console),
        (&[("LC_ALL", "C"), ("NO_COLOR", "1")], Glyphs::Ascii),
    ] {
        let mut terminal = Terminal::start_with(&store, variables);
        terminal.wait("M. Ruiz").text(PASSPHRASE).press("Enter").wait("Nadie presente");
        terminal.press("F7").wait("obligatorios 0/8");
        assert_eq!(terminal.looks(), (false, true), "{}", terminal.screen());
        let screen = terminal.screen();
        assert!(screen.chars().all(|sign| glyphs.instead_of(&sign.to_string()).is_none()), "{screen}");
        terminal.press("F10").end();
    }
}
