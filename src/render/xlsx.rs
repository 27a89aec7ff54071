//! The report as a workbook: the measures, a sheet a table, native charts, and how it was counted.
//!
//! Counts nothing and holds no formula. Must stay true: a cell holds as a number exactly what the text of the same
//! report prints there, or as text where that is no number; and the same report gives the same bytes.

use super::grid::{Grid, HeadCell};
use super::paper::{Paper, Together};
use super::part::Part;
use super::picture::Picture;
use super::sheet::{Level, Sheet, SheetRow};
use super::{Document, count, published, text, wording};
use chrono::{Datelike as _, Timelike as _};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Write};
use std::ops::Range;

/// How many parts a workbook is made of beside its tables; before each it is asked whether to go on.
pub const PARTS: usize = 3;

const INK: Color = Color::RGB(0x1F_4E79);
const WARNING: Color = Color::RGB(0xAA_0000);
/// Zero is shown as in official tables, and stays 0.
const FIGURE: &str = "#,##0;-#,##0;\"-\"";
const CHANGE: &str = "+#,##0;-#,##0;0";
const PERCENT: &str = "0.0";
const SHARE: &str = "0.0 %";
/// The least width of the column of labels and its greatest, and the least of the others, in characters; a sheet has
/// some of them.
const LABEL: (usize, usize) = (20, 44);
const CELL: u16 = 8;
const COLUMNS: usize = 6;
const LETTER: u8 = 1;
/// How high a row is where nothing else is said, in points.
const ROW: u16 = 13;
/// A table of so many rows stays on one page; of a longer one so many stay with the head above, or the notes below.
const SHORT: usize = 20;
const TOGETHER: usize = 3;
/// Where a chart stands beside its figures, and how many rows it takes.
const CHART_COLUMN: u16 = 6;
const CHART_ROWS: u32 = 19;
const CHART: (u32, u32) = (660, 320);
/// What a chart can say in words.
const WORDS: usize = 255;

/// Writes the workbook; `go_on` may stop it between two sheets.
///
/// # Errors
/// Where the writer or `go_on` fails.
pub fn write_xlsx(
    out: &mut impl Write,
    document: &Document<'_>,
    go_on: &mut dyn FnMut() -> io::Result<()>,
) -> io::Result<()> {
    let bytes = book(document, go_on).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    })?;
    out.write_all(&bytes)
}

fn book(document: &Document<'_>, go_on: &mut dyn FnMut() -> io::Result<()>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&letters(), 17, 64)?;
    book.set_properties(&properties(document)?);
    measures(document, book.add_worksheet())?;
    for table in document.tables() {
        go_on()?;
        let name = document.text(&format!("sheet-{}", table.id.code()));
        table_sheet(document, book.add_worksheet().set_name(name)?, &Sheet::new(document, table))?;
    }
    go_on()?;
    if document.parts.has(Part::Charts) {
        charts(document, book.add_worksheet())?;
    }
    go_on()?;
    method(document, book.add_worksheet())?;
    book.save_to_buffer()
}

/// Letters that every machine has in the same width, or sheets would not lie on paper as they are laid out.
fn letters() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

/// Who made it and of what; made at the cut-off, so that the same report is the same file.
fn properties(document: &Document<'_>) -> Result<DocProperties, XlsxError> {
    let stamp = document.stamp;
    let civil = stamp.as_of.civil();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(civil.year()).unwrap_or_default();
    let made = ExcelDateTime::from_ymd(year, part(civil.month()), part(civil.day()))?;
    let made = made.and_hms(u16::from(part(civil.hour())), part(civil.minute()), 0)?;
    let mut properties = DocProperties::new()
        .set_title(document.text("report-title"))
        .set_subject(wording::period_to_date(document))
        .set_author(document.text("bulletin-author"))
        .set_comment(format!("{}: {}", document.text("report-head"), stamp.head))
        .set_creation_datetime(&made);
    if stamp.training {
        properties = properties.set_keywords(document.text("csv-training"));
    }
    Ok(properties)
}

/// The label of a row.
#[derive(Default)]
struct Label {
    is_strong: bool,
    indent: u8,
    text: String,
}

/// How a text over the whole width looks.
#[derive(Clone, Copy)]
enum Style {
    Warning,
    Title,
    Heading,
    Note,
}

