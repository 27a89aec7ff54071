//! From what was typed to what the index of words is asked.
//!
//! Pure. Must stay true: nothing that was typed can be an operator of the index.

/// Every word by its beginning, all of them at once; digits also as the end of a folio. Nothing without a word.
pub(super) fn expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(term).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

fn term(word: &str) -> String {
    let is_serial = word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_serial { format!("(\"{word}\"* OR \"{word:0>4}\")") } else { format!("\"{word}\"*") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_serials_filled_up() {
        for (typed, expected) in [
            ("", None),
            (" .\"*", None),
            ("mun", Some("\"mun\"*")),
            ("Caal.pop", Some("\"Caal\"* AND \"pop\"*")),
            ("a\" OR b", Some("\"a\"* AND \"OR\"* AND \"b\"*")),
            ("98", Some("(\"98\"* OR \"0098\")")),
        ] {
            assert_eq!(expression(typed).as_deref(), expected, "{typed}");
        }
    }
}
