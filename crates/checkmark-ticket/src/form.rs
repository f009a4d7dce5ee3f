//! The forms: what each topic asks for, checked as a whole.

mod check;
mod draft;
mod fault;
mod field;
mod text;

pub use draft::{Draft, NomineeDraft};
pub use fault::{Fault, FaultKind, Faults};
pub use field::{Field, Fields, Need};
pub use text::{FreeText, Line, SiteAddress, TextError, TextErrorKind};

use alloc::vec::Vec;
use checkmark_account::product::Product;
use checkmark_account::{Country, EmailAddress, PersonName, PhoneNumber};
use core::fmt;

use crate::topic::{ContactMethod, Intent, Topic};

/// A form that was complete and without fault: what a person told when it asked.
///
/// All of it is personal: it lies beside the request, which names it by its id, and can be
/// forgotten apart (ACC-7). `Debug` says which fields there are and not what is in them.
///
/// ```
/// use checkmark_ticket::{Draft, Field, Form, Topic};
///
/// let draft = Draft {
///     phone: Some("+46 8 123 45 67".into()),
///     preferred_contact: Some("telephone".into()),
///     ..Draft::default()
/// };
/// let faults = Form::check(Topic::AccountAccess, &draft).expect_err("much is missing");
/// let missing: Vec<Field> = faults.iter().map(|fault| fault.field()).collect();
/// assert_eq!(
///     missing,
///     [Field::Site, Field::Intent, Field::Product, Field::Company, Field::EquipmentAddress],
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "check::Wire", into = "check::Wire")
)]
pub struct Form {
    pub(crate) topic: Topic,
    pub(crate) phone: Option<PhoneNumber>,
    pub(crate) preferred_contact: Option<ContactMethod>,
    pub(crate) email: Option<EmailAddress>,
    pub(crate) site: Option<SiteAddress>,
    pub(crate) intent: Option<Intent>,
    pub(crate) product: Option<Product>,
    pub(crate) company: Option<Line>,
    pub(crate) equipment_address: Option<FreeText>,
    pub(crate) company_address: Option<FreeText>,
    pub(crate) country: Option<Country>,
    pub(crate) nominees: Vec<Nominee>,
    pub(crate) message: Option<FreeText>,
}

impl Form {
    /// The most nominees that a form takes.
    pub const MAX_NOMINEES: usize = 20;

    /// What the form was for.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        self.topic
    }

    /// The telephone number.
    ///
    /// ```
    /// use checkmark_account::product::ProductForm;
    /// use checkmark_ticket::{Draft, Form, Intent, Topic};
    ///
    /// let form = Form::check(Topic::AccountAccess, &Draft {
    ///     phone: Some("+46 8 123 45 67".into()),
    ///     preferred_contact: Some("telephone".into()),
    ///     site: Some("https://support.example.com/".into()),
    ///     intent: Some("enable_business_access".into()),
    ///     product: Some("ABC1234".into()),
    ///     company: Some("Acme AB".into()),
    ///     equipment_address: Some("Storgatan 1, Stockholm".into()),
    ///     ..Draft::default()
    /// })?;
    /// assert_eq!(form.phone(), Some("+4681234567".parse()?));
    /// assert_eq!(form.intent(), Some(Intent::EnableBusinessAccess));
    /// assert_eq!(form.product().map(|it| it.form(&[])), Some(ProductForm::ServiceTag));
    /// assert_eq!(form.company().map(|it| it.as_str()), Some("Acme AB"));
    /// assert!(form.site().is_some() && form.equipment_address().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn phone(&self) -> Option<PhoneNumber> {
        self.phone
    }

    /// How the person wants to be reached.
    #[must_use]
    pub const fn preferred_contact(&self) -> Option<ContactMethod> {
        self.preferred_contact
    }

    /// The e-mail address that the trouble is with.
    #[must_use]
    pub const fn email(&self) -> Option<&EmailAddress> {
        self.email.as_ref()
    }

    /// The address of the site that the person wants to reach.
    #[must_use]
    pub const fn site(&self) -> Option<&SiteAddress> {
        self.site.as_ref()
    }

    /// What the person wants.
    #[must_use]
    pub const fn intent(&self) -> Option<Intent> {
        self.intent
    }

    /// A device of the company's.
    #[must_use]
    pub const fn product(&self) -> Option<&Product> {
        self.product.as_ref()
    }

    /// The name of the company.
    #[must_use]
    pub const fn company(&self) -> Option<&Line> {
        self.company.as_ref()
    }

    /// Where the equipment is.
    #[must_use]
    pub const fn equipment_address(&self) -> Option<&FreeText> {
        self.equipment_address.as_ref()
    }

    /// Where the company is.
    #[must_use]
    pub const fn company_address(&self) -> Option<&FreeText> {
        self.company_address.as_ref()
    }

    /// The country of the company.
    #[must_use]
    pub const fn country(&self) -> Option<Country> {
        self.country
    }

    /// Who is to administer the company profile; empty for every other topic.
    #[must_use]
    pub fn nominees(&self) -> &[Nominee] {
        &self.nominees
    }

    /// What else the person wants to say.
    #[must_use]
    pub const fn message(&self) -> Option<&FreeText> {
        self.message.as_ref()
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("topic", &self.topic)
            .field("fields", &Draft::from(self.clone()).filled())
            .finish_non_exhaustive()
    }
}

/// Somebody who is to be an administrator (TKT-7). One may nominate oneself.
///
/// ```
/// use checkmark_account::PersonName;
/// use checkmark_ticket::Nominee;
///
/// let nominee = Nominee::new(PersonName::new("Åsa", "Berg")?, "asa@acme.example".parse()?);
/// assert_eq!(nominee.email().as_str(), "asa@acme.example");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominee {
    name: PersonName,
    email: EmailAddress,
}

impl Nominee {
    /// A person by name and address.
    #[must_use]
    pub const fn new(name: PersonName, email: EmailAddress) -> Self {
        Self { name, email }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &PersonName {
        &self.name
    }

    /// The address.
    #[must_use]
    pub const fn email(&self) -> &EmailAddress {
        &self.email
    }
}
