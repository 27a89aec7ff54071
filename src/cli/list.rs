//! `list`: cases, the newest first, or what words find, the closest first.

use super::failure::Failure;
use super::session::{Context, Session};
use crate::domain::catalogue;
use crate::form::typed::provisional_name;
use crate::render;
use crate::search::roster::{Filter, From, Sort};
use crate::store::{Asking, CaseRow, Clocks, Due, Finder, Query, Right};
use clap::ArgMatches;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

/// How many cases are listed unless told otherwise.
const LIMIT: u32 = 100;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open(Right::Read)?;
    let has_names = arguments.get_flag("names");
    if has_names {
        session.note(context, "list", String::new());
    }
    let limit = arguments.get_one::<u32>("limit").copied().unwrap_or(LIMIT);
    if arguments.get_flag("due") {
        return due(context, &session, arguments, limit);
    }
    let query = Query {
        among: None,
        filter: if arguments.get_flag("open") { Filter::default() } else { Filter::everything() },
        sort: Sort::Entry,
        typed: arguments.get_one::<String>("text").cloned(),
        from: From::First,
        limit: usize::try_from(limit).unwrap_or(usize::MAX),
    };
    let asking = Asking { officer: &session.author.officer, today: session.now()?.date(), now_ms: session.now_ms()? };
    let rows = Finder::default().find(&session.store, &query, asking)?.rows;
    if arguments.get_flag("json") {
        let rows: Vec<Value> = rows.iter().map(|row| as_json(&session, row, has_names)).collect();
        return super::print_json(&rows);
    }
    let lines: Vec<String> = rows.iter().map(|row| line(context, row, has_names)).collect();
    super::print(&session.marked(context, lines.join("\n")))
}

/// What is due in open cases, the most urgent first.
fn due(context: &Context, session: &Session, arguments: &ArgMatches, limit: u32) -> Result<u8, Failure> {
    let has_names = arguments.get_flag("names");
    let rows = usize::try_from(limit).unwrap_or(usize::MAX);
    let board = Clocks::default().board(&session.store, session.now_ms()?, rows)?.first;
    if arguments.get_flag("json") {
        let rows = board.iter().map(|due| {
            let mut value = as_json(session, &due.case, has_names);
            let item = &due.item;
            value["step"] = item.code().into();
            value["deadline"] = item.deadline.map(|deadline| deadline.to_string()).into();
            value["state"] = item.state.code().into();
            value["basis"] = if item.is_law() { "law" } else { "house" }.into();
            value
        });
        return super::print_json(&rows.collect::<Vec<Value>>());
    }
    let (now, texts) = (session.now()?, &context.texts);
    let lines = board.iter().map(|Due { case, item }| {
        let deadline = item.deadline.map(|at| at.civil().format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
        let names = [&case.surname1, &case.surname2, &case.given_names].map(String::as_str).join(" ");
        aligned(&[
            (14, &case.case_ref),
            (34, &render::due::what(item, texts)),
            (18, &render::due::when(item, now, texts)),
            (16, &deadline),
            (8, &render::due::basis(item, texts)),
            (0, if has_names { &names } else { "" }),
        ])
    });
    super::print(&session.marked(context, lines.collect::<Vec<_>>().join("\n")))
}

fn as_json(session: &Session, row: &CaseRow, has_names: bool) -> Value {
    let known = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    let mut value = json!({
        "case_ref": row.case_ref,
        "opened_at": row.opened_at.map(|at| at.to_string()),
        "present": row.is_present,
        "sex": known(&row.sex),
        "nationality": known(&row.nationality),
        "accompaniment": known(&row.accompaniment),
        "birth_date": known(&row.birth_date),
        "age_years": known(&row.age_years),
        "outcome": known(&row.outcome),
    });
    if has_names {
        value["given_names"] = known(&row.given_names);
        value["surname1"] = known(&row.surname1);
        value["surname2"] = known(&row.surname2);
    }
    if session.store.is_training() {
        value["training"] = true.into();
    }
    value
}

fn line(context: &Context, row: &CaseRow, has_names: bool) -> String {
    let lang = context.texts.lang();
    let opened = row.opened_at.map(|at| at.civil().format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let state = match (row.is_present, row.outcome.as_str()) {
        (true, _) => context.texts.get("cli-list-present"),
        (false, "") if row.is_history => context.texts.get("cli-list-history"),
        (false, "") => context.texts.get("cli-list-left"),
        (false, outcome) => catalogue::label("outcome", outcome, lang).to_owned(),
    };
    let mut names = [&row.surname1, &row.surname2, &row.given_names].map(String::as_str).join(" ");
    if names.chars().all(|sign| matches!(sign, ' ' | '-')) {
        let sex = Some(row.sex.as_str()).filter(|sex| !sex.is_empty());
        names = provisional_name(&row.case_ref, sex, &row.age_years.replace('~', "≈"), &context.texts);
    }
    let cells = [
        (14, row.case_ref.as_str()),
        (16, &opened),
        (3, &row.nationality),
        (7, catalogue::label("sex", &row.sex, lang)),
        (14, catalogue::label("accompaniment", &row.accompaniment, lang)),
        (10, if row.age_years.is_empty() { &row.birth_date } else { &row.age_years }),
        (0, if has_names { &names } else { "" }),
        (0, &state),
    ];
    aligned(&cells)
}

/// Cells in columns of these widths; an empty one of no width is left out.
fn aligned(cells: &[(usize, &str)]) -> String {
    let padded = cells.iter().filter(|(width, text)| *width > 0 || !text.is_empty()).map(|(width, text)| {
        let text = super::clean(if text.is_empty() { "-" } else { text });
        format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
    });
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}
