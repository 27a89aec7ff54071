//! The keys that the program knows, whatever the terminal calls them.
//!
//! Does not read the terminal; `runtime` turns its events into these. Must stay true: only keys that every supported
//! terminal sends are here, so there is no Alt, no F11 and no Shift with a function key.

use crate::i18n::Texts;

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

    /// How the key is called on screen.
    #[must_use]
    pub fn name(self, texts: &Texts) -> String {
        let key = match self {
            Self::Char(' ') => "key-space",
            Self::Char(letter) => return letter.to_string(),
            Self::Function(number) => return format!("F{number}"),
            Self::Ctrl(letter) => return format!("Ctrl+{}", letter.to_uppercase()),
            Self::Tab => return "Tab".to_owned(),
            Self::Esc => return "Esc".to_owned(),
            Self::Enter => "key-enter",
            Self::BackTab => "key-back-tab",
            Self::Up | Self::Down => "key-up-down",
            Self::Left | Self::Right => "key-left-right",
            Self::Home | Self::End | Self::First | Self::Last => "key-home-end",
            Self::PageUp | Self::PageDown => "key-pages",
            Self::Insert => "key-insert",
            Self::Delete => "key-delete",
            Self::Backspace => "key-backspace",
        };
        texts.get(key)
    }
}
