//! The help: the keys of the screen one is on, and topics that are found by typing.
//!
//! Changes nothing. Must stay true: whatever is typed here only finds.

use super::{Pressed, sentence};
use crate::app::action;
use crate::form::typed::text::fold;
use crate::screen::choice::{Choice, Row, say_more};
use crate::screen::spoken::{Spoken, rows};
use crate::screen::{Ctx, Place};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;

/// The topics, in their order; the first line of `topic-NAME` is what each is called.
const TOPICS: &[&str] = &[
    "register", "ages", "dates", "names", "siblings", "services", "calls", "steps", "lacks", "find", "undo", "drafts",
    "lock", "figures", "backup", "digits", "accents", "lineal",
];
/// How far a page key goes.
const STRIDE: usize = 8;

/// What of the help is open.
pub(in crate::app) enum Help {
    /// The keys of a screen.
    Keys { place: Place, scroll: usize },
    /// The topics that what was typed may mean.
    Topics { typed: Line, choice: Choice },
    /// One topic, and the list to go back to.
    Topic { name: String, scroll: usize, typed: Line },
}

impl Help {
    pub(super) fn press(&mut self, key: Key, ctx: &Ctx<'_>) -> Pressed {
        match (&mut *self, key) {
            (_, Key::Function(2..)) => return Pressed::Runs(key),
            (Self::Topic { name, typed, .. }, Key::Esc | Key::Enter) => *self = topics(typed.clone(), name, ctx),
            (_, Key::Esc)
            | (Self::Topics { .. } | Self::Topic { .. }, Key::Function(1))
            | (Self::Keys { .. }, Key::Enter | Key::Char('?')) => return Pressed::Closes,
            (Self::Topics { typed, choice }, Key::Enter) => {
                if let Some(name) = choice.chosen().map(|row| row.code.clone()) {
                    *self = Self::Topic { name, scroll: 0, typed: typed.clone() };
                }
            }
            (Self::Keys { scroll, .. } | Self::Topic { scroll, .. }, _) if scrolled(*scroll, key).is_some() => {
                *scroll = scrolled(*scroll, key).unwrap_or(*scroll);
            }
            (Self::Topics { typed, choice }, _) => {
                if !choice.press(key) {
                    typed.press(key);
                    *self = topics(typed.clone(), "", ctx);
                }
            }
            (Self::Keys { .. } | Self::Topic { .. }, _) => {
                let mut typed = Line::default();
                typed.press(key);
                *self = topics(typed, "", ctx);
            }
        }
        Pressed::Stays
    }

    /// The help in words: what it draws, or the topics to choose from.
    pub(super) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let spoken = Spoken::new(ctx.text("spoken-help"));
        match self {
            Self::Keys { .. } | Self::Topic { .. } => Spoken { asked: ctx.text("spoken-topics"), ..spoken },
            Self::Topics { choice, .. } => {
                let nothing = choice.is_empty().then(|| ctx.text("help-nothing"));
                let lines = Some(nothing.into_iter().collect());
                Spoken { lines, asked: ctx.text("spoken-topics"), options: rows(choice), ..spoken }
            }
        }
    }

    pub(super) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        let is_more = match self {
            Self::Keys { place, scroll } => {
                let mut inner = canvas.boxed(&ctx.text("help-title"));
                let lines = keys(*place, inner.width().saturating_sub(2), ctx);
                draw_lines(&lines, *scroll, &mut inner)
            }
            Self::Topics { typed, choice } => {
                let mut inner = canvas.boxed(&ctx.text("help-topics"));
                let (width, height) = (inner.width(), inner.height().saturating_sub(2));
                let is_more = choice.draw(&mut inner.part(Slot { x: 0, y: 2, width }, height));
                if choice.is_empty() {
                    inner.put(2, 2, Role::Body, &ctx.text("help-nothing"));
                }
                inner.typing(Slot { x: 2, y: 0, width: width.saturating_sub(4) }, typed);
                is_more
            }
            Self::Topic { name, scroll, .. } => {
                let text = ctx.text(&format!("topic-{name}"));
                let (title, body) = text.split_once('\n').unwrap_or((&text, ""));
                let mut inner = canvas.boxed(title);
                let lines: Vec<(String, String)> = text::wrap(body, inner.width().saturating_sub(2))
                    .into_iter()
                    .map(|line| (String::new(), line))
                    .collect();
                draw_lines(&lines, *scroll, &mut inner)
            }
        };
        say_more(is_more, ctx, canvas);
    }
}

fn scrolled(scroll: usize, key: Key) -> Option<usize> {
    Some(match key {
        Key::Up => scroll.saturating_sub(1),
        Key::Down => scroll.saturating_add(1),
        Key::PageUp => scroll.saturating_sub(STRIDE),
        Key::PageDown => scroll.saturating_add(STRIDE),
        _ => return None,
    })
}

/// The topics in which every word typed stands, those with all of them in their name first.
fn topics(typed: Line, at: &str, ctx: &Ctx<'_>) -> Help {
    let words = fold(typed.text());
    let has = |text: &str| words.split(' ').all(|word| text.contains(word));
    let all = TOPICS.iter().map(|name| (*name, ctx.text(&format!("topic-{name}"))));
    let mut found: Vec<(&str, String)> = all.filter(|(_, text)| has(&fold(text))).collect();
    found.sort_by_key(|(_, text)| !has(&fold(text.lines().next().unwrap_or_default())));
    let row = |(name, text): (&str, String)| Row {
        code: name.to_owned(),
        label: format!(" {}", text.lines().next().unwrap_or_default()),
    };
    Help::Topics { typed, choice: Choice::new(found.into_iter().map(row).collect()).at(at) }
}

/// What is good to know first, then every key of the screen.
fn keys(place: Place, width: u16, ctx: &Ctx<'_>) -> Vec<(String, String)> {
    let notes = ctx.text(match place {
        Place::Entry => "help-entry",
        Place::Home | Place::Cases | Place::Case => "help-due",
        _ => "help-keys",
    });
    let notes = text::wrap(&notes, width).into_iter().map(|line| (String::new(), line));
    let actions = action::at(place).filter(|action| ctx.may(action.right));
    let actions = actions.map(|action| (action.key.name(ctx.texts), sentence(action, ctx)));
    notes.chain(actions).collect()
}

/// Lines with a key before them, or none, from the one that is scrolled to; whether more are above and below.
fn draw_lines(lines: &[(String, String)], scroll: usize, inner: &mut Canvas<'_>) -> [bool; 2] {
    let height = usize::from(inner.height());
    let first = scroll.min(lines.len().saturating_sub(height));
    for (y, (key, sentence)) in (0_u16..).zip(lines.iter().skip(first).take(height)) {
        inner.put_in(Slot { x: 1, y, width: 12 }, Role::Key, key);
        inner.put(if key.is_empty() { 1 } else { 14 }, y, Role::Body, sentence);
    }
    inner.set_cursor(1, 0);
    [first > 0, first.saturating_add(height) < lines.len()]
}
