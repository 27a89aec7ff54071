//! Closed sets: the values that fit what was typed, best first, and the one that it stands for.
//!
//! Draws no list. Must stay true: the code of a value always chooses it, and so does its name in full.

use super::text::fold;
use super::{Beside, Choice, Contact, Desk};
use crate::domain::catalogue::{COUNTRIES, DETAILS, Entry, LANGUAGES, STEPS, StepKind, list};
use crate::form::wrong::Wrong;
use crate::i18n::Lang;
use crate::log::field::Kind;
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;

/// The region that most children come from: its countries stand first among equals.
const FIRST_REGION: &str = "central_america";
/// The fewest letters in which a slip is looked for: in shorter ones everything is one slip from everything.
const SLIP_LETTERS: usize = 4;
/// The fewest letters that are looked for inside words.
const INSIDE_LETTERS: usize = 3;
/// How many choices a message names.
const NAMED: usize = 5;

/// How well a value fits, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fit {
    Code,
    Name,
    NameStart,
    AliasStart,
    WordStart,
    Inside,
    Slip,
}

/// A value that can be chosen, with everything that it is found by.
struct Candidate {
    choice: Choice,
    /// Short codes that choose it outright.
    codes: Vec<String>,
    /// Other names: in the other language, other spellings.
    aliases: Vec<String>,
    /// Among equals, lower stands first.
    weight: u8,
}

/// The values that fit, best first; all where nothing was typed.
pub fn offer(kind: Kind, line: &str, desk: &Desk<'_>, beside: &Beside) -> Vec<Choice> {
    fitting(kind, line, desk, beside).into_iter().map(|(_, choice)| choice).collect()
}

/// The name of a value; nothing where it is none.
pub fn show(kind: Kind, canonical: &str, desk: &Desk<'_>) -> Option<String> {
    if let Kind::Record(_) = kind {
        let contact = desk.about.contacts.iter().find(|contact| contact.id.to_string() == canonical)?;
        return Some(format!("{} {}", contact.number, contact.name));
    }
    if kind == Kind::Step {
        return step_of(canonical, desk).map(|step| step.name(desk.texts.lang()).to_owned());
    }
    let mut candidates = candidates(kind, desk, &Beside::default()).into_iter();
    candidates.find(|candidate| candidate.choice.code == canonical).map(|candidate| candidate.choice.label)
}

/// The value that a text stands for. Details of services that are in no catalogue stay as typed.
pub fn read(kind: Kind, line: &str, desk: &Desk<'_>, beside: &Beside) -> Result<Choice, Wrong> {
    if let Some(choice) = exact(kind, line, desk) {
        return Ok(choice);
    }
    let best = fitting(kind, line, desk, beside).into_iter().next();
    match best {
        Some((fit, choice)) if kind != Kind::Detail || fit <= Fit::NameStart => Ok(choice),
        _ if kind == Kind::Detail => {
            super::text::checked(line).map(|code| Choice { code, label: String::new(), key: None })
        }
        _ => Err(wrong(kind, desk, beside)),
    }
}

/// A code as the log has it, though no form offers it, or the name of one in full.
fn exact(kind: Kind, line: &str, desk: &Desk<'_>) -> Option<Choice> {
    if kind == Kind::Step {
        let is_it = |step: &&StepKind| step.code == line || step.name(desk.texts.lang()) == line;
        let step = STEPS.iter().find(is_it)?;
        return Some(Choice { code: step.code.clone(), label: show(kind, &step.code, desk)?, key: None });
    }
    let mut all = candidates(kind, desk, &Beside::default()).into_iter().map(|candidate| candidate.choice);
    all.find(|choice| choice.code == line || choice.label == line)
}

