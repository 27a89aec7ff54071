//! Taking the terminal over and giving it back.
//!
//! Must stay true: it is given back on every way out, a panic among them, and what is said then holds no data.

use crate::app::App;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, Stdout, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The title of the window: always the same, and nothing of what the store holds.
const TITLE: &str = "Cobijo";
/// What is said when the program breaks down.
const BROKEN: &str = "Cobijo se cerró por un error suyo. Lo guardado está a salvo; vuelva a abrirlo.\r\n\
    Cobijo closed because of an error of its own. What was saved is safe; open it again.";

/// The terminal while the program holds it.
pub(super) struct Guard {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// Whether a thread broke down: the terminal is given back by then, and what was said stands on it.
    is_broken: Arc<AtomicBool>,
}

impl Guard {
    pub(super) fn new() -> io::Result<Self> {
        let before = std::panic::take_hook();
        let is_broken = Arc::new(AtomicBool::new(false));
        let breaks = Arc::clone(&is_broken);
        std::panic::set_hook(Box::new(move |panic| {
            breaks.store(true, Ordering::SeqCst);
            // The message of a panic could hold a value, so only its place is told.
            give_back();
            let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
            drop(writeln!(io::stderr(), "{BROKEN}\r\n({place})"));
        }));
        drop(before);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle(TITLE))?;
        // Never `Terminal::clear`: it asks the terminal where the cursor is, and the thread that reads keys would get the
        // answer.
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(io::stdout()))?, is_broken })
    }

    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        if self.is_broken() {
            return Err(io::Error::other("a part of the program broke down"));
        }
        self.terminal.draw(|frame| app.draw(frame)).map(|_| ())
    }

    fn is_broken(&self) -> bool {
        self.is_broken.load(Ordering::SeqCst)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.is_broken() {
            // The alternate screen is emptied first: some terminals keep it.
            drop(execute!(io::stdout(), Clear(ClearType::All)));
        }
        give_back();
    }
}

/// Each step on its own: where one fails the others may still help.
fn give_back() {
    drop(execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, crossterm::cursor::Show));
    drop(disable_raw_mode());
}
