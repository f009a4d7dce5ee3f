//! Asking an account.

use checkmark::account::code::{Purpose, ThrottleCount};
use checkmark::account::{AccountId, Actor, AddressNo, EmailAddress};
use checkmark::record::{Head as LineHead, Line};
use checkmark::tier::{
    Account, AddressUse, Command, Context, Decision, Effect, Envelope, Event, Fact, Personal,
    Refusal, Session, StateKind, Task,
};
use time::{SignedDuration, UtcDateTime};

use super::carry::Posted;
use super::{Host, HostError};
use crate::random;
use crate::store::{Entry, Head, Key, Lane, Person, Stream, Unit};

/// A command for an account.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) account: AccountId,
    pub(crate) actor: Actor,
    pub(crate) session: Session,
    pub(crate) command: Command,
    /// The visit in which it is given: the one that outlives `end_sessions`.
    pub(crate) visit: Option<String>,
}

impl Ask {
    /// A command that nobody in a visit gives.
    pub(crate) fn new(account: AccountId, actor: Actor, command: Command) -> Self {
        Self {
            account,
            actor,
            session: Session::signed_out(),
            command,
            visit: None,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) account: Account,
    pub(crate) events: Vec<Event>,
    /// The answer, where it is no. A code that was not accepted is recorded all the same.
    pub(crate) refusal: Option<Refusal>,
}

/// A decision as it is to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub(crate) line: &'a Line,
    pub(crate) personal: &'a [Personal],
    pub(crate) effects: &'a [Effect],
    /// The visit that outlives `end_sessions`.
    pub(crate) visit: Option<&'a str>,
}

impl Host {
    /// Asks an account, in a unit of work of its own.
    pub(crate) fn ask(&self, ask: &Ask) -> Result<Told, HostError> {
        let told = self.store.work(|unit| self.ask_in(unit, ask))?;
        self.bell.ring();
        Ok(told)
    }

