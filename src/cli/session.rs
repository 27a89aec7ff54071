//! From arguments to an open store: which folder, which officer, which passphrase.
//!
//! The only place that reads the environment and the clock for commands. Must stay true: a passphrase comes from a
//! file or from the terminal, is wiped after use, and is never an argument.

use super::demo;
use super::failure::{DAMAGED, FAILED, Failure, LOCKED, NOT_FOUND, USAGE};
use super::verify::pages_told;
use crate::domain::moment::Moment;
use crate::i18n::Texts;
use crate::screen::unlock;
use crate::store::{self, Author, Folder, Look, OpenError, Right, Store, StoreError, damaged_pages};
use crate::vault::attempts::{Attempt, Attempts, Given};
use crate::vault::key::DataKey;
use crate::vault::{Unlocked, Vault, Warning};
use clap::ArgMatches;
use etcetera::BaseStrategy as _;
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The option for the passphrase that opens.
pub const PASSPHRASE_FILE: &str = "--passphrase-file";

/// What every command is given.
pub struct Context {
    /// The texts of the chosen language.
    pub texts: Texts,
    /// Whether that language was asked for.
    pub is_lang_asked: bool,
    /// The store's folder.
    pub folder: Folder,
    officer: Option<String>,
    /// The file given with `--passphrase-file`.
    pub passphrase_file: Option<PathBuf>,
    /// The text that asks for the passphrase.
    question: &'static str,
}

/// An open store, and who opened it.
pub struct Session {
    /// The store.
    pub store: Store,
    /// Its key, for copies of it.
    pub key: DataKey,
    /// Who, for which office.
    pub author: Author,
}

