//! Two threads that read one store in shares: each takes the next share as soon as it has done its last.
//!
//! Knows nothing of what is read. Must stay true: every share is read once or the whole fails; and both threads see the same.

use super::{DIED, newest};
use crate::store::Result;
use rusqlite::Connection;
use std::iter::once;
use std::ops::Range;
use std::sync::atomic::{AtomicI64, Ordering};

/// A connection, and one beside it where there is one that sees the same log.
pub(super) struct Readers<'a> {
    db: &'a Connection,
    beside: Option<&'a mut Connection>,
}

impl<'a> Readers<'a> {
    /// Of a connection in a transaction, so that whoever writes meanwhile is seen whole or not at all.
    pub(super) fn new(db: &'a Connection, beside: Option<&'a mut Connection>) -> Result<Self> {
        let mut readers = Self { db, beside };
        if let Some(beside) = &readers.beside {
            beside.execute_batch("BEGIN")?;
            if newest(beside)? != newest(db)? {
                readers.leave();
            }
        }
        Ok(readers)
    }

    /// Has both threads read shares of the numbers from the first to the last, and gives what each has made of its own.
    pub(super) fn read<T: Send>(
        &mut self,
        (first, last): (i64, i64),
        read: impl Fn(&Connection, &Shares) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let shares = Shares { next: AtomicI64::new(first), span: last.saturating_sub(first) / Shares::COUNT + 1, last };
        // Who fails leaves nothing to do for the other.
        let read = &|db: &Connection| read(db, &shares).inspect_err(|_| shares.next.store(i64::MAX, Ordering::Relaxed));
        std::thread::scope(|scope| {
            let beside = self.beside.as_deref_mut().map(|beside| scope.spawn(move || read(beside)));
            let own = read(self.db);
            let beside = beside.map(|thread| thread.join().unwrap_or(Err(DIED)));
            once(own).chain(beside).collect()
        })
    }

    fn leave(&mut self) {
        if let Some(beside) = self.beside.take() {
            // It has only read.
            drop(beside.execute_batch("ROLLBACK"));
        }
    }
}

impl Drop for Readers<'_> {
    fn drop(&mut self) {
        self.leave();
    }
}

/// What is still to be read.
pub(super) struct Shares {
    next: AtomicI64,
    span: i64,
    last: i64,
}

impl Shares {
    /// So many that no thread waits long for the last one, and that it costs nothing to begin one.
    const COUNT: i64 = 64;

    pub(super) fn next(&self) -> Option<Range<i64>> {
        let next = |first: i64| (first <= self.last).then(|| first.saturating_add(self.span));
        let first = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).ok()?;
        Some(first..first.saturating_add(self.span))
    }
}

/// What was read of shares, in their order: facts are the same whoever read them.
pub(super) fn in_order<T>(read: Vec<Vec<(i64, T)>>) -> impl Iterator<Item = T> {
    let mut shares: Vec<(i64, T)> = read.into_iter().flatten().collect();
    shares.sort_by_key(|(first, _)| *first);
    shares.into_iter().map(|(_, read)| read)
}
