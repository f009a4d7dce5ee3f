//! The account machine: one way through it, decided, folded and replayed.

use checkmark::account::code::{CodeKey, KeyRing, Nonce};
use checkmark::account::{Actor, PersonName};
use checkmark::domain::{Class, Classifier, Evidence, Mx, MxRecord};
use checkmark::tier::{
    Account, Command, Context, Door, EffectKey, Envelope, Event, FoundProfile, Place, Route,
    Session, Tier, TierPolicy,
};
use time::{SignedDuration, UtcDateTime};

use crate::contest::Contest;
use crate::stopwatch::Stopwatch;
use crate::table::Row;

/// The way of one profile, from a proved address on: no codes, which cost what HMAC costs.
#[derive(Debug)]
pub struct Way {
    policy: TierPolicy,
    /// Where it begins.
    account: Account,
    commands: Vec<Envelope>,
    /// All of it, from signing up on.
    events: Vec<Event>,
}

impl Default for Way {
    fn default() -> Self {
        Self::new()
    }
}

impl Way {
    /// Walks it once.
    ///
    /// # Panics
    ///
    /// It is not legal.
    #[must_use]
    pub fn new() -> Self {
        let policy = TierPolicy::default();
        let id = "a1".parse().expect("an id");
        let key = CodeKey::new("k1".parse().expect("an id"), &[7; 32]).expect("long enough");
        let keys = KeyRing::new(key);
        let mut way = Self {
            policy,
            account: Account::new(id),
            commands: Vec::new(),
            events: Vec::new(),
        };
        let start = UtcDateTime::UNIX_EPOCH;
        let address: checkmark::account::EmailAddress =
            "anna@acme-bolts.se".parse().expect("an address");
        let sign_up = Command::SignUp {
            door: Door::SignInMenu,
            address: address.clone(),
            name: PersonName::new("Anna", "Berg").expect("a name"),
            newsletter: Default::default(),
        };
        let context = Context::new(&policy).with_codes(&keys, Nonce::new([1; 16]));
        let envelope = Envelope::new(id, Actor::Person, start, sign_up);
        let decision = way
            .account
            .decide(&envelope, &context)
            .expect("one may sign up");
        way.fold(decision.events().cloned().collect());
        let challenge = way
            .account
            .code_book(checkmark::account::code::Purpose::SignUp)
            .and_then(|book| book.challenge())
            .expect("a code was issued");
        let subject = checkmark::account::code::Subject::new(id, &address);
        let code = challenge
            .reveal(&keys, subject)
            .expect("the key is here")
            .into();
        let addresses = [(way.account.address(), address.clone())];
        let context = context.with_addresses(&addresses);
        let envelope = Envelope::new(id, Actor::Person, start, Command::SubmitCode { code });
        let decision = way
            .account
            .decide(&envelope, &context)
            .expect("the code is right");
        way.fold(decision.events().cloned().collect());

        let mx = vec![MxRecord::new(10, "mx.acme-bolts.se")];
        let evidence = Evidence::none().with_mx(Mx::Records(mx), start);
        let judgment = Classifier::BUILT_IN
            .classify(address.domain(), &evidence, start)
            .summary();
        assert_eq!(judgment.class(), Class::Corporate);
        let session = Session::at(Place::Support);
        let outside = Session::signed_out().with_password_verified_at(start);
        let acme = "acme".parse().expect("an id");
        let commands = [
            (Actor::Person, outside, Command::StartBusinessRegistration),
            (
                Actor::Person,
                session,
                Command::ChooseRoute {
                    route: Route::Company,
                },
            ),
            (
                Actor::Person,
                session,
                Command::SubmitDetails {
                    business: Default::default(),
                },
            ),
            (
                Actor::Host,
                session,
                Command::DomainJudged {
                    judgment,
                    mailbox: Default::default(),
                    judged_at: None,
                    address: None,
                },
            ),
            (
                Actor::Host,
                session,
                Command::ProfilesFound {
                    profiles: vec![FoundProfile::new(acme)],
                    counted_at: None,
                    address: None,
                },
            ),
        ];
        let mut account = way.account.clone();
        for (second, (actor, session, command)) in (1..).zip(commands) {
            let at = start + SignedDuration::seconds(second);
            way.add(
                &mut account,
                Envelope::new(id, actor, at, command).in_session(session),
            );
        }
        let key = EffectKey::new(id, account.version(), 0);
        let at = start + SignedDuration::seconds(10);
        let command = Command::MailHandedOver { effect: key };
        way.add(&mut account, Envelope::new(id, Actor::Host, at, command));
        let at = start + SignedDuration::seconds(11);
        let command = Command::SignIn {
            place: Place::Support,
        };
        way.add(
            &mut account,
            Envelope::new(id, Actor::Person, at, command).in_session(session),
        );
        assert_eq!(account.tier(), Some(Tier::Enterprise), "{account:?}");
        way
    }

