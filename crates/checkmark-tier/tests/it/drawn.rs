//! What strategies draw alone: the parts of accounts and commands as a person gives them.

use checkmark_tier::entitlement::{Audience, Link};
use checkmark_tier::strategy::History;
use checkmark_tier::{
    Apart, Command, Confirmation, Context, Envelope, Given, Grant, Judged, Membership,
    PendingChange, PendingInvitation, Personal, Registration, Review, Task, TierFigures,
    TierPolicy,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_command_as_a_person_gives_it_is_answered(command: Command<Given>, history: History) {
        let account = history.account();
        let policy = TierPolicy::default();
        let actor = command.kind().actors().iter().next().expect("somebody gives it");
        let envelope = Envelope::new(account.id(), actor, history.now(), command);
        // No keys and no addresses were brought along: whatever needs them says so.
        let answer = account.decide(&envelope, &Context::new(&policy));
        if let Ok(decision) = answer {
            prop_assert!(account.clone().after(&decision).is_ok());
        }
    }

    #[test]
    fn nothing_that_is_drawn_prints_what_is_personal(
        relations: (Grant, Confirmation, Membership, Link, Audience),
        pending: (PendingChange, PendingInvitation, Registration, Review),
        told: (Judged, Task, Apart, Personal),
        command: Command<Given>,
    ) {
        let printed = format!("{relations:?}{pending:?}{told:?}{command:?}");
        prop_assert!(!printed.contains('@'), "{}", printed);
    }

    #[test]
    fn figures_are_taken_or_refused_and_never_break(figures: TierFigures) {
        let taken = TierPolicy::new(figures);
        prop_assert_eq!(taken.is_ok_and(|it| it.skew() != figures.skew), false);
    }
}

#[test]
fn figures_of_both_kinds_are_drawn() {
    let mut runner = TestRunner::deterministic();
    let draws = (0..100).map(|_| any::<TierFigures>().new_tree(&mut runner).expect("a draw"));
    let good = draws
        .filter(|tree| TierPolicy::new(tree.current()).is_ok())
        .count();
    assert!((20..=95).contains(&good), "{good} of 100 are taken");
}
