//! The travel group of a child: who else came with it, and the way from one of them to the next.
//!
//! Changes nothing. Must stay true: whoever counts as travelling together shares the text of one field, and `g` comes
//! around to every one of them.

use super::rows::in_a_line;
use super::{State, Tab};
use crate::domain::catalogue::label;
use crate::screen::message::Move;
use crate::screen::{Ctx, cases, child};

impl State {
    /// Opens the case of the next one in the group.
    pub(super) fn next_of_group(&self) -> Vec<Move> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let group = &opened.sheet.group;
        let own = group.iter().position(|row| row.id == self.case).unwrap_or(0);
        let next = group.iter().cycle().skip(own.saturating_add(1)).take(group.len()).find(|row| row.id != self.case);
        next.map(|row| Move::OpenCase(row.id, Tab::Data)).into_iter().collect()
    }

    /// Everybody else of the group in at most so many lines under a heading; nothing where the child came alone.
    pub(super) fn group_lines(&self, lines: usize, ctx: &Ctx<'_>) -> Vec<String> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let others: Vec<_> = opened.sheet.group.iter().filter(|row| row.id != self.case).collect();
        if others.is_empty() || lines < 2 {
            return Vec::new();
        }
        let others_count = opened.sheet.group_count.saturating_sub(1);
        let all = ctx.texts.with("case-travels", &[("count", others_count.into())]);
        let line = |row: &&&crate::store::CaseRow| {
            let sex = label("sex", &row.sex, ctx.texts.lang());
            let parts = [row.case_ref.clone(), child::of_row(row, ctx), cases::age(row), sex.to_owned()];
            format!(" {}", in_a_line(&parts))
        };
        [all].into_iter().chain(others.iter().take(lines.saturating_sub(1)).map(|row| line(&row))).collect()
    }
}
