//! The form of a brother or sister: what it takes over of the one before, and from whom.
//!
//! Saves nothing. Must stay true: what is copied says whose it was, and only what the table of fields lets a form copy is.

use super::{Elder, Form, Kin, Origin};
use crate::domain::moment::Moment;
use crate::form::layout::FormKind;
use crate::form::typed::{Desk, NOT_KNOWN};
use crate::log::field::{Entity, Field, Kind, named};

/// How long brothers and sisters may be registered one after the other as having arrived together, in minutes.
const LATE_MINUTES: i64 = 48 * 60;

impl Form {
    /// An intake for a brother or sister of the child of this form: what the table of fields lets a form copy is
    /// copied, and both travel in one group.
    #[must_use]
    pub fn sibling(&self, elder: Elder, desk: &Desk<'_>) -> Self {
        let mut sibling = Self::new(FormKind::Intake, desk);
        for field in FormKind::Intake.fields().into_iter().filter(|field| field.carried) {
            if field.kind == Kind::Moment && !self.is_of_late(field, desk) {
                continue;
            }
            let text = self.shown(field.number, desk);
            if !text.is_empty() {
                sibling.put(field.number, text, Origin::Carried);
            }
        }
        let given = self.text(named(Entity::Person, "given_names").number);
        let name = if matches!(given, "" | NOT_KNOWN) { elder.case_ref.clone() } else { given.to_owned() };
        let group = named(Entity::Case, "group_ref").number;
        let is_alone = self.text(group).is_empty();
        if is_alone {
            sibling.put(group, format!("G-{}", elder.case_ref), Origin::Carried);
        }
        sibling.kin = Some(Kin { elder, name, is_alone });
        sibling
    }

    /// Whether a moment lies so little back that brothers and sisters arrived then too; a case of last year is another
    /// arrival.
    fn is_of_late(&self, field: &Field, desk: &Desk<'_>) -> bool {
        let moment = self.value_of(field, desk).and_then(|value| Moment::parse(&value, desk.zone));
        moment.is_some_and(|moment| desk.now.utc_minutes() - moment.utc_minutes() <= LATE_MINUTES)
    }

    /// The brother or sister that the form was begun from.
    #[must_use]
    pub fn elder(&self) -> Option<&Elder> {
        self.kin.as_ref().map(|kin| &kin.elder)
    }

    /// Whom the text of a field was copied from, as long as nobody typed over it.
    #[must_use]
    pub fn copied_from(&self, number: u16) -> Option<&str> {
        let kin = self.kin.as_ref().filter(|_| self.get(number).is_some_and(|(_, from)| from == Origin::Carried))?;
        Some(&kin.name)
    }
}
