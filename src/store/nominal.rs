//! Every case that is not voided, row by row, as the exchange files hold it.
//!
//! Must stay true: the order follows from the contents alone, so that a store made of the files gives the same files.

use super::query::canonical;
use super::{Result, Right, Store, StoreError, history};
use crate::domain::code::ServiceStatus;
use crate::form::files::sheet::Sheet;
use crate::log::field::{Entity, Field, Kind};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, HashMap};

impl Store {
    /// Hands out the rows of one file, in the columns of [`Sheet::columns`].
    ///
    /// # Errors
    /// [`StoreError`] where the store does not answer, or whatever `each` returns.
    pub fn nominal<E: From<StoreError>>(
        &self,
        sheet: Sheet,
        mut each: impl FnMut(Vec<Option<String>>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.allow(Right::Export)?;
        let columns = sheet.columns();
        let links = if sheet == Sheet::Cases { self.links()? } else { HashMap::new() };
        let mut query = self.connection.prepare(&statement(sheet, &columns)).map_err(StoreError::from)?;
        let mut rows = query.query(()).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let values = columns.iter().enumerate().map(|(at, field)| value(row, at, field, &links));
            each(values.collect::<Result<_>>()?)?;
        }
        Ok(())
    }

    /// For each child that is linked to another of these files: the reference that stands for all of them.
    fn links(&self) -> Result<HashMap<i64, String>> {
        let mut group: BTreeMap<i64, i64> = BTreeMap::new();
        let mut query = self.connection.prepare("SELECT person, other FROM link WHERE voided IS NULL ORDER BY id")?;
        let mut rows = query.query(())?;
        while let Some(row) = rows.next()? {
            let (one, other): (i64, i64) = (row.get(0)?, row.get(1)?);
            let one = *group.entry(one).or_insert(one);
            let other = *group.entry(other).or_insert(other);
            group.values_mut().filter(|root| **root == other).for_each(|root| *root = one);
        }
        let mut members: BTreeMap<i64, Vec<(String, i64)>> = BTreeMap::new();
        let sql = "SELECT coalesce(ref, hex((SELECT uuid FROM entity WHERE id = person.id))) FROM person
                    WHERE id = ?1 AND EXISTS (SELECT 1 FROM case_file WHERE person = ?1 AND voided IS NULL)";
        let mut query = self.connection.prepare(sql)?;
        for (person, root) in group {
            let mut rows = query.query([person])?;
            if let Some(row) = rows.next()? {
                members.entry(root).or_default().push((row.get(0)?, person));
            }
        }
        let mut links = HashMap::new();
        for mut children in members.into_values() {
            children.sort();
            let Some(((first, _), others)) = children.split_first() else { continue };
            links.extend(others.iter().map(|(_, person)| (*person, first.clone())));
        }
        Ok(links)
    }
}

fn statement(sheet: Sheet, columns: &[&Field]) -> String {
    let expressions: Vec<String> = columns.iter().map(|field| expression(sheet, field)).collect();
    let expressions = expressions.join(", ");
    if sheet == Sheet::Cases {
        return format!(
            "SELECT {expressions} FROM case_file c LEFT JOIN person p ON p.id = c.person
              WHERE c.voided IS NULL ORDER BY c.case_ref"
        );
    }
    let order = match sheet {
        Sheet::Contacts => "t.contact_ref",
        Sheet::Steps => "t.step, t.done_at, t.document, t.received_by, t.note, t.answer, t.override_reason",
        _ => "t.at, coalesce(t.ref, hex((SELECT uuid FROM entity WHERE id = t.id)))",
    };
    let table = sheet.entity().table();
    format!(
        "SELECT {expressions} FROM case_file c CROSS JOIN {table} t ON t.case_id = c.id
          WHERE c.voided IS NULL AND t.voided IS NULL ORDER BY c.case_ref, {order}"
    )
}

/// Where the value of a column stands. Whoever has no reference of its own gets its UUID for one.
fn expression(sheet: Sheet, field: &Field) -> String {
    let table = match field.entity {
        Entity::Person | Entity::Link => "p",
        Entity::Case => "c",
        _ => "t",
    };
    match (field.entity, field.kind) {
        (Entity::Link, _) => "p.id".to_owned(),
        (_, Kind::Record(Entity::Case)) => "c.case_ref".to_owned(),
        (_, Kind::Record(Entity::Contact)) => {
            format!("(SELECT contact_ref FROM contact WHERE id = t.{} AND voided IS NULL)", field.name)
        }
        // What a form leaves empty and an import fills in: written out, so that the next export says the same.
        (Entity::Service, _) if field.name == "quantity" => "coalesce(t.quantity, 1)".to_owned(),
        (Entity::Service, _) if field.name == "status" => {
            format!("coalesce(t.status, '{}')", ServiceStatus::Given.code())
        }
        _ if field.name == "ref" => {
            format!("coalesce({table}.ref, hex((SELECT uuid FROM entity WHERE id = {table}.id)))")
        }
        _ => {
            debug_assert!(sheet.entity() == field.entity || sheet == Sheet::Cases, "a column of another file");
            format!("{table}.{}", field.name)
        }
    }
}

