//! What strategies draw alone is what a request really has.

use checkmark_ticket::strategy::{History, Step};
use checkmark_ticket::{
    Action, ClockName, Content, Effect, EffectKey, Fact, Notice, Policy, Question, ServiceLevel,
    SideRecord, Submission,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_a_decision_makes_can_be_drawn_alone(
        submission: Submission,
        question: Question,
        effects: (Effect, EffectKey, Action),
        sides: (SideRecord, Content),
        fact: Fact,
        notice: Notice,
    ) {
        let ((effect, key, action), (side, content)) = (effects, sides);
        prop_assert_eq!(submission.number().to_string(), "04711815");
        prop_assert!(question.no().number() >= 1);
        prop_assert_eq!(effect.key().request(), key.request());
        prop_assert!(side.version() >= 1);
        // What is personal lies in the side records alone.
        let told = format!("{action:?}{fact:?}{notice:?}{content:?}");
        prop_assert!(!told.contains('@'), "{}", told);
    }

    #[test]
    fn a_policy_that_is_drawn_keeps_its_own_bounds(policy: Policy, level: ServiceLevel) {
        prop_assert!(policy.silence().is_positive() && !policy.reopening().is_negative());
        let taken = policy.with_level(ClockName::Profile, level.clone());
        let latest = taken.map(|policy| policy.level(ClockName::Profile).latest());
        prop_assert_eq!(latest, Ok(level.latest()));
    }
}

/// A planted bug: seven steps in their order. One of the others goes wrong by itself where the one
/// before it is left out, as a command does that another has to come before.
fn has_the_planted_bug(steps: &[Step], seven: &[Step], other: &[Step; 2]) -> bool {
    let mut rest = seven.iter().peekable();
    for step in steps {
        rest.next_if(|next| *next == step);
    }
    let [before, after] = other.each_ref().map(|it| steps.contains(it));
    rest.peek().is_none() && (before || !after)
}

#[test]
fn a_planted_bug_of_seven_steps_shrinks_to_exactly_those() {
    let mut runner = TestRunner::deterministic();
    let mut tried = 0;
    while tried < 20 {
        let mut tree = any::<History>().new_tree(&mut runner).expect("a draw");
        let steps = tree.current().steps().to_vec();
        let seven: Vec<Step> = steps.iter().skip(1).step_by(2).take(7).cloned().collect();
        let other = steps.get(2).zip(steps.get(16));
        let Some((before, after)) = other.filter(|(_, after)| !seven.contains(after)) else {
            continue;
        };
        let other = [before.clone(), after.clone()];
        tried += 1;
        let fails = |history: &History| has_the_planted_bug(history.steps(), &seven, &other);
        assert!(fails(&tree.current()));
        while tree.current().steps() != seven && tree.simplify() {
            while !fails(&tree.current()) && tree.complicate() {}
        }
        assert_eq!(tree.current().steps(), seven);
    }
}
