//! Figures, on a connection of their own, so that no count holds up a save.
//!
//! Writes nothing to the store but who exported what. Must stay true: what is counted is what the store held at the moment that the figures name: when
//! the question was taken up, or, where that would keep somebody waiting, a little before, with newer figures to follow; or
//! the moment that was asked for.

use super::beside::Work;
use super::clerk::look;
use super::filler::{Filler, Read, Wanted, end_of};
use super::{Wake, whole};
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::i18n::Texts;
use crate::render::Document;
use crate::render::export::Export as Made;
use crate::report::behind::behind_all;
use crate::report::comparison::compare;
use crate::report::public::earlier::{Published, Unfit, is_publishable, settled};
use crate::report::public::public;
use crate::report::{daily, report};
use crate::screen::message::{Behind, Export, Exported, Figures, Reply, Request, SummaryQuery};
use crate::search::among::Among;
use crate::store::{Author, Head, Store, StoreError};
use chrono::{Days, NaiveDate};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

const NO_FACTS: StoreError = StoreError::Refused("figures without facts");
/// How many days are looked at one by one.
const DAYS_SHOWN: u64 = 30;

/// A connection that counts.
pub(super) struct Reader {
    store: Store,
    author: Author,
    /// Where what the store held once is put together.
    folder: PathBuf,
    /// The facts of now, and those of a moment, that were read last.
    now: Option<Read>,
    then: Option<Read>,
    filler: Filler,
}

impl Reader {
    /// Of one connection for questions and one for what takes longer.
    pub(super) fn new(store: Store, second: Store, author: Author, folder: PathBuf) -> Self {
        for store in [&store, &second] {
            // A store that cannot be told so reads all the same.
            drop(store.keep_few_pages());
        }
        Self { store, author, now: None, then: None, filler: Filler::new(second, folder.clone()), folder }
    }

