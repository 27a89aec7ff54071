//! The table of actions: every key that does something beside moving and typing, and where.
//!
//! The footer, the help and the menu are drawn from it; the screens act on the same keys. Must stay true: a key means
//! the same wherever it is valid, and every action has its texts in both languages.

use crate::screen::Place;
use crate::store::Right;
use crate::ui::key::Key;

/// What can be done with one key.
pub struct Action {
    /// The name in the keys of texts: `action-save`, and `foot-save` for the footer.
    pub name: &'static str,
    /// Its key.
    pub key: Key,
    /// The screens on which it is valid.
    pub places: &'static [Place],
    /// Whether it does something rather than move: such actions come first in the menu.
    pub is_in_menu: bool,
    /// Who may do it.
    pub right: Right,
}

impl Action {
    /// Where the action is to be done and the key that leads there from a screen: on that screen, on one that a key
    /// leads to, or somewhere that is reached otherwise.
    #[must_use]
    pub fn way_from(&self, here: Place) -> (Place, Option<Key>) {
        if self.places.contains(&here) {
            return (here, Some(self.key));
        }
        let ways = self.places.iter().filter_map(|place| Some((*place, way(here, *place)?)));
        let first = self.places.first().copied().unwrap_or(here);
        ways.map(|(place, key)| (place, Some(key))).next().unwrap_or((first, None))
    }
}

/// The key that leads from one screen to another, where one does.
fn way(here: Place, there: Place) -> Option<Key> {
    let names: &[&str] = match there {
        Cases => &["find"],
        Case => &["open", "find"],
        Entry => &["intake"],
        Summary => &["summary"],
        Settings => &["settings"],
        Setup | Unlock | Home => &[],
    };
    names.iter().find_map(|name| at(here).find(|action| action.name == *name)).map(|action| action.key)
}

use Place::{Case, Cases, Entry, Home, Settings, Setup, Summary, Unlock};

const EVERYWHERE: &[Place] = &[Setup, Unlock, Home, Cases, Entry, Case, Summary, Settings];
const OPEN: &[Place] = &[Home, Cases, Entry, Case, Summary, Settings];
const READING: &[Place] = &[Home, Cases, Case, Summary];

const fn action(name: &'static str, key: Key, places: &'static [Place]) -> Action {
    Action { name, key, places, is_in_menu: true, right: Right::Figures }
}

const fn listed(name: &'static str, key: Key, places: &'static [Place]) -> Action {
    Action { is_in_menu: false, ..action(name, key, places) }
}

impl Action {
    const fn needs(self, right: Right) -> Self {
        Self { right, ..self }
    }
}

