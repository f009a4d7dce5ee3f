//! Why an account is Limited, and what would help.

use checkmark_account::Rule;
use checkmark_domain::Class;

use crate::words::{set, words};

words! {
    /// Why an account is not eligible for business access by itself (DOM-3, LAW-8).
    ///
    /// Declared in the order in which they are named first. Open: there may be more reasons.
    #[non_exhaustive]
    Reason, UnknownReason, "unknown reason";
    /// The mailbox stands for a function and not for a person (REG-8).
    RoleMailbox "role_mailbox",
    /// The mailbox is one that anybody can open (DOM-2).
    ConsumerMailbox "consumer_mailbox",
    /// The mailbox is made to be thrown away (DOM-3).
    DisposableMailbox "disposable_mailbox",
    /// The domain takes no mail (DOM-3).
    NoMail "no_mail",
    /// The domain is nobody's company domain (DOM-3).
    NotACompanyDomain "not_a_company_domain",
    /// The company's domain is hosted at Gmail (DOM-1).
    GmailHosted "gmail_hosted",
    /// The organization dropped the domain that membership rested on (ORG-6).
    DomainDropped "domain_dropped",
    /// The relation to the organization ended (TIER-3).
    RelationEnded "relation_ended",
    /// An administrator removed the person from the organization (ORG-4).
    RemovedFromOrganization "removed_from_organization",
    /// The person left the organization (ORG-4).
    LeftOrganization "left_organization",
    /// The profile takes people by invitation only (ORG-2).
    RestrictedProfile "restricted_profile",
    /// The domain takes nobody in by the address alone (ORG-1).
    NoIntake "no_intake",
    /// The evidence stayed away, so that support decides (DOM-3).
    Undetermined "undetermined",
    /// The partner programme did not confirm the person (REG-2).
    PartnerRefused "partner_refused",
    /// Support did not set the profile up (REG-6).
    ProfileRefused "profile_refused",
    /// Support declined the request (TKT-6).
    Declined "declined",
    /// The confirmation could not be delivered (REG-5).
    ConfirmationFailed "confirmation_failed",
}

set! {
    /// Reasons for being Limited: every one that holds, one of them first (LAW-8).
    ///
    /// ```
    /// use checkmark_tier::{Reason, Reasons};
    ///
    /// let reasons = Reasons::NONE.with(Reason::Declined).with(Reason::GmailHosted);
    /// assert_eq!(reasons.first(), Some(Reason::GmailHosted));
    /// assert_eq!(reasons.iter().count(), 2);
    /// ```
    Reasons(u32) of Reason
}

impl Reason {
    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::RoleMailbox => Rule::Reg8,
            Self::ConsumerMailbox => Rule::Dom2,
            Self::DisposableMailbox
            | Self::NoMail
            | Self::NotACompanyDomain
            | Self::Undetermined => Rule::Dom3,
            Self::GmailHosted => Rule::Dom1,
            Self::DomainDropped => Rule::Org6,
            Self::RelationEnded => Rule::Tier3,
            Self::RemovedFromOrganization | Self::LeftOrganization => Rule::Org4,
            Self::RestrictedProfile => Rule::Org2,
            Self::NoIntake => Rule::Org1,
            Self::PartnerRefused => Rule::Reg2,
            Self::ProfileRefused => Rule::Reg6,
            Self::Declined => Rule::Tkt6,
            Self::ConfirmationFailed => Rule::Reg5,
        }
    }

    /// Whether it lies in the address, so that nothing but another address helps: no way gives such
    /// an address business access (DOM-3).
    ///
    /// ```
    /// use checkmark_tier::Reason;
    ///
    /// assert!(Reason::ConsumerMailbox.bars(), "only another address helps");
    /// assert!(!Reason::Declined.bars());
    /// ```
    #[must_use]
    pub const fn bars(self) -> bool {
        match self {
            Self::RoleMailbox
            | Self::ConsumerMailbox
            | Self::DisposableMailbox
            | Self::NoMail
            | Self::NotACompanyDomain => true,
            Self::GmailHosted
            | Self::DomainDropped
            | Self::RelationEnded
            | Self::RemovedFromOrganization
            | Self::LeftOrganization
            | Self::RestrictedProfile
            | Self::NoIntake
            | Self::Undetermined
            | Self::PartnerRefused
            | Self::ProfileRefused
            | Self::Declined
            | Self::ConfirmationFailed => false,
        }
    }

    /// The reason that a class of domain is by itself (DOM-3).
    pub(crate) const fn of(class: Class) -> Option<Self> {
        match class {
            Class::Corporate | Class::Undetermined => None,
            Class::GmailHosted => Some(Self::GmailHosted),
            Class::ConsumerMailbox => Some(Self::ConsumerMailbox),
            Class::Disposable => Some(Self::DisposableMailbox),
            Class::NoMail => Some(Self::NoMail),
            Class::NotACompanyDomain => Some(Self::NotACompanyDomain),
        }
    }
}

impl Reasons {
    /// Whether one of them lies in the address.
    ///
    /// ```
    /// use checkmark_tier::{Reason, Reasons};
    ///
    /// let reasons = Reasons::NONE.with(Reason::Declined);
    /// assert!(!reasons.bar());
    /// assert!(reasons.union(Reasons::NONE.with(Reason::RoleMailbox)).bar());
    /// assert!(reasons.without(Reason::Declined).is_empty());
    /// ```
    #[must_use]
    pub fn bar(self) -> bool {
        self.iter().any(Reason::bars)
    }
}
