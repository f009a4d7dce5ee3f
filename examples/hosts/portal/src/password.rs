//! Passwords, by argon2: the host's affair alone.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::metrics::Metrics;
use crate::random;

/// Hashes and verifies passwords.
#[derive(Debug)]
pub(crate) struct Passwords {
    /// What is verified where there is no account, so that it takes as long.
    nobody: String,
    metrics: Arc<Metrics>,
}

impl Passwords {
    /// The fewest characters (SP 800-63B).
    pub(crate) const LEAST: usize = 8;
    /// The most: longer ones would be work for nothing.
    pub(crate) const MOST: usize = 256;

    /// Passwords whose work is counted.
    pub(crate) fn new(metrics: Arc<Metrics>) -> Self {
        Self {
            nobody: made(&random::token()).unwrap_or_default(),
            metrics,
        }
    }

    /// The hash of a password, under a salt of its own.
    pub(crate) fn hash(&self, password: &str) -> Result<String, PasswordFault> {
        let length = password.chars().count();
        if length < Self::LEAST {
            return Err(PasswordFault::TooShort);
        }
        if length > Self::MOST {
            return Err(PasswordFault::TooLong);
        }
        self.metrics.hashed();
        made(password)
    }

    /// Whether a password is the one of a hash. Without a hash it is not, after as much work.
    pub(crate) fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(&self.nobody)) else {
            return false;
        };
        self.metrics.hashed();
        let short = password.chars().take(Self::MOST + 1).collect::<String>();
        argon2().verify_password(short.as_bytes(), &parsed).is_ok() && hash.is_some()
    }
}

/// The figures of OWASP: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn made(password: &str) -> Result<String, PasswordFault> {
    let salt = SaltString::encode_b64(&random::bytes::<16>());
    let salt = salt.map_err(|_| PasswordFault::NotHashed)?;
    let hash = argon2().hash_password(password.as_bytes(), &salt);
    hash.map(|it| it.to_string())
        .map_err(|_| PasswordFault::NotHashed)
}

/// Why a password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasswordFault {
    #[error("the password has fewer than eight characters")]
    TooShort,
    #[error("the password has more than 256 characters")]
    TooLong,
    #[error("the password could not be hashed")]
    NotHashed,
}
