//! What lists ask of every case, read in one pass.
//!
//! Keeps nothing. Must stay true: what is voided is not read, and no row of a table is read where an index holds all
//! that is asked.

use super::facts::{id, nth, text};
use super::fold::cases_of;
use super::{Filter, Result, Right, Store, StoreError, all};
use crate::domain::age::{AgeSpan, PartialBirth, age_group, ages_possible};
use crate::domain::code::Accompaniment;
use crate::domain::moment::Moment;
use crate::form::typed::text::fold;
use crate::log::field::{Entity, Kind};
use crate::log::operation::{Change, decode};
use crate::search::roster::{Aspect, Case, LEFT, NAMES_APART, PRESENT, Roster, mark};
use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Row, params_from_iter};
use std::collections::{BTreeSet, HashMap};

const CASES: &str =
    "SELECT id, opened_at, person, age_years, figures FROM case_file INDEXED BY case_facts WHERE voided IS NULL";
const CHILDREN: &str = "SELECT id, sex, birth_date, nationality, language FROM person INDEXED BY person_facts";
/// One of those cases, and its child.
const CASE: &str = "SELECT id, opened_at, person, age_years, figures FROM case_file WHERE voided IS NULL AND id = ?1";
const CHILD: &str =
    "SELECT p.id, sex, birth_date, nationality, language FROM case_file c JOIN person p ON p.id = c.person
  WHERE c.id = ?1";
/// What was written since is looked through as long as it is no more than this; a day's work is, an import is not.
const SINCE_MAX: usize = 50;
/// Of a case: whether no call was offered, and whether the officer wrote in the case, or in what hangs on it.
const MARKED: &str = "SELECT c.id,
    NOT EXISTS (SELECT 1 FROM call WHERE case_id = c.id AND voided IS NULL),
    EXISTS (SELECT 1 FROM (SELECT c.id AS id UNION ALL SELECT id FROM service WHERE case_id = c.id
                    UNION ALL SELECT id FROM contact WHERE case_id = c.id
                    UNION ALL SELECT id FROM call WHERE case_id = c.id
                    UNION ALL SELECT id FROM step WHERE case_id = c.id) r
              JOIN touched t ON t.entity = r.id JOIN operation o ON o.position = t.position
             WHERE o.officer = ?1 AND o.act <> 'import')";
const WORDS: &str = "SELECT term FROM temp.vocabulary WHERE term >= 'a'";

/// What is asked of a child.
struct Child {
    sex: u16,
    birth: Option<PartialBirth>,
    nationality: u16,
    language: u16,
}

impl Store {
    /// Everything that lists ask of every case, but for the names.
    pub(super) fn roster(&self, officer: &str) -> Result<Roster> {
        self.allow(Right::Read)?;
        let mut roster = Roster::default();
        let (marks, children) = (self.marks(officer)?, self.children(&mut roster, CHILDREN, None)?);
        let cases = self.cases(&mut roster, CASES, None, (&marks, &children))?;
        roster.fill(cases);
        Ok(roster)
    }

    /// Has the roster know these cases as they are now. Their order by name is known on where they are one, and its name
    /// finds room between two.
    pub(super) fn update(&self, roster: &mut Roster, officer: &str, ids: &[i64]) -> Result<()> {
        let marks = self.marks(officer)?;
        roster.drop(ids);
        let mut changed = Vec::new();
        for id in ids {
            let children = self.children(roster, CHILD, Some(*id))?;
            changed.extend(self.cases(roster, CASE, Some(*id), (&marks, &children))?);
        }
        // Several names at once may want the same room.
        if let ([case], true) = (changed.as_mut_slice(), roster.knows_names()) {
            let name = self.name_of(case.id)?;
            let place = roster.room(|other| Ok::<_, StoreError>(self.name_of(other)?.cmp(&name)))?;
            case.name = place.unwrap_or_default();
        }
        roster.add(changed);
        Ok(())
    }