fn wrong(kind: Kind, desk: &Desk<'_>, beside: &Beside) -> Wrong {
    let key = match kind {
        Kind::Country => "form-country",
        Kind::Language => "form-language",
        Kind::Record(_) if desk.callable().next().is_none() => "form-no-contacts",
        Kind::Record(_) => "form-contact",
        Kind::Office => "form-office",
        Kind::Step => "form-step",
        _ => "form-code",
    };
    let choices = offer(kind, "", desk, beside);
    let named = choices.iter().take(NAMED).map(|choice| match choice.key {
        Some(key) => format!("{key} {}", choice.label),
        None => choice.label.clone(),
    });
    let mut named: Vec<String> = named.collect();
    if choices.len() > NAMED {
        named.push("…".to_owned());
    }
    Wrong::new(key).with("choices", named.join(" · "))
}

fn fitting(kind: Kind, line: &str, desk: &Desk<'_>, beside: &Beside) -> Vec<(Fit, Choice)> {
    let (typed, written) = (fold(line), line.nfc().collect::<String>().to_lowercase());
    let found = candidates(kind, desk, beside).into_iter().enumerate().filter_map(|(at, candidate)| {
        let fit = if typed.is_empty() { Fit::Inside } else { fit(&candidate, &typed)? };
        let is_unaccented = !candidate.choice.label.to_lowercase().starts_with(&written);
        Some(((fit, is_unaccented, candidate.weight, at), candidate.choice))
    });
    let mut found: Vec<_> = found.collect();
    if typed.is_empty() {
        found.sort_by_key(|((.., at), _)| *at);
    } else {
        found.sort_by_key(|(order, _)| *order);
    }
    // Details may be free text, which no slip should turn into another thing.
    found.retain(|((fit, ..), _)| kind != Kind::Detail || *fit < Fit::Slip);
    found.into_iter().map(|((fit, ..), choice)| (fit, choice)).collect()
}

fn fit(candidate: &Candidate, typed: &str) -> Option<Fit> {
    let name = fold(&candidate.choice.label);
    let aliases: Vec<String> = candidate.aliases.iter().map(|alias| fold(alias)).collect();
    let names = || std::iter::once(&name).chain(&aliases);
    let letters = typed.chars().count();
    let is_word_start = |name: &String| name.split([' ', '(', '-', ',']).any(|word| word.starts_with(typed));
    if is_code(candidate, typed) {
        Some(Fit::Code)
    } else if names().any(|name| name == typed) {
        Some(Fit::Name)
    } else if name.starts_with(typed) {
        Some(Fit::NameStart)
    } else if aliases.iter().any(|alias| alias.starts_with(typed)) {
        Some(Fit::AliasStart)
    } else if names().any(is_word_start) {
        Some(Fit::WordStart)
    } else if letters >= INSIDE_LETTERS && names().any(|name| name.contains(typed)) {
        Some(Fit::Inside)
    } else if letters >= SLIP_LETTERS && names().any(|name| is_slip(name, typed)) {
        Some(Fit::Slip)
    } else {
        None
    }
}

fn is_code(candidate: &Candidate, typed: &str) -> bool {
    let dialled = typed.trim_start_matches('+');
    let key = candidate.choice.key.map(String::from);
    let codes = candidate.codes.iter().chain([&candidate.choice.code]).chain(&key);
    codes.into_iter().any(|code| fold(code) == typed || code == dialled)
}

/// Whether one letter is missing, too many, wrong or swapped, in the name or its beginning.
fn is_slip(name: &str, typed: &str) -> bool {
    let beginning: String = name.chars().take(typed.chars().count()).collect();
    osa_distance(name, typed) == 1 || osa_distance(&beginning, typed) == 1
}

fn candidates(kind: Kind, desk: &Desk<'_>, beside: &Beside) -> Vec<Candidate> {
    let lang = desk.texts.lang();
    match kind {
        Kind::Code(name) => in_key_order(list(name).map(|code| entry(code, lang).keyed(&code.key)).collect()),
        Kind::Country => COUNTRIES
            .iter()
            .map(|country| {
                let codes = vec![country.iso2.clone(), country.dial.clone()];
                let weight = u8::from(country.region != FIRST_REGION);
                Candidate { codes, weight, ..entry(country, lang) }
            })
            .collect(),
        Kind::Language => LANGUAGES.iter().map(|language| entry(language, lang).also(&language.aliases)).collect(),
        Kind::Step => steps(desk).map(|step| entry(step, lang).keyed(&step.key)).collect(),
        Kind::Detail => {
            let is_of = |category: &str| beside.category.as_deref().is_none_or(|only| only == category);
            DETAILS.iter().filter(|detail| is_of(&detail.category)).map(|detail| entry(detail, lang)).collect()
        }
        Kind::Office => desk.offices.iter().map(|(code, name)| plain(code, name)).collect(),
        Kind::Record(_) => contacts(desk),
        _ => Vec::new(),
    }
}

