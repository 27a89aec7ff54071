//! A table of texts laid out in columns: heads by level over the columns that share them, labels, figures to the right.
//!
//! Draws nothing and knows no figure. Must stay true: a column is as wide as its widest text, so that no figure is ever cut.

use crate::domain::text::is_unfit;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The widest label of a row; longer ones are cut.
const LABEL: usize = 44;
/// Between two columns.
pub const GAP: usize = 2;
/// So many columns fit on letter paper: the whole, and one age group by accompaniment and sex.
const ON_PAPER: usize = 17;

/// A table of texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grid {
    /// Labels of each column, one for each line of the head.
    pub heads: Vec<Vec<String>>,
    /// Each row: its label and its cells.
    pub rows: Vec<(String, Vec<String>)>,
}

/// Neighbouring columns of a grid, laid out beside the labels of its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Which columns.
    pub columns: Range<usize>,
    /// The lines of the head.
    pub heads: Vec<String>,
    /// A line for each row.
    pub rows: Vec<String>,
    /// Where the cells of each column begin, and how wide they are.
    pub places: Vec<(usize, usize)>,
}

/// A cell of the head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadCell<'a> {
    /// Its label.
    pub label: &'a str,
    /// The lines of the head that it takes.
    pub levels: Range<usize>,
    /// The columns that it stands over.
    pub columns: Range<usize>,
}

impl Grid {
    /// Its lines, in as many blocks one below the other as the width needs.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut start = 0;
        while start < self.heads.len() {
            if start > 0 {
                lines.push(String::new());
            }
            let block = self.block(start, width);
            start = block.columns.end;
            lines.extend(block.heads.into_iter().chain(block.rows));
        }
        lines
    }

    /// As many columns as fit from one on; at least that one.
    #[must_use]
    pub fn block(&self, start: usize, width: usize) -> Block {
        let label = self.label_width();
        let fits = |end: &usize| {
            let widths = self.widths(start..*end);
            label + widths.iter().map(|width| width + GAP).sum::<usize>() <= width
        };
        let end = (start + 2..=self.heads.len()).take_while(fits).last().unwrap_or(start + 1);
        let columns = start..end.min(self.heads.len());
        let widths = self.widths(columns.clone());
        let mut x = label;
        let place = |width: &usize| {
            let begins = x + GAP;
            x = begins + width;
            (begins, *width)
        };
        let places = widths.iter().map(place).collect();
        let heads = (0..self.depth()).map(|level| self.head_line(&columns, &widths, level));
        let heads = heads.filter(|line| !line.trim().is_empty()).collect();
        let rows = self.rows.iter().map(|(row, cells)| {
            let cell = |(column, width): (usize, &usize)| {
                padded(cells.get(column).map_or("", String::as_str), width + GAP, true)
            };
            let cells: String = columns.clone().zip(&widths).map(cell).collect();
            padded(row, label, false) + &cells
        });
        Block { heads, rows: rows.collect(), places, columns }
    }

    /// The cells of the head, level by level: one over all columns that share a label, down to the next label below it.
    #[must_use]
    pub fn head_cells(&self, columns: &Range<usize>) -> Vec<Vec<HeadCell<'_>>> {
        let cell = |level: usize, span: Range<usize>| {
            let is_empty_below = |below: &usize| self.head_label(span.start, *below).is_empty();
            let below = if span.len() == 1 { (level + 1..self.depth()).take_while(is_empty_below).count() } else { 0 };
            HeadCell { label: self.head_label(span.start, level), levels: level..level + 1 + below, columns: span }
        };
        let row = |level| {
            let cells = self.spans(columns.clone(), level).into_iter().map(move |span| cell(level, span));
            cells.filter(|cell| level == 0 || !cell.label.is_empty()).collect()
        };
        (0..self.depth()).map(row).collect()
    }

    /// Columns that fit on letter paper, under whole heads of the first level, from the left.
    #[must_use]
    pub fn on_paper(&self) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for head in self.head_cells(&(0..self.heads.len())).first().into_iter().flatten() {
            match parts.last_mut() {
                Some(part) if head.columns.end - part.start <= ON_PAPER => part.end = head.columns.end,
                _ => parts.push(head.columns.clone()),
            }
        }
        parts
    }

    fn label_width(&self) -> usize {
        self.rows.iter().map(|(label, _)| label.width().min(LABEL)).max().unwrap_or(0)
    }

    fn head_line(&self, columns: &Range<usize>, widths: &[usize], level: usize) -> String {
        let mut line = " ".repeat(self.label_width());
        for span in self.spans(columns.clone(), level) {
            let width = span_width(widths, columns, &span);
            line.push_str(&" ".repeat(GAP));
            line.push_str(&padded(self.head_label(span.start, level), width, span.len() == 1));
        }
        line
    }

    /// The width of each column: its figures, its own label, and its share of the labels above it.
    fn widths(&self, columns: Range<usize>) -> Vec<usize> {
        let cell =
            |column: usize| self.rows.iter().filter_map(move |(_, cells)| cells.get(column)).map(|c| c.width()).max();
        let mut widths: Vec<usize> = columns.clone().map(|column| cell(column).unwrap_or(0)).collect();
        for level in (0..self.depth()).rev() {
            for span in self.spans(columns.clone(), level) {
                let missing =
                    self.head_label(span.start, level).width().saturating_sub(span_width(&widths, &columns, &span));
                if let Some(last) = widths.get_mut(span.end - 1 - columns.start) {
                    *last += missing;
                }
            }
        }
        widths
    }

    /// Neighbouring columns that share their labels down to a line of the head.
    fn spans(&self, columns: Range<usize>, level: usize) -> Vec<Range<usize>> {
        let shared = |column: usize| self.heads.get(column).and_then(|head| head.get(..=level));
        let mut spans: Vec<Range<usize>> = Vec::new();
        for column in columns {
            match spans.last_mut() {
                Some(span) if shared(span.start) == shared(column) => span.end = column + 1,
                _ => spans.push(column..column + 1),
            }
        }
        spans
    }

    fn depth(&self) -> usize {
        self.heads.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn head_label(&self, column: usize, level: usize) -> &str {
        self.heads.get(column).and_then(|head| head.get(level)).map_or("", String::as_str)
    }
}

fn span_width(widths: &[usize], columns: &Range<usize>, span: &Range<usize>) -> usize {
    let of_span = span.start - columns.start..span.end - columns.start;
    widths.get(of_span).unwrap_or_default().iter().sum::<usize>() + GAP * (span.len() - 1)
}

/// Text of exactly this width, cut where it is longer; control characters are left out.
#[must_use]
pub fn padded(text: &str, width: usize, to_the_right: bool) -> String {
    let mut cut: String = text.chars().filter(|c| !is_unfit(*c)).collect();
    if cut.width() > width {
        let mut room = width.saturating_sub(1);
        let fits = |c: &char| {
            let fits = c.width().unwrap_or(0) <= room;
            room = room.saturating_sub(c.width().unwrap_or(0));
            fits
        };
        cut = cut.chars().take_while(fits).chain(['…']).collect();
    }
    let padding = " ".repeat(width.saturating_sub(cut.width()));
    if to_the_right { padding + &cut } else { cut + &padding }
}
