use super::{Beside, Choice, Desk, Wrong};
use crate::log::field::Kind;
pub fn offer(_: Kind, _: &str, _: &Desk<'_>, _: &Beside) -> Vec<Choice> {
    Vec::new()
}
pub fn show(_: Kind, _: &str, _: &Desk<'_>) -> Option<String> {
    None
}
pub fn read(_: Kind, _: &str, _: &Desk<'_>, _: &Beside) -> Result<Choice, Wrong> {
    Err(Wrong::new("form-code"))
}
