//! An exchange as DNS gave it.

/// The host name of an exchange, without its trailing dot, in the case it was given in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange<'a>(&'a str);

/// Why a text cannot be a mail exchange on the Internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// Nothing, or the root.
    Empty,
    /// A host without a domain, such as `mail`.
    SingleLabel,
    /// An address instead of a name; RFC 1035 asks for a name.
    Address,
    /// Not the name of a host: too long, an empty label, a character that none has.
    Syntax,
}

impl<'a> Exchange<'a> {
    /// Underscores pass: hosts use them, though RFC 1123 does not know them.
    pub(crate) fn read(text: &'a str) -> Result<Self, Malformed> {
        let host = text.strip_suffix('.').unwrap_or(text);
        let octets = host.as_bytes();
        if is_plain(octets) {
            return Ok(Self(host));
        }
        if octets.is_empty() {
            return Err(Malformed::Empty);
        }
        if octets.len() > 253 {
            return Err(Malformed::Syntax);
        }
        let mut label = 0;
        for (at, &octet) in octets.iter().enumerate() {
            let kind = KINDS[usize::from(octet)];
            if kind <= DOT {
                if kind == NONE {
                    return Err(Self::address_or(host, Malformed::Syntax));
                }
                if !(1..=63).contains(&(at - label)) {
                    return Err(Malformed::Syntax);
                }
                label = at + 1;
            }
        }
        let last = &octets[label..];
        if !(1..=63).contains(&last.len()) {
            Err(Malformed::Syntax)
        } else if last.iter().all(u8::is_ascii_digit) {
            Err(Self::address_or(host, Malformed::Syntax))
        } else if label == 0 {
            Err(Malformed::SingleLabel)
        } else {
            Ok(Self(host))
        }
    }

    fn address_or(host: &str, other: Malformed) -> Malformed {
        if is_address(host) {
            Malformed::Address
        } else {
            other
        }
    }

    pub(crate) fn as_bytes(&self) -> &'a [u8] {
        self.0.as_bytes()
    }

    pub(crate) const fn as_str(&self) -> &'a str {
        self.0
    }

    /// Whether the host is `name` or lies below it; `name` is in lower case.
    #[inline]
    pub(crate) fn is_at_or_below(&self, name: &str) -> bool {
        let host = self.as_bytes();
        let Some(start) = host.len().checked_sub(name.len()) else {
            return false;
        };
        (start == 0 || host[start - 1] == b'.') && self.ends_with(name)
    }

    /// Whether the host ends in `end`, which is in lower case.
    #[inline]
    pub(crate) fn ends_with(&self, end: &str) -> bool {
        let host = self.as_bytes();
        let Some(start) = host.len().checked_sub(end.len()) else {
            return false;
        };
        let (host, end) = (&host[start..], end.as_bytes());
        let ((host, host_rest), (end, end_rest)) = (host.as_chunks::<8>(), end.as_chunks::<8>());
        // In a host name case is one bit, and no two octets differ in that bit but by case.
        host.iter()
            .zip(end)
            .all(|(host, end)| u64::from_le_bytes(*host) | FOLD == u64::from_le_bytes(*end) | FOLD)
            && host_rest.eq_ignore_ascii_case(end_rest)
    }

    /// Whether the host starts with `start`, which is in lower case.
    #[inline]
    pub(crate) fn starts_with(&self, start: &str) -> bool {
        let head = self.as_bytes().get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    }
}

const FOLD: u64 = 0x2020_2020_2020_2020;

/// Whether a host is well-formed, told eight octets at a time; "no" means "look again".
///
/// Plain is what nearly every exchange is: 8 to 63 letters, digits, hyphens and single dots,
/// starting with none of the last and ending in a letter.
fn is_plain(host: &[u8]) -> bool {
    let (Some(last), [first, .., b'A'..=b'Z' | b'a'..=b'z']) = (host.last_chunk::<8>(), host)
    else {
        return false;
    };
    let (chunks, rest) = host.as_chunks::<8>();
    let mut seen = Seen::default();
    for chunk in chunks {
        seen.look(u64::from_le_bytes(*chunk));
    }
    if !rest.is_empty() {
        // The last eight reach back into the chunk before, so nothing is missed between them.
        seen.carry = 0;
        seen.look(u64::from_le_bytes(*last));
    }
    *first != b'.' && host.len() <= 63 && seen.is_plain()
}

/// What was seen in a host, told by the high bit of each octet.
#[derive(Default)]
struct Seen {
    /// Something other than letters, digits, hyphens and dots.
    other: u64,
    dots: u64,
    double_dots: u64,
    /// The bit before the first octet: whether the chunk before ended in a dot.
    carry: u64,
}

impl Seen {
    #[inline]
    fn look(&mut self, octets: u64) {
        const fn each(octet: u8) -> u64 {
            u64::from_le_bytes([octet; 8])
        }
        // Added to an octet below 128, `128 - n` sets the high bit if the octet is at least `n`.
        // An octet of 128 and more may carry into the next; it is refused as it stands.
        let folded = octets | FOLD;
        let letter = folded.wrapping_add(each(128 - b'a')) & !folded.wrapping_add(each(127 - b'z'));
        let from_hyphen_to_nine =
            octets.wrapping_add(each(128 - b'-')) & !octets.wrapping_add(each(127 - b'9'));
        let no_slash = (octets ^ each(b'/')).wrapping_add(each(127));
        let dot = !(octets ^ each(b'.')).wrapping_add(each(127)) & HIGH;
        self.other |= !(letter | from_hyphen_to_nine & no_slash) | octets;
        self.double_dots |= dot & (dot << 8 | self.carry);
        self.dots |= dot;
        self.carry = dot >> 56;
    }

    fn is_plain(&self) -> bool {
        self.other & HIGH == 0 && self.double_dots == 0 && self.dots != 0
    }
}

const HIGH: u64 = 0x8080_8080_8080_8080;

fn is_address(host: &str) -> bool {
    let inner = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(host);
    let inner = inner.strip_prefix("IPv6:").unwrap_or(inner);
    inner.parse::<core::net::IpAddr>().is_ok()
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

    /// The quick look agrees with the slow one, octet by octet and place by place.
    #[test]
    fn what_is_plain_is_a_host() {
        let mut plain = 0;
        for host in [
            "mail.acme.test",
            "a.bc",
            "mx1.mail.example",
            "aspmx.l.google.com",
        ] {
            for at in 0..host.len() {
                for octet in 0..=127 {
                    let mut text = alloc::vec::Vec::from(host);
                    text[at] = octet;
                    if is_plain(&text) {
                        plain += 1;
                        let text = core::str::from_utf8(&text).expect("ASCII");
                        assert!(is_host_slowly(text), "{text}");
                    }
                }
            }
        }
        assert!(plain > 2000);
    }

    fn is_host_slowly(text: &str) -> bool {
        text.contains('.')
            && text.split('.').all(|label| {
                let of_host = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
                (1..=63).contains(&label.len()) && label.bytes().all(of_host)
            })
    }
}