impl Style {
    /// Its format, and the size of its letters.
    fn format(self) -> (Format, u16) {
        let format = letters().set_text_wrap().set_align(FormatAlign::Top);
        match self {
            Self::Warning => (format.set_bold().set_font_color(WARNING), 10),
            Self::Title => (format.set_bold().set_font_color(INK).set_font_size(12), 12),
            Self::Heading => (format.set_bold().set_font_color(INK), 10),
            Self::Note => (format.set_font_size(8), 8),
        }
    }
}

/// A sheet that is written from the top downwards.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    /// How many characters each column has room for.
    widths: Vec<u16>,
    /// The first columns of the pages side by side that it is printed on, but for that of the labels.
    across: Vec<u16>,
    /// How high the head is that each page repeats.
    head: u32,
    /// What stays together on a page.
    parts: Vec<Together>,
}

impl<'a> Page<'a> {
    /// Begins a sheet for tables, with the mark of training, a title, and the stamp.
    fn new(document: &Document<'_>, sheet: &'a mut Worksheet, title: &str, grids: &[&Grid]) -> Result<Self, XlsxError> {
        let wide = |column: usize| {
            let heads = grids.iter().filter_map(|grid| grid.heads.get(column)?.iter().rfind(|head| !head.is_empty()));
            let cells = grids.iter().flat_map(|grid| &grid.rows).filter_map(|(_, cells)| cells.get(column));
            let words = heads.flat_map(|head| head.split(' ')).chain(cells.map(String::as_str));
            let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
            u16::try_from(longest + 2).unwrap_or(CELL).max(CELL)
        };
        let columns = grids.iter().map(|grid| grid.heads.len()).fold(COLUMNS, usize::max);
        let labels = grids.iter().flat_map(|grid| &grid.rows).map(|(label, _)| label.chars().count() + 2);
        let label = u16::try_from(labels.max().unwrap_or(0).clamp(LABEL.0, LABEL.1)).unwrap_or(CELL);
        let widths: Vec<u16> = [label].into_iter().chain((0..columns).map(wide)).collect();
        for (column, width) in (0..).zip(&widths) {
            sheet.set_column_width(column, *width)?;
        }
        let beside = grids.first().filter(|_| grids.len() == 1).map_or(Vec::new(), |grid| grid.on_paper());
        let across = beside.iter().skip(1).map(|part| column_of(part.start)).collect();
        let mut page = Self { sheet, row: 0, widths, across, head: 0, parts: vec![Together::default()] };
        if document.stamp.training {
            page.sheet.set_tab_color(WARNING);
            page.line(Style::Warning, &document.text("note-training"))?;
        }
        page.line(Style::Title, title)?;
        let places = wording::places(document).unwrap_or_else(|| document.text("report-everywhere"));
        let as_of = [document.text("report-as-of"), wording::cut_off(document)].join(": ");
        let seal = wording::seal(document).map(|seal| [document.text("report-seal"), seal].join(": "));
        let stamp = [wording::period_to_date(document), places, as_of].into_iter().chain(seal);
        page.line(Style::Note, &stamp.collect::<Vec<_>>().join(" · "))?;
        page.skip()?;
        Ok(page)
    }

    /// The columns of each of the pages side by side that it is printed on, beside the labels, which each repeats.
    fn pages(&self) -> Vec<Range<u16>> {
        let ends = self.across.iter().copied().chain([column_of(self.widths.len()) - 1]);
        let begins = [1].into_iter().chain(ends.clone());
        begins.zip(ends).map(|(begin, end)| begin..end).collect()
    }

    /// How many characters there is room for in some columns.
    fn room(&self, columns: &Range<u16>) -> u16 {
        columns.clone().map(|column| self.widths.get(usize::from(column)).copied().unwrap_or(CELL)).sum()
    }

