//! The clerk: takes one request after the other and does it on the store.
//!
//! The only holder of the key and of the connection that writes. Must stay true: an answer that says "saved" is given
//! after COMMIT has returned, and a passphrase is gone when the answer is given.

use super::beside::{Job, Place};
use super::copier::Copier;
use super::drafts;
use super::finder::Finding;
use super::reader::Reader;
use super::settings;
use crate::domain::catalogue::OFFICES;
use crate::domain::moment::{Moment, parse_date};
use crate::form::alike::Child;
use crate::i18n::Lang;
use crate::log::field::{Entity, number};
use crate::log::undo::Refused;
use crate::screen::message::{Draft, DraftName, Founding, Opened, Reply, Request, Today};
use crate::screen::session::Session;
use crate::screen::summary::exporting::Wanted;
use crate::screen::whereabouts::Whereabouts;
use crate::store::{
    Appended, Author, CLOSED_DRAFT, Clocks, Drafts, Filter, Folder, FolderError, From, Lock, Look, NewOperation,
    OpenError, Sheet, Store, StoreError, UndoError, last_daily,
};
use crate::training::exercise::{Found, exercise};
use crate::vault::attempts::{Attempt, Attempts};
use crate::vault::entropy::SystemEntropy;
use crate::vault::key::{DataKey, KdfParams};
use crate::vault::passphrase::NewPassphrase;
use crate::vault::{Credentials, Means, Officer, Role, Unlocked, Vault, VaultError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// How many children that may be the same one are shown.
const ALIKE_MAX: usize = 3;
/// An exercise is looked for among so many who are present.
const PRESENT_MAX: u32 = 100;

/// Takes requests.
pub(super) struct Clerk {
    folder: Folder,
    kdf: KdfParams,
    is_training: bool,
    /// Where figures are written to, unless another place is named.
    exports: PathBuf,
    /// Held from the moment there is a store.
    lock: Option<Lock>,
    desk: Option<Desk>,
    /// Where figures are counted.
    figures: Place<Reader>,
    /// Where lists are made.
    lists: Place<Finding>,
    /// Where the copy of the day is made; here when it is asked for.
    copies: Place<Copier>,
    /// Ends what is done beside: a copy that is being made, figures that are counted.
    stop: Arc<AtomicBool>,
}

/// The store while it is open.
struct Desk {
    store: Store,
    clocks: Clocks,
    /// Unsaved forms; nothing where their file cannot be opened, which whoever types is told.
    drafts: Option<Drafts>,
    author: Author,
    /// Where the daily copies are.
    backups: PathBuf,
    version: i64,
    /// The operation that was saved last, perhaps after whoever asked for it had left.
    saved: u64,
}

impl Clerk {
    /// Holds the folder, where there is a store in it.
    pub(super) fn new(folder: Folder, kdf: KdfParams, is_training: bool) -> Result<Self, FolderError> {
        let lock = if folder.is_store() { Some(folder.lock()?) } else { None };
        let exports = folder.path().parent().map(Path::to_owned).unwrap_or_default();
        let (figures, lists, copies) = (Place::Here(None), Place::Here(None), Place::Here(None));
        Ok(Self { folder, kdf, is_training, exports, lock, desk: None, figures, lists, copies, stop: Arc::default() })
    }

    /// Has figures written to the folder that the program was started in.
    pub(super) fn export_here(&mut self) {
        self.exports = std::env::current_dir().unwrap_or_else(|_| std::mem::take(&mut self.exports));
    }

    /// Has figures counted, lists made and the store copied elsewhere.
    pub(super) fn work_beside(&mut self, figures: Place<Reader>, lists: Place<Finding>, copies: Place<Copier>) {
        (self.figures, self.lists, self.copies) = (figures, lists, copies);
    }

    /// Does what is asked; the answer comes from elsewhere, or nobody waits for one, where there is none.
    pub(super) fn answer(&mut self, number: u64, request: Request, now_ms: i64) -> Option<Reply> {
        match (request, &mut self.desk) {
            (Request::Found(founding), _) => Some(self.found(&founding, now_ms).unwrap_or_else(Reply::Failed)),
            (Request::Unlock { officer, passphrase, given }, _) => {
                let attempt = Attempt { passphrase: &passphrase, given, now_ms };
                Some(self.unlock(officer.as_deref(), attempt))
            }
            (Request::Lock(left), _) => {
                self.remember(*left, now_ms);
                self.close();
                None
            }
            (_, None) => Some(Reply::Failed("failed-locked")),
            (ask @ (Request::Find(_) | Request::Count(..)), _) => self.lists.take(Job::Ask(number, ask, now_ms)),
            (Request::Summary(query, progress), Some(desk)) => {
                desk.store.look(look(&desk.author, "report", query.period.to_string(), now_ms));
                self.figures.take(Job::Ask(number, Request::Summary(query, progress), now_ms))
            }
            (ask @ (Request::Behind(_) | Request::Export(_)), _) => self.figures.take(Job::Ask(number, ask, now_ms)),
            (other, Some(desk)) => desk.answer(other, now_ms),
        }
    }

    /// Copies the store once a day, where nobody does so beside.
    pub(super) fn copy_of_the_day(&self) -> Result<(), &'static str> {
        match &self.copies {
            Place::Here(Some(copier)) => copier.copy().map(drop),
            _ => Ok(()),
        }
    }

    /// Closes the store.
    pub(super) fn close(&mut self) {
        if let Some(desk) = &mut self.desk {
            // Looks that cannot be written stop nobody from locking the store.
            drop(desk.store.flush_access());
        }
        self.desk = None;
        self.stop.store(true, Ordering::Relaxed);
        self.figures.take(Job::Close);
        self.lists.take(Job::Close);
        self.copies.take(Job::Close);
    }

    /// Puts on file where the officer was.
    fn remember(&mut self, mut left: Whereabouts, now_ms: i64) {
        let Some(Desk { drafts: Some(drafts), author, saved, .. }) = &mut self.desk else { return };
        if *saved > 0 && left.written.iter().chain(&left.undone).all(|seq| seq < saved) {
            left.written.push(*saved);
        }
        let Some(place) = drafts::stored_place(&left, now_ms) else { return };
        // Who does not come back to the same field begins anew; nothing typed is lost.
        drop(drafts.keep(&author.officer, &place));
    }

    /// Where the officer was, which is asked once.
    fn whereabouts(&mut self) -> Whereabouts {
        let Some(Desk { drafts: Some(drafts), author, .. }) = &mut self.desk else { return Whereabouts::default() };
        let stored = drafts.of(&author.officer).unwrap_or_default();
        let left = stored.iter().find_map(drafts::read_place).unwrap_or_default();
        drop(drafts.forget(&author.officer, drafts::PLACE, drafts::NONE));
        left
    }

    /// Makes a store; where anything fails, nothing of it is left.
    fn found(&mut self, founding: &Founding, now_ms: i64) -> Result<Reply, &'static str> {
        let passphrase = NewPassphrase::parse(&founding.passphrase).or(Err("setup-short"))?;
        if self.folder.is_store() {
            return Err("failed-exists");
        }
        self.folder.make().or(Err("failed-folder"))?;
        let lock = self.folder.lock().or(Err("failed-held"))?;
        let means = Means { kdf: self.kdf, entropy: &mut SystemEntropy };
        let first = Credentials { name: &founding.officer, passphrase: &passphrase };
        let created =
            Vault::create(self.folder.path(), Uuid::now_v7(), first, means).map_err(|error| of_vault(&error))?;
        let session = self.begin(created.key, founding, now_ms).inspect_err(|_| {
            // What cannot be removed is told the next time the folder is opened.
            drop(self.folder.abandon());
        })?;
        self.lock = Some(lock);
        Ok(Reply::Founded { recovery: created.recovery.expose_grouped(), session })
    }

    fn begin(&mut self, key: DataKey, founding: &Founding, now_ms: i64) -> Result<Session, &'static str> {
        let made = Store::create(&self.folder.database(), &key, Uuid::now_v7(), self.is_training);
        let mut store = made.map_err(of_opening)?;
        let author = store.seat(&founding.officer, Role::Administrator, &founding.office);
        store.set_up(&author, now_ms, founding.lang, &OFFICES).map_err(failure)?;
        self.sit_down(store, author, key, now_ms)
    }

    /// Opens the store, or says why it stays locked.
    fn unlock(&mut self, officer: Option<&str>, attempt: Attempt<'_>) -> Reply {
        let vault = match Vault::open(self.folder.path()) {
            Ok(opened) => opened.vault,
            Err(error) => return Reply::Failed(of_vault(&error)),
        };
        let (unlocked, tried) = match vault.attempt(officer, attempt) {
            Ok(opened) => opened,
            Err((error, tried)) => return refusal(&error, tried),
        };
        let Unlocked { key, officer, is_by_code } = unlocked;
        match self.take_seat(&officer, key, attempt.now_ms) {
            Ok(session) => {
                vault.forget_attempts(&officer.name);
                let drafts = self.desk.as_ref().map_or_else(Vec::new, Desk::drafts);
                Reply::Unlocked { session, drafts, left: Box::new(self.whereabouts()), tried, is_by_code }
            }
            Err(why) => Reply::Failed(why),
        }
    }

    fn take_seat(&mut self, officer: &Officer, key: DataKey, now_ms: i64) -> Result<Session, &'static str> {
        let mut store = Store::open(&self.folder.database(), &key).map_err(of_opening)?;
        let office = store.setting("office").map_err(failure)?.unwrap_or_default();
        let author = store.seat(&officer.name, officer.role, &office);
        self.sit_down(store, author, key, now_ms)
    }

    /// Takes the open store, and a second connection to count on.
    fn sit_down(
        &mut self,
        mut store: Store,
        author: Author,
        key: DataKey,
        now_ms: i64,
    ) -> Result<Session, &'static str> {
        let settings = settings::read(&store, &author.officer).map_err(failure)?;
        let session = Session {
            officer: author.officer.clone(),
            role: author.role(),
            office: author.office.clone(),
            zone: store.zone(&author.office).unwrap_or(chrono_tz::America::Mexico_City),
            folder: self.exports.clone(),
            offices: store.offices().map_err(failure)?,
            is_training: store.is_training(),
            wishes: settings.wishes,
            idle_minutes: settings.idle_minutes,
            is_masked: false,
            wanted: Wanted::default(),
            lang: store.setting("lang").map_err(failure)?.and_then(|lang| Lang::from_locale(&lang)),
        };
        let version = store.data_version().map_err(failure)?;
        self.stop = Arc::default();
        let open = || {
            let mut store = Store::open(&self.folder.database(), &key).map_err(of_opening)?;
            store.stop_by(&self.stop).map_err(failure).map(|()| store)
        };
        let (second, third, fourth) = (open()?, open()?, open()?);
        let mut drafts = Drafts::open(&self.folder.drafts(), &key).ok();
        if let (Some(drafts), Ok(Some(closed))) = (&mut drafts, store.setting(CLOSED_DRAFT)) {
            drafts::forget(drafts, &closed);
        }
        if let Some(day) = Moment::at_instant(now_ms, session.zone).map(|now| now.date().to_string()) {
            let (folder, stop) = (self.folder.clone(), Arc::clone(&self.stop));
            self.copies.take(Job::Open(Box::new(Copier { folder, key, day, stop })));
        }
        let reader = Reader::new(second, fourth, author.clone(), self.folder.path().to_owned());
        self.figures.take(Job::Open(Box::new(reader)));
        self.lists.take(Job::Open(Box::new(Finding::new(third, &author))));
        store.look(look(&author, "unlock", String::new(), now_ms));
        let backups = self.folder.backups();
        let clocks = Clocks::default();
        self.desk = Some(Desk { store, clocks, drafts, author, backups, version, saved: 0 });
        Ok(session)
    }
}

