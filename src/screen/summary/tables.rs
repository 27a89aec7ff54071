//! The tables, one at a time, and a cursor that walks their cells.
//!
//! Lays out the table that is shown and no other. Must stay true: heads, label and title of the cell in focus are on the
//! screen with it, however wide and long its table is.

use super::{State, document, field};
use crate::render::grid::{Block, Grid};
use crate::render::made_of::{self, MadeOf};
use crate::render::sheet::{Level, Sheet};
use crate::render::{Document, text, wording};
use crate::report::behind::CellRef;
use crate::screen::Ctx;
use crate::screen::choice::first_shown;
use crate::screen::message::{Behind, Figures, Move, Note, Request};
use crate::store::Right;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::text::SEPARATOR;
use crate::ui::theme::Role;

/// How wide lines get: they fit the least window that screens are made for, and stay easy to read in the widest. Beside
/// them the screen has an edge.
const COLUMNS_MIN: u16 = 58;
const COLUMNS_MAX: u16 = 118;
const EDGES: u16 = 2;
/// How a figure of zero is printed.
const NOTHING: &str = "-";

/// The cell in focus; behind the last row come the lines of what is to be known of the table.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    table: usize,
    row: usize,
    column: usize,
}

impl From<[usize; 3]> for Cell {
    fn from([table, row, column]: [usize; 3]) -> Self {
        Self { table, row, column }
    }
}

impl From<Cell> for [usize; 3] {
    fn from(cell: Cell) -> Self {
        [cell.table, cell.row, cell.column]
    }
}

/// A table as it is shown.
pub(super) struct Page {
    pub(super) title: String,
    pub(super) grid: Grid,
    /// What each cell is made of.
    made_of: MadeOf,
    /// Rows that stand for several others.
    strong: Vec<bool>,
    /// What is to be known of it, in lines.
    pub(super) notes: Vec<String>,
}

impl Page {
    /// One of the tables, the measures first; the last one behind the end.
    pub(super) fn new(document: &Document<'_>, at: usize, width: usize) -> Self {
        let mut measures = text::measures(document).into_iter().zip(made_of::measures(document));
        let tables = document.report.tables.iter();
        let beyond = at.checked_sub(measures.len());
        let table = beyond.and_then(|at| tables.clone().nth(at).or(tables.last()));
        let (title, grid, made_of, strong, mut notes) = if let Some(table) = table {
            let sheet = Sheet::new(document, table);
            let strong = sheet.rows.iter().map(|row| row.level == Level::Region);
            let strong = [true].into_iter().chain(strong).collect();
            (sheet.title.clone(), text::table(&sheet).0, made_of::table(&sheet), strong, sheet.notes)
        } else {
            let ((title, grid), made_of) = measures.nth(at).unwrap_or_default();
            (title, grid, made_of, Vec::new(), wording::common_notes(document))
        };
        notes.push(document.texts.get("note-zero"));
        let wrapped = notes.iter().flat_map(|note| text::wrap(note, width));
        Self { title, grid, made_of, strong, notes: [String::new()].into_iter().chain(wrapped).collect() }
    }

    /// The columns that are shown together with one, beside the labels.
    fn block(&self, column: usize, width: usize) -> Block {
        let mut block = self.grid.block(0, width);
        while block.columns.end <= column && block.columns.end < self.grid.heads.len() {
            block = self.grid.block(block.columns.end, width);
        }
        block
    }

    fn rows(&self) -> usize {
        self.grid.rows.len()
    }

    fn lines(&self) -> usize {
        self.rows().saturating_add(self.notes.len())
    }

    /// The cell that the cursor stands on, where the table is smaller than the one that it stood in before.
    fn within(&self, cell: Cell) -> Cell {
        let last = |count: usize| count.saturating_sub(1);
        Cell { row: cell.row.min(last(self.lines())), column: cell.column.min(last(self.grid.heads.len())), ..cell }
    }

    /// What the figure in focus is of, the row before the heads of its column, and the figure.
    pub(super) fn words(&self, cell: Cell) -> Option<(Vec<&str>, &str)> {
        let cell = self.within(cell);
        let (label, cells) = self.grid.rows.get(cell.row)?;
        let heads = self.grid.heads.get(cell.column)?.iter().filter(|head| !head.is_empty());
        let words = [label.trim_start_matches(['–', ' '])].into_iter().chain(heads.map(String::as_str));
        Some((words.collect(), cells.get(cell.column)?))
    }
}

