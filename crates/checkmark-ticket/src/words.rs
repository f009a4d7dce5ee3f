//! One name table per enum: it feeds the screen, the wire and the schema.

use checkmark_account::Language;

/// Declares an enum of plain variants with their codes, and everything that reads or prints them.
macro_rules! words {
    ($(#[$attribute:meta])* $type:ident $what:literal;
     $($(#[$doc:meta])* $variant:ident $word:literal,)*) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(
            feature = "serde",
            serde(try_from = "alloc::string::String", into = "&'static str")
        )]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, on screen and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<$type> for &'static str {
            fn from(value: $type) -> Self {
                value.as_str()
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::UnknownWord::new($what)),
                }
            }
        }

        impl TryFrom<alloc::string::String> for $type {
            type Error = $crate::UnknownWord;

            fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($word),*] })
            }
        }

        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $type {
            type Parameters = ();
            type Strategy = proptest::sample::Select<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                proptest::sample::select(Self::ALL)
            }
        }
    };
}

/// A text that is no code of a word list, such as the topics or the states.
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
