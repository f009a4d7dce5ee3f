//! One name table per enum: it feeds the screen, the wire and the schema.
//!
//! The crates above write their tables with the same macros. They are no part of what this crate
//! promises: what they expand to names `serde`, `schemars`, `proptest` and `thiserror` as the
//! crate that calls them has them.

/// Declares an enum of plain variants with their codes, and everything that reads or prints them.
///
/// `Type, UnknownType, "message";` declares the error of an unknown code as well, `"message" in
/// "room"` for one that is public in a module alone; `Type => Error = value;` names one that is
/// there.
#[doc(hidden)]
#[macro_export]
macro_rules! __words {
    ($(#[$attribute:meta])* $type:ident, $unknown:ident, $message:literal $(in $room:literal)?;
     $($table:tt)*) => {
        $crate::__words! { $(#[$attribute])* $type => $unknown = $unknown(()); $($table)* }

        #[doc = concat!("The text is not the code of a [`", stringify!($type), "`].")]
        ///
        /// ```
        #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::", $($room, "::",)? stringify!($type), ";")]
        ///
        #[doc = concat!("let unknown = \"no-such-code\".parse::<", stringify!($type), ">().unwrap_err();")]
        #[doc = concat!("assert_eq!(unknown.to_string(), \"", $message, "\");")]
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error($message)]
        pub struct $unknown(());
    };
    ($(#[$attribute:meta])* $type:ident => $unknown:ty = $made:expr;
     $($(#[$doc:meta])* $variant:ident $word:literal,)*) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(into = "&'static str"))]
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
            type Err = $unknown;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($made),
                }
            }
        }

        impl TryFrom<alloc::string::String> for $type {
            type Error = $unknown;

            fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__read_text(deserializer)
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

/// Declares the kinds of an error: the stable code of each, and its prose.
#[doc(hidden)]
#[macro_export]
macro_rules! __kinds {
    ($(#[$attribute:meta])* $type:ident;
     $($(#[$doc:meta])* $variant:ident $code:literal $prose:literal,)*) => {
        $(#[$attribute])*
        ///
        /// Open: later versions may tell more apart. The code is stable, the prose is not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(match self {
                    $(Self::$variant => $prose,)*
                })
            }
        }
    };
}

pub(crate) use __words as words;

/// Reads a value by its one way in, without a copy of the text.
#[cfg(feature = "serde")]
#[doc(hidden)]
pub fn __read_text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: core::str::FromStr<Err: core::fmt::Display>,
{
    struct Text<T>(core::marker::PhantomData<T>);

    impl<T: core::str::FromStr<Err: core::fmt::Display>> serde::de::Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(core::marker::PhantomData))
}

/// Implements `Arbitrary` by strategies without parameters, a type each.
#[cfg(feature = "proptest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __arbitrary {
    ($($(#[$doc:meta])* $type:ty => $strategy:expr;)*) => {$(
        $(#[$doc])*
        impl proptest::arbitrary::Arbitrary for $type {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                proptest::strategy::Strategy::boxed($strategy)
            }
        }
    )*};
}
