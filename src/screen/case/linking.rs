//! That this child is also another record: its other cases, linking it with one, and taking a link back.
//!
//! Copies nothing from one record to the other. Must stay true: nothing is linked before somebody has seen both and said
//! that they are one child, with a key that asks nothing else.

use super::view::who;
use super::{State, Tab, Then, Voiding};
use crate::log::field::{Entity, number};
use crate::log::operation::{Act, Change};
use crate::screen::choice::{Choice, Row};
use crate::screen::message::{Move, Note, Opened};
use crate::screen::spoken::{Choosable, Spoken, rows};
use crate::screen::{Ctx, child, moment};
use crate::store::{Same, Sheet};
use crate::ui::canvas::Canvas;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::text;
use crate::ui::theme::Role;
use uuid::Uuid;

/// What is asked about the links of a child.
pub(super) enum Linking {
    /// Which one is taken back, or that another one is made.
    Choosing(Choice),
    /// Whether the child of this case is the same.
    Asking(Box<Opened>),
}

impl Linking {
    /// The key of what can be done.
    pub(super) const fn hint(&self) -> &'static str {
        match self {
            Self::Choosing(_) => "hint-same",
            Self::Asking(_) => "hint-same-ask",
        }
    }
}

impl State {
    /// A case whose child may be that of another one, and what to ask for.
    #[must_use]
    pub fn open_same(case: Uuid, other: Uuid) -> (Self, Vec<Move>) {
        let (state, moves) = Self::open(case, Tab::Data);
        (Self { then: Some(Then::Compare(other)), ..state }, moves)
    }

    /// Looks for the other record of the child; where it has links already, asks first whether one is to go.
    pub(super) fn same(&mut self, ctx: &Ctx<'_>) -> Vec<Move> {
        let links = self.opened.iter().flat_map(|opened| live(&opened.sheet));
        let links = links.filter_map(|same| Some(Row { code: same.link?.to_string(), label: row(same, ctx) }));
        let mut links: Vec<Row> = links.collect();
        if links.is_empty() {
            return vec![Move::ChooseSame(self.case)];
        }
        links.push(Row { code: String::new(), label: ctx.text("same-more") });
        self.linking = Some(Linking::Choosing(Choice::new(links)));
        Vec::new()
    }

    /// Asks whether the child of a case that was chosen is this one.
    pub(super) fn compare(&mut self, other: Box<Opened>, ctx: &Ctx<'_>) -> Vec<Move> {
        let case = other.sheet.case.id;
        let mut known = self.opened.iter().flat_map(|opened| live(&opened.sheet)).map(|same| same.row.id);
        if known.any(|known| known == case) {
            return vec![Move::Say(Note::plain(ctx.text("same-already")))];
        }
        self.linking = Some(Linking::Asking(other));
        vec![Move::DropEarly]
    }

