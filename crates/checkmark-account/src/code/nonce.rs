//! The host's randomness in a code.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// Sixteen bytes of the host's randomness, fresh for each code.
///
/// It makes codes unpredictable to somebody who knows when codes were issued; it is no secret.
/// Text and wire form are 32 hexadecimal digits.
///
/// ```
/// use checkmark_account::code::Nonce;
///
/// let nonce: Nonce = "000102030405060708090a0b0c0d0e0f".parse()?;
/// assert_eq!(nonce.as_bytes()[15], 15);
/// # Ok::<(), checkmark_account::code::ParseNonceError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct Nonce([u8; Self::LEN]);

impl Nonce {
    /// Its length in bytes.
    pub const LEN: usize = 16;

    /// Takes the bytes.
    #[must_use]
    pub const fn new(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nonce({self})")
    }
}

impl FromStr for Nonce {
    type Err = ParseNonceError;

    fn from_str(text: &str) -> Result<Self, ParseNonceError> {
        let mut nibbles = [0_u8; 2 * Self::LEN];
        if text.len() != nibbles.len() {
            return Err(ParseNonceError(text.len().min(nibbles.len())));
        }
        for (at, (nibble, byte)) in nibbles.iter_mut().zip(text.bytes()).enumerate() {
            *nibble = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                b'A'..=b'F' => byte - b'A' + 10,
                _ => return Err(ParseNonceError(at)),
            };
        }
        let mut bytes = [0; Self::LEN];
        for (byte, pair) in bytes.iter_mut().zip(nibbles.chunks_exact(2)) {
            *byte = 16 * pair[0] + pair[1];
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Nonce {
    type Error = ParseNonceError;

    fn try_from(text: String) -> Result<Self, ParseNonceError> {
        text.parse()
    }
}

impl From<Nonce> for String {
    fn from(nonce: Nonce) -> Self {
        alloc::format!("{nonce}")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Nonce {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Nonce".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-fA-F]{32}$" })
    }
}

/// The text is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 32 hexadecimal digits, at byte {0}")]
pub struct ParseNonceError(usize);

impl ParseNonceError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.0
    }
}
