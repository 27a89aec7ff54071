//! The five files: which fields stand in which, and in what order.
//!
//! Does not read or write. Must stay true: the columns of a file are those of the table of fields; the lists here say
//! only which come first.

use crate::domain::code::closed;
use crate::log::field::{Entity, FIELDS, Field, Need};

closed! {
    /// A file of the exchange format, in the order in which they are written.
    pub enum Sheet {
        /// `cases.csv`: children and their cases.
        Cases = "cases.csv",
        /// `services.csv`: help given.
        Services = "services.csv",
        /// `contacts.csv`: whom to call.
        Contacts = "contacts.csv",
        /// `calls.csv`: calls made and offered.
        Calls = "calls.csv",
        /// `steps.csv`: steps of the process.
        Steps = "steps.csv",
    }
}

impl Sheet {
    /// The file that the fields of an entity stand in; offices and days of rest stand in none.
    #[must_use]
    pub fn of(entity: Entity) -> Option<Self> {
        match entity {
            Entity::Person | Entity::Link => Some(Self::Cases),
            _ => Self::ALL.into_iter().find(|sheet| sheet.entity() == entity),
        }
    }

    /// What each row of it makes.
    #[must_use]
    pub const fn entity(self) -> Entity {
        match self {
            Self::Cases => Entity::Case,
            Self::Services => Entity::Service,
            Self::Contacts => Entity::Contact,
            Self::Calls => Entity::Call,
            Self::Steps => Entity::Step,
        }
    }

    /// The columns that come first, in their order; any others follow in the order of the table of fields.
    const fn first_columns(self) -> &'static [&'static str] {
        match self {
            Self::Cases => &[
                "case_ref",
                "person_ref",
                "same_child_as",
                "office",
                "kind",
                "opened_at",
                "left_at",
                "given_names",
                "surname1",
                "surname2",
                "sex",
                "birth_date",
                "age_years",
                "age_source",
                "nationality",
                "accompaniment",
                "language",
                "group_ref",
                "reception_point",
                "outcome",
                "outcome_at",
                "notes",
            ],
            Self::Services => &["case_ref", "ref", "office"],
            Self::Contacts | Self::Steps => &["case_ref"],
            Self::Calls => &["case_ref", "ref", "office", "contact_ref", "at"],
        }
    }

    /// The fields that stand in it, in the order in which they are written.
    #[must_use]
    pub fn columns(self) -> Vec<&'static Field> {
        let first = self.first_columns();
        let mut columns: Vec<&Field> =
            FIELDS.iter().filter(|f| f.column.is_some() && Self::of(f.entity) == Some(self)).collect();
        columns.sort_by_key(|f| first.iter().position(|name| f.column == Some(*name)).unwrap_or(first.len()));
        columns
    }

    /// Whether no row may leave this field empty.
    #[must_use]
    pub fn requires(self, field: &Field) -> bool {
        field.need == Need::Required && field.entity == self.entity()
    }

    /// The file of a name, or else of the columns of a header: all that are required stand there, and no other file
    /// would leave as few columns unknown. Nothing where that is none, or more than one.
    #[must_use]
    pub fn recognise(name: &str, header: &[&str]) -> Option<Self> {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        if let Some(sheet) = Self::ALL.into_iter().find(|sheet| base.eq_ignore_ascii_case(sheet.code())) {
            return Some(sheet);
        }
        let mut fits: Vec<(usize, Self)> =
            Self::ALL.into_iter().filter_map(|sheet| Some((sheet.unknown_columns(header)?, sheet))).collect();
        fits.sort_by_key(|(unknown, _)| *unknown);
        match fits.as_slice() {
            [(_, sheet)] => Some(*sheet),
            [(least, sheet), (next, _), ..] if least < next => Some(*sheet),
            _ => None,
        }
    }

    /// How many columns of a header this file does not have; nothing where a required one is missing.
    fn unknown_columns(self, header: &[&str]) -> Option<usize> {
        let columns = self.columns();
        let has = |field: &&Field| header.iter().any(|name| field.column == Some(*name));
        let is_complete = columns.iter().filter(|field| self.requires(field)).all(has);
        let known = columns.iter().filter(|field| has(field)).count();
        is_complete.then(|| header.len().saturating_sub(known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_field_with_a_column_stands_in_one_file_once() {
        let mut standing = 0;
        for sheet in Sheet::ALL {
            let columns = sheet.columns();
            let names: HashSet<_> = columns.iter().map(|field| field.column).collect();
            assert_eq!(names.len(), columns.len(), "{sheet:?}");
            for first in sheet.first_columns() {
                assert!(names.contains(&Some(first)), "{first} is no field");
            }
            standing += columns.len();
        }
        let in_files = FIELDS.iter().filter(|f| f.column.is_some() && f.entity != Entity::Office).count();
        assert_eq!(standing, in_files);
    }

    fn check(name: &str, header: &str, expected: Option<Sheet>) {
        let header: Vec<&str> = header.split(',').collect();
        assert_eq!(Sheet::recognise(name, &header), expected, "{name} {header:?}");
    }

    #[test]
    fn a_file_is_recognised_by_its_name_or_else_by_its_header() {
        check("in/cases.csv", "x", Some(Sheet::Cases));
        check("C:\\in\\CALLS.CSV", "x", Some(Sheet::Calls));
        check("mycases.csv", "x", None);
        check("a.csv", "case_ref,office,kind,opened_at,colour", Some(Sheet::Cases));
        check("a.csv", "case_ref,office,category,at,status", Some(Sheet::Services));
        check("a.csv", "case_ref,contact_ref,name", Some(Sheet::Contacts));
        check("a.csv", "at,case_ref,contact_ref,outcome", Some(Sheet::Calls));
        check("a.csv", "case_ref,step,note,problem", Some(Sheet::Steps));
        check("a.csv", "case_ref,category,at,outcome", None);
    }
}
