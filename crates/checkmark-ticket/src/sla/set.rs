//! Sets of clocks.

use core::fmt;

use super::ClockName;

/// Some of the three clocks; on the wire a list of their names.
///
/// ```
/// use checkmark_ticket::{ClockName, Topic};
///
/// assert!(Topic::AccountAccess.clocks().contains(ClockName::Validation));
/// assert!(!Topic::FirstAdministrator.clocks().contains(ClockName::Validation));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        from = "alloc::vec::Vec<ClockName>",
        into = "alloc::vec::Vec<ClockName>"
    )
)]
pub struct Clocks(u8);

impl Clocks {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// These.
    #[must_use]
    pub const fn of(names: &[ClockName]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < names.len() {
            set |= 1 << names[at].index();
            at += 1;
        }
        Self(set)
    }

    /// Whether one is among them.
    #[must_use]
    pub const fn contains(self, name: ClockName) -> bool {
        self.0 & 1 << name.index() != 0
    }

    /// All of them, in order.
    pub fn iter(self) -> impl Iterator<Item = ClockName> {
        ClockName::ALL
            .iter()
            .copied()
            .filter(move |name| self.contains(*name))
    }
}

impl FromIterator<ClockName> for Clocks {
    fn from_iter<I: IntoIterator<Item = ClockName>>(names: I) -> Self {
        names
            .into_iter()
            .fold(Self::NONE, |set, name| Self(set.0 | Self::of(&[name]).0))
    }
}

impl fmt::Debug for Clocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
impl From<alloc::vec::Vec<ClockName>> for Clocks {
    fn from(names: alloc::vec::Vec<ClockName>) -> Self {
        names.into_iter().collect()
    }
}

#[cfg(feature = "serde")]
impl From<Clocks> for alloc::vec::Vec<ClockName> {
    fn from(clocks: Clocks) -> Self {
        clocks.iter().collect()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Clocks {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Clocks".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        alloc::vec::Vec::<ClockName>::json_schema(generator)
    }
}

#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for Clocks {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy as _;

        (0_u8..8).prop_map(Self).boxed()
    }
}