fn contacts(desk: &Desk<'_>) -> Vec<Candidate> {
    let numbered = desk.callable().map(|Contact { id, number, name, .. }| {
        let is_digit = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit());
        let candidate = plain(&id.to_string(), name).keyed(if is_digit { number } else { "" });
        Candidate { codes: vec![number.clone()], aliases: vec![format!("{number} {name}")], ..candidate }
    });
    numbered.collect()
}

fn entry(entry: &dyn Entry, lang: Lang) -> Candidate {
    let candidate = plain(entry.code(), entry.name(lang));
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    Candidate { aliases: others.map(|other| entry.name(other).to_owned()).collect(), ..candidate }
}

fn plain(code: &str, label: &str) -> Candidate {
    let choice = Choice { code: code.to_owned(), label: label.to_owned(), key: None };
    Candidate { choice, codes: Vec::new(), aliases: Vec::new(), weight: 0 }
}

impl Candidate {
    fn keyed(mut self, key: &str) -> Self {
        self.choice.key = key.chars().next();
        self
    }

    fn also(mut self, aliases: &str) -> Self {
        self.aliases.extend(aliases.split(';').filter(|alias| !alias.is_empty()).map(str::to_owned));
        self
    }
}

/// A list whose keys are all digits stands as the keyboard has them, 1 to 9 and 0.
fn in_key_order(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let digit = |candidate: &Candidate| candidate.choice.key.and_then(|key| key.to_digit(10));
    if candidates.iter().all(|candidate| digit(candidate).is_some()) {
        candidates.sort_by_key(|candidate| digit(candidate).map(|digit| (digit + 9) % 10));
    }
    candidates
}

