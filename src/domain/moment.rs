//! A moment of an event: the civil time as written at an office, and the offset that makes it an instant.
//!
//! Does not know today. Must stay true: the civil date of a moment is the one that was written, whatever the clocks of
//! the office did that night.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use std::fmt;

/// Offsets are stored with this added, so that a packed moment keeps its order.
const OFFSET_BIAS: i64 = 1024;
/// Room for an offset in a packed moment.
const OFFSET_ROOM: i64 = 2048;

/// A civil time to the minute, with its offset from UTC in minutes. Orders by civil time, then by offset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment {
    civil_minutes: i32,
    offset_minutes: i16,
}

impl Moment {
    /// The moment at which a clock at this offset shows this civil time; seconds are dropped. Nothing outside the
    /// years 1900 to 2199 or for an offset of 15 hours or more.
    #[must_use]
    pub fn new(civil: NaiveDateTime, offset_minutes: i16) -> Option<Self> {
        use chrono::Datelike as _;
        if !(1900..2200).contains(&civil.year()) || offset_minutes.abs() >= 900 {
            return None;
        }
        let civil_minutes = i32::try_from(civil.and_utc().timestamp().div_euclid(60)).ok()?;
        Some(Self { civil_minutes, offset_minutes })
    }

    /// The moment of a civil time in a zone. A time that a clock change skips moves on by the change, one that it
    /// repeats is the first: both mean the offset before the change, and the civil time stays as written.
    #[must_use]
    pub fn in_zone(civil: NaiveDateTime, zone: Tz) -> Option<Self> {
        let offset = match zone.offset_from_local_datetime(&civil) {
            LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => offset.fix(),
            LocalResult::None => {
                let before = civil.checked_sub_signed(TimeDelta::hours(3))?;
                zone.offset_from_local_datetime(&before).earliest()?.fix()
            }
        };
        Self::new(civil, i16::try_from(offset.local_minus_utc() / 60).ok()?)
    }

    /// What the clocks of a zone show at an instant, in milliseconds UTC.
    #[must_use]
    pub fn at_instant(utc_ms: i64, zone: Tz) -> Option<Self> {
        let utc = chrono::DateTime::from_timestamp_millis(utc_ms)?.naive_utc();
        let offset = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc() / 60;
        Self::new(utc.checked_add_signed(TimeDelta::minutes(offset.into()))?, i16::try_from(offset).ok()?)
    }

    /// Reads `YYYY-MM-DDThh:mm` with or without an offset (`Z`, `-06:00`), or a bare date, which stands for 00:00.
    /// Without an offset the time is that of the zone. Nothing where the text is none of these.
    #[must_use]
    pub fn parse(text: &str, zone: Tz) -> Option<Self> {
        if let Some(date) = parse_date(text) {
            return Self::in_zone(date.and_hms_opt(0, 0, 0)?, zone);
        }
        let (civil, offset) = text.split_at_checked(16)?;
        let (date, time) = civil.split_at_checked(10)?;
        let (hour, minute) = parse_clock(time.strip_prefix('T')?)?;
        let civil = parse_date(date)?.and_hms_opt(hour, minute, 0)?;
        match offset {
            "" => Self::in_zone(civil, zone),
            "Z" => Self::new(civil, 0),
            _ => Self::new(civil, parse_offset(offset)?),
        }
    }

    /// The civil time as written.
    #[must_use]
    pub fn civil(self) -> NaiveDateTime {
        let epoch = NaiveDateTime::default();
        epoch.checked_add_signed(TimeDelta::minutes(self.civil_minutes.into())).unwrap_or(epoch)
    }

    /// The civil date as written.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.civil().date()
    }

    /// Minutes of the civil clock since 1970-01-01T00:00.
    #[must_use]
    pub const fn civil_minutes(self) -> i32 {
        self.civil_minutes
    }

    /// Minutes to add to UTC to get the civil time.
    #[must_use]
    pub const fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// The instant, in minutes UTC since 1970.
    #[must_use]
    pub fn utc_minutes(self) -> i64 {
        i64::from(self.civil_minutes) - i64::from(self.offset_minutes)
    }

    /// One integer that orders as the moment does: civil minutes x 2048 + offset + 1024.
    #[must_use]
    pub fn pack(self) -> i64 {
        i64::from(self.civil_minutes) * OFFSET_ROOM + i64::from(self.offset_minutes) + OFFSET_BIAS
    }

    /// The least integer that [`Moment::pack`] makes of a moment of this day, wherever that is.
    #[must_use]
    pub fn first_packed(day: NaiveDate) -> i64 {
        Self::first_packed_of(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp().div_euclid(60))
    }

    /// The same of this minute of the civil clock.
    #[must_use]
    pub const fn first_packed_of(civil_minutes: i64) -> i64 {
        civil_minutes.saturating_mul(OFFSET_ROOM)
    }

    /// The moment that [`Moment::pack`] made this integer of; nothing for an integer that it never makes.
    #[must_use]
    pub fn unpack(packed: i64) -> Option<Self> {
        let civil_minutes = i32::try_from(packed.div_euclid(OFFSET_ROOM)).ok()?;
        let offset_minutes = i16::try_from(packed.rem_euclid(OFFSET_ROOM) - OFFSET_BIAS).ok()?;
        Some(Self { civil_minutes, offset_minutes })
    }
}