impl Desk {
    fn answer(&mut self, request: Request, now_ms: i64) -> Option<Reply> {
        let answered = match request {
            Request::Views => self.store.setting(&self.views()).map(|kept| {
                let views = kept.and_then(|kept| serde_json::from_str(&kept).ok());
                Reply::Views(views.unwrap_or_default())
            }),
            Request::KeepViews(views) => {
                let written = serde_json::to_string(&views).unwrap_or_default();
                self.store.set_setting(&self.views(), &written).map(|()| Reply::Views(views))
            }
            Request::Sheet(case) => self.sheet(case, now_ms),
            Request::Today(rows) => self.today(rows, now_ms),
            Request::Write { act, base, changes, draft, unless_alike } => {
                let operation = NewOperation { act, base, changes };
                self.write(operation, draft, unless_alike.as_deref(), now_ms)
            }
            Request::KeepDraft(draft) => return Some(self.keep(&draft)),
            Request::DropDraft(name) => {
                self.forget(name);
                return None;
            }
            Request::Undo { seq, reason, is_meant } => self.undo(seq, &reason, is_meant, now_ms),
            Request::Settings => settings::read(&self.store, &self.author.officer).map(Reply::Settings),
            Request::Set(settings) => {
                settings::write(&mut self.store, &self.author.officer, settings).map(|()| Reply::Settings(settings))
            }
            Request::Exercise(number) => self.is_done(number).map(Reply::Exercise),
            Request::Poll => return self.poll(),
            // The clerk's own.
            _ => return None,
        };
        Some(answered.unwrap_or_else(|error| Reply::Failed(failure(error))))
    }

