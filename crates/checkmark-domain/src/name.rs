//! The name of a mail domain.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

/// A mail domain in lower case ASCII, such as `example.com`.
///
/// # Syntax
///
/// One to 127 labels joined by dots, at most 253 octets in all (RFC 1035, RFC 5321). A label is
/// one to 63 letters, digits and hyphens (RFC 1123), without a hyphen at either end; the last
/// label is not all digits (RFC 3696). One trailing dot is dropped, upper case is folded: two
/// names are equal if mail to them goes to the same place (ACC-3). Parsing what was printed gives
/// the same name.
///
/// With the feature `idna` a name in other scripts is mapped to its A-labels (UTS #46, not
/// transitional), and labels that start with `xn--` are checked; without it such a name is refused
/// as [`NeedsIdna`](ParseDomainErrorKind::NeedsIdna). Control, invisible and bidi characters are
/// refused, never dropped.
///
/// The value lies inline and is parsed without allocation.
///
/// ```
/// use checkmark_domain::DomainName;
///
/// let name: DomainName = "Mail.Example.COM.".parse()?;
/// assert_eq!(name.as_str(), "mail.example.com");
/// assert!(name.is_at_or_below("example.com"));
/// assert!(!name.is_at_or_below("ample.com"));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone)]
pub struct DomainName {
    octets: [u8; Self::MAX_LEN],
    len: u8,
}

impl DomainName {
    /// The longest name, in octets, without the trailing dot.
    pub const MAX_LEN: usize = 253;

    /// The name in lower case A-labels, without a trailing dot.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever written; an empty text could not have been parsed.
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The octets of the name: lower case letters, digits, hyphens and dots.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.octets[..usize::from(self.len)]
    }

    /// The labels, from the leftmost to the top level.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "mail.example.com".parse()?;
    /// assert_eq!(name.labels().next_back(), Some("com"));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.as_str().split('.')
    }

    /// The name itself, then each name above it, up to the top level.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "mail.example.com".parse()?;
    /// assert!(name.ancestors().eq(["mail.example.com", "example.com", "com"]));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        core::iter::successors(Some(self.as_str()), |name| {
            name.split_once('.').map(|(_, above)| above)
        })
    }

    /// Whether the name is `other` or lies below it: a suffix counts at a label boundary only.
    ///
    /// `other` is compared as it stands, so it must be in lower case A-labels.
    #[must_use]
    pub fn is_at_or_below(&self, other: &str) -> bool {
        match self.as_bytes().strip_suffix(other.as_bytes()) {
            Some([] | [.., b'.']) => !other.is_empty(),
            Some(_) | None => false,
        }
    }

    /// Whether a label is an A-label, so that the name may show other scripts than Latin.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "xn--bcher-kva.example".parse()?;
    /// assert!(name.is_internationalized());
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub fn is_internationalized(&self) -> bool {
        self.labels().any(|label| label.starts_with("xn--"))
    }
}

impl PartialEq for DomainName {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for DomainName {}

impl Hash for DomainName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl AsRef<str> for DomainName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DomainName").field(&self.as_str()).finish()
    }
}

impl FromStr for DomainName {
    type Err = ParseDomainError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Nearly every name is plain ASCII without a fault; what is wrong is told slowly.
        match plain(text.as_bytes()) {
            Some(name) => Ok(name),
            None => slowly(text),
        }
    }
}

impl TryFrom<alloc::string::String> for DomainName {
    type Error = ParseDomainError;

    fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<DomainName> for alloc::string::String {
    fn from(name: DomainName) -> Self {
        name.as_str().into()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DomainName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DomainName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        alloc::string::String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DomainName {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "DomainName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A mail domain in lower case A-labels, such as `example.com`.",
            "maxLength": Self::MAX_LEN,
        })
    }
}

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

/// A name without a fault, without A-labels and without anything outside ASCII.
fn plain(text: &[u8]) -> Option<DomainName> {
    let text = text.strip_suffix(b".").unwrap_or(text);
    let mut octets = [0; DomainName::MAX_LEN];
    let room = octets.get_mut(..text.len())?;
    let mut label = 0;
    let mut last = b'-';
    let mut letters = false;
    for (place, &octet) in room.iter_mut().zip(text) {
        let folded = FOLDED[usize::from(octet)];
        *place = folded;
        if folded > b'9' {
            letters = true;
            label += 1;
        } else if folded == b'.' {
            if label == 0 || label > 63 || last == b'-' {
                return None;
            }
            (label, letters) = (0, false);
        } else if folded == b'-' {
            // Two in a row may be those of an A-label.
            if label == 0 || last == b'-' {
                return None;
            }
            letters = true;
            label += 1;
        } else if folded == 0 {
            return None;
        } else {
            label += 1;
        }
        last = folded;
    }
    let whole = label > 0 && label <= 63 && last != b'-' && letters;
    whole.then_some(DomainName {
        octets,
        len: text.len() as u8,
    })
}

