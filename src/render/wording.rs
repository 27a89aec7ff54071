//! Titles, labels and notes of tables, and periods in words.
//!
//! Holds no texts, only their keys. Must stay true: a title uses the words that were official in the year of the
//! events, and never calls a period whole that had not ended at the cut-off.

use super::{Document, published};
use crate::domain::catalogue::{COUNTRIES, Entry, STATES, find, label};
use crate::domain::code::ServiceCategory;
use crate::domain::moment::Moment;
use crate::domain::period::Period;
use crate::report::change::Dimension;
use crate::report::comparison::Comparison;
use crate::report::facts::UNSPECIFIED;
use crate::report::public::Shown;
use crate::report::rule::Universe;
use crate::report::tables::{Row, Table, TableId, UNKNOWN_NATIONALITY};
use chrono::{Datelike, NaiveDate};

/// Until 2020 children were brought before the authority; in 2021 they were channelled to DIF (reform of 11 November
/// 2020); from 2022 tables speak of children and adolescents.
const fn era(year: i32) -> &'static str {
    match year {
        ..=2020 => "presented",
        2021 => "channelled",
        _ => "children",
    }
}

/// The days of a period that a report says something of: none after its cut-off.
fn days_so_far(document: &Document<'_>, period: Period) -> Period {
    let cut_off = document.stamp.as_of.date();
    Period::from_to(period.from(), period.to().min(cut_off)).unwrap_or(period)
}

/// The eras of the first and the last event.
fn eras(document: &Document<'_>) -> (&'static str, &'static str) {
    let days = days_so_far(document, document.report.period);
    (era(days.from().year()), era(days.to().year()))
}

/// The title of a table.
#[must_use]
pub fn title(document: &Document<'_>, id: TableId) -> String {
    let era = match eras(document) {
        ("presented", "channelled") => "both",
        (_, last) => last,
    };
    let period = period_to_date(document);
    document.texts.with(&format!("table-{}", id.code()), &[("era", era.into()), ("period", period.into())])
}

/// The period of a report in words, as far as it has come.
#[must_use]
pub fn period_to_date(document: &Document<'_>) -> String {
    to_date(document, document.report.period)
}

/// Whether a period has not begun at the cut-off of the report.
#[must_use]
pub fn is_ahead(document: &Document<'_>, period: Period) -> bool {
    document.stamp.as_of.date() < period.from()
}

/// A period in words; where the cut-off of the report lies within it, up to that day and no further, and where it lies
/// before it, that it has not begun.
#[must_use]
pub fn to_date(document: &Document<'_>, period: Period) -> String {
    let as_of = document.stamp.as_of;
    let whole = period_in_words(document, period);
    if is_ahead(document, period) {
        return document.texts.with("period-future", &[("period", whole.into())]);
    }
    if period.is_over(as_of) {
        return whole;
    }
    document.texts.with("period-partial", &[("period", days_in_words(document, days_so_far(document, period)).into())])
}

/// A period in words: `enero-junio de 2019`.
#[must_use]
pub fn period_in_words(document: &Document<'_>, period: Period) -> String {
    in_words(document, &format!("period-{}", form(period)), period)
}

/// How a sentence about the report's period begins: `De enero a junio de 2019`; days where it is not over.
#[must_use]
pub fn period_of_sentence(document: &Document<'_>) -> String {
    let (period, as_of) = (document.report.period, document.stamp.as_of);
    if period.is_over(as_of) || is_ahead(document, period) {
        return in_words(document, &format!("prose-period-{}", form(period)), period);
    }
    let days = days_so_far(document, period);
    in_words(document, &format!("prose-period-{}", form_of_days(days)), days)
}

/// A day in words: `15 de junio de 2019`.
#[must_use]
pub fn day_in_words(document: &Document<'_>, day: NaiveDate) -> String {
    Period::from_to(day, day).map_or_else(|_| day.to_string(), |day| days_in_words(document, day))
}

/// A month of the rows: `mayo de 2019`; the key itself where it is no month.
fn month_label(document: &Document<'_>, key: &str) -> String {
    Period::parse(key).map_or_else(|_| key.to_owned(), |month| period_in_words(document, month))
}

/// The label of a row for people: of a month also whether it is not over, or not all of it is counted.
#[must_use]
pub fn row_head(document: &Document<'_>, id: TableId, key: &str) -> String {
    let label = row_label(document, id, key);
    let Some(month) = Period::parse(key).ok().filter(|_| id == TableId::ForeignByMonth) else { return label };
    let (period, as_of) = (document.report.period, document.stamp.as_of);
    let is_whole = month.is_over(as_of) && period.from() <= month.from() && month.to() <= period.to();
    let key = if is_ahead(document, month) { "month-ahead" } else { "month-so-far" };
    if is_whole { label } else { document.texts.with(key, &[("month", label.into())]) }
}

