//! Which fields stand on which form, in which order and under which heading.
//!
//! Does not know what was typed. Must stay true: a field's row in the table alone puts it on its form.

use crate::log::field::{Entity, FIELDS, Field, Place};

/// From this order on, a field of a case is not known when it begins.
const AFTERWARDS: u16 = 40;
/// Orders of a form that share a heading.
const SECTION_ORDERS: u16 = 10;

/// A form that a person fills in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum FormKind {
    /// A new case, with its child.
    Intake,
    /// Help given, refused or not to be had.
    Service,
    /// A person to call.
    Contact,
    /// A call, or the offer of one.
    Call,
    /// A step of the process.
    Step,
    /// A case that is known, with its child and its end.
    Case,
}

/// A run of fields under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The key of the heading's text; nothing on a form that has only one section.
    pub key: Option<&'static str>,
    /// The fields, in order.
    pub fields: Vec<&'static Field>,
}

impl FormKind {
    /// Every form.
    pub const ALL: [Self; 6] = [Self::Intake, Self::Service, Self::Contact, Self::Call, Self::Step, Self::Case];

    /// What the form is about; the child of a case stands on the case's form.
    #[must_use]
    pub const fn entity(self) -> Entity {
        match self {
            Self::Intake | Self::Case => Entity::Case,
            Self::Service => Entity::Service,
            Self::Contact => Entity::Contact,
            Self::Call => Entity::Call,
            Self::Step => Entity::Step,
        }
    }

    /// Whether fields of an entity stand on this form.
    #[must_use]
    pub fn holds(self, entity: Entity) -> bool {
        entity == self.entity() || self.entity() == Entity::Case && entity == Entity::Person
    }

    /// The fields of the form, in order.
    #[must_use]
    pub fn fields(self) -> Vec<&'static Field> {
        let last = if self == Self::Intake { AFTERWARDS } else { u16::MAX };
        let on_it = |field: &&Field| self.holds(field.entity) && order(field).is_some_and(|order| order < last);
        let mut fields: Vec<&Field> = FIELDS.iter().filter(on_it).collect();
        fields.sort_by_key(|field| order(field));
        fields
    }

    /// The fields of the form under their headings.
    #[must_use]
    pub fn sections(self) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for field in self.fields() {
            let key = self.section_of(field);
            match sections.last_mut().filter(|section| section.key == key) {
                Some(section) => section.fields.push(field),
                None => sections.push(Section { key, fields: vec![field] }),
            }
        }
        sections
    }

    /// The key of the heading that a field stands under; nothing on a form that has only one section.
    #[must_use]
    pub fn section_of(self, field: &Field) -> Option<&'static str> {
        if self.entity() != Entity::Case {
            return None;
        }
        match order(field)? / SECTION_ORDERS {
            0 | 1 => Some("section-identity"),
            2 => Some("section-event"),
            3 => Some("section-communication"),
            _ => Some("section-end"),
        }
    }

    /// The field of this form that fills the field of a number: itself, or the one it is read out of.
    #[must_use]
    pub fn field_of(self, number: u16) -> Option<&'static Field> {
        let fields = self.fields();
        let by_number = |number: u16| fields.iter().copied().find(|field| field.number == number);
        by_number(number).or_else(|| match crate::log::field::field(number)?.place {
            Place::Within(name) => fields.iter().copied().find(|field| field.name == name),
            Place::Form(_) | Place::Program => None,
        })
    }
}

/// The fields that are read out of what is typed into this one.
pub fn within(field: &Field) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|inner| inner.place == Place::Within(field.name))
}

/// The numbers of a field and of those that are read out of it.
pub fn numbers(field: &Field) -> impl Iterator<Item = u16> {
    std::iter::once(field.number).chain(within(field).map(|inner| inner.number))
}

const fn order(field: &Field) -> Option<u16> {
    match field.place {
        Place::Form(order) => Some(order),
        Place::Within(_) | Place::Program => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: FormKind) -> Vec<&'static str> {
        kind.fields().iter().map(|field| field.name).collect()
    }

    #[test]
    fn every_field_for_people_stands_on_the_form_of_its_entity() {
        // Offices have no form: they are shipped, and a store keeps its own list.
        for field in FIELDS.iter().filter(|field| order(field).is_some() && field.entity != Entity::Office) {
            let forms: Vec<FormKind> = FormKind::ALL
                .into_iter()
                .filter(|kind| names(*kind).contains(&field.name) && kind.holds(field.entity))
                .collect();
            let expected = match (field.entity, order(field)) {
                (Entity::Person | Entity::Case, Some(0..AFTERWARDS)) => vec![FormKind::Intake, FormKind::Case],
                (Entity::Person | Entity::Case, _) => vec![FormKind::Case],
                (Entity::Service, _) => vec![FormKind::Service],
                (Entity::Contact, _) => vec![FormKind::Contact],
                (Entity::Call, _) => vec![FormKind::Call],
                _ => vec![FormKind::Step],
            };
            assert_eq!(forms, expected, "{:?} {}", field.entity, field.name);
        }
        for kind in FormKind::ALL {
            assert!(kind.fields().iter().all(|field| matches!(field.place, Place::Form(_))), "{kind:?}");
        }
    }

    #[test]
    fn the_intake_follows_the_conversation() {
        let sections = FormKind::Intake.sections();
        let keys: Vec<_> = sections.iter().filter_map(|section| section.key).collect();
        assert_eq!(keys, ["section-identity", "section-event", "section-communication"]);
        assert_eq!(names(FormKind::Intake).first(), Some(&"given_names"));
        assert_eq!(names(FormKind::Case).last(), Some(&"review"));
        assert_eq!(FormKind::Call.sections().len(), 1);
    }

    #[test]
    fn the_age_is_filled_by_the_field_it_is_typed_into() {
        let number_of = |number| FormKind::Intake.field_of(number).map(|field| field.name);
        assert_eq!(number_of(107), Some("birth_date"));
        assert_eq!(number_of(2), Some("given_names"));
        assert_eq!((number_of(101), number_of(106), number_of(9999)), (None, None, None));
    }
}
