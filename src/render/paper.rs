//! How a sheet lies on letter paper: upright or lying, how small, and where it goes on on another page.
//!
//! Writes nothing. Must stay true: what belongs together is broken only where it fills a page alone, and nothing is
//! made smaller than can be read.

/// The room on a page, in points, upright and lying.
const ROOM: [(u32, u32); 2] = [(540, 684), (720, 504)];
/// The least scale, in per cent, and that of what takes more pages than one.
const LEAST: u32 = 58;
const USUAL: u32 = 80;
/// Programs measure columns differently, by up to a tenth.
const SAFE: u32 = 90;

/// Rows that stay on one page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Together {
    /// Its first row.
    pub row: u32,
    /// How high it is, in points.
    pub height: u32,
}

/// How a sheet is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paper {
    /// Whether the page stands upright.
    pub is_upright: bool,
    /// In per cent; none where all of it goes on one page, which programs fit by themselves.
    pub scale: Option<u32>,
    /// The rows that begin a page, after the first.
    pub breaks: Vec<u32>,
}

impl Paper {
    /// Lays out a sheet of this width, under heads of this height that each page repeats: on one page, or on as many as
    /// there are `beside` one another, where that can be read, else on as many as it takes.
    #[must_use]
    pub fn new(width: u32, head: u32, parts: &[Together], beside: usize) -> Self {
        let height: u32 = parts.iter().map(|part| part.height).sum();
        let fit = |(across, down): (u32, u32)| percent(across, width).min(percent(down, height));
        let [upright, lying] = ROOM.map(fit);
        if upright.max(lying) >= LEAST {
            let scale = (beside > 1).then(|| upright.max(lying));
            return Self { is_upright: upright >= lying, scale, breaks: Vec::new() };
        }
        let [upright, lying] = ROOM;
        let is_upright = percent(upright.0, width) >= LEAST;
        let (across, down) = if is_upright { upright } else { lying };
        let scale = percent(across, width).clamp(10, USUAL);
        let room = down * SAFE / scale;
        let (mut breaks, mut used) = (Vec::new(), 0);
        for part in parts {
            if used > 0 && used + part.height > room {
                breaks.push(part.row);
                used = head;
            }
            used += part.height;
        }
        Self { is_upright, scale: Some(scale), breaks }
    }
}

/// What a length must be scaled to for a room; never enlarged.
fn percent(room: u32, length: u32) -> u32 {
    (room * SAFE).checked_div(length).unwrap_or(100).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check((width, heights, beside): (u32, &[u32], usize), expected: (bool, Option<u32>, &[u32])) {
        let parts: Vec<_> = (0..).zip(heights).map(|(row, height)| Together { row, height: *height }).collect();
        let paper = Paper::new(width, 45, &parts, beside);
        assert_eq!((paper.is_upright, paper.scale, paper.breaks.as_slice()), expected);
    }

    #[test]
    fn what_can_be_read_on_one_page_is_on_one() {
        check((0, &[], 1), (true, None, &[]));
        check((400, &[200, 200], 1), (true, None, &[]));
        check((700, &[200, 200], 1), (false, None, &[]));
        check((700, &[200, 200], 2), (false, Some(92), &[]));
        check((700, &[500, 200], 2), (true, Some(69), &[]));
    }

    #[test]
    fn what_belongs_together_stays_so() {
        check((400, &[600, 300, 300, 300], 1), (true, Some(80), &[1, 3]));
        check((2_000, &[600, 300, 2_000, 300], 1), (false, Some(32), &[2, 3]));
    }
}
