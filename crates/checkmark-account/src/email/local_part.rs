//! What stands before the `@`.

use alloc::borrow::Cow;
use alloc::string::String;

use checkmark_domain::DomainName;

use super::{EmailAddress, ParseEmailError, ParseEmailErrorKind};
use crate::characters::{self, Fault};

/// A local part, checked: its text as given, and what it means without quotes and escapes.
pub(super) struct LocalPart<'a> {
    text: &'a str,
    meaning: Cow<'a, str>,
}

impl<'a> LocalPart<'a> {
    /// Reads the local part of an address, up to the `@`.
    pub(super) fn parse(address: &'a str) -> Result<Self, ParseEmailError> {
        let fault = |at, kind| Err(ParseEmailError::new(at, kind));
        let local = match address.as_bytes() {
            [] => return fault(0, ParseEmailErrorKind::Empty),
            [b'"', ..] => Self::quoted(address)?,
            [_, ..] => Self::dot_atom(address)?,
        };
        if local.len() > EmailAddress::MAX_LOCAL_PART {
            return fault(
                EmailAddress::MAX_LOCAL_PART,
                ParseEmailErrorKind::LocalPartTooLong,
            );
        }
        match route(&local.meaning) {
            Some(kind) => fault(0, kind),
            None => Ok(local),
        }
    }

    /// Its length as given, in octets; the `@` follows.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// What it is compared by: NFC, ASCII lower case, quotes only where needed.
    pub(super) fn into_identity(self) -> Result<String, ParseEmailError> {
        let folded = fold(&self.meaning);
        // NFC turns a few characters into ASCII: a Greek question mark into a semicolon.
        let is_quoted = self.text.starts_with('"');
        for character in folded.chars() {
            if !is_quoted && character != '.' && !is_atext(character) {
                return Err(ParseEmailError::new(0, ParseEmailErrorKind::Character));
            }
        }
        if let Some(kind) = route(&folded) {
            return Err(ParseEmailError::new(0, kind));
        }
        let identity = if is_dot_atom(&folded) {
            folded
        } else {
            quote(&folded)
        };
        // NFC may need more octets than were given.
        if identity.len() > EmailAddress::MAX_LOCAL_PART {
            let at = EmailAddress::MAX_LOCAL_PART.min(self.text.len());
            return Err(ParseEmailError::new(
                at,
                ParseEmailErrorKind::LocalPartTooLong,
            ));
        }
        Ok(identity)
    }

    /// `atext` joined by single dots (RFC 5321, 4.1.2, `Dot-string`).
    fn dot_atom(address: &'a str) -> Result<Self, ParseEmailError> {
        let fault = |at, kind| Err(ParseEmailError::new(at, kind));
        let mut before = '.';
        for (at, character) in address.char_indices() {
            match character {
                '@' if at == 0 => return fault(at, start_with_at(address)),
                '@' if before == '.' => return fault(at - 1, ParseEmailErrorKind::Dot),
                '@' => {
                    let text = &address[..at];
                    let meaning = Cow::Borrowed(text);
                    return Ok(Self { text, meaning });
                }
                '.' if before == '.' => return fault(at, ParseEmailErrorKind::Dot),
                '.' => {}
                '(' => return fault(at, ParseEmailErrorKind::Comment),
                '<' => return fault(at, ParseEmailErrorKind::DisplayName),
                ' ' if address[at..].contains('<') => {
                    return fault(at, ParseEmailErrorKind::DisplayName);
                }
                _ => {
                    check(at, character, at == 0)?;
                    if !is_atext(character) {
                        return fault(at, ParseEmailErrorKind::Character);
                    }
                }
            }
            before = character;
        }
        fault(address.len(), ParseEmailErrorKind::NoAt)
    }

