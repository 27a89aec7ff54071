//! The screens: for each one its state, what keys and answers do to it, and beside it in `view.rs` how it is drawn.
//!
//! Does no I/O: whatever a screen wants of the store or of the program it says as a [`Move`]. Must stay true: drawing
//! takes the state by reference and changes nothing, and no single letter changes data.

pub mod case;
pub mod cases;
pub mod child;
pub mod choice;
pub mod deed;
pub mod entry;
pub mod home;
pub mod message;
pub mod moment;
pub mod session;
pub mod settings;
pub mod setup;
pub mod spoken;
pub mod summary;
pub mod unlock;
pub mod whereabouts;

use crate::domain::code::closed;
use crate::i18n::Texts;
use crate::store::Right;
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use message::{Draft, DraftName, Move, Note, Reply};
use session::Session;
use spoken::Spoken;
use uuid::Uuid;

/// What every screen may look at.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The texts of the language chosen.
    pub texts: &'a Texts,
    /// Now, in milliseconds UTC.
    pub now_ms: i64,
    /// The same on the steady clock, whatever the other is set to: for how long something takes.
    pub steady_ms: i64,
    /// Who is at work; nobody while the store is locked.
    pub session: Option<&'a Session>,
    /// Makes the id of a new record.
    pub new_id: fn() -> Uuid,
    /// Columns of the window.
    pub width: u16,
    /// The forms that this officer left unsaved, the latest last.
    pub drafts: &'a [Draft],
}

impl Ctx<'_> {
    /// Whether whoever is at work may do this; while the store is locked nothing hangs on it.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.session.is_none_or(|session| session.may(right))
    }

    /// A text without placeholders.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }
}

closed! {
    /// Which screen it is, for the table of actions.
    pub enum Place {
        /// A folder without a store.
        Setup = "setup",
        /// A store that is locked.
        Unlock = "unlock",
        /// What to do today.
        Home = "home",
        /// The list of cases.
        Cases = "cases",
        /// A form.
        Entry = "entry",
        /// One case.
        Case = "case",
        /// The summary of a period.
        Summary = "summary",
        /// How the screens are to be.
        Settings = "settings",
    }
}

/// A screen and its state.
pub enum Screen {
    /// A folder without a store.
    Setup(setup::State),
    /// A store that is locked.
    Unlock(unlock::State),
    /// What to do today.
    Home(home::State),
    /// The list of cases.
    Cases(cases::State),
    /// A form.
    Entry(Box<entry::State>),
    /// One case.
    Case(Box<case::State>),
    /// How the screens are to be.
    Settings(settings::State),
    /// The summary of a period.
    Summary(Box<summary::State>),
}

/// Calls the same function of whichever screen it is.
macro_rules! each {
    ($screen:expr, $state:ident => $call:expr) => {
        match $screen {
            Screen::Setup($state) => $call,
            Screen::Unlock($state) => $call,
            Screen::Home($state) => $call,
            Screen::Cases($state) => $call,
            Screen::Entry($state) => $call,
            Screen::Case($state) => $call,
            Screen::Summary($state) => $call,
            Screen::Settings($state) => $call,
        }
    };
}

