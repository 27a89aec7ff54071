//! The export of what is shown, opened with F2: in which format, for whom, with which parts, in which language, to which
//! place.
//!
//! Writes nothing itself. Must stay true: nothing that exists is written over, Esc leaves nothing behind, what is said
//! to be written is there, and what speaks against publishing it is read before it is written.

use super::left::Left;
use super::prose::{Edited, of};
use super::{State, Tab, field};
use crate::domain::period::Period;
use crate::i18n::Lang;
use crate::render;
use crate::render::export::Format;
use crate::render::part::{Holds, Part, Parts};
use crate::render::published::{told, unfit};
use crate::report::public::earlier::{Earlier, Unfit};
use crate::screen::Ctx;
use crate::screen::message::{Export, Exported, Figures, Move, Note, Progress, Request};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

/// What is chosen, by the keys of texts: the format, for whom, the parts, the language, the place.
const ITEMS: [&str; 5] =
    ["export-item-format", "export-item-public", "export-item-parts", "export-item-lang", "export-item-place"];
pub(super) const PARTS: usize = 2;
const PLACE: usize = 4;
/// Lines of what is to be known that the smallest screen has room for.
const WARNED_LINES: usize = 4;

/// What was chosen last; it is offered again, also after a lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    format: Format,
    is_public: bool,
    /// Another period is a part of its own where a tab shows one, and elsewhere only where it was asked for.
    parts: Parts,
    lang: Option<Lang>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { format: Format::Xlsx, is_public: false, parts: Parts::ALL.with(Part::Comparison, false), lang: None }
    }
}

/// The box, open.
pub(super) struct Exporting {
    pub(super) focus: usize,
    /// Which of the parts is in focus where they are.
    pub(super) part: usize,
    wanted: Wanted,
    /// The period that stands beside where that part is wanted.
    against: Option<Period>,
    /// Whether thousands in the statement stand in digits.
    is_in_digits: bool,
    place: Line,
    /// Whether the place is somebody's own, and stays whatever is chosen.
    is_own_place: bool,
    /// How many of the names that were offered there are already.
    taken: u32,
    /// The copy of the statement that is shown, which is what is written of it.
    copy: Option<Edited>,
    /// What is to be known before it is published, once that was told.
    pub(super) warned: Vec<String>,
    /// Which page of that is read.
    page: usize,
    /// What is being written.
    progress: Option<Arc<Progress>>,
}

