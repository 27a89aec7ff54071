//! Forms and files as data: which fields there are, what was typed or written into them, and the changes that come of
//! it.
//!
//! Pure: no clock, file, database or randomness. Must stay true: the table of fields decides, so that a form, a file
//! and the log never differ on what a value is.

pub mod alike;
pub mod answers;
pub mod files;
pub mod layout;
pub mod strict;
pub mod typed;
pub mod wrong;
