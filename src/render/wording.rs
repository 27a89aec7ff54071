//! Titles, labels and notes of tables, and periods in words.
//!
//! Holds no texts, only their keys. Must stay true: a title uses the words that were official in the year of the
//! events, and never calls a period whole that had not ended at the cut-off.

use super::Document;
use crate::domain::catalogue::{COUNTRIES, Entry, STATES, find, label};
use crate::domain::code::ServiceCategory;
use crate::domain::period::Period;
use crate::report::facts::UNSPECIFIED;
use crate::report::public::Shown;
use crate::report::tables::{Table, TableId};
use chrono::{Datelike, NaiveDate};

/// The title of a table.
#[must_use]
pub fn title(document: &Document<'_>, id: TableId) -> String {
    let period = document.report.period;
    // Until 2020 children were brought before the authority; in 2021 they were channelled to DIF (reform of 11 November
    // 2020); from 2022 tables speak of children and adolescents.
    let era = match period.to().year() {
        ..=2020 => "presented",
        2021 => "channelled",
        _ => "children",
    };
    let period = period_to_date(document);
    document.texts.with(&format!("table-{}", id.code()), &[("era", era.into()), ("period", period.into())])
}

/// The period of a report in words; where the cut-off lies within it, up to that day and no further.
#[must_use]
pub fn period_to_date(document: &Document<'_>) -> String {
    let (period, cut_off) = (document.report.period, document.stamp.as_of.date());
    match Period::from_to(period.from(), cut_off) {
        Ok(so_far) if cut_off < period.to() => {
            document.texts.with("period-partial", &[("period", days_in_words(document, so_far).into())])
        }
        _ => period_in_words(document, period),
    }
}

/// A period in words: `enero-junio de 2019`.
#[must_use]
pub fn period_in_words(document: &Document<'_>, period: Period) -> String {
    let (from, to) = (period.from(), period.to());
    if !period.is_whole_months() {
        return days_in_words(document, period);
    }
    let month = |day: NaiveDate| document.text(&format!("month-{}", day.month()));
    let (first, last) = (month(from), month(to));
    let year = |day: NaiveDate| day.year().to_string();
    let args =
        [("from", first.into()), ("to", last.into()), ("from-year", year(from).into()), ("year", year(to).into())];
    let key = match (from.year() == to.year(), from.month(), to.month()) {
        (true, 1, 12) => return year(to),
        (true, first, last) if first == last => "period-month",
        (true, ..) => "period-months",
        _ => "period-months-across",
    };
    document.texts.with(key, &args)
}

/// A month of the rows: `mayo de 2019`; the key itself where it is no month.
fn month_label(document: &Document<'_>, key: &str) -> String {
    Period::parse(key).map_or_else(|_| key.to_owned(), |month| period_in_words(document, month))
}

