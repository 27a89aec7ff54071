//! Taking an operation back.
//!
//! Must stay true: an undo restores exactly what was current before, field by field, and is refused where somebody
//! wrote since; undoing a creation voids it.

use super::field::Entity;
use super::operation::Change;
use uuid::Uuid;

/// What one operation did to one record; the history of a record is these, oldest first.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The operation's position in this store's log.
    pub position: u64,
    /// What it set.
    pub change: Change,
    /// Whether it took another one back.
    pub is_undo: bool,
}

/// Why an operation cannot be taken back.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Somebody wrote to this field since.
    #[error("field {field} of {entity:?} {id} was changed by a later operation")]
    WrittenSince {
        /// What the record is.
        entity: Entity,
        /// Which record.
        id: Uuid,
        /// Which field.
        field: u16,
        /// The position of the operation that did, the last one.
        by: u64,
    },
}

/// The change that takes back what the operation at `position` did to one record, given the record's whole history.
///
/// # Errors
/// [`Refused`] where a later operation wrote to one of its fields; to any field of a record that it made, since with the
/// record all of that would go.
pub fn undo(history: &[Touch], position: u64, reason: &str) -> Result<Option<Change>, Refused> {
    let Some(at) = history.iter().position(|touch| touch.position == position) else { return Ok(None) };
    let Some((done, before)) = history.get(..=at).and_then(<[Touch]>::split_last) else { return Ok(None) };
    let after = history.get(at + 1..).unwrap_or_default();
    let (entity, id) = (done.change.entity, done.change.id);
    let is_creation = before.is_empty();
    let since = after.iter().filter(|_| is_creation).flat_map(|touch| &touch.change.fields);
    let written = done.change.fields.iter().chain(since).map(|(number, _)| *number);
    for field in written {
        let last = after.iter().rev().find(|touch| touch.change.get(field).is_some());
        // What was written since and taken back again left the field as this operation set it.
        let is_as_left =
            |touch: &&Touch| touch.is_undo && touch.change.get(field).flatten() == done.change.get(field).flatten();
        if let Some(touch) = last.filter(|touch| !is_as_left(touch)) {
            return Err(Refused::WrittenSince { entity, id, field, by: touch.position });
        }
    }
    if is_creation {
        return Ok(Some(Change::new(entity, id).with(entity.voided(), reason)));
    }
    let mut change = Change::new(entity, id);
    for (number, _) in &done.change.fields {
        let earlier = before.iter().rev().find_map(|touch| touch.change.get(*number));
        change.put(*number, earlier.flatten().map(str::to_owned));
    }
    Ok(Some(change))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(5);

    fn touch(position: u64, fields: &[(u16, Option<&str>)]) -> Touch {
        let fields = fields.iter().map(|(n, v)| (*n, v.map(str::to_owned))).collect();
        Touch { position, change: Change { entity: Entity::Person, id: ID, fields }, is_undo: false }
    }

    type Undone<'a> = Result<&'a [(u16, Option<&'a str>)], (u16, u64)>;

    fn check(history: &[Touch], position: u64, expected: Undone<'_>) {
        let expected = expected
            .map(|fields| Some(touch(0, fields).change))
            .map_err(|(field, by)| Refused::WrittenSince { entity: Entity::Person, id: ID, field, by });
        assert_eq!(undo(history, position, "why"), expected);
    }

    #[test]
    fn an_undo_restores_what_was_current_before() {
        let history = [
            touch(1, &[(2, Some("a")), (3, Some("b"))]),
            touch(4, &[(2, Some("c"))]),
            touch(6, &[(2, None), (4, Some("d"))]),
        ];
        check(&history, 6, Ok(&[(2, Some("c")), (4, None)]));
        check(&history, 4, Err((2, 6)));
        check(&history[..2], 4, Ok(&[(2, Some("a"))]));
    }

    #[test]
    fn what_was_written_since_and_taken_back_stands_in_nobodys_way() {
        let undo = |position, fields| Touch { is_undo: true, ..touch(position, fields) };
        let mut history = vec![touch(1, &[(2, Some("a"))]), touch(4, &[(2, Some("b"))]), touch(6, &[(2, Some("c"))])];
        check(&history, 4, Err((2, 6)));
        history.push(undo(7, &[(2, Some("b"))]));
        check(&history, 4, Ok(&[(2, Some("a"))]));
        history.extend([touch(8, &[(9, Some("why"))]), undo(9, &[(9, None)])]);
        check(&history, 4, Ok(&[(2, Some("a"))]));
        history.push(undo(10, &[(2, Some("a"))]));
        check(&history, 1, Ok(&[(9, Some("why"))]));
        history.push(touch(11, &[(2, Some("a"))]));
        check(&history, 1, Err((2, 11)));
    }

    #[test]
    fn undoing_a_creation_voids_it_and_undoing_that_restores_it() {
        let mut history = vec![touch(1, &[(2, Some("a"))])];
        check(&history, 1, Ok(&[(9, Some("why"))]));
        history.push(touch(2, &[(9, Some("why"))]));
        check(&history, 2, Ok(&[(9, None)]));
        check(&history, 1, Err((9, 2)));
        // What somebody else added to the record would go with it.
        check(&[touch(1, &[(2, Some("a"))]), touch(2, &[(3, Some("b"))])], 1, Err((3, 2)));
        assert_eq!(undo(&history, 7, "why"), Ok(None));
    }
}
