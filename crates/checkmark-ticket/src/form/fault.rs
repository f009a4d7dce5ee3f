//! What is wrong with a form, field by field.

use checkmark_account::Language;
use core::fmt;

use super::{Field, TextErrorKind};
use crate::words::{in_language, words};
use smallvec::SmallVec;

/// One fault of a form: in which field, and what.
///
/// ```
/// use checkmark_account::Language;
/// use checkmark_ticket::{Draft, FaultKind, Field, Form, Topic};
///
/// let draft = Draft { phone: Some("08-123".into()), ..Draft::default() };
/// let faults = Form::check(Topic::AccountAccess, &draft).expect_err("far from complete");
/// let fault = faults.iter().next().expect("there are faults");
/// assert_eq!((fault.field(), fault.kind()), (Field::Phone, FaultKind::NoCountryCode));
/// assert_eq!(fault.text(Language::Swedish).to_string(), "Telefonnummer: landsnumret saknas");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fault {
    field: Field,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    entry: Option<u8>,
    kind: FaultKind,
}

impl Fault {
    pub(crate) const fn new(field: Field, kind: FaultKind) -> Self {
        Self {
            field,
            entry: None,
            kind,
        }
    }

    pub(crate) const fn in_entry(field: Field, entry: u8, kind: FaultKind) -> Self {
        Self {
            field,
            entry: Some(entry),
            kind,
        }
    }

    /// In which field.
    #[must_use]
    pub const fn field(self) -> Field {
        self.field
    }

    /// In which entry of the field, from 0, if it is a list: which nominee.
    #[must_use]
    pub const fn entry(self) -> Option<u8> {
        self.entry
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(self) -> FaultKind {
        self.kind
    }

    /// The fault in words, for the person who fills in the form.
    #[must_use]
    pub const fn text(self, language: Language) -> impl fmt::Display {
        FaultText {
            fault: self,
            language,
        }
    }
}

words! {
    /// What is wrong with a field. The codes are stable.
    ///
    /// Open: later versions may tell more apart.
    #[non_exhaustive]
    FaultKind "fault";
    /// It has to be filled in.
    Missing "missing",
    /// It is longer than it may be.
    TooLong "too_long",
    /// It is shorter than it can be.
    TooShort "too_short",
    /// It has a character that does not belong there.
    Character "character",
    /// It is not one of the choices.
    NotAChoice "not_a_choice",
    /// A telephone number without a plus sign and a country code.
    NoCountryCode "no_country_code",
    /// A telephone number with a trunk zero in parentheses.
    TrunkZero "trunk_zero",
    /// It is no address of a site.
    NotASite "not_a_site",
    /// It is no e-mail address.
    NotAnEmailAddress "not_an_email_address",
    /// It is no name.
    NotAName "not_a_name",
    /// The list has more entries than it may have.
    TooMany "too_many",
    /// The entry is in the list twice.
    Repeated "repeated",
}

impl From<TextErrorKind> for FaultKind {
    fn from(kind: TextErrorKind) -> Self {
        match kind {
            TextErrorKind::Empty => Self::Missing,
            TextErrorKind::TooLong => Self::TooLong,
            TextErrorKind::Character => Self::Character,
            TextErrorKind::Scheme | TextErrorKind::Host => Self::NotASite,
        }
    }
}

/// Every fault of a form at once, in the order of its fields.
///
/// ```
/// use checkmark_ticket::{Draft, FaultKind, Faults, Form, Topic};
///
/// let faults: Faults = Form::check(Topic::TroubleWithValidation, &Draft::default()).unwrap_err();
/// assert_eq!(faults.len(), 2);
/// assert!(faults.iter().all(|fault| fault.kind() == FaultKind::Missing));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Faults(SmallVec<[Fault; 8]>);

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// The faults, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = Fault> {
        self.0.iter().copied()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults in the form", self.len())
    }
}

impl core::error::Error for Faults {}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Faults {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Faults".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        alloc::vec::Vec::<Fault>::json_schema(generator)
    }
}

struct FaultText {
    fault: Fault,
    language: Language,
}

impl fmt::Display for FaultText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { field, entry, kind } = self.fault;
        f.write_str(field.label(self.language))?;
        if let Some(entry) = entry {
            write!(f, " {}", u16::from(entry) + 1)?;
        }
        write!(f, ": {}", kind.label(self.language))
    }
}

impl Field {
    /// What the field is called on the form.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::Phone => ("Telephone number", "Telefonnummer"),
            Self::PreferredContact => ("Preferred contact", "Önskat kontaktsätt"),
            Self::Email => ("E-mail address", "E-postadress"),
            Self::Site => ("Address of the site", "Webbplatsens adress"),
            Self::Intent => ("What you want", "Ditt ärende"),
            Self::Product => (
                "Service tag or serial number",
                "Service tag eller serienummer",
            ),
            Self::Company => ("Company", "Företag"),
            Self::EquipmentAddress => ("Where the equipment is", "Utrustningens adress"),
            Self::CompanyAddress => ("Address of the company", "Företagets adress"),
            Self::Country => ("Country", "Land"),
            Self::Nominees => ("Nominee", "Föreslagen administratör"),
            Self::Message => ("Message", "Meddelande"),
        };
        in_language(language, english, swedish)
    }
}

impl FaultKind {
    const fn label(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::Missing => ("please fill this in", "måste fyllas i"),
            Self::TooLong => ("too long", "för långt"),
            Self::TooShort => ("too short", "för kort"),
            Self::Character => (
                "has a character that does not belong there",
                "innehåller ett otillåtet tecken",
            ),
            Self::NotAChoice => ("not one of the choices", "finns inte bland valen"),
            Self::NoCountryCode => ("the country code is missing", "landsnumret saknas"),
            Self::TrunkZero => (
                "leave out the zero in parentheses",
                "utelämna nollan inom parentes",
            ),
            Self::NotASite => ("not the address of a site", "är ingen webbadress"),
            Self::NotAnEmailAddress => ("not an e-mail address", "är ingen e-postadress"),
            Self::NotAName => ("not a name", "är inget namn"),
            Self::TooMany => ("too many", "för många"),
            Self::Repeated => ("given twice", "angiven två gånger"),
        };
        in_language(language, english, swedish)
    }
}
