//! The statement for the press: a report in sentences, in Spanish as the institute writes them and in English.
//!
//! Counts nothing, and holds no sentence, only what is said and in which order. Must stay true: a figure of zero is not
//! said, one is said in the singular, and what may not be told is not; the period is that of the data, never what was typed.

use super::linked::{self, Piece, marked, pieces};
use super::text::wrap;
use super::{Document, number, wording};
use crate::domain::code::ServiceCategory;
use crate::i18n::{Arg, Texts};
use crate::report::behind::{CellRef, TOTAL};
use crate::report::comparison::Comparison;
use crate::report::facts::UNSPECIFIED;
use crate::report::public::{OTHER, Shown};
use crate::report::tables::{Table, TableId, UNKNOWN_NATIONALITY};
use std::cmp::{Ordering, Reverse};
use std::io::{self, Write};

/// The widest line of a statement.
const WIDTH: usize = 80;
/// A space at which no line ends.
pub const WITHIN: &str = "\u{a0}";
/// How many parts of a list are named before the others are one.
const NAMED: usize = 4;
/// How many states are named.
const STATES_NAMED: usize = 3;
/// What chooses the plural where no figure is told.
const SEVERAL: u64 = 2;

/// Writes the statement in lines, a blank one between paragraphs.
///
/// # Errors
/// Where the writer fails.
pub fn write_prose(out: &mut impl Write, document: &Document<'_>) -> io::Result<()> {
    write_paragraphs(out, &statement(document))
}

/// The same of a statement that somebody has changed; that it is of made-up data stays said.
///
/// # Errors
/// Where the writer fails.
pub fn write_edited(out: &mut impl Write, edited: &[String], document: &Document<'_>) -> io::Result<()> {
    let mark = Some(document.text("note-training")).filter(|mark| document.stamp.training && !edited.contains(mark));
    write_paragraphs(out, &mark.into_iter().chain(edited.iter().cloned()).collect::<Vec<_>>())
}

fn write_paragraphs(out: &mut impl Write, paragraphs: &[String]) -> io::Result<()> {
    for (place, paragraph) in paragraphs.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for line in wrap(paragraph, WIDTH) {
            writeln!(out, "{}", line.replace(WITHIN, " "))?;
        }
    }
    Ok(())
}

/// The statement in paragraphs, for who breaks them into lines: none ends inside a figure.
#[must_use]
pub fn statement(document: &Document<'_>) -> Vec<String> {
    linked(document).iter().map(|pieces| pieces.iter().map(unbroken).collect()).collect()
}

/// The words of a piece, where they are a figure with spaces at which no line ends.
#[must_use]
pub fn unbroken(piece: &Piece) -> String {
    if piece.made_of.is_some() { piece.text.replace(' ', WITHIN) } else { piece.text.clone() }
}

/// The same, each figure with the cells whose sum it is.
#[must_use]
pub fn linked(document: &Document<'_>) -> Vec<Vec<Piece>> {
    paragraphs(document).iter().map(|paragraph| pieces(paragraph)).collect()
}

fn paragraphs(document: &Document<'_>) -> Vec<String> {
    let mut says = Says { document, sentences: 0, has_who: false, has_nna: false };
    let sentences = [
        vec![says.foreign(), says.northern()],
        vec![says.nationalities(), says.ages(), says.sexes()],
        vec![says.counted("repatriated"), says.counted("received"), says.returned()],
        says.help(),
        vec![says.states(), says.change(), says.share()],
    ];
    let mut paragraphs: Vec<String> =
        sentences.into_iter().map(|sentences| sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")).collect();
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    // A change alone does not say of which days it is.
    if says.sentences == 0 {
        paragraphs.insert(0, says.nothing());
    }
    let training = document.stamp.training.then(|| document.text("note-training"));
    training.into_iter().chain(paragraphs).chain([says.note()]).collect()
}

/// A number in a sentence: up to nine in words, then `mil 204`, `10 mil 135` in Spanish and `10,135` in English.
#[must_use]
pub fn in_words(texts: &Texts, value: u64) -> String {
    if value <= 9 {
        let place = usize::try_from(value).unwrap_or_default();
        return texts.get("prose-numbers").split_whitespace().nth(place).unwrap_or_default().to_owned();
    }
    if texts.is_in_digits() {
        return number(value);
    }
    let below_million = |value: u64| {
        let thousands = match value / 1_000 {
            0 => None,
            1 => Some(texts.get("prose-thousand")),
            thousands => Some(format!("{thousands} {}", texts.get("prose-thousand"))),
        };
        let rest = value % 1_000;
        let rest = (rest > 0).then(|| rest.to_string());
        thousands.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
    };
    let millions = match value / 1_000_000 {
        0 => None,
        1 => Some(texts.get("prose-million")),
        millions => Some(texts.with("prose-millions", &[("millions", below_million(millions).into())])),
    };
    let rest = value % 1_000_000;
    millions.into_iter().chain((rest > 0).then(|| below_million(rest))).collect::<Vec<_>>().join(" ")
}

/// A figure in a sentence: in words alone, in words before a noun, and as what chooses singular or plural.
type Figure = [(&'static str, Arg<'static>); 3];

/// A part of a whole: what is said of it, how many it is, and whether nothing is known of it.
struct Part {
    said: String,
    count: u64,
    cells: Vec<CellRef>,
    is_unknown: bool,
}

/// Says a report, sentence after sentence, and knows what it has named in full.
struct Says<'a> {
    document: &'a Document<'a>,
    /// How many have named the period.
    sentences: usize,
    has_who: bool,
    has_nna: bool,
}

