//! The board of clocks: which steps a case asks for under the law of its day, what is due by when, and what waits.
//!
//! Reads no clock and no store. Must stay true: a limit in hours runs by instants, whatever the clocks of the office did;
//! a limit in days by the civil calendar of the office; and a house rule is never called law.

use super::catalogue::{STEPS, StepKind};
use super::code::{Kind, ServiceCategory, YesNo, closed};
use super::moment::Moment;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// The step that asks whether the child needs asylum.
pub const ASYLUM_SCREENING: &str = "asylum_screening";
/// The step that says so at any time.
pub const ASYLUM_CLAIM: &str = "refugee_claim_made";
/// The step that is locked unless the child needs no asylum: the consulate is the persecutor's where there is one.
pub const CONSULAR_NOTICE: &str = "consular_notice";
/// The service that an urgent child needs from the beginning of the case on.
const HEALTH: &str = ServiceCategory::Health.code();
/// The step that puts a child into the hands of DIF; so does that outcome.
pub const REFERRAL: &str = "referral_record";
/// The step that stays due though the child has left: a referral is open until somebody at DIF has signed for it.
pub const DIF_ACKNOWLEDGEMENT: &str = "dif_acknowledgement";
/// What a call is called among the events of a case, and a call to try again among the things due.
pub const CALL: &str = "call";
/// What is said of how the child travels, among the events of a case.
pub const ACCOMPANIMENT: &str = "accompaniment";
/// The code of a call to try again.
pub const CALL_RETRY: &str = "call_retry";
/// What a clock starts from where it starts with the case.
const OPENED: &str = "opened";
/// The last minute of a day, which is when a limit in days ends.
const LAST_MINUTE: (u32, u32) = (23, 59);

/// Since when something was due lately, and until when it is due soon, in minutes from now.
const LATELY: i64 = -30 * 24 * 60;
/// See [`LATELY`].
const SOON: i64 = 24 * 60;
/// Behind every minute of our years.
const BACKLOG: i64 = 1 << 40;

/// The days on which no business is done, beside Saturdays and Sundays.
pub type Holidays = BTreeSet<NaiveDate>;

/// Something that happened in a case: a step, a call, a service given.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Event {
    /// The code of the step, [`CALL`], [`ACCOMPANIMENT`], or the category of the service.
    pub what: String,
    /// When, where that is known.
    pub at: Option<Moment>,
    /// What a step that asks was answered.
    pub answer: Option<YesNo>,
    /// When to try again, of a call.
    pub retry_at: Option<Moment>,
}

/// What the clocks of a case hang on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// What brought the child to the office.
    pub kind: Kind,
    /// When the case began.
    pub opened_at: Moment,
    /// The zone of its office.
    pub zone: Tz,
    /// Whether the child is in the office's care.
    pub is_present: bool,
    /// Whether the child was said to need health care at once.
    pub is_urgent: bool,
    /// What happened in it, in the order in which it was recorded.
    pub events: Vec<Event>,
}

impl Case {
    /// Whether anything may still be due: the child is here, or DIF has not signed for it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let has = |step: &str| self.events.iter().any(|event| event.what == step);
        self.is_present || has(REFERRAL) && !has(DIF_ACKNOWLEDGEMENT)
    }
}

closed! {
    /// How a step stands.
    pub enum State {
        /// Its deadline has passed.
        Overdue = "overdue",
        /// Its deadline is today.
        Today = "today",
        /// Its deadline is another day.
        Later = "later",
        /// It must not be done: the child needs asylum, or was not asked.
        Locked = "locked",
        /// It is done.
        Done = "done",
        /// It has no deadline.
        Undated = "undated",
        /// Its clock starts with something that has not happened.
        Waiting = "waiting",
    }
}

impl State {
    /// Whether its clock runs.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Overdue | Self::Today | Self::Later)
    }
}

/// One step of a case, or a call to try again, and how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The step under the law of the case's day; nothing for a call to try again.
    pub step: Option<&'static StepKind>,
    /// How it stands.
    pub state: State,
    /// Until when, as the clocks of the case's office will show it.
    pub deadline: Option<Moment>,
    /// When it was done, where that is known.
    pub done_at: Option<Moment>,
    /// How many business days are left, where the limit counts them.
    pub days_left: Option<u32>,
}

