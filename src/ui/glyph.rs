//! What a terminal can show: three levels of signs, and what stands for a sign that a level does not have.
//!
//! Letters are on every level, whatever their script: a name is read as it is written. A terminal that cannot show
//! `ñ` cannot type it either, and is to be set to UTF-8; `doctor` says so. Must stay true: what stands for a sign takes
//! no more columns than the sign.

use crate::domain::code::closed;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr as _;

closed! {
    /// The signs of a terminal.
    #[derive(Default)]
    pub enum Glyphs {
        /// Signs of a typewriter.
        Ascii = "ascii",
        /// What the fonts of the Linux console have: lines and full blocks.
        Console = "console",
        /// Everything: parts of blocks and braille too.
        #[default]
        Full = "full",
    }
}

/// The signs beside letters and ASCII that the console's fonts of Debian have (Lat15, 256 signs), as far as any program
/// of this kind uses them.
const CONSOLE: &str = "─│┌┐└┘├┤┬┴┼█▓▒░■●▲▼▶◀←→↑↓·…≈•¶×÷±°§«»¿¡“”‘’—–€";
/// Some of them, to look at.
pub const SAMPLE: &str = "─│┌┐ █▒░ ←→ » · … ≈ áéíóúñü ¿¡";
/// Signs, and what stands for them on a poorer level; on the poorest one what stands for that again.
const POORER: [(&str, &str); 20] = [
    ("▏▎▍", "│"),
    ("▌▋▊▉", "█"),
    ("▁▂", "."),
    ("▃▄▅", ":"),
    ("▆▇", "|"),
    ("─━═—–", "-"),
    ("│┃║·", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    ("█▓■", "#"),
    ("▒", "="),
    ("░", "."),
    ("…≈", "~"),
    ("•●", "*"),
    ("▶→", ">"),
    ("◀←", "<"),
    ("▲↑", "^"),
    ("▼↓", "v"),
    ("¶", "/"),
    ("×", "x"),
    ("“”«»", "\""),
];
/// Signs of braille; whoever draws with them asks first whether the terminal has any.
const BRAILLE: std::ops::RangeInclusive<char> = '\u{2800}'..='\u{28ff}';
/// What stands for a sign that nothing stands for.
const UNKNOWN: &str = "?";

impl Glyphs {
    /// What the variables of the environment say, and the one that says it; nothing is known of most terminals.
    #[must_use]
    pub fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> (Self, Option<&'static str>) {
        const LOCALE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];
        let says = |name: &str, words: &[&str]| variable(name).is_some_and(|value| words.contains(&value.as_str()));
        if variable("WT_SESSION").is_some() {
            return (Self::Full, Some("WT_SESSION"));
        }
        if says("TERM", &["dumb"]) {
            return (Self::Ascii, Some("TERM"));
        }
        let locale = LOCALE.into_iter().find_map(|name| Some((name, variable(name)?.to_lowercase())));
        match locale {
            Some((name, locale)) if !locale.contains("utf-8") && !locale.contains("utf8") => (Self::Ascii, Some(name)),
            _ if says("TERM", &["linux"]) => (Self::Console, Some("TERM")),
            _ if says("COLORTERM", &["truecolor", "24bit"]) => (Self::Full, Some("COLORTERM")),
            _ => (Self::Console, None),
        }
    }

    /// What is shown for a sign; nothing where the level has it.
    #[must_use]
    pub fn instead_of(self, sign: &str) -> Option<&'static str> {
        if self == Self::Full || sign.is_ascii() || sign.starts_with(char::is_alphanumeric) {
            return None;
        }
        let first = sign.chars().next()?;
        if CONSOLE.contains(first) && self == Self::Console || matches!(first, '¿' | '¡') {
            return None;
        }
        if BRAILLE.contains(&first) {
            return Some(":");
        }
        let shown = POORER.iter().find(|(signs, _)| signs.contains(first)).map_or(UNKNOWN, |(_, shown)| shown);
        self.instead_of(shown).or(Some(shown))
    }

    /// Makes what was drawn fit the level.
    pub(super) fn fit(self, buffer: &mut Buffer) {
        for cell in &mut buffer.content {
            if let Some(shown) = self.instead_of(cell.symbol()) {
                let gap = cell.symbol().width().saturating_sub(1);
                cell.set_symbol(&format!("{shown}{}", " ".repeat(gap)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_says_which_signs_it_has() {
        for (variables, level, because) in [
            (&[][..], Glyphs::Console, None),
            (&[("LANG", "es_MX.UTF-8"), ("TERM", "xterm-256color")], Glyphs::Console, None),
            (&[("LANG", "es_MX.utf8"), ("COLORTERM", "truecolor")], Glyphs::Full, Some("COLORTERM")),
            (&[("LANG", "C.UTF-8"), ("TERM", "linux")], Glyphs::Console, Some("TERM")),
            (&[("LANG", "es_MX.ISO-8859-1"), ("TERM", "xterm")], Glyphs::Ascii, Some("LANG")),
            (&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "C")], Glyphs::Ascii, Some("LC_ALL")),
            (&[("LANG", "C"), ("WT_SESSION", "1")], Glyphs::Full, Some("WT_SESSION")),
            (&[("TERM", "dumb")], Glyphs::Ascii, Some("TERM")),
        ] {
            let variable = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(Glyphs::of_terminal(variable), (level, because), "{variables:?}");
        }
    }

    #[test]
    fn letters_stay_and_signs_give_way() {
        for (sign, ascii, console) in [
            ("ñ", None, None),
            ("Ж", None, None),
            ("漢", None, None),
            ("a\u{301}", None, None),
            ("¿", None, None),
            ("─", Some("-"), None),
            ("…", Some("~"), None),
            ("»", Some("\""), None),
            ("╭", Some("+"), Some("+")),
            ("⣿", Some(":"), Some(":")),
            ("▍", Some("|"), Some("│")),
            ("▌", Some("#"), Some("█")),
            ("▒", Some("="), None),
            ("▇", Some("|"), Some("|")),
            ("✓", Some("?"), Some("?")),
        ] {
            let shown = [Glyphs::Ascii, Glyphs::Console, Glyphs::Full].map(|level| level.instead_of(sign));
            assert_eq!(shown, [ascii, console, None], "{sign}");
        }
    }
}
