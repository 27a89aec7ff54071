//! Reading facts: in place, or on a thread and a connection of their own while older ones answer.
//!
//! Counts nothing. Must stay true: what was read says itself of which moment it is, and until when it is known.

use super::beside::{NOBODY, give_way};
use super::{Alarm, Wake};
use crate::domain::moment::Moment;
use crate::report::facts::Facts;
use crate::screen::message::{Progress, Reply};
use crate::store::{Head, OpenError, Store, StoreError};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// See [`Filler::at_once`].
const CASES_AT_ONCE: usize = 10_000;

/// Facts that were read.
pub(super) struct Read {
    /// Of which moment; of now without it.
    pub(super) as_of: Option<Moment>,
    pub(super) head: Head,
    pub(super) facts: Facts,
    /// Until when they are known to be those of the store, or of which moment they are.
    pub(super) known_ms: i64,
}

/// Facts that are to be read.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) as_of: Option<Moment>,
    progress: Arc<Progress>,
    /// When they were asked for, on both clocks.
    pub(super) now_ms: i64,
    asked: Instant,
}

impl Wanted {
    /// Those of now, or of a moment.
    pub(super) fn new(as_of: Option<Moment>, progress: &Arc<Progress>, now_ms: i64) -> Self {
        Self { as_of, progress: Arc::clone(progress), now_ms, asked: Instant::now() }
    }

    /// Reads them; what stood at a moment is put together in a folder.
    pub(super) fn read(&self, store: &Store, folder: &std::path::Path) -> Result<Read, StoreError> {
        let Some(at) = self.as_of else {
            let waited = i64::try_from(self.asked.elapsed().as_millis()).unwrap_or(i64::MAX);
            let known_ms = self.now_ms.saturating_add(waited);
            let (head, facts) = store.facts_at_head()?;
            return Ok(Read { as_of: None, head, facts, known_ms });
        };
        let mut watch = |done, of| self.progress.step(done, of);
        let (head, then) = store.as_of(end_of(at), folder, &mut watch).map_err(of_then)?;
        Ok(Read { as_of: self.as_of, head, facts: then.facts()?, known_ms: at.utc_minutes().saturating_mul(60_000) })
    }
}

/// Reads facts beside.
pub(super) struct Filler {
    /// With no more cases than these, facts of now are read in place: before anybody could see older ones.
    pub(super) at_once: usize,
    /// The connection to read on, while nobody does.
    store: Option<Store>,
    folder: PathBuf,
    screens: Option<Sender<Wake>>,
    filled: (Sender<Filled>, Receiver<Filled>),
    /// Until then nobody reads the facts of now: as long as it took the last time, so that whatever is written beside, one
    /// after the other, half the time is left for answers.
    rests_until: Instant,
}

/// The connection, of which moment was read on it, and what came of that.
struct Filled(Store, Option<Moment>, Result<Read, StoreError>, Duration);

impl Filler {
    pub(super) fn new(store: Store, folder: PathBuf) -> Self {
        let (filled, rests_until) = (channel(), Instant::now());
        Self { at_once: CASES_AT_ONCE, store: Some(store), folder, screens: None, filled, rests_until }
    }

    /// Learns where to tell of the end: from now on it can read.
    pub(super) fn meet(&mut self, screens: &Sender<Wake>) {
        self.screens = Some(screens.clone());
    }

    /// Begins, unless somebody reads already; whether whoever wants facts is told to ask again.
    pub(super) fn begin(&mut self, wanted: &Wanted) -> bool {
        let Some(screens) = &self.screens else { return false };
        let Some(store) = self.store.take() else { return true };
        let (alarm, filled) = (Alarm(screens.clone()), self.filled.0.clone());
        let (wanted, folder) = (wanted.clone(), self.folder.clone());
        let rest = self.rests_until.saturating_duration_since(Instant::now());
        let rest = if wanted.as_of.is_some() { Duration::ZERO } else { rest };
        let begun = std::thread::Builder::new().name("facts".to_owned()).spawn(move || {
            std::thread::sleep(rest);
            give_way();
            let began = Instant::now();
            let read = wanted.read(&store, &folder);
            // Nobody may listen any more.
            drop(filled.send(Filled(store, wanted.as_of, read, began.elapsed())));
            drop(alarm.0.send(Wake::Reply(NOBODY, Reply::Changed)));
        });
        if begun.is_err() {
            // From now on facts are read in place.
            self.screens = None;
        }
        self.screens.is_some()
    }

    /// What came of it, and of which moment it is.
    pub(super) fn end(&mut self) -> Option<(Option<Moment>, Result<Read, StoreError>)> {
        let Filled(store, as_of, read, took) = self.filled.1.try_recv().ok()?;
        (self.store, self.rests_until) = (Some(store), Instant::now() + took);
        Some((as_of, read))
    }
}

/// The last millisecond of a minute: all of it counts, so that the cut-off that is shown gives these figures again.
pub(super) fn end_of(at: Moment) -> i64 {
    at.utc_minutes().saturating_mul(60_000).saturating_add(59_999)
}

/// What the store did not do, where what it held once could not be put together.
fn of_then(error: OpenError) -> StoreError {
    match error {
        OpenError::Store(error) => error,
        OpenError::Io(error) => StoreError::Io(error.kind()),
        _ => StoreError::Refused("a store beside the store"),
    }
}
