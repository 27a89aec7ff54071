//! Line mode: what is typed line by line, and what is read out, on the real program over a real store.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::i18n::Lang;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::lineal::{self, Talk};
use cobijo::runtime::{Options, RunError};
use cobijo::screen::session::Wishes;
use cobijo::store::{Drafts, Folder, NewOperation, Store};
use cobijo::vault::{Role, Vault};
use common::office::{NOW_MS, Office, PASSPHRASE, options};
use std::collections::VecDeque;
use std::io::{BufReader, Read, Write};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// What was said, and the steady clock.
#[derive(Clone, Default)]
struct Room {
    said: Arc<Mutex<Vec<u8>>>,
    steady_ms: Arc<AtomicI64>,
}

impl Room {
    fn said(&self) -> String {
        String::from_utf8(self.said.lock().unwrap().clone()).unwrap()
    }

    /// Talks to whoever types into it, until there are no more lines; what was said.
    fn talk(&self, folder: Folder, lang: Lang, input: impl Read + Send + 'static) -> Result<String, RunError> {
        let steady_ms = Arc::clone(&self.steady_ms);
        let talk = Talk {
            input: Box::new(BufReader::new(input)),
            out: Box::new(self.clone()),
            is_terminal: false,
            passphrase: Some(Zeroizing::new(PASSPHRASE.to_owned())),
            steady_ms: Box::new(move || steady_ms.load(Ordering::SeqCst)),
        };
        let asked = Wishes { lang: Some(lang), ..Wishes::default() };
        lineal::run(folder, &Options { lang, asked, ..options() }, talk)?;
        Ok(self.said())
    }
}

impl Write for Room {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.said.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What somebody types, a line at a time; at `!` something happens beside.
struct Script {
    lines: std::vec::IntoIter<String>,
    beside: Box<dyn FnMut() + Send>,
}

impl Read for Script {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.lines.next().as_deref() {
            None => Ok(0),
            Some("!") => {
                (self.beside)();
                self.read(buffer)
            }
            Some(line) => format!("{line}\n").as_bytes().read(buffer),
        }
    }
}

/// The lines of one sitting, answered; what was read out.
fn sit(place: &TempDir, lang: Lang, lines: &[&str]) -> Result<String, RunError> {
    sit_beside(place, lang, lines, Box::new(|| {}))
}

fn sit_beside(
    place: &TempDir,
    lang: Lang,
    lines: &[&str],
    beside: Box<dyn FnMut() + Send>,
) -> Result<String, RunError> {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let script = Script { lines: lines.into_iter(), beside };
    Room::default().talk(Folder::new(place.path().join("store")), lang, script)
}

/// Somebody who lets time go by, waits until something was said so often, and then types a line.
struct Somebody {
    room: Room,
    deeds: VecDeque<(i64, &'static str, usize, &'static str)>,
}

impl Read for Somebody {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((passes_ms, awaited, times, line)) = self.deeds.pop_front() else { return Ok(0) };
        self.room.steady_ms.fetch_add(passes_ms, Ordering::SeqCst);
        let begun = Instant::now();
        while self.room.said().matches(awaited).count() < times {
            if begun.elapsed().as_secs() > 20 {
                return Ok(0);
            }
            std::thread::yield_now();
        }
        format!("{line}\n").as_bytes().read(buffer)
    }
}

/// What was said to somebody who takes time, before a store that opened at once.
fn sit_long(office: &Office, deeds: &[(i64, &'static str, usize, &'static str)]) -> String {
    let room = Room::default();
    let somebody = Somebody { room: room.clone(), deeds: deeds.iter().copied().collect() };
    room.talk(office.folder(), Lang::Es, somebody).unwrap()
}

fn set_up(lang: Lang) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let language = if lang == Lang::Es { "1" } else { "2" };
    let said = sit(&place, lang, &[language, "chiap", "1", "M. Ruiz", "s", "/salir", "1"]).unwrap();
    assert!(said.contains(if lang == Lang::Es { "código de recuperación" } else { "recovery code" }), "{said}");
    place
}

const INTAKE: [&str; 9] = ["1", "Ana", "Ensayo", "-", "m", "14", "gua", "1", "n"];

