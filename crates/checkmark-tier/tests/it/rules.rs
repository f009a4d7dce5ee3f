//! The rules about people and registration, one by one.

use checkmark_account::{Actor, NewsletterChoice};
use checkmark_domain::Class;
use checkmark_tier::{
    AddressUse, CheckMark, Command, Context, Door, Fact, FoundProfile, Notice, NumberReason,
    Personal, PersonalKind, Place, Reason, RefusalCode, RepairStep, Route, Session, StateKind,
    Task, Tier, Topic, next_step,
};
use time::SignedDuration;

use crate::world::{World, id, judged, sign_up};

const NANOSECOND: SignedDuration = SignedDuration::NANOSECOND;

// ACC-2, ACC-8
#[test]
fn signing_up_keeps_the_door_in_the_record_and_the_person_apart() {
    for door in Door::ALL {
        let mut world = World::new();
        let decision = world.person(sign_up(*door, "anna@acme.example"));
        assert_eq!(world.account.registration().door(), Some(*door));
        let kept: Vec<_> = decision.personal().iter().map(Personal::kind).collect();
        assert_eq!(kept, [PersonalKind::Address, PersonalKind::Name]);
        assert!(decision.events().any(|event| matches!(
            event.fact(),
            Fact::SignedUp {
                newsletter: NewsletterChoice::NotSubscribed,
                ..
            }
        )));
        let code = world.mailed_code();
        world.person(Command::SubmitCode { code });
        let want = match door {
            Door::SignInMenu => StateKind::Basic,
            Door::CreateAccount => StateKind::RouteDue,
        };
        world.stands(want, CheckMark::Green);
    }
}

// ACC-1, ACC-4
#[test]
fn customer_numbers_come_and_go_with_a_reason_and_are_nobody_elses() {
    let add = |number| Command::AddCustomerNumber {
        number: id(number),
        reason: NumberReason::Purchase,
    };
    let remove = |number| Command::RemoveCustomerNumber {
        number: id(number),
        reason: NumberReason::MovedOn,
    };
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.person(add("4711"));
    world.support(add("4712"));
    assert_eq!(
        world.account.customer_numbers(),
        [id("4711"), id("4712")],
        "several"
    );
    world.refuses(Actor::Person, add("4711"), RefusalCode::NumberHeld);
    let decision = world.person(remove("4711"));
    assert!(decision.events().any(|event| *event.fact()
        == Fact::CustomerNumberRemoved {
            number: id("4711"),
            reason: NumberReason::MovedOn,
        }));
    world.refuses(Actor::Person, remove("4711"), RefusalCode::NumberNotHeld);
    let envelope = world.envelope(Actor::Person, add("4713"));
    let taken = Context::new(&world.policy).with_number_use(AddressUse::Taken);
    let refusal = world.account.decide(&envelope, &taken).expect_err("taken");
    assert_eq!(refusal.code(), RefusalCode::NumberTaken);
}

// ACC-5
#[test]
fn address_name_and_password_change_by_a_fresh_proof_alone() {
    let name = checkmark_account::PersonName::new("Anna", "Dahl").unwrap();
    let commands = || {
        [
            Command::ChangeAddress {
                address: "anna@other.example".parse().unwrap(),
            },
            Command::ChangeName { name: name.clone() },
            Command::RequestPasswordChange,
        ]
    };
    let ten = SignedDuration::minutes(10);
    // How old the password's verification is, how old the code's proof, and whether it will do.
    for (password, proof, want) in [
        (None, ten - NANOSECOND, true),
        (None, ten, false),
        (Some(ten - NANOSECOND), ten * 2, true),
        (Some(ten), ten * 2, false),
    ] {
        for command in commands() {
            let mut world = World::new();
            world.sign_up(Door::SignInMenu, "anna@acme.example");
            world.pass(proof);
            if let Some(age) = password {
                world.session = Session::signed_out().with_password_verified_at(world.now - age);
            }
            let answer = world.give(Actor::Person, command).map(drop);
            let refused = answer.err().map(|refusal| refusal.code());
            let expected = (!want).then_some(RefusalCode::FreshProofNeeded);
            assert_eq!(refused, expected, "{password:?} {proof:?}");
        }
    }
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.person(Command::RequestPasswordChange);
    world.pass(SignedDuration::hours(24) - NANOSECOND);
    world.with_password();
    let refusal = world.refuses(
        Actor::Person,
        Command::RequestPasswordChange,
        RefusalCode::PasswordChangeTooSoon,
    );
    assert_eq!(refusal.retry_at(), Some(world.now + NANOSECOND));
    world.pass(NANOSECOND);
    world.person(Command::RequestPasswordChange);
}

