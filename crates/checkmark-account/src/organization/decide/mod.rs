//! What an organization does about a command: all its policy and all its guards.

mod consequences;
mod domains;
mod people;

use alloc::vec::Vec;

use checkmark_domain::DomainName;
use time::UtcDateTime;

use crate::id::{AccountId, SiteId};
use crate::organization::{
    AssociatedDomain, Command, Context, Decision, Effect, EffectKey, Event, Mailbox, Member,
    Organization, ParticipationEnd, Refusal, Revocation,
};
use crate::{Actor, CompanyRole};

impl Organization {
    /// What the organization does about a command. Pure: nothing changes before the events of the
    /// decision are folded in.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], which changes nothing (LAW-1).
    pub fn decide(&self, command: &Command, context: &Context<'_>) -> Result<Decision, Refusal> {
        let at = self.clamp(context)?;
        if self.profile.is_none() && !matches!(command, Command::CreateProfile { .. }) {
            return Err(Refusal::NoProfile);
        }
        let mut draft = Draft {
            organization: self,
            context,
            at,
            events: Vec::new(),
            mailbox: None,
        };
        draft.take(command)?;
        draft.finish()
    }

    /// The organization after a decision of its own.
    ///
    /// # Errors
    ///
    /// The decision was made on another version.
    pub fn fold(self, decision: &Decision) -> Result<Self, super::ReplayError> {
        decision
            .events
            .iter()
            .try_fold(self, |it, event| it.evolve(event, decision.at))
    }

    /// The instant of the decision: a little backwards is clamped, more is refused (LAW-4).
    fn clamp(&self, context: &Context<'_>) -> Result<UtcDateTime, Refusal> {
        match self.last {
            Some(last) if last - context.now > context.policy.backward_skew() => {
                Err(Refusal::ClockRanBack)
            }
            Some(last) => Ok(last.max(context.now)),
            None => Ok(context.now),
        }
    }
}

/// A decision in the making.
struct Draft<'a> {
    organization: &'a Organization,
    context: &'a Context<'a>,
    at: UtcDateTime,
    events: Vec<Event>,
    mailbox: Option<Mailbox>,
}

