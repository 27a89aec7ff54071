//! What the store answers: to a screen, or to the program itself.
//!
//! Asks nothing by itself. Must stay true: an answer finds the screen that asked, and what was written is told and can be
//! taken back though its screen has gone.

use super::work::Way;
use super::{App, Effect, PROGRAM};
use crate::screen::message::{Note, Reply};

impl App {
    pub(super) fn reply(&mut self, number: u64, reply: Reply) -> Vec<Effect> {
        self.is_damaged |= matches!(reply, Reply::Failed("failed-damaged"));
        if let Reply::Changed = reply {
            return self.changed();
        }
        if number == PROGRAM {
            return self.own_reply(reply);
        }
        if let Reply::Failed(key) = reply {
            self.note = Some(Note::error(self.texts.get(key)));
        }
        match self.work.place(number) {
            Some(at) => self.with(at, |screen, ctx| screen.reply(reply, ctx)),
            None => self.late_reply(&reply),
        }
    }

    /// An answer to a screen that was left before it came.
    fn late_reply(&mut self, reply: &Reply) -> Vec<Effect> {
        match reply {
            Reply::Saved { seq, .. } => {
                self.note = Some(Note::plain(self.texts.get("saved")));
                return self.wrote(PROGRAM, *seq);
            }
            Reply::NotKept(why) => self.note = Some(Note::warning(self.texts.get(why))),
            _ => {}
        }
        Vec::new()
    }

    /// An answer to what the program itself asked: an undo, or whether another program has written.
    fn own_reply(&mut self, reply: Reply) -> Vec<Effect> {
        let is_undone = matches!(reply, Reply::Undone { .. });
        let note = match reply {
            Reply::Undone { seq, deed } => {
                let way = self.undoing.take().unwrap_or(Way::Back);
                self.work.took_back(way, seq);
                let done = if way == Way::Back { "undo-done" } else { "redo-done" };
                Note::plain(self.of_deed(done, &deed))
            }
            Reply::UndoAsks(deed) => {
                self.asked = self.undoing.take();
                self.early.clear();
                let ask = if self.asked == Some(Way::Forth) { "redo-ask" } else { "undo-ask" };
                Note::warning(self.of_deed(ask, &deed))
            }
            Reply::NotUndone(by) => {
                self.undoing = None;
                Note::warning(self.why_not_undone(by))
            }
            Reply::Failed(key) => {
                if key != "failed-access" {
                    self.undoing = None;
                }
                Note::warning(self.texts.get(key))
            }
            Reply::Exercise(is_done) => {
                self.learning.told(is_done, self.now_ms);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        if self.is_open() {
            self.note = Some(note);
        }
        if is_undone { self.refresh(PROGRAM) } else { Vec::new() }
    }

    /// Every screen but the one of this number asks anew.
    fn refresh(&mut self, but: u64) -> Vec<Effect> {
        let mut asked = Vec::new();
        for layer in self.work.stack.iter_mut().filter(|layer| layer.number != but) {
            asked.extend(layer.screen.refresh().into_iter().map(|wish| (layer.number, wish)));
        }
        asked.into_iter().flat_map(|(number, wish)| self.run(number, vec![wish])).collect()
    }

    /// Something was written elsewhere: the screen on top asks anew, and the others once they are, so that nothing that
    /// nobody sees is in the way of what somebody waits for.
    fn changed(&mut self) -> Vec<Effect> {
        for layer in &mut self.work.stack {
            layer.is_stale = true;
        }
        self.renew()
    }

    /// The screen on top asks anew, where something was written elsewhere since it last did.
    pub(super) fn renew(&mut self) -> Vec<Effect> {
        let Some(layer) = self.work.stack.last_mut().filter(|layer| layer.is_stale) else { return Vec::new() };
        layer.is_stale = false;
        let (number, wishes) = (layer.number, layer.screen.refresh());
        self.run(number, wishes)
    }

    pub(super) fn wrote(&mut self, number: u64, seq: u64) -> Vec<Effect> {
        self.work.wrote(seq, self.now_ms);
        let mut effects = self.refresh(number);
        effects.extend(self.learning.question().map(|question| Effect::Ask(PROGRAM, question)));
        effects
    }
}
