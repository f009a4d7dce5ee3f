//! What must not happen, each named after it.

use checkmark_account::Actor::{self, Clock, Host, Person, Support};
use checkmark_account::{CommandId, Relation};
use checkmark_ticket::{
    Action, Applicant, Basis, Command, Condition, Context, Draft, Fact, Outcome, Policy,
    QuestionNo, RefusalCode, Remedy, Request, StateKind, Topic, decide,
};
use time::{SignedDuration, UtcDateTime};

use crate::desk::{
    Desk, answer, ask, at, basis, contact, decline, draft, id, office, reopen, submit, text,
    validate,
};

fn new_desk() -> Desk {
    Desk::new(Policy::on(&office()).expect("a calendar"))
}

/// ATK-30.
#[test]
fn a_downgrade_that_races_with_an_approval_never_leaves_access() {
    let moved = Command::AccountMoved { basis: basis(4, 0) };
    // The downgrade first: the approval was given for a standing that is gone.
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Host, &moved);
    let refusal = desk.refuse("2026-02-03T09:00:00Z", Support, &validate());
    assert_eq!(refusal.code(), RefusalCode::StandingMoved);
    assert_eq!(refusal.remedy(), Remedy::LookAgain);
    assert_eq!(desk.state(), StateKind::Open);
    // The approval first: it names the standing that it counts for, and the account, which has
    // moved on, refuses it.
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &validate());
    desk.take("2026-02-03T09:00:00Z", Host, &moved);
    let outcome = desk.facts().find_map(|it| match it {
        Fact::Resolved { outcome } => outcome.basis(),
        _ => None,
    });
    assert_eq!(outcome, Some(basis(3, 0)));
}

/// ATK-30 for a change of address, which is another address whatever the standing says.
#[test]
fn an_approval_for_an_old_address_is_not_taken() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let moved = Command::AccountMoved { basis: basis(4, 1) };
    desk.take("2026-02-03T09:00:00Z", Host, &moved);
    let refusal = desk.refuse("2026-02-03T09:00:00Z", Support, &validate());
    assert_eq!(refusal.code(), RefusalCode::AddressMoved);
    let looked_again = Command::Validate {
        organization: id("acme"),
        relation: Relation::Customer,
        basis: basis(4, 1),
    };
    desk.take("2026-02-03T10:00:00Z", Support, &looked_again);
    assert_eq!(desk.state(), StateKind::Resolved);
}

/// A standing only grows: what the host says late, or twice, does not make an old one current again.
#[test]
fn a_standing_that_is_told_late_is_not_taken_for_the_current_one() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    for (moved, known) in [
        (basis(5, 1), basis(5, 1)),
        (basis(4, 0), basis(5, 1)),
        (basis(5, 1), basis(5, 1)),
        (basis(6, 1), basis(6, 1)),
    ] {
        let command = Command::AccountMoved { basis: moved };
        desk.take("2026-02-02T10:00:00Z", Host, &command);
        assert_eq!(desk.request.basis(), Some(known));
    }
}

