//! What counts, told of in bulk: as often as there is something of a kind, not one after the other, since there are millions.
//!
//! Decides nothing: `walk` says what each kind of thing counts in, and hears of the same amounts. Must stay true: of what
//! marks a child it says once and for all, or whose case it is.

use super::facts::{Act, Aid, CAME, Half, Marks, index};
use super::walk::{Hear, Told, Walk, unknown_nationality};
use std::ops::RangeInclusive;

/// Of no case.
const NO_CASE: u32 = u32::MAX;

impl<'a> Walk<'a> {
    /// Tells of the cases.
    pub(super) fn cases_in_bulk(self, hear: &mut impl Hear) {
        let (halves, rest) = self.parts();
        for days in &rest {
            self.cases_among(days, hear);
        }
        let unknown = unknown_nationality();
        let mut tell = |office, count: u32, tell: &dyn Fn(Told<'_, _>, u8)| {
            if let Some(state) = self.place(office) {
                tell(Told { case: NO_CASE, count: count.into(), hear }, state);
            }
        };
        for half in halves {
            for (class, count) in &half.classes {
                tell(class.office(), *count, &|mut told, state| told.class(state, *class));
            }
            for (month, cases) in (self.first_month(half)..).zip(&half.months) {
                for (class, count) in cases {
                    tell(class.office(), *count, &|mut told, _| told.month(month, *class));
                }
            }
            for (row, count) in &half.rows {
                tell(row.office(), *count, &|mut told, state| told.row(state, *row, unknown));
            }
            for ((office, care), count) in &half.care {
                tell(*office, *count, &|mut told, state| told.needs(state, *care));
            }
        }
    }

    /// Tells of the services.
    pub(super) fn services_in_bulk(self, hear: &mut impl Hear) {
        let (halves, rest) = self.parts();
        let rest = rest.iter().flat_map(|days| self.facts.service_deeds(days));
        for (deed, count) in halves.into_iter().flat_map(|half| half.services.iter().copied()).chain(rest) {
            self.service(Told { case: NO_CASE, count: count.into(), hear }, deed);
        }
    }

    /// Tells of the calls.
    pub(super) fn calls_in_bulk(self, hear: &mut impl Hear) {
        let (halves, rest) = self.parts();
        let rest = rest.iter().flat_map(|days| self.facts.call_deeds(days));
        for (deed, count) in halves.into_iter().flat_map(|half| half.calls.iter().copied()).chain(rest) {
            self.call(Told { case: NO_CASE, count: count.into(), hear }, deed);
        }
    }

    /// Tells what marks the child of which case in which state, of the same mark, perhaps, more than once; or, without a case,
    /// what marks so many children of whom nothing else is told.
    pub(super) fn marks(self, mut told: impl FnMut(Option<u32>, u8, Marks, u64)) {
        let days = self.days();
        let mut tell = |case, office, marks: Marks, count: u32| {
            if let Some(state) = self.place(office).filter(|_| marks != 0) {
                told(case, state, marks, count.into());
            }
        };
        // What was done in a case that does not lie inside lies near an edge, unless it is scattered.
        let (head, tail) = (days.start().saturating_add(Aid::DAYS), days.end().saturating_sub(Aid::DAYS));
        let edges = if head < tail { vec![*days.start()..=head, tail..=*days.end()] } else { vec![days.clone()] };
        let mut one = |done: Act, marks| {
            if self.inside(&days, done.case).is_none() {
                tell(Some(done.case), done.deed.office, marks, 1);
            }
        };
        for edge in &edges {
            self.facts.marked(edge, &mut one);
        }
        self.facts.marked_and_scattered(&days, one);
        let (halves, rest) = self.parts();
        for ((office, marks), count) in halves.iter().flat_map(|half| &half.marks) {
            tell(None, *office, *marks, *count);
        }
        let odd = halves.iter().flat_map(|half| &half.odd).map(|case| (*case, self.facts.cases[index(*case)]));
        for (case, event) in odd.chain(rest.iter().flat_map(|days| self.facts.events(days))) {
            let (inside, came) = (self.inside(&days, case), Marks::from(!event.is_adult()) << CAME);
            let aid = inside.unwrap_or_default();
            if aid.marks() != 0 && aid.office() != event.office() {
                tell(Some(case), event.office(), came, 1);
                tell(Some(case), aid.office(), aid.marks(), 1);
            } else {
                let is_all = event.is_only() && inside.is_some();
                tell((!is_all).then_some(case), event.office(), came | aid.marks(), 1);
            }
        }
    }

    /// All that was done in a case, where it can be said as a whole and lies inside these days as the case does.
    fn inside(&self, days: &RangeInclusive<i32>, case: u32) -> Option<Aid> {
        let (began, aid) = (self.facts.cases[index(case)].day(), self.facts.aids[index(case)]);
        (!aid.is_scattered() && days.contains(&began) && began + aid.days() <= *days.end()).then_some(aid)
    }

