//! A small machine of 8 states and 12 events, cut out of the account machine.

use checkmark::account::Actor;
use checkmark::domain::{Class, Classifier, DomainName, Evidence, Judgment, Mx, MxRecord};
use checkmark::tier::{
    Account, CheckMark, Command, Context, EffectKey, Envelope, FoundProfile, Place, Route, Session,
    State as Full, TierFigures, TierPolicy,
};
use time::{SignedDuration, UtcDateTime};

/// Where the small machine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    unreachable_pub,
    reason = "what the macro of rust-fsm writes is public"
)]
pub enum State {
    Basic,
    RouteDue,
    DetailsDue,
    VerdictDue,
    ProfilesDue,
    Confirming,
    Enterprise,
    Limited,
}

impl State {
    pub(crate) const ALL: [Self; 8] = [
        Self::Basic,
        Self::RouteDue,
        Self::DetailsDue,
        Self::VerdictDue,
        Self::ProfilesDue,
        Self::Confirming,
        Self::Enterprise,
        Self::Limited,
    ];

    /// Where an account stands, if it is within the small machine.
    pub(crate) fn of(account: &Account) -> Option<Self> {
        use checkmark::tier::EvidenceKind::{DomainVerdict, Profiles};

        Some(match account.state() {
            Full::Basic => Self::Basic,
            Full::RouteDue => Self::RouteDue,
            Full::DetailsDue => Self::DetailsDue,
            Full::EvidenceDue {
                needs: DomainVerdict,
            } => Self::VerdictDue,
            Full::EvidenceDue { needs: Profiles } => Self::ProfilesDue,
            Full::Confirming => Self::Confirming,
            Full::Enterprise => Self::Enterprise,
            Full::Limited { .. } => Self::Limited,
            _ => return None,
        })
    }
}

/// What happens to the small machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    unreachable_pub,
    reason = "what the macro of rust-fsm writes is public"
)]
pub enum Event {
    Start,
    ChooseRoute,
    SubmitDetails,
    Judged,
    ProfilesFound,
    ProfileChanged,
    HandedOver,
    Failed,
    RelationEnded,
    SignIn,
    SignOut,
    ReportMark,
}

impl Event {
    pub(crate) const ALL: [Self; 12] = [
        Self::Start,
        Self::ChooseRoute,
        Self::SubmitDetails,
        Self::Judged,
        Self::ProfilesFound,
        Self::ProfileChanged,
        Self::HandedOver,
        Self::Failed,
        Self::RelationEnded,
        Self::SignIn,
        Self::SignOut,
        Self::ReportMark,
    ];
}

/// A walk through the small machine: what happens, taken or refused, and the commands for it.
pub(crate) struct Walk {
    pub(crate) policy: TierPolicy,
    pub(crate) start: Account,
    pub(crate) events: Vec<Event>,
    pub(crate) commands: Vec<Envelope>,
    pub(crate) taken: usize,
}

impl Walk {
    /// Chance picks the events, the same ones each time; refused ones are among them.
    pub(crate) fn new(start: &Account, len: usize) -> Self {
        let judgment = corporate();
        let mut figures = TierFigures::default();
        figures.proof_fresh = SignedDuration::days(3_650);
        figures.confirmation_attempts = 1;
        let policy = TierPolicy::new(figures).expect("the figures are within their bounds");
        let mut walk = Self {
            policy,
            start: start.clone(),
            events: Vec::new(),
            commands: Vec::new(),
            taken: 0,
        };
        let mut account = start.clone();
        let mut now = account.last_at().unwrap_or(UtcDateTime::UNIX_EPOCH);
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        while walk.events.len() < len {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let event = Event::ALL[(seed >> 33) as usize % Event::ALL.len()];
            // Details come so late that evidence from before is too old: what an account remembers
            // beside its state makes no difference, so that a state is all there is to it.
            if event == Event::SubmitDetails && State::of(&account) == Some(State::DetailsDue) {
                now += policy.evidence_age() + SignedDuration::SECOND;
            }
            let envelope = command(event, &account, judgment, now);
            if let Ok(decision) = account.decide(&envelope, &Context::new(&policy)) {
                assert_eq!(decision.lapsed().count(), 0, "nothing lapses on the walk");
                account = account.after(&decision).expect("what was decided folds");
                walk.taken += 1;
            }
            walk.events.push(event);
            walk.commands.push(envelope);
        }
        walk
    }

    /// Ours: every command decided by the account machine, and what was decided folded.
    pub(crate) fn account(&self) -> (Option<State>, usize) {
        let context = Context::new(&self.policy);
        let mut account = self.start.clone();
        let mut taken = 0;
        for envelope in &self.commands {
            if let Ok(decision) = &account.decide(envelope, &context) {
                for event in decision.events() {
                    account.apply(event).expect("what was decided folds");
                }
                taken += 1;
            }
        }
        (State::of(&account), taken)
    }
}

fn command(event: Event, account: &Account, judgment: Judgment, now: UtcDateTime) -> Envelope {
    let acme = "acme".parse().expect("an id");
    let effect = account
        .confirmation()
        .map_or(EffectKey::new(account.id(), 0, 0), |it| it.mail());
    let (actor, command) = match event {
        Event::Start => (Actor::Person, Command::StartBusinessRegistration),
        Event::ChooseRoute => {
            let route = Route::Company;
            (Actor::Person, Command::ChooseRoute { route })
        }
        Event::SubmitDetails => {
            let business = Default::default();
            (Actor::Person, Command::SubmitDetails { business })
        }
        Event::Judged => {
            let judged = Command::DomainJudged {
                judgment,
                mailbox: Default::default(),
                judged_at: None,
                address: None,
            };
            (Actor::Host, judged)
        }
        Event::ProfilesFound => {
            let found = Command::ProfilesFound {
                profiles: vec![FoundProfile::new(acme)],
                counted_at: None,
                address: None,
            };
            (Actor::Host, found)
        }
        Event::ProfileChanged => {
            let organization = acme;
            (Actor::Host, Command::ProfileChanged { organization })
        }
        Event::HandedOver => (Actor::Host, Command::MailHandedOver { effect }),
        Event::Failed => (Actor::Host, Command::MailFailed { effect }),
        Event::RelationEnded => {
            let ended = Command::RelationEnded {
                organization: acme,
                relation: checkmark::account::Relation::Customer,
            };
            (Actor::Host, ended)
        }
        Event::SignIn => {
            let place = Place::Support;
            (Actor::Person, Command::SignIn { place })
        }
        Event::SignOut => (Actor::Person, Command::SignOut),
        Event::ReportMark => {
            let mark = CheckMark::Black;
            (Actor::Person, Command::ReportMark { mark })
        }
    };
    let session = Session::signed_out().with_password_verified_at(now);
    Envelope::new(account.id(), actor, now, command).in_session(session)
}

fn corporate() -> Judgment {
    let domain: DomainName = "acme-bolts.se".parse().expect("a name");
    let start = UtcDateTime::UNIX_EPOCH;
    let mx = vec![MxRecord::new(10, "mx.acme-bolts.se")];
    let evidence = Evidence::none().with_mx(Mx::Records(mx), start);
    let verdict = Classifier::BUILT_IN.classify(&domain, &evidence, start);
    assert_eq!(verdict.class(), Class::Corporate);
    verdict.summary()
}