    /// `"` text `"`, with `\` before any printable character (RFC 5321, 4.1.2, `Quoted-string`).
    fn quoted(address: &'a str) -> Result<Self, ParseEmailError> {
        let fault = |at, kind| Err(ParseEmailError::new(at, kind));
        let mut meaning = String::new();
        let mut characters = address.char_indices().skip(1);
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    let end = at + 1;
                    return match address[end..].chars().next() {
                        Some('@') => Ok(Self {
                            text: &address[..end],
                            meaning: Cow::Owned(meaning),
                        }),
                        Some('(') => fault(end, ParseEmailErrorKind::Comment),
                        Some(' ' | '<') => fault(end, ParseEmailErrorKind::DisplayName),
                        Some(_) => fault(end, ParseEmailErrorKind::Character),
                        None => fault(end, ParseEmailErrorKind::NoAt),
                    };
                }
                '\\' => match characters.next() {
                    Some((at, escaped)) => {
                        check(at, escaped, false)?;
                        // RFC 6531 lets text, but no escape, leave ASCII.
                        if !escaped.is_ascii() {
                            return fault(at, ParseEmailErrorKind::Character);
                        }
                        meaning.push(escaped);
                    }
                    None => break,
                },
                _ => {
                    check(at, character, meaning.is_empty())?;
                    meaning.push(character);
                }
            }
        }
        fault(address.len(), ParseEmailErrorKind::UnclosedQuote)
    }
}

/// A quoted string with no more escapes than it needs.
fn quote(meaning: &str) -> String {
    let mut quoted = String::with_capacity(meaning.len() + 2);
    quoted.push('"');
    for character in meaning.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// `@a,@b:c@d` is a route; a bare `@` has nothing before it.
fn start_with_at(address: &str) -> ParseEmailErrorKind {
    if address[1..].contains('@') {
        ParseEmailErrorKind::SourceRoute
    } else {
        ParseEmailErrorKind::NoLocalPart
    }
}

/// Characters that no local part has, quoted or not.
fn check(at: usize, character: char, is_first: bool) -> Result<(), ParseEmailError> {
    let kind = match characters::fault(character) {
        Some(Fault::Control) => ParseEmailErrorKind::Control,
        Some(Fault::Invisible) => ParseEmailErrorKind::Invisible,
        Some(Fault::Undefined) => ParseEmailErrorKind::Character,
        None if character.is_ascii() => return Ok(()),
        None if cfg!(not(feature = "idna")) => ParseEmailErrorKind::NeedsIdna,
        None if character.is_whitespace() => ParseEmailErrorKind::Character,
        // A mark at the start would sit on the quote, or on what a page shows before the address.
        None if is_first && characters::is_combining(character) => ParseEmailErrorKind::Character,
        None => return Ok(()),
    };
    Err(ParseEmailError::new(at, kind))
}

const fn is_atext(character: char) -> bool {
    matches!(
        character,
        'a'..='z' | 'A'..='Z' | '0'..='9'
            | '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '/'
            | '=' | '?' | '^' | '_' | '`' | '{' | '|' | '}' | '~'
    ) || !character.is_ascii()
}

fn is_dot_atom(text: &str) -> bool {
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
}

/// A meaning that some mailer would read as an address of its own: `b%c` and `c!b` are sent on to
/// `b` at `c` by those that still know these routes, and an encoded word is decoded.
fn route(meaning: &str) -> Option<ParseEmailErrorKind> {
    let is_host = |text: &str| text.parse::<DomainName>().is_ok();
    let is_route = |(at, separator): (usize, &str)| {
        let (before, after) = (&meaning[..at], &meaning[at + 1..]);
        match separator {
            "%" => !before.is_empty() && is_host(after.split(['%', '!']).next().unwrap_or(after)),
            _ => !after.is_empty() && is_host(before.rsplit(['%', '!']).next().unwrap_or(before)),
        }
    };
    if meaning.match_indices(['%', '!']).any(is_route) {
        return Some(ParseEmailErrorKind::SourceRoute);
    }
    match meaning.split_once("=?") {
        Some((_, word)) if word.contains("?=") => Some(ParseEmailErrorKind::EncodedWord),
        Some(_) | None => None,
    }
}

/// NFC, then ASCII lower case, then NFC again: `H` has no composite with a macron below, `h` has.
#[cfg(feature = "idna")]
fn fold(meaning: &str) -> String {
    if meaning.is_ascii() {
        return meaning.to_ascii_lowercase();
    }
    let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let mut folded = nfc.normalize(meaning).into_owned();
    folded.make_ascii_lowercase();
    nfc.normalize(&folded).into_owned()
}

/// Without the tables only ASCII came so far.
#[cfg(not(feature = "idna"))]
fn fold(meaning: &str) -> String {
    meaning.to_ascii_lowercase()
}
