//! E-mail addresses: one spelling to mail to, one identity to compare (ACC-1, ACC-3).

mod local_part;
mod plain;
#[cfg(feature = "proptest")]
mod strategy;
mod throttle;

use alloc::string::String;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use checkmark_domain::{DomainName, ParseDomainErrorKind};

use crate::words::kinds;
use local_part::LocalPart;
use plain::Plain;

pub use throttle::ThrottleKey;

/// An e-mail address: the spelling that was given, and the identity that it stands for (ACC-3).
///
/// # Syntax
///
/// A mailbox of RFC 5321, with RFC 6531: a local part of at most 64 octets, `@`, and a
/// [`DomainName`] of at least two labels; at most 254 octets in all, as given and as folded. A local
/// part is a dot-atom or a quoted string. Refused, with place and kind: comments, folding white
/// space, display names, address literals, routes (`@a:b@c`, `b%c@d`, `c!b@d`), encoded words,
/// control, bidi and invisible characters, a dot at the end of the domain.
///
/// Characters outside ASCII need the feature `idna`, which brings the tables; without it they are
/// refused as [`NeedsIdna`](ParseEmailErrorKind::NeedsIdna).
///
/// # Identity
///
/// Two addresses are equal if their [`identity`](Self::identity) is: the local part in NFC and
/// ASCII lower case, without quotes that it does not need; the domain in lower case A-labels. Dots
/// and tags count. Mail goes to [`as_str`](Self::as_str) of the *stored* address, never to a
/// spelling that was typed just now (CVE-2019-19844).
///
/// It is personal: there is no `Display`, and `Debug` is redacted.
///
/// ```
/// use checkmark_account::EmailAddress;
///
/// let stored: EmailAddress = "Anna.Berg@Acme.Example".parse()?;
/// assert_eq!(stored.as_str(), "Anna.Berg@Acme.Example");
/// assert_eq!(stored.identity(), "anna.berg@acme.example");
/// assert_eq!(stored, "anna.berg@acme.example".parse()?);
/// assert_eq!(stored.masked(), "A***@acme.example");
/// # Ok::<(), checkmark_account::ParseEmailError>(())
/// ```
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct EmailAddress {
    /// The spelling, and after it the identity where that is another.
    text: String,
    spelling_len: u8,
    local_len: u8,
    identity_at: u8,
    identity_local_len: u8,
    domain: DomainName,
}

impl EmailAddress {
    /// The longest local part, in octets (RFC 5321, 4.5.3.1.1).
    pub const MAX_LOCAL_PART: usize = 64;

    /// The longest address, in octets (RFC 5321, 4.5.3.1.3, without the angle brackets).
    pub const MAX_LEN: usize = 254;

