//! The states, shaded by their figures: as tiles, as outlines, as a list.
//!
//! Counts nothing. Must stay true: the figure of the chosen state and the limits of each pattern stand there in digits,
//! and whoever opens a state comes back to the map and to the places that it was of.

use super::{State, Tab, document};
use crate::domain::age::AgeGroup;
use crate::domain::catalogue::{Entry as _, STATES};
use crate::render::picture;
use crate::render::shading::Shading;
use crate::render::{Document, count, number, wording};
use crate::report::Scope;
use crate::report::tables::{Table, TableId};
use crate::screen::Ctx;
use crate::screen::choice::{first_shown, room, say_hidden};
use crate::screen::message::{Figures, Move};
use crate::screen::spoken::{Choosable, steps};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::chart::{self, Bar};
use crate::ui::key::Key;
use crate::ui::map::{self, SHADES, Shade};
use crate::ui::text;
use crate::ui::theme::Role;
use serde::{Deserialize, Serialize};

/// How far a page key goes in the list.
const STRIDE: usize = 8;
/// From here on the list stands beside the outlines, in so many columns.
const WIDTH_LIST: u16 = 76;
const LIST: u16 = 26;

/// The greatest figure that fits under the narrowest tile.
const LONGEST: u64 = 9_999;

/// How the states are shown.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
enum Form {
    #[default]
    Tiles,
    Outlines,
    List,
}

/// In this order the keys go through them.
const FORMS: [Form; 3] = [Form::Tiles, Form::Outlines, Form::List];

/// How the tab stands.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Map {
    form: Form,
    /// The state in focus; without one, that with the greatest figure.
    chosen: Option<usize>,
}

/// The figure of each state in the order of the catalogue, and those with the greatest first.
struct States {
    total: u64,
    /// Nothing for a state that the figures are not about.
    figures: Vec<Option<u64>>,
    order: Vec<usize>,
}

impl States {
    fn new(figures: &Figures) -> Self {
        let table = table(figures);
        let figures: Vec<Option<u64>> =
            STATES.iter().map(|state| picture::of_state(&figures.report, state).ok()).collect();
        let mut order: Vec<usize> = (0..figures.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(figures.get(*at)));
        // What a table fit to publish pools is in no state and yet in the total.
        let total = table.and_then(|table| table.total.first()).copied().unwrap_or(0);
        Self { total, figures, order }
    }

    fn figure(&self, state: usize) -> u64 {
        self.figures.get(state).copied().flatten().unwrap_or(0)
    }

    /// Those that have cases.
    fn shown(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied().filter(|state| self.figure(*state) > 0)
    }

    fn greatest(&self) -> u64 {
        self.figures.iter().copied().flatten().max().unwrap_or(0)
    }
}

fn table(figures: &Figures) -> Option<&Table> {
    figures.report.tables.iter().find(|table| table.id == TableId::ForeignByState)
}

impl State {
    pub(super) fn key_map(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(figures) = &self.figures else { return Vec::new() };
        let states = States::new(figures);
        let chosen = self.chosen(&states);
        let next = match (key, self.map.form) {
            (Key::Char(' '), form) => {
                let mut forms = FORMS.into_iter().cycle().skip_while(|other| *other != form);
                self.map.form = forms.nth(1).unwrap_or_default();
                None
            }
            (Key::Enter, _) => return self.open_state(chosen, ctx),
            (_, Form::List) => {
                let at = states.order.iter().position(|state| *state == chosen).unwrap_or(0);
                key.walk(at, states.order.len(), STRIDE).and_then(|at| states.order.get(at).copied())
            }
            _ => map::walk(chosen, key),
        };
        self.map.chosen = Some(next.unwrap_or(chosen));
        Vec::new()
    }

    fn chosen(&self, states: &States) -> usize {
        self.map.chosen.or(states.order.first().copied()).unwrap_or(0)
    }

    /// Shows the tables of one state.
    fn open_state(&mut self, state: usize, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(state) = STATES.get(state) else { return Vec::new() };
        let said = ctx.texts.with("map-opened", &[("state", state.name(ctx.texts.lang()).into())]);
        self.lead((Tab::Tables, Scope { states: vec![state.code.clone()], offices: Vec::new() }), said)
    }

