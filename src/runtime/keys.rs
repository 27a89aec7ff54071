//! From the terminal's events to the keys that the program knows.
//!
//! Must stay true: one press is one key on every system, also where its bytes come in pieces; and a terminal without
//! function keys has them by Ctrl+F and a digit.

use crate::app::Input;
use crate::ui::key::Key;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::time::{Duration, Instant};

/// How long Esc, and each sign behind it, may be a piece of a key that a slow line sends bit by bit.
const PIECE: Duration = Duration::from_millis(60);
/// Intro this soon behind another key was pasted, not pressed.
const PASTED: Duration = Duration::from_millis(30);
/// Intro this soon behind Intro is held down.
const HELD: Duration = Duration::from_millis(50);

/// What the events before say about the next one.
#[derive(Default)]
pub(super) struct Keys {
    /// Ctrl+F was pressed: a digit is a function key.
    is_function_next: bool,
    /// What came behind an Esc that waits, and when the last piece came.
    pieces: Option<(String, Instant)>,
    /// How many letters are down, and the last one: a letter that only comes up was typed by its number, with Alt.
    down: (usize, Option<char>),
    /// When the last key was pressed, and whether it was Intro.
    last: Option<(Instant, bool)>,
    /// When what the last key did began to be drawn, where it was.
    drawn: Option<Instant>,
    /// Whether the key that is taken was pressed before what the one before it did could be seen.
    is_blind: bool,
}

/// What Esc and the signs behind it are.
enum Reading {
    /// The beginning of a key.
    Begun,
    /// A key; nothing where the program does not know it.
    Key(Option<Key>),
    /// No key of a terminal: somebody pressed Esc and typed.
    Typed,
}

impl Keys {
    /// The inputs of an event that came at this time.
    pub(super) fn take(&mut self, event: Event, at: Instant) -> Vec<Input> {
        let mut inputs = self.flush(at);
        match event {
            Event::Paste(pasted) => {
                inputs.extend(self.give_up());
                inputs.push(Input::Paste(pasted));
            }
            Event::Resize(width, _) => inputs.push(Input::Resize(width)),
            Event::Key(event) if self.is_press(&event) => {
                let is_behind_esc = is_behind_esc(&event);
                let is_hasty = self.is_hasty(&event, at) || is_behind_esc;
                self.is_blind = self.drawn.take().is_none_or(|drawn| drawn > at);
                if is_behind_esc {
                    inputs.extend(self.key(Some(Key::Esc), at, false));
                }
                inputs.extend(self.key(plain(event), at, is_hasty));
            }
            Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
        inputs
    }

    /// What all keys up to here did is being drawn.
    pub(super) fn drawing(&mut self, at: Instant) {
        self.drawn = Some(at);
    }

    /// The inputs of pieces that have waited long enough for the next one.
    pub(super) fn flush(&mut self, now: Instant) -> Vec<Input> {
        if self.wait(now).is_some_and(|left| left.is_zero()) { self.give_up() } else { Vec::new() }
    }

    /// How long to wait for the next piece, where one may come.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        self.pieces.as_ref().map(|(_, at)| PIECE.saturating_sub(now.saturating_duration_since(*at)))
    }

    fn key(&mut self, key: Option<Key>, at: Instant, is_hasty: bool) -> Vec<Input> {
        match (&mut self.pieces, key) {
            (Some((signs, last)), Some(Key::Char(sign))) => {
                signs.push(sign);
                *last = at;
                match reading(signs) {
                    Reading::Begun => Vec::new(),
                    Reading::Typed => self.give_up(),
                    Reading::Key(key) => {
                        self.pieces = None;
                        key.and_then(|key| self.pressed(key, false)).into_iter().collect()
                    }
                }
            }
            (Some(_), key) => {
                let mut inputs = self.give_up();
                inputs.extend(self.key(key, at, is_hasty));
                inputs
            }
            (None, Some(Key::Esc)) => {
                self.pieces = Some((String::new(), at));
                Vec::new()
            }
            (None, key) => key.and_then(|key| self.pressed(key, is_hasty)).into_iter().collect(),
        }
    }

    /// Esc and what was typed behind it, each a key of its own.
    fn give_up(&mut self) -> Vec<Input> {
        let Some((signs, _)) = self.pieces.take() else { return Vec::new() };
        let keys = std::iter::once(Key::Esc).chain(signs.chars().map(Key::Char));
        keys.filter_map(|key| self.pressed(key, false)).collect()
    }