impl Item {
    /// The code of the step, or [`CALL_RETRY`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.step.map_or(CALL_RETRY, |step| step.code.as_str())
    }

    /// Its place among all that is due, the most urgent first, in a number that only a change of rank changes: what is due
    /// within a day or was lately, by the time that is left; then what is overdue for longer, the latest first, so that
    /// years of cases brought in at once hide no work of today; then what has more time.
    #[must_use]
    pub fn urgency(&self, now_minutes: i64) -> i64 {
        let Some(deadline) = self.deadline.map(Moment::utc_minutes) else { return i64::MAX };
        match deadline.saturating_sub(now_minutes) {
            ..LATELY => BACKLOG.saturating_sub(deadline),
            LATELY..=SOON => deadline,
            _ => BACKLOG.saturating_mul(2).saturating_add(deadline),
        }
    }

    /// Whether its deadline is a day, and not an hour of it.
    #[must_use]
    pub fn is_whole_day(&self) -> bool {
        self.step.is_some_and(|step| step.unit != "hours")
    }

    /// Whether its deadline is law; a rule of the house otherwise.
    #[must_use]
    pub fn is_law(&self) -> bool {
        self.step.is_some_and(|step| step.basis == "law")
    }
}

/// Every step that the law of the case's day knows for its kind, and a call to try again, as they stand now; of a child
/// who has left, whether DIF has signed.
#[must_use]
pub fn board(case: &Case, holidays: &Holidays, now: Moment) -> Vec<Item> {
    clocks(case, holidays).map(|item| item.at(now, case.zone, holidays)).collect()
}

/// The same before anybody looks at a clock: all that has a deadline is [`State::Later`], until [`Item::at`] says more.
pub fn clocks(case: &Case, holidays: &Holidays) -> impl Iterator<Item = Item> {
    let retry = retry(case).filter(|_| case.is_present).map(|at| Item::of(None).until(Some(at)));
    let steps = rules(case.kind, case.opened_at.date());
    let steps = steps.filter(|rule| case.is_present || rule.code == DIF_ACKNOWLEDGEMENT);
    retry.into_iter().chain(steps.map(|rule| item(case, rule, holidays)))
}

/// The steps of a kind of case under the law of a day.
pub fn rules(kind: Kind, day: NaiveDate) -> impl Iterator<Item = &'static StepKind> {
    let day = day.to_string();
    STEPS.iter().filter(move |step| step.is_for(kind) && step.is_in_force(&day))
}

/// Whether the child needs asylum: one yes, or a claim, outweighs every no; nothing where nobody answered.
#[must_use]
pub fn asylum<'a>(steps: impl IntoIterator<Item = (&'a str, Option<YesNo>)>) -> Option<YesNo> {
    let answers = steps.into_iter().filter_map(|(code, answer)| match code {
        ASYLUM_CLAIM => Some(YesNo::Yes),
        ASYLUM_SCREENING => answer,
        _ => None,
    });
    answers.min()
}

impl Item {
    const fn of(step: Option<&'static StepKind>) -> Self {
        Self { step, state: State::Undated, deadline: None, done_at: None, days_left: None }
    }

    fn until(self, deadline: Option<Moment>) -> Self {
        Self { state: deadline.map_or(self.state, |_| State::Later), deadline, ..self }
    }

    /// How it stands at an instant, by the clocks of the case's office.
    #[must_use]
    pub fn at(self, now: Moment, zone: Tz, holidays: &Holidays) -> Self {
        let Some(deadline) = self.deadline else { return self };
        let now = Moment::at_instant(now.utc_minutes() * 60_000, zone).unwrap_or(now);
        let is_counted = self.step.is_some_and(|step| step.unit == "business_days");
        let days_left = is_counted.then(|| business_days(now.date(), deadline, holidays));
        Self { state: state(deadline, now), days_left, ..self }
    }
}

fn item(case: &Case, rule: &'static StepKind, holidays: &Holidays) -> Item {
    let item = Item::of(Some(rule));
    if let Some(done) = first(case, |event| does(event, rule)) {
        return Item { state: State::Done, done_at: done.at, ..item };
    }
    let asylum = asylum(case.events.iter().map(|event| (event.what.as_str(), event.answer)));
    let is_met = rule.asylum.is_empty() || asylum.map(YesNo::code) == Some(rule.asylum.as_str());
    if rule.code == CONSULAR_NOTICE && !is_met {
        return Item { state: State::Locked, ..item };
    }
    let Some(start) = start(case, rule).filter(|_| is_met) else { return Item { state: State::Waiting, ..item } };
    item.until(match rule.limit {
        _ if case.is_urgent && rule.by == HEALTH => Some(start),
        limit => limit.and_then(|limit| deadline(start, limit, &rule.unit, case.zone, holidays)),
    })
}

