//! What may be published, and what was before: of which period and places, as the record of looks keeps it.
//!
//! Must stay true: what [`Published::noted`] writes, [`Published::parse`] reads back.

use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::report::Scope;
use crate::report::facts::Facts;
use chrono_tz::Tz;
use std::fmt;

const WORD: &str = "public";
const STATES: &str = "states=";
const OFFICES: &str = "offices=";
const HEAD: &str = "head=";
const AGAINST: &str = "against=";

/// Why figures of two periods are not published, and which of the two it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// It is no whole months.
    Months(Period),
    /// It shares days with the other one.
    Shared(Period),
    /// This month of it is not over, and two reports of it could differ by one case; what of it is over, where anything is.
    Open(Period, Option<Period>),
}

/// Whether figures of these periods can be published at all, and beside one another. Where it is not known yet as of when
/// they are, it is not asked whether they are over.
///
/// # Errors
/// Why not.
pub fn is_publishable(period: Period, against: Option<Period>, as_of: Option<Moment>) -> Result<(), Unfit> {
    let both = || [period].into_iter().chain(against);
    if let Some(days) = both().find(|period| !period.is_whole_months()) {
        return Err(Unfit::Months(days));
    }
    if let Some(other) = against.filter(|other| *other != period && other.overlaps(period)) {
        return Err(Unfit::Shared(other));
    }
    let open = as_of.and_then(|as_of| both().find_map(|period| period.open_month(as_of)));
    open.map_or(Ok(()), |(month, over)| Err(Unfit::Open(month, over)))
}