    /// The cases that were changed behind a position of the log; nothing where those are more than a few, or cannot be
    /// told from what was written.
    pub(super) fn changed_since(&self, position: i64) -> Result<Option<Vec<i64>>> {
        let mut query = self.connection.prepare_cached("SELECT payload FROM operation WHERE position > ?1")?;
        let payloads = query.query_map([position], |row| row.get::<_, Option<Vec<u8>>>(0))?;
        let mut cases = BTreeSet::new();
        for (payload, count) in payloads.zip(1..) {
            let Some(payload) = payload? else { return Ok(None) };
            for change in decode(&payload)? {
                let Some(id) = self.number(change.id)? else { return Ok(None) };
                if count == SINCE_MAX || cases.len() > SINCE_MAX || self.is_moved(&change, id, position)? {
                    return Ok(None);
                }
                cases.extend(cases_of(&self.connection, change.entity, id)?);
            }
        }
        Ok(Some(cases.into_iter().collect()))
    }

    /// Whether a record that was there before is given to another one: the log does not say whose it was. What is said of
    /// offices and days of rest is said of every case.
    fn is_moved(&self, change: &Change, id: i64, position: i64) -> Result<bool> {
        if matches!(change.entity, Entity::Office | Entity::Holiday) {
            return Ok(true);
        }
        let is_record =
            |number| change.entity.fields().any(|f| f.number == number && matches!(f.kind, Kind::Record(_)));
        let sql = "SELECT EXISTS (SELECT 1 FROM touched WHERE entity = ?1 AND position <= ?2)";
        let is_old = || self.connection.prepare_cached(sql)?.query_row((id, position), |row| row.get(0));
        Ok(change.fields.iter().any(|(number, _)| is_record(*number)) && is_old()?)
    }

    fn cases(
        &self,
        roster: &mut Roster,
        sql: &str,
        only: Option<i64>,
        (marks, children): (&HashMap<i64, u8>, &HashMap<i64, Child>),
    ) -> Result<Vec<Case>> {
        all(&self.connection, sql, params_from_iter(only), |row| {
            let child = id(row, 2)?.and_then(|person| children.get(&person));
            case(roster, row, child, marks.get(&row.get(0)?).copied())
        })
    }

    /// The marks of those present, by case.
    fn marks(&self, officer: &str) -> Result<HashMap<i64, u8>> {
        let marks = all(&self.connection, &present_ones(), [officer], |row| {
            let of = |column, name| Ok::<_, StoreError>(if row.get(column)? { mark(name) } else { 0 });
            Ok((row.get(0)?, of(1, "uncalled")? | of(2, "mine")?))
        })?;
        Ok(marks.into_iter().collect())
    }

    fn children(&self, roster: &mut Roster, sql: &str, only: Option<i64>) -> Result<HashMap<i64, Child>> {
        let children = all(&self.connection, sql, params_from_iter(only), |row| {
            let child = Child {
                sex: roster.code(Aspect::Sex, text(row, 1)?),
                birth: text(row, 2)?.and_then(PartialBirth::parse),
                nationality: roster.code(Aspect::Nationality, text(row, 3)?),
                language: roster.code(Aspect::Language, text(row, 4)?),
            };
            Ok((row.get(0)?, child))
        })?;
        Ok(children.into_iter().collect())
    }

    /// Where each case stands by the names of its child: surnames, given names.
    pub(super) fn places_by_name(&self) -> Result<HashMap<i64, i64>> {
        // SQLite joining the names would have memory of its own for each, which the system locks and clears.
        let sql = "SELECT c.id, p.surname1, p.surname2, p.given_names
                     FROM case_file c JOIN person p ON p.id = c.person WHERE c.voided IS NULL";
        let name = |row: &Row<'_>| Ok((fold(&joined(row, [1, 2, 3])?), row.get(0)?));
        let mut names: Vec<(String, i64)> = all(&self.connection, sql, (), name)?;
        names.sort_unstable();
        let mut places = HashMap::with_capacity(names.len());
        let (mut place, mut last) = (0_i64, "");
        for (name, case) in &names {
            place = place.saturating_add(if name == last { 0 } else { NAMES_APART });
            places.insert(*case, place);
            last = name;
        }
        Ok(places)
    }

