//! A short list to choose from: which rows it has, and which one the keys would take.
//!
//! Does not filter; whoever offers the rows does. Must stay true: the focus is on a row wherever there is one.

use super::Ctx;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::text;
use crate::ui::theme::Role;

/// How far a page key goes.
const PAGE: usize = 8;

/// The least that is left of what stands first in a row, behind a folio a name.
const NAME: u16 = 24;

/// A row: what it stands for, and how it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What is taken.
    pub code: String,
    /// What is read.
    pub label: String,
}

/// Rows and the one in focus.
#[derive(Clone, Default)]
pub struct Choice {
    rows: Vec<Row>,
    focus: usize,
}

impl Choice {
    /// A list with the focus on its first row.
    #[must_use]
    pub const fn new(rows: Vec<Row>) -> Self {
        Self { rows, focus: 0 }
    }

    /// The same list with the focus on the row of a code.
    #[must_use]
    pub fn at(mut self, code: &str) -> Self {
        self.focus = self.rows.iter().position(|row| row.code == code).unwrap_or(0);
        self
    }

    /// The row in focus.
    #[must_use]
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// Every row.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The position of the row in focus.
    #[must_use]
    pub const fn focus(&self) -> usize {
        self.focus
    }

    /// Whether there is no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The same list with what its rows say now, where that hangs on whether names are hidden.
    #[must_use]
    pub fn saying(&self, say: impl Fn(&Row) -> Option<String>) -> Self {
        let label = |row: &Row| say(row).unwrap_or_else(|| row.label.clone());
        let rows = self.rows.iter().map(|row| Row { code: row.code.clone(), label: label(row) }).collect();
        Self { rows, focus: self.focus }
    }

    /// Moves the focus; whether the key was one that does.
    pub fn press(&mut self, key: Key) -> bool {
        // The ends of a line are those of what is typed above the list.
        let is_of_line = matches!(key, Key::Home | Key::End | Key::First | Key::Last);
        let to = key.walk(self.focus, self.rows.len(), PAGE).filter(|_| !is_of_line);
        self.focus = to.unwrap_or(self.focus);
        to.is_some()
    }

    /// Draws as many rows as there is room for, the one in focus among them with the cursor on it, where screen readers
    /// look; whether there are more above and below.
    pub fn draw(&self, canvas: &mut Canvas<'_>) -> [bool; 2] {
        let height = usize::from(canvas.height());
        let first = first_shown(self.focus, self.rows.len(), height);
        for (y, (at, row)) in (0_u16..).zip(self.rows.iter().enumerate().skip(first).take(height)) {
            let is_focus = at == self.focus;
            let role = if is_focus { Role::Focus } else { Role::Body };
            canvas.put(0, y, Role::Body, if is_focus { ">" } else { " " });
            let slot = Slot { x: 1, y, width: canvas.width().saturating_sub(1) };
            canvas.blank(slot, role);
            let mut parts = row.label.split(text::SEPARATOR).map(str::to_owned);
            let name = parts.next().unwrap_or_default();
            canvas.put_in(slot, role, &text::with_name(&name, NAME, &parts.collect::<Vec<_>>(), slot.width));
            if is_focus {
                canvas.set_cursor(0, y);
            }
        }
        [first > 0, first.saturating_add(height) < self.rows.len()]
    }
}

/// Says on the edges of a box that more is above and below.
pub fn say_more(is_more: [bool; 2], ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let edges = [("more-above", 0), ("more-below", canvas.height().saturating_sub(1))];
    let width = canvas.width().saturating_sub(4);
    for ((key, y), _) in edges.into_iter().zip(is_more).filter(|(_, is_more)| *is_more) {
        canvas.put_right(Slot { x: 2, y, width }, Role::Strong, &format!(" {} ", ctx.text(key)));
    }
}

/// The first row to show so that the one in focus is seen, in the middle where that is possible.
#[must_use]
pub fn first_shown(focus: usize, rows: usize, height: usize) -> usize {
    focus.saturating_sub(height / 2).min(rows.saturating_sub(height))
}

/// How many of so many rows there is room for, where the last line says how many more there are.
#[must_use]
pub fn room(rows: usize, canvas: &Canvas<'_>) -> usize {
    let height = usize::from(canvas.height());
    if rows > height { height.saturating_sub(1) } else { height }
}

/// Says on the last line how many rows stand above the first shown, and how many below the last.
pub fn say_hidden(first: usize, room: usize, rows: usize, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let hidden = [("rows-above", first), ("rows-below", rows.saturating_sub(first).saturating_sub(room))];
    let said = hidden.into_iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(key, count)| ctx.texts.with(key, &[("count", count.into())])).collect();
    canvas.put(2, canvas.height().saturating_sub(1), Role::Strong, &said.join(text::SEPARATOR));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_stays_on_a_row() {
        let row = |code: &str| Row { code: code.into(), label: code.into() };
        let mut choice = Choice::new(vec![row("a"), row("b")]);
        for (key, expected) in [(Key::Up, "a"), (Key::Down, "b"), (Key::Down, "b"), (Key::PageUp, "a")] {
            choice.press(key);
            assert_eq!(choice.chosen().map(|row| row.code.as_str()), Some(expected));
        }
        assert_eq!(choice.at("b").chosen().map(|row| row.code.as_str()), Some("b"));
        assert!(Choice::new(Vec::new()).chosen().is_none());
    }

    #[test]
    fn the_focus_is_always_shown() {
        for (focus, rows, height, expected) in [(0, 3, 5, 0), (9, 10, 4, 6), (5, 10, 4, 3), (0, 0, 0, 0), (3, 10, 0, 3)]
        {
            assert_eq!(first_shown(focus, rows, height), expected);
        }
    }
}
