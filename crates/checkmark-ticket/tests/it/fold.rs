//! What can have happened where: every kind of fact on every kind of request. What cannot have
//! happened does not fold, and changes nothing (LAW-5).

use checkmark_account::Actor::{Person, Support};
use checkmark_calendar::{BusinessDuration, Pause, Pauses};
use checkmark_ticket::{
    ClockName, CloseReason, Command, ContactMethod, DeclineReason, Direction, Event, Fact, Fields,
    Hold, MoveCause, OpenRequest, Outcome, QuestionNo, ReplayErrorKind, Request, Schedule, Topic,
    Verdict, WithdrawReason,
};
use time::UtcDateTime;

use crate::desk::{Desk, ask, at, basis, contact, decline, id, submit, validate};

const NOON: &str = "2026-03-02T12:00:00Z";

/// A fact on a request, at noon; what it comes to, if it folds.
#[track_caller]
fn folded(request: &Request, fact: &Fact, now: UtcDateTime) -> Option<Request> {
    let event = Event::new(request.id(), request.version() + 1, now, None, fact.clone());
    let mut after = request.clone();
    match after.apply(&event) {
        Ok(()) => Some(after),
        Err(error) => {
            assert_eq!(error.kind(), ReplayErrorKind::Impossible);
            assert_eq!(error.position(), request.version() + 1);
            assert_eq!(after, *request, "what does not fold changes nothing");
            None
        }
    }
}

pub(crate) fn requests() -> Vec<(&'static str, Request)> {
    let open = || Desk::opened("2026-02-02T09:00:00Z");
    let with = |steps: &[(&str, checkmark_account::Actor, Command)]| {
        let mut desk = open();
        for (now, actor, command) in steps {
            desk.take(now, *actor, command);
        }
        desk.request
    };
    let mut draft = Desk::new(checkmark_ticket::Policy::default());
    let save = Command::SaveDraft {
        topic: Topic::AccountAccess,
        draft: Default::default(),
    };
    draft.take("2026-02-02T09:00:00Z", Person, &save);
    let hour = "2026-02-03T09:00:00Z";
    let begin = (hour, Support, Command::BeginValidation);
    let of = OpenRequest::new(id("r0"), id("a1"));
    vec![
        ("draft", draft.request),
        ("open", open().request),
        ("waiting", with(&[(hour, Support, ask())])),
        (
            "waiting twice",
            with(&[(hour, Support, ask()), (hour, Support, ask())]),
        ),
        ("validating", with(std::slice::from_ref(&begin))),
        (
            "waiting, validating",
            with(&[begin, (hour, Support, ask())]),
        ),
        ("resolved", with(&[(hour, Support, decline())])),
        (
            "closed",
            with(&[
                (hour, Support, ask()),
                (
                    "2026-02-20T09:00:00Z",
                    checkmark_account::Actor::Clock,
                    Command::TimePassed,
                ),
            ]),
        ),
        ("withdrawn", with(&[(hour, Person, Command::Withdraw)])),
        (
            "duplicate",
            with(&[(hour, Support, Command::MarkDuplicate { of })]),
        ),
    ]
}

