//! Ages: what is known of a birth, what somebody said of an age, and the group that an event is counted in.
//!
//! Does not know today, nor whose age it is. Must stay true: where a child can be 17 as well as 18, it is a minor
//! (LGDNNA art. 5: in doubt, under 18 is presumed).

use super::code::closed;
use super::moment::{digits, parse_date, parse_year};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// The highest age that can be written, in completed years.
pub const AGE_YEARS_MAX: u8 = 120;
/// The age from which a person is no minor, in completed years.
pub const ADULT_YEARS: u8 = 18;
/// The age at which the second group begins, in completed years.
const TEEN_YEARS: u8 = 12;

/// What is known of a date of birth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PartialBirth {
    /// The year alone.
    Year(i32),
    /// The year and the month, 1 to 12.
    Month(i32, u32),
    /// The full date.
    Day(NaiveDate),
}

impl PartialBirth {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in the years 1900 to 2199. Nothing where the text is none of these.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 10 {
            return parse_date(text).map(Self::Day);
        }
        match text.split_once('-') {
            None => parse_year(text).map(Self::Year),
            Some((year, month)) => {
                let month = digits(month, 2).filter(|month| (1..=12).contains(month))?;
                Some(Self::Month(parse_year(year)?, month))
            }
        }
    }

    /// The first day on which the child can have been born.
    #[must_use]
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN),
            Self::Day(day) => day,
        }
    }

    /// The last day on which the child can have been born.
    #[must_use]
    pub fn latest(self) -> NaiveDate {
        let before = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1).and_then(|day| day.pred_opt());
        match self {
            Self::Year(year) | Self::Month(year, 12) => before(year + 1, 1).unwrap_or(NaiveDate::MAX),
            Self::Month(year, month) => before(year, month + 1).unwrap_or(NaiveDate::MAX),
            Self::Day(day) => day,
        }
    }

    /// Whether another date says all that this one says, and perhaps more: 2004 is completed by 2004-05.
    #[must_use]
    pub fn is_completed_by(self, fuller: Self) -> bool {
        self.earliest() <= fuller.earliest() && fuller.latest() <= self.latest()
    }
}

/// Whether a birth date as written says all that another says, and more.
#[must_use]
pub fn is_fuller_birth(birth: &str, other: &str) -> bool {
    let births = Option::zip(PartialBirth::parse(birth), PartialBirth::parse(other));
    births.is_some_and(|(birth, other)| birth != other && other.is_completed_by(birth))
}

/// Prints the form it was read from.
impl fmt::Display for PartialBirth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
        }
    }
}

/// What somebody said of an age at one event, in completed years.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AgeSpan {
    lo: u8,
    hi: u8,
    approximate: bool,
}

impl AgeSpan {
    /// The ages from `lo` to `hi`; nothing where they are turned round or above [`AGE_YEARS_MAX`].
    #[must_use]
    pub fn new(lo: u8, hi: u8) -> Option<Self> {
        (lo <= hi && hi <= AGE_YEARS_MAX).then_some(Self { lo, hi, approximate: false })
    }

    /// About this age; counts as exactly this age.
    #[must_use]
    pub fn about(age: u8) -> Option<Self> {
        Self::new(age, age).map(|span| Self { approximate: true, ..span })
    }

    /// Reads `14`, `12-14` or `~7`. Nothing where the text is none of these, or the ages are not 0 to 120.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(age) = text.strip_prefix('~') {
            return Self::about(parse_age(age)?);
        }
        let (lo, hi) = text.split_once('-').unwrap_or((text, text));
        Self::new(parse_age(lo)?, parse_age(hi)?)
    }

    /// The lowest age, completed years.
    #[must_use]
    pub const fn lo(self) -> u8 {
        self.lo
    }

    /// The highest age, completed years.
    #[must_use]
    pub const fn hi(self) -> u8 {
        self.hi
    }
}

/// Prints `14`, `12-14` or `~7`.
impl fmt::Display for AgeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.approximate, self.lo == self.hi) {
            (true, _) => write!(f, "~{}", self.lo),
            (false, true) => write!(f, "{}", self.lo),
            (false, false) => write!(f, "{}-{}", self.lo, self.hi),
        }
    }
}

