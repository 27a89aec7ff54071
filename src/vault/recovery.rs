//! The recovery code: printed once, kept in a drawer, typed in when nobody remembers a passphrase.
//!
//! Does not print or store itself.
//!
//! Rule: the code carries 130 random bits, and any one wrong character, or any two exchanged, is noticed before the slow
//! key derivation runs.

use zeroize::Zeroizing;

use super::VaultError;
use super::entropy::Entropy;

/// No 0 and O, no 1 and I: they look alike on paper.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const RANDOM_SYMBOLS: usize = 26;
const SYMBOLS: usize = RANDOM_SYMBOLS + 2;
const GROUP: usize = 4;
/// The largest prime that two symbols can write; being prime is what makes [`check_symbols`] notice every exchange.
const CHECK_MODULUS: u32 = 1021;

/// A well-formed recovery code.
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// Draws a new code.
    pub(super) fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        let mut values = Zeroizing::new([0_u8; RANDOM_SYMBOLS]);
        entropy.fill(values.as_mut_slice())?;
        values.iter_mut().for_each(|value| *value %= 32);
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS));
        text.extend(values.iter().copied().chain(check_symbols(values.as_slice())).map(symbol));
        Ok(Self(text))
    }

    /// Reads what was typed, in capitals or not, with or without dashes and spaces.
    ///
    /// # Errors
    /// [`VaultError::RecoveryCodeMistyped`] where it cannot be a code.
    pub fn parse(typed: &str) -> Result<Self, VaultError> {
        let mut values = Zeroizing::new(Vec::with_capacity(SYMBOLS));
        for letter in typed.chars().filter(|letter| !is_separator(*letter)) {
            // Growing past the room taken would leave a copy behind.
            if values.len() == SYMBOLS {
                return Err(VaultError::RecoveryCodeMistyped);
            }
            values.push(value(letter).ok_or(VaultError::RecoveryCodeMistyped)?);
        }
        match values.split_at_checked(RANDOM_SYMBOLS) {
            Some((random, check)) if *check == check_symbols(random) => {}
            _ => return Err(VaultError::RecoveryCodeMistyped),
        }
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS));
        text.extend(values.iter().copied().map(symbol));
        Ok(Self(text))
    }

    /// The code in groups of four, to be shown or printed once.
    #[must_use]
    pub fn expose_grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / GROUP));
        for (position, letter) in self.0.chars().enumerate() {
            if position > 0 && position % GROUP == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Whatever a person or a word processor puts between groups.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn symbol(value: u8) -> char {
    let letter = ALPHABET.get(usize::from(value % 32)).expect("a remainder of 32 lies inside a table of 32");
    char::from(*letter)
}

fn value(letter: char) -> Option<u8> {
    let capital = letter.to_ascii_uppercase();
    ALPHABET.iter().zip(0..).find_map(|(known, value)| (char::from(*known) == capital).then_some(value))
}

/// A sum weighted by position, modulo a prime above every product of two differences: one wrong symbol or two exchanged
/// ones always change it.
fn check_symbols(values: &[u8]) -> [u8; 2] {
    let sum: u32 = values.iter().zip(1..).map(|(value, weight)| u32::from(*value) * weight).sum();
    let rest = sum % CHECK_MODULUS;
    [rest / 32, rest % 32].map(|part| u8::try_from(part).expect("1020 / 32 and a remainder of 32 are below 32"))
}

#[cfg(test)]
mod tests {
    use super::super::entropy::Counting;
    use super::*;

    fn code() -> String {
        RecoveryCode::generate(&mut Counting(7)).unwrap().expose_grouped().to_string()
    }

    fn is_mistyped(typed: &str) -> bool {
        matches!(RecoveryCode::parse(typed), Err(VaultError::RecoveryCodeMistyped))
    }

    #[test]
    fn a_code_is_seven_groups_of_four_without_look_alikes() {
        let code = code();
        let groups: Vec<&str> = code.split('-').collect();
        assert_eq!(groups.len(), 7);
        assert!(groups.iter().all(|group| group.len() == 4));
        assert!(!code.contains(['0', 'O', '1', 'I']));
    }

    #[test]
    fn capitals_dashes_and_spaces_do_not_matter() {
        let code = code();
        let bare = code.replace('-', "");
        let spaced = format!("  {}\n", code.replace('-', " ").to_lowercase());
        for typed in [&code, &bare, &spaced, &code.replace('-', "\u{2013}"), &code.to_lowercase()] {
            assert_eq!(RecoveryCode::parse(typed).ok().unwrap().bytes(), bare.as_bytes());
        }
    }

    #[test]
    fn any_one_wrong_character_is_noticed() {
        let bare: Vec<char> = code().replace('-', "").chars().collect();
        for position in 0..bare.len() {
            for wrong in ALPHABET.iter().copied().map(char::from).filter(|wrong| *wrong != bare[position]) {
                let mut typed = bare.clone();
                typed[position] = wrong;
                assert!(is_mistyped(&typed.into_iter().collect::<String>()));
            }
        }
    }

    #[test]
    fn any_two_exchanged_neighbours_are_noticed() {
        let bare: Vec<char> = code().replace('-', "").chars().collect();
        for position in 1..bare.len() {
            let mut typed = bare.clone();
            typed.swap(position - 1, position);
            assert!(typed == bare || is_mistyped(&typed.into_iter().collect::<String>()));
        }
    }

    #[test]
    fn too_short_too_long_and_foreign_letters_are_noticed() {
        let code = code();
        let mut shorter = code.clone();
        shorter.pop();
        for typed in
            ["", "----", "ñandú", &shorter, &format!("{code}2"), &format!("{code}{code}"), &code.replace('-', "0")]
        {
            assert!(is_mistyped(typed));
        }
    }
}
