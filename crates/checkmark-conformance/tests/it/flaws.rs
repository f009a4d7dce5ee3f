//! Each flaw is caught, and shown in the shortest history that has it.

use std::collections::BTreeSet;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::strategy::Twist;
use checkmark::tier::{Effect, EffectKey, Personal};
use checkmark_conformance::{
    AppendError, Broken, Commit, Failure, Fault, Flaky, Flaw, Kit, Memory, Operation, Store,
};
use proptest::arbitrary::any;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

fn caught(flaw: Flaw, seed: u64) -> Failure {
    let kit = Kit::new().seed(seed);
    kit.check(|| Broken::new(flaw)).expect_err("it is broken")
}

#[track_caller]
fn check(flaw: Flaw, fault: Fault, shortest: &[&str]) {
    let failure = caught(flaw, 0);
    assert_eq!(failure.fault(), fault, "{failure}");
    let operations: Vec<_> = failure
        .operations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(operations, shortest);
}

#[test]
fn the_store_in_memory_passes() {
    let passed = Kit::new()
        .runs(256)
        .check(Memory::default)
        .expect("nothing is wrong");
    println!("{passed}");
    assert_eq!(passed.histories(), 256);
    assert!(passed.decisions() > 1_000 && passed.conflicts() > 500 && passed.effects() > 500);
}

#[test]
fn a_lost_update_is_caught() {
    check(
        Flaw::LostUpdate,
        Fault::LostUpdate,
        &["sign_up", "race:sign_up"],
    );
}

#[test]
fn an_effect_that_comes_twice_is_caught() {
    check(
        Flaw::EffectTwice,
        Fault::EffectTwice,
        &["sign_up", "deliver"],
    );
}

#[test]
fn an_effect_that_is_lost_is_caught() {
    check(
        Flaw::EffectLost,
        Fault::EffectLost,
        &["sign_up", "crash_taken"],
    );
}

#[test]
fn a_stale_read_is_caught() {
    check(Flaw::StaleRead, Fault::StaleRead, &["sign_up"]);
}

#[test]
fn events_that_are_reordered_are_caught() {
    check(
        Flaw::EventsReordered,
        Fault::EventsReordered,
        &["sign_up", "submit_right_code"],
    );
}

#[test]
fn a_write_that_leaves_its_effects_out_is_caught() {
    check(
        Flaw::EffectsLeftOut,
        Fault::HalfWritten,
        &["sign_up", "submit_right_code"],
    );
}

#[test]
fn effects_of_a_write_that_never_was_are_caught() {
    check(
        Flaw::EffectsAhead,
        Fault::HalfWritten,
        &["sign_up", "submit_right_code"],
    );
}

#[test]
fn effects_that_are_crossed_out_for_somebody_else_are_caught() {
    check(
        Flaw::NeighborsMixedUp,
        Fault::EffectLost,
        &["sign_up", "neighbor"],
    );
}

#[test]
fn a_name_that_is_not_forgotten_is_caught() {
    check(Flaw::NameKept, Fault::NotForgotten, &["sign_up", "forget"]);
}

#[test]
fn every_seed_catches_every_flaw_and_nothing_can_be_left_out() {
    for flaw in Flaw::ALL {
        for seed in 1..20 {
            let failure = caught(*flaw, seed);
            let operations = failure.operations();
            assert!(operations.len() <= 3, "{failure}");
            for left_out in 0..operations.len() {
                let mut fewer = operations.to_vec();
                fewer.remove(left_out);
                let fault = Kit::new().repeat(&fewer, || Broken::new(*flaw));
                let fault = fault.err().map(|it| it.fault());
                assert_ne!(fault, Some(failure.fault()), "{failure}");
            }
        }
    }
}

#[test]
fn a_store_that_fails_now_and_then_without_harm_passes() {
    for one_in in [2, 3, 5, 7] {
        let passed = Kit::new().check(|| Flaky::new(Memory::default(), one_in));
        let passed = passed.unwrap_or_else(|failure| panic!("one in {one_in}: {failure}"));
        println!("one in {one_in}: {passed}");
        assert!(passed.errors() > 1_000 && passed.decisions() > 500);
    }
}

#[test]
fn a_flaw_is_caught_although_the_store_fails_now_and_then() {
    for flaw in Flaw::ALL {
        let kit = Kit::new().runs(256);
        let passed = kit.check(|| Flaky::new(Broken::new(*flaw), 5));
        assert!(passed.is_err(), "{flaw:?}");
    }
}

#[test]
fn a_store_that_always_fails_is_caught() {
    let failure = Kit::new().check(|| Flaky::new(Memory::default(), 1));
    assert_eq!(failure.map_err(|it| it.fault()), Err(Fault::StoreFailed));
}

/// A store that keeps no more than six decisions of an account.
#[derive(Default)]
struct Six(Memory);

impl Store for Six {
    type Error = <Memory as Store>::Error;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Self::Error> {
        let mut lines = self.0.load(account)?;
        lines.truncate(6);
        Ok(lines)
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Self::Error>> {
        self.0.append(commit)
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Self::Error> {
        self.0.take(most)
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Self::Error> {
        self.0.acknowledge(key)
    }

    fn restart(&mut self) -> Result<(), Self::Error> {
        self.0.restart()
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Self::Error> {
        self.0.personal(account)
    }

    fn forget(&mut self, account: AccountId) -> Result<(), Self::Error> {
        self.0.forget(account)
    }
}

#[test]
fn a_flaw_that_takes_seven_decisions_is_shown_in_exactly_seven_operations() {
    for seed in 0..20 {
        let failure = Kit::new().seed(seed).check(Six::default);
        let failure = failure.expect_err("the seventh is lost");
        assert_eq!(failure.fault(), Fault::StaleRead);
        assert_eq!(failure.operations().len(), 7, "{failure}");
    }
}

#[test]
fn every_twist_of_the_clock_is_tried() {
    let mut runner = TestRunner::deterministic();
    let mut tried = BTreeSet::new();
    for _ in 0..2_000 {
        let drawn = any::<Operation>().new_tree(&mut runner).expect("a draw");
        if let Operation::Act(attempt) = drawn.current() {
            tried.insert(attempt.twist().as_str());
        }
    }
    let all: BTreeSet<_> = Twist::ALL.iter().map(|it| it.as_str()).collect();
    assert_eq!(tried, all);
}

#[test]
fn a_seed_is_the_same_run_every_time() {
    assert_eq!(caught(Flaw::LostUpdate, 3), caught(Flaw::LostUpdate, 3));
}
