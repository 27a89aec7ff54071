//! Figures, on a connection of their own, so that no count holds up a save.
//!
//! Writes nothing to the store but who exported what. Must stay true: what is counted is what the store held at the moment that the figures name: when
//! the question was taken up, or, where that would keep somebody waiting, a little before, with newer figures to follow; or
//! the moment that was asked for.

use super::beside::{NOBODY, Work, give_way};
use super::clerk::{failure, look};
use super::{Alarm, Wake, whole};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::i18n::Texts;
use crate::render::Document;
use crate::render::export::Export as Made;
use crate::report::behind::behind;
use crate::report::comparison::compare;
use crate::report::facts::Facts;
use crate::report::public::earlier::{Published, Unfit, is_publishable};
use crate::report::public::public;
use crate::report::{daily, report};
use crate::screen::message::{Behind, Export, Exported, Figures, Reply, Request, SummaryQuery};
use crate::search::roster::Among;
use crate::store::{Author, Head, OpenError, Store, StoreError};
use chrono::{Days, NaiveDate};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// How many days are looked at one by one.
const DAYS_SHOWN: u64 = 30;

/// A connection that counts.
pub(super) struct Reader {
    store: Store,
    author: Author,
    /// Where what the store held once is put together.
    folder: PathBuf,
    /// What was read last.
    facts: Option<Read>,
    /// What was read of a moment, and of which.
    then: Option<Then>,
    filler: Filler,
}

/// Facts, and until when they are known to be those of the store.
struct Read {
    head: Head,
    facts: Facts,
    known_ms: i64,
}

/// What the store held at a moment.
struct Then {
    at: Moment,
    /// Whether its minute was over when this was read, so that it gets nothing more.
    is_over: bool,
    read: Read,
}

/// See [`Filler::at_once`].
const CASES_AT_ONCE: usize = 10_000;

/// Reads facts anew, on a thread of its own, while older ones answer.
struct Filler {
    /// With no more cases than these, facts are read in place: before anybody could see older ones.
    at_once: usize,
    /// The connection to read on, while nobody does.
    store: Option<Store>,
    screens: Option<Sender<Wake>>,
    filled: (Sender<Filled>, Receiver<Filled>),
    /// Until then nobody reads: as long as it took the last time, so that whatever is written beside, one after the other,
    /// half the time is left for answers.
    rests_until: Instant,
}

/// The connection, what was read on it, and how long that took.
type Filled = (Store, Option<Read>, Duration);

impl Filler {
    /// Begins, where there is somewhere to tell of the end; whether somebody reads now.
    fn begin(&mut self, now_ms: i64) -> bool {
        let Some(screens) = &self.screens else { return false };
        if let Some(store) = self.store.take() {
            let (alarm, filled) = (Alarm(screens.clone()), self.filled.0.clone());
            let thread = std::thread::Builder::new().name("facts".to_owned());
            let rest = self.rests_until.saturating_duration_since(Instant::now());
            let known_ms = now_ms.saturating_add(i64::try_from(rest.as_millis()).unwrap_or(i64::MAX));
            let begun = thread.spawn(move || {
                std::thread::sleep(rest);
                give_way();
                let began = Instant::now();
                let (read, told) = match store.facts_at_head() {
                    Ok((head, facts)) => (Some(Read { head, facts, known_ms }), Reply::Changed),
                    Err(error) => (None, Reply::Failed(failure(error))),
                };
                // Nobody may listen any more.
                drop(filled.send((store, read, began.elapsed())));
                drop(alarm.0.send(Wake::Reply(NOBODY, told)));
            });
            if begun.is_err() {
                // From now on facts are read in place.
                self.screens = None;
                return false;
            }
        }
        true
    }

    /// What was read meanwhile.
    fn end(&mut self) -> Option<Read> {
        let (store, read, took) = self.filled.1.try_recv().ok()?;
        (self.store, self.rests_until) = (Some(store), Instant::now() + took);
        read
    }
}

impl Reader {
    /// Of one connection for questions and one for what takes longer.
    pub(super) fn new(store: Store, second: Store, author: Author, folder: PathBuf) -> Self {
        for store in [&store, &second] {
            // A store that cannot be told so reads all the same.
            drop(store.keep_few_pages());
        }
        let (told, rests_until) = (channel(), Instant::now());
        let filler = Filler { at_once: CASES_AT_ONCE, store: Some(second), screens: None, filled: told, rests_until };
        Self { store, author, folder, facts: None, then: None, filler }
    }

