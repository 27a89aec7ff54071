//! The counting: everything that [`Walk`] tells of, added up in arrays by number.
//!
//! Does not decide what counts, nor name anything; `walk` and `tables` do. Must stay true: a child counts once in each
//! state and once in all.

use super::distinct::{Distinct, Marked};
use super::facts::{CLASSES, Facts, NONE, SEXES, index};
use super::measures::ServiceCounts;
use super::tables::Lack;
use super::walk::{CALLS, CARE, Hear, Line, MINORS_REACHED, Mark, Walk, columns_of_call, whole};
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::code::{CallOutcome, ServiceCategory};

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
            let services = scope.spawn(|| OfServices::new(walk).finish());
            let counts = OfCases::new(walk).counts;
            let (calls_by_state, calls) = OfCalls::new(walk).finish();
            let services = services.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let (services_by_state, services) = services;
            Self { services_by_state, services, calls_by_state, calls, ..counts }
        })
    }

    fn empty(walk: Walk<'_>) -> Self {
        let (states, nationalities) = (STATES.len(), COUNTRIES.len() + 1);
        Self {
            foreign_by_nationality: vec![[0; _]; nationalities],
            foreign_by_state: vec![[0; _]; states],
            foreign_by_month: vec![[0; _]; walk.period.months().count()],
            repatriated_by_state: vec![[0; _]; states],
            returned_by_nationality: vec![[0; _]; nationalities],
            care_by_state: vec![[0; _]; states],
            lacks_by_office: vec![[0; _]; walk.facts.offices.len()],
            ..Self::default()
        }
    }
}

/// Counts cases and returns.
struct OfCases<'a> {
    facts: &'a Facts,
    counts: Counts,
    /// Which children have come.
    is_known: Vec<bool>,
    points: Points,
}

impl<'a> OfCases<'a> {
    fn new(walk: Walk<'a>) -> Self {
        let mut own = Self {
            facts: walk.facts,
            counts: Counts::empty(walk),
            is_known: vec![false; index(walk.facts.count)],
            points: Points::new(walk.facts.points.len()),
        };
        walk.cases(&mut own);
        walk.returns(&mut own);
        own
    }
}

impl Hear for OfCases<'_> {
    #[expect(
        clippy::inline_always,
        reason = "it is told of one kind of line at a place, and there needs a part of this"
    )]
    #[inline(always)]
    fn hear(&mut self, mark: Mark) {
        let counts = &mut self.counts;
        match mark.line {
            Line::Whole if mark.is_of_children() => {
                let child = index(self.facts.children[index(mark.case)]);
                counts.whole[mark.column] += u64::from(!std::mem::replace(&mut self.is_known[child], true));
            }
            Line::Whole => counts.whole[mark.column] += 1,
            Line::Nationality(at) => counts.foreign_by_nationality[at][mark.column] += 1,
            Line::State(at) => counts.foreign_by_state[usize::from(at)][mark.column] += 1,
            Line::Month(at) => counts.foreign_by_month[at][mark.column] += 1,
            Line::Repatriated(at) => counts.repatriated_by_state[usize::from(at)][mark.column] += 1,
            Line::Point(state, point) => {
                self.points.row(&mut counts.repatriated_by_point, state, point)[mark.column] += 1;
            }
            Line::Returned(at) => counts.returned_by_nationality[at][mark.column] += 1,
            Line::Care(at) => counts.care_by_state[usize::from(at)][mark.column] += 1,
            Line::Lacks(at) => counts.lacks_by_office[usize::from(at)][mark.column] += 1,
            Line::Services(_) | Line::Calls(_) => {}
        }
    }
}

/// Counts services.
struct OfServices<'a> {
    facts: &'a Facts,
    /// By state and category: records, and what they brought; apart, so that a processor can add to both at once.
    acts: Vec<u64>,
    items: Vec<u64>,
    minors: Distinct,
}

const CATEGORIES: usize = ServiceCategory::ALL.len();

impl<'a> OfServices<'a> {
    fn new(walk: Walk<'a>) -> Self {
        let [acts, items] = [(); 2].map(|()| vec![0; STATES.len() * CATEGORIES]);
        let mut own = Self { facts: walk.facts, acts, items, minors: Distinct::new(walk.facts.count, STATES.len()) };
        walk.services(&mut own);
        own
    }

