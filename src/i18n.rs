//! Messages: every text that a person reads, in Spanish and in English, from `assets/locales`.
//!
//! Knows no screen and no command. Must stay true: both languages have the same keys with the same placeholders, and a
//! placeholder's value is printed as it came.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

/// The languages of the screen.
#[expect(clippy::unsafe_derive_deserialize, reason = "what is unsafe is inside a macro, and makes no language")]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Spanish (Mexico), the first language.
    #[default]
    Es,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// `es` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es => "Español",
            Self::En => "English",
        }
    }

    /// The language of a locale name such as `es_MX.UTF-8`; nothing where it is neither of the two.
    #[must_use]
    pub fn from_locale(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| name.split(['_', '.', '-']).next() == Some(lang.code()))
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Es => langid!("es-MX"),
            Self::En => langid!("en"),
        }
    }

    fn sources(self) -> &'static [&'static str] {
        macro_rules! files {
            ($($name:literal)+) => {
                match self {
                    Self::Es => &[$(include_str!(concat!("../assets/locales/es/", $name, ".ftl"))),+],
                    Self::En => &[$(include_str!(concat!("../assets/locales/en/", $name, ".ftl"))),+],
                }
            };
        }
        files!("boxes" "cli" "documents" "due" "fields" "files" "form" "help" "pictures" "public" "report" "screen" "seal" "spoken" "store" "summary" "training" "words")
    }
}

/// What a placeholder is filled with. Numbers choose the plural.
pub type Arg<'a> = FluentValue<'a>;

/// The texts of one language.
pub struct Texts {
    lang: Lang,
    is_in_digits: bool,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads the texts of a language.
    ///
    /// # Panics
    /// Where a file under `assets/locales` is not sound; a test reads each of them.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.id()]);
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| errors);
            let resource = resource.expect("the texts are part of the program and a test reads each file");
            bundle.add_resource(resource).expect("no key stands twice, which a test proves");
        }
        Self { lang, is_in_digits: false, bundle }
    }

    /// The same, with thousands in sentences in digits: `1,204` for `mil 204`.
    #[must_use]
    pub fn in_digits(self, is_in_digits: bool) -> Self {
        Self { is_in_digits, ..self }
    }

    /// The language of these texts.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether thousands in sentences stand in digits: in English they always do.
    #[must_use]
    pub fn is_in_digits(&self) -> bool {
        self.is_in_digits || self.lang == Lang::En
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with its placeholders filled. A key without a text gives the key itself, which tests refuse.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Whether a key has a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_names_choose_a_language() {
        assert_eq!(Lang::from_locale("es_MX.UTF-8"), Some(Lang::Es));
        assert_eq!(Lang::from_locale("en"), Some(Lang::En));
        assert_eq!(Lang::from_locale("C.UTF-8"), None);
    }

    #[test]
    fn both_languages_are_sound() {
        for lang in Lang::ALL {
            assert_eq!(Texts::new(lang).get("no-such-key"), "no-such-key");
        }
    }
}
