//! The program between the keys and the screens: a stack of screens, what lies over them, and what was written.
//!
//! Reads no terminal, no file and no clock: everything comes in as an [`Input`] and goes out as an [`Effect`]. Must stay
//! true: what an officer typed is kept until it is saved, whatever key was pressed.

pub mod action;
mod dress;
mod early;
pub mod learning;
mod opening;
mod overlay;
mod replies;
mod spoken;
mod undoing;
mod view;
mod work;

use crate::i18n::{Lang, Texts};
use crate::screen::message::{Draft, Move, Note, Reply, Request};
use crate::screen::session::{IDLE_MINUTES_USUAL, Session, Wishes};
use crate::screen::whereabouts::{Listed, Purpose, Whereabouts};
use crate::screen::{Ctx, Place, Screen, case, setup, unlock};
use crate::training::exercise::Exercise;
use crate::ui::canvas::Drawing;
use crate::ui::key::Key;
use crate::vault::attempts::Given;
use learning::{Ending, Learning};
use overlay::{Overlay, Pressed};
use std::collections::VecDeque;
use uuid::Uuid;
use work::{Layer, Way, Work};
use zeroize::Zeroizing;

/// What comes in.
pub enum Input {
    /// A key.
    Key(Key),
    /// Intro right behind another key, or held down: pasted or leaned on, and no word to save.
    HastyEnter {
        /// Whether nobody could have seen yet what the key before it did.
        is_blind: bool,
    },
    /// Text that was pasted.
    Paste(String),
    /// The window has so many columns now.
    Resize(u16),
    /// The time.
    Tick {
        /// In milliseconds UTC, as the machine's clock was set.
        now_ms: i64,
        /// On a clock that nobody sets and that runs on while the machine sleeps.
        steady_ms: i64,
    },
    /// An answer of the store to the screen of this number.
    Reply(u64, Reply),
    /// The system wants the program to end.
    End,
}

/// What goes out.
pub enum Effect {
    /// Asks the store; the answer goes to the screen of this number.
    Ask(u64, Request),
    /// Ends the program.
    Quit,
    /// Begins the program anew, so that nothing of what it showed stays in its memory.
    Lock,
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
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The language.
    pub lang: Lang,
    /// The colours and signs that the terminal has.
    pub drawing: Drawing,
    /// What stays, whatever the store and its officers would have.
    pub asked: Wishes,
    /// Makes the id of a new record.
    pub new_id: fn() -> Uuid,
    /// Columns of the window.
    pub width: u16,
    /// The exercise that is to be done.
    pub exercise: Option<&'static Exercise>,
}

/// The number that the program itself asks the store under.
const PROGRAM: u64 = 0;

/// The officer is warned so long before the store is locked, in milliseconds.
const WARN_MS: i64 = 30_000;

/// How often the store is asked whether another program has written, in milliseconds.
pub const POLL_MS: i64 = 2_000;

/// The whole program but for the terminal and the store.
pub struct App {
    texts: Texts,
    around: Surroundings,
    now_ms: i64,
    session: Option<Session>,
    work: Work,
    /// The form to come back to, and the field in it, until its case is there.
    returning: Option<(Uuid, usize)>,
    /// What was typed while an answer was awaited that decides what it means.
    early: VecDeque<Input>,
    /// Whether F10 has warned that forms are not saved.
    is_leaving: bool,
    /// Now, when the last key came and when the store was last asked for news, on the steady clock, from the moment it is open.
    steady_ms: i64,
    pressed_ms: i64,
    polled_ms: i64,
    overlay: Option<Overlay>,
    learning: Learning,
    ending: Ending,
    note: Option<Note>,
    /// Whether the store was found damaged, which stays told.
    is_damaged: bool,
    undoing: Option<Way>,
    /// What Intro takes back, since it touches several cases and was asked about.
    asked: Option<Way>,
    /// The form that was left with the last key, as it was: Ctrl+Z opens it again.
    left: Option<Layer>,
    last_number: u64,
}

