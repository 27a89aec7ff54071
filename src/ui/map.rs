//! Two maps of the 32 states, shaded by class: tiles in the order of the country, and outlines in braille.
//!
//! Knows neither figures nor what a class stands for. Must stay true: classes differ by their pattern, and colour only
//! repeats it; every state has one tile, and at least one cell of the outlines.

use super::canvas::{Canvas, Slot};
use super::text;
use super::theme::Role;
use crate::domain::catalogue::STATES;
use crate::domain::outline::{OUTLINES, Outline, Point, frame};
use crate::render::shading::CLASSES;
use crate::ui::key::Key;

/// How each class looks, from nothing to the most.
pub const SHADES: [(&str, Role); CLASSES + 1] =
    [(" ", Role::Body), ("░", Role::Body), ("▒", Role::Key), ("█", Role::Strong)];
/// The states as they lie: rows from north to south, columns from west to east. The first row is the northern border.
const TILES: [[&str; 11]; 5] = [
    ["BCN", "SON", "CHH", "COA", "NLE", "TAM", "", "", "", "", ""],
    ["BCS", "SIN", "DUR", "ZAC", "SLP", "", "", "", "", "", ""],
    ["", "", "NAY", "AGU", "GUA", "QUE", "HID", "VER", "", "", "YUC"],
    ["", "", "JAL", "MIC", "MEX", "CMX", "TLA", "PUE", "TAB", "CAM", "ROO"],
    ["", "", "COL", "", "GRO", "MOR", "", "OAX", "CHP", "", ""],
];
/// Lines of a tile: its name and its figure.
const TILE_LINES: u16 = 2;
/// The narrowest and the widest tile.
const TILE_WIDTHS: (u16, u16) = (5, 8);
/// Dots of a cell of braille, across and down.
const DOTS: (usize, usize) = (2, 4);
/// The cell of braille without a dot, and the bit of each dot of a cell, in rows.
const BLANK: u32 = 0x2800;
const BITS: [u32; 8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

/// A state as it is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shade {
    /// Its class, from 0 to [`CLASSES`].
    pub class: usize,
    /// Its figure, in the forms in which it can be written, the longest first.
    pub said: Vec<String>,
}

/// Where a state's tile is: row and column.
fn tile(state: usize) -> Option<(usize, usize)> {
    let code = STATES.get(state)?.code.as_str();
    let mut rows = TILES.iter().enumerate();
    rows.find_map(|(row, tiles)| Some((row, tiles.iter().position(|tile| *tile == code)?)))
}

/// The state that an arrow leads to from another one: the next in its row, or the nearest in the next row.
#[must_use]
pub fn walk(state: usize, key: Key) -> Option<usize> {
    let (row, column) = tile(state)?;
    let tiles = |row: usize| TILES.get(row).into_iter().flatten().enumerate().filter(|(_, code)| !code.is_empty());
    let nearest = |row: Option<usize>| tiles(row?).min_by_key(|(at, _)| at.abs_diff(column));
    let (_, code) = match key {
        Key::Left => tiles(row).filter(|(at, _)| *at < column).last(),
        Key::Right => tiles(row).find(|(at, _)| *at > column),
        Key::Up => nearest(row.checked_sub(1)),
        Key::Down => nearest(row.checked_add(1)),
        _ => None,
    }?;
    STATES.iter().position(|state| state.code == *code)
}

fn shade_of(shades: &[Shade], state: usize) -> (&'static str, Role) {
    shades.get(state).and_then(|shade| SHADES.get(shade.class)).copied().unwrap_or(SHADES[0])
}

/// How many lines the tiles take.
#[must_use]
pub fn tile_lines() -> u16 {
    u16::try_from(TILES.len()).unwrap_or(0).saturating_mul(TILE_LINES)
}

/// Draws the tiles: each state's letters on its pattern, its figure below, the chosen one in the focus.
pub fn draw_tiles(shades: &[Shade], chosen: usize, canvas: &mut Canvas<'_>) {
    let columns = u16::try_from(TILES.first().map_or(1, |row| row.len())).unwrap_or(1);
    let width = canvas.width().checked_div(columns).unwrap_or(0).clamp(TILE_WIDTHS.0, TILE_WIDTHS.1);
    for (at, (state, shade)) in STATES.iter().zip(shades).enumerate() {
        let place = tile(at).and_then(|(row, column)| Some((u16::try_from(row).ok()?, u16::try_from(column).ok()?)));
        let Some((row, column)) = place else { continue };
        let (x, y) = (column.saturating_mul(width), row.saturating_mul(TILE_LINES));
        let (sign, role) = shade_of(shades, at);
        let role = if at == chosen { Role::Focus } else { role };
        if at == chosen {
            canvas.put(x, y, role, &format!(">{}{sign}", state.code));
            canvas.set_cursor(x, y);
        } else {
            canvas.put(x, y, role, &format!("{sign}{}{sign}", state.code));
        }
        // Two figures side by side must not read as one.
        let room = width.saturating_sub(1);
        let said = shade.said.iter().find(|said| text::columns(said) <= room).or(shade.said.last());
        let said = said.map_or("", String::as_str);
        let width = room.min(text::columns(said).max(TILE_WIDTHS.0));
        canvas.put_right(Slot { x, y: y.saturating_add(1), width }, role, said);
    }
}

