//! The program between the keys and the screens: a stack of screens, what lies over them, and what was written.
//!
//! Reads no terminal, no file and no clock: everything comes in as an [`Input`] and goes out as an [`Effect`]. Must stay
//! true: what an officer typed is kept until it is saved, whatever key was pressed.

pub mod action;
mod overlay;
mod view;

use crate::form::layout::FormKind;
use crate::i18n::{Lang, Texts};
use crate::screen::entry::Opening;
use crate::screen::message::{Draft, Move, Note, Reply, Request, Subject};
use crate::screen::session::Session;
use crate::screen::{Ctx, Place, Screen, case, cases, entry, setup, summary, unlock};
use crate::ui::key::Key;
use crate::ui::theme::Theme;
use overlay::{Overlay, Pressed};
use uuid::Uuid;
use zeroize::Zeroizing;

/// What comes in.
pub enum Input {
    /// A key.
    Key(Key),
    /// Text that was pasted.
    Paste(String),
    /// The window has another size.
    Resize,
    /// The time, in milliseconds UTC.
    Tick(i64),
    /// An answer of the store to the screen of this number.
    Reply(u64, Reply),
}

/// What goes out.
pub enum Effect {
    /// Asks the store; the answer goes to the screen of this number.
    Ask(u64, Request),
    /// Ends the program.
    Quit,
}

/// What the program finds when it starts.
pub enum Start {
    /// A folder without a store.
    NoStore,
    /// A locked store.
    Locked {
        /// The names of those who may open it.
        officers: Vec<String>,
        /// The key of what is to be said of its key files.
        warning: Option<&'static str>,
    },
}

/// What the program is given from outside.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// Makes the id of a new record.
    pub new_id: fn() -> Uuid,
}

/// The number that the program itself asks the store under.
const PROGRAM: u64 = 0;

/// How often the store is asked whether another program has written, in milliseconds.
pub const POLL_MS: i64 = 2_000;

struct Layer {
    number: u64,
    screen: Screen,
}

/// What an officer left when the store was locked.
struct Resting {
    officer: String,
    work: Work,
}

/// What belongs to the officer at work.
#[derive(Default)]
struct Work {
    stack: Vec<Layer>,
    drafts: Vec<Draft>,
    /// Operations of this session that can be taken back, the last one last.
    written: Vec<u64>,
    /// Operations that took one back, and can be taken back themselves.
    undone: Vec<u64>,
    /// When something was last saved, in milliseconds UTC.
    saved_ms: Option<i64>,
}

/// Which way an undo goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forth,
}

/// The whole program but for the terminal and the store.
pub struct App {
    texts: Texts,
    theme: Theme,
    now_ms: i64,
    officers: Vec<String>,
    session: Option<Session>,
    work: Work,
    resting: Option<Resting>,
    overlay: Option<Overlay>,
    note: Option<Note>,
    undoing: Option<Way>,
    last_number: u64,
    polled_ms: i64,
    new_id: fn() -> Uuid,
}

impl App {
    /// The program as it starts.
    #[must_use]
    pub fn new(around: Surroundings, start: Start, now_ms: i64) -> Self {
        let mut app = Self {
            texts: Texts::new(around.lang),
            theme: around.theme,
            now_ms,
            officers: Vec::new(),
            session: None,
            work: Work::default(),
            resting: None,
            overlay: None,
            note: None,
            undoing: None,
            last_number: PROGRAM,
            polled_ms: now_ms,
            new_id: around.new_id,
        };
        let first = match start {
            Start::NoStore => Screen::Setup(setup::State::new(around.lang)),
            Start::Locked { officers, warning } => {
                app.officers.clone_from(&officers);
                Screen::Unlock(unlock::State::new(officers).warned(warning))
            }
        };
        app.push(first);
        app
    }