impl Draft<'_> {
    fn take(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::CreateProfile { kind, profile_type } => {
                self.permit(&[Actor::Support, Actor::Host])?;
                if self.organization.profile.is_some() {
                    return Err(Refusal::ProfileExists);
                }
                let organization = self.organization.id;
                self.events.push(Event::ProfileCreated {
                    organization,
                    kind: *kind,
                    profile_type: *profile_type,
                });
            }
            Command::SetKind { kind } => {
                self.permit(&[Actor::Support])?;
                if self.organization.kind() != Some(*kind) {
                    self.events.push(Event::KindSet { kind: *kind });
                }
            }
            Command::SetProfileType { profile_type } => {
                self.permit(&[Actor::Support, Actor::Administrator])?;
                if self.organization.profile_type() != Some(*profile_type) {
                    self.events.push(Event::ProfileTypeSet {
                        profile_type: *profile_type,
                    });
                }
            }
            Command::ProveDomain {
                name,
                class,
                proof,
                intake,
                claimed_by,
            } => {
                self.prove_domain(name, *class, *proof, *intake, *claimed_by)?;
            }
            Command::DropDomain { name } => {
                self.permit(&[Actor::Support, Actor::Administrator])?;
                let domain = self
                    .organization
                    .domain(name)
                    .ok_or(Refusal::NotAssociated)?;
                self.revoke_invitations(domain.number, Revocation::DomainDropped);
                self.events.push(Event::DomainDropped {
                    domain: domain.number,
                });
            }
            Command::Invite {
                invitation,
                address,
                role,
            } => {
                self.invite(*invitation, address, *role)?;
            }
            Command::RevokeInvitation { invitation } => {
                self.permit(&[Actor::Support, Actor::Administrator])?;
                self.organization
                    .invitation(*invitation)
                    .ok_or(Refusal::NoInvitation)?;
                let cause = Revocation::Administrator;
                self.events.push(Event::InvitationRevoked {
                    invitation: *invitation,
                    cause,
                });
            }
            Command::AcceptInvitation {
                invitation,
                account,
                address,
            } => {
                self.accept(*invitation, *account, address)?;
            }
            Command::Join {
                account,
                domain,
                by,
            } => self.join(*account, domain, *by)?,
            Command::Promote { account, role } => self.promote(*account, *role)?,
            Command::Demote { account, successor } => {
                self.permit(&[Actor::Administrator])?;
                if !self.member(*account)?.administers() {
                    return Err(Refusal::RoleUnchanged);
                }
                self.succeed(*account, *successor)?;
                self.events.push(Event::RoleWithdrawn { account: *account });
            }
            Command::RemoveMember { account, successor } => {
                self.permit(&[Actor::Administrator])?;
                self.part(*account, *successor, ParticipationEnd::Removed)?;
            }
            Command::Leave { account, successor } => {
                self.permit(&[Actor::Person, Actor::Host])?;
                if self.context.actor == Actor::Person && self.agent()? != *account {
                    return Err(Refusal::NotYours);
                }
                self.part(*account, *successor, ParticipationEnd::Left)?;
            }
            Command::EraseMember { account } => {
                self.permit(&[Actor::Host])?;
                let cause = ParticipationEnd::Erased;
                self.member(*account)?;
                self.events.push(Event::MemberRemoved {
                    account: *account,
                    cause,
                });
            }
            Command::Appoint { account } => self.appoint(*account)?,
            Command::AssignProduct { account, product } => {
                self.permit(&[Actor::Support])?;
                if !self
                    .partner_administrator(*account)?
                    .products
                    .contains(product)
                {
                    self.events.push(Event::ProductAssigned {
                        account: *account,
                        product: *product,
                    });
                }
            }
            Command::WithdrawProduct { account, product } => {
                self.permit(&[Actor::Support])?;
                if self
                    .partner_administrator(*account)?
                    .products
                    .contains(product)
                {
                    self.events.push(Event::ProductWithdrawn {
                        account: *account,
                        product: *product,
                    });
                }
            }
            Command::SetSite { site, visibility } => {
                self.permit(&[Actor::Support, Actor::Administrator])?;
                let known = self.organization.sites.iter().find(|it| it.id == *site);
                if known.is_none_or(|it| it.visibility != *visibility) {
                    self.events.push(Event::SiteSet {
                        site: *site,
                        visibility: *visibility,
                    });
                }
            }
            Command::RemoveSite { site } => {
                self.permit(&[Actor::Support, Actor::Administrator])?;
                self.site(*site)?;
                self.events.push(Event::SiteRemoved { site: *site });
            }
            Command::GrantSite { site, account } => {
                self.permit(&[Actor::Administrator])?;
                self.member(*account)?;
                if !self.site(*site)?.contains(account) {
                    self.events.push(Event::SiteGranted {
                        site: *site,
                        account: *account,
                    });
                }
            }
            Command::WithdrawSite { site, account } => {
                self.permit(&[Actor::Administrator])?;
                self.member(*account)?;
                if self.site(*site)?.contains(account) {
                    self.events.push(Event::SiteWithdrawn {
                        site: *site,
                        account: *account,
                    });
                }
            }
            Command::SetPreference { preference, value } => {
                self.permit(&[Actor::Administrator])?;
                if self.organization.preference(*preference) != *value {
                    self.events.push(Event::PreferenceSet {
                        preference: *preference,
                        value: *value,
                    });
                }
            }
            Command::TimePassed => {
                self.permit(&[Actor::Clock, Actor::Host])?;
                self.lapse();
            }
        }
        Ok(())
    }

    /// One table says who may give a command; an administrator is one of this organization (LAW-7,
    /// ORG-4, ORG-5).
    fn permit(&self, actors: &[Actor]) -> Result<(), Refusal> {
        if !actors.contains(&self.context.actor) {
            return Err(Refusal::NotYours);
        }
        if self.context.actor == Actor::Administrator {
            let agent = self.agent()?;
            if !self
                .organization
                .administrators()
                .any(|member| member.account == agent)
            {
                return Err(Refusal::NotAdministrator);
            }
        }
        Ok(())
    }

    fn agent(&self) -> Result<AccountId, Refusal> {
        self.context.agent.ok_or(Refusal::NoAgent)
    }

    fn member(&self, account: AccountId) -> Result<&Member, Refusal> {
        self.organization.member(account).ok_or(Refusal::NotMember)
    }

    fn partner_administrator(&self, account: AccountId) -> Result<&Member, Refusal> {
        let member = self.member(account)?;
        match member.role {
            CompanyRole::PartnerAdministrator => Ok(member),
            CompanyRole::BusinessUser
            | CompanyRole::Administrator
            | CompanyRole::ThirdPartyContact => Err(Refusal::NotPartnerAdministrator),
        }
    }

    fn site(&self, id: SiteId) -> Result<&[AccountId], Refusal> {
        let site = self.organization.sites.iter().find(|site| site.id == id);
        site.map(|site| &*site.group).ok_or(Refusal::NoSite)
    }

    fn counting_domain(&self, name: &DomainName) -> Result<&AssociatedDomain, Refusal> {
        let domain = self
            .organization
            .domain(name)
            .ok_or(Refusal::NotAssociated)?;
        if domain.counts(self.at) {
            Ok(domain)
        } else {
            Err(Refusal::NotAssociated)
        }
    }

    fn finish(self) -> Result<Decision, Refusal> {
        let Self {
            organization,
            context,
            at,
            events,
            mailbox,
        } = self;
        let mut effects: Vec<Effect> = Vec::new();
        for event in &events {
            consequences::follow(event, organization, &mut effects);
        }
        let after = events
            .iter()
            .try_fold(organization.clone(), |it, event| it.evolve(event, at));
        let after = after.expect("what the guards let through folds");
        let administration = after.administration(context.policy);
        if consequences::worse(organization.administration(context.policy), administration) {
            effects.push(Effect::ReportAdministration { administration });
        }
        let key = |index: usize| EffectKey {
            organization: organization.id,
            version: after.version,
            index: u32::try_from(index).unwrap_or(u32::MAX),
        };
        let effects = effects
            .into_iter()
            .enumerate()
            .map(|(n, it)| (key(n), it))
            .collect();
        Ok(Decision {
            at,
            events,
            effects,
            mailboxes: mailbox.into_iter().collect(),
        })
    }
}
