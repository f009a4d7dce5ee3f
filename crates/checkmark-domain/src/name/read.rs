//! Reading a name: quickly if it is plain, and with place and kind if it has a fault.

use super::{DomainName, ParseDomainError, ParseDomainErrorKind, unicode};

/// Reads a name without a fault, without A-labels and without anything outside ASCII into `name`;
/// says no to any other, and then `name` holds nothing of use.
#[inline]
pub(super) fn plain(text: &[u8], name: &mut DomainName) -> bool {
    let text = text.strip_suffix(b".").unwrap_or(text);
    let Some(room) = name.octets.get_mut(..text.len()) else {
        return false;
    };
    name.len = text.len() as u8;
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
                return false;
            }
            (label, letters) = (0, false);
        } else if folded == b'-' {
            // Two in a row may be those of an A-label.
            if label == 0 || last == b'-' {
                return false;
            }
            letters = true;
            label += 1;
        } else if folded == 0 {
            return false;
        } else {
            label += 1;
        }
        last = folded;
    }
    label > 0 && label <= 63 && last != b'-' && letters
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
        match self.name.octets.get_mut(usize::from(self.name.len)) {
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
