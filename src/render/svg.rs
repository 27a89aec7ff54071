//! The pictures of a report as SVG: columns, bars and the map, to stand inside a page.
//!
//! Counts nothing. Must stay true: figures stand beside what is drawn, and whatever is told by colour is told by
//! stripes and in words too, so that a picture reads without colour, on paper, and aloud.

use super::count;
use super::html::escaped;
use super::number;
use super::picture::{ABSENCES, Picture, Place};
use super::shading::Shading;
use crate::domain::outline::{OUTLINES, Point, frame};
use crate::i18n::Texts;
use std::collections::BTreeMap;

/// The width of every picture; its height follows from what it shows.
const WIDTH: u64 = 720;
/// The height of the tallest column, and the length of the longest bar.
const COLUMN: u64 = 200;
const BAR: u64 = 470;
/// Where the columns begin, and the bars.
const AXIS: u64 = 56;
const LEFT: u64 = 180;
/// From line to line.
const LINE: u64 = 22;
/// The widest column, and how narrow one may be to have its figure.
const WIDEST: u64 = 110;
const LABELLED: u64 = 46;
/// What a letter or a digit takes.
const DIGIT: u64 = 6;
/// A state smaller than this has no room for its label; in square units of the map.
const ROOM: u64 = 950;
/// Where the first label stands of those that have no room: on the sea in the west, and in the east.
const SEAS: [(u64, u64); 2] = [(228, 268), (512, 186)];

/// How the parts of a row look, and the greatest class of a map, on which only white can be read.
const SERIES: [&str; 4] = ["s0", "s1", "s2", "s3"];
const DARK: &str = "c3";

/// What lies over the shapes of a class: one dashed line, so broad that its dashes are stripes across the picture. Of each
/// shape that a `<pattern>` fills, a browser that prints makes a bitmap as large as its page: twenty megabytes for a map.
const STRIPES: [(&str, &str); 5] =
    [("s1", RISING), ("s2", FALLING), ("s3", "M0 0V900M0 0H900"), ("c1", FALLING), ("c2", RISING)];
const RISING: &str = "M0 0l900 900";
const FALLING: &str = "M720 0l-900 900";

/// Shapes, and those of each class as one.
#[derive(Default)]
struct Shapes {
    svg: String,
    classes: BTreeMap<String, String>,
}

impl Shapes {
    fn add(&mut self, class: &str, line: &str, said: &str) {
        self.svg += &path(class, line, said);
        *self.classes.entry(class.to_owned()).or_default() += line;
    }

    /// The shapes of a picture with their stripes.
    fn striped(self, name: &str) -> String {
        let over = |(class, line): (&String, &String)| {
            let stripes = stripes(class, &format!(" clip-path=\"url(#{name}-{class})\""));
            if stripes.is_empty() {
                return stripes;
            }
            format!("<clipPath id=\"{name}-{class}\"><path d=\"{line}\"/></clipPath>{stripes}")
        };
        let stripes: String = self.classes.iter().map(over).collect();
        self.svg + &stripes
    }
}

/// The stripes of a class, where it has some.
fn stripes(class: &str, cut: &str) -> String {
    let striped = STRIPES.iter().find(|(striped, _)| *striped == class);
    striped.map_or_else(String::new, |(_, line)| format!("<path class=\"k k-{class}\"{cut} d=\"{line}\"/>"))
}

/// What stands beside a name for the class that it is drawn in.
#[must_use]
pub fn swatch(class: &str) -> String {
    let shape = path(class, &rectangle((0, 0), (18, 13)), "");
    format!("<svg viewBox=\"0 0 18 13\" aria-hidden=\"true\">{shape}{}</svg>", stripes(class, ""))
}

