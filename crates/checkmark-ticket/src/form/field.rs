//! The fields, and which topic asks for which.

use core::fmt;

use crate::topic::Topic;
use crate::words::words;

words! {
    /// A field of a form.
    ///
    /// Open: forms grow.
    ///
    /// ```
    /// use checkmark_ticket::{Field, Need, Topic};
    ///
    /// assert_eq!(Field::Company.need(Topic::AccountAccess), Need::Required);
    /// assert_eq!(Field::Nominees.need(Topic::AccountAccess), Need::NotAsked);
    /// ```
    #[non_exhaustive]
    Field "field";
    /// The telephone number.
    Phone "phone",
    /// How the person wants to be reached.
    PreferredContact "preferred_contact",
    /// The e-mail address that the trouble is with.
    Email "email",
    /// The address of the site that the person wants to reach.
    Site "site",
    /// What the person wants.
    Intent "intent",
    /// Service tag or serial number of a device.
    Product "product",
    /// The name of the company.
    Company "company",
    /// Where the equipment is.
    EquipmentAddress "equipment_address",
    /// Where the company is.
    CompanyAddress "company_address",
    /// The country of the company.
    Country "country",
    /// Who is to administer the company profile.
    Nominees "nominees",
    /// What else the person wants to say.
    Message "message",
}

impl Field {
    /// Whether a topic asks for the field (TKT-3, TKT-7).
    #[must_use]
    pub const fn need(self, topic: Topic) -> Need {
        match topic {
            Topic::AccountAccess => match self {
                Self::Phone
                | Self::PreferredContact
                | Self::Site
                | Self::Intent
                | Self::Product
                | Self::Company
                | Self::EquipmentAddress => Need::Required,
                Self::Message => Need::Optional,
                Self::Email | Self::CompanyAddress | Self::Country | Self::Nominees => {
                    Need::NotAsked
                }
            },
            Topic::FirstAdministrator => match self {
                Self::Phone | Self::PreferredContact | Self::Company | Self::Nominees => {
                    Need::Required
                }
                Self::Message => Need::Optional,
                Self::Email
                | Self::Site
                | Self::Intent
                | Self::Product
                | Self::EquipmentAddress
                | Self::CompanyAddress
                | Self::Country => Need::NotAsked,
            },
            Topic::CompanyProfile => match self {
                Self::Company | Self::CompanyAddress | Self::Country => Need::Required,
                Self::PreferredContact | Self::Product | Self::Message => Need::Optional,
                Self::Phone => Need::ForTelephone,
                Self::Email
                | Self::Site
                | Self::Intent
                | Self::EquipmentAddress
                | Self::Nominees => Need::NotAsked,
            },
            Topic::TroubleWithValidation => match self {
                Self::Email | Self::PreferredContact => Need::Required,
                Self::Phone => Need::ForTelephone,
                Self::Message => Need::Optional,
                Self::Site
                | Self::Intent
                | Self::Product
                | Self::Company
                | Self::EquipmentAddress
                | Self::CompanyAddress
                | Self::Country
                | Self::Nominees => Need::NotAsked,
            },
        }
    }

    const fn bit(self) -> u16 {
        1 << match self {
            Self::Phone => 0,
            Self::PreferredContact => 1,
            Self::Email => 2,
            Self::Site => 3,
            Self::Intent => 4,
            Self::Product => 5,
            Self::Company => 6,
            Self::EquipmentAddress => 7,
            Self::CompanyAddress => 8,
            Self::Country => 9,
            Self::Nominees => 10,
            Self::Message => 11,
        }
    }
}

words! {
    /// Whether a field has to be filled in.
    #[expect(clippy::exhaustive_enums, reason = "closed: a form shows each in its own way")]
    Need "need";
    /// It has to be.
    Required "required",
    /// It has to be if the person wants to be reached by telephone.
    ForTelephone "for_telephone",
    /// It may be.
    Optional "optional",
    /// It is not looked at.
    NotAsked "not_asked",
}

/// Some fields; on the wire a list of their names.
///
/// ```
/// use checkmark_ticket::{Field, Fields};
///
/// let fields: Fields = [Field::Product, Field::Company].into_iter().collect();
/// assert!(fields.contains(Field::Company));
/// assert_eq!(fields.iter().count(), 2);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "alloc::vec::Vec<Field>", into = "alloc::vec::Vec<Field>")
)]
pub struct Fields(u16);

impl Fields {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// Whether one is among them.
    #[must_use]
    pub const fn contains(self, field: Field) -> bool {
        self.0 & field.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All of them, in the order of the form.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL
            .iter()
            .copied()
            .filter(move |field| self.contains(*field))
    }
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        Self(fields.into_iter().fold(0, |set, field| set | field.bit()))
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
impl From<alloc::vec::Vec<Field>> for Fields {
    fn from(fields: alloc::vec::Vec<Field>) -> Self {
        fields.into_iter().collect()
    }
}

#[cfg(feature = "serde")]
impl From<Fields> for alloc::vec::Vec<Field> {
    fn from(fields: Fields) -> Self {
        fields.iter().collect()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fields {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Fields".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        alloc::vec::Vec::<Field>::json_schema(generator)
    }
}

#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for Fields {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy as _;

        proptest::sample::subsequence(Field::ALL, 0..=Field::ALL.len())
            .prop_map(|fields| fields.into_iter().collect())
            .boxed()
    }
}
