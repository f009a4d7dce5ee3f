//! The one place where the machines meet.
//!
//! The account, the service request and the organization never know each other. Each of them says
//! as an effect what another one should hear; the functions here turn such an effect into the
//! command for the other one, and do nothing else. What they cannot turn is the host's to carry
//! out, and is [`None`].
//!
//! A host delivers a [`Message`] as it delivers any effect: at least once, under the effect's key.
//! What arrives twice, late, or in another order is refused, or changes nothing, by the machine that
//! it is for: an approval counts only for the request, the standing and the address that it was
//! given for (TKT-8), and a request that the account took back is never open for it again.

use checkmark_account::organization::{self, Organization, ParticipationEnd};
use checkmark_account::{AccountId, Actor, EmailAddress, OrganizationId, RequestId};
use checkmark_ticket::{self as ticket, ClockName, Outcome};
use checkmark_tier::{self as tier, Administrators, StateKind, Task};

/// A command that one machine has for another, and who gives it.
///
/// Closed: there are three machines.
#[doc = include_str!("../doc/enrollment_message.md")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "closed: there are three machines")]
#[expect(
    missing_docs,
    reason = "fields are named by their types; the actor gives the command"
)]
pub enum Message {
    /// For an account.
    Account {
        account: AccountId,
        actor: Actor,
        command: tier::Command,
    },
    /// For a service request.
    Request {
        request: RequestId,
        actor: Actor,
        command: ticket::Command,
    },
    /// For an organization.
    Organization {
        organization: OrganizationId,
        actor: Actor,
        command: organization::Command,
    },
}

/// What an effect of an account says to a request or an organization.
///
/// `account` is the account after the decision. `address` is its current address, from the side
/// records: an organization looks at its domain.
#[doc = include_str!("../doc/enrollment_from_account.md")]
#[must_use]
pub fn from_account(
    account: &tier::Account,
    effect: &tier::Effect,
    address: Option<&EmailAddress>,
) -> Option<Message> {
    match effect.task() {
        Task::WithdrawRequest { request } => Some(withdrawn(account, *request)),
        Task::TellJoined {
            organization,
            by,
            invitation,
            ..
        } => {
            let address = address?;
            let account = account.id();
            let command = match invitation {
                Some(invitation) => organization::Command::AcceptInvitation {
                    invitation: *invitation,
                    account,
                    address: address.clone(),
                },
                None => organization::Command::Join {
                    account,
                    domain: address.domain().clone(),
                    by: *by,
                },
            };
            Some(to_organization(*organization, command))
        }
        Task::TellLeft {
            organization,
            cause,
        } => {
            let account = account.id();
            let command = match cause {
                ParticipationEnd::Erased => organization::Command::EraseMember { account },
                _ => organization::Command::Leave {
                    account,
                    successor: None,
                },
            };
            Some(to_organization(*organization, command))
        }
        _ => None,
    }
}

/// What a request hears when the account that asked has moved on (TKT-8): its standing and its
/// address now. Nothing, if they are what the request knows, or if it is over for good: one that
/// can be reopened has to know them then.
#[doc = include_str!("../doc/enrollment_account_moved.md")]
#[must_use]
pub fn account_moved(account: &tier::Account, request: &ticket::Request) -> Option<Message> {
    let known = request.basis()?;
    let basis = ticket::Basis::new(account.standing(), account.address());
    let goes_on = !request.state().kind().is_terminal();
    (request.account() == Some(account.id()) && goes_on && known != basis).then(|| {
        let command = ticket::Command::AccountMoved { basis };
        to_request(request.id(), Actor::Host, command)
    })
}

/// What an effect of a request says to the account that asked, or to the request that goes on.
///
/// `request` is the request when the message is carried, after the decision or later: what is said
/// is where it stands by then, so that a message that is late or comes twice says nothing that is
/// over.
#[doc = include_str!("../doc/enrollment_from_request.md")]
#[must_use]
pub fn from_request(request: &ticket::Request, effect: &ticket::Effect) -> Option<Message> {
    match effect.action() {
        ticket::Action::TellAccount { account, .. } => {
            let (actor, command) = told(request)?;
            Some(to_account(*account, actor, command))
        }
        ticket::Action::Merge { into } => {
            let duplicate = request.as_duplicate()?;
            let command = ticket::Command::Absorb { duplicate };
            Some(to_request(*into, Actor::Host, command))
        }
        _ => None,
    }
}

/// What a request hears when the account has refused its approval, because the standing or the
/// address had moved before support heard so (TKT-8), or the evidence is too old: it goes on, and
/// support looks again. Nothing, if the account no longer waits for this request.
#[doc = include_str!("../doc/enrollment_not_taken.md")]
#[must_use]
pub fn not_taken(account: &tier::Account, request: &ticket::Request) -> Option<Message> {
    let ticket::State::Resolved { outcome, .. } = request.state() else {
        return None;
    };
    outcome.basis()?;
    let waits = account.state().review()?.request() == Some(request.id());
    let command = ticket::Command::Reopen { text: None };
    waits.then(|| to_request(request.id(), Actor::Support, command))
}

