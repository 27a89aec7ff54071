//! The outlines of the 32 states, for maps on screen and on paper.
//!
//! Draws nothing. Must stay true: every state of the catalogue has an outline, in the order of the catalogue, and what
//! two states share lies at the same points.

use super::catalogue::{STATES, read};
use serde::Deserialize;
use std::sync::LazyLock;

/// How much shorter a degree of longitude is than one of latitude in the middle of the country, in thousandths.
const SQUEEZE: i32 = 916;
/// Thousandths of a degree south of the pole, so that what lies further north is higher up.
const POLE: i32 = 90_000;

/// A place on a flat map, in thousandths of a degree of latitude: to the right, and down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// The outline of one state: closed rings.
pub type Outline = Vec<Vec<Point>>;

#[derive(Deserialize)]
struct Row {
    state: String,
    ring: usize,
    longitude: String,
    latitude: String,
}

/// The outlines, in the order of [`STATES`].
pub static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| {
    let rows: Vec<Row> = read(include_str!("../../assets/catalogues/state_outlines.csv"));
    let point =
        |row: &Row| Point { x: thousandths(&row.longitude) * SQUEEZE / 1000, y: POLE - thousandths(&row.latitude) };
    let rings = |code: &str| {
        let own: Vec<&Row> = rows.iter().filter(|row| row.state == code).collect();
        own.chunk_by(|one, other| one.ring == other.ring)
            .map(|ring| ring.iter().map(|row| point(row)).collect())
            .collect()
    };
    STATES.iter().map(|state| rings(&state.code)).collect()
});

/// The corners of the least frame around all states: the upper left one, and the lower right one.
#[must_use]
pub fn frame() -> (Point, Point) {
    let points = || OUTLINES.iter().flatten().flatten();
    let (xs, ys) = (|| points().map(|point| point.x), || points().map(|point| point.y));
    let least = Point { x: xs().min().unwrap_or(0), y: ys().min().unwrap_or(0) };
    (least, Point { x: xs().max().unwrap_or(0), y: ys().max().unwrap_or(0) })
}

/// Degrees with up to three decimals, in thousandths.
fn thousandths(degrees: &str) -> i32 {
    let (whole, decimals) = degrees.split_once('.').unwrap_or((degrees, ""));
    let size = format!("{}{decimals:0<3}", whole.trim_start_matches('-')).parse().unwrap_or(0);
    if whole.starts_with('-') { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_an_outline_and_lies_where_it_is() {
        assert_eq!(OUTLINES.len(), 32);
        assert!(OUTLINES.iter().all(|rings| rings.iter().all(|ring| ring.len() > 3) && !rings.is_empty()));
        assert_eq!(OUTLINES.iter().flatten().map(Vec::len).sum::<usize>(), 2_316);
        let (least, most) = frame();
        assert_eq!((least.y, most.y), (57_287, 75_450), "from Tijuana to the Suchiate");
        assert!(OUTLINES[1].iter().flatten().all(|point| point.x < -102_000), "Baja California lies in the west");
    }

    #[test]
    fn degrees_are_read_exactly() {
        for (text, expected) in
            [("-101.846", -101_846), ("22.017", 22_017), ("-102.08", -102_080), ("-0.5", -500), ("7", 7_000)]
        {
            assert_eq!(thousandths(text), expected);
        }
    }
}
