//! Who may vouch for whom, and when (DOM-3, DOM-4, LAW-2).

use checkmark_account::{Actor, CompanyRole};
use checkmark_domain::Class;
use checkmark_tier::{
    CheckMark, Command, Door, FoundProfile, RefusalCode, Route, StateKind, Task, Topic,
};
use time::SignedDuration;

use crate::world::{World, id, judged};

/// Support has the request `r1`.
fn asked(world: &mut World) {
    world.signed_in();
    let topic = Topic::AccountAccess;
    world.person(Command::RequestSupport { topic });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic,
        window: None,
        reopening: 0,
    });
}

fn invited(world: &mut World) -> Command {
    world.host(Command::Invited {
        invitation: id("i1"),
        organization: id("other"),
        role: CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    });
    Command::AcceptInvitation {
        invitation: id("i1"),
    }
}

/// Not a partner's employee, by the partner programme's word; nobody judged the domain.
fn refused_by_the_partner_programme() -> World {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    world.person(Command::ChooseRoute {
        route: Route::PartnerEmployee,
    });
    world.takes(Actor::PartnerProgramme, Command::RefusePartner);
    world
}

// DOM-3
#[test]
fn support_decides_without_evidence_after_the_wait_alone() {
    let mut world = refused_by_the_partner_programme();
    asked(&mut world);
    let validate = world.validate();
    world.refuses(Actor::Support, validate, RefusalCode::VerdictNeeded);
    world.judged(Class::Corporate);
    world.support(world.validate());
    world.stands(StateKind::Confirming, CheckMark::Yellow);

    let mut world = World::new();
    world.register("anna@acme.example");
    world.pass(SignedDuration::days(7));
    world.wake();
    let accept = invited(&mut world);
    world.refuses(Actor::Person, accept, RefusalCode::VerdictNeeded);
    asked(&mut world);
    world.support(world.validate());
    world.stands(StateKind::Confirming, CheckMark::Yellow);
}

// DOM-3
#[test]
fn what_was_looked_for_and_not_found_is_support_s_to_decide_after_the_wait() {
    let mut world = refused_by_the_partner_programme();
    world.judged(Class::Undetermined);
    asked(&mut world);
    let validate = world.validate();
    world.refuses(Actor::Support, validate, RefusalCode::VerdictNeeded);

    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Undetermined);
    world.pass(SignedDuration::days(7));
    world.wake();
    world.stands(StateKind::Limited, CheckMark::Yellow);
    let accept = invited(&mut world);
    world.refuses(Actor::Person, accept, RefusalCode::VerdictNeeded);
    asked(&mut world);
    world.support(world.validate());
    world.stands(StateKind::Confirming, CheckMark::Yellow);
}

// DOM-4
#[test]
fn a_verdict_vouches_for_an_address_until_it_is_judged_again() {
    for (age, taken) in [
        (SignedDuration::days(180) - SignedDuration::NANOSECOND, true),
        (SignedDuration::days(180), false),
    ] {
        let mut world = World::new();
        world.support_review();
        world.pass(age);
        let validate = world.validate();
        if taken {
            world.support(validate);
            world.stands(StateKind::Confirming, CheckMark::Yellow);
        } else {
            world.refuses(Actor::Support, validate, RefusalCode::VerdictNeeded);
        }
    }
}

// REG-8, DOM-3
#[test]
fn nobody_vouches_for_an_address_that_bars() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@gmail.com");
    world.judged(Class::ConsumerMailbox);
    let accept = invited(&mut world);
    world.refuses(Actor::Person, accept, RefusalCode::BusinessAddressNeeded);

    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.judged(Class::GmailHosted);
    let accept = invited(&mut world);
    world.person(accept);
    world.stands(StateKind::Confirming, CheckMark::Yellow);
}

// REG-7
#[test]
fn what_is_chosen_counts_by_evidence_that_is_young_enough() {
    for (age, state) in [
        (SignedDuration::minutes(15), StateKind::Confirming),
        (
            SignedDuration::minutes(15) + SignedDuration::NANOSECOND,
            StateKind::EvidenceDue,
        ),
        (
            SignedDuration::hours(24) + SignedDuration::NANOSECOND,
            StateKind::EvidenceDue,
        ),
    ] {
        let mut world = World::new();
        world.register("anna@acme.example");
        world.host(judged(Class::Corporate));
        world.found(&[
            FoundProfile::new(id("acme")),
            FoundProfile::new(id("other")),
        ]);
        world.pass(age);
        world.person(Command::ChooseOrganization {
            organization: id("acme"),
        });
        assert_eq!(world.account.state().kind(), state, "{age}");
    }
}

