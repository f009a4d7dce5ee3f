//! What moves when something is computed again or merged, to the instant.

use checkmark_account::Actor::{self, Host, Person, Support};
use checkmark_calendar::{Budget, BusinessDuration};
use checkmark_ticket::ClockName::{Contact, Validation};
use checkmark_ticket::ClockStatus::{Met, Missed, Paused, Running, Void};
use checkmark_ticket::{
    ClockStatus, Command, EndedDuplicate, MoveCause, OpenRequest, Policy, Recomputation,
    ServiceLevel, Topic, Verdict, Verdicts, WhileWaiting,
};

use crate::desk::{Desk, answer, ask, at, contact, decline, id, office, reopen, submit};

/// Both promises within so many business hours.
fn within(hours: u32) -> Policy {
    let clock = office().compile().expect("a clock");
    let level = ServiceLevel::new(clock, Budget::Business(BusinessDuration::hours(hours)));
    Policy::on(&office())
        .expect("a calendar")
        .with_level(Contact, level.clone())
        .and_then(|it| it.with_level(Validation, level.with_waiting(WhileWaiting::Stands)))
        .expect("a policy")
}

fn again(verdicts: Verdicts) -> Command {
    Command::Recompute {
        cause: MoveCause::Policy,
        verdicts,
    }
}

/// Judged again on a promise of eight hours, a day; what each clock comes to.
#[track_caller]
fn judged(steps: &[(&str, Actor, Command)], now: &str, want: [ClockStatus; 2]) {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    for (when, actor, command) in steps {
        desk.take(when, *actor, command);
    }
    let old = desk.policy.clone();
    desk.policy = within(8);
    let before = desk.request.clone();
    let moves = Recomputation::new(&old, &desk.policy)
        .of(&before, Verdicts::Rejudge, at(now))
        .expect("an answer");
    desk.take(now, Host, &again(Verdicts::Rejudge));
    let status = [Contact, Validation].map(|it| desk.clock(it).status());
    assert_eq!(status, want);
    // What was foretold is what came, but for what time brought by itself.
    for it in moves.iter() {
        assert_eq!(it.to(), desk.clock(it.clock()).schedule());
        assert_eq!(
            it.from(),
            before.clock(it.clock()).expect("it is there").schedule()
        );
        assert_eq!(it.cause(), MoveCause::Policy);
        let was = before.clock(it.clock()).expect("it is there").verdict();
        let is = desk.clock(it.clock()).verdict();
        match it.rejudged() {
            Some((from, to)) => assert_eq!((from, to), (was, is)),
            None => assert_eq!(was, is),
        }
    }
    assert!(!moves.is_empty());
}

#[test]
fn what_was_met_is_missed_on_a_shorter_promise_and_met_at_its_due_instant() {
    let hour = "2026-02-02T17:00:00Z";
    let late = "2026-02-02T17:00:00.000000001Z";
    let next = "2026-02-03T09:00:00Z";
    judged(&[(hour, Support, decline())], next, [Met, Met]);
    judged(
        &[("2026-02-03T09:00:00Z", Support, decline())],
        next,
        [Missed, Missed],
    );
    judged(&[(late, Support, decline())], next, [Missed, Missed]);
    judged(&[(hour, Support, contact())], hour, [Met, Running]);
    judged(&[(hour, Support, contact())], late, [Met, Missed]);
    // It stands from the due instant on: used up, and not yet gone by.
    judged(&[(hour, Support, ask())], next, [Met, Paused]);
    judged(&[(late, Support, ask())], next, [Missed, Missed]);
    judged(
        &[("2026-02-02T16:00:00Z", Support, ask())],
        next,
        [Met, Paused],
    );
    judged(
        &[
            ("2026-02-02T16:00:00Z", Support, ask()),
            ("2026-02-03T09:00:00Z", Person, answer(1)),
        ],
        "2026-02-03T10:00:00Z",
        [Met, Running],
    );
    judged(
        &[
            ("2026-02-02T16:00:00Z", Support, ask()),
            ("2026-02-03T09:00:00Z", Person, answer(1)),
        ],
        "2026-02-03T10:00:00.5Z",
        [Met, Missed],
    );
}

