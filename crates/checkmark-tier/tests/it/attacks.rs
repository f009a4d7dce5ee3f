//! What must not happen, tried through the public API as somebody would who means harm.

use checkmark_account::code::{CodeBook, Purpose};
use checkmark_account::{Actor, AddressNo, CompanyRole};
use checkmark_domain::Class;
use checkmark_tier::{
    AddressUse, CheckMark, Command, Door, EffectKey, FoundProfile, Mailbox, Notice, Personal,
    Reason, RefusalCode, RepairStep, ReplayErrorKind, Session, StateKind, Task, Tier, Topic,
    next_step,
};
use time::{SignedDuration, UtcDateTime};

use crate::world::{World, found, id, judged, judgment, sign_up, start};

fn failures(world: &World) -> u32 {
    world
        .account
        .code_book(Purpose::SignUp)
        .expect("there is a book for signing up")
        .failures()
}

// ATK-1
#[test]
fn failures_are_not_cleared_by_a_new_code_a_new_flow_or_another_spelling() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    for nth in 1..=3 {
        let code = world.wrong_code();
        world.person(Command::SubmitCode { code });
        assert_eq!(failures(&world), nth);
    }
    world.pass(SignedDuration::seconds(60));
    world.person(Command::RequestCode);
    assert_eq!(failures(&world), 3, "a new code");
    world.pass(SignedDuration::days(1));
    world.wake();
    world.stands(StateKind::Unregistered, CheckMark::None);
    assert_eq!(failures(&world), 3, "the flow lapsed");
    world.person(sign_up(Door::CreateAccount, "ANNA@Acme.Example"));
    assert_eq!(failures(&world), 3, "a new flow, another spelling");
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    assert_eq!(failures(&world), 0, "a success clears them");
}

// ATK-3
#[test]
fn a_code_is_not_taken_twice() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let code = world.mailed_code();
    let submit = |code| Command::SubmitCode { code };
    let first = world.envelope(Actor::Person, submit(code.clone()));
    let one = world.decide(&first).expect("taken");
    let other = world.decide(&first).expect("taken, on the same version");
    let after = world.account.clone().after(&one).expect("the first writer");
    let error = after.after(&other).expect_err("the second writer");
    assert_eq!(error.kind(), ReplayErrorKind::Doubled);
    world.person(submit(code.clone()));
    let again = world.person(submit(code));
    assert_eq!(
        again.rejection().map(|refusal| refusal.code()),
        Some(RefusalCode::CodeNotAccepted)
    );
}

// ATK-5
#[test]
fn a_code_for_one_purpose_proves_nothing_for_another() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    let proved = world.account.proved_at();
    world.pass(SignedDuration::minutes(2));
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "bo@acme.example".parse().unwrap(),
    });
    let code = world.mailed_code();
    let decision = world.person(Command::SubmitCode { code });
    assert!(decision.rejection().is_some());
    assert_eq!(world.account.proved_at(), proved);
    assert_eq!(world.account.address(), AddressNo::default());
}

// ATK-6
#[test]
fn a_clock_that_runs_back_revives_nothing_and_one_that_leaps_breaks_nothing() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let code = world.mailed_code();
    world.pass(SignedDuration::minutes(10));
    let late = world.person(Command::SubmitCode { code: code.clone() });
    assert!(late.rejection().is_some(), "equal to the expiry is expired");
    world.pass(-SignedDuration::seconds(5));
    let back = world.person(Command::SubmitCode { code: code.clone() });
    assert!(back.rejection().is_some(), "clamped to the last instant");
    assert_eq!(back.at(), start() + SignedDuration::minutes(10));
    world.pass(-SignedDuration::NANOSECOND);
    world.refuses(
        Actor::Person,
        Command::SubmitCode { code },
        RefusalCode::TimeRanBack,
    );
    let mut world = World::new();
    world.now = UtcDateTime::MAX;
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    world.takes(Actor::Clock, Command::TimePassed { generation: None });
    world.now = UtcDateTime::MIN;
    world.takes(Actor::Host, Command::Erase);
}