// ORG-6, TIER-3: a relation is one with an organization, and of a kind.
#[test]
fn the_partner_programme_confirms_each_organization_once_and_a_customer_as_well() {
    let confirm = |organization| Command::ConfirmPartner {
        organization: id(organization),
    };
    let mut world = World::new();
    world.enterprise();
    for organization in ["acme", "bolts"] {
        world.takes(Actor::PartnerProgramme, confirm(organization));
        world.confirm();
    }
    for organization in ["acme", "bolts"] {
        let programme = Actor::PartnerProgramme;
        world.refuses(programme, confirm(organization), RefusalCode::AlreadyMember);
    }
    world.takes(Actor::PartnerProgramme, confirm("nuts"));
}

// REG-6, DOM-2: support sets up no profile for a domain that turned out to be no company's own.
#[test]
fn a_verdict_that_bars_ends_the_review_of_a_profile_and_takes_its_request_back() {
    for (class, ends) in [
        (Class::GmailHosted, true),
        (Class::ConsumerMailbox, true),
        (Class::Corporate, false),
    ] {
        let mut world = World::new();
        world.register("anna@acme.example");
        world.judged(Class::Corporate);
        world.found(&[]);
        let product = Some("7XK2M13".parse().expect("a service tag"));
        world.person(Command::SubmitProfile { product });
        world.host(Command::RequestOpened {
            request: id("r1"),
            topic: Topic::CompanyProfile,
            window: None,
            reopening: 0,
        });
        let decision = world.judged(class);
        let kind = world.account.state().kind();
        assert_eq!(kind == StateKind::Limited, ends, "{class:?}");
        assert_eq!(kind == StateKind::ProfileInReview, !ends, "{class:?}");
        let request = id("r1");
        let withdrawn = decision
            .effects()
            .any(|it| *it.task() == Task::WithdrawRequest { request });
        assert_eq!(withdrawn, ends, "{class:?}");
    }
}

// ORG-3, ACC-7: who belongs to one organization may accept the invitation of another, but not while
// the relations rest.
#[test]
fn an_invitation_is_accepted_beside_a_relation_that_counts_and_not_beside_one_that_rests() {
    let mut world = World::new();
    world.enterprise();
    let accept = invited(&mut world);
    world.person(accept.clone());
    world.confirm();
    assert_eq!(world.account.memberships().count(), 2);

    let mut world = World::new();
    world.enterprise();
    invited(&mut world);
    world.person(Command::Deactivate);
    world.with_password();
    world.person(Command::Reactivate);
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.refuses(Actor::Person, accept, RefusalCode::EvidenceOutstanding);
}

// TKT-6, LAW-7: messages about a request may overtake one another.
#[test]
fn an_opening_that_was_overtaken_by_a_reopening_is_not_the_open_one() {
    let mut world = World::new();
    world.support_review();
    let opened = |reopening| Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening,
    };
    world.host(opened(2));
    world.refuses(Actor::Host, opened(1), RefusalCode::NoOpenRequest);
    world.host(opened(2));
    world.host(opened(3));
}

// ORG-4: a role that was withdrawn before the confirmation was handed over does not come with it,
// and one in another organization is another one.
#[test]
fn a_role_is_withdrawn_in_its_organization_whether_or_not_it_is_confirmed() {
    for (withdrawn, want) in [
        ("other", CompanyRole::BusinessUser),
        ("acme", CompanyRole::Administrator),
    ] {
        let mut world = World::new();
        world.enterprise();
        world.host(Command::Invited {
            invitation: id("i1"),
            organization: id("other"),
            role: CompanyRole::Administrator,
            lapses_at: world.now + SignedDuration::days(15),
            address: None,
        });
        let invitation = id("i1");
        world.person(Command::AcceptInvitation { invitation });
        let organization = id(withdrawn);
        world.host(Command::RoleWithdrawn { organization });
        world.confirm();
        let other = world
            .account
            .memberships()
            .find(|it| it.grant().organization() == id("other"));
        let role = other.expect("the relation counts").grant().role();
        assert_eq!(role, want, "withdrawn in {withdrawn}");
    }
}
