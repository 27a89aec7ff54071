//! Whether a child may be one that is known already: by names as they sound, age, nationality and sex.
//!
//! Decides nothing: an officer does. Must stay true: a child without a name is like nobody.

use super::typed::text::fold;
use crate::domain::age::{AgeSpan, PartialBirth};
use crate::search::near::sound;
use chrono::{Days, NaiveDate};
use strsim::osa_distance;

/// The fewest letters in which a slip is looked for.
const SLIP_LETTERS: usize = 4;
/// How many letters of a name are looked up in the index of words.
const PREFIX_LETTERS: usize = 3;
/// By how many days an age may be off that somebody said.
const AGE_SLACK_DAYS: u64 = 366;

/// What is known of a child, canonical. Without `Debug`, because it holds a name.
#[derive(Clone, Default)]
pub struct Child {
    /// Given names.
    pub given_names: String,
    /// First and second surname; empty where not known, `-` for none.
    pub surnames: [String; 2],
    /// Code of sex; empty where not known, as all texts here.
    pub sex: String,
    /// Alpha-3.
    pub nationality: String,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub birth_date: String,
    /// As said at the event.
    pub age_years: String,
    /// The day of the event.
    pub event: Option<NaiveDate>,
}

/// In what two children are alike beside their names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Likeness {
    /// Both have two surnames, and both sound alike.
    pub surnames: bool,
    /// They can be of one age.
    pub age: bool,
    /// They are of one nationality.
    pub nationality: bool,
}

/// The expression by which the index of words finds whoever may be alike: one of the given names and one of the
/// surnames begin alike, or both surnames do. Nothing for a child without a given name and a surname.
#[must_use]
pub fn expression(child: &Child) -> Option<String> {
    let begun = |name: &str| -> Vec<String> {
        let words = words(name).into_iter().filter(|word| word.chars().count() >= PREFIX_LETTERS);
        words.map(|word| format!("\"{}\"*", word.chars().take(PREFIX_LETTERS).collect::<String>())).collect()
    };
    let given = begun(&child.given_names);
    let surnames: Vec<Vec<String>> =
        child.surnames.iter().map(|name| begun(name)).filter(|words| !words.is_empty()).collect();
    if given.is_empty() || surnames.is_empty() {
        return None;
    }
    let mut ways = vec![format!("(({}) AND ({}))", given.join(" OR "), surnames.concat().join(" OR "))];
    if let [first, second] = surnames.as_slice() {
        ways.push(format!("(({}) AND ({}))", first.join(" OR "), second.join(" OR ")));
    }
    Some(ways.join(" OR "))
}

/// In what two children are alike; nothing where it is not likely that they are one.
#[must_use]
pub fn likeness(one: &Child, other: &Child) -> Option<Likeness> {
    let [mine, theirs] = [one, other].map(|child| -> Vec<&str> {
        child.surnames.iter().map(String::as_str).filter(|name| !matches!(*name, "" | "-")).collect()
    });
    let is_named = is_part(&words(&one.given_names), &words(&other.given_names))
        && is_part(&words(&mine.join(" ")), &words(&theirs.join(" ")));
    let differs = |mine: &str, theirs: &str| !mine.is_empty() && !theirs.is_empty() && mine != theirs;
    let ages = Option::zip(born(one), born(other)).map(|(mine, theirs)| mine.0 <= theirs.1 && theirs.0 <= mine.1);
    if !is_named || differs(&one.sex, &other.sex) || ages == Some(false) {
        return None;
    }
    let likeness = Likeness {
        surnames: mine.len() == 2 && theirs.len() == 2,
        age: ages == Some(true),
        nationality: !one.nationality.is_empty() && one.nationality == other.nationality,
    };
    let counted =
        [likeness.surnames, likeness.age, likeness.nationality].into_iter().filter(|is_alike| *is_alike).count();
    (counted >= 2).then_some(likeness)
}

