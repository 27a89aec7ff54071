//! Line mode: what is typed line by line, and what is read out, on the real program over a real store.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use cobijo::i18n::Lang;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::lineal::{self, Talk};
use cobijo::runtime::{Options, RunError};
use cobijo::screen::session::Wishes;
use cobijo::store::{Folder, NewOperation, Store};
use cobijo::vault::key::KdfParams;
use cobijo::vault::{Role, Vault};
use std::io::{BufReader, Read, Write};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use zeroize::Zeroizing;

const PASSPHRASE: &str = "la marea sube despacio";

#[derive(Clone, Default)]
struct Transcript(Arc<Mutex<Vec<u8>>>);

impl Write for Transcript {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
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
    let transcript = Transcript::default();
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let talk = Talk {
        input: Box::new(BufReader::new(Script { lines: lines.into_iter(), beside })),
        out: Box::new(transcript.clone()),
        is_terminal: false,
        passphrase: Some(Zeroizing::new(PASSPHRASE.to_owned())),
    };
    let now_ms = Some(1_560_630_720_000);
    let options = Options {
        lang,
        asked: Wishes { lang: Some(lang), ..Wishes::default() },
        kdf: KdfParams::LIGHTEST,
        now_ms,
        ..Options::default()
    };
    lineal::run(Folder::new(place.path().join("store")), &options, talk)?;
    let bytes = transcript.0.lock().unwrap().clone();
    Ok(String::from_utf8(bytes).unwrap())
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
        store.append(&author, 1_560_630_720_000, vec![NewOperation { act: Act::Save, base, changes }]).unwrap();
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
