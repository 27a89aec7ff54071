//! A hash as eight words that can be written on paper and read out over a telephone.
//!
//! Each word is five letters, consonants and vowels in turn, and stands for 16 bits: eight of them hold the first 128
//! bits of a hash. Must stay true: the words of a hash never change from version to version, for paper does not.

use super::chain::Hash;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// How many words stand for a head.
pub const WORDS: usize = 8;

/// The eight words of a hash, separated by `-`.
#[must_use]
pub fn words(hash: &Hash) -> String {
    let spelled: Vec<String> = hash.chunks_exact(2).take(WORDS).map(spell).collect();
    spelled.join("-")
}

/// Whether what somebody typed are the words of this hash; case and separators do not count.
#[must_use]
pub fn matches(hash: &Hash, typed: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(char::is_ascii_alphabetic).collect() };
    letters(&words(hash)) == letters(typed).to_ascii_lowercase()
}

fn spell(pair: &[u8]) -> String {
    let bits = pair.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
    let consonant = |shift: usize| CONSONANTS.get(bits >> shift & 15);
    let vowel = |shift: usize| VOWELS.get(bits >> shift & 3);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)]
        .into_iter()
        .flatten()
        .map(|b| char::from(*b))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_the_first_bits_alone() {
        assert_eq!(words(&[0; 32]), "babab-babab-babab-babab-babab-babab-babab-babab");
        let mut hash = [255; 32];
        assert_eq!(words(&hash), "zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz");
        assert!(matches(&hash, "ZUZUZ zuzuz zuzuz zuzuz zuzuz zuzuz zuzuz zuzuz"));
        hash[0] = 127;
        assert!(!matches(&hash, "zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz-zuzuz"));
        assert!(!matches(&hash, ""));
    }
}
