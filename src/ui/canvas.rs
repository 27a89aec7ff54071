//! An area of the screen to draw on: text at a place, in a role, cut where the area ends.
//!
//! Keeps no state between two frames. Must stay true: nothing is drawn outside the area, and every text loses control
//! characters on its way.

use super::glyph::Glyphs;
use super::line::Line;
use super::text;
use super::theme::{Role, Theme};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A part of the screen.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    cursor: &'a mut Option<Position>,
    area: Rect,
    theme: Theme,
    glyphs: Glyphs,
}

/// How the screens are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Drawing {
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
}

/// A place and a width within a canvas.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Columns from the left.
    pub x: u16,
    /// Lines from the top.
    pub y: u16,
    /// Columns wide.
    pub width: u16,
}

/// Draws one frame: paints the background, lets `draw` fill it in signs that the terminal has, and puts the cursor where
/// it asked for it.
pub fn paint(frame: &mut Frame<'_>, Drawing { theme, glyphs }: Drawing, draw: impl FnOnce(&mut Canvas<'_>)) {
    let area = frame.area();
    let mut cursor = None;
    let buffer = frame.buffer_mut();
    buffer.set_style(area, theme.style(Role::Body));
    draw(&mut Canvas { buffer, cursor: &mut cursor, area, theme, glyphs });
    glyphs.fit(frame.buffer_mut());
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

impl Canvas<'_> {
    /// Columns.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Lines.
    #[must_use]
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// Whether the terminal has braille, the only thing that nothing can stand for.
    #[must_use]
    pub fn has_braille(&self) -> bool {
        self.glyphs == Glyphs::Full
    }

    /// A part of this canvas, as much of it as there is.
    pub fn part(&mut self, slot: Slot, height: u16) -> Canvas<'_> {
        let wanted = Rect {
            x: self.area.x.saturating_add(slot.x),
            y: self.area.y.saturating_add(slot.y),
            width: slot.width,
            height,
        };
        let area = wanted.intersection(self.area);
        Canvas { buffer: self.buffer, cursor: self.cursor, area, theme: self.theme, glyphs: self.glyphs }
    }

    /// A part of so many columns and lines in the middle, as much of it as there is.
    pub fn middle(&mut self, width: u16, height: u16) -> Canvas<'_> {
        let (x, y) = (self.width().saturating_sub(width) / 2, self.height().saturating_sub(height) / 2);
        self.part(Slot { x, y, width }, height)
    }

    /// Writes a text from a place to the right edge; the column behind it.
    pub fn put(&mut self, x: u16, y: u16, role: Role, content: &str) -> u16 {
        self.put_in(Slot { x, y, width: self.width().saturating_sub(x) }, role, content)
    }

    /// Writes a text into a slot, cut where the slot ends; the column behind it.
    pub fn put_in(&mut self, slot: Slot, role: Role, content: &str) -> u16 {
        let width = slot.width.min(self.width().saturating_sub(slot.x));
        if width == 0 || slot.y >= self.height() {
            return slot.x;
        }
        let shown = text::cut(&text::clean(content), width);
        let (x, y) = (self.area.x.saturating_add(slot.x), self.area.y.saturating_add(slot.y));
        let (end, _) = self.buffer.set_stringn(x, y, shown, usize::from(width), self.theme.style(role));
        end.saturating_sub(self.area.x)
    }

    /// Writes a text that ends where the slot ends.
    pub fn put_right(&mut self, slot: Slot, role: Role, content: &str) {
        let shown = text::cut(&text::clean(content), slot.width);
        let free = slot.width.saturating_sub(text::columns(&shown));
        self.put_in(
            Slot { x: slot.x.saturating_add(free), width: slot.width.saturating_sub(free), ..slot },
            role,
            &shown,
        );
    }

    /// Gives a whole line the look of a role.
    pub fn bar(&mut self, y: u16, role: Role) {
        let blank = " ".repeat(usize::from(self.width()));
        self.put(0, y, role, &blank);
    }

    /// Draws a line across.
    pub fn rule(&mut self, y: u16) {
        let rule = "─".repeat(usize::from(self.width()));
        self.put(0, y, Role::Body, &rule);
    }

    /// Draws a box around everything, empties it, and names it; what is within.
    pub fn boxed(&mut self, title: &str) -> Canvas<'_> {
        self.part(Slot { x: 0, y: 0, width: self.width() }, self.height()).framed(title)
    }

    /// The same in a box for so many lines at the foot of this canvas, or for as many as there is room for.
    pub fn boxed_at_foot(&mut self, title: &str, lines: usize) -> Canvas<'_> {
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(self.height());
        let slot = Slot { x: 0, y: self.height().saturating_sub(height), width: self.width() };
        self.part(slot, height).framed(title)
    }

    fn framed(mut self, title: &str) -> Self {
        let (width, height) = (self.width(), self.height());
        let across = "─".repeat(usize::from(width.saturating_sub(2)));
        for y in 0..height {
            self.bar(y, Role::Body);
            self.put(0, y, Role::Body, "│");
            self.put(width.saturating_sub(1), y, Role::Body, "│");
        }
        self.put(0, 0, Role::Body, &format!("┌{across}┐"));
        self.put(0, height.saturating_sub(1), Role::Body, &format!("└{across}┘"));
        let room = width.saturating_sub(4);
        self.put_in(Slot { x: 2, y: 0, width: room }, Role::Strong, &format!(" {title} "));
        let Rect { x, y, .. } = self.area;
        let inner =
            Rect::new(x.saturating_add(1), y.saturating_add(1), width.saturating_sub(2), height.saturating_sub(2));
        self.area = inner.intersection(self.area);
        self
    }

    /// Puts the terminal's own cursor here.
    pub fn set_cursor(&mut self, x: u16, y: u16) {
        if x < self.width() && y < self.height() {
            *self.cursor = Some(Position::new(self.area.x.saturating_add(x), self.area.y.saturating_add(y)));
        }
    }

    /// Draws the line that is typed into, with the cursor in it, scrolled so that the cursor is seen; what nobody has
    /// touched yet is read from its beginning.
    pub fn typing(&mut self, slot: Slot, line: &Line) {
        let width = slot.width.min(self.width().saturating_sub(slot.x));
        let (before, after) = line.shown();
        let part = if line.is_selected() { text::cut } else { text::end };
        let before = part(&before, width.saturating_sub(1));
        let column = text::columns(&before);
        let shown = text::start(&format!("{before}{after}"), width);
        let role = Role::Focus;
        self.blank(Slot { width, ..slot }, role);
        self.put_in(Slot { width, ..slot }, role, &shown);
        self.set_cursor(slot.x.saturating_add(column), slot.y);
    }

    /// Draws a line that nobody may read over the shoulder, by a sign for each of its own; the cursor is in it where it is
    /// typed into.
    pub fn secret(&mut self, slot: Slot, line: &Line, is_focus: bool) {
        let signs = u16::try_from(line.signs()).unwrap_or(u16::MAX).min(slot.width.saturating_sub(1));
        let role = if is_focus { Role::Focus } else { Role::Body };
        if is_focus {
            self.blank(slot, role);
            self.set_cursor(slot.x.saturating_add(signs), slot.y);
        }
        self.put_in(slot, role, &"*".repeat(usize::from(signs)));
    }

    /// Gives a slot the look of a role and nothing in it.
    pub fn blank(&mut self, slot: Slot, role: Role) {
        self.put_in(slot, role, &" ".repeat(usize::from(slot.width)));
    }
}
