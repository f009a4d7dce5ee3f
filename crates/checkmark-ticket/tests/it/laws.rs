//! Laws, on strategies that users get too.

use checkmark_account::Actor;
use checkmark_calendar::{Budget, BusinessDuration, Calendar, Clock, Share, Week};
use checkmark_ticket::strategy::History;
use checkmark_ticket::{
    Action, CheckDigit, ClockName, ClockStatus, Command, Draft, Event, Form, NumberFormat, Policy,
    Recomputation, ReplayErrorKind, Request, ServiceLevel, StateKind, Topic, Verdicts,
    WhileWaiting, decide, evolve, replay,
};
use proptest::prelude::*;
use proptest::sample::Index;
use time::SignedDuration;

use crate::desk::{Desk, answer, ask, at, decline, office, reopen, submit};

fn policy() -> Policy {
    Policy::on(&office()).expect("a calendar")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_record_that_was_decided_folds_to_where_it_led(history in any::<History>()) {
        let (request, record) = history.play(&policy());
        prop_assert_eq!(replay(request.id(), &record), Ok(request.clone()));
        for (nth, event) in (1..).zip(&record) {
            prop_assert_eq!(event.version(), nth);
        }
        prop_assert_eq!(request.version(), record.len() as u64);
    }

    #[test]
    fn folding_in_two_parts_is_folding_in_one(history in any::<History>(), cut in any::<Index>()) {
        let (request, record) = history.play(&policy());
        let (first, second) = record.split_at(cut.index(record.len() + 1));
        let half = replay(request.id(), first).expect("a part folds");
        let whole = second.iter().try_fold(half, evolve);
        prop_assert_eq!(whole, Ok(request));
    }

    #[test]
    fn a_lost_doubled_swapped_or_foreign_event_names_its_position(
        history in any::<History>(),
        nth in any::<Index>(),
    ) {
        let (request, record) = history.play(&policy());
        prop_assume!(record.len() > 1);
        let id = request.id();
        let fault = |record: &[Event]| {
            let error = replay(id, record).expect_err("it does not fold");
            (error.position(), error.kind())
        };

        let lost = nth.index(record.len() - 1);
        let mut without = record.clone();
        without.remove(lost);
        prop_assert_eq!(fault(&without), (lost as u64 + 2, ReplayErrorKind::Missing));

        let mut doubled = record.clone();
        doubled.insert(lost, record[lost].clone());
        prop_assert_eq!(fault(&doubled), (lost as u64 + 1, ReplayErrorKind::Doubled));

        let mut swapped = record.clone();
        swapped.swap(lost, lost + 1);
        prop_assert_eq!(fault(&swapped), (lost as u64 + 2, ReplayErrorKind::Missing));

        let other = replay("r9".parse().expect("an id"), &record).expect_err("another's");
        prop_assert_eq!((other.position(), other.kind()), (1, ReplayErrorKind::Foreign));
    }

    #[test]
    fn an_event_that_does_not_fold_changes_nothing(
        history in any::<History>(),
        stray in any::<Event>(),
    ) {
        let (mut request, _) = history.play(&policy());
        let last = request.last().unwrap_or(stray.at());
        let stray = Event::new(
            request.id(),
            request.version() + 1,
            last,
            stray.command(),
            stray.fact().clone(),
        );
        let before = request.clone();
        if request.apply(&stray).is_err() {
            prop_assert_eq!(request, before);
        }
    }

    #[test]
    fn the_same_input_gives_the_same_output(history in any::<History>(), command in any::<Command>()) {
        let policy = policy();
        let (request, _) = history.play(&policy);
        let now = request.last().unwrap_or(at("2026-02-02T09:00:00Z"));
        for actor in Actor::ALL {
            let context = checkmark_ticket::Context::new(&policy, *actor, now);
            prop_assert_eq!(
                decide(&request, &command, &context),
                decide(&request, &command, &context)
            );
        }
    }

    #[test]
    fn nothing_is_acknowledged_twice_in_any_history(history in any::<History>()) {
        let policy = policy();
        let mut request = Request::new("r1".parse().expect("an id"));
        let mut count = 0;
        let mut keys = Vec::new();
        history.walk(&policy, |step, context| {
            let Ok(decision) = decide(&request, step.command(), &context) else { return };
            for effect in decision.effects() {
                count += usize::from(matches!(effect.action(), Action::Acknowledge { .. }));
                keys.push(effect.key());
            }
            request.accept(&decision).expect("it folds");
        });
        prop_assert!(count <= 1);
        let unique: std::collections::HashSet<_> = keys.iter().collect();
        prop_assert_eq!(unique.len(), keys.len(), "each effect has its own key");
    }

    #[test]
    fn a_host_that_calls_at_each_wakeup_sees_what_a_late_one_sees(history in any::<History>()) {
        // One host ticks at every wakeup, the other only when somebody gives a command.
        let policy = policy();
        let mut punctual = Request::new("r1".parse().expect("an id"));
        let mut late = punctual.clone();
        let fold = |request: &mut Request, decision: &checkmark_ticket::Decision| {
            request.accept(decision).expect("it folds");
        };
        history.walk(&policy, |step, context| {
            while let Some(wakeup) = punctual.next_wakeup().filter(|it| it.at() <= context.now()) {
                let tick = checkmark_ticket::Context::new(&policy, Actor::Clock, wakeup.at());
                let decision = decide(&punctual, &Command::TimePassed, &tick).expect("a tick");
                fold(&mut punctual, &decision);
            }
            let one = decide(&punctual, step.command(), &context);
            let other = decide(&late, step.command(), &context);
            assert_eq!(one.is_ok(), other.is_ok(), "{:?}", step.command());
            if let (Ok(one), Ok(other)) = (one, other) {
                fold(&mut punctual, &one);
                fold(&mut late, &other);
                assert_eq!(punctual.state(), late.state());
                for (one, other) in punctual.clocks().zip(late.clocks()) {
                    assert_eq!(one.status(), other.status());
                    assert_eq!(one.schedule(), other.schedule());
                }
            }
        });
    }

    #[test]
    fn what_was_put_off_bit_by_bit_is_due_as_if_computed_from_the_start(
        budget in prop_oneof![
            (1_u32..200).prop_map(|hours| Budget::Business(BusinessDuration::hours(hours))),
            (1_u32..9_000).prop_map(|minutes| Budget::Business(BusinessDuration::minutes(minutes))),
            (1_i64..400).prop_map(|hours| Budget::Elapsed(SignedDuration::hours(hours))),
            (0_u32..9).prop_map(Budget::BusinessDays),
        ],
        share in 0_u8..=100,
        cuts in prop::collection::vec(0_i64..3_000_000, 0..14),
    ) {
        let clock: Clock = office().compile().expect("a clock");
        let share = Share::percent(share).expect("a share");
        let level = ServiceLevel::new(clock.clone(), budget)
            .with_share(share)
            .with_waiting(WhileWaiting::Stands);
        let level = policy().with_level(ClockName::Validation, level).expect("a policy");
        let forever = level.with_silence(SignedDuration::days(400)).expect("a policy");
        let mut desk = Desk::new(forever);
        let start = at("2026-02-02T10:00:00Z");
        desk.give(start, Actor::Person, &submit(Topic::AccountAccess), None).expect("taken");
        let mut cuts = cuts;
        cuts.sort_unstable();
        let mut questions = 0;
        for (nth, cut) in cuts.iter().enumerate() {
            let now = start + SignedDuration::seconds(*cut);
            let (actor, command) = if nth % 2 == 0 {
                questions += 1;
                (Actor::Support, ask())
            } else {
                (Actor::Person, answer(questions))
            };
            desk.give(now, actor, &command, None).expect("taken");
        }
        let it = desk.clock(ClockName::Validation);
        if it.status() == ClockStatus::Running {
            let pauses = desk.request.pauses(ClockName::Validation);
            prop_assert_eq!(clock.deadline(start, budget, pauses), Ok(it.due()));
            prop_assert_eq!(clock.at_risk(start, budget, share, pauses), Ok(it.at_risk()));
            let explanation = desk.request.explain(ClockName::Validation, &desk.policy);
            let explanation = explanation.expect("it runs").expect("an explanation");
            prop_assert!(explanation.verify().is_ok());
            prop_assert_eq!(explanation.due(), it.due());
        }
    }

    #[test]
    fn recomputing_under_the_same_policy_moves_nothing_in_any_history(
        history in any::<History>(),
        verdicts in any::<Verdicts>(),
    ) {
        let policy = policy();
        let (request, _) = history.play(&policy);
        if let Some(now) = request.last() {
            let moves = Recomputation::new(&policy, &policy)
                .of(&request, verdicts, now)
                .expect("an answer");
            // What was merged with a contact that came late is the one thing that is judged
            // otherwise: its instant is the duplicate's.
            let absorbed = !request.absorbed().is_empty();
            prop_assert!(absorbed || moves.is_empty(), "{moves:?} {request:#?}");
        }
    }

    #[test]
    fn a_complete_form_is_taken_and_stays_the_same(form in any::<Form>()) {
        let draft = Draft::from(form.clone());
        prop_assert_eq!(Form::check(form.topic(), &draft), Ok(form));
    }

    #[test]
    fn no_draft_panics_and_its_faults_name_fields_that_are_asked_for(
        topic in any::<Topic>(),
        draft in any::<Draft>(),
    ) {
        if let Err(faults) = Form::check(topic, &draft) {
            prop_assert!(!faults.is_empty());
            for fault in faults.iter() {
                prop_assert_ne!(fault.field().need(topic), checkmark_ticket::Need::NotAsked);
            }
        }
    }

    #[test]
    fn a_check_digit_finds_each_wrong_digit_and_damm_each_swap(
        serial in 0_u64..1_000_000,
        at in 0_usize..8,
        other in 1_u8..10,
    ) {
        for check in [CheckDigit::Luhn, CheckDigit::Damm] {
            let format = NumberFormat::new("SR", 8, check).expect("a format");
            let number = format.number(serial).expect("it fits");
            prop_assert!(format.check(number).is_ok());
            let mut digits = number.as_str().as_bytes().to_vec();
            let digit = &mut digits[2 + at];
            *digit = b'0' + (*digit - b'0' + other) % 10;
            let wrong = String::from_utf8(digits).expect("digits").parse().expect("a number");
            prop_assert!(format.check(wrong).is_err());
            if check == CheckDigit::Damm && at < 7 {
                let mut digits = number.as_str().as_bytes().to_vec();
                digits.swap(2 + at, 3 + at);
                let swapped = String::from_utf8(digits).expect("digits").parse().expect("a number");
                prop_assert_eq!(format.check(swapped).is_err(), swapped != number);
            }
        }
    }
}

