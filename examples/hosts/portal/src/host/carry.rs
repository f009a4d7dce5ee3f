//! Doing what is in the outbox: once, however often it is tried.
//!
//! What is done inside the database is done in the same unit of work in which it is crossed off.
//! What leaves the process, a mail by SMTP, goes out first and is crossed off after: it may go out
//! twice, under one message id, and is never lost.

use checkmark::account::organization;
use checkmark::account::{AccountId, Actor, EmailAddress, InvitationId, OrganizationId};
use checkmark::enrollment::{self, Message};
use checkmark::ticket::{self, Action, Draft};
use checkmark::tier::{self, Command, StateKind, Task};
use serde::{Deserialize, Serialize};
use time::SignedDuration;

use super::account::address_name;
use super::desk::asks;
use super::letters::{Letter, Recipient};
use super::request::form_name;
use super::{Ask, Host, HostError, RequestAsk};
use crate::mail::Delivery;
use crate::random;
use crate::store::{Job, Key, Lane, Mail, Stream, Unit};

/// Something in the outbox: an effect of a machine, or what the host itself has to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub(crate) enum Posted {
    Account {
        effect: tier::Effect,
    },
    Request {
        effect: ticket::Effect,
    },
    Organization {
        effect: organization::Effect,
    },
    /// Mail an invitation.
    Invitation {
        invitation: InvitationId,
    },
    /// Tell an account of an invitation that was sent before the address was proved.
    Invited {
        organization: OrganizationId,
        invitation: InvitationId,
    },
    /// Tell the open requests of an account that it moved (TKT-8).
    Moved,
    /// Tell those to whom the organization is offered (REG-7).
    ProfileChanged,
}

/// What the machine said that a message was for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carried {
    Taken,
    Refused,
}

/// After so many attempts a mail is given up.
const ATTEMPTS: u64 = 12;

impl Host {
    /// Puts something into the outbox.
    pub(super) fn post(
        &self,
        unit: &mut Unit<'_>,
        key: Key,
        lane: Lane,
        posted: &Posted,
    ) -> Result<(), HostError> {
        let body = serde_json::to_string(posted).map_err(|_| HostError::Record)?;
        Ok(unit.post(key, lane, &body, self.clock.now())?)
    }

    /// Does a job that this process holds.
    pub(super) fn perform(&self, job: &Job) -> Result<(), HostError> {
        let posted = serde_json::from_str(&job.body).map_err(|_| HostError::Record)?;
        match (job.key.stream, &posted) {
            (Stream::Account(account), Posted::Account { effect }) => match effect.task() {
                Task::JudgeDomain { address } => self.judge(job, account, *address),
                Task::MailCode { .. }
                | Task::MailOwner { .. }
                | Task::MailConfirmation { .. }
                | Task::MailNotice { .. } => self.mail_account(job, account, effect),
                _ => self.store.work(|unit| {
                    self.do_account(unit, account, effect)?;
                    Ok(unit.finish(job)?)
                }),
            },
            (Stream::Request(_), Posted::Request { effect }) => match effect.action() {
                Action::TellAccount { .. } | Action::Merge { .. } => self.store.work(|unit| {
                    self.do_request(unit, effect)?;
                    Ok(unit.finish(job)?)
                }),
                _ => self.mail_request(job, effect),
            },
            (Stream::Organization(id), Posted::Invitation { invitation }) => {
                self.mail_invitation(job, id, *invitation)
            }
            (stream, posted) => self.store.work(|unit| {
                self.do_own(unit, stream, posted)?;
                Ok(unit.finish(job)?)
            }),
        }
    }

    fn do_account(
        &self,
        unit: &mut Unit<'_>,
        id: AccountId,
        effect: &tier::Effect,
    ) -> Result<(), HostError> {
        match effect.task() {
            Task::FindProfiles { address } => self.find_profiles(unit, id, *address),
            Task::OpenRequest { topic } => self.open_request(unit, id, *topic),
            Task::ForgetAddress { address } => {
                Ok(unit.forget(Stream::Account(id), &address_name(*address))?)
            }
            Task::ForgetPerson => Ok(unit.forget_person(id)?),
            // Done when it was decided. The partner programme's desk lists who waits for it.
            Task::EndSessions | Task::AskPartnerProgramme { .. } => Ok(()),
            _ => {
                let account = self.account(unit, id)?;
                let person = unit.person(id)?;
                let address = person.address(account.address());
                let message = enrollment::from_account(&account, effect, address);
                self.carry_if(unit, message)
            }
        }
    }

