//! What people complained about in other systems: a row of the table, a test.

use checkmark_account::Actor::{Clock, Host, Person, Support};
use checkmark_calendar::{Budget, Calendar, CalendarErrorKind, DayWindows, Holiday, Week};
use checkmark_ticket::ClockName::{Contact, Validation};
use checkmark_ticket::ClockStatus::{Met, Missed, Paused, Running, Void};
use checkmark_ticket::{
    Action, AlertKind, Command, Direction, Fact, MoveCause, Policy, RefusalCode, ReopenedClocks,
    ServiceLevel, StateKind, Topic, Verdict, Verdicts, WakeupReason, WhileWaiting,
};
use time::Weekday;

use crate::desk::{
    Desk, answer, ask, at, contact, date, decline, office, office_without, reopen, submit, text,
    validate,
};

// 2026-02-02 is a Monday. On a desk from nine to five 48 business hours are six days.

#[test]
fn a_pause_counts_its_business_part_alone_and_once() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.shows(Validation, Running, "2026-02-09T17:00:00Z");
    // Friday noon to Monday noon: three days on the wall, one in business.
    desk.take("2026-02-06T12:00:00Z", Support, &ask());
    desk.shows(Validation, Paused, "2026-02-09T17:00:00Z");
    desk.take("2026-02-09T12:00:00Z", Person, &answer(1));
    desk.shows(Validation, Running, "2026-02-10T17:00:00Z");
    assert_eq!(
        desk.clock(Validation).started(),
        at("2026-02-02T09:00:00Z"),
        "the start is never shifted"
    );
    // A pause that lies wholly outside the opening hours changes nothing.
    desk.take("2026-02-09T18:00:00Z", Support, &ask());
    desk.take("2026-02-10T08:00:00Z", Person, &answer(2));
    desk.shows(Validation, Running, "2026-02-10T17:00:00Z");
}

#[test]
fn a_change_of_policy_keeps_the_pauses() {
    let paused = |policy: Policy| {
        let mut desk = Desk::new(policy);
        desk.take(
            "2026-02-02T09:00:00Z",
            Person,
            &submit(Topic::AccountAccess),
        );
        desk.take("2026-02-03T12:00:00Z", Support, &ask());
        desk.take("2026-02-04T12:00:00Z", Person, &answer(1));
        desk
    };
    let budget = |hours| {
        let clock = office().compile().expect("a clock");
        let level =
            ServiceLevel::new(clock, Budget::Business(hours)).with_waiting(WhileWaiting::Stands);
        Policy::on(&office())
            .map(|policy| policy.with_level(Validation, level))
            .expect("a calendar")
            .expect("a policy")
    };
    let (long, short) = (
        budget(checkmark_calendar::BusinessDuration::hours(48)),
        budget(checkmark_calendar::BusinessDuration::hours(16)),
    );
    let mut desk = paused(long);
    desk.policy = short.clone();
    let recompute = Command::Recompute {
        cause: MoveCause::Policy,
        verdicts: Verdicts::Keep,
    };
    desk.take("2026-02-04T12:00:00Z", Host, &recompute);
    let from_the_start = paused(short);
    assert_eq!(
        desk.clock(Validation).schedule(),
        from_the_start.clock(Validation).schedule()
    );
    desk.shows(Validation, Running, "2026-02-04T17:00:00Z");
}

#[test]
fn each_reopening_books_the_time_in_between_as_a_pause() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T17:00:00Z", Support, &decline());
    desk.shows(Validation, Met, "2026-02-09T17:00:00Z");
    desk.take("2026-02-03T17:00:00Z", Person, &reopen());
    desk.shows(Validation, Running, "2026-02-10T17:00:00Z");
    desk.take("2026-02-04T17:00:00Z", Support, &decline());
    desk.take("2026-02-06T17:00:00Z", Person, &reopen());
    desk.shows(Validation, Running, "2026-02-12T17:00:00Z");
    assert_eq!(desk.request.reopenings(), 2);
    assert_eq!(desk.request.pauses(Validation).as_slice().len(), 2);
    // Nothing was reset: two days are used, four are left.
    assert_eq!(desk.clock(Validation).cycle(), 0);
    // The first contact was made for good.
    desk.shows(Contact, Met, "2026-02-09T17:00:00Z");
    assert_eq!(
        desk.clock(Contact).ended(),
        Some(at("2026-02-02T17:00:00Z"))
    );
}

