//! The languages that texts come in.

use core::fmt;
use core::str::FromStr;

/// A language in which explanations are written out.
///
/// Open: later versions may bring more.
///
/// ```
/// use checkmark_calendar::Language;
///
/// assert_eq!("sv".parse(), Ok(Language::Swedish));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English, `en`.
    #[default]
    English,
    /// Swedish, `sv`.
    Swedish,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Swedish];

    /// The language tag (BCP 47).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.as_str() == text)
            .ok_or(UnknownLanguage)
    }
}

/// A tag of a language that there are no texts in.
///
/// ```
/// use checkmark_calendar::{Language, UnknownLanguage};
///
/// let unknown: UnknownLanguage = "nb".parse::<Language>().unwrap_err();
/// assert_eq!(unknown.to_string(), "unknown language");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language")]
#[non_exhaustive]
pub struct UnknownLanguage;
