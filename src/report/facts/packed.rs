//! Rows as reports pass them: a case or a return in one number, the day in front, so that rows in their order are rows in the
//! order of days.
//!
//! Must stay true: what goes in comes out again; what has no room is refused before, or stands elsewhere.

use super::rows::CaseFact;
use super::{DAY_MINUTES, NONE};
use crate::domain::age::AgeGroup;
use crate::domain::code::{Accompaniment, Kind, Outcome};

/// The first day that can be written, 1 January 1900, in days since 1970.
pub(super) const FIRST_DAY: i32 = -25_567;
/// Where the day begins in each of these numbers.
const DAY: u32 = 47;

/// Classes of accompaniment in tables: accompanied, unaccompanied, unspecified.
pub(in crate::report) const CLASSES: usize = 3;
/// Sexes in tables: male, female, other, unspecified.
pub(in crate::report) const SEXES: usize = 4;

const fn bits(word: u64, from: u32, count: u32) -> u64 {
    word >> from & ((1 << count) - 1)
}

fn day_bits(day: i32) -> u64 {
    u64::try_from(day.saturating_sub(FIRST_DAY)).unwrap_or_default() << DAY
}

fn day_of(word: u64) -> i32 {
    i32::try_from(word >> DAY).unwrap_or(i32::MAX).saturating_add(FIRST_DAY)
}

fn small(bits: u64) -> u16 {
    u16::try_from(bits).unwrap_or(NONE)
}

fn number(bits: u64) -> u32 {
    u32::try_from(bits).unwrap_or(u32::MAX)
}

/// A nationality in 9 bits, in which [`NONE`] is the last.
const NATIONALITY: u64 = (1 << 9) - 1;

fn nationality(bits: u64) -> u16 {
    if bits == NATIONALITY { NONE } else { small(bits) }
}

/// A case: day (17 bits), office (10), nationality (9), kind (2), cell (6), whether it has a contact, whether it is its child's
/// first, whether it is its only one, a bit for nothing, and the point (16).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Event(u64);

impl Event {
    /// The cell of an adult's case.
    const ADULT: u64 = (1 << 6) - 1;
    const FIRST: u64 = 1 << 18;
    const ONLY: u64 = 1 << 17;
    const OFFICE: u64 = ((1 << 10) - 1) << 37;

    pub(super) fn new(case: &CaseFact) -> Self {
        let rest = u64::from(case.office) << 37
            | u64::from(case.nationality).min(NATIONALITY) << 28
            | u64::from(case.kind as u8) << 26
            | cell(case) << 20
            | u64::from(case.point);
        let own = Self(day_bits(case.opened_minutes.div_euclid(DAY_MINUTES)) | rest);
        if case.has_contact { own.with_contact() } else { own }
    }

    /// The same with a contact.
    pub(super) const fn with_contact(self) -> Self {
        Self(self.0 | 1 << 19)
    }

    /// The same as its child's first that counts, or as one of the others; whether the child has counted before is kept.
    pub(super) const fn of_child(self, has_counted: &mut bool) -> Self {
        let is_first = !self.is_adult() && !*has_counted;
        *has_counted |= !self.is_adult();
        Self(if is_first { self.0 | Self::FIRST } else { self.0 & !Self::FIRST })
    }

    /// What is told of many cases at once: office, kind, cell, whether there is a contact, whether it is a child's first.
    pub(super) const fn class(self) -> Self {
        Self(self.monthly().0 | self.0 & 3 << 18)
    }

    /// What is told by month of many cases at once: office, kind, cell.
    pub(super) const fn monthly(self) -> Self {
        Self(self.0 & (Self::OFFICE | ((1 << 8) - 1) << 20))
    }

    /// What is told of many minors at once by their rows: office, kind, cell, and nationality or point.
    pub(super) const fn row(self) -> Self {
        let place = match self.kind() {
            Kind::Foreign => NATIONALITY << 28,
            Kind::Repatriated => (1 << 16) - 1,
            Kind::Received => 0,
        };
        Self(self.monthly().0 | self.0 & place)
    }

    /// The same as the only one of its child.
    pub(super) const fn the_only(self) -> Self {
        Self(self.0 | Self::ONLY)
    }

    /// Whether it is known that there is no other case of its child.
    pub(in crate::report) const fn is_only(self) -> bool {
        self.0 & Self::ONLY != 0
    }

    pub(in crate::report) fn day(self) -> i32 {
        day_of(self.0)
    }

    /// Index into the offices.
    pub(in crate::report) fn office(self) -> u16 {
        small(bits(self.0, 37, 10))
    }

    /// Index into the catalogue of countries, or [`NONE`].
    pub(in crate::report) fn nationality(self) -> u16 {
        nationality(bits(self.0, 28, 9))
    }

    pub(in crate::report) const fn kind(self) -> Kind {
        match bits(self.0, 26, 2) {
            0 => Kind::Foreign,
            1 => Kind::Repatriated,
            _ => Kind::Received,
        }
    }

    pub(in crate::report) const fn is_adult(self) -> bool {
        bits(self.0, 20, 6) == Self::ADULT
    }

    /// The place of a minor in tables of group, class of accompaniment and sex: one below their product.
    pub(in crate::report) fn cell(self) -> usize {
        usize::from(small(bits(self.0, 20, 6)))
    }

    pub(in crate::report) const fn has_contact(self) -> bool {
        bits(self.0, 19, 1) == 1
    }