closed! {
    /// The age group that an event is counted in.
    pub enum AgeGroup {
        /// 0 to 11 completed years.
        Under12 = "0-11",
        /// 12 to 17 completed years.
        Teen = "12-17",
        /// A minor of whom it is not known which.
        Unspecified = "unspecified",
        /// 18 or more: counted nowhere but among the excluded.
        Adult = "adult",
    }
}

impl AgeGroup {
    /// The groups of minors, in the order of official tables.
    pub const MINORS: [Self; 3] = [Self::Under12, Self::Teen, Self::Unspecified];
}

/// Completed years on a day; below 0 for a birth after it. Someone born on 29 February completes a year on 1 March of
/// a common year.
#[must_use]
pub fn completed_years(birth: NaiveDate, day: NaiveDate) -> i32 {
    let before_birthday = (day.month(), day.day()) < (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(before_birthday)
}

/// The ages that are possible at an event: from the full birth date where there is one, else as somebody said, else
/// what a birth year or month leaves. Nothing where nothing is known, or the birth lies after the event.
#[must_use]
pub fn ages_possible(event: NaiveDate, birth: Option<PartialBirth>, age: Option<AgeSpan>) -> Option<AgeSpan> {
    match (birth, age) {
        (Some(full @ PartialBirth::Day(_)), _) => ages_of_birth(event, full),
        (_, Some(said)) => Some(said),
        (Some(partial), None) => ages_of_birth(event, partial),
        (None, None) => None,
    }
}

/// The group of an event, after the presumption of minority: where 17 and 18 are both possible, 18 and more drop out.
#[must_use]
pub fn age_group(event: NaiveDate, birth: Option<PartialBirth>, age: Option<AgeSpan>) -> AgeGroup {
    match ages_possible(event, birth, age) {
        Some(ages) if ages.lo >= ADULT_YEARS => AgeGroup::Adult,
        Some(ages) if ages.hi < TEEN_YEARS => AgeGroup::Under12,
        Some(ages) if ages.lo >= TEEN_YEARS => AgeGroup::Teen,
        // Either nothing is known, or both groups are possible.
        _ => AgeGroup::Unspecified,
    }
}

fn ages_of_birth(event: NaiveDate, birth: PartialBirth) -> Option<AgeSpan> {
    let bounded = |years: i32| u8::try_from(years.min(AGE_YEARS_MAX.into())).ok();
    let hi = bounded(completed_years(birth.earliest(), event))?;
    // The last days of a birth year may still lie ahead of the event.
    let lo = bounded(completed_years(birth.latest(), event).max(0))?;
    AgeSpan::new(lo, hi)
}

fn parse_age(text: &str) -> Option<u8> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn check(event: &str, birth: &str, age: &str, expected: AgeGroup) {
        let found = age_group(day(event), PartialBirth::parse(birth), AgeSpan::parse(age));
        assert_eq!(found, expected, "event {event}, birth {birth:?}, age {age:?}");
    }

    #[test]
    fn the_group_is_that_of_the_age_on_the_day() {
        use AgeGroup::{Adult, Teen, Under12, Unspecified};
        check("2019-05-07", "2001-05-08", "", Teen);
        check("2019-05-07", "2001-05-07", "", Adult);
        check("2019-05-07", "2007-05-08", "", Under12);
        check("2019-05-07", "2007-05-07", "", Teen);
        check("2019-02-28", "2007-02-29", "", Unspecified);
        check("2019-02-28", "2008-02-29", "", Under12);
        check("2020-02-28", "2008-02-29", "", Under12);
        check("2020-02-29", "2008-02-29", "", Teen);
        check("2022-02-28", "2004-02-29", "", Teen);
        check("2022-03-01", "2004-02-29", "", Adult);
        check("2019-05-07", "2019-05-08", "", Unspecified);
        // The full date decides, whatever was said; what was said decides over a part of a date.
        check("2019-05-07", "2001-05-08", "30", Teen);
        check("2019-05-07", "2001", "11", Under12);
    }

    #[test]
    fn several_possible_ages_fall_to_the_minor() {
        use AgeGroup::{Adult, Teen, Under12, Unspecified};
        check("2019-05-07", "2001", "", Teen);
        check("2019-12-31", "2001", "", Adult);
        check("2019-05-31", "2001-05", "", Adult);
        check("2019-05-30", "2001-05", "", Teen);
        check("2019-05-07", "2007", "", Unspecified);
        check("2019-05-07", "2008", "", Under12);
        check("2019-05-07", "2019", "", Under12);
        check("2019-05-07", "2020", "", Unspecified);
        check("2019-05-07", "", "", Unspecified);
        check("2019-05-07", "", "17-18", Teen);
        check("2019-05-07", "", "15-20", Teen);
        check("2019-05-07", "", "11-20", Unspecified);
        check("2019-05-07", "", "18-20", Adult);
        check("2019-05-07", "", "~17", Teen);
        check("2019-05-07", "", "~18", Adult);
        check("2019-05-07", "", "11-12", Unspecified);
        check("2019-05-07", "", "9-11", Under12);
    }

    #[test]
    fn spans_and_births_print_as_written() {
        for text in ["0", "14", "12-14", "~7", "120"] {
            assert_eq!(AgeSpan::parse(text).map(|a| a.to_string()).as_deref(), Some(text));
        }
        for wrong in ["", "-1", "121", "14-12", "~", "~12-14", "12-", "12-14-16", "1a", "+3", "0014", " 14", "14 "] {
            assert_eq!(AgeSpan::parse(wrong), None, "{wrong}");
        }
        for text in ["2004", "2004-05", "2004-02-29"] {
            assert_eq!(PartialBirth::parse(text).map(|b| b.to_string()).as_deref(), Some(text));
        }
        for wrong in ["", "04", "2004-5", "2004-13", "2004-00", "2003-02-29", "1899", "2200", "2004-", "20040501"] {
            assert_eq!(PartialBirth::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fuller_date_completes_a_partial_one() {
        let check = |fuller: &str, other: &str, is_fuller: bool| {
            assert_eq!(is_fuller_birth(fuller, other), is_fuller, "{fuller} {other}");
            assert!(!is_fuller_birth(other, fuller), "{other} {fuller}");
        };
        check("2004-05", "2004", true);
        check("2004-05-31", "2004", true);
        check("2004-12-31", "2004-12", true);
        check("2004", "2004", false);
        check("2004-05", "2004-06", false);
        check("2003", "2004-06", false);
        check("2004-05-01", "2004-05-02", false);
    }

    proptest! {
        #[test]
        fn years_are_completed_on_the_birthday_and_not_before(birth in 0..40_000_i64, later in 0..40_000_i64) {
            let start = day("1900-01-01");
            let birth = start + chrono::TimeDelta::days(birth);
            let event = birth + chrono::TimeDelta::days(later);
            // Count the anniversaries one by one; where there is none (29 February), 1 March stands for it.
            let anniversary = |years: i32| {
                let year = birth.year() + years;
                NaiveDate::from_ymd_opt(year, birth.month(), birth.day())
                    .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap()
            };
            let counted = (1..300).take_while(|years| anniversary(*years) <= event).count();
            prop_assert_eq!(usize::try_from(completed_years(birth, event)).unwrap(), counted);
        }

        #[test]
        fn a_partial_date_leaves_every_age_of_its_days(year in 1950..2010_i32, month in 1..13_u32, event in 0..4_000_i64) {
            let event = day("2011-01-01") + chrono::TimeDelta::days(event);
            for partial in [PartialBirth::Year(year), PartialBirth::Month(year, month)] {
                let ages = ages_possible(event, Some(partial), None).unwrap();
                let each: Vec<i32> = partial.earliest().iter_days().take_while(|d| *d <= partial.latest())
                    .map(|born| completed_years(born, event)).collect();
                prop_assert_eq!(each.iter().min().copied(), Some(ages.lo().into()));
                prop_assert_eq!(each.iter().max().copied(), Some(ages.hi().into()));
            }
        }
    }
}