    fn figures(&mut self, query: SummaryQuery, is_public: bool, now_ms: i64) -> Result<Figures, StoreError> {
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::UTC);
        let (is_training, mut offices) = (self.store.is_training(), self.store.offices()?);
        offices.retain(|(code, _)| query.scope.offices.contains(code));
        let Read { head, facts, known_ms } = self.facts(query.as_of, now_ms)?;
        let known = Moment::at_instant(*known_ms, zone).ok_or(StoreError::Refused("a clock far off"))?;
        let report = report(facts, &query.scope, query.period);
        let report = if is_public { public(&report) } else { report };
        let (as_of, head) = (query.as_of.unwrap_or(known), head.to_string());
        let comparison = query.against.map(|against| compare(facts, &report, against, as_of));
        let days = last_days(query.period, as_of.date());
        let days = days.map(|days| (days, daily::services(facts, &query.scope, days)));
        Ok(Figures { query, report, comparison, days, as_of, head, offices, is_training })
    }

    /// What is to be known before figures are published.
    fn warned(&mut self, query: &SummaryQuery, left_out: Option<Unfit>, now_ms: i64) -> Result<Exported, StoreError> {
        let noted = self.store.looks("report")?.into_iter().map(|look| (look.subject, look.officer, look.at_ms));
        let read = self.facts(query.as_of, now_ms)?;
        let own = published(query, left_out.is_none(), read.head.to_string());
        Ok(Exported::Warned { left_out, earlier: own.earlier(noted, &read.facts) })
    }

    /// Writes figures as they are now, and who does so; nothing that exists is written over.
    fn export(&mut self, wanted: &Export, now_ms: i64) -> Result<Exported, StoreError> {
        let place = std::path::absolute(&wanted.place).unwrap_or_else(|_| wanted.place.clone());
        if let Err(error) = whole::is_new(&place) {
            return Ok(unwritten(&error));
        }
        let query = &wanted.query;
        // What somebody typed may hold any figure.
        if wanted.is_public && wanted.edited.is_some() {
            return Ok(Exported::Failed("export-copy-public"));
        }
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::UTC);
        let as_of = query.as_of.or_else(|| Moment::at_instant(now_ms, zone));
        if let Some(why) = is_publishable(query.period, None, as_of).err().filter(|_| wanted.is_public) {
            return Ok(Exported::Unfit(why));
        }
        let unfit = is_publishable(query.period, query.against, as_of).err().filter(|_| wanted.is_public);
        let is_beside = unfit.is_none();
        if query.as_of.is_none() {
            self.catch_up(now_ms)?;
        }
        if wanted.is_public && !wanted.is_warned {
            let warned = self.warned(query, unfit, now_ms)?;
            if !matches!(&warned, Exported::Warned { left_out: None, earlier } if earlier.is_empty()) {
                return Ok(warned);
            }
        }
        let figures = self.figures(query.clone(), wanted.is_public, now_ms)?;
        let (stamp, texts) = (figures.stamp(wanted.lang), Texts::new(wanted.lang).in_digits(wanted.is_in_digits));
        let comparison = figures.comparison.as_ref().filter(|_| is_beside);
        let document = Document {
            report: &figures.report,
            comparison,
            stamp: &stamp,
            texts: &texts,
            is_by_border: false,
            parts: wanted.parts,
        };
        let mut step = |done, of| wanted.progress.step(done, of);
        let made = match &wanted.edited {
            Some(edited) => Made::edited(edited, &document),
            None => Made::new(wanted.format, &document, &mut step),
        };
        let made = match made {
            Ok(made) => made,
            Err(error) => return Ok(unwritten(&error)),
        };
        let own = published(query, is_beside, figures.head.clone());
        let subject = own.noted(wanted.format.code(), &made.fingerprint(), wanted.is_public);
        let look = look(&self.author, "report", subject, now_ms);
        // Noted last, when nothing but the stop of whoever waits keeps it from being there.
        let note = || self.store.look_unless(&look, || !wanted.progress.step(1, 1));
        match whole::save(&place, &made, note).map_err(StoreError::sorted) {
            Ok(()) => Ok(Exported::Written {
                place: place.display().to_string(),
                bytes: u64::try_from(made.size()).unwrap_or(u64::MAX),
                fingerprint: made.fingerprint(),
            }),
            Err(StoreError::Stopped) => Ok(Exported::Stopped),
            Err(StoreError::Io(kind)) => Ok(unwritten(&kind.into())),
            Err(error) => Err(error),
        }
    }

    /// Takes what was read beside, unless something newer was read in place meanwhile.
    fn take_filled(&mut self) {
        let filled = self.filler.end();
        let is_newer = |read: &Read| self.facts.as_ref().is_none_or(|known| known.head.seq <= read.head.seq);
        self.facts = filled.filter(is_newer).or(self.facts.take());
    }

    /// Reads what was written since: what leaves the program is as it is now, however long that takes.
    fn catch_up(&mut self, now_ms: i64) -> Result<(), StoreError> {
        self.take_filled();
        let head = self.store.head()?;
        if self.facts.as_ref().is_none_or(|read| read.head != head) {
            // There is no room for them twice.
            self.facts = None;
            let (head, facts) = self.store.facts_at_head()?;
            self.facts = Some(Read { head, facts, known_ms: now_ms });
        }
        Ok(())
    }

    /// The facts of now; where there are many cases, those that were read last, and newer ones are read beside.
    fn facts_now(&mut self, now_ms: i64) -> Result<&Read, StoreError> {
        self.take_filled();
        let head = self.store.head()?;
        let is_known = self.facts.as_ref().is_some_and(|read| read.head == head);
        let are_many = self.facts.as_ref().is_some_and(|read| read.facts.len() > self.filler.at_once);
        let read = match self.facts.take() {
            Some(read) if is_known => Read { known_ms: now_ms, ..read },
            Some(read) if are_many && self.filler.begin(now_ms) => read,
            _ => {
                let (head, facts) = self.store.facts_at_head()?;
                Read { head, facts, known_ms: now_ms }
            }
        };
        Ok(self.facts.insert(read))
    }

    /// The facts of now, or of a moment.
    fn facts(&mut self, as_of: Option<Moment>, now_ms: i64) -> Result<&Read, StoreError> {
        let Some(at) = as_of else { return self.facts_now(now_ms) };
        let then = match self.then.take().filter(|known| known.at == at) {
            Some(known) if known.is_over || known.read.head == self.store.head_at(end_of(at))? => known,
            _ => self.read_then(at, now_ms)?,
        };
        Ok(&self.then.insert(then).read)
    }

    /// The facts of the whole minute, so that the cut-off that is shown gives these figures again.
    fn read_then(&self, at: Moment, now_ms: i64) -> Result<Then, StoreError> {
        let until_ms = end_of(at);
        let (head, then) = self.store.as_of(until_ms, &self.folder, &mut |_, _| true).map_err(of_then)?;
        let read = Read { head, facts: then.facts()?, known_ms: at.utc_minutes().saturating_mul(60_000) };
        Ok(Then { at, is_over: until_ms < now_ms, read })
    }

    /// The cases that make a figure, as the store numbers them now.
    fn behind(&mut self, asked: &Behind, now_ms: i64) -> Result<Among, StoreError> {
        let SummaryQuery { period, scope, as_of, .. } = &asked.query;
        let Read { facts, .. } = self.facts(*as_of, now_ms)?;
        let made = asked.cells.iter().filter_map(|cell| behind(facts, scope, *period, cell)).flatten();
        Ok(Among::new(made.map(|made| (i64::from(made.case), made.count))))
    }
}

