//! A report as what is kept of it: the bytes of one file, or of a folder of files, by format.
//!
//! Opens no files: `runtime::whole::save` writes what was made here. Must stay true: a report is made whole before
//! anything of it is written, so that whoever stops it, or a full disk, leaves nothing.

use super::{Document, csv, html, json, prose, text, xlsx};
use crate::domain::code::closed;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind};

closed! {
    /// How a report is written.
    #[derive(Serialize, Deserialize)]
    pub enum Format {
        /// Plain text for a terminal or a printer.
        Text = "text",
        /// The statement for the press.
        Prose = "prose",
        /// JSON for programs.
        Json = "json",
        /// CSV for spreadsheets: a folder with one file a table.
        Csv = "csv",
        /// The same with `;` between cells and decimal commas, as spreadsheets with such settings read it.
        CsvSemicolon = "csv-semicolon",
        /// CSV for programs: one table `table,row,cell,value`.
        Tidy = "tidy",
        /// One page for a browser and for paper.
        Html = "html",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// What the name of a file ends in; nothing for a folder.
    #[must_use]
    pub const fn extension(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Prose => Some("txt"),
            Self::Json => Some("json"),
            Self::Tidy => Some("csv"),
            Self::Html => Some("html"),
            Self::Xlsx => Some("xlsx"),
            Self::Csv | Self::CsvSemicolon => None,
        }
    }
}

/// A report in a format: one file without a name, or those of a folder.
pub struct Export {
    files: Vec<(String, Vec<u8>)>,
}

impl Export {
    /// Makes a report. `step` is told how many of how many parts are made, and says whether to go on.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`] where it says no.
    pub fn new(format: Format, document: &Document<'_>, step: &mut dyn FnMut(u64, u64) -> bool) -> io::Result<Self> {
        let (mut files, mut one, mut done) = (Vec::new(), Vec::new(), 0);
        let of = match format {
            Format::Csv | Format::CsvSemicolon => csv::FILES + document.tables().len(),
            Format::Xlsx => xlsx::PARTS + document.tables().len(),
            _ => 1,
        };
        let of = u64::try_from(of).unwrap_or(u64::MAX);
        let mut go_on = || {
            let is_wanted = step(done, of);
            done += 1;
            if is_wanted { Ok(()) } else { Err(io::Error::from(ErrorKind::Interrupted)) }
        };
        go_on()?;
        match format {
            Format::Text => text::write_text(&mut one, document)?,
            Format::Prose => prose::write_prose(&mut one, document)?,
            Format::Json => json::write_json(&mut one, document)?,
            Format::Tidy => csv::write_csv_tidy(&mut one, document)?,
            Format::Html => html::write_html(&mut one, document)?,
            Format::Xlsx => xlsx::write_xlsx(&mut one, document, &mut go_on)?,
            Format::Csv | Format::CsvSemicolon => {
                let separator = if format == Format::Csv { b',' } else { b';' };
                csv::write_csv_tables(document, separator, |name, bytes| {
                    files.push((name.to_owned(), bytes));
                    go_on()
                })?;
            }
        }
        if files.is_empty() {
            files.push((String::new(), one));
            go_on()?;
        }
        Ok(Self { files })
    }

    /// A statement for the press that somebody has changed.
    ///
    /// # Errors
    /// None that is known: it is written to memory.
    pub fn edited(paragraphs: &[String], document: &Document<'_>) -> io::Result<Self> {
        let mut one = Vec::new();
        prose::write_edited(&mut one, paragraphs, document)?;
        Ok(Self { files: vec![(String::new(), one)] })
    }

    /// What was made: one file without a name, or those of a folder.
    #[must_use]
    pub fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    /// How many bytes it is.
    #[must_use]
    pub fn size(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// A fingerprint of all of it, short enough to be read out.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &self.files {
            hasher.update(name.as_bytes()).update(bytes);
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }
}
