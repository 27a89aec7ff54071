//! Bars of one thing after the other, with the figures beside each, and the services of the last days.
//!
//! Counts nothing. Must stay true: every figure stands there in digits, and the bars of one chart add up to the figure
//! that the report has.

use super::{State, document};
use crate::domain::age::AgeGroup;
use crate::domain::code::{ServiceCategory, closed};
use crate::render::{Document, count, number, printed, wording};
use crate::report::comparison::{BASE_MIN, Percent};
use crate::report::facts::UNSPECIFIED;
use crate::report::public::Shown;
use crate::report::tables::{Row, Table, TableId};
use crate::screen::Ctx;
use crate::screen::choice::{room, say_hidden};
use crate::screen::message::{Figures, Move};
use crate::screen::spoken::Choosable;
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::chart::{self, Bar, PARTS};
use crate::ui::key::Key;
use crate::ui::text;
use crate::ui::theme::Role;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

closed! {
    /// What the bars are of.
    #[derive(Default, Serialize, Deserialize)]
    pub enum Variable {
        /// Months, in their order.
        #[default]
        Month = "month",
        /// Nationalities, the most frequent first.
        Nationality = "nationality",
        /// Age groups.
        Age = "age",
        /// Sexes.
        Sex = "sex",
        /// Accompaniment.
        Accompaniment = "accompaniment",
        /// Services, by category.
        Service = "service",
        /// States, the most frequent first.
        State = "state",
    }
}

/// How far a page key goes.
const STRIDE: usize = 8;
/// From here on a share stands beside its figure too.
const WIDTH_SHARES: u16 = 74;
/// From here on the days have room below the bars.
const HEIGHT_DAYS: u16 = 15;
/// Classes of accompaniment, in the order of the parts of a bar.
const CLASSES: [&str; PARTS.len()] = ["unaccompanied", "accompanied", UNSPECIFIED];
const SEXES: [&str; 4] = ["male", "female", "other", UNSPECIFIED];

/// How the tab stands.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Chart {
    variable: Variable,
    scroll: usize,
}

impl State {
    pub(super) fn key_chart(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        let chart = &mut self.chart;
        let at = Variable::ALL.iter().position(|variable| *variable == chart.variable).unwrap_or(0);
        let at = match key {
            Key::Left => at.saturating_sub(1),
            Key::Right => at.saturating_add(1),
            _ => {
                let last = self.figures.as_ref().map_or(0, |figures| rows(figures, chart.variable));
                chart.scroll = key.walk(chart.scroll.min(last), last, STRIDE).unwrap_or(chart.scroll);
                return Vec::new();
            }
        };
        if let Some(variable) = Variable::ALL.get(at) {
            *chart = Chart { variable: *variable, scroll: 0 };
        }
        Vec::new()
    }

    pub(super) fn draw_chart(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (width, height, variable) = (canvas.width().saturating_sub(2), canvas.height(), self.chart.variable);
        let mut canvas = canvas.part(Slot { x: 1, y: 0, width }, height);
        self.draw_variables(ctx, &mut canvas);
        let stamp = figures.stamp(ctx.texts.lang());
        let document = document(figures, &stamp, ctx);
        let mut y = 1;
        for line in text::wrap(&title(&document, variable), width) {
            canvas.put(0, y, Role::Strong, &line);
            y = y.saturating_add(1);
        }
        let bars = bars(&document, variable, width >= WIDTH_SHARES);
        let parts = bars.iter().map(|bar| bar.parts.len()).max().unwrap_or(0);
        if parts > 1 {
            let mut x = 0;
            for (class, (sign, role)) in CLASSES.iter().zip(PARTS).take(parts) {
                x = canvas.put(x, y, Role::Body, &format!("{} ", document.texts.get(&format!("cell-{class}"))));
                x = canvas.put(x, y, role, &sign.repeat(2)).saturating_add(2);
            }
            y = y.saturating_add(1);
        }
        let has_days = height >= HEIGHT_DAYS || variable == Variable::Service;
        let days = days(figures, ctx).filter(|_| has_days);
        let below = days.as_ref().map_or(0, |_| 3);
        let mut body = canvas.part(Slot { x: 0, y, width }, height.saturating_sub(y).saturating_sub(below));
        draw_bars(&bars, self.chart.scroll, ctx, &mut body);
        if let Some((said, signs)) = days {
            canvas.put(0, height.saturating_sub(2), Role::Body, &text::fitting(&said, width));
            canvas.put(0, height.saturating_sub(1), Role::Key, &signs);
        }
    }

