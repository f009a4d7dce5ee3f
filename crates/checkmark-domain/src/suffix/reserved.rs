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
    let name = name.as_bytes();
    RESERVED
        .into_iter()
        .find(|reserved| match name.strip_suffix(reserved.as_bytes()) {
            Some(above) => matches!(above, [] | [.., b'.']),
            None => false,
        })
}

const RESERVED: [&str; 15] = [
    // RFC 2606 and 6761: for tests, documentation, what must fail, and the machine itself.
    "test",
    "example",
    "invalid",
    "localhost",
    "example.com",
    "example.net",
    "example.org",
    // RFC 6762: names of the local link.
    "local",
    // RFC 7686, RFC 9476: names outside the DNS.
    "onion",
    "alt",
    // RFC 8375, RFC 3172: the home, and the infrastructure of the DNS.
    "home.arpa",
    "arpa",
    // RFC 9665, and the name that ICANN has set aside for private networks.
    "service.arpa",
    "internal",
    // SAC 113 names it with the former as never to be delegated.
    "home",
];
