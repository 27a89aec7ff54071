//! The counting: everything that [`Walk`] tells of, added up in arrays by number.
//!
//! Does not decide what counts, nor name anything; `walk` and `tables` do. Must stay true: a child counts once in each
//! state and once in all.

use super::distinct::{Distinct, Marked};
use super::facts::{CAME, CLASSES, NONE, SEXES, index};
use super::measures::ServiceCounts;
use super::tables::Lack;
use super::walk::{CALLS, CARE, Hear, Line, MINORS_REACHED, Mark, OF_SERVICE, Walk, whole};
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::code::ServiceCategory;

/// Cells of minors by group, accompaniment and sex, in this order.
pub(super) type Minors = [u32; 3 * CLASSES * SEXES];
/// Services of each category.
pub(super) type Services = [ServiceCounts; ServiceCategory::ALL.len()];

/// With fewer cases to tell of one by one a second thread is not worth waiting for, where others want a processor, too.
const ALONE: usize = 20_000;

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
        // Neither looks at what the other counts.
        let minors = || {
            let mut minors = Distinct::new(walk.facts.count, STATES.len());
            walk.marks(|case, state, marks, count| match case {
                Some(case) => minors.mark(walk.facts.children[index(case)], state, marks),
                None => minors.add(state, marks, count),
            });
            minors.finish()
        };
        let others = || {
            let points = Points::new(walk.facts.points.len());
            let mut counting = Counting { counts: Counts::empty(walk), points };
            walk.cases_in_bulk(&mut counting);
            walk.returns(&mut counting);
            walk.services_in_bulk(&mut counting);
            walk.calls_in_bulk(&mut counting);
            counting.counts
        };
        let (counts, (states, all)) = if walk.one_by_one() < ALONE {
            (others(), minors())
        } else {
            std::thread::scope(|scope| {
                let minors = scope.spawn(minors);
                (others(), minors.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            })
        };
        counts.with_minors(&states, &all)
    }

    fn empty(walk: Walk<'_>) -> Self {
        let (states, nationalities) = (STATES.len(), COUNTRIES.len() + 1);
        Self {
            foreign_by_nationality: vec![[0; _]; nationalities],
            foreign_by_state: vec![[0; _]; states],
            foreign_by_month: vec![[0; _]; walk.period.months().count()],
            repatriated_by_state: vec![[0; _]; states],
            returned_by_nationality: vec![[0; _]; nationalities],
            services_by_state: vec![Services::default(); states],
            calls_by_state: vec![[0; _]; states],
            care_by_state: vec![[0; _]; states],
            lacks_by_office: vec![[0; _]; walk.facts.offices.len()],
            ..Self::default()
        }
    }

    /// With the children, and with what the states make in all.
    fn with_minors(mut self, states: &[Marked], all: &Marked) -> Self {
        let put = |marked: &Marked, services: &mut Services, calls: &mut [u64; CALLS]| {
            let minors = services.iter_mut().map(|service| &mut service.minors).chain(&mut calls[MINORS_REACHED..]);
            minors.zip(marked).for_each(|(minors, count)| *minors = *count);
        };
        for (marked, (services, calls)) in
            states.iter().zip(self.services_by_state.iter_mut().zip(&mut self.calls_by_state))
        {
            for (sum, service) in self.services.iter_mut().zip(&*services) {
                sum.acts += service.acts;
                sum.items += service.items;
            }
            self.calls.iter_mut().zip(&*calls).for_each(|(sum, count)| *sum += count);
            put(marked, services, calls);
        }
        put(all, &mut self.services, &mut self.calls);
        self.whole[whole::PERSONS] = all[CAME];
        self
    }
}

/// Counts while it hears, all but the children.
struct Counting {
    counts: Counts,
    points: Points,
}

impl Hear for Counting {
    #[expect(
        clippy::inline_always,
        reason = "it is told of one kind of line at a place, and there needs a part of this"
    )]
    #[inline(always)]
    fn hear(&mut self, mark: Mark) {
        let Mark { column, amount, .. } = mark;
        let few = u32::try_from(amount).unwrap_or(u32::MAX);
        let counts = &mut self.counts;
        match mark.line {
            _ if mark.is_of_children() => {}
            Line::Whole => counts.whole[column] += amount,
            Line::Nationality(at) => counts.foreign_by_nationality[at][column] += few,
            Line::State(at) => counts.foreign_by_state[usize::from(at)][column] += few,
            Line::Month(at) => counts.foreign_by_month[at][column] += few,
            Line::Repatriated(at) => counts.repatriated_by_state[usize::from(at)][column] += few,
            Line::Point(state, point) => {
                self.points.row(&mut counts.repatriated_by_point, state, point)[column] += few;
            }
            Line::Returned(at) => counts.returned_by_nationality[at][column] += amount,
            Line::Care(at) => counts.care_by_state[usize::from(at)][column] += amount,
            Line::Lacks(at) => counts.lacks_by_office[usize::from(at)][column] += amount,
            Line::Services(at) => {
                let service = &mut counts.services_by_state[usize::from(at)][column / OF_SERVICE];
                let sum = if column % OF_SERVICE == 0 { &mut service.acts } else { &mut service.items };
                *sum += amount;
            }
            Line::Calls(at) => counts.calls_by_state[usize::from(at)][column] += amount,
        }
    }
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
