//! The program line by line, for screen readers and plain terminals: it asks one thing at a time and only adds lines.
//!
//! Knows no form and no screen: it reads the same app in words, and what is typed becomes the keys that a screen gets.
//! Must stay true: nothing that was said is taken back, a passphrase is not seen while it is typed, and a line that was
//! meant for another question than the one that is open is not taken.

use super::clock::Clock;
use super::serial::{self, Serial};
use super::{Ended, Options, RunError, TICK, begin_anew, on_signal};
use crate::app::{Effect, Input};
use crate::screen::Place;
use crate::screen::message::{Export, Request, Tone};
use crate::screen::spoken::{Choosable, Heard, Spoken};
use crate::store::Folder;
use crate::ui::key::Key;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
};
use std::convert::Infallible;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use zeroize::Zeroizing;

/// How wide what is only drawn gets, so that it stands in one column, and how many lines of it there can be.
const WIDTH: u16 = 75;
const HEIGHT: u16 = 200;
/// What frames on a screen are made of.
const FRAME: [char; 7] = ['─', '│', '┌', '┐', '└', '┘', ' '];
/// So long before the lock a line that was not ended is asked of the terminal, which answers within less.
const LAST_MS: i64 = 1_000;
const HANDED_OVER: Duration = Duration::from_millis(200);
/// A passphrase, or what somebody begins to write, is longer than a sign: the number of an officer, a way back.
const SIGN_MAX: usize = 3;

/// The sign that leads back, and stops what is being done.
const BACK: &str = "<";

/// Who is talked to.
pub struct Talk {
    /// Where lines come from.
    pub input: Box<dyn BufRead + Send>,
    /// Where lines go.
    pub out: Box<dyn Write>,
    /// Whether somebody sits at a terminal.
    pub is_terminal: bool,
    /// The passphrase, where it is not to be asked for.
    pub passphrase: Option<Zeroizing<String>>,
    /// The steady clock.
    pub steady_ms: Box<dyn Fn() -> i64>,
}

/// What the loop is told.
enum Told {
    /// A line; nothing at the end of them.
    Line(Option<Zeroizing<String>>),
    /// The system wants the program to end.
    End,
    /// What was done beside is done.
    Done,
}

struct Lineal {
    serial: Serial,
    clock: Clock,
    /// The steady clock.
    steady_ms: Box<dyn Fn() -> i64>,
    out: Box<dyn Write>,
    /// How the terminal was found, where there is one.
    terminal: Option<Termios>,
    passphrase: Option<Zeroizing<String>>,
    /// Asks for a line, and whether one is asked for already.
    asks: Sender<()>,
    is_asked: bool,
    told: (Sender<Told>, Receiver<Told>),
    /// What was read out last: the title, what is read together, and the lines below it.
    title: String,
    together: Vec<String>,
    lines: Vec<String>,
    /// Whether the help of this question was given already.
    is_helped: bool,
    /// Whether the store was open, and copied then.
    is_copied: bool,
}

/// Runs the program on a folder until it is left, or until there are no more lines.
///
/// # Errors
/// [`RunError`]
pub fn run(folder: Folder, options: &Options, talk: Talk) -> Result<(), RunError> {
    let Talk { input, out, is_terminal, mut passphrase, steady_ms } = talk;
    let clock = Clock::new(options.now_ms);
    let mut serial = Serial::new(folder, options, WIDTH, clock.now_ms())?;
    serial.ends_at_lock = true;
    serial.clerk.export_here();
    serial.tick(clock.now_ms(), steady_ms());
    let told = channel();
    let asks = listen(input, told.0.clone())?;
    let terminal = is_terminal.then(|| tcgetattr(io::stdin())).transpose().map_err(io::Error::from)?;
    if serial.app.place() == Some(Place::Unlock)
        && let Some(passphrase) = passphrase.take()
    {
        let effects = serial.app.unlock_with(options.officer.clone(), passphrase);
        serial.carry_out(effects);
    }
    let mut lineal = Lineal {
        serial,
        clock,
        steady_ms,
        out,
        terminal,
        passphrase,
        asks,
        is_asked: false,
        told,
        title: String::new(),
        together: Vec::new(),
        lines: Vec::new(),
        is_helped: false,
        is_copied: false,
    };
    let ended = lineal.talk();
    lineal.serial.clerk.close();
    // Whoever was typing a passphrase when the program ended is to see what is typed after it.
    let shown = lineal.show_typing(true);
    if lineal.terminal.is_some() && lineal.serial.ended == Some(Ended::Locked) {
        // What somebody had begun to type was no answer to the question that comes.
        tcflush(io::stdin(), QueueSelector::IFlush).map_err(io::Error::from)?;
        return Err(begin_anew().into());
    }
    ended.and(shown.map_err(RunError::from))
}