/// A screening that nobody answered is not done.
fn does(event: &Event, rule: &StepKind) -> bool {
    let is_it = event.what == rule.code || !rule.by.is_empty() && event.what == rule.by;
    is_it && (event.what != ASYLUM_SCREENING || event.answer.is_some())
}

/// The earliest of some events; one whose time is not known comes last.
fn first(case: &Case, is_it: impl Fn(&Event) -> bool) -> Option<&Event> {
    let found = case.events.iter().filter(|event| is_it(event));
    found.min_by_key(|event| event.at.map_or(i64::MAX, Moment::utc_minutes))
}

/// What the clock of a step starts from. Where that was done nobody knows when, it is the case's own beginning.
fn start(case: &Case, rule: &StepKind) -> Option<Moment> {
    if rule.from == OPENED {
        return Some(case.opened_at);
    }
    Some(first(case, |event| event.what == rule.from)?.at.unwrap_or(case.opened_at))
}

/// When to call again, as long as nobody has called since.
fn retry(case: &Case) -> Option<Moment> {
    let calls = case.events.iter().filter(|event| event.what == CALL);
    calls.max_by_key(|call| call.at.map(Moment::utc_minutes))?.retry_at
}

fn state(deadline: Moment, now: Moment) -> State {
    match deadline.date() {
        _ if deadline.utc_minutes() < now.utc_minutes() => State::Overdue,
        day if day <= now.date() => State::Today,
        _ => State::Later,
    }
}

/// Until when something must be done that has so many units of time.
fn deadline(start: Moment, limit: u32, unit: &str, zone: Tz, holidays: &Holidays) -> Option<Moment> {
    let day = match unit {
        "hours" => return Moment::at_instant((start.utc_minutes() + i64::from(limit) * 60) * 60_000, zone),
        "business_days" => {
            let days = start.date().iter_days().skip(1).filter(|day| is_business_day(*day, holidays));
            days.take(usize::try_from(limit).ok()?).last()?
        }
        _ => start.date().checked_add_days(Days::new(limit.into()))?,
    };
    let (hour, minute) = LAST_MINUTE;
    Moment::in_zone(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?), zone)
}

fn is_business_day(day: NaiveDate, holidays: &Holidays) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day)
}