/// The last millisecond of a minute.
fn end_of(at: Moment) -> i64 {
    at.utc_minutes().saturating_mul(60_000).saturating_add(59_999)
}

/// What figures are of, as it is noted.
fn published(query: &SummaryQuery, is_beside: bool, head: String) -> Published {
    let against = query.against.filter(|_| is_beside);
    Published { period: query.period, scope: query.scope.clone(), against, head }
}

/// The last days of a period that have come by a day.
fn last_days(period: Period, today: NaiveDate) -> Option<Period> {
    let to = period.to().min(today);
    let from = to.checked_sub_days(Days::new(DAYS_SHOWN.saturating_sub(1)))?;
    Period::from_to(period.from().max(from), to).ok()
}

/// Why nothing was written.
fn unwritten(error: &io::Error) -> Exported {
    Exported::Failed(match error.kind() {
        ErrorKind::Interrupted => return Exported::Stopped,
        ErrorKind::AlreadyExists => "export-exists",
        ErrorKind::NotFound | ErrorKind::NotADirectory => "export-no-folder",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "export-denied",
        ErrorKind::StorageFull => "export-full",
        _ => "export-failed",
    })
}

/// What the store did not do, where what it held once could not be put together.
fn of_then(error: OpenError) -> StoreError {
    match error {
        OpenError::Store(error) => error,
        OpenError::Io(error) => StoreError::Io(error.kind()),
        _ => StoreError::Refused("a store beside the store"),
    }
}

impl Work for Reader {
    const NAME: &'static str = "figures";

