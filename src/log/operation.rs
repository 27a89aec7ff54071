//! An operation: its header, its changes, and the payload they are written as.
//!
//! Does not hash or store. Must stay true: a payload is kept as it was written and never encoded again; what this
//! version does not know in it stays there.

use super::field::Entity;
use crate::domain::code::closed;
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// The version of field numbers and payloads that this program writes.
pub const SCHEMA: u16 = 1;
/// Random bytes before the JSON of a payload, so that a commitment tells nothing about it.
pub const SALT_BYTES: usize = 16;

/// What one operation sets on one record: field numbers and canonical values, `None` clears.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// What the record is.
    pub entity: Entity,
    /// Which record.
    pub id: Uuid,
    /// Field number and value, in ascending order of number.
    pub fields: Vec<(u16, Option<String>)>,
}

impl Change {
    /// A change that sets nothing yet.
    #[must_use]
    pub const fn new(entity: Entity, id: Uuid) -> Self {
        Self { entity, id, fields: Vec::new() }
    }

    /// The same change, also setting a field.
    #[must_use]
    pub fn with(mut self, number: u16, value: impl Into<String>) -> Self {
        self.put(number, Some(value.into()));
        self
    }

    /// Sets or clears a field.
    pub fn put(&mut self, number: u16, value: Option<String>) {
        match self.fields.binary_search_by_key(&number, |(n, _)| *n) {
            Ok(at) => self.fields[at].1 = value,
            Err(at) => self.fields.insert(at, (number, value)),
        }
    }

    /// What the change says of a field: nothing, cleared, or a value.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<Option<&str>> {
        let at = self.fields.binary_search_by_key(&number, |(n, _)| *n).ok()?;
        self.fields.get(at).map(|(_, value)| value.as_deref())
    }
}

/// Prints which record and fields, never a value.
impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} {:?}", self.entity, self.id, self.fields.iter().map(|(n, _)| n).collect::<Vec<_>>())
    }
}

closed! {
    /// Why an operation was made; the texts are in the log and never change.
    pub enum Act {
        /// The store's own beginnings: its offices.
        Setup = "setup",
        /// A saved form.
        Save = "save",
        /// One case of an import.
        Import = "import",
        /// A record taken out of the figures, with a reason.
        Void = "void",
        /// Two records said to be one child.
        Link = "link",
        /// An operation taken back; an undo taken back is a redo.
        Undo = "undo",
    }
}

/// Everything about an operation but what it changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// The machine that wrote it.
    pub device: Uuid,
    /// Its place on that machine, from 1, without gaps.
    pub seq: u64,
    /// When, in milliseconds UTC; never before the one before it.
    pub at_ms: i64,
    /// The office's offset then, in minutes.
    pub offset_minutes: i16,
    /// Who.
    pub officer: String,
    /// For which office.
    pub office: String,
    /// The session (from unlock to lock), or the batch of an import.
    pub session: Uuid,
    /// Why, as a code of [`Act`].
    pub act: String,
    /// The [`SCHEMA`] it was written with.
    pub schema: u16,
    /// The device's last `seq` that its author could have seen.
    pub base: u64,
}

/// A change as the payload writes it: `[entity number, id, {field number: value or null}]`.
type Row = (u8, Uuid, BTreeMap<u16, Option<String>>);

/// Writes changes as the JSON of a payload.
///
/// # Panics
/// Never: numbers, ids and text always have a JSON form.
#[must_use]
pub fn encode(changes: &[Change]) -> String {
    let fields = |c: &Change| c.fields.iter().map(|(number, value)| (*number, value.clone())).collect();
    let rows: Vec<Row> = changes.iter().map(|c| (c.entity.number(), c.id, fields(c))).collect();
    serde_json::to_string(&rows).expect("numbers, ids and text always have a JSON form")
}

/// A payload that is not one.
#[derive(thiserror::Error, Debug)]
#[error("the payload of an operation is not readable")]
pub struct Unreadable;

/// Reads the changes of a payload, salt included. Entities that this version does not know are passed over; fields
/// that it does not know are kept.
///
/// # Errors
/// [`Unreadable`] where the bytes are no payload.
pub fn decode(payload: &[u8]) -> Result<Vec<Change>, Unreadable> {
    let json = payload.get(SALT_BYTES..).ok_or(Unreadable)?;
    // The reason is dropped: it would quote the payload.
    let rows: Vec<Row> = serde_json::from_slice(json).ok().ok_or(Unreadable)?;
    let known = rows.into_iter().filter_map(|(entity, id, fields)| {
        let entity = Entity::from_number(entity)?;
        Some(Change { entity, id, fields: fields.into_iter().collect() })
    });
    Ok(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_reads_back_as_written() {
        let mut change = Change::new(Entity::Person, Uuid::from_u128(7)).with(3, "Núñez \"x\"\n").with(2, "");
        change.put(8, None);
        let mut payload = vec![9; SALT_BYTES];
        payload.extend(encode(std::slice::from_ref(&change)).bytes());
        assert_eq!(decode(&payload).ok(), Some(vec![change]));
    }

    #[test]
    fn what_is_unknown_is_kept_or_passed_over_and_what_is_broken_is_refused() {
        let id = Uuid::from_u128(7);
        let payload = |json: &str| [vec![0; SALT_BYTES], json.bytes().collect()].concat();
        let changes = decode(&payload(&format!(r#"[[99,"{id}",{{"1":"x"}}],[1,"{id}",{{"999":"new","2":null}}]]"#)));
        let expected = vec![Change { entity: Entity::Person, id, fields: vec![(2, None), (999, Some("new".into()))] }];
        assert_eq!(changes.ok(), Some(expected));
        for broken in ["", "{}", r#"[[1,"no id",{}]]"#, r#"[[1,"00000000-0000-0000-0000-000000000007",{"x":"1"}]]"#] {
            assert!(decode(&payload(broken)).is_err(), "{broken}");
        }
        assert!(decode(&[0; 4]).is_err());
    }
}
