//! Addresses as nearly everybody has one, read in one go.

use checkmark_domain::DomainName;

use super::EmailAddress;

/// The local part of an address, if nothing about it asks for thought: in ASCII, without quotes and
/// without the characters of which routes and encoded words are made.
pub(super) struct Plain {
    pub(super) len: usize,
    /// Whether it is in lower case already.
    pub(super) is_folded: bool,
}

impl Plain {
    /// Reads what stands before the `@`; `None` for any other text, whether it is sound or not.
    #[inline]
    pub(super) fn read(text: &str) -> Option<Self> {
        let octets = text.as_bytes();
        let (mut last, mut upper, mut len) = (DOT, 0, 0);
        loop {
            let kind = KINDS[usize::from(*octets.get(len)?)];
            if kind == AT {
                break;
            }
            if kind == OTHER || kind & last == DOT {
                return None;
            }
            upper |= kind & UPPER;
            last = kind;
            len += 1;
        }
        let is_sound = last != DOT && len <= EmailAddress::MAX_LOCAL_PART;
        is_sound.then_some(Self {
            len,
            is_folded: upper == 0,
        })
    }
}

/// Whether a domain was spelled as it is, but for its case, and has two labels at least.
#[inline]
pub(super) fn is_plain(spelling: &str, domain: &DomainName) -> bool {
    let octets = domain.as_bytes();
    spelling.as_bytes().eq_ignore_ascii_case(octets) && octets.contains(&b'.')
}

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const UPPER: u8 = 2;
const DOT: u8 = 4;
const AT: u8 = 8;

/// What an octet is in a local part.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut octet = 0;
    while octet < 128 {
        kinds[octet] = match octet as u8 {
            b'a'..=b'z'
            | b'0'..=b'9'
            | b'#'
            | b'$'
            | b'&'
            | b'\''
            | b'*'
            | b'+'
            | b'-'
            | b'/'
            | b'^'
            | b'_'
            | b'`'
            | b'{'
            | b'|'
            | b'}'
            | b'~' => LETTER,
            b'A'..=b'Z' => UPPER,
            b'.' => DOT,
            b'@' => AT,
            _ => OTHER,
        };
        octet += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read in one go is read step by step to the same.
    #[track_caller]
    fn check(text: &str, is_plain: bool) {
        let plain = EmailAddress::read_plain(text);
        assert_eq!(plain.is_some(), is_plain, "{text:?}");
        let slowly = EmailAddress::read_slowly(text);
        let Some(one) = plain else { return };
        let other = slowly.expect("an address");
        assert_eq!(one.as_str(), other.as_str());
        assert_eq!(one.identity(), other.identity());
        assert_eq!(one.local_part(), other.local_part());
        assert_eq!(one.identity_local_part(), other.identity_local_part());
        assert_eq!(one.domain(), other.domain());
    }

    #[test]
    fn plain_addresses_are_read_alike() {
        for text in [
            "a@b.c",
            "ada.lovelace@acme.example",
            "Ada.Lovelace@Acme.Example",
            "ada+tag@acme.example",
            "#$&'*+-/^_`{|}~@acme.example",
            "a@xn--bcher-kva.example",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn all_else_is_left_to_the_other_reader() {
        for text in [
            "",
            "@",
            "a",
            "a@",
            "@b.c",
            "a@b",
            "a@b.c.",
            "a@b..c",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "a%b@c.d",
            "a!b@c.d",
            "a=?b@c.d",
            "\"a\"@b.c",
            "a b@c.d",
            "a@b@c.d",
            "<a@b.c>",
            "a@[192.0.2.1]",
            "a@b.c (d)",
            "\u{e5}@b.c",
            "a@b\u{3002}c",
            "a@b\u{e5}.c",
        ] {
            check(text, false);
        }
        let long = alloc::format!("{}@b.c", "a".repeat(65));
        check(&long, false);
        check(&long[1..], true);
    }

    #[test]
    fn every_octet_is_read_alike_at_every_place() {
        for octet in 0..128_u8 {
            for at in 0..9 {
                let mut text = *b"ab.c@d.ef";
                text[at] = octet;
                let text = core::str::from_utf8(&text).expect("ASCII");
                let is_plain = EmailAddress::read_plain(text).is_some();
                check(text, is_plain);
                // What the other reader takes is plain, but for what this one leaves to it.
                let left = ['%', '!', '=', '?'].iter().any(|it| text.contains(*it));
                if !left {
                    assert_eq!(
                        EmailAddress::read_slowly(text).is_ok(),
                        is_plain,
                        "{text:?}"
                    );
                }
            }
        }
    }
}
