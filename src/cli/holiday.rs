//! `holiday`: the store's own list of days of rest, which limits in business days leave out, and changes to it.

use super::failure::{Failure, NOT_FOUND, USAGE};
use super::session::{self, Context};
use crate::domain::catalogue::HOLIDAYS;
use crate::domain::moment::parse_date;
use crate::log::field::{Entity, named};
use crate::log::operation::{Act, Change};
use crate::store::{NewOperation, Right, shipped_holidays};
use clap::ArgMatches;
use uuid::Uuid;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let text = |name: &str| arguments.get_one::<String>(name).map(|text| super::clean(text.trim()));
    let (name, removed) = (text("name"), text("remove"));
    let Some(date) = text("date").or_else(|| removed.clone()) else { return list(context) };
    let mut session = context.open(Right::Settings)?;
    if parse_date(&date).is_none() {
        return Err(Failure::new(USAGE, "error-holiday-date").with("date", date));
    }
    if session.store.all(Entity::Holiday)?.is_empty() {
        // A store of before there was this list.
        let (base, changes) = (session.store.head()?.seq, shipped_holidays().collect());
        let setup = NewOperation { act: Act::Setup, base, changes };
        session.store.append(&session.author, session::now_ms(), vec![setup])?;
    }
    let days = session.store.all(Entity::Holiday)?;
    let known = days.iter().find(|day| !day.is_voided() && day.named("date") == Some(date.as_str()));
    let with = |name| named(Entity::Holiday, name).number;
    let (act, change) = match (removed, known) {
        (Some(_), None) => return Err(Failure::new(NOT_FOUND, "error-holiday").with("date", date)),
        (Some(_), Some(day)) => {
            let reason = context.texts.get("cli-holiday-removed");
            (Act::Void, Change::new(Entity::Holiday, day.id).with(with("voided"), reason))
        }
        (None, known) => {
            let id = known.map_or_else(Uuid::now_v7, |day| day.id);
            let name = name.unwrap_or_default();
            (Act::Save, Change::new(Entity::Holiday, id).with(with("date"), &*date).with(with("name"), name))
        }
    };
    let operation = NewOperation { act, base: session.store.head()?.seq, changes: vec![change] };
    session.store.append(&session.author, session::now_ms(), vec![operation])?;
    super::print(&context.texts.with("cli-holiday-done", &[("date", date.into())]))
}

/// The days in their order: the store's own, or those shipped where it never had any.
fn list(context: &Context) -> Result<u8, Failure> {
    let session = context.open(Right::Figures)?;
    let days = session.store.all(Entity::Holiday)?;
    let own = days.iter().filter(|day| !day.is_voided()).map(|day| {
        let cell = |name: &str| super::clean(day.named(name).unwrap_or("-"));
        format!("{}  {}", cell("date"), cell("name"))
    });
    let mut lines: Vec<String> = own.collect();
    if days.is_empty() {
        lines.extend(HOLIDAYS.iter().map(|day| format!("{}  {}", day.date, day.name)));
    }
    lines.sort();
    super::print(&session.marked(context, lines.join("\n")))
}
