//! What is due: for every child who is here or whom DIF has not signed for, what its clocks hang on, read in one go and
//! kept; and the days of rest.
//!
//! Decides no deadline; [`due`] does. Must stay true: it reads these cases and what hangs on them, by their indexes; of all
//! others no more than one pass over the index of referrals; and of those who left, no more than what DIF has to sign.

use super::facts::{id, newest, nth, text};
use super::{CaseRow, Filter, Result, Right, Store, StoreError, all};
use crate::domain::catalogue::{HOLIDAYS, STEPS};
use crate::domain::code::{Kind, Outcome, ServiceCategory, YesNo};
use crate::domain::due::{self, ACCOMPANIMENT, Event, Holidays, Item, REFERRAL};
use crate::domain::moment::{Moment, parse_date};
use chrono_tz::Tz;
use std::collections::HashMap;
use uuid::Uuid;

/// Something that is due in a case.
#[derive(Clone, Debug)]
pub struct Due {
    /// The case.
    pub case: CaseRow,
    /// What, and by when.
    pub item: Item,
}

/// What is due.
#[derive(Debug, Default)]
pub struct Board {
    /// The most urgent.
    pub first: Vec<Due>,
    /// How much there is.
    pub count: usize,
    /// How much of it is overdue.
    pub overdue: usize,
}

/// What runs in every open case, kept between two questions: only the log and the days of rest move a deadline.
#[derive(Default)]
pub struct Clocks {
    /// Zone and items by the integer of the case.
    cases: HashMap<i64, (Tz, Vec<Item>)>,
    holidays: Holidays,
    /// The last operation that they know.
    read_at: Option<i64>,
}

/// Whoever was put into the hands of DIF, by a step or by the outcome, without a signature of theirs, here or gone; the
/// indexes are in the order of cases, so that they are merged as they are read.
const REFERRED: &str = "\
  SELECT * FROM (
    SELECT case_id FROM step INDEXED BY step_referral WHERE voided IS NULL AND step = 'referral_record'
    UNION SELECT id FROM case_file INDEXED BY case_handed
     WHERE voided IS NULL AND history IS NULL AND outcome = 'handed_to_dif' AND kind <> 'repatriated'
    EXCEPT SELECT case_id FROM step INDEXED BY step_signed WHERE voided IS NULL AND step = 'dif_acknowledgement'
    EXCEPT SELECT id FROM case_file INDEXED BY case_history WHERE history IS NOT NULL
    ORDER BY 1)";
/// What happened in the cases of one list of integers, whose children are here: steps, calls, services given; and in those
/// of another, whose children left, what DIF has to sign.
const EVENTS: &str = "\
  SELECT case_id, step, done_at, answer, NULL, s.id FROM json_each(?1) c CROSS JOIN step s ON s.case_id = c.value
    WHERE voided IS NULL
  UNION ALL SELECT case_id, 'call', at, NULL, retry_at, k.id
    FROM json_each(?1) c CROSS JOIN call k ON k.case_id = c.value WHERE voided IS NULL
  UNION ALL SELECT case_id, 'referral_record', done_at, NULL, NULL, s.id
    FROM json_each(?2) c CROSS JOIN step s INDEXED BY step_referral ON s.case_id = c.value
    WHERE voided IS NULL AND step = 'referral_record'
  UNION ALL SELECT case_id, 'dif_acknowledgement', NULL, NULL, NULL, s.id
    FROM json_each(?2) c CROSS JOIN step s INDEXED BY step_signed ON s.case_id = c.value
    WHERE voided IS NULL AND step = 'dif_acknowledgement'
  UNION ALL SELECT case_id, figures & 15, min(figures >> 20), NULL, NULL, v.id FROM json_each(?1) c CROSS JOIN service v
    INDEXED BY service_facts ON v.case_id = c.value
    WHERE voided IS NULL AND (status IS NULL OR status = 'given') AND figures & 15 IN";

impl Clocks {
    /// What is due, the most urgent first: so many of it, and how much there is.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn board(&mut self, store: &Store, now_ms: i64, rows: usize) -> Result<Board> {
        let now = Moment::at_instant(now_ms, chrono_tz::UTC).ok_or(StoreError::Refused("a clock out of bounds"))?;
        let minute = now.utc_minutes();
        store.at_once(|store| {
            self.read(store)?;
            let items = self.cases.iter().flat_map(|(case, (zone, items))| {
                items.iter().enumerate().map(move |(at, item)| ((item.urgency(minute), *case, at), zone, item))
            });
            let mut due: Vec<_> = items.collect();
            let is_overdue = |item: &Item| item.deadline.is_some_and(|deadline| deadline.utc_minutes() < minute);
            let overdue = due.iter().filter(|(_, _, item)| is_overdue(item)).count();
            let count = due.len();
            if rows < count {
                due.select_nth_unstable_by_key(rows, |(place, _, _)| *place);
                due.truncate(rows);
            }
            due.sort_unstable_by_key(|(place, _, _)| *place);
            let mut first = Vec::new();
            for ((_, case, _), zone, item) in due {
                let item = item.clone().at(now, *zone, &self.holidays);
                first.extend(store.row(case)?.map(|case| Due { case, item }));
            }
            Ok(Board { first, count, overdue })
        })
    }

    /// What is due next in a case at a minute, as far as this was read.
    pub(super) fn next(&self, case: i64, minute: i64) -> Option<Item> {
        let (zone, items) = self.cases.get(&case)?;
        let next = items.iter().min_by_key(|item| item.urgency(minute))?;
        Some(next.clone().at(Moment::at_instant(minute.checked_mul(60_000)?, *zone)?, *zone, &self.holidays))
    }

    /// Takes in what was written since: the cases that it changed, or every open one anew.
    pub(super) fn read(&mut self, store: &Store) -> Result<()> {
        let newest = newest(&store.connection)?;
        if self.read_at == Some(newest) {
            return Ok(());
        }
        let changed = self.read_at.take().map(|since| store.changed_since(since)).transpose()?.flatten();
        let ids = if let Some(changed) = changed {
            self.cases.retain(|case, _| !changed.contains(case));
            changed
        } else {
            *self = Self { holidays: store.holidays()?, ..Self::default() };
            store.open_ones()?
        };
        for (id, case) in store.running(&ids)? {
            let items = due::clocks(&case, &self.holidays).filter(|item| item.state.is_running()).collect();
            self.cases.insert(id, (case.zone, items));
        }
        self.read_at = Some(newest);
        Ok(())
    }
}