impl Says<'_> {
    fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.document.texts.with(key, args)
    }

    fn exact(&self, path: &str) -> Option<u64> {
        self.document.report.shown(path).exact()
    }

    /// A figure that is said: one that may be told and is not zero.
    fn figure(&self, shown: Shown, cells: &[CellRef]) -> Option<Figure> {
        let (alone, count) = match shown {
            Shown::Exact(0) | Shown::Withheld => return None,
            Shown::Exact(count) => (in_words(self.document.texts, count), count),
            Shown::FewerThanFive => (self.document.text("prose-few"), SEVERAL),
        };
        // "Un millón de" before a noun, but "un millón 200 mil".
        let is_round = count >= 1_000_000 && count.is_multiple_of(1_000_000) && !self.document.texts.is_in_digits();
        let alone = marked(&alone, cells);
        let of = if is_round { self.with("prose-round", &[("figure", alone.as_str().into())]) } else { alone.clone() };
        Some([("figure", alone.into()), ("figure-of", of.into()), ("count", count.into())])
    }

    fn measure(&self, path: &str) -> Option<Figure> {
        self.figure(self.document.report.shown(path), &[linked::measure(path)])
    }

    /// A sentence: when, who and whom in full where they are named first.
    fn sentence(&mut self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let one = |is_new: bool, new: String, then: &str| if is_new { new } else { self.document.text(then) };
        let again = if self.sentences % 2 == 1 { "prose-same-period" } else { "prose-also" };
        let when = one(self.sentences == 0, wording::period_of_sentence(self.document), again);
        let who = one(!self.has_who, self.who(), "prose-who");
        let nna = one(!self.has_nna, self.document.text("prose-nna-first"), "prose-nna");
        let names = [("when", when.into()), ("who", who.as_str().into()), ("nna", nna.as_str().into())];
        let sentence = self.with(key, &[&names[..], args].concat());
        self.sentences += 1;
        // Not every sentence names them.
        self.has_who |= sentence.contains(&who);
        self.has_nna |= sentence.contains(&nna);
        sentence
    }

    /// Who helps, and where a report is limited to.
    fn who(&self) -> String {
        let scope = &self.document.report.scope;
        let place = |key: &str, places: &[String]| {
            let args = [("places", self.joined(places, ", ").into())];
            if places.is_empty() { String::new() } else { format!(" {}", self.with(key, &args)) }
        };
        let states: Vec<String> =
            scope.states.iter().map(|code| wording::row_label(self.document, TableId::ForeignByState, code)).collect();
        // In quotes, for a name has an article that nobody knows.
        let office =
            |code: &String| self.with("prose-office", &[("name", wording::office(self.document, code).into())]);
        let offices: Vec<String> = scope.offices.iter().map(office).collect();
        let places = place("prose-in-states", &states) + &place("prose-in-offices", &offices);
        self.with("prose-who-first", &[("places", places.into())])
    }

    /// Items as a list; in Spanish `y` is `e` before the sound of an `i`.
    fn joined(&self, items: &[String], between: &str) -> String {
        let Some((last, others)) = items.split_last() else { return String::new() };
        let sound = last.trim_start_matches('«').to_lowercase().replace('í', "i");
        let is_diphthong = ["hia", "hie", "hio"].iter().any(|start| sound.starts_with(start));
        let is_i = sound.starts_with('i') || sound.starts_with("hi") && !is_diphthong;
        let and = self.document.text(if is_i { "prose-and-before-i" } else { "prose-and" });
        if others.is_empty() { last.clone() } else { format!("{} {and} {last}", others.join(between)) }
    }

    fn table(&self, id: TableId) -> Option<&Table> {
        self.document.report.tables.iter().find(|table| table.id == id)
    }

    /// The totals of foreign minors by one level of columns, where the report tells them apart, with the cells of each.
    fn by_level(&self, level: usize) -> Vec<(String, u64, Vec<CellRef>)> {
        let Some(table) = self.table(TableId::ForeignByState) else { return Vec::new() };
        let is_own = |column: &str, key: &str| {
            let mut parts = column.split('/').skip(level);
            parts.next() == Some(key) && parts.next().is_none()
        };
        let parts = table.by_level(level).unwrap_or_default().into_iter().map(|(key, count)| {
            let columns =
                table.columns.iter().zip(&table.total).filter(|(column, total)| is_own(column, &key) && **total > 0);
            let cells = columns.map(|(column, _)| linked::cell(table.id, TOTAL, column)).collect();
            (key, count, cells)
        });
        parts.collect()
    }

    fn foreign(&mut self) -> Option<String> {
        let figure = self.measure("foreign")?;
        let sex =
            self.by_level(2).into_iter().find(|(_, count, _)| *count > 0).map_or_else(String::new, |(sex, ..)| sex);
        let sex = [("sex", sex.into())];
        let is_all = self.exact("foreign").is_some() && self.exact("foreign") == self.exact("foreign_unaccompanied");
        let key = if is_all { "prose-all-unaccompanied" } else { "prose-unaccompanied" };
        let alone = self.measure("foreign_unaccompanied").map(|alone| self.with(key, &[&alone[..], &sex].concat()));
        let alone = [("unaccompanied", alone.unwrap_or_default().into())];
        Some(self.sentence("prose-foreign", &[&figure[..], &sex, &alone].concat()))
    }

    /// How many of the unaccompanied are of the north of Central America.
    fn northern(&self) -> Option<String> {
        let (all, some) = (self.exact("foreign_unaccompanied"), self.exact("unaccompanied_sv_gt_hn_ni"));
        let figure = self.measure("unaccompanied_sv_gt_hn_ni").filter(|_| all != Some(1))?;
        let is_all = all.is_some() && all == some;
        Some(self.with(if is_all { "prose-northern-all" } else { "prose-northern" }, &figure))
    }

    fn nationalities(&self) -> Option<String> {
        let mut rows: Vec<(&str, u64)> = self.rows(TableId::ForeignByNationality);
        let mut take = |key: &str| -> u64 {
            let taken = rows.iter().filter(|(known, _)| *known == key).map(|(_, count)| count).sum();
            rows.retain(|(known, _)| *known != key);
            taken
        };
        let (unknown, pooled) = (take(UNKNOWN_NATIONALITY), take(OTHER));
        let cell = |key: &str| linked::cell(TableId::ForeignByNationality, key, "total");
        // Where all are pooled, nothing is told of any.
        if pooled > 0 && rows.is_empty() {
            return None;
        }
        rows.sort_by_key(|(_, count)| Reverse(*count));
        // One more is named rather than called "others".
        let named = if pooled == 0 && rows.len() == NAMED + 1 { rows.len() } else { NAMED };
        let rest = rows.split_off(named.min(rows.len()));
        // What is pooled is more than one, and may be who is of none that is known.
        let others_count = rest.len() + if pooled > 0 { 2 } else { 0 };
        let others = pooled + rest.iter().map(|(_, count)| count).sum::<u64>();
        let other_cells = rest.iter().map(|(key, _)| cell(key)).chain((pooled > 0).then(|| cell(OTHER))).collect();
        let mut parts: Vec<Part> = rows
            .into_iter()
            .map(|(key, count)| {
                let country = wording::row_label(self.document, TableId::ForeignByNationality, key);
                let said = if key == "XXA" { "prose-nationality-stateless" } else { "prose-nationality-country" };
                self.part(said, (count, vec![cell(key)]), &[("country", country.into())])
            })
            .collect();
        parts.push(self.part(
            if pooled > 0 && unknown == 0 { "prose-nationality-pooled" } else { "prose-nationality-other" },
            (others, other_cells),
            &[("countries", others_count.into())],
        ));
        parts.push(self.part("prose-nationality-unspecified", (unknown, vec![cell(UNKNOWN_NATIONALITY)]), &[]));
        self.breakdown("nationality", parts)
    }

    fn ages(&self) -> Option<String> {
        let part = |(key, count, cells): (String, u64, _)| self.part(&format!("prose-age-{key}"), (count, cells), &[]);
        let parts = self.by_level(0).into_iter().map(part);
        self.breakdown("age", parts.collect())
    }

    /// The sex of one child is said with the child.
    fn sexes(&self) -> Option<String> {
        let parts = self.by_level(2).into_iter().map(|(key, count, cells)| {
            self.part(&format!("prose-sex-{}", if key == OTHER { "pooled" } else { &key }), (count, cells), &[])
        });
        self.breakdown("sex", parts.filter(|_| self.exact("foreign") != Some(1)).collect())
    }

    /// The totals of the rows of a table that are parts of no other.
    fn rows(&self, id: TableId) -> Vec<(&str, u64)> {
        let rows = self.table(id).into_iter().flat_map(|table| &table.rows).filter(|row| !row.key.contains('/'));
        rows.filter_map(|row| Some((row.key.as_str(), *row.cells.first()?))).filter(|(_, count)| *count > 0).collect()
    }

    fn part(&self, key: &str, (count, cells): (u64, Vec<CellRef>), args: &[(&str, Arg<'_>)]) -> Part {
        let said = self.with(key, &[&[("count", Arg::from(count))], args].concat());
        Part { said, count, cells, is_unknown: key.ends_with(UNSPECIFIED) }
    }

    /// What the children are: `Por sexo, 776 son hombres y 428 mujeres.`, or that all are the same.
    fn breakdown(&self, by: &str, mut parts: Vec<Part>) -> Option<String> {
        parts.retain(|part| part.count > 0);
        let is_one = parts.len() == 1;
        if is_one && parts.iter().any(|part| part.is_unknown) {
            return None;
        }
        let mut verb = Some(format!("prose-verb-{by}"));
        let mut item = |part: &Part| {
            let figure = self.figure(Shown::Exact(part.count), &part.cells)?;
            let all = self.with("prose-all", &figure);
            let words = if is_one { all } else { marked(&in_words(self.document.texts, part.count), &part.cells) };
            let verb = verb.take().map(|verb| self.with(&verb, &figure));
            Some([Some(words), verb, Some(part.said.clone())].into_iter().flatten().collect::<Vec<_>>().join(" "))
        };
        let items: Vec<String> = parts.iter().filter_map(&mut item).collect();
        let list = self.joined(&items, "; ");
        match items.len() {
            0 => None,
            1 => Some(format!("{list}.")),
            _ => Some(self.with(&format!("prose-by-{by}"), &[("list", list.into())])),
        }
    }

    /// A measure that is a sentence of its own.
    fn counted(&mut self, measure: &str) -> Option<String> {
        let figure = self.measure(measure)?;
        Some(self.sentence(&format!("prose-{measure}"), &figure))
    }

    /// Returns stand apart: they have another date.
    fn returned(&mut self) -> Option<String> {
        let figure = self.measure("returned/total")?;
        let kinds = ["deportation", "assisted_return"];
        let said: Vec<String> = kinds
            .into_iter()
            .filter_map(|kind| {
                let args = self.measure(&format!("returned/{kind}"))?;
                Some(self.with(&format!("prose-returned-{kind}"), &args))
            })
            .collect();
        let list = self.joined(&said, ", ");
        let kinds = if list.is_empty() { list } else { format!(" ({list})") };
        let kinds = [("kinds", kinds.into()), ("kinds-count", said.len().into())];
        Some(self.sentence("prose-returned", &[&figure[..], &kinds].concat()))
    }

    /// Services by category and calls to relatives.
    fn help(&mut self) -> Vec<Option<String>> {
        let acts = |category: ServiceCategory| {
            let path = format!("services/{}/acts", category.code());
            let acts = self.exact(&path).filter(|acts| *acts > 0)?;
            Some((category, acts, vec![linked::measure(&path)]))
        };
        let mut parts: Vec<(ServiceCategory, u64, Vec<CellRef>)> =
            ServiceCategory::ALL.into_iter().filter_map(acts).collect();
        parts.sort_by_key(|(category, acts, _)| (*category == ServiceCategory::Other, Reverse(*acts)));
        if parts.len() > NAMED + 1 {
            let others = parts.split_off(NAMED);
            let sum = others.iter().map(|(_, acts, _)| acts).sum();
            parts.push((ServiceCategory::Other, sum, others.into_iter().flat_map(|(.., cells)| cells).collect()));
        }
        let mut is_first = true;
        let item = |(category, count, cells): (ServiceCategory, u64, Vec<CellRef>)| {
            let figure = self.figure(Shown::Exact(count), &cells)?;
            let key = if std::mem::take(&mut is_first) { "prose-service-first" } else { "prose-service-next" };
            let kind = self.document.text(&format!("prose-service-{}", category.code()));
            Some(self.with(key, &[&figure[..], &[("kind", kind.into())]].concat()))
        };
        let items: Vec<String> = parts.into_iter().filter_map(item).collect();
        let list = self.joined(&items, "; ");
        let services = (!items.is_empty()).then(|| self.sentence("prose-services", &[("list", list.into())]));
        vec![services, self.calls()]
    }

    fn calls(&mut self) -> Option<String> {
        let figure = self.measure("calls/reached")?;
        let minors = self.measure("calls/minors_reached").map(|minors| self.with("prose-calls-minors", &minors));
        Some(self.sentence("prose-calls", &[&figure[..], &[("minors", minors.unwrap_or_default().into())]].concat()))
    }

    /// The states with most cases, as far as each has more than the next; those that are pooled might have as many.
    fn states(&self) -> Option<String> {
        let mut rows = self.rows(TableId::ForeignByState);
        let pooled = rows.iter().find(|(key, _)| *key == OTHER).map_or(0, |(_, count)| *count);
        rows.retain(|(key, count)| *key != OTHER && *count > pooled);
        rows.sort_by_key(|(_, count)| Reverse(*count));
        let count = |place: usize| rows.get(place).map_or(0, |(_, count)| *count);
        let named = (1..=STATES_NAMED.min(rows.len())).rev().find(|named| count(*named - 1) > count(*named))?;
        let label = |(key, _): &(&str, u64)| wording::row_label(self.document, TableId::ForeignByState, key);
        let states: Vec<String> = rows.iter().take(named).map(label).collect();
        let args = [("count", named.into()), ("states", self.joined(&states, ", ").into())];
        (rows.len() > 1 || pooled > 0).then(|| self.with("prose-states", &args))
    }

    /// What this period stands beside, once it has begun: nothing has fallen before.
    fn comparison(&self) -> Option<&Comparison> {
        self.document.comparison.filter(|_| !self.is_ahead()).map(Comparison::like)
    }

    fn is_ahead(&self) -> bool {
        wording::is_ahead(self.document, self.document.report.period)
    }

    fn change(&self) -> Option<String> {
        let comparison = self.comparison()?;
        let change = comparison.change("foreign").filter(|change| change.before > 0)?;
        let period = wording::to_date(self.document, comparison.period);
        let way = match change.absolute.cmp(&0) {
            Ordering::Equal => return Some(self.with("prose-change-none", &[("period", period.into())])),
            Ordering::Greater => "more",
            Ordering::Less => "fewer",
        };
        let figure = self.figure(Shown::Exact(change.absolute.unsigned_abs()), &[])?;
        let percent = change.told().map(|percent| format!("{:.1}", percent.abs()));
        let key = if percent.is_some() { "prose-change-percent" } else { "prose-change" };
        let more = [("period", period.into()), ("way", way.into()), ("percent", percent.unwrap_or_default().into())];
        Some(self.with(key, &[&figure[..], &more].concat()))
    }

    /// The share of the unaccompanied; its difference is one of percentage points.
    fn share(&self) -> Option<String> {
        let comparison = self.comparison()?;
        let now = &self.document.report.measures;
        let points = comparison.share_points(now)?;
        let way = match points.sign() {
            Ordering::Equal => return None,
            Ordering::Greater => "more",
            Ordering::Less => "fewer",
        };
        let percent = |percent: Option<_>| percent.map_or_else(String::new, |percent| format!("{percent:.1}"));
        let args = [
            ("before", percent(comparison.measures.unaccompanied_share()).into()),
            ("now", percent(now.unaccompanied_share()).into()),
            ("points", marked(&format!("{:.1}", points.abs()), &[]).into()),
            ("way", way.into()),
        ];
        Some(self.with("prose-share", &args))
    }

    fn nothing(&mut self) -> String {
        let key = match self.exact("events") {
            Some(0) if self.is_ahead() => "prose-ahead",
            Some(0) => "prose-nothing",
            _ => "prose-withheld",
        };
        self.sentence(key, &[])
    }

    /// As of when, what is counted, and where from.
    fn note(&self) -> String {
        let document = self.document;
        let is_over = document.report.period.is_over(document.stamp.as_of);
        let places = wording::places(document).unwrap_or_else(|| document.text("report-everywhere"));
        let date = wording::day_in_words(document, document.stamp.as_of.date());
        let is_over = if is_over { "yes" } else { "no" };
        let args = [("is-over", is_over.into()), ("date", date.into()), ("places", places.into())];
        let seal = wording::seal(document).map(|seal| self.with("prose-seal", &[("seal", seal.into())]));
        [self.with("prose-note", &args)].into_iter().chain(seal).collect::<Vec<_>>().join(" ")
    }
}
