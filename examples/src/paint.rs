//! Colors: when there are any, what each means, and the check mark in its own.

use std::fmt;
use std::str::FromStr;

use anstream::ColorChoice;
use anstyle::{Ansi256Color, AnsiColor, Color, Style};

use crate::table::Cell;

/// When to color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: it asks, forces or forbids"
)]
pub enum ColorWhen {
    /// Where the output is a terminal that has colors, `NO_COLOR` and `CLICOLOR` heeded.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorWhen {
    pub(crate) fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::AlwaysAnsi,
            Self::Never => ColorChoice::Never,
        }
    }

    /// Holds for standard error too.
    pub(crate) fn hold(self) {
        self.choice().write_global();
    }
}

impl FromStr for ColorWhen {
    type Err = UnknownColorWhen;

    fn from_str(text: &str) -> Result<Self, UnknownColorWhen> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err(UnknownColorWhen),
        }
    }
}

/// A word that does not say when to color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither auto nor always nor never")]
#[non_exhaustive]
pub struct UnknownColorWhen;

/// A heading.
pub const HEADING: Style = Style::new().bold();
/// What stands beside the matter.
pub const QUIET: Style = Style::new().dimmed();
/// What went well.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What wants care: a refusal, a time at risk.
///
/// Not the terminal's yellow, which cannot be read on white.
pub const CARE: Style = Ansi256Color(172).on_default();
/// What went wrong: a fault, a time missed.
pub const BAD: Style = AnsiColor::Red.on_default();

/// The check mark beside a name (MARK-1), in its color: a badge on a terminal, `✔ green` in plain
/// text. The black badge has bright edges, so that it stands out on a dark ground too.
///
/// ```
/// use examples::paint::Mark;
///
/// let mark = Mark::of("black").to_string();
/// assert_eq!(anstream::adapter::strip_str(&mark).to_string().trim(), "✔ black");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    name: &'a str,
}

impl<'a> Mark<'a> {
    /// The mark of that name, as the wire has it: `none`, `blue`, `green`, `yellow`, `black`.
    #[must_use]
    pub const fn of(name: &'a str) -> Self {
        Self { name }
    }

    fn sign(self) -> &'static str {
        if self.name == "none" { "·" } else { "✔" }
    }

    /// The style of the badge and of its edges.
    fn styles(self) -> (Style, Style) {
        // Numbers of the 256-color table, which looks the same under every theme.
        let (ink, ground, edge) = match self.name {
            "blue" => (231, 26, 26),
            "green" => (231, 28, 28),
            "yellow" => (16, 214, 214),
            "black" => (231, 16, 250),
            _ => return (QUIET, QUIET),
        };
        let color = |number| Some(Color::Ansi256(Ansi256Color(number)));
        let badge = Style::new().bold().fg_color(color(ink));
        (
            badge.bg_color(color(ground)),
            Style::new().bg_color(color(edge)),
        )
    }
}

/// The edges are blanks, of which plain text shows nothing.
impl From<Mark<'_>> for Cell {
    fn from(mark: Mark<'_>) -> Self {
        let (badge, edge) = mark.styles();
        let text = format!(" {} {:<6} ", mark.sign(), mark.name);
        Self::styled(" ", edge).and(text, badge).and(" ", edge)
    }
}

impl fmt::Display for Mark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Cell::from(*self).fmt(f)
    }
}
