//! Figures, on a connection of their own, so that no count holds up a save.
//!
//! Never writes to the store; makes the copy of the day. Must stay true: what is counted is what the store held when the
//! question was taken up.

use super::beside::Work;
use crate::domain::moment::Moment;
use crate::i18n::Texts;
use crate::render::{Document, Stamp, text};
use crate::report::facts::Facts;
use crate::report::{Scope, report};
use crate::screen::message::{Reply, Request, SummaryQuery};
use crate::store::{Folder, Head, Store, StoreError};
use crate::vault::Vault;
use crate::vault::key::DataKey;

/// What it takes to copy a store.
pub(super) struct Copies {
    pub(super) folder: Folder,
    pub(super) key: DataKey,
    /// When the store was opened, in milliseconds UTC.
    pub(super) now_ms: i64,
}

/// A connection that counts.
pub(super) struct Reader {
    store: Store,
    office: String,
    copies: Copies,
    /// What was read last, and after which operation.
    facts: Option<(Head, Facts)>,
}

impl Reader {
    pub(super) const fn new(store: Store, office: String, copies: Copies) -> Self {
        Self { store, office, copies, facts: None }
    }

    /// Copies the store once a day, at the first unlock; whether that was now.
    pub(super) fn copy_of_the_day(&self) -> Result<bool, &'static str> {
        let Copies { folder, key, now_ms } = &self.copies;
        let zone = self.store.zone(&self.office).unwrap_or(chrono_tz::UTC);
        let today = Moment::at_instant(*now_ms, zone).ok_or("failed-backup")?.date().to_string();
        let keys = Vault::open(folder.path()).or(Err("failed-backup"))?.file();
        let made = self.store.back_up_daily(&keys, &folder.backups(), &today, key);
        made.or(Err("failed-backup"))
    }

    fn lines(&mut self, query: &SummaryQuery, now_ms: i64) -> Result<Vec<String>, StoreError> {
        let head = self.store.head()?;
        let (head, facts) = match self.facts.take().filter(|(known, _)| *known == head) {
            Some(known) => known,
            None => self.store.facts_at_head()?,
        };
        let scope = Scope { states: Vec::new(), offices: query.office.iter().cloned().collect() };
        let report = report(&facts, &scope, query.period);
        let zone = self.store.zone(&self.office).unwrap_or(chrono_tz::UTC);
        let as_of = Moment::at_instant(now_ms, zone).ok_or(StoreError::Refused("a clock far off"))?;
        let (training, lang) = (self.store.is_training(), query.lang);
        let stamp = Stamp { as_of, head: head.to_string(), public: false, training, lang };
        let texts = Texts::new(lang);
        let document = Document { report: &report, comparison: None, stamp: &stamp, texts: &texts };
        let lines = text::lines(&document, usize::from(query.columns));
        self.facts = Some((head, facts));
        Ok(lines)
    }
}

impl Work for Reader {
    const NAME: &'static str = "figures";

    fn begin(&mut self) -> Option<Reply> {
        let copied = self.copy_of_the_day();
        copied.map_or_else(|why| Some(Reply::Failed(why)), |is_new| is_new.then_some(Reply::Changed))
    }

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Reply, StoreError> {
        let Request::Summary(query) = request else { return Err(StoreError::Refused("no question about figures")) };
        Ok(Reply::Summary { lines: self.lines(&query, now_ms)?, query })
    }
}
