//! The domains of an organization: how they come to count, and how they stop.

use checkmark_domain::{Class, DomainName};

use super::Draft;
use crate::Actor;
use crate::id::{InvitationId, OrganizationId};
use crate::organization::{
    AssociatedDomain, DomainNo, DomainProof, DomainStanding, Event, Intake, Refusal, Revocation,
};

impl Draft<'_> {
    /// A domain counts only when it was proved for this organization (ORG-1).
    pub(super) fn prove_domain(
        &mut self,
        name: &DomainName,
        class: Class,
        proof: DomainProof,
        intake: Intake,
        claimed_by: Option<OrganizationId>,
    ) -> Result<(), Refusal> {
        match proof {
            DomainProof::DnsToken => self.permit(&[Actor::Host, Actor::Support])?,
            DomainProof::Support => self.permit(&[Actor::Support])?,
        }
        match class {
            Class::Corporate | Class::GmailHosted => {}
            Class::Undetermined => return Err(Refusal::DomainUndetermined),
            Class::ConsumerMailbox
            | Class::Disposable
            | Class::NoMail
            | Class::NotACompanyDomain => return Err(Refusal::DomainUnfit),
        }
        let known = self.organization.domain(name);
        let number = known.map_or(
            DomainNo(self.organization.domains_claimed + 1),
            AssociatedDomain::number,
        );
        let other = claimed_by.filter(|other| *other != self.organization.id);
        match (proof, other, known.map(AssociatedDomain::standing)) {
            (DomainProof::DnsToken, Some(_), Some(DomainStanding::Disputed)) => {
                return Err(Refusal::DomainInDispute);
            }
            (DomainProof::DnsToken, Some(other), _) => self.events.push(Event::DomainDisputed {
                domain: number,
                name: name.clone(),
                intake,
                other,
            }),
            (DomainProof::DnsToken | DomainProof::Support, _, _) => {
                self.events.push(Event::DomainProved {
                    domain: number,
                    name: name.clone(),
                    proof,
                    intake,
                    lapses_at: self.at + self.context.policy.domain_evidence(),
                });
            }
        }
        Ok(())
    }

    /// What is too old by now: invitations (ORG-2) and the evidence of domains (ORG-6).
    pub(super) fn lapse(&mut self) {
        let at = self.at;
        let organization = self.organization;
        for domain in &organization.domains {
            if domain.standing == DomainStanding::Proved && at >= domain.lapses_at {
                self.revoke_invitations(domain.number, Revocation::DomainLapsed);
                self.events.push(Event::DomainLapsed {
                    domain: domain.number,
                });
            }
        }
        for invitation in &organization.invitations {
            if at >= invitation.lapses_at && !self.revokes(invitation.id) {
                let cause = Revocation::Lapsed;
                self.events.push(Event::InvitationRevoked {
                    invitation: invitation.id,
                    cause,
                });
            }
        }
    }

    pub(super) fn revoke_invitations(&mut self, domain: DomainNo, cause: Revocation) {
        let pending = self
            .organization
            .invitations
            .iter()
            .filter(|it| it.domain == domain);
        self.events
            .extend(pending.map(|it| Event::InvitationRevoked {
                invitation: it.id,
                cause,
            }));
    }

    fn revokes(&self, id: InvitationId) -> bool {
        self.events.iter().any(|event| {
            matches!(event, Event::InvitationRevoked { invitation, .. } if *invitation == id)
        })
    }
}