    /// A text over the whole width of a page, in as many lines as it takes. Where there are pages side by side it does not
    /// stand over the labels, or each would repeat the beginning of it; and what a page is about stands on each of them.
    fn line(&mut self, style: Style, text: &str) -> Result<(), XlsxError> {
        let (format, size) = style.format();
        let mut pages = self.pages();
        match pages.as_mut_slice() {
            [only] => only.start = 0,
            // The last one may be narrow; beside it there is nothing.
            [first, .., last] => last.end = last.end.max(last.start + first.end - first.start),
            [] => {}
        }
        pages.truncate(if matches!(style, Style::Warning | Style::Title) { pages.len() } else { 1 });
        let room = pages.iter().map(|columns| self.room(columns)).min().unwrap_or(CELL);
        for columns in pages {
            self.sheet.merge_range(self.row, columns.start, self.row, columns.end - 1, text, &format)?;
        }
        self.down((size + 4) * lines(text, room * 9 / size))
    }

    /// Goes on below a row of this height.
    fn down(&mut self, height: u16) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        if let Some(part) = self.parts.last_mut() {
            part.height += u32::from(height);
        }
        Ok(())
    }

    /// Leaves a row empty.
    fn skip(&mut self) -> Result<(), XlsxError> {
        self.down(ROW)
    }

    /// From here on another page may begin.
    fn part(&mut self) {
        self.parts.push(Together { row: self.row, height: 0 });
    }

    /// A table under its heads, whose height it gives.
    fn grid(&mut self, grid: &Grid, rows: &[Label]) -> Result<u32, XlsxError> {
        let mut heads = 0;
        let head = letters().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        let head = head.set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Thin);
        for (row, cells) in (self.row..).zip(grid.head_cells(&(0..grid.heads.len()))) {
            let wrapped = |cell: &HeadCell<'_>| match self.widths.get(cell.columns.end) {
                Some(width) if cell.columns.len() == cell.levels.len() => lines(cell.label, *width),
                _ => 1,
            };
            let high = cells.iter().map(wrapped).max().unwrap_or(1);
            for cell in cells {
                let levels = u32::try_from(cell.levels.len()).unwrap_or(1);
                let (first, last) = (column_of(cell.columns.start), column_of(cell.columns.end - 1));
                if first == last && levels == 1 {
                    self.sheet.write_with_format(row, first, cell.label, &head)?;
                } else {
                    self.sheet.merge_range(row, first, row + levels - 1, last, cell.label, &head)?;
                }
            }
            self.down(ROW * high)?;
            heads += u32::from(ROW * high);
        }
        for (place, (Label { is_strong, indent, text }, (_, cells))) in rows.iter().zip(&grid.rows).enumerate() {
            if rows.len() > SHORT && (TOGETHER..rows.len() - TOGETHER).contains(&place) {
                self.part();
            }
            let strong = |format: Format| if *is_strong { format.set_bold() } else { format };
            self.sheet.write_with_format(self.row, 0, text, &strong(letters()).set_indent(*indent))?;
            for (column, cell) in (1..).zip(cells) {
                self.cell(column, cell, strong)?;
            }
            self.down(ROW)?;
        }
        Ok(heads)
    }

    /// Lays it out on letter paper, beside what stands `right` of its columns, with where and when it comes from on each
    /// page. Programs pass over breaks where they choose the scale themselves.
    fn print(self, document: &Document<'_>, right: u32) -> Result<(), XlsxError> {
        // A sign that steers the line stands twice where it is meant.
        let plain = |key: &str| document.text(key).replace('&', "&&");
        let mark = if document.stamp.training { plain("csv-training") } else { String::new() };
        let cut_off = format!("{}: {}", plain("report-as-of"), wording::cut_off(document));
        let pages = self.pages();
        let pixels = |columns: &Range<u16>| self.room(columns) * 7 + (columns.end - columns.start) * 5;
        let points = |columns: &Range<u16>| u32::from(pixels(columns)) * 3 / 4;
        let width = points(&(0..1)) + pages.iter().map(points).max().unwrap_or(0) + right;
        let paper = Paper::new(width, self.head, &self.parts, pages.len());
        let sheet = match paper.scale.and_then(|scale| u16::try_from(scale).ok()) {
            None => self.sheet.set_print_fit_to_pages(1, 1),
            Some(scale) => self.sheet.set_print_scale(scale),
        };
        let sheet = sheet.set_paper_size(LETTER);
        let sheet = if paper.is_upright { sheet.set_portrait() } else { sheet.set_landscape() };
        sheet.set_page_breaks(&paper.breaks)?;
        sheet.set_vertical_page_breaks(&self.across.iter().copied().map(u32::from).collect::<Vec<_>>())?;
        sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        sheet.set_header(format!("&L&8{}&C&8&B{mark}&R&8&A", plain("report-title")));
        let page = document.text("bulletin-page");
        sheet.set_footer(format!("&L&8{}&C&8{cut_off}&R&8{page}", plain("bulletin-author")));
        Ok(())
    }

    /// What the text prints, as a number where it is one.
    fn cell(&mut self, column: u16, text: &str, style: impl Fn(Format) -> Format) -> Result<(), XlsxError> {
        if let Some((figure, format)) = figure(text) {
            let format = style(letters().set_num_format(format));
            self.sheet.write_with_format(self.row, column, figure, &format)?;
        } else {
            let format = style(letters().set_align(FormatAlign::Right));
            self.sheet.write_with_format(self.row, column, text, &format)?;
        }
        Ok(())
    }
}

