//! The list of cases as the screens page through it: narrowed, ordered, searched and counted.
//!
//! Keeps no name but the words of the index. Must stay true: what is in memory is what the store holds: when the log has
//! grown, the cases that the new operations changed are read anew, or all of them.

use super::facts::newest;
use super::fold::words_of;
use super::query::CaseRow;
use super::{Clocks, Result, Store};
use crate::form::typed::period;
use crate::form::typed::text::fold;
use crate::search::among::Among;
use crate::search::near::Vocabulary;
use crate::search::roster::{Aspect, Case, Filter, From, Roster, Sort, Wanted};
use crate::search::{distance, loosely, tiers, words};
use chrono::{Datelike as _, NaiveDate};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// How many cases of each closeness are looked at; the closest of them are shown.
const CANDIDATES_MAX: usize = 200;

/// What a list shows. Without `Debug`, because it holds what was typed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Which cases.
    pub filter: Filter,
    /// Of these alone, where a figure is made of them.
    pub among: Option<Arc<Among>>,
    /// In which order.
    pub sort: Sort,
    /// Words to find, or days.
    pub typed: Option<String>,
    /// From where.
    pub from: From,
    /// How many at most.
    pub limit: usize,
}

/// What a list shows of the cases.
#[derive(Debug, Default)]
pub struct Found {
    /// The cases, in order.
    pub rows: Vec<CaseRow>,
    /// Whether there are more before them.
    pub has_before: bool,
    /// Whether there are more after them.
    pub has_after: bool,
    /// How many there are in all; of a search, those shown.
    pub total: usize,
    /// Whether words would find more than are shown.
    pub is_cut: bool,
}

/// How many cases a filter has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counts {
    /// In all.
    pub total: usize,
    /// With each code of the aspect asked about, were it free.
    pub of: Vec<(String, usize)>,
}

/// Who asks, and when.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The officer.
    pub officer: &'a str,
    /// The day at the office.
    pub today: NaiveDate,
    /// The instant, in milliseconds UTC.
    pub now_ms: i64,
}

/// What is kept in memory between two questions.
#[derive(Default)]
pub struct Finder {
    roster: Roster,
    vocabulary: Option<Vocabulary>,
    clocks: Clocks,
    /// The minute at which what is due was worked out.
    due_at: i64,
    /// The last operation that all this knows.
    read_at: Option<i64>,
}

impl Finder {
    /// One page of a list, or the cases that words find, the closest first.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError) where the store does not answer.
    pub fn find(&mut self, store: &Store, query: &Query, asking: Asking<'_>) -> Result<Found> {
        store.at_once(|store| {
            if let (Some(among), None) = (&query.among, &query.typed) {
                return self.page_among(store, query, among, asking);
            }
            self.read(store, asking)?;
            // `12/06` is a day; figures without the stroke may be a folio or a telephone.
            let typed_days = query.typed.as_deref().filter(|typed| typed.contains('/')).and_then(|t| days(t, asking));
            let opened = query.filter.get(Aspect::Opened).and_then(|typed| days(typed, asking));
            let wanted = self.roster.wanted(&query.filter, typed_days.or(opened)).among(query.among.clone());
            if let (Some(typed), None) = (&query.typed, typed_days) {
                return self.search(store, typed, &wanted, query.limit);
            }
            self.learn_names(store, query.sort)?;
            let from = self.place(store, query, &wanted)?;
            let page = self.roster.page(&wanted, query.sort, from, query.limit);
            let rows = self.rows(store, &page.at, query.sort)?;
            let total = self.roster.count(&wanted);
            Ok(Found { rows, has_before: page.has_before, has_after: page.has_after, total, is_cut: false })
        })
    }

    /// One page of the cases behind a figure, whatever became of them since; in the usual order nothing is read but these.
    fn page_among(&mut self, store: &Store, query: &Query, among: &Among, asking: Asking<'_>) -> Result<Found> {
        self.clocks.read(store)?;
        let order = if query.sort == Sort::Entry {
            Cow::Borrowed(among.order())
        } else {
            self.read(store, asking)?;
            self.learn_names(store, query.sort)?;
            Cow::Owned(self.roster.in_order(among, query.sort))
        };
        let place = |case: i64| order.iter().position(|other| i64::from(*other) == case).unwrap_or_default();
        let around = |at: usize| (at.saturating_sub(query.limit / 2), at.saturating_add(query.limit));
        let (start, end) = match query.from {
            From::First => (0, query.limit),
            From::Last => (order.len().saturating_sub(query.limit), order.len()),
            From::After(key) => (place(key.id()) + 1, place(key.id()) + 1 + query.limit),
            From::Before(key) => (place(key.id()).saturating_sub(query.limit), place(key.id())),
            From::At(key) => around(place(key.id())),
            From::Case(case, _) => around(store.number(case)?.map_or(0, place)),
        };
        let minute = asking.now_ms.div_euclid(60_000);
        let row = |case: &u32| {
            let row = store.case_row(i64::from(*case))?;
            Ok(row.map(|row| CaseRow { due: self.clocks.next(i64::from(*case), minute), ..row }))
        };
        let shown = order.iter().take(end).skip(start);
        let rows = shown.filter_map(|case| row(case).transpose()).collect::<Result<_>>()?;
        let (has_before, has_after) = (start > 0, end < order.len());
        Ok(Found { rows, has_before, has_after, total: order.len(), is_cut: false })
    }

    /// Where every case stands by the names of its child, where that is the order.
    fn learn_names(&mut self, store: &Store, sort: Sort) -> Result<()> {
        if sort == Sort::Surname && !self.roster.knows_names() {
            let places = store.places_by_name()?;
            self.roster.name(|case| places.get(&case).copied().unwrap_or(i64::MAX));
        }
        Ok(())
    }