// ATK-16
#[test]
fn what_rested_on_the_old_address_falls_with_it() {
    let mut world = World::new();
    world.enterprise();
    world.host(Command::Invited {
        invitation: id("i1"),
        organization: id("globex"),
        role: CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    });
    let standing = world.account.standing();
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@mallory.example".parse().unwrap(),
    });
    world.stands(StateKind::Enterprise, CheckMark::Black);
    let code = world.mailed_code();
    let decision = world.person(Command::ConfirmAddress { code });
    assert_ne!(world.account.tier(), Some(Tier::Enterprise));
    assert!(world.account.memberships().next().is_none());
    assert!(world.account.invitations().next().is_none());
    assert!(world.account.judged().is_none());
    assert!(world.account.standing() > standing);
    assert_eq!(world.account.proved_at(), Some(world.now));
    let told = |notice| {
        decision.effects().any(|effect| {
            *effect.task()
                == Task::MailNotice {
                    address: AddressNo::default(),
                    notice,
                }
        })
    };
    assert!(told(Notice::AddressChanged), "the old address is told");
}

// ATK-16
#[test]
fn a_code_that_went_to_the_old_address_proves_nothing_about_the_new_one() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.person(Command::RequestCode);
    let fresh = world.mailed_code();
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "anna@mallory.example".parse().unwrap(),
    });
    let code = world.mailed_code();
    world.person(Command::ConfirmAddress { code });
    let book = world.account.code_book(Purpose::FreshProof);
    assert!(book.is_some_and(CodeBook::is_spent));
    let decision = world.person(Command::SubmitCode { code: fresh });
    assert!(decision.rejection().is_some());
}

// ATK-17
#[test]
fn two_changes_of_address_never_share_a_code() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.with_password();
    let change = |address: &str| Command::ChangeAddress {
        address: address.parse().unwrap(),
    };
    world.person(change("anna@first.example"));
    let first = world.mailed_code();
    world.pass(SignedDuration::seconds(60));
    world.person(change("anna@second.example"));
    let decision = world.person(Command::ConfirmAddress { code: first });
    assert!(decision.rejection().is_some());
    assert_eq!(world.account.address(), AddressNo::default());
    let code = world.mailed_code();
    world.person(Command::ConfirmAddress { code });
    let (_, address) = world
        .addresses
        .iter()
        .find(|(number, _)| *number == world.account.address())
        .expect("kept");
    assert_eq!(address.as_str(), "anna@second.example");
}

// ATK-18
#[test]
fn nothing_from_before_the_first_proof_outlives_it() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "victim@acme.example"));
    world.with_password();
    for command in [
        Command::ChangeAddress {
            address: "mallory@evil.example".parse().unwrap(),
        },
        Command::RequestPasswordChange,
        Command::SignIn {
            place: checkmark_tier::Place::Support,
        },
        Command::StartBusinessRegistration,
    ] {
        world.refuses(Actor::Person, command, RefusalCode::AddressNotProved);
    }
    let code = world.mailed_code();
    let decision = world.person(Command::SubmitCode { code });
    assert!(decision.effects().any(|it| *it.task() == Task::EndSessions));
    assert!(world.account.pending_change().is_none());
}

// ATK-19
#[test]
fn an_address_that_was_claimed_in_between_is_not_taken_over() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.with_password();
    world.person(Command::ChangeAddress {
        address: "bo@acme.example".parse().unwrap(),
    });
    let code = world.mailed_code();
    world.address_use = AddressUse::Taken;
    let decision = world.person(Command::ConfirmAddress { code });
    assert_eq!(
        decision.rejection().map(|refusal| refusal.code()),
        Some(RefusalCode::CodeNotAccepted),
        "it looks like any other code that is not accepted"
    );
    assert_eq!(world.account.address(), AddressNo::default());
}

// ATK-20
#[test]
fn no_address_is_proved_by_the_way() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    world.signed_in();
    let invited = Command::Invited {
        invitation: id("i1"),
        organization: id("acme"),
        role: CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    };
    let opened = Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening: 0,
    };
    let accept = Command::AcceptInvitation {
        invitation: id("i1"),
    };
    for (actor, command) in [
        (Actor::Host, invited),
        (Actor::Person, accept),
        (Actor::Host, opened),
        (Actor::Support, world.validate()),
        (Actor::Person, Command::RequestPasswordChange),
        (Actor::Person, Command::RequestCode),
        (Actor::Host, judged(Class::Corporate)),
        (Actor::Support, Command::Suspend),
        (Actor::Support, Command::Reinstate),
    ] {
        let _ = world.give(actor, command);
        assert_eq!(world.account.proved_at(), None);
        assert_eq!(world.account.tier(), None);
    }
}

// ATK-21
#[test]
fn stale_evidence_of_a_domain_lets_nobody_in() {
    let day = SignedDuration::days(1);
    let mut world = World::new();
    world.register("anna@acme.example");
    let old = Command::DomainJudged {
        judgment: judgment(Class::Corporate),
        mailbox: Mailbox::Person,
        judged_at: Some(world.now - day - SignedDuration::NANOSECOND),
        address: None,
    };
    world.refuses(Actor::Host, old, RefusalCode::EvidenceStale);
    world.judged(Class::Corporate);
    world.pass(day + SignedDuration::NANOSECOND);
    world.found(&[FoundProfile::new(id("acme"))]);
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    assert!(world.account.confirmation().is_none());
}

