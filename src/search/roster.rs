//! The cases as a list narrows and orders them: a few packed numbers for each, in memory.
//!
//! Knows no name; `store` fills it and reads what a page shows. Must stay true: a filter and its counts are one pass over
//! the same rows, and no order leaves two cases tied.

use super::among::Among;
use crate::domain::code::closed;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

closed! {
    /// What a filter asks of a case.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Aspect {
        /// In the office's care, or not.
        Situation = "situation",
        /// One of the [`MARKS`].
        Only = "only",
        /// How the child travels.
        Accompaniment = "accompaniment",
        /// The group that the event is counted in.
        Age = "age",
        /// The child's sex.
        Sex = "sex",
        /// The nationality.
        Nationality = "nationality",
        /// The language.
        Language = "language",
        /// The days on which the case began, as they were typed.
        Opened = "opened",
    }
}

impl Aspect {
    /// Those that every case has one code of, in the order of [`Case::codes`].
    pub const CODED: [Self; 6] =
        [Self::Situation, Self::Accompaniment, Self::Age, Self::Sex, Self::Nationality, Self::Language];

    fn column(self) -> Option<usize> {
        Self::CODED.iter().position(|aspect| *aspect == self)
    }
}

/// How far the places of two names are apart at first, so that more names find room between them.
pub const NAMES_APART: i64 = 1 << 20;
/// The code of what is not known.
pub const NOT_KNOWN: &str = "unspecified";
/// The code of [`Aspect::Situation`] for a child in the office's care, and for any other.
pub const PRESENT: &str = "present";
/// See [`PRESENT`].
pub const LEFT: &str = "left";
/// What may be said of a child who is present: the officer wrote in the case; no call was offered. And of any: something
/// is overdue, or due today.
pub const MARKS: [&str; 4] = ["mine", "uncalled", "overdue", "today"];

/// What is asked of the cases of a list: one code for each aspect that is chosen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filter(BTreeMap<Aspect, String>);

impl Default for Filter {
    /// Those present.
    fn default() -> Self {
        Self::everything().with(Aspect::Situation, PRESENT)
    }
}

impl Filter {
    /// Every case that is not voided.
    #[must_use]
    pub const fn everything() -> Self {
        Self(BTreeMap::new())
    }

    /// The same, with one more choice.
    #[must_use]
    pub fn with(mut self, aspect: Aspect, code: &str) -> Self {
        self.set(aspect, Some(code.to_owned()));
        self
    }

    /// Chooses a code, or none.
    pub fn set(&mut self, aspect: Aspect, code: Option<String>) {
        match code {
            Some(code) => drop(self.0.insert(aspect, code)),
            None => drop(self.0.remove(&aspect)),
        }
    }

    /// What is chosen of an aspect.
    #[must_use]
    pub fn get(&self, aspect: Aspect) -> Option<&str> {
        self.0.get(&aspect).map(String::as_str)
    }
}

closed! {
    /// The order of a list.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Sort {
        /// The newest first.
        #[default]
        Entry = "entry",
        /// By surnames and given names.
        Surname = "surname",
        /// What is due first; where nothing is, last.
        Due = "due",
        /// The youngest first; ages that are not known last.
        Age = "age",
    }
}

impl Sort {
    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().skip_while(|sort| *sort != self).nth(1);
        after.unwrap_or_default()
    }
}

/// A filter and an order with a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct View {
    /// What an officer called it; the key of a text for one that every officer has.
    pub name: String,
    /// Which cases.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
}

/// The place of a case in an order: what it is ordered by, then the newest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Key(i64, Reverse<i64>, Reverse<i64>);

impl Key {
    /// The place of a case among all, the newest first.
    #[must_use]
    pub const fn of_entry(opened: i64, id: i64) -> Self {
        Self(0, Reverse(opened), Reverse(id))
    }

    /// The integer of the case in the store.
    #[must_use]
    pub const fn id(self) -> i64 {
        self.2.0
    }
}

