//! Services or calls of minors in the order of days: in four bytes each where these have room for it, since they are by far
//! the most of what figures are made of.
//!
//! Decides nothing. Must stay true: what goes in comes out again, whichever form it had in between.

use super::packed::{Event, FIRST_DAY};
use super::{Alike, alike, index, of_days};
use std::ops::RangeInclusive;

/// A service or a call of a minor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Act {
    /// Days since 1970.
    pub(in crate::report) day: i32,
    /// Place of its case among the facts.
    pub(in crate::report) case: u32,
    pub(in crate::report) deed: Deed,
}

/// What services or calls may have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Deed {
    /// Index into the offices.
    pub(in crate::report) office: u16,
    /// Its category or outcome, by number.
    pub(in crate::report) what: u8,
    /// How many items, or whether the child spoke.
    pub(in crate::report) rest: u32,
}

/// How many cases had come by the end of each day since [`FIRST_DAY`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Come(Vec<u32>);

impl Come {
    /// Of cases in the order of days.
    pub(super) fn new(cases: &[Event]) -> Self {
        let mut come = Vec::new();
        for (count, case) in (1..).zip(cases) {
            let before = come.last().copied().unwrap_or_default();
            // What was said of this very day is taken back.
            come.resize(place_of(case.day()).unwrap_or_default(), before);
            come.push(count);
        }
        Self(come)
    }

    fn by(&self, day: usize) -> u32 {
        self.0.get(day).or(self.0.last()).copied().unwrap_or_default()
    }
}

/// More days than can be written.
const DAYS: usize = 1 << 17;

/// The place of a day in lists by day.
fn place_of(day: i32) -> Option<usize> {
    usize::try_from(day.checked_sub(FIRST_DAY)?).ok().filter(|place| *place < DAYS)
}

/// What stands in four bytes of a day: how far its case is behind those that had come by then (17 bits, the last of them the
/// most), office (8), category or outcome (4), and the rest (3).
struct Near;

impl Near {
    const CASES: u32 = 1 << 17;
    /// The bits of a deed.
    const DEED: u32 = 15;

    /// Nothing where there is no room.
    fn pack(act: Act, come: u32) -> Option<u32> {
        let place = act.case.checked_add(Self::CASES)?.checked_sub(come)?;
        let Deed { office, what, rest } = act.deed;
        let has_room = place < Self::CASES && office < 1 << 8 && what < 1 << 4 && rest < 1 << 3;
        has_room.then(|| place << Self::DEED | u32::from(office) << 7 | u32::from(what) << 3 | rest)
    }

    fn unpack(word: u32, day: i32, come: u32) -> Act {
        let case = (word >> Self::DEED).wrapping_add(come).wrapping_sub(Self::CASES);
        Act { day, case, deed: Self::deed(word) }
    }

    fn deed(word: u32) -> Deed {
        let [.., office] = (word >> 7).to_be_bytes();
        let [.., what] = (word >> 3 & 15).to_be_bytes();
        Deed { office: office.into(), what, rest: word & 7 }
    }
}

/// Services or calls by day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ByDay {
    /// By day since [`FIRST_DAY`]; see [`Near`].
    near: Vec<Vec<u32>>,
    /// What has no room there.
    far: Vec<Act>,
}

impl ByDay {
    /// Of a few, whatever cases there are.
    pub(super) fn of_few(mut acts: Vec<Act>) -> Self {
        acts.sort_unstable();
        Self { far: acts, ..Self::default() }
    }

    pub(super) fn push(&mut self, come: &Come, act: Act) {
        let near = place_of(act.day).and_then(|day| Some((day, Near::pack(act, come.by(day))?)));
        let Some((day, word)) = near else { return self.far.push(act) };
        if self.near.len() <= day {
            self.near.resize_with(day + 1, Vec::new);
        }
        self.near[day].push(word);
    }

    pub(super) fn put_in_order(&mut self) {
        self.far.sort_unstable();
        for day in &mut self.near {
            day.sort_unstable();
            day.shrink_to_fit();
        }
    }

    /// What there is of some cases.
    pub(super) fn of_cases(&self, come: &Come, is_wanted: impl Fn(u32) -> bool) -> Self {
        let mut own = Self::default();
        self.each(come, &(i32::MIN..=i32::MAX), |act| {
            if is_wanted(act.case) {
                own.push(come, act);
            }
        });
        own.put_in_order();
        own
    }

    /// Takes what another one has; both are in order.
    pub(super) fn merge(&mut self, other: Self) {
        merge(&mut self.far, other.far);
        self.near.resize_with(self.near.len().max(other.near.len()), Vec::new);
        self.near.iter_mut().zip(other.near).for_each(|(day, other)| merge(day, other));
    }

    /// The places of some days; what has no room may be of days after all the others, and so has a place after theirs.
    fn places(&self, days: &RangeInclusive<i32>) -> RangeInclusive<usize> {
        let place = |day: i32| place_of(day.max(FIRST_DAY)).unwrap_or(usize::MAX).min(self.near.len());
        place(*days.start())..=place(*days.end())
    }

    /// The day of a place, and what there is of it if it is one of these days.
    fn at(&self, place: usize, days: &RangeInclusive<i32>) -> (i32, &[u32]) {
        let day = FIRST_DAY.saturating_add(i32::try_from(place).unwrap_or(i32::MAX));
        (day, self.near.get(place).filter(|_| days.contains(&day)).map_or(&[][..], |words| words))
    }

