//! The program running in a terminal: the one loop, the threads that work beside it, beginning and end.
//!
//! Draws nothing and decides nothing; `app` does. Must stay true: the loop takes every key that waits before it draws
//! and never waits for the store, and the terminal is given back as it was, whatever happens.

mod beside;
mod clerk;
mod clock;
mod copier;
mod drafts;
pub mod driver;
mod filler;
mod finder;
mod keys;
pub mod lineal;
mod reader;
mod serial;
mod settings;
mod terminal;
pub mod whole;

pub use beside::give_way;
pub use clock::steady_ms;

use crate::app::learning::Ending;
use crate::app::{App, Effect, Input, Start, Surroundings};
use crate::i18n::Lang;
use crate::screen::message::{Reply, Request};
use crate::screen::session::Wishes;
use crate::store::{Folder, FolderError};
use crate::training::exercise::Exercise;
use crate::ui::canvas::Drawing;
use crate::vault::key::KdfParams;
use crate::vault::{Vault, VaultError, Warning};
use clerk::Clerk;
use clock::Clock;
use crossterm::event::{self, Event};
use keys::Keys;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use uuid::Uuid;
use zeroize::Zeroizing;

/// How often the clock on the screen moves and what was typed is put on file.
const TICK: Duration = Duration::from_millis(500);

/// Set in the environment of a program that was begun anew by a lock: no file opens the store then.
pub const BEGUN_ANEW: &str = "COBIJO_BEGUN_ANEW";

/// How the program is to run.
pub struct Options {
    /// The language of the screens.
    pub lang: Lang,
    /// The colours and signs that the terminal has.
    pub drawing: Drawing,
    /// What was asked for, whatever the store and its officers would have.
    pub asked: Wishes,
    /// What a new store's keys cost.
    pub kdf: KdfParams,
    /// Whether a store made here holds made-up data.
    pub is_training: bool,
    /// Who opens the store, where that was said.
    pub officer: Option<String>,
    /// Opens the store at once, without asking: for training stores alone.
    pub passphrase: Option<Zeroizing<String>>,
    /// What is taken for now when the program starts, in milliseconds UTC; the machine's clock without it.
    pub now_ms: Option<i64>,
    /// The exercise that is to be done.
    pub exercise: Option<&'static Exercise>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: Lang::Es,
            drawing: Drawing::default(),
            asked: Wishes::default(),
            kdf: KdfParams::DEFAULT,
            is_training: false,
            officer: None,
            passphrase: None,
            now_ms: None,
            exercise: None,
        }
    }
}

/// Why the program does not run.
#[derive(thiserror::Error, Debug)]
pub enum RunError {
    /// The folder cannot be used, or another screen holds it.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The key files cannot be read.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// There is no passphrase, and nobody to ask for it.
    #[error("the store is locked")]
    Locked,
    /// The terminal does not answer.
    #[error("the terminal does not answer: {0}")]
    Terminal(#[from] io::Error),
}

/// What wakes the loop.
enum Wake {
    /// The terminal, and when that was.
    Event(Event, Instant),
    /// The store, to the screen of this number.
    Reply(u64, Reply),
    /// The system or the terminal wants the program to end.
    End,
    /// A thread that works beside the loop broke down.
    Broken,
}

/// How the loop ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// The program was left.
    Left,
    /// The store was locked.
    Locked,
}

/// Tells the loop where the thread that holds it breaks down: nobody goes on at a screen that cannot save.
struct Alarm(Sender<Wake>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Where nobody listens the program has ended already.
            drop(self.0.send(Wake::Broken));
        }
    }
}

