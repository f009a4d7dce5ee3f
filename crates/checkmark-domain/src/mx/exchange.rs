//! An exchange as DNS gave it.

/// The text of an exchange, without its trailing dot, in the case it was given in.
///
/// Whether it is a host at all is looked at only as far as it has to be: what ends in a known name
/// is sound from there on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange<'a>(&'a str);

impl<'a> Exchange<'a> {
    /// A text that is too long for a name is taken for an empty one: neither is a host.
    #[inline]
    pub(crate) fn new(text: &'a str) -> Self {
        let host = text.strip_suffix('.').unwrap_or(text);
        Self(if host.len() > 253 { "" } else { host })
    }

    #[inline]
    pub(crate) const fn as_bytes(&self) -> &'a [u8] {
        self.0.as_bytes()
    }

    #[inline]
    pub(crate) const fn as_str(&self) -> &'a str {
        self.0
    }

    /// Whether the text is the name of a host on the Internet: two labels at least, and the last
    /// not all digits, as in an address. Underscores pass: hosts use them, though RFC 1123 does
    /// not know them.
    #[inline(never)]
    pub(crate) fn is_host(&self) -> bool {
        let host = self.as_bytes();
        let Some(dot) = host.iter().rposition(|octet| *octet == b'.') else {
            return false;
        };
        let (above, last) = host.split_at(dot + 1);
        are_labels(above)
            && (1..=63).contains(&last.len())
            && last
                .iter()
                .all(|octet| KINDS[usize::from(*octet)] == IN_LABEL)
            && !last.iter().all(u8::is_ascii_digit)
    }

    /// Whether the text is the name `name`, or that of a host below it; `name` is a name in lower
    /// case.
    #[inline(never)]
    pub(crate) fn is_at_or_below(&self, name: &str) -> bool {
        match self.before(name.as_bytes()) {
            Some([]) => true,
            Some(above @ [.., b'.']) => are_labels(above),
            Some(_) | None => false,
        }
    }

    /// What stands before the name that the text ends in, if it does; `end` is in lower case.
    #[inline]
    pub(crate) fn before(&self, end: &[u8]) -> Option<&'a [u8]> {
        let host = self.as_bytes();
        let (above, host) = host.split_at_checked(host.len().checked_sub(end.len())?)?;
        is_spelled(host, end).then_some(above)
    }
}

/// Whether two texts of one length are the same but for the case of the first; the other is in
/// lower case.
#[inline]
fn is_spelled(host: &[u8], end: &[u8]) -> bool {
    let (Some(first), Some(first_of_end)) = (host.first_chunk(), end.first_chunk()) else {
        return host.eq_ignore_ascii_case(end);
    };
    // What the first word leaves is whole words from the end, which may overlap it.
    let ((_, host), (_, end)) = (host.as_rchunks(), end.as_rchunks());
    is_word(first, first_of_end) && host.iter().zip(end).all(|(host, end)| is_word(host, end))
}

#[inline]
const fn is_word(host: &[u8; 8], end: &[u8; 8]) -> bool {
    let (host, end) = (u64::from_le_bytes(*host), u64::from_le_bytes(*end));
    // Upper case differs in one bit, and only in letters, which are the ones above 63.
    (host ^ end) & !((end & LETTERS) >> 1) == 0
}

const LETTERS: u64 = 0x4040_4040_4040_4040;

/// Whether labels of a host stand here, each with the dot after it.
#[inline]
pub(super) fn are_labels(text: &[u8]) -> bool {
    let mut label = 0;
    for (at, &octet) in text.iter().enumerate() {
        match KINDS[usize::from(octet)] {
            IN_LABEL => {}
            DOT if (1..=63).contains(&(at - label)) => label = at + 1,
            _ => return false,
        }
    }
    label == text.len()
}

const NONE: u8 = 0;
const DOT: u8 = 1;
const IN_LABEL: u8 = 2;

/// What an octet is in a host name.
const KINDS: [u8; 256] = {
    let mut kinds = [NONE; 256];
    let mut octet = 0;
    while octet < 128 {
        kinds[octet] = match octet as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => IN_LABEL,
            b'.' => DOT,
            _ => NONE,
        };
        octet += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_octet_passes_for_another() {
        for octet in 0..=127_u8 {
            for (at, expected) in b"l.google9-com".iter().enumerate() {
                let mut text = *b"l.google9-com";
                text[at] = octet;
                let text = core::str::from_utf8(&text).expect("ASCII");
                let same = octet.eq_ignore_ascii_case(expected);
                let is = Exchange::new(text).before(b"l.google9-com").is_some();
                assert_eq!(is, same, "{octet} for {expected}");
            }
        }
    }

    #[track_caller]
    fn check(text: &str, is_host: bool) {
        assert_eq!(Exchange::new(text).is_host(), is_host, "{text:?}");
    }

    #[test]
    fn a_host_has_labels() {
        check("mail.acme.test", true);
        check("MAIL_1.acme.test.", true);
        check("1.2.3.x4", true);
        check(&alloc::format!("{}.test", "a".repeat(63)), true);
        check(&alloc::format!("{}.test", "a".repeat(64)), false);
        check(&"a.".repeat(127), true);
        check(&"a.".repeat(128), false);
        for text in [
            "", ".", "mail", "mail.", ".test", "a..b", "a.b..", "a b.c", "a.1", "[::1]",
        ] {
            check(text, false);
        }
        check("192.0.2.1", false);
        check("m\u{e9}l.test", false);
    }
}
