//! Forms as data: which fields a form has, what a person typed into them, and the changes that come of it.
//!
//! Pure: no clock, file, database or randomness. Must stay true: the table of fields decides, so that a form, a file
//! and the log never differ on what a value is.

pub mod answers;
pub mod layout;
pub mod typed;