impl Screen {
    /// Which screen it is.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Setup(_) => Place::Setup,
            Self::Unlock(_) => Place::Unlock,
            Self::Home(_) => Place::Home,
            Self::Cases(_) => Place::Cases,
            Self::Entry(_) => Place::Entry,
            Self::Case(_) => Place::Case,
            Self::Summary(_) => Place::Summary,
            Self::Settings(_) => Place::Settings,
        }
    }

    /// What a key does.
    pub fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        each!(self, state => state.key(key, ctx))
    }

    /// What pasted text does; never more than to stand in a field.
    pub fn paste(&mut self, pasted: &str, ctx: &Ctx<'_>) -> Vec<Move> {
        each!(self, state => state.paste(pasted, ctx))
    }

    /// What an answer of the store does.
    pub fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        each!(self, state => state.reply(reply, ctx))
    }

    /// Whether an answer is awaited that decides what this key means; it is taken then.
    #[must_use]
    pub const fn is_waiting(&self, key: Key) -> bool {
        match self {
            Self::Setup(state) => state.is_waiting(),
            Self::Unlock(state) => state.is_waiting(),
            Self::Home(state) => state.is_waiting(key),
            Self::Cases(state) => state.is_waiting(key),
            Self::Entry(state) => state.is_waiting(),
            Self::Case(state) => state.is_waiting(key),
            Self::Summary(state) => state.is_waiting(key),
            Self::Settings(_) => false,
        }
    }

    /// Why the program must not be left from here, where that is so: the key of a text.
    #[must_use]
    pub const fn holds(&self) -> Option<&'static str> {
        match self {
            Self::Setup(state) => state.holds(),
            _ => None,
        }
    }

    /// What to ask anew after something was written, here or by another program.
    pub fn refresh(&mut self) -> Vec<Move> {
        match self {
            Self::Home(state) => state.ask(),
            Self::Cases(state) => state.refresh(),
            Self::Case(state) => state.refresh(),
            Self::Summary(state) => state.refresh(),
            _ => Vec::new(),
        }
    }

    /// What to do before another screen covers this one: an unsaved form is kept.
    #[must_use]
    pub fn leave(&self, ctx: &Ctx<'_>) -> Vec<Move> {
        match self {
            Self::Entry(state) => state.leave(ctx),
            _ => Vec::new(),
        }
    }

    /// What to do as time goes by: what was typed is put on file, and hours are counted anew.
    pub fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        match self {
            Self::Entry(state) => state.tick(ctx),
            Self::Home(state) => state.tick(ctx),
            Self::Summary(state) => state.tick(ctx),
            _ => Vec::new(),
        }
    }

    /// What to do at once before nobody may be at the screen any more.
    pub fn keep_now(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        match self {
            Self::Entry(state) => state.keep_now(ctx),
            _ => Vec::new(),
        }
    }

    /// The unsaved form that is being filled in, as far as it is on file: its name, and when that was typed.
    #[must_use]
    pub fn draft(&self) -> Option<(DraftName, Option<i64>)> {
        match self {
            Self::Entry(state) => Some((state.draft_name()?, state.kept_ms())),
            _ => None,
        }
    }

    /// Whether letters go into a field, so that `?` is a letter and not a call for help.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        match self {
            Self::Case(state) => state.is_typing(),
            Self::Summary(state) => state.is_typing(),
            Self::Settings(_) | Self::Home(_) => false,
            Self::Setup(_) | Self::Unlock(_) | Self::Cases(_) | Self::Entry(_) => true,
        }
    }

    /// Whether a key of this place does anything as it stands now.
    #[must_use]
    pub const fn answers(&self, key: Key) -> bool {
        match self {
            Self::Setup(state) => state.holds().is_none() || !matches!(key, Key::Function(5)),
            Self::Entry(state) => !state.is_saved() || !matches!(key, Key::Function(2 | 4)),
            Self::Cases(state) => !state.is_behind() || !matches!(key, Key::Function(4)),
            _ => true,
        }
    }

    /// Whether something is being typed outside a form, so that nothing saved is taken back in its place.
    #[must_use]
    pub fn has_typed(&self) -> bool {
        match self {
            Self::Cases(state) => state.is_typing(),
            Self::Case(_) | Self::Summary(_) => self.is_typing(),
            _ => false,
        }
    }

    /// Whether Intro would write here; a service only where nobody could have seen yet which one the key before chose.
    #[must_use]
    pub fn is_at_save(&self, is_blind: bool) -> bool {
        match self {
            Self::Entry(state) => state.is_at_save(),
            Self::Case(state) => state.is_typing() || is_blind && state.has_picked(),
            _ => false,
        }
    }

    /// The name on the title line.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        match self {
            Self::Cases(state) => state.title(ctx),
            Self::Entry(state) => state.title(ctx),
            Self::Case(state) => state.title(ctx),
            _ => ctx.text(&format!("title-{}", self.place().code())),
        }
    }

    /// The line that says what can be done here.
    #[must_use]
    pub fn hint(&self, ctx: &Ctx<'_>) -> String {
        each!(self, state => state.hint(ctx))
    }

    /// What is to be said as long as it is so, whatever key was pressed.
    #[must_use]
    pub fn said(&self, is_roomy: bool, ctx: &Ctx<'_>) -> Option<Note> {
        match self {
            Self::Entry(state) => state.said(is_roomy, ctx),
            _ => None,
        }
    }

    /// The screen in words.
    #[must_use]
    pub fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        each!(self, state => state.spoken(ctx))
    }

    /// Draws everything between the title and the hint.
    pub fn draw(&self, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        each!(self, state => state.draw(ctx, canvas));
    }
}
