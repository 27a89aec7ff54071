//! Taking back what was done last: an operation, or the leaving of a form.
//!
//! Writes nothing itself. Must stay true: what touches several cases, or would void one, is asked about first, and what
//! was taken back is said in words.

use super::work::{Layer, Way};
use super::{App, Effect, PROGRAM};
use crate::domain::moment::Moment;
use crate::screen::message::{Note, Request};
use crate::screen::{Place, deed, moment};
use crate::store::Deed;

impl App {
    pub(super) fn may_undo(&self) -> bool {
        self.is_open() && self.place() != Some(Place::Entry) && self.undoing.is_none()
    }

    /// Takes an operation back; an intake, and one that touches several cases, once somebody said that it is meant.
    pub(super) fn undo(&mut self, way: Way, is_meant: bool) -> Vec<Effect> {
        let Some(seq) = self.work.next(way) else {
            let nothing = match way {
                Way::Back if self.work.next(Way::Forth).is_none() => "undo-nothing",
                Way::Back => "undo-no-more",
                Way::Forth => "redo-nothing",
            };
            self.note = Some(Note::plain(self.texts.get(nothing)));
            return Vec::new();
        };
        self.undoing = Some(way);
        let reason = self.texts.get("undo-reason");
        vec![Effect::Ask(PROGRAM, Request::Undo { seq, reason, is_meant })]
    }

    /// Opens the form that was left with the last key again, as it was.
    pub(super) fn reopen(&mut self, layer: Layer) -> Vec<Effect> {
        let id = layer.screen.draft().map(|(name, _)| name.id);
        self.work.drafts.retain(|draft| Some(draft.name.id) != id);
        self.work.stack.push(layer);
        Vec::new()
    }

    pub(super) fn of_deed(&self, key: &str, deed: &Deed) -> String {
        self.texts.with(key, &[("what", deed::in_words(deed, &self.ctx()).into())])
    }

    pub(super) fn why_not_undone(&self, by: Option<(String, i64)>) -> String {
        let zone = self.session.as_ref().map_or(chrono_tz::UTC, |session| session.zone);
        let by = by.and_then(|(officer, at_ms)| Some((officer, Moment::at_instant(at_ms, zone)?)));
        let Some((officer, at)) = by else { return self.texts.get("undo-gone") };
        let when = moment::day_and_clock(at);
        self.texts.with("undo-refused", &[("officer", officer.into()), ("when", when.into())])
    }
}
