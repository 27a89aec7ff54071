//! The machine's clock, or one that was set; and a steady one, to tell how long nobody touched a key.
//!
//! The only place that reads them for the screens. Must stay true: a clock that was set runs on from there, and what the
//! steady one tells is true whatever anybody sets and however long the machine slept.

use rustix::time::{ClockId, clock_gettime};
use std::time::{SystemTime, UNIX_EPOCH};

#[cfg(target_os = "linux")]
const STEADY: ClockId = ClockId::Boottime;
#[cfg(not(target_os = "linux"))]
const STEADY: ClockId = ClockId::Monotonic;

/// Milliseconds since the machine was started, sleep included.
#[must_use]
pub fn steady_ms() -> i64 {
    let now = clock_gettime(STEADY);
    now.tv_sec.saturating_mul(1000).saturating_add(now.tv_nsec / 1_000_000)
}

/// A clock.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// What was set, and when on the steady clock.
    set: Option<(i64, i64)>,
}

impl Clock {
    /// The machine's clock, or one that shows this many milliseconds UTC now.
    pub(super) fn new(now_ms: Option<i64>) -> Self {
        Self { set: now_ms.map(|now_ms| (now_ms, steady_ms())) }
    }

    /// Milliseconds UTC.
    pub(super) fn now_ms(self) -> i64 {
        if let Some((set_ms, since_ms)) = self.set {
            return set_ms.saturating_add(steady_ms().saturating_sub(since_ms));
        }
        let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)
    }
}
