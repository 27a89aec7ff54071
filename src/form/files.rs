//! Case files in CSV: what an import would do, and how an export is written.
//!
//! Does not touch disk or store: bytes come in, a [`Plan`] of operations and problems comes out. Must stay true: one
//! pass finds every problem, and a plan holds either all rows or those that are sound with nothing hanging in the air.

mod cases;
mod hanging;
mod people;
pub mod read;
mod records;
mod scan;
pub mod sheet;
pub mod write;

use crate::form::strict::Desk;
use crate::form::wrong::Wrong;
use crate::log::field::Entity;
use crate::log::operation::Change;
use chrono::NaiveDate;
use read::{Found, Table};
use records::Records;
use sheet::Sheet;
use std::collections::HashMap;
use std::fmt;
use uuid::Uuid;

/// A file as it came: its name, which problems are reported under, and all its bytes.
pub struct Source {
    /// The name or path; the last part of it may say what the file holds.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// How to import.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Options {
    /// Cases may be present and have clocks running; else they are history.
    pub active: bool,
    /// Sound rows are imported though others are not.
    pub skip_invalid: bool,
    /// The store is for training and takes training data.
    pub training: bool,
}

/// A case that the store has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownCase {
    /// Its record.
    pub id: Uuid,
    /// The code of its office.
    pub office: String,
}

/// A child that the store has.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// Its record.
    pub id: Uuid,
    /// What is known of it: field numbers and canonical texts.
    pub fields: Vec<(u16, String)>,
    /// The date of the earliest of its cases.
    pub first_event: Option<NaiveDate>,
}

/// What an import asks the store. What is voided is not there. A store that fails to answer says that there is
/// nothing, and makes the failure known afterwards, before the plan is carried out.
pub trait Known {
    /// The case of a `case_ref`, or of a folio.
    fn case(&self, case_ref: &str) -> Option<KnownCase>;
    /// The child of a `person_ref`.
    fn person(&self, person_ref: &str) -> Option<KnownPerson>;
    /// The service, contact or call of a case that has this reference.
    fn record(&self, entity: Entity, case: Uuid, reference: &str) -> Option<Uuid>;
    /// Whether two children are linked to one another, either way round.
    fn is_linked(&self, one: Uuid, other: Uuid) -> bool;
}

/// What files are read against.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// How to import.
    pub options: Options,
    /// What is there already.
    pub known: &'a dyn Known,
    /// Which offices there are.
    pub desk: &'a dyn Desk,
}

/// How many rows of each file.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Counts {
    /// Rows of `cases.csv`.
    pub cases: u64,
    /// Rows of `services.csv`.
    pub services: u64,
    /// Rows of `contacts.csv`.
    pub contacts: u64,
    /// Rows of `calls.csv`.
    pub calls: u64,
    /// Rows of `steps.csv`.
    pub steps: u64,
}

impl Counts {
    /// One row more.
    pub const fn add(&mut self, sheet: Sheet) {
        let count = match sheet {
            Sheet::Cases => &mut self.cases,
            Sheet::Services => &mut self.services,
            Sheet::Contacts => &mut self.contacts,
            Sheet::Calls => &mut self.calls,
            Sheet::Steps => &mut self.steps,
        };
        *count += 1;
    }
}

/// Something wrong, and where. The line is the physical one where the row begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The name of the source.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The column; empty where the whole row or file is wrong.
    pub column: String,
    /// What is wrong, and what would be right.
    pub wrong: Wrong,
}

/// A row that was left out.
pub struct RejectedRow {
    /// Its cells as they stand in the file, quotes included, without a column `problem`.
    pub cells: Vec<Vec<u8>>,
    /// Its problems, as places in [`Plan::problems`].
    pub problems: Vec<usize>,
}

/// The rows of one source that were left out.
pub struct Rejected {
    /// The source's place among the sources.
    pub source: usize,
    /// The cells of its header, as of a row.
    pub header: Vec<Vec<u8>>,
    /// The rows.
    pub rows: Vec<RejectedRow>,
}

/// What an import would do. Where anything is wrong and nothing is to be left out, it does nothing.
#[derive(Default)]
pub struct Plan {
    /// One list for each operation: a new case with all that hangs on it, or what a stored case gains.
    pub operations: Vec<Vec<Change>>,
    /// Rows that the operations hold.
    pub imported: Counts,
    /// Rows that say nothing new.
    pub unchanged: Counts,
    /// Everything wrong, by source, line and column.
    pub problems: Vec<Problem>,
    /// The rows left out, only where [`Options::skip_invalid`] is set.
    pub rejected: Vec<Rejected>,
}

/// Prints how much, never what.
impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} operations, {:?}, {:?}", self.operations.len(), self.imported, self.problems)
    }
}

impl Plan {
    /// Whether a real store was given training data.
    #[must_use]
    pub fn has_training_data(&self) -> bool {
        self.problems.iter().any(|problem| problem.wrong.key == "wrong-training")
    }
}

/// Reads files and says what importing them would do.
#[must_use]
pub fn plan(sources: &[Source], terms: Terms<'_>, ids: &mut dyn FnMut() -> Uuid) -> Plan {
    let mut found = Vec::new();
    let tables: Vec<Table<'_>> =
        sources.iter().enumerate().filter_map(|(place, source)| Table::read(place, source, &mut found)).collect();
    let mut cases = cases::read(&tables, terms, &mut found);
    let people = people::settle(&cases.drafts, terms, &mut found);
    let mut records = Records::new(terms, ids);
    records.unchanged.cases = cases.unchanged;
    let placed = records.place(&mut cases.drafts, people);
    hanging::read(&tables, &cases, &placed, &mut records, &mut found);
    found.sort_by_key(|found| (found.source, found.line, found.position));
    let rejected = if terms.options.skip_invalid { reject(&tables, &found) } else { Vec::new() };
    let problems = problems(found, sources);
    if !problems.is_empty() && !terms.options.skip_invalid {
        return Plan { unchanged: records.unchanged, problems, ..Plan::default() };
    }
    let Records { operations, imported, unchanged, .. } = records;
    Plan { operations, imported, unchanged, problems, rejected }
}

fn problems(found: Vec<Found>, sources: &[Source]) -> Vec<Problem> {
    let file = |source: usize| sources.get(source).map(|source| source.name.clone()).unwrap_or_default();
    found
        .into_iter()
        .map(|f| Problem { file: file(f.source), line: f.line, column: f.column, wrong: f.wrong })
        .collect()
}

/// The rows that anything is wrong with, and all rows under a header that is wrong.
fn reject(tables: &[Table<'_>], found: &[Found]) -> Vec<Rejected> {
    let mut by_row: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (place, found) in found.iter().enumerate() {
        by_row.entry((found.source, found.line)).or_default().push(place);
    }
    let of_table = |table: &Table<'_>| {
        let of_line = |line: u64| by_row.get(&(table.source, line)).cloned().unwrap_or_default();
        let of_header = of_line(table.header.line);
        let rows = table.rows().map(|row| {
            let problems = [of_header.as_slice(), of_line(row.at.line).as_slice()].concat();
            RejectedRow { cells: table.raw_cells(&row.cells), problems }
        });
        let rows: Vec<RejectedRow> = rows.filter(|row| !row.problems.is_empty()).collect();
        Rejected { source: table.source, header: table.raw_cells(&table.header.cells), rows }
    };
    tables.iter().map(of_table).filter(|rejected| !rejected.rows.is_empty()).collect()
}
