//! A screen in words, for whoever reads line by line: what it asks, what can be chosen, and which keys that is.
//!
//! Draws nothing and decides nothing. Must stay true: a line that is typed does what its keys do on the screen, and
//! nothing else.

use super::choice::Choice;
use crate::ui::key::Key;

/// A screen in words.
pub struct Spoken {
    /// What there is to read; nothing where that is what the screen draws.
    pub lines: Option<Vec<String>>,
    /// What is read before them, all of it again where any of it is another: figures tell nothing one by one.
    pub together: Vec<String>,
    /// What is asked; empty where nothing is.
    pub asked: String,
    /// What stands in the field that is asked for.
    pub holds: String,
    /// What was understood of that, or what is wrong with it.
    pub heard: Heard,
    /// What `?` says.
    pub help: String,
    /// What can be chosen.
    pub options: Vec<Choosable>,
    /// The key after a line that was typed; nothing where its letters are enough.
    pub then: Option<Key>,
    /// The keys of an empty line.
    pub empty: Vec<Key>,
    /// The key that goes back.
    pub back: Key,
    /// The key that opens the menu, or begins in it anew.
    pub menu: Key,
    /// Whether what is typed must not be seen.
    pub is_secret: bool,
    /// Whether `?` is an answer.
    pub takes_unknown: bool,
    /// Whether an answer may begin with `/`, as a place does.
    pub takes_slash: bool,
}

/// What was understood of a field.
#[derive(PartialEq, Eq)]
pub enum Heard {
    /// Nothing to say.
    Nothing,
    /// This, in words.
    Known(String),
    /// Nothing: what is wrong with it.
    Wrong(String),
}

/// What can be chosen by its sign.
pub struct Choosable {
    /// What is typed to choose it; its number where it has none of its own.
    pub sign: Option<String>,
    /// What is read.
    pub label: String,
    /// The keys that choose it.
    pub keys: Vec<Key>,
}

impl Choosable {
    /// Something chosen by its number.
    #[must_use]
    pub fn numbered(label: impl Into<String>, keys: impl IntoIterator<Item = Key>) -> Self {
        Self { sign: None, label: label.into(), keys: keys.into_iter().collect() }
    }

    /// Something chosen by a sign of its own.
    #[must_use]
    pub fn signed(sign: impl Into<String>, label: impl Into<String>, keys: impl IntoIterator<Item = Key>) -> Self {
        Self { sign: Some(sign.into()), label: label.into(), keys: keys.into_iter().collect() }
    }
}

impl Spoken {
    /// A screen that takes lines as its field takes letters, with the hint that it draws.
    #[must_use]
    pub fn new(help: String) -> Self {
        Self {
            lines: None,
            together: Vec::new(),
            asked: String::new(),
            holds: String::new(),
            heard: Heard::Nothing,
            help,
            options: Vec::new(),
            then: None,
            empty: vec![Key::Enter],
            back: Key::Esc,
            menu: Key::Function(9),
            is_secret: false,
            takes_unknown: false,
            takes_slash: false,
        }
    }

    /// The same with a question, whose answer ends with Intro.
    #[must_use]
    pub fn asking(self, asked: String) -> Self {
        Self { asked, then: Some(Key::Enter), ..self }
    }
}

/// The rows of a list, each with the keys that go to it and choose it.
#[must_use]
pub fn rows(choice: &Choice) -> Vec<Choosable> {
    let focus = choice.focus();
    let keys = |at: usize| steps(focus, at).chain([Key::Enter]);
    choice.rows().iter().enumerate().map(|(at, row)| Choosable::numbered(row.label.trim(), keys(at))).collect()
}

/// The keys from one row of a list to another.
pub fn steps(from: usize, to: usize) -> impl Iterator<Item = Key> {
    let key = if to < from { Key::Up } else { Key::Down };
    std::iter::repeat_n(key, to.abs_diff(from))
}
