//! The forms that a case opens: which one, over which record, and what it is told of the case.
//!
//! Writes nothing itself. Must stay true: a form over a record carries the base that the record was read at.

use super::view::moment_of;
use super::{State, Tab};
use crate::domain::code::{Kind, Safe, YesNo};
use crate::domain::due;
use crate::domain::moment::Moment;
use crate::form::answers::{Elder, Existing, Form};
use crate::form::layout::FormKind;
use crate::form::typed::{About, Contact, Standing};
use crate::log::field::{Entity, named};
use crate::screen::Ctx;
use crate::screen::entry::{self, Opening};
use crate::screen::message::{Move, Opened, Subject};
use crate::store::{Record, Right};
use uuid::Uuid;

impl State {
    /// The whole form of the service that was picked.
    pub(super) fn service_form(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(category) = self.picked.take() else { return Vec::new() };
        let preset = vec![(named(Entity::Service, "category").number, category.code().to_owned())];
        self.new_form(FormKind::Service, preset, ctx)
    }

    /// A new contact.
    pub(super) fn contact(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        self.show(Tab::Contacts);
        self.new_form(FormKind::Contact, Vec::new(), ctx)
    }

    /// A call to the contact in focus, or to the only one.
    pub(super) fn call(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let contacts = &opened.sheet.contacts;
        let focused = (self.tab == Tab::Contacts).then(|| contacts.get(self.focus)).flatten();
        let mut live = contacts.iter().filter(|contact| !contact.is_voided());
        let only = live.next().filter(|_| live.next().is_none());
        let contact = focused.filter(|contact| !contact.is_voided()).or(only);
        let preset = contact.map(|contact| (named(Entity::Call, "contact").number, contact.id.to_string()));
        self.tab = Tab::Contacts;
        self.new_form(FormKind::Call, preset.into_iter().collect(), ctx)
    }

    /// A form for a new record of this case.
    pub(super) fn new_form(&self, kind: FormKind, preset: Vec<(u16, String)>, ctx: &Ctx<'_>) -> Vec<Move> {
        let subject = Subject { kind, case: Some(self.case), record: None };
        let opening = Opening { heading: self.heading(ctx), about: self.about(ctx), preset, ..Opening::new(subject) };
        vec![Move::OpenForm(Box::new(opening))]
    }

    /// An intake for a brother or sister of this child.
    pub(super) fn sibling(&self, ctx: &Ctx<'_>) -> Vec<Move> {
        let (Some(opened), Some(desk)) = (&self.opened, entry::desk(ctx, About::NOTHING)) else { return Vec::new() };
        let sheet = &opened.sheet;
        let records = sheet.person.iter().chain([&sheet.case]);
        let known: Vec<Existing<'_>> =
            records.map(|record| Existing { entity: record.entity, id: record.id, values: &record.values }).collect();
        let form = Form::edit(FormKind::Case, &known, sheet.base, &desk);
        let case_ref = sheet.case.named("case_ref").unwrap_or_default().to_owned();
        let live = sheet.contacts.iter().filter(|contact| !contact.is_voided());
        let contacts = live.map(|contact| contact.values.clone()).collect();
        let elder = Elder { case: self.case, case_ref, base: sheet.base, contacts };
        let subject = Subject { kind: FormKind::Intake, case: None, record: None };
        vec![Move::OpenForm(Box::new(Opening { sibling_of: Some((form, elder)), ..Opening::new(subject) }))]
    }

    /// The form over the case and its child.
    pub(super) fn edit_case(&self, ctx: &Ctx<'_>) -> Vec<Move> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let sheet = &opened.sheet;
        let records = sheet.person.iter().chain([&sheet.case]).cloned().collect();
        self.edit(FormKind::Case, self.case, records, ctx)
    }

    /// The form over the record in focus, where that counts still.
    pub(super) fn edit_record<'a>(
        &'a self,
        kind: FormKind,
        find: impl Fn(&'a Opened, usize) -> Option<&'a Record>,
        ctx: &Ctx<'_>,
    ) -> Vec<Move> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let record = find(opened, self.focus).filter(|record| !record.is_voided());
        record.map_or_else(Vec::new, |record| self.edit(kind, record.id, vec![record.clone()], ctx))
    }

    /// A form over a record, with what it reads of others.
    pub(super) fn edit(&self, kind: FormKind, record: Uuid, records: Vec<Record>, ctx: &Ctx<'_>) -> Vec<Move> {
        let base = self.opened.as_ref().map_or(0, |opened| opened.sheet.base);
        let subject = Subject { kind, case: Some(self.case), record: Some(record) };
        let opening =
            Opening { heading: self.heading(ctx), about: self.about(ctx), records, base, ..Opening::new(subject) };
        vec![Move::OpenForm(Box::new(opening))]
    }

    /// What a form needs to know of the case.
    pub(super) fn about(&self, ctx: &Ctx<'_>) -> About {
        let Some(sheet) = self.opened.as_ref().map(|opened| &opened.sheet) else { return About::default() };
        let value = |contact: &Record, name: &str| contact.named(name).unwrap_or("?").to_owned();
        let contacts = sheet.contacts.iter().map(|contact| Contact {
            id: contact.id,
            number: value(contact, "contact_ref"),
            name: value(contact, "name"),
            standing: standing(contact),
        });
        let kind = sheet.case.named("kind").and_then(Kind::from_code);
        let steps = sheet.steps.iter().filter(|step| !step.is_voided());
        let answers =
            steps.filter_map(|step| Some((step.named("step")?, step.named("answer").and_then(YesNo::from_code))));
        About {
            contacts: contacts.collect(),
            event: kind.zip(moment_of(&sheet.case, "opened_at").map(Moment::date)),
            may_override: due::asylum(answers) != Some(YesNo::No) && ctx.may(Right::OverrideConsulate),
        }
    }
}

/// Whether a contact may be called.
fn standing(contact: &Record) -> Standing {
    match contact.named("safe").and_then(Safe::from_code) {
        _ if contact.is_voided() => Standing::Voided,
        Some(Safe::Yes) => Standing::Safe,
        Some(Safe::No) => Standing::NotSafe,
        Some(Safe::Pending) => Standing::Pending,
        None => Standing::NotKnown,
    }
}
