//! What was done each day: services, for a picture of the last weeks.
//!
//! Decides nothing that `walk` does not. Must stay true: over the days of a period it adds up to what a report of that
//! period counts.

use super::Scope;
use super::facts::Facts;
use super::walk::{Mark, OF_SERVICE, Walk};
use crate::domain::period::Period;

/// How many services were given on each day of a period.
#[must_use]
pub fn services(facts: &Facts, scope: &Scope, period: Period) -> Vec<u64> {
    let places = scope.places(facts);
    let days = period.from().iter_days().take_while(|day| *day <= period.to());
    let of_day = |day| {
        let mut acts = 0;
        if let Ok(period) = Period::from_to(day, day) {
            let walk = Walk { facts, places: &places, period };
            walk.services(&mut |mark: Mark| acts += u64::from(mark.column.is_multiple_of(OF_SERVICE)));
        }
        acts
    };
    days.map(of_day).collect()
}
