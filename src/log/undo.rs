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
    },
}

/// The change that takes back what the operation at `position` did to one record, given the record's whole history.
///
/// # Errors
/// [`Refused`] where a later operation wrote to one of its fields.
pub fn undo(history: &[Touch], position: u64, reason: &str) -> Result<Option<Change>, Refused> {
    let Some(at) = history.iter().position(|touch| touch.position == position) else { return Ok(None) };
    let Some((done, before)) = history.get(..=at).and_then(<[Touch]>::split_last) else { return Ok(None) };
    let after = history.get(at + 1..).unwrap_or_default();
    let (entity, id) = (done.change.entity, done.change.id);
    if let Some((field, _)) = done.change.fields.iter().find(|(n, _)| after.iter().any(|t| t.change.get(*n).is_some()))
    {
        return Err(Refused::WrittenSince { entity, id, field: *field });
    }
    if before.is_empty() {
        if after.iter().any(|touch| touch.change.get(entity.voided()).is_some()) {
            return Err(Refused::WrittenSince { entity, id, field: entity.voided() });
        }
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
        Touch { position, change: Change { entity: Entity::Person, id: ID, fields } }
    }

    fn check(history: &[Touch], position: u64, expected: Result<&[(u16, Option<&str>)], u16>) {
        let expected = expected.map(|fields| Some(touch(0, fields).change)).map_err(|field| Refused::WrittenSince {
            entity: Entity::Person,
            id: ID,
            field,
        });
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
        check(&history, 4, Err(2));
        check(&history[..2], 4, Ok(&[(2, Some("a"))]));
    }

    #[test]
    fn undoing_a_creation_voids_it_and_undoing_that_restores_it() {
        let mut history = vec![touch(1, &[(2, Some("a"))])];
        check(&history, 1, Ok(&[(9, Some("why"))]));
        history.push(touch(2, &[(9, Some("why"))]));
        check(&history, 2, Ok(&[(9, None)]));
        check(&history, 1, Err(9));
        assert_eq!(undo(&history, 7, "why"), Ok(None));
    }
}