/// The steps that the law of the day of the event knows for its kind; of today for every kind where no case is known.
fn steps(desk: &Desk<'_>) -> impl Iterator<Item = &'static StepKind> + use<> {
    let (kind, day) = desk.about.event.unzip();
    let day = day.unwrap_or_else(|| desk.today()).to_string();
    STEPS.iter().filter(move |step| step.is_in_force(&day) && kind.is_none_or(|kind| step.is_for(kind)))
}

/// The step of a code, under the rule of the day of the event or else the first.
fn step_of(code: &str, desk: &Desk<'_>) -> Option<&'static StepKind> {
    let of_code = |step: &&StepKind| step.code == code;
    steps(desk).find(of_code).or_else(|| STEPS.iter().find(of_code))
}

#[cfg(test)]
mod tests {
    use super::super::Standing;
    use super::*;
    use crate::form::typed::fixture::Fixture;

    fn check(kind: Kind, typed: &str, expected: &str) {
        let fixture = Fixture::default();
        let found = read(kind, typed, &fixture.desk(), &Beside::default());
        let found = found.map_or_else(|wrong| wrong.key.to_owned(), |choice| choice.code);
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_country_is_found_by_any_of_its_names() {
        for typed in ["hon", "504", "+504", "HND", "hn", "HONDURAS", "hondruas", "Honduras"] {
            check(Kind::Country, typed, "HND");
        }
        check(Kind::Country, "g", "GTM");
        check(Kind::Country, "salv", "SLV");
        check(Kind::Country, "mexico", "MEX");
        check(Kind::Country, "germany", "DEU");
        check(Kind::Country, "zzzz", "form-country");
        check(Kind::Country, "q", "QAT");
    }

    #[test]
    fn a_language_is_found_without_its_apostrophes() {
        check(Kind::Language, "qeqchi", "kek");
        check(Kind::Language, "k’iche’", "quc");
        check(Kind::Language, "quiche", "quc");
        check(Kind::Language, "esp", "spa");
        check(Kind::Language, "kanjobal", "kjb");
    }

    #[test]
    fn a_code_is_found_by_its_key_first() {
        check(Kind::Code("sex"), "m", "female");
        check(Kind::Code("sex"), "H", "male");
        check(Kind::Code("sex"), "male", "male");
        check(Kind::Code("sex"), "muj", "female");
        check(Kind::Code("accompaniment"), "1", "unaccompanied");
        check(Kind::Code("accompaniment"), "sep", "separated");
        check(Kind::Code("accompaniment"), "4", "form-code");
        check(Kind::Code("yes_no"), "si", "yes");
        check(Kind::Code("call_outcome"), "contesto", "reached");
    }

    #[test]
    fn details_may_be_free_text() {
        check(Kind::Detail, "comida", "ALI-COM");
        check(Kind::Detail, "ALI-COM", "ALI-COM");
        check(Kind::Detail, "Revisión inicial, sin urgencia", "Revisión inicial, sin urgencia");
        let fixture = Fixture::default();
        let clothing = Beside { category: Some("clothing".into()), ..Beside::default() };
        let found = read(Kind::Detail, "ca", &fixture.desk(), &clothing).map(|choice| choice.code);
        assert_eq!(found.ok().as_deref(), Some("VES-CAL"));
        assert!(offer(Kind::Detail, "", &fixture.desk(), &clothing).iter().all(|c| c.code.starts_with("VES")));
    }

    #[test]
    fn contacts_go_by_number_and_name() {
        for typed in ["2", "elena", "2 Elena Pop Tot", "00000000-0000-0000-0000-000000000002"] {
            check(Kind::Record(crate::log::field::Entity::Contact), typed, "00000000-0000-0000-0000-000000000002");
        }
        check(Kind::Record(crate::log::field::Entity::Contact), "3", "form-contact");
    }

    #[test]
    fn a_contact_keeps_its_number_when_another_one_is_voided() {
        let mut fixture = Fixture::default();
        fixture.about.contacts[0].standing = Standing::Voided;
        let desk = fixture.desk();
        let kind = Kind::Record(crate::log::field::Entity::Contact);
        let read = |typed| read(kind, typed, &desk, &Beside::default()).map_or("none".into(), |choice| choice.label);
        assert_eq!((read("2"), read("1")), ("Elena Pop Tot".to_owned(), "none".to_owned()));
        assert_eq!(show(kind, &fixture.about.contacts[0].id.to_string(), &desk).as_deref(), Some("1 Rosa Pop Tot"));
    }

    #[test]
    fn a_step_is_that_of_the_law_of_the_day() {
        let fixture = Fixture::default();
        let offered = offer(Kind::Step, "", &fixture.desk(), &Beside::default());
        let notices: Vec<&Choice> = offered.iter().filter(|choice| choice.code == "procuraduria_notice").collect();
        assert_eq!(
            notices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>(),
            ["Aviso a Procuraduría de Protección"]
        );
        assert!(offered.iter().all(|choice| choice.code != "best_interests"));
        check(Kind::Step, "best_interests", "best_interests");
        check(Kind::Step, "refugio", "refugee_claim_made");
    }

    #[test]
    fn offers_are_complete_and_in_the_order_of_the_keyboard() {
        let fixture = Fixture::default();
        let keys = |kind| -> String {
            offer(kind, "", &fixture.desk(), &Beside::default()).iter().filter_map(|choice| choice.key).collect()
        };
        assert_eq!(keys(Kind::Code("call_outcome")), "1234567890");
        assert_eq!(keys(Kind::Code("accompaniment")), "123");
        assert_eq!(keys(Kind::Code("sex")), "hmx");
        assert_eq!(offer(Kind::Country, "", &fixture.desk(), &Beside::default()).len(), COUNTRIES.len());
        let best = offer(Kind::Country, "guin", &fixture.desk(), &Beside::default());
        assert!(best.len() > 1 && best[0].label.starts_with("Guinea"));
        assert!(offer(Kind::Text, "x", &fixture.desk(), &Beside::default()).is_empty());
    }
}