/// Every fact that is about no clock.
fn facts() -> Vec<Fact> {
    let later = at("2026-03-16T12:00:00Z");
    let question = QuestionNo::new;
    let outcome = Outcome::Declined {
        reason: DeclineReason::NotACustomer,
    };
    vec![
        Fact::TimeClamped {
            read: at("2026-03-02T11:59:58Z"),
        },
        Fact::DraftSaved {
            account: id("a1"),
            topic: Topic::AccountAccess,
            faults: 0,
        },
        Fact::Submitted {
            account: id("a1"),
            topic: Topic::AccountAccess,
            number: "04711815".parse().expect("a number"),
            basis: basis(3, 0),
            preferred_contact: None,
            follows: None,
            desk_opens: None,
        },
        Fact::Contacted {
            by: ContactMethod::Email,
        },
        Fact::ValidationBegun,
        Fact::QuestionAsked {
            question: question(1),
            fields: Fields::NONE,
            answer_by: later,
        },
        Fact::QuestionAsked {
            question: question(2),
            fields: Fields::NONE,
            answer_by: later,
        },
        Fact::QuestionAnswered {
            question: question(0),
            answer_by: None,
        },
        Fact::QuestionAnswered {
            question: question(1),
            answer_by: None,
        },
        Fact::QuestionAnswered {
            question: question(2),
            answer_by: Some(later),
        },
        Fact::QuestionDropped {
            question: question(1),
        },
        Fact::InformationAdded {
            answer_by: Some(later),
        },
        Fact::Noted,
        Fact::AutomaticMessage {
            direction: Direction::Sent,
        },
        Fact::BasisMoved { basis: basis(4, 1) },
        Fact::Resolved { outcome },
        Fact::Closed {
            because: CloseReason::Unanswered,
            since: at(NOON),
        },
        Fact::Withdrawn {
            because: WithdrawReason::ByPerson,
        },
        Fact::MarkedDuplicate { of: id("r0") },
        Fact::MarkedDuplicate { of: id("r1") },
        Fact::DuplicateAbsorbed {
            duplicate: id("r2"),
            submitted: at(NOON),
        },
        Fact::Reopened { nth: 0 },
        Fact::Reopened { nth: 1 },
        Fact::Reopened { nth: 2 },
    ]
}

#[test]
fn what_happens_to_a_request_folds_where_it_can_have_happened() {
    let mut matrix = String::new();
    for fact in facts() {
        matrix.push_str(&format!("{fact:?}\n"));
        for (name, request) in requests() {
            let to = match folded(&request, &fact, at(NOON)) {
                None => "cannot have happened".to_owned(),
                Some(after) => {
                    let kept = if after.state() == request.state() {
                        "stays"
                    } else {
                        "becomes"
                    };
                    format!(
                        "{kept} {:?}, {} open",
                        after.state(),
                        after.open_questions().count()
                    )
                }
            };
            matrix.push_str(&format!("    {name}: {to}\n"));
        }
    }
    insta::assert_snapshot!(matrix);
}

#[test]
fn a_duplicate_is_absorbed_once() {
    let fact = Fact::DuplicateAbsorbed {
        duplicate: id("r2"),
        submitted: at(NOON),
    };
    let request = Desk::opened("2026-02-02T09:00:00Z").request;
    let once = folded(&request, &fact, at(NOON)).expect("it folds");
    assert_eq!(once.absorbed(), [id("r2")]);
    assert_eq!(folded(&once, &fact, at(NOON)), None);
}

#[test]
fn the_first_contact_stays_the_first() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &contact());
    desk.take("2026-02-04T09:00:00Z", Support, &contact());
    desk.take("2026-02-05T09:00:00Z", Support, &ask());
    desk.take("2026-02-06T09:00:00Z", Support, &decline());
    assert_eq!(desk.request.contacted(), Some(at("2026-02-03T09:00:00Z")));
    assert_eq!(
        desk.request.questions()[0].settled(),
        Some(at("2026-02-06T09:00:00Z"))
    );
    let silent = Desk::opened("2026-02-02T09:00:00Z");
    let mut asked = silent.request.clone();
    assert_eq!(asked.contacted(), None);
    let question = Fact::QuestionAsked {
        question: QuestionNo::new(1),
        fields: Fields::NONE,
        answer_by: at("2026-03-16T12:00:00Z"),
    };
    asked = folded(&asked, &question, at(NOON)).expect("it folds");
    assert_eq!(asked.contacted(), Some(at(NOON)));
    let outcome = Outcome::Declined {
        reason: DeclineReason::NotACustomer,
    };
    let decided = folded(&silent.request, &Fact::Resolved { outcome }, at(NOON));
    assert_eq!(decided.expect("it folds").contacted(), Some(at(NOON)));
}

