//! Reading the cases, and what their numbers point at: children, offices, points.
//!
//! Reads nothing that hangs on a case but whether there is a contact. Must stay true: linked children are one child, and
//! voided cases are none.

use super::readers::{Readers, in_order};
use super::{DIED, TOO_MANY, id, next_of, nth, text};
use crate::domain::age::{AgeSpan, PartialBirth, age_group};
use crate::domain::catalogue::{COUNTRIES, Entry as _, OFFICES, STATES};
use crate::domain::code::{Accompaniment, Kind, Outcome, Sex};
use crate::domain::moment::Moment;
use crate::report::facts::{Begun, CASES_MAX, CaseFact, NONE, OFFICES_MAX, OfficeFact};
use crate::store::{Result, StoreError};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashMap};

/// What stands by the time the first thing that hangs on a case can be packed.
pub(super) struct Known {
    /// Of the cases alone.
    pub(super) begun: Begun,
    places: Places,
    pub(super) offices: Offices,
}

impl Known {
    /// Reads it, with the last record of all.
    pub(super) fn read(db: &Connection, readers: &mut Readers<'_>, last: i64) -> Result<Self> {
        let offices = Offices::of(db)?;
        let children = Children::read(db, readers, last)?;
        let mut begun = read_cases(db, readers, &Reading { children: &children, offices: &offices })?;
        drop(children);
        let places = Places::new(begun.ids());
        for place in find_contacts(readers, last, &places)? {
            begun.contact(place);
        }
        Ok(Self { begun: begun.with_all_cases(), places, offices })
    }

    /// The cases, once nothing is looked up among them any more.
    pub(super) fn alone(self) -> Begun {
        self.begun
    }

    /// The cases by their records: rows of one case mostly follow one another.
    pub(super) const fn cases(&self) -> ByRecord<'_> {
        ByRecord { places: &self.places, last: None }
    }

    /// The office of something that hangs on a case: the case's, where none is said.
    pub(super) fn office(&self, code: Option<&str>, case: u32) -> Result<u16> {
        match code {
            Some(code) => self.offices.get(code),
            None => self.begun.office(case).ok_or(DIED),
        }
    }
}

/// Finds cases by their records, and knows the last one.
pub(super) struct ByRecord<'a> {
    places: &'a Places,
    last: Option<(i64, u32)>,
}