// ACC-7
#[test]
fn an_account_rests_comes_back_and_is_decided_again() {
    for (actor, rest, back, state) in [
        (
            Actor::Person,
            Command::Deactivate,
            Command::Reactivate,
            StateKind::Deactivated,
        ),
        (
            Actor::Support,
            Command::Suspend,
            Command::Reinstate,
            StateKind::Suspended,
        ),
    ] {
        let mut world = World::new();
        world.enterprise();
        world.takes(actor, rest);
        world.stands(state, CheckMark::None);
        world.takes(actor, back);
        world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
        world.judged(Class::Corporate);
        world.stands(StateKind::Enterprise, CheckMark::Black);
    }
    let mut world = World::new();
    world.enterprise();
    world.person(Command::Close);
    world.stands(StateKind::Closed, CheckMark::None);
    world.refuses(Actor::Support, Command::Reinstate, RefusalCode::Closed);
    world.host(Command::Erase);
    world.stands(StateKind::Erased, CheckMark::None);
    world.host(Command::Erase);
}

// REG-1
#[test]
fn registration_is_started_signed_out_with_a_password_and_a_fresh_proof() {
    let start = || Command::StartBusinessRegistration;
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.refuses(Actor::Person, start(), RefusalCode::PasswordNeeded);
    world.session = Session::at(Place::Support).with_password_verified_at(world.now);
    world.refuses(Actor::Person, start(), RefusalCode::SignOutFirst);
    world.with_password();
    world.pass(SignedDuration::minutes(10));
    world.refuses(Actor::Person, start(), RefusalCode::PasswordNeeded);
    world.with_password();
    world.person(start());
    world.person(start());
    world.stands(StateKind::RouteDue, CheckMark::Green);

    for (age, due) in [
        (SignedDuration::days(30) - NANOSECOND, false),
        (SignedDuration::days(30), true),
    ] {
        let mut world = World::new();
        world.sign_up(Door::SignInMenu, "anna@acme.example");
        world.pass(age);
        world.with_password();
        world.person(start());
        let route = || Command::ChooseRoute {
            route: Route::Company,
        };
        if due {
            world.refuses(Actor::Person, route(), RefusalCode::ProofTooOld);
            let code = world.mailed_code();
            world.person(Command::SubmitCode { code });
        }
        world.person(route());
        world.stands(StateKind::DetailsDue, CheckMark::Yellow);
    }
}

// REG-3
#[test]
fn an_unproved_sign_up_lapses_at_exactly_a_day() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    world.pass(SignedDuration::hours(24) - NANOSECOND);
    world.takes(Actor::Clock, Command::TimePassed { generation: None });
    world.stands(StateKind::AwaitingCode, CheckMark::None);
    world.wake();
    world.stands(StateKind::Unregistered, CheckMark::None);
    assert!(world.addresses.is_empty(), "the address is forgotten");
}

// TIER-1, TIER-2, TIER-3, DOM-2, DOM-3
#[test]
fn each_class_of_domain_leads_to_its_tier_and_what_lifts_it() {
    // The class; whether it asks for profiles at once; whether support lifts it.
    for (class, asks, lifts) in [
        (Class::Corporate, true, false),
        (Class::GmailHosted, false, true),
        (Class::ConsumerMailbox, false, false),
        (Class::Disposable, false, false),
        (Class::NoMail, false, false),
        (Class::NotACompanyDomain, false, false),
        (Class::Undetermined, true, false),
    ] {
        let mut basic = World::new();
        basic.sign_up(Door::SignInMenu, "anna@acme.example");
        let _ = basic.give(Actor::Host, judged(class));
        basic.stands(StateKind::Basic, CheckMark::Green);

        let mut world = World::new();
        world.register("anna@acme.example");
        world.judged(class);
        assert_eq!(world.account.tier(), Some(Tier::Limited), "{class:?}");
        let state = world.account.state().kind();
        assert_eq!(state == StateKind::EvidenceDue, asks, "{class:?}");
        world.signed_in();
        let ask = Command::RequestSupport {
            topic: Topic::AccountAccess,
        };
        assert_eq!(world.give(Actor::Person, ask).is_ok(), lifts, "{class:?}");
    }
    let mut world = World::new();
    world.register("anna@acme.example");
    world.pass(SignedDuration::days(7));
    world.wake();
    world.stands(StateKind::Limited, CheckMark::Yellow);
    assert!(
        world
            .account
            .state()
            .because()
            .contains(Reason::Undetermined)
    );
    let mut world = World::new();
    world.enterprise();
    world.signed_in();
    let next = next_step(&world.account, &world.session, world.now).expect("there is one");
    assert_eq!(next.step().command(), None, "nothing is left to do");
}

// DOM-4
#[test]
fn a_verdict_is_judged_again_at_exactly_half_a_year() {
    let mut world = World::new();
    world.enterprise();
    let wakeup = world.account.next_wakeup().expect("a verdict grows old");
    assert_eq!(wakeup.at(), world.now + SignedDuration::days(180));
    let decision = world.wake();
    let asked = decision
        .effects()
        .any(|it| matches!(it.task(), Task::JudgeDomain { .. }));
    assert!(asked);
    world.stands(StateKind::Enterprise, CheckMark::Black);
    world.judged(Class::ConsumerMailbox);
    world.stands(StateKind::Limited, CheckMark::Yellow);
}