    /// Asks an account: what happened is stored if the unit is committed, and not otherwise.
    pub(crate) fn ask_in(&self, unit: &mut Unit<'_>, ask: &Ask) -> Result<Told, HostError> {
        let account = self.account(unit, ask.account)?;
        let person = unit.person(ask.account)?;
        let now = self.clock.now();
        let asked = asked_about(&account, &person, &ask.command).cloned();
        let context = Context::new(&self.tiers)
            .with_codes(&self.keys, random::nonce())
            .with_addresses(&person.addresses)
            .with_throttle(throttle(unit, asked.as_ref(), now)?)
            .with_address_use(address_use(unit, ask.account, asked.as_ref())?)
            .with_number_use(number_use(unit, ask)?);
        let envelope =
            Envelope::new(ask.account, ask.actor, now, ask.command.clone()).in_session(ask.session);
        self.metrics.decided();
        let decision = match account.decide(&envelope, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                self.metrics.refused();
                return Ok(Told {
                    account,
                    events: Vec::new(),
                    refusal: Some(refusal),
                });
            }
        };
        let mut after = account;
        // A tick that found nothing, or a command that was given before, is no part of the record.
        if decision.version() > after.version() {
            let before = after;
            let written = Written {
                line: &Line::new(&envelope, &decision).ok_or(HostError::Record)?,
                personal: decision.personal(),
                effects: &decision.effects().collect::<Vec<_>>(),
                visit: ask.visit.as_deref(),
            };
            after = self.write(unit, &before, &written)?;
            self.claim(unit, &before, &after, &decision)?;
        }
        Ok(Told {
            account: after,
            events: decision.events().cloned().collect(),
            refusal: decision.rejection().copied(),
        })
    }

    /// An account as it is stored.
    pub(crate) fn account(&self, unit: &mut Unit<'_>, id: AccountId) -> Result<Account, HostError> {
        let stream = Stream::Account(id);
        let known = self.accounts.get(stream);
        let mut account = known.unwrap_or_else(|| Account::new(id));
        let lines = unit.lines(stream, account.version())?;
        if lines.is_empty() {
            return Ok(account);
        }
        for text in &lines {
            for event in read(text)?.events() {
                account.apply(event).map_err(|_| HostError::Record)?;
            }
        }
        if unit.is_clean() {
            self.accounts.put(stream, account.clone());
        }
        Ok(account)
    }

    /// Writes a decision: the line, what is personal, and every effect, in one unit of work. It is
    /// a conflict if the account has moved on.
    pub(crate) fn write(
        &self,
        unit: &mut Unit<'_>,
        before: &Account,
        written: &Written<'_>,
    ) -> Result<Account, HostError> {
        let mut after = before.clone();
        for event in written.line.events() {
            after.apply(event).map_err(|_| HostError::Record)?;
        }
        let stream = Stream::Account(before.id());
        unit.append(&Entry {
            stream,
            from: before.version(),
            to: after.version(),
            body: serde_json::to_string(written.line).map_err(|_| HostError::Record)?,
            head: Head {
                due: after.next_wakeup().map(|it| it.at()),
                state: after.state().kind().as_str().to_owned(),
                ..Head::default()
            },
        })?;
        keep_personal(unit, stream, after.version(), written.personal)?;
        for effect in written.effects {
            let key = Key {
                stream,
                version: effect.key().version(),
                nth: effect.key().index().into(),
            };
            match effect.task() {
                // At once, and not when the worker comes: the outbox then only crosses it off.
                Task::EndSessions => unit.close_visits(before.id(), written.visit)?,
                Task::MailCode { address, challenge } => {
                    if let Some(address) = unit.person(before.id())?.address(*address) {
                        unit.note_issued(&address.throttle_key(), challenge.issued_at())?;
                    }
                }
                _ => {}
            }
            let posted = Posted::Account { effect: *effect };
            self.post(unit, key, lane(effect.task()), &posted)?;
        }
        Ok(after)
    }

    /// What follows from what the account is now: whose its address is, who is told.
    fn claim(
        &self,
        unit: &mut Unit<'_>,
        before: &Account,
        after: &Account,
        decision: &Decision,
    ) -> Result<(), HostError> {
        let id = after.id();
        let stream = Stream::Account(id);
        let later = |nth| Key {
            stream,
            version: after.version(),
            nth,
        };
        let person = unit.person(id)?;
        let address = if holds_its_address(after.state().kind()) {
            person.address(after.address())
        } else {
            None
        };
        if unit.claim_address(id, address)?
            && let Some(address) = address
        {
            for (nth, (organization, invitation)) in (2000..).zip(unit.invitations_for(address)?) {
                let posted = Posted::Invited {
                    organization,
                    invitation,
                };
                self.post(unit, later(nth), Lane::Message, &posted)?;
            }
        }
        for event in decision.events() {
            match event.fact() {
                Fact::CustomerNumberAdded { number, .. } => {
                    unit.claim_number(number.as_str(), Some(id))?;
                }
                Fact::CustomerNumberRemoved { number, .. } => {
                    unit.claim_number(number.as_str(), None)?;
                }
                _ => {}
            }
        }
        // An open request holds on to what it was submitted for (TKT-8).
        if before.standing() != after.standing() || before.address() != after.address() {
            self.post(unit, later(1000), Lane::Message, &Posted::Moved)?;
        }
        Ok(())
    }
}

/// Reads a line of an account's record.
pub(crate) fn read(text: &str) -> Result<Line, HostError> {
    let head: LineHead = serde_json::from_str(text).map_err(|_| HostError::Record)?;
    head.check().map_err(|_| HostError::Record)?;
    serde_json::from_str(text).map_err(|_| HostError::Record)
}

/// The name under which an address is kept.
pub(crate) fn address_name(number: AddressNo) -> String {
    format!("address:{}", number.number())
}

