//! Filling the facts: one pass over cases, children, services and calls.
//!
//! Counts nothing. Must stay true: what is voided, and what hangs on something voided, is not in the facts.

use super::verify::AsOf;
use super::{Head, Result, Store, StoreError};
use crate::domain::age::{AgeSpan, PartialBirth, age_group};
use crate::domain::catalogue::{COUNTRIES, Entry as _, OFFICES, STATES};
use crate::domain::code::{Accompaniment, CallOutcome, Kind, Outcome, ServiceCategory, Sex};
use crate::domain::moment::Moment;
use crate::report::facts::{CallFact, CaseFact, Facts, NONE, OfficeFact, ServiceFact, Sources};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

impl Store {
    /// Everything that figures are made of, as the tables stand now.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts(&self) -> Result<Facts> {
        Ok(self.facts_at_head()?.1)
    }

    /// The same, with the last operation that these facts know.
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer.
    pub fn facts_at_head(&self) -> Result<(Head, Facts)> {
        let mut beside = self.beside.lock().or(Err(StoreError::Damaged("a reader of the store has died")))?;
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
}

/// Reads cases and calls here, and services beside it on a second connection, where there is one that sees the same.
/// The caller has begun a transaction, so that whoever writes beside this is seen whole or not at all.
fn load(db: &Connection, beside: Option<&mut Connection>) -> Result<Facts> {
    let newest = newest(db)?;
    let (loader, services) = std::thread::scope(|scope| {
        let services = beside.map(|beside| scope.spawn(move || services_at(beside, newest)));
        let mut loader = Loader::new(db)?;
        loader.cases()?;
        loader.calls()?;
        let services = services.map(|thread| thread.join().unwrap_or(Ok(None)));
        Ok::<_, StoreError>((loader, services.transpose()?.flatten()))
    })?;
    let services = services.map_or_else(|| Acts::services(db), Ok)?;
    Ok(Facts::new(loader.with_services(services)?))
}

/// The services as another connection sees them; nothing where that is not the same log.
fn services_at(db: &mut Connection, expected: i64) -> Result<Option<Acts>> {
    let snapshot = db.transaction()?;
    let is_same = newest(&snapshot)? == expected;
    is_same.then(|| Acts::services(&snapshot)).transpose()
}

/// The last operation that a connection sees.
pub(super) fn newest(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(position), 0) FROM operation", (), |row| row.get(0))?)
}

/// Services as they stand in the index, before it is known which cases they hang on.
#[derive(Default)]
struct Acts {
    /// Each with the integer of its case's record, and with an index into these offices or [`NONE`] for the case's own.
    rows: Vec<ServiceFact>,
    offices: Vec<String>,
}

impl Acts {
    fn services(db: &Connection) -> Result<Self> {
        let mut query = db.prepare_cached(
            "SELECT case_id, category, at, quantity, office FROM service INDEXED BY service_facts
              WHERE voided IS NULL AND (status IS NULL OR status = 'given')",
        )?;
        let mut rows = query.query(())?;
        let (mut acts, mut offices) = (Self::default(), HashMap::new());
        while let Some(row) = rows.next()? {
            let Some(case) = id(row, 0)? else { continue };
            let category = text(row, 1)?.and_then(ServiceCategory::from_code);
            let office = text(row, 4)?.map(|code| index(&mut offices, &mut acts.offices, code)).transpose()?;
            let at = moment(row, 2)?.ok_or(StoreError::Damaged("a service has no date"))?;
            acts.rows.push(ServiceFact {
                case: u32::try_from(case).or(Err(TOO_MANY))?,
                at_minutes: at.civil_minutes(),
                offset: at.offset_minutes(),
                quantity: id(row, 3)?.map_or(1, |quantity| u32::try_from(quantity).unwrap_or(u32::MAX)),
                office: office.unwrap_or(NONE),
                category: category.ok_or(StoreError::Damaged("a service has no category"))?,
            });
        }
        Ok(acts)
    }
}

/// What figures ask of a child.
#[derive(Clone, Copy)]
struct Child {
    number: u32,
    sex: Option<Sex>,
    birth: Option<PartialBirth>,
    nationality: u16,
}

/// Says of a record's integer where its fact stands.
struct Places(Vec<u32>);

impl Places {
    fn get(&self, id: i64) -> Option<u32> {
        let place = self.0.get(usize::try_from(id).ok()?)?;
        (*place != u32::MAX).then_some(*place)
    }

    fn put(&mut self, id: i64, place: u32) {
        if let Some(slot) = usize::try_from(id).ok().and_then(|id| self.0.get_mut(id)) {
            *slot = place;
        }
    }
}

struct Loader<'a> {
    db: &'a Connection,
    sources: Sources,
    offices: HashMap<String, u16>,
    points: HashMap<String, u16>,
    countries: HashMap<&'static str, u16>,
    children: Vec<Child>,
    /// Of children and cases: a record's integer is never another's.
    places: Places,
}

