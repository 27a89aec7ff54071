//! An office in a temporary folder: a store with one officer, and the program to run on it.

#[path = "../common/made.rs"]
mod made;

use assert_cmd::Command;
use cobijo::i18n::Lang;
use cobijo::store::Folder;
use cobijo::vault::Vault;
use cobijo::vault::key::DataKey;
pub use made::PASSPHRASE;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// Two cases of 2019 at two offices, with something of everything on the first.
pub const FILES: [(&str, &str); 5] = [
    (
        "cases.csv",
        "case_ref,person_ref,office,kind,opened_at,given_names,surname1,sex,age_years,nationality,accompaniment\n\
         A,p1,CHP,foreign,2019-05-07T11:50,Ana,Ensayo,female,14,HND,unaccompanied\n\
         B,p2,TAP,repatriated,2019-06-01T08:00,Luis,Prueba,male,7,MEX,accompanied\n",
    ),
    ("services.csv", "case_ref,ref,category,at\nA,s1,food,2019-05-07T12:00\n"),
    ("contacts.csv", "case_ref,contact_ref,name,relationship,phone\nA,1,Rosa,mother,5551234\n"),
    ("calls.csv", "case_ref,contact_ref,at,outcome,child_spoke\nA,1,2019-05-07T13:00,reached,yes\n"),
    ("steps.csv", "case_ref,step,done_at\nA,medical_check,2019-05-07\n"),
];

/// A folder with a store in it, a passphrase file, and whatever a test writes.
pub struct Office {
    folder: TempDir,
}

/// What a command came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Office {
    /// No store yet.
    pub fn empty() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        office.write("passphrase", format!("{PASSPHRASE}\nwhat follows does not count\n"));
        office
    }

    /// A store without cases.
    pub fn new() -> Self {
        let office = Self::empty();
        let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        made::store_in(&Folder::new(office.store()), i64::try_from(now_ms).unwrap(), Lang::En);
        for file in fs::read_dir(office.store()).unwrap().map(|entry| entry.unwrap().path()) {
            fs::set_permissions(&file, Permissions::from_mode(if file.is_dir() { 0o700 } else { 0o600 })).unwrap();
        }
        office
    }

    /// A store with the cases of [`FILES`].
    pub fn with_cases() -> Self {
        let office = Self::new();
        office.import(&FILES).ends(0);
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program in this office's folder, in English, without a terminal.
    pub fn command(&self, args: &[&str]) -> Command {
        Command::from_std(self.process(args))
    }

    /// The same, for who waits for it in another way.
    pub fn process(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cobijo"));
        command.env_clear().current_dir(self.folder.path()).args(args);
        command.env("HOME", self.path("home")).env("LANG", "en_US.UTF-8").env("COBIJO_STORE", self.store());
        command.env("COBIJO_PASSPHRASE_FILE", self.path("passphrase"));
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(&mut self.command(args))
    }

    /// Writes these files into a folder of their own and imports it.
    pub fn import(&self, files: &[(&str, &str)]) -> Run {
        self.lay_out("in", files);
        self.run(&["import", "in"])
    }

    /// Makes a folder that holds these files and no others.
    pub fn lay_out(&self, folder: &str, files: &[(&str, &str)]) {
        let path = self.path(folder);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        for (name, text) in files {
            self.write(&format!("{folder}/{name}"), text);
        }
    }

    pub fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(args).ends(0).out).unwrap()
    }

    /// What the store holds: its head, and the figures of two years.
    pub fn contents(&self) -> Value {
        let mut report = self.json(&["report", "--period", "2018-01..2020-12", "--format", "json"]);
        report.as_object_mut().unwrap().remove("as_of");
        // A note says when the figures were taken.
        report["unspecified"].as_object_mut().unwrap().remove("notes");
        for table in report["tables"].as_array_mut().unwrap() {
            table.as_object_mut().unwrap().remove("notes");
        }
        report
    }

    pub fn head(&self) -> String {
        self.json(&["verify", "--json"])["head"].as_str().unwrap().to_owned()
    }

    pub fn key(&self) -> DataKey {
        let vault = Vault::open(&self.store()).ok().unwrap().vault;
        vault.unlock(None, PASSPHRASE).ok().unwrap().key
    }

    /// The database, opened as by another program that has the key.
    pub fn database(&self) -> rusqlite::Connection {
        let database = rusqlite::Connection::open(self.store().join("store.db")).unwrap();
        database.execute_batch(&format!("PRAGMA key = \"x'{}'\";", self.key().expose_hex().as_str())).unwrap();
        database
    }
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run = Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        for c in run.out.chars().chain(run.err.chars()).filter(|c| *c != '\n') {
            assert!(!cobijo::domain::text::is_unfit(c), "{c:?} went to the terminal\n{}\n{}", run.out, run.err);
        }
        run
    }

    /// Expects an exit code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Expects a refusal: this code, nothing on stdout, and a sentence on stderr that holds this.
    #[track_caller]
    pub fn refuses(self, code: i32, sentence: &str) -> Self {
        let run = self.ends(code);
        assert_eq!(run.out, "", "a refusal is no data");
        assert!(run.err.contains(sentence), "{}", run.err);
        let last = run.err.lines().last().unwrap_or_default();
        assert!(last.contains(' ') && !last.starts_with("error-"), "no sentence: {}", run.err);
        run
    }
}

/// Every file below a folder, with what stands in it.
pub fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// What is not for its owner alone, below a folder and itself.
pub fn not_private(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut found = vec![(folder.to_owned(), mode(folder))];
    found.retain(|(_, mode)| *mode != 0o700);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match (path.is_dir(), mode(&path)) {
            (true, _) => found.extend(not_private(&path)),
            (false, 0o600) => {}
            (false, other) => found.push((path, other)),
        }
    }
    found
}