    pub(super) fn draw_map(&self, figures: &Figures, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.width().saturating_sub(2), canvas.height());
        let mut canvas = canvas.part(Slot { x: 1, y: 0, width }, height);
        let (states, has_braille) = (States::new(figures), canvas.has_braille());
        let shading = Shading::new(states.greatest());
        let form = if has_braille || self.map.form == Form::List { self.map.form } else { Form::Tiles };
        let chosen = self.chosen(&states);
        let stamp = figures.stamp(ctx.texts.lang());
        let document = document(figures, &stamp, ctx);
        // What there is no room for gives way: first what is told of the map as a whole.
        let spare = usize::from(height.saturating_sub(if form == Form::Tiles { map::tile_lines() } else { 0 }));
        let bare = (form != self.map.form).then(|| ctx.text("map-no-braille"));
        let below =
            [of_state(&document, figures, chosen)].into_iter().chain(bare).chain([legend(shading, &states, ctx)]);
        let borders = (form == Form::Tiles).then(|| ctx.text("map-borders"));
        let below: Vec<String> = below.chain(borders).take(spare).collect();
        let title = text::wrap(&title(&document), width);
        let above = if spare >= title.len().saturating_add(below.len()) { title } else { Vec::new() };
        let [top, foot] = [above.len(), below.len()].map(|lines| u16::try_from(lines).unwrap_or(height));
        let room = height.saturating_sub(top).saturating_sub(foot);
        for (y, line) in (0..).zip(&above).chain((top.saturating_add(room)..).zip(&below)) {
            let is_strong = y < top || y == top.saturating_add(room);
            canvas.put(0, y, if is_strong { Role::Strong } else { Role::Body }, &text::fitting(line, width));
        }
        // While the period is typed, the focus is there.
        let chosen = if self.field.is_some() { usize::MAX } else { chosen };
        draw_form(form, (&states, shading), chosen, ctx, &mut canvas.part(Slot { x: 0, y: top, width }, room));
    }

    /// The tab in words.
    pub(super) fn spoken_map(figures: &Figures, ctx: &Ctx<'_>) -> Vec<String> {
        let stamp = figures.stamp(ctx.texts.lang());
        let (document, states) = (document(figures, &stamp, ctx), States::new(figures));
        let lines = states.shown().map(|state| of_state(&document, figures, state));
        [title(&document)].into_iter().chain(lines).chain([total(&states, ctx)]).collect()
    }

    /// What can be chosen in words: the states that have cases, by their letters.
    pub(super) fn choices_map(&self) -> Vec<Choosable> {
        let Some(figures) = &self.figures else { return Vec::new() };
        let states = States::new(figures);
        let to_list = FORMS.iter().skip_while(|form| **form != self.map.form).count().saturating_sub(1);
        let here = states.order.iter().position(|state| *state == self.chosen(&states)).unwrap_or(0);
        let choices = states.shown().enumerate().filter_map(|(at, state)| {
            let keys = std::iter::repeat_n(Key::Char(' '), to_list).chain(steps(here, at)).chain([Key::Enter]);
            STATES.get(state).map(|state| Choosable::signed(&state.code, &state.es, keys))
        });
        choices.collect()
    }
}

fn title(document: &Document<'_>) -> String {
    document.texts.with("map-of", &[("period", wording::period_to_date(document).into())])
}

fn total(states: &States, ctx: &Ctx<'_>) -> String {
    ctx.texts.with("map-total", &[("figure", number(states.total).into())])
}

/// The name of a state and its figures: in all, by accompaniment, by age group; what its table does not
/// have is left out.
fn of_state(document: &Document<'_>, figures: &Figures, state: usize) -> String {
    let Some(state) = STATES.get(state) else { return String::new() };
    let Some(table) = table(figures) else { return state.es.clone() };
    if let Err(absence) = picture::of_state(&figures.report, state) {
        return format!("{} ({}): {}", state.es, state.code, document.texts.get(absence));
    }
    let cells = table.rows.iter().find(|row| row.key == state.code).map(|row| row.cells.as_slice());
    let figure = |column: &str| {
        let at = table.columns.iter().position(|known| known == column)?;
        cells.and_then(|cells| cells.get(at)).copied().or(Some(0))
    };
    let classes = ["unaccompanied", "accompanied"];
    let of_class = |class: &str| -> Option<u64> {
        AgeGroup::MINORS.iter().map(|group| figure(&format!("{}/{class}", group.code()))).sum()
    };
    let of_classes = classes.map(|class| (class, of_class(class)));
    let of_groups = ["0-11", "12-17"].map(|group| (group, figure(group)));
    let said = of_classes.into_iter().chain(of_groups).filter_map(|(code, figure)| {
        Some(format!("{} {}", document.texts.get(&format!("cell-{code}")), count(figure?)))
    });
    let head = format!("{} ({}): {}", state.es, state.code, count(figure("total").unwrap_or(0)));
    [head].into_iter().chain(said).collect::<Vec<_>>().join(text::SEPARATOR)
}

