//! What screens ask for and what they are told: the whole traffic between them and the rest of the program.
//!
//! Does nothing itself. Must stay true: both lists are closed, and a reply to a request comes after everything that was
//! asked before it, so that "saved" is said only once COMMIT has returned.

use super::session::{Session, Settings};
use super::summary::exporting::Wanted;
use super::whereabouts::Whereabouts;
use crate::domain::due::{self, Holidays};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::form::alike::Child;
use crate::form::answers::Form;
use crate::form::layout::FormKind;
use crate::i18n::Lang;
use crate::log::operation::{Act, Change};
use crate::render::Stamp;
use crate::render::export::Format;
use crate::render::part::Parts;
use crate::report::behind::CellRef;
use crate::report::comparison::Comparison;
use crate::report::public::earlier::{Earlier, Unfit};
use crate::report::{Report, Scope};
use crate::search::among::Among;
use crate::search::roster::{Aspect, Filter, View};
use crate::store::{Alike, Board, Conflict, Counts, Day, Deed, Found, Lack, Query, Sheet, StoredOperation};
use crate::vault::attempts::{Attempts, Given};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use uuid::Uuid;
use zeroize::Zeroizing;

/// What is needed for a new store. Without `Debug`, because it holds a passphrase.
pub struct Founding {
    /// The language of the screens.
    pub lang: Lang,
    /// The code of the office.
    pub office: String,
    /// The first officer's name.
    pub officer: String,
    /// The first officer's passphrase.
    pub passphrase: Zeroizing<String>,
}

/// What is asked of the store.
pub enum Request {
    /// Makes a store and opens it.
    Found(Founding),
    /// Opens the store.
    Unlock {
        /// The officer's name; nobody's where there is one officer.
        officer: Option<String>,
        /// What was typed, or stands on file.
        passphrase: Zeroizing<String>,
        /// Which of both.
        given: Given,
    },
    /// Closes the store, once it is on file where the officer was.
    Lock(Box<Whereabouts>),
    /// One page of the list, or the cases that words find.
    Find(Query),
    /// How many cases a filter has, and how many with each code of an aspect.
    Count(Filter, Aspect),
    /// The views that the officer saved.
    Views,
    /// Keeps the views of the officer.
    KeepViews(Vec<View>),
    /// What is due, who is here and lacks what, so many rows of each, and what the day brought.
    Today(usize),
    /// One case with all that hangs on it, and its history.
    Sheet(Uuid),
    /// Writes one operation.
    Write {
        /// Why.
        act: Act,
        /// What its author could have seen.
        base: u64,
        /// What.
        changes: Vec<Change>,
        /// The unsaved form that is none once this is written.
        draft: Option<DraftName>,
        /// Who is being registered, where nothing is to be written as long as somebody known may be the same.
        unless_alike: Option<Box<Child>>,
    },
    /// Keeps an unsaved form on file, in the place of what was kept of it before.
    KeepDraft(Box<Draft>),
    /// Forgets an unsaved form: it was emptied, or nobody wants it.
    DropDraft(DraftName),
    /// Takes an operation back.
    Undo {
        /// Its place on this machine.
        seq: u64,
        /// What the log says about it.
        reason: String,
        /// Whether somebody said that it is meant, though it touches several cases.
        is_meant: bool,
    },
    /// The figures of a period, and how far they have come where what stood once is put together for them.
    Summary(SummaryQuery, Arc<Progress>),
    /// The cases that make a figure.
    Behind(Behind),
    /// Writes figures to a file, or a folder of files.
    Export(Export),
    /// What the officer at work and the office have set.
    Settings,
    /// Sets it.
    Set(Settings),
    /// Whether the exercise of this number is done.
    Exercise(u8),
    /// Whether another program has written.
    Poll,
}

/// The figures that a summary wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryQuery {
    /// Of which days.
    pub period: Period,
    /// Of which places.
    pub scope: Scope,
    /// Beside which days, where anybody looks at that.
    pub against: Option<Period>,
    /// As they stood then; as they are without it.
    pub as_of: Option<Moment>,
}

impl SummaryQuery {
    /// Whether the answer to another question holds what this one asks for, perhaps with another period beside it.
    #[must_use]
    pub fn is_answered(&self, by: &Self) -> bool {
        *by == Self { against: self.against.or(by.against), ..self.clone() }
    }
}

/// A figure of a summary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// Of which figures.
    pub query: SummaryQuery,
    /// The last operation that these know; any without it.
    pub head: Option<String>,
    /// The cells that make it, which have no case in common unless it counts both.
    pub cells: Vec<CellRef>,
}

