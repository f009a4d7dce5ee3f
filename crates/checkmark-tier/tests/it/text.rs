//! What is said to people: one form, and nothing of what was given.

use std::collections::BTreeMap;

use checkmark_tier::strategy::{Attempt, History, HistoryStep, Twist};
use checkmark_tier::{ReplayErrorKind, StateKind, TierPolicy};

#[track_caller]
fn check(message: &str) {
    let first = message.chars().next().expect("it says something");
    assert!(!first.is_uppercase(), "{message}");
    assert!(!message.ends_with('.'), "{message}");
    for given in ["acme", "r1", "4711", "a1"] {
        let quoted = message.split_whitespace().any(|word| word == given);
        assert!(!quoted, "{message}");
    }
}

/// Every refusal that some step meets in some state, however it is tried.
#[test]
fn every_refusal_reads_well_and_tells_nothing() {
    let mut messages = BTreeMap::new();
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        for step in HistoryStep::ALL {
            for twist in Twist::ALL {
                if let Err(refusal) = history.look(Attempt::new(*step, *twist)) {
                    check(&refusal.to_string());
                    messages.insert(refusal.code().as_str(), refusal.to_string());
                }
            }
        }
    }
    let lines: Vec<_> = messages
        .iter()
        .map(|(code, message)| format!("{code}: {message}"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_fault_of_a_record_reads_well() {
    let lines: Vec<_> = ReplayErrorKind::ALL
        .iter()
        .map(|kind| {
            check(&kind.to_string());
            kind.to_string()
        })
        .collect();
    assert_eq!(lines.len(), 7);
}
