//! What a report that is fit to publish says of itself: what was pooled or left out, and what its signs mean.
//!
//! Names no row that was pooled, and does not count them. Must stay true: nothing here says more of a small count than
//! that there may be one.

use super::Document;
use crate::domain::moment::Moment;
use crate::i18n::Texts;
use crate::report::public::earlier::{Earlier, Unfit};
use crate::report::public::{OTHER, is_pooled};
use crate::report::tables::{Table, TableId, columns};

/// What is said of a table of which nothing can be told.
const NOTHING: &str = "public-note-nothing";

/// Of an earlier report by whom, when and of what it was published, in the words of a text.
#[must_use]
pub fn told(earlier: &Earlier, key: &str, zone: chrono_tz::Tz, texts: &Texts) -> String {
    let day = Moment::at_instant(earlier.at_ms, zone).map_or_else(String::new, |at| at.date().to_string());
    let scope = &earlier.published.scope;
    let places = scope.states.iter().chain(&scope.offices).map(String::as_str).collect::<Vec<_>>().join(", ");
    let places = if places.is_empty() { texts.get("report-everywhere") } else { places };
    let mut period = earlier.published.period.to_string();
    if let Some(against) = earlier.published.against {
        let args = [("period", period.into()), ("against", against.to_string().into())];
        period = texts.with("public-beside", &args);
    }
    let officer = earlier.officer.as_str();
    let args =
        [("date", day.into()), ("officer", officer.into()), ("period", period.into()), ("places", places.into())];
    texts.with(key, &args)
}

/// The text that says why figures of two periods are not published, the period that it names, and what of that would be fit.
#[must_use]
pub fn unfit(unfit: Unfit) -> (&'static str, [(&'static str, String); 2]) {
    let (key, period, fit) = match unfit {
        Unfit::Months(period) => ("error-public-months", period, None),
        Unfit::Shared(period) => ("error-public-compare", period, None),
        Unfit::Open(month, None) => ("error-public-wait", month, None),
        Unfit::Open(month, over) => ("error-public-open", month, over),
    };
    (key, [("period", period.to_string()), ("fit", fit.map_or_else(String::new, |fit| fit.to_string()))])
}

/// The label of a row that holds what was pooled; nothing for any other.
#[must_use]
pub fn row_label(document: &Document<'_>, id: TableId, key: &str) -> Option<String> {
    let key = match key.split_once('/') {
        None if key != OTHER => return None,
        None if id.is_by_nationality() => "public-other-nationalities",
        None if id == TableId::ForeignByMonth => "public-other-months",
        None => "public-other-states",
        Some((_, OTHER)) => "public-other-points",
        Some(_) => return None,
    };
    Some(document.text(key))
}

/// What a table pools and leaves out.
#[must_use]
pub fn notes(document: &Document<'_>, table: &Table) -> Vec<String> {
    if !document.report.is_public {
        return Vec::new();
    }
    let has = |is_wanted: &dyn Fn(&str) -> bool| table.columns.iter().any(|column| is_wanted(column));
    let is_full = |depth| columns(table.id).iter().all(|column| column.split('/').count() <= depth);
    let depth = table.columns.iter().map(|column| column.split('/').count()).max().unwrap_or(0);
    let has_pooled = table.rows.iter().any(|row| is_pooled(&row.key));
    let left_out = match table.id {
        _ if table.columns.is_empty() => Some(NOTHING),
        TableId::ServicesByState | TableId::CallsByState => Some("public-note-children"),
        _ if has(&|column| column.ends_with(OTHER)) => Some("public-note-sexes"),
        _ if table.columns.len() == columns(table.id).len() => None,
        TableId::CareByState => Some("public-note-columns"),
        _ if depth == 2 => Some("public-note-no-sexes"),
        _ if table.columns.len() > 1 && is_full(3) => Some("public-note-no-accompaniment"),
        _ => Some("public-note-total"),
    };
    let keys = has_pooled.then_some("public-note-other").into_iter().chain(left_out);
    keys.map(|key| document.text(key)).collect()
}

/// Whether these notes of a table say that none of it is published.
#[must_use]
pub fn is_withheld(document: &Document<'_>, notes: &[String]) -> bool {
    document.report.is_public && notes.contains(&document.text(NOTHING))
}

/// What stands in the place of a picture that shows nothing of a measure.
#[must_use]
pub fn no_picture(document: &Document<'_>, measure: &str) -> String {
    let is_none = document.report.shown(measure).exact() == Some(0) || !document.report.is_public;
    document.text(if is_none { "picture-empty" } else { "public-no-picture" })
}

/// What holds for the whole report; nothing for one that is not for publication.
#[must_use]
pub fn common_note(document: &Document<'_>) -> Option<String> {
    document.report.is_public.then(|| document.text("public-note"))
}
