//! Reading the cases, and what their numbers point at: children, offices, points.
//!
//! Reads nothing that hangs on a case but whether there is a contact. Must stay true: linked children are one child, and
//! voided cases are none.

use super::{TOO_MANY, id, nth, text};
use crate::domain::age::{AgeSpan, PartialBirth, age_group};
use crate::domain::catalogue::{COUNTRIES, Entry as _, OFFICES, STATES};
use crate::domain::code::{Accompaniment, Kind, Outcome, Sex};
use crate::domain::moment::Moment;
use crate::report::facts::{CASES_MAX, CaseFact, Cases, NONE, OFFICES_MAX, OfficeFact};
use crate::store::{Result, StoreError};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashMap};

/// What stands by the time the first thing that hangs on a case can be packed.
pub(super) struct Known {
    pub(super) cases: Cases,
    places: Places,
    pub(super) offices: Offices,
}

impl Known {
    /// The case that a row hangs on; nothing where that case is voided.
    pub(super) fn case(&self, record: i64) -> Option<(u32, &CaseFact)> {
        let place = self.places.get(record)?;
        Some((place, self.cases.cases.get(usize::try_from(place).ok()?)?))
    }
}

/// The offices, by their codes.
pub(super) struct Offices {
    known: HashMap<String, u16>,
    facts: Vec<OfficeFact>,
}

impl Offices {
    /// Those of the store's own list, and the shipped ones that it does not have; in the order of their codes. One without a
    /// state that is known is none, until a case is found there.
    fn of(db: &Connection) -> Result<Self> {
        let shipped = OFFICES.iter().map(|office| (office.code.clone(), office.state.clone()));
        let mut states: BTreeMap<String, String> = shipped.collect();
        let sql = "SELECT code, state FROM office WHERE voided IS NULL AND code IS NOT NULL AND state IS NOT NULL";
        let mut query = db.prepare(sql)?;
        for own in query.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (code, state) = own?;
            states.insert(code, state);
        }
        let mut offices = Self { known: HashMap::new(), facts: Vec::new() };
        for (code, state) in states {
            let state = STATES.iter().position(|known| known.code == state).and_then(|at| u8::try_from(at).ok());
            if let Some(state) = state {
                let at = u16::try_from(offices.facts.len()).or(Err(TOO_MANY))?;
                offices.known.insert(code.clone(), at);
                offices.facts.push(OfficeFact { code, state });
            }
        }
        if offices.facts.len() > OFFICES_MAX { Err(TOO_MANY) } else { Ok(offices) }
    }

    pub(super) fn get(&self, code: &str) -> Result<u16> {
        self.known.get(code).copied().ok_or(StoreError::Damaged("an office has no state"))
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

/// Says of a record's integer where its fact stands: a bit for each record of the store, and how many bits are set before
/// each 64 of them, since there are ten records to a case.
#[derive(Default)]
pub(super) struct Places {
    bits: Vec<u64>,
    before: Vec<u32>,
    /// By the order of the records.
    in_order: Vec<u32>,
}

impl Places {
    /// Of records and their places.
    fn new(mut rows: Vec<(u32, u32)>) -> Self {
        rows.sort_unstable();
        let mut bits = vec![0_u64; rows.last().map_or(0, |(last, _)| index_of(last / 64) + 1)];
        for (record, _) in &rows {
            if let Some(word) = bits.get_mut(index_of(record / 64)) {
                *word |= 1 << (record % 64);
            }
        }
        let mut count = 0;
        let before = bits.iter().map(|word| {
            count += word.count_ones();
            count - word.count_ones()
        });
        let before = before.collect();
        Self { bits, before, in_order: rows.into_iter().map(|(_, place)| place).collect() }
    }

    fn get(&self, record: i64) -> Option<u32> {
        let record = u32::try_from(record).ok()?;
        let (word, before) = (self.bits.get(index_of(record / 64))?, self.before.get(index_of(record / 64))?);
        let bit = 1 << (record % 64);
        let rank = before + (word & (bit - 1)).count_ones();
        if word & bit == 0 { None } else { self.in_order.get(index_of(rank)).copied() }
    }
}

fn index_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(super) struct Loader<'a> {
    db: &'a Connection,
    cases: Cases,
    offices: Offices,
    /// The office that was asked for last: mostly the next one's too.
    last_office: (String, u16),
    points: HashMap<String, u16>,
    countries: HashMap<&'static str, u16>,
    children: Vec<Child>,
    /// Of children.
    places: Places,
}

impl<'a> Loader<'a> {
    pub(super) fn new(db: &'a Connection) -> Result<Self> {
        let countries = COUNTRIES.iter().zip(0..).map(|(country, at)| (country.code(), at));
        Ok(Self {
            db,
            cases: Cases::default(),
            offices: Offices::of(db)?,
            last_office: (String::new(), NONE),
            points: HashMap::new(),
            countries: countries.filter(|(code, _)| *code != "XXX").collect(),
            children: Vec::new(),
            places: Places::default(),
        })
    }

