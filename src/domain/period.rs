//! Periods: the days that a report is about, read from and printed as `2019`, `2019-H1`, `2018-12..2019-06`, ...
//!
//! Does not know today, so it has no "this month". Must stay true: both ends count, and a period never ends before it
//! begins.

use super::moment::{Moment, digits, parse_date, parse_year};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// Why a text is no period.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PeriodError {
    /// None of the known forms.
    #[error("`{0}` is no period: write 2019, 2019-H1, 2019-Q3, 2019-05, 2018-12..2019-06 or 2019-05-07..2019-05-20")]
    NotAPeriod(String),
    /// The form of a date, but no day of the calendar in the years 1900 to 2199.
    #[error("`{0}` is not a date")]
    NotADate(String),
    /// The ends are turned round.
    #[error("the period ends ({to}) before it begins ({from})")]
    EndsBeforeItBegins {
        /// The first day given.
        from: NaiveDate,
        /// The last day given.
        to: NaiveDate,
    },
}

/// Days from one date to another, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// The period between two days, both included.
    ///
    /// # Errors
    /// Where it would end before it begins.
    pub fn from_to(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        if from <= to { Ok(Self { from, to }) } else { Err(PeriodError::EndsBeforeItBegins { from, to }) }
    }

    /// Reads any of the forms `2019`, `2019-H1`, `2019-Q3`, `2019-05`, `2018-12..2019-06`, `2019-05-07..2019-05-20`.
    ///
    /// # Errors
    /// Where the text is none of them, names no day of the calendar, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let no_period = || PeriodError::NotAPeriod(text.to_owned());
        let Some((from, to)) = text.split_once("..") else {
            return parse_named(text).ok_or_else(no_period);
        };
        if let (Some(first), Some(last)) = (parse_month(from), parse_month(to)) {
            return Self::from_to(first.from, last.to);
        }
        if from.len() != 10 || to.len() != 10 {
            return Err(no_period());
        }
        let date = |text: &str| parse_date(text).ok_or_else(|| PeriodError::NotADate(text.to_owned()));
        Self::from_to(date(from)?, date(to)?)
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day; it counts.
    #[must_use]
    pub const fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether a day lies in the period.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it shares a day with another.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The number of days.
    #[must_use]
    pub fn days(self) -> u64 {
        u64::try_from((self.to - self.from).num_days()).unwrap_or(0) + 1
    }

    /// The first day of each month that the period touches.
    pub fn months(self) -> impl Iterator<Item = NaiveDate> {
        let first = month_start(self.from);
        std::iter::successors(Some(first), |month| month.checked_add_months(Months::new(1)))
            .take_while(move |month| *month <= self.to)
    }

    /// Whether it begins on the first and ends on the last day of a month.
    #[must_use]
    pub fn is_whole_months(self) -> bool {
        self.from.day() == 1 && is_month_end(self.to)
    }

    /// Both dates a year earlier; the last day of a month stays the last day.
    #[must_use]
    pub fn previous_year(self) -> Self {
        Self { from: year_before(self.from), to: year_before(self.to) }
    }

    /// Whether it is over; its last minute ends it.
    #[must_use]
    pub fn is_over(self, as_of: Moment) -> bool {
        self.to.and_hms_opt(23, 59, 0).is_none_or(|last_minute| last_minute <= as_of.civil())
    }

    /// The first of its months that is not over, and what of it is before, where anything is.
    #[must_use]
    pub fn open_month(self, as_of: Moment) -> Option<(Self, Option<Self>)> {
        let mut months = self.months().filter_map(|first| whole(first, Months::new(1)));
        let month = months.find(|month| !month.is_over(as_of))?;
        let before = month.from.pred_opt().and_then(|to| Self::from_to(self.from, to).ok());
        Some((month, before))
    }

    /// As much of another period as there has been of this one; nothing where this one is over, has not begun, or has
    /// been as long as all of the other. Between whole months the days of the month are the same, else it is days.
    #[must_use]
    pub fn cut_of(self, other: Self, as_of: Moment) -> Option<Self> {
        let day = as_of.date();
        if self.is_over(as_of) || day < self.from {
            return None;
        }
        let to = if self.is_whole_months() && other.is_whole_months() {
            let months = self.months().take_while(|month| *month <= day).count().checked_sub(1)?;
            let month = other.from.checked_add_months(Months::new(u32::try_from(months).ok()?))?;
            let last = month.checked_add_months(Months::new(1))?.pred_opt()?;
            if is_month_end(day) { last } else { month.with_day(day.day()).unwrap_or(last) }
        } else {
            other.from.checked_add_signed(day - self.from)?
        };
        (to < other.to).then_some(Self { from: other.from, to })
    }

    /// The period of the same length that begins the day after; whole months stay whole.
    #[must_use]
    pub fn next(self) -> Self {
        self.shifted(NaiveDate::checked_add_months, NaiveDate::checked_add_days)
    }

    /// The period of the same length that ends the day before; whole months stay whole.
    #[must_use]
    pub fn previous(self) -> Self {
        self.shifted(NaiveDate::checked_sub_months, NaiveDate::checked_sub_days)
    }

    fn shifted(
        self,
        by_months: impl Fn(NaiveDate, Months) -> Option<NaiveDate>,
        by_days: impl Fn(NaiveDate, Days) -> Option<NaiveDate>,
    ) -> Self {
        let shifted = if self.is_whole_months() {
            let months = Months::new(u32::try_from(self.months().count()).unwrap_or(u32::MAX));
            by_months(self.from, months).and_then(|from| whole(from, months))
        } else {
            let days = Days::new(self.days());
            Option::zip(by_days(self.from, days), by_days(self.to, days)).map(|(from, to)| Self { from, to })
        };
        shifted.unwrap_or(self)
    }
}