/// Whether a row has something to say: a month that has not begun has no figure, which is not one of zero.
#[must_use]
pub fn is_told(document: &Document<'_>, id: TableId, row: &Row) -> bool {
    id != TableId::ForeignByMonth
        || row.cells.iter().any(|figure| *figure > 0)
        || !Period::parse(&row.key).is_ok_and(|month| is_ahead(document, month))
}

fn days_in_words(document: &Document<'_>, period: Period) -> String {
    in_words(document, &format!("period-{}", form_of_days(period)), period)
}

/// How a period is put in words: by its year, its months, or its days.
fn form(period: Period) -> &'static str {
    if !period.is_whole_months() {
        return form_of_days(period);
    }
    match (period.from().year() == period.to().year(), period.from().month(), period.to().month()) {
        (true, 1, 12) => "year",
        (true, first, last) if first == last => "month",
        (true, ..) => "months",
        _ => "months-across",
    }
}

/// How days are put in words, naming no month and no year twice.
fn form_of_days(period: Period) -> &'static str {
    let (from, to) = (period.from(), period.to());
    match (from.year() == to.year(), from.month() == to.month(), from == to) {
        (.., true) => "day",
        (true, true, _) => "days-of-month",
        (true, ..) => "days",
        _ => "days-across",
    }
}

/// A text about the ends of a period.
fn in_words(document: &Document<'_>, key: &str, period: Period) -> String {
    let month = |day: NaiveDate| document.text(&format!("month-{}", day.month()));
    let (from, to) = (period.from(), period.to());
    let args = [
        ("from-day", from.day().to_string().into()),
        ("from-month", month(from).into()),
        ("from-year", from.year().to_string().into()),
        ("day", to.day().to_string().into()),
        ("month", month(to).into()),
        ("year", to.year().to_string().into()),
    ];
    document.texts.with(key, &args)
}

