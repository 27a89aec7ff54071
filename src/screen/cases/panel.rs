//! The panel of filters: one row for each aspect, and how many cases there would be with each choice.
//!
//! Narrows nothing itself. Must stay true: the list stays as it is until the choice is applied, and nothing here changes
//! a case.

mod spoken;
mod view;

use crate::domain::catalogue::{COUNTRIES, Entry, LANGUAGES, find, label};
use crate::domain::moment::Moment;
use crate::form::typed::period;
use crate::form::typed::text::fold;
use crate::screen::message::{Move, Note, Request};
use crate::screen::{Ctx, moment};
use crate::search::roster::{Aspect, Filter, NOT_KNOWN, Sort, View};
use crate::store::Counts;
use crate::ui::key::Key;
use crate::ui::line::Line;

/// How many views there are keys for.
const VIEWS_MAX: usize = 9;

/// The panel, open.
pub(super) struct Panel {
    filter: Filter,
    sort: Sort,
    aspect: Aspect,
    /// The days typed for [`Aspect::Opened`].
    days: Line,
    counts: Option<Counts>,
    /// The name of a view, while it is typed.
    naming: Option<Line>,
}

/// What a key did.
pub(super) enum Taken {
    /// The panel stays open.
    Stays(Vec<Move>),
    /// It is closed, and the list stays as it was.
    Closes,
    /// The list is to show this.
    Shows(View),
    /// These views are to be kept.
    Keeps(Vec<View>),
}

/// The views that every officer has; their names are keys of texts.
fn shipped() -> [View; 5] {
    let only = |mark| Filter::default().with(Aspect::Only, mark);
    let filters = [
        ("view-present", Filter::default()),
        ("view-mine", only("mine")),
        // Whoever has left stands there too as long as DIF has not signed.
        ("view-overdue", Filter::everything().with(Aspect::Only, "overdue")),
        ("view-uncalled", only("uncalled")),
        ("view-all", Filter::everything()),
    ];
    filters.map(|(name, filter)| View { name: name.to_owned(), filter, sort: Sort::Entry })
}

/// Every view that has a key: its name as it is shown, and what it shows.
fn views(own: &[View], ctx: &Ctx<'_>) -> Vec<View> {
    let shipped = shipped().map(|view| View { name: ctx.text(&view.name), ..view });
    shipped.into_iter().chain(own.iter().cloned()).take(VIEWS_MAX).collect()
}

/// What a choice is called.
pub(super) fn option(aspect: Aspect, code: &str, ctx: &Ctx<'_>) -> String {
    let lang = ctx.texts.lang();
    let named = |found: Option<&str>| found.unwrap_or(code).to_owned();
    match aspect {
        Aspect::Opened => code.to_owned(),
        Aspect::Situation | Aspect::Only => ctx.text(&format!("filter-{code}")),
        _ if code == NOT_KNOWN => ctx.text("not-known"),
        Aspect::Age if code == "adult" => ctx.text("filter-adult"),
        Aspect::Age => code.to_owned(),
        Aspect::Accompaniment | Aspect::Sex => label(aspect.code(), code, lang).to_owned(),
        Aspect::Nationality => named(find(&COUNTRIES, code).map(|country| country.name(lang))),
        Aspect::Language => named(find(&LANGUAGES, code).map(|language| language.name(lang))),
    }
}

impl Panel {
    pub(super) fn open(filter: Filter, sort: Sort, is_naming: bool) -> (Self, Move) {
        let days = Line::new(filter.get(Aspect::Opened).unwrap_or_default());
        let naming = is_naming.then(Line::default);
        let mut panel = Self { filter, sort, aspect: Aspect::Situation, days, counts: None, naming };
        let ask = panel.ask();
        (panel, ask)
    }

    /// Asks how many cases there are.
    pub(super) fn ask(&mut self) -> Move {
        self.counts = None;
        Move::Ask(Request::Count(self.filter.clone(), self.aspect))
    }

    pub(super) fn count(&mut self, filter: &Filter, aspect: Aspect, counts: Counts) {
        if (filter, aspect) == (&self.filter, self.aspect) {
            self.counts = Some(counts);
        }
    }

    pub(super) fn count_none(&mut self) {
        self.counts.get_or_insert(Counts { total: 0, of: Vec::new() });
    }

    /// Which choice is the next hangs on which there are.
    pub(super) const fn is_waiting(&self, key: Key) -> bool {
        let chooses = matches!(key, Key::Left | Key::Right | Key::Char(_));
        chooses && self.counts.is_none() && self.naming.is_none() && !matches!(self.aspect, Aspect::Opened)
    }