// ATK-22
#[test]
fn a_choice_never_rests_on_an_old_count() {
    let two = [
        FoundProfile::new(id("acme-emea")),
        FoundProfile::new(id("acme-us")),
    ];
    let choose = || Command::ChooseOrganization {
        organization: id("acme-us"),
    };
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&two);
    world.pass(SignedDuration::minutes(15) + SignedDuration::NANOSECOND);
    world.person(choose());
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.found(&two[..1]);
    world.refuses(Actor::Person, choose(), RefusalCode::NothingToChoose);
}

// ATK-23
#[test]
fn an_invitation_is_not_accepted_late_twice_or_after_it_was_revoked() {
    let fifteen = SignedDuration::days(15);
    for (waits, revoked, want) in [
        (fifteen - SignedDuration::NANOSECOND, false, true),
        (fifteen, false, false),
        (fifteen + SignedDuration::NANOSECOND, false, false),
        (SignedDuration::ZERO, true, false),
    ] {
        let mut world = World::new();
        world.sign_up(Door::SignInMenu, "anna@acme.example");
        world.judged(Class::Corporate);
        world.host(Command::Invited {
            invitation: id("i1"),
            organization: id("acme"),
            role: CompanyRole::BusinessUser,
            lapses_at: world.now + fifteen,
            address: None,
        });
        world.pass(waits);
        if revoked {
            world.host(Command::InvitationRevoked {
                invitation: id("i1"),
            });
        }
        let accept = Command::AcceptInvitation {
            invitation: id("i1"),
        };
        let taken = world.give(Actor::Person, accept.clone()).is_ok();
        assert_eq!(taken, want, "{waits} {revoked}");
        assert!(world.give(Actor::Person, accept).is_err(), "not twice");
        if taken {
            let grant = *world.account.confirmation().expect("granted").grant();
            assert_eq!(grant.organization(), id("acme"), "by whom it was made");
        }
    }
}

// ATK-24
#[test]
fn a_role_mailbox_enrols_by_no_way() {
    let role = || Command::DomainJudged {
        judgment: judgment(Class::Corporate),
        mailbox: Mailbox::Role,
        judged_at: None,
        address: None,
    };
    let mut world = World::new();
    world.register("support@acme.example");
    world.host(Command::Invited {
        invitation: id("i1"),
        organization: id("acme"),
        role: CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    });
    world.host(role());
    world.stands(StateKind::Limited, CheckMark::Yellow);
    world.refuses(
        Actor::Person,
        Command::AcceptInvitation {
            invitation: id("i1"),
        },
        RefusalCode::PersonalAddressNeeded,
    );
    world.refuses(
        Actor::Host,
        found(&[FoundProfile::new(id("acme"))]),
        RefusalCode::EvidenceNotAsked,
    );

    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "noreply@partner.example");
    world.person(Command::ChooseRoute {
        route: checkmark_tier::Route::PartnerEmployee,
    });
    world.host(role());
    world.takes(
        Actor::PartnerProgramme,
        Command::ConfirmPartner {
            organization: id("partner"),
        },
    );
    world.stands(StateKind::Limited, CheckMark::Yellow);
    let because = world.account.state().because();
    assert!(because.contains(Reason::RoleMailbox));
}

// ATK-25
#[test]
fn what_was_not_offered_is_not_chosen() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[
        FoundProfile::new(id("acme-emea")),
        FoundProfile::new(id("acme-us")),
        FoundProfile::new(id("acme-secret")).of_type(checkmark_account::ProfileType::Restricted),
    ]);
    for organization in ["globex", "acme-secret"] {
        world.refuses(
            Actor::Person,
            Command::ChooseOrganization {
                organization: id(organization),
            },
            RefusalCode::NotOffered,
        );
    }
}

// ATK-26
#[test]
fn the_last_administrator_does_not_go_without_a_successor() {
    let mut world = World::new();
    world.enterprise();
    world.host(Command::RoleGranted {
        organization: id("acme"),
        role: CompanyRole::Administrator,
        administrators: checkmark_tier::Administrators::Last,
    });
    for command in [
        Command::LeaveOrganization {
            organization: id("acme"),
        },
        Command::Deactivate,
        Command::Close,
    ] {
        world.refuses(Actor::Person, command, RefusalCode::LastAdministrator);
    }
    let erased = world.person(Command::Erase);
    let told = erased
        .effects()
        .any(|it| matches!(it.task(), Task::TellLeft { .. }));
    assert!(told, "erasure is never refused, and the organization hears");
}

