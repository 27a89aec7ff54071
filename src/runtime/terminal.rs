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
use std::sync::{Arc, Mutex, PoisonError};

/// The title of the window: always the same, and nothing of what the store holds.
const TITLE: &str = "Cobijo";
/// What is said when the program breaks down.
const BROKEN: &str = "Cobijo se cerró por un error suyo. Lo guardado está a salvo; vuelva a abrirlo.\r\n\
    Cobijo closed because of an error of its own. What was saved is safe; open it again.";

/// The terminal while the program holds it.
pub(super) struct Guard {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// Where a thread beside the loop broke down: told once the terminal is given back, for the loop may be drawing.
    broken_at: Arc<Mutex<Option<String>>>,
}

impl Guard {
    pub(super) fn new() -> io::Result<Self> {
        let before = std::panic::take_hook();
        let broken_at = Arc::new(Mutex::new(None));
        let (breaks, drawing) = (Arc::clone(&broken_at), std::thread::current().id());
        std::panic::set_hook(Box::new(move |panic| {
            // The message of a panic could hold a value, so only its place is told.
            let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
            if std::thread::current().id() == drawing {
                give_back();
                tell(&place);
            } else {
                *breaks.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
            }
        }));
        drop(before);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle(TITLE))?;
        // Never `Terminal::clear`: it asks the terminal where the cursor is, and the thread that reads keys would get the
        // answer.
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(io::stdout()))?, broken_at })
    }

    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| app.draw(frame)).map(|_| ())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // The alternate screen is emptied first: some terminals keep it.
            drop(execute!(io::stdout(), Clear(ClearType::All)));
        }
        give_back();
        if let Some(place) = &*self.broken_at.lock().unwrap_or_else(PoisonError::into_inner) {
            tell(place);
        }
    }
}

/// Says that the program broke down, and where.
fn tell(place: &str) {
    drop(writeln!(io::stderr(), "{BROKEN}\r\n({place})"));
}

/// Each step on its own: where one fails the others may still help.
fn give_back() {
    drop(execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, crossterm::cursor::Show));
    drop(disable_raw_mode());
}
