//! The part of a verdict that a state keeps.

use crate::class::{Assurance, Class};
use crate::lists::DataVersion;
use crate::rule::Rule;

/// A verdict in small: the class, what it rests on, the rule that settled it, and the data.
///
/// It names no domain, so that it may stand in states and events.
///
/// ```
/// use checkmark_domain::{Class, Classifier, Evidence};
/// use time::UtcDateTime;
///
/// let domain = "gmail.com".parse()?;
/// let now = UtcDateTime::UNIX_EPOCH;
/// let judgment = Classifier::BUILT_IN.classify(&domain, &Evidence::none(), now).summary();
/// assert_eq!(judgment.class(), Class::ConsumerMailbox);
/// assert_eq!(judgment.rule().as_str(), "listed_consumer");
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judgment {
    class: Class,
    assurance: Assurance,
    rule: Rule,
    data_version: DataVersion,
}

impl Judgment {
    /// A judgment of its parts.
    #[must_use]
    pub const fn new(
        class: Class,
        assurance: Assurance,
        rule: Rule,
        data_version: DataVersion,
    ) -> Self {
        Self {
            class,
            assurance,
            rule,
            data_version,
        }
    }

    /// The class.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// What the class rests on.
    #[must_use]
    pub const fn assurance(&self) -> Assurance {
        self.assurance
    }

    /// The rule that settled it.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The data that made it.
    ///
    /// ```
    /// use checkmark_domain::{Classifier, Evidence};
    /// use time::UtcDateTime;
    ///
    /// let classifier = Classifier::BUILT_IN;
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let judgment = classifier.classify(&"gmail.com".parse()?, &Evidence::none(), now).summary();
    /// assert_eq!(judgment.data_version(), classifier.data_version());
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub const fn data_version(&self) -> DataVersion {
        self.data_version
    }
}
