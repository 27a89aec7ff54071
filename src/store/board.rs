//! What is due: for every child who is here or whom DIF has not signed for, what its clocks hang on, read in one go; and
//! the days of rest.
//!
//! Decides no deadline; [`due`] does. Must stay true: it reads these cases and what hangs on them, by their indexes; of all
//! others no more than one pass over the index of referrals.

use super::query::{ROW, case_row};
use super::{CaseRow, Result, Right, Store, StoreError};
use crate::domain::catalogue::{HOLIDAYS, STEPS};
use crate::domain::code::{Kind, Outcome, ServiceCategory, YesNo};
use crate::domain::due::{self, ACCOMPANIMENT, Event, Holidays, Item, REFERRAL};
use crate::domain::moment::{Moment, parse_date};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Something that is due in a case.
#[derive(Clone, Debug)]
pub struct Due {
    /// The case.
    pub case: Arc<CaseRow>,
    /// What, and by when.
    pub item: Item,
}

/// Those present, and whoever was put into the hands of DIF, by a step or by the outcome, without a signature of theirs;
/// the indexes are in the order of cases, so that they are merged as they are read.
const OPEN: &str = "\
  SELECT id FROM case_file INDEXED BY case_present
   WHERE voided IS NULL AND left_at IS NULL AND outcome IS NULL AND history IS NULL
  UNION ALL SELECT * FROM (
    SELECT case_id FROM step INDEXED BY step_referral WHERE voided IS NULL AND step = 'referral_record'
    UNION SELECT id FROM case_file INDEXED BY case_handed
     WHERE voided IS NULL AND history IS NULL AND outcome = 'handed_to_dif' AND kind <> 'repatriated'
    EXCEPT SELECT case_id FROM step INDEXED BY step_signed WHERE voided IS NULL AND step = 'dif_acknowledgement'
    EXCEPT SELECT id FROM case_file INDEXED BY case_history WHERE history IS NOT NULL
    ORDER BY 1)";
/// The cases of a list of integers, but for those that cannot be open.
const THESE: &str = "c.voided IS NULL AND c.history IS NULL AND c.id IN (SELECT value FROM json_each(?1))";

/// The cases that are asked about, then all that happened in them: steps, calls, services given.
const EVENTS: &str = "\
  SELECT c.id, s.step, s.done_at, s.answer, NULL, s.id FROM c CROSS JOIN step s ON s.case_id = c.id
    WHERE s.voided IS NULL
  UNION ALL SELECT c.id, 'call', k.at, NULL, k.retry_at, k.id FROM c CROSS JOIN call k ON k.case_id = c.id
    WHERE k.voided IS NULL
  UNION ALL SELECT c.id, v.category, min(v.at), NULL, NULL, v.id FROM c CROSS JOIN service v ON v.case_id = c.id
    WHERE v.voided IS NULL AND (v.status IS NULL OR v.status = 'given') AND v.category IN";

