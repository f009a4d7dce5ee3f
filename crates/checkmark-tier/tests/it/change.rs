//! What a change of address does to a registration, state by state (ACC-4).

use checkmark_account::Actor;
use checkmark_domain::Class;
use checkmark_tier::{
    Command, Decision, Door, EvidenceKind, Fact, FoundProfile, Route, State, StateKind, Task,
};
use time::SignedDuration;

use crate::world::{World, id};

/// Changes to another address and proves it.
fn moved(world: &mut World) -> Decision {
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@other.example".parse().expect("a good address"),
    });
    let code = world.mailed_code();
    world.person(Command::ConfirmAddress { code })
}

/// What the host is asked to find out.
fn asked(decision: &Decision) -> Vec<&'static str> {
    let asks = decision.effects().filter_map(|effect| match effect.task() {
        Task::JudgeDomain { .. } => Some("domain"),
        Task::FindProfiles { .. } => Some("profiles"),
        Task::AskPartnerProgramme { .. } => Some("partner programme"),
        _ => None,
    });
    asks.collect()
}

fn is_decided_again(decision: &Decision) -> bool {
    let mut facts = decision.events().map(|event| event.fact());
    facts.any(|fact| matches!(fact, Fact::DecidedAgain { .. }))
}

fn registering(route: Option<Route>) -> World {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    if let Some(route) = route {
        world.person(Command::ChooseRoute { route });
    }
    world
}

#[test]
fn who_is_not_done_with_registering_goes_on_with_the_new_address() {
    let mut basic = World::new();
    basic.sign_up(Door::SignInMenu, "anna@acme.example");
    for (mut world, state) in [
        (basic, StateKind::Basic),
        (registering(None), StateKind::RouteDue),
        (registering(Some(Route::Company)), StateKind::DetailsDue),
    ] {
        let decision = moved(&mut world);
        assert_eq!(world.account.state().kind(), state);
        assert_eq!(asked(&decision), Vec::<&str>::new(), "{state}");
        assert!(!is_decided_again(&decision), "{state}");
    }
}

#[test]
fn the_partner_programme_was_asked_about_the_person_and_is_not_asked_again() {
    for (route, state) in [
        (Route::PartnerEmployee, StateKind::ReferredPartnerEmployee),
        (
            Route::ProspectivePartner,
            StateKind::ReferredProspectivePartner,
        ),
    ] {
        let mut world = registering(Some(route));
        let decision = moved(&mut world);
        assert_eq!(world.account.state().kind(), state);
        assert_eq!(asked(&decision), ["domain"], "{state}");
        assert!(!is_decided_again(&decision), "{state}");
    }
}

#[test]
fn who_was_refused_by_the_partner_programme_asks_it_again_with_the_new_address() {
    let mut world = registering(Some(Route::PartnerEmployee));
    world.takes(Actor::PartnerProgramme, Command::RefusePartner);
    let decision = moved(&mut world);
    assert!(is_decided_again(&decision));
    assert_eq!(asked(&decision), ["partner programme", "domain"]);
}

// DOM-3: the time after which support decides without evidence runs from the first question about
// an address.
#[test]
fn the_wait_for_evidence_begins_anew_with_another_address_and_not_with_another_question() {
    let mut world = World::new();
    world.register("anna@acme.example");
    let first = world.account.next_wakeup().expect("the wait ends");
    assert_eq!(first.at(), world.now + world.policy.evidence_wait());
    world.pass(SignedDuration::hours(1));
    world.judged(Class::Corporate);
    let asked_next = State::EvidenceDue {
        needs: EvidenceKind::Profiles,
    };
    assert_eq!(world.account.state(), asked_next, "another question");
    assert_eq!(world.account.next_wakeup(), Some(first));
    let decision = moved(&mut world);
    assert_eq!(asked(&decision), ["domain"]);
    let until = world.account.next_wakeup().expect("the wait ends");
    assert_eq!(until.at(), world.now + world.policy.evidence_wait());
    assert_ne!(until.generation(), first.generation());
    world.judged(Class::Corporate);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.confirm();
}
