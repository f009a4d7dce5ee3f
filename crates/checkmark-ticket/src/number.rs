//! The numbers that people call requests by.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::words::words;

/// The number of a request, as a person reads it in the acknowledgement (TKT-4). The host assigns
/// it and keeps it unique.
///
/// # Syntax
///
/// Up to four capital letters `A` to `Z`, then digits; 1 to 16 characters with at least one digit.
/// Leading zeros count. Blanks at the ends are dropped. Which numbers a desk gives out, its
/// [`NumberFormat`] says.
///
/// ```
/// use checkmark_ticket::RequestNumber;
///
/// let number: RequestNumber = "04711815".parse()?;
/// assert_eq!(number.as_str(), "04711815");
/// # Ok::<(), checkmark_ticket::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct RequestNumber {
    bytes: [u8; Self::MAX_LEN],
    len: u8,
}

impl RequestNumber {
    /// The most characters.
    pub const MAX_LEN: usize = 16;

    /// The number as it was assigned.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever written.
        core::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// The letters before the digits.
    ///
    /// ```
    /// use checkmark_ticket::RequestNumber;
    ///
    /// let number: RequestNumber = "SR00047118".parse()?;
    /// assert_eq!((number.prefix(), number.digits()), ("SR", "00047118"));
    /// # Ok::<(), checkmark_ticket::NumberError>(())
    /// ```
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.as_str()[..self.letters()]
    }

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.as_str()[self.letters()..]
    }

    fn letters(&self) -> usize {
        let text = self.as_str();
        text.find(|it: char| it.is_ascii_digit())
            .unwrap_or(text.len())
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestNumber({})", self.as_str())
    }
}

impl FromStr for RequestNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let start = text.len() - text.trim_start().len();
        let number = text.trim();
        let fault = |at: usize, kind| {
            Err(NumberError {
                at: start + at,
                kind,
            })
        };
        let mut bytes = [0; Self::MAX_LEN];
        let mut has_digit = false;
        for (at, character) in number.char_indices() {
            if at >= Self::MAX_LEN {
                return fault(at, NumberErrorKind::TooLong);
            }
            match character {
                '0'..='9' => has_digit = true,
                'A'..='Z' if !has_digit && at < NumberFormat::MAX_PREFIX => {}
                _ => return fault(at, NumberErrorKind::Character),
            }
            bytes[at] = character as u8;
        }
        if !has_digit {
            return fault(number.len(), NumberErrorKind::NoDigit);
        }
        Ok(Self {
            bytes,
            // At most 16.
            len: number.len() as u8,
        })
    }
}

impl TryFrom<String> for RequestNumber {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<RequestNumber> for String {
    fn from(number: RequestNumber) -> Self {
        number.as_str().into()
    }
}

/// Which numbers a desk gives out: a prefix, so many digits, and whether the last one checks the
/// others.
///
/// The default is eight digits without a check digit.
///
/// ```
/// use checkmark_ticket::{CheckDigit, NumberFormat};
///
/// let format = NumberFormat::new("SR", 8, CheckDigit::Damm)?;
/// let number = format.number(4_711).expect("it fits");
/// assert_eq!(number.as_str(), "SR00047118");
/// assert!(format.check(number).is_ok());
/// assert!(format.check("SR00074118".parse()?).is_err());
/// # Ok::<(), checkmark_ticket::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "wire::Format", into = "wire::Format")
)]
pub struct NumberFormat {
    prefix: [u8; Self::MAX_PREFIX],
    prefix_len: u8,
    digits: u8,
    check_digit: CheckDigit,
}

impl NumberFormat {
    /// The most letters in front.
    pub const MAX_PREFIX: usize = 4;