    /// Reads children and cases; what only reading took is let go.
    pub(super) fn finish(mut self) -> Result<Known> {
        self.children()?;
        let places = self.cases()?;
        let cases = Cases { offices: self.offices.facts.clone(), ..self.cases };
        Ok(Known { cases, places, offices: self.offices })
    }

    /// Reads the children; linked ones get one number.
    fn children(&mut self) -> Result<()> {
        let mut query =
            self.db.prepare_cached("SELECT id, sex, birth_date, nationality FROM person INDEXED BY person_facts")?;
        let (mut rows, mut places) = (query.query(())?, Vec::new());
        while let Some(row) = rows.next()? {
            let place = u32::try_from(self.children.len()).or(Err(TOO_MANY))?;
            places.push((row.get(0)?, place));
            let nationality = text(row, 3)?.and_then(|code| self.countries.get(code)).copied();
            self.children.push(Child {
                number: place,
                sex: text(row, 1)?.and_then(Sex::from_code),
                birth: text(row, 2)?.and_then(PartialBirth::parse),
                nationality: nationality.unwrap_or(NONE),
            });
        }
        self.places = Places::new(places);
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
        self.cases.children = u32::try_from(self.children.len()).or(Err(TOO_MANY))?;
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

    /// Reads the cases in the order of written local time; those of one child in the same minute by `case_ref`. Says where they
    /// stand.
    fn cases(&mut self) -> Result<Places> {
        let mut query = self.db.prepare_cached(
            "SELECT id, opened_at, person, office, figures, age_years, reception_point, outcome_at
               FROM case_file INDEXED BY case_facts WHERE voided IS NULL",
        )?;
        let mut rows = query.query(())?;
        let mut found: Vec<CaseFact> = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.case(row)?);
        }
        found.sort_unstable_by_key(|fact| (fact.opened_minutes, fact.child, fact.id));
        self.break_ties(&mut found)?;
        let places = Places::new(found.iter().zip(0..).map(|(fact, place)| (fact.id, place)).collect());
        if found.len() > CASES_MAX {
            return Err(TOO_MANY);
        }
        self.cases.cases = found;
        let mut query = self.db.prepare_cached("SELECT DISTINCT case_id FROM contact WHERE voided IS NULL")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let place = id(row, 0)?.and_then(|case| places.get(case)).and_then(|at| usize::try_from(at).ok());
            if let Some(fact) = place.and_then(|at| self.cases.cases.get_mut(at)) {
                fact.has_contact = true;
            }
        }
        Ok(places)
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
        let child = id(row, 2)?.and_then(|person| self.places.get(person));
        let child = child.and_then(|place| self.children.get(usize::try_from(place).ok()?)).copied();
        // A case always has a child; one without would be a child of its own.
        let child = child.ok_or(StoreError::Damaged("a case has no child"))?;
        let figures = id(row, 4)?.unwrap_or_default();
        let age = text(row, 5)?.and_then(AgeSpan::parse);
        let outcome_at = moment(row, 7)?.map(|at| at.civil_minutes().div_euclid(24 * 60));
        Ok(CaseFact {
            id: id(row, 0)?.and_then(|id| u32::try_from(id).ok()).ok_or(TOO_MANY)?,
            opened_minutes: opened.civil_minutes(),
            offset: opened.offset_minutes(),
            child: child.number,
            outcome_day: outcome_at.unwrap_or_default(),
            office: self.office(text(row, 3)?.ok_or(StoreError::Damaged("a case has no office"))?)?,
            nationality: child.nationality,
            point: text(row, 6)?.map_or(Ok(NONE), |point| index(&mut self.points, &mut self.cases.points, point))?,
            kind: nth(&Kind::ALL, figures >> 8).ok_or(StoreError::Damaged("a case has no kind"))?,
            sex: child.sex,
            accompaniment: nth(&Accompaniment::ALL, figures >> 4 & 15),
            group: age_group(opened.date(), child.birth, age),
            outcome: nth(&Outcome::ALL, figures & 15),
            has_contact: false,
        })
    }

    fn office(&mut self, code: &str) -> Result<u16> {
        if self.last_office.0 != code {
            self.last_office = (code.to_owned(), self.offices.get(code)?);
        }
        Ok(self.last_office.1)
    }
}

fn index(known: &mut HashMap<String, u16>, names: &mut Vec<String>, name: &str) -> Result<u16> {
    if let Some(at) = known.get(name) {
        return Ok(*at);
    }
    let at = u16::try_from(names.len()).ok().filter(|at| *at < NONE).ok_or(TOO_MANY)?;
    names.push(name.to_owned());
    known.insert(name.to_owned(), at);
    Ok(at)
}

fn moment(row: &Row<'_>, column: usize) -> Result<Option<Moment>> {
    Ok(id(row, column)?.and_then(Moment::unpack))
}