    fn meet(&mut self, screens: &Sender<Wake>) {
        self.filler.screens = Some(screens.clone());
    }

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Reply, StoreError> {
        match request {
            Request::Summary(query) => Ok(Reply::Figures(Box::new(self.figures(query, false, now_ms)?))),
            Request::Behind(asked) => {
                let among = self.behind(&asked, now_ms)?;
                Ok(Reply::Behind(asked, Arc::new(among)))
            }
            Request::Export(wanted) => Ok(Reply::Exported(self.export(&wanted, now_ms)?)),
            _ => Err(StoreError::Refused("no question about figures")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::log::operation::Act;
    use crate::render::export::Format;
    use crate::render::part::Parts;
    use crate::report::Scope;
    use crate::store::NewOperation;
    use crate::training::{Scenario, cases};
    use crate::vault::Role;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;
    use uuid::Uuid;

    const NOW_MS: i64 = 1_560_630_720_000;

    /// A minute that is not over may still get something.
    #[test]
    fn figures_of_this_minute_are_those_of_the_whole_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("store"), DataKey::generate(&mut SystemEntropy).unwrap());
        let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        let now = Moment::at_instant(NOW_MS, chrono_tz::UTC);
        let made = cases(Scenario { seed: 1, cases: 40, days: 30, now: now.unwrap(), present: 5 });
        let mut made = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes });
        let mut write = || store.append(&author, NOW_MS + 20_000, made.by_ref().take(20).collect()).unwrap();
        let query =
            SummaryQuery { period: Period::parse("2019").unwrap(), scope: Scope::default(), against: None, as_of: now };
        let open = || Store::open(&path, &key).unwrap();
        let mut reader = Reader::new(open(), open(), author.clone(), folder.path().to_owned());
        let mut asked = |now_ms| {
            let figures = reader.figures(query.clone(), false, now_ms).unwrap();
            (figures.report.measures.events, figures.head)
        };
        write();
        let (first, head) = asked(NOW_MS + 30_000);
        assert_eq!(asked(NOW_MS + 30_000), (first, head.clone()));
        write();
        let (events, later) = asked(NOW_MS + 90_000);
        assert!(events > first && later != head, "{events} after {first}");
    }

    #[test]
    fn older_figures_answer_at_once_and_newer_ones_follow() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("store"), DataKey::generate(&mut SystemEntropy).unwrap());
        let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        let now = Moment::parse("2019-06-15T14:32", chrono_tz::UTC).unwrap();
        let made = cases(Scenario { seed: 1, cases: 60, days: 30, now, present: 5 });
        let mut made = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes });
        let mut write = || store.append(&author, NOW_MS, made.by_ref().take(20).collect()).unwrap();
        let period = Period::parse("2019").unwrap();
        let query = SummaryQuery { period, scope: Scope::default(), against: None, as_of: None };
        let open = || Store::open(&path, &key).unwrap();
        let mut reader = Reader::new(open(), open(), author.clone(), folder.path().to_owned());
        let (screens, told) = channel();
        reader.filler.at_once = 0;
        reader.meet(&screens);
        let mut asked = |now_ms| {
            let figures = reader.figures(query.clone(), false, now_ms).unwrap();
            (figures.report.measures.events, figures.as_of.utc_minutes() * 60_000)
        };
        write();
        let first = asked(NOW_MS);
        write();
        assert_eq!(asked(NOW_MS + 60_000), first, "what was known then, and until when");
        assert!(matches!(told.recv(), Ok(Wake::Reply(NOBODY, Reply::Changed))));
        let (events, known_ms) = asked(NOW_MS + 120_000);
        assert!(events > first.0 && known_ms == NOW_MS + 120_000, "{events} after {}", first.0);
        write();
        let place = folder.path().join("figures.json");
        let wanted = Export {
            query,
            format: Format::Json,
            parts: Parts::ALL,
            is_public: false,
            is_warned: false,
            edited: None,
            lang: Lang::En,
            is_in_digits: true,
            place: place.clone(),
            progress: Arc::default(),
        };
        reader.export(&wanted, NOW_MS + 180_000).unwrap();
        let (head, exported) = (reader.store.head().unwrap().to_string(), std::fs::read_to_string(place).unwrap());
        assert!(exported.contains(&head), "what leaves the program is as it is now");
        let (edited, place) = (Some(vec!["One child of Haiti.".to_owned()]), folder.path().join("statement.txt"));
        let wanted = Export { is_public: true, is_warned: true, format: Format::Prose, edited, place, ..wanted };
        let refused = reader.export(&wanted, NOW_MS + 180_000).unwrap();
        assert!(matches!(refused, Exported::Failed("export-copy-public")), "what somebody typed may hold any figure");
    }
}
