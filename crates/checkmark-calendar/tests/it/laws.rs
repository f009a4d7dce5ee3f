//! What follows from the definition, on calendars and instants biased to edges, over real zones
//! and made ones.

use crate::definition::ZONES;
use crate::support::{clock, unix};
use checkmark_calendar::strategy::*;
use checkmark_calendar::{
    Budget, BusinessDuration, Calendar, Cause, Clock, Pause, PauseReason, Pauses, Recompute, Share,
    Week, Window, Zone,
};
use proptest::prelude::*;
use time::{SignedDuration, UtcDateTime, Weekday};

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Real zones as often as made ones.
fn any_zone() -> impl Strategy<Value = Zone> {
    let real = proptest::sample::select(&ZONES[..]);
    prop_oneof![
        real.prop_map(|name| Zone::bundled(name).expect("a zone")),
        zone()
    ]
}

/// A clock and some instants, in order and close to its clock changes.
fn clock_and_instants() -> impl Strategy<Value = (Clock, [UtcDateTime; 3])> {
    any_zone().prop_flat_map(|zone| {
        let near = || instant_near_changes(&zone);
        let instants = [near(), near(), near()].prop_map(|mut instants| {
            instants.sort();
            instants
        });
        (calendar_in(zone.clone()), instants).prop_map(|(it, instants)| (clock(&it), instants))
    })
}

fn with_pauses() -> impl Strategy<Value = (Clock, [UtcDateTime; 3], Pauses)> {
    clock_and_instants()
        .prop_flat_map(|(clock, instants)| (Just(clock), Just(instants), pauses_after(instants[0])))
}

fn elapsed(clock: &Clock, from: UtcDateTime, to: UtcDateTime, pauses: &Pauses) -> BusinessDuration {
    clock.elapsed(from, to, pauses).expect("in range")
}

fn sum(one: BusinessDuration, other: BusinessDuration) -> BusinessDuration {
    one.checked_add(other).expect("less than for ever")
}

