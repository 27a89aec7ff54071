//! One made-up event of assistance, with what is done for the child from hour to hour.
//!
//! Must stay true: nothing happens before the child came, after it left, or after now; and by night only what is done for
//! whoever has just come.

use super::Child;
use super::chance::Chance;
use crate::domain::due::{DIF_ACKNOWLEDGEMENT, REFERRAL};
use crate::domain::moment::Moment;
use crate::log::field::{Entity, named, number};
use crate::log::operation::Change;
use chrono::{NaiveTime, Timelike as _};
use chrono_tz::Tz;
use uuid::Uuid;

/// Minutes of a day.
pub(super) const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// Services that nearly every child is given first: category, detail, and after how many minutes as a rule.
const FIRST: [(&str, &str, u32); 6] = [
    ("food", "ALI-AGU", 40),
    ("health", "SAL-VAL", 90),
    ("clothing", "VES-ROP", 180),
    ("rest", "DES-EST", 200),
    ("hygiene", "ENS-KIT", 200),
    ("information", "INF-DER", 60),
];
/// Services that some are given: one child in so many.
const OTHER: [(&str, &str, u32, u32); 4] = [
    ("psychosocial", "SAL-PSI", 1500, 3),
    ("legal", "LEG-ASE", 2000, 8),
    ("transport", "", 4000, 6),
    ("rest", "DES-PER", 900, 4),
];
/// What comes later as a rule than so many minutes after the child is done by day.
const AT_ONCE: u32 = 200;
/// When the day begins, and how long the night was: minutes.
const MORNING: i64 = 8 * 60;
const NIGHT: i64 = 12 * 60;
/// Nobody sits at a meal in so many first minutes.
const JUST_COME: i64 = 90;
/// Meals, by the minute of the day from which they are served.
const MEALS: [(&str, u32); 3] = [("ALI-DES", 8 * 60), ("ALI-COM", 14 * 60 + 25), ("ALI-CEN", 19 * 60)];
/// Steps of the process: after how many minutes as a rule, and how its document is called.
const STEPS: [(&str, u32, &str); 9] = [
    ("rights_information", 40, ""),
    ("medical_check", 150, ""),
    ("accompaniment_determined", 90, ""),
    ("asylum_screening", 240, ""),
    ("opi_interview", 300, ""),
    ("procuraduria_notice", 600, "PPNNA"),
    ("referral_record", 700, "ACTA"),
    ("dif_acknowledgement", 1500, "DIF"),
    ("consular_notice", 1400, "CONS"),
];
/// The steps of a child that was returned from the United States.
const STEPS_OF_THE_RETURNED: [(&str, u32, &str); 5] = [
    ("us_handover_sheet", 20, "CBP"),
    ("rights_information", 40, ""),
    ("identity_verified", 300, ""),
    ("family_located", 700, ""),
    ("dif_handover", 1000, "DIF"),
];

/// An event while it is made; times in minutes UTC.
pub(super) struct Event<'a> {
    pub(super) chance: &'a mut Chance,
    pub(super) child: &'a Child,
    pub(super) case: Uuid,
    pub(super) zone: Tz,
    pub(super) opened: i64,
    /// When the child left, or now.
    pub(super) until: i64,
    pub(super) is_present: bool,
    pub(super) changes: Vec<Change>,
}

