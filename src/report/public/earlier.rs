//! What may be published, and what was before: of which period and places, as the record of looks keeps it.
//!
//! Must stay true: what [`Published::noted`] writes, [`Published::parse`] reads back.

use crate::domain::period::Period;
use crate::report::Scope;
use crate::report::facts::Facts;
use std::fmt;

const WORD: &str = "public";
const STATES: &str = "states=";
const OFFICES: &str = "offices=";
const HEAD: &str = "head=";

/// Why figures of two periods are not published, and which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// It is no whole months.
    Months(Period),
    /// It shares days with the other one.
    Shared(Period),
}

/// Whether figures of these periods can be published at all, and beside one another.
///
/// # Errors
/// Why not.
pub fn is_publishable(period: Period, against: Option<Period>) -> Result<(), Unfit> {
    if let Some(days) = [Some(period), against].into_iter().flatten().find(|period| !period.is_whole_months()) {
        return Err(Unfit::Months(days));
    }
    match against {
        Some(other) if other != period && other.overlaps(period) => Err(Unfit::Shared(other)),
        _ => Ok(()),
    }
}

/// A report that was published, by whom and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Earlier {
    /// Of what.
    pub published: Published,
    /// By whom.
    pub officer: String,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
}

/// The period and the places of a report, and what it was counted from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// The days.
    pub period: Period,
    /// The places.
    pub scope: Scope,
    /// The last operation that it knows.
    pub head: String,
}

impl Published {
    /// Reads what was noted of a report; nothing where that was not for publication.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let period = Period::parse(words.next()?).ok()?;
        words.find(|word| *word == WORD)?;
        let (mut scope, mut head) = (Scope::default(), String::new());
        for word in words {
            let codes = |list: &str| list.split(',').map(str::to_owned).collect();
            if let Some(list) = word.strip_prefix(STATES) {
                scope.states = codes(list);
            } else if let Some(list) = word.strip_prefix(OFFICES) {
                scope.offices = codes(list);
            } else if let Some(known) = word.strip_prefix(HEAD) {
                known.clone_into(&mut head);
            }
        }
        Some(Self { period, scope, head })
    }

    /// Whether one of the two may be subtracted from the other: they share days and offices, and are not the same. They
    /// are not where something was registered in between, be it one case.
    #[must_use]
    pub fn is_beside(&self, other: &Self, facts: &Facts) -> bool {
        let shared = || self.scope.places(facts).into_iter().zip(other.scope.places(facts));
        self != other && self.period.overlaps(other.period) && shared().any(|(own, other)| own.and(other).is_some())
    }

    /// What is beside this of all that was noted: whoever has both may subtract one from the other. Of each period and
    /// places the last time.
    #[must_use]
    pub fn earlier(&self, noted: impl IntoIterator<Item = (String, String, i64)>, facts: &Facts) -> Vec<Earlier> {
        let mut earlier: Vec<Earlier> = Vec::new();
        for (subject, officer, at_ms) in noted {
            if let Some(published) = Self::parse(&subject).filter(|other| self.is_beside(other, facts)) {
                earlier.retain(|Earlier { published: known, .. }| {
                    known.period != published.period || known.scope != published.scope
                });
                earlier.push(Earlier { published, officer, at_ms });
            }
        }
        earlier
    }

    /// What is noted of a report that leaves the program.
    #[must_use]
    pub fn noted(&self, format: &str, fingerprint: &str, is_public: bool) -> String {
        let end = if is_public { format!(" {self}") } else { String::new() };
        format!("{} {format} {fingerprint}{end}", self.period)
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
        if self.head.is_empty() { Ok(()) } else { write!(f, " {HEAD}{}", self.head) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_published_is_read_back() {
        let check = |period: &str, states: &[&str], offices: &[&str], head: &str, noted: &str| {
            let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
            let scope = Scope { states: codes(states), offices: codes(offices) };
            let published = Published { period: Period::parse(period).unwrap(), scope, head: head.to_owned() };
            assert_eq!(published.noted("json", "0123456789abcdef", true), noted);
            assert_eq!(Published::parse(noted), Some(published));
        };
        check("2019-H1", &[], &[], "", "2019-H1 json 0123456789abcdef public");
        check("2019", &["CHP", "SON"], &[], "", "2019 json 0123456789abcdef public states=CHP,SON");
        check(
            "2019-05",
            &["CHP"],
            &["TAP"],
            "7:a-b",
            "2019-05 json 0123456789abcdef public states=CHP offices=TAP head=7:a-b",
        );
        for other in ["2019-H1", "2019-H1 json 0123456789abcdef", "", "public"] {
            assert_eq!(Published::parse(other), None, "{other}");
        }
    }
}
