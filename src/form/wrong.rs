//! What is wrong with what was typed, or with what stands in a file, and what would be right.
//!
//! Holds no texts, only their keys. Must stay true: a value is quoted short and on one line, and `Debug` never shows one.

use crate::domain::text::is_unfit;
use crate::i18n::{Arg, Texts};
use std::fmt;

/// How much of a wrong value a sentence quotes, in characters.
const QUOTED_CHARS: usize = 40;

/// What is wrong, and what would be right.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The key of its sentence in `assets/locales`.
    pub key: &'static str,
    /// What the sentence's placeholders are filled with.
    pub args: Vec<(&'static str, String)>,
}

impl Wrong {
    /// A sentence without placeholders.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// A sentence that quotes what stands there.
    #[must_use]
    pub fn found(key: &'static str, text: &str) -> Self {
        Self::new(key).with("found", quoted(text))
    }

    /// The same, with a placeholder filled.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers, days and texts alike")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The sentence.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
        texts.with(self.key, &args)
    }
}

/// Prints which sentence it is, never what it says.
impl fmt::Debug for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

/// A value as a sentence may quote it: on one line, and not at length.
#[must_use]
pub fn quoted(text: &str) -> String {
    let clean = |c: char| if is_unfit(c) { ' ' } else { c };
    let mut short: String = text.chars().take(QUOTED_CHARS).map(clean).collect();
    if text.chars().nth(QUOTED_CHARS).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_short_and_on_one_line() {
        assert_eq!(quoted("a\nb\u{1b}[2Jc"), "a b [2Jc");
        assert_eq!(quoted(&"x".repeat(50)).chars().count(), QUOTED_CHARS + 1);
        assert_eq!(format!("{:?}", Wrong::found("wrong-unknown-case", "Ana")), "wrong-unknown-case");
    }
}
