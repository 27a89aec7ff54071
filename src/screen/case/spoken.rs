//! One case in words: what is drawn, and what on the tab can be stood on or chosen.

use super::rows::{in_a_line, step};
use super::view::shown_of;
use super::{State, Tab};
use crate::domain::catalogue::{Entry as _, list};
use crate::domain::code::ServiceCategory;
use crate::form::layout::FormKind;
use crate::form::typed::About;
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Spoken};
use crate::store::Record;
use crate::ui::key::Key;

/// How many values of a record are read where it can be chosen.
const READ: usize = 4;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let spoken = Spoken { empty: Vec::new(), ..Spoken::new(self.hint(ctx)) };
        if self.voiding.is_some() {
            return Spoken { empty: vec![Key::Enter], ..spoken.asking(ctx.text("void-ask")) };
        }
        if let Some(linking) = &self.linking {
            return self.spoken_linking(linking, spoken, ctx);
        }
        let Some(sheet) = self.opened.as_ref().map(|opened| &opened.sheet) else { return spoken };
        let records: Vec<(FormKind, &Record)> = match self.tab {
            Tab::Services => sheet.services.iter().map(|record| (FormKind::Service, record)).collect(),
            Tab::Contacts => {
                let contacts = sheet.contacts.iter().map(|record| (FormKind::Contact, record));
                contacts.chain(sheet.calls.iter().map(|record| (FormKind::Call, record))).collect()
            }
            Tab::Data | Tab::Process | Tab::History => Vec::new(),
        };
        let about = self.about(ctx);
        let records = records.into_iter().map(|(kind, record)| in_words(kind, record, &about, ctx));
        let steps = self.process_rows(ctx).into_iter().filter(|_| self.tab == Tab::Process);
        let row = |(at, words): (usize, String)| {
            let label = ctx.texts.with("spoken-stand", &[("what", words.into())]);
            Choosable::numbered(label, std::iter::once(Key::Home).chain(std::iter::repeat_n(Key::Down, at)))
        };
        let services = list(ServiceCategory::LIST).filter(|_| self.tab == Tab::Services);
        let service = services.map(|code| {
            let letter = code.key.chars().next();
            let keys = letter.map(Key::Char).into_iter().chain([Key::Enter]);
            Choosable::signed(code.key.as_str(), code.name(ctx.texts.lang()), keys)
        });
        let options = service
            .chain(records.chain(steps.map(|row| in_a_line(&step(&row, &about, ctx)))).enumerate().map(row))
            .collect();
        Spoken { options, ..spoken }
    }
}

fn in_words(kind: FormKind, record: &Record, about: &About, ctx: &Ctx<'_>) -> String {
    let values = kind.fields().into_iter().map(|field| shown_of(record, field.name, about, ctx));
    values.filter(|value| !value.is_empty()).take(READ).collect::<Vec<_>>().join(" · ")
}