/// As of when it is asked whether months are over: the minute that runs may still get something.
#[must_use]
pub fn settled(as_of: Option<Moment>, now_ms: i64, zone: Tz) -> Option<Moment> {
    let last = Moment::at_instant(now_ms.saturating_sub(60_000), zone);
    let is_settled = |at: &Moment| last.is_some_and(|last| at.utc_minutes() <= last.utc_minutes());
    as_of.filter(is_settled).or(last)
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
    /// The days that stand beside it: their figures are published with it.
    pub against: Option<Period>,
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
        let (mut scope, mut against, mut head) = (Scope::default(), None, String::new());
        for word in words {
            let codes = |list: &str| list.split(',').map(str::to_owned).collect();
            if let Some(list) = word.strip_prefix(STATES) {
                scope.states = codes(list);
            } else if let Some(list) = word.strip_prefix(OFFICES) {
                scope.offices = codes(list);
            } else if let Some(other) = word.strip_prefix(AGAINST) {
                against = Period::parse(other).ok();
            } else if let Some(known) = word.strip_prefix(HEAD) {
                known.clone_into(&mut head);
            }
        }
        Some(Self { period, scope, against, head })
    }

    /// The days of which it holds figures.
    fn periods(&self) -> impl Iterator<Item = Period> {
        [self.period].into_iter().chain(self.against)
    }

    /// Whether figures of one of the two may be subtracted from figures of the other: they share days and offices, and are
    /// not the same. They are not where something was registered in between, be it one case.
    #[must_use]
    pub fn is_beside(&self, other: &Self, facts: &Facts) -> bool {
        let may_be_same = (&self.scope, &self.head) == (&other.scope, &other.head);
        let is_apart = |own: Period, its: Period| own.overlaps(its) && !(may_be_same && own == its);
        let shared = || self.scope.places(facts).into_iter().zip(other.scope.places(facts));
        self.periods().any(|own| other.periods().any(|its| is_apart(own, its)))
            && shared().any(|(own, other)| own.and(other).is_some())
    }

    /// What is beside this of all that was noted: whoever has both may subtract one from the other. Of the same periods and
    /// places the last time.
    #[must_use]
    pub fn earlier(&self, noted: impl IntoIterator<Item = (String, String, i64)>, facts: &Facts) -> Vec<Earlier> {
        let mut earlier: Vec<Earlier> = Vec::new();
        for (subject, officer, at_ms) in noted {
            if let Some(published) = Self::parse(&subject).filter(|other| self.is_beside(other, facts)) {
                let is_other = |known: &Self| {
                    (known.period, &known.scope, known.against)
                        != (published.period, &published.scope, published.against)
                };
                earlier.retain(|known| is_other(&known.published));
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
        if let Some(against) = self.against {
            write!(f, " {AGAINST}{against}")?;
        }
        if self.head.is_empty() { Ok(()) } else { write!(f, " {HEAD}{}", self.head) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_months_that_are_over_are_published() {
        let period = |text: &str| Period::parse(text).unwrap();
        let check = |own: &str, against: Option<&str>, as_of: &str, expected| {
            let as_of = Moment::parse(as_of, chrono_tz::UTC);
            assert_eq!(
                is_publishable(period(own), against.map(period), as_of),
                expected,
                "{own} {against:?} {as_of:?}"
            );
        };
        let open = |month, over: Option<&str>| Err(Unfit::Open(period(month), over.map(period)));
        check("2019-H1", None, "2019-06-30T23:59", Ok(()));
        check("2019-H1", None, "2019-06-30T23:58", open("2019-06", Some("2019-01..2019-05")));
        check("2019-H1", None, "2019-01-31T09:00", open("2019-01", None));
        check("2019-H1", Some("2018-H1"), "2018-07-01T00:00", open("2019-01", None));
        check("2018-12", Some("2019-H1"), "2019-03-01T00:00", open("2019-03", Some("2019-01..2019-02")));
        check("2019-05", Some("2019-04..2019-05"), "2020-01-01T00:00", Err(Unfit::Shared(period("2019-04..2019-05"))));
        let days = "2019-05-01..2019-05-30";
        check(days, None, "2020-01-01T00:00", Err(Unfit::Months(period(days))));
        assert_eq!(is_publishable(period("2019"), None, None), Ok(()));
    }

    #[test]
    fn the_minute_that_runs_is_not_over() {
        let at = |text: &str| Moment::parse(text, chrono_tz::UTC).unwrap();
        let check = |as_of: Option<&str>, seconds: i64, expected: &str| {
            let now_ms = at("2019-06-30T23:59").utc_minutes() * 60_000 + seconds * 1_000;
            assert_eq!(settled(as_of.map(at), now_ms, chrono_tz::UTC), Some(at(expected)), "{as_of:?} {seconds}");
        };
        check(None, 5, "2019-06-30T23:58");
        check(None, 60, "2019-06-30T23:59");
        check(Some("2019-06-30T23:59"), 5, "2019-06-30T23:58");
        check(Some("2019-06-30T23:59"), 60, "2019-06-30T23:59");
        check(Some("2019-05-31T23:59"), 5, "2019-05-31T23:59");
    }

    #[test]
    fn what_was_published_is_read_back() {
        let check = |period: &str, [states, offices]: [&[&str]; 2], against: Option<&str>, head: &str, noted: &str| {
            let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
            let scope = Scope { states: codes(states), offices: codes(offices) };
            let [period, against] = [Some(period), against].map(|text| text.map(|text| Period::parse(text).unwrap()));
            let published = Published { period: period.unwrap(), scope, against, head: head.to_owned() };
            assert_eq!(published.noted("json", "0123456789abcdef", true), noted);
            assert_eq!(Published::parse(noted), Some(published));
        };
        check("2019-H1", [&[], &[]], None, "", "2019-H1 json 0123456789abcdef public");
        check("2019", [&["CHP", "SON"], &[]], None, "", "2019 json 0123456789abcdef public states=CHP,SON");
        check(
            "2019-05",
            [&["CHP"], &["TAP"]],
            Some("2018-04..2018-05"),
            "7:a-b",
            "2019-05 json 0123456789abcdef public states=CHP offices=TAP against=2018-04..2018-05 head=7:a-b",
        );
        for other in ["2019-H1", "2019-H1 json 0123456789abcdef", "", "public"] {
            assert_eq!(Published::parse(other), None, "{other}");
        }
    }
}
