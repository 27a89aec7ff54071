//! From the terminal's events to the keys that the program knows.
//!
//! Must stay true: one press is one key on every system, and a terminal without function keys has them by Ctrl+F and
//! a digit.

use crate::app::Input;
use crate::ui::key::Key;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What the events before say about the next one.
#[derive(Default)]
pub(super) struct Keys {
    /// Ctrl+F was pressed: a digit is a function key.
    is_function_next: bool,
}

impl Keys {
    /// The input of an event; nothing for one that means nothing here.
    pub(super) fn clean(&mut self, event: Event) -> Option<Input> {
        match event {
            Event::Paste(pasted) => Some(Input::Paste(pasted)),
            Event::Resize(width, _) => Some(Input::Resize(width)),
            Event::Key(event) => self.key(event).map(Input::Key),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
        }
    }

    fn key(&mut self, event: KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let key = plain(event)?;
        if std::mem::take(&mut self.is_function_next)
            && let Key::Char(digit) = key
            && let Some(digit) = digit.to_digit(10)
        {
            return u8::try_from(digit).ok().map(|digit| Key::Function(if digit == 0 { 10 } else { digit }));
        }
        self.is_function_next = key == Key::Ctrl('f');
        (!self.is_function_next).then_some(key)
    }
}

fn plain(event: KeyEvent) -> Option<Key> {
    let is_ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    // AltGr arrives as Ctrl and Alt together, and means the character.
    let is_command = is_ctrl && !event.modifiers.contains(KeyModifiers::ALT);
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

    fn check(events: &[(KeyCode, KeyModifiers, KeyEventKind)], expected: &[Key]) {
        let mut keys = Keys::default();
        let cleaned = events.iter().filter_map(|(code, modifiers, kind)| {
            match keys.clean(Event::Key(KeyEvent::new_with_kind(*code, *modifiers, *kind)))? {
                Input::Key(key) => Some(key),
                _ => None,
            }
        });
        assert_eq!(cleaned.collect::<Vec<_>>(), expected);
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
    }

    #[test]
    fn ctrl_f_and_a_digit_are_a_function_key() {
        let ctrl_f = (KeyCode::Char('f'), KeyModifiers::CONTROL, KeyEventKind::Press);
        let plain = |letter| (KeyCode::Char(letter), KeyModifiers::NONE, KeyEventKind::Press);
        check(&[ctrl_f, plain('2')], &[Key::Function(2)]);
        check(&[ctrl_f, plain('0'), plain('1')], &[Key::Function(10), Key::Char('1')]);
        check(&[ctrl_f, plain('x'), plain('1')], &[Key::Char('x'), Key::Char('1')]);
    }
}