/// Figures to be written.
pub struct Export {
    /// Which ones.
    pub query: SummaryQuery,
    /// How.
    pub format: Format,
    /// Which of its parts; another period stands in it where the question names one.
    pub parts: Parts,
    /// Whether they are to be published, so that no small count may be told.
    pub is_public: bool,
    /// Whether what speaks against publishing them was read.
    pub is_warned: bool,
    /// The statement for the press as somebody has changed it, which is written as it is.
    pub edited: Option<Vec<String>>,
    /// In which language.
    pub lang: Lang,
    /// Whether thousands in sentences stand in digits.
    pub is_in_digits: bool,
    /// Where to: nothing is there yet.
    pub place: PathBuf,
    /// How far it has come.
    pub progress: Arc<Progress>,
}

/// How far something has come that is done beside the screen, and whether it is to go on.
#[derive(Default)]
pub struct Progress {
    done: AtomicU64,
    of: AtomicU64,
    is_stopped: AtomicBool,
}

impl Progress {
    /// So much of so much is done; whether to go on.
    pub fn step(&self, done: u64, of: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        !self.is_stopped.load(Ordering::Relaxed)
    }

    /// Asks whoever does it to stop.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// How much of how much is done.
    #[must_use]
    pub fn done(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }
}

/// What came of writing figures.
pub enum Exported {
    /// They are there.
    Written {
        /// The whole path.
        place: String,
        /// How many bytes.
        bytes: u64,
        /// A short fingerprint of them.
        fingerprint: String,
    },
    /// Nothing is there yet: this is to be known before it is published.
    Warned {
        /// Why the period beside it is left out.
        left_out: Option<Unfit>,
        /// What was published before and may be subtracted from it.
        earlier: Vec<Earlier>,
    },
    /// It was stopped, and nothing is there.
    Stopped,
    /// Nothing is there, for it is not published.
    Unfit(Unfit),
    /// Nothing is there, with the key of the text that says why.
    Failed(&'static str),
}

/// The figures of a summary.
pub struct Figures {
    /// What was asked.
    pub query: SummaryQuery,
    /// What was counted.
    pub report: Report,
    /// The other period beside it, where one was asked for.
    pub comparison: Option<Comparison>,
    /// The last days of the period up to the cut-off, and how many services were given on each; nothing where none has come
    /// yet.
    pub days: Option<(Period, Vec<u64>)>,
    /// The cut-off.
    pub as_of: Moment,
    /// The last operation that the figures know.
    pub head: String,
    /// The offices that they are limited to: code and name.
    pub offices: Vec<(String, String)>,
    /// Whether the store held more already, which is being read.
    pub has_newer: bool,
    /// Whether the store is for training.
    pub is_training: bool,
}

impl Figures {
    /// What a copy of them says of where it comes from.
    #[must_use]
    pub fn stamp(&self, lang: Lang) -> Stamp {
        let (head, offices) = (self.head.clone(), self.offices.clone());
        Stamp { as_of: self.as_of, head, training: self.is_training, seal: None, offices, lang }
    }
}

/// What the store says.
pub enum Reply {
    /// The store is made; the recovery code is shown once and stands nowhere else.
    Founded {
        /// The code in groups of four.
        recovery: Zeroizing<String>,
        /// Who is at work now.
        session: Session,
    },
    /// The store is open.
    Unlocked {
        /// Who is at work now.
        session: Session,
        /// The forms that this officer left unsaved, the latest last.
        drafts: Vec<Draft>,
        /// Where the officer was when the store was locked.
        left: Box<Whereabouts>,
        /// What was tried in vain in the officer's name.
        tried: Attempts,
        /// Whether the recovery code opened it.
        is_by_code: bool,
    },
    /// It stays locked.
    NotUnlocked {
        /// The key of the text that says why.
        why: &'static str,
        /// What was tried in vain in the officer's name.
        tried: Attempts,
        /// Whether what was typed was looked at; it came too soon otherwise.
        is_looked_at: bool,
    },
    /// A page of the list, or what a search found, with what was asked.
    Found(Query, Found),
    /// How many cases, with what was asked.
    Counted(Filter, Aspect, Counts),
    /// The views that the officer saved.
    Views(Vec<View>),
    /// What is due, who is here and lacks what, and what the day brought.
    Today(Box<Today>),
    /// A case; nothing where there is none.
    Sheet(Option<Box<Opened>>),
    /// Nothing was written: the children that may be the one who is being registered, the likest first.
    Alike(Vec<Alike>),
    /// COMMIT has returned.
    Saved {
        /// The operation's place on this machine.
        seq: u64,
        /// The folios given to new cases.
        folios: Vec<String>,
    },
    /// Nothing was written: somebody else changed these fields.
    Moved(Vec<Conflict>),
    /// The operation was taken back by this one.
    Undone {
        /// Its place on this machine.
        seq: u64,
        /// What was taken back.
        deed: Deed,
    },
    /// It touches several cases: whether it is meant.
    UndoAsks(Deed),
    /// It was not taken back, since somebody has written to the same later: who, and when, in milliseconds UTC.
    NotUndone(Option<(String, i64)>),
    /// The figures.
    Figures(Box<Figures>),
    /// The cases that make a figure, with what was asked.
    Behind(Behind, Arc<Among>),
    /// What came of writing figures to a file.
    Exported(Exported),
    /// What is set.
    Settings(Settings),
    /// Whether the exercise is done.
    Exercise(bool),
    /// Another program has written.
    Changed,
    /// An unsaved form is on file, as it was at this time, in milliseconds UTC.
    Kept(i64),
    /// It is not, with the key of the text that says what to do.
    NotKept(&'static str),
    /// The store did not answer, with the key of the text that says what to do.
    Failed(&'static str),
}

/// What the start screen shows.
pub struct Today {
    /// What the day brought.
    pub day: Day,
    /// What is due.
    pub due: Board,
    /// Who is here and lacks something, the longest first.
    pub lack: Lack,
    /// The day of the last copy of the store; nothing where there is none.
    pub copied: Option<NaiveDate>,
    /// The cases that unsaved forms are about, with their folios.
    pub folios: Vec<(Uuid, String)>,
}

/// A case as it was opened.
pub struct Opened {
    /// What is known.
    pub sheet: Sheet,
    /// The operations that touched the case, oldest first.
    pub history: Vec<StoredOperation>,
    /// What its clocks hang on; nothing where it is closed.
    pub clocks: Option<due::Case>,
    /// The days of rest.
    pub holidays: Holidays,
}

/// How a message looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Done, or good to know.
    Plain,
    /// Something to look at.
    Warning,
    /// Something did not work.
    Error,
}

/// One line that stays until the next key.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// How it looks.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl Note {
    /// Something done.
    #[must_use]
    pub const fn plain(text: String) -> Self {
        Self { tone: Tone::Plain, text }
    }

