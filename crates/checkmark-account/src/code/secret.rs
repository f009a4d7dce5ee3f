//! The code itself, as mailed and as typed.

use alloc::string::String;
use core::fmt::{self, Write as _};
use core::str::FromStr;

use ctutils::CtEq as _;
use secrecy::{ExposeSecret as _, SecretString};

use crate::words::kinds;

/// A one-time code as it is mailed: 6 to 10 digits, leading zeros kept (CODE-2).
///
/// A secret: it is wiped when dropped, `Debug` is redacted, there is no `Display` and no serde.
/// [`expose`](Self::expose) is the one way out.
///
/// ```
/// use checkmark_account::code::{
///     CodeBook, CodeKey, CodePolicy, KeyRing, Nonce, Purpose, Subject, ThrottleCount, ValidationCode,
/// };
/// use time::UtcDateTime;
///
/// # let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// # let (book, counted) = (CodeBook::new(Purpose::SignUp), ThrottleCount::default());
/// # let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
/// # let key = keys.current().id();
/// let event = book.decide_issue(key, Nonce::new([7; 16]), counted, &policy, noon)?;
/// let challenge = event.challenge().expect("a code was issued");
/// let address = "anna@acme.company".parse()?;
/// let code: ValidationCode = challenge.reveal(&keys, Subject::new("a1".parse()?, &address))?;
/// assert_eq!(code.expose().len(), 6);
/// assert_eq!(format!("{code:?}"), "ValidationCode([redacted])");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct ValidationCode(SecretString);

impl ValidationCode {
    pub(super) fn new(draw: u64, digits: u8) -> Self {
        // With all of its room reserved the text never moves, so no copy is left behind.
        let mut text = String::with_capacity(usize::from(digits));
        write!(text, "{draw:0width$}", width = usize::from(digits))
            .expect("writing to a string never fails");
        Self(SecretString::from(text))
    }

    /// The digits, for the mail alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether this is what was typed; in constant time for codes of one length (CODE-7).
    ///
    /// ```
    /// use checkmark_account::code::{
    ///     CodeBook, CodeKey, CodePolicy, KeyRing, Nonce, Purpose, Subject, ThrottleCount,
    /// };
    /// use time::UtcDateTime;
    ///
    /// # let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
    /// # let (book, counted) = (CodeBook::new(Purpose::SignUp), ThrottleCount::default());
    /// # let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
    /// # let key = keys.current().id();
    /// let event = book.decide_issue(key, Nonce::new([7; 16]), counted, &policy, noon)?;
    /// let address = "anna@acme.company".parse()?;
    /// let challenge = event.challenge().expect("a code was issued");
    /// let code = challenge.reveal(&keys, Subject::new("a1".parse()?, &address))?;
    /// assert!(code.matches(&code.expose().parse()?));
    /// assert!(!code.matches(&"0123456789".parse()?));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn matches(&self, typed: &TypedCode) -> bool {
        constant_time_eq(&self.0, &typed.0)
    }
}

impl fmt::Debug for ValidationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ValidationCode([redacted])")
    }
}

/// A code as somebody typed it: a secret, until it was tried (CODE-7).
///
/// # Syntax
///
/// 6 to 10 ASCII digits; blanks before and after are dropped. Anything else is an input error that
/// costs no try (CODE-9); how many digits are due, the book says.
///
/// Through serde it is read and never written. A number is taken for its decimal digits: one that
/// lost its leading zeros is too short and refused, because padding it would be guessing.
///
/// Equality is decided in constant time for codes of one length.
///
/// ```
/// use checkmark_account::code::{ParseCodeErrorKind, TypedCode};
///
/// let typed: TypedCode = " 012345\n".parse()?;
/// assert_eq!(typed.digits(), 6);
/// assert_eq!(format!("{typed:?}"), "TypedCode([redacted])");
///
/// let error = "012 345".parse::<TypedCode>().unwrap_err();
/// assert_eq!((error.at(), error.kind()), (3, ParseCodeErrorKind::Character));
/// # Ok::<(), checkmark_account::code::ParseCodeError>(())
/// ```
#[derive(Clone)]
pub struct TypedCode(SecretString);

impl TypedCode {
    /// How many digits were typed, 6 to 10.
    #[must_use]
    pub fn digits(&self) -> u8 {
        u8::try_from(self.0.expose_secret().len()).unwrap_or(u8::MAX)
    }
}