    fn draw_variables(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let mut x = 0;
        for variable in Variable::ALL {
            let name = ctx.text(&format!("chart-{}", variable.code()));
            let is_open = variable == self.chart.variable;
            let role = match self.field {
                _ if !is_open => Role::Body,
                Some(_) => Role::Strong,
                None => Role::Focus,
            };
            if role == Role::Focus {
                canvas.set_cursor(x, 0);
            }
            x = canvas.put(x, 0, role, &if is_open { format!(">{name}") } else { name }).saturating_add(1);
        }
    }

    /// The tab in words.
    pub(super) fn spoken_chart(&self, figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        let stamp = figures.stamp(ctx.texts.lang());
        let document = document(figures, &stamp, ctx);
        let bars = bars(&document, self.chart.variable, true);
        let mut lines = vec![title(&document, self.chart.variable)];
        let parts = bars.iter().map(|bar| bar.parts.len()).max().unwrap_or(0);
        if parts > 1 {
            let classes = CLASSES.iter().take(parts).map(|class| document.texts.get(&format!("cell-{class}")));
            lines.push(classes.collect::<Vec<_>>().join(" / "));
        }
        lines.extend(bars.iter().map(|bar| format!("{}: {}", bar.label, bar.said.join(text::SEPARATOR))));
        lines.extend(days(figures, ctx).map(|(said, _)| said));
        lines
    }

    /// What can be chosen in words: each variable.
    pub(super) fn choices_chart(&self, ctx: &Ctx<'_>) -> Vec<Choosable> {
        let here = Variable::ALL.iter().position(|variable| *variable == self.chart.variable).unwrap_or(0);
        let keys = |at: usize| std::iter::repeat_n(if at < here { Key::Left } else { Key::Right }, at.abs_diff(here));
        let others = ('a'..).zip(Variable::ALL.into_iter().enumerate()).filter(|(_, (at, _))| *at != here);
        others
            .map(|(sign, (at, v))| Choosable::signed(sign, ctx.text(&format!("chart-{}", v.code())), keys(at)))
            .collect()
    }
}

fn title(document: &Document<'_>, variable: Variable) -> String {
    let period = wording::period_to_date(document);
    document.texts.with(&format!("chart-of-{}", variable.code()), &[("period", period.into())])
}

/// Draws as many bars as there is room for, and says how many more there are.
fn draw_bars(bars: &[Bar], scroll: usize, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    if bars.is_empty() {
        canvas.put(0, 0, Role::Body, &ctx.text("chart-empty"));
    }
    let room = room(bars.len(), canvas);
    let first = scroll.min(bars.len().saturating_sub(room));
    let greatest = bars.iter().map(Bar::whole).max().unwrap_or(0);
    if room < bars.len() {
        say_hidden(first, room, bars.len(), ctx, canvas);
    }
    let lines = u16::try_from(room).unwrap_or(u16::MAX);
    chart::draw(bars.get(first..).unwrap_or_default(), greatest, &mut canvas.part(Slot { x: 0, y: 0, width }, lines));
}

/// How many bars there are.
fn rows(figures: &Figures, variable: Variable) -> usize {
    match variable {
        Variable::Month | Variable::Nationality | Variable::State => {
            table(&figures.report.tables, variable).map_or(0, |table| table.rows.len())
        }
        _ => ServiceCategory::ALL.len(),
    }
}

/// The table that has the figures of a variable.
fn table(tables: &[Table], variable: Variable) -> Option<&Table> {
    let id = match variable {
        Variable::Month => TableId::ForeignByMonth,
        Variable::Nationality => TableId::ForeignByNationality,
        _ => TableId::ForeignByState,
    };
    tables.iter().find(|table| table.id == id)
}

/// The bars of a variable; of one without cases there are none.
fn bars(document: &Document<'_>, variable: Variable, has_shares: bool) -> Vec<Bar> {
    if variable == Variable::Service {
        return services(document);
    }
    let Some(table) = table(&document.report.tables, variable) else { return Vec::new() };
    let whole = table.total.first().copied().unwrap_or(0);
    let mut split = minors(document, table, variable);
    split.retain(|(_, parts)| variable == Variable::Month && whole > 0 || parts.iter().any(|part| *part > 0));
    if split.iter().flat_map(|(_, parts)| parts).sum::<u64>() != whole {
        // A table fit to publish does not have every column.
        split = vec![(document.texts.get("cell-total"), vec![whole])];
    }
    let parts = |at: usize| split.iter().any(|(_, parts)| parts.get(at).is_some_and(|part| *part > 0));
    let shown = (0..CLASSES.len()).rfind(|at| parts(*at)).map_or(0, |at| at.saturating_add(1)).max(2);
    let bar = |(label, mut parts): (String, Vec<u64>)| {
        parts.truncate(shown);
        let figure = parts.iter().sum();
        let share = Percent::share(figure, whole).filter(|_| whole >= BASE_MIN);
        let split = (parts.len() > 1).then(|| parts.iter().map(|part| count(*part)).collect::<Vec<_>>().join(" / "));
        let none = || document.texts.get("report-no-base");
        let share = has_shares.then(|| share.map_or_else(none, |share| format!("{share:.1} %")));
        Bar { label, said: [count(figure)].into_iter().chain(share).chain(split).collect(), parts, is_chosen: false }
    };
    split.into_iter().map(bar).collect()
}

