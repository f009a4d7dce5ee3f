//! A host in memory: accounts, requests and organizations, the mails that went out, and the
//! messages that the machines have for each other.

use std::collections::{BTreeMap, VecDeque};

use checkmark::account::code::{Challenge, KeyRing, Purpose, Subject, ThrottleCount};
use checkmark::account::organization::{self, Mailbox, Organization, OrganizationPolicy};
use checkmark::account::{
    AccountId, Actor, AddressNo, EmailAddress, Language, OrganizationId, RequestId, ThrottleKey,
};
use checkmark::calendar::CalendarError;
use checkmark::domain::{Classifier, Overlay};
use checkmark::enrollment::{self, Message};
use checkmark::record;
use checkmark::ticket::{self, Applicant, Basis, Request, Timeline};
use checkmark::tier::{
    self, Account, AddressUse, EffectKey, Envelope, Personal, Session, Task, TierPolicy,
};
use checkmark::tier::{Explanation, TimelineRow};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::{SignedDuration, UtcDateTime};

use super::answer::Answer;
use super::script::{Header, Line};
use super::told;
use crate::lines::JsonFault;
use crate::rows::Row;

/// A host in memory, for one script.
#[derive(Debug)]
pub struct World {
    pub(super) policy: TierPolicy,
    pub(super) desk: ticket::Policy,
    pub(super) companies: OrganizationPolicy,
    overlay: Option<Overlay>,
    keys: KeyRing,
    people: BTreeMap<AccountId, Person>,
    requests: BTreeMap<RequestId, Case>,
    organizations: BTreeMap<OrganizationId, Company>,
    pub(super) language: Language,
    pub(super) audit: bool,
    record: Vec<record::Line>,
    /// When a code went to which mailbox, whatever the account and the spelling (CODE-5).
    issued: Vec<(ThrottleKey, UtcDateTime)>,
}

/// An account and what lies apart from it.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) account: Account,
    /// The visit in which the person was last seen.
    pub(super) session: Session,
    addresses: Vec<(AddressNo, EmailAddress)>,
    mailed: Vec<(AddressNo, Challenge)>,
    confirmation: Option<EffectKey>,
    pub(super) requests: Vec<RequestId>,
    /// Everything that happened to the account, a row an event.
    told: Vec<TimelineRow>,
}

/// A request and what it was submitted for.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) request: Request,
    /// Everything that happened to it.
    record: Vec<ticket::Event>,
    submitted: Option<Basis>,
}

/// An organization and the addresses it invited.
#[derive(Debug)]
struct Company {
    organization: Organization,
    invited: Vec<Mailbox>,
}

/// What a line did, before it is told.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) events: Vec<Value>,
    pub(super) effects: Vec<Value>,
    pub(super) refusal: Option<super::answer::Refusal>,
    pub(super) rejected: bool,
}

impl World {
    /// A world with what a script brings along.
    ///
    /// # Errors
    ///
    /// The key or the calendar is of no use.
    pub fn new(header: Header, language: Language, audit: bool) -> Result<Self, JsonFault> {
        let keys = header.keys()?;
        let calendar = header.calendar.unwrap_or_default();
        let desk = ticket::Policy::on(&calendar)
            .map_err(|_: CalendarError| JsonFault::of("the calendar cannot be compiled"))?;
        Ok(Self {
            policy: header.policy.unwrap_or_default(),
            desk,
            companies: OrganizationPolicy::default(),
            overlay: header.overlay,
            keys,
            people: BTreeMap::new(),
            requests: BTreeMap::new(),
            organizations: BTreeMap::new(),
            language,
            audit,
            record: Vec::new(),
            issued: Vec::new(),
        })
    }

