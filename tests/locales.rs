//! The texts: both languages say the same things, nothing is empty, and nothing is left over that no code asks for.

#![expect(clippy::unwrap_used, reason = "a source that cannot be read is a failed test")]

use cobijo::domain::catalogue::{STEPS, find};
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, FIELDS, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The beginnings of keys whose rest is a code of the program.
const COMPUTED: [&str; 50] = [
    "cli-any-",
    "cli-value-",
    "act-",
    "action-",
    "cell-",
    "chart-of-",
    "chart-",
    "cli-",
    "command-",
    "entity-",
    "exercise-",
    "field-",
    "filter-",
    "foot-",
    "export-",
    "hint-summary-",
    "summary-tab-",
    "form-child-",
    "measure-",
    "month-",
    "need-short-",
    "need-",
    "part-",
    "period-",
    "picture-",
    "place-",
    "prose-age-",
    "prose-by-",
    "prose-sex-",
    "prose-verb-",
    "prose-service-",
    "prose-returned-",
    "prose-period-",
    "prose-",
    "region-",
    "report-by-",
    "role-",
    "rule-",
    "settings-",
    "sheet-",
    "short-",
    "since-",
    "sort-",
    "step-short-",
    "table-",
    "title-",
    "topic-",
    "weekday-",
    "word-",
    "words-",
];
/// Words that call a child what no child is.
const FORBIDDEN: [&str; 5] = ["ilegal", "detenid", "illegal", "detained", "detainee"];

/// One text: its file, what it says, and the placeholders in it.
struct Message {
    file: String,
    text: String,
    placeholders: BTreeSet<String>,
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_of(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of a language by key: a line that begins with a key, and the indented lines below it.
fn messages(lang: Lang) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for path in files_of(&root().join("assets/locales").join(lang.code())) {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut current = String::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            match line.split_once('=') {
                _ if line.starts_with(' ') => messages.get_mut(&current).unwrap().text.push_str(line),
                Some((key, text)) if !line.starts_with('#') => {
                    key.trim().clone_into(&mut current);
                    let message = Message { file: file.clone(), text: text.to_owned(), placeholders: BTreeSet::new() };
                    assert!(messages.insert(current.clone(), message).is_none(), "{current} stands twice");
                }
                _ => assert!(line.is_empty() || line.starts_with('#') || line == "}", "{file}: {line}"),
            }
        }
    }
    for message in messages.values_mut() {
        let names = message.text.split('$').skip(1);
        let end = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
        message.placeholders = names.map(|rest| rest.split(end).next().unwrap().to_owned()).collect();
    }
    messages
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_files_with_the_same_placeholders() {
    let shape = |lang| -> Vec<(String, String, BTreeSet<String>)> {
        messages(lang).into_iter().map(|(key, message)| (key, message.file, message.placeholders)).collect()
    };
    let (es, en) = (shape(Lang::Es), shape(Lang::En));
    assert!(en.len() > 200, "the texts were not found");
    for (spanish, english) in es.iter().zip(&en) {
        assert_eq!(spanish, english);
    }
    assert_eq!(es.len(), en.len());
}

#[test]
fn every_text_says_something_and_the_program_has_it() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for (key, message) in messages(lang) {
            assert!(!message.text.trim().is_empty(), "{key} is empty");
            assert!(texts.has(&key), "{key} of {} is not part of the program", message.file);
            assert!(!texts.get(&key).trim().is_empty(), "{key} says nothing");
        }
    }
}

#[test]
fn no_text_calls_a_child_illegal_or_detained() {
    for lang in Lang::ALL {
        for (key, message) in messages(lang) {
            let text = message.text.to_lowercase();
            assert!(FORBIDDEN.iter().all(|word| !text.contains(word)), "{key}: {text}");
        }
    }
    let codes = fs::read_to_string(root().join("assets/catalogues/codes.csv")).unwrap().to_lowercase();
    assert!(FORBIDDEN.iter().all(|word| !codes.contains(word)));
}

/// Whether code asks for a key: by itself, or by a beginning and a code that stands in the sources.
fn is_asked_for(key: &str, sources: &str, countries: &str) -> bool {
    let stands = |text: &str| sources.contains(&format!("\"{text}\""));
    if stands(key) {
        return true;
    }
    let Some((prefix, rest)) = COMPUTED.iter().find_map(|prefix| Some((*prefix, key.strip_prefix(prefix)?))) else {
        return false;
    };
    match prefix {
        "field-" => FIELDS.iter().any(|field| rest == format!("{}-{}", field.entity.code(), field.name)),
        "word-" => FIELDS.iter().any(|field| {
            let codes = [format!("{:?}", field.kind), format!("{:?}", field.need), format!("{:?}", field.sensitivity)];
            codes.iter().any(|code| code.split('(').next().unwrap().to_lowercase() == rest)
        }),
        "month-" => rest.parse().is_ok_and(|month: u32| (1..=12).contains(&month)),
        "weekday-" => rest.parse().is_ok_and(|day: u32| (1..=7).contains(&day)),
        "region-" => stands(rest) || countries.contains(&format!(",{rest},")),
        "exercise-" => rest.split_once('-').is_some_and(|(number, part)| {
            number.parse().is_ok_and(|number| cobijo::training::exercise::exercise(number).is_some()) && stands(part)
        }),
        "step-short-" => find(&STEPS, rest).is_some(),
        // `cli-COMMAND`, `cli-COMMAND-OPTION`, `cli-OPTION`, and examples.
        "cli-" => {
            let rest = rest.strip_suffix("-examples").unwrap_or(rest);
            let is_split = |(at, _): (usize, &str)| {
                let (command, option) = rest.split_at(at);
                // `cli-COMMAND-VERB-OPTION` where a command has verbs.
                let is_known = |option: &str| stands(option) || option.split('-').all(stands);
                stands(command) && option.strip_prefix('-').is_some_and(is_known)
            };
            rest == "examples" || stands(rest) || rest.match_indices('-').any(is_split)
        }
        _ => rest.split('-').all(stands) || stands(rest),
    }
}

#[test]
fn no_text_is_left_over() {
    let rust = files_of(&root().join("src"));
    let sources: String = rust.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let countries = fs::read_to_string(root().join("assets/catalogues/countries.csv")).unwrap();
    for prefix in COMPUTED {
        assert!(sources.contains(&format!("\"{prefix}{{")) || prefix == "cli-", "nothing begins with {prefix}");
    }
    // The line of help of a field is asked for where the field is typed.
    let is_help = |key: &str| {
        let is_typed = |entity: Entity, name: &str| {
            entity.fields().any(|field| field.name == name && !matches!(field.place, Place::Program))
        };
        let (entity, name) = key.strip_prefix("help-").and_then(|rest| rest.split_once('-')).unwrap_or_default();
        Entity::ALL.into_iter().any(|own| own.code() == entity && is_typed(own, name))
    };
    let messages = messages(Lang::En);
    let left: Vec<&String> =
        messages.keys().filter(|key| !is_asked_for(key, &sources, &countries) && !is_help(key)).collect();
    assert!(left.is_empty(), "{left:?}");
}
