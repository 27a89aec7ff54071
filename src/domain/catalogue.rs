//! The catalogues under `assets/catalogues`: countries, states, offices, languages, codes, services, steps, days of rest.
//!
//! Read once from the program itself; no file is opened. Must stay true: every code that a form offers is in one of
//! these tables, and a table never changes while the program runs.

use super::code::Kind;
use crate::i18n::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

/// A row that people pick by its code or its name.
pub trait Entry {
    /// The code that files and the log hold.
    fn code(&self) -> &str;
    /// The name on screen.
    fn name(&self, lang: Lang) -> &str;
}

/// Declares a catalogue row by where its code, and its name in English stand.
macro_rules! entry {
    ($row:ty, $code:ident, $en:ident) => {
        impl Entry for $row {
            fn code(&self) -> &str {
                &self.$code
            }
            fn name(&self, lang: Lang) -> &str {
                match lang {
                    Lang::Es => &self.es,
                    Lang::En => &self.$en,
                }
            }
        }
    };
}

/// A nationality: ISO 3166-1, `XXA` stateless, `XXX` not specified.
#[derive(Debug, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 alpha-2, empty for `XXA` and `XXX`.
    pub iso2: String,
    /// Spanish name.
    pub es: String,
    /// English name.
    pub en: String,
    /// Region that official tables group it under.
    pub region: String,
    /// International prefix, digits alone.
    pub dial: String,
}
entry!(Country, iso3, en);

/// One of the 32 states.
#[derive(Debug, Deserialize)]
pub struct State {
    /// Three letters, also the code of the state's main office.
    pub code: String,
    /// The short name that official tables print.
    pub es: String,
    /// Other names, separated by `;`.
    pub aliases: String,
    /// The border that it lies at: `north`, `south` or empty.
    pub border: String,
}
entry!(State, code, es);

/// An office as shipped; a store keeps its own, editable list.
#[derive(Debug, Deserialize)]
pub struct ShippedOffice {
    /// The office's code.
    pub code: String,
    /// Code of its state.
    pub state: String,
    /// Name on screen.
    pub name: String,
    /// IANA zone.
    pub zone: String,
}

/// A language, ISO 639-3.
#[derive(Debug, Deserialize)]
pub struct Language {
    /// ISO 639-3.
    pub code: String,
    /// Spanish name.
    pub es: String,
    /// English name.
    pub en: String,
    /// Other spellings, separated by `;`.
    pub aliases: String,
}
entry!(Language, code, en);

/// One code of a closed list, with the key that a form takes for it.
#[derive(Debug, Deserialize)]
pub struct ListCode {
    /// The list: `sex`, `outcome`, ...
    pub list: String,
    /// The code.
    pub code: String,
    /// One character that stands for it on a form.
    pub key: String,
    /// Spanish label.
    pub es: String,
    /// English label.
    pub en: String,
}
entry!(ListCode, code, en);

/// A service in detail: a meal, a pair of shoes.
#[derive(Debug, Deserialize)]
pub struct ServiceDetail {
    /// Its code.
    pub code: String,
    /// Code of its category.
    pub category: String,
    /// Spanish name.
    pub es: String,
    /// English name.
    pub en: String,
}
entry!(ServiceDetail, code, en);

/// A step of the process, with its deadline where it has one.
#[derive(PartialEq, Eq, Debug, Deserialize)]
pub struct StepKind {
    /// Its code; a step whose deadline the law changed stands once for each law.
    pub code: String,
    /// Kinds of case it applies to, separated by `;`.
    pub applies: String,
    /// What its clock starts from: `opened`, or the code of another step.
    pub from: String,
    /// How many units after that; nothing where there is no deadline.
    pub limit: Option<u32>,
    /// `hours`, `days`, `business_days` or empty.
    pub unit: String,
    /// What else does it: `call`, the category of a service, `accompaniment` on the case, or empty.
    pub by: String,
    /// What the need of asylum must have been answered for its clock to run, empty where that does not matter.
    pub asylum: String,
    /// `law`, or `house` for the office's own rule.
    pub basis: String,
    /// First day of the rule, empty where it has always been.
    pub valid_from: String,
    /// Last day of the rule, empty while it lasts.
    pub valid_to: String,
    /// One character that stands for it on a form.
    pub key: String,
    /// Spanish name.
    pub es: String,
    /// English name.
    pub en: String,
}
entry!(StepKind, code, en);

impl StepKind {
    /// Whether its rule holds on a day, given as `YYYY-MM-DD`.
    #[must_use]
    pub fn is_in_force(&self, day: &str) -> bool {
        self.valid_from.as_str() <= day && (self.valid_to.is_empty() || day <= self.valid_to.as_str())
    }

    /// Whether cases of a kind know it.
    #[must_use]
    pub fn is_for(&self, kind: Kind) -> bool {
        self.applies.split(';').any(|code| code == kind.code())
    }
}

