//! Telephone numbers.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::words::kinds;

/// A telephone number with its country code, by the shape of E.164 (TKT-3).
///
/// # Syntax
///
/// `+`, then 7 to 15 digits, the first of them not zero. Blanks, hyphens, dots, slashes and
/// parentheses between the digits are folded away. A trunk zero in parentheses, as in
/// `+46 (0)8 ...`, is refused: dialed from abroad it is wrong, and leaving it out would be guessing.
///
/// Whether the number is in service, or long enough for its country, is not known here: that would
/// take megabytes of tables that change each month.
///
/// It is personal: there is no `Display`, and `Debug` is redacted.
///
/// ```
/// use checkmark_account::PhoneNumber;
///
/// let phone: PhoneNumber = "+46 (8) 123-45 67".parse()?;
/// assert_eq!(phone.as_str(), "+4681234567");
/// assert_eq!(phone.masked(), "+***67");
/// # Ok::<(), checkmark_account::ParsePhoneError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct PhoneNumber {
    octets: [u8; 1 + Self::MAX_DIGITS],
    len: u8,
}

impl PhoneNumber {
    /// The fewest digits, country code included.
    pub const MIN_DIGITS: usize = 7;

    /// The most digits, country code included (E.164).
    pub const MAX_DIGITS: usize = 15;

    /// The number as `+` and digits, without a separator.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever written.
        core::str::from_utf8(&self.octets[..usize::from(self.len)]).unwrap_or_default()
    }

    /// Enough for the owner to know it again: the last two digits.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.as_str();
        let mut masked = String::from("+***");
        masked.push_str(&text[text.len() - 2..]);
        masked
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber([redacted])")
    }
}

impl FromStr for PhoneNumber {
    type Err = ParsePhoneError;

    fn from_str(text: &str) -> Result<Self, ParsePhoneError> {
        let start = text.len() - text.trim_start().len();
        let number = text.trim();
        let fault = |at, kind| {
            Err(ParsePhoneError {
                at: start + at,
                kind,
            })
        };
        if number.is_empty() {
            return fault(0, ParsePhoneErrorKind::Empty);
        }
        if !number.starts_with('+') {
            return fault(0, ParsePhoneErrorKind::NoPlus);
        }
        let mut octets = [b'+'; 1 + Self::MAX_DIGITS];
        let mut len = 1;
        for (at, character) in number.char_indices().skip(1) {
            match character {
                '0' if len == 1 => return fault(at, ParsePhoneErrorKind::CountryCode),
                '0' if number[..at].ends_with('(') && number[at..].starts_with("0)") => {
                    return fault(at, ParsePhoneErrorKind::TrunkZero);
                }
                '0'..='9' if len == octets.len() => return fault(at, ParsePhoneErrorKind::TooLong),
                '0'..='9' => {
                    octets[len] = character as u8;
                    len += 1;
                }
                ' '
                | '\u{a0}'
                | '\u{202f}'
                | '-'
                | '\u{2010}'..='\u{2013}'
                | '.'
                | '/'
                | '('
                | ')' => {}
                _ => return fault(at, ParsePhoneErrorKind::Character),
            }
        }
        if len - 1 < Self::MIN_DIGITS {
            return fault(number.len(), ParsePhoneErrorKind::TooShort);
        }
        Ok(Self {
            octets,
            len: u8::try_from(len).unwrap_or_default(),
        })
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = ParsePhoneError;

    fn try_from(text: String) -> Result<Self, ParsePhoneError> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(phone: PhoneNumber) -> Self {
        phone.as_str().into()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PhoneNumber {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "PhoneNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "E.164: a plus sign and 7 to 15 digits; separators are folded away.",
        })
    }
}

/// Numbers of all lengths.
#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for PhoneNumber {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy as _;

        "\\+[1-9][0-9]{6,14}"
            .prop_map(|text| text.parse().expect("the pattern is the syntax"))
            .boxed()
    }
}

/// Why a text is no telephone number: where, and what.
///
/// ```
/// use checkmark_account::{ParsePhoneErrorKind, PhoneNumber};
///
/// let refused = "+46 (0)8 123 45 67".parse::<PhoneNumber>().unwrap_err();
/// assert_eq!(refused.kind(), ParsePhoneErrorKind::TrunkZero);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct ParsePhoneError {
    at: usize,
    kind: ParsePhoneErrorKind,
}

impl ParsePhoneError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParsePhoneErrorKind {
        self.kind
    }
}

kinds! {
    /// What is wrong with a text that should be a telephone number.
    ParsePhoneErrorKind;
    /// There is no text but blanks.
    Empty "empty" "no telephone number",
    /// It does not start with `+`, so its country is not known.
    NoPlus "no_plus" "no plus sign and country code",
    /// A country code does not start with zero.
    CountryCode "country_code" "country code that starts with zero",
    /// A trunk zero in parentheses.
    TrunkZero "trunk_zero" "trunk zero in parentheses",
    /// A character that is neither digit nor separator.
    Character "character" "neither a digit nor a separator",
    /// Fewer than 7 digits.
    TooShort "too_short" "fewer than 7 digits",
    /// More than 15 digits.
    TooLong "too_long" "more than 15 digits",
}
