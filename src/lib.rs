//! Cobijo ("shelter"): the cases of migrant children assisted by child protection officers, kept offline in an
//! encrypted store, entered in a terminal, and summed up into totals in the manner of INM.
//!
//! The modules below are in reading order, lowest layer last; a layer uses only those below it. `ARCHITECTURE.md` is
//! the map.

#![warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

pub mod cli;

pub mod app;
pub mod runtime;
pub mod screen;
pub mod ui;

pub mod render;
pub mod store;
pub mod vault;

pub mod form;
pub mod report;
pub mod search;
pub mod training;

pub mod domain;
pub mod i18n;
pub mod log;
