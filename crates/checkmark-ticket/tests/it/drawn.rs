//! What strategies draw alone is what a request really has.

use checkmark_ticket::{
    Action, ClockName, Content, Effect, EffectKey, Fact, Notice, Policy, Question, ServiceLevel,
    SideRecord, Submission,
};
use proptest::prelude::*;

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