    fn write(
        &mut self,
        operation: NewOperation,
        draft: Option<DraftName>,
        child: Option<&Child>,
        now_ms: i64,
    ) -> Result<Reply, StoreError> {
        let alike = child.map(|child| self.store.alike(child, ALIKE_MAX)).transpose()?.unwrap_or_default();
        if !alike.is_empty() {
            return Ok(Reply::Alike(alike));
        }
        self.store.closes(draft.map(|name| drafts::closed(name, &self.author.officer)));
        let appended = self.store.append(&self.author, now_ms, vec![operation])?;
        Ok(self.appended(appended, draft))
    }

    /// The setting that holds the officer's own views.
    fn views(&self) -> String {
        format!("views {}", self.author.officer)
    }

    /// What was saved is no longer an unsaved form.
    fn appended(&mut self, appended: Appended, draft: Option<DraftName>) -> Reply {
        match appended {
            Appended::Saved { seq, folios } => {
                self.saved = seq;
                if let Some(name) = draft {
                    self.forget(name);
                }
                Reply::Saved { seq, folios }
            }
            Appended::Moved(conflicts) => Reply::Moved(conflicts),
        }
    }

    /// The unsaved forms of the officer at work, the latest last.
    fn drafts(&self) -> Vec<Draft> {
        let stored = self.drafts.as_ref().and_then(|drafts| drafts.of(&self.author.officer).ok());
        stored.iter().flatten().rev().filter_map(drafts::read).collect()
    }

