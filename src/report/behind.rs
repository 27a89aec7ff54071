//! The cases behind a figure: which ones make it, and how much of it each makes.
//!
//! Counts nothing by rules of its own: it hears what the counting hears, and keeps what goes into one figure. Must stay
//! true: what the cases make adds up to the figure.

use super::Scope;
use super::facts::{Facts, NONE, UNSPECIFIED, index};
use super::tables::{self, NORTHERN_CENTRAL_AMERICA, TableId};
use super::walk::{Line, Mark, Walk, unknown_nationality, whole};
use crate::domain::catalogue::{COUNTRIES, STATES};
use crate::domain::period::Period;
use std::fmt;

/// The row of the whole of a table.
pub const TOTAL: &str = "total";
/// What the measures are called where tables are, and what whoever is left out is called.
pub const MEASURES: &str = "measures";
const EXCLUDED: &str = "excluded";

const SLASH: &str = "%2F";
const PERCENT: &str = "%25";

/// Where a figure stands, by the names that the tidy CSV has.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellRef {
    /// In which table; nothing for a measure.
    pub table: Option<TableId>,
    /// The key of its row, or [`TOTAL`]; a measure's name, or its place as `services/health`.
    pub row: String,
    /// The key of its column; a measure of the top level has [`TOTAL`].
    pub cell: String,
}

/// A case behind a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Behind {
    /// The integer of its record in the store.
    pub case: u32,
    /// How much of the figure it makes.
    pub count: u64,
}

impl CellRef {
    /// Reads `foreign_by_nationality/HND/0-11/accompanied`, `calls_by_state/total/reached`, `measures/foreign`,
    /// `measures/services/health/acts`, `excluded/adults`, which is a measure too; where a row holds slashes, the longest
    /// end that is a column is one. Nothing where no figure stands there; whether the row does is not known here.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (table, rest) = text.split_once('/')?;
        let is_excluded = table == EXCLUDED && rest.split('/').next() == Some("adults");
        let table = if is_excluded { MEASURES } else { table };
        if table == MEASURES {
            let (row, cell) = rest.rsplit_once('/').unwrap_or((rest, TOTAL));
            let named = |row: &str, cell: &str| Self { table: None, row: row.to_owned(), cell: cell.to_owned() };
            return [named(rest, TOTAL), named(row, cell)].into_iter().find(|cell| wanted_measure(cell).is_some());
        }
        let table = TableId::from_code(table)?;
        let columns = tables::columns(table);
        let cuts = rest.match_indices('/').filter_map(|(at, slash)| {
            let (row, cell) = rest.split_at_checked(at)?;
            Some((row, cell.strip_prefix(slash)?))
        });
        let (row, cell) = cuts.into_iter().find(|(_, cell)| columns.iter().any(|column| column == cell))?;
        let row = row.replace(SLASH, "/").replace(PERCENT, "%");
        Some(Self { table: Some(table), row, cell: cell.to_owned() })
    }
}

/// Prints what [`CellRef::parse`] reads, as plainly as can be: a row that ends as a column begins has its slashes and per
/// cent signs escaped as addresses have them.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table.map_or(MEASURES, TableId::code);
        let plain = format!("{table}/{}/{}", self.row, self.cell);
        if Self::parse(&plain).as_ref() == Some(self) {
            return f.write_str(&plain);
        }
        write!(f, "{table}/{}/{}", self.row.replace('%', PERCENT).replace('/', SLASH), self.cell)
    }
}

/// The cases that make a figure, in the order in which they came; nothing where no such figure can stand.
#[must_use]
pub fn behind(facts: &Facts, scope: &Scope, period: Period, cell: &CellRef) -> Option<Vec<Behind>> {
    let mut counts = vec![0; facts.len()];
    add(facts, (scope, period), cell, &mut counts)?;
    Some(made(facts, counts))
}

/// The same of a figure that several cells make, where one that cannot stand makes nothing.
#[must_use]
pub fn behind_all(facts: &Facts, scope: &Scope, period: Period, cells: &[CellRef]) -> Vec<Behind> {
    let mut counts = vec![0; facts.len()];
    for cell in cells {
        add(facts, (scope, period), cell, &mut counts).unwrap_or_default();
    }
    made(facts, counts)
}

fn made(facts: &Facts, counts: Vec<u64>) -> Vec<Behind> {
    let made = facts.ids.iter().zip(counts).filter(|(_, count)| *count > 0);
    made.map(|(case, count)| Behind { case: *case, count }).collect()
}

/// Adds how much of a figure each case makes.
fn add(facts: &Facts, (scope, period): (&Scope, Period), cell: &CellRef, counts: &mut [u64]) -> Option<()> {
    let wanted = match cell.table {
        Some(table) => wanted_cell(table, cell, facts, period)?,
        None => wanted_measure(cell)?,
    };
    let mut is_known = vec![false; index(facts.count)];
    let places = scope.places(facts);
    Walk { facts, places: &places, period }.of_table(cell.table, &mut |mark: Mark| {
        if !wanted.takes(&mark) {
            return;
        }
        // A child counts once: by the first of its cases here.
        let child = facts.children[index(mark.case)];
        let is_counted = mark.is_of_children() && std::mem::replace(&mut is_known[index(child)], true);
        if !is_counted {
            counts[index(mark.case)] += mark.amount;
        }
    });
    Some(())
}

/// Which rows and which columns of the counting make a figure.
struct Wanted {
    lines: Box<dyn Fn(Line) -> bool>,
    /// By the number of the column.
    columns: Vec<bool>,
}

