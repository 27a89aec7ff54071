//! The machine's clock, or one that was set.
//!
//! The only place that reads it for the screens. Must stay true: a clock that was set runs on from there.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A clock.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// What was set, and when.
    set: Option<(i64, Instant)>,
}

impl Clock {
    /// The machine's clock, or one that shows this many milliseconds UTC now.
    pub(super) fn new(now_ms: Option<i64>) -> Self {
        Self { set: now_ms.map(|now_ms| (now_ms, Instant::now())) }
    }

    /// Milliseconds UTC.
    pub(super) fn now_ms(self) -> i64 {
        let passed = match self.set {
            Some((_, since)) => since.elapsed(),
            None => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
        };
        let passed_ms = i64::try_from(passed.as_millis()).unwrap_or(i64::MAX);
        self.set.map_or(0, |(set_ms, _)| set_ms).saturating_add(passed_ms)
    }
}