/// Prints the shortest form that [`Period::parse`] reads back.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        if !self.is_whole_months() {
            return write!(f, "{}..{}", from.format("%Y-%m-%d"), to.format("%Y-%m-%d"));
        }
        let same_year = from.year() == to.year();
        match (same_year, from.month(), to.month()) {
            (true, 1, 12) => write!(f, "{}", from.format("%Y")),
            (true, 1, 6) => write!(f, "{}-H1", from.format("%Y")),
            (true, 7, 12) => write!(f, "{}-H2", from.format("%Y")),
            (true, first, last) if first == last => write!(f, "{}", from.format("%Y-%m")),
            (true, first, last) if first % 3 == 1 && last == first + 2 => {
                write!(f, "{}-Q{}", from.format("%Y"), last / 3)
            }
            _ => write!(f, "{}..{}", from.format("%Y-%m"), to.format("%Y-%m")),
        }
    }
}

/// A period by one name: a year, a half, a quarter or a month.
fn parse_named(text: &str) -> Option<Period> {
    let Some((year, part)) = text.split_once('-') else {
        return whole(month_of(text, 1)?, Months::new(12));
    };
    let (months, place) = match part.split_at_checked(1)? {
        ("H", half) => (6, digits(half, 1).filter(|half| (1..=2).contains(half))?),
        ("Q", quarter) => (3, digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?),
        _ => return parse_month(text),
    };
    whole(month_of(year, (place - 1) * months + 1)?, Months::new(months))
}

fn parse_month(text: &str) -> Option<Period> {
    let (year, month) = text.split_once('-')?;
    whole(month_of(year, digits(month, 2)?)?, Months::new(1))
}

/// The first day of a month, in the years 1900 to 2199.
fn month_of(year: &str, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(parse_year(year)?, month, 1)
}

fn whole(from: NaiveDate, months: Months) -> Option<Period> {
    let to = from.checked_add_months(months)?.pred_opt()?;
    Some(Period { from, to })
}

fn month_start(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let next = month_start(day).checked_add_months(Months::new(1));
    next.and_then(|day| day.pred_opt()).unwrap_or(day)
}