    /// A key while something is asked about links.
    pub(super) fn key_linking(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Move> {
        match (self.linking.as_mut(), key) {
            (_, Key::Esc) => self.linking = None,
            (Some(Linking::Choosing(choice)), Key::Enter) => {
                let link = choice.chosen().and_then(|row| Uuid::parse_str(&row.code).ok());
                self.linking = None;
                let Some(record) = link else { return vec![Move::ChooseSame(self.case)] };
                self.voiding = Some(Voiding { entity: Entity::Link, record, reason: Line::default() });
            }
            (Some(Linking::Choosing(choice)), key) => drop(choice.press(key)),
            (Some(Linking::Asking(other)), Key::Char('s' | 'S' | 'y' | 'Y')) => {
                let person = |opened: &Opened| opened.sheet.person.as_ref().map(|person| person.id.to_string());
                let both = self.opened.as_deref().and_then(person).zip(person(other));
                self.linking = None;
                let Some((own, other)) = both else {
                    return vec![Move::Say(Note::warning(ctx.text("same-nobody")))];
                };
                let link = Change::new(Entity::Link, (ctx.new_id)());
                let link = link.with(number::LINK_PERSON, own).with(number::LINK_OTHER, other);
                return self.write(Act::Link, vec![link], ctx.text("same-linked"));
            }
            _ => {}
        }
        Vec::new()
    }

    /// The other cases of the child in at most so many lines under a heading; nothing where it has none.
    pub(super) fn same_lines(&self, lines: usize, ctx: &Ctx<'_>) -> Vec<String> {
        let others: Vec<&Same> = self.opened.iter().flat_map(|opened| live(&opened.sheet)).collect();
        if others.is_empty() || lines < 2 {
            return Vec::new();
        }
        let all = ctx.texts.with("case-same", &[("count", others.len().into())]);
        let shown = others.iter().take(lines.saturating_sub(1)).map(|same| row(same, ctx));
        [all].into_iter().chain(shown).collect()
    }

    /// The links to choose from as names are shown now.
    fn said(&self, choice: &Choice, ctx: &Ctx<'_>) -> Choice {
        let all = || self.opened.iter().flat_map(|opened| &opened.sheet.same);
        let link = |of: &Row| all().find(|same| same.link.is_some_and(|link| link.to_string() == of.code));
        choice.saying(|of| Some(row(link(of)?, ctx)))
    }

    /// The question in a box at the foot of the screen.
    pub(super) fn draw_linking(&self, linking: &Linking, ctx: &Ctx<'_>, canvas: &mut Canvas<'_>) {
        match linking {
            Linking::Choosing(choice) => {
                let mut inner = canvas.boxed_at_foot(&ctx.text("same-title"), choice.len());
                self.said(choice, ctx).draw(&mut inner);
            }
            Linking::Asking(_) => {
                let lines = self.asked(linking, canvas.width().saturating_sub(4), ctx);
                let mut inner = canvas.boxed_at_foot(&ctx.text("same-ask"), lines.len());
                for (y, (role, line)) in (0_u16..).zip(&lines) {
                    inner.put(1, y, *role, line);
                }
                inner.set_cursor(1, 0);
            }
        }
    }

    /// Both records in words, and the keys that answer.
    fn asked(&self, linking: &Linking, width: u16, ctx: &Ctx<'_>) -> Vec<(Role, String)> {
        let (Linking::Asking(other), Some(own)) = (linking, &self.opened) else { return Vec::new() };
        let records = [own, other].into_iter().flat_map(|opened| text::wrap_parts(&in_words(opened, ctx), width));
        let answers = [("same-yes", Role::Strong), ("same-no", Role::Body)];
        let answers = answers.into_iter().map(|(key, role)| (role, ctx.text(key)));
        records.map(|line| (Role::Body, line)).chain(answers).collect()
    }

    /// The question in words.
    pub(super) fn spoken_linking(&self, linking: &Linking, spoken: Spoken, ctx: &Ctx<'_>) -> Spoken {
        let empty = Vec::new();
        match linking {
            Linking::Choosing(choice) => {
                Spoken { options: rows(&self.said(choice, ctx)), asked: ctx.text("same-title"), empty, ..spoken }
            }
            Linking::Asking(_) => {
                let mut lines = self.asked(linking, u16::MAX, ctx).into_iter().map(|(_, line)| line);
                let both = lines.by_ref().take(2).collect();
                let options = lines.zip([Key::Char('s'), Key::Esc]);
                let options = options.map(|(label, key)| Choosable::numbered(label, [key])).collect();
                Spoken { lines: Some(both), options, asked: ctx.text("same-ask"), empty, ..spoken }
            }
        }
    }
}

/// The other cases of the child, but for those of links that were taken back.
fn live(sheet: &Sheet) -> impl Iterator<Item = &Same> {
    let is_voided = |id: Uuid| sheet.links.iter().any(|link| link.id == id && link.is_voided());
    sheet.same.iter().filter(move |same| !same.link.is_some_and(is_voided))
}

/// Folio, whether an officer has said that it is the same child, name and day.
fn row(same: &Same, ctx: &Ctx<'_>) -> String {
    let day = same.row.opened_at.map(moment::day);
    let linked = same.link.map(|_| ctx.text("same-link"));
    let parts = [Some(same.row.case_ref.clone()), linked, Some(child::of_row(&same.row, ctx)), day];
    format!(" {}", parts.into_iter().flatten().collect::<Vec<_>>().join(text::SEPARATOR))
}

/// Folio, name, and who it is.
fn in_words(opened: &Opened, ctx: &Ctx<'_>) -> String {
    let folio = opened.sheet.case.named("case_ref").unwrap_or_default();
    [folio, &child::of_sheet(&opened.sheet, ctx), &who(opened, ctx)].join(text::SEPARATOR)
}
