//! Which characters a text about a child may hold.
//!
//! Must stay true: whatever could steer a terminal or turn the reading order around is unfit, everywhere.

/// Whether a character has no place in a text: controls, and the format characters that change direction or that
/// nobody can see (line ends and tabs included; who allows them asks before).
#[must_use]
pub const fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
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