impl ByRecord<'_> {
    /// The place of the case that a row hangs on; nothing where that case is voided.
    pub(super) fn get(&mut self, record: i64) -> Option<u32> {
        if self.last.is_none_or(|(last, _)| last != record) {
            self.last = Some((record, self.places.get(record)?));
        }
        self.last.map(|(_, place)| place)
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

/// The rank of each of some records among them: a bit for each record of the store, and how many bits are set before each
/// 64 of them, since there are ten records to a case.
#[derive(Default)]
struct Ranks {
    bits: Vec<u64>,
    before: Vec<u32>,
}

impl Ranks {
    /// Of records in order.
    fn new(records: &[u32]) -> Self {
        let mut bits = vec![0_u64; records.last().map_or(0, |last| index_of(last / 64) + 1)];
        for record in records {
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
        Self { bits, before }
    }

    fn get(&self, record: i64) -> Option<usize> {
        let record = u32::try_from(record).ok()?;
        let (word, before) = (self.bits.get(index_of(record / 64))?, self.before.get(index_of(record / 64))?);
        let bit = 1 << (record % 64);
        let rank = before + (word & (bit - 1)).count_ones();
        (word & bit != 0).then(|| index_of(rank))
    }
}

/// Says of a record's integer where its fact stands.
pub(super) struct Places {
    ranks: Ranks,
    /// By the order of the records.
    in_order: Vec<u32>,
}

impl Places {
    /// Of the records that stand in these places.
    fn new(records: &[u32]) -> Self {
        let mut rows: Vec<(u32, u32)> = records.iter().copied().zip(0..).collect();
        rows.sort_unstable();
        let in_order = rows.iter().map(|(_, place)| *place).collect();
        let records: Vec<u32> = rows.into_iter().map(|(record, _)| record).collect();
        Self { ranks: Ranks::new(&records), in_order }
    }

    fn get(&self, record: i64) -> Option<u32> {
        self.in_order.get(self.ranks.get(record)?).copied()
    }
}

fn index_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The children, by their records.
struct Children {
    ranks: Ranks,
    children: Vec<Child>,
}

impl Children {
    /// Reads them; linked ones get one number.
    fn read(db: &Connection, readers: &mut Readers<'_>, last: i64) -> Result<Self> {
        let countries = COUNTRIES.iter().zip(0..).map(|(country, at)| (country.code(), at));
        let countries: HashMap<&str, u16> = countries.filter(|(code, _)| *code != "XXX").collect();
        let read = readers.read((0, last), |db, shares| {
            let mut read = Vec::new();
            let mut query = db.prepare_cached(
                "SELECT id, sex, birth_date, nationality FROM person INDEXED BY person_facts WHERE id >= ?1 ORDER BY id",
            )?;
            while let Some(share) = shares.next() {
                let (mut rows, mut children) = (query.query([share.start])?, Vec::new());
                while let Some((row, record)) = next_of(&mut rows, &share)? {
                    let nationality = text(row, 3)?.and_then(|code| countries.get(code)).copied();
                    let child = Child {
                        number: 0,
                        sex: text(row, 1)?.and_then(Sex::from_code),
                        birth: text(row, 2)?.and_then(PartialBirth::parse),
                        nationality: nationality.unwrap_or(NONE),
                    };
                    children.push((u32::try_from(record).or(Err(TOO_MANY))?, child));
                }
                read.push((share.start, children));
            }
            Ok(read)
        })?;
        let (mut records, mut children) = (Vec::new(), Vec::new());
        for (record, child) in in_order(read).flatten() {
            records.push(record);
            children.push(Child { number: u32::try_from(children.len()).or(Err(TOO_MANY))?, ..child });
        }
        let mut children = Self { ranks: Ranks::new(&records), children };
        children.link(db)?;
        Ok(children)
    }

    fn count(&self) -> Result<u32> {
        u32::try_from(self.children.len()).or(Err(TOO_MANY))
    }

    fn link(&mut self, db: &Connection) -> Result<()> {
        let mut query = db.prepare_cached("SELECT person, other FROM link WHERE voided IS NULL")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let child = |column| Ok::<_, StoreError>(self.get(row.get(column)?).map(|child| child.number));
            if let (Some(a), Some(b)) = (child(0)?, child(1)?) {
                self.unite(a, b);
            }
        }
        for at in 0..self.count()? {
            let root = self.root(at);
            if let Some(child) = self.children.get_mut(index_of(at)) {
                child.number = root;
            }
        }
        Ok(())
    }

    /// The child that stands for all that are linked to this one.
    fn root(&self, mut at: u32) -> u32 {
        while let Some(child) = self.children.get(index_of(at)) {
            if child.number == at {
                break;
            }
            at = child.number;
        }
        at
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(child) = self.children.get_mut(index_of(a.max(b))) {
            child.number = a.min(b);
        }
    }

    fn get(&self, record: i64) -> Option<&Child> {
        self.children.get(self.ranks.get(record)?)
    }
}

/// What cases are read with.
struct Reading<'a> {
    children: &'a Children,
    offices: &'a Offices,
}

/// Cases of a share, and the reception points by the numbers that they have there.
#[derive(Default)]
struct Share {
    cases: Vec<CaseFact>,
    points: Points,
}

/// Reads the cases in the order of written local time; those of one child in the same minute by `case_ref`.
fn read_cases(db: &Connection, readers: &mut Readers<'_>, reading: &Reading<'_>) -> Result<Begun> {
    let read = readers.read(span(db)?, |db, shares| {
        let mut read = Vec::new();
        let mut query = db.prepare_cached(
            "SELECT opened_at, id, person, office, figures, age_years, reception_point, outcome_at
               FROM case_file INDEXED BY case_facts WHERE opened_at >= ?1 AND voided IS NULL ORDER BY opened_at",
        )?;
        while let Some(minutes) = shares.next() {
            let range = Moment::first_packed_of(minutes.start)..Moment::first_packed_of(minutes.end);
            let (mut rows, mut share) = (query.query([range.start])?, Share::default());
            while let Some((row, opened)) = next_of(&mut rows, &range)? {
                let case = reading.case(row, opened, &mut share.points)?;
                share.cases.push(case);
            }
            share.cases.sort_unstable_by_key(|fact| (fact.opened_minutes, fact.child, fact.id));
            break_ties(db, &mut share.cases)?;
            read.push((minutes.start, share));
        }
        Ok(read)
    })?;
    let (mut points, mut shares) = (Points::default(), Vec::new());
    for Share { cases, points: own } in in_order(read) {
        let numbers = own.names.iter().map(|name| points.number(name)).collect::<Result<Vec<u16>>>()?;
        shares.push((cases, numbers));
    }
    let count = shares.iter().map(|(cases, _)| cases.len()).sum();
    if count > CASES_MAX {
        return Err(TOO_MANY);
    }
    let mut begun = Begun::new(reading.offices.facts.clone(), points.names, reading.children.count()?, count);
    for (cases, numbers) in shares {
        let point = |fact: &CaseFact| numbers.get(usize::from(fact.point)).copied().unwrap_or(NONE);
        for fact in cases {
            begun.case(&CaseFact { point: point(&fact), ..fact });
        }
    }
    Ok(begun)
}