    /// Figures of the facts that are known.
    fn figures(&self, query: SummaryQuery, is_public: bool) -> Result<Figures, StoreError> {
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::UTC);
        let is_training = self.store.is_training();
        // Not asked for where none is named: there is a question for every key.
        let mut offices = if query.scope.offices.is_empty() { Vec::new() } else { self.store.offices()? };
        offices.retain(|(code, _)| query.scope.offices.contains(code));
        let Read { head, facts, known_ms, .. } = self.known(query.as_of).ok_or(NO_FACTS)?;
        let has_newer = self.head(query.as_of)? != *head;
        let known = Moment::at_instant(*known_ms, zone).ok_or(StoreError::Refused("a clock far off"))?;
        let report = report(facts, &query.scope, query.period);
        let report = if is_public { public(&report) } else { report };
        let (as_of, head) = (query.as_of.unwrap_or(known), head.to_string());
        let comparison = query.against.map(|against| compare(facts, &report, against, as_of));
        let days = last_days(query.period, as_of.date());
        let days = days.map(|days| (days, daily::services(facts, &query.scope, days)));
        Ok(Figures { query, report, comparison, days, as_of, head, offices, has_newer, is_training })
    }

    /// What is to be known before figures are published.
    fn warned(&self, query: &SummaryQuery, left_out: Option<Unfit>) -> Result<Exported, StoreError> {
        let noted = self.store.looks("report")?.into_iter().map(|look| (look.subject, look.officer, look.at_ms));
        let read = self.known(query.as_of).ok_or(NO_FACTS)?;
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
        let as_of = settled(query.as_of, now_ms, zone);
        if let Some(why) = is_publishable(query.period, None, as_of).err().filter(|_| wanted.is_public) {
            return Ok(Exported::Unfit(why));
        }
        let unfit = is_publishable(query.period, query.against, as_of).err().filter(|_| wanted.is_public);
        let is_beside = unfit.is_none();
        self.catch_up(&Wanted::new(query.as_of, &wanted.progress, now_ms))?;
        if wanted.is_public && !wanted.is_warned {
            let warned = self.warned(query, unfit)?;
            if !matches!(&warned, Exported::Warned { left_out: None, earlier } if earlier.is_empty()) {
                return Ok(warned);
            }
        }
        let figures = self.figures(query.clone(), wanted.is_public)?;
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

    /// The last operation of now, or up to the end of the minute of a moment.
    fn head(&self, as_of: Option<Moment>) -> Result<Head, StoreError> {
        as_of.map_or_else(|| self.store.head(), |at| self.store.head_at(end_of(at)))
    }

    /// The facts of now or of a moment, where they are known.
    fn known(&self, as_of: Option<Moment>) -> Option<&Read> {
        [&self.now, &self.then].into_iter().flatten().find(|read| read.as_of == as_of)
    }

    /// Keeps what was read, in the place of what is no newer; nothing is room for twice.
    fn keep(&mut self, read: Read) {
        if self.known(read.as_of).is_none_or(|known| known.head.seq <= read.head.seq) {
            let place = if read.as_of.is_some() { &mut self.then } else { &mut self.now };
            *place = Some(read);
        }
    }

    /// Takes what was read beside; what failed there is told to whoever wants the same.
    fn take_filled(&mut self, wanted: &Wanted) -> Result<(), StoreError> {
        match self.filler.end() {
            Some((_, Ok(read))) => self.keep(read),
            Some((as_of, Err(error))) if as_of == wanted.as_of && !matches!(error, StoreError::Stopped) => {
                return Err(error);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads what was written since: what leaves the program is as it is now, however long that takes.
    fn catch_up(&mut self, wanted: &Wanted) -> Result<(), StoreError> {
        self.take_filled(wanted)?;
        let head = self.head(wanted.as_of)?;
        if self.known(wanted.as_of).is_none_or(|read| read.head != head) {
            // There is no room for them twice.
            drop(if wanted.as_of.is_some() { self.then.take() } else { self.now.take() });
            let read = wanted.read(&self.store, &self.folder)?;
            self.keep(read);
        } else {
            self.know(wanted);
        }
        Ok(())
    }

    /// What is known of now is still what the store holds.
    fn know(&mut self, wanted: &Wanted) {
        if let Some(read) = self.now.as_mut().filter(|_| wanted.as_of.is_none()) {
            read.known_ms = wanted.now_ms;
        }
    }

    /// Whether there are facts to count: where it takes longer, those that were read last, and newer ones are read beside;
    /// none where whoever wants them is told to ask again, or waits no more.
    fn is_ready(&mut self, wanted: &Wanted) -> Result<bool, StoreError> {
        self.take_filled(wanted)?;
        let head = self.head(wanted.as_of)?;
        let known = self.known(wanted.as_of);
        let is_long = wanted.as_of.is_some() || known.is_some_and(|read| read.facts.len() > self.filler.at_once);
        let (is_known, is_newest) = (known.is_some(), known.is_some_and(|read| read.head == head));
        if is_newest {
            self.know(wanted);
            return Ok(true);
        }
        if is_long && self.filler.begin(wanted) {
            return Ok(is_known);
        }
        match self.catch_up(wanted) {
            Err(StoreError::Stopped) => Ok(false),
            done => done.map(|()| true),
        }
    }

    /// The figures that are wanted; later, where they take longer.
    fn summary(&mut self, query: SummaryQuery, wanted: &Wanted) -> Result<Option<Reply>, StoreError> {
        let is_ready = self.is_ready(wanted)?;
        is_ready.then(|| Ok(Reply::Figures(Box::new(self.figures(query, false)?)))).transpose()
    }

    /// The cases that make a figure, or now would; where its facts have gone, those figures as they are now.
    fn behind(&mut self, asked: Behind, now_ms: i64) -> Result<Option<Reply>, StoreError> {
        let SummaryQuery { period, scope, as_of, .. } = &asked.query;
        let wanted = Wanted::new(*as_of, &Arc::default(), now_ms);
        // Of a moment nobody reads again for a list that stands: two would take each other's place for ever.
        let has_gone = as_of.is_some() && self.known(*as_of).is_none();
        if asked.head.is_none() && (has_gone || !self.is_ready(&wanted)?) {
            return Ok(None);
        }
        let is_of = |read: &&Read| asked.head.as_ref().is_none_or(|head| *head == read.head.to_string());
        let Some(Read { facts, .. }) = self.known(*as_of).filter(is_of) else {
            return self.summary(asked.query, &wanted);
        };
        let made = behind_all(facts, scope, *period, &asked.cells);
        let among = Among::new(made.into_iter().map(|made| (made.case, made.count)));
        Ok(Some(Reply::Behind(asked, Arc::new(among))))
    }
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
        ErrorKind::AlreadyExists | whole::TAKEN => "export-exists",
        ErrorKind::NotFound | ErrorKind::NotADirectory => "export-no-folder",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "export-denied",
        ErrorKind::StorageFull => "export-full",
        _ => "export-failed",
    })
}

impl Work for Reader {
    const NAME: &'static str = "figures";

    fn meet(&mut self, screens: &Sender<Wake>) {
        self.filler.meet(screens);
    }

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Option<Reply>, StoreError> {
        match request {
            Request::Summary(query, progress) => {
                let wanted = Wanted::new(query.as_of, &progress, now_ms);
                self.summary(query, &wanted)
            }
            Request::Behind(asked) => self.behind(asked, now_ms),
            Request::Export(wanted) => Ok(Some(Reply::Exported(match self.export(&wanted, now_ms) {
                Err(StoreError::Stopped) => Exported::Stopped,
                exported => exported?,
            }))),
            _ => Err(StoreError::Refused("no question about figures")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::beside::NOBODY;
    use super::*;
    use crate::i18n::Lang;
    use crate::log::operation::Act;
    use crate::render::export::Format;
    use crate::render::part::Parts;
    use crate::report::Scope;
    use crate::report::behind::CellRef;
    use crate::screen::message::Progress;
    use crate::store::NewOperation;
    use crate::training::{Scenario, cases};
    use crate::vault::Role;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;
    use std::sync::mpsc::channel;
    use uuid::Uuid;

    const NOW_MS: i64 = 1_560_630_720_000;

    /// A store that is written to, twenty cases at a time, and a reader of it.
    struct Desk {
        folder: tempfile::TempDir,
        store: Store,
        author: Author,
        left: Vec<NewOperation>,
        reader: Reader,
        query: SummaryQuery,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let (path, key) = (folder.path().join("store"), DataKey::generate(&mut SystemEntropy).unwrap());
            let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
            let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
            let now = Moment::at_instant(NOW_MS, chrono_tz::UTC).unwrap();
            let made = cases(Scenario { seed: 1, cases: 60, days: 30, now, present: 5 });
            let left = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes }).collect();
            let open = || Store::open(&path, &key).unwrap();
            let reader = Reader::new(open(), open(), author.clone(), folder.path().to_owned());
            let period = Period::parse("2019").unwrap();
            let query = SummaryQuery { period, scope: Scope::default(), against: None, as_of: None };
            Self { folder, store, author, left, reader, query }
        }

        fn write(&mut self, now_ms: i64) {
            self.store.append(&self.author, now_ms, self.left.split_off(self.left.len() - 20)).unwrap();
        }

        fn asked(&mut self, progress: &Arc<Progress>, now_ms: i64) -> Option<Figures> {
            let answer = self.reader.answer(Request::Summary(self.query.clone(), Arc::clone(progress)), now_ms);
            answer.unwrap().map(|answer| match answer {
                Reply::Figures(figures) => *figures,
                _ => panic!("no figures"),
            })
        }

        /// How many events there are, until when they are known, and whether there are more.
        fn events(&mut self, now_ms: i64) -> (u64, i64, bool) {
            let figures = self.asked(&Arc::default(), now_ms).unwrap();
            (figures.report.measures.events, figures.as_of.utc_minutes() * 60_000, figures.has_newer)
        }
    }

    /// A minute that is not over may still get something.
    #[test]
    fn figures_of_this_minute_are_those_of_the_whole_of_it() {
        let mut desk = Desk::new();
        desk.query.as_of = Moment::at_instant(NOW_MS, chrono_tz::UTC);
        desk.write(NOW_MS + 20_000);
        let first = desk.asked(&Arc::default(), NOW_MS + 30_000).unwrap();
        assert_eq!(desk.asked(&Arc::default(), NOW_MS + 30_000).unwrap().head, first.head);
        desk.write(NOW_MS + 20_000);
        let later = desk.asked(&Arc::default(), NOW_MS + 90_000).unwrap();
        assert!(later.report.measures.events > first.report.measures.events && later.head != first.head);
    }

    /// What stood at a moment is put together beside, while the figures of now answer; given up, it is not there.
    #[test]
    fn what_stood_once_is_read_beside_and_may_be_given_up() {
        let mut desk = Desk::new();
        let (screens, told) = channel();
        desk.reader.meet(&screens);
        let is_told = || matches!(told.recv(), Ok(Wake::Reply(NOBODY, Reply::Changed)));
        desk.write(NOW_MS);
        let (first, ..) = desk.events(NOW_MS);
        desk.write(NOW_MS + 60_000);
        let then = Moment::at_instant(NOW_MS, chrono_tz::UTC);
        let (given_up, progress) = (Arc::<Progress>::default(), Arc::<Progress>::default());
        given_up.stop();
        desk.query.as_of = then;
        assert!(desk.asked(&given_up, NOW_MS + 60_000).is_none() && is_told() && desk.reader.known(then).is_none());
        assert!(desk.asked(&progress, NOW_MS + 60_000).is_none());
        desk.query.as_of = None;
        assert!(desk.events(NOW_MS + 60_000).0 > first, "meanwhile");
        assert!(is_told());
        desk.query.as_of = then;
        assert_eq!(desk.events(NOW_MS + 120_000), (first, NOW_MS, false));
        let (done, of) = progress.done();
        assert!(0 < of && done < of, "{done} of {of}");
    }

    /// Figures that leave the program are known until they leave it, though nothing was written since they were read.
    #[test]
    fn what_leaves_the_program_is_known_until_then() {
        let mut desk = Desk::new();
        desk.write(NOW_MS);
        desk.events(NOW_MS);
        desk.reader.catch_up(&Wanted::new(None, &Arc::default(), NOW_MS + 900_000)).unwrap();
        assert_eq!(desk.reader.known(None).map(|read| read.known_ms), Some(NOW_MS + 900_000));
    }

    /// A list of one moment does not read that again while the screen shows another one, or neither would ever stand.
    #[test]
    fn a_list_of_a_moment_does_not_take_the_place_of_another_moment() {
        let mut desk = Desk::new();
        desk.write(NOW_MS);
        let [gone, shown] = [0, 60_000].map(|after| Moment::at_instant(NOW_MS + after, chrono_tz::UTC));
        desk.query.as_of = shown;
        desk.events(NOW_MS + 120_000);
        let cells = vec![CellRef::parse("measures/events").unwrap()];
        let query = SummaryQuery { as_of: gone, ..desk.query.clone() };
        let answer = desk.reader.answer(Request::Behind(Behind { query, cells, head: None }), NOW_MS + 120_000);
        assert!(answer.unwrap().is_none() && desk.reader.known(shown).is_some() && desk.reader.known(gone).is_none());
    }

    #[test]
    fn older_figures_answer_at_once_and_newer_ones_follow() {
        let mut desk = Desk::new();
        let (screens, told) = channel();
        desk.reader.filler.at_once = 0;
        desk.reader.meet(&screens);
        desk.write(NOW_MS);
        let first = desk.events(NOW_MS);
        desk.write(NOW_MS + 60_000);
        assert_eq!(desk.events(NOW_MS + 60_000), (first.0, NOW_MS, true), "what was known then, and until when");
        assert!(matches!(told.recv(), Ok(Wake::Reply(NOBODY, Reply::Changed))));
        let (events, known_ms, has_newer) = desk.events(NOW_MS + 120_000);
        assert!(events > first.0 && known_ms == NOW_MS + 120_000 && !has_newer, "{events} after {}", first.0);
        desk.write(NOW_MS + 120_000);
        let Desk { folder, mut reader, query, .. } = desk;
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
