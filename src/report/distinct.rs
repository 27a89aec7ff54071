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
    everywhere: u16,
    /// The marks set in each of the first two states.
    marks: [u16; 2],
    /// Those states, plus one.
    states: [u8; 2],
}

/// Counts children while marks are set on them.
pub(super) struct Distinct {
    slots: Vec<Slot>,
    states: Vec<Marked>,
    total: Marked,
    /// Child, state and mark in one number, for a child's third state and further ones.
    away: Vec<u64>,
}

impl Distinct {
    pub(super) fn new(children: u32, states: usize) -> Self {
        let slots = vec![Slot::default(); index(children)];
        Self { slots, states: vec![[0; MARKS]; states], total: [0; MARKS], away: Vec::new() }
    }

    /// Sets a mark (below [`MARKS`]) on a child in a state.
    pub(super) fn mark(&mut self, child: u32, state: u8, mark: u8) {
        let (slot, bit) = (&mut self.slots[index(child)], 1_u16 << mark);
        let is_new = |seen: u16| u64::from(seen & bit == 0);
        self.total[usize::from(mark)] += is_new(slot.everywhere);
        slot.everywhere |= bit;
        for (owner, marks) in slot.states.iter_mut().zip(&mut slot.marks) {
            *owner = if *owner == 0 { state + 1 } else { *owner };
            if *owner == state + 1 {
                self.states[usize::from(state)][usize::from(mark)] += is_new(*marks);
                *marks |= bit;
                return;
            }
        }
        self.away.push(u64::from(child) << 16 | u64::from(state) << 8 | u64::from(mark));
    }

    /// The children with each mark: by state, and in all.
    pub(super) fn finish(mut self) -> (Vec<Marked>, Marked) {
        self.away.sort_unstable();
        self.away.dedup();
        for marked in &self.away {
            let [.., state, mark] = marked.to_be_bytes();
            self.states[usize::from(state)][usize::from(mark)] += 1;
        }
        (self.states, self.total)
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