/// Where a page begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum From {
    /// With the first case.
    #[default]
    First,
    /// It ends with the last one.
    Last,
    /// Behind this place.
    After(Key),
    /// It ends before this place.
    Before(Key),
    /// Around this place.
    At(Key),
    /// Around this case; around the place where it was, where it is no longer in the list.
    Case(Uuid, Option<Key>),
}

/// One case.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its integer in the store.
    pub id: i64,
    /// When it began, as the store packs a moment.
    pub opened: i64,
    /// On which day, since the beginning of our years.
    pub day: i32,
    /// Index of its code of each of [`Aspect::CODED`]; see [`Roster::code`].
    pub codes: [u16; 6],
    /// The ages possible at the event, lowest and highest.
    pub ages: Option<(u8, u8)>,
    /// Which of [`MARKS`] are true of it, one bit each.
    pub marks: u8,
    /// How urgent what is due next is among all that is due; the last number where nothing is.
    pub due: i64,
    /// The child's place by name, between the two whose names stand next to it; 0 until names are known.
    pub name: i64,
}

/// A filter in the numbers of a roster.
pub struct Wanted {
    codes: [Option<u16>; 6],
    mark: u8,
    days: Option<(i32, i32)>,
    among: Option<Arc<Among>>,
}

impl Wanted {
    /// Whether a case is wanted.
    #[must_use]
    pub fn takes(&self, case: &Case) -> bool {
        let is_coded = self.codes.iter().zip(&case.codes).all(|(wanted, code)| wanted.is_none_or(|w| w == *code));
        is_coded
            && case.marks & self.mark == self.mark
            && self.days.is_none_or(|(from, to)| (from..=to).contains(&case.day))
            && self.among.as_ref().is_none_or(|among| among.count(case.id).is_some())
    }

    /// The same, of some cases alone.
    #[must_use]
    pub fn among(self, among: Option<Arc<Among>>) -> Self {
        Self { among, ..self }
    }
}

/// Places of cases in [`Roster::cases`], and whether there are more on either side.
pub struct Page {
    /// The places, in the order asked for.
    pub at: Vec<usize>,
    /// Whether there are cases before them.
    pub has_before: bool,
    /// Whether there are cases after them.
    pub has_after: bool,
}

/// Every case that is not voided.
#[derive(Default)]
pub struct Roster {
    /// The cases, the newest first.
    cases: Vec<Case>,
    codes: [Vec<String>; 6],
    /// Places in `cases` by the integers of the store.
    by_id: Vec<usize>,
    /// Places in `cases` by each order that was asked for.
    orders: BTreeMap<Sort, Vec<usize>>,
}

