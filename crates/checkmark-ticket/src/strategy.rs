//! Strategies for proptest: single values, commands of every kind, and whole histories.
//!
//! A [`History`] is a list of steps of which those that are refused are left out when it is
//! played. So it shrinks by leaving out steps, and what is left is always legal.

mod played;
mod shorter;

use alloc::vec::Vec;
use checkmark_account::{
    __arbitrary as arbitrary, AccountId, Actor, AddressNo, OrganizationId, Relation, RequestId,
    Standing,
};
use checkmark_calendar::Pauses;
use proptest::arbitrary::{Arbitrary, any};
use proptest::collection::vec;
use proptest::option;
use proptest::prop_oneof;
use proptest::sample::select;
use proptest::strategy::{BoxedStrategy, Just, Strategy};
use time::{SignedDuration, UtcDateTime};

use crate::command::{Command, EndedDuplicate, OpenRequest, Verdicts};
use crate::context::{Applicant, Context};
use crate::decide::decide;
use crate::event::{Direction, Event, MoveCause};
use crate::form::{Draft, Fields, Form, FreeText};
use crate::outcome::{Basis, CloseReason, DeclineReason, Outcome, WithdrawReason};
use crate::policy::Policy;
use crate::question::QuestionNo;
use crate::request::Request;
use crate::sla::Schedule;
use crate::state::State;
use crate::topic::{ContactMethod, Topic};

/// The account that all requests of the strategies belong to.
const ACCOUNT: &str = "a1";
/// The request that histories are played on.
const REQUEST: &str = "r1";
/// 2026-11-23T08:00:00Z, a Monday.
const MORNING: i64 = 1_795_420_800;

/// A step of a history: how long after the last one, who, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    after: SignedDuration,
    actor: Actor,
    command: Command,
}

impl Step {
    /// How long after the step before it.
    ///
    /// ```
    /// use checkmark_ticket::strategy::History;
    /// use proptest::prelude::*;
    ///
    /// let config = proptest::test_runner::Config::with_cases(8);
    /// proptest!(config, |(history in any::<History>())| {
    ///     assert!(history.steps().iter().all(|step| !step.after().is_negative()));
    /// });
    /// ```
    #[must_use]
    pub const fn after(&self) -> SignedDuration {
        self.after
    }

    /// Who gives the command.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The command.
    #[must_use]
    pub const fn command(&self) -> &Command {
        &self.command
    }
}

/// Steps, legal or not, one after another.
///
/// ```
/// use checkmark_ticket::{Policy, replay};
/// use checkmark_ticket::strategy::History;
/// use proptest::prelude::*;
///
/// let policy = Policy::default();
/// proptest!(|(history in any::<History>())| {
///     let (request, record) = history.play(&policy);
///     prop_assert_eq!(replay(request.id(), &record), Ok(request));
/// });
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History(Vec<Step>);

impl History {
    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Plays the steps that are taken, and leaves out those that are refused: the request that
    /// comes of it, and its record.
    #[must_use]
    pub fn play(&self, policy: &Policy) -> (Request, Vec<Event>) {
        let mut request = Request::new(request_id());
        let mut record = Vec::new();
        self.walk(policy, |step, context| {
            let Ok(decision) = decide(&request, &step.command, &context) else {
                return;
            };
            request.accept(&decision).expect("what was decided folds");
            record.extend(decision.events());
        });
        (request, record)
    }

    /// Visits every step with its context, which holds its instant.
    ///
    /// ```
    /// use checkmark_ticket::strategy::History;
    /// use checkmark_ticket::Policy;
    ///
    /// let policy = Policy::default();
    /// let config = proptest::test_runner::Config::with_cases(16);
    /// proptest::proptest!(config, |(history in proptest::arbitrary::any::<History>())| {
    ///     let mut instants = Vec::new();
    ///     history.walk(&policy, |_, context| instants.push(context.now()));
    ///     assert!(instants.is_sorted());
    /// });
    /// ```
    pub fn walk(&self, policy: &Policy, mut visit: impl FnMut(&Step, Context<'_>)) {
        let mut now = UtcDateTime::from_unix_timestamp(MORNING).expect("a date of this century");
        for step in &self.0 {
            now = now.saturating_add(step.after);
            let applicant =
                Applicant::new(account(), Basis::new(Standing::new(1), AddressNo::new(0)));
            let context = Context::new(policy, step.actor, now)
                .with_applicant(applicant.signed_in().registration_finished());
            visit(step, context);
        }
    }
}

fn account() -> AccountId {
    AccountId::new(ACCOUNT).expect("an id")
}

fn request_id() -> RequestId {
    RequestId::new(REQUEST).expect("an id")
}

/// Up to 40 steps; one in eight is given by somebody who may not. What fails shrinks to steps of
/// which none can be left out.
impl Arbitrary for History {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        shorter::Shorter(40).boxed()
    }
}

