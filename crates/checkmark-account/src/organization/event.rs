//! What happened to an organization.

use checkmark_domain::DomainName;
use time::UtcDateTime;

use crate::id::{
    AccountId, InvitationId, OrganizationId, PreferenceId, PreferenceValue, ProductLineId, SiteId,
};
use crate::organization::{DomainNo, DomainProof, Intake, SiteVisibility};
use crate::words::words;
use crate::{CompanyRole, OrganizationKind, ProfileType};

/// What happened to an organization. Holds nothing personal.
///
/// Open: later versions record more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "fields are named and typed as in the command that led to them"
)]
pub enum Event {
    /// The profile exists.
    ProfileCreated {
        organization: OrganizationId,
        kind: OrganizationKind,
        profile_type: ProfileType,
    },
    /// It is of another kind now.
    KindSet { kind: OrganizationKind },
    /// It takes people in another way now.
    ProfileTypeSet { profile_type: ProfileType },
    /// A domain counts, until its evidence lapses.
    DomainProved {
        domain: DomainNo,
        name: DomainName,
        proof: DomainProof,
        intake: Intake,
        #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
        lapses_at: UtcDateTime,
    },
    /// Another profile claims the domain too; it does not count until support proves it.
    DomainDisputed {
        domain: DomainNo,
        name: DomainName,
        intake: Intake,
        other: OrganizationId,
    },
    /// The organization gave the domain up.
    DomainDropped { domain: DomainNo },
    /// The domain's evidence is too old.
    DomainLapsed { domain: DomainNo },
    /// Somebody at an associated domain is invited.
    InvitationIssued {
        invitation: InvitationId,
        domain: DomainNo,
        role: CompanyRole,
        #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
        lapses_at: UtcDateTime,
    },
    /// The invitation counts no more.
    InvitationRevoked {
        invitation: InvitationId,
        cause: Revocation,
    },
    /// The invitation was accepted; the membership follows.
    InvitationAccepted {
        invitation: InvitationId,
        account: AccountId,
    },
    /// Somebody belongs to the organization.
    MemberJoined {
        account: AccountId,
        /// Business user or third-party contact.
        role: CompanyRole,
        domain: Option<DomainNo>,
        by: JoinedBy,
    },
    /// Somebody belongs to it no more.
    MemberRemoved {
        account: AccountId,
        cause: ParticipationEnd,
    },
    /// Somebody has a role.
    RoleGranted {
        account: AccountId,
        role: CompanyRole,
    },
    /// Somebody is a business user again.
    RoleWithdrawn { account: AccountId },
    /// A partner administrator acts on a product line.
    ProductAssigned {
        account: AccountId,
        product: ProductLineId,
    },
    /// A partner administrator acts on it no more.
    ProductWithdrawn {
        account: AccountId,
        product: ProductLineId,
    },
    /// The organization has a site, or the site is seen in another way now.
    SiteSet {
        site: SiteId,
        visibility: SiteVisibility,
    },
    /// The site is gone.
    SiteRemoved { site: SiteId },
    /// Somebody is in the access group of a site.
    SiteGranted { site: SiteId, account: AccountId },
    /// Somebody is in it no more.
    SiteWithdrawn { site: SiteId, account: AccountId },
    /// A preference has a value, or none again.
    PreferenceSet {
        preference: PreferenceId,
        value: Option<PreferenceValue>,
    },
}

words! {
    /// By what somebody came to belong to an organization (LAW-2).
    ///
    /// Open: there may be more ways in.
    ///
    /// ```
    /// use checkmark_account::organization::JoinedBy;
    ///
    /// assert_eq!("partner_programme".parse(), Ok(JoinedBy::PartnerProgramme));
    /// ```
    #[non_exhaustive]
    JoinedBy, UnknownJoinedBy, "unknown way of joining" in "organization";
    /// The only profile of a proved domain.
    Registration "registration",
    /// A choice among several profiles.
    Choice "choice",
    /// A profile that support approved for the first of the organization.
    ApprovedProfile "approved_profile",
    /// An invitation by an administrator.
    Invitation "invitation",
    /// Support's validation.
    Support "support",
    /// The partner programme's confirmation.
    PartnerProgramme "partner_programme",
}

words! {
    /// Why an invitation counts no more.
    ///
    /// ```
    /// use checkmark_account::organization::{Event, Revocation};
    ///
    /// let cause = Revocation::DomainDropped;
    /// let event = Event::InvitationRevoked { invitation: "i1".parse()?, cause };
    /// assert_ne!(event, Event::InvitationRevoked { invitation: "i1".parse()?, cause: Revocation::Lapsed });
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[non_exhaustive]
    Revocation, UnknownRevocation, "unknown cause of a revocation" in "organization";
    /// An administrator took it back.
    Administrator "administrator",
    /// Its domain was given up (ORG-6).
    DomainDropped "domain_dropped",
    /// The evidence of its domain lapsed (ORG-6).
    DomainLapsed "domain_lapsed",
    /// It was not accepted in time (ORG-2).
    Lapsed "lapsed",
}

words! {
    /// Why somebody belongs to an organization no more.
    ///
    /// ```
    /// use checkmark_account::organization::ParticipationEnd;
    ///
    /// assert_eq!(ParticipationEnd::Erased.as_str(), "erased");
    /// ```
    #[non_exhaustive]
    ParticipationEnd, UnknownParticipationEnd, "unknown end of a membership" in "organization";
    /// An administrator removed a leaver (ORG-4).
    Removed "removed",
    /// The person left.
    Left "left",
    /// The account was erased (ACC-7).
    Erased "erased",
}
