//! What of a report may be published: no count of one to four, and nothing from which one can be worked out.
//!
//! Does not count. Must stay true: of whatever cases somebody may ask how many they are, the figures that are printed
//! leave it open that they are five or more, or tell that there is none; but for a measure that is printed as `<5`.
//!
//! Why that holds. Each table parts its cases into cells, and each cell, `pool` sees to it, is nobody or five or more.
//! So do the measures. The tables of one kind of case share their total and nothing else: by nationality, by state and by
//! month they can be joined in any way. Take five cases out of the cells that a question touches, and there is a store
//! that prints the same report and answers "five" or more. Where figures hang together otherwise, the difference is
//! itself held to be nobody or five: calls attempted less those reached, units less acts, cases less children, cases in
//! which a call was offered less those in which the child spoke, cases of a state less those that are foreign and those
//! that are repatriated. Children are told for the whole alone: by state they do not add up, and what one table lacks
//! another would tell.

pub mod earlier;
mod pool;

use super::Report;
use super::facts::{Delay, Need};
use super::measures::Measures;
use super::tables::{NORTHERN_CENTRAL_AMERICA, Table, TableId};
use crate::domain::code::ServiceCategory;
use std::collections::BTreeMap;

pub use pool::{OTHER, is_pooled};

/// A figure as it may be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// The figure.
    Exact(u64),
    /// Only that it is one to four: `<5`.
    FewerThanFive,
    /// Nothing: others beside it would tell a small one.
    Withheld,
}

impl Shown {
    /// The figure, where it is told.
    #[must_use]
    pub const fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(figure) => Some(figure),
            _ => None,
        }
    }

    /// A figure that hangs together with no other.
    const fn alone(figure: u64) -> Self {
        if is_small(figure) { Self::FewerThanFive } else { Self::Exact(figure) }
    }

    /// A part of this figure, where the rest is not printed: together they must not tell the rest.
    const fn within(self, part: u64) -> Self {
        match self {
            // Of five both would be small, and of few more what is small would be known too well: as if nothing were told.
            Self::Exact(5) | Self::Withheld => Self::Withheld,
            Self::Exact(whole @ 6..=8) if 0 < part && part < whole => Self::Withheld,
            Self::Exact(whole) if !is_small(part) && is_small(whole.saturating_sub(part)) => Self::Withheld,
            Self::Exact(_) | Self::FewerThanFive => Self::alone(part),
        }
    }
}

/// Whether a count is too small to be told.
const fn is_small(figure: u64) -> bool {
    matches!(figure, 1..=4)
}

/// The report as it may be published.
#[must_use]
pub fn public(report: &Report) -> Report {
    if report.is_public {
        return report.clone();
    }
    let mut told = Told::new(&report.measures);
    let mut tables: Vec<Table> = Vec::new();
    // Where an office lacks data is its own affair.
    for table in report.tables.iter().filter(|table| table.id != TableId::UnspecifiedByOffice) {
        let pooled = match table.id {
            TableId::ServicesByState => pool::services(table, &told),
            TableId::CallsByState => pool::calls(table, &told),
            TableId::CareByState => pool::care(table, &told, &report.tables, &tables),
            _ => pool::minors(table),
        };
        tables.push(pooled);
    }
    told.northern(&tables);
    Report {
        measures: report.measures.holding(|path| told.shown(path)),
        excluded_adults: report.excluded_adults.exact().map_or(Shown::Withheld, Shown::alone),
        is_public: true,
        tables,
        ..report.clone()
    }
}

/// Every measure, and what is told of it.
struct Told(BTreeMap<String, (u64, Shown)>);

impl Told {
    fn new(measures: &Measures) -> Self {
        let figures = measures.figures().into_iter();
        let mut told = Self(figures.map(|(path, figure)| (path, (figure, Shown::alone(figure)))).collect());
        told.sum("foreign", ["foreign_accompanied", "foreign_unspecified", "foreign_unaccompanied"]);
        told.sum("returned/total", ["returned/deportation", "returned/assisted_return"]);
        told.events();
        told.services();
        told.calls();
        told.care();
        told
    }

    fn shown(&self, path: &str) -> Shown {
        self.0.get(path).map_or(Shown::Withheld, |(_, shown)| *shown)
    }

    fn figure(&self, path: &str) -> u64 {
        self.0.get(path).map_or(0, |(figure, _)| *figure)
    }

    fn tell(&mut self, path: &str, shown: Shown) {
        if let Some((_, told)) = self.0.get_mut(path) {
            *told = shown;
        }
    }

    /// Parts that add up to a whole. A small one needs another that is not told, or the rest would tell it; that is the
    /// first large one as they are named here. So everybody knows that it is five or more: where that would narrow what
    /// the small ones can be, no part is told.
    fn sum<const N: usize>(&mut self, whole: &str, parts: [&str; N]) {
        let figures = parts.map(|part| self.figure(part));
        let beside = figures.iter().position(|figure| *figure >= 5);
        let (few, small) = figures
            .iter()
            .filter(|figure| is_small(**figure))
            .fold((0, 0), |(few, sum), figure| (few + 1, sum + figure));
        let is_told = match self.shown(whole) {
            Shown::Exact(5) | Shown::Withheld => false,
            Shown::Exact(_) if !figures.iter().any(|figure| is_small(*figure)) => return,
            // Each of the small may be four, the others one, and the large one five.
            Shown::Exact(_) => {
                beside.and_then(|place| figures.get(place)).is_some_and(|large| large + small >= few + 8)
            }
            Shown::FewerThanFive => figures.iter().filter(|figure| **figure > 0).count() == 1,
        };
        for (place, (part, figure)) in parts.iter().zip(figures).enumerate() {
            let is_told = is_told && beside != Some(place);
            self.tell(part, if is_told { Shown::alone(figure) } else { Shown::Withheld });
        }
    }

