//! Randomness, from the operating system.

use std::fmt::Write as _;

use checkmark::account::code::Nonce;
use sha2::{Digest as _, Sha256};

/// Bytes that nobody can guess.
///
/// # Panics
///
/// The operating system has no randomness: then nothing here is safe, and the process ends.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes
}

/// Fresh bytes for a code (CODE-2).
pub(crate) fn nonce() -> Nonce {
    Nonce::new(bytes())
}

/// The name of something new: 120 bits in hexadecimal, after a letter that says what it is.
pub(crate) fn id(letter: char) -> String {
    format!("{letter}{}", hex(&bytes::<15>()))
}

/// A token that is as good as a signature while it is kept secret.
pub(crate) fn token() -> String {
    hex(&bytes::<32>())
}

/// A digest, so that who reads the table has no token.
pub(crate) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