/// Prints `2019-05-07T11:50-06:00`, the canonical form in the log and in files.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.offset_minutes.abs() / 60, self.offset_minutes.abs() % 60);
        write!(f, "{}{sign}{hours:02}:{minutes:02}", self.civil().format("%Y-%m-%dT%H:%M"))
    }
}

/// Reads `YYYY-MM-DD` and nothing else (no missing zeros, no signs), in the years 1900 to 2199.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(parse_year(year)?, digits(month, 2)?, digits(day, 2)?)
}

/// Reads `YYYY` and nothing else, in the years 1900 to 2199.
#[must_use]
pub fn parse_year(text: &str) -> Option<i32> {
    let year = digits(text, 4).filter(|year| (1900..2200).contains(year))?;
    i32::try_from(year).ok()
}

/// The civil date that a canonical moment begins with.
#[must_use]
pub fn date_of(canonical: &str) -> Option<NaiveDate> {
    parse_date(canonical.get(..10)?)
}

/// The number that exactly this many ASCII digits write.
#[must_use]
pub fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn parse_clock(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    Some((digits(hour, 2)?, digits(minute, 2)?))
}

fn parse_offset(text: &str) -> Option<i16> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = parse_clock(rest)?;
    (minutes < 60).then_some(())?;
    i16::try_from(hours * 60 + minutes).ok().map(|total| total * sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone: Tz, expected: Option<&str>) {
        assert_eq!(Moment::parse(text, zone).map(|m| m.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn moments_read_as_written() {
        let mexico = chrono_tz::America::Mexico_City;
        check("2019-05-07T11:50", mexico, Some("2019-05-07T11:50-05:00"));
        check("2019-01-07T11:50", mexico, Some("2019-01-07T11:50-06:00"));
        check("2019-01-07", mexico, Some("2019-01-07T00:00-06:00"));
        check("2019-01-07T11:50Z", mexico, Some("2019-01-07T11:50+00:00"));
        check("2019-01-07T11:50+05:30", mexico, Some("2019-01-07T11:50+05:30"));
        for wrong in
            ["", "2019-1-7", "2019-02-30", "2019-01-07 11:50", "2019-01-07T24:00", "2019-01-07T11:50-6", "12:00"]
        {
            check(wrong, mexico, None);
        }
        check("2019-01-07T11:50+15:00", mexico, None);
        check("2019-01-07T11:5ñ", mexico, None);
    }

    #[test]
    fn skipped_and_repeated_times_keep_their_civil_date() {
        let mexico = chrono_tz::America::Mexico_City;
        // 2019-04-07 02:00 -> 03:00; 2019-10-27 02:00 -> 01:00.
        check("2019-04-07T02:30", mexico, Some("2019-04-07T02:30-06:00"));
        check("2019-10-27T01:30", mexico, Some("2019-10-27T01:30-05:00"));
        let skipped = Moment::parse("2019-04-07T02:30", mexico);
        let moved = Moment::parse("2019-04-07T03:30", mexico);
        assert_eq!(skipped.map(Moment::utc_minutes), moved.map(Moment::utc_minutes));
    }

    #[test]
    fn packing_keeps_order_and_value() {
        let zone = chrono_tz::America::Tijuana;
        let texts =
            ["1950-01-01T00:00", "1969-12-31T23:59", "1970-01-01T00:00", "2019-07-01T12:00", "2199-12-31T23:59"];
        let packed: Vec<i64> = texts.iter().filter_map(|t| Moment::parse(t, zone)).map(Moment::pack).collect();
        assert!(packed.is_sorted() && packed.len() == texts.len());
        for (text, packed) in texts.iter().zip(&packed) {
            assert_eq!(Moment::unpack(*packed), Moment::parse(text, zone));
        }
    }
}