/// Runs the program on a folder until it is left; what for.
///
/// # Errors
/// [`RunError`], with the terminal as it was.
pub fn run(folder: Folder, options: Options) -> Result<Ending, RunError> {
    let clock = Clock::new(options.now_ms);
    let start = start(&folder, options.officer.as_deref())?;
    let mut clerk = Clerk::new(folder, options.kdf, options.is_training)?;
    clerk.export_here();
    let (wakes, woken) = channel();
    let (requests, asked) = channel();
    let (figures, counting) = beside::start(wakes.clone())?;
    let (lists, finding) = beside::start(wakes.clone())?;
    let (copies, copying) = beside::start(wakes.clone())?;
    clerk.work_beside(figures, lists, copies);
    let replies = Alarm(wakes.clone());
    let storing =
        std::thread::Builder::new().name("store".to_owned()).spawn(move || serve(clerk, clock, &asked, &replies.0))?;
    let (width, _) = crossterm::terminal::size()?;
    let around = surroundings(&options, width);
    let mut app = App::new(around, start, clock.now_ms());
    if let Some(passphrase) = options.passphrase {
        send(&requests, app.unlock_with(None, passphrase));
        // Nobody is asked, and so no lock is drawn: nothing else wakes the loop yet.
        match woken.recv() {
            Ok(Wake::Reply(number, reply)) => drop(send(&requests, app.update(Input::Reply(number, reply)))),
            _ => return Err(broken()),
        }
    }
    watch(wakes)?;
    let mut terminal = terminal::Guard::new()?;
    let ended = turn(&mut app, &mut terminal, clock, &requests, &woken);
    drop(terminal);
    // The threads that hold the store end before the program does: what they are writing is written, and the libraries
    // below them are not taken down while they work.
    drop(requests);
    if let Ok(Ended::Locked) = ended {
        // Who copies leaves nothing half made.
        drop([storing, copying].map(std::thread::JoinHandle::join));
        return Err(begin_anew().into());
    }
    let is_sound = [storing, counting, finding, copying].map(|thread| thread.join().is_ok()) == [true; 4];
    ended.and_then(|_| if is_sound { Ok(app.ending()) } else { Err(broken()) })
}

const fn surroundings(options: &Options, width: u16) -> Surroundings {
    let Options { lang, drawing, asked, exercise, .. } = *options;
    Surroundings { lang, drawing, asked, new_id: Uuid::now_v7, width, exercise }
}

/// The columns and lines of the terminal's window, where it says so.
#[must_use]
pub fn window() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// What the program finds in its folder; whoever was named is asked first.
fn start(folder: &Folder, officer: Option<&str>) -> Result<Start, VaultError> {
    if !folder.is_store() {
        return Ok(Start::NoStore);
    }
    let opened = Vault::open(folder.path())?;
    let enabled = opened.vault.officers().filter(|officer| officer.enabled);
    let mut officers: Vec<String> = enabled.map(|officer| officer.name.clone()).collect();
    if let Some(name) = officer {
        let named = &opened.vault.officer(name)?.name;
        let at = officers.iter().position(|officer| officer == named).ok_or(VaultError::OfficerDisabled)?;
        officers.rotate_left(at);
    }
    let warning = opened.warning.map(|warning| match warning {
        Warning::OpenedFromCopy => "warning-keys-copy",
        Warning::CopyUnsound => "warning-keys-copy-unsound",
    });
    Ok(Start::Locked { officers, warning })
}

/// The loop: draw, wait, take everything that waits.
fn turn(
    app: &mut App,
    terminal: &mut terminal::Guard,
    clock: Clock,
    requests: &Sender<(u64, Request)>,
    woken: &Receiver<Wake>,
) -> Result<Ended, RunError> {
    let mut keys = Keys::default();
    loop {
        keys.drawing(Instant::now());
        terminal.draw(app)?;
        let wait = keys.wait(Instant::now()).map_or(TICK, |piece| piece.min(TICK));
        let mut next = match woken.recv_timeout(wait) {
            Ok(wake) => Some(wake),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Left),
        };
        if let Some(ended) =
            send(requests, app.update(Input::Tick { now_ms: clock.now_ms(), steady_ms: clock::steady_ms() }))
        {
            return Ok(ended);
        }
        if next.is_none()
            && let Some(ended) = take(app, requests, keys.flush(Instant::now()))
        {
            return Ok(ended);
        }
        while let Some(wake) = next {
            let inputs = match wake {
                Wake::End => vec![Input::End],
                Wake::Broken => {
                    // What was typed goes on file where the store still works.
                    send(requests, app.update(Input::End));
                    return Err(broken());
                }
                Wake::Event(event, at) => keys.take(event, at),
                Wake::Reply(number, reply) => vec![Input::Reply(number, reply)],
            };
            if let Some(ended) = take(app, requests, inputs) {
                return Ok(ended);
            }
            next = woken.try_recv().ok();
        }
    }
}

