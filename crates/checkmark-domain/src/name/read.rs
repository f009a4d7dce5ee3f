//! Reading a name octet by octet, so that a fault has a place and a kind.

use super::{DomainName, ParseDomainError, ParseDomainErrorKind, unicode};

/// A name that is not plain: with A-labels, with characters outside ASCII, or with a fault.
pub(super) fn slowly(text: &str) -> Result<DomainName, ParseDomainError> {
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
pub(super) struct Builder {
    name: DomainName,
    label_start: usize,
    /// Where the current label starts in the text that was given.
    label_at: usize,
    trailing_dot: bool,
    numeric: bool,
}

impl Builder {
    pub(super) const fn new() -> Self {
        Self {
            name: DomainName::UNREAD,
            label_start: 0,
            label_at: 0,
            trailing_dot: false,
            numeric: true,
        }
    }

    #[inline]
    pub(super) fn push(&mut self, at: usize, byte: u8) -> Result<(), ParseDomainError> {
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
        let room = &mut self.name.octets[..DomainName::MAX_LEN];
        match room.get_mut(usize::from(self.name.len)) {
            Some(octet) => {
                *octet = byte;
                self.name.len += 1;
                Ok(())
            }
            None => Err(ParseDomainError::new(at, ParseDomainErrorKind::TooLong)),
        }
    }

    pub(super) fn finish(self, end: usize) -> Result<DomainName, ParseDomainError> {
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
        let has_a_label = self.name.labels().any(|label| label.starts_with("xn--"));
        Ok(DomainName {
            has_a_label,
            ..self.name
        })
    }
}
