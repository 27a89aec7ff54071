//! What reads the store beside the clerk, on a connection of its own: on a thread that answers the screens itself, or, where
//! nobody has started one, in the clerk's own place.
//!
//! Writes nothing to the store but who exported what. Must stay true: a question that was followed by another of its kind
//! from the same screen may stay without an answer, the last one never.

use super::{Alarm, Wake};
use crate::screen::message::{Reply, Request};
use crate::store::StoreError;
use std::io;
use std::mem::discriminant;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

/// The number of no screen: what it is told is for whoever is looking.
pub(super) const NOBODY: u64 = u64::MAX;

/// Who reads.
pub(super) trait Work: Send + 'static {
    /// What its thread is called.
    const NAME: &'static str;

    /// Learns where the screens hear of what it does later on; not told where there is no thread.
    fn meet(&mut self, _screens: &Sender<Wake>) {}

    /// What its thread does first, and what is told of that.
    fn begin(&mut self) -> Option<Reply> {
        None
    }

    /// Answers one of its questions; not where nobody waits any more, or whoever waits is told later to ask again.
    fn answer(&mut self, request: Request, now_ms: i64) -> Result<Option<Reply>, StoreError>;
}

/// What is told to who reads.
pub(super) enum Job<W> {
    /// A store was opened.
    Open(Box<W>),
    /// The store was closed.
    Close,
    /// The screen of this number asks.
    Ask(u64, Request, i64),
}

/// Where it is done.
pub(super) enum Place<W> {
    Here(Option<Box<W>>),
    Beside(Sender<Job<W>>),
}

impl<W: Work> Place<W> {
    /// Does what is told, or has it done; the answer comes from elsewhere where there is none.
    pub(super) fn take(&mut self, job: Job<W>) -> Option<Reply> {
        match (self, job) {
            (Self::Beside(jobs), job) => drop(jobs.send(job)),
            (Self::Here(work), Job::Open(opened)) => *work = Some(opened),
            (Self::Here(work), Job::Close) => *work = None,
            (Self::Here(work), Job::Ask(_, request, now_ms)) => {
                let answer = work.as_mut()?.answer(request, now_ms);
                return answer.unwrap_or_else(|error| Some(Reply::Failed(super::clerk::failure(error))));
            }
        }
        None
    }
}

/// Starts a thread, and leads there.
pub(super) fn start<W: Work>(replies: Sender<Wake>) -> io::Result<(Place<W>, JoinHandle<()>)> {
    let (jobs, taken) = channel::<Job<W>>();
    let alarm = Alarm(replies);
    let thread = std::thread::Builder::new().name(W::NAME.to_owned()).spawn(move || {
        let mut here = Place::Here(None);
        let mut next = taken.recv().ok();
        while let Some(job) = next {
            let newer = taken.try_recv().ok();
            let told = match job {
                Job::Open(mut work) => {
                    work.meet(&alarm.0);
                    let told = work.begin();
                    here.take(Job::Open(work));
                    told.map(|told| (NOBODY, told))
                }
                Job::Ask(number, request, _) if is_stale(number, &request, newer.as_ref()) => None,
                Job::Ask(number, ..) => here.take(job).map(|answer| (number, answer)),
                Job::Close => here.take(job).map(|told| (NOBODY, told)),
            };
            if told.is_some_and(|(number, told)| alarm.0.send(Wake::Reply(number, told)).is_err()) {
                return;
            }
            next = newer.or_else(|| taken.recv().ok());
        }
    })?;
    Ok((Place::Beside(jobs), thread))
}

/// Lets whoever waits for an answer go before this thread, and those that it begins; where that cannot be, it is in the way.
pub fn give_way() {
    // Elsewhere this would be of the whole program.
    #[cfg(target_os = "linux")]
    rustix::process::nice(10).ok();
}

/// Nobody waits for the older of two questions of one screen; but counts are asked for together.
fn is_stale<W>(number: u64, request: &Request, newer: Option<&Job<W>>) -> bool {
    !matches!(request, Request::Count(..))
        && matches!(newer, Some(Job::Ask(by, newer, _)) if *by == number && discriminant(newer) == discriminant(request))
}
