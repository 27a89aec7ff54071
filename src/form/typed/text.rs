//! Typed text made clean, and folded so that case, accents and apostrophes do not count.
//!
//! Corrects no spelling. Must stay true: what comes out holds no character that a file would refuse.

use crate::domain::text::{CHARS_MAX, is_apostrophe, is_unfit};
use crate::form::wrong::Wrong;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text on one line, trimmed, in NFC, without characters that cannot be seen.
#[must_use]
pub fn line(typed: &str) -> String {
    let spaced = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let clean: String = spaced.filter(|c| !is_unfit(*c)).nfc().collect();
    clean.trim().to_owned()
}

/// The text with its line ends, each line without spaces at its end, in NFC.
#[must_use]
pub fn lines(typed: &str) -> String {
    let clean = |line: &str| -> String {
        let seen: String = line.chars().filter(|c| *c == '\t' || !is_unfit(*c)).nfc().collect();
        seen.trim_end().to_owned()
    };
    let lines: Vec<String> = typed.lines().map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The text, unless it is too long.
///
/// # Errors
/// Says how long it may be.
pub fn checked(text: &str) -> Result<String, Wrong> {
    if text.chars().nth(CHARS_MAX).is_some() {
        return Err(Wrong::new("form-too-long").with("most", CHARS_MAX));
    }
    Ok(text.to_owned())
}

/// Lower case, without accents or apostrophes, words separated by one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let letters: String = text
        .chars()
        .filter(|c| !is_apostrophe(*c) && !is_unfit(*c))
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_clean_and_keeps_its_letters() {
        let check = |typed: &str, expected: &str| assert_eq!(line(typed), expected, "{typed:?}");
        check("  José Luis \n", "José Luis");
        check("Jose\u{301}", "José");
        check("Núñez\u{200b}\u{202e}\u{7}", "Núñez");
        check("a\tb", "a b");
        check("D'Angelo-Pérez", "D'Angelo-Pérez");
        check("\u{200b}", "");
    }

    #[test]
    fn lines_keep_their_ends() {
        assert_eq!(lines("\nuno  \r\ndos\u{200d}\n\ntres\n\n"), "uno\ndos\n\ntres");
    }

    #[test]
    fn folding_forgets_case_accents_and_apostrophes() {
        for written in ["Q'eqchi'", "q’eqchi’", "QꞌEQCHIꞌ", "Qʼeqchiʼ", "qeqchi"] {
            assert_eq!(fold(written), "qeqchi");
        }
        assert_eq!(fold("  Núñez   ÁVILA"), "nunez avila");
    }

    #[test]
    fn a_text_has_an_end() {
        assert!(checked(&"ñ".repeat(CHARS_MAX)).is_ok());
        assert_eq!(checked(&"ñ".repeat(CHARS_MAX + 1)).map_err(|wrong| wrong.key), Err("form-too-long"));
    }
}