/// The validation clock in everything that can have become of it.
fn clocks() -> Vec<(&'static str, Request)> {
    let hour = "2026-02-03T09:00:00Z";
    let open = || Desk::opened("2026-02-02T09:00:00Z");
    let after = |now: &str, actor, command: &Command| {
        let mut desk = open();
        desk.take(now, actor, command);
        desk.request
    };
    let clock = checkmark_account::Actor::Clock;
    let mut none = Desk::new(checkmark_ticket::Policy::default());
    none.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::FirstAdministrator),
    );
    let mut waiting_missed = open();
    waiting_missed.take("2026-02-24T09:00:00Z", clock, &Command::TimePassed);
    waiting_missed.take("2026-02-24T09:00:00Z", Support, &ask());
    let mut closed = open();
    closed.take(hour, Support, &ask());
    closed.take("2026-02-24T09:00:00Z", clock, &Command::TimePassed);
    vec![
        ("none", none.request),
        ("running", open().request),
        (
            "at risk",
            after("2026-02-06T15:00:00Z", clock, &Command::TimePassed),
        ),
        (
            "missed, running",
            after("2026-02-24T09:00:00Z", clock, &Command::TimePassed),
        ),
        ("paused", after(hour, Support, &ask())),
        ("missed, paused", waiting_missed.request),
        ("closed", closed.request),
        ("met", after(hour, Support, &validate())),
        (
            "missed",
            after("2026-02-24T09:00:00Z", Support, &validate()),
        ),
        ("void", after(hour, Person, &Command::Withdraw)),
    ]
}

fn clock_facts(request: &Request) -> Vec<Fact> {
    let clock = ClockName::Validation;
    let known = request.clock(clock);
    let contact = request
        .clock(ClockName::Contact)
        .expect("it runs on every topic");
    let schedule: Schedule = contact.schedule();
    let from = known.map_or(schedule, |it| it.schedule());
    let next = known.map_or(0, |it| it.generation() + 1);
    let counted = BusinessDuration::hours(3);
    let moved = |from, to, generation| Fact::DueMoved {
        clock,
        from,
        to,
        counted,
        cause: MoveCause::Policy,
        generation,
    };
    let other = Desk::opened("2026-02-20T09:00:00Z")
        .clock(ClockName::Contact)
        .schedule();
    let rejudged = |from, to| Fact::Rejudged { clock, from, to };
    let stopped = |verdict| Fact::ClockStopped { clock, verdict };
    let merged = |started, pauses| Fact::ClockMerged {
        clock,
        started,
        pauses,
    };
    let early = at("2026-02-01T09:00:00Z");
    let mut over = Pauses::new();
    let reason = Hold::WaitingOnCustomer.pause_reason();
    let pause = Pause::new(early, at("2026-02-02T10:00:00Z"), reason).expect("a pause");
    over.push(pause).expect("the first");
    let mut goes_on = over.clone();
    goes_on.begin(at(NOON), reason).expect("the second");
    let started = |cycle, generation| Fact::ClockStarted {
        clock,
        cycle,
        generation,
        schedule,
    };
    vec![
        started(0, 0),
        started(1, next),
        started(1, next + 1),
        started(2, next),
        Fact::ClockPaused {
            clock,
            hold: Hold::Closed,
            counted,
        },
        Fact::ClockResumed { clock, counted },
        moved(from, other, next),
        moved(from, other, next + 1),
        moved(other, from, next),
        rejudged(known.and_then(|it| it.verdict()), Some(Verdict::Met)),
        rejudged(known.and_then(|it| it.verdict()), Some(Verdict::Missed)),
        rejudged(known.and_then(|it| it.verdict()), Some(Verdict::Void)),
        rejudged(known.and_then(|it| it.verdict()), None),
        rejudged(Some(Verdict::Void), None),
        Fact::ClockAtRisk { clock },
        Fact::ClockMissed { clock },
        stopped(Verdict::Met),
        stopped(Verdict::Missed),
        Fact::ClockVoided { clock },
        merged(early, over.clone()),
        merged(early, goes_on),
        merged(at("2026-02-02T09:00:00.000000001Z"), over),
    ]
}

