//! The strategies: what they reach, and how small they make what fails.

use checkmark_tier::strategy::{
    Attempt, History, HistoryStep, Twist, attempts, clock_faults, histories, reaching,
};
use checkmark_tier::{Account, RefusalCode, StateKind, TierPolicy};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

#[test]
fn every_state_has_a_way_to_it_whose_every_step_is_taken() {
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        assert_eq!(history.account().state().kind(), *state);
        assert!(history.steps().eq(way.iter().copied()), "{history:?}");
    }
}

#[test]
fn long_histories_come_to_every_state_and_take_every_step() {
    let mut runner = runner(7);
    let mut states = std::collections::BTreeSet::new();
    let mut steps = std::collections::BTreeSet::new();
    for _ in 0..1_000 {
        let history = histories(100).new_tree(&mut runner).unwrap().current();
        let mut account = Account::new(history.account().id());
        for event in history.events() {
            account.apply(event).unwrap();
            states.insert(account.state().kind().as_str());
        }
        steps.extend(history.steps().map(HistoryStep::as_str));
    }
    let missing = |all: Vec<&'static str>, seen: &std::collections::BTreeSet<&str>| {
        all.into_iter()
            .filter(|name| !seen.contains(name))
            .collect::<Vec<_>>()
    };
    let all_states = StateKind::ALL.iter().map(|state| state.as_str()).collect();
    let all_steps = HistoryStep::ALL.iter().map(|step| step.as_str()).collect();
    assert_eq!(missing(all_states, &states), [""; 0]);
    assert_eq!(missing(all_steps, &steps), [""; 0]);
}

/// A planted bug: whoever is offered a list of organizations does something wrong.
fn has_the_planted_bug(history: &History) -> bool {
    let mut account = Account::new(history.account().id());
    history.events().any(|event| {
        account.apply(event).expect("what was decided folds");
        account.state().kind() == StateKind::OrganizationDue
    })
}

#[test]
fn a_planted_bug_of_seven_steps_shrinks_to_exactly_those() {
    let way = HistoryStep::way_to(StateKind::OrganizationDue);
    assert_eq!(way.len(), 7);
    for seed in 0..50 {
        let mut runner = runner(seed);
        let failure = runner
            .run(&histories(100), |history| {
                prop_assert!(!has_the_planted_bug(&history));
                Ok(())
            })
            .expect_err("the bug is found");
        let TestError::Fail(_, history) = failure else {
            panic!("the bug is found: {failure}");
        };
        assert_eq!(history.taken().len(), 7, "seed {seed}: {history:?}");
        assert_eq!(history.steps().next_back(), way.last().copied());
    }
}

#[test]
fn what_fails_prints_its_steps() {
    let way = HistoryStep::way_to(StateKind::Basic);
    let history = History::of(way.iter().copied(), &TierPolicy::default());
    insta::assert_snapshot!(format!("{history:?}"), @r"
    History of a1:
      2026-11-23T08:00:00Z sign_up
      2026-11-23T08:00:00Z submit_right_code
      -> basic
    ");
    insta::assert_snapshot!(history.script());
}

proptest! {
    #[test]
    fn a_history_that_is_to_end_in_a_state_ends_there(
        (state, history) in prop::sample::select(StateKind::ALL)
            .prop_flat_map(|state| (Just(state), reaching(state, 12))),
    ) {
        prop_assert_eq!(history.account().state().kind(), state);
    }

    #[test]
    fn what_is_refused_changes_nothing_and_what_is_taken_folds(attempts in attempts(60)) {
        check(&attempts)?;
    }

    #[test]
    fn a_wrong_clock_does_no_harm(attempts in clock_faults(60)) {
        check(&attempts)?;
    }

    #[test]
    fn nobody_does_what_is_somebody_elses(
        history in histories(120),
        step in prop::sample::select(HistoryStep::ALL),
        twist in prop::sample::select(vec![Twist::OtherActor, Twist::OtherAccount]),
    ) {
        let mut history = history;
        prop_assume!(step.actor().is_some());
        let refusal = history.attempt(Attempt::new(step, twist)).expect_err("refused");
        let expected = match twist {
            Twist::OtherActor => RefusalCode::NotYours,
            _ => RefusalCode::WrongAccount,
        };
        prop_assert_eq!(refusal.code(), expected);
    }
}

#[test]
fn a_clock_may_run_back_as_far_as_the_policy_bears_and_no_further() {
    let mut history = History::of([HistoryStep::SignUp], &TierPolicy::default());
    let mut check = |twist, step, taken: Result<(), RefusalCode>| {
        let last = history.account().last_at();
        let tried = history.attempt(Attempt::new(step, twist));
        let at = tried.as_ref().map(|it| it.at()).ok();
        assert_eq!(tried.map(drop).map_err(|it| it.code()), taken, "{twist}");
        // What is decided in the past is dated to the last thing that happened.
        assert_eq!(history.account().last_at(), last.max(at), "{twist}");
    };
    let wrong = HistoryStep::SubmitWrongCode;
    let ran_back = Err(RefusalCode::TimeRanBack);
    check(Twist::WithinSkew, wrong, Ok(()));
    check(Twist::AtSkew, wrong, Ok(()));
    check(Twist::JustBeyondSkew, wrong, ran_back);
    check(Twist::BeyondSkew, wrong, ran_back);
    check(Twist::LongAgo, wrong, ran_back);
    // Whoever has the right clock after one that is ahead is behind by as much.
    check(Twist::AheadWithinSkew, wrong, Ok(()));
    check(Twist::WithinSkew, HistoryStep::SubmitRightCode, Ok(()));
    check(Twist::AheadAtSkew, HistoryStep::SignOut, Ok(()));
    check(Twist::AheadBeyondSkew, HistoryStep::SignIn, Ok(()));
    check(Twist::AtSkew, HistoryStep::SignOut, Ok(()));
    check(Twist::JustBeyondSkew, HistoryStep::SignIn, ran_back);
}

#[test]
fn at_the_end_of_time_nothing_lapses_for_ever() {
    let way = HistoryStep::way_to(StateKind::Limited);
    let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    let wake = Attempt::new(HistoryStep::Wake, Twist::EndOfTime);
    for _ in 0..3 {
        let taken = history.attempt(wake).expect("a tick is taken");
        let events = taken.decision().into_iter().flat_map(|it| it.events());
        assert!(events.count() <= 1);
    }
}

fn check(attempts: &[Attempt]) -> Result<(), TestCaseError> {
    let mut history = History::new(&TierPolicy::default());
    for attempt in attempts {
        let before = history.account().clone();
        let refused = history.attempt(*attempt).is_err();
        if refused {
            prop_assert_eq!(history.account(), &before);
        }
        prop_assert!(history.account().last_at() >= before.last_at());
    }
    let mut account = Account::new(history.account().id());
    for event in history.events() {
        account.apply(event).expect("what was decided folds");
    }
    prop_assert_eq!(&account, history.account());
    Ok(())
}

/// A runner whose cases depend on nothing but the seed.
fn runner(seed: u8) -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let config = Config {
        failure_persistence: None,
        cases: 2_000,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, rng)
}
