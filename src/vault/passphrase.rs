//! What an officer types to open the store.
//!
//! Does not judge how guessable a passphrase is beyond its length, and does not read it from anywhere.
//!
//! Rule: every passphrase is brought to NFC before it is counted or stretched, so that an `é` opens however the keyboard
//! composes it.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::VaultError;

/// Fewest characters of a new passphrase.
pub const LENGTH_MIN: usize = 14;

/// UTF-8 grows at most threefold under NFC.
const NFC_GROWTH_MAX: usize = 3;

/// A passphrase that is long enough to be set.
pub struct NewPassphrase(Zeroizing<String>);

impl NewPassphrase {
    /// Takes what was typed if it has at least [`LENGTH_MIN`] characters.
    ///
    /// # Errors
    /// [`VaultError::PassphraseTooShort`].
    pub fn parse(typed: &str) -> Result<Self, VaultError> {
        let text = normalised(typed);
        if text.chars().count() < LENGTH_MIN {
            return Err(VaultError::PassphraseTooShort);
        }
        Ok(Self(text))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The passphrase as it goes into the key derivation; room is taken at once, since a text that grows leaves copies.
pub(super) fn normalised(typed: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(NFC_GROWTH_MAX)));
    text.extend(typed.nfc());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, is_accepted: bool) {
        assert_eq!(NewPassphrase::parse(typed).is_ok(), is_accepted, "{typed}");
    }

    #[test]
    fn fourteen_characters_are_enough_and_thirteen_are_not() {
        check("", false);
        check("1234567890123", false);
        check("12345678901234", true);
        check("ñandúñandúñand", true);
        check("ñandúñandúñan", false);
    }

    #[test]
    fn a_letter_and_its_accent_count_as_one_character() {
        check("e\u{301}234567890123", false);
        check("e\u{301}2345678901234", true);
    }

    #[test]
    fn both_ways_to_type_an_accent_are_the_same_passphrase() {
        assert_eq!(*normalised("cafe\u{301}"), *normalised("caf\u{e9}"));
    }
}
