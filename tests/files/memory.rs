//! A store in memory that remembers what plans would write.

use chrono::NaiveDate;
use chrono_tz::Tz;
use cobijo::domain::catalogue::OFFICES;
use cobijo::form::files::sheet::Sheet;
use cobijo::form::files::{Known, KnownCase, KnownPerson, Options, Plan, Source, Terms, plan};
use cobijo::form::strict::Desk;
use cobijo::log::field::{Entity, field, named, number};
use cobijo::log::operation::Change;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Current values by field number.
pub type Values = BTreeMap<u16, String>;

/// Records in the order in which they were made.
#[derive(Default)]
pub struct Memory {
    pub records: Vec<(Entity, Uuid, Values)>,
    pub next_id: u128,
    by_id: HashMap<Uuid, usize>,
    by_ref: HashMap<(Entity, Option<Uuid>, String), usize>,
}

impl Memory {
    /// Plans an import of these files.
    pub fn plan(&mut self, files: &[(&str, &str)], options: Options) -> Plan {
        let file = |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
        let sources: Vec<Source> = files.iter().map(file).collect();
        self.plan_sources(&sources, options)
    }

    pub fn plan_sources(&mut self, sources: &[Source], options: Options) -> Plan {
        let mut next_id = self.next_id;
        let mut ids = || {
            next_id += 1;
            Uuid::from_u128(next_id)
        };
        let plan = plan(sources, Terms { options, known: self, desk: self }, &mut ids);
        self.next_id = next_id;
        plan
    }

    /// Plans and carries out an import that has no problems.
    pub fn import(&mut self, files: &[(&str, &str)]) -> Plan {
        let plan = self.plan(files, Options::default());
        assert_eq!(plan.problems, []);
        self.apply(&plan);
        plan
    }

    /// Carries out a plan, in which nothing may refer to what is not there yet.
    pub fn apply(&mut self, plan: &Plan) {
        plan.operations.iter().flatten().for_each(|change| self.write(change));
    }

    fn write(&mut self, change: &Change) {
        let place = *self.by_id.entry(change.id).or_insert_with(|| {
            self.records.push((change.entity, change.id, Values::new()));
            self.records.len() - 1
        });
        for (number, value) in &change.fields {
            let value = value.clone().expect("an import clears nothing");
            assert_eq!(field(*number).map(|f| f.entity), Some(change.entity));
            if let Ok(id) = Uuid::parse_str(&value) {
                assert!(self.by_id.contains_key(&id), "field {number} refers to what is not there");
            }
            self.records[place].2.insert(*number, value);
        }
        let (entity, _, values) = &self.records[place];
        let name = match entity {
            Entity::Person | Entity::Service | Entity::Call => "ref",
            Entity::Case => "case_ref",
            Entity::Contact => "contact_ref",
            _ => return,
        };
        let Some(reference) = values.get(&named(*entity, name).number) else { return };
        let case = Sheet::of(*entity).filter(|s| *s != Sheet::Cases).map(|_| named(*entity, "case_id").number);
        let case = case.and_then(|n| values.get(&n)).and_then(|id| Uuid::parse_str(id).ok());
        self.by_ref.insert((*entity, case, reference.clone()), place);
    }

    fn find(&self, entity: Entity, case: Option<Uuid>, reference: &str) -> Option<&(Entity, Uuid, Values)> {
        self.records.get(*self.by_ref.get(&(entity, case, reference.to_owned()))?)
    }

    /// All records of an entity.
    pub fn all(&self, entity: Entity) -> Vec<&Values> {
        self.records.iter().filter(|(e, _, _)| *e == entity).map(|(_, _, values)| values).collect()
    }

    fn reference(&self, id: &str, number: u16) -> Option<String> {
        let place = *self.by_id.get(&Uuid::parse_str(id).ok()?)?;
        self.records[place].2.get(&number).cloned()
    }

    /// What each row of a file would say of what is here, in the order of its columns.
    pub fn rows(&self, sheet: Sheet) -> Vec<Vec<Option<String>>> {
        self.all(sheet.entity()).into_iter().map(|values| self.row(sheet, values)).collect()
    }

    fn row(&self, sheet: Sheet, values: &Values) -> Vec<Option<String>> {
        let person = values.get(&number::CASE_PERSON).filter(|_| sheet == Sheet::Cases);
        let cell = |field: &&cobijo::log::field::Field| match (field.entity, field.column?) {
            (Entity::Person, _) => self.reference(person?, field.number),
            (Entity::Link, _) => {
                let link = self.all(Entity::Link).into_iter().find(|l| l.get(&number::LINK_PERSON) == person)?;
                self.reference(link.get(&number::LINK_OTHER)?, number::PERSON_REF)
            }
            (Entity::Case, _) => values.get(&field.number).cloned(),
            (_, "case_ref") => self.reference(values.get(&field.number)?, number::CASE_REF),
            (Entity::Call, "contact_ref") => self.reference(values.get(&field.number)?, number::CONTACT_REF),
            _ => values.get(&field.number).cloned(),
        };
        sheet.columns().iter().map(cell).collect()
    }
}

impl Desk for Memory {
    fn zone(&self, office: &str) -> Option<Tz> {
        OFFICES.iter().find(|o| o.code == office).and_then(|o| o.zone.parse().ok())
    }
}

impl Known for Memory {
    fn case(&self, case_ref: &str) -> Option<KnownCase> {
        let (_, id, values) = self.find(Entity::Case, None, case_ref)?;
        Some(KnownCase { id: *id, office: values.get(&number::CASE_OFFICE)?.clone() })
    }

    fn person(&self, person_ref: &str) -> Option<KnownPerson> {
        let (_, id, values) = self.find(Entity::Person, None, person_ref)?;
        let fields = values.iter().map(|(n, text)| (*n, text.clone())).collect();
        let own = |case: &&Values| case.get(&number::CASE_PERSON).is_some_and(|p| *p == id.to_string());
        let opened = self.all(Entity::Case).into_iter().filter(own);
        let dates = opened.filter_map(|c| c.get(&number::CASE_OPENED_AT)?.split('T').next()?.parse::<NaiveDate>().ok());
        Some(KnownPerson { id: *id, fields, first_event: dates.min() })
    }

    fn record(&self, entity: Entity, case: Uuid, reference: &str) -> Option<Uuid> {
        self.find(entity, Some(case), reference).map(|(_, id, _)| *id)
    }

    fn is_linked(&self, one: Uuid, other: Uuid) -> bool {
        let ids = [one.to_string(), other.to_string()];
        self.all(Entity::Link).iter().any(|link| {
            let ends = [number::LINK_PERSON, number::LINK_OTHER].map(|n| link.get(&n));
            ids.iter().all(|id| ends.contains(&Some(id)))
        })
    }
}