#[test]
fn a_child_is_registered_and_helped_line_by_line() {
    for lang in Lang::ALL {
        let place = set_up(lang);
        let leave = if lang == Lang::Es { "/salir" } else { "/leave" };
        let answers = [&INTAKE[..], &["", "4", "a", leave, "1"]].concat();
        let said = sit(&place, lang, &answers).unwrap();
        // From the form on: what the menu holds is not told here.
        let form = said.match_indices("\n== ").nth(1).map_or(said.as_str(), |(at, _)| said.split_at(at).1);
        insta::assert_snapshot!(format!("intake_{}", lang.code()), form);
    }
}

#[test]
fn what_is_wrong_is_said_at_once_and_asked_again() {
    let place = set_up(Lang::Es);
    let said = sit(&place, Lang::Es, &["1", "Ana", "Ensayo", "-", "m", "menor", "?", "??", "mex"]).unwrap();
    assert!(said.contains("!! ") && said.contains("~7"), "{said}");
    assert!(said.contains("= no se sabe"), "{said}");
    assert!(said.contains("= México"), "{said}");
}

#[test]
fn what_was_typed_before_the_lines_ended_is_offered_again() {
    let place = set_up(Lang::Es);
    let said = sit(&place, Lang::Es, &["1", "Ana", "Ensayo"]).unwrap();
    assert!(said.contains("Fin. Lo que no se guardó queda como borrador."), "{said}");
    let said = sit(&place, Lang::Es, &["1", "1"]).unwrap();
    assert!(said.contains("¿Seguirlo?") && said.contains("Ana Ensayo"), "{said}");
    assert!(said.contains("Segundo apellido: "), "{said}");
}

#[test]
fn a_case_is_found_corrected_and_the_correction_is_taken_back() {
    let place = set_up(Lang::Es);
    let intake = [&INTAKE[..], &["", "", "/salir", "1"]].concat();
    sit(&place, Lang::Es, &intake).unwrap();
    // Out of the menu, two words, the case, edit, the given names, save, undo.
    let said =
        sit(&place, Lang::Es, &["<", "ensayo ana", "1", "/edita", "1", "Anabel", "1", "/deshacer", "1"]).unwrap();
    assert!(said.contains("CHP-19-0001, Ensayo, Ana"), "{said}");
    assert!(said.contains("Ensayo, Anabel") && said.contains("Se deshizo: Nombre(s) de CHP-19-0001"), "{said}");
}

#[test]
fn figures_are_read_and_a_period_that_is_none_is_said() {
    let place = set_up(Lang::Es);
    let said = sit(&place, Lang::Es, &["/resumen", "1", "2018", "nunca", "<"]).unwrap();
    assert!(said.contains("2018-01-01") || said.contains("2018"), "{said}");
    assert!(said.contains("No es un periodo"), "{said}");
}

/// The lines of one sitting at a store of made-up cases, answered.
fn sit_at(office: &Office, lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let script = Script { lines: lines.into_iter(), beside: Box::new(|| {}) };
    Room::default().talk(office.folder(), Lang::Es, script).unwrap()
}

const FIGURES: [&str; 3] = ["/resumen", "1", "2019"];

/// Figures are read with the period and the places that they are of, and whole: a row that is the same as in the period
/// before is read too.
#[test]
fn figures_are_read_together_with_what_they_are_of() {
    let office = Office::filled(20, 4);
    let said = sit_at(&office, &[&FIGURES[..], &["+", "-", "", ">"]].concat());
    assert_eq!(said.matches("NNA extranjeros recibidos de EE. UU.").count(), 5, "{said}");
    assert_eq!(
        said.matches("2019 · 01/01/2019-31/12/2019\nOficina de Representación en Chiapas\n").count(),
        4,
        "{said}"
    );
    assert_eq!(said.matches("2020 · 01/01/2020-31/12/2020\n").count(), 1, "{said}");
    let services = said.split_once("Servicios prestados").unwrap().1;
    assert_eq!(services.matches("Transporte").count(), 1, "{said}");
    // What is to be known of every table, and what can be chosen, is not said again.
    assert_eq!(said.matches("(-) Significa cero.").count(), 1, "{said}");
    assert_eq!(said.matches("4 Comparar").count(), 1, "{said}");
}

