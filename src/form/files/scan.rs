//! Splits the bytes of a CSV file into rows and cells, by RFC 4180.
//!
//! Written by hand because the problems of a file need what the `csv` crate does not tell: the physical line where a
//! row begins, whether a cell stood in quotes, and whether its quotes were sound. Does not know columns. Must stay
//! true: every cell is a piece of the file as it stands there, so that a row can be handed back unchanged.

use crate::form::strict::unfit;
use crate::form::wrong::Wrong;
use std::borrow::Cow;

/// How a cell stands in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    Bare,
    Quoted,
    Broken,
}

/// One cell, quotes included.
pub(super) struct Cell<'a> {
    /// The bytes as they stand in the file.
    pub raw: &'a [u8],
    quoting: Quoting,
}

impl<'a> Cell<'a> {
    /// What the cell says.
    pub fn text(&self) -> Result<Cow<'a, str>, Wrong> {
        let inner = match self.quoting {
            Quoting::Broken => return Err(Wrong::new("wrong-quotes")),
            Quoting::Bare => Some(self.raw),
            Quoting::Quoted => self.raw.get(1..self.raw.len().saturating_sub(1)),
        };
        let text = inner.and_then(|inner| str::from_utf8(inner).ok()).ok_or(Wrong::new("wrong-not-utf8"))?;
        match self.quoting {
            Quoting::Bare if text.contains('\t') => Err(unfit('\t')),
            Quoting::Quoted if text.contains('"') => Ok(Cow::Owned(text.replace("\"\"", "\""))),
            _ => Ok(Cow::Borrowed(text)),
        }
    }
}

/// One row.
pub(super) struct Record<'a> {
    /// The physical line where it begins; the first of the file is 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// The rows of a file. A byte order mark and blank lines are passed over; a line ends with LF, CRLF or CR.
#[derive(Clone)]
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    width: usize,
}

impl<'a> Records<'a> {
    /// The rows of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), at: 0, line: 1, width: 1 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over one line end, if one stands here.
    fn end_line(&mut self) -> bool {
        let length = match (self.peek(), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    fn skip_until(&mut self, is_end: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
    }

    /// Steps over a quoted text; whether it was closed.
    fn skip_quoted(&mut self) -> bool {
        self.at += 1;
        loop {
            self.skip_until(|byte| matches!(byte, b'"' | b'\r' | b'\n'));
            match (self.peek(), self.bytes.get(self.at + 1)) {
                (None, _) => return false,
                (Some(b'"'), Some(b'"')) => self.at += 2,
                (Some(b'"'), _) => {
                    self.at += 1;
                    return true;
                }
                _ => {
                    self.end_line();
                }
            }
        }
    }

    fn cell(&mut self) -> Cell<'a> {
        let start = self.at;
        let is_quoted = self.peek() == Some(b'"');
        let is_closed = is_quoted && self.skip_quoted();
        let closed_at = self.at;
        self.skip_until(|byte| matches!(byte, b',' | b'\r' | b'\n'));
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        let quoting = if is_closed && closed_at == self.at {
            Quoting::Quoted
        } else if is_quoted || raw.contains(&b'"') {
            Quoting::Broken
        } else {
            Quoting::Bare
        };
        Cell { raw, quoting }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while self.end_line() {}
        self.peek()?;
        let line = self.line;
        let mut cells = Vec::with_capacity(self.width);
        cells.push(self.cell());
        while self.peek() == Some(b',') {
            self.at += 1;
            cells.push(self.cell());
        }
        self.end_line();
        self.width = cells.len();
        Some(Record { line, cells })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, expected: &[(u64, &[&str])]) {
        let found: Vec<(u64, Vec<String>)> = Records::new(file.as_bytes())
            .map(|r| (r.line, r.cells.iter().map(|c| c.text().map_or_else(|w| w.key.into(), Into::into)).collect()))
            .collect();
        let expected: Vec<(u64, Vec<String>)> =
            expected.iter().map(|(line, cells)| (*line, cells.iter().map(ToString::to_string).collect())).collect();
        assert_eq!(found, expected, "{file:?}");
    }

    #[test]
    fn rows_are_split_and_know_their_line() {
        check("", &[]);
        check("\n\r\n\n", &[]);
        check("a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check("\u{feff}a,b\r\n1,2", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check("a\n\n\nb\r\n\r\nc\rd", &[(1, &["a"]), (4, &["b"]), (6, &["c"]), (7, &["d"])]);
        check("a,\"1\n2\r\n3\",b\nc\n", &[(1, &["a", "1\n2\r\n3", "b"]), (4, &["c"])]);
        check("\"1\r2\"\r\nb", &[(1, &["1\r2"]), (3, &["b"])]);
        check(",\n,,\n", &[(1, &["", ""]), (2, &["", "", ""])]);
        check("\"\",\"\"\"\",\"a\"\"b,c\"\n", &[(1, &["", "\"", "a\"b,c"])]);
        check("\"\"", &[(1, &[""])]);
        check("\n ", &[(2, &[" "])]);
    }

    #[test]
    fn broken_quotes_spoil_their_cell_alone() {
        check("a\"b,c\nd", &[(1, &["wrong-quotes", "c"]), (2, &["d"])]);
        check("\"a\"b,c\nd", &[(1, &["wrong-quotes", "c"]), (2, &["d"])]);
        check("\"a\" ,c", &[(1, &["wrong-quotes", "c"])]);
        check("x,\"a\nb", &[(1, &["x", "wrong-quotes"])]);
        check("\"", &[(1, &["wrong-quotes"])]);
        check("a\tb,\"a\tb\"", &[(1, &["wrong-character", "a\tb"])]);
    }

    #[test]
    fn bytes_that_are_not_utf8_spoil_their_cell_alone() {
        let record = Records::new(b"a,\xff\n").next().expect("one row");
        assert_eq!(record.cells[0].text().as_deref(), Ok("a"));
        assert_eq!(record.cells[1].text(), Err(Wrong::new("wrong-not-utf8")));
    }
}
