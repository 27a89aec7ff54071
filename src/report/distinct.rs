//! Distinct children, everywhere and by state, for up to 16 marks at once.
//!
//! Nearly every child is served in one state or two, so it has room for those; the rest is sorted in the end. Must stay
//! true: a child counts once in each state and once in the whole.

use super::facts::index;

/// Marks that can be told apart.
pub(super) const MARKS: usize = 16;

/// How many distinct children have each mark.
pub(super) type Marked = [u64; MARKS];

#[derive(Clone, Copy, Default)]
struct Slot {
    /// The marks set in each of the first two states.
    marks: [u16; 2],
    /// Those states, plus one.
    states: [u8; 2],
}

/// Counts children while marks are set on them.
pub(super) struct Distinct {
    slots: Vec<Slot>,
    states: Vec<Marked>,
    /// The children with a second state.
    twice: Vec<u32>,
    /// Child, mark and state in one number, for a child's third state and further ones.
    away: Vec<u64>,
}

impl Distinct {
    pub(super) fn new(children: u32, states: usize) -> Self {
        let slots = vec![Slot::default(); index(children)];
        Self { slots, states: vec![[0; MARKS]; states], twice: Vec::new(), away: Vec::new() }
    }

    /// Sets a mark (below [`MARKS`]) on a child in a state.
    #[inline]
    pub(super) fn mark(&mut self, child: u32, state: u8, mark: u8) {
        let slot = &mut self.slots[index(child)];
        if slot.states[0] == 0 {
            slot.states[0] = state + 1;
        }
        if slot.states[0] != state + 1 {
            return self.mark_beyond(child, state, mark);
        }
        self.states[usize::from(state)][usize::from(mark)] += u64::from(slot.marks[0] >> mark & 1 ^ 1);
        slot.marks[0] |= 1 << mark;
    }

    /// The same in a child's second state, or a further one.
    #[cold]
    fn mark_beyond(&mut self, child: u32, state: u8, mark: u8) {
        let slot = &mut self.slots[index(child)];
        if slot.states[1] == 0 {
            slot.states[1] = state + 1;
            self.twice.push(child);
        }
        if slot.states[1] != state + 1 {
            self.away.push(u64::from(child) << 16 | u64::from(mark) << 8 | u64::from(state));
            return;
        }
        self.states[usize::from(state)][usize::from(mark)] += u64::from(slot.marks[1] >> mark & 1 ^ 1);
        slot.marks[1] |= 1 << mark;
    }

    /// The children with each mark: by state, and in all.
    pub(super) fn finish(mut self) -> (Vec<Marked>, Marked) {
        self.away.sort_unstable();
        self.away.dedup();
        // Whom several states count the whole counts once.
        let mut again: Marked = [0; MARKS];
        for child in &self.twice {
            let [one, other] = self.slots[index(*child)].marks;
            again.iter_mut().enumerate().for_each(|(mark, again)| *again += u64::from(one & other) >> mark & 1);
        }
        let mut last = None;
        for away in &self.away {
            let [.., mark, state] = away.to_be_bytes();
            self.states[usize::from(state)][usize::from(mark)] += 1;
            let child = u32::try_from(away >> 16).unwrap_or(u32::MAX);
            let [one, other] = self.slots[index(child)].marks;
            let is_again = (one | other) >> mark & 1 == 1 || last == Some((child, mark));
            again[usize::from(mark)] += u64::from(is_again);
            last = Some((child, mark));
        }
        let mut total: Marked = [0; MARKS];
        for marked in &self.states {
            total.iter_mut().zip(marked).for_each(|(sum, count)| *sum += count);
        }
        total.iter_mut().zip(again).for_each(|(sum, again)| *sum -= again);
        (self.states, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn children_are_told_apart(marks in prop::collection::vec((0..6_u32, 0..4_u8, 0..16_u8), 0..120)) {
            let mut distinct = Distinct::new(6, 4);
            for (child, state, mark) in &marks {
                distinct.mark(*child, *state, *mark);
            }
            let (states, total) = distinct.finish();
            for wanted in 0..16_u8 {
                let of = |at: Option<u8>| {
                    let marked = marks.iter().filter(|m| m.2 == wanted && at.is_none_or(|at| at == m.1));
                    marked.map(|m| m.0).collect::<HashSet<_>>().len()
                };
                prop_assert_eq!(total[usize::from(wanted)], u64::try_from(of(None)).unwrap());
                for (state, marked) in (0..).zip(&states) {
                    prop_assert_eq!(marked[usize::from(wanted)], u64::try_from(of(Some(state))).unwrap());
                }
            }
        }
    }
}
