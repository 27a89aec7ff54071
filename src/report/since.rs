//! What differs between two states of a store, case by case: what each case adds to the figures and takes from them.
//!
//! Counts by no rules of its own: what a case makes is the report of its child's cases up to it, less the report of those
//! before it. So it holds also of children, who count once. Must stay true: what the cases make adds up to the change of
//! every figure.

use super::behind::{CellRef, TOTAL};
use super::facts::{Act, Facts, Return, index};
use super::walk::{Line, Mark, Walk};
use super::{Report, Scope, report};
use crate::domain::period::Period;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Figures that are not zero, by where they stand; of a difference, those that changed.
pub type Figures = BTreeMap<CellRef, i64>;

/// A case that makes other figures than it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The integer of its record in the store.
    pub case: u32,
    /// What it adds to each figure.
    pub figures: Figures,
}

/// A case with what hangs on it, by its place among some facts.
#[derive(Clone, Default)]
pub(super) struct Member {
    pub(super) case: u32,
    pub(super) services: Vec<Act>,
    pub(super) calls: Vec<Act>,
    pub(super) returned: Option<Return>,
}

/// Every figure of a report that is not zero.
#[must_use]
pub fn figures(report: &Report) -> Figures {
    let mut figures = Figures::new();
    let mut put = |table, row: &str, cell: &str, figure: u64| {
        if figure > 0 {
            let cell = CellRef { table, row: row.to_owned(), cell: cell.to_owned() };
            figures.insert(cell, i64::try_from(figure).unwrap_or(i64::MAX));
        }
    };
    let adults = report.excluded_adults.exact().unwrap_or_default();
    for (path, figure) in report.measures.figures().into_iter().chain([("adults".to_owned(), adults)]) {
        let (row, cell) = path.rsplit_once('/').unwrap_or((&path, TOTAL));
        put(None, row, cell, figure);
    }
    for table in &report.tables {
        let rows = table.rows.iter().map(|row| (row.key.as_str(), &row.cells)).chain([(TOTAL, &table.total)]);
        for (row, cells) in rows {
            table.columns.iter().zip(cells).for_each(|(cell, figure)| put(Some(table.id), row, cell, *figure));
        }
    }
    figures
}

/// The cases that make other figures of a period now than they did then, in the order in which they were registered.
#[must_use]
pub fn differences(then: &Facts, now: &Facts, scope: &Scope, period: Period) -> Vec<Difference> {
    let changed = changed(&digests(then, scope, period), &digests(now, scope, period));
    let changed = with_siblings(changed, [then, now]);
    let mut made: BTreeMap<u32, Figures> = BTreeMap::new();
    for (facts, sign) in [(then, -1), (now, 1)] {
        for (case, cell, figure) in parts(facts, scope, period, &changed) {
            *made.entry(case).or_default().entry(cell).or_default() += sign * figure;
        }
    }
    made.retain(|_, figures| {
        figures.retain(|_, figure| *figure != 0);
        !figures.is_empty()
    });
    made.into_iter().map(|(case, figures)| Difference { case, figures }).collect()
}

/// What the cases of these children make of the figures.
fn parts(facts: &Facts, scope: &Scope, period: Period, changed: &HashSet<u32>) -> Vec<(u32, CellRef, i64)> {
    let mut parts = Vec::new();
    for members in groups(facts, changed) {
        let mut before = Figures::new();
        for count in 1..=members.len() {
            let known = facts.only(&members[..count]);
            let Some(case) = known.ids.last().copied() else { continue };
            let upto = figures(&report(&known, scope, period));
            parts.extend(before.into_iter().map(|(cell, figure): (_, i64)| (case, cell, -figure)));
            parts.extend(upto.iter().map(|(cell, figure)| (case, cell.clone(), *figure)));
            before = upto;
        }
    }
    parts
}

/// For each child of these cases all its cases, in their order, with what hangs on them.
fn groups(facts: &Facts, changed: &HashSet<u32>) -> Vec<Vec<Member>> {
    let is_meant = |(id, _): &(&u32, &u32)| changed.contains(id);
    let children = facts.ids.iter().zip(&facts.children).filter(is_meant).map(|(_, child)| *child);
    let children: HashSet<u32> = children.collect();
    let mut groups: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
    let mut places: HashMap<u32, (u32, usize)> = HashMap::new();
    for (number, child) in (0..).zip(&facts.children).filter(|(_, child)| children.contains(child)) {
        let group = groups.entry(*child).or_default();
        places.insert(number, (*child, group.len()));
        group.push(Member { case: number, ..Member::default() });
    }
    let mut put = |case: u32, put: &dyn Fn(&mut Member)| {
        let place = places.get(&case);
        if let Some(member) = place.and_then(|(child, at)| groups.get_mut(child)?.get_mut(*at)) {
            put(member);
        }
    };
    let always = i32::MIN..=i32::MAX;
    facts.services(&always, |act| put(act.case, &|member| member.services.push(act)));
    facts.calls(&always, |act| put(act.case, &|member| member.calls.push(act)));
    for ended in &facts.returns {
        put(ended.case(), &|member| member.returned = Some(*ended));
    }
    groups.into_values().collect()
}

/// The cases that count in another way than they did, and those of the same children.
fn changed(then: &HashMap<u32, u64>, now: &HashMap<u32, u64>) -> HashSet<u32> {
    let is_other = |case: &&u32| then.get(case) != now.get(case);
    then.keys().chain(now.keys()).filter(is_other).copied().collect()
}

/// The same with all cases of their children, as both have them: a case may count nowhere and yet be of another child.
fn with_siblings(mut changed: HashSet<u32>, of: [&Facts; 2]) -> HashSet<u32> {
    loop {
        let known = changed.len();
        for facts in of {
            let cases = || facts.ids.iter().zip(&facts.children);
            let children: HashSet<u32> =
                cases().filter(|(id, _)| changed.contains(id)).map(|(_, child)| *child).collect();
            changed.extend(cases().filter(|(_, child)| children.contains(child)).map(|(id, _)| *id));
        }
        if changed.len() == known {
            return changed;
        }
    }
}

/// For each case that counts a digest of all that its child's cases count in: what the figures are made of, whatever order
/// and numbers the facts have.
fn digests(facts: &Facts, scope: &Scope, period: Period) -> HashMap<u32, u64> {
    let mut own: HashMap<u32, u64> = HashMap::new();
    Walk { facts, places: &scope.places(facts), period }.all(&mut |mark: Mark| {
        let (line, named) = match mark.line {
            Line::Point(state, point) => (Line::Repatriated(state), Some(facts.points.get(usize::from(point)))),
            Line::Lacks(office) => {
                (Line::Lacks(0), Some(facts.offices.get(usize::from(office)).map(|office| &office.code)))
            }
            line => (line, None),
        };
        let id = facts.ids[index(mark.case)];
        let own = own.entry(mark.case).or_default();
        *own = own.wrapping_add(digest(&(id, line, named, mark.column, mark.amount)));
    });
    let child = |case: &u32| facts.children[index(*case)];
    let mut of_child: HashMap<u32, u64> = HashMap::new();
    for (case, own) in &own {
        let sum = of_child.entry(child(case)).or_default();
        *sum = sum.wrapping_add(digest(own));
    }
    own.keys().map(|case| (facts.ids[index(*case)], of_child[&child(case)])).collect()
}

fn digest(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
