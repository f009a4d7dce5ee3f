//! The figures by which organizations are administered.

use time::SignedDuration;

/// The figures by which an organization decides. The defaults are those of the rule book.
///
/// ```
/// use checkmark_account::organization::OrganizationPolicy;
///
/// let policy = OrganizationPolicy::default();
/// assert_eq!(policy.required_administrators(4), 1);
/// assert_eq!(policy.required_administrators(5), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrganizationPolicy {
    invitation: SignedDuration,
    domain_evidence: SignedDuration,
    backward_skew: SignedDuration,
    few: u32,
    administrators_of_few: u32,
    administrators_of_many: u32,
}

impl Default for OrganizationPolicy {
    /// Invitations for 15 days (ORG-2), domain evidence for 180 days (DOM-4), five seconds of
    /// backward skew (LAW-4), one administrator below five people and three from five (ORG-3).
    fn default() -> Self {
        Self {
            invitation: SignedDuration::days(15),
            domain_evidence: SignedDuration::days(180),
            backward_skew: SignedDuration::seconds(5),
            few: 5,
            administrators_of_few: 1,
            administrators_of_many: 3,
        }
    }
}

impl OrganizationPolicy {
    /// The policy with invitations that lapse after so long: more than zero, at most 366 days.
    ///
    /// # Errors
    ///
    /// The duration is out of range.
    pub fn with_invitation(
        self,
        validity: SignedDuration,
    ) -> Result<Self, OrganizationPolicyError> {
        Ok(Self {
            invitation: within_a_year(validity, OrganizationPolicyError::Invitation)?,
            ..self
        })
    }

    /// The policy with domain evidence that lapses after so long: more than zero, at most 366 days.
    ///
    /// # Errors
    ///
    /// The duration is out of range.
    pub fn with_domain_evidence(
        self,
        validity: SignedDuration,
    ) -> Result<Self, OrganizationPolicyError> {
        let domain_evidence = within_a_year(validity, OrganizationPolicyError::DomainEvidence)?;
        Ok(Self {
            domain_evidence,
            ..self
        })
    }

    /// The policy with so many administrators for fewer than `few` people, and so many from there.
    ///
    /// # Errors
    ///
    /// There must be at least one administrator, no fewer of many people than of few, and no more
    /// than there are people.
    ///
    /// ```
    /// use checkmark_account::organization::{OrganizationPolicy, OrganizationPolicyError};
    /// use time::SignedDuration;
    ///
    /// let policy = OrganizationPolicy::default()
    ///     .with_quota(10, 1, 2)?
    ///     .with_invitation(SignedDuration::days(7))?
    ///     .with_domain_evidence(SignedDuration::days(90))?;
    /// assert_eq!((policy.required_administrators(9), policy.required_administrators(10)), (1, 2));
    /// assert_eq!(policy.with_quota(2, 1, 3), Err(OrganizationPolicyError::Quota));
    /// # Ok::<(), OrganizationPolicyError>(())
    /// ```
    pub fn with_quota(
        self,
        few: u32,
        administrators_of_few: u32,
        administrators_of_many: u32,
    ) -> Result<Self, OrganizationPolicyError> {
        let rising = 1 <= administrators_of_few && administrators_of_few <= administrators_of_many;
        if !rising || administrators_of_many > few {
            return Err(OrganizationPolicyError::Quota);
        }
        Ok(Self {
            few,
            administrators_of_few,
            administrators_of_many,
            ..self
        })
    }

    /// How long an invitation can be accepted; at exactly this age it has lapsed (ORG-2).
    #[must_use]
    pub const fn invitation(&self) -> SignedDuration {
        self.invitation
    }

    /// How long the proof of a domain counts; at exactly this age it has lapsed (ORG-6, DOM-4).
    #[must_use]
    pub const fn domain_evidence(&self) -> SignedDuration {
        self.domain_evidence
    }

    /// How far time may run back and be clamped (LAW-4).
    ///
    /// ```
    /// use checkmark_account::organization::OrganizationPolicy;
    /// use time::SignedDuration;
    ///
    /// let policy = OrganizationPolicy::default();
    /// assert_eq!(policy.backward_skew(), SignedDuration::seconds(5));
    /// ```
    #[must_use]
    pub const fn backward_skew(&self) -> SignedDuration {
        self.backward_skew
    }

    /// How many administrators an organization of so many people needs (ORG-3).
    #[must_use]
    pub const fn required_administrators(&self, people: u32) -> u32 {
        if people < self.few {
            self.administrators_of_few
        } else {
            self.administrators_of_many
        }
    }
}

/// A figure that no organization can be run by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrganizationPolicyError {
    /// Invitations must last longer than nothing, and at most 366 days.
    #[error("validity of an invitation out of range")]
    Invitation,
    /// Domain evidence must last longer than nothing, and at most 366 days.
    #[error("validity of domain evidence out of range")]
    DomainEvidence,
    /// The quota falls, is zero, or asks for more administrators than people.
    #[error("quota of administrators out of range")]
    Quota,
}

fn within_a_year(
    validity: SignedDuration,
    error: OrganizationPolicyError,
) -> Result<SignedDuration, OrganizationPolicyError> {
    if validity.is_positive() && validity <= SignedDuration::days(366) {
        Ok(validity)
    } else {
        Err(error)
    }
}
