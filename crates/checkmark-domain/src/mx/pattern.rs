//! The patterns that tell whose an exchange is.

use core::fmt;

use super::exchange::{Exchange, are_labels};
use super::packed;
use crate::provider::Provider;

/// A pattern for mail exchanges, and whose exchanges it covers.
///
/// # Syntax
///
/// `mx.yandex.net` covers that exchange alone; `*.pphosted.com` covers `pphosted.com` and
/// everything below it; `inbound-smtp.*.amazonaws.com` what lies below and starts with that label.
/// The longest pattern wins, and a pattern ends at a label boundary: `evilpphosted.com` is covered
/// by none of these.
///
/// ```
/// use checkmark_domain::{MxPattern, MxRole};
///
/// let pattern = MxPattern::of("ALT1.ASPMX.L.GOOGLE.COM.").expect("a known exchange");
/// assert_eq!(pattern.as_str(), "*.aspmx.l.google.com");
/// assert_eq!(pattern.provider().as_str(), "google");
/// assert_eq!(pattern.role(), MxRole::Hosted);
/// assert!(MxPattern::of("aspmx.l.google.com.evil.example").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MxPattern {
    /// Where the text starts among all texts.
    at: u16,
    len: u8,
    /// Where the star stands; without one the pattern covers its own text alone.
    star: u8,
    /// The number of the provider.
    provider: u8,
    role: MxRole,
}

impl MxPattern {
    pub(super) const fn new(text: &str, at: u16, provider: u8, role: MxRole) -> Self {
        Self {
            at,
            len: text.len() as u8,
            star: star_in(text.as_bytes()) as u8,
            provider,
            role,
        }
    }

    /// What an exchange must end in, in lower case.
    pub(super) const fn end_of(text: &str) -> &str {
        let star = star_in(text.as_bytes());
        if star == text.len() {
            text
        } else {
            text.split_at(star + 2).1
        }
    }

    /// Every pattern, for documentation and tests.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &packed::PATTERNS
    }

    /// The longest pattern that covers an exchange; upper case and one trailing dot don't matter.
    ///
    /// A text that is no host name is covered by none.
    #[must_use]
    pub fn of(exchange: &str) -> Option<&'static Self> {
        Self::covering(&Exchange::new(exchange))
    }

    /// The pattern as it is written in the table.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        let (_, text) = packed::TEXTS.split_at(self.at as usize);
        text.split_at(self.len as usize).0
    }

    /// Whose the exchanges are.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        packed::provider(self.provider)
    }

    /// What the exchanges do.
    #[must_use]
    pub const fn role(&self) -> MxRole {
        self.role
    }

    /// The longest pattern that covers an exchange.
    #[inline]
    pub(crate) fn covering(exchange: &Exchange<'_>) -> Option<&'static Self> {
        packed::find(exchange.as_bytes(), |pattern| pattern.covers(exchange))
    }

    /// Whether the exchanges are those of Google's mailboxes, for domains of one's own or not.
    pub(crate) const fn is_of_google(&self) -> bool {
        self.provider == packed::GOOGLE
    }

    pub(crate) const fn is_of_microsoft_365(&self) -> bool {
        self.provider == packed::MICROSOFT_365
    }

    pub(crate) const fn is_of_the_same(&self, other: &Self) -> bool {
        self.provider == other.provider
    }

    #[inline]
    fn covers(&self, exchange: &Exchange<'_>) -> bool {
        let start = usize::from(self.at);
        let text = &packed::TEXTS.as_bytes()[start..start + usize::from(self.len)];
        let (head, end) = match text.split_at_checked(usize::from(self.star) + 2) {
            Some((head, end)) => (&head[..head.len() - 2], end),
            None => return exchange.before(text).is_some_and(<[u8]>::is_empty),
        };
        let Some(above) = exchange.before(end) else {
            return false;
        };
        match above {
            [] => head.is_empty(),
            above => {
                are_labels(above)
                    && above
                        .get(..head.len())
                        .is_some_and(|above| above.eq_ignore_ascii_case(head))
            }
        }
    }
}

/// The place of the star, or the length where there is none.
const fn star_in(text: &[u8]) -> usize {
    let mut star = 0;
    while star < text.len() && text[star] != b'*' {
        star += 1;
    }
    star
}

impl fmt::Debug for MxPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MxPattern")
            .field("text", &self.as_str())
            .field("provider", &self.provider())
            .field("role", &self.role)
            .finish()
    }
}

impl fmt::Display for MxPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a mail exchange does.
///
/// Open: hosts find new things to do with mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MxRole {
    /// Holds the mailboxes of its customers' own domains.
    Hosted,
    /// Holds consumer mailboxes.
    Consumer,
    /// Filters, and passes the mail on to mailboxes that it does not show.
    Gateway,
    /// Passes the mail on to an address anywhere, or to a program.
    Forwarder,
    /// Takes mail for mailboxes made to be thrown away.
    Disposable,
    /// Proves that somebody controls the domain; takes no mail.
    Token,
    /// Is no exchange, though somebody named it as one.
    Misdirected,
}