/// The label of a row.
#[must_use]
pub fn row_label(document: &Document<'_>, id: TableId, key: &str) -> String {
    let lang = document.stamp.lang;
    if let Some(label) = published::row_label(document, id, key) {
        return label;
    }
    match id {
        TableId::ForeignByMonth => month_label(document, key),
        TableId::UnspecifiedByOffice => key.to_owned(),
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

/// The label of a part of a change.
#[must_use]
pub fn part_of_change(document: &Document<'_>, by: Dimension, key: &str) -> String {
    match by {
        Dimension::Nationality => row_label(document, TableId::ForeignByNationality, key),
        Dimension::State => row_label(document, TableId::ForeignByState, key),
        _ => document.text(&format!("cell-{key}")),
    }
}

/// The label of a region of nationalities.
#[must_use]
pub fn region_label(document: &Document<'_>, region: &str) -> String {
    document.text(&format!("region-{region}"))
}

/// The labels of a column among those that are shown, one for each line of the head.
#[must_use]
pub fn column_labels(document: &Document<'_>, (id, keys): (TableId, &[String]), column: &str) -> Vec<String> {
    let depth = keys.iter().map(|column| column.split('/').count()).max().unwrap_or(1);
    let mut labels: Vec<String> =
        column.split('/').enumerate().map(|(level, part)| part_label(document, id, (level, part))).collect();
    let is_split = |other: &String| other.strip_prefix(column).is_some_and(|rest| rest.starts_with('/'));
    if labels.len() < depth && keys.iter().any(is_split) {
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

/// The *ficha* of a table: what its rule counts, what is not known, who is left out, as of when, and where from.
#[must_use]
pub fn notes(document: &Document<'_>, table: &Table) -> Vec<String> {
    let rule = table.id.rule();
    let part = |name: &str, code: &str| document.text(&format!("rule-{name}-{code}")).into();
    let args = [
        ("universe", part("universe", rule.universe.code())),
        ("unit", part("unit", rule.unit.code())),
        ("date", part("date", rule.date.code())),
    ];
    let mut notes = vec![document.texts.with("rule", &args)];
    notes.extend(own_notes(document, table));
    notes.extend(unspecified(document, table));
    notes.extend(common_notes(document));
    notes
}

/// What holds of every figure of a report: who is left out, as of when it is, and where from.
#[must_use]
pub fn common_notes(document: &Document<'_>) -> Vec<String> {
    let (report, stamp) = (document.report, document.stamp);
    let mut notes = Vec::from_iter(published::common_note(document));
    if report.excluded_adults != Shown::Exact(0) {
        let (cases, count) = (report.excluded_adults.exact(), super::printed(report.excluded_adults, document.texts));
        let args = [("cases", cases.unwrap_or_default().into()), ("count", count.into())];
        notes.push(document.texts.with("note-adults", &args));
    }
    let places = places(document).unwrap_or_else(|| document.text("report-everywhere"));
    let head = stamp.head.as_str();
    let args = [("as-of", cut_off(document).into()), ("places", places.into()), ("head", head.into())];
    notes.push(document.texts.with("note-source", &args));
    notes.extend(stamp.training.then(|| document.text("note-training")));
    notes
}

/// What a reader of this table alone has to know.
fn own_notes(document: &Document<'_>, table: &Table) -> Vec<String> {
    let of_table = match table.id {
        TableId::RepatriatedByState => Some("note-points"),
        TableId::CareByState => Some("note-care"),
        TableId::ReturnedByNationality => Some("note-returned"),
        TableId::UnspecifiedByOffice => Some("note-shares"),
        id if id.rule().unit.has_children() && !document.report.is_public => Some("note-distinct"),
        _ => None,
    };
    let has_groups = matches!(table.id.rule().universe, Universe::Foreign | Universe::Repatriated);
    let of_groups = has_groups.then_some("note-groups");
    let (first, last) = eras(document);
    let of_eras = (first != last && table.id.rule().universe == Universe::Foreign).then_some("note-eras");
    of_table
        .into_iter()
        .chain(of_groups)
        .chain(of_eras)
        .map(|key| document.text(key))
        .chain(published::notes(document, table))
        .collect()
}

/// How many events stand under "not specified", by what is not known of them.
fn unspecified(document: &Document<'_>, table: &Table) -> Option<String> {
    let by_column = |level: usize| -> u64 {
        let is_wanted =
            |key: &str| key.split('/').count() == level + 1 && key.split('/').nth(level) == Some(UNSPECIFIED);
        table.columns.iter().zip(&table.total).filter(|(key, _)| is_wanted(key)).map(|(_, figure)| figure).sum()
    };
    let by_row = |is_wanted: fn(&str) -> bool| -> u64 {
        table.rows.iter().filter(|row| is_wanted(&row.key)).filter_map(|row| row.cells.first()).sum()
    };
    let missing = [
        ("without-nationality", by_row(|key| key == UNKNOWN_NATIONALITY)),
        ("without-point", by_row(|key| key.split_once('/').is_some_and(|(_, point)| point == UNSPECIFIED))),
        ("without-group", by_column(0)),
        ("without-accompaniment", by_column(1)),
        ("without-sex", by_column(2)),
    ];
    let said: Vec<String> = missing
        .into_iter()
        .filter(|(_, figure)| *figure > 0)
        .map(|(what, figure)| format!("{} {}", super::number(figure), document.text(&format!("rule-{what}"))))
        .collect();
    (!said.is_empty()).then(|| document.texts.with("note-unspecified", &[("missing", said.join(", ").into())]))
}

/// What a report is of and where it comes from: the keys of the labels, and what stands beside them.
#[must_use]
pub fn about(document: &Document<'_>) -> Vec<(&'static str, String)> {
    let against = document.comparison.map(|comparison| {
        let whole = to_date(document, comparison.period);
        let cut = |cut: &Comparison| {
            let args = [("cut", period_in_words(document, cut.period).into()), ("period", whole.as_str().into())];
            document.texts.with("against-equal-cut-off", &args)
        };
        comparison.equal_cut_off.as_deref().map_or_else(|| whole.clone(), cut)
    });
    let places = places(document).unwrap_or_else(|| document.text("report-everywhere"));
    [
        Some(("report-period", period_to_date(document))),
        against.map(|against| ("report-against", against)),
        Some(("report-scope", places)),
        seal(document).map(|seal| ("report-seal", seal)),
        Some(("report-as-of", cut_off(document))),
        Some(("report-head", document.stamp.head.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The seal that a report is made from; nothing where it is made from none.
#[must_use]
pub fn seal(document: &Document<'_>) -> Option<String> {
    let seal = document.stamp.seal?;
    let args = [("number", seal.number.into()), ("at", moment(seal.at).into())];
    Some(document.texts.with("made-of-seal", &args))
}

/// The cut-off as people read it: `2019-07-18 09:00 (UTC-06:00)`.
#[must_use]
pub fn cut_off(document: &Document<'_>) -> String {
    moment(document.stamp.as_of)
}

fn moment(as_of: Moment) -> String {
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
    let offices = scope.offices.iter().map(|code| office(document, code).to_owned());
    let places: Vec<String> = scope.states.iter().map(name).chain(offices).collect();
    (!places.is_empty()).then(|| places.join(", "))
}

/// An office by name; by its code where the store has no name for it.
#[must_use]
pub fn office<'a>(document: &'a Document<'_>, code: &'a str) -> &'a str {
    document.stamp.offices.iter().find(|(known, _)| known == code).map_or(code, |(_, name)| name)
}
