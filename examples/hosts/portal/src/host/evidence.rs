//! What the account machine asks the host to find out.

use checkmark::account::organization::Intake;
use checkmark::account::{AccountId, Actor, AddressNo, OrganizationKind, ProfileType};
use checkmark::domain::{Class, Classifier};
use checkmark::tier::{Command, FoundProfile, Mailbox};
use time::SignedDuration;

use super::{Ask, Host, HostError};
use crate::store::{Job, Unit};

/// How long an answer that failed is waited for before it is asked again, at the most.
const LONGEST_WAIT: SignedDuration = SignedDuration::minutes(30);

impl Host {
    /// What the host knows names by: the built-in lists, and what it knows better.
    pub(crate) fn classifier(&self) -> Classifier<'_> {
        match &self.overlay {
            Some(overlay) => Classifier::BUILT_IN.with_overlay(overlay),
            None => Classifier::BUILT_IN,
        }
    }

    /// Judges the domain of an address (DOM-4). Where DNS gave no answer nothing is said, and it is
    /// asked again: if it stays away, the account's own deadline brings support in (DOM-3).
    pub(super) fn judge(
        &self,
        job: &Job,
        account: AccountId,
        number: AddressNo,
    ) -> Result<(), HostError> {
        let person = self.store.work(|unit| unit.person(account))?;
        let Some(address) = person.address(number) else {
            return self.store.work(|unit| Ok(unit.finish(job)?));
        };
        let now = self.clock.now();
        let verdict = self
            .resolver
            .judge(&self.classifier(), address.domain(), now);
        if verdict.class() == Class::Undetermined {
            self.metrics.undetermined();
            let wait = SignedDuration::seconds(1 << job.attempt.min(10)).min(LONGEST_WAIT);
            return self.store.work(|unit| Ok(unit.postpone(job, now + wait)?));
        }
        let mailbox = if address.is_role_mailbox() {
            Mailbox::Role
        } else {
            Mailbox::Person
        };
        let command = Command::DomainJudged {
            judgment: verdict.summary(),
            mailbox,
            judged_at: verdict.evidence_at(),
            address: Some(number),
        };
        let ask = Ask::new(account, Actor::Host, command);
        self.store.work(|unit| {
            self.ask_in(unit, &ask)?;
            Ok(unit.finish(job)?)
        })
    }

    /// Counts the profiles for which the domain of an address is proved (REG-4).
    pub(super) fn find_profiles(
        &self,
        unit: &mut Unit<'_>,
        account: AccountId,
        number: AddressNo,
    ) -> Result<(), HostError> {
        let person = unit.person(account)?;
        let Some(address) = person.address(number) else {
            return Ok(());
        };
        let domain = address.domain();
        let mut profiles = Vec::new();
        for id in unit.claimants(domain, self.clock.now())? {
            let organization = self.organization(unit, id)?;
            let intake = organization
                .domain(domain)
                .map_or(Intake::Nobody, |it| it.intake());
            let kind = organization.kind().unwrap_or(OrganizationKind::Company);
            let profile_type = organization
                .profile_type()
                .unwrap_or(ProfileType::Restricted);
            profiles.push(
                FoundProfile::new(id)
                    .of_kind(kind)
                    .of_type(profile_type)
                    .with_intake(intake),
            );
        }
        let command = Command::ProfilesFound {
            profiles,
            counted_at: None,
            address: Some(number),
        };
        self.ask_in(unit, &Ask::new(account, Actor::Host, command))
            .map(drop)
    }
}
