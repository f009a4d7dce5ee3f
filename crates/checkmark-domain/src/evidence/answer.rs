//! Answers: six about MX, three about anything else.

use alloc::string::String;
use alloc::vec::Vec;

/// The answer to the question for MX records: six answers that mean six things.
///
/// Closed: DNS gives no seventh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "closed: DNS gives no other answer")]
pub enum Mx {
    /// The question was not asked.
    #[default]
    NotAsked,
    /// The domain does not exist (NXDOMAIN).
    NoSuchDomain,
    /// The domain exists and has no MX record.
    NoRecords {
        /// Whether it has an address record, which stands in for an MX record (RFC 5321, 5.1).
        address: AddressRecord,
    },
    /// The domain says that it takes no mail (RFC 7505).
    NullMx,
    /// The MX records. A sole record with preference 0 and the root as exchange is a null MX.
    Records(Vec<MxRecord>),
    /// The look-up failed.
    Failed,
}

/// Whether a domain without MX records has an address record.
///
/// ```
/// use checkmark_domain::{AddressRecord, Class, Evidence, Mx, classify};
/// use time::UtcDateTime;
///
/// let now = UtcDateTime::UNIX_EPOCH;
/// let class = |address| {
///     let evidence = Evidence::none().with_mx(Mx::NoRecords { address }, now);
///     classify(&"acme.company".parse().expect("a domain"), &evidence, now).class()
/// };
/// assert_ne!(class(AddressRecord::Found), class(AddressRecord::NotStated));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: it was found, or nobody said so"
)]
pub enum AddressRecord {
    /// None was stated.
    #[default]
    NotStated,
    /// The domain has one.
    Found,
}

/// One MX record.
///
/// The exchange is kept as DNS gave it: a malformed one is a fact, not an error.
///
/// ```
/// use checkmark_domain::MxRecord;
///
/// let record = MxRecord::new(10, "mx1.acme.company.");
/// assert_eq!((record.preference(), record.exchange()), (10, "mx1.acme.company."));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MxRecord {
    pub(super) preference: u16,
    pub(super) exchange: String,
}

impl MxRecord {
    /// A record: the lower the preference, the sooner it is tried.
    #[must_use]
    pub fn new(preference: u16, exchange: impl Into<String>) -> Self {
        Self {
            preference,
            exchange: exchange.into(),
        }
    }

    /// The preference.
    #[must_use]
    pub const fn preference(&self) -> u16 {
        self.preference
    }

    /// The exchange as DNS gave it.
    #[must_use]
    pub fn exchange(&self) -> &str {
        &self.exchange
    }
}

/// The answer to a question other than the one for MX records.
///
/// ```
/// use checkmark_domain::{Answer, Evidence};
/// use time::UtcDateTime;
///
/// let now = UtcDateTime::UNIX_EPOCH;
/// let evidence = Evidence::none().with_txt(["v=spf1 -all"], now);
/// assert_eq!(evidence.txt().given().map(Vec::len), Some(1));
/// assert_eq!(evidence.dkim(), &Answer::NotAsked);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a question has no other fate"
)]
pub enum Answer<T> {
    /// The question was not asked.
    #[default]
    NotAsked,
    /// The look-up failed.
    Failed,
    /// What came back, which may be nothing.
    Given(T),
}

impl<T> Answer<T> {
    /// What came back.
    #[must_use]
    pub const fn given(&self) -> Option<&T> {
        match self {
            Self::Given(answer) => Some(answer),
            Self::NotAsked | Self::Failed => None,
        }
    }
}

/// What stands at a DKIM selector of the domain: the target of a CNAME, or a key.
///
/// ```
/// use checkmark_domain::{DkimTarget, Evidence};
/// use time::UtcDateTime;
///
/// let target = DkimTarget::new("selector1", "selector1-acme-company._domainkey.acme.onmicrosoft.com");
/// assert_eq!(target.selector(), "selector1");
/// assert!(target.target().ends_with(".onmicrosoft.com"));
/// let evidence = Evidence::none().with_dkim([target], UtcDateTime::UNIX_EPOCH);
/// assert!(evidence.dkim().given().is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DkimTarget {
    pub(super) selector: String,
    pub(super) target: String,
}

impl DkimTarget {
    /// The selector, such as `selector1`, and where its CNAME leads or the key that stands there.
    #[must_use]
    pub fn new(selector: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            selector: selector.into(),
            target: target.into(),
        }
    }

    /// The selector.
    #[must_use]
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// The target of the CNAME, or the key.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }
}