    /// What has no room of some days.
    fn far(&self, days: &RangeInclusive<i32>) -> &[Act] {
        &self.far[of_days(&self.far, days, |act| act.day)]
    }

    /// How many there are of each deed in some days; it may name one more than once.
    pub(super) fn deeds(&self, days: &RangeInclusive<i32>) -> Alike<Deed> {
        // Of a few all are far.
        let mut counts = vec![0; if self.near.is_empty() { 0 } else { 1 << Near::DEED }];
        for word in self.places(days).flat_map(|place| self.at(place, days).1) {
            counts[index(word & ((1 << Near::DEED) - 1))] += 1;
        }
        let near = (0..).zip(counts).filter(|(_, count)| *count > 0).map(|(deed, count)| (Near::deed(deed), count));
        near.chain(alike(self.far(days).iter().map(|act| act.deed))).collect()
    }

    /// Tells of all of some days, in their order.
    pub(super) fn each(&self, come: &Come, days: &RangeInclusive<i32>, mut told: impl FnMut(Act)) {
        let places = self.places(days);
        let last = *places.end();
        let mut far = self.far(days);
        for place in places {
            let (day, words) = self.at(place, days);
            let count = if place == last { far.len() } else { far.partition_point(|act| act.day <= day) };
            let (now, later) = far.split_at(count);
            far = later;
            let come = come.by(place);
            // One after the other in one loop, so that there is one place for what is done with each.
            for act in now.iter().copied().chain(words.iter().map(|word| Near::unpack(*word, day, come))) {
                told(act);
            }
        }
    }
}

/// Merges two lists in order, from their ends, so that it takes no memory but what they have.
fn merge<T: Copy + Ord>(into: &mut Vec<T>, mut other: Vec<T>) {
    let (mut left, mut end) = (into.len(), into.len() + other.len());
    into.reserve_exact(other.len());
    into.extend_from_slice(&other);
    while let Some(last) = other.last() {
        end -= 1;
        if left > 0 && into[left - 1] > *last {
            left -= 1;
            into[end] = into[left];
        } else {
            into[end] = *last;
            other.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn told(acts: &ByDay, come: &Come, days: RangeInclusive<i32>) -> Vec<Act> {
        let mut told = Vec::new();
        acts.each(come, &days, |act| told.push(act));
        told
    }

    #[test]
    fn what_has_no_room_stands_elsewhere() {
        let come = Come(vec![5, 5, 200_000]);
        let deed = Deed { office: 255, what: 15, rest: 7 };
        let plain = Act { day: FIRST_DAY + 2, case: 199_999, deed };
        let check = |act: Act, is_near: bool| {
            let mut acts = ByDay::default();
            acts.push(&come, act);
            assert_eq!((acts.far.is_empty(), told(&acts, &come, i32::MIN..=i32::MAX)), (is_near, vec![act]), "{act:?}");
        };
        check(plain, true);
        check(Act { case: 200_000 - Near::CASES, ..plain }, true);
        check(Act { case: 200_000 - Near::CASES - 1, ..plain }, false);
        check(Act { case: 200_000, ..plain }, false);
        check(Act { deed: Deed { office: 256, ..deed }, ..plain }, false);
        check(Act { deed: Deed { rest: 8, ..deed }, ..plain }, false);
        check(Act { day: FIRST_DAY - 1, ..plain }, false);
        check(Act { day: FIRST_DAY + 1, case: 4, ..plain }, true);
        check(Act { day: 70_000, ..plain }, true);
        check(Act { day: i32::MAX, ..plain }, false);
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_in_the_order_of_days(
            rows in prop::collection::vec((-1..6, 0..300_000_u32, 0..300_u16, 0..16_u8, 0..10_u32), 0..60),
            cut in 0..60_usize, from in -2..7, to in -2..7,
        ) {
            let come = Come(vec![0, 100_000, 100_000, 300_000]);
            let act = |(day, case, office, what, rest)| {
                Act { day: FIRST_DAY + 16 * day, case, deed: Deed { office, what, rest } }
            };
            let acts: Vec<Act> = rows.into_iter().map(act).collect();
            let (one, other) = acts.split_at(cut.min(acts.len()));
            let part = |acts: &[Act]| {
                let mut part = ByDay::default();
                for act in acts {
                    part.push(&come, *act);
                }
                part.put_in_order();
                part
            };
            let mut merged = part(one);
            merged.merge(part(other));
            prop_assert_eq!(&merged, &part(&acts));
            let days = FIRST_DAY + 16 * from..=FIRST_DAY + 16 * to;
            let mut found = told(&merged, &come, days.clone());
            prop_assert!(found.is_sorted_by_key(|act| act.day));
            found.sort_unstable();
            let mut expected: Vec<Act> = acts.into_iter().filter(|act| days.contains(&act.day)).collect();
            expected.sort_unstable();
            prop_assert_eq!(&found, &expected);
            let mut counts: BTreeMap<Deed, u32> = BTreeMap::new();
            for (deed, count) in merged.deeds(&days) {
                *counts.entry(deed).or_default() += count;
            }
            for act in &expected {
                *counts.get_mut(&act.deed).unwrap() -= 1;
            }
            prop_assert!(counts.values().all(|count| *count == 0), "{counts:?}");
        }
    }
}
