//! A folder without a store: language, office, officer and passphrase, then the recovery code, once.
//!
//! Makes nothing itself. Must stay true: the store is made only when everything was said, and nobody gets past the
//! recovery code without saying that it is on paper.

mod spoken;
mod view;

use super::Ctx;
use super::choice::{Choice, Row};
use super::message::{Founding, Move, Reply, Request};
use super::session::Session;
use crate::domain::catalogue::{OFFICES, STATES, find};
use crate::form::typed::text::fold;
use crate::i18n::Lang;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::vault::passphrase::LENGTH_MIN;
use zeroize::Zeroizing;

/// What is asked, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
enum Field {
    #[default]
    Language,
    Office,
    Officer,
    Passphrase,
    Again,
}

impl Field {
    const ALL: [Self; 5] = [Self::Language, Self::Office, Self::Officer, Self::Passphrase, Self::Again];

    /// The key of what it is called.
    const fn label(self) -> &'static str {
        match self {
            Self::Language => "setup-language",
            Self::Office => "setup-office",
            Self::Officer => "setup-officer",
            Self::Passphrase => "setup-passphrase",
            Self::Again => "setup-again",
        }
    }

    fn after(self) -> Option<Self> {
        Self::ALL.into_iter().find(|field| *field > self)
    }

    fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|field| *field < self)
    }
}

/// How far the setting up has come.
#[derive(Default)]
enum Stage {
    /// Questions.
    #[default]
    Asking,
    /// The store is being made.
    Making,
    /// The store is there; its recovery code is on the screen.
    Made { recovery: Zeroizing<String>, session: Box<Session> },
}

/// A folder without a store.
#[derive(Default)]
pub struct State {
    stage: Stage,
    focus: Field,
    lang: Lang,
    office_typed: Line,
    office: Option<String>,
    offices: Choice,
    officer: Line,
    passphrase: Line,
    again: Line,
    /// Whether the passphrase is read on the screen.
    is_shown: bool,
    /// The key of the text that says what is missing or went wrong.
    problem: Option<&'static str>,
}