/// Reads lines on a thread of its own, each when it is asked for, so that the clock goes on meanwhile.
fn listen(mut input: Box<dyn BufRead + Send>, tells: Sender<Told>) -> io::Result<Sender<()>> {
    let (asks, asked) = channel::<()>();
    let ends = tells.clone();
    // Where nobody listens the program has ended already.
    on_signal(move || drop(ends.send(Told::End)))?;
    std::thread::Builder::new().name("lines".to_owned()).spawn(move || {
        while asked.recv().is_ok() {
            let mut line = Zeroizing::new(String::new());
            let line = input.read_line(&mut line).ok().filter(|read| *read > 0).map(|_| line);
            if tells.send(Told::Line(line)).is_err() {
                return;
            }
        }
    })?;
    Ok(asks)
}

impl Lineal {
    fn talk(&mut self) -> Result<(), RunError> {
        let begin = self.serial.app.text("spoken-begin");
        self.say(&begin)?;
        if let Heard::Wrong(wrong) = self.serial.app.spoken().heard {
            self.say(&format!("!! {wrong}"))?;
        }
        while self.serial.ended.is_none() {
            self.say_note()?;
            if self.serial.app.is_open()
                && !std::mem::replace(&mut self.is_copied, true)
                && let Err(why) = self.serial.clerk.copy_of_the_day()
            {
                let why = self.serial.app.text(why);
                self.say(&format!("! {why}"))?;
            }
            let title = self.serial.app.title();
            if self.serial.app.is_at_the_bottom() && title != self.title {
                let lines = self.serial.app.spoken().lines.unwrap_or_else(|| self.drawn());
                self.turn_to(title.clone())?;
                self.read_lines(lines)?;
                self.press([Key::Function(9)])?;
            }
            let spoken = self.serial.app.spoken();
            self.read_out(&spoken, title)?;
            if let Some(line) = self.line(&spoken)? {
                self.take(&spoken, line.trim_matches(['\r', '\n']))?;
            }
        }
        Ok(())
    }

    /// Says what is new on the screen, and asks.
    fn read_out(&mut self, spoken: &Spoken, title: String) -> io::Result<()> {
        // Before it is asked for, so that not even the first letters are seen.
        self.show_typing(!spoken.is_secret)?;
        self.turn_to(title)?;
        if !spoken.together.is_empty() && spoken.together != self.together {
            self.together.clone_from(&spoken.together);
            spoken.together.iter().filter(|line| !line.is_empty()).try_for_each(|line| self.say(line))?;
        }
        let mut lines = spoken.lines.clone().unwrap_or_else(|| self.drawn());
        lines.extend(numbered(&spoken.options).map(|(sign, option)| format!("{sign} {}", option.label)));
        self.read_lines(lines)?;
        let asked = if spoken.asked.is_empty() { self.serial.app.text("spoken-asked") } else { spoken.asked.clone() };
        let holds = if spoken.holds.is_empty() { String::new() } else { format!(" [{}]", spoken.holds) };
        write!(self.out, "{}{}: ", crate::ui::text::clean(&asked), crate::ui::text::clean(&holds))?;
        self.out.flush()
    }

    /// Says which screen it is, where that is another one.
    fn turn_to(&mut self, title: String) -> io::Result<()> {
        if title != self.title {
            self.say(&format!("\n== {title}"))?;
            self.together.clear();
            self.lines.clear();
            self.title = title;
        }
        Ok(())
    }

