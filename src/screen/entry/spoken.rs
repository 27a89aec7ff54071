//! A form in words: one field at a time, and at the end everything that was answered, to look over and put right.

use super::comparing::Comparison;
use super::saving::label;
use super::{Stage, State, desk};
use crate::form::typed::Answer;
use crate::log::field::{Entity, Field, Kind, Need};
use crate::screen::Ctx;
use crate::screen::spoken::{Choosable, Heard, Spoken, rows};
use crate::ui::key::Key;

impl State {
    pub(in crate::screen) fn spoken(&self, ctx: &Ctx<'_>) -> Spoken {
        let spoken = Spoken { lines: Some(Vec::new()), ..Spoken::new(self.hint(ctx)) };
        match &self.stage {
            Stage::Saving => spoken,
            Stage::Typing => self.spoken_typing(spoken, ctx),
            Stage::Choosing(_) => Spoken { options: rows(&self.list(ctx)), asked: ctx.text("values-title"), ..spoken },
            Stage::Resuming(_) => {
                let doomed = Choosable::numbered(ctx.text("spoken-drop"), [Key::Delete, Key::Delete]);
                let options = rows(&self.list(ctx)).into_iter().chain([doomed]).collect();
                Spoken { lines: Some(vec![ctx.text("entry-drafts")]), options, ..spoken }
            }
            Stage::Doubting => {
                let save = Choosable::numbered(ctx.text("spoken-save-so"), [Key::Char('s')]);
                let back = Choosable::numbered(ctx.text("spoken-form"), [Key::Esc]);
                let asked = ctx.text("entry-doubt-title");
                Spoken { lines: Some(self.doubts(ctx)), options: vec![save, back], empty: Vec::new(), asked, ..spoken }
            }
            Stage::Alike(Comparison { found, .. }) => {
                let same = rows(&self.list(ctx)).into_iter().map(|row| {
                    let walk = row.keys.into_iter().filter(|key| *key != Key::Enter);
                    let label = format!("{}: {}", without_sign(&ctx.text("alike-same")), row.label);
                    Choosable::numbered(label, walk.chain([Key::Char('1')]))
                });
                let others = [("alike-another", Key::Char('2')), ("alike-unknown", Key::Char('3'))];
                let others = others.map(|(text, key)| Choosable::numbered(without_sign(&ctx.text(text)), [key]));
                let asked = ctx.texts.with("alike-title", &[("count", found.len().into())]);
                Spoken { options: same.chain(others).collect(), empty: Vec::new(), asked, ..spoken }
            }
            Stage::Asking(asking) => {
                let Some([whole, mine, theirs]) = asking.conflicts.last().map(|moved| self.moved_in_words(moved, ctx))
                else {
                    return spoken;
                };
                let options = [(mine, Key::Char('1')), (theirs, Key::Char('2'))];
                let options = options.map(|(label, key)| Choosable::numbered(label, [key])).into();
                Spoken { lines: Some(vec![whole]), options, empty: Vec::new(), ..spoken }
            }
            Stage::Saved { folio, .. } => {
                let lines = vec![format!("{} {folio}", ctx.text("entry-saved")), self.name(ctx)];
                let next = [
                    ("entry-next-sibling", 'h'),
                    ("entry-next-contact", 'c'),
                    ("entry-next-call", 'l'),
                    ("entry-next-service", 's'),
                ];
                let option = |(text, letter)| Choosable::numbered(without_sign(&ctx.text(text)), [Key::Char(letter)]);
                let options = next.into_iter().map(option).collect();
                Spoken { lines: Some(lines), options, asked: ctx.text("spoken-next"), ..spoken }
            }
        }
    }

    fn spoken_typing(&self, spoken: Spoken, ctx: &Ctx<'_>) -> Spoken {
        let Some(field) = self.focused() else { return self.spoken_whole(spoken, ctx) };
        // A form that corrects is gone through by what is to be put right, and looked over after each.
        let then = if self.form.is_edit() { Key::Last } else { Key::Enter };
        let is_first = self.open_fields(ctx).first().is_some_and(|first| first.number == field.number);
        Spoken {
            asked: label(field.number, ctx),
            holds: self.seen(field, ctx),
            heard: self.heard(field, ctx),
            options: self.spoken_values(field, then, ctx),
            then: Some(then),
            empty: vec![then],
            back: if is_first { Key::Esc } else { Key::BackTab },
            takes_unknown: field.need != Need::Required,
            ..spoken
        }
    }

    /// The line that saves: to save, or any field to put right.
    fn spoken_whole(&self, spoken: Spoken, ctx: &Ctx<'_>) -> Spoken {
        let field = |(at, field): (usize, &'static Field)| {
            let said = match self.answer(field, ctx) {
                Answer::Known(reading) if !reading.echo.is_empty() => self.veiled(reading.echo, ctx),
                Answer::NotKnown => ctx.text("not-known"),
                _ => self.seen(field, ctx),
            };
            let keys = std::iter::once(Key::First).chain(std::iter::repeat_n(Key::Down, at));
            Choosable::numbered(format!("{}: {said}", label(field.number, ctx)), keys)
        };
        let save = Choosable::numbered(ctx.text("spoken-save"), [Key::Function(2)]);
        let options = std::iter::once(save).chain(self.open_fields(ctx).into_iter().enumerate().map(field)).collect();
        Spoken { asked: ctx.text("spoken-whole"), options, back: Key::BackTab, ..spoken }
    }

    fn open_fields(&self, ctx: &Ctx<'_>) -> Vec<&'static Field> {
        let Some(desk) = desk(ctx, &self.about) else { return Vec::new() };
        self.fields.iter().copied().filter(|field| self.form.is_open(field.number, &desk)).collect()
    }

    fn heard(&self, field: &Field, ctx: &Ctx<'_>) -> Heard {
        match self.answer(field, ctx) {
            Answer::Wrong(wrong) => Heard::Wrong(self.veiled(wrong.text(ctx.texts), ctx)),
            Answer::NotKnown => Heard::Known(ctx.text("not-known")),
            Answer::Known(reading) => {
                let warning = reading.warning.map(|warning| warning.text(ctx.texts));
                let echo = Some(self.veiled(reading.echo, ctx)).filter(|echo| !echo.is_empty());
                let words: Vec<String> = echo.into_iter().chain(warning).collect();
                if words.is_empty() { Heard::Nothing } else { Heard::Known(words.join(" · ")) }
            }
            Answer::Empty => Heard::Nothing,
        }
    }

    /// The values of a short list, by the letters that stand for them.
    fn spoken_values(&self, field: &Field, then: Key, ctx: &Ctx<'_>) -> Vec<Choosable> {
        let is_short = matches!(field.kind, Kind::Code(_) | Kind::Step | Kind::Record(Entity::Contact));
        let Some(desk) = desk(ctx, &self.about).filter(|_| is_short) else { return Vec::new() };
        let option = |choice: crate::form::typed::Choice| {
            let sign = choice.key.map(String::from);
            let typed: Vec<Key> = sign.as_deref().unwrap_or(&choice.label).chars().map(Key::Char).collect();
            let keys = std::iter::once(Key::Ctrl('u')).chain(typed).chain([then]).collect();
            Choosable { sign, label: self.veiled(choice.label, ctx), keys }
        };
        self.form.offer(field.number, "", &desk).into_iter().map(option).collect()
    }
}

/// What is read of a line that begins with the key that chooses it.
fn without_sign(text: &str) -> &str {
    text.split_once("  ").map_or(text, |(_, words)| words.trim())
}
