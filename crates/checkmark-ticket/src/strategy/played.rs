//! What only a decision makes: drawn from histories in which there is some of it.

use alloc::vec::Vec;

use checkmark_account::{__arbitrary as arbitrary, Actor};
use checkmark_calendar::{Budget, Clock, ExpectedWindow, Share};
use proptest::arbitrary::any;
use proptest::prop_oneof;
use proptest::sample::Index;
use proptest::strategy::{Just, Strategy};
use time::SignedDuration;

use super::{History, Step, instants};
use crate::command::Command;
use crate::decide::decide;
use crate::effect::{Action, Effect, EffectKey, Notice};
use crate::event::Fact;
use crate::form::{Draft, Fields, Form};
use crate::outcome::DeclineReason;
use crate::personal::{Content, SideRecord};
use crate::policy::{Policy, ReopenedClocks};
use crate::question::Question;
use crate::request::{Request, Submission};
use crate::sla::{ClockName, ServiceLevel, WhileWaiting};
use crate::topic::Topic;

/// A request that was submitted and asked about, whatever else befell it, and what was decided on
/// the way.
#[derive(Debug)]
struct Played {
    request: Request,
    effects: Vec<Effect>,
    personal: Vec<SideRecord>,
}

impl Played {
    fn of(draft: Draft, history: &History) -> Self {
        let submit = Command::Submit {
            topic: Topic::AccountAccess,
            number: "04711815".parse().expect("a number"),
            draft,
            follows: None,
        };
        let ask = Command::Ask {
            text: "Which site is it at?".parse().expect("a text"),
            fields: Fields::NONE,
        };
        let step = |actor, command| Step {
            after: SignedDuration::ZERO,
            actor,
            command,
        };
        let mut steps = Vec::from([step(Actor::Person, submit), step(Actor::Support, ask)]);
        steps.extend(history.steps().iter().cloned());
        let mut played = Self {
            request: Request::new(super::request_id()),
            effects: Vec::new(),
            personal: Vec::new(),
        };
        History(steps).walk(&Policy::default(), |step, context| {
            if let Ok(decision) = decide(&played.request, step.command(), &context) {
                played
                    .request
                    .accept(&decision)
                    .expect("what was decided folds");
                played.effects.extend(decision.effects());
                played.personal.extend_from_slice(decision.personal());
            }
        });
        played
    }
}

fn played() -> impl Strategy<Value = Played> {
    let draft = Form::strategy(Topic::AccountAccess).prop_map(Draft::from);
    (draft, any::<History>()).prop_map(|(draft, history)| Played::of(draft, &history))
}

/// One of what a request has; it has one from its submission on.
fn one_of<T: core::fmt::Debug + 'static>(all: fn(Played) -> Vec<T>) -> impl Strategy<Value = T> {
    (played(), any::<Index>()).prop_map(move |(played, index)| {
        let mut all = all(played);
        all.swap_remove(index.index(all.len()))
    })
}

arbitrary! {
    Submission => played().prop_map(|played| {
        played.request.submission().cloned().expect("it was submitted")
    });
    Question => one_of(|played| played.request.questions().to_vec());
    Effect => one_of(|played| played.effects);
    EffectKey => any::<Effect>().prop_map(|effect| effect.key());
    Action => any::<Effect>().prop_map(|effect| effect.action().clone());
    SideRecord => one_of(|played| played.personal);
    Content => any::<SideRecord>().prop_map(|record| record.content().clone());
    Fact => any::<crate::Event>().prop_map(|event| event.fact().clone());

    Notice => prop_oneof![
        any::<DeclineReason>().prop_map(|reason| Self::Resolved {
            outcome: crate::Outcome::Declined { reason },
        }),
        any::<crate::Outcome>().prop_map(|outcome| Self::Resolved { outcome }),
        instants().prop_map(|reopen_before| Self::ClosedUnanswered { reopen_before }),
        any::<checkmark_account::RequestId>().prop_map(|of| Self::Duplicate { of }),
        Just(Self::Reopened),
    ];

    /// Promises of every kind, on any calendar.
    ServiceLevel => (
        any::<Clock>(),
        prop_oneof![
            any::<Budget>().prop_map(Err),
            any::<ExpectedWindow>().prop_map(Ok),
        ],
        any::<Share>(),
        any::<WhileWaiting>(),
    )
        .prop_map(|(clock, promise, share, waiting)| {
            match promise {
                Ok(window) => Self::window(clock, window),
                Err(budget) => Self::new(clock, budget),
            }
            .with_share(share)
            .with_waiting(waiting)
        });

    /// Figures within their bounds, with the ends of them.
    Policy => (
        any::<ServiceLevel>(),
        prop_oneof![Just(1_i64), 1_i64..5_000_000],
        prop_oneof![Just(0_i64), 0_i64..5_000_000],
        any::<ReopenedClocks>(),
        0_i64..=60,
    )
        .prop_map(|(level, silence, reopening, reopened, skew)| {
            Self::on_clock(level.clock())
                .with_level(ClockName::Profile, level)
                .and_then(|it| it.with_silence(SignedDuration::seconds(silence)))
                .and_then(|it| it.with_reopening(SignedDuration::seconds(reopening)))
                .and_then(|it| it.with_skew(SignedDuration::seconds(skew)))
                .expect("the figures are within their bounds")
                .with_reopened_clocks(reopened)
        });
}