fn is_month_end(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

fn year_before(day: NaiveDate) -> NaiveDate {
    // Twelve months back only ever shortens a 29 February, which is a month's end.
    let earlier = day.checked_sub_months(Months::new(12)).unwrap_or(day);
    if is_month_end(day) { month_end(earlier) } else { earlier }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn days(text: &str) -> Period {
        let (from, to) = text.split_once("..").unwrap();
        Period::from_to(parse_date(from).unwrap(), parse_date(to).unwrap()).unwrap()
    }

    #[test]
    fn periods_read_and_print_their_shortest_form() {
        let check = |text: &str, expected: &str, printed: &str| {
            assert_eq!(period(text), days(expected), "{text}");
            assert_eq!(period(text).to_string(), printed, "{text}");
        };
        check("2019", "2019-01-01..2019-12-31", "2019");
        check("2019-H1", "2019-01-01..2019-06-30", "2019-H1");
        check("2019-H2", "2019-07-01..2019-12-31", "2019-H2");
        check("2019-Q3", "2019-07-01..2019-09-30", "2019-Q3");
        check("2019-Q4", "2019-10-01..2019-12-31", "2019-Q4");
        check("2020-02", "2020-02-01..2020-02-29", "2020-02");
        check("2018-12..2019-06", "2018-12-01..2019-06-30", "2018-12..2019-06");
        check("2019-01..2019-03", "2019-01-01..2019-03-31", "2019-Q1");
        check("2019-02..2019-04", "2019-02-01..2019-04-30", "2019-02..2019-04");
        check("2018-01..2019-12", "2018-01-01..2019-12-31", "2018-01..2019-12");
        check("2019-05-07..2019-05-20", "2019-05-07..2019-05-20", "2019-05-07..2019-05-20");
        check("2019-05-01..2019-05-31", "2019-05-01..2019-05-31", "2019-05");
        check("2019-05-07..2019-05-07", "2019-05-07..2019-05-07", "2019-05-07..2019-05-07");
    }

    #[test]
    fn what_is_no_period_says_why() {
        for wrong in [
            "",
            "19",
            "2019-",
            "2019-H3",
            "2019-H0",
            "2019-Q5",
            "2019-13",
            "2019-5",
            "2019-05-07",
            "2019..2020",
            "2019-05..2019-05-20",
            "1899",
            "2200",
            "2019-h1",
            "2019-Hé",
            "2019-05...2019-06",
            "-2019",
        ] {
            assert_eq!(Period::parse(wrong), Err(PeriodError::NotAPeriod(wrong.to_owned())));
        }
        let no_date = PeriodError::NotADate("2019-02-29".to_owned());
        assert_eq!(Period::parse("2019-02-01..2019-02-29"), Err(no_date));
        let turned = |text| matches!(Period::parse(text), Err(PeriodError::EndsBeforeItBegins { .. }));
        assert!(turned("2019-06..2019-05") && turned("2019-05-20..2019-05-19"));
    }

    #[test]
    fn a_year_earlier_the_last_day_of_a_month_stays_the_last_day() {
        let check = |from: &str, to: &str| assert_eq!(days(from).previous_year(), days(to), "{from}");
        check("2019-01-01..2019-06-30", "2018-01-01..2018-06-30");
        check("2020-02-29..2020-02-29", "2019-02-28..2019-02-28");
        check("2020-02-28..2020-02-29", "2019-02-28..2019-02-28");
        check("2019-02-28..2019-02-28", "2018-02-28..2018-02-28");
        check("2021-02-28..2021-02-28", "2020-02-29..2020-02-29");
        check("2021-02-01..2021-02-28", "2020-02-01..2020-02-29");
        check("2021-02-27..2021-03-01", "2020-02-27..2020-03-01");
    }

    #[test]
    fn the_next_period_is_of_the_same_kind() {
        let check = |text: &str, previous: &str, next: &str| {
            assert_eq!((period(text).previous(), period(text).next()), (period(previous), period(next)), "{text}");
        };
        check("2019", "2018", "2020");
        check("2019-H1", "2018-H2", "2019-H2");
        check("2020-02", "2020-01", "2020-03");
        check("2018-12..2019-06", "2018-05..2018-11", "2019-07..2020-01");
        check("2019-05-07..2019-05-20", "2019-04-23..2019-05-06", "2019-05-21..2019-06-03");
        assert_eq!(period("2018-12..2019-02").months().count(), 3);
        assert_eq!(period("2018-12-31..2019-01-01").months().count(), 2);
    }

    #[test]
    fn periods_overlap_where_they_share_a_day() {
        let check = |one, other, overlap| {
            assert_eq!((period(one).overlaps(period(other)), period(other).overlaps(period(one))), (overlap, overlap));
        };
        check("2019-H1", "2019-H2", false);
        check("2019-H1", "2019-06", true);
        check("2019-05-07..2019-05-20", "2019-05-20..2019-06-01", true);
        check("2019-05-07..2019-05-20", "2019-05-21..2019-06-01", false);
    }

    fn any_period() -> impl Strategy<Value = Period> {
        (0..90_000_u64, 0..2_000_u64).prop_map(|(start, length)| {
            let from = parse_date("1901-01-01").unwrap() + Days::new(start);
            Period::from_to(from, from + Days::new(length)).unwrap()
        })
    }

    fn any_months() -> impl Strategy<Value = Period> {
        (0..3_000_u32, 1..40_u32).prop_map(|(start, months)| {
            whole(parse_date("1901-01-01").unwrap() + Months::new(start), Months::new(months)).unwrap()
        })
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(period in prop_oneof![any_period(), any_months()]) {
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }

        #[test]
        fn neighbours_touch_and_come_back(period in prop_oneof![any_period(), any_months()]) {
            prop_assert_eq!(period.next().from().pred_opt(), Some(period.to()));
            prop_assert_eq!(period.previous().to().succ_opt(), Some(period.from()));
            prop_assert_eq!(period.is_whole_months(), period.next().is_whole_months() && period.is_whole_months());
            if period.is_whole_months() {
                prop_assert_eq!(period.next().previous(), period);
            }
        }

        #[test]
        fn the_year_before_keeps_whole_months_and_order(period in prop_oneof![any_period(), any_months()]) {
            let before = period.previous_year();
            prop_assert!(before.from() <= before.to() && before.from() < period.from());
            prop_assert!(!period.is_whole_months() || before.is_whole_months());
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9HQ.é-]{0,24}") {
            if let Ok(period) = Period::parse(&text) {
                prop_assert!(period.from() <= period.to());
            }
        }
    }
}