    /// The halves with many cases that lie inside the period, and its other days.
    fn parts(&self) -> (Vec<&'a Half>, Vec<RangeInclusive<i32>>) {
        let (first, last) = self.days().into_inner();
        let (mut halves, mut rest, mut from) = (Vec::new(), Vec::new(), first);
        let is_inside = |half: &&Half| first <= *half.days.start() && *half.days.end() <= last;
        for half in self.facts.halves.iter().filter(is_inside) {
            rest.push(from..=half.days.start() - 1);
            from = half.days.end() + 1;
            halves.push(half);
        }
        rest.push(from..=last);
        rest.retain(|days| !days.is_empty());
        (halves, rest)
    }

    /// How many cases are told of one by one.
    pub(super) fn one_by_one(&self) -> usize {
        let (halves, rest) = self.parts();
        halves.iter().map(|half| half.odd.len()).chain(rest.iter().map(|days| self.facts.cases_of(days).len())).sum()
    }

    /// The place of the first month of a half among those of the period.
    fn first_month(&self, half: &Half) -> usize {
        self.period.months().take_while(|month| month.to_epoch_days() < *half.days.start()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::Counts;
    use super::super::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources, index};
    use super::super::walk::{CALLS, Line, MINORS_REACHED, Mark, OF_SERVICE};
    use super::*;
    use crate::domain::age::AgeGroup;
    use crate::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};
    use crate::domain::period::Period;
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::collections::{HashMap, HashSet};

    const MINUTES: i32 = 24 * 60;

    /// Soon after the first day that there is, since there is something to do for each.
    fn days() -> (i32, i32) {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days();
        (day(1900, 11, 20), day(1903, 2, 10))
    }

    fn case() -> impl Strategy<Value = CaseFact> {
        let (from, to) = days();
        let who = (select(&Kind::ALL[..]), select(&AgeGroup::ALL[..]), select(vec![None, Some(Sex::Male)]));
        let place = (0..4_u16, select(vec![0, 1, NONE]), select(vec![0, 1, NONE]));
        let end = (select(vec![None, Some(Outcome::Deportation), Some(Outcome::AssistedReturn)]), from..to + 40);
        let near = |year, month| {
            let turn = NaiveDate::from_ymd_opt(year, month, 1).unwrap().to_epoch_days();
            (turn - 4) * MINUTES..(turn + 2) * MINUTES
        };
        let opened = prop_oneof![from * MINUTES..to * MINUTES, near(1901, 7), near(1902, 1)];
        (opened, 0..80_u32, who, place, end, any::<bool>()).prop_map(
            |(opened_minutes, child, (kind, group, sex), (office, nationality, point), (outcome, outcome_day), has)| {
                CaseFact {
                    id: 0,
                    opened_minutes,
                    child,
                    outcome_day,
                    offset: 0,
                    office,
                    nationality,
                    point,
                    kind,
                    sex,
                    accompaniment: has.then_some(Accompaniment::Separated),
                    group,
                    outcome,
                    has_contact: has,
                }
            },
        )
    }

    /// Cases of some years with what was done in each: mostly soon and by its own office, and sometimes not.
    fn sources() -> impl Strategy<Value = Sources> {
        let after = prop_oneof![4 => 0..6_i32, 1 => -3..70_i32];
        let away = prop_oneof![4 => Just(0_u16), 1 => 0..4_u16];
        let deed = (after, away, 0..ServiceCategory::ALL.len(), 0..12_u32, any::<bool>(), any::<bool>());
        prop::collection::vec((case(), prop::collection::vec(deed, 0..6)), 0..40).prop_map(|mut rows| {
            rows.sort_by_key(|(case, _)| case.opened_minutes);
            let mut all = Sources { children: 80, points: vec!["A".to_owned(), "B".to_owned()], ..Sources::default() };
            all.offices = (0..4_u8).map(|at| OfficeFact { code: at.to_string(), state: at / 2 }).collect();
            for (place, (case, deeds)) in (0..).zip(rows) {
                all.cases.push(CaseFact { id: place, ..case });
                for (after, away, what, quantity, child_spoke, is_call) in deeds {
                    let (office, at_minutes) = ((case.office + away) % 4, case.opened_minutes + after * MINUTES);
                    let outcome = CallOutcome::ALL[what % CallOutcome::ALL.len()];
                    let category = ServiceCategory::ALL[what];
                    if is_call {
                        all.calls.push(CallFact { case: place, at_minutes, offset: 0, office, outcome, child_spoke });
                    } else {
                        all.services.push(ServiceFact {
                            case: place,
                            at_minutes,
                            quantity,
                            offset: 0,
                            office,
                            category,
                        });
                    }
                }
            }
            all
        })
    }

