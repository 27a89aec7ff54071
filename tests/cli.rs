//! The program as people and scripts run it: the real binary, real files, what it prints and how it ends.

#![expect(clippy::unwrap_used, reason = "a command that cannot be run is a failed test")]

#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/damage.rs"]
mod damage;
#[path = "cli/doctor.rs"]
mod doctor;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/letter.rs"]
mod letter;
#[path = "cli/office.rs"]
mod office;
#[path = "cli/places.rs"]
mod places;
#[path = "cli/privacy.rs"]
mod privacy;
#[path = "cli/published.rs"]
mod published;
#[path = "cli/refusals.rs"]
mod refusals;
#[path = "cli/rejects.rs"]
mod rejects;
#[path = "cli/rights.rs"]
mod rights;
#[path = "cli/training.rs"]
mod training;
#[path = "cli/written.rs"]
mod written;