impl Store {
    /// What the clocks of a case hang on; nothing where it is closed.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn clocks(&self, case: Uuid) -> Result<Option<due::Case>> {
        self.at_once(|store| {
            let ids: Vec<i64> = store.number(case)?.into_iter().collect();
            Ok(store.running(&ids)?.into_iter().next().map(|(_, case)| case))
        })
    }

    /// The days of rest: the store's own, or those shipped where it never had any.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn holidays(&self) -> Result<Holidays> {
        let sql = "SELECT date, voided IS NULL FROM holiday";
        let own: Vec<(String, bool)> = all(&self.connection, sql, (), |row| Ok((row.get(0)?, row.get(1)?)))?;
        if own.is_empty() {
            return Ok(HOLIDAYS.iter().filter_map(|day| parse_date(&day.date)).collect());
        }
        Ok(own.iter().filter(|(_, counts)| *counts).filter_map(|(date, _)| parse_date(date)).collect())
    }

    /// The integers of the open cases.
    fn open_ones(&self) -> Result<Vec<i64>> {
        let (cases, present) = (Filter::Present.cases(), Filter::Present.condition());
        let sql = format!("SELECT c.id FROM {cases} WHERE {present} UNION {REFERRED}");
        all(&self.connection, &sql, (), |row| Ok(row.get(0)?))
    }

    /// Those of some cases that are open, with what happened in each.
    fn running(&self, ids: &[i64]) -> Result<Vec<(i64, due::Case)>> {
        self.allow(Right::Read)?;
        let mut cases = self.cases_of_clocks(ids)?;
        let of = |is_here: bool| {
            let ids = cases.iter().filter(|(_, case)| case.is_present == is_here).map(|(id, _)| *id);
            serde_json::to_string(&ids.collect::<Vec<i64>>()).unwrap_or_default()
        };
        let mut events = self.events((of(true), of(false)))?;
        for (id, case) in &mut cases {
            case.events.append(&mut events.remove(id).unwrap_or_default());
        }
        cases.retain(|(_, case)| case.is_open());
        Ok(cases)
    }

    /// What the clocks of some cases begin with, without those that cannot be open.
    fn cases_of_clocks(&self, ids: &[i64]) -> Result<Vec<(i64, due::Case)>> {
        let sql = format!(
            "SELECT c.id, kind, opened_at, office, {}, health_urgent, accompaniment IS NOT NULL, outcome, outcome_at
               FROM json_each(?1) CROSS JOIN case_file c ON c.id = value WHERE voided IS NULL AND history IS NULL",
            Filter::Present.condition()
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query([serde_json::to_string(ids).unwrap_or_default()])?;
        let (mut zones, mut cases) = (HashMap::<String, Tz>::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let moment = |column| id(row, column).map(|packed| packed.and_then(Moment::unpack));
            let kind = text(row, 1)?.and_then(Kind::from_code);
            let (Some(kind), Some(opened_at), Some(office)) = (kind, moment(2)?, text(row, 3)?) else { continue };
            let zone = || self.zone(office).unwrap_or(chrono_tz::America::Mexico_City);
            let zone = *zones.entry(office.to_owned()).or_insert_with(zone);
            let mut events = Vec::new();
            let mut happened = |what: &str, at| events.push(Event { what: what.to_owned(), at, ..Event::default() });
            if row.get(6)? {
                happened(ACCOMPANIMENT, Some(opened_at));
            }
            if text(row, 7)? == Some(Outcome::HandedToDif.code()) {
                happened(REFERRAL, moment(8)?);
            }
            let is_urgent = text(row, 5)? == Some(YesNo::Yes.code());
            cases.push((row.get(0)?, due::Case { kind, opened_at, zone, is_present: row.get(4)?, is_urgent, events }));
        }
        Ok(cases)
    }

    /// What happened in some cases, in the order in which it was recorded.
    fn events(&self, here_and_gone: (String, String)) -> Result<HashMap<i64, Vec<Event>>> {
        let services = STEPS.iter().filter_map(|step| ServiceCategory::from_code(&step.by));
        let services: Vec<String> = services.map(|category| (category as u8).to_string()).collect();
        let sql = format!("{EVENTS} ({}) GROUP BY case_id, figures & 15 ORDER BY 6", services.join(", "));
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(here_and_gone)?;
        let mut events: HashMap<i64, Vec<Event>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let moment = |column| id(row, column).map(|packed| packed.and_then(Moment::unpack));
            events.entry(row.get(0)?).or_default().push(Event {
                what: match id(row, 1)?.and_then(|number| nth(&ServiceCategory::ALL, number)) {
                    Some(category) => category.code().to_owned(),
                    None => text(row, 1)?.unwrap_or_default().to_owned(),
                },
                at: moment(2)?,
                answer: text(row, 3)?.and_then(YesNo::from_code),
                retry_at: moment(4)?,
            });
        }
        Ok(events)
    }
}
