//! Children across rows: what each row adds to what is known of its child, and whether it agrees.
//!
//! Does not create records. Must stay true: one `person_ref` is one child, whatever the case, file or import; what
//! rows that are left out say counts for nothing.

use super::cases::Draft;
use super::read::{Found, Value};
use super::{KnownPerson, Terms};
use crate::domain::age::{PartialBirth, is_fuller_birth};
use crate::domain::moment::date_of;
use crate::form::wrong::{Wrong, quoted};
use crate::log::field::{Entity, Kind, Sensitivity, named, number};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A child, as far as the store and the rows so far know it.
#[derive(Default)]
pub(super) struct Child {
    /// Its record, once it has one.
    pub id: Option<Uuid>,
    /// The operation that makes it; nothing for a child of the store.
    pub operation: Option<usize>,
    fields: Vec<(u16, String)>,
    first_event: Option<NaiveDate>,
    has_rows: bool,
}

impl Child {
    fn stored(known: KnownPerson) -> Self {
        let KnownPerson { id, fields, first_event } = known;
        Self { id: Some(id), fields, first_event, ..Self::default() }
    }

    fn value(&self, number: u16) -> Option<&str> {
        self.fields.iter().find(|(n, _)| *n == number).map(|(_, text)| text.as_str())
    }

    fn learn(&mut self, news: &[u16], draft: &Draft<'_, '_>) {
        for number in news {
            self.fields.retain(|(n, _)| n != number);
            self.fields.extend(draft.value(*number).map(|text| (*number, text.to_owned())));
        }
        self.first_event = self.first_event.into_iter().chain(event_date(draft)).min();
        self.has_rows = true;
    }
}

/// What a draft adds to what is known of its child.
pub(super) struct Verdict {
    /// Whether the draft becomes a case.
    pub is_sound: bool,
    /// The numbers of the fields that were not known before.
    pub news: Vec<u16>,
    wrongs: Vec<(&'static str, Wrong)>,
}

/// Every child with a `person_ref`, and a verdict for each draft.
#[derive(Default)]
pub(super) struct People {
    /// By `person_ref`.
    pub children: HashMap<String, Child>,
    /// In the order of the drafts.
    pub verdicts: Vec<Verdict>,
}

/// Compares the drafts with one another and with the store. Leaving a row out may leave another without the child it
/// is linked to, so this goes round until nothing more falls out.
pub(super) fn settle(drafts: &[Draft<'_, '_>], terms: Terms<'_>, found: &mut Vec<Found>) -> People {
    let mut unlinked: BTreeMap<usize, Wrong> = BTreeMap::new();
    let mut people = loop {
        let people = People::compare(drafts, &unlinked, terms);
        let more = people.find_unlinked(drafts, &unlinked, terms);
        let is_done = more.is_empty() || !terms.options.skip_invalid;
        unlinked.extend(more);
        if is_done {
            break people;
        }
    };
    for (draft, verdict) in drafts.iter().zip(&people.verdicts) {
        found.extend(verdict.wrongs.iter().map(|(column, wrong)| draft.row.wrong(column, wrong.clone())));
    }
    for (place, wrong) in unlinked {
        found.extend(drafts.get(place).map(|draft| draft.row.wrong("same_child_as", wrong)));
    }
    // Nothing is compared any more, and every text takes room.
    people.children.values_mut().for_each(|child| child.fields = Vec::new());
    people
}

impl People {
    fn compare(drafts: &[Draft<'_, '_>], unlinked: &BTreeMap<usize, Wrong>, terms: Terms<'_>) -> Self {
        let mut people = Self::default();
        for (place, draft) in drafts.iter().enumerate() {
            let mut nameless = Child::default();
            let child = match draft.value(number::PERSON_REF) {
                None => &mut nameless,
                Some(person_ref) => people
                    .children
                    .entry(person_ref.to_owned())
                    .or_insert_with(|| terms.known.person(person_ref).map(Child::stored).unwrap_or_default()),
            };
            let mut verdict = judge(draft, child);
            verdict.is_sound &= draft.is_sound && !unlinked.contains_key(&place);
            if verdict.is_sound || !terms.options.skip_invalid {
                child.learn(&verdict.news, draft);
            }
            people.verdicts.push(verdict);
        }
        people
    }

    /// The drafts, not found before, whose `same_child_as` is no child.
    fn find_unlinked(
        &self,
        drafts: &[Draft<'_, '_>],
        before: &BTreeMap<usize, Wrong>,
        terms: Terms<'_>,
    ) -> Vec<(usize, Wrong)> {
        let check = |(place, draft): (usize, &Draft<'_, '_>)| {
            let other = draft.value(number::LINK_OTHER).filter(|_| !before.contains_key(&place))?;
            let wrong = match self.children.get(other) {
                Some(child) if child.has_rows || child.id.is_some() => return None,
                Some(_) => Wrong::new("wrong-hangs"),
                None if terms.known.person(other).is_some() => return None,
                None => Wrong::found("wrong-unknown-child", other),
            };
            Some((place, wrong))
        };
        drafts.iter().enumerate().filter_map(check).collect()
    }
}

/// What a draft says of its child that was not known, and what does not agree with what was.
fn judge(draft: &Draft<'_, '_>, child: &Child) -> Verdict {
    let mut verdict = Verdict { is_sound: true, news: Vec::new(), wrongs: Vec::new() };
    let of_child = |(field, _): &&Value| field.entity == Entity::Person && field.number != number::PERSON_REF;
    for (field, text) in draft.values.iter().filter(of_child) {
        let says_more = |one: &str, other: &str| field.kind == Kind::Birth && is_fuller_birth(one, other);
        match child.value(field.number) {
            Some(known) if known == text || says_more(known, text) => {}
            Some(known) if !says_more(text, known) => {
                let wrong = match field.sensitivity {
                    Sensitivity::Personal => Wrong::new("wrong-differs-unsaid"),
                    _ => Wrong::found("wrong-differs", text).with("known", quoted(known)),
                };
                verdict.wrongs.push((field.column.unwrap_or_default(), wrong));
            }
            _ => verdict.news.push(field.number),
        }
    }
    check_birth(draft, child, &mut verdict);
    verdict.is_sound = verdict.wrongs.is_empty();
    verdict
}

/// A child is born before whatever happens to it: in this row, and in those before where this row knows more.
fn check_birth(draft: &Draft<'_, '_>, child: &Child, verdict: &mut Verdict) {
    let field = named(Entity::Person, "birth_date");
    let (own, known) = (draft.value(field.number), child.value(field.number));
    let is_news = verdict.news.contains(&field.number);
    let fuller = known.filter(|known| own.is_none_or(|own| is_fuller_birth(known, own)));
    let Some(birth) = fuller.or(own) else { return };
    let earlier = child.first_event.filter(|_| is_news);
    let Some(event) = event_date(draft).into_iter().chain(earlier).min() else { return };
    if PartialBirth::parse(birth).is_some_and(|birth| birth.earliest() > event) {
        let wrong = Wrong::found("wrong-birth-after-event", birth).with("event", event);
        verdict.wrongs.push((field.column.unwrap_or_default(), wrong));
        verdict.news.retain(|number| *number != field.number);
    }
}

/// The civil date of the event.
fn event_date(draft: &Draft<'_, '_>) -> Option<NaiveDate> {
    date_of(draft.value(number::CASE_OPENED_AT)?)
}
