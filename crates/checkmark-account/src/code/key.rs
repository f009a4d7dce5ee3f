//! The host's keys.

use alloc::vec::Vec;
use core::fmt;

use secrecy::{ExposeSecret as _, SecretSlice};

use crate::KeyId;
use crate::words::kinds;

/// One of the host's keys for one-time codes: its name, and its secret (CODE-2).
///
/// The secret is at least 16 bytes from the host's randomness (RFC 4226 asks for 128 bits, and
/// recommends 160). It is wiped when dropped; nothing prints it and nothing serializes it.
///
/// ```
/// use checkmark_account::code::CodeKey;
///
/// let key = CodeKey::new("2026-11".parse()?, &[0x5a; 32])?;
/// assert_eq!(format!("{key:?}"), "CodeKey(2026-11, [redacted])");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct CodeKey {
    id: KeyId,
    secret: SecretSlice<u8>,
}

impl CodeKey {
    /// The shortest secret, in bytes (RFC 4226, R6).
    pub const MIN_LEN: usize = 16;

    /// Takes a secret under a name.
    ///
    /// # Errors
    ///
    /// The secret is shorter than [`MIN_LEN`](Self::MIN_LEN).
    pub fn new(id: KeyId, secret: &[u8]) -> Result<Self, CodeKeyError> {
        if secret.len() < Self::MIN_LEN {
            return Err(CodeKeyError {
                id,
                kind: CodeKeyErrorKind::TooShort,
            });
        }
        Ok(Self {
            id,
            secret: Vec::from(secret).into(),
        })
    }

    /// The name of the key.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.secret.expose_secret()
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeKey({}, [redacted])", self.id)
    }
}

/// The host's keys by name: new codes are derived under the current one, codes that are still out
/// under the one that they name (CODE-2).
///
/// After a rotation an earlier key stays in the ring for as long as a code is valid, 24 hours at
/// the most; a code whose key has left is never right.
///
/// ```
/// use checkmark_account::code::{CodeKey, KeyRing};
///
/// let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
/// let keys = keys.rotate(CodeKey::new("2026-12".parse()?, &[2; 32])?)?;
/// assert_eq!(keys.current().id().as_str(), "2026-12");
/// assert!(keys.find("2026-11".parse()?).is_some());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct KeyRing {
    current: CodeKey,
    earlier: Vec<CodeKey>,
}

impl KeyRing {
    /// A ring of one key.
    #[must_use]
    pub const fn new(current: CodeKey) -> Self {
        Self {
            current,
            earlier: Vec::new(),
        }
    }

    /// Makes `key` the current one and keeps the others.
    ///
    /// # Errors
    ///
    /// The ring has a key of that name: which of the two derived a code could not be told.
    pub fn rotate(mut self, key: CodeKey) -> Result<Self, CodeKeyError> {
        if self.find(key.id).is_some() {
            return Err(CodeKeyError {
                id: key.id,
                kind: CodeKeyErrorKind::Doubled,
            });
        }
        let retired = core::mem::replace(&mut self.current, key);
        self.earlier.push(retired);
        Ok(self)
    }

    /// Drops an earlier key. The current one stays: a ring is never empty.
    ///
    /// ```
    /// use checkmark_account::code::{CodeKey, KeyRing};
    ///
    /// let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
    /// let keys = keys.rotate(CodeKey::new("2026-12".parse()?, &[2; 32])?)?;
    /// let keys = keys.without("2026-11".parse()?).without("2026-12".parse()?);
    /// assert!(keys.find("2026-11".parse()?).is_none());
    /// assert_eq!(keys.current().id(), "2026-12".parse()?, "the current key stays");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without(mut self, id: KeyId) -> Self {
        self.earlier.retain(|key| key.id != id);
        self
    }

    /// The key that new codes are derived under.
    #[must_use]
    pub const fn current(&self) -> &CodeKey {
        &self.current
    }

    /// The key of a name.
    #[must_use]
    pub fn find(&self, id: KeyId) -> Option<&CodeKey> {
        core::iter::once(&self.current)
            .chain(&self.earlier)
            .find(|key| key.id == id)
    }
}

impl From<CodeKey> for KeyRing {
    fn from(current: CodeKey) -> Self {
        Self::new(current)
    }
}

/// Why a key is not taken: which, and what.
///
/// ```
/// use checkmark_account::code::{CodeKey, CodeKeyError, CodeKeyErrorKind};
///
/// let refused: CodeKeyError = CodeKey::new("2026-11".parse()?, b"secret").unwrap_err();
/// assert_eq!((refused.id(), refused.kind()), ("2026-11".parse()?, CodeKeyErrorKind::TooShort));
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("key {id}: {kind}")]
pub struct CodeKeyError {
    id: KeyId,
    kind: CodeKeyErrorKind,
}

impl CodeKeyError {
    /// The name of the key.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> CodeKeyErrorKind {
        self.kind
    }
}

kinds! {
    /// What is wrong with a key.
    CodeKeyErrorKind;
    /// The secret is shorter than [`CodeKey::MIN_LEN`].
    TooShort "too_short" "secret shorter than 16 bytes",
    /// The ring has a key of that name.
    Doubled "doubled" "name taken by another key of the ring",
}