/// What keeps its order with what. An address is forgotten after the mails that still go there.
const fn lane(task: &Task) -> Lane {
    match task {
        Task::MailCode { .. }
        | Task::MailOwner { .. }
        | Task::MailConfirmation { .. }
        | Task::MailNotice { .. }
        | Task::ForgetAddress { .. }
        | Task::ForgetPerson => Lane::Mail,
        Task::JudgeDomain { .. } | Task::FindProfiles { .. } => Lane::Evidence,
        _ => Lane::Message,
    }
}

fn keep_personal(
    unit: &mut Unit<'_>,
    owner: Stream,
    version: u64,
    personal: &[Personal],
) -> Result<(), HostError> {
    for personal in personal {
        match personal {
            Personal::Address(number, address) => {
                unit.keep(owner, &address_name(*number), address.as_str())?;
            }
            Personal::Name(name) => {
                let name = serde_json::to_string(name).map_err(|_| HostError::Record)?;
                unit.keep(owner, "name", &name)?;
            }
            Personal::Product(product) => {
                let name = format!("product:{version}");
                unit.keep(owner, &name, &String::from(product.clone()))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// An address is its owner's from the proof on, and until the account is gone.
const fn holds_its_address(state: StateKind) -> bool {
    !matches!(
        state,
        StateKind::Unregistered | StateKind::AwaitingCode | StateKind::Closed | StateKind::Erased
    )
}

/// The address that a command is about: the one that it names, or that its code would prove.
fn asked_about<'a>(
    account: &Account,
    person: &'a Person,
    command: &'a Command,
) -> Option<&'a EmailAddress> {
    match command {
        Command::SignUp { address, .. } | Command::ChangeAddress { address } => Some(address),
        Command::ConfirmAddress { .. } => person.address(account.pending_change()?.address()),
        Command::RequestCode | Command::SubmitCode { .. } => {
            let pending = account.pending_change().map(|it| it.address());
            let asked = match command {
                Command::RequestCode => pending.unwrap_or(account.address()),
                _ => account.address(),
            };
            person.address(asked)
        }
        _ => None,
    }
}

/// How many codes went to the mailbox in question, whatever the account and the spelling (CODE-5).
fn throttle(
    unit: &mut Unit<'_>,
    address: Option<&EmailAddress>,
    now: UtcDateTime,
) -> Result<ThrottleCount, HostError> {
    let Some(key) = address.map(EmailAddress::throttle_key) else {
        return Ok(ThrottleCount::default());
    };
    let hour = unit.issued_since(&key, now - SignedDuration::HOUR)?;
    let day = unit.issued_since(&key, now - SignedDuration::DAY)?;
    Ok(ThrottleCount::new(hour, day))
}

/// Whether an address is another account's (ACC-1).
fn address_use(
    unit: &mut Unit<'_>,
    account: AccountId,
    address: Option<&EmailAddress>,
) -> Result<AddressUse, HostError> {
    let holder = match address {
        Some(address) => unit.holder(address)?,
        None => None,
    };
    Ok(taken(holder, account))
}

fn number_use(unit: &mut Unit<'_>, ask: &Ask) -> Result<AddressUse, HostError> {
    let Command::AddCustomerNumber { number, .. } = &ask.command else {
        return Ok(AddressUse::Free);
    };
    Ok(taken(unit.number_holder(number.as_str())?, ask.account))
}

fn taken(holder: Option<AccountId>, account: AccountId) -> AddressUse {
    match holder {
        Some(holder) if holder != account => AddressUse::Taken,
        _ => AddressUse::Free,
    }
}

/// The code that a person is to type is of this purpose, as the account stands.
pub(crate) fn purpose(account: &Account) -> Purpose {
    match account.state().kind() {
        StateKind::Unregistered | StateKind::AwaitingCode => Purpose::SignUp,
        _ if account.pending_change().is_some() => Purpose::ChangeOfAddress,
        _ => Purpose::FreshProof,
    }
}
