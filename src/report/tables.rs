//! The tables of a report, and its measures, made of what was counted.
//!
//! Does not count, and holds no titles or labels. Must stay true: a total of children is the measure, not the sum of
//! its rows, for a child counts once in each row and once in all.

use super::count::{Counts, Minors};
use super::facts::{CLASSES, Delay, Facts, NONE, Need, SEXES, UNSPECIFIED};
use super::measures::{CallCounts, CareCounts, Measures, Returned, ServiceCounts};
use super::walk::{BEFORE_NEEDS, CARE, unknown_nationality, whole};
use crate::domain::age::AgeGroup;
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::code::{ServiceCategory, closed};
use crate::domain::period::Period;

/// The code of a nationality that is not known.
pub const UNKNOWN_NATIONALITY: &str = "XXX";
const CLASS_CODES: [&str; CLASSES] = ["accompanied", "unaccompanied", UNSPECIFIED];
const SEX_CODES: [&str; SEXES] = ["male", "female", "other", UNSPECIFIED];
pub(super) const NORTHERN_CENTRAL_AMERICA: [&str; 4] = ["SLV", "GTM", "HND", "NIC"];

closed! {
    /// Which table.
    pub enum TableId {
        /// Foreign minors by nationality.
        ForeignByNationality = "foreign_by_nationality",
        /// Foreign minors by state of the office.
        ForeignByState = "foreign_by_state",
        /// Foreign minors by month.
        ForeignByMonth = "foreign_by_month",
        /// Mexican children returned, by state and reception point.
        RepatriatedByState = "repatriated_by_state",
        /// Foreign minors returned, by nationality.
        ReturnedByNationality = "returned_by_nationality",
        /// Services by state.
        ServicesByState = "services_by_state",
        /// Calls by state.
        CallsByState = "calls_by_state",
        /// How soon help came, by state.
        CareByState = "care_by_state",
        /// What is not known of the cases of each office: what to mend first.
        UnspecifiedByOffice = "unspecified_by_office",
    }
}

closed! {
    /// A column of what is not known: cases, those of the kinds that some fields are asked of, and the fields.
    pub enum Lack {
        /// All cases.
        Cases = "cases",
        /// Foreign minors.
        Foreign = "foreign",
        /// Mexican children returned.
        Repatriated = "repatriated",
        /// Foreign minors without nationality.
        Nationality = "missing/nationality",
        /// Cases without sex.
        Sex = "missing/sex",
        /// Cases without age group.
        Group = "missing/group",
        /// Cases without accompaniment.
        Accompaniment = "missing/accompaniment",
        /// Mexican children returned without reception point.
        Point = "missing/reception_point",
    }
}

impl Lack {
    /// The column that a field is asked of; nothing for that column itself.
    #[must_use]
    pub const fn base(self) -> Option<Self> {
        match self {
            Self::Cases | Self::Foreign | Self::Repatriated => None,
            Self::Nationality => Some(Self::Foreign),
            Self::Point => Some(Self::Repatriated),
            Self::Sex | Self::Group | Self::Accompaniment => Some(Self::Cases),
        }
    }
}

impl TableId {
    /// Whether its rows are nationalities, which renderings group by region.
    #[must_use]
    pub const fn is_by_nationality(self) -> bool {
        matches!(self, Self::ForeignByNationality | Self::ReturnedByNationality)
    }
}

/// A row: a key and a figure for each column of its table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The key: alpha-3, a state, a month, or `STATE/point`.
    pub key: String,
    /// The figures, in the order of [`Table::columns`].
    pub cells: Vec<u64>,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Which one.
    pub id: TableId,
    /// The key of each column: `total`, `0-11/accompanied/male`, `health/acts`, ...
    pub columns: Vec<String>,
    /// Rows in the order of official tables. One that is all zero is left out, unless it is a month.
    pub rows: Vec<Row>,
    /// The figures of the whole, in the order of the columns.
    pub total: Vec<u64>,
}

impl Table {
    /// The totals by one level of the columns, without the whole; nothing where the table does not tell them apart.
    #[must_use]
    pub fn by_level(&self, level: usize) -> Option<Vec<(String, u64)>> {
        let mut figures: Vec<(String, u64)> = Vec::new();
        for (key, total) in self.columns.iter().zip(&self.total).skip(1) {
            let mut parts = key.split('/').skip(level);
            let (Some(part), None) = (parts.next(), parts.next()) else { continue };
            match figures.iter_mut().find(|(known, _)| known == part) {
                Some((_, sum)) => *sum += total,
                None => figures.push((part.to_owned(), *total)),
            }
        }
        (!figures.is_empty()).then_some(figures)
    }
}