/// The cells of a table are walked, and the cases of one are read and left.
#[test]
fn the_cases_behind_a_figure_are_read() {
    let office = Office::filled(20, 4);
    let said = sit_at(&office, &[&FIGURES[..], &[">", ">", ">", ">", ">", "a", "c", "d", "e", "<"]].concat());
    assert!(said.contains("Aquí: Chiapas · De 0 a 11 años · Subtotal: "), "{said}");
    let total = said.rsplit_once("Aquí: Chiapas · Total: ").unwrap().1.lines().next().unwrap();
    let (_, list) = said.split_once("== Casos que forman una cifra").unwrap();
    let (list, back) = list.split_once("== Resumen del periodo").unwrap();
    assert!(list.contains(&format!("{total} en {total} caso")), "{total}: {said}");
    assert!(back.contains("2019 · 01/01/2019-31/12/2019"), "{said}");
}

/// What the figures are of is chosen by a number or by a name.
#[test]
fn what_the_figures_are_of_is_chosen_by_words() {
    let office = Office::filled(20, 4);
    let asked = ["7", "tabas", "7", "4", "junio", "7", "otro dia", "20/06/2019", "14/06/2019"];
    let said = sit_at(&office, &[&FIGURES[..], &asked].concat());
    assert!(said.contains("5 Como estaba otro día (ahora: como está)\nNúmero, estado u oficina: tabas"), "{said}");
    assert!(said.contains("31/12/2019\nTabasco\n"), "{said}");
    assert!(said.contains("Comparar con: junio"), "{said}");
    assert!(said.contains("!! Aún no llega; a más tardar hoy, 15/06/2019"), "{said}");
    assert!(said.contains("Como estaba el 14/06/2019 23:59"), "{said}");
}

/// Figures are written to the place that was typed, only when that is asked for, and what speaks against publishing them
/// is read first.
#[test]
fn figures_are_exported_line_by_line() {
    let (office, place) = (Office::filled(20, 4), tempfile::tempdir().unwrap());
    let (own, public) = (place.path().join("own"), place.path().join("public"));
    let [own_typed, public_typed] = [&own, &public].map(|path| path.to_str().unwrap());
    let said =
        sit_at(&office, &[&FIGURES[..], &["6", "8", own_typed, "2", "2", "<", "6", "8", own_typed, "="]].concat());
    assert!(said.contains("2 Cifras para publicar: sin cifras pequeñas"), "{said}");
    assert!(said.contains("Hecho: ") && own.exists(), "{said}");
    assert_eq!(said.matches("Cifras principales").count(), 2, "what was read is not read again: {said}");
    assert!(said.contains("5 Mapa: no va en este formato") && said.contains("6 Comparación: no"), "{said}");
    let publish = |period, path| [&FIGURES[..2], &[period, "6", "8", path, "2", "="]].concat();
    let said = sit_at(&office, &[&publish("2019-H1", public_typed)[..], &["<"]].concat());
    assert!(said.contains("«2019-06» no ha terminado") && !public.exists(), "{said}");
    let said = sit_at(&office, &publish("dic18-may19", public_typed));
    assert!(said.contains("Hecho: ") && public.exists(), "{said}");
    let half = place.path().join("half");
    let mut asked = publish("1t 2019", half.to_str().unwrap());
    let said = sit_at(&office, &asked);
    assert!(said.contains("M. Ruiz: 2018-12..2019-05 (CHP)") && !half.exists(), "{said}");
    assert!(said.contains("= otra vez lo escribe así; < no escribe nada"), "{said}");
    asked.push("=");
    let said = sit_at(&office, &asked);
    assert!(said.contains("Hecho: ") && half.exists(), "{said}");
}

/// No two choices of a screen are chosen by the same sign: of the figures, on every tab.
#[test]
fn each_choice_has_a_sign_of_its_own() {
    let place = set_up(Lang::Es);
    for tab in ["1", "2", "3", "4", "5"] {
        let said = sit(&place, Lang::Es, &["/resumen", "1", "2019", tab]).unwrap();
        let at = said.rfind("1 Cuadros").unwrap();
        let signs: Vec<&str> = said
            .split_at(at)
            .1
            .lines()
            .take_while(|line| !line.starts_with("Periodo"))
            .filter_map(|line| line.split(' ').next())
            .collect();
        let distinct: std::collections::BTreeSet<&str> = signs.iter().copied().collect();
        assert!(signs.contains(&"5") && signs.len() > 8, "{said}");
        assert_eq!(distinct.len(), signs.len(), "{signs:?}");
    }
}

