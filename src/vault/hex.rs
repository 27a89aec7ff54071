//! Bytes of a fixed length as hexadecimal text in the key file.
//!
//! Does not hold secrets: what passes through here is on disk for everyone to read. For the data key there is
//! `DataKey::expose_hex`.
//!
//! Rule: a text of any other length than the type's is refused.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// `N` bytes that are written as `2 N` hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Hex<const N: usize>(pub(super) [u8; N]);

/// The text has another length, or something in it is no hexadecimal digit.
#[derive(Debug, Error)]
#[error("not hexadecimal of the right length")]
pub(super) struct NotHex;

/// Writes one byte as two digits, without leaving them anywhere else.
pub(super) fn push(text: &mut String, byte: u8) {
    let digits = [byte >> 4, byte & 15];
    text.extend(digits.into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)));
}

impl<const N: usize> From<Hex<N>> for String {
    fn from(hex: Hex<N>) -> Self {
        let mut text = Self::with_capacity(N * 2);
        for byte in hex.0 {
            push(&mut text, byte);
        }
        text
    }
}

impl<const N: usize> TryFrom<String> for Hex<N> {
    type Error = NotHex;

    fn try_from(text: String) -> Result<Self, NotHex> {
        let mut digits = text.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()));
        let mut bytes = [0; N];
        for byte in &mut bytes {
            let high = digits.next().flatten().ok_or(NotHex)?;
            let low = digits.next().flatten().ok_or(NotHex)?;
            *byte = high << 4 | low;
        }
        match digits.next() {
            None => Ok(Self(bytes)),
            Some(_) => Err(NotHex),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_text() {
        let text = String::from(Hex([0, 0x1f, 0xa0, 0xff]));
        assert_eq!(text, "001fa0ff");
        assert_eq!(Hex::<4>::try_from(text).unwrap().0, [0, 0x1f, 0xa0, 0xff]);
    }

    #[test]
    fn other_lengths_and_other_letters_are_refused() {
        for text in ["", "0", "001", "0011a", "0011aa", "00g1", "é011"] {
            assert!(Hex::<2>::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
