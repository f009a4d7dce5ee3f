//! A host in small: an account, its requests, and what it needs to ask either of them.

use checkmark::account::code::{CodeKey, CodeOutcome, KeyRing, Nonce};
use checkmark::account::{Actor, AddressNo, NewsletterChoice, Relation, RequestId};
use checkmark::domain::{Assurance, Class, Classifier, Evidence, Judgment};
use checkmark::enrollment::Message;
use checkmark::ticket::{self, Applicant, Basis, Draft, Policy, Request, Topic};
use checkmark::tier::{
    self, Account, Apart, Business, Door, Envelope, Mailbox, Place, Recorded, RecordedCommand,
    Route, Session, TierPolicy,
};
use time::{SignedDuration, UtcDateTime};

/// 2026-11-23T08:00:00Z, a Monday.
pub(crate) fn start() -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(1_795_420_800).expect("a day of this century")
}

#[track_caller]
pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a good id")
}

/// What a decision needs beside the machines.
pub(crate) struct Host {
    pub(crate) tier: TierPolicy,
    pub(crate) desk: Policy,
    keys: KeyRing,
}

impl Host {
    pub(crate) fn new() -> Self {
        let key = CodeKey::new("k1".parse().unwrap(), &[7; 32]).unwrap();
        Self {
            tier: TierPolicy::default(),
            desk: Policy::default(),
            keys: KeyRing::new(key),
        }
    }

    fn context(&self) -> tier::Context<'_> {
        tier::Context::new(&self.tier).with_codes(&self.keys, Nonce::new([7; Nonce::LEN]))
    }

    /// Asks an account; the account after it and what is to be done.
    pub(crate) fn ask_account(
        &self,
        account: &Account,
        envelope: &Envelope<Recorded>,
    ) -> Result<(Account, Vec<tier::Effect>), tier::Refusal> {
        let decision = account.decide_recorded(envelope, &self.context())?;
        Ok(folded(account, &decision))
    }

    /// Tells an account what a machine has for it.
    pub(crate) fn tell_account(
        &self,
        account: &Account,
        envelope: &Envelope,
    ) -> Result<(Account, Vec<tier::Effect>), tier::Refusal> {
        let decision = account.decide(envelope, &self.context())?;
        Ok(folded(account, &decision))
    }

    /// Asks a request, for whoever is signed in or not.
    pub(crate) fn ask_request(
        &self,
        request: &Request,
        command: &ticket::Command,
        actor: Actor,
        applicant: Applicant,
        now: UtcDateTime,
    ) -> Result<(Request, Vec<ticket::Effect>), ticket::Refusal> {
        let context = ticket::Context::new(&self.desk, actor, now).with_applicant(applicant);
        let decision = ticket::decide(request, command, &context)?;
        let mut after = request.clone();
        after.accept(&decision).expect("what was decided folds");
        Ok((after, decision.effects().collect()))
    }

    /// An account that signed up, registered as an employee of a company, and was judged.
    pub(crate) fn registered(&self, class: Class, now: UtcDateTime) -> Account {
        let mut account = Account::new(id("a1"));
        for (actor, command) in [
            (Actor::Person, sign_up()),
            (
                Actor::Person,
                RecordedCommand::SubmitCode {
                    code: CodeOutcome::Right,
                },
            ),
            (
                Actor::Person,
                RecordedCommand::ChooseRoute {
                    route: Route::Company,
                },
            ),
            (
                Actor::Person,
                RecordedCommand::SubmitDetails {
                    business: Business::Established,
                },
            ),
            (Actor::Host, judged(class)),
        ] {
            let envelope = Envelope::new(account.id(), actor, now, command);
            (account, _) = self
                .ask_account(&account, &envelope)
                .expect("the way is open");
        }
        account
    }
}

fn folded(account: &Account, decision: &tier::Decision) -> (Account, Vec<tier::Effect>) {
    let after = account
        .clone()
        .after(decision)
        .expect("what was decided folds");
    (after, decision.effects().collect())
}

fn sign_up() -> RecordedCommand {
    RecordedCommand::SignUp {
        door: Door::CreateAccount,
        address: AddressNo::default(),
        name: Apart,
        newsletter: NewsletterChoice::NotSubscribed,
    }
}

pub(crate) fn judged(class: Class) -> RecordedCommand {
    RecordedCommand::DomainJudged {
        judgment: judgment(class),
        mailbox: Mailbox::Person,
        judged_at: None,
        address: None,
    }
}

fn judgment(class: Class) -> Judgment {
    let domain = "company.example"
        .parse::<checkmark::domain::DomainName>()
        .unwrap();
    let summary = Classifier::BUILT_IN
        .classify(&domain, &Evidence::none(), start())
        .summary();
    Judgment::new(
        class,
        Assurance::Dns,
        summary.rule(),
        summary.data_version(),
    )
}

/// What the host knows of whoever acts for an account.
pub(crate) fn applicant(account: &Account, signed_in: bool) -> Applicant {
    let mut applicant = Applicant::new(account.id(), basis(account));
    if signed_in {
        applicant = applicant.signed_in();
    }
    if account.registration().is_finished() {
        applicant = applicant.registration_finished();
    }
    applicant
}