#[test]
fn time_closed_for_silence_is_a_pause_too() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.tick("2026-02-17T09:00:00Z");
    assert_eq!(desk.state(), StateKind::Closed);
    desk.shows(Validation, Paused, "2026-02-09T17:00:00Z");
    desk.take("2026-02-19T09:00:00Z", Person, &reopen());
    // One day was used before the question; five are left from the 19th on.
    desk.shows(Validation, Running, "2026-02-25T17:00:00Z");
    let pauses = desk.request.pauses(Validation).as_slice();
    let reasons: Vec<_> = pauses
        .iter()
        .map(|it| it.reason().as_str().to_owned())
        .collect();
    assert_eq!(reasons, ["waiting_on_customer", "closed"]);
}

#[test]
fn a_new_cycle_begins_only_if_the_policy_says_so() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T17:00:00Z", Support, &decline());
    desk.policy = desk
        .policy
        .clone()
        .with_reopened_clocks(ReopenedClocks::NewCycle);
    desk.take("2026-02-10T09:00:00Z", Person, &reopen());
    desk.shows(Validation, Running, "2026-02-17T17:00:00Z");
    let clock = desk.clock(Validation);
    assert_eq!(
        (clock.cycle(), clock.started()),
        (1, at("2026-02-10T09:00:00Z"))
    );
    assert!(desk.request.pauses(Validation).is_empty());
    desk.shows(Contact, Met, "2026-02-09T17:00:00Z");
}

#[test]
fn resolving_what_is_paused_books_the_hold() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-09T12:00:00Z", Support, &ask());
    // A week later: long past the old due instant, and yet in time.
    desk.take("2026-02-16T12:00:00Z", Support, &validate());
    assert_eq!(desk.state(), StateKind::Resolved);
    desk.shows(Validation, Met, "2026-02-16T17:00:00Z");
    assert_eq!(desk.clock(Validation).hold(), None);
    let pauses = desk.request.pauses(Validation).as_slice();
    assert_eq!(pauses.len(), 1);
    assert_eq!(pauses[0].to(), Some(at("2026-02-16T12:00:00Z")));
}

#[test]
fn a_reply_that_pauses_still_stops_first_contact_at_its_own_instant() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-05T10:30:00.25Z", Support, &ask());
    desk.shows(Contact, Met, "2026-02-09T17:00:00Z");
    assert_eq!(
        desk.clock(Contact).ended(),
        Some(at("2026-02-05T10:30:00.25Z"))
    );
    assert_eq!(
        desk.request.contacted(),
        Some(at("2026-02-05T10:30:00.25Z"))
    );
    desk.shows(Validation, Paused, "2026-02-09T17:00:00Z");
}

#[test]
fn no_target_hides_another_and_next_due_says_which_clock() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let level = ServiceLevel::new(
        office().compile().expect("a clock"),
        "business PT4H".parse().expect("a budget"),
    );
    desk.policy = desk
        .policy
        .clone()
        .with_level(Contact, level)
        .expect("a policy");
    let mut desk = Desk::new(desk.policy);
    desk.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(
        desk.request.next_due(),
        Some((Contact, at("2026-02-02T13:00:00Z")))
    );
    desk.take("2026-02-02T10:00:00Z", Support, &contact());
    assert_eq!(
        desk.request.next_due(),
        Some((Validation, at("2026-02-09T17:00:00Z")))
    );
    desk.take("2026-02-02T11:00:00Z", Support, &ask());
    assert_eq!(desk.request.next_due(), None);
}

#[test]
fn no_clock_runs_on_what_is_over() {
    type End<'a> = (&'a str, checkmark_account::Actor, Command);
    let ends: [End<'_>; 4] = [
        ("resolved", Support, decline()),
        ("withdrawn", Person, Command::Withdraw),
        ("ended", Host, Command::EndAccount),
        (
            "duplicate",
            Support,
            Command::MarkDuplicate {
                of: checkmark_ticket::OpenRequest::new(
                    crate::desk::id("r0"),
                    crate::desk::id(crate::desk::ACCOUNT),
                ),
            },
        ),
    ];
    for (name, actor, end) in ends {
        let mut desk = Desk::opened("2026-02-02T09:00:00Z");
        desk.take("2026-02-03T09:00:00Z", actor, &end);
        assert_eq!(desk.request.next_wakeup(), None, "{name}");
        assert_eq!(desk.request.next_due(), None, "{name}");
        let decision = desk.tick("2027-02-03T09:00:00Z");
        assert!(
            decision.is_empty(),
            "{name}: nothing happens by itself any more"
        );
    }
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.tick("2026-02-17T09:00:00Z");
    assert_eq!(desk.request.next_wakeup(), None, "closed");
    assert!(desk.tick("2027-02-03T09:00:00Z").is_empty());
}

