//! What holds for every sequence of commands to an organization.

use checkmark_account::organization::{
    Administration, Context, Organization, OrganizationPolicy, commands,
};
use checkmark_account::{AccountId, Actor, EmailAddress};
use proptest::prelude::*;
use time::{SignedDuration, UtcDateTime};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_decision_folds_and_the_record_folds_to_the_same(
        steps in prop::collection::vec((commands(), prop::sample::select(Actor::ALL.to_vec()), 1..4_u8, 0..40_i64), 1..40)
    ) {
        let policy = OrganizationPolicy::default();
        let invited: EmailAddress = "a1@acme.example".parse().unwrap();
        let mut now = UtcDateTime::UNIX_EPOCH;
        let mut organization = Organization::new("acme".parse().unwrap());
        let mut record = Vec::new();
        for (command, actor, agent, days) in steps {
            now += SignedDuration::days(days);
            let agent: AccountId = format!("a{agent}").parse().unwrap();
            let context =
                Context::new(actor, now, &policy).with_agent(agent).with_invited(&invited);
            let before = organization.clone();
            let decision = organization.decide(&command, &context);
            prop_assert_eq!(&organization, &before);
            let Ok(decision) = decision else { continue };
            organization = organization.fold(&decision).unwrap();
            prop_assert_eq!(
                organization.version(),
                before.version() + decision.events().len() as u64
            );
            record.extend(decision.events().iter().map(|event| (event.clone(), decision.at())));

            // The same once more is refused or changes nothing that can be told apart forever:
            // deciding is a function of state, command and context.
            prop_assert_eq!(
                before.decide(&command, &context).unwrap(),
                decision
            );

            // ORG-3: what an administrator does never leaves the organization without one.
            if actor == Actor::Administrator {
                prop_assert_ne!(
                    organization.administration(&policy),
                    Administration::WithoutAdministrator
                );
            }
            // ORG-5: nobody administers who is no employee.
            for member in organization.members() {
                prop_assert!(!member.administers() || member.is_employee());
            }
            // ORG-2: what waits has a domain to rest on.
            for invitation in organization.invitations() {
                prop_assert!(
                    organization.domains().iter().any(|it| it.number() == invitation.domain())
                );
            }
        }
        let folded = record
            .iter()
            .try_fold(Organization::new("acme".parse().unwrap()), |it, (event, at)| {
                it.evolve(event, *at)
            })
            .unwrap();
        prop_assert_eq!(folded, organization);
    }
}
