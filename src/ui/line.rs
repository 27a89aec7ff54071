//! What is typed into: a text of one line or of several, and where the cursor stands.
//!
//! Does not judge what is typed. Must stay true: the cursor stands between two signs as people see them, never within
//! one; what a field held is never cut; and what was typed is wiped from memory when the line goes.

use super::key::Key;
use super::text;
use crate::domain::text::{CHARS_MAX, is_unfit};
use unicode_segmentation::UnicodeSegmentation as _;
use zeroize::Zeroizing;

/// The room that is taken at once, in bytes: more than anybody types into most fields.
const ROOM: usize = 2000;
/// Stands for the end of a line within a text of several.
const LINE_END: &str = "¶";

/// Signs that few keyboards have, each after the one it is made from; behind the last one comes the first again.
const ACCENTS: [&str; 14] = ["aá", "eé", "ií", "oó", "uúü", "nñ", "AÁ", "EÉ", "IÍ", "OÓ", "UÚÜ", "NÑ", "?¿", "!¡"];

/// A line of text under the cursor.
#[derive(Clone)]
pub struct Line {
    text: Zeroizing<String>,
    /// A byte position at the edge of a sign.
    cursor: usize,
    /// Whether the next letter replaces everything, as on entering a field.
    is_selected: bool,
    shape: Shape,
}

/// One line as it was left: what stood in it, and whether the next letter would have replaced that.
pub type Typed = (String, bool);

/// With the cursor at its end.
impl From<Typed> for Line {
    fn from((text, is_selected): Typed) -> Self {
        Self { is_selected, ..Self::new(&text) }
    }
}

/// Whether a text has line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    OneLine,
    Lines,
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
        Self::holding(content, Shape::OneLine)
    }

    /// A text of several lines, all of it selected; Ctrl+J begins a line.
    #[must_use]
    pub fn of_lines(content: &str) -> Self {
        Self::holding(content, Shape::Lines)
    }

    fn holding(content: &str, shape: Shape) -> Self {
        let text = Zeroizing::new(String::with_capacity(ROOM));
        let mut line = Self { text, cursor: 0, is_selected: false, shape };
        // What a field holds stands in the line whole, however long it is.
        let content = line.clean(content);
        line.put(&content);
        line.is_selected = !line.text.is_empty();
        line
    }

    /// The line as it can be kept.
    #[must_use]
    pub fn as_typed(&self) -> Typed {
        (self.text.to_string(), self.is_selected)
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

    /// What stands before the cursor and behind it, on one row: a mark stands for the end of a line.
    #[must_use]
    pub fn shown(&self) -> (String, String) {
        let on_a_row = |part: &str| text::clean(&part.replace('\n', LINE_END));
        let after = self.text.get(self.cursor..).unwrap_or_default();
        (on_a_row(self.before_cursor()), on_a_row(after))
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
        let room = CHARS_MAX.saturating_sub(self.text.chars().count());
        let typed: Zeroizing<String> = Zeroizing::new(self.clean(typed).chars().take(room).collect());
        self.put(&typed);
    }

    /// Puts text in at the cursor; where that takes more room, what stood in the old place is wiped.
    fn put(&mut self, typed: &str) {
        let needed = self.text.len().saturating_add(typed.len());
        if needed > self.text.capacity() {
            let mut roomier = Zeroizing::new(String::with_capacity(needed.saturating_mul(2)));
            roomier.push_str(&self.text);
            self.text = roomier;
        }
        self.text.insert_str(self.cursor, typed);
        self.cursor = self.cursor.saturating_add(typed.len());
    }

    /// The text as this line can hold it: on one line, or with its line ends and tabs.
    fn clean(&self, typed: &str) -> Zeroizing<String> {
        Zeroizing::new(match self.shape {
            Shape::OneLine => text::clean(typed),
            Shape::Lines => {
                let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
                typed.chars().filter(|letter| matches!(letter, '\n' | '\t') || !is_unfit(*letter)).collect()
            }
        })
    }

    /// Takes a key; whether the line had a use for it.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(letter) => self.insert(letter.encode_utf8(&mut [0; 4])),
            Key::Backspace | Key::Delete if self.is_selected => self.clear(),
            Key::Backspace => self.rub_out(),
            Key::Delete => {
                let right = self.right();
                self.text.drain(self.cursor..right);
            }
            Key::Ctrl('u') => self.clear(),
            Key::Ctrl('w') => self.rub_out_word(),
            Key::Ctrl('t') => self.accent(),
            Key::Ctrl('j') if self.shape == Shape::Lines => self.insert("\n"),
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
        let left = self.left();
        self.text.drain(left..self.cursor);
        self.cursor = left;
    }

    /// Puts an accent on the letter before the cursor, or takes it away: for keyboards without `á`, `ñ` and `¿`.
    fn accent(&mut self) {
        let Some(sign) = self.before_cursor().chars().next_back() else { return };
        let Some(cycle) = ACCENTS.iter().find(|cycle| cycle.contains(sign)) else { return };
        let Some(next) = cycle.chars().cycle().skip_while(|other| *other != sign).nth(1) else { return };
        let start = self.cursor.saturating_sub(sign.len_utf8());
        self.text.replace_range(start..self.cursor, next.encode_utf8(&mut [0; 4]));
        self.cursor = start.saturating_add(next.len_utf8());
    }

    fn rub_out_word(&mut self) {
        let kept = self.before_cursor().trim_end().rfind([' ', '\n']).map_or(0, |space| space.saturating_add(1));
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
        check(&[End, Char('n'), Ctrl('t')], "abñ", "abñ");
        check(&[End, Char('ñ'), Ctrl('t')], "abn", "abn");
        for (typed, presses, expected) in [
            ('a', 2, 'a'),
            ('u', 1, 'ú'),
            ('u', 2, 'ü'),
            ('u', 3, 'u'),
            ('Ü', 1, 'U'),
            ('?', 1, '¿'),
            ('¡', 1, '!'),
            ('x', 1, 'x'),
        ] {
            let mut line = Line::default();
            line.insert(&typed.to_string());
            (0..presses).for_each(|_| assert!(line.press(Ctrl('t'))));
            assert_eq!(line.text(), expected.to_string(), "{typed} {presses}");
        }
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

    #[test]
    fn a_text_of_several_lines_keeps_them_and_nothing_is_cut() {
        let long = format!("uno\ndos\t2\n{}", "ñandú ".repeat(2000));
        let mut line = Line::of_lines(&long);
        assert_eq!(line.text(), long);
        line.press(Key::End);
        line.press(Key::Char('x'));
        assert_eq!(line.text(), long, "no letter goes in where there are too many already");
        let mut line = Line::of_lines("uno\r\ndos");
        for key in [Key::End, Key::Ctrl('j'), Key::Char('3')] {
            line.press(key);
        }
        assert_eq!((line.text(), line.shown().0.as_str()), ("uno\ndos\n3", "uno¶dos¶3"));
        assert!(!Line::new("a").press(Key::Ctrl('j')));
    }
}