    fn pressed(&mut self, key: Key, is_hasty: bool) -> Option<Input> {
        if std::mem::take(&mut self.is_function_next)
            && let Key::Char(digit) = key
            && let Some(digit) = digit.to_digit(10)
        {
            let number = u8::try_from(digit).ok()?;
            return Some(Input::Key(Key::Function(if number == 0 { 10 } else { number })));
        }
        self.is_function_next = key == Key::Ctrl('f');
        match key {
            Key::Ctrl('f') => None,
            Key::Enter if is_hasty => Some(Input::HastyEnter { is_blind: self.is_blind }),
            _ => Some(Input::Key(key)),
        }
    }

    /// Whether a key comes so soon that no hand pressed it anew.
    fn is_hasty(&mut self, event: &KeyEvent, at: Instant) -> bool {
        let is_enter = event.code == KeyCode::Enter;
        let before = self.last.replace((at, is_enter));
        let is_soon = |(before, was_enter): (Instant, bool)| {
            at.saturating_duration_since(before) < if was_enter { HELD } else { PASTED }
        };
        event.kind == KeyEventKind::Repeat || before.is_some_and(is_soon)
    }

    /// Whether an event is a key going down, or a letter that never did.
    fn is_press(&mut self, event: &KeyEvent) -> bool {
        let KeyCode::Char(letter) = event.code else { return event.kind != KeyEventKind::Release };
        let (count, last) = &mut self.down;
        if event.kind == KeyEventKind::Release {
            let is_alone = *count == 0;
            (*count, *last) = (count.saturating_sub(1), None);
            return is_alone;
        }
        // A letter that is held down goes down again and again, and comes up once.
        if last.replace(letter) != Some(letter) {
            *count = count.saturating_add(1);
        }
        true
    }
}

/// Reads what came behind Esc: `OP`, `[11~`, `[[A` are F1 in three dialects.
fn reading(signs: &str) -> Reading {
    let (first, rest) = signs.split_at_checked(1).unwrap_or_default();
    let parameters = rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ';');
    match (first, rest, parameters) {
        ("O" | "[", "", _) | ("[", "[", _) | ("[", _, "") => Reading::Begun,
        ("O", letter, _) => of_letter(letter).map_or(Reading::Typed, |key| Reading::Key(Some(key))),
        ("[", _, "~") => Reading::Key(of_number(rest.trim_end_matches('~'))),
        ("[", "Z", _) => Reading::Key(Some(Key::BackTab)),
        ("[", rest, letter) if rest == letter => match rest.strip_prefix('[') {
            Some(letter) => of_console(letter).map_or(Reading::Typed, |key| Reading::Key(Some(key))),
            None => of_letter(letter).map_or(Reading::Typed, |key| Reading::Key(Some(key))),
        },
        // A key with Shift, Alt or Ctrl, of which the program knows none that comes so.
        ("[", _, letter) if of_letter(letter).is_some() => Reading::Key(None),
        _ => Reading::Typed,
    }
}

fn of_letter(letter: &str) -> Option<Key> {
    Some(match letter {
        "P" => Key::Function(1),
        "Q" => Key::Function(2),
        "R" => Key::Function(3),
        "S" => Key::Function(4),
        "A" => Key::Up,
        "B" => Key::Down,
        "C" => Key::Right,
        "D" => Key::Left,
        "H" => Key::Home,
        "F" => Key::End,
        _ => return None,
    })
}

/// F1 to F5 as the Linux console sends them.
fn of_console(letter: &str) -> Option<Key> {
    let position = ["A", "B", "C", "D", "E"].iter().position(|known| *known == letter)?;
    u8::try_from(position).ok().map(|position| Key::Function(position.saturating_add(1)))
}

fn of_number(number: &str) -> Option<Key> {
    Some(match number.parse().ok()? {
        1_u8 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        number @ 11..=15 => Key::Function(number.saturating_sub(10)),
        number @ 17..=21 => Key::Function(number.saturating_sub(11)),
        _ => return None,
    })
}

/// Whether Esc and a key were read at once, which is told as that key with Alt. The key that makes a third sign comes
/// as Ctrl and Alt together, and that is no letter from a to z; a key of several signs has its Alt within, and is whole.
fn is_behind_esc(event: &KeyEvent) -> bool {
    let is_alt = event.modifiers.contains(KeyModifiers::ALT);
    let is_ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    is_alt
        && match event.code {
            KeyCode::Char(sign) => !is_ctrl || sign.is_ascii_lowercase(),
            code => matches!(code, KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace),
        }
}