    /// What the place by name of a case goes by.
    pub(super) fn name_of(&self, case: i64) -> Result<String> {
        Ok(fold(&self.names(case, [1, 2, 0])?))
    }

    /// The names of the child of a case: given names, surnames, in the order wanted.
    pub(super) fn names(&self, case: i64, order: [usize; 3]) -> Result<String> {
        let sql = "SELECT p.given_names, p.surname1, p.surname2
                     FROM case_file c LEFT JOIN person p ON p.id = c.person WHERE c.id = ?1";
        Ok(all(&self.connection, sql, [case], |row| joined(row, order))?.pop().unwrap_or_default())
    }

    /// Every word of the index that does not begin with a figure.
    pub(super) fn words(&self) -> Result<Vec<String>> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'case_words', 'row')",
        )?;
        all(&self.connection, WORDS, (), |row| Ok(row.get(0)?))
    }
}

/// The marks of everybody who is here.
fn present_ones() -> String {
    format!("{MARKED} FROM {} WHERE {}", Filter::Present.cases(), Filter::Present.condition())
}

/// The names in these columns that the child has.
fn joined(row: &Row<'_>, columns: [usize; 3]) -> Result<String> {
    let names = columns.map(|column| text(row, column)).into_iter().collect::<Result<Vec<_>>>()?;
    Ok(names.into_iter().flatten().filter(|name| *name != "-").collect::<Vec<_>>().join(" "))
}

fn case(roster: &mut Roster, row: &Row<'_>, child: Option<&Child>, marks: Option<u8>) -> Result<Case> {
    let opened = id(row, 1)?.unwrap_or_default();
    let date = Moment::unpack(opened).map_or(NaiveDate::MIN, Moment::date);
    let (birth, said) = (child.and_then(|child| child.birth), text(row, 3)?.and_then(AgeSpan::parse));
    let travels = id(row, 4)?.and_then(|figures| nth(&Accompaniment::ALL, figures >> 4 & 15));
    let unknown = |roster: &mut Roster, aspect| roster.code(aspect, None);
    let codes = [
        roster.code(Aspect::Situation, Some(if marks.is_some() { PRESENT } else { LEFT })),
        roster.code(Aspect::Accompaniment, travels.map(Accompaniment::code)),
        roster.code(Aspect::Age, Some(age_group(date, birth, said).code())),
        child.map_or_else(|| unknown(roster, Aspect::Sex), |child| child.sex),
        child.map_or_else(|| unknown(roster, Aspect::Nationality), |child| child.nationality),
        child.map_or_else(|| unknown(roster, Aspect::Language), |child| child.language),
    ];
    Ok(Case {
        id: row.get(0)?,
        opened,
        day: date.num_days_from_ce(),
        codes,
        ages: ages_possible(date, birth, said).map(|ages| (ages.lo(), ages.hi())),
        marks: marks.unwrap_or_default(),
        due: i64::MAX,
        name: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::entropy::SystemEntropy;
    use crate::vault::key::DataKey;

    #[test]
    fn no_table_is_read_from_end_to_end() {
        let folder = tempfile::tempdir().unwrap();
        let key = DataKey::generate(&mut SystemEntropy).unwrap();
        let store = Store::create(&folder.path().join("store.db"), &key, uuid::Uuid::now_v7(), false).unwrap();
        let row = format!("{} WHERE c.id = ?1", super::super::query::ROW);
        for sql in [CASES, CHILDREN, &present_ones(), &row, super::super::query::LAST] {
            let mut query = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let parameters = vec!["M. Ruiz"; query.parameter_count()];
            let plan = query.query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = plan.map(Result::unwrap).collect();
            let is_sound = |step: &String| {
                !step.contains("SCAN") || step.contains("INDEX") || step.contains("CONSTANT") || step == "SCAN r"
            };
            assert!(plan.iter().all(is_sound), "{plan:?}");
        }
    }
}
