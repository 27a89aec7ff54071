//! The question whether a child who is being registered is known already, asked once before saving.
//!
//! Does not judge who is alike; `form` does. Must stay true: nothing is linked without an answer, and the answers are
//! keys that ask nothing else.

use super::{Stage, State};
use crate::form::alike::Child;
use crate::form::answers::Existing;
use crate::form::layout::FormKind;
use crate::form::typed::Desk;
use crate::log::field::{Entity, number};
use crate::log::operation::Change;
use crate::screen::choice::{Choice, Row};
use crate::screen::message::Move;
use crate::screen::{Ctx, child, moment};
use crate::store::{Alike, Record};
use crate::ui::key::Key;

/// The children that may be the same.
pub(super) struct Comparison {
    pub(super) found: Vec<Alike>,
    pub(super) choice: Choice,
}

impl Comparison {
    /// They to choose from as names are shown now.
    pub(super) fn said(&self, ctx: &Ctx<'_>) -> Choice {
        let of = |code: &str| self.found.iter().find(|alike| alike.row.case_ref == code);
        self.choice.saying(|shown| Some(row(of(&shown.code)?, ctx).label))
    }
}

/// What somebody said of the children that may be the same.
pub(super) enum Verdict {
    /// It is this one.
    Same(Record),
    /// It is none of them.
    Another,
    /// Nobody knows: the folios of their cases.
    Unknown(String),
}

impl State {
    /// Who is compared with those who are known before anything is written; nobody once that was answered.
    pub(super) fn to_compare(&self, desk: &Desk<'_>) -> Option<Box<Child>> {
        let is_new = self.subject.kind == FormKind::Intake && self.verdict.is_none();
        is_new.then(|| Box::new(self.form.child(desk)))
    }

    pub(super) fn ask_alike(&mut self, found: Vec<Alike>, ctx: &Ctx<'_>) -> Vec<Move> {
        let rows = found.iter().map(|alike| row(alike, ctx)).collect();
        self.stage = Stage::Alike(Comparison { found, choice: Choice::new(rows) });
        vec![Move::DropEarly]
    }

    pub(super) fn key_alike(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        let Stage::Alike(comparison) = &mut self.stage else { return Vec::new() };
        let folios = || comparison.found.iter().map(|alike| alike.row.case_ref.as_str()).collect::<Vec<_>>().join(", ");
        let chosen = comparison.choice.chosen().map(|row| row.code.as_str());
        let verdict = match key {
            Key::Char('1') => {
                let same = comparison.found.iter().find(|alike| Some(alike.row.case_ref.as_str()) == chosen);
                same.map(|alike| Verdict::Same(alike.person.clone()))
            }
            Key::Char('2') => Some(Verdict::Another),
            Key::Char('3') => Some(Verdict::Unknown(folios())),
            Key::Esc => {
                self.stage = Stage::Typing;
                None
            }
            _ => {
                comparison.choice.press(key);
                None
            }
        };
        if verdict.is_none() {
            return Vec::new();
        }
        self.stage = Stage::Typing;
        self.verdict = verdict;
        self.save(ctx)
    }

    /// Makes the changes say what was answered.
    pub(super) fn judge(&self, changes: &mut Vec<Change>, desk: &Desk<'_>) {
        match &self.verdict {
            Some(Verdict::Same(child)) => {
                let known = Existing { entity: Entity::Person, id: child.id, values: &child.values };
                self.form.hang_on(&known, changes, desk);
            }
            Some(Verdict::Unknown(folios)) => {
                if let Some(case) = changes.iter_mut().find(|change| change.entity == Entity::Case) {
                    case.put(number::CASE_REVIEW, Some(folios.clone()));
                }
            }
            Some(Verdict::Another) | None => {}
        }
    }
}

/// Folio, name, day of the event, and in what they are alike.
fn row(alike: &Alike, ctx: &Ctx<'_>) -> Row {
    let row = &alike.row;
    let likeness = alike.likeness;
    let ways =
        [(likeness.surnames, "alike-surnames"), (likeness.age, "alike-age"), (likeness.nationality, "alike-country")];
    let ways: Vec<String> = ways.into_iter().filter(|(is_alike, _)| *is_alike).map(|(_, key)| ctx.text(key)).collect();
    let day = row.opened_at.map(|at| {
        let is_today = moment::now(ctx).is_some_and(|now| now.date() == at.date());
        if is_today { ctx.text("form-today") } else { moment::day(at) }
    });
    let parts = [Some(child::of_row(row, ctx)), day, Some(ways.join("+"))];
    let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Row { code: row.case_ref.clone(), label: format!(" {}  {label}", row.case_ref) }
}