/// The column of a place in a grid: the first one holds the labels.
fn column_of(place: usize) -> u16 {
    u16::try_from(place + 1).unwrap_or(u16::MAX)
}

/// How many lines a text takes in room for so many characters.
fn lines(text: &str, room: u16) -> u16 {
    u16::try_from(text.chars().count().div_ceil(usize::from(room).max(1))).unwrap_or(1).max(1)
}

/// A printed figure as a number, and how a workbook shows it; nothing where it is no number.
fn figure(text: &str) -> Option<(f64, &'static str)> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    match text {
        "-" => Some((0.0, FIGURE)),
        _ if text.ends_with(" %") => {
            format!("{}e-2", text.trim_end_matches(" %")).parse().ok().map(|share| (share, SHARE))
        }
        "0" => Some((0.0, CHANGE)),
        _ if text.contains('.') => digits.parse().ok().map(|figure| (figure, PERCENT)),
        _ if text.starts_with(['+', '-']) => digits.parse().ok().map(|figure| (figure, CHANGE)),
        _ => digits.parse::<u64>().ok().and(digits.parse().ok()).map(|figure| (figure, FIGURE)),
    }
}

fn measures(document: &Document<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let measures: Vec<_> = text::measures(document).into_iter().chain(text::comparisons(document)).collect();
    let grids: Vec<&Grid> = measures.iter().map(|(_, grid)| grid).collect();
    let mut page = Page::new(document, sheet, &document.text("report-title"), &grids)?;
    page.sheet.set_name(document.text("bulletin-measures"))?.set_freeze_panes(page.row, 1)?;
    for (title, grid) in &measures {
        page.part();
        page.line(Style::Heading, title)?;
        page.grid(grid, &labels(grid))?;
        page.skip()?;
    }
    notes(&mut page, &wording::common_notes(document))?;
    page.print(document, 0)
}

fn table_sheet(document: &Document<'_>, sheet: &mut Worksheet, table: &Sheet) -> Result<(), XlsxError> {
    let grid = text::table_apart(document, table);
    let mut page = Page::new(document, sheet, &table.title, &[&grid])?;
    let first = page.row;
    let label = |row: &SheetRow| Label {
        is_strong: row.level == Level::Region,
        indent: u8::try_from(row.indent).unwrap_or_default(),
        text: row.label.clone(),
    };
    let total = Label { is_strong: true, indent: 0, text: table.total_label.clone() };
    let rows: Vec<Label> = [total].into_iter().chain(table.rows.iter().map(label)).collect();
    if published::is_withheld(document, &table.notes) {
        // The note says it.
    } else if grid.heads.is_empty() {
        page.line(Style::Note, &document.text("bulletin-nothing"))?;
    } else {
        page.head = page.grid(&grid, &rows)?;
        let body = page.row.saturating_sub(u32::try_from(rows.len()).unwrap_or_default());
        page.sheet.set_freeze_panes(body, 1)?.set_repeat_rows(first, body - 1)?.set_repeat_columns(0, 0)?;
    }
    page.skip()?;
    let no_base = document.text("report-no-base");
    let has_none = grid.rows.iter().flat_map(|(_, cells)| cells).any(|cell| *cell == no_base);
    let signs = ["note-zero"].into_iter().chain(has_none.then_some("note-no-percent"));
    let signs = signs.map(|key| document.text(key));
    notes(&mut page, &signs.chain(table.notes.iter().cloned()).collect::<Vec<_>>())?;
    page.print(document, 0)
}