/// What an approval of an account would have to be given for today.
pub(crate) fn basis(account: &Account) -> Basis {
    Basis::new(account.standing(), account.address())
}

pub(crate) fn signed_in() -> Session {
    Session::at(Place::Support)
}

pub(crate) fn with_password(now: UtcDateTime) -> Session {
    Session::signed_out().with_password_verified_at(now)
}

pub(crate) fn submit(topic: Topic) -> ticket::Command {
    ticket::Command::Submit {
        topic,
        number: "04711815".parse().expect("a number"),
        draft: draft(),
        follows: None,
    }
}

/// A form that is complete for every topic.
fn draft() -> Draft {
    Draft {
        phone: Some("+46 8 123 45 67".into()),
        preferred_contact: Some("email".into()),
        email: Some("asa@acme.example".into()),
        site: Some("https://support.example.com/".into()),
        intent: Some("enable_business_access".into()),
        product: Some("ABC1234".into()),
        company: Some("Acme AB".into()),
        equipment_address: Some("Storgatan 1".into()),
        company_address: Some("Storgatan 1".into()),
        country: Some("SE".into()),
        nominees: vec![ticket::NomineeDraft {
            first: "Åsa".into(),
            last: "Berg".into(),
            email: "asa@acme.example".into(),
        }],
        message: Some("Thank you".into()),
    }
}

pub(crate) fn validate(basis: Basis) -> ticket::Command {
    ticket::Command::Validate {
        organization: id("acme"),
        relation: Relation::Customer,
        basis,
    }
}

pub(crate) fn decline() -> ticket::Command {
    ticket::Command::Decline {
        reason: ticket::DeclineReason::NotEnoughShown,
        text: None,
    }
}

pub(crate) fn ask() -> ticket::Command {
    ticket::Command::Ask {
        text: "Which site is it at?".parse().expect("a text"),
        fields: ticket::Fields::NONE,
    }
}

pub(crate) fn answer() -> ticket::Command {
    ticket::Command::Answer {
        question: ticket::QuestionNo::new(1),
        text: Some("At the first one.".parse().expect("a text")),
        draft: Draft::default(),
    }
}

/// A machine's message for an account, as the account is asked.
#[track_caller]
pub(crate) fn envelope(message: &Message, now: UtcDateTime) -> Envelope {
    match message {
        Message::Account {
            account,
            actor,
            command,
        } => Envelope::new(*account, *actor, now, command.clone()),
        Message::Request { .. } | Message::Organization { .. } => {
            panic!("the message is for an account: {message:?}")
        }
    }
}

/// An account of which support has a request that is open, and nothing was carried yet but that.
pub(crate) struct UnderReview {
    pub(crate) host: Host,
    pub(crate) account: Account,
    pub(crate) request: Request,
    pub(crate) now: UtcDateTime,
}

impl UnderReview {
    pub(crate) fn new() -> Self {
        let host = Host::new();
        let account = host.registered(Class::GmailHosted, start());
        let request_id: RequestId = id("r1");
        let mut this = Self {
            host,
            account,
            request: Request::new(request_id),
            now: start() + SignedDuration::HOUR,
        };
        this.own(
            Actor::Person,
            signed_in(),
            RecordedCommand::RequestSupport {
                topic: tier::Topic::AccountAccess,
            },
        );
        let effects = this.at_desk(Actor::Person, &submit(Topic::AccountAccess));
        this.carry_all(&effects);
        this
    }

    /// A command of the account's own that has to be taken.
    #[track_caller]
    pub(crate) fn own(
        &mut self,
        actor: Actor,
        session: Session,
        command: RecordedCommand,
    ) -> Vec<tier::Effect> {
        let envelope =
            Envelope::new(self.account.id(), actor, self.now, command).in_session(session);
        let (after, effects) = self
            .host
            .ask_account(&self.account, &envelope)
            .expect("the account takes it");
        self.account = after;
        effects
    }

    /// A command for the request that has to be taken.
    #[track_caller]
    pub(crate) fn at_desk(
        &mut self,
        actor: Actor,
        command: &ticket::Command,
    ) -> Vec<ticket::Effect> {
        let applicant = applicant(&self.account, true);
        let (after, effects) = self
            .host
            .ask_request(&self.request, command, actor, applicant, self.now)
            .expect("the request takes it");
        self.request = after;
        effects
    }

    /// What effects of the request say to the account.
    pub(crate) fn messages(&self, effects: &[ticket::Effect]) -> Vec<Message> {
        effects
            .iter()
            .filter_map(|it| checkmark::enrollment::from_request(&self.request, it))
            .collect()
    }

    /// Tells the account; a refusal is an answer.
    pub(crate) fn tell(&mut self, message: &Message) -> Result<(), tier::RefusalCode> {
        let envelope = envelope(message, self.now);
        match self.host.tell_account(&self.account, &envelope) {
            Ok((after, _)) => {
                self.account = after;
                Ok(())
            }
            Err(refusal) => Err(refusal.code()),
        }
    }

    /// Tells the account everything, which it has to take.
    #[track_caller]
    pub(crate) fn carry_all(&mut self, effects: &[ticket::Effect]) {
        for message in self.messages(effects) {
            self.tell(&message).expect("the account takes it");
        }
    }
}
