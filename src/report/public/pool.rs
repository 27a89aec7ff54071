//! A table fit to publish: small rows pooled into one, and columns left out for which too few rows would stand alone.
//!
//! Does not look beyond its table, but where its rows are cases that another table parts too. Must stay true: whatever a
//! table prints of a row, of the rows it pools or of the whole, each [`Check`] of its columns is nobody or five or more;
//! and the rows add up to the total.

use super::{Told, is_small};
use crate::domain::code::ServiceCategory;
use crate::report::facts::{Delay, Need};
use crate::report::tables::{Row, Table, TableId};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The key of a row that holds what was pooled, and of a column of sexes that does.
pub const OTHER: &str = "OTHER";

/// Whether a row holds what was pooled: its name, after its state where it has one, is [`OTHER`].
#[must_use]
pub fn is_pooled(key: &str) -> bool {
    key.split_once('/').map_or(key, |(_, point)| point) == OTHER
}

/// The sum of some columns less the sum of others that are part of it.
#[derive(Clone)]
struct Check {
    plus: Vec<usize>,
    minus: Vec<usize>,
}

/// Columns that are printed together or not at all: the key of each, and which columns of the table it is the sum of.
#[derive(Clone, Default)]
struct Block {
    columns: Vec<(String, Vec<usize>)>,
    checks: Vec<Check>,
}

/// A table that could be printed. The more figures of rows that stand alone the better, and of as many the more rows.
struct Cut {
    table: Table,
    score: (usize, usize),
}

/// Minors, or returns: sexes that are pooled, then left out, then the accompaniment, then the group; in the way that
/// prints the most figures.
pub(super) fn minors(table: &Table) -> Table {
    let cuts =
        (0..).zip(levels(table)).filter_map(|(place, block)| Some((cut(table, &block, &|_| false)?, Reverse(place))));
    let best = cuts.max_by_key(|(cut, place): &(Cut, Reverse<usize>)| (cut.score, *place));
    best.map_or_else(|| nothing(table.id), |(cut, _)| cut.table)
}

/// Services: each category's acts, and its units beside them. Children are left out.
pub(super) fn services(table: &Table, told: &Told) -> Table {
    let mut blocks = Vec::new();
    for category in ServiceCategory::ALL {
        let [acts, items] = ["acts", "items"].map(|key| format!("{}/{key}", category.code()));
        blocks.push(Block::of(table, &[&acts]));
        blocks.push(Block::of(table, &[&items]).but_for(table, &[&items], &[&acts]));
    }
    widest(table, &blocks, |column| told.shown(&format!("services/{column}")).exact().is_some(), &|_| false)
}

/// Calls. Children are left out.
pub(super) fn calls(table: &Table, told: &Told) -> Table {
    let blocks = [
        Block::of(table, &["offered"]),
        Block::of(table, &["refused", "not_allowed", "attempted"]),
        Block::of(table, &["reached"]).but_for(table, &["offered"], &["reached"]).but_for(
            table,
            &["attempted"],
            &["reached"],
        ),
    ];
    widest(table, &blocks, |column| told.shown(&format!("calls/{column}")).exact().is_some(), &|_| false)
}

/// Care: the cases, those with a contact, and each need by the time until it was met. What foreign and repatriated cases
/// leave of a state's cases are the received ones, which have no table; and no state stands alone that theirs pool.
pub(super) fn care(table: &Table, told: &Told, full: &[Table], public: &[Table]) -> Table {
    let kinds = [TableId::ForeignByState, TableId::RepatriatedByState];
    let row = |tables: &[Table], id, key: &str| {
        tables.iter().filter(|table| table.id == id).flat_map(|table| &table.rows).find(|row| row.key == key).cloned()
    };
    let of_kind = |id, key: &str| row(full, id, key).map_or(0, |row| row.cells.first().copied().unwrap_or(0));
    let mut table = table.clone();
    let received = table.columns.len();
    table.columns.push("received".to_owned());
    for row in &mut table.rows {
        let kinds: u64 = kinds.iter().map(|kind| of_kind(*kind, &row.key)).sum();
        row.cells.push(row.cells.first().map_or(0, |cases| cases.saturating_sub(kinds)));
    }
    table.total.push(told.figure("received"));
    let mut blocks = vec![
        Block::of(&table, &["cases"]),
        Block::of(&table, &["with_contact"]).but_for(&table, &["cases"], &["with_contact"]),
    ];
    let delays = |need: Need| Delay::ALL.map(|delay| format!("{}/{}", need.code(), delay.code()));
    let [offered, spoke] = [Need::CallOffered, Need::CallSpoke].map(delays);
    for need in Need::ALL {
        let mut block = Block::of(&table, &delays(need).each_ref().map(String::as_str));
        if need == Need::CallSpoke {
            for (until, _) in (1..).zip(&spoke) {
                let so_far = |delays: &[String; 4]| delays.iter().take(until).map(|key| place(&table, key)).collect();
                block.checks.push(Check { plus: so_far(&offered), minus: so_far(&spoke) });
            }
        }
        blocks.push(block);
    }
    for block in &mut blocks {
        block.checks.push(Check { plus: vec![received], minus: Vec::new() });
    }
    let is_pooled = |key: &str| kinds.iter().any(|kind| of_kind(*kind, key) > 0 && row(public, *kind, key).is_none());
    widest(&table, &blocks, |column| told.shown(&format!("care/{column}")).exact().is_some(), &is_pooled)
}