#[test]
fn what_moves_is_told_clock_by_clock() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T17:00:00.5Z", Support, &contact());
    let old = desk.policy.clone();
    let (same, short) = (within(48), within(8));
    let moves = |new: &Policy, verdicts, now: &str| {
        let moves = Recomputation::new(&old, new).of(&desk.request, verdicts, at(now));
        let moves = moves.expect("an answer");
        let told: Vec<_> = moves.iter().map(|it| (it.clock(), it.rejudged())).collect();
        assert_eq!(moves.is_empty(), told.is_empty());
        told
    };
    let now = "2026-02-02T17:00:00.5Z";
    // The validation clock has no window on the other policy: that is a move of its own.
    assert_eq!(moves(&same, Verdicts::Keep, now), [(Validation, None)]);
    assert_eq!(moves(&old, Verdicts::Rejudge, now), []);
    assert_eq!(moves(&short, Verdicts::Keep, now), [(Validation, None)]);
    assert_eq!(
        moves(&short, Verdicts::Rejudge, now),
        [
            (Contact, Some((Some(Verdict::Met), Some(Verdict::Missed)))),
            (Validation, Some((None, Some(Verdict::Missed)))),
        ]
    );
    // A verdict alone is a move, too.
    let mut late = Desk::opened("2026-02-02T09:00:00Z");
    late.policy = within(8);
    late.take("2026-02-03T09:00:00Z", Host, &again(Verdicts::Keep));
    late.shows(Contact, Missed, "2026-02-02T17:00:00Z");
    let none = Recomputation::new(&late.policy, &late.policy)
        .of(&late.request, Verdicts::Rejudge, at("2026-02-03T09:00:00Z"))
        .expect("an answer");
    assert!(none.is_empty());
    let early = Recomputation::new(&late.policy, &late.policy)
        .of(&late.request, Verdicts::Rejudge, at("2026-02-02T17:00:00Z"))
        .expect("an answer");
    let early: Vec<_> = early.iter().map(|it| it.rejudged()).collect();
    assert_eq!(early, [Some((Some(Verdict::Missed), None)); 2]);
}

#[test]
fn what_is_void_is_never_computed_again() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let old = desk.policy.clone();
    desk.take("2026-02-03T09:00:00Z", Person, &Command::Withdraw);
    desk.shows(Validation, Void, "2026-02-09T17:00:00Z");
    for verdicts in Verdicts::ALL {
        let moves = Recomputation::new(&old, &within(8))
            .of(&desk.request, *verdicts, at("2026-02-04T09:00:00Z"))
            .expect("an answer");
        assert!(moves.is_empty());
    }
}

#[test]
fn a_paused_clock_is_computed_as_if_it_did_not_stand() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.take("2026-02-03T17:00:00Z", Person, &answer(1));
    desk.take("2026-02-04T12:00:00Z", Support, &ask());
    desk.shows(Validation, Paused, "2026-02-10T17:00:00Z");
    desk.policy = within(16);
    desk.take("2026-02-05T12:00:00Z", Host, &again(Verdicts::Keep));
    // A day before the first question, three hours before the second, five left.
    desk.shows(Validation, Paused, "2026-02-04T17:00:00Z");
    desk.take("2026-02-06T09:00:00Z", Person, &answer(2));
    desk.shows(Validation, Running, "2026-02-06T14:00:00Z");
    let explanation = desk.request.explain(Validation, &desk.policy);
    let explanation = explanation.expect("it runs").expect("an explanation");
    assert_eq!(explanation.due(), at("2026-02-06T14:00:00Z"));
}

#[test]
fn time_in_which_it_was_closed_is_told_apart_from_time_in_which_it_waited() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &ask());
    desk.tick("2026-02-17T09:00:00Z");
    let explanation = desk.request.explain(Validation, &desk.policy);
    let explanation = explanation.expect("it is there").expect("an explanation");
    assert_eq!(
        explanation.due(),
        at("2026-02-09T17:00:00Z"),
        "as if neither had begun"
    );
    desk.policy = within(16);
    desk.take("2026-02-18T09:00:00Z", Host, &again(Verdicts::Keep));
    desk.shows(Validation, Paused, "2026-02-03T17:00:00Z");
    desk.take("2026-02-19T09:00:00Z", Person, &reopen());
    desk.shows(Validation, Running, "2026-02-19T17:00:00Z");
}

