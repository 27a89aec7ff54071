//! Who is here, what each of them still lacks, and what the day brought.
//!
//! Reads through the indexes of present cases, services and calls, however much the store holds beside them. Must stay
//! true: a need is met here exactly when the report counts it as met, at whatever time.

use super::{Filter, Result, Right, Store};
use crate::domain::code::ServiceCategory;
use crate::domain::moment::Moment;
use crate::report::facts::Need;
use crate::store::CaseRow;
use chrono::NaiveDate;

/// A child who is here and lacks something.
#[derive(Debug)]
pub struct Lacking {
    /// The case.
    pub row: CaseRow,
    /// What was not given or done yet, in the order of tables.
    pub needs: Vec<Need>,
}

/// Who is here and lacks something.
#[derive(Debug, Default)]
pub struct Lack {
    /// Those who came first.
    pub first: Vec<Lacking>,
    /// How many there are.
    pub count: usize,
    /// How many of them lack what, in the order of tables.
    pub counts: [usize; Need::ALL.len()],
}

/// What a day brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Day {
    /// Who is here now.
    pub present: u64,
    /// Cases that began that day.
    pub intakes: u64,
    /// Cases that were left, or came to an outcome.
    pub departures: u64,
    /// Calls of any outcome.
    pub calls: u64,
}

impl Store {
    /// Those who are here and lack something, who came first before who came later: so many of them, and counts of all.
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer.
    pub fn lacking(&self, rows: usize) -> Result<Lack> {
        self.allow(Right::Read)?;
        let needs = Need::ALL.map(|need| format!("NOT EXISTS ({})", met(need))).join(", ");
        let (cases, present) = (Filter::Present.cases(), Filter::Present.condition());
        let sql = format!("SELECT c.id, {needs} FROM {cases} WHERE {present} ORDER BY c.opened_at ASC, c.id ASC");
        self.at_once(|store| {
            let mut query = store.connection.prepare_cached(&sql)?;
            let mut lacked = query.query(())?;
            let mut lack = Lack::default();
            while let Some(row) = lacked.next()? {
                let mut needs = Vec::new();
                for ((need, column), count) in Need::ALL.into_iter().zip(1_usize..).zip(&mut lack.counts) {
                    if row.get(column)? {
                        needs.push(need);
                        *count += 1;
                    }
                }
                lack.count += usize::from(!needs.is_empty());
                if lack.first.len() < rows && !needs.is_empty() {
                    lack.first.extend(store.row(row.get(0)?)?.map(|row| Lacking { row, needs }));
                }
            }
            Ok(lack)
        })
    }

    /// What a day brought, by the dates as they were written; what was imported as history is none of it.
    ///
    /// # Errors
    /// [`super::StoreError`] where the store does not answer.
    pub fn day(&self, day: NaiveDate) -> Result<Day> {
        let (cases, present) = (Filter::Present.cases(), Filter::Present.condition());
        let sql = format!(
            "SELECT (SELECT count(*) FROM {cases} WHERE {present}),
              (SELECT count(*) FROM case_file
                WHERE voided IS NULL AND history IS NULL AND opened_at >= ?1 AND opened_at < ?2),
              (SELECT count(*) FROM case_file
                WHERE voided IS NULL AND history IS NULL AND coalesce(left_at, outcome_at) IS NOT NULL
                  AND coalesce(left_at, outcome_at) >= ?1 AND coalesce(left_at, outcome_at) < ?2),
              (SELECT count(*) FROM call l JOIN case_file c ON c.id = l.case_id
                WHERE l.voided IS NULL AND l.at >= ?1 AND l.at < ?2 AND c.voided IS NULL AND c.history IS NULL)"
        );
        let span = (Moment::first_packed(day), Moment::first_packed(day.succ_opt().unwrap_or(day)));
        let counted = self.connection.prepare_cached(&sql)?.query_row(span, |row| {
            let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok(Day { present: count(0)?, intakes: count(1)?, departures: count(2)?, calls: count(3)? })
        });
        Ok(counted?)
    }
}

/// What meets a need of the case `c`.
fn met(need: Need) -> String {
    let given = |category: ServiceCategory| {
        let category = category as u8;
        format!(
            "SELECT 1 FROM service INDEXED BY service_facts WHERE case_id = c.id AND figures & 15 = {category}
               AND voided IS NULL AND (status IS NULL OR status = 'given')"
        )
    };
    let call = "SELECT 1 FROM call INDEXED BY call_facts WHERE case_id = c.id AND voided IS NULL";
    match need {
        Need::Health => given(ServiceCategory::Health),
        Need::Food => given(ServiceCategory::Food),
        Need::Clothing => given(ServiceCategory::Clothing),
        Need::Rest => given(ServiceCategory::Rest),
        Need::CallOffered => call.to_owned(),
        Need::CallSpoke => format!("{call} AND figures & 31 IN (1, 15)"),
    }
}