    fn within(&mut self, whole: &str, part: &str) {
        self.tell(part, self.shown(whole).within(self.figure(part)));
    }

    /// Cases are foreign, repatriated and received ones: all of them together are told where none of these is small. So
    /// are the cases that care is counted of.
    fn events(&mut self) {
        let kinds = ["foreign", "repatriated", "received"];
        let is_small_one = kinds.iter().any(|kind| self.shown(kind) == Shown::FewerThanFive);
        let is_single = kinds.iter().filter(|kind| self.figure(kind) > 0).count() <= 1;
        if is_small_one && !is_single {
            self.tell("events", Shown::Withheld);
        }
        self.tell("care/cases", self.shown("events"));
        self.sum("events", ["first_time", "repeat"]);
        self.within("events", "persons");
        // Children seen before are the ones that are not here for the first time.
        if let Some(persons) = self.shown("persons").exact() {
            let is_open = match self.shown("first_time") {
                Shown::Exact(first) => !is_small(persons.saturating_sub(first)),
                Shown::FewerThanFive => persons > 5,
                Shown::Withheld => true,
            };
            self.tell("persons", if is_open { Shown::Exact(persons) } else { Shown::Withheld });
        }
    }

    fn services(&mut self) {
        for category in ServiceCategory::ALL {
            let [acts, items, minors] =
                ["acts", "items", "minors"].map(|key| format!("services/{}/{key}", category.code()));
            self.within(&acts, &minors);
            let is_open = match self.shown(&acts) {
                Shown::Exact(acts) => !is_small(self.figure(&items).saturating_sub(acts)),
                _ => is_small(self.figure(&items)),
            };
            if !is_open {
                self.tell(&items, Shown::Withheld);
            }
        }
    }

    fn calls(&mut self) {
        self.sum("calls/offered", ["calls/not_allowed", "calls/refused", "calls/attempted"]);
        self.within("calls/attempted", "calls/reached");
        self.within("calls/reached", "calls/minors_reached");
        self.within("calls/minors_reached", "calls/minors_spoke");
    }

    fn care(&mut self) {
        self.within("care/cases", "care/with_contact");
        let paths = |need: Need| Delay::ALL.map(|delay| format!("care/{}/{}", need.code(), delay.code()));
        for need in Need::ALL {
            let [soon, day, later, never] = paths(need);
            self.sum("care/cases", [&later, &day, &soon, &never]);
        }
        let [offered, spoke] = [Need::CallOffered, Need::CallSpoke].map(paths);
        let is_exact = offered.iter().chain(&spoke).all(|path| self.shown(path).exact().is_some());
        let mut between = 0;
        let mut is_open = |offered: &String, spoke: &String| {
            between += self.figure(offered);
            between = between.saturating_sub(self.figure(spoke));
            !is_small(between)
        };
        if !is_exact || !offered.iter().zip(&spoke).all(|(offered, spoke)| is_open(offered, spoke)) {
            for path in &spoke {
                self.tell(path, Shown::Withheld);
            }
        }
    }

    /// The unaccompanied of four countries tell how many of them a table of nationalities pools: what their rows that stand
    /// alone leave of them. So these must be nobody or five as well, and so must the others that it pools.
    fn northern(&mut self, tables: &[Table]) {
        const PATH: &str = "unaccompanied_sv_gt_hn_ni";
        self.within("foreign_unaccompanied", PATH);
        let table = tables.iter().find(|table| table.id == TableId::ForeignByNationality);
        let of = |is_wanted: &dyn Fn(&str) -> bool| table.map_or(0, |table| unaccompanied(table, is_wanted));
        let pooled = of(&|row| row == OTHER);
        let left = self.figure(PATH).saturating_sub(of(&|row| NORTHERN_CENTRAL_AMERICA.contains(&row)));
        let is_open = match self.shown(PATH) {
            Shown::FewerThanFive => self.shown("foreign_unaccompanied") == Shown::FewerThanFive || pooled > 5,
            _ => !is_small(left) && pooled.checked_sub(left).is_some_and(|others| !is_small(others)),
        };
        if !is_open && self.figure(PATH) > 0 {
            self.tell(PATH, Shown::Withheld);
        }
    }
}

/// The unaccompanied in some rows of a table; 0 where it does not part them.
fn unaccompanied(table: &Table, is_wanted: impl Fn(&str) -> bool) -> u64 {
    let cells =
        table.rows.iter().filter(|row| is_wanted(&row.key)).flat_map(|row| table.columns.iter().zip(&row.cells));
    cells.filter(|(column, _)| column.ends_with("/unaccompanied")).map(|(_, figure)| figure).sum()
}