    fn keep(&mut self, draft: &Draft) -> Reply {
        let stored = drafts::stored(draft);
        let kept = Option::zip(self.drafts.as_mut(), stored);
        match kept.map(|(drafts, stored)| drafts.keep(&self.author.officer, &stored)) {
            Some(Ok(())) => Reply::Kept(draft.left_ms),
            Some(Err(_)) | None => Reply::NotKept("failed-draft"),
        }
    }

    fn forget(&mut self, name: DraftName) {
        let (form, subject) = drafts::place(name);
        if let Some(drafts) = &mut self.drafts {
            // What stays on file by mistake is offered once more, where Supr drops it.
            drop(drafts.forget(&self.author.officer, form, &subject));
        }
    }

    /// What is due, who is here and lacks what, so many rows of each, and what the day of the office brought.
    fn today(&mut self, rows: usize, now_ms: i64) -> Result<Reply, StoreError> {
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::America::Mexico_City);
        let day = |instant_ms| Moment::at_instant(instant_ms, zone).map(Moment::date);
        let today = day(now_ms).ok_or(StoreError::Refused("a clock far off"))?;
        let by_hand = self.store.setting("backup_at")?.and_then(|at| day(at.parse().ok()?));
        let copied = last_daily(&self.backups).and_then(|day| parse_date(&day)).max(by_hand);
        let (day, lack) = (self.store.day(today)?, self.store.lacking(rows)?);
        let due = self.clocks.board(&self.store, now_ms, rows)?;
        let mut folios = Vec::new();
        for case in self.drafts().iter().filter_map(|draft| draft.name.subject.case) {
            let case_ref =
                self.store.record(Entity::Case, case)?.and_then(|case| case.get(number::CASE_REF).map(str::to_owned));
            folios.extend(case_ref.map(|case_ref| (case, case_ref)));
        }
        Ok(Reply::Today(Box::new(Today { day, due, lack, copied, folios })))
    }

    /// A case, with every operation that touched it or anything that hangs on it.
    fn sheet(&mut self, case: Uuid, now_ms: i64) -> Result<Reply, StoreError> {
        let Some(sheet) = self.store.sheet(case)? else { return Ok(Reply::Sheet(None)) };
        let hanging = [&sheet.services, &sheet.contacts, &sheet.calls, &sheet.steps, &sheet.links];
        let ids = hanging.into_iter().flatten().chain(&sheet.person).map(|record| record.id).chain([case]);
        let history = self.store.history(&ids.collect::<Vec<_>>())?;
        self.store.look(look(&self.author, "open", case.to_string(), now_ms));
        let (clocks, holidays) = (self.store.clocks(case)?, self.store.holidays()?);
        Ok(Reply::Sheet(Some(Box::new(Opened { sheet, history, clocks, holidays }))))
    }

    fn undo(&mut self, seq: u64, reason: &str, is_meant: bool, now_ms: i64) -> Result<Reply, StoreError> {
        let Some(deed) = self.store.deed(seq)? else { return Ok(Reply::NotUndone(None)) };
        // With an intake taken back, the whole case is void.
        let is_intake = deed.changes.iter().any(|change| change.get(number::CASE_PERSON).is_some());
        if !is_meant && (is_intake || deed.folios.len() > 1) {
            return Ok(Reply::UndoAsks(deed));
        }
        match self.store.undo(&self.author, now_ms, seq, reason) {
            Ok(_) => Ok(Reply::Undone { seq: self.store.head()?.seq, deed }),
            Err(UndoError::Store(error)) => Err(error),
            Err(UndoError::Nothing | UndoError::Already) => Ok(Reply::NotUndone(None)),
            Err(UndoError::Refused(Refused::WrittenSince { by, .. })) => Ok(Reply::NotUndone(self.store.writer(by)?)),
        }
    }

    /// Whether what is saved is what an exercise asks for.
    fn is_done(&self, number: u8) -> Result<bool, StoreError> {
        let Some(exercise) = exercise(number) else { return Ok(false) };
        let mut sheets = Vec::new();
        for row in self.store.list(Filter::Present, From::Newest, PRESENT_MAX)? {
            if exercise.surnames().any(|surname| surname == row.surname1) {
                sheets.extend(self.store.sheet(row.id)?);
            }
        }
        Ok(exercise.is_done(&sheets.iter().map(found).collect::<Vec<_>>()))
    }

    /// Writes the looks that wait, and says whether another program has written.
    fn poll(&mut self) -> Option<Reply> {
        match self.store.flush_access_if_free().map_err(failure) {
            Ok(()) | Err("failed-busy") => {}
            Err(why @ "failed-damaged") => return Some(Reply::Failed(why)),
            Err(_) => return Some(Reply::Failed("failed-access")),
        }
        let version = self.store.data_version().ok()?;
        let is_changed = version != self.version;
        self.version = version;
        is_changed.then_some(Reply::Changed)
    }
}

