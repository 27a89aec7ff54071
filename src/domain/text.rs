//! Which characters a text about a child may hold.
//!
//! Must stay true: whatever could steer a terminal or turn the reading order around is unfit, everywhere.

/// A text holds at most so many characters.
pub const CHARS_MAX: usize = 10_000;
/// A number that people count is at most this, so that sums fit.
pub const COUNT_MAX: i64 = 999_999_999;

/// Whether a character has no place in a line of text: controls, and the format characters that change the reading
/// order or that nobody can see. Line ends and tabs are among them; who allows those asks before.
#[must_use]
pub fn is_unfit(c: char) -> bool {
    match c {
        '\u{20}'..='\u{7e}' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// A number that people count, of at least this and at most [`COUNT_MAX`], in digits alone.
#[must_use]
pub fn count(text: &str, least: i64) -> Option<i64> {
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    number.filter(|number| (least..=COUNT_MAX).contains(number))
}

/// Whether a character is one of the signs that people take for an apostrophe.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ꞌ' | '`' | '´' | 'ʽ')
}

#[cfg(test)]
mod tests {
    use super::is_unfit;

    #[test]
    fn letters_of_every_script_are_fit_and_steering_is_not() {
        assert!("Ñandú K’iche' Xóchitl 'Abd 李 e\u{301}".chars().all(|c| !is_unfit(c)));
        for c in ['\u{1b}', '\u{7}', '\u{9b}', '\n', '\t', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{200f}'] {
            assert!(is_unfit(c), "{c:?}");
        }
    }
}
