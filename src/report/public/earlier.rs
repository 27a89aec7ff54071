//! What was published before: of which period and places, as the record of looks keeps it.
//!
//! Must stay true: what [`Published`] prints, [`Published::parse`] reads back.

use crate::domain::period::Period;
use crate::report::Scope;
use crate::report::facts::Facts;
use std::fmt;

const WORD: &str = "public";
const STATES: &str = "states=";
const OFFICES: &str = "offices=";

/// The period and the places of a report that is fit to publish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// The days.
    pub period: Period,
    /// The places.
    pub scope: Scope,
}

impl Published {
    /// Reads what was noted of a report; nothing where that was not for publication.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let period = Period::parse(words.next()?).ok()?;
        words.find(|word| *word == WORD)?;
        let mut scope = Scope::default();
        for word in words {
            let codes = |list: &str| list.split(',').map(str::to_owned).collect();
            if let Some(list) = word.strip_prefix(STATES) {
                scope.states = codes(list);
            } else if let Some(list) = word.strip_prefix(OFFICES) {
                scope.offices = codes(list);
            }
        }
        Some(Self { period, scope })
    }

    /// Whether one of the two may be subtracted from the other: they share days and offices, and are not the same.
    #[must_use]
    pub fn is_beside(&self, other: &Self, facts: &Facts) -> bool {
        let shared = || self.scope.places(facts).into_iter().zip(other.scope.places(facts));
        self != other && self.period.overlaps(other.period) && shared().any(|(own, other)| own.and(other).is_some())
    }
}

/// The end of what is noted of a report, after its period.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{WORD}")?;
        for (name, codes) in [(STATES, &self.scope.states), (OFFICES, &self.scope.offices)] {
            if !codes.is_empty() {
                write!(f, " {name}{}", codes.join(","))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_published_is_read_back() {
        let check = |period: &str, states: &[&str], offices: &[&str], noted: &str| {
            let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
            let scope = Scope { states: codes(states), offices: codes(offices) };
            let published = Published { period: Period::parse(period).unwrap(), scope };
            assert_eq!(format!("{period} json 0123456789abcdef {published}"), noted);
            assert_eq!(Published::parse(noted), Some(published));
        };
        check("2019-H1", &[], &[], "2019-H1 json 0123456789abcdef public");
        check("2019", &["CHP", "SON"], &[], "2019 json 0123456789abcdef public states=CHP,SON");
        check("2019-05", &["CHP"], &["TAP"], "2019-05 json 0123456789abcdef public states=CHP offices=TAP");
        for other in ["2019-H1", "2019-H1 json 0123456789abcdef", "", "public"] {
            assert_eq!(Published::parse(other), None, "{other}");
        }
    }
}