#[test]
fn round_the_clock_a_promise_is_plain_addition() {
    let mut week = Week::builder();
    for day in [
        time::Weekday::Monday,
        time::Weekday::Tuesday,
        time::Weekday::Wednesday,
        time::Weekday::Thursday,
        time::Weekday::Friday,
        time::Weekday::Saturday,
        time::Weekday::Sunday,
    ] {
        week = week.on(day, "00:00-24:00").expect("hours");
    }
    let always = Calendar::builder()
        .week(week.build())
        .build()
        .expect("open");
    let mut desk = Desk::opened_on(&always, "2026-02-02T09:00:00Z");
    desk.shows(
        ClockName::Contact,
        ClockStatus::Running,
        "2026-02-04T09:00:00Z",
    );
    desk.take("2026-02-03T09:00:00Z", Actor::Support, &ask());
    desk.take("2026-02-03T21:30:00Z", Actor::Person, &answer(1));
    desk.shows(
        ClockName::Validation,
        ClockStatus::Running,
        "2026-02-04T21:30:00Z",
    );
    desk.take("2026-02-04T00:00:00Z", Actor::Support, &decline());
    desk.take("2026-02-05T00:00:00Z", Actor::Person, &reopen());
    assert_eq!(desk.state(), StateKind::Open);
    desk.shows(
        ClockName::Validation,
        ClockStatus::Running,
        "2026-02-05T21:30:00Z",
    );
}