impl Check {
    fn of(&self, cells: &[u64]) -> u64 {
        sum_at(cells, &self.plus).saturating_sub(sum_at(cells, &self.minus))
    }
}

impl Block {
    /// Columns as they are, each of them a check.
    fn of(table: &Table, keys: &[&str]) -> Self {
        let places = || keys.iter().map(|key| (key, vec![place(table, key)]));
        Self {
            columns: places().map(|(key, of)| ((*key).to_owned(), of)).collect(),
            checks: places().map(|(_, plus)| Check { plus, minus: Vec::new() }).collect(),
        }
    }

    /// The same, where it also tells some columns less others.
    fn but_for(mut self, table: &Table, plus: &[&str], minus: &[&str]) -> Self {
        let places = |keys: &[&str]| keys.iter().map(|key| place(table, key)).collect();
        self.checks.push(Check { plus: places(plus), minus: places(minus) });
        self
    }

    /// The first check that a row fails.
    fn failed(&self, cells: &[u64]) -> Option<&Check> {
        self.checks.iter().find(|check| is_small(check.of(cells)))
    }

    fn size(&self, row: &Row) -> u64 {
        self.checks.iter().map(|check| check.of(&row.cells)).sum()
    }

    fn print(&self, key: &str, cells: &[u64]) -> Row {
        Row { key: key.to_owned(), cells: self.columns.iter().map(|(_, of)| sum_at(cells, of)).collect() }
    }
}

fn place(table: &Table, key: &str) -> usize {
    table.columns.iter().position(|column| column == key).unwrap_or(usize::MAX)
}

fn sum_at(cells: &[u64], places: &[usize]) -> u64 {
    places.iter().filter_map(|place| cells.get(*place)).sum()
}

/// The ways to print minors, each coarser than the one before: by sex, with the sexes `other` and `unspecified` as one,
/// without sexes, without accompaniment, without groups.
fn levels(table: &Table) -> Vec<Block> {
    let depth = |column: &str| if column == "total" { 0 } else { column.split('/').count() };
    let level = |(deepest, are_pooled)| {
        let mut block = Block::default();
        for (place, column) in table.columns.iter().enumerate().filter(|(_, column)| depth(column) <= deepest) {
            let (key, of) = match column.rsplit_once('/') {
                Some((class, "other")) if are_pooled => (format!("{class}/{OTHER}"), vec![place, place + 1]),
                Some((class, "unspecified")) if are_pooled && depth(class) == 2 => continue,
                _ => (column.clone(), vec![place]),
            };
            if depth(column) == deepest {
                block.checks.push(Check { plus: of.clone(), minus: Vec::new() });
            }
            block.columns.push((key, of));
        }
        block
    };
    let deepest = table.columns.iter().map(|column| depth(column)).max().unwrap_or(0);
    let levels = [(3, false), (3, true), (2, false), (1, false), (0, false)];
    levels.into_iter().filter(|(depth, _)| *depth <= deepest).map(level).collect()
}