    fn fold(&mut self, events: Vec<Event>) {
        for event in &events {
            self.account.apply(event).expect("what was decided folds");
        }
        self.events.extend(events);
    }

    fn add(&mut self, account: &mut Account, envelope: Envelope) {
        let context = Context::new(&self.policy);
        let decision = account
            .decide(&envelope, &context)
            .expect("the way is legal");
        for event in decision.events() {
            account.apply(event).expect("what was decided folds");
            self.events.push(event.clone());
        }
        self.commands.push(envelope);
    }

    /// Walks it again: each command decided and folded.
    ///
    /// # Panics
    ///
    /// It is not legal.
    #[must_use]
    pub fn walk(&self) -> Account {
        let context = Context::new(&self.policy);
        let mut account = self.account.clone();
        for envelope in &self.commands {
            let decided = account.decide(envelope, &context);
            let decision = decided.as_ref().expect("the way is legal");
            for event in decision.events() {
                account.apply(event).expect("what was decided folds");
            }
        }
        account
    }

    /// Where it begins: the address is proved.
    #[must_use]
    pub const fn start(&self) -> &Account {
        &self.account
    }

    /// How many commands a walk has.
    #[must_use]
    pub fn commands(&self) -> usize {
        self.commands.len()
    }

    /// How many events the record has.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// Folds the record.
    ///
    /// # Panics
    ///
    /// It does not fold.
    #[must_use]
    pub fn replay(&self) -> u64 {
        let mut account = Account::new(self.account.id());
        for event in &self.events {
            account.apply(event).expect("the record folds");
        }
        account.version()
    }

    /// What a command costs, and what folding an event costs.
    ///
    /// # Panics
    ///
    /// The way is not legal.
    #[must_use]
    pub fn contests(&self, stopwatch: &Stopwatch) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut contest = Contest::new("decide and evolve", self.commands.len());
        contest.enter("checkmark", || self.walk().tier());
        contest.enter_context("hand-written match", || {
            let mut hand = Hand::Basic;
            for envelope in &self.commands {
                hand = hand.step(envelope).unwrap_or(hand);
            }
            hand.tier()
        });
        rows.extend(contest.run(stopwatch));

        let mut contest = Contest::new("replay, from memory", self.events.len());
        contest.enter("checkmark", || self.replay());
        rows.extend(contest.run(stopwatch));

        let lines: Vec<String> = self
            .events
            .iter()
            .map(|event| serde_json::to_string(event).expect("an event has a form in JSON"))
            .collect();
        let mut contest = Contest::new("replay, from JSON lines", lines.len());
        contest.enter("checkmark", || {
            let mut account = Account::new(self.account.id());
            for line in &lines {
                let event: Event = serde_json::from_str(line).expect("the line was written here");
                account.apply(&event).expect("the record folds");
            }
            account.version()
        });
        contest.enter_context("serde_json alone", || {
            let read = lines
                .iter()
                .map(|line| serde_json::from_str::<serde_json::Value>(line));
            read.filter(Result::is_ok).count() as u64
        });
        rows.extend(contest.run(stopwatch));
        rows
    }
}

/// The same way as one would write it by hand, without reasons, effects, deadlines or a record.
#[derive(Clone, Copy)]
enum Hand {
    Basic,
    RouteDue,
    DetailsDue,
    VerdictDue,
    ProfilesDue,
    Confirming,
    Enterprise,
}

impl Hand {
    fn step(self, envelope: &Envelope) -> Option<Self> {
        let person = envelope.actor() == Actor::Person;
        let host = envelope.actor() == Actor::Host;
        Some(match (self, envelope.command()) {
            (Self::Basic, Command::StartBusinessRegistration)
                if person && !envelope.session().is_signed_in() =>
            {
                Self::RouteDue
            }
            (
                Self::RouteDue,
                Command::ChooseRoute {
                    route: Route::Company,
                },
            ) if person => Self::DetailsDue,
            (Self::DetailsDue, Command::SubmitDetails { .. }) if person => Self::VerdictDue,
            (Self::VerdictDue, Command::DomainJudged { judgment, .. })
                if host && judgment.class() == Class::Corporate =>
            {
                Self::ProfilesDue
            }
            (Self::ProfilesDue, Command::ProfilesFound { profiles, .. })
                if host && profiles.len() == 1 =>
            {
                Self::Confirming
            }
            (Self::Confirming, Command::MailHandedOver { .. }) if host => Self::Enterprise,
            (state, Command::SignIn { .. }) if person => state,
            _ => return None,
        })
    }

    fn tier(self) -> Option<Tier> {
        Some(match self {
            Self::Basic | Self::RouteDue => Tier::Basic,
            Self::Enterprise => Tier::Enterprise,
            _ => Tier::Limited,
        })
    }
}