/// What an effect of an organization says to an account.
///
/// `organization` is the organization after the decision. `invited` is the account that has the
/// invited address, by the host's directory: an invitation to nobody's address waits in the mail.
#[doc = include_str!("../doc/enrollment_from_organization.md")]
#[must_use]
pub fn from_organization(
    organization: &Organization,
    effect: &organization::Effect,
    invited: Option<AccountId>,
) -> Option<Message> {
    let id = organization.id();
    let (account, command) = match effect {
        organization::Effect::MailInvitation { invitation } => {
            let pending = organization.invitation(*invitation)?;
            let command = tier::Command::Invited {
                invitation: *invitation,
                organization: id,
                role: pending.role(),
                lapses_at: pending.lapses_at(),
                address: None,
            };
            (invited?, command)
        }
        organization::Effect::WithdrawInvitation { invitation } => {
            let invitation = *invitation;
            (invited?, tier::Command::InvitationRevoked { invitation })
        }
        organization::Effect::Tell { account, fact } => {
            let command = match fact {
                organization::Fact::Removed { .. } => {
                    tier::Command::MemberRemoved { organization: id }
                }
                organization::Fact::RoleGranted { role } => tier::Command::RoleGranted {
                    organization: id,
                    role: *role,
                    administrators: administrators(organization),
                },
                organization::Fact::RoleWithdrawn => {
                    tier::Command::RoleWithdrawn { organization: id }
                }
                organization::Fact::DomainDropped { .. } => {
                    tier::Command::DomainDropped { organization: id }
                }
                // The account joined by its own decision, or by support's: it knows.
                _ => return None,
            };
            (*account, command)
        }
        _ => return None,
    };
    Some(to_account(account, Actor::Host, command))
}

/// What the appointment of a first administrator says to the organization (TKT-7): `nominee` is the
/// account of one nominee, by the host's directory. Nothing, unless that is what was decided.
#[doc = include_str!("../doc/enrollment_appointed.md")]
#[must_use]
pub fn appointed(request: &ticket::Request, nominee: AccountId) -> Option<Message> {
    match request.state() {
        ticket::State::Resolved {
            outcome: Outcome::Appointed { organization, .. },
            ..
        } => Some(Message::Organization {
            organization: *organization,
            actor: Actor::Support,
            command: organization::Command::Appoint { account: nominee },
        }),
        _ => None,
    }
}

/// What the account hears of where its request stands.
fn told(request: &ticket::Request) -> Option<(Actor, tier::Command)> {
    let id = request.id();
    let topic = topic(request.topic()?)?;
    Some(match request.state() {
        ticket::State::Draft => return None,
        ticket::State::Open
        | ticket::State::WaitingOnCustomer { .. }
        | ticket::State::Validating => {
            let command = tier::Command::RequestOpened {
                request: id,
                topic,
                window: window(request),
                reopening: request.reopenings(),
            };
            (Actor::Host, command)
        }
        ticket::State::Resolved { outcome, .. } => (Actor::Support, decided(id, topic, outcome)?),
        _ => (Actor::Host, tier::Command::RequestClosed { request: id }),
    })
}

/// What support's decision means for the account (TKT-6, TKT-8, REG-6, CODE-4).
fn decided(request: RequestId, topic: tier::Topic, outcome: &Outcome) -> Option<tier::Command> {
    Some(match outcome {
        Outcome::Validated {
            organization,
            relation,
            basis,
        } => tier::Command::ValidateAccount {
            request,
            standing: basis.standing(),
            address: basis.address(),
            organization: *organization,
            relation: *relation,
        },
        Outcome::ProfileApproved {
            organization,
            basis,
        } => tier::Command::ApproveProfile {
            request,
            standing: basis.standing(),
            address: basis.address(),
            organization: *organization,
        },
        Outcome::Unlocked => tier::Command::UnlockCodes,
        Outcome::Declined { .. } => match topic {
            tier::Topic::CompanyProfile => tier::Command::RefuseProfile { request },
            tier::Topic::AccountAccess => tier::Command::DeclineAccount { request },
            _ => tier::Command::RequestClosed { request },
        },
        // The organization hears of it, by `appointed`; for the account the request is over.
        _ => tier::Command::RequestClosed { request },
    })
}

/// When the outcome is expected: the window of the clock that runs for it (SLA-2, SLA-3).
fn window(request: &ticket::Request) -> Option<tier::Window> {
    let clock = [ClockName::Validation, ClockName::Profile]
        .into_iter()
        .find_map(|name| request.clock(name))?;
    let schedule = clock.schedule();
    let earliest = schedule.earliest().unwrap_or(clock.started());
    Some(tier::Window::new(earliest, schedule.due()))
}

/// The account's word for what a request is about; `None` for a topic that no account has.
const fn topic(topic: ticket::Topic) -> Option<tier::Topic> {
    Some(match topic {
        ticket::Topic::AccountAccess => tier::Topic::AccountAccess,
        ticket::Topic::CompanyProfile => tier::Topic::CompanyProfile,
        ticket::Topic::FirstAdministrator => tier::Topic::FirstAdministrator,
        ticket::Topic::TroubleWithValidation => tier::Topic::TroubleWithValidation,
        _ => return None,
    })
}

fn administrators(organization: &Organization) -> Administrators {
    match organization.administrators().count() {
        0 | 1 => Administrators::Last,
        _ => Administrators::Others,
    }
}

/// A closed account leaves its requests behind; any other takes back the one that became void.
fn withdrawn(account: &tier::Account, request: RequestId) -> Message {
    let (actor, command) = match account.state().kind() {
        StateKind::Closed | StateKind::Erased => (Actor::Host, ticket::Command::EndAccount),
        _ => (Actor::Person, ticket::Command::Withdraw),
    };
    to_request(request, actor, command)
}

const fn to_account(account: AccountId, actor: Actor, command: tier::Command) -> Message {
    Message::Account {
        account,
        actor,
        command,
    }
}

const fn to_request(request: RequestId, actor: Actor, command: ticket::Command) -> Message {
    Message::Request {
        request,
        actor,
        command,
    }
}

const fn to_organization(organization: OrganizationId, command: organization::Command) -> Message {
    Message::Organization {
        organization,
        actor: Actor::Host,
        command,
    }
}
