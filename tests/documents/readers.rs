//! Reads documents back as their readers see them: a page, a workbook, plain text, each as tables of texts.
//!
//! Uses nothing that wrote them.

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use std::io::Cursor;

/// A table as it was printed.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    pub title: String,
    /// The labels over each column, from above, without empty ones.
    pub heads: Vec<Vec<String>>,
    pub rows: Vec<(String, Vec<String>)>,
}

/// A printed figure in hundredths; nothing where it is no number.
pub fn value(text: &str) -> Option<i64> {
    // A share in brackets stands beside a figure.
    let text = text.split(" (").next()?.trim_start_matches('+').replace(',', "");
    if text == "-" {
        return Some(0);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = whole.trim_start_matches('-').chars().all(|c| c.is_ascii_digit()) && decimals.len() <= 2;
    is_number.then(|| format!("{whole}{decimals:0<2}").parse().ok()).flatten()
}

/// The tables of a page; one that goes on below is one table.
pub fn page(html: &str) -> Vec<Printed> {
    let mut tables: Vec<Printed> = Vec::new();
    for source in html.split("<table").skip(1) {
        let source = source.split("</table>").next().unwrap();
        let mut table = Printed { title: between(source, "<caption>", "</caption>"), ..Printed::default() };
        let (head, body) = source.split_once("<tbody>").unwrap();
        table.heads = heads(head);
        table.rows = body.split("<tr").skip(1).map(row).collect();
        for (_, cells) in &table.rows {
            assert!(cells.len() <= table.heads.len(), "{}: a cell has no head", table.title);
        }
        let title = table.title.split(" (part").next().unwrap().to_owned();
        match tables.last_mut() {
            Some(last) if last.title == title && table.title != title => {
                last.heads.extend(table.heads);
                for ((label, cells), (more_label, more)) in last.rows.iter_mut().zip(table.rows) {
                    assert_eq!(*label, more_label);
                    cells.extend(more);
                }
            }
            _ => tables.push(Printed { title, ..table }),
        }
    }
    tables
}

fn between(text: &str, begin: &str, end: &str) -> String {
    plain(text.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(inside, _)| inside))
}

/// Text without its escapes.
pub fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

fn row(source: &str) -> (String, Vec<String>) {
    let cells = source.split("<td>").skip(1).map(|cell| plain(cell.split("</td>").next().unwrap()));
    (between(source, "<th scope=\"row\">", "</th>"), cells.collect())
}

/// What stands over each column, with cells that span lines and columns laid out.
fn heads(source: &str) -> Vec<Vec<String>> {
    let mut heads: Vec<Vec<String>> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (level, line) in source.split("<tr>").skip(1).enumerate() {
        let mut column = 0;
        for cell in line.split("<th ").skip(1) {
            let (attributes, rest) = cell.split_once('>').unwrap();
            let span = |name: &str| {
                attributes
                    .split_once(&format!("{name}=\""))
                    .map_or(1, |(_, n)| n.split('"').next().unwrap().parse().unwrap())
            };
            let (across, down): (usize, usize) = (span("colspan"), span("rowspan"));
            while taken.get(column).is_some_and(|until| *until > level) {
                column += 1;
            }
            for column in column..column + across {
                heads.resize(heads.len().max(column + 1), Vec::new());
                taken.resize(heads.len(), 0);
                heads[column].push(plain(rest.split("</th>").next().unwrap()));
                taken[column] = level + down;
            }
            column += across;
        }
    }
    heads
}

/// A table of more columns is printed on several pages.
const WIDE: usize = 17;

/// The sheets of a workbook by name, each with its tables.
pub fn workbook(bytes: &[u8]) -> Vec<(String, Vec<Printed>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = |(name, range): (String, calamine::Range<Data>)| {
        let (rows, columns) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let cell = |row, column| match range.get_value((row, column)) {
            // A share in per cent with one decimal.
            Some(Data::Float(figure)) if ((figure * 100.0).round() / 100.0 - figure).abs() > 1e-9 => {
                format!("{figure:.3}")
            }
            Some(Data::Float(figure)) => format!("{figure:.2}"),
            Some(Data::String(text)) => text.clone(),
            Some(Data::Empty) | None => String::new(),
            Some(other) => panic!("{name}: {other:?}"),
        };
        let lines = (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect());
        (name.clone(), tables_of(&lines.collect::<Vec<Vec<String>>>()))
    };
    book.worksheets().into_iter().map(sheet).collect()
}

/// The first text of each sheet.
pub fn first_cells(bytes: &[u8]) -> Vec<(String, String)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let first =
        |range: &calamine::Range<Data>| range.used_cells().next().map_or_else(String::new, |cell| cell.2.to_string());
    book.worksheets().into_iter().map(|(name, range)| (name, first(&range))).collect()
}

/// The tables of a sheet: lines without a label are heads, those with a label and cells are rows. Over a wide one texts do
/// not stand over the labels, and a title stands over the columns of each page.
fn tables_of(lines: &[Vec<String>]) -> Vec<Printed> {
    let (mut tables, mut title, mut head) = (Vec::<Printed>::new(), String::new(), Vec::<&[String]>::new());
    for line in lines {
        let Some((label, cells)) = line.split_first() else { continue };
        let mut texts = cells.iter().filter(|cell| !cell.is_empty());
        let is_text = cells.len() > WIDE && texts.next().is_some_and(|first| texts.all(|text| text == first));
        match (label.is_empty(), cells.iter().all(String::is_empty)) {
            (true, false) if is_text => title.clone_from(&cells[0]),
            (false, true) => {
                title.clone_from(label);
                head.clear();
            }
            (true, false) => head.push(cells),
            (false, false) => {
                if !head.is_empty() {
                    tables.push(Printed { title: title.clone(), heads: spread(&head), rows: Vec::new() });
                    head.clear();
                }
                let used = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
                tables.last_mut().unwrap().rows.push((label.clone(), cells[..=used].to_vec()));
            }
            (true, true) => {}
        }
    }
    tables
}

/// What stands over each column: a merged label holds until another one, or one above it, begins.
fn spread(lines: &[&[String]]) -> Vec<Vec<String>> {
    let mut heads: Vec<Vec<String>> = Vec::new();
    let mut held = vec![String::new(); lines.len()];
    for column in 0..lines[0].len() {
        if lines.iter().all(|line| line[column].is_empty()) {
            break;
        }
        let first = lines.iter().position(|line| !line[column].is_empty()).unwrap();
        for (level, label) in held.iter_mut().enumerate().skip(first) {
            label.clone_from(&lines[level][column]);
        }
        heads.push(held.iter().filter(|label| !label.is_empty()).cloned().collect());
    }
    heads
}

/// The rows of plain text, block by block.
pub fn blocks(text: &str) -> Vec<Vec<(String, Vec<String>)>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines() {
        let mut pieces = line.trim_start().split("  ").map(str::trim).filter(|piece| !piece.is_empty());
        let label = pieces.next().unwrap_or_default().to_owned();
        let cells: Vec<String> = pieces.map(str::to_owned).collect();
        let is_figure =
            |cell: &String| value(cell).is_some() || ["n.a.", "n. a.", "n. c.", "n.p.", "<5"].contains(&cell.as_str());
        if !cells.is_empty() && cells.iter().all(is_figure) {
            blocks.last_mut().unwrap().push((label, cells));
        } else if !blocks.last().unwrap().is_empty() {
            blocks.push(Vec::new());
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}
