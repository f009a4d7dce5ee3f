//! Values of the public types, each from a history where it has to fit one.

use alloc::vec::Vec;

use checkmark_account::code::CodePolicy;
use checkmark_account::organization::Intake;
use checkmark_account::{AccountId, OrganizationId, ProfileType};
use checkmark_domain::__arbitrary as arbitrary;
use proptest::arbitrary::any;
use proptest::prelude::{Just, prop_oneof};
use proptest::sample::{Index, select};
use proptest::strategy::Strategy;
use time::{SignedDuration, UtcDateTime};

use super::history::History;
use super::shrink::histories;
use super::step::HistoryStep;
use crate::account::Account;
use crate::command::RecordedCommand;
use crate::decision::Decision;
use crate::effect::{Effect, EffectKey};
use crate::envelope::Envelope;
use crate::event::{Deadline, Event, Fact};
use crate::evidence::FoundProfile;
use crate::form::Recorded;
use crate::policy::{TierFigures, TierPolicy};
use crate::refusal::Refusal;
use crate::state::{State, Window};
use crate::visit::{Place, Session};

/// How many steps are tried for a value.
const STEPS: usize = 80;

/// Instants of the years 1970 to 2100 and the ends of time.
///
/// ```
/// use checkmark_tier::Deadline;
/// use checkmark_tier::strategy::instants;
///
/// proptest::proptest!(|(at in instants(), now in instants())| {
///     assert_eq!(Deadline::new(at, 1).is_due(now), at <= now);
/// });
/// ```
pub fn instants() -> impl Strategy<Value = UtcDateTime> + Clone {
    let seconds = (0_i64..4_102_444_800).prop_map(|seconds| {
        UtcDateTime::from_unix_timestamp(seconds).unwrap_or(UtcDateTime::UNIX_EPOCH)
    });
    prop_oneof![
        8 => seconds,
        1 => Just(UtcDateTime::UNIX_EPOCH),
        1 => Just(UtcDateTime::MAX),
        1 => Just(UtcDateTime::MIN),
    ]
}

/// One of what a history has, if it has any.
fn one_of<T: core::fmt::Debug + 'static>(
    what: &'static str,
    all: fn(&History) -> Vec<T>,
) -> impl Strategy<Value = T> {
    (histories(STEPS), any::<Index>()).prop_filter_map(what, move |(history, index)| {
        let mut all = all(&history);
        (!all.is_empty()).then(|| all.swap_remove(index.index(all.len())))
    })
}

arbitrary! {
    History => histories(STEPS);
    Account => histories(STEPS).prop_map(|history| history.account().clone());
    State => histories(STEPS).prop_map(|history| history.account().state());
    Event => one_of("nothing happened", |history| history.events().cloned().collect());
    Fact => any::<Event>().prop_map(|event| event.fact);
    Decision => one_of("nothing was decided", |history| {
        history.decisions().map(|(_, decision)| decision.clone()).collect()
    });
    Effect => one_of("nothing was to be done", |history| {
        history.decisions().flat_map(|(_, decision)| decision.effects()).collect()
    });
    Refusal => (histories(STEPS), select(HistoryStep::weighted())).prop_filter_map(
        "the step is taken",
        |(mut history, step)| history.give(step).err(),
    );
    Envelope<Recorded> => (histories(STEPS), select(HistoryStep::weighted())).prop_filter_map(
        "time alone passes",
        |(history, step)| {
            let (account, now) = (history.account(), history.now());
            let envelope = Envelope::new(account.id(), step.actor()?, now, step.command(account, now)?);
            Some(envelope.in_session(step.session(now)))
        },
    );
    RecordedCommand => any::<Envelope<Recorded>>().prop_map(|envelope| envelope.command().clone());
    Session => (any::<Place>(), any::<bool>(), proptest::option::of(instants())).prop_map(
        |(place, signed_in, password)| {
            let session = if signed_in { Session::at(place) } else { Session::signed_out() };
            password.map_or(session, |at| session.with_password_verified_at(at))
        },
    );
    Deadline => (instants(), any::<u32>()).prop_map(|(at, number)| Deadline::new(at, number));
    Window => (instants(), instants())
        .prop_map(|(one, other)| Window::new(one.min(other), one.max(other)));
    EffectKey => (any::<AccountId>(), any::<u64>(), any::<u32>())
        .prop_map(|(account, version, index)| EffectKey::new(account, version, index));
    FoundProfile => (any::<OrganizationId>(), any::<ProfileType>(), any::<Intake>()).prop_map(
        |(organization, profile_type, intake)| {
            FoundProfile::new(organization).of_type(profile_type).with_intake(intake)
        },
    );
    TierPolicy => figures().prop_filter_map("the figures do not fit each other", |figures| {
        TierPolicy::new(figures).ok()
    });
    /// Figures that a policy takes, and others.
    TierFigures => prop_oneof![3 => figures(), 1 => wild_figures()];
}

/// Figures most of which fit each other.
fn figures() -> impl Strategy<Value = TierFigures> {
    let days = [1..=3_650_i64, 1..=3_650, 1..=3_650];
    (any::<CodePolicy>(), days, 0..=300_i64, 1..=9_u8).prop_map(|(code, days, skew, attempts)| {
        let mut figures = TierFigures::default();
        let [proof, registration, verdict] = days.map(SignedDuration::days);
        figures.code = code;
        figures.proof_fresh = proof;
        figures.registration_lapse = registration;
        figures.verdict_age = verdict;
        figures.skew = SignedDuration::seconds(skew);
        figures.confirmation_attempts = attempts;
        figures
    })
}

/// Figures of which some are out of their bounds, or at the ends of what can be written.
fn wild_figures() -> impl Strategy<Value = TierFigures> {
    let wild = || {
        prop_oneof![
            Just(SignedDuration::ZERO),
            Just(SignedDuration::MIN),
            Just(SignedDuration::MAX),
            (-5_000_i64..5_000).prop_map(SignedDuration::days),
        ]
    };
    (wild(), wild(), wild(), wild(), any::<u8>()).prop_map(|(one, two, three, skew, attempts)| {
        TierFigures {
            proof_fresh: one,
            sign_up_lapse: two,
            permit: three,
            skew,
            confirmation_attempts: attempts,
            ..TierFigures::default()
        }
    })
}
