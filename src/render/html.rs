//! The report as one page for a browser and for paper: figures, pictures, tables, and how they were counted.
//!
//! Asks for nothing outside itself and runs nothing. Must stay true: every text is escaped, every table has a caption and
//! heads that say what they are the head of, and every picture says in words what it shows.

use super::grid::{Grid, HeadCell};
use super::part::Part;
use super::picture::{self, Picture};
use super::shading::Shading;
use super::sheet::{Level, Sheet, SheetRow};
use super::{Document, prose, published, svg, text, wording};
use crate::domain::text::is_unfit;
use std::io::{self, Write};
use std::ops::Range;

/// A table of fewer columns is not drawn out to the width of the page.
const FEW: usize = 6;

/// A table of so many rows is not broken between two pages.
const SHORT: usize = 55;

/// A row: its class, its label and its cells.
type Row = (&'static str, String, Vec<String>);

/// Writes the page.
///
/// # Errors
/// Where the writer fails.
pub fn write_html(out: &mut impl Write, document: &Document<'_>) -> io::Result<()> {
    out.write_all(head(document).as_bytes())?;
    let statement: String = prose::statement(document).iter().map(|paragraph| element("p", paragraph)).collect();
    writeln!(out, "<section>\n{statement}</section>")?;
    out.write_all(measures(document).as_bytes())?;
    out.write_all(pictures(document).as_bytes())?;
    if document.parts.has(Part::Tables) {
        writeln!(out, "<section class=\"sheet\"><h2>{}</h2>", say(document, "bulletin-tables"))?;
        for table in document.tables() {
            out.write_all(sheet(document, &Sheet::new(document, table)).as_bytes())?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Text as it may stand in a page: no letter of it is taken for a mark, and none steers the text around it.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unfit(*c)) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Text between two marks.
fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text))
}

fn say(document: &Document<'_>, key: &str) -> String {
    escaped(&document.text(key))
}

fn head(document: &Document<'_>) -> String {
    let title = say(document, "report-title");
    let period = wording::period_to_date(document);
    let facts = wording::about(document).into_iter();
    let facts: String = facts.map(|(key, value)| element("dt", &document.text(key)) + &element("dd", &value)).collect();
    let mark = if document.stamp.training {
        let (mark, note) = (say(document, "csv-training"), say(document, "note-training"));
        format!(
            "<div class=\"mark\" aria-hidden=\"true\">{mark}</div>\n<p class=\"training\" role=\"note\">{note}</p>\n"
        )
    } else {
        String::new()
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}, {}</title>\n<style>\n{}</style>\n</head>\n<body>\n{mark}<main>\n\
         <header><h1>{title}</h1>\n<dl>\n{facts}</dl></header>\n",
        document.stamp.lang.code(),
        escaped(&period),
        include_str!("../../assets/bulletin.css"),
    )
}

fn measures(document: &Document<'_>) -> String {
    let table = |(title, grid): (String, Grid)| {
        let rows: Vec<Row> = grid.rows.iter().map(|(label, cells)| ("", label.clone(), cells.clone())).collect();
        tables(document, &title, &grid, &rows)
    };
    let tables: String = text::measures(document).into_iter().chain(text::comparisons(document)).map(table).collect();
    let signs = ["note-zero", "note-no-percent"].map(|note| document.text(note)).into_iter();
    let notes = list(signs.chain(wording::common_notes(document)));
    format!(
        "<section><h2>{}</h2>\n<div class=\"figures\">{tables}</div>\n{notes}</section>\n",
        say(document, "bulletin-measures")
    )
}

