//! An office in a folder of its own, and what everybody does there by keys: for programs that press keys.

#![allow(dead_code, reason = "each program uses its own part of this")]

#[path = "made.rs"]
mod made;

use cobijo::domain::moment::Moment;
use cobijo::i18n::Lang;
use cobijo::log::operation::Act;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::store::{Author, Folder, NewOperation, Store};
use cobijo::training::{Scenario, cases};
use cobijo::ui::canvas::Drawing;
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use cobijo::ui::theme::Theme;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::{DataKey, KdfParams};
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
pub use made::PASSPHRASE;
use made::store_in;
use tempfile::TempDir;

/// 15 June 2019, 15:32 in Chiapas.
pub const NOW_MS: i64 = 1_560_630_720_000;

/// How tests run the program: with a clock that stands still until it is moved.
pub fn options() -> Options {
    Options { kdf: KdfParams::LIGHTEST, now_ms: Some(NOW_MS), ..Options::default() }
}

/// A folder for a store.
pub struct Office {
    place: TempDir,
}

impl Office {
    /// No store yet.
    pub fn new() -> Self {
        Self { place: tempfile::tempdir().unwrap() }
    }

    /// A store of M. Ruiz without cases.
    pub fn made() -> Self {
        Self::made_by().0
    }

    fn made_by() -> (Self, Store, Author) {
        let office = Self::new();
        let (store, author) = store_in(&office.folder(), NOW_MS, Lang::Es);
        (office, store, author)
    }

    /// A store of made-up cases, of which so many are present.
    pub fn filled(count: u32, present: u32) -> Self {
        let (office, mut store, author) = Self::made_by();
        let now = Moment::parse("2019-06-15T14:32", chrono_tz::America::Mexico_City).unwrap();
        let made = cases(Scenario { seed: 1, cases: count, days: 365, now, present });
        let operations = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
        store.append(&author, NOW_MS, operations).unwrap();
        office
    }

    /// The same store in a folder of its own.
    pub fn copy(&self) -> Self {
        let office = Self::new();
        office.folder().make().unwrap();
        for file in std::fs::read_dir(self.folder().path()).unwrap().map(Result::unwrap) {
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), office.folder().path().join(file.file_name())).unwrap();
            }
        }
        office
    }

    pub fn folder(&self) -> Folder {
        Folder::new(self.place.path().join("store"))
    }

    /// The program as it starts: on no store, or on a locked one.
    pub fn start(&self) -> Driver {
        Driver::new(self.folder(), &options(), (80, 24)).unwrap()
    }

    /// The program on its store, unlocked.
    pub fn open(&self) -> Driver {
        let mut driver = self.start();
        driver.letters(PASSPHRASE).press(Key::Enter).presses();
        driver
    }

    /// A store that M. Ruiz has just set up, with the list on the screen.
    pub fn set_up(&self) -> Driver {
        let mut driver = self.start();
        set_up(&mut driver);
        driver.press(Key::Function(3));
        see(&mut driver, "Nadie presente");
        driver.presses();
        driver
    }

    /// Adds an officer, with the passphrase of everybody.
    pub fn add_officer(&self, name: &str, role: Role) {
        let mut vault = Vault::open(self.folder().path()).unwrap().vault;
        let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
        vault.add_officer(&self.key(), Credentials { name, passphrase: &passphrase }, role, means).unwrap();
    }

    pub fn key(&self) -> DataKey {
        Vault::open(self.folder().path()).unwrap().vault.unlock(Some("M. Ruiz"), PASSPHRASE).unwrap().key
    }

    /// The store as another program opens it beside the screen.
    pub fn beside(&self) -> (Store, Author) {
        let mut store = Store::open(&self.folder().database(), &self.key()).unwrap();
        let author = store.seat("L. Soto", Role::Officer, "CHP");
        (store, author)
    }

    /// The file of the store, past the program.
    pub fn file(&self) -> rusqlite::Connection {
        let connection = rusqlite::Connection::open(self.folder().database()).unwrap();
        let key = format!("PRAGMA key = \"x'{}'\";", self.key().expose_hex().as_str());
        connection.execute_batch(&key).unwrap();
        connection
    }
}

/// Makes a store where there is none, and leaves its start screen on the screen.
pub fn set_up(driver: &mut Driver) {
    answer(driver, &["", "chiap", "M. Ruiz", PASSPHRASE, PASSPHRASE]);
    driver.letters("s");
}

/// Answers the questions of a form, one after the other.
pub fn answer(driver: &mut Driver, answers: &[&str]) {
    for answer in answers {
        driver.letters(answer).press(Key::Enter);
    }
}

/// Registers a child with all eight answers.
pub fn intake(driver: &mut Driver, given: &str, surname: &str) {
    driver.press(Key::Function(7));
    answer(driver, &[given, surname, "-", "h", "14", "gua", "1", "n"]);
    driver.press(Key::Function(2));
}

#[track_caller]
pub fn see(driver: &mut Driver, text: &str) {
    let screen = driver.screen();
    assert!(screen.contains(text), "`{text}` is not on the screen:\n{screen}");
}

#[track_caller]
pub fn miss(driver: &mut Driver, text: &str) {
    let screen = driver.screen();
    assert!(!screen.contains(text), "`{text}` is on the screen:\n{screen}");
}

/// Stands on the row that holds a text.
#[track_caller]
pub fn stand_on(driver: &mut Driver, name: &str) {
    driver.press(Key::Home);
    for _ in 0..40 {
        let screen = driver.screen();
        if screen.lines().any(|line| line.starts_with('>') && line.contains(name)) {
            return;
        }
        driver.press(Key::Down);
    }
    panic!("no row of {name}:\n{}", driver.screen());
}

/// The figures of the first half of 2019, of all offices, without colours.
pub fn half_year(office: &Office, lang: Lang, size: (u16, u16)) -> Driver {
    let drawing = Drawing { theme: Theme::Plain, glyphs: Glyphs::Full };
    let mut driver = Driver::new(office.folder(), &Options { drawing, ..options() }, size).unwrap();
    driver.letters(PASSPHRASE).press(Key::Enter);
    if lang == Lang::En {
        driver.press(Key::Ctrl('e')).press(Key::Right).press(Key::Right).press(Key::Function(2));
    }
    driver.press(Key::Function(8)).letters("2019-h1").press(Key::Enter);
    driver.press(Key::Function(4)).press(Key::Down).press(Key::Down).press(Key::Enter);
    driver
}