    /// The spelling that was given: the one to show and to mail to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text[..usize::from(self.spelling_len)]
    }

    /// What stands before the `@`, as given, quotes included.
    ///
    /// ```
    /// use checkmark_account::EmailAddress;
    ///
    /// let address: EmailAddress = "\"Anna Berg\"@ACME.company".parse()?;
    /// assert_eq!((address.local_part(), address.domain().as_str()), ("\"Anna Berg\"", "acme.company"));
    /// # Ok::<(), checkmark_account::ParseEmailError>(())
    /// ```
    #[must_use]
    pub fn local_part(&self) -> &str {
        &self.text[..usize::from(self.local_len)]
    }

    /// The domain, in lower case A-labels.
    #[must_use]
    pub const fn domain(&self) -> &DomainName {
        &self.domain
    }

    /// What tells two addresses apart: see the type. Folding it again gives it again.
    ///
    /// ```
    /// use checkmark_account::EmailAddress;
    ///
    /// let address: EmailAddress = r#""Anna"@ACME.example"#.parse()?;
    /// assert_eq!(address.identity(), "anna@acme.example");
    /// # Ok::<(), checkmark_account::ParseEmailError>(())
    /// ```
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.text[usize::from(self.identity_at)..]
    }

    /// The mailbox by which the host counts codes, so that tags and dots give no new budget
    /// (CODE-5). Never an identity.
    ///
    /// ```
    /// use checkmark_account::EmailAddress;
    ///
    /// let plain: EmailAddress = "annaberg@gmail.com".parse()?;
    /// let tagged: EmailAddress = "Anna.Berg+shop@googlemail.com".parse()?;
    /// assert_ne!(plain, tagged);
    /// assert_eq!(plain.throttle_key(), tagged.throttle_key());
    /// # Ok::<(), checkmark_account::ParseEmailError>(())
    /// ```
    #[must_use]
    pub fn throttle_key(&self) -> ThrottleKey {
        ThrottleKey::new(self.identity_local_part(), self.domain.as_str())
    }

    /// Whether the address stands for a function and not for a person, by the built-in list: such
    /// a mailbox never enrols in a company (REG-8).
    ///
    /// ```
    /// use checkmark_account::EmailAddress;
    ///
    /// assert!("support@acme.example".parse::<EmailAddress>()?.is_role_mailbox());
    /// assert!(!"anna.berg@acme.example".parse::<EmailAddress>()?.is_role_mailbox());
    /// # Ok::<(), checkmark_account::ParseEmailError>(())
    /// ```
    #[must_use]
    pub fn is_role_mailbox(&self) -> bool {
        checkmark_domain::lists::role(self.identity_local_part())
    }

    /// Enough for the owner to know it again: the first character and the domain.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut characters = self.local_part().trim_start_matches('"').chars();
        // Of one or two characters the first would be half of the secret.
        let first = characters
            .next()
            .filter(|_| characters.nth(1).is_some_and(|third| third != '"'));
        let mut masked = String::from_iter(first);
        masked.push_str("***@");
        masked.push_str(self.domain.as_str());
        masked
    }

    /// The local part of the identity.
    pub(crate) fn identity_local_part(&self) -> &str {
        &self.identity()[..usize::from(self.identity_local_len)]
    }

    /// In one go, for addresses as nearly everybody has one; `None` for any other text.
    #[inline]
    fn read_plain(text: &str) -> Option<Self> {
        let local = Plain::read(text).filter(|_| text.len() <= Self::MAX_LEN)?;
        let spelling = &text[local.len + 1..];
        let Ok(domain) = spelling.parse::<DomainName>() else {
            return None;
        };
        if !plain::is_plain(spelling, &domain) {
            return None;
        }
        let is_identity = local.is_folded && spelling.as_bytes() == domain.as_bytes();
        let len = text.len();
        let mut both = String::with_capacity(len << u8::from(!is_identity));
        both.push_str(text);
        if !is_identity {
            // Nothing but case was folded, so the identity is as long.
            both.push_str(text);
            both[len..].make_ascii_lowercase();
        }
        Some(Self {
            text: both,
            spelling_len: len as u8,
            local_len: local.len as u8,
            identity_at: if is_identity { 0 } else { len as u8 },
            identity_local_len: local.len as u8,
            domain,
        })
    }

    /// Step by step, so that a fault has a place and a kind.
    fn read_slowly(text: &str) -> Result<Self, ParseEmailError> {
        let local = LocalPart::parse(text)?;
        let domain_at = local.len() + 1;
        let domain = domain(&text[domain_at..]).map_err(|error| error.shifted(domain_at))?;
        let mut identity = local.into_identity()?;
        let identity_local_len = identity.len();
        identity.push('@');
        identity.push_str(domain.as_str());
        if text.len() > Self::MAX_LEN || identity.len() > Self::MAX_LEN {
            let at = text.len().min(Self::MAX_LEN);
            return Err(ParseEmailError::new(at, ParseEmailErrorKind::TooLong));
        }
        let is_identity = text == identity;
        if !is_identity {
            identity.insert_str(0, text);
        }
        Ok(Self {
            text: identity,
            spelling_len: text.len() as u8,
            local_len: (domain_at - 1) as u8,
            identity_at: if is_identity { 0 } else { text.len() as u8 },
            identity_local_len: identity_local_len as u8,
            domain,
        })
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for EmailAddress {}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress([redacted])")
    }
}

impl FromStr for EmailAddress {
    type Err = ParseEmailError;

    fn from_str(text: &str) -> Result<Self, ParseEmailError> {
        match Self::read_plain(text) {
            Some(address) => Ok(address),
            None => Self::read_slowly(text),
        }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = ParseEmailError;

    fn try_from(text: String) -> Result<Self, ParseEmailError> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        let mut text = address.text;
        text.truncate(address.spelling_len.into());
        text
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EmailAddress {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "EmailAddress".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "idn-email",
            "maxLength": Self::MAX_LEN,
        })
    }
}

/// Why a text is no e-mail address: where, and what; never the text, which is somebody's.
///
/// ```
/// use checkmark_account::{EmailAddress, ParseEmailErrorKind};
///
/// let error = "anna@acme..example".parse::<EmailAddress>().unwrap_err();
/// assert_eq!((error.at(), error.kind()), (10, ParseEmailErrorKind::Domain));
/// # assert_eq!(error.domain(), Some(checkmark_domain::ParseDomainErrorKind::EmptyLabel));
/// assert_eq!(error.to_string(), "domain of the address: empty label at byte 10");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseEmailError {
    at: usize,
    kind: ParseEmailErrorKind,
    domain: Option<ParseDomainErrorKind>,
}