/// Lower case by octet, and 0 for what stands in no name.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut octet = 0;
    while octet < 128 {
        let it = octet as u8;
        if it.is_ascii_alphanumeric() || it == b'-' || it == b'.' {
            folded[octet] = it.to_ascii_lowercase();
        }
        octet += 1;
    }
    folded
};

/// A name that is not plain: with A-labels, with characters outside ASCII, or with a fault.
fn slowly(text: &str) -> Result<DomainName, ParseDomainError> {
    if text.is_empty() {
        return Err(ParseDomainError::new(0, ParseDomainErrorKind::Empty));
    }
    if text.starts_with('[') || text.parse::<core::net::IpAddr>().is_ok() {
        return Err(ParseDomainError::new(
            0,
            ParseDomainErrorKind::AddressLiteral,
        ));
    }
    let mut builder = Builder::new();
    for (offset, byte) in text.bytes().enumerate() {
        if byte >= 0x80 {
            return unicode::parse(text);
        }
        builder.push(offset, byte)?;
    }
    let name = builder.finish(text.len())?;
    if name.is_internationalized() {
        return unicode::check_a_labels(text, name);
    }
    Ok(name)
}

/// Collects a name octet by octet, and says what is wrong where.
struct Builder {
    name: DomainName,
    label_start: usize,
    /// Where the current label starts in the text that was given.
    label_at: usize,
    trailing_dot: bool,
    numeric: bool,
}

impl Builder {
    const fn new() -> Self {
        Self {
            name: DomainName {
                octets: [0; DomainName::MAX_LEN],
                len: 0,
            },
            label_start: 0,
            label_at: 0,
            trailing_dot: false,
            numeric: true,
        }
    }

    #[inline]
    fn push(&mut self, at: usize, byte: u8) -> Result<(), ParseDomainError> {
        let folded = match byte {
            b'a'..=b'z' => {
                self.numeric = false;
                byte
            }
            b'0'..=b'9' => byte,
            b'-' => {
                self.numeric = false;
                if usize::from(self.name.len) == self.label_start && !self.trailing_dot {
                    return Err(ParseDomainError::new(
                        at,
                        ParseDomainErrorKind::HyphenAtEdge,
                    ));
                }
                byte
            }
            b'A'..=b'Z' => {
                self.numeric = false;
                byte.to_ascii_lowercase()
            }
            b'.' => return self.dot(at),
            0x00..=0x1f | 0x7f => {
                return Err(ParseDomainError::new(at, ParseDomainErrorKind::Control));
            }
            _ => return Err(ParseDomainError::new(at, ParseDomainErrorKind::Character)),
        };
        if self.trailing_dot {
            self.trailing_dot = false;
            self.write(at, b'.')?;
            self.label_start = usize::from(self.name.len);
            self.label_at = at;
            self.numeric = folded.is_ascii_digit();
            if folded == b'-' {
                return Err(ParseDomainError::new(
                    at,
                    ParseDomainErrorKind::HyphenAtEdge,
                ));
            }
        }
        if usize::from(self.name.len) - self.label_start == 63 {
            return Err(ParseDomainError::new(
                at,
                ParseDomainErrorKind::LabelTooLong,
            ));
        }
        self.write(at, folded)
    }

    /// A dot is written when the next label starts, so that a trailing one is dropped.
    #[inline]
    fn dot(&mut self, at: usize) -> Result<(), ParseDomainError> {
        let len = usize::from(self.name.len);
        if self.trailing_dot || len == self.label_start {
            return Err(ParseDomainError::new(at, ParseDomainErrorKind::EmptyLabel));
        }
        if self.name.octets[len - 1] == b'-' {
            return Err(ParseDomainError::new(
                at - 1,
                ParseDomainErrorKind::HyphenAtEdge,
            ));
        }
        self.trailing_dot = true;
        Ok(())
    }

    #[inline]
    fn write(&mut self, at: usize, byte: u8) -> Result<(), ParseDomainError> {
        match self.name.octets.get_mut(usize::from(self.name.len)) {
            Some(octet) => {
                *octet = byte;
                self.name.len += 1;
                Ok(())
            }
            None => Err(ParseDomainError::new(at, ParseDomainErrorKind::TooLong)),
        }
    }

