//! Bars that lie, each with its figures beside it, and a line of signs that rise and fall with what there was each day.
//!
//! Counts nothing and knows no period. Must stay true: a figure stands beside its bar whatever the room, a longer bar is
//! a greater figure, and no bar leaves its room.

use super::canvas::{Canvas, Slot};
use super::text;
use super::theme::Role;

/// How each part of a bar looks, in their order: told apart without colour. No bar has more.
pub const PARTS: [(&str, Role); 3] = [("█", Role::Key), ("░", Role::Body), ("▒", Role::Body)];
/// Eighths of a cell.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The heights of a line of days; the full block is left to bars.
const HEIGHTS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];
/// A bar in less room than this says nothing; labels are cut before that.
const LEAST: u16 = 6;
const ROOM: u16 = 10;

/// A bar.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its parts; their sum is its length.
    pub parts: Vec<u64>,
    /// The figures beside it, in columns.
    pub said: Vec<String>,
    /// Whether the keys go to it.
    pub is_chosen: bool,
}

impl Bar {
    /// The figure that it is as long as.
    #[must_use]
    pub fn whole(&self) -> u64 {
        self.parts.iter().sum()
    }

    /// The signs of each part in a room as long as the greatest figure.
    #[must_use]
    pub fn signs(&self, greatest: u64, room: u16) -> Vec<String> {
        let whole = self.whole();
        let length = |steps: u64| scaled(whole, greatest, u64::from(room) * steps).max(u64::from(whole > 0));
        if self.parts.len() == 1 {
            let ((sign, _), eighths) = (PARTS[0], length(8));
            let rest = usize::try_from(eighths % 8).ok().and_then(|rest| EIGHTHS.get(rest)).unwrap_or(&"");
            return vec![format!("{}{rest}", repeated(sign, eighths / 8))];
        }
        // Where a bar is of few cells, they are those of its greatest parts.
        let mut before = (0, 0);
        let part = |(figure, (sign, _)): (&u64, &(&str, Role))| {
            let (sum, cells) = before;
            before = (sum + figure, scaled(sum + figure, whole, length(1)));
            repeated(sign, before.1 - cells)
        };
        self.parts.iter().zip(&PARTS).map(part).collect()
    }
}

/// A figure's share of the greatest one, in steps, rounded half up.
fn scaled(figure: u64, greatest: u64, steps: u64) -> u64 {
    let (figure, greatest) = (u128::from(figure.min(greatest)), u128::from(greatest.max(1)));
    u64::try_from((2 * figure * u128::from(steps) + greatest) / (2 * greatest)).unwrap_or(steps)
}

fn repeated(sign: &str, times: u64) -> String {
    sign.repeat(usize::try_from(times).unwrap_or(0))
}

/// Draws bars one below the other, all to the same scale and their figures in columns; more than there are lines for are
/// left out at the end.
pub fn draw(bars: &[Bar], greatest: u64, canvas: &mut Canvas<'_>) {
    let (width, height) = (canvas.width(), canvas.height());
    let said = columns(bars);
    let beside = said.iter().map(|width| width.saturating_add(2)).sum::<u16>();
    let labels = bars.iter().map(|bar| text::columns(&bar.label)).max().unwrap_or(0);
    let labels = labels.min(width.saturating_sub(beside).saturating_sub(ROOM).saturating_sub(1));
    let left = labels.saturating_add(1);
    let room = width.saturating_sub(beside).saturating_sub(left);
    for (y, bar) in (0..height).zip(bars) {
        canvas.put_in(
            Slot { x: 0, y, width: labels },
            if bar.is_chosen { Role::Focus } else { Role::Body },
            &bar.label,
        );
        let mut x = left;
        if room >= LEAST {
            for (signs, (_, role)) in bar.signs(greatest, room).iter().zip(PARTS) {
                x = canvas.put(x, y, role, signs);
            }
        }
        let mut x = left.saturating_add(room);
        for (width, figure) in said.iter().zip(&bar.said) {
            canvas.put_right(Slot { x: x.saturating_add(2), y, width: *width }, Role::Body, figure);
            x = x.saturating_add(2).saturating_add(*width);
        }
    }
}