    /// Opens the request that an account asked for, with the form that was filled in for it.
    fn open_request(
        &self,
        unit: &mut Unit<'_>,
        account: AccountId,
        topic: tier::Topic,
    ) -> Result<(), HostError> {
        let Ok(topic) = topic.as_str().parse::<ticket::Topic>() else {
            return Ok(());
        };
        let waiting = self.waiting(unit, account, topic)?;
        unit.forget(Stream::Account(account), &form_name(topic))?;
        let (request, draft) = match waiting {
            Some(waiting) => (waiting.request, waiting.draft),
            None => {
                let id = random::id('r').parse().map_err(|_| HostError::Record)?;
                (id, Draft::default())
            }
        };
        let serial = unit.next_serial()?;
        let number = self
            .desk
            .numbers()
            .number(serial)
            .ok_or(HostError::Record)?;
        let told = self.ask_request_in(
            unit,
            &RequestAsk {
                request,
                account,
                actor: asks(topic),
                // The account asked while it was signed in, where the topic wants that (TKT-2).
                signed_in: true,
                command: ticket::Command::Submit {
                    topic,
                    number,
                    draft,
                    follows: None,
                },
            },
        )?;
        if let Some(refusal) = told.refusal {
            // The form was checked before the account was asked, so this is somebody's mistake in
            // this host; the account hears that there is no request, and may ask again.
            tracing::warn!(code = refusal.code().as_str(), "a request was not opened");
            let command = Command::RequestClosed { request };
            self.ask_in(unit, &Ask::new(account, Actor::Host, command))?;
        }
        Ok(())
    }

    fn do_request(&self, unit: &mut Unit<'_>, effect: &ticket::Effect) -> Result<(), HostError> {
        let case = self.case(unit, effect.key().request())?;
        if let Some(message) = enrollment::from_request(&case.request, effect)
            && self.carry(unit, message)? == Carried::Refused
            && let Some(account) = case.request.account()
        {
            // An approval that came too late: the request goes on, and support looks again (TKT-8).
            let account = self.account(unit, account)?;
            if let Some(message) = enrollment::not_taken(&account, &case.request) {
                self.carry(unit, message)?;
            }
        }
        // The nominees of the form are administrators now, as far as they have accounts (TKT-7).
        for nominee in case.draft().unwrap_or_default().nominees {
            let Ok(address) = nominee.email.parse::<EmailAddress>() else {
                continue;
            };
            if let Some(account) = unit.holder(&address)?
                && let Some(message) = enrollment::appointed(&case.request, account)
            {
                self.carry(unit, message)?;
            }
        }
        Ok(())
    }

