//! What lies over a screen: the help, and the menu of everything that can be done. Both are the table of actions.
//!
//! Does nothing itself. Must stay true: choosing an action is pressing its key.

mod help;

use super::action::{self, ACTIONS, Action, COMMANDS, USUAL};
use crate::form::typed::text::fold;
use crate::screen::choice::{Choice, Row, say_more};
use crate::screen::message::Note;
use crate::screen::spoken::{Choosable, Spoken, rows as rows_of};
use crate::screen::{Ctx, Place};
use crate::ui::canvas::{Canvas, Slot};
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;
use help::Help;

/// What lies over a screen.
pub(super) enum Overlay {
    /// The keys of this screen, and topics.
    Help(Help),
    /// Every action, found by typing.
    Menu { place: Place, typed: Line, choice: Choice },
}

/// What a key did.
pub(super) enum Pressed {
    Stays,
    Closes,
    Runs(Key),
    /// Leads to where an action is, by this key where one does, and says so; or does it there, where this one always
    /// means it.
    Leads {
        way: Option<Key>,
        then: Option<Key>,
        note: Note,
    },
}

/// The widest that the menu gets.
const MENU_WIDTH: u16 = 58;
/// The lines of the menu's box that hold no row: what is typed, a blank, what is said of the row in focus, the frame.
const MENU_LINES: u16 = 5;
/// What a command of the console is called by.
const CONSOLE: &str = "cobijo ";

impl Overlay {
    pub(super) fn help(place: Option<Place>) -> Self {
        Self::Help(Help::Keys { place: place.unwrap_or(Place::Unlock), scroll: 0 })
    }

    pub(super) fn menu(place: Option<Place>, ctx: &Ctx<'_>) -> Self {
        let place = place.unwrap_or(Place::Unlock);
        Self::Menu { place, typed: Line::default(), choice: Choice::new(rows(place, "", ctx)) }
    }

    pub(super) fn press(&mut self, key: Key, ctx: &Ctx<'_>) -> Pressed {
        match self {
            Self::Help(help) => return help.press(key, ctx),
            Self::Menu { place, typed, choice } => match key {
                Key::Esc | Key::Function(9) => return Pressed::Closes,
                Key::Enter => return choice.chosen().map_or(Pressed::Closes, |row| chosen(*place, row, ctx)),
                Key::Function(_) => return Pressed::Runs(key),
                Key::Char(digit @ '1'..='9') if typed.text().is_empty() => {
                    let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(1);
                    return choice
                        .rows()
                        .get(at.saturating_sub(1))
                        .map_or(Pressed::Stays, |row| chosen(*place, row, ctx));
                }
                _ if choice.press(key) => {}
                _ => {
                    typed.press(key);
                    *choice = Choice::new(rows(*place, typed.text(), ctx));
                }
            },
        }
        Pressed::Stays
    }

    /// What lies over the screen, in words: of the menu what can be done here, until something else is sought.
    pub(super) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let (place, typed, choice) = match self {
            Self::Help(help) => return help.spoken(ctx),
            Self::Menu { place, typed, choice } => (*place, typed, choice),
        };
        let is_here = |action: &&Action| action.is_in_menu && action.name != "menu";
        let shown = if typed.text().is_empty() { action::at(place).filter(is_here).count() } else { choice.len() };
        let labels = choice.rows().iter().map(|row| match (named(&row.code), row.code.strip_prefix(CONSOLE)) {
            (Some(action), _) => format!("{} ({})", sentence(action, ctx), action.key.name(ctx.texts)),
            (None, command) => {
                format!("{} ({})", ctx.text(&format!("command-{}", command.unwrap_or_default())), row.code)
            }
        });
        let options = rows_of(choice).into_iter().zip(labels).map(|(row, label)| Choosable { label, ..row });
        Spoken {
            lines: Some(Vec::new()),
            asked: ctx.text("spoken-menu"),
            options: options.take(shown).collect(),
            empty: if typed.text().is_empty() { Vec::new() } else { vec![Key::Enter] },
            menu: Key::Ctrl('u'),
            ..Spoken::new(ctx.text("spoken-help"))
        }
    }

    pub(super) fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        match self {
            Self::Help(help) => help.draw(ctx, canvas),
            Self::Menu { place, typed, choice } => draw_menu(*place, typed, choice, ctx, canvas),
        }
    }
}

