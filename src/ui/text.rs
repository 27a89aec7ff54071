//! Text made safe to draw, measured and cut by the columns that it takes.
//!
//! Does not know the screen. Must stay true: no control character and no sign that turns the direction of writing ever
//! reaches the terminal, wherever the text came from.

use crate::domain::text::is_unfit;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Between the parts of a line that says several things.
pub const SEPARATOR: &str = " · ";
/// Stands for what was cut off.
pub const CUT: &str = "…";

/// The text without control characters and direction marks; ends of lines and tabs become spaces.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|letter| if is_blank(letter) { Some(' ') } else { (!is_unfit(letter)).then_some(letter) })
        .collect()
}

const fn is_blank(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}')
}

/// How many columns the text takes.
#[must_use]
pub fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The text if it fits, else as much of it as fits with [`CUT`] behind.
#[must_use]
pub fn cut(text: &str, width: u16) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut kept = start(text, width.saturating_sub(1));
    kept.push_str(CUT);
    kept
}

/// As much of the beginning as fits.
#[must_use]
pub fn start(text: &str, width: u16) -> String {
    room_for(text.graphemes(true), width).collect()
}

/// As much of the end as fits.
#[must_use]
pub fn end(text: &str, width: u16) -> String {
    let signs: Vec<&str> = room_for(text.graphemes(true).rev(), width).collect();
    signs.into_iter().rev().collect()
}

/// The first signs that there is room for.
fn room_for<'a>(signs: impl Iterator<Item = &'a str>, width: u16) -> impl Iterator<Item = &'a str> {
    let mut taken = 0_u16;
    signs.take_while(move |sign| {
        taken = taken.saturating_add(columns(sign));
        taken <= width
    })
}

/// As many parts of a line as fit; the first ones matter most.
#[must_use]
pub fn fitting(line: &str, width: u16) -> String {
    let mut parts: Vec<&str> = line.split(SEPARATOR).collect();
    while parts.len() > 1 && columns(&parts.join(SEPARATOR)) > width {
        parts.pop();
    }
    parts.join(SEPARATOR)
}

/// A name and what is said of it. Where there is no room the name is cut, down to so many columns; then what is said last
/// is left out.
#[must_use]
pub fn with_name(name: &str, least: u16, said: &[String], width: u16) -> String {
    let said: Vec<&str> = said.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let between = columns(SEPARATOR);
    let said = fitting(&said.join(SEPARATOR), width.saturating_sub(least.min(columns(name))).saturating_sub(between));
    if said.is_empty() {
        return cut(name, width);
    }
    let name = cut(name, width.saturating_sub(columns(&said)).saturating_sub(between).max(least));
    [&name, said.as_str()].join(SEPARATOR)
}

/// The line if it fits, else as many of its values, or at least words, as fit whole, with [`CUT`] behind.
#[must_use]
pub fn whole(line: &str, width: u16) -> String {
    if columns(line) <= width {
        return line.to_owned();
    }
    let kept = start(line, width);
    let end = [" ·", ", ", "; "].into_iter().filter_map(|end| kept.rfind(end)).max();
    let end = end.or_else(|| start(line, width.saturating_sub(1)).rfind(' '));
    end.and_then(|end| kept.get(..end))
        .map_or_else(|| cut(line, width), |kept| format!("{} {CUT}", kept.trim_end_matches([' ', '·'])))
}

/// The line broken between its parts into lines of at most this width; a part that is wider is broken anywhere.
#[must_use]
pub fn wrap_parts(line: &str, width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in line.split(SEPARATOR) {
        let has_room = |line: &&mut String| columns(&[line.as_str(), part].join(SEPARATOR)) <= width;
        match lines.last_mut().filter(has_room) {
            Some(line) => *line = [line.as_str(), part].join(SEPARATOR),
            None => lines.push(part.to_owned()),
        }
    }
    lines.into_iter().flat_map(|line| broken(line, width)).collect()
}

/// The text broken at spaces into lines of at most this width; a word that is wider is broken anywhere.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && columns(&line).saturating_add(1).saturating_add(columns(word)) > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.into_iter().flat_map(|line| broken(line, width)).collect()
}

fn broken(line: String, width: u16) -> Vec<String> {
    if columns(&line) <= width || width == 0 {
        return vec![line];
    }
    let mut parts = vec![String::new()];
    for sign in line.graphemes(true) {
        let is_full = parts.last().is_some_and(|part| columns(part).saturating_add(columns(sign)) > width);
        if is_full {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(sign);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(clean("a\u{1b}[31m\u{202e}b\nc\u{200f}\t"), "a[31mb c ");
        assert_eq!(clean("Núñez Ruiz"), "Núñez Ruiz");
    }

    #[test]
    fn text_is_cut_by_columns_and_not_by_bytes() {
        for (text, width, expected) in
            [("Núñez", 5, "Núñez"), ("Núñez", 4, "Núñ…"), ("漢字漢字", 5, "漢字…"), ("a", 0, ""), ("ab", 1, "…")]
        {
            assert_eq!(cut(text, width), expected);
        }
        assert_eq!((start("abc", 2), end("abc", 2)), ("ab".to_owned(), "bc".to_owned()));
    }

    #[test]
    fn a_name_gives_room_to_what_is_said_of_it() {
        let said = ["Madre".to_owned(), String::new(), "+504".to_owned()];
        for (width, expected) in
            [(80, "Rosa Caal · Madre · +504"), (22, "Rosa C… · Madre · +504"), (18, "Rosa Caal · Madre")]
        {
            assert_eq!(with_name("Rosa Caal", 5, &said, width), expected);
        }
        assert_eq!(with_name("Rosa", 2, &[], 4), "Rosa");
    }

    #[test]
    fn values_stay_whole() {
        for (width, expected) in [(20, "a: uno dos, b: tres"), (12, "a: uno dos …"), (11, "a: uno …"), (2, "a…")]
        {
            assert_eq!(whole("a: uno dos, b: tres", width), expected);
        }
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("uno dos tres", 7), ["uno dos", "tres"]);
        assert_eq!(wrap("unodostres", 4), ["unod", "ostr", "es"]);
        assert_eq!(wrap("uno\n\ndos", 4), ["uno", "", "dos"]);
    }
}