/// What a case says, as far as it counts.
fn found(sheet: &Sheet) -> Vec<Found<'_>> {
    let own = sheet.person.iter().chain([&sheet.case]);
    let hanging = sheet.services.iter().chain(&sheet.contacts).chain(&sheet.calls).chain(&sheet.steps);
    let live = own.chain(hanging).filter(|record| !record.is_voided());
    live.map(|record| (record.entity, record.values.as_slice())).collect()
}

pub(super) fn look(author: &Author, what: &'static str, subject: String, now_ms: i64) -> Look {
    Look { at_ms: now_ms, officer: author.officer.clone(), session: author.session, what, subject }
}

/// What is said of an attempt that did not open the store.
const fn refusal(error: &VaultError, tried: Attempts) -> Reply {
    let why = match error {
        VaultError::WrongPassphrase => "unlock-wrong",
        VaultError::TooSoon => "unlock-too-soon",
        VaultError::WrongRecoveryCode => "failed-recovery",
        VaultError::OfficerDisabled => "unlock-disabled",
        VaultError::UnknownOfficer | VaultError::OfficerNeeded => "unlock-unknown",
        other => return Reply::Failed(of_vault(other)),
    };
    Reply::NotUnlocked { why, tried, is_looked_at: !matches!(error, VaultError::TooSoon) }
}