/// What each pattern stands for, and the total.
fn legend(shading: Shading, states: &States, ctx: &Ctx<'_>) -> String {
    let range = |((least, most), (sign, _)): ((u64, Option<u64>), &(&str, Role))| {
        let (key, most) = (if most.is_some() { "map-range" } else { "map-range-last" }, most.unwrap_or(least));
        let range = ctx.texts.with(key, &[("least", number(least).into()), ("most", number(most).into())]);
        format!("{sign} {}", if key == "map-range" && least == most { number(least) } else { range })
    };
    let ranges = shading.ranges().into_iter().zip(SHADES.iter().skip(1)).map(range);
    let short = states.figures.iter().flatten().any(|figure| *figure > LONGEST).then(|| ctx.text("map-short"));
    ranges.rev().chain([total(states, ctx)]).chain(short).collect::<Vec<_>>().join(text::SEPARATOR)
}

fn draw_form(form: Form, (states, shading): (&States, Shading), chosen: usize, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let shades: Vec<Shade> = states.figures.iter().map(|figure| shade(*figure, shading)).collect();
    let (width, height) = (canvas.width(), canvas.height());
    match form {
        Form::Tiles => map::draw_tiles(&shades, chosen, canvas),
        Form::List => draw_list(states, chosen, ctx, canvas),
        Form::Outlines => {
            let list = if width >= WIDTH_LIST { LIST } else { 0 };
            let slot = Slot { x: width.saturating_sub(list), y: 0, width: list };
            draw_list(states, chosen, ctx, &mut canvas.part(slot, height));
            let slot = Slot { x: 0, y: 0, width: width.saturating_sub(list).saturating_sub(2) };
            map::draw_outlines(&shades, chosen, &mut canvas.part(slot, height));
        }
    }
}

/// The states with the greatest figures first, as bars.
fn draw_list(states: &States, chosen: usize, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let (width, is_wide) = (canvas.width(), canvas.width() > LIST);
    let bar = |state: &usize| {
        let entry = STATES.get(*state);
        let name = entry.map_or("", |entry| if is_wide { entry.name(ctx.texts.lang()) } else { &entry.code });
        let (figure, is_chosen) = (states.figure(*state), *state == chosen);
        let mark = if is_chosen { ">" } else { " " };
        let said = states.figures.get(*state).copied().flatten().map_or_else(String::new, count);
        Bar { label: format!("{mark}{name}"), parts: vec![figure], said: vec![said], is_chosen }
    };
    let bars: Vec<Bar> = states.order.iter().map(bar).collect();
    let at = states.order.iter().position(|state| *state == chosen).unwrap_or(0);
    let room = room(bars.len(), canvas);
    let first = first_shown(at, bars.len(), room);
    if room < bars.len() {
        say_hidden(first, room, bars.len(), ctx, canvas);
    }
    let lines = u16::try_from(room).unwrap_or(u16::MAX);
    let mut rows = canvas.part(Slot { x: 0, y: 0, width }, lines);
    chart::draw(bars.get(first..).unwrap_or_default(), states.greatest(), &mut rows);
    if chosen < STATES.len() {
        rows.set_cursor(0, u16::try_from(at.saturating_sub(first)).unwrap_or(0));
    }
}

/// How a state is shown: its figure whole where there is room for it, else in thousands; no figure where it has none.
fn shade(figure: Option<u64>, shading: Shading) -> Shade {
    let Some(figure) = figure else { return Shade { class: shading.class(0), said: vec![String::new()] } };
    let mut said = vec![count(figure), figure.to_string()];
    let thousands = figure.saturating_add(500) / 1000;
    said.push(if figure <= LONGEST { figure.to_string() } else { format!("{}k", number(thousands)) });
    Shade { class: shading.class(figure), said }
}