/// ATK-32.
#[test]
fn what_is_over_is_not_approved() {
    type Over<'a> = (&'a [(&'a str, Actor, Command)], RefusalCode);
    let rows: [Over<'_>; 5] = [
        (
            &[("2026-02-03T09:00:00Z", Person, Command::Withdraw)],
            RefusalCode::AlreadyWithdrawn,
        ),
        (
            &[("2026-02-03T09:00:00Z", Host, Command::EndAccount)],
            RefusalCode::AlreadyWithdrawn,
        ),
        (
            &[("2026-02-03T09:00:00Z", Support, decline())],
            RefusalCode::AlreadyResolved,
        ),
        (
            &[
                ("2026-02-03T09:00:00Z", Support, ask()),
                ("2026-02-17T09:00:00Z", Clock, Command::TimePassed),
            ],
            RefusalCode::AlreadyClosed,
        ),
        (
            // The tick that should have closed it never came.
            &[("2026-02-03T09:00:00Z", Support, ask())],
            RefusalCode::AlreadyClosed,
        ),
    ];
    for (steps, want) in rows {
        let mut desk = Desk::opened("2026-02-02T09:00:00Z");
        for (now, actor, command) in steps {
            desk.take(now, *actor, command);
        }
        let refusal = desk.refuse("2026-02-17T09:00:00Z", Support, &validate());
        assert_eq!(refusal.code(), want);
    }
}

/// ATK-32.
#[test]
fn an_approval_on_another_topic_grants_nothing() {
    let grants = [
        (validate(), Topic::AccountAccess),
        (
            Command::Appoint {
                organization: id("acme"),
                basis: basis(3, 0),
            },
            Topic::FirstAdministrator,
        ),
        (
            Command::ApproveProfile {
                organization: id("acme"),
                basis: basis(3, 0),
            },
            Topic::CompanyProfile,
        ),
        (Command::Unlock, Topic::TroubleWithValidation),
    ];
    for topic in Topic::ALL {
        for (grant, of) in &grants {
            let mut desk = new_desk();
            let opener = if *topic == Topic::CompanyProfile {
                Host
            } else {
                Person
            };
            desk.take("2026-02-02T09:00:00Z", opener, &submit(*topic));
            if topic == of {
                desk.take("2026-02-02T10:00:00Z", Support, grant);
                assert_eq!(desk.state(), StateKind::Resolved);
            } else {
                let refusal = desk.refuse("2026-02-02T10:00:00Z", Support, grant);
                assert_eq!(refusal.code(), RefusalCode::NotOfThisTopic);
            }
        }
    }
}

/// ATK-35.
#[test]
fn account_access_is_not_asked_for_without_sign_in_or_registration() {
    let account = Applicant::new(id("a1"), basis(3, 0));
    let rows: [(Option<Applicant>, RefusalCode, &[Condition], Remedy); 4] = [
        (None, RefusalCode::ApplicantUnknown, &[], Remedy::SignIn),
        (
            Some(account),
            RefusalCode::TopicNotOffered,
            &[Condition::SignedIn, Condition::RegistrationFinished],
            Remedy::SignIn,
        ),
        (
            Some(account.registration_finished()),
            RefusalCode::TopicNotOffered,
            &[Condition::SignedIn],
            Remedy::SignIn,
        ),
        (
            Some(account.signed_in()),
            RefusalCode::TopicNotOffered,
            &[Condition::RegistrationFinished],
            Remedy::FinishRegistration,
        ),
    ];
    for topic in [Topic::AccountAccess, Topic::FirstAdministrator] {
        for (applicant, code, unmet, remedy) in rows {
            let draft = Command::SaveDraft {
                topic,
                draft: draft(),
            };
            for command in [submit(topic), draft] {
                let mut desk = new_desk();
                desk.applicant = applicant;
                let refusal = desk.refuse("2026-02-02T09:00:00Z", Person, &command);
                assert_eq!(
                    (refusal.code(), refusal.unmet(), refusal.remedy()),
                    (code, unmet, remedy)
                );
            }
        }
    }
    // Trouble with validation needs no sign-in: nobody can who has it.
    let mut desk = new_desk();
    desk.applicant = Some(account);
    desk.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::TroubleWithValidation),
    );
    // A company profile is opened by the facade, and everything else by the person.
    for (actor, topic) in [
        (Person, Topic::CompanyProfile),
        (Host, Topic::AccountAccess),
        (Host, Topic::TroubleWithValidation),
    ] {
        let refusal = new_desk().refuse("2026-02-02T09:00:00Z", actor, &submit(topic));
        assert_eq!(refusal.code(), RefusalCode::TopicNotOfActor);
    }
}