    /// Takes one input; what is to be done about it.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(pasted) => self.with_top(|screen, ctx| screen.paste(&pasted, ctx)),
            Input::Resize => Vec::new(),
            Input::Tick(now_ms) => self.tick(now_ms),
            Input::Reply(number, reply) => self.reply(number, reply),
        }
    }

    /// Which screen is on top.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.top().map(Screen::place)
    }

    /// Whether the store is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.session.is_some()
    }

    fn ctx(&self) -> Ctx<'_> {
        Ctx { texts: &self.texts, now_ms: self.now_ms, session: self.session.as_ref(), new_id: self.new_id }
    }

    fn top(&self) -> Option<&Screen> {
        self.work.stack.last().map(|layer| &layer.screen)
    }

    fn push(&mut self, screen: Screen) -> u64 {
        self.last_number = self.last_number.saturating_add(1);
        self.work.stack.push(Layer { number: self.last_number, screen });
        self.last_number
    }

    /// Asks for the store at once, as a training store does.
    pub fn unlock_with(&mut self, passphrase: Zeroizing<String>) -> Vec<Effect> {
        let number = self.work.stack.last().map_or(PROGRAM, |layer| layer.number);
        vec![Effect::Ask(number, Request::Unlock { officer: None, passphrase })]
    }

    fn tick(&mut self, now_ms: i64) -> Vec<Effect> {
        self.now_ms = now_ms;
        if !self.is_open() || now_ms.saturating_sub(self.polled_ms) < POLL_MS {
            return Vec::new();
        }
        self.polled_ms = now_ms;
        vec![Effect::Ask(PROGRAM, Request::Poll)]
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.note = None;
        if let Some(mut overlay) = self.overlay.take() {
            return match overlay.press(key, &self.ctx()) {
                Pressed::Stays => {
                    self.overlay = Some(overlay);
                    Vec::new()
                }
                Pressed::Closes => Vec::new(),
                Pressed::Runs(key) => self.key(key),
            };
        }
        let is_typing = self.top().is_none_or(Screen::is_typing);
        match key {
            Key::Function(1) => self.show(Overlay::help(self.place())),
            Key::Char('?') if !is_typing => self.show(Overlay::help(self.place())),
            Key::Function(9) => self.show(Overlay::menu(self.place(), &self.ctx())),
            Key::Function(10) => vec![Effect::Quit],
            Key::Ctrl('l') if self.is_open() => self.lock(),
            Key::Function(3) if self.is_open() => self.find(),
            Key::Function(7) if self.is_open() => self.open_intake(),
            Key::Function(8) if self.is_open() && self.place() != Some(Place::Summary) => {
                self.run(PROGRAM, vec![Move::OpenSummary])
            }
            Key::Ctrl('z') if self.may_undo() => self.undo(Way::Back),
            Key::Ctrl('y') if self.may_undo() => self.undo(Way::Forth),
            _ => self.with_top(|screen, ctx| screen.key(key, ctx)),
        }
    }

    fn may_undo(&self) -> bool {
        self.is_open() && self.place() != Some(Place::Entry) && self.undoing.is_none()
    }

    fn show(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }

    /// Goes back to the list, keeping a form that is open.
    fn find(&mut self) -> Vec<Effect> {
        self.keep_top();
        self.work.stack.truncate(1);
        Vec::new()
    }

    fn open_intake(&mut self) -> Vec<Effect> {
        let subject = Subject { kind: FormKind::Intake, case: None, record: None };
        self.run(PROGRAM, vec![Move::OpenForm(Box::new(Opening::new(subject)))])
    }

    /// An unsaved form is kept before another screen takes its place, and closed.
    fn keep_top(&mut self) {
        if self.place() != Some(Place::Entry) {
            return;
        }
        let moves = self.work.stack.last().map_or_else(Vec::new, |layer| layer.screen.leave(&self.ctx()));
        for kept in moves {
            if let Move::Keep(draft) = kept {
                self.keep(*draft);
            }
        }
        self.work.stack.pop();
    }

    fn lock(&mut self) -> Vec<Effect> {
        self.keep_top();
        let Some(session) = self.session.take() else { return Vec::new() };
        let work = std::mem::take(&mut self.work);
        self.resting = Some(Resting { officer: session.officer, work });
        self.push(Screen::Unlock(unlock::State::new(self.officers.clone())));
        vec![Effect::Ask(PROGRAM, Request::Lock)]
    }

    fn enter(&mut self, session: Session) -> Vec<Effect> {
        if !self.officers.contains(&session.officer) {
            self.officers.push(session.officer.clone());
        }
        let rested = self.resting.take().filter(|resting| resting.officer == session.officer);
        self.session = Some(session);
        self.work = rested.map(|resting| resting.work).unwrap_or_default();
        if self.work.stack.is_empty() {
            let (state, moves) = cases::State::open();
            let number = self.push(Screen::Cases(state));
            return self.run(number, moves);
        }
        self.refresh(PROGRAM)
    }

    fn undo(&mut self, way: Way) -> Vec<Effect> {
        let (list, nothing) = match way {
            Way::Back => (&self.work.written, "undo-nothing"),
            Way::Forth => (&self.work.undone, "redo-nothing"),
        };
        let Some(seq) = list.last().copied() else {
            self.note = Some(Note::plain(self.texts.get(nothing)));
            return Vec::new();
        };
        self.undoing = Some(way);
        let reason = self.texts.get("undo-reason");
        vec![Effect::Ask(PROGRAM, Request::Undo { seq, reason })]
    }

    fn reply(&mut self, number: u64, reply: Reply) -> Vec<Effect> {
        if let Reply::Changed = reply {
            return self.refresh(PROGRAM);
        }
        if number == PROGRAM {
            return self.own_reply(&reply);
        }
        if let Reply::Failed(key) = reply {
            self.note = Some(Note::error(self.texts.get(key)));
        }
        let ctx = Ctx { texts: &self.texts, now_ms: self.now_ms, session: self.session.as_ref(), new_id: self.new_id };
        let Some(layer) = self.work.stack.iter_mut().find(|layer| layer.number == number) else { return Vec::new() };
        let moves = layer.screen.reply(reply, &ctx);
        self.run(number, moves)
    }

    fn own_reply(&mut self, reply: &Reply) -> Vec<Effect> {
        let way = self.undoing.take();
        let (key, is_done) = match (reply, way) {
            (Reply::Undone(_), Some(Way::Back)) => ("undo-done", true),
            (Reply::Undone(_), _) => ("redo-done", true),
            (Reply::NotUndone, _) => ("undo-refused", false),
            (Reply::Failed(key), _) => (*key, false),
            _ => return Vec::new(),
        };
        let text = self.texts.get(key);
        self.note = Some(if is_done { Note::plain(text) } else { Note::warning(text) });
        let Reply::Undone(seq) = reply else { return Vec::new() };
        let (from, to) = match way {
            Some(Way::Forth) => (&mut self.work.undone, &mut self.work.written),
            _ => (&mut self.work.written, &mut self.work.undone),
        };
        from.pop();
        to.push(*seq);
        self.refresh(PROGRAM)
    }

    /// Every screen but the one of this number asks anew.
    fn refresh(&mut self, but: u64) -> Vec<Effect> {
        let mut asked = Vec::new();
        for layer in self.work.stack.iter_mut().filter(|layer| layer.number != but) {
            asked.extend(layer.screen.refresh().into_iter().map(|wish| (layer.number, wish)));
        }
        asked.into_iter().flat_map(|(number, wish)| self.run(number, vec![wish])).collect()
    }

    fn with_top(&mut self, act: impl FnOnce(&mut Screen, &Ctx<'_>) -> Vec<Move>) -> Vec<Effect> {
        let ctx = Ctx { texts: &self.texts, now_ms: self.now_ms, session: self.session.as_ref(), new_id: self.new_id };
        let Some(layer) = self.work.stack.last_mut() else { return Vec::new() };
        let number = layer.number;
        let moves = act(&mut layer.screen, &ctx);
        self.run(number, moves)
    }

    /// Does what a screen wants.
    fn run(&mut self, number: u64, moves: Vec<Move>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for wish in moves {
            match wish {
                Move::Ask(request) => effects.push(Effect::Ask(number, request)),
                Move::Say(note) => self.note = Some(note),
                Move::Close => self.close(number),
                Move::OpenCase(case, tab) => effects.extend(self.open_case(case, tab)),
                Move::OpenForm(opening) => effects.extend(self.open_form(*opening)),
                Move::OpenSummary => effects.extend(self.open_summary()),
                Move::Enter(session) => effects.extend(self.enter(session)),
                Move::Keep(draft) => self.keep(*draft),
                Move::Forget(draft) => self.work.drafts.retain(|kept| kept.number != draft),
                Move::Wrote(seq) => effects.extend(self.wrote(number, seq)),
                Move::Speak(lang) => self.texts = Texts::new(lang),
            }
        }
        effects
    }

    fn close(&mut self, number: u64) {
        if self.work.stack.len() > 1 {
            self.work.stack.retain(|layer| layer.number != number);
        }
    }

    fn keep(&mut self, draft: Draft) {
        self.last_number = self.last_number.saturating_add(1);
        self.note = Some(Note::plain(self.texts.get("draft-kept")));
        self.work.drafts.push(Draft { number: self.last_number, ..draft });
    }

    fn wrote(&mut self, number: u64, seq: u64) -> Vec<Effect> {
        self.work.written.push(seq);
        self.work.undone.clear();
        self.work.saved_ms = Some(self.now_ms);
        self.refresh(number)
    }

    fn open_case(&mut self, id: Uuid, tab: case::Tab) -> Vec<Effect> {
        self.work.stack.truncate(1);
        let (state, moves) = case::State::open(id, tab);
        let number = self.push(Screen::Case(Box::new(state)));
        self.run(number, moves)
    }

    fn open_form(&mut self, opening: Opening) -> Vec<Effect> {
        self.keep_top();
        let drafts = self.work.drafts.iter().filter(|draft| draft.subject == opening.subject).cloned().collect();
        let Some(state) = entry::State::open(opening, drafts, &self.ctx()) else { return Vec::new() };
        self.push(Screen::Entry(Box::new(state)));
        Vec::new()
    }

    fn open_summary(&mut self) -> Vec<Effect> {
        self.keep_top();
        let (state, moves) = summary::State::open(&self.ctx());
        let number = self.push(Screen::Summary(Box::new(state)));
        self.run(number, moves)
    }
}
