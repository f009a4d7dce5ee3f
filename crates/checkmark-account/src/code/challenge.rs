//! Which code was mailed, without the code.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use time::{SignedDuration, UtcDateTime};

use super::{CodeKey, CodePolicy, KeyRing, ValidationCode};
use crate::words::{kinds, words};
use crate::{AccountId, EmailAddress, KeyId};

words! {
    /// What a code proves; a code for one purpose is worthless for another (CODE-6).
    ///
    /// Open: more steps may come to need a proof.
    #[non_exhaustive]
    Purpose, UnknownPurpose, "unknown purpose of a code";
    /// The address given at sign-up (CODE-1).
    SignUp "sign_up",
    /// The new address of a pending change (ACC-6).
    ChangeOfAddress "change_of_address",
    /// The same address once more, where the last proof is too old (REG-1, ACC-5).
    FreshProof "fresh_proof",
}

/// Whose code: the account and the address that it is mailed to (CODE-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    account: AccountId,
    address: &'a EmailAddress,
}

impl<'a> Subject<'a> {
    /// The account and the address.
    #[must_use]
    pub const fn new(account: AccountId, address: &'a EmailAddress) -> Self {
        Self { account, address }
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The address. Spellings of one address get one code: its identity counts (ACC-3).
    #[must_use]
    pub const fn address(&self) -> &'a EmailAddress {
        self.address
    }
}

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
            *byte = pair[0] << 4 | pair[1];
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

/// A code that was issued: everything about it but the code itself and whose it is.
///
/// Small, `Copy`, and no secret: it may lie in events, effects and logs. How often it was tried and
/// whether it was used stands in the [`CodeBook`](super::CodeBook).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Parts", into = "Parts"))]
pub struct Challenge(Parts);

/// The wire form of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Parts {
    number: u32,
    purpose: Purpose,
    key: KeyId,
    nonce: Nonce,
    digits: u8,
    tries: u8,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    issued_at: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    expires_at: UtcDateTime,
}

impl Challenge {
    pub(super) const fn new(
        number: u32,
        purpose: Purpose,
        key: KeyId,
        nonce: Nonce,
        policy: &CodePolicy,
        now: UtcDateTime,
    ) -> Self {
        Self(Parts {
            number,
            purpose,
            key,
            nonce,
            digits: policy.digits(),
            tries: policy.tries(),
            issued_at: now,
            expires_at: now.saturating_add(policy.validity()),
        })
    }

    /// Stands in where no code was issued, so that the same work is done.
    pub(super) fn stand_in(purpose: Purpose, digits: u8) -> Self {
        Self(Parts {
            number: 0,
            purpose,
            key: STAND_IN_KEY,
            nonce: Nonce([0; Nonce::LEN]),
            digits,
            tries: 0,
            issued_at: UtcDateTime::MIN,
            expires_at: UtcDateTime::MIN,
        })
    }