/// How wide each column of figures is.
fn columns(bars: &[Bar]) -> Vec<u16> {
    let count = bars.iter().map(|bar| bar.said.len()).max().unwrap_or(0);
    let width = |at: usize| bars.iter().filter_map(|bar| bar.said.get(at)).map(|said| text::columns(said)).max();
    (0..count).map(|at| width(at).unwrap_or(0)).collect()
}

/// A sign for each figure, as high as it is great; a blank for nothing.
#[must_use]
pub fn spark(figures: &[u64]) -> String {
    let greatest = figures.iter().copied().max().unwrap_or(0);
    let height = |figure: u64| {
        let steps = u64::try_from(HEIGHTS.len()).unwrap_or(0);
        usize::try_from(scaled(figure, greatest, steps).max(u64::from(figure > 0))).unwrap_or(0)
    };
    let sign = |figure: &u64| height(*figure).checked_sub(1).and_then(|at| HEIGHTS.get(at)).unwrap_or(&" ");
    figures.iter().map(sign).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bar(parts: &[u64]) -> Bar {
        Bar { parts: parts.to_vec(), ..Bar::default() }
    }

    /// How long a bar is, in eighths of a cell.
    fn length(signs: &[String]) -> usize {
        let eighths = |sign: char| EIGHTHS.iter().position(|part| part.starts_with(sign)).unwrap_or(8);
        signs.iter().flat_map(|part| part.chars()).map(eighths).sum()
    }

    #[test]
    fn parts_end_where_their_sum_does() {
        for (parts, expected) in [
            (&[102, 46][..], &["███████", "░░░"][..]),
            (&[1, 0], &["█", ""]),
            (&[1, 3], &["", "░"]),
            (&[0, 0], &["", ""]),
            (&[74, 74, 0], &["█████", "░░░░░", ""]),
            (&[148], &["██████████"]),
            (&[1], &["▏"]),
        ] {
            assert_eq!(bar(parts).signs(148, 10), expected, "{parts:?}");
        }
        assert_eq!(bar(&[1]).signs(1_000_000, 10), ["▏"], "what is something is seen");
    }

    #[test]
    fn days_rise_and_fall() {
        assert_eq!(spark(&[0, 1, 50, 100]), " ▁▄▇");
        assert_eq!((spark(&[]), spark(&[0, 0])), (String::new(), "  ".to_owned()));
    }

    proptest! {
        #[test]
        fn a_longer_bar_is_a_greater_figure_and_none_leaves_its_room(
            parts in proptest::collection::vec(0..u64::from(u32::MAX), 1..=PARTS.len()),
            more in 0..u64::from(u32::MAX),
            room in 1..300_u16,
        ) {
            let less = bar(&parts);
            let mut longer = less.clone();
            *longer.parts.last_mut().unwrap() += more;
            let greatest = longer.whole();
            let [less, longer] = [less, longer].map(|bar| length(&bar.signs(greatest, room)));
            prop_assert!(less <= longer);
            prop_assert_eq!(longer, usize::from(room) * if greatest == 0 { 0 } else { 8 });
        }

        #[test]
        fn a_higher_day_is_a_greater_figure(figures in proptest::collection::vec(any::<u64>(), 0..40)) {
            let signs: Vec<_> = spark(&figures).chars().map(|sign| HEIGHTS.iter().position(|h| h.starts_with(sign))).collect();
            prop_assert_eq!(signs.len(), figures.len());
            for (one, sign) in figures.iter().zip(&signs) {
                prop_assert_eq!(*one == 0, sign.is_none());
                for (other, higher) in figures.iter().zip(&signs) {
                    prop_assert!(one > other || sign <= higher);
                }
            }
        }
    }
}
