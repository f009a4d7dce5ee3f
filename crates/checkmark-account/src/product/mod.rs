//! Products: service tags, express service codes, serial numbers (AST-1).

#[cfg(feature = "schema")]
mod schema;
mod serial;
#[cfg(feature = "proptest")]
mod strategy;
mod tag;

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::characters::{self, Fault};
use crate::words::kinds;

pub use serial::SerialForm;
pub use tag::{ExpressCode, ServiceTag, TagLength};

/// What somebody gave to name a device: a service tag, a serial number, or other text, which is
/// kept and never refused for its form (AST-1).
///
/// At most 64 characters; blanks at the ends are dropped, control, bidi and invisible characters
/// are refused. It is free text, so there is no `Display`, and `Debug` is redacted; what it is told
/// to be is not personal.
///
/// ```
/// use checkmark_account::product::{Product, ProductForm, SerialForm};
///
/// let product: Product = " 7abc123 ".parse()?;
/// assert_eq!(product.form(SerialForm::KNOWN), ProductForm::ServiceTag);
/// assert_eq!(product.service_tag().map(|tag| tag.express_code().to_string()).as_deref(), Some("15861175131"));
///
/// let product: Product = "the grey one".parse()?;
/// assert_eq!(product.form(SerialForm::KNOWN), ProductForm::Unrecognized);
/// assert_eq!(product.as_str(), "the grey one");
/// # Ok::<(), checkmark_account::product::ParseProductError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct Product(String);

impl Product {
    /// The most characters.
    pub const MAX_LEN: usize = 64;

    /// The text as given, without blanks at its ends.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the text is told to be. Which serial forms are known is policy; the first that fits
    /// counts.
    #[must_use]
    pub fn form(&self, known: &[SerialForm]) -> ProductForm {
        if self.service_tag().is_some() {
            return ProductForm::ServiceTag;
        }
        known
            .iter()
            .find(|form| form.fits(&self.0))
            .map_or(ProductForm::Unrecognized, |form| ProductForm::Serial(*form))
    }

    /// The service tag, if the text is one.
    #[must_use]
    pub fn service_tag(&self) -> Option<ServiceTag> {
        self.0.parse().ok()
    }
}

impl fmt::Debug for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Product([redacted])")
    }
}

impl FromStr for Product {
    type Err = ParseProductError;

    fn from_str(text: &str) -> Result<Self, ParseProductError> {
        let start = text.len() - text.trim_start().len();
        let product = text.trim();
        let fault = |at, kind| {
            Err(ParseProductError {
                at: start + at,
                kind,
            })
        };
        if product.is_empty() {
            return fault(0, ParseProductErrorKind::Empty);
        }
        for (nth, (at, character)) in product.char_indices().enumerate() {
            if nth == Self::MAX_LEN {
                return fault(at, ParseProductErrorKind::TooLong);
            }
            match characters::fault(character) {
                Some(Fault::Control) => return fault(at, ParseProductErrorKind::Control),
                Some(Fault::Invisible) => return fault(at, ParseProductErrorKind::Invisible),
                Some(Fault::Undefined) | None => {}
            }
        }
        Ok(Self(product.into()))
    }
}

impl TryFrom<String> for Product {
    type Error = ParseProductError;

    fn try_from(text: String) -> Result<Self, ParseProductError> {
        text.parse()
    }
}

impl From<Product> for String {
    fn from(product: Product) -> Self {
        product.0
    }
}

impl From<ServiceTag> for Product {
    fn from(tag: ServiceTag) -> Self {
        Self(tag.as_str().into())
    }
}

/// What a product's text is told to be. Open: more forms may be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProductForm {
    /// A service tag.
    ServiceTag,
    /// A serial number of a known form.
    Serial(SerialForm),
    /// Anything else.
    Unrecognized,
}

/// Why a text names no product, tag or code: where, and what.
///
/// ```
/// use checkmark_account::product::{ParseProductErrorKind, ServiceTag};
///
/// let refused = "7ABC-12".parse::<ServiceTag>().unwrap_err();
/// assert_eq!((refused.at(), refused.kind()), (4, ParseProductErrorKind::Character));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct ParseProductError {
    at: usize,
    kind: ParseProductErrorKind,
}

impl ParseProductError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseProductErrorKind {
        self.kind
    }
}

kinds! {
    /// What is wrong with a text that should name a product.
    ParseProductErrorKind;
    /// There is no text but blanks.
    Empty "empty" "empty",
    /// Shorter than a service tag.
    TooShort "too_short" "too short",
    /// Longer than a service tag, than the largest code, or than 64 characters of text.
    TooLong "too_long" "too long",
    /// A character that no service tag or code has.
    Character "character" "character not allowed there",
    /// A control character.
    Control "control" "control character",
    /// A character that shows nothing, or that turns the direction of the text.
    Invisible "invisible" "invisible or bidi character",
}