/// The business days after a day, up to the deadline.
fn business_days(today: NaiveDate, deadline: Moment, holidays: &Holidays) -> u32 {
    let days = today.iter_days().skip(1).take_while(|day| *day <= deadline.date());
    u32::try_from(days.filter(|day| is_business_day(*day, holidays)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::HOLIDAYS;
    use crate::domain::moment::parse_date;
    use proptest::prelude::*;

    const MEXICO: Tz = chrono_tz::America::Mexico_City;

    fn at(text: &str, zone: Tz) -> Moment {
        Moment::parse(text, zone).unwrap()
    }

    fn holidays() -> Holidays {
        HOLIDAYS.iter().map(|day| parse_date(&day.date).unwrap()).collect()
    }

    fn event(what: &str, when: &str, answer: Option<YesNo>) -> Event {
        Event { what: what.into(), at: Moment::parse(when, MEXICO), answer, retry_at: None }
    }

    fn case(opened: &str, events: &[Event]) -> Case {
        Case {
            kind: Kind::Foreign,
            opened_at: at(opened, MEXICO),
            zone: MEXICO,
            is_present: true,
            is_urgent: false,
            events: events.to_vec(),
        }
    }

    /// How a step stands, with its deadline.
    fn check(case: &Case, code: &str, now: &str, expected: &str) {
        let board = board(case, &holidays(), at(now, case.zone));
        let item = board.iter().find(|item| item.code() == code);
        let told = item.map(|item| {
            let deadline = item.deadline.map_or_else(String::new, |deadline| format!(" {deadline}"));
            format!("{}{deadline}", item.state.code())
        });
        assert_eq!(told.as_deref().unwrap_or("none"), expected, "{code} of a case of {}", case.opened_at);
    }

    #[test]
    fn a_limit_in_hours_runs_by_instants_across_a_change_of_clocks() {
        let mut moved = case("2019-04-06T14:00", &[]);
        check(&moved, "procuraduria_notice", "2019-04-06T15:00", "later 2019-04-07T15:00-05:00");
        moved.opened_at = at("2019-10-26T14:00", MEXICO);
        check(&moved, "procuraduria_notice", "2019-10-26T15:00", "later 2019-10-27T13:00-06:00");
        // Tijuana still changes its clocks, as the other side of the border does.
        let tijuana = Case { zone: chrono_tz::America::Tijuana, ..case("2024-01-01", &[]) };
        let spring = Case { opened_at: at("2024-03-09T12:00", tijuana.zone), ..tijuana };
        check(&spring, "procuraduria_notice", "2024-03-09T13:00", "later 2024-03-10T13:00-07:00");
        check(&case("2024-02-28T09:00", &[]), "medical_check", "2024-02-28T10:00", "later 2024-02-29T09:00-06:00");
    }

    #[test]
    fn a_step_is_due_today_until_its_minute_has_passed() {
        let case = case("2021-05-03T10:00", &[]);
        let notice = |now, expected: &str| {
            check(&case, "procuraduria_notice", now, &format!("{expected} 2021-05-04T10:00-05:00"));
        };
        notice("2021-05-03T23:59", "later");
        notice("2021-05-04T00:00", "today");
        notice("2021-05-04T10:00", "today");
        notice("2021-05-04T10:01", "overdue");
    }

    #[test]
    fn business_days_skip_weekends_and_days_of_rest() {
        let claim = |opened: &str| case(opened, &[event(ASYLUM_CLAIM, opened, None)]);
        // Thirty business days after Thursday 8 November 2018: two days of rest lie between, and 1 December is a Saturday.
        check(&claim("2018-11-08T10:00"), "refugee_claim_filed", "2018-11-08T11:00", "later 2018-12-21T23:59-06:00");
        check(&claim("2018-11-16T23:50"), "refugee_claim_filed", "2018-11-17T11:00", "later 2019-01-02T23:59-06:00");
        check(&claim("2018-11-16T23:50"), "refugee_claim_filed", "2019-01-02T23:59", "today 2019-01-02T23:59-06:00");
        check(&claim("2024-02-29T10:00"), "refugee_claim_filed", "2024-03-01T11:00", "later 2024-04-12T23:59-06:00");
        let left = |now: &str| {
            let board = board(&claim("2018-11-08T10:00"), &holidays(), at(now, MEXICO));
            board.iter().find(|item| item.code() == "refugee_claim_filed").and_then(|item| item.days_left)
        };
        assert_eq!((left("2018-12-18T11:00"), left("2018-12-21T11:00")), (Some(3), Some(0)));
    }

    #[test]
    fn the_law_is_that_of_the_day_of_the_event() {
        let before = case("2021-01-10T23:59", &[]);
        let after = case("2021-01-11T00:00", &[]);
        for (case, name) in
            [(&before, "Aviso a Procuraduría de Protección"), (&after, "Notificación a la Procuraduría")]
        {
            let notices: Vec<&str> = rules(case.kind, case.opened_at.date())
                .filter(|rule| rule.code == "procuraduria_notice")
                .map(|rule| rule.es.as_str())
                .collect();
            assert_eq!(notices, [name]);
        }
        check(&before, "restitution_plan", "2021-02-01", "none");
        check(&after, "restitution_plan", "2021-02-01", "waiting");
        check(&before, "cndh_notice", "2021-02-01", "undated");
        check(&case("2016-08-10T12:00", &[]), "procuraduria_notice", "2016-08-11", "none");
        let urgent = Case { is_urgent: true, ..before.clone() };
        check(&urgent, "medical_check", "2021-01-11T00:05", "overdue 2021-01-10T23:59-06:00");
        check(&before, "medical_check", "2021-01-11T00:05", "today 2021-01-11T23:59-06:00");
        let mexican = Case { kind: Kind::Repatriated, ..after };
        check(&mexican, "procuraduria_notice", "2021-02-01", "none");
        check(&mexican, "rights_information", "2021-01-11T01:00", "today 2021-01-11T02:00-06:00");
    }

    #[test]
    fn a_step_is_done_by_itself_or_by_what_stands_for_it() {
        let opened = "2021-05-03T10:00";
        let done = |what| case(opened, &[event(what, "2021-05-03T10:30", None)]);
        for (what, code) in [
            ("procuraduria_notice", "procuraduria_notice"),
            (CALL, "call_offered"),
            ("health", "medical_check"),
            ("information", "rights_information"),
        ] {
            check(&done(what), code, "2021-05-10", "done");
        }
        check(&done(ASYLUM_SCREENING), ASYLUM_SCREENING, "2021-05-03T11:00", "later 2021-05-04T10:00-05:00");
    }

    #[test]
    fn a_referral_is_open_until_somebody_signs_for_it() {
        let referred = event("referral_record", "2021-05-03T12:00", None);
        check(&case("2021-05-03T10:00", &[]), "dif_acknowledgement", "2021-05-05", "waiting");
        let open = case("2021-05-03T10:00", std::slice::from_ref(&referred));
        check(&open, "dif_acknowledgement", "2021-05-05", "overdue 2021-05-04T12:00-05:00");
        let undated = case("2021-05-03T10:00", &[event("referral_record", "", None)]);
        check(&undated, "dif_acknowledgement", "2021-05-05", "overdue 2021-05-04T10:00-05:00");
        let gone = Case { is_present: false, ..open };
        check(&gone, "dif_acknowledgement", "2021-05-05", "overdue 2021-05-04T12:00-05:00");
        assert_eq!(board(&gone, &holidays(), at("2021-05-05", MEXICO)).len(), 1, "nothing else is due any more");
        let signed = case("2021-05-03T10:00", &[referred, event("dif_acknowledgement", "", None)]);
        check(&signed, "dif_acknowledgement", "2021-05-05", "done");
    }

    #[test]
    fn the_consulate_is_locked_unless_the_child_needs_no_asylum() {
        let (yes, no) = (Some(YesNo::Yes), Some(YesNo::No));
        let asked = |answer| event(ASYLUM_SCREENING, "2021-05-03T12:00", answer);
        let notice = |events: &[Event], expected| {
            check(&case("2021-05-03T10:00", events), CONSULAR_NOTICE, "2021-05-03T13:00", expected);
        };
        notice(&[], "locked");
        notice(&[asked(None)], "locked");
        notice(&[asked(yes)], "locked");
        notice(&[asked(no), asked(yes)], "locked");
        notice(&[asked(no), event(ASYLUM_CLAIM, "2021-05-03T12:30", None)], "locked");
        notice(&[asked(no)], "later 2021-05-04T12:00-05:00");
        notice(&[event(CONSULAR_NOTICE, "2021-05-03T12:30", None)], "done");
        check(&case("2021-05-03T10:00", &[asked(no)]), "refugee_claim_filed", "2021-05-04", "waiting");
        check(
            &case("2021-05-03T10:00", &[asked(yes)]),
            "refugee_claim_filed",
            "2021-05-04",
            "later 2021-06-14T23:59-05:00",
        );
    }

    #[test]
    fn a_call_is_to_be_tried_again_until_somebody_calls() {
        let call =
            |when: &str, retry: &str| Event { retry_at: Moment::parse(retry, MEXICO), ..event(CALL, when, None) };
        let first = call("2021-05-03T10:30", "2021-05-04T09:00");
        check(
            &case("2021-05-03T10:00", std::slice::from_ref(&first)),
            CALL_RETRY,
            "2021-05-03T12:00",
            "later 2021-05-04T09:00-05:00",
        );
        check(
            &case("2021-05-03T10:00", &[call("2021-05-03T11:00", ""), first.clone()]),
            CALL_RETRY,
            "2021-05-03T12:00",
            "none",
        );
        check(
            &case("2021-05-03T10:00", &[first, call("2021-05-03T10:30", "")]),
            CALL_RETRY,
            "2021-05-03T12:00",
            "none",
        );
    }

    proptest! {
        #[test]
        fn a_deadline_is_after_its_start_and_on_a_day_on_which_business_is_done(minutes in 25_000_000_i64..33_000_000, limit in 1_u32..60) {
            let start = Moment::at_instant(minutes * 60_000, MEXICO).unwrap();
            let deadline = super::deadline(start, limit, "business_days", MEXICO, &holidays()).unwrap();
            let by_hours = super::deadline(start, limit, "hours", MEXICO, &holidays()).unwrap();
            prop_assert_eq!(by_hours.utc_minutes() - start.utc_minutes(), i64::from(limit) * 60);
            prop_assert!(is_business_day(deadline.date(), &holidays()));
            prop_assert_eq!(business_days(start.date(), deadline, &holidays()), limit);
        }
    }
}
