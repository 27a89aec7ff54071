//! The table of fields: one row for each thing that can be known about a child, a case and what hangs on it.
//!
//! The row yields the form, its checks, the columns of files, the data dictionary and the column of `schema.sql`.
//! Must stay true: a number is a promise to every log ever written, never reused and never re-meant.

use crate::domain::code::closed;

closed! {
    /// What an operation can be about; the code stands in the keys of texts: `field-case-office`.
    pub enum Entity {
        /// The child (NNA), whatever the number of its cases.
        Person: 1 = "person",
        /// One event of assistance (expediente).
        Case: 2 = "case",
        /// Help given, refused or not to be had.
        Service: 3 = "service",
        /// A relative or another person to call.
        Contact: 4 = "contact",
        /// A call, or the offer of one.
        Call: 5 = "call",
        /// A step of the process.
        Step: 6 = "step",
        /// An officer's word that two records are one child.
        Link: 7 = "link",
        /// An office of the institute.
        Office: 8 = "office",
        /// A day on which no business is done.
        Holiday: 9 = "holiday",
    }
}

impl Entity {
    /// The number in the log.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The entity of a number; nothing for one that this version does not know.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.number() == number)
    }

    /// The table in `schema.sql`.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Case => "case_file",
            other => other.code(),
        }
    }

    /// The entity's fields, in the order of the form.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.entity == self)
    }
}

/// What a field holds. In the log and in files every value is text in the canonical form named here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    Lines,
    /// A code of a closed list of `codes.csv`.
    Code(&'static str),
    /// A nationality or country, ISO 3166-1 alpha-3.
    Country,
    /// A language, ISO 639-3.
    Language,
    /// The code of an office; a state's code is its main office.
    Office,
    /// A code of `steps.csv`.
    Step,
    /// A code of `services.csv`, or text.
    Detail,
    /// `YYYY-MM-DDThh:mm+hh:mm`; one packed integer in the tables.
    Moment,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Birth,
    /// Completed years: `14`, `12-14` or `~7`.
    Age,
    /// A whole number of at least this.
    Count(i64),
    /// A telephone number as typed, `+` and digits where it was understood.
    Phone,
    /// Another record, by its UUID; an integer in the tables.
    Record(Entity),
}

closed! {
    /// Who must answer a field.
    pub enum Need {
        /// Nothing is saved or imported without it.
        Required = "required",
        /// A form asks for it and takes "not known"; files may leave it empty.
        Asked = "asked",
        /// May be left out.
        Optional = "optional",
    }
}

closed! {
    /// How much harm a value does in the wrong hands (domain notes on LGPDPPSO and LGDNNA arts. 76-80).
    pub enum Sensitivity {
        /// Codes and numbers that name nobody.
        Open = "open",
        /// Dates and places that help to find a child.
        Internal = "internal",
        /// Names, numbers and free text about a person.
        Personal = "personal",
    }
}

/// Where a person fills in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// On the form of its entity, a person's on the intake; ordered by this number.
    Form(u16),
    /// Read out of what is typed into the field of this name.
    Within(&'static str),
    /// Set by the program alone.
    Program,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The number in the log.
    pub number: u16,
    /// What it belongs to.
    pub entity: Entity,
    /// The column in `schema.sql`, and the key of its texts.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Who must answer it.
    pub need: Need,
    /// How sensitive it is.
    pub sensitivity: Sensitivity,
    /// Where it is filled in.
    pub place: Place,
    /// Its column in files; nothing where it stands in none.
    pub column: Option<&'static str>,
    /// Whether a form may copy it from the case before, for siblings.
    pub carried: bool,
}

impl Field {
    /// Whether it holds what somebody is called: shown as initials where names are hidden.
    #[must_use]
    pub fn is_name(&self) -> bool {
        let names = ["given_names", "surname1", "surname2", "used_name", "name"];
        let is_of_somebody = matches!(self.entity, Entity::Person | Entity::Contact);
        is_of_somebody && names.contains(&self.name) || self.kind == Kind::Record(Entity::Contact)
    }

    const fn asked(self) -> Self {
        Self { need: Need::Asked, ..self }
    }
    const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }
    const fn column(self, column: &'static str) -> Self {
        Self { column: Some(column), ..self }
    }
    const fn carried(self) -> Self {
        Self { carried: true, ..self }
    }
    const fn open(self) -> Self {
        Self { sensitivity: Sensitivity::Open, ..self }
    }
    const fn personal(self) -> Self {
        Self { sensitivity: Sensitivity::Personal, ..self }
    }
    const fn within(self, name: &'static str) -> Self {
        Self { place: Place::Within(name), ..self }
    }
}

/// A field on a form, which stands in files under its own name.
const fn form(number: u16, entity: Entity, name: &'static str, kind: Kind, order: u16) -> Field {
    Field {
        number,
        entity,
        name,
        kind,
        need: Need::Optional,
        sensitivity: Sensitivity::Internal,
        place: Place::Form(order),
        column: Some(name),
        carried: false,
    }
}