/// Rows as columns side by side, their parts one on the other.
#[must_use]
pub fn columns(picture: &Picture) -> String {
    let (mut lines, (mut shapes, mut labels)) = (String::new(), legend(picture));
    let (bottom, greatest) = (LINE * 2 + COLUMN, greatest(picture));
    for line in axis(greatest) {
        let y = bottom - scaled(line, greatest, COLUMN);
        lines += &path("g", &format!("M{AXIS} {y}H{WIDTH}"), "");
        labels += &label("e", AXIS - 6, y + 4, &number(line));
    }
    let count = u64::try_from(picture.rows.len()).unwrap_or(u64::MAX);
    let step = (WIDTH - AXIS).checked_div(count).unwrap_or(0).clamp(1, WIDEST);
    let widest = picture.rows.iter().flat_map(|(name, _)| in_lines(name)).map(width).max().unwrap_or(0);
    let every = (widest + 2 * DIGIT).div_ceil(step);
    for (place, (name, figures)) in (0..).zip(&picture.rows) {
        let (x, middle) = (AXIS + step * place + step / 8, AXIS + step * place + step / 2);
        for (series, from, to) in ends(figures, greatest, COLUMN) {
            let line = rectangle((x, bottom - to), (step - step / 4, to - from));
            shapes.add(SERIES.get(series).unwrap_or(&""), &line, "");
        }
        let sum: u64 = figures.iter().sum();
        if step >= LABELLED {
            labels += &label("m", middle, bottom - scaled(sum, greatest, COLUMN) - 5, &number(sum));
        }
        if place % every == 0 && middle + widest / 2 <= WIDTH {
            for (down, line) in [16, 30, 44].into_iter().zip(in_lines(name)) {
                labels += &label("m", middle, bottom + down, line);
            }
        }
    }
    framed(
        picture.name,
        bottom + LINE * 5 / 2,
        (&picture.title, &picture.in_words()),
        &(lines + &shapes.striped(picture.name) + &labels),
    )
}

/// The name of a column in lines, so that more of them have room: the last is what is said of it in brackets.
fn in_lines(name: &str) -> [&str; 3] {
    let (one, rest) = name.split_once(' ').unwrap_or((name, ""));
    let at = rest.find('(').unwrap_or(rest.len());
    let (other, said) = rest.split_at_checked(at).unwrap_or((rest, ""));
    [one, other.trim_end(), said]
}

/// Rows as bars one below the other, their parts side by side.
#[must_use]
pub fn bars(picture: &Picture) -> String {
    let (mut shapes, mut labels) = legend(picture);
    let greatest = greatest(picture);
    let mut y = if labels.is_empty() { 2 } else { LINE + 8 };
    for (name, figures) in &picture.rows {
        labels += &label("e", LEFT - 8, y + 13, name);
        for (series, from, to) in ends(figures, greatest, BAR) {
            let line = rectangle((LEFT + from, y), (to - from, LINE - 4));
            shapes.add(SERIES.get(series).unwrap_or(&""), &line, "");
            let text = figures.get(series).map_or(String::new(), |figure| number(*figure));
            if figures.len() > 1 && to - from > DIGIT + width(&text) {
                let class = if series == 0 { "m w" } else { "m h" };
                labels += &label(class, LEFT + from.midpoint(to), y + 13, &text);
            }
        }
        let sum = figures.iter().sum();
        labels += &label("b", LEFT + scaled(sum, greatest, BAR) + 6, y + 13, &number(sum));
        y += LINE + 2;
    }
    framed(picture.name, y, (&picture.title, &picture.in_words()), &(shapes.striped(picture.name) + &labels))
}

/// The 32 states, shaded by their figures, with a legend; the figures of all of them stand beside it in a list.
#[must_use]
pub fn map(texts: &Texts, title: &str, places: &[Place]) -> String {
    let shading = Shading::new(places.iter().filter_map(|place| place.figure).max().unwrap_or(0));
    let (mut shapes, mut labels) = (Shapes::default(), String::new());
    let (mut height, mut small) = (0, Vec::new());
    for (place, outline) in places.iter().zip(OUTLINES.iter()) {
        let rings: Vec<Vec<(u64, u64)>> = outline.iter().map(|ring| ring.iter().copied().map(flat).collect()).collect();
        let shape: String = rings.iter().map(|ring| closed(ring)).collect();
        let figure = place.figure.map_or_else(|| texts.get(place.absence), count);
        let class = class(shading, place);
        shapes.add(&class, &shape, &format!("{}: {figure}", place.name));
        height = height.max(rings.iter().flatten().map(|(_, y)| y / 10 + 1).max().unwrap_or(0));
        let Some((area, x, y)) = rings.iter().map(|ring| middle(ring)).max().filter(|_| place.is_inside()) else {
            continue;
        };
        let figure = place.figure.map_or_else(String::new, count);
        if area > ROOM {
            let class = if class == DARK { "m w" } else { "m h" };
            labels += &label(class, x, y, place.code);
            labels += &label(&format!("{class} b"), x, y + 12, &figure);
        } else {
            small.push(((y, x), format!("{} {figure}", place.code)));
        }
    }
    for (line, (class, text)) in (0..).zip(ranges(texts, shading, places)) {
        let y = height - LINE * 6 + LINE * line;
        shapes.add(&class, &rectangle((20, y), (24, 15)), "");
        labels += &label("", 52, y + 12, &text);
    }
    let words = places.iter().map(|place| {
        let figure = place.figure.map_or_else(|| texts.get(place.absence), number);
        format!("{}: {figure}", place.name)
    });
    framed(
        "map",
        height + 4,
        (title, &words.collect::<Vec<_>>().join("; ")),
        &(shapes.striped("map") + &beside(small) + &labels),
    )
}

