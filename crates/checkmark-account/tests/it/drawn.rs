//! What strategies draw: values that are whole, of every kind, and that shrink to little.

use checkmark_account::code::{CodeFigures, CodePolicy};
use checkmark_account::organization::{
    Administration, AssociatedDomain, DomainNo, Effect, EffectKey, Event, Fact, Invitation,
    Mailbox, Member, Organization, OrganizationPolicy, Site,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    #[test]
    fn an_organization_that_is_drawn_is_one_that_commands_made(organization: Organization) {
        prop_assert!(organization.kind().is_some(), "it was founded");
        prop_assert!(organization.version() > 0);
        for member in organization.members() {
            prop_assert!(!member.administers() || member.is_employee());
        }
    }

    #[test]
    fn what_an_organization_has_and_tells_can_be_drawn_alone(
        member: Member,
        domain: AssociatedDomain,
        number: DomainNo,
        invitation: Invitation,
        site: Site,
        mailbox: Mailbox,
        told: (Event, Effect, EffectKey, Fact),
        administration: Administration,
    ) {
        prop_assert!(member.account().as_str().starts_with('a'));
        prop_assert!(domain.number().number() >= 1 && number.number() >= 1);
        prop_assert!(!invitation.id().as_str().is_empty());
        prop_assert!(site.id().as_str() == "s1");
        prop_assert!(mailbox.address.domain().as_str().ends_with(".example"));
        let (event, effect, key, fact) = told;
        prop_assert!(key.organization.as_str() == "acme");
        prop_assert!(!administration.as_str().is_empty());
        prop_assert!(!format!("{event:?}{effect:?}{fact:?}").contains('@'), "nothing personal");
    }

    #[test]
    fn figures_are_taken_or_refused_and_never_break(figures: CodeFigures, policy: OrganizationPolicy) {
        if let Ok(taken) = CodePolicy::new(figures) {
            prop_assert_eq!((taken.digits(), taken.tries()), (figures.digits, figures.tries));
        }
        prop_assert!(policy.required_administrators(0) <= policy.required_administrators(u32::MAX));
    }
}

/// How many draws of a hundred are so.
fn drawn<T: Arbitrary>(holds: impl Fn(&T) -> bool) -> usize {
    let mut runner = TestRunner::deterministic();
    let draws = (0..100).map(|_| {
        any::<T>()
            .new_tree(&mut runner)
            .expect("nothing is left out")
    });
    draws.filter(|tree| holds(&tree.current())).count()
}

#[test]
fn figures_of_both_kinds_are_drawn() {
    let good = drawn(|figures| CodePolicy::new(*figures).is_ok());
    assert!((50..=95).contains(&good), "{good} of 100 are taken");
}

#[test]
fn an_organization_shrinks_to_the_one_that_was_founded() {
    let mut runner = TestRunner::deterministic();
    let mut tree = any::<Organization>().new_tree(&mut runner).expect("a draw");
    while tree.simplify() {}
    let least = tree.current();
    assert_eq!((least.members().len(), least.domains().len()), (1, 1));
    assert_eq!((least.sites().len(), least.invitations().len()), (1, 1));
}