    /// Something to look at.
    #[must_use]
    pub const fn warning(text: String) -> Self {
        Self { tone: Tone::Warning, text }
    }

    /// Something that did not work.
    #[must_use]
    pub const fn error(text: String) -> Self {
        Self { tone: Tone::Error, text }
    }
}

/// What a form is about: which form, of which case, of which record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Subject {
    /// The form.
    pub kind: FormKind,
    /// The case that it belongs to; none on the intake.
    pub case: Option<Uuid>,
    /// The record that it changes; none for a new one.
    pub record: Option<Uuid>,
}

/// Which unsaved form it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DraftName {
    /// Its own id: there may be several about the same thing.
    pub id: Uuid,
    /// What it is about.
    pub subject: Subject,
}

/// A form that is not saved. Without `Debug`, because it holds what was typed.
#[derive(Clone)]
pub struct Draft {
    /// Which one it is.
    pub name: DraftName,
    /// What was typed.
    pub form: Form,
    /// When it was left, in milliseconds UTC.
    pub left_ms: i64,
}

/// What a screen wants of the program.
pub enum Move {
    /// Ask the store.
    Ask(Request),
    /// Say something.
    Say(Note),
    /// Offer the same for the next export.
    Offer(Wanted),
    /// Go back one screen.
    Close,
    /// Show a case on one of its tabs.
    OpenCase(Uuid, super::case::Tab),
    /// Show a case on its process, standing on what is due: the code of the step.
    OpenDue(Uuid, String),
    /// Show a form for what is known already.
    OpenForm(Box<super::entry::Opening>),
    /// Show the summary.
    OpenSummary,
    /// Show the cases that make a figure.
    OpenBehind(Box<super::cases::Figure>),
    /// Look as was set.
    Wear(Settings),
    /// Show the list, searched for what was typed.
    Search(String),
    /// Show the list to choose whom to call, standing on this case.
    ChooseCall(Option<Uuid>),
    /// Leave, and try the program on made-up data.
    Try,
    /// The store is open: begin, with the forms that are not saved, where the officer was.
    Enter(Box<Session>, Vec<Draft>, Box<Whereabouts>),
    /// Keep a form that was left.
    Keep(Box<Draft>),
    /// Go on with the kept form of this id.
    Resume(Uuid),
    /// Offer the kept form of this id no more: somebody goes on with it, or nobody wants it.
    Forget(Uuid),
    /// Show a case, and the form of a call in it.
    OpenCall(Uuid),
    /// Keep a form that was saved, for the one after it to take over answers from.
    Remember(Box<Form>),
    /// Take the last operation back.
    Undo,
    /// The list is to stand on this case.
    Mark(Uuid),
    /// Show the list to choose which case is of the same child as this one.
    ChooseSame(Uuid),
    /// Show a case, and whether the child of another one is the same.
    OpenSame(Uuid, Uuid),
    /// An operation was written: undo begins with it, and the other screens ask anew.
    Wrote(u64),
    /// What comes up now is to be read first: what was typed before it was there answers nothing.
    DropEarly,
    /// Change the language.
    Speak(Lang),
}
