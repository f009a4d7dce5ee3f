//! Both implementations side by side.

use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::rc::Rc;

use checkmark_account::code::Purpose;
use checkmark_tier::strategy::{Attempt, History, HistoryStep, attempts, clock_faults};
use checkmark_tier::{
    Account, CommandKind, Context, Decision, Envelope, EvidenceKind, Membership, Recorded, Refusal,
    RefusalCode, RepairStep, Route, State, StateKind, Task, TierPolicy, verify_machine,
};
use proptest::prelude::*;

use super::{Held, Model, Stage};

type Relations = BTreeSet<(String, &'static str, &'static str, bool, String)>;

fn relation(held: &Held) -> (String, &'static str, &'static str, bool, String) {
    (
        held.organization.to_string(),
        held.relation.as_str(),
        held.role.as_str(),
        held.alone,
        format!("{:?}", held.by),
    )
}

fn relation_of(held: &Membership) -> (String, &'static str, &'static str, bool, String) {
    let grant = held.grant();
    relation(&Held {
        organization: grant.organization(),
        relation: grant.relation(),
        role: grant.role(),
        alone: held.is_last_administrator(),
        by: grant.by(),
    })
}

/// An account of both implementations.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    account: Account,
    model: Model,
}

impl Pair {
    pub(super) fn new(account: Account) -> Self {
        let model = Model::new(account.id());
        Self { account, model }
    }

    pub(super) const fn account(&self) -> &Account {
        &self.account
    }

    /// Both are told the same; the account afterwards, if it was taken.
    #[track_caller]
    pub(super) fn give(
        &self,
        envelope: &Envelope<Recorded>,
        context: &Context<'_>,
        decided: &Result<Decision, Refusal>,
    ) -> Option<Self> {
        let answer = self.model.give(envelope, context.policy());
        let (mut model, decision) = match (answer, decided) {
            (Err(no), Err(refusal)) => {
                let codes: Vec<_> = refusal.codes().iter().map(RefusalCode::as_str).collect();
                self.agree(envelope, &no.codes, &codes);
                self.agree(envelope, &no.until, &refusal.retry_at());
                return None;
            }
            (Ok(model), Ok(decision)) => (model, decision),
            (answer, decided) => panic!(
                "{:?} at {} in {:?}\n of {:#?}: the model says {:?}, the machine {:?}",
                envelope.command(),
                envelope.at(),
                self.account.state(),
                self.model,
                answer.map(|_| "yes"),
                decided.as_ref().map(|_| "yes"),
            ),
        };
        let account = self.account.clone().after(decision);
        let account = account.expect("what is decided folds");
        self.agree(envelope, &model.rejected, &decision.rejection().is_some());
        let moved = account.standing() != self.account.standing();
        self.agree(envelope, &model.moved, &moved);
        // What is so already says nothing new.
        if matches!(
            envelope.command().kind(),
            CommandKind::RoleGranted | CommandKind::RoleWithdrawn
        ) {
            let before = &self.model;
            let so = model.relations == before.relations && model.granted == before.granted;
            let new = decision.events().count() - decision.lapsed().count();
            self.agree(envelope, &so, &(new == 0));
        }
        let mut asked: Vec<_> = decision.effects().map(|it| words(it.task())).collect();
        asked.sort();
        model.todo.sort();
        self.agree(envelope, &model.todo, &asked);
        // What a record names.
        if account.version() != self.account.version() {
            model.last_at = account.last_at();
            model.done.extend(envelope.id());
            if model.done.len() > 16 {
                model.done.remove(0);
            }
        }
        model.version = account.version();
        model.standing = account.standing();
        model.generation = account.next_wakeup().map(|wakeup| wakeup.generation());
        if let (Some(granted), Some(confirmation)) = (&mut model.granted, account.confirmation()) {
            let named = granted.mail.get_or_insert(confirmation.mail());
            self.agree(envelope, named, &confirmation.mail());
        }
        let after = Self { account, model };
        after.check(envelope);
        Some(after)
    }

