//! The measures: the figures at the head of a report, by name.
//!
//! Does not count; `count` does. Must stay true: the keys are those of the report's JSON, and returns are never added
//! to or taken from the foreign minors. What is printed of a measure is its [`Shown`], never a field.

use super::comparison::Percent;
use super::facts::{Delay, Need};
use super::public::Shown;
use crate::domain::code::ServiceCategory;

/// Services of one category.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ServiceCounts {
    /// Records.
    pub acts: u64,
    /// Sum of their quantities.
    pub items: u64,
    /// Distinct children.
    pub minors: u64,
}

/// Calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CallCounts {
    /// All of them.
    pub offered: u64,
    /// Refused by the child.
    pub refused: u64,
    /// Not allowed.
    pub not_allowed: u64,
    /// The rest.
    pub attempted: u64,
    /// Somebody was reached, or called.
    pub reached: u64,
    /// Distinct children for whom somebody was reached.
    pub minors_reached: u64,
    /// Distinct children who spoke then.
    pub minors_spoke: u64,
}

impl CallCounts {
    /// The keys of [`CallCounts::values`].
    pub const KEYS: [&'static str; 7] =
        ["offered", "refused", "not_allowed", "attempted", "reached", "minors_reached", "minors_spoke"];

    /// Of figures in the order of the keys.
    pub(super) const fn new(values: [u64; 7]) -> Self {
        let [offered, refused, not_allowed, attempted, reached, minors_reached, minors_spoke] = values;
        Self { offered, refused, not_allowed, attempted, reached, minors_reached, minors_spoke }
    }

    /// The figures, in the order of the keys.
    #[must_use]
    pub const fn values(&self) -> [u64; 7] {
        let Self { offered, refused, not_allowed, attempted, reached, minors_reached, minors_spoke } = *self;
        [offered, refused, not_allowed, attempted, reached, minors_reached, minors_spoke]
    }
}

/// Was help immediate? Cases by the time until each need was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CareCounts {
    /// Cases with their event in the period.
    pub cases: u64,
    /// Those with a contact.
    pub with_contact: u64,
    /// By need, in the order of [`Need::ALL`], and delay, in that of [`Delay::ALL`].
    pub needs: [[u64; Delay::ALL.len()]; Need::ALL.len()],
}

/// Foreign minors returned, by the date of the outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Returned {
    /// Deportations.
    pub deportation: u64,
    /// Assisted returns.
    pub assisted_return: u64,
}

impl Returned {
    /// Both.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.deportation + self.assisted_return
    }
}

/// Every measure of a report; events unless it says children.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Measures {
    /// Foreign minors.
    pub foreign: u64,
    /// Of them, accompanied.
    pub foreign_accompanied: u64,
    /// Of them, unaccompanied or separated.
    pub foreign_unaccompanied: u64,
    /// Of them, not known which.
    pub foreign_unspecified: u64,
    /// Unaccompanied of El Salvador, Guatemala, Honduras and Nicaragua.
    pub unaccompanied_sv_gt_hn_ni: u64,
    /// Mexican children returned from the United States.
    pub repatriated: u64,
    /// Foreign children received from there.
    pub received: u64,
    /// Foreign minors returned to their countries.
    pub returned: Returned,
    /// Services given, in the order of [`ServiceCategory::ALL`].
    pub services: [ServiceCounts; ServiceCategory::ALL.len()],
    /// Calls.
    pub calls: CallCounts,
    /// How soon help came.
    pub care: CareCounts,
    /// Cases of all kinds.
    pub events: u64,
    /// Distinct children among them.
    pub persons: u64,
    /// Children whose earliest counted event lies here.
    pub first_time: u64,
    /// What a report that is fit to publish holds back. Such a figure is 0 here; [`Measures::shown`] tells.
    pub(super) hidden: Hidden,
}

/// The figures that are held back, each a bit by its place in [`Measures::figures`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Hidden {
    few: u128,
    withheld: u128,
    /// The repeated events and the returns in all, which are else worked out of figures that may be held back.
    derived: Option<[u64; 2]>,
}

impl Hidden {
    const fn at(self, place: usize, figure: u64) -> Shown {
        match (self.few >> place & 1, self.withheld >> place & 1) {
            (0, 0) => Shown::Exact(figure),
            (_, 0) => Shown::FewerThanFive,
            _ => Shown::Withheld,
        }
    }
}

impl Measures {
    /// Events less those of the first time.
    #[must_use]
    pub const fn repeat(&self) -> u64 {
        match self.hidden.derived {
            Some([repeat, _]) => repeat,
            None => self.events - self.first_time,
        }
    }

    /// The unaccompanied among the foreign; nothing where there is none, and where either is held back.
    #[must_use]
    pub fn unaccompanied_share(&self) -> Option<Percent> {
        Percent::share(self.shown("foreign_unaccompanied").exact()?, self.shown("foreign").exact()?)
    }

    /// A figure as it may be printed, by its place and key: `foreign`, `calls/offered`, `care/health/2h`.
    #[must_use]
    pub fn shown(&self, path: &str) -> Shown {
        let figures = self.figures();
        let found = figures.iter().enumerate().find(|(_, (key, _))| key == path);
        found.map_or(Shown::Withheld, |(place, (_, figure))| self.hidden.at(place, *figure))
    }

