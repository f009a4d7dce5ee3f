//! Every text.

use checkmark::tier::strategy::{Attempt, HistoryStep, Twist};
use checkmark_conformance::{AppendError, Broken, Flaw, Kit, Operation, Outage};

#[test]
fn a_failure_says_what_was_done_and_prints_a_script() {
    let failure = Kit::new()
        .check(|| Broken::new(Flaw::EventsReordered))
        .unwrap_err();
    insta::assert_snapshot!(failure.to_string());
    insta::assert_snapshot!(failure.script());
}

#[test]
fn an_operation_reads_what_it_prints() {
    let step = HistoryStep::Validate;
    let attempts = Twist::ALL
        .iter()
        .map(|twist| Operation::Act(Attempt::new(step, *twist)));
    let others = [
        Operation::Race(step),
        Operation::Repeat,
        Operation::Deliver,
        Operation::CrashTaken,
        Operation::AcknowledgeAgain,
        Operation::Crash,
        Operation::Forget,
        Operation::Neighbor,
    ];
    for operation in attempts.chain(others) {
        assert_eq!(operation.to_string().parse(), Ok(operation));
    }
    for text in [
        "",
        "act:sign_up",
        "plain:sign_up",
        "at_skew",
        "at_skew:",
        "race",
        "race:",
        "crash:sign_up",
        "Crash",
    ] {
        assert!(text.parse::<Operation>().is_err(), "{text}");
    }
}

#[test]
fn errors_read_well() {
    let conflict: AppendError<core::convert::Infallible> = AppendError::Conflict;
    insta::assert_snapshot!(conflict, @"the account has moved on");
    insta::assert_snapshot!(AppendError::from(Outage::default()), @"the store does not answer");
    insta::assert_snapshot!("x".parse::<Operation>().unwrap_err(), @"unknown operation");
}