// ATK-27
#[test]
fn missing_evidence_is_never_taken_for_corporate() {
    let one = [FoundProfile::new(id("acme"))];
    let mut world = World::new();
    world.register("anna@acme.example");
    world.refuses(Actor::Host, found(&one), RefusalCode::VerdictNeeded);
    world.judged(Class::Undetermined);
    world.stands(StateKind::EvidenceDue, CheckMark::Yellow);
    world.refuses(Actor::Host, found(&one), RefusalCode::VerdictNeeded);
    world.judged(Class::Corporate);
    world.found(&one);
    world.stands(StateKind::Confirming, CheckMark::Yellow);
    world.judged(Class::GmailHosted);
    world.stands(StateKind::Limited, CheckMark::Yellow);
}

// ATK-30
#[test]
fn a_downgrade_that_races_with_an_approval_leaves_no_access() {
    let mut world = World::new();
    world.support_review();
    let approval = world.validate();
    world.support(Command::Suspend);
    world.refuses(Actor::Support, approval.clone(), RefusalCode::Suspended);
    world.support(Command::Reinstate);
    world.refuses(Actor::Support, approval, RefusalCode::NoOpenRequest);
    assert_ne!(world.account.tier(), Some(Tier::Enterprise));

    let mut world = World::new();
    world.support_review();
    world.support(world.validate());
    world.support(Command::Suspend);
    let mail = world.confirming_mail();
    world.refuses(
        Actor::Host,
        Command::MailHandedOver { effect: mail },
        RefusalCode::Suspended,
    );
    world.stands(StateKind::Suspended, CheckMark::None);
}

// ATK-32
#[test]
fn an_approval_counts_for_nothing_but_what_it_was_given_for() {
    let mut world = World::new();
    world.support_review();
    let (standing, address) = (world.account.standing(), world.account.address());
    let validate = |request, standing, address| Command::ValidateAccount {
        request: id(request),
        standing,
        address,
        organization: id("acme"),
        relation: checkmark_account::Relation::Customer,
    };
    for (command, want) in [
        (validate("r2", standing, address), RefusalCode::OtherRequest),
        (
            validate("r1", standing.next(), address),
            RefusalCode::StaleStanding,
        ),
        (
            validate("r1", standing, address.next()),
            RefusalCode::OtherAddress,
        ),
    ] {
        world.refuses(Actor::Support, command, want);
    }
    world.person(Command::Withdraw);
    world.refuses(
        Actor::Support,
        validate("r1", standing, address),
        RefusalCode::NoOpenRequest,
    );
}

// ATK-33
#[test]
fn the_repair_of_a_mark_never_reaches_black() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    world.host(Command::MarkNotPropagated);
    for mark in [CheckMark::Black, CheckMark::Blue, CheckMark::Green] {
        world.person(Command::ReportMark { mark });
        world.stands(StateKind::StuckInBasic, CheckMark::Green);
    }
    for step in RepairStep::ALL {
        world.person(Command::RepairStep { step: *step });
        assert_ne!(world.account.tier(), Some(Tier::Enterprise));
    }
    world.stands(StateKind::Limited, CheckMark::Yellow);

    let mut world = World::new();
    world.enterprise();
    world.refuses(
        Actor::Host,
        Command::MarkNotPropagated,
        RefusalCode::AccessComplete,
    );
    let decision = world.person(Command::ReportMark {
        mark: CheckMark::Green,
    });
    world.stands(StateKind::Enterprise, CheckMark::Black);
    assert!(decision.effects().any(|it| *it.task() == Task::EndSessions));
}

// ATK-35
#[test]
fn support_is_not_asked_for_access_without_sign_in() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::GmailHosted);
    let ask = |topic| Command::RequestSupport { topic };
    world.refuses(
        Actor::Person,
        ask(Topic::AccountAccess),
        RefusalCode::SignInNeeded,
    );
    world.refuses(
        Actor::Person,
        ask(Topic::TroubleWithValidation),
        RefusalCode::NothingToUnlock,
    );
}

