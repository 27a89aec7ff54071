//! A first day on the real program in a real terminal: set up, register, help, call, count, leave, come back; nothing
//! that was acknowledged is lost when the power goes; and no name is left anywhere it can be read.

mod common;
#[path = "common/cut.rs"]
mod cut;
#[path = "common/day.rs"]
mod day;
#[path = "common/pty.rs"]
mod pty;

use assert_cmd::Command;
use cobijo::form::layout::FormKind;
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Field, Kind};
use cobijo::store::Folder;
use cut::{Cut, Work};
use pty::{PASSPHRASE, Terminal, set_up};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// Answers the eight questions of the intake.
fn answer_intake(terminal: &mut Terminal, given: &str, surname: &str) {
    terminal.press("F7").wait("obligatorios 0/8");
    for answer in [given, surname, "-", "h", "14", "gua", "1", "n"] {
        terminal.text(answer).press("Enter");
    }
    terminal.wait("obligatorios 8/8");
}

fn command(store: &Path, place: &Path) -> Command {
    let key = place.join("passphrase.txt");
    fs::write(&key, PASSPHRASE).unwrap();
    let mut command = Command::cargo_bin("cobijo").unwrap();
    command.arg("--store").arg(store).arg("--passphrase-file").arg(key);
    command
}

fn report(store: &Path, place: &Path) -> serde_json::Value {
    let output =
        command(store, place).args(["report", "--period", "2000-01..2199-12", "--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_first_day_from_set_up_to_coming_back() {
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    let mut terminal = set_up(&store);

    terminal.keys = 0;
    terminal.press("F7").wait("obligatorios 0/8");
    for answer in ["José Luis", "Caal", "Pop", "h", "14", "gua", "1", "n"] {
        terminal.text(answer).press("Enter");
    }
    terminal.wait("obligatorios 8/8").press("F2").wait("Guardado");
    assert!(terminal.keys <= 45, "{} keys", terminal.keys);

    terminal.text("s").wait("[2 Servicios 0]");
    for (letter, service) in [("a", "Alimentación"), ("s", "Salud"), ("v", "Vestido"), ("d", "Descanso")] {
        terminal.text(letter).wait(&format!("{service} a las")).press("Enter").wait(&format!("Guardado: {service}"));
    }
    terminal.wait("[2 Servicios 4]").text("3").press("Insert").wait("Contacto nuevo");
    for answer in ["Rosa Pop Tot", "m", "gua", "51234567", "s"] {
        terminal.text(answer).press("Enter");
    }
    terminal.press("F2").wait("1 Rosa Pop Tot · Madre").press("F6").wait("Registrar llamada");
    terminal.text("1").press("Enter").text("5").press("Enter").text("s").press("Enter").press("F2");
    terminal.wait("Rosa Pop Tot · Contestó");
    terminal.press("F8").wait("Resumen del periodo").wait("NNA extranjeros");
    assert!(terminal.screen().contains(" 1"), "{}", terminal.screen());

    let beside = report(&store, place.path());
    assert_eq!(beside["measures"]["foreign"], 1, "the command beside the open screen counts the child");
    assert_eq!(beside["measures"]["calls"]["reached"], 1);
    assert_eq!(beside["measures"]["calls"]["minors_spoke"], 1);
    for category in ["food", "health", "clothing", "rest"] {
        assert_eq!(beside["measures"]["services"][category]["acts"], 1, "{category}");
    }

    terminal.press("F10");
    let code = terminal.end();
    assert_eq!(code, 0, "{}", terminal.screen());
    let mut terminal = Terminal::start(&store);
    terminal
        .wait("M. Ruiz")
        .text(PASSPHRASE)
        .press("Enter")
        .wait("Inicio")
        .press("F3")
        .wait("Caal Pop, José Luis")
        .wait("1 presente");
    terminal.press("Enter").wait("[1 Datos]").text("3").wait("Rosa Pop Tot").press("F10");
    assert_eq!(terminal.end(), 0);
    command(&store, place.path()).arg("verify").assert().success();
}

#[test]
fn what_was_acknowledged_and_typed_outlives_the_power() {
    let mut work = Work::begin();
    // Behind so many keys: within a form, behind the key that saves, within the form of a brother, and gone on with.
    for keys in [20, 41, 12, 60, 33] {
        work.go_on(Cut::Behind(keys), &mut || Duration::ZERO);
    }
    assert!(work.told.acknowledged > 0, "{:?}", work.told);
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// The line in focus.
fn focused(screen: &str) -> String {
    screen.lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned()
}

/// Types a word into every field of text of the form on the screen.
fn type_into(terminal: &mut Terminal, form: FormKind, word: &str) {
    let texts = Texts::new(Lang::Es);
    let label = |field: &Field| texts.get(&format!("field-{}-{}", field.entity.code(), field.name));
    let first = label(form.fields()[0]);
    assert!(terminal.press("C-Home").comes(|screen| focused(screen).contains(&first)), "{}", terminal.screen());
    for field in form.fields().into_iter().filter(|field| matches!(field.kind, Kind::Text | Kind::Lines | Kind::Detail))
    {
        let label = label(field);
        for _ in form.fields() {
            let at = focused(&terminal.screen());
            if at.contains(&label) {
                break;
            }
            assert!(terminal.press("Tab").comes(|screen| focused(screen) != at), "{}", terminal.screen());
        }
        let is_there = |screen: &str| focused(screen).contains(&label) && focused(screen).contains(word);
        assert!(terminal.text(word).comes(is_there), "{label}:\n{}", terminal.screen());
    }
}

/// Saves the form on the screen, and meets what it asks first.
fn save(terminal: &mut Terminal, then: &str) {
    terminal.press("F2");
    let is_asked = |screen: &str| screen.contains("¿Guardar así?");
    assert!(terminal.comes(|screen| is_asked(screen) || screen.contains(then)), "{}", terminal.screen());
    if is_asked(&terminal.screen()) {
        terminal.text("s").wait(then);
    }
}

/// A word in everything that can be typed: a child, a contact, a call, a service, a step, a correction, a search, the
/// name of a view.
fn type_everywhere(terminal: &mut Terminal, word: &str) {
    answer_intake(terminal, word, word);
    type_into(terminal, FormKind::Intake, word);
    save(terminal, "h hermano");
    terminal.text("c").wait("Contacto nuevo");
    for answer in [word, "m", "?", "?", "s"] {
        terminal.text(answer).press("Enter");
    }
    type_into(terminal, FormKind::Contact, word);
    save(terminal, "[3 Contactos 1");
    terminal.press("F6").wait("Registrar llamada").text("1").press("Enter").text("5").press("Enter").text("s");
    type_into(terminal, FormKind::Call, word);
    save(terminal, "[3 Contactos");
    terminal.text("2").wait("[2 Servicios 0]").text("v").wait("Vestido a las").press("Tab").wait("Cantidad");
    type_into(terminal, FormKind::Service, word);
    save(terminal, "[2 Servicios 1]");
    terminal
        .text("4")
        .wait("[4 Proceso")
        .press("Insert")
        .wait("* Paso")
        .text("notificación consular")
        .press("Enter")
        .wait(">   Oficio o folio");
    type_into(terminal, FormKind::Step, word);
    save(terminal, "Guardado");
    terminal.text("1").wait("[1 Datos]").press("Enter").wait("obligatorios");
    type_into(terminal, FormKind::Case, word);
    save(terminal, "[1 Datos]");
    terminal.press("F3").wait("Buscar:").text(word).wait("1 hallado");
    terminal.press("F4").wait("Filtros").send(b"\x07").wait("Intro guarda la vista").text(word).press("Enter");
    assert!(terminal.comes(|screen| !screen.contains("Intro guarda la vista")), "{}", terminal.screen());
}

#[test]
fn an_invented_surname_is_left_nowhere() {
    const CANARY: &str = "Zarquonix";
    let place = tempfile::tempdir().unwrap();
    let scratch = TempDir::new().unwrap();
    let store = place.path().join("store");
    let mut terminal = set_up(&store);
    type_everywhere(&mut terminal, CANARY);
    terminal
        .press("Esc")
        .wait("Intro abre")
        .press("Enter")
        .wait("[1 Datos]")
        .text("2")
        .wait("[2 Servicios 1]")
        .send(b"\x1b[3~");
    terminal.wait("¿Por qué se anula?").text(CANARY).wait(&format!(">{CANARY}"));
    // A line end that comes with a letter voids nothing; one behind a command that took its time does.
    command(&store, place.path()).arg("list").assert().success();
    terminal.press("Enter").wait("(anulado)");
    // A form that is never saved, and a program that is killed over it.
    terminal.press("F7").wait("obligatorios 0/8").text(CANARY).press("Enter").text(CANARY).wait(CANARY);
    let title = b"\x1b]0;Cobijo\x07";
    let bytes = terminal.bytes();
    assert!(bytes.windows(title.len()).any(|part| part == title) || !contains(&bytes, b"\x1b]"), "another title");
    terminal.kill();

    let import = place.path().join("cases.csv");
    fs::write(
        &import,
        format!("case_ref,office,kind,opened_at,surname1,sex\nA,CHP,foreign,2019-05-07,{CANARY},nobody\n"),
    )
    .unwrap();
    let rejected =
        command(&store, place.path()).env("TMPDIR", scratch.path()).arg("import").arg(&import).output().unwrap();
    let told = [rejected.stdout, rejected.stderr].concat();
    let shown = command(&store, place.path()).arg("list").output().unwrap();
    let told = [told, shown.stdout, shown.stderr].concat();
    fs::remove_file(import).unwrap();

    for word in [CANARY, &CANARY.to_lowercase(), &CANARY.to_uppercase()] {
        assert!(!contains(&told, word.as_bytes()), "told on a command's output");
        for file in files(place.path()).into_iter().chain(files(scratch.path())) {
            assert!(!contains(&fs::read(&file).unwrap(), word.as_bytes()), "{}", file.display());
        }
    }
    assert!(Folder::new(&store).is_store());
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

#[test]
fn line_mode_only_adds_lines_and_shows_no_passphrase() {
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    set_up(&store).press("F10").end();
    let mut terminal = Terminal::start_with(&store, &[("COBIJO_LINEAL", "1")]);
    terminal.wait("Contraseña · M. Ruiz: ").text(PASSPHRASE).press("Enter").wait("== Inicio");
    terminal.text("/salir").press("Enter").wait("1 Salir (F10)").press("Enter");
    assert_eq!(terminal.end(), 0);
    let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(!written.contains('\u{1b}') && !written.contains(PASSPHRASE), "{written:?}");
}

#[test]
fn a_letter_and_a_line_end_that_come_at_once_save_no_service() {
    let place = tempfile::tempdir().unwrap();
    let mut terminal = set_up(&place.path().join("store"));
    answer_intake(&mut terminal, "Ana", "Ensayo");
    terminal.press("F2").wait("Guardado").text("s").wait("[2 Servicios 0]");
    // Esc takes the choice back; read at once with the letter behind it, it is still a key of its own.
    terminal.send(b"a\r").wait("Alimentación a las").send(b"\x1bs").wait("Salud a las");
    terminal.press("Enter").wait("Guardado: Salud").wait("[2 Servicios 1]");
    terminal.kill();
}
