//! The main ways through, each from the sign-up to its end.

use checkmark_account::{Actor, OrganizationKind, Relation};
use checkmark_domain::Class;
use checkmark_tier::{
    Business, CheckMark, Command, Door, FoundProfile, Mailbox, Place, ProfileReason, Reason,
    RefusalCode, RepairStep, Route, Session, State, StateKind, Topic, Window,
};
use time::SignedDuration;

use crate::world::{World, id, judgment, sign_up};

#[test]
fn way_1_a_corporate_domain_with_one_profile_ends_in_black() {
    let mut world = World::new();
    world.stands(StateKind::Unregistered, CheckMark::None);
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    world.stands(StateKind::AwaitingCode, CheckMark::None);
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    world.stands(StateKind::Basic, CheckMark::Green);
    world.with_password();
    world.person(Command::StartBusinessRegistration);
    world.stands(StateKind::RouteDue, CheckMark::Green);
    world.person(Command::ChooseRoute {
        route: Route::Company,
    });
    world.stands(StateKind::DetailsDue, CheckMark::Yellow);
    world.person(Command::SubmitDetails {
        business: Business::Established,
    });
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.judged(Class::Corporate);
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.stands(StateKind::Confirming, CheckMark::Yellow);
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
    assert_eq!(
        CheckMark::seen_by(&Session::at(Place::Shop), world.account.tier()),
        CheckMark::Blue
    );
}

#[test]
fn way_2_of_several_profiles_one_is_chosen() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[
        FoundProfile::new(id("acme-emea")),
        FoundProfile::new(id("acme-us")),
    ]);
    world.stands(StateKind::OrganizationDue, CheckMark::Yellow);
    world.refuses(
        Actor::Person,
        Command::ChooseOrganization {
            organization: id("other"),
        },
        RefusalCode::NotOffered,
    );
    world.person(Command::ChooseOrganization {
        organization: id("acme-us"),
    });
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn way_3_without_a_profile_one_is_set_up() {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    world.person(Command::ChooseRoute {
        route: Route::Company,
    });
    world.person(Command::SubmitDetails {
        business: Business::New,
    });
    world.judged(Class::Corporate);
    world.found(&[]);
    let State::ProfileDue { reasons } = world.account.state() else {
        panic!("a profile is due");
    };
    assert!(reasons.contains(ProfileReason::FirstOfOrganization));
    assert!(reasons.contains(ProfileReason::NewBusiness));
    world.person(Command::SubmitProfile {
        product: Some("7XK2M13".parse().unwrap()),
    });
    let window = Window::new(
        world.now + SignedDuration::days(1),
        world.now + SignedDuration::days(2),
    );
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic: Topic::CompanyProfile,
        window: Some(window),
        reopening: 0,
    });
    world.stands(StateKind::ProfileInReview, CheckMark::Yellow);
    world.pass(SignedDuration::hours(30));
    let approve = Command::ApproveProfile {
        request: id("r1"),
        standing: world.account.standing(),
        address: world.account.address(),
        organization: id("acme"),
    };
    world.support(approve);
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
    let membership = world.account.memberships().next().unwrap();
    assert_eq!(
        membership.grant().role(),
        checkmark_account::CompanyRole::BusinessUser
    );
}

#[test]
fn way_4_support_lifts_a_company_at_gmail() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    world.stands(StateKind::Limited, CheckMark::Yellow);
    world.refuses(
        Actor::Person,
        Command::RequestSupport {
            topic: Topic::AccountAccess,
        },
        RefusalCode::SignInNeeded,
    );
    world.signed_in();
    world.person(Command::RequestSupport {
        topic: Topic::AccountAccess,
    });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening: 0,
    });
    world.pass(SignedDuration::days(1));
    world.support(world.validate());
    world.stands(StateKind::Confirming, CheckMark::Yellow);
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn way_5_a_consumer_mailbox_needs_another_address() {
    let mut world = World::new();
    world.register("anna@gmail.com");
    world.judged(Class::ConsumerMailbox);
    world.stands(StateKind::Limited, CheckMark::Yellow);
    world.signed_in();
    let refusal = world.refuses(
        Actor::Person,
        Command::RequestSupport {
            topic: Topic::AccountAccess,
        },
        RefusalCode::BusinessAddressNeeded,
    );
    assert_eq!(refusal.remedy().as_str(), "use_business_address");
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@acme.example".parse().unwrap(),
    });
    let code = world.mailed_code();
    world.person(Command::ConfirmAddress { code });
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.judged(Class::Corporate);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn way_6_what_is_not_finished_lapses_at_exactly_thirty_days() {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    world.stands(StateKind::RouteDue, CheckMark::Green);
    world.person(Command::ChooseRoute {
        route: Route::Company,
    });
    world.stands(StateKind::DetailsDue, CheckMark::Yellow);
    world.pass(SignedDuration::days(30) - SignedDuration::nanoseconds(1));
    let early = world.takes(Actor::Clock, Command::TimePassed { generation: None });
    assert_eq!(early.events().count(), 0);
    world.stands(StateKind::DetailsDue, CheckMark::Yellow);
    world.pass(SignedDuration::nanoseconds(1));
    world.wake();
    world.stands(StateKind::Basic, CheckMark::Green);
    assert!(world.account.proved_at().is_some(), "the proof is not lost");
}

