//! The real program in a terminal of its own: keys in, screen out, killed at will.

#![allow(dead_code, reason = "each program uses its own part of this")]

use cobijo::ui::key::Key;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
use vt100::Parser;

/// How long a text may take to show before a test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Everything that the program has written to its terminal.
struct Seen {
    screen: Parser,
    bytes: Vec<u8>,
    is_over: bool,
}

/// A terminal with the program in it.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// How many keys were pressed.
    pub keys: usize,
}

impl Terminal {
    /// Starts the program on a store, 80 by 24, in Spanish.
    pub fn start(store: &Path) -> Self {
        Self::start_with(store, &[])
    }

    /// The same with these variables in the environment.
    pub fn start_with(store: &Path, variables: &[(&str, &str)]) -> Self {
        Self::run(&["--lang", "es", "--store", &store.display().to_string()], variables)
    }

    /// Starts the program with these arguments, 80 by 24.
    pub fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_cobijo"));
        command.args(arguments);
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")].iter().chain(variables) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let screen = Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0);
        let seen = Arc::new((Mutex::new(Seen { screen, bytes: Vec::new(), is_over: false }), Condvar::new()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                let count = output.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.screen.process(&buffer[..count]);
                seen.bytes.extend(&buffer[..count]);
                seen.is_over = count == 0;
                shared.1.notify_all();
                if count == 0 {
                    break;
                }
            }
        });
        Self { seen, keyboard, child, master: pair.master, keys: 0 }
    }

    /// Types text, each character a key.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.keys += text.chars().count();
        // A program that was killed has no keyboard; whoever killed it knows.
        drop(self.keyboard.write_all(text.as_bytes()).and_then(|()| self.keyboard.flush()));
        self
    }

    /// Sends bytes as they are; nothing of them counts as a key.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        drop(self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()));
        self
    }

    /// Presses keys by name, separated by spaces.
    pub fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split_whitespace() {
            let bytes: &[u8] = match name {
                "Enter" => b"\r",
                "Esc" => b"\x1b",
                "Tab" => b"\t",
                "Up" => b"\x1b[A",
                "Down" => b"\x1b[B",
                "Insert" => b"\x1b[2~",
                "F1" => b"\x1bOP",
                "F2" => b"\x1bOQ",
                "F3" => b"\x1bOR",
                "F4" => b"\x1bOS",
                "End" => b"\x1b[F",
                "C-Home" => b"\x1b[1;5H",
                "F9" => b"\x1b[20~",
                "PageDown" => b"\x1b[6~",
                "C-z" => b"\x1a",
                "F6" => b"\x1b[17~",
                "F7" => b"\x1b[18~",
                "F8" => b"\x1b[19~",
                "F10" => b"\x1b[21~",
                "C-l" => b"\x0c",
                other => panic!("no such key: {other}"),
            };
            self.keys += 1;
            drop(self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()));
        }
        self
    }

    /// Gives the window another size.
    pub fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        let [rows_shown, cols_shown] = [rows, cols].map(|size| NonZero::new(size).unwrap());
        self.seen.0.lock().unwrap().screen.set_size(rows_shown, cols_shown);
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) -> &mut Self {
        match key {
            Key::Char(letter) => self.text(letter.encode_utf8(&mut [0; 4])),
            Key::Function(number) => self.press(&format!("F{number}")),
            Key::First => self.press("C-Home"),
            _ => self.press(&format!("{key:?}")),
        }
    }

    /// Waits until a text stands on the screen.
    pub fn wait(&mut self, text: &str) -> &mut Self {
        assert!(self.see(text), "never saw «{text}»; the screen:\n{}", self.screen());
        self
    }

    /// Whether a text comes to stand on the screen before the program ends.
    pub fn see(&mut self, text: &str) -> bool {
        self.comes(|screen| screen.contains(text))
    }

    /// Whether the screen comes to be so before the program ends.
    pub fn comes(&mut self, is_so: impl Fn(&str) -> bool) -> bool {
        let until = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            if is_so(&seen.screen.screen().contents()) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if seen.is_over || left.is_zero() {
                return false;
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().screen.screen().contents()
    }

    /// Whether anything on the screen has a colour, and whether anything is reversed.
    pub fn looks(&self) -> (bool, bool) {
        let seen = self.seen.0.lock().unwrap();
        let (screen, places) = (seen.screen.screen(), (0..24).flat_map(|y| (0..80).map(move |x| (y, x))));
        let cells: Vec<_> = places.filter_map(|(y, x)| screen.cell(y, x)).collect();
        let is_coloured = |cell: &&vt100::Cell| [cell.fgcolor(), cell.bgcolor()] != [vt100::Color::Default; 2];
        (cells.iter().any(is_coloured), cells.iter().any(|cell| cell.inverse()))
    }

    /// Every byte that the program wrote, escapes and window titles included.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// What cuts the power, from another thread too.
    pub fn killer(&self) -> impl FnOnce() + Send + use<> {
        let pid = Pid::from_raw(self.pid().cast_signed()).unwrap();
        // Whoever has ended already has no power left.
        move || kill_process(pid, Signal::KILL).unwrap_or_default()
    }

    /// The process in the terminal.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Cuts the power.
    pub fn kill(&mut self) {
        self.killer()();
        self.child.wait().unwrap();
    }

    /// Waits until the program has ended; its exit code.
    pub fn end(&mut self) -> u32 {
        self.comes(|_| false);
        assert!(self.seen.0.lock().unwrap().is_over, "it does not end; the screen:\n{}", self.screen());
        self.child.wait().unwrap().exit_code()
    }
}

/// What opens the stores of these tests.
pub const PASSPHRASE: &str = "la marea sube despacio";

/// Makes a store by keys, and stays in it.
pub fn set_up(store: &Path) -> Terminal {
    let mut terminal = Terminal::start(store);
    terminal.wait("Oficina nueva").press("Enter").text("chiap").press("Enter").text("M. Ruiz").press("Enter");
    terminal.text(PASSPHRASE).press("Enter").text(PASSPHRASE).press("Enter");
    terminal.wait("código de recuperación").text("s").wait("Nadie presente");
    terminal
}

/// The languages, in the order in which tests write what stands on the screen in each.
pub const LANGS: [&str; 2] = ["es", "en"];

/// Makes a training store of an afternoon in 2019 with 40 children present, in the language of this place, and stays on
/// its start screen.
pub fn train(store: &Path, at: usize, variables: &[(&str, &str)]) -> Terminal {
    let words = "demo --cases 43 --days 30 --clock 2019-06-15T14:32";
    let store = store.display().to_string();
    let arguments: Vec<&str> = ["--lang", LANGS[at], "--store", &store].into_iter().chain(words.split(' ')).collect();
    let mut terminal = Terminal::run(&arguments, variables);
    terminal.wait(["40 presentes", "40 present"][at]).wait("!!");
    terminal
}
