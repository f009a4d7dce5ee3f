//! One name table per enum: it feeds the screen, the wire and the schema.

use checkmark_account::Language;

/// Declares an enum of plain variants with their codes, in the words of the list it is called.
macro_rules! words {
    ($(#[$attribute:meta])* $type:ident $what:literal; $($table:tt)*) => {
        checkmark_account::__words! {
            $(#[$attribute])* $type => $crate::UnknownWord = $crate::UnknownWord::new($what);
            $($table)*
        }
    };
}

/// A text that is no code of a word list, such as the topics or the states.
///
/// ```
/// use checkmark_ticket::{Topic, UnknownWord};
///
/// let unknown: UnknownWord = "weather".parse::<Topic>().unwrap_err();
/// assert_eq!(unknown.what(), "topic");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what}")]
pub struct UnknownWord {
    what: &'static str,
}

impl UnknownWord {
    pub(crate) const fn new(what: &'static str) -> Self {
        Self { what }
    }

    /// Which list was looked in, such as `topic`.
    #[must_use]
    pub const fn what(self) -> &'static str {
        self.what
    }
}

/// One of two texts. A language without texts of its own gets the English one.
pub(crate) const fn in_language(
    language: Language,
    english: &'static str,
    swedish: &'static str,
) -> &'static str {
    match language {
        Language::Swedish => swedish,
        _ => english,
    }
}

pub(crate) use words;
