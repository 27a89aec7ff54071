//! The rows of the other files: services, contacts, calls and steps, which hang on cases.
//!
//! Does not change a record that is there already. Must stay true: a row that is imported hangs on a case, and where
//! it names one on a contact, that is there or imported with it.

use super::KnownCase;
use super::cases::{Cases, is_refused_training};
use super::read::{At, Found, Row, Table, Value};
use super::records::{Placed, Records};
use super::sheet::Sheet;
use crate::domain::code::ServiceStatus;
use crate::form::wrong::Wrong;
use crate::log::field::{Entity, Kind, named, number};
use crate::log::operation::Change;
use chrono_tz::Tz;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The case that a row names.
enum Standing {
    New(Placed),
    Stored(KnownCase),
    LeftOut,
    Unknown,
    Unreadable,
}

impl Standing {
    const fn case(&self) -> Option<Uuid> {
        match self {
            Self::New(placed) => Some(placed.case),
            Self::Stored(case) => Some(case.id),
            _ => None,
        }
    }
}

/// A row of `contacts.csv`; no record where the row is left out.
struct Contact<'t, 'a> {
    row: At<'t, 'a>,
    /// Whether it can be read.
    is_whole: bool,
    id: Option<Uuid>,
}

struct Hanging<'t, 'a, 'p, 'r> {
    cases: &'p Cases<'t, 'a>,
    placed: &'p [Option<Placed>],
    records: &'p mut Records<'r>,
    found: &'p mut Vec<Found>,
    contacts: HashMap<(String, String), Contact<'t, 'a>>,
    seen: HashSet<(Sheet, Uuid, String)>,
}

/// Reads the rows of every file but `cases.csv` and adds the sound ones to the operations.
pub(super) fn read<'t, 'a, 'p>(
    tables: &'t [Table<'a>],
    cases: &'p Cases<'t, 'a>,
    placed: &'p [Option<Placed>],
    records: &'p mut Records<'_>,
    found: &'p mut Vec<Found>,
) {
    let (contacts, seen) = (HashMap::new(), HashSet::new());
    let mut hanging = Hanging { cases, placed, records, found, contacts, seen };
    for sheet in [Sheet::Contacts, Sheet::Services, Sheet::Calls, Sheet::Steps] {
        for row in tables.iter().filter(|table| table.sheet == sheet).flat_map(Table::rows) {
            hanging.add(&row);
        }
    }
}

/// The column that tells rows of one case apart.
const fn reference_column(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Contacts => "contact_ref",
        _ => "ref",
    }
}

impl<'t, 'a> Hanging<'t, 'a, '_, '_> {
    fn add(&mut self, row: &Row<'t, 'a>) {
        let sheet = row.at.table.sheet;
        let case_ref = row.reference("case_ref");
        let reference = row.reference(reference_column(sheet));
        let key = case_ref.clone().zip(reference.clone()).filter(|_| sheet == Sheet::Contacts);
        if let Err(wrong) = row.check_width() {
            self.found.push(row.at.wrong("", wrong));
            if let Some(key) = key {
                self.contacts.entry(key).or_insert(Contact { row: row.at, is_whole: false, id: None });
            }
            return;
        }
        let standing = self.standing(case_ref.as_deref());
        if self.is_there(row, &standing, reference.as_deref()) {
            self.records.unchanged.add(sheet);
            return;
        }
        let before = self.found.len();
        let zone = self.zone(&standing, case_ref.as_deref());
        let values = row.values(zone, self.records.terms.desk, self.found);
        self.check_case(row, &standing, case_ref.as_deref());
        let contact = self.contact(row, &standing, case_ref.as_deref());
        self.check_twice(row, key.as_ref());
        let is_sound = self.found.len() == before && row.at.table.is_sound;
        let made = if is_sound { self.make(row, &standing, values, contact) } else { None };
        if let (Some(case), Some(reference), Some(_)) = (standing.case(), reference, made) {
            self.seen.insert((sheet, case, reference));
        }
        if let Some(key) = key.filter(|key| !self.has_contact(key)) {
            self.contacts.insert(key, Contact { row: row.at, is_whole: true, id: made });
        }
    }

    /// Whether a row that can be read stands for this contact.
    fn has_contact(&self, key: &(String, String)) -> bool {
        self.contacts.get(key).is_some_and(|first| first.is_whole)
    }

    fn standing(&self, case_ref: Option<&str>) -> Standing {
        let Some(case_ref) = case_ref else { return Standing::Unreadable };
        if let Some(place) = self.cases.by_ref.get(case_ref) {
            return self.placed.get(*place).copied().flatten().map_or(Standing::LeftOut, Standing::New);
        }
        let stored = self.cases.stored.get(case_ref).cloned().or_else(|| self.records.terms.known.case(case_ref));
        match stored {
            Some(case) => Standing::Stored(case),
            None if self.cases.spoiled.contains(case_ref) => Standing::LeftOut,
            None => Standing::Unknown,
        }
    }