/// Every action, in the order of the help.
pub const ACTIONS: &[Action] = &[
    listed("open", Key::Enter, &[Home, Cases]),
    listed("next-mandatory", Key::Enter, &[Entry]),
    listed("edit", Key::Enter, &[Case]),
    listed("next-question", Key::Enter, &[Setup]),
    listed("unlock", Key::Enter, &[Unlock]),
    listed("move-list", Key::Up, &[Home, Cases]),
    listed("move-field", Key::Up, &[Entry, Setup, Settings]),
    listed("change-value", Key::Right, &[Settings]),
    listed("move-page", Key::PageDown, &[Home, Cases]),
    listed("move-section", Key::PageDown, &[Entry]),
    listed("move-ends", Key::Home, &[Home, Cases]),
    listed("block", Key::Tab, &[Home]),
    listed("every-field", Key::Tab, &[Entry]),
    listed("not-known", Key::Char('?'), &[Entry]),
    listed("same", Key::Ctrl('d'), &[Entry]),
    listed("accent", Key::Ctrl('t'), &[Entry, Cases]),
    listed("line-end", Key::Ctrl('j'), &[Entry]),
    listed("clear-field", Key::Ctrl('u'), &[Entry, Cases]),
    listed("undo-typing", Key::Ctrl('z'), &[Entry]),
    listed("redo-typing", Key::Ctrl('y'), &[Entry]),
    listed("tabs", Key::Tab, &[Case, Summary]),
    action("tab-data", Key::Char('1'), &[Case]),
    action("tab-services", Key::Char('2'), &[Case]),
    action("tab-contacts", Key::Char('3'), &[Case]),
    action("tab-process", Key::Char('4'), &[Case]),
    action("tab-history", Key::Char('5'), &[Case]),
    action("tab-tables", Key::Char('1'), &[Summary]),
    action("tab-chart", Key::Char('2'), &[Summary]),
    action("tab-map", Key::Char('3'), &[Summary]),
    action("tab-comparing", Key::Char('4'), &[Summary]),
    action("tab-prose", Key::Char('5'), &[Summary]),
    listed("open-figure", Key::Enter, &[Summary]),
    listed("move-row", Key::Up, &[Summary]),
    listed("move-cell", Key::Right, &[Summary]),
    listed("move-table", Key::PageDown, &[Summary]),
    listed("other-form", Key::Char(' '), &[Summary]),
    listed("later", Key::Char('+'), &[Summary]),
    listed("earlier", Key::Char('-'), &[Summary]),
    action("contact", Key::Insert, &[Case]),
    action("sibling", Key::Char('h'), &[Case]),
    listed("next-of-group", Key::Char('g'), &[Case]),
    action("void", Key::Delete, &[Case]),
    action("link", Key::Ctrl('w'), &[Case]).needs(Right::Write),
    action("undo", Key::Ctrl('z'), READING).needs(Right::Write),
    action("redo", Key::Ctrl('y'), READING).needs(Right::Write),
    listed("reveal", Key::Ctrl('r'), &[Unlock, Setup]),
    listed("back", Key::Esc, &[Case, Summary, Settings]),
    listed("clear-search", Key::Esc, &[Cases]),
    listed("keep", Key::Esc, &[Entry]),
    action("help", Key::Function(1), EVERYWHERE),
    action("save", Key::Function(2), &[Entry, Settings]),
    action("export-figures", Key::Function(2), &[Summary]),
    action("find", Key::Function(3), &[Home, Entry, Case, Summary, Settings]).needs(Right::Read),
    action("values", Key::Function(4), &[Entry]),
    action("filter", Key::Function(4), &[Cases]),
    action("officer", Key::Function(4), &[Unlock]),
    action("scope", Key::Function(4), &[Summary]),
    action("service", Key::Function(5), &[Home, Cases, Case]),
    action("call", Key::Function(6), &[Home, Cases, Case]),
    action("intake", Key::Function(7), OPEN).needs(Right::Write),
    action("summary", Key::Function(8), &[Home, Cases, Entry, Case, Settings]),
    action("period", Key::Function(8), &[Summary]),
    action("lock", Key::Ctrl('l'), OPEN),
    action("mask", Key::Ctrl('k'), OPEN).needs(Right::Read),
    action("next-due", Key::Ctrl('n'), READING).needs(Right::Read),
    action("settings", Key::Ctrl('e'), &[Home, Cases]),
    action("edit-text", Key::Ctrl('e'), &[Summary]),
    action("sort", Key::Ctrl('o'), &[Cases]),
    action("present-or-all", Key::Tab, &[Cases]),
    action("keep-view", Key::Ctrl('g'), &[Cases]),
    action("again", Key::Ctrl('p'), OPEN),
    action("try", Key::Function(5), &[Setup]),
    listed("menu", Key::Function(9), EVERYWHERE),
    action("leave", Key::Function(10), EVERYWHERE),
];

/// What is done most, in the order of the menu.
pub const USUAL: &[&str] =
    &["save", "intake", "service", "call", "contact", "sibling", "undo", "find", "summary", "values", "lock", "leave"];

/// The commands of the console, in the order of the menu: `cobijo backup`. The menu names them; the console runs them.
pub const COMMANDS: &[&str] = &[
    "backup",
    "restore",
    "verify",
    "report",
    "list",
    "show",
    "import",
    "export",
    "office",
    "officer",
    "holiday",
    "demo",
    "dictionary",
    "init",
    "completions",
    "man",
    "doctor",
];

/// The actions that are valid on a screen.
pub fn at(place: Place) -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter().filter(move |action| action.places.contains(&place))
}

/// The action of a function key on a screen.
#[must_use]
pub fn of_function(place: Place, number: u8) -> Option<&'static Action> {
    at(place).find(|action| action.key == Key::Function(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Texts};
    use crate::ui::text;

    #[test]
    fn every_action_has_its_texts_and_they_fit() {
        for texts in Lang::ALL.map(Texts::new) {
            for action in ACTIONS {
                let sentence = texts.get(&format!("action-{}", action.name));
                assert!(texts.has(&format!("action-{}", action.name)), "{}", action.name);
                assert!(text::columns(&sentence) <= 44, "{sentence}");
                let key = action.key.name(&texts);
                assert!(text::columns(&sentence) + text::columns(&key) <= 50, "{sentence} {key}");
                if let Key::Function(number) = action.key {
                    let label = texts.get(&format!("foot-{}", action.name));
                    assert!(texts.has(&format!("foot-{}", action.name)), "{}", action.name);
                    assert!(text::columns(&label) <= if number == 10 { 5 } else { 6 }, "{label}");
                }
            }
        }
    }

    #[test]
    fn what_is_usual_is_in_the_table() {
        assert!(USUAL.iter().all(|name| ACTIONS.iter().any(|action| action.name == *name)));
    }

    #[test]
    fn a_key_does_one_thing_on_a_screen() {
        for place in EVERYWHERE {
            for action in at(*place) {
                assert_eq!(at(*place).filter(|other| other.key == action.key).count(), 1, "{place:?} {}", action.name);
            }
        }
    }
}