#[test]
fn a_contact_is_added_and_called_and_a_brother_follows() {
    let place = set_up(Lang::Es);
    let contact = ["", "2", "Rosa", "m", "gua", "51234567", "n", "1"];
    let call = ["/llamada", "", "1", "5", "s", "1", "1"];
    let sibling = ["/hermano", "", "Luis", "h", "12", "1", "n", "1", ""];
    let said = sit(&place, Lang::Es, &[&INTAKE[..], &contact, &call, &sibling].concat()).unwrap();
    assert!(said.contains("Consta que NO es seguro llamar"), "{said}");
    assert!(said.contains("Rosa · Contestó · 5 min"), "{said}");
    assert!(said.contains("CHP-19-0002") && said.contains("Ensayo, Luis"), "{said}");
}

#[test]
fn what_another_officer_changed_meanwhile_is_asked_in_words() {
    let place = set_up(Lang::Es);
    sit(&place, Lang::Es, &[&INTAKE[..], &["", ""]].concat()).unwrap();
    let folder = place.path().join("store");
    let beside = move || {
        let key = Vault::open(&folder).unwrap().vault.unlock(None, PASSPHRASE).unwrap().key;
        let mut store = Store::open(&Folder::new(&folder).database(), &key).unwrap();
        let author = store.seat("L. Soto", Role::Officer, "CHP");
        let case = store.case_by_ref("CHP-19-0001").unwrap().unwrap();
        let changes = vec![Change::new(Entity::Case, case).with(named(Entity::Case, "notes").number, "Lo ajeno")];
        let base = store.head().unwrap().seq;
        store.append(&author, NOW_MS, vec![NewOperation { act: Act::Save, base, changes }]).unwrap();
    };
    let answers = ["<", "7", "1", "/edita", "", "", "18", "Lo mío", "!", "1", "2"];
    let said = sit_beside(&place, Lang::Es, &answers, Box::new(beside)).unwrap();
    assert!(said.contains("L. Soto cambió: Observaciones"), "{said}");
    assert!(said.contains("1 lo suyo: Lo mío") && said.contains("2 lo de la otra persona: Lo ajeno"), "{said}");
    assert!(said.contains("Observaciones    Lo ajeno"), "{said}");
}

#[test]
fn without_a_terminal_and_a_passphrase_nothing_is_opened() {
    let place = set_up(Lang::Es);
    let mut command = assert_cmd::Command::cargo_bin("cobijo").unwrap();
    let store = place.path().join("store");
    let command = command.args(["--lineal", "--store"]).arg(store).env_clear().write_stdin("hola\n");
    command.assert().code(6);
}

const ASKED: &str = "cierra el menú: ";
const MINUTES_5_MS: i64 = 300_000;

#[test]
fn whoever_types_a_long_line_is_warned_before_the_lock_and_hands_it_over_in_time() {
    const SOON: &str = "! Sin teclas: se bloquea en 20 s. Intro entrega lo que lleva escrito.";
    let said = sit_long(
        &Office::made(),
        &[
            (0, ASKED, 1, "1"),
            (MINUTES_5_MS - 20_000, SOON, 1, "Ana"),
            (MINUTES_5_MS - 20_000, SOON, 2, "Ensayo"),
            (0, "Segundo apellido: ", 1, "-"),
        ],
    );
    assert_eq!(said.matches(SOON).count(), 2, "{said}");
    assert!(said.contains("Segundo apellido: ") && !said.contains("Se bloqueó"), "{said}");
}

#[test]
fn the_lock_goes_by_the_steady_clock_from_the_moment_the_store_is_open_and_keeps_what_was_handed_over() {
    let office = Office::made();
    let said = sit_long(&office, &[(MINUTES_5_MS, "Se bloqueó", 1, "1")]);
    assert!(said.contains("Se bloqueó"), "{said}");
    let said =
        sit_long(&office, &[(0, ASKED, 1, "1"), (0, "Nombre(s): ", 1, "Ana"), (MINUTES_5_MS, "Se bloqueó", 1, "-")]);
    assert!(said.trim_end().lines().last().is_some_and(|line| line.contains("Se bloqueó")), "{said}");
    // What was handed over is on file, and nothing that came after the lock.
    let kept = Drafts::open(&office.folder().drafts(), &office.key()).unwrap().of("M. Ruiz").unwrap();
    assert!(kept.iter().any(|kept| kept.payload.contains("\"Ana\"")), "{kept:?}");
}
