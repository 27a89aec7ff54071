//! Sentences whose figures say which cells of the report they are.
//!
//! Words nothing; `prose` does. Must stay true: whoever reads the sentences as text reads them without any mark.

use crate::report::behind::{CellRef, TOTAL};
use crate::report::tables::TableId;

/// Marks that no text has: before the cells of a figure, between them and its words, and behind these.
const MARKS: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];
/// Between two cells; no key has one that a sentence names.
const BETWEEN: char = ' ';

/// A part of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Of a figure the cells whose sum it is; none of one that compares two periods.
    pub made_of: Option<Vec<CellRef>>,
}

/// The words of a figure, with the cells whose sum it is.
pub(super) fn marked(words: &str, cells: &[CellRef]) -> String {
    let [begin, middle, end] = MARKS;
    let cells = cells.iter().map(CellRef::to_string).collect::<Vec<_>>().join(&BETWEEN.to_string());
    format!("{begin}{cells}{middle}{words}{end}")
}

/// The parts of a sentence, in their order.
#[must_use]
pub fn pieces(sentence: &str) -> Vec<Piece> {
    let [begin, middle, end] = MARKS;
    let words = |text: &str| Piece { text: text.to_owned(), made_of: None };
    let mut parts = sentence.split(begin);
    let first = parts.next().map(words);
    let rest = parts.flat_map(|part| {
        let (cells, rest) = part.split_once(middle).unwrap_or_default();
        let (figure, after) = rest.split_once(end).unwrap_or((rest, ""));
        let cells = cells.split(BETWEEN).filter_map(CellRef::parse).collect();
        [Piece { text: figure.to_owned(), made_of: Some(cells) }, words(after)]
    });
    first.into_iter().chain(rest).filter(|piece| !piece.text.is_empty()).collect()
}

/// A measure, by its path: `foreign`, `services/health/acts`.
pub(super) fn measure(path: &str) -> CellRef {
    let (row, cell) = path.rsplit_once('/').unwrap_or((path, TOTAL));
    CellRef { table: None, row: row.to_owned(), cell: cell.to_owned() }
}

/// A cell of a table.
pub(super) fn cell(table: TableId, row: &str, cell: &str) -> CellRef {
    CellRef { table: Some(table), row: row.to_owned(), cell: cell.to_owned() }
}
