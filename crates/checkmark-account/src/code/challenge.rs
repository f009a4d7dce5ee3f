//! Which code was mailed, without the code.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use time::{SignedDuration, UtcDateTime};

use super::{CodeKey, CodePolicy, KeyRing, Nonce, Purpose, Subject, ValidationCode};
use crate::KeyId;
use crate::words::kinds;

/// A code that was issued: everything about it but the code itself and whose it is.
///
/// Small, `Copy`, and no secret: it may lie in events, effects and logs. How often it was tried and
/// whether it was used stands in the [`CodeBook`](super::CodeBook).
///
/// ```
/// use checkmark_account::code::{CodeBook, CodePolicy, Nonce, Purpose, ThrottleCount};
/// use time::{SignedDuration, UtcDateTime};
///
/// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let (book, counted) = (CodeBook::new(Purpose::SignUp), ThrottleCount::default());
/// let event = book.decide_issue("2026-11".parse()?, Nonce::new([7; 16]), counted, &policy, noon)?;
/// let challenge = event.challenge().expect("a code was issued");
/// assert_eq!((challenge.purpose(), challenge.issued_at()), (Purpose::SignUp, noon));
/// assert_eq!(challenge.expires_at(), noon + SignedDuration::minutes(10));
/// assert!(challenge.is_expired(challenge.expires_at()), "at the expiry it is expired");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
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
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    issued_at: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
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
            nonce: Nonce::new([0; Nonce::LEN]),
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
    ///
    /// ```
    /// use checkmark_account::code::{CodeBook, CodePolicy, Nonce, Purpose, ThrottleCount};
    /// use time::UtcDateTime;
    ///
    /// let (nonce, counted) = (Nonce::new([7; 16]), ThrottleCount::default());
    /// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
    /// let book = CodeBook::new(Purpose::SignUp);
    /// let event = book.decide_issue("2026-11".parse()?, nonce, counted, &policy, noon)?;
    /// assert_eq!(event.challenge().map(|it| it.nonce()), Some(nonce));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
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
            let mut draws = tag
                .chunks_exact(8)
                .map(|word| u64::from_be_bytes(word.try_into().unwrap_or_default()) & mask);
            if let Some(draw) = draws.find(|draw| *draw < codes) {
                return ValidationCode::new(draw, self.0.digits);
            }
            counter = counter.wrapping_add(1);
        }
    }

    fn tag(&self, key: &CodeKey, subject: Subject<'_>, counter: u32) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.secret())
            .expect("HMAC takes a key of any length (RFC 2104)");
        let account = subject.account();
        // Each part stands behind its length, so that no two inputs read the same.
        let parts: [&[u8]; 8] = [
            b"checkmark validation code 1",
            account.as_str().as_bytes(),
            subject.address().identity().as_bytes(),
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
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use checkmark_account::code::{Challenge, ChallengeErrorKind};
///
/// let recorded = r#"{"number": 0, "purpose": "sign_up", "key": "k", "digits": 6, "tries": 5,
///     "nonce": "07070707070707070707070707070707",
///     "issued_at": "2026-11-23T12:00:00Z", "expires_at": "2026-11-23T12:10:00Z"}"#;
/// let fault = serde_json::from_str::<Challenge>(recorded).unwrap_err();
/// assert!(fault.to_string().contains(&ChallengeErrorKind::Number.to_string()));
/// # }
/// ```
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
///
/// ```
/// use checkmark_account::code::{
///     CodeBook, CodeKey, CodePolicy, KeyRing, MissingKey, Nonce, Purpose, Subject, ThrottleCount,
/// };
/// use time::UtcDateTime;
///
/// # let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// # let (book, counted) = (CodeBook::new(Purpose::SignUp), ThrottleCount::default());
/// let event = book.decide_issue("2026-10".parse()?, Nonce::new([7; 16]), counted, &policy, noon)?;
/// let challenge = event.challenge().expect("a code was issued");
///
/// let address = "anna@acme.company".parse()?;
/// let subject = Subject::new("a1".parse()?, &address);
/// let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
/// let missing: MissingKey = challenge.reveal(&keys, subject).unwrap_err();
/// assert_eq!(missing.key(), "2026-10".parse()?);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
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