/// The pauses of the survivor after a merge, as `from..to`.
#[track_caller]
fn merged(survivor: &mut Desk, other: EndedDuplicate, when: &str) -> Vec<String> {
    survivor.take(when, Host, &Command::Absorb { duplicate: other });
    let pauses = survivor.request.pauses(Validation).as_slice().iter();
    let pauses = pauses.map(|it| {
        let hour = |at: time::UtcDateTime| format!("{:02}T{:02}", at.day(), at.hour());
        format!("{}..{}", hour(it.from()), it.to().map_or("".into(), hour))
    });
    pauses.collect()
}

fn other(opened: &str, steps: &[(&str, Actor, Command)], ended: &str) -> EndedDuplicate {
    let mut desk = Desk::named("r2", Policy::on(&office()).expect("a calendar"));
    desk.take(opened, Person, &submit(Topic::AccountAccess));
    for (when, actor, command) in steps {
        desk.take(when, *actor, command);
    }
    let of = OpenRequest::new(id("r1"), id("a1"));
    desk.take(ended, Support, &Command::MarkDuplicate { of });
    let ended = desk.request.as_duplicate().expect("it is one");
    assert_eq!((ended.request(), ended.of()), (id("r2"), id("r1")));
    assert_eq!(ended.submitted(), at(opened));
    ended
}

#[test]
fn before_the_second_was_there_the_pauses_of_the_first_count() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    survivor.take("2026-02-03T09:00:00Z", Support, &ask());
    survivor.take("2026-02-05T09:00:00Z", Person, &answer(1));
    let other = other("2026-02-04T09:00:00Z", &[], "2026-02-06T09:00:00Z");
    let pauses = merged(&mut survivor, other, "2026-02-06T09:00:00Z");
    assert_eq!(pauses, ["03T09..04T09"]);
    survivor.shows(Validation, Running, "2026-02-10T17:00:00Z");
}

#[test]
fn the_pauses_of_an_earlier_duplicate_count_before_the_survivor_was_there() {
    let mut survivor = Desk::opened("2026-02-04T09:00:00Z");
    let steps = [
        ("2026-02-02T12:00:00Z", Support, ask()),
        ("2026-02-03T12:00:00Z", Person, answer(1)),
    ];
    let other = other("2026-02-02T09:00:00Z", &steps, "2026-02-05T09:00:00Z");
    let pauses = merged(&mut survivor, other, "2026-02-05T09:00:00Z");
    assert_eq!(pauses, ["02T12..03T12"]);
    // Six days from the 2nd on, and the one that was paused.
    survivor.shows(Validation, Running, "2026-02-10T17:00:00Z");
    survivor.shows(Contact, Met, "2026-02-09T17:00:00Z");
    assert_eq!(survivor.request.contacted(), None, "it was the other one's");
    assert_eq!(
        survivor.clock(Validation).started(),
        at("2026-02-02T09:00:00Z")
    );
}

#[test]
fn a_pause_that_both_had_stays_one_across_the_others_opening() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    survivor.take("2026-02-03T09:00:00Z", Support, &ask());
    survivor.take("2026-02-05T09:00:00Z", Person, &answer(1));
    let steps = [
        ("2026-02-04T09:00:00Z", Support, ask()),
        ("2026-02-06T09:00:00Z", Person, answer(1)),
    ];
    let other = other("2026-02-04T09:00:00Z", &steps, "2026-02-06T10:00:00Z");
    let pauses = merged(&mut survivor, other, "2026-02-06T10:00:00Z");
    assert_eq!(pauses, ["03T09..05T09"]);
    assert_eq!(survivor.request.pauses(Validation).as_slice().len(), 1);
}

