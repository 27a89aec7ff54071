//! Which screen opens over which.
//!
//! Does nothing on the screens themselves. Must stay true: a form that is covered is kept first.

use super::work::{Layer, Work};
use super::{App, Effect, PROGRAM};
use crate::form::layout::FormKind;
use crate::screen::entry::Opening;
use crate::screen::message::{Draft, Move, Note, Subject};
use crate::screen::whereabouts::{Counted, Listed, Whereabouts};
use crate::screen::{Place, Screen, case, cases, entry, home, summary};
use crate::store::Right;
use uuid::Uuid;

impl App {
    /// The first screen of an officer: what to do today, or the figures for whoever may read no case.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        if !self.ctx().may(Right::Read) {
            return self.open_summary(None);
        }
        let (state, moves) = home::State::begin();
        self.open(Screen::Home(state), moves)
    }

    /// Shows the list with nothing searched for, keeping a form that is open.
    pub(super) fn find(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_top();
        self.work.stack.truncate(self.work.ground());
        match self.work.stack.last_mut() {
            Some(Layer { number, screen: Screen::Cases(list), .. }) => {
                let (number, moves) = (*number, list.begin_anew());
                effects.extend(self.run(number, moves));
            }
            _ => effects.extend(self.open_list(&Listed::default())),
        }
        effects
    }

    pub(super) fn open_intake(&mut self) -> Vec<Effect> {
        let subject = Subject { kind: FormKind::Intake, case: None, record: None };
        self.run(PROGRAM, vec![Move::OpenForm(Box::new(Opening::new(subject)))])
    }

    pub(super) fn mark(&mut self, case: Uuid) {
        for layer in &mut self.work.stack {
            match &mut layer.screen {
                Screen::Home(home) => home.seek(case),
                Screen::Cases(list) => list.seek(case),
                _ => {}
            }
        }
    }

    /// Nothing that is being typed is in the way of what is due next.
    pub(super) fn may_go_on(&self) -> bool {
        let is_reason = |screen: &Screen| matches!(screen, Screen::Case(case) if case.is_typing());
        self.is_open()
            && !matches!(self.place(), Some(Place::Entry | Place::Settings))
            && !self.top().is_some_and(is_reason)
    }

    /// Opens what is due after what was opened last.
    pub(super) fn open_next_due(&mut self) -> Vec<Effect> {
        let next = self.work.stack.iter_mut().find_map(|layer| match &mut layer.screen {
            Screen::Home(home) => Some((layer.number, home.next_due())),
            _ => None,
        });
        let (number, moves) = next.unwrap_or((PROGRAM, Vec::new()));
        if moves.is_empty() {
            self.note = Some(Note::plain(self.texts.get("home-due-nothing")));
        }
        self.run(number, moves)
    }

    pub(super) fn show_case(&mut self, (state, moves): (case::State, Vec<Move>)) -> Vec<Effect> {
        self.work.stack.truncate(self.work.base());
        self.open(Screen::Case(Box::new(state)), moves)
    }

    pub(super) fn open_list(&mut self, listed: &Listed) -> Vec<Effect> {
        let (state, moves) = cases::State::open(listed);
        self.open(Screen::Cases(state), moves)
    }

    /// Goes on with a form that was left, where somebody else's choice would only be in the way.
    pub(super) fn resume(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(draft) = self.work.drafts.iter().find(|draft| draft.name.id == id) else { return Vec::new() };
        let subject = draft.name.subject;
        match subject.case {
            None => self.open_form(Opening { resumes: Some(id), ..Opening::new(subject) }),
            Some(case) => self.show_case(case::State::open_resuming(case, draft.name)),
        }
    }

    pub(super) fn open_form(&mut self, mut opening: Opening) -> Vec<Effect> {
        let mut effects = self.keep_top();
        if self.left.take().is_some() {
            self.note = Some(Note::plain(self.texts.get("draft-kept")));
        }
        opening.before = self.work.before(opening.subject.kind);
        let elder = opening.sibling_of.as_ref().map(|(_, elder)| elder.case);
        let is_of = |draft: &Draft, elder| draft.form.elder().is_some_and(|of| of.case == elder);
        let resumes = opening.resumes;
        let about =
            |draft: &&Draft| draft.name.subject == opening.subject && elder.is_none_or(|elder| is_of(draft, elder));
        // A copy: it stays among the unsaved ones until somebody chooses it.
        let is_meant = |draft: &&Draft| resumes.map_or_else(|| about(draft), |id| id == draft.name.id);
        let drafts = self.work.drafts.iter().filter(is_meant).cloned().collect();
        if let Some((mut state, moves)) = entry::State::open(opening, drafts, &self.ctx()) {
            if let Some((_, focus)) = self.returning.take().filter(|(id, _)| resumes == Some(*id)) {
                state.return_to(focus);
            }
            effects.extend(self.open(Screen::Entry(Box::new(state)), moves));
        }
        effects
    }

    pub(super) fn open_summary(&mut self, left: Option<Counted>) -> Vec<Effect> {
        let mut effects = self.keep_top();
        let (state, moves) = summary::State::open(left, &self.ctx());
        effects.extend(self.open(Screen::Summary(Box::new(state)), moves));
        effects
    }

    /// Shows the cases that make a figure, over the figures.
    pub(super) fn open_behind(&mut self, figure: Box<cases::Figure>) -> Vec<Effect> {
        let (state, moves) = cases::State::open_behind(figure);
        self.open(Screen::Cases(state), moves)
    }

    /// What was chosen in the menu is done, and not typed into the field that the figures open with.
    pub(super) fn leave_field(&mut self) {
        if let Some(Layer { screen: Screen::Summary(figures), .. }) = self.work.stack.last_mut() {
            figures.leave_field();
        }
    }

    pub(super) fn keep(&mut self, draft: Draft) {
        self.note = Some(Note::plain(self.texts.get("draft-left")));
        self.work.drafts.push(draft);
    }

    /// Where the officer is, for when the same one comes back.
    pub(super) fn whereabouts(&self) -> Whereabouts {
        let Work { stack, written, undone, .. } = &self.work;
        let (is_masked, wanted) =
            self.session.as_ref().map(|session| (session.is_masked, session.wanted)).unwrap_or_default();
        let (written, undone) = (written.clone(), undone.clone());
        let mut here = Whereabouts { is_masked, wanted, written, undone, ..Whereabouts::default() };
        for layer in stack {
            match &layer.screen {
                Screen::Home(home) => here.home = home.whereabouts(),
                // The figures are counted anew, and so is what makes one.
                Screen::Cases(list) if list.is_behind() => {}
                Screen::Cases(list) => here.list = Some(list.listed()),
                Screen::Case(state) => here.case = Some((state.case(), state.tab)),
                Screen::Entry(form) => here.form = form.whereabouts(),
                Screen::Summary(figures) => here.summary = figures.whereabouts(&self.ctx()),
                Screen::Setup(_) | Screen::Unlock(_) | Screen::Settings(_) => {}
            }
        }
        here
    }

    /// Opens what was open when the store was locked, as far as it is there still.
    pub(super) fn come_back(&mut self, left: Whereabouts) -> Vec<Effect> {
        (self.work.written, self.work.undone) = (left.written, left.undone);
        if let Some(session) = &mut self.session {
            (session.is_masked, session.wanted) = (left.is_masked, left.wanted);
        }
        let mut effects = Vec::new();
        if let (Some(Screen::Home(home)), Some(focus)) = (self.work.bottom(), left.home) {
            home.come_back(focus);
        }
        if let Some(listed) = &left.list {
            effects.extend(self.open_list(listed));
        }
        if left.summary.is_some() {
            // Whoever may read no case has begun with the figures of today.
            self.work.stack.retain(|layer| !matches!(layer.screen, Screen::Summary(_)));
            effects.extend(self.open_summary(left.summary));
        }
        self.returning = left.form.filter(|(id, _)| self.work.drafts.iter().any(|draft| draft.name.id == *id));
        effects.extend(match (self.returning, left.case) {
            (Some((id, _)), _) => self.resume(id),
            (None, Some((case, tab))) => self.show_case(case::State::open(case, tab)),
            (None, None) => Vec::new(),
        });
        effects
    }
}