/// Labels that have no room, in the sea that is nearer, from north to south, with a line to what they are of.
fn beside(mut small: Vec<((u64, u64), String)>) -> String {
    let [west, east] = SEAS;
    small.sort_unstable();
    let is_west = |((_, x), _): &((u64, u64), String)| x.abs_diff(west.0) < x.abs_diff(east.0);
    let (nearer, others): (Vec<_>, Vec<_>) = small.into_iter().partition(is_west);
    let mut svg = String::new();
    for (class, (sea, top), labels) in [("e h", west, nearer), ("h", east, others)] {
        for (y, ((to, x), text)) in (0..).map(|line| top + LINE * line).zip(labels) {
            svg += &path("l", &format!("M{sea} {y}L{x} {to}"), "");
            svg += &path("l", &rectangle((x.saturating_sub(1), to.saturating_sub(1)), (2, 2)), "");
            let sea = if class == "h" { sea + 4 } else { sea - 4 };
            svg += &label(class, sea, y + 4, text.trim_end());
        }
    }
    svg
}

/// The class that a state is drawn in.
#[must_use]
pub fn class(shading: Shading, place: &Place) -> String {
    place.figure.map_or_else(|| place.absence.replace("map-", "c-"), |figure| format!("c{}", shading.class(figure)))
}

/// The classes of a map in words, those that some place has, what is not known before the others.
fn ranges(texts: &Texts, shading: Shading, places: &[Place]) -> Vec<(String, String)> {
    let range = |(class, (from, to)): (usize, (u64, Option<u64>))| {
        let text = match to {
            Some(to) if to == from => number(from),
            Some(to) => format!("{}–{}", number(from), number(to)),
            None => texts.with("map-or-more", &[("figure", number(from).into())]),
        };
        (format!("c{class}"), text)
    };
    let absent = ABSENCES.into_iter().map(|absence| (absence.replace("map-", "c-"), texts.get(absence)));
    let none = ("c0".to_owned(), texts.get("map-none"));
    let all = absent.chain([none]).chain((1..).zip(shading.ranges()).map(range));
    all.filter(|(own, _)| places.iter().any(|place| class(shading, place) == *own)).collect()
}

/// A place of the outlines in tenths of a unit of the map.
fn flat(point: Point) -> (u64, u64) {
    let (least, most) = frame();
    let width = u64::from(most.x.abs_diff(least.x)).max(1);
    let tenths = |distance: u32| u64::from(distance) * WIDTH * 10 / width;
    (tenths(point.x.abs_diff(least.x)), tenths(point.y.abs_diff(least.y)))
}

fn closed(ring: &[(u64, u64)]) -> String {
    let point = |(x, y): &(u64, u64)| format!("{}.{} {}.{}", x / 10, x % 10, y / 10, y % 10);
    format!("M{}Z", ring.iter().map(point).collect::<Vec<_>>().join("L"))
}

/// How large a ring is, and its centre of gravity.
fn middle(ring: &[(u64, u64)]) -> (u64, u64, u64) {
    let signed = |(x, y): &(u64, u64)| (i128::from(*x), i128::from(*y));
    let (mut area, mut sum_x, mut sum_y) = (0, 0, 0);
    for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let ((x, y), (next_x, next_y)) = (signed(one), signed(other));
        let cross = x * next_y - next_x * y;
        area += cross;
        sum_x += (x + next_x) * cross;
        sum_y += (y + next_y) * cross;
    }
    let place = |sum: i128| (sum / 30).checked_div(area).and_then(|place| u64::try_from(place).ok()).unwrap_or(0);
    (u64::try_from(area.abs() / 200).unwrap_or(0), place(sum_x), place(sum_y))
}

