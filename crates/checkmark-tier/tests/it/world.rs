//! A host in small: it brings time, keys and addresses, and keeps what it is handed.

use checkmark_account::code::{Challenge, CodeKey, KeyRing, Nonce, Subject, TypedCode};
use checkmark_account::{Actor, AddressNo, EmailAddress, PersonName};
use checkmark_domain::{Assurance, Class, Classifier, Evidence, Judgment, Rule};
use checkmark_tier::{
    Account, AddressUse, CheckMark, Command, Context, Decision, Door, Effect, EffectKey, Envelope,
    FoundProfile, Mailbox, Personal, Place, Refusal, RefusalCode, Session, StateKind, Task,
    TierPolicy, Topic,
};
use time::{SignedDuration, UtcDateTime};

/// 2026-11-23T08:00:00Z, a Monday.
pub(crate) const START: i64 = 1_795_420_800;

pub(crate) fn start() -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(START).expect("a day of this century")
}

pub(crate) struct World {
    pub(crate) account: Account,
    pub(crate) policy: TierPolicy,
    pub(crate) keys: KeyRing,
    pub(crate) addresses: Vec<(AddressNo, EmailAddress)>,
    pub(crate) now: UtcDateTime,
    pub(crate) session: Session,
    pub(crate) address_use: AddressUse,
    pub(crate) mailed: Vec<(AddressNo, Challenge)>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) decisions: Vec<Decision>,
    nonces: u8,
}

impl World {
    pub(crate) fn new() -> Self {
        let key = CodeKey::new("2026-11".parse().unwrap(), &[7; 32]).unwrap();
        Self {
            account: Account::new(id("a1")),
            policy: TierPolicy::default(),
            keys: KeyRing::new(key),
            addresses: Vec::new(),
            now: start(),
            session: Session::signed_out(),
            address_use: AddressUse::Free,
            mailed: Vec::new(),
            effects: Vec::new(),
            decisions: Vec::new(),
            nonces: 0,
        }
    }

    pub(crate) fn envelope(&self, actor: Actor, command: Command) -> Envelope {
        Envelope::new(self.account.id(), actor, self.now, command).in_session(self.session)
    }

    pub(crate) fn decide(&mut self, envelope: &Envelope) -> Result<Decision, Refusal> {
        self.nonces = self.nonces.wrapping_add(1);
        let context = Context::new(&self.policy)
            .with_codes(&self.keys, Nonce::new([self.nonces; 16]))
            .with_addresses(&self.addresses)
            .with_address_use(self.address_use);
        self.account.decide(envelope, &context)
    }

    /// Gives a command and does what the decision asks for.
    pub(crate) fn give_envelope(&mut self, envelope: &Envelope) -> Result<Decision, Refusal> {
        let decision = self.decide(envelope)?;
        self.account = self
            .account
            .clone()
            .after(&decision)
            .expect("what is decided folds");
        for personal in decision.personal() {
            if let Personal::Address(number, address) = personal {
                self.addresses.retain(|(known, _)| known != number);
                self.addresses.push((*number, (**address).clone()));
            }
        }
        for effect in decision.effects() {
            match *effect.task() {
                Task::MailCode { address, challenge } => self.mailed.push((address, challenge)),
                Task::ForgetAddress { address } => {
                    self.addresses.retain(|(known, _)| *known != address);
                }
                Task::ForgetPerson => self.addresses.clear(),
                _ => {}
            }
            self.effects.push(effect);
        }
        self.decisions.push(decision.clone());
        Ok(decision)
    }

    pub(crate) fn give(&mut self, actor: Actor, command: Command) -> Result<Decision, Refusal> {
        let envelope = self.envelope(actor, command);
        self.give_envelope(&envelope)
    }

    #[track_caller]
    pub(crate) fn takes(&mut self, actor: Actor, command: Command) -> Decision {
        let kind = command.kind();
        match self.give(actor, command) {
            Ok(decision) => decision,
            Err(refusal) => panic!("{kind} was refused: {refusal:?}"),
        }
    }

    #[track_caller]
    pub(crate) fn person(&mut self, command: Command) -> Decision {
        self.takes(Actor::Person, command)
    }

    #[track_caller]
    pub(crate) fn host(&mut self, command: Command) -> Decision {
        self.takes(Actor::Host, command)
    }

    #[track_caller]
    pub(crate) fn support(&mut self, command: Command) -> Decision {
        self.takes(Actor::Support, command)
    }

    #[track_caller]
    pub(crate) fn refuses(&mut self, actor: Actor, command: Command, code: RefusalCode) -> Refusal {
        let before = self.account.clone();
        let kind = command.kind();
        match self.give(actor, command) {
            Ok(decision) => panic!("{kind} was taken: {decision:?}"),
            Err(refusal) => {
                assert_eq!(refusal.code(), code, "{kind}");
                assert_eq!(self.account, before, "a refusal changes nothing");
                refusal
            }
        }
    }

    pub(crate) fn pass(&mut self, duration: SignedDuration) {
        self.now += duration;
    }

    /// Lets the clock call at the instant of the next wakeup.
    #[track_caller]
    pub(crate) fn wake(&mut self) -> Decision {
        let wakeup = self.account.next_wakeup().expect("something is due");
        self.now = self.now.max(wakeup.at());
        self.takes(
            Actor::Clock,
            Command::TimePassed {
                generation: Some(wakeup.generation()),
            },
        )
    }

