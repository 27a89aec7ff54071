//! Distinct children, everywhere and by state, of those with each mark.
//!
//! Nearly every child is helped in one state or two, so it has room for those; the rest is sorted in the end. Must stay
//! true: a child counts once in each state and once in the whole.

use super::facts::{MARKS, Marks, index};

/// How many distinct children have each mark.
pub(super) type Marked = [u64; MARKS];

/// A state, plus one, and the marks of a child there. All of it may be zero: memory that nobody has come to costs nothing.
type Slot = [u16; 2];

/// Counts children while marks are set on them.
pub(super) struct Distinct {
    /// For each child its first state, and its second one once any child has one.
    slots: [Vec<Slot>; 2],
    states: Vec<Marked>,
    /// The children with a second state.
    twice: Vec<u32>,
    /// Child, mark and state in one number, for a child's third state and further ones.
    away: Vec<u64>,
}

impl Distinct {
    pub(super) fn new(children: u32, states: usize) -> Self {
        let states = vec![[0; MARKS]; states];
        Self { slots: [vec![[0; _]; index(children)], Vec::new()], states, twice: Vec::new(), away: Vec::new() }
    }

    /// Sets marks on a child in a state.
    #[inline]
    pub(super) fn mark(&mut self, child: u32, state: u8, marks: Marks) {
        let own = u16::from(state) + 1;
        let first = &mut self.slots[0][index(child)];
        if first[0] == 0 {
            first[0] = own;
        }
        if first[0] != own {
            return self.mark_beyond(child, state, marks);
        }
        put(first, &mut self.states[usize::from(state)], marks, 1);
    }

    /// Counts children of whom nothing else is told.
    pub(super) fn add(&mut self, state: u8, marks: Marks, count: u64) {
        put(&mut [0; _], &mut self.states[usize::from(state)], marks, count);
    }

    /// Sets marks in a child's second state, or a further one.
    #[cold]
    fn mark_beyond(&mut self, child: u32, state: u8, marks: Marks) {
        let own = u16::from(state) + 1;
        let [all, seconds] = &mut self.slots;
        if seconds.is_empty() {
            *seconds = vec![[0; _]; all.len()];
        }
        let second = &mut seconds[index(child)];
        if second[0] == 0 {
            second[0] = own;
            self.twice.push(child);
        }
        if second[0] != own {
            let away = |mark: u64| u64::from(child) << 16 | mark << 8 | u64::from(state);
            return self
                .away
                .extend((0_u64..).zip(bits(marks)).filter(|(_, is_set)| *is_set).map(|(mark, _)| away(mark)));
        }
        put(second, &mut self.states[usize::from(state)], marks, 1);
    }

    /// The marks of a child in its first two states.
    fn marks_of(&self, child: u32) -> [Marks; 2] {
        [0, 1].map(|which: usize| self.slots[which].get(index(child)).map_or(0, |slot| slot[1]))
    }

    /// The children with each mark: by state, and in all.
    pub(super) fn finish(mut self) -> (Vec<Marked>, Marked) {
        self.away.sort_unstable();
        self.away.dedup();
        // Whom several states count the whole counts once.
        let mut again: Marked = [0; MARKS];
        for child in &self.twice {
            let [one, other] = self.marks_of(*child);
            again.iter_mut().zip(bits(one & other)).for_each(|(again, is_set)| *again += u64::from(is_set));
        }
        let mut last = None;
        for away in &self.away {
            let [.., mark, state] = away.to_be_bytes();
            self.states[usize::from(state)][usize::from(mark)] += 1;
            let child = u32::try_from(away >> 16).unwrap_or(u32::MAX);
            let [one, other] = self.marks_of(child);
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

/// Sets marks in a slot, for as many children.
#[inline]
fn put(slot: &mut Slot, sums: &mut Marked, marks: Marks, count: u64) {
    let [_, known] = slot;
    let new = marks & !*known;
    *known |= marks;
    sums.iter_mut().zip(bits(new)).for_each(|(sum, is_set)| *sum += if is_set { count } else { 0 });
}

/// Of each mark whether it is set.
fn bits(marks: Marks) -> impl Iterator<Item = bool> {
    (0..MARKS).map(move |mark| marks >> mark & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn children_are_told_apart(marks in prop::collection::vec((0..6_u32, 0..4_u8, 1..1_u16 << MARKS), 0..120)) {
            let mut distinct = Distinct::new(6, 4);
            for (child, state, marks) in &marks {
                distinct.mark(*child, *state, *marks);
            }
            let (states, total) = distinct.finish();
            for wanted in 0..MARKS {
                let of = |at: Option<u8>| {
                    let marked = marks.iter().filter(|m| m.2 >> wanted & 1 == 1 && at.is_none_or(|at| at == m.1));
                    marked.map(|m| m.0).collect::<HashSet<_>>().len()
                };
                prop_assert_eq!(total[wanted], u64::try_from(of(None)).unwrap());
                for (state, marked) in (0..).zip(&states) {
                    prop_assert_eq!(marked[wanted], u64::try_from(of(Some(state))).unwrap());
                }
            }
        }
    }
}
