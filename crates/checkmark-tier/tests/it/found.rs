//! What the second implementation found in the first, each as a story.

use checkmark_account::{Actor, CompanyRole, Relation};
use checkmark_domain::Class;
use checkmark_tier::strategy::{History, HistoryStep};
use checkmark_tier::{
    Administrators, CheckMark, Command, Door, Envelope, FoundProfile, Mailbox, Reason, RefusalCode,
    Route, StateKind, Task, TierPolicy, Topic,
};
use time::{SignedDuration, UtcDateTime};

use crate::world::{World, id, judged, judgment};

/// Invited by `acme`, accepted and confirmed, without any business registration.
fn joined_by_invitation() -> World {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.judged(Class::Corporate);
    world.host(Command::Invited {
        invitation: id("i1"),
        organization: id("acme"),
        role: CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    });
    world.person(Command::AcceptInvitation {
        invitation: id("i1"),
    });
    world.confirm();
    world
}

// LAW-8
#[test]
fn a_verdict_during_a_review_forgets_nothing_that_people_said() {
    let mut world = World::new();
    world.enterprise();
    world.host(Command::MemberRemoved {
        organization: id("acme"),
    });
    world.signed_in();
    world.person(Command::RequestSupport {
        topic: Topic::AccountAccess,
    });
    world.judged(Class::ConsumerMailbox);
    let because = world.account.state().because();
    assert!(because.contains(Reason::RemovedFromOrganization));
    assert!(because.contains(Reason::ConsumerMailbox));
}

// LAW-8
#[test]
fn a_decline_names_no_reason_that_does_not_hold_any_more() {
    let mut world = World::new();
    world.support_review();
    world.judged(Class::Corporate);
    world.support(Command::DeclineAccount { request: id("r1") });
    let because: Vec<_> = world.account.state().because().iter().collect();
    assert_eq!(because, [Reason::Declined]);
}

// LAW-8, DOM-3
#[test]
fn who_takes_a_request_back_stands_where_today_s_verdict_says() {
    for withdrawn in [true, false] {
        let mut world = World::new();
        world.support_review();
        world.judged(Class::Corporate);
        if withdrawn {
            world.person(Command::Withdraw);
        } else {
            world.host(Command::RequestClosed { request: id("r1") });
        }
        world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
        world.found(&[FoundProfile::new(id("acme"))]);
        world.stands(StateKind::Confirming, CheckMark::Yellow);
    }
}

// REG-3, REG-4
#[test]
fn nobody_is_let_in_by_the_domain_alone_who_gave_no_details() {
    let mut world = joined_by_invitation();
    world.support(Command::Suspend);
    world.support(Command::Reinstate);
    world.support(Command::RelationEnded {
        organization: id("acme"),
        relation: Relation::Customer,
    });
    world.judged(Class::Corporate);
    world.stands(StateKind::Limited, CheckMark::Yellow);
    world.refuses(
        Actor::Host,
        crate::world::found(&[FoundProfile::new(id("other"))]),
        RefusalCode::EvidenceNotAsked,
    );
}

// ORG-3
#[test]
fn who_became_the_last_administrator_before_it_counted_cannot_leave() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.host(Command::RoleGranted {
        organization: id("acme"),
        role: CompanyRole::Administrator,
        administrators: Administrators::Last,
    });
    world.confirm();
    let leave = || Command::LeaveOrganization {
        organization: id("acme"),
    };
    world.refuses(Actor::Person, leave(), RefusalCode::LastAdministrator);
    world.host(Command::RoleGranted {
        organization: id("acme"),
        role: CompanyRole::Administrator,
        administrators: Administrators::Others,
    });
    world.person(leave());
}

// ORG-2, ATK-23
#[test]
fn who_accepts_too_late_hears_that_the_invitation_lapsed() {
    for the_clock_is_first in [true, false] {
        let mut world = World::new();
        world.sign_up(Door::SignInMenu, "anna@acme.example");
        world.judged(Class::Corporate);
        world.host(Command::Invited {
            invitation: id("i1"),
            organization: id("acme"),
            role: CompanyRole::BusinessUser,
            lapses_at: world.now + SignedDuration::days(15),
            address: None,
        });
        let accept = |name: &str| Command::AcceptInvitation {
            invitation: id(name),
        };
        if the_clock_is_first {
            world.wake();
        } else {
            world.pass(SignedDuration::days(15));
        }
        world.refuses(Actor::Person, accept("i1"), RefusalCode::InvitationLapsed);
        world.refuses(Actor::Person, accept("i2"), RefusalCode::NoInvitation);
    }
}

// REG-3, at the end of time
#[test]
fn what_is_put_off_hides_nothing_that_is_due_at_the_same_instant() {
    let mut world = World::new();
    world.enterprise();
    world.now = UtcDateTime::MAX - SignedDuration::hours(1);
    world.host(judged(Class::Corporate));
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@other.example".parse().unwrap(),
    });
    world.now = UtcDateTime::MAX;
    world.takes(Actor::Clock, Command::TimePassed { generation: None });
    assert_eq!(world.account.pending_change(), None);
}

// REG-8: the mailbox of a role is no way in, whatever was done before.
#[test]
fn a_role_mailbox_that_is_found_late_ends_the_partner_review() {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "support@partner.example");
    world.person(Command::ChooseRoute {
        route: Route::PartnerEmployee,
    });
    world.takes(Actor::PartnerProgramme, Command::RefusePartner);
    world.signed_in();
    world.person(Command::RequestSupport {
        topic: Topic::AccountAccess,
    });
    world.host(Command::DomainJudged {
        judgment: judgment(Class::Corporate),
        mailbox: Mailbox::Role,
        judged_at: None,
        address: None,
    });
    let because: Vec<_> = world.account.state().because().iter().collect();
    assert_eq!(because, [Reason::RoleMailbox, Reason::PartnerRefused]);
}

// TIER-7, ORG-3
#[test]
fn nobody_is_the_last_administrator_who_is_none() {
    let mut world = World::new();
    world.enterprise();
    let standing = world.account.standing();
    let decision = world.host(Command::RoleGranted {
        organization: id("acme"),
        role: CompanyRole::BusinessUser,
        administrators: Administrators::Last,
    });
    assert_eq!(decision.events().count(), 0, "it was so already");
    assert_eq!(world.account.standing(), standing, "no permit dies of it");
}

// TKT-8: what was declined once and reopened is taken back for good, too.
#[test]
fn a_request_that_was_declined_before_is_taken_back_for_good() {
    let mut history = History::of(
        HistoryStep::way_to(StateKind::ProfileInReview)
            .iter()
            .copied(),
        &TierPolicy::default(),
    );
    for step in [
        HistoryStep::ProfileOpened,
        HistoryStep::RefuseProfile,
        HistoryStep::RequestOpened,
        HistoryStep::JudgedConsumer,
    ] {
        assert!(history.give(step).is_ok(), "{step}");
    }
    let because: Vec<_> = history.account().state().because().iter().collect();
    assert_eq!(because, [Reason::ConsumerMailbox, Reason::ProfileRefused]);
    assert!(history.give(HistoryStep::JudgedCorporate).is_ok());
    let late = Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening: 2,
    };
    let envelope = Envelope::new(id("a1"), Actor::Host, history.now(), late);
    let decision = history.decide(&envelope).expect("it is taken back again");
    let tasks: Vec<_> = decision.effects().map(|effect| *effect.task()).collect();
    assert_eq!(tasks, [Task::WithdrawRequest { request: id("r1") }]);
}