impl PartialEq for TypedCode {
    fn eq(&self, other: &Self) -> bool {
        constant_time_eq(&self.0, &other.0)
    }
}

impl Eq for TypedCode {}

impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedCode([redacted])")
    }
}

impl FromStr for TypedCode {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let start = text.len() - text.trim_start().len();
        let code = text.trim();
        let fault = |at, kind| {
            Err(ParseCodeError {
                at: start + at,
                kind,
            })
        };
        if code.is_empty() {
            return fault(0, ParseCodeErrorKind::Empty);
        }
        if let Some(at) = code
            .bytes()
            .take(11)
            .position(|byte| !byte.is_ascii_digit())
        {
            return fault(at, ParseCodeErrorKind::Character);
        }
        match code.len() {
            0..=5 => fault(code.len(), ParseCodeErrorKind::TooShort),
            6..=10 => Ok(Self(SecretString::from(code))),
            11.. => fault(10, ParseCodeErrorKind::TooLong),
        }
    }
}

impl From<ValidationCode> for TypedCode {
    fn from(code: ValidationCode) -> Self {
        Self(code.0)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for TypedCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(visitor::Code)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TypedCode {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "TypedCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A code as typed: a text of 6 to 10 digits, or a number without leading zeros.",
            "type": ["string", "integer"],
            "writeOnly": true,
        })
    }
}

/// Why a text is no code. It costs no try (CODE-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct ParseCodeError {
    at: usize,
    kind: ParseCodeErrorKind,
}

impl ParseCodeError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseCodeErrorKind {
        self.kind
    }
}

kinds! {
    /// What is wrong with a text that should be a code.
    ParseCodeErrorKind;
    /// There is no text but blanks.
    Empty "empty" "no code",
    /// A character that is no ASCII digit: a blank inside, a sign, another script's digit.
    Character "character" "not an ascii digit",
    /// Fewer than 6 digits.
    TooShort "too_short" "fewer than 6 digits",
    /// More than 10 digits.
    TooLong "too_long" "more than 10 digits",
}

fn constant_time_eq(one: &SecretString, other: &SecretString) -> bool {
    let (one, other) = (one.expose_secret(), other.expose_secret());
    one.as_bytes().ct_eq(other.as_bytes()).to_bool()
}

/// Reads a code from text or number. What serde would say by itself quotes what it found, and what
/// it found may be a code: so every kind of value is answered here.
#[cfg(feature = "serde")]
mod visitor {
    use alloc::string::String;
    use core::fmt;

    use serde::de::{Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Visitor};

    use secrecy::{ExposeSecret as _, SecretString};

    use super::TypedCode;

    pub(super) struct Code;

    impl<'de> Visitor<'de> for Code {
        type Value = TypedCode;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a code as text or number")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<TypedCode, E> {
            text.parse().map_err(E::custom)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<TypedCode, E> {
            self.visit_u128(number.into())
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<TypedCode, E> {
            self.visit_i128(number.into())
        }

        fn visit_u128<E: Error>(self, number: u128) -> Result<TypedCode, E> {
            // Just the room it takes: the text never moves, and is wiped when dropped.
            let width = number
                .checked_ilog10()
                .map_or(1, |log| log.saturating_add(1));
            let mut text = String::with_capacity(width as usize);
            fmt::Write::write_fmt(&mut text, format_args!("{number}")).map_err(E::custom)?;
            self.visit_str(SecretString::from(text).expose_secret())
        }

        fn visit_i128<E: Error>(self, number: i128) -> Result<TypedCode, E> {
            match u128::try_from(number) {
                Ok(number) => self.visit_u128(number),
                Err(_) => Err(expected()),
            }
        }

        fn visit_bool<E: Error>(self, _: bool) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_char<E: Error>(self, _: char) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_none<E: Error>(self) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_unit<E: Error>(self) -> Result<TypedCode, E> {
            Err(expected())
        }

        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<TypedCode, D::Error> {
            inner.deserialize_any(self)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(
            self,
            inner: D,
        ) -> Result<TypedCode, D::Error> {
            inner.deserialize_any(self)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<TypedCode, A::Error> {
            Err(expected())
        }

        fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<TypedCode, A::Error> {
            Err(expected())
        }

        fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<TypedCode, A::Error> {
            Err(expected())
        }
    }

    fn expected<E: Error>() -> E {
        E::custom(format_args!("expected {}", &Code as &dyn Expected))
    }
}