/// Draws the outlines as large as there is room for, filled with the pattern of each state, the chosen one in the focus.
pub fn draw_outlines(shades: &[Shade], chosen: usize, canvas: &mut Canvas<'_>) {
    let dots = Dots::new(&OUTLINES, canvas.width(), canvas.height());
    for (y, row) in (0..canvas.height()).zip(0..) {
        for (x, column) in (0..canvas.width()).zip(0..) {
            let (sign, Some(state)) = dots.cell(column, row, shades) else { continue };
            let (_, role) = shade_of(shades, state);
            canvas.put(x, y, if state == chosen { Role::Focus } else { role }, &sign.to_string());
        }
    }
    if let Some((x, y)) = dots.place(chosen) {
        canvas.set_cursor(x, y);
    }
}

/// Which state each dot of an area belongs to.
struct Dots {
    width: usize,
    owners: Vec<Option<usize>>,
}

impl Dots {
    fn new(outlines: &[Outline], width: u16, height: u16) -> Self {
        let (width, height) = (usize::from(width) * DOTS.0, usize::from(height) * DOTS.1);
        let mut dots = Self { width, owners: vec![None; width * height] };
        let (least, most) = frame();
        let step = |length: i32, dots: usize| i32::try_from(dots).ok().and_then(|dots| length.checked_div(dots));
        let steps = Option::zip(step(most.x - least.x, width), step(most.y - least.y, height));
        let Some(step) = steps.map(|(across, down)| across.max(down) + 1) else { return dots };
        let dot = |length: i32, dots: usize| usize::try_from(length.div_euclid(step)).unwrap_or(0).min(dots);
        for (state, outline) in outlines.iter().enumerate() {
            for y in 0..height {
                let middle = least.y + i32::try_from(y).unwrap_or(0) * step + step / 2;
                for (from, to) in spans(outline, middle) {
                    // A dot belongs to the state in which its middle lies.
                    for x in dot(from - least.x + step / 2, width)..dot(to - least.x + step / 2, width) {
                        dots.set(x, y, state);
                    }
                }
            }
        }
        for (state, outline) in outlines.iter().enumerate() {
            if let Some(middle) = middle(outline).filter(|_| !dots.owners.contains(&Some(state))) {
                dots.set(dot(middle.x - least.x, width - 1), dot(middle.y - least.y, height - 1), state);
            }
        }
        dots
    }

    fn owner(&self, x: usize, y: usize) -> Option<usize> {
        if x < self.width { *self.owners.get(y * self.width + x)? } else { None }
    }

    fn set(&mut self, x: usize, y: usize, state: usize) {
        if let Some(owner) = self.owners.get_mut(y * self.width + x) {
            *owner = Some(state);
        }
    }

    /// Whether a dot of a state is drawn: its edge, and within it the pattern of its class. Between two that are full the
    /// edge is left blank, or they would be one.
    fn is_drawn(&self, x: usize, y: usize, shades: &[Shade]) -> bool {
        let Some(state) = self.owner(x, y) else { return false };
        let class = |state: usize| shades.get(state).map_or(0, |shade| shade.class);
        let beyond = [self.owner(x + 1, y), self.owner(x, y + 1)];
        let is_outside = |x: Option<usize>, y: Option<usize>| x.zip(y).is_none_or(|(x, y)| self.owner(x, y).is_none());
        let is_edge = beyond.iter().any(|other| *other != Some(state))
            || is_outside(x.checked_sub(1), Some(y))
            || is_outside(Some(x), y.checked_sub(1));
        match class(state) {
            0 => is_edge,
            1 => is_edge || x.is_multiple_of(2) && (x / 2 + y).is_multiple_of(2) && y.is_multiple_of(2),
            2 => is_edge || (x + y).is_multiple_of(2),
            full => !beyond.into_iter().flatten().any(|other| other != state && class(other) == full),
        }
    }

    /// The sign of a cell, and the state that has most of it; nothing where none has any.
    fn cell(&self, column: usize, row: usize, shades: &[Shade]) -> (char, Option<usize>) {
        let dots = (0..DOTS.1).flat_map(|y| (0..DOTS.0).map(move |x| (column * DOTS.0 + x, row * DOTS.1 + y)));
        let mut owners: Vec<usize> = Vec::with_capacity(BITS.len());
        let mut bits = BLANK;
        for ((x, y), bit) in dots.zip(BITS) {
            owners.extend(self.owner(x, y));
            bits |= if self.is_drawn(x, y, shades) { bit } else { 0 };
        }
        let most = owners.iter().max_by_key(|state| owners.iter().filter(|other| other == state).count());
        (char::from_u32(bits).filter(|_| bits > BLANK).unwrap_or(' '), most.copied())
    }

    /// The cell in the middle of a state's dots.
    fn place(&self, state: usize) -> Option<(u16, u16)> {
        let own: Vec<usize> = (0..self.owners.len()).filter(|at| self.owners.get(*at) == Some(&Some(state))).collect();
        let at = *own.get(own.len() / 2)?;
        let cell = |dot: Option<usize>, dots: usize| u16::try_from(dot? / dots).ok();
        Option::zip(cell(at.checked_rem(self.width), DOTS.0), cell(at.checked_div(self.width), DOTS.1))
    }
}

/// The pieces of a line across that lie inside an outline.
fn spans(outline: &Outline, y: i32) -> Vec<(i32, i32)> {
    let mut crossings = Vec::new();
    for ring in outline {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (from.y <= y) != (to.y <= y) {
                // Thousandths of a degree: no product of two differences leaves the range.
                crossings.push(from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y));
            }
        }
    }
    crossings.sort_unstable();
    crossings.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
}

/// The middle of the points of an outline.
fn middle(outline: &Outline) -> Option<Point> {
    let points = || outline.iter().flatten();
    let count = i32::try_from(points().count()).ok()?;
    let mean = |of: fn(&Point) -> i32| points().map(of).sum::<i32>().checked_div(count);
    Some(Point { x: mean(|point| point.x)?, y: mean(|point| point.y)? })
}
