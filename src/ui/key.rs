//! The keys that the program knows, whatever the terminal calls them.
//!
//! Does not read the terminal; `runtime` turns its events into these. Must stay true: only keys that every supported
//! terminal sends are here, so there is no Alt, no F11 and no Shift with a function key.

/// One key as it was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// A letter, a digit, a sign, a space.
    Char(char),
    /// F1 to F10.
    Function(u8),
    /// Ctrl with a letter, in lower case.
    Ctrl(char),
    /// Intro.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Inicio.
    Home,
    /// Fin.
    End,
    /// Ctrl and Inicio.
    First,
    /// Ctrl and Fin.
    Last,
    /// Re Pag.
    PageUp,
    /// Av Pag.
    PageDown,
    /// Ins.
    Insert,
    /// Supr.
    Delete,
    /// The key that rubs out to the left.
    Backspace,
}

impl Key {
    /// Where a key that walks through a list leads from a row, and how far a page goes; nothing for any other key.
    #[must_use]
    pub fn walk(self, at: usize, rows: usize, page: usize) -> Option<usize> {
        let last = rows.saturating_sub(1);
        Some(match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at.saturating_add(1).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at.saturating_add(page).min(last),
            Self::Home | Self::First => 0,
            Self::End | Self::Last => last,
            _ => return None,
        })
    }

    /// How the key is called on screen: itself, or the key of a text.
    #[must_use]
    pub fn label(self) -> Label {
        match self {
            Self::Char(' ') => Label::Text("key-space"),
            Self::Char(letter) => Label::Same(letter.to_string()),
            Self::Function(number) => Label::Same(format!("F{number}")),
            Self::Ctrl(letter) => Label::Same(format!("Ctrl+{}", letter.to_uppercase())),
            Self::Tab => Label::Same("Tab".to_owned()),
            Self::Esc => Label::Same("Esc".to_owned()),
            Self::Enter => Label::Text("key-enter"),
            Self::BackTab => Label::Text("key-back-tab"),
            Self::Up | Self::Down => Label::Text("key-up-down"),
            Self::Left | Self::Right => Label::Text("key-left-right"),
            Self::Home | Self::End | Self::First | Self::Last => Label::Text("key-home-end"),
            Self::PageUp | Self::PageDown => Label::Text("key-pages"),
            Self::Insert => Label::Text("key-insert"),
            Self::Delete => Label::Text("key-delete"),
            Self::Backspace => Label::Text("key-backspace"),
        }
    }
}

/// The name of a key.
pub enum Label {
    /// The same in every language.
    Same(String),
    /// The key of a text.
    Text(&'static str),
}