    /// A month, a year, or days from anywhere to anywhere.
    fn period() -> impl Strategy<Value = Period> {
        let (from, to) = days();
        let day = |day| NaiveDate::from_epoch_days(day).unwrap();
        let any = (from - 40..to + 40, from - 40..to + 40)
            .prop_map(move |(one, other)| Period::from_to(day(one.min(other)), day(one.max(other))).unwrap());
        let named = select(vec![
            "1901",
            "1902",
            "1901-01..1902-12",
            "1900-01..1903-12",
            "1900-12..1903-01",
            "1901-07..1902-06",
            "1902-03",
            "1901-H1",
            "1901-H2",
            "1900-07..1901-06",
        ]);
        prop_oneof![any, named.prop_map(|text| Period::parse(text).unwrap())]
    }

    /// Every figure that is told of, one thing after the other; of all states where a child counts once.
    fn one_by_one(walk: Walk<'_>) -> HashMap<(Line, usize, bool), u64> {
        let (mut figures, mut known) = (HashMap::new(), HashSet::new());
        walk.all(&mut |mark: Mark| {
            let child = walk.facts.children[index(mark.case)];
            let kind = std::mem::discriminant(&mark.line);
            let (mut here, mut there) = (mark.amount, 0);
            if mark.is_of_children() {
                here = known.insert((child, kind, Some(mark.line), mark.column)).into();
                there = known.insert((child, kind, None, mark.column)).into();
            }
            *figures.entry((mark.line, mark.column, false)).or_default() += here;
            let of_all = match mark.line {
                Line::Services(_) => Line::Services(0),
                Line::Calls(_) => Line::Calls(0),
                _ => return,
            };
            *figures.entry((of_all, mark.column, true)).or_default() += there;
        });
        figures.retain(|_, figure| *figure > 0);
        figures
    }

    /// The same figures as they are counted; what is not of children adds up to all by itself.
    fn in_bulk(walk: Walk<'_>) -> HashMap<(Line, usize, bool), u64> {
        let counts = Counts::new(walk);
        let mut figures = HashMap::new();
        let mut put = |line, is_all, row: &mut dyn Iterator<Item = u64>| {
            figures.extend(row.enumerate().map(|(column, figure)| ((line, column, is_all), figure)));
        };
        let services = |of: &[super::super::measures::ServiceCounts]| -> Vec<u64> {
            of.iter().flat_map(|of| [of.acts, of.items, of.minors]).collect()
        };
        put(Line::Whole, false, &mut counts.whole.into_iter());
        let cells = |cells: &[u32]| cells.iter().map(|cell| u64::from(*cell)).collect::<Vec<_>>().into_iter();
        for (at, row) in counts.foreign_by_nationality.iter().enumerate() {
            put(Line::Nationality(at), false, &mut cells(row));
        }
        for (at, row) in counts.foreign_by_month.iter().enumerate() {
            put(Line::Month(at), false, &mut cells(row));
        }
        for (at, row) in counts.returned_by_nationality.iter().enumerate() {
            put(Line::Returned(at), false, &mut row.iter().copied());
        }
        for (at, row) in (0..).zip(&counts.lacks_by_office) {
            put(Line::Lacks(at), false, &mut row.iter().copied());
        }
        for (state, point, row) in &counts.repatriated_by_point {
            put(Line::Point(*state, *point), false, &mut cells(row));
        }
        for at in 0..32_u8 {
            let state = usize::from(at);
            put(Line::State(at), false, &mut cells(&counts.foreign_by_state[state]));
            put(Line::Repatriated(at), false, &mut cells(&counts.repatriated_by_state[state]));
            put(Line::Care(at), false, &mut counts.care_by_state[state].iter().copied());
            put(Line::Services(at), false, &mut services(&counts.services_by_state[state]).into_iter());
            put(Line::Calls(at), false, &mut counts.calls_by_state[state].iter().copied());
        }
        let of_children = |at: usize| at % OF_SERVICE == 2;
        put(
            Line::Services(0),
            true,
            &mut services(&counts.services)
                .into_iter()
                .enumerate()
                .map(|(at, all)| if of_children(at) { all } else { 0 }),
        );
        put(Line::Calls(0), true, &mut (0..CALLS).map(|at| if at < MINORS_REACHED { 0 } else { counts.calls[at] }));
        figures.retain(|_, figure| *figure > 0);
        figures
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// With all halves summed up in advance, and with none.
        #[test]
        fn what_is_told_in_bulk_is_what_is_told_one_by_one(
            sources in sources(), period in period(), scope in prop::collection::vec(any::<bool>(), 4),
        ) {
            let facts = Facts::new(sources);
            let states = facts.offices.iter().map(|office| office.state);
            let places: Vec<Option<u8>> = states.zip(scope).map(|(state, is_in)| is_in.then_some(state)).collect();
            let mut summed = facts.clone();
            summed.halves = Half::of(&facts, 1);
            let expected = one_by_one(Walk { facts: &facts, places: &places, period });
            for facts in [&facts, &summed] {
                prop_assert_eq!(&in_bulk(Walk { facts, places: &places, period }), &expected);
            }
        }
    }
}
