//! What counts, told of in bulk: as often as there is something of a kind, not one after the other, since there are millions.
//!
//! Decides nothing: `walk` says what each kind of thing counts in, and hears of the same amounts. Must stay true: only what
//! marks a child says whose case it is.

use super::facts::{Aid, Care, Event, Marks, index};
use super::walk::{Hear, Told, Walk, unknown_nationality};
use crate::domain::catalogue::STATES;

/// Of no case.
const NO_CASE: u32 = u32::MAX;

impl Walk<'_> {
    /// Tells of the cases.
    pub(super) fn cases_in_bulk(self, hear: &mut impl Hear) {
        let mut classes = vec![0_u64; self.facts.offices.len() * Event::CLASSES];
        let mut needs = vec![[[0_u64; Care::HALF]; 2]; STATES.len()];
        let unknown = unknown_nationality();
        self.each_case(|month, case, state, event, care| {
            classes[usize::from(event.office()) * Event::CLASSES + event.class()] += 1;
            if !event.is_adult() {
                let [first, other] = care.halves();
                let [of_first, of_other] = &mut needs[usize::from(state)];
                of_first[first] += 1;
                of_other[other] += 1;
                Told { case, count: 1, hear }.own(state, event, unknown, month);
            }
        });
        for (office, classes) in (0..).zip(classes.chunks_exact(Event::CLASSES)) {
            let Some(state) = self.place(office) else { continue };
            for (class, count) in of_some(classes) {
                Told { case: NO_CASE, count, hear }.class(state, Event::of_class(office, class));
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

    /// Tells what marks which cases in which state; of the same mark, perhaps, more than once.
    pub(super) fn marks(self, mut told: impl FnMut(u32, u8, Marks)) {
        let days = self.days();
        let (from, to) = (*days.start(), *days.end());
        // Whatever was done in a case that neither began in the first of these days nor ended in the last lies inside.
        let (head, tail) = (from.saturating_add(Aid::DAYS), to.saturating_sub(Aid::DAYS));
        let mut act = |case, office, marks: Marks| {
            if let Some(state) = self.place(office).filter(|_| marks != 0) {
                told(case, state, marks);
            }
        };
        if head > tail {
            return self.facts.marked(&days, |done, marks| act(done.case, done.deed.office, marks));
        }
        for edge in [from..=head, tail..=to] {
            self.facts.marked(&edge, |done, marks| act(done.case, done.deed.office, marks));
        }
        self.facts.marked_and_scattered(&days, |done, marks| act(done.case, done.deed.office, marks));
        for (case, event) in self.events() {
            let aid = self.facts.aids[index(case)];
            if !aid.is_scattered() && event.day() + aid.days() <= to {
                act(case, aid.office(), aid.marks());
            }
        }
    }
}

/// The counts that are not zero, with their places.
fn of_some(counts: &[u64]) -> impl Iterator<Item = (usize, u64)> {
    counts.iter().copied().enumerate().filter(|(_, count)| *count > 0)
}
