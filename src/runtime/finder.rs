//! Lists and searches, on a thread and a connection of their own, so that no figure and no save holds up a letter.
//!
//! Never writes to the store. Must stay true: a question that was followed by another of the same screen may stay without
//! an answer, the last one never.

use super::{Alarm, Wake};
use crate::domain::moment::Moment;
use crate::screen::message::{Reply, Request};
use crate::store::{Asking, Author, Finder, Store, StoreError};
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

/// What the thread is told.
pub(super) enum Job {
    /// A store was opened.
    Opened(Box<Finding>),
    /// The store was closed.
    Closed,
    /// The screen of this number asks.
    Ask { number: u64, request: Request, now_ms: i64 },
}

/// A connection that finds.
pub(super) struct Finding {
    store: Store,
    finder: Finder,
    author: Author,
}

/// Starts the thread.
pub(super) fn start(replies: Sender<Wake>) -> io::Result<(Sender<Job>, JoinHandle<()>)> {
    let (jobs, taken) = channel::<Job>();
    let alarm = Alarm(replies);
    let thread = std::thread::Builder::new().name("lists".to_owned()).spawn(move || {
        let mut finding = None;
        let mut next = taken.recv().ok();
        while let Some(job) = next {
            let newer = taken.try_recv().ok();
            let is_stale = newer.as_ref().is_some_and(|newer| newer.replaces(&job));
            if !is_stale && !job.run(&mut finding, &alarm.0) {
                return;
            }
            next = newer.or_else(|| taken.recv().ok());
        }
    })?;
    Ok((jobs, thread))
}

impl Job {
    /// Whether nobody waits for the answer to another job any more.
    fn replaces(&self, older: &Self) -> bool {
        let asks = |job: &Self| match job {
            Self::Ask { number, request: Request::Find(_), .. } => Some(*number),
            _ => None,
        };
        asks(self).is_some() && asks(self) == asks(older)
    }

    /// Does it; whether anybody still listens.
    fn run(self, finding: &mut Option<Box<Finding>>, replies: &Sender<Wake>) -> bool {
        match (self, &mut *finding) {
            (Self::Opened(opened), _) => *finding = Some(opened),
            (Self::Closed, _) => *finding = None,
            (Self::Ask { number, request, now_ms }, Some(finding)) => {
                return replies.send(Wake::Reply(number, finding.answer(request, now_ms))).is_ok();
            }
            (Self::Ask { .. }, None) => {}
        }
        true
    }
}

impl Finding {
    pub(super) fn new(mut store: Store, author: &Author) -> Self {
        let author = store.seat(&author.officer, author.role(), &author.office);
        Self { store, finder: Finder::default(), author }
    }

    /// What a list shows, or the key of what went wrong.
    pub(super) fn answer(&mut self, request: Request, now_ms: i64) -> Reply {
        self.look_up(request, now_ms).unwrap_or_else(|error| Reply::Failed(super::clerk::failure(&error)))
    }

    fn look_up(&mut self, request: Request, now_ms: i64) -> Result<Reply, StoreError> {
        let zone = self.store.zone(&self.author.office).unwrap_or(chrono_tz::UTC);
        let today = Moment::at_instant(now_ms, zone).ok_or(StoreError::Refused("a clock far off"))?.date();
        let asking = Asking { officer: &self.author.officer, today, now_ms };
        match request {
            Request::Find(query) => Ok(Reply::Found(query.clone(), self.finder.find(&self.store, &query, asking)?)),
            Request::Count(filter, aspect) => {
                let counts = self.finder.count(&self.store, &filter, aspect, asking)?;
                Ok(Reply::Counted(filter, aspect, counts))
            }
            _ => Err(StoreError::Refused("no question about lists")),
        }
    }
}