impl Exporting {
    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> &'static str {
        match self.focus {
            _ if self.progress.is_some() => "hint-export-running",
            _ if self.unread(ctx) > 1 => "hint-export-reading",
            PARTS => "hint-export-parts",
            _ => "hint-export",
        }
    }

    /// What is pasted goes into the place, whatever is in focus.
    pub(super) const fn place(&mut self) -> &mut Line {
        self.is_own_place = true;
        &mut self.place
    }

    /// The box as it can be opened again.
    pub(super) fn left(&self) -> Left {
        Left::Exporting(self.wanted, self.focus, self.is_own_place.then(|| self.place.as_typed()))
    }

    /// Nothing is being written any more.
    pub(super) fn end(&mut self) {
        self.progress = None;
    }

    pub(super) const fn is_at_place(&self) -> bool {
        Self::is_place(self.focus)
    }

    /// Whether an item is the place, which is typed.
    pub(super) const fn is_place(item: usize) -> bool {
        item == PLACE
    }

    /// The copy, where that is what is written.
    fn written_copy(&self) -> Option<&Edited> {
        self.copy.as_ref().filter(|_| self.wanted.format == Format::Prose)
    }

    /// Whether that is so of what is written.
    fn is_in_digits(&self) -> bool {
        self.is_in_digits && self.wanted.format == Format::Prose
    }

    /// What each item asks, and what is chosen.
    pub(super) fn items(&self, ctx: &Ctx<'_>) -> [(String, String); ITEMS.len()] {
        let Wanted { format, is_public, lang, .. } = self.wanted;
        let public = ctx.text(if is_public { "export-for-public" } else { "export-for-own" });
        let lang = lang.unwrap_or_else(|| ctx.texts.lang()).name().to_owned();
        let lang = if self.is_in_digits() { format!("{lang} (1,204)") } else { lang };
        let parts = Part::ALL.map(|part| self.part_shown(part, ctx)).join(" ");
        let format = ctx.text(&format!("export-{}", format.code()));
        let (format, lang) = match self.written_copy() {
            Some(_) => (ctx.text("export-copy"), ctx.text("export-copy-lang")),
            None => (format, lang),
        };
        let values = [format, public, parts, lang, self.place.text().to_owned()];
        let mut values = values.into_iter();
        ITEMS.map(|item| (ctx.text(item), values.next().unwrap_or_default()))
    }

    /// How what is written stands to a part: a copy is what somebody typed.
    pub(super) fn holds(&self, part: Part) -> Holds {
        if self.written_copy().is_some() { Holds::Never } else { self.wanted.format.holds(part) }
    }

    /// Whether a part will be in it.
    pub(super) fn has(&self, part: Part) -> bool {
        match self.holds(part) {
            Holds::Never => false,
            Holds::Always => true,
            Holds::AsChosen => self.wanted.parts.has(part),
        }
    }

    /// A part with its box.
    fn part_shown(&self, part: Part, ctx: &Ctx<'_>) -> String {
        let mark = if self.has(part) { "x" } else { " " };
        let mark = if self.holds(part) == Holds::Never { "-" } else { mark };
        format!("[{mark}] {}", ctx.text(&format!("part-{}", part.code())))
    }

    /// What is to be known of the part in focus.
    pub(super) fn said_of_part(&self, ctx: &Ctx<'_>) -> String {
        let is_beside = Part::ALL.get(self.part) == Some(&Part::Comparison);
        let against = self.against.filter(|_| is_beside).map(|against| [("period", field::written(against).into())]);
        against.map_or_else(|| ctx.text("export-nominal"), |args| ctx.texts.with("export-against", &args))
    }

    /// A key while the parts are in focus; why it changes nothing.
    fn key_parts(&mut self, key: Key, ctx: &Ctx<'_>) -> Option<Note> {
        match key {
            Key::Left => self.part = self.part.saturating_sub(1),
            Key::Right => self.part = self.part.saturating_add(1).min(Part::ALL.len().saturating_sub(1)),
            Key::Char(' ') => {
                let part = *Part::ALL.get(self.part)?;
                let why = match self.holds(part) {
                    Holds::AsChosen => {
                        self.warned.clear();
                        self.wanted.parts = self.wanted.parts.with(part, !self.has(part));
                        return None;
                    }
                    Holds::Always => "export-part-always",
                    Holds::Never => "export-part-never",
                };
                let part = ctx.text(&format!("part-{}", part.code()));
                return Some(Note::plain(ctx.texts.with(why, &[("part", part.into())])));
            }
            _ => {}
        }
        None
    }

    /// Chooses the next one, or the one before.
    fn turn(&mut self, by: usize, ctx: &Ctx<'_>) {
        let wanted = &mut self.wanted;
        self.warned.clear();
        self.taken = 0;
        match self.focus {
            0 => {
                let mut formats = Format::ALL.into_iter().cycle().skip_while(|format| *format != wanted.format);
                wanted.format = formats.nth(by).unwrap_or(wanted.format);
            }
            1 => wanted.is_public = !wanted.is_public,
            _ => {
                let lang = wanted.lang.unwrap_or_else(|| ctx.texts.lang());
                wanted.lang = Lang::ALL.into_iter().find(|other| *other != lang);
                self.is_in_digits = false;
            }
        }
    }

    pub(super) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let pages = self.warned_pages(ctx);
        let warned = pages.get(self.page).cloned().unwrap_or_default();
        let lines = ITEMS.len().saturating_add(warned.len()).saturating_add(1);
        let mut inner = canvas.boxed_at_foot(&ctx.text("export-title"), lines);
        let items = self.items(ctx);
        let labels = items.iter().map(|(label, _)| text::columns(label)).max().unwrap_or(0);
        let x = labels.saturating_add(2);
        let width = inner.width().saturating_sub(x);
        for (y, (at, (label, value))) in (0_u16..).zip(items.into_iter().enumerate()) {
            let is_focus = at == self.focus && self.progress.is_none();
            inner.put(0, y, Role::Body, if is_focus { ">" } else { " " });
            inner.put(1, y, Role::Body, &label);
            let slot = Slot { x, y, width };
            if is_focus && self.is_at_place() {
                inner.typing(slot, &self.place);
                continue;
            }
            if at == PARTS {
                self.draw_parts((x, y), is_focus, ctx, &mut inner);
                continue;
            }
            // Of a long path its end says what is written.
            let shown = match at {
                PLACE if text::columns(&value) > width => format!("…{}", text::end(&value, width.saturating_sub(1))),
                PLACE => value,
                _ => format!("< {value} >"),
            };
            inner.put_in(slot, if is_focus { Role::Focus } else { Role::Body }, &shown);
            if is_focus {
                inner.set_cursor(0, y);
            }
        }
        let (first, last) = (u16::try_from(ITEMS.len()).unwrap_or(u16::MAX), inner.height().saturating_sub(1));
        for (y, line) in (first..last).zip(&warned) {
            inner.put(1, y, Role::Warning, line);
        }
        let of_part = || (self.focus == PARTS).then(|| self.said_of_part(ctx)).map(|said| (Role::Body, said));
        if let Some((role, said)) = self.said_below(pages.len(), ctx).map(|said| (Role::Strong, said)).or_else(of_part)
        {
            inner.put(1, last, role, &said);
        }
    }

    /// Draws the parts, each with its box, the one in focus as what the keys go to.
    fn draw_parts(&self, (mut x, y): (u16, u16), is_focus: bool, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        for (at, part) in Part::ALL.into_iter().enumerate() {
            let is_own = is_focus && at == self.part;
            if is_own {
                canvas.set_cursor(x.saturating_add(1), y);
            }
            let shown = self.part_shown(part, ctx);
            x = canvas.put(x, y, if is_own { Role::Focus } else { Role::Body }, &shown).saturating_add(1);
        }
    }

    /// How far it has come, or what goes on with what is to be known.
    fn said_below(&self, pages: usize, ctx: &Ctx<'_>) -> Option<String> {
        if let Some(progress) = &self.progress {
            let (done, of) = progress.done();
            return Some(ctx.texts.with("export-running", &[("done", done.into()), ("of", of.into())]));
        }
        let page = self.page.saturating_add(1);
        let args = [("page", render::number(at_most(page)).into()), ("count", render::number(at_most(pages)).into())];
        match page.cmp(&pages) {
            Ordering::Less => Some(ctx.texts.with("export-further", &args)),
            Ordering::Equal => Some(ctx.text("export-again")),
            Ordering::Greater => None,
        }
    }

    /// What is to be known before it is published, in lines, as many at a time as have room on the smallest screen.
    fn warned_pages(&self, ctx: &Ctx<'_>) -> Vec<Vec<String>> {
        let width = ctx.width.saturating_sub(4);
        let lines: Vec<String> = self.warned.iter().flat_map(|said| text::wrap(said, width)).collect();
        lines.chunks(WARNED_LINES).map(<[String]>::to_vec).collect()
    }

    /// How many pages of what is to be known are not read through, with the one that is shown.
    pub(super) fn unread(&self, ctx: &Ctx<'_>) -> usize {
        self.warned_pages(ctx).len().saturating_sub(self.page)
    }
}

