//! What an approval is given for: relation, standing, address (TIER-7, TKT-8).

use core::fmt;
use core::str::FromStr;

/// What ties a person to an organization (TIER-3). A person may have several, each naming its
/// organization.
///
/// Closed: callers match on it, and a third relation would be a new contract.
///
/// ```
/// use checkmark_account::Relation;
///
/// assert_eq!("partner".parse(), Ok(Relation::Partner));
/// assert_eq!(Relation::Customer.as_str(), "customer");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "&'static str")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: what a person is to an organization is part of the contract"
)]
pub enum Relation {
    /// An employee of an organization that has bought enterprise products or training.
    Customer,
    /// An employee of a partner.
    Partner,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Partner];

    /// The stable code, on screen and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Partner => "partner",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Relation> for &'static str {
    fn from(relation: Relation) -> Self {
        relation.as_str()
    }
}

impl FromStr for Relation {
    type Err = UnknownRelation;

    fn from_str(text: &str) -> Result<Self, UnknownRelation> {
        Self::ALL
            .into_iter()
            .find(|relation| relation.as_str() == text)
            .ok_or(UnknownRelation)
    }
}

impl TryFrom<alloc::string::String> for Relation {
    type Error = UnknownRelation;

    fn try_from(text: alloc::string::String) -> Result<Self, UnknownRelation> {
        text.parse()
    }
}

/// A text that names no relation.
///
/// ```
/// use checkmark_account::{Relation, UnknownRelation};
///
/// let unknown: UnknownRelation = "competitor".parse::<Relation>().unwrap_err();
/// assert_eq!(unknown.to_string(), "unknown relation");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown relation")]
#[non_exhaustive]
pub struct UnknownRelation;

/// Counts what moves an account's rights: address, relations, tier and suspension (TIER-7). A
/// permit or an approval of an older standing is void.
///
/// Not the version, which counts every event.
///
/// # Order
///
/// Later is greater.
///
/// ```
/// use checkmark_account::Standing;
///
/// let standing = Standing::default();
/// assert!(standing.next() > standing);
/// assert_eq!(Standing::new(7).number(), 7);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Standing(u64);

impl Standing {
    /// The standing with this number; 0 is that of an account that nothing has happened to.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The standing after something moved it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which of an account's addresses is meant: they are counted as they come (ACC-6). The address
/// itself is personal and lies apart.
///
/// # Order
///
/// Later is greater.
///
/// ```
/// use checkmark_account::AddressNo;
///
/// let first = AddressNo::default();
/// assert_eq!(first.next(), AddressNo::new(1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct AddressNo(u32);

impl AddressNo {
    /// The address with this number; 0 is the one that the account was opened with.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The address after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for AddressNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "proptest")]
mod strategy {
    use super::{AddressNo, Relation, Standing};
    use proptest::arbitrary::{Arbitrary, any};
    use proptest::sample::{Select, select};
    use proptest::strategy::{BoxedStrategy, Strategy};

    impl Arbitrary for Relation {
        type Parameters = ();
        type Strategy = Select<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            select(&Self::ALL[..])
        }
    }

    impl Arbitrary for Standing {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            any::<u64>().prop_map(Self).boxed()
        }
    }

    impl Arbitrary for AddressNo {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            any::<u32>().prop_map(Self).boxed()
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{AddressNo, Relation, Standing};
    use alloc::borrow::Cow;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for Relation {
        fn schema_name() -> Cow<'static, str> {
            "Relation".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "enum": Self::ALL.map(Self::as_str) })
        }
    }

    impl JsonSchema for Standing {
        fn schema_name() -> Cow<'static, str> {
            "Standing".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "integer", "minimum": 0 })
        }
    }

    impl JsonSchema for AddressNo {
        fn schema_name() -> Cow<'static, str> {
            "AddressNo".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
        }
    }
}