#[test]
fn nothing_but_a_person_stops_first_contact() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let note = Command::Note {
        text: text("looks fine to me"),
    };
    let sent = Command::AutomaticMessage {
        direction: Direction::Sent,
    };
    desk.take("2026-02-02T09:01:00Z", Host, &sent);
    desk.take("2026-02-02T10:00:00Z", Support, &note);
    desk.take("2026-02-02T11:00:00Z", Support, &Command::BeginValidation);
    desk.shows(Contact, Running, "2026-02-09T17:00:00Z");
    assert_eq!(desk.request.contacted(), None);
    desk.take("2026-02-02T12:00:00Z", Support, &contact());
    desk.shows(Contact, Met, "2026-02-09T17:00:00Z");
    // A machine cannot claim that it was a person.
    let refusal = desk.refuse("2026-02-02T12:00:00Z", Host, &contact());
    assert_eq!(refusal.code(), RefusalCode::ActorNotAllowed);
}

#[test]
fn the_warning_comes_on_the_business_clock() {
    let mut desk = Desk::opened("2026-02-05T09:00:00Z");
    // Three quarters of six days are four and a half; on the wall it would be Saturday.
    let warned = desk.clock(Contact).at_risk();
    assert_eq!(warned, at("2026-02-11T13:00:00Z"));
    let wakeup = desk.request.next_wakeup().expect("a wakeup");
    assert_eq!(wakeup.at(), warned);
    assert!(desk.tick("2026-02-11T12:59:59.999999999Z").is_empty());
    desk.tick("2026-02-11T13:00:00Z");
    assert!(desk.clock(Contact).is_at_risk());
    let alerts = desk.actions.iter().filter(|it| {
        matches!(
            it,
            Action::Alert {
                alert: AlertKind::AtRisk,
                ..
            }
        )
    });
    assert_eq!(alerts.count(), 2, "contact and validation, each once");
    assert!(
        desk.tick("2026-02-11T13:00:00Z").is_empty(),
        "and not again"
    );
}

#[test]
fn a_fixed_due_instant_is_not_moved_by_pauses() {
    let clock = office().compile().expect("a clock");
    let level = ServiceLevel::new(
        clock,
        "fixed 2026-02-20T12:00:00Z".parse().expect("a budget"),
    )
    .with_waiting(WhileWaiting::Stands);
    let policy = Policy::on(&office()).expect("a calendar");
    let mut desk = Desk::new(policy.with_level(Validation, level).expect("a policy"));
    desk.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.take("2026-02-10T09:00:00Z", Person, &answer(1));
    desk.shows(Validation, Running, "2026-02-20T12:00:00Z");
    assert_eq!(desk.count(|it| matches!(it, Fact::DueMoved { .. })), 0);
}

#[test]
fn a_changed_calendar_tells_old_new_and_cause_and_leaves_verdicts() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let old = desk.policy.clone();
    let new = Policy::on(&office_without(&["2026-02-04"])).expect("a calendar");
    let moves = checkmark_ticket::Recomputation::new(&old, &new)
        .of(&desk.request, Verdicts::Keep, at("2026-02-03T09:00:00Z"))
        .expect("an answer");
    let listed: Vec<_> = moves
        .iter()
        .map(|it| (it.clock(), it.from().due(), it.to().due(), it.cause()))
        .collect();
    let cause = MoveCause::Calendar {
        cause: Some(checkmark_calendar::Cause::HolidayAdded {
            date: date("2026-02-04"),
        }),
    };
    let (was, is) = (at("2026-02-09T17:00:00Z"), at("2026-02-10T17:00:00Z"));
    assert_eq!(
        listed,
        [(Contact, was, is, cause), (Validation, was, is, cause)]
    );
    // Looking changes nothing; the host records it, and only then it holds.
    desk.shows(Contact, Running, "2026-02-09T17:00:00Z");
    desk.policy = new;
    let keep = Command::Recompute {
        cause,
        verdicts: Verdicts::Keep,
    };
    desk.take("2026-02-03T09:00:00Z", Host, &keep);
    desk.shows(Contact, Running, "2026-02-10T17:00:00Z");
    assert_eq!(desk.clock(Contact).generation(), 1);
}

