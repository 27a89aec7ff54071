//! The program without a terminal: the same app on the same store, driven by keys, for tests.
//!
//! Must stay true: nothing is simulated but the terminal and the clock; every request is done on the real store before
//! the next key is taken.

use super::serial::{self, Serial};
use super::{Options, RunError};
use crate::app::{Effect, Input};
use crate::store::Folder;
use crate::ui::canvas::Drawing;
use crate::ui::key::Key;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Color, Modifier};
use std::convert::Infallible;
use std::time::Duration;

/// The program on a screen in memory.
pub struct Driver {
    serial: Serial,
    terminal: Terminal<TestBackend>,
    /// The steady clock, and how far from it the other one is set.
    steady_ms: i64,
    set_ms: i64,
    presses: usize,
    /// How the screen is drawn, where that is not the program's to say.
    drawing: Option<Drawing>,
}

impl Driver {
    /// Starts the program on a folder, in a window of so many columns and lines.
    ///
    /// # Errors
    /// [`RunError`] as the program itself.
    ///
    /// # Panics
    /// Never: memory takes whatever is drawn.
    pub fn new(folder: Folder, options: &Options, (width, height): (u16, u16)) -> Result<Self, RunError> {
        let now_ms = options.now_ms.unwrap_or_default();
        let serial = Serial::new(folder, options, width, now_ms)?;
        let Ok::<_, Infallible>(terminal) = Terminal::new(TestBackend::new(width, height));
        Ok(Self { serial, terminal, steady_ms: now_ms, set_ms: 0, presses: 0, drawing: None })
    }

    /// Moves the clock.
    pub fn pass(&mut self, minutes: i64) {
        self.steady_ms = self.steady_ms.saturating_add(minutes.saturating_mul(60_000));
    }

    /// Sets the clock so many milliseconds on or, below zero, back.
    pub const fn set_clock(&mut self, by_ms: i64) -> &mut Self {
        self.set_ms = self.set_ms.saturating_add(by_ms);
        self
    }

    fn tick(&mut self) {
        self.serial.tick(self.steady_ms.saturating_add(self.set_ms), self.steady_ms);
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> &mut Self {
        self.presses = self.presses.saturating_add(1);
        self.tick();
        self.serial.input(Input::Key(key));
        self
    }

    /// Intro, right behind the key before.
    pub fn hasty_enter(&mut self) -> &mut Self {
        self.serial.input(Input::HastyEnter { is_blind: true });
        self
    }

    /// Presses a key for each letter.
    pub fn letters(&mut self, letters: &str) -> &mut Self {
        letters.chars().for_each(|letter| {
            self.press(Key::Char(letter));
        });
        self
    }

    /// Pastes.
    pub fn paste(&mut self, pasted: &str) -> &mut Self {
        self.serial.input(Input::Paste(pasted.to_owned()));
        self
    }

    /// Lets so many milliseconds go by without a key.
    pub fn wait(&mut self, wait_ms: i64) -> &mut Self {
        self.steady_ms = self.steady_ms.saturating_add(wait_ms);
        self.tick();
        self
    }

    /// Lets a second go by without a key.
    pub fn idle(&mut self) -> &mut Self {
        self.wait(crate::app::POLL_MS)
    }

    /// Lets the store answer nothing until [`Driver::release`].
    pub fn hold(&mut self) -> &mut Self {
        self.serial.held.get_or_insert_default();
        self
    }

    /// Lets the store answer, in order, what waits and what comes of it.
    pub fn release(&mut self) -> &mut Self {
        for (number, request) in self.serial.held.take().unwrap_or_default() {
            self.serial.carry_out(vec![Effect::Ask(number, request)]);
        }
        self
    }

    /// How many keys were pressed since this was asked last.
    pub fn presses(&mut self) -> usize {
        std::mem::take(&mut self.presses)
    }

    /// How long the store took for its answers since this was asked last: in a terminal that is time beside the keys.
    pub fn answering(&mut self) -> Duration {
        std::mem::take(&mut self.serial.answering)
    }

    /// Whether the program still runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.serial.ended.is_none()
    }

    /// Gives the window another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.serial.around.width = width;
        self.serial.input(Input::Resize(width));
        self
    }

    /// Has the screen drawn for another terminal from here on.
    pub const fn draw_as(&mut self, drawing: Drawing) -> &mut Self {
        self.drawing = Some(drawing);
        self
    }

    /// Draws, and reads the screen: its lines, without blanks at their ends.
    pub fn screen(&mut self) -> String {
        let Ok::<_, Infallible>(_) = self.terminal.draw(|frame| match self.drawing {
            Some(drawing) => self.serial.app.draw_as(frame, drawing),
            None => self.serial.app.draw(frame),
        });
        let buffer = self.terminal.backend().buffer();
        serial::lines(buffer).join("\n")
    }

    /// Draws, and says how the screen looks beside its text.
    pub fn looks(&mut self) -> Looks {
        self.screen();
        let backend = self.terminal.backend();
        let cells = &backend.buffer().content;
        let position = backend.cursor_position();
        Looks {
            cursor: backend.cursor_visible().then_some((position.x, position.y)),
            has_colour: cells.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset),
            has_reverse: cells.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)),
        }
    }
}

/// How a screen looks beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Looks {
    /// The terminal's own cursor: column and line.
    pub cursor: Option<(u16, u16)>,
    /// Any colour at all.
    pub has_colour: bool,
    /// Any reversed cell.
    pub has_reverse: bool,
}