    /// The same state, tier and deadlines, and whatever else a later command may ask about.
    #[track_caller]
    fn check(&self, envelope: &Envelope<Recorded>) {
        let Self { account, model } = self;
        let state = account.state();
        self.agree(envelope, &stage_of(account), &model.stage);
        self.agree(
            envelope,
            &account.tier().map(|it| it.as_str()),
            &model.tier(),
        );
        let because: BTreeSet<_> = state.because().iter().map(|it| it.as_str()).collect();
        self.agree(envelope, &because, &model.because);
        let wakeup = account.next_wakeup().map(|wakeup| wakeup.at());
        self.agree(envelope, &wakeup, &model.next_due());
        let pending = account.pending_change();
        let pending = pending.map(|it| (it.address(), it.lapses().at()));
        self.agree(envelope, &pending, &model.pending);
        self.agree(envelope, &account.address(), &model.address);
        self.agree(envelope, &account.proved_at(), &model.proved_at);
        let registration = account.registration();
        self.agree(envelope, &registration.door(), &model.door);
        self.agree(envelope, &registration.route(), &model.route);
        self.agree(envelope, &registration.is_finished(), &model.finished);
        let due = registration.proof() == checkmark_tier::Proof::Due;
        self.agree(envelope, &due, &model.proof_due);
        let judged = account.judged();
        let judged = judged.map(|it| (it.judgment().class(), it.mailbox(), it.at()));
        let verdict = model.verdict.map(|it| (it.class, it.mailbox, it.at));
        self.agree(envelope, &judged, &verdict);
        self.agree(envelope, &account.counted_at(), &model.counted_at);
        let held: Relations = account.memberships().map(relation_of).collect();
        let relations: Relations = model.relations.iter().map(relation).collect();
        self.agree(envelope, &held, &relations);
        let granted = model.granted.map(|it| {
            let held = it.held;
            (
                held.organization,
                held.relation,
                held.role,
                held.by,
                it.attempt,
            )
        });
        let confirmation = account.confirmation().map(|it| {
            let grant = *it.grant();
            let (organization, relation) = (grant.organization(), grant.relation());
            (
                organization,
                relation,
                grant.role(),
                grant.by(),
                it.attempt(),
            )
        });
        self.agree(envelope, &confirmation, &granted);
        let invitations: Vec<_> = account
            .invitations()
            .map(|it| (it.invitation(), it.lapses().at()))
            .collect();
        let invited: Vec<_> = model
            .invitations
            .iter()
            .map(|it| (it.name, it.until))
            .collect();
        self.agree(envelope, &invitations, &invited);
        self.agree(envelope, &account.customer_numbers(), &&model.numbers[..]);
        for (purpose, book) in [
            (Purpose::SignUp, &model.sign_up),
            (Purpose::ChangeOfAddress, &model.change),
            (Purpose::FreshProof, &model.fresh),
        ] {
            let exact = account.code_book(purpose).expect("each has a book");
            self.agree(envelope, &exact.failures(), &book.failures);
            self.agree(envelope, &exact.tries(), &book.tries);
            self.agree(envelope, &exact.is_spent(), &book.spent);
            let now = account.last_at().unwrap_or(envelope.at());
            let locked = book.locked.filter(|until| now < *until);
            self.agree(envelope, &exact.locked_until(now), &locked);
        }
        // REG-3, REG-4: nobody is let in by the domain alone before the details are given.
        if let Some(grant) = account.confirmation().map(|it| *it.grant()) {
            use checkmark_account::organization::JoinedBy;
            if matches!(grant.by(), JoinedBy::Registration | JoinedBy::Choice) {
                let company = registration.route() == Some(Route::Company);
                assert!(registration.is_finished() && company, "{account:#?}");
            }
        }
    }

    #[track_caller]
    fn agree<T: PartialEq + std::fmt::Debug>(
        &self,
        envelope: &Envelope<Recorded>,
        one: &T,
        other: &T,
    ) {
        assert!(
            one == other,
            "{:?} by {} at {} gives {one:?} and {other:?} in {:?}",
            envelope.command(),
            envelope.actor(),
            envelope.at(),
            self.model,
        );
    }
}

/// What the host is asked to do, in the model's words.
fn words(task: &Task) -> String {
    match task {
        Task::MailCode { address, .. } => format!("code {}", address.number()),
        Task::MailConfirmation { address } => format!("confirm {}", address.number()),
        Task::MailNotice { address, notice } => format!("notice {notice} {}", address.number()),
        Task::JudgeDomain { address } => format!("judge {}", address.number()),
        Task::FindProfiles { address } => format!("profiles {}", address.number()),
        Task::AskPartnerProgramme { referral } => format!("ask {referral}"),
        Task::OpenRequest { topic } => format!("open {topic}"),
        Task::WithdrawRequest { request } => format!("withdraw {request}"),
        Task::EndSessions => "end_sessions".to_owned(),
        Task::TellJoined {
            organization,
            relation,
            role,
            by,
            ..
        } => format!(
            "joined {organization} {} {} {}",
            relation.as_str(),
            role.as_str(),
            by.as_str()
        ),
        Task::TellLeft {
            organization,
            cause,
        } => format!("left {organization} {}", cause.as_str()),
        Task::ForgetAddress { address } => format!("forget {}", address.number()),
        Task::ForgetPerson => "forget_person".to_owned(),
        other => panic!("the model does not know {other:?}"),
    }
}