impl Wanted {
    fn takes(&self, mark: &Mark) -> bool {
        self.columns.get(mark.column).is_some_and(|wanted| *wanted) && (self.lines)(mark.line)
    }
}

fn wanted_cell(table: TableId, cell: &CellRef, facts: &Facts, period: Period) -> Option<Wanted> {
    let row = (cell.row != TOTAL).then_some(cell.row.as_str());
    Some(Wanted { lines: lines(table, row, facts, period)?, columns: columns(table, &cell.cell)? })
}

/// The rows of the counting that a row of a table is made of; all of its kind for the whole.
fn lines(table: TableId, row: Option<&str>, facts: &Facts, period: Period) -> Option<Box<dyn Fn(Line) -> bool>> {
    let state = |code: &str| STATES.iter().position(|state| state.code == code).and_then(|at| u8::try_from(at).ok());
    let nationality = |code: &str| match COUNTRIES.iter().position(|country| country.iso3 == code) {
        None if code == tables::UNKNOWN_NATIONALITY => Some(unknown_nationality()),
        at => at,
    };
    let month = |key: &str| period.months().position(|month| month.format("%Y-%m").to_string() == key);
    let point = |name: &str| {
        let at = facts.points.iter().position(|point| point == name).and_then(|at| u16::try_from(at).ok());
        if name == UNSPECIFIED { Some(NONE) } else { at }
    };
    let Some(row) = row else { return Some(any_line(table)) };
    let line = match table {
        TableId::ForeignByNationality => Line::Nationality(nationality(row)?),
        TableId::ForeignByState => Line::State(state(row)?),
        TableId::ForeignByMonth => Line::Month(month(row)?),
        TableId::RepatriatedByState => match row.split_once('/') {
            Some((row, name)) => Line::Point(state(row)?, point(name)?),
            None => Line::Repatriated(state(row)?),
        },
        TableId::ReturnedByNationality => Line::Returned(nationality(row)?),
        TableId::ServicesByState => Line::Services(state(row)?),
        TableId::CallsByState => Line::Calls(state(row)?),
        TableId::CareByState => Line::Care(state(row)?),
        TableId::UnspecifiedByOffice => {
            let at = facts.offices.iter().position(|office| office.code == row)?;
            Line::Lacks(u16::try_from(at).ok()?)
        }
    };
    Some(Box::new(move |other| other == line))
}

fn any_line(table: TableId) -> Box<dyn Fn(Line) -> bool> {
    Box::new(move |line| line.table() == Some(table))
}

/// The columns of the counting that a column of a table is made of: itself, or those below it.
fn columns(table: TableId, cell: &str) -> Option<Vec<bool>> {
    let is_below = |leaf: &str| cell == TOTAL || leaf.strip_prefix(cell).is_some_and(|rest| rest.starts_with('/'));
    let is_column = tables::columns(table).iter().any(|column| column == cell);
    is_column.then(|| tables::leaves(table).iter().map(|leaf| leaf == cell || is_below(leaf)).collect())
}

fn wanted_measure(cell: &CellRef) -> Option<Wanted> {
    use TableId::{
        CallsByState, CareByState, ForeignByState, RepatriatedByState, ReturnedByNationality, ServicesByState,
    };
    // The whole of a table; some of its columns, by the end of their keys.
    let whole_of =
        |table: TableId, column: &str| Some(Wanted { lines: any_line(table), columns: columns(table, column)? });
    let classes =
        |class: &str| tables::leaves(ForeignByState).iter().map(|leaf| leaf.split('/').nth(1) == Some(class)).collect();
    let of_class = |class: &str| Some(Wanted { lines: any_line(ForeignByState), columns: classes(class) });
    let beside = |column: usize| {
        let columns = (0..whole::COLUMNS).map(|other| other == column).collect();
        Some(Wanted { lines: Box::new(|line| line == Line::Whole), columns })
    };
    let below = |place: &str| cell.row.strip_prefix(place).and_then(|rest| rest.strip_prefix('/'));
    if cell.cell != TOTAL || cell.row == "returned" {
        return match cell.row.as_str() {
            "returned" => whole_of(ReturnedByNationality, &cell.cell),
            "calls" => whole_of(CallsByState, &cell.cell),
            "care" => whole_of(CareByState, &cell.cell),
            _ => below("services")
                .and_then(|category| whole_of(ServicesByState, &format!("{category}/{}", cell.cell)))
                .or_else(|| whole_of(CareByState, &format!("{}/{}", below("care")?, cell.cell))),
        };
    }
    match cell.row.as_str() {
        "foreign" => whole_of(ForeignByState, TOTAL),
        "repatriated" => whole_of(RepatriatedByState, TOTAL),
        "foreign_accompanied" => of_class("accompanied"),
        "foreign_unaccompanied" => of_class("unaccompanied"),
        "foreign_unspecified" => of_class(UNSPECIFIED),
        "unaccompanied_sv_gt_hn_ni" => {
            let is_of_four =
                |at: usize| COUNTRIES.get(at).is_some_and(|c| NORTHERN_CENTRAL_AMERICA.contains(&c.iso3.as_str()));
            let lines = Box::new(move |line| matches!(line, Line::Nationality(at) if is_of_four(at)));
            Some(Wanted { lines, columns: classes("unaccompanied") })
        }
        "received" => beside(whole::RECEIVED),
        "events" => beside(whole::EVENTS),
        "persons" => beside(whole::PERSONS),
        "first_time" => beside(whole::FIRST_TIME),
        "repeat" => beside(whole::REPEAT),
        "adults" => beside(whole::ADULTS),
        _ => None,
    }
}