/// The words of a name, folded.
fn words(name: &str) -> Vec<String> {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether every word of the shorter list sounds like one of the longer.
fn is_part(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.iter().all(|word| long.iter().any(|other| sounds_like(word, other)))
}

fn sounds_like(one: &str, other: &str) -> bool {
    let is_long = one.chars().count().min(other.chars().count()) >= SLIP_LETTERS;
    sound(one) == sound(other) || is_long && osa_distance(one, other) == 1
}

/// The first and the last day on which a child can have been born, as far as what is said can be relied on.
fn born(child: &Child) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(birth) = PartialBirth::parse(&child.birth_date) {
        return Some((birth.earliest(), birth.latest()));
    }
    let (age, event) = Option::zip(AgeSpan::parse(&child.age_years), child.event)?;
    let years_before = |years: u8| event.checked_sub_months(chrono::Months::new(u32::from(years) * 12));
    let earliest = years_before(age.hi())?.checked_sub_days(Days::new(2 * AGE_SLACK_DAYS))?;
    Some((earliest, years_before(age.lo())?.checked_add_days(Days::new(AGE_SLACK_DAYS))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `given/first/second/sex/nationality/birth or age`, the event on 15 June 2019.
    fn child(written: &str) -> Child {
        let parts: Vec<String> = written.split('/').map(str::to_owned).collect();
        let [given_names, first, second, sex, nationality, age] = parts.try_into().unwrap();
        let is_birth = age.len() >= 4 && !age.contains('~');
        let (birth_date, age_years) = if is_birth { (age, String::new()) } else { (String::new(), age) };
        let event = NaiveDate::from_ymd_opt(2019, 6, 15);
        Child { given_names, surnames: [first, second], sex, nationality, birth_date, age_years, event }
    }

    #[track_caller]
    fn check(one: &str, other: &str, is_alike: bool) {
        for (one, other) in [(one, other), (other, one)] {
            assert_eq!(likeness(&child(one), &child(other)).is_some(), is_alike, "{one} {other}");
        }
    }

    #[test]
    fn a_child_is_known_again_though_its_name_is_spelt_otherwise() {
        let known = "José Luis/Caal/Pop/male/GTM/14";
        check(known, known, true);
        for other in [
            "Jose/Cal/Pop/male/GTM/13",
            "josé luis/CAAL/POP//GTM/",
            "Jose Luis/Caal/Pop/male//2004",
            "Luis/Caal/Pop/male/HND/14",
            "José Luiz/Kaal/Pop/male/GTM/~14",
            "José/Caal//male/GTM/14",
            "José/Pop/Caal/male/GTM/14",
            "José Lius/Caal/Pop/male/GTM/2004-10-02",
        ] {
            check(known, other, true);
        }
        check("Ana/Vázquez/Muñoz/female/HND/9", "Anna/Basquez/Munos/female/HND/9", true);
        check("Ana/Hernández/-/female/HND/9", "Ana/Ernandes//female/HND/9", true);
    }

    #[test]
    fn who_is_somebody_else_is_not_asked_about() {
        let known = "José Luis/Caal/Pop/male/GTM/14";
        for other in [
            "Ana/Caal/Pop/female/GTM/9",
            "Mario/Caal/Pop/male/GTM/14",
            "José Luis/Caal/López/male/GTM/14",
            "José Luis/Caal/Pop/female/GTM/14",
            "José Luis/Caal/Pop/male/GTM/7",
            "José Luis/Caal/Pop/male/GTM/2010-06-15",
            "José/Caal//male//",
            "/Caal/Pop/male/GTM/14",
            "José Luis///male/GTM/14",
            "///male/GTM/14",
        ] {
            check(known, other, false);
        }
    }

    #[test]
    fn whoever_may_be_alike_is_looked_up_by_the_beginnings_of_names() {
        let of = |written| expression(&child(written));
        assert_eq!(
            of("José Luis/Caal/Pop///").as_deref(),
            Some("((\"jos\"* OR \"lui\"*) AND (\"caa\"* OR \"pop\"*)) OR ((\"caa\"*) AND (\"pop\"*))")
        );
        assert_eq!(of("Ana/Núñez/-///").as_deref(), Some("((\"ana\"*) AND (\"nun\"*))"));
        for nobody in ["/Caal/Pop///", "José/////", "?/?/?///"] {
            assert_eq!(of(nobody), None, "{nobody}");
        }
    }
}