/// As many blocks as print the most figures, the best first.
fn widest(table: &Table, blocks: &[Block], is_told: impl Fn(&str) -> bool, is_pooled: &dyn Fn(&str) -> bool) -> Table {
    let mut left: BTreeSet<usize> = (0..blocks.len()).collect();
    left.retain(|place| {
        blocks.get(*place).is_some_and(|block| block.columns.iter().all(|(column, _)| is_told(column)))
    });
    let mut chosen = BTreeSet::new();
    let mut best: Option<Cut> = None;
    loop {
        let with = |place: &usize| {
            let mut joined = Block::default();
            let places: BTreeSet<&usize> = chosen.iter().chain([place]).collect();
            for block in places.into_iter().filter_map(|place| blocks.get(*place)) {
                joined.columns.extend(block.columns.iter().cloned());
                joined.checks.extend(block.checks.iter().cloned());
            }
            Some((cut(table, &joined, is_pooled)?, *place))
        };
        let next = left.iter().filter_map(with).max_by_key(|(cut, place)| (cut.score, Reverse(*place)));
        match next {
            Some((cut, place)) if best.as_ref().is_none_or(|best| cut.score >= best.score) => {
                left.remove(&place);
                chosen.insert(place);
                best = Some(cut);
            }
            _ => return best.map_or_else(|| nothing(table.id), |cut| cut.table),
        }
    }
}

/// A table of which nothing can be told.
const fn nothing(id: TableId) -> Table {
    Table { id, columns: Vec::new(), rows: Vec::new(), total: Vec::new() }
}

/// The table with these columns alone; nothing where not even its total can be told.
fn cut(table: &Table, block: &Block, is_pooled: &dyn Fn(&str) -> bool) -> Option<Cut> {
    if block.failed(&table.total).is_some() {
        return None;
    }
    let mut rows = Vec::new();
    let (whole, parts): (Vec<&Row>, Vec<&Row>) = table.rows.iter().partition(|row| !row.key.contains('/'));
    let (alone, pooled) = pool(whole, block, is_pooled);
    for row in alone {
        rows.push(block.print(&row.key, &row.cells));
        let is_part = |part: &&&Row| part.key.split_once('/').is_some_and(|(whole, _)| whole == row.key);
        let (alone, pooled) = pool(parts.iter().filter(is_part).copied().collect(), block, &self::is_pooled);
        rows.extend(alone.into_iter().map(|row| block.print(&row.key, &row.cells)));
        rows.extend(pooled.map(|cells| block.print(&format!("{}/{OTHER}", row.key), &cells)));
    }
    rows.extend(pooled.map(|cells| block.print(OTHER, &cells)));
    rows.retain(|row| table.id == TableId::ForeignByMonth || row.cells.iter().any(|cell| *cell > 0));
    let total = block.print("", &table.total).cells;
    let is_alone = |row: &&Row| !self::is_pooled(&row.key) && row.cells.iter().any(|cell| *cell > 0);
    let (alone, used) = (rows.iter().filter(is_alone).count(), total.iter().filter(|cell| **cell > 0).count());
    let columns = block.columns.iter().map(|(key, _)| key.clone()).collect();
    Some(Cut { table: Table { id: table.id, columns, rows, total }, score: (alone * used, alone) })
}

/// The rows that can stand alone, and the sum of the others. Where that could not stand either, the smallest row that has
/// some of what is too few there goes with them; such a row there is as long as the whole can be told.
fn pool<'a>(rows: Vec<&'a Row>, block: &Block, is_pooled: &dyn Fn(&str) -> bool) -> (Vec<&'a Row>, Option<Vec<u64>>) {
    let is_alone = |row: &&Row| !is_pooled(&row.key) && block.failed(&row.cells).is_none();
    let (mut alone, pooled): (Vec<&Row>, Vec<&Row>) = rows.into_iter().partition(is_alone);
    let mut sum: Option<Vec<u64>> = None;
    let mut waiting = pooled;
    loop {
        for row in waiting.drain(..) {
            let sum = sum.get_or_insert_with(|| vec![0; row.cells.len()]);
            sum.iter_mut().zip(&row.cells).for_each(|(sum, cell)| *sum += cell);
        }
        let Some(check) = sum.as_ref().and_then(|sum| block.failed(sum)) else { break };
        let helping = alone.iter().enumerate().filter(|(_, row)| check.of(&row.cells) > 0);
        let Some((place, _)) = helping.min_by_key(|(place, row)| (block.size(row), Reverse(*place))) else { break };
        waiting.push(alone.remove(place));
    }
    (alone, sum)
}