fn notes(page: &mut Page<'_>, notes: &[String]) -> Result<(), XlsxError> {
    notes.iter().try_for_each(|note| page.line(Style::Note, note))
}

/// The labels of a table in which no row stands out.
fn labels(grid: &Grid) -> Vec<Label> {
    grid.rows.iter().map(|(text, _)| Label { text: text.clone(), ..Label::default() }).collect()
}

/// The figures of each picture with its chart beside them.
fn charts(document: &Document<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let name = document.text("sheet-charts");
    let pictures: Vec<(Picture, Grid)> = Picture::all(document).into_iter().map(with_grid).collect();
    let grids: Vec<&Grid> = pictures.iter().map(|(_, grid)| grid).collect();
    let mut page = Page::new(document, sheet, &name, &grids)?;
    page.sheet.set_name(&name)?;
    for (picture, grid) in &pictures {
        page.part();
        let top = page.row;
        page.line(Style::Heading, &picture.title)?;
        if picture.is_empty() {
            page.line(Style::Note, &picture.absence(document))?;
        } else {
            page.grid(grid, &labels(grid))?;
            let (head, last) = (top + 1, page.row.saturating_sub(1));
            page.sheet.insert_chart(head, CHART_COLUMN, &chart(&name, picture, (head, last)))?;
            while page.row < top + CHART_ROWS {
                page.skip()?;
            }
        }
        page.skip()?;
    }
    page.print(document, CHART.0 * 3 / 4)
}

/// A picture, and its figures as a table.
fn with_grid(picture: Picture) -> (Picture, Grid) {
    let cells =
        |(label, figures): &(String, Vec<u64>)| (label.clone(), figures.iter().map(|figure| count(*figure)).collect());
    let heads = picture.series.iter().map(|series| vec![series.clone()]).collect();
    let rows = picture.rows.iter().map(cells).collect();
    (picture, Grid { heads, rows })
}

/// A chart of the figures between two rows: the head, and the last one.
fn chart(name: &str, picture: &Picture, (head, last): (u32, u32)) -> Chart {
    let kind = if picture.name == "months" { ChartType::ColumnStacked } else { ChartType::BarStacked };
    let mut chart = Chart::new(kind);
    chart.title().set_name(&picture.title).set_font(ChartFont::new().set_size(10));
    let fills = [0x1F_4E79, 0x8F_B8DA, 0xD8_A878, 0xD9_D9D9].into_iter().cycle();
    for ((column, _), fill) in (1_u16..).zip(&picture.series).zip(fills) {
        chart
            .add_series()
            .set_name((name, head, column))
            .set_categories((name, head + 1, 0, last, 0))
            .set_values((name, head + 1, column, last, column))
            .set_format(ChartSolidFill::new().set_color(Color::RGB(fill)))
            .set_gap(60);
    }
    if picture.series.len() < 2 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom);
    }
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(0xDD_DDDD));
    if kind == ChartType::BarStacked {
        // The first row on top, as in the table, and the scale below all the same.
        chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_font(ChartFont::new().set_size(8));
        chart.x_axis().set_num_format("#,##0").set_major_gridlines_line(&line);
    } else {
        chart.y_axis().set_num_format("#,##0").set_major_gridlines_line(&line);
    }
    let words = format!("{}. {}", picture.title, picture.in_words());
    chart.set_width(CHART.0).set_height(CHART.1);
    chart.set_alt_text(if words.chars().count() > WORDS { &picture.title } else { &words });
    chart
}

/// Where the figures come from, and what each table counts.
fn method(document: &Document<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut page = Page::new(document, sheet, &document.text("bulletin-method"), &[])?;
    page.sheet.set_name(document.text("bulletin-method"))?;
    let head = [document.text("report-head"), document.stamp.head.clone()].join(": ");
    let zero = ["note-zero", "note-no-percent"].map(|note| document.text(note));
    let common = [vec![head], zero.to_vec(), wording::common_notes(document)].concat();
    notes(&mut page, &common)?;
    for table in document.tables() {
        page.skip()?;
        page.part();
        page.line(Style::Heading, &wording::title(document, table.id))?;
        notes(&mut page, &wording::notes(document, table))?;
    }
    page.print(document, 0)
}