/// Steps that come at once, after minutes, after days, or after weeks.
impl Arbitrary for Step {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let after = prop_oneof![
            2 => Just(SignedDuration::ZERO),
            3 => (1_i64..600).prop_map(SignedDuration::minutes),
            3 => (1_i64..100).prop_map(SignedDuration::hours),
            1 => (10_i64..40).prop_map(SignedDuration::days),
            1 => (0_i64..1_000_000_000).prop_map(SignedDuration::nanoseconds),
        ];
        (after, any::<Command>(), 0_u8..8, any::<usize>())
            .prop_map(|(after, command, stranger, nth)| {
                let actors = match stranger {
                    0 => Actor::ALL,
                    _ => command.kind().actors(),
                };
                // The host opens company profiles, the person everything else.
                let actor = match &command {
                    Command::Submit { topic, .. } if stranger != 0 => match topic {
                        Topic::CompanyProfile => Actor::Host,
                        _ => Actor::Person,
                    },
                    _ => actors[nth % actors.len()],
                };
                Self {
                    after,
                    actor,
                    command,
                }
            })
            .boxed()
    }
}

/// Commands of every kind, with what they name mostly there.
impl Arbitrary for Command {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let topic = || {
            prop_oneof![
                4 => Just(Topic::AccountAccess),
                1 => any::<Topic>(),
            ]
        };
        let text = any::<FreeText>;
        let organization = any::<OrganizationId>;
        let submit = topic()
            .prop_flat_map(|topic| {
                let complete = Form::strategy(topic).prop_map(Draft::from);
                let draft = prop_oneof![8 => complete, 1 => any::<Draft>()];
                (
                    Just(topic),
                    "[0-9]{8}",
                    draft,
                    option::weighted(0.1, any::<RequestId>()),
                )
            })
            .prop_map(|(topic, number, draft, follows)| Self::Submit {
                topic,
                number: number.parse().expect("eight digits are a number"),
                draft,
                follows,
            });
        let opening = prop_oneof![
            1 => (topic(), any::<Draft>())
                .prop_map(|(topic, draft)| Self::SaveDraft { topic, draft }),
            8 => submit,
        ];
        let talking = prop_oneof![
            2 => (any::<ContactMethod>(), option::of(text()))
                .prop_map(|(by, note)| Self::Contact { by, note }),
            2 => Just(Self::BeginValidation),
            4 => (text(), prop_oneof![3 => Just(Fields::NONE), 1 => any::<Fields>()])
                .prop_map(|(text, fields)| Self::Ask { text, fields }),
            1 => any::<QuestionNo>().prop_map(|question| Self::DropQuestion { question }),
            4 => (any::<QuestionNo>(), option::weighted(0.8, text()), any::<Draft>())
                .prop_map(|(question, text, draft)| Self::Answer { question, text, draft }),
            1 => text().prop_map(|text| Self::AddInformation { text }),
            1 => text().prop_map(|text| Self::Note { text }),
            1 => any::<Direction>().prop_map(|direction| Self::AutomaticMessage { direction }),
        ];
        let outcome = prop_oneof![
            4 => (organization(), any::<Relation>(), any::<Basis>()).prop_map(
                |(organization, relation, basis)| Self::Validate {
                    organization,
                    relation,
                    basis,
                },
            ),
            1 => (organization(), any::<Basis>())
                .prop_map(|(organization, basis)| Self::Appoint { organization, basis }),
            1 => (organization(), any::<Basis>())
                .prop_map(|(organization, basis)| Self::ApproveProfile { organization, basis }),
            1 => Just(Self::Unlock),
            2 => (any::<DeclineReason>(), option::of(text()))
                .prop_map(|(reason, text)| Self::Decline { reason, text }),
        ];
        let ending = prop_oneof![
            1 => Just(Self::Withdraw),
            1 => Just(Self::EndAccount),
            1 => any::<OpenRequest>().prop_map(|of| Self::MarkDuplicate { of }),
            2 => any::<EndedDuplicate>().prop_map(|duplicate| Self::Absorb { duplicate }),
            6 => option::of(text()).prop_map(|text| Self::Reopen { text }),
        ];
        let host = prop_oneof![
            1 => any::<Basis>().prop_map(|basis| Self::AccountMoved { basis }),
            1 => (any::<MoveCause>(), any::<Verdicts>())
                .prop_map(|(cause, verdicts)| Self::Recompute { cause, verdicts }),
            4 => Just(Self::TimePassed),
        ];
        prop_oneof![3 => opening, 8 => talking, 2 => outcome, 2 => ending, 3 => host].boxed()
    }
}

