//! The tasks that officers are timed at, by keys on the real program in a real terminal, in both languages: each within
//! its budget of keys, and what was saved compared with what was asked, field by field, by the program's own exercises.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use pty::Terminal;
use tempfile::TempDir;

const LANGS: [&str; 2] = ["es", "en"];
const BANNERS: [&str; 2] = ["DATOS INVENTADOS", "MADE-UP DATA"];
const TASK: [&str; 2] = ["Ejercicio", "Exercise"];
const DONE: [&str; 2] = ["¡Hecho!", "Done!"];

/// An exercise on the screen, with its text put away and no key counted.
struct Lesson {
    terminal: Terminal,
    place: TempDir,
    number: u8,
    /// Which language.
    at: usize,
}

impl Lesson {
    fn begin(number: u8, at: usize) -> Self {
        let place = tempfile::tempdir().unwrap();
        let store = place.path().join("store").display().to_string();
        let arguments = ["--lang", LANGS[at], "--store", &store, "demo", "--exercise", &number.to_string()];
        let mut terminal = Terminal::run(&arguments, &[]);
        terminal.wait(BANNERS[at]).wait(&format!("{} {number}: ", TASK[at])).press("Enter");
        terminal.keys = 0;
        Self { terminal, place, number, at }
    }

    /// Answers the questions of a form, one after the other.
    fn answer(&mut self, answers: &[&str]) -> &mut Self {
        for answer in answers {
            self.terminal.text(answer).press("Enter");
        }
        self
    }

    /// Waits until the store says that the exercise is done, with no more keys than it may take.
    fn is_done(&mut self, task: &str, budget: usize) {
        self.terminal.wait(DONE[self.at]);
        println!("{task} ({}): {} keys of {budget}", LANGS[self.at], self.terminal.keys);
        assert!(self.terminal.keys <= budget, "{task}: {} keys of {budget}", self.terminal.keys);
        self.leave();
    }

    fn leave(&mut self) {
        // Once more where a form is left unsaved.
        self.terminal.press("F10 F10");
        assert_eq!(self.terminal.end(), 0, "exercise {} in {}", self.number, self.place.path().display());
    }
}

#[test]
fn task_2_an_intake_with_all_mandatory_fields() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(1, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["José Luis", "Caal", "Ejemplo", "h", "14", "gua", "1", "n"]);
        lesson.terminal.wait("8/8").press("F2");
        lesson.is_done("2 intake", 45);
    }
}

#[test]
fn task_3_two_siblings_after_it() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(2, at);
        lesson.terminal.text("caal").wait("Caal Ejemplo, José Luis").press("Enter").wait("1 Dat");
        lesson.terminal.keys = 0;
        lesson.terminal.text("h").wait("Caal");
        lesson.answer(&["Ana", "m", "9", "1", "n"]).terminal.wait("8/8").press("F2").wait("ZZZ-19-0402").text("h");
        lesson.answer(&["Luis", "h", "6", "1", "n"]).terminal.wait("8/8").press("F2");
        lesson.is_done("3 two siblings", 30);
    }
}

#[test]
fn task_4_about_seven_years_one_surname_mam() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(3, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["María", "Ejemplo", "-", "m", "~7", "gua", "1"]);
        lesson.terminal.text("n").press("PageDown").text("mam").press("Tab").wait("8/8").press("F2");
        lesson.is_done("4 approximate age", 45);
    }
}

#[test]
fn task_8_a_call_that_nobody_answers_is_tried_again_tomorrow() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson.terminal.press("F6").text("caal").wait("Caal Ensayo, Pedro").press("Enter").wait("Rosa Ensayo");
        lesson.answer(&["2", "m9"]).terminal.press("F2");
        lesson.is_done("8 call and retry", 16);
    }
}

#[test]
fn task_9_a_name_is_found_without_its_accent() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(5, at);
        lesson.terminal.press("F3").text("munoz").wait("Muñoz Ficticia, Luz").press("Enter").wait("1 Dat");
        assert!(lesson.terminal.screen().contains("Muñoz Ficticia"));
        println!("9 find ({}): {} keys of 8", LANGS[at], lesson.terminal.keys);
        assert!(lesson.terminal.keys <= 8);
        lesson.leave();
    }
}

#[test]
fn task_12_the_exercise_begins_again_and_the_banner_is_on_every_screen() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(1, at);
        let word = ["rein", "resta"][at];
        let steps = [
            ("F1", ["Ingreso completo", "A whole intake"]),
            ("Enter", ["43"; 2]),
            ("F9", ["(F9)"; 2]),
            ("F9", ["43"; 2]),
            ("F7", ["0/8"; 2]),
            ("F3", ["43 pres"; 2]),
            ("F8", ["Resumen del", "Totals of"]),
            ("F3", ["43 pres"; 2]),
            ("Enter", ["1 Dat"; 2]),
            ("F3", ["43 pres"; 2]),
        ];
        for (key, text) in steps {
            let has_both = |screen: &str| screen.contains(text[at]) && screen.matches(BANNERS[at]).count() == 2;
            assert!(lesson.terminal.press(key).comes(has_both), "after {key}: {}", lesson.terminal.screen());
        }
        // Something that is gone after it.
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["Ana", "Ensayo", "-", "m", "9", "hon", "2", "n"]).terminal.press("F2").wait("ZZZ-19-0401");
        lesson.terminal.press("Enter").wait("44");
        lesson.terminal.keys = 0;
        lesson.terminal.press("F9").text(word).press("Enter").wait(["Reiniciar: ", "Restart: "][at]).press("Enter");
        println!("12 begin again ({}): {} keys of 10", LANGS[at], lesson.terminal.keys);
        assert!(lesson.terminal.keys <= 10);
        lesson.terminal.wait(&format!("{} 1: ", TASK[at])).press("Enter");
        lesson.leave();
        let mut command = assert_cmd::Command::cargo_bin("cobijo").unwrap();
        let store = lesson.place.path().join("store");
        let listed = command.args(["list", "--limit", "1", "--store"]).arg(store).output().unwrap();
        assert!(String::from_utf8_lossy(&listed.stdout).contains("ZZZ-19-0400"), "made anew");
    }
}

#[test]
fn typing_on_the_wrong_screen_changes_nothing() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson
            .terminal
            .text("asvd2s2")
            .wait(": asvd2s2")
            .press("Esc")
            .wait("44")
            .press("C-z")
            .wait(["Nada que deshacer", "Nothing to"][at]);
        lesson.leave();
    }
}

#[test]
fn esc_leaves_a_draft_and_the_form_comes_back_with_it() {
    for at in [0, 1] {
        let mut lesson = Lesson::begin(4, at);
        lesson.terminal.press("F7").wait("0/8");
        lesson.answer(&["Josefina", "Relato"]).terminal.wait("2/8").press("Esc").wait("44");
        lesson.terminal.press("F7").wait("Josefina");
        lesson.leave();
    }
}

#[test]
fn the_everyday_program_does_not_open_a_training_store() {
    let mut lesson = Lesson::begin(1, 0);
    lesson.leave();
    let store = lesson.place.path().join("store").display().to_string();
    let mut terminal = Terminal::run(&["--store", &store, "--lang", "es"], &[]);
    terminal.wait("cobijo demo");
    assert_eq!(terminal.end(), 8);
}