impl Event<'_> {
    /// The child and the case.
    pub(super) fn begin(&mut self, serial: &str, office: &str, group: Option<String>) {
        let opened = self.moment(self.opened);
        let date = opened.map(Moment::date).unwrap_or_default();
        self.case = self.chance.id(self.opened);
        let source = self.chance.pick(&[(5, "child"), (3, "document"), (1, "relative"), (2, "staff")]);
        let years = date.years_since(self.child.born).unwrap_or_default();
        let (birth, age) = match source {
            "document" => (self.child.born.to_string(), String::new()),
            "staff" if self.chance.one_in(3) => (String::new(), format!("{}-{}", years.saturating_sub(1), years + 1)),
            "staff" => (String::new(), format!("~{years}")),
            _ => (String::new(), years.to_string()),
        };
        let kind = if self.child.nationality == "MEX" {
            "repatriated"
        } else {
            self.chance.pick(&[(39, "foreign"), (1, "received")])
        };
        let child = self.child;
        self.changes.push(record(
            Entity::Person,
            child.id,
            &[
                ("given_names", child.given),
                ("surname1", child.surnames[0]),
                ("surname2", child.surnames[1]),
                ("sex", child.sex),
                ("birth_date", &birth),
                ("nationality", child.nationality),
                ("language", child.language),
            ],
        ));
        let urgent = self.chance.pick(&[(1, "yes"), (15, "no")]);
        // Small children come alone only with brothers and sisters.
        let alone = if years < 10 && group.is_none() { 0 } else { 45 };
        let company = self.chance.pick(&[(alone, "unaccompanied"), (56, "accompanied"), (6, "separated"), (4, "")]);
        let folio = format!("ZZZ-{}-{serial}", date.format("%y"));
        let opened = opened.map(|moment| moment.to_string()).unwrap_or_default();
        let mut case = record(
            Entity::Case,
            self.case,
            &[
                ("case_ref", &folio),
                ("office", office),
                ("kind", kind),
                ("opened_at", &opened),
                ("age_years", &age),
                ("age_source", source),
                ("accompaniment", company),
                ("group_ref", &group.unwrap_or_default()),
                ("health_urgent", urgent),
            ],
        );
        case.put(number::CASE_PERSON, Some(child.id.to_string()));
        if !self.is_present {
            self.end(&mut case, kind);
        }
        self.changes.push(case);
    }

    fn end(&mut self, case: &mut Change, kind: &str) {
        let outcome = match kind {
            "repatriated" => {
                self.chance.pick(&[(5, "handed_to_dif"), (3, "reunified_mexico"), (2, "handed_to_family")])
            }
            _ => self.chance.pick(&[
                (50, "assisted_return"),
                (4, "deportation"),
                (20, "handed_to_dif"),
                (9, "humanitarian_card"),
                (5, "refugee_status"),
                (5, "reunified_mexico"),
                (4, "handed_to_family"),
                (2, "left_shelter"),
                (1, "turned_18"),
            ]),
        };
        let left = self.text(self.until);
        for (name, value) in [("left_at", left.as_str()), ("outcome", outcome), ("outcome_at", &left)] {
            case.put(named(Entity::Case, name).number, Some(value.to_owned()));
        }
    }

    /// A relative or two, and the calls to them: each after one that reached nobody, and some that nobody wanted.
    pub(super) fn contacts_and_calls(&mut self) {
        let child = self.child;
        if self.chance.one_in(12) {
            return;
        }
        let contact = self.chance.id(self.opened);
        let relation = self.chance.pick(&[
            (12, "mother"),
            (4, "father"),
            (4, "aunt"),
            (2, "uncle"),
            (2, "grandmother"),
            (1, "sister"),
        ]);
        let safe = self.chance.pick(&[(16, "yes"), (1, "no"), (2, "pending")]);
        let (name, phone) = &child.relative;
        let mut change = record(
            Entity::Contact,
            contact,
            &[
                ("contact_ref", "1"),
                ("name", &format!("{name} {}", child.surnames[0])),
                ("relationship", relation),
                ("country", child.nationality),
                ("phone", phone),
                ("safe", safe),
            ],
        );
        change.put(number::CONTACT_CASE, Some(self.case.to_string()));
        self.changes.push(change);
        if safe == "no" {
            return;
        }
        let first = 60 + i64::from(self.chance.below(300));
        let mut after = self.by_day(first);
        for _ in 0..4 {
            let outcome = self.chance.pick(&[
                (50, "reached"),
                (16, "no_answer"),
                (7, "busy"),
                (7, "voicemail"),
                (3, "wrong_number"),
                (3, "out_of_service"),
                (4, "message_sent"),
                (4, "received"),
                (5, "refused_by_minor"),
                (1, "not_allowed"),
            ]);
            let is_reached = ["reached", "received"].contains(&outcome);
            let minutes = (1 + self.chance.below(14)).to_string();
            let spoke = self.chance.pick(&[(5, "yes"), (1, "no")]);
            let is_tried_again = ["no_answer", "busy", "voicemail"].contains(&outcome);
            let wait = 30 + i64::from(self.chance.below(600));
            let next = self.next_try(after + wait);
            let retry = self.text(self.opened + next);
            let mut values = vec![("outcome", outcome)];
            if is_reached {
                values.extend([("minutes", minutes.as_str()), ("child_spoke", spoke)]);
            } else if is_tried_again {
                values.push(("retry_at", &retry));
            }
            if let Some(call) = self.hang(Entity::Call, after, "at", &values) {
                call.put(named(Entity::Call, "contact").number, Some(contact.to_string()));
            }
            // Now and then nobody gets to it, and the call stays due.
            if is_reached || ["refused_by_minor", "not_allowed"].contains(&outcome) || self.chance.one_in(4) {
                break;
            }
            after = next + i64::from(self.chance.below(20));
        }
    }

    /// The next full hour at which somebody would try to call again, in minutes after the child came: not by night.
    fn next_try(&self, after: i64) -> i64 {
        self.by_day(((self.opened + after).div_euclid(60) + 1) * 60 - self.opened)
    }

    fn by_day(&self, after: i64) -> i64 {
        by_day(self.opened + after, self.zone) - self.opened
    }

    /// After how many minutes something is done that is done after so many as a rule.
    fn after(&mut self, usual: u32) -> i64 {
        let after = i64::from(5 + self.chance.below(usual * 2));
        if usual > AT_ONCE { self.by_day(after) } else { after }
    }

    pub(super) fn services(&mut self) {
        for (category, detail, usual) in FIRST {
            if !self.chance.one_in(16) {
                self.service(category, detail, usual);
            }
        }
        for (category, detail, usual, chances) in OTHER {
            if self.chance.one_in(chances) {
                self.service(category, detail, usual);
            }
        }
        if self.child.language != "spa" {
            self.service("interpreter", "INT-TEL", 120);
        }
        if self.is_present {
            self.meals();
        }
    }

    fn service(&mut self, category: &str, detail: &str, usual: u32) {
        let after = self.after(usual);
        let status = self.chance.pick(&[(38, "given"), (1, "refused"), (1, "unavailable")]);
        let quantity = if category == "clothing" { (1 + self.chance.below(4)).to_string() } else { "1".to_owned() };
        let values = [("category", category), ("detail", detail), ("quantity", &quantity), ("status", status)];
        self.hang(Entity::Service, after, "at", &values);
    }

    /// The meals of every day, with one left out now and then.
    fn meals(&mut self) {
        let Some(first) = self.moment(self.opened).map(Moment::date) else { return };
        let days = first.iter_days().take_while(|day| Some(*day) <= self.moment(self.until).map(Moment::date));
        for day in days.collect::<Vec<_>>() {
            for (detail, from) in MEALS {
                let minute = from + self.chance.below(50);
                let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap_or_default();
                let Some(at) = Moment::in_zone(day.and_time(time), self.zone) else { continue };
                let after = at.utc_minutes() - self.opened;
                if !self.chance.one_in(14) && after > JUST_COME {
                    let values = [("category", "food"), ("detail", detail), ("quantity", "1"), ("status", "given")];
                    self.hang(Entity::Service, after, "at", &values);
                }
            }
        }
    }

    /// Nearly all steps are taken, most of them in time; of children who are present more are still open, and DIF has
    /// signed for all who left. One comes after the other.
    pub(super) fn steps(&mut self) {
        let is_returned = self.child.nationality == "MEX";
        let steps: &[_] = if is_returned { &STEPS_OF_THE_RETURNED } else { &STEPS };
        let (mut is_clear, mut earliest) = (false, 0);
        for (step, usual, document) in steps {
            // No consulate hears of a child who asks for protection, or was not asked whether it does.
            if *step == "consular_notice" && !is_clear {
                continue;
            }
            let is_signed = !self.is_present && [REFERRAL, DIF_ACKNOWLEDGEMENT].contains(step);
            if self.chance.one_in(if self.is_present { 9 } else { 40 }) && !is_signed {
                // The steps that begin with this one are not taken either.
                if *document == "ACTA" {
                    break;
                }
                continue;
            }
            let after = self.after(*usual).max(earliest);
            earliest = after + 5 + i64::from(self.chance.below(20));
            let after = if is_signed { after.min(self.until - self.opened) } else { after };
            let document = if document.is_empty() {
                String::new()
            } else {
                format!("{document}/{:03}", 1 + self.chance.below(900))
            };
            let who = if document.is_empty() { "" } else { "Lic. Ejemplo" };
            let is_screening = *step == "asylum_screening";
            let answer = if is_screening { self.chance.pick(&[(7, "no"), (1, "yes")]) } else { "" };
            let values = [("step", *step), ("document", &document), ("received_by", who), ("answer", answer)];
            let is_taken = self.hang(Entity::Step, after, "done_at", &values).is_some();
            is_clear |= is_taken && answer == "no";
        }
    }

    /// Hangs a record on the case, so many minutes after it began, where that is before its end.
    fn hang(&mut self, entity: Entity, after: i64, when: &str, values: &[(&str, &str)]) -> Option<&mut Change> {
        let at = self.opened + after;
        if after < 0 || at > self.until {
            return None;
        }
        let mut change = record(entity, self.chance.id(at), values);
        change.put(named(entity, when).number, Some(self.text(at)));
        change.put(named(entity, "case_id").number, Some(self.case.to_string()));
        self.changes.push(change);
        self.changes.last_mut()
    }

    fn moment(&self, utc_minutes: i64) -> Option<Moment> {
        Moment::at_instant(utc_minutes * 60_000, self.zone)
    }

    fn text(&self, utc_minutes: i64) -> String {
        self.moment(utc_minutes).map(|moment| moment.to_string()).unwrap_or_default()
    }
}

/// When something is done that is not done by night: then, or in the next morning, one after the other as they came up.
pub(super) fn by_day(at: i64, zone: Tz) -> i64 {
    let civil = Moment::at_instant(at * 60_000, zone).map(Moment::civil).unwrap_or_default();
    let to_morning = (MORNING - i64::from(civil.hour() * 60 + civil.minute())).rem_euclid(MINUTES_OF_A_DAY.into());
    if (1..=NIGHT).contains(&to_morning) { at + to_morning + (NIGHT - to_morning) / 4 } else { at }
}

/// A record with these values by the names of their fields; an empty one is not known.
pub(super) fn record(entity: Entity, id: Uuid, values: &[(&str, &str)]) -> Change {
    let mut change = Change::new(entity, id);
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        change.put(named(entity, name).number, Some((*value).to_owned()));
    }
    change
}