impl State {
    /// Begins to ask.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, offices: Choice::new(matching("")), ..Self::default() }
    }

    pub(super) const fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Making)
    }

    /// Why nobody leaves from here: the recovery code is on its way, or stands on the screen and nowhere else.
    pub(super) const fn holds(&self) -> Option<&'static str> {
        match self.stage {
            Stage::Asking => None,
            Stage::Making => Some("wait"),
            Stage::Made { .. } => Some("leave-code"),
        }
    }

    pub(super) fn key(&mut self, key: Key, _: &Ctx<'_>) -> Vec<Move> {
        match (&self.stage, key) {
            (Stage::Made { session, .. }, Key::Char('s' | 'S' | 'y' | 'Y')) => {
                vec![Move::Enter(session.clone(), Vec::new(), Box::default())]
            }
            (Stage::Making | Stage::Made { .. }, _) => Vec::new(),
            (Stage::Asking, Key::Enter) => self.accept(),
            (Stage::Asking, Key::Function(5)) => vec![Move::Try],
            (Stage::Asking, Key::Ctrl('r')) => {
                self.is_shown = !self.is_shown;
                Vec::new()
            }
            (Stage::Asking, Key::Tab | Key::BackTab) => self.walk(key == Key::Tab),
            (Stage::Asking, _) => self.edit(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str, _: &Ctx<'_>) -> Vec<Move> {
        if let Some(line) = self.line() {
            line.insert(pasted);
        }
        Vec::new()
    }

    pub(super) fn reply(&mut self, reply: Reply, _: &Ctx<'_>) -> Vec<Move> {
        match reply {
            Reply::Founded { recovery, session } => {
                self.stage = Stage::Made { recovery, session: Box::new(session) };
            }
            Reply::Failed(why) => {
                self.stage = Stage::Asking;
                self.focus = Field::Passphrase;
                self.problem = Some(why);
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn hint(&self, ctx: &Ctx<'_>) -> String {
        match (&self.stage, self.focus) {
            (Stage::Made { .. }, _) => ctx.text("hint-setup-made"),
            (_, Field::Language) => ctx.text("hint-setup-language"),
            (_, Field::Office) => ctx.text("hint-setup-office"),
            (_, Field::Officer) => ctx.text("hint-setup-officer"),
            (_, Field::Passphrase | Field::Again) => {
                ctx.texts.with("hint-setup-passphrase", &[("count", LENGTH_MIN.into())])
            }
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        match self.focus {
            Field::Language => None,
            Field::Office => Some(&mut self.office_typed),
            Field::Officer => Some(&mut self.officer),
            Field::Passphrase => Some(&mut self.passphrase),
            Field::Again => Some(&mut self.again),
        }
    }

    fn edit(&mut self, key: Key) -> Vec<Move> {
        self.problem = None;
        if self.focus == Field::Language {
            return self.edit_language(key);
        }
        if self.focus == Field::Office {
            if self.offices.press(key) {
                return Vec::new();
            }
            self.office = None;
        } else if matches!(key, Key::Up | Key::Down) {
            return self.walk(key == Key::Down);
        }
        if let Some(line) = self.line() {
            line.press(key);
        }
        if self.focus == Field::Office {
            self.offices = Choice::new(matching(self.office_typed.text()));
        }
        Vec::new()
    }

    fn edit_language(&mut self, key: Key) -> Vec<Move> {
        let lang = match key {
            Key::Char('1' | 'e' | 'E') => Lang::Es,
            Key::Char('2' | 'i' | 'I') => Lang::En,
            Key::Up | Key::Down | Key::Left | Key::Right | Key::Char(' ') => match self.lang {
                Lang::Es => Lang::En,
                Lang::En => Lang::Es,
            },
            _ => return Vec::new(),
        };
        self.lang = lang;
        vec![Move::Speak(lang)]
    }

    fn walk(&mut self, is_on: bool) -> Vec<Move> {
        if self.focus == Field::Office && self.office.is_none() && !self.office_typed.text().is_empty() {
            self.take_office();
        }
        let next = if is_on { self.focus.after() } else { self.focus.before() };
        self.focus = next.unwrap_or(self.focus);
        Vec::new()
    }

    fn take_office(&mut self) {
        if let Some(row) = self.offices.chosen() {
            self.office = Some(row.code.clone());
            self.office_typed = Line::new(&row.label);
        }
    }

    /// Intro: what the field holds is looked at, and the next one comes; after the last one the store is made.
    fn accept(&mut self) -> Vec<Move> {
        if self.focus == Field::Office && self.office.is_none() {
            self.take_office();
        }
        if self.is_refused(self.focus) {
            return Vec::new();
        }
        match self.focus.after() {
            Some(next) => self.focus = next,
            None => return self.found(),
        }
        Vec::new()
    }

    /// Looks at a field. A passphrase that is refused is gone: what is typed next must not stand behind signs that
    /// nobody can read.
    fn is_refused(&mut self, field: Field) -> bool {
        self.problem = self.problem_of(field);
        match field {
            _ if self.problem.is_none() => return false,
            Field::Passphrase => {
                self.passphrase.clear();
                self.again.clear();
            }
            Field::Again => self.again.clear(),
            Field::Language | Field::Office | Field::Officer => {}
        }
        true
    }

    fn problem_of(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::Language => None,
            Field::Office => self.office.is_none().then_some("setup-no-office"),
            Field::Officer => self.officer.text().trim().is_empty().then_some("setup-no-officer"),
            Field::Passphrase => (self.passphrase.signs() < LENGTH_MIN).then_some("setup-short"),
            Field::Again => (self.passphrase.text() != self.again.text()).then_some("setup-differs"),
        }
    }

    fn found(&mut self) -> Vec<Move> {
        if let Some(field) = Field::ALL.into_iter().find(|field| self.is_refused(*field)) {
            self.focus = field;
            return Vec::new();
        }
        let Some(office) = self.office.clone() else { return Vec::new() };
        self.stage = Stage::Making;
        let passphrase = Zeroizing::new(self.passphrase.text().to_owned());
        self.passphrase.clear();
        self.again.clear();
        let officer = self.officer.text().trim().to_owned();
        vec![Move::Ask(Request::Found(Founding { lang: self.lang, office, officer, passphrase }))]
    }
}

/// The offices that what was typed may mean: those whose code or state begins with it first.
fn matching(typed: &str) -> Vec<Row> {
    let typed = fold(typed.trim());
    let mut found: Vec<(u8, Row)> = OFFICES
        .iter()
        .filter_map(|office| {
            let state = find(&STATES, &office.state);
            let aliases = state.map_or("", |state| state.aliases.as_str());
            let name = state.map_or("", |state| state.es.as_str());
            let starts = |text: &str| fold(text).starts_with(&typed);
            let rank = if starts(&office.code) || starts(name) {
                0
            } else if aliases.split(';').any(starts) {
                1
            } else if fold(&office.name).contains(&typed) {
                2
            } else {
                return None;
            };
            Some((rank, Row { code: office.code.clone(), label: format!("{} {}", office.code, office.name) }))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_found_by_code_state_or_part_of_its_name() {
        for (typed, code) in [("chp", "CHP"), ("chiap", "CHP"), ("aguas", "AGU"), ("México", "MEX")] {
            assert!(matching(typed).first().is_some_and(|row| row.code == code), "{typed}");
        }
        assert!(matching("qqq").is_empty());
    }
}