/// How wide the lines are in this window.
pub(super) fn columns(ctx: &Ctx<'_>) -> usize {
    usize::from(ctx.width.saturating_sub(EDGES).clamp(COLUMNS_MIN, COLUMNS_MAX))
}

/// How many tables there are, with the measures.
fn tables(figures: &Figures) -> usize {
    figures.report.tables.len().saturating_add(4)
}

/// The cell of some table that is the sum of these, else the first of them that stands anywhere.
pub(super) fn cell_of(figures: &Figures, cells: &[CellRef], ctx: &Ctx<'_>) -> Option<Cell> {
    let stamp = figures.stamp(ctx.texts.lang());
    let document = document(figures, &stamp, ctx);
    let pages = (0..tables(figures)).map(|table| Page::new(&document, table, columns(ctx)).made_of);
    let pages: Vec<MadeOf> = pages.collect();
    let find = |wanted: &[CellRef]| {
        pages.iter().enumerate().find_map(|(table, rows)| {
            let place = |(row, cells): (usize, &Vec<Vec<CellRef>>)| {
                let column = cells.iter().position(|made_of| made_of == wanted)?;
                Some(Cell { table, row, column })
            };
            rows.iter().enumerate().find_map(place)
        })
    };
    find(cells).or_else(|| find(cells.get(..1)?))
}

impl State {
    /// The table that is shown.
    pub(super) fn page(&self, figures: &Figures, ctx: &Ctx<'_>) -> Page {
        let stamp = figures.stamp(ctx.texts.lang());
        Page::new(&document(figures, &stamp, ctx), self.cell.table, columns(ctx))
    }

    /// How many rows the table that is shown has; none are counted for who stands on the first, and stays there.
    pub(super) fn rows_shown(&self, ctx: &Ctx<'_>) -> usize {
        self.figures.as_ref().filter(|_| self.cell.row > 0).map_or(0, |figures| self.page(figures, ctx).rows())
    }

    /// Stays on a row where it stood on one of so many.
    pub(super) fn stay_on_rows(&mut self, before: usize, ctx: &Ctx<'_>) {
        if self.cell.row < before {
            self.cell.row = self.cell.row.min(self.rows_shown(ctx).saturating_sub(1));
        }
    }

    /// Asks for the cases that make the figure in focus.
    fn open_cell(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(figures) = &self.figures else { return Vec::new() };
        let say = |key| vec![Move::Say(Note::plain(ctx.text(key)))];
        let page = self.page(figures, ctx);
        let cell = page.within(self.cell);
        let Some((words, figure)) = page.words(self.cell) else { return say("behind-note") };
        let made_of = page.made_of.get(cell.row).and_then(|cells| cells.get(cell.column));
        let Some(cells) = made_of.filter(|cells| !cells.is_empty()).cloned() else { return say("behind-none") };
        if !ctx.may(Right::Read) {
            return vec![Move::Say(Note::warning(ctx.text("failed-not-allowed")))];
        }
        if figure == NOTHING {
            return say("behind-zero");
        }
        let (query, head) = (figures.query.clone(), Some(figures.head.clone()));
        let words = words.into_iter().map(str::to_owned).chain([field::written(query.period), page.title.clone()]);
        let (words, asked) = (words.collect::<Vec<_>>().join(SEPARATOR), Behind { query, head, cells });
        self.opening = Some((asked.clone(), words));
        vec![Move::Ask(Request::Behind(asked))]
    }