fn plain(event: KeyEvent) -> Option<Key> {
    let is_ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let is_command = is_ctrl && (!event.modifiers.contains(KeyModifiers::ALT) || is_behind_esc(&event));
    Some(match event.code {
        KeyCode::Char('h') if is_command => Key::Backspace,
        KeyCode::Char(letter) if is_command => Key::Ctrl(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::F(number @ 1..=10) => Key::Function(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home if is_ctrl => Key::First,
        KeyCode::Home => Key::Home,
        KeyCode::End if is_ctrl => Key::Last,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Insert => Key::Insert,
        KeyCode::Delete => Key::Delete,
        KeyCode::Backspace => Key::Backspace,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is pressed, this many milliseconds after the event before.
    type Step = (u64, KeyCode, KeyModifiers, KeyEventKind);

    fn steps(steps: &[Step]) -> Vec<String> {
        let (mut keys, mut at) = (Keys::default(), Instant::now());
        let mut inputs = Vec::new();
        for (wait, code, modifiers, kind) in steps {
            at += Duration::from_millis(*wait);
            inputs.extend(keys.take(Event::Key(KeyEvent::new_with_kind(*code, *modifiers, *kind)), at));
        }
        inputs.extend(keys.flush(at + PIECE));
        inputs.iter().map(told).collect()
    }

    fn told(input: &Input) -> String {
        match input {
            Input::Key(key) => format!("{key:?}"),
            Input::HastyEnter { .. } => "HastyEnter".to_owned(),
            _ => unreachable!("keys alone go in"),
        }
    }

    #[track_caller]
    fn check(events: &[(KeyCode, KeyModifiers, KeyEventKind)], expected: &[Key]) {
        let events: Vec<Step> = events.iter().map(|(code, modifiers, kind)| (200, *code, *modifiers, *kind)).collect();
        assert_eq!(steps(&events), expected.iter().map(|key| format!("{key:?}")).collect::<Vec<_>>());
    }

    #[test]
    fn one_press_is_one_key() {
        use KeyEventKind::{Press, Release, Repeat};
        let none = KeyModifiers::NONE;
        let ctrl = KeyModifiers::CONTROL;
        check(&[(KeyCode::Char('a'), none, Press), (KeyCode::Char('a'), none, Release)], &[Key::Char('a')]);
        check(&[(KeyCode::Down, none, Press), (KeyCode::Down, none, Repeat)], &[Key::Down, Key::Down]);
        check(&[(KeyCode::Char('h'), ctrl, Press)], &[Key::Backspace]);
        check(&[(KeyCode::Char('@'), ctrl | KeyModifiers::ALT, Press)], &[Key::Char('@')]);
        check(&[(KeyCode::F(11), none, Press), (KeyCode::CapsLock, none, Press)], &[]);
        check(&[(KeyCode::Esc, none, Press), (KeyCode::Esc, none, Press)], &[Key::Esc, Key::Esc]);
    }

    #[test]
    fn a_letter_typed_by_its_number_only_comes_up() {
        use KeyEventKind::{Press, Release};
        let none = KeyModifiers::NONE;
        check(&[(KeyCode::Char('ñ'), none, Release)], &[Key::Char('ñ')]);
        // `!` goes down and, with Shift up first, `1` comes up.
        let shifted = [(KeyCode::Char('!'), none, Press), (KeyCode::Char('1'), none, Release)];
        check(&shifted, &[Key::Char('!')]);
        let held = [(KeyCode::Char('a'), none, Press), (KeyCode::Char('a'), none, Press)];
        let alone = [(KeyCode::Char('a'), none, Release), (KeyCode::Char('ñ'), none, Release)];
        check(&[held, alone].concat(), &[Key::Char('a'), Key::Char('a'), Key::Char('ñ')]);
    }

    #[test]
    fn ctrl_f_and_a_digit_are_a_function_key() {
        let ctrl_f = (KeyCode::Char('f'), KeyModifiers::CONTROL, KeyEventKind::Press);
        let plain = |letter| (KeyCode::Char(letter), KeyModifiers::NONE, KeyEventKind::Press);
        for (digit, number) in "1234567890".chars().zip(1..) {
            check(&[ctrl_f, plain(digit)], &[Key::Function(number)]);
        }
        check(&[ctrl_f, plain('0'), plain('1')], &[Key::Function(10), Key::Char('1')]);
        check(&[ctrl_f, plain('x'), plain('1')], &[Key::Char('x'), Key::Char('1')]);
    }

    /// What comes of Esc, a wait, and signs that come at once.
    #[track_caller]
    fn split(wait: u64, signs: &str, expected: &[Key]) {
        let step = |wait, code| (wait, code, KeyModifiers::NONE, KeyEventKind::Press);
        let behind = signs.chars().enumerate();
        let behind = behind.map(|(at, sign)| step(if at == 0 { wait } else { 0 }, KeyCode::Char(sign)));
        let events: Vec<Step> = std::iter::once(step(0, KeyCode::Esc)).chain(behind).collect();
        let expected: Vec<String> = expected.iter().map(|key| format!("{key:?}")).collect();
        assert_eq!(steps(&events), expected, "{wait} {signs}");
    }

    #[test]
    fn a_key_that_comes_in_pieces_is_one_key() {
        for (signs, key) in [
            ("OP", Key::Function(1)),
            ("OS", Key::Function(4)),
            ("[11~", Key::Function(1)),
            ("[15~", Key::Function(5)),
            ("[17~", Key::Function(6)),
            ("[21~", Key::Function(10)),
            ("[[A", Key::Function(1)),
            ("[[E", Key::Function(5)),
            ("[A", Key::Up),
            ("OD", Key::Left),
            ("[H", Key::Home),
            ("[4~", Key::End),
            ("[6~", Key::PageDown),
            ("[Z", Key::BackTab),
        ] {
            split(40, signs, &[key]);
        }
        // Shift and a function key, F12: no key of this program.
        split(40, "[1;2P", &[]);
        split(40, "[24~", &[]);
        split(40, "[18~x", &[Key::Function(7), Key::Char('x')]);
    }

    #[test]
    fn esc_and_something_typed_stay_what_they_are() {
        split(0, "", &[Key::Esc]);
        split(100, "[A", &[Key::Esc, Key::Char('['), Key::Char('A')]);
        split(10, "x", &[Key::Esc, Key::Char('x')]);
        split(10, "Ot", &[Key::Esc, Key::Char('O'), Key::Char('t')]);
        split(10, "[", &[Key::Esc, Key::Char('[')]);
        split(10, "[1x", &[Key::Esc, Key::Char('['), Key::Char('1'), Key::Char('x')]);
    }

    #[test]
    fn esc_and_what_is_read_at_once_behind_it_are_two_keys() {
        let alt = |code, modifiers| (code, modifiers | KeyModifiers::ALT, KeyEventKind::Press);
        let none = KeyModifiers::NONE;
        for (code, modifiers, behind) in [
            (KeyCode::Char('x'), none, "Char('x')"),
            (KeyCode::Char('X'), KeyModifiers::SHIFT, "Char('X')"),
            (KeyCode::Char('ñ'), none, "Char('ñ')"),
            (KeyCode::Char('l'), KeyModifiers::CONTROL, "Ctrl('l')"),
            (KeyCode::Enter, none, "HastyEnter"),
            (KeyCode::Tab, none, "Tab"),
            (KeyCode::Backspace, none, "Backspace"),
        ] {
            let (code, modifiers, kind) = alt(code, modifiers);
            assert_eq!(steps(&[(500, code, modifiers, kind)]), ["Esc", behind]);
        }
        // With Alt held down: a key that comes as a whole, and so no Esc.
        check(&[alt(KeyCode::Up, none)], &[Key::Up]);
    }

    #[test]
    fn intro_that_was_pasted_or_is_held_is_told_apart() {
        let press = |wait, code| (wait, code, KeyModifiers::NONE, KeyEventKind::Press);
        for (wait, before, expected) in [
            (1, KeyCode::Tab, "HastyEnter"),
            (29, KeyCode::Tab, "HastyEnter"),
            (30, KeyCode::Tab, "Enter"),
            (33, KeyCode::Enter, "HastyEnter"),
            (50, KeyCode::Enter, "Enter"),
        ] {
            let told = steps(&[press(500, before), press(wait, KeyCode::Enter)]);
            assert_eq!(told.last().map(String::as_str), Some(expected), "{wait} {before:?}");
        }
        let held = steps(&[(500, KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Repeat)]);
        assert_eq!(held, ["HastyEnter"]);
    }

    #[test]
    fn intro_is_blind_until_what_the_key_before_did_is_drawn() {
        let begun = Instant::now();
        let at = |ms| begun + Duration::from_millis(ms);
        let press = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        for (drawn_ms, expected) in [(None, true), (Some(4), false), (Some(5), false), (Some(6), true)] {
            let mut keys = Keys::default();
            keys.drawing(at(0));
            keys.take(press(KeyCode::Char('a')), at(1));
            if let Some(ms) = drawn_ms {
                keys.drawing(at(ms));
            }
            let inputs = keys.take(press(KeyCode::Enter), at(5));
            let blind = inputs.iter().map(|input| matches!(input, Input::HastyEnter { is_blind: true }));
            assert_eq!(blind.collect::<Vec<_>>(), [expected], "{drawn_ms:?}");
        }
    }
}