/// When the first case began, and the last: minutes of the civil clock, so that those of one minute are read together.
fn span(db: &Connection) -> Result<(i64, i64)> {
    let end = |sql: &str| db.query_row(sql, (), |row| row.get::<_, Option<i64>>(0));
    let undated = "SELECT max(1) FROM case_file INDEXED BY case_facts WHERE opened_at IS NULL AND voided IS NULL";
    if end(undated)?.is_some() {
        return Err(StoreError::Damaged("a case has no date"));
    }
    let minute = |sql: &str| {
        let opened = end(sql)?.map(|opened| Moment::unpack(opened).ok_or(StoreError::Damaged("a case has no date")));
        Ok::<_, StoreError>(opened.transpose()?.map(|opened| i64::from(opened.civil_minutes())))
    };
    let first = minute("SELECT min(opened_at) FROM case_file INDEXED BY case_facts WHERE voided IS NULL")?;
    let last = minute("SELECT max(opened_at) FROM case_file INDEXED BY case_facts WHERE voided IS NULL")?;
    // Where there is no case nothing lies between these.
    Ok((first.unwrap_or(1), last.unwrap_or(0)))
}

/// Puts the cases of one child that began in the same minute in the order of `case_ref`.
fn break_ties(db: &Connection, found: &mut [CaseFact]) -> Result<()> {
    let mut query = db.prepare_cached("SELECT case_ref FROM case_file WHERE id = ?1")?;
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

impl Reading<'_> {
    fn case(&self, row: &Row<'_>, opened: i64, points: &mut Points) -> Result<CaseFact> {
        let opened = Moment::unpack(opened).ok_or(StoreError::Damaged("a case has no date"))?;
        // A case always has a child; one without would be a child of its own.
        let child = id(row, 2)?.and_then(|person| self.children.get(person));
        let child = child.ok_or(StoreError::Damaged("a case has no child"))?;
        let figures = id(row, 4)?.unwrap_or_default();
        let age = text(row, 5)?.and_then(AgeSpan::parse);
        let outcome_at = id(row, 7)?.and_then(Moment::unpack).map(|at| at.civil_minutes().div_euclid(24 * 60));
        Ok(CaseFact {
            id: id(row, 1)?.and_then(|id| u32::try_from(id).ok()).ok_or(TOO_MANY)?,
            opened_minutes: opened.civil_minutes(),
            offset: opened.offset_minutes(),
            child: child.number,
            outcome_day: outcome_at.unwrap_or_default(),
            office: self.offices.get(text(row, 3)?.ok_or(StoreError::Damaged("a case has no office"))?)?,
            nationality: child.nationality,
            point: text(row, 6)?.map_or(Ok(NONE), |point| points.number(point))?,
            kind: nth(&Kind::ALL, figures >> 8).ok_or(StoreError::Damaged("a case has no kind"))?,
            sex: child.sex,
            accompaniment: nth(&Accompaniment::ALL, figures >> 4 & 15),
            group: age_group(opened.date(), child.birth, age),
            outcome: nth(&Outcome::ALL, figures & 15),
            has_contact: false,
        })
    }
}

/// The places of the cases that have a contact.
fn find_contacts(readers: &mut Readers<'_>, last: i64, places: &Places) -> Result<impl Iterator<Item = u32>> {
    let found = readers.read((0, last), |db, shares| {
        let mut found = Vec::new();
        let sql = "SELECT DISTINCT case_id FROM contact INDEXED BY contact_by_case
                    WHERE case_id >= ?1 AND voided IS NULL ORDER BY case_id";
        let mut query = db.prepare_cached(sql)?;
        while let Some(share) = shares.next() {
            let mut rows = query.query([share.start])?;
            while let Some((_, record)) = next_of(&mut rows, &share)? {
                found.extend(places.get(record));
            }
        }
        Ok(found)
    })?;
    Ok(found.into_iter().flatten())
}

/// The names of reception points, numbered as they turn up.
#[derive(Default)]
struct Points {
    known: HashMap<String, u16>,
    names: Vec<String>,
}

impl Points {
    fn number(&mut self, name: &str) -> Result<u16> {
        if let Some(at) = self.known.get(name) {
            return Ok(*at);
        }
        let at = u16::try_from(self.names.len()).ok().filter(|at| *at < NONE).ok_or(TOO_MANY)?;
        self.names.push(name.to_owned());
        self.known.insert(name.to_owned(), at);
        Ok(at)
    }
}
