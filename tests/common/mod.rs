//! What tests share: a store in a temporary folder, with a clock that stands still until it is moved.

#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod office;

use cobijo::log::field::Entity;
use cobijo::log::operation::{Act, Change};
use cobijo::search::roster::Filter;
use cobijo::store::{Appended, Asking, Author, Finder, Finding, Folder, Found, NewOperation, Query, Store};
use cobijo::vault::Role;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::DataKey;
use tempfile::TempDir;
use uuid::Uuid;

/// A desk: an open store, its key, and who sits at it.
pub struct Desk {
    pub store: Store,
    pub author: Author,
    pub now_ms: i64,
    pub folder: Folder,
    pub key: DataKey,
    pub temporary: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::new(temporary.path().join("store"));
        folder.make().unwrap();
        std::fs::write(folder.keys(), "{}").unwrap();
        let key = DataKey::generate(&mut SystemEntropy).unwrap();
        let mut store = Store::create(&folder.database(), &key, new_id(), false).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        Self { store, author, now_ms: 1_560_630_000_000, folder, key, temporary }
    }

    /// Appends and expects that nothing moved on.
    pub fn save(&mut self, changes: Vec<Change>) -> Vec<String> {
        match self.append(vec![NewOperation { act: Act::Save, base: u64::MAX, changes }]) {
            Appended::Saved { folios, .. } => folios,
            Appended::Moved(conflicts) => panic!("{conflicts:?}"),
        }
    }

    pub fn append(&mut self, operations: Vec<NewOperation>) -> Appended {
        self.store.append(&self.author, self.now_ms, operations).unwrap()
    }

    pub fn value(&self, entity: Entity, id: Uuid, number: u16) -> Option<String> {
        self.store.record(entity, id).unwrap().and_then(|record| record.get(number).map(str::to_owned))
    }

    /// What a list shows, asked on the day of the clock.
    pub fn find(&self, query: &Query) -> Found {
        let today = chrono::DateTime::from_timestamp_millis(self.now_ms).unwrap().date_naive();
        let asking = Asking { officer: &self.author.officer, today, now_ms: self.now_ms };
        Finder::default().find(&self.store, query, asking).unwrap()
    }

    /// The folios that words find, the closest first.
    pub fn found(&self, typed: &str) -> Vec<String> {
        let query =
            Query { filter: Filter::everything(), typed: Some(typed.to_owned()), limit: 60, ..Query::default() };
        self.find(&query).rows.into_iter().map(|row| row.case_ref).collect()
    }

    pub fn verify(&self) -> Vec<Finding> {
        self.store.verify(self.folder.path()).unwrap().findings
    }

    /// Closes the store; the folder stays as long as the program runs.
    pub fn close(self) -> (Folder, DataKey) {
        let Self { store, folder, key, temporary, .. } = self;
        drop(store);
        drop(temporary.keep());
        (folder, key)
    }
}

pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
