//! Asking an organization.

use checkmark::account::organization::{
    Command, Context, DomainStanding, Effect, Event, Organization, Refusal,
};
use checkmark::account::{AccountId, Actor, EmailAddress, InvitationId, OrganizationId};

use super::carry::Posted;
use super::request::Decided;
use super::{Host, HostError};
use crate::store::{Entry, Head, Key, Lane, Stream, Unit};

/// What came of a command.
#[derive(Clone, Debug)]
pub(crate) struct OrganizationTold {
    pub(crate) organization: Organization,
    pub(crate) refusal: Option<Refusal>,
}

impl Host {
    /// Asks an organization, in a unit of work of its own.
    pub(crate) fn ask_organization(
        &self,
        id: OrganizationId,
        actor: Actor,
        agent: Option<AccountId>,
        command: &Command,
    ) -> Result<OrganizationTold, HostError> {
        let told = self
            .store
            .work(|unit| self.ask_organization_in(unit, id, actor, agent, command));
        self.bell.ring();
        told
    }

    /// Asks an organization: what happened is stored if the unit is committed, and not otherwise.
    pub(crate) fn ask_organization_in(
        &self,
        unit: &mut Unit<'_>,
        id: OrganizationId,
        actor: Actor,
        agent: Option<AccountId>,
        command: &Command,
    ) -> Result<OrganizationTold, HostError> {
        let organization = self.organization(unit, id)?;
        let stream = Stream::Organization(id);
        let invited = match command {
            Command::AcceptInvitation { invitation, .. } => mailbox(unit, id, *invitation)?,
            _ => None,
        };
        let mut context = Context::new(actor, self.clock.now(), &self.companies);
        if let Some(agent) = agent {
            context = context.with_agent(agent);
        }
        if let Some(address) = &invited {
            context = context.with_invited(address);
        }
        self.metrics.decided();
        let decision = match organization.decide(command, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                self.metrics.refused();
                return Ok(OrganizationTold {
                    organization,
                    refusal: Some(refusal),
                });
            }
        };
        let from = organization.version();
        let after = organization
            .clone()
            .fold(&decision)
            .map_err(|_| HostError::Record)?;
        if decision.events().is_empty() {
            return Ok(OrganizationTold {
                organization: after,
                refusal: None,
            });
        }
        unit.append(&Entry {
            stream,
            from,
            to: after.version(),
            body: Decided::write(stream, decision.at(), actor, decision.events().to_vec())?,
            head: Head {
                due: after.next_wakeup(),
                state: after.administration(&self.companies).as_str().to_owned(),
                ..Head::default()
            },
        })?;
        for mailbox in decision.mailboxes() {
            let name = format!("invitation:{}", mailbox.invitation);
            unit.keep(stream, &name, mailbox.address.as_str())?;
            unit.note_invited(&mailbox.address, id, mailbox.invitation)?;
        }
        let proved = after.domains().iter();
        let proved = proved.filter(|domain| domain.standing() == DomainStanding::Proved);
        let claims: Vec<_> = proved.map(|it| (it.name(), it.lapses_at())).collect();
        unit.set_claims(id, &claims)?;
        for (key, effect) in decision.effects() {
            let key = Key {
                stream,
                version: key.version,
                nth: key.index.into(),
            };
            let posted = Posted::Organization { effect: *effect };
            self.post(unit, key, Lane::Message, &posted)?;
            if let Effect::MailInvitation { invitation } = effect {
                let key = Key {
                    nth: key.nth + 1000,
                    ..key
                };
                let posted = Posted::Invitation {
                    invitation: *invitation,
                };
                self.post(unit, key, Lane::Mail, &posted)?;
            }
        }
        if decision.events().iter().any(is_offered) {
            let key = Key {
                stream,
                version: after.version(),
                nth: 2000,
            };
            self.post(unit, key, Lane::Message, &Posted::ProfileChanged)?;
        }
        Ok(OrganizationTold {
            organization: after,
            refusal: None,
        })
    }

    /// An organization as it is stored.
    pub(crate) fn organization(
        &self,
        unit: &mut Unit<'_>,
        id: OrganizationId,
    ) -> Result<Organization, HostError> {
        let stream = Stream::Organization(id);
        let known = self.organizations.get(stream);
        let mut organization = known.unwrap_or_else(|| Organization::new(id));
        let lines = unit.lines(stream, organization.version())?;
        for text in &lines {
            let line = Decided::<Event>::read(text)?;
            for event in &line.events {
                organization = organization
                    .evolve(event, line.at)
                    .map_err(|_| HostError::Record)?;
            }
        }
        if unit.is_clean() && !lines.is_empty() {
            self.organizations.put(stream, organization.clone());
        }
        Ok(organization)
    }

    /// The name of an organization, as support wrote it; its id if it has none.
    pub(crate) fn organization_name(
        &self,
        unit: &mut Unit<'_>,
        id: OrganizationId,
    ) -> Result<String, HostError> {
        let kept = unit.kept(Stream::Organization(id))?;
        let name = kept.into_iter().find(|(name, _)| name == "name");
        Ok(name.map_or_else(|| id.to_string(), |(_, value)| value))
    }
}

/// The address that an invitation was sent to, if it is not forgotten.
pub(crate) fn mailbox(
    unit: &mut Unit<'_>,
    organization: OrganizationId,
    invitation: InvitationId,
) -> Result<Option<EmailAddress>, HostError> {
    let wanted = format!("invitation:{invitation}");
    let kept = unit.kept(Stream::Organization(organization))?;
    let found = kept.into_iter().find(|(name, _)| *name == wanted);
    Ok(found.and_then(|(_, address)| address.parse().ok()))
}

/// Whether those to whom the organization is offered have to hear of it (REG-7).
fn is_offered(event: &Event) -> bool {
    matches!(
        event,
        Event::ProfileCreated { .. }
            | Event::KindSet { .. }
            | Event::ProfileTypeSet { .. }
            | Event::DomainProved { .. }
            | Event::DomainDisputed { .. }
            | Event::DomainDropped { .. }
            | Event::DomainLapsed { .. }
    )
}
