//! One case: what is known, services, contacts and calls, the process, history, each on its own tab.
//!
//! Shows before it edits; what is edited is a form. Must stay true: one letter alone writes nothing: a service is chosen
//! by its letter and written by Intro.

mod forms;
mod group;
mod history;
mod linking;
mod process;
mod resuming;
mod rows;
mod spoken;
mod view;

use super::entry;
use super::message::{DraftName, Move, Note, Opened, Reply, Request};
use super::{Ctx, child};
use crate::domain::catalogue::{label, list};
use crate::domain::code::ServiceCategory;
use crate::form::answers::Form;
use crate::form::layout::FormKind;
use crate::form::typed::About;
use crate::log::field::{Entity, named};
use crate::log::operation::{Act, Change};
use crate::store::Record;
use crate::ui::key::Key;
use crate::ui::line::Line;
use linking::Linking;
use uuid::Uuid;

/// The fewest letters that say why something is voided.
const REASON_LETTERS: usize = 3;

/// The parts of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Tab {
    /// What is known of the child and the case.
    Data,
    /// Help given.
    Services,
    /// Contacts, and calls to them.
    Contacts,
    /// What is due, and the steps that were done.
    Process,
    /// Who wrote what.
    History,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 5] = [Self::Data, Self::Services, Self::Contacts, Self::Process, Self::History];

    fn beside(self, by: usize) -> Self {
        let here = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let there = here.saturating_add(by).checked_rem(Self::ALL.len()).unwrap_or(0);
        Self::ALL.get(there).copied().unwrap_or(self)
    }
}

/// One case.
pub struct State {
    case: Uuid,
    /// The tab that is shown.
    pub tab: Tab,
    opened: Option<Box<Opened>>,
    /// The row in focus on the tab, or how far it is scrolled.
    focus: usize,
    /// The service that Intro writes.
    picked: Option<ServiceCategory>,
    /// Whether letters choose nothing, since a second one came after a choice: somebody types a word.
    is_word: bool,
    /// Whether the line of the history in focus is shown whole.
    is_whole: bool,
    /// What is said once COMMIT has returned, while that is awaited.
    writing: Option<String>,
    /// Whether it was written to, and is asked for anew.
    is_stale: bool,
    /// What is done once the case is there.
    then: Option<Then>,
    /// What is to be voided, while the reason is typed.
    voiding: Option<Voiding>,
    /// What is asked about other records of the child.
    linking: Option<Linking>,
}

/// What is done once a case is there.
enum Then {
    /// Standing on a step of its process.
    Stand(String),
    /// That of a call.
    Call,
    /// Comparing its child with that of another case.
    Compare(Uuid),
    /// One that was left.
    Resume(DraftName),
}

/// A record that is to be voided: the one that Supr was pressed on, wherever its row is by now.
struct Voiding {
    entity: Entity,
    record: Uuid,
    reason: Line,
}

impl State {
    /// A case on one of its tabs, and what to ask for.
    #[must_use]
    pub fn open(case: Uuid, tab: Tab) -> (Self, Vec<Move>) {
        let state = Self {
            case,
            tab,
            opened: None,
            focus: 0,
            picked: None,
            is_word: false,
            is_whole: false,
            writing: None,
            is_stale: false,
            then: None,
            voiding: None,
            linking: None,
        };
        (state, vec![Move::Ask(Request::Sheet(case))])
    }

    /// A case and the form that opens once it is there, and what to ask for.
    #[must_use]
    pub fn open_calling(case: Uuid) -> (Self, Vec<Move>) {
        let (state, moves) = Self::open(case, Tab::Contacts);
        (Self { then: Some(Then::Call), ..state }, moves)
    }

    /// Which case it is.
    #[must_use]
    pub const fn case(&self) -> Uuid {
        self.case
    }

