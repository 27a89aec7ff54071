//! The counting: everything that [`Walk`] tells of, added up in arrays by number.
//!
//! Does not decide what counts, nor name anything; `walk` and `tables` do. Must stay true: a child counts once in each
//! state and once in all.

use super::distinct::Distinct;
use super::facts::{NONE, index};
use super::measures::ServiceCounts;
use super::tables::Lack;
use super::walk::{CALLS, CARE, CLASSES, Line, MINORS_REACHED, Mark, OF_SERVICE, SEXES, Walk, whole};
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::code::ServiceCategory;
use crate::domain::period::Period;

/// Cells of minors by group, accompaniment and sex, in this order.
pub(super) type Minors = [u32; 3 * CLASSES * SEXES];
/// Services of each category.
pub(super) type Services = [ServiceCounts; ServiceCategory::ALL.len()];

/// What was counted. Vectors by state and by nationality have the order of the catalogues.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) whole: [u64; whole::COLUMNS],
    /// One longer than the catalogue where that has no entry for "not known".
    pub(super) foreign_by_nationality: Vec<Minors>,
    pub(super) foreign_by_state: Vec<Minors>,
    pub(super) foreign_by_month: Vec<Minors>,
    pub(super) repatriated_by_state: Vec<Minors>,
    /// By state and point, in no order.
    pub(super) repatriated_by_point: Vec<(u8, u16, Minors)>,
    /// Deportations, and assisted returns.
    pub(super) returned_by_nationality: Vec<[u64; 2]>,
    pub(super) services_by_state: Vec<Services>,
    pub(super) services: Services,
    /// In the order of the keys of calls.
    pub(super) calls_by_state: Vec<[u64; CALLS]>,
    pub(super) calls: [u64; CALLS],
    /// Cases, those with a contact, and each need by its delays.
    pub(super) care_by_state: Vec<[u64; CARE]>,
    /// In the order of the offices of the facts.
    pub(super) lacks_by_office: Vec<[u64; Lack::ALL.len()]>,
}

impl Counts {
    /// Counts everything.
    pub(super) fn new(walk: Walk<'_>) -> Self {
        // Services are the most of the work, and nothing else looks at them.
        std::thread::scope(|scope| {
            let services = scope.spawn(|| count_services(walk));
            let mut counts = Self::without_services(walk.period);
            counts.lacks_by_office = vec![[0; _]; walk.facts.offices.len()];
            counts.count_cases(walk);
            counts.count_calls(walk);
            let services = services.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (counts.services_by_state, counts.services) = services;
            counts
        })
    }

    fn without_services(period: Period) -> Self {
        let (states, nationalities) = (STATES.len(), COUNTRIES.len() + 1);
        Self {
            foreign_by_nationality: vec![[0; _]; nationalities],
            foreign_by_state: vec![[0; _]; states],
            foreign_by_month: vec![[0; _]; period.months().count()],
            repatriated_by_state: vec![[0; _]; states],
            returned_by_nationality: vec![[0; _]; nationalities],
            calls_by_state: vec![[0; _]; states],
            care_by_state: vec![[0; _]; states],
            ..Self::default()
        }
    }

    fn count_cases(&mut self, walk: Walk<'_>) {
        let mut is_known = vec![false; index(walk.facts.children)];
        let mut points = Points::new(walk.facts.points.len());
        let mut add = |mark: Mark| match mark.line {
            Line::Whole if mark.is_of_children() => {
                let child = index(walk.facts.minors[index(mark.case)]);
                self.whole[mark.column] += u64::from(!std::mem::replace(&mut is_known[child], true));
            }
            Line::Whole => self.whole[mark.column] += 1,
            Line::Nationality(at) => self.foreign_by_nationality[at][mark.column] += 1,
            Line::State(at) => self.foreign_by_state[usize::from(at)][mark.column] += 1,
            Line::Month(at) => self.foreign_by_month[at][mark.column] += 1,
            Line::Repatriated(at) => self.repatriated_by_state[usize::from(at)][mark.column] += 1,
            Line::Point(state, point) => points.row(&mut self.repatriated_by_point, state, point)[mark.column] += 1,
            Line::Returned(at) => self.returned_by_nationality[at][mark.column] += 1,
            Line::Care(at) => self.care_by_state[usize::from(at)][mark.column] += 1,
            Line::Lacks(at) => self.lacks_by_office[usize::from(at)][mark.column] += 1,
            Line::Services(_) | Line::Calls(_) => {}
        };
        walk.cases(&mut add);
        walk.returns(add);
    }

    fn count_calls(&mut self, walk: Walk<'_>) {
        let mut minors = Distinct::new(walk.facts.children, STATES.len());
        walk.calls(|mark| {
            let Line::Calls(state) = mark.line else { return };
            if mark.is_of_children() {
                let bit = u8::try_from(mark.column - MINORS_REACHED).unwrap_or(u8::MAX);
                minors.mark(walk.facts.minors[index(mark.case)], state, bit);
            } else {
                self.calls_by_state[usize::from(state)][mark.column] += 1;
                self.calls[mark.column] += 1;
            }
        });
        let (states, total) = minors.finish();
        for (counts, minors) in self.calls_by_state.iter_mut().zip(states).chain([(&mut self.calls, total)]) {
            counts[MINORS_REACHED..].iter_mut().zip(minors).for_each(|(count, minors)| *count = minors);
        }
    }
}

/// Services by state and in all.
fn count_services(walk: Walk<'_>) -> (Vec<Services>, Services) {
    let mut by_state = vec![Services::default(); STATES.len()];
    let mut all = Services::default();
    let mut minors = Distinct::new(walk.facts.children, STATES.len());
    walk.services(|mark| {
        let Line::Services(state) = mark.line else { return };
        let category = mark.column / OF_SERVICE;
        if mark.is_of_children() {
            minors.mark(walk.facts.minors[index(mark.case)], state, u8::try_from(category).unwrap_or(u8::MAX));
            return;
        }
        let counts = &mut by_state[usize::from(state)][category];
        match mark.column % OF_SERVICE {
            0 => counts.acts += 1,
            _ => counts.items += mark.amount,
        }
    });
    let (states, total) = minors.finish();
    for (services, minors) in by_state.iter_mut().zip(states) {
        for ((counts, sum), minors) in services.iter_mut().zip(&mut all).zip(minors) {
            counts.minors = minors;
            sum.acts += counts.acts;
            sum.items += counts.items;
        }
    }
    for (counts, minors) in all.iter_mut().zip(total) {
        counts.minors = minors;
    }
    (by_state, all)
}

/// The rows of states and points, made as they turn up: most states have no point.
struct Points {
    /// By state and point, one more than the place of the row; 0 where there is none yet.
    rows: Vec<u32>,
    points: usize,
}

impl Points {
    fn new(points: usize) -> Self {
        Self { rows: vec![0; STATES.len() * (points + 1)], points }
    }

    fn row<'a>(&mut self, rows: &'a mut Vec<(u8, u16, Minors)>, state: u8, point: u16) -> &'a mut Minors {
        let column = if point == NONE { self.points } else { usize::from(point) };
        let row = &mut self.rows[usize::from(state) * (self.points + 1) + column];
        if *row == 0 {
            rows.push((state, point, [0; _]));
            *row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        }
        &mut rows[index(*row - 1)].2
    }
}