impl App {
    /// The program as it starts.
    #[must_use]
    pub fn new(around: Surroundings, start: Start, now_ms: i64) -> Self {
        let mut app = Self {
            texts: Texts::new(around.lang),
            around,
            now_ms,
            session: None,
            work: Work::default(),
            returning: None,
            early: VecDeque::new(),
            is_leaving: false,
            steady_ms: now_ms,
            pressed_ms: now_ms,
            polled_ms: now_ms,
            overlay: None,
            learning: Learning::new(around.exercise),
            ending: Ending::Left,
            note: None,
            is_damaged: false,
            undoing: None,
            asked: None,
            left: None,
            last_number: PROGRAM,
        };
        let first = match start {
            Start::NoStore => Screen::Setup(setup::State::new(around.lang)),
            Start::Locked { officers, warning } => Screen::Unlock(unlock::State::new(officers, warning)),
        };
        app.open(first, Vec::new());
        app
    }

    /// Takes one input; what is to be done about it.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        if let Input::Key(_) = input {
            self.learning.count();
        }
        let mut effects = self.take(input);
        effects.extend(self.renew());
        effects
    }

    fn take(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::HastyEnter { is_blind }
                if self.overlay.is_none() && self.top().is_some_and(|screen| screen.is_at_save(is_blind)) =>
            {
                Vec::new()
            }
            Input::HastyEnter { .. } => self.update(Input::Key(Key::Enter)),
            Input::Key(key) if self.jumps(key) => {
                self.pressed_ms = self.steady_ms;
                self.key(key)
            }
            Input::Key(_) | Input::Paste(_) => {
                self.pressed_ms = self.steady_ms;
                self.early.push_back(input);
                self.take_early()
            }
            Input::Resize(width) => {
                self.around.width = width;
                Vec::new()
            }
            Input::Tick { now_ms, steady_ms } => {
                self.steady_ms = steady_ms;
                self.tick(now_ms)
            }
            Input::End => self.end(),
            Input::Reply(number, reply) => {
                let mut effects = self.reply(number, reply);
                effects.extend(self.take_early());
                effects
            }
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
        Ctx {
            texts: &self.texts,
            now_ms: self.now_ms,
            steady_ms: self.steady_ms,
            session: self.session.as_ref(),
            new_id: self.around.new_id,
            width: self.around.width,
            drafts: &self.work.drafts,
        }
    }

    fn top(&self) -> Option<&Screen> {
        self.work.stack.last().map(|layer| &layer.screen)
    }

    /// Puts a screen over all others, and does what it wants.
    fn open(&mut self, screen: Screen, moves: Vec<Move>) -> Vec<Effect> {
        self.last_number = self.last_number.saturating_add(1);
        self.work.stack.push(Layer { number: self.last_number, screen, is_stale: false });
        self.run(self.last_number, moves)
    }

    /// Asks for the store at once, as a training store does.
    pub fn unlock_with(&mut self, officer: Option<String>, passphrase: Zeroizing<String>) -> Vec<Effect> {
        let number = self.work.stack.last().map_or(PROGRAM, |layer| layer.number);
        vec![Effect::Ask(number, Request::Unlock { officer, passphrase, given: Given::OnFile })]
    }

    fn tick(&mut self, now_ms: i64) -> Vec<Effect> {
        self.now_ms = now_ms;
        if self.idle_ms() >= self.lock_ms() && self.may_lock() {
            return self.lock();
        }
        let mut effects = self.with_top(Screen::tick);
        if self.is_open() && self.steady_ms.saturating_sub(self.polled_ms) >= POLL_MS {
            self.polled_ms = self.steady_ms;
            effects.push(Effect::Ask(PROGRAM, Request::Poll));
        }
        effects
    }

    /// The store is locked after this time without a key, in milliseconds.
    fn lock_ms(&self) -> i64 {
        let minutes = self.session.as_ref().map_or(IDLE_MINUTES_USUAL, |session| session.idle_minutes);
        i64::from(minutes).saturating_mul(60_000)
    }

    const fn idle_ms(&self) -> i64 {
        self.steady_ms.saturating_sub(self.pressed_ms)
    }

    /// How many milliseconds from now the store is locked for want of keys.
    #[must_use]
    pub fn locks_in_ms(&self) -> Option<i64> {
        self.may_lock().then(|| self.lock_ms().saturating_sub(self.idle_ms()).max(0))
    }

    /// What is said shortly before that.
    #[must_use]
    pub fn locks_soon(&self) -> Option<String> {
        let left_ms = self.locks_in_ms().filter(|left_ms| *left_ms <= WARN_MS)?;
        Some(self.texts.with("locks-soon", &[("seconds", (left_ms / 1000).into())]))
    }

    /// A training store has no passphrase that anybody knows.
    fn may_lock(&self) -> bool {
        self.session.as_ref().is_some_and(|session| !session.is_training)
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.note = None;
        let was_leaving = std::mem::take(&mut self.is_leaving);
        let (asked, left) = (self.asked.take(), self.left.take());
        // Over whatever is open, and whatever is awaited: somebody may be looking.
        if key == Key::Ctrl('k') && self.is_open() && !self.is_forbidden(key) {
            return self.mask();
        }
        if let Some(effects) = self.learn(key) {
            return effects;
        }
        // What hides a child's name does so wherever one is.
        if let Some(mut overlay) = self.overlay.take_if(|_| !matches!(key, Key::Ctrl('l' | 'k'))) {
            return match overlay.press(key, &self.ctx()) {
                Pressed::Stays => {
                    self.overlay = Some(overlay);
                    Vec::new()
                }
                Pressed::Closes => Vec::new(),
                Pressed::Runs(key) => {
                    self.leave_field();
                    self.key(key)
                }
                Pressed::Leads { way, then, note } => {
                    let effects = way.map_or_else(Vec::new, |key| self.key(key));
                    match then.filter(|_| self.place() == Some(Place::Case)) {
                        Some(key) => self.early.push_front(Input::Key(key)),
                        None => self.note = Some(note),
                    }
                    effects
                }
            };
        }
        let is_typing = self.top().is_none_or(Screen::is_typing);
        match key {
            Key::Enter if asked.is_some() => asked.map_or_else(Vec::new, |way| self.undo(way, true)),
            _ if self.is_forbidden(key) => {
                self.note = Some(Note::warning(self.texts.get("failed-not-allowed")));
                Vec::new()
            }
            Key::Function(1) => self.show(Overlay::help(self.place())),
            Key::Char('?') if !is_typing => self.show(Overlay::help(self.place())),
            Key::Function(9) => self.show(Overlay::menu(self.place(), &self.ctx())),
            Key::Function(10) => self.quit(was_leaving),
            Key::Ctrl('l') if self.may_lock() => self.lock(),
            Key::Ctrl('l') if self.is_open() => {
                self.note = Some(Note::warning(self.texts.get("lock-training")));
                Vec::new()
            }
            Key::Function(3) if self.is_open() => self.find(),
            Key::Function(7) if self.is_open() => self.open_intake(),
            Key::Function(8) if self.is_open() && self.place() != Some(Place::Summary) => {
                self.run(PROGRAM, vec![Move::OpenSummary])
            }
            Key::Ctrl('n') if self.may_go_on() => self.open_next_due(),
            Key::Ctrl('e') if self.may_set() => self.open_settings(),
            Key::Ctrl('z' | 'y') if left.is_none() && self.top().is_some_and(Screen::has_typed) => {
                self.note = Some(Note::plain(self.texts.get("undo-typing")));
                Vec::new()
            }
            Key::Ctrl('z') if self.may_undo() => match left {
                Some(layer) => self.reopen(layer),
                None => self.undo(Way::Back, false),
            },
            Key::Ctrl('y') if self.may_undo() => self.undo(Way::Forth, false),
            _ => self.with_top(|screen, ctx| screen.key(key, ctx)),
        }
    }

    /// Whether a key stands for what the officer at work may not do.
    fn is_forbidden(&self, key: Key) -> bool {
        let mut actions = self.place().into_iter().flat_map(action::at);
        actions.any(|action| action.key == key && !self.ctx().may(action.right))
    }

    fn show(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }

    /// Ends the program; first says what was not saved, of whoever left it.
    fn quit(&mut self, was_warned: bool) -> Vec<Effect> {
        if let Some(why) = self.top().and_then(Screen::holds) {
            self.note = Some(Note::warning(self.texts.get(why)));
            return Vec::new();
        }
        let unsaved = self.work.unsaved(&self.ctx());
        if was_warned || unsaved == 0 && self.early.is_empty() {
            return self.end();
        }
        self.is_leaving = true;
        self.note = Some(Note::warning(match unsaved {
            0 => self.texts.get("leave-early"),
            _ => self.texts.with("leave-unsaved", &[("count", unsaved.into())]),
        }));
        Vec::new()
    }

    /// Ends the program, with what was typed on file.
    fn end(&mut self) -> Vec<Effect> {
        let mut effects = self.with_top(Screen::keep_now);
        effects.push(Effect::Quit);
        effects
    }

    /// An unsaved form is kept before another screen takes its place, and closed.
    fn keep_top(&mut self) -> Vec<Effect> {
        if self.place() != Some(Place::Entry) {
            return Vec::new();
        }
        let effects = self.with_top(Screen::keep_now);
        let moves = self.work.stack.last().map_or_else(Vec::new, |layer| layer.screen.leave(&self.ctx()));
        let is_kept = !moves.is_empty();
        for kept in moves {
            if let Move::Keep(draft) = kept {
                self.keep(*draft);
            }
        }
        self.left = self.work.stack.pop().filter(|_| is_kept);
        effects
    }

    /// Locks the store: what was typed and where the officer was go on file, and the program begins anew.
    fn lock(&mut self) -> Vec<Effect> {
        let mut effects = self.with_top(Screen::keep_now);
        effects.extend([Effect::Ask(PROGRAM, Request::Lock(Box::new(self.whereabouts()))), Effect::Lock]);
        effects
    }

    fn enter(&mut self, session: Session, drafts: Vec<Draft>, left: Whereabouts) -> Vec<Effect> {
        self.learning.begin(self.now_ms, &session);
        self.session = Some(session);
        (self.pressed_ms, self.polled_ms) = (self.steady_ms, self.steady_ms);
        self.dress();
        self.work = Work::default();
        self.work.take_drafts(drafts);
        let mut effects = self.begin();
        effects.extend(self.come_back(left));
        effects
    }

    fn with_top(&mut self, act: impl FnOnce(&mut Screen, &Ctx<'_>) -> Vec<Move>) -> Vec<Effect> {
        self.with(self.work.stack.len().saturating_sub(1), act)
    }

    /// Lets the screen at a place of the stack do something, and does what it wants.
    fn with(&mut self, at: usize, act: impl FnOnce(&mut Screen, &Ctx<'_>) -> Vec<Move>) -> Vec<Effect> {
        // While it acts it stands beside the program that it may look at.
        let Some(mut layer) = self.work.take(at) else { return Vec::new() };
        let moves = act(&mut layer.screen, &self.ctx());
        let number = layer.number;
        self.work.stack.insert(at, layer);
        self.run(number, moves)
    }

    /// Does what a screen wants.
    fn run(&mut self, number: u64, moves: Vec<Move>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut is_kept = false;
        for wish in moves {
            match wish {
                Move::Ask(request) => effects.push(Effect::Ask(number, request)),
                Move::Say(note) => self.note = Some(note),
                Move::Offer(wanted) => self.session.iter_mut().for_each(|session| session.wanted = wanted),
                Move::Close => self.left = self.work.close(number).filter(|_| is_kept),
                Move::OpenCase(case, tab) => effects.extend(self.show_case(case::State::open(case, tab))),
                Move::OpenDue(case, code) => effects.extend(self.show_case(case::State::open_due(case, code))),
                Move::OpenCall(case) => effects.extend(self.show_case(case::State::open_calling(case))),
                Move::Remember(form) => self.work.remember(*form),
                Move::Undo => effects.extend(self.undo(Way::Back, false)),
                Move::Mark(case) => self.mark(case),
                Move::OpenForm(opening) => effects.extend(self.open_form(*opening)),
                Move::OpenBehind(figure) => effects.extend(self.open_behind(figure)),
                Move::OpenSummary => effects.extend(self.open_summary(None)),
                Move::Wear(settings) => self.wear(settings),
                Move::Search(typed) => effects.extend(self.open_list(&Listed { typed, ..Listed::default() })),
                Move::ChooseCall(marked) => effects.extend(self.open_list(&Listed::to(Purpose::Call, marked))),
                Move::ChooseSame(case) => effects.extend(self.open_list(&Listed::to(Purpose::Same(case), None))),
                Move::OpenSame(case, other) => effects.extend(self.show_case(case::State::open_same(case, other))),
                Move::Resume(draft) => effects.extend(self.resume(draft)),
                Move::Try => effects.extend(self.leave_for(Ending::ForTraining(self.texts.lang()))),
                Move::Enter(session, drafts, left) => effects.extend(self.enter(*session, drafts, *left)),
                Move::Keep(draft) => {
                    self.keep(*draft);
                    is_kept = true;
                }
                Move::Forget(draft) => self.work.drafts.retain(|kept| kept.name.id != draft),
                Move::Wrote(seq) => effects.extend(self.wrote(number, seq)),
                Move::DropEarly => self.early.clear(),
                Move::Speak(lang) => self.texts = Texts::new(lang),
            }
        }
        effects
    }
}