/// A variable of the environment; nothing where it is not set, empty or not text.
#[expect(clippy::disallowed_methods, reason = "the one place that reads it")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Milliseconds UTC since 1970.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Context {
    /// Takes the options that every command has.
    pub fn new(matches: &ArgMatches, texts: Texts) -> Self {
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let store = text("store").or_else(|| variable("COBIJO_STORE")).map(PathBuf::from);
        Self {
            texts,
            is_lang_asked: matches.contains_id("lang"),
            folder: Folder::new(store.unwrap_or_else(|| default_folder(matches.subcommand_name() == Some("demo")))),
            officer: text("officer").or_else(|| variable("COBIJO_OFFICER")),
            passphrase_file: text("passphrase-file").or_else(|| variable("COBIJO_PASSPHRASE_FILE")).map(PathBuf::from),
            question: "cli-ask-passphrase",
        }
    }

    /// The same for another folder, whose passphrase is asked for in other words.
    pub fn at(&self, folder: Folder, question: &'static str) -> Self {
        let (officer, passphrase_file) = (self.officer.clone(), self.passphrase_file.clone());
        let texts = Texts::new(self.texts.lang());
        Self { texts, is_lang_asked: self.is_lang_asked, folder, officer, passphrase_file, question }
    }

    /// Whether there is a store in the folder.
    ///
    /// # Errors
    /// [`Failure`] with code 7 where there is a part of one.
    pub fn has_store(&self) -> Result<bool, Failure> {
        let is_there = self.folder.is_store();
        if is_there && !self.folder.is_whole() {
            return Err(Failure::new(DAMAGED, "error-incomplete"));
        }
        Ok(is_there)
    }

    /// Opens the store for what a command does, and writes down who did.
    ///
    /// # Errors
    /// [`Failure`] with the exit code of the reason; 6 where the officer may not do it.
    pub fn open(&self, right: Right) -> Result<Session, Failure> {
        if !self.has_store()? {
            return Err(Failure::new(NOT_FOUND, "error-no-store"));
        }
        let opened = Vault::open(self.folder.path())?;
        if let Some(warning) = opened.warning {
            let key = match warning {
                Warning::OpenedFromCopy => "warning-keys-copy",
                Warning::CopyUnsound => "warning-keys-copy-unsound",
            };
            super::say(0, &self.texts.get(key));
        }
        let (unlocked, tried) = self.unlock(&opened.vault)?;
        let mut store = self.store(&unlocked.key)?;
        // Once on a terminal: there the text on stdout begins with no banner of its own.
        if store.is_training() {
            super::say(0, &self.texts.get("training-output"));
        }
        let office = store.setting("office")?.unwrap_or_default();
        let author = store.seat(&unlocked.officer.name, unlocked.officer.role, &office);
        let mut session = Session { store, key: unlocked.key, author };
        session.note(self, "unlock", String::new());
        let zone = session.zone().unwrap_or(chrono_tz::UTC);
        if let Some(failed) = unlock::failed(tried, zone, &self.texts) {
            super::say(0, &failed);
            if std::io::stderr().is_terminal() {
                // Somebody was told, and no file of what a nightly task said.
                opened.vault.forget_attempts(&session.author.officer);
            }
        }
        session.store.allow(right)?;
        Ok(session)
    }

    /// The store that a key opens; where it is damaged, with the pages that are.
    fn store(&self, key: &DataKey) -> Result<Store, Failure> {
        let path = self.folder.database();
        Store::open(&path, key).map_err(|error| match error {
            OpenError::Damaged => match damaged_pages(&path, key).as_slice() {
                [] => error.into(),
                pages => Failure::new(DAMAGED, "error-damaged-pages").with("pages", pages_told(pages)),
            },
            _ => error.into(),
        })
    }

    /// Who opens, and what was tried in vain in that name before.
    fn unlock(&self, vault: &Vault) -> Result<(Unlocked, Attempts), Failure> {
        if let Some(trainee) = demo::trainee(&self.folder, vault) {
            return Ok((trainee, Attempts::default()));
        }
        let (passphrase, now_ms) = (self.passphrase()?, now_ms());
        let given = if self.passphrase_file.is_some() { Given::OnFile } else { Given::Typed };
        let opened = vault.attempt(self.officer.as_deref(), Attempt { passphrase: &passphrase, given, now_ms });
        opened.map_err(|(error, tried)| match given {
            Given::Typed => Failure::of_attempt(error, tried.wait_s(now_ms)),
            Given::OnFile => error.into(),
        })
    }

    /// The passphrase of `--passphrase-file`, where that was given.
    ///
    /// # Errors
    /// [`Failure`] where the file cannot be read.
    pub fn passphrase_on_file(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        self.passphrase_file.as_ref().map(|_| self.passphrase()).transpose()
    }

    fn passphrase(&self) -> Result<Zeroizing<String>, Failure> {
        self.secret(PASSPHRASE_FILE, self.passphrase_file.as_ref(), self.question)
    }

    /// From the file that an option names, or asked for.
    fn secret(&self, option: &str, file: Option<&PathBuf>, question: &str) -> Result<Zeroizing<String>, Failure> {
        if let Some(file) = file {
            let missing = |_| Failure::new(NOT_FOUND, "error-passphrase-file").with("file", file.display().to_string());
            let text = Zeroizing::new(fs::read_to_string(file).map_err(missing)?);
            return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()));
        }
        let none = || Failure::new(LOCKED, "error-no-passphrase").with("option", option);
        if !std::io::stdin().is_terminal() {
            return Err(none());
        }
        Ok(Zeroizing::new(rpassword::prompt_password(self.texts.get(question)).or(Err(none()))?))
    }

    /// A new passphrase: from the file of an option, or asked for twice.
    ///
    /// # Errors
    /// [`Failure`] with code 6 where there is no way to get one.
    pub fn new_passphrase(&self, option: &str, file: Option<&PathBuf>) -> Result<Zeroizing<String>, Failure> {
        let first = self.secret(option, file, "cli-ask-new")?;
        if file.is_none() && *self.secret(option, None, "cli-ask-again")? != *first {
            return Err(Failure::new(LOCKED, "error-passphrases-differ"));
        }
        Ok(first)
    }

    /// Whether the store here, or else the store that copies were made of here, is for training; nothing without either.
    ///
    /// # Errors
    /// [`Failure`] where the keys of a store cannot be read.
    pub fn holds_training(&self) -> Result<Option<bool>, Failure> {
        if self.folder.is_store() { demo::is_training(&self.folder).map(Some) } else { Ok(self.copies_training()) }
    }

    fn copies_training(&self) -> Option<bool> {
        let copies = fs::read_dir(self.folder.backups()).into_iter().flatten();
        copies.flatten().find_map(|copy| store::is_of_training(&copy.path()))
    }

    /// Whether a store for training comes here, by what is here, or else by what the program opens here unless told
    /// otherwise; nothing where either may come.
    pub fn is_for_training(&self) -> Option<bool> {
        let whole = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
        let is_here = |place: PathBuf| whole(&place) == whole(self.folder.path());
        let everyday = [Some(default_folder(false)), variable("COBIJO_STORE").map(PathBuf::from)];
        let is_everyday = || everyday.into_iter().flatten().any(is_here).then_some(false);
        let held = self.holds_training().unwrap_or_else(|_| self.copies_training()).or_else(is_everyday);
        held.or_else(|| is_here(default_folder(true)).then_some(true))
    }

    /// The name given with `--officer`.
    pub fn officer(&self) -> Option<&str> {
        self.officer.as_deref()
    }
}