/// A field that the program sets and that stands in no file.
const fn program(number: u16, entity: Entity, name: &'static str, kind: Kind) -> Field {
    let field = form(number, entity, name, kind, 0);
    Field { place: Place::Program, column: None, ..field }
}

use Entity::{Call, Case, Contact, Holiday, Link, Office, Person, Service, Step};
use Kind::{Age, Birth, Code, Count, Country, Detail, Language, Lines, Moment, Phone, Record, Text};

/// Every field there is. Orders on the intake form: 10s identity, 20s event, 30s communication, 40s rest.
pub const FIELDS: &[Field] = &[
    program(1, Person, "ref", Text).column("person_ref").open(),
    form(2, Person, "given_names", Text, 10).asked().personal(),
    form(3, Person, "surname1", Text, 11).asked().personal().carried(),
    form(4, Person, "surname2", Text, 12).asked().personal().carried(),
    form(10, Person, "used_name", Text, 17).personal(),
    form(5, Person, "sex", Code("sex"), 13).asked().open(),
    form(6, Person, "birth_date", Birth, 14).asked(),
    form(7, Person, "nationality", Country, 16).asked().open().carried(),
    form(8, Person, "language", Language, 30).carried(),
    program(9, Person, "voided", Text).personal(),
    program(101, Case, "person", Record(Person)).required(),
    program(102, Case, "case_ref", Text).column("case_ref").required(),
    form(103, Case, "office", Kind::Office, 25).required().open(),
    form(104, Case, "kind", Code("kind"), 23).required().open().carried(),
    form(105, Case, "opened_at", Moment, 24).required().carried(),
    form(106, Case, "left_at", Moment, 40),
    form(107, Case, "age_years", Age, 0).within("birth_date"),
    form(108, Case, "age_source", Code("age_source"), 15).open(),
    form(109, Case, "accompaniment", Code("accompaniment"), 20).asked().open(),
    form(110, Case, "group_ref", Text, 31).carried(),
    form(111, Case, "reception_point", Text, 26).open().carried(),
    form(112, Case, "outcome", Code("outcome"), 41).open(),
    form(113, Case, "outcome_at", Moment, 42),
    form(118, Case, "review", Text, 43),
    form(114, Case, "notes", Lines, 33).personal(),
    form(117, Case, "health_urgent", Code("yes_no"), 21).asked(),
    program(115, Case, "history", Code("yes_no")),
    program(116, Case, "voided", Text).personal(),
    program(201, Service, "case_id", Record(Case)).column("case_ref").required(),
    program(202, Service, "ref", Text).column("ref").open(),
    form(204, Service, "category", Code("service_category"), 10).required().open(),
    form(205, Service, "detail", Detail, 11).personal(),
    form(206, Service, "at", Moment, 12).required(),
    form(207, Service, "quantity", Count(1), 13).open(),
    form(208, Service, "status", Code("service_status"), 14).open(),
    form(203, Service, "office", Kind::Office, 15).open(),
    form(209, Service, "note", Lines, 16).personal(),
    program(210, Service, "voided", Text).personal(),
    program(301, Contact, "case_id", Record(Case)).column("case_ref").required(),
    program(302, Contact, "contact_ref", Text).column("contact_ref").required().open(),
    form(303, Contact, "name", Text, 10).asked().personal(),
    form(304, Contact, "relationship", Code("relationship"), 11).asked(),
    form(305, Contact, "country", Country, 12).asked().open(),
    form(306, Contact, "phone", Phone, 13).asked().personal(),
    form(307, Contact, "safe", Code("safe"), 14).asked(),
    form(308, Contact, "note", Lines, 15).personal(),
    program(309, Contact, "voided", Text).personal(),
    program(401, Call, "case_id", Record(Case)).column("case_ref").required(),
    program(402, Call, "ref", Text).column("ref").open(),
    form(404, Call, "contact", Record(Contact), 10).column("contact_ref"),
    form(406, Call, "outcome", Code("call_outcome"), 11).required().open(),
    form(407, Call, "minutes", Count(0), 12).open(),
    form(408, Call, "child_spoke", Code("yes_no"), 13).open(),
    form(405, Call, "at", Moment, 15).required(),
    form(403, Call, "office", Kind::Office, 16).open(),
    form(409, Call, "note", Lines, 17).personal(),
    form(411, Call, "retry_at", Moment, 14),
    program(410, Call, "voided", Text).personal(),
    program(501, Step, "case_id", Record(Case)).column("case_ref").required(),
    form(502, Step, "step", Kind::Step, 10).required().open(),
    form(503, Step, "done_at", Moment, 11),
    form(504, Step, "document", Text, 13).personal(),
    form(505, Step, "received_by", Text, 14).personal(),
    form(506, Step, "note", Lines, 16).personal(),
    form(508, Step, "answer", Code("yes_no"), 12),
    form(509, Step, "override_reason", Text, 15).personal(),
    program(507, Step, "voided", Text).personal(),
    program(601, Link, "person", Record(Person)).required(),
    program(602, Link, "other", Record(Person)).column("same_child_as").required(),
    program(603, Link, "voided", Text).personal(),
    program(701, Office, "code", Text).required().open(),
    program(702, Office, "state", Text).required().open(),
    program(703, Office, "name", Text).open(),
    program(704, Office, "zone", Text).open(),
    program(705, Office, "voided", Text).personal(),
    program(801, Holiday, "date", Text).required().open(),
    program(802, Holiday, "name", Text).open(),
    program(803, Holiday, "voided", Text).personal(),
];