    /// A format; the digits include the one that checks.
    ///
    /// # Errors
    ///
    /// [`NumberErrorKind::Character`] for a prefix of other than capital letters,
    /// [`NumberErrorKind::TooLong`] for more than four of them or for more than 16 characters in
    /// all, [`NumberErrorKind::NoDigit`] if nothing is left to count with.
    pub fn new(prefix: &str, digits: u8, check_digit: CheckDigit) -> Result<Self, NumberError> {
        let fault = |at, kind| Err(NumberError { at, kind });
        if let Some(at) = prefix.find(|it: char| !it.is_ascii_uppercase()) {
            return fault(at, NumberErrorKind::Character);
        }
        if prefix.len() > Self::MAX_PREFIX {
            return fault(Self::MAX_PREFIX, NumberErrorKind::TooLong);
        }
        if prefix.len() + usize::from(digits) > RequestNumber::MAX_LEN {
            return fault(RequestNumber::MAX_LEN, NumberErrorKind::TooLong);
        }
        if digits <= u8::from(check_digit != CheckDigit::None) {
            return fault(prefix.len(), NumberErrorKind::NoDigit);
        }
        let mut bytes = [0; Self::MAX_PREFIX];
        bytes[..prefix.len()].copy_from_slice(prefix.as_bytes());
        Ok(Self {
            prefix: bytes,
            // At most 4.
            prefix_len: prefix.len() as u8,
            digits,
            check_digit,
        })
    }

    /// The letters in front.
    #[must_use]
    pub fn prefix(&self) -> &str {
        // Only ASCII is ever written.
        core::str::from_utf8(&self.prefix[..usize::from(self.prefix_len)]).unwrap_or_default()
    }

    /// How many digits follow, the one that checks included.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        self.digits
    }

    /// How the last digit checks the others.
    ///
    /// ```
    /// use checkmark_ticket::{CheckDigit, NumberFormat};
    ///
    /// let format = NumberFormat::default();
    /// assert_eq!((format.prefix(), format.digits()), ("", 8));
    /// assert_eq!(format.check_digit(), CheckDigit::None);
    /// ```
    #[must_use]
    pub const fn check_digit(&self) -> CheckDigit {
        self.check_digit
    }

    /// The number for a serial number of the host's, with its check digit; `None` if it has too
    /// many digits for the format.
    #[must_use]
    pub fn number(&self, serial: u64) -> Option<RequestNumber> {
        let width = usize::from(self.digits) - usize::from(self.check_digit != CheckDigit::None);
        let digits = alloc::format!("{serial:0width$}");
        if digits.len() > width {
            return None;
        }
        let mut text = String::from(self.prefix());
        text.push_str(&digits);
        if let Some(check) = self.check_digit.of(digits.as_bytes()) {
            text.push(char::from(b'0' + check));
        }
        text.parse().ok()
    }

    /// Whether a number is one of this format.
    ///
    /// # Errors
    ///
    /// [`NumberErrorKind::Prefix`], [`NumberErrorKind::Length`], [`NumberErrorKind::CheckDigit`].
    pub fn check(&self, number: RequestNumber) -> Result<(), NumberError> {
        let fault = |at, kind| Err(NumberError { at, kind });
        if number.prefix() != self.prefix() {
            return fault(0, NumberErrorKind::Prefix);
        }
        let digits = number.digits();
        let end = number.as_str().len();
        if digits.len() != usize::from(self.digits) {
            return fault(end, NumberErrorKind::Length);
        }
        let (counted, check) = digits.split_at(digits.len() - 1);
        match self.check_digit.of(counted.as_bytes()) {
            Some(digit) if check.as_bytes() != [b'0' + digit] => {
                fault(end - 1, NumberErrorKind::CheckDigit)
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Eight digits, none of which checks.
impl Default for NumberFormat {
    fn default() -> Self {
        Self {
            prefix: [0; Self::MAX_PREFIX],
            prefix_len: 0,
            digits: 8,
            check_digit: CheckDigit::None,
        }
    }
}

words! {
    /// How the last digit of a number checks the others, so that a slip is found while the person
    /// is still on the telephone.
    ///
    /// Open: there are more ways to do it.
    #[derive(Default)]
    #[non_exhaustive]
    CheckDigit "check digit";
    /// It does not.
    #[default]
    None "none",
    /// By Luhn (ISO/IEC 7812-1): finds each wrong digit, and most that are swapped.
    Luhn "luhn",
    /// By Damm: finds each wrong digit, and each two neighbors that are swapped.
    Damm "damm",
}

impl CheckDigit {
    /// The digit for those before it; `None` if nothing checks.
    fn of(self, digits: &[u8]) -> Option<u8> {
        match self {
            Self::None => None,
            Self::Luhn => {
                let sum: u32 = digits
                    .iter()
                    .rev()
                    .enumerate()
                    .map(|(nth, digit)| {
                        let digit = u32::from(digit - b'0');
                        match nth % 2 {
                            0 if digit > 4 => 2 * digit - 9,
                            0 => 2 * digit,
                            _ => digit,
                        }
                    })
                    .sum();
                Some(((10 - sum % 10) % 10) as u8)
            }
            Self::Damm => Some(digits.iter().fold(0, |interim, digit| {
                DAMM[usize::from(interim)][usize::from(digit - b'0')]
            })),
        }
    }
}

/// The totally antisymmetric quasigroup of order ten in H. Michael Damm's thesis of 2004.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Why a text is no number, or a number not one of the format: where, and what.
///
/// ```
/// use checkmark_ticket::{CheckDigit, NumberErrorKind, NumberFormat};
///
/// let format = NumberFormat::new("SR", 8, CheckDigit::Luhn)?;
/// let refused = format.check("AB12345678".parse()?).unwrap_err();
/// assert_eq!((refused.at(), refused.kind()), (0, NumberErrorKind::Prefix));
/// # Ok::<(), checkmark_ticket::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct NumberError {
    at: usize,
    kind: NumberErrorKind,
}

impl NumberError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(self) -> NumberErrorKind {
        self.kind
    }
}

/// What is wrong with a number. Open: later versions may tell more apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NumberErrorKind {
    /// No digit.
    #[error("no digit")]
    NoDigit,
    /// More characters than a number or a prefix has.
    #[error("number too long")]
    TooLong,
    /// A character that is neither a digit nor a capital letter in front of the digits.
    #[error("character not allowed in a number")]
    Character,
    /// Other letters in front than the format has.
    #[error("other prefix than the format's")]
    Prefix,
    /// Other than so many digits as the format has.
    #[error("other number of digits than the format's")]
    Length,
    /// The last digit does not fit the others.
    #[error("wrong check digit")]
    CheckDigit,
}

