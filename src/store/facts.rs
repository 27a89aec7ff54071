//! Filling the facts: one pass over cases, children, services and calls.
//!
//! Counts nothing. Must stay true: what is voided, and what hangs on something voided, is not in the facts.

mod cases;

use self::cases::{Known, Loader};
use super::verify::AsOf;
use super::{Head, Result, Store, StoreError, all};
use crate::domain::code::{CallOutcome, ServiceCategory};
use crate::domain::moment::Moment;
use crate::report::facts::{Acts, CallFact, Facts, ServiceFact};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

impl Store {
    /// Everything that figures are made of, as the tables stand now.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts(&self) -> Result<Facts> {
        Ok(self.facts_at_head()?.1)
    }

    /// Has this store remember few pages: passes read each once, so that memory for them is wasted.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn keep_few_pages(&self) -> Result<()> {
        let beside = self.beside.lock().or(Err(DIED))?;
        for connection in [&self.connection, &beside] {
            connection.pragma_update(None, "cache_size", -1_000)?;
        }
        Ok(())
    }

    /// The same, with the last operation that these facts know.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts_at_head(&self) -> Result<(Head, Facts)> {
        let mut beside = self.beside.lock().or(Err(DIED))?;
        self.at_once(|store| Ok((store.head()?, load(&store.connection, Some(&mut beside))?)))
            .map_err(StoreError::sorted)
    }
}

impl AsOf {
    /// Everything that figures were made of then.
    ///
    /// # Errors
    /// [`StoreError`] where the temporary store does not answer.
    pub fn facts(&self) -> Result<Facts> {
        let snapshot = self.connection().unchecked_transaction()?;
        let facts = load(&snapshot, None).map_err(StoreError::sorted)?;
        snapshot.commit()?;
        Ok(facts)
    }

    /// Which case each integer stands for that these facts name one by.
    ///
    /// # Errors
    /// [`StoreError`] where the temporary store does not answer.
    pub fn cases(&self) -> Result<HashMap<u32, Uuid>> {
        let sql = "SELECT id, uuid FROM entity WHERE id IN (SELECT id FROM case_file)";
        let cases = all(self.connection(), sql, (), |row| Ok((row.get(0)?, Uuid::from_bytes(row.get(1)?))))?;
        Ok(cases.into_iter().collect())
    }
}

/// Reads cases and calls here, and services here and on a second connection, where there is one that sees the same. The
/// caller has begun a transaction, so that whoever writes beside this is seen whole or not at all.
fn load(db: &Connection, beside: Option<&mut Connection>) -> Result<Facts> {
    let (newest, shares, known) = (newest(db)?, Shares::of(db)?, OnceLock::new());
    let acts = std::thread::scope(|scope| {
        let beside = beside.map(|beside| scope.spawn(|| acts_beside(beside, newest, &shares, &known)));
        let _ended = Ended(&known);
        let read = Loader::new(db).and_then(Loader::finish);
        let (read, failed) = read.map_or_else(|error| (None, Some(error)), |read| (Some(read), None));
        let own = known.get_or_init(|| read).as_ref().map(|known| acts_here(db, &shares, known));
        let beside = beside.map(|thread| thread.join().unwrap_or(Err(DIED)));
        failed.map_or(Ok(()), Err)?;
        own.into_iter().chain(beside).collect::<Result<Vec<Acts>>>()
    })?;
    let known = known.into_inner().flatten().ok_or(DIED)?;
    Ok(Facts::packed(known.cases, acts))
}

/// Once this is gone nobody waits for cases: where they could not be read there are none.
struct Ended<'a>(&'a OnceLock<Option<Known>>);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        // Where they are known they stay so.
        drop(self.0.set(None));
    }
}

/// So many services at most are kept as they stand; whoever has them waits for the cases, rather than take more memory.
const EARLY_MAX: usize = 1 << 19;

/// What threads share: services by the records of their cases, a span of these at a time.
struct Shares {
    next: AtomicI64,
    span: i64,
    last: i64,
}

impl Shares {
    /// So many that no thread waits long for the last one, and that it costs nothing to begin one.
    const COUNT: i64 = 64;

