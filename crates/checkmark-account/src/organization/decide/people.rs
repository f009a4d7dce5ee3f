//! The people of an organization: how they come, what they become, how they go.

use checkmark_domain::DomainName;

use super::Draft;
use crate::email::EmailAddress;
use crate::id::{AccountId, InvitationId};
use crate::organization::{
    AssociatedDomain, Event, Intake, JoinedBy, Mailbox, ParticipationEnd, Refusal,
};
use crate::{Actor, CompanyRole, ProfileType};

impl Draft<'_> {
    /// An invitation goes to an address in the associated domains (ORG-2).
    pub(super) fn invite(
        &mut self,
        invitation: InvitationId,
        address: &EmailAddress,
        role: CompanyRole,
    ) -> Result<(), Refusal> {
        self.permit(&[Actor::Administrator])?;
        if address.is_role_mailbox() {
            return Err(Refusal::RoleMailbox);
        }
        if self.organization.invitation(invitation).is_some() {
            return Err(Refusal::InvitationExists);
        }
        let domain = self.counting_domain(address.domain())?;
        if role.is_employee() == (domain.intake == Intake::ThirdParty)
            && role != CompanyRole::BusinessUser
        {
            return Err(Refusal::ThirdParty);
        }
        self.events.push(Event::InvitationIssued {
            invitation,
            domain: domain.number,
            role,
            lapses_at: self.at + self.context.policy.invitation(),
        });
        self.mailbox = Some(Mailbox {
            invitation,
            address: address.clone(),
        });
        Ok(())
    }

    pub(super) fn accept(
        &mut self,
        id: InvitationId,
        account: AccountId,
        address: &EmailAddress,
    ) -> Result<(), Refusal> {
        self.permit(&[Actor::Host])?;
        let invitation = *self
            .organization
            .invitation(id)
            .ok_or(Refusal::NoInvitation)?;
        if self.at >= invitation.lapses_at {
            return Err(Refusal::InvitationLapsed);
        }
        if self.context.invited != Some(address) {
            return Err(Refusal::InvitedElsewhere);
        }
        if self.organization.member(account).is_some() {
            return Err(Refusal::AlreadyMember);
        }
        let domain = self.counting_domain(address.domain())?;
        let number = domain.number;
        let role = vouched_role(domain);
        self.events.push(Event::InvitationAccepted {
            invitation: id,
            account,
        });
        self.events.push(Event::MemberJoined {
            account,
            role,
            domain: Some(number),
            by: JoinedBy::Invitation,
        });
        if role.is_employee() && invitation.role != role {
            self.events.push(Event::RoleGranted {
                account,
                role: invitation.role,
            });
        }
        Ok(())
    }

    /// Connected by the account's own decision; never makes an administrator (REG-6).
    pub(super) fn join(
        &mut self,
        account: AccountId,
        name: &DomainName,
        by: JoinedBy,
    ) -> Result<(), Refusal> {
        self.permit(&[Actor::Host])?;
        if self.organization.member(account).is_some() {
            return Err(Refusal::AlreadyMember);
        }
        let domain = self.counting_domain(name);
        let (domain, role) = match by {
            JoinedBy::Registration | JoinedBy::Choice => {
                if self.organization.profile_type() == Some(ProfileType::Restricted) {
                    return Err(Refusal::Restricted);
                }
                let domain = domain?;
                match domain.intake {
                    Intake::Employees => (Some(domain.number), CompanyRole::BusinessUser),
                    Intake::ThirdParty => (Some(domain.number), CompanyRole::ThirdPartyContact),
                    Intake::Nobody => return Err(Refusal::NoIntake),
                }
            }
            // Somebody vouched for the person, so the address need not do it.
            JoinedBy::ApprovedProfile | JoinedBy::Support | JoinedBy::PartnerProgramme => {
                match domain {
                    Ok(domain) => (Some(domain.number), vouched_role(domain)),
                    Err(_) => (None, CompanyRole::BusinessUser),
                }
            }
            JoinedBy::Invitation => return Err(Refusal::NoInvitation),
        };
        self.events.push(Event::MemberJoined {
            account,
            role,
            domain,
            by,
        });
        Ok(())
    }

    pub(super) fn promote(&mut self, account: AccountId, role: CompanyRole) -> Result<(), Refusal> {
        self.permit(&[Actor::Administrator])?;
        let member = self.member(account)?;
        if !member.is_employee() {
            return Err(Refusal::ThirdParty);
        }
        match role {
            CompanyRole::Administrator | CompanyRole::PartnerAdministrator
                if role != member.role => {}
            _ => return Err(Refusal::RoleUnchanged),
        }
        self.events.push(Event::RoleGranted { account, role });
        Ok(())
    }

    /// The first administrator, or one for an organization that lost its last (TKT-7, ORG-3).
    pub(super) fn appoint(&mut self, account: AccountId) -> Result<(), Refusal> {
        self.permit(&[Actor::Support])?;
        match self.organization.member(account) {
            Some(member) if member.role == CompanyRole::Administrator => {
                return Err(Refusal::RoleUnchanged);
            }
            Some(member) if !member.is_employee() => {
                return Err(Refusal::ThirdParty);
            }
            Some(_) => {}
            None => self.events.push(Event::MemberJoined {
                account,
                role: CompanyRole::BusinessUser,
                domain: None,
                by: JoinedBy::Support,
            }),
        }
        self.events.push(Event::RoleGranted {
            account,
            role: CompanyRole::Administrator,
        });
        Ok(())
    }

    pub(super) fn part(
        &mut self,
        account: AccountId,
        successor: Option<AccountId>,
        cause: ParticipationEnd,
    ) -> Result<(), Refusal> {
        if self.member(account)?.administers() {
            self.succeed(account, successor)?;
        }
        self.events.push(Event::MemberRemoved { account, cause });
        Ok(())
    }

    /// The last administrator goes only when a successor is promoted first (ORG-3).
    pub(super) fn succeed(
        &mut self,
        leaver: AccountId,
        successor: Option<AccountId>,
    ) -> Result<(), Refusal> {
        let last = self.organization.administrators().count() == 1;
        let Some(account) = successor else {
            return if last {
                Err(Refusal::LastAdministrator)
            } else {
                Ok(())
            };
        };
        let fit = self
            .organization
            .member(account)
            .is_some_and(|member| account != leaver && member.is_employee());
        if !fit {
            return Err(Refusal::UnfitSuccessor);
        }
        if self.member(account)?.role != CompanyRole::Administrator {
            self.events.push(Event::RoleGranted {
                account,
                role: CompanyRole::Administrator,
            });
        }
        Ok(())
    }
}

/// What somebody is whom the organization itself, or support, vouches for: the domain says only who
/// is a third party.
const fn vouched_role(domain: &AssociatedDomain) -> CompanyRole {
    match domain.intake {
        Intake::ThirdParty => CompanyRole::ThirdPartyContact,
        Intake::Employees | Intake::Nobody => CompanyRole::BusinessUser,
    }
}