fn default_folder(is_for_training: bool) -> PathBuf {
    let base = etcetera::choose_base_strategy().map(|base| base.data_dir());
    base.unwrap_or_else(|_| PathBuf::from(".")).join(if is_for_training { "cobijo-demo" } else { "cobijo" })
}

/// One look of this session.
pub fn look(author: &Author, what: &'static str, subject: String) -> Look {
    Look { at_ms: now_ms(), officer: author.officer.clone(), session: author.session, what, subject }
}

impl Session {
    /// What the clock of the session's office shows.
    ///
    /// # Errors
    /// [`Failure`] where the office has no zone.
    pub fn now(&self) -> Result<Moment, Failure> {
        Moment::at_instant(self.now_ms()?, self.zone()?).ok_or_else(|| Failure::new(FAILED, "error-clock"))
    }

    /// What the store takes for now: a training store has a clock of its own.
    ///
    /// # Errors
    /// [`Failure`] where the store does not answer.
    pub fn now_ms(&self) -> Result<i64, Failure> {
        if self.store.is_training() { super::demo::now_ms(&self.store) } else { Ok(now_ms()) }
    }

    /// A text for stdout: in a file or a pipe it says by itself that its data are made up.
    pub fn marked(&self, context: &Context, text: String) -> String {
        if self.store.is_training() && !std::io::stdout().is_terminal() {
            return format!("{}\n{text}", context.texts.get("training-output"));
        }
        text
    }

    /// The zone of the session's office.
    ///
    /// # Errors
    /// [`Failure`] where the office has none.
    pub fn zone(&self) -> Result<chrono_tz::Tz, Failure> {
        let office = &self.author.office;
        self.store.zone(office).ok_or_else(|| Failure::new(USAGE, "error-office").with("office", office.as_str()))
    }

    /// Writes down a report that is about to leave the program, unless whoever waits stops it meanwhile. What is published
    /// must be on record, for what is published next is held against it.
    ///
    /// # Errors
    /// [`Failure`] where it was stopped, or is to be published; any other is only told, as by [`Session::note`].
    pub fn note_report(
        &mut self,
        context: &Context,
        (subject, is_public): (String, bool),
        is_stopped: impl FnOnce() -> bool,
    ) -> Result<(), Failure> {
        let look = look(&self.author, "report", subject);
        match self.store.look_unless(&look, is_stopped).map_err(StoreError::sorted) {
            Err(error) if is_public || matches!(error, StoreError::Stopped) => return Err(error.into()),
            Err(_) => {
                super::say(0, &context.texts.get("warning-access"));
            }
            Ok(()) => {}
        }
        Ok(())
    }

    /// Writes down what was looked at. A full disk stops nobody from reading: a failure here is only told.
    pub fn note(&mut self, context: &Context, what: &'static str, subject: String) {
        let look = look(&self.author, what, subject);
        self.store.look(look);
        if self.store.flush_access().is_err() {
            super::say(0, &context.texts.get("warning-access"));
        }
    }
}