    fn of(db: &Connection) -> Result<Self> {
        let last = last_record(db)?;
        Ok(Self { next: AtomicI64::new(0), span: last / Self::COUNT + 1, last })
    }

    fn next(&self) -> Option<Range<i64>> {
        let first = self.next.fetch_add(self.span, Ordering::Relaxed);
        (first <= self.last).then(|| first..first + self.span)
    }
}
fn acts_here(db: &Connection, shares: &Shares, known: &Known) -> Result<Acts> {
    let mut acts = Acts::default();
    calls(db, known, &mut acts)?;
    while let Some(share) = shares.next() {
        services(db, share, |service| service.pack(known, &mut acts))?;
    }
    Ok(acts.in_order())
}

/// The services that another connection reads: as they stand as long as it is not known which cases they hang on, then
/// packed. None where it does not see the same log.
fn acts_beside(db: &mut Connection, expected: i64, shares: &Shares, known: &OnceLock<Option<Known>>) -> Result<Acts> {
    let (mut acts, mut early) = (Acts::default(), Vec::new());
    let snapshot = db.transaction()?;
    if newest(&snapshot)? != expected {
        return Ok(acts);
    }
    // A share that was taken is read: nobody else will.
    while known.get().is_none()
        && early.len() < EARLY_MAX
        && let Some(share) = shares.next()
    {
        services(&snapshot, share, |service| {
            early.push(service.owned());
            Ok(())
        })?;
    }
    let Some(known) = known.wait() else { return Ok(acts) };
    for service in early {
        service.borrowed().pack(known, &mut acts)?;
    }
    while let Some(share) = shares.next() {
        services(&snapshot, share, |service| service.pack(known, &mut acts))?;
    }
    Ok(acts.in_order())
}

/// A service as it stands in the index; `Text` is the code of the office, where it is not the case's.
struct Service<Text> {
    case: i64,
    figures: i64,
    quantity: u32,
    office: Option<Text>,
}

impl Service<&str> {
    fn owned(&self) -> Service<Box<str>> {
        let Self { case, figures, quantity, office } = *self;
        Service { case, figures, quantity, office: office.map(Box::from) }
    }

    fn pack(&self, known: &Known, acts: &mut Acts) -> Result<()> {
        let Some((case, fact)) = known.case(self.case) else { return Ok(()) };
        let at = Moment::unpack(self.figures >> 20).ok_or(StoreError::Damaged("a service has no date"))?;
        let category = nth(&ServiceCategory::ALL, self.figures & 15);
        let service = ServiceFact {
            case,
            at_minutes: at.civil_minutes(),
            offset: at.offset_minutes(),
            quantity: self.quantity,
            office: self.office.map_or(Ok(fact.office), |code| known.offices.get(code))?,
            category: category.ok_or(StoreError::Damaged("a service has no category"))?,
        };
        acts.service(&known.cases.cases, &service);
        Ok(())
    }
}

impl Service<Box<str>> {
    fn borrowed(&self) -> Service<&str> {
        let Self { case, figures, quantity, office } = self;
        Service { case: *case, figures: *figures, quantity: *quantity, office: office.as_deref() }
    }
}

/// Tells of the services of a share.
fn services(db: &Connection, share: Range<i64>, mut tell: impl FnMut(Service<&str>) -> Result<()>) -> Result<()> {
    let mut query = db.prepare_cached(
        "SELECT case_id, figures, office, id FROM service INDEXED BY service_facts
          WHERE case_id >= ?1 AND case_id < ?2 AND voided IS NULL AND (status IS NULL OR status = 'given')",
    )?;
    let mut rows = query.query([share.start, share.end])?;
    while let Some(row) = rows.next()? {
        let Some(case) = id(row, 0)? else { continue };
        let figures = id(row, 1)?.ok_or(StoreError::Damaged("a service has no date or no category"))?;
        let quantity = match figures >> 4 & 0xffff {
            0 => db.query_row("SELECT quantity FROM service WHERE id = ?1", [id(row, 3)?], |row| row.get(0))?,
            quantity => quantity,
        };
        let quantity = u32::try_from(quantity).unwrap_or(u32::MAX);
        tell(Service { case, figures, quantity, office: text(row, 2)? })?;
    }
    Ok(())
}

