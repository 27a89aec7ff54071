//! What operations did to a record since one of them, as far as figures ask.
//!
//! Reads no log. Must stay true: a record that stands again as it stood did not change.

use super::field::Entity;
use super::undo::Touch;
use crate::domain::code::closed;
use std::collections::BTreeMap;

closed! {
    /// What became of a record.
    pub enum Turn {
        /// It was not there before.
        Added = "added",
        /// Something in it that figures ask for is another.
        Changed = "changed",
        /// It no longer counts.
        Voided = "voided",
        /// It counts again.
        Restored = "restored",
    }
}

/// What became of a record, and of which of its fields.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moved {
    /// What the record is.
    pub entity: Entity,
    /// What became of it.
    pub turn: Turn,
    /// The numbers of the fields that changed.
    pub fields: Vec<u16>,
}

/// The fields that figures are made of, beside those that void.
const OF_FIGURES: [&[u16]; 6] = [
    &[5, 6, 7],
    &[101, 103, 104, 105, 107, 109, 111, 112, 113],
    &[201, 203, 204, 206, 207, 208],
    &[301],
    &[401, 403, 405, 406, 408],
    &[601, 602, 701, 702],
];

/// What became of a record after a position in the log, given its whole history; nothing where figures see no difference.
#[must_use]
pub fn moved(history: &[Touch], position: u64) -> Option<Moved> {
    let entity = history.first()?.change.entity;
    let split = history.partition_point(|touch| touch.position <= position);
    let before = stood(history.get(..split)?);
    let now = stood(history);
    let is_voided = |values: &BTreeMap<u16, &str>| values.contains_key(&entity.voided());
    let is_other = |field: &&u16| before.get(field) != now.get(field);
    let fields: Vec<u16> = OF_FIGURES.into_iter().flatten().filter(is_other).copied().collect();
    let turn = match (is_voided(&before), is_voided(&now)) {
        (false, true) if split > 0 => Turn::Voided,
        (true, false) => Turn::Restored,
        (false, false) if split == 0 => Turn::Added,
        (false, false) if !fields.is_empty() => Turn::Changed,
        _ => return None,
    };
    Some(Moved { entity, turn, fields: if turn == Turn::Changed { fields } else { Vec::new() } })
}

/// What a record holds once some operations were written.
fn stood(history: &[Touch]) -> BTreeMap<u16, &str> {
    let mut values = BTreeMap::new();
    for (field, value) in history.iter().flat_map(|touch| &touch.change.fields) {
        match value {
            Some(value) => drop(values.insert(*field, value.as_str())),
            None => drop(values.remove(field)),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::operation::Change;
    use uuid::Uuid;

    fn touch(position: u64, fields: &[(u16, Option<&str>)]) -> Touch {
        let mut change = Change::new(Entity::Case, Uuid::nil());
        for (field, value) in fields {
            change.put(*field, value.map(str::to_owned));
        }
        Touch { position, change, is_undo: false }
    }

    #[test]
    fn what_became_of_a_record_is_what_is_left_in_the_end() {
        let made = || touch(3, &[(104, Some("foreign")), (109, None)]);
        let voided = |at, reason| touch(at, &[(116, reason)]);
        let check = |more: Vec<Touch>, position, turn: Option<Turn>, fields: &[u16]| {
            let history = [vec![made()], more].concat();
            let found = moved(&history, position);
            assert_eq!(found.as_ref().map(|moved| moved.turn), turn, "{history:?} after {position}");
            assert_eq!(found.map_or(Vec::new(), |moved| moved.fields), fields);
        };
        check(vec![], 2, Some(Turn::Added), &[]);
        check(vec![], 3, None, &[]);
        check(vec![touch(5, &[(104, Some("received"))])], 4, Some(Turn::Changed), &[104]);
        check(vec![touch(5, &[(104, Some("received"))])], 5, None, &[]);
        check(vec![touch(5, &[(104, Some("received"))]), touch(6, &[(104, Some("foreign"))])], 4, None, &[]);
        check(vec![touch(5, &[(114, Some("a note that no figure asks for"))])], 4, None, &[]);
        check(vec![voided(5, Some("twice"))], 4, Some(Turn::Voided), &[]);
        check(vec![voided(5, Some("twice")), voided(6, None)], 4, None, &[]);
        check(vec![voided(5, Some("twice")), voided(6, None)], 5, Some(Turn::Restored), &[]);
        check(vec![voided(5, Some("twice"))], 2, None, &[]);
        assert_eq!(moved(&[], 0), None);
    }
}
