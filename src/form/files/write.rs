//! Writes the five files, and the rows that an import left out.
//!
//! Does not choose what to write. Must stay true: what is written here is read back as the same values, so whatever a
//! reader takes only in quotes is quoted.

use super::read::PROBLEM;
use super::sheet::Sheet;
use super::{Problem, Rejected};
use std::io::{self, Write};

/// Writes the header of a file and then its rows, whose values stand in the order of [`Sheet::columns`].
///
/// # Errors
/// Those of `out`.
pub fn write_rows(
    out: &mut impl Write,
    sheet: Sheet,
    rows: impl Iterator<Item = Vec<Option<String>>>,
) -> io::Result<()> {
    let header: Vec<&str> = sheet.columns().iter().filter_map(|field| field.column).collect();
    writeln!(out, "{}", header.join(","))?;
    let mut line = Vec::new();
    for row in rows {
        line.clear();
        for (place, value) in row.iter().enumerate() {
            if place > 0 {
                line.push(b',');
            }
            push_value(&mut line, value.as_deref().unwrap_or_default());
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// The name of the file beside a source that holds the rows left out: `cases.csv` makes `cases.rejected.csv`.
#[must_use]
pub fn rejected_name(source: &str) -> String {
    let stem = match source.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("csv") => stem,
        _ => source,
    };
    format!("{stem}{REJECTED}")
}

/// Whether a name is that of a file of rows left out, which imports of a folder pass over.
#[must_use]
pub fn is_rejected_name(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(REJECTED)
}

const REJECTED: &str = ".rejected.csv";

/// Writes the rows of a source that were left out as they stood, each with its problems in a last column.
///
/// # Errors
/// Those of `out`.
pub fn write_rejected(
    out: &mut impl Write,
    rejected: &Rejected,
    problems: &[Problem],
    sentence: &dyn Fn(&Problem) -> String,
) -> io::Result<()> {
    let mut line = rejected.header.join(&b',');
    line.push(b',');
    line.extend(PROBLEM.bytes());
    line.push(b'\n');
    out.write_all(&line)?;
    for row in &rejected.rows {
        let sentences: Vec<String> =
            row.problems.iter().filter_map(|place| problems.get(*place)).map(sentence).collect();
        line = row.cells.join(&b',');
        line.push(b',');
        push_value(&mut line, &sentences.join("; "));
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// Adds a value, in quotes where it needs them.
fn push_value(line: &mut Vec<u8>, value: &str) {
    if !value.contains(['"', ',', '\r', '\n', '\t']) {
        line.extend(value.bytes());
        return;
    }
    line.push(b'"');
    line.extend(value.replace('"', "\"\"").bytes());
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_files_are_named_after_their_source() {
        for (source, expected) in [
            ("cases.csv", "cases.rejected.csv"),
            ("in/A.CSV", "in/A.rejected.csv"),
            ("list.txt", "list.txt.rejected.csv"),
        ] {
            assert_eq!(rejected_name(source), expected);
            assert!(is_rejected_name(expected) && !is_rejected_name(source));
        }
    }

    #[test]
    fn values_are_quoted_where_they_must_be() {
        for (value, expected) in
            [("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\tb", "\"a\tb\""), ("\"\n", "\"\"\"\n\"")]
        {
            let mut line = Vec::new();
            push_value(&mut line, value);
            assert_eq!(line, expected.as_bytes());
        }
    }
}