    /// Which code of its book it is, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.0.number
    }

    /// What the code proves.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.0.purpose
    }

    /// The name of the key that it is derived under.
    #[must_use]
    pub const fn key(&self) -> KeyId {
        self.0.key
    }

    /// The nonce that the host's randomness gave.
    #[must_use]
    pub const fn nonce(&self) -> Nonce {
        self.0.nonce
    }

    /// Digits of the code, 6 to 10.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        self.0.digits
    }

    /// Tries that the code stands, at least 1.
    #[must_use]
    pub const fn tries(&self) -> u8 {
        self.0.tries
    }

    /// When it was issued.
    #[must_use]
    pub const fn issued_at(&self) -> UtcDateTime {
        self.0.issued_at
    }

    /// The first instant at which it is expired (CODE-3).
    #[must_use]
    pub const fn expires_at(&self) -> UtcDateTime {
        self.0.expires_at
    }

    /// Whether it is expired: equal to the expiry is expired (CODE-3).
    #[must_use]
    pub fn is_expired(&self, now: UtcDateTime) -> bool {
        now >= self.0.expires_at
    }

    /// The code itself, for the mail: the one place where it appears (CODE-2).
    ///
    /// The same challenge gives the same code each time, so a mail may be sent twice.
    ///
    /// # Errors
    ///
    /// The ring no longer has the key.
    pub fn reveal(
        &self,
        keys: &KeyRing,
        subject: Subject<'_>,
    ) -> Result<ValidationCode, MissingKey> {
        match keys.find(self.0.key) {
            Some(key) => Ok(self.derive(key, subject)),
            None => Err(MissingKey { key: self.0.key }),
        }
    }

    /// HMAC-SHA-256 over everything that the code is bound to, reduced without bias: as many bits
    /// as the largest code needs are drawn, and a draw above it is thrown away.
    pub(super) fn derive(&self, key: &CodeKey, subject: Subject<'_>) -> ValidationCode {
        let codes = 10_u64.pow(u32::from(self.0.digits));
        let mask = codes.next_power_of_two() - 1;
        let mut counter = 0_u32;
        loop {
            let tag = self.tag(key, subject, counter);
            let draws = tag.chunks_exact(8).map(|word| {
                word.iter()
                    .fold(0_u64, |draw, byte| draw << 8 | u64::from(*byte))
                    & mask
            });
            if let Some(draw) = draws.into_iter().find(|draw| *draw < codes) {
                return ValidationCode::new(draw, self.0.digits);
            }
            counter = counter.wrapping_add(1);
        }
    }

    fn tag(&self, key: &CodeKey, subject: Subject<'_>, counter: u32) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.secret())
            .expect("HMAC takes a key of any length (RFC 2104)");
        // Each part stands behind its length, so that no two inputs read the same.
        let parts: [&[u8]; 8] = [
            b"checkmark validation code 1",
            subject.account.as_str().as_bytes(),
            subject.address.identity().as_bytes(),
            self.0.purpose.as_str().as_bytes(),
            &self.0.number.to_be_bytes(),
            self.0.nonce.as_bytes(),
            &[self.0.digits],
            &counter.to_be_bytes(),
        ];
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

const STAND_IN_KEY: KeyId = match KeyId::new("none") {
    Ok(key) => key,
    Err(_) => panic!("the id is well formed"),
};

impl TryFrom<Parts> for Challenge {
    type Error = ChallengeError;

    fn try_from(parts: Parts) -> Result<Self, ChallengeError> {
        let checks = [
            (ChallengeErrorKind::Number, parts.number >= 1),
            (ChallengeErrorKind::Digits, matches!(parts.digits, 6..=10)),
            (ChallengeErrorKind::Tries, parts.tries >= 1),
            (
                ChallengeErrorKind::ExpiresAt,
                parts.expires_at >= parts.issued_at
                    && parts.expires_at - parts.issued_at <= SignedDuration::hours(24),
            ),
        ];
        match checks.into_iter().find(|(_, holds)| !holds) {
            Some((kind, _)) => Err(ChallengeError { kind }),
            None => Ok(Self(parts)),
        }
    }
}

impl From<Challenge> for Parts {
    fn from(challenge: Challenge) -> Self {
        challenge.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Challenge {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Challenge".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Parts::json_schema(generator)
    }
}

/// What was read is no challenge: a field is outside its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct ChallengeError {
    kind: ChallengeErrorKind,
}

impl ChallengeError {
    /// Which field.
    #[must_use]
    pub const fn kind(&self) -> ChallengeErrorKind {
        self.kind
    }
}

kinds! {
    /// Which field of a recorded challenge is at fault.
    ChallengeErrorKind;
    /// The number is zero.
    Number "number" "number of the code is zero",
    /// Not 6 to 10 digits.
    Digits "digits" "digits outside 6 to 10",
    /// No try at all.
    Tries "tries" "no tries",
    /// Before it was issued, or more than 24 hours after.
    ExpiresAt "expires_at" "expiry before the issue or more than 24 hours after",
}

/// The ring no longer has the key that a code was derived under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("key {key} is not in the ring")]
pub struct MissingKey {
    key: KeyId,
}

impl MissingKey {
    /// The name of the key.
    #[must_use]
    pub const fn key(&self) -> KeyId {
        self.key
    }
}
