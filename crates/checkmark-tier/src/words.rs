//! One name table per enum: it feeds the screen, the wire and the schema.

pub(crate) use checkmark_domain::{__kinds as kinds, __words as words};

/// Declares ids that are known when the crate is built; one that is none fails the build.
macro_rules! ids {
    ($($name:ident: $type:ident = $text:literal;)*) => {$(
        pub(super) const $name: $type = match $type::new($text) {
            Ok(id) => id,
            Err(_) => panic!("the id is well formed"),
        };
    )*};
}

pub(crate) use ids;

/// Declares a small set of the values of a `words!` enum, one bit each.
macro_rules! set {
    ($(#[$attribute:meta])* $set:ident($bits:ty) of $item:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub struct $set($bits);

        impl $set {
            /// Nothing.
            pub const NONE: Self = Self(0);

            /// The set with one more.
            #[must_use]
            pub const fn with(self, item: $item) -> Self {
                Self(self.0 | 1 << item as u32)
            }

            /// The set with one less.
            #[must_use]
            pub const fn without(self, item: $item) -> Self {
                Self(self.0 & !(1 << item as u32))
            }

            /// Both sets together.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether it is in the set.
            #[must_use]
            pub const fn contains(self, item: $item) -> bool {
                self.0 & (1 << item as u32) != 0
            }

            /// Whether there is nothing in it.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// All of them, in the order in which they are declared.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                let mut left = self;
                core::iter::from_fn(move || {
                    let item = left.first()?;
                    left = left.without(item);
                    Some(item)
                })
            }

            /// The one that is named first.
            #[must_use]
            pub fn first(self) -> Option<$item> {
                // A bit is the place in the list of all.
                $item::ALL.get(self.0.trailing_zeros() as usize).copied()
            }
        }

        impl FromIterator<$item> for $set {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                items.into_iter().fold(Self::NONE, Self::with)
            }
        }

        impl core::fmt::Debug for $set {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $set {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $set {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let items = <alloc::vec::Vec<$item> as serde::Deserialize>::deserialize(deserializer)?;
                Ok(items.into_iter().collect())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $set {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                stringify!($set).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                alloc::vec::Vec::<$item>::json_schema(generator)
            }
        }

        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $set {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                use proptest::strategy::Strategy as _;

                proptest::sample::subsequence($item::ALL, 0..=$item::ALL.len())
                    .prop_map(|items| items.into_iter().collect())
                    .boxed()
            }
        }
    };
}

pub(crate) use set;