#[test]
fn what_happens_to_a_clock_folds_where_it_can_have_happened() {
    let mut matrix = String::new();
    for nth in 0..22 {
        for (name, request) in clocks() {
            let fact = clock_facts(&request).swap_remove(nth);
            if name == "none" {
                matrix.push_str(&format!("{fact:?}\n"));
            }
            let to = match folded(&request, &fact, at(NOON)) {
                None => "cannot have happened".to_owned(),
                Some(after) => {
                    let clock = after.clock(ClockName::Validation).expect("it is there");
                    let pauses = after.pauses(ClockName::Validation).as_slice();
                    let pauses: Vec<_> = pauses
                        .iter()
                        .map(|it| format!("{}..{:?} {:?}", it.from(), it.to(), it.reason()))
                        .collect();
                    format!(
                        "{} {:?} ended {:?} risk {} cycle {} generation {} started {}, {pauses:?}",
                        clock.status(),
                        clock.hold(),
                        clock.ended(),
                        clock.is_at_risk(),
                        clock.cycle(),
                        clock.generation(),
                        clock.started(),
                    )
                }
            };
            matrix.push_str(&format!("    {name}: {to}\n"));
        }
    }
    insta::assert_snapshot!(matrix);
}

#[test]
fn what_is_at_risk_only_later_was_not_at_risk_yet() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.tick("2026-02-06T15:00:00Z");
    let clock = *desk.clock(ClockName::Validation);
    assert!(clock.is_at_risk());
    let moved = |to: Schedule| Fact::DueMoved {
        clock: ClockName::Validation,
        from: clock.schedule(),
        to,
        counted: BusinessDuration::ZERO,
        cause: MoveCause::Policy,
        generation: 1,
    };
    let later = Desk::opened("2026-02-20T09:00:00Z")
        .clock(ClockName::Validation)
        .schedule();
    let risk = |now: UtcDateTime| {
        let after = folded(&desk.request, &moved(later), now).expect("it folds");
        after.clock(ClockName::Validation).map(|it| it.is_at_risk())
    };
    let nano = time::SignedDuration::NANOSECOND;
    assert_eq!(risk(later.at_risk() - nano), Some(false));
    assert_eq!(risk(later.at_risk()), Some(true));
}

#[test]
fn a_decision_on_another_version_is_not_accepted() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let before = desk.request.clone();
    let decision = desk.take("2026-02-03T09:00:00Z", Support, &contact());
    let kind = |request: &Request| {
        let mut after = request.clone();
        let error = after
            .accept(&decision)
            .expect_err("it is for another version");
        assert_eq!(after, *request, "and changes nothing");
        assert_eq!(error.position(), before.version() + 1);
        error.kind()
    };
    assert_eq!(kind(&desk.request), ReplayErrorKind::Doubled);
    assert_eq!(kind(&Request::new(id("r1"))), ReplayErrorKind::Missing);
    let mut other = Desk::named("r2", desk.policy.clone());
    other.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(kind(&other.request), ReplayErrorKind::Foreign);
    let mut again = before.clone();
    again.accept(&decision).expect("on its own version it is");
    assert_eq!(again, desk.request);
    // Of one version, but made before what has happened since.
    let mut twin = Desk::new(desk.policy.clone());
    twin.take(
        "2026-02-04T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(twin.request.version(), before.version());
    assert_eq!(kind(&twin.request), ReplayErrorKind::TimeRunsBack);
    // One that changes nothing changes nothing anywhere.
    let nothing = desk.tick("2026-02-03T09:00:00Z");
    let mut anything = Request::new(id("r9"));
    anything.accept(&nothing).expect("nothing happened");
    assert_eq!(anything, Request::new(id("r9")));
}

#[test]
fn can_says_what_decide_says() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &contact());
    let now = at("2026-02-03T10:00:00Z");
    for (actor, command, taken) in [
        (Support, ask(), true),
        (Person, ask(), false),
        (Person, crate::desk::answer(1), false),
    ] {
        let can = checkmark_ticket::can(&desk.request, &command, &desk.context(actor, now));
        let decided = checkmark_ticket::decide(&desk.request, &command, &desk.context(actor, now));
        assert_eq!(can.is_ok(), taken);
        assert_eq!(can.err(), decided.err());
    }
    let offered: Vec<_> = checkmark_ticket::offered(&desk.request)
        .map(|it| it.as_str())
        .collect();
    assert!(offered.contains(&"ask") && !offered.contains(&"answer"));
    assert!(!offered.contains(&"reopen") && !offered.contains(&"submit"));
}