#[test]
fn a_verdict_of_the_past_stays_unless_it_is_asked_to_be_judged_again() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.tick("2026-02-10T09:00:00Z");
    desk.shows(Contact, Missed, "2026-02-09T17:00:00Z");
    desk.take("2026-02-10T10:00:00Z", Support, &contact());
    desk.shows(Contact, Missed, "2026-02-09T17:00:00Z");
    desk.policy = Policy::on(&office_without(&["2026-02-04"])).expect("a calendar");
    let recompute = |verdicts| Command::Recompute {
        cause: MoveCause::Calendar { cause: None },
        verdicts,
    };
    desk.take("2026-02-10T11:00:00Z", Host, &recompute(Verdicts::Keep));
    desk.shows(Contact, Missed, "2026-02-09T17:00:00Z");
    desk.take("2026-02-10T11:00:00Z", Host, &recompute(Verdicts::Rejudge));
    desk.shows(Contact, Met, "2026-02-10T17:00:00Z");
    desk.shows(Validation, Running, "2026-02-10T17:00:00Z");
    let rejudged = desk.facts().any(|it| {
        matches!(
            it,
            Fact::Rejudged {
                clock: Contact,
                from: Some(Verdict::Missed),
                to: Some(Verdict::Met),
            }
        )
    });
    assert!(rejudged);
}

#[test]
fn no_due_instant_changes_without_an_event_that_says_why() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.take("2026-02-04T09:00:00Z", Person, &answer(1));
    desk.take("2026-02-04T10:00:00Z", Support, &decline());
    desk.take("2026-02-05T10:00:00Z", Person, &reopen());
    let told: Vec<_> = desk
        .facts()
        .filter_map(|it| match it {
            Fact::DueMoved {
                clock: Validation,
                from,
                to,
                cause,
                generation,
                ..
            } => Some((from.due(), to.due(), *cause, *generation)),
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                at("2026-02-09T17:00:00Z"),
                at("2026-02-10T17:00:00Z"),
                MoveCause::Waited,
                1
            ),
            (
                at("2026-02-10T17:00:00Z"),
                at("2026-02-11T17:00:00Z"),
                MoveCause::Reopened,
                2
            ),
        ]
    );
}

#[test]
fn a_calendar_that_never_opens_is_an_error_when_it_is_built() {
    let never = Week::builder().build();
    let error = Calendar::builder()
        .week(never)
        .build()
        .expect_err("never open");
    assert_eq!(error.kind(), CalendarErrorKind::NeverOpens);
}

#[track_caller]
fn due(calendar: &Calendar, opened: &str, want: &str) {
    let desk = Desk::opened_on(calendar, opened);
    desk.shows(Contact, Running, want);
    let explanation = desk.request.explain(Contact, &desk.policy);
    let explanation = explanation.expect("it runs").expect("an explanation");
    assert!(explanation.verify().is_ok());
    assert_eq!(explanation.due(), at(want));
}

#[test]
fn a_single_weekday_is_right() {
    let mut week = Week::builder();
    week = week.on(Weekday::Wednesday, "09:00-17:00").expect("hours");
    let calendar = Calendar::builder().week(week.build()).build();
    due(
        &calendar.expect("open on Wednesdays"),
        "2026-02-02T09:00:00Z",
        "2026-03-11T17:00:00Z",
    );
}

#[test]
fn a_lunch_break_is_right() {
    let week = Week::builder()
        .weekdays("09:00-12:00,13:00-17:00")
        .expect("hours");
    let calendar = Calendar::builder().week(week.build()).build();
    due(
        &calendar.expect("open"),
        "2026-02-02T11:00:00Z",
        "2026-02-11T10:00:00Z",
    );
}

#[test]
fn a_short_day_before_a_holiday_is_right() {
    let short: DayWindows = "09:00-12:00".parse().expect("hours");
    let week = Week::builder().weekdays("09:00-17:00").expect("hours");
    let calendar = Calendar::builder()
        .week(week.build())
        .override_day(date("2026-02-05"), short)
        .holiday(date("2026-02-06"), "holiday")
        .build();
    due(
        &calendar.expect("open"),
        "2026-02-02T09:00:00Z",
        "2026-02-11T14:00:00Z",
    );
}