    /// Carries a line out and answers it. A refusal is an answer.
    ///
    /// # Errors
    ///
    /// The line cannot be read: its command, a reference in it, or the evidence.
    pub fn answer(&mut self, number: usize, line: &Line) -> Result<Answer, JsonFault> {
        let mut command = line.command.clone();
        self.look_up(line, &mut command)?;
        let mut done = Done::default();
        let mut messages = VecDeque::new();
        if line.actor == Actor::Person {
            self.person(line.account).session = line.session;
        }
        if let Some(request) = line.request {
            let command = decode(command)?;
            self.ask_request(
                line,
                request,
                line.actor,
                &command,
                &mut done,
                &mut messages,
            );
        } else if let Some(organization) = line.organization {
            let command = decode(command)?;
            self.ask_organization(
                line,
                organization,
                line.actor,
                &command,
                &mut done,
                &mut messages,
            );
        } else {
            let command: tier::Command = decode(command)?;
            let mut envelope =
                Envelope::new(line.account, line.actor, line.at, command).in_session(line.session);
            if let Some(id) = line.id {
                envelope = envelope.with_id(id);
            }
            if let Some(version) = line.expected_version {
                envelope = envelope.expecting_version(version);
            }
            self.ask_account(&envelope, line.nonce(number)?, &mut done, &mut messages);
        }
        self.carry(line, &mut done, messages);
        Ok(told::answer(self, number, line, done))
    }

    /// The record so far: a line a decision, the accounts mixed.
    #[must_use]
    pub fn record(&self) -> &[record::Line] {
        &self.record
    }

    /// What happened to each request that was submitted, and what its due instants are made of.
    ///
    /// # Panics
    ///
    /// Never: what was decided folds, and the calendar that it was decided on has its answers.
    pub fn timelines(&self) -> impl Iterator<Item = (&Request, Timeline)> {
        let submitted = self.requests.values();
        let submitted = submitted.filter(|case| case.request.submission().is_some());
        submitted.map(|case| {
            let timeline = Timeline::new(case.request.id(), &case.record, &self.desk);
            (&case.request, timeline.expect("what was decided folds"))
        })
    }

    /// The account of a line, new if nobody has it yet.
    pub(super) fn person(&mut self, id: AccountId) -> &mut Person {
        self.people.entry(id).or_insert_with(|| Person {
            account: Account::new(id),
            session: Session::signed_out(),
            addresses: Vec::new(),
            mailed: Vec::new(),
            confirmation: None,
            requests: Vec::new(),
            told: Vec::new(),
        })
    }

    /// Why each account stands where it does, and what happened to it.
    pub fn accounts(&self) -> impl Iterator<Item = (&Account, Explanation, &[TimelineRow])> {
        self.people.values().map(|person| {
            let now = person.account.last_at().unwrap_or(UtcDateTime::UNIX_EPOCH);
            let why = tier::explain(&person.account, now);
            (&person.account, why, &person.told[..])
        })
    }

    /// A request that is known.
    pub(super) fn request(&self, id: RequestId) -> Option<&Request> {
        self.requests.get(&id).map(|case| &case.request)
    }

    /// What the machines have for each other, until none has anything.
    fn carry(&mut self, line: &Line, done: &mut Done, mut messages: VecDeque<Message>) {
        while let Some(message) = messages.pop_front() {
            // What one machine has for another may come too late, and is refused then: that is
            // the answer of that machine, and not of the one that was asked.
            let mut carried = Done::default();
            match message {
                Message::Account {
                    account,
                    actor,
                    command,
                } => {
                    let envelope = Envelope::new(account, actor, line.at, command);
                    let nonce = line
                        .nonce(0)
                        .unwrap_or(checkmark::account::code::Nonce::new([0; 16]));
                    self.ask_account(&envelope, nonce, &mut carried, &mut messages);
                    if carried.refusal.is_some() {
                        messages.extend(self.not_taken(account));
                    }
                }
                Message::Request {
                    request,
                    actor,
                    command,
                } => {
                    self.ask_request(line, request, actor, &command, &mut carried, &mut messages);
                }
                Message::Organization {
                    organization,
                    actor,
                    command,
                } => {
                    if self.organizations.contains_key(&organization) {
                        self.ask_organization(
                            line,
                            organization,
                            actor,
                            &command,
                            &mut carried,
                            &mut messages,
                        );
                    }
                }
            }
            done.events.append(&mut carried.events);
            done.effects.append(&mut carried.effects);
            if done.refusal.is_none() && done.events.is_empty() {
                done.refusal = carried.refusal;
            }
        }
    }

    /// What the requests of an account hear when it refuses what they have for it.
    fn not_taken(&self, account: AccountId) -> Option<Message> {
        let person = self.people.get(&account)?;
        let mut requests = person.requests.iter().filter_map(|id| self.request(*id));
        requests.find_map(|request| enrollment::not_taken(&person.account, request))
    }

