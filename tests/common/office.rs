//! An office with so many cases, for programs that press keys.

#![allow(dead_code, reason = "each program uses its own part of this")]

use cobijo::domain::moment::Moment;
use cobijo::i18n::Lang;
use cobijo::log::operation::Act;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::{Folder, NewOperation, Store};
use cobijo::training::{Scenario, cases};
use cobijo::ui::key::Key;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::KdfParams;
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use tempfile::TempDir;
use uuid::Uuid;

pub const PASSPHRASE: &str = "la marea sube despacio";
/// 15 June 2019, 15:32 in Chiapas.
pub const NOW_MS: i64 = 1_560_630_720_000;

/// A store in a folder of its own.
pub struct Office {
    place: TempDir,
}

impl Office {
    /// A store of made-up cases, of which so many are present.
    pub fn filled(count: u32, present: u32) -> Self {
        let office = Self { place: tempfile::tempdir().unwrap() };
        let folder = office.folder();
        folder.make().unwrap();
        let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
        let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
        let created = Vault::create(folder.path(), Uuid::now_v7(), first, means).unwrap();
        let mut store = Store::create(&folder.database(), &created.key, Uuid::now_v7(), false).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        store.set_up(&author, NOW_MS, Lang::Es, &cobijo::domain::catalogue::OFFICES).unwrap();
        let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
        let made = cases(Scenario { seed: 1, cases: count, days: 365, now, present });
        let operations = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
        store.append(&author, NOW_MS, operations).unwrap();
        office
    }

    pub fn folder(&self) -> Folder {
        Folder::new(self.place.path().join("store"))
    }

    /// The program on this store, unlocked.
    pub fn start(&self) -> Driver {
        let options = Options { kdf: KdfParams::LIGHTEST, now_ms: Some(NOW_MS), ..Options::default() };
        let mut driver = Driver::new(self.folder(), &options, (80, 24)).unwrap();
        driver.letters(PASSPHRASE).press(Key::Enter).presses();
        driver
    }

    /// The file of the store, past the program.
    pub fn file(&self) -> rusqlite::Connection {
        let unlocked = Vault::open(self.folder().path()).unwrap().vault.unlock(None, PASSPHRASE).unwrap();
        let connection = rusqlite::Connection::open(self.folder().database()).unwrap();
        let key = format!("PRAGMA key = \"x'{}'\";", unlocked.key.expose_hex().as_str());
        connection.execute_batch(&key).unwrap();
        connection
    }
}