    fn do_own(
        &self,
        unit: &mut Unit<'_>,
        stream: Stream,
        posted: &Posted,
    ) -> Result<(), HostError> {
        match (stream, posted) {
            (Stream::Organization(id), Posted::Organization { effect }) => {
                let organization = self.organization(unit, id)?;
                let invited = match effect {
                    organization::Effect::MailInvitation { invitation }
                    | organization::Effect::WithdrawInvitation { invitation } => {
                        match super::organization::mailbox(unit, id, *invitation)? {
                            Some(address) => unit.holder(&address)?,
                            None => None,
                        }
                    }
                    _ => None,
                };
                self.carry_if(
                    unit,
                    enrollment::from_organization(&organization, effect, invited),
                )
            }
            (Stream::Organization(id), Posted::ProfileChanged) => {
                for account in unit.in_state("account", StateKind::OrganizationDue.as_str())? {
                    let account = account.parse().map_err(|_| HostError::Record)?;
                    let offered = self.account(unit, account)?;
                    if offered.offer().iter().any(|it| it.organization() == id) {
                        let command = Command::ProfileChanged { organization: id };
                        self.ask_in(unit, &Ask::new(account, Actor::Host, command))?;
                    }
                }
                Ok(())
            }
            (
                Stream::Account(account),
                Posted::Invited {
                    organization,
                    invitation,
                },
            ) => {
                let organization = self.organization(unit, *organization)?;
                let effect = organization::Effect::MailInvitation {
                    invitation: *invitation,
                };
                self.carry_if(
                    unit,
                    enrollment::from_organization(&organization, &effect, Some(account)),
                )
            }
            (Stream::Account(id), Posted::Moved) => {
                let account = self.account(unit, id)?;
                for request in unit.requests_of(id)? {
                    let request = self.request(unit, request)?;
                    if let Some(message) = enrollment::account_moved(&account, &request) {
                        self.carry(unit, message)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Carries a message, if there is one.
    fn carry_if(&self, unit: &mut Unit<'_>, message: Option<Message>) -> Result<(), HostError> {
        message.map_or(Ok(()), |message| self.carry(unit, message).map(drop))
    }

    /// Gives one machine what another has for it. What comes too late is refused there, and that is
    /// its answer.
    fn carry(&self, unit: &mut Unit<'_>, message: Message) -> Result<Carried, HostError> {
        let refused = match message {
            Message::Account {
                account,
                actor,
                command,
            } => {
                let told = self.ask_in(unit, &Ask::new(account, actor, command))?;
                told.refusal.is_some()
            }
            Message::Request {
                request,
                actor,
                command,
            } => {
                let Some(account) = self.request(unit, request)?.account() else {
                    return Ok(Carried::Refused);
                };
                let ask = RequestAsk {
                    request,
                    account,
                    actor,
                    signed_in: false,
                    command,
                };
                self.ask_request_in(unit, &ask)?.refusal.is_some()
            }
            Message::Organization {
                organization: id,
                actor,
                command,
            } => {
                if self.organization(unit, id)?.version() == 0 {
                    return Ok(Carried::Refused);
                }
                let told = self.ask_organization_in(unit, id, actor, None, &command)?;
                told.refusal.is_some()
            }
        };
        Ok(if refused {
            Carried::Refused
        } else {
            Carried::Taken
        })
    }

    fn mail_account(
        &self,
        job: &Job,
        id: AccountId,
        effect: &tier::Effect,
    ) -> Result<(), HostError> {
        let recipient = self.store.work(|unit| {
            let number = match effect.task() {
                Task::MailCode { address, .. }
                | Task::MailOwner { address }
                | Task::MailConfirmation { address }
                | Task::MailNotice { address, .. } => *address,
                _ => return Ok(None),
            };
            self.recipient(unit, id, Some(number))
        })?;
        let letter = recipient
            .as_ref()
            .and_then(|to| Letter::of_account(effect.task(), id, to, &self.keys));
        let confirms = matches!(effect.task(), Task::MailConfirmation { .. });
        let (key, account) = (effect.key(), id);
        self.deliver(job, recipient, letter, |sent| {
            let command = match sent {
                Delivery::Sent => Command::MailHandedOver { effect: key },
                Delivery::Impossible | Delivery::Later => Command::MailFailed { effect: key },
            };
            confirms.then(|| Ask::new(account, Actor::Host, command))
        })
    }

    fn mail_request(&self, job: &Job, effect: &ticket::Effect) -> Result<(), HostError> {
        let (recipient, case) = self.store.work(|unit| {
            let case = self.case(unit, effect.key().request())?;
            let account = case.request.account();
            let recipient = match account {
                Some(account) => self.recipient(unit, account, None)?,
                None => None,
            };
            Ok::<_, HostError>((recipient, case))
        })?;
        let letter = recipient
            .as_ref()
            .and_then(|to| Letter::of_request(effect.action(), &case, to, &self.base));
        self.deliver(job, recipient, letter, |_| None)
    }

    fn mail_invitation(
        &self,
        job: &Job,
        id: OrganizationId,
        invitation: InvitationId,
    ) -> Result<(), HostError> {
        let (recipient, letter) = self.store.work(|unit| {
            let name = self.organization_name(unit, id)?;
            let address = super::organization::mailbox(unit, id, invitation)?;
            let recipient = address.map(Recipient::stranger);
            let letter = recipient.as_ref().map(|to| Letter::invitation(&name, to));
            Ok::<_, HostError>((recipient, letter))
        })?;
        self.deliver(job, recipient, letter, |_| None)
    }

    /// Sends a letter and crosses the job off; says to the account, if it waits for that, how it
    /// went. Whom we no longer know, we do not write to.
    fn deliver(
        &self,
        job: &Job,
        recipient: Option<Recipient>,
        letter: Option<Letter>,
        after: impl Fn(Delivery) -> Option<Ask>,
    ) -> Result<(), HostError> {
        let mail = recipient.zip(letter).map(|(to, letter)| Mail {
            key: job.key.to_string(),
            at: self.clock.now(),
            to: to.address.as_str().to_owned(),
            subject: letter.subject,
            body: letter.body,
        });
        let mut sent = match &mail {
            Some(mail) => self.mailer.send(mail),
            None => Delivery::Impossible,
        };
        if sent == Delivery::Later {
            if job.attempt < ATTEMPTS {
                let wait = SignedDuration::seconds(1 << job.attempt.min(12));
                let until = self.clock.now() + wait;
                self.metrics.mail_postponed();
                return self.store.work(|unit| Ok(unit.postpone(job, until)?));
            }
            sent = Delivery::Impossible;
        }
        self.store.work(|unit| {
            unit.finish(job)?;
            if let (true, Some(mail)) = (self.mailer.is_built_in(), &mail) {
                unit.put_mail(mail)?;
            }
            if let Some(ask) = after(sent) {
                self.ask_in(unit, &ask)?;
            }
            Ok::<_, HostError>(())
        })?;
        if sent == Delivery::Sent {
            self.metrics.mailed();
        }
        Ok(())
    }

    /// Whom a letter about an account goes to: the address with a number, or the current one.
    fn recipient(
        &self,
        unit: &mut Unit<'_>,
        id: AccountId,
        number: Option<checkmark::account::AddressNo>,
    ) -> Result<Option<Recipient>, HostError> {
        let person = unit.person(id)?;
        let number = match number {
            Some(number) => number,
            None => self.account(unit, id)?.address(),
        };
        let address = person.address(number).cloned();
        Ok(address.map(|address| Recipient {
            address,
            name: person.name.clone(),
            language: person.language,
        }))
    }
}
