//! What other answers make of a field: whether it applies, whether the form asks for it, whether Intro stops at it.
//!
//! Tables alone. Must stay true: files know none of these rules.

use crate::domain::code::CallOutcome;
use crate::domain::due::{ASYLUM_SCREENING, CONSULAR_NOTICE, DIF_ACKNOWLEDGEMENT};
use crate::log::field::Entity;

/// Outcomes of a call in which somebody spoke.
const SPOKEN: &[&str] = &[CallOutcome::Reached.code(), CallOutcome::Received.code()];
/// Outcomes of a call that reached nobody, so that it may be tried again.
const UNREACHED: &[&str] = &[
    CallOutcome::NoAnswer.code(),
    CallOutcome::Busy.code(),
    CallOutcome::Voicemail.code(),
    CallOutcome::WrongNumber.code(),
    CallOutcome::OutOfService.code(),
    CallOutcome::MessageSent.code(),
];
/// Fields that apply only where another field of their entity holds one of these values.
pub(super) const OPENED_BY: &[(Entity, &str, &str, &[&str])] = &[
    (Entity::Call, "minutes", "outcome", SPOKEN),
    (Entity::Call, "child_spoke", "outcome", SPOKEN),
    (Entity::Call, "retry_at", "outcome", UNREACHED),
    (Entity::Step, "answer", "step", &[ASYLUM_SCREENING]),
    (Entity::Step, "override_reason", "step", &[CONSULAR_NOTICE]),
];

/// Fields that the form asks for as it stands, though files may leave them empty.
pub(super) const ASKED_HERE: &[(Entity, &str)] = &[
    (Entity::Call, "contact"),
    (Entity::Call, "minutes"),
    (Entity::Call, "child_spoke"),
    (Entity::Step, "answer"),
    (Entity::Step, "received_by"),
];
/// Steps that are done by somebody's signature: a child handed over to nobody is how children get lost (CNDH, 2022).
pub(super) const SIGNED: &[&str] = &[DIF_ACKNOWLEDGEMENT];
/// Fields that Intro stops at, and that may stay empty all the same.
pub(super) const INVITED: &[(Entity, &str)] = &[
    (Entity::Call, "retry_at"),
    (Entity::Step, "document"),
    (Entity::Step, "received_by"),
    (Entity::Step, "override_reason"),
];
/// Outcomes of a call that was never made, so that it needs nobody to call.
pub(super) const NEVER_MADE: &[&str] = &[CallOutcome::RefusedByMinor.code(), CallOutcome::NotAllowed.code()];
