//! What somebody is in an organization, and what an organization is.

use crate::words::words;

words! {
    /// What somebody is in an organization (ORG-3 to ORG-5).
    ///
    /// Open: organizations grow roles.
    #[non_exhaustive]
    CompanyRole, UnknownCompanyRole, "unknown role in an organization";
    /// Manages preferences, contacts and members.
    Administrator "administrator",
    /// An employee who views and opens requests.
    BusinessUser "business_user",
    /// Acts for the organization without being its employee.
    ThirdPartyContact "third_party_contact",
    /// Manages people of a partner, and acts only on products contractually assigned.
    PartnerAdministrator "partner_administrator",
}

impl CompanyRole {
    /// Whether somebody in this role is an employee of the organization (ORG-5).
    ///
    /// ```
    /// use checkmark_account::CompanyRole;
    ///
    /// assert!(CompanyRole::BusinessUser.is_employee());
    /// assert!(!CompanyRole::ThirdPartyContact.is_employee());
    /// ```
    #[must_use]
    pub const fn is_employee(self) -> bool {
        match self {
            Self::Administrator | Self::BusinessUser | Self::PartnerAdministrator => true,
            Self::ThirdPartyContact => false,
        }
    }
}

words! {
    /// What kind of organization a profile describes (ORG-1).
    ///
    /// Closed: the business registration tells these two apart (REG-4).
    #[expect(clippy::exhaustive_enums, reason = "closed: registration tells these two apart")]
    OrganizationKind, UnknownOrganizationKind, "unknown kind of organization";
    /// A company.
    Company "company",
    /// A public body.
    PublicBody "public_body",
}

words! {
    /// How one joins a profile (ORG-1, ORG-2).
    ///
    /// Closed: who is let in without being asked has to be an exhaustive match.
    #[expect(clippy::exhaustive_enums, reason = "closed: who is let in is matched exhaustively")]
    ProfileType, UnknownProfileType, "unknown type of profile";
    /// By an address in a proved domain.
    Open "open",
    /// By invitation only.
    Restricted "restricted",
}