fn chosen(place: Place, row: &Row, ctx: &Ctx<'_>) -> Pressed {
    let Some(action) = named(&row.code) else {
        let command = row.code.as_str().into();
        let note = Note::plain(ctx.texts.with("menu-console", &[("command", command)]));
        return Pressed::Leads { way: None, then: None, note };
    };
    match action.way_from(place) {
        (there, Some(key)) if there == place => Pressed::Runs(key),
        (there, way) => {
            let args = [
                ("action", sentence(action, ctx).into()),
                ("key", action.key.name(ctx.texts).into()),
                ("place", place_name(there, ctx).into()),
            ];
            // A letter, or Ins, is another thing on another tab.
            let is_the_same = there == Place::Case && matches!(action.key, Key::Ctrl(_) | Key::Char('1'..='5'));
            let note = Note::plain(ctx.texts.with("menu-elsewhere", &args));
            Pressed::Leads { way, then: is_the_same.then_some(action.key), note }
        }
    }
}

fn named(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|action| action.name == name)
}

fn sentence(action: &Action, ctx: &Ctx<'_>) -> String {
    ctx.text(&format!("action-{}", action.name))
}

fn place_name(place: Place, ctx: &Ctx<'_>) -> String {
    ctx.text(&format!("place-{}", place.code()))
}

/// Every action and command that what was typed may mean: what can be done here, what is usual, and what does more than
/// move come first. The first nine have a digit while nothing is typed.
fn rows(place: Place, typed: &str, ctx: &Ctx<'_>) -> Vec<Row> {
    let typed = fold(typed.trim());
    let mut actions: Vec<&Action> =
        ACTIONS.iter().filter(|action| action.name != "menu" && ctx.may(action.right)).collect();
    let usual = |action: &Action| USUAL.iter().position(|name| *name == action.name).unwrap_or(USUAL.len());
    actions.sort_by_key(|action| (!action.places.contains(&place), !action.is_in_menu, usual(action)));
    let actions = actions.into_iter().map(|a| (a.name.to_owned(), sentence(a, ctx), a.key.name(ctx.texts)));
    // What people call it who do not know what it is called here.
    let others = |name: &str| Some(format!("words-{name}")).filter(|key| ctx.texts.has(key)).map(|key| ctx.text(&key));
    let commands = COMMANDS.iter().map(|name| {
        let command = format!("{CONSOLE}{name}");
        (command.clone(), ctx.text(&format!("command-{name}")), command)
    });
    let fits = |text: &str| typed.split(' ').all(|word| fold(text).contains(word));
    let all = actions
        .chain(commands)
        .filter(|(name, sentence, key)| fits(&format!("{sentence} {key} {}", others(name).unwrap_or_default())));
    let mut all: Vec<(String, String, String)> = all.collect();
    all.sort_by_key(|(_, sentence, _)| !fold(sentence).starts_with(&typed));
    all.into_iter()
        .zip(1..)
        .map(|((code, sentence, key), number)| {
            let digit = if typed.is_empty() && number <= 9 { number.to_string() } else { " ".to_owned() };
            let used = text::columns(&sentence).saturating_add(text::columns(&key));
            let gap = " ".repeat(usize::from(MENU_WIDTH.saturating_sub(7).saturating_sub(used)));
            Row { code, label: format!("{digit} {sentence}{gap}{key}") }
        })
        .collect()
}

/// What is to be known of a row that does nothing here.
fn about(place: Place, row: &Row, ctx: &Ctx<'_>) -> String {
    let Some(action) = named(&row.code) else { return ctx.text("menu-of-console") };
    match action.way_from(place) {
        (there, _) if there == place => String::new(),
        (there, way) => {
            let key = if way.is_some() { "menu-leads" } else { "menu-only" };
            ctx.texts.with(key, &[("place", place_name(there, ctx).into())])
        }
    }
}

fn draw_menu(place: Place, typed: &Line, choice: &Choice, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
    let width = canvas.width().min(MENU_WIDTH);
    let wanted = u16::try_from(choice.len()).unwrap_or(u16::MAX).max(1).saturating_add(MENU_LINES);
    let height = canvas.height().min(wanted);
    let y = canvas.height().saturating_sub(height) / 2;
    // Halves of words beside the box would be read as part of it.
    (y..y.saturating_add(height)).for_each(|line| canvas.bar(line, Role::Body));
    let mut part = canvas.middle(width, height);
    let mut inner = part.boxed(&ctx.text("menu-title"));
    let room = Slot { x: 2, y: 0, width: inner.width().saturating_sub(4) };
    let last = inner.height().saturating_sub(1);
    let slot = Slot { x: 0, y: 2, width: inner.width() };
    let said = choice.chosen().map_or_else(|| ctx.text("menu-nothing"), |row| about(place, row, ctx));
    inner.put(1, last, Role::Strong, &said);
    inner.typing(room, typed);
    let is_more = choice.draw(&mut inner.part(slot, last.saturating_sub(2)));
    say_more(is_more, ctx, &mut part);
}