    /// How many cases a filter has, and how many it would have with each code of an aspect.
    ///
    /// # Errors
    /// [`StoreError`](super::StoreError) where the store does not answer.
    pub fn count(&mut self, store: &Store, filter: &Filter, aspect: Aspect, asking: Asking<'_>) -> Result<Counts> {
        store.at_once(|store| {
            self.read(store, asking)?;
            let days = filter.get(Aspect::Opened).and_then(|typed| days(typed, asking));
            let total = self.roster.count(&self.roster.wanted(filter, days));
            Ok(Counts { total, of: self.roster.counts(filter, aspect, days) })
        })
    }

    /// Where a page begins, in places of the roster.
    fn place(&self, store: &Store, query: &Query, wanted: &Wanted) -> Result<From> {
        let From::Case(case, near) = query.from else { return Ok(query.from) };
        let id = store.number(case)?;
        let found = id.and_then(|id| self.roster.cases().get(self.roster.place(id)?)).filter(|case| wanted.takes(case));
        Ok(found.map(|case| case.key(query.sort)).or(near).map_or(From::First, From::At))
    }

    fn rows(&self, store: &Store, at: &[usize], sort: Sort) -> Result<Vec<CaseRow>> {
        let cases = at.iter().filter_map(|at| self.roster.cases().get(*at));
        let row = |case: &Case| {
            let due = self.clocks.next(case.id, self.due_at);
            Ok(store.case_row(case.id)?.map(|row| CaseRow { key: case.key(sort), due, ..row }))
        };
        cases.filter_map(|case| row(case).transpose()).collect()
    }

    /// The cases that words find: the closest first, of equals the newest.
    fn search(&mut self, store: &Store, typed: &str, wanted: &Wanted, limit: usize) -> Result<Found> {
        let mut hits = Hits { typed, wanted, seen: HashSet::new(), found: Vec::new() };
        let typed = fold(typed);
        let tiers = tiers(&typed);
        for (tier, expression) in tiers.iter().enumerate() {
            hits.look(store, &self.roster, tier, expression)?;
        }
        if !tiers.is_empty() && hits.found.len() < limit {
            let vocabulary = match self.vocabulary.take() {
                Some(known) => known,
                None => Vocabulary::new(store.words()?.into_iter()),
            };
            let vocabulary = self.vocabulary.insert(vocabulary);
            let nearly = loosely(&typed, |word| vocabulary.near(word));
            hits.look(store, &self.roster, tiers.len(), &nearly)?;
        }
        let mut found = hits.found;
        found.sort_unstable();
        let is_cut = found.len() > limit;
        let at: Vec<usize> = found.iter().map(|(_, _, at)| *at).take(limit).collect();
        let rows = self.rows(store, &at, Sort::Entry)?;
        Ok(Found { total: rows.len(), rows, is_cut, ..Found::default() })
    }

    fn read(&mut self, store: &Store, asking: Asking<'_>) -> Result<()> {
        let newest = newest(&store.connection)?;
        if self.read_at != Some(newest) {
            self.catch_up(store, asking.officer)?;
            (self.read_at, self.due_at) = (Some(newest), i64::MIN);
        }
        let minute = asking.now_ms.div_euclid(60_000);
        if self.due_at != minute {
            self.clocks.read(store)?;
            let due = |case| self.clocks.next(case, minute);
            self.roster.time(|case| due(case).map(|item| (item.urgency(minute), item.state.code())));
            self.due_at = minute;
        }
        Ok(())
    }

    /// Takes in what was written since: the cases that it changed, or everything anew.
    fn catch_up(&mut self, store: &Store, officer: &str) -> Result<()> {
        let since = self.read_at.take();
        let Some(changed) = since.map(|since| store.changed_since(since)).transpose()?.flatten() else {
            // What was known goes first: there is no room for it twice.
            *self = Self { clocks: std::mem::take(&mut self.clocks), ..Self::default() };
            self.roster = store.roster(officer)?;
            return Ok(());
        };
        store.update(&mut self.roster, officer, &changed)?;
        if let Some(vocabulary) = &mut self.vocabulary {
            for case in changed {
                let indexed = words_of(&store.connection, case)?.unwrap_or_default().join(" ");
                for word in words(&fold(&indexed)) {
                    vocabulary.learn(word);
                }
            }
        }
        Ok(())
    }
}

/// What a search has found so far.
struct Hits<'a> {
    typed: &'a str,
    wanted: &'a Wanted,
    seen: HashSet<usize>,
    /// How close, how far within that, and the place in the roster.
    found: Vec<(usize, usize, usize)>,
}

impl Hits<'_> {
    /// Takes the wanted cases that an expression finds and no closer one did.
    fn look(&mut self, store: &Store, roster: &Roster, tier: usize, expression: &str) -> Result<()> {
        let mut query = store
            .connection
            .prepare_cached("SELECT rowid FROM case_words WHERE case_words MATCH ?1 ORDER BY rowid DESC")?;
        let mut rows = query.query([expression])?;
        let mut left = CANDIDATES_MAX;
        while let Some(row) = rows.next()?
            && left > 0
        {
            let Some(at) = roster.place(row.get(0)?) else { continue };
            let Some(case) = roster.cases().get(at).filter(|case| self.wanted.takes(case)) else { continue };
            if self.seen.insert(at) {
                self.found.push((tier, distance(self.typed, &store.names(case.id, [0, 1, 2])?), at));
                left -= 1;
            }
        }
        Ok(())
    }
}

/// The days that a text means, as the roster counts them.
fn days(typed: &str, asking: Asking<'_>) -> Option<(i32, i32)> {
    let period = period::read(typed, asking.today).ok()?;
    Some((period.from().num_days_from_ce(), period.to().num_days_from_ce()))
}
