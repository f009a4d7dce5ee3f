//! Names with anything outside ASCII, and A-labels: the business of UTS #46.

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
        _ if __is_invisible(character) => Some(ParseDomainErrorKind::Invisible),
        _ => None,
    }
}

/// What shows nothing, or turns the direction of the text: of Unicode 17 the default ignorable code
/// points, the separators of lines and paragraphs and the interlinear marks. The one list of them,
/// also for those who read what is no domain.
///
/// The joiners U+200C and U+200D are left to UTS #46, which takes them where a script needs them.
#[doc(hidden)]
#[must_use]
pub const fn __is_invisible(character: char) -> bool {
    matches!(
        character,
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
            | '\u{e0000}'..='\u{e0fff}'
    )
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
pub(super) fn check_a_labels(_: &str, name: DomainName) -> Result<DomainName, ParseDomainError> {
    Ok(name)
}

#[cfg(feature = "idna")]
fn map(text: &str) -> Result<DomainName, ParseDomainError> {
    let mapped = to_ascii(text).ok_or_else(|| fault(text))?;
    // Offsets into the mapped text say nothing about the one that was given.
    let mut builder = super::read::Builder::new();
    let mut at = 0;
    for (offset, byte) in mapped.bytes().enumerate() {
        builder
            .push(offset, byte)
            .map_err(|error| ParseDomainError::new(at, error.kind()))?;
        if byte == b'.' {
            at = next_label(text, at);
        }
    }
    builder
        .finish(mapped.len())
        .map_err(|error| ParseDomainError::new(at.min(text.len()), error.kind()))
}

#[cfg(feature = "idna")]
pub(super) fn check_a_labels(text: &str, name: DomainName) -> Result<DomainName, ParseDomainError> {
    match to_ascii(name.as_str()) {
        Some(mapped) if mapped == name.as_str() => Ok(name),
        Some(_) | None => Err(fault(text)),
    }
}

/// `None` is a refusal. Hyphens in the third and fourth place are allowed: such names are
/// registered and receive mail.
#[cfg(feature = "idna")]
fn to_ascii(text: &str) -> Option<alloc::borrow::Cow<'_, str>> {
    let mapped = idna::uts46::Uts46::new()
        .to_ascii(
            text.as_bytes(),
            idna::AsciiDenyList::STD3,
            idna::uts46::Hyphens::CheckFirstLast,
            idna::uts46::DnsLength::Ignore,
        )
        .ok()?;
    // An A-label of an A-label: criterion V4, which `idna` checks with the hyphens alone.
    let nested = mapped.split('.').any(|label| label.starts_with("xn--xn--"));
    (!nested).then_some(mapped)
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
