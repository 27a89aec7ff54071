//! Colours by role: sixteen colours on a painted background, or none at all.
//!
//! A view names a role and never a colour. Must stay true: a colour never says anything alone, and without colours not
//! one is set, so that reverse and bold survive `NO_COLOR`.

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

/// The colours of a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Sixteen colours.
    #[default]
    Coloured,
    /// None: `NO_COLOR`.
    Plain,
}

impl Theme {
    /// How a role looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Coloured => coloured(role),
            Self::Plain => plain(role),
        }
    }
}

fn coloured(role: Role) -> Style {
    let on_black = |colour| Style::new().fg(colour).bg(Color::Black);
    match role {
        Role::Body => on_black(Color::Gray),
        Role::Strong => on_black(Color::White).add_modifier(Modifier::BOLD),
        Role::Title => Style::new().fg(Color::White).bg(Color::Blue),
        Role::Focus => on_black(Color::Gray).add_modifier(Modifier::REVERSED),
        Role::Key | Role::Copied => on_black(Color::LightCyan),
        Role::Warning => on_black(Color::LightYellow),
        Role::Error => on_black(Color::LightRed),
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

    #[test]
    fn without_colours_none_is_set() {
        use Role::{Banner, Body, Copied, Error, Focus, Key, Strong, Title, Warning};
        for role in [Body, Strong, Title, Focus, Key, Copied, Warning, Error, Banner] {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
        assert!(Theme::Plain.style(Role::Focus).add_modifier.contains(Modifier::REVERSED));
    }
}
