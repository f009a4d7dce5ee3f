//! That the ordinary path allocates nothing: refusals, commands that carry ids only, and folding.
//! Lists may allocate, and so may what lapses late, for which the account is looked at as it will be.

use std::hint::black_box;

use checkmark_account::code::{CodeKey, KeyRing, Nonce};
use checkmark_tier::strategy::{Attempt, History, HistoryStep, attempts};
use checkmark_tier::{
    Account, Context, Decision, Envelope, Fact, Recorded, Refusal, StateKind, TierPolicy,
};
use proptest::prelude::*;

use crate::world::id;

fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

/// Decides, and says how often that allocated.
fn decide(account: &Account, envelope: &Envelope<Recorded>) -> (Result<Decision, Refusal>, u64) {
    let policy = TierPolicy::default();
    let keys = KeyRing::new(CodeKey::new(id("k1"), &[7; 32]).expect("a good key"));
    let context = Context::new(&policy).with_codes(&keys, Nonce::new([7; Nonce::LEN]));
    let mut decided = None;
    let count =
        allocations(|| decided = Some(black_box(account).decide_recorded(envelope, &context)));
    (decided.expect("it was decided"), count)
}

/// Whether an event makes a list longer than the first of it.
fn adds_to_a_list(account: &Account, fact: &Fact) -> bool {
    match fact {
        Fact::OrganizationsOffered { .. } | Fact::CustomerNumberAdded { .. } => true,
        Fact::AccessConfirmed => account.memberships().next().is_some(),
        Fact::Invited { .. } => account.invitations().next().is_some(),
        // Nothing is left, and nothing is made anew but the books.
        Fact::Erased => true,
        _ => false,
    }
}

/// Whether a decision holds more than fits without a list.
fn is_a_list(decision: &Decision) -> bool {
    let facts = || decision.events().map(|event| event.fact());
    facts().count() > 3
        || decision.effects().count() > 3
        || facts().any(|fact| matches!(fact, Fact::OrganizationsOffered { .. }))
}

#[track_caller]
fn check(history: &mut History, attempt: Attempt) -> u32 {
    let Some(envelope) = history.envelope(attempt) else {
        let _ = history.attempt(attempt);
        return 0;
    };
    let mut account = history.account().clone();
    // Time that ran back is clamped.
    let now = envelope
        .at()
        .max(account.last_at().unwrap_or(envelope.at()));
    let late = account
        .next_wakeup()
        .is_some_and(|wakeup| wakeup.is_due(now));
    let (decided, count) = decide(&account, &envelope);
    let mut seen = 0;
    match &decided {
        _ if late => {}
        Ok(decision) if is_a_list(decision) => {}
        _ => {
            assert_eq!(
                count,
                0,
                "{:?} in {:?}",
                envelope.command(),
                account.state()
            );
            seen += 1;
        }
    }
    for event in decided.iter().flat_map(Decision::events) {
        let list = adds_to_a_list(&account, event.fact());
        let count = allocations(|| account.apply(event).expect("it folds"));
        assert!(list || count == 0, "{:?}", event.fact());
    }
    let _ = history.attempt(attempt);
    seen
}

proptest! {
    #[test]
    fn what_is_ordinary_is_decided_and_folded_without_an_allocation(
        tried in attempts(60),
        state in proptest::sample::select(StateKind::ALL),
    ) {
        let mut history = History::new(&TierPolicy::default());
        for step in HistoryStep::way_to(state) {
            check(&mut history, Attempt::plain(*step));
        }
        for attempt in tried {
            check(&mut history, attempt);
        }
    }
}

#[test]
fn every_state_refuses_without_an_allocation() {
    let mut seen = 0;
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        for step in HistoryStep::ALL {
            let mut history = History::of(way.iter().copied(), &TierPolicy::default());
            if history.look(Attempt::plain(*step)).is_err() {
                seen += check(&mut history, Attempt::plain(*step));
            }
        }
    }
    assert!(seen > 500, "{seen} refusals");
}
