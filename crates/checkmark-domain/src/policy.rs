//! The figures that the classifier goes by.

use time::SignedDuration;

use crate::class::Class;

/// The figures that the classifier goes by, each named.
///
/// ```
/// use checkmark_domain::{Elimination, Policy};
///
/// let strict = Policy::DEFAULT.with_elimination(Elimination::Abstain);
/// assert_ne!(strict, Policy::DEFAULT);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    evidence_max_age: SignedDuration,
    skew: SignedDuration,
    elimination: Elimination,
}

impl Policy {
    /// Evidence counts for 24 hours, clocks differ by 5 seconds at the most, and elimination
    /// concludes.
    pub const DEFAULT: Self = Self {
        evidence_max_age: SignedDuration::hours(24),
        skew: SignedDuration::seconds(5),
        elimination: Elimination::Corporate,
    };

    /// The same with another age up to which evidence counts; at exactly that age it does not.
    #[must_use]
    pub const fn with_evidence_max_age(self, evidence_max_age: SignedDuration) -> Self {
        Self {
            evidence_max_age,
            ..self
        }
    }

    /// The same with another allowance for evidence that is dated later than now.
    ///
    /// ```
    /// use checkmark_domain::Policy;
    /// use time::SignedDuration;
    ///
    /// let one_clock = Policy::DEFAULT.with_skew(SignedDuration::ZERO);
    /// assert!(one_clock.skew() < Policy::DEFAULT.skew());
    /// ```
    #[must_use]
    pub const fn with_skew(self, skew: SignedDuration) -> Self {
        Self { skew, ..self }
    }

    /// The same with another conclusion where nothing is visible behind a gateway or forwarder.
    #[must_use]
    pub const fn with_elimination(self, elimination: Elimination) -> Self {
        Self {
            elimination,
            ..self
        }
    }

    /// The age up to which evidence counts.
    ///
    /// ```
    /// use checkmark_domain::{Elimination, Policy};
    /// use time::SignedDuration;
    ///
    /// let policy = Policy::DEFAULT;
    /// assert_eq!(policy.evidence_max_age(), SignedDuration::hours(24));
    /// assert_eq!(policy.elimination(), Elimination::Corporate);
    /// ```
    #[must_use]
    pub const fn evidence_max_age(&self) -> SignedDuration {
        self.evidence_max_age
    }

    /// How much later than now evidence may be dated.
    #[must_use]
    pub const fn skew(&self) -> SignedDuration {
        self.skew
    }

    /// What follows where nothing is visible behind a gateway or forwarder.
    #[must_use]
    pub const fn elimination(&self) -> Elimination {
        self.elimination
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

crate::words::words! {
    /// What follows when every question was answered and nothing is visible behind a gateway or
    /// forwarder (DOM-3).
    #[expect(clippy::exhaustive_enums, reason = "closed: one concludes or one does not")]
    Elimination, UnknownElimination, "no such conclusion";
    /// The domain is a company's: neither Google nor a consumer provider shows.
    Corporate "corporate",
    /// Nothing follows; somebody has to look.
    Abstain "abstain",
}

impl Elimination {
    pub(crate) const fn class(self) -> Class {
        match self {
            Self::Corporate => Class::Corporate,
            Self::Abstain => Class::Undetermined,
        }
    }
}