/// A day of rest as shipped; a store keeps its own, editable list.
#[derive(Debug, Deserialize)]
pub struct ShippedHoliday {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// What it is called.
    pub name: String,
}

/// Stands in the place of the office in folios of training; no office is called so.
pub const TRAINING_OFFICE: &str = "ZZZ";
/// Countries, grouped by region, in the order of official tables.
pub static COUNTRIES: LazyLock<Vec<Country>> =
    LazyLock::new(|| read(include_str!("../../assets/catalogues/countries.csv")));
/// The 32 states, in the order of official tables.
pub static STATES: LazyLock<Vec<State>> = LazyLock::new(|| read(include_str!("../../assets/catalogues/states.csv")));
/// The offices that a new store begins with.
pub static OFFICES: LazyLock<Vec<ShippedOffice>> =
    LazyLock::new(|| read(include_str!("../../assets/catalogues/offices.csv")));
/// Languages, Spanish first.
pub static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| read(include_str!("../../assets/catalogues/languages.csv")));
/// Every code of every closed list.
pub static CODES: LazyLock<Vec<ListCode>> = LazyLock::new(|| read(include_str!("../../assets/catalogues/codes.csv")));
/// Details of services, by category.
pub static DETAILS: LazyLock<Vec<ServiceDetail>> =
    LazyLock::new(|| read(include_str!("../../assets/catalogues/services.csv")));
/// The days of rest that a new store begins with.
pub static HOLIDAYS: LazyLock<Vec<ShippedHoliday>> =
    LazyLock::new(|| read(include_str!("../../assets/catalogues/holidays.csv")));
/// Steps and their deadlines.
pub static STEPS: LazyLock<Vec<StepKind>> = LazyLock::new(|| read(include_str!("../../assets/catalogues/steps.csv")));

/// The entry with this code.
#[must_use]
pub fn find<'a, E: Entry>(entries: &'a [E], code: &str) -> Option<&'a E> {
    entries.iter().find(|entry| entry.code() == code)
}

/// The shipped office with this code, whatever its case.
#[must_use]
pub fn find_office(code: &str) -> Option<&'static ShippedOffice> {
    OFFICES.iter().find(|office| office.code.eq_ignore_ascii_case(code))
}

/// The codes of one closed list.
pub fn list(name: &str) -> impl Iterator<Item = &'static ListCode> {
    CODES.iter().filter(move |code| code.list == name)
}

/// The label of a code of a closed list; the code itself where there is none.
#[must_use]
pub fn label<'a>(list_name: &str, code: &'a str, lang: Lang) -> &'a str {
    list(list_name).find(|entry| entry.code == code).map_or(code, |entry| entry.name(lang))
}

/// The rows of a table that is part of the program.
pub(crate) fn read<Row: DeserializeOwned>(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the catalogues are part of the program and a test reads each of them")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code;
    use std::collections::HashSet;

    fn check_list(name: &str, expected: &[&str]) {
        let found: Vec<&str> = list(name).map(|c| c.code.as_str()).collect();
        assert_eq!(found, expected, "{name}");
        let keys: HashSet<&str> = list(name).map(|c| c.key.as_str()).collect();
        assert_eq!(keys.len(), found.len(), "{name}: a key stands twice");
    }

    #[test]
    fn every_closed_list_has_its_labels_and_keys() {
        macro_rules! lists { ($($name:ident),+) => { $(check_list(code::$name::LIST, &code::$name::ALL.iter().map(|c| c.code()).collect::<Vec<_>>());)+ } }
        lists!(Kind, Sex, Accompaniment, Outcome, ServiceCategory, ServiceStatus, Safe, CallOutcome, YesNo);
    }

    #[test]
    fn catalogues_agree_with_one_another() {
        assert_eq!(STATES.len(), 32);
        for state in STATES.iter() {
            assert!(OFFICES.iter().any(|o| o.code == state.code && o.state == state.code), "{}", state.code);
        }
        for office in OFFICES.iter() {
            assert!(office.zone.parse::<chrono_tz::Tz>().is_ok(), "{}", office.zone);
            assert!(find(&STATES, &office.state).is_some(), "{}", office.code);
        }
        for detail in DETAILS.iter() {
            assert!(code::ServiceCategory::from_code(&detail.category).is_some(), "{}", detail.code);
        }
        for step in STEPS.iter() {
            assert!(step.from == "opened" || find(&STEPS, &step.from).is_some(), "{}", step.code);
            assert!(step.applies.split(';').all(|k| code::Kind::from_code(k).is_some()), "{}", step.code);
        }
        assert!(
            find(&COUNTRIES, "XXA").is_some() && find(&COUNTRIES, "HND").is_some() && find(&LANGUAGES, "spa").is_some()
        );
        let unique: HashSet<&str> = COUNTRIES.iter().map(|c| c.iso3.as_str()).collect();
        assert_eq!(unique.len(), COUNTRIES.len());
    }
}
