//! Learning on made-up data: the exercise that is being done, with its keys and its time, and the way to begin again.
//!
//! Does not judge: whether an exercise is done is the store's word. Must stay true: what lies over the screen here counts
//! no key and no second, and nothing begins again without a second key.

use super::{App, Effect};
use crate::i18n::Lang;
use crate::screen::choice::{Choice, Row};
use crate::screen::message::{Note, Request};
use crate::screen::session::Session;
use crate::training::exercise::{EXERCISES, Exercise};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::text;
use crate::ui::theme::Role;

/// The widest that a text over the screen gets.
const WIDTH: u16 = 66;
/// In a narrower window the banner leaves out which exercise it is, and never that the data are made up.
const WIDTH_WHOLE: u16 = 70;
/// What the banner is filled up with, so that it is seen without colours too.
const PATTERN: &str = "▒";

/// What the program was left for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// Nothing more.
    Left,
    /// Made-up data to try it on, in this language.
    ForTraining(Lang),
    /// The same training store, as it was at first.
    Again,
    /// An exercise.
    ForExercise(u8),
}

/// What lies over the screen.
enum Panel {
    /// What is to be done.
    Task { has_hint: bool },
    /// It is done.
    Done,
    /// What to begin with again.
    Again(Choice),
}

/// The exercise that is being done, if any.
pub(super) struct Learning {
    exercise: Option<&'static Exercise>,
    panel: Option<Panel>,
    keys: usize,
    /// How long it took before the text of the exercise was last looked at, and since when it goes on, in milliseconds.
    took_ms: i64,
    since_ms: i64,
    is_done: bool,
}

impl Learning {
    pub(super) const fn new(exercise: Option<&'static Exercise>) -> Self {
        Self { exercise, panel: None, keys: 0, took_ms: 0, since_ms: 0, is_done: false }
    }

    /// A key was pressed.
    pub(super) const fn count(&mut self) {
        if self.panel.is_none() && !self.is_done {
            self.keys = self.keys.saturating_add(1);
        }
    }

    /// Whether something lies over the screen, which takes every key.
    pub(super) const fn is_shown(&self) -> bool {
        self.panel.is_some()
    }

    /// The store is open: the exercise is told.
    pub(super) fn begin(&mut self, now_ms: i64, session: &Session) {
        if session.is_training && self.exercise.is_some() {
            self.show(Panel::Task { has_hint: false }, now_ms);
        }
        self.keys = 0;
        self.took_ms = 0;
    }

    /// What is to be asked after something was saved.
    pub(super) fn question(&self) -> Option<Request> {
        self.exercise.filter(|_| !self.is_done).map(|exercise| Request::Exercise(exercise.number))
    }

    /// The store has answered.
    pub(super) fn told(&mut self, is_done: bool, now_ms: i64) {
        if is_done && !self.is_done {
            self.show(Panel::Done, now_ms);
            self.is_done = true;
        }
    }

    fn show(&mut self, panel: Panel, now_ms: i64) {
        self.took_ms = self.took(now_ms);
        self.panel = Some(panel);
    }

    fn close(&mut self, now_ms: i64) {
        self.panel = None;
        self.since_ms = now_ms;
    }

    /// Milliseconds in which keys counted.
    const fn took(&self, now_ms: i64) -> i64 {
        if self.panel.is_some() || self.is_done { self.took_ms } else { self.took_ms + now_ms - self.since_ms }
    }
}

impl App {
    /// What the program was left for.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// What a key does while something lies over the screen, and what leads there; nothing for any other key.
    pub(super) fn learn(&mut self, key: Key) -> Option<Vec<Effect>> {
        let now_ms = self.now_ms;
        match (&mut self.learning.panel, key) {
            (Some(_), Key::Function(10)) => {
                self.learning.close(now_ms);
                return None;
            }
            (Some(Panel::Task { has_hint: true }), Key::Function(1)) => {
                self.learning.close(now_ms);
                return Some(self.show(super::Overlay::help(self.place())));
            }
            (Some(Panel::Task { has_hint }), Key::Function(1)) => *has_hint = true,
            (Some(_), Key::Esc) | (Some(Panel::Task { .. } | Panel::Done), Key::Enter) => self.learning.close(now_ms),
            (Some(Panel::Again(choice)), Key::Enter) => {
                let number = choice.chosen().and_then(|row| row.code.parse().ok());
                return Some(self.leave_for(number.map_or(Ending::Again, Ending::ForExercise)));
            }
            (Some(Panel::Again(choice)), Key::Char(digit)) => *choice = choice.clone().at(&digit.to_string()),
            (Some(Panel::Again(choice)), _) => {
                choice.press(key);
            }
            (Some(Panel::Done) | None, Key::Ctrl('p')) if self.session.is_some() => self.offer_again(),
            (Some(_), _) => {}
            (None, Key::Function(1))
                if self.overlay.is_none() && self.learning.exercise.is_some() && self.session.is_some() =>
            {
                self.learning.show(Panel::Task { has_hint: false }, now_ms);
            }
            (None, _) => return None,
        }
        Some(Vec::new())
    }