/// The field of a number; nothing for one that this version does not know.
#[must_use]
pub fn field(number: u16) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.number == number)
}

/// The field of an entity by its name.
///
/// # Panics
/// Where there is none: the name is part of the program.
#[must_use]
pub fn named(entity: Entity, name: &str) -> &'static Field {
    entity
        .fields()
        .find(|field| field.name == name)
        .expect("the callers name fields of the table, and tests reach each")
}

/// Numbers that the program itself sets or asks for.
pub mod number {
    /// Person: its reference in files.
    pub const PERSON_REF: u16 = 1;
    /// Case: the child.
    pub const CASE_PERSON: u16 = 101;
    /// Case: folio, or the reference it was imported with.
    pub const CASE_REF: u16 = 102;
    /// Case: the office.
    pub const CASE_OFFICE: u16 = 103;
    /// Case: when it began.
    pub const CASE_OPENED_AT: u16 = 105;
    /// Case: the folios of cases that may be of the same child.
    pub const CASE_REVIEW: u16 = 118;
    /// Case: notes.
    pub const CASE_NOTES: u16 = 114;
    /// Case: imported as history, never present.
    pub const CASE_HISTORY: u16 = 115;
    /// Contact: its reference within the case.
    pub const CONTACT_REF: u16 = 302;
    /// Contact: the case.
    pub const CONTACT_CASE: u16 = 301;
    /// Service: the case.
    pub const SERVICE_CASE: u16 = 201;
    /// Call: the case.
    pub const CALL_CASE: u16 = 401;
    /// Step: the case.
    pub const STEP_CASE: u16 = 501;
    /// Step: which one it is.
    pub const STEP: u16 = 502;
    /// Step: what it was answered.
    pub const STEP_ANSWER: u16 = 508;
    /// Step: why it was done though it was locked.
    pub const STEP_OVERRIDE: u16 = 509;
    /// Link: one record.
    pub const LINK_PERSON: u16 = 601;
    /// Link: the other record.
    pub const LINK_OTHER: u16 = 602;
}

impl Entity {
    /// The number of the field that voids an entity and says why.
    #[must_use]
    pub const fn voided(self) -> u16 {
        match self {
            Self::Person => 9,
            Self::Case => 116,
            Self::Service => 210,
            Self::Contact => 309,
            Self::Call => 410,
            Self::Step => 507,
            Self::Link => 603,
            Self::Office => 705,
            Self::Holiday => 803,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_and_names_stand_once() {
        let numbers: HashSet<u16> = FIELDS.iter().map(|f| f.number).collect();
        let names: HashSet<(Entity, &str)> = FIELDS.iter().map(|f| (f.entity, f.name)).collect();
        assert_eq!((numbers.len(), names.len()), (FIELDS.len(), FIELDS.len()));
        let named_numbers = [
            (number::PERSON_REF, Person, "ref"),
            (number::CASE_PERSON, Case, "person"),
            (number::CASE_REF, Case, "case_ref"),
            (number::CASE_OFFICE, Case, "office"),
            (number::CASE_OPENED_AT, Case, "opened_at"),
            (number::CASE_REVIEW, Case, "review"),
            (number::CASE_NOTES, Case, "notes"),
            (number::CASE_HISTORY, Case, "history"),
            (number::CONTACT_REF, Contact, "contact_ref"),
            (number::CONTACT_CASE, Contact, "case_id"),
            (number::SERVICE_CASE, Service, "case_id"),
            (number::CALL_CASE, Call, "case_id"),
            (number::STEP_CASE, Step, "case_id"),
            (number::STEP, Step, "step"),
            (number::STEP_ANSWER, Step, "answer"),
            (number::STEP_OVERRIDE, Step, "override_reason"),
            (number::LINK_PERSON, Link, "person"),
            (number::LINK_OTHER, Link, "other"),
        ];
        for (number, entity, name) in named_numbers {
            assert_eq!(named(entity, name).number, number);
        }
        for entity in Entity::ALL {
            assert_eq!(named(entity, "voided").number, entity.voided());
            assert_eq!(Entity::from_number(entity.number()), Some(entity));
        }
    }

    #[test]
    fn no_two_fields_share_a_place_on_a_form() {
        let mut seen = HashSet::new();
        for field in FIELDS {
            let form = if field.entity == Person { Case } else { field.entity };
            if let Place::Form(order) = field.place {
                assert!(seen.insert((form, order)), "{}", field.name);
            }
        }
    }
}
