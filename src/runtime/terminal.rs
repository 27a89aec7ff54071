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

/// The title of the window: always the same, and nothing of what the store holds.
const TITLE: &str = "Cobijo";
/// What is said when the program breaks down.
const BROKEN: &str = "Cobijo se cerró por un error suyo. Lo guardado está a salvo; vuelva a abrirlo.\r\n\
    Cobijo closed because of an error of its own. What was saved is safe; open it again.";

/// The terminal while the program holds it.
pub(super) struct Guard(Terminal<CrosstermBackend<Stdout>>);

impl Guard {
    pub(super) fn new() -> io::Result<Self> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
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
        Ok(Self(Terminal::new(CrosstermBackend::new(io::stdout()))?))
    }

    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        self.0.draw(|frame| app.draw(frame)).map(|_| ())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // The alternate screen is emptied first: some terminals keep it.
        drop(execute!(io::stdout(), Clear(ClearType::All)));
        give_back();
    }
}

/// Each step on its own: where one fails the others may still help.
fn give_back() {
    drop(execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, crossterm::cursor::Show));
    drop(disable_raw_mode());
}
