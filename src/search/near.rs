//! Words that are nearly what was typed: one letter wrong, or written another way that sounds the same.
//!
//! Knows only words, not whose they are. Must stay true: a whole word with one letter changed, left out, put in or
//! swapped with the next is always found.

/// A word shorter than this is near to too much; one that only begins nearly so has a letter more.
const LETTERS_MIN: usize = 4;
/// How many words that only begin nearly so are offered at most.
const BEGINNINGS_MAX: usize = 24;

/// Every word of the index that may be misspelt, folded as the index folds.
pub struct Vocabulary(Vec<Term>);

struct Term {
    text: String,
    letters: Vec<char>,
    sound: String,
}

impl Vocabulary {
    /// Takes the words.
    #[must_use]
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Self(words.filter(|word| is_word(word)).map(Term::new).collect())
    }

    /// Takes a word that came into the index since.
    pub fn learn(&mut self, word: &str) {
        if is_word(word) && self.0.iter().all(|term| term.text != word) {
            self.0.push(Term::new(word.to_owned()));
        }
    }

    /// The words near to one that was typed, which the index does not find for it anyway.
    #[must_use]
    pub fn near(&self, typed: &str) -> Vec<&str> {
        let letters: Vec<char> = typed.chars().collect();
        if letters.len() < LETTERS_MIN || !is_word(typed) {
            return Vec::new();
        }
        let own = sound(typed);
        let others = || self.0.iter().filter(|term| !term.letters.starts_with(&letters));
        let is_whole = |term: &&Term| is_one_off(&letters, &term.letters) || term.sound == own;
        let begins = |term: &&Term| {
            let lengths = letters.len().saturating_sub(1)..=letters.len().saturating_add(1);
            let mut beginnings = lengths.filter_map(|length| term.letters.get(..length));
            !is_whole(term) && beginnings.any(|beginning| is_one_off(&letters, beginning))
        };
        let whole = others().filter(is_whole);
        let beginnings = if letters.len() > LETTERS_MIN { BEGINNINGS_MAX } else { 0 };
        whole.chain(others().filter(begins).take(beginnings)).map(|term| term.text.as_str()).collect()
    }
}

impl Term {
    fn new(text: String) -> Self {
        Self { letters: text.chars().collect(), sound: sound(&text), text }
    }
}

/// Whether two words differ by one letter, or by two that changed places.
fn is_one_off(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let rest = |letters: &'_ [char]| letters.get(..letters.len().saturating_sub(same)).map(<[char]>::to_vec);
    match (rest(a).as_deref(), rest(b).as_deref()) {
        (Some([_] | []), Some([_] | [])) => true,
        (Some([a, b]), Some([c, d])) => (a, b) == (d, c),
        _ => false,
    }
}

/// Whether it is a word, and no folio and no telephone.
fn is_word(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit())
}

/// What a Spanish ear makes of a folded word: `vasquez`, `basques` and `vazquez` are one.
#[must_use]
pub fn sound(word: &str) -> String {
    let mut heard = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_soft = matches!(next, Some('e' | 'i'));
        let sign = match letter {
            'h' => continue,
            'c' if next == Some('h') => 'c',
            'c' | 's' | 'z' if letter != 'c' || is_soft => 's',
            'c' | 'k' => 'k',
            'q' => {
                letters.next_if_eq(&'u');
                'k'
            }
            'v' | 'w' => 'b',
            'x' => 'j',
            'p' if next == Some('h') => 'f',
            'g' if is_soft => 'j',
            'l' if next == Some('l') => {
                letters.next();
                'i'
            }
            'y' => 'i',
            other => other,
        };
        if !heard.ends_with(sign) {
            heard.push(sign);
        }
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(typed: &str) -> Vec<String> {
        let words = ["munoz", "caal", "vasquez", "hernandez", "ensayo", "ana", "jimenez", "yanez", "chavez", "r3140"];
        let vocabulary = Vocabulary::new(words.into_iter().map(str::to_owned));
        vocabulary.near(typed).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn one_letter_wrong_or_the_same_sound_is_near() {
        let check = |typed, expected: &[&str]| assert_eq!(near(typed), expected, "{typed}");
        check("munos", &["munoz"]);
        check("kaal", &["caal"]);
        check("basques", &["vasquez"]);
        check("ernandes", &["hernandez"]);
        check("llanes", &["yanez"]);
        check("ximenez", &["jimenez"]);
        check("ensyao", &["ensayo"]);
        check("enssayo", &["ensayo"]);
        check("ensao", &["ensayo"]);
        check("hernnade", &["hernandez"]);
        check("chabes", &["chavez"]);
        check("ensayo", &[]);
        check("anb", &[]);
        check("r314", &[]);
    }

    proptest! {
        #[test]
        fn a_word_with_one_letter_changed_is_near(word in "[a-z]{4,12}", at in 0_usize..12, letter in "[a-z]") {
            let at = at % word.len();
            let mut typed = word.clone();
            typed.replace_range(at..=at, &letter);
            let vocabulary = Vocabulary::new([word.clone()].into_iter());
            prop_assert!(typed == word || vocabulary.near(&typed) == [word.as_str()]);
        }
    }
}
