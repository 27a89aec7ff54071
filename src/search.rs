//! Finding a case by what somebody typed: names, folio, contacts, telephones.
//!
//! Pure: makes an expression for the words' index and ranks what it found. Must stay true: nothing typed can be anything
//! but words to find.

/// The expression that finds every case with words that begin as these do; nothing where no word was typed. Words are
/// separated by spaces or dots; accents and case do not count.
#[must_use]
pub fn expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn whatever_is_typed_is_only_words() {
        let check = |typed, expected: Option<&str>| assert_eq!(expression(typed).as_deref(), expected, "{typed}");
        check("munoz", Some("\"munoz\"*"));
        check("muñoz.ana", Some("\"muñoz\"* AND \"ana\"*"));
        check("CHP-19-0413", Some("\"CHP\"* AND \"19\"* AND \"0413\"*"));
        check("\" OR NEAR(x) --", Some("\"OR\"* AND \"NEAR\"* AND \"x\"*"));
        check("  ..  ", None);
    }
}