/// The measures of what was counted.
pub(super) fn measures(counts: &Counts) -> Measures {
    let class = |rows: &[Minors], class: usize| sum_where(rows, |cell| cell / SEXES % CLASSES == class);
    let minors = |rows: &[Minors]| sum_where(rows, |_| true);
    let foreign = &counts.foreign_by_state;
    let [deportation, assisted_return] = all(&counts.returned_by_nationality);
    let of_northern: Vec<Minors> = COUNTRIES
        .iter()
        .zip(&counts.foreign_by_nationality)
        .filter(|(country, _)| NORTHERN_CENTRAL_AMERICA.contains(&country.iso3.as_str()))
        .map(|(_, minors)| *minors)
        .collect();
    Measures {
        foreign: minors(foreign),
        foreign_accompanied: class(foreign, 0),
        foreign_unaccompanied: class(foreign, 1),
        foreign_unspecified: class(foreign, 2),
        unaccompanied_sv_gt_hn_ni: class(&of_northern, 1),
        repatriated: minors(&counts.repatriated_by_state),
        received: counts.whole[whole::RECEIVED],
        returned: Returned { deportation, assisted_return },
        services: counts.services,
        calls: CallCounts::new(counts.calls),
        care: care(all(&counts.care_by_state)),
        events: counts.whole[whole::EVENTS],
        persons: counts.whole[whole::PERSONS],
        first_time: counts.whole[whole::FIRST_TIME],
        ..Measures::default()
    }
}

/// The tables of what was counted, in the order of [`TableId::ALL`].
pub(super) fn tables(counts: &Counts, facts: &Facts, period: Period) -> Vec<Table> {
    TableId::ALL.into_iter().map(|id| table(id, counts, facts, period)).collect()
}

fn table(id: TableId, counts: &Counts, facts: &Facts, period: Period) -> Table {
    let months = || period.months().map(|month| month.format("%Y-%m").to_string());
    let minors = |keys: Vec<String>, rows: &[Minors]| (named(keys, rows.iter().map(minor_cells)), total_cells(rows));
    let (rows, total) = match id {
        TableId::ForeignByNationality => minors(nationalities(), &counts.foreign_by_nationality),
        TableId::ForeignByState => minors(states(), &counts.foreign_by_state),
        TableId::ForeignByMonth => minors(months().collect(), &counts.foreign_by_month),
        TableId::RepatriatedByState => (point_rows(counts, facts), total_cells(&counts.repatriated_by_state)),
        TableId::ReturnedByNationality => {
            let rows = named(nationalities(), counts.returned_by_nationality.iter().map(returned_cells));
            (rows, returned_cells(&all(&counts.returned_by_nationality)))
        }
        TableId::ServicesByState => {
            let rows = named(states(), counts.services_by_state.iter().map(|services| service_cells(services)));
            (rows, service_cells(&counts.services))
        }
        TableId::CallsByState => {
            let rows = named(states(), counts.calls_by_state.iter().map(|calls| calls.to_vec()));
            (rows, counts.calls.to_vec())
        }
        TableId::CareByState => (
            named(states(), counts.care_by_state.iter().map(|care| care.to_vec())),
            all(&counts.care_by_state).to_vec(),
        ),
        TableId::UnspecifiedByOffice => (lack_rows(counts, facts), all(&counts.lacks_by_office).to_vec()),
    };
    let is_shown = |row: &Row| id == TableId::ForeignByMonth || row.cells.iter().any(|cell| *cell > 0);
    Table { id, columns: columns(id), rows: rows.into_iter().filter(is_shown).collect(), total }
}

/// The columns that are counted; the others are sums of these.
pub(super) fn leaves(id: TableId) -> Vec<String> {
    let is_sum = |column: &String, columns: &[String]| {
        column == "total"
            || columns.iter().any(|other| other.strip_prefix(column).is_some_and(|rest| rest.starts_with('/')))
    };
    let columns = columns(id);
    columns.iter().filter(|column| !is_sum(column, &columns)).cloned().collect()
}

/// The keys of the columns of a table.
#[must_use]
pub fn columns(id: TableId) -> Vec<String> {
    match id {
        TableId::ReturnedByNationality => ["total", "deportation", "assisted_return"].map(str::to_owned).to_vec(),
        TableId::ServicesByState => {
            let keys = |category: &ServiceCategory| ["acts", "items", "minors"].map(|k| join(category.code(), k));
            ServiceCategory::ALL.iter().flat_map(keys).collect()
        }
        TableId::CallsByState => CallCounts::KEYS.map(str::to_owned).to_vec(),
        TableId::CareByState => {
            let keys = |need: Need| Delay::ALL.map(|delay| join(need.code(), delay.code()));
            let heads = ["cases", "with_contact"].map(str::to_owned).into_iter();
            heads.chain(Need::ALL.into_iter().flat_map(keys)).collect()
        }
        TableId::UnspecifiedByOffice => Lack::ALL.map(|lack| lack.code().to_owned()).to_vec(),
        _ => minor_columns(),
    }
}

