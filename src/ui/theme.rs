//! Colours by role: sixteen colours on a painted background, or none at all.
//!
//! A view names a role and never a colour. Must stay true: a colour never says anything alone, and without colours not
//! one is set, so that reverse and bold survive `NO_COLOR`.

use crate::domain::code::closed;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is there for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Everything else.
    Body,
    /// A heading, a total.
    Strong,
    /// The first line and the footer's labels.
    Title,
    /// Where the keys go.
    Focus,
    /// A key to press.
    Key,
    /// A value that nobody typed: a default, a copy.
    Copied,
    /// Something to look at.
    Warning,
    /// Something that stops.
    Error,
    /// The line that says that the data are made up.
    Banner,
}

closed! {
    /// The colours of a terminal.
    #[derive(Default)]
    pub enum Theme {
        /// Light text on black.
        #[default]
        Dark = "dark",
        /// Black text on white.
        Light = "light",
        /// White and yellow on black.
        Contrast = "contrast",
        /// No colours: `NO_COLOR`.
        Plain = "mono",
    }
}

/// The colours of a theme: text on its ground.
struct Palette {
    ground: Color,
    body: Color,
    strong: Color,
    title: (Color, Color),
    accent: Color,
    warning: Color,
    error: Color,
}

const DARK: Palette = Palette {
    ground: Color::Black,
    body: Color::Gray,
    strong: Color::White,
    title: (Color::White, Color::Blue),
    accent: Color::LightCyan,
    warning: Color::LightYellow,
    error: Color::LightRed,
};
const LIGHT: Palette = Palette {
    ground: Color::White,
    body: Color::Black,
    strong: Color::Black,
    title: (Color::White, Color::Blue),
    accent: Color::Blue,
    warning: Color::Magenta,
    error: Color::Red,
};
const CONTRAST: Palette = Palette {
    ground: Color::Black,
    body: Color::White,
    strong: Color::White,
    title: (Color::Black, Color::White),
    accent: Color::LightYellow,
    warning: Color::LightYellow,
    error: Color::LightYellow,
};

impl Theme {
    /// What the variables of the environment say: `NO_COLOR`, and terminals that never had any.
    #[must_use]
    pub fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_bare = variable("TERM").is_some_and(|term| term == "dumb" || term.starts_with("vt"));
        if is_bare || variable("NO_COLOR").is_some() { Self::Plain } else { Self::Dark }
    }

    /// How a role looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let style = match self {
            Self::Dark => coloured(&DARK, role),
            Self::Light => coloured(&LIGHT, role),
            Self::Contrast => coloured(&CONTRAST, role),
            Self::Plain => plain(role),
        };
        // What lay underneath keeps nothing of its look.
        style.remove_modifier(Modifier::all().difference(style.add_modifier))
    }
}

fn coloured(palette: &Palette, role: Role) -> Style {
    let on_ground = |colour| Style::new().fg(colour).bg(palette.ground);
    match role {
        Role::Body => on_ground(palette.body),
        Role::Strong => on_ground(palette.strong).add_modifier(Modifier::BOLD),
        Role::Title => Style::new().fg(palette.title.0).bg(palette.title.1),
        Role::Focus => on_ground(palette.body).add_modifier(Modifier::REVERSED),
        Role::Key | Role::Copied => on_ground(palette.accent),
        Role::Warning => on_ground(palette.warning),
        Role::Error => on_ground(palette.error),
        Role::Banner => Style::new().fg(Color::Black).bg(Color::LightYellow),
    }
}

fn plain(role: Role) -> Style {
    match role {
        Role::Body | Role::Copied => Style::new(),
        Role::Strong | Role::Key | Role::Warning | Role::Error => Style::new().add_modifier(Modifier::BOLD),
        Role::Title | Role::Focus | Role::Banner => Style::new().add_modifier(Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Banner, Body, Copied, Error, Focus, Key, Strong, Title, Warning};

    const ROLES: [Role; 9] = [Body, Strong, Title, Focus, Key, Copied, Warning, Error, Banner];

    #[test]
    fn the_terminal_says_whether_it_has_colours() {
        for (variables, theme) in [
            (&[("TERM", "xterm-256color")][..], Theme::Dark),
            (&[("TERM", "vt220")], Theme::Plain),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], Theme::Plain),
        ] {
            let variable = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(Theme::of_terminal(variable), theme, "{variables:?}");
        }
    }

    #[test]
    fn without_colours_none_is_set() {
        for role in ROLES {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn every_theme_paints_its_ground_and_shows_the_focus() {
        for theme in Theme::ALL {
            assert!(theme.style(Focus).add_modifier.contains(Modifier::REVERSED), "{theme:?}");
            assert_eq!(Theme::from_code(theme.code()), Some(theme));
            for role in ROLES.into_iter().filter(|_| theme != Theme::Plain) {
                let Style { fg: Some(text), bg: Some(ground), .. } = theme.style(role) else {
                    panic!("{theme:?} {role:?} is not painted")
                };
                // What reaches 4.5 to 1 in the palettes of Linux, Windows Terminal and PuTTY alike.
                let is_read = match ground {
                    Color::Black => !matches!(text, Color::Red | Color::Blue | Color::Magenta | Color::DarkGray),
                    Color::White => matches!(text, Color::Black | Color::Blue | Color::Magenta | Color::Red),
                    Color::Blue => text == Color::White,
                    _ => text == Color::Black,
                };
                assert!(is_read, "{theme:?} {role:?}");
            }
        }
    }
}
