//! The frame around every screen, drawn.
//!
//! ```text
//!  Cobijo  Casos                    Chiapas · M. Ruiz · sáb 15/06/2019 14:32
//!  the screen
//!  what can be done here
//!  what was said last, or when something was saved
//! 1Ayuda  ...                                                        10Salir
//! ```

use super::{App, action};
use crate::domain::moment::Moment;
use crate::screen::message::{Note, Tone};
use crate::screen::{Place, Screen, moment};
use crate::ui::canvas::{Canvas, Drawing, Slot, paint};
use crate::ui::glyph::Glyphs;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};
use ratatui::Frame;

/// The least that a screen fits into.
const WIDTH_MIN: u16 = 60;
const HEIGHT_MIN: u16 = 18;
/// From here on there is room for a line that says what was saved.
const HEIGHT_STATE: u16 = 22;
/// From here on there is room for the banner of made-up data above the hint too.
const HEIGHT_BANNERS: u16 = 24;
/// How many lines a message may take.
const LINES_SAID: u16 = 2;
/// From here on every label of the footer has its own place.
const WIDTH_FOOTER: u16 = 80;

impl App {
    /// Draws everything.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.draw_as(frame, self.drawing());
    }

    /// Draws everything for another terminal.
    pub fn draw_as(&self, frame: &mut Frame<'_>, drawing: Drawing) {
        paint(frame, drawing, |canvas| {
            if canvas.width() < WIDTH_MIN || canvas.height() < HEIGHT_MIN {
                self.draw_too_small(canvas);
            } else {
                self.draw_all(canvas);
            }
        });
    }

    /// Draws the screen alone, or what lies over it, without the frame around it.
    pub fn draw_alone(&self, frame: &mut Frame<'_>) {
        let drawing = Drawing { theme: Theme::Plain, glyphs: Glyphs::Full };
        paint(frame, drawing, |canvas| match (&self.overlay, self.top()) {
            (Some(overlay), _) => overlay.draw(&self.ctx(), canvas),
            (None, Some(screen)) => screen.draw(&self.ctx(), canvas),
            (None, None) => {}
        });
    }

    fn draw_too_small(&self, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        let kept = self.top().and_then(Screen::draft).and_then(|(_, typed_ms)| typed_ms);
        let key = if kept.is_some() { "too-small-kept" } else { "too-small" };
        let sentence = self.texts.with(key, &[("width", width.into()), ("height", height.into())]);
        for (y, line) in (0_u16..height).zip(text::wrap(&sentence, width.saturating_sub(2))) {
            canvas.put(1, y, Role::Body, &line);
        }
    }

    fn draw_all(&self, canvas: &mut Canvas<'_>) {
        let (width, height) = (canvas.width(), canvas.height());
        self.draw_title(canvas);
        let is_training = self.session.as_ref().is_some_and(|session| session.is_training);
        let top = if is_training { 2 } else { 1 };
        if is_training {
            self.draw_banner(1, canvas);
        }
        let has_both = is_training && height >= HEIGHT_BANNERS;
        let lines = if height >= HEIGHT_STATE { 3 } else { 2 };
        let room = height.saturating_sub(top).saturating_sub(lines).saturating_sub(u16::from(has_both));
        let mut body = canvas.part(Slot { x: 0, y: top, width }, room);
        if let Some(screen) = self.top() {
            screen.draw(&self.ctx(), &mut body);
        }
        if let Some(overlay) = &self.overlay {
            overlay.draw(&self.ctx(), &mut body);
        }
        self.draw_learning(&mut body);
        let below = top.saturating_add(room);
        if has_both {
            self.draw_banner(below, canvas);
        }
        self.draw_lines(below.saturating_add(u16::from(has_both)), canvas);
        self.draw_footer(height.saturating_sub(1), canvas);
    }

    fn draw_title(&self, canvas: &mut Canvas<'_>) {
        canvas.bar(0, Role::Title);
        let title = self.title();
        let whole = format!("Cobijo  {title}");
        let has_room = text::columns(&whole).saturating_add(2) <= canvas.width();
        let end = canvas.put(1, 0, Role::Title, if has_room { &whole } else { &title });
        let room = canvas.width().saturating_sub(end).saturating_sub(3);
        let mut parts = Vec::new();
        if let Some(session) = &self.session {
            parts = vec![session.place_name().to_owned(), session.officer.clone(), moment::now_in_words(&self.ctx())];
            parts.extend(session.is_masked.then(|| self.texts.get("title-masked")));
        }
        while text::columns(&parts.join(text::SEPARATOR)) > room && !parts.is_empty() {
            parts.remove(0);
        }
        let slot = Slot { x: end.saturating_add(2), y: 0, width: room };
        canvas.put_right(slot, Role::Title, &parts.join(text::SEPARATOR));
    }

    /// The hint, and below it what was said; what was said may take both lines, or the last one of the screen.
    fn draw_lines(&self, y: u16, canvas: &mut Canvas<'_>) {
        let has_two = canvas.height() >= HEIGHT_STATE;
        let width = canvas.width().saturating_sub(2);
        let hint = self.top().map_or_else(String::new, |screen| screen.hint(&self.ctx()));
        let first = text::fitting(&hint, width);
        canvas.put(1, y, Role::Body, &first);
        let (role, said) = self.said(has_two);
        if !has_two && role == Role::Body {
            return;
        }
        if said.is_empty() {
            let rest = hint.strip_prefix(&first).and_then(|rest| rest.strip_prefix(text::SEPARATOR));
            self.draw_below_hint(y.saturating_add(1), rest.unwrap_or_default(), canvas);
            return;
        }
        let lines = text::wrap(&said, width);
        let last = if has_two { y.saturating_add(1) } else { y };
        let first = last.saturating_add(1).saturating_sub(u16::try_from(lines.len()).unwrap_or(1).min(LINES_SAID));
        for (y, line) in (first..=last).zip(&lines) {
            canvas.bar(y, Role::Body);
            canvas.put(1, y, role, line);
        }
    }

    /// What did not fit of the hint, and at the end of the line what of the form is on file.
    fn draw_below_hint(&self, y: u16, rest: &str, canvas: &mut Canvas<'_>) {
        let on_file = self.on_file().unwrap_or_default();
        let slot = Slot { x: 1, y, width: canvas.width().saturating_sub(2) };
        canvas.put_right(slot, Role::Body, &on_file);
        let rest = text::fitting(rest, slot.width.saturating_sub(text::columns(&on_file)).saturating_sub(2));
        if text::columns(&rest).saturating_add(text::columns(&on_file)) < slot.width {
            canvas.put(1, y, Role::Body, &rest);
        }
    }

    /// When that was typed which is on file of the form that is open.
    fn on_file(&self) -> Option<String> {
        let (_, typed_ms) = self.top().and_then(Screen::draft)?;
        let time = moment::to_the_second(self.moment(typed_ms?)?, typed_ms?);
        Some(self.texts.with("state-kept", &[("time", time.into())]))
    }

    fn moment(&self, instant_ms: i64) -> Option<Moment> {
        Moment::at_instant(instant_ms, self.session.as_ref()?.zone)
    }

    fn said(&self, is_roomy: bool) -> (Role, String) {
        let standing = || self.top().and_then(|screen| screen.said(is_roomy, &self.ctx()));
        let damaged = || self.is_damaged.then(|| Note::error(self.texts.get("failed-damaged")));
        if let Some(note) = self.note.clone().or_else(standing).or_else(damaged) {
            return match note.tone {
                Tone::Plain => (Role::Strong, note.text),
                Tone::Warning => (Role::Warning, format!("! {}", note.text)),
                Tone::Error => (Role::Error, format!("!! {}", note.text)),
            };
        }
        if !self.is_open() {
            return (Role::Body, String::new());
        }
        if let Some(soon) = self.locks_soon() {
            return (Role::Warning, soon);
        }
        if self.place() == Some(Place::Entry) {
            return (Role::Body, String::new());
        }
        let saved = self.work.saved_ms.and_then(|saved_ms| self.moment(saved_ms));
        let saved = saved.map(|saved| self.texts.with("state-saved", &[("time", moment::clock(saved).into())]));
        let drafts = self.work.drafts.len();
        let kept = (drafts > 0).then(|| self.texts.with("state-drafts", &[("count", drafts.into())]));
        (Role::Body, saved.into_iter().chain(kept).collect::<Vec<_>>().join(" · "))
    }

    fn draw_footer(&self, y: u16, canvas: &mut Canvas<'_>) {
        let Some(place) = self.place() else { return };
        let labels = (1..=10_u8).map(|number| {
            let is_live = |key| self.top().is_none_or(|screen| screen.answers(key));
            let action = action::of_function(place, number);
            let action = action.filter(|action| self.ctx().may(action.right) && is_live(action.key));
            (number, action.map(|action| self.texts.get(&format!("foot-{}", action.name))))
        });
        let column = canvas.width() / 10;
        let mut x = 0;
        for (number, label) in labels {
            let Some(label) = label else { continue };
            let slot = if canvas.width() >= WIDTH_FOOTER {
                Slot { x: u16::from(number.saturating_sub(1)).saturating_mul(column), y, width: column }
            } else {
                let width = text::columns(&label).saturating_add(if number == 10 { 3 } else { 2 });
                Slot { x, y, width }
            };
            draw_label(slot, number, &label, canvas);
            x = x.saturating_add(slot.width);
        }
    }
}

fn draw_label(slot: Slot, number: u8, label: &str, canvas: &mut Canvas<'_>) {
    let end = canvas.put_in(slot, Role::Key, &number.to_string());
    let rest = slot.width.saturating_sub(end.saturating_sub(slot.x)).saturating_sub(1);
    let label_slot = Slot { x: end, y: slot.y, width: rest };
    canvas.blank(label_slot, Role::Title);
    canvas.put_in(label_slot, Role::Title, label);
}