#[test]
fn pauses_with_a_gap_between_them_stay_two() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    survivor.take("2026-02-03T09:00:00Z", Support, &ask());
    survivor.take("2026-02-05T09:00:00Z", Person, &answer(1));
    let steps = [
        ("2026-02-03T09:00:00Z", Support, ask()),
        ("2026-02-03T12:00:00Z", Person, answer(1)),
        ("2026-02-03T15:00:00Z", Support, ask()),
        ("2026-02-06T09:00:00Z", Person, answer(2)),
    ];
    let other = other("2026-02-02T09:00:00Z", &steps, "2026-02-06T10:00:00Z");
    let pauses = merged(&mut survivor, other, "2026-02-06T10:00:00Z");
    assert_eq!(pauses, ["03T09..03T12", "03T15..05T09"]);
}

#[test]
fn after_the_duplicate_had_ended_only_the_survivor_counts() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    let other = other("2026-02-02T09:00:00Z", &[], "2026-02-03T09:00:00Z");
    survivor.take("2026-02-03T12:00:00Z", Support, &ask());
    survivor.take("2026-02-04T12:00:00Z", Person, &answer(1));
    let pauses = merged(&mut survivor, other, "2026-02-05T09:00:00Z");
    assert_eq!(pauses, ["03T12..04T12"]);
    survivor.shows(Validation, Running, "2026-02-10T17:00:00Z");
}

#[test]
fn touching_pauses_for_two_reasons_keep_both() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    survivor.take("2026-02-03T09:00:00Z", Support, &ask());
    survivor.tick("2026-02-17T09:00:00Z");
    survivor.take("2026-02-19T09:00:00Z", Person, &reopen());
    let other = other("2026-02-20T09:00:00Z", &[], "2026-02-20T10:00:00Z");
    let pauses = merged(&mut survivor, other, "2026-02-20T10:00:00Z");
    assert_eq!(pauses, ["03T09..17T09", "17T09..19T09"]);
}

#[test]
fn a_frozen_verdict_survives_a_merge_and_a_running_clock_may_be_missed_by_it() {
    let mut survivor = Desk::opened("2026-02-10T09:00:00Z");
    survivor.take("2026-02-10T10:00:00Z", Support, &contact());
    let due = survivor.clock(Contact).due();
    let other = other("2026-01-05T09:00:00Z", &[], "2026-02-10T11:00:00Z");
    merged(&mut survivor, other, "2026-02-10T11:00:00Z");
    assert_eq!(survivor.clock(Contact).due(), due);
    assert_eq!(survivor.clock(Contact).status(), Met);
    // The other one was opened five weeks ago.
    survivor.shows(Validation, Missed, "2026-01-12T17:00:00Z");
}

#[test]
fn a_contact_about_the_duplicate_is_judged_at_its_own_instant() {
    let made = |when: &str| {
        let mut survivor = Desk::opened("2026-02-05T09:00:00Z");
        let other = other(
            "2026-02-02T09:00:00Z",
            &[(when, Support, contact())],
            "2026-02-11T09:00:00Z",
        );
        merged(&mut survivor, other, "2026-02-12T09:00:00Z");
        survivor.shows(
            Contact,
            survivor.clock(Contact).status(),
            "2026-02-09T17:00:00Z",
        );
        survivor.clock(Contact).status()
    };
    assert_eq!(made("2026-02-09T17:00:00Z"), Met);
    assert_eq!(made("2026-02-09T17:00:00.000000001Z"), Missed);
}

#[test]
fn a_merge_after_a_new_cycle_leaves_the_start_of_the_cycle() {
    let mut survivor = Desk::opened("2026-02-02T09:00:00Z");
    survivor.policy = survivor
        .policy
        .clone()
        .with_reopened_clocks(checkmark_ticket::ReopenedClocks::NewCycle);
    survivor.take("2026-02-03T09:00:00Z", Support, &decline());
    survivor.take("2026-02-04T09:00:00Z", Person, &reopen());
    let other = other("2026-02-01T09:00:00Z", &[], "2026-02-05T09:00:00Z");
    merged(&mut survivor, other, "2026-02-05T09:00:00Z");
    assert_eq!(
        survivor.clock(Validation).started(),
        at("2026-02-04T09:00:00Z")
    );
    survivor.shows(Validation, Running, "2026-02-11T17:00:00Z");
}
