//! What a form comes to: its problems, and the changes of the log that it makes.
//!
//! Does not append them. Must stay true: no change is made of a form that has a problem of the severity
//! [`Severity::Stop`].

use super::{Existing, Form, Origin, Problem, Severity};
use crate::domain::age::{ADULT_YEARS, AgeSpan, PartialBirth, ages_possible, is_fuller_birth};
use crate::domain::code::ServiceStatus;
use crate::domain::moment::date_of;
use crate::form::alike::Child;
use crate::form::layout::{numbers, within};
use crate::form::typed::{Answer, Desk, show};
use crate::form::wrong::Wrong;
use crate::log::field::{Entity, FIELDS, Field, Kind, Need, Place, field, named, number};
use crate::log::operation::Change;
use uuid::Uuid;

/// What a new record holds where its field was left empty.
const WHEN_EMPTY: &[(Entity, &str, &str)] =
    &[(Entity::Service, "quantity", "1"), (Entity::Service, "status", ServiceStatus::Given.code())];
/// Fields of a case that stand both or neither.
const PAIR: [&str; 2] = ["outcome", "outcome_at"];
/// The fields that make a name.
pub(super) const NAMES: [&str; 3] = ["given_names", "surname1", "surname2"];

impl Form {
    /// The changes that saving makes: new records, hanging on `case` where they hang on one, or what an edit changed.
    /// `ids` gives the ids of new records.
    ///
    /// # Errors
    /// The problems that stand in the way.
    pub fn changes(
        &self,
        desk: &Desk<'_>,
        case: Option<Uuid>,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> Result<Vec<Change>, Vec<Problem>> {
        let mut stops = problems(self, desk);
        stops.retain(|problem| problem.severity == Severity::Stop);
        if !self.is_edit() && self.kind().entity() != Entity::Case && case.is_none() {
            stops.extend(self.first_problem("form-no-case"));
        }
        if !stops.is_empty() {
            return Err(stops);
        }
        Ok(if self.is_edit() { self.edits(desk) } else { self.news(desk, case, ids) })
    }

    fn news(&self, desk: &Desk<'_>, case: Option<Uuid>, ids: &mut dyn FnMut() -> Uuid) -> Vec<Change> {
        let entities = Entity::ALL.into_iter().filter(|entity| self.kind().holds(*entity));
        let mut changes: Vec<Change> = entities.map(|entity| Change::new(entity, ids())).collect();
        let person = changes.iter().find(|change| change.entity == Entity::Person).map(|change| change.id);
        for change in &mut changes {
            for (number, value) in self.values_of(change.entity, desk) {
                change.put(number, Some(value));
            }
            if let Some((number, owner)) = owner_of(change.entity, person, case) {
                change.put(number, Some(owner.to_string()));
            }
            let entity = change.entity;
            for (_, name, value) in WHEN_EMPTY.iter().filter(|row| row.0 == entity) {
                if let Some(field) = self.named(entity, name).filter(|field| change.get(field.number).is_none()) {
                    change.put(field.number, Some((*value).to_owned()));
                }
            }
        }
        let own = changes.iter().find(|change| change.entity == Entity::Case).map(|change| change.id);
        changes.extend(self.shared_contacts(own, ids));
        changes.extend(self.joining(desk));
        changes
    }

    /// What is said of the child, as far as it is compared with those who are known.
    #[must_use]
    pub fn child(&self, desk: &Desk<'_>) -> Child {
        let values: Vec<(u16, String)> =
            [Entity::Person, Entity::Case].into_iter().flat_map(|entity| self.values_of(entity, desk)).collect();
        let value = |entity, name: &str| {
            let number = named(entity, name).number;
            values.iter().find(|(of, _)| *of == number).map_or_else(String::new, |(_, value)| value.clone())
        };
        Child {
            given_names: value(Entity::Person, "given_names"),
            surnames: ["surname1", "surname2"].map(|name| value(Entity::Person, name)),
            sex: value(Entity::Person, "sex"),
            nationality: value(Entity::Person, "nationality"),
            birth_date: value(Entity::Person, "birth_date"),
            age_years: value(Entity::Case, "age_years"),
            event: date_of(&value(Entity::Case, "opened_at")),
        }
    }

    /// Makes a new case of a child that is known already. Its record keeps what it knows and learns what it did not;
    /// what was said otherwise this time stands in the notes of the case.
    pub fn hang_on(&self, known: &Existing<'_>, changes: &mut Vec<Change>, desk: &Desk<'_>) {
        let said = changes.iter().position(|change| change.entity == Entity::Person).map(|at| changes.remove(at));
        let mut learnt = Change::new(Entity::Person, known.id);
        let mut otherwise = Vec::new();
        for (number, value) in said.into_iter().flat_map(|change| change.fields) {
            let (Some(field), Some(value)) = (field(number), value) else { continue };
            match known.values.iter().find(|(of, _)| *of == number) {
                Some((_, same)) if *same == value => {}
                Some((_, less)) if !is_fuller_birth(&value, less) => {
                    let label = desk.texts.get(&format!("field-{}-{}", field.entity.code(), field.name));
                    otherwise.push(format!("{label}: {}", show(field, &value, desk)));
                }
                _ => learnt.put(number, Some(value)),
            }
        }
        if let Some(case) = changes.iter_mut().find(|change| change.entity == Entity::Case) {
            case.put(number::CASE_PERSON, Some(known.id.to_string()));
            if !otherwise.is_empty() {
                let said = desk.texts.with("form-said-now", &[("said", otherwise.join("; ").into())]);
                let notes =
                    case.get(number::CASE_NOTES).flatten().map_or_else(String::new, |notes| format!("{notes}\n"));
                case.put(number::CASE_NOTES, Some(format!("{notes}{said}")));
            }
        }
        changes.extend((!learnt.fields.is_empty()).then_some(learnt));
    }

    /// The contacts of the brother or sister, as contacts of the new case.
    fn shared_contacts(&self, case: Option<Uuid>, ids: &mut dyn FnMut() -> Uuid) -> Vec<Change> {
        let (Some(case), Some(elder)) = (case, self.elder()) else { return Vec::new() };
        let share = |values: &Vec<(u16, String)>| {
            let mut contact = Change::new(Entity::Contact, ids());
            for (number, value) in values {
                contact.put(*number, Some(value.clone()));
            }
            contact.with(number::CONTACT_CASE, case.to_string())
        };
        elder.contacts.iter().map(share).collect()
    }

    /// Puts a brother or sister who travels alone so far into the group of the new case.
    fn joining(&self, desk: &Desk<'_>) -> Option<Change> {
        let kin = self.kin.as_ref().filter(|kin| kin.is_alone)?;
        let field = self.named(Entity::Case, "group_ref")?;
        Some(Change::new(Entity::Case, kin.elder.case).with(field.number, self.value_of(field, desk)?))
    }

    /// The values that belong to an entity, of all fields that apply.
    fn values_of(&self, entity: Entity, desk: &Desk<'_>) -> Vec<(u16, String)> {
        let open = self.kind().fields().into_iter().filter(|field| self.is_open(field.number, desk));
        let readings = open.filter_map(|field| match self.answer(field.number, desk) {
            Answer::Known(reading) => Some(reading.values),
            _ => None,
        });
        let belongs = |number: u16| field(number).is_some_and(|field| field.entity == entity);
        readings.flatten().filter(|(number, _)| belongs(*number)).collect()
    }

    fn edits(&self, desk: &Desk<'_>) -> Vec<Change> {
        let entities = Entity::ALL.into_iter().filter_map(|entity| Some(Change::new(entity, self.record(entity)?)));
        let mut changes: Vec<Change> = entities.collect();
        for (number, value) in self.kind().fields().into_iter().flat_map(|field| self.edits_of(field, desk)) {
            let owner = field(number).map(|field| field.entity);
            if let Some(change) = changes.iter_mut().find(|change| Some(change.entity) == owner) {
                change.put(number, value);
            }
        }
        changes.retain(|change| !change.fields.is_empty());
        changes
    }

    /// What typing into a field changed: values set, and values that no longer hold.
    fn edits_of(&self, field: &'static Field, desk: &Desk<'_>) -> Vec<(u16, Option<String>)> {
        let is_typed = |number: u16| self.get(number).is_some_and(|(_, origin)| origin == Origin::Typed);
        let is_open = self.is_open(field.number, desk);
        // A field that another one closes is cleared by whoever closed it, not by whoever happens to save the form.
        let decides = if is_open { Some(field) } else { self.gate_of(field).map(|(gate, _)| gate) };
        if decides.is_none_or(|field| !is_typed(field.number)) {
            return Vec::new();
        }
        let values = match self.answer(field.number, desk) {
            Answer::Known(reading) if is_open => reading.values,
            _ => Vec::new(),
        };
        let read = |number: u16| values.iter().find(|(n, _)| *n == number).map(|(_, value)| value.as_str());
        numbers(field)
            .filter(|number| read(*number) != self.known(*number))
            .map(|number| (number, read(number).map(str::to_owned)))
            .collect()
    }

    fn first_problem(&self, key: &'static str) -> Option<Problem> {
        let field = self.kind().fields().first()?.number;
        Some(Problem { field, wrong: Wrong::new(key), severity: Severity::Stop })
    }
}

/// What is missing or odd in a form, worst first and then in the order of the form; the worst alone of each field.
pub(super) fn problems(form: &Form, desk: &Desk<'_>) -> Vec<Problem> {
    let fields = form.kind().fields();
    let mut found: Vec<Problem> = fields
        .iter()
        .filter(|field| form.is_open(field.number, desk))
        .filter_map(|field| problem_of(form, field, desk))
        .collect();
    found.extend(nameless(form));
    found.extend(adult(form, desk));
    found.extend(unpaired(form, desk));
    found.sort_by_key(|problem| (problem.severity, fields.iter().position(|field| field.number == problem.field)));
    let mut seen = Vec::new();
    found.retain(|problem| {
        let is_first = !seen.contains(&problem.field);
        seen.push(problem.field);
        is_first
    });
    found
}

fn problem_of(form: &Form, field: &Field, desk: &Desk<'_>) -> Option<Problem> {
    let (wrong, severity) = match form.answer(field.number, desk) {
        Answer::Wrong(wrong) => (wrong, Severity::Stop),
        Answer::Known(reading) => (reading.warning?, Severity::Ask),
        Answer::Empty if field.need == Need::Required => (Wrong::new("form-required"), Severity::Stop),
        // A record from elsewhere may have gaps, and mending one of them must not ask about all the others.
        Answer::Empty if form.need(field, desk) == Need::Asked && form.is_edit() => {
            (Wrong::new("form-asked"), Severity::Note)
        }
        Answer::Empty if form.need(field, desk) == Need::Asked => (Wrong::new("form-asked"), Severity::Ask),
        Answer::Empty | Answer::NotKnown => return None,
    };
    Some(Problem { field: field.number, wrong, severity })
}

/// Somebody must be named, or be said to be of unknown name.
fn nameless(form: &Form) -> Option<Problem> {
    let names: Vec<&Field> = NAMES.iter().filter_map(|name| form.named(Entity::Person, name)).collect();
    let is_nameless = !form.is_edit() && names.iter().all(|field| form.text(field.number).trim().is_empty());
    let first = names.first().filter(|_| is_nameless)?;
    Some(Problem { field: first.number, wrong: Wrong::new("form-no-name"), severity: Severity::Stop })
}

fn adult(form: &Form, desk: &Desk<'_>) -> Option<Problem> {
    let field = form.kind().fields().into_iter().find(|field| field.kind == Kind::Birth)?;
    let (_, origin) = form.get(field.number)?;
    let Answer::Known(reading) = form.answer(field.number, desk) else { return None };
    let value = |number: u16| reading.values.iter().find(|(n, _)| *n == number).map(|(_, value)| value.as_str());
    let opened = form.named(Entity::Case, "opened_at").and_then(|field| form.value_of(field, desk))?;
    let birth = value(field.number).and_then(PartialBirth::parse);
    let said = within(field).find_map(|inner| value(inner.number)).and_then(AgeSpan::parse);
    let ages = ages_possible(date_of(&opened)?, birth, said)?;
    let is_adult = ages.lo() >= ADULT_YEARS && origin != Origin::Kept;
    let wrong = Wrong::new("form-adult").with("age", ages.lo());
    is_adult.then_some(Problem { field: field.number, wrong, severity: Severity::Ask })
}

/// An outcome has its date, and the date its outcome: files take both or neither.
fn unpaired(form: &Form, desk: &Desk<'_>) -> Option<Problem> {
    let [outcome, at] = PAIR.map(|name| form.named(Entity::Case, name));
    let (outcome, at) = (outcome?, at?);
    let (field, key) = match (form.value_of(outcome, desk), form.value_of(at, desk)) {
        (Some(_), None) => (at, "form-outcome-date"),
        (None, Some(_)) => (outcome, "form-outcome"),
        _ => return None,
    };
    Some(Problem { field: field.number, wrong: Wrong::new(key), severity: Severity::Stop })
}

/// The field and the record that a new record hangs on.
fn owner_of(entity: Entity, person: Option<Uuid>, case: Option<Uuid>) -> Option<(u16, Uuid)> {
    if entity == Entity::Case {
        return Some((number::CASE_PERSON, person?));
    }
    let hangs = |field: &&Field| {
        field.entity == entity && field.kind == Kind::Record(Entity::Case) && field.place == Place::Program
    };
    Some((FIELDS.iter().find(hangs)?.number, case?))
}
