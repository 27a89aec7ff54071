//! Operations: what they say, how they are chained, and which value of a field is current.
//!
//! Pure: no clock, file, database or randomness. Must stay true: the fold of the log is the only source of what is
//! known about a case.

pub mod chain;
pub mod field;
pub mod operation;
pub mod since;
pub mod undo;
pub mod words;
