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
        let mut finding: Option<Box<Finding>> = None;
        let mut next = taken.recv().ok();
        while let Some(job) = next {
            let newer = taken.try_recv().ok();
            // Nobody waits for the older of two questions about one list.
            let is_stale = job.list().is_some() && newer.as_ref().and_then(Job::list) == job.list();
            match (job, &mut finding) {
                (Job::Opened(opened), _) => finding = Some(opened),
                (Job::Closed, _) => finding = None,
                (Job::Ask { number, request, now_ms }, Some(finding)) if !is_stale => {
                    if alarm.0.send(Wake::Reply(number, finding.answer(request, now_ms))).is_err() {
                        return;
                    }
                }
                (Job::Ask { .. }, _) => {}
            }
            next = newer.or_else(|| taken.recv().ok());
        }
    })?;
    Ok((jobs, thread))
}

impl Job {
    /// The screen whose list is asked for.
    const fn list(&self) -> Option<u64> {
        match self {
            Self::Ask { number, request: Request::Find(_), .. } => Some(*number),
            _ => None,
        }
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