#[test]
fn nobody_answers_withdraws_or_reopens_the_request_of_another() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T10:00:00Z", Support, &ask());
    desk.applicant = Some(Applicant::new(id("a2"), basis(3, 0)).signed_in());
    for command in [answer(1), Command::Withdraw] {
        let refusal = desk.refuse("2026-02-02T11:00:00Z", Person, &command);
        assert_eq!(refusal.code(), RefusalCode::ForeignAccount);
    }
    desk.take("2026-02-02T12:00:00Z", Support, &decline());
    let refusal = desk.refuse("2026-02-02T13:00:00Z", Person, &reopen());
    assert_eq!(refusal.code(), RefusalCode::ForeignAccount);
    // A draft belongs to somebody, too.
    let mut desk = new_desk();
    let save = Command::SaveDraft {
        topic: Topic::AccountAccess,
        draft: Draft::default(),
    };
    desk.take("2026-02-02T09:00:00Z", Person, &save);
    let other = Applicant::new(id("a2"), basis(3, 0));
    desk.applicant = Some(other.signed_in().registration_finished());
    let refusal = desk.refuse(
        "2026-02-02T11:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(refusal.code(), RefusalCode::ForeignAccount);
}

/// ATK-3.
#[test]
fn two_writers_with_one_stale_version_are_not_both_taken() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let version = desk.request.version();
    let before = desk.request.clone();
    desk.take("2026-02-02T10:00:00Z", Support, &decline());
    let policy = desk.policy.clone();
    let late = |request: &Request| {
        let context = Context::new(&policy, Support, at("2026-02-02T10:00:00Z"));
        decide(
            request,
            &validate(),
            &context.with_expected_version(version),
        )
    };
    let refusal = late(&desk.request).expect_err("it is stale");
    assert_eq!(refusal.code(), RefusalCode::StaleVersion);
    assert!(late(&before).is_ok(), "on its own version it was good");
}

#[test]
fn a_command_that_comes_twice_is_not_done_twice() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let click: CommandId = id("c7");
    let now = at("2026-02-02T10:00:00Z");
    let first = desk.give(now, Support, &ask(), Some(click)).expect("taken");
    assert!(!first.is_repeated());
    assert_eq!(
        first.events().next().and_then(|it| it.command()),
        Some(click)
    );
    assert_eq!(
        first.events().filter(|it| it.command().is_some()).count(),
        1
    );
    for hours in 0..3 {
        let again = desk
            .give(
                now + SignedDuration::hours(hours),
                Support,
                &ask(),
                Some(click),
            )
            .expect("it was taken");
        assert!(again.is_repeated() && again.is_empty() && again.effects().next().is_none());
    }
    assert_eq!(desk.request.questions().len(), 1);
    assert!(desk.request.has_taken(click));
    // Long after many others it is still the same command.
    for nth in 0..40 {
        let note = Command::Note {
            text: text("noted"),
        };
        let command = id(&format!("n{nth}"));
        desk.give(now, Support, &note, Some(command))
            .expect("taken");
    }
    let again = desk.give(now, Support, &ask(), Some(click)).expect("taken");
    assert!(again.is_repeated());
}

#[test]
fn what_was_refused_leaves_its_id_free() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let click: CommandId = id("c7");
    let now = at("2026-02-02T10:00:00Z");
    desk.give(now, Person, &answer(1), Some(click))
        .expect_err("nothing was asked");
    desk.take("2026-02-02T10:00:00Z", Support, &ask());
    let taken = desk
        .give(now, Person, &answer(1), Some(click))
        .expect("now it is");
    assert!(!taken.is_repeated());
}

/// ATK-6.
#[test]
fn a_clock_that_runs_back_is_clamped_within_the_skew_and_refused_beyond() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T08:59:55Z", Support, &contact());
    let last = desk.record.last().expect("events");
    assert_eq!(last.at(), at("2026-02-02T09:00:00Z"));
    let clamped = desk.facts().find_map(|it| match it {
        Fact::TimeClamped { read } => Some(*read),
        _ => None,
    });
    assert_eq!(clamped, Some(at("2026-02-02T08:59:55Z")));
    let refusal = desk.refuse("2026-02-02T08:59:54.999999999Z", Support, &contact());
    assert_eq!(refusal.code(), RefusalCode::TimeRanBack);
    // A tick that changes nothing records nothing, not even that.
    let version = desk.request.version();
    assert!(desk.tick("2026-02-02T08:59:59Z").is_empty());
    assert_eq!(desk.request.version(), version);
}