#[cfg(feature = "serde")]
mod wire {
    use super::{CheckDigit, NumberError, NumberFormat};
    use alloc::string::String;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub(super) struct Format {
        #[serde(default)]
        prefix: String,
        digits: u8,
        #[serde(default)]
        check_digit: CheckDigit,
    }

    impl TryFrom<Format> for NumberFormat {
        type Error = NumberError;

        fn try_from(format: Format) -> Result<Self, NumberError> {
            Self::new(&format.prefix, format.digits, format.check_digit)
        }
    }

    impl From<NumberFormat> for Format {
        fn from(format: NumberFormat) -> Self {
            Self {
                prefix: format.prefix().into(),
                digits: format.digits,
                check_digit: format.check_digit,
            }
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{NumberFormat, RequestNumber};
    use alloc::borrow::Cow;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for RequestNumber {
        fn schema_name() -> Cow<'static, str> {
            "RequestNumber".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "pattern": "^[A-Z]{0,4}[0-9]{1,16}$", "maxLength": 16 })
        }
    }

    impl JsonSchema for NumberFormat {
        fn schema_name() -> Cow<'static, str> {
            "NumberFormat".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            super::wire::Format::json_schema(generator)
        }
    }
}

#[cfg(feature = "proptest")]
mod strategy {
    use super::{CheckDigit, NumberFormat, RequestNumber};
    use proptest::arbitrary::{Arbitrary, any};
    use proptest::strategy::{BoxedStrategy, Strategy};

    impl Arbitrary for RequestNumber {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            "[A-Z]{0,4}[0-9]{1,12}"
                .prop_map(|text| text.parse().expect("the pattern is the syntax"))
                .boxed()
        }
    }

    impl Arbitrary for NumberFormat {
        type Parameters = ();
        type Strategy = BoxedStrategy<Self>;

        fn arbitrary_with((): ()) -> Self::Strategy {
            ("[A-Z]{0,4}", 2_u8..=12, any::<CheckDigit>())
                .prop_map(|(prefix, digits, check_digit)| {
                    Self::new(&prefix, digits, check_digit).expect("the pattern is the syntax")
                })
                .boxed()
        }
    }
}
