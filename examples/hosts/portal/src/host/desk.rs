//! What support does beside deciding: opening a form, and setting profiles up.

use checkmark::account::organization::{Command, DomainProof, Intake};
use checkmark::account::{
    AccountId, Actor, EmailAddress, OrganizationId, OrganizationKind, ProfileType, RequestId,
};
use checkmark::ticket::{self, Draft, Faults, Form, Topic};
use checkmark::tier;

use super::request::{Waiting, form_name};
use super::{Ask, Case, Host, HostError, OrganizationTold, RequestAsk, RequestTold, Told};
use crate::random;
use crate::store::{Stream, Unit};

/// What came of a form.
#[derive(Clone, Debug)]
pub(crate) enum Filed {
    /// The account asked; the request is opened with this form.
    Asked(RequestId),
    /// The form has faults, all of them at once (TKT-3). It is kept as it is.
    Faulty(Faults),
    /// The account says no.
    Refused(tier::Refusal),
}

impl Host {
    /// Files a form: keeps it, and lets the account ask for the request.
    pub(crate) fn file(&self, ask: &Ask, topic: Topic, draft: &Draft) -> Result<Filed, HostError> {
        let filed = self.store.work(|unit| {
            let request = match self.waiting(unit, ask.account, topic)? {
                Some(waiting) => waiting.request,
                None => random::id('r').parse().map_err(|_| HostError::Record)?,
            };
            let waiting = Waiting {
                request,
                draft: draft.clone(),
            };
            let text = serde_json::to_string(&waiting).map_err(|_| HostError::Record)?;
            unit.keep(Stream::Account(ask.account), &form_name(topic), &text)?;
            if let Err(faults) = Form::check(topic, draft) {
                return Ok(Filed::Faulty(faults));
            }
            let told = self.ask_in(unit, ask)?;
            Ok::<_, HostError>(told.refusal.map_or(Filed::Asked(request), Filed::Refused))
        })?;
        self.bell.ring();
        Ok(filed)
    }

    /// Approves a company profile: sets the organization up if it is not there, vouches for the
    /// domain of the registrant, and decides the request (REG-6).
    pub(crate) fn approve_profile(
        &self,
        request: RequestId,
        id: OrganizationId,
        name: Option<&str>,
        basis: ticket::Basis,
    ) -> Result<RequestTold, HostError> {
        let told = self.store.work(|unit| {
            let case = self.case(unit, request)?;
            let ask = RequestAsk {
                request,
                account: case.request.account().ok_or(HostError::Record)?,
                actor: Actor::Support,
                signed_in: false,
                command: ticket::Command::ApproveProfile {
                    organization: id,
                    basis,
                },
            };
            let told = self.ask_request_in(unit, &ask)?;
            if told.refusal.is_some() {
                return Ok(told);
            }
            if self.organization(unit, id)?.version() == 0 {
                let create = Command::CreateProfile {
                    kind: OrganizationKind::Company,
                    profile_type: ProfileType::Open,
                };
                self.ask_organization_in(unit, id, Actor::Support, None, &create)?;
            }
            if let Some(name) = name {
                unit.keep(Stream::Organization(id), "name", name)?;
            }
            self.vouch(unit, id, &case)?;
            Ok::<_, HostError>(told)
        })?;
        self.bell.ring();
        Ok(told)
    }

    /// Vouches for the domain of the person who asked, as what it was judged to be.
    fn vouch(&self, unit: &mut Unit<'_>, id: OrganizationId, case: &Case) -> Result<(), HostError> {
        let Some(account) = case.request.account() else {
            return Ok(());
        };
        let account = self.account(unit, account)?;
        let person = unit.person(account.id())?;
        let address = person.address(account.address());
        if let (Some(address), Some(judged)) = (address, account.judged()) {
            let prove = Command::ProveDomain {
                name: address.domain().clone(),
                class: judged.judgment().class(),
                proof: DomainProof::Support,
                intake: Intake::Employees,
                claimed_by: None,
            };
            // A domain that cannot be proved is said so on the page of the organization.
            self.ask_organization_in(unit, id, Actor::Support, None, &prove)?;
        }
        Ok(())
    }

    /// Proves a domain for an organization: by the token in its DNS, or by support's word.
    pub(crate) fn prove_domain(
        &self,
        id: OrganizationId,
        name: checkmark::domain::DomainName,
        proof: DomainProof,
        intake: Intake,
    ) -> Result<Option<OrganizationTold>, HostError> {
        let now = self.clock.now();
        let wanted = self.domain_token(id, &name);
        if proof == DomainProof::DnsToken && !self.resolver.has_txt(&name, &wanted) {
            return Ok(None);
        }
        let class = self.resolver.judge(&self.classifier(), &name, now).class();
        let told = self.store.work(|unit| {
            let claimed_by = unit.claimants(&name, now)?.into_iter().find(|it| *it != id);
            let prove = Command::ProveDomain {
                name: name.clone(),
                class,
                proof,
                intake,
                claimed_by,
            };
            let actor = match proof {
                DomainProof::DnsToken => Actor::Host,
                _ => Actor::Support,
            };
            self.ask_organization_in(unit, id, actor, None, &prove)
        })?;
        self.bell.ring();
        Ok(Some(told))
    }

    /// What has to stand in the DNS of a domain so that it is proved for an organization.
    pub(crate) fn domain_token(
        &self,
        id: OrganizationId,
        name: &checkmark::domain::DomainName,
    ) -> String {
        let text = format!("{}\0{id}\0{name}", self.domain_secret);
        format!("checkmark-verification={}", &random::digest(&text)[..32])
    }

    /// The account with an address, by the directory; for what needs no sign-in (CODE-4).
    pub(crate) fn account_at(&self, address: &str) -> Result<Option<AccountId>, HostError> {
        let Ok(address) = address.parse::<EmailAddress>() else {
            return Ok(None);
        };
        Ok(self.store.work(|unit| unit.holder(&address))?)
    }

    /// Asks an account in the name of support or the partner programme.
    pub(crate) fn ask_as(
        &self,
        account: AccountId,
        actor: Actor,
        command: tier::Command,
    ) -> Result<Told, HostError> {
        self.ask(&Ask::new(account, actor, command))
    }
}

/// Who asks for a request: a profile's is asked for by the host, from the account's own decision
/// (SLA-3).
pub(super) const fn asks(topic: Topic) -> Actor {
    match topic {
        Topic::CompanyProfile => Actor::Host,
        _ => Actor::Person,
    }
}
