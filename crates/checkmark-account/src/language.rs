//! The languages that texts come in.

use crate::words::words;

words! {
    /// A language in which the crates have all their texts, by its tag (BCP 47).
    ///
    /// Open: a host adds its own from the ids and arguments; later versions may bring more.
    ///
    /// ```
    /// use checkmark_account::Language;
    ///
    /// assert_eq!("sv".parse(), Ok(Language::Swedish));
    /// ```
    #[derive(Default)]
    #[non_exhaustive]
    Language, UnknownLanguage, "unknown language";
    /// English, `en`.
    #[default]
    English "en",
    /// Swedish, `sv`.
    Swedish "sv",
}
