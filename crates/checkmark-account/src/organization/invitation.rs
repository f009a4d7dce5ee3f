//! Invitations to an organization.

use time::UtcDateTime;

use crate::CompanyRole;
use crate::id::InvitationId;
use crate::organization::DomainNo;

/// A pending invitation (ORG-2). The address that was invited is a side record under its id.
///
/// ```
/// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
/// # use checkmark_account::organization::{DomainProof, Intake};
/// # use checkmark_account::{AccountId, OrganizationKind, ProfileType};
/// use checkmark_account::organization::{Effect, Fact, JoinedBy};
/// use checkmark_account::{Actor, CompanyRole};
///
/// # let (policy, now) = (OrganizationPolicy::default(), time::UtcDateTime::UNIX_EPOCH);
/// # let support = Context::new(Actor::Support, now, &policy);
/// # let ada: AccountId = "ada".parse()?;
/// # let mut acme = Organization::new("acme".parse()?);
/// # for command in [
/// #     Command::CreateProfile {
/// #         kind: OrganizationKind::Company,
/// #         profile_type: ProfileType::Restricted,
/// #     },
/// #     Command::ProveDomain {
/// #         name: "acme.company".parse()?,
/// #         class: checkmark_domain::Class::Corporate,
/// #         proof: DomainProof::Support,
/// #         intake: Intake::Employees,
/// #         claimed_by: None,
/// #     },
/// #     Command::Appoint { account: ada },
/// # ] {
/// #     let decision = acme.decide(&command, &support)?;
/// #     acme = acme.fold(&decision)?;
/// # }
/// // The administrator invites; the host keeps the address apart.
/// let administrator = Context::new(Actor::Administrator, now, &policy).with_agent(ada);
/// let invite = Command::Invite {
///     invitation: "i1".parse()?,
///     address: "bo@acme.company".parse()?,
///     role: CompanyRole::BusinessUser,
/// };
/// let decision = acme.decide(&invite, &administrator)?;
/// let mailbox = decision.mailboxes()[0].clone();
/// let acme = acme.fold(&decision)?;
/// let invitation = acme.invitations()[0];
/// assert_eq!(invitation.role(), CompanyRole::BusinessUser);
/// assert_eq!(invitation.lapses_at(), now + policy.invitation());
///
/// // The account accepts, and hears what it is now.
/// let (account, role) = ("bo".parse()?, CompanyRole::BusinessUser);
/// let host = Context::new(Actor::Host, now, &policy).with_invited(&mailbox.address);
/// let address = mailbox.address.clone();
/// let accept = Command::AcceptInvitation { invitation: "i1".parse()?, account, address };
/// let decision = acme.decide(&accept, &host)?;
/// let fact = Fact::Joined { role, by: JoinedBy::Invitation };
/// assert!(decision.effects().iter().any(|(_, it)| *it == Effect::Tell { account, fact }));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Invitation {
    pub(super) id: InvitationId,
    pub(super) domain: DomainNo,
    pub(super) role: CompanyRole,
    pub(super) lapses_at: UtcDateTime,
}

impl Invitation {
    /// The name of the invitation.
    #[must_use]
    pub const fn id(&self) -> InvitationId {
        self.id
    }

    /// The associated domain of the address that was invited.
    #[must_use]
    pub const fn domain(&self) -> DomainNo {
        self.domain
    }

    /// The role that waits.
    #[must_use]
    pub const fn role(&self) -> CompanyRole {
        self.role
    }

    /// The instant at which it has lapsed: at exactly the policy's age.
    #[must_use]
    pub const fn lapses_at(&self) -> UtcDateTime {
        self.lapses_at
    }
}