    /// Whether it is its child's earliest counted event in the store.
    pub(in crate::report) const fn is_first(self) -> bool {
        self.0 & Self::FIRST != 0
    }

    /// Index into the points, or [`NONE`].
    pub(in crate::report) fn point(self) -> u16 {
        small(bits(self.0, 0, 16))
    }
}

fn cell(case: &CaseFact) -> u64 {
    let class = match case.accompaniment {
        Some(Accompaniment::Accompanied) => 0,
        // Separated children are unaccompanied in public tables, as the Ley de Migracion defines it.
        Some(Accompaniment::Unaccompanied | Accompaniment::Separated) => 1,
        None => CLASSES - 1,
    };
    let sex = case.sex.map_or(SEXES - 1, |sex| usize::from(sex as u8));
    let place = (usize::from(case.group as u8) * CLASSES + class) * SEXES + sex;
    if case.group == AgeGroup::Adult { Event::ADULT } else { place.try_into().unwrap_or(Event::ADULT) }
}

/// A foreign minor's case that ended in a return: day of that (17 bits), case (26), office (10), nationality (9), and whether
/// it was a deportation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::report) struct Return(u64);

impl Return {
    /// Nothing where the case did not end so.
    pub(super) fn new(number: u32, case: &CaseFact) -> Option<Self> {
        let rest = u64::from(number) << 20
            | u64::from(case.office) << 10
            | u64::from(case.nationality).min(NATIONALITY) << 1
            | u64::from(case.outcome == Some(Outcome::Deportation));
        case.is_returned().then(|| Self(day_bits(case.outcome_day) | rest))
    }

    /// The same of another case.
    pub(super) fn of(self, case: u32) -> Self {
        Self(self.0 & !(((1 << 26) - 1) << 20) | u64::from(case) << 20)
    }

    pub(in crate::report) fn day(self) -> i32 {
        day_of(self.0)
    }

    pub(in crate::report) fn case(self) -> u32 {
        number(bits(self.0, 20, 26))
    }

    pub(in crate::report) fn office(self) -> u16 {
        small(bits(self.0, 10, 10))
    }

    /// Index into the catalogue of countries, or [`NONE`].
    pub(in crate::report) fn nationality(self) -> u16 {
        nationality(bits(self.0, 1, 9))
    }

    pub(in crate::report) const fn is_deportation(self) -> bool {
        bits(self.0, 0, 1) == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::COUNTRIES;
    use crate::domain::code::Sex;
    use chrono::NaiveDate;

    #[test]
    fn a_case_comes_out_again() {
        let case = CaseFact {
            id: 1,
            opened_minutes: -1,
            child: 1,
            outcome_day: 17_000,
            offset: 0,
            office: 1_023,
            nationality: u16::try_from(COUNTRIES.len()).unwrap() - 1,
            point: NONE - 1,
            kind: Kind::Foreign,
            sex: None,
            accompaniment: None,
            group: AgeGroup::Unspecified,
            outcome: Some(Outcome::Deportation),
            has_contact: true,
        };
        assert_eq!(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().to_epoch_days(), FIRST_DAY);
        let last = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap().to_epoch_days();
        assert_eq!(Event::new(&CaseFact { opened_minutes: last * DAY_MINUTES, ..case }).day(), last);
        let event = Event::new(&case).of_child(&mut false);
        assert_eq!((event.day(), event.office(), event.nationality()), (-1, 1_023, case.nationality));
        assert_eq!((event.kind(), event.cell(), event.point()), (Kind::Foreign, 35, NONE - 1));
        assert!(!event.is_only() && event.the_only().is_only());
        assert!(event.has_contact() && event.is_first() && !event.is_adult() && !event.of_child(&mut true).is_first());
        let ended = Return::new(67_108_863, &case).unwrap();
        assert_eq!((ended.day(), ended.case(), ended.office()), (17_000, 67_108_863, 1_023));
        assert!(ended.is_deportation() && ended.nationality() == case.nationality && ended.of(3).case() == 3);
        let (class, row, monthly) = (event.class(), event.row(), event.monthly());
        assert_eq!((monthly.office(), monthly.kind(), monthly.cell()), (1_023, Kind::Foreign, 35));
        assert!(monthly.nationality() == 0 && monthly.point() == 0 && !monthly.has_contact() && !monthly.is_first());
        assert_eq!((class.office(), class.kind(), class.cell()), (1_023, Kind::Foreign, 35));
        assert!(class.has_contact() && class.is_first() && class.nationality() == 0 && class.point() == 0);
        assert_eq!((row.office(), row.kind(), row.cell()), (1_023, Kind::Foreign, 35));
        assert!(!row.has_contact() && !row.is_first() && row.nationality() == case.nationality && row.point() == 0);
        let returned = Event::new(&CaseFact { kind: Kind::Repatriated, ..case }).row();
        assert!(returned.nationality() == 0 && returned.point() == NONE - 1);
        let adult = CaseFact { group: AgeGroup::Adult, nationality: NONE, point: NONE, ..case };
        let other = Event::new(&adult);
        assert!(other.is_adult() && other.nationality() == NONE && other.point() == NONE && !other.is_first());
        assert_eq!(Return::new(0, &adult), None);
        let boy = CaseFact { sex: Some(Sex::Male), kind: Kind::Received, group: AgeGroup::Under12, ..case };
        assert_eq!((Event::new(&boy).kind(), Event::new(&boy).cell()), (Kind::Received, 8));
    }
}