    fn offer_again(&mut self) {
        self.overlay = None;
        if !self.session.as_ref().is_some_and(|session| session.is_training) {
            self.note = Some(Note::plain(self.texts.get("again-none")));
            return;
        }
        let mut rows = vec![Row { code: String::new(), label: format!("   {}", self.texts.get("again-same")) }];
        rows.extend(EXERCISES.iter().map(|exercise| {
            let label = format!(" {} {} · {}", exercise.number, self.title_of(exercise), self.budget_of(exercise));
            Row { code: exercise.number.to_string(), label }
        }));
        self.learning.show(Panel::Again(Choice::new(rows)), self.now_ms);
    }

    /// Ends the program for what comes in its place.
    pub(super) fn leave_for(&mut self, ending: Ending) -> Vec<Effect> {
        self.ending = ending;
        self.end()
    }

    fn title_of(&self, exercise: &Exercise) -> String {
        self.texts.get(&format!("exercise-{}-title", exercise.number))
    }

    fn budget_of(&self, exercise: &Exercise) -> String {
        let time = in_minutes(exercise.seconds);
        self.texts.with("learning-budget", &[("keys", exercise.keys.into()), ("time", time.into())])
    }

    /// The line that says that the data are made up, and how the exercise goes.
    pub(super) fn draw_banner(&self, y: u16, canvas: &mut Canvas<'_>) {
        canvas.put(0, y, Role::Banner, &PATTERN.repeat(usize::from(canvas.width())));
        let Learning { exercise, keys, .. } = &self.learning;
        let doing = exercise.map_or_else(String::new, |exercise| {
            let time = in_minutes(self.learning.took(self.now_ms) / 1000);
            let args = [("number", exercise.number.into()), ("keys", (*keys).into()), ("time", time.into())];
            let state = if canvas.width() < WIDTH_WHOLE { "learning-state-short" } else { "learning-state" };
            format!(" {} ", self.texts.with(state, &args))
        });
        let room = canvas.width().saturating_sub(text::columns(&doing)).saturating_sub(4);
        let said = format!(" {} ", text::fitting(&self.texts.get("training"), room.saturating_sub(2)));
        canvas.put_in(Slot { x: 2, y, width: room }, Role::Banner, &said);
        let slot = Slot { x: 0, y, width: canvas.width().saturating_sub(1) };
        canvas.put_right(slot, Role::Banner, &doing);
    }

    /// What lies over the screen.
    pub(super) fn draw_learning(&self, canvas: &mut Canvas<'_>) {
        let Some(panel) = &self.learning.panel else { return };
        if let Panel::Again(choice) = panel {
            in_box(choice.len(), &self.texts.get("again-title"), canvas, |inner| {
                choice.draw(inner);
            });
            return;
        }
        let Some(exercise) = self.learning.exercise else { return };
        let width = canvas.width().min(WIDTH).saturating_sub(4);
        let key = |part: &str| self.texts.get(&format!("exercise-{}-{part}", exercise.number));
        let paragraphs = match panel {
            Panel::Done => vec![self.texts.get("learning-done"), self.result(exercise), self.texts.get("learning-on")],
            Panel::Task { has_hint: false } => {
                vec![key("text"), self.budget_of(exercise), self.texts.get("learning-how")]
            }
            _ => vec![key("text"), key("hint"), self.texts.get("learning-how-hint")],
        };
        let mut lines = paragraphs
            .iter()
            .flat_map(|paragraph| text::wrap(paragraph, width).into_iter().chain([String::new()]))
            .collect::<Vec<_>>();
        lines.pop();
        let number = exercise.number.into();
        let title = self.texts.with("learning-title", &[("number", number), ("title", self.title_of(exercise).into())]);
        in_box(lines.len(), &title, canvas, |inner| {
            for (y, line) in (0_u16..).zip(&lines) {
                inner.put(1, y, Role::Body, line);
            }
            inner.set_cursor(1, 0);
        });
    }

    fn result(&self, exercise: &Exercise) -> String {
        let took = in_minutes(self.learning.took_ms / 1000);
        let (keys, budget) = (self.learning.keys.into(), exercise.keys.into());
        let limit = in_minutes(exercise.seconds);
        let args = [("keys", keys), ("budget", budget), ("time", took.into()), ("limit", limit.into())];
        self.texts.with("learning-result", &args)
    }
}

/// Draws into a box in the middle, for so many lines.
fn in_box(lines: usize, title: &str, canvas: &mut Canvas<'_>, draw: impl FnOnce(&mut Canvas<'_>)) {
    let width = canvas.width().min(WIDTH);
    let height = canvas.height().min(u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2));
    draw(&mut canvas.middle(width, height).boxed(title));
}

/// `2:41`.
fn in_minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
