//! The program and its store on one thread: every request is done before the next input is taken.
//!
//! Reads no terminal. Must stay true: nothing is asked of the store in another order than the app asked it.

use super::clerk::Clerk;
use super::{Ended, Options, RunError, start, surroundings};
use crate::app::{App, Effect, Input, Surroundings};
use crate::screen::message::Request;
use crate::store::Folder;
use crate::ui::text;
use ratatui::buffer::Buffer;
use std::time::{Duration, Instant};

/// The program without a terminal.
pub(super) struct Serial {
    pub(super) app: App,
    pub(super) clerk: Clerk,
    /// How the program ended, where it did.
    pub(super) ended: Option<Ended>,
    /// Whether a lock ends the program, and does not begin it anew here.
    pub(super) ends_at_lock: bool,
    /// What waits for a store that does not answer.
    pub(super) held: Option<Vec<(u64, Request)>>,
    /// How long the store took for its answers so far.
    pub(super) answering: Duration,
    now_ms: i64,
    /// What the program began with, and begins with again after a lock.
    pub(super) around: Surroundings,
    folder: Folder,
    officer: Option<String>,
}

impl Serial {
    pub(super) fn new(folder: Folder, options: &Options, width: u16, now_ms: i64) -> Result<Self, RunError> {
        let start = start(&folder, options.officer.as_deref())?;
        let clerk = Clerk::new(folder.clone(), options.kdf, options.is_training)?;
        let around = surroundings(options, width);
        let app = App::new(around, start, now_ms);
        Ok(Self {
            app,
            clerk,
            ended: None,
            ends_at_lock: false,
            held: None,
            answering: Duration::ZERO,
            now_ms,
            around,
            folder,
            officer: options.officer.clone(),
        })
    }

    /// Moves the clock, and the steady one.
    pub(super) fn tick(&mut self, now_ms: i64, steady_ms: i64) {
        self.now_ms = now_ms;
        self.input(Input::Tick { now_ms, steady_ms });
    }

    pub(super) fn input(&mut self, input: Input) {
        let effects = self.app.update(input);
        self.carry_out(effects);
    }

    /// What was asked before is done, and nobody is left to be told.
    fn lock(&mut self) {
        for (number, request) in self.held.take().unwrap_or_default() {
            self.clerk.answer(number, request, self.now_ms);
        }
        match start(&self.folder, self.officer.as_deref()) {
            Ok(start) if !self.ends_at_lock => self.app = App::new(self.around, start, self.now_ms),
            _ => self.ended = Some(Ended::Locked),
        }
    }

    pub(super) fn carry_out(&mut self, mut waiting: Vec<Effect>) {
        while !waiting.is_empty() {
            let mut next = Vec::new();
            for effect in waiting {
                match (effect, &mut self.held) {
                    (Effect::Quit, _) => self.ended = Some(Ended::Left),
                    (Effect::Lock, _) => return self.lock(),
                    (Effect::Ask(number, request), Some(held)) => held.push((number, request)),
                    (Effect::Ask(number, request), None) => {
                        let asked = Instant::now();
                        let reply = self.clerk.answer(number, request, self.now_ms);
                        self.answering += asked.elapsed();
                        if let Some(reply) = reply {
                            next.extend(self.app.update(Input::Reply(number, reply)));
                        }
                    }
                }
            }
            waiting = next;
        }
    }
}

/// The lines of what was drawn, without blanks at their ends.
pub(super) fn lines(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let lines = buffer.content.chunks(width).map(|cells| {
        let mut line = String::new();
        let mut covered = 0;
        for cell in cells {
            if covered == 0 {
                line.push_str(cell.symbol());
                covered = text::columns(cell.symbol());
            }
            covered = covered.saturating_sub(1);
        }
        line.trim_end().to_owned()
    });
    lines.collect()
}
