//! A desk for tests: Tapachula on Saturday 15 June 2019 at 14:32, with two offices and two contacts.
//!
//! Not part of the program. Must stay true: its clock stands still.

use super::{About, Contact, Desk, Standing};
use crate::domain::moment::Moment;
use crate::i18n::{Lang, Texts};
use uuid::Uuid;

/// What a desk borrows.
pub struct Fixture {
    /// The texts of the screen.
    pub texts: Texts,
    /// Code and name of each office.
    pub offices: Vec<(String, String)>,
    /// A case with two contacts.
    pub about: About,
    /// What the clock shows.
    pub now: &'static str,
}

impl Default for Fixture {
    fn default() -> Self {
        Self::new(Lang::Es)
    }
}

impl Fixture {
    /// A desk in a language.
    pub fn new(lang: Lang) -> Self {
        let contact = |number: u128, name: &str| Contact {
            id: Uuid::from_u128(number),
            number: number.to_string(),
            name: name.to_owned(),
            standing: Standing::Safe,
        };
        let pair = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        Self {
            texts: Texts::new(lang),
            offices: vec![pair("CHP", "Representación en Chiapas"), pair("TAP", "Tapachula, Estación Siglo XXI")],
            about: About {
                contacts: vec![contact(1, "Rosa Pop Tot"), contact(2, "Elena Pop Tot")],
                ..About::default()
            },
            now: "2019-06-15T14:32",
        }
    }

    /// The desk itself.
    pub fn desk(&self) -> Desk<'_> {
        let zone = chrono_tz::America::Mexico_City;
        let now = Moment::parse(self.now, zone).unwrap();
        Desk { now, zone, office: "TAP", offices: &self.offices, about: &self.about, texts: &self.texts }
    }
}