/// What a variable has, and the figures of each by accompaniment where its table has them.
fn minors(document: &Document<'_>, table: &Table, variable: Variable) -> Vec<(String, Vec<u64>)> {
    let text = |code: &str| document.texts.get(&format!("cell-{code}"));
    let total = |keep: &dyn Fn(&[&str]) -> bool| classes(table, &table.total, keep);
    match variable {
        Variable::Age => {
            let groups = AgeGroup::MINORS.map(AgeGroup::code);
            groups.map(|group| (text(group), total(&|path| path.len() == 2 && path.first() == Some(&group)))).into()
        }
        Variable::Sex => SEXES.map(|sex| (text(sex), total(&|path| path.get(2) == Some(&sex)))).into(),
        Variable::Accompaniment => {
            let figures = total(&|path| path.len() == 2);
            CLASSES.iter().zip(figures).map(|(class, figure)| (text(class), vec![figure])).collect()
        }
        _ => {
            let mut rows: Vec<&Row> =
                table.rows.iter().filter(|row| wording::is_told(document, table.id, row)).collect();
            if variable != Variable::Month {
                rows.sort_by_key(|row| Reverse(row.cells.first()));
            }
            let label = |row: &Row| wording::row_head(document, table.id, &row.key);
            rows.into_iter().map(|row| (label(row), of_row(table, row))).collect()
        }
    }
}

/// A row by accompaniment; its total where its table has none.
fn of_row(table: &Table, row: &Row) -> Vec<u64> {
    let (parts, whole) = (classes(table, &row.cells, &|path| path.len() == 2), row.cells.first().copied().unwrap_or(0));
    if parts.iter().sum::<u64>() == whole { parts } else { vec![whole] }
}

/// The sum of the cells that are wanted, by their accompaniment.
fn classes(table: &Table, cells: &[u64], is_wanted: &dyn Fn(&[&str]) -> bool) -> Vec<u64> {
    let mut sums = CLASSES.map(|_| 0);
    for (column, figure) in table.columns.iter().zip(cells) {
        let path: Vec<&str> = column.split('/').collect();
        let class = CLASSES.iter().position(|class| path.get(1) == Some(class)).filter(|_| is_wanted(&path));
        class.and_then(|class| sums.get_mut(class)).into_iter().for_each(|sum| *sum += figure);
    }
    sums.into()
}

/// The categories of services of which some were given.
fn services(document: &Document<'_>) -> Vec<Bar> {
    let bar = |category: ServiceCategory| {
        let of = |key: &str| document.report.shown(&format!("services/{}/{key}", category.code()));
        let (acts, minors) = (of("acts"), of("minors"));
        let parts = if let Shown::Exact(acts) = acts { vec![acts] } else { Vec::new() };
        let [acts_said, minors] = [acts, minors].map(|figure| printed(figure, document.texts));
        let said = vec![acts_said, format!("{minors} {}", document.texts.get("cell-minors"))];
        let label = wording::need_label(document, category.code());
        (acts != Shown::Exact(0)).then_some(Bar { label, parts, said, is_chosen: false })
    };
    ServiceCategory::ALL.into_iter().filter_map(bar).collect()
}

/// The services of the last days: the least, the most, those of the last day; and a sign for each day.
fn days(figures: &Figures, ctx: &Ctx<'_>) -> Option<(String, String)> {
    let (period, days) = figures.days.as_ref().filter(|_| !figures.report.is_public)?;
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let (from, to) = (day(period.from()), day(period.to()));
    let args = [
        ("from", from.into()),
        ("to", to.into()),
        ("least", number(*days.iter().min()?).into()),
        ("most", number(*days.iter().max()?).into()),
        ("last", number(*days.last()?).into()),
    ];
    Some((ctx.texts.with("chart-days", &args), chart::spark(days)))
}