#[test]
fn way_7_a_mark_that_stays_green_is_repaired_in_order() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    world.signed_in();
    world.person(Command::ReportMark {
        mark: CheckMark::Green,
    });
    world.stands(StateKind::StuckInBasic, CheckMark::Green);
    let refusal = world.refuses(
        Actor::Person,
        Command::RepairStep {
            step: RepairStep::CheckMark,
        },
        RefusalCode::OtherStepDue,
    );
    assert_eq!(refusal.due_step(), Some(RepairStep::SignOut));
    for step in RepairStep::ALL {
        world.person(Command::RepairStep { step: *step });
    }
    world.stands(StateKind::Limited, CheckMark::Yellow);
    world.person(Command::RequestSupport {
        topic: Topic::AccountAccess,
    });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening: 0,
    });
    world.support(world.validate());
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn way_8_the_partner_programme_confirms_or_refuses() {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@partner.example");
    world.person(Command::ChooseRoute {
        route: Route::PartnerEmployee,
    });
    world.stands(StateKind::ReferredPartnerEmployee, CheckMark::Yellow);
    world.judged(Class::Corporate);
    world.takes(
        Actor::PartnerProgramme,
        Command::ConfirmPartner {
            organization: id("partner"),
        },
    );
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
    assert_eq!(
        world
            .account
            .memberships()
            .next()
            .unwrap()
            .grant()
            .relation(),
        Relation::Partner
    );

    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "bo@hopeful.example");
    world.person(Command::ChooseRoute {
        route: Route::ProspectivePartner,
    });
    world.stands(StateKind::ReferredProspectivePartner, CheckMark::Green);
    world.takes(Actor::PartnerProgramme, Command::RefusePartner);
    world.stands(StateKind::Basic, CheckMark::Green);
}

#[test]
fn way_9_an_entry_that_vanishes_is_offered_no_more() {
    let mut world = World::new();
    let body = |name| FoundProfile::new(id(name)).of_kind(OrganizationKind::PublicBody);
    world.register("anna@city.example");
    world.judged(Class::Corporate);
    world.found(&[body("schools"), body("roads"), body("water")]);
    world.host(Command::ProfileChanged {
        organization: id("roads"),
    });
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.found(&[body("schools"), body("water")]);
    world.refuses(
        Actor::Person,
        Command::ChooseOrganization {
            organization: id("roads"),
        },
        RefusalCode::NotOffered,
    );
    world.person(Command::ChooseOrganization {
        organization: id("water"),
    });
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn way_10_when_the_company_leaves_the_reason_is_named() {
    let mut world = World::new();
    world.enterprise();
    let before = world.account.standing();
    world.host(Command::DomainDropped {
        organization: id("acme"),
    });
    world.stands(StateKind::Limited, CheckMark::Yellow);
    assert_eq!(
        world.account.state().because().first(),
        Some(Reason::DomainDropped)
    );
    assert!(world.account.standing() > before);
}

#[test]
fn way_11_trouble_with_the_code_has_a_way_out() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let right = world.mailed_code();
    for _ in 0..5 {
        world.pass(SignedDuration::seconds(1));
        let code = world.wrong_code();
        let decision = world.person(Command::SubmitCode { code });
        assert_eq!(
            decision.rejection().map(|refusal| refusal.code()),
            Some(RefusalCode::CodeNotAccepted)
        );
    }
    let decision = world.person(Command::SubmitCode { code: right });
    assert!(decision.rejection().is_some(), "its tries are used up");
    world.stands(StateKind::AwaitingCode, CheckMark::None);
    world.refuses(
        Actor::Person,
        Command::RequestCode,
        RefusalCode::CodeTooSoon,
    );
    world.pass(SignedDuration::seconds(60));
    world.person(Command::RequestCode);
    let code = world.mailed_code();
    world.pass(SignedDuration::minutes(10));
    let decision = world.person(Command::SubmitCode { code: code.clone() });
    assert!(
        decision.rejection().is_some(),
        "equal to the expiry is expired"
    );
    world.person(Command::RequestCode);
    let decision = world.person(Command::SubmitCode { code });
    assert!(decision.rejection().is_some(), "it was superseded");
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    world.stands(StateKind::Basic, CheckMark::Green);
}

#[test]
fn way_12_an_approval_for_the_old_address_is_refused() {
    let mut world = World::new();
    world.support_review();
    let approval = world.validate();
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@acme.test".parse().unwrap(),
    });
    let code = world.mailed_code();
    world.person(Command::ConfirmAddress { code });
    world.refuses(Actor::Support, approval, RefusalCode::NoOpenRequest);
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.judged(Class::Corporate);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}

#[test]
fn a_role_mailbox_is_told_so() {
    let mut world = World::new();
    world.register("support@acme.example");
    world.host(Command::DomainJudged {
        judgment: judgment(Class::Corporate),
        mailbox: Mailbox::Role,
        judged_at: None,
        address: None,
    });
    world.signed_in();
    world.refuses(
        Actor::Person,
        Command::RequestSupport {
            topic: Topic::AccountAccess,
        },
        RefusalCode::PersonalAddressNeeded,
    );
}