impl Store {
    /// What is due in every open case, by the time that is left.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn board(&self, now_ms: i64) -> Result<Vec<Due>> {
        self.at_once(|store| store.board_now(now_ms))
    }

    fn board_now(&self, now_ms: i64) -> Result<Vec<Due>> {
        let now = Moment::at_instant(now_ms, chrono_tz::UTC).ok_or(StoreError::Refused("a clock out of bounds"))?;
        let holidays = self.holidays()?;
        let mut board = Vec::new();
        for (row, case) in self.running(None)? {
            let row = Arc::new(row);
            let running = due::board(&case, &holidays, now).into_iter().filter(|item| item.state.is_running());
            board.extend(running.map(|item| Due { case: Arc::clone(&row), item }));
        }
        board.sort_by(|a, b| {
            let key = |due: &Due| due.item.deadline.map(Moment::utc_minutes);
            key(a).cmp(&key(b)).then_with(|| a.case.case_ref.cmp(&b.case.case_ref))
        });
        Ok(board)
    }

    /// What is due next in every open case, by its integer.
    pub(super) fn next_due(&self, now_ms: i64) -> Result<HashMap<i64, Item>> {
        let mut next = HashMap::new();
        for Due { case, item } in self.board_now(now_ms)? {
            next.entry(case.key.id()).or_insert(item);
        }
        Ok(next)
    }

    /// What the clocks of a case hang on; nothing where it is closed.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn clocks(&self, case: Uuid) -> Result<Option<due::Case>> {
        Ok(self.at_once(|store| store.running(Some(case)))?.into_iter().next().map(|(_, case)| case))
    }

    /// The days of rest: the store's own, or those shipped where it never had any.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn holidays(&self) -> Result<Holidays> {
        let mut query = self.connection.prepare_cached("SELECT date, voided IS NULL FROM holiday")?;
        let own: Vec<(String, bool)> =
            query.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        if own.is_empty() {
            return Ok(HOLIDAYS.iter().filter_map(|day| parse_date(&day.date)).collect());
        }
        Ok(own.iter().filter(|(_, counts)| *counts).filter_map(|(date, _)| parse_date(date)).collect())
    }

    /// The integers of the open cases, or of the one that is asked about, as JSON.
    fn open_ones(&self, only: Option<Uuid>) -> Result<String> {
        let ids = if let Some(case) = only {
            self.number(case)?.into_iter().collect()
        } else {
            let mut query = self.connection.prepare_cached(OPEN)?;
            query.query_map((), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?
        };
        Ok(serde_json::to_string(&ids).unwrap_or_default())
    }

    /// The open cases, or the one of them that is asked about, with what happened in each.
    fn running(&self, only: Option<Uuid>) -> Result<Vec<(CaseRow, due::Case)>> {
        self.allow(Right::Read)?;
        let open = self.open_ones(only)?;
        let mut events = self.events(&open)?;
        let mut zones: HashMap<String, chrono_tz::Tz> = HashMap::new();
        let mut query = self.connection.prepare_cached(&format!("{ROW} WHERE {THESE}"))?;
        let mut rows = query.query([&open])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (office, kind): (Option<String>, Option<String>) = (row.get("office")?, row.get("kind")?);
            let ended_at = row.get::<_, Option<i64>>("outcome_at")?.and_then(Moment::unpack);
            let is_urgent = row.get::<_, Option<String>>("health_urgent")?.as_deref() == Some(YesNo::Yes.code());
            let id: i64 = row.get("id")?;
            let case = case_row(row)?;
            let kind = kind.as_deref().and_then(Kind::from_code);
            let (Some(kind), Some(opened_at), Some(office)) = (kind, case.opened_at, office) else { continue };
            let zone = || self.zone(&office).unwrap_or(chrono_tz::America::Mexico_City);
            let zone = *zones.entry(office.clone()).or_insert_with(zone);
            let mut events = events.remove(&id).unwrap_or_default();
            if !case.accompaniment.is_empty() {
                events.push(Event { what: ACCOMPANIMENT.to_owned(), at: Some(opened_at), ..Event::default() });
            }
            if case.outcome == Outcome::HandedToDif.code() {
                events.push(Event { what: REFERRAL.to_owned(), at: ended_at, ..Event::default() });
            }
            let clocks = due::Case { kind, opened_at, zone, is_present: case.is_present, is_urgent, events };
            found.extend(clocks.is_open().then_some((case, clocks)));
        }
        Ok(found)
    }

    fn events(&self, open: &str) -> Result<HashMap<i64, Vec<Event>>> {
        let services = STEPS.iter().filter_map(|step| ServiceCategory::from_code(&step.by));
        let services: Vec<String> = services.map(|category| format!("'{}'", category.code())).collect();
        let services = services.join(", ");
        let sql = format!(
            "WITH c AS (SELECT c.id FROM case_file c WHERE {THESE}) {EVENTS} ({services})
              GROUP BY c.id, v.category ORDER BY 6"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query([open])?;
        let mut events: HashMap<i64, Vec<Event>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let moment = |column: usize| row.get::<_, Option<i64>>(column).map(|at| at.and_then(Moment::unpack));
            let answer: Option<String> = row.get(3)?;
            events.entry(row.get(0)?).or_default().push(Event {
                what: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                at: moment(2)?,
                answer: answer.as_deref().and_then(YesNo::from_code),
                retry_at: moment(4)?,
            });
        }
        Ok(events)
    }
}
