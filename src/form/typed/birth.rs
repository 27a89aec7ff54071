use super::{Desk, Reading, Wrong};
use crate::domain::age::{AgeSpan, PartialBirth};
use crate::log::field::Field;
use chrono::NaiveDate;
pub fn read(_: &Field, _: &str, _: &Desk<'_>, _: NaiveDate) -> Result<Reading, Wrong> {
    Err(Wrong::new("form-birth"))
}
pub fn read_age(_: &str, _: &Desk<'_>) -> Result<(String, String), Wrong> {
    Err(Wrong::new("form-birth"))
}
pub fn show(birth: PartialBirth) -> String {
    birth.to_string()
}
pub fn show_age(age: AgeSpan) -> String {
    age.to_string()
}