arbitrary! {
    /// Mostly the one that histories begin with.
    Basis => prop_oneof![
        4 => Just(Self::new(Standing::new(1), AddressNo::new(0))),
        1 => (0_u64..3, 0_u32..2)
            .prop_map(|(standing, address)| {
                Self::new(Standing::new(standing), AddressNo::new(address))
            }),
    ];

    Applicant => (any::<AccountId>(), any::<Basis>(), any::<(bool, bool)>()).prop_map(
        |(account, basis, (signed_in, finished))| {
            let applicant = Self::new(account, basis);
            let applicant = if signed_in { applicant.signed_in() } else { applicant };
            if finished { applicant.registration_finished() } else { applicant }
        },
    );

    Outcome => prop_oneof![
        (any::<OrganizationId>(), any::<Relation>(), any::<Basis>()).prop_map(
            |(organization, relation, basis)| Self::Validated { organization, relation, basis },
        ),
        (any::<OrganizationId>(), any::<Basis>())
            .prop_map(|(organization, basis)| Self::Appointed { organization, basis }),
        (any::<OrganizationId>(), any::<Basis>())
            .prop_map(|(organization, basis)| Self::ProfileApproved { organization, basis }),
        Just(Self::Unlocked),
        any::<DeclineReason>().prop_map(|reason| Self::Declined { reason }),
    ];

    State => prop_oneof![
        Just(Self::Draft),
        Just(Self::Open),
        (any::<bool>(), instants())
            .prop_map(|(validating, answer_by)| Self::WaitingOnCustomer { validating, answer_by }),
        Just(Self::Validating),
        (any::<Outcome>(), instants()).prop_map(|(outcome, at)| Self::Resolved { outcome, at }),
        (any::<CloseReason>(), instants()).prop_map(|(because, at)| Self::Closed { because, at }),
        any::<WithdrawReason>().prop_map(|because| Self::Withdrawn { because }),
        any::<RequestId>().prop_map(|of| Self::Duplicate { of }),
    ];

    /// In order.
    Schedule => (instants(), 0_i64..100, 0_i64..100, any::<bool>()).prop_map(
        |(at, risk, due, window)| {
            let at_risk = at + SignedDuration::hours(risk);
            Self {
                earliest: window.then_some(at),
                at_risk,
                due: at_risk + SignedDuration::hours(due),
            }
        },
    );

    /// Mostly of the account of the histories.
    OpenRequest => (any::<RequestId>(), prop_oneof![4 => Just(account()), 1 => any::<AccountId>()])
        .prop_map(|(request, account)| Self::new(request, account));

    /// Duplicates of the request of the histories, opened around its time.
    EndedDuplicate => (any::<RequestId>(), -100_i64..100, 0_i64..200, vec(0_i64..100, 0..6), any::<bool>())
        .prop_map(|(request, opened, lasted, mut cuts, was_contacted)| {
            let start = UtcDateTime::from_unix_timestamp(MORNING).expect("a date of this century");
            let hours = SignedDuration::hours;
            let submitted = start + hours(opened);
            let ended = submitted + hours(lasted);
            cuts.sort_unstable();
            let reason = crate::sla::Hold::WaitingOnCustomer.pause_reason();
            let mut waits = Pauses::new();
            for pair in cuts.chunks_exact(2) {
                let at = |cut: i64| (submitted + hours(cut)).min(ended);
                waits
                    .begin(at(pair[0]), reason)
                    .and_then(|()| waits.end(at(pair[1])))
                    .expect("sorted cuts make pauses in order");
            }
            Self {
                request,
                account: account(),
                of: request_id(),
                submitted,
                ended,
                contacted: was_contacted.then_some(ended),
                waits,
            }
        });

    MoveCause => prop_oneof![
        Just(Self::Waited),
        Just(Self::Reopened),
        Just(Self::Merged),
        Just(Self::Policy),
        Just(Self::Calendar { cause: None }),
    ];

    /// Requests that something happened to, on the default policy.
    Request => any::<History>().prop_map(|history| history.play(&Policy::default()).0);

    /// Events of legal histories.
    Event => (any::<History>(), any::<usize>()).prop_map(|(history, nth)| {
        let submit = Step {
            after: SignedDuration::ZERO,
            actor: Actor::Host,
            command: Command::EndAccount,
        };
        let (_, mut record) = history.play(&Policy::default());
        if record.is_empty() {
            record = History(Vec::from([submit])).play(&Policy::default()).1;
        }
        let nth = nth % record.len();
        record.swap_remove(nth)
    });
}

/// Instants of a few weeks, to the second.
fn instants() -> impl Strategy<Value = UtcDateTime> {
    (0_i64..3_000_000).prop_map(|after| {
        UtcDateTime::from_unix_timestamp(MORNING + after).expect("a date of this century")
    })
}

/// Some topic's complete form, as a person fills it in.
///
/// ```
/// use checkmark_ticket::strategy::drafts;
/// use checkmark_ticket::{Form, Topic};
///
/// proptest::proptest!(|(draft in drafts())| {
///     assert!(Topic::ALL.iter().any(|topic| Form::check(*topic, &draft).is_ok()));
/// });
/// ```
pub fn drafts() -> impl Strategy<Value = Draft> {
    select(Topic::ALL)
        .prop_flat_map(Form::strategy)
        .prop_map(Draft::from)
}
