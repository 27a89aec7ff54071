//! `office`: the store's own list of offices, and changes to it.

use super::failure::{Failure, USAGE};
use super::session::{self, Context};
use crate::domain::catalogue::{STATES, TRAINING_OFFICE, find};
use crate::log::field::{Entity, named};
use crate::log::operation::{Act, Change};
use crate::store::{NewOperation, Record, Right};
use clap::ArgMatches;
use uuid::Uuid;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let code = arguments.get_one::<String>("code");
    let mut session = context.open(if code.is_some() { Right::Settings } else { Right::Figures })?;
    let offices = session.store.all(Entity::Office)?;
    let offices: Vec<&Record> = offices.iter().filter(|office| !office.is_voided()).collect();
    let Some(code) = code else {
        let lines = offices.iter().map(|office| {
            let cells = ["code", "state", "zone", "name"].map(|name| super::clean(office.named(name).unwrap_or("-")));
            cells.join("  ")
        });
        return super::print(&session.marked(context, lines.collect::<Vec<_>>().join("\n")));
    };
    let code = code.trim().to_ascii_uppercase();
    let known = offices.into_iter().find(|office| office.named("code") == Some(code.as_str()));
    let change = change(arguments, &code, known)?;
    let base = session.store.head()?.seq;
    let operation = NewOperation { act: Act::Save, base, changes: vec![change] };
    session.store.append(&session.author, session::now_ms(), vec![operation])?;
    super::print(&context.texts.with("cli-office-done", &[("code", code.into())]))
}

/// What is asked for, each part checked; a new office needs its state and its zone.
fn change(arguments: &ArgMatches, code: &str, known: Option<&Record>) -> Result<Change, Failure> {
    let text = |name: &str| arguments.get_one::<String>(name).map(|text| super::clean(text.trim()));
    let (state, zone) = (text("state"), text("zone"));
    let wrong = |key, name, value: &str| Err(Failure::new(USAGE, key).with(name, value));
    if code.len() != 3 || code == TRAINING_OFFICE || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return wrong("error-office-code", "office", code);
    }
    if let Some(state) = state.as_deref().filter(|state| find(&STATES, state).is_none()) {
        return wrong("error-state", "state", state);
    }
    if let Some(zone) = zone.as_deref().filter(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return wrong("error-zone", "zone", zone);
    }
    if known.is_none() && (state.is_none() || zone.is_none()) {
        return wrong("error-office-new", "office", code);
    }
    let mut change = Change::new(Entity::Office, known.map_or_else(Uuid::now_v7, |office| office.id));
    change.put(named(Entity::Office, "code").number, Some(code.to_owned()));
    for (name, value) in [("state", state), ("name", text("name")), ("zone", zone)] {
        if value.is_some() {
            change.put(named(Entity::Office, name).number, value);
        }
    }
    Ok(change)
}