/// ATK-6.
#[test]
fn the_end_of_time_is_an_answer_and_no_panic() {
    let ends = [UtcDateTime::MAX, UtcDateTime::MIN];
    for now in ends {
        let mut desk = new_desk();
        let refusal = desk
            .give(now, Person, &submit(Topic::AccountAccess), None)
            .expect_err("no calendar reaches that far");
        assert_eq!(refusal.code(), RefusalCode::CalendarEnds);
    }
    let desk = Desk::opened("2026-02-02T09:00:00Z");
    for (actor, command) in [
        (Support, ask()),
        (Support, contact()),
        (Support, decline()),
        (Person, Command::Withdraw),
        (Clock, Command::TimePassed),
    ] {
        let context = desk.context(actor, UtcDateTime::MAX);
        if let Err(refusal) = decide(&desk.request, &command, &context) {
            assert_eq!(refusal.code(), RefusalCode::CalendarEnds, "{command:?}");
        }
    }
}

/// ATK-9.
#[test]
fn reopenings_are_counted_on_and_do_not_wrap() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let (mut request, policy) = (desk.request.clone(), desk.policy.clone());
    let now = at("2026-02-02T10:00:00Z");
    let applicant = desk.applicant.take().expect("somebody asks");
    for nth in 1..=300_u32 {
        for (actor, command) in [(Support, decline()), (Person, reopen())] {
            let context = Context::new(&policy, actor, now).with_applicant(applicant);
            let decision = decide(&request, &command, &context).expect("taken");
            request.accept(&decision).expect("it folds");
        }
        assert_eq!(request.reopenings(), nth);
    }
}

/// ATK-31.
#[test]
fn what_names_another_question_answers_none() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T10:00:00Z", Support, &ask());
    for number in [0, 2, u16::MAX] {
        let refusal = desk.refuse("2026-02-02T11:00:00Z", Person, &answer(number));
        assert_eq!(refusal.code(), RefusalCode::UnknownQuestion);
    }
    desk.take("2026-02-02T11:00:00Z", Support, &ask());
    desk.take("2026-02-02T12:00:00Z", Person, &answer(1));
    assert_eq!(desk.state(), StateKind::WaitingOnCustomer);
    let refusal = desk.refuse("2026-02-02T12:00:00Z", Person, &answer(1));
    assert_eq!(refusal.code(), RefusalCode::QuestionSettled);
    let dropped = Command::DropQuestion {
        question: QuestionNo::new(2),
    };
    desk.take("2026-02-02T13:00:00Z", Support, &dropped);
    assert_eq!(desk.state(), StateKind::Open);
}

/// ATK-36.
#[test]
fn an_ended_account_has_no_request_that_goes_on() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T10:00:00Z", Support, &decline());
    desk.take("2026-02-02T11:00:00Z", Host, &Command::EndAccount);
    let refusal = desk.refuse("2026-02-02T12:00:00Z", Person, &reopen());
    assert_eq!(refusal.code(), RefusalCode::AlreadyWithdrawn);
    assert_eq!(refusal.way_out(), None);
    // Erasure is never refused, however often it comes.
    assert!(
        desk.take("2026-02-02T13:00:00Z", Host, &Command::EndAccount)
            .is_empty()
    );
    // Not even a draft is left to be submitted.
    let mut desk = new_desk();
    desk.take("2026-02-02T09:00:00Z", Host, &Command::EndAccount);
    let refusal = desk.refuse(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(refusal.code(), RefusalCode::AlreadyWithdrawn);
}

const CANARY: &str = "kanarienvogel";

