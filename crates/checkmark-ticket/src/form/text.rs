//! What people write: lines, texts, addresses of sites. All of it personal.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $lines:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// It is personal: there is no `Display`, and `Debug` is redacted.
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
        pub struct $name(String);

        impl $name {
            /// The most characters.
            pub const MAX_LEN: usize = $max;

            /// The text, without blanks at its ends.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                read(text, Self::MAX_LEN, $lines).map(|text| Self(text.into()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, TextError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": $max })
            }
        }
    )*};
}

texts! {
    /// A line that a person wrote, such as the name of a company: 1 to 200 characters.
    ///
    /// Control, bidi and invisible characters are refused, and so is a line break.
    ///
    /// ```
    /// use checkmark_ticket::Line;
    ///
    /// let company: Line = " Acme AB ".parse()?;
    /// assert_eq!(company.as_str(), "Acme AB");
    /// assert!("Acme\u{202e}AB".parse::<Line>().is_err());
    /// # Ok::<(), checkmark_ticket::TextError>(())
    /// ```
    Line, 200, Lines::One;

    /// A text that a person wrote, such as a question, an answer, a place: 1 to 4,000 characters.
    ///
    /// It may have line breaks and tabs; other control characters, bidi and invisible ones are
    /// refused, since agents read it on their screens.
    ///
    /// ```
    /// use checkmark_ticket::FreeText;
    ///
    /// let place: FreeText = "Storgatan 1\n111 22 Stockholm".parse()?;
    /// assert_eq!(format!("{place:?}"), "FreeText([redacted])");
    /// # Ok::<(), checkmark_ticket::TextError>(())
    /// ```
    FreeText, 4_000, Lines::Many;
}

/// The address of a site that a person wants to reach (TKT-3), such as
/// `https://support.example.com/`.
///
/// # Syntax
///
/// `https://` or `http://` in any case, a host, and whatever follows: at most 2,048 printable
/// ASCII characters without blanks, quotes, angle brackets and backslashes, and no user name in
/// front of the host, which would make the address look like another one.
///
/// ```
/// use checkmark_ticket::SiteAddress;
///
/// let site: SiteAddress = "https://support.example.com/".parse()?;
/// assert!("https://support.example.com@evil.example/".parse::<SiteAddress>().is_err());
/// # Ok::<(), checkmark_ticket::TextError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct SiteAddress(String);

impl SiteAddress {
    /// The most characters.
    pub const MAX_LEN: usize = 2_048;

    /// The address as it was given, without blanks at its ends.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteAddress {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let site = read(text, Self::MAX_LEN, Lines::One)?;
        let start = text.len() - text.trim_start().len();
        let fault = |at: usize, kind| {
            Err(TextError {
                at: start + at,
                kind,
            })
        };
        let plain = |it: char| it.is_ascii_graphic() && !matches!(it, '"' | '<' | '>' | '\\' | '`');
        if let Some(at) = site.find(|it| !plain(it)) {
            return fault(at, TextErrorKind::Character);
        }
        let scheme = ["https://", "http://"].into_iter().find(|scheme| {
            site.get(..scheme.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
        });
        let Some(scheme) = scheme else {
            return fault(0, TextErrorKind::Scheme);
        };
        let rest = &site[scheme.len()..];
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        if let Some(at) = authority.find('@') {
            return fault(scheme.len() + at, TextErrorKind::Character);
        }
        let host = authority.split(':').next().unwrap_or_default();
        if !host.contains(|it: char| it.is_ascii_alphanumeric()) {
            return fault(scheme.len(), TextErrorKind::Host);
        }
        Ok(Self(site.into()))
    }
}

impl fmt::Debug for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiteAddress([redacted])")
    }
}

impl TryFrom<String> for SiteAddress {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<SiteAddress> for String {
    fn from(site: SiteAddress) -> Self {
        site.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SiteAddress {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "SiteAddress".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "maxLength": 2048 })
    }
}

/// Why a text was refused: where, and what; never the text.
///
/// ```
/// use checkmark_ticket::{SiteAddress, TextErrorKind};
///
/// let refused = "ftp://files.example.com".parse::<SiteAddress>().unwrap_err();
/// assert_eq!((refused.at(), refused.kind()), (0, TextErrorKind::Scheme));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct TextError {
    at: usize,
    kind: TextErrorKind,
}

impl TextError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(self) -> TextErrorKind {
        self.kind
    }
}

/// What is wrong with a text. Open: later versions may tell more apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TextErrorKind {
    /// There is nothing but blanks.
    #[error("empty text")]
    Empty,
    /// More characters than it may have.
    #[error("text too long")]
    TooLong,
    /// A character that does not belong there: control, bidi, invisible.
    #[error("character not allowed in the text")]
    Character,
    /// It begins with neither `https://` nor `http://`.
    #[error("no https or http in front")]
    Scheme,
    /// No host follows.
    #[error("no host")]
    Host,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn read(text: &str, max: usize, lines: Lines) -> Result<&str, TextError> {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let fault = |at: usize, kind| {
        Err(TextError {
            at: start + at,
            kind,
        })
    };
    if trimmed.is_empty() {
        return fault(0, TextErrorKind::Empty);
    }
    for (nth, (at, character)) in trimmed.char_indices().enumerate() {
        if nth == max {
            return fault(at, TextErrorKind::TooLong);
        }
        let is_break = matches!(character, '\n' | '\r' | '\t');
        if is_hidden(character) && !(is_break && lines == Lines::Many) {
            return fault(at, TextErrorKind::Character);
        }
    }
    Ok(trimmed)
}

/// Control characters, what turns the direction of a text, and what shows nothing.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(feature = "proptest")]
mod strategy {
    use super::{FreeText, Line, SiteAddress};
    use proptest::arbitrary::Arbitrary;
    use proptest::strategy::{BoxedStrategy, Strategy};

    macro_rules! arbitrary {
        ($($name:ident $pattern:literal,)*) => {$(
            impl Arbitrary for $name {
                type Parameters = ();
                type Strategy = BoxedStrategy<Self>;

                fn arbitrary_with((): ()) -> Self::Strategy {
                    $pattern
                        .prop_map(|text| text.parse().expect("the pattern is the syntax"))
                        .boxed()
                }
            }
        )*};
    }

    arbitrary! {
        Line "[A-Za-zÅÄÖåäö0-9]([A-Za-zÅÄÖåäö0-9 .,&-]{0,30}[A-Za-z])?",
        FreeText "[A-Za-zÅÄÖåäö0-9]([A-Za-zÅÄÖåäö0-9 .,\n&-]{0,60}[a-z.?])?",
        SiteAddress "https?://[a-z]{1,12}(\\.[a-z]{2,8}){0,2}(/[a-z0-9/?=&-]{0,20})?",
    }
}