/// Has the program take inputs, one after the other; how it ends, where it does.
fn take(app: &mut App, requests: &Sender<(u64, Request)>, inputs: Vec<Input>) -> Option<Ended> {
    inputs.into_iter().find_map(|input| send(requests, app.update(input)))
}

/// What is said besides the place, which is told where the terminal is given back.
fn broken() -> RunError {
    io::Error::other("a part of the program broke down").into()
}

/// Passes on what the program wants; how it ends, where it does.
fn send(requests: &Sender<(u64, Request)>, effects: Vec<Effect>) -> Option<Ended> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::Ask(number, request) => requests.send((number, request)).is_err().then_some(Ended::Left),
        Effect::Quit => Some(Ended::Left),
        Effect::Lock => Some(Ended::Locked),
    })
}

/// Executes the program anew in its place, with the arguments that it has: the memory in which it held cases goes, and
/// what comes shows the lock. Returns only where that fails.
fn begin_anew() -> io::Error {
    use std::os::unix::process::CommandExt as _;
    let program = std::env::current_exe().map(std::process::Command::new);
    program
        .map_or_else(|error| error, |mut program| program.args(std::env::args_os().skip(1)).env(BEGUN_ANEW, "1").exec())
}

/// The store's thread: one request after the other.
fn serve(mut clerk: Clerk, clock: Clock, asked: &Receiver<(u64, Request)>, replies: &Sender<Wake>) {
    while let Ok((number, request)) = asked.recv() {
        if let Some(reply) = clerk.answer(number, request, clock.now_ms())
            && replies.send(Wake::Reply(number, reply)).is_err()
        {
            break;
        }
    }
    clerk.close();
}

/// Reads the terminal and the signals that end the program, each on a thread of its own.
fn watch(wakes: Sender<Wake>) -> io::Result<()> {
    let ends = Alarm(wakes.clone());
    // Where nobody listens the program has ended already.
    on_signal(move || drop(ends.0.send(Wake::End)))?;
    let wakes = Alarm(wakes);
    std::thread::Builder::new().name("keys".to_owned()).spawn(move || {
        loop {
            // What comes at once has one time, however long it takes to pass on.
            let mut events = vec![event::read()];
            while event::poll(Duration::ZERO).is_ok_and(|is_there| is_there) {
                events.push(event::read());
            }
            let at = Instant::now();
            for event in events {
                let wake = event.map_or(Wake::End, |event| Wake::Event(event, at));
                let is_end = matches!(wake, Wake::End);
                if wakes.0.send(wake).is_err() || is_end {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// Does this, on a thread of its own, once the system wants the program to end.
fn on_signal(end: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if signals.forever().next().is_some() {
            end();
        }
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_breaks_down_tells_the_loop() {
        let (wakes, woken) = channel();
        let alarm = Alarm(wakes.clone());
        let thread = std::thread::spawn(move || {
            let held = alarm;
            assert!(held.0.send(Wake::End).is_err(), "breaks down");
        });
        assert!(thread.join().is_err());
        drop(Alarm(wakes));
        let told: Vec<Wake> = woken.iter().collect();
        assert!(matches!(told.as_slice(), [Wake::End, Wake::Broken]));
    }
}
