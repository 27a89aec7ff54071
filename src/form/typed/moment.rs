use super::{Desk, Wrong};
use crate::domain::moment::Moment;
pub fn read(_: &str, _: &Desk<'_>) -> Result<(String, String), Wrong> {
    Err(Wrong::new("form-moment"))
}
pub fn show(moment: Moment) -> String {
    moment.to_string()
}
