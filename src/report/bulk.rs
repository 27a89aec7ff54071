//! What counts, told of in bulk: as often as there is something of a kind, not one after the other, since there are millions.
//!
//! Decides nothing: `walk` says what each kind of thing counts in, and hears of the same amounts. Must stay true: only what
//! marks a child says whose case it is.

use super::facts::{Act, Aid, CAME, Care, Event, Marks, index};
use super::walk::{Hear, Told, Walk, unknown_nationality};
use crate::domain::catalogue::STATES;
use std::ops::RangeInclusive;

/// Room for the classes of an office, and a little more, or the same class of all offices would contend for one place in a
/// cache.
const CLASSES: usize = Event::CLASSES + 16;
/// Of no case.
const NO_CASE: u32 = u32::MAX;

impl Walk<'_> {
    /// Tells of the cases.
    pub(super) fn cases_in_bulk(self, hear: &mut impl Hear) {
        let mut classes = vec![0_u32; self.facts.offices.len() * CLASSES];
        let unknown = unknown_nationality();
        self.each_case(|month, case, state, event, _| {
            classes[usize::from(event.office()) * CLASSES + event.class()] += 1;
            if !event.is_adult() {
                Told { case, count: 1, hear }.own(state, event, unknown, month);
            }
        });
        for (office, classes) in (0..).zip(classes.chunks_exact(CLASSES)) {
            let Some(state) = self.place(office) else { continue };
            for (class, count) in of_some(classes) {
                Told { case: NO_CASE, count, hear }.class(state, Event::of_class(office, class));
            }
        }
    }

    /// Tells how soon the needs of the cases were met.
    pub(super) fn needs_in_bulk(self, hear: &mut impl Hear) {
        let mut needs = vec![[[0_u32; Care::HALF]; 2]; STATES.len()];
        for (case, event) in self.events() {
            if let Some(state) = self.place(event.office()).filter(|_| !event.is_adult()) {
                let halves = self.facts.care[index(case)].halves();
                needs[usize::from(state)].iter_mut().zip(halves).for_each(|(of, delays)| of[delays] += 1);
            }
        }
        for (state, halves) in (0..).zip(&needs) {
            for (half, delays) in halves.iter().enumerate() {
                for (delays, count) in of_some(delays) {
                    let (care, needs) = Care::of_half(half, delays);
                    Told { case: NO_CASE, count, hear }.needs(state, care, needs);
                }
            }
        }
    }

    /// Tells of the services.
    pub(super) fn services_in_bulk(self, hear: &mut impl Hear) {
        self.facts.service_deeds(&self.days(), |deed, count| self.service(Told { case: NO_CASE, count, hear }, deed));
    }

    /// Tells of the calls.
    pub(super) fn calls_in_bulk(self, hear: &mut impl Hear) {
        self.facts.call_deeds(&self.days(), |deed, count| self.call(Told { case: NO_CASE, count, hear }, deed));
    }

    /// Tells what marks the child of which case in which state, of the same mark, perhaps, more than once; of a child of whom
    /// nothing else is told it does not say the case.
    pub(super) fn marks(self, mut told: impl FnMut(Option<u32>, u8, Marks)) {
        let days = self.days();
        let mut tell = |case, office, marks: Marks| {
            if let Some(state) = self.place(office).filter(|_| marks != 0) {
                told(case, state, marks);
            }
        };
        // What was done in a case that does not lie inside lies near an edge, unless it is scattered.
        let (head, tail) = (days.start().saturating_add(Aid::DAYS), days.end().saturating_sub(Aid::DAYS));
        let edges = if head < tail { vec![*days.start()..=head, tail..=*days.end()] } else { vec![days.clone()] };
        let mut one = |done: Act, marks| {
            if self.inside(&days, done.case).is_none() {
                tell(Some(done.case), done.deed.office, marks);
            }
        };
        edges.iter().for_each(|edge| self.facts.marked(edge, &mut one));
        self.facts.marked_and_scattered(&days, one);
        for (case, event) in self.events() {
            let (inside, came) = (self.inside(&days, case), Marks::from(!event.is_adult()) << CAME);
            let aid = inside.unwrap_or_default();
            if aid.marks() != 0 && aid.office() != event.office() {
                tell(Some(case), event.office(), came);
                tell(Some(case), aid.office(), aid.marks());
            } else {
                let is_all = event.is_only() && inside.is_some();
                tell((!is_all).then_some(case), event.office(), came | aid.marks());
            }
        }
    }

    /// All that was done in a case, where it can be said as a whole and lies inside these days as the case does.
    fn inside(&self, days: &RangeInclusive<i32>, case: u32) -> Option<Aid> {
        let (began, aid) = (self.facts.cases[index(case)].day(), self.facts.aids[index(case)]);
        (!aid.is_scattered() && days.contains(&began) && began + aid.days() <= *days.end()).then_some(aid)
    }
}

/// The counts that are not zero, with their places.
fn of_some(counts: &[u32]) -> impl Iterator<Item = (usize, u64)> {
    counts.iter().map(|count| u64::from(*count)).enumerate().filter(|(_, count)| *count > 0)
}