proptest! {
    #[test]
    fn elapsed_time_adds_up((clock, [a, b, c], pauses) in with_pauses()) {
        let parts = sum(elapsed(&clock, a, b, &pauses), elapsed(&clock, b, c, &pauses));
        prop_assert_eq!(elapsed(&clock, a, c, &pauses), parts);
    }

    #[test]
    fn elapsed_time_never_runs_back_nor_faster_than_real_time(
        (clock, [a, b, c], pauses) in with_pauses(),
    ) {
        prop_assert!(elapsed(&clock, a, b, &pauses) <= elapsed(&clock, a, c, &pauses));
        prop_assert!(elapsed(&clock, b, c, &pauses) <= elapsed(&clock, a, c, &pauses));
        let real = BusinessDuration::try_from(c - a).expect("in order");
        prop_assert!(elapsed(&clock, a, c, &pauses) <= real);
        prop_assert_eq!(elapsed(&clock, c, a, &pauses), BusinessDuration::ZERO);
    }

    #[test]
    fn a_deadline_has_come_exactly_when_the_budget_is_elapsed(
        (clock, [start, at, _], pauses) in with_pauses(),
        budget in business_duration(),
    ) {
        let used = elapsed(&clock, start, at, &pauses);
        for budget in [budget, used] {
            let due = clock.deadline(start, Budget::Business(budget), &pauses);
            prop_assert_eq!(due.is_ok_and(|due| due <= at), used >= budget);
            if let Ok(due) = due {
                prop_assert_eq!(elapsed(&clock, start, due, &pauses), budget);
                let before = due - SignedDuration::NANOSECOND;
                prop_assert!(due == start || elapsed(&clock, start, before, &pauses) < budget);
            }
        }
    }

    #[test]
    fn deadlines_follow_one_another(
        (clock, [start, ..], pauses) in with_pauses(),
        one in business_duration(),
        other in business_duration(),
    ) {
        let due = |start, budget| clock.deadline(start, Budget::Business(budget), &pauses);
        if let Ok(whole) = due(start, sum(one, other)) {
            prop_assert_eq!(due(start, one).and_then(|then| due(then, other)), Ok(whole));
        }
        prop_assert_eq!(due(start, BusinessDuration::ZERO), Ok(start));
    }

    #[test]
    fn more_holidays_or_pauses_are_never_earlier(
        (clock, [start, a, b]) in clock_and_instants(),
        budget in budget(),
        holiday in holiday(),
    ) {
        let due = |clock: &Clock, pauses: &Pauses| clock.deadline(start, budget, pauses);
        let plain = due(&clock, Pauses::NONE);
        let mut pauses = Pauses::new();
        pauses.push(Pause::new(a, b, PauseReason::UNSTATED).expect("in order")).expect("the first");
        if let (Ok(plain), Ok(paused)) = (plain, due(&clock, &pauses)) {
            prop_assert!(plain <= paused);
        }
        let calendar = clock.calendar();
        let mut builder = Calendar::builder()
            .week(calendar.week().clone())
            .zone(calendar.zone().clone())
            .holidays(calendar.holidays().iter().cloned())
            .holidays([holiday]);
        for (date, windows) in calendar.overrides() {
            builder = builder.override_day(date, windows.clone());
        }
        if let Ok(more) = builder.build().and_then(|it| it.compile())
            && let (Ok(plain), Ok(later)) = (plain, due(&more, Pauses::NONE))
        {
            prop_assert!(plain <= later);
        }
    }

    #[test]
    fn a_pause_in_closed_time_changes_nothing(
        (clock, [start, at, end]) in clock_and_instants(),
        budget in budget(),
    ) {
        let Ok(from) = clock.next_close(at) else { return Ok(()) };
        let Ok(to) = clock.next_open(from) else { return Ok(()) };
        let mut pauses = Pauses::new();
        pauses.push(Pause::new(from, to, PauseReason::UNSTATED).expect("in order")).expect("one");
        let plain = elapsed(&clock, start, end, Pauses::NONE);
        prop_assert_eq!(elapsed(&clock, start, end, &pauses), plain);
        if !matches!(budget, Budget::Elapsed(_)) {
            let plain = clock.deadline(start, budget, Pauses::NONE);
            prop_assert_eq!(clock.deadline(start, budget, &pauses), plain);
        }
    }

    #[test]
    fn pauses_that_touch_are_one(
        (clock, [start, middle, end]) in clock_and_instants(),
        budget in budget(),
        before in 0_i64..200,
    ) {
        let pause = |from, to| Pause::new(from, to, PauseReason::UNSTATED).expect("in order");
        let from = start - SignedDuration::hours(before);
        let one = Pauses::try_from(vec![pause(from, end)]).expect("in order");
        let two = vec![pause(from, middle), pause(middle, middle), pause(middle, end)];
        let two = Pauses::try_from(two).expect("in order");
        prop_assert_eq!(clock.deadline(start, budget, &one), clock.deadline(start, budget, &two));
        let later = end + SignedDuration::days(9);
        prop_assert_eq!(elapsed(&clock, start, later, &one), elapsed(&clock, start, later, &two));
    }

    #[test]
    fn round_the_clock_is_plain_addition(
        zone in any_zone(),
        start in instant(),
        budget in business_duration(),
    ) {
        let always = Calendar::builder().week(Week::round_the_clock()).zone(zone).build();
        let clock = clock(&always.expect("a calendar"));
        let length = budget.as_signed().expect("some years");
        if let Ok(due) = clock.deadline(start, Budget::Business(budget), Pauses::NONE) {
            prop_assert_eq!(due, start + length);
            let elapsed = clock.deadline(start, Budget::Elapsed(length), Pauses::NONE);
            prop_assert_eq!(elapsed, Ok(due));
        }
    }

    #[test]
    fn a_window_cut_in_two_is_the_same_window(
        (calendar, whole) in any_zone().prop_flat_map(|zone| (calendar_in(zone.clone()), week())),
        cuts in proptest::collection::btree_set(time_of_day(), 1..6),
        instants in [instant(), instant()],
    ) {
        let mut cut = Week::builder();
        for weekday in DAYS {
            for window in whole.day(weekday).iter() {
                let mut edges: Vec<_> = cuts.iter().copied().collect();
                edges.retain(|it| window.from() < *it && *it < window.to());
                edges.insert(0, window.from());
                edges.push(window.to());
                for pair in edges.windows(2) {
                    let part = Window::new(pair[0], pair[1]).expect("edges in order");
                    cut = cut.window(weekday, part).expect("side by side");
                }
            }
        }
        let clock = |week| {
            let builder = Calendar::builder().week(week).zone(calendar.zone().clone());
            builder.build().and_then(|it| it.compile())
        };
        if let (Ok(whole), Ok(cut)) = (clock(whole), clock(cut.build())) {
            let [from, to] = instants;
            let elapsed = whole.elapsed(from, to, Pauses::NONE);
            prop_assert_eq!(cut.elapsed(from, to, Pauses::NONE), elapsed);
        }
    }

    #[test]
    fn the_clock_is_open_when_the_definition_says_so(
        calendar in calendar(),
        instants in proptest::collection::vec(instant(), 20),
    ) {
        let Ok(clock) = calendar.compile() else { return Ok(()) };
        for at in instants {
            prop_assert_eq!(clock.is_open(at).ok(), calendar.is_open_by_definition(at));
        }
    }

    #[test]
    fn openings_and_closings_are_edges_of_the_definition((clock, [at, ..]) in clock_and_instants()) {
        let open = |at| clock.calendar().is_open_by_definition(at);
        let before = |at: UtcDateTime| at - SignedDuration::NANOSECOND;
        if let Ok(opening) = clock.next_open(at) {
            prop_assert_eq!(open(opening), Some(true));
            prop_assert!(opening == at || open(before(opening)) == Some(false));
            prop_assert_eq!(elapsed(&clock, at, opening, Pauses::NONE), BusinessDuration::ZERO);
        }
        if let Ok(closing) = clock.next_close(at) {
            prop_assert_eq!(open(closing), Some(false));
            prop_assert!(closing == at || open(before(closing)) == Some(true));
            let real = BusinessDuration::try_from(closing - at).expect("in order");
            prop_assert_eq!(elapsed(&clock, at, closing, Pauses::NONE), real);
        }
    }

    #[test]
    fn a_day_used_up_exactly_is_due_at_closing((clock, [at, ..]) in clock_and_instants()) {
        let Ok(opening) = clock.next_open(at) else { return Ok(()) };
        let Ok(closing) = clock.next_close(opening) else { return Ok(()) };
        let budget = Budget::Business(elapsed(&clock, opening, closing, Pauses::NONE));
        prop_assert_eq!(clock.deadline(opening, budget, Pauses::NONE), Ok(closing));
    }

    #[test]
    fn business_days_end_at_the_closing_of_a_date_with_open_time(
        (clock, [start, ..], pauses) in with_pauses(),
        days in 1_u32..12,
    ) {
        let Ok(due) = clock.deadline(start, Budget::BusinessDays(days), &pauses) else {
            return Ok(());
        };
        // Quarter by quarter on the wall clock, cut at its changes: when does each date close?
        let zone = clock.calendar().zone();
        let local = |at: i64| at + i64::from(zone.offset_at(unix(at)).expect("in range"));
        let date = |at: i64| local(at).div_euclid(86_400);
        let (from, end) = (start.unix_timestamp(), due.unix_timestamp());
        let mut closings = std::collections::BTreeMap::new();
        let mut at = from;
        while at < end + 2 * 86_400 {
            let quarter = at + 900 - local(at).rem_euclid(900);
            let change = zone.transitions().map(|it| it.unix_seconds()).find(|it| *it > at);
            let next = quarter.min(change.unwrap_or(quarter));
            let open = elapsed(&clock, unix(at), unix(next), Pauses::NONE);
            if !open.is_zero() {
                let closing = clock.deadline(unix(at), Budget::Business(open), Pauses::NONE);
                closings.insert(date(at), closing.expect("in range"));
            }
            at = next;
        }
        let counts = |closing: UtcDateTime| {
            let before = closing - SignedDuration::NANOSECOND;
            !elapsed(&clock, before, closing, &pauses).is_zero()
        };
        let dates = date(from) + 1..=date(end - 1);
        let counted = closings.range(dates).filter(|it| counts(*it.1)).count();
        prop_assert_eq!(counted, days as usize);
        prop_assert_eq!(closings.get(&date(end - 1)), Some(&due));
    }

    #[test]
    fn at_risk_never_comes_after_the_deadline(
        (clock, [start, ..], pauses) in with_pauses(),
        budget in budget(),
        share in share(),
    ) {
        let due = clock.deadline(start, budget, &pauses);
        let at_risk = clock.at_risk(start, budget, share, &pauses);
        if let (Ok(due), Ok(at_risk)) = (due, at_risk) {
            prop_assert!(at_risk <= due);
        }
        let whole = Share::percent(100).expect("the whole");
        if let Budget::Business(_) = budget {
            prop_assert_eq!(clock.at_risk(start, budget, whole, &pauses), due);
        }
    }

    #[test]
    fn every_explanation_adds_up_and_is_the_definition(
        (clock, [start, ..], pauses) in with_pauses(),
        budget in budget(),
    ) {
        if let Ok(explanation) = clock.explain(start, budget, &pauses) {
            prop_assert_eq!(clock.deadline(start, budget, &pauses), Ok(explanation.due()));
            prop_assert_eq!(explanation.verify_against(clock.calendar(), &pauses), Ok(()));
        }
    }

    #[test]
    fn desks_combined_are_open_as_their_parts_are(
        one in any_zone().prop_flat_map(calendar_in),
        other in any_zone().prop_flat_map(calendar_in),
        instants in proptest::collection::vec(instant(), 20),
    ) {
        let both = [one.clone(), other.clone()];
        let union = clock(&Calendar::union(both.clone()).expect("two"));
        let intersection = Calendar::intersection(both).expect("two").compile();
        for at in instants {
            let open = (one.is_open_by_definition(at), other.is_open_by_definition(at));
            let (Some(one), Some(other)) = open else { continue };
            prop_assert_eq!(union.is_open(at), Ok(one || other));
            if let Ok(intersection) = &intersection {
                prop_assert_eq!(intersection.is_open(at), Ok(one && other));
            } else {
                prop_assert!(!(one && other));
            }
        }
    }

    #[test]
    fn what_is_due_again_is_what_would_have_been_due(
        (old, [start, ..], pauses) in with_pauses(),
        new in any_zone().prop_flat_map(calendar_in),
        budget in budget(),
    ) {
        let new = clock(&new);
        let row = Recompute::new(&old, &new).row(start, budget, &pauses);
        prop_assert_eq!(row.old_due(), old.deadline(start, budget, &pauses));
        prop_assert_eq!(row.new_due(), new.deadline(start, budget, &pauses));
        prop_assert_eq!(row.is_moved(), row.old_due() != row.new_due());
    }

    #[test]
    fn one_holiday_more_is_the_cause_of_every_move(
        calendar in any_zone().prop_flat_map(calendar_in),
        start in instant(),
        budget in budget(),
        holiday in holiday(),
    ) {
        let date = holiday.date();
        let mut builder = Calendar::builder()
            .week(calendar.week().clone())
            .zone(calendar.zone().clone())
            .holidays(calendar.holidays().iter().cloned())
            .holidays([holiday]);
        for (date, windows) in calendar.overrides() {
            builder = builder.override_day(date, windows.clone());
        }
        let Ok(new) = builder.build().and_then(|it| it.compile()) else { return Ok(()) };
        let row = Recompute::new(&clock(&calendar), &new).row(start, budget, Pauses::NONE);
        if row.is_moved() {
            prop_assert_eq!(row.cause(), Some(Cause::HolidayAdded { date }));
        }
    }
}