/// What stands for which series; nothing where there is one alone.
fn legend(picture: &Picture) -> (Shapes, String) {
    let (mut shapes, mut labels, mut x) = (Shapes::default(), String::new(), LEFT);
    for (series, name) in picture.series.iter().enumerate().filter(|_| picture.series.len() > 1) {
        shapes.add(SERIES.get(series).unwrap_or(&""), &rectangle((x, 2), (18, 13)), "");
        labels += &label("", x + 24, 13, name);
        x += 40 + width(name);
    }
    (shapes, labels)
}

/// Where each part of a row begins and ends; their ends are rounded together, so that parts fill the whole.
fn ends(figures: &[u64], greatest: u64, room: u64) -> impl Iterator<Item = (usize, u64, u64)> {
    let mut sum = 0;
    figures.iter().enumerate().map(move |(series, figure)| {
        let from = scaled(sum, greatest, room);
        sum += figure;
        (series, from, scaled(sum, greatest, room))
    })
}

fn greatest(picture: &Picture) -> u64 {
    picture.rows.iter().map(|(_, figures)| figures.iter().sum()).max().unwrap_or(0)
}

/// A figure's share of the greatest one, in units of the picture.
fn scaled(figure: u64, greatest: u64, room: u64) -> u64 {
    let share = u128::from(figure) * u128::from(room) / u128::from(greatest.max(1));
    u64::try_from(share).unwrap_or(room)
}

/// Round figures from 0 on, at most six of them.
fn axis(greatest: u64) -> impl Iterator<Item = u64> {
    let power = 10_u64.pow(greatest.max(1).ilog10());
    let steps = [power.div_ceil(5), power.div_ceil(2), power, power.saturating_mul(2)];
    let step = steps.into_iter().find(|step| greatest / step <= 5).unwrap_or(power);
    (0..=greatest / step.max(1)).map(move |place| place * step)
}

/// How wide a text is, about.
fn width(text: &str) -> u64 {
    u64::try_from(text.chars().count()).unwrap_or(u64::MAX).saturating_mul(DIGIT)
}

/// A line or a shape, with what it is in words where there are some.
fn path(class: &str, line: &str, said: &str) -> String {
    let title = if said.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(said)) };
    format!("<path class=\"{class}\" d=\"{line}\">{title}</path>")
}

/// The line around a rectangle.
fn rectangle((x, y): (u64, u64), (width, height): (u64, u64)) -> String {
    format!("M{x} {y}h{width}v{height}H{x}Z")
}

/// Words: `m` around a place, `e` ending there, `b` strong, `h` with a halo, `w` on what is dark.
fn label(class: &str, x: u64, y: u64, text: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(text))
}

/// A picture with its title, and all that it says in words.
fn framed(name: &str, height: u64, (title, words): (&str, &str), inside: &str) -> String {
    let (title, words) = (escaped(title), escaped(words));
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-words\">\
         <title id=\"{name}-title\">{title}</title><desc id=\"{name}-words\">{words}</desc>{inside}</svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn what_is_said_of_a_month_has_a_line_of_its_own() {
        assert_eq!(in_lines("enero de 2019 (parcial)"), ["enero", "de 2019", "(parcial)"]);
        assert_eq!(in_lines("mayo de 2019"), ["mayo", "de 2019", ""]);
        assert_eq!(in_lines("2019"), ["2019", "", ""]);
    }

    /// Where no figure is so small no class says that one may be.
    #[test]
    fn a_map_explains_the_classes_that_it_has() {
        let texts = Texts::new(Lang::Es);
        let place = |figure| Place { code: "AGU", name: "Aguascalientes", figure, absence: ABSENCES[1] };
        let explained = |figures: &[Option<u64>]| {
            let places: Vec<Place> = figures.iter().map(|figure| place(*figure)).collect();
            ranges(&texts, Shading::new(33), &places).into_iter().map(|(class, _)| class).collect::<Vec<_>>()
        };
        assert_eq!(explained(&[Some(33), None]), ["c-outside", "c3"]);
        assert_eq!(explained(&[Some(33), Some(0), Some(1)]), ["c0", "c1", "c3"]);
    }
}
