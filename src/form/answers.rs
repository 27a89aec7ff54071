//! A form being filled in: what stands in each field, where it came from, and what is still missing or wrong.
//!
//! Keeps the text as typed, so that a form can be left and come back to. Must stay true: what nobody touched changes
//! nothing, whatever its text would read as.

mod changes;

use super::layout::{FormKind, is_mandatory, within};
use super::typed::{Answer, Beside, Choice, Desk, NOT_KNOWN, Reading, Wrong, offer_beside, read_beside, show};
use crate::domain::code::{CallOutcome, Kind as CaseKind};
use crate::domain::moment::parse_date;
use crate::i18n::Texts;
use crate::log::field::{Entity, Field, Kind, Need};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// The nationality that makes a case a repatriation, until somebody says otherwise.
const MEXICAN: &str = "MEX";
/// Outcomes of a call in which somebody spoke.
const SPOKEN: &[&str] = &[CallOutcome::Reached.code(), CallOutcome::Received.code()];
/// Fields that apply only where another field of their entity holds one of these values.
const OPENED_BY: &[(Entity, &str, &str, &[&str])] =
    &[(Entity::Call, "minutes", "outcome", SPOKEN), (Entity::Call, "child_spoke", "outcome", SPOKEN)];

/// Where the text of a field came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// Somebody typed it.
    Typed,
    /// The session: the office, the moment, the usual kind of case.
    Default,
    /// The form of the brother or sister before.
    Carried,
    /// The record that is being edited.
    Kept,
}

/// A record that a form edits.
#[derive(Clone, Copy)]
pub struct Existing<'a> {
    /// What it is.
    pub entity: Entity,
    /// Which one.
    pub id: Uuid,
    /// Its known values, canonical.
    pub values: &'a [(u16, String)],
}

/// How much a problem stands in the way of saving.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Nothing is saved.
    Stop,
    /// Saved once somebody says that it is meant.
    Ask,
    /// Saved; worth knowing.
    Note,
}

/// What is missing or odd in a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The number of the field where it can be put right.
    pub field: u16,
    /// What is wrong, and what would be right.
    pub wrong: Wrong,
    /// How much it stands in the way.
    pub severity: Severity,
}

impl Problem {
    /// The sentence.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        self.wrong.text(texts)
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Entry {
    field: u16,
    text: String,
    origin: Origin,
}

/// A form being filled in. It can be written as JSON and read back: that is a draft.
#[derive(Clone, Serialize, Deserialize)]
pub struct Form {
    kind: FormKind,
    entries: Vec<Entry>,
    /// The values of the records being edited.
    known: Vec<(u16, String)>,
    /// Entity number and id of the records being edited; none on a new form.
    records: Vec<(u8, Uuid)>,
    base: u64,
}

/// Prints which fields hold text, never the text.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<u16> = self.entries.iter().map(|entry| entry.field).collect();
        write!(f, "{:?} {:?} {fields:?}", self.kind, self.records)
    }
}

impl Form {
    /// An empty form with its defaults.
    #[must_use]
    pub fn new(kind: FormKind, desk: &Desk<'_>) -> Self {
        let mut form = Self { kind, entries: Vec::new(), known: Vec::new(), records: Vec::new(), base: 0 };
        for field in kind.fields() {
            if let Some(value) = form.default_of(field, desk) {
                form.put(field.number, show(field, &value, desk), Origin::Default);
            }
        }
        form
    }

    /// The form of records that are known, as they stood after the device's operation `base`.
    #[must_use]
    pub fn edit(kind: FormKind, records: &[Existing<'_>], base: u64, desk: &Desk<'_>) -> Self {
        let records: Vec<&Existing<'_>> = records.iter().filter(|record| kind.holds(record.entity)).collect();
        let known = records.iter().flat_map(|record| record.values.iter().cloned()).collect();
        let ids = records.iter().map(|record| (record.entity.number(), record.id)).collect();
        let mut form = Self { kind, entries: Vec::new(), known, records: ids, base };
        for field in kind.fields() {
            let shown = form.known_shown(field, desk);
            if !shown.is_empty() {
                form.put(field.number, shown, Origin::Kept);
            }
        }
        form
    }

    /// An intake for a brother or sister: what the table of fields lets a form copy is copied.
    #[must_use]
    pub fn sibling(&self, desk: &Desk<'_>) -> Self {
        let mut sibling = Self::new(FormKind::Intake, desk);
        for field in FormKind::Intake.fields().into_iter().filter(|field| field.carried) {
            let text = self.text(field.number);
            if !text.is_empty() {
                sibling.put(field.number, text.to_owned(), Origin::Carried);
            }
        }
        sibling
    }

    /// Which form it is.
    #[must_use]
    pub const fn kind(&self) -> FormKind {
        self.kind
    }

    /// The device's last operation that the person filling it in could have seen; 0 on a new form.
    #[must_use]
    pub const fn base(&self) -> u64 {
        self.base
    }

    /// Whether it edits what is known already.
    #[must_use]
    pub const fn is_edit(&self) -> bool {
        !self.records.is_empty()
    }

    /// The record of an entity that it edits.
    #[must_use]
    pub fn record(&self, entity: Entity) -> Option<Uuid> {
        self.records.iter().find(|(number, _)| *number == entity.number()).map(|(_, id)| *id)
    }

    /// Whether somebody typed anything, so that leaving it must keep a draft.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.entries.iter().any(|entry| entry.origin == Origin::Typed)
    }