    /// Whether the row says nothing new: the case has what it refers to, or was there before and cannot tell.
    fn is_there(&self, row: &Row<'_, '_>, standing: &Standing, reference: Option<&str>) -> bool {
        let sheet = row.at.table.sheet;
        let is_stored = matches!(standing, Standing::Stored(_));
        let Some(case) = standing.case() else { return false };
        match (sheet, reference) {
            (Sheet::Steps, _) => is_stored,
            (Sheet::Contacts, None) => false,
            (_, None) => is_stored && !row.is_filled(reference_column(sheet)),
            (_, Some(reference)) => {
                let is_known = || self.records.terms.known.record(sheet.entity(), case, reference).is_some();
                let is_seen = || self.seen.contains(&(sheet, case, reference.to_owned()));
                is_stored && is_known() || sheet != Sheet::Contacts && is_seen()
            }
        }
    }

    fn zone(&self, standing: &Standing, case_ref: Option<&str>) -> Option<Tz> {
        if let Standing::Stored(case) = standing {
            return self.records.terms.desk.zone(&case.office);
        }
        let draft = self.cases.drafts.get(*self.cases.by_ref.get(case_ref?)?)?;
        self.records.terms.desk.zone(draft.value(number::CASE_OFFICE)?)
    }

    fn check_case(&mut self, row: &Row<'_, '_>, standing: &Standing, case_ref: Option<&str>) {
        let terms = self.records.terms;
        let wrong = match (standing, case_ref) {
            (Standing::Unknown, Some(case_ref)) if is_refused_training(case_ref, terms) => Wrong::new("wrong-training"),
            (Standing::Unknown, Some(case_ref)) => Wrong::found("wrong-unknown-case", case_ref),
            (Standing::LeftOut, _) if terms.options.skip_invalid => Wrong::new("wrong-hangs"),
            _ => return,
        };
        self.found.push(row.at.wrong("case_ref", wrong));
    }

    /// The contact that a call names, which must be one of its case.
    fn contact(&mut self, row: &Row<'_, '_>, standing: &Standing, case_ref: Option<&str>) -> Option<Uuid> {
        if row.at.table.sheet != Sheet::Calls || matches!(standing, Standing::Unknown) {
            return None;
        }
        let reference = row.reference("contact_ref")?;
        let key = (case_ref?.to_owned(), reference);
        let in_files = self.contacts.get(&key).map(|contact| contact.id);
        let in_store = || match standing {
            Standing::Stored(case) => self.records.terms.known.record(Entity::Contact, case.id, &key.1),
            _ => None,
        };
        if let Some(id) = in_files.flatten().or_else(in_store) {
            return Some(id);
        }
        let wrong = match in_files {
            None => Wrong::found("wrong-unknown-contact", &key.1),
            Some(_) if self.records.terms.options.skip_invalid => Wrong::new("wrong-hangs"),
            // The contact's own problem says it already.
            Some(_) => return None,
        };
        self.found.push(row.at.wrong("contact_ref", wrong));
        None
    }

    fn check_twice(&mut self, row: &Row<'_, '_>, key: Option<&(String, String)>) {
        let first = key.filter(|key| self.has_contact(key)).and_then(|key| self.contacts.get(key));
        self.found.extend(first.map(|first| row.at.wrong("contact_ref", first.row.twice())));
    }

    /// Makes the record of a sound row; nothing where its case is left out.
    fn make(
        &mut self,
        row: &Row<'_, '_>,
        standing: &Standing,
        values: Vec<Value>,
        contact: Option<Uuid>,
    ) -> Option<Uuid> {
        let sheet = row.at.table.sheet;
        let case = standing.case()?;
        let operation = match standing {
            Standing::New(placed) => placed.operation,
            Standing::Stored(known) => self.records.operation_of(known),
            _ => return None,
        };
        let mut change = self.records.begin(sheet.entity());
        for (field, text) in values {
            let text = match field.kind {
                Kind::Record(Entity::Case) => Some(case.to_string()),
                Kind::Record(Entity::Contact) => contact.map(|id| id.to_string()),
                _ => Some(text),
            };
            change.put(field.number, text);
        }
        if sheet == Sheet::Services {
            fill(&mut change, "quantity", "1");
            fill(&mut change, "status", ServiceStatus::Given.code());
        }
        let id = change.id;
        self.records.hang(operation, sheet, change);
        Some(id)
    }
}

/// Sets a field that a row left empty.
fn fill(change: &mut Change, name: &str, text: &str) {
    let field = named(change.entity, name);
    if change.get(field.number).is_none() {
        change.put(field.number, Some(text.to_owned()));
    }
}
