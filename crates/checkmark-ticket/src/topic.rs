//! What a request is about, and how the person wants to be reached.

use checkmark_account::Rule;

use crate::sla::{ClockName, Clocks};
use crate::words::words;

words! {
    /// What a request is about.
    ///
    /// Open: a desk may take on more.
    ///
    /// ```
    /// use checkmark_ticket::Topic;
    ///
    /// assert_eq!("account_access".parse(), Ok(Topic::AccountAccess));
    /// assert!(!Topic::TroubleWithValidation.needs_sign_in());
    /// ```
    #[non_exhaustive]
    Topic "topic";
    /// Business access is not what it should be (TKT-2, TKT-3).
    AccountAccess "account_access",
    /// The first administrator of a company profile, with nominees (TKT-7).
    FirstAdministrator "first_administrator",
    /// A company profile is to be set up (SLA-3). The facade opens it.
    CompanyProfile "company_profile",
    /// The one-time code does not work: the way out of a locked channel. It needs no sign-in and
    /// can only unlock (CODE-4).
    TroubleWithValidation "trouble_with_validation",
}

impl Topic {
    /// Whether it is offered only to somebody who is signed in.
    #[must_use]
    pub const fn needs_sign_in(self) -> bool {
        match self {
            Self::AccountAccess | Self::FirstAdministrator => true,
            Self::CompanyProfile | Self::TroubleWithValidation => false,
        }
    }

    /// Whether it is offered only to somebody whose business registration is finished.
    ///
    /// ```
    /// use checkmark_ticket::Topic;
    ///
    /// assert!(Topic::FirstAdministrator.needs_registration());
    /// assert!(!Topic::TroubleWithValidation.needs_registration());
    /// ```
    #[must_use]
    pub const fn needs_registration(self) -> bool {
        self.needs_sign_in()
    }

    /// The clocks that run from submission on: the contact clock for each topic (SLA-1), the
    /// validation clock for account access (SLA-2), the profile clock for a company profile
    /// (SLA-3).
    #[must_use]
    pub const fn clocks(self) -> Clocks {
        match self {
            Self::AccountAccess => Clocks::of(&[ClockName::Contact, ClockName::Validation]),
            Self::CompanyProfile => Clocks::of(&[ClockName::Contact, ClockName::Profile]),
            Self::FirstAdministrator | Self::TroubleWithValidation => {
                Clocks::of(&[ClockName::Contact])
            }
        }
    }

    /// The rule that the topic rests on.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::AccountAccess => Rule::Tkt2,
            Self::FirstAdministrator => Rule::Tkt7,
            Self::CompanyProfile => Rule::Sla3,
            Self::TroubleWithValidation => Rule::Code4,
        }
    }
}

words! {
    /// How a person wants to be reached, or was (TKT-3).
    ///
    /// ```
    /// assert_eq!(checkmark_ticket::ContactMethod::Telephone.as_str(), "telephone");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: the form offers these two")]
    ContactMethod "contact method";
    /// By e-mail.
    Email "email",
    /// By telephone.
    Telephone "telephone",
}

words! {
    /// What a person wants with account access (TKT-3).
    ///
    /// Open: a desk may offer more.
    ///
    /// ```
    /// assert_eq!(
    ///     "enable_business_access".parse(),
    ///     Ok(checkmark_ticket::Intent::EnableBusinessAccess),
    /// );
    /// ```
    #[non_exhaustive]
    Intent "intent";
    /// Enable business access for my account.
    EnableBusinessAccess "enable_business_access",
    /// Give back the business access that my account had.
    RestoreBusinessAccess "restore_business_access",
    /// My account is connected to the wrong organization.
    CorrectOrganization "correct_organization",
}
