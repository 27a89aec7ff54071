//! What was done for the child of a case, in four bytes: which kinds of things, by which office, and within how many days.
//!
//! Counts nothing. Must stay true: what does not fit is said to be scattered, and then nothing is said but that.

use super::is_reached;
use crate::domain::code::{CallOutcome, ServiceCategory};

/// Kinds of things that are done for children, of which a child counts once in each: a bit for each category of services,
/// then whether somebody was reached by telephone, whether the child spoke, and whether it came at all.
pub(in crate::report) type Marks = u16;

/// The number of the mark of a child for whom somebody was reached; that of one who spoke is the next.
const REACHED: usize = ServiceCategory::ALL.len();
/// The number of the mark of a child who came.
pub(in crate::report) const CAME: usize = REACHED + 2;
/// How many marks there are.
pub(in crate::report) const MARKS: usize = CAME + 1;

/// The mark of a service.
pub(in crate::report) const fn of_service(category: u8) -> Marks {
    1 << category
}

/// The marks of a call.
pub(in crate::report) const fn of_call(outcome: CallOutcome, child_spoke: bool) -> Marks {
    match (is_reached(outcome), child_spoke) {
        (true, true) => 3 << REACHED,
        (true, false) => 1 << REACHED,
        (false, _) => 0,
    }
}

/// All that was done in a case: marks (16 bits), office (8), and the day after that of the event on which it ended (5).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::report) struct Aid(u32);

impl Aid {
    /// By several offices, before the event, or too long after it.
    const SCATTERED: Self = Self(u32::MAX);
    /// It ended before so many days had gone by.
    pub(in crate::report) const DAYS: i32 = 1 << 5;

    /// What was done by an office so many days after the event.
    pub(super) fn new(marks: Marks, office: u16, days: i32) -> Self {
        match (u8::try_from(office), u32::try_from(days)) {
            _ if marks == 0 => Self::default(),
            (Ok(office), Ok(days)) if days < 1 << 5 => Self(days << 24 | u32::from(office) << 16 | u32::from(marks)),
            _ => Self::SCATTERED,
        }
    }

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self.marks(), other.marks()) {
            (0, _) => other,
            (_, 0) => self,
            _ if self.is_scattered() || other.is_scattered() || self.office() != other.office() => Self::SCATTERED,
            (one, other_marks) => Self::new(one | other_marks, self.office(), self.days().max(other.days())),
        }
    }

    pub(in crate::report) fn is_scattered(self) -> bool {
        self == Self::SCATTERED
    }

    pub(in crate::report) const fn marks(self) -> Marks {
        let [.., one, other] = self.0.to_be_bytes();
        Marks::from_be_bytes([one, other])
    }

    /// Index into the offices.
    pub(in crate::report) fn office(self) -> u16 {
        let [_, office, ..] = self.0.to_be_bytes();
        office.into()
    }

    /// On which day after that of the event it ended.
    pub(in crate::report) fn days(self) -> i32 {
        let [days, ..] = self.0.to_be_bytes();
        days.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_scattered() {
        let aid = |marks, office, days| Aid::new(marks, office, days);
        let both = aid(1, 255, 0).and(aid(4096, 255, 31));
        assert_eq!((both.marks(), both.office(), both.days(), both.is_scattered()), (4097, 255, 31, false));
        assert_eq!(aid(0, 7, -5), Aid::default());
        assert_eq!(aid(0, 7, -5).and(both), both);
        assert_eq!(both.and(aid(0, 300, 99)), both);
        for other in [aid(1, 256, 0), aid(1, 255, 32), aid(1, 255, -1), aid(1, 254, 0)] {
            assert!(both.and(other).is_scattered() && other.and(both).is_scattered(), "{other:?}");
        }
        assert!(Aid::SCATTERED.and(both).is_scattered() && Aid::SCATTERED.and(Aid::default()).is_scattered());
        assert!(u32::try_from(MARKS).unwrap() <= Marks::BITS);
    }
}