    fn finish(self, end: usize) -> Result<DomainName, ParseDomainError> {
        let Some(&last) = self.name.as_bytes().last() else {
            return Err(ParseDomainError::new(0, ParseDomainErrorKind::Empty));
        };
        if last == b'-' {
            return Err(ParseDomainError::new(
                end - 1,
                ParseDomainErrorKind::HyphenAtEdge,
            ));
        }
        if self.numeric {
            return Err(ParseDomainError::new(
                self.label_at,
                ParseDomainErrorKind::NumericTopLevel,
            ));
        }
        Ok(self.name)
    }
}

/// Names with anything outside ASCII, and A-labels: the business of UTS #46.
mod unicode {
    use super::{DomainName, ParseDomainError, ParseDomainErrorKind};

    /// A name that has a character outside ASCII.
    pub(super) fn parse(text: &str) -> Result<DomainName, ParseDomainError> {
        for (at, character) in text.char_indices() {
            // UTS #46 would drop most of these in silence; a person who pasted one should know.
            if let Some(kind) = refused(character) {
                return Err(ParseDomainError::new(at, kind));
            }
        }
        map(text)
    }

    const fn refused(character: char) -> Option<ParseDomainErrorKind> {
        match character {
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(ParseDomainErrorKind::Control),
            '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}' => Some(ParseDomainErrorKind::Invisible),
            _ => None,
        }
    }

    #[cfg(not(feature = "idna"))]
    fn map(text: &str) -> Result<DomainName, ParseDomainError> {
        let at = text.bytes().position(|byte| byte >= 0x80).unwrap_or(0);
        Err(ParseDomainError::new(at, ParseDomainErrorKind::NeedsIdna))
    }

    /// Without the tables an A-label is taken as it stands.
    #[cfg(not(feature = "idna"))]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as with `idna`"
    )]
    pub(super) fn check_a_labels(
        _: &str,
        name: DomainName,
    ) -> Result<DomainName, ParseDomainError> {
        Ok(name)
    }

    #[cfg(feature = "idna")]
    fn map(text: &str) -> Result<DomainName, ParseDomainError> {
        let mapped = to_ascii(text).ok_or_else(|| fault(text))?;
        // Offsets into the mapped text say nothing about the one that was given.
        let mut builder = super::Builder::new();
        let mut at = 0;
        for (offset, byte) in mapped.bytes().enumerate() {
            builder
                .push(offset, byte)
                .map_err(|error| ParseDomainError::new(at, error.kind))?;
            if byte == b'.' {
                at = next_label(text, at);
            }
        }
        builder
            .finish(mapped.len())
            .map_err(|error| ParseDomainError::new(at.min(text.len()), error.kind))
    }

    #[cfg(feature = "idna")]
    pub(super) fn check_a_labels(
        text: &str,
        name: DomainName,
    ) -> Result<DomainName, ParseDomainError> {
        match to_ascii(name.as_str()) {
            Some(mapped) if mapped == name.as_str() => Ok(name),
            Some(_) | None => Err(fault(text)),
        }
    }

    /// `None` is a refusal. Hyphens in the third and fourth place are allowed: such names are
    /// registered and receive mail.
    #[cfg(feature = "idna")]
    fn to_ascii(text: &str) -> Option<alloc::borrow::Cow<'_, str>> {
        idna::uts46::Uts46::new()
            .to_ascii(
                text.as_bytes(),
                idna::AsciiDenyList::STD3,
                idna::uts46::Hyphens::CheckFirstLast,
                idna::uts46::DnsLength::Ignore,
            )
            .ok()
    }

    /// The first label that is refused by itself; a fault of the whole (the bidi rule) is at 0.
    #[cfg(feature = "idna")]
    fn fault(text: &str) -> ParseDomainError {
        let mut at = 0;
        for label in text.split(is_dot) {
            if to_ascii(label).is_none() {
                return ParseDomainError::new(at, ParseDomainErrorKind::Unicode);
            }
            at = next_label(text, at);
        }
        ParseDomainError::new(0, ParseDomainErrorKind::Unicode)
    }

    #[cfg(feature = "idna")]
    fn next_label(text: &str, at: usize) -> usize {
        text[at..]
            .char_indices()
            .find(|(_, character)| is_dot(*character))
            .map_or(text.len(), |(offset, dot)| at + offset + dot.len_utf8())
    }

    /// The four dots of UTS #46.
    #[cfg(feature = "idna")]
    const fn is_dot(character: char) -> bool {
        matches!(character, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
    }
}