    /// The whole-number measures at the top level, by key, in the order of the report.
    #[must_use]
    pub fn whole(&self) -> [(&'static str, Shown); 11] {
        let mut place = 0..;
        self.top().map(|(key, figure)| (key, self.hidden.at(place.next().unwrap_or(0), figure)))
    }

    /// The measures below the top level: their place there, as `services/health`, and their figures by key.
    #[must_use]
    pub fn nested(&self) -> Vec<(String, Vec<(&'static str, Shown)>)> {
        let mut place = self.top().len()..;
        let mut shown = |(key, figure)| (key, self.hidden.at(place.next().unwrap_or(0), figure));
        self.below().into_iter().map(|(name, list)| (name, list.into_iter().map(&mut shown).collect())).collect()
    }

    /// Every figure by its path, in the order of the report.
    pub(super) fn figures(&self) -> Vec<(String, u64)> {
        let top = self.top().map(|(key, figure)| (key.to_owned(), figure));
        let below = self
            .below()
            .into_iter()
            .flat_map(|(name, list)| list.into_iter().map(move |(key, figure)| (format!("{name}/{key}"), figure)));
        top.into_iter().chain(below).collect()
    }

    /// The same, where of each figure by its path only so much is told.
    pub(super) fn holding(mut self, told: impl Fn(&str) -> Shown) -> Self {
        let shown: Vec<Shown> = self.figures().iter().map(|(path, _)| told(path)).collect();
        let bits =
            |wanted| (0_u32..).zip(&shown).filter(|(_, s)| **s == wanted).fold(0, |bits, (bit, _)| bits | 1 << bit);
        let (few, withheld) = (bits(Shown::FewerThanFive), bits(Shown::Withheld));
        let mut derived = [0; 2];
        let slots = self.slots(&mut derived);
        slots.into_iter().zip(shown).for_each(|(slot, shown)| *slot = shown.exact().unwrap_or(0));
        self.hidden = Hidden { few, withheld, derived: Some(derived) };
        self
    }

    /// Where each of [`Measures::figures`] is kept. Two are kept nowhere.
    fn slots<'a>(&'a mut self, [repeat, total]: &'a mut [u64; 2]) -> Vec<&'a mut u64> {
        let (returned, calls, care) = (&mut self.returned, &mut self.calls, &mut self.care);
        let mut slots = vec![
            &mut self.foreign,
            &mut self.foreign_accompanied,
            &mut self.foreign_unaccompanied,
            &mut self.foreign_unspecified,
            &mut self.unaccompanied_sv_gt_hn_ni,
            &mut self.repatriated,
            &mut self.received,
            &mut self.events,
            &mut self.persons,
            &mut self.first_time,
            repeat,
            &mut returned.deportation,
            &mut returned.assisted_return,
            total,
        ];
        slots.extend(
            self.services.iter_mut().flat_map(|counts| [&mut counts.acts, &mut counts.items, &mut counts.minors]),
        );
        slots.extend([&mut calls.offered, &mut calls.refused, &mut calls.not_allowed, &mut calls.attempted]);
        slots.extend([&mut calls.reached, &mut calls.minors_reached, &mut calls.minors_spoke]);
        slots.extend([&mut care.cases, &mut care.with_contact]);
        slots.extend(care.needs.iter_mut().flatten());
        slots
    }

    const fn top(&self) -> [(&'static str, u64); 11] {
        [
            ("foreign", self.foreign),
            ("foreign_accompanied", self.foreign_accompanied),
            ("foreign_unaccompanied", self.foreign_unaccompanied),
            ("foreign_unspecified", self.foreign_unspecified),
            ("unaccompanied_sv_gt_hn_ni", self.unaccompanied_sv_gt_hn_ni),
            ("repatriated", self.repatriated),
            ("received", self.received),
            ("events", self.events),
            ("persons", self.persons),
            ("first_time", self.first_time),
            ("repeat", self.repeat()),
        ]
    }

    fn below(&self) -> Vec<(String, Vec<(&'static str, u64)>)> {
        let returned = self.returned;
        let mut nested = vec![(
            "returned".to_owned(),
            vec![
                ("deportation", returned.deportation),
                ("assisted_return", returned.assisted_return),
                ("total", self.hidden.derived.map_or(returned.total(), |[_, total]| total)),
            ],
        )];
        for (category, counts) in ServiceCategory::ALL.iter().zip(&self.services) {
            let figures = vec![("acts", counts.acts), ("items", counts.items), ("minors", counts.minors)];
            nested.push((format!("services/{}", category.code()), figures));
        }
        nested.push(("calls".to_owned(), CallCounts::KEYS.into_iter().zip(self.calls.values()).collect()));
        let care = &self.care;
        nested.push(("care".to_owned(), vec![("cases", care.cases), ("with_contact", care.with_contact)]));
        for (need, delays) in Need::ALL.iter().zip(care.needs) {
            let figures = Delay::ALL.iter().map(|delay| delay.code()).zip(delays).collect();
            nested.push((format!("care/{}", need.code()), figures));
        }
        nested
    }
}
