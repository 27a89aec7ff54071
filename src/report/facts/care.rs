//! How soon the needs of a child were met: what is known of a case whatever a report is limited to.
//!
//! Counts nothing. Must stay true: of several services the soonest decides.

use super::DAY_MINUTES;
use crate::domain::code::{ServiceCategory, closed};

closed! {
    /// What a child needs first, and how soon it came is asked of.
    pub enum Need {
        /// First health service given.
        Health = "health",
        /// First food.
        Food = "food",
        /// First clothing.
        Clothing = "clothing",
        /// First rest.
        Rest = "rest",
        /// First call row of any outcome.
        CallOffered = "call_offered",
        /// First call in which somebody was reached and the child spoke.
        CallSpoke = "call_spoke",
    }
}

impl Need {
    pub(super) const fn of_service(category: ServiceCategory) -> Option<Self> {
        match category {
            ServiceCategory::Health => Some(Self::Health),
            ServiceCategory::Food => Some(Self::Food),
            ServiceCategory::Clothing => Some(Self::Clothing),
            ServiceCategory::Rest => Some(Self::Rest),
            _ => None,
        }
    }
}

closed! {
    /// How long after the event a need was met.
    pub enum Delay {
        /// Up to two hours, or before the event.
        TwoHours = "2h",
        /// More than that, up to 24 hours.
        Day = "24h",
        /// After 24 hours.
        Later = "later",
        /// Not at all.
        Never = "never",
    }
}

impl Delay {
    pub(super) const fn of_minutes(elapsed: i32) -> Self {
        match elapsed {
            ..=120 => Self::TwoHours,
            121..=DAY_MINUTES => Self::Day,
            _ => Self::Later,
        }
    }
}

/// How soon each need of a case was met: two bits each, the sooner the less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Care(u16);

impl Default for Care {
    /// None was met.
    fn default() -> Self {
        Self(u16::MAX)
    }
}

impl Care {
    /// With one need met so soon, unless it was met sooner.
    pub(super) fn met(self, need: Need, delay: Delay) -> Self {
        let place = 2 * (need as u16);
        let known = self.0 >> place & 3;
        Self(self.0 ^ (known ^ known.min(delay as u16)) << place)
    }

    pub(in crate::report) fn delay(self, need: Need) -> Delay {
        Delay::ALL[usize::from(self.0 >> (2 * (need as u16)) & 3)]
    }

    /// Of both the sooner, need by need.
    pub(super) fn soonest(self, other: Self) -> Self {
        if other == Self::default() {
            return self;
        }
        Need::ALL.into_iter().fold(self, |care, need| care.met(need, other.delay(need)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_end_with_their_last_minute() {
        let check = |minutes, expected| assert_eq!(Delay::of_minutes(minutes), expected, "{minutes}");
        check(-5, Delay::TwoHours);
        check(120, Delay::TwoHours);
        check(121, Delay::Day);
        check(1440, Delay::Day);
        check(1441, Delay::Later);
    }
}
