//! Finding a case by what somebody typed: names, folio, contacts, telephones.
//!
//! Pure: makes an expression for the index of words, and the words that the index needs for it. Must stay true: nothing
//! typed can be anything but words to find.

/// Ends of numbers that are shorter than this find nothing.
const TAIL_DIGITS: usize = 3;
/// So many digits in groups may be one telephone number.
const PHONE_DIGITS: usize = 6;

/// The expression that finds every case with words that begin as these do, or numbers that end so; nothing where no
/// word was typed. Words are separated by spaces, dots or dashes; accents and case do not count.
#[must_use]
pub fn expression(typed: &str) -> Option<String> {
    let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(word);
    let all = words.collect::<Vec<_>>().join(" AND ");
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() >= PHONE_DIGITS && !typed.contains(char::is_alphabetic);
    match (all.is_empty(), is_phone) {
        (true, _) => None,
        (false, false) => Some(all),
        (false, true) => Some(format!("({all}) OR {}", word(&digits))),
    }
}

/// Words with which the numbers of a text are found by their ends: each number backwards, after an `r`.
#[must_use]
pub fn tails(text: &str) -> String {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() >= TAIL_DIGITS);
    numbers.map(backwards).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    if word.len() >= TAIL_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("(\"{word}\"* OR \"{}\"*)", backwards(word))
    } else {
        format!("\"{word}\"*")
    }
}

fn backwards(number: &str) -> String {
    std::iter::once('r').chain(number.chars().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_is_only_words() {
        let check = |typed, expected: Option<&str>| assert_eq!(expression(typed).as_deref(), expected, "{typed}");
        check("munoz", Some("\"munoz\"*"));
        check("muñoz.ana", Some("\"muñoz\"* AND \"ana\"*"));
        check("CHP-19-0413", Some("\"CHP\"* AND \"19\"* AND (\"0413\"* OR \"r3140\"*)"));
        check("413", Some("(\"413\"* OR \"r314\"*)"));
        check(
            "555-1234",
            Some("((\"555\"* OR \"r555\"*) AND (\"1234\"* OR \"r4321\"*)) OR (\"5551234\"* OR \"r4321555\"*)"),
        );
        check("\" OR NEAR(x) --", Some("\"OR\"* AND \"NEAR\"* AND \"x\"*"));
        check("  ..  ", None);
    }

    #[test]
    fn numbers_are_kept_backwards_for_their_ends() {
        assert_eq!(tails("CHP-19-B0413"), "r3140");
        assert_eq!(tails("+50251234567 +12015550143"), "r76543215205 r34105551021");
        assert_eq!(tails("ZZZ-G-12"), "");
    }
}