fn value(row: &Row<'_>, at: usize, field: &Field, links: &HashMap<i64, String>) -> Result<Option<String>> {
    match (field.entity, field.kind, row.get_ref(at)?) {
        (Entity::Link, _, ValueRef::Integer(person)) => Ok(links.get(&person).cloned()),
        (_, Kind::Record(_), ValueRef::Text(bytes)) => {
            Ok(Some(String::from_utf8(bytes.to_vec()).ok().ok_or(StoreError::Damaged("a reference is not text"))?))
        }
        (_, _, value) => canonical(field, value),
    }
}

/// What an import asks this store. A question that the store does not answer is kept until [`Reader::check`].
pub struct Reader<'a> {
    store: &'a Store,
    failure: std::cell::RefCell<Option<StoreError>>,
}

impl Store {
    /// Answers the questions of an import.
    #[must_use]
    pub const fn reader(&self) -> Reader<'_> {
        Reader { store: self, failure: std::cell::RefCell::new(None) }
    }
}

impl Reader<'_> {
    /// Whether every question was answered.
    ///
    /// # Errors
    /// The first failure to answer.
    pub fn check(self) -> Result<()> {
        self.failure.into_inner().map_or(Ok(()), |failure| Err(failure.sorted()))
    }

    fn answer<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|failure| {
            self.failure.borrow_mut().get_or_insert(failure);
            T::default()
        })
    }
}

impl crate::form::strict::Desk for Reader<'_> {
    fn zone(&self, office: &str) -> Option<chrono_tz::Tz> {
        self.store.zone(office)
    }
}

mod known {
    use super::{Entity, Reader, Result, Store, history};
    use crate::domain::moment::Moment;
    use crate::form::files::{Known, KnownCase, KnownPerson};
    use rusqlite::{OptionalExtension as _, Params};
    use uuid::Uuid;

    impl Known for Reader<'_> {
        fn case(&self, case_ref: &str) -> Option<KnownCase> {
            let sql = "SELECT e.uuid, c.office FROM case_file c JOIN entity e ON e.id = c.id
                        WHERE c.case_ref = ?1 AND c.voided IS NULL";
            let found = one(self.store, sql, [case_ref], |row| Ok((history::uuid(row, 0)?, row.get(1)?)));
            self.answer(found).map(|(id, office)| KnownCase { id, office })
        }

        fn person(&self, person_ref: &str) -> Option<KnownPerson> {
            self.answer(person(self.store, person_ref))
        }

        fn record(&self, entity: Entity, case: Uuid, reference: &str) -> Option<Uuid> {
            // A service or call that an officer voided is still had: importing it again must not bring it back.
            let (column, live) =
                if entity == Entity::Contact { ("contact_ref", "AND t.voided IS NULL") } else { ("ref", "") };
            let sql = format!(
                "SELECT e.uuid FROM {} t JOIN entity e ON e.id = t.id
                  WHERE t.case_id = (SELECT id FROM entity WHERE uuid = ?1) AND t.{column} = ?2 {live}",
                entity.table()
            );
            self.answer(one(self.store, &sql, (case.as_bytes(), reference), |row| history::uuid(row, 0)))
        }

        fn is_linked(&self, one_: Uuid, other: Uuid) -> bool {
            let sql = "SELECT 1 FROM link l JOIN entity a ON a.id = l.person JOIN entity b ON b.id = l.other
                        WHERE l.voided IS NULL AND ((a.uuid = ?1 AND b.uuid = ?2) OR (a.uuid = ?2 AND b.uuid = ?1))";
            self.answer(one(self.store, sql, (one_.as_bytes(), other.as_bytes()), |_| Ok(()))).is_some()
        }
    }

    fn person(store: &Store, person_ref: &str) -> Result<Option<KnownPerson>> {
        let found = store.records(Entity::Person, "WHERE ref = ?1 AND voided IS NULL", [person_ref])?;
        let Some(record) = found.into_iter().next() else { return Ok(None) };
        let sql = "SELECT min(opened_at) FROM case_file
                    WHERE person = (SELECT id FROM entity WHERE uuid = ?1) AND voided IS NULL";
        let first: Option<Option<i64>> = one(store, sql, [record.id.as_bytes()], |row| Ok(row.get(0)?))?;
        let first_event = first.flatten().and_then(Moment::unpack).map(Moment::date);
        Ok(Some(KnownPerson { id: record.id, fields: record.values, first_event }))
    }

    fn one<T>(
        store: &Store,
        sql: &str,
        params: impl Params,
        read: impl Fn(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut query = store.connection.prepare_cached(sql)?;
        query.query_row(params, |row| Ok(read(row))).optional()?.transpose()
    }
}