    /// Reads out what was not read out of the same screen before.
    fn read_lines(&mut self, lines: Vec<String>) -> io::Result<()> {
        for line in lines.iter().filter(|line| !self.lines.contains(line)) {
            writeln!(self.out, "{}", crate::ui::text::clean(line))?;
        }
        self.lines = lines;
        Ok(())
    }

    /// What the screen draws, without frames and without blank lines.
    fn drawn(&self) -> Vec<String> {
        let Ok::<_, Infallible>(mut terminal) = Terminal::new(TestBackend::new(WIDTH, HEIGHT));
        let Ok::<_, Infallible>(_) = terminal.draw(|frame| self.serial.app.draw_alone(frame));
        let lines = serial::lines(terminal.backend().buffer()).into_iter();
        let lines = lines.map(|line| line.trim_matches(FRAME).to_owned());
        lines.filter(|line| !line.is_empty() && line != ">").collect()
    }

    /// The next line; nothing where the program ends.
    fn line(&mut self, spoken: &Spoken) -> Result<Option<Zeroizing<String>>, RunError> {
        if spoken.is_secret && self.serial.app.place() == Some(Place::Setup) && self.passphrase.is_some() {
            self.out.write_all(b"***\n")?;
            return Ok(self.passphrase.clone());
        }
        if spoken.is_secret && self.terminal.is_none() {
            self.serial.input(Input::End);
            return if self.is_copied { Ok(None) } else { Err(RunError::Locked) };
        }
        if !std::mem::replace(&mut self.is_asked, true) && self.asks.send(()).is_err() {
            return Ok(None);
        }
        let (mut is_warned, mut locked) = (false, "spoken-locked");
        loop {
            let told = self.told.1.recv_timeout(TICK);
            self.is_asked &= !matches!(told, Ok(Told::Line(_)));
            self.tick();
            if self.serial.ended.is_some() {
                let locked = self.serial.app.text(locked);
                self.say(&format!("\n{locked}"))?;
                return Ok(None);
            }
            match told {
                Err(RecvTimeoutError::Timeout) | Ok(Told::Done) => {
                    if let Some(soon) = self.serial.app.locks_soon()
                        && !std::mem::replace(&mut is_warned, true)
                    {
                        let way = self.serial.app.text("spoken-hand-over");
                        self.say(&format!("\n! {soon}. {way}"))?;
                    }
                    if self.serial.app.locks_in_ms().is_some_and(|left_ms| left_ms <= LAST_MS) {
                        locked = if self.take_begun(spoken)? { "spoken-locked-kept" } else { locked };
                    }
                }
                Ok(Told::Line(Some(line))) => {
                    if self.terminal.is_none() && !spoken.is_secret {
                        // Nobody else wrote down what was answered.
                        writeln!(self.out, "{}", line.trim_end())?;
                    }
                    return Ok(Some(line));
                }
                Ok(Told::Line(None) | Told::End) | Err(RecvTimeoutError::Disconnected) => {
                    self.serial.input(Input::End);
                    let kept = self.serial.app.text("spoken-end");
                    self.say(&format!("\n{kept}"))?;
                    return Ok(None);
                }
            }
        }
    }

    /// Puts what the terminal holds of a line that was not ended into the field that is asked for, and locks the store;
    /// whether there was anything.
    fn take_begun(&mut self, spoken: &Spoken) -> io::Result<bool> {
        let mut is_taken = false;
        if let (Some(found), Some(_), false) = (&self.terminal, spoken.then, spoken.is_secret) {
            let mut mode = found.clone();
            mode.local_modes.remove(LocalModes::ICANON);
            // Whoever reads is given what is there, and then the end.
            mode.special_codes[SpecialCodeIndex::VMIN] = 0;
            mode.special_codes[SpecialCodeIndex::VTIME] = 0;
            tcsetattr(io::stdin(), OptionalActions::Now, &mode)?;
            let begun = self.told.1.recv_timeout(HANDED_OVER);
            self.show_typing(true)?;
            if let Ok(Told::Line(Some(begun))) = begun
                && begun.trim().len() > SIGN_MAX
                && !begun.starts_with('/')
            {
                self.press([Key::Ctrl('u')].into_iter().chain(begun.trim_end().chars().map(Key::Char)))?;
                is_taken = true;
            }
        }
        self.press([Key::Ctrl('l')])?;
        Ok(is_taken)
    }

