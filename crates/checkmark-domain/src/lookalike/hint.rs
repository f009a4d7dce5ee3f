//! The hint.

use core::fmt;

/// What a name may have been meant to be.
///
/// ```
/// use checkmark_domain::{Evidence, classify};
/// use time::UtcDateTime;
///
/// let domain = "gmai.com".parse()?;
/// let verdict = classify(&domain, &Evidence::none(), UtcDateTime::UNIX_EPOCH);
/// let hint = verdict.hint().expect("one letter is missing");
/// assert_eq!(hint.looks_like(), "gmail.com");
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hint {
    octets: [u8; 2 * super::LONGEST],
    len: u8,
}

impl Hint {
    /// The well-known mailbox domain that the name looks like; or, for a name with characters that
    /// pass for ASCII, how it reads.
    #[must_use]
    pub fn looks_like(&self) -> &str {
        // Only ASCII was let in.
        core::str::from_utf8(&self.octets[..usize::from(self.len)]).unwrap_or_default()
    }

    pub(crate) fn read(text: &[u8]) -> Option<Self> {
        let mut octets = [0; 2 * super::LONGEST];
        let room = octets.get_mut(..text.len())?;
        room.copy_from_slice(text);
        text.is_ascii().then_some(Self {
            octets,
            len: text.len() as u8,
        })
    }
}

impl fmt::Debug for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hint")
            .field("looks_like", &self.looks_like())
            .finish()
    }
}