fn at_most(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl State {
    pub(super) fn open_exporting(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let last = ctx.session.map(|session| session.wanted).unwrap_or_default();
        let texts = self.prose.texts(ctx);
        // What is exported is what the tab shows: another period where one stands in it; on that of the statement, this.
        let parts = last.parts.with(Part::Comparison, self.tab.compares() || last.parts.has(Part::Comparison));
        let wanted = match self.tab {
            Tab::Prose => Wanted { format: Format::Prose, lang: Some(texts.lang()), parts, ..last },
            _ => Wanted { parts, ..last },
        };
        let copy = self.prose.shown_copy().filter(|_| self.tab == Tab::Prose).cloned();
        let (place, warned) = (Line::default(), Vec::new());
        let is_in_digits = self.tab == Tab::Prose && self.prose.manner() == Some((Lang::Es, true));
        let against = self.shown().map(|shown| shown.against.unwrap_or_else(|| self.beside(shown.period)));
        let mut exporting = Exporting {
            focus: 0,
            part: 0,
            wanted,
            against,
            is_in_digits,
            place,
            is_own_place: false,
            taken: 0,
            copy,
            warned,
            page: 0,
            progress: None,
        };
        exporting.place = Line::new(&self.place_of(&exporting, ctx));
        self.exporting = Some(exporting);
        Vec::new()
    }

    /// Opens the box as it was left.
    pub(super) fn open_exporting_again(&mut self, wanted: Wanted, focus: usize, place: Option<Line>, ctx: &Ctx<'_>) {
        self.open_exporting(ctx);
        if let Some(exporting) = &mut self.exporting {
            (exporting.wanted, exporting.focus, exporting.is_own_place) = (wanted, focus, place.is_some());
            exporting.place = place.unwrap_or_default();
        }
    }

    /// Offers a place once there are figures that say what is written there.
    pub(super) fn offer_place(&mut self, ctx: &Ctx<'_>) {
        let lacks_one = |exporting: &mut Exporting| !exporting.is_own_place && exporting.place.text().is_empty();
        let Some(mut exporting) = self.exporting.take_if(lacks_one) else { return };
        exporting.place = Line::new(&self.place_of(&exporting, ctx));
        self.exporting = Some(exporting);
    }

    /// Warnings are about the figures that they were given for: of others they are asked for anew.
    pub(super) fn renew_exporting(&mut self, figures: &Figures) {
        let is_same = self.figures.as_ref().is_some_and(|own| own.query == figures.query && own.head == figures.head);
        let against = figures.query.against.unwrap_or_else(|| self.beside(figures.query.period));
        if let Some(exporting) = self.exporting.as_mut().filter(|exporting| !is_same && exporting.progress.is_none()) {
            (exporting.warned, exporting.page, exporting.against) = (Vec::new(), 0, Some(against));
        }
    }

    pub(super) fn key_exporting(&mut self, mut exporting: Exporting, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let mut moves = Vec::new();
        match (&exporting.progress, key) {
            (Some(progress), _) => {
                if key == Key::Esc {
                    progress.stop();
                }
            }
            (None, Key::Esc) => return Vec::new(),
            (None, Key::Enter | Key::Function(2)) => moves = self.write(&mut exporting, ctx),
            (None, Key::Up | Key::Down | Key::PageUp | Key::PageDown) => {
                exporting.focus = key.walk(exporting.focus, ITEMS.len(), ITEMS.len()).unwrap_or(0);
            }
            (None, _) if exporting.is_at_place() => exporting.is_own_place |= exporting.place.press(key),
            (None, _) if exporting.focus == PARTS => moves.extend(exporting.key_parts(key, ctx).map(Move::Say)),
            (None, Key::Right | Key::Char(' ')) => exporting.turn(1, ctx),
            (None, Key::Left) => exporting.turn(Format::ALL.len().saturating_sub(1), ctx),
            (None, _) => {}
        }
        if !exporting.is_own_place {
            exporting.place = Line::new(&self.place_of(&exporting, ctx));
        }
        self.exporting = Some(exporting);
        moves
    }

    fn write(&mut self, exporting: &mut Exporting, ctx: &Ctx<'_>) -> Vec<Move> {
        // What is not read yet is read first.
        if exporting.unread(ctx) > 1 {
            exporting.page = exporting.page.saturating_add(1);
            return Vec::new();
        }
        let Some(mut query) = self.shown().filter(|_| self.figures.is_some()) else { return Vec::new() };
        query.against = exporting.against.filter(|_| exporting.has(Part::Comparison));
        let Wanted { format, is_public, parts, lang } = exporting.wanted;
        let (is_warned, copy) = (!exporting.warned.is_empty(), exporting.written_copy().cloned());
        let is_in_digits = exporting.is_in_digits();
        // What somebody typed may hold any figure.
        if is_public && copy.is_some() {
            return vec![Move::Say(Note::warning(ctx.text("export-copy-public")))];
        }
        let (place, ending) = (PathBuf::from(exporting.place.text().trim()), format.extension());
        let is_other =
            |other: &str| Some(other) != ending && Format::ALL.iter().any(|it| it.extension() == Some(other));
        if place.extension().and_then(OsStr::to_str).is_some_and(is_other) {
            let right = place.with_extension(ending.unwrap_or_default());
            let right = right.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            return vec![Move::Say(Note::error(ctx.texts.with("export-ending", &[("right", right.into())])))];
        }
        let edited = copy.map(|([days, ..], paragraphs)| {
            query.period = Period::parse(&days).unwrap_or(query.period);
            paragraphs
        });
        let progress = exporting.progress.insert(Arc::default());
        let lang = lang.unwrap_or_else(|| ctx.texts.lang());
        let progress = Arc::clone(progress);
        let last = ctx.session.map(|session| session.wanted).unwrap_or_default();
        let is_beside = if self.tab.compares() { last.parts } else { parts }.has(Part::Comparison);
        let remembered = match self.tab {
            Tab::Prose => Wanted { is_public, ..last },
            _ => Wanted { parts: parts.with(Part::Comparison, is_beside), ..exporting.wanted },
        };
        let export = Export { query, format, parts, is_public, is_warned, edited, lang, is_in_digits, place, progress };
        vec![Move::Offer(remembered), Move::Ask(Request::Export(export))]
    }

    /// What came of it: the box closes where it is written, and stays to be mended where it is not.
    pub(super) fn exported(&mut self, exported: Exported, ctx: &Ctx<'_>) -> Vec<Move> {
        self.exporting.iter_mut().for_each(Exporting::end);
        if let Exported::Warned { left_out, earlier } = exported {
            let warned = warnings(left_out, &earlier, ctx);
            self.exporting.iter_mut().for_each(|exporting| {
                exporting.warned.clone_from(&warned);
                exporting.page = 0;
            });
            return Vec::new();
        }
        vec![Move::Say(match exported {
            Exported::Written { place, bytes, fingerprint } => {
                self.exporting = None;
                let args =
                    [("place", place.into()), ("size", render::number(bytes).into()), ("hash", fingerprint.into())];
                Note::plain(ctx.texts.with("export-done", &args))
            }
            Exported::Stopped | Exported::Warned { .. } => Note::plain(ctx.text("export-stopped")),
            Exported::Unfit(why) => Note::error(why_unfit(why, ctx)),
            Exported::Failed("export-exists") if self.offer_another(ctx) => {
                Note::error(ctx.text("export-exists-offered"))
            }
            Exported::Failed(why) => Note::error(ctx.text(why)),
        })]
    }

    /// Offers another name where the one that was offered is taken; whoever chose it chooses again.
    fn offer_another(&mut self, ctx: &Ctx<'_>) -> bool {
        let Some(mut exporting) = self.exporting.take() else { return false };
        let is_offered = !exporting.is_own_place;
        if is_offered {
            exporting.taken += 1;
            exporting.place = Line::new(&self.place_of(&exporting, ctx));
        }
        self.exporting = Some(exporting);
        is_offered
    }

    /// The place that is offered: the folder that the program was started in, and a name that says what it is.
    fn place_of(&self, exporting: &Exporting, ctx: &Ctx<'_>) -> String {
        let Some(figures) = &self.figures else { return String::new() };
        let wanted = exporting.wanted;
        let of = exporting.written_copy().map_or_else(|| of(figures, ctx), |(of, _)| of.clone());
        let name = ctx.text(if wanted.format == Format::Prose { "export-name-prose" } else { "export-name" });
        let mut name = vec![name, of.join("_").replace("..", "_")];
        name.extend(wanted.is_public.then(|| ctx.text("export-name-public")));
        name.extend((exporting.taken > 0).then(|| (exporting.taken + 1).to_string()));
        let ending = wanted.format.extension().map_or_else(String::new, |extension| format!(".{extension}"));
        let folder = ctx.session.map(|session| session.folder.clone()).unwrap_or_default();
        folder.join(name.join("_") + &ending).display().to_string()
    }
}

fn why_unfit(why: Unfit, ctx: &Ctx<'_>) -> String {
    let (key, named) = unfit(why);
    ctx.texts.with(key, &named.map(|(name, period)| (name, period.into())))
}

/// What is to be known before figures are published, in sentences.
fn warnings(left_out: Option<Unfit>, earlier: &[Earlier], ctx: &Ctx<'_>) -> Vec<String> {
    let left_out = left_out.map(|why| [why_unfit(why, ctx), ctx.text("export-left-out")].join(" "));
    let title = (!earlier.is_empty()).then(|| ctx.text("export-earlier"));
    let zone = ctx.session.map_or(chrono_tz::UTC, |session| session.zone);
    let told = earlier.iter().rev().map(|earlier| told(earlier, "export-earlier-one", zone, ctx.texts));
    left_out.into_iter().chain(title).chain(told).collect()
}
