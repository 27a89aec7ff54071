//! What lies over a screen: the help, and the menu of actions. Both are the table of actions.
//!
//! Does nothing itself. Must stay true: choosing an action is pressing its key.

use super::action;
use crate::form::typed::text::fold;
use crate::screen::choice::{Choice, Row};
use crate::screen::{Ctx, Place};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::{Key, Label};
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;

/// What lies over a screen.
pub(super) enum Overlay {
    /// The keys of this screen.
    Help { place: Place, scroll: usize },
    /// The actions of this screen, found by typing.
    Menu { place: Place, typed: Line, choice: Choice },
}

/// What a key did.
pub(super) enum Pressed {
    Stays,
    Closes,
    Runs(Key),
}

/// The widest that the menu gets.
const MENU_WIDTH: u16 = 58;

impl Overlay {
    pub(super) fn help(place: Option<Place>) -> Self {
        Self::Help { place: place.unwrap_or(Place::Unlock), scroll: 0 }
    }

    pub(super) fn menu(place: Option<Place>, ctx: &Ctx<'_>) -> Self {
        let place = place.unwrap_or(Place::Unlock);
        Self::Menu { place, typed: Line::default(), choice: Choice::new(actions(place, "", ctx)) }
    }

    pub(super) fn press(&mut self, key: Key, ctx: &Ctx<'_>) -> Pressed {
        match self {
            Self::Help { scroll, .. } => match key {
                Key::Esc | Key::Function(1) | Key::Enter | Key::Char('?') => return Pressed::Closes,
                Key::Function(10) => return Pressed::Runs(key),
                Key::Up => *scroll = scroll.saturating_sub(1),
                Key::Down => *scroll = scroll.saturating_add(1),
                Key::PageUp => *scroll = scroll.saturating_sub(8),
                Key::PageDown => *scroll = scroll.saturating_add(8),
                _ => {}
            },
            Self::Menu { place, typed, choice } => match key {
                Key::Esc | Key::Function(9) => return Pressed::Closes,
                Key::Enter => return chosen(*place, choice),
                Key::Function(_) => return Pressed::Runs(key),
                _ if choice.press(key) => {}
                _ => {
                    typed.press(key);
                    *choice = Choice::new(actions(*place, typed.text(), ctx));
                }
            },
        }
        Pressed::Stays
    }

    pub(super) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        match self {
            Self::Help { place, scroll } => draw_help(*place, *scroll, ctx, canvas),
            Self::Menu { typed, choice, .. } => draw_menu(typed, choice, ctx, canvas),
        }
    }
}

fn chosen(place: Place, choice: &Choice) -> Pressed {
    let action = choice.chosen().and_then(|row| action::at(place).find(|action| action.name == row.code));
    action.map_or(Pressed::Closes, |action| Pressed::Runs(action.key))
}

/// What a key is called.
pub(super) fn key_name(key: Key, ctx: &Ctx<'_>) -> String {
    match key.label() {
        Label::Same(name) => name,
        Label::Text(text) => ctx.text(text),
    }
}

fn actions(place: Place, typed: &str, ctx: &Ctx<'_>) -> Vec<Row> {
    let typed = fold(typed.trim());
    action::at(place)
        .filter(|action| action.is_in_menu)
        .map(|action| (action, ctx.text(&format!("action-{}", action.name))))
        .filter(|(_, sentence)| fold(sentence).contains(&typed))
        .map(|(action, sentence)| {
            let key = key_name(action.key, ctx);
            let used = text::columns(&sentence).saturating_add(text::columns(&key));
            let gap = MENU_WIDTH.saturating_sub(6).saturating_sub(used);
            Row { code: action.name.to_owned(), label: format!(" {sentence}{}{key}", " ".repeat(usize::from(gap))) }
        })
        .collect()
}

fn draw_menu(typed: &Line, choice: &Choice, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let width = canvas.width().min(MENU_WIDTH);
    let wanted = u16::try_from(choice.len()).unwrap_or(u16::MAX).max(1).saturating_add(4);
    let height = canvas.height().min(wanted);
    let x = canvas.width().saturating_sub(width) / 2;
    let y = canvas.height().saturating_sub(height) / 2;
    let mut part = canvas.part(Slot { x, y, width }, height);
    let mut inner = part.boxed(&ctx.text("menu-title"));
    let room = Slot { x: 2, y: 0, width: inner.width().saturating_sub(4) };
    let rows = inner.height().saturating_sub(2);
    let slot = Slot { x: 0, y: 2, width: inner.width() };
    choice.draw(&mut inner.part(slot, rows));
    inner.typing(room, typed);
}

fn draw_help(place: Place, scroll: usize, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let mut inner = canvas.boxed(&ctx.text("help-title"));
    let lines = help_lines(place, ctx);
    let height = usize::from(inner.height());
    let first = scroll.min(lines.len().saturating_sub(height));
    for (y, (key, sentence)) in (0_u16..).zip(lines.iter().skip(first)) {
        inner.put_in(Slot { x: 1, y, width: 12 }, Role::Key, key);
        inner.put(if key.is_empty() { 1 } else { 14 }, y, Role::Body, sentence);
    }
    inner.set_cursor(1, 0);
}

fn help_lines(place: Place, ctx: &Ctx<'_>) -> Vec<(String, String)> {
    let actions =
        action::at(place).map(|action| (key_name(action.key, ctx), ctx.text(&format!("action-{}", action.name))));
    let mut lines: Vec<(String, String)> = actions.collect();
    let more = if place == Place::Entry { "help-entry" } else { "help-keys" };
    lines.push((String::new(), String::new()));
    for line in ctx.text(more).lines() {
        lines.push((String::new(), line.to_owned()));
    }
    lines
}
