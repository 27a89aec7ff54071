//! A store of an older version becomes one of this version: a copy is made, and the tables are folded anew.
//!
//! Knows no column: what is known is the fold of the log, so every version of the tables is made in the same way. Must
//! stay true: before anything is written there is a verified copy, and a store is of the old version or of the new one.

use super::fold::{Folds, rebuild};
use super::schema::{SCHEMA, known_version, version};
use super::{Folder, OpenError, Store, all};
use crate::vault::key::DataKey;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

impl Store {
    /// Brings a store to this version; nothing happens where it has it already.
    ///
    /// # Errors
    /// [`OpenError`] with the store as it was.
    pub(super) fn migrate(&mut self, path: &Path, key: &DataKey) -> Result<(), OpenError> {
        let found = version(&self.connection)?;
        if found == known_version() {
            return Ok(());
        }
        let folder = Folder::new(path.parent().unwrap_or_else(|| Path::new(".")));
        let copy = folder.backups().join(format!("version-{found}.cobijo"));
        if !copy.exists() {
            self.back_up(&folder.keys(), &copy, key).or(Err(OpenError::NotCopied))?;
        }
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it while this one waited.
        if version(&tx)? != known_version() {
            for table in derived(&tx)? {
                tx.execute(&format!("DROP TABLE {table}"), ())?;
            }
            tx.execute_batch(SCHEMA)?;
            rebuild(&tx, &tx, &Folds::all())?;
        }
        tx.commit()?;
        Ok(())
    }
}

/// The tables that the log yields, whatever version they are of: all but those that the schema makes only where they are
/// not there. What SQLite keeps for a virtual table goes with it.
fn derived(db: &Connection) -> Result<Vec<String>, OpenError> {
    let is_kept = |name: &String| SCHEMA.contains(&format!("CREATE TABLE IF NOT EXISTS {name} ("));
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
                AND name NOT LIKE 'sqlite_%'";
    let names: Vec<String> = all(db, sql, (), |row| Ok(row.get(0)?))?;
    Ok(names.into_iter().filter(|name| !is_kept(name)).collect())
}