#[test]
fn ten_thousand_holidays_are_right() {
    let first = date("2030-01-01").to_julian_day();
    let all = (first..first + 10_000).filter_map(|day| time::Date::from_julian_day(day).ok());
    let holidays = all.map(|it| Holiday::new(it, "holiday"));
    let week = Week::builder().weekdays("09:00-17:00").expect("hours");
    let calendar = Calendar::builder().week(week.build()).holidays(holidays);
    due(
        &calendar.build().expect("open before and after"),
        "2029-12-31T09:00:00Z",
        // Eight hours on the last day of 2029, the rest from 2057-05-19 on, a Saturday.
        "2057-05-25T17:00:00Z",
    );
}

#[test]
fn no_second_is_lost() {
    let mut desk = Desk::opened("2026-02-02T09:00:00.000000007Z");
    desk.shows(Contact, Running, "2026-02-10T09:00:00.000000007Z");
    desk.tick("2026-02-10T09:00:00.000000007Z");
    desk.shows(Contact, Running, "2026-02-10T09:00:00.000000007Z");
    let wakeup = desk.request.next_wakeup().expect("a wakeup");
    assert_eq!(wakeup.at(), at("2026-02-10T09:00:00.000000008Z"));
    assert!(matches!(
        wakeup.reason(),
        WakeupReason::Missed { clock: Contact, .. }
    ));
    desk.tick("2026-02-10T09:00:00.000000008Z");
    desk.shows(Contact, Missed, "2026-02-10T09:00:00.000000007Z");
}

#[test]
fn exactly_at_the_due_instant_is_met_and_later_stays_a_miss() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-09T17:00:00Z", Support, &contact());
    desk.shows(Contact, Met, "2026-02-09T17:00:00Z");
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-09T17:00:00.000000001Z", Support, &contact());
    desk.shows(Contact, Missed, "2026-02-09T17:00:00Z");
    assert_eq!(
        desk.count(|it| matches!(it, Fact::ClockMissed { clock: Contact })),
        1,
        "a tick that was lost is made up for"
    );
}