/// A history that holds the canary wherever people can write.
fn whispered() -> (Desk, Vec<Command>) {
    let full = Draft {
        company: Some(CANARY.into()),
        site: Some(format!("https://{CANARY}.example/")),
        equipment_address: Some(CANARY.into()),
        email: Some(format!("{CANARY}@acme.example")),
        product: Some(CANARY.into()),
        message: Some(CANARY.into()),
        company_address: Some(CANARY.into()),
        ..draft()
    };
    let said = || text(CANARY);
    let commands = vec![
        (
            Person,
            Command::SaveDraft {
                topic: Topic::AccountAccess,
                draft: full.clone(),
            },
        ),
        (
            Person,
            Command::Submit {
                topic: Topic::AccountAccess,
                number: "04711815".parse().expect("a number"),
                draft: full.clone(),
                follows: None,
            },
        ),
        (
            Support,
            Command::Contact {
                by: checkmark_ticket::ContactMethod::Email,
                note: Some(said()),
            },
        ),
        (
            Support,
            Command::Ask {
                text: said(),
                fields: [checkmark_ticket::Field::Company].into_iter().collect(),
            },
        ),
        (
            Person,
            Command::Answer {
                question: QuestionNo::new(1),
                text: Some(said()),
                draft: full,
            },
        ),
        (Person, Command::AddInformation { text: said() }),
        (Support, Command::Note { text: said() }),
        (
            Support,
            Command::Decline {
                reason: checkmark_ticket::DeclineReason::NotACustomer,
                text: Some(said()),
            },
        ),
        (Person, Command::Reopen { text: Some(said()) }),
    ];
    let mut desk = new_desk();
    for (actor, command) in &commands {
        desk.take("2026-02-02T09:00:00Z", *actor, command);
    }
    (desk, commands.into_iter().map(|it| it.1).collect())
}

/// ATK-37.
#[test]
fn nothing_that_people_wrote_is_in_a_debug_an_event_an_effect_or_a_state() {
    let (desk, commands) = whispered();
    let shown = format!(
        "{commands:?} {:?} {:?} {:?} {:?}",
        desk.request, desk.record, desk.actions, desk.personal
    );
    assert!(!shown.contains(CANARY), "{shown}");
    assert_eq!(desk.personal.len(), 9, "and yet all of it was handed out");
}

/// ATK-37, on the wire: what is stored of a decision, without its side records.
#[cfg(feature = "serde")]
#[test]
fn nothing_that_people_wrote_is_stored_with_the_events() {
    let (desk, _) = whispered();
    let stored =
        serde_json::to_string(&(&desk.record, &desk.actions, &desk.request)).expect("JSON");
    assert!(!stored.contains(CANARY), "{stored}");
    let apart = serde_json::to_string(&desk.personal).expect("JSON");
    assert!(apart.contains(CANARY), "the side records do hold it");
}

/// ATK-37: refusals of hostile input, whole.
#[test]
fn a_refusal_never_repeats_what_it_refuses() {
    let faulty = Draft {
        phone: Some(CANARY.into()),
        preferred_contact: Some(CANARY.into()),
        site: Some(CANARY.into()),
        intent: Some(CANARY.into()),
        company: Some(format!("{CANARY}\u{202e}")),
        ..Draft::default()
    };
    let submit = Command::Submit {
        topic: Topic::AccountAccess,
        number: "04711815".parse().expect("a number"),
        draft: faulty,
        follows: None,
    };
    let refusal = new_desk().refuse("2026-02-02T09:00:00Z", Person, &submit);
    assert_eq!(refusal.code(), RefusalCode::FormFaulty);
    assert_eq!(refusal.faults().len(), 7);
    let shown = format!("{refusal} {refusal:?}");
    assert!(!shown.contains(CANARY), "{shown}");
}

/// ATK-38: the record folds when everything personal is gone, and nothing of it is needed.
#[test]
fn a_record_whose_side_records_are_forgotten_still_folds() {
    let (desk, _) = whispered();
    assert!(!desk.personal.is_empty(), "there is something to forget");
    let again = checkmark_ticket::replay(desk.request.id(), &desk.record);
    assert_eq!(again, Ok(desk.request));
}

#[test]
fn an_approval_says_what_it_was_given_for() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &validate());
    let told = desk.actions.iter().find_map(|it| match it {
        Action::TellAccount {
            account,
            state: checkmark_ticket::State::Resolved { outcome, .. },
        } => Some((*account, *outcome)),
        _ => None,
    });
    let basis: Basis = basis(3, 0);
    let outcome = Outcome::Validated {
        organization: id("acme"),
        relation: Relation::Customer,
        basis,
    };
    assert_eq!(told, Some((id("a1"), outcome)));
}