fn calls(db: &Connection, known: &Known, acts: &mut Acts) -> Result<()> {
    let mut query =
        db.prepare_cached("SELECT case_id, figures, office FROM call INDEXED BY call_facts WHERE voided IS NULL")?;
    let mut rows = query.query(())?;
    while let Some(row) = rows.next()? {
        let Some((case, fact)) = id(row, 0)?.and_then(|case| known.case(case)) else { continue };
        let figures = id(row, 1)?.ok_or(StoreError::Damaged("a call has no date or no outcome"))?;
        let at = Moment::unpack(figures >> 5).ok_or(StoreError::Damaged("a call has no date"))?;
        let outcome = nth(&CallOutcome::ALL, figures >> 1 & 15);
        let call = CallFact {
            case,
            at_minutes: at.civil_minutes(),
            offset: at.offset_minutes(),
            office: text(row, 2)?.map_or(Ok(fact.office), |code| known.offices.get(code))?,
            outcome: outcome.ok_or(StoreError::Damaged("a call has no outcome"))?,
            child_spoke: figures & 1 == 1,
        };
        acts.call(&known.cases.cases, &call);
    }
    Ok(())
}
/// The last operation that a connection sees.
pub(super) fn newest(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(position), 0) FROM operation", (), |row| row.get(0))?)
}

/// The last record of all.
fn last_record(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(id), 0) FROM entity", (), |row| row.get(0))?)
}

pub(super) const DIED: StoreError = StoreError::Damaged("a reader of the store has died");
const TOO_MANY: StoreError = StoreError::Refused("more children, offices or points than can be counted");

pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(std::str::from_utf8(bytes).ok()),
        _ => Ok(None),
    }
}

pub(super) fn id(row: &Row<'_>, column: usize) -> Result<Option<i64>> {
    match row.get_ref(column)? {
        ValueRef::Integer(number) => Ok(Some(number)),
        _ => Ok(None),
    }
}

/// The value of a closed list by the number that an index has of it.
pub(super) fn nth<T: Copy>(all: &[T], number: i64) -> Option<T> {
    usize::try_from(number).ok().and_then(|at| all.get(at)).copied()
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::operation::Act;
    use crate::store::{NewOperation, Store};
    use crate::training::{Scenario, cases};
    use crate::vault::Role;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;
    use uuid::Uuid;

    /// Whether the second thread comes before or after the cases are known, and however the shares fall.
    #[test]
    fn nothing_is_lost_between_two_threads() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("store"), DataKey::generate(&mut SystemEntropy).unwrap());
        let mut store = Store::create(&path, &key, Uuid::from_u128(1), true).unwrap();
        let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
        let now = Moment::parse("2019-06-15T14:32", chrono_tz::UTC).unwrap();
        let made = cases(Scenario { seed: 3, cases: 60, days: 30, now, present: 20 });
        let made = made.map(|changes| NewOperation { act: Act::Import, base: u64::MAX, changes });
        store.append(&author, 1_560_630_720_000, made.collect()).unwrap();
        let alone = load(&store.connection, None).unwrap();
        let mut beside = store.beside.lock().unwrap();
        assert!(!alone.is_empty() && load(&store.connection, Some(&mut beside)).unwrap() == alone);
        for taken in [0, 1, 40, Shares::COUNT] {
            let shares = Shares::of(&store.connection).unwrap();
            let known = OnceLock::new();
            assert!(known.set(Loader::new(&store.connection).and_then(Loader::finish).ok()).is_ok());
            let mut acts = vec![Acts::default()];
            for share in std::iter::from_fn(|| shares.next()).take(usize::try_from(taken).unwrap()) {
                let known = known.get().and_then(Option::as_ref).unwrap();
                services(&store.connection, share, |service| service.pack(known, &mut acts[0])).unwrap();
            }
            let newest = newest(&store.connection).unwrap();
            acts.push(acts_beside(&mut beside, newest, &shares, &known).unwrap());
            let known = known.into_inner().flatten().unwrap();
            calls(&store.connection, &known, &mut acts[0]).unwrap();
            assert!(Facts::packed(known.cases, acts) == alone, "{taken} shares were taken before");
        }
    }
}