impl ParseEmailError {
    const fn new(at: usize, kind: ParseEmailErrorKind) -> Self {
        Self {
            at,
            kind,
            domain: None,
        }
    }

    const fn shifted(self, by: usize) -> Self {
        Self {
            at: self.at + by,
            ..self
        }
    }

    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseEmailErrorKind {
        self.kind
    }

    /// What the fault of the domain is, if it lies there and is none that the address knows.
    #[must_use]
    pub const fn domain(&self) -> Option<ParseDomainErrorKind> {
        self.domain
    }
}

impl fmt::Display for ParseEmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.domain {
            Some(domain) => write!(f, "{}: {domain} at byte {}", self.kind, self.at),
            None => write!(f, "{} at byte {}", self.kind, self.at),
        }
    }
}

impl core::error::Error for ParseEmailError {}

kinds! {
    /// What is wrong with a text that should be an e-mail address.
    ParseEmailErrorKind;
    /// There is no text.
    Empty "empty" "no address",
    /// There is no `@`.
    NoAt "no_at" "no at sign",
    /// Nothing stands before the `@`.
    NoLocalPart "no_local_part" "nothing before the at sign",
    /// Nothing stands after the `@`.
    NoDomain "no_domain" "nothing after the at sign",
    /// The local part has more than 64 octets.
    LocalPartTooLong "local_part_too_long" "local part longer than 64 octets",
    /// The whole has more than 254 octets, as given or as folded.
    TooLong "too_long" "address longer than 254 octets",
    /// A dot at the edge of the local part or beside another, or at the end of the domain.
    Dot "dot" "misplaced dot",
    /// A character that has no place there: a blank, a bracket, a quote in the middle.
    Character "character" "character not allowed there",
    /// A control character.
    Control "control" "control character",
    /// A character that shows nothing, or that turns the direction of the text.
    Invisible "invisible" "invisible or bidi character",
    /// A quoted string that does not end.
    UnclosedQuote "unclosed_quote" "quoted string that does not end",
    /// A comment in parentheses.
    Comment "comment" "comment",
    /// A route over another host.
    SourceRoute "source_route" "route over another host",
    /// A display name and angle brackets.
    DisplayName "display_name" "display name or angle brackets",
    /// An encoded word of RFC 2047, which some readers decode into another address.
    EncodedWord "encoded_word" "encoded word",
    /// An address literal such as `[192.0.2.1]`: it names a machine, not a company.
    AddressLiteral "address_literal" "address literal instead of a domain",
    /// A domain of one label: a top level by itself, or a host of one's own network.
    SingleLabel "single_label" "domain of a single label",
    /// A character outside ASCII, and the feature `idna` is not there to fold it.
    NeedsIdna "needs_idna" "character outside ascii, which needs the feature `idna`,",
    /// A fault of the domain: [`ParseEmailError::domain`] has it.
    Domain "domain" "domain of the address",
}

/// The domain, with what is stricter about it in an address.
fn domain(text: &str) -> Result<DomainName, ParseEmailError> {
    let fault = |at, kind| Err(ParseEmailError::new(at, kind));
    if text.is_empty() {
        return fault(0, ParseEmailErrorKind::NoDomain);
    }
    let parsed = text.parse::<DomainName>();
    if let Some(at) = text.find('(') {
        return fault(at, ParseEmailErrorKind::Comment);
    }
    let domain = match parsed {
        Ok(domain) => domain,
        Err(error) => {
            let kind = match error.kind() {
                ParseDomainErrorKind::AddressLiteral => ParseEmailErrorKind::AddressLiteral,
                ParseDomainErrorKind::Control => ParseEmailErrorKind::Control,
                ParseDomainErrorKind::Invisible => ParseEmailErrorKind::Invisible,
                ParseDomainErrorKind::NeedsIdna => ParseEmailErrorKind::NeedsIdna,
                kind => {
                    return Err(ParseEmailError {
                        at: error.at(),
                        kind: ParseEmailErrorKind::Domain,
                        domain: Some(kind),
                    });
                }
            };
            return fault(error.at(), kind);
        }
    };
    // RFC 5321 knows no root dot. UTS #46 reads the other full stops as dots.
    if let Some(dot) = text.chars().next_back().filter(|last| is_dot(*last)) {
        return fault(text.len() - dot.len_utf8(), ParseEmailErrorKind::Dot);
    }
    if domain.labels().nth(1).is_none() {
        return fault(0, ParseEmailErrorKind::SingleLabel);
    }
    Ok(domain)
}

const fn is_dot(character: char) -> bool {
    matches!(character, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}
