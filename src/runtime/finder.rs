//! Lists and searches, on a connection of their own, so that no figure and no save holds up a letter.
//!
//! Never writes to the store. Must stay true: who asks is who sat down when the store was opened.

use super::beside::Work;
use crate::domain::moment::Moment;
use crate::screen::message::{Reply, Request};
use crate::store::{Asking, Author, Finder, Store, StoreError};

/// A connection that finds.
pub(super) struct Finding {
    store: Store,
    finder: Finder,
    author: Author,
}

impl Finding {
    pub(super) fn new(mut store: Store, author: &Author) -> Self {
        let author = store.seat(&author.officer, author.role(), &author.office);
        Self { store, finder: Finder::default(), author }
    }
}

impl Work for Finding {
    const NAME: &'static str = "lists";

    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Option<Reply>, StoreError> {
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::UTC);
        let today = Moment::at_instant(now_ms, zone).ok_or(StoreError::Refused("a clock far off"))?.date();
        let asking = Asking { officer: &self.author.officer, today, now_ms };
        match request {
            Request::Find(query) => {
                Ok(Some(Reply::Found(query.clone(), self.finder.find(&self.store, &query, asking)?)))
            }
            Request::Count(filter, aspect) => {
                let counts = self.finder.count(&self.store, &filter, aspect, asking)?;
                Ok(Some(Reply::Counted(filter, aspect, counts)))
            }
            _ => Err(StoreError::Refused("no question about lists")),
        }
    }
}
