//! Forms and files as data: what a field takes, and what is wrong with what was written.
//!
//! Pure: no file, clock, database or randomness. Must stay true: the table of fields decides, so that a form, a file
//! and the log never differ on what a value is.

pub mod files;
pub mod strict;