fn days_in_words(document: &Document<'_>, period: Period) -> String {
    let day = |day: NaiveDate| {
        let month = document.text(&format!("month-{}", day.month()));
        let (day, year) = (day.day().to_string(), day.year().to_string());
        document.texts.with("period-day", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    };
    if period.from() == period.to() {
        return day(period.from());
    }
    document.texts.with("period-days", &[("from", day(period.from()).into()), ("to", day(period.to()).into())])
}

/// The label of a row.
#[must_use]
pub fn row_label(document: &Document<'_>, id: TableId, key: &str) -> String {
    let lang = document.stamp.lang;
    match id {
        TableId::ForeignByMonth => month_label(document, key),
        _ if id.is_by_nationality() => match find(&COUNTRIES, key) {
            Some(country) => country.name(lang).to_owned(),
            None => document.text("cell-unspecified"),
        },
        _ => match key.split_once('/') {
            Some((_, UNSPECIFIED)) => document.text("point-unspecified"),
            Some((_, point)) => point.to_owned(),
            None => find(&STATES, key).map_or(key, |state| state.name(lang)).to_owned(),
        },
    }
}

/// The label of a region of nationalities.
#[must_use]
pub fn region_label(document: &Document<'_>, region: &str) -> String {
    document.text(&format!("region-{region}"))
}

/// The labels of a column, one for each line of the head.
#[must_use]
pub fn column_labels(document: &Document<'_>, table: &Table, column: &str) -> Vec<String> {
    let depth = table.columns.iter().map(|column| column.split('/').count()).max().unwrap_or(1);
    let mut labels: Vec<String> =
        column.split('/').enumerate().map(|(level, part)| part_label(document, table.id, (level, part))).collect();
    let is_split = |other: &String| other.strip_prefix(column).is_some_and(|rest| rest.starts_with('/'));
    if labels.len() < depth && table.columns.iter().any(is_split) {
        labels.push(document.text("cell-subtotal"));
    }
    labels.resize(depth, String::new());
    labels
}

fn part_label(document: &Document<'_>, id: TableId, (level, part): (usize, &str)) -> String {
    match id {
        TableId::ServicesByState | TableId::CareByState if level == 0 => need_label(document, part),
        _ => document.text(&format!("cell-{part}")),
    }
}

/// The label of a category of services, or of another need.
#[must_use]
pub fn need_label(document: &Document<'_>, code: &str) -> String {
    match ServiceCategory::from_code(code) {
        Some(_) => label(ServiceCategory::LIST, code, document.stamp.lang).to_owned(),
        None => document.text(&format!("cell-{code}")),
    }
}

/// The notes under a table that stands alone: its own, and those of the whole report.
#[must_use]
pub fn notes(document: &Document<'_>, table: &Table) -> Vec<String> {
    own_notes(document, table).into_iter().chain(common_notes(document)).collect()
}

/// The notes of a table alone: what was counted, and by which date.
#[must_use]
pub fn own_notes(document: &Document<'_>, table: &Table) -> Vec<String> {
    let mut keys = vec![match table.id {
        TableId::ForeignByNationality | TableId::ForeignByState | TableId::ForeignByMonth => "note-unit-foreign",
        TableId::RepatriatedByState => "note-unit-repatriated",
        TableId::ReturnedByNationality => "note-unit-returned",
        TableId::ServicesByState => "note-unit-services",
        TableId::CallsByState => "note-unit-calls",
        TableId::CareByState => "note-unit-care",
    }];
    let is_unspecified = |(column, figure): (&String, &u64)| *figure > 0 && column.ends_with(UNSPECIFIED);
    match table.id {
        TableId::ServicesByState | TableId::CallsByState => keys.push("note-distinct"),
        TableId::ReturnedByNationality | TableId::CareByState => {}
        _ => keys.push("note-groups"),
    }
    if table.columns.iter().zip(&table.total).any(is_unspecified) {
        keys.push("note-unspecified");
    }
    keys.into_iter().map(|key| document.text(key)).collect()
}

/// The notes that hold for the whole report: who is left out, where it is limited to, and as of when it is.
#[must_use]
pub fn common_notes(document: &Document<'_>) -> Vec<String> {
    let (report, stamp) = (document.report, document.stamp);
    let mut notes = Vec::new();
    if report.excluded_adults != Shown::Exact(0) {
        let adults = super::printed(report.excluded_adults, document.texts);
        notes.push(document.texts.with("note-adults", &[("count", adults.into())]));
    }
    if let Some(places) = places(document) {
        notes.push(document.texts.with("note-scope", &[("places", places.into())]));
    }
    notes.push(document.texts.with("note-preliminary", &[("as-of", cut_off(document).into())]));
    if stamp.training {
        notes.push(document.text("note-training"));
    }
    notes
}

/// The cut-off as people read it: `2019-07-18 09:00 (UTC-06:00)`.
#[must_use]
pub fn cut_off(document: &Document<'_>) -> String {
    let as_of = document.stamp.as_of;
    let civil = as_of.civil().format("%Y-%m-%d %H:%M");
    let offset = as_of.offset_minutes();
    let sign = if offset < 0 { '-' } else { '+' };
    format!("{civil} (UTC{sign}{:02}:{:02})", offset.abs() / 60, offset.abs() % 60)
}

/// The places that a report is limited to, by name; nothing where it is not.
#[must_use]
pub fn places(document: &Document<'_>) -> Option<String> {
    let scope = &document.report.scope;
    let name = |code: &String| find(&STATES, code).map_or(code.as_str(), |s| s.name(document.stamp.lang)).to_owned();
    let places: Vec<String> = scope.states.iter().map(name).chain(scope.offices.iter().cloned()).collect();
    (!places.is_empty()).then(|| places.join(", "))
}
