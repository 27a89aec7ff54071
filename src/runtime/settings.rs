//! What officers and the office have set, as it stands in the store's table of settings.
//!
//! Must stay true: what is not set, or not understood, is left to the store and the terminal.

use crate::i18n::Lang;
use crate::screen::session::{IDLE_MINUTES, IDLE_MINUTES_USUAL, Settings, Wishes};
use crate::store::{Right, Store, StoreError};
use crate::ui::glyph::Glyphs;
use crate::ui::theme::Theme;

/// After how many minutes without a key the store is locked.
const IDLE: &str = "office/idle-minutes";
/// What Intro does that goes to every field.
const EVERY_FIELD: &str = "every-field";

fn of(officer: &str, name: &str) -> String {
    format!("person/{officer}/{name}")
}

/// What is set for an officer, and for the office.
pub(super) fn read(store: &Store, officer: &str) -> Result<Settings, StoreError> {
    let own = |name: &str| store.setting(&of(officer, name)).map(Option::unwrap_or_default);
    let wishes = Wishes {
        lang: Lang::from_locale(&own("lang")?),
        theme: Theme::from_code(&own("theme")?),
        glyphs: Glyphs::from_code(&own("glyphs")?),
        is_every_field: own("enter")? == EVERY_FIELD,
    };
    let minutes = store.setting(IDLE)?.and_then(|minutes| minutes.parse().ok());
    let idle_minutes = minutes.filter(|minutes| IDLE_MINUTES.contains(minutes)).unwrap_or(IDLE_MINUTES_USUAL);
    Ok(Settings { wishes, idle_minutes })
}

/// Sets them; what holds for the office where the officer may.
pub(super) fn write(store: &mut Store, officer: &str, settings: Settings) -> Result<(), StoreError> {
    let Settings { wishes, idle_minutes } = settings;
    if read(store, officer)?.idle_minutes != idle_minutes {
        store.allow(Right::Settings)?;
        store.set_setting(IDLE, &idle_minutes.to_string())?;
    }
    for (name, value) in [
        ("lang", wishes.lang.map_or("", Lang::code)),
        ("theme", wishes.theme.map_or("", Theme::code)),
        ("glyphs", wishes.glyphs.map_or("", Glyphs::code)),
        ("enter", if wishes.is_every_field { EVERY_FIELD } else { "" }),
    ] {
        store.set_setting(&of(officer, name), value)?;
    }
    Ok(())
}