// ATK-36
#[test]
fn who_is_suspended_or_erased_hears_nothing() {
    let stale = EffectKey::new(id("a1"), 1, 0);
    for (last, want) in [
        (Command::Suspend, RefusalCode::Suspended),
        (Command::Erase, RefusalCode::Erased),
    ] {
        let mut world = World::new();
        world.enterprise();
        world.support(last);
        for (actor, command) in [
            (Actor::Host, judged(Class::Corporate)),
            (Actor::Host, found(&[FoundProfile::new(id("acme"))])),
            (Actor::Host, Command::MailHandedOver { effect: stale }),
            (Actor::Support, world.validate()),
            (Actor::Person, Command::RequestCode),
            (
                Actor::PartnerProgramme,
                Command::ConfirmPartner {
                    organization: id("partner"),
                },
            ),
        ] {
            world.refuses(actor, command, want);
        }
        // A role in the organization is heard of as long as the relation rests, and counts for
        // nothing until then.
        let granted = Command::RoleGranted {
            organization: id("acme"),
            role: CompanyRole::Administrator,
            administrators: checkmark_tier::Administrators::Others,
        };
        let heard = world.give(Actor::Host, granted).is_ok();
        assert_eq!(heard, want == RefusalCode::Suspended);
        assert_eq!(world.account.tier(), None);
    }
}

// ATK-37
#[test]
fn no_secret_and_no_person_shows_in_what_is_printed() {
    const CANARY: &str = "canary";
    let mut world = World::new();
    let address = "canary.bird@acme.example";
    let sign_up = Command::SignUp {
        door: Door::SignInMenu,
        address: address.parse().unwrap(),
        name: checkmark_account::PersonName::new("Canary", "Bird").unwrap(),
        newsletter: checkmark_account::NewsletterChoice::NotSubscribed,
    };
    let shown = |what: &dyn std::fmt::Debug| format!("{what:?}").to_lowercase();
    assert!(!shown(&sign_up).contains(CANARY));
    let decision = world.person(sign_up);
    let code = world.mailed_code();
    let (number, challenge) = *world.mailed.last().expect("mailed");
    let revealed = world.reveal_text(number, &challenge);
    let tried = world.envelope(Actor::Person, Command::SubmitCode { code });
    let proved = world.give_envelope(&tried).expect("taken");
    let refusal = world.refuses(
        Actor::Person,
        Command::SignUp {
            door: Door::SignInMenu,
            address: "canary@other.example".parse().unwrap(),
            name: checkmark_account::PersonName::new("Canary", "Bird").unwrap(),
            newsletter: checkmark_account::NewsletterChoice::NotSubscribed,
        },
        RefusalCode::AlreadySignedUp,
    );
    let printed = [
        shown(&decision),
        shown(&decision.personal()),
        shown(&tried),
        shown(&proved),
        shown(&refusal),
        refusal.to_string(),
        shown(&world.account),
        shown(&world.effects),
    ]
    .join("\n");
    assert!(!printed.contains(CANARY), "{printed}");
    assert!(!printed.contains(&revealed), "{printed}");
    let kept = decision.personal();
    assert!(kept.iter().any(|it| matches!(it, Personal::Address(..))));
}

// ATK-38
#[test]
fn an_erased_address_registers_afresh_and_has_none_of_the_old_rights() {
    let mut world = World::new();
    world.enterprise();
    let erased = world.takes(Actor::Person, Command::Erase);
    assert!(erased.effects().any(|it| *it.task() == Task::ForgetPerson));
    assert!(world.addresses.is_empty());
    assert!(world.account.memberships().next().is_none());
    assert_eq!(world.account.next_wakeup(), None);
    let mut account = checkmark_tier::Account::new(world.account.id());
    for decision in &world.decisions {
        account = account.after(decision).expect("the record still folds");
    }
    assert_eq!(account, world.account);

    let mut afresh = World::new();
    afresh.account = checkmark_tier::Account::new(id("a2"));
    afresh.sign_up(Door::SignInMenu, "anna@acme.example");
    afresh.stands(StateKind::Basic, CheckMark::Green);
    assert!(afresh.account.memberships().next().is_none());
}

// ATK-39
#[test]
fn nobody_learns_whether_an_address_is_taken() {
    let seen = |address_use| {
        let mut world = World::new();
        world.address_use = address_use;
        let decision = world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
        let wrong = "000000".parse().unwrap();
        let tried = world.person(Command::SubmitCode { code: wrong });
        let again = world.give(Actor::Person, Command::RequestCode);
        (
            decision.version(),
            decision.effects().count(),
            tried.rejection().copied(),
            tried.version(),
            again.err(),
            world.account.next_wakeup(),
            next_step(&world.account, &Session::signed_out(), world.now).map(|next| next.step()),
        )
    };
    assert_eq!(seen(AddressUse::Free), seen(AddressUse::Taken));
}