    pub(crate) fn signed_in(&mut self) {
        self.session = Session::at(Place::Support);
    }

    pub(crate) fn with_password(&mut self) {
        self.session = Session::signed_out().with_password_verified_at(self.now);
    }

    /// The code that was mailed last.
    #[track_caller]
    pub(crate) fn mailed_code(&self) -> TypedCode {
        let (number, challenge) = self.mailed.last().expect("a code was mailed");
        self.reveal(*number, challenge)
    }

    #[track_caller]
    pub(crate) fn reveal(&self, number: AddressNo, challenge: &Challenge) -> TypedCode {
        self.reveal_text(number, challenge)
            .parse()
            .expect("a code is a code")
    }

    #[track_caller]
    pub(crate) fn reveal_text(&self, number: AddressNo, challenge: &Challenge) -> String {
        let (_, address) = self
            .addresses
            .iter()
            .find(|(known, _)| *known == number)
            .expect("the address is kept");
        challenge
            .reveal(&self.keys, Subject::new(self.account.id(), address))
            .expect("the key is in the ring")
            .expose()
            .to_owned()
    }

    /// A code that is not the one that was mailed last.
    #[track_caller]
    pub(crate) fn wrong_code(&self) -> TypedCode {
        ["000000", "111111"]
            .into_iter()
            .map(|text| text.parse::<TypedCode>().unwrap())
            .find(|typed| *typed != self.mailed_code())
            .unwrap()
    }

    #[track_caller]
    pub(crate) fn stands(&self, state: StateKind, mark: CheckMark) {
        assert_eq!(self.account.state().kind(), state);
        assert_eq!(self.account.mark(), mark);
    }

    /// The confirming mail that is due.
    #[track_caller]
    pub(crate) fn confirming_mail(&self) -> EffectKey {
        self.effects
            .iter()
            .rev()
            .find(|effect| matches!(effect.task(), Task::MailConfirmation { .. }))
            .expect("a confirmation was mailed")
            .key()
    }

    #[track_caller]
    pub(crate) fn confirm(&mut self) -> Decision {
        let effect = self.confirming_mail();
        self.host(Command::MailHandedOver { effect })
    }

    pub(crate) fn sign_up(&mut self, door: Door, address: &str) {
        self.person(sign_up(door, address));
        let code = self.mailed_code();
        self.person(Command::SubmitCode { code });
    }

    /// Signed up, registered as an employee of a company, and waiting for evidence.
    pub(crate) fn register(&mut self, address: &str) {
        self.sign_up(Door::CreateAccount, address);
        self.person(Command::ChooseRoute {
            route: checkmark_tier::Route::Company,
        });
        self.person(Command::SubmitDetails {
            business: checkmark_tier::Business::Established,
        });
    }

    #[track_caller]
    pub(crate) fn judged(&mut self, class: Class) -> Decision {
        self.host(judged(class))
    }

    #[track_caller]
    pub(crate) fn found(&mut self, profiles: &[FoundProfile]) -> Decision {
        self.host(found(profiles))
    }

    /// Enterprise by the only profile of a corporate domain.
    pub(crate) fn enterprise(&mut self) {
        self.register("anna@acme.example");
        self.judged(Class::Corporate);
        self.found(&[FoundProfile::new(id("acme"))]);
        self.confirm();
    }

    /// Support has the request `r1` of a Gmail-hosted address.
    pub(crate) fn support_review(&mut self) {
        self.register("anna@acme.example");
        self.judged(Class::GmailHosted);
        self.signed_in();
        self.person(Command::RequestSupport {
            topic: Topic::AccountAccess,
        });
        self.host(Command::RequestOpened {
            request: id("r1"),
            topic: Topic::AccountAccess,
            window: None,
            reopening: 0,
        });
    }

    pub(crate) fn validate(&self) -> Command {
        Command::ValidateAccount {
            request: id("r1"),
            standing: self.account.standing(),
            address: self.account.address(),
            organization: id("acme"),
            relation: checkmark_account::Relation::Customer,
        }
    }
}

pub(crate) fn sign_up(door: Door, address: &str) -> Command {
    Command::SignUp {
        door,
        address: address.parse().expect("a good address"),
        name: PersonName::new("Anna", "Berg").expect("a good name"),
        newsletter: checkmark_account::NewsletterChoice::NotSubscribed,
    }
}

pub(crate) fn judged(class: Class) -> Command {
    Command::DomainJudged {
        judgment: judgment(class),
        mailbox: Mailbox::Person,
        judged_at: None,
        address: None,
    }
}

pub(crate) fn judgment(class: Class) -> Judgment {
    let built_in = Classifier::BUILT_IN
        .classify(
            &"gmail.com".parse::<checkmark_domain::DomainName>().unwrap(),
            &Evidence::none(),
            start(),
        )
        .summary();
    Judgment::new(
        class,
        Assurance::Dns,
        Rule::MxAtOwnHost,
        built_in.data_version(),
    )
}

pub(crate) fn found(profiles: &[FoundProfile]) -> Command {
    Command::ProfilesFound {
        profiles: profiles.to_vec(),
        counted_at: None,
        address: None,
    }
}

#[track_caller]
pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a good id")
}
