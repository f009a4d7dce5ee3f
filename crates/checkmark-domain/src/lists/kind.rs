//! The lists by name.

use crate::words::words;

words! {
    /// A list of names: what it says about the names on it.
    ///
    /// Open: later versions may know more lists.
    ///
    /// ```
    /// use checkmark_domain::lists::List;
    ///
    /// assert_eq!("disposable".parse(), Ok(List::Disposable));
    /// assert!(List::Disposable.restricts());
    /// assert!(!List::Education.restricts());
    /// ```
    #[non_exhaustive]
    List, UnknownList, "unknown list" in "lists";
    /// Providers who give a mailbox to anybody, and access providers' mailboxes for customers.
    Consumer "consumer",
    /// Relays: they forward to a mailbox that stays hidden.
    Relay "relay",
    /// Mailboxes made to be thrown away, from a list that people keep.
    Disposable "disposable",
    /// The same according to broad lists, which are often wrong: a hint and no more.
    Suspected "suspected",
    /// Universities and schools.
    Education "education",
    /// Authorities and other public bodies.
    Government "government",
    /// Companies and other organizations, above all those that public lists take for something
    /// else.
    Organization "organization",
    /// Local parts that stand for a function and not for a person, such as `support`.
    Role "role",
}

impl List {
    /// Whether to stand on the list takes something away.
    ///
    /// Such a list may be kept as fingerprints, of which one look-up in a thousand million meets
    /// the wrong one; a list that gives something holds whole names, because a name that shares a
    /// fingerprint with another is soon found by whoever looks for one.
    #[must_use]
    pub const fn restricts(self) -> bool {
        match self {
            Self::Consumer | Self::Relay | Self::Disposable | Self::Suspected | Self::Role => true,
            Self::Education | Self::Government | Self::Organization => false,
        }
    }

    /// The code of the list in a compiled table.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Consumer => 1,
            Self::Relay => 2,
            Self::Disposable => 3,
            Self::Suspected => 4,
            Self::Education => 5,
            Self::Government => 6,
            Self::Organization => 7,
            Self::Role => 0,
        }
    }

    pub(crate) const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::Consumer,
            2 => Self::Relay,
            3 => Self::Disposable,
            4 => Self::Suspected,
            5 => Self::Education,
            6 => Self::Government,
            7 => Self::Organization,
            0 => Self::Role,
            _ => return None,
        })
    }
}