    /// Services by state and in all.
    fn finish(self) -> (Vec<Services>, Services) {
        let mut all = Services::default();
        let (states, total) = self.minors.finish();
        let of_state = |((acts, items), minors): ((&[u64], &[u64]), Marked)| {
            let mut services = Services::default();
            for (at, (of_state, sum)) in services.iter_mut().zip(&mut all).enumerate() {
                *of_state = ServiceCounts { acts: acts[at], items: items[at], minors: minors[at] };
                sum.acts += of_state.acts;
                sum.items += of_state.items;
            }
            services
        };
        let counts = self.acts.chunks_exact(CATEGORIES).zip(self.items.chunks_exact(CATEGORIES));
        let by_state = counts.zip(states).map(of_state).collect();
        all.iter_mut().zip(total).for_each(|(sum, minors)| sum.minors = minors);
        (by_state, all)
    }
}

impl Hear for OfServices<'_> {
    fn hear(&mut self, _: Mark) {}

    #[expect(clippy::inline_always, reason = "it is told of millions")]
    #[inline(always)]
    fn service(&mut self, state: u8, category: usize, items: u64, case: u32) {
        let place = usize::from(state) * CATEGORIES + category;
        self.acts[place] += 1;
        self.items[place] += items;
        let child = self.facts.children[index(case)];
        self.minors.mark(child, state, u8::try_from(category).unwrap_or(u8::MAX));
    }
}

/// Counts calls.
struct OfCalls<'a> {
    facts: &'a Facts,
    /// By state, then by outcome and whether the child spoke: what they count in is asked of each kind of call once.
    kinds: Vec<OfKinds<u64>>,
    /// Whether children count in each of the columns from [`MINORS_REACHED`] on.
    minors_of: OfKinds<[bool; CALLS - MINORS_REACHED]>,
    minors: Distinct,
}

type OfKinds<T> = [[T; 2]; CallOutcome::ALL.len()];

impl<'a> OfCalls<'a> {
    fn new(walk: Walk<'a>) -> Self {
        let minors = Distinct::new(walk.facts.count, STATES.len());
        let minors_of = CallOutcome::ALL.map(|outcome| {
            [false, true].map(|child_spoke| {
                let of = |column| columns_of_call(outcome, child_spoke).any(|other| other == column);
                std::array::from_fn(|at| of(MINORS_REACHED + at))
            })
        });
        let kinds = vec![OfKinds::default(); STATES.len()];
        let mut own = Self { facts: walk.facts, kinds, minors_of, minors };
        walk.calls(&mut own);
        own
    }

    /// Calls by state and in all.
    fn finish(self) -> (Vec<[u64; CALLS]>, [u64; CALLS]) {
        let mut all = [0; CALLS];
        let (states, total) = self.minors.finish();
        let of_state = |(kinds, minors): (&OfKinds<u64>, Marked)| {
            let mut counts = [0; CALLS];
            for (outcome, of_outcome) in CallOutcome::ALL.into_iter().zip(kinds) {
                for (child_spoke, count) in [false, true].into_iter().zip(of_outcome) {
                    columns_of_call(outcome, child_spoke).for_each(|column| counts[column] += count);
                }
            }
            all.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count);
            counts[MINORS_REACHED..].iter_mut().zip(minors).for_each(|(count, minors)| *count = minors);
            counts
        };
        let by_state = self.kinds.iter().zip(states).map(of_state).collect();
        all[MINORS_REACHED..].iter_mut().zip(total).for_each(|(count, minors)| *count = minors);
        (by_state, all)
    }
}

impl Hear for OfCalls<'_> {
    fn hear(&mut self, _: Mark) {}

    #[expect(clippy::inline_always, reason = "it is told of millions")]
    #[inline(always)]
    fn call(&mut self, state: u8, outcome: CallOutcome, child_spoke: bool, case: u32) {
        self.kinds[usize::from(state)][usize::from(outcome as u8)][usize::from(child_spoke)] += 1;
        for (bit, is_counted) in (0..).zip(self.minors_of[usize::from(outcome as u8)][usize::from(child_spoke)]) {
            if is_counted {
                self.minors.mark(self.facts.children[index(case)], state, bit);
            }
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