#[test]
fn automatic_mail_never_reopens_answers_or_acknowledges_twice() {
    let received = Command::AutomaticMessage {
        direction: Direction::Received,
    };
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.take("2026-02-03T09:00:01Z", Host, &received);
    assert_eq!(desk.state(), StateKind::WaitingOnCustomer);
    desk.shows(Validation, Paused, "2026-02-09T17:00:00Z");
    desk.take("2026-02-04T09:00:00Z", Support, &decline());
    desk.take("2026-02-04T09:00:01Z", Host, &received);
    assert_eq!(desk.state(), StateKind::Resolved);
    let refusal = desk.refuse("2026-02-04T09:00:02Z", Host, &reopen());
    assert_eq!(refusal.code(), RefusalCode::ActorNotAllowed);
    desk.take("2026-02-05T09:00:00Z", Person, &reopen());
    let acknowledged = desk
        .actions
        .iter()
        .filter(|it| matches!(it, Action::Acknowledge { .. }));
    assert_eq!(acknowledged.count(), 1);
    let refusal = desk.refuse(
        "2026-02-05T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    assert_eq!(refusal.code(), RefusalCode::AlreadySubmitted);
}

/// Two requests of one account; the second is a duplicate of the first.
fn merged(
    first: &[(&str, checkmark_account::Actor, Command)],
    second: &[(&str, checkmark_account::Actor, Command)],
    opened: [&str; 2],
    when: &str,
) -> Desk {
    let policy = || Policy::on(&office()).expect("a calendar");
    let (mut survivor, mut duplicate) = (Desk::named("r1", policy()), Desk::named("r2", policy()));
    let topic = Topic::AccountAccess;
    survivor.take(opened[0], Person, &submit(topic));
    duplicate.take(opened[1], Person, &submit(topic));
    for (now, actor, command) in first {
        survivor.take(now, *actor, command);
    }
    for (now, actor, command) in second {
        duplicate.take(now, *actor, command);
    }
    let of = survivor.request.as_open().expect("it is open");
    duplicate.take(when, Support, &Command::MarkDuplicate { of });
    assert_eq!(duplicate.state(), StateKind::Duplicate);
    assert_eq!(duplicate.clock(Validation).status(), Void);
    let refusal = duplicate.refuse(when, Person, &reopen());
    assert_eq!(
        refusal.code(),
        RefusalCode::AlreadyDuplicate,
        "it is terminal"
    );
    let ended = duplicate.request.as_duplicate().expect("it is a duplicate");
    survivor.take(
        when,
        Host,
        &Command::Absorb {
            duplicate: ended.clone(),
        },
    );
    let refusal = survivor.refuse(when, Host, &Command::Absorb { duplicate: ended });
    assert_eq!(refusal.code(), RefusalCode::AlreadyAbsorbed);
    survivor
}

#[test]
fn the_survivor_of_a_merge_keeps_the_earliest_opening() {
    let survivor = merged(
        &[],
        &[],
        ["2026-02-04T09:00:00Z", "2026-02-02T09:00:00Z"],
        "2026-02-05T09:00:00Z",
    );
    survivor.shows(Contact, Running, "2026-02-09T17:00:00Z");
    survivor.shows(Validation, Running, "2026-02-09T17:00:00Z");
    assert_eq!(
        survivor.clock(Contact).started(),
        at("2026-02-02T09:00:00Z")
    );
    assert!(survivor.facts().any(|it| matches!(
        it,
        Fact::DueMoved {
            cause: MoveCause::Merged,
            ..
        }
    )));
}

#[test]
fn what_was_merged_is_paused_only_while_both_are() {
    // The first waits from the 3rd to the 5th, the second from the 4th to the 6th.
    let survivor = merged(
        &[
            ("2026-02-03T09:00:00Z", Support, ask()),
            ("2026-02-05T09:00:00Z", Person, answer(1)),
        ],
        &[
            ("2026-02-04T09:00:00Z", Support, ask()),
            ("2026-02-06T09:00:00Z", Person, answer(1)),
        ],
        ["2026-02-02T09:00:00Z", "2026-02-02T09:00:00Z"],
        "2026-02-06T12:00:00Z",
    );
    survivor.shows(Validation, Running, "2026-02-10T17:00:00Z");
    let pauses = survivor.request.pauses(Validation).as_slice();
    let pauses: Vec<_> = pauses.iter().map(|it| (it.from(), it.to())).collect();
    assert_eq!(
        pauses,
        [(at("2026-02-04T09:00:00Z"), Some(at("2026-02-05T09:00:00Z")))]
    );
    survivor.shows(Contact, Met, "2026-02-09T17:00:00Z");
}

#[test]
fn a_survivor_that_waits_goes_on_waiting_from_the_merge_on() {
    // Only the first waits; until the merge the second ran.
    let mut survivor = merged(
        &[("2026-02-03T09:00:00Z", Support, ask())],
        &[],
        ["2026-02-02T09:00:00Z", "2026-02-02T09:00:00Z"],
        "2026-02-05T09:00:00Z",
    );
    survivor.shows(Validation, Paused, "2026-02-09T17:00:00Z");
    survivor.take("2026-02-06T09:00:00Z", Person, &answer(1));
    survivor.shows(Validation, Running, "2026-02-10T17:00:00Z");
}

#[test]
fn an_acknowledgement_outside_hours_says_when_the_desk_opens() {
    let desk = Desk::opened("2026-02-06T22:15:00Z");
    let Some(Action::Acknowledge { acknowledgement }) = desk.actions.first() else {
        panic!("the acknowledgement comes first");
    };
    assert_eq!(
        acknowledgement.desk_opens(),
        Some(at("2026-02-09T09:00:00Z"))
    );
    assert_eq!(
        acknowledgement.contact_by(),
        Some(at("2026-02-16T17:00:00Z"))
    );
    let inside = Desk::opened("2026-02-06T12:00:00Z");
    let Some(Action::Acknowledge { acknowledgement }) = inside.actions.first() else {
        panic!("the acknowledgement comes first");
    };
    assert_eq!(acknowledgement.desk_opens(), None);
}

#[test]
fn a_tick_that_is_stale_changes_nothing() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.take("2026-02-05T09:00:00Z", Person, &answer(1));
    let version = desk.request.version();
    let moved = desk.clock(Validation).at_risk();
    // The tick for the old instant comes all the same.
    assert!(
        desk.take("2026-02-06T13:00:00Z", Clock, &Command::TimePassed)
            .is_empty()
    );
    assert_eq!(desk.request.version(), version);
    assert_eq!(moved, at("2026-02-10T13:00:00Z"));
}
