//! The patterns that tell whose an exchange is.

use core::fmt;

use super::exchange::{Exchange, are_labels};
use super::table;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MxPattern {
    text: &'static str,
    /// The label that an exchange must start with, if the star is not in front.
    head: &'static str,
    /// What an exchange must end in, in lower case.
    end: &'static str,
    reach: Reach,
    provider: Provider,
    role: MxRole,
}

/// What a pattern covers besides its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Nothing.
    Exact,
    /// What lies below as well.
    Below,
}

impl MxPattern {
    pub(super) const fn new(text: &'static str, provider: Provider, role: MxRole) -> Self {
        let octets = text.as_bytes();
        let mut star = 0;
        while star < octets.len() && octets[star] != b'*' {
            star += 1;
        }
        let (head, end, reach) = if star == octets.len() {
            ("", text, Reach::Exact)
        } else {
            (
                text.split_at(star).0,
                text.split_at(star + 2).1,
                Reach::Below,
            )
        };
        Self {
            text,
            head,
            end,
            reach,
            provider,
            role,
        }
    }

    /// Every pattern, for documentation and tests.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        table::PATTERNS
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
        self.text
    }

    /// Whose the exchanges are.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        self.provider
    }

    /// What the exchanges do.
    #[must_use]
    pub const fn role(&self) -> MxRole {
        self.role
    }

    /// The longest pattern that covers an exchange.
    #[inline]
    pub(crate) fn covering(exchange: &Exchange<'_>) -> Option<&'static Self> {
        table::candidates(exchange.as_bytes()).find(|pattern| pattern.covers(exchange))
    }

    pub(super) const fn end(&self) -> &'static str {
        self.end
    }

    #[inline]
    fn covers(&self, exchange: &Exchange<'_>) -> bool {
        let Some(above) = exchange.before(self.end) else {
            return false;
        };
        match (self.reach, above) {
            (Reach::Exact, above) => above.is_empty(),
            (Reach::Below, []) => self.head.is_empty(),
            (Reach::Below, above) => {
                are_labels(above)
                    && above
                        .get(..self.head.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(self.head.as_bytes()))
            }
        }
    }
}

impl fmt::Display for MxPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
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
