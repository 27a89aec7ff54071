//! The words of the work: codes, moments, ages, periods and catalogues.
//!
//! Does no I/O and keeps no state; clocks and zones come in as arguments.
//! Must stay true: a value of these types is valid; whatever is not has no value.

pub mod age;
pub mod catalogue;
pub mod code;
pub mod due;
pub mod moment;
pub mod outline;
pub mod period;
pub mod text;
