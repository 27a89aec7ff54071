//! Finding a case by what somebody typed: names, folio, contacts, telephones.
//!
//! Pure: makes expressions for the index of words, and the words that the index needs for them. Must stay true: nothing
//! typed can be anything but words to find.

pub mod among;
pub mod near;
pub mod roster;

use crate::domain::text::is_apostrophe;

/// Ends of numbers that are shorter than this find nothing.
const TAIL_DIGITS: usize = 3;
/// So many digits in groups may be one telephone number.
const PHONE_DIGITS: usize = 6;
/// What stands before the end of the folio in the name of a child who has none.
const PROVISIONAL: &str = "nn";
/// The columns of the child's own names.
const NAMES: &str = "{given_names surname1 surname2}";

/// What was typed, as words: separated by spaces, dots, dashes or whatever else is no letter and no digit. The `NN` of a
/// provisional name is none beside others: such a child is found by the end of its folio.
#[must_use]
pub fn words(typed: &str) -> Vec<&str> {
    let mut words: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 {
        words.retain(|word| !word.eq_ignore_ascii_case(PROVISIONAL));
    }
    words
}

/// The expressions that find a case by folded words, the closest first: a number by its end, a name that begins so, any
/// word of a name, anything that is indexed.
#[must_use]
pub fn tiers(typed: &str) -> Vec<String> {
    let words = words(typed);
    let Some((first, others)) = words.split_first() else { return Vec::new() };
    let in_names = |word: &&str| format!("{NAMES} : {}", prefix(word));
    let begun = [format!("{NAMES} : ^ {}", prefix(first))].into_iter().chain(others.iter().map(in_names));
    let numbers = words.iter().any(|word| is_number(word)).then(|| {
        let end = |word: &&str| if is_number(word) { prefix(&backwards(word)) } else { prefix(word) };
        with_phone(typed, &all(words.iter().map(|word| format!("{{folio phones}} : {}", end(word)))))
    });
    let found = [all(begun), all(words.iter().map(in_names)), loosely(typed, |_| Vec::new())];
    numbers.into_iter().chain(found).collect()
}

/// The expression that finds a case by folded words anywhere, each of them as it is or as one of those near to it.
#[must_use]
pub fn loosely<'a>(typed: &str, near: impl Fn(&str) -> Vec<&'a str>) -> String {
    let alternatives = words(typed).into_iter().map(|word| {
        let end = is_number(word).then(|| prefix(&backwards(word)));
        let near = near(word).into_iter().map(|word| format!("\"{word}\""));
        let ways: Vec<String> = [prefix(word)].into_iter().chain(end).chain(near).collect();
        ways.join(" OR ")
    });
    with_phone(typed, &all(alternatives))
}

/// How far a child's names are from the words typed, accents and all: 0 where each is a whole word of the names.
#[must_use]
pub fn distance(typed: &str, names: &str) -> usize {
    let (typed, names) = (typed.to_lowercase(), names.to_lowercase());
    let names = words(&names);
    let of_word = |word: &str| {
        let whole = names.contains(&word).then_some(0);
        whole.or_else(|| names.iter().any(|name| name.starts_with(word)).then_some(1)).unwrap_or(2)
    };
    words(&typed).into_iter().map(of_word).sum()
}

/// Words with which the numbers of a text are found by their ends: each number backwards, after an `r`.
#[must_use]
pub fn tails(text: &str) -> String {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() >= TAIL_DIGITS);
    numbers.map(backwards).collect::<Vec<_>>().join(" ")
}

/// A name as it is indexed: with what an apostrophe parts also in one, as it is typed in a hurry.
#[must_use]
pub fn joined(name: String) -> String {
    if name.contains(is_apostrophe) { format!("{name} {}", name.replace(is_apostrophe, "")) } else { name }
}

/// Either every word, or all digits together where they may be one telephone number.
fn with_phone(typed: &str, words: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < PHONE_DIGITS || typed.contains(char::is_alphabetic) {
        return words.to_owned();
    }
    format!("({words}) OR {} OR {}", prefix(&digits), prefix(&backwards(&digits)))
}

fn all(parts: impl Iterator<Item = String>) -> String {
    parts.map(|part| format!("({part})")).collect::<Vec<_>>().join(" AND ")
}

fn prefix(word: &str) -> String {
    format!("\"{word}\"*")
}

fn is_number(word: &str) -> bool {
    word.len() >= TAIL_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn backwards(number: &str) -> String {
    std::iter::once('r').chain(number.chars().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_is_only_words() {
        let check = |typed, expected| assert_eq!(loosely(typed, |_| Vec::new()), expected, "{typed}");
        check("munoz", "(\"munoz\"*)");
        check("muñoz.ana", "(\"muñoz\"*) AND (\"ana\"*)");
        check("CHP-19-0413", "(\"CHP\"*) AND (\"19\"*) AND (\"0413\"* OR \"r3140\"*)");
        check("555-1234", "((\"555\"* OR \"r555\"*) AND (\"1234\"* OR \"r4321\"*)) OR \"5551234\"* OR \"r4321555\"*");
        check("\" OR NEAR(x) --", "(\"OR\"*) AND (\"NEAR\"*) AND (\"x\"*)");
        assert_eq!((words("NN-0413"), words("nn")), (vec!["0413"], vec!["nn"]));
        assert_eq!(tiers("  ..  "), Vec::<String>::new());
        assert_eq!(tiers("ana").len(), 3);
        assert_eq!(tiers("413").first().map(String::as_str), Some("({folio phones} : \"r314\"*)"));
    }

    #[test]
    fn numbers_are_kept_backwards_for_their_ends() {
        assert_eq!(tails("CHP-19-B0413"), "r3140");
        assert_eq!(tails("+50251234567 +12015550143"), "r76543215205 r34105551021");
        assert_eq!(tails("ZZZ-G-12"), "");
    }

    #[test]
    fn whole_words_with_their_accents_are_closest() {
        let check = |typed, names, expected| assert_eq!(distance(typed, names), expected, "{typed} {names}");
        check("muñoz", "Ana Muñoz Ruiz", 0);
        check("munoz", "Ana Muñoz Ruiz", 2);
        check("munoz", "José Munoz", 0);
        check("mun", "José Munoz", 1);
        check("ana.muñoz", "Ana Muñoz", 0);
        check("ana mu", "Ana Muñoz", 1);
    }
}
