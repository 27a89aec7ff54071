//! The house rules, read out of the sources: layers, purity, sizes.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from top to bottom; each uses only those below it.
const LAYERS: [&str; 16] = [
    "main", "cli", "runtime", "app", "screen", "ui", "render", "store", "vault", "report", "form", "search",
    "training", "log", "domain", "i18n",
];
/// Layers without clock, file, terminal, environment, database or randomness.
const PURE: [&str; 7] = ["report", "form", "search", "training", "log", "domain", "i18n"];
/// What no pure layer may name.
const IMPURE: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::io::stdin",
    "std::io::stdout",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "rusqlite",
    "ratatui",
    "crossterm",
    "getrandom",
];
const LINES_OF_A_FUNCTION: usize = 70;
const LINES_OF_A_FILE: usize = 500;
/// Lines of code, without blank lines, comments and tests. More than was meant; what is added is paid for by what goes.
const LINES_OF_THE_PROGRAM: usize = 33_390;

struct Source {
    path: PathBuf,
    layer: String,
    /// Without its tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let layer = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
                found.push(Source { path, layer, code });
            }
        }
    }
    found
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

fn fail(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn no_layer_reaches_up() {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|source| source.layer != "lib") {
        let own = rank(&source.layer).unwrap_or_else(|| panic!("{} is in no layer", source.path.display()));
        for (above, layer) in LAYERS.iter().enumerate().take(own) {
            let uses = format!("crate::{layer}::");
            if source.code.contains(&uses) || source.code.contains(&format!("crate::{layer};")) {
                problems.push(format!("{} reaches up to {layer} ({above} above {own})", source.path.display()));
            }
        }
    }
    fail(&problems);
}

#[test]
fn pure_layers_do_nothing_outside() {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.layer.as_str())) {
        let found = IMPURE.iter().filter(|word| source.code.contains(*word));
        problems.extend(found.map(|word| format!("{}: {word}", source.path.display())));
    }
    fail(&problems);
}

#[test]
fn only_views_know_the_terminal_and_only_the_store_knows_sqlite() {
    let mut problems = Vec::new();
    for source in sources() {
        let is_view = ["ui", "runtime"].contains(&source.layer.as_str()) || source.path.ends_with("view.rs");
        if !is_view && ["ratatui::", "crossterm::"].iter().any(|word| source.code.contains(word)) {
            problems.push(format!("{} knows the terminal", source.path.display()));
        }
        if source.layer != "store" && source.code.contains("rusqlite::") {
            problems.push(format!("{} knows SQLite", source.path.display()));
        }
    }
    fail(&problems);
}

#[test]
fn files_and_functions_fit_on_a_screen_and_say_what_they_are_for() {
    let mut problems = Vec::new();
    let mut total = 0;
    for source in sources() {
        let lines: Vec<&str> = source.code.lines().collect();
        total += lines.iter().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).count();
        if lines.len() > LINES_OF_A_FILE {
            problems.push(format!("{}: {} lines", source.path.display(), lines.len()));
        }
        if !source.code.starts_with("//!") {
            problems.push(format!("{} does not say what it is for", source.path.display()));
        }
        if source.path.ends_with("mod.rs") || source.code.contains(".len() as ") {
            problems.push(format!("{}: mod.rs or `.len() as`", source.path.display()));
        }
        for (at, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let is_function = line.trim_start().starts_with("fn ") || line.contains(" fn ");
            if !is_function || line.trim_start().starts_with("//") || !line.ends_with('{') {
                continue;
            }
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| *line == end).unwrap_or(0);
            if length > LINES_OF_A_FUNCTION {
                problems.push(format!("{}:{}: {length} lines", source.path.display(), at + 1));
            }
        }
    }
    if total > LINES_OF_THE_PROGRAM {
        problems.push(format!("the program has {total} lines"));
    }
    fail(&problems);
}

#[test]
fn the_repository_stands_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut problems = Vec::new();
    for name in ["README.md", "ARCHITECTURE.md", "schema.sql", "Cargo.toml", ".ci/run"] {
        let text = fs::read_to_string(root.join(name)).unwrap();
        let foreign = ["/home/", "/root/", "/work/", "../shared", "http://localhost"];
        problems.extend(foreign.iter().filter(|word| text.contains(*word)).map(|word| format!("{name}: {word}")));
    }
    fail(&problems);
}
