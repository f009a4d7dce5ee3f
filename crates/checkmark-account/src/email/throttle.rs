//! The mailbox behind an address, for counting.

use alloc::string::String;
use core::fmt;

/// The mailbox that an address leads to, as far as its spelling tells: without the tag behind a
/// plus sign, and for Gmail without dots and under one of its two names (CODE-5).
///
/// For counting alone: two people may share one, and one person's addresses may have several.
/// It is personal like the address: no `Display`, redacted `Debug`, no serde.
///
/// ```
/// use checkmark_account::{EmailAddress, ThrottleKey};
///
/// let address: EmailAddress = "anna.berg+shop@googlemail.com".parse()?;
/// let key: ThrottleKey = address.throttle_key();
/// assert_eq!(key.as_str(), "annaberg@gmail.com");
/// # Ok::<(), checkmark_account::ParseEmailError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ThrottleKey(String);

impl ThrottleKey {
    pub(super) fn new(identity_local_part: &str, domain: &str) -> Self {
        let mailbox = match identity_local_part.split_once('+') {
            Some((mailbox, _)) if !mailbox.is_empty() => mailbox,
            Some(_) | None => identity_local_part,
        };
        let gmail = matches!(domain, "gmail.com" | "googlemail.com");
        let mut key: String = mailbox
            .chars()
            .filter(|character| !(gmail && *character == '.'))
            .collect();
        key.push('@');
        key.push_str(if gmail { "gmail.com" } else { domain });
        Self(key)
    }

    /// The key as text, for the host's counter.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ThrottleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ThrottleKey([redacted])")
    }
}
