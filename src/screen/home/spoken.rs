//! The start screen in words: what the day brought, and by number what there is to do.

use super::view::{copied, counts, day, due_in_words};
use super::{Item, State};
use crate::screen::spoken::{Choosable, Spoken};
use crate::screen::{Ctx, cases, child};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let today = self.today.as_ref();
        let lines = today.map(|today| vec![day(today, ctx), counts(today, ctx), copied(today, ctx).1]);
        let option = |(at, item): (usize, Item)| {
            let keys = std::iter::once(Key::Home).chain(std::iter::repeat_n(Key::Down, at)).chain([Key::Enter]);
            Choosable::numbered(self.in_words(item, ctx), keys)
        };
        // Whoever stands on the last row of a block has more of it asked for.
        let has_more = |all: Option<usize>, shown: usize| all.is_some_and(|all| all > shown);
        let last = ctx.drafts.len().saturating_add(self.due().len());
        let last = match today {
            _ if has_more(today.map(|today| today.due.count), self.due().len()) => Some(last),
            _ if has_more(today.map(|today| today.lack.count), self.lacking().len()) => Some(usize::MAX),
            _ => None,
        };
        let more = last.map(|last| {
            let walk = std::iter::repeat_n(Key::Down, last.min(self.items(ctx).len()).saturating_sub(1));
            Choosable::numbered(ctx.text("home-more"), std::iter::once(Key::Home).chain(walk))
        });
        Spoken {
            lines: Some(lines.unwrap_or_default()),
            options: self.items(ctx).into_iter().enumerate().map(option).chain(more).collect(),
            asked: ctx.text("spoken-search"),
            empty: Vec::new(),
            ..Spoken::new(self.hint(ctx))
        }
    }

    fn in_words(&self, item: Item, ctx: &Ctx<'_>) -> String {
        if let Some(draft) = ctx.drafts.iter().find(|draft| item == Item::Draft(draft.name.id)) {
            return self.draft_in_words(draft, ctx);
        }
        if let Some(due) = self.place(item).and_then(|at| self.due().get(at)) {
            let [_, what, when, basis] = due_in_words(due, ctx);
            return [what, when, basis, due.case.case_ref.clone(), child::of_row(&due.case, ctx)].join(", ");
        }
        let Some(child) = self.child(Some(item)) else { return String::new() };
        let needs = child.needs.iter().map(|need| ctx.text(&format!("need-{}", need.code())));
        let needs = needs.collect::<Vec<_>>().join(", ");
        format!("{}. {} {needs}", cases::words(&child.row, ctx), ctx.text("home-lack"))
    }
}