    /// Puts text into a field; a number that is not on the form does nothing.
    pub fn set(&mut self, number: u16, text: impl Into<String>, desk: &Desk<'_>) {
        let text = text.into();
        let Some(field) = self.on_form(number).filter(|_| self.text(number) != text) else { return };
        let is_known = !text.is_empty() && text == self.known_shown(field, desk);
        self.put(number, text, if is_known { Origin::Kept } else { Origin::Typed });
        self.propose(desk);
    }

    /// Says that a field was asked and is not known.
    pub fn mark_not_known(&mut self, number: u16, desk: &Desk<'_>) {
        self.set(number, NOT_KNOWN, desk);
    }

    /// The text of a field and where it came from; nothing where it was never filled.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<(&str, Origin)> {
        self.entries.iter().find(|entry| entry.field == number).map(|entry| (entry.text.as_str(), entry.origin))
    }

    /// The text of a field, empty where it was never filled.
    #[must_use]
    pub fn text(&self, number: u16) -> &str {
        self.get(number).map_or("", |(text, _)| text)
    }

    /// What the text of a field says. What is as the record had it is known, whatever it would read as.
    #[must_use]
    pub fn answer(&self, number: u16, desk: &Desk<'_>) -> Answer {
        let Some(field) = self.on_form(number) else { return Answer::Empty };
        let read = read_beside(field, self.text(number), desk, &self.beside(field, desk));
        if self.get(number).is_none_or(|(_, origin)| origin != Origin::Kept) {
            return read;
        }
        let echo = if let Answer::Known(reading) = read { reading.echo } else { String::new() };
        Answer::Known(Reading { values: self.known_values(field), echo, warning: None })
    }

    /// What a field offers for its text; see [`super::typed::offer`].
    #[must_use]
    pub fn offer(&self, number: u16, typed: &str, desk: &Desk<'_>) -> Vec<Choice> {
        self.on_form(number).map(|f| offer_beside(f, typed, desk, &self.beside(f, desk))).unwrap_or_default()
    }

    /// Whether a field applies as the form stands; one that does not is skipped and not saved.
    #[must_use]
    pub fn is_open(&self, number: u16, desk: &Desk<'_>) -> bool {
        let Some(field) = self.on_form(number) else { return false };
        self.gate_of(field).is_none_or(|(gate, values)| {
            self.value_of(gate, desk).is_some_and(|value| values.contains(&value.as_str()))
        })
    }

    /// How many of the mandatory fields without a default are answered, and how many there are.
    #[must_use]
    pub fn progress(&self, desk: &Desk<'_>) -> (usize, usize) {
        let asked: Vec<u16> = self.mandatory(desk).map(|(_, number)| number).collect();
        let is_answered = |number: &&u16| matches!(self.answer(**number, desk), Answer::Known(_) | Answer::NotKnown);
        (asked.iter().filter(is_answered).count(), asked.len())
    }

    /// The position, in [`FormKind::fields`], of the next mandatory field that is still empty: after this one, else
    /// before it.
    #[must_use]
    pub fn next_asked_after(&self, position: usize, desk: &Desk<'_>) -> Option<usize> {
        let empty: Vec<usize> = self
            .mandatory(desk)
            .filter(|(at, number)| *at != position && self.answer(*number, desk) == Answer::Empty)
            .map(|(at, _)| at)
            .collect();
        empty.iter().find(|at| **at > position).or(empty.first()).copied()
    }

    /// What is missing or odd, worst first and then in the order of the form.
    #[must_use]
    pub fn problems(&self, desk: &Desk<'_>) -> Vec<Problem> {
        changes::problems(self, desk)
    }

    fn on_form(&self, number: u16) -> Option<&'static Field> {
        self.kind.fields().into_iter().find(|field| field.number == number)
    }

    fn named(&self, entity: Entity, name: &str) -> Option<&'static Field> {
        self.kind.fields().into_iter().find(|field| field.entity == entity && field.name == name)
    }

    fn put(&mut self, field: u16, text: String, origin: Origin) {
        let entry = Entry { field, text, origin };
        match self.entries.iter_mut().find(|entry| entry.field == field) {
            Some(there) => *there = entry,
            None => self.entries.push(entry),
        }
    }

    /// Mandatory fields that nothing but a person can answer: position and number.
    fn mandatory(&self, desk: &Desk<'_>) -> impl Iterator<Item = (usize, u16)> {
        self.kind
            .fields()
            .into_iter()
            .enumerate()
            .filter(|(_, field)| is_mandatory(field) && self.default_of(field, desk).is_none())
            .map(|(at, field)| (at, field.number))
    }

    /// What a field holds on a new form before anybody types.
    fn default_of(&self, field: &Field, desk: &Desk<'_>) -> Option<String> {
        match field.kind {
            _ if field.need != Need::Required => None,
            Kind::Moment => Some(desk.now.to_string()),
            Kind::Office => Some(desk.office.to_owned()),
            Kind::Code(CaseKind::LIST) => Some(self.usual_kind(desk).code().to_owned()),
            _ => None,
        }
    }

    fn usual_kind(&self, desk: &Desk<'_>) -> CaseKind {
        let nationality = self.named(Entity::Person, "nationality").and_then(|field| self.value_of(field, desk));
        if nationality.as_deref() == Some(MEXICAN) { CaseKind::Repatriated } else { CaseKind::Foreign }
    }

    /// Brings defaults that hang on other fields up to date, as long as nobody typed over them.
    fn propose(&mut self, desk: &Desk<'_>) {
        let Some(field) = self.named(Entity::Case, "kind") else { return };
        if self.get(field.number).is_some_and(|(_, origin)| origin == Origin::Default)
            && let Some(value) = self.default_of(field, desk)
        {
            self.put(field.number, show(field, &value, desk), Origin::Default);
        }
    }

    fn beside(&self, field: &Field, desk: &Desk<'_>) -> Beside {
        let value = |entity, name| self.named(entity, name).and_then(|field| self.value_of(field, desk));
        match field.kind {
            Kind::Birth => {
                let opened = value(Entity::Case, "opened_at");
                let event = opened.and_then(|at| parse_date(at.get(..10)?));
                Beside { event, ..Beside::default() }
            }
            Kind::Detail => Beside { category: value(Entity::Service, "category"), ..Beside::default() },
            Kind::Phone => Beside { country: value(Entity::Contact, "country"), ..Beside::default() },
            _ => Beside::default(),
        }
    }

    /// The canonical value of a field of the form, as it stands.
    fn value_of(&self, field: &Field, desk: &Desk<'_>) -> Option<String> {
        let Answer::Known(reading) = self.answer(field.number, desk) else { return None };
        reading.values.into_iter().find(|(number, _)| *number == field.number).map(|(_, value)| value)
    }

    fn gate_of(&self, field: &Field) -> Option<(&'static Field, &'static [&'static str])> {
        let (_, _, gate, values) = OPENED_BY.iter().find(|row| row.0 == field.entity && row.1 == field.name)?;
        Some((self.named(field.entity, gate)?, values))
    }

    fn known(&self, number: u16) -> Option<&str> {
        self.known.iter().find(|(known, _)| *known == number).map(|(_, value)| value.as_str())
    }

    /// What the records know of a field and of those read out of it.
    fn known_values(&self, field: &Field) -> Vec<(u16, String)> {
        let numbers = std::iter::once(field.number).chain(within(field).map(|inner| inner.number));
        numbers.filter_map(|number| Some((number, self.known(number)?.to_owned()))).collect()
    }

    /// What the records know of a field, as it stands on screen.
    fn known_shown(&self, field: &'static Field, desk: &Desk<'_>) -> String {
        let shown = |field: &Field| self.known(field.number).map(|value| show(field, value, desk));
        shown(field).or_else(|| within(field).find_map(shown)).unwrap_or_default()
    }
}
