//! Figures, on a connection of their own, so that no count holds up a save.
//!
//! Never writes to the store. Must stay true: what is counted is what the store held when the question was taken up, or
//! what it held at the moment that was asked for.

use super::beside::Work;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::report::comparison::compare;
use crate::report::facts::Facts;
use crate::report::{daily, report};
use crate::screen::message::{Figures, Reply, Request, SummaryQuery};
use crate::store::{Head, OpenError, Store, StoreError};
use chrono::{Days, NaiveDate};
use std::path::PathBuf;

/// How many days are looked at one by one.
const DAYS_SHOWN: u64 = 30;

/// A connection that counts.
pub(super) struct Reader {
    store: Store,
    office: String,
    /// Where what the store held once is put together.
    folder: PathBuf,
    /// What was read last, and after which operation.
    facts: Option<(Head, Facts)>,
    /// What was read of a moment, and of which.
    then: Option<(Moment, Head, Facts)>,
}

impl Reader {
    pub(super) const fn new(store: Store, office: String, folder: PathBuf) -> Self {
        Self { store, office, folder, facts: None, then: None }
    }

    fn figures(&mut self, query: SummaryQuery, now_ms: i64) -> Result<Figures, StoreError> {
        let zone = self.store.zone(&self.office).unwrap_or(chrono_tz::UTC);
        let now = Moment::at_instant(now_ms, zone).ok_or(StoreError::Refused("a clock far off"))?;
        let is_training = self.store.is_training();
        let (head, facts) = match query.as_of {
            Some(then) => self.facts_then(then)?,
            None => self.facts_now()?,
        };
        let report = report(facts, &query.scope, query.period);
        let (as_of, head) = (query.as_of.unwrap_or(now), head.to_string());
        let comparison = compare(facts, &report, query.against, as_of);
        let days = last_days(query.period, as_of.date());
        let days = days.map(|days| (days, daily::services(facts, &query.scope, days)));
        Ok(Figures { query, report, comparison, days, as_of, head, is_training })
    }

    fn facts_now(&mut self) -> Result<(&Head, &Facts), StoreError> {
        let head = self.store.head()?;
        let read = match self.facts.take().filter(|(known, _)| *known == head) {
            Some(known) => known,
            None => self.store.facts_at_head()?,
        };
        let (head, facts) = self.facts.insert(read);
        Ok((head, facts))
    }

    /// The facts of the whole minute, so that the cut-off that is shown gives these figures again.
    fn facts_then(&mut self, then: Moment) -> Result<(&Head, &Facts), StoreError> {
        let read = if let Some(known) = self.then.take().filter(|(known, ..)| *known == then) {
            known
        } else {
            let until_ms = then.utc_minutes().saturating_mul(60_000).saturating_add(59_999);
            let facts = self.store.as_of(until_ms, &self.folder).map_err(of_then)?.facts()?;
            (then, self.store.head_at(until_ms)?, facts)
        };
        let (_, head, facts) = self.then.insert(read);
        Ok((head, facts))
    }
}

/// The last days of a period that have come by a day.
fn last_days(period: Period, today: NaiveDate) -> Option<Period> {
    let to = period.to().min(today);
    let from = to.checked_sub_days(Days::new(DAYS_SHOWN.saturating_sub(1)))?;
    Period::from_to(period.from().max(from), to).ok()
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

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Reply, StoreError> {
        let Request::Summary(query) = request else { return Err(StoreError::Refused("no question about figures")) };
        Ok(Reply::Figures(Box::new(self.figures(query, now_ms)?)))
    }
}
