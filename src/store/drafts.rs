//! What was typed and not yet saved, in a file of its own, so that a long import never holds up a draft.
//!
//! Encrypted with the key of the store. Must stay true: a draft belongs to one officer and one form, is offered on no
//! other, and goes only when it is forgotten by name.

use super::{OpenError, Result, StoreError, all, schema};
use crate::vault::key::DataKey;
use rusqlite::Connection;
use std::fmt;
use std::path::Path;

/// One row for each unsaved form.
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS draft (
  officer TEXT NOT NULL,
  form    TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (officer, form, subject)
) STRICT, WITHOUT ROWID;";

/// Unsaved forms.
pub struct Drafts(Connection);

/// An unsaved form.
pub struct Draft {
    /// Which form.
    pub form: String,
    /// Which of its drafts, and of which case and record, as the form names it.
    pub subject: String,
    /// What was typed, as the form writes itself.
    pub payload: String,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
}

/// Prints which form, never what was typed.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "draft of {} {}", self.form, self.subject)
    }
}

impl Drafts {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be opened with this key.
    pub fn open(file: &Path, key: &DataKey) -> Result<Self, OpenError> {
        let connection = schema::connect(file, key)?;
        schema::settle(&connection)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(connection))
    }

    /// Keeps a draft, in the place of the one before it.
    ///
    /// # Errors
    /// [`StoreError`] where the file does not answer.
    pub fn keep(&mut self, officer: &str, draft: &Draft) -> Result<()> {
        let sql = "INSERT INTO draft (officer, form, subject, payload, at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET payload = excluded.payload, at = excluded.at";
        let row = (officer, &draft.form, &draft.subject, &draft.payload, draft.at_ms);
        self.0.prepare_cached(sql)?.execute(row).map_err(|error| StoreError::from(error).sorted())?;
        Ok(())
    }

    /// Forgets a draft that was saved or emptied.
    ///
    /// # Errors
    /// [`StoreError`] where the file does not answer.
    pub fn forget(&mut self, officer: &str, form: &str, subject: &str) -> Result<()> {
        let sql = "DELETE FROM draft WHERE officer = ?1 AND form = ?2 AND subject = ?3";
        self.0.prepare_cached(sql)?.execute((officer, form, subject))?;
        Ok(())
    }

    /// The drafts of an officer, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the file does not answer.
    pub fn of(&self, officer: &str) -> Result<Vec<Draft>> {
        let sql = "SELECT form, subject, payload, at FROM draft WHERE officer = ?1 ORDER BY at DESC";
        all(&self.0, sql, [officer], |row| {
            Ok(Draft { form: row.get(0)?, subject: row.get(1)?, payload: row.get(2)?, at_ms: row.get(3)? })
        })
    }
}
