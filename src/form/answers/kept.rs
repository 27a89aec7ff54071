//! A form that is kept and gone on with, perhaps another day or with another version of the program.
//!
//! Writes no file. Must stay true: what was typed means afterwards what it meant, and none of it is dropped.

use super::{Entry, Form, Origin};
use crate::form::typed::{Answer, Desk, read, show};
use crate::log::field::{Field, Kind};

impl Form {
    /// Writes out the moments that were typed as words: `h`, `ya` and `-1` mean another one when the form is gone on with.
    pub fn settle(&mut self, desk: &Desk<'_>) {
        for field in self.kind.fields().into_iter().filter(|field| field.kind == Kind::Moment) {
            let is_typed = self.get(field.number).is_some_and(|(_, origin)| origin == Origin::Typed);
            let Some(value) = self.value_of(field, desk).filter(|_| is_typed) else { continue };
            let shown = show(field, &value, desk);
            // What it shows may be another moment where the clocks were set back, or where it was typed with an offset.
            if matches!(read(field, &shown, desk), Answer::Known(reading) if reading.values == [(field.number, value)])
            {
                self.put(field.number, shown, Origin::Typed);
            }
        }
    }

    /// Brings a form up to date that was kept while it had other fields: what new ones hold is put in, and what was
    /// typed into one that is gone stands in the notes. Whether there was such text.
    pub fn renew(&mut self, desk: &Desk<'_>) -> bool {
        let fields = self.kind.fields();
        for field in &fields {
            if self.get(field.number).is_none() {
                self.fill(field, desk);
            }
        }
        let is_here = |entry: &Entry| fields.iter().any(|field| field.number == entry.field);
        let (here, gone): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut self.entries).into_iter().partition(is_here);
        self.entries = here;
        let gone = gone.into_iter().filter(|entry| entry.origin == Origin::Typed).map(|entry| entry.text);
        let gone: Vec<String> = gone.filter(|text| !text.is_empty()).collect();
        let notes = fields.iter().find(|field| field.kind == Kind::Lines).filter(|_| !gone.is_empty());
        if let Some(notes) = notes {
            let text = format!("{}\n{}", self.text(notes.number), gone.join("\n"));
            self.put(notes.number, text.trim_start().to_owned(), Origin::Typed);
        }
        notes.is_some()
    }

    /// What a field holds before anybody types: what is known, or on a new form its default.
    pub(super) fn fill(&mut self, field: &'static Field, desk: &Desk<'_>) {
        let known = self.known_shown(field, desk);
        if !known.is_empty() {
            self.put(field.number, known, Origin::Kept);
        } else if let Some(value) = self.default_of(field, desk).filter(|_| !self.is_edit()) {
            self.put(field.number, show(field, &value, desk), Origin::Default);
        }
    }
}
