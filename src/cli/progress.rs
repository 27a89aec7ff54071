//! How far long work has come, on a terminal and after a second; and the way to stop it.
//!
//! Must stay true: `Ctrl+C`, or the end of the session or of its terminal, stops the work between two steps, so that nothing
//! is left half done.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Work that takes less than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// One long piece of work.
pub struct Progress {
    began: Instant,
    bar: Option<ProgressBar>,
    stopped: Arc<AtomicBool>,
}

impl Progress {
    /// Begins to listen for whatever stops it.
    ///
    /// # Errors
    /// [`std::io::Error`] where the system does not allow it.
    pub fn new() -> std::io::Result<Self> {
        let stopped = Arc::new(AtomicBool::new(false));
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&stopped))?;
        }
        Ok(Self { began: Instant::now(), bar: None, stopped })
    }

    /// What is set once somebody stops the work, for what cannot ask between two steps.
    pub const fn stopped(&self) -> &Arc<AtomicBool> {
        &self.stopped
    }

    /// Says how much is done; whether to go on.
    pub fn step(&mut self, done: u64, of: u64) -> bool {
        if self.bar.is_none() && self.began.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr_with_hz(10));
            // A template that did not parse would only look different.
            let style = ProgressStyle::with_template("{wide_bar} {percent} %  {pos}/{len}");
            self.bar = Some(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())));
        }
        if let Some(bar) = &self.bar {
            bar.set_length(of);
            bar.set_position(done);
        }
        !self.stopped.load(Ordering::Relaxed)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