fn join(head: &str, tail: &str) -> String {
    format!("{head}/{tail}")
}

/// `total`, then each group, under it each class of accompaniment, under that each sex.
fn minor_columns() -> Vec<String> {
    let mut columns = vec!["total".to_owned()];
    for group in AgeGroup::MINORS {
        columns.push(group.code().to_owned());
        for class in CLASS_CODES {
            let class = join(group.code(), class);
            let sexes = SEX_CODES.map(|sex| join(&class, sex));
            columns.push(class);
            columns.extend(sexes);
        }
    }
    columns
}

/// The figures of the columns of [`minor_columns`].
fn minor_cells(minors: &Minors) -> Vec<u64> {
    let sum = |cells: &[u32]| cells.iter().copied().map(u64::from).sum();
    let mut figures = vec![sum(minors)];
    for group in minors.chunks_exact(CLASSES * SEXES) {
        figures.push(sum(group));
        for class in group.chunks_exact(SEXES) {
            figures.push(sum(class));
            figures.extend(class.iter().copied().map(u64::from));
        }
    }
    figures
}

fn total_cells(rows: &[Minors]) -> Vec<u64> {
    let mut total: Minors = [0; _];
    for row in rows {
        total.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell);
    }
    minor_cells(&total)
}

fn sum_where(rows: &[Minors], is_wanted: impl Fn(usize) -> bool) -> u64 {
    let of_row = |row: &Minors| {
        row.iter().enumerate().filter(|(cell, _)| is_wanted(*cell)).map(|(_, n)| u64::from(*n)).sum::<u64>()
    };
    rows.iter().map(of_row).sum()
}

fn returned_cells(returned: &[u64; 2]) -> Vec<u64> {
    [returned.iter().sum()].iter().chain(returned).copied().collect()
}

fn service_cells(services: &[ServiceCounts]) -> Vec<u64> {
    services.iter().flat_map(|counts| [counts.acts, counts.items, counts.minors]).collect()
}

fn care(cells: [u64; CARE]) -> CareCounts {
    let mut care = CareCounts { cases: cells[0], with_contact: cells[1], ..CareCounts::default() };
    care.needs.iter_mut().flatten().zip(&cells[BEFORE_NEEDS..]).for_each(|(need, cell)| *need = *cell);
    care
}

/// The sum of rows, column by column.
fn all<const N: usize>(rows: &[[u64; N]]) -> [u64; N] {
    let mut sum = [0; N];
    for row in rows {
        sum.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell);
    }
    sum
}

/// Each state, and under it its points by name, the cases without one last.
fn point_rows(counts: &Counts, facts: &Facts) -> Vec<Row> {
    let name = |point: u16| (point != NONE).then(|| facts.points[usize::from(point)].as_str());
    let mut points: Vec<_> = counts.repatriated_by_point.iter().collect();
    points.sort_by_key(|(state, point, _)| (*state, *point == NONE, name(*point)));
    let mut rows = Vec::new();
    for (number, (state, minors)) in (0_u8..).zip(STATES.iter().zip(&counts.repatriated_by_state)) {
        rows.push(Row { key: state.code.clone(), cells: minor_cells(minors) });
        let own = points.iter().filter(|(state, ..)| *state == number);
        rows.extend(own.map(|(_, point, minors)| Row {
            key: join(&state.code, name(*point).unwrap_or(UNSPECIFIED)),
            cells: minor_cells(minors),
        }));
    }
    rows
}

/// The offices that lack most first.
fn lack_rows(counts: &Counts, facts: &Facts) -> Vec<Row> {
    let missing = |cells: &[u64]| -> u64 {
        Lack::ALL.iter().zip(cells).filter(|(lack, _)| lack.base().is_some()).map(|(_, figure)| figure).sum()
    };
    let keys = facts.offices.iter().map(|office| office.code.clone()).collect();
    let mut rows = named(keys, counts.lacks_by_office.iter().map(|cells| cells.to_vec()));
    rows.sort_by(|one, other| (missing(&other.cells), &one.key).cmp(&(missing(&one.cells), &other.key)));
    rows
}

fn named(keys: Vec<String>, cells: impl Iterator<Item = Vec<u64>>) -> Vec<Row> {
    keys.into_iter().zip(cells).map(|(key, cells)| Row { key, cells }).collect()
}

fn states() -> Vec<String> {
    STATES.iter().map(|state| state.code.clone()).collect()
}

fn nationalities() -> Vec<String> {
    let mut keys: Vec<String> = COUNTRIES.iter().map(|country| country.iso3.clone()).collect();
    if unknown_nationality() == keys.len() {
        keys.push(UNKNOWN_NATIONALITY.to_owned());
    }
    keys
}