    fn ask_account(
        &mut self,
        envelope: &Envelope,
        nonce: checkmark::account::code::Nonce,
        done: &mut Done,
        messages: &mut VecDeque<Message>,
    ) {
        let id = envelope.account();
        let address_use = self.address_use(envelope);
        let throttle = self.throttle(envelope);
        let policy = self.policy;
        let keys = self.keys.clone();
        let person = self.person(id);
        let context = tier::Context::new(&policy)
            .with_codes(&keys, nonce)
            .with_throttle(throttle)
            .with_addresses(&person.addresses)
            .with_address_use(address_use);
        let decision = match person.account.decide(envelope, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                done.refusal = Some(told::tier_refusal(&refusal));
                return;
            }
        };
        if let Some(refusal) = decision.rejection() {
            done.refusal = Some(told::tier_refusal(refusal));
            done.rejected = true;
        }
        // What was refused is no part of the record, and a tick that found nothing is neither.
        let recorded = decision.events().next().is_some();
        let recorded = recorded
            .then(|| record::Line::new(envelope, &decision))
            .flatten();
        for event in decision.events() {
            person
                .account
                .apply(event)
                .expect("what was decided on this account folds");
            person.told.push(TimelineRow::of(event));
            done.events.push(json!(event));
        }
        for personal in decision.personal() {
            if let Personal::Address(number, address) = personal {
                person.addresses.push((*number, (**address).clone()));
            }
        }
        let current = person.account.address();
        let mut mailed = Vec::new();
        for effect in decision.effects() {
            done.effects.push(json!(effect));
            match effect.task() {
                Task::MailCode { address, challenge } => {
                    let to = person
                        .addresses
                        .iter()
                        .find(|(number, _)| number == address);
                    mailed.extend(to.map(|(_, to)| (to.throttle_key(), challenge.issued_at())));
                    person.mailed.push((*address, *challenge));
                }
                Task::MailConfirmation { .. } => person.confirmation = Some(effect.key()),
                Task::ForgetAddress { address } => {
                    person.addresses.retain(|(number, _)| number != address);
                }
                Task::ForgetPerson => person.addresses.clear(),
                _ => {}
            }
            let address = person
                .addresses
                .iter()
                .find(|(number, _)| *number == current)
                .map(|(_, it)| it);
            messages.extend(enrollment::from_account(&person.account, &effect, address));
        }
        self.record.extend(recorded);
        self.issued.extend(mailed);
        let person = &self.people[&id];
        let open = person
            .requests
            .iter()
            .filter_map(|request| self.requests.get(request));
        messages.extend(
            open.filter_map(|case| enrollment::account_moved(&person.account, &case.request)),
        );
    }

    fn ask_request(
        &mut self,
        line: &Line,
        id: RequestId,
        actor: Actor,
        command: &ticket::Command,
        done: &mut Done,
        messages: &mut VecDeque<Message>,
    ) {
        let person = self.person(line.account);
        let basis = Basis::new(person.account.standing(), person.account.address());
        let mut applicant = Applicant::new(line.account, basis);
        if line.session.is_signed_in() {
            applicant = applicant.signed_in();
        }
        if person.account.registration().is_finished() {
            applicant = applicant.registration_finished();
        }
        let mut context =
            ticket::Context::new(&self.desk, actor, line.at).with_applicant(applicant);
        if let Some(id) = line.id.filter(|_| actor == line.actor) {
            context = context.with_command_id(id);
        }
        if let Some(version) = line.expected_version.filter(|_| line.request == Some(id)) {
            context = context.with_expected_version(version);
        }
        let case = self.requests.entry(id).or_insert_with(|| Case {
            request: Request::new(id),
            record: Vec::new(),
            submitted: None,
        });
        let decision = match ticket::decide(&case.request, command, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                done.refusal = Some(told::ticket_refusal(&refusal));
                return;
            }
        };
        case.request
            .accept(&decision)
            .expect("what was decided on this request folds");
        done.events
            .extend(decision.events().map(|event| json!(event)));
        case.record.extend(decision.events());
        if case.submitted.is_none() {
            case.submitted = case.request.basis();
        }
        for effect in decision.effects() {
            done.effects.push(json!(effect));
            messages.extend(enrollment::from_request(&case.request, &effect));
        }
        let known = &mut self.person(line.account).requests;
        if !known.contains(&id) {
            known.push(id);
        }
    }

    fn ask_organization(
        &mut self,
        line: &Line,
        id: OrganizationId,
        actor: Actor,
        command: &organization::Command,
        done: &mut Done,
        messages: &mut VecDeque<Message>,
    ) {
        let company = self.organizations.entry(id).or_insert_with(|| Company {
            organization: Organization::new(id),
            invited: Vec::new(),
        });
        let invited = match command {
            organization::Command::AcceptInvitation { invitation, .. } => company
                .invited
                .iter()
                .find(|it| it.invitation == *invitation),
            _ => None,
        };
        let mut context = organization::Context::new(actor, line.at, &self.companies)
            .with_agent(line.agent.unwrap_or(line.account));
        if let Some(mailbox) = invited {
            context = context.with_invited(&mailbox.address);
        }
        let decision = match company.organization.decide(command, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                done.refusal = Some(told::organization_refusal(refusal));
                return;
            }
        };
        let organization = std::mem::replace(&mut company.organization, Organization::new(id));
        company.organization = organization
            .fold(&decision)
            .expect("what was decided on this organization folds");
        company.invited.extend(decision.mailboxes().iter().cloned());
        done.events
            .extend(decision.events().iter().map(|event| json!(event)));
        let company = &self.organizations[&id];
        for (key, effect) in decision.effects() {
            done.effects.push(json!({ "key": key, "task": effect }));
            let invited = match effect {
                organization::Effect::MailInvitation { invitation }
                | organization::Effect::WithdrawInvitation { invitation } => company
                    .invited
                    .iter()
                    .find(|it| it.invitation == *invitation)
                    .and_then(|it| self.holder(&it.address)),
                _ => None,
            };
            messages.extend(enrollment::from_organization(
                &company.organization,
                effect,
                invited,
            ));
        }
    }

    /// The account whose current address this is.
    fn holder(&self, address: &EmailAddress) -> Option<AccountId> {
        self.people.iter().find_map(|(id, person)| {
            let current = person.account.address();
            let known = person
                .addresses
                .iter()
                .any(|(no, it)| *no == current && it == address);
            (known && person.account.tier().is_some()).then_some(*id)
        })
    }

    /// How many codes went to the mailbox in question in the last hour and the last day.
    fn throttle(&self, envelope: &Envelope) -> ThrottleCount {
        let person = self.people.get(&envelope.account());
        let address = match envelope.command() {
            tier::Command::SignUp { address, .. } | tier::Command::ChangeAddress { address } => {
                Some(address)
            }
            _ => person.and_then(|person| {
                let pending = person
                    .account
                    .pending_change()
                    .map(|change| change.address());
                let asked = pending.unwrap_or(person.account.address());
                person
                    .addresses
                    .iter()
                    .find(|(no, _)| *no == asked)
                    .map(|(_, it)| it)
            }),
        };
        let Some(key) = address.map(EmailAddress::throttle_key) else {
            return ThrottleCount::new(0, 0);
        };
        let within = |window: SignedDuration| {
            let since = |at: UtcDateTime| envelope.at() - at < window;
            let issued = self
                .issued
                .iter()
                .filter(|(to, at)| *to == key && since(*at));
            u32::try_from(issued.count()).unwrap_or(u32::MAX)
        };
        ThrottleCount::new(within(SignedDuration::HOUR), within(SignedDuration::DAY))
    }

    /// Whether the address that a command names, or would prove, is another account's (ACC-1).
    fn address_use(&self, envelope: &Envelope) -> AddressUse {
        let id = envelope.account();
        let person = self.people.get(&id);
        let address = match envelope.command() {
            tier::Command::SignUp { address, .. } | tier::Command::ChangeAddress { address } => {
                Some(address)
            }
            tier::Command::ConfirmAddress { .. } => person.and_then(|person| {
                let pending = person.account.pending_change()?.address();
                person
                    .addresses
                    .iter()
                    .find(|(no, _)| *no == pending)
                    .map(|(_, it)| it)
            }),
            _ => None,
        };
        match address.and_then(|address| self.holder(address)) {
            Some(holder) if holder != id => AddressUse::Taken,
            _ => AddressUse::Free,
        }
    }

    /// Puts what a line refers to into its command: mailed codes, the current standing, evidence.
    fn look_up(&mut self, line: &Line, command: &mut Value) -> Result<(), JsonFault> {
        let kind = line.kind().to_owned();
        if kind == "domain_judged" && command.get("judgment").is_none() {
            let judgment = self.judge(line.account, line.at, command)?;
            command["judgment"] = judgment;
            let person = &self.people[&line.account];
            let current = person.account.address();
            let role = person
                .addresses
                .iter()
                .any(|(number, address)| *number == current && address.is_role_mailbox());
            command["mailbox"] = json!(if role { "role" } else { "person" });
        }
        if let Some(reference) = reference(command, "code")? {
            let confirms = kind == "confirm_address";
            command["code"] = json!(self.code(line.account, confirms, &reference)?);
        }
        if reference(command, "effect")?.is_some() {
            let key = self.person(line.account).confirmation;
            command["effect"] = json!(key.ok_or(JsonFault::of("no confirmation was mailed yet"))?);
        }
        let submitted = line
            .request
            .and_then(|it| self.requests.get(&it))
            .and_then(|it| it.submitted);
        let account = &self.person(line.account).account;
        let now = Basis::new(account.standing(), account.address());
        for at in ["", "/basis"] {
            let Some(holder) = command.pointer_mut(at) else {
                continue;
            };
            for name in ["standing", "address"] {
                let Some(which) = reference(holder, name)? else {
                    continue;
                };
                let basis = match which.as_str() {
                    "current" => now,
                    "submitted" => submitted.ok_or(JsonFault::of("nothing was submitted yet"))?,
                    _ => return Err(JsonFault::of("unknown reference")),
                };
                holder[name] = match name {
                    "standing" => json!(basis.standing()),
                    _ => json!(basis.address()),
                };
            }
        }
        Ok(())
    }

    /// The code that was mailed last, or the one before: to confirm a change of address, or for
    /// anything else.
    fn code(
        &mut self,
        account: AccountId,
        confirms: bool,
        which: &str,
    ) -> Result<String, JsonFault> {
        let keys = self.keys.clone();
        let person = self.person(account);
        let mut mailed = person
            .mailed
            .iter()
            .rev()
            .filter(|(_, it)| (it.purpose() == Purpose::ChangeOfAddress) == confirms);
        let found = match which {
            "mailed" => mailed.next(),
            "previous" => mailed.nth(1),
            _ => return Err(JsonFault::of("unknown reference")),
        };
        let (number, challenge) = found.ok_or(JsonFault::of("no such code was mailed"))?;
        let address = person.addresses.iter().find(|(it, _)| it == number);
        let (_, address) = address.ok_or(JsonFault::of("the address was forgotten"))?;
        let code = challenge
            .reveal(&keys, Subject::new(account, address))
            .map_err(|_| JsonFault::of("the key of the code is gone"))?;
        Ok(code.expose().to_owned())
    }

    /// Judges the domain of the account's address by the evidence in a line.
    fn judge(
        &mut self,
        account: AccountId,
        at: UtcDateTime,
        evidence: &Value,
    ) -> Result<Value, JsonFault> {
        let person = self.person(account);
        let current = person.account.address();
        let address = person
            .addresses
            .iter()
            .find(|(number, _)| *number == current);
        let (_, address) = address.ok_or(JsonFault::of("the account has no address to judge"))?;
        let mut row = evidence.clone();
        row["address"] = json!(address.as_str());
        let row =
            Row::read(&row.to_string()).map_err(|_| JsonFault::of("evidence is malformed"))?;
        let classifier = match &self.overlay {
            Some(overlay) => Classifier::BUILT_IN.with_overlay(overlay),
            None => Classifier::BUILT_IN,
        };
        let verdict = row
            .verdict(&classifier, at)
            .map_err(|_| JsonFault::of("evidence is malformed"))?;
        Ok(json!(verdict.summary()))
    }
}

/// The name that a part of a command refers to, if it is a reference.
fn reference(command: &Value, name: &str) -> Result<Option<String>, JsonFault> {
    match command.get(name).and_then(|part| part.get("ref")) {
        None => Ok(None),
        Some(Value::String(name)) => Ok(Some(name.clone())),
        Some(_) => Err(JsonFault::of("a reference is a text")),
    }
}

/// A command, once its references are looked up. Its faults name no value: it may be somebody's.
fn decode<T: DeserializeOwned>(command: Value) -> Result<T, JsonFault> {
    crate::lines::json(&command.to_string())
}
