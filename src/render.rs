//! Renderings: one report as JSON, CSV or text, through any writer.
//!
//! Does not count, and opens no files. Must stay true: every rendering prints the figures of the same tables; what
//! differs is only how they are laid out.

pub mod csv;
pub mod due;
pub mod export;
pub mod grid;
pub mod html;
pub mod json;
pub mod linked;
pub mod made_of;
pub mod paper;
pub mod part;
pub mod picture;
pub mod prose;
pub mod published;
pub mod shading;
pub mod sheet;
pub mod svg;
pub mod text;
pub mod wording;
pub mod xlsx;

use crate::domain::moment::Moment;
use crate::i18n::{Lang, Texts};
use crate::report::Report;
use crate::report::comparison::Comparison;
use crate::report::public::Shown;
use crate::report::tables::Table;
use part::{Part, Parts};

/// How one to four is printed in a report that is fit to publish.
pub const FEWER_THAN_FIVE: &str = "<5";

/// The seal that a report is made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealStamp {
    /// Its number.
    pub number: u64,
    /// When it was sealed.
    pub at: Moment,
}

/// What every copy of a report says of where it comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The cut-off.
    pub as_of: Moment,
    /// The last operation that it knows, as `verify --head` takes it.
    pub head: String,
    /// Whether the store is for training.
    pub training: bool,
    /// Which seal, where it says another thing than what was sealed; that itself comes out as it was.
    pub seal: Option<SealStamp>,
    /// The offices of the store: code and name.
    pub offices: Vec<(String, String)>,
    /// The language of titles and labels.
    pub lang: Lang,
}

/// All that a rendering needs.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The report.
    pub report: &'a Report,
    /// Another period beside it.
    pub comparison: Option<&'a Comparison>,
    /// Where it comes from.
    pub stamp: &'a Stamp,
    /// The texts, in the language of the stamp.
    pub texts: &'a Texts,
    /// Whether states stand under the border that they lie at.
    pub is_by_border: bool,
    /// What it is made of; another period stands in it where there is one.
    pub parts: Parts,
}

impl Document<'_> {
    /// Its tables; none where it is made without them.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        if self.parts.has(Part::Tables) { &self.report.tables } else { &[] }
    }

    fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }
}

/// A number with commas between thousands, as es-MX and English write it: `33,122`.
#[must_use]
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A figure as programs read it: digits, or `<5`; nothing where it is held back.
#[must_use]
pub fn shown(shown: Shown) -> Option<String> {
    match shown {
        Shown::Exact(figure) => Some(figure.to_string()),
        Shown::FewerThanFive => Some(FEWER_THAN_FIVE.to_owned()),
        Shown::Withheld => None,
    }
}

/// A count as people read it: `33,122`, and `-` for zero as official tables print it.
#[must_use]
pub fn count(value: u64) -> String {
    if value == 0 { "-".to_owned() } else { number(value) }
}

/// A figure as people read it: a count, `<5`, or that it is not published.
#[must_use]
pub fn printed(shown: Shown, texts: &Texts) -> String {
    match shown {
        Shown::Exact(figure) => count(figure),
        Shown::FewerThanFive => FEWER_THAN_FIVE.to_owned(),
        Shown::Withheld => texts.get("public-withheld"),
    }
}

/// A change with its sign: `+18,843`, `-12`, `0`.
#[must_use]
pub fn signed(value: i64) -> String {
    let sign = match value.signum() {
        1 => "+",
        0 => "",
        _ => "-",
    };
    format!("{sign}{}", number(value.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let check = |value, expected: &str| assert_eq!(number(value), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(33_122, "33,122");
        check(1_234_567, "1,234,567");
        assert_eq!((signed(18_843), signed(-1_200), signed(0)), ("+18,843".into(), "-1,200".into(), "0".into()));
    }
}
