//! Each flaw is caught, and shown in the shortest history that has it.

use checkmark_conformance::{Broken, Failure, Fault, Flaw, Kit, Memory};

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
fn every_seed_catches_every_flaw() {
    for flaw in Flaw::ALL {
        for seed in 1..20 {
            let failure = caught(*flaw, seed);
            assert!(failure.operations().len() <= 3, "{failure}");
        }
    }
}

#[test]
fn a_seed_is_the_same_run_every_time() {
    assert_eq!(caught(Flaw::LostUpdate, 3), caught(Flaw::LostUpdate, 3));
}
