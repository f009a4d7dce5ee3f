//! What the texts share.

use core::fmt;

use checkmark_account::Language;
use time::UtcDateTime;

/// The text of a language; English where there is none.
pub(crate) const fn pick(
    language: Language,
    english: &'static str,
    swedish: &'static str,
) -> &'static str {
    match language {
        Language::Swedish => swedish,
        _ => english,
    }
}

/// An enum by [`words!`], each variant of which rests on a rule and reads in every language: the
/// declaration, the name and the message of its error, then a row a variant: docs, code, rule,
/// English, Swedish.
///
/// [`words!`]: crate::words::words
macro_rules! spoken {
    ($(#[$meta:meta])* $name:ident, $unknown:ident, $message:literal;
        $($(#[$doc:meta])* $variant:ident $code:literal $rule:ident $english:literal $swedish:literal,)*) => {
        $crate::words::words! {
            $(#[$meta])*
            $name, $unknown, $message;
            $($(#[$doc])* $variant $code,)*
        }

        impl $name {
            /// The rule that it rests on.
            #[must_use]
            pub const fn rule(self) -> checkmark_account::Rule {
                match self { $(Self::$variant => checkmark_account::Rule::$rule,)* }
            }

            /// It in words, without what it is about.
            #[must_use]
            pub const fn text(self, language: checkmark_account::Language) -> &'static str {
                match self {
                    $(Self::$variant => $crate::voice::words::pick(language, $english, $swedish),)*
                }
            }
        }
    };
}
pub(crate) use spoken;

/// An instant to the minute, in UTC: a host that knows the person's zone makes its own text.
pub(crate) struct Instant(pub(crate) UtcDateTime);

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(f, "{date} {:02}:{:02} UTC", time.hour(), time.minute())
    }
}