    /// Whether letters go into a field, or answer a question.
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.voiding.is_some() || self.linking.is_some()
    }

    /// Whether Intro writes the service that is chosen.
    pub(super) const fn has_picked(&self) -> bool {
        self.picked.is_some()
    }

    /// What is awaited decides what a key means; going back means the same whatever comes.
    pub(super) const fn is_waiting(&self, key: Key) -> bool {
        (self.opened.is_none() || self.is_stale || self.writing.is_some()) && !matches!(key, Key::Esc)
    }

    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        if self.voiding.is_some() {
            return self.key_reason(key, ctx);
        }
        if self.linking.is_some() {
            return self.key_linking(key, ctx);
        }
        if let Key::Char(letter) = key
            && self.tab == Tab::Services
            && !letter.is_ascii_digit()
        {
            return self.pick(letter, ctx);
        }
        let was_word = std::mem::take(&mut self.is_word);
        match key {
            Key::Enter | Key::Esc if was_word => {}
            Key::Delete => return self.ask_reason(ctx),
            Key::Ctrl('w') => return self.same(ctx),
            Key::Esc if self.picked.is_some() => self.picked = None,
            Key::Esc if self.is_whole => self.is_whole = false,
            Key::Esc => return vec![Move::Close],
            Key::Enter => return self.enter(ctx),
            Key::Char(digit @ '1'..='5') => self.turn_to(digit),
            Key::Tab if self.picked.is_some() => return self.service_form(ctx),
            Key::Tab | Key::Right => self.show(self.tab.beside(1)),
            Key::BackTab | Key::Left => self.show(self.tab.beside(Tab::ALL.len().saturating_sub(1))),
            Key::Function(5) => self.show(Tab::Services),
            Key::Function(6) => return self.call(ctx),
            Key::Insert if self.tab == Tab::Process => return self.add_step(ctx),
            Key::Insert => return self.contact(ctx),
            Key::Char('g' | 'G') if self.tab == Tab::Data => return self.next_of_group(),
            Key::Char('h' | 'H' | 'b' | 'B') => return self.sibling(ctx),
            Key::Char('c' | 'C') if self.tab == Tab::Contacts => return self.contact(ctx),
            Key::Char('l' | 'L') if self.tab == Tab::Contacts => return self.call(ctx),
            _ => self.walk(key, ctx),
        }
        Vec::new()
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        if let Some(voiding) = &mut self.voiding {
            voiding.reason.insert(pasted);
        }
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Vec<Move> {
        if let Reply::Sheet(_) | Reply::Failed(_) = reply {
            self.is_stale = false;
        }
        let stood = self.stood_on(ctx);
        match reply {
            Reply::Sheet(Some(other)) if other.sheet.case.id != self.case => return self.compare(other, ctx),
            Reply::Sheet(Some(opened)) if !opened.sheet.case.is_voided() => self.opened = Some(opened),
            Reply::Sheet(_) => return vec![Move::Close],
            Reply::Saved { seq, .. } => return self.written(seq),
            Reply::Failed(_) if self.opened.is_none() => return vec![Move::Close],
            Reply::Failed(_) => self.writing = None,
            Reply::Moved(_) => {
                self.writing = None;
                return vec![Move::Say(Note::warning(ctx.text("void-moved"))), Move::Ask(Request::Sheet(self.case))];
            }
            _ => {}
        }
        self.stay(&stood, ctx);
        let then = self.then.take().filter(|_| self.opened.is_some());
        if let Some(Then::Stand(code)) = &then {
            self.stand_on(code, ctx);
        }
        self.focus = self.focus.min(self.rows(ctx).saturating_sub(1));
        match then {
            Some(Then::Call) => self.call(ctx),
            Some(Then::Resume(draft)) => self.resume(draft, ctx),
            Some(Then::Compare(other)) if other == self.case => {
                vec![Move::Say(Note::plain(ctx.text("same-already")))]
            }
            Some(Then::Compare(other)) => {
                self.is_stale = true;
                vec![Move::Ask(Request::Sheet(other))]
            }
            Some(Then::Stand(_)) | None => Vec::new(),
        }
    }

    pub(super) fn refresh(&mut self) -> Vec<Move> {
        self.is_stale = true;
        vec![Move::Ask(Request::Sheet(self.case))]
    }

    pub(super) fn title(&self, ctx: &Ctx<'_>) -> String {
        if self.opened.is_some() { self.heading(ctx) } else { ctx.text("wait") }
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        if self.voiding.is_some() {
            return ctx.text("hint-case-reason");
        }
        if let Some(linking) = &self.linking {
            return ctx.text(linking.hint());
        }
        ctx.text(match (self.tab, self.picked) {
            (Tab::Data, _) => "hint-case-data",
            (Tab::Services, None) => "hint-case-services",
            (Tab::Services, Some(_)) => "hint-case-picked",
            (Tab::Contacts, _) => "hint-case-contacts",
            (Tab::Process, _) => "hint-case-process",
            (Tab::History, _) => "hint-case-history",
        })
    }

    /// Folio and name.
    fn heading(&self, ctx: &Ctx<'_>) -> String {
        let Some(opened) = &self.opened else { return String::new() };
        let folio = opened.sheet.case.named("case_ref").unwrap_or_default();
        format!("{folio} {}", child::of_sheet(&opened.sheet, ctx))
    }

    fn turn_to(&mut self, digit: char) {
        let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(1).saturating_sub(1);
        Tab::ALL.get(at).into_iter().for_each(|tab| self.show(*tab));
    }

    fn show(&mut self, tab: Tab) {
        (self.tab, self.focus, self.picked) = (tab, 0, None);
        (self.is_word, self.is_whole) = (false, false);
    }

    /// How many rows the tab has that the focus can be on.
    fn rows(&self, ctx: &Ctx<'_>) -> usize {
        let Some(opened) = &self.opened else { return 0 };
        match self.tab {
            Tab::Data => FormKind::Case.fields().len(),
            _ => self.table(opened, ctx.width, ctx).rows.len(),
        }
    }

    fn walk(&mut self, key: Key, ctx: &Ctx<'_>) {
        let last = self.rows(ctx).saturating_sub(1);
        self.focus = match key {
            Key::Up => self.focus.saturating_sub(1),
            Key::Down => self.focus.saturating_add(1).min(last),
            Key::PageUp => self.focus.saturating_sub(10),
            Key::PageDown => self.focus.saturating_add(10).min(last),
            Key::Home | Key::First => 0,
            Key::End | Key::Last => last,
            _ => self.focus,
        };
    }

    /// A letter chooses a service; another one takes the choice back, so that no word ends as a service.
    fn pick(&mut self, letter: char, ctx: &Ctx<'_>) -> Vec<Move> {
        if self.is_word {
            return Vec::new();
        }
        if let Some(picked) = self.picked.take() {
            self.is_word = true;
            let service = label(ServiceCategory::LIST, picked.code(), ctx.texts.lang());
            let text = ctx.texts.with("services-unpicked", &[("service", service.into())]);
            return vec![Move::Say(Note::warning(text))];
        }
        let letter = letter.to_lowercase().to_string();
        let code = list(ServiceCategory::LIST).find(|code| code.key == letter);
        self.picked = code.and_then(|code| ServiceCategory::from_code(&code.code));
        Vec::new()
    }

    fn enter(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        match (self.tab, self.picked.take()) {
            (Tab::Services, Some(category)) => self.write_service(category, ctx),
            (Tab::Data, _) => self.edit_case(ctx),
            (Tab::Services, None) => {
                self.edit_record(FormKind::Service, |opened, at| opened.sheet.services.get(at), ctx)
            }
            (Tab::Contacts, _) => {
                let contacts = self.opened.as_ref().map_or(0, |opened| opened.sheet.contacts.len());
                match self.focus.checked_sub(contacts) {
                    None => self.edit_record(FormKind::Contact, |opened, at| opened.sheet.contacts.get(at), ctx),
                    Some(at) => self.edit_record(FormKind::Call, move |opened, _| opened.sheet.calls.get(at), ctx),
                }
            }
            (Tab::Process, _) => self.enter_process(ctx),
            (Tab::History, _) => {
                self.is_whole = !self.is_whole;
                Vec::new()
            }
        }
    }

    /// Writes a service with the time of the clock.
    fn write_service(&mut self, category: ServiceCategory, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(desk) = entry::desk(ctx, About::NOTHING) else { return Vec::new() };
        let mut form = Form::new(FormKind::Service, &desk);
        form.set(named(Entity::Service, "category").number, category.code(), &desk);
        match form.changes(&desk, Some(self.case), &mut || (ctx.new_id)()) {
            Ok(changes) => {
                let service = label(ServiceCategory::LIST, category.code(), ctx.texts.lang());
                self.focus = 0;
                self.write(Act::Save, changes, ctx.texts.with("saved-service", &[("service", service.into())]))
            }
            Err(problems) => {
                let text = problems.first().map_or_else(String::new, |problem| problem.text(ctx.texts));
                vec![Move::Say(Note::error(text))]
            }
        }
    }

    fn write(&mut self, act: Act, changes: Vec<Change>, done: String) -> Vec<Move> {
        self.writing = Some(done);
        let base = match act {
            Act::Void => self.opened.as_ref().map_or(0, |opened| opened.sheet.base),
            _ => u64::MAX,
        };
        vec![Move::Ask(Request::Write { act, base, changes, draft: None, unless_alike: None })]
    }

    fn written(&mut self, seq: u64) -> Vec<Move> {
        let note = Note::plain(self.writing.take().unwrap_or_default());
        vec![Move::Wrote(seq), Move::Say(note), Move::Ask(Request::Sheet(self.case))]
    }

    /// The record in focus: a service, a contact, a call or a step; on the first tab the case.
    fn focused(&self, ctx: &Ctx<'_>) -> Option<&Record> {
        let sheet = &self.opened.as_ref()?.sheet;
        match self.tab {
            Tab::Data => Some(&sheet.case),
            Tab::Services => sheet.services.get(self.focus),
            Tab::Contacts => sheet.contacts.iter().chain(&sheet.calls).nth(self.focus),
            Tab::Process => match self.process_rows(ctx).into_iter().nth(self.focus)? {
                process::Row::Record(record) => Some(record),
                process::Row::Item(_) => None,
            },
            Tab::History => None,
        }
    }

    /// Nothing is deleted: a record is voided, and somebody says why.
    fn ask_reason(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let focused = self.focused(ctx).filter(|record| !record.is_voided());
        let Some((entity, record)) = focused.map(|record| (record.entity, record.id)) else {
            return vec![Move::Say(Note::plain(ctx.text("void-nothing")))];
        };
        self.voiding = Some(Voiding { entity, record, reason: Line::default() });
        Vec::new()
    }

    fn key_reason(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(Voiding { entity, record, reason }) = &mut self.voiding else { return Vec::new() };
        match key {
            Key::Esc => self.voiding = None,
            Key::Enter if reason.text().chars().filter(|letter| letter.is_alphabetic()).count() < REASON_LETTERS => {
                return vec![Move::Say(Note::warning(ctx.text("void-why")))];
            }
            Key::Enter => {
                let change = Change::new(*entity, *record).with(entity.voided(), reason.text().trim());
                self.voiding = None;
                return self.write(Act::Void, vec![change], ctx.text("voided"));
            }
            _ => {
                reason.press(key);
            }
        }
        Vec::new()
    }
}
