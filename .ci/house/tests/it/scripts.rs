//! The script of a failure is one that the example `journey` replays, to the same end.

use checkmark::account::Language;
use checkmark_conformance::{Broken, Failure, Flaw, Kit, Operation};
use examples::journey::{Header, Line, World};
use proptest::prelude::*;

#[track_caller]
fn check(failure: &Failure) {
    let script = failure.script();
    let mut lines = (1..).zip(script.lines());
    let (_, first) = lines.next().expect("a header");
    let header = Header::read(first).expect("it is read").expect("it is one");
    let title = header.title.clone().unwrap_or_default();
    assert!(title.starts_with(failure.fault().as_str()), "{title}");
    let mut world = World::new(header, Language::English, true).expect("a world");
    let answers = lines.map(|(number, text)| {
        let line = Line::read(text).expect("a line");
        world.answer(number, &line).expect("an answer")
    });
    let account = failure.history().account();
    match answers.last() {
        Some(end) => {
            assert_eq!(end.state, account.state().kind().as_str(), "{script}");
            assert_eq!(end.version, account.version(), "{script}");
        }
        None => assert_eq!(account.version(), 0, "{script}"),
    }
}

#[test]
fn the_script_of_every_flaw_is_replayed() {
    for flaw in Flaw::ALL {
        for seed in 0..4 {
            let failure = Kit::new().seed(seed).check(|| Broken::new(*flaw));
            check(&failure.expect_err("the store is broken"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What was done to the store and not made shorter.
    #[test]
    fn the_script_of_any_failure_is_replayed(
        operations in proptest::collection::vec(any::<Operation>(), 0..60),
    ) {
        let keeps = |it: &Operation| *it != Operation::Forget;
        let mut operations: Vec<_> = operations.into_iter().filter(keeps).collect();
        operations.push(Operation::Forget);
        let broken = || Broken::new(Flaw::NameKept);
        if let Err(failure) = Kit::new().repeat(&operations, broken) {
            check(&failure);
        }
    }
}
