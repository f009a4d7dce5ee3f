//! Names that nobody can have.

use crate::DomainName;

/// The reserved name at or above a name: a test, documentation or special-use name of RFC 2606,
/// RFC 6761 and their successors; `None` for a name that somebody may have.
///
/// ```
/// use checkmark_domain::suffix::reserved;
///
/// assert_eq!(reserved(&"mail.example.com".parse()?), Some("example.com"));
/// assert_eq!(reserved(&"acme.example".parse()?), Some("example"));
/// assert_eq!(reserved(&"notexample.com".parse()?), None);
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[must_use]
pub fn reserved(name: &DomainName) -> Option<&'static str> {
    let octets = name.as_bytes();
    // Nearly every name ends otherwise.
    if octets.last_chunk().is_some_and(|end| !may_be_reserved(end)) {
        return None;
    }
    RESERVED
        .split(' ')
        .find(|reserved| name.is_at_or_below(reserved))
}

const RESERVED: &str = concat!(
    // RFC 2606 and 6761: for tests, documentation, what must fail, and the machine itself.
    "test example invalid localhost example.com example.net example.org",
    // RFC 6762: names of the local link.
    " local",
    // RFC 7686, RFC 9476: names outside the DNS.
    " onion alt",
    // RFC 8375, RFC 3172: the home, and the infrastructure of the DNS.
    " home.arpa arpa",
    // RFC 9665, and the name that ICANN has set aside for private networks.
    " service.arpa internal",
    // SAC 113 names it with the former as never to be delegated.
    " home",
);

const fn may_be_reserved(end: &[u8; 5]) -> bool {
    matches!(
        end,
        [_, b't', b'e', b's', b't']
            | [_, b'm', b'p', b'l', b'e']
            | [_, b'a', b'l', b'i', b'd']
            | [_, b'h', b'o', b's', b't']
            | [b'e', b'.', b'c', b'o', b'm']
            | [b'e', b'.', b'n', b'e', b't']
            | [b'e', b'.', b'o', b'r', b'g']
            | [_, b'o', b'c', b'a', b'l']
            | [_, b'n', b'i', b'o', b'n']
            | [_, b'.', b'a', b'l', b't']
            | [_, b'a', b'r', b'p', b'a']
            | [_, b'r', b'n', b'a', b'l']
            | [_, b'h', b'o', b'm', b'e']
    )
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn each_is_found_as_itself_and_below_and_not_beside() {
        for wanted in RESERVED.split(' ') {
            for (text, is) in [
                (wanted.into(), true),
                (format!("a.{wanted}"), true),
                (format!("long-label.{wanted}"), true),
                (format!("a{wanted}"), false),
                (format!("long-label{wanted}"), false),
            ] {
                let name = text.parse().expect("a name");
                // `service.arpa` lies below `arpa`, which is told first.
                let found = reserved(&name).filter(|_| is || !wanted.ends_with(".arpa"));
                assert_eq!(found.is_some_and(|it| wanted.ends_with(it)), is, "{text}");
            }
        }
    }
}