    pub(super) fn key_tables(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if key == Key::Enter {
            return self.open_cell(ctx);
        }
        let Some(figures) = &self.figures else { return Vec::new() };
        let page = self.page(figures, ctx);
        let last = tables(figures).saturating_sub(1);
        let cell = page.within(Cell { table: self.cell.table.min(last), ..self.cell });
        let end = page.lines().saturating_sub(1);
        let table = |table: usize| Cell { table, row: 0, ..cell };
        self.cell = match key {
            Key::Up if cell.row == 0 && cell.table > 0 => {
                Cell { row: usize::MAX, ..table(cell.table.saturating_sub(1)) }
            }
            Key::Up => Cell { row: cell.row.saturating_sub(1), ..cell },
            Key::Down if cell.row == end && cell.table < last => table(cell.table.saturating_add(1)),
            Key::Down => Cell { row: cell.row.saturating_add(1).min(end), ..cell },
            Key::Left => Cell { column: cell.column.saturating_sub(1), ..cell },
            Key::Right => Cell { column: cell.column.saturating_add(1), ..cell },
            Key::Home => Cell { row: 0, ..cell },
            Key::End => Cell { row: page.rows().saturating_sub(1), ..cell },
            Key::PageUp => table(cell.table.saturating_sub(1)),
            Key::PageDown => table(cell.table.saturating_add(1).min(last)),
            Key::First => table(0),
            Key::Last => table(last),
            _ => cell,
        };
        Vec::new()
    }

    pub(super) fn draw_tables(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let page = self.page(figures, ctx);
        let cell = page.within(self.cell);
        let block = page.block(cell.column, columns(ctx));
        let mut y = 0;
        let title = text::wrap(&page.title, columns(ctx)).into_iter().map(|line| (Role::Strong, line));
        for (role, line) in title.chain(block.heads.iter().map(|line| (Role::Body, line.clone()))) {
            canvas.put(1, y, role, &line);
            y = y.saturating_add(1);
        }
        let last = canvas.height().saturating_sub(1);
        let room = usize::from(last.saturating_sub(y));
        let first = first_shown(cell.row, page.lines(), room);
        let lines = block.rows.iter().chain(&page.notes).enumerate().skip(first).take(room);
        for (y, (at, line)) in (y..).zip(lines) {
            let role = if page.strong.get(at) == Some(&true) { Role::Strong } else { Role::Body };
            canvas.put(1, y, role, line);
            if at == cell.row && self.field.is_none() {
                canvas.put(0, y, Role::Body, ">");
                canvas.set_cursor(0, y);
                draw_focus(&page, &block, cell, y, canvas);
            }
        }
        let place = place(&page, (cell, tables(figures)), (first, room), &block, ctx);
        canvas.put(1, last, Role::Strong, &crate::ui::text::fitting(&place, canvas.width().saturating_sub(2)));
    }
}

/// The cell in focus, reversed, with the cursor on its last figure.
fn draw_focus(page: &Page, block: &Block, cell: Cell, y: u16, canvas: &mut Canvas<'_>) {
    let figure = page.grid.rows.get(cell.row).and_then(|(_, cells)| cells.get(cell.column));
    let at = cell.column.saturating_sub(block.columns.start);
    let Some((figure, (x, width))) = Option::zip(figure, block.places.get(at)) else { return };
    let narrow = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    let slot = Slot { x: narrow(*x).saturating_add(1), y, width: narrow(*width) };
    canvas.blank(slot, Role::Focus);
    canvas.put_right(slot, Role::Focus, figure);
    canvas.set_cursor(slot.x.saturating_add(slot.width).saturating_sub(1), y);
}

/// Which table it is of how many, and which of its rows and columns are shown where not all are.
fn place(
    page: &Page,
    (cell, tables): (Cell, usize),
    (first, room): (usize, usize),
    block: &Block,
    ctx: &Ctx<'_>,
) -> String {
    let part = |key: &str, first: usize, last: usize, all: usize| {
        ctx.texts.with(key, &[("first", first.into()), ("last", last.into()), ("all", all.into())])
    };
    let mut parts = vec![part("summary-table", cell.table.saturating_add(1), 0, tables)];
    let (columns, heads) = (&block.columns, page.grid.heads.len());
    if columns.len() < heads {
        parts.push(part("summary-columns", columns.start.saturating_add(1), columns.end, heads));
    }
    let below = page.lines().saturating_sub(first).saturating_sub(room);
    for (key, count) in [("rows-above", first), ("rows-below", below)] {
        parts.extend((count > 0).then(|| ctx.texts.with(key, &[("count", count.into())])));
    }
    parts.join(SEPARATOR)
}