    pub(super) const fn hint(&self) -> &'static str {
        match (&self.naming, self.aspect) {
            (Some(_), _) => "hint-view-name",
            (None, Aspect::Opened) => "hint-filter-days",
            (None, _) => "hint-filter",
        }
    }

    pub(super) fn paste(&mut self, pasted: &str) -> Vec<Move> {
        match &mut self.naming {
            Some(name) => name.insert(pasted),
            None if self.aspect == Aspect::Opened => {
                self.days.insert(pasted);
                return self.type_days();
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn key(&mut self, key: Key, own: &[View], ctx: &Ctx<'_>) -> Taken {
        if self.naming.is_some() {
            return self.key_naming(key, own, ctx);
        }
        Taken::Stays(match key {
            Key::Esc | Key::Function(4) => return Taken::Closes,
            Key::Function(2) | Key::Enter => return self.apply(ctx),
            Key::Ctrl('g') => {
                self.naming = Some(Line::default());
                Vec::new()
            }
            Key::Ctrl('o') => {
                self.sort = self.sort.next();
                Vec::new()
            }
            Key::Up | Key::BackTab => self.go(Aspect::ALL.into_iter().rev()),
            Key::Down | Key::Tab => self.go(Aspect::ALL.into_iter()),
            _ if self.aspect == Aspect::Opened => {
                self.days.press(key);
                self.type_days()
            }
            Key::Char(digit @ '1'..='9') => {
                let at = usize::try_from(u32::from(digit).saturating_sub(u32::from('1'))).unwrap_or(VIEWS_MAX);
                return views(own, ctx).into_iter().nth(at).map_or(Taken::Stays(Vec::new()), Taken::Shows);
            }
            Key::Right | Key::Char(' ') => self.choose(|_| true, false),
            Key::Left => self.choose(|_| true, true),
            Key::Char(letter) => {
                let aspect = self.aspect;
                let typed = fold(&letter.to_string());
                self.choose(|code| fold(&option(aspect, code, ctx)).starts_with(&typed), false)
            }
            Key::Delete | Key::Backspace => self.set(None),
            _ => Vec::new(),
        })
    }

    /// The aspect after the one in focus; the last one stays.
    fn go(&mut self, order: impl Iterator<Item = Aspect>) -> Vec<Move> {
        let current = self.aspect;
        self.aspect = order.skip_while(|aspect| *aspect != current).nth(1).unwrap_or(current);
        vec![self.ask()]
    }

    /// Takes the next choice that fits, or the one before; after the last one comes none.
    fn choose(&mut self, fits: impl Fn(&str) -> bool, is_back: bool) -> Vec<Move> {
        let codes = self.counts.iter().flat_map(|counts| counts.of.iter().map(|(code, _)| Some(code.as_str())));
        let mut options: Vec<Option<&str>> = [None].into_iter().chain(codes).collect();
        if is_back {
            options.reverse();
        }
        let chosen = self.filter.get(self.aspect);
        let at = options.iter().position(|option| *option == chosen).unwrap_or(0);
        let (before, behind) = options.split_at(at);
        let mut round = behind.iter().skip(1).chain(before).copied();
        let next = round.find(|option| option.is_none_or(&fits)).map(|option| option.map(str::to_owned));
        next.map_or_else(Vec::new, |next| self.set(next))
    }

    fn set(&mut self, code: Option<String>) -> Vec<Move> {
        self.filter.set(self.aspect, code);
        vec![self.ask()]
    }

    fn type_days(&mut self) -> Vec<Move> {
        let typed = self.days.text().trim().to_owned();
        self.set((!typed.is_empty()).then_some(typed))
    }

    /// Whether the days typed are none.
    fn is_wrong(&self, ctx: &Ctx<'_>) -> bool {
        let today = moment::now(ctx).map(Moment::date);
        let read = |typed| today.and_then(|today| period::read(typed, today).ok());
        self.filter.get(Aspect::Opened).is_some_and(|typed| read(typed).is_none())
    }

    fn apply(&mut self, ctx: &Ctx<'_>) -> Taken {
        if self.is_wrong(ctx) {
            self.aspect = Aspect::Opened;
            return Taken::Stays(vec![self.ask(), Move::Say(Note::warning(ctx.text("filter-days-wrong")))]);
        }
        Taken::Shows(View { name: String::new(), filter: self.filter.clone(), sort: self.sort })
    }

    /// Saves the choice under a name, in the place of what had it; or drops the view of that name.
    fn key_naming(&mut self, key: Key, own: &[View], ctx: &Ctx<'_>) -> Taken {
        let is_wrong = self.is_wrong(ctx);
        let Some(line) = &mut self.naming else { return Taken::Closes };
        let name = line.text().trim().to_owned();
        let mut views: Vec<View> = own.iter().filter(|view| fold(&view.name) != fold(&name)).cloned().collect();
        match key {
            Key::Esc => self.naming = None,
            Key::Enter | Key::Function(2) | Key::Delete if name.is_empty() => {}
            Key::Enter | Key::Function(2) if is_wrong => return self.apply(ctx),
            Key::Enter | Key::Function(2) if views.len().saturating_add(shipped().len()) >= VIEWS_MAX => {
                return Taken::Stays(vec![Move::Say(Note::warning(ctx.text("view-too-many")))]);
            }
            Key::Enter | Key::Function(2) | Key::Delete => {
                if key != Key::Delete {
                    views.push(View { name, filter: self.filter.clone(), sort: self.sort });
                }
                self.naming = None;
                return Taken::Keeps(views);
            }
            _ => drop(line.press(key)),
        }
        Taken::Stays(Vec::new())
    }
}
