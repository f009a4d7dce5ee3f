//! A form as it is being filled in.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Field, Fields, Form};

/// A form as a person fills it in: any text in any field, nothing checked yet.
///
/// An absent field and an empty one are the same. A field that the topic does not ask for is not
/// looked at. It is personal: `Debug` says which fields are filled and not with what.
///
/// ```
/// use checkmark_ticket::{Draft, Field};
///
/// let draft = Draft { company: Some("Acme AB".into()), ..Draft::default() };
/// assert!(draft.filled().contains(Field::Company));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(
    clippy::exhaustive_structs,
    reason = "callers fill it in by `..Draft::default()`, which takes new fields"
)]
pub struct Draft {
    /// The telephone number, with its country code.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub phone: Option<String>,
    /// `email` or `telephone`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub preferred_contact: Option<String>,
    /// The e-mail address that the trouble is with.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub email: Option<String>,
    /// The address of the site that the person wants to reach.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub site: Option<String>,
    /// What the person wants, by the codes of [`Intent`](crate::Intent).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub intent: Option<String>,
    /// Service tag or serial number of a device.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub product: Option<String>,
    /// The name of the company.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub company: Option<String>,
    /// Where the equipment is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub equipment_address: Option<String>,
    /// Where the company is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub company_address: Option<String>,
    /// The country of the company, by ISO 3166-1 alpha-2.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub country: Option<String>,
    /// Who is to administer the company profile.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub nominees: Vec<NomineeDraft>,
    /// What else the person wants to say.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub message: Option<String>,
}

impl Draft {
    /// The fields that are not empty.
    #[must_use]
    pub fn filled(&self) -> Fields {
        Field::ALL
            .iter()
            .copied()
            .filter(|field| match field {
                Field::Nominees => !self.nominees.is_empty(),
                Field::Phone
                | Field::PreferredContact
                | Field::Email
                | Field::Site
                | Field::Intent
                | Field::Product
                | Field::Company
                | Field::EquipmentAddress
                | Field::CompanyAddress
                | Field::Country
                | Field::Message => !self.text(*field).is_empty(),
            })
            .collect()
    }

    /// What stands in a field that is no list, without blanks at its ends.
    pub(super) fn text(&self, field: Field) -> &str {
        let text = match field {
            Field::Phone => &self.phone,
            Field::PreferredContact => &self.preferred_contact,
            Field::Email => &self.email,
            Field::Site => &self.site,
            Field::Intent => &self.intent,
            Field::Product => &self.product,
            Field::Company => &self.company,
            Field::EquipmentAddress => &self.equipment_address,
            Field::CompanyAddress => &self.company_address,
            Field::Country => &self.country,
            Field::Message => &self.message,
            Field::Nominees => &None,
        };
        text.as_deref().unwrap_or_default().trim()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({:?})", self.filled())
    }
}

impl From<Form> for Draft {
    fn from(form: Form) -> Self {
        Self {
            phone: form.phone.map(Into::into),
            preferred_contact: form.preferred_contact.map(|it| it.as_str().into()),
            email: form.email.map(Into::into),
            site: form.site.map(Into::into),
            intent: form.intent.map(|it| it.as_str().into()),
            product: form.product.map(Into::into),
            company: form.company.map(Into::into),
            equipment_address: form.equipment_address.map(Into::into),
            company_address: form.company_address.map(Into::into),
            country: form.country.map(|it| it.as_str().into()),
            nominees: form
                .nominees
                .into_iter()
                .map(|nominee| NomineeDraft {
                    first: nominee.name().first().into(),
                    last: nominee.name().last().into(),
                    email: nominee.email().as_str().into(),
                })
                .collect(),
            message: form.message.map(Into::into),
        }
    }
}

/// A nominee as a person fills it in: nothing checked yet.
///
/// ```
/// use checkmark_ticket::{Draft, FaultKind, Field, Form, NomineeDraft, Topic};
///
/// let nameless = NomineeDraft { email: "asa@acme.example".into(), ..NomineeDraft::default() };
/// let draft = Draft { nominees: vec![nameless], ..Draft::default() };
/// let faults = Form::check(Topic::FirstAdministrator, &draft).unwrap_err();
/// assert!(faults.iter().any(|it| (it.field(), it.entry()) == (Field::Nominees, Some(0))));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(
    clippy::exhaustive_structs,
    reason = "callers fill it in by `..NomineeDraft::default()`, which takes new fields"
)]
pub struct NomineeDraft {
    /// The first name.
    pub first: String,
    /// The last name.
    pub last: String,
    /// The e-mail address.
    pub email: String,
}

impl fmt::Debug for NomineeDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NomineeDraft([redacted])")
    }
}

#[cfg(feature = "proptest")]
mod strategy {
    use super::{Draft, NomineeDraft};
    use proptest::arbitrary::{Arbitrary, any};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::strategy::{BoxedStrategy, Strategy};

    use crate::form::Form;
    use crate::topic::Topic;

    /// Drafts of people: mostly what a form for some topic holds, now and then anything at all.
    impl Arbitrary for Draft {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            let hostile = || option::of(any::<String>());
            let anything = (
                (
                    hostile(),
                    hostile(),
                    hostile(),
                    hostile(),
                    hostile(),
                    hostile(),
                ),
                (hostile(), hostile(), hostile(), hostile(), hostile()),
                vec(any::<NomineeDraft>(), 0..4),
            )
                .prop_map(|(one, two, nominees)| Self {
                    phone: one.0,
                    preferred_contact: one.1,
                    email: one.2,
                    site: one.3,
                    intent: one.4,
                    product: one.5,
                    company: two.0,
                    equipment_address: two.1,
                    company_address: two.2,
                    country: two.3,
                    message: two.4,
                    nominees,
                });
            let complete = any::<Topic>()
                .prop_flat_map(Form::strategy)
                .prop_map(Into::into);
            proptest::prop_oneof![4 => complete, 1 => anything].boxed()
        }
    }

    impl Arbitrary for NomineeDraft {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            any::<[String; 3]>()
                .prop_map(|[first, last, email]| Self { first, last, email })
                .boxed()
        }
    }

    use alloc::string::String;
}