// FIX-2
#[test]
fn the_repair_starts_from_a_finished_registration_alone() {
    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    world.refuses(
        Actor::Host,
        Command::MarkNotPropagated,
        RefusalCode::RegistrationNotFinished,
    );
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    world.host(Command::MarkNotPropagated);
    for due in RepairStep::ALL {
        for step in RepairStep::ALL {
            if step != due {
                let refusal = world.refuses(
                    Actor::Person,
                    Command::RepairStep { step: *step },
                    RefusalCode::OtherStepDue,
                );
                assert_eq!(refusal.due_step(), Some(*due));
            }
        }
        world.person(Command::RepairStep { step: *due });
    }
    world.stands(StateKind::Limited, CheckMark::Yellow);
}

// LAW-8
#[test]
fn two_reasons_are_kept_and_are_two_remedies() {
    let mut world = World::new();
    world.support_review();
    world.support(Command::DeclineAccount { request: id("r1") });
    let because = world.account.state().because();
    assert_eq!(because.first(), Some(Reason::GmailHosted));
    assert!(because.contains(Reason::Declined));
    let mut world = World::new();
    world.register("support@gmail.com");
    world.host(Command::DomainJudged {
        judgment: crate::world::judgment(Class::ConsumerMailbox),
        mailbox: checkmark_tier::Mailbox::Role,
        judged_at: None,
        address: None,
    });
    let refusal = world.refuses(
        Actor::Person,
        Command::RequestSupport {
            topic: Topic::AccountAccess,
        },
        RefusalCode::SignInNeeded,
    );
    let remedies: Vec<_> = refusal.codes().iter().map(RefusalCode::remedy).collect();
    assert_eq!(remedies.len(), 3, "{remedies:?}");
}

// TIER-3, ORG-6
#[test]
fn one_of_two_relations_may_end_and_the_mark_stays() {
    let mut world = World::new();
    world.enterprise();
    world.takes(
        Actor::PartnerProgramme,
        Command::ConfirmPartner {
            organization: id("partner"),
        },
    );
    world.confirm();
    assert_eq!(world.account.memberships().count(), 2);
    let standing = world.account.standing();
    let decision = world.host(Command::DomainDropped {
        organization: id("acme"),
    });
    world.stands(StateKind::Enterprise, CheckMark::Black);
    assert!(world.account.standing() > standing, "permits die with it");
    assert!(decision.effects().any(|it| matches!(
        it.task(),
        Task::MailNotice {
            notice: Notice::RelationEnded,
            ..
        }
    )));
}

// REG-5, LAW-2
#[test]
fn nothing_counts_before_its_confirmation() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[FoundProfile::new(id("acme"))]);
    assert_eq!(world.account.memberships().count(), 0);
    let mail = world.confirming_mail();
    for _ in 1..world.policy.confirmation_attempts() {
        world.host(Command::MailFailed {
            effect: world.confirming_mail(),
        });
    }
    world.refuses(
        Actor::Host,
        Command::MailHandedOver { effect: mail },
        RefusalCode::OtherMail,
    );
    world.host(Command::MailFailed {
        effect: world.confirming_mail(),
    });
    world.stands(StateKind::Limited, CheckMark::Yellow);
    assert!(
        world
            .account
            .state()
            .because()
            .contains(Reason::ConfirmationFailed)
    );
}

// FIX-2
#[test]
fn who_is_black_and_sees_another_mark_signs_in_afresh_and_stays_black() {
    for (mark, ends) in [
        (CheckMark::Black, false),
        (CheckMark::Green, true),
        (CheckMark::Yellow, true),
        (CheckMark::None, true),
    ] {
        let mut world = World::new();
        world.enterprise();
        let decision = world.person(Command::ReportMark { mark });
        let ended = decision.effects().any(|it| *it.task() == Task::EndSessions);
        assert_eq!(ended, ends, "{mark}");
        world.stands(StateKind::Enterprise, CheckMark::Black);
    }
}

// FIX-1, FIX-2: yellow is what one looks for in the last step, and says nothing before it.
#[test]
fn a_yellow_mark_ends_the_repair_when_it_is_the_step_that_is_due() {
    let yellow = Command::ReportMark {
        mark: CheckMark::Yellow,
    };
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    world.signed_in();
    let mark = CheckMark::Green;
    world.person(Command::ReportMark { mark });
    for due in RepairStep::ALL {
        world.stands(StateKind::StuckInBasic, CheckMark::Green);
        if *due == RepairStep::CheckMark {
            break;
        }
        let refusal = world.refuses(Actor::Person, yellow.clone(), RefusalCode::OtherStepDue);
        assert_eq!(refusal.due_step(), Some(*due));
        world.person(Command::RepairStep { step: *due });
    }
    world.person(yellow);
    world.stands(StateKind::Limited, CheckMark::Yellow);
}
