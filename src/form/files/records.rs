//! The operations of an import: new records for drafts, links and what hangs on cases.
//!
//! Does not check. Must stay true: a child stands before its case, and a case before all that hangs on it; a link
//! stands in the first operation in which both children are there.

use super::cases::Draft;
use super::people::{Child, People};
use super::sheet::Sheet;
use super::{Counts, KnownCase, Terms};
use crate::domain::code::YesNo;
use crate::log::field::{Entity, number};
use crate::log::operation::Change;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A draft that became a case.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    /// The case.
    pub case: Uuid,
    /// The operation that makes it.
    pub operation: usize,
    person: Uuid,
}

/// Operations as they grow.
pub(super) struct Records<'p> {
    /// What there is to import against.
    pub terms: Terms<'p>,
    /// The operations so far.
    pub operations: Vec<Vec<Change>>,
    /// Rows in them.
    pub imported: Counts,
    /// Rows that say nothing new.
    pub unchanged: Counts,
    ids: &'p mut dyn FnMut() -> Uuid,
    of_stored: HashMap<Uuid, usize>,
}

impl<'p> Records<'p> {
    /// No operation yet.
    pub fn new(terms: Terms<'p>, ids: &'p mut dyn FnMut() -> Uuid) -> Self {
        let (imported, unchanged) = (Counts::default(), Counts::default());
        Self { terms, operations: Vec::new(), imported, unchanged, ids, of_stored: HashMap::new() }
    }

    /// A change that begins a new record.
    pub fn begin(&mut self, entity: Entity) -> Change {
        Change::new(entity, (self.ids)())
    }

    /// The operation of what a stored case gains.
    pub fn operation_of(&mut self, stored: &KnownCase) -> usize {
        *self.of_stored.entry(stored.id).or_insert_with(|| {
            self.operations.push(Vec::new());
            self.operations.len() - 1
        })
    }

    /// Adds what hangs on a case to its operation.
    pub fn hang(&mut self, operation: usize, sheet: Sheet, mut change: Change) {
        change.fields.shrink_to_fit();
        self.operations.get_mut(operation).expect("operations are only ever added to").push(change);
        self.imported.add(sheet);
    }

    /// Makes the cases of all sound drafts, their children and links; in the order of the drafts.
    pub fn place(&mut self, drafts: &mut [Draft<'_, '_>], people: People) -> Vec<Option<Placed>> {
        let People { mut children, verdicts } = people;
        let mut placed = Vec::with_capacity(drafts.len());
        for (draft, verdict) in drafts.iter_mut().zip(verdicts) {
            let child = draft.value(number::PERSON_REF).and_then(|person_ref| children.get_mut(person_ref));
            placed.push(verdict.is_sound.then(|| self.place_one(draft, child, &verdict.news)));
        }
        self.link(drafts, &placed, &children);
        placed
    }

    /// Moves the texts of a draft into its records; it keeps those of its links and its office.
    fn place_one(&mut self, draft: &mut Draft<'_, '_>, child: Option<&mut Child>, news: &[u16]) -> Placed {
        let mut changes = Vec::new();
        let known_id = child.as_ref().and_then(|child| child.id);
        let mut person = Change::new(Entity::Person, known_id.unwrap_or_else(|| (self.ids)()));
        let person_id = person.id;
        if let Some(child) = child.filter(|child| child.id.is_none()) {
            child.id = Some(person_id);
            child.operation = Some(self.operations.len());
            person.put(number::PERSON_REF, draft.value(number::PERSON_REF).map(str::to_owned));
        }
        let mut case = self.begin(Entity::Case).with(number::CASE_PERSON, person_id);
        for (field, text) in std::mem::take(&mut draft.values) {
            if matches!(field.number, number::LINK_OTHER | number::CASE_OFFICE) {
                draft.values.push((field, text.clone()));
            }
            match field.entity {
                Entity::Case => case.put(field.number, Some(text)),
                _ if news.contains(&field.number) => person.put(field.number, Some(text)),
                _ => {}
            }
        }
        if known_id.is_none() || !news.is_empty() {
            person.fields.shrink_to_fit();
            changes.push(person);
        }
        if !self.terms.options.active {
            case.put(number::CASE_HISTORY, Some(YesNo::Yes.code().to_owned()));
        }
        case.fields.shrink_to_fit();
        let placed = Placed { case: case.id, operation: self.operations.len(), person: person_id };
        changes.push(case);
        self.operations.push(changes);
        self.imported.add(Sheet::Cases);
        placed
    }

    fn link(&mut self, drafts: &[Draft<'_, '_>], placed: &[Option<Placed>], children: &HashMap<String, Child>) {
        let mut linked: HashSet<(Uuid, Uuid)> = HashSet::new();
        for (draft, placed) in drafts.iter().zip(placed) {
            let (Some(other_ref), Some(placed)) = (draft.value(number::LINK_OTHER), placed) else { continue };
            let child = children.get(other_ref);
            let stored = || self.terms.known.person(other_ref).map(|person| person.id);
            let Some(other) = child.and_then(|child| child.id).or_else(stored) else { continue };
            let pair = (placed.person.min(other), placed.person.max(other));
            if self.terms.known.is_linked(pair.0, pair.1) || !linked.insert(pair) {
                continue;
            }
            let link =
                self.begin(Entity::Link).with(number::LINK_PERSON, placed.person).with(number::LINK_OTHER, other);
            let operation =
                child.and_then(|child| child.operation).map_or(placed.operation, |o| o.max(placed.operation));
            self.operations.get_mut(operation).expect("operations are only ever added to").push(link);
        }
    }
}