impl<'a> Loader<'a> {
    fn new(db: &'a Connection) -> Result<Self> {
        let last: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM entity", (), |row| row.get(0))?;
        let places = Places(vec![u32::MAX; usize::try_from(last).unwrap_or_default() + 1]);
        let countries = COUNTRIES.iter().zip(0..).map(|(country, at)| (country.code(), at));
        let mut loader = Self {
            db,
            sources: Sources::default(),
            offices: HashMap::new(),
            points: HashMap::new(),
            countries: countries.filter(|(code, _)| *code != "XXX").collect(),
            children: Vec::new(),
            places,
        };
        loader.children()?;
        Ok(loader)
    }

    /// Reads the children; linked ones get one number.
    fn children(&mut self) -> Result<()> {
        let mut query =
            self.db.prepare_cached("SELECT id, sex, birth_date, nationality FROM person INDEXED BY person_facts")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let place = u32::try_from(self.children.len()).or(Err(TOO_MANY))?;
            self.places.put(row.get(0)?, place);
            let nationality = text(row, 3)?.and_then(|code| self.countries.get(code)).copied();
            self.children.push(Child {
                number: place,
                sex: text(row, 1)?.and_then(Sex::from_code),
                birth: text(row, 2)?.and_then(PartialBirth::parse),
                nationality: nationality.unwrap_or(NONE),
            });
        }
        let mut query = self.db.prepare_cached("SELECT person, other FROM link WHERE voided IS NULL")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            if let (Some(a), Some(b)) = (self.places.get(row.get(0)?), self.places.get(row.get(1)?)) {
                self.unite(a, b);
            }
        }
        for at in 0..u32::try_from(self.children.len()).or(Err(TOO_MANY))? {
            let root = self.root(at);
            if let Some(child) = usize::try_from(at).ok().and_then(|at| self.children.get_mut(at)) {
                child.number = root;
            }
        }
        self.sources.children = u32::try_from(self.children.len()).or(Err(TOO_MANY))?;
        Ok(())
    }

    /// The child that stands for all that are linked to this one.
    fn root(&self, mut at: u32) -> u32 {
        while let Some(child) = usize::try_from(at).ok().and_then(|at| self.children.get(at)) {
            if child.number == at {
                break;
            }
            at = child.number;
        }
        at
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let slot = usize::try_from(a.max(b)).ok().and_then(|at| self.children.get_mut(at));
        if let Some(child) = slot {
            child.number = a.min(b);
        }
    }

    /// Reads the cases in the order of written local time; those of one child in the same minute by `case_ref`.
    fn cases(&mut self) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT id, opened_at, NULL, person, office, kind, age_years, accompaniment, reception_point, outcome,
                    outcome_at FROM case_file INDEXED BY case_facts WHERE voided IS NULL",
        )?;
        let mut rows = query.query(())?;
        let mut found: Vec<CaseFact> = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.case(row)?);
        }
        found.sort_unstable_by_key(|fact| (fact.opened_minutes, fact.child, fact.id));
        self.break_ties(&mut found)?;
        for (fact, place) in found.iter().zip(0..) {
            self.places.put(i64::from(fact.id), place);
        }
        self.sources.cases = found;
        let mut query = self.db.prepare_cached("SELECT DISTINCT case_id FROM contact WHERE voided IS NULL")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let place = id(row, 0)?.and_then(|case| self.places.get(case)).and_then(|at| usize::try_from(at).ok());
            if let Some(fact) = place.and_then(|at| self.sources.cases.get_mut(at)) {
                fact.has_contact = true;
            }
        }
        Ok(())
    }

    /// Puts the cases of one child that began in the same minute in the order of `case_ref`.
    fn break_ties(&self, found: &mut [CaseFact]) -> Result<()> {
        let mut query = self.db.prepare_cached("SELECT case_ref FROM case_file WHERE id = ?1")?;
        for tied in found.chunk_by_mut(|a, b| (a.opened_minutes, a.child) == (b.opened_minutes, b.child)) {
            if tied.len() > 1 {
                let mut named = Vec::with_capacity(tied.len());
                for fact in tied.iter() {
                    named.push((query.query_row([fact.id], |row| row.get::<_, Option<String>>(0))?, *fact));
                }
                named.sort_unstable_by(|(a, one), (b, other)| (a, one.id).cmp(&(b, other.id)));
                tied.iter_mut().zip(named).for_each(|(slot, (_, fact))| *slot = fact);
            }
        }
        Ok(())
    }

    fn case(&mut self, row: &Row<'_>) -> Result<CaseFact> {
        let opened = moment(row, 1)?.ok_or(StoreError::Damaged("a case has no date"))?;
        let child = id(row, 3)?.and_then(|person| self.places.get(person));
        let child = child.and_then(|place| self.children.get(usize::try_from(place).ok()?)).copied();
        // A case always has a child; one without would be a child of its own.
        let child = child.ok_or(StoreError::Damaged("a case has no child"))?;
        let age = text(row, 6)?.and_then(AgeSpan::parse);
        let outcome_at = moment(row, 10)?.map(|at| at.civil_minutes().div_euclid(24 * 60));
        Ok(CaseFact {
            id: id(row, 0)?.and_then(|id| u32::try_from(id).ok()).ok_or(TOO_MANY)?,
            opened_minutes: opened.civil_minutes(),
            offset: opened.offset_minutes(),
            child: child.number,
            outcome_day: outcome_at.unwrap_or_default(),
            office: self.office(text(row, 4)?.ok_or(StoreError::Damaged("a case has no office"))?)?,
            nationality: child.nationality,
            point: text(row, 8)?.map_or(Ok(NONE), |point| index(&mut self.points, &mut self.sources.points, point))?,
            kind: text(row, 5)?.and_then(Kind::from_code).ok_or(StoreError::Damaged("a case has no kind"))?,
            sex: child.sex,
            accompaniment: text(row, 7)?.and_then(Accompaniment::from_code),
            group: age_group(opened.date(), child.birth, age),
            outcome: text(row, 9)?.and_then(Outcome::from_code),
            has_contact: false,
        })
    }

    /// All that was read, with the services of cases that count; what only reading took is let go.
    fn with_services(mut self, acts: Acts) -> Result<Sources> {
        let offices = acts.offices.iter().map(|code| self.office(code)).collect::<Result<Vec<u16>>>()?;
        let mut services = acts.rows;
        services.retain_mut(|service| {
            let Some((case, own)) = self.of_case(Some(i64::from(service.case))) else { return false };
            service.case = case;
            service.office = offices.get(usize::from(service.office)).copied().unwrap_or(own);
            true
        });
        self.sources.services = services;
        Ok(self.sources)
    }

    fn calls(&mut self) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT case_id, outcome, at, child_spoke, office FROM call INDEXED BY call_facts WHERE voided IS NULL",
        )?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let Some((case, own)) = self.of_case(id(row, 0)?) else { continue };
            let at = moment(row, 2)?.ok_or(StoreError::Damaged("a call has no date"))?;
            let outcome = text(row, 1)?.and_then(CallOutcome::from_code);
            let office = text(row, 4)?.map_or(Ok(own), |code| self.office(code))?;
            self.sources.calls.push(CallFact {
                case,
                at_minutes: at.civil_minutes(),
                offset: at.offset_minutes(),
                office,
                outcome: outcome.ok_or(StoreError::Damaged("a call has no outcome"))?,
                child_spoke: text(row, 3)? == Some("yes"),
            });
        }
        Ok(())
    }

    /// The case that a row hangs on, and its office; nothing where that case is voided.
    fn of_case(&self, case: Option<i64>) -> Option<(u32, u16)> {
        let place = self.places.get(case?)?;
        usize::try_from(place).ok().and_then(|at| self.sources.cases.get(at)).map(|fact| (place, fact.office))
    }

    fn office(&mut self, code: &str) -> Result<u16> {
        if let Some(at) = self.offices.get(code) {
            return Ok(*at);
        }
        let state = self.state_of(code)?;
        let at = u16::try_from(self.sources.offices.len()).or(Err(TOO_MANY))?;
        self.sources.offices.push(OfficeFact { code: code.to_owned(), state });
        self.offices.insert(code.to_owned(), at);
        Ok(at)
    }

    /// The state of an office: by the store's own list, else by the shipped one.
    fn state_of(&self, code: &str) -> Result<u8> {
        let sql = "SELECT state FROM office WHERE code = ?1 AND voided IS NULL";
        let own = self.db.prepare_cached(sql)?.query_row([code], |row| row.get::<_, String>(0)).ok();
        let shipped = || OFFICES.iter().find(|office| office.code == code).map(|office| office.state.clone());
        let state = own.or_else(shipped).ok_or(StoreError::Damaged("an office has no state"))?;
        let at = STATES.iter().position(|known| known.code == state);
        at.and_then(|at| u8::try_from(at).ok()).ok_or(StoreError::Damaged("an office has no state"))
    }
}

const TOO_MANY: StoreError = StoreError::Refused("more children, offices or points than can be counted");

fn index(known: &mut HashMap<String, u16>, names: &mut Vec<String>, name: &str) -> Result<u16> {
    if let Some(at) = known.get(name) {
        return Ok(*at);
    }
    let at = u16::try_from(names.len()).ok().filter(|at| *at < NONE).ok_or(TOO_MANY)?;
    names.push(name.to_owned());
    known.insert(name.to_owned(), at);
    Ok(at)
}

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

fn moment(row: &Row<'_>, column: usize) -> Result<Option<Moment>> {
    Ok(id(row, column)?.and_then(Moment::unpack))
}