    /// A line becomes keys.
    fn take(&mut self, spoken: &Spoken, line: &str) -> io::Result<()> {
        let was_helped = std::mem::take(&mut self.is_helped);
        let chosen = numbered(&spoken.options).find(|(sign, _)| *sign == line.trim());
        match (line.trim(), chosen) {
            _ if spoken.is_secret && line.len() > SIGN_MAX => self.type_in(spoken, line)?,
            (_, Some((_, option))) => self.press(option.keys.iter().copied())?,
            // An empty line has the figures read again.
            ("", _) if !spoken.together.is_empty() => self.together.clear(),
            ("", _) => self.press(spoken.empty.iter().copied())?,
            (BACK, _) => self.press([spoken.back])?,
            ("*", _) => self.press([Key::Function(4)])?,
            (".", _) if !spoken.holds.is_empty() => self.press([Key::Ctrl('u')].into_iter().chain(spoken.then))?,
            ("?", _) if !(was_helped && spoken.takes_unknown) => {
                self.is_helped = true;
                self.say(&spoken.help)?;
                let help = self.serial.app.text("spoken-help");
                self.say(&help)?;
            }
            ("??", _) => self.type_in(spoken, "?")?,
            (text, _) => match text.strip_prefix('/').filter(|words| !spoken.takes_slash || words.is_empty()) {
                Some(words) => self.press([spoken.menu].into_iter().chain(words.trim().chars().map(Key::Char)))?,
                None => self.type_in(spoken, text)?,
            },
        }
        let after = self.serial.app.spoken();
        match after.heard {
            Heard::Wrong(wrong) if after.asked == spoken.asked => self.say(&format!("!! {wrong}")),
            _ => Ok(()),
        }
    }

    /// Types into the field that is asked for; what is wrong stays there, and is asked again.
    fn type_in(&mut self, spoken: &Spoken, text: &str) -> io::Result<()> {
        self.press([Key::Ctrl('u')].into_iter().chain(text.chars().map(Key::Char)))?;
        let Some(then) = spoken.then else { return Ok(()) };
        match self.serial.app.spoken().heard {
            Heard::Wrong(_) if !spoken.is_secret => return Ok(()),
            Heard::Known(words) => self.say(&format!("= {words}"))?,
            Heard::Wrong(_) | Heard::Nothing => {}
        }
        self.press([then])
    }

    /// Lets the terminal show what is typed, or only that a line has ended.
    fn show_typing(&self, is_shown: bool) -> io::Result<()> {
        let Some(mut mode) = self.terminal.clone() else { return Ok(()) };
        if !is_shown {
            mode.local_modes.remove(LocalModes::ECHO);
            mode.local_modes.insert(LocalModes::ECHONL);
        }
        Ok(tcsetattr(io::stdin(), OptionalActions::Now, &mode)?)
    }

    fn tick(&mut self) {
        self.serial.tick(self.clock.now_ms(), (self.steady_ms)());
    }

    /// Has the program take keys, and does what each asks for; an export is done beside.
    fn press(&mut self, keys: impl IntoIterator<Item = Key>) -> io::Result<()> {
        self.tick();
        for key in keys {
            self.serial.held.get_or_insert_default();
            self.serial.input(Input::Key(key));
            for (number, request) in self.serial.held.take().unwrap_or_default() {
                match request {
                    Request::Export(wanted) => self.export(number, wanted)?,
                    other => self.serial.carry_out(vec![Effect::Ask(number, other)]),
                }
            }
        }
        Ok(())
    }

