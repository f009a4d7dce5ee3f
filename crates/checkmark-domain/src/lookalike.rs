//! Names that look like well-known mailbox domains.

/// The well-known mailbox domain that a registered name looks like.
pub(crate) fn of(registrable: &str) -> Option<&'static str> {
    let _ = registrable;
    None
}

/// The well-known name that a text names.
#[cfg(feature = "serde")]
pub(crate) fn known(name: &str) -> Option<&'static str> {
    let _ = name;
    None
}
