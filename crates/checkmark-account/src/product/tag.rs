//! Service tags and express service codes.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use super::{ParseProductError, ParseProductErrorKind};

/// A service tag: 5 or 7 of `0-9` and `A-Z` (AST-1). Lower case is read and folded.
///
/// ```
/// use checkmark_account::product::{ServiceTag, TagLength};
///
/// let tag: ServiceTag = "00abc12".parse()?;
/// assert_eq!(tag.as_str(), "00ABC12");
/// let code = tag.express_code();
/// assert_eq!(ServiceTag::from_express_code(code, TagLength::Seven)?, tag);
/// # Ok::<(), checkmark_account::product::ParseProductError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct ServiceTag {
    octets: [u8; 7],
    length: TagLength,
}

impl ServiceTag {
    /// The tag in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever written.
        core::str::from_utf8(&self.octets[..self.length.characters()]).unwrap_or_default()
    }

    /// Its length.
    ///
    /// ```
    /// use checkmark_account::product::{ServiceTag, TagLength};
    ///
    /// let tag: ServiceTag = "7ABC123".parse()?;
    /// assert_eq!(tag.length(), TagLength::Seven);
    /// assert_eq!(tag.length().characters(), tag.as_str().len());
    /// # Ok::<(), checkmark_account::product::ParseProductError>(())
    /// ```
    #[must_use]
    pub const fn length(&self) -> TagLength {
        self.length
    }

    /// The tag read as a number in base 36.
    #[must_use]
    pub fn express_code(&self) -> ExpressCode {
        ExpressCode(self.as_str().chars().fold(0, |code, character| {
            code * 36 + u64::from(character.to_digit(36).unwrap_or_default())
        }))
    }

    /// The tag of a code. The length cannot be told from the code, because leading zeros are lost.
    ///
    /// # Errors
    ///
    /// No tag of that length has so large a code.
    pub fn from_express_code(
        code: ExpressCode,
        length: TagLength,
    ) -> Result<Self, ParseProductError> {
        let mut rest = code.0;
        let mut octets = [0; 7];
        for octet in octets[..length.characters()].iter_mut().rev() {
            *octet = BASE_36[usize::try_from(rest % 36).unwrap_or_default()];
            rest /= 36;
        }
        if rest != 0 {
            return Err(ParseProductError {
                at: 0,
                kind: ParseProductErrorKind::TooLong,
            });
        }
        Ok(Self { octets, length })
    }
}

impl fmt::Display for ServiceTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ServiceTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceTag({self})")
    }
}

impl FromStr for ServiceTag {
    type Err = ParseProductError;

    fn from_str(text: &str) -> Result<Self, ParseProductError> {
        let fault = |at, kind| Err(ParseProductError { at, kind });
        if text.is_empty() {
            return fault(0, ParseProductErrorKind::Empty);
        }
        if let Some(at) = text
            .bytes()
            .take(8)
            .position(|it| !it.is_ascii_alphanumeric())
        {
            return fault(at, ParseProductErrorKind::Character);
        }
        let length = match text.len() {
            5 => TagLength::Five,
            7 => TagLength::Seven,
            length @ (1..=4 | 6) => return fault(length, ParseProductErrorKind::TooShort),
            _ => return fault(7, ParseProductErrorKind::TooLong),
        };
        let mut octets = [0; 7];
        for (octet, byte) in octets.iter_mut().zip(text.bytes()) {
            *octet = byte.to_ascii_uppercase();
        }
        Ok(Self { octets, length })
    }
}

impl TryFrom<String> for ServiceTag {
    type Error = ParseProductError;

    fn try_from(text: String) -> Result<Self, ParseProductError> {
        text.parse()
    }
}

impl From<ServiceTag> for String {
    fn from(tag: ServiceTag) -> Self {
        tag.as_str().into()
    }
}

/// How long a service tag is.
///
/// Closed: the way back from a code needs one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: the way back from a code needs one of the two"
)]
pub enum TagLength {
    /// Five characters.
    Five,
    /// Seven characters.
    Seven,
}

impl TagLength {
    /// The number of characters.
    #[must_use]
    pub const fn characters(self) -> usize {
        match self {
            Self::Five => 5,
            Self::Seven => 7,
        }
    }
}

/// An express service code: a service tag read in base 36, in decimal, for telephone keypads.
///
/// Text is digits; blanks and hyphens between them are folded away.
///
/// ```
/// use checkmark_account::product::ExpressCode;
///
/// let code: ExpressCode = "158-611-751-31".parse()?;
/// assert_eq!(code.to_string(), "15861175131");
/// # Ok::<(), checkmark_account::product::ParseProductError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct ExpressCode(pub(super) u64);

impl ExpressCode {
    /// The number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ExpressCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ExpressCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExpressCode({self})")
    }
}

impl FromStr for ExpressCode {
    type Err = ParseProductError;

    fn from_str(text: &str) -> Result<Self, ParseProductError> {
        let fault = |at, kind| Err(ParseProductError { at, kind });
        let mut code = None;
        for (at, character) in text.char_indices() {
            let Some(digit) = character.to_digit(10) else {
                match character {
                    ' ' | '-' => continue,
                    _ => return fault(at, ParseProductErrorKind::Character),
                }
            };
            let next = code.unwrap_or(0) * 10 + u64::from(digit);
            // 36^7 codes: the largest tag is ZZZZZZZ.
            if next >= 36_u64.pow(7) {
                return fault(at, ParseProductErrorKind::TooLong);
            }
            code = Some(next);
        }
        match code {
            Some(code) => Ok(Self(code)),
            None => fault(0, ParseProductErrorKind::Empty),
        }
    }
}

impl TryFrom<String> for ExpressCode {
    type Error = ParseProductError;

    fn try_from(text: String) -> Result<Self, ParseProductError> {
        text.parse()
    }
}

impl From<ExpressCode> for String {
    fn from(code: ExpressCode) -> Self {
        alloc::format!("{code}")
    }
}

const BASE_36: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
