//! Figures, on a connection of their own, so that no count holds up a save.
//!
//! Never writes to the store. Must stay true: what is counted is what the store held when the
//! question was taken up.

use super::beside::Work;
use crate::domain::moment::Moment;
use crate::i18n::Texts;
use crate::render::{Document, Stamp, text};
use crate::report::facts::Facts;
use crate::report::{Scope, report};
use crate::screen::message::{Reply, Request, SummaryQuery};
use crate::store::{Head, Store, StoreError};

/// A connection that counts.
pub(super) struct Reader {
    store: Store,
    office: String,
    /// What was read last, and after which operation.
    facts: Option<(Head, Facts)>,
}

impl Reader {
    pub(super) const fn new(store: Store, office: String) -> Self {
        Self { store, office, facts: None }
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

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Reply, StoreError> {
        let Request::Summary(query) = request else { return Err(StoreError::Refused("no question about figures")) };
        Ok(Reply::Summary { lines: self.lines(&query, now_ms)?, query })
    }
}