fn stage_of(account: &Account) -> Stage {
    let asked = |review: checkmark_tier::Review| super::Asked {
        request: review.request(),
        reopening: review.reopening(),
    };
    match account.state() {
        State::EvidenceDue { needs } => match needs {
            EvidenceKind::DomainVerdict => Stage::VerdictDue,
            _ => Stage::ProfilesDue,
        },
        State::OrganizationDue => {
            let offer = account.offer().iter();
            Stage::ListOffered(offer.map(|it| it.organization()).collect())
        }
        State::ProfileDue { reasons } => {
            let new = reasons.contains(checkmark_tier::ProfileReason::NewBusiness);
            let first = reasons.contains(checkmark_tier::ProfileReason::FirstOfOrganization);
            assert!(first, "{new}");
            Stage::ProfileDue
        }
        State::ProfileInReview { review } => Stage::ProfileReview(asked(review)),
        State::SupportReview { review, .. } => Stage::SupportReview(asked(review)),
        State::StuckInBasic { due, .. } => {
            let mut steps = RepairStep::ALL.iter();
            Stage::Stuck(steps.position(|step| *step == due).expect("one of five"))
        }
        state => match state.kind() {
            StateKind::Unregistered => Stage::Nobody,
            StateKind::AwaitingCode => Stage::Unproved,
            StateKind::Basic => Stage::Basic,
            StateKind::RouteDue => Stage::RouteDue,
            StateKind::ReferredPartnerEmployee => Stage::PartnerEmployee,
            StateKind::ReferredProspectivePartner => Stage::ProspectivePartner,
            StateKind::DetailsDue => Stage::DetailsDue,
            StateKind::Limited => Stage::Limited,
            StateKind::Confirming => Stage::Confirming,
            StateKind::Enterprise => Stage::Enterprise,
            StateKind::Suspended => Stage::Suspended,
            StateKind::Deactivated => Stage::Deactivated,
            StateKind::Closed => Stage::Closed,
            StateKind::Erased => Stage::Erased,
            other => panic!("the model does not know {other}"),
        },
    }
}

/// Goes along a history in both.
pub(super) fn along(
    history: &mut History,
    pair: Pair,
    attempts: impl IntoIterator<Item = Attempt>,
) -> Pair {
    let mut pair = pair;
    for attempt in attempts {
        let envelope = history.envelope(attempt);
        let taken = history.attempt(attempt).cloned();
        let Some(envelope) = envelope else { continue };
        let policy = *history.policy();
        let context = Context::new(&policy);
        let decided = taken.map(|it| it.decision().expect("a command was given").clone());
        if let Some(after) = pair.give(&envelope, &context, &decided) {
            pair = after;
        }
        assert_eq!(&pair.account, history.account());
    }
    pair
}

fn both(attempts: Vec<Attempt>, state: StateKind) {
    let mut history = History::new(&TierPolicy::default());
    let start = Pair::new(history.account().clone());
    let way = HistoryStep::way_to(state).iter().copied();
    let pair = along(&mut history, start, way.map(Attempt::plain));
    along(&mut history, pair, attempts);
}

proptest! {
    #[test]
    fn a_naive_model_gives_the_same_answers_on_every_history(
        tried in attempts(100),
        state in proptest::sample::select(StateKind::ALL),
    ) {
        both(tried, state);
    }

    // ATK-6
    #[test]
    fn a_naive_model_gives_the_same_answers_while_the_clock_jumps(
        tried in clock_faults(60),
        state in proptest::sample::select(StateKind::ALL),
    ) {
        both(tried, state);
    }
}

/// What was taken on the way, in the order in which the exploration comes back to it.
struct Walk {
    at: Option<(Account, time::UtcDateTime)>,
    here: Rc<Pair>,
    /// An account that was reached, and the command that led there; none if time alone passed.
    reached: VecDeque<(Rc<Pair>, Option<Envelope<Recorded>>)>,
    edges: usize,
}

impl Walk {
    /// Comes to the next account: the first that was reached and equals it.
    fn come_to(&mut self, account: &Account, context: &Context<'_>) {
        if self.here.account == *account {
            return;
        }
        while let Some((from, by)) = self.reached.front() {
            let pair = match by {
                None => from.clone(),
                Some(envelope) => {
                    let decided = from.account.decide_recorded(envelope, context);
                    Rc::new(
                        from.give(envelope, context, &decided)
                            .expect("it was taken"),
                    )
                }
            };
            if pair.account == *account {
                self.here = pair;
                return;
            }
            self.reached.pop_front();
        }
        panic!("an account that was not reached");
    }
}

#[test]
fn a_naive_model_gives_the_same_answers_on_every_edge_of_the_exploration() {
    let walk = std::cell::RefCell::new(Walk {
        at: None,
        here: Rc::new(Pair::new(Account::new(crate::world::id("a1")))),
        reached: VecDeque::new(),
        edges: 0,
    });
    let certificate = verify_machine(&TierPolicy::default(), |account, envelope, context| {
        let mut walk = walk.borrow_mut();
        let here = (account.clone(), envelope.at());
        if walk.at.as_ref() != Some(&here) {
            walk.come_to(account, context);
            let again = (walk.here.clone(), None);
            walk.reached.push_back(again);
            walk.at = Some(here);
        }
        walk.edges += 1;
        let decided = account.decide_recorded(envelope, context);
        if walk.here.give(envelope, context, &decided).is_some() {
            let reached = (walk.here.clone(), Some(envelope.clone()));
            walk.reached.push_back(reached);
        }
        decided
    })
    .expect("every law holds");
    println!("{} edges compared", walk.borrow().edges);
    assert_eq!(walk.borrow().edges, certificate.edges());
}
