//! One line that is typed into: its text and where the cursor stands.
//!
//! Does not judge what is typed. Must stay true: the cursor stands between two signs as people see them, never within
//! one, and what was typed is wiped from memory when the line goes.

use super::key::Key;
use super::text;
use unicode_segmentation::UnicodeSegmentation as _;
use zeroize::Zeroizing;

/// The longest text that a line takes, in bytes; its room is taken at once, since a text that grows leaves copies.
const BYTES_MAX: usize = 2000;

/// A line of text under the cursor.
#[derive(Clone)]
pub struct Line {
    text: Zeroizing<String>,
    /// A byte position at the edge of a sign.
    cursor: usize,
    /// Whether the next letter replaces everything, as on entering a field.
    is_selected: bool,
}

impl Default for Line {
    fn default() -> Self {
        Self::new("")
    }
}

impl Line {
    /// A line that holds a text, all of it selected.
    #[must_use]
    pub fn new(content: &str) -> Self {
        let mut line = Self { text: Zeroizing::new(String::with_capacity(BYTES_MAX)), cursor: 0, is_selected: false };
        line.insert(content);
        line.is_selected = !line.text.is_empty();
        line
    }

    /// What the line holds.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// How many signs the line has.
    #[must_use]
    pub fn signs(&self) -> usize {
        self.text.graphemes(true).count()
    }

    /// Whether the next letter replaces everything.
    #[must_use]
    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
        self.is_selected = false;
    }

    /// Puts text in at the cursor, or in place of everything where the line is selected.
    pub fn insert(&mut self, typed: &str) {
        if self.is_selected {
            self.clear();
        }
        for letter in text::clean(typed).chars() {
            if self.text.len().saturating_add(letter.len_utf8()) <= BYTES_MAX {
                self.text.insert(self.cursor, letter);
                self.cursor = self.cursor.saturating_add(letter.len_utf8());
            }
        }
    }

    /// Takes a key; whether the line had a use for it.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(letter) => self.insert(letter.encode_utf8(&mut [0; 4])),
            Key::Backspace => self.rub_out(),
            Key::Delete => self.delete(),
            Key::Ctrl('u') => self.clear(),
            Key::Ctrl('w') => self.rub_out_word(),
            Key::Left => self.cursor = self.left(),
            Key::Right => self.cursor = self.right(),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            _ => return false,
        }
        self.is_selected = false;
        true
    }

    fn left(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor.saturating_add(after.graphemes(true).next().map_or(0, str::len))
    }

    fn rub_out(&mut self) {
        if self.is_selected {
            self.clear();
            return;
        }
        let left = self.left();
        self.text.drain(left..self.cursor);
        self.cursor = left;
    }

    fn delete(&mut self) {
        if self.is_selected {
            self.clear();
            return;
        }
        let right = self.right();
        self.text.drain(self.cursor..right);
    }

    fn rub_out_word(&mut self) {
        let kept = self.before_cursor().trim_end().rfind(' ').map_or(0, |space| space.saturating_add(1));
        self.text.drain(kept..self.cursor);
        self.cursor = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &[Key], expected: &str, before: &str) {
        let mut line = Line::new("ab");
        for key in keys {
            line.press(*key);
        }
        assert_eq!((line.text(), line.before_cursor()), (expected, before), "{keys:?}");
    }

    #[test]
    fn entering_selects_so_that_typing_replaces_and_moving_edits() {
        use Key::{Backspace, Char, Ctrl, Delete, End, Home, Left, Right};
        check(&[], "ab", "ab");
        check(&[Char('x')], "x", "x");
        check(&[End, Char('ñ')], "abñ", "abñ");
        check(&[Left, Char('x')], "axb", "ax");
        check(&[Backspace], "", "");
        check(&[Home, Delete], "b", "");
        check(&[Home, Right, Backspace], "b", "");
        check(&[End, Char(' '), Char('c'), Ctrl('w')], "ab ", "ab ");
        check(&[Ctrl('u'), Left, Right, Delete, Backspace], "", "");
    }

    #[test]
    fn an_accent_typed_apart_goes_with_its_letter() {
        let mut line = Line::default();
        line.insert("cafe\u{301}");
        line.press(Key::Backspace);
        assert_eq!((line.text(), line.signs()), ("caf", 3));
    }

    #[test]
    fn what_is_pasted_stays_one_line() {
        let mut line = Line::default();
        line.insert("uno\ndos\u{1b}[A");
        assert_eq!(line.text(), "uno dos[A");
    }
}
