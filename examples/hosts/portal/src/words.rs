//! How the pages write what is not a sentence of the crates'.

use checkmark::account::Language;
use time::UtcDateTime;

use crate::codes::{ENGLISH, SWEDISH};

/// The language of a page, and the text in it: English, then Swedish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The text in the language of the page.
    pub(crate) fn t<'a>(&self, english: &'a str, swedish: &'a str) -> &'a str {
        match self.0 {
            Language::Swedish => swedish,
            _ => english,
        }
    }

    /// A code in words.
    pub(crate) fn code(&self, code: &str) -> String {
        let texts = match self.0 {
            Language::Swedish => SWEDISH,
            _ => ENGLISH,
        };
        let text = texts.iter().find(|(known, _)| *known == code);
        text.map_or_else(|| plain(code), |(_, text)| (*text).to_owned())
    }

    /// The tag of the language.
    pub(crate) fn tag(&self) -> &'static str {
        self.0.as_str()
    }
}

/// An instant to the minute.
pub(crate) fn instant(at: UtcDateTime) -> String {
    format!(
        "{} {:02}:{:02} UTC",
        at.date(),
        at.time().hour(),
        at.time().minute()
    )
}

/// A clause as the beginning of a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A code as people read it: `no_such_thing` is "no such thing".
pub(crate) fn plain(code: &str) -> String {
    code.replace('_', " ")
}

/// Whether a text may stand as the name of an organization.
pub(crate) fn is_a_name(text: &str) -> bool {
    let length = text.chars().count();
    (1..=100).contains(&length) && !text.chars().any(char::is_control)
}