/// The key of the sentence that says what the store did not do.
pub(super) fn failure(error: StoreError) -> &'static str {
    match error.sorted() {
        StoreError::NotAllowed => "failed-not-allowed",
        StoreError::VoidedCase => "failed-voided-case",
        StoreError::Consulate => "failed-consulate",
        StoreError::Busy => "failed-busy",
        // SQLite writes no more on a connection that has met an unsound page.
        StoreError::Damaged(_) | StoreError::Payload(_) | StoreError::Io(ErrorKind::PermissionDenied) => {
            "failed-damaged"
        }
        StoreError::Refused(_) | StoreError::Sqlite(_) | StoreError::Io(_) | StoreError::Stopped => "failed-store",
    }
}

fn of_opening(error: OpenError) -> &'static str {
    match error {
        OpenError::Missing => "failed-missing",
        OpenError::Plain | OpenError::Damaged => "failed-damaged",
        OpenError::Newer { .. } => "failed-newer",
        OpenError::NotCopied => "failed-not-copied",
        OpenError::Key(error) => of_vault(&error),
        OpenError::Store(StoreError::Io(_)) | OpenError::Io(_) => "failed-folder",
        OpenError::Store(error) => failure(error),
    }
}

const fn of_vault(error: &VaultError) -> &'static str {
    match error {
        VaultError::Missing => "failed-missing",
        VaultError::Damaged | VaultError::Altered => "failed-keys",
        VaultError::Newer => "failed-newer",
        VaultError::AlreadyThere => "failed-exists",
        VaultError::NameUnfit => "failed-name",
        VaultError::OutOfMemory => "failed-memory",
        VaultError::WrongRecoveryCode | VaultError::RecoveryCodeMistyped => "failed-recovery",
        VaultError::PassphraseTooShort => "setup-short",
        _ => "failed-folder",
    }
}
