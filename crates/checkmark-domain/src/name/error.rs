//! Why a text is no name.

use core::fmt;

/// Why a text is not the name of a mail domain: where, and what.
///
/// The place is a byte offset into the text that was given; the text itself is not kept, because
/// it may be part of somebody's address.
///
/// ```
/// use checkmark_domain::{DomainName, ParseDomainErrorKind};
///
/// let error = "exa mple.com".parse::<DomainName>().unwrap_err();
/// assert_eq!((error.at(), error.kind()), (3, ParseDomainErrorKind::Character));
/// assert_eq!(error.to_string(), "character that no domain name has at byte 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct ParseDomainError {
    at: usize,
    kind: ParseDomainErrorKind,
}

impl ParseDomainError {
    pub(crate) const fn new(at: usize, kind: ParseDomainErrorKind) -> Self {
        Self { at, kind }
    }

    /// The byte offset of the fault in the text that was given.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseDomainErrorKind {
        self.kind
    }
}

/// What can be wrong with the name of a mail domain.
///
/// Open: stricter standards find more faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseDomainErrorKind {
    /// There is no text.
    Empty,
    /// An address literal such as `[192.0.2.1]`: it names a machine, not a domain.
    AddressLiteral,
    /// Nothing stands between two dots, or before the first.
    EmptyLabel,
    /// A label is longer than 63 octets.
    LabelTooLong,
    /// The whole is longer than 253 octets.
    TooLong,
    /// A label starts or ends with a hyphen.
    HyphenAtEdge,
    /// The last label is all digits.
    NumericTopLevel,
    /// A character that no domain name has: a blank, an underscore, a symbol.
    Character,
    /// A control character.
    Control,
    /// A character that shows nothing, or that turns the direction of the text.
    Invisible,
    /// A name in other scripts than Latin, and the feature `idna` is not there to read it.
    NeedsIdna,
    /// A label that UTS #46 refuses: a code point not allowed, a broken A-label, mixed directions.
    Unicode,
}

impl ParseDomainErrorKind {
    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::AddressLiteral => "address_literal",
            Self::EmptyLabel => "empty_label",
            Self::LabelTooLong => "label_too_long",
            Self::TooLong => "too_long",
            Self::HyphenAtEdge => "hyphen_at_edge",
            Self::NumericTopLevel => "numeric_top_level",
            Self::Character => "character",
            Self::Control => "control",
            Self::Invisible => "invisible",
            Self::NeedsIdna => "needs_idna",
            Self::Unicode => "unicode",
        }
    }
}

impl fmt::Display for ParseDomainErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Empty => "no domain name",
            Self::AddressLiteral => "address literal instead of a domain name",
            Self::EmptyLabel => "empty label",
            Self::LabelTooLong => "label longer than 63 octets",
            Self::TooLong => "domain name longer than 253 octets",
            Self::HyphenAtEdge => "hyphen at the edge of a label",
            Self::NumericTopLevel => "top level of digits alone",
            Self::Character => "character that no domain name has",
            Self::Control => "control character",
            Self::Invisible => "invisible or bidi character",
            Self::NeedsIdna => "character outside ASCII, which needs the feature `idna`,",
            Self::Unicode => "label that UTS #46 refuses",
        })
    }
}