fn pictures(document: &Document<'_>) -> String {
    let drawn = [(Part::Charts, charts as fn(&Document<'_>) -> String), (Part::Map, map)];
    let drawn = drawn.into_iter().filter(|(part, _)| document.parts.has(*part)).map(|(part, draw)| {
        let title = say(document, &format!("part-{}", part.code()));
        format!("<section><h2>{title}</h2>\n{}</section>\n", draw(document))
    });
    drawn.collect()
}

fn figure(title: &str, inside: &str) -> String {
    format!("<figure><figcaption>{}</figcaption>\n{inside}</figure>\n", escaped(title))
}

fn charts(document: &Document<'_>) -> String {
    let chart = |picture: Picture| {
        let drawn = match picture.name {
            _ if picture.is_empty() => element("p", &picture.absence(document)),
            "months" => svg::columns(&picture),
            _ => svg::bars(&picture),
        };
        figure(&picture.title, &drawn)
    };
    Picture::all(document).into_iter().map(chart).collect()
}

fn map(document: &Document<'_>) -> String {
    let period = [("period", wording::period_to_date(document).into())];
    let title = document.texts.with("picture-map", &period);
    let places = picture::places(document);
    let shading = Shading::new(places.iter().filter_map(|place| place.figure).max().unwrap_or(0));
    let state = |place: &picture::Place| {
        let figure = place.figure.map_or_else(|| say(document, place.absence), super::count);
        let swatch = svg::swatch(&svg::class(shading, place));
        format!("<li>{swatch}<span>{}</span> <b>{figure}</b></li>\n", escaped(place.name))
    };
    let states: String = places.iter().filter(|place| place.is_inside()).map(state).collect();
    let map = svg::map(document.texts, &title, &places);
    figure(&title, &format!("{map}<ul class=\"states\">\n{states}</ul>\n"))
}

fn sheet(document: &Document<'_>, sheet: &Sheet) -> String {
    if published::is_withheld(document, &sheet.notes) {
        return element("h3", &sheet.title) + &list(sheet.notes.iter().cloned());
    }
    let (grid, _) = text::table(sheet);
    let class = |row: &SheetRow| match (row.level, row.indent) {
        (Level::Region, _) => "region",
        (_, 0) => "",
        (_, 1) => "inner",
        _ => "inmost",
    };
    let heads = sheet.rows.iter().map(|row| (class(row), row.label.clone()));
    let heads = [("total", sheet.total_label.clone())].into_iter().chain(heads);
    let rows: Vec<Row> =
        heads.zip(&grid.rows).map(|((class, label), (_, cells))| (class, label, cells.clone())).collect();
    tables(document, &sheet.title, &grid, &rows) + &list(sheet.notes.iter().cloned())
}

/// A table; where it is too wide, as many as it takes, one below the other.
fn tables(document: &Document<'_>, title: &str, grid: &Grid, rows: &[Row]) -> String {
    let blocks = grid.on_paper();
    let of = blocks.len();
    if of == 0 {
        return element("h3", title) + &element("p", &document.text("bulletin-nothing"));
    }
    let block = |(place, columns): (usize, Range<usize>)| {
        let part = [("part", place.to_string().into()), ("of", of.to_string().into())];
        let part = if of > 1 { document.texts.with("bulletin-part", &part) } else { String::new() };
        table(&format!("{title}{part}"), grid, rows, &columns)
    };
    (1..).zip(blocks).map(block).collect()
}

fn table(caption: &str, grid: &Grid, rows: &[Row], columns: &Range<usize>) -> String {
    let short = if rows.len() <= SHORT { " short" } else { "" };
    let class = if columns.len() > FEW { " class=\"wide\"" } else { "" };
    let levels = grid.head_cells(columns);
    let mut html =
        format!("<div class=\"scroll{short}\"><table{class}><caption>{}</caption>\n<thead>\n", escaped(caption));
    for (level, cells) in levels.iter().enumerate() {
        let corner = format!("<tr><td rowspan=\"{}\"></td>", levels.len());
        html += if level == 0 { &corner } else { "<tr>" };
        html.extend(cells.iter().map(head_cell));
        html += "</tr>\n";
    }
    html += "</thead>\n<tbody>\n";
    html.extend(
        rows.iter().map(|(class, label, cells)| row(class, label, cells.get(columns.clone()).unwrap_or(cells))),
    );
    html + "</tbody></table></div>\n"
}

fn row(class: &str, label: &str, cells: &[String]) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let cells: String = cells.iter().map(|cell| element("td", cell)).collect();
    format!("<tr{class}><th scope=\"row\">{}</th>\n{cells}</tr>\n", escaped(label))
}

fn head_cell(cell: &HeadCell<'_>) -> String {
    let span = |name: &str, span: &Range<usize>| {
        if span.len() > 1 { format!(" {name}=\"{}\"", span.len()) } else { String::new() }
    };
    let scope = if cell.columns.len() > 1 { "colgroup" } else { "col" };
    let (across, down) = (span("colspan", &cell.columns), span("rowspan", &cell.levels));
    format!("<th scope=\"{scope}\"{across}{down}>{}</th>", escaped(cell.label))
}

fn list(notes: impl Iterator<Item = String>) -> String {
    let notes: String = notes.map(|note| element("li", &note)).collect();
    format!("<ul class=\"notes\">\n{notes}</ul>\n")
}