impl Roster {
    /// The index of a code of an aspect, for [`Case::codes`].
    pub fn code(&mut self, aspect: Aspect, code: Option<&str>) -> u16 {
        let Some(codes) = aspect.column().and_then(|at| self.codes.get_mut(at)) else { return u16::MAX };
        let code = code.unwrap_or(NOT_KNOWN);
        let at = codes.iter().position(|known| known == code).unwrap_or_else(|| {
            codes.push(code.to_owned());
            codes.len().saturating_sub(1)
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Takes the cases, in any order.
    pub fn fill(&mut self, mut cases: Vec<Case>) {
        // Nearly in order, both times, and sorted as what is: in one pass.
        cases.sort_by_key(|case| Reverse((case.opened, case.id)));
        self.by_id = (0..cases.len()).collect();
        self.by_id.sort_by_key(|at| cases.get(*at).map(|case| case.id));
        self.orders.clear();
        self.cases = cases;
    }

    /// Drops the cases of these integers.
    pub fn drop(&mut self, ids: &[i64]) {
        let mut cases = std::mem::take(&mut self.cases);
        cases.retain(|case| !ids.contains(&case.id));
        self.fill(cases);
    }

    /// Takes more cases.
    pub fn add(&mut self, more: Vec<Case>) {
        let mut cases = std::mem::take(&mut self.cases);
        cases.extend(more);
        self.fill(cases);
    }

    /// The cases, the newest first.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The place of a case in [`Roster::cases`].
    #[must_use]
    pub fn place(&self, id: i64) -> Option<usize> {
        let found = self.by_id.binary_search_by_key(&Some(id), |at| self.cases.get(*at).map(|case| case.id));
        self.by_id.get(found.ok()?).copied()
    }

    /// A filter in the numbers of this roster; `days` are those of [`Aspect::Opened`].
    #[must_use]
    pub fn wanted(&self, filter: &Filter, days: Option<(i32, i32)>) -> Wanted {
        let mut wanted = Wanted { codes: [None; 6], mark: 0, days, among: None };
        for ((aspect, codes), slot) in Aspect::CODED.into_iter().zip(&self.codes).zip(&mut wanted.codes) {
            let known = |code: &str| codes.iter().position(|known| known == code).and_then(|at| u16::try_from(at).ok());
            // A code that no case has is wanted all the same, and found nowhere.
            *slot = filter.get(aspect).map(|code| known(code).unwrap_or(u16::MAX));
        }
        wanted.mark = filter.get(Aspect::Only).map_or(0, mark);
        wanted
    }

    /// How many cases are wanted.
    #[must_use]
    pub fn count(&self, wanted: &Wanted) -> usize {
        self.cases.iter().filter(|case| wanted.takes(case)).count()
    }

    /// How many cases there would be with each code of an aspect, the most first; codes of which there is none are left
    /// out.
    #[must_use]
    pub fn counts(&self, filter: &Filter, aspect: Aspect, days: Option<(i32, i32)>) -> Vec<(String, usize)> {
        let mut free = filter.clone();
        free.set(aspect, None);
        let wanted = self.wanted(&free, days);
        let cases = self.cases.iter().filter(|case| wanted.takes(case));
        let mut counts: Vec<(String, usize)> = match (aspect, aspect.column()) {
            (_, Some(column)) => {
                let mut tally = vec![0; self.codes.get(column).map_or(0, Vec::len)];
                for code in cases.filter_map(|case| case.codes.get(column)) {
                    if let Some(count) = tally.get_mut(usize::from(*code)) {
                        *count += 1;
                    }
                }
                self.codes.get(column).into_iter().flatten().cloned().zip(tally).collect()
            }
            (Aspect::Only, None) => {
                let marks: Vec<u8> = cases.map(|case| case.marks).filter(|marks| *marks != 0).collect();
                let of = |name: &str| marks.iter().filter(|marks| **marks & mark(name) != 0).count();
                MARKS.into_iter().map(|name| (name.to_owned(), of(name))).collect()
            }
            (_, None) => Vec::new(),
        };
        counts.retain(|(_, count)| *count > 0);
        counts.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        counts
    }

    /// Whether every case has its place by name.
    #[must_use]
    pub fn knows_names(&self) -> bool {
        self.cases.iter().all(|case| case.name > 0)
    }

    /// Gives every case the place of its child by name.
    pub fn name(&mut self, place_of: impl Fn(i64) -> i64) {
        self.cases.iter_mut().for_each(|case| case.name = place_of(case.id));
        self.orders.remove(&Sort::Surname);
    }

    /// The place of one more name, where `compare` says how the name of a case stands to it; nothing where there is no
    /// room between the two next to it.
    ///
    /// # Errors
    /// Whatever `compare` returns.
    pub fn room<E>(&mut self, mut compare: impl FnMut(i64) -> Result<Ordering, E>) -> Result<Option<i64>, E> {
        let cases = &self.cases;
        let order = self.orders.entry(Sort::Surname).or_insert_with(|| sorted(cases, Sort::Surname));
        let (mut low, mut high) = (0_usize, order.len());
        while let Some(case) = order.get(low.midpoint(high)).filter(|_| low < high).and_then(|at| cases.get(*at)) {
            match compare(case.id)? {
                Ordering::Equal => return Ok(Some(case.name)),
                Ordering::Less => low = low.midpoint(high) + 1,
                Ordering::Greater => high = low.midpoint(high),
            }
        }
        let name = |at: Option<usize>| Some(cases.get(*order.get(at?)?)?.name);
        let before = name(low.checked_sub(1)).unwrap_or_default();
        let after = name(Some(low)).unwrap_or_else(|| before.saturating_add(2 * NAMES_APART));
        Ok(Some(before.midpoint(after)).filter(|place| *place > before))
    }

    /// Gives every case what is due in it next: how urgent that is, and which of [`MARKS`] it makes true.
    pub fn time(&mut self, due_of: impl Fn(i64) -> Option<(i64, &'static str)>) {
        let both = mark("overdue") | mark("today");
        for case in &mut self.cases {
            let due = due_of(case.id);
            case.due = due.map_or(i64::MAX, |(urgency, _)| urgency);
            case.marks = case.marks & !both | due.map_or(0, |(_, state)| mark(state) & both);
        }
        self.orders.remove(&Sort::Due);
    }

    /// Some cases in an order, by the integers of the store; those that are no longer here come last.
    pub fn in_order(&mut self, among: &Among, sort: Sort) -> Vec<u32> {
        let cases = &self.cases;
        let order = self.orders.entry(sort).or_insert_with(|| sorted(cases, sort));
        let here = order.iter().filter_map(|at| cases.get(*at)).filter(|case| among.count(case.id).is_some());
        let mut ids: Vec<u32> = here.filter_map(|case| u32::try_from(case.id).ok()).collect();
        let is_gone = |case: &&u32| self.place(i64::from(**case)).is_none();
        if ids.len() < among.order().len() {
            ids.extend(among.order().iter().filter(is_gone));
        }
        ids
    }

    /// One page of the wanted cases in an order.
    pub fn page(&mut self, wanted: &Wanted, sort: Sort, from: From, limit: usize) -> Page {
        let cases = &self.cases;
        let key = |at: usize| cases.get(at).map(|case| case.key(sort));
        let order = self.orders.entry(sort).or_insert_with(|| sorted(cases, sort));
        let place = |wanted: Key, is_behind: bool| {
            order.partition_point(|at| key(*at).is_some_and(|key| key < wanted || is_behind && key == wanted))
        };
        let (start, before, after) = match from {
            From::First | From::Case(..) => (0, 0, limit),
            From::Last => (order.len(), limit, 0),
            From::After(key) => (place(key, true), 0, limit),
            From::Before(key) => (place(key, false), limit, 0),
            From::At(key) => (place(key, false), limit / 2, limit),
        };
        let (earlier, later) = order.split_at(start.min(order.len()));
        let is_wanted = |at: &&usize| cases.get(**at).is_some_and(|case| wanted.takes(case));
        let mut at: Vec<usize> = earlier.iter().rev().filter(is_wanted).take(before + 1).copied().collect();
        let has_before = at.len() > before;
        at.truncate(before);
        at.reverse();
        let mut rest: Vec<usize> = later.iter().filter(is_wanted).take(after + 1).copied().collect();
        let has_after = rest.len() > after;
        rest.truncate(after);
        at.append(&mut rest);
        Page { at, has_before, has_after }
    }
}

impl Case {
    /// Its place in an order.
    #[must_use]
    pub fn key(&self, sort: Sort) -> Key {
        let first = match sort {
            Sort::Entry => 0,
            Sort::Surname => self.name,
            Sort::Due => self.due,
            Sort::Age => self.ages.map_or(i64::MAX, |(lo, hi)| i64::from(lo) * 256 + i64::from(hi)),
        };
        Key(first, Reverse(self.opened), Reverse(self.id))
    }
}

/// The places of cases in an order; they stand in that of entry.
fn sorted(cases: &[Case], sort: Sort) -> Vec<usize> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    if sort != Sort::Entry {
        order.sort_unstable_by_key(|at| cases.get(*at).map(|case| case.key(sort)));
    }
    order
}

/// The bit of one of [`MARKS`]; of none of them, one that no case has.
#[must_use]
pub fn mark(name: &str) -> u8 {
    MARKS.iter().position(|known| *known == name).map_or(0x80, |at| 1 << at)
}