    /// Writes figures beside, and tells how far that has come; who sits at a terminal can stop it with the sign of a way back.
    fn export(&mut self, number: u64, wanted: Export) -> io::Result<()> {
        if self.terminal.is_some() {
            let way = self.serial.app.text("spoken-stop");
            self.say(&way)?;
        }
        let (progress, now_ms, mut said, mut is_end) = (Arc::clone(&wanted.progress), self.clock.now_ms(), 0, false);
        let stopping = self.serial.app.text("spoken-stopping");
        let Self { serial: Serial { clerk, .. }, out, told: (tells, told), .. } = self;
        let done = std::thread::scope(|scope| {
            let work = scope.spawn(move || {
                let reply = clerk.answer(number, Request::Export(wanted), now_ms);
                // Whoever waits looks at the end of the thread too.
                drop(tells.send(Told::Done));
                reply
            });
            while !work.is_finished() {
                // Nobody else would read out a line that stops it; where there is no terminal lines are answers written before.
                if self.terminal.is_some() && !std::mem::replace(&mut self.is_asked, true) {
                    self.asks.send(()).ok();
                }
                // A line and the end are taken at once; how far it has come is not read out more often than can be heard.
                match told.recv_timeout(TICK) {
                    Ok(Told::Done) => break,
                    Ok(Told::Line(Some(line))) => {
                        self.is_asked = false;
                        if line.trim() == BACK {
                            progress.stop();
                            writeln!(out, "{stopping}")?;
                        }
                    }
                    Ok(Told::Line(None) | Told::End) => {
                        is_end = true;
                        progress.stop();
                    }
                    Err(_) => {}
                }
                if let Some(percent) = further(progress.done(), said) {
                    said = percent;
                    writeln!(out, "{percent} %")?;
                    out.flush()?;
                }
            }
            Ok::<_, io::Error>(work.join())
        })?;
        let reply = done.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        if let Some(reply) = reply {
            self.serial.input(Input::Reply(number, reply));
        }
        if self.forget_lines()? || is_end {
            self.serial.input(Input::End);
            let kept = self.serial.app.text("spoken-end");
            self.say(&format!("\n{kept}"))?;
        }
        Ok(())
    }

    /// What was typed to stop what is over by now is no answer to the question that comes; whether the end came instead.
    fn forget_lines(&mut self) -> io::Result<bool> {
        if self.terminal.is_none() {
            return Ok(false);
        }
        tcflush(io::stdin(), QueueSelector::IFlush)?;
        let mut is_end = false;
        for told in self.told.1.try_iter() {
            is_end |= matches!(told, Told::Line(None) | Told::End);
            self.is_asked &= !matches!(told, Told::Line(_));
        }
        Ok(is_end)
    }

    /// Says what the program said, once.
    fn say_note(&mut self) -> io::Result<()> {
        let Some(note) = self.serial.app.note().cloned() else { return Ok(()) };
        self.serial.app.forget_note();
        let sign = match note.tone {
            Tone::Plain => "",
            Tone::Warning => "! ",
            Tone::Error => "!! ",
        };
        self.say(&format!("{sign}{}", note.text))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        for line in text.split('\n') {
            writeln!(self.out, "{}", crate::ui::text::clean(line))?;
        }
        Ok(())
    }
}

/// How much of something is done by now, in full tens of per cent, where that is more than was said; the end says itself.
fn further((done, of): (u64, u64), said: u64) -> Option<u64> {
    let tenths = done.saturating_mul(10).checked_div(of)?;
    Some(tenths.saturating_mul(10)).filter(|percent| (said + 1..100).contains(percent))
}

/// What can be chosen, each with its own sign, or with a number that is the sign of nothing else.
fn numbered(options: &[Choosable]) -> impl Iterator<Item = (String, &Choosable)> {
    let is_free = |number: &String| options.iter().all(|option| option.sign.as_ref() != Some(number));
    let mut numbers = (1_u32..).map(|number| number.to_string()).filter(is_free);
    options.iter().map(move |option| {
        let sign = option.sign.clone().or_else(|| numbers.next());
        (sign.unwrap_or_default(), option)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenth_is_said_once_and_the_end_says_itself() {
        for (done, of, said, expected) in [
            (0, 0, 0, None),
            (0, 15, 0, None),
            (1, 15, 0, None),
            (2, 15, 0, Some(10)),
            (2, 15, 10, None),
            (9, 15, 10, Some(60)),
            (15, 15, 90, None),
        ] {
            assert_eq!(further((done, of), said), expected, "{done} of {of} after {said}");
        }
    }
}
